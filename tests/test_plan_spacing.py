"""Spacing: the days chosen, held against the search through all sets of days on small horizons."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremium.plan.spacing import Contradiction, Infeasible, Series, choose

LENGTH = 9
Rule = tuple[int, int, int, int | None]


def series(free: frozenset[int], held: tuple[int, ...], rules: list[Rule]) -> Series:
    """Return a series in which each day has what stands there, or at most one meeting if it is free."""
    made = Series(length=LENGTH)
    for day in range(LENGTH):
        made = made.between(day, day, held.count(day), max(held.count(day), int(day in free)), "")
    for number, (first, last, low, high) in enumerate(rules):
        made = made.between(first, last, low, high, f"rule {number}")
    return made


def solutions(free: frozenset[int], held: tuple[int, ...], rules: list[Rule]) -> list[tuple[int, ...]]:
    """Return all sets of further days that keep the rules, the smallest first."""
    days = sorted(free - set(held))
    return [
        extra
        for size in range(len(days) + 1)
        for extra in combinations(days, size)
        if all(
            low <= sum(first <= day <= last for day in (*extra, *held)) <= (len(days) + len(held) if high is None else high)
            for first, last, low, high in rules
        )
    ]


RULES = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1), st.integers(0, 3), st.none() | st.integers(0, 3)).map(
        lambda t: (min(t[:2]), max(t[:2]), t[2], None if t[3] is None else max(t[2], t[3]))
    ),
    max_size=4,
)
FREE = st.frozensets(st.integers(0, LENGTH - 1))
HELD = st.lists(st.integers(0, LENGTH - 1), max_size=2).map(lambda days: tuple(sorted(days)))


@given(FREE, HELD, RULES, FREE)
def test_days_are_found_exactly_if_there_are_any(
    free: frozenset[int], held: tuple[int, ...], rules: list[Rule], avoided: frozenset[int]
) -> None:
    """Days are found if and only if some set of days keeps the rules; they keep them, and no smaller set does."""
    possible = solutions(free, held, rules)
    made = series(free, held, rules)
    found = choose(made, sorted(free), sorted(set(held)), avoided)
    assert made.feasible() == bool(possible)
    if possible:
        assert found in possible
        assert len(found) == len(possible[0])
        assert found == tuple(sorted(found))
    else:
        assert isinstance(found, Infeasible)


@given(FREE, HELD, RULES)
def test_the_rules_named_contradict_each_other(free: frozenset[int], held: tuple[int, ...], rules: list[Rule]) -> None:
    """The rules that are named as a contradiction cannot be kept together, even if all others are dropped."""
    found = choose(series(free, held, rules), sorted(free), sorted(set(held)))
    if isinstance(found, Infeasible):
        named = [int(label.removeprefix("rule ")) for label in found.labels]
        assert list(found.labels) == sorted(set(found.labels))
        assert named
        assert not solutions(free, held, [rules[number] for number in named])


@given(FREE, RULES, st.integers(0, LENGTH))
def test_the_greatest_numbers_of_meetings(free: frozenset[int], rules: list[Rule], start: int) -> None:
    """`farthest` gives for each day the greatest number of meetings from the start to it over all sets that keep the rules."""
    possible = solutions(free, (), rules)
    made = series(free, (), rules)
    if not possible:
        with pytest.raises(Contradiction):
            made.farthest(start)
        return

    def before(chosen: tuple[int, ...], day: int) -> int:
        return sum(one < day for one in chosen)

    expected = [max(before(one, day) - before(one, start) for one in possible) for day in range(LENGTH + 1)]
    assert made.farthest(start) == expected


def chosen(count: int, free: list[int], fixed: tuple[int, ...] = (), length: int = 100, avoided: tuple[int, ...] = ()) -> object:
    """Choose days for a number of meetings, those fixed included."""
    made = Series(length=length)
    for day in range(length):
        made = made.between(day, day, int(day in fixed), int(day in free or day in fixed), "closed")
    return choose(made.between(0, length - 1, count, count, "count"), free, fixed, frozenset(avoided))


@pytest.mark.parametrize(
    ("count", "free", "fixed", "days"),
    [
        (0, range(100), (), ()),
        (1, range(100), (), (50,)),
        (2, range(100), (), (25, 75)),
        (4, range(100), (), (12, 37, 62, 87)),
        (2, range(50, 100), (), (62, 87)),
        (2, [0, 1, 2, 97, 98, 99], (), (1, 98)),
        (2, range(100), (75,), (25,)),
        (2, range(100), (0,), (75,)),
        (4, range(100), (40, 88), (12, 62)),
        (4, range(100), (10, 14), (62, 87)),
        (1, range(100), (3,), ()),
        (2, [5], (3,), (5,)),
        (2, [], (3, 4), ()),
        (3, [10, 20, 30], (), (10, 20, 30)),
    ],
)
def test_meetings_are_spread_over_the_free_days(count: int, free: object, fixed: tuple[int, ...], days: tuple[int, ...]) -> None:
    """Each meeting goes to the day nearest to the middle of its part of the free days; those that stand are counted and stay."""
    assert chosen(count, list(free), fixed) == days


def test_of_two_equally_near_days_the_earlier_is_taken() -> None:
    """Ties between days go to the earlier one, so that the same input gives the same days."""
    assert chosen(1, [48, 49, 51, 52]) == (51,)
    assert chosen(1, [49, 50, 51], avoided=(50,)) == (49,)


def test_avoided_days_are_taken_only_if_there_are_no_others() -> None:
    """A day to be avoided is passed over for one farther away, and taken where the rules leave no other."""
    assert chosen(1, [3, 50, 99], avoided=(50,)) == (3,)
    assert chosen(2, [3, 50], avoided=(50,)) == (3, 50)
    assert chosen(1, [3, 50], (50,), avoided=(50,)) == ()


def test_a_contradiction_names_only_rules() -> None:
    """Closed days and fixed meetings have no label; what is named are the rules."""
    made = Series(length=3).between(0, 0, 0, 0, "").between(1, 1, 0, 0, "").between(2, 2, 0, 1, "").between(0, 1, 1, None, "b")
    made = made.between(0, 2, 0, 5, "a")
    assert choose(made, [2], []) == Infeasible(("b",))
    assert not made.feasible()
