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
from gremium.evaluate.scope import Scope
from gremium.model.record import Holding, Party, Record
from gremium.testing.kit import JurisdictionKit
from gremium.values.days import on
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


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_sixth_field_adds_a_speaker_from_its_first_day(day: date) -> None:
    """In a copy of the charter with a sixth field there are six speakers from the day it exists, and five the day before."""
    scope = gremium.load("paderborn").scope.existing_since("field-publicity", on(day))
    for at, speakers in ((day - timedelta(days=1), 5), (day, 6)):
        roster = gremium.roster(scope, GROUP, at).value
        assert roster is not None
        assert {group.id: group.number.low for group in roster.groups}["speakers"] == speakers


@given(st.lists(st.dates(date(2015, 1, 1), date(2030, 12, 31)), min_size=1, max_size=5, unique=True))
def test_the_seat_follows_the_chair_of_the_committee_on_the_same_day_and_on_no_other(days: list[date]) -> None:
    """Whoever takes the chair sits in the steering group from that day; between two changes nothing changes there."""
    ordered = sorted(days)
    events = [event for number, day in enumerate(ordered) for event in _chair(f"p{number}", day)]
    scope = evolve(gremium.load("paderborn").scope, record=Record(record="r", charter="paderborn", events=tuple(events)))

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
