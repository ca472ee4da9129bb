"""Sharing seats beside two other packages: `votelib` agrees, ties included; where `apportionment` departs, it is wrong."""

from __future__ import annotations

import random  # noqa: TID251  # seeded: the same inputs on every machine
from collections.abc import Iterator
from fractions import Fraction

import pytest

from effort import times
from gremium.values.allotment import Allotment, Method, allot, completions

pytestmark = pytest.mark.unmeasured
INPUTS = times(2000)


def inputs(seed: int, number: int) -> Iterator[tuple[dict[str, int], int]]:
    """Factions of a council with many ties, parties with votes, and some that nobody voted for."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    for _ in range(number):
        highest = dice.choice((4, 12, 40, 1000, 5_000_000))
        weights = [dice.randint(0, highest) for _ in range(dice.randint(1, 9))]
        weights[dice.randrange(len(weights))] += 1
        yield {f"p{place}": weight for place, weight in enumerate(weights)}, dice.randint(1, 61)


@pytest.mark.parametrize("method", Method)
def test_votelib_agrees(method: Method) -> None:
    """`votelib` gives the same sure seats, and the same parties tied for as many seats: on 10,000 inputs for all methods."""
    pytest.importorskip("votelib")
    from votelib.component.divisor import modified_first_coef, sainte_lague  # noqa: PLC0415
    from votelib.evaluate.core import Tie  # noqa: PLC0415
    from votelib.evaluate.proportional import HighestAverages, LargestRemainder  # noqa: PLC0415

    theirs = {
        Method.HARE_NIEMEYER: LargestRemainder("hare"),
        Method.DHONDT: HighestAverages("d_hondt"),
        Method.SAINTE_LAGUE: HighestAverages("sainte_lague"),
        Method.SAINTE_LAGUE_MODIFIED: HighestAverages(modified_first_coef(sainte_lague)),
        Method.IMPERIALI: HighestAverages("imperiali"),
    }[method]
    ties = 0
    for weights, house in inputs(list(Method).index(method), INPUTS):
        found = theirs.evaluate(weights, house)
        lot = {party: seats for party, seats in found.items() if isinstance(party, Tie)}
        shared = allot(method, weights, house)
        assert dict(shared.sure) == {party: found.get(party, 0) for party in weights}, (weights, house)
        assert ({Tie(shared.tied): shared.open} if shared.open else {}) == lot, (weights, house)
        ties += bool(lot)
    assert INPUTS / 20 < ties < INPUTS / 2, "ties are common among the inputs, but not the rule"


def without_a_reason(shared: Allotment, seats: list[int]) -> bool:
    """Whether somebody has a seat for a remainder, while a larger remainder has none: no lot can lead there."""
    total = sum(weight for _, weight in shared.weights)
    quotas = [Fraction(weight * shared.house, total) for _, weight in shared.weights]
    parts = [(quota - int(quota), had - int(quota)) for quota, had in zip(quotas, seats, strict=True)]
    assert {more for _, more in parts} <= {0, 1}
    return any(one < other for one, more in parts for other, none in parts if more and not none)


def test_apportionment_gives_equal_remainders_before_larger_ones() -> None:
    """`apportionment` walks through the parties in their order, and a remainder at the edge may get the seat of a larger one.

    Of eight seats for 1, 1 and 3 (quotas 1.6, 1.6 and 4.8) the third party surely has its fifth; one is open between the others.
    """
    theirs = pytest.importorskip("apportionment.methods")
    assert theirs.compute("largest_remainder", [1, 1, 3], 8, fractions=True) == [2, 2, 4]
    assert theirs.compute("largest_remainder", [3, 1, 1], 8, fractions=True) == [5, 2, 1], "in another order it is right"
    shared = allot(Method.HARE_NIEMEYER, {"a": 1, "b": 1, "c": 3}, 8)
    assert [tuple(one.values()) for one in completions(shared)] == [(2, 1, 5), (1, 2, 5)]
    assert without_a_reason(shared, [2, 2, 4])
    assert not without_a_reason(shared, [2, 1, 5])


def test_where_apportionment_departs_it_breaks_the_definition() -> None:
    """Of 2,000 inputs by largest remainders 74 come out otherwise: each time theirs is illegal, and all of ours are legal."""
    theirs = pytest.importorskip("apportionment.methods")
    departs = 0
    for weights, house in inputs(11, 2000):
        shared = allot(Method.HARE_NIEMEYER, weights, house)
        ours = [list(one.values()) for one in completions(shared)]
        found = theirs.compute("largest_remainder", list(weights.values()), house, fractions=True)
        if found not in ours:
            departs += 1
            assert shared.open, "only where the lot decides"
            assert without_a_reason(shared, found), (weights, house, found)
            assert not any(without_a_reason(shared, one) for one in ours)
    assert departs == 74


@pytest.mark.parametrize(("method", "name"), [(Method.DHONDT, "dhondt"), (Method.SAINTE_LAGUE, "saintelague")])
def test_apportionment_agrees_by_quotients(method: Method, name: str) -> None:
    """By highest quotients, with fractions, `apportionment` gives one of the results that the lot may lead to."""
    theirs = pytest.importorskip("apportionment.methods")
    for weights, house in inputs(12, 500):
        found = theirs.compute(name, list(weights.values()), house, fractions=True)
        assert found in [list(one.values()) for one in completions(allot(method, weights, house))], (weights, house)
