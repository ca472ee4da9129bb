"""Needs and crowds: what a meeting has to have, and who was there, are written and read back; slips are told what to write."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremium.testing import meetings as make
from gremium.values.count import Count, exactly
from gremium.values.crowd import NOBODY, Crowd, Persons, parse_crowd, print_crowd
from gremium.values.errors import PhraseError
from gremium.values.message import Message, message
from gremium.values.need import (
    DEEPEST,
    AllOf,
    AnyOf,
    Asks,
    Counted,
    Found,
    Need,
    NoneOf,
    Raised,
    Unsaid,
    leaves,
    parse_need,
    print_need,
    tallies,
    together,
)
from gremium.values.quota import parse_quota
from gremium.values.tally import parse_tally


def refused(parse: Callable[[Any], object], raw: object) -> tuple[str, str | None]:
    """Return with which code a value is refused, and the code of the hint, or the word that it proposes."""
    with pytest.raises(PhraseError) as caught:
        parse(raw)
    hint: Message | None = caught.value.hint
    if hint is None:
        return caught.value.said.code, None
    return caught.value.said.code, str(dict(hint.params)["word"]) if hint.code == "hint.did-you-mean" else hint.code


# ── needs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(make.needs(("staff", "guests")))
def test_a_need_is_read_from_what_it_prints(need: Need) -> None:
    """What a need prints is plain data that is read as the same need, and prints as itself."""
    printed = json.loads(json.dumps(print_need(need)))
    assert parse_need(printed) == need
    assert print_need(parse_need(printed)) == printed


@pytest.mark.parametrize(
    ("need", "printed"),
    [
        (parse_quota("more than 1/2 of voting seats"), "more than 1/2 of voting seats"),
        (parse_quota("at least 0"), "any number"),
        (Unsaid(), "unstated"),
        (Counted(parse_tally("present staff"), parse_quota("at least 1")), {"count": "present staff", "is": "at least 1"}),
        (
            Counted(parse_tally("present members"), parse_quota("at least 1"), (("sex", "female"),)),
            {"count": "present members", "is": "at least 1", "with": {"sex": "female"}},
        ),
        (Asks("notice"), {"holds": "notice"}),
        (Found("urgent"), {"found": "urgent"}),
        (Raised("notice"), {"raised": "notice"}),
        (AllOf((parse_quota("at least 3"), Asks("notice"))), {"all": ["at least 3", {"holds": "notice"}]}),
        (AnyOf((Found("a"), NoneOf((Found("b"),)))), {"any": [{"found": "a"}, {"none": [{"found": "b"}]}]}),
    ],
)
def test_a_need_has_one_spelling(need: Need, printed: object) -> None:
    """A number is a phrase, everything else a table that names what it asks."""
    assert print_need(need) == printed
    assert parse_need(printed) == need


@pytest.mark.parametrize(
    ("raw", "code", "hint"),
    [
        (3, "phrase.need", "at least 3"),
        (0, "phrase.need", "any number"),
        (-3, "phrase.need", "hint.need"),
        (True, "phrase.need", "hint.need"),
        (None, "phrase.need", "hint.need"),
        ({}, "phrase.need", "hint.need"),
        (["at least 3", {"holds": "notice"}], "phrase.need", "hint.need-all"),
        ("at lest 3", "phrase.quota", "at least 3"),
        ("more than 50 % of voting seats", "phrase.quota-number", "more than 1/2 of voting seats"),
        ("at least 3 voting members", "phrase.quota-number", "hint.quota-table"),
        ({"count": "members"}, "phrase.need-is", "hint.need"),
        ({"count": "members", "is": 3}, "phrase.quota", "hint.quota"),
        ({"count": "votng members", "is": "at least 3"}, "phrase.tally-state", "voting"),
        ({"count": "members", "is": "at least 3", "with": {}}, "phrase.attributes", "hint.attributes"),
        ({"count": "members", "is": "at least 3", "wiht": {"a": "b"}}, "phrase.key", "with"),
        ({"is": "at least 3"}, "phrase.need", "hint.need"),
        ({"cuont": "members"}, "phrase.key", "count"),
        ({"hold": "notice"}, "phrase.key", "holds"),
        ({"holds": "quorom"}, "phrase.need-question", "quorum"),
        ({"holds": "decision"}, "phrase.need-question", "hint.known"),
        ({"holds": "quorum", "of": "board"}, "phrase.key", None),
        ({"found": "Dringlich"}, "phrase.id", "dringlich"),
        ({"found": "urgent", "by": "chair"}, "phrase.key", None),
        ({"raised": "all"}, "phrase.reserved", "hint.another-id"),
        ({"found": "urgent", "raised": "notice"}, "phrase.condition-two", "hint.need-all"),
        ({"all": []}, "phrase.condition-list", "hint.need-all"),
        ({"any": "at least 3"}, "phrase.condition-list", "hint.need-all"),
        ({"none": [{"any": [{"al": []}]}]}, "phrase.key", "all"),
    ],
)
def test_what_is_no_need_is_told_what_to_write(raw: object, code: str, hint: str | None) -> None:
    """A need that cannot be read is refused with the reason, and with the right spelling where one is near."""
    assert refused(parse_need, raw) == (code, hint)


def test_the_hint_of_a_number_with_a_noun_names_both_keys() -> None:
    """What is counted is written apart: the table that the hint spells out can be read."""
    with pytest.raises(PhraseError) as caught:
        parse_need("at least 3 present members")
    assert caught.value.hint == message("hint.quota-table", count="present members", bound="at least 3")
    assert parse_need({"count": "present members", "is": "at least 3"})


def test_needs_are_not_endlessly_deep() -> None:
    """Tables in tables are read down to a depth that no rule needs, and refused below."""
    deep: object = "at least 1"
    for _ in range(DEEPEST):
        deep = {"all": [deep]}
    assert print_need(parse_need(deep)) == deep
    assert refused(parse_need, {"all": [{"all": [deep]}]})[0] == "phrase.need"


KEYS = st.sampled_from(("count", "is", "with", "all", "any", "none", "holds", "found", "raised", "of", "x"))
RAW = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(("at least 3", "members", "notice")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
)


@given(RAW)
def test_no_raw_value_breaks_the_parser(raw: object) -> None:
    """Whatever stands in a document is read as a need that prints as itself, or refused with a phrase error."""
    need = None
    with contextlib.suppress(PhraseError):
        need = parse_need(raw)
    assert need is None or parse_need(print_need(need)) == need


def test_what_a_need_is_made_of() -> None:
    """The leaves of a need are what it asks, without the tables around them; its tallies are all that it counts or compares."""
    need = parse_need(
        {
            "all": [
                "more than 1/2 of voting seats",
                {"any": [{"count": "present staff", "is": "more than present guests"}, {"found": "urgent"}]},
                {"none": [{"count": "barred members", "is": "at least 3"}]},
            ]
        }
    )
    assert [type(one).__name__ for one in leaves(need)] == ["Quota", "Counted", "Found", "Counted"]
    assert [str(one) for one in tallies(need)] == ["voting seats", "present staff", "present guests", "barred members"]


def test_needs_are_put_together() -> None:
    """Several needs become one table in which each stands once, tables of the same kind laid flat; one alone stays as it is."""
    three, notice, urgent = parse_quota("at least 3"), Asks("notice"), Found("urgent")
    assert together(AllOf, three) == three
    assert together(AnyOf, three, three) == three
    assert together(AllOf, three, AllOf((notice, three)), AnyOf((urgent,))) == AllOf((three, notice, AnyOf((urgent,))))
    assert together(AnyOf, AnyOf((three, notice)), urgent) == AnyOf((three, notice, urgent))


# ── crowds ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(make.crowds(("ada", "bea", "north/cy")))
def test_a_crowd_is_read_from_what_it_prints(crowd: Crowd) -> None:
    """Persons print as a list of their ids, a number as a count; both are read as the same crowd."""
    printed = json.loads(json.dumps(print_crowd(crowd)))
    assert parse_crowd(printed) == crowd
    assert print_crowd(parse_crowd(printed)) == printed


@pytest.mark.parametrize(
    ("raw", "crowd"),
    [
        (22, exactly(22)),
        ("22", exactly(22)),
        ("20..22", Count(20, 22)),
        ("20..", Count(20, None)),
        (["bea", "ada"], Persons(("ada", "bea"))),
        (("ada", "bea", "ada"), Persons(("ada", "bea"))),
        (["north/ada"], Persons(("north/ada",))),
        ([], NOBODY),
    ],
)
def test_who_or_how_many(raw: object, crowd: Crowd) -> None:
    """A crowd is a number, a range, or persons; of persons neither order nor repetition tells anything."""
    assert parse_crowd(raw) == crowd


@pytest.mark.parametrize(
    ("raw", "code", "hint"),
    [
        (True, "phrase.crowd", "hint.crowd"),
        (2.5, "phrase.crowd", "hint.crowd"),
        (None, "phrase.crowd", "hint.crowd"),
        ({"ada": True}, "phrase.crowd", "hint.crowd"),
        (["ada", 7], "phrase.crowd", "hint.crowd"),
        ([["ada"]], "phrase.crowd", "hint.crowd"),
        (["Ada Muster"], "phrase.id", "ada-muster"),
        (["all"], "phrase.reserved", "hint.another-id"),
        (["north/"], "phrase.id", None),
        ("ada", "phrase.count", "hint.count"),
        (-1, "phrase.count", "hint.count"),
        ("22..20", "phrase.count-empty", "20..22"),
    ],
)
def test_what_is_no_crowd_is_told_what_to_write(raw: object, code: str, hint: str | None) -> None:
    """What names neither persons nor a number is refused."""
    assert refused(parse_crowd, raw) == (code, hint)
