"""Answers: asking, showing, planning, and what each audience may see of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from builders import ambiguity, body, cadence, charter, group, holds, meeting, meets, person, row, scope
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.seats import Roster
from gremium.model.body import Body, Status
from gremium.model.charter import CalendarRules, Charter, ClosedDay
from gremium.model.provision import Reading
from gremium.model.record import Audience, Party
from gremium.model.source import Source, Verified
from gremium.model.word import VOCABULARY
from gremium.plugins.parts import Parts
from gremium.values.count import exactly
from gremium.values.errors import Misuse
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Verdict
from gremium.workbench.ask import ask, asked
from gremium.workbench.audience import disclose, names
from gremium.workbench.known import may_see
from gremium.workbench.plan import FIRST_YEAR, LAST_YEAR, open_days, plan_meetings, stamp
from gremium.workbench.show import overview, show

DAY = date(2026, 6, 1)
COUNCIL = body(
    "council",
    group("people", "page", seats=2),
    row(cadence(times=2, per="year"), "page"),
    unstated=("quorum.need",),
    name=Text.of({"de": "Rat"}),
)

# ── ask ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_with_evaluators() -> None:
    """A word that this version knows is answered: who sits, and what the year asks for."""
    here = scope(COUNCIL)
    seats = ask(here, "council", "seats", DAY).value
    assert isinstance(seats, Roster)
    assert seats.size == exactly(2)
    (demand,) = ask(here, "council", "cadence", DAY).value
    assert (demand.number, demand.year) == (exactly(2), 2026)


def test_positions_are_questions() -> None:
    """Who holds a position can be asked of every position that a body has."""
    here = scope(COUNCIL, events=(person("ada"), holds("ada", "chair@council", "2026-01-01")))
    assert [seat.holder for seat in ask(here, "council", "chair", DAY).value] == ["ada"]
    assert ask(here, "council", "secretary", DAY).outcome is Outcome.OPEN


def test_what_is_no_question_about_a_meeting_is_asked_of_its_day() -> None:
    """Who sat there when the body met, and who held the chair, whatever day it is now."""
    held = (person("ada"), holds("ada", "chair@council", "2020-01-01", "2020-12-31"), meeting("m", "council", date(2020, 5, 4)))
    here = scope(COUNCIL, events=held)
    assert [seat.holder for seat in ask(here, "council", "chair", DAY, meeting="m").value] == ["ada"]
    assert ask(here, "council", "seats", DAY, meeting="m").value.at == date(2020, 5, 4)
    assert asked(here, "council", "seats", DAY, meeting="m").at == date(2020, 5, 4)
    assert asked(here, "council", "quorum", DAY, meeting="m").at == DAY


@pytest.mark.parametrize("question", ["seats", "quorum", "chair"])
def test_meetings_and_items_have_to_be_there_whatever_is_asked(question: str) -> None:
    """A meeting or an item that the record does not have is refused, and so is an item of no meeting."""
    here = scope(COUNCIL, events=(meeting("m", "council", date(2020, 5, 4)),))
    wrong = {"misuse.meeting": {"meeting": "n"}, "misuse.item": {"meeting": "m", "item": "i"}, "misuse.item-alone": {"item": "i"}}
    for code, of in wrong.items():
        with pytest.raises(Misuse) as raised:
            ask(here, "council", question, DAY, **of)
        assert raised.value.said.code == code


@pytest.mark.parametrize("word", sorted(set(VOCABULARY) - {"seats", "cadence"}))
def test_words_without_evaluators_are_open(word: str) -> None:
    """A word that no rule speaks of is OPEN, and names what is missing."""
    answer = ask(scope(COUNCIL), "council", word, DAY)
    assert answer.outcome is Outcome.OPEN
    assert answer.missing == (("council.quorum.need",) if word == "quorum" else (f"council.{word}",))
    assert answer.reasons[0].said.code == ("reason.unstated" if word == "quorum" else "reason.no-rule")


@pytest.mark.parametrize(
    ("where", "question", "code", "near"),
    [
        ("concil", "seats", "misuse.body", "council"),
        ("council", "seat", "misuse.question", "seats"),
        ("council", "xyz", "misuse.question", None),
    ],
)
def test_unknown_questions(where: str, question: str, code: str, near: str | None) -> None:
    """A body or question that there is not is misuse, with the nearest that there is."""
    with pytest.raises(Misuse) as caught:
        ask(scope(COUNCIL), where, question, DAY)
    assert caught.value.said.code == code
    assert (dict(caught.value.hint.params)["word"] if caught.value.hint else None) == near


# ── audience ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PUBLIC, MEMBERS, ADMINISTRATION = Audience.PUBLIC, Audience.MEMBERS, Audience.ADMINISTRATION
PEOPLE = tuple(Party(id=audience.name.lower(), name=audience.name.title(), disclosure=audience) for audience in Audience)
THREE = body("three", group("people", "page", seats=3))


@pytest.mark.parametrize("reader", Audience)
@pytest.mark.parametrize("disclosure", Audience)
def test_each_audience_sees_what_those_before_it_see(reader: Audience, disclosure: Audience) -> None:
    """The public sees least, the administration all."""
    assert may_see(reader, Party(id="x", disclosure=disclosure)) == (reader.value >= disclosure.value)
    assert may_see(reader, None) == (reader is ADMINISTRATION)


def test_members_are_the_default() -> None:
    """A party about which nothing is said is not for the public: membership can reveal a disability or an origin."""
    assert Party(id="x").disclosure is MEMBERS


def test_names() -> None:
    """The names that an audience may see; a party without a name has its id; without a record there are none."""
    record = scope(THREE, events=(*PEOPLE, Party(id="nameless", disclosure=PUBLIC))).record
    assert names(record, PUBLIC) == {"public": "Public", "nameless": "nameless"}
    assert set(names(record, ADMINISTRATION)) == {"public", "members", "administration", "nameless"}
    assert names(None, ADMINISTRATION) == {}


def seen(answer: Verdict[Roster]) -> list[tuple[str | None, bool]]:
    """Return holder and whether something was withheld for every seat."""
    assert answer.value is not None
    return [(seat.holder, seat.withheld) for one in answer.value.groups for seat in one.seats]


@pytest.mark.parametrize(
    ("reader", "visible"), [(PUBLIC, {"public"}), (MEMBERS, {"public", "members"}), (ADMINISTRATION, {p.id for p in PEOPLE})]
)
def test_withheld_seats(reader: Audience, visible: set[str]) -> None:
    """What an audience may not see is gone from the answer, in holder and reasons, and the seat says so; it stays filled."""
    here = scope(THREE, events=(*PEOPLE, *(holds(p.id, "people@three", "2026-01-01") for p in PEOPLE)))
    answer = show(here, "three", DAY, reader)
    assert {holder for holder, _ in seen(answer) if holder} == visible
    assert [withheld for _, withheld in seen(answer)].count(True) == 3 - len(visible)
    assert answer.withheld == (len(visible) < 3)
    assert answer.value is not None
    assert all(seat.state is SeatState.FILLED for seat in answer.value.groups[0].seats)
    assert not any(party.id in str(answer) for party in PEOPLE if party.id not in visible and party.id != "members")
    assert show(here, "three", DAY) == show(here, "three", DAY, PUBLIC)


def test_withheld_under_every_reading() -> None:
    """Where a source can be read in several ways, nothing slips through in one of the readings."""
    three = evolve(group("others", "page", seats=2), reading=(Reading("leads", ("three",)),))
    four = evolve(group("others", "page", seats=3), reading=(Reading("leads", ("four",)),))
    here = scope(
        body("two", group("people", "page"), three, four),
        events=(PEOPLE[1], holds("members", "people@two", "2026-01-01")),
        ambiguities=(ambiguity("leads", "three", "four"),),
    )
    answer = show(here, "two", DAY)
    assert len(answer.readings) == 2
    for _, reading in answer.readings:
        assert reading.withheld
        assert "members" not in {holder for holder, _ in seen(reading)}
    assert answer.withheld
    assert "members" not in {holder for holder, _ in seen(answer)}


def test_unrecorded_holder_is_for_the_administration() -> None:
    """A holder whom the record does not introduce is shown to the administration only."""
    here = scope(THREE, events=(holds("eve", "people@three", "2026-01-01"),))
    whole = show(here, "three", DAY, ADMINISTRATION)
    assert ("eve", False) in seen(whole)
    assert ("eve", False) not in seen(disclose(whole, here, MEMBERS))
    assert ("eve", False) not in seen(disclose(whole, evolve(here, record=None), MEMBERS))


# ── show ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_overview_lists_every_body() -> None:
    """Bodies that do not exist on the day are listed and marked, with what their rules leave open."""
    bodies = (
        COUNCIL,
        body("old", until="2025-12-31"),
        body("soon", status=Status.PLANNED),
        body("rough", since="2026"),
    )
    found = overview(scope(*bodies), DAY)
    assert (found.jurisdiction, found.at) == ("town", DAY)
    assert [(one.id, one.exists, one.planned) for one in found.bodies] == [
        ("council", Outcome.HOLDS, False),
        ("old", Outcome.FAILS, False),
        ("soon", Outcome.FAILS, True),
        ("rough", Outcome.OPEN, False),
    ]
    assert (found.bodies[0].provisions, found.bodies[0].unstated, found.bodies[0].name) == (
        2,
        ("quorum.need",),
        Text.of({"de": "Rat"}),
    )


def test_show_of_an_unknown_body() -> None:
    """A body that there is not is misuse."""
    with pytest.raises(Misuse):
        show(scope(COUNCIL), "concil", DAY)


# ── plan ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def calendar(id_: str = "city", **more: object) -> CalendarRules:
    """Return a calendar of North Rhine-Westphalia."""
    return CalendarRules(**{"id": id_, "region": "DE-NW", **more})


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1, 0, -1, 99999])
def test_years_that_cannot_be_planned(parts: Parts, year: int) -> None:
    """No plan is made for a year far away."""
    with pytest.raises(Misuse) as caught:
        plan_meetings(parts, scope(COUNCIL), year)
    assert caught.value.said.code == "misuse.year"


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
def test_first_and_last_year(parts: Parts, year: int) -> None:
    """The first and the last year can be planned."""
    assert len(plan_meetings(parts, scope(COUNCIL), year).proposed) == 2


def test_open_days(parts: Parts) -> None:
    """Closed are public holidays of the region and the municipality's own days, unless it lifts them; weekdays are as listed."""
    rules = calendar(
        weekdays=("mon", "sat"),
        extra=(ClosedDay(on=date(2026, 2, 16), name=Text.of({"de": "Rosenmontag"})), ClosedDay(on=date(2026, 2, 23))),
        lifted=(date(2026, 4, 6),),
    )
    days = open_days(parts, rules, 2026)
    assert not days.holds(date(2026, 2, 16))
    assert not days.holds(date(2026, 2, 23))
    assert days.holds(date(2026, 4, 6)), "Easter Monday is lifted"
    assert not days.holds(date(2026, 5, 25)), "Whit Monday is not"
    assert [days.holds(date(2026, 3, day)) for day in range(2, 9)] == [True, False, False, False, False, True, False]
    assert days.closed[date(2026, 2, 16)] == "Rosenmontag"
    assert days.closed[date(2026, 5, 1)] == "Erster Mai", "names come in the language of the country, not of the machine"


def test_unknown_region(parts: Parts) -> None:
    """A region that no calendar knows is misuse."""
    with pytest.raises(Misuse) as caught:
        open_days(parts, calendar(region="XX"), 2026)
    assert caught.value.said.code == "misuse.region"


@pytest.mark.parametrize(
    ("own", "general", "calendars", "weekdays"),
    [
        (None, None, (), {0, 1, 2, 3, 4}),
        (None, None, ("city",), {5}),
        (None, None, ("city", "county"), {0, 1, 2, 3, 4}),
        (None, "county", ("city", "county"), {6}),
        ("city", "county", ("city", "county"), {5}),
    ],
)
def test_calendar_of_a_body(
    parts: Parts, own: str | None, general: str | None, calendars: tuple[str, ...], weekdays: set[int]
) -> None:
    """A body meets by its own calendar, else by the charter's, else by the only one; else only weekends are closed."""
    days = {"city": ("sat",), "county": ("sun",)}
    club = body("club", row(cadence(times=12, per="year"), "page"), calendar=own)
    here = scope(club, calendar=general, calendars=tuple(calendar(id_, weekdays=days[id_]) for id_ in calendars))
    met = {meeting.day.weekday() for meeting in plan_meetings(parts, here, 2027).proposed}
    assert met <= weekdays
    assert met


def test_plan_of_some_bodies(parts: Parts) -> None:
    """A plan can be limited to some bodies; one that there is not is misuse."""
    here = scope(COUNCIL, body("club", row(cadence(times=1, per="year"), "page")))
    assert {one.body for one in plan_meetings(parts, here, 2027).bodies} == {"council", "club"}
    assert {one.body for one in plan_meetings(parts, here, 2027, ["club"]).bodies} == {"club"}
    with pytest.raises(Misuse):
        plan_meetings(parts, here, 2027, ["klub"])


def test_recorded_meetings_count(parts: Parts) -> None:
    """What is recorded is not proposed again."""
    here = scope(COUNCIL, events=meets("council", date(2027, 3, 1)))
    (year,) = plan_meetings(parts, here, 2027).bodies
    assert (len(year.recorded), len(year.proposed)) == (1, 1)


def test_ids_of_proposals_are_free(parts: Parts) -> None:
    """A proposal that was recorded under its own id gives none of the others its id."""
    planned = plan_meetings(parts, scope(COUNCIL), 2027).proposed
    taken = evolve(meets("council", planned[0].day)[0], id=planned[0].id)
    (year,) = plan_meetings(parts, scope(COUNCIL, events=(taken,)), 2027).bodies
    ids = [meeting.id for meeting in (*year.recorded, *year.proposed)]
    assert len(ids) == len(set(ids)) == 2


# ── stamp ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def dated(*bodies: Body, **source: object) -> Charter:
    """Return a charter with one source with these dates."""
    read = Source(**{"id": "page", "title": "P", "verified": Verified.READ, **source})
    return evolve(charter(*bodies), sources=(read,))


def test_stamp_is_the_latest_date_of_the_charter() -> None:
    """The moment of writing is the latest date in the charter, whatever it dates, and no clock."""
    assert stamp(dated(), 2027) == datetime(2027, 1, 1, tzinfo=UTC)
    assert stamp(dated(date=date(2025, 7, 16)), 2027) == datetime(2025, 7, 16, tzinfo=UTC)
    assert stamp(dated(seen=date(2025, 8, 1), date=date(2025, 7, 16)), 2027) == datetime(2025, 8, 1, tzinfo=UTC)
    assert stamp(dated(body("x", since="2026-01-01"), seen=date(2025, 8, 1)), 2027) == datetime(2026, 1, 1, tzinfo=UTC)
    assert stamp(dated(body("x", until="2026-03-31")), 2027) == datetime(2026, 3, 31, tzinfo=UTC)
