"""Holdings: who holds a position on a day, from the record alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import holds, record
from gremium.evaluate.holdings import Occupancy, SeatState, known, members, office, spans
from gremium.model.record import Holding
from gremium.values.days import Day, on, parse_day
from gremium.values.message import message
from gremium.values.ref import parse_ref

CHAIR = parse_ref("chair@council")
START = date(2024, 3, 1)
FILLED, VACANT, OPEN = SeatState.FILLED, SeatState.VACANT, SeatState.OPEN


def chair(party: str | None, since: object = None, until: object = None, **more: object) -> Holding:
    """Return the event that a party holds the chair."""
    return holds(party, "chair@council", since, until, **more)


def at(day: str, *events: Holding) -> Occupancy:
    """Return who holds the chair on a day."""
    return office(record(*events), CHAIR, date.fromisoformat(day))


def brief(found: Occupancy) -> tuple[SeatState, str | None, str]:
    """Return state, holder and the code of the reason."""
    return found.state, found.holder, found.reason.said.code


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        ("2024-03-01", [], (OPEN, None, "reason.not-recorded")),
        ("2024-03-01", [chair("ada", "2024-03-01")], (FILLED, "ada", "reason.holds")),
        ("2024-02-29", [chair("ada", "2024-03-01")], (OPEN, None, "reason.not-recorded")),
        ("2024-03-31", [chair("ada", "2024-03-01", "2024-03-31")], (FILLED, "ada", "reason.holds")),
        ("2024-04-01", [chair("ada", "2024-03-01", "2024-03-31")], (VACANT, None, "reason.ended")),
        ("2024-04-01", [chair("ada", "2024-03-01"), chair(None, "2024-04-01")], (VACANT, None, "reason.vacant")),
        ("2024-03-31", [chair("ada", "2024-03-01"), chair(None, "2024-04-01")], (FILLED, "ada", "reason.holds")),
        ("2024-05-01", [chair("ada", "2024-03-01"), chair("bea", "2024-04-01", "2024-04-30")], (VACANT, None, "reason.ended")),
        ("2024-04-01", [chair("ada", "2024-03-01"), chair("bea", "2024-04-01")], (FILLED, "bea", "reason.holds")),
        ("2024-04-01", [chair("ada", "2024-04-01"), chair("bea", "2024-04-01")], (OPEN, None, "reason.two-holders")),
        ("2024-04-01", [chair("ada", "2024-04-01"), chair(None, "2024-04-01")], (OPEN, None, "reason.two-holders")),
        ("2024-04-01", [chair("ada", "2024-04-01"), chair("ada", "2024-04-01")], (FILLED, "ada", "reason.holds")),
        (
            "2024-05-01",
            [chair("ada", "2024-04-01"), chair("ada", "2024-04-01", "2024-04-30")],
            (OPEN, None, "reason.holding-open"),
        ),
        ("2024-04-30", [chair("ada", "2024-04-01"), chair("ada", "2024-04-01", "2024-04-30")], (FILLED, "ada", "reason.holds")),
        ("2024-04-01", [chair("ada", "2024")], (OPEN, None, "reason.holding-open")),
        ("2025-01-01", [chair("ada", "2024")], (FILLED, "ada", "reason.holds")),
        ("2024-06-01", [chair("ada", "2023", "2024")], (OPEN, None, "reason.holding-open")),
        ("2024-06-01", [chair("ada", "unstated")], (OPEN, None, "reason.holding-open")),
        ("2024-06-01", [chair("ada", until="2024-04-30")], (OPEN, None, "reason.not-recorded")),
    ],
)
def test_who_holds_an_office(day: str, events: list[Holding], expected: tuple[object, ...]) -> None:
    """Someone holds an office from the first to the last day; the later takes the place of the earlier; what is open is said."""
    assert brief(at(day, *events)) == expected
    assert brief(at(day, *reversed(events))) == expected


def test_without_a_record_an_office_is_open() -> None:
    """Without a record nobody is known, and that is not the same as a vacancy."""
    assert brief(office(None, CHAIR, START)) == (OPEN, None, "reason.no-record")
    assert members(None, CHAIR, START) == ()


def test_the_reason_names_the_day() -> None:
    """The reason says since when someone holds the office, or on which day it was left or fell vacant."""
    reasons = [
        at("2024-06-01", *events).reason.said
        for events in (
            [chair("ada", "2024-03")],
            [chair("ada", "2024-03-01", "2024-04-30")],
            [chair(None, "2024-05-02")],
            [chair(None, "2024-05-02", "2024-05-31")],
            [chair("ada", "2023", "2024")],
            [chair("ada", "2024")],
        )
    ]
    assert reasons == [
        message("reason.holds", position="chair@council", since="2024-03"),
        message("reason.ended", position="chair@council", day="2024-04-30"),
        message("reason.vacant", position="chair@council", day="2024-05-02"),
        message("reason.vacant", position="chair@council", day="2024-05-31"),
        message("reason.holding-open", position="chair@council", since="2023", until="2024"),
        message("reason.holding-open", position="chair@council", since="2024", until=""),
    ]


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        # who came first is not known, so nobody can say who sits there now
        ("2025-01-01", [chair("ada", "2024"), chair("bea", "2024-06-01")], (OPEN, None, "reason.two-holders")),
        ("2025-01-01", [chair("ada", "2024", "2024-05-31"), chair("bea", "2024-06-01")], (FILLED, "bea", "reason.holds")),
        ("2025-01-01", [chair("ada", "2023"), chair("bea", "2024-06-01")], (FILLED, "bea", "reason.holds")),
        ("2025-01-01", [chair("ada", "unstated..2024-05-31"), chair("bea", "2024-06-01")], (FILLED, "bea", "reason.holds")),
        ("2025-01-01", [chair("ada", "unstated"), chair("bea", "2024-06-01")], (OPEN, None, "reason.two-holders")),
    ],
)
def test_rough_days_may_leave_open_who_came_later(day: str, events: list[Holding], expected: tuple[object, ...]) -> None:
    """Where the first days are known so roughly that either may be the later one, the holder is open."""
    assert brief(at(day, *events)) == expected


# ── endings ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_ending_closes_the_latest_holding_of_the_same_party() -> None:
    """An event with an end alone ends what the party began last by then, and says why."""
    first, second, other = chair("ada", "2020", "2021"), chair("ada", "2023"), chair("bea", "2022")
    ending = chair("ada", until="2024-02-29", ended="resigned")
    found = spans(record(ending, second, other, first), CHAIR)
    assert found == (first, other, evolve(second, until=parse_day("2024-02-29"), ended="resigned"))


def test_an_ending_never_prolongs_a_holding() -> None:
    """What is already over is not brought back by a later ending; of two endings the earlier one counts."""
    closed = chair("ada", "2020-01-01", "2021-06-30")
    assert spans(record(closed, chair("ada", until="2023-01-01")), CHAIR) == (closed,)
    endings = chair("ada", until="2023-01-01"), chair("ada", until="2022-01-01")
    for order in (endings, endings[::-1]):
        assert [h.until for h in spans(record(chair("ada", "2020"), *order), CHAIR)] == [on(date(2022, 1, 1))]


def test_an_ending_before_every_beginning_ends_nothing() -> None:
    """An ending of someone who had not begun by then changes nothing."""
    later, other = chair("ada", "2024-05-01"), chair("bea", "2020")
    assert spans(record(later, other, chair("ada", until="2024-04-30")), CHAIR) == (other, later)
    assert spans(record(later, chair("ada", until="2024-05-01")), CHAIR)[0].until == on(date(2024, 5, 1))


# ── several holders ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_several_hold_one_position() -> None:
    """In a position with several holders all hold it whose span covers the day, sorted by party; open ones are said to be."""
    facts = record(
        chair("cy", "2024-01-01"),
        chair("ada", "2024-01-01", "2024-12-31"),
        chair("bea", "2024"),
        chair("dan", "2025-01-01"),
        chair("eve", "2020-01-01", "2023-12-31"),
        chair(None, "2020-01-01"),
        chair("flo", "2020-01-01", "2024"),
    )
    found = members(facts, CHAIR, date(2024, 6, 1))
    assert [(one.holder, one.state) for one in found] == [("ada", FILLED), ("bea", OPEN), ("cy", FILLED), ("flo", OPEN)]
    assert found[0].reason.said == message("reason.holds", position="chair@council", since="2024-01-01")
    assert found[1].reason.said == message("reason.holding-open", position="chair@council", since="2024", until="")
    assert found[3].reason.said == message("reason.holding-open", position="chair@council", since="2020-01-01", until="2024")


@given(st.permutations([chair("ada", "2024"), chair("ada", "2023-01-01"), chair("ada", "2020", "2024")]))
def test_someone_who_holds_a_position_for_certain_holds_it(events: list[Holding]) -> None:
    """Of several holdings of one party a certain one counts, and the party is listed once."""
    assert [(one.holder, one.state) for one in members(record(*events), CHAIR, date(2024, 6, 1))] == [("ada", FILLED)]


def test_what_is_known_by_a_day() -> None:
    """The record says something about a position from the day on which the first holding has certainly begun."""
    facts = record(chair("ada", "2024-03"), chair("bea", until="2020-01-01"))
    assert [known(facts, CHAIR, date(2024, 3, day)) for day in (1, 30, 31)] == [False, False, True]
    assert not known(record(), CHAIR, START)


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

WINDOW = [START + timedelta(days=n) for n in range(24)]
EXACT = st.sampled_from(WINDOW)
PARTIES = st.sampled_from(("ada", "bea", "cy", None))
FACTS = st.lists(
    st.one_of(
        st.builds(chair, PARTIES, EXACT),
        st.tuples(PARTIES, EXACT, EXACT).map(lambda t: chair(t[0], min(t[1:]), max(t[1:]))),
        st.builds(lambda party, until: chair(party, until=until), st.sampled_from(("ada", "bea", "cy")), EXACT),
    ),
    max_size=6,
)


def first_day(event: Holding) -> date:
    """Return the day on which a fact happened: of a beginning the first, of an ending the last day."""
    return (event.since or event.until).earliest


@given(FACTS, EXACT)
def test_the_answer_depends_on_no_later_fact(events: list[Holding], day: date) -> None:
    """Who holds a position on a day does not change when facts of later days become known."""
    earlier = record(*(event for event in events if first_day(event) <= day))
    everything = record(*events)
    assert office(everything, CHAIR, day) == office(earlier, CHAIR, day)
    assert members(everything, CHAIR, day) == members(earlier, CHAIR, day)
    assert known(everything, CHAIR, day) == known(earlier, CHAIR, day)


@given(FACTS, EXACT, st.data())
def test_the_order_of_the_facts_never_decides(events: list[Holding], day: date, data: st.DataObject) -> None:
    """However the facts are ordered in the file, the same person holds a position on the same day."""
    mixed = record(*data.draw(st.permutations(events)))
    assert office(mixed, CHAIR, day) == office(record(*events), CHAIR, day)
    assert members(mixed, CHAIR, day) == members(record(*events), CHAIR, day)


ROUGH = st.tuples(st.integers(0, 8), st.integers(0, 3)).map(lambda t: Day(WINDOW[t[0]], WINDOW[t[0] + t[1]]))


def all_days(day: Day | None) -> list[Day | None]:
    """Return the exact days that a day can be."""
    return [None] if day is None else [on(day.earliest + timedelta(days=n)) for n in range((day.latest - day.earliest).days + 1)]


@given(
    st.lists(st.tuples(st.sampled_from(("ada", "bea")), ROUGH, st.none() | ROUGH), min_size=1, max_size=2),
    st.sampled_from(WINDOW[:14]),
)
def test_narrowing_a_fact_never_turns_an_answer(told: list[tuple[str, Day, Day | None]], day: date) -> None:
    """An answer about rough facts is kept by everything that the facts can turn out to be."""
    facts = [Holding(party=party, position=CHAIR, since=since, until=until) for party, since, until in told]
    rough = office(record(*facts), CHAIR, day)
    several = {one.holder: one.state for one in members(record(*facts), CHAIR, day)}
    choices = [
        [(a, b) for a, b in product(all_days(f.since), all_days(f.until)) if b is None or a.exact <= b.exact] for f in facts
    ]
    for bounds in product(*choices):
        exact = record(*(evolve(f, since=a, until=b) for f, (a, b) in zip(facts, bounds, strict=True)))
        found = office(exact, CHAIR, day)
        assert rough.state is OPEN or (rough.state, rough.holder) == (found.state, found.holder)
        sure = {party for party, state in several.items() if state is FILLED}
        assert sure <= {one.holder for one in members(exact, CHAIR, day)} <= set(several)
