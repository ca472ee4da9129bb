"""Tally: counting by intervals. What is open about single seats becomes the lowest and the highest value of what is compared.

Seats are the atoms. Each is in one of several possible states; a state is the set of words that are true of the seat. A quota
`count CMP s * base` is one linear form D = count - s * base, a sum over seats; its bounds come from the best and the worst state
of each. So what is uncertain on both sides of a comparison is not counted twice. Bounds are exact fractions; None is no bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from operator import mul
from typing import TypeAlias

from attrs import frozen

from gremium.evaluate.condition import Number, compared
from gremium.values.count import Count
from gremium.values.quota import Comparison, Quota
from gremium.values.tally import Tally, Term
from gremium.values.verdict import Outcome

State = frozenset[str]
Bounds = tuple[Fraction | None, Fraction | None]
ONE = Count(1, 1)
# What is counted in votes, not in seats: whoever casts more of them counts for more.
WEIGHED = ("votes", "yes", "no", "abstentions", "invalid")
# The word of a seat that has votes, whether cast or not: "voting votes" counts what the seats have, "votes" what was cast.
POWER = "votes?"


@frozen(kw_only=True)
class Cell:
    """So many seats (`number`), each in one of the states `possible`, each with `votes` votes; only a `part`, if given."""

    possible: tuple[State, ...]
    number: Count = ONE
    votes: Count = ONE
    part: Fraction | None = None


@frozen
class Choice:
    """One of several lists of cells, nobody knows which."""

    of: tuple[tuple[Cell, ...], ...]


@frozen(kw_only=True)
class Counted:
    """A quota held against seats: whether it holds, and the bounds of the count and of what it is compared with."""

    outcome: Outcome
    count: Bounds
    bound: Bounds
    empty: bool = False


def held(cells: Iterable[Cell | Choice], count: Tally, quota: Quota, only: str | None = None) -> Counted:
    """Return whether a quota about a count holds. `only`: of what is counted, only seats with this word in their state count.

    A share of nothing fails: there is nothing of which it could be a part.
    """
    listed = tuple(cells)
    if quota.base is None or quota.share is None:
        number = quota.number or 0
        low, high = _ends(listed, ((count, only),), ((1,),))[0]
        outcome = compared(quota.comparison, None if low is None else low - number, None if high is None else high - number)
        bound = Fraction(number)
        return Counted(outcome=outcome, count=_exact(low, high), bound=(bound, bound))
    share = quota.share
    # The count, what it is a part of, and the difference of which the sign decides; the last in whole numbers, too.
    forms = ((1, 0), (0, 1), (share.denominator, -share.numerator))
    found, whole, difference = _ends(listed, ((count, only), (quota.base, None)), forms)
    bounds = (None if whole[0] is None else share * whole[0], None if whole[1] is None else share * whole[1])
    part = share != 1 or quota.comparison is Comparison.AT_LEAST  # "more than advisory members" compares, it takes no part
    if part and whole[1] == 0:
        return Counted(outcome=Outcome.FAILS, count=_exact(*found), bound=bounds, empty=True)
    outcome = compared(quota.comparison, *difference)
    doubtful = part and whole[0] == 0 and outcome is not Outcome.FAILS
    return Counted(outcome=Outcome.OPEN if doubtful else outcome, count=_exact(*found), bound=bounds)


def _exact(low: Number | None, high: Number | None) -> Bounds:
    return None if low is None else Fraction(low), None if high is None else Fraction(high)


def counted(cells: Iterable[Cell | Choice], count: Tally, only: str | None = None) -> Bounds:
    """Return the lowest and the highest value of a tally."""
    return _exact(*_ends(tuple(cells), ((count, only),), ((1,),))[0])


def summed(cells: Iterable[Cell | Choice], form: Iterable[tuple[int, Tally]]) -> Bounds:
    """Return the lowest and the highest value of a sum of tallies, each with its factor."""
    listed = tuple(form)
    parts = tuple((tally, None) for _, tally in listed)
    return _exact(*_ends(tuple(cells), parts, (tuple(factor for factor, _ in listed),))[0])


def shown(bounds: Bounds) -> str:
    """Return bounds as a number or a range; one without any bound is `..`."""
    low, high = bounds
    if low is not None and low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


Ends: TypeAlias = "tuple[Number | None, Number | None]"
# A tally, and the word that seats need to be counted in it.
Part = tuple[Tally, str | None]


def _ends(cells: tuple[Cell | Choice, ...], parts: tuple[Part, ...], forms: tuple[tuple[int, ...], ...]) -> list[Ends]:
    """Return the lowest and the highest value of each form: a sum of the parts, each with its factor."""
    lows: list[Number | None] = [0] * len(forms)
    highs: list[Number | None] = [0] * len(forms)
    for cell in cells:
        if isinstance(cell, Choice):
            each = [_ends(option, parts, forms) for option in cell.of]
            for place in range(len(forms)):
                least, most = zip(*(ends[place] for ends in each), strict=True)
                lows[place] = _joined(lows[place], least, min)
                highs[place] = _joined(highs[place], most, max)
            continue
        known = cell.votes.low == cell.votes.high and cell.number.low == cell.number.high
        if len(cell.possible) == 1 and known and not cell.part:
            number = cell.number.low  # nothing is open about these seats: nearly all are like that
            found = [_value(part, cell.possible[0], cell.votes.low) * number for part in parts]
            for place, form in enumerate(forms):
                value = sum(map(mul, form, found))
                lows[place] = None if (low := lows[place]) is None else low + value
                highs[place] = None if (high := highs[place]) is None else high + value
            continue
        votes = cell.votes
        # Between the ends of the range a form is linear; without an upper end one more vote tells where it goes.
        at = (votes.low,) if votes.low == votes.high else (votes.low, votes.low + 1 if votes.high is None else votes.high)
        counts = [[[_value(part, state, n) for part in parts] for n in at] for state in cell.possible]
        endless = votes.high is None and cell.number.high != 0
        for place, form in enumerate(forms):
            values: list[list[Number]] = [[_sum(form, found) for found in by_votes] for by_votes in counts]
            if cell.part is not None:
                values = [[cell.part * value for value in by_votes] for by_votes in values]
            falls = endless and any(end < start for start, end in values)
            rises = endless and any(end > start for start, end in values)
            lows[place] = None if falls else _plus(lows[place], min(map(min, values)), cell.number, lowest=True)
            highs[place] = None if rises else _plus(highs[place], max(map(max, values)), cell.number, lowest=False)
    return list(zip(lows, highs, strict=True))


def _joined(total: Number | None, ends: tuple[Number | None, ...], choose: Callable[[list[Number]], Number]) -> Number | None:
    """Add the end of a choice: the least or the most of what its ways come to; none if one of them has none."""
    known = [end for end in ends if end is not None]
    return total + choose(known) if total is not None and len(known) == len(ends) else None


def _sum(form: tuple[int, ...], found: list[int]) -> int:
    return sum(map(mul, form, found))


def _plus(total: Number | None, each: Number, number: Count, *, lowest: bool) -> Number | None:
    """Add the value of so many seats at its lowest or highest: the more seats, the farther from zero."""
    away = each < 0 if lowest else each > 0
    if total is None or (away and number.high is None):
        return None
    return total + each * ((number.high or 0) if away else number.low)


def _value(part: Part, state: State, votes: int) -> int:
    """Return what one seat in a state, with so many votes, adds to a part."""
    plain, weighed = _terms(*part, state)
    return plain + weighed * votes


@lru_cache(maxsize=4096)
def _terms(tally: Tally, only: str | None, state: State) -> tuple[int, int]:
    """Return by how many terms of a tally a seat in a state is counted once, and by how many with its votes."""
    if only is not None and only not in state:
        return 0, 0
    met = [term.noun in WEIGHED for term in tally.terms if _counts(term, state)]
    return len(met) - sum(met), sum(met)


def _counts(term: Term, state: State) -> bool:
    """Return whether a seat in a state is counted by a term: `seats` counts all that exist, `members` those that are filled."""
    there = term.noun in state or (POWER in state and term.noun == "votes" and bool(term.states))
    return there and state.issuperset(term.states)
