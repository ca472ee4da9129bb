"""F1 · norms: what a rule says. One file per word; frozen data with ids instead of objects, no logic about facts."""
