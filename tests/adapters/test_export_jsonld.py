"""JSON-LD: one graph with its context inside, of which expansion loses nothing, in which every id that is named is described."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from gremium.model.charter import Charter
from gremium.model.record import MeetingState
from gremium.plugins.parts import Options, Parts, joined
from gremium.values.errors import Misuse
from gremium.workbench.export import export
from gremium.workbench.published import Published
from gremium_adapters.exporters.jsonld import CARRIES, write
from linked import HOSTILE, SHOWN, TOWN, WITHOUT, about, examples, hostile, made_up

ORG, TIME, SKOS = "http://www.w3.org/ns/org#", "http://www.w3.org/2006/time#", "http://www.w3.org/2004/02/skos/core#"
FOAF, SCHEMA, XSD = "http://xmlns.com/foaf/0.1/", "https://schema.org/", "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What these vocabularies define, as far as it may be used here: classes, properties with what they are said of, and values.
CLASSES = {
    *(ORG + name for name in ("Organization", "Post", "Membership", "Role")), SKOS + "Concept", FOAF + "Person", FOAF + "Agent",
    TIME + "Interval", TIME + "Instant",
    *(SCHEMA + name for name in ("Organization", "Event", "ListItem", "CreativeWork", "Place", "VirtualLocation")),
}  # fmt: skip
OF = {
    ORG + "Organization": {ORG + "subOrganizationOf", ORG + "classification"},
    ORG + "Post": {ORG + "postIn", ORG + "heldBy", ORG + "role"},
    ORG + "Membership": {ORG + "member", ORG + "organization", ORG + "role", ORG + "memberDuring"},
    TIME + "Interval": {TIME + "hasBeginning", TIME + "hasEnd"},
    TIME + "Instant": {TIME + "inXSDDate", TIME + "inXSDgYearMonth", TIME + "inXSDgYear"},
    SCHEMA + "Organization": {SCHEMA + "foundingDate", SCHEMA + "dissolutionDate"},
    SCHEMA + "Event": {
        SCHEMA + name for name in (
            "startDate", "endDate", "eventStatus", "eventAttendanceMode", "organizer", "subEvent", "superEvent", "about",
            "location", "keywords", "description", "previousStartDate", "attendee",
        )
    },
    SCHEMA + "ListItem": {SCHEMA + "position"},
    SCHEMA + "CreativeWork": {SCHEMA + name for name in ("dateCreated", "creator", "sourceOrganization", "keywords")},
}  # fmt: skip
REPLACES, PAGE = "http://purl.org/dc/terms/replaces", SCHEMA + "url"
ANYTHING = {REPLACES, SKOS + "prefLabel", SKOS + "note", SKOS + "scopeNote", FOAF + "name", SCHEMA + "name", PAGE, TYPE}
KEYWORDS = {"@id", "@type", "@value", "@language"}


@frozen
class Fact:
    """One triple. `sort` is what the object is: "@id", a type of literals, a language, or empty for a plain literal."""

    of: str
    what: str
    value: Any
    sort: str


class Expander:
    """Reads a document as RDF, by the rules of JSON-LD 1.1 as far as they are needed, and refuses what it would drop."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.context, self.blank = document["@context"], 0
        assert set(document) == {"@context", "@graph"}
        assert isinstance(self.context, dict), "a context that would have to be fetched"
        for term in self.context.keys() - {"@version"}:
            self.term(term)
        self.facts = [fact for node in document["@graph"] for fact in self.node(node)[1]]

    def absolute(self, word: str) -> str:
        """Return the IRI of a compact one; an absolute one is returned as it is."""
        prefix, colon, rest = word.partition(":")
        assert colon, f"{word} is no IRI"
        namespace = self.context.get(prefix)
        if namespace is None or rest.startswith("//"):
            assert urlsplit(word).scheme in ("urn", "https", "http"), word
            return word
        assert isinstance(namespace, str), prefix
        assert namespace.endswith(("#", "/")), prefix
        return str(namespace) + rest

    def term(self, key: str) -> tuple[str, Mapping[str, str]]:
        """Return the IRI of a key, and how its values are read; a key that is not mapped would be dropped: that is refused."""
        assert key in self.context, f"{key} is not mapped"
        meant = self.context[key]
        told = {"@id": meant} if isinstance(meant, str) else meant
        assert set(told) <= {"@id", "@type", "@container"}, key
        assert told.get("@container", "@language") == "@language"
        return self.absolute(told["@id"]), told

    def node(self, node: Mapping[str, Any]) -> tuple[str, list[Fact]]:
        """Return the id of a node and what is said of it, and of the nodes in it."""
        if "@id" not in node:
            self.blank += 1
        id_ = self.absolute(node["@id"]) if "@id" in node else f"_:b{self.blank}"
        types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        facts = [Fact(id_, TYPE, self.absolute(one), "@id") for one in types]
        for key in node.keys() - {"@id", "@type"}:
            what, how = self.term(key)
            for one in node[key] if isinstance(node[key], list) else [node[key]]:
                facts += self.values(id_, what, how, one)
        return id_, facts

    def values(self, of: str, what: str, how: Mapping[str, str], value: Any) -> Iterator[Fact]:
        """Yield what one value says."""
        if "@container" in how:
            assert value, what
            yield from (Fact(of, what, said, "" if tag == "@none" else f"@{tag}") for tag, said in value.items())
        elif isinstance(value, dict) and "@value" in value:
            assert set(value) == {"@value", "@type"}
            yield Fact(of, what, value["@value"], self.absolute(value["@type"]))
        elif isinstance(value, dict):
            id_, facts = self.node(value)
            yield Fact(of, what, id_, "@id")
            yield from facts
        elif how.get("@type") == "@id":
            yield Fact(of, what, self.absolute(value), "@id")
        else:
            assert isinstance(value, str | int), what
            yield Fact(of, what, value, self.absolute(how["@type"]) if "@type" in how else "")


def leaves(value: Any) -> int:
    """Return how many texts and numbers stand in a part of a document, apart from the names of types of literals."""
    if isinstance(value, dict):
        return sum(leaves(one) for key, one in value.items() if not (key == "@type" and "@value" in value))
    return sum(map(leaves, value)) if isinstance(value, list) else 1


def made(shown: Published, here: Charter = TOWN, tag: str = "en", base: str | None = None) -> dict[str, Any]:
    """Return the document of a view."""
    found: dict[str, Any] = json.loads(b"".join(write(shown, about(here, tag), Options(base=base))[""]))
    return found


def facts(document: Mapping[str, Any]) -> list[Fact]:
    """Return what a document says, after a look at whether all of it is said well.

    No key is dropped and no value lost; each node is described once, and each id that is named is described; classes and
    properties are those of the vocabularies, and said of what they are meant for.
    """
    found = Expander(document).facts
    nodes = document["@graph"]
    ids = [node["@id"] for node in nodes]
    assert len(set(ids)) == len(ids)
    nested = sum(one.value.startswith("_:") for one in found if one.sort == "@id")  # a node without an id, which is no leaf
    assert len(found) == leaves(nodes) - len(ids) + nested
    links = [one.value for one in found if one.sort == "@id" and one.what not in (TYPE, PAGE)]
    named = {one for one in links if not one.startswith(("_:", SCHEMA))}
    assert named <= set(ids)
    kinds: dict[str, set[str]] = {}
    for one in found:
        if one.what == TYPE:
            kinds.setdefault(one.of, set()).add(one.value)
    assert set(chain(*kinds.values())) <= CLASSES
    assert [one for one in found if one.what not in ANYTHING.union(*(OF.get(kind, ()) for kind in kinds[one.of]))] == []
    return found


def of(found: list[Fact], id_: str) -> dict[str, Any]:
    """Return what is said of something, by the last word of each property; several values as a list."""
    told: dict[str, Any] = {}
    for one in found:
        if one.of == id_:
            told.setdefault(re.split("[/#]", one.what)[-1], []).append((one.value, one.sort))
    return {key: [value for value, _ in told[key]] if len(told[key]) > 1 else told[key][0][0] for key in told}


def test_expansion_loses_nothing() -> None:
    """Every key is mapped inside the document, and every value is found again in what it says."""
    for base in (None, "https://town.example/ris"):
        assert facts(made(SHOWN, base=base))


def test_the_check_finds_planted_faults() -> None:
    """A key that is not mapped, an id that leads nowhere, a property of something else and a remote context are each found."""
    town = "urn:gremium:town"
    for fault in ({"shoeSize": 1}, {"organizer": [f"{town}:bodies:none"]}, {"postIn": f"{town}:bodies:council"}, {"name": {}}):
        document = made(SHOWN)
        next(one for one in document["@graph"] if one["@type"] == "schema:Event").update(fault)
        with pytest.raises(AssertionError):
            facts(document)
    with pytest.raises(AssertionError):
        facts(made(SHOWN) | {"@context": "https://schema.org"})


def test_real_jurisdictions_are_told_without_loss() -> None:
    """What real towns have to show, to any audience on any day, is expanded without loss, twice from the same bytes."""
    for shown, here in examples():
        found = facts(made(shown, here))
        said = {one.value for one in found if one.what == SKOS + "prefLabel"}
        assert {text for body in shown.bodies if body.name for _, text in body.name.pairs} <= said
        assert joined(write(shown, about(here), Options())) == joined(write(shown, about(here), Options()))


@settings(settings.get_profile("few"))
@given(made_up(), st.sampled_from(("de", "en")), st.sampled_from((None, "http://x.example")))
def test_made_up_jurisdictions_are_told_without_loss(told: tuple[Published, Charter], tag: str, base: str | None) -> None:
    """Whatever a charter and a record say, all of it is expanded, and every body, party and meeting is described."""
    shown, here = told
    document = made(shown, here, tag, base)
    facts(document)
    ids = {unquote(node["@id"]).replace("/", ":") for node in document["@graph"]}
    for kind, many in (("bodies", shown.bodies), ("meetings", shown.sessions), ("proposals", shown.papers)):
        assert all(any(id_.endswith(f":{kind}:{one.id}") for id_ in ids) for one in many)


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_names_stay_inert(said: str) -> None:
    """Whatever people write is a literal: no id, key or type is made of it, and no script in a page is ended by it."""
    written = b"".join(write(hostile(SHOWN, said), about(TOWN), Options())[""])
    assert not {*"<>&\u2028\u2029"} & set(written.decode())
    found = facts(json.loads(written))
    whole = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert of(found, "urn:gremium:town:parties:ada").get("name") == whole
    mild = facts(made(hostile(SHOWN, "mild")))
    assert [(one.of, one.what) for one in found] == [(one.of, one.what) for one in mild]
    json.dumps([one.value for one in found], ensure_ascii=False).encode()


def test_ids_are_addresses_below_the_base_or_names() -> None:
    """With a base an id is an address below it, with or without a slash at its end; without one it is a URN; both are quoted."""
    names = [node["@id"] for node in made(SHOWN)["@graph"]]
    assert all(re.fullmatch(r"urn:gremium:(town|county)(:[A-Za-z0-9._~%-]+)+", id_) for id_ in names)
    below = [node["@id"] for node in made(SHOWN, base="https://town.example/ris")["@graph"]]
    assert below == [node["@id"] for node in made(SHOWN, base="https://town.example/ris/")["@graph"]]
    assert [id_.replace("urn:gremium:town:", "https://town.example/ris/").replace(":", "/") for id_ in names] == [
        id_.replace(":", "/") for id_ in below
    ]
    odd = made(evolve(SHOWN, id="a:b", bodies=(evolve(SHOWN.bodies[0], id="x/../:\ud800<"),), memberships=(), terms=()))
    assert odd["@graph"][1]["@id"] == "urn:gremium:a%3Ab:bodies:x%2F..%2F%3A%3F%3C"


def test_pages() -> None:
    """Below a base, whatever has a place in the site that stands there says where; without one there is no such place."""
    below = facts(made(SHOWN, base="https://town.example/ris"))
    assert [one for one in facts(made(SHOWN)) if one.what == PAGE] == []
    told = {one.of.removeprefix("https://town.example/ris/"): one.value for one in below if one.what == PAGE}
    assert told["jurisdiction"] == "https://town.example/ris/index.html"
    assert told["bodies/council"] == "https://town.example/ris/body-council.html"
    assert told["parties/ada"] == "https://town.example/ris/people.html#party-ada"
    assert told["meetings/winter"] == "https://town.example/ris/year-2026.html#meeting-winter"
    assert {one.partition("/")[0] for one in told} == {"jurisdiction", "bodies", "parties", "meetings", "proposals"}


@pytest.mark.parametrize(
    "base",
    ["", "town", "ftp://x.example/", "javascript:alert(1)", "https://x.example/?a", "https://x.example/#a", "https://x/ a",
     "https://x/\u00e4", "https://", "https://x/<b>", "https://x/%zz", "https://x/\n"],
)  # fmt: skip
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    """A base has to be an absolute address of a folder, without a query."""
    with pytest.raises(Misuse) as refused:
        made(SHOWN, base=base)
    assert refused.value.said.code == "misuse.base"


def test_bodies() -> None:
    """A body is an organization that belongs to another one or to the jurisdiction; it has a name by language and a kind."""
    found = facts(made(SHOWN))
    town = "urn:gremium:town"
    assert of(found, f"{town}:jurisdiction") == {
        "type": [ORG + "Organization", SCHEMA + "Organization"], "classification": f"{town}:kinds:municipality",
        "prefLabel": ["Stadt", "Town"], "name": ["Stadt", "Town"],
    }  # fmt: skip
    council = of(found, f"{town}:bodies:council")
    assert sorted(council["prefLabel"]) == sorted(council["name"]) == ["Council", "Rat"]
    assert (council["subOrganizationOf"], council["foundingDate"]) == (f"{town}:jurisdiction", "2020-11")
    board = of(found, f"{town}:bodies:board")
    assert (board["subOrganizationOf"], board["dissolutionDate"]) == (f"{town}:bodies:council", "2025-06-30")
    assert board["note"] == "Board does not exist on 2026-03-01"
    assert of(found, f"{town}:bodies:forum")["subOrganizationOf"] == "urn:gremium:county:bodies:assembly"
    assert of(found, f"{town}:bodies:office")["subOrganizationOf"] == "urn:gremium:county:jurisdiction"
    assert {(one.value, one.sort) for one in found if one.of == f"{town}:kinds:council" and one.what == SKOS + "prefLabel"} == {
        ("Vertretung", "@de"), ("Assembly", "@en")
    }  # fmt: skip
    assert [(one.value, one.sort) for one in found if one.of == f"{town}:kinds:board" and one.what == SKOS + "prefLabel"] == [
        ("board", "")
    ]
    seated = evolve(SHOWN, memberships=(evolve(SHOWN.memberships[0], party="chamber"),))
    assert set(of(facts(made(seated)), f"{town}:parties:chamber")["prefLabel"]) == {"Kammer", "Chamber"}
    below = facts(made(SHOWN, base="https://town.example"))
    assert of(below, "https://town.example/bodies/forum")["subOrganizationOf"] == "urn:gremium:county:bodies:assembly"


def test_posts_and_memberships() -> None:
    """A post is in a body and is held by whoever certainly sits there now; a membership has its roles and its days."""
    found = facts(made(SHOWN))
    town = "urn:gremium:town"
    post = of(found, f"{town}:posts:council:councillors")
    assert (post["type"], post["postIn"]) == (ORG + "Post", f"{town}:bodies:council")
    assert set(post["heldBy"]) == {f"{town}:parties:ada", f"{town}:parties:cy"}
    assert post["role"] == [f"{town}:roles:council:councillors", f"{town}:roles:voting"]
    for empty in ("chair", "speaker", "guests"):
        assert "heldBy" not in of(found, f"{town}:posts:council:{empty}")
    assert set(of(found, f"{town}:posts:council:guests")["scopeNote"]) == {"alle", "everybody"}
    assert of(found, f"{town}:posts:board:secretary")["postIn"] == f"{town}:bodies:board"
    assert set(of(found, f"{town}:posts:council:advisers")["heldBy"]) == {f"{town}:parties:club", f"{town}:bodies:mill"}
    assert of(found, f"{town}:posts:office:head")["heldBy"] == f"{town}:parties:nobody"
    assert of(found, f"{town}:parties:nobody") == {"type": FOAF + "Agent"}
    memberships = f"{town}:memberships:council"
    ada = of(found, f"{memberships}:councillors:ada:2020-11-01")
    assert (ada["member"], ada["organization"], ada["role"]) == (f"{town}:parties:ada", f"{town}:bodies:council", post["role"])
    assert days(found, ada) == (("2020-11-01", "date"), None)
    assert days(found, of(found, f"{memberships}:councillors:cy:2024")) == (("2024", "gYear"), None)
    assert days(found, of(found, f"{memberships}:advisers:club:2024-05")) == (("2024-05", "gYearMonth"), None)
    assert days(found, of(found, f"{memberships}:speaker:bo:2020-11-01:2")) == (("2020-11-01", "date"), ("2024-05-01", "date"))
    substitute = of(found, f"{memberships}:councillors:bo:2021-01-01")
    assert substitute["role"] == [f"{town}:roles:council:councillors", f"{town}:roles:substitute"]
    assert [(one.value, one.sort) for one in found if one.of == f"{town}:roles:substitute" and one.what != TYPE] == [
        ("substitute", "@en")
    ]
    open_ = of(found, f"{memberships}:chair:ada:unstated..2021-01-01")
    assert open_["note"] == "Whether this is so on 2026-03-01 is not certain"
    assert "memberDuring" not in open_


def days(found: list[Fact], membership: Mapping[str, Any]) -> tuple[tuple[str, str] | None, ...]:
    """Return the first and the last day of a membership, each with its type."""
    interval = of(found, membership["memberDuring"])
    known = [interval.get(name) for name in ("hasBeginning", "hasEnd")]
    literal = {one.of: (one.value, one.sort.removeprefix(XSD)) for one in found if one.what.startswith(TIME + "inXSD")}
    return tuple(literal[one] if one is not None else None for one in known)


def test_meetings() -> None:
    """A meeting is an event with its hour and the distance from UTC, its hosts, its place, whether it is on, and its items."""
    found = facts(made(SHOWN))
    town = "urn:gremium:town"
    joint = of(found, f"{town}:meetings:joint")
    assert joint["startDate"] == "2026-07-01T18:30:00+02:00"
    assert joint["endDate"] == "2026-07-01T21:00:00+02:00"
    assert joint["eventStatus"] == "https://schema.org/EventScheduled"
    assert joint["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert joint["organizer"] == [f"{town}:bodies:{name}" for name in ("council", "board", "mill")]
    assert set(joint["name"]) == {"Gemeinsam", "Together"}
    place = of(found, joint["location"])
    assert (place["type"], set(place["name"])) == (SCHEMA + "Place", {"Rathaus", "Town hall"})
    assert joint["subEvent"] == [f"{town}:meetings:joint:items:{name}" for name in ("budget", "land")]
    budget, land = (of(found, id_) for id_ in joint["subEvent"])
    assert (budget["position"], budget["startDate"], budget["keywords"]) == (1, "2026-07-01T19:00:00+02:00", "money")
    assert (budget["about"], budget["superEvent"]) == (f"{town}:proposals:ramp", f"{town}:meetings:joint")
    assert (land["position"], land["description"]) == (2, "not public")
    winter, afar = of(found, f"{town}:meetings:winter"), of(found, f"{town}:meetings:afar")
    assert (winter["eventStatus"], set(winter["name"])) == ("https://schema.org/EventCancelled", {"Rat", "Council"})
    assert not {"endDate", "location"} & set(winter)
    assert of(found, afar["location"])["type"] == SCHEMA + "VirtualLocation"
    assert "name" not in afar
    starts = {one.of.rpartition(":")[2]: one.sort for one in found if one.what == SCHEMA + "startDate"}
    assert (starts["afar"], starts["joint"]) == (SCHEMA + "Date", SCHEMA + "DateTime")


def test_what_replaces_what() -> None:
    """A meeting that replaces another is rescheduled from when that was, and from when others were that it replaced before."""
    found = facts(made(SHOWN))
    town = "urn:gremium:town:meetings"
    off, anew, late = (of(found, f"{town}:{name}") for name in ("put-off", "anew", "late"))
    assert (off["eventStatus"], off["replaces"]) == (SCHEMA + "EventPostponed", f"{town}:winter")
    assert "previousStartDate" not in off
    assert (anew["eventStatus"], anew["replaces"]) == (SCHEMA + "EventRescheduled", f"{town}:put-off")
    assert anew["previousStartDate"] == ["2026-03-03T18:00:00+01:00", "2026-01-10T18:00:00+01:00"]
    assert anew["startDate"] == "2026-03-17T18:00:00+01:00"
    assert (late["eventStatus"], late["replaces"]) == (SCHEMA + "EventScheduled", f"{town}:last-year")
    assert of(found, f"{town}:last-year") == {"type": SCHEMA + "Event"}
    circle = tuple(evolve(one, state=MeetingState.HELD, instead_of=other) for one, other in zip(
        SHOWN.sessions[:2], ("winter", "joint"), strict=True))  # fmt: skip
    turned = facts(made(evolve(SHOWN, sessions=circle)))
    assert of(turned, f"{town}:winter")["previousStartDate"] == "2026-07-01T18:30:00+02:00"


def test_who_was_there() -> None:
    """Those who were there attend, persons, organisations and bodies, in the room or not; those who were not do not."""
    afar = of(facts(made(SHOWN)), "urn:gremium:town:meetings:afar")
    people = [f"urn:gremium:town:{path}" for path in ("parties:ada", "parties:bo", "parties:club", "bodies:mill")]
    assert afar["attendee"] == people


def test_proposals() -> None:
    """A proposal is a work with who brought it up, a person or an organisation, where and when."""
    found = facts(made(SHOWN))
    town = "urn:gremium:town"
    ramp, bus = (of(found, f"{town}:proposals:{name}") for name in ("ramp", "bus"))
    assert (ramp["creator"], ramp["sourceOrganization"]) == (f"{town}:parties:ada", f"{town}:bodies:forum")
    assert ramp["dateCreated"] == "2026-01-05"
    assert bus == {"type": SCHEMA + "CreativeWork", "creator": f"{town}:parties:club"}


def test_names_are_there_in_every_language() -> None:
    """Every text of the view is told in each of its languages, whatever the language of the export."""
    for tag in ("de", "en"):
        said = {(one.value, one.sort) for one in facts(made(SHOWN, tag=tag))}
        for de, en in (("Rat", "Council"), ("Ratsmitglieder", "Councillors"), ("Haushalt", "Budget"), ("alle", "everybody")):
            assert {(de, "@de"), (en, "@en")} <= said


@pytest.mark.parametrize("aspect", sorted(CARRIES))
def test_what_it_says_it_carries_makes_a_difference(aspect: str) -> None:
    """Without an aspect that is carried the document is another one."""
    assert made(WITHOUT[aspect](SHOWN)) != made(SHOWN)


def test_what_it_does_not_carry_is_reported(parts: Parts) -> None:
    """The loss report names what these vocabularies have no place for, and nothing that they have."""
    reported = export(parts, SHOWN, "jsonld", about(TOWN), Options(base="https://town.example"))
    lost = {one.code.partition(".")[2] for one in reported.losses}
    assert lost == {
        "planned", "seats", "open-groups", "vacancies", "undated", "delegates", "ex-officio", "substitute-order", "uncertain",
        "rests", "terms", "publicity", "presence", "steps", "rough-days",
    }  # fmt: skip
    assert not lost & CARRIES


