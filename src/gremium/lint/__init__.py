"""F5 · lint: can a charter ever hold together? Findings about a charter alone, with its neighbours if loaded."""
