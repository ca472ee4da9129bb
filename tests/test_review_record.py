"""Does a record keep to its charter? What happened is kept; what the rules do not allow becomes a finding at its fact."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import body, cadence, charter, group, holds, kind, meets, person, record, row
from gremium.evaluate.scope import Scope
from gremium.model.record import DayNamed, Event, Meeting, MeetingState, Party, Void
from gremium.review.record import review
from gremium.values.days import on

TOWN = charter(
    body("council", group("ordinary", seats="2..3"), positions=("chair",)),
    body("committee", group("lead", holder="chair@council"), group("mayor", holder="mayor@office"), group("expert")),
    body("office", positions=("mayor",)),
    body("club", row(cadence(times=2, per="year")), row(cadence(gap="2 weeks.."))),
    body("old", until="2020"),
    body("heir", succeeds="old", carries=("chair",), since=date(2021, 1, 1)),
)


def found(*events: Event) -> list[tuple[str, str]]:
    """Return the findings about these events, as (code, path)."""
    return [
        (one.code, ".".join(str(step) for step in one.place.path)) for one in review(Scope(charter=TOWN, record=record(*events)))
    ]


def test_without_a_record_there_is_nothing_to_find() -> None:
    """No facts, no findings."""
    assert review(Scope(charter=TOWN)) == ()


def test_a_sound_record_has_no_findings() -> None:
    """Known parties, known positions, enough seats."""
    assert found(person("a"), holds("a", "chair@council", date(2024, 1, 1)), holds(None, "mayor@office", date(2024, 1, 1))) == []


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((holds("a", "chair@council", date(2024, 1, 1)),), [("unknown-party", "events.0.party")]),
        ((person("a"), holds("a", "char@council", date(2024, 1, 1))), [("dangling-reference", "events.1.position")]),
        ((person("a"), holds("a", "chair@counsel", date(2024, 1, 1))), [("dangling-reference", "events.1.position")]),
        ((person("a"), holds("a", "*committee", date(2024, 1, 1))), [("dangling-reference", "events.1.position")]),
        ((person("a"), holds("a", "chair@other/council", date(2024, 1, 1))), [("unloaded-jurisdiction", "events.1.position")]),
        ((person("a"), holds("a", "chair@council")), [("missing-key", "events.1")]),
        ((person("a"), holds("a", "chair@council", date(2024, 1, 2), date(2024, 1, 1))), [("span-reversed", "events.1.until")]),
        ((person("a"), person("a")), [("duplicate-id", "events.0.id"), ("duplicate-id", "events.1.id")]),
        ((Void(voids="nothing"),), [("void-unknown", "events.0.voids")]),
        ((*meets("counsil", date(2024, 1, 1)),), [("unknown-body", "events.0.body")]),
        ((*meets("old", date(2024, 1, 1)),), [("body-not-existing", "events.0.at")]),
    ],
)
def test_what_cannot_be_is_an_own_finding(events: tuple[Event, ...], expected: list[tuple[str, str]]) -> None:
    """Each fact that leads nowhere is named at the place where it stands."""
    assert found(*events) == expected


def test_a_holding_without_party_has_to_say_that_the_position_is_vacant() -> None:
    """Nobody and "vacant" are two things."""
    nobody = holds(None, "chair@council", date(2024, 1, 1))
    assert found(nobody) == []
    assert found(type(nobody)(position=nobody.position, since=nobody.since)) == [("missing-key", "events.0")]


def test_a_cancelled_meeting_of_an_ended_body_is_no_fault() -> None:
    """What was called off did not happen."""
    assert found(*meets("old", date(2024, 1, 1), state=MeetingState.CANCELLED)) == []


def test_what_is_voided_is_not_reviewed_further() -> None:
    """A voided holding neither holds nor collides."""
    wrong = holds("b", "chair@council", date(2024, 1, 1), id="h1")
    assert found(person("a"), person("b"), holds("a", "chair@council", date(2024, 1, 1)), wrong, Void(voids="h1")) == []


def test_two_holders_of_one_office_from_the_same_day_are_told_at_both_facts() -> None:
    """Nothing decides between them, so both are named."""
    two = [holds(who, "chair@council", date(2024, 1, 1)) for who in "ab"]
    assert found(person("a"), person("b"), *two) == [("two-holders", "events.2.since"), ("two-holders", "events.3.since")]


def test_an_end_without_a_beginning_is_told() -> None:
    """An event that ends a holding nobody began says so."""
    events = (person("a"), person("b"), holds("b", "chair@council", date(2023, 1, 1)))
    assert found(*events, holds("a", "chair@council", until=date(2024, 1, 1))) == [("holding-without-start", "events.3")]


def test_nobody_is_put_by_hand_into_a_seat_that_follows_an_office() -> None:
    """The charter says who sits there; the record cannot."""
    assert found(person("a"), holds("a", "lead@committee", date(2024, 1, 1))) == [("derived-seat", "events.1.position")]


def test_more_holders_than_seats_are_told_once_at_the_fact_that_is_too_much() -> None:
    """Four in a group of at most three: the fourth is one too many, on however many days that stays so."""
    four = [holds(who, "ordinary@council", date(2024, number, 1)) for number, who in enumerate("abcd", 1)]
    later = holds("e", "chair@council", date(2024, 9, 1))
    assert found(*(person(who) for who in "abcde"), *four, later) == [("too-many-holders", "events.8")]


def test_a_person_who_comes_to_sit_twice_is_told_at_the_later_fact() -> None:
    """The chair of the council becomes mayor, and both offices carry a seat in the committee."""
    events = (person("a"), holds("a", "chair@council", date(2023, 1, 1)), holds("a", "mayor@office", date(2024, 1, 1)))
    assert found(*events) == [("double-seat", "events.2")]


def test_a_rhythm_that_was_not_kept_is_told_at_the_last_meeting_of_the_year() -> None:
    """One meeting in a year that asks for two, and two within a fortnight."""
    held = meets("club", date(2022, 3, 1), date(2023, 3, 1), date(2023, 3, 8), date(2024, 3, 1), state=MeetingState.HELD)
    codes = found(*held)
    assert ("cadence-broken", "events.0") in codes
    assert ("cadence-broken", "events.2") in codes
    assert not any(path == "events.3" for _, path in codes)  # the year of the last meeting is not over


def test_meetings_that_are_only_planned_break_no_rhythm() -> None:
    """A year with planned meetings only is not judged."""
    assert found(*meets("club", date(2023, 3, 1))) == []


def test_an_office_that_a_successor_carries_on_can_make_a_person_sit_twice() -> None:
    """The seat follows the chair into the successor body, and so does the finding."""
    town = charter(
        body("old", until="2020"),
        body("heir", succeeds="old", carries=("chair",), since=date(2021, 1, 1)),
        body("group", group("one", holder="chair@old"), group("two", holder="chair@heir"), kind="team"),
        kinds=(kind("team"),),
    )
    facts = record(person("a"), holds("a", "chair@heir", date(2021, 2, 1)))
    assert [one.code for one in review(Scope(charter=town, record=facts))] == ["double-seat"]


def test_named_days_and_meetings_need_no_party() -> None:
    """Facts without persons are reviewed, too."""
    meeting = Meeting(id="m", body="council", at=date(2024, 1, 1))
    assert found(DayNamed(id="term-start", on=on(date(2024, 1, 1))), meeting) == []


@given(st.permutations([person("a"), person("b"), *(holds(w, "chair@council", date(2024, 1, 1)) for w in "ab"), Party(id="c")]))
def test_the_order_of_facts_changes_places_but_no_codes(events: list[Event]) -> None:
    """File order never decides what is wrong."""
    assert sorted(code for code, _ in found(*events)) == ["two-holders", "two-holders"]
