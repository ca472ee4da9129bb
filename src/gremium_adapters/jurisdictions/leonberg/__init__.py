"""Stadt Leonberg: the municipal inclusion mediator and the working group on inclusion."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Jurisdiction
from gremium_adapters.jurisdictions import packaged


@hookimpl
def gremium_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return the charter of Leonberg."""
    return (packaged(__name__, "leonberg"),)
