"""decision: whether a motion is carried, in a meeting and on an item of it.

What the rule needs of the ballot is counted first, by intervals: what is not known of it is never taken for anything. Then comes
what a tie leads to, what has to be true beside it (a quorum, the consent of others, the ballot before), and for what was carried
whether somebody may still object. The form of the vote is compared with the one that was due; it changes no number.

This room is longer than 300 lines because all that is asked of one ballot is asked of the same votes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from attrs import evolve, field, frozen

from gremium.evaluate.aspects import Aspect, Ruled, merged, ruled, ways
from gremium.evaluate.backing import Backing
from gremium.evaluate.ballots import KINDS, NOTHING, Kind, group_of, voters, word_of
from gremium.evaluate.form import Formal
from gremium.evaluate.majority import MAJORITY, Treatments, steady
from gremium.evaluate.need import Room, satisfied
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.poll import DECISION, FAILS, HOLDS, OPEN, PROCEDURE, Result, Step, day_of, rules_of
from gremium.evaluate.power import bars_in
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.resolved import ballots, resolved
from gremium.evaluate.scope import Scope, bodies_at, exists, label
from gremium.evaluate.silence import not_there, silent
from gremium.evaluate.tally import Cell
from gremium.model.meeting import Ballot, Barred
from gremium.norms.decision import After, Concurrence, Decision, Form, Stops, Veto
from gremium.norms.power import Consequence
from gremium.values.count import Count
from gremium.values.disclosure import INSIDE
from gremium.values.message import Parameter, message
from gremium.values.need import Need
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason, Verdict, all_of, negate

# What records call a vote on an objection.
OBJECTION = "objection"
class Force(Enum):
    """Whether a decision that was taken may be carried out: nothing is against it, somebody may still object, somebody has."""

    FINAL = "final"
    PENDING = "pending"
    SUSPENDED = "suspended"
    OPEN = "open"


@frozen(kw_only=True)
class Decided:
    """What became of a motion.

    `force` says of one that was adopted whether it may be carried out, `until` the last day on which somebody may object,
    `decides` who decides instead. `round` counts the ballots. `form` is how the vote was taken, `due` how it was to be (None: no
    rule says, or that is open). The votes are those cast, as far as they are recorded; `needs` is how many more Yes it takes, all
    else being equal.
    """

    body: str
    meeting: str
    item: str | None = None
    result: Result
    force: Force | None = None
    until: date | None = None
    decides: Ref | None = None
    round: int | None = None
    form: Form | None = None
    due: Form | None = None
    yes: Count | None = field(default=None, metadata=INSIDE)
    no: Count | None = field(default=None, metadata=INSIDE)
    abstain: Count | None = field(default=None, metadata=INSIDE)
    invalid: Count | None = field(default=None, metadata=INSIDE)
    needs: int | None = field(default=None, metadata=INSIDE)


def decision(
    scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None
) -> Verdict[Decided] | Verdict[Ruled]:
    """Return whether a motion was carried, on an item of a meeting or in it as a whole; without a meeting what the rules say.

    HOLDS if it was carried, FAILS if not, OPEN if that cannot be said or is not decided yet: `value` tells which. The rules in
    force on the day of the meeting decide; `at` is the day up to which objections count. Raises `Misuse` for a body, meeting or
    item that there is not.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: ruled(chosen, where, Decision, at), lambda value: value and value.aspects)
    here = occasion(scope, where, meeting, item)
    read = worlds(scope, lambda chosen: decision_of(chosen, here, at))
    if len(read) == 1:
        return read[0][1]
    # Readings may agree on what came of a motion and not on how many votes more it takes; the answer keeps what they share.
    answer = under_readings(scope, lambda chosen: decision_of(chosen, here, at), lambda value: value and value.result)
    alike = len({one.needs for _, one in read}) == 1
    return evolve(answer, value=_common([one.value for _, one in read]), needs=answer.needs if alike else ())


def _common(values: Sequence[Decided | None]) -> Decided | None:
    """Return what answers have in common, None if one of them says nothing."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    first = known[0]
    if all(one == first for one in known):
        return first
    result = first.result if len({one.result for one in known}) == 1 else Result.OPEN
    return Decided(body=first.body, meeting=first.meeting, item=first.item, result=result, round=first.round)


def decision_of(scope: Scope, here: Occasion, at: date, *, alone: bool = False) -> Verdict[Decided]:
    """Return the same of an occasion that is at hand, under the readings that are chosen; `alone`: whoever else has to agree."""
    where = here.where
    if exists(where.body, here.day) is FAILS:
        return not_there(where, here.day)
    found = merged(scope, where, Decision, here.day, subject=here.subject)
    if not found:
        return silent(where, "decision")
    key = ("decision-rules", id(where.charter), id(where.body), here.day, here.subject)
    rules = scope.remembered(key, lambda: tuple(rules_of(found, way) for way in ways(found)))
    last = _last(tuple(_ballots(here)))
    answers = [_Question(scope, here, at, one, ballot, alone=alone).verdict() for one in rules for ballot in last or (None,)]
    return answers[0] if len(answers) == 1 else _joined(here, found, answers, len(last))


def _joined(here: Occasion, found: Mapping[str, Aspect], answers: list[Verdict[Decided]], last: int) -> Verdict[Decided]:
    """Return what several answers have in common: where nobody knows which rules hold, or which of several ballots counts."""
    first = answers[0]
    same = len({(one.outcome, one.value and one.value.result) for one in answers}) == 1
    value = _common([one.value for one in answers])
    if same:
        return evolve(first, value=value)
    opened = tuple(f"{here.where.body.id}.decision.{aspect.name}" for aspect in found.values() if not aspect.certain)
    several = (Reason(said=message("reason.ballots-several", number=last)),) if last > 1 else ()
    return evolve(
        first,
        outcome=OPEN,
        reasons=(_said(here, Result.OPEN), *several, *dict.fromkeys(reason for one in answers for reason in one.reasons[1:])),
        value=value,
        missing=opened or (f"{here.meeting.id}.ballot",),
        needs=(),
    )


def _said(here: Occasion, result: Result) -> Reason:
    return Reason(said=message(f"reason.decision-{result.value}", body=label(here.where.body), matter=_matter(here)))


def _matter(here: Occasion) -> Parameter:
    """Return how messages name what was decided: by the name of the item, else by its id, else the meeting."""
    if here.item is None:
        return here.meeting.name or here.meeting.id
    return here.item.name or here.item.id


def _ballots(here: Occasion) -> Iterator[Ballot]:
    """Yield the votes of a body on the item itself; in a joint meeting those that name no body are of the one that called it.

    A ballot for candidates or lists is an election, and no vote on a motion.
    """
    for ballot in here.facts(Ballot):
        if ballot.about is None and not ballot.votes and (ballot.body or here.meeting.body) == here.name:
            yield ballot


def _last(taken: tuple[Ballot, ...]) -> tuple[Ballot, ...]:
    """Return the last ballot; more than one where the record does not tell which of them came last, whatever their order."""
    if len(taken) < 2:  # noqa: PLR2004  (nothing to choose from)
        return taken
    latest = max(one.round for one in taken)
    mine = {one: None for one in taken if one.round == latest}
    times = [one.at for one in mine if one.at is not None]
    return tuple(sorted((one for one in mine if one.at is None or one.at == max(times)), key=repr))


class _Question(Formal):
    """What came of a motion by one ballot (None: there was none), by rules of which each aspect is known."""

    # ── the answer ───────────────────────────────────────────────────────────────────────────────────────────────────

    def verdict(self) -> Verdict[Decided]:
        """Return the verdict: every step that the decision takes, and what follows."""
        if self.ballot is None:
            return self._unvoted()
        vote = self._further(self.vote())
        beside = (self._required(), self._stopped(), *self._before(), *self._barred(vote), vote, *self._concurrences())
        steps = [step for step in beside if step is not None]
        reading = self._reading() if all(step.outcome is HOLDS for step in steps) else None
        steps += [reading] if reading is not None else []
        outcome = all_of(step.outcome for step in steps)
        result = next((step.result for step in steps if step.outcome is outcome), Result.OPEN)
        force, until = None, None
        if outcome is HOLDS:
            for step, mine, day in self._vetoes():
                steps.append(step)
                force, until = _weaker(force, mine), max((one for one in (until, day) if one is not None), default=None)
            outcome = all_of(step.outcome for step in steps)
            result = next((step.result for step in steps if step.outcome is outcome), result)
            result = Result.ADOPTED if outcome is HOLDS else result
        decides = next((step.decides for step in steps if step.outcome is outcome and step.decides is not None), None)
        due, told = self.formed()
        open_ = outcome is OPEN
        telling = [step for step in steps if step is vote or outcome is HOLDS or step.outcome is not HOLDS]
        missing = [*(one for step in steps if step.outcome is OPEN for one in step.missing), *self.missing] if open_ else []
        return Verdict(
            outcome=outcome,
            reasons=(
                _said(self.here, result), *_once(reason for step in telling for reason in step.reasons), *told,
            ),
            value=self._value(result, vote, force=force, until=until, decides=decides, due=due),
            figures=tuple(dict.fromkeys(figure for step in telling for figure in step.figures)),
            missing=tuple(dict.fromkeys(missing)) or ((f"{self.here.meeting.id}.ballot",) if open_ else ()),
            needs=tuple(dict.fromkeys([one for step in steps if step.outcome is FAILS for one in step.needs]))
            if outcome is FAILS else (),
        )  # fmt: skip

    def _value(
        self,
        result: Result,
        vote: Step | None = None,
        *,
        force: Force | None = None,
        until: date | None = None,
        decides: Ref | None = None,
        due: Form | None = None,
    ) -> Decided:
        ballot = self.ballot
        numbers = self.numbers if ballot is not None else {}
        return Decided(
            body=self.body,
            meeting=self.here.meeting.id,
            item=self.here.item.id if self.here.item is not None else None,
            result=result,
            force=force,
            until=until,
            decides=decides,
            round=ballot.round if ballot is not None else None,
            form=ballot.form if ballot is not None else None,
            due=due,
            needs=vote.short if vote is not None and result is Result.REJECTED else None,
            **numbers,
        )

    def _unvoted(self) -> Verdict[Decided]:
        """Return the answer where no vote is recorded; which form it is due to have can be told all the same."""
        due, told = self.formed()
        reason = Reason(said=message("reason.not-voted", matter=_matter(self.here)))
        missing = (f"{self.here.meeting.id}.ballot",)
        return Verdict(
            outcome=OPEN,
            reasons=(_said(self.here, Result.PENDING), reason, *told),
            value=self._value(Result.PENDING, due=due),
            missing=missing,
        )
    # ── what has to be true beside it ────────────────────────────────────────────────────────────────────────────────

    def _required(self) -> Step | None:
        """Return whether what has to be true beforehand is so; a decision in writing is taken without a meeting."""
        need: Need | None = self.way.get("requires")
        if need is None or self.procedure:
            return None
        answer = satisfied(need, self._room(self._options()[0]))
        reason = self.reason("requires", f"reason.decision-requires-{answer.outcome.value.lower()}", *answer.reasons)
        return Step(
            outcome=answer.outcome,
            reasons=(reason,),
            result=Result.VOID if answer.outcome is FAILS else Result.OPEN,
            needs=tuple(self.needs),
        )

    def _barred(self, vote: Step) -> Iterator[Step]:
        """Yield what it does to the decision that somebody took part who was barred.

        Their votes count for nothing. Where only a decisive vote matters, it is decisive if with it the result would be another.
        """
        for bar in bars_in(self.scope, self.here) if Barred in self.kinds else ():
            if bar.outcome is not FAILS or bar.effect is Consequence.NONE:
                continue
            missing = (f"{self.body}.power.effect",)
            if bar.effect is Consequence.VOID:
                yield Step(outcome=FAILS, reasons=bar.reasons, result=Result.VOID)
            elif not voters(self._taken).isdisjoint(bar.persons):
                with_ = self._with_barred()
                if with_.outcome is not vote.outcome:
                    decisive = bar.effect is Consequence.VOID_IF_DECISIVE and OPEN not in (with_.outcome, vote.outcome)
                    reason = Reason(said=message("reason.bar-decisive"), because=bar.reasons)
                    result = Result.VOID if decisive else Result.OPEN
                    yield Step(outcome=FAILS if decisive else OPEN, reasons=(reason,), result=result, missing=missing)

    def _with_barred(self) -> Step:
        """Return the vote as it would be with the votes of those who were barred."""
        other = _Question(self.scope, self.here, self.at, self.rules, self.ballot, alone=True)
        other.barred = True
        return other.vote()

    def _stopped(self) -> Step | None:
        """Return whether nobody who may has objected to deciding in writing; None where nobody may."""
        if not self.procedure or self.written is None or not self.written.stopped_by:
            return None
        found = self.signed(self.written.stopped_by, self._objections(PROCEDURE))
        if found.outcome is FAILS:
            return None
        stopped = found.outcome is HOLDS
        reason = self.reason("written", "reason.written-stopped" if stopped else "reason.written-stopped-open", *found.reasons)
        return Step(outcome=negate(found.outcome), reasons=(reason,), result=Result.VOID if stopped else Result.OPEN)

    # ── one ballot after another ─────────────────────────────────────────────────────────────────────────────────────

    def _before(self) -> Iterator[Step]:
        """Yield what the ballot before has to have been: so long ago, and carried if this is a further reading."""
        mine = self._round(self._taken.round)
        if mine is None or mine.number == 1 or (mine.not_before is None and mine.after is After.FAILED):
            return
        found = self._ballots_before(mine.number - 1)
        if len(found) != 1:
            reason = self.reason("rounds", "reason.round-before-unknown", round=mine.number - 1)
            yield Step(outcome=OPEN, reasons=(reason,), missing=(f"{self.here.meeting.id}.ballot",))
            return
        there, ballot = found[0]
        before = ballot.at.date() if ballot.at is not None else there.day
        if mine.not_before is not None and self._day < mine.not_before.after(before):
            reason = self.reason("rounds", "reason.round-too-early", day=mine.not_before.after(before).isoformat())
            yield Step(outcome=FAILS, reasons=(reason,), result=Result.VOID)
        if mine.after is After.PASSED:
            step = _Question(self.scope, there, self.at, self.rules, ballot, alone=True).vote()
            code = f"reason.round-before-{step.outcome.value.lower()}"
            reason = self.reason("rounds", code, round=mine.number - 1)
            yield evolve(step, reasons=(reason,), figures=(), short=None, needs=())

    def _ballots_before(self, number: int) -> list[tuple[Occasion, Ballot]]:
        """Return the ballots with a number on this item, or on the one that it takes up again."""
        here: Occasion | None = self.here
        seen: set[str] = set()
        while here is not None:
            found = [(here, ballot) for ballot in _ballots(here) if ballot.round == number]
            if found or here.item is None or here.item.resumes is None or here.item.resumes in seen:
                return found
            seen.add(here.item.resumes)
            here = self._resumed(here.item.resumes)
        return []

    def _resumed(self, item: str) -> Occasion | None:
        record = self.scope.record
        before = record.item_by_id.get(item) if record is not None else None
        meeting = record.meeting_by_id.get(before.meeting) if record is not None and before is not None else None
        if before is None or meeting is None or self.here.name not in meeting.bodies:
            return None
        return occasion(self.scope, self.here.where, meeting.id, item)

    def _further(self, vote: Step) -> Step:
        """Return the ballot that did not reach what it needs, if it is not the last attempt."""
        following = self._round(self._taken.round + 1)
        if vote.outcome is not FAILS or vote.result is not Result.REJECTED or following is None or self._need()[0] != "rounds":
            return vote
        if following.after is After.PASSED:
            return vote
        reason = self.reason("rounds", "reason.round-next", round=following.number)
        missing = (f"{self.here.meeting.id}.ballot",)
        return evolve(vote, outcome=OPEN, result=Result.REPEAT, reasons=(*vote.reasons, reason), missing=missing)

    def _reading(self) -> Step | None:
        """Return that the motion has to be carried once more; None where this was the last time."""
        following = self._round(self._taken.round + 1)
        if following is None or following.after is not After.PASSED or self._need()[0] != "rounds":
            return None
        reason = self.reason("rounds", "reason.round-next-reading", round=following.number)
        return Step(outcome=OPEN, reasons=(reason,), result=Result.REPEAT, missing=(f"{self.here.meeting.id}.ballot",))

    # ── who else has to agree ────────────────────────────────────────────────────────────────────────────────────────

    def _concurrences(self) -> Iterator[Step]:
        """Yield whether each of those who have to agree as well does."""
        for one in () if self.alone else self.way.get("concurrence") or ():
            yield self._concurrence(one)

    def _concurrence(self, one: Concurrence) -> Step:
        name = group_of(self.here, one.of)
        if name == "":
            return self._other_body(one)
        answers = [satisfied(one.need or MAJORITY, self._own_room(one, name, each)) for each in self._options()]
        outcomes = {answer.outcome for answer in answers}
        outcome = outcomes.pop() if len(outcomes) == 1 else OPEN
        alone = tuple(self._holders(one.of)) if name not in self._groups() else ()
        party = {"party": alone[0]} if len(alone) == 1 else {}
        because = answers[0].reasons if not party else ()
        sure = outcome is not HOLDS or steady(one.need or MAJORITY)
        notes = () if sure else (self.reason("concurrence", "reason.need-not-steady"),)
        return self._agreed(one, outcome, because, party, notes)

    def _agreed(
        self,
        one: Concurrence,
        outcome: Outcome,
        because: tuple[Reason, ...],
        party: Mapping[str, str],
        more: tuple[Reason, ...] = (),
    ) -> Step:
        """Return the step of somebody's consent; how a single person voted is told only to those who may see that person."""
        reason = self.reason("concurrence", f"reason.concurrence-{outcome.value.lower()}", *because, of=str(one.of), **party)
        return Step(
            outcome=outcome,
            reasons=(reason, *more),
            result=Result.REJECTED if outcome is FAILS else Result.OPEN,
            missing=(f"{self.here.meeting.id}.ballot",),
            needs=(message("needs.concurrence", of=str(one.of)),),
        )

    def _groups(self) -> frozenset[str]:
        """Return the ids of the seat groups of the body."""
        owners = self.here.where.owners
        return frozenset(str(p.slot) for owner in owners for p in owner.provisions if p.word == "seats")

    def _own_room(self, one: Concurrence, name: str, treatments: Treatments) -> Room:
        """Return the votes of a group or position as those that count; of what nobody told, any of them may be."""
        if name in self._groups() or name in self._told():
            unknown = self._unknown_in(name)
            return self._room(treatments, name, [_anything(unknown, treatments, Count(0, None))] if unknown else [])
        holders = tuple(self._holders(one.of))
        cast = [self.votes.by_person.get(holder, self._unsaid()) for holder in holders]
        own = [_anything(kinds, treatments, Count(1, 1)) for kinds in cast if kinds]
        if not holders:
            own = [_anything(KINDS, treatments, Count(0, None))]
        return self._room(treatments, NOBODY, own)

    def _told(self) -> Mapping[str, Any]:
        """Return what the ballot tells group by group."""
        return {group_of(self.here, told.of): told for told in self._taken.groups}

    def _unsaid(self) -> tuple[Kind, ...]:
        """Return what somebody may have done of whom the ballot tells nothing."""
        numbers = [kind for kind in KINDS if isinstance(getattr(self._taken, kind), Count)]
        return (*dict.fromkeys((*numbers, *self.votes.unknown)), NOTHING) if numbers or self.votes.unknown else ()

    def _unknown_in(self, group: str) -> tuple[Kind, ...]:
        """Return the kinds of votes of a group that are told in no way: neither by persons nor of the group itself."""
        told = self._told().get(group)
        named = bool(self.votes.by_person)
        found = []
        for kind in KINDS:
            whole, own = getattr(self._taken, kind), getattr(told, kind, None)
            if own is None and (isinstance(whole, Count) or (whole is None and not named)):
                found.append(kind)
        return (*found, NOTHING) if found else ()

    def _other_body(self, one: Concurrence) -> Step:
        """Return whether another body that meets together with this one carried the motion, too."""
        there = [body for body in bodies_at(self.scope, self.here.where, one.of) if body.body.id in self.here.meeting.bodies]
        item = self.here.item.id if self.here.item is not None else None
        verdicts = [
            decision_of(self.scope, occasion(self.scope, body, self.here.meeting.id, item), self.at, alone=True) for body in there
        ]
        outcome = all_of(verdict.outcome for verdict in verdicts) if verdicts else OPEN
        return self._agreed(one, outcome, tuple(reason for verdict in verdicts for reason in verdict.reasons), {})

    # ── objections to what was carried ───────────────────────────────────────────────────────────────────────────────

    def _vetoes(self) -> Iterator[tuple[Step, Force, date | None]]:
        """Yield, for each who may object, whether the decision stands, whether it may be carried out, and until when they may."""
        for one in self.way.get("veto") or ():
            yield self._veto(one)

    def _veto(self, one: Veto) -> tuple[Step, Force, date | None]:
        last = one.within.after(self._day) if one.within is not None else None
        raised = [told for told in self._objections(DECISION) if not (last is not None and told.at and day_of(told.at) > last)]
        dated = [told for told in raised if told.at is not None or last is None]
        found = self.signed(one.by, dated)
        if found.outcome is not HOLDS and len(dated) < len(raised):
            perhaps = self.signed(one.by, raised)
            found = evolve(perhaps, outcome=OPEN if perhaps.outcome is not FAILS else FAILS)
        if found.outcome is HOLDS and one.override is not None and self._overridden(one.override):
            reason = self.reason("veto", "reason.veto-overridden", *found.reasons)
            return Step(outcome=HOLDS, reasons=(reason,)), Force.FINAL, last
        if found.outcome is not FAILS:
            return (*self._objected(one, found), last)
        if last is None:
            return Step(outcome=HOLDS, reasons=(self.reason("veto", "reason.veto-no-time"),)), Force.PENDING, None
        over = self.at > last
        code = "reason.veto-over" if over else "reason.veto-pending"
        step = Step(outcome=HOLDS, reasons=(self.reason("veto", code, *found.reasons, day=last.isoformat()),))
        return step, Force.FINAL if over else Force.PENDING, last

    def _objected(self, one: Veto, found: Backing) -> tuple[Step, Force]:
        """Return what an objection does; of one of which nobody knows whether it counts, that it may do so."""
        sure = found.outcome is HOLDS
        code = f"reason.veto-{one.effect.value}" if sure else "reason.veto-open"
        to_whom = (self.reason("veto", "reason.veto-to", who=str(one.to)),) if one.to is not None and sure else ()
        reasons = (self.reason("veto", code, *found.reasons), *to_whom)
        missing = (f"{self.here.meeting.id}.objection",)
        force = Force.SUSPENDED if sure else Force.OPEN
        if one.effect is Stops.SUSPENDS:
            return Step(outcome=HOLDS, reasons=reasons, decides=one.to if sure else None), force
        if not sure or one.effect is Stops.UNSTATED:
            missing = missing if not sure else (f"{self.body}.decision.veto",)
            return Step(outcome=OPEN, reasons=reasons, missing=missing), Force.OPEN
        if one.effect is Stops.VOIDS:
            return Step(outcome=FAILS, reasons=reasons, result=Result.VOID, decides=one.to), force
        return Step(outcome=OPEN, reasons=reasons, result=Result.REFERRED, decides=one.to, missing=(str(one.to or ""),)), force

    def _overridden(self, need: Need) -> bool:
        """Return whether the body stood by its decision in spite of an objection."""
        return resolved(self.scope, self.here, need, OBJECTION, ballots(self.here, OBJECTION)).outcome is HOLDS

# Of nobody: the name of a group that there is not, so that no vote of the ballot counts.
NOBODY = "nobody!"


def _once(reasons: Iterable[Reason]) -> list[Reason]:
    """Return reasons without repetitions."""
    found: list[Reason] = []
    for reason in reasons:
        if reason not in found:
            found.append(reason)
    return found


def _anything(kinds: Iterable[Kind], treatments: Treatments, number: Count) -> Cell:
    """Return voters each of whom may have done one of these."""
    return Cell(possible=tuple(word_of(kind, *treatments) for kind in kinds), number=number)


_FORCES = (Force.FINAL, Force.PENDING, Force.OPEN, Force.SUSPENDED)


def _weaker(first: Force | None, second: Force) -> Force:
    """Return the one of two that lets less be carried out."""
    return second if first is None else max(first, second, key=_FORCES.index)
