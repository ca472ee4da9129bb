"""iCalendar feeds: what other programs read of them, whom they tell nothing, and what an update changes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from click.testing import CliRunner
from dateutil import rrule
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from builders import body, charter, group, holds, record
from gremium.cli import main
from gremium.evaluate.countdown import What
from gremium.evaluate.scope import Scope
from gremium.evaluate.turns import State
from gremium.languages import language
from gremium.model.body import Body
from gremium.model.charter import Subject
from gremium.model.meeting import Item
from gremium.model.record import Audience, Event, Meeting, MeetingState, Mode, Party
from gremium.model.source import Ambiguity
from gremium.norms.seats import Standing
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Context, Options, Parts
from gremium.targets import load
from gremium.testing.documents import charters, records
from gremium.testing.values import words
from gremium.values.citation import parse_citation
from gremium.values.days import Day, on
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.text import Text
from gremium.workbench.export import export
from gremium.workbench.project import Opened
from gremium.workbench.publish import publish
from gremium.workbench.published import (
    Attendee,
    Came,
    Deadline,
    Membership,
    Named,
    Obligation,
    Paper,
    Point,
    Post,
    Published,
    PublishedBody,
    Session,
)
from gremium_adapters import ical
from gremium_adapters.exporters.ics import write

EXAMPLES = Path(__file__).parents[2] / "examples"
STAMP, LATER = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2027, 6, 1, 17, 30)  # local by definition
TOWN = Text.of({"de": "Stadt", "en": "Town"})
COUNCIL = body("council", name=Text.of({"de": "Rat", "en": "Council"}))
CLUB = body("club", name=Text.of({"de": "Verein", "en": "Club"}))
CHARTER = charter(COUNCIL, CLUB, name=TOWN, subjects=(Subject(id="budget", name=Text.of({"en": "Money"})), Subject(id="plain")))


def told(en: str) -> Text:
    return Text.of({"en": en})


def shown(*sessions: Session, audience: Audience = Audience.PUBLIC, **more: object) -> Published:
    """Return what a town with a council and a club has to show."""
    bodies = tuple(PublishedBody(id=one.id, kind=one.kind, name=one.name) for one in CHARTER.bodies)
    view = {"bodies": bodies, "sessions": sessions, **more}
    return Published(id="town", name=TOWN, kind="municipality", at=date(2026, 3, 1), audience=audience, **view)


def session(id_: str = "m", *bodies: str, at: date | datetime = AT, **more: object) -> Session:
    return Session(id=id_, bodies=bodies or ("council",), at=at, **more)


def feed(
    view: Published,
    against: bytes | None = None,
    *,
    tag: str = "en",
    stamp: datetime = STAMP,
    base: str | None = None,
    todo: bool = False,
) -> bytes:
    """Return the feed of a view."""
    context = Context(charter=CHARTER, language=language(tag), stamp=stamp, audience=view.audience)
    options = Options(base=base, against={"": against} if against is not None else None, todo=todo)
    content = b"".join(write(view, context, options)[""])
    well_formed(content)
    return content


def of_record(*events: Event, audience: Audience = Audience.PUBLIC, bodies: tuple[Body, ...] = CHARTER.bodies) -> bytes:
    """Return the feed of a record, filtered as it always is."""
    scope = Scope(charter=evolve(CHARTER, bodies=bodies), record=record(*events))
    return feed(publish(scope, date(2026, 3, 1), audience))


def events_of(content: bytes) -> list[Component]:
    """Return the events of a feed as another program reads them."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def entries_of(content: bytes) -> list[Component]:
    """Return the events and what is to be done, as they stand in a feed."""
    return [one for one in Calendar.from_ical(content).walk() if one.name in ("VEVENT", "VTODO")]


def blocks(content: bytes) -> dict[str, bytes]:
    """Return the bytes of each event by its UID."""
    found = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", content, re.DOTALL)
    return {str(events_of(b"BEGIN:VCALENDAR\r\n" + one + b"END:VCALENDAR\r\n")[0]["uid"]): one for one in found}


def one(content: bytes) -> Component:
    (event,) = events_of(content)
    return event


def unfolded(content: bytes) -> list[str]:
    return re.sub(rb"\r\n[ \t]", b"", content).decode().split("\r\n")


def well_formed(content: bytes) -> None:
    """Assert what every client needs of a feed; see RFC 5545, section 3.1."""
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    bare = content.replace(b"\r\n", b"")
    assert b"\n" not in bare
    assert b"\r" not in bare
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", bare.decode()), "what is no text stands in no line"
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    assert len(calendar.subcomponents) > 0
    assert "method" not in calendar
    assert calendar["name"] == calendar["x-wr-calname"]
    uids = [str(event["uid"]) for event in entries_of(content)]
    assert uids == sorted(set(uids))
    for event in entries_of(content):
        assert not event.errors
        assert "dtend" not in event or event["dtend"].dt > event["dtstart"].dt
        told, never = ("due", "dtstart dtend transp location attendee") if event.name == "VTODO" else ("dtstart", "due")
        assert told in event
        assert not [name for name in never.split() if name in event]
    assert (b";TZID=" in content) <= (b"BEGIN:VTIMEZONE" in content)
    for line in unfolded(content):
        assert re.match(r"[A-Z-]+(;[A-Z]+=(\"[^\"]*\"|[^\":;,]*))*:", line) or not line


def quiet(content: bytes) -> None:
    """Assert what a public feed never has."""
    assert b"mailto:" not in content.lower()
    names = {ical.parts(line)[0] for line in unfolded(content)}
    assert names.isdisjoint({"ATTENDEE", "ORGANIZER", "CONTACT", "METHOD", "X-WR-RELCALID"})


# ── what a client reads ──────────────────────────────────────────────────────────────────────────────────────────────


def test_meeting_with_an_hour() -> None:
    """A meeting begins and ends at local time, in a zone that the feed describes before it is used."""
    content = feed(shown(session(ends=AT + timedelta(hours=2), place=told("Town hall; room 1, left"))))
    event = one(content)
    assert event["dtstart"].dt == AT.replace(tzinfo=BERLIN)
    assert event["dtend"].dt == (AT + timedelta(hours=2)).replace(tzinfo=BERLIN)
    assert (str(event["uid"]), str(event["summary"])) == ("m@town.gremium", "Council")
    assert str(event["location"]) == "Town hall; room 1, left"
    assert [str(name) for name in event["categories"].cats] == ["Council"]
    assert event["dtstamp"].dt == event["created"].dt == event["last-modified"].dt == STAMP
    assert event["sequence"] == 0
    assert "transp" not in event
    assert b"DTSTART;TZID=Europe/Berlin:20270601T173000\r\n" in content
    assert content.index(b"BEGIN:VTIMEZONE") < content.index(b"BEGIN:VEVENT")


@pytest.mark.parametrize("ends", [None, AT, AT - timedelta(hours=1)])
def test_end_that_is_none(ends: datetime | None) -> None:
    """An end that does not lie after the beginning is left out: some clients refuse the whole feed because of one."""
    assert "dtend" not in one(feed(shown(session(ends=ends))))


@pytest.mark.parametrize(
    ("ends", "last"),
    [(None, date(2027, 3, 2)), (datetime(2027, 3, 3, 12), date(2027, 3, 4)), (datetime(2026, 1, 1, 12), date(2027, 3, 2))],
)
def test_meeting_without_an_hour(ends: datetime | None, last: date) -> None:
    """A meeting of which only the day is known lasts that day, or to the day of its end, and takes nobody's time."""
    content = feed(shown(session(at=date(2027, 3, 1), ends=ends)))
    event = one(content)
    assert (event["dtstart"].dt, event["dtend"].dt, str(event["transp"])) == (date(2027, 3, 1), last, "TRANSPARENT")
    assert b"VTIMEZONE" not in content


def test_days_at_the_ends_of_the_calendar() -> None:
    """Where a day has no next one it has no end, and an hour that no instant is becomes a day."""
    assert "dtend" not in one(feed(shown(session(at=date.max))))
    assert one(feed(shown(session(at=datetime(1, 1, 1, 0, 10)))))["dtstart"].dt == date(1, 1, 1)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (MeetingState.PLANNED, "TENTATIVE"),
        (MeetingState.CONVENED, "CONFIRMED"),
        (MeetingState.HELD, "CONFIRMED"),
        (MeetingState.CANCELLED, "CANCELLED"),
        (MeetingState.POSTPONED, "CANCELLED"),
    ],
)
def test_state(state: MeetingState, status: str) -> None:
    """A client sees how far a meeting has come; one that is off stays in the feed and takes nobody's time."""
    event = one(feed(shown(session(state=state))))
    assert str(event["status"]) == status
    assert ("transp" in event) == (status == "CANCELLED")


AGAIN = session("again", at=datetime(2026, 5, 5, 18), instead_of="m")


@pytest.mark.parametrize(
    ("state", "others", "tag", "first"),
    [
        (MeetingState.POSTPONED, (), "de", "Verschoben; der neue Tag steht noch nicht fest."),
        (MeetingState.POSTPONED, (), "en", "Postponed; the new day is not known yet."),
        (MeetingState.POSTPONED, (AGAIN,), "de", "Verschoben auf: 2026-05-05 18:00"),
        (MeetingState.POSTPONED, (AGAIN,), "en", "Postponed to: 2026-05-05 18:00"),
        (
            MeetingState.POSTPONED, (AGAIN, session("then", at=date(2026, 6, 1), instead_of="m")), "en",
            "Postponed to: 2026-05-05 18:00, 2026-06-01",
        ),
        (
            MeetingState.POSTPONED, (evolve(AGAIN, state=MeetingState.CANCELLED),), "en",
            "Postponed; the new day is not known yet.",
        ),
        (MeetingState.CANCELLED, (AGAIN,), "de", "Abgesagt; stattdessen: 2026-05-05 18:00"),
        (MeetingState.CANCELLED, (AGAIN,), "en", "Cancelled; instead: 2026-05-05 18:00"),
        (MeetingState.CANCELLED, (), "en", "Public meeting"),
        (MeetingState.PLANNED, (AGAIN,), "en", "Public meeting"),
    ],
)  # fmt: skip
def test_postponed(state: MeetingState, others: tuple[Session, ...], tag: str, first: str) -> None:
    """The first line of the description says that a meeting is off and, as far as another one is shown, when it is instead."""
    content = feed(shown(session(state=state, public=True), *others), tag=tag)
    events = {uid: parsed(block) for uid, block in blocks(content).items()}
    said = {uid: str(event["description"]).split("\n") for uid, event in events.items()}
    assert said["m@town.gremium"][0] == first
    assert said["m@town.gremium"][-1] == ("Public meeting" if tag == "en" else "Öffentliche Sitzung")
    instead = "Replaces the meeting of 2027-06-01 17:30" if tag == "en" else "Ersetzt die Sitzung vom 2027-06-01 17:30"
    assert all(said[f"{other.id}@town.gremium"] == [instead] for other in others)


def test_relations() -> None:
    """A meeting and the one that replaces it name each other as siblings (RFC 5545, 3.8.4.5); one not shown is named as well."""
    off = session("m,1", state=MeetingState.POSTPONED, instead_of="last;year")
    content = feed(shown(off, evolve(AGAIN, instead_of="m,1"), session("then", instead_of="m,1"), session("alone")))
    related = {uid: parsed(block).get("related-to", []) for uid, block in blocks(content).items()}
    named = {uid: [str(one) for one in (found if isinstance(found, list) else [found])] for uid, found in related.items()}
    assert named == {
        "m,1@town.gremium": ["last;year@town.gremium", "again@town.gremium", "then@town.gremium"],
        "again@town.gremium": ["m,1@town.gremium"], "then@town.gremium": ["m,1@town.gremium"], "alone@town.gremium": [],
    }  # fmt: skip
    assert unfolded(content).count("RELATED-TO;RELTYPE=SIBLING:m\\,1@town.gremium") == 2
    turned = feed(shown(session("a", instead_of="b"), session("b", instead_of="a")))
    assert turned.count(b"RELATED-TO") == 2


def test_joint_meeting() -> None:
    """A joint meeting is one event with the names of all its bodies, those elsewhere by their ids, and a category for each."""
    event = one(feed(shown(session("m", "council", "club", "elsewhere", "council"))))
    assert str(event["summary"]) == "Council, Club, elsewhere"
    assert [str(name) for name in event["categories"].cats] == ["Council", "Club", "elsewhere"]


def test_description() -> None:
    """The description has the meeting's own name, how it meets, and the agenda; closed items are marked for whoever sees them."""
    points = (
        Point(id="a", name=told("Budget,\n2027")),
        Point(id="b", subject="budget", public=False),
        Point(id="c", proposals=("unknown", "p")),
        Point(id="d", subject="plain"),
        Point(id="e", subject="nobody-knows"),
    )
    papers = (Paper(id="p", name=told("Bus lane")),)
    view = shown(session(name=told("Summer"), public=True, mode=Mode.HYBRID, points=points), papers=papers)
    assert str(one(feed(view))["description"]).split("\n") == [
        "Summer", "Public meeting", "In the room and by video", "Agenda:", "1. Budget, 2027", "2. Money (behind closed doors)",
        "3. Bus lane", "4. d", "5. e",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, None),
        ({"mode": Mode.REMOTE}, "Nur per Video"),
        ({"public": False}, "Nichtöffentliche Sitzung"),
        ({"public": True}, "Öffentliche Sitzung"),
        ({"points": (Point(id="a", public=False),)}, "Tagesordnung:\n1. a (nichtöffentlich)"),
    ],
)
def test_description_in_german(more: dict[str, object], said: str | None) -> None:
    """What is to be said is said in the language that was asked for; where there is nothing, nothing."""
    event = one(feed(shown(session(**more)), tag="de"))
    assert (str(event["description"]) if "description" in event else None) == said
    assert str(event["summary"]) == "Rat"


def test_calendar() -> None:
    """The feed has a name, says of what it is and how often to look again, and when it changed last."""
    content = feed(shown(session()))
    calendar = Calendar.from_ical(content)
    assert str(calendar["x-wr-calname"]) == "Town: meetings"
    assert str(calendar["description"]) == str(calendar["x-wr-caldesc"])
    said = [str(calendar[key]) for key in ("version", "calscale", "x-wr-timezone")]
    assert said == ["2.0", "GREGORIAN", "Europe/Berlin"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n" in content
    assert calendar["last-modified"].dt == STAMP
    assert "source" not in calendar
    assert str(Calendar.from_ical(feed(shown(), tag="de"))["name"]) == "Stadt: Sitzungen"
    assert str(Calendar.from_ical(feed(shown(year=2027)))["name"]) == "Town: meetings in 2027"


def test_feed_of_a_body() -> None:
    """The feed of one body has its name, and is another calendar than that of all bodies, or of another audience."""
    part = tuple(one for one in shown().bodies if one.id == "club")
    calendar = Calendar.from_ical(feed(shown(session("m", "club"), bodies=part)))
    assert str(calendar["name"]) == "Club (Town): meetings"
    identities = [
        str(Calendar.from_ical(feed(view))["uid"])
        for view in (shown(), shown(bodies=part), shown(audience=Audience.MEMBERS), shown(bodies=part, audience=Audience.MEMBERS))
    ]
    assert identities == [
        "calendar-public@town.gremium", "calendar-public-club@town.gremium", "calendar-members@town.gremium",
        "calendar-members-club@town.gremium",
    ]  # fmt: skip


def test_empty_feed() -> None:
    """A feed without meetings still has something in it, as the standard asks: the time zone."""
    content = feed(shown())
    assert [part.name for part in Calendar.from_ical(content).subcomponents] == ["VTIMEZONE"]
    assert "last-modified" not in Calendar.from_ical(content)


@pytest.mark.parametrize(
    ("base", "source", "url"),
    [
        ("https://ris.example", "https://ris.example/town.ics", "https://ris.example/year-2027.html#meeting-m"),
        ("http://ris.example:81/a/b/", "http://ris.example:81/a/b/town.ics", "http://ris.example:81/a/b/year-2027.html#meeting-m"),
        ("https://ris.example/a/feed.ics", "https://ris.example/a/feed.ics", "https://ris.example/a/year-2027.html#meeting-m"),
        ("https://feeds.ics", "https://feeds.ics/town.ics", "https://feeds.ics/year-2027.html#meeting-m"),
    ],
)
def test_base(base: str, source: str, url: str) -> None:
    """Below a base each meeting has an address, and the feed the one from which it is fetched again."""
    content = feed(shown(session()), base=base)
    assert str(one(content)["url"]) == url
    assert f"SOURCE;VALUE=URI:{source}" in unfolded(content)


def test_source_of_a_body() -> None:
    """The feeds of different bodies do not lie under one address, and no id leads out of the base."""
    part = (PublishedBody(id="../club", kind="x"),)
    lines = unfolded(feed(shown(session("../m"), bodies=part), base="https://ris.example"))
    assert "SOURCE;VALUE=URI:https://ris.example/town-..%2Fclub.ics" in lines
    assert "URL:https://ris.example/year-2027.html#meeting-_2e_2e_2fm" in lines


@pytest.mark.parametrize(
    "base",
    [
        "", "ris.example", "ftp://ris.example", "https://", "https://a b", "https://a/b?c", "https://a/#b", "mailto:a@b.example",
        "https://user:word@ris.example", "https://ris.example/\r\nATTENDEE:x", "https://ris.example/ä", "javascript:alert(1)",
        "https://ris.example\n", "https:///a",
    ],
)  # fmt: skip
def test_base_that_is_none(base: str) -> None:
    """What is no address is refused."""
    with pytest.raises(Misuse, match=r"misuse\.base"):
        feed(shown(), base=base)


# ── instants ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def instants(content: bytes) -> dict[str, tuple[datetime, ...]]:
    """Return when each event begins and ends, computed from the feed alone: from its own time zone, not from any other."""
    zone = Calendar.from_ical(content).walk("VTIMEZONE")
    return {
        str(event["uid"]).partition("@")[0]: tuple(_instant(event[key], zone) for key in ("dtstart", "dtend") if key in event)
        for event in events_of(content)
    }


def _instant(prop: Component, zones: list[Component]) -> datetime:
    local = prop.dt.replace(tzinfo=None)
    if "TZID" not in prop.params:
        assert prop.to_ical().endswith(b"Z")
        return local.replace(tzinfo=UTC)
    (zone,) = (one for one in zones if str(one["tzid"]) == prop.params["TZID"])
    before = [(change, part["tzoffsetto"].td) for part in zone.subcomponents for change in _onsets(part) if change <= local]
    return (local - max(before)[1]).replace(tzinfo=UTC)


def _onsets(part: Component) -> tuple[datetime, ...]:
    """Return when a half of the year begins in a zone, by its rule."""
    return _expanded(part["rrule"].to_ical().decode(), part["dtstart"].dt)


@cache
def _expanded(rule: str, start: datetime) -> tuple[datetime, ...]:
    return tuple(rrule.rrulestr(rule, dtstart=start).between(start, datetime(2100, 1, 1), inc=True))


def changes() -> Iterable[datetime]:
    """Yield the local times around each change of the clocks from 2020 to 2035, also those that there is not, or twice."""
    for year in range(2020, 2036):
        for month in (3, 10):
            last = max(day for day in range(25, 32) if date(year, month, day).weekday() == 6)
            for minutes in range(30, 4 * 60, 30):
                yield datetime(year, month, last) + timedelta(minutes=minutes)


def test_instants_around_the_changes_of_the_clocks() -> None:
    """In every hour around every change from 2020 to 2035 a client that reads the feed alone gets the instant of the database."""
    every = {f"m{number:04}": at for number, at in enumerate(changes())}
    read = instants(feed(shown(*(session(id_, at=at, ends=at + timedelta(hours=9)) for id_, at in every.items()))))
    assert len(read) == 16 * 2 * 7
    for id_, at in every.items():
        ends = (at + timedelta(hours=9)).replace(tzinfo=BERLIN).astimezone(UTC)
        assert read[id_] == (at.replace(tzinfo=BERLIN).astimezone(UTC), ends)


def test_hours_that_clients_would_guess() -> None:
    """An hour that the clocks skip or show twice, or that lies before the rules of the zone, is written as an instant."""
    times = (datetime(2026, 3, 29, 2, 30), datetime(2026, 10, 25, 2, 30), datetime(1990, 7, 1, 12))
    lines = unfolded(feed(shown(*(session(f"m{number}", at=at) for number, at in enumerate(times)))))
    assert [line for line in lines if line.startswith("DTSTART:") and line.endswith("Z")] == [
        "DTSTART:20260329T013000Z", "DTSTART:20261025T003000Z", "DTSTART:19900701T100000Z",
    ]  # fmt: skip


@given(at=st.datetimes(datetime(1950, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0)))
def test_any_instant(at: datetime) -> None:
    """At every other time, too."""
    assert instants(feed(shown(session(at=at))))["m"] == (at.replace(tzinfo=BERLIN).astimezone(UTC),)


# ── what does harm, and what is not told ─────────────────────────────────────────────────────────────────────────────

HARMFUL = (
    "Rat\r\nATTENDEE:mailto:x@y", 'a,b;c\\d:"e"', "=cmd()|'/C calc'!A0", "<script>alert(1)</script>", "]]>", "x" * 10_000,
    "ä" * 5_000, "\u202eRat\u202c \u200f\u0627\u0644", "BEGIN:VEVENT\nEND:VEVENT", "\N{FACE WITH TEARS OF JOY}" * 40,
    "a\ud800b", "\x00\x07\x1b[31m",
    "tab\tand\x0bvertical\x0cfeed\x85next\u2028line", "{name} {0} %s", "END:VCALENDAR\r\n", "a\\", "a\\n", "\r", " ", "^n^'",
)  # fmt: skip


def hostile(name: str) -> Published:
    """Return a view in which everything that has a name has this one."""
    text = told(name)
    everything = session(name, name, name=text, place=text, points=(Point(id=name, name=text), Point(id=name, public=False)))
    view = shown(
        everything, audience=Audience.MEMBERS, bodies=(PublishedBody(id=name, kind="x", name=text),),
        parties=(Named(id=name, name=name),), memberships=(Membership(body=name, post="chair", party=name),),
    )  # fmt: skip
    return evolve(view, name=text)


@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_names(name: str) -> None:
    """Whatever people, bodies, meetings, places and items are called, there is one event, and one attendee with no address."""
    content = feed(hostile(name), base="https://ris.example")
    event = one(content)
    assert [ical.parts(line)[0] for line in unfolded(content)].count("ATTENDEE") == 1
    assert str(event["attendee"]).startswith("urn:uuid:")
    plain = "\n".join(name.encode("utf-8", "replace").decode().splitlines())
    assert str(event["location"]) == re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", plain)
    assert feed(hostile(name), content, base="https://ris.example", stamp=LATER) == content, "what is read again is the same"


@given(name=st.text(max_size=30) | words())
@example("\x1c\x85")
def test_any_name(name: str) -> None:
    """No name breaks a feed, nor lets what did not change look changed."""
    content = feed(hostile(name))
    assert feed(hostile(name), content, stamp=LATER) == content


MARK = "canary"


def with_secrets(audience: Audience) -> bytes:
    """Return the feed of a record in which whatever the public may not see has a marker in its name."""
    marked = told(f"{MARK} item")
    everybody = evolve(COUNCIL, provisions=(group("elected", seats=3),), positions=("chair",))
    return of_record(
        Party(id="p1", name=f"{MARK} Ada", disclosure=Audience.MEMBERS), Party(id="p2", name=f"{MARK} Bert"),
        Party(id="p3", name=f"{MARK} Cora", disclosure=Audience.PUBLIC),
        holds("p1", "elected@council", "2020"), holds("p3", "elected@council", "2020"),
        holds("p2", "chair@council", "2020", note=marked),
        Meeting(id="open", body="council", at=AT, public=True, chair="p2"),
        Item(id="plain", meeting="open", name=told("Budget")), Item(id="shut", meeting="open", name=marked, public=False),
        Meeting(id="closed", body="council", at=AT + timedelta(days=7), public=False, name=marked, place=told("Town hall")),
        Item(id=f"{MARK}-id", meeting="closed", name=marked),
        audience=audience, bodies=(everybody, CLUB),
    )  # fmt: skip


def test_public_feed_tells_of_no_person_and_no_closed_item() -> None:
    """The public reads no closed item, no name of a closed meeting and of nobody, not even of those whom it may see."""
    content = with_secrets(Audience.PUBLIC)
    quiet(content)
    text = "\n".join(unfolded(content))
    assert MARK not in text.lower()
    assert "1. Budget" in text
    assert "2. " not in text


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.ADMINISTRATION])
def test_others_see_it(audience: Audience) -> None:
    """The test above would see it: members read closed items, marked, and who sits in the body."""
    content = with_secrets(audience)
    text = "\n".join(unfolded(content))
    assert rf"\n1. Budget\n2. {MARK} item (behind closed doors)" in text
    roles = {str(who.params["CN"]): str(who.params["ROLE"]) for who in events_of(content)[0]["attendee"]}
    assert roles == {f"{MARK} Ada": "REQ-PARTICIPANT", f"{MARK} Bert": "CHAIR", f"{MARK} Cora": "REQ-PARTICIPANT"}


def test_attendees() -> None:
    """Each member of the bodies is told once, with the weightiest part, by a URI that always is the same and no address."""
    posts = (Post(id="spokesperson", office=True, number=1), Post(id="seats", number=9))
    day = AT.date()
    rows = {
        "chair": [{"post": "chair"}, {"post": "seats", "standing": Standing.VOTING}],
        "voter": [{"post": "seats", "standing": Standing.VOTING, "since": on(day), "until": on(day)}],
        "unstated": [{"post": "seats", "since": Day(None, None), "until": Day(None, None), "now": False}],
        "adviser": [{"post": "seats", "standing": Standing.ADVISORY}],
        "guest": [{"post": "seats", "standing": Standing.GUEST}],
        "deputy": [{"post": "chair", "substitute": True}],
        "speaker": [{"post": "spokesperson"}],
        "both": [{"post": "spokesperson"}, {"body": "club", "post": "seats"}],
        "before": [{"post": "seats", "until": on(day - timedelta(days=1))}],
        "after": [{"post": "seats", "since": on(day + timedelta(days=1))}],
        "never": [{"post": "seats", "now": False}],
        "resting": [{"post": "seats", "rests": True}],
        "hidden": [{"post": "seats"}],
        "elsewhere": [{"body": "nowhere", "post": "seats"}],
    }
    memberships = tuple(Membership(party=party, **{"body": "council", **row}) for party, many in rows.items() for row in many)
    parties = tuple(Named(id=party, kind="person" if party != "voter" else "club") for party in rows if party != "hidden")
    bodies = tuple(evolve(one, posts=posts) for one in shown().bodies)
    view = shown(session("m", "council", "club"), memberships=memberships, parties=parties, bodies=bodies)
    event = one(feed(evolve(view, audience=Audience.MEMBERS)))
    told_of = {str(who.params["CN"]): who for who in event["attendee"]}
    assert {name: str(who.params["ROLE"]) for name, who in told_of.items()} == {
        "chair": "CHAIR", "voter": "REQ-PARTICIPANT", "unstated": "REQ-PARTICIPANT", "both": "REQ-PARTICIPANT",
        "adviser": "OPT-PARTICIPANT", "deputy": "OPT-PARTICIPANT", "speaker": "OPT-PARTICIPANT", "guest": "NON-PARTICIPANT",
    }  # fmt: skip
    assert {str(who.params["PARTSTAT"]) for who in told_of.values()} == {"NEEDS-ACTION"}
    assert {name for name, who in told_of.items() if who.params["CUTYPE"] == "GROUP"} == {"voter"}
    uris = [str(who) for who in (*told_of.values(), event["organizer"])]
    assert len({uuid.UUID(uri) for uri in uris}) == len(uris) == 9
    came = {"chair": Came.ROOM, "voter": Came.REMOTE, "adviser": Came.EXCUSED, "guest": Came.ABSENT, "visitor": Came.ROOM}
    present = tuple(Attendee(party=party, how=how) for party, how in came.items())
    held = evolve(view, sessions=(evolve(view.sessions[0], present=present),), audience=Audience.MEMBERS)
    parts = {str(who.params["CN"]): str(who.params["PARTSTAT"]) for who in one(feed(held))["attendee"]}
    assert parts == dict.fromkeys(told_of, "NEEDS-ACTION") | {
        "chair": "ACCEPTED", "voter": "ACCEPTED", "adviser": "DECLINED", "guest": "DECLINED",
    }  # fmt: skip
    quiet(feed(evolve(held, audience=Audience.PUBLIC)))
    assert "organizer" not in one(feed(shown(session(), audience=Audience.MEMBERS)))
    quiet(feed(view))


@settings(max_examples=6)
@given(data=st.data(), audience=st.sampled_from(Audience))
def test_any_record(data: st.DataObject, audience: Audience) -> None:
    """Every charter and every record gives a feed that can be read; a public one is quiet; and written again it is the same."""
    rules = data.draw(charters())
    here = Scope(charter=rules, record=data.draw(records(rules)))
    view = publish(here, date(2026, 3, 1), audience)
    context = Context(charter=rules, language=language("de"), stamp=STAMP, audience=audience)
    content = b"".join(write(view, context, Options())[""])
    well_formed(content)
    assert len(events_of(content)) == len(view.sessions)
    if audience is Audience.PUBLIC:
        quiet(content)
    assert b"".join(write(view, evolve(context, stamp=LATER), Options(against={"": content}))[""]) == content


# ── an update ────────────────────────────────────────────────────────────────────────────────────────────────────────

TIMES = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(microsecond=0))


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Session, ...]:
    """Return a few meetings with ids, hours or days, states and names."""
    ids = draw(st.lists(st.sampled_from([f"m{number}" for number in range(9)]), unique=True, min_size=1, max_size=5))
    return tuple(
        session(
            id_, at=draw(TIMES | TIMES.map(datetime.date)), state=draw(st.sampled_from(MeetingState)),
            name=draw(st.none() | words().map(told)), place=draw(st.none() | words().map(told)),
        )
        for id_ in ids
    )  # fmt: skip


def parsed(block: bytes) -> Component:
    return one(b"BEGIN:VCALENDAR\r\n" + block + b"END:VCALENDAR\r\n")


@settings(max_examples=10)
@given(before=sessions())
def test_unchanged(before: tuple[Session, ...]) -> None:
    """What did not change gives the same bytes, however much later, and in whatever order it is told."""
    content = feed(shown(*before))
    assert feed(shown(*before)) == content
    assert feed(shown(*reversed(before)), content, stamp=LATER) == content


@settings(max_examples=10)
@given(before=sessions(), at=TIMES, data=st.data())
def test_moving_one_meeting_changes_one_event(before: tuple[Session, ...], at: datetime, data: st.DataObject) -> None:
    """One meeting is moved: its SEQUENCE grows by one and it has the new stamp; every other event is the same, byte for byte."""
    which = data.draw(st.sampled_from(before))
    moved = evolve(which, at=at if at != which.at else at + timedelta(hours=1))
    content = feed(shown(*before))
    update = feed(shown(*(moved if one is which else one for one in before)), content, stamp=LATER)
    old, new = blocks(content), blocks(update)
    assert {uid for uid in new if new[uid] != old.get(uid)} == {f"{which.id}@town.gremium"}
    assert new.keys() == old.keys()
    event = parsed(new[f"{which.id}@town.gremium"])
    assert (event["sequence"], event["dtstamp"].dt, event["last-modified"].dt, event["created"].dt) == (1, LATER, LATER, STAMP)
    assert Calendar.from_ical(update)["last-modified"].dt == LATER


@settings(max_examples=10)
@given(before=sessions(), after=sessions())
def test_any_update(before: tuple[Session, ...], after: tuple[Session, ...]) -> None:
    """No event is lost, SEQUENCE and LAST-MODIFIED never go back, and an update written again changes nothing."""
    content = feed(shown(*before))
    update = feed(shown(*after), content, stamp=LATER)
    old, new = ({uid: parsed(block) for uid, block in blocks(one).items()} for one in (content, update))
    assert new.keys() == old.keys() | {f"{one.id}@town.gremium" for one in after}
    for uid in old:
        assert new[uid]["sequence"] >= old[uid]["sequence"]
        assert new[uid]["last-modified"].dt >= old[uid]["last-modified"].dt
    assert feed(shown(*after), update, stamp=LATER + timedelta(days=1)) == update
    assert {uid for uid in new if new[uid].get("status") != "CANCELLED"} <= {f"{one.id}@town.gremium" for one in after}


@pytest.mark.parametrize(
    ("change", "sequence"),
    [
        ({"at": AT + timedelta(days=1)}, 1),
        ({"at": AT.date()}, 1),
        ({"ends": AT + timedelta(hours=1)}, 1),
        ({"place": told("elsewhere")}, 1),
        ({"state": MeetingState.CANCELLED}, 1),
        ({"state": MeetingState.POSTPONED}, 1),
        ({"state": MeetingState.CONVENED}, 1),
        ({"instead_of": "a"}, 0),
        ({"name": told("Summer")}, 0),
        ({"points": (Point(id="a"),)}, 0),
        ({"bodies": ("council", "club")}, 0),
    ],
)
def test_what_counts_up(change: dict[str, object], sequence: int) -> None:
    """Beginning, end, place and status count up the SEQUENCE; of a name, an agenda, another body only the stamps tell."""
    before = session()
    event = one(feed(shown(evolve(before, **change)), feed(shown(before)), stamp=LATER))
    assert (event["sequence"], event["last-modified"].dt, event["created"].dt) == (sequence, LATER, STAMP)


def test_meeting_that_is_gone() -> None:
    """A meeting that is no longer recorded is cancelled, tells nothing else, stays so, and can come back."""
    before = session(ends=AT + timedelta(hours=1), name=told("Summer"), place=told("hall"), points=(Point(id="a"),))
    first = feed(shown(before, session("n")), base="https://ris.example")
    second = feed(shown(session("n")), first, stamp=LATER, base="https://ris.example")
    assert blocks(second)["n@town.gremium"] == blocks(first)["n@town.gremium"]
    event = parsed(blocks(second)["m@town.gremium"])
    assert {name.lower() for name in event} == {
        "uid", "dtstamp", "created", "last-modified", "sequence", "dtstart", "dtend", "status", "transp", "summary", "categories",
    }  # fmt: skip
    assert (str(event["status"]), event["sequence"], str(event["summary"])) == ("CANCELLED", 1, "Council")
    third = feed(shown(session("n")), second, stamp=LATER + timedelta(days=1), base="https://ris.example")
    assert third == second
    back = parsed(blocks(feed(shown(before, session("n")), third, stamp=LATER, base="https://ris.example"))["m@town.gremium"])
    assert (back["sequence"], str(back["status"])) == (2, "TENTATIVE")
    assert b"BEGIN:VTIMEZONE" in feed(shown(), first)


def test_a_year_later() -> None:
    """The feed of another year does not cancel the meetings of the year before: they are not in it."""
    first = feed(shown(session("a", at=datetime(2026, 1, 1, 0, 30)), session("b", at=date(2026, 5, 1)), year=2026))
    assert events_of(feed(shown(year=2027), first)) == []
    assert len(events_of(feed(shown(year=2026), first))) == 2


def test_stamp_that_goes_back() -> None:
    """A stamp before that of the older feed does not make anything older."""
    first = feed(shown(session()), stamp=LATER)
    assert one(feed(shown(session(at=AT + timedelta(days=1))), first, stamp=STAMP))["last-modified"].dt == LATER


def test_both_tellings_of_a_moved_meeting() -> None:
    """A meeting that the record tells twice was moved: the later telling counts, under the same UID."""
    first = Meeting(id="m", body="council", at=AT)
    before, after = of_record(first), of_record(first, evolve(first, at=AT + timedelta(days=1)))
    assert blocks(before).keys() == blocks(after).keys()
    assert one(after)["dtstart"].dt == (AT + timedelta(days=1)).replace(tzinfo=BERLIN)


# ── older feeds as they come ─────────────────────────────────────────────────────────────────────────────────────────


def calendar(*lines: str, uid: str = "m@town.gremium") -> bytes:
    """Return a feed with one event, as some other program might have written it."""
    return "\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", "END:VCALENDAR")).encode()


def test_older_feed_that_was_rewritten() -> None:
    """Other line ends, other folds, a byte order mark and another order of properties are no change."""
    first = feed(shown(session(name=told("ä" * 80))))
    lines = unfolded(first)
    begin, end = lines.index("BEGIN:VEVENT"), lines.index("END:VEVENT")
    shuffled = [*lines[: begin + 1], *reversed(lines[begin + 1 : end]), "X-ODD:1", "no line", ";x:y", "BEGIN:VALARM",
                "STATUS:CANCELLED", "END:VALARM", *lines[end:]]  # fmt: skip
    rewritten = b"\xef\xbb\xbf" + "\n".join(shuffled).encode().replace("ä".encode(), b"\xc3\n \xa4").replace(b"begin:", b"BEGIN:")
    assert blocks(feed(shown(session(name=told("ä" * 80))), rewritten, stamp=LATER)) == blocks(first)
    for ends in (b"\r", b"\n"):
        assert feed(shown(session(name=told("ä" * 80))), first.replace(b"\r\n", ends), stamp=LATER) == first


@pytest.mark.parametrize(
    ("lines", "created", "sequence"),
    [
        (("DTSTAMP:20200101T000000Z", "SEQUENCE:4"), datetime(2020, 1, 1, tzinfo=UTC), 5),
        (("CREATED:20190101T000000Z", "SEQUENCE:2147483647"), datetime(2019, 1, 1, tzinfo=UTC), 2**31 - 1),
        (("DTSTAMP:20209999T000000Z", "SEQUENCE:-4"), LATER, 1),
        (("DTSTAMP:202011T1234567Z", "CREATED:²0200101T000000Z", "SEQUENCE:²"), LATER, 1),
        (("DTSTAMP:20200101T000000Z", "DTSTAMP:20200101T000000Z", "SEQUENCE:99999999999999999999"), LATER, 1),
        (("DTSTAMP:soon", "SEQUENCE:2147483648"), LATER, 1),
    ],
)
def test_older_stamps_that_are_none(lines: tuple[str, ...], created: datetime, sequence: int) -> None:
    """Stamps and counters that cannot be understood count as if they were not there."""
    event = one(feed(shown(session()), calendar(*lines), stamp=LATER))
    assert (event["created"].dt, event["sequence"], event["last-modified"].dt) == (created, sequence, LATER)


@pytest.mark.parametrize(
    ("lines", "there"),
    [
        (("DTSTART:20270601T153000Z", "DTEND:20270601T163000Z"), ["dtstart", "dtend"]),
        (("DTSTART:20270601T153000Z", "DTEND:20270601T153000Z"), ["dtstart"]),
        (("DTSTART;VALUE=DATE:20270601", "DTEND:20270602T153000Z"), ["dtstart"]),
        (("DTSTART;VALUE=DATE:20270601", "DTEND;VALUE=DATE:20270602"), ["dtstart", "dtend"]),
        (("DTSTART;TZID=Europe/Berlin:20270601T153000", 'SUMMARY;ALTREP="mailto:a@b.example":x'), ["dtstart"]),
        (("DTSTART;TZID=Mars/Base:20270601T153000",), []),
        (("DTSTART:20270601T153000",), []),
        (("DTSTART;VALUE=DATE:20271301",), []),
        (("DTSTART;VALUE=DATE:00010101",), []),
        (("DTSTART:99991231T235959Z",), []),
        (("DTSTART;VALUE=DATE:20270601", "DTSTART;VALUE=DATE:20270602"), []),
        ((), []),
        (("DTSTART;VALUE=DATE:20270601", "RECURRENCE-ID:20270601T153000Z"), []),
    ],
)
def test_gone_from_an_odd_feed(lines: tuple[str, ...], there: list[str]) -> None:
    """Of an event that another program wrote, a cancelled one is made if it can be said when it was; and nothing slips in."""
    content = feed(shown(), calendar(*lines, "ATTENDEE:mailto:a@b.example", "DESCRIPTION:secret", "CATEGORIES:\x07\u2028a"))
    quiet(content)
    assert b"secret" not in content
    found = events_of(content)
    assert [key for event in found for key in ("dtstart", "dtend") if key in event] == there
    assert all(str(event["status"]) == "CANCELLED" for event in found)


def test_events_of_others() -> None:
    """What does not come from this jurisdiction is not taken over."""
    assert events_of(feed(shown(), calendar("DTSTART;VALUE=DATE:20270601", uid="m@village.gremium"))) == []
    assert events_of(feed(shown(), calendar("DTSTART;VALUE=DATE:20270601", "UID:n@town.gremium"))) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "against-line"),
        (b"nothing", "against-line"),
        (b"\xff\xfe", "against-bytes"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "against-line"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n", "against-line"),
        (b"END:VCALENDAR\r\n", "against-line"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "against-line"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\r\n", "against-line"),
        (b"BEGIN:VCALENDAR\r\nUID:another\r\nEND:VCALENDAR\r\n", "against-other"),
    ],
)
def test_older_feed_that_is_none(content: bytes, code: str) -> None:
    """A file that is no calendar, was cut off, or is another calendar is refused: else every counter would begin anew."""
    with pytest.raises(Misuse, match=rf"misuse\.{code}"):
        feed(shown(session()), content)


def test_older_feed_for_others() -> None:
    """What was written for the members is no older feed of the public's."""
    inside = feed(shown(session(), audience=Audience.MEMBERS))
    with pytest.raises(Misuse, match=r"misuse\.against-other"):
        feed(shown(session()), inside)


@given(content=st.binary(max_size=200) | words().map(str.encode), cut=st.integers(0, 600))
def test_any_older_feed(content: bytes, cut: int) -> None:
    """Whatever an older feed is, there is a feed, or it is refused: never anything else."""
    first = feed(shown(session()))
    for old in (content, first[:cut] + content + first[cut:]):
        try:
            feed(shown(session("n")), old)
        except Misuse as error:
            assert str(error).startswith("misuse.against-")  # noqa: PT017  # both ends are fine


# ── what is due, and whose feed it is ────────────────────────────────────────────────────────────────────────────────

CITES = (parse_citation("rules § 2"),)


def deadline(what: What = What.NOTICE, latest: date | datetime | None = date(2027, 5, 23), **more: object) -> Deadline:
    return Deadline(**{"session": "m", "body": "council", "what": what, "latest": latest, **more})  # type: ignore[arg-type]  # a table of fields


def obligation(duty: str = "report", day: date | None = date(2027, 12, 1), **more: object) -> Obligation:
    what, when = message("duty.named", what=told("Report, yearly"), id=duty), message("duty.by", day="2027-12-01")
    plain = {"body": "council", "duty": duty, "what": what, "when": when, "earliest": day, "latest": day, "state": State.NOT_YET}
    return Obligation(**{**plain, **more})  # type: ignore[arg-type]  # a table of fields


def entries(view: Published, **more: object) -> dict[str, Component]:
    """Return what is due in a feed, by UID without what all of them have, as another program reads it."""
    found = {str(one["uid"]).removesuffix("@town.gremium"): one for one in entries_of(feed(view, **more))}  # type: ignore[arg-type]  # a table of fields
    return {uid: one for uid, one in found.items() if "+" in uid}


def test_deadline_as_an_event() -> None:
    """What is due on a day is an event of that day, which takes nobody's time; how it was counted and the clause stand there."""
    due = deadline(told=(message("reason.notice-counts-receipt"),), cites=CITES)
    (found,) = entries(shown(session(), deadlines=(due,)), base="https://ris.example").items()
    uid, event = found
    assert (uid, event.name) == ("m+notice+council", "VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 5, 23), date(2027, 5, 24))
    assert (str(event["summary"]), str(event["transp"]), str(event["status"])) == (
        "Deadline: Notice, Council", "TRANSPARENT", "TENTATIVE"
    )  # fmt: skip
    assert str(event["description"]) == "What counts is arrival\nSource: rules § 2"
    assert [str(name) for name in event["categories"].cats] == ["Council", "Deadlines"]
    assert str(event["url"]).startswith("https://ris.example/")
    german = entries(shown(session(), deadlines=(due,)), tag="de")["m+notice+council"]
    assert (str(german["summary"]), "url" in german) == ("Frist: Einladung, Rat", False)


def test_deadline_to_the_minute() -> None:
    """What is due at a minute has that minute; what is no instant becomes a day, and the last day of all has no next one."""
    due = [deadline(latest=at) for at in (datetime(2027, 5, 30, 17, 30), datetime(1, 1, 1, 0, 10), date.max)]
    events = [entries(shown(session(), deadlines=(one,)))["m+notice+council"] for one in due]
    assert events[0]["dtstart"].dt == datetime(2027, 5, 30, 17, 30, tzinfo=BERLIN)
    assert [event["dtstart"].dt for event in events[1:]] == [date(1, 1, 1), date.max]
    assert ["dtend" in event for event in events] == [False, False, False]
    assert b"BEGIN:VTIMEZONE" in feed(shown(session(at=date(2027, 6, 1)), deadlines=(due[0],)), todo=True)


@pytest.mark.parametrize(
    ("state", "sent", "todo", "event"),
    [
        (MeetingState.PLANNED, False, "NEEDS-ACTION", "TENTATIVE"),
        (MeetingState.CONVENED, False, "NEEDS-ACTION", "CONFIRMED"),
        (MeetingState.CONVENED, True, "COMPLETED", "CONFIRMED"),
        (MeetingState.HELD, True, "COMPLETED", "CONFIRMED"),
        (MeetingState.HELD, False, "CANCELLED", "CONFIRMED"),
        (MeetingState.CANCELLED, False, "CANCELLED", "CANCELLED"),
        (MeetingState.POSTPONED, False, "CANCELLED", "CANCELLED"),
    ],
)
def test_deadline_as_something_to_do(state: MeetingState, sent: bool, todo: str, event: str) -> None:
    """To do is what has to go out before a meeting that is still to come; an event has the state of its meeting."""
    view = shown(session(state=state), deadlines=(deadline(sent=sent),))
    one = entries(view, todo=True)["m+notice-todo+council"]
    assert (one.name, one["due"].dt, str(one["status"])) == ("VTODO", date(2027, 5, 23), todo)
    assert ("description" in one and "Done" in one["description"]) == sent
    assert str(entries(view)["m+notice+council"]["status"]) == event


def test_deadline_by_several_readings() -> None:
    """Where the sources can be read in several ways, each reading is told with its day, in the words of the charter."""
    ambiguity = Ambiguity(id="week", question=told("What is a week?"), readings=(("clear", told("seven full days")),))
    readings = (("week:clear", date(2027, 5, 23)), ("week:plain", date(2027, 5, 24)), ("", None))
    view = shown(session(), deadlines=(deadline(readings=readings),))
    context = Context(charter=evolve(CHARTER, ambiguities=(ambiguity,)), language=language("en"), stamp=STAMP)
    content = b"".join(write(view, context, Options())[""])
    said = str(next(event for event in events_of(content) if "+" in event["uid"])["description"])
    assert said.splitlines() == [
        "The sources allow for several days; this is the earliest:",
        "“seven full days” (week:clear): Sunday, 2027-05-23",
        "week:plain: Monday, 2027-05-24",
        "it is open which rule holds: nothing is due",
    ]


@pytest.mark.parametrize("todo", [False, True])
def test_what_nobody_can_tell_the_day_of(todo: bool) -> None:
    """Of what is due on a day that nobody knows there is no entry; it is told as a loss."""
    view = shown(session(), deadlines=(deadline(latest=None),), duties=(obligation(day=None), obligation("b", latest=None)))
    assert entries(view, todo=todo) == {}
    context = Context(charter=CHARTER, language=language("en"), stamp=STAMP)
    made = export(assemble(), view, "ics", context, Options(todo=todo))
    numbers = {one.code: dict(one.params)["n"] for one in made.losses}
    assert (numbers["loss.open-deadlines"], numbers["loss.open-duties"]) == (1, 2)
    assert numbers.keys().isdisjoint({"loss.deadlines", "loss.duties"})


def test_duty() -> None:
    """A duty stands on the day by which it is owed, with how it stands, who owes it to whom, and the clause."""
    counted = message("reason.duty-counted", event="start")
    owed = obligation(by=("chair@council", "club"), to=("unstated",), told=(counted,), cites=CITES)
    ((uid, event),) = entries(shown(duties=(owed,))).items()
    assert (uid, event["dtstart"].dt, str(event["status"])) == ("council+duty+report", date(2027, 12, 1), "CONFIRMED")
    assert str(event["summary"]) == "Duty: Report, yearly (report), Council"
    assert str(event["description"]).splitlines() == [
        "not yet due; by 2027-12-01", "Who: chair (Council), Club", "To whom: not said", "counted from “start”",
        "Source: rules § 2",
    ]  # fmt: skip
    assert [str(name) for name in event["categories"].cats] == ["Council", "Duties"]


@pytest.mark.parametrize(
    ("more", "todo", "event"),
    [
        ({}, "NEEDS-ACTION", "CONFIRMED"),
        ({"state": State.OVERDUE, "certain": False}, "NEEDS-ACTION", "TENTATIVE"),
        ({"state": State.MET, "met": date(2027, 11, 1)}, "COMPLETED", "CONFIRMED"),
        ({"state": State.LATE, "met": date(2027, 12, 9)}, "COMPLETED", "CONFIRMED"),
        ({"state": State.LAPSED}, "CANCELLED", "CANCELLED"),
    ],
)
def test_state_of_a_duty(more: dict[str, object], todo: str, event: str) -> None:
    """What came is done, what has lapsed is cancelled, all else is to be done."""
    view = shown(duties=(obligation(**more),))
    one = entries(view, todo=True)["council+duty-todo+report"]
    assert (one.name, one["due"].dt, str(one["status"])) == ("VTODO", date(2027, 12, 1), todo)
    assert ("met" in more) == (str(more.get("met")) in str(one["description"]))
    assert str(entries(view)["council+duty+report"]["status"]) == event


def test_duties_for_the_same() -> None:
    """A duty for a meeting or proposal has its own entry for each, and several for the same are numbered."""
    several = [obligation(matter="p", number=number) for number in (1, 2)]
    view = shown(duties=(obligation(), *several, obligation("todo", matter="todo"), obligation(number=2)))
    assert list(entries(view)) == [
        "council+duty+report+2", "council+duty+report+p+2", "council+duty+report+p", "council+duty+report",
        "council+duty+todo+todo",
    ]  # fmt: skip


@pytest.mark.parametrize("todo", [False, True])
def test_update_of_what_is_due(todo: bool) -> None:
    """What is due later counts up; the same stays as it is; what is due no more is cancelled and keeps its title."""
    before = shown(session(), deadlines=(deadline(), deadline(What.AGENDA), deadline(What.PAPERS)), duties=(obligation(),))
    after = shown(session(), deadlines=(deadline(latest=date(2027, 5, 25)), deadline(What.PAPERS)))
    old = feed(before, todo=todo)
    assert feed(before, old, stamp=LATER, todo=todo) == old
    found = entries(after, against=old, stamp=LATER, todo=todo)
    new = {uid.split("+")[1].removesuffix("-todo"): one for uid, one in found.items()}
    assert {what: (one["sequence"], str(one["status"])) for what, one in new.items()} == {
        "notice": (1, "NEEDS-ACTION" if todo else "TENTATIVE"), "papers": (0, "NEEDS-ACTION" if todo else "TENTATIVE"),
        "agenda": (1, "CANCELLED"), "duty": (1, "CANCELLED"),
    }  # fmt: skip
    when = "due" if todo else "dtstart"
    assert [new[what][when].dt for what in ("notice", "agenda")] == [date(2027, 5, 25), date(2027, 5, 23)]
    assert (str(new["agenda"]["summary"]), "description" in new["agenda"]) == ("Deadline: Agenda, Council", False)
    assert {one.name for one in new.values()} == {"VTODO" if todo else "VEVENT"}


def test_events_do_not_become_to_dos() -> None:
    """Whoever wants what is due as something to do, later, gets new entries; the events are cancelled."""
    view = shown(session(), deadlines=(deadline(),))
    found = entries(view, against=feed(view), todo=True)
    assert {uid: (one.name, str(one["status"])) for uid, one in found.items()} == {
        "m+notice+council": ("VEVENT", "CANCELLED"), "m+notice-todo+council": ("VTODO", "NEEDS-ACTION"),
    }  # fmt: skip


@pytest.mark.parametrize("todo", [False, True])
def test_what_was_due_before_meetings_of_other_years(todo: bool) -> None:
    """A feed of one year cancels what was due before meetings of that year, whenever it was due, and nothing of other years."""
    january = session("january", at=datetime(2028, 1, 4, 17))
    due = (deadline(), deadline(session="january", latest=date(2027, 12, 20)))
    old = feed(shown(session(), january, deadlines=due, duties=(obligation(),)), todo=todo)
    kept = {year: sorted(uid.partition("+")[0] for uid in entries(shown(year=year), against=old)) for year in (2026, 2027, 2028)}
    assert kept == {2026: ["council"], 2027: ["council", "m"], 2028: ["council", "january"]}
    alone = b"".join(part for part in re.split(b"(?=BEGIN:VEVENT)", old) if b"UID:m@" not in part) + b"END:VCALENDAR\r\n"
    alone = alone.replace(b"END:VCALENDAR\r\nEND:VCALENDAR", b"END:VCALENDAR")
    if not todo:
        assert sorted(uid.partition("+")[0] for uid in entries(shown(year=2027), against=alone)) == ["council"]


def test_older_to_do_without_a_day() -> None:
    """Of something to do that is due on no day that can be read nothing is taken over."""
    lines = ("BEGIN:VTODO", "UID:m+notice-todo+council@town.gremium", "DUE:tomorrow", "END:VTODO")
    assert entries(shown(), against=calendar(*lines, uid="x@y")) == {}


def test_duty_that_is_told_no_more() -> None:
    """What was owed for a proposal or a meeting and is told no more vanishes: it may be one that nobody is to know of."""
    old = feed(shown(duties=(obligation(matter="secret"), obligation(matter="secret", number=2), obligation())))
    content = feed(shown(), old)
    assert b"secret" not in content
    assert [str(one["uid"]) for one in entries_of(content)] == ["council+duty+report@town.gremium"]


def test_feed_of_a_person() -> None:
    """The calendar says whose feed it is, in its names, its UID and where it comes from; so it is no update of another one."""
    ada = Named(id="ada", name='Ada, "Doe"')
    view = shown(session(), audience=Audience.MEMBERS, person="ada", parties=(ada,))
    lines = unfolded(feed(view, base="https://ris.example"))
    assert "UID:calendar-members-person=ada@town.gremium" in lines
    assert "SOURCE;VALUE=URI:https://ris.example/town-person-ada.ics" in lines
    assert 'NAME:Ada\\, "Doe" (Town): meetings' in lines
    part = unfolded(feed(evolve(view, bodies=view.bodies[:1], parties=())))
    assert {"UID:calendar-members-council-person=ada@town.gremium", "NAME:ada / Council (Town): meetings"} <= {*part}
    with pytest.raises(Misuse) as caught:
        feed(evolve(view, person=None), feed(view))
    assert caught.value.said.code == "misuse.against-other"


@pytest.mark.parametrize("todo", [False, True])
@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_names_of_what_is_due(name: str, todo: bool) -> None:
    """Whatever bodies, duties and days are called, the feed stays well formed and nothing is smuggled in."""
    view = evolve(
        hostile(name), deadlines=(deadline(told=(message("reason.notice-rest-day", day="x", name=name),)),),
        duties=(obligation(what=message("duty.named", what=name, id=name), told=(message("reason.duty-then", then=name),)),),
        audience=Audience.MEMBERS, person="p", parties=(Named(id="p", name=name),),
    )  # fmt: skip
    view = evolve(view, sessions=(*view.sessions, session()))
    found = entries_of(feed(view, todo=todo))
    assert len(found) == len(view.sessions) + 2


# ── as it is called ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a target be opened once for all commands that are called with it."""
    monkeypatch.setattr("gremium.cli.load", lambda target, record, _parts: _loaded(target, record))


@cache
def _loaded(target: str, record: Path | None) -> Opened:
    return load(target, record)


def run(*arguments: str) -> bytes:
    result = CliRunner().invoke(main, ["export", *arguments, "--to", "ics", "--at", "2026-03-01"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize(
    ("name", "audience", "tag"),
    [
        ("paderborn", "public", "de"), ("paderborn", "administration", "en"), ("musterstadt", "public", "en"),
        ("wuerselen", "members", "de"), ("wuerselen", "public", "en"),
    ],
)  # fmt: skip
def test_feeds_of_the_examples(name: str, audience: str, tag: str, tmp_path: Path) -> None:
    """Real jurisdictions give feeds that can be read; against themselves they do not change."""
    target = EXAMPLES / name / "charter.toml"
    given = (str(target if target.exists() else name), "--record", str(EXAMPLES / name / "record.toml"), "--audience", audience)
    old = tmp_path / "old.ics"
    content = run(*given, "--lang", tag)
    well_formed(content)
    assert (b"ATTENDEE" in content) == (audience == "administration")
    if audience == "public":
        quiet(content)
    old.write_bytes(content)
    assert run(*given, "--lang", tag, "--against", str(old), "--stamp", "2030-01-01") == content


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("more", [(), ("--todo",)])
def test_what_is_due_in_an_example(more: tuple[str, ...], tmp_path: Path) -> None:
    """Real rules give a feed that can be read; against itself it does not change."""
    given = (str(EXAMPLES / "leonberg"), "--with", "deadlines", "--with", "duties", "--audience", "members", *more)
    content = run(*given)
    well_formed(content)
    due = {(one.name, str(one["uid"]).split("+")[1].removesuffix("-todo")) for one in entries_of(content) if "+" in one["uid"]}
    assert due == {("VTODO" if more else "VEVENT", what) for what in ("notice", "agenda", "papers", "duty")}
    (tmp_path / "old.ics").write_bytes(content)
    assert run(*given, "--against", str(tmp_path / "old.ics"), "--stamp", "2030-01-01") == content


@pytest.mark.usefixtures("once")
def test_feed_of_somebody_in_an_example() -> None:
    """Somebody gets the meetings of their own bodies, the public is refused, and so is a misspelt name."""
    whole = run(str(EXAMPLES / "paderborn"), "--audience", "members")
    mine = run(str(EXAMPLES / "paderborn"), "--audience", "members", "--person", "p03")
    assert {str(one["uid"]) for one in events_of(mine)} < {str(one["uid"]) for one in events_of(whole)}
    assert b"person=p03" in mine
    for arguments, said in (
        (("--person", "p03"), "--audience members"),
        (("--person", "p99", "--audience", "members"), "“p99”"),
        (("--todo",), "--with deadlines"),
    ):
        result = CliRunner().invoke(main, ["export", str(EXAMPLES / "paderborn"), "--to", "ics", *arguments])
        assert (result.exit_code, said in result.output) == (2, True)


def test_losses(parts: Parts) -> None:
    """Of meetings nothing is lost; people, rules and proposals are, and it is said."""
    everything = session("m", "council", "club", place=told("x"), mode=Mode.REMOTE, public=False, points=(Point(id="a"),))
    view = shown(everything, papers=(Paper(id="p"),))
    context = Context(charter=CHARTER, language=language("en"), stamp=STAMP)
    made = export(parts, view, "ics", context, Options(base="https://ris.example"))
    lost = {one.code for one in made.losses}
    assert {"loss.bodies", "loss.proposals"} <= lost
    carried = ("meetings", "hours", "places", "joint", "modes", "publicity", "agenda")
    assert lost.isdisjoint({f"loss.{aspect}" for aspect in carried})
    assert made.content() == {"": feed(view, base="https://ris.example")}
