"""Elections in a record: no votes for somebody who does not stand, no lot and no ballot that decides nothing.

Who stands in which ballot, and which lots decide something, is what the rules say: the evaluator of the word is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gremium.evaluate.balloting import Elected, Elects
from gremium.evaluate.contest import size
from gremium.evaluate.election import followed
from gremium.evaluate.occasion import occasion
from gremium.evaluate.rounds import Rounds
from gremium.evaluate.scope import Scope
from gremium.model.meeting import Ballot, Item, Lot, Nominated, OfMeeting
from gremium.model.record import Meeting, Party, Record
from gremium.review.events import Numbered, Path, located
from gremium.values.finding import Finding, finding

PERSON = Party(id="").kind
# Results of which it is known which lots were needed.
DECIDED = (Elects.ELECTED, Elects.LOT)


def check(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Yield what is wrong with ballots and lots, item by item."""
    index_of = {id(event): index for event, index in numbered}
    for event, index in numbered:
        if isinstance(event, Lot) and _outside(event):
            yield finding("lot-outside", ("events", index, "drawn"), party=event.drawn)
    for item in record.item_by_id.values():
        told = [one for one in record.of_meeting.get(item.meeting, ()) if getattr(one, "item", None) == item.id]
        if _of_persons(record, told):
            places = [(one, ("events", index_of[id(one)])) for one in told]
            yield from _election(scope, record.meeting_by_id[item.meeting], item, places)


def _outside(lot: Lot) -> bool:
    """Return whether a lot fell on somebody between whom it was not drawn."""
    return bool(lot.among) and lot.drawn not in lot.among


def _of_persons(record: Record, told: Iterable[OfMeeting]) -> bool:
    """Return whether persons are voted for, and no lists."""
    lists, voted = set(), set()
    for one in told:
        if isinstance(one, Nominated) and one.list is not None:
            lists.add(one.list)
        elif isinstance(one, Ballot):
            voted |= {name for name, _ in one.votes}
    known = record.party_by_id
    return bool(voted) and not any(name in lists or (name in known and known[name].kind != PERSON) for name in voted)


def _election(scope: Scope, meeting: Meeting, item: Item, told: Sequence[tuple[OfMeeting, Path]]) -> Iterator[Finding]:
    where = located(scope, meeting.body)
    if where is None:
        return
    here = occasion(scope, where, meeting.id, item.id)
    found = followed(scope, here, here.day)
    if found is None:
        return
    contest, verdict = found
    ballots = [(one, path) for one, path in told if isinstance(one, Ballot) and one.about is None]
    for ballot, path in ballots:
        yield from _votes(contest, item, ballot, path)
        yield from _papers(contest, ballot, path)
    value: Elected | None = verdict.value
    if value is None or contest.field.doubtful or value.result not in DECIDED:
        return
    for one, path in told:
        if isinstance(one, Lot) and id(one) not in contest.drawn and one.drawn in contest.field.standing and not _outside(one):
            yield finding("lot-without-tie", path, party=one.drawn)
    for ballot, path in ballots:
        if value.result is Elects.ELECTED and ballot.round >= contest.number:
            yield finding("ballot-not-needed", path, item=item.id, round=ballot.round)


def _votes(contest: Rounds, item: Item, ballot: Ballot, path: Path) -> Iterator[Finding]:
    """Yield a finding for everybody who has votes though they do not stand in a ballot."""
    stood = contest.stood.get(ballot.round)
    for name, crowd in ballot.votes if stood is not None else ():
        if size(crowd).high == 0 or name in (stood or ()):
            continue
        gone = contest.withdrawn.get(name, ballot.round) < ballot.round
        code = "votes-withdrawn" if gone else "votes-not-standing"
        yield finding(code, (*path, "votes", name), party=name, item=item.id)


def _papers(contest: Rounds, ballot: Ballot, path: Path) -> Iterator[Finding]:
    """Yield a finding for more votes than can stand on the papers: as many on each as a voter has, for each candidate one."""
    if ballot.papers is None or ballot.papers.high is None:
        return
    papers = ballot.papers.high
    numbers = [size(crowd).low for _, crowd in ballot.votes]
    each = contest.way.get("votes_each") or contest.posts
    most = papers * each if each is not None else None
    if any(number > papers for number in numbers) or (most is not None and sum(numbers) > most):
        yield finding("more-votes-than-papers", (*path, "papers"), votes=sum(numbers), papers=papers)
