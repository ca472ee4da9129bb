"""Filling: how the seats of a group come to be filled. A mapping with one of a few keys becomes one of these values.

`holder` (who holds a position, here or elsewhere, sits here too) · `whole` (all seats of another body are seats here) ·
`open_to` (whoever wishes, of the circle named) · none of them (the charter does not say; the record names who sits).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.ref import Ref, parse_ref
from gremium.values.text import Text


@frozen
class Holder:
    """Ex officio: one seat for each position named; `speaker@*field-of-action` names one in every body of that kind."""

    of: tuple[Ref, ...]


@frozen
class Whole:
    """Every seat of another body is a seat here: a team takes part as a whole."""

    body: Ref


@frozen
class OpenTo:
    """Open to whoever wishes and belongs to the circle described."""

    circle: Text


@frozen
class Named:
    """The charter does not say how the seats are filled; the record names who sits."""


Filling: TypeAlias = Holder | Whole | OpenTo | Named
FILLING_KEYS = ("holder", "whole", "open_to")


def parse_filling(given: Mapping[str, object]) -> Filling:
    """Read a filling from the keys of `FILLING_KEYS` that a row has; raise `PhraseError` if two exclude each other.

    `open_to` must already be a `Text`.
    """
    if len(given) > 1:
        raise PhraseError(message("phrase.filling", keys=" + ".join(sorted(given))), message("hint.filling"))
    if "holder" in given:
        raw = given["holder"]
        refs = raw if isinstance(raw, list | tuple) else [raw]
        if not refs:
            raise PhraseError(message("phrase.ref", read=str(raw)), message("hint.ref"))
        return Holder(tuple(parse_ref(ref) for ref in refs))
    if "whole" in given:
        return Whole(parse_ref(given["whole"]))
    circle = given.get("open_to")
    return OpenTo(circle) if isinstance(circle, Text) else Named()


def print_filling(filling: Filling) -> dict[str, object]:
    """Return the keys and values of the canonical form; references are phrases, `open_to` stays a `Text`."""
    match filling:
        case Holder(of):
            return {"holder": str(of[0]) if len(of) == 1 else [str(ref) for ref in of]}
        case Whole(body):
            return {"whole": str(body)}
        case OpenTo(circle):
            return {"open_to": circle}
        case _:
            return {}
