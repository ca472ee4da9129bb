"""F6 · plugins: hooks assemble the parts, they do not run. Built-in adapters come in by the same door as strangers."""
