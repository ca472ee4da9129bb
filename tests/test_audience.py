"""Audience: of those whom a reader may not see nothing is told, in no answer and by no writer: no id, name, day or reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from attrs import evolve, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    ambiguity,
    ballot,
    barred,
    body,
    composition,
    decision,
    delegation,
    demand,
    electoral,
    found,
    group,
    holds,
    item,
    lot,
    meeting,
    missed,
    notice,
    objection,
    organisation,
    person,
    power,
    present,
    quorum,
    row,
    scope,
    sent,
    sitting,
    size,
    term,
    waived,
)
from effort import times
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import Located, Scope, positions_of
from gremium.languages import LANGUAGES, language
from gremium.model.charter import Subject
from gremium.model.provision import Provision, Reading, parse_reading
from gremium.model.record import Audience, Event, Holding, Party
from gremium.model.word import VOCABULARY
from gremium.norms.seats import Characteristic, Seats
from gremium.plugins.parts import Context, Parts
from gremium.plugins.words import WORDS
from gremium.testing.documents import charters, records
from gremium.values.count import exactly
from gremium.values.crowd import Crowd, Persons
from gremium.values.days import on
from gremium.values.disclosure import INSIDE, PARTY, WHOLE
from gremium.values.message import Message, message
from gremium.values.verdict import Outcome, Reason, Verdict
from gremium.workbench.ask import Asked, asked
from gremium.workbench.audience import behind_doors, disclose, names
from gremium.workbench.diff import diff
from gremium.workbench.plan import plan_meetings
from gremium.workbench.route import routes
from gremium.workbench.show import overview, show

DAY = date(2026, 6, 1)
PUBLIC, MEMBERS, ADMINISTRATION = Audience
OF_MEETINGS = tuple(word.tag for word in WORDS if word.of_meeting)
# Days that nobody but the hidden has.
SINCE, UNTIL, BORN = "2019-03-17", "2026-04-23", "1987-08-29"
SECRETS = ("canary-", "secretland", "Geheim", SINCE, UNTIL, BORN, "1987", "2019")


def hidden(id_: str = "canary-one", *, to: Audience = MEMBERS, **attributes: str) -> Party:
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
    yield from (("answer", one) for one in about_meetings(here, audience))
    yield from (("answer", asked(here, one.id, "power", DAY, audience, who="chair", may="vote")) for one in here.charter.bodies)
    yield from (("routes", routes(here, one.id, DAY)) for one in here.charter.bodies)
    known = here.record.proposal_by_id if here.record is not None else ()
    yield from (("answer", asked(here, "", "proposal", DAY, audience, proposal=one)) for one in known)


def about_meetings(here: Scope, audience: Audience) -> Iterator[Asked]:
    """Yield the answers about every meeting of a body of the charter, as a whole and item by item."""
    record = here.record
    meetings = record.meeting_by_id.values() if record is not None else ()
    for one in meetings:
        items = [item.id for item in record.item_by_id.values() if item.meeting == one.id] if record is not None else []
        for where in (name for name in dict.fromkeys(one.bodies) if name in here.charter.body_by_id):
            for word in OF_MEETINGS:
                yield from (asked(here, where, word, DAY, audience, meeting=one.id, item=item) for item in (None, *items))
            may = {"who": "all", "may": "vote"}
            yield from (asked(here, where, "power", DAY, audience, meeting=one.id, item=item, **may) for item in (None, *items))


def everything(parts: Parts, here: Scope, audience: Audience = PUBLIC, tags: Iterable[str] = LANGUAGES) -> str:
    """Return all that any writer says of anything, in both languages unless others are said."""
    said = []
    for tag in tags:
        context = about(here, audience, tag, 10_000)
        for kind, answer in answers(parts, here, audience):
            said += [writer.write(answer, context).decode() for writer in parts.writers if writer.answer == kind]
            said.append(str(answer) if kind != "plan" else "")
    return "\n".join(said)


def test_every_kind_of_answer_is_looked_at(parts: Parts) -> None:
    """No writer is left out of these tests, but for those that are asked without a charter."""
    tried = {kind for kind, _ in answers(parts, CASES["vote"](), PUBLIC)} | {"answer"}
    assert {writer.answer for writer in parts.writers} - tried == {"apportion"}


def told(text: str, *secrets: str) -> list[str]:
    """Return which of these stand in a text."""
    return [secret for secret in secrets or SECRETS if secret in text]


def here(*rows: Provision, events: tuple[Event, ...], **more: Any) -> Scope:
    """Return a scope with one body `x` of these rows."""
    return scope(body("x", *rows), body("association-office", kind="office"), events=events, **more)


EVENING = datetime(2026, 3, 10, 19)


def met(*events: Event, at: datetime = EVENING, **more: Any) -> Scope:
    """Return a scope with a body of two members, one of them hidden, and a meeting of it under rules of every word."""
    members = (hidden(), ADA, holds("canary-one", "people@x", SINCE), holds("ada", "people@x", "2020"))
    return scope(
        body("x", *RULES, complete=True),
        body("association-office", kind="office"),
        events=(*members, meeting(at=at, **more), *events),
    )


def minute(hour: int, minutes: int = 0) -> datetime:
    """Return a minute of the evening of the meeting."""
    return EVENING.replace(hour=hour, minute=minutes)


RULES = (
    group("people", "page", seats=2, standing="voting"),
    row(notice(lead="8 clear days before meeting", basis="receipt", cures=["appearance", "waiver"]), "page § 1"),
    row(
        quorum(
            requires={"holds": "notice"}, count="present entitled voting members", need="more than 1/2 of voting seats",
            presumed="challenge",
        ),
        "page § 2",
    ),
    row(
        decision(
            need="more than 1/2 of votes", abstentions="ignored", tie={"then": "casting-vote", "by": "chair"},
            on_demand=[{"form": "secret", "by": "at least 1"}], veto=[{"by": "chair", "within": "1 week"}],
        ),
        "page § 3",
    ),
    row(sitting(public="public", closed={"resolved": "more than 1/2 of votes"}, presides="chair", remote="regular"), "page § 4"),
    row(power(who="at least 1", may=["demand:secret-ballot", "demand:meeting"]), "page § 5"),
    row(power(who="secretary", may_not=["deliberate", "vote"], leaves=True, effect="void"), "page § 6"),
)  # fmt: skip
ONE, TWO = group("post", "page", seats=1), group("people", "page", seats=2)
LAST = term(for_seat="people", length="3 years", vacancy={"fill": "by-election", "within": "3 months"})
# What may be known of a hidden party, each as a scope of its own.
CASES: Mapping[str, Callable[[], Scope]] = {
    "holder": lambda: here(TWO, events=(ADA, hidden(), holds("ada", "people@x", "2026"), holds("canary-one", "people@x", SINCE))),
    "officer": lambda: here(ONE, events=(hidden(), holds("canary-one", "post@x", SINCE), holds("canary-one", "chair@x", SINCE))),
    "former officer": lambda: here(ONE, events=(hidden(), holds("canary-one", "post@x", SINCE, UNTIL))),
    "former officer and vacancy": lambda: here(
        ONE, events=(hidden(), holds("canary-one", "post@x", SINCE), holds(None, "post@x", UNTIL))
    ),
    "rough days": lambda: here(ONE, events=(hidden(), holds("canary-one", "post@x", SINCE, f"{UNTIL}..2026-12-31"))),
    "two officers": lambda: here(
        ONE, events=(ADA, hidden(), holds("ada", "post@x", SINCE), holds("canary-one", "post@x", SINCE))
    ),
    "former member": lambda: here(
        TWO, row(LAST, "page"), events=(hidden(), holds("canary-one", "people@x", SINCE, UNTIL))
    ),
    "end of term": lambda: here(
        TWO, row(LAST, "page"), events=(hidden(), holds("canary-one", "people@x", SINCE), electoral("x", "2020", "2025"))
    ),
    "lost seat": lambda: here(
        TWO,
        row(term(removal={"lost_by": "absence", "absences": 1}), "page"),
        events=(hidden(), holds("canary-one", "people@x", SINCE), missed("canary-one", date(2026, 4, 23))),
    ),
    "substitute": lambda: here(
        group("people", "page", seats=2, substitutes="personal"),
        events=(
            ADA,
            hidden(),
            holds("ada", "people@x", "2026"),
            holds("canary-one", "people@x", SINCE, substitute=True, stands_in_for="ada"),
        ),
    ),
    "member with a substitute": lambda: here(
        group("people", "page", seats=2, substitutes="personal"),
        events=(
            ADA,
            hidden(),
            holds("canary-one", "people@x", SINCE),
            holds("ada", "people@x", "2026", substitute=True, stands_in_for="canary-one"),
        ),
    ),
    "ordered substitutes": lambda: here(
        group("people", "page", seats=2, substitutes="ordered"),
        events=(
            ADA,
            hidden(),
            holds("canary-one", "people@x", SINCE, substitute=True, rank=1),
            holds("ada", "people@x", "2026", substitute=True, rank=2, stands_in_for="canary-one"),
        ),
    ),
    "second seat left vacant": lambda: here(
        ONE,
        TWO,
        row(composition(twice="vacant"), "page"),
        row(term(for_seat="post", length="3 years", holdover="until-successor"), "page"),
        events=(hidden(), holds("canary-one", "people@x", SINCE), holds("canary-one", "post@x", SINCE)),
    ),
    "membership that rests": lambda: here(
        TWO, events=(hidden(), holds("canary-one", "people@x", SINCE), holds("canary-one", "people@x", SINCE, rests=True))
    ),
    "age": lambda: here(
        TWO,
        row(composition(need={"age": "40..50"}), "page", id="aged"),
        events=(hidden(), holds("canary-one", "people@x", SINCE)),
    ),
    "attribute": lambda: here(
        TWO,
        row(composition(need={"with": {"origin": "here"}}), "page"),
        row(composition(count="members", with_={"origin": "here"}, is_="at least 1"), "page"),
        row(composition(distinct="origin", is_="at least 2"), "page"),
        events=(hidden(origin="secretland"), holds("canary-one", "people@x", SINCE)),
    ),
    "another office": lambda: here(
        TWO,
        row(composition(incompatible=["chair"]), "page"),
        row(composition(need={"held": "chair"}), "page"),
        events=(hidden(), holds("canary-one", "people@x", SINCE), holds("canary-one", "chair@x", SINCE)),
    ),
    "under readings that agree": lambda: here(
        *(
            evolve(row(composition(need={"age": "40.."}), "page"), reading=(Reading("leads", (name,)),))
            for name in ("three", "four")
        ),
        ONE,
        *(evolve(group("people", "page", seats=2), reading=(Reading("leads", (name,)),)) for name in ("three", "four")),
        events=(hidden(), holds("canary-one", "people@x", SINCE), holds("canary-one", "post@x", SINCE)),
        ambiguities=(ambiguity("leads", "three", "four"),),
    ),
    "under readings that differ": lambda: here(
        *(
            evolve(group("people", "page", seats=number), reading=(Reading("leads", (name,)),))
            for number, name in ((2, "three"), (3, "four"))
        ),
        row(composition(need={"age": "40.."}), "page"),
        events=(hidden(), holds("canary-one", "people@x", SINCE)),
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
            organisation("canary-club"),
            ADA,
            size("canary-club", 20, measure="membership"),
            holds("ada", "sent@x", "2020", "2026-05-05", of="canary-club"),
        ),
    ),
    "late notice": lambda: met(sent(received=date(2026, 3, 5), who=["canary-one"]), sent(received=date(2026, 2, 1), who=["ada"])),
    "waived notice": lambda: met(
        sent(received=date(2026, 3, 5)), waived(["canary-one"]), present(["canary-one", "ada"]), objection(who=["canary-one"])
    ),
    "presence": lambda: met(sent(received=date(2026, 2, 1)), present(["canary-one"]), present(["canary-one"], remote=True)),
    "barred": lambda: met(
        item("i", at=minute(20)), present(["canary-one", "ada"]), barred(["canary-one"], item="i", stays=True),
        ballot(["canary-one"], ["ada"], item="i"),
    ),
    "vote": lambda: met(
        item("i", at=minute(20)), present(["canary-one", "ada"]), ballot(["canary-one"], ["ada"], item="i", casting="yes"),
        found("quorum", holds=False, by="canary-one"), lot("canary-one", item="i"),
    ),
    "demand": lambda: met(
        item("i"), present(["canary-one", "ada"]), demand("secret-ballot", ["canary-one"], item="i", at=minute(20)),
        demand("meeting", ["canary-one"], at_meeting=None, body="x", at=date(2026, 3, 1)),
        demand("quorum-check", ["canary-one"]), objection("decision", who=["canary-one"], item="i"), ballot(1, 1, item="i"),
    ),
    "chair": lambda: met(holds("canary-one", "chair@x", SINCE), present(["canary-one", "ada"]), chair="canary-one"),
    "substitute at a meeting": lambda: met(
        evolve(hidden("canary-two")), holds("canary-two", "people@x", SINCE, substitute=True, stands_in_for="ada"),
        present(["canary-one", "canary-two"]), ballot(["canary-two"], ["canary-one"], item="i"), item("i"),
    ),
    "delegates": lambda: scope(
        body("x", group("out", "page", seats=2), row(delegation("guests@board", sends=1), "page")),
        body("board", group("guests", "page", how="sent", by="x", seats=1)),
        events=(hidden(), holds("canary-one", "guests@board", SINCE)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_told_of_the_hidden(parts: Parts, name: str) -> None:
    """Whatever is known of somebody whom the public may not see, no answer tells it to the public."""
    asked_of = CASES[name]()
    assert told(everything(parts, asked_of)) == []


def revealing(asked_of: Scope) -> Scope:
    """Return a scope whose persons all may be seen, but hold what reveals something; only `ada` agreed that it is told."""
    bodies = tuple(
        evolve(one, provisions=tuple(
            evolve(row_, norm=evolve(row_.norm, reveals=(Characteristic.DISABILITY,))) if isinstance(row_.norm, Seats) else row_
            for row_ in one.provisions
        ))
        for one in asked_of.charter.bodies
    )  # fmt: skip

    def told_of(event: Event) -> Event:
        match event:
            case Party(kind="person"):
                return evolve(event, disclosure=PUBLIC)
            case Holding(party="ada"):
                return evolve(event, disclosure=PUBLIC)
            case Holding() if event.position.position not in {"people", "post", "sent", "guests", "out"}:
                return evolve(event, disclosure=MEMBERS)
        return event

    events = tuple(told_of(event) for event in asked_of.record.events)
    return evolve(asked_of, charter=evolve(asked_of.charter, bodies=bodies), record=evolve(asked_of.record, events=events))


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_told_of_seats_that_reveal(parts: Parts, name: str) -> None:
    """Somebody may be seen, but the seat reveals something: the public is told of them no more than if they were hidden."""
    assert told(everything(parts, revealing(CASES[name]()), tags=("de",))) == []


# Who is simply there, or rests, nobody is told by name.
UNNAMED = {"membership that rests", "presence"}


@pytest.mark.parametrize("name", sorted(set(CASES) - UNNAMED))
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
    assert ("canary-one" in text) == (audience is MEMBERS)


def test_no_figure_of_a_hidden_organisation() -> None:
    """Figures and counts of an organisation that is hidden do not name it; those of others do."""
    club = evolve(organisation("club"), disclosure=PUBLIC)
    events = (club, organisation("canary-club"))
    ruled = here(ONE, row(composition(count="members", each="*association", is_="at least 2"), "page", id="r"), events=events)
    answer = asked(ruled, "x", "composition", DAY).verdict
    assert {name for name, _ in answer.figures} == {"r.club", "r.at least 2"}
    counts = [language("en").say(reason.said) for reason in answer.reasons]
    assert ["(club)" in said for said in counts] == [False, True]
    whole = asked(ruled, "x", "composition", DAY, ADMINISTRATION).verdict
    assert {name for name, _ in whole.figures} == {"r.club", "r.canary-club", "r.at least 2"}


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
    assert disclose(whole, asked_of, ADMINISTRATION) is whole


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
        hidden("canary-two"),
        holds("canary-one", "people@x", SINCE, UNTIL),
        holds("canary-two", "people@x", "2026-04-24"),
    )
    asked_of = here(group("people", "page", seats="1..2"), events=events)
    (change,) = diff(asked_of, date(2026, 4, 1), DAY, ("x",))
    assert change.value is not None
    assert change.value.changes == ()
    (change,) = diff(asked_of, date(2026, 4, 1), DAY, ("x",), MEMBERS)
    assert change.value is not None
    assert change.value.changes


@settings(settings.get_profile("brief"), max_examples=times(8))
@given(data=st.data())
def test_no_writer_tells_of_the_hidden(parts: Parts, data: st.DataObject) -> None:
    """Whatever charter and record: no bytes of any writer hold id or name of a hidden party, a day of birth or an attribute."""
    charter = data.draw(charters())
    record = data.draw(records(charter))
    parties = {event.id: f"canary-{event.id}" for event in record.events if isinstance(event, Party)}
    events = tuple(_marked(event, parties) for event in record.events)
    asked_of = Scope(charter=charter, record=evolve(record, events=events))
    audience = data.draw(st.sampled_from((PUBLIC, MEMBERS)))
    context = about(asked_of, audience, data.draw(st.sampled_from(LANGUAGES)))
    for kind, answer in answers(parts, asked_of, audience):
        for writer in parts.writers:
            if writer.answer == kind:
                text = writer.write(answer, context).decode()
                assert told(text, "canary-", "Geheimnis", "1907-07-07", "geheimes-merkmal") == []
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
    return _renamed(event, parties)


def _renamed(value: Any, parties: Mapping[str, str]) -> Any:
    """Return a fact, or what is in it, with other ids for these parties."""
    if isinstance(value, Persons):
        return Persons(tuple(sorted(parties.get(one, one) for one in value.ids)))
    if isinstance(value, tuple):
        return tuple(_renamed(one, parties) for one in value)
    if not attrs.has(type(value)):
        return value
    fields = {one.name: (getattr(value, one.name), one.metadata.get("party")) for one in attrs.fields(type(value))}
    changed = {name: parties.get(old, old) if mark else _renamed(old, parties) for name, (old, mark) in fields.items()}
    return evolve(value, **changed)


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


# ── answers about meetings ───────────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class Part:
    """Something of which an answer tells, with every mark that a field may have."""

    who: str = field(metadata=WHOLE)
    helper: str | None = field(default=None, metadata=PARTY)
    others: tuple[str, ...] = field(default=(), metadata=PARTY)
    crowd: Crowd | None = None
    yes: int | None = field(default=None, metadata=INSIDE)
    figures: tuple[tuple[str, str], ...] = ()
    needs: tuple[Message, ...] = ()
    reasons: tuple[Reason, ...] = ()


@frozen(kw_only=True)
class Whole:
    """An answer with parts, one of which may be missing."""

    parts: tuple[Part, ...] = ()
    part: Part | None = None
    rule: object = None


def because(code: str, *, provision: str = "", under: tuple[Reason, ...] = (), **params: str) -> Reason:
    """Return a reason."""
    return Reason(said=message(code, **params), provision=provision, because=under)


def read(value: object, audience: Audience = PUBLIC, inside: str | None = None, **more: Any) -> Verdict[Any]:
    """Return an answer with this value as read; `canary-one` is for members, `canary-two` for the administration."""
    two = hidden("canary-two", to=ADMINISTRATION)
    told = {"reasons": (because("reason.rule", provision="r"),), **more}
    here = scope(body("x"), events=(hidden(), two, ADA))
    return disclose(Verdict(outcome=Outcome.HOLDS, value=value, **told), here, audience, inside)


def test_what_marked_fields_hold_is_taken_out() -> None:
    """An id becomes None, ids become fewer, a crowd becomes a number, and the answer says that something is withheld."""
    part = Part(who="ada", helper="canary-one", others=("ada", "canary-one", "canary-two"), crowd=Persons(("ada", "canary-two")))
    answers_ = {audience: read(Whole(parts=(part,)), audience) for audience in Audience}
    first = {audience: one.value.parts[0] for audience, one in answers_.items()}
    assert (first[PUBLIC].helper, first[PUBLIC].others, first[PUBLIC].crowd) == (None, ("ada",), exactly(2))
    assert (first[MEMBERS].helper, first[MEMBERS].others) == ("canary-one", ("ada", "canary-one"))
    assert first[MEMBERS].crowd == exactly(2)
    assert first[ADMINISTRATION] == part
    assert [one.withheld for one in answers_.values()] == [True, True, False]


def test_what_tells_of_one_person_goes_as_a_whole() -> None:
    """An object that tells of somebody who is not seen is left out of its list, or is None."""
    value = Whole(parts=(Part(who="canary-one"), Part(who="ada")), part=Part(who="canary-one"))
    public = read(value)
    assert (public.value, public.withheld) == (Whole(parts=(Part(who="ada"),)), True)
    assert read(value, MEMBERS).value == value
    seen = Whole(parts=(Part(who="ada", crowd=Persons(("ada",)), others=("ada",)),), part=Part(who="ada"))
    assert read(seen).value is seen
    assert not read(seen).withheld


def test_a_value_that_is_a_list_loses_those_who_are_not_seen() -> None:
    """An answer may be a list of such objects itself."""
    answer = read((Part(who="canary-one"), Part(who="ada", helper="canary-one"), 7))
    assert (answer.value, answer.withheld) == ((Part(who="ada"), 7), True)


def test_words_that_are_no_ids_are_seen() -> None:
    """A lot that says yes names nobody; one that names somebody is told to those who may see them."""
    assert read((lot("yes"), lot("ada"))).value == (lot("yes"), lot("ada"))
    assert read(Whole(parts=(), rule=None, part=None)).value == Whole()
    assert read((lot("canary-one"),)).value[0].drawn is None
    assert read((ballot(["canary-one"], ["ada"]),)).value[0].yes == exactly(1)
    assert read((found("quorum", by="canary-one"), meeting(chair="canary-one"))).value == (found("quorum"), meeting())


def test_reasons_figures_and_needs_inside_of_a_value_are_read_too() -> None:
    """What a part of an answer says of somebody is left out, wherever it stands."""
    needs = (message("needs.x", party="canary-one"), message("needs.x", number="1"))
    reasons = (because("reason.barred", party="canary-one"), because("reason.rule", under=(because("reason.rests", party="a"),)))
    part = Part(who="ada", figures=(("canary-club", "1"), ("yes", "2")), needs=needs, reasons=reasons)
    club = evolve(organisation("canary-club"), disclosure=MEMBERS)
    answer = Verdict(outcome=Outcome.HOLDS, value=Whole(part=part), reasons=reasons, needs=needs)
    told = disclose(answer, scope(body("x"), events=(ADA, club)), PUBLIC)
    assert told.value.part.figures == (("yes", "2"),)
    assert told.needs == told.value.part.needs == needs[1:]
    assert told.reasons == told.value.part.reasons == (because("reason.rule"),)
    assert not told.withheld


def test_rules_in_a_value_are_left_as_they_are() -> None:
    """What stands in a charter names no persons and is not looked at, however much of it there is."""
    here = scope(body("x", ONE))
    assert read(Whole(rule=here.charter)).value.rule is here.charter


def test_behind_closed_doors_the_public_is_told_no_figures() -> None:
    """Of what was dealt with behind closed doors the public learns what came out and the clauses; members learn all."""
    clause = because("reason.quota", provision="bodies.x.decision[0]", under=(because("reason.quota", provision="r"),))
    part = Part(who="ada", yes=12, figures=(("yes", "12"),), needs=(message("needs.x"),), reasons=(clause,))
    more = {"figures": (("yes", "12"),), "needs": (message("needs.x"),), "reasons": (clause, clause)}
    told = read(Whole(part=part), inside="X", **more)
    assert (told.outcome, told.withheld, told.figures, told.needs) == (Outcome.HOLDS, True, (), ())
    assert (told.value.part.yes, told.value.part.figures, told.value.part.needs) == (None, (), ())
    assert [(one.said.code, one.provision) for one in told.reasons] == [
        ("reason.withheld-inside", ""),
        ("reason.rule", "bodies.x.decision[0]"),
        ("reason.rule", "r"),
    ]
    assert told.value.part.reasons == told.reasons
    for audience in (MEMBERS, ADMINISTRATION):
        assert read(Whole(part=part), audience, inside="X", **more).value.part == part
    parted = evolve(Verdict(outcome=Outcome.OPEN, reasons=(clause,)), readings=(("r", Verdict(outcome=Outcome.HOLDS, **more)),))
    ((_, reading),) = disclose(parted, scope(body("x")), PUBLIC, "X").readings
    assert (reading.figures, reading.withheld) == ((), True)


@pytest.mark.parametrize(
    ("item_public", "meeting_public", "rules", "shut"),
    [
        (None, None, (), False),
        (False, None, (), True),
        (False, True, (), True),
        (True, False, (), False),
        (None, False, (), True),
        (None, True, ({"public": "closed"},), False),
        (None, None, ({"public": "closed"},), True),
        (None, None, ({"public": "public"},), False),
        (None, None, ({"public": "unstated"},), False),
        (None, None, ({"presides": "chair"},), False),
        (None, None, ({"public": "closed", "for": "staff"}, {"public": "public"}), True),
        (None, None, ({"public": "closed", "for": "money"}, {"public": "public"}), False),
        (None, None, ({"public": "closed", "since": "2026-01-01..2027-01-01"}, {"public": "public", "since": "2000"}), True),
        (None, None, ({"public": "closed", "reading": "leads:three"}, {"public": "public", "reading": "leads:four"}), True),
    ],
)
def test_what_counts_as_behind_closed_doors(
    *, item_public: bool | None, meeting_public: bool | None, rules: tuple[dict[str, str], ...], shut: bool
) -> None:
    """The item decides, else the meeting, else the rule; where a rule may shut the public out, it counts as shut out."""
    rows = []
    for said in rules:
        since, for_ = said.pop("since", None), said.pop("for", None)
        reading = said.pop("reading", None)
        more = {"for_": (for_,) if for_ else (), "reading": (parse_reading(reading),) if reading else ()}
        rows.append(row(sitting(**said), "page", since=since, **more))
        said |= {key: value for key, value in (("since", since), ("for", for_), ("reading", reading)) if value}
    subjects = (Subject(id="staff"), Subject(id="money"))
    events = (meeting(public=meeting_public), item("i", public=item_public, subject="staff"))
    there = scope(body("x", *rows), events=events, subjects=subjects, ambiguities=(ambiguity("leads", "three", "four"),))
    assert behind_doors(there, "x", "m", "i") == ("x" if shut else None)


def test_without_a_meeting_nothing_is_behind_doors() -> None:
    """A question that is about no meeting, or one that nobody knows, is about nothing that was shut."""
    closed = scope(body("x"), events=(meeting(public=False),))
    assert behind_doors(closed, "x", None, None) is None
    assert behind_doors(closed, "x", "other", None) is None
    assert behind_doors(scope(body("x")), "x", "m", None) is None
    assert behind_doors(closed, "x", "m", None) == "x"


@pytest.mark.parametrize("audience", Audience)
def test_a_vote_behind_closed_doors(audience: Audience) -> None:
    """How many voted for what was decided behind closed doors is told to members, not to the public; what came out to all."""
    shut = met(present(2), item("i", public=False), ballot(2, 0, item="i"), sent(received=date(2026, 2, 1)))
    answer = asked(shut, "x", "decision", DAY, audience, meeting="m", item="i").verdict
    assert answer.outcome is Outcome.HOLDS
    assert bool(answer.figures) == (answer.value.yes is not None) == (audience is not PUBLIC)
    assert answer.withheld == (audience is PUBLIC)
    assert {cite.place for reason in answer.reasons for cite in reason.cites} >= {"§ 3"}
    called = asked(shut, "x", "notice", DAY, audience, meeting="m", item="i").verdict
    assert "reason.withheld-inside" not in {reason.said.code for reason in called.reasons}
