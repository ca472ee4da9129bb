"""Events with their places: what the checks of a record share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from gremium.evaluate.effective import effective
from gremium.evaluate.facts import unit_ref
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.model.record import Event, Holding
from gremium.norms.seats import Seats
from gremium.values.count import Count
from gremium.values.finding import Finding, finding
from gremium.values.phrases import did_you_mean
from gremium.values.ref import Ref

Path: TypeAlias = tuple[str | int, ...]
Numbered: TypeAlias = tuple[tuple[Event, int], ...]
# Holdings that begin something in a body, or where it follows from, with their numbers in the record.
Begun: TypeAlias = list[tuple[Holding, int]]


def latest(begun: Begun, day: date, parties: Iterable[str]) -> int:
    """Return the number of the event by which one of the parties last began to hold something by that day; else of any.

    An organisation begins to hold something with those who sit in its seats.
    """
    named = set(parties)
    days = ((h.since.latest if h.since else None, index, {h.party, h.of}) for h, index in begun)
    come = [(since, index, who) for since, index, who in days if since is not None and since <= day]
    return max((found[:2] for found in come if found[2] & named), default=max(found[:2] for found in come))[1]


def group_of(scope: Scope, position: Ref, held: Sequence[Holding]) -> Seats | None:
    """Return the seat group that a position is, on the day when it was first held; None for a plain office."""
    charter = scope.jurisdiction(position.jurisdiction) or scope.charter
    where = Located(charter=charter, body=charter.body_by_id[position.target])
    day = next((holding.since.earliest for holding in held[:1] if holding.since), None) or date(2000, 1, 1)
    answers = worlds(scope, lambda chosen: effective(chosen, where, Seats, day))
    rows = (row for _, found in answers for row in found if row.slot == position.position)
    row = next(rows, None)
    norm: Seats | None = row.rule.norm if row else None
    return norm


def single(group: Seats | None) -> bool:
    """Return whether a position has one holder: a plain office, or a seat group with one seat (for each of those who have it)."""
    return group is None or (isinstance(group.number, Count) and group.number.high == 1)


def located(scope: Scope, name: str) -> Located | None:
    """Return a body by the name that a record gives it, or None if it is not loaded."""
    ref = unit_ref(name)
    charter = scope.jurisdiction(ref.jurisdiction)
    body = charter.body_by_id.get(ref.target) if charter is not None else None
    return Located(charter=charter, body=body) if charter is not None and body is not None else None


def body_named(scope: Scope, name: str, path: Path) -> Iterator[Finding]:
    """Yield that a fact names a body that there is not, here or elsewhere, or one whose charter is not loaded."""
    ref = unit_ref(name)
    home = scope.jurisdiction(ref.jurisdiction)
    if home is None:
        yield finding("unloaded-jurisdiction", path, jurisdiction=str(ref.jurisdiction), reference=name)
    elif ref.target not in home.body_by_id:
        yield finding("unknown-body", path, body=name, hint=did_you_mean(ref.target, home.body_by_id))
