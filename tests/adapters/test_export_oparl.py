"""OParl: a tree that keeps what schema and text ask, whatever the jurisdiction, and tells nothing that is not for all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from builders import (
    body,
    electoral,
    group,
    holds,
    item,
    kind,
    meeting,
    missed,
    organisation,
    person,
    present,
    proposal,
    scope,
    step,
)
from examples import example
from gremium import assemble
from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.model.charter import Organisation, Subject
from gremium.model.record import Audience, MeetingState
from gremium.norms.seats import Standing
from gremium.plugins.parts import Context, Options, joined
from gremium.testing.documents import charters, records
from gremium.testing.values import words
from gremium.values.days import parse_day
from gremium.values.errors import Misuse
from gremium.values.message import Message, message
from gremium.values.ref import parse_ref
from gremium.values.text import Text
from gremium.workbench.export import export
from gremium.workbench.publish import publish
from gremium.workbench.published import (
    Dealt,
    ElectoralTerm,
    Membership,
    Named,
    Paper,
    Point,
    Post,
    Published,
    PublishedBody,
    Session,
)
from gremium_adapters.exporters.addresses import part
from gremium_adapters.exporters.oparl import write
from gremium_adapters.exporters.oparl_tree import count, later, moment_of, page
from oparl_text import problems

BASE = "https://oparl.example/town/"
DAY, STAMP = date(2026, 6, 1), datetime(2026, 6, 2, 3, 4, 5, 678, tzinfo=UTC)
EXAMPLES = ("paderborn", "wuerselen", "musterstadt")
PUBLIC, MEMBERS, ADMINISTRATION = Audience
Files = Mapping[str, bytes]


def context(here: Scope, audience: Audience = PUBLIC, tag: str = "de") -> Context:
    """Return what the exporter may know."""
    return Context(charter=here.charter, language=language(tag), stamp=STAMP, audience=audience)


def tree(here: Scope, audience: Audience = PUBLIC, at: date = DAY, tag: str = "de", **chosen: Any) -> Files:
    """Return the files for a scope as an audience gets them, once they are as the text asks."""
    return asked(publish(here, at, audience, **chosen), context(here, audience, tag))


def asked(shown: Published, about: Context) -> Files:
    """Return the files for a view, once they are as the text asks."""
    files = joined(write(shown, about, Options(base=BASE)))
    assert problems(files, BASE) == []
    return files


def read(files: Files, name: str) -> dict[str, Any]:
    """Return what stands in a file, without what stands in every one."""
    found = json.loads(files[f"{name}.json"])
    return {key: value for key, value in found.items() if key not in ("id", "type", "created", "modified", "body", "web")}


def to(*names: str) -> list[str]:
    """Return the addresses of files."""
    return [f"{BASE}{name}.json" for name in names]


def seen(party: Any) -> Any:
    """Return a party that all may see."""
    return evolve(party, disclosure=PUBLIC)


def town() -> Scope:
    """Return a town in which there is one of everything."""
    council = body(
        "council", group("elected", seats=3, standing="voting", name=Text.of({"de": "Ratsleute", "en": "Councillors"})),
        kind="council", name=Text.of({"de": "Rat", "en": "Council"}), since="2020-11-01",
    )  # fmt: skip
    board = body(
        "board", group("delegates", how="sent", by="each", each="*faction", seats=1, standing="voting", substitutes="personal"),
        group("experts", seats=2, standing="advisory"), kind="youth-board", since="2021", part_of=parse_ref("council"),
        positions=("speaker",),
    )  # fmt: skip
    events = (
        seen(person("ada")), seen(person("bert")), seen(person("cora")), person("dora"), seen(organisation("linde", "faction")),
        electoral("council", date(2020, 11, 1), date(2025, 10, 31)), electoral("council", date(2025, 11, 1)),
        holds("ada", "elected@council", date(2020, 11, 1)), holds("dora", "elected@council", date(2020, 11, 1)),
        holds("bert", "elected@council", date(2020, 11, 1), date(2025, 10, 31)), holds("bert", "chair@board", date(2026, 1, 1)),
        holds("bert", "delegates@board", date(2026, 1, 1), of="linde"),
        holds("cora", "delegates@board", date(2026, 1, 1), substitute=True, stands_in_for="bert", of="linde", rank=1),
        holds("cora", "experts@board", "2024"),
        meeting("joint", "board", datetime(2026, 3, 10, 19), joint_with=["council"], ends=datetime(2026, 3, 10, 21), public=True,
                place={"de": "Rathaus, Saal 2"}, name={"de": "Gemeinsame Sitzung"}),
        meeting("off", "council", date(2026, 7, 7), state="cancelled", public=True),
        meeting("moved", "council", date(2026, 7, 8), state="postponed", public=True),
        present(["cora", "ada", "linde", "dora"], "joint"), present(["nobody"], "joint", remote=True),
        missed("bert", date(2026, 3, 10), "board"),
        item("opening", "joint", name={"de": "Eröffnung"}), item("secret", "joint", public=False, name={"de": "Grundstück"}),
        item("path", "joint", subject="roads", at=datetime(2026, 3, 10, 19, 30)),
        item("note", "joint"),
        proposal("radweg", of="board", subject="roads", name={"de": "Radweg"}, by="linde"),
        proposal("bank", of=None, by="ada"),
        step("decided", "council", date(2026, 3, 10), proposal="radweg", meeting="joint", item="path", outcome="adopted"),
        step("deliberated", "board", date(2026, 3, 10), proposal="radweg", meeting="joint", item="path"),
        step("forwarded", "board", date(2026, 3, 12), proposal="radweg"),
        step("heard", "senate", date(2026, 4, 1), proposal="radweg"),
        step("heard", "senate", date(2026, 5, 1), proposal="radweg"),
        step("took-note", "council", date(2026, 3, 10), proposal="bank", meeting="joint", item="note"),
        step("deferred", "council", date(2026, 3, 10), proposal="bank", meeting="joint"),
        step("deferred", None, date(2026, 3, 11), proposal="bank"),
    )  # fmt: skip
    return scope(
        council, board, events=events, name=Text.of({"de": "Stadt", "en": "Town"}),
        kinds=(kind("youth-board", of="advisory-board", name=Text.of({"de": "Jugendbeirat"})), kind("advisory-board")),
        subjects=(Subject(id="roads", name=Text.of({"de": "Straßen", "en": "Roads"})),),
    )  # fmt: skip


@cache
def of_town() -> Files:
    """Return the files for the town."""
    return tree(town())


# ── what stands in it ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_municipality_is_the_body() -> None:
    """The Body of OParl is the municipality, and the list of the System has it alone."""
    files = of_town()
    assert json.loads(files["body/town.json"])["type"].endswith("1.1/Body")
    assert read(files, "body/town")["name"] == "Stadt"
    assert read(files, "body/town")["classification"] == "municipality"
    assert [one["id"] for one in read(files, "bodies")["data"]] == to("body/town")
    assert read(files, "system")["oparlVersion"] == "https://schema.oparl.org/1.1/"
    assert all(json.loads(files[name])["modified"] == "2026-06-02T03:04:05+00:00" for name in files if name.startswith("person/"))


def test_a_body_is_an_organization() -> None:
    """A body that meets is an Organization with its type by the kind, its posts, its exact days, and what it is part of."""
    files = of_town()
    board = read(files, "organization/board")
    assert board == {
        "name": "board", "post": ["delegates", "experts", "speaker", "Vorsitz"], "organizationType": "Gremium",
        "classification": "Jugendbeirat", "subOrganizationOf": to("organization/council")[0],
        "membership": to("membership/board/delegates/bert", "membership/board/experts/cora", "membership/board/chair/bert",
                         "membership/board/delegates/substitute/cora"),
        "meeting": to("organization/board/meetings")[0], "consultation": to("organization/board/consultations")[0],
    }  # fmt: skip
    council = read(files, "organization/council")
    assert (council["startDate"], council["classification"]) == ("2020-11-01", "council")
    assert read(files, "party/linde")["organizationType"] == "Fraktion"


def test_what_is_only_mentioned_is_there() -> None:
    """A body that is named and not exported has an Organization, so that each address leads to something."""
    files = of_town()
    assert read(files, "organization/senate")["name"] == "senate"
    assert "organizationType" not in read(files, "organization/senate")
    alone = tree(town(), bodies=["board"])
    assert read(alone, "organization/council")["name"] == "Rat"
    assert "post" not in read(alone, "organization/council")


def test_memberships_say_on_whose_behalf() -> None:
    """Delegates sit on behalf of whoever sent them; the right to vote follows from the seat, and substitutes are called so."""
    files = of_town()
    assert read(files, "membership/board/delegates/bert") == {
        "person": to("person/bert")[0], "organization": to("organization/board")[0], "role": "delegates", "votingRight": True,
        "startDate": "2026-01-01", "onBehalfOf": to("party/linde")[0],
    }  # fmt: skip
    substitute = read(files, "membership/board/delegates/substitute/cora")
    assert (substitute["role"], "votingRight" in substitute) == ("stellv. Mitglied (delegates)", False)
    expert = read(files, "membership/board/experts/cora")
    assert (expert["votingRight"], "startDate" in expert) == (False, False), "2024 is no day"
    assert read(files, "membership/board/chair/bert")["role"] == "Vorsitz"
    former = read(files, "membership/council/elected/bert")
    assert (former["role"], former["endDate"]) == ("Ratsleute", "2025-10-31")
    assert read(tree(town(), tag="en"), "membership/board/delegates/substitute/cora")["role"] == "substitute member (delegates)"


def test_a_person_has_all_memberships() -> None:
    """A Person has its memberships inside, the former ones too, and they do not name the person there."""
    files = of_town()
    bert = read(files, "person/bert")
    assert [one["id"] for one in bert["membership"]] == to(
        "membership/board/delegates/bert", "membership/board/chair/bert", "membership/council/elected/bert"
    )
    assert all("person" not in one for one in bert["membership"])


def test_meetings_begin_with_an_offset() -> None:
    """A joint meeting names the body that leads it first; its hours have the offset of the place, its place is a Location."""
    files = of_town()
    joint = read(files, "meeting/joint")
    assert (joint["start"], joint["end"]) == ("2026-03-10T19:00:00+01:00", "2026-03-10T21:00:00+01:00")
    assert joint["organization"] == to("organization/board", "organization/council")
    assert joint["location"]["description"] == "Rathaus, Saal 2"
    assert (joint["meetingState"], joint["cancelled"], joint["name"]) == ("durchgeführt", False, "Gemeinsame Sitzung")
    assert read(files, "location/joint")["meetings"] == to("meeting/joint")


def test_a_cancelled_meeting_stays() -> None:
    """A cancelled meeting is told as cancelled; of a day without an hour the first minute stands, and that it is none."""
    off = read(of_town(), "meeting/off")
    assert (off["cancelled"], off["start"], off["gremium:day"]) == (True, "2026-07-07T00:00:00+02:00", "2026-07-07")
    assert {"meetingState", "end", "agendaItem", "location", "participant"}.isdisjoint(off)
    moved = read(of_town(), "meeting/moved")
    assert (moved["cancelled"], "meetingState" in moved) == (True, False)


def test_participants_are_the_persons_who_were_there() -> None:
    """Of a meeting that was held the persons are told who were there and may be seen; no organisation, nobody who was absent."""
    seen = {audience: read(tree(town(), audience), "meeting/joint")["participant"] for audience in Audience}
    assert seen[PUBLIC] == to("person/ada", "person/cora")
    assert seen[MEMBERS] == to("person/ada", "person/cora", "person/dora")
    assert seen[Audience.ADMINISTRATION] == to("person/ada", "person/cora", "person/dora", "person/nobody")
    early = json.loads(tree(town(), at=date(2026, 3, 9))["meeting/joint.json"])
    assert "participant" not in early


def test_items_are_numbered_among_those_shown() -> None:
    """Where an item is not public, those after it move up for the public; whoever may see it sees it in its place."""
    public, inside = (read(tree(town(), audience), "meeting/joint")["agendaItem"] for audience in (PUBLIC, MEMBERS))
    assert [(one["order"], one.get("name")) for one in public] == [(0, "Eröffnung"), (1, None), (2, None)]
    assert [(one["order"], one["public"]) for one in inside] == [(0, True), (1, False), (2, True), (3, True)]


def test_an_item_tells_what_came_out() -> None:
    """An item has the outcome of what was decided there, its subject as a keyword, and the consultation that it is."""
    files = of_town()
    path = read(files, "agenda-item/path")
    assert path == {
        "meeting": to("meeting/joint")[0], "order": 1, "public": True, "consultation": to("consultation/radweg/item/path")[0],
        "result": "angenommen", "start": "2026-03-10T19:30:00+01:00", "keyword": ["Straßen"],
    }  # fmt: skip
    assert read(files, "agenda-item/note")["result"] == "zur Kenntnis genommen"
    assert "result" not in read(files, "agenda-item/opening")


def test_a_paper_goes_through_its_consultations() -> None:
    """A Paper has its consultations in order; what several bodies did at one item is one, the body that leads comes first."""
    files = of_town()
    radweg = read(files, "paper/radweg")
    assert {key: radweg[key] for key in radweg if key != "consultation"} == {
        "name": "Radweg", "reference": "radweg", "date": "2026-01-05", "paperType": "Straßen",
        "originatorOrganization": to("organization/board", "party/linde"),
    }  # fmt: skip
    assert [(one["id"], one["role"], one["authoritative"]) for one in radweg["consultation"]] == [
        (*to("consultation/radweg/item/path"), "Entscheidung", True),
        (*to("consultation/radweg/body/senate"), "Anhörung", False),
        (*to("consultation/radweg/body/senate.2"), "Anhörung", False),
    ]
    assert radweg["consultation"][0]["organization"] == to("organization/board", "organization/council")
    bank = read(files, "paper/bank")
    assert bank["originatorPerson"] == to("person/ada")
    assert [set(one) & {"role", "agendaItem", "meeting"} for one in bank["consultation"]] == [
        {"role", "agendaItem", "meeting"}, {"meeting"},
    ]  # fmt: skip


def test_a_consultation_nobody_is_said_to_have_held() -> None:
    """Where only the meeting is told, all who met consulted; an item of another meeting is none of this consultation."""
    events = [
        meeting("joint", "x", joint_with=["y"], public=True), meeting("other", "y", public=True), item("elsewhere", "other"),
        proposal(), step("deliberated", None, DAY, meeting="joint", item="elsewhere"),
    ]  # fmt: skip
    files = tree(scope(body("x"), body("y"), events=events))
    held = read(files, "paper/p")["consultation"][0]
    assert (held["organization"], held["meeting"]) == (to("organization/x", "organization/y"), to("meeting/joint")[0])
    assert "agendaItem" not in held


def test_terms_name_their_body() -> None:
    """Electoral terms belong to the municipality in OParl, so each says of which body it is."""
    terms = read(of_town(), "body/town")["legislativeTerm"]
    assert [(one["id"], one["name"], one["startDate"], one.get("endDate")) for one in terms] == [
        (*to("legislative-term/council"), "Wahlzeit: Rat", "2020-11-01", "2025-10-31"),
        (*to("legislative-term/council.2"), "Wahlzeit: Rat", "2025-11-01", None),
    ]
    assert {one["gremium:organization"] for one in terms} == set(to("organization/council"))


def test_names_are_in_the_language() -> None:
    """Names are in the language of the export; words that OParl recommends are German in every language."""
    files = tree(town(), tag="en")
    assert read(files, "organization/council")["name"] == "Council"
    assert read(files, "meeting/joint")["meetingState"] == "durchgeführt"
    assert read(files, "agenda-item/path")["result"] == "adopted"


@pytest.mark.parametrize(
    ("kind_", "sort"),
    [
        ("council", "Gremium"), ("social-committee", "Gremium"), ("youth-board", "Gremium"), ("office", "Verwaltungsbereich"),
        ("party", "Partei"), ("ministry", "Institution"), ("association", "Sonstiges"), ("round", None), ("subcommittee", None),
    ],
)  # fmt: skip
def test_types_are_told_where_they_are_certain(kind_: str, sort: str | None) -> None:
    """The type of an organisation follows from the word for its kind or one above it; where that says nothing, it is left out."""
    kinds = (kind("youth-board", of="circle"), kind("circle", of="advisory-board"), kind("round", of="round"))
    files = tree(scope(body("x", kind=kind_), kinds=kinds))
    assert read(files, "organization/x").get("organizationType") == sort


def test_nobody_seems_to_sit_there_who_does_not() -> None:
    """A membership that is over, or yet to come, on a day nobody knows exactly is left out and counted as a loss."""
    council = body("council", group("elected", seats=2))
    here = scope(council, events=[seen(person("ada")), holds("ada", "elected@council", "2020", "2024")])
    files = tree(here)
    assert not [name for name in files if name.startswith("membership/")]
    made = export(assemble(), publish(here, DAY), "oparl", context(here), Options(base=BASE))
    assert "loss.undated" in {one.code for one in made.losses}


def test_an_organisation_that_sits_somewhere_is_no_person() -> None:
    """A seat that an organisation itself holds is no Membership, for which OParl wants a Person; it is counted as a loss."""
    council = body("council", group("elected", seats=3))
    caritas = Organisation(id="caritas", name=Text.of({"de": "Caritas"}), kind="association")
    seated = (holds(one, "elected@council", date(2020, 1, 1)) for one in ("linde", "caritas", "eva"))
    events = [seen(organisation("linde")), *seated]
    here = scope(council, events=events, parties=(caritas,))
    files = tree(here, ADMINISTRATION)
    assert sorted(name for name in files if name.startswith(("membership/", "person/"))) == [
        "membership/council/elected/eva.json", "person/eva.json",
    ]  # fmt: skip
    assert read(files, "party/caritas") == {
        "name": "Caritas", "organizationType": "Sonstiges", "classification": "association",
        "meeting": to("party/caritas/meetings")[0], "consultation": to("party/caritas/consultations")[0],
    }  # fmt: skip
    made = export(assemble(), publish(here, DAY, ADMINISTRATION), "oparl", context(here, ADMINISTRATION), Options(base=BASE))
    assert dict(next(one for one in made.losses if one.code == "loss.organisations-seated").params)["n"] == 2


def test_a_part_of_something_elsewhere() -> None:
    """What a body is part of, if that is not one of these bodies, stands in a property of our own."""
    files = tree(scope(body("x", part_of=parse_ref("region/council"))))
    assert read(files, "organization/x")["gremium:partOf"] == "region/council"


def test_ends_that_cannot_be() -> None:
    """A meeting that would end before it begins has no end, also where the clocks are put forward in between."""
    nights = ((datetime(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 3, 10)), (datetime(2026, 3, 9, 19), datetime(2026, 3, 9, 0)))
    events = [meeting(f"m{number}", at=at, ends=ends) for number, (at, ends) in enumerate(nights)]
    files = tree(scope(body("x"), events=events))
    assert all("end" not in read(files, f"meeting/m{number}") for number in range(2))
    assert later(datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 2, 29))


def test_a_day_of_long_ago() -> None:
    """An offset has whole minutes, also where the clocks of the place went by the sun, and the first year is no error."""
    assert moment_of(datetime(1880, 1, 1, 12)) == "1880-01-01T12:00:00+00:53"
    assert moment_of(date.min) == "0001-01-01T00:00:00+00:53"
    assert later(datetime(1, 1, 1, 1), datetime(1, 1, 1))


# ── addresses and pages ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("base", "said"), [
    (None, message("misuse.base-lacking")), ("oparl.example", message("misuse.base", base="oparl.example")),
])  # fmt: skip
def test_there_is_no_tree_without_an_address(base: str | None, said: Message) -> None:
    """Without an address below which it will stand, or with one that is none, nothing is written."""
    here = town()
    with pytest.raises(Misuse) as raised:
        write(publish(here, DAY), context(here), Options(base=base))
    assert raised.value.said == said


def test_an_address_without_a_slash() -> None:
    """The tree is right below an address, whether or not it was given with a slash at its end."""
    here = town()
    one, other = (joined(write(publish(here, DAY), context(here), Options(base=base))) for base in (BASE, BASE.rstrip("/")))
    assert one == other


def test_lists_have_pages() -> None:
    """A long list has pages that lead to each other, and the first one has the address of the list."""
    council = body("council", group("elected", seats="0.."))
    events = [one for number in range(201) for one in (seen(person(f"p{number}")), holds(f"p{number}", "elected@council", DAY))]
    files = tree(scope(council, events=events))
    first, last = read(files, "persons"), read(files, "persons-3")
    assert (len(first["data"]), len(last["data"])) == (100, 1)
    ends = [first["links"][key] for key in ("first", "self", "last", "next")]
    assert ends == to("persons", "persons", "persons-3", "persons-2")
    assert last["pagination"] == {"totalElements": 201, "elementsPerPage": 100, "currentPage": 3, "totalPages": 3}
    assert len(read(files, "files")["data"]) == 0


@given(number=st.integers(0, 13), size=st.integers(1, 4))
def test_pages_hold_everything_once(number: int, size: int) -> None:
    """However many entries there are, the pages have each once and in order, all full but the last."""
    ids = [str(one) for one in range(number)]
    made = [page(f"{BASE}x.json", ids, one, lambda id_: {"id": id_}, size) for one in range(1, count(ids, size) + 1)]
    assert [thing["id"] for one in made for thing in one["data"]] == ids
    assert all(len(one["data"]) == size for one in made[:-1])


def test_hostile_ids_have_different_addresses() -> None:
    """No two hostile ids have the same part of an address, also where file systems know no capital letters."""
    assert len({part(text).lower() for text in HOSTILE}) == len(HOSTILE)


def test_addresses_stay_when_more_becomes_known() -> None:
    """The address of a membership stays the same when the day of the export, the audience and later memberships change."""
    council = body("council", group("elected", seats=2))
    events = [seen(person("ada")), holds("ada", "elected@council", date(2010, 1, 1), date(2014, 12, 31))]
    again = [holds(one, "elected@council", since) for one, since in (("zoe", date(2010, 1, 1)), ("ada", date(2020, 1, 1)))]
    more = [*events, person("zoe"), *again]
    first = "membership/council/elected/ada"
    assert read(tree(scope(council, events=events)), first) == read(tree(scope(council, events=more), MEMBERS), first)
    assert read(tree(scope(council, events=more)), f"{first}.2")["startDate"] == "2020-01-01"


def test_unchanged_input_gives_the_same_bytes() -> None:
    """Written twice, the tree has the same files with the same bytes in the same order."""
    assert list(tree(town()).items()) == list(tree(town()).items())


# ── real examples, made-up ones, and hostile ones ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("target", EXAMPLES)
@pytest.mark.parametrize("audience", Audience)
def test_examples_are_as_the_text_asks(target: str, audience: Audience) -> None:
    """The examples give trees in which every body is an Organization, and every reference leads where it should."""
    here = example(target)
    files = tree(here, audience)
    assert {f"organization/{one.id}.json" for one in here.charter.bodies} <= files.keys()


def validators(shared: Path) -> Mapping[str, Draft7Validator]:
    """Return a validator for each type."""
    files = sorted((shared / "schemas" / "oparl-1.1").glob("*.json"))
    schemas = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
    at = "https://schema.oparl.org/1.1/"
    registry = Registry().with_resources([(f"{at}{name}.json", Resource.from_contents(one)) for name, one in schemas.items()])
    return {f"{at}{name}": Draft7Validator(one, registry=registry) for name, one in schemas.items()}


@pytest.mark.parametrize("target", [*EXAMPLES, "town"])
def test_examples_keep_the_schemas(shared: Path, target: str) -> None:
    """Each object of the examples, also in lists and inside of others, keeps the schema of its type."""
    by_type = validators(shared)
    kinds = set()
    for content in tree(town() if target == "town" else example(target)).values():
        found = json.loads(content)
        for one in found.get("data", [found]):
            assert [error.message for error in by_type[one["type"]].iter_errors(one)] == []
            kinds.add(one["type"].rpartition("/")[2])
    assert {"System", "Body", "Organization"} <= kinds
    assert target != "town" or kinds == by_type_names(by_type) - {"File"}


def by_type_names(by_type: Mapping[str, Draft7Validator]) -> set[str]:
    """Return the names of the types."""
    return {name.rpartition("/")[2] for name in by_type}


def test_the_schemas_see_what_is_missing(shared: Path) -> None:
    """The test above would see an object that lacks what its schema requires."""
    broken = {"id": "x", "type": "https://schema.oparl.org/1.1/AgendaItem", "public": "yes"}
    errors = validators(shared)[broken["type"]].iter_errors(broken)
    assert {error.validator for error in errors} == {"required", "type"}


@settings(settings.get_profile("brief"), max_examples=6)
@given(st.data())
def test_whatever_is_made_up_is_as_the_text_asks(data: st.DataObject) -> None:
    """Whatever charter and record there are, on any day, for any audience, the tree is as the text asks."""
    made = data.draw(charters())
    here = Scope(charter=made, record=data.draw(records(made)))
    tree(here, data.draw(st.sampled_from(Audience)), data.draw(st.dates(date(2000, 1, 1), date(2040, 12, 31))))


HOSTILE = (
    "a\r\nb", "=cmd()", "<script>alert(1)</script>", "]]>", "\"'`", "\u202eabc", "x" * 10_000, "\x00\x1f\x7f\u2028", "\ud800",
    "../../etc", "%2e%2e", "a/b", "a?b#c", "?", "ä ö", "CON", "A", "a", ".", " ",
)  # fmt: skip
# Those that mean something to file systems.
PATHS = ("x" * 10_000, "\x00\x1f\x7f\u2028", "../../etc", "CON", ".")


def hostile(text: str) -> Published:
    """Return a view in which every id and every name is a text."""
    named, days = Text.of({"de": text}), {"since": parse_day("2020-01-01"), "until": None}
    steps = (
        Dealt(did=step("decided").did, body=text, at=DAY, meeting=text, item=text, outcome=text),
        Dealt(did=step("decided").did, body=text, at=DAY),
    )
    return Published(
        id=text, name=named, kind=text, at=DAY, audience=PUBLIC,
        bodies=(
            PublishedBody(id=text, kind=text, kind_name=named, name=named, part_of=parse_ref("a/b"),
                          posts=(Post(id=text, name=named, number=group("x").norm.number),)),
        ),
        parties=(Named(id=text, name=text), Named(id=f"{text}-o", name=text, kind=text)),
        memberships=tuple(
            Membership(body=text, post=text, party=text, standing=Standing.GUEST, of=f"{text}-o", substitute=substitute, **days)
            for substitute in (False, False, True)
        ),
        sessions=(Session(id=text, bodies=(text, f"{text}?"), at=DAY, name=named, place=named, state=MeetingState.CONVENED,
                          points=(Point(id=text, name=named, subject=text, proposals=(text,)),)),),
        papers=(Paper(id=text, name=named, subject=text, of=text, by=text, at=DAY, steps=steps),),
        terms=(ElectoralTerm(body=text, since=parse_day("2020")),),
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_names(text: str, tmp_path: Path) -> None:
    """Whatever an id or a name says, addresses are plain, files can be laid down, and the name comes out as it went in."""
    from gremium.folders import lay  # noqa: PLC0415  # nothing else here lays anything down

    here = scope(body("x"))
    files = asked(hostile(text), context(here))
    if text in PATHS:
        lay({name: (content,) for name, content in files.items()}, tmp_path / "tree")
        assert sum(one.is_file() for one in (tmp_path / "tree").rglob("*")) == len(files)
        assert {one.name for one in tmp_path.iterdir()} == {"tree"}
    assert read(files, f"person/{part(text)}")["name"] == text.replace("\ud800", "?")
    for url in (json.loads(content).get("id", BASE) for content in files.values()):
        assert urlsplit(url).geturl() == url
        assert not urlsplit(url).query


@given(words())
def test_texts_of_all_scripts_come_out_again(text: str) -> None:
    """A name of any characters is read from the JSON as it was, without escapes of HTML."""
    files = asked(hostile(text), context(scope(body("x"))))
    assert read(files, f"paper/{part(text)}")["name"] == text


def test_nothing_hidden_comes_through() -> None:
    """No marker of a person, a note, a closed item or a closed proposal is in any file for those who may not see it."""
    mark, there = {"note": Text.of({"de": "Marker"})}, date(2026, 3, 2)
    council = body("council", group("elected", seats=5), group("delegates", how="sent", by="each", each="*club", seats=1))
    events = [
        evolve(person("marker-one", date(1980, 1, 1)), name="Marker Eins"),
        evolve(organisation("marker-club", "club"), name="Marker e. V."),
        seen(person("ada")), holds("marker-one", "elected@council", date(2019, 3, 17), **mark),
        holds("ada", "elected@council", date(2020, 1, 1), date(2021, 1, 1), of="marker-club", **mark),
        holds("ada", "elected@council", date(2021, 1, 2), substitute=True, stands_in_for="marker-one", **mark),
        holds("ada", "delegates@council", date(2024, 1, 2), of="marker-club"),
        meeting("shut", "council", datetime(2026, 3, 1, 19), public=False, name={"de": "Marker-Sitzung"}),
        meeting("open", "council", datetime(2026, 3, 2, 19), public=True),
        item("marker-item", "open", public=False, name={"de": "Marker-Punkt"}, subject="marker-subject"),
        proposal("marker-paper", of="council", public=False, name={"de": "Marker-Vorlage"}),
        proposal("paper", of="council", by="marker-one", public=True),
        step("decided", "council", there, proposal="marker-paper", meeting="open", item="marker-item", outcome="marker"),
        step("decided", "council", there, proposal="paper", meeting="open", item="marker-item", by="marker-one"),
        step("answered", None, date(2026, 3, 3), proposal="paper", by="marker-one", note={"de": "Marker"}),
    ]  # fmt: skip
    here = scope(council, events=events, subjects=(Subject(id="marker-subject"),))
    written = b"".join(name.encode() + content for name, content in tree(here).items())
    assert b"marker" not in written.lower()
    assert b"2019-03-17" not in written
    assert b"1980" not in written
    inside = b"".join(name.encode() + content for name, content in tree(here, ADMINISTRATION).items())
    assert all(mark in inside for mark in (b"marker-one", b"marker-club", b"marker-item", b"marker-paper"))


# ── what is lost ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_oparl_cannot_carry_is_said() -> None:
    """The order of substitutes, rules, seats, offices behind seats and rough days are lost, and the export says so."""
    here = town()
    made = export(assemble(), publish(here, DAY), "oparl", context(here), Options(base=BASE))
    lost = {one.code.removeprefix("loss.") for one in made.losses}
    assert {"rules", "seats", "standing", "substitute-order", "steps", "publicity", "rough-days", "languages"} <= lost
    carried = {"bodies", "memberships", "delegates", "substitutes", "meetings", "hours", "places", "joint", "agenda", "terms"}
    assert lost.isdisjoint(carried)


# ── the test of the text itself ──────────────────────────────────────────────────────────────────────────────────────

Plant = Callable[[dict[str, Any]], object]


def everywhere(url: str, change: Callable[[dict[str, Any]], object]) -> Plant:
    """Return a defect that stands in every copy of an object: on its own, inside another, and in lists."""

    def plant(files: dict[str, Any]) -> None:
        for found in files.values():
            for one in copies(found):
                if one.get("id") == url:
                    change(one)

    return plant


def copies(value: Any) -> list[dict[str, Any]]:
    """Return every object in a file."""
    if isinstance(value, dict):
        return [value, *(one for inner in value.values() for one in copies(inner))]
    return [one for inner in value for one in copies(inner)] if isinstance(value, list) else []


def only(name: str, change: Callable[[dict[str, Any]], object]) -> Plant:
    """Return a defect that stands in one file alone."""
    return lambda files: change(files[f"{name}.json"])


def put(**said: Any) -> Callable[[dict[str, Any]], object]:
    """Return a change that sets properties."""
    return lambda one: one.update(said)


def cut(*names: str) -> Callable[[dict[str, Any]], object]:
    """Return a change that takes properties away."""
    return lambda one: [one.pop(name, None) for name in names]


JOINT, PATH, RADWEG, BERT, BOARD = to(
    "meeting/joint", "agenda-item/path", "paper/radweg", "membership/board/delegates/bert", "organization/board"
)
DEFECTS: Mapping[str, tuple[Plant, str]] = {
    "no instant of creation": (everywhere(JOINT, cut("created")), "created is None"),
    "an instant with Z": (everywhere(JOINT, put(modified="2026-06-02T03:04:05Z")), "modified is"),
    "fractions of seconds": (everywhere(JOINT, put(start="2026-03-10T19:00:00.5+01:00")), "no moment"),
    "a beginning without offset": (everywhere(JOINT, put(start="2026-03-10T19:00:00")), "no moment"),
    "no such day": (everywhere(RADWEG, put(date="2026-02-30")), "no date"),
    "an instant for a day": (everywhere(RADWEG, put(date="2026-02-03T00:00:00+01:00")), "no date"),
    "changed before it was made": (everywhere(JOINT, put(created="2027-01-01T00:00:00+00:00")), "before it was created"),
    "an end before the beginning": (everywhere(JOINT, put(end="2026-03-10T00:00:00+01:00")), "ends before"),
    "null": (everywhere(JOINT, put(name=None)), "name is empty"),
    "an empty text": (everywhere(RADWEG, put(name="")), "name is empty"),
    "an empty list": (everywhere(RADWEG, put(originatorPerson=[])), "originatorPerson is empty"),
    "an unknown property": (everywhere(JOINT, put(body=BASE)), "unknown property body"),
    "a word for a boolean": (everywhere(JOINT, put(cancelled="no")), "no bool"),
    "an unknown state": (everywhere(JOINT, put(meetingState="held")), "does not know"),
    "an unknown type of organisation": (everywhere(BOARD, put(organizationType="Rat")), "does not know"),
    "an unknown type": (everywhere(JOINT, put(type="https://schema.oparl.org/1.1/Sitting")), "unknown type"),
    "a list that the text requires": (everywhere(to("body/town")[0], cut("locationList")), "locationList is missing"),
    "an object for an address": (everywhere(BERT, put(organization={"id": BOARD})), "no url"),
    "one for several": (everywhere(JOINT, put(organization=BOARD)), "is no list"),
    "the same twice": (everywhere(JOINT, put(organization=[BOARD, BOARD])), "twice"),
    "a reference to nowhere": (everywhere(BERT, put(onBehalfOf=f"{BASE}party/erle.json")), "leads nowhere"),
    "a reference to another type": (everywhere(BERT, put(onBehalfOf=JOINT)), "leads to a Meeting"),
    "an address that is not its own": (only("meeting/joint", put(id=f"{BASE}meeting/other.json")), "is called"),
    "an order that begins with 1": (everywhere(to("agenda-item/opening")[0], put(order=1)), "order is"),
    "an order with a gap": (everywhere(to("agenda-item/note")[0], put(order=3)), "order is"),
    "no order": (everywhere(PATH, cut("order")), "order is missing"),
    "an item that cannot be fetched": (lambda files: files.pop("agenda-item/path.json"), "cannot be fetched"),
    "an item that differs": (only("agenda-item/path", put(public=False)), "differs"),
    "an item that names its meeting inside it": (
        only("meeting/joint", lambda one: one["agendaItem"][0].update(meeting=JOINT)), "told inside",
    ),
    "an item that does not name its meeting": (only("agenda-item/path", cut("meeting")), "missing on its own"),
    "an item of another meeting": (only("agenda-item/path", put(meeting=f"{BASE}meeting/off.json")), "does not lead to"),
    "an item without its consultation": (everywhere(PATH, cut("consultation")), "consultation is not one that names it"),
    "a consultation in another meeting": (
        everywhere(to("consultation/radweg/item/path")[0], put(meeting=f"{BASE}meeting/off.json")), "not that of agendaItem",
    ),
    "a membership that its organisation does not know": (
        everywhere(BOARD, lambda one: "membership" in one and one["membership"].remove(BERT)), "membership is not every",
    ),
    "a person without its membership": (only("person/bert", cut("membership")), "membership is not every"),
    "a paper without its consultations": (everywhere(RADWEG, cut("consultation")), "consultation is not every"),
    "a list of an organisation that lacks a meeting": (
        only("organization/board/meetings", lambda one: one["data"].pop()), "meeting is not every",
    ),
    "a list that lacks an object": (only("papers", lambda one: one["data"].pop()), "does not list every"),
    "a list that has an object twice": (only("papers", lambda one: one["data"].append(one["data"][0])), "lists something twice"),
    "a list of other things": (
        lambda files: files["papers.json"]["data"].append(files["meeting/joint.json"]), "lists a Meeting",
    ),
    "a list with an older copy": (only("papers", lambda one: one["data"][0].update(reference="old")), "lists another Paper"),
    "no list": (lambda files: files.pop("files.json"), "there is no such list"),
    "a page without links": (only("papers", cut("links")), "page without"),
    "a wrong link": (only("papers", lambda one: one["links"].update(last=JOINT)), "wrong links"),
    "a wrong number": (only("papers", lambda one: one["pagination"].update(totalElements=9)), "wrong pagination"),
    "a page of no list": (lambda files: files.update({"x.json": files["papers.json"]}), "page of no list"),
    "two systems": (lambda files: files.update({"other.json": files["system.json"]}), "not one System"),
    "a name that servers read in two ways": (lambda files: files.update({"a b.json": files["papers.json"]}), "is no name"),
    "a term that is not inside": (only("body/town", lambda one: one["legislativeTerm"].pop()), "legislativeTerm is not every"),
    "a place of no meeting": (only("location/joint", put(meetings=[f"{BASE}meeting/off.json"])), "does not lead to"),
}  # fmt: skip


@pytest.mark.parametrize("name", DEFECTS)
def test_planted_defects_are_found(name: str) -> None:
    """Each defect that is planted into a good tree is found by what the text asks."""
    plant, said = DEFECTS[name]
    files = {file: json.loads(content) for file, content in of_town().items()}
    plant(files)
    found = problems({file: json.dumps(one).encode() for file, one in files.items()}, BASE)
    assert [one for one in found if said in one], found


def test_what_is_no_json_is_found() -> None:
    """A file that begins with a mark of byte order, or is not UTF-8, is found too."""
    files = of_town()
    for content in (b"\xef\xbb\xbf" + files["system.json"], b"\xff"):
        assert [one for one in problems({**files, "system.json": content}, BASE) if "no JSON" in one]
