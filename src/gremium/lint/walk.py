"""Walking through a charter: what the checks share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import attrs

from gremium.evaluate.scope import Located, Scope
from gremium.model.body import Body, Kind, numbered
from gremium.model.charter import Charter
from gremium.model.provision import Provision
from gremium.values.citation import Citation
from gremium.values.condition import Either, Every, Holds, Neither
from gremium.values.message import Message
from gremium.values.need import AllOf, AnyOf, Counted, NoneOf
from gremium.values.phrases import did_you_mean
from gremium.values.quota import Quota
from gremium.values.ref import Ref
from gremium.values.span import Span
from gremium.values.tally import Tally

Path = tuple[str | int, ...]


def owners(charter: Charter) -> Iterator[tuple[Body | Kind, Path]]:
    """Yield every kind and body with its path."""
    for kind in charter.kinds:
        yield kind, ("kinds", kind.id)
    for body in charter.bodies:
        yield body, ("bodies", body.id)


def root(owner: Body | Kind) -> Path:
    """Return the path of a kind or body."""
    return ("bodies" if isinstance(owner, Body) else "kinds", owner.id)


def provisions(charter: Charter) -> Iterator[tuple[Provision, Path, Body | Kind]]:
    """Yield every provision with its path and the body or kind in which it stands."""
    for owner, where in owners(charter):
        for provision, path in numbered(owner.provisions, where):
            yield provision, path, owner


def located(scope: Scope, owner: Body | Kind) -> Located:
    """Return a body where it stands; a kind is looked at as if it were a body without anything of its own."""
    return Located(charter=scope.charter, body=owner if isinstance(owner, Body) else Body(id=owner.id, kind=owner.id))


def refs_of(value: Any, path: Path = ()) -> Iterator[tuple[Ref, Path]]:
    """Yield every reference in a norm, or in what is in it, with the path of its keys."""
    if isinstance(value, Ref):
        yield value, path
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            alone = len(value) == 1 and isinstance(item, Ref)  # one reference may stand without its list
            yield from refs_of(item, path if alone else (*path, index))
    elif attrs.has(type(value)):
        for attribute in attrs.fields(type(value)):
            yield from refs_of(getattr(value, attribute.name), (*path, *_key(value, attribute.name)))


def tallies_of(value: Any, path: Path = ()) -> Iterator[tuple[Tally, Path]]:
    """Yield everything that a norm counts, and what it compares it with, with the path of its keys.

    What a quota is a share of stands in the phrase of the quota, so it has the path of that.
    """
    match value:
        case Tally():
            yield value, path
        case Quota(base=Tally() as base):
            yield base, path
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            for index, part in enumerate(parts):
                yield from tallies_of(part, (*path, *_key(value, ""), index))
        case tuple():
            for index, item in enumerate(value):
                alone = len(value) == 1 and isinstance(item, Quota)  # one quota may stand without its list
                yield from tallies_of(item, path if alone else (*path, index))
        case _ if attrs.has(type(value)):
            for attribute in attrs.fields(type(value)):
                yield from tallies_of(getattr(value, attribute.name), (*path, *_key(value, attribute.name)))


def _key(value: Any, name: str) -> Path:
    """Return the key under which a field stands in a document; a filling has no key of its own."""
    match value:
        case Holds(ever=ever):
            return ("held" if ever else "holds",)
        case Every() | AllOf():
            return ("all",)
        case Either() | AnyOf():
            return ("any",)
        case Neither() | NoneOf():
            return ("none",)
        case Counted() if name == "quota":
            return ("is",)
        case _:
            return () if name == "filling" else (name.rstrip("_"),)


# Days that rules may name without the charter declaring them: the record tells when a term begins and ends.
TERM_DAYS = ("term-start", "term-end")


def misspelt_day(charter: Charter, name: str | None) -> Message | None:
    """Return the declared day that was probably meant by a name, or None: days may be told by the record alone."""
    known = {day.id for where in (charter, *charter.laws) for day in where.dates} | set(TERM_DAYS)
    return did_you_mean(name, known) if name is not None and name not in known else None


def citations(charter: Charter) -> Iterator[tuple[Citation, Path]]:
    """Yield every citation with its path."""
    for owner, where in owners(charter):
        yield from ((cite, (*where, "cites", i)) for i, cite in enumerate(owner.cites))
    for provision, path, _ in provisions(charter):
        yield from ((cite, (*path, "cites", i)) for i, cite in enumerate(provision.cites))
    for ambiguity in charter.ambiguities:
        yield from ((cite, ("ambiguities", ambiguity.id, "cites", i)) for i, cite in enumerate(ambiguity.cites))
    for index, gap in enumerate(charter.unmodelled):
        yield from ((cite, ("unmodelled", index, "cites", i)) for i, cite in enumerate(gap.cites))


def bounds(charter: Charter) -> tuple[frozenset[date], frozenset[date]]:
    """Return the days on which something in a charter begins, and those that are the last days of something."""
    return _bounds(_spans(charter))


def days_of_change(charter: Charter) -> tuple[date, ...]:
    """Return the days between which nothing in a charter changes: see `changes`."""
    return changes(_spans(charter))


def changes(spans: Iterable[Span]) -> tuple[date, ...]:
    """Return a day before everything, and then each day from which something is different, in order.

    Between two of them nothing changes. What has no date at all is the same on the first day of 2000 as on every other.
    """
    begins, ends = _bounds(spans)
    days = sorted(begins | {day + timedelta(days=1) for day in ends if day < date.max}) or [date(2000, 1, 1)]
    return tuple([days[0] - timedelta(days=1), *days] if days[0] > date.min else days)


def _spans(charter: Charter) -> list[Span]:
    return [body.span for body in charter.bodies] + [provision.span for provision, _, _ in provisions(charter)]


def _bounds(spans: Iterable[Span]) -> tuple[frozenset[date], frozenset[date]]:
    listed = tuple(spans)
    begins = {day for span in listed if span.since for day in (span.since.earliest, span.since.latest) if day}
    ends = {day for span in listed if span.until for day in (span.until.earliest, span.until.latest) if day}
    return frozenset(begins), frozenset(ends)
