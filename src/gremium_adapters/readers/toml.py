"""TOML, the house format: comments, dates, readable differences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Parsed, Reader
from gremium.values.finding import Finding, Place, finding
from gremium.values.message import message
from gremium_adapters.readers.toml_layout import lay_out
from gremium_adapters.readers.toml_scan import MAX_DEPTH, MAX_DOTTED_PARTS, MAX_KEY_PARTS, scan

_WHERE = re.compile(r" \(at line (?P<line>\d+), column \d+\)$| \(at end of document\)$")


def parse(text: str) -> Parsed:
    """Read TOML text. What would exhaust the parser (depth, endless dotted keys) is refused before it is parsed."""
    text = text.removeprefix("\ufeff")
    seen = scan(text)
    if not text.strip():
        return Parsed(data=None, findings=(finding("file-empty"),))
    if seen.depth > MAX_DEPTH:
        return Parsed(data=None, findings=(finding("too-deep", depth=seen.depth, most=MAX_DEPTH),))
    if seen.key_parts > MAX_KEY_PARTS or seen.dotted_parts > MAX_DOTTED_PARTS:
        parts, most = (seen.key_parts, MAX_KEY_PARTS) if seen.key_parts > MAX_KEY_PARTS else (seen.dotted_parts, MAX_DOTTED_PARTS)
        return Parsed(data=None, findings=(finding("too-many-key-parts", parts=parts, most=most),))
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # also plain ones: tomllib lets Python refuse numbers of thousands of digits
        return Parsed(data=None, findings=(_syntax(str(error), text),))
    return Parsed(data=data, lines=seen.lines)


def _syntax(said: str, text: str) -> Finding:
    """Turn the parser's words into a finding with its line."""
    where = _WHERE.search(said)
    line = int(where["line"]) if where and where["line"] else text.count("\n") + 1
    hint = None
    if "0.5" in said or "%" in text.splitlines()[min(line, len(text.splitlines())) - 1]:
        hint = message("hint.count")
    return Finding(
        code="syntax", place=Place(line=line), params=message("syntax", said=_WHERE.sub("", said)).params, hint=hint
    )


def canonical(text: str, data: Mapping[str, Any]) -> str:
    """Return the canonical text of `data`, with the comments of `text` at the things to which they belong."""
    seen = scan(text)
    return lay_out(data, seen.comments, seen.footer)


@hookimpl
def gremium_readers() -> tuple[Reader, ...]:
    """Return the reader of TOML."""
    return (Reader(name="toml", suffixes=(".toml",), parse=parse, canonical=canonical, dates=True),)
