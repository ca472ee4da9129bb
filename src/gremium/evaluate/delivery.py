"""Delivery: what the record tells of what was sent for a meeting, whether it was in time, and whom it reached in time.

What is not recorded is not known: a day without its minute may be any minute of it, and what was sent may have arrived on any
later day. A list of those who got something is complete: whoever is on none of the lists got nothing.

This room is longer than 300 lines because when something was done and whom it reached are two halves of one question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from attrs import evolve, frozen

from gremium.evaluate.countdown import Due, What
from gremium.model.meeting import Notice as Sending
from gremium.model.meeting import Sent
from gremium.norms.notice import Basis
from gremium.values.count import Count
from gremium.values.crowd import Crowd, Persons
from gremium.values.days import Length
from gremium.values.verdict import Outcome, all_of, negate

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
# The earliest and the latest moment at which something may have been; None is no bound.
Moments: TypeAlias = tuple[datetime | None, datetime | None]
UNKNOWN: Moments = (None, None)
ANY = Count(0, None)
# What may bring what is due: the notice brings the agenda, and both of them tell the day.
BRINGS: Mapping[What, tuple[Sent, ...]] = {
    What.NOTICE: (Sent.NOTICE,),
    What.URGENT: (Sent.NOTICE,),
    What.ANNOUNCEMENT: (Sent.NOTICE, Sent.ANNOUNCEMENT),
    What.AGENDA: (Sent.NOTICE, Sent.AGENDA),
    What.PAPERS: (Sent.PAPERS,),
    What.PUBLICATION: (Sent.PUBLICATION,),
    What.MOTIONS: (Sent.MOTION,),
}


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    """HOLDS if one holds, FAILS if every one fails, else OPEN."""
    return negate(all_of(negate(one) for one in outcomes))


def moments(at: date | datetime) -> Moments:
    """Return the bounds of a moment: a day may be any minute of it."""
    if isinstance(at, datetime):
        return at, at
    return datetime.combine(at, time.min), datetime.combine(at, time.max)


def day_of(at: date | datetime) -> date:
    """Return the day of a moment."""
    return at.date() if isinstance(at, datetime) else at


# ── when it was done ─────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class Time:
    """When something may have been done: its bounds, as a day or minute where it is known, and the fact that is not (`lacks`)."""

    bounds: Moments
    at: date | datetime | None = None
    lacks: str = ""


@frozen(kw_only=True)
class Act:
    """Something that was sent, and whether it was in time. `at` is when it was done by what counts.

    `lacks` names the facts that would tell. `softened`: it was late, but the rule does not make that a mistake for certain.
    `urgent`: only the short way makes it in time.
    """

    sending: Sending
    outcome: Outcome
    at: date | datetime | None = None
    lacks: tuple[str, ...] = ()
    softened: bool = False
    urgent: bool = False


def times(sending: Sending, what: What, basis: Basis | None, deemed: tuple[Length | None, ...]) -> tuple[Time, ...]:
    """Return when something was done by what counts; several times where it is open which of them counts.

    Where the source does not say what counts, each may that the record knows of. Where something counts as arrived some time
    after it was sent (`deemed`), and the record knows when it did arrive, both may count: no source says which.
    """
    if what is What.PUBLICATION:
        out = sending.provided or sending.dispatched or sending.received
        return (_known(out) if out is not None else Time(bounds=UNKNOWN, lacks="provided"),)
    match basis:
        case Basis.DISPATCH:
            return (_dispatched(sending),)
        case Basis.PROVISION:
            return (_provided(sending),)
        case Basis.RECEIPT:
            return _received(sending, deemed)
        case _:
            provided = (_provided(sending),) if sending.provided is not None else ()
            return (_dispatched(sending), *_received(sending, deemed), *provided)


def _known(at: date | datetime) -> Time:
    return Time(bounds=moments(at), at=at)


def _dispatched(sending: Sending) -> Time:
    if sending.dispatched is not None:
        return _known(sending.dispatched)
    last = moments(sending.received)[1] if sending.received is not None else None
    return Time(bounds=(None, last), lacks="dispatched")


def _provided(sending: Sending) -> Time:
    return _known(sending.provided) if sending.provided is not None else Time(bounds=UNKNOWN, lacks="provided")


def _received(sending: Sending, deemed: tuple[Length | None, ...]) -> tuple[Time, ...]:
    found = [_known(sending.received)] if sending.received is not None else []
    if sending.dispatched is None:
        return tuple(found) or (Time(bounds=UNKNOWN, lacks="received"),)
    day = day_of(sending.dispatched)
    after = [_known(length.after(day)) for length in deemed if length is not None]
    later = Time(bounds=(moments(sending.dispatched)[0], None), lacks="channels" if after else "received")
    return (*found, *after, *([later] if None in deemed and not found else []))


def until(due: Due, meeting: date | datetime | None) -> Moments:
    """Return the last moment that is in time, in bounds; no bounds where it cannot be told."""
    if due.latest is not None:
        last = moments(due.latest)[1]
        return last, last
    if meeting is not None and due.lead.stated and due.lead.hours:
        first, last = moments(meeting)
        hours = timedelta(hours=due.lead.number)
        return (first and _earlier(first, hours)), (last and _earlier(last, hours))
    return UNKNOWN


def _earlier(moment: datetime, by: timedelta) -> datetime:
    return moment - min(by, moment - datetime.min)  # noqa: DTZ901  # local times of one place


def within(done: Moments, last: Moments) -> Outcome:
    """Return whether something was done by the last moment that is in time."""
    (first, latest), (early, late) = done, last
    if latest is not None and early is not None and latest <= early:
        return HOLDS
    return FAILS if first is not None and late is not None and first > late else OPEN


def act(sending: Sending, due: Due, meeting: date | datetime | None, deemed: tuple[Length | None, ...]) -> Act:
    """Return whether something that was sent was in time."""
    found = times(sending, due.what, due.basis, deemed)
    last = until(due, meeting)
    outcomes = [within(one.bounds, last) for one in found]
    outcome = outcomes[0] if len(set(outcomes)) == 1 else OPEN
    known = sorted((one.at for one in found if one.at is not None), key=lambda at: moments(at)[1] or datetime.max)  # noqa: DTZ901
    lacks = tuple(dict.fromkeys(one.lacks for one in found if one.lacks)) if outcome is OPEN else ()
    return Act(sending=sending, outcome=outcome, at=known[-1] if known else None, lacks=lacks)


def soften(one: Act, outcome: Outcome) -> Act:
    """Return a late act with what being late means under a rule that does not forbid it for certain."""
    return evolve(one, outcome=outcome, softened=True) if one.outcome is FAILS else one


def first_of(acts: Iterable[Act]) -> Act | None:
    """Return the act that counts: one that is in time rather than one that is not, then the earliest."""
    rank = {HOLDS: 0, OPEN: 1, FAILS: 2}

    def order(one: Act) -> tuple[int, bool, datetime, str]:
        last = moments(one.at)[1] if one.at is not None else None
        return rank[one.outcome], last is None, last or datetime.max, repr(one.sending)  # noqa: DTZ901

    listed = tuple(acts)
    return min(listed, key=order) if len(listed) > 1 else next(iter(listed), None)


# ── whom it reached ──────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class People:
    """Who has to get something: the persons of whom the ids are known, and how many they are altogether."""

    named: tuple[str, ...] = ()
    number: Count = ANY

    @property
    def complete(self) -> bool:
        """True if every one of them is known by name."""
        return self.number == Count(len(self.named), len(self.named))


@frozen(kw_only=True)
class Reach:
    """Whom something reached in time: everybody (`outcome`), each person, and how many it did not (`late`).

    `told` is False where nothing at all was sent.
    """

    outcome: Outcome
    persons: Mapping[str, Outcome]
    late: Count
    told: bool = True


def reach(acts: Iterable[Act], people: People) -> Reach:
    """Return whom some acts reached in time: of several that reached somebody, one in time is enough."""
    listed = tuple(acts)
    persons = {one: _reached(one, listed) for one in people.named}
    if not listed:
        return Reach(outcome=OPEN, persons=persons, late=Count(0, people.number.high), told=False)
    if any(one.outcome is HOLDS and one.sending.who is None for one in listed):
        return Reach(outcome=HOLDS, persons=persons, late=Count(0, 0))
    late = _late(listed, people, persons)
    fails = late.low > 0 or all(one.outcome is FAILS for one in listed)
    outcome = FAILS if fails else HOLDS if late.high == 0 else OPEN
    return Reach(outcome=outcome, persons=persons, late=late)


def _reached(person: str, acts: Iterable[Act]) -> Outcome:
    """Return whether something reached a person in time; of a number nobody knows whether the person was among them."""
    outcomes = []
    for one in acts:
        who = one.sending.who
        if who is None or (isinstance(who, Persons) and person in who.ids):
            outcomes.append(one.outcome)
        elif isinstance(who, Count) and one.outcome is not FAILS:
            outcomes.append(OPEN)
    return any_of(outcomes)


def _late(acts: tuple[Act, ...], people: People, persons: Mapping[str, Outcome]) -> Count:
    """Return how many something did not reach in time. Nobody knows whether two numbers speak of the same persons."""
    number = people.number
    sure = [_size(one.sending.who, people) for one in acts if one.outcome is HOLDS]
    least = max((size.low for size in sure), default=0)
    perhaps = [_size(one.sending.who, people) for one in acts if one.outcome is not FAILS]
    highs = [size.high for size in perhaps]
    most = None if None in highs else sum(high or 0 for high in highs)
    low = 0 if most is None else max(0, number.low - most)
    high = None if number.high is None else max(low, number.high - least)
    return _narrowed(Count(low, high), people, persons)


def _narrowed(late: Count, people: People, persons: Mapping[str, Outcome]) -> Count:
    """Narrow a number by what is known of persons."""
    outcomes = list(persons.values())
    low = max(late.low, outcomes.count(FAILS))
    if not people.complete:
        return Count(low, late.high if late.high is None else max(low, late.high))
    most = outcomes.count(FAILS) + outcomes.count(OPEN)
    return Count(low, max(low, most if late.high is None else min(late.high, most)))


def _size(who: Crowd | None, people: People) -> Count:
    """Return how many of those who have to get something a crowd is."""
    if who is None:
        return people.number
    if isinstance(who, Count):
        return who
    mine = len(set(who.ids) & set(people.named))
    return Count(mine, mine if people.complete else len(who.ids))


def together(reaches: Iterable[Reach], people: People, content: Outcome = HOLDS) -> Reach:
    """Return whom several things reached that all have to arrive; `content`: whether they said what they had to."""
    listed = tuple(reaches)
    persons = {one: all_of([content, *(each.persons[one] for each in listed)]) for one in people.named}
    whole = people.number
    if content is FAILS:
        late = whole
    else:
        highs = [each.late.high for each in listed] + ([whole.high] if content is OPEN else [])
        total = None if None in highs else sum(high or 0 for high in highs)
        high = min((one for one in (total, whole.high) if one is not None), default=None)
        low = max((each.late.low for each in listed), default=0)
        late = _narrowed(Count(low, high if high is None else max(low, high)), people, persons)
    return Reach(
        outcome=all_of([content, *(each.outcome for each in listed)]),
        persons=persons,
        late=late,
        told=all(each.told for each in listed),
    )


def judged(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Return the acts of which words and ways are judged: those in time, or perhaps; where none surely is, as if they were."""
    listed = tuple(acts)
    timely = [one for one in listed if one.outcome is not FAILS] or listed
    if any(one.outcome is HOLDS for one in timely):
        return tuple(timely)
    return tuple(evolve(one, outcome=HOLDS) for one in timely)


def said(acts: Iterable[Act], statement: str) -> Outcome:
    """Return whether what went out says something. Where the words of one are not recorded, it may."""
    return any_of(all_of((one.outcome, says(one.sending, statement))) for one in acts)


def says(sending: Sending, statement: str) -> Outcome:
    """Return whether something that was sent says something; OPEN where its words are not recorded."""
    if statement in sending.says or statement in IMPLIED.get(sending.sends, ()):
        return HOLDS
    return FAILS if sending.says else OPEN


# What something says by being what it is.
IMPLIED: Mapping[Sent, tuple[str, ...]] = {
    Sent.NOTICE: ("agenda",),
    Sent.AGENDA: ("agenda",),
}


def on_ways(acts: Iterable[Act], channels: Iterable[str], needed: int) -> tuple[Outcome, Count]:
    """Return whether what went out in time went on enough of the ways listed, and on how many of them it did."""
    listed, known = tuple(acts), frozenset(channels)
    sure = {way for one in listed if one.outcome is HOLDS for way in one.sending.channels if way in known}
    perhaps = {way for one in listed if one.outcome is not FAILS for way in one.sending.channels if way in known}
    unknown = any(one.outcome is not FAILS and not one.sending.channels for one in listed)
    most = len(known) if unknown else len(perhaps)
    outcome = HOLDS if len(sure) >= needed else OPEN if most >= needed else FAILS
    return outcome, Count(len(sure), max(len(sure), most))


def about(sendings: Iterable[Sending], what: What, item: str | None) -> Iterator[Sending]:
    """Yield what was sent of one kind; where something went out for the item itself, what calls for it is that alone."""
    listed = tuple(sendings)
    kinds = BRINGS[what]
    own = [one for one in listed if item is not None and one.item == item and one.sends in (Sent.NOTICE, Sent.AGENDA)]
    if own and Sent.NOTICE in kinds:
        yield from own
        return
    yield from (one for one in listed if one.sends in kinds or (what is What.PAPERS and "papers" in one.says))
