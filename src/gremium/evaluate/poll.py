"""Poll: one ballot held against what it needs, and what a tie leads to.

This room is longer than 300 lines because all that is asked of one ballot is asked of the same votes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from itertools import product
from math import ceil, floor
from typing import Any, ClassVar

from attrs import evolve, frozen

from gremium.evaluate.aspects import Aspect
from gremium.evaluate.attendance import Attendance, attendance
from gremium.evaluate.ballots import (
    ABSTAIN,
    INVALID,
    KINDS,
    NO,
    NOTHING,
    SILENT,
    YES,
    Franchise,
    Kind,
    Votes,
    cells,
    told,
    voters,
    votes_of,
)
from gremium.evaluate.majority import COUNT, Profile, Treatments, lacking, plain, profile, steady
from gremium.evaluate.need import Answer, Figures, Room, satisfied
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.quorum import QUESTIONS as BEFOREHAND
from gremium.evaluate.quorum import quorum_of
from gremium.evaluate.remote import counts_as_present
from gremium.evaluate.scope import Scope, bodies_at, is_position, label
from gremium.evaluate.seats import holders_of
from gremium.evaluate.tally import ONE, Cell, held
from gremium.model.meeting import Ballot, Lot, Objection, Presence, Vote
from gremium.norms.decision import Breaks, Concurrence, Form, Per, Round, Split, Tie, Treatment, VotePer, Written
from gremium.values.count import Count
from gremium.values.crowd import Persons
from gremium.values.message import Message, Parameter, message
from gremium.values.need import Asks, Need, Unsaid
from gremium.values.quota import parse_quota
from gremium.values.ref import Ref
from gremium.values.tally import Tally
from gremium.values.verdict import Outcome, Reason, Verdict, all_of

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
LEVEL = parse_quota("exactly no")
NOT_FEWER = parse_quota("at least no")
SOME = parse_quota("at least 1")
ONE_YES = Cell(possible=(frozenset({"yes", "votes"}),))
PLAINLY = (Treatment.IGNORED, Treatment.IGNORED)
UNRECORDED = message("count.unrecorded")
# What records call an objection to a decision, and one to deciding in writing.
DECISION, PROCEDURE = "decision", "written"
QUESTIONS: Mapping[str, Callable[[Scope, Occasion], Verdict[Any]]] = {**BEFOREHAND, "quorum": quorum_of}


class Result(Enum):
    """What came of a motion.

    `tied`: it stands level, and nobody knows what follows. `lot`: a lot is to be drawn. `repeat`: another ballot is to be taken.
    `referred`: somebody else decides. `pending`: no vote was taken yet, or the time to answer runs. `open`: it cannot be said.
    """

    ADOPTED = "adopted"
    REJECTED = "rejected"
    VOID = "void"
    TIED = "tied"
    LOT = "lot"
    REPEAT = "repeat"
    REFERRED = "referred"
    PENDING = "pending"
    OPEN = "open"


@frozen(kw_only=True)
class Step:
    """One thing that a decision takes: whether it is so, why, and what came of the motion if it is not.

    `missing` names facts that are not recorded, `needs` what would change it, `short` how many Yes that is.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    result: Result = Result.OPEN
    figures: Figures = ()
    missing: tuple[str, ...] = ()
    needs: tuple[Message, ...] = ()
    short: int | None = None
    decides: Ref | None = None


def both(first: Step, second: Step) -> Step:
    """Return two things that both have to be so as one."""
    outcome = all_of((first.outcome, second.outcome))
    telling = [step for step in (first, second) if step.outcome is outcome]
    return Step(
        outcome=outcome,
        reasons=tuple(dict.fromkeys((*first.reasons, *second.reasons))),
        result=telling[0].result,
        figures=(*first.figures, *second.figures),
        missing=tuple(name for step in telling for name in step.missing),
        needs=tuple(one for step in telling for one in step.needs),
        short=next((step.short for step in telling if step.short is not None), None),
        decides=next((step.decides for step in telling if step.decides is not None), None),
    )


@frozen(kw_only=True)
class Rules:
    """One way in which the rules of a body about decisions may stand, and what follows from it for every ballot.

    `way` are the values by aspect, `found` the aspects with the clauses that decide them. `asked` are all needs that a ballot may
    have to meet, `profile` is what they ask for.
    """

    found: Mapping[str, Aspect]
    way: Mapping[str, Any]
    count: Tally
    written: Written | None
    asked: tuple[Need, ...]
    profile: Profile


def rules_of(found: Mapping[str, Aspect], way: Mapping[str, Any]) -> Rules:
    """Return the rules about decisions, as they stand in one way."""
    count: Tally = way.get("count") or COUNT
    written: Written | None = way.get("written")
    rounds: tuple[Round, ...] = way.get("rounds") or ()
    concurrence: tuple[Concurrence, ...] = way.get("concurrence") or ()
    in_writing = written.adopted_if if written is not None else None
    parts: tuple[Need | None, ...] = (way.get("need"), way.get("requires"), in_writing)
    needs = (*parts, *(one.need for one in rounds), *(one.need for one in concurrence))
    asked = tuple(need for need in needs if need is not None)
    return Rules(found=found, way=way, count=count, written=written, asked=asked, profile=profile(asked, count))


class Poll:
    """What came of a motion by one ballot (None: there was none), by rules of which each aspect is known.

    `word` is the word of these rules.
    """

    word: ClassVar[str] = "decision"

    def __init__(
        self,
        scope: Scope,
        here: Occasion,
        at: date,
        rules: Rules,
        ballot: Ballot | None,
        *,
        alone: bool = False,
    ) -> None:
        self.scope, self.here, self.at, self.rules = scope, here, at, rules
        self.found, self.way, self.written, self.count = rules.found, rules.way, rules.written, rules.count
        self.asked, self.profile = rules.asked, rules.profile
        self.ballot, self.alone = ballot, alone
        self._taken = ballot if ballot is not None else Ballot(meeting=here.meeting.id)
        self.barred = False
        self.kinds = {type(fact) for fact in here.told}
        self.missing: list[str] = []
        self.needs: list[Message] = []
        self.procedure = (
            ballot is not None and ballot.form is Form.WRITTEN and self.written is not None and Presence not in self.kinds
        )
        self.moment = (ballot.at if ballot is not None else None) or here.moment

    @property
    def body(self) -> str:
        """The id of the body."""
        return self.here.where.body.id

    def there(self) -> Attendance:
        """Return who was there when the vote was taken: whoever voted was, in the room unless they are told to be afar."""
        named = voters(self._taken) if not self.procedure else frozenset()
        told = [fact for fact in self.here.facts(Presence) if fact.remote] if named else []
        afar = {one for fact in told if isinstance(fact.who, Persons) for one in fact.who.ids}
        remote = counts_as_present(self.scope, self.here)
        found = attendance(
            self.scope, self.here, self.moment, self.asked, counts=(self.count,), remote=remote, also=named - afar
        )
        self.missing += () if self.procedure else found.missing
        return found

    def reason(self, aspect: str, said: str, *because: Reason, **params: Parameter) -> Reason:
        """Return a reason that rests on the rule which decides an aspect."""
        decides = self.found[aspect]
        return Reason(said=message(said, **params), cites=decides.cites, provision=decides.rule.where, because=because)
    # ── the votes ────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def votes(self) -> Votes:
        """The votes of the ballot."""
        return votes_of(self.scope, self.here, self._taken, self.franchise, self.there)

    @cached_property
    def franchise(self) -> Franchise:
        """Who has a vote, and of which votes it matters that they are not recorded."""
        matters = {YES, NO}
        if self._treats("abstentions") is not Treatment.IGNORED or "abstentions" in self.profile.nouns:
            matters.add(ABSTAIN)
        if self._treats("invalid") is not Treatment.IGNORED or "invalid" in self.profile.nouns:
            matters.add(INVALID)
        vote_per: VotePer | None = self.way.get("vote_per")
        return Franchise(
            vote_per=vote_per or VotePer(who=Per.SEAT),
            split=self.way.get("split") or Split.UNSTATED,
            matters=frozenset(matters),
            wide=self.profile.wide,
            written=self.procedure,
            silence=self._silence(),
            barred=self.barred,
            marked=self.profile.marked,
        )

    def _silence(self) -> tuple[Kind, ...]:
        """Return what those did who gave no answer: anything as long as there is time to answer."""
        if not self.procedure or self.written is None:
            return (NOTHING,)
        if self._answering():
            return (*KINDS, NOTHING)
        return SILENT[self.written.silence] if self.written.silence is not None else (NOTHING,)

    def _answering(self) -> bool:
        """Return whether there is still time to answer in a written procedure."""
        last = self._answers_until()
        return last is not None and self.at <= last

    def _answers_until(self) -> date | None:
        within = self.written.within if self.procedure and self.written is not None else None
        return within.after(self.here.day) if within is not None else None

    @cached_property
    def numbers(self) -> Mapping[Kind, Count | None]:
        """How many votes of each kind were cast, parts of votes rounded both ways; None where that is not recorded."""
        unknown = self.votes.unknown
        found: dict[Kind, Count | None] = {}
        for kind, (low, high) in self.votes.numbers.items():
            whole = Count(floor(low), None if high is None else ceil(high))
            found[kind] = None if not low and kind in unknown else whole
        return found

    def _treats(self, aspect: str) -> Treatment:
        """Return what becomes of abstentions or invalid votes: they are no votes cast, unless a rule says more."""
        found: Treatment | None = self.way.get(aspect)
        return found or Treatment.IGNORED

    def _options(self) -> list[Treatments]:
        """Return what may become of abstentions and invalid votes.

        Where the source does not say it, or does not say what becomes of what it forbids, they may be votes cast or none.
        """
        treatments = self._treats("abstentions"), self._treats("invalid")
        if treatments == PLAINLY:
            return [PLAINLY]
        options: list[tuple[Treatment, ...]] = []
        for aspect, kind in (("abstentions", ABSTAIN), ("invalid", INVALID)):
            treatment = self._treats(aspect)
            doubtful = treatment in (Treatment.UNSTATED, Treatment.NOT_ALLOWED)
            if treatment is Treatment.VOIDING or (doubtful and self.votes.numbers[kind][1] == 0):
                options.append((Treatment.IGNORED,))
            else:
                options.append((Treatment.IGNORED, Treatment.COUNTED) if doubtful else (treatment,))
        return [(first, second) for first, second in product(*options)]

    def _room(self, treatments: Treatments, group: str | None = None, more: Iterable[Cell] = ()) -> Room:
        return Room(
            cells=(*cells(self.votes, *treatments, group=group), *more),
            count=self.count if group is None else COUNT,
            found=lambda name: self.here.found(name, self.moment),
            raised=self._raised,
            asked=self._ask,
        )

    def _raised(self, against: str) -> Outcome:
        """Return whether anybody objected by the vote."""
        return HOLDS if any(not self._later(one.at) for one in self._objections(against)) else FAILS

    def _later(self, at: date | datetime | None) -> bool:
        """Return whether something surely happened after the vote."""
        if isinstance(at, datetime):
            return self.moment is not None and at > self.moment
        return at is not None and at > self._day

    @property
    def _day(self) -> date:
        """The day of the vote."""
        return self._taken.at.date() if self._taken.at is not None else self.here.day

    def _objections(self, against: str) -> list[Objection]:
        """Return the objections that are known by the day of the question, also those that were raised after the meeting."""
        found = [one for one in self.here.facts(Objection) if one.body in (None, self.here.name)]
        if self.here.item is not None:
            found += [one for one in self.scope.remembered("objections", self._outside) if one.item == self.here.item.id]
        return [one for one in found if one.against == against and not (one.at is not None and day_of(one.at) > self.at)]

    def _outside(self) -> list[Objection]:
        """Return the objections that name no meeting."""
        events = self.scope.record.standing if self.scope.record is not None else ()
        return [one for one in events if isinstance(one, Objection) and one.meeting is None]

    def _ask(self, asks: Asks) -> Answer:
        """Return the answer to another question about the same meeting and item."""
        verdict = QUESTIONS[asks.word](self.scope, self.here)
        self.missing += verdict.missing
        self.needs += verdict.needs
        said = message("reason.asked", question=message(f"word.{asks.word}"), outcome=message(f"outcome.{verdict.outcome.value}"))
        return Answer(outcome=verdict.outcome, reasons=(Reason(said=said, because=verdict.reasons),))

    # ── what it needs ────────────────────────────────────────────────────────────────────────────────────────────────

    def _need(self) -> tuple[str, Need | None]:
        """Return what the ballot needs, and the aspect that says so."""
        if self.procedure and self.written is not None and (self.written.adopted_if is not None or self.written.no_objection):
            return "written", self.written.adopted_if
        if self.way.get("rounds"):
            mine = self._round(self._taken.round)
            return "rounds", mine.need if mine is not None else None
        return "need", self.way.get("need")

    def _round(self, number: int) -> Round | None:
        rounds: tuple[Round, ...] = self.way.get("rounds") or ()
        return next((one for one in rounds if one.number == number), None)

    def vote(self) -> Step:
        """Return whether the ballot reached what it needs."""
        aspect, need = self._need()
        silent_ = self.procedure and self.written is not None and self.written.no_objection
        if need is None and not silent_:
            return self._unneeded(aspect)
        steps = [self._unopposed()] if silent_ else []
        if need is not None:
            steps.append(self._counted(aspect, need))
        if self._answering():
            running = self.reason("written", "reason.written-running", day=str(self._answers_until()))
            steps = [evolve(step, reasons=(*step.reasons, running), result=_while(step, Result.PENDING)) for step in steps]
        return steps[0] if len(steps) == 1 else both(steps[0], steps[1])

    def _unneeded(self, aspect: str) -> Step:
        """Return the step of a ballot of which no rule says what it needs."""
        missing = (f"{self.body}.decision.{aspect}",)
        if aspect == "rounds":
            reason = self.reason("rounds", "reason.round-silent", round=self._taken.round)
        else:
            reason = Reason(said=message("reason.decision-need-silent", body=label(self.here.where.body)))
        return Step(outcome=OPEN, reasons=(reason,), missing=missing)

    def _unopposed(self) -> Step:
        """Return whether nobody objects to what is decided in writing."""
        low, high = self.votes.numbers[NO]
        if self._objections(DECISION) or low > 0:
            return Step(outcome=FAILS, reasons=(self.reason("written", "reason.written-objected"),), result=Result.REJECTED)
        if self._answering() or (NO in self.votes.unknown or high != 0):
            reason = self.reason("written", "reason.written-objections-unknown")
            return Step(outcome=OPEN, reasons=(reason,), missing=(f"{self.here.meeting.id}.ballot.no",))
        return Step(outcome=HOLDS, reasons=(self.reason("written", "reason.written-unopposed"),))

    def _counted(self, aspect: str, need: Need) -> Step:
        """Return whether a need is met, whatever may become of abstentions and invalid votes."""
        steps = [self._with(aspect, need, treatments) for treatments in self._options()]
        first = steps[0]
        notes = tuple(self._notes())
        if any(step.outcome is not first.outcome for step in steps):
            missing = [f"{self.body}.{self.word}.{name}" for name in ("abstentions", "invalid") if self._doubts(name)]
            return Step(
                outcome=OPEN,
                reasons=(*notes, *dict.fromkeys(reason for step in steps for reason in step.reasons)),
                figures=tuple(dict.fromkeys(figure for step in steps for figure in step.figures)),
                missing=tuple(missing),
            )
        void = self._void()
        step = evolve(first, reasons=(*first.reasons, *notes)) if notes else first
        if len(steps) > 1:  # what is enough, whatever becomes of abstentions and invalid votes
            most = max(steps, key=lambda one: one.short or 0) if all(one.short for one in steps) else Step(outcome=first.outcome)
            step = evolve(step, short=most.short, needs=most.needs)
        return step if void is None else both(void, step)

    def _doubts(self, aspect: str) -> bool:
        return self._treats(aspect) in (Treatment.UNSTATED, Treatment.NOT_ALLOWED)

    def _notes(self) -> Iterator[Reason]:
        """Yield what else is to be said of the votes: whose do not count, what was not allowed, what no rule tells."""
        yield from self.votes.reasons
        for aspect, kind, unsaid in (
            ("abstentions", ABSTAIN, "reason.abstentions-unstated"), ("invalid", INVALID, "reason.invalid-unstated")
        ):  # fmt: skip
            low, high = self.votes.numbers[kind]
            if self._treats(aspect) is Treatment.NOT_ALLOWED and low:
                yield self.reason(aspect, "reason.vote-not-allowed", number=told((low, high)))
            elif self._treats(aspect) is Treatment.UNSTATED and high != 0:
                yield self.reason(aspect, unsaid)
        if self.votes.divided:
            aspect = "split" if "split" in self.found else self._need()[0]
            yield self.reason(aspect, "reason.vote-divided", number=self.votes.divided)

    def _void(self) -> Step | None:
        """Return whether nothing makes the ballot void; None where no rule lets anything do so."""
        for aspect, kind in (("abstentions", ABSTAIN), ("invalid", INVALID)):
            if self._treats(aspect) is Treatment.VOIDING:
                low, high = self.votes.numbers[kind]
                if low:
                    reason = self.reason(aspect, "reason.ballot-void", number=told((low, high)))
                    return Step(outcome=FAILS, reasons=(reason,), result=Result.VOID)
                if high != 0:
                    reason = self.reason(aspect, "reason.ballot-void-unknown")
                    return Step(outcome=OPEN, reasons=(reason,), missing=(f"{self.here.meeting.id}.ballot.{kind}",))
        return None

    def _with(self, aspect: str, need: Need, treatments: Treatments) -> Step:
        """Return whether a need is met, or what a tie leads to, for what becomes of abstentions and invalid votes."""
        room = self._room(treatments)
        answer = satisfied(need, room)
        cast = {kind: UNRECORDED if number is None else str(number) for kind, number in self.numbers.items()}
        numbers = Reason(said=message("reason.ballot-votes", **cast))
        told = self.reason(aspect, f"reason.ballot-{answer.outcome.value.lower()}", numbers, *answer.reasons)
        notes: tuple[Reason, ...] = (told,)
        if answer.outcome is HOLDS and not steady(need, self.count):
            notes = (told, self.reason(aspect, "reason.need-not-steady"))
        step = Step(
            outcome=answer.outcome,
            reasons=notes,
            result=Result.REJECTED if answer.outcome is FAILS else Result.OPEN,
            figures=answer.figures,
            missing=tuple(self._unrecorded()),
        )
        tie: Tie | None = self.way.get("tie")
        if tie is not None and answer.outcome is not HOLDS and self._perhaps_level(treatments):
            step = self._tie(tie, step, need, room)
        if step.outcome is FAILS:
            one_by_one = all(entry.votes == ONE for entry in self.votes.entries)  # a group gives all its votes, or none
            short = lacking(need, answer, room) if one_by_one and steady(need, self.count) else None
            said = (message("needs.yes-one") if short == 1 else message("needs.yes", n=short),) if short else ()
            step = evolve(step, short=short, needs=said)
        return step

    def _unrecorded(self) -> Iterator[str]:
        """Yield what is not recorded of the ballot although it matters."""
        matters = self.franchise.matters
        yield from (f"{self.here.meeting.id}.ballot.{kind}" for kind in self.votes.unknown if kind in matters)
        if isinstance(self.way.get("need"), Unsaid):
            yield f"{self.body}.decision.need"
        if self.votes.divided:
            yield f"{self.body}.decision.split"

    # ── ties ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _tie(self, tie: Tie, step: Step, need: Need, room: Room) -> Step:
        """Return what a tie leads to, where there is or may be one, and one more Yes would be enough."""
        level = all_of((held(room.cells, COUNT, LEVEL).outcome, held(room.cells, COUNT, SOME).outcome))
        if level is FAILS:
            return step
        broken = satisfied(need, evolve(room, cells=(*room.cells, ONE_YES))).outcome
        if broken is FAILS:
            return step
        kind, reason, result, missing = self._breaks(tie)
        if kind == NO and level is OPEN:
            return step
        reasons = (*step.reasons, reason)
        if kind == NO:
            return evolve(step, outcome=FAILS, reasons=reasons, result=Result.REJECTED)
        if kind is None:
            unsure = Result.OPEN if level is OPEN else result
            to = tie.by if unsure is Result.REFERRED else None
            return evolve(step, outcome=OPEN, reasons=reasons, result=unsure, missing=(*step.missing, missing), decides=to)
        if level is HOLDS:
            outcome = broken
        elif plain(need, self.count, (self._treats("abstentions"), self._treats("invalid"))):
            outcome = all_of((held(room.cells, COUNT, NOT_FEWER).outcome, held(room.cells, COUNT, SOME).outcome))
        else:
            outcome = OPEN
        return evolve(step, outcome=outcome, reasons=reasons, result=Result.REJECTED if outcome is FAILS else Result.OPEN)

    def _perhaps_level(self, treatments: Treatments) -> bool:
        """Return whether there may be as many Yes as No, by a glance at the numbers."""
        if Treatment.AS_NO in treatments:
            return True
        (yes, most), (no, highest) = self.votes.numbers[YES], self.votes.numbers[NO]
        return not (most == 0 or (highest is not None and highest < yes) or (most is not None and most < no))

    def _breaks(self, tie: Tie) -> tuple[Kind | None, Reason, Result, str]:
        """Return how a tie is broken (None: nobody knows, or it is not), why, what came of the motion, and what is missing."""
        meeting = self.here.meeting.id
        then = tie.again if tie.again is not None and self._taken.round > 1 else tie.then
        match then:
            case Breaks.REJECTED:
                return NO, self.reason("tie", "reason.tie-rejected"), Result.REJECTED, ""
            case Breaks.OWN_VOTE | Breaks.CASTING_VOTE:
                kind, reason = self._deciding(tie, then)
                return kind, reason, Result.TIED, f"{meeting}.ballot.casting"
            case Breaks.LOT:
                kind = self._lot()
                return kind, self.reason("tie", f"reason.tie-lot-{kind or 'needed'}"), Result.LOT, f"{meeting}.lot"
            case Breaks.REPEAT:
                return None, self.reason("tie", "reason.tie-repeat"), Result.REPEAT, f"{meeting}.ballot"
            case Breaks.REFERRED:
                reason = self.reason("tie", "reason.tie-referred", who=str(tie.by or ""))
                return None, reason, Result.REFERRED, f"{tie.by or meeting}.decision"
            case _:
                return None, self.reason("tie", "reason.tie-unstated"), Result.TIED, f"{self.body}.decision.tie"

    def _deciding(self, tie: Tie, then: Breaks) -> tuple[Kind | None, Reason]:
        """Return how the one voted whose vote decides: "no" also where they cast none, None where nobody knows."""
        casting = self._taken.casting
        who: Parameter = str(tie.by) if tie.by is not None else message("decision.presiding")
        if casting is not None:
            kind = YES if casting is Vote.YES else NO
            return kind, self.reason("tie", f"reason.tie-vote-{kind}", who=who)
        holders = self._deciders(tie)
        if then is Breaks.OWN_VOTE and len(holders) == 1:
            person = next(iter(holders))
            kinds = self.votes.by_person.get(person, ())
            if len(kinds) == 1 and kinds[0] in (YES, NO):
                return kinds[0], self.reason("tie", f"reason.tie-vote-{kinds[0]}", who=who, party=person)
            if kinds in ((ABSTAIN,), (INVALID,)) or (not kinds and self._known_absent(tie)):
                return NO, self.reason("tie", "reason.tie-vote-none", who=who, party=person)
        return None, self.reason("tie", "reason.tie-vote-unknown", who=who)

    def _deciders(self, tie: Tie) -> frozenset[str]:
        """Return whose vote decides: of the chair that of whoever presided, as far as that is recorded."""
        chair = tie.by is None or str(tie.by) == "chair"
        if chair and self.here.meeting.chair is not None:
            return frozenset({self.here.meeting.chair})
        return frozenset(self._holders(tie.by or Ref(target="chair")))

    def _known_absent(self, tie: Tie) -> bool:
        """Return whether somebody of whom no vote is told surely cast none; of the chair only if it is told who presided."""
        presided = (tie.by is not None and str(tie.by) != "chair") or self.here.meeting.chair is not None
        told = [getattr(self._taken, kind) for kind in (YES, NO)]
        return presided and not {YES, NO} & set(self.votes.unknown) and all(isinstance(one, Persons) for one in told)

    def _holders(self, ref: Ref) -> Iterator[str]:
        """Yield who holds a position on the day of the meeting."""
        where = self.here.where
        if ref.bare:
            found = [(where, ref.target)] if is_position(where, ref.target) else []
        else:
            there = bodies_at(self.scope, where, ref)
            found = [(one, ref.position) for one in there if ref.position and is_position(one, ref.position)]
        for one, position in found:
            yield from (s.holder for s in holders_of(self.scope, one, position, self.here.day) if s.holder is not None)

    def _lot(self) -> Kind | None:
        """Return what the lot said that was drawn on the item, None where none is recorded, or two that differ."""
        drawn = {one.drawn for one in self.here.facts(Lot)}
        return drawn.pop() if len(drawn) == 1 and drawn <= {YES, NO} else None


def _while(step: Step, result: Result) -> Result:
    """Return what came of a motion as long as it may still change."""
    return result if step.outcome is OPEN else step.result


def day_of(at: date | datetime) -> date:
    """Return the day of a moment."""
    return at.date() if isinstance(at, datetime) else at
