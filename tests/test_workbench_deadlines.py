"""publish, on request: what is due before meetings, what bodies owe, the meetings of one person; each audience sees its part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    ambiguity,
    body,
    delivered,
    duty,
    group,
    holds,
    item,
    meeting,
    notice,
    person,
    proposal,
    row,
    scope,
    sent,
    size,
    step,
)
from gremium.evaluate.countdown import What
from gremium.evaluate.scope import Scope
from gremium.evaluate.turns import State
from gremium.languages import LANGUAGES, language
from gremium.model.provision import Provision, Reading, Strength
from gremium.model.record import Audience, DayNamed, Event
from gremium.testing.documents import charters, records
from gremium.values.days import parse_day
from gremium.values.errors import Misuse
from gremium.workbench.publish import publish
from gremium.workbench.published import Deadline, Include, Membership, Obligation, Published

DAY = date(2026, 6, 1)
TUESDAY = datetime(2026, 3, 10, 18)
PUBLIC, MEMBERS, ADMINISTRATION = Audience
EIGHT = "8 clear days before meeting"
PEOPLE = group("people", "page", seats="1..9")


def due(
    *events: Event, rules: Iterable[Provision] = (), at: date | datetime = TUESDAY, audience: Audience = PUBLIC, **more: object
) -> tuple[Deadline, ...]:
    """Return what is due before a meeting of the body x."""
    there = scope(body("x", PEOPLE, *rules), events=(meeting(at=at, state="planned"), *events), **more)
    return publish(there, DAY, audience, including=(Include.DEADLINES,)).deadlines


def by(*events: Event, at: date | datetime = TUESDAY, strength: Strength = Strength.MUST, **said: object) -> tuple[Deadline, ...]:
    """Return the same by one rule."""
    return due(*events, rules=(row(notice(**said), "rules § 2", strength=strength),), at=at)


def codes(one: Deadline | Obligation) -> list[str]:
    return [said.code for said in one.told]


# ── deadlines ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_unless_it_is_asked_for() -> None:
    """What is due and what is owed takes time to find out: it is there only for those who ask."""
    there = scope(body("x", row(notice(lead=EIGHT)), row(duty(due="start"), id="report")), events=(meeting(),))
    view = publish(there, DAY)
    assert (view.deadlines, view.duties) == ((), ())
    both = publish(there, DAY, including=Include)
    assert (len(both.deadlines), len(both.duties)) == (1, 1)
    assert publish(there, DAY, including=(Include.DUTIES,)).deadlines == ()


def test_what_is_due_before_a_meeting() -> None:
    """Each thing that a rule wants before a meeting has its latest day, or minute, how it is counted, and the clause."""
    urgent = {"lead": "1 day before meeting"}
    found = by(lead=EIGHT, basis="receipt", motions="48 hours before meeting", papers="unstated", urgent=urgent)
    assert [(one.session, one.body, one.what, one.latest) for one in found] == [
        ("m", "x", What.NOTICE, date(2026, 3, 1)), ("m", "x", What.PAPERS, None),
        ("m", "x", What.MOTIONS, datetime(2026, 3, 8, 18)),
    ]  # fmt: skip
    assert codes(found[0])[0] == "reason.notice-latest"
    assert {"reason.notice-skipped-meeting", "reason.notice-counts-receipt"} <= set(codes(found[0]))
    assert codes(found[1]) == ["reason.notice-untold"]
    assert [str(cite) for cite in found[0].cites] == ["rules § 2"]
    assert all(one.readings == () for one in found)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ({"lead": "unstated"}, TUESDAY),
        ({"lead": "24 hours before meeting"}, TUESDAY.date()),
        ({"lead": "3 working days before meeting", "working_days": ["mon"]}, TUESDAY),
        ({"lead": "3 days before meeting@elsewhere"}, TUESDAY),
    ],
)
def test_a_day_that_nobody_can_tell(said: dict[str, object], at: date | datetime) -> None:
    """Where the time, the minute, the calendar or the other meeting is not known, no day is made up."""
    (found,) = by(at=at, **said)
    assert (found.latest, found.readings, codes(found)) == (None, (), ["reason.notice-untold"])


@pytest.mark.parametrize(
    ("events", "done"),
    [
        ((), False),
        ((sent(received="2026-02-20"),), True),
        ((sent(received="2026-03-09"),), True),
        ((sent(received="2026-02-20", who=["ada", "bea"]),), True),
        ((sent(received="2026-02-20", who=["ada"]),), False),
        ((sent(received="2026-03-09", who=["ada", "bea"]),), False),
    ],
)
def test_whether_it_went_out(events: tuple[Event, ...], done: bool) -> None:
    """It is done if the record tells that it went out to all; where it lists to whom, if it reached all in time."""
    seats = (holds("ada", "people@x", "2020-01-01"), holds("bea", "people@x", "2020-01-01"), size("people@x", 2))
    (found,) = by(*seats, *events, lead=EIGHT, basis="receipt")
    assert found.sent is done


def test_motions_are_never_done() -> None:
    """Somebody handed in a motion: others still may."""
    assert [one.sent for one in by(sent(sends="motion", received="2026-02-20"), motions="8 days before meeting")] == [False]


def test_several_readings() -> None:
    """Where readings differ, the earliest day is told, with which everybody is in time, and the day by each of them."""
    rows = tuple(
        row(notice(**{"lead": lead, **({"papers": "1 day before meeting"} if name == "plain" else {})}), f"rules § {number}",
            reading=(Reading("week", (name,)),))
        for number, (name, lead) in enumerate((("plain", "7 days before meeting"), ("clear", "7 clear days before meeting")), 1)
    )  # fmt: skip
    call, papers = due(rules=rows, ambiguities=(ambiguity("week", "plain", "clear"),))
    assert call.latest == date(2026, 3, 2)
    assert call.readings == (("week:plain", date(2026, 3, 3)), ("week:clear", date(2026, 3, 2)))
    assert [str(cite) for cite in call.cites] == ["rules § 1", "rules § 2"]
    assert (papers.latest, papers.readings) == (date(2026, 3, 9), (("week:plain", date(2026, 3, 9)), ("week:clear", None)))


def test_a_reading_without_a_day() -> None:
    """Where one reading gives a time that nobody can count, the earliest day is not known."""
    rows = tuple(
        row(notice(lead=lead), "rules § 1", reading=(Reading("week", (name,)),))
        for name, lead in (("a", "7 days before meeting"), ("b", "unstated"))
    )
    (found,) = due(rules=rows, ambiguities=(ambiguity("week", "a", "b"),))
    assert (found.latest, found.readings) == (None, ())


def test_readings_that_agree() -> None:
    """Readings that give the same day are none to speak of."""
    rows = tuple(
        row(notice(lead=lead), "rules § 1", reading=(Reading("week", (name,)),))
        for name, lead in (("a", "7 days before meeting"), ("b", "1 week before meeting"))
    )
    (found,) = due(rules=rows, ambiguities=(ambiguity("week", "a", "b"),))
    assert (found.latest, found.readings) == (date(2026, 3, 3), ())


def test_more_readings_than_anybody_reads() -> None:
    """Of more readings than anybody could read no day is told: there may be an earlier one."""
    aspects = ("lead", "agenda", "papers", "publication", "motions", "announcement", "working")
    rows = [
        row(notice(**({name: "7 days before meeting"} if name != "working" else {"working_days": ["mon"]})), "rules § 1",
            reading=(Reading(name, (which,)),))
        for name in aspects for which in ("a", "b")
    ]  # fmt: skip
    found = due(rules=rows, ambiguities=tuple(ambiguity(name, "a", "b") for name in aspects))
    assert len(found) == 6
    assert {(one.latest, one.readings) for one in found} == {(None, ())}


def test_a_rule_that_perhaps_holds() -> None:
    """Where it is open which rule holds, the earliest of their days is told, and that the others are possible."""
    rows = (row(notice(lead="7 days before meeting"), "rules § 1"), row(notice(lead="9 days before meeting"), "rules § 2"))
    (found,) = due(rules=rows)
    assert found.latest == date(2026, 3, 1)
    assert sorted(day for label, day in found.readings if not label) == [date(2026, 3, 1), date(2026, 3, 3)]  # type: ignore[type-var]  # no day is None here


def test_how_strongly_it_binds() -> None:
    """Of a rule that does not prescribe it is said."""
    (soft,) = by(lead=EIGHT, strength=Strength.SHOULD)
    assert codes(soft)[-1] == "reason.duty-strength-should"


def test_a_body_that_is_not_there() -> None:
    """Before the meeting of a body that does not exist on that day nothing is due."""
    there = scope(body("x", row(notice(lead=EIGHT)), until="2020-01-01"), events=(meeting(),))
    assert publish(there, DAY, including=Include).deadlines == ()


def test_a_joint_meeting() -> None:
    """Each body that meets has its own rules; only bodies that are shown are told of, and none that is elsewhere."""
    there = scope(
        body("x", row(notice(lead=EIGHT))), body("y", row(notice(lead="3 days before meeting"))),
        events=(meeting(at=TUESDAY, joint_with=["y", "elsewhere"]),),
    )  # fmt: skip
    both = publish(there, DAY, including=Include).deadlines
    assert [(one.body, one.latest) for one in both] == [("x", date(2026, 3, 1)), ("y", date(2026, 3, 7))]
    assert [one.body for one in publish(there, DAY, bodies=("y",), including=Include).deadlines] == ["y"]


def test_closed_meetings_have_deadlines() -> None:
    """That a closed meeting has to be called, and when, is told to everybody; nothing else of it is."""
    (found,) = due(rules=(row(notice(lead=EIGHT)),))
    there = scope(body("x", PEOPLE, row(notice(lead=EIGHT))), events=(meeting(at=TUESDAY, public=False, name={"de": "geheim"}),))
    view = publish(there, DAY, including=Include)
    assert view.deadlines == (found,)
    assert "geheim" not in str(view)


# ── duties ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def owed(*rules: Provision, events: Iterable[Event] = (), audience: Audience = PUBLIC, at: date = DAY) -> tuple[Obligation, ...]:
    """Return what the body x owes."""
    return publish(scope(body("x", *rules), events=tuple(events)), at, audience, including=(Include.DUTIES,)).duties


def starts(on: str = "2021-04-15") -> DayNamed:
    return DayNamed(id="start", on=parse_day(on))


def test_what_a_body_owes() -> None:
    """A duty tells what is owed by whom to whom by when, how it stands, and the clause; the day is the first of its bounds."""
    rule = row(duty(due="1 year after start", to="council", by="chair@x"), "rules § 1", id="report")
    (found,) = owed(rule, events=[starts()])
    assert (found.body, found.duty, found.matter, found.number) == ("x", "report", None, 1)
    assert (found.day, found.latest, found.state) == (date(2022, 4, 15), date(2022, 4, 15), State.OVERDUE)
    assert (found.by, found.to) == (("chair@x",), ("council",))
    assert [str(cite) for cite in found.cites] == ["rules § 1"]
    assert codes(found) == ["reason.duty-counted"]
    (rough,) = owed(rule, events=[starts("2021")])
    assert (rough.day, rough.latest) == (date(2022, 1, 1), date(2022, 12, 31))
    (none,) = owed(rule)
    assert (none.day, none.state) == (None, State.OPEN)


def test_what_came() -> None:
    """A duty that was met says when."""
    rule = row(duty(due="1 year after start"), id="report")
    (found,) = owed(rule, events=[starts(), delivered(at=date(2022, 3, 1))])
    assert (found.state, found.met) == (State.MET, date(2022, 3, 1))


def test_what_lapsed_comes_last() -> None:
    """Of what is owed again and again, what has lapsed stands behind what is still owed, so that numbers stay what they are."""
    rule = row(duty(every="1 year", starts="start", lapses="2 months"), id="report")
    found = owed(rule, events=[starts("2021-01-01")], at=date(2022, 6, 1))
    assert [(one.number, one.state, one.day) for one in found] == [
        (1, State.NOT_YET, date(2023, 1, 1)), (2, State.LAPSED, date(2022, 1, 1)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "seen"), [({"public": False}, MEMBERS), ({"public": True}, PUBLIC), ({}, PUBLIC)]
)
def test_a_duty_for_a_proposal(said: dict[str, object], seen: Audience) -> None:
    """What is owed for a proposal is told to those who may see the proposal; points that are not answered to nobody."""
    rule = row(duty(owes="reply", after="submitted", within="3 months", points=True), id="reply")
    paper = proposal("p", of="x", at=date(2026, 4, 1), points=["secret-a", "secret-b"], **said)
    answer = delivered("reply", date(2026, 5, 1), proposal="p", points=["secret-a"])
    for audience in Audience:
        found = owed(rule, events=[paper, answer], audience=audience)
        assert [one.matter for one in found] == (["p"] if audience >= seen else [])
        assert "secret" not in str(found)


def test_a_duty_for_a_proposal_that_was_dealt_with_behind_closed_doors() -> None:
    """Where the record does not say whether a proposal is public, what is owed for it is shown as little as the proposal."""
    rule = row(duty(owes="reply", after="submitted", within="3 months"), id="reply")
    facts = (
        proposal("p", of="x", at=date(2026, 4, 1)), meeting(at=date(2026, 4, 5), public=False), item("i"),
        step("heard", "x", date(2026, 4, 5), proposal="p", meeting="m", item="i"),
    )  # fmt: skip
    assert owed(rule, events=facts) == ()
    assert [one.matter for one in owed(rule, events=facts, audience=MEMBERS)] == ["p"]


# ── the meetings of a person ─────────────────────────────────────────────────────────────────────────────────────────

ADA, HIDDEN = (evolve(person(id_), disclosure=to) for id_, to in (("ada", MEMBERS), ("hidden", ADMINISTRATION)))
SEATS = (
    holds("ada", "people@x", "2026-03-05", "2026-03-20"), holds("ada", "people@y", "2026-03-12", substitute=True),
    holds("hidden", "people@z", "2020-01-01"),
)  # fmt: skip


def of(who: str, audience: Audience = MEMBERS, **more: object) -> Published:
    """Return what is shown of the meetings of somebody in a town with three bodies, which meet thrice, and one time together."""
    days = (date(2026, 3, 4), date(2026, 3, 10), date(2026, 3, 25))
    met = [meeting(f"{id_}-{day.day}", id_, day) for id_ in ("x", "y", "z") for day in days]
    rows = (PEOPLE, row(notice(lead="1 day before meeting")), row(duty(due="start"), id="report"))
    there = scope(
        *(body(id_, *rows) for id_ in ("x", "y", "z")),
        events=(ADA, HIDDEN, *SEATS, *met, meeting("both", "z", days[1], joint_with=["x"])),
    )  # fmt: skip
    return publish(there, date(2026, 3, 15), audience, person=who, **more)


def test_the_meetings_of_a_person() -> None:
    """Those meetings are shown of whose bodies somebody is a member, or a substitute, on that day; all else stays as it is."""
    view = of("ada")
    assert [one.id for one in view.sessions] == ["both", "x-10", "y-25"]
    assert view.person == "ada"
    assert [one.id for one in view.bodies] == ["x", "y", "z"]
    assert [one.id for one in of("ada", bodies=("y",)).sessions] == ["y-25"]
    assert [one.id for one in of("hidden", ADMINISTRATION).sessions] == ["z-4", "both", "z-10", "z-25"]


def test_what_is_due_for_a_person() -> None:
    """Of a joint meeting what is due in the bodies where somebody sits is told, of duties those of where it is so on the day."""
    view = of("ada", including=Include)
    assert [(one.session, one.body) for one in view.deadlines] == [("both", "x"), ("x-10", "x"), ("y-25", "y")]
    assert [one.body for one in view.duties] == ["x", "y"]


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ({}, True),
        ({"now": False}, False),
        ({"rests": True}, False),
        ({"since": "2026-03-10"}, True),
        ({"since": "2026-03-11"}, False),
        ({"since": "2026"}, True),
        ({"until": "2026-03-10", "now": False}, True),
        ({"until": "2026-03-09"}, False),
        ({"until": "2026"}, True),
        ({"since": "unstated", "until": "unstated", "now": False}, True),
    ],
)
def test_whether_somebody_may_sit_there_on_a_day(said: dict[str, object], there: bool) -> None:
    """Somebody sits somewhere from the first possible day to the last possible one, unless the membership rests."""
    days = {name: parse_day(text) for name, text in said.items() if isinstance(text, str)}
    one = Membership(body="x", post="people", party="ada", **{**said, **days})  # type: ignore[arg-type]  # a table of fields
    assert one.there(date(2026, 3, 10)) is there


@pytest.mark.parametrize("who", ["ada", "hidden", "nobody"])
def test_no_person_for_the_public(who: str) -> None:
    """The public gets no feed of a person, and is not told whether there is one."""
    with pytest.raises(Misuse) as caught:
        of(who, PUBLIC)
    assert caught.value.said.code == "misuse.person-public"
    assert caught.value.hint is not None
    assert caught.value.hint.code == "hint.person-public"


def test_a_person_who_may_not_be_seen_is_unknown() -> None:
    """Who may not be seen is refused with the words for somebody that there is not; a hint names only those who may be seen."""
    said = {}
    for who in ("hidden", "hiden", "addaa", "adaa"):
        with pytest.raises(Misuse) as caught:
            of(who)
        said[who] = (language("en").say(caught.value.said), caught.value.hint)
    assert said["hidden"] == ("there is nobody “hidden” whom this audience may see", None)
    assert said["hiden"][1] is None
    assert dict(said["adaa"][1].params) == {"word": "ada"}  # type: ignore[union-attr]  # checked by what it says
    with pytest.raises(Misuse) as caught:
        of("hiden", ADMINISTRATION)
    assert dict(caught.value.hint.params) == {"word": "hidden"}  # type: ignore[union-attr]  # checked by what it says


def test_a_person_of_whose_seat_nothing_may_be_told_is_unknown() -> None:
    """Somebody who may be seen, but not in the only seat that they have, is as unknown to those as somebody that there is not."""
    there = scope(body("x", PEOPLE), events=(ADA, holds("ada", "people@x", "2020-01-01", disclosure=ADMINISTRATION), meeting()))
    assert [one.id for one in publish(there, DAY, ADMINISTRATION, person="ada").sessions] == ["m"]
    with pytest.raises(Misuse) as caught:
        publish(there, DAY, MEMBERS, person="ada")
    assert (caught.value.said.code, caught.value.hint) == ("misuse.person", None)


def test_somebody_of_whom_only_an_id_is_known() -> None:
    """The administration may ask for somebody of whom the record tells nothing but the id."""
    there = scope(body("x", PEOPLE), events=(holds("who", "people@x", "2020-01-01"), meeting()))
    assert [one.id for one in publish(there, DAY, ADMINISTRATION, person="who").sessions] == ["m"]
    with pytest.raises(Misuse):
        publish(there, DAY, MEMBERS, person="who")


# ── whatever is recorded ─────────────────────────────────────────────────────────────────────────────────────────────


@settings(settings.get_profile("brief"), max_examples=15)
@given(data=st.data())
def test_whatever_is_recorded(data: st.DataObject) -> None:
    """Of any charter and record: what is due is before a meeting that is shown, and no duty is for a proposal that is not."""
    charter = data.draw(charters())
    there = Scope(charter=charter, record=data.draw(records(charter)))
    audience = data.draw(st.sampled_from(Audience))
    view = publish(there, DAY, audience, including=Include)
    bodies, met = {one.id for one in view.bodies}, {one.id: one for one in view.sessions}
    for one in view.deadlines:
        assert one.body in bodies & set(met[one.session].bodies)
        known = [day for _, day in one.readings if day is not None]
        assert not known or one.latest in known
    keys = [(one.body, one.duty, one.matter, one.number) for one in view.duties]
    assert len(keys) == len(set(keys))
    assert len({(one.session, one.body, one.what) for one in view.deadlines}) == len(view.deadlines)
    papers = {one.id for one in view.papers}
    shut = there.record.proposal_by_id.keys() - papers if audience is PUBLIC else set()
    assert not [one for one in view.duties if one.matter in shut]
    for tag in LANGUAGES:
        say = language(tag).say
        assert all(say(said) for one in (*view.deadlines, *view.duties) for said in one.told)
