"""Tiers: who stands above whom in a diagram, and in which row and column each body stands.

The tiers are a longest-path layering (see Healy and Nikolov, "Hierarchical Drawing Algorithms", 2013): each body stands as high
as it can, right below whom it leads to. What would close a circle is left out, the least weighty first. Inside a tier the columns
follow those of the neighbours, so that lines are short. Nothing is left to chance: the same graph gives the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from attrs import frozen

from gremium_adapters.exporters.graph import Net

# Wider drawings are not readable on paper and small screens.
MOST_COLUMNS = 5
SWEEPS = 8


@frozen
class Place:
    """A row, counted from the bottom, and a column, counted from the left."""

    row: int
    column: int


def tiers(ids: Sequence[str], rises: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the tier of each, counted from the bottom; `rises` are who stands below whom, the weightiest first."""
    place = {id_: number for number, id_ in enumerate(ids)}
    over = [0] * len(ids)  # as bits: who stands above
    ups: list[list[int]] = [[] for _ in ids]
    for low, high in rises:
        below, above = place[low], place[high]
        if below == above or over[above] >> below & 1:
            continue
        ups[below].append(above)
        gained = over[above] | 1 << above
        for one, known in enumerate(over):
            if one == below or known >> below & 1:
                over[one] |= gained
    upwards = sorted(range(len(ids)), key=lambda one: (-over[one].bit_count(), one))
    level = [0] * len(ids)
    for one in upwards:
        for above in ups[one]:
            level[above] = max(level[above], level[one] + 1)
    for one in reversed(upwards):
        if ups[one]:
            level[one] = min(level[above] for above in ups[one]) - 1
    used = {old: new for new, old in enumerate(sorted(set(level)))}
    return {id_: used[level[number]] for id_, number in place.items()}


def columns(number: int) -> int:
    """Return how many columns so many boxes need."""
    return next((width for width in range(2, MOST_COLUMNS) if width * width >= number), MOST_COLUMNS)


def rows(tier_of: Mapping[str, int], width: int) -> tuple[tuple[str, ...], ...]:
    """Return who stands in which row, from the bottom; a tier with more than fit in one has several rows, as even as may be."""
    found: list[tuple[str, ...]] = []
    for tier in sorted(set(tier_of.values())):
        mine = [id_ for id_, one in tier_of.items() if one == tier]
        number = -(-len(mine) // width)
        cuts = [len(mine) * cut // number for cut in range(number + 1)]
        found += [tuple(mine[first:last]) for first, last in pairwise(cuts)]
    return tuple(found)


def places(listed: Sequence[Sequence[str]], found: Sequence[Net], width: int) -> dict[str, Place]:
    """Return the place of each body; lines to the neighbours are short, as far as a few sweeps over the rows find it out."""
    near: dict[str, list[str]] = {id_: [] for row in listed for id_ in row}
    for net in found:
        for one in net.starts:
            near[one] += net.ends
        for one in net.ends:
            near[one] += net.starts
    at = {id_: (width - len(row)) / 2 + number for row in listed for number, id_ in enumerate(row)}
    best, least = dict(at), float("inf")
    for sweep in range(SWEEPS):
        for row in listed if sweep % 2 else reversed(listed):
            wish = {id_: _mean([at[other] for other in near[id_]], at[id_]) for id_ in row}
            order = sorted(row, key=lambda id_: (wish[id_], at[id_]))
            free = min(
                combinations(range(width), len(row)),
                key=lambda slots: (sum(abs(slot - wish[id_]) for slot, id_ in zip(slots, order, strict=True)), slots),
            )  # fmt: skip
            at.update(zip(order, map(float, free), strict=True))
        cost = sum(max(at[id_] for id_ in _of(net)) - min(at[id_] for id_ in _of(net)) for net in found)
        if cost < least:
            best, least = dict(at), cost
    return {id_: Place(number, int(best[id_])) for number, row in enumerate(listed) for id_ in row}


def _of(net: Net) -> tuple[str, ...]:
    return (*net.starts, *net.ends)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
