"""Contest: how many votes each candidate has, and who is ahead. Votes may be known only in bounds; then so is who is ahead.

In an election a ballot is for each candidate what any vote is for a motion: those who voted for them are the Yes, those who voted
for somebody else or against all are the No. So whatever a decision can need of a vote, an election can need of one, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from gremium.model.meeting import Ballot
from gremium.norms.election import Against
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
    if places <= 0:
        return Ahead()
    if any(one.low != one.high for one in listed):
        return _bounded(listed, places)
    edge = sorted((one.low for one in listed), reverse=True)[places - 1]
    sure = tuple(one.candidate for one in listed if one.low > edge)
    level = tuple(one.candidate for one in listed if one.low == edge)
    if len(sure) + len(level) <= places:
        return Ahead(sure=tuple(one.candidate for one in listed if one.candidate in {*sure, *level}))
    return Ahead(sure=sure, tied=level, places=places - len(sure))


def _bounded(listed: Sequence[Score], places: int) -> Ahead:
    """Return who is ahead whatever the votes within their bounds are; whose place depends on it is left out."""
    sure = tuple(one.candidate for one in listed if sum(_perhaps_not_behind(one, listed)) < places)
    return Ahead(sure=sure, unknown=len(sure) < places)


def _perhaps_not_behind(mine: Score, listed: Iterable[Score]) -> Iterator[bool]:
    """Tell of each of the others whether they may have as many votes as somebody, or more."""
    return (one.high is None or one.high >= mine.low for one in listed if one.candidate != mine.candidate)


def size(crowd: Crowd | None) -> Count:
    """Return how many a crowd are; unstated if nobody told."""
    if crowd is None:
        return UNSTATED_COUNT
    return exactly(len(crowd.ids)) if isinstance(crowd, Persons) else crowd


# ── a ballot for each candidate ──────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class Sheet:
    """A ballot, and how its votes are taken.

    `standing` are those who can be elected in it. `single`: each voter has one vote, so whoever voted for somebody voted against
    all others. `against` is what becomes of votes against all, `strays` whether votes for somebody who does not stand are votes
    cast or invalid ones. `most`: no more votes can have been cast; None: that is not known.
    """

    ballot: Ballot
    standing: tuple[str, ...]
    single: bool
    against: Against = Against.COUNTED
    strays: bool = False
    most: int | None = None

    @property
    def told(self) -> Mapping[str, Crowd]:
        """The votes that are told, by candidate."""
        return dict(self.ballot.votes)


def strangers(ballot: Ballot, standing: Iterable[str]) -> tuple[str, ...]:
    """Return for whom votes were cast who does not stand."""
    return tuple(sorted({one for one, crowd in ballot.votes if size(crowd).high != 0} - set(standing)))


def as_motion(sheet: Sheet, candidate: str) -> Ballot:
    """Return a ballot as the vote on one candidate.

    Of whom the ballot tells nothing, they may have all votes that nobody else has.
    """
    mine: Crowd = sheet.told[candidate] if candidate in sheet.told else _unseen(sheet, candidate)
    return evolve(
        sheet.ballot,
        votes=(),
        papers=None,
        cast_for=None,
        yes=mine,
        no=_rest(sheet, candidate, size(mine)),
        invalid=_invalid(sheet),
    )


def as_whole(sheet: Sheet) -> Ballot:
    """Return a ballot with the votes for all who stand as the Yes, and those against all of them as the No."""
    ballot = sheet.ballot
    against = ballot.no if sheet.against is Against.COUNTED else NONE
    if ballot.papers is not None:
        yes: Crowd = ballot.papers
        against = NONE
    else:
        unseen = any(one not in sheet.told for one in sheet.standing)
        yes = _papers(sheet, [sheet.told[one] for one in _counted(sheet) if one in sheet.told], unseen=unseen)
    return evolve(ballot, votes=(), papers=None, cast_for=None, yes=yes, no=against, invalid=_invalid(sheet))


def _counted(sheet: Sheet) -> tuple[str, ...]:
    """Return for whom a vote is a vote cast."""
    return (*sheet.standing, *(strangers(sheet.ballot, sheet.standing) if sheet.strays else ()))


def _unseen(sheet: Sheet, candidate: str) -> Count:
    """Return how many votes somebody may have of whom the ballot tells none."""
    ends = [end for end in (_end(sheet.ballot.papers), sheet.most) if end is not None]
    if not ends:
        return Count(0, None)
    others = sum(size(crowd).low for one, crowd in sheet.ballot.votes if one != candidate) if sheet.single else 0
    against = size(sheet.ballot.no).low if sheet.against is Against.COUNTED else 0
    return Count(0, max(min(ends) - others - against, 0))


def _rest(sheet: Sheet, candidate: str, mine: Count) -> Crowd | None:
    """Return the votes against a candidate: those for others, and those against all if they count."""
    ballot = sheet.ballot
    others = [one for one in _counted(sheet) if one != candidate]
    crowds = [sheet.told[one] for one in others if one in sheet.told]
    unseen = any(one not in sheet.told for one in others)
    if ballot.papers is not None:
        return _less(ballot.papers, mine, _doubtful(sheet))
    if sheet.against is Against.COUNTED and ballot.no is None:
        unseen = True
    elif sheet.against is Against.COUNTED and ballot.no is not None:
        crowds.append(ballot.no)
    if sheet.single:
        rest = _joined(crowds)
    else:
        every = _papers(sheet, [*crowds, *([sheet.told[candidate]] if candidate in sheet.told else [])], unseen=unseen)
        rest = _without(every, sheet.told.get(candidate, mine))
    return rest if not unseen else _open_ended(rest, sheet, mine)


def _doubtful(sheet: Sheet) -> int:
    """Return how many of the papers that a record calls valid may be none by the rules, such as those against all."""
    against = size(sheet.ballot.no) if sheet.against is not Against.COUNTED else NONE
    strays = () if sheet.strays else strangers(sheet.ballot, sheet.standing)
    highs = [against.high, *(size(sheet.told[one]).high for one in strays)]
    whole = _end(sheet.ballot.papers) or 0
    return min(sum(whole if high is None else high for high in highs), whole)


def _open_ended(rest: Crowd, sheet: Sheet, mine: Count) -> Count:
    """Return a number of votes to which others may come that are not told: at most as many as there can be beside the rest."""
    low = size(rest).low
    if sheet.most is None:
        return Count(low, None)
    known = mine.low + size(sheet.ballot.abstain).low + size(sheet.ballot.invalid).low
    return Count(low, max(sheet.most - known, low))


def _papers(sheet: Sheet, crowds: Sequence[Crowd], *, unseen: bool) -> Crowd:
    """Return how many papers these votes stand on: of several on one paper at least as many as the most of one candidate."""
    if sheet.single or all(isinstance(crowd, Persons) for crowd in crowds):
        found = _joined(crowds)
        return found if not unseen else _open_ended(found, sheet, NONE)
    numbers = [size(crowd) for crowd in crowds]
    low = max((one.low for one in numbers), default=0)
    return Count(low, None if unseen else _sum(one.high for one in numbers))


def _invalid(sheet: Sheet) -> Crowd | None:
    """Return the invalid votes: also those against all or for somebody who does not stand, if they are invalid."""
    ballot = sheet.ballot
    more = [] if sheet.strays else [sheet.told[one] for one in strangers(ballot, sheet.standing)]
    if sheet.against is Against.INVALID:
        more.append(ballot.no if ballot.no is not None else Count(0, None))
    if not more:
        return ballot.invalid
    return _joined([ballot.invalid if ballot.invalid is not None else Count(0, None), *more])


def _joined(crowds: Sequence[Crowd]) -> Crowd:
    """Return several crowds as one: persons as long as all of them are, else their number."""
    if crowds and all(isinstance(crowd, Persons) for crowd in crowds):
        return Persons(tuple(sorted({one for crowd in crowds if isinstance(crowd, Persons) for one in crowd.ids})))
    numbers = [size(crowd) for crowd in crowds]
    return Count(sum(one.low for one in numbers), _sum(one.high for one in numbers))


def _without(whole: Crowd, part: Crowd) -> Crowd:
    """Return a crowd without those who are in another one, too."""
    if isinstance(whole, Persons) and isinstance(part, Persons):
        return Persons(tuple(one for one in whole.ids if one not in part.ids))
    return _less(size(whole), size(part))


def _less(whole: Count, part: Count, more: int = 0) -> Count:
    """Return a number less another one, of which perhaps so many `more` have to go, too."""
    low = 0 if part.high is None else max(whole.low - part.high - more, 0)
    return Count(low, None if whole.high is None else max(whole.high - part.low, 0))


def _end(count: Count | None) -> int | None:
    return count.high if count is not None else None


def _sum(highs: Iterable[int | None]) -> int | None:
    listed = tuple(highs)
    return None if None in listed else sum(high for high in listed if high is not None)
