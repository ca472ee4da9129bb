"""term: what the rules say about the time in each seat of a body, and what follows from them on a day.

When the terms of those who sit there end, who has lost the seat by absence, and what fills a seat that has fallen vacant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen

from gremium.evaluate.aspects import Aspect, merged
from gremium.evaluate.effective import Rule
from gremium.evaluate.holdings import SeatState, vacated
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import Located, Scope, exists, label, position_ref
from gremium.evaluate.seats import GroupOnDay, Roster, Seat, holders_of, roster_as_read
from gremium.evaluate.silence import not_there, silent
from gremium.evaluate.tenure import Merged, end_of, rules_for
from gremium.model.record import Holding, MeetingState
from gremium.norms.term import Removal, Term, Vacancy
from gremium.values.count import Count
from gremium.values.days import Day
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason, Verdict


@frozen(kw_only=True)
class Ending:
    """The term of somebody who sits in a group: since when, and the last day (None: what it counts from is not known).

    `holding` is the fact by which they sit there.
    """

    group: str
    of: str
    holder: str
    since: Day
    ends: Day | None
    rule: Rule
    holding: Holding | None = None


@frozen(kw_only=True)
class Refilling:
    """A vacant seat: since when nobody sits there, how it is filled, and by which day (None: no rule says)."""

    group: str
    of: str
    since: Day | None
    vacancy: Vacancy
    due: date | None
    rule: Rule


@frozen(kw_only=True)
class Lost:
    """Somebody who has lost a seat by being absent too often, on the day of the last absence that counts; `by` declares it."""

    group: str
    holder: str
    on: date
    by: Ref | None
    rule: Rule
    holding: Holding | None = None


@frozen(kw_only=True)
class GroupTerm:
    """What the rules say about one seat group (empty `id`: about all of which no rule speaks in particular)."""

    id: str
    aspects: tuple[Aspect, ...]


@frozen(kw_only=True)
class Terms:
    """What is known of the terms in a body on a day. `renewed` is how many seats one renewal changes, if a rule says so."""

    body: str
    at: date
    groups: tuple[GroupTerm, ...]
    endings: tuple[Ending, ...]
    refillings: tuple[Refilling, ...]
    lost: tuple[Lost, ...] = ()
    renewed: Count | None = None


def term(scope: Scope, body: str, at: date) -> Verdict[Terms]:
    """Return what the rules say about terms in a body on a day.

    HOLDS if the rules are known and every end that they fix can be told, OPEN otherwise, FAILS if there is no such body on the
    day. Raises `Misuse` for an unknown body.
    """
    return term_of(scope, scope.locate(body), at)


def term_of(scope: Scope, where: Located, at: date) -> Verdict[Terms]:
    """Return the same of a body that is at hand, also of one in another jurisdiction."""
    return under_readings(scope, lambda chosen: _terms(chosen, where, at), _what_is_said)


def _what_is_said(value: Terms | None) -> object:
    return value and (
        tuple((group.id, tuple((a.name, a.value, a.certain) for a in group.aspects)) for group in value.groups),
        tuple((e.group, e.holder, e.ends) for e in value.endings),
        tuple((r.group, r.vacancy, r.due) for r in value.refillings),
        tuple((one.group, one.holder) for one in value.lost),
        value.renewed,
    )


def _terms(scope: Scope, where: Located, at: date) -> Verdict[Terms]:
    body = where.body
    if exists(body, at) is Outcome.FAILS:
        return not_there(where, at)
    seats = roster_as_read(scope, where, at).value
    positions = (group.id for group in seats.groups) if seats is not None else ()
    named = tuple(dict.fromkeys(("", *positions, *_offices(where))))
    groups = tuple(_group(scope, where, name, at) for name in named)
    found = tuple(group for group in groups if group.aspects)
    if not found:
        return silent(where, "term")
    endings = tuple(_endings(scope, where, seats, at)) if seats else ()
    rules = {rule.where: rule for group in found for aspect in group.aspects for rule in aspect.row.rules}
    opened = [f"{body.id}.term.{a.name}" for group in found for a in group.aspects if not a.certain]
    opened += [f"{body.id}.{ending.group}" for ending in endings if ending.ends is None]
    return Verdict(
        outcome=Outcome.OPEN if opened else Outcome.HOLDS,
        reasons=tuple(
            Reason(said=message("reason.term", body=label(body), rule=rule.where), cites=rule.cites, provision=rule.where)
            for rule in rules.values()
        ),
        value=Terms(
            body=body.id,
            at=at,
            groups=found,
            endings=endings,
            refillings=tuple(_refillings(scope, where, seats, at)) if seats else (),
            lost=tuple(_lost(scope, where, seats, at)) if seats else (),
            renewed=_renewed(scope, where, seats, at) if seats else None,
        ),
        missing=tuple(dict.fromkeys(opened)),
    )


def _offices(where: Located) -> tuple[str, ...]:
    """Return the positions that rules about terms name and that are no seat groups, such as the chair."""
    owners = where.owners
    norms = (p.norm for owner in owners for p in owner.provisions if isinstance(p.norm, Term))
    return tuple(dict.fromkeys(name for norm in norms for name in norm.for_seat))


def _group(scope: Scope, where: Located, name: str, at: date) -> GroupTerm:
    """Return what is said of one group; of the body as a whole, where no group is named, all that names none."""
    found: Merged = merged(scope, where, Term, at, name or None)
    everywhere = merged(scope, where, Term, at) if name else {}
    own = tuple(aspect for key, aspect in found.items() if everywhere.get(key) != aspect)
    return GroupTerm(id=name, aspects=own)


def _endings(scope: Scope, where: Located, seats: Roster, at: date) -> Iterator[Ending]:
    """Yield the end of the term of everybody who sits in the body or holds an office of it, where a rule fixes one."""
    places = {group.id: group.seats for group in seats.groups}
    offices = {name: holders_of(scope, where, name, at) for name in _offices(where) if name not in places}
    for name, taken in (*places.items(), *offices.items()):
        rules = rules_for(scope, where, name, at)
        for seat in taken:
            end = end_of(scope, where, rules, seat.since) if seat.since is not None and seat.holder is not None else None
            if end is not None and seat.holder is not None and seat.since is not None:
                yield Ending(group=name, of=seat.of, holder=seat.holder, since=seat.since, ends=end.day, rule=end.rule,
                             holding=seat.holding)  # fmt: skip


def _refillings(scope: Scope, where: Located, seats: Roster, at: date) -> Iterator[Refilling]:
    """Yield how each vacant seat is filled, where a rule says so."""
    for group in seats.groups:
        aspect = rules_for(scope, where, group.id, at).get("vacancy")
        for seat in group.seats if aspect is not None else ():
            if seat.state is SeatState.VACANT and aspect is not None:
                yield from _refilling(scope, where, group, seat, aspect, at)


def _refilling(
    scope: Scope, where: Located, group: GroupOnDay, seat: Seat, aspect: Aspect, at: date
) -> Iterator[Refilling]:
    position = position_ref(scope, where, group.id)
    since = vacated(scope.record, position, at, *(seat.of.split(" + ") if seat.of else ())) if scope.record is not None else None
    day = since.exact if since is not None else None
    rows: tuple[Vacancy, ...] = aspect.value
    special = [row for row in rows if row.ahead is not None and day is not None and _ahead(scope, row, day)]
    for row in special or [row for row in rows if row.ahead is None]:
        due = row.within.after(day) if row.within is not None and day is not None else None
        yield Refilling(group=group.id, of=seat.of, since=since, vacancy=row, due=due, rule=aspect.rule_of(row))


def _lost(scope: Scope, where: Located, seats: Roster, at: date) -> Iterator[Lost]:
    """Yield those who have been absent so often that the rules take it as leaving."""
    for group in seats.groups:
        aspect = rules_for(scope, where, group.id, at).get("removal")
        if aspect is None:
            continue
        for rule in (rule for rule in aspect.value if rule.absences is not None):
            for seat in group.seats:
                day = _too_often(scope, where, rule, seat, at)
                if day is not None and seat.holder is not None:
                    yield Lost(group=group.id, holder=seat.holder, on=day, by=rule.by, rule=aspect.rule_of(rule),
                               holding=seat.holding)  # fmt: skip


def _too_often(scope: Scope, where: Located, rule: Removal, seat: Seat, at: date) -> date | None:
    """Return the day of the absence with which somebody has missed too many meetings since taking the seat, or None.

    An absence counts once it can no longer be excused. In a row they are no longer if one of them is excused, or if a meeting was
    held between them of which no absence is recorded.
    """
    record = scope.record
    missed = record.absences_by_party.get((where.body.id, seat.holder or ""), ()) if record is not None else ()
    since = seat.since.earliest if seat.since is not None and seat.since.earliest is not None else date.min
    counted: list[date] = []
    absent = {one.at for one in missed}
    meetings = record.meetings_by_body.get(where.body.id, ()) if record is not None and rule.consecutive else ()
    attended = [one.day for one in meetings if one.state is MeetingState.HELD and one.day not in absent]
    for one in (one for one in missed if since <= one.at <= at):
        if counted and any(counted[-1] < day < one.at for day in attended):
            counted = []
        last = rule.excuse.after(one.at) if rule.excuse is not None else one.at
        if last <= at and not (one.excused is not None and one.excused <= last):
            counted.append(one.at)
        elif rule.consecutive:
            counted = []
        if rule.absences is not None and len(counted) >= rule.absences:
            return counted[-1]
    return None


def _ahead(scope: Scope, row: Vacancy, day: date) -> bool:
    """Return whether a day lies in the time before an event of which a row speaks."""
    event = scope.named_day(row.ahead.event) if row.ahead is not None else None
    if row.ahead is None or event is None or event.exact is None:
        return False
    return day < event.exact <= row.ahead.length.after(day)


def _renewed(scope: Scope, where: Located, seats: Roster, at: date) -> Count | None:
    """Return how many seats one renewal changes: the share of the seats of which a rule speaks, rounded both ways.

    A rule for all seats counts the size of the body, one that names groups the number of each of them.
    """
    general = merged(scope, where, Term, at).get("renewal")
    named = [(rules_for(scope, where, group.id, at).get("renewal"), group.number) for group in seats.groups]
    special = [(aspect, number) for aspect, number in named if aspect is not None and aspect.value != (general and general.value)]
    shares = ([(general, seats.size)] if general is not None and not special else []) + special
    if not shares:
        return None
    lows = [_floor(aspect.value.share * number.low) for aspect, number in shares]
    highs = [None if number.high is None else -_floor(-aspect.value.share * number.high) for aspect, number in shares]
    return Count(sum(lows), None if None in highs else sum(high or 0 for high in highs))


def _floor(number: Fraction) -> int:
    return number.numerator // number.denominator
