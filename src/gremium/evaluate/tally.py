"""Tally: counting by intervals. What is open about single seats becomes the lowest and the highest value of what is compared.

Seats are the atoms. Each is in one of several possible states; a state is the set of words that are true of the seat. A quota
`count CMP s * base` is one linear form D = count - s * base, a sum over seats; its bounds come from the best and the worst state
of each. So what is uncertain on both sides of a comparison is not counted twice. Bounds are exact fractions; None is no bound.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from gremium.evaluate.condition import compared
from gremium.values.count import Count
from gremium.values.quota import Comparison, Quota
from gremium.values.tally import Tally, Term
from gremium.values.verdict import Outcome

State = frozenset[str]
Bounds = tuple[Fraction | None, Fraction | None]
# A tally with its factor, and the word that seats need to be counted in it.
Part = tuple[Fraction, Tally, str | None]
ONE = Count(1, 1)
BALLOT = "votes"


@frozen(kw_only=True)
class Cell:
    """So many seats (`number`), each in one of the states `possible`, each with `votes` votes."""

    possible: tuple[State, ...]
    number: Count = ONE
    votes: Count = ONE


@frozen(kw_only=True)
class Counted:
    """A quota held against seats: whether it holds, and the bounds of the count and of what it is compared with."""

    outcome: Outcome
    count: Bounds
    bound: Bounds
    empty: bool = False


def held(cells: Iterable[Cell], count: Tally, quota: Quota, only: str | None = None) -> Counted:
    """Return whether a quota about a count holds. `only`: of what is counted, only seats with this word in their state count.

    A share of nothing fails: there is nothing of which it could be a part.
    """
    listed = tuple(cells)
    mine: Part = (Fraction(1), count, only)
    found = _bounds(listed, (mine,))
    if quota.base is None or quota.share is None:
        number = Fraction(quota.number or 0)
        low, high = (None if end is None else end - number for end in found)
        return Counted(outcome=compared(quota.comparison, low, high), count=found, bound=(number, number))
    whole = _bounds(listed, ((Fraction(1), quota.base, None),))
    bound = (None if whole[0] is None else quota.share * whole[0], None if whole[1] is None else quota.share * whole[1])
    part = quota.share != 1 or quota.comparison is Comparison.AT_LEAST  # "more than advisory members" compares, it takes no part
    if part and whole[1] == 0:
        return Counted(outcome=Outcome.FAILS, count=found, bound=bound, empty=True)
    low, high = _bounds(listed, (mine, (-quota.share, quota.base, None)))
    outcome = compared(quota.comparison, low, high)
    doubtful = part and whole[0] == 0 and outcome is not Outcome.FAILS
    return Counted(outcome=Outcome.OPEN if doubtful else outcome, count=found, bound=bound)


def counted(cells: Iterable[Cell], count: Tally, only: str | None = None) -> Bounds:
    """Return the lowest and the highest value of a tally."""
    return _bounds(tuple(cells), ((Fraction(1), count, only),))


def _bounds(cells: tuple[Cell, ...], form: tuple[Part, ...]) -> Bounds:
    """Return the bounds of a sum of tallies, each with its factor."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for cell in cells:
        # Between the ends of the range a form is linear; without an upper end one more vote tells where it goes.
        ends = (cell.votes.low, cell.votes.low + 1 if cell.votes.high is None else cell.votes.high)
        values = [
            tuple(sum((factor * _value(tally, state, n, only) for factor, tally, only in form), Fraction(0)) for n in ends)
            for state in cell.possible
        ]
        endless = cell.votes.high is None and cell.number.high != 0
        falls = endless and any(end < start for start, end in values)
        rises = endless and any(end > start for start, end in values)
        low = None if falls else _plus(low, min(map(min, values)), cell.number, lowest=True)
        high = None if rises else _plus(high, max(map(max, values)), cell.number, lowest=False)
    return low, high


def _plus(total: Fraction | None, each: Fraction, number: Count, *, lowest: bool) -> Fraction | None:
    """Add the value of so many seats at its lowest or highest: the more seats, the farther from zero."""
    away = each < 0 if lowest else each > 0
    if total is None or (away and number.high is None):
        return None
    return total + each * ((number.high or 0) if away else number.low)


def _value(tally: Tally, state: State, votes: int, only: str | None) -> Fraction:
    """Return what one seat in a state adds to a tally."""
    if only is not None and only not in state:
        return Fraction(0)
    return Fraction(sum((votes if term.noun == BALLOT else 1) for term in tally.terms if _counts(term, state)))


def _counts(term: Term, state: State) -> bool:
    """Return whether a seat in a state is counted by a term: `seats` counts all that exist, `members` those that are filled."""
    return term.noun in state and all(one in state for one in term.states)
