"""Who holds a position on a day, from the record alone.

The answer depends on no event dated later, and not on the order of events with the same date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import frozen

from gremium.model.record import Holding, Record, begun
from gremium.values.days import Day
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason


class SeatState(Enum):
    """What is known of one seat: someone sits in it, nobody does, or it cannot be said."""

    FILLED = "filled"
    VACANT = "vacant"
    OPEN = "open"


@frozen(kw_only=True)
class Occupancy:
    """What is known of one seat: the holding that fills it, if one does; `told` is why, None where the holding says it all."""

    state: SeatState
    holding: Holding | None = None
    told: Reason | None = None

    @property
    def holder(self) -> str | None:
        """The id of the party who sits here, where one is known."""
        return self.holding.party if self.holding is not None else None

    @property
    def reason(self) -> Reason:
        """Why this is the answer."""
        return self.told or because(self.holding)


def because(holding: Holding | None) -> Reason:
    """Return the reason that somebody holds a position. Made when it is asked for: most answers are read without."""
    position, since = (str(holding.position), str(holding.since)) if holding is not None else ("", "")
    return Reason(said=message("reason.holds", position=position, since=since))


def spans(record: Record, position: Ref, *of: str) -> tuple[Holding, ...]:
    """Return the holdings of a position that have a beginning, with later endings worked in, sorted by their first day.

    `of` leaves only those of the seats of these bodies or organisations. An event with an end but no beginning closes the latest
    holding of the same party that began by then; it never prolongs one.
    """
    if not of:
        return record.begun_by_position.get(position, ())
    return begun(event for event in record.holdings_by_position.get(position, ()) if event.of in of)


def covers(holding: Holding, at: date) -> Outcome:
    """Return whether a holding runs on a day; OPEN where a bound is known only roughly."""
    came = holding.since.by(at) if holding.since is not None else Outcome.HOLDS
    if came is Outcome.FAILS or holding.until is None:
        return came
    gone = holding.until.before(at)
    if gone is Outcome.HOLDS:
        return Outcome.FAILS
    return came if gone is Outcome.FAILS else Outcome.OPEN


def _certainly_before(holding: Holding, other: Holding) -> bool:
    """Return whether a holding certainly began before another one, by what is known of its first and its last day."""
    latest = [day.latest for day in (holding.since, holding.until) if day is not None and day.latest is not None]
    start = other.since.earliest if other.since else None
    return start is not None and any(day < start for day in latest)


def known(record: Record, position: Ref, at: date, *of: str) -> bool:
    """Return whether the record says anything about a position by that day."""
    return any(h.since is not None and h.since.by(at) is Outcome.HOLDS for h in spans(record, position, *of))


def office(record: Record | None, position: Ref, at: date, *of: str) -> Occupancy:
    """Return who holds an office that has one holder. Whoever comes later takes the place of the one before.

    Where the record says nothing about the office by that day, the answer is OPEN, not vacant.
    """
    if record is None:
        return Occupancy(state=SeatState.OPEN, told=Reason(said=message("reason.no-record", position=str(position))))
    come = [h for h in spans(record, position, *of) if h.since is not None and h.since.by(at) is not Outcome.FAILS]
    if not come:
        return Occupancy(state=SeatState.OPEN, told=Reason(said=message("reason.not-recorded", position=str(position))))
    last = come[-1]
    rivals = [h for h in come if not _certainly_before(h, last)] if come[1:] else come
    if len({h.party for h in rivals}) > 1:
        said = message("reason.two-holders", position=str(position), since=str(last.since))
        return Occupancy(state=SeatState.OPEN, told=Reason(said=said))
    outcomes = {covers(h, at) for h in rivals}
    covered = outcomes.pop() if len(outcomes) == 1 else Outcome.OPEN
    if covered is Outcome.OPEN:
        said = message("reason.holding-open", position=str(position), since=str(last.since), until=str(last.until or ""))
        return Occupancy(state=SeatState.OPEN, told=Reason(said=said))
    if covered is Outcome.FAILS or last.vacant:
        since = last.until if covered is Outcome.FAILS else last.since
        said = message("reason.vacant" if last.vacant else "reason.ended", position=str(position), day=str(since))
        return Occupancy(state=SeatState.VACANT, told=Reason(said=said))
    return Occupancy(state=SeatState.FILLED, holding=last)


def has_held(record: Record, position: Ref, party: str, at: date, *, single: bool, ever: bool) -> Outcome | None:
    """Return whether somebody holds a position, or (`ever`) has held it by a day; None if nothing is recorded of it by then.

    In a `single` one whoever comes later takes the place of the one before.
    """
    come = [h for h in spans(record, position) if h.since is not None and h.since.by(at) is not Outcome.FAILS]
    if not come:
        return None
    mine = [h for h in come if h.party == party and not (single and not ever and _certainly_before(h, come[-1]))]
    came = {h.since.by(at) if ever and h.since is not None else covers(h, at) for h in mine}
    if single and not ever and Outcome.HOLDS in came:
        came = {Outcome.HOLDS if office(record, position, at).holder == party else Outcome.OPEN}
    return next((outcome for outcome in (Outcome.HOLDS, Outcome.OPEN) if outcome in came), Outcome.FAILS)


def members(record: Record | None, position: Ref, at: date, *of: str) -> tuple[Occupancy, ...]:
    """Return those who hold a position of which there can be several, sorted by party; OPEN where a span is not known exactly."""
    held = running(spans(record, position, *of), at) if record is not None else ()
    return tuple(Occupancy(state=state, holding=holding, told=told) for state, holding, told in held)


def running(holdings: Iterable[Holding], at: date) -> tuple[tuple[SeatState, Holding, Reason | None], ...]:
    """Return which of these holdings run on a day, or may run, one for each party, sorted by party; with why this is open."""
    sure: dict[str, Holding] = {}
    doubtful: dict[str, Holding] = {}
    for holding in holdings:
        party, since = holding.party, holding.since
        if party is None:
            continue
        if holding.until is None and since is not None and since.latest is not None and since.latest <= at:
            sure[party] = holding  # begun and not ended: no need to ask further
            continue
        covered = covers(holding, at)
        if covered is Outcome.HOLDS:
            sure[party] = holding
        elif covered is Outcome.OPEN:
            doubtful.setdefault(party, holding)
    if not doubtful.keys() - sure.keys():
        return tuple([(SeatState.FILLED, sure[party], None) for party in sorted(sure)])
    return tuple(
        (SeatState.FILLED, sure[party], None) if party in sure else (SeatState.OPEN, doubtful[party], _doubtful(doubtful[party]))
        for party in sorted({*sure, *doubtful})
    )


def _doubtful(holding: Holding) -> Reason:
    bounds = {"since": str(holding.since), "until": str(holding.until or "")}
    return Reason(said=message("reason.holding-open", position=str(holding.position), **bounds))


def vacated(record: Record, position: Ref, at: date, *of: str) -> Day | None:
    """Return the day on which the last holding of a position ended by a day, or from which it is recorded as vacant."""
    ends = [
        day
        for holding in spans(record, position, *of)
        for day in ((holding.since,) if holding.vacant else (holding.until,))
        if day is not None and day.by(at) is Outcome.HOLDS
    ]
    return max(ends, key=lambda day: day.sort_key, default=None)


# ── substitutes, and memberships that rest ───────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class Standin:
    """A substitute on a day: for one member (`stands_in_for`), or at a place of an ordered list (`rank`), or for any of a group.

    `withheld` is True where somebody stands in whom the audience may not see. `office` is the office by which it is a substitute,
    `holding` the fact by which it is one, or holds that office.
    """

    holder: str | None
    state: SeatState = SeatState.FILLED
    of: str | None = None
    office: str | None = None
    stands_in_for: str | None = None
    rank: int | None = None
    withheld: bool = False
    holding: Holding | None = None
    reason: Reason


def standins(record: Record | None, position: Ref, at: date) -> tuple[Standin, ...]:
    """Return the substitutes of a position on a day, in their order: by rank, then by party."""
    if record is None or position not in record.substitutes_by_position:
        return ()
    found = []
    for holding in begun(record.substitutes_by_position[position]):
        covered = covers(holding, at)
        if covered is Outcome.FAILS:
            continue
        certain = covered is Outcome.HOLDS
        said = message("reason.stands-in", position=str(position), since=str(holding.since))
        found.append(
            Standin(
                holder=holding.party,
                state=SeatState.FILLED if certain else SeatState.OPEN,
                of=holding.of,
                stands_in_for=holding.stands_in_for,
                rank=holding.rank,
                holding=holding,
                reason=Reason(said=said),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.stands_in_for or "", one.holder or "")))


def resting(record: Record | None, position: Ref, at: date) -> frozenset[str]:
    """Return the parties whose membership in a position rests on a day, for certain."""
    if record is None or position not in record.rests_by_position:
        return frozenset()
    running = (h for h in begun(record.rests_by_position[position]) if covers(h, at) is Outcome.HOLDS)
    return frozenset(h.party for h in running if h.party is not None)
