"""Stadt Monheim am Rhein: the integration council, the committee that took its place, and the integration concept."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Jurisdiction
from gremium_adapters.jurisdictions import packaged


@hookimpl
def gremium_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return the charter of Monheim am Rhein."""
    return (packaged(__name__, "monheim"),)
