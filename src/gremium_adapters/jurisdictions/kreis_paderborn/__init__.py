"""Kreis Paderborn: the integration centre of the county, and the advisory board to which towns send members."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Jurisdiction
from gremium_adapters.jurisdictions import packaged


@hookimpl
def gremium_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return the charter of the county of Paderborn."""
    return (packaged(__name__, "kreis-paderborn"),)
