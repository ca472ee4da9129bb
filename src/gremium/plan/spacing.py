"""Spacing: choose days for one series of meetings so that every rule about their number and distance holds.

Let x(d) be the number of meetings before day d. Every rule about a cadence is a bound on a difference of two such numbers:
"at least two between these days", "none on a closed day", "no two within a fortnight", "one in every three months". Such a
system has a solution exactly if its graph has no negative cycle, all solutions are integers, and a negative cycle names the
rules that contradict each other (Bellman-Ford; Cormen, Leiserson, Rivest, Stein, *Introduction to Algorithms*, ch. 22). So a
plan is found if there is one, and "cannot be done" is a proof with its reasons. A road not taken: constraint solvers; they are
slower here and cannot say why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from attrs import evolve, field, frozen

# (i, j, w, label): x(j) - x(i) is at most w, because of the rule that the label names.
Bound = tuple[int, int, int, str]


@frozen
class Infeasible:
    """No choice of days satisfies the rules; `labels` are those that contradict each other, sorted."""

    labels: tuple[str, ...]


class Contradiction(Exception):  # noqa: N818  (control flow inside this module, never an error of anyone)
    """The bounds of a series cannot hold together; `labels` name those on one negative cycle, sorted."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__(labels)
        self.labels = labels


@frozen(kw_only=True)
class Series:
    """Bounds on the counting function of one series of meetings over the days 0 .. length-1."""

    length: int
    bounds: tuple[Bound, ...] = field(default=())

    def between(self, first: int, last: int, low: int, high: int | None, label: str) -> Series:
        """Return the series with at least `low` and at most `high` meetings on the days `first` to `last`, both included."""
        added = [(last + 1, first, -low, label)]
        if high is not None:
            added.append((first, last + 1, high, label))
        return evolve(self, bounds=(*self.bounds, *added))

    @cached_property
    def _sweeps(self) -> tuple[list[Bound], list[Bound]]:
        """The bounds forward and backward."""
        ordered = sorted(self.bounds)
        return ordered, ordered[::-1]

    def farthest(self, start: int, *, told: bool = True) -> list[int]:
        """Return for each d the greatest possible x(d) - x(start); raise `Contradiction` if the bounds contain one.

        The bounds have to connect every day with the next one. If it need not be `told` which rules contradict each other, it is
        enough that x(start) would have to be less than itself: that is seen in a few rounds instead of as many as there are days.
        """
        nodes = self.length + 1
        distance = [1 << 60] * nodes
        distance[start] = 0
        cause: dict[int, Bound] = {}
        # Forward and backward sweeps settle chains of days in two rounds; `nodes` rounds without rest are a negative cycle.
        nearer: list[int] = []
        for turn in range(nodes + 1):
            nearer = []
            for bound in self._sweeps[turn % 2]:
                i, j, w, _ = bound
                reached = distance[i] + w
                if reached < distance[j]:
                    distance[j] = reached
                    cause[j] = bound
                    nearer.append(j)
            if not nearer:
                return distance
            if not told and distance[start] < 0:
                raise Contradiction(())
        raise Contradiction(_cycle(cause, min(nearer), nodes))

    def feasible(self) -> bool:
        """Return whether the bounds can hold together."""
        try:
            self.farthest(0, told=False)
        except Contradiction:
            return False
        return True


def _cycle(cause: Mapping[int, Bound], node: int, nodes: int) -> tuple[str, ...]:
    """Return the labels on the cycle that keeps `node` from coming to rest."""
    for _ in range(nodes):
        node = cause[node][0]
    labels, there = {cause[node][3]}, cause[node][0]
    while there != node:
        labels.add(cause[there][3])
        there = cause[there][0]
    return tuple(sorted(label for label in labels if label))


def choose(
    series: Series, free: Sequence[int], fixed: Sequence[int], avoided: AbstractSet[int] = frozenset()
) -> tuple[int, ...] | Infeasible:
    """Return as few further days as the rules allow, spread as evenly as the rules allow over the days in `free`.

    `free` are the days on which a meeting may be, in order; `fixed` the days of meetings that already stand, in order; `avoided`
    those that are taken only if no other day fits. The i-th of n meetings goes to the day nearest to the middle of the i-th
    n-th part of the free days; of two equally near days the earlier. A meeting that already stands is the i-th for the i whose
    middle it is near, so that the others fill the rest of the year. Each choice is kept only if the rest can still be placed.
    """
    try:
        number = -series.farthest(series.length)[0]
    except Contradiction as found:
        return Infeasible(found.labels)
    settled = series.between(0, series.length - 1, number, number, "")
    targets = [free[(2 * i - 1) * len(free) // (2 * number)] if free else 0 for i in range(1, number + 1)]
    for i, day in _ordinals(fixed, targets):
        seated = _at(settled, day, i)
        settled = seated if seated.feasible() else settled
    chosen: list[int] = []
    for i, target in enumerate(targets, 1):
        day, settled = _place(settled, _candidates(free, fixed, avoided, target), i)
        chosen.append(day)
    return tuple(day for day in chosen if day not in fixed)


def _ordinals(fixed: Sequence[int], targets: Sequence[int]) -> list[tuple[int, int]]:
    """Return which of n meetings each standing one is, as (i, day): in order, and together as near to the targets as can be."""
    best: dict[int, tuple[int, list[tuple[int, int]]]] = {0: (0, [])}
    for day in fixed:
        reached: dict[int, tuple[int, list[tuple[int, int]]]] = {}
        for last, (cost, way) in best.items():
            for i in range(last + 1, len(targets) + 1):
                total = cost + (day - targets[i - 1]) ** 2
                if i not in reached or total < reached[i][0]:
                    reached[i] = (total, [*way, (i, day)])
        best = reached
    return min(best.values())[1]


def _at(series: Series, day: int, i: int) -> Series:
    """Return the series in which the i-th meeting is on this day."""
    return series.between(0, day - 1, 0, i - 1, "").between(0, day, i, None, "")


def _candidates(free: Sequence[int], fixed: Sequence[int], avoided: AbstractSet[int], target: int) -> list[int]:
    """Return the days for a meeting that should be near a target, the best first."""
    return sorted({*free, *fixed}, key=lambda day: (day in avoided and day not in fixed, abs(day - target), day))


def _place(series: Series, candidates: Iterable[int], i: int) -> tuple[int, Series]:
    """Return the first candidate on which the i-th meeting can be, and the series in which it is.

    The series is feasible when it comes in, so one of the candidates fits.
    """
    most, least = series.farthest(0), _least(series)
    likely = (day for day in candidates if least[day] < i <= most[day + 1])
    tried = ((day, _at(series, day, i)) for day in likely)
    return next((day, placed) for day, placed in tried if placed.feasible())


def _least(series: Series) -> list[int]:
    """Return for each d the least possible x(d) - x(0)."""
    mirrored = evolve(series, bounds=tuple((j, i, w, label) for i, j, w, label in series.bounds))
    return [-most for most in mirrored.farthest(0)]
