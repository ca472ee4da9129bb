"""The examples of the repository, each opened once for all tests of a process, with what was worked out of it meanwhile."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gremium.evaluate.scope import Scope
from gremium.targets import load
from gremium.workbench.project import Opened

EXAMPLES = Path(__file__).parents[1] / "examples"


@cache
def opened(place: str) -> Opened:
    """Return an example with its record; the charter lies beside it, or is that of an installed jurisdiction."""
    folder = EXAMPLES / place
    return load(folder if (folder / "charter.toml").is_file() else place, folder / "record.toml")


def example(place: str) -> Scope:
    """Return the scope of an example."""
    return opened(place).scope
