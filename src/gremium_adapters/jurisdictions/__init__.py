"""Jurisdictions: municipalities and what lies above and below them, as data."""

from __future__ import annotations

from importlib.resources import files

from gremium.plugins.parts import Jurisdiction


def packaged(package: str, id_: str, charter: str = "charter.toml") -> Jurisdiction:
    """Return a jurisdiction whose charter lies in a package as a file; the text is read when it is asked for."""
    return Jurisdiction(
        id=id_,
        file=f"{id_}/{charter}",
        text=lambda: files(package).joinpath(charter).read_text(encoding="utf-8"),
    )
