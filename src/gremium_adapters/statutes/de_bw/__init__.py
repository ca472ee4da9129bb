"""Baden-Württemberg: what its municipal code (GemO) says of councils and committees."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Statute
from gremium_adapters.statutes import packaged


@hookimpl
def gremium_statutes() -> tuple[Statute, ...]:
    """Return the municipal code of Baden-Württemberg."""
    return (packaged(__name__, "de-bw"),)
