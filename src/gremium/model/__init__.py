"""F2 · model: the three documents (charter, record, cases) as frozen data that knows no file and no converter."""
