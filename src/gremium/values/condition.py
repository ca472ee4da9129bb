"""Condition: what must be true of a person or an organisation. Boolean structure is tables, never a string.

`{ with = { residence = "lahr" } }` · `{ age = "13..18", on = "election-day" }` · `{ holds = "member@council" }` ·
`{ held = "participant@*assembly" }` · `{ size = "membership", is = "at least 300" }` · `all`, `any`, `none` of a list of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen

from gremium.values.count import Count, parse_count, print_count
from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import check_id, one_of
from gremium.values.quota import Quota, parse_quota
from gremium.values.ref import Ref, parse_ref

Attributes: TypeAlias = tuple[tuple[str, str], ...]
DEEPEST = 8


@frozen
class With:
    """Each of these attributes has this value; attributes are told by the record."""

    attributes: Attributes


@frozen
class Aged:
    """The completed years of a person lie in this range on the named day `on`, else on the day on which the seat is taken."""

    years: Count
    on: str | None = None


@frozen
class Holds:
    """The person holds this position; `ever`: or has held it before."""

    position: Ref
    ever: bool = False


@frozen
class Sized:
    """An organisation has this many of what is measured."""

    measure: str
    bound: Quota


@frozen
class Every:
    """All of these are true."""

    parts: tuple[Condition, ...]


@frozen
class Either:
    """At least one of these is true."""

    parts: tuple[Condition, ...]


@frozen
class Neither:
    """None of these is true."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = With | Aged | Holds | Sized | Every | Either | Neither
# Of each condition: the key that makes it, and the keys that may stand beside it.
_FORMS: Mapping[str, tuple[str, ...]] = {
    "with": (), "age": ("on",), "holds": (), "held": (), "size": ("is",), "all": (), "any": (), "none": (),
}  # fmt: skip

CONDITION_KEYS = (*_FORMS, "on", "is")


def parse_condition(raw: object, depth: int = 0) -> Condition:
    """Read a condition from its table; raise `PhraseError` if it is none, or says two things at once."""
    if not isinstance(raw, Mapping) or depth > DEEPEST:
        raise PhraseError(message("phrase.condition"), message("hint.condition"))
    heads = [key for key in _FORMS if key in raw]
    if len(heads) > 1:
        raise PhraseError(message("phrase.condition-two", keys=" + ".join(heads)), message("hint.condition-all"))
    known = (heads[0], *_FORMS[heads[0]]) if heads else CONDITION_KEYS
    for key in raw:
        if key not in known:
            raise PhraseError(message("phrase.key", key=str(key)), one_of(str(key), known[1:] if heads else _FORMS))
    if not heads:
        raise PhraseError(message("phrase.condition"), message("hint.condition"))
    return _parsed(raw, heads[0], depth)


def _parsed(raw: Mapping[str, object], head: str, depth: int) -> Condition:
    value = raw[head]
    match head:
        case "with":
            return With(parse_attributes(value))
        case "age":
            return Aged(parse_count(value), check_id(str(raw["on"])) if "on" in raw else None)
        case "holds" | "held":
            return Holds(parse_ref(value), ever=head == "held")
        case "size":
            return Sized(check_id(str(value)), parse_quota(raw.get("is")))
        case _:
            if not isinstance(value, list | tuple) or not value:
                raise PhraseError(message("phrase.condition-list", key=head), message("hint.condition-all"))
            parts = tuple(parse_condition(part, depth + 1) for part in value)
            return Every(parts) if head == "all" else Either(parts) if head == "any" else Neither(parts)


def parse_attributes(raw: object) -> Attributes:
    """Read attributes from a table of ids and values in one line; they come sorted."""
    if not isinstance(raw, Mapping) or not raw or not all(isinstance(v, str) and v for v in raw.values()):
        raise PhraseError(message("phrase.attributes"), message("hint.attributes"))
    return tuple(sorted((check_id(str(key)), str(value)) for key, value in raw.items()))


def print_condition(condition: Condition) -> dict[str, object]:  # noqa: PLR0911  (one return for each form)
    """Return the table of the canonical form."""
    match condition:
        case With(attributes):
            return {"with": dict(attributes)}
        case Aged(years, None):
            return {"age": print_count(years)}
        case Aged(years, on):
            return {"age": print_count(years), "on": on}
        case Holds(position, ever):
            return {"held" if ever else "holds": str(position)}
        case Sized(measure, bound):
            return {"size": measure, "is": str(bound)}
        case Every(parts):
            return {"all": [print_condition(part) for part in parts]}
        case Either(parts):
            return {"any": [print_condition(part) for part in parts]}
        case _:
            return {"none": [print_condition(part) for part in condition.parts]}
