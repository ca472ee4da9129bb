"""hypothesis strategies for values and norms: the small things from which documents are made.

They are kept once they were made: to make one takes longer than to draw from it.

The room is longer than 300 lines because each norm has its strategy here, made of the same small things. Rules about meetings are
made from their classes: see `meetings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from string import ascii_lowercase, digits
from typing import TypeVar

from hypothesis import strategies as st

from gremium.norms.cadence import Cadence
from gremium.norms.composition import Composition, Effect, Subject, Twice, When
from gremium.norms.delegation import Delegation, Mandate
from gremium.norms.remit import Remit
from gremium.norms.seats import Characteristic, Seats, Standing, SubstituteOrder, Substitutes
from gremium.norms.term import Dormancy, Holdover, Limit, LostBy, Out, Refill, Removal, Renewal, Resting, Term, Vacancy
from gremium.values.condition import Aged, Attributes, Condition, Either, Every, Holds, Neither, Sized, With
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.days import Day, Gap, Length, Period, Season, on
from gremium.values.deadline import Ahead, Deadline, Event, Start, YearDay
from gremium.values.filling import Chosen, Everyone, Filling, Holder, How, Named, OpenTo, Whole
from gremium.values.phrases import PREDECLARED, RESERVED
from gremium.values.quota import Comparison, Quota
from gremium.values.ref import Ref
from gremium.values.span import ALWAYS, Span
from gremium.values.steps import Steps
from gremium.values.tally import NOUNS, STATES, Tally
from gremium.values.tally import Term as Counted
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
    held = st.none() | st.sampled_from(positions) if positions else st.none()
    at_bodies = st.builds(Ref, target=st.sampled_from(bodies), position=held)
    if not kinds:
        return at_bodies
    among = st.sampled_from((None, None, "self", "parent"))
    return at_bodies | st.builds(Ref, target=st.sampled_from(kinds), position=held, every=st.just(value=True), jurisdiction=among)


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


# ── what is counted, and of whom ─────────────────────────────────────────────────────────────────────────────────────


@cache
def attributes() -> Strategy[Attributes]:
    """Return attributes of a person or an organisation, sorted by id."""
    return st.dictionaries(ids(), words(), min_size=1, max_size=2).map(lambda table: tuple(sorted(table.items())))


def tallies(groups: Sequence[str]) -> Strategy[Tally]:
    """Return what is counted: words of the grammar and seat groups, with states or without; of a sum all or none have them."""
    states = st.lists(st.sampled_from(STATES), max_size=2, unique=True).map(lambda known: tuple(sorted(known, key=STATES.index)))
    term = st.builds(Counted, states, st.sampled_from((*NOUNS[:3], *groups)) | st.sampled_from(NOUNS))
    alike = term | st.lists(term, min_size=2, max_size=2).map(lambda terms: [Counted((), one.noun) for one in terms])
    return alike.map(lambda found: Tally((found,) if isinstance(found, Counted) else tuple(found)))


def quotas(groups: Sequence[str]) -> Strategy[Quota]:
    """Return bounds: a number, all or a share of what is counted."""
    comparisons = st.sampled_from(Comparison)
    shares = st.builds(Fraction, st.integers(1, 4), st.integers(1, 4))
    return st.one_of(
        st.builds(Quota, comparison=comparisons, number=st.integers(0, 60)),
        st.builds(Quota, comparison=comparisons, share=shares, base=tallies(groups)),
    )


def conditions(at: Strategy[Ref], events: Sequence[str]) -> Strategy[Condition]:
    """Return conditions of all forms, some of them made of others."""
    simple: Strategy[Condition] = st.one_of(
        st.builds(With, attributes()),
        st.builds(Aged, counts(), st.none() | st.sampled_from(events)),
        st.builds(Holds, at, st.booleans()),
        st.builds(Sized, ids(), quotas(())),
    )
    parts = some(simple, 1)
    return simple | st.one_of(*(st.builds(form, parts) for form in (Every, Either, Neither)))


def steps(at: Strategy[Ref]) -> Strategy[Steps]:
    """Return numbers by size: steps that do not overlap, the last one perhaps without an upper bound."""
    bounds = st.lists(st.integers(0, 3000), min_size=2, max_size=6, unique=True).map(sorted)

    def sizes(ends: list[int]) -> Strategy[tuple[Count, ...]]:
        pairs = [Count(low, high) for low, high in zip(ends[::2], ends[1::2], strict=False)]
        return st.sampled_from((tuple(pairs), (*pairs[:-1], Count(pairs[-1].low, None))))

    numbered = bounds.flatmap(sizes).flatmap(lambda found: st.tuples(*(st.tuples(st.just(s), st.integers(0, 9)) for s in found)))
    return st.builds(
        Steps,
        of=ids(),
        steps=numbered,
        whose=st.none() | at,
        pooled_by=st.none() | ids(),
    )


def numbers(at: Strategy[Ref]) -> Strategy[Count | Steps]:
    """Return counts, and now and then steps by size."""
    return counts() | steps(at)


@cache
def starts(events: tuple[str, ...]) -> Strategy[Start]:
    """Return first days of a term: a day of the year, a named day, or a length after one."""
    named = st.sampled_from(events)
    days_of_year = st.builds(YearDay, st.integers(1, 12), st.integers(1, 28)) | st.just(YearDay(2, 29))
    return st.one_of(days_of_year, st.builds(Event, named), st.builds(Deadline, lengths(), named))


# ── the words ────────────────────────────────────────────────────────────────────────────────────────────────────────


def fillings(at: Strategy[Ref]) -> Strategy[Filling]:
    """Return ways in which seats are filled; positions are named by one of the references."""
    return st.one_of(
        st.builds(Holder, some(at, 1)),
        st.builds(Whole, at),
        st.builds(OpenTo, texts()),
        st.builds(Everyone, texts()),
        st.builds(Chosen, st.sampled_from(How), some(at)),
        st.just(Named()),
    )


def substitutes(at: Strategy[Ref]) -> Strategy[Substitutes]:
    """Return substitutes of a seat group; many rules say nothing but their order."""
    orders = st.sampled_from(SubstituteOrder)
    return st.builds(Substitutes, order=orders) | st.builds(
        Substitutes,
        order=orders,
        number=st.none() | counts(),
        depth=st.none() | st.integers(1, 3),
        called_by=st.none() | at,
        by=some(at),
        case=st.none() | texts(),
    )


def seats(at: Strategy[Ref]) -> Strategy[Seats]:
    """Return rows of the word seats."""
    truths = st.none() | st.booleans()
    plain = st.builds(
        Seats,
        name=st.none() | texts(),
        filling=fillings(at),
        seats=st.none() | counts(),
        standing=st.none() | st.sampled_from(Standing),
    )
    full = st.builds(
        Seats,
        filling=fillings(at),
        proposed_by=some(at),
        out_of=some(at),
        each=st.none() | at,
        seats=st.none() | numbers(at),
        standing=st.none() | st.sampled_from(Standing),
        weight=st.none() | numbers(at),
        block=st.none() | counts(),
        at_times=st.booleans(),
        substitutes=st.none() | substitutes(at),
        honorary=truths,
        allowance=truths,
        reveals=some(st.sampled_from(Characteristic)),
    )
    return plain | full


def compositions(at: Strategy[Ref], groups: Sequence[str], events: Sequence[str]) -> Strategy[Composition]:
    """Return rows of the word composition; what they count are seats, and the groups with these ids."""
    named = some(st.sampled_from(groups)) if groups else st.just(())
    need = st.none() | conditions(at, events)
    envelope = {
        "when": st.sampled_from(When),
        "effect": st.none() | st.sampled_from(Effect),
        "for_seat": named,
        "of": st.sampled_from(Subject),
        "need": need,
    }
    counted = st.builds(
        Composition,
        count=st.none() | tallies(groups),
        with_=st.just(()) | attributes(),
        who=need,
        is_=some(quotas(groups)),
        each=st.none() | at,
        per_group=st.booleans(),
        odd=st.booleans(),
        distinct=st.none() | ids(),
        if_=need,
    )
    excluding = st.builds(Composition, incompatible=some(at), twice=st.none() | st.sampled_from(Twice), **envelope)
    return counted | excluding


def terms(at: Strategy[Ref], bodies: Strategy[Ref], groups: Sequence[str], events: tuple[str, ...]) -> Strategy[Term]:
    """Return rows of the word term; each says a few of its many aspects."""
    named = some(st.sampled_from(groups)) if groups else st.just(())
    length, truth = st.none() | lengths(), st.booleans()
    aspects: dict[str, Strategy[object]] = {
        "length": length,
        "starts": some(starts(events)),
        "follows": bodies,
        "ends_with": st.sampled_from(events),
        "holdover": st.sampled_from(Holdover),
        "renewal": renewals(at),
        "limits": some(
            st.builds(
                Limit,
                terms=st.none() | st.integers(1, 4),
                length=length,
                over=some(at),
                consecutive=truth,
                pause=length,
            )
        ),
        "removal": some(
            st.builds(
                Removal,
                lost_by=st.sampled_from(LostBy),
                by=st.none() | at,
                on_motion_of=some(at),
                absences=st.none() | st.integers(1, 4),
                consecutive=truth,
                excuse=length,
                notice=length,
                case=st.none() | texts(),
            )
        ),
        "vacancy": some(
            st.builds(
                Vacancy,
                fill=st.sampled_from(Refill),
                by=some(at),
                within=length,
                ahead=st.none() | st.builds(Ahead, lengths(), st.sampled_from(events)),
                for_rest=st.none() | truth,
            )
        ),
        "dormancy": some(st.builds(Dormancy, case=texts(), acts=st.sampled_from(Resting))),
    }

    def saying(names: list[str]) -> Strategy[Term]:
        return st.builds(Term, for_seat=named, **{name: aspects[name] for name in names})

    return st.lists(st.sampled_from(sorted(aspects)), min_size=1, max_size=3, unique=True).flatmap(saying)


def renewals(at: Strategy[Ref]) -> Strategy[Renewal]:
    """Return renewals of a part of the seats, or of all of them."""
    return st.builds(
        Renewal,
        share=st.builds(Fraction, st.just(1), st.integers(1, 4)),
        every=st.none() | lengths(),
        out=st.sampled_from(Out),
        successors=st.none() | at,
    )


def delegations(at: Strategy[Ref], to: Strategy[Ref]) -> Strategy[Delegation]:
    """Return rows of the word delegation."""
    return st.builds(
        Delegation,
        to=to,
        sends=st.none() | numbers(at),
        substitutes=st.none() | counts(),
        who=some(at),
        how=st.none() | st.sampled_from(How),
        out_of=some(at),
        mandate=st.none() | st.sampled_from(Mandate),
        reports=st.none() | st.booleans(),
        within=some(seasons()),
        length=st.none() | lengths(),
        with_term=st.booleans(),
    )


def remits(bodies: Strategy[Ref]) -> Strategy[Remit]:
    """Return rows of the word remit."""
    named = some(bodies)
    return st.builds(
        Remit,
        includes=some(texts()),
        excludes=some(texts()),
        must_have=named,
        may_have=named,
        bound_by=named,
        proposes=named,
    )
