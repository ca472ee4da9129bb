"""Whatever a charter says of duties, and a record of what came: nothing raises, and what is written is read again."""

from __future__ import annotations

from datetime import date, datetime

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import CODEC, ambiguity, body, charter, delivered, meeting, record, row, table
from gremium.evaluate.duty import Due
from gremium.evaluate.scope import Scope
from gremium.explain.duty import duty_in_words
from gremium.languages import language
from gremium.lint.duty import circles, rows
from gremium.model.charter import Charter, NamedDay, Subject
from gremium.model.proposal import Did, Proposal, Step
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import DayNamed, Event, MeetingState, Record
from gremium.norms.duty import Duty, Occasion, Owed
from gremium.plugins.parts import Context
from gremium.review.record import review
from gremium.testing.values import dates, days, lengths, spans, starts, texts
from gremium.values.finding import Severity
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome
from gremium.workbench.ask import asked
from gremium_adapters.writers.json import answer as as_json
from gremium_adapters.writers.text_answers import answer as as_text

NAMES = ("a", "b")
PLACES = ("x", "council")
WHO = st.lists(st.sampled_from(["chair", "council", "x", "unstated"]).map(parse_ref), max_size=2, unique=True).map(tuple)
SOME = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
DUTIES = st.builds(
    Duty,
    owes=st.sampled_from(Owed), what=st.none() | texts(), by=WHO, to=WHO,
    due=st.none() | starts(("start", "end")), every=st.none() | lengths(), starts=st.none() | starts(("start", "end")),
    anew=st.booleans(), after=st.none() | st.sampled_from(Occasion), within=st.none() | lengths(),
    at_once=st.booleans(), points=st.booleans(),
    soon=st.none() | lengths(), lapses=st.none() | lengths(), before=SOME, then=st.none() | texts(),
)  # fmt: skip
READINGS = st.sampled_from([(), (parse_reading("way:one"),), (parse_reading("way:two"),)])
PROVISIONS = st.builds(
    lambda norm, id_, span, reading, for_: evolve(row(norm, "rules", id=id_, for_=for_), span=span, reading=reading),
    DUTIES, st.sampled_from(NAMES), spans(), READINGS, st.sampled_from([(), ("idea",)]),
)  # fmt: skip
FACTS = st.one_of(
    st.builds(
        lambda name, at, of, for_, points: delivered(name, at, body=of, meeting="m", proposal="p", for_=for_, points=points),
        st.sampled_from(NAMES), dates(), st.sampled_from(PLACES), st.none() | dates(),
        st.lists(st.sampled_from(["one", "two"]), max_size=2),
    ),
    st.builds(
        lambda did, at, of: table(Step, proposal="p", did=did.value, at=at, body=of),
        st.sampled_from(Did), dates(), st.sampled_from(PLACES),
    ),
    st.builds(lambda name, on: DayNamed(id=name, on=on), st.sampled_from(["start", "end"]), days()),
)  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> Scope:
    """Return a charter with a few duties of one body, and a record."""
    listed: list[Provision] = draw(st.lists(PROVISIONS, max_size=4))
    x = evolve(body("x", *listed), span=draw(spans()))
    known = charter(
        x, body("council"), ambiguities=(ambiguity("way", "one", "two"),), subjects=(Subject(id="idea"),),
        dates=(NamedDay(id="start", on=draw(days())),),
    )  # fmt: skip
    held = meeting("m", draw(st.sampled_from(PLACES)), draw(dates()), state=draw(st.sampled_from(MeetingState)).value)
    raised = Proposal(
        id="p", of=draw(st.none() | st.sampled_from(PLACES)), at=draw(st.none() | dates()),
        subject=draw(st.sampled_from([None, "idea"])), points=draw(st.sampled_from([(), ("one",), ("one", "two")])),
    )  # fmt: skip
    events: list[Event] = draw(st.lists(FACTS, max_size=4))
    return Scope(charter=known, record=record(held, raised, *events))


@given(of=worlds(), at=dates())
def test_any_duty_has_an_answer_that_can_be_written(of: Scope, at: date) -> None:
    """An answer with reasons; in text, as data, and in the words of the rules, in both languages."""
    for tag in ("de", "en"):
        context = Context(charter=of.charter, language=language(tag), stamp=datetime(2026, 1, 1))
        told = asked(of, "x", "duty", at)
        assert as_text(told, context)
        assert as_json(told, context)
        for provision in of.charter.bodies[0].provisions:
            assert duty_in_words(provision.norm, language(tag))
    dues: tuple[Due, ...] = told.verdict.value or ()
    assert (told.verdict.outcome is Outcome.OPEN) == bool(told.verdict.missing)
    assert all(one.earliest is None or one.latest is None or one.earliest <= one.latest for one in dues)


@given(of=worlds())
def test_any_duty_can_be_checked(of: Scope) -> None:
    """Lint and review find what they find, and raise nothing."""
    found = [*rows(of), *circles(of), *review(of)]
    assert all(one.severity in Severity and one.place.path for one in found)


@given(of=worlds())
def test_what_is_written_is_read_again(of: Scope) -> None:
    """Charter and record keep every key of a duty and of what came."""
    for cls, value in ((Charter, of.charter), (Record, of.record)):
        again, found = CODEC.read(cls, CODEC.write(value))
        assert (again, found) == (value, ())


@given(one=DUTIES)
def test_every_duty_narrows_itself(one: Duty) -> None:
    """It is as strict as itself."""
    assert one.narrows(one)


ALIKE = st.builds(
    Duty,
    owes=st.just(Owed.REPLY), after=st.just(Occasion.RECEIVED), every=st.none() | lengths(), within=st.none() | lengths(),
    due=st.none() | starts(("start",)), at_once=st.booleans(), points=st.booleans(), before=SOME,
)  # fmt: skip


@given(one=ALIKE, other=ALIKE, third=ALIKE)
def test_narrowing_goes_on(one: Duty, other: Duty, third: Duty) -> None:
    """What narrows a narrower duty narrows the wider one, too."""
    assert not (one.narrows(other) and other.narrows(third)) or one.narrows(third)
