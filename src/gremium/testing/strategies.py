"""hypothesis strategies: made-up values and documents that are well-formed, for the tests of plugins and our own.

Well-formed means: the codec reads what it writes, ids that are named exist, no key stands twice. It does not mean sensible: a
made-up charter may contradict itself, and no part of the library may raise because of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from hypothesis import strategies as st

from gremium.evaluate.scope import Located, positions_of
from gremium.model.body import Body, Kind, Status
from gremium.model.cases import Case, Cases, Command, Given, Golden, Then, When
from gremium.model.charter import CalendarRules, Charter, ClosedDay, NamedDay
from gremium.model.provision import Binding, Provision, Reading, Strength
from gremium.model.record import Audience, DayNamed, Event, Holding, Meeting, MeetingState, Party, PartyKind, Record, Void
from gremium.model.source import Ambiguity, Rank, Source, Unmodelled, Verified
from gremium.model.word import VOCABULARY
from gremium.norms.cadence import Cadence
from gremium.norms.seats import Seats, Standing
from gremium.values.citation import Citation
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.days import Day, Gap, Length, Period, Season, on
from gremium.values.deadline import Deadline
from gremium.values.filling import Filling, Holder, Named, OpenTo, Whole
from gremium.values.phrases import PREDECLARED, RESERVED
from gremium.values.ref import Ref
from gremium.values.span import ALWAYS, Span
from gremium.values.text import Text
from gremium.values.verdict import Outcome

T = TypeVar("T")
Strategy = st.SearchStrategy
Draw = Callable[[Strategy[Any]], Any]

REGIONS = ("DE-NW", "DE-BW", "DE", "AT")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST = 3  # how many things a list has at most; more finds nothing new and takes longer


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def ids() -> Strategy[str]:
    """Ids that may be declared: ASCII, lower case, no word of the grammar."""
    return st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True).filter(lambda id_: id_ not in RESERVED)


def words() -> Strategy[str]:
    """Non-empty strings of any characters that can be encoded: line ends, quotes, control characters, all scripts."""
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def lines() -> Strategy[str]:
    """Non-empty strings in one line that neither begin nor end with a blank, such as the places of a source."""
    return st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).flatmap(
        lambda word: st.sampled_from((word, f"§ 5 {word}", f"{word} ({word})"))
    )


def texts() -> Strategy[Text]:
    """Texts in one or more languages."""
    return st.dictionaries(st.sampled_from(("de", "de-AT", "en", "fr", "tlh")), words(), min_size=1, max_size=3).map(Text.of)


def dates() -> Strategy[date]:
    """Dates between 1990 and 2050, in which no calculation runs off the calendar."""
    return st.dates(date(1990, 1, 1), date(2050, 12, 31))


def minutes() -> Strategy[datetime]:
    """Local dates with a time, without seconds and without a time zone."""
    return st.builds(datetime.combine, dates(), st.times()).map(lambda at: at.replace(second=0, microsecond=0))


def days() -> Strategy[Day]:
    """Days as a source knows them: exact, in bounds, a month, a year, or not stated."""
    bounds = st.tuples(dates(), dates()).map(lambda pair: Day(min(pair), max(pair)))
    months = dates().map(lambda day: Day(day.replace(month=2, day=1), day.replace(month=3, day=1)))
    years = dates().map(lambda day: Day(date(day.year, 1, 1), date(day.year, 12, 31)))
    half = dates().flatmap(lambda day: st.sampled_from((Day(day, None), Day(None, day), Day(None, None))))
    return st.one_of(dates().map(on), bounds, months, years, half)


def spans() -> Strategy[Span]:
    """From when until when something holds; the end may lie before the beginning."""
    return st.one_of(st.just(ALWAYS), st.builds(Span, since=st.none() | days(), until=st.none() | days()))


def counts() -> Strategy[Count]:
    """Counts: one number, a range, at least a number, unstated."""
    numbers = st.integers(0, 60)
    ranges = st.tuples(numbers, numbers).map(lambda pair: Count(min(pair), max(pair)))
    return st.one_of(numbers.map(exactly), ranges, numbers.map(lambda low: Count(low, None)), st.just(UNSTATED_COUNT))


def refs(bodies: Sequence[str], kinds: Sequence[str] = (), positions: Sequence[str] = PREDECLARED) -> Strategy[Ref]:
    """Positions (or, without one, bodies) in one of these bodies or in every body of one of these kinds."""
    held = st.none() | st.sampled_from(positions)
    at_bodies = st.builds(Ref, target=st.sampled_from(bodies), position=held)
    at_kinds = st.builds(Ref, target=st.sampled_from(kinds), position=held, every=st.just(True)) if kinds else st.nothing()
    return at_bodies | at_kinds


# ── norms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def lengths() -> Strategy[Length]:
    """Lengths of time of at most a few years."""
    return st.builds(Length, st.integers(1, 40), st.sampled_from(("day", "week", "month"))) | st.just(Length(2, "year"))


def gaps() -> Strategy[Gap]:
    """Distances between meetings, with one bound or both."""
    some = st.builds(Gap, st.none() | lengths(), st.none() | lengths())
    return some.filter(
        lambda gap: (gap.shortest or gap.longest) is not None
        and (gap.shortest is None or gap.longest is None or gap.shortest.shortest_days <= gap.longest.longest_days)
    )


def periods() -> Strategy[Period]:
    """Periods in which meetings are counted."""
    units = st.sampled_from(("week", "month", "quarter", "half-year", "year", "term"))
    return units.map(lambda unit: Period(1, unit)) | st.integers(2, 6).map(lambda number: Period(number, "year"))


def seasons() -> Strategy[Season]:
    """Seasons of the year, some of them over its turn."""
    ends = st.tuples(st.integers(1, 12), st.integers(1, 28))
    return st.builds(Season, ends, ends)


def cadences(events: Sequence[str]) -> Strategy[Cadence]:
    """Rows of the word cadence; deadlines count from one of the named days."""
    deadline = st.builds(Deadline, lengths(), st.sampled_from(events))
    return st.builds(
        Cadence,
        meetings=st.none() | ids(),
        times=st.none() | counts(),
        per=st.none() | periods(),
        gap=st.none() | gaps(),
        first=st.none() | deadline,
        within=_some(seasons()),
        free=_some(seasons()),
        as_needed=st.booleans(),
    )


def fillings(at: Strategy[Ref]) -> Strategy[Filling]:
    """Ways in which seats are filled; positions are named by one of the references."""
    return st.one_of(
        st.builds(Holder, st.lists(at, min_size=1, max_size=2).map(tuple)),
        st.builds(Whole, at),
        st.builds(OpenTo, texts()),
        st.just(Named()),
    )


def seats(at: Strategy[Ref]) -> Strategy[Seats]:
    """Rows of the word seats."""
    standings = st.none() | st.sampled_from(Standing)
    return st.builds(Seats, name=st.none() | texts(), filling=fillings(at), seats=st.none() | counts(), standing=standings)


# ── charters ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def sources() -> Strategy[Source]:
    """Sources with or without a list of their places."""
    return st.builds(
        Source,
        id=ids(),
        title=words(),
        publisher=st.none() | words(),
        date=st.none() | dates(),
        seen=st.none() | dates(),
        url=st.none() | words(),
        rank=st.sampled_from(Rank),
        verified=st.sampled_from(Verified),
        of=st.none() | words(),
        places=_some(lines()),
    )


@st.composite
def charters(draw: Draw) -> Charter:
    """Charters with a few kinds, bodies, sources and rules that refer to each other."""
    bodies, kinds, read = (draw(st.lists(ids(), min_size=1, max_size=MOST, unique=True)) for _ in range(3))
    named = draw(st.lists(ids(), max_size=2, unique=True))
    calendars = draw(st.lists(ids(), max_size=2, unique=True))
    found = tuple(draw(sources().map(_called(id_))) for id_ in read)
    cites = st.sampled_from(found).flatmap(_citation)
    ambiguities = tuple(draw(_ambiguities(id_, cites)) for id_ in draw(st.lists(ids(), max_size=2, unique=True)))
    provisions = _provisions(cites, refs(bodies, kinds), ambiguities, (*named, "term-start"))
    parts = {"unstated": _some(st.sampled_from(sorted(VOCABULARY))), "cites": _some(cites), "provisions": provisions}
    kind = st.builds(Kind, name=st.none() | texts(), of=st.none() | st.sampled_from(kinds), id=st.just(""), **parts)
    body = st.builds(
        Body,
        id=st.just(""),
        name=st.none() | texts(),
        kind=st.sampled_from(kinds),
        status=st.sampled_from(Status),
        span=spans(),
        part_of=st.none() | refs(bodies, positions=PREDECLARED),
        succeeds=st.none() | st.sampled_from(bodies),
        carries=_some(st.sampled_from(PREDECLARED)),
        calendar=st.sampled_from(calendars) if calendars else st.none(),
        complete=st.booleans(),
        unread=_some(lines()),
        **parts,
    )
    return Charter(
        id=draw(ids()),
        kind=draw(ids()),
        name=draw(st.none() | texts()),
        calendar=draw(st.sampled_from(calendars)) if calendars else None,
        sources=found,
        kinds=tuple(draw(kind.map(_called(id_))) for id_ in kinds),
        bodies=tuple(draw(body.map(_called(id_))) for id_ in bodies),
        dates=tuple(NamedDay(id=id_, on=draw(days()), note=draw(st.none() | texts())) for id_ in named),
        calendars=tuple(draw(_calendars().map(_called(id_))) for id_ in calendars),
        ambiguities=ambiguities,
        unmodelled=draw(_some(st.builds(Unmodelled, cites=_some(cites, 1), reason=texts()))),
    )
