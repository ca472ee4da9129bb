"""F5 · explain: sentences. Codes and values become German or English; no fact is decided here."""
