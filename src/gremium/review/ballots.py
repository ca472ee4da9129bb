"""Ballots in a record: nobody votes twice, nobody who was barred or away or has no vote, and no more than there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from gremium.evaluate.attendance import attendance
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.occasion import Occasion, occasion, order
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import roster_as_read
from gremium.evaluate.tally import counted
from gremium.model.meeting import Ballot, Barred, Presence
from gremium.model.record import Meeting
from gremium.norms.decision import Form
from gremium.norms.seats import Standing
from gremium.review.events import Path, located
from gremium.values.count import exactly, total
from gremium.values.crowd import Crowd, Persons
from gremium.values.finding import Finding, finding
from gremium.values.tally import parse_tally

VOTES = ("yes", "no", "abstain", "invalid")
WITH_A_VOTE = (Standing.VOTING, None)
# Whoever may have cast a vote, as seats and by their weight; in writing everybody may who is entitled.
VOTERS = (parse_tally("present entitled voting members"), parse_tally("present entitled voting votes"))
WRITERS = (parse_tally("entitled voting members"), parse_tally("entitled voting votes"))


def voters(ballot: Ballot) -> Iterator[tuple[str, Path]]:
    """Yield everybody whom a ballot names, with the path of the key; whoever is named twice comes twice."""
    for side in VOTES:
        yield from listed(getattr(ballot, side), (side,))
    for candidate, crowd in ballot.votes:
        yield from listed(crowd, ("votes", candidate))
    for number, group in enumerate(ballot.groups):
        for side in VOTES:
            yield from listed(getattr(group, side), ("groups", number, side))


def listed(crowd: Crowd | None, path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the persons of a crowd, each with the path of its place in the list; nothing if only their number is known."""
    if isinstance(crowd, Persons):
        yield from ((one, (*path, number)) for number, one in enumerate(crowd.ids))


def of_ballot(scope: Scope, meeting: Meeting, ballot: Ballot, path: Path) -> Iterator[Finding]:
    """Yield what is wrong with a ballot: who voted that could not, who voted twice, and more votes than anybody has.

    Where papers are counted, one paper can have votes for several candidates.
    """
    named = list(voters(ballot))
    once = [who for who, keys in named if ballot.papers is None or keys[0] != "votes"]
    twice = [who for who, times in Counter(once).items() if times > 1]
    for who in sorted(twice):
        yield finding("votes-twice", path, party=who, meeting=meeting.id)
    if ballot.form is Form.SECRET and named:
        yield finding("secret-with-names", (*path, *named[0][1][:-1]), meeting=meeting.id)
    body = ballot.body if ballot.body is not None else meeting.body if len(meeting.bodies) == 1 else None
    where = located(scope, body) if body is not None else None
    if where is None:
        return
    here = occasion(scope, where, meeting.id, ballot.item)
    moment = ballot.at or here.moment
    first = dict(reversed(named))
    out, there = _barred(here), None if ballot.form is Form.WRITTEN else _there(here, moment)
    strangers = _strangers(scope, here, first)
    wrong = bool(twice)
    for who, place in sorted(first.items()):
        at = (*path, *place)
        if who in out:
            yield finding("barred-voted", at, party=who, meeting=meeting.id)
        elif there is not None and who not in there:
            yield finding("absent-voted", at, party=who, meeting=meeting.id)
        elif who in strangers:
            yield finding("voter-without-seat", at, party=who, body=here.name, day=here.day.isoformat())
        else:
            continue
        wrong = True
    if not wrong:  # else it is told already whose vote is too many
        yield from _too_many(scope, here, ballot, moment, path)


def _barred(here: Occasion) -> frozenset[str]:
    """Return the persons who are barred from the item, or from the whole meeting."""
    return frozenset(chain.from_iterable(fact.who.ids for fact in here.facts(Barred) if isinstance(fact.who, Persons)))


def _there(here: Occasion, moment: datetime | None) -> frozenset[str] | None:
    """Return who may have been there at the moment of a vote (None: it is not known when); None where not all are named."""
    listed = [(fact, fact.who.ids) for fact in here.facts(Presence) if isinstance(fact.who, Persons)]
    if not any(fact.complete and not fact.left for fact, _ in listed):
        return None
    if moment is None:
        return frozenset(chain.from_iterable(ids for _, ids in listed))
    left: dict[str, bool] = {}
    for fact, ids in sorted(listed, key=lambda pair: (order(pair[0].at), not pair[0].left)):
        if order(fact.at) <= moment:
            left |= dict.fromkeys(ids, fact.left)
    return frozenset(who for who, gone in left.items() if not gone)


def _strangers(scope: Scope, here: Occasion, voters: Iterable[str]) -> frozenset[str]:
    """Return who of those that voted certainly holds no seat with a vote in the body, stands in for nobody, and has no office."""
    value = roster_as_read(scope, here.where, here.day).value
    if value is None or scope.record is None or not value.groups or not here.where.body.complete:
        return frozenset()
    groups = [group for group in value.groups if group.standing in WITH_A_VOTE]
    if any(seat.state is SeatState.OPEN for group in groups for seat in group.seats):
        return frozenset()
    if any(group.number.high is None or group.number.high > len(group.seats) for group in groups):
        return frozenset()
    seated = {seat.holder for group in groups for seat in group.seats}
    seated |= {one.holder for group in groups for seat in group.seats for one in (*seat.substitutes, *group.substitutes)}
    advisers = {group.id for group in value.groups if group not in groups}
    for position, held in scope.record.holdings_by_position.items():
        if position.target == here.where.body.id and position.position not in advisers:
            seated |= {one.party for one in held}
    return frozenset(voters) - seated


def _too_many(scope: Scope, here: Occasion, ballot: Ballot, moment: datetime | None, path: Path) -> Iterator[Finding]:
    """Yield a finding for a ballot with more votes than those who were there have."""
    crowds = [getattr(one, side) for one in (ballot, *ballot.groups) for side in VOTES]
    crowds += [ballot.papers] if ballot.papers is not None else [crowd for _, crowd in ballot.votes]
    cast = total(exactly(len(one.ids)) if isinstance(one, Persons) else one for one in crowds if one is not None)
    if not cast.low:
        return
    cells = attendance(scope, here, moment).cells
    bounds = [counted(cells, tally)[1] for tally in (WRITERS if ballot.form is Form.WRITTEN else VOTERS)]
    most = max((bound for bound in bounds if bound is not None), default=None)
    if None not in bounds and most is not None and cast.low > most:
        yield finding("too-many-votes", path, votes=cast.low, most=str(most), body=here.name, meeting=here.meeting.id)
