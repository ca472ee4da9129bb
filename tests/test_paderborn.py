"""Paderborn's inclusion process end to end: what the source says is what the library answers."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import gremium
from gremium.cli import main
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.route import routes_from
from gremium.evaluate.scope import Scope
from gremium.languages import languages
from gremium.model.proposal import Did, Proposal, Step
from gremium.model.provision import Strength
from gremium.model.record import Holding, Party, Record
from gremium.testing.kit import JurisdictionKit
from gremium.values.days import on
from gremium.values.message import Message
from gremium.values.ref import parse_ref

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "examples" / "paderborn" / "record.toml"
GROUP = "inclusion-steering-group"
TODAY = date(2026, 11, 21)
FIELDS = ("field-education", "field-housing", "field-leisure", "field-services", "field-work")


class TestPaderborn(JurisdictionKit):
    """The conformance kit, as a plugin author uses it."""

    jurisdiction = "paderborn"


@pytest.fixture(scope="module")
def scope() -> Scope:
    opened = gremium.load("paderborn", RECORD)
    assert opened.errors == 0
    return opened.scope


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_steering_group_has_seven_offices_five_speakers_and_one_open_circle(scope: Scope) -> None:
    """Seven seats by office, one speaker for each of the five fields, one circle without a number; each cites the source."""
    roster = gremium.roster(scope, GROUP, TODAY).value
    assert roster is not None
    number = {group.id: len(group.seats) for group in roster.groups}
    offices = [group for group in roster.groups if group.id not in ("concerned", "speakers")]
    assert [group.number.low for group in offices] == [1] * 7
    assert number["speakers"] == 5
    assert [group.id for group in roster.groups if not group.number.stated] == ["concerned"]
    assert str(roster.size) == "12.."
    assert all(group.cites for group in roster.groups)


def test_the_command_shows_every_seat_with_holder_vacancy_or_open_reason() -> None:
    """The printed table has each seat, who holds it, what is vacant, and why the ended council's seat is open."""
    shown = run("show", "paderborn", GROUP, "--at", "2026-11-21", "--record", str(RECORD))
    assert shown.count("(erfunden)") == 10  # six offices held and four speakers; the eleventh person is not for the public
    assert "vacant" in shown
    assert "no source says" in " ".join(shown.split())
    assert "one person per field; the page gives no number" in shown
    assert "inclusion-page Steuerungsgruppe Inklusion: Zusammensetzung" in shown


def test_without_a_record_the_holders_are_not_known_and_it_says_so() -> None:
    """The seats are the same, nobody is named, and the first lines say why."""
    shown = run("show", "paderborn", GROUP, "--at", "2026-11-21")
    assert "No record was given" in shown
    assert "erfunden" not in shown
    assert "at least 12" in shown


@pytest.fixture(scope="module")
def bare() -> Scope:
    """Return the charter without a record."""
    return gremium.load("paderborn").scope


@given(day=st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_sixth_field_adds_a_speaker_from_its_first_day(bare: Scope, day: date) -> None:
    """In a copy of the charter with a sixth field there are six speakers from the day it exists, and five the day before."""
    scope = bare.existing_since("field-publicity", on(day))
    for at, speakers in ((day - timedelta(days=1), 5), (day, 6)):
        roster = gremium.roster(scope, GROUP, at).value
        assert roster is not None
        assert {group.id: group.number.low for group in roster.groups}["speakers"] == speakers


@given(days=st.lists(st.dates(date(2015, 1, 1), date(2030, 12, 31)), min_size=1, max_size=5, unique=True))
def test_the_seat_follows_the_chair_of_the_committee_on_the_same_day_and_on_no_other(bare: Scope, days: list[date]) -> None:
    """Whoever takes the chair sits in the steering group from that day; between two changes nothing changes there."""
    ordered = sorted(days)
    events = [event for number, day in enumerate(ordered) for event in _chair(f"p{number}", day)]
    scope = evolve(bare, record=Record(record="r", charter="paderborn", events=tuple(events)))

    def sitting(at: date) -> str | None:
        roster = gremium.roster(scope, GROUP, at).value
        assert roster is not None
        return next(group for group in roster.groups if group.id == "committee-chair").seats[0].holder

    assert sitting(ordered[0] - timedelta(days=1)) is None
    for number, day in enumerate(ordered):
        end = (ordered[number + 1] if number + 1 < len(ordered) else date(2031, 12, 31)) - timedelta(days=1)
        assert {sitting(at) for at in (day, day + (end - day) / 2, end)} == {f"p{number}"}


def _chair(party: str, day: date) -> tuple[Party, Holding]:
    return Party(id=party), Holding(party=party, position=parse_ref("chair@social-committee"), since=on(day))


def test_the_seat_of_the_ended_council_stays_and_its_holder_is_open(scope: Scope) -> None:
    """Until 31 October 2025 the chair of the integration council sits there; later the seat is there and nobody is known."""
    for at, state in ((date(2025, 10, 31), SeatState.FILLED), (date(2025, 11, 1), SeatState.OPEN)):
        roster = gremium.roster(scope, GROUP, at).value
        assert roster is not None
        (seat,) = next(group for group in roster.groups if group.id == "integration-chair").seats
        assert seat.state is state
    assert [reason.said.code for reason in seat.reasons] == ["reason.office-ended"]
    assert "go-nrw-2025" in {cite.source for reason in seat.reasons for cite in reason.cites}


@pytest.mark.parametrize("question", ["quorum", "notice", "chair", "decision", "term"])
def test_what_the_source_does_not_say_is_open(scope: Scope, question: str) -> None:
    """Quorum, notice, chair and the rest: the sources were searched and are silent, so the answer is OPEN and names the gap."""
    answer = gremium.ask(scope, GROUP, question, TODAY)
    assert answer.outcome is gremium.Outcome.OPEN
    assert answer.missing == (f"{GROUP}.{question}",)


def test_a_plan_has_the_meetings_that_the_page_names(tmp_path: Path) -> None:
    """Two or three meetings of the steering group, two or more of each field, and the council; tentative, on open weekdays."""
    first, second = tmp_path / "plan.ics", tmp_path / "again.ics"
    for file in (first, second):
        run("plan", "paderborn", "--year", "2027", "-o", str(file))
    assert first.read_bytes() == second.read_bytes()
    events = Calendar.from_ical(first.read_bytes()).walk("VEVENT")
    bodies = Counter(str(event["UID"]).partition("-2027-")[0] for event in events)
    assert bodies[GROUP] in (2, 3)
    assert all(bodies[field] >= 2 for field in FIELDS)
    assert bodies["council"] == 6  # never more than two months apart, says the municipal code
    assert set(bodies) == {GROUP, *FIELDS, "council"}  # the year of the conference is open, the sixth field does not exist
    holidays = {date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17), date(2027, 5, 27)}
    for event in events:
        day = event["DTSTART"].dt
        assert type(day) is date
        assert day.weekday() < 5
        assert day not in holidays
        assert (event["STATUS"], event["SEQUENCE"]) == ("TENTATIVE", 0)


def test_the_conference_falls_due_once_a_past_one_is_known(scope: Scope) -> None:
    """After a conference in 2025 both readings ask for one in 2027; without it the year is open."""
    known = gremium.demands(scope, "inclusion-conference", 2027)
    unknown = gremium.demands(evolve(scope, record=None), "inclusion-conference", 2027)
    assert known.outcome is gremium.Outcome.HOLDS
    assert unknown.outcome is gremium.Outcome.OPEN
    assert [label for label, _ in unknown.readings] == ["conference-cycle:biennial", "conference-cycle:annual"]


# ── ideas, measures, and what is owed ────────────────────────────────────────────────────────────────────────────────


def test_an_idea_goes_through_the_office_into_the_steering_group(scope: Scope) -> None:
    """Three stages, of which the last says no more than who; the question about measures does not touch it."""
    answer = routes_from(scope, "field-housing", TODAY, "idea")
    assert (answer.outcome, answer.readings) == (gremium.Outcome.HOLDS, ())
    (idea,) = answer.value or ()
    assert [(leg.stage, leg.act.value) for leg in idea.legs] == [
        ("suggest", "suggest"), ("forward", "forward"), ("steering-group", "unstated"),
    ]
    assert idea.legs[0].bodies == FIELDS
    assert [leg.bodies for leg in idea.legs[1:]] == [("inclusion-office",), (GROUP,)]
    assert idea.strength is Strength.DOES


@pytest.mark.parametrize("goal", ["administration", "social-committee", "council"])
def test_a_measure_reaches_its_addressee_only_after_the_steering_group(scope: Scope, goal: str) -> None:
    """Under both readings examination and decision come before; only under one of them the office does."""
    answer = routes_from(scope, "field-housing", TODAY, "measure", goal)
    assert (answer.outcome, answer.missing) == (gremium.Outcome.OPEN, ("ambiguities.measures-via-office",))
    found = {label: [leg.stage for leg in (one.value or ())[0].legs[:-1]] for label, one in answer.readings}
    assert found == {
        "measures-via-office:through": ["suggest", "forward", "examine", "decide"],
        "measures-via-office:direct": ["suggest", "examine", "decide"],
    }
    for _, one in answer.readings:
        (measure,) = one.value or ()
        assert goal in measure.legs[-1].bodies
        assert [str(way.choose) for way in measure.legs[-2].next] == ["0..3"]


def test_going_straight_to_the_council_is_noted_and_not_forbidden() -> None:
    """The finding is a note with what was left out and the clause; the decision counts all the same."""
    opened = gremium.load("paderborn", RECORD)
    (note,) = [one for one in opened.findings if one.code == "step-unlike-described"]
    params = dict(note.params)
    assert note.severity.value == "note"
    what = params["what"]
    assert isinstance(what, Message)
    assert languages()["de"].say(what) == "ausgelassen: Prüfung; Entscheidung"
    assert "inclusion-page Arbeitsgruppen: Weg der Maßnahmen" in str(params["clause"])
    answer = gremium.ask(opened.scope, "", "proposal", TODAY, proposal="bus-stop")
    skipped = {label: one.value.history[-1].skipped for label, one in answer.readings}
    assert skipped == {
        "measures-via-office:through": ("forward", "examine", "decide"), "measures-via-office:direct": ("examine", "decide"),
    }
    assert {(one.outcome, one.value.result) for _, one in answer.readings} == {(gremium.Outcome.HOLDS, "adopted")}


@pytest.mark.parametrize("to", [["administration"], ["social-committee"], ["council"], ["administration", "council"]])
def test_the_steering_group_passes_a_measure_on_to_whom_it_chooses(scope: Scope, to: list[str]) -> None:
    """It is then where it was passed on to, at all of them; who is not chosen has nothing to do with it."""
    handed = tuple(map(parse_ref, to))
    steps = (
        Step(proposal="lift", did=Did.EXAMINED, body=GROUP, at=date(2026, 10, 7)),
        Step(proposal="lift", did=Did.DECIDED, body=GROUP, at=date(2026, 10, 7), outcome="adopted", to=handed),
    )
    lift = Proposal(id="lift", subject="measure", of="field-work", at=date(2026, 9, 1))
    here = evolve(scope, record=Record(record="r", charter="paderborn", events=(lift, *steps)))
    answer = gremium.ask(here, "", "proposal", TODAY, proposal="lift")
    journey = dict(answer.readings)["measures-via-office:direct"].value
    assert sorted(body for one in journey.open for body in one.bodies) == to
    assert all(moved.amiss is None for moved in journey.history)


def test_a_measure_that_is_passed_on_to_nobody_ends_with_the_steering_group(scope: Scope) -> None:
    """The page says “where applicable”; as long as nobody tells, it is open whether it goes on."""
    lift = Proposal(id="lift", subject="measure", of="field-work", at=date(2026, 9, 1))
    examined = Step(proposal="lift", did=Did.EXAMINED, body=GROUP, at=date(2026, 10, 7))
    decided = Step(proposal="lift", did=Did.DECIDED, body=GROUP, at=date(2026, 10, 7), outcome="rejected")
    found = {}
    for to in ((), (parse_ref(GROUP),)):
        events = (lift, examined, evolve(decided, to=to))
        here = evolve(scope, record=Record(record="r", charter="paderborn", events=events))
        answer = dict(gremium.ask(here, "", "proposal", TODAY, proposal="lift").readings)["measures-via-office:direct"]
        found[len(to)] = (answer.outcome, answer.value.result, [one.stage for one in answer.value.open], answer.missing)
    assert found == {
        0: (gremium.Outcome.OPEN, None, ["departments", "committee", "council"], ("lift.decide.to",)),
        1: (gremium.Outcome.HOLDS, "rejected", [], ()),
    }
