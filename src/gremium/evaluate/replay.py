"""Replay: the steps of one proposal, one after another, under the rules in force on the day of each of them.

A step that the rules do not know is kept, and says so. Where nothing happens in the time that a stage has, and the rule says what
silence counts as, the matter goes on by itself.

This room is longer than 300 lines because every sort of step moves the same few things, and what moves them is read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum

from attrs import define, evolve, field, frozen

from gremium.evaluate.decision import decision
from gremium.evaluate.halts import Halt, Ruling, Way
from gremium.evaluate.poll import Result
from gremium.evaluate.scope import Scope
from gremium.evaluate.ways import changes, stretch, ways_on
from gremium.model.proposal import Did, Proposal, Step
from gremium.norms.route import Onward
from gremium.values.count import Count, exactly
from gremium.values.disclosure import PARTY
from gremium.values.errors import Misuse
from gremium.values.ref import Ref

ONE_DAY = timedelta(days=1)
ONE = exactly(1)
NOBODY: frozenset[str] = frozenset()
# What steps are compared with; looked up once, because Python 3.11 finds members of an enumeration slowly.
ANSWERED, DECIDED, DEFERRED, REFERRED, RETURNED = Did.ANSWERED, Did.DECIDED, Did.DEFERRED, Did.REFERRED, Did.RETURNED
ON_AGENDA, SUGGESTED, WITHDRAWN = Did.PUT_ON_AGENDA, Did.SUGGESTED, Did.WITHDRAWN
# What leaves a proposal where it is on its route.
BESIDE = (ON_AGENDA, DEFERRED, REFERRED, RETURNED)
# What bodies do with a matter that is before them on the way to what is due there.
ASIDE = (Did.DELIBERATED, Did.RECOMMENDED, Did.HEARD, Did.EXAMINED)
# With this a body to which a matter was referred is done with it.
GIVES_BACK = (RETURNED, Did.RECOMMENDED, Did.EXAMINED, Did.HEARD)
# What came of an act where its step does not say.
PLAIN = ((Did.OBJECTED, "objected"), (Did.WAIVED, "waived"), (Did.CONSENTED, "consented"))
# What these are worth is what came of them: where nobody tells, nobody knows.
TELLING = (DECIDED, Did.RATIFIED)
# What a recorded vote makes of a motion, as steps call it.
VOTED: Mapping[Result, str] = {Result.ADOPTED: "adopted", Result.REJECTED: "rejected", Result.VOID: "void"}


class Amiss(Enum):
    """What the rules do not know of a step that was taken all the same.

    `beside`: nobody has this to do now. `skips`: it leaves out stages. `early`: it did not wait for what has to come before.
    `late`: the time was over. `too-many`: more were chosen than may be. `elsewhere`: it was handed to somebody to whom the route
    does not lead. `ended`: the route was at its end.
    """

    BESIDE = "beside"
    SKIPS = "skips"
    EARLY = "early"
    LATE = "late"
    TOO_MANY = "too-many"
    ELSEWHERE = "elsewhere"
    ENDED = "ended"


class Why(Enum):
    """Why a stage cannot be done now.

    `waits`: others have to come before. `deferred`, `referred`: it was put off, or is before others first. `outcome`, `subject`:
    nobody told what came out at the stage before, or what sort of matter it is. `choice`: somebody has yet to choose.
    `untold`: it was on the agenda of a meeting that is over, and nobody told what came of it there.
    """

    WAITS = "waits"
    DEFERRED = "deferred"
    REFERRED = "referred"
    OUTCOME = "outcome"
    SUBJECT = "subject"
    CHOICE = "choice"
    UNTOLD = "untold"


@frozen(slots=False)  # there are as many as steps: in a plain dict, and by their place, they are made three times as fast
class Moved:
    """One step of a journey: what was done, by whom, when, at which stage, and what came of it.

    `amiss` says what the rules do not know of it; `skipped` are stages that it left out, or for which it did not wait. `did`
    None: nothing was done, and the time was over. `urgent`: it could not wait. `ruling` is the rule of that
    day.
    """

    at: date
    did: Did | None
    body: str | None = None
    by: str | None = field(default=None, metadata=PARTY)
    stage: str | None = None
    outcome: str | None = None
    urgent: bool = False
    amiss: Amiss | None = None
    skipped: tuple[str, ...] = ()
    ruling: Ruling = field(kw_only=True)

    @property
    def regular(self) -> bool:
        """Whether the rules know of such a step."""
        return self.amiss is None


@define
class Stay:
    """A proposal at a stage, while it is there.

    `bodies` are those to whom it was handed, where the stage knows of several; `due` is the last day. `number` orders stays by
    their beginning. `put_off` until a day, or (`deferred` alone) until it is taken up again. `kept` is the outcome of an urgent
    decision that has to be ratified here. `called` is the day of the meeting on whose agenda it stands.
    """

    halt: Halt
    since: date
    due: date | None
    number: int
    bodies: frozenset[str] = NOBODY
    deferred: bool = False
    put_off: date | None = None
    referred: tuple[str, ...] = ()
    ratifies: bool = False
    kept: str | None = None
    called: date | None = None

    def waits_on(self, at: date) -> bool:
        """Return whether it was put off beyond a day."""
        return self.deferred and (self.put_off is None or self.put_off > at)


@define
class Choice:
    """Where a proposal may go on from a stage, if somebody chooses so (`why`), or once what is not told is known.

    `spare`: so many as have to be are chosen, and more may be.
    """

    stage: str
    ways: tuple[Onward, ...]
    since: date
    why: Why
    number: Count = ONE
    spare: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """The stages to which it may go."""
        return tuple(dict.fromkeys(to for one in self.ways for to in one.to))


class Replay:
    """The steps of one proposal, one after another. What is left at the end tells where it stands.

    `open` are the stages at which it is, `choices` where it may go, `unsaid` stages of whose outcome the rule does not say where
    it leads. `done` are stages that are over, with what came out. `gone`: the route is not there any more; `unsure`: it may be.
    """

    def __init__(self, scope: Scope, proposal: Proposal, way: Way, began: date) -> None:
        self.scope, self.proposal, self.way, self.began = scope, proposal, way, began
        path = scope.charter.subject_path(proposal.subject) if proposal.subject is not None else None
        self.subjects = frozenset(path) if path is not None else None
        self.open: dict[str, Stay] = {}
        self.done: dict[str, str | None] = {}
        self.choices: list[Choice] = []
        self.unsaid: list[str] = []
        self.history: list[Moved] = []
        self.missing: list[str] = []
        self.ended: date | None = None
        self.result: str | None = None
        self.answered: date | None = None
        self.gone, self.unsure = False, not way.certain
        self._last: str | None = None
        self._plain = True
        self._unknown = ""  # the stage of which nobody told what came of it
        self._declined: set[str] = set()
        self._ticks = 0
        self._over: dict[str, int] = {}
        self._changes = changes(scope)
        self._stretch = stretch(scope, began)
        self._timed = way.silent or bool(self._changes)  # else nothing happens by itself
        self._born = False
        self._day = began  # of the step that is replayed

    def run(self, steps: Iterable[Step], until: date) -> None:
        """Replay the steps, and then let time go by until a day."""
        self._arrive(self.way.first, self.began)
        self._suggested()
        for step in steps:
            self._day = step.day
            if self._timed:
                self._until(self._day)
            self._step(step)
        self._until(until)

    def waits(self, halt: Halt) -> tuple[str, ...]:
        """Return the stages that have to be over before another one, and are not; those to which no way leads do not count."""
        pending = [one for one in halt.stage.after if one not in self.done]
        if not pending:
            return ()
        ahead = {self.way.first.stage.id, *self.way.reach((self.way.first.stage.id,), self.subjects, outcomes=self.done)}
        return tuple(one for one in pending if one in self.open or (one in ahead and one not in self._declined))

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _until(self, day: date) -> None:
        """Let time go by until a day: the time of a stage may be over, and the rules may change."""
        if self.ended is not None or not self._timed:
            return
        while self.way.silent and self.ended is None:
            over = [
                (stay.due, id_) for id_, stay in self.open.items()
                if stay.due is not None and stay.due < day and stay.halt.stage.silence is not None
            ]  # fmt: skip
            if not over:
                break
            due, id_ = min(over)
            following = due + ONE_DAY
            self._in_force(following)
            stay = self.open[id_]
            if stay.halt.stage.silence is None:  # the rule of that day knows of no such thing any more
                stay.due = None
                continue
            self._happened(following, None, id_, stay.halt.stage.silence)
            self._complete(id_, stay.halt.stage.silence, following)
        if self._changes:
            self._in_force(day)

    def _in_force(self, day: date) -> None:
        """Take the route as it is on a day. Whoever is at a stage keeps the time that it had, and goes on by the new rule."""
        number = stretch(self.scope, day)
        if number == self._stretch:
            return
        self._stretch = number
        listed = ways_on(self.scope, day, self.proposal.route, self.proposal.subject)
        mine = (self.way.id, self.way.where.body.id)
        same = [one for one in listed if (one.id, one.where.body.id) == mine]
        self.gone, self.unsure = not same, len(same) > 1 or any(not one.certain for one in same)
        if len(same) == 1:
            self.way = same[0]
            for id_, stay in self.open.items():
                stay.halt = self.way.halts.get(id_, stay.halt)
                stay.bodies &= stay.halt.bodies

    # ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _happened(self, day: date, did: Did | None, stage: str, outcome: str | None) -> None:
        """Keep what happened without a step of the record: the beginning, or that a time was over."""
        of, by = (self.proposal.of, self.proposal.by) if did is not None else (None, None)
        ruling = self.way.rulings.get(stage, self.way.ruling)
        self.history.append(Moved(at=day, did=did, body=of, by=by, stage=stage, outcome=outcome, ruling=ruling))

    def _told(
        self, step: Step, stage: str | None = None, outcome: str | None = None, amiss: Amiss | None = None,
        skipped: tuple[str, ...] = (), *, urgent: bool = False,
    ) -> None:  # fmt: skip
        """Keep a step."""
        way = self.way
        self.history.append(
            Moved(
                self._day, step.did, step.body, step.by, stage, outcome or step.outcome, urgent, amiss, skipped,
                ruling=way.ruling if stage is None else way.rulings.get(stage, way.ruling),
            )
        )  # fmt: skip

    def _outcome(self, step: Step) -> str | None:
        """Return what came of a step: what it says, else what the vote says that it names, else what the act itself says."""
        if step.outcome is not None:
            return step.outcome
        if step.did is not DECIDED:
            for did, plain in PLAIN:
                if step.did is did:
                    return plain
            return None
        if step.meeting is None or step.body is None:
            return None
        try:
            vote = decision(self.scope, step.body, self._day, step.meeting, step.item)
        except Misuse:  # a meeting or an item that the record does not know; its checks say so
            return None
        found = VOTED.get(getattr(vote.value, "result", Result.OPEN))
        self.missing += vote.missing if found is None else ()
        return found

    # ── one step ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _suggested(self) -> None:
        """Count the proposal itself as the first step, where that is to suggest it, and somebody who may do so did."""
        first = self.way.first
        if first.does == (SUGGESTED,) and self.proposal.day == self.began:
            self._born = True
            self._happened(self.began, SUGGESTED, first.stage.id, None)
            self._complete(first.stage.id, None, self.began)

    def _step(self, step: Step) -> None:
        """Replay one step."""
        if step.did is ANSWERED:
            self._answer(step)
        elif self.ended is not None:
            self._told(step, amiss=Amiss.ENDED)
        elif step.did is WITHDRAWN:
            self._told(step)
            self._finish(WITHDRAWN.value, self._day)
        elif step.did in BESIDE:
            self._beside(step)
        elif step.did is SUGGESTED and self._born:  # the record tells the beginning twice
            self._born = False
            self._told(step, self.way.first.stage.id)
        else:
            self._act(step)

    def _answer(self, step: Step) -> None:
        """Replay that somebody was told what became of it; before the end it is a word in between, and not what is owed."""
        owed = self.way.answers
        theirs = not owed or step.body is None or step.body in owed
        if self.ended is not None and self.answered is None and theirs:
            self.answered = self._day
        self._told(step, amiss=None if theirs or self.ended is None else Amiss.BESIDE)

    def _beside(self, step: Step) -> None:
        """Replay a step that leaves the proposal where it is."""
        stay = self._before(step)
        if stay is not None:
            handed = tuple(map(self._name, step.to)) if step.to else ()
            stay.deferred, stay.put_off, stay.called = step.did is DEFERRED, step.until, self._called(step)
            if step.did is REFERRED or (step.did is RETURNED and handed):
                stay.referred = handed
            elif step.did is RETURNED:
                stay.referred = tuple(one for one in stay.referred if step.body not in (None, one))
                if step.body in stay.halt.bodies:
                    stay.referred = ()
        self._told(step, stay.halt.stage.id if stay else None, amiss=None if stay else Amiss.BESIDE)

    def _called(self, step: Step) -> date | None:
        """Return the day of the meeting on whose agenda a step puts the proposal, unless it is off."""
        record = self.scope.record
        meeting = record.meeting_by_id.get(step.meeting or "") if step.did is ON_AGENDA and record is not None else None
        return meeting.day if meeting is not None and not meeting.state.off else None

    def _before(self, step: Step) -> Stay | None:
        """Return where a proposal is with the body that takes a step; with one to which it might go, it turns out to be."""
        body, named = step.body, step.stage
        for id_, stay in self.open.items():
            if (named is None or named == id_) and (
                body is None or body in (stay.bodies or stay.halt.bodies) or stay.halt.anywhere or body in stay.referred
            ):
                return stay
        for choice in self.choices:
            for id_ in choice.options:
                halt = self.way.halts.get(id_)
                if halt is not None and step.stage in (None, id_) and step.body in halt.bodies:
                    self._resolve(choice, id_)
                    return self.open[id_]
        return None

    def _act(self, step: Step) -> None:
        """Replay a step that does what is to be done at a stage; else it leaves stages out, or stands beside the route."""
        id_ = self._at(step)
        if id_ is None and self.choices:
            id_ = self._chosen(step)
        if id_ is not None:
            self._regular(id_, step, self._outcome(step))
        elif not (self._made_up(step) or (step.did in ASIDE and self._aside(step))):
            outcome = self._outcome(step)
            if not (step.urgent and self._urgent(step, outcome)):
                self._ahead(step, outcome)

    def _regular(self, id_: str, step: Step, outcome: str | None) -> None:
        """Replay a step that is due at a stage, though it may come too early or too late."""
        stay = self.open[id_]
        waits = self.waits(stay.halt) if stay.halt.stage.after else ()
        late = stay.due is not None and self._day > stay.due
        amiss = Amiss.EARLY if waits else Amiss.LATE if late else None
        found = (outcome or stay.kept) if stay.ratifies else outcome
        self._told(step, id_, found, amiss, waits, urgent=step.urgent)
        self._complete(id_, found, self._day, step)

    def _at(self, step: Step) -> str | None:
        """Return the stage at which the proposal is where this is what is to be done.

        Of several the one at which nothing is in the way, then the one that names the body; else it is open at which it was.
        """
        did, named = step.did, step.stage
        found = [
            id_ for id_, stay in self.open.items()
            if (did in stay.halt.does or stay.ratifies) and (named is None or named == id_) and self._takes(stay, step)
        ]  # fmt: skip
        if len(found) < 2:  # noqa: PLR2004  (nothing to choose from)
            return found[0] if found else None
        near = {id_: (bool(self.waits(self.open[id_].halt)), self.open[id_].halt.anywhere) for id_ in found}
        best = [id_ for id_ in found if near[id_] == min(near.values())]
        if len(best) > 1:
            self.missing.append(f"{self.proposal.id}.stage")
        return best[0]

    def _takes(self, stay: Stay, step: Step) -> bool:
        halt, body = stay.halt, step.body
        acts = step.did in halt.does or (stay.ratifies and step.did in TELLING)
        return acts and (body is None or body in (stay.bodies or halt.bodies) or halt.anywhere)

    def _chosen(self, step: Step) -> str | None:
        """Return the stage to which the proposal might go, and by this step did."""
        for choice in self.choices:
            for id_ in choice.options:
                halt = self.way.halts.get(id_)
                if halt is not None and step.stage in (None, id_) and _does(halt, step):
                    self._resolve(choice, id_)
                    return id_
        return None

    def _resolve(self, choice: Choice, id_: str) -> None:
        """Let a proposal go where it turns out to have gone; with what is not told, all that goes along goes there."""
        self.choices.remove(choice)
        if choice.why is Why.CHOICE:
            rest = tuple(evolve(one, to=tuple(to for to in one.to if to != id_)) for one in choice.ways)
            left = _less(choice.number, 1)
            if left.high == 0:
                self._declined.update(to for one in rest for to in one.to)
            else:
                self.choices.append(Choice(choice.stage, rest, choice.since, choice.why, left, spare=left.low == 0))
            listed: tuple[str, ...] = (id_,)
        else:
            listed = next(one.to for one in choice.ways if id_ in one.to)
            self._declined.update(set(choice.options).difference(listed))
        for to in listed:
            self._arrive_at(to, choice.since)

    def _made_up(self, step: Step) -> bool:
        """Replay what should have come before, and was left out: an open stage still waits for it."""
        for stay in self.open.values():
            for one in self.waits(stay.halt) if stay.halt.stage.after else ():
                halt = self.way.halts.get(one)
                if halt is not None and one not in self.open and step.stage in (None, one) and _does(halt, step):
                    outcome = self._outcome(step)
                    self._told(step, one, outcome)
                    self._over_now(one, outcome)
                    return True
        return False

    def _aside(self, step: Step) -> bool:
        """Keep that a body spoke of a proposal that is before it; one to which it was referred gives it back by that."""
        stay = self._before(step)
        if stay is None:
            return False
        stay.deferred, stay.called = False, None
        if step.did in GIVES_BACK:
            stay.referred = tuple(one for one in stay.referred if one != step.body)
        self._told(step, stay.halt.stage.id)
        return True

    def _urgent(self, step: Step, outcome: str | None) -> bool:
        """Replay a decision that could not wait, if the route knows of such: another stage has to ratify it."""
        rule, may = self.way.route.urgent, self.way.urgent
        known = rule is not None and step.did is DECIDED and (may is None or step.body is None or step.body in may)
        if rule is None or not known or (rule.instead in self.done and rule.instead not in self.open):
            return False
        passed = [id_ for id_ in self.open if rule.instead in self.way.reach((id_,), self.subjects) and id_ != rule.instead]
        self._told(step, rule.instead, outcome, skipped=tuple(passed), urgent=True)
        for id_ in passed:
            del self.open[id_]
        self._leave_choices(rule.instead)
        later = self.way.halts.get(rule.ratified_at) if rule.ratified_at is not None else None
        if later is None:
            self._complete(rule.instead, outcome, self._day, step)
            return True
        self.open.pop(rule.instead, None)
        self._over_now(rule.instead, outcome)
        self._arrive(later, self._day, due=rule.within.after(self._day) if rule.within is not None else None)
        stay = self.open[later.stage.id]
        stay.ratifies, stay.kept = True, outcome
        return True

    def _ahead(self, step: Step, outcome: str | None) -> None:
        """Replay a step of a later stage, with the stages that it left out; or one that nobody has to do now."""
        options = [one for choice in self.choices for one in choice.options]
        here = (*self.open, *options, *self.unsaid)
        target = next(
            (
                one for one in self.way.reach(here, self.subjects)
                if step.stage in (None, one) and one in self.way.halts and _does(self.way.halts[one], step)
            ),
            None,
        )  # fmt: skip
        if target is None:
            self._told(step, outcome=outcome, amiss=Amiss.BESIDE)
            return
        halt = self.way.halts[target]
        left = [one for one in self.open if target in self.way.reach((one,), self.subjects)]
        passed = [
            one for one in self.way.halts
            if one not in (target, *self.unsaid) and target not in self.way.reach(here, self.subjects, without=one)
        ]  # fmt: skip
        named = {*left, *passed, *self.waits(halt)}
        skipped = tuple(one for one in self.way.halts if one in named)
        amiss = Amiss.SKIPS if skipped else Amiss.BESIDE
        self._told(step, target, outcome, amiss, skipped)
        for id_ in left:
            del self.open[id_]
        self._leave_choices(target)
        self.unsaid.clear()
        self._arrive(halt, self._day)
        self._complete(target, outcome, self._day, step)

    def _leave_choices(self, target: str) -> None:
        """Drop the choices that are settled by what was done beyond them."""
        self.choices = [
            one for one in self.choices
            if target not in one.options and target not in self.way.reach(one.options, self.subjects)
        ]  # fmt: skip

    # ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _arrive_at(self, id_: str, day: date) -> None:
        halt = self.way.halts.get(id_)
        if halt is not None:
            self._arrive(halt, day)

    def _arrive(self, halt: Halt, day: date, handed: frozenset[str] = NOBODY, due: date | None = None) -> None:
        """Come to a stage. Whoever decides now, nobody decides the same elsewhere."""
        stage = halt.stage
        if halt.decides:
            for id_ in [one for one, stay in self.open.items() if one != stage.id and _same_question(stay.halt, halt)]:
                del self.open[id_]
        if due is None and stage.within is not None:
            due = stage.within.after(day)
        self._ticks += 1
        if stage.id not in self.open:
            self.open[stage.id] = Stay(halt, day, due, self._ticks, handed & halt.bodies if handed else handed)
        if stage.id in self.done:
            del self.done[stage.id]
        self._declined.discard(stage.id)

    def _over_now(self, id_: str, outcome: str | None) -> None:
        self._ticks += 1
        self.done[id_], self._over[id_] = outcome, self._ticks

    def _complete(self, id_: str, outcome: str | None, day: date, step: Step | None = None) -> None:
        """Leave a stage for those that follow; where nothing follows and nobody else leads on, the route ends."""
        stay = self.open.pop(id_, None)
        halt = self.way.halts.get(id_) or (stay.halt if stay is not None else None)
        self._over_now(id_, outcome)
        if halt is None:
            return
        sure, perhaps = halt.onward(outcome, self.subjects)
        if halt.stage.next and not sure and not perhaps:
            self.unsaid.append(id_)
        if perhaps:
            why = Why.OUTCOME if outcome is None and any(one.on for one in perhaps) else Why.SUBJECT
            self.choices.append(Choice(id_, tuple(perhaps), day, why))
        begun = stay.number if stay is not None else self._ticks
        handed = frozenset(self._name(ref) for ref in step.to) if step is not None and step.to else NOBODY
        goes, result = False, outcome
        for one in sure:
            if one.choose is None:
                self._go(one, day, handed, begun)
                goes |= bool(one.to)
            else:
                goes |= self._choose(one, id_, day, handed, begun)
            result = one.result or result
        if handed and sure:
            self._handed(handed, halt, sure)
        if self._last is None or (halt.stage.lead and not goes):
            self._came(id_, result, step)
        if not self._pending():
            self._finish(self._last, day)

    def _pending(self) -> bool:
        """Return whether the route goes on: somewhere, wherever somebody chooses, or where no rule says."""
        for stay in self.open.values():
            stage = stay.halt.stage
            if stage.lead or any(one.to for one in stage.next):  # an opinion beside the one that leads holds up nobody
                return True
        return bool(self.unsaid) or not all(one.spare for one in self.choices)

    def _came(self, id_: str, said: str | None, step: Step | None) -> None:
        """Keep what came of the matter so far. That something was done at all says less than what came of it."""
        if said is not None:
            self._last, self._plain = said, False
        elif step is not None and step.did in TELLING:
            self._last, self._unknown = None, id_
        elif self._plain:
            self._last = step.did.value if step is not None else SUGGESTED.value

    def _go(self, way: Onward, day: date, handed: frozenset[str], begun: int) -> None:
        """Go on from a stage to all that follow.

        What was over since the stage began is not begun again: the matter came there by another way before.
        """
        for one in way.to:
            halt = self.way.halts.get(one)
            if halt is not None and self._over.get(one, 0) <= begun:
                self._arrive(halt, day, handed)

    def _choose(self, way: Onward, stage: str, day: date, handed: frozenset[str], begun: int) -> bool:
        """Go on from a stage to those that are chosen. Return whether it goes on at all."""
        number = way.choose or ONE
        to = [one for one in way.to if one in self.way.halts and self._over.get(one, 0) <= begun]
        mine = self.way.halts[stage].bodies if stage in self.way.halts else NOBODY
        chosen = [one for one in to if one in handed or not self.way.halts[one].bodies.isdisjoint(handed)]
        for one in chosen:
            self._arrive(self.way.halts[one], day, handed)
        rest = tuple(one for one in to if one not in chosen)
        high = number.high
        if high is not None and len(chosen) > high:
            self.history[-1] = evolve(self.history[-1], amiss=self.history[-1].amiss or Amiss.TOO_MANY)
        stays = not chosen and number.low == 0 and not handed.isdisjoint(mine)
        if not stays and (len(chosen) < number.low or (not chosen and rest)):
            left = _less(number, len(chosen))
            self.choices.append(Choice(stage, (evolve(way, to=rest),), day, Why.CHOICE, left))
        else:
            self._declined.update(rest)
        return not stays

    def _handed(self, handed: frozenset[str], halt: Halt, ways: Sequence[Onward]) -> None:
        """Say of a step that it handed the matter to somebody to whom the route does not lead from here."""
        following = {to for one in ways for to in one.to}
        halts = [self.way.halts[to] for to in following if to in self.way.halts]
        known = {*following, *halt.bodies, *(name for one in halts for name in one.bodies)}
        if not any(one.anywhere for one in halts) and not handed <= known:
            self.history[-1] = evolve(self.history[-1], amiss=self.history[-1].amiss or Amiss.ELSEWHERE)

    def _name(self, ref: Ref) -> str:
        """Return how bodies are named to which a step refers."""
        home = ref.jurisdiction in (None, self.scope.charter.id)
        return ref.target if home else f"{ref.jurisdiction}/{ref.target}"

    def _finish(self, result: str | None, day: date) -> None:
        """End the route; opinions that are still awaited are needed no more."""
        self.ended, self.result = day, result
        if result is None:
            self.missing.append(f"{self.proposal.id}.{self._unknown}.outcome")
        self.open.clear()
        self.choices.clear()
        self.unsaid.clear()


def _does(halt: Halt, step: Step) -> bool:
    """Return whether a step does what is to be done at a stage."""
    return step.did in halt.does and (halt.anywhere or step.body is None or step.body in halt.bodies)


def _same_question(one: Halt, other: Halt) -> bool:
    return one.decides and one.stage.question == other.stage.question


def _less(number: Count, by: int) -> Count:
    """Return how many are left to choose."""
    return Count(max(number.low - by, 0), max(number.high - by, 0) if number.high is not None else None)
