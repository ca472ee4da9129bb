"""Phrases: every value is printed canonically and read back, and whatever is no phrase is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremium.model.provision import READING_PATTERN, Reading, parse_reading
from gremium.testing import values as make
from gremium.values.citation import Citation, parse_citation
from gremium.values.count import COUNT_PATTERN, UNSTATED_COUNT, Count, exactly, in_words, parse_count, print_count
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
from gremium.values.deadline import DEADLINE_PATTERN, Deadline, parse_deadline
from gremium.values.errors import GremiumError, Misuse, PhraseError
from gremium.values.filling import Holder, Named, OpenTo, Whole, parse_filling, print_filling
from gremium.values.message import Message, message
from gremium.values.phrases import ID_PATTERN, LONGEST_ID, MOST_COMPARED, RESERVED, check_id, closest, did_you_mean, one_of
from gremium.values.ref import REF_PATTERN, Ref, parse_ref
from gremium.values.text import LANGUAGE, Text

Parser = Callable[[object], Any]

PARSERS: dict[str, Parser] = {
    "citation": parse_citation,
    "count": parse_count,
    "day": parse_day,
    "deadline": parse_deadline,
    "gap": parse_gap,
    "length": parse_length,
    "period": parse_period,
    "reading": parse_reading,
    "ref": parse_ref,
    "season": parse_season,
}

STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    "citation": st.builds(Citation, make.ids(), st.just("") | make.lines()),
    "count": make.counts(),
    "day": make.days(),
    "deadline": st.builds(Deadline, make.lengths(), make.ids()),
    "gap": make.gaps(),
    "length": make.lengths(),
    "period": make.periods(),
    "reading": st.builds(Reading, make.ids(), make.some(make.ids(), 1)),
    "ref": make.refs(("council", "unstated", "self"), ("committee",), ("chair", "speaker", "unstated"))
    | st.builds(Ref, target=make.ids(), position=st.none() | make.ids(), jurisdiction=st.just("*") | make.ids())
    | st.builds(Ref, target=st.just(""), jurisdiction=make.ids()),
    "season": make.seasons(),
}

PATTERNS = {
    "count": COUNT_PATTERN,
    "day": DAY_PATTERN,
    "deadline": DEADLINE_PATTERN,
    "gap": GAP_PATTERN,
    "length": LENGTH_PATTERN,
    "period": PERIOD_PATTERN,
    "reading": READING_PATTERN,
    "ref": REF_PATTERN,
    "season": SEASON_PATTERN,
}

# Texts near to phrases: whole tokens and single characters of the grammar in any order.
TOKENS = (
    "2 3 07 .. . 2023 -01 -31 -02-30 day days weeks year years month unstated any @ / * council chair after each "
    "February August 31 term-start : , + ä"
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
        ("season", "15 July..31 August", "15 July..31 August"),
        ("season", "20 December..6 January", "20 December..6 January"),
        ("season", "1 February..29 February", "1 February..29 February"),
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
        ("season", "30 February..1 March", "phrase.season", "hint.season"),
        ("season", "1 March..31 April", "phrase.season", "hint.season"),
        ("season", "15 july..31 august", "phrase.season", "hint.season"),
        ("season", "15 July", "phrase.season", "hint.season"),
        ("season", [], "phrase.season", "hint.season"),
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


# ── fillings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(make.fillings(make.refs(("council",), ("committee",))))
def test_a_filling_is_read_from_what_it_prints(filling: object) -> None:
    """The keys and values that a filling prints are read as the same filling."""
    assert parse_filling(print_filling(filling)) == filling


def test_a_filling_has_one_spelling() -> None:
    """One position is printed as a phrase, several as a list, and nothing where the charter does not say."""
    assert print_filling(Holder((parse_ref("chair@council"),))) == {"holder": "chair@council"}
    assert print_filling(Holder((parse_ref("a@b"), parse_ref("c@d")))) == {"holder": ["a@b", "c@d"]}
    assert print_filling(Whole(parse_ref("council"))) == {"whole": "council"}
    assert print_filling(OpenTo(Text.of({"de": "alle"}))) == {"open_to": Text.of({"de": "alle"})}
    assert print_filling(Named()) == {}
    assert parse_filling({}) == Named()
    assert parse_filling({"holder": ("a@b",)}) == Holder((parse_ref("a@b"),))


@pytest.mark.parametrize(
    ("given_keys", "code"),
    [
        ({"holder": "a@b", "whole": "c"}, "phrase.filling"),
        ({"holder": []}, "phrase.ref"),
        ({"holder": ["a@b", 5]}, "phrase.ref"),
        ({"whole": None}, "phrase.ref"),
    ],
)
def test_fillings_that_cannot_be_read(given_keys: dict[str, object], code: str) -> None:
    """Two ways of filling exclude each other, and each needs a reference."""
    with pytest.raises(PhraseError) as caught:
        parse_filling(given_keys)
    assert caught.value.said.code == code
    assert caught.value.hint is not None


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
    assert one_of("xyz", [f"a{n}" for n in range(24)]).code == "hint.known"
    assert one_of("xyz", [f"a{n}" for n in range(25)]) is None


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
