"""Values that are tables: fillings, steps and conditions are written and read back, and slips are told with what to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremium.testing import values as make
from gremium.values.condition import (
    DEEPEST,
    Aged,
    Condition,
    Either,
    Every,
    Holds,
    Neither,
    Sized,
    With,
    parse_attributes,
    parse_condition,
    print_condition,
)
from gremium.values.count import Count, parse_count
from gremium.values.errors import PhraseError
from gremium.values.filling import Chosen, Everyone, Filling, Holder, How, Named, OpenTo, Whole, parse_filling, print_filling
from gremium.values.message import Message, message
from gremium.values.quota import parse_quota
from gremium.values.ref import parse_ref
from gremium.values.steps import Steps, parse_number, parse_steps, print_number, print_steps
from gremium.values.text import Text

REFS = make.refs(("council", "unstated", "each"), ("committee",), ("chair", "speaker"))
ALL = Text.of({"de": "alle"})


def refused(parse: Callable[[Any], object], raw: object) -> tuple[str, str | None]:
    """Return with which code a value is refused, and the code of the hint, or the word that it proposes."""
    with pytest.raises(PhraseError) as caught:
        parse(raw)
    hint: Message | None = caught.value.hint
    if hint is None:
        return caught.value.said.code, None
    return caught.value.said.code, str(dict(hint.params)["word"]) if hint.code == "hint.did-you-mean" else hint.code


# ── fillings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(make.fillings(REFS))
def test_a_filling_is_read_from_what_it_prints(filling: Filling) -> None:
    """The keys and values that a filling prints are read as the same filling."""
    assert parse_filling(print_filling(filling)) == filling


@pytest.mark.parametrize(
    ("filling", "printed"),
    [
        (Holder((parse_ref("chair@council"),)), {"holder": "chair@council"}),
        (Holder((parse_ref("a@b"), parse_ref("c@d"))), {"holder": ["a@b", "c@d"]}),
        (Whole(parse_ref("council")), {"whole": "council"}),
        (OpenTo(ALL), {"open_to": ALL}),
        (Everyone(ALL), {"everyone": ALL}),
        (Chosen(How.CO_OPTED), {"how": "co-opted"}),
        (Chosen(How.UNSTATED), {"how": "unstated"}),
        (Chosen(How.SENT, (parse_ref("district/board"),)), {"how": "sent", "by": "district/board"}),
        (Chosen(How.ELECTED, (parse_ref("each"), parse_ref("unstated"))), {"how": "elected", "by": ["each", "unstated"]}),
        (Named(), {}),
    ],
)
def test_a_filling_has_one_spelling(filling: Filling, printed: dict[str, object]) -> None:
    """One reference is printed as a phrase, several as a list, and nothing where the charter does not say."""
    assert print_filling(filling) == printed
    assert parse_filling(printed) == filling


def test_what_is_left_out_of_a_filling() -> None:
    """Who chooses may be said without the way, then the way is unstated; a list of one is one."""
    assert parse_filling({"by": "council"}) == Chosen(How.UNSTATED, (parse_ref("council"),))
    assert parse_filling({"holder": ("a@b",)}) == Holder((parse_ref("a@b"),))
    assert parse_filling({}) == Named()


@pytest.mark.parametrize(
    ("given_keys", "code", "hint"),
    [
        ({"holder": "a@b", "whole": "c"}, "phrase.filling", "hint.filling"),
        ({"holder": "a@b", "by": "c"}, "phrase.filling", "hint.filling"),
        ({"whole": "a", "how": "sent"}, "phrase.filling", "hint.filling"),
        ({"open_to": ALL, "everyone": ALL}, "phrase.filling", "hint.filling"),
        ({"everyone": ALL, "how": "elected", "by": "c"}, "phrase.filling", "hint.filling"),
        ({"holder": []}, "phrase.ref", "hint.ref"),
        ({"holder": ["a@b", 5]}, "phrase.ref", "hint.ref"),
        ({"whole": None}, "phrase.ref", "hint.ref"),
        ({"how": "sent", "by": []}, "phrase.ref", "hint.ref"),
        ({"how": "sent", "by": "Der Rat"}, "phrase.ref", "hint.ref"),
        ({"how": "elcted"}, "phrase.how", "elected"),
        ({"how": "by lot"}, "phrase.how", "hint.known"),
        ({"how": 3}, "phrase.how", "hint.known"),
    ],
)
def test_fillings_that_cannot_be_read(given_keys: dict[str, object], code: str, hint: str) -> None:
    """Two ways of filling exclude each other; a way is one of those known, and references are references."""
    assert refused(parse_filling, given_keys) == (code, hint)


def test_a_refused_way_of_filling_lists_the_ways() -> None:
    """The hint for an unknown way names all that are known."""
    with pytest.raises(PhraseError) as caught:
        parse_filling({"how": "xyz"})
    assert caught.value.hint == message("hint.known", known="elected, appointed, sent, drawn, co-opted, unstated")


# ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def table(**steps: int) -> Steps:
    """Return steps, each named by its bounds: `table(_300_1500=1, _1501_=2)` is `{ "300..1500" = 1, "1501.." = 2 }`."""
    bounds = {key: key[1:].replace("_", "..") for key in steps}
    return parse_steps({"of": "membership", "steps": {bounds[key]: number for key, number in steps.items()}})


@given(make.steps(REFS))
def test_steps_come_back(steps: Steps) -> None:
    """Steps are read from the table that they print."""
    assert parse_steps(print_steps(steps)) == steps
    assert parse_number(print_number(steps)) == steps


@given(make.counts())
def test_a_number_is_a_count_where_it_is_no_table(count: Count) -> None:
    """Where a number may depend on a size, a plain count is read as ever."""
    assert parse_number(print_number(count)) == count


@pytest.mark.parametrize(("size", "number"), [(0, 0), (299, 0), (300, 1), (1500, 1), (1501, 2), (3000, 2), (3001, 0), (9999, 0)])
def test_the_number_for_a_size_is_that_of_its_step(size: int, number: int) -> None:
    """The bounds of a step belong to it; outside of all steps there is none."""
    assert table(_300_1500=1, _1501_3000=2).at(size) == number


@pytest.mark.parametrize(
    ("sizes", "numbers"),
    [
        ("400", "1"),
        ("0..100", "0"),
        ("0..300", "0..1"),
        ("1400..1600", "1..2"),
        ("1500..1501", "1..2"),
        ("2000..4000", "0..2"),
        ("200..5000", "0..2"),
        ("1600..", "0..2"),
        ("0..", "0..2"),
        ("4000..", "0"),
        ("unstated", "0..2"),
    ],
)
def test_the_numbers_for_a_size_that_is_known_roughly(sizes: str, numbers: str) -> None:
    """A size in bounds gives all numbers from the lowest to the highest that it may give."""
    assert str(table(_300_1500=1, _1501_3000=2).among(parse_count(sizes))) == numbers


@given(make.steps(REFS), make.counts(), st.integers(0, 4000))
def test_what_a_size_gives_is_among_what_its_bounds_give(steps: Steps, sizes: Count, size: int) -> None:
    """Whatever the size is within its bounds, its number is among those of the bounds, and the outermost ones are reached."""
    among = steps.among(sizes)
    assert not sizes.permits(size) or among.permits(steps.at(size))
    met = {steps.at(n) for n in range(sizes.low, 4000 if sizes.high is None else sizes.high + 1)}
    assert (among.low, among.high) == (min(met), max(met))


STEPS = {"of": "membership", "steps": {"0..9": 1, "10..": 2}}


@pytest.mark.parametrize(
    ("change", "code", "hint"),
    [
        ({"of": 3}, "phrase.steps", "hint.steps"),
        ({"of": "Mitglieder"}, "phrase.id", "mitglieder"),
        ({"of": "members"}, "phrase.reserved", "hint.another-id"),
        ({"steps": {}}, "phrase.steps", "hint.steps"),
        ({"steps": [1, 2]}, "phrase.steps", "hint.steps"),
        ({"steps": {"unstated": 1}}, "phrase.steps", "hint.steps"),
        ({"steps": {"0..9": "1..2"}}, "phrase.steps", "hint.steps"),
        ({"steps": {"0..9": "unstated"}}, "phrase.steps", "hint.steps"),
        ({"steps": {"0..9": 1.5}}, "phrase.count", "hint.count"),
        ({"steps": {"0-9": 1}}, "phrase.count", "hint.count"),
        ({"steps": {"9..0": 1}}, "phrase.count-empty", "0..9"),
        ({"steps": {"0..10": 1, "10..20": 2}}, "phrase.steps-overlap", None),
        ({"steps": {"10..": 2, "20..30": 3}}, "phrase.steps-overlap", None),
        ({"steps": {"5": 2, "0..9": 3}}, "phrase.steps-overlap", None),
        ({"whose": "Der Verband"}, "phrase.ref", "hint.ref"),
        ({"pooled_by": "Zweck"}, "phrase.id", "zweck"),
        ({"pooled_by": 7}, "phrase.id", None),
        ({"pooled": "purpose"}, "phrase.key", "pooled_by"),
        ({"xyz": 1}, "phrase.key", "hint.known"),
    ],
)
def test_steps_that_cannot_be_read(change: dict[str, object], code: str, hint: str | None) -> None:
    """Steps have a measure and one number for each size; they do not overlap, and no key is unknown."""
    assert parse_steps(STEPS)
    assert refused(parse_steps, {**STEPS, **change}) == (code, hint)


@pytest.mark.parametrize("raw", [None, 3, "300..1500", [], {}, {"of": "membership"}, {"steps": {"0..": 1}}])
def test_what_is_no_table_of_steps(raw: object) -> None:
    """Without a measure or without steps there is no table of steps."""
    assert refused(parse_steps, raw) == ("phrase.steps", "hint.steps")


def test_steps_that_overlap_are_named() -> None:
    """The two steps that overlap are told in order of their size."""
    with pytest.raises(PhraseError) as caught:
        parse_steps({"of": "membership", "steps": {"10..20": 2, "0..10": 1}})
    assert caught.value.said == message("phrase.steps-overlap", first="0..10", second="10..20")


def test_the_order_of_steps_does_not_matter() -> None:
    """Steps are sorted by size, and a gap between two of them is allowed."""
    assert table(_10_19=2, _0_5=1) == table(_0_5=1, _10_19=2)
    assert table(_0_5=1, _10_19=2).at(7) == 0
    assert table(_5=3).at(5) == 3
    assert table(_5_=3).at(10_000) == 3


# ── conditions ───────────────────────────────────────────────────────────────────────────────────────────────────────


@given(make.conditions(REFS, ("election-day",)))
def test_a_condition_comes_back(condition: Condition) -> None:
    """A condition is read from the table that it prints."""
    assert parse_condition(print_condition(condition)) == condition


AGE = Aged(Count(13, 18))
LOCAL = With((("residence", "lahr"),))


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        ({"age": "13..18"}, AGE),
        ({"age": "16..", "on": "election-day"}, Aged(Count(16, None), "election-day")),
        ({"age": 18}, Aged(Count(18, 18))),
        ({"with": {"residence": "lahr"}}, LOCAL),
        ({"with": {"b": "2", "a": "1"}}, With((("a", "1"), ("b", "2")))),
        ({"holds": "chair@council"}, Holds(parse_ref("chair@council"))),
        ({"held": "member@*assembly"}, Holds(parse_ref("member@*assembly"), ever=True)),
        ({"size": "membership", "is": "at least 300"}, Sized("membership", parse_quota("at least 300"))),
        ({"all": [{"age": "13..18"}, {"with": {"residence": "lahr"}}]}, Every((AGE, LOCAL))),
        ({"any": ({"age": "13..18"},)}, Either((AGE,))),
        ({"none": [{"any": [{"age": "13..18"}]}]}, Neither((Either((AGE,)),))),
    ],
)
def test_the_forms_of_a_condition(raw: dict[str, object], condition: Condition) -> None:
    """Each form has a key of its own, and conditions may be made of others."""
    assert parse_condition(raw) == condition
    assert parse_condition(print_condition(condition)) == condition


@pytest.mark.parametrize(
    ("raw", "code", "hint"),
    [
        (None, "phrase.condition", "hint.condition"),
        ("age 16..", "phrase.condition", "hint.condition"),
        ([{"age": "16.."}], "phrase.condition", "hint.condition"),
        ({}, "phrase.condition", "hint.condition"),
        ({"on": "election-day"}, "phrase.condition", "hint.condition"),
        ({"agee": "16.."}, "phrase.key", "age"),
        ({"xyz": 1}, "phrase.key", "hint.known"),
        ({"age": "16..", "with": {"a": "b"}}, "phrase.condition-two", "hint.condition-all"),
        ({"all": [], "none": []}, "phrase.condition-two", "hint.condition-all"),
        ({"age": "16..", "onn": "election-day"}, "phrase.key", "on"),
        ({"age": "16..", "is": "at least 3"}, "phrase.key", "hint.known"),
        ({"holds": "chair@council", "on": "election-day"}, "phrase.key", None),
        ({"age": "ab 16"}, "phrase.count", "hint.count"),
        ({"age": "16..", "on": "Wahltag"}, "phrase.id", "wahltag"),
        ({"holds": "Vorsitz"}, "phrase.ref", "hint.ref"),
        ({"held": 3}, "phrase.ref", "hint.ref"),
        ({"size": "membership"}, "phrase.quota", "hint.quota"),
        ({"size": "membership", "is": "at least 50 %"}, "phrase.quota-number", "at least 1/2 of members"),
        ({"size": "Mitglieder", "is": "at least 3"}, "phrase.id", "mitglieder"),
        ({"with": {}}, "phrase.attributes", "hint.attributes"),
        ({"with": "lahr"}, "phrase.attributes", "hint.attributes"),
        ({"with": {"residence": 7}}, "phrase.attributes", "hint.attributes"),
        ({"with": {"residence": ""}}, "phrase.attributes", "hint.attributes"),
        ({"with": {"Wohnort": "lahr"}}, "phrase.id", "wohnort"),
        ({"all": []}, "phrase.condition-list", "hint.condition-all"),
        ({"any": {"age": "16.."}}, "phrase.condition-list", "hint.condition-all"),
        ({"none": "age"}, "phrase.condition-list", "hint.condition-all"),
        ({"all": [{"age": "16.."}, "local"]}, "phrase.condition", "hint.condition"),
    ],
)
def test_conditions_that_cannot_be_read(raw: object, code: str, hint: str | None) -> None:
    """A condition says one thing; several stand in a list, and every slip is told with what to write."""
    assert refused(parse_condition, raw) == (code, hint)


def test_conditions_may_stand_in_each_other_a_few_times() -> None:
    """Conditions may be nested a few levels; what nobody could read is refused."""
    raw: dict[str, Any] = {"age": "16.."}
    for _ in range(DEEPEST):
        raw = {"all": [raw]}
    assert print_condition(parse_condition(raw)) == raw
    assert refused(parse_condition, {"none": [raw]}) == ("phrase.condition", "hint.condition")


@given(make.attributes())
def test_attributes_come_sorted(attributes: tuple[tuple[str, str], ...]) -> None:
    """Attributes are a table of ids and texts, sorted by id whatever their order in the file."""
    assert parse_attributes(dict(reversed(attributes))) == attributes
