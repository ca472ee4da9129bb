"""North Rhine-Westphalia: what its municipal code (GO NRW) says of councils, committees and integration bodies."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Statute
from gremium_adapters.statutes import packaged


@hookimpl
def gremium_statutes() -> tuple[Statute, ...]:
    """Return the municipal code of North Rhine-Westphalia."""
    return (packaged(__name__, "de-nw"),)
