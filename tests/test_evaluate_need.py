"""What a rule needs of a meeting: quotas, findings, objections, other questions, and how they are joined."""

from __future__ import annotations

from itertools import product

import pytest

from gremium.evaluate.need import Answer, Room, mark, satisfied
from gremium.evaluate.tally import Cell, Choice, shown
from gremium.values.count import exactly
from gremium.values.need import Asks, parse_need
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome, all_of, negate

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN


def cells(present: int, of: int) -> tuple[Cell, ...]:
    there, away = frozenset({"members", "present"}), frozenset({"members"})
    return (Cell(possible=(there,), number=exactly(present)), Cell(possible=(away,), number=exactly(of - present)))


def room(**facts: Outcome) -> Room:
    """Return a room with 3 of 6 members present, and these facts: findings, objections, questions alike."""
    return Room(
        cells=cells(3, 6),
        count=parse_tally("present members"),
        found=lambda name: facts.get(name, OPEN),
        raised=lambda name: facts.get(name, FAILS),
        asked=lambda asks: Answer(outcome=facts.get(asks.word, OPEN)),
    )


@pytest.mark.parametrize(
    ("need", "outcome"),
    [
        ("at least 3", HOLDS),
        ("at least 4", FAILS),
        ("more than 1/2 of members", FAILS),
        ("at least 1/2 of members", HOLDS),
        ("any number", HOLDS),
        ("unstated", OPEN),
        ({"count": "members", "is": "exactly 6"}, HOLDS),
        ({"count": "members", "is": "at least 1", "with": {"side": "a"}}, FAILS),
        ({"found": "urgent"}, HOLDS),
        ({"found": "quiet"}, OPEN),
        ({"raised": "notice"}, FAILS),
        ({"raised": "urgent"}, HOLDS),
        ({"holds": "notice"}, OPEN),
    ],
)
def test_a_need_is_met_or_not(need: object, outcome: Outcome) -> None:
    """Each form on its own; every answer has a reason, except one that another question gives."""
    answer = satisfied(parse_need(need), room(urgent=HOLDS))
    assert answer.outcome is outcome
    assert answer.reasons or need == {"holds": "notice"}


@pytest.mark.parametrize("outcomes", tuple(product((HOLDS, FAILS, OPEN), repeat=2)))
def test_needs_are_joined_by_kleenes_logic(outcomes: tuple[Outcome, Outcome]) -> None:
    """All, any and none of two findings, and the reasons are those of the parts that decide."""
    facts = dict(zip(("a", "b"), outcomes, strict=True))
    parts = [{"found": "a"}, {"found": "b"}]
    every = satisfied(parse_need({"all": parts}), room(**facts))
    either = satisfied(parse_need({"any": parts}), room(**facts))
    neither = satisfied(parse_need({"none": parts}), room(**facts))
    assert every.outcome is all_of(outcomes)
    assert either.outcome is negate(all_of(map(negate, outcomes)))
    assert neither.outcome is negate(either.outcome)
    for answer, telling in ((every, FAILS), (either, HOLDS), (neither, HOLDS)):
        told = {dict(reason.said.params)["name"] for reason in answer.reasons}
        deciding = {name for name, one in facts.items() if one is telling}
        assert told == (deciding if deciding and answer.outcome is not OPEN else {"a", "b"})


def test_figures_of_all_parts_are_kept_once() -> None:
    """Both quotas about the same count."""
    answer = satisfied(parse_need({"all": ["at least 3", "at least 1/3 of members"]}), room())
    assert answer.figures == (("present members", "3"), ("at least 3", "3"), ("at least 1/3 of members", "2"))


def test_seats_may_be_shared_out_in_several_ways() -> None:
    """Of a choice between lists of cells the worst and the best count."""
    told = Room(
        cells=(Choice((cells(2, 6), cells(4, 6))), *cells(1, 1)),
        count=parse_tally("present members"),
        found=lambda _: OPEN,
        raised=lambda _: OPEN,
        asked=lambda _: Answer(outcome=OPEN),
    )
    assert satisfied(parse_need("at least 3"), told).outcome is HOLDS
    assert satisfied(parse_need("at least 4"), told).outcome is OPEN
    assert satisfied(parse_need("at least 6"), told).outcome is FAILS
    assert satisfied(parse_need("more than 1/2 of members"), told).outcome is OPEN


def test_a_choice_without_an_upper_end_has_none() -> None:
    """One of the ways has any number of members."""
    endless = (Cell(possible=(frozenset({"members"}),), number=parse_count_any()),)
    told = Room(
        cells=(Choice((cells(2, 6), endless)),), count=parse_tally("members"), found=lambda _: OPEN, raised=lambda _: OPEN,
        asked=lambda _: Answer(outcome=OPEN),
    )  # fmt: skip
    assert satisfied(parse_need("at least 900"), told).outcome is OPEN
    assert satisfied(parse_need("at most 900"), told).outcome is OPEN
    assert satisfied(parse_need("at least 0"), told).outcome is HOLDS


def parse_count_any() -> object:
    from gremium.values.count import parse_count  # noqa: PLC0415  # the name is taken by a builder elsewhere

    return parse_count("0..")


def test_bounds_are_shown_as_a_number_or_a_range() -> None:
    """As figures are printed."""
    assert [shown(bounds) for bounds in ((1, 1), (1, 2), (1, None), (None, 2), (None, None))] == ["1", "1..2", "1..", "..2", ".."]  # type: ignore[arg-type]


def test_a_mark_of_attributes_is_no_id() -> None:
    """It can be mistaken for no word of the grammar."""
    assert mark((("a", "b"), ("c", "d"))) == "a=b & c=d"
    assert Asks("notice") == parse_need({"holds": "notice"})
