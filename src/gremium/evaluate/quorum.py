"""quorum: whether a body can decide, in a meeting or on an item of it.

What the rule needs is counted first. Where it is not there, the presumption may still hold, until something ends it; a second
call or a mass conflict of interest asks for less. Who is there is asked at the moment at which the item was called.

One room of more than 300 lines: all of it is one question, and each part of its class asks the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from attrs import evolve, field, frozen

from gremium.evaluate.aspects import Aspect, Ruled, merged, ruled, ways
from gremium.evaluate.attendance import Attendance, attendance
from gremium.evaluate.need import Answer, Room, satisfied
from gremium.evaluate.notice import in_time, notice_of
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.scope import Scope, bodies_at, exists, label
from gremium.evaluate.seats import holders_of
from gremium.evaluate.silence import not_there, silent
from gremium.evaluate.sitting import remote_counts, sitting
from gremium.evaluate.tally import Cell, Choice
from gremium.model.meeting import Barred, Demand, Notice, Objection, Presence
from gremium.norms.quorum import Cause, Checked, Ends, Failure, Fallback, Lacking, MassConflict, Presumed, Quorum, SecondCall
from gremium.values.count import Count, exactly
from gremium.values.crowd import Persons
from gremium.values.disclosure import INSIDE
from gremium.values.message import Parameter, message
from gremium.values.need import Asks, Need
from gremium.values.tally import Tally
from gremium.values.verdict import Outcome, Reason, Verdict, all_of

CHECK, LACK, HINT = "quorum-check", "obvious-lack", "second-call"
# For which reason an item was put off, as records write it.
PUT_OFF: Mapping[str, Cause] = {"quorum": Cause.ABSENCE, "absence": Cause.ABSENCE, "conflict": Cause.CONFLICT}
EMPTY = Tally(())
# What a rule about the quorum may ask beforehand.
QUESTIONS: Mapping[str, Callable[[Scope, Occasion], Verdict[Any]]] = {
    "notice": notice_of,
    "sitting": lambda scope, here: sitting(
        scope, here.where.body.id, here.day, here.meeting.id, here.item.id if here.item is not None else None
    ),
}
# What is said of a quorum beside whether it is there: readings may agree on each of these, or not.
SHARED = ("regime", "counted", "needed", "presumed", "short", "decides", "failure")


class Regime(Enum):
    """Which rule about the number decides: the ordinary one, that for a second call, or that for a mass conflict of interest."""

    ORDINARY = "ordinary"
    SECOND_CALL = "second-call"
    CONFLICT = "conflict"


@frozen(kw_only=True)
class Quorate:
    """What is known of the quorum of a meeting or an item.

    `counted` and `needed` are what was compared, as figures. `presumed`: it only counts as given. `short` is how many more
    members would be enough (None: it is there already, or no number is). `decides` are those who decide in place of the body,
    `failure` what becomes of the meeting; both empty as long as there is a quorum.
    """

    body: str
    meeting: str
    item: str | None = None
    regime: Regime = Regime.ORDINARY
    counted: str = field(default="", metadata=INSIDE)
    needed: str = field(default="", metadata=INSIDE)
    presumed: bool = False
    short: int | None = field(default=None, metadata=INSIDE)
    decides: tuple[str, ...] = ()
    failure: tuple[Failure, ...] = ()


def quorum(
    scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None
) -> Verdict[Quorate] | Verdict[Ruled]:
    """Return whether a body has a quorum in a meeting, or on an item of it; without a meeting what its rules say on a day.

    HOLDS if it has, or counts as having it; FAILS if not, with how many more members it takes; OPEN if facts are missing or the
    sources are silent. Raises `Misuse` for a body, meeting or item that there is not.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: ruled(chosen, where, Quorum, at), lambda value: value and value.aspects)
    here = occasion(scope, where, meeting, item)
    read = worlds(scope, lambda chosen: quorum_of(chosen, here))
    if len(read) == 1:
        return read[0][1]
    # Readings may agree that there is a quorum, or none, and not on how many more it takes; the answer keeps what they share.
    answer = under_readings(scope, lambda chosen: quorum_of(chosen, here), lambda value: value is None)
    alike = len({one.needs for _, one in read}) == 1
    return evolve(answer, value=_common([one.value for _, one in read]), needs=answer.needs if alike else ())


def _common(values: Sequence[Quorate | None]) -> Quorate | None:
    """Return what answers have in common, None if one of them says nothing."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    first = known[0]
    same = {name: getattr(first, name) for name in SHARED if len({getattr(one, name) for one in known}) == 1}
    return Quorate(body=first.body, meeting=first.meeting, item=first.item, **same)


def quorum_of(scope: Scope, here: Occasion) -> Verdict[Quorate]:
    """Return the same about an occasion that is at hand, under the readings that are chosen."""
    where = here.where
    if exists(where.body, here.day) is Outcome.FAILS:
        return not_there(where, here.day)
    key = ("quorum", where.charter.id, where.body.id, here.day, here.subject)
    found = scope.remembered(key, lambda: merged(scope, where, Quorum, here.day, subject=here.subject))
    if "need" not in found and "second_call" not in found:
        return silent(where, "quorum")
    answers = [_Question(scope, here, found, way).answer() for way in ways(found)]
    first = answers[0]
    if any((one.outcome, one.value) != (first.outcome, first.value) for one in answers[1:]):
        opened = tuple(f"{where.body.id}.quorum.{aspect.name}" for aspect in found.values() if not aspect.certain)
        return evolve(first, outcome=Outcome.OPEN, missing=opened, needs=())
    return first


class _Question:
    """Whether there is a quorum on one occasion, by rules of which each aspect is known."""

    def __init__(self, scope: Scope, here: Occasion, found: Mapping[str, Aspect], way: Mapping[str, Any]) -> None:
        self.scope, self.here, self.found, self.way = scope, here, found, way
        opening = way.get("checked") is Checked.OPENING
        self.moment = here.begins if opening or here.item is None else here.moment
        self.here_then = evolve(here, item=None) if opening else here
        self.there = self._there(self.here_then, self.moment)
        self.missing: list[str] = []
        self.relieved = False

    def _needs(self) -> Iterator[Need]:
        """Yield all that may be asked of those who are there."""
        second: SecondCall | None = self.way.get("second_call")
        conflict: MassConflict | None = self.way.get("conflict")
        presumed: Presumed | None = self.way.get("presumed")
        found: list[Need | None] = [self.way.get("need"), self.way.get("requires")]
        found += [second.need, second.dropped_if] if second is not None else []
        found += [conflict.when, conflict.need] if conflict is not None else []
        found += [presumed.floor] if presumed is not None else []
        yield from (need for need in found if need is not None)

    def _there(self, here: Occasion, moment: datetime | None) -> Attendance:
        far = any(one.remote for one in here.facts(Presence))
        counts = remote_counts(self.scope, here) if far else Outcome.HOLDS
        presumed: Presumed | None = self.way.get("presumed")
        also = frozenset(self._challengers()) if presumed is not None and presumed.challenger_counts else frozenset[str]()
        counted = (self.way["count"],) if self.way.get("count") is not None else ()
        return attendance(self.scope, here, moment, self._needs(), counts=counted, remote=counts, also=also)

    def _room(self, there: Attendance) -> Room:
        return Room(
            cells=there.cells,
            count=self.way.get("count") or EMPTY,
            found=lambda name: self.here.found(name, self.moment),
            raised=lambda against: Outcome.HOLDS if self.here.raised(against, self.moment) else Outcome.FAILS,
            asked=self._asked,
        )

    def _asked(self, asks: Asks) -> Answer:
        """Return the answer to another question about the same meeting: whether it was duly called, or held as it should be.

        A second call with a time of its own was duly called if that was kept.
        """
        second: SecondCall | None = self.way.get("second_call")
        if asks.word == "notice" and second is not None and second.lead is not None and self.relieved:
            return Answer(outcome=Outcome.HOLDS, reasons=(self._reason("second_call", "reason.second-call-lead"),))
        if asks.word not in QUESTIONS:  # a quorum that needs a quorum: that is told where the charter is checked
            return Answer(outcome=Outcome.OPEN, reasons=(Reason(said=message("reason.need-unstated")),))
        verdict = QUESTIONS[asks.word](self.scope, self.here)
        self.missing += verdict.missing
        said = message("reason.asked", question=message(f"word.{asks.word}"), outcome=message(f"outcome.{verdict.outcome.value}"))
        return Answer(outcome=verdict.outcome, reasons=(Reason(said=said, because=verdict.reasons),))

    def _reason(self, aspect: str, said: str, *because: Reason, **params: Parameter) -> Reason:
        """Return a reason that rests on the rule which decides an aspect, or on those that decide it together."""
        rules = self.found[aspect].deciding(self.way.get(aspect))
        cites = tuple(dict.fromkeys(cite for rule in rules for cite in rule.cites))
        return Reason(said=message(said, **params), cites=cites, provision=rules[0].where, because=because)

    # ── the answer ───────────────────────────────────────────────────────────────────────────────────────────────────

    def answer(self) -> Verdict[Quorate]:
        """Return the verdict: what is needed, whether it is there, and what follows."""
        dropped = self._dropped()
        if dropped is not None:
            return self._verdict(dropped.outcome, Regime.SECOND_CALL, dropped, dropped.reasons, after=(Lacking.TOO_FEW,))
        answers = [(regime, self._counted(regime, told)) for regime, told in self._regimes()]
        self.relieved = answers[0][0] is Regime.SECOND_CALL and len(answers) == 1
        outcomes = {one.outcome for _, one in answers}
        regime, counted = answers[0]
        outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.OPEN
        reasons = [reason for _, one in answers for reason in one.reasons]
        outcome, formally = self._formally(outcome) if len(answers) == 1 else (outcome, ())
        if outcome is not Outcome.HOLDS:
            presumed, told = self._presumed(outcome)
            reasons += [*formally, *told]
            if presumed is not Outcome.FAILS:
                outcome = presumed
        else:
            presumed = Outcome.FAILS
            reasons += formally
        required = self._required()
        if required is not None:
            outcome = all_of((outcome, required.outcome))
            reasons += required.reasons
        after = tuple(self._lack(regime)) if presumed is Outcome.FAILS else ()
        return self._verdict(outcome, regime, counted, reasons, presumed=presumed is Outcome.HOLDS, after=after)

    def _verdict(
        self,
        outcome: Outcome,
        regime: Regime,
        counted: Answer,
        reasons: tuple[Reason, ...] | list[Reason],
        *,
        presumed: bool = False,
        after: tuple[Lacking, ...] = (),
    ) -> Verdict[Quorate]:
        lacks = outcome is Outcome.FAILS
        short = self._short(regime) if lacks and counted.outcome is Outcome.FAILS and Lacking.TOO_FEW not in after else None
        fallbacks = [one for one in self.way.get("fallback") or () if one.after in after] if lacks else []
        told = [self._falls_back(one) for one in fallbacks]
        failure = tuple(self.way.get("failure") or ()) if lacks else ()
        figures = counted.figures
        value = Quorate(
            body=self.here.where.body.id,
            meeting=self.here.meeting.id,
            item=self.here.item.id if self.here.item is not None else None,
            regime=regime,
            counted=figures[0][1] if figures else "",
            needed=figures[1][1] if figures else "",
            presumed=presumed,
            short=short,
            decides=tuple(decides for decides, _ in told),
            failure=failure,
        )
        needs = (message("needs.member-one") if short == 1 else message("needs.members", n=short),) if short else ()
        missing = tuple(dict.fromkeys((*self.there.missing, *self.missing))) if outcome is Outcome.OPEN else ()
        if outcome is Outcome.OPEN and not missing:
            missing = (f"{self.here.meeting.id}.presence",)
        return Verdict(
            outcome=outcome,
            reasons=(*reasons, *self.there.reasons, *(reason for _, reason in told)),
            value=value,
            figures=figures,
            missing=missing,
            needs=needs,
        )

    # ── what is needed ───────────────────────────────────────────────────────────────────────────────────────────────

    def _need(self, regime: Regime) -> tuple[str, Need | None]:
        """Return the aspect and the need of a regime."""
        second: SecondCall | None = self.way.get("second_call")
        conflict: MassConflict | None = self.way.get("conflict")
        if regime is Regime.SECOND_CALL and second is not None:
            return "second_call", second.need
        if regime is Regime.CONFLICT and conflict is not None:
            return "conflict", conflict.need
        return "need", self.way.get("need")

    def _regimes(self) -> Iterator[tuple[Regime, tuple[Reason, ...]]]:
        """Yield the regimes that may decide, the likeliest first, each with why; more than one where facts are missing."""
        second, why = self._second_call()
        if second is Outcome.HOLDS:
            yield Regime.SECOND_CALL, why
            return
        if second is Outcome.OPEN:
            yield Regime.SECOND_CALL, why
        conflict: MassConflict | None = self.way.get("conflict")
        if conflict is not None:
            many = satisfied(conflict.when, self._room(self.there))
            if many.outcome is not Outcome.FAILS:
                yield Regime.CONFLICT, (*why, self._reason("conflict", "reason.mass-conflict", *many.reasons))
            if many.outcome is Outcome.HOLDS:
                return
        yield Regime.ORDINARY, why if second is Outcome.FAILS else ()

    def _counted(self, regime: Regime, why: tuple[Reason, ...]) -> Answer:
        """Return whether what a regime needs is there."""
        aspect, need = self._need(regime)
        if need is None:
            return Answer(outcome=Outcome.OPEN, reasons=(*why, *silent(self.here.where, "quorum").reasons))
        answer = satisfied(need, self._room(self.there))
        told = tuple(evolve(reason, because=()) for reason in answer.reasons)
        code = f"reason.quorum-{regime.value}"
        return evolve(answer, reasons=(*why, self._reason(aspect, code, *told, body=label(self.here.where.body))))

    def _required(self) -> Answer | None:
        """Return whether what has to be so beforehand is so; None where no rule asks for anything."""
        need: Need | None = self.way.get("requires")
        if need is None:
            return None
        answer = satisfied(need, self._room(self.there))
        return evolve(answer, reasons=(self._reason("requires", "reason.quorum-requires", *answer.reasons),))

    def _formally(self, outcome: Outcome) -> tuple[Outcome, tuple[Reason, ...]]:
        """Return the outcome where it was formally found, and that it was: a finding decides what the facts leave open."""
        found = self.here.found("quorum", self.moment)
        if outcome is not Outcome.OPEN or found is Outcome.OPEN:
            return outcome, ()
        return found, (Reason(said=message("reason.quorum-found" if found is Outcome.HOLDS else "reason.quorum-found-lacking")),)

    # ── the second call ──────────────────────────────────────────────────────────────────────────────────────────────

    def _second_call(self) -> tuple[Outcome, tuple[Reason, ...]]:
        """Return whether the relief of a second call applies, and why; FAILS without reasons if nothing was put off."""
        second: SecondCall | None = self.way.get("second_call")
        item = self.here.item
        known = self.scope.record.item_by_id if self.scope.record is not None else {}
        before = known.get(item.resumes) if item is not None and item.resumes is not None else None
        cause = PUT_OFF.get(before.put_off or "") if before is not None else None
        if second is None or before is None or cause is None:
            return Outcome.FAILS, ()
        if second.causes and cause not in second.causes:
            return Outcome.FAILS, (self._reason("second_call", "reason.second-call-cause"),)
        checks = [(Outcome.HOLDS, self._reason("second_call", "reason.second-call", item=before.id))]
        if second.hint:
            checks.append(self._hint())
        if second.lead is not None:
            answer = in_time(self.scope, self.here, second.lead, second.basis)
            checks.append((answer.outcome, self._reason("second_call", "reason.second-call-lead", *answer.reasons)))
        if second.window is not None and self.scope.record is not None:
            first = self.scope.record.meeting_by_id.get(before.meeting)
            last = second.window.after(first.day) if first is not None else None
            late = last is not None and self.here.day > last
            outcome = Outcome.OPEN if last is None else Outcome.FAILS if late else Outcome.HOLDS
            checks.append((outcome, self._reason("second_call", "reason.second-call-window", day=str(last or ""))))
        outcome = all_of(one for one, _ in checks)
        return outcome, tuple(reason for one, reason in checks if one is outcome or outcome is Outcome.HOLDS)

    def _hint(self) -> tuple[Outcome, Reason]:
        """Return whether the notice said that the second call needs less."""
        notices = self.here.facts(Notice)
        if any(HINT in one.says for one in notices):
            return Outcome.HOLDS, self._reason("second_call", "reason.second-call-hint")
        if not any(one.says for one in notices):  # what it says is not recorded
            self.missing.append(f"{self.here.meeting.id}.notice")
            return Outcome.OPEN, self._reason("second_call", "reason.second-call-hint-unknown")
        return Outcome.FAILS, self._reason("second_call", "reason.second-call-no-hint")

    def _dropped(self) -> Answer | None:
        """Return whether there is no second meeting at all, because too few could vote in it; None where it is not one."""
        second: SecondCall | None = self.way.get("second_call")
        if second is None or second.dropped_if is None or self._second_call()[0] is Outcome.FAILS:
            return None
        few = satisfied(second.dropped_if, self._room(self.there))
        outcome = {Outcome.HOLDS: Outcome.FAILS, Outcome.FAILS: Outcome.HOLDS, Outcome.OPEN: Outcome.OPEN}[few.outcome]
        if outcome is Outcome.HOLDS:
            return None
        return evolve(few, outcome=outcome, reasons=(self._reason("second_call", "reason.second-call-dropped", *few.reasons),))

    # ── the presumption ──────────────────────────────────────────────────────────────────────────────────────────────

    def _presumed(self, counted: Outcome) -> tuple[Outcome, tuple[Reason, ...]]:
        """Return whether the quorum counts as given although it is not there (or nobody knows), and why it does or does not."""
        presumed: Presumed | None = self.way.get("presumed")
        if presumed is None:
            return Outcome.FAILS, ()
        ends, why = self._ended(presumed)
        if ends is Outcome.HOLDS:
            return Outcome.FAILS, (self._reason("presumed", f"reason.presumption-{why}"),)
        lasts = Outcome.HOLDS if ends is Outcome.FAILS else Outcome.OPEN
        checks = [(lasts, self._reason("presumed", f"reason.presumption-{why}"))]
        if presumed.established:
            checks.append(self._established())
        if presumed.floor is not None:
            floor = satisfied(presumed.floor, self._room(self.there))
            checks.append((floor.outcome, self._reason("presumed", "reason.presumption-floor", *floor.reasons)))
        outcome = all_of(one for one, _ in checks)
        reasons = tuple(reason for one, reason in checks if one is outcome or outcome is Outcome.HOLDS)
        return (Outcome.HOLDS if outcome is Outcome.HOLDS else outcome if counted is Outcome.FAILS else Outcome.OPEN), reasons

    def _ended(self, presumed: Presumed) -> tuple[Outcome, str]:
        """Return whether the presumption has ended by the moment, with the name of the reason."""
        here, moment = self.here, self.moment
        lacking = here.found("quorum", moment) is Outcome.FAILS
        if presumed.obvious and here.found(LACK, moment) is Outcome.HOLDS:
            return Outcome.HOLDS, "obvious"
        doubted = any(self._challenges())
        if presumed.until is Ends.UNSTATED:
            return (Outcome.OPEN, "unstated") if doubted or lacking else (Outcome.FAILS, "holds")
        ended = {
            Ends.FINDING: lacking,
            Ends.CHALLENGE: doubted or lacking,
            Ends.CHALLENGE_AND_FINDING: lacking,
        }[presumed.until]
        return (Outcome.HOLDS, "ended") if ended else (Outcome.FAILS, "holds")

    def _challenges(self) -> Iterator[Demand | Objection]:
        """Yield the doubts about the quorum by the moment."""
        facts: tuple[Demand | Objection, ...] = (*self.here.facts(Demand), *self.here.facts(Objection))
        for fact in facts:
            about = fact.demands == CHECK if isinstance(fact, Demand) else fact.against == "quorum"
            later = self.moment is not None and isinstance(fact.at, datetime) and fact.at > self.moment
            if about and not later:
                yield fact

    def _challengers(self) -> Iterator[str]:
        """Yield the persons who doubted."""
        for fact in self._challenges():
            yield from fact.who.ids if isinstance(fact.who, Persons) else ()

    def _established(self) -> tuple[Outcome, Reason]:
        """Return whether the quorum was there, or was found, at the opening."""
        opening = evolve(self.here, item=None)
        found = opening.found("quorum", self.here.begins)
        if found is Outcome.OPEN:
            _, need = self._need(Regime.ORDINARY)
            there = self._there(opening, self.here.begins)
            found = satisfied(need, self._room(there)).outcome if need is not None else Outcome.OPEN
        return found, self._reason("presumed", f"reason.presumption-established-{found.value.lower()}")

    # ── what follows from a lack ─────────────────────────────────────────────────────────────────────────────────────

    def _short(self, regime: Regime) -> int | None:
        """Return how many more members would be enough, if those who may come and vote came; None if no number of them is.

        A quorum that more members could destroy has no such number either, unless the next number up is right.
        """
        _, need = self._need(regime)
        away = sum(cell.number.low for cell in flat(self.there.cells) if _may_come(cell))

        def enough(more: int) -> bool:
            room = evolve(self._room(self.there), cells=with_more(self.there.cells, more))
            return need is not None and satisfied(need, room).outcome is Outcome.HOLDS

        low, high = 0, away
        if not high or not enough(high):
            return next((n for n in range(1, high) if enough(n)), None)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if enough(middle) else (middle, high)
        return high

    def _lack(self, regime: Regime) -> Iterator[Lacking]:
        """Yield after which lack we are: the first call or the second, and whether it is because of conflicts of interest."""
        yield Lacking.SECOND if regime is Regime.SECOND_CALL else Lacking.FIRST
        if self.here.facts(Barred):
            _, need = self._need(regime)
            free = tuple(unbarred(cell) for cell in flat(self.there.cells))
            if need is not None and satisfied(need, evolve(self._room(self.there), cells=free)).outcome is Outcome.HOLDS:
                yield Lacking.CONFLICT

    def _falls_back(self, fallback: Fallback) -> tuple[str, Reason]:
        """Return who decides in place of the body, with the reason; if they are barred themselves, who decides then."""
        decides = fallback.decides
        if fallback.if_barred is not None and self._is_barred(fallback):
            decides = fallback.if_barred
        rule = self.found["fallback"].rule_of(fallback)
        heard = {"hears": str(fallback.hears)} if fallback.hears is not None else {}
        said = message("reason.fallback-hears" if heard else "reason.fallback", decides=str(decides), **heard)
        return str(decides), Reason(said=said, cites=rule.cites, provision=rule.where)

    def _is_barred(self, fallback: Fallback) -> bool:
        """Return whether whoever would decide is recorded as barred."""
        barred = {one for fact in self.here.facts(Barred) if isinstance(fact.who, Persons) for one in fact.who.ids}
        ref = fallback.decides
        targets = (self.here.where,) if ref.bare else bodies_at(self.scope, self.here.where, ref)
        position = ref.position or ref.target
        holders = {seat.holder for where in targets for seat in holders_of(self.scope, where, position, self.here.day)}
        return bool(holders & barred)


def flat(cells: tuple[Cell | Choice, ...]) -> Iterator[Cell]:
    """Yield the cells; of several ways to share seats out the first."""
    for cell in cells:
        if isinstance(cell, Choice):
            yield from cell.of[0]
        else:
            yield cell


def with_more(cells: tuple[Cell | Choice, ...], more: int) -> tuple[Cell | Choice, ...]:
    """Return the cells as if so many more of those who may vote and are away were present."""
    out: list[Cell | Choice] = []
    for cell in cells:
        if isinstance(cell, Choice):
            out.append(Choice(tuple(tuple(flat(with_more(way, more))) for way in cell.of)))
            more -= min(more, sum(one.number.low for one in cell.of[0] if _may_come(one)))
        elif more and _may_come(cell):
            come = min(more, cell.number.low)
            more -= come
            there = tuple(state | {"present"} for state in cell.possible)
            out += [evolve(cell, possible=there, number=exactly(come))]
            rest = Count(cell.number.low - come, None if cell.number.high is None else cell.number.high - come)
            out += [evolve(cell, number=rest)] if rest.high != 0 else []
        else:
            out.append(cell)
    return tuple(out)


def _may_come(cell: Cell) -> bool:
    """Return whether the seats of a cell are surely taken by members with a vote who are away and not barred."""
    return all({"entitled", "members"} <= state and "present" not in state for state in cell.possible)


def unbarred(cell: Cell) -> Cell:
    """Return a cell as if nobody in it were barred: those who are would be there and vote."""
    there = tuple(
        (state - {"barred"}) | {"present", "entitled"} if "barred" in state else state for state in cell.possible
    )
    return evolve(cell, possible=tuple(dict.fromkeys(there)))
