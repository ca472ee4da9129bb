"""Audience: of those whom a reader may not see nothing is told, in no answer and by no writer: no id, name, day or reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    ambiguity,
    body,
    composition,
    delegation,
    electoral,
    group,
    holds,
    missed,
    organisation,
    person,
    row,
    scope,
    size,
    term,
)
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import Located, Scope, positions_of
from gremium.languages import LANGUAGES, language
from gremium.model.provision import Provision, Reading
from gremium.model.record import Audience, Event, Party
from gremium.model.word import VOCABULARY
from gremium.plugins.parts import Context, Parts
from gremium.testing.documents import charters, records
from gremium.values.days import on
from gremium.workbench.ask import Asked, asked
from gremium.workbench.audience import disclose, names
from gremium.workbench.diff import diff
from gremium.workbench.plan import plan_meetings
from gremium.workbench.show import overview, show

DAY = date(2026, 6, 1)
PUBLIC, MEMBERS, ADMINISTRATION = Audience
# Days that nobody but the hidden has.
SINCE, UNTIL, BORN = "2019-03-17", "2026-04-23", "1987-08-29"
SECRETS = ("secret-", "secretland", "Geheim", SINCE, UNTIL, BORN, "1987", "2019")


def hidden(id_: str = "secret-one", *, to: Audience = MEMBERS, **attributes: str) -> Party:
    """Return a person whom the public may not see."""
    return evolve(person(id_, BORN, **attributes), name=f"Geheim {id_}", disclosure=to)


ADA = evolve(person("ada"), disclosure=PUBLIC)


def about(here: Scope, audience: Audience, tag: str = "en", width: int = 120) -> Context:
    """Return what a writer may know."""
    return Context(
        charter=here.charter,
        language=language(tag),
        stamp=datetime(2026, 1, 1, tzinfo=UTC),
        audience=audience,
        names=names(here.record, audience),
        record_given=here.record is not None,
        width=width,
    )


def questions(here: Scope) -> Iterator[tuple[str, str]]:
    """Yield every question that can be asked of every body."""
    for one in here.charter.bodies:
        positions = positions_of(Located(charter=here.charter, body=one))
        yield from ((one.id, question) for question in sorted({*VOCABULARY, *positions}))


def answers(parts: Parts, here: Scope, audience: Audience) -> Iterator[tuple[str, Any]]:
    """Yield everything that can be written about a scope, with the kind of the answer."""
    yield "overview", overview(here, DAY)
    yield "plan", plan_meetings(parts, here, 2026)
    yield "delta", diff(here, date(2018, 1, 1), DAY, audience=audience)
    yield "delta", diff(here, date(2026, 4, 1), DAY, audience=audience)
    yield from (("roster", show(here, one.id, DAY, audience)) for one in here.charter.bodies)
    yield from (("answer", asked(here, where, question, DAY, audience)) for where, question in questions(here))


def everything(parts: Parts, here: Scope, audience: Audience = PUBLIC) -> str:
    """Return all that any writer says of anything, in both languages."""
    said = []
    for tag in LANGUAGES:
        context = about(here, audience, tag, 10_000)
        for kind, answer in answers(parts, here, audience):
            said += [writer.write(answer, context).decode() for writer in parts.writers if writer.answer == kind]
            said.append(str(answer) if kind != "plan" else "")
    return "\n".join(said)


def told(text: str, *secrets: str) -> list[str]:
    """Return which of these stand in a text."""
    return [secret for secret in secrets or SECRETS if secret in text]


def here(*rows: Provision, events: tuple[Event, ...], **more: Any) -> Scope:
    """Return a scope with one body `x` of these rows."""
    return scope(body("x", *rows), body("association-office", kind="office"), events=events, **more)


ONE, TWO = group("post", "page", seats=1), group("people", "page", seats=2)
LAST = term(for_seat="people", length="3 years", vacancy={"fill": "by-election", "within": "3 months"})
# What may be known of a hidden party, each as a scope of its own.
CASES: Mapping[str, Callable[[], Scope]] = {
    "holder": lambda: here(TWO, events=(ADA, hidden(), holds("ada", "people@x", "2026"), holds("secret-one", "people@x", SINCE))),
    "officer": lambda: here(ONE, events=(hidden(), holds("secret-one", "post@x", SINCE), holds("secret-one", "chair@x", SINCE))),
    "former officer": lambda: here(ONE, events=(hidden(), holds("secret-one", "post@x", SINCE, UNTIL))),
    "former officer and vacancy": lambda: here(
        ONE, events=(hidden(), holds("secret-one", "post@x", SINCE), holds(None, "post@x", UNTIL))
    ),
    "rough days": lambda: here(ONE, events=(hidden(), holds("secret-one", "post@x", SINCE, f"{UNTIL}..2026-12-31"))),
    "two officers": lambda: here(
        ONE, events=(ADA, hidden(), holds("ada", "post@x", SINCE), holds("secret-one", "post@x", SINCE))
    ),
    "former member": lambda: here(
        TWO, row(LAST, "page"), events=(hidden(), holds("secret-one", "people@x", SINCE, UNTIL))
    ),
    "end of term": lambda: here(
        TWO, row(LAST, "page"), events=(hidden(), holds("secret-one", "people@x", SINCE), electoral("x", "2020", "2025"))
    ),
    "lost seat": lambda: here(
        TWO,
        row(term(removal={"lost_by": "absence", "absences": 1}), "page"),
        events=(hidden(), holds("secret-one", "people@x", SINCE), missed("secret-one", date(2026, 4, 23))),
    ),
    "substitute": lambda: here(
        group("people", "page", seats=2, substitutes="personal"),
        events=(
            ADA,
            hidden(),
            holds("ada", "people@x", "2026"),
            holds("secret-one", "people@x", SINCE, substitute=True, stands_in_for="ada"),
        ),
    ),
    "member with a substitute": lambda: here(
        group("people", "page", seats=2, substitutes="personal"),
        events=(
            ADA,
            hidden(),
            holds("secret-one", "people@x", SINCE),
            holds("ada", "people@x", "2026", substitute=True, stands_in_for="secret-one"),
        ),
    ),
    "ordered substitutes": lambda: here(
        group("people", "page", seats=2, substitutes="ordered"),
        events=(
            ADA,
            hidden(),
            holds("secret-one", "people@x", SINCE, substitute=True, rank=1),
            holds("ada", "people@x", "2026", substitute=True, rank=2, stands_in_for="secret-one"),
        ),
    ),
    "second seat left vacant": lambda: here(
        ONE,
        TWO,
        row(composition(twice="vacant"), "page"),
        row(term(for_seat="post", length="3 years", holdover="until-successor"), "page"),
        events=(hidden(), holds("secret-one", "people@x", SINCE), holds("secret-one", "post@x", SINCE)),
    ),
    "membership that rests": lambda: here(
        TWO, events=(hidden(), holds("secret-one", "people@x", SINCE), holds("secret-one", "people@x", SINCE, rests=True))
    ),
    "age": lambda: here(
        TWO,
        row(composition(need={"age": "40..50"}), "page", id="aged"),
        events=(hidden(), holds("secret-one", "people@x", SINCE)),
    ),
    "attribute": lambda: here(
        TWO,
        row(composition(need={"with": {"origin": "here"}}), "page"),
        row(composition(count="members", with_={"origin": "here"}, is_="at least 1"), "page"),
        row(composition(distinct="origin", is_="at least 2"), "page"),
        events=(hidden(origin="secretland"), holds("secret-one", "people@x", SINCE)),
    ),
    "another office": lambda: here(
        TWO,
        row(composition(incompatible=["chair"]), "page"),
        row(composition(need={"held": "chair"}), "page"),
        events=(hidden(), holds("secret-one", "people@x", SINCE), holds("secret-one", "chair@x", SINCE)),
    ),
    "under readings that agree": lambda: here(
        *(
            evolve(row(composition(need={"age": "40.."}), "page"), reading=(Reading("leads", (name,)),))
            for name in ("three", "four")
        ),
        ONE,
        *(evolve(group("people", "page", seats=2), reading=(Reading("leads", (name,)),)) for name in ("three", "four")),
        events=(hidden(), holds("secret-one", "people@x", SINCE), holds("secret-one", "post@x", SINCE)),
        ambiguities=(ambiguity("leads", "three", "four"),),
    ),
    "under readings that differ": lambda: here(
        *(
            evolve(group("people", "page", seats=number), reading=(Reading("leads", (name,)),))
            for number, name in ((2, "three"), (3, "four"))
        ),
        row(composition(need={"age": "40.."}), "page"),
        events=(hidden(), holds("secret-one", "people@x", SINCE)),
        ambiguities=(ambiguity("leads", "three", "four"),),
    ),
    "organisation": lambda: here(
        group("sent", "page", how="sent", by="each", each="*association"),
        row(composition(count="members", each="*association", is_="at least 2", if_={"with": {"purpose": "secret"}}), "page"),
        row(composition(count="members", each="*association", is_="at least 2"), "page"),
        row(composition(distinct="origin", each="*association", is_="at least 1"), "page"),
        row(composition(need={"size": "membership", "is": "at least 300"}, of="proposer"), "page"),
        row(LAST, "page"),
        events=(
            organisation("secret-club"),
            ADA,
            size("secret-club", 20, measure="membership"),
            holds("ada", "sent@x", "2020", "2026-05-05", of="secret-club"),
        ),
    ),
    "delegates": lambda: scope(
        body("x", group("out", "page", seats=2), row(delegation("guests@board", sends=1), "page")),
        body("board", group("guests", "page", how="sent", by="x", seats=1)),
        events=(hidden(), holds("secret-one", "guests@board", SINCE)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_told_of_the_hidden(parts: Parts, name: str) -> None:
    """Whatever is known of somebody whom the public may not see, no answer tells it to the public."""
    asked_of = CASES[name]()
    assert told(everything(parts, asked_of)) == []


@pytest.mark.parametrize("name", sorted(set(CASES) - {"membership that rests"}))
def test_the_administration_is_told(parts: Parts, name: str) -> None:
    """The administration is told all of it: so what is hidden from others was there to be told."""
    asked_of = CASES[name]()
    assert told(everything(parts, asked_of, ADMINISTRATION)) != []


@pytest.mark.parametrize("audience", [PUBLIC, MEMBERS])
@pytest.mark.parametrize("name", ["age", "attribute"])
def test_ages_and_attributes_are_for_the_administration(parts: Parts, name: str, audience: Audience) -> None:
    """Members see each other, but neither days of birth nor attributes."""
    text = everything(parts, CASES[name](), audience)
    assert told(text, BORN, "1987", "secretland") == []
    assert ("secret-one" in text) == (audience is MEMBERS)


def test_no_figure_of_a_hidden_organisation() -> None:
    """Figures and counts of an organisation that is hidden do not name it; those of others do."""
    club = evolve(organisation("club"), disclosure=PUBLIC)
    events = (club, organisation("secret-club"))
    ruled = here(ONE, row(composition(count="members", each="*association", is_="at least 2"), "page", id="r"), events=events)
    answer = asked(ruled, "x", "composition", DAY).verdict
    assert {name for name, _ in answer.figures} == {"r.club", "r.at least 2"}
    counts = [language("en").say(reason.said) for reason in answer.reasons]
    assert ["(club)" in said for said in counts] == [True, False]
    whole = asked(ruled, "x", "composition", DAY, ADMINISTRATION).verdict
    assert {name for name, _ in whole.figures} == {"r.club", "r.secret-club", "r.at least 2"}


def test_what_an_empty_seat_says() -> None:
    """Of a seat that somebody hidden has left nothing is told but that it is vacant; whoever left in public has a day."""
    secret, public = CASES["former officer"](), here(ONE, events=(ADA, holds("ada", "post@x", "2025", "2026-01-31")))
    (seat,) = asked(secret, "x", "post", DAY).verdict.value
    assert (seat.state, seat.withheld, [reason.said.code for reason in seat.reasons]) == (
        SeatState.VACANT,
        False,
        ["reason.vacant-seat"],
    )
    (seat,) = asked(public, "x", "post", DAY).verdict.value
    assert [reason.said.code for reason in seat.reasons] == ["reason.ended"]


def test_what_follows_from_days_is_not_told() -> None:
    """The end of a term tells when it began; of a second seat that somebody hidden left nothing but the rule is told."""
    asked_of = CASES["second seat left vacant"]()
    codes = {}
    for audience in (PUBLIC, MEMBERS):
        (seat,) = show(asked_of, "x", DAY, audience).value.groups[0].seats
        codes[audience] = [reason.said.code for reason in seat.reasons]
    assert codes[PUBLIC] == ["reason.withheld", "reason.second-seat"]
    assert codes[MEMBERS] == ["reason.holds", "reason.holdover", "reason.second-seat"]


def test_whether_a_membership_rests_is_not_told() -> None:
    """That somebody's membership rests is told to those only who may see them."""
    asked_of = CASES["membership that rests"]()
    resting = {audience: show(asked_of, "x", DAY, audience).value.groups[0].seats[0].rests for audience in (PUBLIC, MEMBERS)}
    assert resting == {PUBLIC: False, MEMBERS: True}


def test_the_administration_gets_the_answer_as_it_is() -> None:
    """For the administration nothing is taken out and nothing is made anew."""
    asked_of = CASES["holder"]()
    whole = show(asked_of, "x", DAY, ADMINISTRATION)
    assert disclose(whole, None, ADMINISTRATION) is whole


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("holder", "seats"),
        ("holder", "people"),
        ("substitute", "seats"),
        ("ordered substitutes", "seats"),
        ("end of term", "term"),
        ("lost seat", "term"),
        ("delegates", "delegation"),
    ],
)
def test_answers_say_that_something_is_withheld(name: str, question: str) -> None:
    """Where somebody was taken out, the answer says so; to those who may see all, nothing is withheld."""
    asked_of = CASES[name]()
    assert asked(asked_of, "x", question, DAY).verdict.withheld
    assert not asked(asked_of, "x", question, DAY, MEMBERS).verdict.withheld


@pytest.mark.parametrize("question", ["composition", "remit", "cadence", "quorum"])
def test_answers_without_persons_withhold_nothing(question: str) -> None:
    """An answer about rules and numbers withholds nobody."""
    assert not asked(CASES["age"](), "x", question, DAY).verdict.withheld


def test_substitutes_are_taken_out_by_themselves() -> None:
    """A hidden substitute is withheld beside a member who is seen; a seen one stands beside a hidden member, for nobody."""
    first, _ = asked(CASES["substitute"](), "x", "seats", DAY).verdict.value.groups[0].seats
    assert (first.holder, first.withheld) == ("ada", False)
    assert [(one.holder, one.withheld) for one in first.substitutes] == [(None, True)]
    first, _ = asked(CASES["member with a substitute"](), "x", "seats", DAY).verdict.value.groups[0].seats
    assert (first.holder, first.withheld, [(one.holder, one.stands_in_for) for one in first.substitutes]) == (
        None,
        True,
        [("ada", None)],
    )


def test_a_change_among_the_hidden_is_none() -> None:
    """One hidden holder after another is no change for those who may see neither."""
    events = (
        hidden(),
        hidden("secret-two"),
        holds("secret-one", "people@x", SINCE, UNTIL),
        holds("secret-two", "people@x", "2026-04-24"),
    )
    asked_of = here(group("people", "page", seats="1..2"), events=events)
    (change,) = diff(asked_of, date(2026, 4, 1), DAY, ("x",))
    assert change.value is not None
    assert change.value.changes == ()
    (change,) = diff(asked_of, date(2026, 4, 1), DAY, ("x",), MEMBERS)
    assert change.value is not None
    assert change.value.changes


@settings(settings.get_profile("brief"), max_examples=8)
@given(data=st.data())
def test_no_writer_tells_of_the_hidden(parts: Parts, data: st.DataObject) -> None:
    """Whatever charter and record: no bytes of any writer hold id or name of a hidden party, a day of birth or an attribute."""
    charter = data.draw(charters())
    record = data.draw(records(charter))
    parties = {event.id: f"secret-{event.id}" for event in record.events if isinstance(event, Party)}
    events = tuple(_marked(event, parties) for event in record.events)
    asked_of = Scope(charter=charter, record=evolve(record, events=events))
    audience = data.draw(st.sampled_from((PUBLIC, MEMBERS)))
    context = about(asked_of, audience, data.draw(st.sampled_from(LANGUAGES)))
    for kind, answer in answers(parts, asked_of, audience):
        for writer in parts.writers:
            if writer.answer == kind:
                text = writer.write(answer, context).decode()
                assert told(text, "secret-", "Geheimnis", "1907-07-07", "geheimes-merkmal") == []
                if writer.format == "json":
                    json.loads(text)
                elif kind == "answer":
                    assert isinstance(answer, Asked)


def _marked(event: Event, parties: Mapping[str, str]) -> Event:
    """Return an event in which every party has an id, a name, a day of birth and an attribute that would be noticed."""
    if isinstance(event, Party):
        born, attributes = on(date(1907, 7, 7)), (("origin", "geheimes-merkmal"),)
        name, disclosure = "Geheimnis", Audience.ADMINISTRATION
        return evolve(
            event, id=parties[event.id], name=name, disclosure=disclosure, born=born, attributes=attributes, kind="association"
        )
    fields = {name: parties.get(old, old) for name in ("party", "stands_in_for") if (old := getattr(event, name, None))}
    return evolve(event, **fields) if fields else event


def test_no_order_tells_who_is_hidden() -> None:
    """Seats stand in the order of their holders' ids; those withheld stand after the others, wherever their ids would come."""
    people = (person("bea"), evolve(person("ada"), disclosure=MEMBERS), person("cai"))
    seen = [evolve(one, disclosure=PUBLIC) if one.id != "ada" else one for one in people]
    held = [holds(one.id, "m@x", "2020-01-01") for one in people]
    here = scope(body("x", group("m", "page", seats=4)), events=(*seen, *held))
    groups = asked(here, "x", "seats", DAY).verdict.value.groups
    assert [(seat.holder, seat.withheld) for seat in groups[0].seats] == [
        ("bea", False), ("cai", False), (None, True), (None, False),
    ]  # fmt: skip
