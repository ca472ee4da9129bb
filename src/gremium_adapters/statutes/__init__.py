"""Statutes: the municipal codes of Länder as data. Their rules hold for kinds of bodies, wherever a charter names the statute."""

from __future__ import annotations

from importlib.resources import files

from gremium.plugins.parts import Statute


def packaged(package: str, id_: str, charter: str = "charter.toml") -> Statute:
    """Return a statute whose text lies in a package as a file; the text is read when it is asked for."""
    return Statute(
        id=id_,
        file=f"{id_}/{charter}",
        text=lambda: files(package).joinpath(charter).read_text(encoding="utf-8"),
    )
