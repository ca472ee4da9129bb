"""Layout of text: tables and lines in the width of the reader, without colour, by the `rich` package."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
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


def tabled(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[object]:
    """Yield a table whose columns are as wide as suits what is in them; a column that is empty in every row is left out.

    No word is broken: where the longest words of all columns do not fit side by side, the cells of a row stand one below the
    other, each after its heading.
    """
    kept = [place for place in range(len(headings)) if any(cells[place] for cells in rows)]
    listed = [[cells[place] for place in kept] for cells in ([*headings], *rows)]
    if sum(_longest(column) for column in zip(*listed, strict=True)) > _room(width, len(kept)):
        yield from _one_below_the_other(listed, width)
        return
    made = table(*listed[0])
    for cells in listed[1:]:
        row(made, *cells)
    for column, wide in zip(made.columns, _widths(list(zip(*listed, strict=True)), width), strict=True):
        column.width = wide
    yield made


def _room(width: int, columns: int) -> int:
    """Return what a table has for its cells beside the lines and blanks between them."""
    return width - 3 * columns - 1


def _longest(cells: Iterable[str]) -> int:
    """Return the length of the longest word of a column."""
    return max((len(word) for cell in cells for word in cell.split()), default=0)


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide columns are: as their longest word, and what is left goes where it makes the highest cells lower."""
    widths = [_longest(cells) for cells in columns]
    left = _room(width, len(columns)) - sum(widths)
    while True:
        saved = {
            (_height(cells, widths[place]) - _height(cells, widths[place] + more)) / more: (place, more)
            for place, cells in enumerate(columns)
            for more in range(left, 0, -1)
        }
        if max(saved, default=0) == 0:
            return widths
        place, more = saved[max(saved)]
        widths[place] += more
        left -= more


@cache
def _height(cells: Sequence[str], width: int) -> int:
    """Return how high the cells of a column are in a width; one high cell counts more than several low ones."""
    return sum(sum(len(_wrapped(line, width)) or 1 for line in cell.split("\n")) ** 2 for cell in cells)


def _wrapped(line: str, width: int) -> list[str]:
    """Return a line broken between words; what is longer than the width is broken as well."""
    return textwrap.wrap(line, width, break_on_hyphens=False)


def _one_below_the_other(listed: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield the cells of rows, each after its heading; an empty line stands between two rows."""
    headings, *rows = listed
    wide = max(map(len, headings)) + 3
    for cells in rows:
        yield ""
        for heading, cell in zip(headings, cells, strict=True):
            room = max(width - wide, 1)
            lines = [part for line in cell.split("\n") for part in _wrapped(line, room)]
            yield from (f" {'' if number else heading:<{wide - 1}}{line}" for number, line in enumerate(lines))
    yield ""


def closed_up(text: bytes) -> bytes:
    """Return a text with one empty line where there are several."""
    return re.sub(rb"\n{3,}", b"\n\n", text)


def in_lines(names: Iterable[str]) -> tuple[str, ...]:
    """Return several names as lines of a cell; names may have commas in them."""
    *several, last = names
    return (*(f"{name};" for name in several), last)


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
