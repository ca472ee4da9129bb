"""iCalendar: what other programs read from a plan, and the bytes that they get."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from builders import body, cadence, meets, row, scope
from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.model.body import Body
from gremium.model.record import Meeting, MeetingState
from gremium.plan.calendar import Plan
from gremium.plugins.parts import Context, Parts
from gremium.testing.values import words
from gremium.values.text import Text
from gremium.workbench.plan import plan_meetings
from gremium_adapters.writers.ics import berlin, write

STAMP = datetime(2026, 1, 2, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
COUNCIL = body("council", row(cadence(times=4, per="year"), "page § 5"), name=Text.of({"de": "Rat", "en": "Council"}))
AT = datetime(2027, 6, 1, 17, 30)  # local by definition


def planned(parts: Parts, *bodies: Body, events: tuple[Meeting, ...] = ()) -> tuple[Plan, Scope]:
    """Return the plan of 2027 for these bodies."""
    here = scope(*bodies, events=events, name=Text.of({"de": "Stadt", "en": "Town"}))
    return plan_meetings(parts, here, 2027), here


def feed(parts: Parts, *bodies: Body, events: tuple[Meeting, ...] = (), tag: str = "en") -> bytes:
    """Return the feed of 2027 for these bodies."""
    plan, here = planned(parts, *bodies, events=events)
    return write(plan, Context(charter=here.charter, language=language(tag), stamp=STAMP))


def events_of(content: bytes) -> list[Component]:
    """Return the events of a feed as another program reads them."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def well_formed(content: bytes) -> None:
    """Assert what every client needs: CRLF, lines of at most 75 octets that cut no character, no control characters."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content), "RFC 5545 forbids control characters"
    uids = [str(event["uid"]) for event in events_of(content)]
    assert len(uids) == len(set(uids))
    for event in events_of(content):
        if "dtend" in event:
            assert event["dtend"].dt > event["dtstart"].dt


# ── what a client reads ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_meeting_is_an_event(parts: Parts) -> None:
    """Each proposed and each recorded meeting is one event, in order of day and body."""
    recorded = meets("council", date(2027, 3, 1), state=MeetingState.CONVENED)
    plan, _ = planned(parts, COUNCIL, events=recorded)
    content = feed(parts, COUNCIL, events=recorded)
    read = events_of(content)
    assert len(read) == len(plan.proposed) + 1 == 4
    assert [event["dtstart"].dt for event in read] == sorted([*(meeting.day for meeting in plan.proposed), date(2027, 3, 1)])
    assert {str(event["uid"]) for event in read} == {
        f"{one}@town.gremium" for one in (*(meeting.id for meeting in plan.proposed), recorded[0].id)
    }
    well_formed(content)


def test_proposals_are_tentative_and_last_a_day(parts: Parts) -> None:
    """A proposed meeting has no time: it lasts a day, takes nobody's time, and names its rule and source."""
    for event in events_of(feed(parts, COUNCIL)):
        assert str(event["status"]) == "TENTATIVE"
        assert str(event["transp"]) == "TRANSPARENT"
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert type(event["dtstart"].dt) is date
        assert event["dtstamp"].dt == STAMP
        assert str(event["summary"]) == "Council"
        assert "4 meetings a year" in str(event["description"])
        assert "page § 5" in str(event["description"])


def test_description_without_a_source(parts: Parts) -> None:
    """A rule that rests on nothing has no source to name, and rules about other meetings are not mentioned."""
    club = body("club", row(cadence(times=1, per="year")), row(cadence(meetings="annual", times=1, per="year"), "page § 9"))
    ordinary, annual = sorted(events_of(feed(parts, club)), key=lambda event: "annual" in str(event["uid"]))
    assert "page § 9" not in str(ordinary["description"])
    assert "page § 9" in str(annual["description"])


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (MeetingState.PLANNED, "TENTATIVE"),
        (MeetingState.CONVENED, "CONFIRMED"),
        (MeetingState.HELD, "CONFIRMED"),
        (MeetingState.CANCELLED, "CANCELLED"),
    ],
)
def test_state_of_recorded_meetings(parts: Parts, state: MeetingState, status: str) -> None:
    """A client shows how far a meeting has come; a cancelled one stays in the feed, so that it disappears from calendars."""
    club = body("club")
    (event,) = events_of(feed(parts, club, events=meets("club", date(2027, 3, 1), state=state)))
    assert str(event["status"]) == status
    assert str(event["transp"]) == "TRANSPARENT"


def test_meeting_with_a_time(parts: Parts) -> None:
    """A meeting with a time begins and ends at local time, and its zone is described."""
    meeting = Meeting(id="m", body="club", at=AT, ends=AT + timedelta(hours=2), name=Text.of({"en": "Summer, meeting; one"}))
    content = feed(parts, body("club"), events=(meeting,))
    (event,) = events_of(content)
    assert event["dtstart"].dt == AT.replace(tzinfo=BERLIN)
    assert event["dtend"].dt == (AT + timedelta(hours=2)).replace(tzinfo=BERLIN)
    assert str(event["description"]) == "Summer, meeting; one"
    assert b"DTSTART;TZID=Europe/Berlin:20270601T173000\r\n" in content
    assert content.index(b"BEGIN:VTIMEZONE") < content.index(b"BEGIN:VEVENT")
    well_formed(content)


@pytest.mark.parametrize("ends", [None, AT, AT - timedelta(hours=1)])
def test_end_that_is_none(parts: Parts, ends: datetime | None) -> None:
    """An end that does not lie after the beginning is left out: some clients refuse the whole feed because of one."""
    (event,) = events_of(feed(parts, body("club"), events=(Meeting(id="m", body="club", at=AT, ends=ends),)))
    assert "dtend" not in event


def test_calendar(parts: Parts) -> None:
    """The feed has a name in the language of its readers, no method and no attendees."""
    for tag, name in (("de", "Stadt"), ("en", "Town")):
        calendar = Calendar.from_ical(feed(parts, COUNCIL, tag=tag))
        assert name in str(calendar["x-wr-calname"])
        assert calendar["name"] == calendar["x-wr-calname"]
        assert "2027" in calendar["name"]
        assert (calendar["version"], calendar["calscale"]) == ("2.0", "GREGORIAN")
        assert "method" not in calendar


def test_zone_only_where_it_is_needed(parts: Parts) -> None:
    """All-day events need no time zone; an empty feed has one, because it must have something."""
    assert not list(Calendar.from_ical(feed(parts, COUNCIL)).walk("VTIMEZONE"))
    empty = feed(parts)
    assert [component.name for component in Calendar.from_ical(empty).subcomponents] == ["VTIMEZONE"]
    well_formed(empty)


def test_same_input_same_bytes(parts: Parts) -> None:
    """The feed depends on nothing but plan, language and stamp."""
    events = (*meets("club", date(2027, 3, 1)), Meeting(id="m", body="club", at=AT))
    assert feed(parts, COUNCIL, body("club"), events=events) == feed(parts, COUNCIL, body("club"), events=events)


def test_uids_stay(parts: Parts) -> None:
    """An event keeps its UID when its name, its day or the time of writing change: clients move it instead of adding one."""
    plan, here = planned(parts, COUNCIL)
    later = Context(charter=here.charter, language=language("de"), stamp=STAMP + timedelta(days=99))
    again = {str(event["uid"]) for event in events_of(write(plan, later))}
    assert again == {str(event["uid"]) for event in events_of(feed(parts, COUNCIL))}


# ── names that do harm ───────────────────────────────────────────────────────────────────────────────────────────────

HARMFUL = (
    "Rat\r\nATTENDEE:mailto:x@y",
    'a,b;c\\d:"e"',
    "x" * 1000,
    "ä" * 1000,
    "\u202eRat\u202c \u200f\u0627\u0644",
    "BEGIN:VEVENT\nEND:VEVENT",
    "\N{FACE WITH TEARS OF JOY}" * 40,
    "tab\tand\x0bvertical\x0cfeed\x85next\u2028line",
    "\x00\x07\x1b[31m",
    "mailto:a@b.example",
)


@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_names(parts: Parts, name: str) -> None:
    """Whatever a body or a meeting is called, the feed stays one event with that text, and nothing else."""
    club = body("club", name=Text.of({"en": name}))
    content = feed(parts, club, events=(Meeting(id="m", body="club", at=AT, name=Text.of({"en": name})),))
    well_formed(content)
    (event,) = events_of(content)
    assert "attendee" not in event
    folded = re.sub(rb"\r\n[ \t]", b"", content)
    assert len([line for line in folded.split(b"\r\n") if line.startswith((b"ATTENDEE", b"ORGANIZER", b"METHOD"))]) == 0
    plain = re.sub(r"\r\n?", "\n", name)
    for key in ("summary", "description"):
        assert str(event[key]).strip() in (plain, plain.strip(), _printable(plain))


def _printable(text: str) -> str:
    """Return a text without the control characters that RFC 5545 forbids in a value."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)


@given(name=words())
def test_any_name(parts: Parts, name: str) -> None:
    """No name breaks a feed."""
    content = feed(parts, body("club", name=Text.of({"en": name})), events=(Meeting(id="m", body="club", at=AT),))
    well_formed(content)
    assert len(events_of(content)) == 1


def test_no_mail_address(parts: Parts) -> None:
    """A public feed has no mail address: what looks like one is an identifier."""
    lines = re.sub(rb"\r\n[ \t]", b"", feed(parts, COUNCIL)).split(b"\r\n")
    assert all(line.startswith(b"UID:") for line in lines if b"@" in line)
    assert not any(b"mailto" in line.lower() for line in lines)


# ── the time zone ────────────────────────────────────────────────────────────────────────────────────────────────────


def offset(at: datetime) -> timedelta:
    """Return the offset of Berlin that the VTIMEZONE gives for an instant, as a client computes it from its rules."""
    latest: tuple[datetime, timedelta] | None = None
    for part in berlin().subcomponents:
        before, after = part["tzoffsetfrom"].td, part["tzoffsetto"].td
        rule = rrule.rrulestr(part["rrule"].to_ical().decode(), dtstart=part["dtstart"].dt)
        change = rule.before(at + before, inc=True)
        if change is not None and (latest is None or change - before > latest[0]):
            latest = (change - before, after)
    assert latest is not None
    return latest[1]


@pytest.mark.parametrize("year", range(1996, 2038))
def test_zone_agrees_with_the_database(year: int) -> None:
    """One second before, at and after every change of the clocks since 1996, the feed's own zone says what the database says."""
    for month in (3, 10):
        last = max(date(year, month, day) for day in range(25, 32) if date(year, month, day).weekday() == 6)
        change = datetime(last.year, last.month, last.day, 1, tzinfo=UTC)
        for seconds in (-1, 0, 1):
            at = change + timedelta(seconds=seconds)
            if at >= datetime(1996, 3, 31, 1, tzinfo=UTC):
                assert offset(at.replace(tzinfo=None)) == at.astimezone(BERLIN).utcoffset(), at


@given(at=st.datetimes(datetime(1996, 4, 1), datetime(2037, 12, 31)))  # instants of UTC
def test_zone_agrees_everywhere(at: datetime) -> None:
    """And so it does at every other instant."""
    assert offset(at) == at.replace(tzinfo=UTC).astimezone(BERLIN).utcoffset()


@pytest.mark.parametrize("name", ["Stadt\nBad", "Stadt\r\nBad", "Stadt\rBad", "Stadt\x85Bad"])
def test_name_of_several_lines(parts: Parts, name: str) -> None:
    """The name of a calendar stands in one line, whatever line ends the name of the charter has."""
    here = scope(COUNCIL, name=Text.of({"en": name}))
    content = write(plan_meetings(parts, here, 2027), Context(charter=here.charter, language=language("en"), stamp=STAMP))
    well_formed(content)
    assert b"Stadt Bad" in content
