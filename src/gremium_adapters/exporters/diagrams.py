"""Diagrams: the bodies of a jurisdiction as Mermaid, DOT and SVG, and the meetings of a year as SVG.

Mermaid is text that Markdown viewers draw, see https://mermaid.js.org/syntax/flowchart.html; DOT is the language of Graphviz, see
https://graphviz.org/doc/info/lang.html. Ids in them are our own (`n1`, `n2`, …), never names. SVG is drawn here: `picture` and
`year`. No person is on any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import wrap

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Exporter, Options
from gremium.workbench.published import Published
from gremium_adapters.exporters import picture, year
from gremium_adapters.exporters.graph import Graph, Net, Node, Sort, State, called, graph, isolated, nets, plain, shown_state
from gremium_adapters.exporters.tiers import tiers
from gremium_adapters.writers.text_routes import ESCAPED

# What a diagram of bodies has a place for.
BODIES = frozenset({"bodies", "parts", "planned"})
MEETINGS = frozenset({"meetings", "hours", "joint"})
# So many characters of a name stand in a box, and in the label of an arrow.
LONGEST, LONGEST_LABEL = 200, 100
WIDEST = 30  # so many of them in one line, where words let it
# What else Mermaid takes for its own inside of a label: directives, escapes, formulas.
MERMAID: Mapping[str, str] = {**ESCAPED, "%": "#37;", "\\": "#92;", "$": "#36;"}
DOT: Mapping[str, str] = {"\\": "\\\\", '"': '\\"', "&": "&amp;", "<": "&lt;", ">": "&gt;"}
NEW_LINE = "\\n"  # as a label of DOT has it
# In Mermaid the arrow of each sort: thick, dotted, plain, with a circle.
ARROWS: Mapping[Sort, str] = {Sort.ROUTE: "==>", Sort.SENDS: "-.->", Sort.CHOOSES: "-->", Sort.PART: "--o"}
LINES: Mapping[Sort, str] = {Sort.ROUTE: "===", Sort.SENDS: "-.-", Sort.CHOOSES: "---", Sort.PART: "---"}
STYLES: Mapping[Sort, str] = {
    Sort.ROUTE: 'color="#0b5aa5", penwidth=2',
    Sort.SENDS: 'color="#18702f", style=dashed',
    Sort.CHOOSES: 'color="#9a3f00", style=dotted, penwidth=2',
    Sort.PART: 'color="#5d6874"',
}
TIPS: Mapping[Sort, str] = {Sort.ROUTE: "normal", Sort.SENDS: "normal", Sort.CHOOSES: "normal", Sort.PART: "odot"}
LOOKS: Mapping[State, str] = {State.PLANNED: "dashed", State.UNSURE: "dashed", State.GONE: "dotted", State.OUTSIDE: "rounded"}


class _Chart:
    """What both languages say of a graph: ids, labels, and the nets."""

    def __init__(self, shown: Published, context: Context) -> None:
        self.context, self.say = context, context.language
        self.title = plain(context.language.term("diagram.title", name=called(shown, context), day=shown.at.isoformat()))
        self.graph: Graph = graph(shown, context)
        self.id = {node.id: f"n{number}" for number, node in enumerate(self.graph.nodes, 1)}
        self.nets = nets(self.graph.pairs, labelled=True)

    def lines(self, node: Node, quoted: Callable[[str], str]) -> Iterator[str]:
        """Yield the lines of a box: the name, how it is with the body, and what it does on routes."""
        for text in (node.name, shown_state(node, self.context), ", ".join(node.acts)):
            yield from (quoted(isolated(line)) for line in wrap(plain(text, LONGEST), WIDEST, break_long_words=False))

    def label(self, net: Net) -> str:
        """Return what stands beside an arrow."""
        said = list(net.labels)
        if net.sort is Sort.PART:
            said.append(self.say.term("diagram.part"))
        if net.sort is Sort.CHOOSES:
            said.insert(0, self.say.term("diagram.chosen"))
        if not net.certain:
            said.append(self.say.term("show.exists-OPEN"))
        return isolated(plain(", ".join(said), LONGEST_LABEL))


def mermaid(shown: Published, context: Context, _options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the bodies as a Mermaid flowchart that runs from below to above."""
    return {"": (("\n".join(_mermaid(_Chart(shown, context))) + "\n").encode(),)}


def _mermaid(chart: _Chart) -> Iterator[str]:
    """Yield the lines of a flowchart.

    An arrow to whoever chooses the seats of a body runs upwards, as all others do: that one stands above.
    """
    yield "flowchart BT"
    yield f"  accTitle: {_worded(chart.title)}"
    for node in chart.graph.nodes:
        said = "<br/>".join(chart.lines(node, _worded))
        box = f'(["{said}"])' if node.state is State.OUTSIDE else f'["{said}"]'
        yield f"  {chart.id[node.id]}{box}{':::unsure' if node.state in (State.PLANNED, State.UNSURE, State.GONE) else ''}"
    for number, net in enumerate(chart.nets, 1):
        yield from (f"  {line}" for line in _arrows(chart, net, f"j{number}"))
    if any(node.state in (State.PLANNED, State.UNSURE, State.GONE) for node in chart.graph.nodes):
        yield "  classDef unsure stroke-dasharray: 6 4"


def _arrows(chart: _Chart, net: Net, joint: str) -> Iterator[str]:
    """Yield the arrows of a net; of many bodies, or to many, they meet in a circle, so that the label stands there once."""
    starts, ends = ([chart.id[id_] for id_ in ids] for ids in (net.starts, net.ends))
    starts, ends = (ends, starts) if net.sort is Sort.CHOOSES else (starts, ends)
    arrow, line = ARROWS[net.sort], LINES[net.sort]
    said = _worded(chart.label(net))
    label = f'|"{said}"|' if said else ""
    if len(starts) * len(ends) <= 2:  # noqa: PLR2004  # a label stands twice at most
        yield f"{' & '.join(starts)} {arrow}{label} {' & '.join(ends)}"
        return
    start, end = starts[0], ends[0]
    if len(starts) > 1:
        start = f"{joint}a"
        yield from (f"{start}(( ))", f"{' & '.join(starts)} {line} {start}")
    if len(ends) > 1:
        end = f"{joint}b"
        yield from (f"{end}(( ))", f"{end} {arrow} {' & '.join(ends)}")
    yield f"{start} {line if len(ends) > 1 else arrow}{label} {end}"


def _worded(text: str) -> str:
    """Return a text as it may stand in a label of Mermaid."""
    return "".join(MERMAID.get(letter, letter) for letter in text).replace(":fa-", "#58;fa-")


def dot(shown: Published, context: Context, _options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the bodies as a DOT digraph, each tier on a rank of its own."""
    return {"": (("\n".join(_dot(_Chart(shown, context))) + "\n").encode(),)}


def _dot(chart: _Chart) -> Iterator[str]:
    yield "digraph bodies {"
    yield f'  graph [rankdir=BT, charset="UTF-8", labelloc=t, label="{_quoted(chart.title)}", fontname="sans-serif"]'
    yield '  node [shape=box, fontname="sans-serif"]'
    yield '  edge [fontname="sans-serif", fontsize=10]'
    for node in chart.graph.nodes:
        look = f", style={LOOKS[node.state]}" if node.state in LOOKS else ""
        said = NEW_LINE.join(chart.lines(node, _quoted))
        yield f'  {chart.id[node.id]} [label="{said}"{look}]'
    tier = tiers([node.id for node in chart.graph.nodes], chart.graph.rises)
    levels: dict[int, list[str]] = {}
    for id_, level in tier.items():
        levels.setdefault(level, []).append(chart.id[id_])
    for level in sorted(levels):
        yield f"  {{ rank=same; {'; '.join(levels[level])} }}"
    for number, net in enumerate(chart.nets, 1):
        yield from (f"  {line}" for line in _edges(chart, net, f"j{number}", tier))
    yield "}"


def _edges(chart: _Chart, net: Net, joint: str, tier: Mapping[str, int]) -> Iterator[str]:
    """Yield the edges of a net; what leads downwards is written from below to above, with its tip at the lower end.

    What leads upwards from many or to many runs through one point.
    """
    said = _quoted(chart.label(net))
    style, tip = STYLES[net.sort], TIPS[net.sort]
    starts, ends = ([chart.id[id_] for id_ in ids] for ids in (net.starts, net.ends))
    rising = max(tier[id_] for id_ in net.starts) < min(tier[id_] for id_ in net.ends)
    if rising and len(starts) * len(ends) > 2:  # noqa: PLR2004  # two edges are no more than a point needs
        yield f'{joint} [shape=point, width=0.04, label="", xlabel="{said}", fontname="sans-serif", fontsize=10]'
        yield from (f"{start} -> {joint} [{style}, arrowhead=none]" for start in starts)
        yield from (f"{joint} -> {end} [{style}, arrowhead={tip}]" for end in ends)
        return
    label = f', label="{said}"' if said else ""
    for start, end in ((start, end) for start in net.starts for end in net.ends):
        if tier[start] > tier[end]:
            yield f"{chart.id[end]} -> {chart.id[start]} [{style}, dir=back, arrowtail={tip}{label}]"
        else:
            yield f"{chart.id[start]} -> {chart.id[end]} [{style}, arrowhead={tip}{label}]"


def _quoted(text: str) -> str:
    """Return a text as it may stand in a quoted string of DOT."""
    return "".join(DOT.get(letter, letter) for letter in text)


@hookimpl
def gremium_exporters() -> tuple[Exporter, ...]:
    """Return the exporters of diagrams."""
    return (
        Exporter(format="mermaid", suffix=".mmd", carries=BODIES, write=mermaid),
        Exporter(format="dot", suffix=".dot", carries=BODIES, write=dot),
        Exporter(format="svg", suffix=".svg", carries=BODIES, write=picture.write),
        Exporter(format="svg-year", suffix=".svg", carries=MEETINGS, write=year.write),
    )
