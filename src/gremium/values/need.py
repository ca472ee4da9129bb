"""Need: what has to be true of a meeting, an item or a ballot. Quotas, and tables of `all`, `any` and `none` of them.

`"more than 1/2 of voting seats"` · `{ count = "present advisory members", is = "at least 3" }` · `{ holds = "notice" }` ·
`{ found = "urgent" }` · `{ raised = "notice" }` · `{ all = ["at least 3", "at least 1/3 of voting seats"] }`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from attrs import frozen

from gremium.values.condition import Attributes, parse_attributes
from gremium.values.errors import PhraseError
from gremium.values.message import Message, message
from gremium.values.phrases import check_id, one_of
from gremium.values.quota import Comparison, Quota, parse_quota
from gremium.values.tally import Tally, parse_tally

DEEPEST = 8


@frozen
class Counted:
    """A quota about something else than what the word itself counts; `with_`: only of those who have these attributes."""

    count: Tally
    quota: Quota
    with_: Attributes = ()


@frozen
class Asks:
    """Another question holds of the same meeting and item: `notice`, `sitting` or `quorum`."""

    word: str


@frozen
class Found:
    """Something was formally found: the record has a `finding` of this name."""

    name: str


@frozen
class Raised:
    """Somebody objected: the record has an `objection` against this."""

    against: str


@frozen
class Unsaid:
    """The source says that something is needed, but not what."""


@frozen
class AllOf:
    """All of these are true."""

    parts: tuple[Need, ...]


@frozen
class AnyOf:
    """At least one of these is true."""

    parts: tuple[Need, ...]


@frozen
class NoneOf:
    """None of these is true."""

    parts: tuple[Need, ...]


Need: TypeAlias = Quota | Counted | Asks | Found | Raised | Unsaid | AllOf | AnyOf | NoneOf
# The same as classes, to ask whether a value is a need.
NEEDS = (Quota, Counted, Asks, Found, Raised, Unsaid, AllOf, AnyOf, NoneOf)
# Of each table: the key that makes it, and the keys that may stand beside it.
_FORMS: Mapping[str, tuple[str, ...]] = {
    "count": ("is", "with"), "holds": (), "found": (), "raised": (), "all": (), "any": (), "none": (),
}  # fmt: skip
NEED_KEYS = (*_FORMS, "is", "with")
# The questions that a need may ask; the graph of words has no circle.
QUESTIONS = ("notice", "sitting", "quorum")


def parse_need(raw: object, depth: int = 0) -> Need:
    """Read a need from a phrase or a table; raise `PhraseError` if it is none, or says two things at once."""
    if raw == "unstated":
        return Unsaid()
    if isinstance(raw, str):
        return parse_quota(raw)
    if not isinstance(raw, Mapping) or depth > DEEPEST:
        raise PhraseError(message("phrase.need"), _meant(raw))
    heads = [key for key in _FORMS if key in raw]
    if len(heads) > 1:
        raise PhraseError(message("phrase.condition-two", keys=" + ".join(heads)), message("hint.need-all"))
    known = (heads[0], *_FORMS[heads[0]]) if heads else NEED_KEYS
    for key in raw:
        if key not in known:
            raise PhraseError(message("phrase.key", key=str(key)), one_of(str(key), known[1:] if heads else _FORMS))
    if not heads:
        raise PhraseError(message("phrase.need"), message("hint.need"))
    return _parsed(raw, heads[0], depth)


def _meant(raw: object) -> Message:
    """Return what to write instead of a bare number, of several needs in a list, or of anything else."""
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
        return message("hint.did-you-mean", word=str(Quota(comparison=Comparison.AT_LEAST, number=raw)))
    return message("hint.need-all" if isinstance(raw, list | tuple) else "hint.need")


def _parsed(raw: Mapping[str, object], head: str, depth: int) -> Need:
    value = raw[head]
    match head:
        case "count":
            if "is" not in raw:
                raise PhraseError(message("phrase.need-is"), message("hint.need"))
            given = parse_attributes(raw["with"]) if "with" in raw else ()
            return Counted(parse_tally(value), parse_quota(raw["is"]), given)
        case "holds":
            if value not in QUESTIONS:
                raise PhraseError(message("phrase.need-question", read=str(value)), one_of(str(value), QUESTIONS))
            return Asks(str(value))
        case "found":
            return Found(check_id(str(value)))
        case "raised":
            return Raised(check_id(str(value)))
        case _:
            if not isinstance(value, list | tuple) or not value:
                raise PhraseError(message("phrase.condition-list", key=head), message("hint.need-all"))
            parts = tuple(parse_need(part, depth + 1) for part in value)
            return AllOf(parts) if head == "all" else AnyOf(parts) if head == "any" else NoneOf(parts)


def print_need(need: Need) -> object:  # noqa: PLR0911  (one return for each form)
    """Return the canonical form: a phrase for a quota, else a table."""
    match need:
        case Quota():
            return str(need)
        case Unsaid():
            return "unstated"
        case Counted(count, quota, with_):
            return {"count": str(count), "is": str(quota), **({"with": dict(with_)} if with_ else {})}
        case Asks(word):
            return {"holds": word}
        case Found(name):
            return {"found": name}
        case Raised(against):
            return {"raised": against}
        case AllOf(parts):
            return {"all": [print_need(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [print_need(part) for part in parts]}
        case _:
            return {"none": [print_need(part) for part in need.parts]}


def together(join: type[AllOf | AnyOf], *needs: Need) -> Need:
    """Return all of these needs, or any of them, as one: none stands in it twice, and no table of its own kind."""
    parts = tuple(dict.fromkeys(part for need in needs for part in (need.parts if isinstance(need, join) else (need,))))
    return parts[0] if len(parts) == 1 else join(parts)


def leaves(need: Need) -> Iterator[Need]:
    """Yield what a need is made of, without the tables of `all`, `any` and `none`."""
    if isinstance(need, AllOf | AnyOf | NoneOf):
        for part in need.parts:
            yield from leaves(part)
    else:
        yield need


def tallies(need: Need) -> Iterator[Tally]:
    """Yield everything that a need counts, and what it compares it with."""
    for leaf in leaves(need):
        quota = leaf.quota if isinstance(leaf, Counted) else leaf
        if isinstance(leaf, Counted):
            yield leaf.count
        if isinstance(quota, Quota) and quota.base is not None:
            yield quota.base
