"""Wiring: how the lines of a diagram run between its boxes, so that none runs through a box or along another line.

Boxes stand in a grid. Lines run level in the channels between two rows and upright in the gutters between two columns, each on a
track of its own. A net has one line with a branch to each of its boxes: it leaves the boxes where it starts, runs level, changes
channels in one gutter if it must, and enters the boxes where it ends. Where a branch leaves a line there is a dot, so that it can
be told from two lines that cross.

Positions are whole numbers of pixels, y downwards. The room is one thought, a little over 200 lines: widths, then ports, then
tracks, then heights; each needs the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from attrs import frozen

from gremium_adapters.exporters.graph import Net
from gremium_adapters.exporters.tiers import Place

TRACK = 9  # between two lines that run side by side
SIDE = 14  # between a line and a box beside it
EDGE = 20  # between a box and the first level line: there is room for an arrow
NARROW, LOW = 32, 34  # a gutter and a channel without any line
MOST_PORT = 26  # between two lines that enter a box side by side


@frozen
class Point:
    """A place on the drawing."""

    x: int
    y: int


@frozen(kw_only=True)
class Line:
    """The line of a net: its straight pieces, the tips where it enters boxes (with whether it goes up there), and its dots."""

    net: Net
    pieces: tuple[tuple[Point, Point], ...]
    tips: tuple[tuple[Point, bool], ...]
    dots: tuple[Point, ...]


@frozen(kw_only=True)
class Branch:
    """Where a net touches a box: in which channel, by which side, and whether it enters there."""

    box: str
    channel: int
    column: int
    above: bool
    enters: bool


class Wiring:
    """The places of boxes and lines. `heights` are those of the rows, from the bottom; `box` is how wide a box is."""

    def __init__(self, at: Mapping[str, Place], found: Sequence[Net], heights: Sequence[int], width: int, box: int) -> None:
        self.at, self.nets, self.heights, self.width, self.box = at, found, heights, width, box
        self.branches = [tuple(self._branches(net)) for net in found]
        self.trunks = [self._gutter(mine) for mine in self.branches]

    # ── which way ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _branches(self, net: Net) -> Iterable[Branch]:
        """Yield where a net touches its boxes: above those where it starts, below those where it ends, unless it goes down."""
        starts, ends = ([self.at[id_].row for id_ in ids] for ids in (net.starts, net.ends))
        for id_ in net.starts:
            here = self.at[id_]
            down = max(ends) < here.row
            yield Branch(box=id_, channel=here.row + (not down), column=here.column, above=not down, enters=False)
        for id_ in net.ends:
            here = self.at[id_]
            up = min(starts) < here.row
            yield Branch(box=id_, channel=here.row + (not up), column=here.column, above=not up, enters=True)

    def _gutter(self, mine: Sequence[Branch]) -> int | None:
        """Return the gutter in which a net changes channels, with the shortest way; None where it needs none."""
        by_channel: dict[int, list[int]] = {}
        for branch in mine:
            by_channel.setdefault(branch.channel, []).append(branch.column)
        if len(by_channel) == 1:
            return None

        def way(gutter: int) -> float:
            return sum(max(*(c + 0.5 for c in there), gutter) - min(*(c + 0.5 for c in there), gutter)
                       for there in by_channel.values())  # fmt: skip

        return min(range(self.width + 1), key=lambda gutter: (way(gutter), gutter in (0, self.width), gutter))

    def _reach(self, number: int) -> tuple[int, int]:
        """Return the lowest and the highest channel of a net."""
        listed = [branch.channel for branch in self.branches[number]]
        return min(listed), max(listed)

    # ── where ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def upright(self) -> dict[int, int]:
        """The track of each net that changes channels, in its gutter."""
        found: dict[int, int] = {}
        for gutter in range(self.width + 1):
            mine = [number for number, trunk in enumerate(self.trunks) if trunk == gutter]
            found |= _tracks({number: self._reach(number) for number in mine}, apart=0)
        return found

    @cached_property
    def gutters(self) -> tuple[int, ...]:
        """How wide each gutter is."""
        number = [0] * (self.width + 1)
        for net, track in self.upright.items():
            gutter = self.trunks[net] or 0
            number[gutter] = max(number[gutter], track + 1)
        return tuple(max(NARROW, 2 * SIDE + (tracks - 1) * TRACK) for tracks in number)

    def left(self, column: int) -> int:
        """Return the left side of the boxes of a column."""
        return sum(self.gutters[: column + 1]) + column * self.box

    @property
    def across(self) -> int:
        """How wide the drawing is."""
        return sum(self.gutters) + self.width * self.box

    def _trunk(self, number: int) -> int | None:
        """Return where the upright line of a net runs."""
        gutter = self.trunks[number]
        if gutter is None:
            return None
        begin = sum(self.gutters[:gutter]) + gutter * self.box
        mine = 1 + max(self.upright[net] for net, trunk in enumerate(self.trunks) if trunk == gutter)
        return begin + (self.gutters[gutter] - (mine - 1) * TRACK) // 2 + self.upright[number] * TRACK

    @cached_property
    def ports(self) -> dict[tuple[int, int, int], int]:
        """Where each net (the first number) runs upright between a channel and the boxes of a column.

        The nets of the boxes above a channel and of those below it share the width of the column: no two run along each other.
        """
        sharing: dict[tuple[int, int], dict[int, None]] = {}
        for number, mine in enumerate(self.branches):
            for branch in mine:
                sharing.setdefault((branch.channel, branch.column), {})[number] = None
        found: dict[tuple[int, int, int], int] = {}
        for (channel, column), numbers in sharing.items():
            order = sorted(numbers, key=lambda number: (self._pull(number, channel, column), number))
            step = min(MOST_PORT, self.box // (len(order) + 1))
            first = self.left(column) + (self.box - step * (len(order) - 1)) // 2
            found |= {(number, channel, column): first + step * slot for slot, number in enumerate(order)}
        return found

    def _pull(self, number: int, channel: int, column: int) -> float:
        """Return to which side a net runs from a column in a channel."""
        mine = (branch.column for branch in self.branches[number] if branch.channel == channel)
        others = [other + 0.5 for other in mine if other != column]
        trunk = self.trunks[number]
        others += [float(trunk)] if trunk is not None else []
        return sum(others) / len(others) - column - 0.5 if others else 0.0

    def _level(self, number: int, channel: int) -> tuple[int, int]:
        """Return from where to where a net runs level in a channel."""
        trunk = self._trunk(number)
        listed = [self.ports[number, channel, one.column] for one in self.branches[number] if one.channel == channel]
        listed += [trunk] if trunk is not None else []
        return min(listed), max(listed)

    @cached_property
    def tracks(self) -> tuple[dict[int, int], ...]:
        """For each channel the track of each net in it that runs level there, counted from below."""
        found = []
        for channel in range(len(self.heights) + 1):
            mine = [number for number, branches in enumerate(self.branches) if any(one.channel == channel for one in branches)]
            level = {number: self._level(number, channel) for number in mine}
            found.append(_tracks({number: ends for number, ends in level.items() if ends[0] != ends[1]}, apart=TRACK))
        return tuple(found)

    @cached_property
    def channels(self) -> tuple[int, ...]:
        """How high each channel is, from the bottom; the outermost only as high as they must be."""
        last = len(self.heights)
        found = []
        for channel, tracks in enumerate(self.tracks):
            number = 1 + max(tracks.values(), default=-1)
            found.append(2 * EDGE + (number - 1) * TRACK if number else 0 if channel in (0, last) else LOW)
        return tuple(found)

    @property
    def down(self) -> int:
        """How high the drawing is."""
        return sum(self.heights) + sum(self.channels)

    def top(self, row: int) -> int:
        """Return the upper side of the boxes of a row."""
        return sum(self.heights[row + 1 :]) + sum(self.channels[row + 1 :])

    def _height(self, number: int, channel: int) -> int:
        """Return where a net runs level in a channel; one that runs straight through it has no level of its own."""
        bottom = self.down - sum(self.heights[:channel]) - sum(self.channels[:channel])
        return bottom - EDGE - self.tracks[channel].get(number, 0) * TRACK

    # ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def lines(self) -> tuple[Line, ...]:
        """Return the lines, in the order of their nets."""
        return tuple(self._line(number, net) for number, net in enumerate(self.nets))

    def _line(self, number: int, net: Net) -> Line:
        pieces: dict[tuple[Point, Point], None] = {}
        tips, trunk = [], self._trunk(number)
        for channel in dict.fromkeys(branch.channel for branch in self.branches[number]):
            y = self._height(number, channel)
            xs = {self.ports[number, channel, one.column] for one in self.branches[number] if one.channel == channel}
            xs |= {trunk} if trunk is not None else set()
            pieces |= dict.fromkeys((Point(x, y), Point(further, y)) for x, further in _following(xs))
        for branch in self.branches[number]:
            x, y = self.ports[number, branch.channel, branch.column], self._height(number, branch.channel)
            row = self.at[branch.box].row
            side = self.top(row) + (0 if branch.above else self.heights[row])
            pieces[Point(x, min(y, side)), Point(x, max(y, side))] = None
            tips += [(Point(x, side), not branch.above)] if branch.enters else []
        if trunk is not None:
            ys = {self._height(number, branch.channel) for branch in self.branches[number]}
            pieces |= dict.fromkeys((Point(trunk, y), Point(trunk, further)) for y, further in _following(ys))
        return Line(net=net, pieces=tuple(pieces), tips=tuple(tips), dots=_joints(pieces))


def _following(values: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Return each value with the next greater one."""
    return pairwise(sorted(set(values)))


def _joints(pieces: Iterable[tuple[Point, Point]]) -> tuple[Point, ...]:
    """Return where three pieces or more meet."""
    number: dict[Point, int] = {}
    for point in (point for piece in pieces for point in piece):
        number[point] = number.get(point, 0) + 1
    return tuple(point for point, meeting in number.items() if meeting > 2)  # noqa: PLR2004  # two are a corner


def _tracks(spans: Mapping[int, tuple[int, int]], apart: int) -> dict[int, int]:
    """Return tracks for spans, the leftmost first, so that no two on one track touch: the left-edge algorithm."""
    ends: list[int] = []
    found: dict[int, int] = {}
    for number, (begin, end) in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        track = next((track for track, last in enumerate(ends) if last + apart < begin), len(ends))
        ends[track : track + 1] = [end]
        found[number] = track
    return found
