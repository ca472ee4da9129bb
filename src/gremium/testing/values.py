"""hypothesis strategies for values and norms: the small things from which documents are made.

They are kept once they were made: to make one takes longer than to draw from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from string import ascii_lowercase, digits
from typing import TypeVar

from hypothesis import strategies as st

from gremium.norms.cadence import Cadence
from gremium.norms.seats import Seats, Standing
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.days import Day, Gap, Length, Period, Season, on
from gremium.values.deadline import Deadline
from gremium.values.filling import Filling, Holder, Named, OpenTo, Whole
from gremium.values.phrases import PREDECLARED, RESERVED
from gremium.values.ref import Ref
from gremium.values.span import ALWAYS, Span
from gremium.values.text import Text

T = TypeVar("T")
Strategy = st.SearchStrategy


def some(strategy: Strategy[T], least: int = 0) -> Strategy[tuple[T, ...]]:
    """Return tuples of at most two things; more of them find nothing new and take longer."""
    return st.lists(strategy, min_size=least, max_size=2).map(tuple)


@cache
def ids() -> Strategy[str]:
    """Return ids that may be declared: ASCII, lower case, no word of the grammar."""
    first, more = st.sampled_from(ascii_lowercase), st.text(ascii_lowercase + digits, max_size=4)
    return st.builds("{}{}{}".format, first, more, st.sampled_from(("", "-2", "-at-large"))).filter(
        lambda id_: id_ not in RESERVED
    )


@cache
def words() -> Strategy[str]:
    """Return non-empty strings of characters of all kinds: line ends, quotes, control characters, all scripts."""
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@cache
def lines() -> Strategy[str]:
    """Return non-empty strings in one line that neither begin nor end with a blank, such as the places of a source."""
    return st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).flatmap(
        lambda word: st.sampled_from((word, f"§ 5 {word}", f"{word} ({word})"))
    )


@cache
def texts() -> Strategy[Text]:
    """Return texts in one or more languages."""
    languages = st.sampled_from(("de", "de-AT", "en", "fr", "tlh"))
    return st.dictionaries(languages, words(), min_size=1, max_size=3).map(Text.of)


@cache
def dates() -> Strategy[date]:
    """Return dates between 1990 and 2050, in which no calculation runs off the calendar."""
    return st.dates(date(1990, 1, 1), date(2050, 12, 31))


@cache
def minutes() -> Strategy[datetime]:
    """Return local dates with a time, without seconds and without a time zone."""
    return st.builds(datetime.combine, dates(), st.times()).map(lambda at: at.replace(second=0, microsecond=0))


@cache
def days() -> Strategy[Day]:
    """Return days as a source knows them: exact, in bounds, a month, a year, or not stated."""
    bounds = st.tuples(dates(), dates()).map(lambda pair: Day(min(pair), max(pair)))
    months = dates().map(lambda day: Day(day.replace(month=2, day=1), day.replace(month=3, day=1)))
    years = dates().map(lambda day: Day(date(day.year, 1, 1), date(day.year, 12, 31)))
    half = dates().flatmap(lambda day: st.sampled_from((Day(day, None), Day(None, day), Day(None, None))))
    return st.one_of(dates().map(on), bounds, months, years, half)


@cache
def spans() -> Strategy[Span]:
    """Return spans from when until when something holds; the end may lie before the beginning."""
    return st.one_of(st.just(ALWAYS), st.builds(Span, since=st.none() | days(), until=st.none() | days()))


@cache
def counts() -> Strategy[Count]:
    """Return counts: one number, a range, at least a number, unstated."""
    numbers = st.integers(0, 60)
    ranges = st.tuples(numbers, numbers).map(lambda pair: Count(min(pair), max(pair)))
    return st.one_of(numbers.map(exactly), ranges, numbers.map(lambda low: Count(low, None)), st.just(UNSTATED_COUNT))


@cache
def refs(bodies: tuple[str, ...], kinds: tuple[str, ...] = (), positions: tuple[str, ...] = PREDECLARED) -> Strategy[Ref]:
    """Return positions (or, without one, bodies) in one of these bodies or in every body of one of these kinds."""
    held = st.none() | st.sampled_from(positions)
    at_bodies = st.builds(Ref, target=st.sampled_from(bodies), position=held)
    at_kinds = st.builds(Ref, target=st.sampled_from(kinds), position=held, every=st.just(value=True)) if kinds else st.nothing()
    return at_bodies | at_kinds


# ── norms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def lengths() -> Strategy[Length]:
    """Return lengths of time of at most a few years."""
    return st.builds(Length, st.integers(1, 40), st.sampled_from(("day", "week", "month"))) | st.just(Length(2, "year"))


@cache
def gaps() -> Strategy[Gap]:
    """Return distances between meetings, with one bound or both."""
    some = st.builds(Gap, st.none() | lengths(), st.none() | lengths())
    return some.filter(
        lambda gap: (
            (gap.shortest or gap.longest) is not None
            and (gap.shortest is None or gap.longest is None or gap.shortest.shortest_days <= gap.longest.longest_days)
        )
    )


@cache
def periods() -> Strategy[Period]:
    """Return periods in which meetings are counted."""
    units = st.sampled_from(("week", "month", "quarter", "half-year", "year", "term"))
    return units.map(lambda unit: Period(1, unit)) | st.integers(2, 6).map(lambda number: Period(number, "year"))


@cache
def seasons() -> Strategy[Season]:
    """Return seasons of the year, some of them over its turn."""
    ends = st.tuples(st.integers(1, 12), st.integers(1, 28))
    return st.builds(Season, ends, ends)


def cadences(events: Sequence[str]) -> Strategy[Cadence]:
    """Return rows of the word cadence; deadlines count from one of the named days."""
    deadline = st.builds(Deadline, lengths(), st.sampled_from(events))
    return st.builds(
        Cadence,
        meetings=st.none() | ids(),
        times=st.none() | counts(),
        per=st.none() | periods(),
        gap=st.none() | gaps(),
        first=st.none() | deadline,
        within=some(seasons()),
        free=some(seasons()),
        as_needed=st.booleans(),
    )


def fillings(at: Strategy[Ref]) -> Strategy[Filling]:
    """Return ways in which seats are filled; positions are named by one of the references."""
    return st.one_of(
        st.builds(Holder, st.lists(at, min_size=1, max_size=2).map(tuple)),
        st.builds(Whole, at),
        st.builds(OpenTo, texts()),
        st.just(Named()),
    )


def seats(at: Strategy[Ref]) -> Strategy[Seats]:
    """Return rows of the word seats."""
    standings = st.none() | st.sampled_from(Standing)
    return st.builds(Seats, name=st.none() | texts(), filling=fillings(at), seats=st.none() | counts(), standing=standings)
