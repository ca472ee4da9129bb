"""The canonical form of a TOML document: one document, one text, with every comment kept.

`gremium fmt` lays out what `tomllib` read, with the comments that `toml_scan` found. What is laid out once and read
again is laid out the same way. Canonical means:

- Keys stay in their order, but in each table the plain ones come before the sub-tables, as TOML needs it.
- A text is written with dotted keys (`name.de = "Rat"`), and so is a table of texts (`readings.yes.de = "ja"`).
- Tables reached through tables only become sections, down to the second level: `[bodies.council]`. Deeper ones are
  inline tables; one that is too long for a line, or has comments inside, is opened into dotted keys.
- Rows (an array of tables) stand one on a line; where one row is too long for that, the whole array becomes `[[…]]`.
  At the top level it always does.
- Other arrays stand on one line, or with one element on a line where they are too long or have comments inside.

A comment goes to the line that is printed for its thing. Where none is (a key within a row, an array that became
`[[…]]`, a path that is gone), it leads the nearest line that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

import tomlkit
from attrs import Factory, define, frozen

from gremium.values.text import LANGUAGE
from gremium_adapters.readers.toml_scan import CLOSING, Comments, Path

WIDTH = 110
INDENT = "  "
NO_COMMENTS: Mapping[Path, Comments] = MappingProxyType({})


def lay_out(
    document: Mapping[str, object],
    comments: Mapping[Path, Comments] = NO_COMMENTS,
    footer: Sequence[str] = (),
) -> str:
    """Return the canonical text of a document: nested mappings and lists of strings, numbers, booleans, dates, times."""
    notes = _settled(document, comments)
    commented = {path[:length] for path in notes for length in range(len(path))}
    lines = list(_Layout(commented).document(document))
    left_over = _attach(notes, lines)
    return _printed(lines, [*left_over, *footer])


@define
class _Line:
    """One line to print, the path of the thing it stands for, and the comments that go with it."""

    path: Path
    text: str
    gap: bool = False
    indent: str = ""
    leading: list[str] = Factory(list)
    trailing: str | None = None


@frozen
class _Layout:
    """Which line is printed for what. `commented` are the paths that have a comment somewhere below them."""

    commented: set[Path]

    def document(self, document: Mapping[str, object]) -> Iterator[_Line]:
        """Print the top level: plain keys, then sections and `[[…]]` in their order."""
        below = {key: value for key, value in document.items() if _is_rows(value) or _is_section(value)}
        yield from self.entries((), document, without=below)
        for key, value in below.items():
            if isinstance(value, Mapping):
                yield from self.group((key,), value)
            else:
                yield from self.row_tables((key,), value)

    def group(self, path: Path, table: Mapping[str, object]) -> Iterator[_Line]:
        """Print a table of the first level; it has a header only if it has plain keys, or nothing at all.

        Its tables are sections, unless all of them are texts: `{ of = "committee" }` alone would look like a text, too.
        """
        texts = all(_is_text(value) for value in table.values())
        below = {key: value for key, value in table.items() if _is_long(value) or (isinstance(value, Mapping) and not texts)}
        if len(below) < len(table) or not table:
            yield _Line(path, f"[{_name(path)}]", gap=True)
        yield from self.entries(path, table, without=below)
        for key, value in below.items():
            if isinstance(value, Mapping):
                yield _Line((*path, key), f"[{_name((*path, key))}]", gap=True)
                yield from self.body((*path, key), value)
            else:
                yield from self.row_tables((*path, key), value)

    def body(self, path: Path, table: Mapping[str, object]) -> Iterator[_Line]:
        """Print what stands below a header: plain keys, then the rows that are too long for a line."""
        below = {key: value for key, value in table.items() if _is_long(value)}
        yield from self.entries(path, table, without=below)
        for key, rows in below.items():
            yield from self.row_tables((*path, key), rows)

    def row_tables(self, path: Path, rows: object) -> Iterator[_Line]:
        """Print rows as `[[…]]`."""
        for index, row in enumerate(_elements(rows)):
            yield _Line((*path, index), f"[[{_name(path)}]]", gap=True)
            yield from self.body((*path, index), _entries(row))

    def entries(self, path: Path, table: Mapping[str, object], without: Mapping[str, object]) -> Iterator[_Line]:
        """Print the plain keys of a table."""
        for key, value in table.items():
            if key not in without:
                yield from self.entry((*path, key), _key(key), value)

    def entry(self, path: Path, label: str, value: object) -> Iterator[_Line]:
        """Print one plain key: on a line, as dotted keys, or as an array over several lines."""
        line = f"{label} = {_inline(value)}"
        if isinstance(value, Mapping) and self.opens(path, line, value):
            for key, inner in value.items():
                yield from self.entry((*path, key), f"{label}.{_key(key)}", inner)
        elif isinstance(value, (list, tuple)) and self.spreads(path, line, value):
            yield _Line(path, f"{label} = [")
            for index, element in enumerate(value):
                yield _Line((*path, index), _element_line(element), indent=INDENT)
            yield _Line((*path, CLOSING), "]", indent=INDENT)
        else:
            yield _Line(path, line)

    def opens(self, path: Path, line: str, table: Mapping[str, object]) -> bool:
        """Return whether a table is written as dotted keys instead of an inline table."""
        if not table:
            return False
        texts = _is_text(table) or all(_is_text(value) for value in table.values())
        return texts or path in self.commented or len(line) > WIDTH

    def spreads(self, path: Path, line: str, array: Sequence[object]) -> bool:
        """Return whether an array is written over several lines."""
        return _is_rows(array) or path in self.commented or len(line) > WIDTH


def _is_text(value: object) -> bool:
    """Return whether a value has the shape of a text: language tags, and a string for each."""
    if not isinstance(value, Mapping) or not value:
        return False
    return all(LANGUAGE.fullmatch(key) and isinstance(text, str) for key, text in value.items())


def _is_section(value: object) -> bool:
    return isinstance(value, Mapping) and not _is_text(value)


def _is_rows(value: object) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _is_long(value: object) -> bool:
    """Return whether these are rows, and one of them does not fit on a line."""
    return _is_rows(value) and any(len(_element_line(row)) > WIDTH for row in _elements(value))


def _elements(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()


def _entries(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _key(key: str) -> str:
    return tomlkit.key(key).as_string()


def _name(path: Path) -> str:
    return ".".join(_key(part) for part in path if isinstance(part, str))


def _element_line(element: object) -> str:
    return f"{INDENT}{_inline(element)},"


def _inline(value: object) -> str:
    """Return a value as it stands within a line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_pairs(value)) + " }" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_inline(element) for element in value) + "]"
    return str(tomlkit.item(value).as_string())


def _pairs(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if _is_text(value):
            for language, text in _entries(value).items():
                yield f"{_key(key)}.{language} = {_inline(text)}"
        else:
            yield f"{_key(key)} = {_inline(value)}"


def _settled(document: Mapping[str, object], comments: Mapping[Path, Comments]) -> dict[Path, Comments]:
    """Return the comments by paths that are there; those of a path that is gone lead the nearest one above it."""
    settled: dict[Path, Comments] = {}
    for path, note in comments.items():
        home = _existing(document, path)
        before = settled.get(home, Comments())
        if home == path and before.trailing is None:
            settled[home] = Comments(leading=(*before.leading, *note.leading), trailing=note.trailing)
        else:
            settled[home] = Comments(leading=(*before.leading, *_texts(note)), trailing=before.trailing)
    return settled


def _existing(value: object, path: Path) -> Path:
    """Return as much of a path as the document has."""
    for length, part in enumerate(path):
        if isinstance(value, Mapping) and part in value:  # noqa: SIM114 - two kinds of index
            value = value[part]
        elif isinstance(value, (list, tuple)) and isinstance(part, int) and 0 <= part < len(value):
            value = value[part]
        elif isinstance(value, (list, tuple)) and part == CLOSING:
            return path[: length + 1]
        else:
            return path[:length]
    return path


def _texts(note: Comments) -> tuple[str, ...]:
    return note.leading if note.trailing is None else (*note.leading, note.trailing)


def _attach(notes: Mapping[Path, Comments], lines: Sequence[_Line]) -> list[str]:
    """Give each comment to a line; return those for which there is none."""
    printed = {line.path: [line] for line in lines}
    inside: dict[Path, list[_Line]] = {}
    for line in lines:
        for length in range(1, len(line.path)):
            inside.setdefault(line.path[:length], []).append(line)
    left_over: list[str] = []
    for path, note in notes.items():
        found = path
        while found and found not in printed and found not in inside:
            found = found[:-1]
        if not found:
            left_over.extend(_texts(note))
            continue
        candidates = printed.get(found) or inside[found]
        line = candidates[0]
        if found == path and len(candidates) == 1 and line.trailing is None:
            line.leading.extend(note.leading)
            line.trailing = note.trailing
        else:
            line.leading.extend(_texts(note))
    return left_over


def _printed(lines: Iterable[_Line], footer: Sequence[str]) -> str:
    """Return the text, with a blank line before each header and before the footer."""
    text: list[str] = []
    for line in lines:
        if line.gap and text:
            text.append("")
        text.extend(line.indent + comment if comment else "" for comment in _paragraphs(line.leading))
        text.append(line.text if line.trailing is None else f"{line.text}  {line.trailing}")
    end = _paragraphs(footer)
    if end and text:
        text.append("")
    return "\n".join([*text, *end]) + "\n"


def _paragraphs(comments: Sequence[str]) -> list[str]:
    """Return comment lines with single blank lines between paragraphs, and none at either end."""
    kept: list[str] = []
    for blank, run in groupby(comments, key=lambda comment: not comment):
        kept.extend([""] if blank else run)
    return kept[bool(kept) and not kept[0] : -1 if kept and not kept[-1] else None]
