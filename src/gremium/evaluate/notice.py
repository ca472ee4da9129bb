"""notice: whether a meeting was duly called, by when everything had to go out, and what heals a mistake.

The answer holds if everybody who has to get the notice got it in time, on the ways and with the words that the rule names; or if
a mistake is healed. What else is due (papers, the public announcement, motions) has an answer of its own among the `dues` and
decides nothing here: members who were invited in time are duly called.

Counting stands in `countdown`, what the record tells in `delivery`, who has to get the notice in `recipients`, what was due when
in `timing`, cures in `healing`. This room joins them; it is longer than 300 lines because every answer also says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from gremium.evaluate.aspects import Aspect, merged, ruled, ways
from gremium.evaluate.countdown import ASPECTS, Due, What, earliest, lead_of
from gremium.evaluate.delivery import ANY, Act, People, Reach, any_of, day_of, first_of, judged, on_ways, reach, said, together
from gremium.evaluate.healing import Cure, cures, was_held
from gremium.evaluate.need import Answer
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.recipients import people
from gremium.evaluate.scope import Scope, exists
from gremium.evaluate.silence import not_there, silent
from gremium.evaluate.timing import CALLING, Step, Timing, figures, moment, settled
from gremium.norms.notice import Basis, Healing, Notice
from gremium.values.count import Count
from gremium.values.disclosure import PARTY
from gremium.values.lead import UNSTATED_LEAD, Lead
from gremium.values.message import Message, message
from gremium.values.verdict import Outcome, Reason, Verdict, all_of

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
# What answers may agree about, beside what is due.
AGREED = ("in_time", "late", "late_for", "healed", "healed_for", "urgent")
HEALED: Mapping[Outcome, str] = {HOLDS: "healed", FAILS: "unhealed", OPEN: "perhaps-healed"}


@frozen(kw_only=True)
class Called:
    """Whether a meeting was duly called. `dues` are all that had to be done before it, with the latest day of each.

    `in_time` is whether everybody got in time what they had to get, before anything is healed; `late` how many did not,
    `late_for` those of them who are known by name. `healed` is what heals it, `healed_for` for whom of them. `urgent`: it is in
    time only on the short way.
    """

    body: str
    meeting: str
    item: str | None = None
    dues: tuple[Due, ...] = ()
    in_time: Outcome = OPEN
    late: Count = ANY
    late_for: tuple[str, ...] = field(default=(), metadata=PARTY)
    healed: tuple[Healing, ...] = ()
    healed_for: tuple[str, ...] = field(default=(), metadata=PARTY)
    urgent: bool = False

    def due(self, what: What) -> Due | None:
        """Return what is said of one thing that had to be done before the meeting, None if no rule speaks of it."""
        return next((one for one in self.dues if one.what is what), None)


@frozen(kw_only=True)
class Ahead:
    """Something that is due before a meeting, by one way in which the rules may stand.

    `sent`: the record tells that it went out, and to everybody who has to get it; nobody waits for motions. `reasons` say how its
    latest day was counted.
    """

    due: Due
    sent: bool = False
    reasons: tuple[Reason, ...] = ()


def notice(scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None) -> Verdict[Any]:
    """Return whether a meeting of a body was duly called, and an item of it announced: a `Called`.

    Without a meeting: what the rules say on the day `at`, a `Ruled`. With one the rules in force on its day decide. Raises
    `Misuse` for an unknown body, meeting or item.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: ruled(chosen, where, Notice, at))
    here = occasion(scope, where, meeting, item)
    read = worlds(scope, lambda chosen: notice_of(chosen, here))
    if len(read) == 1:
        return read[0][1]
    # Readings may agree that it was in time and not on the latest day; then the answer keeps what they have in common.
    answer = under_readings(scope, lambda chosen: notice_of(chosen, here), lambda _: None)
    return evolve(answer, value=_common([one.value for _, one in read]))


def notice_of(scope: Scope, here: Occasion) -> Verdict[Called]:
    """Return the same of an occasion that is at hand, under the readings chosen so far."""
    if exists(here.where.body, here.day) is FAILS:
        return not_there(here.where, here.day)
    found = merged(scope, here.where, Notice, here.day, subject=here.subject)
    if not found:
        return silent(here.where, Notice.word)
    return _joined(here, found, [_Calling(scope, here, found, way).verdict() for way in ways(found)])


def ahead(scope: Scope, here: Occasion) -> tuple[tuple[str, tuple[Ahead, ...]], ...]:
    """Return all that is due before a meeting, for each reading of the sources and each way in which the rules may stand.

    Nearly always that is one, and its label is empty. More than `MOST_READINGS` of them: nobody could read them all, and there
    may be still more.
    """
    return tuple((label, way) for label, found in worlds(scope, lambda chosen: _ahead(chosen, here)) for way in found)


def _ahead(scope: Scope, here: Occasion) -> tuple[tuple[Ahead, ...], ...]:
    if exists(here.where.body, here.day) is FAILS:
        return ((),)
    found = merged(scope, here.where, Notice, here.day, subject=here.subject)
    return tuple(tuple(_Calling(scope, here, found, way).ahead()) for way in ways(found))


def in_time(scope: Scope, here: Occasion, lead: Lead, basis: Basis | None = None) -> Answer:
    """Return whether the notice of a meeting reached everybody in time by another lead than the ordinary one, nothing healed.

    A second call may have a lead of its own. What counts (arrival, sending; unless `basis` tells it) and which days are working
    days the rules about the notice say. The reasons cite no clause: whoever asks knows the one that gives the lead.
    """
    found = merged(scope, here.where, Notice, here.day, subject=here.subject)
    told = {} if basis is None else {"basis": basis}
    answers = [_Calling(scope, here, found, {**way, **told}).arrived(lead) for way in ways(found)]
    first = answers[0]
    return first if all(one.outcome is first.outcome for one in answers) else evolve(first, outcome=OPEN)


# ── where rules are uncertain ────────────────────────────────────────────────────────────────────────────────────────


def _of_due(one: Due) -> object:
    """What has to be equal for two answers to be the same about something due: all but the clauses."""
    return one.what, one.latest, one.dispatch, one.actual, one.outcome


def _common(values: Sequence[Called | None]) -> Called | None:
    """Return what answers have in common, None if one of them says nothing; what is due only if it is by the same day in all."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    first = known[0]
    shared = tuple(one for one in first.dues if all(_of_due(one) in map(_of_due, other.dues) for other in known))
    same = {name: getattr(first, name) for name in AGREED if len({getattr(one, name) for one in known}) == 1}
    return Called(body=first.body, meeting=first.meeting, item=first.item, dues=shared, **same)


def _joined(here: Occasion, found: Mapping[str, Aspect], answers: list[Verdict[Called]]) -> Verdict[Called]:
    """Join the answers of every way in which uncertain rules may stand: the answer that they share, else OPEN."""
    first = answers[0]
    common = first.value if len(answers) == 1 else _common([one.value for one in answers])
    if all(one.outcome is first.outcome for one in answers):
        return evolve(first, value=common)
    opened = [aspect for aspect in found.values() if not aspect.certain]
    told = tuple(
        Reason(said=message("reason.notice-rules-open", aspect=aspect.name), cites=rule.cites, provision=rule.where)
        for aspect in opened
        for rule in aspect.rules
    )
    return Verdict(
        outcome=OPEN,
        reasons=told,
        value=common,
        missing=tuple(f"{here.where.body.id}.notice.{aspect.name}" for aspect in opened),
    )


# ── one way in which the rules stand ─────────────────────────────────────────────────────────────────────────────────


class _Calling(Timing):
    """The calling of one meeting under one way in which the rules stand: whom it reached, and what heals it."""

    @cached_property
    def people(self) -> People:
        """Those who have to get the notice."""
        return people(self.scope, self.here, self.norm.to)

    @cached_property
    def required(self) -> tuple[tuple[Due, tuple[Act, ...]], ...]:
        """What has to reach them, with what was sent of it; where no time is given at all, a notice at some time."""
        leads = [(what, lead_of(self.norm, what)) for what in CALLING]
        found = [self.counted(what, lead) for what, lead in leads if lead is not None]
        found = found or [self.counted(What.NOTICE, UNSTATED_LEAD)]
        return tuple((one, self.acts(one)) for one in found)

    @cached_property
    def content(self) -> tuple[Step, ...]:
        """Whether the notice says what it has to say, and went on the ways that the rule names; empty if nothing went out."""
        whole = judged({id(one.sending): one for _, acts in self.required for one in acts}.values())
        found = []
        for statement in self.norm.says if whole else ():
            outcome = said(whole, statement)
            found.append(Step(outcome=outcome, reason=self.stated("says", statement, outcome), missing=(self.fact("says"),)))
        if self.norm.channels and whole and not self.formless:
            needed = self.norm.channels_needed or 1
            outcome, used = on_ways(whole, self.norm.channels, needed)
            told = message(f"reason.notice-channels-{outcome.value.lower()}", used=str(used), needed=needed)
            found.append(Step(outcome=outcome, reason=self.because("channels", told), missing=(self.fact("channels"),)))
        return tuple(found)

    @property
    def formless(self) -> bool:
        """Whether only the short way can make the notice good, and asks for no form."""
        urgent = self.norm.urgent
        return urgent is not None and urgent.formless and any(one.outcome is not FAILS for one in self.short.values())

    def reached(self, circle: People) -> tuple[Reach, ...]:
        """Return whom each of these reached in time, among some people."""
        return tuple(reach(acts, circle) for _, acts in self.required)

    def verdict(self) -> Verdict[Called]:
        """Return whether the meeting was duly called. Who has to get the notice is looked up only where it matters."""
        content = all_of(one.outcome for one in self.content)
        to_all = all(one.sending.who is None for _, acts in self.required for one in acts)
        circle = People() if to_all else self.people
        each = self.reached(circle)
        raw = together(each, circle, content)
        if to_all and raw.outcome is not HOLDS:
            circle = self.people
            each = self.reached(circle)
            raw = together(each, circle, content)
        healing = raw.outcome is not HOLDS and self.norm.cures
        found = tuple(cures(self.scope, self.here, self.norm, circle, raw)) if healing else ()
        outcome = any_of([raw.outcome, *(one.outcome for one in found)])
        dues = tuple(self.finished(each))
        value = Called(
            body=self.here.where.body.id,
            meeting=self.meeting,
            item=self.here.item.id if self.here.item is not None else None,
            dues=dues,
            in_time=raw.outcome,
            late=raw.late,
            late_for=tuple(sorted(one for one, reached in raw.persons.items() if reached is FAILS)),
            healed=tuple(healing for one in found if one.outcome is HOLDS for healing in one.healings),
            healed_for=tuple(sorted({person for one in found for person in one.persons})),
            urgent=any(first.urgent for _, acts in self.required if (first := first_of(acts)) is not None),
        )
        return Verdict(
            outcome=outcome,
            reasons=tuple(self.reasons(each, raw, found, value)),
            value=value,
            figures=tuple(figure for one in dues for figure in figures(one)),
            missing=tuple(dict.fromkeys(self.missing(each, found))) if outcome is OPEN else (),
            needs=tuple(self.needs(dues)) if outcome is FAILS else (),
        )

    def arrived(self, lead: Lead) -> Answer:
        """Return whether the notice reached everybody in time by this lead, whatever the ordinary one is."""
        one = evolve(self.counted(What.NOTICE, lead), rule=None)
        acts = self.acts(one, ordinary=False)
        to_all = all(done.sending.who is None for done in acts)
        found = reach(acts, People() if to_all else self.people)
        told = evolve(self.told(one, found.outcome, acts), cites=(), provision="")
        return Answer(outcome=found.outcome, reasons=(told,), figures=tuple(figures(settled(one, found.outcome, acts))))

    def finished(self, each: tuple[Reach, ...]) -> Iterator[Due]:
        """Yield all that is due before the meeting, with when it was done and whether that was in time."""
        calling = {one.what: settled(one, found.outcome, acts) for (one, acts), found in zip(self.required, each, strict=True)}
        for what in ASPECTS:
            lead = lead_of(self.norm, what)
            if lead is not None:
                yield calling[what] if what in calling else self.aside(what, lead)[0]

    def ahead(self) -> Iterator[Ahead]:
        """Yield all that is due before the meeting, with how its latest day was counted and whether it went out."""
        for what in ASPECTS:
            lead = lead_of(self.norm, what)
            if lead is not None:
                one = self.counted(what, lead)
                sent = what is not What.MOTIONS and self.went_out(self.acts(one))
                yield Ahead(due=one, sent=sent, reasons=tuple(self.counting(one)))

    def went_out(self, acts: tuple[Act, ...]) -> bool:
        """Return whether something went out to all, in time or not; where lists tell to whom, whether it reached all in time."""
        if any(done.sending.who is None for done in acts):
            return True
        return bool(acts) and reach(acts, self.people).outcome is HOLDS

    def aside(self, what: What, lead: Lead) -> tuple[Due, tuple[Act, ...]]:
        """Return something due that does not decide whether the members were duly called, and what was sent of it."""
        if what not in self.besides:
            one = self.counted(what, lead)
            acts = self.acts(one)
            self.besides[what] = (settled(one, self.judged(one, acts), acts), acts)
        return self.besides[what]

    def judged(self, one: Due, acts: tuple[Act, ...]) -> Outcome:
        """Return whether it was in time: each motion has to be, papers have to reach everybody, of the rest one is enough."""
        if not acts:
            return OPEN
        if one.what is What.MOTIONS:
            return all_of(done.outcome for done in acts)
        if one.what is What.PAPERS and any(done.sending.who is not None for done in acts):
            return reach(acts, self.people).outcome
        return any_of(done.outcome for done in acts)

    def reasons(self, each: tuple[Reach, ...], raw: Reach, found: tuple[Cure, ...], value: Called) -> Iterator[Reason]:
        """Yield the argument: what decides first, then whom it concerns and what heals it, then what else is due."""
        for (one, acts), reached in zip(self.required, each, strict=True):
            yield self.told(one, reached.outcome, acts)
        yield from (one.reason for one in (*self.content, *self.short.values()))
        if raw.outcome is not HOLDS and raw.told and (value.late_for or raw.late != self.people.number):
            parties = tuple(Reason(said=message("reason.notice-concerned-party", party=one)) for one in value.late_for)
            yield Reason(said=message("reason.notice-concerned", number=str(raw.late)), because=parties)
        for cure in found:
            for healing in cure.healings:
                yield self.because("cures", message(f"reason.notice-{HEALED[cure.outcome]}-{healing.value}"))
        yield from (Reason(said=message("reason.notice-healed-party", party=one)) for one in value.healed_for)
        for what in (What.PAPERS, What.PUBLICATION, What.MOTIONS):
            lead = lead_of(self.norm, what)
            if lead is not None:
                one, acts = self.aside(what, lead)
                yield self.told(one, one.outcome, acts)

    def missing(self, each: tuple[Reach, ...], found: tuple[Cure, ...]) -> Iterator[str]:
        """Yield what would have to be stated or recorded to close an open answer."""
        for (one, acts), reached in zip(self.required, each, strict=True):
            if not reached.told:
                yield from (f"{self.meeting}.{one.what.value}", *self.untold(one))
            elif reached.outcome is OPEN:
                lacking = [name for sent in acts if sent.outcome is OPEN for name in self.facts_lacking(sent, one)]
                yield from lacking or [f"{self.meeting}.{one.what.value}.who"]
        yield from (name for step in self.content if step.outcome is OPEN for name in step.missing)
        yield from (name for cure in found if cure.outcome is OPEN for name in cure.missing)

    def needs(self, dues: tuple[Due, ...]) -> Iterator[Message]:
        """Yield what would have made it right: a later meeting; and what may still heal it."""
        late = [one for one in dues if one.what in CALLING and one.outcome is FAILS and one.lead.body is None]
        days = [earliest(one.lead, day_of(one.actual)) if one.actual is not None else None for one in late]
        if days and None not in days:
            later = max(day for day in days if day is not None)
            if later > self.here.day:
                yield message("needs.notice-meeting", day=moment(later))
        if not was_held(self.here):
            yield from (message(f"needs.notice-{healing.value}") for healing in self.norm.cures)


