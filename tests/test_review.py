"""Review: what a record says is held against its charter, and told at the fact that it is about."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import body, cadence, charter, group, holds, kind, meets, person, row, scope, span
from gremium.evaluate.scope import Scope
from gremium.model.body import Body
from gremium.model.record import DayNamed, Event, Holding, Meeting, MeetingState, Void
from gremium.review.record import review
from gremium.values.days import on
from gremium.values.finding import Finding, dotted
from gremium.values.ref import parse_ref

ADA, BEA, CAI = people = person("ada"), person("bea"), person("cai")
COUNCIL = body("council", group("people", "page", seats=2), group("head", "page", holder="director@office"), kind="council")
OFFICE = body("office", kind="office", positions=("director",))
JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def found(*events: Event, bodies: tuple[Body, ...] = (COUNCIL, OFFICE)) -> tuple[Finding, ...]:
    """Return what is found in a record with these events."""
    return review(scope(*bodies, events=events))


def told(*events: Event, bodies: tuple[Body, ...] = (COUNCIL, OFFICE)) -> list[str]:
    """Return code and path of what is found in a record with these events."""
    return [f"{one.code} {dotted(one.place.path)}" for one in found(*events, bodies=bodies)]


def test_nothing_to_say() -> None:
    """Without a record, or with one that keeps to its charter, there is nothing to say."""
    assert review(scope(COUNCIL)) == ()
    assert told() == []
    assert (
        told(
            *people,
            holds("ada", "people@council", JAN),
            holds("bea", "people@council", JAN),
            holds("cai", "director@office", JAN),
        )
        == []
    )


# ── ids, parties, places, spans ──────────────────────────────────────────────────────────────────────────────────────


def test_ids() -> None:
    """Of two facts with one id each is told; named days may be told again, and facts without an id need none."""
    meeting = Meeting(id="ada", body="council", at=JAN)
    assert told(ADA, meeting) == ["duplicate-id events[0].id", "duplicate-id events[1].id"]
    assert told(DayNamed(id="term-start", on=on(JAN)), DayNamed(id="term-start", on=on(FEB))) == []


def test_voids() -> None:
    """Only what exists can be voided; the nearest id is offered."""
    assert told(ADA, Void(voids="ada")) == []
    (one,) = found(ADA, Void(voids="adda"))
    assert (one.code, dotted(one.place.path)) == ("void-unknown", "events[1].voids")
    assert one.hint is not None
    assert dict(one.hint.params) == {"word": "ada"}


def test_parties() -> None:
    """Who holds something is a recorded party, unless nobody holds it."""
    assert told(ADA, holds("eve", "chair@council", JAN)) == ["unknown-party events[1].party"]
    assert told(Holding(position=parse_ref("chair@council"), since=on(JAN))) == ["missing-key events[0]"]
    assert told(holds(None, "chair@council", JAN)) == []


@pytest.mark.parametrize(
    ("position", "code"),
    [
        ("chair@council", None),
        ("people@council", None),
        ("director@office", None),
        ("director@council", "dangling-reference"),
        ("chair@concil", "dangling-reference"),
        ("chair@*council", "dangling-reference"),
        ("council", "dangling-reference"),
        ("chair@elsewhere/council", "unloaded-jurisdiction"),
    ],
)
def test_positions(position: str, code: str | None) -> None:
    """Every position that a fact names is one of a body of the charter."""
    assert told(ADA, holds("ada", position, JAN)) == ([f"{code} events[1].position"] if code else [])


def test_positions_elsewhere() -> None:
    """A fact may name a position of a loaded neighbour, and only one that is there."""
    land = charter(body("diet"), id_="land")
    here = scope(
        COUNCIL,
        OFFICE,
        events=(ADA, holds("ada", "chair@land/diet", JAN), holds("ada", "chiar@land/diet", FEB)),
        neighbours=(land,),
    )
    assert [dotted(one.place.path) for one in review(here)] == ["events[2].position"]


def test_office_elsewhere_hides_nothing() -> None:
    """A fact about a jurisdiction that is not loaded is told, and everything else is looked at as before."""
    events = (
        *people,
        holds("ada", "chair@elsewhere/council", JAN),
        holds("ada", "chair@council", JAN),
        holds("bea", "chair@council", JAN),
    )
    assert told(*events) == [
        "unloaded-jurisdiction events[3].position",
        "two-holders events[4].since",
        "two-holders events[5].since",
    ]


def test_meetings() -> None:
    """A body that meets is one of the charter and exists on the day; what is off need not have existed."""
    old = body("old", until="2025-12-31")
    assert told(*meets("concil", JAN)) == ["unknown-body events[0].body"]
    assert told(*meets("old", JAN), bodies=(old,)) == ["body-not-existing events[0].at"]
    assert told(*meets("old", JAN, state=MeetingState.CANCELLED), bodies=(old,)) == []
    assert told(*meets("old", JAN, state=MeetingState.POSTPONED), bodies=(old,)) == []
    assert told(*meets("old", date(2025, 12, 31)), bodies=(old,)) == []


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (None, None, "missing-key events[1]"),
        ("2026-02-01", "2026-01-31", "span-reversed events[1].until"),
        ("2026-02-01", "2026-02-01", None),
        ("2026-02", "2026-01-15..2026-02-03", None),
        ("unstated", "2026-01-31", None),
        ("2026-02-01", "unstated", None),
    ],
)
def test_spans(since: str | None, until: str | None, code: str | None) -> None:
    """A holding has a day on which it began or ended, and does not certainly end before it begins."""
    assert told(ADA, holds("ada", "chair@council", since, until)) == ([code] if code else [])


# ── holders ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_office_with_two_holders() -> None:
    """An office that two hold from the same day is told at both facts; one after the other is fine."""
    assert told(*people, holds("ada", "chair@council", JAN), holds("bea", "chair@council", JAN)) == [
        "two-holders events[3].since",
        "two-holders events[4].since",
    ]
    assert told(*people, holds("ada", "chair@council", JAN), holds("bea", "chair@council", FEB)) == []


def test_end_without_beginning() -> None:
    """An end for which there is no beginning is told; one that ends a holding is not."""
    assert told(*people, holds("ada", "chair@council", None, FEB)) == ["holding-without-start events[3]"]
    assert told(*people, holds("ada", "chair@council", JAN), holds("ada", "chair@council", None, FEB)) == []
    assert told(*people, holds("ada", "chair@council", JAN), holds("bea", "chair@council", None, FEB)) == [
        "holding-without-start events[4]"
    ]


def test_derived_seats_are_not_filled_by_hand() -> None:
    """A seat that follows from an office, or from a whole team, has no holder of its own."""
    team = body("board", group("team", "page", whole="council"))
    assert told(*people, holds("ada", "head@council", JAN)) == ["derived-seat events[3].position"]
    assert told(*people, holds("ada", "team@board", JAN), bodies=(COUNCIL, OFFICE, team)) == ["derived-seat events[3].position"]
    assert told(*people, holds("ada", "head@council", None, JAN)) == [
        "holding-without-start events[3]",
        "derived-seat events[3].position",
    ]


def test_too_many_holders() -> None:
    """A group with more holders than seats is told once, at the fact by which it became too many."""
    (one,) = found(*people, *(holds(party.id, "people@council", day) for party, day in zip(people, (JAN, FEB, MAR), strict=True)))
    assert (one.code, dotted(one.place.path)) == ("too-many-holders", "events[5]")
    params = dict(one.params)
    assert (params["group"], params["held"], params["day"]) == ("people@council", 3, "2026-03-01")
    unbounded = body("council", group("people", "page", seats="2.."))
    assert told(*people, *(holds(party.id, "people@council", JAN) for party in people), bodies=(unbounded,)) == []


def test_double_seats() -> None:
    """Who sits in one body twice, be it through an office elsewhere, is told once."""
    events = (
        *people,
        holds("ada", "people@council", JAN),
        holds("ada", "director@office", FEB),
        holds("bea", "people@council", MAR),
    )
    (one,) = found(*events)
    assert (one.code, dotted(one.place.path)) == ("double-seat", "events[4]")
    assert {**dict(one.params)} == {"party": "ada", "body": "council", "seats": "people, head", "day": "2026-02-01"}


def test_double_seat_through_a_successor_and_a_kind() -> None:
    """Offices are followed to a body that carries them on, to the bodies of a kind and to teams that name each other."""
    heir = body("new-office", kind="office", succeeds="office", carries=("director",), positions=("director",), since=FEB)
    old = evolve(OFFICE, span=span(until="2026-01-31"))
    events = (*people, holds("ada", "people@council", JAN), holds("ada", "director@new-office", MAR))
    assert told(*events, bodies=(COUNCIL, old, heir)) == ["double-seat events[4]"]
    speakers = body("board", group("people", "page"), group("speakers", "page", holder="speaker@*field"))
    field = kind("field", positions=("speaker",))
    garden = body("garden", kind="field")
    facts = (*people, holds("ada", "people@board", JAN), holds("ada", "speaker@garden", FEB))
    here = scope(speakers, garden, events=facts, kinds=(field,))
    assert [dotted(one.place.path) for one in review(here)] == ["events[4]"]
    one, two = body("one", group("x", "page", whole="two")), body("two", group("y", "page", whole="one"))
    assert told(*people, holds("ada", "chair@one", JAN), bodies=(one, two)) == []


def test_double_seat_through_a_whole_team() -> None:
    """Whoever joins a team that sits here as a whole sits here, too; the finding is told at that fact."""
    board = body("board", group("people", "page"), group("team", "page", whole="club"))
    club = body("club", group("players", "page", seats="1..5"))
    events = (*people, holds("ada", "people@board", JAN), holds("bea", "players@club", JAN), holds("ada", "players@club", FEB))
    assert told(*events, bodies=(board, club)) == ["double-seat events[5]"]


def test_double_seat_through_a_neighbour() -> None:
    """An office of another jurisdiction counts like one at home."""
    land = charter(body("diet"), id_="land")
    mixed = body("board", group("people", "page"), group("envoy", "page", holder="chair@land/diet"))
    events = (*people, holds("ada", "people@board", JAN), holds("ada", "chair@land/diet", FEB))
    assert [dotted(one.place.path) for one in review(scope(mixed, events=events, neighbours=(land,)))] == ["events[4]"]


def test_voided_facts_count_nothing() -> None:
    """A fact that a later one takes back breaks no rule."""
    wrong = evolve(holds("bea", "chair@council", JAN), id="h1")
    assert told(*people, holds("ada", "chair@council", JAN), wrong, Void(voids="h1")) == []


# ── cadence ──────────────────────────────────────────────────────────────────────────────────────────────────────────

TWICE = body("club", row(cadence(times=2, per="year"), "page"))


def test_cadence_that_was_broken() -> None:
    """A year with too many meetings is told at the last of them; a year before, with too few, too."""
    three = meets("club", date(2025, 2, 1), JAN, FEB, MAR, state=MeetingState.HELD)
    broken = found(*three, bodies=(TWICE,))
    assert [(one.code, dotted(one.place.path), dict(one.params)["counted"]) for one in broken] == [
        ("cadence-broken", "events[0]", 1),
        ("cadence-broken", "events[3]", 3),
    ]


def test_cadence_that_can_still_be_kept() -> None:
    """The year of the last meeting is not over: what can still be kept is not broken."""
    assert told(*meets("club", JAN, state=MeetingState.HELD), bodies=(TWICE,)) == []
    assert told(*meets("club", JAN), bodies=(TWICE,)) == []


def test_cadence_counts_distances_of_meetings_that_were_held() -> None:
    """Two meetings within a fortnight break the rule about their distance; meetings that are only planned break none."""
    apart = body("club", row(cadence(gap="2 weeks.."), "page"))
    close = meets("club", date(2025, 3, 1), date(2025, 3, 8), state=MeetingState.HELD)
    assert told(*close, bodies=(apart,)) == ["cadence-broken events[1]"]
    assert told(*meets("club", date(2025, 3, 1), date(2025, 3, 8)), bodies=(apart,)) == []


@given(st.permutations([*people, *(holds(party, "chair@council", JAN) for party in ("ada", "bea"))]))
def test_order_of_facts_changes_places_but_no_codes(events: list[Event]) -> None:
    """The order in a file never decides what is wrong."""
    assert [one.partition(" ")[0] for one in told(*events)] == ["two-holders", "two-holders"]


def test_place_of_every_finding_is_an_event() -> None:
    """Every finding about a record leads to one of its events."""
    here: Scope = scope(
        COUNCIL, OFFICE, events=(ADA, *(holds("ada", "people@council", day) for day in (JAN, JAN)), *meets("x", JAN))
    )
    assert all(one.place.path[0] == "events" and isinstance(one.place.path[1], int) for one in review(here))
