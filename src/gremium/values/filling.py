"""Filling: how the seats of a group come to be filled. A mapping with a few of these keys becomes one of these values.

`holder` (who holds a position, here or elsewhere, sits here too) · `whole` (all seats of another body are seats here) ·
`open_to` (whoever wishes, of the circle named) · `everyone` (the circle as a whole) · `how` and `by` (elected, appointed,
sent … by whom) · none of them (the charter does not say; the record names who sits).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import did_you_mean
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
class Everyone:
    """Everybody of the circle described is a member, without any choice."""

    circle: Text


class How(Enum):
    """The way in which persons come into seats. `sent`: named by a body or organisation that they then stand for."""

    ELECTED = "elected"
    APPOINTED = "appointed"
    SENT = "sent"
    DRAWN = "drawn"
    CO_OPTED = "co-opted"
    UNSTATED = "unstated"


@frozen
class Chosen:
    """Somebody chooses who sits here; `by` are those who choose, empty where the source does not say who."""

    how: How
    by: tuple[Ref, ...] = ()


@frozen
class Named:
    """The charter does not say how the seats are filled; the record names who sits."""


Filling: TypeAlias = Holder | Whole | OpenTo | Everyone | Chosen | Named
FILLING_KEYS = ("holder", "whole", "open_to", "everyone", "how", "by")
# Of these keys those in one group go together; two groups exclude each other.
_GROUPS = (("holder",), ("whole",), ("open_to",), ("everyone",), ("how", "by"))


def parse_filling(given: Mapping[str, object]) -> Filling:
    """Read a filling from the keys of `FILLING_KEYS` that a row has; raise `PhraseError` if two exclude each other.

    `open_to` and `everyone` must already be a `Text`.
    """
    groups = [group for group in _GROUPS if any(key in given for key in group)]
    if len(groups) > 1:
        raise PhraseError(message("phrase.filling", keys=" + ".join(sorted(given))), message("hint.filling"))
    if "holder" in given:
        return Holder(_refs(given["holder"]))
    if "whole" in given:
        return Whole(parse_ref(given["whole"]))
    if "how" in given or "by" in given:
        return Chosen(_how(given.get("how", "unstated")), _refs(given["by"]) if "by" in given else ())
    circle = given.get("open_to", given.get("everyone"))
    if not isinstance(circle, Text):
        return Named()
    return OpenTo(circle) if "open_to" in given else Everyone(circle)


def _refs(raw: object) -> tuple[Ref, ...]:
    """Read one reference or a list of them; an empty list is none."""
    refs = raw if isinstance(raw, list | tuple) else [raw]
    if not refs:
        raise PhraseError(message("phrase.ref", read=str(raw)), message("hint.ref"))
    return tuple(parse_ref(ref) for ref in refs)


def _how(raw: object) -> How:
    known = {how.value: how for how in How}
    if not isinstance(raw, str) or raw not in known:
        hint = did_you_mean(str(raw), known) or message("hint.known", known=", ".join(known))
        raise PhraseError(message("phrase.how", read=str(raw)), hint)
    return known[raw]


def print_filling(filling: Filling) -> dict[str, object]:
    """Return the keys and values of the canonical form; references are phrases, circles stay a `Text`."""
    match filling:
        case Holder(of):
            return {"holder": _print_refs(of)}
        case Whole(body):
            return {"whole": str(body)}
        case OpenTo(circle):
            return {"open_to": circle}
        case Everyone(circle):
            return {"everyone": circle}
        case Chosen(how, by):
            return {"how": how.value, **({"by": _print_refs(by)} if by else {})}
        case _:
            return {}


def _print_refs(refs: tuple[Ref, ...]) -> str | list[str]:
    return str(refs[0]) if len(refs) == 1 else [str(ref) for ref in refs]
