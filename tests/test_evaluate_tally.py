"""Tally: counting by intervals, where what is open about single seats is never counted twice."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gremium.evaluate.condition import compared
from gremium.evaluate.tally import ONE, Cell, counted, held
from gremium.values.count import Count
from gremium.values.quota import Comparison, parse_quota
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN


def cells(*states: str, number: Count = ONE, votes: Count = ONE) -> tuple[Cell, ...]:
    """Return one cell for each of these: the words of its states, the states separated by `|`."""
    return tuple(
        Cell(possible=tuple(frozenset(state.split()) for state in one.split("|")), number=number, votes=votes) for one in states
    )


def ask(listed: tuple[Cell, ...], count: str, quota: str, only: str | None = None) -> Outcome:
    return held(listed, parse_tally(count), parse_quota(quota), only).outcome


# Who voted yes, no, and of whom it is not known whether no or nothing: 5 to 4..6.
BALLOT = cells(*["yes"] * 5, *["no"] * 4, *["no|"] * 2)


@pytest.mark.parametrize(
    ("count", "quota", "outcome"),
    [
        ("yes", "more than no", OPEN),
        ("yes", "at least no", OPEN),
        ("yes", "more than 4", HOLDS),
        ("yes", "more than 5", FAILS),
        ("no", "at most 6", HOLDS),
        ("no", "fewer than 6", OPEN),
        ("no", "fewer than 4", FAILS),
        ("no", "exactly 5", OPEN),
        ("no", "exactly 7", FAILS),
        ("no", "exactly 3", FAILS),
        ("yes", "exactly 5", HOLDS),
        ("yes", "at least 1/3 of yes + no", HOLDS),
        ("yes", "at least 1/2 of yes + no", OPEN),
        ("yes", "more than 3/5 of yes + no", FAILS),
        ("yes + no", "at least 9", HOLDS),
        ("yes + no", "at least 12", FAILS),
    ],
)
def test_a_ballot_of_which_two_votes_are_not_known(count: str, quota: str, outcome: Outcome) -> None:
    """Yes 5 and no 4 to 6: what is the same for all possible votes is decided, all else is open."""
    assert ask(BALLOT, count, quota) is outcome


def test_what_is_uncertain_on_both_sides_is_not_counted_twice() -> None:
    """Of nine seats three may be filled or not: they are in the count and in its base, so two thirds of the members are known.

    The lowest count against the highest base would leave it open: 4 of 9.
    """
    seats = cells(*["members elected"] * 4, *["members"] * 2, *["members elected|"] * 3)
    assert ask(seats, "elected", "at least 2/3 of members") is HOLDS
    assert ask(seats, "elected", "at least 3/4 of members") is OPEN
    assert ask(seats, "elected", "at least 8/10 of members") is FAILS


def test_either_or_in_one_seat_keeps_the_sum() -> None:
    """A seat that is of one group or of the other counts once, whichever it is."""
    seats = cells("a", "b", "a|b")
    assert held(seats, parse_tally("a + b"), parse_quota("exactly 3")).outcome is HOLDS
    assert ask(seats, "a", "more than b") is OPEN
    assert ask(seats, "a", "at least 1/3 of a + b") is HOLDS


@pytest.mark.parametrize(
    ("base", "quota", "outcome"),
    [
        ((), "at least 1/2 of members", FAILS),
        ((), "all of members", FAILS),
        ((), "at most 1/2 of members", FAILS),
        ((), "at least 0", HOLDS),
        ((), "at most members", HOLDS),
        ((), "more than members", FAILS),
        (("members|",), "all of members", OPEN),
        (("members|",), "at most 1/2 of members", OPEN),
        (("members yes|",), "all of members", OPEN),
        (("members yes",), "all of members", HOLDS),
    ],
)
def test_a_share_of_nothing_fails(base: tuple[str, ...], quota: str, outcome: Outcome) -> None:
    """A part of an empty base fails, with that as the reason, and one of a base that may be empty never holds for certain.

    To be more or fewer than others is no part of them.
    """
    found = held(cells(*base), parse_tally("yes"), parse_quota(quota))
    assert found.outcome is outcome
    assert found.empty == (not base and " of " in quota)


def test_seats_can_have_several_votes() -> None:
    """Votes are weights of seats, which may be open themselves; seats and members are counted once each."""
    heavy = cells("seats votes voting", votes=Count(2, 4))
    light = cells("seats votes", "seats votes", "seats votes")
    assert counted((*heavy, *light), parse_tally("votes")) == (5, 7)
    assert counted((*heavy, *light), parse_tally("seats")) == (4, 4)
    assert ask((*heavy, *light), "voting votes", "at least 1/2 of votes") is OPEN
    assert held((*heavy, *light), parse_tally("seats"), parse_quota("at most votes")).outcome is HOLDS


def test_a_weight_without_an_upper_end_has_none_in_the_sum() -> None:
    """A seat with at least two votes has at least two; how many more is open, on either side of a comparison."""
    heavy = cells("seats votes voting|seats votes", votes=Count(2, None))
    assert counted(heavy, parse_tally("votes")) == (2, None)
    assert counted(heavy, parse_tally("seats")) == (1, 1)
    assert ask(heavy, "votes", "at most 3") is OPEN
    assert held(heavy, parse_tally("seats"), parse_quota("more than votes")).outcome is FAILS
    assert ask((*heavy, *cells("votes")), "voting votes", "at most 1/2 of votes") is OPEN
    assert counted(cells("votes", number=Count(0, 0), votes=Count(2, None)), parse_tally("votes")) == (0, 0)


def test_a_group_without_an_upper_end_has_none_in_the_sum() -> None:
    """Nobody knows how many there are at most: what needs few is open, what needs many holds if the least suffice."""
    many = cells("seats guests", number=Count(3, None))
    assert counted(many, parse_tally("guests")) == (3, None)
    assert ask(many, "guests", "at least 3") is HOLDS
    assert ask(many, "guests", "at least 4") is OPEN
    assert ask(many, "guests", "at most 4") is OPEN
    assert ask(many, "guests", "at most 2") is FAILS
    mixed = (*many, *cells("seats members"))
    assert ask(mixed, "members", "more than guests") is FAILS
    assert ask(mixed, "members", "at most 1/4 of seats") is HOLDS
    assert ask(mixed, "members", "at most 1/5 of seats") is OPEN
    found = held(mixed, parse_tally("members"), parse_quota("at least 1/2 of guests"))
    assert (found.count, found.bound) == ((1, 1), (Fraction(3, 2), None))


def test_only_the_seats_that_are_meant_are_counted_but_the_base_is_whole() -> None:
    """Half of the seats is half of all of them, also where only some persons are counted."""
    seats = cells("seats w", "seats w", "seats", "seats")
    assert ask(seats, "seats", "at least 1/2 of seats", "w") is HOLDS
    assert ask(seats, "seats", "more than 1/2 of seats", "w") is FAILS
    assert counted(seats, parse_tally("seats"), "w") == (2, 2)


def test_a_term_counts_what_is_in_all_of_its_states() -> None:
    """`voting members` are members that vote; a bare noun asks for no state."""
    seats = cells("seats members voting", "seats members advisory", "seats voting")
    assert counted(seats, parse_tally("voting members")) == (1, 1)
    assert counted(seats, parse_tally("members")) == (2, 2)


@pytest.mark.parametrize("comparison", Comparison)
@pytest.mark.parametrize("low", [None, -1, 0, 1])
@pytest.mark.parametrize("high", [-1, 0, 1, None])
def test_a_difference_is_compared_as_each_of_its_values_would_be(
    comparison: Comparison, low: int | None, high: int | None
) -> None:
    """A comparison with zero holds if it holds for every value in the bounds, and fails if it holds for none."""
    if low is not None and high is not None and low > high:
        return
    values = range(-2 if low is None else low, (2 if high is None else high) + 1)
    true = {
        Comparison.AT_LEAST: lambda n: n >= 0, Comparison.MORE_THAN: lambda n: n > 0, Comparison.AT_MOST: lambda n: n <= 0,
        Comparison.FEWER_THAN: lambda n: n < 0, Comparison.EXACTLY: lambda n: n == 0,
    }[comparison]  # fmt: skip
    answers = {true(value) for value in values}
    assert compared(comparison, low, high) is (HOLDS if answers == {True} else FAILS if answers == {False} else OPEN)
