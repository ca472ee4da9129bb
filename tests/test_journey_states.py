"""Laws of every journey, over made-up routes and made-up steps."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from builders import body, charter, record, row, table
from effort import times, tries
from gremium.evaluate.halts import DONE
from gremium.evaluate.journey import trace
from gremium.evaluate.replay import Amiss
from gremium.evaluate.scope import Scope
from gremium.evaluate.standing import Journey
from gremium.model.charter import Subject
from gremium.model.proposal import Did, Proposal, Step
from gremium.norms.route import Act, Route
from gremium.values.verdict import Outcome, Verdict

BODIES = ("office", "group", "board", "council")
OUTCOMES = ("adopted", "rejected", "objected")
FIRST, ONE_DAY = date(2026, 1, 5), timedelta(days=1)
ACTS = [act.value for act in Act if act is not Act.UNSTATED]


@st.composite
def routes(draw: st.DrawFn) -> Route:  # noqa: C901  (one choice for each thing that a route can say)
    """Return a route of a few stages: forwards, backwards, in parallel, by choice, with a time for silence."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 5)))]
    stages = []
    for number, name in enumerate(names):
        onward = []
        for _ in range(draw(st.integers(0, 2))):
            to = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
            said = {"to": to} if to else {"result": draw(st.sampled_from(("done", "dropped")))}
            if draw(st.booleans()):
                said["on"] = draw(st.sampled_from(OUTCOMES))
            if draw(st.integers(0, 4)) == 0:
                said["for"] = draw(st.sampled_from(("idea", "measure")))
            if len(to) > 1 and draw(st.booleans()):
                said["choose"] = draw(st.sampled_from(("1", "0..1")))
            onward.append(said)
        stage = {"id": name, "act": "suggest" if number == 0 else draw(st.sampled_from(ACTS)), "next": onward}
        if number and draw(st.booleans()):
            stage["lead"] = False
        if draw(st.booleans()):
            stage["at"] = draw(st.sampled_from(BODIES))
        if draw(st.booleans()):
            stage |= {"within": draw(st.sampled_from(("2 weeks", "1 month"))), "silence": draw(st.sampled_from(OUTCOMES))}
        if number > 1 and draw(st.booleans()):
            stage["after"] = draw(st.sampled_from(names[:number]))
        stages.append(stage)
    more = {"answer": {"within": "4 weeks"}} if draw(st.booleans()) else {}
    if draw(st.booleans()):
        more["urgent"] = {"by": "office", "instead": draw(st.sampled_from(names)), "ratified_at": draw(st.sampled_from(names))}
    return table(Route, stages=stages, **more)


class Journeys(RuleBasedStateMachine):
    """A proposal that anything may happen to, whether the route knows of it or not."""

    @initialize(
        made=routes(), later=st.none() | routes(), change=st.integers(0, 90), born=st.sampled_from(BODIES),
        subject=st.sampled_from((None, "idea", "measure")),
    )  # fmt: skip
    def begin(self, made: Route, later: Route | None, change: int, born: str, subject: str | None) -> None:
        """Start a proposal on a made-up route, which another one may replace on some day."""
        bodies = [body(name, kind=name) for name in BODIES]
        day = FIRST + timedelta(days=change)
        rules = (row(made, id="way"),) if later is None else (
            row(made, id="way", until=day), row(later, id="way", since=day + ONE_DAY),
        )
        bodies[1] = evolve(bodies[1], provisions=rules)
        self.routes = (made, later)
        self.charter = charter(*bodies, subjects=(Subject(id="idea"), Subject(id="measure")))
        self.proposal = Proposal(id="p", of=born, at=FIRST, route="way", subject=subject)
        self.steps: list[Step] = []
        self.day = FIRST
        self.said: list[tuple[date, int, Verdict[Journey]]] = []

    def told(self, steps: list[Step], at: date) -> Verdict[Journey]:
        """Return what is told of the proposal on a day, with these steps."""
        return trace(Scope(charter=self.charter, record=record(self.proposal, *steps)), "p", at)

    @rule(days=st.integers(0, 40))
    def wait(self, days: int) -> None:
        """Let time go by."""
        self.said.append((self.day, len(self.steps), self.told(self.steps, self.day)))
        self.day += timedelta(days=days)

    @precondition(lambda self: len(self.steps) < 12)
    @rule(
        did=st.sampled_from(Did), by=st.sampled_from((*BODIES, None)), outcome=st.none() | st.sampled_from(OUTCOMES),
        urgent=st.booleans(), to=st.lists(st.sampled_from(BODIES), max_size=1),
    )  # fmt: skip
    def step(self, did: Did, by: str | None, outcome: str | None, urgent: bool, to: list[str]) -> None:
        """Let somebody do something."""
        made = table(Step, proposal="p", did=did.value, body=by, at=self.day, outcome=outcome, urgent=urgent, to=to)
        self.steps.append(made)

    @precondition(lambda self: self.day > FIRST and len(self.steps) < 12)
    @rule(did=st.sampled_from(Did), by=st.sampled_from(BODIES), days=st.integers(1, 30))
    def come_to_light(self, did: Did, by: str, days: int) -> None:
        """Let somebody write down only now what was done before."""
        self.steps.append(Step(proposal="p", did=did, body=by, at=max(self.day - timedelta(days=days), FIRST)))

    @precondition(lambda self: len(self.steps) < 12)
    @rule(data=st.data(), outcome=st.sampled_from(OUTCOMES))
    def go_on(self, data: st.DataObject, outcome: str) -> None:
        """Let one of those do what is to be done who can."""
        value = self.told(self.steps, self.day).value
        if value is None or not value.open:
            return
        here = data.draw(st.sampled_from(value.open))
        who = here.bodies[0] if here.bodies else "office"
        did = DONE[here.act][0]
        self.steps.append(Step(proposal="p", did=did, body=who, at=self.day, outcome=outcome, stage=here.stage))

    @invariant()
    def laws(self) -> None:
        """What is true of every journey."""
        verdict = self.told(self.steps, self.day)
        value = verdict.value
        assert value is not None
        assert verdict.reasons
        assert len({one.stage for one in value.open}) == len(value.open)
        assert sum(one.act is Act.DECIDE and not one.choice for one in value.open) <= 1
        assert (verdict.outcome is Outcome.OPEN) == bool(verdict.missing)
        if value.ended is not None:
            assert not value.open
            assert (value.result is not None) or verdict.outcome is Outcome.OPEN
            owed = {one.answer is not None for one in self.routes if one is not None}
            assert (value.reply is not None) in owed
        else:
            assert value.reply is None
            assert value.open or verdict.outcome is Outcome.OPEN
        told = [one for one in value.history if one.did is not None]
        born = [one for one in told if one.did is Did.SUGGESTED and one.at == FIRST][: len(told) - len(self.steps)]
        assert len(told) - len(born) == len(self.steps)
        in_turn = sorted(self.steps, key=lambda one: one.day)
        assert [(one.did, one.body, one.at) for one in told[len(born) :]] == [(one.did, one.body, one.day) for one in in_turn]
        for one in value.history:
            assert (one.amiss is None) == one.regular
            assert one.amiss is not Amiss.SKIPS or one.skipped
        for day, number, earlier in self.said:
            assert self.told(self.steps[:number], day) == earlier  # as it was known on that day
            if all(one.day > day for one in self.steps[number:]):
                assert self.told(self.steps, day) == earlier


TestJourneys = Journeys.TestCase
TestJourneys.settings = settings(max_examples=times(60), stateful_step_count=14)


@given(data=st.data(), made=routes(), days=st.lists(st.integers(0, 60), min_size=1, max_size=6))
@tries(60)
def test_replaying_in_any_chunks_gives_the_same_state(data: st.DataObject, made: Route, days: list[int]) -> None:
    """However often anybody asked in between, and however the events were handed in."""
    steps = [
        Step(
            proposal="p", did=data.draw(st.sampled_from(Did)), body=data.draw(
                st.sampled_from(BODIES),
            ), at=FIRST + timedelta(days=day),
            outcome=data.draw(st.none() | st.sampled_from(OUTCOMES)),
        )
        for day in sorted(days)
    ]  # fmt: skip
    first = body("group", row(made, id="way"))
    here = charter(first, *(body(name) for name in BODIES if name != "group"))
    born = Proposal(id="p", of=data.draw(st.sampled_from(BODIES)), at=FIRST)
    last = FIRST + timedelta(days=90)
    whole = trace(Scope(charter=here, record=record(born, *steps)), "p", last)
    one = Scope(charter=here, record=record(born, *steps))
    for day in (FIRST, *(step.day for step in steps)):
        until = [step for step in steps if step.day <= day]
        assert trace(one, "p", day) == trace(Scope(charter=here, record=record(born, *until)), "p", day)
    assert trace(one, "p", last) == whole
    if len(set(days)) == len(days):  # of one day the order of the file is the order of events
        assert trace(Scope(charter=here, record=record(*reversed(steps), born)), "p", last) == whole
