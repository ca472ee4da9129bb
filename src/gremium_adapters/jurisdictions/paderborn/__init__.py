"""Stadt Paderborn: the bodies of its inclusion process, and those they lean on."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Jurisdiction
from gremium_adapters.jurisdictions import packaged


@hookimpl
def gremium_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return the charter of Paderborn."""
    return (packaged(__name__, "paderborn"),)
