"""Compiles the message catalogues when the package is built, so that no binary file lies in the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """Writes a `.mo` file beside every `.po` file."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all catalogues; called by hatchling before files are collected, for wheels and editable installs alike."""
        del version, build_data
        for source in sorted(Path(self.root, "src", "gremium", "locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as readable:
                catalogue = read_po(readable)
            with source.with_suffix(".mo").open("wb") as writable:
                write_mo(writable, catalogue)
