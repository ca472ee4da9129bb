"""F3 · evaluate: does it hold? Functions over charter, record and a date; every one returns a verdict with its reasons."""
