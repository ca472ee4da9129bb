"""Who holds a position on a day, from the record alone.

The answer depends on no event dated later, and not on the order of events with the same date.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import evolve, frozen

from gremium.model.record import Holding, Record
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.span import Span
from gremium.values.verdict import Outcome, Reason


class SeatState(Enum):
    """What is known of one seat: someone sits in it, nobody does, or it cannot be said."""

    FILLED = "filled"
    VACANT = "vacant"
    OPEN = "open"


@frozen(kw_only=True)
class Occupancy:
    """Who sits in one seat (a party's id, where one is known) and why this is the answer."""

    state: SeatState
    holder: str | None = None
    reason: Reason


def spans(record: Record, position: Ref) -> tuple[Holding, ...]:
    """Return the holdings of a position that have a beginning, with later endings worked in, sorted by their first day.

    An event with an end but no beginning closes the latest holding of the same party that began by then; it never prolongs one.
    """
    events = record.holdings_by_position.get(position, ())
    begun = sorted((e for e in events if e.since is not None), key=_start)
    for ending in (e for e in events if e.since is None):
        mine = [i for i, h in enumerate(begun) if h.party == ending.party and _start(h)[0] <= _end(ending)[1]]
        if mine and _end(ending) < _end(begun[mine[-1]]):
            begun[mine[-1]] = evolve(begun[mine[-1]], until=ending.until, ended=ending.ended)
    return tuple(begun)


def _start(holding: Holding) -> tuple[date, date, str, tuple[date, date]]:
    """Order holdings by first day; among equals by party and last day, so that the order of the file does not matter."""
    low, high = holding.since.sort_key if holding.since else (date.min, date.min)
    return (low, high, holding.party or "", _end(holding))


def _end(holding: Holding) -> tuple[date, date]:
    """Order holdings by last day, those without one last."""
    return holding.until.sort_key if holding.until else (date.max, date.max)


def _certainly_before(holding: Holding, other: Holding) -> bool:
    """Return whether a holding certainly began before another one, by what is known of its first and its last day."""
    latest = [day.latest for day in (holding.since, holding.until) if day is not None and day.latest is not None]
    start = other.since.earliest if other.since else None
    return start is not None and any(day < start for day in latest)


def known(record: Record, position: Ref, at: date) -> bool:
    """Return whether the record says anything about a position by that day."""
    return any(h.since is not None and h.since.by(at) is Outcome.HOLDS for h in spans(record, position))


def office(record: Record | None, position: Ref, at: date) -> Occupancy:
    """Return who holds an office that has one holder. Whoever comes later takes the place of the one before.

    Where the record says nothing about the office by that day, the answer is OPEN, not vacant.
    """
    if record is None:
        return Occupancy(state=SeatState.OPEN, reason=Reason(said=message("reason.no-record", position=str(position))))
    begun = [h for h in spans(record, position) if h.since is not None and h.since.by(at) is not Outcome.FAILS]
    if not begun:
        return Occupancy(state=SeatState.OPEN, reason=Reason(said=message("reason.not-recorded", position=str(position))))
    last = begun[-1]
    rivals = [h for h in begun if not _certainly_before(h, last)]
    if len({h.party for h in rivals}) > 1:
        said = message("reason.two-holders", position=str(position), since=str(last.since))
        return Occupancy(state=SeatState.OPEN, reason=Reason(said=said))
    outcomes = {Span(since=h.since, until=h.until).covers(at) for h in rivals}
    covered = outcomes.pop() if len(outcomes) == 1 else Outcome.OPEN
    if covered is Outcome.OPEN:
        said = message("reason.holding-open", position=str(position), since=str(last.since), until=str(last.until or ""))
        return Occupancy(state=SeatState.OPEN, reason=Reason(said=said))
    if covered is Outcome.FAILS or last.vacant:
        since = str(last.until) if covered is Outcome.FAILS else str(last.since)
        said = message("reason.vacant" if last.vacant else "reason.ended", position=str(position), day=since)
        return Occupancy(state=SeatState.VACANT, reason=Reason(said=said))
    said = message("reason.holds", position=str(position), since=str(last.since))
    return Occupancy(state=SeatState.FILLED, holder=last.party, reason=Reason(said=said))


def members(record: Record | None, position: Ref, at: date) -> tuple[Occupancy, ...]:
    """Return those who hold a position of which there can be several, sorted by party; OPEN where a span is not known exactly."""
    if record is None:
        return ()
    states: dict[str, tuple[Outcome, Holding]] = {}
    for holding in spans(record, position):
        covered = Span(since=holding.since, until=holding.until).covers(at)
        if holding.party is not None and covered is not Outcome.FAILS:
            known = states.get(holding.party)
            if known is None or covered is Outcome.HOLDS:
                states[holding.party] = (covered, holding)
    found = []
    for party, (covered, holding) in sorted(states.items()):
        certain = covered is Outcome.HOLDS
        said = message(
            "reason.holds" if certain else "reason.holding-open",
            position=str(position),
            since=str(holding.since),
            **({} if certain else {"until": str(holding.until or "")}),
        )
        state = SeatState.FILLED if certain else SeatState.OPEN
        found.append(Occupancy(state=state, holder=party, reason=Reason(said=said)))
    return tuple(found)
