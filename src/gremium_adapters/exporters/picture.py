"""Picture: the bodies of a jurisdiction as an SVG drawing, those that decide above those that propose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gremium.plugins.parts import Context, Options
from gremium.workbench.published import Published
from gremium_adapters.exporters.drawing import COLOURS, Label, fitted, framed, title, written
from gremium_adapters.exporters.graph import Graph, Net, Node, Pair, Sort, State, called, graph, nets, shown_state
from gremium_adapters.exporters.tiers import columns, places, rows, tiers
from gremium_adapters.exporters.wiring import Line, Point, Wiring

BOX, PAD, MARGIN, GAP = 200, 12, 24, 18
NAME, SMALL, HEADING = 14, 12, 20
MOST_LINES, MOST_SMALL = 6, 4
TIP, DOT = 9, 3
# How lines are told apart without colours: how thick they are, and their dashes.
STROKES: Mapping[Sort, tuple[str, str]] = {
    Sort.ROUTE: ("2.5", ""),
    Sort.SENDS: ("2", "7 4"),
    Sort.CHOOSES: ("2", "2 4"),
    Sort.PART: ("1.5", ""),
}
SAID: Mapping[Sort, str] = {
    Sort.ROUTE: "diagram.route",
    Sort.SENDS: "diagram.sends",
    Sort.CHOOSES: "diagram.chooses",
    Sort.PART: "diagram.part",
}


def write(shown: Published, context: Context, _options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the drawing."""
    return {"": (_Picture(shown, context).drawn(),)}


class _Picture:
    """Draws one graph."""

    def __init__(self, shown: Published, context: Context) -> None:
        self.context, self.say = context, context.language
        self.name = context.language.term("diagram.title", name=called(shown, context), day=shown.at.isoformat())
        self.graph: Graph = graph(shown, context)
        tied = {id_ for pair in self.graph.pairs for id_ in (pair.start, pair.end)}
        self.tied = tuple(node.id for node in self.graph.nodes if node.id in tied)
        self.alone = tuple(node for node in self.graph.nodes if node.id not in tied)
        self.node = {node.id: node for node in self.graph.nodes}
        self.labels = {node.id: self._label(node) for node in self.graph.nodes}
        self.tier = tiers(self.tied, self.graph.rises)
        up = [pair for pair in self.graph.pairs if self.tier[pair.start] <= self.tier[pair.end]]
        down = [pair for pair in self.graph.pairs if self.tier[pair.start] > self.tier[pair.end]]
        self.nets = (*nets(up, labelled=False), *nets(down, labelled=False))
        self.rows = rows(self.tier, columns(len(self.graph.nodes)))
        self.width = max((len(row) for row in self.rows), default=0)
        self.at = places(self.rows, self.nets, self.width)
        heights = [max(self._height(id_) for id_ in row) for row in self.rows]
        self.wiring = Wiring(self.at, self.nets, heights, self.width, BOX)

    def _label(self, node: Node) -> tuple[Label, Label]:
        """Return what stands in a box: the name, and in a smaller font what it does on routes and how it is with it."""
        said = [text for text in (shown_state(node, self.context), ", ".join(node.acts)) if text]
        return fitted(node.name, BOX - 2 * PAD, NAME, MOST_LINES), fitted("; ".join(said), BOX - 2 * PAD, SMALL, MOST_SMALL)

    def _height(self, id_: str) -> int:
        name, small = self.labels[id_]
        return name.height + small.height + 2 * PAD

    # ── the drawing ──────────────────────────────────────────────────────────────────────────────────────────────────

    def drawn(self) -> bytes:
        """Return the drawing."""
        wide = max(self.wiring.across, self._beside() * (BOX + GAP) - GAP) + 2 * MARGIN
        heading = fitted(self.name, wide - 2 * MARGIN, HEADING, 3)
        top = MARGIN + heading.height + GAP
        body = [*written(heading, MARGIN, MARGIN)]
        body += [f'<g transform="translate({MARGIN} {top})">', *self._tiers(), "</g>"] if self.tied else []
        top += self.wiring.down + GAP if self.tied else 0
        alone, top = self._alone(top)
        legend, top = self._legend(top, wide)
        return framed("gremium-bodies", (wide, top + MARGIN), (self.name, self._told()), [*body, *alone, *legend], self.context)

    def _tiers(self) -> Iterator[str]:
        """Yield the bodies in their tiers, and the lines between them, below the boxes."""
        wiring = self.wiring
        tops: dict[int, list[int]] = {}
        for id_, place in self.at.items():
            tops.setdefault(self.tier[id_], []).append(place.row)
        for tier in sorted(tops, reverse=True):
            top = wiring.top(max(tops[tier])) - 8
            high = wiring.top(min(tops[tier])) + wiring.heights[min(tops[tier])] + 8 - top
            size = f'x="0" y="{top}" width="{wiring.across}" height="{high}" rx="8"'
            yield f'<rect class="band" {size} fill="{COLOURS["band"][0]}"/>'
        for line in wiring.lines():
            yield from self._line(line)
        for id_ in sorted(self.at, key=lambda one: (-self.at[one].row, self.at[one].column)):
            place = self.at[id_]
            yield from self._box(id_, Point(wiring.left(place.column), wiring.top(place.row)), wiring.heights[place.row])

    def _box(self, id_: str, at: Point, high: int) -> Iterator[str]:
        """Yield a box with the name of a body."""
        node, (name, small) = self.node[id_], self.labels[id_]
        dash = {State.PLANNED: "6 4", State.UNSURE: "6 4", State.GONE: "2 3"}.get(node.state)
        look = f' stroke-dasharray="{dash}"' if dash else ""
        round_ = 24 if node.state is State.OUTSIDE else 4
        yield f"<g>{title('; '.join(one for one in (node.name, shown_state(node, self.context), ', '.join(node.acts)) if one))}"
        yield (
            f'<rect class="box" x="{at.x}" y="{at.y}" width="{BOX}" height="{high}" rx="{round_}" fill="{COLOURS["box"][0]}" '
            f'stroke="{COLOURS["line"][0]}" stroke-width="1.5"{look}/>'
        )
        top = at.y + (high - name.height - small.height) // 2
        yield from written(name, at.x + BOX // 2, top, anchor="middle")
        yield from written(small, at.x + BOX // 2, top + name.height, anchor="middle", kind="soft")
        yield "</g>"

    def _line(self, line: Line) -> Iterator[str]:
        """Yield a line with its tips and dots."""
        kind = line.net.sort.value
        mine = nets((pair for pair in self.graph.pairs if _covers(line, pair)), labelled=True)
        yield f"<g>{title('; '.join(map(self._said, mine)))}"
        way = " ".join(f"M{a.x} {a.y}L{b.x} {b.y}" for a, b in line.pieces)
        yield f'<path class="{kind}" d="{way}" fill="none" {_stroke(line.net.sort)}/>'
        yield from (
            f'<circle class="{kind}-tip" cx="{dot.x}" cy="{dot.y}" r="{DOT}" fill="{COLOURS[kind][0]}"/>' for dot in line.dots
        )
        yield from (_tip(line.net.sort, at, up=up, certain=line.net.certain) for at, up in line.tips)
        yield "</g>"

    def _beside(self) -> int:
        """Return how many boxes of bodies without a connection stand in a row; at least two find room."""
        return max(self.width, columns(len(self.alone)))

    def _alone(self, top: int) -> tuple[list[str], int]:
        """Return the bodies to which nothing leads, in rows of their own, and where they end."""
        if not self.alone:
            return [], top
        across = self._beside()
        caption = fitted(self.say.term("diagram.alone"), across * (BOX + GAP), SMALL, 3)
        found = [*written(caption, MARGIN, top, kind="soft")]
        top += caption.height + GAP // 2
        for first in range(0, len(self.alone), across):
            mine = self.alone[first : first + across]
            high = max(self._height(node.id) for node in mine)
            for number, node in enumerate(mine):
                found += self._box(node.id, Point(MARGIN + number * (BOX + GAP), top), high)
            top += high + GAP
        return found, top

    def _legend(self, top: int, wide: int) -> tuple[list[str], int]:
        """Return what the lines mean, and where that ends."""
        found: list[str] = []
        for sort in (sort for sort in Sort if any(pair.sort is sort for pair in self.graph.pairs)):
            y = top + SMALL
            found.append(f'<path class="{sort.value}" d="M{MARGIN} {y}L{MARGIN + 40} {y}" fill="none" {_stroke(sort)}/>')
            found.append(_tip(sort, Point(MARGIN + 48, y), up=None, certain=True))
            text = fitted(self.say.term(SAID[sort]), wide - 2 * MARGIN - 60, SMALL, 2)
            found += written(text, MARGIN + 60, top + 4)
            top += text.height + 8
        unsure = next((pair.sort for pair in self.graph.pairs if not pair.certain), None)
        if unsure is not None:
            found.append(_tip(unsure, Point(MARGIN + 48, top + SMALL), up=None, certain=False))
            text = fitted(self.say.term("diagram.open"), wide - 2 * MARGIN - 60, SMALL, 2)
            found += written(text, MARGIN + 60, top + 4)
            top += text.height + 8
        return found, top

    # ── what is said of it ───────────────────────────────────────────────────────────────────────────────────────────

    def _told(self) -> Sequence[str]:
        """Return what is on the drawing in sentences, for those who do not see it."""
        number = len(set(self.tier.values()))
        told = [self.say.term("diagram.count", n=len(self.graph.nodes), tiers=number)]
        told += [self._said(net) for net in nets(self.graph.pairs, labelled=True)]
        if self.alone:
            told.append(f"{self.say.term('diagram.alone')} {', '.join(node.name for node in self.alone)}")
        return told

    def _said(self, net: Net) -> str:
        """Return in words what leads where."""
        what = self.say.term(SAID[net.sort])
        what += f" ({', '.join(net.labels)})" if net.labels else ""
        start, end = (", ".join(self.node[id_].name for id_ in ids) for ids in (net.starts, net.ends))
        said = self.say.term("diagram.link", what=what, start=start, end=end)
        return said if net.certain else f"{said} ({self.say.term('show.exists-OPEN')})"


def _covers(line: Line, pair: Pair) -> bool:
    """Return whether a line stands for a pair."""
    net = line.net
    return (pair.sort, pair.certain) == (net.sort, net.certain) and pair.start in net.starts and pair.end in net.ends


def _stroke(sort: Sort) -> str:
    width, dash = STROKES[sort]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="{COLOURS[sort.value][0]}" stroke-width="{width}" stroke-linecap="round"{dashes}'


def _tip(sort: Sort, at: Point, *, up: bool | None, certain: bool) -> str:
    """Return the tip of a line: a triangle, or a circle for what is part of something; `up` None: it points to the right."""
    kind, x, y = sort.value, at.x, at.y
    colour = COLOURS[kind][0]
    look = f'class="{kind}-tip" fill="{colour}"' if certain else f'class="{kind} open-tip" fill="{COLOURS["page"][0]}"'
    look += f' stroke="{colour}" stroke-width="1.5"'
    if sort is Sort.PART:
        cx, cy = (x - 5, y) if up is None else (x, y + 5 if up else y - 5)
        return f'<circle {look} cx="{cx}" cy="{cy}" r="4"/>'
    half = TIP // 2 + 1
    if up is None:
        return f'<path {look} d="M{x} {y}L{x - TIP} {y - half}L{x - TIP} {y + half}Z"/>'
    back = y + TIP if up else y - TIP
    return f'<path {look} d="M{x} {y}L{x - half} {back}L{x + half} {back}Z"/>'
