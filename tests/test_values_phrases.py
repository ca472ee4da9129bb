"""Phrases: every value is printed canonically and read back, and whatever is no phrase is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremium.model.provision import READING_PATTERN, Reading, parse_reading
from gremium.testing import values as make
from gremium.values.citation import Citation, parse_citation
from gremium.values.count import COUNT_PATTERN, UNSTATED_COUNT, Count, exactly, hull, in_words, parse_count, print_count
from gremium.values.days import (
    DAY_PATTERN,
    GAP_PATTERN,
    LENGTH_PATTERN,
    PERIOD_PATTERN,
    SEASON_PATTERN,
    UNSTATED_DAY,
    Day,
    on,
    parse_day,
    parse_gap,
    parse_length,
    parse_period,
    parse_season,
    print_day,
    print_phrase,
)
from gremium.values.deadline import (
    AHEAD_PATTERN,
    DEADLINE_PATTERN,
    START_PATTERN,
    Ahead,
    Deadline,
    Event,
    YearDay,
    parse_ahead,
    parse_deadline,
    parse_start,
)
from gremium.values.errors import GremiumError, Misuse, PhraseError
from gremium.values.message import Message, message
from gremium.values.phrases import (
    ID_PATTERN,
    LONGEST_ID,
    MOST_COMPARED,
    MOST_LISTED,
    RESERVED,
    check_id,
    closest,
    did_you_mean,
    one_of,
)
from gremium.values.quota import QUOTA_PATTERN, SHARE_PATTERN, Comparison, Quota, parse_quota, parse_share, print_share
from gremium.values.quota import in_words as quota_in_words
from gremium.values.ref import PARTS_OF, REF_PATTERN, Ref, parse_ref
from gremium.values.tally import NOUNS, TALLY_PATTERN, Tally, Term, parse_tally
from gremium.values.text import LANGUAGE, Text

Parser = Callable[[object], Any]

PARSERS: dict[str, Parser] = {
    "ahead": parse_ahead,
    "citation": parse_citation,
    "count": parse_count,
    "day": parse_day,
    "deadline": parse_deadline,
    "gap": parse_gap,
    "length": parse_length,
    "period": parse_period,
    "quota": parse_quota,
    "reading": parse_reading,
    "ref": parse_ref,
    "season": parse_season,
    "start": parse_start,
    "tally": parse_tally,
}

STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    "ahead": st.builds(Ahead, make.lengths(), make.ids()),
    "citation": st.builds(Citation, make.ids(), st.just("") | make.lines()),
    "count": make.counts(),
    "day": make.days(),
    "deadline": st.builds(Deadline, make.lengths(), make.ids()),
    "gap": make.gaps(),
    "length": make.lengths(),
    "period": make.periods(),
    "quota": make.quotas(("partners", "guests")),
    "reading": st.builds(Reading, make.ids(), make.some(make.ids(), 1)),
    "ref": make.refs(("council", "unstated", "self"), ("committee",), ("chair", "speaker", "unstated"))
    | st.builds(
        Ref, target=make.ids(), position=st.none() | make.ids(), jurisdiction=st.sampled_from(("*", *PARTS_OF)) | make.ids()
    )
    | st.builds(Ref, target=st.just(""), jurisdiction=make.ids()),
    "season": make.seasons(),
    "start": make.starts(("term-start", "certification")),
    "tally": make.tallies(("partners", "guests")),
}

PATTERNS = {
    "ahead": AHEAD_PATTERN,
    "count": COUNT_PATTERN,
    "day": DAY_PATTERN,
    "deadline": DEADLINE_PATTERN,
    "gap": GAP_PATTERN,
    "length": LENGTH_PATTERN,
    "period": PERIOD_PATTERN,
    "quota": QUOTA_PATTERN,
    "reading": READING_PATTERN,
    "ref": REF_PATTERN,
    "season": SEASON_PATTERN,
    "start": START_PATTERN,
    "tally": TALLY_PATTERN,
}

# Texts near to phrases: whole tokens and single characters of the grammar in any order.
TOKENS = (
    "2 3 07 .. . 2023 -01 -31 -02-30 day days weeks year years month unstated any @ / * council chair after each "
    "February August 31 term-start : , + ä before at least more than most all of 1/2 50 % seats members present voting self"
)
NEARLY = st.lists(st.sampled_from([*TOKENS.split(" "), " ", "\n"]), max_size=7).map("".join)

GARBAGE = st.one_of(
    st.text(max_size=30),
    NEARLY,
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.binary(max_size=5),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
    st.datetimes(),
    st.dates(),
)


@pytest.mark.parametrize("name", PARSERS)
@given(data=st.data())
def test_what_is_printed_is_read_back(name: str, data: st.DataObject) -> None:
    """Every value is printed as a phrase that is read as the same value, fits the published pattern and prints as itself."""
    value = data.draw(STRATEGIES[name])
    printed = str(value)
    assert PARSERS[name](printed) == value
    assert str(PARSERS[name](printed)) == printed
    assert name not in PATTERNS or re.fullmatch(PATTERNS[name], printed)


@pytest.mark.parametrize("name", PARSERS)
@given(raw=GARBAGE)
def test_what_is_no_phrase_is_refused(name: str, raw: object) -> None:
    """A parser reads a value that prints canonically, or it raises `PhraseError` and nothing else."""
    value, refused = None, None
    try:
        value = PARSERS[name](raw)
    except PhraseError as error:
        refused = error
    if refused:
        assert refused.said.code.startswith("phrase.")
        assert isinstance(refused, GremiumError)
    else:
        assert PARSERS[name](str(value)) == value
        assert not isinstance(raw, str) or name not in PATTERNS or re.fullmatch(PATTERNS[name], raw)


@pytest.mark.parametrize(
    ("name", "raw", "printed"),
    [
        ("ahead", "6 month before general-election", "6 months before general-election"),
        ("citation", "page", "page"),
        ("citation", "page § 5 Satz 2", "page § 5 Satz 2"),
        ("count", 4, "4"),
        ("count", "4", "4"),
        ("count", "0", "0"),
        ("count", "2..3", "2..3"),
        ("count", "2..", "2.."),
        ("count", "3..3", "3"),
        ("count", "0..", "0.."),
        ("count", 100_000, "100000"),
        ("count", "unstated", "unstated"),
        ("day", date(2023, 8, 15), "2023-08-15"),
        ("day", "2023-08-15", "2023-08-15"),
        ("day", "2021-09", "2021-09"),
        ("day", "2021-09-01..2021-09-30", "2021-09"),
        ("day", "2021-09-02..2021-09-30", "2021-09-02..2021-09-30"),
        ("day", "2021-09-01..2021-09-29", "2021-09-01..2021-09-29"),
        ("day", "2021-09-01..2021-10-31", "2021-09-01..2021-10-31"),
        ("day", "2021-01-01..2021-12-31", "2021"),
        ("day", "2021-02-01..2021-12-31", "2021-02-01..2021-12-31"),
        ("day", "2021-01-01..2022-12-31", "2021-01-01..2022-12-31"),
        ("day", "2020-09-01..2021-09-30", "2020-09-01..2021-09-30"),
        ("day", "2021", "2021"),
        ("day", "0042", "0042"),
        ("day", "2020-02", "2020-02"),
        ("day", "2023-08-15..unstated", "2023-08-15..unstated"),
        ("day", "unstated..2023-08-15", "unstated..2023-08-15"),
        ("day", "unstated..unstated", "unstated"),
        ("day", "2021-03-04..2021-03-04", "2021-03-04"),
        ("deadline", "1 day after term-start", "1 day after term-start"),
        ("deadline", "30 day after term-start", "30 days after term-start"),
        ("gap", "2 weeks..", "2 weeks.."),
        ("gap", "..3 months", "..3 months"),
        ("gap", "2 weeks..3 months", "2 weeks..3 months"),
        ("gap", "1 year..365 days", "1 year..365 days"),
        ("length", "1 days", "1 day"),
        ("length", "9999 years", "9999 years"),
        ("period", "half-year", "half-year"),
        ("period", "2 years", "2 years"),
        ("period", "99 years", "99 years"),
        ("quota", "at least 3", "at least 3"),
        ("quota", "exactly 0", "exactly 0"),
        ("quota", "any number", "any number"),
        ("quota", "at least 0", "any number"),
        ("quota", "at least remote members", "all of remote members"),
        ("quota", "fewer than 999999", "fewer than 999999"),
        ("quota", "more than 1/2 of voting seats", "more than 1/2 of voting seats"),
        ("quota", "more than 2/4 of seats", "more than 1/2 of seats"),
        ("quota", "at least 4/2 of guests", "at least 2/1 of guests"),
        ("quota", "at least 1/3 of yes + no", "at least 1/3 of yes + no"),
        ("quota", "all of members", "all of members"),
        ("quota", "at least members", "all of members"),
        ("quota", "at least 2/2 of members", "all of members"),
        ("quota", "more than council-members", "more than council-members"),
        ("quota", "at most 3/3 of seats", "at most seats"),
        ("reading", "leads:three,four", "leads:three,four"),
        ("ref", "council", "council"),
        ("ref", "chair@social-committee", "chair@social-committee"),
        ("ref", "speaker@*field-of-action", "speaker@*field-of-action"),
        ("ref", "chair@leonberg/council", "chair@leonberg/council"),
        ("ref", "mediator@*/inclusion-office", "mediator@*/inclusion-office"),
        ("ref", "unstated@council", "unstated@council"),
        ("ref", "leonberg/", "leonberg/"),
        ("ref", "each", "each"),
        ("ref", "chair@parent", "chair@parent"),
        ("ref", "self/*group", "self/*group"),
        ("ref", "speaker@parent/*group", "speaker@parent/*group"),
        ("ref", "chair@self", "chair@self"),
        ("season", "15 July..31 August", "15 July..31 August"),
        ("season", "20 December..6 January", "20 December..6 January"),
        ("season", "1 February..29 February", "1 February..29 February"),
        ("start", "1 December", "1 December"),
        ("start", "29 February", "29 February"),
        ("start", "1 days after certification", "1 day after certification"),
        ("start", "certification", "certification"),
        ("tally", "seats", "seats"),
        ("tally", "voting present members", "present voting members"),
        ("tally", "filled voting seats", "voting filled seats"),
        ("tally", "voting remote present members", "present remote voting members"),
        ("tally", "yes + no + abstentions", "yes + no + abstentions"),
        ("tally", "partners + guests", "partners + guests"),
        ("tally", "present members + present guests", "present members + present guests"),
        ("tally", "present members + votes", "present members + votes"),
    ],
)
def test_phrases_and_their_canonical_form(name: str, raw: object, printed: str) -> None:
    """Phrases of the grammar are read, and each has one spelling."""
    assert str(PARSERS[name](raw)) == printed


@pytest.mark.parametrize(
    ("name", "raw", "code", "hint"),
    [
        ("citation", "", "phrase.citation", "hint.citation"),
        ("citation", " page", "phrase.citation", "hint.citation"),
        ("citation", "page  § 5", "phrase.citation", "hint.citation"),
        ("citation", "Page § 5", "phrase.id", "page"),
        ("citation", 5, "phrase.citation", "hint.citation"),
        ("count", True, "phrase.count", "hint.count"),
        ("count", 2.0, "phrase.count", "hint.count"),
        ("count", exactly(4), "phrase.count", "hint.count"),
        ("count", -1, "phrase.count", "hint.count"),
        ("count", "50 %", "phrase.count", "hint.count"),
        ("count", "..3", "phrase.count", "hint.count"),
        ("count", "٣", "phrase.count", "hint.count"),
        ("count", "3..2", "phrase.count-empty", "2..3"),
        ("count", 100_001, "phrase.count-huge", None),
        ("count", "1000000", "phrase.count-huge", None),
        ("count", "9" * 5000, "phrase.count-huge", None),
        ("count", "07", "phrase.count", "hint.count"),
        ("count", "2..03", "phrase.count", "hint.count"),
        ("count", "2..100001", "phrase.count-huge", None),
        ("day", datetime(2023, 8, 15, 9, 0), "phrase.day", "hint.day"),
        ("day", "15.8.2023", "phrase.day", "2023-08-15"),
        ("day", "15. 08. 2023", "phrase.day", "2023-08-15"),
        ("day", "2023-8-5", "phrase.day", "hint.day"),
        ("day", "..2023-08-15", "phrase.day", "hint.day"),
        ("day", "2023-02-30", "phrase.no-such-day", "hint.day"),
        ("day", "2023-13", "phrase.no-such-day", "hint.day"),
        ("day", "0000", "phrase.no-such-day", "hint.day"),
        ("day", "2023-08-15..2023-08-32", "phrase.no-such-day", "hint.day"),
        ("day", "2023-08-15..2023-08-14", "phrase.day-reversed", "2023-08-14..2023-08-15"),
        ("day", 2023, "phrase.day", "hint.day"),
        ("ahead", "6 months after election", "phrase.ahead", "hint.ahead"),
        ("ahead", "6 months before year", "phrase.reserved", "hint.another-id"),
        ("ahead", 6, "phrase.ahead", "hint.ahead"),
        ("deadline", "30 days before term-start", "phrase.deadline", "hint.deadline"),
        ("deadline", "30 days after year", "phrase.reserved", "hint.another-id"),
        ("deadline", None, "phrase.deadline", "hint.deadline"),
        ("gap", "..", "phrase.gap", "hint.gap"),
        ("gap", "2 weeks", "phrase.gap", "hint.gap"),
        ("gap", "3 months..2 weeks", "phrase.gap-empty", "2 weeks..3 months"),
        ("gap", 14, "phrase.gap", "hint.gap"),
        ("length", "0 days", "phrase.length", "hint.length"),
        ("length", "10000 days", "phrase.length", "hint.length"),
        ("length", "2 quarters", "phrase.length", "hint.length"),
        ("length", 2, "phrase.length", "hint.length"),
        ("period", "1 years", "phrase.period", "year"),
        ("period", "fortnight", "phrase.period", "hint.period"),
        ("period", 2, "phrase.period", "hint.period"),
        ("quota", 3, "phrase.quota", "hint.quota"),
        ("quota", "3", "phrase.quota", "hint.quota"),
        ("quota", "about 3", "phrase.quota", "hint.quota"),
        ("quota", "at least", "phrase.quota", "hint.quota"),
        ("quota", "at lest 3", "phrase.quota", "at least 3"),
        ("quota", "atleast 3", "phrase.quota", "at least 3"),
        ("quota", "at-least 1/3 of members", "phrase.quota", "at least 1/3 of members"),
        ("quota", "mor than 1/2 of voting seats", "phrase.quota", "more than 1/2 of voting seats"),
        ("quota", "all off members", "phrase.quota", "all of members"),
        ("quota", "exact 4", "phrase.quota", "exactly 4"),
        ("quota", "any numbers", "phrase.quota", "any number"),
        ("quota", "at lest 50 %", "phrase.quota", "hint.quota"),
        ("quota", "any number of members", "phrase.quota", "any number"),
        ("quota", "at least 50 %", "phrase.quota-number", "at least 1/2 of members"),
        ("quota", "at least 50%", "phrase.quota-number", "at least 1/2 of members"),
        ("quota", "at least 33.3 percent of guests", "phrase.quota-number", "at least 333/1000 of guests"),
        ("quota", "more than 50 % of voting seats", "phrase.quota-number", "more than 1/2 of voting seats"),
        ("quota", "more than 50 % voting seats", "phrase.quota-number", "more than 1/2 of voting seats"),
        ("quota", "at least 100 %", "phrase.quota-number", "all of members"),
        ("quota", "at least 200 % of guests", "phrase.quota-number", "at least 2/1 of guests"),
        ("quota", "at least 0 %", "phrase.quota-number", "hint.quota"),
        ("quota", "at least 0.5", "phrase.quota-number", "at least 1/2 of members"),
        ("quota", "at least 0,75 of seats", "phrase.quota-number", "at least 3/4 of seats"),
        ("quota", "at least 0.0 of seats", "phrase.quota-number", "hint.quota"),
        ("quota", "more than 1/2", "phrase.quota-number", "more than 1/2 of members"),
        ("quota", "more than 1/2 voting seats", "phrase.quota-number", "more than 1/2 of voting seats"),
        ("quota", "more than 1/2 Sitze", "phrase.quota-number", "more than 1/2 of members"),
        ("quota", "at least 3 voting members", "phrase.quota-number", "hint.quota-table"),
        ("quota", "at least 3 of members", "phrase.quota-number", "hint.quota-table"),
        ("quota", "at least 3 Sitze", "phrase.quota-number", "hint.quota"),
        ("quota", "at least 007", "phrase.quota-number", "hint.quota"),
        ("quota", "at least 1000000", "phrase.quota-number", "hint.quota"),
        ("quota", "at least 1/0 of seats", "phrase.quota-number", "hint.quota"),
        ("quota", "more than voting Members", "phrase.tally-noun", "members"),
        ("quota", "all of Mitglieder", "phrase.tally-noun", None),
        ("quota", "1/2 of members", "phrase.quota", "hint.quota"),
        ("reading", "leads", "phrase.reading", "hint.reading"),
        ("reading", "leads:", "phrase.reading", "hint.reading"),
        ("reading", "leads:all", "phrase.reserved", "hint.another-id"),
        ("reading", "year:three", "phrase.reserved", "hint.another-id"),
        ("reading", 1, "phrase.reading", "hint.reading"),
        ("ref", "", "phrase.ref", "hint.ref"),
        ("ref", 3, "phrase.ref", "hint.ref"),
        ("ref", "a@b@c", "phrase.ref", "hint.ref"),
        ("ref", "Rat", "phrase.ref", "hint.ref"),
        ("ref", "chair@", "phrase.ref", "hint.ref"),
        ("ref", "@council", "phrase.ref", "hint.ref"),
        ("ref", "chair@leonberg/", "phrase.ref", "hint.ref"),
        ("ref", "*/", "phrase.ref", "hint.ref"),
        ("ref", "leonberg/*", "phrase.ref", "hint.ref"),
        ("ref", "/council", "phrase.ref", "hint.ref"),
        ("ref", "leonberg/Rat", "phrase.ref", "hint.ref"),
        ("ref", "leonberg/members", "phrase.reserved-ref", "hint.ref"),
        ("ref", "members", "phrase.reserved-ref", "hint.ref"),
        ("ref", "members@council", "phrase.reserved-ref", "hint.ref"),
        ("ref", "months@council", "phrase.reserved-ref", "hint.ref"),
        ("ref", "council@entitled", "phrase.reserved-ref", "unstated"),
        ("ref", "votes@council", "phrase.reserved-ref", "hint.ref"),
        ("ref", "*each", "phrase.reserved-ref", "hint.ref"),
        ("ref", "year/council", "phrase.reserved-ref", "hint.ref"),
        ("ref", "self@council", "phrase.reserved-ref", "hint.ref"),
        ("ref", "each/council", "phrase.reserved-ref", "hint.ref"),
        ("ref", "self/", "phrase.ref", "hint.ref"),
        ("ref", "self/*", "phrase.ref", "hint.ref"),
        ("season", "30 February..1 March", "phrase.season", "hint.season"),
        ("season", "1 March..31 April", "phrase.season", "hint.season"),
        ("season", "15 july..31 august", "phrase.season", "hint.season"),
        ("season", "15 July", "phrase.season", "hint.season"),
        ("season", [], "phrase.season", "hint.season"),
        ("start", "30 February", "phrase.start", "hint.start"),
        ("start", "1. Dezember", "phrase.start", "hint.start"),
        ("start", "December", "phrase.start", "hint.start"),
        ("start", "december", "phrase.reserved", "hint.another-id"),
        ("start", "1 week before election", "phrase.start", "hint.start"),
        ("start", date(2026, 12, 1), "phrase.start", "hint.start"),
        ("tally", "", "phrase.tally", "hint.tally"),
        ("tally", 3, "phrase.tally", "hint.tally"),
        ("tally", "present", "phrase.tally-noun", None),
        ("tally", "remote", "phrase.tally-noun", None),
        ("tally", "remoet members", "phrase.tally-state", "remote"),
        ("tally", "Seats", "phrase.tally-noun", "seats"),
        ("tally", "Gäste", "phrase.tally-noun", None),
        ("tally", "year", "phrase.tally-noun", None),
        ("tally", "votng seats", "phrase.tally-state", "voting"),
        ("tally", "absent seats", "phrase.tally-state", "present"),
        ("tally", "elected guests", "phrase.tally-state", None),
        ("tally", "voting voting seats", "phrase.tally", "hint.tally"),
        ("tally", "present members + guests", "phrase.tally-spread", "present members + present guests"),
        ("tally", "members + present guests", "phrase.tally-spread", "present members + present guests"),
        ("tally", "voting a + b + yes", "phrase.tally-spread", "voting a + voting b + yes"),
        ("tally", "members +guests", "phrase.tally-state", None),
        ("tally", "members + ", "phrase.tally-noun", None),
    ],
)
def test_a_refusal_says_what_to_write_instead(name: str, raw: object, code: str, hint: str | None) -> None:
    """A phrase that cannot be read is refused with the reason, and with the right spelling where one is near."""
    with pytest.raises(PhraseError) as caught:
        PARSERS[name](raw)
    assert caught.value.said.code == code
    assert str(caught.value) == code
    said = caught.value.hint
    assert (said and (dict(said.params)["word"] if said.code == "hint.did-you-mean" else said.code)) == hint


# ── counts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(make.counts(), make.counts(), st.integers(0, 130))
def test_one_count_lies_within_another_if_all_its_numbers_do(one: Count, other: Count, number: int) -> None:
    """`within` is the subset relation of the numbers that two counts permit."""
    numbers = range(130)
    assert UNSTATED_COUNT.permits(number)
    assert one.within(other) == all(other.permits(n) for n in numbers if one.permits(n))
    assert one.permits(number) == (number >= one.low and (one.high is None or number <= one.high))
    assert one.exact == (one.stated and [one.low] == [n for n in numbers if one.permits(n)])


@given(make.counts())
def test_an_exact_count_is_stored_as_a_number(count: Count) -> None:
    """A count that permits one number is printed as that number, every other one as a phrase."""
    printed = print_count(count)
    assert isinstance(printed, int) == count.exact
    assert parse_count(printed) == count


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (UNSTATED_COUNT, message("count.unstated")),
        (Count(0, None), message("count.any")),
        (Count(2, None), message("count.at-least", low=2)),
        (exactly(4), message("count.exact", n=4)),
        (Count(2, 3), message("count.range", low=2, high=3)),
    ],
)
def test_a_count_in_words(count: Count, said: Message) -> None:
    """Every kind of count has a message of its own."""
    assert in_words(count) == said


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(make.days())
def test_a_known_day_is_stored_as_a_date(day: Day) -> None:
    """A day that is known exactly is stored as a date, every other one as a phrase; both are read back."""
    assert isinstance(print_day(day), date) == (day.exact is not None)
    assert parse_day(print_day(day)) == day == parse_day(print_phrase(day))


def test_an_unstated_day_has_no_bounds() -> None:
    """A day of which nothing is known has no bounds and no date."""
    assert parse_day("unstated") == UNSTATED_DAY == Day(None, None)
    assert UNSTATED_DAY.exact is None
    assert on(date(2024, 2, 29)).exact == date(2024, 2, 29)


# ── references ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raw", "bare", "unstated"),
    [
        ("council", True, False),
        ("unstated", True, True),
        ("chair@council", False, False),
        ("unstated@council", False, True),
        ("chair@unstated", False, True),
        ("*committee", False, False),
        ("leonberg/council", False, False),
    ],
)
def test_bare_and_unstated_references(raw: str, bare: bool, unstated: bool) -> None:
    """A single id is bare; `unstated` may stand for the position or for the body."""
    ref = parse_ref(raw)
    assert (ref.bare, ref.unstated) == (bare, unstated)


@pytest.mark.parametrize(("raw", "among"), [("self/*group", "self"), ("x@parent/*group", "parent"), ("a/*group", "a")])
def test_a_reference_to_every_body_among_some(raw: str, among: str) -> None:
    """Before the slash stands where the bodies of the kind are looked for; such a reference is never bare."""
    ref = parse_ref(raw)
    assert (ref.jurisdiction, ref.every, ref.target, ref.bare) == (among, True, "group", False)


# ── quotas and what is counted ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raw", "quota"),
    [
        ("at least 3", Quota(comparison=Comparison.AT_LEAST, number=3)),
        ("all of seats", Quota(comparison=Comparison.AT_LEAST, share=Fraction(1), base=Tally((Term((), "seats"),)))),
        ("fewer than guests", Quota(comparison=Comparison.FEWER_THAN, share=Fraction(1), base=Tally((Term((), "guests"),)))),
        (
            "more than 2/3 of present members",
            Quota(comparison=Comparison.MORE_THAN, share=Fraction(2, 3), base=Tally((Term(("present",), "members"),))),
        ),
    ],
)
def test_a_quota_is_a_number_or_a_share_of_what_is_counted(raw: str, quota: Quota) -> None:
    """A number stands for itself; a share has a base, and a bare tally is the whole of it."""
    assert parse_quota(raw) == quota


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("any number", message("quota.any-number")),
        ("at least 3", message("quota.at-least", bound="3")),
        ("at most 0", message("quota.at-most", bound="0")),
        ("all of guests", message("quota.all", base="guests")),
        ("more than guests", message("quota.more-than", bound="guests")),
        ("fewer than 1/2 of guests", message("quota.fewer-than", bound=message("quota.share", share="1/2", base="guests"))),
        (
            "exactly remote members",
            message(
                "quota.exactly",
                bound=message("tally.states", noun=message("noun.members"), states=message("seatstate.remote")),
            ),
        ),
    ],
)
def test_a_quota_in_words(raw: str, said: Message) -> None:
    """A quota is said as a message, with what it counts in words."""
    assert quota_in_words(parse_quota(raw)) == said


NEARLY_QUOTAS = st.builds(
    "{} {}{} {}".format,
    st.sampled_from([comparison.value for comparison in Comparison]),
    st.integers(0, 300),
    st.sampled_from(("", "%", " %", " percent", ".5", ",25 %", "/3", ".5/2")),
    st.sampled_from(("", "of members", "seats", "of", "of voting seats", "Mitglieder", "present members + guests")),
)


@given(NEARLY_QUOTAS)
def test_the_spelling_that_a_hint_proposes_can_be_read(raw: str) -> None:
    """What a refusal proposes instead of a decimal, a percentage or a number with a noun is itself a quota."""
    try:
        quota = parse_quota(raw)
    except PhraseError as error:
        hint = error.hint
    else:
        assert parse_quota(str(quota)) == quota
        return
    said = dict(hint.params) if hint is not None else {}
    assert "word" not in said or parse_quota(said["word"])
    assert "bound" not in said or (parse_quota(said["bound"]) and parse_tally(said["count"]))


def test_a_number_with_a_noun_is_told_apart() -> None:
    """Where a bound says what is counted, the hint writes both keys."""
    with pytest.raises(PhraseError) as caught:
        parse_quota("at least 25 voting members")
    assert caught.value.hint == message("hint.quota-table", count="voting members", bound="at least 25")


@given(st.fractions(min_value=Fraction(1, 1000), max_value=1, max_denominator=1000))
def test_a_share_comes_back(share: Fraction) -> None:
    """A part of a whole, the whole included, is printed as a fraction that is read as the same part."""
    assert parse_share(print_share(share)) == share
    assert re.fullmatch(SHARE_PATTERN, print_share(share))


@pytest.mark.parametrize("raw", ["3/2", "0/3", "1/0", "50 %", "0.5", "1", 1, 0.5, None, "½"])
def test_what_is_no_share_is_refused(raw: object) -> None:
    """A decimal, a percentage, a whole number or more than the whole is no share; the hint shows a fraction."""
    with pytest.raises(PhraseError) as caught:
        parse_share(raw)
    assert (caught.value.said, caught.value.hint) == (message("phrase.share", read=str(raw)), message("hint.share"))


@pytest.mark.parametrize("noun", NOUNS)
def test_states_of_persons_do_not_spread_over_ballots(noun: str) -> None:
    """Seats and members in a sum all have states or none has; votes, yes, no and abstentions have none of their own."""
    raw = f"voting members + {noun}"
    if noun in ("seats", "members"):
        with pytest.raises(PhraseError, match=r"phrase\.tally-spread"):
            parse_tally(raw)
    else:
        assert str(parse_tally(raw)) == raw


# ── counts that permit what several permit ───────────────────────────────────────────────────────────────────────────


@given(st.lists(make.counts(), min_size=1, max_size=4), st.integers(0, 130))
def test_the_hull_permits_what_one_of_the_counts_permits(counts: list[Count], number: int) -> None:
    """The hull holds every number that a count permits, and begins and ends with such numbers."""
    whole = hull(counts)
    assert not any(count.permits(number) for count in counts) or whole.permits(number)
    assert all(count.within(whole) for count in counts)
    assert any(count.low == whole.low for count in counts)
    assert any(count.high == whole.high for count in counts)


@pytest.mark.parametrize(
    ("counts", "whole"),
    [
        ([exactly(2), exactly(5)], Count(2, 5)),
        ([exactly(2), Count(4, None)], Count(2, None)),
        ([UNSTATED_COUNT], UNSTATED_COUNT),
        ([UNSTATED_COUNT, exactly(3)], UNSTATED_COUNT),
        ([Count(0, None), exactly(3)], Count(0, None)),
        ([exactly(3), exactly(3)], exactly(3)),
    ],
)
def test_the_hull_of_counts(counts: list[Count], whole: Count) -> None:
    """The hull reaches from the lowest to the highest number; what may be anything because a source is silent is unstated."""
    assert hull(counts) == whole


# ── first days ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "start", "found"),
    [
        (YearDay(12, 1), date(2026, 11, 30), date(2026, 12, 1)),
        (YearDay(12, 1), date(2026, 12, 1), date(2026, 12, 1)),
        (YearDay(12, 1), date(2026, 12, 2), date(2027, 12, 1)),
        (YearDay(2, 29), date(2024, 3, 1), date(2028, 2, 29)),
        (YearDay(2, 29), date(2024, 2, 29), date(2024, 2, 29)),
        (YearDay(2, 29), date(1896, 3, 1), date(1904, 2, 29)),  # 1900 was no leap year
        (YearDay(2, 29), date(9997, 1, 1), None),
        (YearDay(1, 1), date(9999, 12, 31), None),
    ],
)
def test_a_day_of_every_year_is_the_next_such_day(day: YearDay, start: date, found: date | None) -> None:
    """A day of every year is the next one on or after a day; 29 February waits for a leap year, the calendar has an end."""
    assert day.since(start) == found


@given(st.sampled_from([YearDay(2, 29), YearDay(1, 1), YearDay(12, 31)]), make.dates())
def test_no_earlier_day_of_the_year_is_passed_over(day: YearDay, start: date) -> None:
    """The day that is found is the day of the year, not before the start, and none lies between."""
    found = day.since(start)
    assert found is not None
    assert (found.month, found.day) == (day.month, day.day)
    assert found >= start
    assert found == start or day.since(date.fromordinal(start.toordinal() + 1)) == found


def test_a_term_starts_in_one_of_three_ways() -> None:
    """A first day is a day of the year, a named day, or a length after one."""
    assert parse_start("1 December") == YearDay(12, 1)
    assert parse_start("certification") == Event("certification")
    assert parse_start("1 day after certification") == Deadline(parse_length("1 day"), "certification")


# ── ids, texts, messages, errors ─────────────────────────────────────────────────────────────────────────────────────


@given(make.ids())
def test_ids_may_be_declared(id_: str) -> None:
    """Ids are lower-case ASCII words joined by hyphens."""
    assert check_id(id_) == id_
    assert re.fullmatch(ID_PATTERN, id_)


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_words_of_the_grammar_are_no_ids(word: str) -> None:
    """No word of the grammar may be declared as an id; the hint is an id that may."""
    with pytest.raises(PhraseError) as caught:
        check_id(word)
    assert caught.value.said == message("phrase.reserved", read=word)
    assert check_id(dict(caught.value.hint.params)["example"])


@pytest.mark.parametrize(
    ("raw", "near"),
    [("Sozial Ausschuss", "sozial-ausschuss"), ("a--b", "a-b"), ("-a-", "a"), ("5a", None), ("ä", None), ("", None)],
)
def test_a_misspelt_id_gets_the_nearest_spelling(raw: str, near: str | None) -> None:
    """An id with capitals, blanks or other characters is refused with the id that it nearly is, if there is one."""
    with pytest.raises(PhraseError) as caught:
        check_id(raw)
    assert caught.value.said == message("phrase.id", read=raw)
    assert caught.value.hint == (message("hint.did-you-mean", word=near) if near else None)


def test_an_id_can_be_read() -> None:
    """An id that nobody could read is refused with the greatest length."""
    assert check_id("a" * LONGEST_ID)
    with pytest.raises(PhraseError) as caught:
        check_id("a" * (LONGEST_ID + 1))
    assert caught.value.said == message("phrase.id-long", read="a" * (LONGEST_ID + 1), most=LONGEST_ID)


def test_the_nearest_word_is_proposed() -> None:
    """The hint is the one known word that looks most alike; else, on request, the list of all, if it can be read."""
    known = ("council", "committee")
    assert closest("comittee", known) == "committee"
    assert closest("xyz", known) is None
    assert did_you_mean("counsil", known) == message("hint.did-you-mean", word="council")
    assert did_you_mean("xyz", known) is None
    assert one_of("counsil", known) == message("hint.did-you-mean", word="council")
    assert one_of("xyz", known) == message("hint.known", known="council, committee")
    assert one_of("xyz", ()) is None
    assert one_of("xyz", [f"a{n}" for n in range(MOST_LISTED)]).code == "hint.known"
    assert one_of("xyz", [f"a{n}" for n in range(MOST_LISTED + 1)]) is None


def test_among_very_many_words_those_that_begin_alike_are_compared() -> None:
    """With more words than anybody can compare, only those with the same first letter are looked at, and not all of them."""
    many = [f"m{n:04}" for n in range(MOST_COMPARED)]
    assert closest("ncouncil", ["council", *many[:-1]]) == "council"
    assert closest("ncouncil", ["council", *many]) is None
    assert closest("counsil", ["council", *many]) == "council"
    assert closest("mzzzz", [*many, "mzzzy"]) is None


def test_a_text_in_several_languages() -> None:
    """A text is given in the language asked for, else in German, else in the first language by its tag."""
    both = Text.of({"en": "council", "de": "Rat"})
    assert both == Text.of({"de": "Rat", "en": "council"})
    assert (both.in_language("en"), both.in_language("fr"), str(both)) == ("council", "Rat", "Rat")
    assert str(Text.of({"fr": "conseil", "en": "council"})) == "council"
    assert all(LANGUAGE.fullmatch(tag) for tag in ("de", "en", "de-AT", "tlh"))
    assert not any(LANGUAGE.fullmatch(tag) for tag in ("DE", "d", "de-at", "de_AT", "german"))


@given(st.permutations(["a", "b", "c"]))
def test_equal_messages_compare_equal(order: list[str]) -> None:
    """The order in which the parameters of a message are given makes no difference."""
    assert message("x", **dict.fromkeys(order, 1)) == message("x", a=1, b=1, c=1)


def test_a_misuse_says_what_was_asked() -> None:
    """The text of a misuse names its code and parameters, for programmers who see only the traceback."""
    assert str(Misuse(message("misuse.body", body="rat", charter="town"))) == "misuse.body (body=rat, charter=town)"
    assert str(Misuse(message("misuse.nothing"))) == "misuse.nothing"
    assert Misuse(message("misuse.nothing")).hint is None
