"""JSON, into the same model as TOML; dates are strings."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gremium.codec.leaves import literal
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Parsed, Reader
from gremium.values.finding import Finding, Place, finding
from gremium.values.message import message

# Deeper than any document of the library; Python's own parser gives up at about a thousand.
MAX_DEPTH = 64


_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


class _Twice(dict[str, Any]):
    """An object in which keys are repeated: of two contradicting statements JSON would silently keep the later."""

    def __init__(self, made: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        super().__init__(made)
        self.keys_twice = keys


class _NoNumber(str):
    """NaN or Infinity: Python reads them, JSON does not have them."""

    __slots__ = ()


def parse(text: str) -> Parsed:
    """Read JSON text; repeated keys, NaN and Infinity are refused."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return Parsed(data=None, findings=(finding("file-empty"),))
    deep = depth(text)
    if deep > MAX_DEPTH:
        return Parsed(data=None, findings=(finding("too-deep", depth=deep, most=MAX_DEPTH),))
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_NoNumber)
    except json.JSONDecodeError as error:
        return Parsed(data=None, findings=(_refused(error),))
    except ValueError:  # Python refuses numbers of thousands of digits
        giant = finding("wrong-type", expected=message("type.integer-in-range"), read="…")
        return Parsed(data=None, findings=(giant,))
    found = tuple(_not_json(data, ()))
    if not found and not isinstance(data, dict):
        found = (finding("wrong-type", expected=message("type.table"), read=literal(data)),)
    return Parsed(data=None if found else data, findings=found)


def _refused(error: json.JSONDecodeError) -> Finding:
    comma = error.doc[: error.pos + 1].rstrip("]} \t\r\n").endswith(",")
    hint = message("hint.json-comma") if comma else None
    return Finding(code="syntax", place=Place(line=error.lineno), params=message("", said=error.msg).params, hint=hint)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    count = Counter(key for key, _ in pairs)
    return _Twice(made, tuple(key for key, number in count.items() if number > 1))


def _not_json(data: object, path: tuple[str | int, ...]) -> Iterator[Finding]:
    """Yield a finding for every key that is repeated and every number that is none, with its path."""
    if isinstance(data, _Twice):
        yield from (finding("duplicate-key", (*path, key), key=key) for key in data.keys_twice)
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _not_json(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _not_json(value, (*path, index))
    elif isinstance(data, _NoNumber):
        yield finding("wrong-type", path, expected=message("type.number"), read=str(data))


def depth(text: str) -> int:
    """Return how deeply brackets are nested, those in strings left out."""
    deepest = level = 0
    for match in _BRACKETS.finditer(text):
        bracket = match[0]
        if bracket in "[{":
            level += 1
            deepest = max(deepest, level)
        elif bracket in "]}":
            level -= 1
    return deepest


def canonical(_text: str, data: Mapping[str, Any]) -> str:
    """Return the canonical JSON text of `data`: two spaces, keys in the order of the model."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@hookimpl
def gremium_readers() -> tuple[Reader, ...]:
    """Return the reader of JSON."""
    return (Reader(name="json", suffixes=(".json",), parse=parse, canonical=canonical, dates=False),)
