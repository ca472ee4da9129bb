"""F8 · roof: the kit for plugin authors. `kit` holds tests that a plugin inherits, `strategies` make up documents for its own.

`kit` needs nothing but gremium (and `jsonschema` for one test, which is skipped without it); `strategies` need the extra
`testing`, which brings `hypothesis`:

    from gremium.testing.kit import JurisdictionKit
    from gremium.testing.strategies import charters, records
"""
