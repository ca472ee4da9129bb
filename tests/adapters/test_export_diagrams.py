"""Diagrams: Mermaid, DOT and SVG of the bodies of a jurisdiction, and SVG of a year."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import combinations, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gremium import assemble
from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.model.charter import Charter
from gremium.model.record import Audience, Record
from gremium.plugins.parts import Context, Options
from gremium.plugins.parts import joined as whole
from gremium.testing.documents import charters, records
from gremium.values.errors import Misuse
from gremium.values.text import Text
from gremium.workbench.export import export
from gremium.workbench.publish import publish
from gremium.workbench.published import Membership, Published, Shut
from gremium_adapters.exporters import diagrams, picture, year
from gremium_adapters.exporters.drawing import COLOURS, LINES, fitted, width_of
from gremium_adapters.exporters.graph import ISOLATE, POP, Net, Pair, Sort, State, graph, nets, plain
from gremium_adapters.exporters.tiers import Place, columns, places, rows, tiers
from gremium_adapters.exporters.wiring import Line, Point, Wiring

SVG = "{http://www.w3.org/2000/svg}"
FORMATS = ("mermaid", "dot", "svg", "svg-year")
DAY = date(2026, 3, 1)
PARTS = assemble()
HOSTILE = (
    "a\r\nb", "=cmd()", "<script>alert(1)</script>", "]]>", "</desc><g onload='x'>", '"quoted" \'single\'', "\\N\\G\\",
    "\u202eevil\u2069\u2066", "\u05d0\u05d1 x \u0627", "x" * 10_000, "wort " * 2_000, "\x00\x01\x1b[31m\x7f\x85",
    "\ud800lone\udfff", "\ufffe\uffff\U0001ffff", "&amp;&#60;&lt", "`x` ~~ %%{init: {}}%% $$x$$ fa:fa-ban", "end",
    "---\nx: y\n---", "|x| --> y", "-->",
    "a" + "\u0301" * 500, "\u2028\u2029", "漢字" * 300, "", " ", "n1];n2[", "{{x}}", "#quot;#35;",
)  # fmt: skip

# A town with routes, seats by office, delegates, parts and bodies that are not there.
TOWN: dict[str, Any] = {
    "format": 1, "id": "musterau", "kind": "municipality", "name": {"en": "Musterau", "de": "Musterau"},
    "sources": {"s": {"title": "By-laws", "rank": "bylaw", "verified": "read"}},
    "parties": {"club": {"name": {"en": "Walking club"}}},
    "bodies": {
        "council": {"kind": "council", "name": {"en": "Town council", "de": "Rat"}, "cites": ["s"]},
        "committee": {
            "kind": "committee", "name": {"en": "Committee"}, "cites": ["s"], "part_of": "council",
            "seats": [
                {"id": "elected", "how": "elected", "by": "council", "seats": 9},
                {"id": "experts", "how": "sent", "by": ["club", "board"], "seats": 2},
            ],
        },
        "board": {
            "kind": "board", "name": {"en": "Advisory board"}, "cites": ["s"], "positions": ["speaker"],
            "seats": [{"id": "speakers", "holder": "speaker@*group"}],
            "delegation": [{"to": "guests@county/assembly", "sends": 1}],
        },
        "housing": {"kind": "group", "name": {"en": "Housing"}, "cites": ["s"], "positions": ["speaker"]},
        "traffic": {"kind": "group", "name": {"en": "Traffic"}, "cites": ["s"], "positions": ["speaker"], "status": "planned"},
        "old": {"kind": "board", "name": {"en": "Old board"}, "cites": ["s"], "until": "2020"},
        "perhaps": {"kind": "circle", "name": {"en": "Circle"}, "cites": ["s"], "since": "2026"},
        "fair": {"kind": "circle", "name": {"en": "Fair"}, "cites": ["s"]},
    },
}  # fmt: skip
TOWN["bodies"]["board"]["route"] = [{
    "id": "idea", "name": {"en": "Way of an idea"}, "cites": ["s"], "stages": [
        {"id": "suggest", "act": "suggest", "at": "*group", "next": [{"to": ["hear", "decide"]}]},
        {"id": "hear", "act": "hear", "at": "board", "lead": False},
        {"id": "decide", "act": "decide", "at": "council", "after": "hear", "next": [{"to": "note"}]},
        {"id": "note", "act": "take-note", "at": "committee", "next": [{"to": "suggest"}]},
    ],
}]  # fmt: skip


def charter_of(data: Mapping[str, Any]) -> Charter:
    found, findings = PARTS.codec.read(Charter, data)
    assert found is not None, findings
    return found


def record_of(charter: Charter, *events: Mapping[str, Any]) -> Record:
    found, findings = PARTS.codec.read(Record, {"format": 1, "record": "r", "charter": charter.id, "events": list(events)})
    assert found is not None, findings
    return found


def context(charter: Charter, tag: str = "en", audience: Audience = Audience.PUBLIC) -> Context:
    return Context(charter=charter, language=language(tag), stamp=datetime(2026, 1, 1, tzinfo=UTC), audience=audience)


def town(**bodies: Mapping[str, Any]) -> Charter:
    return charter_of({**TOWN, "bodies": {**TOWN["bodies"], **bodies}})


def only(**bodies: Mapping[str, Any]) -> Charter:
    """Return a charter with these bodies; each is of the kind "circle" unless it says more."""
    return charter_of({**TOWN, "bodies": {id_: {"kind": "circle", "cites": ["s"], **said} for id_, said in bodies.items()}})


def route(*stages: tuple[str, str, str, Iterable[str]]) -> dict[str, Any]:
    """Return a route of stages: id, act, body and where it goes from there."""
    listed = [
        {"id": id_, "act": act, "at": at, **({"next": [{"to": list(to)}]} if to else {})} for id_, act, at, to in stages
    ]
    return {"id": f"way-{stages[0][0]}", "cites": ["s"], "stages": listed}


def view(charter: Charter, record: Record | None = None, **said: Any) -> Published:
    return publish(Scope(charter=charter, record=record), said.pop("at", DAY), **said)


def text(name: str, charter: Charter, shown: Published | None = None, tag: str = "en") -> str:
    made = PARTS.exporter(name).write(shown or view(charter, year=2026), context(charter, tag), Options())
    assert set(made) == {""}
    return whole(made)[""].decode()


def example(name: str, year: int | None = None) -> tuple[Published, Context]:
    """Return what an example has to show."""
    folder = Path(__file__).parents[2] / "examples" / name
    source = (folder / "charter.toml") if (folder / "charter.toml").is_file() else None
    known = PARTS.jurisdiction(name)
    assert source is not None or known is not None
    reader = PARTS.reader(".toml")
    assert reader is not None
    raw = source.read_text("utf-8") if source is not None else known.text()  # type: ignore[union-attr]  # asserted above
    charter = charter_of(reader.parse(raw).data or {})
    laws = [charter_of(reader.parse(law.text()).data or {}) for law in PARTS.statutes if law.id in charter.statutes]
    charter = evolve(charter, laws=tuple(laws))
    data = reader.parse((folder / "record.toml").read_text("utf-8")).data
    record = PARTS.codec.read(Record, data or {})[0]
    scope = Scope(charter=charter, record=record, holidays=PARTS.closed_days)
    return publish(scope, DAY, year=year), context(charter, "de")


def crowd(number: int) -> Charter:
    """Return a charter with so many bodies: groups that propose, boards between, committees, a council, and some alone."""
    bodies: dict[str, Any] = {"council": {"name": {"de": "Rat der Stadt"}}}
    for index in range(number - 1):
        kind = ("group", "group", "board", "committee", "alone")[index % 5]
        said: dict[str, Any] = {"kind": kind, "name": {"de": f"{LONG_NAMES[index % len(LONG_NAMES)]} {index}"}}
        if kind == "committee":
            said["seats"] = [{"id": "seat", "how": "elected", "by": "council", "seats": 9}]
        if kind == "board":
            said |= {"positions": ["speaker"], "seats": [{"id": "seat", "holder": f"chair@b{index - 1}"}]}
        if kind == "group" and index % 3:
            said["part_of"] = "b2"
        bodies[f"b{index}"] = said
    bodies["council"]["route"] = [route(
        ("a", "suggest", "*group", ["b"]), ("b", "hear", "*board", ["c"]), ("c", "recommend", "*committee", ["d"]),
        ("d", "decide", "council", ["a"]),
    )]  # fmt: skip
    return only(**bodies)


LONG_NAMES = (
    "Ausschuss für Umwelt, Klimaschutz und Mobilität", "Rechnungsprüfungsausschuss", "AK",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "Kommission zur Förderung der ehrenamtlichen Arbeit in den Ortsteilen und Quartieren der Stadt und ihrer Umgebung",
)  # fmt: skip


# ── bodies and what leads from one to another ────────────────────────────────────────────────────────────────────────


def pairs_of(charter: Charter, sort: Sort, shown: Published | None = None) -> set[tuple[str, str]]:
    found = graph(shown or view(charter), context(charter))
    return {(pair.start, pair.end) for pair in found.pairs if pair.sort is sort}


def test_a_matter_leads_along_its_route_to_every_body_that_may_act() -> None:
    """A route leads from each body of a stage to each of the next, also to one that is only announced, and never to itself."""
    assert pairs_of(town(), Sort.ROUTE) == {
        ("housing", "board"), ("housing", "council"), ("traffic", "board"), ("traffic", "council"), ("council", "committee"),
        ("committee", "housing"), ("committee", "traffic"),
    }  # fmt: skip


def test_who_sends_and_who_sits_there_by_office_lead_to_the_receiver() -> None:
    """Sending, seats by office and delegations lead to the body in which the seat is, also from outside and to the outside."""
    assert pairs_of(town(), Sort.SENDS) == {
        ("club", "committee"), ("board", "committee"), ("housing", "board"), ("traffic", "board"), ("board", "county/assembly"),
    }  # fmt: skip


def test_who_chooses_leads_to_the_body_whose_seats_it_fills() -> None:
    """An election leads from those who elect to the body where the elected sit, and a part to its whole."""
    assert pairs_of(town(), Sort.CHOOSES) == {("council", "committee")}
    assert pairs_of(town(), Sort.PART) == {("committee", "council")}


def test_a_whole_team_and_each_of_a_list_lead_to_where_they_sit() -> None:
    """A team that sits in another body as a whole leads there, and so does each body of a list that sends somebody."""
    charter = only(
        a={"seats": [{"id": "team", "whole": "b"}, {"id": "sent", "how": "sent", "by": "each", "each": "*district", "seats": 1}]},
        b={}, c={"kind": "district"}, d={"kind": "district"},
    )  # fmt: skip
    assert pairs_of(charter, Sort.SENDS) == {("b", "a"), ("c", "a"), ("d", "a")}


def test_what_names_nobody_leads_nowhere() -> None:
    """Rules that leave open who is meant, offices of the body itself and open circles lead nowhere."""
    charter = only(a={"positions": ["speaker"], "seats": [
        {"id": "one", "holder": "speaker"}, {"id": "two", "how": "sent", "by": "unstated"}, {"id": "three"},
        {"id": "four", "open_to": {"en": "all"}}, {"id": "five", "how": "appointed"}, {"id": "six", "holder": "chair@parent"},
    ]})  # fmt: skip
    found = graph(view(charter), context(charter))
    assert (found.pairs, [node.id for node in found.nodes]) == ((), ["a"])


def test_of_bodies_that_are_gone_only_their_parts_remain() -> None:
    """A body that has ended sends nobody and gets nobody; what is part of it still is."""
    charter = only(
        a={"until": "2020", "seats": [{"id": "x", "how": "sent", "by": "b"}]},
        b={"seats": [{"id": "x", "how": "sent", "by": "a"}]}, c={"part_of": "a"},
    )  # fmt: skip
    found = graph(view(charter), context(charter))
    assert [(pair.sort, pair.start, pair.end) for pair in found.pairs] == [(Sort.PART, "c", "a")]
    assert found.nodes[0].state is State.GONE


def test_where_the_source_does_not_say_who_acts_there_is_a_place_of_its_own() -> None:
    """A stage at which nobody is named stands between those before and after it, called by its name."""
    way = route(("x", "suggest", "a", ["y"]), ("y", "examine", "unstated", ["z"]), ("z", "decide", "b", []))
    charter = only(a={"route": [way]}, b={})
    found = graph(view(charter), context(charter))
    outside = next(node for node in found.nodes if node.state is State.OUTSIDE)
    assert outside.name.startswith("y: ")
    assert {(pair.start, pair.end) for pair in found.pairs} == {("a", outside.id), (outside.id, "b")}


def test_a_kind_of_which_there_is_no_body_stands_outside() -> None:
    """A rule that names a kind without bodies, or another jurisdiction, leads to a box outside."""
    charter = only(a={"seats": [
        {"id": "x", "how": "sent", "by": "*district"}, {"id": "y", "holder": "mayor@elsewhere/council"},
        {"id": "z", "holder": "chair@*/office"},
    ]})  # fmt: skip
    found = graph(view(charter), context(charter))
    assert [node.id for node in found.nodes if node.state is State.OUTSIDE] == ["*district", "elsewhere/council", "*/office"]


def test_what_holds_under_one_reading_only_is_not_certain() -> None:
    """A rule under one reading of a source is drawn, and marked as not certain; one under all readings is certain."""
    data = {**TOWN, "ambiguities": {"q": {"question": {"en": "Who?"}, "readings": {"one": {"en": "a"}, "two": {"en": "b"}}}}}
    seat = {"how": "sent", "seats": 1, "cites": ["s"]}
    data["bodies"] = {"x": {"kind": "k", "cites": ["s"], "seats": [
        {**seat, "id": "m", "by": "y", "reading": "q:one"}, {**seat, "id": "n", "by": "z"},
    ]}, "y": {"kind": "k", "cites": ["s"]}, "z": {"kind": "k", "cites": ["s"]}}  # fmt: skip
    charter = charter_of(data)
    assert {(one.start, one.certain) for one in graph(view(charter), context(charter)).pairs} == {("y", False), ("z", True)}
    assert "open-tip" in text("svg", charter).split("</style>")[1]
    assert "not certain" in text("mermaid", charter)
    assert "not certain" in text("dot", charter)


def test_memberships_show_through_whom_somebody_sits_there() -> None:
    """Whose seat it is and the office through which somebody comes lead to the body; what is over, or a substitute, does not."""
    charter = town()
    shown = view(charter)
    one = Membership(body="fair", post="member", party="ada")
    told = (
        evolve(one, of="club"), evolve(one, of="housing", now=False), evolve(one, of="traffic", substitute=True),
        evolve(one, office="chair@council"), evolve(one, office="chair@a + chair@b"), evolve(one, office="chair"),
        evolve(one, of="ada"), evolve(one, of="perhaps"),
    )  # fmt: skip
    found = pairs_of(charter, Sort.SENDS, evolve(shown, memberships=told)) - pairs_of(charter, Sort.SENDS)
    assert found == {("club", "fair"), ("council", "fair"), ("perhaps", "fair")}


def test_an_organisation_of_the_record_keeps_its_name_and_a_person_never_appears() -> None:
    """A membership on behalf of an organisation that the audience may see shows its name; a person is no organisation."""
    charter = town()
    record = record_of(
        charter,
        {"what": "party", "id": "firm", "name": "Firm Ltd", "kind": "company", "disclosure": "public"},
        {"what": "party", "id": "eve", "name": "Eve Visible", "disclosure": "public"},
        {"what": "holding", "party": "eve", "position": "experts@committee", "since": "2020", "of": "firm"},
        {"what": "holding", "party": "eve", "position": "elected@committee", "since": "2020", "of": "eve"},
    )
    said = text("mermaid", charter, view(charter, record))
    assert "Firm Ltd" in said
    assert not any("Eve" in text(name, charter, view(charter, record, year=2026)) for name in FORMATS)


def test_some_bodies_bring_along_those_to_whom_they_are_connected() -> None:
    """Of some bodies only what leads to them or from them is drawn, and the others stand outside."""
    charter = town()
    found = graph(view(charter, bodies=["committee"]), context(charter))
    assert {node.id for node in found.nodes if node.state is not State.OUTSIDE} == {"committee"}
    assert all("committee" in (pair.start, pair.end) for pair in found.pairs)


def test_nets_stand_for_exactly_their_pairs() -> None:
    """However pairs are joined, a net stands for each of its pairs, and no pair is in two nets or in none."""
    listed = [Pair(sort=Sort.ROUTE, start=a, end=b, labels=(a,)) for a, b in product("abc", "xy")]
    listed += [Pair(sort=Sort.ROUTE, start="a", end="z"), Pair(sort=Sort.PART, start="a", end="x")]
    for labelled in (False, True):
        found = nets(listed, labelled=labelled)
        told = [(net.sort, start, end) for net in found for start in net.starts for end in net.ends]
        assert sorted(told, key=str) == sorted(((one.sort, one.start, one.end) for one in listed), key=str)
    assert len(nets(listed, labelled=False)) == 3


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("uvwxy")), unique=True))
def test_no_net_claims_what_is_not_so(listed: list[tuple[str, str]]) -> None:
    """A net never joins two bodies between which nothing leads."""
    found = nets((Pair(sort=Sort.SENDS, start=a, end=b) for a, b in listed), labelled=False)
    assert sorted((start, end) for net in found for start in net.starts for end in net.ends) == sorted(listed)


# ── tiers ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def tiers_of(charter: Charter) -> dict[str, int]:
    found = graph(view(charter), context(charter))
    return tiers([node.id for node in found.nodes], found.rises)


def test_who_only_proposes_stands_below_who_decides() -> None:
    """A body that only proposes stands below the one that decides, who gives an opinion between, who takes note not above."""
    tier = tiers_of(town())
    assert tier["housing"] == tier["traffic"] < tier["board"] < tier["council"]
    assert tier["committee"] < tier["council"]


def test_who_only_proposes_stands_below_even_where_other_rules_turn_it_round() -> None:
    """Seats, parts and a route back do not lift a body that only proposes above the one that decides."""
    charter = only(
        council={"part_of": "group", "seats": [{"id": "x", "how": "elected", "by": "group"}]},
        office={"part_of": "group", "route": [
            route(("a", "suggest", "group", ["b"]), ("b", "examine", "office", ["c"]), ("c", "decide", "council", ["a"])),
            route(("d", "examine", "council", ["e"]), ("e", "forward", "office", ["f"]), ("f", "suggest", "group", [])),
        ]},
        group={},
    )  # fmt: skip
    tier = tiers_of(charter)
    assert tier["group"] < tier["office"] < tier["council"]


def test_who_only_proposes_stands_below_wherever_a_route_begins() -> None:
    """A route that begins with the decision and comes back to it does not lift who only proposes above who decides."""
    way = route(("c", "decide", "council", ["s"]), ("s", "suggest", "group", ["c"]))
    charter = only(a={"route": [way]}, council={}, group={})
    tier = tiers_of(charter)
    assert tier["group"] < tier["council"]


def test_who_carries_out_stands_below_who_decided() -> None:
    """A stage after the decision does not stand above it."""
    charter = only(a={"route": [route(("x", "decide", "a", ["y"]), ("y", "execute", "b", []))]}, b={})
    assert tiers_of(charter) == {"a": 1, "b": 0}


def test_a_circle_is_broken_where_it_weighs_least() -> None:
    """Of what would close a circle the less weighty is left out, so the tiers are always the same."""
    assert tiers("abc", [("a", "b"), ("b", "c"), ("c", "a"), ("a", "a")]) == {"a": 0, "b": 1, "c": 2}
    assert tiers("abc", [("c", "a"), ("a", "b"), ("b", "c")]) == {"c": 0, "a": 1, "b": 2}


def test_everybody_stands_as_high_as_possible() -> None:
    """A body stands right below whom it leads to, and no tier is empty."""
    assert tiers("abcx", [("a", "b"), ("b", "c"), ("x", "c")]) == {"a": 0, "b": 1, "x": 1, "c": 2}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))))
def test_tiers_are_made_of_any_relation(rises: list[tuple[str, str]]) -> None:
    """Tiers count from 0 without a gap, the first relation always holds, and all do that no circle hinders."""
    found = tiers("abcdefgh", rises)
    assert set(found.values()) == set(range(max(found.values()) + 1))
    first = next((pair for pair in rises if pair[0] != pair[1]), None)
    assert first is None or found[first[0]] < found[first[1]]
    straight = [(low, high) for low, high in rises if low < high]
    upright = tiers("abcdefgh", straight)
    assert all(upright[low] < upright[high] for low, high in straight)


def test_a_wide_tier_has_several_rows_as_even_as_may_be() -> None:
    """More bodies than fit into a row stand in several, none of which is nearly empty."""
    assert [len(row) for row in rows(dict.fromkeys("abcdefg", 0), 5)] == [3, 4]
    assert [columns(number) for number in (1, 4, 5, 9, 10, 25, 400)] == [2, 2, 3, 3, 4, 5, 5]


def test_neighbours_stand_above_each_other_where_they_can() -> None:
    """The columns of a row follow those of the neighbours, so that lines run straight."""
    found = [Net(sort=Sort.ROUTE, starts=(low,), ends=(high,)) for low, high in ("az", "by", "cx")]
    at = places((tuple("abc"), tuple("xyz")), found, 3)
    assert [at[low].column for low in "abc"] == [at[high].column for high in "zyx"]


# ── SVG of the bodies ────────────────────────────────────────────────────────────────────────────────────────────────


def parsed(said: str) -> ET.Element:
    """Return the root of a drawing; it is our own output, and has no entities of its own."""
    assert "<!DOCTYPE" not in said
    return ET.fromstring(said)  # noqa: S314  # as said


Shape = tuple[float, float, float, float]


def boxes(root: ET.Element) -> Iterator[tuple[Shape, list[tuple[str, int, float]]]]:
    """Yield each box (left, top, right, bottom) with the lines in it: the text, the size of its font, and its base line."""

    def walk(element: ET.Element, dx: float, dy: float) -> Iterator[tuple[Shape, list[tuple[str, int, float]]]]:
        moved = re.fullmatch(r"translate\((\d+) (\d+)\)", element.get("transform", ""))
        dx, dy = (dx + float(moved[1]), dy + float(moved[2])) if moved else (dx, dy)
        rect = element.find(f"{SVG}rect[@class='box']")
        if rect is not None:
            x, y, wide, high = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
            lines = element.findall(f"{SVG}text")
            told = [(line.text or "", int(line.get("font-size", "")), float(line.get("y", "")) + dy) for line in lines]
            yield (x + dx, y + dy, x + dx + wide, y + dy + high), told
        for child in element:
            yield from walk(child, dx, dy)

    yield from walk(root, 0, 0)


def drawings() -> dict[str, str]:
    names = ("paderborn", "musterstadt", "wuerselen")
    made = {name: whole(picture.write(*example(name), Options()))[""].decode() for name in names}
    made["crowd"] = text("svg", crowd(40))
    made["hostile"] = text("svg", hostile_town())
    return made


def hostile_town() -> Charter:
    """Return a town in which every name is one that means harm."""
    charter = town()
    bodies = [evolve(body, name=Text((("en", HOSTILE[n % len(HOSTILE)]),))) for n, body in enumerate(charter.bodies)]
    more = [evolve(charter.bodies[-1], id=f"more{n}", name=Text((("en", name),))) for n, name in enumerate(HOSTILE)]
    return evolve(charter, bodies=(*bodies, *more))


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return drawings()


def test_no_two_boxes_touch_and_every_label_fits_into_its_box(drawn: dict[str, str]) -> None:
    """No two boxes intersect, and no line of a label is longer than its box or stands above or below it."""
    for name, said in drawn.items():
        found = list(boxes(parsed(said)))
        assert len(found) >= 7, name
        for (one, _), (other, _) in combinations(found, 2):
            assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1], name
        for (left, top, right, bottom), lines in found:
            assert lines, name
            bases = [base for *_, base in lines]
            assert bases == sorted(set(bases)), name
            for said_, size, base in lines:
                assert width_of(said_, size) <= right - left - 2 * picture.PAD, (name, said_)
                assert top <= base - size, name
                assert base <= bottom, name


def test_a_drawing_holds_all_that_is_on_it(drawn: dict[str, str]) -> None:
    """Nothing stands outside of the drawing, at 40 bodies it is no wider than a page of five columns."""
    for said in drawn.values():
        root = parsed(said)
        wide, high = float(root.get("width", "")), float(root.get("height", ""))
        assert root.get("viewBox") == f"0 0 {wide:g} {high:g}"
        assert wide < 1600
        for (left, top, right, bottom), _ in boxes(root):
            assert left >= 0
            assert top >= 0
            assert right <= wide
            assert bottom <= high


def test_a_drawing_is_readable_without_seeing_it(drawn: dict[str, str]) -> None:
    """The root is an image with a title and a description that names every body; text stays text."""
    for name, said in drawn.items():
        root = parsed(said)
        assert root.get("role") == "img"
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert description is not None
        assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), description.get("id"))
        assert title.text, name
        assert root.get("lang") in ("de", "en")
    told = parsed(text("svg", town())).findtext(f"{SVG}desc") or ""
    bodies = ("Town council", "Committee", "Advisory board", "Housing", "Traffic", "Fair", "Circle", "Old board", "Walking club")
    assert all(name in told for name in bodies)
    assert "a matter goes on (Way of an idea): from Housing, Traffic to Town council" in told.replace("Advisory board, ", "")


def test_a_drawing_brings_nothing_along_and_runs_nothing(drawn: dict[str, str]) -> None:
    """There are no scripts, no handlers, no links and nothing from elsewhere, whatever the names are."""
    for said in drawn.values():
        root = parsed(said)
        names = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert names <= {"svg", "title", "desc", "style", "rect", "g", "path", "circle", "text"}
        for element in root.iter():
            for key, value in element.attrib.items():
                assert not key.startswith("on")
                assert "href" not in key
                assert "url(" not in value
        style = root.findtext(f"{SVG}style") or ""
        assert "import" not in style
        assert "url" not in style


def test_a_drawing_works_on_dark_screens_and_on_paper(drawn: dict[str, str]) -> None:
    """The style sheet changes every colour on dark screens only, and nothing outside of the drawing."""
    style = parsed(drawn["crowd"]).findtext(f"{SVG}style") or ""
    assert "@media screen and (prefers-color-scheme:dark)" in style
    assert "@media (forced-colors:active)" in style
    for kind, (_, dark) in COLOURS.items():
        assert re.search(rf"\.{kind}\{{(fill|stroke):{dark}\}}", style), kind
    rules = [line for line in style.splitlines() if "{" in line and not line.startswith("@")]
    assert all(name.startswith(".gremium-diagram .") for rule in rules for name in rule.partition("{")[0].split(","))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("screen", [0, 1])
def test_colours_have_enough_contrast(screen: int) -> None:
    """Text stands out by 4.5 from all that is below it, lines and boxes by 3, as WCAG 2.2 AA asks."""
    for ground in ("page", "band", "box"):
        for kind in ("ink", "soft"):
            assert contrast(COLOURS[kind][screen], COLOURS[ground][screen]) >= 4.5, (kind, ground)
    for ground in ("page", "band"):
        for kind in (*LINES, "line"):
            assert contrast(COLOURS[kind][screen], COLOURS[ground][screen]) >= 3, (kind, ground)


def test_tiers_can_be_seen(drawn: dict[str, str]) -> None:
    """Who decides stands at the top, who proposes further down, and bodies without a connection below all others."""
    at = {"".join(line for line, *_ in lines): box for box, lines in boxes(parsed(text("svg", town())))}
    top = {name: box[1] for name, box in at.items()}

    def of(start: str) -> float:
        return next(value for name, value in top.items() if name.startswith(start))

    assert of("Town council") < of("Advisory board") < of("Housing")
    tied = [value for name, value in top.items() if not name.startswith(("Fair", "Circle", "Old board"))]
    assert max(tied) < min(of("Fair"), of("Circle"), of("Old board"))
    assert parsed(drawn["crowd"]).find(f".//{SVG}rect[@class='band']") is not None


def test_a_body_that_is_not_there_looks_different() -> None:
    """Announced, ended and doubtful bodies have a dashed border and a word; one outside has round ends."""
    root = parsed(text("svg", town()))
    looks = {}
    for element in root.iter(f"{SVG}g"):
        rect = element.find(f"{SVG}rect[@class='box']")
        if rect is not None:
            looks[(element.findtext(f"{SVG}text") or "")] = (rect.get("stroke-dasharray"), rect.get("rx"))
    assert looks["Traffic"] == ("6 4", "4")
    assert looks["Old board"] == ("2 3", "4")
    assert looks["Circle"] == ("6 4", "4")
    assert looks["Walking club"] == (None, "24")
    assert looks["Housing"] == (None, "4")


def test_the_legend_tells_what_is_drawn_and_nothing_else() -> None:
    """The legend names the sorts of lines that there are."""
    assert "chooses who sits there" in text("svg", town())
    assert "chooses who sits there" not in text("svg", only(a={"part_of": "b"}, b={}))
    assert "open arrow" not in text("svg", only(a={"part_of": "b"}, b={}))


def test_a_drawing_of_unconnected_bodies_or_of_none_is_valid() -> None:
    """A jurisdiction whose bodies are not connected, or that has none, is drawn all the same."""
    assert len(list(boxes(parsed(text("svg", only(a={}, b={}, c={})))))) == 3
    empty = evolve(only(a={}), bodies=())
    assert list(boxes(parsed(text("svg", empty)))) == []
    assert text("dot", empty).endswith("}\n")
    assert text("mermaid", empty).startswith("flowchart BT\n")
    assert parsed(text("svg-year", empty)) is not None


# ── how lines run ────────────────────────────────────────────────────────────────────────────────────────────────────


def wired(charter: Charter) -> tuple[Wiring, dict[str, tuple[int, int, int, int]]]:
    found = graph(view(charter), context(charter))
    tied = [node.id for node in found.nodes if any(node.id in (pair.start, pair.end) for pair in found.pairs)]
    lines = nets(found.pairs, labelled=False)
    listed = rows(tiers(tied, found.rises), 5)
    at = places(listed, lines, 5)
    made = Wiring(at, lines, [60] * len(listed), 5, 200)
    taken = {}
    for id_, place in at.items():
        left, top = made.left(place.column), made.top(place.row)
        taken[id_] = (left, top, left + 200, top + 60)
    return made, taken


def along(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Return whether two pieces share more than a point."""
    (a, b), (c, d) = one, other
    if a.x == b.x == c.x == d.x:
        return min(b.y, d.y) > max(a.y, c.y)
    return a.y == b.y == c.y == d.y and min(b.x, d.x) > max(a.x, c.x)


def assert_clean(made: Wiring, taken: Mapping[str, tuple[int, int, int, int]]) -> tuple[Line, ...]:
    lines = made.lines()
    for line in lines:
        for a, b in line.pieces:
            assert a.x == b.x or a.y == b.y
            assert a.x <= b.x
            assert a.y <= b.y
            for left, top, right, bottom in taken.values():
                assert b.x <= left or a.x >= right or b.y <= top or a.y >= bottom
            assert min(a.x, a.y) >= 0
            assert b.x <= made.across
            assert b.y <= made.down
        assert len(line.tips) == len(line.net.ends)
        for (tip, up), id_ in zip(line.tips, line.net.ends, strict=True):
            left, top, right, bottom = taken[id_]
            assert left < tip.x < right
            assert tip.y == (bottom if up else top)
        ends = {point for piece in line.pieces for point in piece}
        assert all(point in ends for point, _ in line.tips)
        assert all(point in ends for point in line.dots)
    for one, other in combinations(lines, 2):
        assert not any(along(a, b) for a in one.pieces for b in other.pieces)
    return lines


def joined(line: Line) -> bool:
    """Return whether the pieces of a line hang together."""
    pieces = list(line.pieces)
    reached = {pieces[0][0]}
    for _ in pieces:
        reached |= {point for piece in pieces if reached & set(piece) for point in piece}
    return reached == {point for piece in pieces for point in piece}


@pytest.mark.parametrize("number", [5, 12, 40])
def test_lines_run_beside_boxes_and_beside_each_other(number: int) -> None:
    """No line runs through a box, none along another one, and each hangs together from where it starts to where it ends."""
    assert all(map(joined, assert_clean(*wired(crowd(number)))))


def test_many_lines_enter_one_box_side_by_side() -> None:
    """However many lines enter a box, each enters it between its corners."""
    at = {"low": Place(0, 0), "high": Place(1, 0)}
    found = [Net(sort=Sort.ROUTE, starts=("low",), ends=("high",), labels=(str(number),)) for number in range(15)]
    made = Wiring(at, found, [40, 50], 1, 200)
    left, high = made.left(0), made.top(1)
    taken = {"low": (left, made.top(0), left + 200, made.top(0) + 40), "high": (left, high, left + 200, high + 50)}
    assert len(assert_clean(made, taken)) == 15


@settings(max_examples=40)
@given(st.data())
def test_any_net_can_be_wired(data: st.DataObject) -> None:
    """Whatever leads whereto, up, down or beside, the lines are clean."""
    ids = "abcdefgh"
    at = {id_: Place(number // 3, number % 3) for number, id_ in enumerate(ids)}
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids), st.sampled_from(Sort)).filter(lambda one: one[0] != one[1])
    listed = data.draw(st.lists(pair, min_size=1, max_size=14, unique=True))
    found = nets((Pair(sort=sort, start=a, end=b) for a, b, sort in listed), labelled=False)
    made = Wiring(at, found, [40, 50, 60], 3, 200)
    taken = {}
    for id_, place in at.items():
        left, top = made.left(place.column), made.top(place.row)
        taken[id_] = (left, top, left + 200, top + [40, 50, 60][place.row])
    assert all(map(joined, assert_clean(made, taken)))


# ── texts that fit ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_long_german_words_are_parted_at_their_joints() -> None:
    """A word that is too long is parted behind a joint; one without a joint gets a smaller font before it is parted anywhere."""
    assert fitted("Rechnungsprüfungsausschuss", 170, 14, 6).lines == ("Rechnungsprüfungs-", "ausschuss")
    assert fitted("Umwelt-und-Klimaschutzausschuss", 170, 14, 6).lines[0] == "Umwelt-und-"
    small = fitted("Xylophonorchesterfabrik", 175, 14, 6)
    assert (small.size, small.lines) == (12, ("Xylophonorchesterfabrik",))
    assert fitted("Q" * 60, 170, 14, 9).lines[0].endswith("Q-")
    assert fitted("9" * 60, 170, 14, 9).lines[0].endswith("9")
    assert fitted("漢" * 60, 170, 14, 9).lines[0].endswith("漢")


def test_what_does_not_fit_ends_with_an_ellipsis() -> None:
    """A label has no more lines than it may have, and the last one says that there would be more."""
    label = fitted("wort " * 2000, 170, 14, 3)
    assert len(label.lines) == 3
    assert label.lines[-1].endswith("…")
    assert fitted("x" * 5000, 3, 14, 2).lines == ("x-", "…")


def test_a_mark_stays_with_its_letter() -> None:
    """No line begins with a mark that belongs to the letter before."""
    lines = fitted("e\u0301" * 80, 100, 14, 20).lines
    assert len(lines) > 2
    assert not any(line.startswith("\u0301") for line in lines)
    assert fitted("\u0301" * 3, 1, 14, 2).lines == ("\u0301" * 3,)


def test_widths_are_estimated_by_what_a_letter_is() -> None:
    """Narrow letters count less than wide ones, marks nothing, letters with marks as without, East Asian ones a whole."""
    assert width_of("iii", 10) < width_of("nnn", 10) < width_of("mmm", 10) < width_of("漢字漢", 10)
    assert width_of("e\u0301", 10) == width_of("é", 10) == width_of("e", 10)
    assert width_of("\ufdfd", 10) > 20
    assert width_of("😀", 10) == 15
    assert width_of("щ", 10) == 10


def test_texts_are_in_one_line_and_cannot_steer_others() -> None:
    """Control characters, lone surrogates and marks that steer directions go; what runs from right to left is isolated."""
    assert plain("a\r\nb\x00c\u2028d\x85e") == "a bc d e"
    assert plain("\ud800x\udfff\ufffe\u202ey\u2069") == "xy"
    assert plain("x" * 2000) == "x" * 999 + "…"
    assert plain("a" + "\u0301" * 50) == "a" + "\u0301" * 4
    assert fitted("\u05d0\u05d1", 100, 14, 1).lines == (f"{ISOLATE}\u05d0\u05d1{POP}",)
    said = text("mermaid", only(a={"name": {"en": "\u202e\u05d0\u2069 x"}}))
    assert f'["{ISOLATE}\u05d0 x{POP}"]' in said


# ── Mermaid and DOT ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_mermaid_says_what_leads_where() -> None:
    """A flowchart has a box for each body, thick arrows for routes, dotted ones for delegates, and who decides above."""
    way = route(("a", "suggest", "group", ["b"]), ("b", "decide", "council", []))
    charter = only(
        council={"name": {"en": "Council"}, "route": [{**way, "name": {"en": "Way"}}]},
        group={"name": {"en": "Group #1"}, "part_of": "office"}, office={"status": "planned"},
        committee={"seats": [{"id": "x", "how": "elected", "by": "council"}, {"id": "y", "how": "sent", "by": "club"}]},
    )  # fmt: skip
    assert text("mermaid", charter) == (
        "flowchart BT\n"
        "  accTitle: Musterau: bodies and how they are connected, 2026-03-01\n"
        '  n1["Council<br/>decide"]\n'
        '  n2["Group #35;1<br/>suggest"]\n'
        '  n3["office<br/>announced"]:::unsure\n'
        '  n4["committee"]\n'
        '  n5(["Walking club"])\n'
        '  n2 ==>|"Way"| n1\n'
        '  n2 --o|"is part of"| n3\n'
        '  n4 -->|"seats chosen by, elected"| n1\n'
        "  n5 -.-> n4\n"
        "  classDef unsure stroke-dasharray: 6 4\n"
    )


def test_many_arrows_meet_so_that_their_label_stands_there_once() -> None:
    """What leads from many, or to many, runs through a circle in Mermaid and through a point in DOT."""
    way = route(("a", "suggest", "*circle", ["b"]), ("b", "examine", "*office", ["c"]), ("c", "decide", "z", []))
    office = {"kind": "office"}
    charter = only(a={}, b={}, c={}, x=office, y=office, w=office, z={"kind": "k", "route": [{**way, "name": {"en": "Way"}}]})
    said = text("mermaid", charter)
    assert "  n1 & n2 & n3 === j1a\n" in said
    assert "  j1b ==> n6 & n4 & n5\n" in said
    assert '  j1a ===|"Way"| j1b\n' in said
    assert '  j2a ==>|"Way"| n7\n' in said
    assert said.count('"Way"') == 2
    assert text("dot", charter).count('"Way"') == 2
    one = only(a={"seats": [{"id": "x", "how": "elected", "by": ["b", "c", "d"]}]}, b={}, c={}, d={})
    assert '  n1 ---|"seats chosen by, elected"| j1b\n' in text("mermaid", one)


def test_dot_says_what_leads_where() -> None:
    """A digraph has each tier on a rank; what leads downwards is turned round, with its tip where it ends."""
    charter = only(
        council={"name": {"en": 'The "Council" \\N & <b>'}},
        committee={"seats": [{"id": "x", "how": "elected", "by": "council"}]}, group={"part_of": "committee"},
        old={"until": "2020"},
    )  # fmt: skip
    assert text("dot", charter) == (
        "digraph bodies {\n"
        '  graph [rankdir=BT, charset="UTF-8", labelloc=t, '
        'label="Musterau: bodies and how they are connected, 2026-03-01", fontname="sans-serif"]\n'
        '  node [shape=box, fontname="sans-serif"]\n'
        '  edge [fontname="sans-serif", fontsize=10]\n'
        '  n1 [label="The \\"Council\\" \\\\N &amp; &lt;b&gt;"]\n'
        '  n2 [label="committee"]\n'
        '  n3 [label="group"]\n'
        '  n4 [label="old\\ndoes not exist", style=dotted]\n'
        "  { rank=same; n3; n4 }\n"
        "  { rank=same; n2 }\n"
        "  { rank=same; n1 }\n"
        '  n2 -> n1 [color="#9a3f00", style=dotted, penwidth=2, dir=back, arrowtail=normal, label="seats chosen by, elected"]\n'
        '  n3 -> n2 [color="#5d6874", arrowhead=odot, label="is part of"]\n'
        "}\n"
    )


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("charter", [town(), crowd(40), hostile_town()], ids=["town", "crowd", "hostile"])
def test_graphviz_draws_it(charter: Charter) -> None:
    """Graphviz reads the file without a complaint, and draws every body as text."""
    made = subprocess.run(["dot", "-Tsvg"], input=text("dot", charter), capture_output=True, encoding="utf-8", check=True)
    assert made.stderr == ""
    drawn = "".join(parsed(re.sub("<!DOCTYPE.*?>", "", made.stdout, flags=re.DOTALL)).itertext())
    assert sum(f"n{number}\n" in drawn for number in range(1, len(charter.bodies) + 1)) == len(charter.bodies)


# What may stand in a line of each language, if every label is one string without a quotation mark.
MERMAID = re.compile(
    r"flowchart BT|  accTitle: .*|  n\d+(\[\"[^\"<>`%$\\]*\"\]|\(\[\"[^\"<>`%$\\]*\"\]\))(:::unsure)?|  j\d+[ab]\(\( \)\)"
    r"|  [nj]\w+( & n\d+)* (==>|===|-\.->|-\.-|-->|---|--o)(\|\"[^\"<>`%$\\]*\"\|)? [nj]\w+( & n\d+)*"
    r"|  classDef unsure stroke-dasharray: 6 4"
)
DOT = re.compile(
    r'digraph bodies \{|\}|  \{ rank=same; [n\d; ]+ \}'
    r'|  (graph|node|edge|[nj]\d+( -> [nj]\d+)?) \[[^"]*("([^"\\]|\\.)*"[^"]*)*\]'
)


def assert_inert(charter: Charter, shown: Published | None = None) -> None:
    shown = shown or view(charter, year=2026)
    made = {name: text(name, charter, shown) for name in FORMATS}
    for name, said in made.items():
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufffe\uffff]", said), name
        assert said.count(ISOLATE) == said.count(POP)
    for line in made["mermaid"].splitlines():
        assert MERMAID.fullmatch(line.replace("<br/>", " ")), line
        assert len(line) < 1000
    for line in made["dot"].splitlines():
        assert DOT.fullmatch(line), line
    for name in ("svg", "svg-year"):
        root = parsed(made[name])
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "title", "desc", "style", "rect", "g", "path", "circle", "text",
        }  # fmt: skip


def test_names_that_mean_harm_do_none() -> None:
    """Whatever the names are, each format stays what it is: labels are labels, and ids are our own."""
    assert_inert(hostile_town())


@settings(max_examples=12)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(), min_size=3, max_size=3), st.sampled_from(HOSTILE))
def test_any_name_is_inert(names: list[str], more: str) -> None:
    """Any text may be the name of a town, a body, a route, a meeting, a holiday or a party."""
    charter = town()
    first, second, third = (Text((("en", f"{name}{more}"),)) for name in names)
    bodies = tuple(
        evolve(body, name=first if number % 2 else second, provisions=tuple(
            evolve(one, norm=evolve(one.norm, name=third)) if one.word in {"route", "seats"} else one for one in body.provisions
        ))
        for number, body in enumerate(charter.bodies)
    )  # fmt: skip
    parties = tuple(evolve(party, name=third) for party in charter.parties)
    charter = evolve(charter, name=first, bodies=bodies, parties=parties)
    record = record_of(charter, {"what": "meeting", "id": "m", "body": "council", "at": date(2026, 5, 1)})
    shown = view(charter, record, year=2026)
    assert_inert(charter, evolve(shown, closed=(Shut(calendar="c", at=date(2026, 1, 1), name=names[0]),)))


# ── the year ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def annual(*events: Mapping[str, Any], year_: int = 2026, **council: Any) -> tuple[Charter, Published]:
    """Return a town with a calendar whose council has these rules, and what it has to show in a year."""
    data = {**TOWN, "calendar": "own", "calendars": {"own": {"region": "DE-NW"}}, "bodies": {
        "council": {"kind": "council", "name": {"en": "Council"}, "cites": ["s"], **council},
        "board": {"kind": "board", "name": {"en": "Board"}, "cites": ["s"]},
        "old": {"kind": "board", "cites": ["s"], "until": "2020"}, "new": {"kind": "board", "cites": ["s"], "since": "2030"},
        "planned": {"kind": "board", "cites": ["s"], "status": "planned"},
    }}  # fmt: skip
    charter = charter_of(data)
    record = record_of(charter, *({"what": "meeting", "body": "council", **event} for event in events))
    scope = Scope(charter=charter, record=record, holidays=PARTS.closed_days)
    return charter, publish(scope, DAY, year=year_)


def lanes(charter: Charter, shown: Published) -> list[str]:
    told = parsed(text("svg-year", charter, shown)).findtext(f"{SVG}desc") or ""
    return told.splitlines()


def marks(charter: Charter, shown: Published) -> list[ET.Element]:
    """Return the groups of the meetings of a drawing."""
    root = parsed(text("svg-year", charter, shown))
    return [one for one in root.iter(f"{SVG}g") if re.search(r": \d{4}-", one.findtext(f"{SVG}title") or "")]


def test_every_body_of_the_year_has_a_lane_with_its_meetings() -> None:
    """Each body that is there in the year has a lane, and each meeting a mark with the number of its day."""
    charter, shown = annual({"id": "a", "at": datetime(2026, 5, 6, 17)}, {"id": "b", "at": date(2026, 5, 7), "state": "held"})
    assert lanes(charter, shown)[:2] == [
        "Council: 2026-05-06 17:00, planned; 2026-05-07, held",
        "Board: no meeting known",
    ]
    assert len(lanes(charter, shown)) == 3
    found = marks(charter, shown)
    assert [one.findtext(f"{SVG}text") for one in found] == ["6", "7"]
    assert found[0].findtext(f"{SVG}title") == "Council: 2026-05-06 17:00, planned"


def test_a_body_that_meets_has_a_lane_whatever_else_is_said_of_it() -> None:
    """A body that is only announced has a lane if it meets."""
    charter, shown = annual({"id": "a", "at": date(2026, 5, 6), "body": "planned"})
    assert [line.partition(":")[0] for line in lanes(charter, shown)][:3] == ["Council", "Board", "planned"]


def test_marks_tell_how_far_a_meeting_has_come() -> None:
    """A planned meeting is a ring, a convened one has a dot in it, a held one is full, one that is off a cross."""
    states = ("planned", "convened", "held", "cancelled", "postponed")
    charter, shown = annual(*({"id": name, "at": date(2026, 1 + 2 * n, 6), "state": name} for n, name in enumerate(states)))
    found = [
        [(part.tag.removeprefix(SVG), part.get("class")) for part in one if part.get("class") not in (None, "ink")]
        for one in marks(charter, shown)
    ]  # fmt: skip
    ring, full, cross = ("circle", "route open-tip"), ("circle", "route-tip"), ("path", "chooses")
    assert found == [[ring], [ring, full], [full], [cross], [cross]]


def test_marks_and_their_numbers_do_not_overlap() -> None:
    """Meetings close to each other stand at different heights of the lane."""
    every = [{"id": f"m{day}", "at": date(2026, 5, day)} for day in range(1, 29)]
    charter, shown = annual(*every, {"id": "x", "at": date(2026, 5, 1)})
    spans = []
    for one in marks(charter, shown):
        circle, label = one.find(f"{SVG}circle"), one.find(f"{SVG}text")
        assert circle is not None
        assert label is not None
        left, y = float(circle.get("cx", "")) - year.RADIUS, float(circle.get("cy", ""))
        spans.append((left, float(label.get("x", "")) + width_of(label.text or "", year.SMALL), y))
    assert len(spans) == 29
    for one, other in combinations(spans, 2):
        assert one[2] != other[2] or one[1] < other[0] or other[1] < one[0]
    assert len({y for *_, y in spans}) < 29


@pytest.mark.parametrize(
    ("notice", "latest"),
    [
        ({"lead": "7 days before meeting"}, "2026-05-13"),
        ({"lead": "7 clear days before meeting"}, "2026-05-12"),
        ({"lead": "3 working days before meeting", "working_days": ["mon", "tue", "wed", "thu", "fri"]}, "2026-05-15"),
        ({"lead": "48 hours before meeting"}, "2026-05-18"),
        ({"lead": "unstated"}, None),
        ({"lead": "3 working days before meeting"}, None),
        ({"papers": "7 days before meeting"}, None),
    ],
)
def test_the_time_of_the_notice_stands_before_the_meeting(notice: dict[str, Any], latest: str | None) -> None:
    """Where the rules tell by when the notice has to be there, a bar runs from that day to the meeting; else there is none."""
    charter, shown = annual({"id": "a", "at": datetime(2026, 5, 20, 17)}, notice=[{**notice, "cites": ["s"]}])
    said = marks(charter, shown)[0].findtext(f"{SVG}title") or ""
    assert (f"notice by {latest} at the latest" in said) == (latest is not None)
    assert ('class="notice"' in text("svg-year", charter, shown)) == (latest is not None)


def test_working_days_are_not_counted_without_a_calendar() -> None:
    """Where nobody knows the closed days, nobody can tell the latest day, and none is drawn."""
    rule = [{"lead": "3 working days before meeting", "working_days": ["mon", "tue"], "cites": ["s"]}]
    charter, shown = annual({"id": "a", "at": date(2026, 5, 20)}, notice=rule)
    assert 'class="notice"' in text("svg-year", charter, shown)
    assert 'class="notice"' not in text("svg-year", charter, evolve(shown, closed=()))


def test_a_rule_that_is_not_certain_gives_no_time_of_the_notice() -> None:
    """Two rules of one rank that contradict each other tell no latest day."""
    rules = [{"lead": "7 days before meeting", "cites": ["s"]}, {"lead": "9 days before meeting", "cites": ["s"]}]
    charter, shown = annual({"id": "a", "at": date(2026, 5, 20)}, notice=rules)
    assert 'class="notice"' not in text("svg-year", charter, shown)


def test_the_notice_of_a_meeting_in_january_begins_at_the_edge() -> None:
    """A notice due in the year before begins where the drawing does; the title tells the day."""
    charter, shown = annual({"id": "a", "at": date(2026, 1, 3)}, notice=[{"lead": "14 days before meeting", "cites": ["s"]}])
    found = marks(charter, shown)[0]
    bar = found.find(f"{SVG}rect")
    assert bar is not None
    assert float(bar.get("x", "")) >= year.MARGIN + year.NAMES + year.GAP
    assert "2025-12-20" in (found.findtext(f"{SVG}title") or "")


def test_days_without_meetings_are_shaded_and_named() -> None:
    """Public holidays of the region are shaded, and listed by their names; without a calendar there are none."""
    charter, shown = annual({"id": "a", "at": date(2026, 5, 20)})
    root = parsed(text("svg-year", charter, shown))
    shades = [one.findtext(f"{SVG}title") or "" for one in root.iter(f"{SVG}rect") if one.get("class") == "closed"]
    assert sum(said.startswith("2026-12-25") for said in shades) == 1  # through all lanes
    assert not any(said.startswith("2025") for said in shades)
    assert lanes(charter, shown)[-1].startswith("Days without meetings: 2026-01-01 ")
    board = evolve(charter.bodies[1], calendar="none")
    alone = evolve(charter, bodies=(charter.bodies[0], board, *charter.bodies[2:]))
    root = parsed(text("svg-year", alone, shown))
    assert {one.get("height") for one in root.iter(f"{SVG}rect") if one.find(f"{SVG}title") is not None} == {"31"}
    without = evolve(charter, calendar=None, calendars=())
    assert 'class="closed"' not in text("svg-year", without, shown)


def test_a_meeting_of_several_bodies_is_one_line_through_their_lanes() -> None:
    """A joint meeting has a mark in each lane, a line between them, and names the others."""
    charter, shown = annual({"id": "a", "at": date(2026, 5, 6), "joint_with": ["board"]})
    assert lanes(charter, shown)[:2] == [
        "Council: 2026-05-06, planned, together with Board", "Board: 2026-05-06, planned, together with Council",
    ]  # fmt: skip
    assert text("svg-year", charter, shown).count('class="ink-line"') == 1


def test_a_leap_year_has_a_day_more() -> None:
    """The last day of a leap year stands as far from the end as that of any other year."""
    ends = []
    for number in (2024, 2026):
        charter, shown = annual({"id": "a", "at": date(number, 12, 31)}, year_=number)
        circle = marks(charter, shown)[0].find(f"{SVG}circle")
        assert circle is not None
        ends.append(float(parsed(text("svg-year", charter, shown)).get("width", "")) - float(circle.get("cx", "")))
    assert abs(ends[0] - ends[1]) <= 1


@pytest.mark.parametrize("number", [None, 0, 10_000])
def test_a_year_is_needed(number: int | None) -> None:
    """Without a year, or with one that no calendar has, there is no drawing of it."""
    charter = town()
    with pytest.raises(Misuse, match="export-year"):
        year.write(evolve(view(charter), year=number), context(charter), Options())


def test_months_are_called_as_the_reader_calls_them() -> None:
    """The names of the months are in the language of the reader."""
    charter, shown = annual()
    assert ">March<" in text("svg-year", charter, shown)
    assert ">März<" in text("svg-year", charter, shown, "de")


def test_closed_days_are_published_for_the_year_and_the_one_before() -> None:
    """The view has the closed days of each calendar; without a year, or where nobody knows the region, it has none."""
    charter, shown = annual()
    assert {one.at.year for one in shown.closed} == {2025, 2026}
    assert next(one.calendar for one in shown.closed if one.at == date(2026, 10, 3) and one.name) == "own"
    assert view(charter, year=2026).closed == ()
    scope = Scope(charter=charter, holidays=PARTS.closed_days)
    assert publish(scope, DAY).closed == ()
    assert publish(evolve(scope, holidays=lambda *_: None), DAY, year=2026).closed == ()


# ── all of them ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_formats_are_there() -> None:
    """The four formats have the suffixes of their files, and say what they carry."""
    found = {one.format: one.suffix for one in diagrams.gremium_exporters()}
    assert found == {"mermaid": ".mmd", "dot": ".dot", "svg": ".svg", "svg-year": ".svg"}
    for name in FORMATS:
        assert PARTS.exporter(name).format == name


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_view_gives_the_same_bytes(name: str) -> None:
    """An export made twice is the same, and so is one of a charter that was read anew."""
    first, second = (text(name, crowd(25)) for _ in range(2))
    assert first == second
    assert text(name, crowd(25), tag="de") != first


@pytest.mark.parametrize("name", ["paderborn", "musterstadt", "wuerselen"])
def test_real_places_are_drawn(name: str) -> None:
    """What is lost of real places is what no diagram has a place for: people, seats and papers, but no body and no part."""
    shown, about = example(name, 2026)
    for format_ in FORMATS:
        made = export(PARTS, shown, format_, about)
        lost = {one.code for one in made.losses}
        assert ("loss.bodies" in lost) == (format_ == "svg-year")
        assert "loss.rules" in lost
        said = made.content()[""].decode()
        if format_ != "svg-year":
            for body in shown.bodies:
                assert plain(about.language.text(body.name, body.id)).split()[0][:12] in said


def test_what_is_part_of_something_outside_is_drawn_too() -> None:
    """A body that is part of one elsewhere, or of one that nobody knows, leads to a box outside: no part is lost."""
    charter = only(a={"part_of": "elsewhere/council"}, b={"part_of": "nobody"})
    assert pairs_of(charter, Sort.PART) == {("a", "elsewhere/council"), ("b", "nobody")}
    assert pairs_of(only(a={"part_of": "unstated"}, b={"part_of": "a"}), Sort.PART) >= {("b", "a")}


@settings(max_examples=3)
@given(st.data())
def test_no_made_up_jurisdiction_breaks_a_diagram(data: st.DataObject) -> None:
    """Whatever charter and record say, every format is written for every audience, and stays inert."""
    charter = data.draw(charters())
    record = data.draw(records(charter))
    for audience in Audience:
        scope = Scope(charter=charter, record=record, holidays=PARTS.closed_days)
        assert_inert(charter, publish(scope, DAY, audience, 2026))


@pytest.mark.parametrize("audience", list(Audience))
def test_nobody_is_on_a_diagram(audience: Audience) -> None:
    """No name, id or note of a person and no item of an agenda is on any diagram, whoever may see it."""
    charter = town()
    record = record_of(
        charter,
        {"what": "party", "id": "canary-id", "name": "CANARY name", "disclosure": "public"},
        {"what": "party", "id": "canary-firm", "name": "CANARY firm", "kind": "company", "disclosure": "administration"},
        {
            "what": "holding", "party": "canary-id", "position": "elected@committee", "since": "2020", "of": "canary-id",
            "note": {"en": "CANARY note"},
        },
        {"what": "holding", "party": "canary-id", "position": "chair@council", "since": "2020"},
        {"what": "holding", "party": "canary-id", "position": "speaker@housing", "since": "2020"},
        {
            "what": "meeting", "id": "canary-m", "body": "council", "at": date(2026, 5, 1), "public": False,
            "name": {"en": "CANARY meeting"},
        },
        {"what": "item", "id": "canary-i", "meeting": "canary-m", "name": {"en": "CANARY item"}, "public": False},
    )  # fmt: skip
    shown = publish(Scope(charter=charter, record=record), DAY, audience, 2026)
    for name in FORMATS:
        made = whole(PARTS.exporter(name).write(shown, context(charter, audience=audience), Options()))[""].decode()
        assert "canary" not in made.lower(), name
