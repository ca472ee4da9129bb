"""F4 · plan: search over dates. It asks the floor below what has to hold and finds days that make it so."""
