"""Facts that rules ask for, and the bodies to which references lead, each as it was known by a day."""

from __future__ import annotations

from datetime import date

import pytest

from builders import (
    body,
    charter,
    delivered,
    electoral,
    founded_body,
    group,
    holds,
    kind,
    meeting,
    organisation,
    person,
    proposal,
    resolved,
    row,
    scope,
    seats,
    size,
    span,
    step,
    words,
)  # fmt: skip
from gremium.evaluate.effective import effective, stretches
from gremium.evaluate.facts import (
    attributes_of,
    begins,
    body_name,
    born,
    days_resolved,
    electoral_term,
    elsewhere_named,
    in_force_from,
    size_of,
    unit_ref,
    units,
)  # fmt: skip
from gremium.evaluate.scope import Located, bodies_at, founded
from gremium.model.body import Status
from gremium.model.charter import NamedDay, Organisation
from gremium.model.record import DayNamed, Event
from gremium.norms.seats import Seats
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.days import on, parse_day
from gremium.values.deadline import parse_start
from gremium.values.ref import Ref, parse_ref
from gremium.values.span import Span

AT = date(2024, 6, 1)


# ── sizes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_latest_size_by_the_day_counts() -> None:
    """Later sizes, and those of which nobody knows whether they were true by the day, are not told yet."""
    facts = (size("club", 9, "2022"), size("club", 7, "2020"), size("club", 11, "2025"), size("club", 12, "2024"))
    where = scope(events=facts)
    told = [str(size_of(where, parse_ref("club"), "members", date(year, 6, 1))) for year in (2019, 2021, 2024, 2026)]
    assert told == ["unstated", "7", "9", "11"]
    assert size_of(where, parse_ref("club"), "units", AT) == UNSTATED_COUNT
    assert size_of(scope(), parse_ref("club"), "members", AT) == UNSTATED_COUNT


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((7, 9), Count(7, 9)), ((7, "8.."), Count(7, None)), (("3..5", 4), Count(3, 5)), (("unstated", "unstated"), UNSTATED_COUNT)],
)
def test_sizes_of_the_same_day_that_differ_leave_a_range(numbers: tuple[object, ...], told: Count) -> None:
    """Which of two contradicting facts came first in the file says nothing; what is unstated stays so."""
    for order in (numbers, numbers[::-1]):
        where = scope(events=[size("club", number, "2022") for number in order])
        assert size_of(where, parse_ref("club"), "members", AT) == told


def test_a_unit_is_known_by_its_id_and_its_jurisdiction() -> None:
    """The name of a unit is read back as the reference to it."""
    assert unit_ref("council") == Ref(target="council")
    assert unit_ref("county/council") == Ref(target="council", jurisdiction="county")


@pytest.mark.parametrize(
    ("event", "named"),
    [
        (holds("anna", "member@county/council", of="other/party"), ["county", "other"]),
        (holds("anna", "member@council"), []),
        (size("county/council", 40, "2022"), ["county"]),
        (meeting("m", "county/council"), ["county"]),
        (delivered(body="county/office"), ["county"]),
        (proposal(of="county/field"), ["county"]),
        (proposal(of=None), []),
        (step("referred", "county/office", to=["other/board", "council"]), ["other", "county"]),
        (step("decided"), []),
        (organisation("club"), []),
    ],
)
def test_a_fact_names_other_jurisdictions_or_none(event: Event, named: list[str]) -> None:
    """Those of the bodies that it speaks of, so that their charters are read as well."""
    assert list(elsewhere_named(event)) == named


# ── attributes and birth ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_record_tells_attributes_over_those_of_the_charter() -> None:
    """What both say is told by the record; what only one says stays."""
    parties = (Organisation(id="scouts", attributes=(("purpose", "youth"), ("seat", "ulm"))),)
    where = scope(events=(organisation("scouts", seat="lahr"), person("ada", born="2000-02-03")), parties=parties)
    assert dict(attributes_of(where, "scouts")) == {"purpose": "youth", "seat": "lahr"}
    assert dict(attributes_of(scope(parties=parties), "scouts")) == {"purpose": "youth", "seat": "ulm"}
    assert attributes_of(where, "nobody") == ()
    assert (born(where, "ada"), born(where, "nobody"), born(scope(), "ada")) == (on(date(2000, 2, 3)), None, None)


# ── resolutions ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (None, span("2024", "2030")),
        ((), span("2024", "2030")),
        ((resolved("other", "2023-01-01"),), span("2024", "2030")),
        ((resolved("r", "2023-01-01"),), span("2023-01-01", "2030")),
        ((resolved("r", "2023-01-01", takes_effect="2023-03-01"),), span("2023-03-01", "2030")),
        ((resolved("r", "2023-01-01", takes_effect="2025-01-01"),), span("2025-01-01", "2030")),
        ((resolved("r", "2023-01-01", "rejected"),), None),
        ((resolved("r", "2024-06-02", "rejected"),), span("2024", "2030")),
        ((resolved("r", "2024-06", "rejected"),), span("2024", "2030")),
    ],
)
def test_a_resolution_brings_a_provision_into_force(events: tuple[object, ...] | None, expected: Span | None) -> None:
    """Adopted by the day, its day or the one on which it takes effect counts; rejected, never; not known yet, the span stands."""
    provision = row(seats(), since="2024", until="2030", id="m", resolution="r")
    assert in_force_from(scope(events=events), provision, AT) == expected


def test_the_days_of_a_resolution_are_days_of_change() -> None:
    """On the day of a resolution and on that on which it takes effect the rules may change."""
    provision = row(seats(), id="m", resolution="r")
    adopted = resolved("r", "2023-01-01", takes_effect="2023-03")
    assert set(days_resolved(scope(events=(adopted,)), provision)) == {date(2023, 1, 1), date(2023, 3, 1), date(2023, 3, 31)}
    assert days_resolved(scope(events=()), provision) == ()
    assert days_resolved(scope(), provision) == ()
    assert days_resolved(scope(events=(adopted,)), row(seats(), id="m")) == ()
    where = scope(body("x", provision), events=(resolved("r", "2023-01-01", "rejected"),))
    found = stretches(where, where.locate("x"), Seats, date(2022, 1, 1), date(2023, 12, 31))
    assert [(first, last) for _, first, last in found] == [(date(2022, 1, 1), date(2022, 12, 31))]


def test_a_rule_in_force_by_resolution_is_later_than_what_it_replaces() -> None:
    """The day of the resolution counts when the later of two rules wins, as if it stood in the charter."""
    old, new = group("m", "bylaw", seats=3), row(seats(seats=5), "bylaw", id="m", resolution="r")
    where = scope(body("x", old, new), events=(resolved("r", "2023-01-01"),))
    (found,) = effective(where, where.locate("x"), Seats, AT)
    assert (found.certain, found.rule.norm.seats) == (True, exactly(5))
    (before,) = effective(where, where.locate("x"), Seats, date(2022, 12, 31))
    assert not before.certain
    refused = scope(body("x", old, new), events=(resolved("r", "2023-01-01", "rejected"),))
    (found,) = effective(refused, refused.locate("x"), Seats, AT)
    assert (found.certain, found.rule.norm.seats) == (True, exactly(3))


# ── units ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_units_are_the_bodies_and_organisations_that_are_there() -> None:
    """Bodies of a kind count on the days on which they exist, surely or perhaps; organisations of that kind always."""
    bodies = (
        body("x"),
        body("north", kind="school"),
        body("south", kind="school", since="2024"),
        body("gone", kind="school", until="2010"),
    )
    where = scope(*bodies, events=(organisation("steiner", "school"), organisation("scouts")), parties=(Organisation(id="club"),))
    here = where.locate("x")
    assert units(where, here, parse_ref("*school"), AT) == (("north", True), ("south", False), ("steiner", True))
    assert units(where, here, parse_ref("club"), AT) == (("club", True),)
    assert units(where, here, parse_ref("gone"), AT) == ()
    assert units(where, here, parse_ref("chair@club"), AT) == ()
    assert units(scope(*bodies), here, parse_ref("*association"), AT) == ()


def test_a_body_of_another_jurisdiction_is_named_with_it() -> None:
    """At home the id is enough."""
    county = charter(body("board"), id_="county")
    where = scope(body("x"), neighbours=(county,))
    assert body_name(where, where.locate("x")) == "x"
    assert units(where, where.locate("x"), parse_ref("county/board"), AT) == (("county/board", True),)


# ── electoral terms ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_electoral_term_is_told_by_the_record_first() -> None:
    """Recorded terms come before the named days of the charter, and those before the span of a body that has ended."""
    days = (NamedDay(id="term-start", on=parse_day("2024-01-01")), NamedDay(id="term-end", on=parse_day("2028-12-31")))
    council = body("council", since="2021", until="2030-12-31")
    terms = (electoral("council", "2018-01-01", "2022-12-31"), electoral("council", "2023-01-01"))
    recorded, named, bare = scope(council, events=terms, dates=days), scope(council, dates=days), scope(council, events=())
    assert electoral_term(recorded, recorded.locate("council"), AT) == span("2023-01-01")
    assert electoral_term(recorded, recorded.locate("council"), date(2020, 1, 1)) == span("2018-01-01", "2022-12-31")
    assert electoral_term(recorded, recorded.locate("council"), date(2017, 1, 1)) is None
    assert electoral_term(named, named.locate("council"), AT) == span("2024-01-01", "2028-12-31")
    assert electoral_term(named, named.locate("council"), date(2023, 1, 1)) == council.span
    assert electoral_term(bare, bare.locate("council"), AT) == council.span
    assert electoral_term(bare, bare.locate("council"), date(2020, 1, 1)) is None
    endless = scope(body("council"), dates=days[:1])
    assert electoral_term(endless, endless.locate("council"), AT) is None


@pytest.mark.parametrize(
    ("start", "begun"),
    [
        ("1 December", date(2024, 12, 1)),
        ("1 June", date(2024, 6, 1)),
        ("election-day", date(2024, 5, 26)),
        ("7 days after election-day", date(2024, 6, 2)),
        ("roughly", None),
        ("7 days after roughly", None),
        ("unknown", None),
        ("7 days after unknown", None),
    ],
)
def test_a_term_begins_on_a_day_of_the_year_or_at_an_event(start: str, begun: date | None) -> None:
    """A day of the year is the next one; an event counts if its day is known exactly."""
    days = tuple(DayNamed(id=name, on=parse_day(day)) for name, day in (("election-day", "2024-05-26"), ("roughly", "2024-05")))
    assert begins(scope(events=days), parse_start(start), AT) == begun


# ── bodies that the record knows, and where references lead ──────────────────────────────────────────────────────────


def test_the_record_founds_bodies() -> None:
    """A body that the charter does not name comes with the record; one that it announces gets its days; others stay."""
    planned = body("board", group("m"), status=Status.PLANNED)
    events = (
        founded_body("board", "2024-01-01", "2025-12-31"),
        founded_body("north", "2023-01-01", kind="school", name=words("Nord"), part_of=parse_ref("x")),
        founded_body("lone", "2023-01-01"),
    )
    before = scope(body("x"), planned, events=events)
    after = founded(before)
    found = after.charter.body_by_id
    assert (found["board"].span, found["board"].provisions) == (span("2024-01-01", "2025-12-31"), planned.provisions)
    assert (found["north"].kind, found["north"].part_of, found["north"].name) == ("school", parse_ref("x"), words("Nord"))
    assert (found["lone"].kind, found["lone"].span) == ("lone", span("2023-01-01"))
    assert found["x"] == before.charter.body_by_id["x"]
    assert founded(scope(body("x"))) == scope(body("x"))
    assert founded(scope(body("x"), events=(person("ada"),))).charter == charter(body("x"))


def names(found: tuple[Located, ...]) -> list[str]:
    return [f"{one.charter.id}/{one.body.id}" for one in found]


def test_references_to_the_parts_of_a_body() -> None:
    """`self/*kind` are the bodies that belong to this one, however far down; `parent/*kind` those that belong to its whole."""
    bodies = (
        body("x"),
        body("north", kind="school", part_of=parse_ref("x")),
        body("class", kind="school", part_of=parse_ref("north")),
        body("south", kind="school"),
        body("east", kind="school", part_of=parse_ref("nowhere")),
        body("round", kind="school", part_of=parse_ref("trip")),
        body("trip", kind="school", part_of=parse_ref("round")),
        body("odd", kind="school", part_of=parse_ref("parent")),
    )
    where = scope(*bodies)

    def led(here: str, ref: str) -> list[str]:
        return [name.removeprefix("town/") for name in names(bodies_at(where, where.locate(here), parse_ref(ref)))]

    assert led("x", "self") == ["x"]
    assert led("x", "self/*school") == ["class", "north"]
    assert led("x", "self/south") == []
    assert led("x", "self/north") == ["north"]
    assert led("north", "parent") == ["x"]
    assert led("north", "parent/*school") == ["class", "north"]
    assert led("x", "parent") == []
    assert led("x", "parent/*school") == []
    assert led("odd", "parent") == []
    assert led("round", "self/*school") == ["round", "trip"]


def test_a_kind_says_to_what_its_bodies_belong() -> None:
    """Without an entry of its own a body belongs to what its kind says."""
    where = scope(body("x"), body("north", kind="school"), kinds=(kind("school", part_of=parse_ref("x")),))
    assert names(bodies_at(where, where.locate("x"), parse_ref("self/*school"))) == ["town/north"]
