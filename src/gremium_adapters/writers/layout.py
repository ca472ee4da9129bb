"""Layout of text: tables and lines in the width of the reader, without colour, by the `rich` package."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from gremium.plugins.parts import Context

if TYPE_CHECKING:
    from rich.table import Table

# Footnotes by their text.
Notes = dict[str, int]


def printed(parts: Iterable[object], context: Context) -> bytes:
    """Lay out tables and lines in the width of the context; no line ends with blanks."""
    from rich.console import Console  # noqa: PLC0415  # imported where it is needed: listing writers does not need it

    console = Console(file=StringIO(), width=context.width, no_color=True, highlight=False, markup=False, emoji=False)
    for part in parts:
        console.print(folded(part, context.width) if isinstance(part, str) else part)
    file = console.file
    text = file.getvalue() if isinstance(file, StringIO) else ""
    return ("\n".join(line.rstrip() for line in text.splitlines()) + "\n").encode()


def folded(line: str, width: int) -> str:
    """Break a long line; what follows is indented two columns deeper than the line itself."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or line


def table(*headings: str) -> Table:
    """Return an empty table with these columns."""
    from rich import box  # noqa: PLC0415  # as above
    from rich.table import Table  # noqa: PLC0415  # as above

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def row(into: Table, *cells: str) -> None:
    """Add a row; cells are plain text, nothing in them is markup."""
    from rich.text import Text  # noqa: PLC0415  # as above

    into.add_row(*(Text(cell) for cell in cells))


def numbered(found: Iterable[str], notes: Notes) -> str:
    """Return the numbers of these notes, given anew to those that have none."""
    return " ".join(f"[{notes.setdefault(note, len(notes) + 1)}]" for note in dict.fromkeys(found))
