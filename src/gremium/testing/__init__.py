"""F8 · roof: the kit for plugin authors. `kit` holds tests to inherit, `documents` and `values` make up data.

`kit` needs nothing but gremium (and `jsonschema` for one test, which is skipped without it); the strategies need the extra
`testing`, which brings `hypothesis`:

    from gremium.testing.kit import JurisdictionKit
    from gremium.testing.documents import charters, records
"""
