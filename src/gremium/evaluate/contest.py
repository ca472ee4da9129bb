"""Contest: how many votes each candidate has, and who is ahead. Votes may be known only in bounds; then so is who is ahead.

In an election a ballot is for each candidate what any vote is for a motion: those who voted for them are the Yes, those who voted
for somebody else or against all are the No. So whatever a decision can need of a vote, an election can need of one, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from gremium.model.meeting import Ballot
from gremium.norms.decision import Treatment
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.crowd import Crowd, Persons

NONE = exactly(0)


@frozen
class Score:
    """The votes of a candidate, at least and at most (None: no bound)."""

    candidate: str
    low: int
    high: int | None


@frozen(kw_only=True)
class Ahead:
    """Who comes into so many places: surely, and between whom of equal votes it is open for how many.

    `unknown`: more votes would have to be known to tell.
    """

    sure: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    places: int = 0
    unknown: bool = False


def ahead(scores: Iterable[Score], places: int) -> Ahead:
    """Return who has the most votes, for so many places. The order in which the candidates are given is that of the answer."""
    listed = tuple(scores)
    if len(listed) <= places:
        return Ahead(sure=tuple(one.candidate for one in listed))
    if any(one.low != one.high for one in listed):
        return _bounded(listed, places)
    edge = sorted((one.low for one in listed), reverse=True)[places - 1] if places else 0
    sure = tuple(one.candidate for one in listed if places and one.low > edge)
    level = tuple(one.candidate for one in listed if places and one.low == edge)
    if len(sure) + len(level) <= places:
        return Ahead(sure=tuple(one.candidate for one in listed if one.candidate in {*sure, *level}))
    return Ahead(sure=sure, tied=level, places=places - len(sure))


def _bounded(listed: Sequence[Score], places: int) -> Ahead:
    """Return who is ahead whatever the votes within their bounds are; whose place depends on it is left out."""
    sure = tuple(one.candidate for one in listed if len(list(_perhaps_not_behind(one, listed))) < places)
    return Ahead(sure=sure, unknown=len(sure) < places)


def _perhaps_not_behind(mine: Score, listed: Iterable[Score]) -> Iterable[Score]:
    """Yield those who may have as many votes as somebody, or more."""
    return (one for one in listed if one.candidate != mine.candidate and (one.high is None or one.high >= mine.low))


def size(crowd: Crowd | None) -> Count:
    """Return how many a crowd are; unstated if nobody told."""
    if crowd is None:
        return UNSTATED_COUNT
    return exactly(len(crowd.ids)) if isinstance(crowd, Persons) else crowd


def scores(ballot: Ballot, running: Iterable[str], most: int | None = None) -> tuple[Score, ...]:
    """Return the votes of those who stand. Of whom the ballot tells nothing, they may have all that nobody else has.

    `most`: nobody can have more than so many; of valid papers that is their number.
    """
    told = dict(ballot.votes)
    found = []
    for candidate in running:
        number = size(told.get(candidate))
        high = number.high
        if candidate not in told and most is not None:
            high = max(most - sum(size(crowd).low for crowd in told.values()), 0)
        found.append(Score(candidate, number.low, high))
    return tuple(found)


def as_motion(ballot: Ballot, candidate: str, no_votes: Treatment, *, single: bool) -> Ballot:
    """Return a ballot as the vote on one candidate. `single`: each voter has one vote, so every other vote is against them."""
    told = dict(ballot.votes)
    mine = told.get(candidate)
    against, invalid = ballot.no, ballot.invalid
    rest: Crowd | None = None
    if no_votes is Treatment.IGNORED:
        against, invalid = NONE, _joined([ballot.invalid, ballot.no]) if ballot.no is not None else ballot.invalid
    if ballot.papers is not None:
        rest = _less(ballot.papers, size(mine))
    elif single:
        rest = _joined([*(crowd for other, crowd in told.items() if other != candidate), *([against] if against else [])])
    return evolve(ballot, votes=(), papers=None, cast_for=None, yes=mine, no=rest, invalid=invalid)


def _joined(crowds: Sequence[Crowd | None]) -> Crowd:
    """Return several crowds as one: persons as long as all of them are, else their number."""
    if all(isinstance(crowd, Persons) for crowd in crowds):
        return Persons(tuple(sorted({one for crowd in crowds if isinstance(crowd, Persons) for one in crowd.ids})))
    numbers = [size(crowd) for crowd in crowds]
    highs = [one.high for one in numbers]
    return Count(sum(one.low for one in numbers), None if None in highs else sum(high for high in highs if high is not None))


def _less(whole: Count, part: Count) -> Count:
    low = 0 if part.high is None else max(whole.low - part.high, 0)
    return Count(low, None if whole.high is None else max(whole.high - part.low, 0))


def among(votes: Mapping[str, Crowd], running: Iterable[str]) -> tuple[str, ...]:
    """Return for whom votes were cast who does not stand."""
    return tuple(sorted(set(votes) - set(running)))
