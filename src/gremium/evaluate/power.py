"""power: who may do something in a body or towards it, who may not, and whether what was demanded has to be done.

Rows add up. A demand of the record is held against every row that gives the right to make it; it has to be met if one of them is:
by those who make it, in its form, with what it has to name. A row for a subject goes before rows for all matters. Whoever the
record says is barred from an item is told with the clauses that bar them.

This room is longer than 300 lines because a right is asked in three ways (what is demanded, who is barred, may somebody do it),
and all three read the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from attrs import evolve, field, frozen

from gremium.evaluate.aspects import merged
from gremium.evaluate.backing import ANY_MEMBER, EACH_MEMBER, EVERYBODY, Backing, Signed, assembled, at_home, backed
from gremium.evaluate.ballots import voters
from gremium.evaluate.countdown import calendar_of, latest, open_days, working_days
from gremium.evaluate.effective import Row, Rule, effective
from gremium.evaluate.facts import body_name
from gremium.evaluate.occasion import Occasion, means, occasion, order
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import Located, Scope, exists, is_position, label
from gremium.evaluate.silence import not_there, silent
from gremium.model.meeting import Ballot, Barred, Demand
from gremium.model.meeting import Notice as Sent
from gremium.model.record import Meeting, MeetingState
from gremium.norms.decision import Form
from gremium.norms.notice import Notice
from gremium.norms.power import Consequence, Power
from gremium.norms.seats import Seats
from gremium.values.actor import VERBS, Action, Actor, demanded_in_words, in_words, named, parse_action, parse_actor
from gremium.values.count import Count, exactly
from gremium.values.crowd import Crowd, Persons
from gremium.values.days import Length, OpenDays
from gremium.values.disclosure import INSIDE, PARTY
from gremium.values.lead import Lead
from gremium.values.message import Message, Parameter, message
from gremium.values.ref import STANDINS, Ref
from gremium.values.verdict import Outcome, Reason, Verdict, all_of, negate

MEETING, ITEM = "meeting", "item"
FORMS = {"secret-ballot": Form.SECRET, "roll-call": Form.ROLL_CALL}
# What single persons do; of what a body or an organisation does, none of its members does it for it.
PERSONAL = ("speak", "attend", "deliberate", "vote", "preside", "be-heard", "be-informed", "inspect-files")
# From what somebody is kept by a conflict of interest.
BARRED = (Action("deliberate"), Action("vote"))
CONVENE = Action("convene")
ONE_DAY = timedelta(days=1)
# One or more: how many a quota asks for is only known once those of whom it is are counted.
SOME = Count(1, None)
PERSON = "person"
Day: TypeAlias = "date | datetime"


@frozen(kw_only=True)
class Right:
    """One row on the day: its id (else its number in the body, from 0), its rule, and whether it holds."""

    id: str
    rule: Rule
    outcome: Outcome


@frozen(kw_only=True)
class Demanded:
    """Something that was demanded, and whether it has to be done: `rule` is the row that decides (None: no row gives the right).

    `number` is how many demand it. `due` is the last day on which it has to be done, where the rule gives a time, and `at_once`
    says that it bears no delay. `done` says whether it was (None: nothing would tell). `self_help` is the first day on which
    those who demand it may do it themselves, `may_themselves` whether they may on the day of the question, `instead` who does it
    if it is not done.
    """

    id: str
    demands: str
    item: str | None = None
    at: date | datetime | None = None
    number: Count | None = field(default=None, metadata=INSIDE)
    outcome: Outcome
    rule: Rule | None = None
    reasons: tuple[Reason, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    needs: tuple[Message, ...] = ()
    missing: tuple[str, ...] = ()
    at_once: bool = False
    due: date | None = None
    done: Outcome | None = None
    self_help: date | None = None
    may_themselves: Outcome | None = None
    instead: Ref | None = None


@frozen(kw_only=True)
class Bar:
    """Those who may take no part in an item: how many (`number`), who, as far as the record names them, and the clauses.

    `leaves`: they have to leave the place or the room. `outcome` is whether they kept to it: FAILS if one of them stayed who had
    to leave, or voted. `effect` is what that does to the decision.
    """

    number: Count | None = field(default=None, metadata=INSIDE)
    persons: tuple[str, ...] = field(default=(), metadata=PARTY)
    rules: tuple[Rule, ...] = ()
    leaves: bool | None = None
    effect: Consequence | None = None
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()


@frozen(kw_only=True)
class Rights:
    """Which rights and bars there are in a body on a day, what was demanded, and who is barred from an item of a meeting."""

    body: str
    at: date
    meeting: str | None = None
    item: str | None = None
    rows: tuple[Right, ...]
    demands: tuple[Demanded, ...] = ()
    bars: tuple[Bar, ...] = ()


def power(scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None) -> Verdict[Rights]:
    """Return the rights in a body, and whether what was demanded by a day has to be done.

    Without a meeting: what was demanded of the body by the day, outside of meetings. With one: what was demanded in it (on an
    item), and who is barred from it, by the rules in force on its day. HOLDS if all of that has to be done (of several who demand
    the same, that one of them suffices) and whoever is barred kept out; FAILS if not; OPEN if facts are missing or the sources
    are silent. Where nothing was demanded, the rows themselves are the answer. Raises `Misuse` for a body, meeting or item that
    there is not.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: _power(chosen, where, at, None), _told)
    here = occasion(scope, where, meeting, item)
    return under_readings(scope, lambda chosen: _power(chosen, where, here.day, here), _told)


def _told(value: Rights | None) -> object:
    """Return what has to be equal for two answers to be the same: what holds, not the clauses."""
    return value and (
        tuple((right.id, right.outcome) for right in value.rows),
        tuple((one.id, one.outcome, one.due, one.self_help, one.may_themselves, one.done) for one in value.demands),
        tuple((bar.number, bar.outcome, bar.leaves, bar.effect) for bar in value.bars),
    )


def _power(scope: Scope, where: Located, at: date, here: Occasion | None) -> Verdict[Rights]:
    if exists(where.body, at) is Outcome.FAILS:
        return not_there(where, at)
    subject = here.subject if here is not None else None
    rows = tuple(_right(row, number) for number, row in enumerate(_rows(scope, where, at, subject, every=here is None)))
    demands = demanded(scope, where, at) if here is None else demands_in(scope, here)
    bars = bars_in(scope, here) if here is not None else ()
    if not rows and not demands and not bars:
        return silent(where, Power.word)
    value = Rights(
        body=where.body.id,
        at=at,
        meeting=here.meeting.id if here is not None else None,
        item=here.item.id if here is not None and here.item is not None else None,
        rows=rows,
        demands=demands,
        bars=bars,
    )
    asked = [_of_several(one for one in demands if _matter(one) == matter) for matter in dict.fromkeys(map(_matter, demands))]
    asked += [bar.outcome for bar in bars]
    opened = tuple(f"{where.body.id}.power.{right.id}" for right in rows if right.outcome is Outcome.OPEN)
    told = tuple(reason for one in demands for reason in one.reasons) + tuple(reason for bar in bars for reason in bar.reasons)
    lacking = [fact for one in demands for fact in one.missing] + [fact for bar in bars for fact in bar.missing]
    missing = tuple(dict.fromkeys(lacking))
    outcome = all_of(asked) if asked else all_of(right.outcome for right in rows)
    return Verdict(
        outcome=outcome,
        reasons=told or tuple(_of_row(where, right.rule) for right in rows),
        value=value,
        figures=tuple((f"{one.id}.{name}", figure) for one in demands for name, figure in one.figures),
        missing=() if outcome is not Outcome.OPEN else missing if asked else opened,
        needs=tuple(need for one in demands for need in one.needs) if outcome is not Outcome.HOLDS else (),
    )


def _matter(one: Demanded) -> tuple[str, str | None]:
    return one.demands, one.item


def _of_several(demands: Iterable[Demanded]) -> Outcome:
    """Return whether a thing has to be done that several demand: one of them suffices."""
    return negate(all_of(negate(one.outcome) for one in demands))


def _of_row(where: Located, rule: Rule) -> Reason:
    return Reason(said=message("reason.rule", body=label(where.body), rule=rule.where), cites=rule.cites, provision=rule.where)


def _right(row: Row, number: int) -> Right:
    name = row.rule.provision.id or str(number)
    return Right(id=name, rule=row.rule, outcome=Outcome.HOLDS if row.certain else Outcome.OPEN)


def _rows(scope: Scope, where: Located, at: date, subject: str | None, *, every: bool = False) -> tuple[Row, ...]:
    """Return the rows that hold on a day for a subject; without one those for all matters, or (`every`) all that there are."""
    # The body itself is kept beside the answer, so that no other one can have its place in memory, and so its key.
    key = ("power", id(where.charter), id(where.body), at, subject)
    _, rows = scope.remembered(key, lambda: (where, effective(scope, where, Power, at, subject)))
    return rows if every or subject is not None else tuple(row for row in rows if not row.rule.provision.for_)


# ── what is demanded ─────────────────────────────────────────────────────────────────────────────────────────────────


def demanded(scope: Scope, where: Located, at: date) -> tuple[Demanded, ...]:
    """Return what was demanded of a body by a day outside of meetings, by the rules in force on the day of each demand."""
    return tuple(one for _, one in _outside(scope, where, at))


def _outside(scope: Scope, where: Located, at: date) -> Iterator[tuple[Demand, Demanded]]:
    """Yield the facts of demands outside of meetings, each with what becomes of it."""
    name = body_name(scope, where)
    facts = scope.record.standing if scope.record is not None else ()
    mine = [one for one in facts if isinstance(one, Demand) and one.meeting is None and one.body == name]
    for number, one in enumerate(sorted((fact for fact in mine if _day_of(fact, at) <= at), key=_in_order)):
        yield one, _demanded(scope, assembled(scope, where, _day_of(one, at)), one, number, at)


def demands_in(scope: Scope, here: Occasion) -> tuple[Demanded, ...]:
    """Return what was demanded in a meeting (on an item: on this one, and in the meeting as a whole)."""
    mine = _together(sorted((one for one in here.facts(Demand) if one.body in (None, here.name)), key=_in_order))
    return tuple(_demanded(scope, here, one, number, here.day) for number, one in enumerate(mine))


def _together(facts: Iterable[Demand]) -> Iterator[Demand]:
    """Yield the demands of a meeting: those of several persons for the same thing as one, numbers each by itself.

    Whoever joins in joins all of it: they may be in different forms, and each may name something else.
    """
    joined: dict[tuple[object, ...], Demand] = {}
    for number, one in enumerate(facts):
        same = (one.demands, one.item, one.of, one.form) if isinstance(one.who, Persons) else (number,)
        first = joined.get(same)
        if first is None or not isinstance(first.who, Persons) or not isinstance(one.who, Persons):
            joined[same] = one
        else:
            ids = tuple(sorted({*first.who.ids, *one.who.ids}))
            says = tuple(sorted({*first.says, *one.says}))
            joined[same] = evolve(first, who=Persons(ids), says=says, at=max((first.at, one.at), key=_moment))
    yield from joined.values()


def _in_order(one: Demand) -> tuple[datetime, str, str, str, str]:
    """Order demands by what they say, so that the order of the facts does not matter."""
    return _moment(one.at), one.demands, one.item or "", one.id or "", str(one)


def _moment(at: Day | None) -> datetime:
    """Order when something was; what has no time comes first."""
    return order(datetime.combine(at, time.min) if at is not None and not isinstance(at, datetime) else at)


def _day_of(fact: Demand, at: date) -> date:
    """Return the day of a demand; one without is taken for one of the day of the question."""
    return at if fact.at is None else fact.at.date() if isinstance(fact.at, datetime) else fact.at


def _demanded(scope: Scope, here: Occasion, fact: Demand, number: int, at: date) -> Demanded:
    subject = here.subject if here.item is not None else _subject(scope, fact.item)
    rows = _rows(scope, here.where, here.day, subject)
    actions = asked_for(fact.demands)
    signed = _not_kept_off(scope, here, rows, actions, _signed(fact))
    moment = fact.at if isinstance(fact.at, datetime) and here.meeting.id else here.moment
    given = _nearest([row for row in rows if any(_covers(rule.norm.may, actions) for rule in row.rules)])
    answers = [_row_met(scope, here, row, fact, actions, signed, moment) for row in given]
    who = exactly(len(fact.who.ids)) if isinstance(fact.who, Persons) else fact.who
    base = Demanded(
        id=fact.id or str(number), demands=fact.demands, item=fact.item, at=fact.at, number=who, outcome=Outcome.OPEN
    )
    if not answers:
        said = message("reason.demand-unknown", demands=demanded_in_words(fact.demands), body=label(here.where.body))
        reason = Reason(said=said, cites=here.where.body.cites)
        return evolve(base, reasons=(reason,), missing=(f"{here.where.body.id}.power.{fact.demands}",))
    best = min(answers, key=lambda one: (Outcome.HOLDS, Outcome.OPEN, Outcome.FAILS).index(one.outcome))
    telling = [best] if best.outcome is not Outcome.FAILS else answers
    found = evolve(
        base,
        outcome=best.outcome,
        rule=best.rule,
        reasons=tuple(_reason(fact, one) for one in telling),
        figures=tuple(dict.fromkeys(figure for one in telling for figure in one.figures)),
        needs=tuple(dict.fromkeys(need for one in telling for need in one.needs)),
        missing=best.missing if best.outcome is Outcome.OPEN else (),
        done=_done(scope, here, fact, at),
    )
    return _followed_up(scope, here, found, fact, at)


def asked_for(demands: str) -> tuple[Action, ...]:
    """Return the actions by which something may be demanded: to demand it, to add an item, or to do it (`propose:topic`)."""
    verb, _, to = demands.partition(":")
    found = [Action("demand", demands)]
    found += [Action("add-item")] if demands == ITEM else []
    found += [Action(verb, to)] if verb in VERBS else []
    return tuple(found)


def _also(action: Action) -> tuple[Action, ...]:
    """Return an action, and another word for it: to demand an item and to have one added is the same."""
    same = (Action("demand", ITEM), Action("add-item"))
    return same if action in same else (action,)


def _covers(given: Iterable[Action], asked: Iterable[Action]) -> bool:
    """Return whether one of the actions that a row names is one of those asked for; without an object it is any."""
    return any(one.verb == other.verb and one.to in ("", other.to) for one in given for other in asked)


def _nearest(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that speak of the nearest subject: a rule for elections goes before one for all matters."""
    listed = list(rows)
    special = max((row.rule.special for row in listed), default=0)
    return [row for row in listed if row.rule.special == special]


def _subject(scope: Scope, item: str | None) -> str | None:
    known = scope.record.item_by_id.get(item) if scope.record is not None and item is not None else None
    return known.subject if known is not None else None


def _not_kept_off(scope: Scope, here: Occasion, rows: Iterable[Row], actions: Iterable[Action], signed: Signed) -> Signed:
    """Return those who act, without those whom a row keeps from it whatever the case."""
    if not isinstance(signed.who, Persons):
        return signed
    refs = [
        actor
        for row in rows
        for rule in row.rules
        if row.certain and not rule.norm.case and _covers(rule.norm.may_not, actions)
        for actor in rule.norm.who
        if isinstance(actor, Ref)
    ]
    if not refs:
        return signed
    kept = [one for one in signed.who.ids if not _is_one(scope, here, refs, one)]
    return evolve(signed, who=Persons(tuple(kept)))


def _is_one(scope: Scope, here: Occasion, refs: Iterable[Ref], person: str) -> bool:
    return backed(scope, here, refs, Signed(who=Persons((person,))), here.moment, personal=True).outcome is Outcome.HOLDS


@frozen(kw_only=True)
class _Met:
    """Whether a demand is what one row asks."""

    rule: Rule
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    needs: tuple[Message, ...] = ()
    missing: tuple[str, ...] = ()


def _row_met(
    scope: Scope,
    here: Occasion,
    row: Row,
    fact: Demand,
    actions: tuple[Action, ...],
    signed: Signed,
    moment: datetime | None,
) -> _Met:
    """Return whether a demand is what a row asks; where nobody knows which of several rules stands in it, what all say alike."""
    found = [_met(scope, here, rule, fact, signed, moment) for rule in row.rules if _covers(rule.norm.may, actions)]
    outcomes = {one.outcome for one in found}
    sure = row.certain and len(outcomes) == 1 and len(found) == len(row.rules)
    outcome = found[0].outcome if sure or outcomes == {Outcome.FAILS} else Outcome.OPEN
    unsure = (f"{here.where.body.id}.power.{row.rule.provision.id or row.rule.where}",) if not sure else ()
    return evolve(found[0], outcome=outcome, missing=(*found[0].missing, *unsure))


def _met(scope: Scope, here: Occasion, rule: Rule, fact: Demand, signed: Signed, moment: datetime | None) -> _Met:
    norm: Power = rule.norm
    by = backed(scope, here, norm.who, signed, moment)
    parts = [by, *_formal(here, norm, fact), *_in_time(scope, here, norm.by, fact)]
    parts += [_unknown("reason.case", here, case=case) for case in norm.case]
    others = [part for part in parts[1:] if part.outcome is not Outcome.HOLDS]
    unless = tuple(Reason(said=message("reason.case-unless", case=case)) for case in norm.except_for)
    return _Met(
        rule=rule,
        outcome=all_of(part.outcome for part in parts),
        reasons=(*(reason for part in (by, *others) for reason in part.reasons), *unless),
        figures=by.figures,
        needs=by.needs if all(part.outcome is not Outcome.FAILS for part in others) else (),
        missing=tuple(missing for part in parts for missing in part.missing),
    )


def _unknown(code: str, here: Occasion, fact: str = "", **params: Parameter) -> Backing:
    """Return that something is not known: a fact of the demand, or whether a case in words is given."""
    missing = (f"{here.meeting.id or here.where.body.id}.{fact}",) if fact else ()
    return Backing(outcome=Outcome.OPEN, reasons=(Reason(said=message(code, **params)),), missing=missing)


def _said(outcome: Outcome, code: str, **params: Parameter) -> Backing:
    return Backing(outcome=outcome, reasons=(Reason(said=message(code, **params)),))


def _formal(here: Occasion, norm: Power, fact: Demand) -> Iterator[Backing]:
    """Yield whether a demand has its form and names what it has to name.

    What it names is taken as complete once anything of it is told.
    """
    if norm.form is not None and fact.form is None:
        yield _unknown("reason.demand-form-unknown", here, "demand.form", form=norm.form)
    elif norm.form is not None and fact.form != norm.form:
        yield _said(Outcome.FAILS, "reason.demand-form", form=norm.form, was=str(fact.form))
    named = {*fact.says, *((ITEM,) if fact.item is not None else ())}
    for one in norm.says:
        if one in named:
            continue
        if fact.says:
            yield _said(Outcome.FAILS, "reason.demand-says", says=one)
        else:
            yield _unknown("reason.demand-says-unknown", here, "demand.says", says=one)


def _in_time(scope: Scope, here: Occasion, by: Lead | None, fact: Demand) -> Iterator[Backing]:
    """Yield whether a demand was there in time before the meeting for which it is meant; without a meeting nothing is late."""
    if by is None or not here.meeting.id:
        return
    if not by.stated or by.body is not None:
        yield _unknown("reason.demand-by-unstated", here)
        return
    last = latest(by, here.meeting.at, _calendar(scope, here) if by.working else None)
    if last is None or fact.at is None or (isinstance(last, datetime) and not isinstance(fact.at, datetime)):
        yield _unknown("reason.demand-time-unknown", here, "demand.at")
        return
    late = fact.at > last if isinstance(last, datetime) and isinstance(fact.at, datetime) else _date(fact.at) > _date(last)
    if late:
        code = "reason.demand-late-about" if by.about else "reason.demand-late"
        yield _said(Outcome.OPEN if by.about else Outcome.FAILS, code, last=last.isoformat(), at=fact.at.isoformat())


def _calendar(scope: Scope, here: Occasion) -> OpenDays | None:
    """Return the days that count as working days: those of the body's calendar, on the weekdays that its rules name."""
    rules = calendar_of(here.where.charter, here.where.body)
    if rules is None or scope.holidays is None:
        return None
    days = open_days(rules, scope.holidays, (here.day.year - 1, here.day.year))
    named = merged(scope, here.where, Notice, here.day).get("working_days")
    return days if named is None else working_days(named.value, days)


def _date(moment: Day) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _reason(fact: Demand, one: _Met) -> Reason:
    said = message(f"reason.demand-{one.outcome.value.lower()}", demands=demanded_in_words(fact.demands))
    return Reason(said=said, cites=one.rule.cites, provision=one.rule.where, because=one.reasons)


# ── what follows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def passed(length: Length, since: date) -> date:
    """Return the first day after a time that begins with an event: the day of the event does not count (§ 187 (1) BGB)."""
    return length.after(since) + ONE_DAY


def _followed_up(scope: Scope, here: Occasion, one: Demanded, fact: Demand, at: date) -> Demanded:
    """Return a demand with what follows from the rule by which it has to be met."""
    if one.outcome is Outcome.FAILS or one.rule is None:
        return one
    norm: Power = one.rule.norm
    since = _day_of(fact, at) if fact.at is not None else None
    due = norm.within.after(since) if norm.within is not None and since is not None else None
    due = _by_meetings(scope, here, norm.within_meetings, since) if due is None and since is not None else due
    first = passed(norm.self_help, since) if norm.self_help is not None and since is not None else None
    themselves = _themselves(norm, one, first, at)
    days = (("due", due), ("self-help", first))
    *others, told = one.reasons
    return evolve(
        one,
        at_once=norm.at_once,
        due=due,
        self_help=first,
        may_themselves=themselves,
        instead=norm.instead,
        figures=(*one.figures, *((name, day.isoformat()) for name, day in days if day is not None)),
        reasons=(*others, evolve(told, because=(*told.because, *_consequences(norm, one, due, first, themselves)))),
    )


def _themselves(norm: Power, one: Demanded, first: date | None, at: date) -> Outcome | None:
    """Return whether those who demand something may do it themselves on a day: once the time is over, if nobody has done it."""
    if norm.self_help is None:
        return None
    waited = Outcome.OPEN if first is None else Outcome.HOLDS if at >= first else Outcome.FAILS
    return all_of((one.outcome, waited, negate(one.done) if one.done is not None else Outcome.OPEN))


def _consequences(
    norm: Power, one: Demanded, due: date | None, first: date | None, themselves: Outcome | None
) -> Iterator[Reason]:
    """Yield what follows from a demand that has to be met, or may have to be."""
    if norm.at_once:
        yield Reason(said=message("reason.demand-at-once"))
    if due is not None:
        yield Reason(said=message("reason.demand-due", day=due.isoformat()))
    if one.done is not None:
        yield Reason(said=message(f"reason.demand-done-{one.done.value.lower()}"))
    if first is not None and themselves is not None:
        yield Reason(said=message(f"reason.self-help-{themselves.value.lower()}", day=first.isoformat()))
    if norm.instead is not None:
        yield Reason(said=message("reason.demand-instead", who=named(norm.instead)))


def _by_meetings(scope: Scope, here: Occasion, number: int | None, since: date) -> date | None:
    """Return the day of the meeting in which a demand has to be met at the latest, if so many are known after it."""
    later = [one for one in _meetings(scope, here) if one.day > since]
    return later[number - 1].day if number is not None and 0 < number <= len(later) else None


def _meetings(scope: Scope, here: Occasion) -> tuple[Meeting, ...]:
    """Return the meetings of the body that are not off, by day."""
    known = scope.record.meetings_by_body.get(here.name, ()) if scope.record is not None else ()
    return tuple(one for one in known if not one.state.off)


def _done(scope: Scope, here: Occasion, fact: Demand, at: date) -> Outcome | None:
    """Return whether what was demanded was done by a day, as far as the record tells; None where nothing in it would tell.

    What a record does not tell of convening did not happen.
    """
    if fact.demands == MEETING and not here.meeting.id:
        outcomes = {_convened(scope, one, _day_of(fact, at), at) for one in _meetings(scope, here)}
        return next((one for one in (Outcome.HOLDS, Outcome.OPEN) if one in outcomes), Outcome.FAILS)
    if fact.demands in FORMS and here.meeting.id:
        forms = {one.form for one in here.facts(Ballot) if one.about is None}
        return None if not forms else Outcome.HOLDS if forms == {FORMS[fact.demands]} else Outcome.FAILS
    if fact.demands == ITEM:
        known = scope.record.item_by_id if scope.record is not None else {}
        return Outcome.HOLDS if fact.item in known else Outcome.FAILS
    return None


def _convened(scope: Scope, one: Meeting, since: date, at: date) -> Outcome:
    """Return whether a meeting was convened between two days; OPEN where nobody recorded when its notice went out."""
    if one.day < since or one.state is MeetingState.PLANNED:
        return Outcome.FAILS
    told = scope.record.of_meeting.get(one.id, ()) if scope.record is not None else ()
    sent = [fact for fact in told if isinstance(fact, Sent)]
    days = [_date(day) for fact in sent for day in (fact.dispatched, fact.provided, fact.received) if day is not None]
    if not days:
        return Outcome.OPEN
    return Outcome.HOLDS if since <= min(days) <= at else Outcome.FAILS


# ── who is barred ────────────────────────────────────────────────────────────────────────────────────────────────────


def bars_in(scope: Scope, here: Occasion) -> tuple[Bar, ...]:
    """Return those who are barred in a meeting (from an item), one entry for each fact of the record, with the clauses.

    A clause that bars whoever has an interest of their own is one for everybody; one that bars a position is for its holder.
    """
    facts = [fact for fact in here.facts(Barred) if means(here, fact.of) != ""]
    every = _rows(scope, here.where, here.day, here.subject) if facts else ()
    rows = [row for row in every if _covers(row.rule.norm.may_not, BARRED)]
    return tuple(_bar(here, fact, _nearest(row for row in rows if _bars(scope, here, row, fact))) for fact in facts)


def _bars(scope: Scope, here: Occasion, row: Row, fact: Barred) -> bool:
    """Return whether a row may be why somebody is barred."""
    norm: Power = row.rule.norm
    return _of_everybody(norm) or backed(scope, here, norm.who, _signed(fact), here.moment).outcome is Outcome.HOLDS


def _signed(fact: Barred | Demand) -> Signed:
    return Signed(who=fact.who, of=fact.of)


def _of_everybody(norm: Power) -> bool:
    """Return whether a bar is one for whoever it concerns, not for certain positions: then only the record tells whom."""
    return any(not isinstance(actor, Ref) or (actor.bare and actor.target in (EACH_MEMBER, EVERYBODY)) for actor in norm.who)


def _bar(here: Occasion, fact: Barred, rows: list[Row]) -> Bar:
    rules = tuple(rule for row in rows for rule in row.rules)
    persons = fact.who.ids if isinstance(fact.who, Persons) else ()
    number = exactly(len(persons)) if isinstance(fact.who, Persons) else fact.who
    leaves = next((rule.norm.leaves for rule in rules if rule.norm.leaves is not None), None)
    effect = next((rule.norm.effect for rule in rules if rule.norm.effect is not None), None)
    voted = bool({one for ballot in here.facts(Ballot) if ballot.about is None for one in voters(ballot)} & set(persons))
    parts = [_known(here, rows), *_left(here, fact, leaves=leaves)]
    parts += [_said(Outcome.FAILS, "reason.bar-voted")] if voted else []
    outcome = all_of(part.outcome for part in parts)
    return Bar(
        number=number,
        persons=persons,
        rules=rules,
        leaves=leaves,
        effect=effect,
        outcome=outcome,
        reasons=tuple(_bar_reasons(here, number, rules, [reason for part in parts for reason in part.reasons], effect, outcome)),
        missing=tuple(missing for part in parts for missing in part.missing),
    )


def _known(here: Occasion, rows: list[Row]) -> Backing:
    """Return whether a clause is known that bars somebody."""
    if not rows:
        body = label(here.where.body)
        return evolve(_said(Outcome.OPEN, "reason.bar-unknown", body=body), missing=(f"{here.where.body.id}.power.vote",))
    if not any(row.certain for row in rows):
        return _unknown("reason.bar-unsure", here)
    return Backing(outcome=Outcome.HOLDS)


def _left(here: Occasion, fact: Barred, *, leaves: bool | None) -> Iterator[Backing]:
    """Yield whether somebody left who has to."""
    if leaves and fact.stays is None:
        yield _unknown("reason.bar-stays-unknown", here, "barred.stays")
    elif leaves:
        code = "reason.bar-stayed" if fact.stays else "reason.bar-left"
        yield _said(Outcome.FAILS if fact.stays else Outcome.HOLDS, code)


def _bar_reasons(
    here: Occasion, number: Count, rules: Iterable[Rule], told: list[Reason], effect: Consequence | None, outcome: Outcome
) -> Iterator[Reason]:
    """Yield why somebody is barred: one reason for each clause, the first with what came of it."""
    listed = list(rules)
    for rule in listed:
        norm: Power = rule.norm
        said = [Reason(said=message("reason.case", case=case)) for case in norm.case]
        said += [Reason(said=message("reason.case-unless", case=case)) for case in norm.except_for]
        said += [Reason(said=message("reason.bar-reports"))] if norm.reports else []
        said += [Reason(said=message("reason.bar-doubt"))] if norm.doubt else []
        if rule is listed[0]:
            said += told
            if outcome is Outcome.FAILS and effect is not None:
                said.append(Reason(said=message(f"reason.bar-effect-{effect.value}")))
        barred = message("reason.bar", number=str(number))
        yield Reason(said=barred, cites=rule.cites, provision=rule.where, because=tuple(said))
    if not listed:
        yield Reason(said=message("reason.bar", number=str(number)), cites=here.where.body.cites, because=tuple(told))


# ── may somebody do something ────────────────────────────────────────────────────────────────────────────────────────


def may(
    scope: Scope,
    body: str,
    action: Action | str,
    who: Crowd | Actor | str,
    at: date,
    *,
    of: Ref | None = None,
    meeting: str | None = None,
    item: str | None = None,
) -> Verdict[tuple[Right, ...]]:
    """Return whether somebody may do something in a body on a day, or in a meeting of it: `may(scope, "council", "convene", …)`.

    `who` are those who act together: by ids or by their number, and `of` the group, body or organisation that they are of; or as
    a rule names them, such as `"chair"` or `"at least 1/5 of members"` (see `acting`). Only who may is asked, not in which form.
    HOLDS if a row gives them the right and none keeps them from it; FAILS if one does keep them from it, or no row that gives the
    right means them; OPEN if facts are missing, a case is only told in words, or no row speaks of it. The value are the rows that
    speak of it. Raises `Misuse` for a body, meeting or item that there is not, `PhraseError` for an action that is none, or
    somebody who cannot be read.
    """
    where = scope.locate(body)
    asked = parse_action(action) if isinstance(action, str) else action
    signed = acting(scope, where, parse_actor(who) if isinstance(who, str) else who, of)
    here = occasion(scope, where, meeting, item) if meeting is not None else assembled(scope, where, at)
    return under_readings(scope, lambda chosen: may_in(chosen, here, asked, signed), lambda value: value is None)


def acting(scope: Scope, where: Located, who: Crowd | Actor, of: Ref | None = None) -> Signed:
    """Return those who act, told by ids, by their number, or as a rule of the body would name them.

    A position is its holder, of whom it is not known whether they are a member, a seat group a member of it, `all` a member,
    `public` somebody; a body or an organisation acts as such. A quota is asked of the smallest group that meets it: what these
    may, more of them may, too. Any other id is a person's.
    """
    match who:
        case Persons() | Count():
            return Signed(who=who, of=of)
        case Ref() if who.bare and who.target == EACH_MEMBER:
            return Signed(who=SOME, least=ANY_MEMBER)
        case Ref() if is_known(scope, where, who):
            of = at_home(scope, where, who)
            return Signed(who=exactly(1), of=of, members=_members(where, of))
        case Ref():
            return Signed(who=Persons((str(who),)))
        case _:
            return Signed(who=SOME, least=who)


def _members(where: Located, of: Ref) -> Count | None:
    """Return how many members of a body act where somebody does that a rule would name so; None where all of them are."""
    if not of.bare or not is_position(where, of.target):
        return exactly(0)
    groups = {p.slot for owner in where.owners for p in owner.provisions if p.word == Seats.word}
    return None if of.target in groups or of.target == EVERYBODY else Count(0, 1)


def is_known(scope: Scope, where: Located, ref: Ref) -> bool:
    """Return whether a reference is no single id, or means a position, a body or an organisation: then it is nobody's id."""
    if not ref.bare or ref.unstated or ref.target in STANDINS or is_position(where, ref.target):
        return True
    told = scope.record.party_by_id.get(ref.target) if scope.record is not None else None
    organised = told is not None and told.kind != PERSON
    return organised or ref.target in scope.charter.body_by_id or ref.target in scope.charter.party_by_id


def may_in(scope: Scope, here: Occasion, action: Action, signed: Signed) -> Verdict[tuple[Right, ...]]:
    """Return the same in a meeting that is at hand, under the readings that are chosen."""
    where = here.where
    if exists(where.body, here.day) is Outcome.FAILS:
        return not_there(where, here.day)
    rows = _rows(scope, where, here.day, here.subject)
    actions = _also(action)
    keeping = [row for row in rows if any(_covers(rule.norm.may_not, actions) for rule in row.rules)]
    giving = _nearest([row for row in rows if any(_covers(rule.norm.may, actions) for rule in row.rules)])
    kept = [(row, _through(scope, here, row, action, signed, given=False)) for row in keeping]
    given = [(row, _through(scope, here, row, action, signed, given=True)) for row in giving]
    given += _helping(scope, here, rows, signed) if action == CONVENE else ()
    kept = [(row, one) for row, one in kept if one.outcome is not Outcome.FAILS]
    if not kept and not given:
        said = message("reason.may-unknown", action=in_words(action), body=label(where.body))
        reason = Reason(said=said, cites=where.body.cites)
        return Verdict(outcome=Outcome.OPEN, reasons=(reason,), missing=(f"{where.body.id}.power.{action.verb}",))
    barring = negate(all_of(negate(one.outcome) for _, one in kept)) if kept else Outcome.FAILS
    granted = negate(all_of(negate(one.outcome) for _, one in given)) if given else Outcome.OPEN
    outcome = all_of((negate(barring), granted))
    telling = [(row, one, "reason.may-not") for row, one in kept]
    telling += [(row, one, f"reason.may-{one.outcome.value.lower()}") for row, one in given]
    if barring is Outcome.HOLDS:
        telling = [one for one in telling if one[2] == "reason.may-not"]
    return Verdict(
        outcome=outcome,
        reasons=tuple(
            Reason(
                said=message(code, action=in_words(action)),
                cites=row.rule.cites,
                provision=row.rule.where,
                because=one.reasons,
            )
            for row, one, code in telling
        ),
        value=tuple(_right(row, number) for number, (row, *_) in enumerate(telling)),
        figures=tuple(dict.fromkeys(figure for _, one, _ in telling for figure in one.figures)),
        missing=tuple(dict.fromkeys(gap for _, one, _ in telling for gap in one.missing)) if outcome is Outcome.OPEN else (),
        needs=tuple(dict.fromkeys(need for _, one in given for need in one.needs)) if barring is Outcome.FAILS else (),
    )


def _through(scope: Scope, here: Occasion, row: Row, action: Action, signed: Signed, *, given: bool) -> Backing:
    """Return whether a row gives those who act a right, or keeps them from it.

    Where nobody knows which of several rules stands in it, what all of them say alike.
    """
    found = [_by_rule(scope, here, rule, action, signed, given=given) for rule in row.rules]
    outcomes = {one.outcome for one in found}
    sure = row.certain and len(outcomes) == 1
    return found[0] if sure or outcomes == {Outcome.FAILS} else evolve(found[0], outcome=Outcome.OPEN)


def _by_rule(scope: Scope, here: Occasion, rule: Rule, action: Action, signed: Signed, *, given: bool) -> Backing:
    norm: Power = rule.norm
    if not _covers(norm.may if given else norm.may_not, _also(action)):
        return Backing(outcome=Outcome.FAILS)
    if not given and action in BARRED and _of_everybody(norm):
        return _barred(here, signed)
    by = backed(scope, here, norm.who, signed, here.moment, personal=action.verb in PERSONAL)
    if norm.case and by.outcome is not Outcome.FAILS:
        cases = tuple(Reason(said=message("reason.case", case=case)) for case in norm.case)
        return evolve(by, outcome=Outcome.OPEN, reasons=(*by.reasons, *cases))
    return by


def _barred(here: Occasion, signed: Signed) -> Backing:
    """Return whether somebody of those who act is barred, by what the record tells: who is not told to be barred is not.

    Outside of a meeting nobody knows of what it would be.
    """
    if not here.meeting.id:
        return _unknown("reason.bar-of-items", here)
    facts = [fact for fact in here.facts(Barred) if means(here, fact.of) != ""]
    if isinstance(signed.who, Persons):
        named = any(set(signed.who.ids) & set(fact.who.ids) for fact in facts if isinstance(fact.who, Persons))
        if named:
            return _said(Outcome.HOLDS, "reason.bar-recorded")
    unsure = any(isinstance(fact.who, Count) and fact.who.high != 0 for fact in facts)
    unsure = unsure or (bool(facts) and not isinstance(signed.who, Persons))
    return _unknown("reason.bar-numbers", here, "barred") if unsure else Backing(outcome=Outcome.FAILS)


def _helping(scope: Scope, here: Occasion, rows: Iterable[Row], signed: Signed) -> Iterator[tuple[Row, Backing]]:
    """Yield whether those who act may convene a meeting themselves, because they demanded one and nobody convened it."""
    by_rule = {rule.where: row for row in rows for rule in row.rules}
    for fact, one in _outside(scope, here.where, here.day) if not here.meeting.id else ():
        row = by_rule.get(one.rule.where) if one.rule is not None else None
        if fact.demands == MEETING and row is not None and one.may_themselves is not None:
            mine = backed(scope, here, row.rule.norm.who, _among(fact, signed))
            outcome = all_of((one.may_themselves, mine.outcome))
            yield row, evolve(mine, outcome=outcome, reasons=(*mine.reasons, *one.reasons), needs=())


def _among(fact: Demand, signed: Signed) -> Signed:
    """Return those who act, as far as they are among those who made a demand; numbers speak of these."""
    match fact.who, signed.who:
        case Persons(made), Persons(ids):
            return evolve(signed, who=Persons(tuple(one for one in ids if one in made)))
        case Count(low, high), Count(least, most):
            ends = [end for end in (high, most) if end is not None]
            return evolve(signed, who=Count(min(low, least), min(ends) if ends else None))
        case _:
            return signed
