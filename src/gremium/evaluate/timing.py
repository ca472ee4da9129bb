"""Timing: by when what the rules about the notice ask for was due before a meeting, and whether it was done by then.

One `Timing` is one way in which the rules may stand. It knows the clauses, so that every reason it gives ends in the one that
decides, and the names of what would have to be stated or recorded where it cannot tell.

This room is longer than 300 lines because whatever it decides it also explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from attrs import evolve, frozen

from gremium.evaluate.aspects import Aspect
from gremium.evaluate.attendance import attendance
from gremium.evaluate.countdown import (
    ASPECTS,
    CountedDay,
    Due,
    What,
    Why,
    basis_of,
    calendar_of,
    counts_as_arrived,
    due_of,
    latest,
    open_days,
    working_days,
)
from gremium.evaluate.delivery import Act, about, act, any_of, day_of, first_of, moments, says, soften
from gremium.evaluate.effective import Rule
from gremium.evaluate.facts import body_name
from gremium.evaluate.need import Answer, Room, satisfied
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.recipients import people
from gremium.evaluate.scope import Located, Scope
from gremium.model.charter import CalendarRules
from gremium.model.meeting import Found, Sent
from gremium.model.meeting import Notice as Sending
from gremium.model.provision import Strength
from gremium.norms.notice import Basis, Notice, Urgent
from gremium.values.count import Count
from gremium.values.days import WEEKDAYS, Length, OpenDays
from gremium.values.lead import Lead, in_words
from gremium.values.message import Message, message
from gremium.values.need import Asks, Need, leaves
from gremium.values.need import Found as Finding
from gremium.values.ref import Ref
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome, Reason, all_of

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
# What has to reach the members for a meeting to be duly called; what else is due decides about nothing but itself.
CALLING = (What.NOTICE, What.ANNOUNCEMENT, What.AGENDA)
URGENCY, URGENT = "urgency", "urgent"
PRESENT = parse_tally("present members")
WEEKEND = (5, 6)
# A rule of this strength does not make it a mistake for certain to be late; this is what being late means then.
SOFT: Mapping[Strength, Outcome] = {Strength.SHOULD: OPEN, Strength.DOES: OPEN, Strength.MAY: HOLDS}
# Of which fact the minute is asked where hours count.
FACTS: Mapping[Basis | None, str] = {
    Basis.RECEIPT: "received", Basis.DISPATCH: "dispatched", Basis.PROVISION: "provided",
}  # fmt: skip


@frozen(kw_only=True)
class Step:
    """One thing that is asked, whether it is so, why, and what would tell."""

    outcome: Outcome
    reason: Reason
    missing: tuple[str, ...]


class Timing:
    """The calling of one meeting under one way in which the rules stand. What is asked twice is worked out once."""

    def __init__(self, scope: Scope, here: Occasion, found: Mapping[str, Aspect], way: Mapping[str, Any]) -> None:
        self.scope, self.here, self.found = scope, here, found
        self.norm = Notice(**{name: value for name, value in way.items() if value is not None})
        self.word, self.meeting = f"{here.where.body.id}.notice", here.meeting.id
        self.short: dict[Sending, Step] = {}
        self.besides: dict[What, tuple[Due, tuple[Act, ...]]] = {}

    # ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def rules(self, aspect: str) -> tuple[Rule, ...]:
        """Return the rules that say an aspect (nearly always one), none where no rule speaks of it."""
        there = self.found.get(aspect)
        if there is None:
            return ()
        value = getattr(self.norm, aspect)
        return tuple(rule for rule in there.rules if getattr(rule.norm, aspect) == value) or there.rules

    def because(self, aspect: str, said: Message, *because: Reason) -> Reason:
        """Return a reason that rests on the clause of an aspect; where no rule speaks of it, on what the body itself cites."""
        rules = self.rules(aspect)
        if not rules:
            return Reason(said=said, cites=self.here.where.body.cites, because=because)
        cites = tuple(dict.fromkeys(cite for rule in rules for cite in rule.cites))
        return Reason(said=said, cites=cites, provision=rules[0].where, because=because)

    # ── counting back ────────────────────────────────────────────────────────────────────────────────────────────────

    def before(self, lead: Lead) -> date | datetime | None:
        """Return when the meeting is from which a lead counts back: this one, or the next one of another body from its day on.

        None where the record has no such meeting.
        """
        if lead.body in (None, self.here.where.body.id):
            return self.here.meeting.at
        charter = self.here.where.charter
        other = charter.body_by_id.get(str(lead.body))
        name = body_name(self.scope, Located(charter=charter, body=other)) if other is not None else lead.body
        record = self.scope.record
        found = [
            (one.day, moments(one.at), one.at)
            for one in (record.meeting_by_id.values() if record is not None else ())
            if name in one.bodies and not one.state.off and one.day >= self.here.day
        ]
        return min(found, key=lambda one: one[:2])[2] if found else None

    def counted(self, what: What, lead: Lead) -> Due:
        """Return by when something is due."""
        at = self.before(lead)
        rule, basis = next(iter(self.rules(ASPECTS[what])), None), basis_of(self.norm, what)
        if at is None:
            return Due(what=what, basis=basis, lead=lead, rule=rule)
        calendar = self.calendar(lead, at) if lead.working else None
        return due_of(self.norm, what, lead, at, calendar, rule)

    @cached_property
    def closed(self) -> CalendarRules | None:
        """The calendar of the body."""
        return calendar_of(self.here.where.charter, self.here.where.body)

    def open_in(self, first: int, last: int) -> OpenDays | None:
        """Return the open days of the body in some years; None where nobody knows them."""
        rules, holidays = self.closed, self.scope.holidays
        if rules is None or holidays is None:
            return None
        key = ("open-days", self.here.where.charter.id, rules.id, first, last)
        return self.scope.remembered(key, lambda: open_days(rules, holidays, range(first, last + 1)))

    def calendar(self, lead: Lead, at: date | datetime) -> OpenDays | None:
        """Return the working days of all years that are needed to count a lead back; None where they are not known."""
        first = max(1, at.year - 1)
        while True:
            mine = working_days(self.norm.working_days, self.open_in(first, at.year))
            found = latest(lead, at, mine)
            if found is None or found.year >= first or first == 1:
                return mine
            first = max(1, found.year - 1)

    def untold(self, one: Due) -> tuple[str, ...]:
        """Return what would have to be stated or recorded to tell the latest day of something."""
        if one.latest is not None:
            return ()
        aspect = f"{self.word}.{ASPECTS[one.what]}"
        if not one.lead.stated:
            return (aspect,)
        if self.before(one.lead) is None:
            return (f"{one.lead.body}.meetings",)
        if one.lead.hours:
            return (f"{self.meeting}.at",)
        names = () if self.norm.working_days else (f"{self.word}.working_days",)
        if self.closed is None:
            return (*names, f"{self.here.where.body.id}.calendar")
        known = self.open_in(self.here.day.year, self.here.day.year) is not None
        return names if known else (*names, f"calendars.{self.closed.id}.region")

    # ── what was sent ────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def sendings(self) -> tuple[Sending, ...]:
        """What went out for the meeting, and for the item that is asked. In a joint meeting numbers count the others, too."""
        alone = len(self.here.meeting.bodies) == 1
        return tuple(
            evolve(one, who=Count(0, one.who.high)) if isinstance(one.who, Count) and not alone else one
            for one in self.here.facts(Sending)
        )

    def sent(self, what: What) -> Iterator[Sending]:
        """Yield what went out of one kind. Asked about the meeting as a whole, motions about every item are meant."""
        item = self.here.item.id if self.here.item is not None else None
        if what is What.MOTIONS and item is None:
            yield from (one for one in self.here.told if isinstance(one, Sending) and one.sends is Sent.MOTION)
        elif what is What.URGENT:
            yield from (one for one in about(self.sendings, What.NOTICE, item) if _is_urgent(one))
        else:
            yield from about(self.sendings, what, item)

    def acts(self, one: Due, *, ordinary: bool = True) -> tuple[Act, ...]:
        """Return what was sent of something that is due, each with whether it was in time.

        `ordinary`: by the rule itself, which may be softer than it sounds, and which may know a short way.
        """
        at = self.before(one.lead)
        strength = one.rule.provision.strength if one.rule is not None else Strength.MUST
        found = []
        for sending in self.sent(one.what):
            found.append(act(sending, one, at, self.deemed(sending, one.what)))
            if one.lead.about:
                found[-1] = soften(found[-1], OPEN)
            if ordinary and strength in SOFT:
                found[-1] = soften(found[-1], SOFT[strength])
            if ordinary and one.what in CALLING:
                found[-1] = self.shortened(found[-1])
        return tuple(found)

    def deemed(self, sending: Sending, what: What) -> tuple[Length | None, ...]:
        """Return how long after it was sent something counts as arrived (None: it never does so); of several nobody knows which.

        On several ways it arrives by the first. Where the ways are not recorded it may have been any.
        """
        by_way, otherwise = dict(self.norm.deemed_by), self.norm.deemed
        if not counts_as_arrived(what):
            return (None,)
        if not by_way or not sending.channels:
            return tuple(dict.fromkeys((otherwise, *by_way.values())))
        lengths = [length for way in sending.channels if (length := by_way.get(way, otherwise)) is not None]
        return (min(lengths, key=lambda length: length.longest_days, default=None),)

    def shortened(self, done: Act) -> Act:
        """Return an act that is not in time with what the short way makes of it, if it went out on that way."""
        urgent = self.norm.urgent
        if urgent is None or done.outcome is HOLDS or not _is_urgent(done.sending):
            return done
        short = self.short_way(done.sending, urgent)
        return evolve(done, outcome=any_of((done.outcome, short.outcome)), urgent=short.outcome is HOLDS)

    def facts_lacking(self, done: Act, one: Due) -> tuple[str, ...]:
        """Return what would have to be known to tell whether an act was in time."""
        sent = f"{self.meeting}.{done.sending.sends.value}"
        names = [*self.untold(one), *(f"{sent}.{name}" for name in done.lacks)]
        if done.softened:
            names.append(f"{self.word}.{ASPECTS[one.what]}")
        elif one.basis in (None, Basis.UNSTATED):
            names.append(f"{self.word}.basis")
        if done.sending in self.short:
            names += self.short[done.sending].missing
        if not names:
            by_way = self.norm.deemed_by and not done.sending.channels
            which = f"{sent}.channels" if by_way else f"{self.word}.deemed{'_by' if self.norm.deemed_by else ''}"
            names.append(f"{sent}.{FACTS[one.basis]}" if one.lead.hours else which)
        return tuple(names)

    # ── the short way ────────────────────────────────────────────────────────────────────────────────────────────────

    def short_way(self, sending: Sending, urgent: Urgent) -> Step:
        """Return whether a notice may go out on the short way: in the time left, with its words, for a cause, and confirmed."""
        if sending not in self.short:
            steps = tuple(self.steps(sending, urgent))
            outcome = all_of(one.outcome for one in steps)
            telling = tuple(one.reason for one in steps if one.outcome is outcome)
            told = self.because("urgent", message(f"reason.notice-urgent-{outcome.value.lower()}"), *telling)
            missing = tuple(name for one in steps if one.outcome is OPEN for name in one.missing)
            self.short[sending] = Step(outcome=outcome, reason=told, missing=missing)
        return self.short[sending]

    def steps(self, sending: Sending, urgent: Urgent) -> Iterator[Step]:
        """Yield each thing that the short way asks for."""
        if urgent.lead is not None:
            one = self.counted(What.URGENT, urgent.lead)
            done = act(sending, one, self.before(urgent.lead), self.deemed(sending, What.URGENT))
            done = soften(done, OPEN) if urgent.lead.about else done
            told = self.told(one, done.outcome, (done,))
            yield Step(outcome=done.outcome, reason=told, missing=self.facts_lacking(done, one))
        for statement in urgent.says:
            outcome = says(sending, statement)
            yield Step(outcome=outcome, reason=self.stated("urgent", statement, outcome), missing=(self.fact("says"),))
        if urgent.needs is not None:
            yield self.needed(urgent.needs)
        if urgent.confirmed_by is not None:
            outcome = self.confirmed(urgent.confirmed_by)
            said = message(f"reason.notice-confirmed-{outcome.value.lower()}", by=str(urgent.confirmed_by))
            missing = (f"{self.meeting}.finding.{URGENT}",)
            yield Step(outcome=outcome, reason=self.because("urgent", said), missing=missing)

    def fact(self, name: str) -> str:
        """Return the name of a fact about the notice."""
        return f"{self.meeting}.notice.{name}"

    def needed(self, need: Need) -> Step:
        """Return whether what makes the short way permissible is so. It may ask for facts, not for what is answered later."""
        there = attendance(self.scope, self.here, self.here.moment, (need,))

        def later(asks: Asks) -> Answer:
            said = message("reason.notice-asks-later", word=message(f"word.{asks.word}"))
            return Answer(outcome=OPEN, reasons=(Reason(said=said),))

        def raised(against: str) -> Outcome:
            return HOLDS if self.here.raised(against) else FAILS

        room = Room(cells=there.cells, count=PRESENT, found=self.here.found, raised=raised, asked=later)
        answer = satisfied(need, room)
        said = message(f"reason.notice-need-{answer.outcome.value.lower()}")
        names = [f"{self.meeting}.finding.{leaf.name}" for leaf in leaves(need) if isinstance(leaf, Finding)]
        return Step(
            outcome=answer.outcome,
            reason=self.because("urgent", said, *answer.reasons),
            missing=tuple(names) or there.missing or (f"{self.word}.urgent",),
        )

    def confirmed(self, by: Ref) -> Outcome:
        """Return whether those who have to confirm the urgency did; OPEN where the record has no such finding of theirs."""
        mine = {one.holds for one in self.here.facts(Found) if one.found == URGENT and self.comes_from(one.by, by)}
        if len(mine) != 1:
            return OPEN
        return HOLDS if True in mine else FAILS

    def comes_from(self, finder: str | None, by: Ref) -> bool:
        """Return whether a finding comes from somebody; one that names nobody comes from the body itself."""
        if finder is None:
            return str(by) in ("self", self.here.name)
        return finder == str(by) or finder in people(self.scope, self.here, (by,)).named

    # ── why ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def stated(self, aspect: str, statement: str, outcome: Outcome) -> Reason:
        """Return whether the notice says something that a rule asks for."""
        return self.because(aspect, message(f"reason.notice-says-{outcome.value.lower()}", statement=statement))

    def told(self, one: Due, outcome: Outcome, acts: tuple[Act, ...]) -> Reason:
        """Return whether something was in time, and how its latest day was counted."""
        first = first_of(acts)
        what, last = message(f"notice.what-{one.what.value}"), moment(one.latest)
        if first is None:
            code = "by" if one.what is What.MOTIONS else "absent"  # nobody has to hand in a motion
            said = message(f"reason.notice-{code}", what=what, latest=last)
        elif outcome is FAILS and first.outcome is not FAILS:
            said = message("reason.notice-some", what=what, latest=last)
        else:
            code = "soft" if first.softened and outcome is OPEN else outcome.value.lower()
            done = message(f"notice.basis-{(one.basis or Basis.UNSTATED).value}")
            at = moment(settled(one, outcome, acts).actual)
            said = message(f"reason.notice-{code}", what=what, act=done, actual=at, latest=last)
        return self.because(ASPECTS[one.what], said, *self.counting(one))

    def counting(self, one: Due) -> Iterator[Reason]:
        """Yield how the latest day is counted: back from which meeting, which days do not count, and what kind of day it is."""
        at, lead = self.before(one.lead), in_words(one.lead)
        if at is None or one.latest is None:
            yield Reason(said=message("reason.notice-untold", lead=lead))
            return
        meeting = moment(at if one.lead.hours else day_of(at))
        yield Reason(said=message("reason.notice-latest", lead=lead, meeting=meeting, latest=moment(one.latest)))
        yield from (_passed_over(day) for day in one.days if day.why is not Why.COUNTED)
        if not isinstance(one.latest, datetime):
            yield from self.rest_day(one.latest)
        if one.dispatch is not None and self.norm.deemed is not None:
            said = message("reason.notice-deemed", length=_length(self.norm.deemed), latest=moment(one.dispatch))
            yield self.because("deemed", said)
        for (way, last), (_, length) in zip(one.dispatch_by, self.norm.deemed_by, strict=False):
            said = message("reason.notice-deemed-by", way=way, length=_length(length), latest=moment(last))
            yield self.because("deemed_by", said)
        if one.basis is not None and one.what not in (What.PUBLICATION, What.MOTIONS):
            yield self.because("basis", message(f"reason.notice-counts-{one.basis.value}"))

    def rest_day(self, day: date) -> Iterator[Reason]:
        """Yield that a day is a Saturday, a Sunday or, where the calendar tells it, a holiday: nothing is shifted for that."""
        known = self.open_in(day.year, day.year)
        holiday = known.closed.get(day) if known is not None else None
        if holiday is not None:
            yield Reason(said=message("reason.notice-rest-day", day=day.isoformat(), name=holiday))
        elif day.weekday() in WEEKEND:
            yield Reason(said=message("reason.notice-rest-day", day=day.isoformat(), name=_weekday(day)))


def _is_urgent(sending: Sending) -> bool:
    return sending.urgent or URGENCY in sending.says


def settled(one: Due, outcome: Outcome, acts: tuple[Act, ...]) -> Due:
    """Return something due with when it was done: by the first act that counts; of motions by the last that came."""
    known = [done.at for done in acts if done.at is not None]
    if one.what is What.MOTIONS:
        actual = max(known, key=moments, default=None)
    else:
        first = first_of(acts)
        actual = first.at if first is not None else None
    return evolve(one, outcome=outcome, actual=actual)


def figures(one: Due) -> Iterator[tuple[str, str]]:
    """Yield the days that were compared."""
    if one.latest is not None:
        yield f"{one.what.value}.latest", _written(one.latest)
    if one.actual is not None:
        yield f"{one.what.value}.actual", _written(one.actual)


def _written(at: date | datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes") if isinstance(at, datetime) else at.isoformat()


def _length(length: Length) -> Message:
    return message(f"length.{length.unit}{'' if length.number == 1 else 's'}", n=length.number)


def _weekday(day: date) -> Message:
    return message(f"weekday.{WEEKDAYS[day.weekday()]}")


def moment(at: date | datetime | None) -> Message:
    """Return the message that says a day or a minute with its weekday: "Sunday, 2026-03-01"."""
    if at is None:
        return message("notice.day-unknown")
    return message("notice.day", weekday=_weekday(day_of(at)), day=_written(at))


def _passed_over(day: CountedDay) -> Reason:
    """Return why a day does not count."""
    if day.why is Why.CLOSED:
        return Reason(said=message("reason.notice-skipped-closed", day=moment(day.day), name=day.name))
    return Reason(said=message(f"reason.notice-skipped-{day.why.value}", day=moment(day.day)))
