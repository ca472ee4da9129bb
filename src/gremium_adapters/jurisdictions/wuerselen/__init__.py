"""Stadt Würselen: the steering group of #vielfaltgestalten, its planning team, and the integration council."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Jurisdiction
from gremium_adapters.jurisdictions import packaged


@hookimpl
def gremium_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return the charter of Würselen."""
    return (packaged(__name__, "wuerselen"),)
