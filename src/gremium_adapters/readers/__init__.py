"""Readers: texts become plain mappings. TOML is the house format, JSON is read alike."""
