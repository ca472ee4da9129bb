"""Turns: the days by which something is owed, which of them was met by what came, and how it stands with each on a day.

What comes counts for the oldest turn that has begun, is not met and is still owed, unless it names its day itself. So the order
of the record does not matter, and whatever comes beside it never makes anything worse. Nothing here asks a charter or a record.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from attrs import evolve, frozen

from gremium.values.days import Length, parse_length

ONE_DAY = timedelta(days=1)
# How long before a day something counts as due soon, where no rule says: four weeks.
SOON = parse_length("4 weeks")


class State(Enum):
    """How it stands with something that is owed. `late`: it came, but after its day. `lapsed`: it is owed no more."""

    NOT_YET = "not-yet"
    SOON = "soon"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    LAPSED = "lapsed"
    OPEN = "open"


CAME = frozenset({State.MET, State.LATE})
AHEAD = frozenset({State.NOT_YET, State.SOON})


@frozen(kw_only=True)
class Turn:
    """One time that something is owed: by a day (bounds where it is not known exactly), and not met by what came before `begun`.

    `for_` is the meeting or proposal for which it is owed, `points` those of its points that have to be answered. `missing` names
    what would have to be known. `sure` is False where it is open whether the rule holds on that day.
    """

    begun: date | None = None
    earliest: date | None = None
    latest: date | None = None
    for_: str | None = None
    points: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    sure: bool = True

    def lapsed(self, at: date, lapses: Length | None) -> bool:
        """Return whether it is certainly owed no more on a day."""
        return lapses is not None and self.latest is not None and at > lapses.after(self.latest)


@frozen(kw_only=True)
class Brought:
    """Something that came: when, for which day (None: that is not told), and to which points it is an answer."""

    at: date
    for_: date | None = None
    points: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Came:
    """When a turn was met (None: it was not), and the points that are not answered yet."""

    at: date | None = None
    left: frozenset[str] = frozenset()

    def after(self, one: Brought) -> Came:
        """Return this with one more thing that came."""
        left = self.left - one.points
        return Came(at=None if left else one.at, left=left)


def met_by(turns: Sequence[Turn], brought: Iterable[Brought], lapses: Length | None = None) -> tuple[Came, ...]:
    """Return for each of the turns, given in their order, whether and when it was met by what was brought."""
    found = [Came(left=turn.points) for turn in turns]
    listed = sorted(brought, key=lambda one: (one.at, sorted(one.points)))
    place: dict[date | None, int] = {turn.latest: number for number, turn in enumerate(turns) if turn.earliest == turn.latest}
    for one in (one for one in listed if one.for_ is not None):
        number = place.get(one.for_)
        if number is not None and found[number].at is None and not turns[number].lapsed(one.at, lapses):
            found[number] = found[number].after(one)
    waiting = deque(number for number, came in enumerate(found) if came.at is None)
    for one in (one for one in listed if one.for_ is None):
        while waiting and turns[waiting[0]].lapsed(one.at, lapses):
            waiting.popleft()
        begun = turns[waiting[0]].begun if waiting else None
        if waiting and (begun is None or begun <= one.at):
            found[waiting[0]] = found[waiting[0]].after(one)
            if found[waiting[0]].at is not None:
                waiting.popleft()
    return tuple(found)


def stands(turn: Turn, came: Came, at: date, soon: Length | None = None, lapses: Length | None = None) -> State:
    """Return how it stands with a turn on a day. What came and may have been in time counts as met."""
    earliest, latest = turn.earliest, turn.latest
    if came.at is not None:
        return State.LATE if latest is not None and came.at > latest else State.MET
    if latest is not None and at > latest:
        if not turn.sure:
            return State.OPEN
        return State.LAPSED if turn.lapsed(at, lapses) else State.OVERDUE
    if earliest is None or earliest < at:  # it may be over, nobody knows
        return State.OPEN
    return State.SOON if (soon or SOON).after(at) >= earliest else State.NOT_YET


def joint(states: Iterable[State]) -> State:
    """Return how it stands where it may stand in several ways: what they have in common, else open."""
    found = set(states)
    if len(found) == 1:
        return found.pop()
    if found <= AHEAD:
        return State.SOON
    return State.MET if found <= CAME else State.OPEN


def often(every: Length, start: date, until: date, more: int = 0) -> list[Turn]:
    """Return the turns of what is owed again and again from a day on: until one is not before a day, and more.

    Each is counted from the first day, so that the end of a month stays one: 31 January, 28 February, 31 March.
    """
    days = [start]
    while len(days) == 1 or days[-1] < until:
        days.append(evolve(every, number=every.number * len(days)).after(start))
    days += [evolve(every, number=every.number * number).after(start) for number in range(len(days), len(days) + more)]
    return [Turn(begun=one + ONE_DAY, earliest=due, latest=due) for one, due in pairwise(days) if one < due]
