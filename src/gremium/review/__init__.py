"""F5 · review: does a record keep to its charter? Findings about facts; none of them is ever thrown away."""
