"""JSON, into the same model as TOML; dates are strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Parsed, Reader
from gremium.values.finding import Finding, Place, finding
from gremium.values.message import message

# Deeper than any document of the library; Python's own parser gives up at about a thousand.
MAX_DEPTH = 64


class _Repeated(ValueError):
    """A key stands twice in one object: of two contradicting statements JSON would silently keep the later."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def parse(text: str) -> Parsed:
    """Read JSON text; repeated keys, NaN and Infinity are refused."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return Parsed(data=None, findings=(finding("file-empty"),))
    depth = _depth(text)
    if depth > MAX_DEPTH:
        return Parsed(data=None, findings=(finding("too-deep", depth=depth, most=MAX_DEPTH),))
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        place = Place(line=error.lineno)
        return Parsed(data=None, findings=(Finding(code="syntax", place=place, params=message("", said=error.msg).params),))
    except _Repeated as repeated:
        return Parsed(data=None, findings=(finding("duplicate-key", key=repeated.key),))
    except ValueError as error:
        return Parsed(data=None, findings=(finding("syntax", said=str(error)),))
    if not isinstance(data, dict):
        return Parsed(data=None, findings=(finding("wrong-type", expected=message("type.table"), read=type(data).__name__),))
    return Parsed(data=data)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _Repeated(key)
        made[key] = value
    return made


def _constant(name: str) -> None:
    raise ValueError(name)


def _depth(text: str) -> int:
    """Return how deeply brackets are nested, those in strings left out."""
    deepest = depth = 0
    inside = escaped = False
    for character in text:
        if inside:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside = False
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def canonical(_text: str, data: Mapping[str, Any]) -> str:
    """Return the canonical JSON text of `data`: two spaces, keys in the order of the model."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@hookimpl
def gremium_readers() -> tuple[Reader, ...]:
    """Return the reader of JSON."""
    return (Reader(name="json", suffixes=(".json",), parse=parse, canonical=canonical, dates=False),)
