"""What TOML parsers do not tell: on which line something stands, which comments belong to it, and how deep it nests.

`tomllib` and `tomlkit` give values without lines, so a finding about a charter could name a path but no place in the
file. This room reads the source text once more, on its own: one regular expression cuts it into tokens, a walk over
the tokens keeps the current path. The time is linear in the length of the text, and no text makes it raise: what is
not TOML is for the parser to refuse, the scan does its best until there. The room is longer than 300 lines
because lines, comments and measures come from one and the same walk.

The scan comes before the parser, because some small texts keep `tomllib` busy for long. A text within the three
limits below is parsed in well under a second, or in one to two if it is a whole megabyte of nothing but brackets or
headers; whoever reads files compares them (and the size):

    scan(text).depth > MAX_DEPTH                    # tomllib runs out of recursion from about 400 brackets on
    scan(text).key_parts > MAX_KEY_PARTS            # one key of 40,000 parts: more than 20 s, it grows as the square
    scan(text).dotted_parts > MAX_DOTTED_PARTS      # 100,000 parts in keys of up to 16: 0.3 s, it grows in proportion

Comments belong to things. A thing is a key, a table header, an element of an array. Comment lines before a thing lead
it, a comment behind it trails it, and one behind an opening bracket trails the key of the array. A second comment that
trails the same thing (behind the closing bracket) joins its leading ones. Comment lines before a closing bracket lead
the path of the array + ("]",).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from enum import Enum, auto

from attrs import Factory, define, frozen

Path = tuple[str | int, ...]

# `need.any = [{ all = [{ is = "…" }] }]` nests five deep; nobody reads 32.
MAX_DEPTH = 32
# A text this deep is refused whatever follows: the scan ends there.
HOPELESS_DEPTH = 10_000
# `readings.yes.de` has three parts. Up to 16 parts the square does not show.
MAX_KEY_PARTS = 16
# 20,000 keys like `name.de = "…"` have 40,000 parts.
MAX_DOTTED_PARTS = 100_000
# Headers like [bodies.council.cadence] are many and cheap; longer ones count as dotted parts.
FREE_HEADER_PARTS = 8
# Paths are cut here: what lies deeper shares the place of what it lies in. Keeps hostile texts linear.
MAX_PATH = 64

CLOSING = "]"

TOKEN = re.compile(
    r"""
    [ \t\r]*+                                                # between tokens; \r of \r\n as well
    (?: (?P<newline> \n (?: [ \t\r]*+ \n )*+ )               # with the blank lines after it
      | (?P<comment> \#[^\n]*+ )
      | (?P<string>
            \"{3} (?: [^\\"]++ | \\[\s\S] | "(?!"") )*+ (?: "{3,5} )?
          | '{3} (?: [^']++ | '(?!'') )*+ (?: '{3,5} )?
          | " (?: [^"\\\n]++ | \\[^\n] )*+ "?
          | ' [^'\n]*+ '? )
      | (?P<mark> [\[\]{}=,] )
      | (?P<word> [^ \t\r\n\#"'\[\]{}=,.]++ )                # bare keys, and all values that are no strings
      | (?P<rest> [.] | \Z )
    )
    """,
    re.VERBOSE,
)


@frozen(kw_only=True)
class Comments:
    """The comments of one thing, each with its `#`. A blank line between two leading ones is kept as ''."""

    leading: tuple[str, ...] = ()
    trailing: str | None = None


@frozen(kw_only=True)
class Scan:
    """What the source text says beyond its values. Lines count from 1; mappings are in the order of the text."""

    lines: Mapping[Path, int]
    comments: Mapping[Path, Comments]
    footer: tuple[str, ...]
    depth: int
    key_parts: int
    dotted_parts: int


def scan(text: str) -> Scan:
    """Return the lines, comments and measures of a TOML text, valid or not."""
    walk = _Walk()
    steps = walk.steps()
    for match in TOKEN.finditer(text.removeprefix("\ufeff")):
        kind = match.lastgroup or "rest"
        steps[kind](match[kind])
        if walk.depth > HOPELESS_DEPTH:
            break
    return walk.result()


class _Awaits(Enum):
    """What a level expects next."""

    KEY = auto()
    HEADER = auto()
    VALUE = auto()
    END = auto()


@define
class _Level:
    """One open bracket, or the document itself at the bottom: where we are and what comes next."""

    path: Path
    awaits: _Awaits
    bracket: str = ""
    index: int = 0
    parts: list[str] = Factory(list)
    line: int = 0
    key: Path = ()
    array_header: bool = False


@define
class _Note:
    """The comments of one thing while they are collected."""

    leading: list[str] = Factory(list)
    trailing: str | None = None


class _Walk:
    """The walk over the tokens. `last` is the thing that a comment on this line would trail."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.notes: dict[Path, _Note] = {}
        self.pending: list[str] = []
        self.last: Path | None = None
        self.line = 1
        self.level = _Level((), _Awaits.KEY)
        self.outer: list[_Level] = []
        self.rows: dict[Path, int] = {}
        self.depth = self.key_parts = self.dotted_parts = 0

    def steps(self) -> Mapping[str, Callable[[str], None]]:
        """Return what is done for each kind of token."""
        return {
            "newline": self.newline,
            "comment": self.comment,
            "string": self.string,
            "word": self.word,
            "mark": self.mark,
            "rest": self.rest,
        }

    def result(self) -> Scan:
        """Return what was seen; comments that nothing followed are the footer."""
        self.take_parts()
        return Scan(
            lines=self.lines,
            comments={
                path: Comments(leading=tuple(note.leading), trailing=note.trailing) for path, note in self.notes.items()
            },
            footer=tuple(self.take_pending()),
            depth=self.depth,
            key_parts=self.key_parts,
            dotted_parts=self.dotted_parts,
        )

    def newline(self, token: str) -> None:
        """End the line, and outside of brackets the statement."""
        breaks = token.count("\n")
        self.line += breaks
        self.last = None
        if self.pending:
            self.pending.extend([""] * (breaks - 1))
        if not self.outer:
            self.take_parts()
            self.level.awaits = _Awaits.KEY

    def comment(self, token: str) -> None:
        """Attach a comment to the thing before it on the line, or keep it for the next thing."""
        text = token.rstrip(" \t\r")
        if self.last is None:
            self.pending.append(text)
            return
        note = self.notes.setdefault(self.last, _Note())
        if note.trailing is None:
            note.trailing = text
        else:
            note.leading.append(text)

    def string(self, token: str) -> None:
        """Take a quoted key or a string, which may run over several lines."""
        self.word(token)
        self.line += token.count("\n")

    def word(self, token: str) -> None:
        """Take a part of a key, or a value."""
        level = self.level
        if level.awaits is _Awaits.VALUE:
            self.begin_value()
        elif level.awaits is not _Awaits.END:
            if not level.parts:
                level.line = self.line
            level.parts.append(token)

    def rest(self, _token: str) -> None:
        """Pass over dots and the end of the text."""

    def mark(self, sign: str) -> None:
        """Take a bracket, an equals sign or a comma."""
        level = self.level
        if level.awaits is _Awaits.HEADER:
            self.header_mark(sign)
        elif sign in "[{":
            self.open(sign)
        elif sign in "]}":
            self.close(sign)
        elif sign == "=" and level.awaits is _Awaits.KEY and level.parts:
            self.end_key()
        elif sign == ",":
            self.separate()

    def header_mark(self, sign: str) -> None:
        """Take the second bracket of [[…]], or the first that closes a header."""
        if sign == "[":
            self.level.array_header = not self.level.parts
        elif sign == "]" and self.level.parts:
            self.end_header()

    def open(self, sign: str) -> None:
        """Open an array, an inline table or a header."""
        if self.level.awaits is _Awaits.VALUE:
            path = self.begin_value()
            self.outer.append(self.level)
            self.level = _Level(path, _Awaits.VALUE if sign == "[" else _Awaits.KEY, sign)
            self.depth = max(self.depth, len(self.outer))
        elif not self.outer and sign == "[" and not self.level.parts and self.level.awaits is _Awaits.KEY:
            self.level.awaits = _Awaits.HEADER
            self.level.array_header = False

    def close(self, sign: str) -> None:
        """Close the array or inline table, if that is what the bracket fits."""
        if self.level.bracket + sign not in {"[]", "{}"}:
            return
        self.take_parts()
        self.lead((*self.level.path, CLOSING) if sign == CLOSING else self.level.path)
        self.last = self.level.path
        self.level = self.outer.pop()

    def separate(self) -> None:
        """Go on to the next element or key."""
        level = self.level
        if level.bracket == "[" and level.awaits is _Awaits.END:
            level.index += 1
            level.awaits = _Awaits.VALUE
        elif level.bracket == "{":
            self.take_parts()
            level.awaits = _Awaits.KEY

    def begin_value(self) -> Path:
        """Start the value of a key, or an element of an array, which is a thing of its own; return its path."""
        level = self.level
        level.awaits = _Awaits.END
        path = level.key
        if level.bracket == "[":
            path = _longer(level.path, level.index)
            self.lines.setdefault(path, self.line)
            self.lead(path)
        self.last = path
        return path

    def end_key(self) -> None:
        """Take the parts before the equals sign as one key."""
        level = self.level
        path = level.path
        for part in self.take_parts():
            path = _longer(path, _unquoted(part))
            self.lines.setdefault(path, level.line)
        level.key = path
        level.awaits = _Awaits.VALUE
        self.lead(path)
        self.last = path

    def end_header(self) -> None:
        """Go to the table of a header; a table below [[…]] lies in its last element."""
        level = self.level
        *parents, name = self.take_parts()
        path: Path = ()
        for part in parents:
            path = _longer(path, _unquoted(part))
            self.lines.setdefault(path, level.line)
            if path in self.rows:
                path = _longer(path, self.rows[path] - 1)
        path = _longer(path, _unquoted(name))
        if level.array_header:
            self.lines.setdefault(path, level.line)
            count = self.rows.get(path, 0)
            self.rows[path] = count + 1
            path = _longer(path, count)
        self.lines[path] = level.line
        level.path = path
        level.awaits = _Awaits.END
        self.lead(path)
        self.last = path

    def take_parts(self) -> list[str]:
        """Count, return and forget the parts of a key or header, also of one that never came to its end."""
        level = self.level
        parts, level.parts = level.parts, []
        self.key_parts = max(self.key_parts, len(parts))
        if len(parts) > (FREE_HEADER_PARTS if level.awaits is _Awaits.HEADER else 1):
            self.dotted_parts += len(parts)
        return parts

    def lead(self, path: Path) -> None:
        """Give the comment lines kept so far to the thing at `path`."""
        if self.pending:
            self.notes.setdefault(path, _Note()).leading.extend(self.take_pending())

    def take_pending(self) -> list[str]:
        """Return the comment lines kept so far without blank lines at the end, and forget them."""
        run, self.pending = self.pending, []
        while run and not run[-1]:
            run.pop()
        return run


def _longer(path: Path, part: str | int) -> Path:
    return (*path, part) if len(path) < MAX_PATH else path


def _unquoted(token: str) -> str:
    quote = token[0]
    if quote == '"' and "\\" in token:
        try:
            return str(tomllib.loads(f"key = {token}")["key"])
        except ValueError:
            return token
    return token[1:].removesuffix(quote) if quote in "\"'" else token
