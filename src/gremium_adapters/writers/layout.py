"""Layout of text: tables and lines in the width of the reader, without colour, by the `rich` package."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
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


def fit(into: Table, rows: Sequence[tuple[str, ...]], width: int, shares: tuple[int | None, ...]) -> None:
    """Give every column its width, so that nothing is cut off: what it needs, at most its share of the whole in percent.

    The one column without a share takes what is left.
    """
    needed = [max(len(cells[place]) for cells in (_headings(into), *rows)) + 1 for place in range(len(shares))]
    room = width - 2 * len(shares)
    if sum(needed) <= room:
        return
    widths = [need if share is None else min(need, room * share // 100) for need, share in zip(needed, shares, strict=True)]
    taken = sum(wide for wide, share in zip(widths, shares, strict=True) if share is not None)
    for column, wide, share in zip(into.columns, widths, shares, strict=True):
        column.width = wide if share is not None else max(1, room - taken)


def _headings(of: Table) -> tuple[str, ...]:
    return tuple(str(column.header) for column in of.columns)


def indented(part: object, columns: int) -> object:
    """Return a line, or a table, so many columns further to the right."""
    from rich.padding import Padding  # noqa: PLC0415  # as above
    from rich.table import Table  # noqa: PLC0415  # as above

    return Padding(part, (0, 0, 0, columns), expand=False) if isinstance(part, Table) else f"{' ' * columns}{part}"


def numbered(found: Iterable[str], notes: Notes) -> str:
    """Return the numbers of these notes, given anew to those that have none."""
    return " ".join(f"[{notes.setdefault(note, len(notes) + 1)}]" for note in dict.fromkeys(found))
