"""Landesintegrationsrat NRW: the association of the integration councils in North Rhine-Westphalia."""

from __future__ import annotations

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Jurisdiction
from gremium_adapters.jurisdictions import packaged


@hookimpl
def gremium_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return the charter of the state's integration council."""
    return (packaged(__name__, "landesintegrationsrat-nrw"),)
