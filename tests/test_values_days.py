"""Days, lengths, periods, seasons and outcomes: arithmetic against simple oracles."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import product

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from gremium.testing import values as make
from gremium.values.days import (
    Day,
    Gap,
    Length,
    OpenDays,
    Period,
    Season,
    day_in_words,
    on,
    parse_day,
    parse_length,
    parse_season,
)
from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.span import ALWAYS, Span
from gremium.values.verdict import Outcome, Reason, Verdict, all_of, negate

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
START = date(2024, 2, 20)
NEAR = st.integers(0, 20).map(lambda n: START + timedelta(days=n))
BEFORE, AFTER = START - timedelta(days=15), START + timedelta(days=35)


def near_days() -> st.SearchStrategy[Day]:
    """Return days with bounds close together, so that everything that they can be is soon listed."""
    return st.tuples(st.none() | NEAR, st.none() | NEAR).map(
        lambda pair: Day(min(pair), max(pair)) if None not in pair else Day(*pair)
    )


def can_be(day: Day | None) -> list[date | None]:
    """Return every exact day that a day can be, within a window wide enough for its unknown bounds; None stays None."""
    if day is None:
        return [None]
    low, high = day.earliest or BEFORE, day.latest or AFTER
    return [low + timedelta(days=n) for n in range((high - low).days + 1)]


def shared(answers: list[bool]) -> Outcome:
    """Return the answer that all share, else OPEN."""
    return OPEN if len(set(answers)) > 1 else HOLDS if answers[0] else FAILS


@given(near_days(), NEAR)
def test_a_rough_day_answers_as_all_days_that_it_can_be(day: Day, at: date) -> None:
    """Whether a rough day has come, or lies before another, is said only if it is so for every day that it can be."""
    assert day.by(at) is shared([one <= at for one in can_be(day)])
    assert day.before(at) is shared([one < at for one in can_be(day)])


@given(st.none() | near_days(), st.none() | near_days(), NEAR)
def test_a_span_answers_as_all_spans_that_it_can_be(since: Day | None, until: Day | None, at: date) -> None:
    """A span covers its last day; its answer is the one that all exact spans within its bounds share."""
    span = Span(since=since, until=until)
    covers = [(a is None or a <= at) and (b is None or at <= b) for a, b in product(can_be(since), can_be(until))]
    assert span.covers(at) is shared(covers)
    assert span.begun(at) is shared([a is None or a <= at for a in can_be(since)])
    assert span.over(at) is shared([b is not None and b < at for b in can_be(until)])
    ends_first = [a is not None and b is not None and b < a for a, b in product(can_be(since), can_be(until))]
    assert span.reversed == all(ends_first)


def test_the_last_day_is_included() -> None:
    """What holds until a day holds on that day, and no longer on the next."""
    span = Span(since=on(date(2024, 1, 10)), until=on(date(2024, 1, 20)))
    days = {d: span.covers(date(2024, 1, d)) for d in (9, 10, 20, 21)}
    assert days == {9: FAILS, 10: HOLDS, 20: HOLDS, 21: FAILS}
    assert ALWAYS.covers(date.min) is ALWAYS.covers(date.max) is HOLDS


def test_nothing_lies_before_the_first_day_of_the_calendar() -> None:
    """No day, not even an unknown one, lies before the first day that there is."""
    assert Day(None, None).before(date.min) is FAILS
    assert on(date.min).before(date.min + timedelta(days=1)) is HOLDS


@given(make.days(), make.days())
def test_days_are_sorted_by_their_bounds(one: Day, other: Day) -> None:
    """Days are sorted by what is known of them; unknown bounds reach to the ends of the calendar."""

    def key(day: Day) -> tuple[date, date]:
        return day.earliest or date.min, day.latest or date.max

    assert (one.sort_key < other.sort_key) == (key(one) < key(other))


# ── lengths ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(1, 9999), st.sampled_from(("day", "week", "month", "year")), st.dates())
def test_a_length_after_a_day(number: int, unit: str, start: date) -> None:
    """Days and weeks are counted, months and years clamp to the end of the month; nothing lies beyond the calendar."""
    try:
        expected = start + relativedelta(**{f"{unit}s": number})
    except (OverflowError, ValueError):
        expected = date.max
    assert Length(number, unit).after(start) == expected


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [
        ("1 month", "2024-01-31", "2024-02-29"),
        ("1 month", "2023-01-31", "2023-02-28"),
        ("1 month", "2023-12-01", "2024-01-01"),
        ("11 months", "2024-01-31", "2024-12-31"),
        ("1 year", "2024-02-29", "2025-02-28"),
        ("2 weeks", "2024-02-20", "2024-03-05"),
        ("1 day", "9999-12-31", "9999-12-31"),
        ("1 month", "9999-12-01", "9999-12-31"),
        ("1 month", "9999-11-30", "9999-12-30"),
    ],
)
def test_lengths_at_the_ends_of_months(length: str, start: str, end: str) -> None:
    """A month after the last day of a longer month is the last day of the shorter one."""
    assert parse_length(length).after(date.fromisoformat(start)) == date.fromisoformat(end)


@given(make.lengths(), make.dates())
def test_a_length_lies_between_its_bounds(length: Length, start: date) -> None:
    """However long the months are, a length has no fewer and no more days than its bounds say."""
    assert length.shortest_days <= (length.after(start) - start).days <= length.longest_days


def test_the_bounds_of_a_length() -> None:
    """One unit of each kind has the bounds of the calendar."""
    units = {unit: (Length(1, unit).shortest_days, Length(1, unit).longest_days) for unit in ("day", "week", "month", "year")}
    assert units == {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}
    assert Length(3, "month").longest_days == 93


@given(make.gaps())
def test_the_two_dots_of_a_gap_part_its_bounds(gap: Gap) -> None:
    """A gap is printed as its least and its greatest distance, each only where there is one."""
    low, _, high = str(gap).partition("..")
    assert (low or None, high or None) == tuple(str(bound) if bound else None for bound in (gap.shortest, gap.longest))


# ── periods and seasons ──────────────────────────────────────────────────────────────────────────────────────────────


@given(st.sampled_from(("week", "month", "quarter", "half-year", "year")), make.dates())
def test_a_period_holds_its_day(unit: str, day: date) -> None:
    """The period around a day holds it, and every day of it has the same period; the next day has another one."""
    period = Period(1, unit)
    first, last = period.around(day)
    assert first <= day <= last
    assert {period.around(one) for one in (first, last)} == {(first, last)}
    assert period.around(last + timedelta(days=1))[0] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("week", "2024-05-13", "2024-05-19"),
        ("month", "2024-05-01", "2024-05-31"),
        ("quarter", "2024-04-01", "2024-06-30"),
        ("half-year", "2024-01-01", "2024-06-30"),
        ("year", "2024-01-01", "2024-12-31"),
    ],
)
def test_periods_of_the_calendar(unit: str, first: str, last: str) -> None:
    """Weeks begin on Monday; months, quarters, half-years and years are those of the calendar."""
    assert Period(1, unit).around(date(2024, 5, 15)) == (date.fromisoformat(first), date.fromisoformat(last))


def test_runs_of_years_roll() -> None:
    """Only a period of several years is every run of that many years."""
    assert Period(2, "year").rolling
    assert not Period(1, "year").rolling


@given(make.seasons(), st.dates(date(2023, 1, 1), date(2024, 12, 31)))
def test_a_season_holds_the_days_that_one_meets_on_the_way(season: Season, day: date) -> None:
    """Walking from the first day of a season to its last, over the turn of the year if need be, one meets its days."""
    one = date(2023, *season.first)
    met = {(one.month, one.day)}
    while (one.month, one.day) != season.last:
        one += timedelta(days=1)
        met |= {(one.month, one.day), (2, 29)} if (one.month, one.day) == (3, 1) else {(one.month, one.day)}
    assert season.holds(day) == ((day.month, day.day) in met)


def test_a_season_includes_its_first_and_last_day() -> None:
    """Both ends belong to a season, also to one over the turn of the year."""
    summer, winter = parse_season("15 July..31 August"), parse_season("20 December..6 January")
    assert [summer.holds(date(2024, m, d)) for m, d in ((7, 14), (7, 15), (8, 31), (9, 1))] == [False, True, True, False]
    assert [winter.holds(date(2024, m, d)) for m, d in ((12, 19), (12, 20), (1, 6), (1, 7))] == [False, True, True, False]


def test_a_season_ends_on_days_that_there_are() -> None:
    """The last day of every month, in a leap year, may stand in a season, and the day after it may not."""
    for last in (date(2024, month, monthrange(2024, month)[1]) for month in range(1, 13)):
        name = last.strftime("%B")
        assert parse_season(f"1 January..{last.day} {name}").last == (last.month, last.day)
        with pytest.raises(PhraseError):
            parse_season(f"1 January..{last.day + 1} {name}")


def test_a_day_is_open_unless_it_is_closed_or_of_another_weekday() -> None:
    """Meetings may be on the weekdays given, except on closed days."""
    friday, saturday, monday = date(2024, 5, 10), date(2024, 5, 11), date(2024, 5, 13)
    open_days = OpenDays(weekdays=frozenset({0, 4}), closed={monday: "a holiday"})
    assert [open_days.holds(day) for day in (friday, saturday, monday)] == [True, False, False]


# ── outcomes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

OUTCOMES = st.sampled_from(Outcome)
ORDER = (FAILS, OPEN, HOLDS)


@given(st.lists(OUTCOMES, max_size=5), st.lists(OUTCOMES, max_size=5))
def test_all_of_is_the_conjunction_of_kleene(some: list[Outcome], others: list[Outcome]) -> None:
    """`all_of` is the least outcome where FAILS is less than OPEN and OPEN less than HOLDS; of nothing it HOLDS."""
    assert all_of(some) is min(some, key=ORDER.index, default=HOLDS)
    assert all_of(some + others) is all_of((all_of(some), all_of(others))) is all_of(others + some)
    assert all_of(some + some) is all_of(some)
    assert all_of([*some, HOLDS]) is all_of(some)
    assert all_of([*some, FAILS]) is FAILS


@given(OUTCOMES)
def test_negation_turns_the_order_round(outcome: Outcome) -> None:
    """Negation swaps HOLDS and FAILS, keeps OPEN, and twice is nothing."""
    assert ORDER.index(negate(outcome)) == 2 - ORDER.index(outcome)
    assert negate(negate(outcome)) is outcome


def test_a_verdict_without_a_reason_cannot_be_built() -> None:
    """There is no answer without a reason."""
    with pytest.raises(ValueError, match="reasons"):
        Verdict(outcome=HOLDS, reasons=())
    assert Verdict(outcome=HOLDS, reasons=(Reason(said=message("x")),)).value is None


def test_a_phrase_of_a_day_is_its_text() -> None:
    """A day prints as the phrase that a charter stores."""
    assert str(parse_day("2021-09")) == "2021-09"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("2026-03-01..unstated", message("day.earliest", earliest="2026-03-01")),
        ("unstated..2026-03-01", message("day.latest", latest="2026-03-01")),
        ("2026-03-01..2026-03-04", message("day.earliest-latest", earliest="2026-03-01", latest="2026-03-04")),
        ("unstated", message("day.unstated")),
    ],
)
def test_days_in_words(day: str, said: object) -> None:
    """What is known of a day is said in the reader's language; a date, a month or a year needs no words."""
    assert day_in_words(parse_day(day)) == said
