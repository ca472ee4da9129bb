"""TOML, the house format: comments, dates, readable differences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Parsed, Reader
from gremium.values.days import date_meant
from gremium.values.finding import Finding, Place, dotted, finding
from gremium.values.message import Message, message
from gremium_adapters.readers.toml_layout import lay_out
from gremium_adapters.readers.toml_scan import MAX_DEPTH, MAX_DOTTED_PARTS, MAX_KEY_PARTS, scan

_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate inline table key")
_IN_ROW = re.compile(r"Duplicate inline table key '(?P<key>.*)'")
_STATEMENT = re.compile(r"\s*(\[|[^\s#=\[\]{},][^=]*=)")
_OPEN_INLINE = re.compile(r"[{,]\s*(#.*)?$")
_SHARE = re.compile(r"[\d.,]+ ?%")
_MONTH = re.compile(r"\d{4}-\d{2}")
_GIANT = re.compile(r"\d[\d_]{4000,}")
_TRUTH = dict.fromkeys(("yes", "ja", "on", "true"), "true") | dict.fromkeys(("no", "nein", "off", "false"), "false")
_WHERE = re.compile(r" \(at line (?P<line>\d+), column \d+\)$| \(at end of document\)$")


def parse(text: str) -> Parsed:
    """Read TOML text. What would exhaust the parser (depth, endless dotted keys) is refused before it is parsed."""
    text = text.removeprefix("\ufeff")
    seen = scan(text)
    if seen.depth > MAX_DEPTH:
        return Parsed(data=None, findings=(finding("too-deep", depth=seen.depth, most=MAX_DEPTH),))
    if seen.key_parts > MAX_KEY_PARTS or seen.dotted_parts > MAX_DOTTED_PARTS:
        one_key = seen.key_parts > MAX_KEY_PARTS
        parts, most = (seen.key_parts, MAX_KEY_PARTS) if one_key else (seen.dotted_parts, MAX_DOTTED_PARTS)
        return Parsed(data=None, findings=(finding("too-many-key-parts", parts=parts, most=most),))
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # also plain ones: tomllib lets Python refuse numbers of thousands of digits
        return Parsed(data=None, findings=(_refused(str(error), text),))
    if not data:
        return Parsed(data=None, findings=(finding("file-empty"),))
    return Parsed(data=data, lines=seen.lines)


def _refused(said: str, text: str) -> Finding:
    """Turn the parser's words into a finding with its line, and with a hint where the line shows what was meant."""
    giant = _GIANT.search(text)
    if "integer string conversion" in said and giant:
        line = text.count("\n", 0, giant.start()) + 1
        said_instead = message("", expected=message("type.integer-in-range"), read=f"{giant[0][:20]}…")
        return Finding(code="wrong-type", place=Place(line=line), params=said_instead.params)
    where = _WHERE.search(said)
    lines = text.split("\n")
    line = int(where["line"]) if where and where["line"] else len(lines)
    if said.startswith(_TWICE):
        return _repeated(lines, line, _IN_ROW.search(said))
    said = _WHERE.sub("", said)
    return Finding(
        code="syntax", place=Place(line=line), params=message("", said=said).params, hint=_meant(said, lines[line - 1])
    )


def _repeated(lines: list[str], line: int, in_row: re.Match[str] | None) -> Finding:
    """Say what is declared twice, and where it was first. The statement begins in this line or, if long, in one before."""
    start = next((n for n in range(line, 0, -1) if _STATEMENT.match(lines[n - 1])), line)
    before = "\n".join([*lines[: start - 1], ""])
    statement = lines[start - 1]
    named = scan(statement).lines
    path = max((one for one in named if in_row is None or one[-1] == in_row["key"]), key=len, default=())
    path = path[:-1] if path and isinstance(path[-1], int) else path
    if not statement.lstrip().startswith("["):
        marked = scan(f"{before}\0 = 0").lines
        path = (*next(known[:-1] for known in marked if known[-1] == "\0"), *path)
    first = scan(before).lines.get(path)
    hint = message("hint.first-written", line=first) if first else None
    return Finding(
        code="duplicate-key", place=Place(path=path, line=line), params=message("", key=dotted(path[-1:])).params, hint=hint
    )


def _meant(said: str, line: str) -> Message | None:
    """Return the hint for what stands in a line that the parser refused: the first that fits."""
    _, _, value = line.partition("=")
    value = value.partition("#")[0].strip()
    if value.lower() in _TRUTH:
        return message("hint.did-you-mean", word=_TRUTH[value.lower()])
    if (hint := date_meant(value)) is not None:
        return hint
    fitting = (
        (bool(_SHARE.fullmatch(value)), "hint.count"),
        (said.startswith("Invalid date") or bool(_MONTH.fullmatch(value)), "hint.day"),
        (said.startswith(("Illegal character '\\n'", "Unterminated string")), "hint.toml-unclosed"),
        (said.startswith(("Illegal character", "Found invalid character")), "hint.control-character"),
        (bool(_OPEN_INLINE.search(line)), "hint.toml-inline"),
        (said.startswith("Invalid value") and bool(value), "hint.toml-quotes"),
        (said.startswith(("Expected", "Invalid")), "hint.toml-statement"),
    )
    return next((message(code) for fits, code in fitting if fits), None)


def canonical(text: str, data: Mapping[str, Any]) -> str:
    """Return the canonical text of `data`, with the comments of `text` at the things to which they belong."""
    seen = scan(text)
    return lay_out(data, seen.comments, seen.footer)


@hookimpl
def gremium_readers() -> tuple[Reader, ...]:
    """Return the reader of TOML."""
    return (Reader(name="toml", suffixes=(".toml",), parse=parse, canonical=canonical, dates=True),)
