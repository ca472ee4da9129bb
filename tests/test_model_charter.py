"""Model and norms: look-ups in charters and records, and what one rule permits within another."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from builders import SOURCES, ambiguity, body, cadence, charter, group, holds, kind, meets, person, record, row, seats
from gremium.model.body import Status
from gremium.model.provision import Reading
from gremium.model.record import DayNamed, Meeting, Party, Void
from gremium.norms.cadence import Cadence
from gremium.norms.norm import Norm
from gremium.norms.seats import Seats, Standing
from gremium.testing import values as make
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.days import on, parse_day
from gremium.values.ref import parse_ref


def test_a_charter_finds_its_parts_by_id() -> None:
    """Bodies, kinds, sources and ambiguities are found by their ids."""
    town = charter(body("council"), body("board"), kinds=(kind("committee"),), ambiguities=(ambiguity("leads", "one", "two"),))
    assert list(town.body_by_id) == ["council", "board"]
    assert town.kind_by_id == {"committee": town.kinds[0]}
    assert town.source_by_id["bylaw"] in SOURCES
    assert town.ambiguity_by_id["leads"].readings[1][0] == "two"


def test_the_kinds_of_a_body_are_a_chain() -> None:
    """A body has its kind, the kind above it and so on, the nearest first; an undeclared kind or a circle ends the chain."""
    kinds = (kind("audit", of="committee"), kind("committee", of="organ"), kind("a", of="b"), kind("b", of="a"))
    town = charter(body("x", kind="audit"), body("y", kind="organ"), body("z", kind="a"), kinds=kinds)
    chains = [[one.id for one in town.kinds_of(found)] for found in town.bodies]
    assert chains == [["audit", "committee"], [], ["a", "b"]]


def test_the_bodies_of_a_kind_include_those_of_its_sub_kinds() -> None:
    """Every body of a kind, of a sub-kind, and of a sub-kind of that one is found, sorted by id, whether declared or not."""
    kinds = (kind("audit", of="committee"), kind("committee", of="organ"))
    town = charter(
        body("z", kind="audit"), body("y", kind="committee"), body("x", kind="organ"), body("w", kind="team"), kinds=kinds
    )
    found = {name: [one.id for one in town.of_kind(name)] for name in ("audit", "committee", "organ", "team", "nothing")}
    assert found == {"audit": ["z"], "committee": ["y", "z"], "organ": ["x", "y", "z"], "team": ["w"], "nothing": []}


def test_a_body_is_planned_until_it_has_a_first_day() -> None:
    """An announced body is planned as long as no first day is known."""
    assert body("x", status=Status.PLANNED).planned
    assert body("x", status=Status.PLANNED, until="2030").planned
    assert not body("x", status=Status.PLANNED, since="2030").planned
    assert not body("x").planned


def test_a_provision_competes_for_the_row_that_it_replaces() -> None:
    """A row competes for its own id, for that of the row in whose place it stands, or for none."""
    assert row(cadence(), id="a").slot == "a"
    assert row(cadence(), id="a", instead_of="b").slot == "b"
    assert row(cadence()).slot is None
    assert (row(cadence()).word, row(seats()).word) == ("cadence", "seats")


def test_a_reading_is_printed_as_its_phrase() -> None:
    """A reading names its ambiguity and the ways in which a provision stands."""
    assert str(Reading("leads", ("three", "four"))) == "leads:three,four"


def test_what_is_modelled_cannot_be_changed() -> None:
    """Model values are frozen."""
    with pytest.raises(FrozenInstanceError):
        body("x").id = "y"  # type: ignore[misc]


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_void_takes_back_what_was_told_before() -> None:
    """A void takes back the earlier events of its id, whatever they are, and none that is told after it."""
    first, second = holds("ada", "chair@council", "2020", id="h1"), holds("bea", "chair@council", "2021")
    again = holds("cy", "chair@council", "2022", id="h1")
    void = Void(voids="h1")
    assert record(first, second, void).standing == (second, void)
    assert record(void, first).standing == (void, first)
    assert record(first, void, again).standing == (void, again)
    assert record(first, void, void).standing == (void, void)
    assert record(first).standing == (first,)


def test_the_later_event_of_two_with_the_same_id_counts() -> None:
    """A party or named day that is told again replaces what was told before."""
    facts = record(
        Party(id="ada"),
        Party(id="ada", name="Ada"),
        DayNamed(id="term-start", on=on(date(2020, 11, 1))),
        DayNamed(id="term-start", on=parse_day("2025-11")),
    )
    assert facts.party_by_id == {"ada": Party(id="ada", name="Ada")}
    assert facts.day_by_name == {"term-start": parse_day("2025-11")}


def test_holdings_are_found_by_their_position() -> None:
    """Holdings are grouped by position in the order of the file; those taken back are gone."""
    one, two = holds("ada", "chair@council", "2021"), holds("bea", "chair@council", "2020")
    gone, other = holds("cy", "chair@council", "2019", id="x"), holds("ada", "chair@board", "2020")
    facts = record(person("ada"), one, gone, two, other, Void(voids="x"))
    assert facts.holdings_by_position == {parse_ref("chair@council"): (one, two), parse_ref("chair@board"): (other,)}


def test_meetings_are_sorted_by_day_and_id() -> None:
    """The meetings of a body come in order of day and id, with or without a time."""
    evening = Meeting(id="b", body="council", at=datetime(2024, 3, 1, 19, 0))
    same_day, earlier = Meeting(id="a", body="council", at=date(2024, 3, 1)), Meeting(id="c", body="council", at=date(2024, 2, 1))
    facts = record(person("ada"), evening, *meets("board", date(2024, 1, 1)), same_day, earlier)
    assert facts.meetings_by_body["council"] == (earlier, same_day, evening)
    assert evening.day == same_day.day == date(2024, 3, 1)
    assert list(facts.meetings_by_body) == ["council", "board"]


# ── norms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("norm", "number"),
    [
        (seats(), exactly(1)),
        (seats(seats=4), exactly(4)),
        (seats(seats="0"), exactly(0)),
        (seats(seats="unstated"), UNSTATED_COUNT),
        (seats(open_to="alle"), UNSTATED_COUNT),
        (seats(open_to="alle", seats="2.."), Count(2, None)),
        (seats(holder="chair@council", seats=4), None),
        (seats(whole="council", seats=4), None),
    ],
)
def test_the_number_of_seats_of_a_group(norm: Seats, number: Count | None) -> None:
    """A named group has one seat, an open one an unstated number unless stated; of others the number follows from elsewhere."""
    assert norm.number == number


@pytest.mark.parametrize(
    ("one", "other", "narrows"),
    [
        (seats(seats=3), seats(seats="2..4"), True),
        (seats(seats=5), seats(seats="2..4"), False),
        (seats(seats="2..4"), seats(seats=3), False),
        (seats(holder="chair@council"), seats(holder="chair@council"), True),
        (seats(holder="chair@council"), seats(holder="chair@board"), False),
        (seats(seats=3), seats(open_to="alle"), False),
        (seats(seats=3, standing=Standing.VOTING), seats(seats=3), False),
        (seats(seats=3, standing=Standing.VOTING), seats(seats=3, standing=Standing.VOTING), True),
    ],
)
def test_a_seat_group_narrows_another_by_its_number(one: Seats, other: Seats, narrows: bool) -> None:
    """A group narrows another that is filled alike and entitles to the same, if it permits no other number of seats."""
    assert one.narrows(other) is narrows


@pytest.mark.parametrize(
    ("one", "other", "narrows"),
    [
        (cadence(times=4, per="year"), cadence(times="2..", per="year"), True),
        (cadence(times=1, per="year"), cadence(times="2..", per="year"), False),
        (cadence(times=4, per="quarter"), cadence(times="2..", per="year"), False),
        (cadence(gap="..3 months"), cadence(times="2..", per="year"), False),
        (cadence(times=1, per="year"), cadence(gap="..3 months"), True),
        (cadence(), cadence(), True),
    ],
)
def test_a_cadence_narrows_another_by_its_number(one: Cadence, other: Cadence, narrows: bool) -> None:
    """A cadence narrows another that asks for no number, or for one in the same period that holds its own."""
    assert one.narrows(other) is narrows


@given(make.seats(make.refs(("council",))), make.seats(make.refs(("council",))), make.seats(make.refs(("council",))))
def test_narrowing_is_an_order(one: Seats, other: Seats, third: Seats) -> None:
    """Every norm narrows itself, and what narrows a narrower one narrows the wider one, too."""
    norm: Norm = one
    assert norm.narrows(one)
    assert not (one.narrows(other) and other.narrows(third)) or one.narrows(third)


@given(st.lists(st.sampled_from(["council", "board"]), max_size=4))
def test_a_charter_keeps_the_order_of_its_rows(ids: list[str]) -> None:
    """The bodies of a charter stand in the order in which they are given."""
    assert [one.id for one in charter(*(body(id_, group("m")) for id_ in ids)).bodies] == ids
