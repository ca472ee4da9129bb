"""Apportionments per second, ties included, beside the package `votelib`: at least four times as fast for every method.

Both sides share the same seats by the same weights, made up from a seed: committees of a council by the strength of its factions,
and a parliament by votes. Before anything is measured, both have to give the same sure seats and the same ties.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping
from functools import partial

from votelib.component.divisor import modified_first_coef, sainte_lague
from votelib.evaluate.core import Tie
from votelib.evaluate.proportional import HighestAverages, LargestRemainder

from gremium.values.allotment import Allotment, Method, allot

LEAST, RUNS = 4, 15
THEIRS = {
    Method.HARE_NIEMEYER: LargestRemainder("hare"),
    Method.DHONDT: HighestAverages("d_hondt"),
    Method.SAINTE_LAGUE: HighestAverages("sainte_lague"),
    Method.SAINTE_LAGUE_MODIFIED: HighestAverages(modified_first_coef(sainte_lague)),
    Method.IMPERIALI: HighestAverages("imperiali"),
}
Case = tuple[dict[str, int], int]


def councils(dice: random.Random) -> list[Case]:
    """Return committees of a council: three to nine factions of one to thirty members, seven to 61 seats."""
    return [({f"p{n}": dice.randint(1, 30) for n in range(dice.randint(3, 9))}, dice.randint(7, 61)) for _ in range(300)]


def parliaments(dice: random.Random) -> list[Case]:
    """Return parliaments: twenty parties with up to five million votes, 600 seats."""
    return [({f"p{n}": dice.randint(1, 5_000_000) for n in range(20)}, 600) for _ in range(20)]


def mine(shared: Allotment) -> dict[object, int]:
    """Return a result in the words of `votelib`: seats, and for a set of tied parties how many of them get one more."""
    seats: dict[object, int] = {party: number for party, number in shared.sure if number}
    return {**seats, Tie(shared.tied): shared.open} if shared.open else seats


def seconds(share: Callable[[Mapping[str, int], int], object], cases: list[Case]) -> float:
    """Return the processor time for one apportionment."""
    start = time.process_time()
    for weights, house in cases:
        share(weights, house)
    return (time.process_time() - start) / len(cases)


def main() -> int:
    """Print a table; exit with 1 if a result differs, or a method is less than four times as fast."""
    dice = random.Random(5)  # noqa: S311  # no secret
    bad = False
    print(f"{'':12}{'method':24}{'gremium':>12}{'votelib':>12}{'times':>8}")
    for name, cases in (("council", councils(dice)), ("parliament", parliaments(dice))):
        for method, theirs in THEIRS.items():
            if any(mine(allot(method, *case)) != theirs.evaluate(*case) for case in cases):
                print(f"{name:12}{method.value:24}the results differ")
                bad = True
                continue
            pairs = []
            for _ in range(RUNS):  # in turn, so that a slow moment of the machine meets both sides
                gc.collect()
                gc.disable()
                ours = seconds(partial(allot, method), cases)
                pairs.append((ours, seconds(theirs.evaluate, cases)))
                gc.enable()
            ours, other = (min(side) for side in zip(*pairs, strict=True))
            print(f"{name:12}{method.value:24}{1 / ours:>10,.0f}/s{1 / other:>10,.0f}/s{other / ours:>8.1f}")
            bad = bad or other < LEAST * ours
    print(f"less than {LEAST} times as fast, or other results" if bad else f"every method at least {LEAST} times as fast")
    return int(bad)


if __name__ == "__main__":
    raise SystemExit(main())
