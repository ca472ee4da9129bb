"""Landkreis Böblingen: the municipalities that share the project of inclusion mediators."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Jurisdiction
from gremium_adapters.jurisdictions import packaged


@hookimpl
def gremium_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return the charter of the district of Böblingen."""
    return (packaged(__name__, "landkreis-boeblingen"),)
