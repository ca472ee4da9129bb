"""OParl in: a tree, however lenient it has to be read, becomes a skeleton charter and a record, and every repair is told."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from examples import opened
from gremium import files, folders
from gremium.cli import main
from gremium.languages import language
from gremium.model.charter import Charter
from gremium.model.meeting import Item, Presence
from gremium.model.proposal import Proposal, Step
from gremium.model.record import Audience, Holding, Meeting, MeetingState, Party, Period, Record
from gremium.model.word import VOCABULARY
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Brought, Context, Options, Repair, joined
from gremium.values.crowd import Persons
from gremium.values.days import Day, on
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.workbench.bring import as_data, bring, grouped, line
from gremium.workbench.fmt import written
from gremium.workbench.project import Document, Project, open_project
from gremium.workbench.publish import publish
from gremium.workbench.published import Published
from gremium_adapters.importers import oparl_dates, oparl_files, oparl_names, oparl_things, oparl_words
from gremium_adapters.importers.oparl import read

ROOT = Path(__file__).parents[2]
BASE = "https://ris.example/oparl"
STAMP = "2026-03-01T09:00:00+01:00"
PARTS = assemble()
Tree = dict[str, Any]


def url(path: str) -> str:
    return f"{BASE}/{path}"


def thing(kind: str, path: str, **said: Any) -> dict[str, Any]:
    """Return an object as OParl demands it."""
    return {"id": url(path), "type": f"https://schema.oparl.org/1.1/{kind}", **said, "created": STAMP, "modified": STAMP}


def page(path: str, *things: Any) -> dict[str, Any]:
    """Return the only page of a list."""
    links = {"first": url(path), "self": url(path), "last": url(path)}
    return {"data": list(things), "pagination": {"totalElements": len(things)}, "links": links}


def clean() -> Tree:
    """Return a small tree without any fault: a council with a group and a committee, one meeting, one paper."""
    lists = {name: url(name) for name in ("organization", "person", "meeting", "paper")}
    return {
        "body.json": thing(
            "Body", "body/1", name="Stadt Musterau", shortName="Musterau", ags="05000001", legislativeTerm=[], **lists
        ),
        "organizations.json": page(
            "organization",
            thing(
                "Organization", "organization/1", body=url("body/1"), name="Rat der Stadt", organizationType="Gremium",
                classification="Parlament", startDate="2020-11-01", membership=[url("membership/1"), url("membership/2")],
            ),
            thing(
                "Organization", "organization/2", body=url("body/1"), name="Sozialausschuss", organizationType="Gremium",
                classification="Ausschuss", subOrganizationOf=url("organization/1"),
            ),
            thing("Organization", "organization/3", body=url("body/1"), name="Fraktion Ahorn", organizationType="Fraktion"),
        ),
        "people.json": page(
            "person",
            thing(
                "Person", "person/7", body=url("body/1"), name="Ada Beispiel (erfunden)", membership=[
                    thing(
                        "Membership", "membership/1", organization=url("organization/1"), role="Mitglied", votingRight=True,
                        startDate="2020-11-01", onBehalfOf=url("organization/3"),
                    ),
                    thing(
                        "Membership", "membership/2", organization=url("organization/1"), role="Vorsitzende",
                        startDate="2020-11-05", endDate="2025-10-31",
                    ),
                ],
            ),
            thing(
                "Person", "person/12", body=url("body/1"), name="Bert Muster (erfunden)", membership=[
                    thing(
                        "Membership", "membership/3", organization=url("organization/2"), role="sachkundiger Bürger",
                        votingRight=False, startDate="2021-02-01",
                    ),
                    thing("Membership", "membership/4", organization=url("organization/3"), role="Geschäftsführer"),
                    thing(
                        "Membership", "membership/5", organization=url("organization/1"), role="stellv. Mitglied",
                        startDate="2021-03-01",
                    ),
                ],
            ),
        ),
        "meetings.json": page(
            "meeting",
            thing(
                "Meeting", "meeting/281", name="5. Sitzung", meetingState="durchgeführt", cancelled=False,
                start="2026-02-03T18:00:00+01:00", end="2026-02-03T20:30:00+01:00", organization=[url("organization/1")],
                location=thing("Location", "location/1", description="Ratssaal", room="1.01", streetAddress="Am Markt 1"),
                agendaItem=[
                    thing("AgendaItem", "item/1", order=0, name="Einwohnerfragen", public=True),
                    thing(
                        "AgendaItem", "item/2", order=1, name="Haushalt", public=True, consultation=url("consultation/1"),
                        result="einstimmig beschlossen",
                    ),
                ],
            ),
        ),
        "papers.json": page(
            "paper",
            thing(
                "Paper", "paper/99", body=url("body/1"), name="Haushaltssatzung 2026", date="2026-01-10",
                paperType="Beschlussvorlage", originatorOrganization=[url("organization/2")], consultation=[
                    thing(
                        "Consultation", "consultation/1", agendaItem=url("item/2"), meeting=url("meeting/281"),
                        organization=[url("organization/1")], role="Entscheidung", authoritative=True,
                    ),
                ],
            ),
        ),
    }  # fmt: skip


def encoded(tree: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of a tree; what is bytes already stays."""
    return {name: one if isinstance(one, bytes) else json.dumps(one).encode() for name, one in tree.items()}


def imported(tree: Mapping[str, Any]) -> tuple[Charter, Record, Brought]:
    """Import a tree; what comes out is a project that can be loaded and has no errors."""
    brought = read(encoded(tree))
    assert brought.charter is not None
    assert brought.record is not None
    assert errors(brought) == []
    return brought.charter, brought.record, brought


def errors(brought: Brought) -> list[str]:
    """Return the errors in what was made of a tree, read again from its canonical text."""
    if brought.charter is None or brought.record is None:
        return []
    return list(_errors(brought.charter, brought.record))


@cache
def _errors(charter: Charter, record: Record) -> tuple[str, ...]:
    """Return the errors in a charter and a record; most defects of a tree are repaired to what another test has looked at."""
    texts = {"charter": written(PARTS, charter), "record": written(PARTS, record)}
    documents = {name: Document(file=f"{name}.toml", suffix=".toml", text=text) for name, text in texts.items()}
    found = open_project(PARTS, Project(name="tree", **documents))
    assert found.record == record, found.findings
    return tuple(f"{one.place} {one.code} {one.params}" for one in found.findings if one.severity.value == "error")


def said(brought: Brought) -> list[str]:
    """Return the codes of the repairs, without their family."""
    return [one.said.code.partition(".")[2] for one in brought.repairs]


def untaken(brought: Brought) -> dict[str, Any]:
    """Return what was left out, by code."""
    return {one.code.partition(".")[2]: dict(one.params).get("n") for one in brought.untaken}


def of(record: Record, kind: type[Any]) -> list[Any]:
    return [event for event in record.events if isinstance(event, kind)]


def find(tree: Any, path: str) -> dict[str, Any]:
    """Return the object of an address in a tree."""
    if isinstance(tree, dict):
        if tree.get("id") == url(path):
            return tree
        tree = list(tree.values())
    for one in tree if isinstance(tree, list) else ():
        found = find(one, path)
        if found:
            return found
    return {}


def changed(path: str, **to: Any) -> Tree:
    """Return the clean tree with one object changed; `...` takes a property away."""
    tree = clean()
    one = find(tree, path)
    one.update(to)
    for key in [key for key, value in to.items() if value is ...]:
        del one[key]
    return tree


# ── a clean tree ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clean_tree_needs_no_repair() -> None:
    """A tree without faults needs no repair; what has no place is told in numbers."""
    *_, brought = imported(clean())
    assert brought.repairs == ()
    assert [language("en").say(one) for one in brought.untaken] == [
        "not taken over: memberships in parliamentary groups and parties (1)",
        "not taken over, Consultation: authoritative (1)",
    ]


def test_the_jurisdiction() -> None:
    """The oparl:Body is the charter: its id after its short name, its name, and one source that was read, with the key."""
    charter, record, _ = imported(clean())
    assert (charter.id, charter.kind, str(charter.name)) == ("musterau", "municipality", "Stadt Musterau")
    (source,) = charter.sources
    assert (source.id, source.url, source.verified.value) == ("oparl", url("body/1"), "read")
    assert source.title == "OParl: Stadt Musterau (AGS 05000001)"
    assert (record.record, record.charter) == ("musterau", "musterau")


def test_the_bodies() -> None:
    """Organisations are bodies with the kind that they are classified as; their ids keep the number of the address."""
    charter, *_ = imported(clean())
    council, committee = charter.bodies
    assert (council.id, council.kind, str(council.name)) == ("rat-der-stadt-1", "parlament", "Rat der Stadt")
    assert (council.span.since, council.span.until, council.complete) == (on(date(2020, 11, 1)), None, False)
    assert [str(cite) for cite in council.cites] == [f"oparl {url('organization/1')}"]
    assert (committee.id, str(committee.part_of)) == ("sozialausschuss-2", "rat-der-stadt-1")
    assert [(kind.id, str(kind.name)) for kind in charter.kinds] == [("ausschuss", "Ausschuss"), ("parlament", "Parlament")]


def test_everything_that_a_tree_cannot_say_is_unstated() -> None:
    """Every word of the vocabulary but the seats is listed as unstated, and the seats too where nobody sits."""
    tree = clean()
    tree["organizations.json"]["data"].append(thing("Organization", "organization/9", name="Beirat"))
    charter, *_ = imported(tree)
    silent = {body.id: body.unstated for body in charter.bodies}
    assert set(silent["rat-der-stadt-1"]) == VOCABULARY.keys() - {"seats"}
    assert set(silent["beirat-9"]) == set(VOCABULARY)


def test_seat_groups() -> None:
    """A role is a seat group whose size is not stated; it votes or advises if all memberships say so. An office adds no seat."""
    charter, *_ = imported(clean())
    council, committee = charter.bodies
    (members,) = council.provisions
    assert (members.id, members.norm.standing.value, members.norm.seats.stated) == ("member", "voting", False)
    assert members.norm.substitutes.order.value == "unstated"
    assert council.positions == ("chair",)
    (citizens,) = committee.provisions
    assert (citizens.id, str(citizens.norm.name)) == ("sachkundiger-buerger", "sachkundiger Bürger")
    assert citizens.norm.standing.value == "advisory"


@pytest.mark.parametrize(("votes", "standing"), [((True, True), "voting"), ((False, False), "advisory"), ((True, False), None)])
def test_standing_is_stated_only_if_all_say_the_same(votes: tuple[bool, bool], standing: str | None) -> None:
    """Where one votes and another one does not, the standing of the group is not stated."""
    tree = changed("membership/5", role="Mitglied", votingRight=votes[0])
    find(tree, "membership/1")["votingRight"] = votes[1]
    charter, *_ = imported(tree)
    found = charter.bodies[0].provisions[0].norm.standing
    assert (found.value if found else None) == standing


def test_holdings() -> None:
    """Memberships are holdings with exact days, for whom, and as a substitute where the role says so."""
    _, record, brought = imported(clean())
    told = {
        (one.party, str(one.position), str(one.since), str(one.until or ""), one.of, one.substitute)
        for one in of(record, Holding)
    }  # fmt: skip
    assert told == {
        ("person-7", "member@rat-der-stadt-1", "2020-11-01", "", "fraktion-ahorn-3", False),
        ("person-7", "chair@rat-der-stadt-1", "2020-11-05", "2025-10-31", None, False),
        ("person-12", "sachkundiger-buerger@sozialausschuss-2", "2021-02-01", "", None, False),
        ("person-12", "member@rat-der-stadt-1", "2021-03-01", "", None, True),
    }
    assert untaken(brought)["memberships"] == 1


def test_parties() -> None:
    """Parliamentary groups and persons are parties that the public may see."""
    _, record, _ = imported(clean())
    assert [(one.id, one.name, one.kind, one.disclosure) for one in of(record, Party)] == [
        ("fraktion-ahorn-3", "Fraktion Ahorn", "fraktion", Audience.PUBLIC),
        ("person-7", "Ada Beispiel (erfunden)", "person", Audience.PUBLIC),
        ("person-12", "Bert Muster (erfunden)", "person", Audience.PUBLIC),
    ]


def test_of_persons_nothing_but_the_name_is_kept() -> None:
    """Mail, phone, address, title, gender and life of a person are in no output and no message; only how many there were."""
    secrets = {
        "email": ["GEHEIM1@example.org"], "phone": ["GEHEIM2"], "life": "GEHEIM3", "lifeSource": "GEHEIM4",
        "formOfAddress": "GEHEIM5",
        "title": ["GEHEIM6"], "gender": "GEHEIM7", "status": ["GEHEIM8"], "affix": "GEHEIM9", "familyName": "GEHEIM0",
        "unheard:of": "GEHEIM", "GEHEIM:key": 1, "startDate": "GEHEIM", "location": url("location/GEHEIM"),
        "locationObject": thing("Location", "location/5", streetAddress="GEHEIM"),
    }  # fmt: skip
    made = bring(PARTS, "oparl", encoded(changed("person/7", **secrets)), files.MOST_BYTES)
    told = [line(one, 0, language("de")) for one in made.brought.repairs]
    told += [language("en").say(one) for one in made.brought.untaken]
    everything = b"".join(made.documents.values()).decode() + "".join(told) + json.dumps(as_data(made.brought))
    assert "Ada Beispiel" in everything
    assert "email (1)" in everything
    assert "GEHEIM" not in everything


def test_meetings() -> None:
    """A meeting has its body, its minutes in local time, how far it came, its place, and is public if an item is."""
    _, record, _ = imported(clean())
    (meeting,) = of(record, Meeting)
    assert (meeting.id, meeting.body, meeting.joint_with) == ("meeting-281", "rat-der-stadt-1", ())
    assert (meeting.at, meeting.ends) == (datetime(2026, 2, 3, 18), datetime(2026, 2, 3, 20, 30))
    assert (meeting.state, str(meeting.name), meeting.public) == (MeetingState.HELD, "5. Sitzung", True)
    assert str(meeting.place) == "Ratssaal, 1.01, Am Markt 1"


@pytest.mark.parametrize(
    ("public", "means"),
    [((True, True), True), ((True, False), True), ((False, False), False), ((False, ...), None), ((..., ...), None)],
)
def test_publicity_follows_from_the_items(public: tuple[Any, Any], means: bool | None) -> None:
    """A meeting is public unless all its items are closed; where an item does not say it, nobody knows."""
    tree = changed("item/1", public=public[0])
    tree = {**tree, "meetings.json": deepcopy(tree["meetings.json"])}
    item = find(tree, "item/2")
    item["public"] = public[1]
    for one in (find(tree, "item/1"), item):
        if one.get("public", 0) is ...:
            del one["public"]
    _, record, _ = imported(tree)
    assert of(record, Meeting)[0].public is means


def test_items_papers_and_steps() -> None:
    """Items come in their order, a paper is a proposal, its consultation a step onto the agenda and perhaps a decision."""
    charter, record, _ = imported(clean())
    assert [(one.id, str(one.name), one.public) for one in of(record, Item)] == [
        ("item-1", "Einwohnerfragen", True), ("item-2", "Haushalt", True),
    ]  # fmt: skip
    (paper,) = of(record, Proposal)
    assert (paper.id, str(paper.name), paper.of, paper.at) == (
        "paper-99", "Haushaltssatzung 2026", "sozialausschuss-2", date(2026, 1, 10),
    )  # fmt: skip
    assert [(one.id, str(one.name)) for one in charter.subjects] == [("beschlussvorlage", "Beschlussvorlage")]
    steps = [(one.did.value, one.body, one.meeting, one.item, one.outcome) for one in of(record, Step)]
    where = ("rat-der-stadt-1", "meeting-281", "item-2")
    assert steps == [("put-on-agenda", *where, None), ("decided", *where, "adopted")]


@pytest.mark.parametrize(
    ("role", "result", "did", "outcome"),
    [
        ("Entscheidung", "abgelehnt", "decided", "rejected"),
        ("Vorberatung", "mehrheitlich zugestimmt", "recommended", "adopted"),
        ("Anhörung", "angehört", "heard", None),
        ("Kenntnisnahme", "zur Kenntnis genommen", "took-note", None),
        ("Entscheidung", "vertagt", "deferred", None),
        ("Entscheidung", "geändert, mit einigen Maßgaben beschlossen", None, None),
        ("Beratung", "angenommen", None, None),
        ("Entscheidung", ..., None, None),
    ],
)
def test_what_was_done_is_taken_only_if_role_and_result_say_so(
    role: str, result: Any, did: str | None, outcome: str | None
) -> None:
    """Results that are no plain word, or say nothing with this role, are counted and not guessed at."""
    tree = changed("item/2", result=result)
    find(tree, "consultation/1")["role"] = role
    _, record, brought = imported(tree)
    assert [(one.did.value, one.outcome) for one in of(record, Step)[1:]] == ([(did, outcome)] if did else [])
    assert ("results" in untaken(brought)) == (did is None and result is not ...)


def test_nothing_is_done_in_a_cancelled_meeting() -> None:
    """A cancelled meeting keeps its agenda; a result that stands there all the same makes no step, and nobody was there."""
    _, record, brought = imported(changed("meeting/281", cancelled=True, participant=[url("person/7")]))
    assert of(record, Meeting)[0].state is MeetingState.CANCELLED
    assert [one.did.value for one in of(record, Step)] == ["put-on-agenda"]
    assert of(record, Presence) == []
    assert untaken(brought)["participants"] == 1


@pytest.mark.parametrize("said", [{"meetingState": "verschoben"}, {"meetingState": "verschoben", "cancelled": True}])
def test_postponed_meetings(said: dict[str, Any]) -> None:
    """A meeting that is said to be postponed is that, whether it is said to be cancelled as well or not."""
    _, record, brought = imported(changed("meeting/281", **said))
    assert of(record, Meeting)[0].state is MeetingState.POSTPONED
    assert brought.repairs == ()


def test_who_was_there() -> None:
    """Participants were there, others may have been; whoever is none of the persons that are taken is counted."""
    tree = second_body()
    find(tree, "meeting/281")["participant"] = [url("person/12"), url("person/7"), url("person/20"), url("organization/1")]
    _, record, brought = imported(tree)
    (came,) = of(record, Presence)
    assert (came.meeting, came.complete, came.remote) == (of(record, Meeting)[0].id, False, False)
    assert isinstance(came.who, Persons)
    assert came.who.ids == ("person-12", "person-7")
    assert untaken(brought)["participants"] == 1
    assert said(brought) == ["bodies", "dangling"]


def test_electoral_terms_are_those_of_the_parliament() -> None:
    """A legislative term is one of the only parliament; where there is none, or several, it is counted and left out."""
    term = thing("LegislativeTerm", "term/1", name="2020 bis 2025", startDate="2020-11-01", endDate="2025-10-31")
    _, record, _ = imported(changed("body/1", legislativeTerm=[term]))
    assert of(record, Period) == [Period(body="rat-der-stadt-1", since=on(date(2020, 11, 1)), until=on(date(2025, 10, 31)))]
    tree = changed("body/1", legislativeTerm=[term])
    find(tree, "organization/2")["classification"] = "Rat"
    _, record, brought = imported(tree)
    assert of(record, Period) == []
    assert untaken(brought)["terms"] == 1


def test_joint_meetings_and_closed_ones() -> None:
    """A meeting of several bodies is one of the first, together with the others; without items its publicity is not known."""
    both = [url("organization/2"), url("organization/1")]
    _, record, _ = imported(changed("meeting/281", organization=both, agendaItem=...))
    (meeting,) = of(record, Meeting)
    assert (meeting.body, meeting.joint_with, meeting.public) == ("sozialausschuss-2", ("rat-der-stadt-1",), None)


def test_meetings_of_groups_are_counted() -> None:
    """A parliamentary group is no body: its meetings have no place."""
    _, record, brought = imported(changed("meeting/281", organization=[url("organization/3")]))
    assert of(record, Meeting) == []
    assert (untaken(brought)["meetings"], said(brought)) == (1, [])


def test_an_institution_is_a_body_only_if_somebody_sits_there() -> None:
    """An institution nobody is a member of, and that never meets, is a party; with a member it is a body."""
    tree = changed("organization/2", organizationType="Institution", classification="Hochschule")
    charter, *_ = imported(tree)
    assert [body.id for body in charter.bodies] == ["rat-der-stadt-1", "sozialausschuss-2"]
    find(tree, "person/12")["membership"] = []
    find(tree, "organization/2")["classification"] = "Person"
    charter, record, _ = imported(tree)
    assert [body.id for body in charter.bodies] == ["rat-der-stadt-1"]
    assert ("sozialausschuss-2", "organisation") in {(one.id, one.kind) for one in of(record, Party)}


def test_a_paper_of_a_group_or_a_person_is_by_them() -> None:
    """Who brought a paper up is a body, or else by a person or a group; further ones are counted."""
    persons = [url("person/7"), url("person/12")]
    tree = changed("paper/99", originatorOrganization=[url("organization/3")], originatorPerson=persons)
    _, record, brought = imported(tree)
    (paper,) = of(record, Proposal)
    assert (paper.of, paper.by) == (None, "person-7")
    assert untaken(brought)["originators"] == 2


def test_a_consultation_without_a_meeting_has_no_day() -> None:
    """What is planned for no meeting yet is counted; with a meeting and no item it is on that agenda."""
    tree = changed("consultation/1", agendaItem=..., meeting=...)
    del find(tree, "item/2")["consultation"]
    _, record, brought = imported(tree)
    assert of(record, Step) == []
    assert untaken(brought)["consultations"] == 1
    find(tree, "consultation/1")["meeting"] = url("meeting/281")
    _, record, _ = imported(tree)
    assert [(one.meeting, one.item, one.did.value) for one in of(record, Step)] == [("meeting-281", None, "put-on-agenda")]


def test_oparl_1_0_is_read_too() -> None:
    """A tree of OParl 1.0 needs no repair."""
    files_ = {name: content.replace(b"/1.1/", b"/1.0/") for name, content in encoded(clean()).items()}
    assert read(files_) == read(encoded(clean()))


def test_the_same_tree_gives_the_same_bytes() -> None:
    """Neither the order of the files nor that of the keys matters."""
    tree = encoded(clean())
    turned = {name: json.dumps(json.loads(tree[name]), sort_keys=True).encode() for name in reversed(tree)}
    assert bring(PARTS, "oparl", turned, files.MOST_BYTES) == bring(PARTS, "oparl", tree, files.MOST_BYTES)


# ── repairs ──────────────────────────────────────────────────────────────────────────────────────────────────────────

Changes = Callable[[], Tree]


def with_file(name: str, content: Any) -> Tree:
    return {**clean(), name: content}


def replaced(name: str, old: str, new: str) -> Tree:
    """Return the clean tree with the bytes of one file changed."""
    content = json.dumps(clean()[name], ensure_ascii=False)
    assert old in content
    return with_file(name, content.replace(old, new).encode("utf-8", "surrogatepass"))


def second_body() -> Tree:
    tree = with_file("other.json", thing("Body", "body/2", name="Nachbarstadt", legislativeTerm=[]))
    tree["more.json"] = [
        thing("Organization", "organization/20", name="Rat nebenan", body=url("body/2")),
        thing("Person", "person/20", name="Nora Nachbar (erfunden)", body=url("body/2")),
        thing("Paper", "paper/20", name="Vorlage nebenan", body=url("body/2")),
        thing(
            "Membership", "membership/20", person=url("person/20"), organization=url("organization/20"), startDate="2020-01-01"
        ),
    ]
    return tree


def circle() -> Tree:
    return changed("organization/1", subOrganizationOf=url("organization/2"))


def items(*orders: Any) -> Tree:
    """Return the clean tree with these orders of its items."""
    tree = clean()
    for path, order in zip(("item/1", "item/2"), orders, strict=True):
        find(tree, path)["order"] = order
        if order is ...:
            del find(tree, path)["order"]
    return tree


REPAIRS: Mapping[str, tuple[Tree, str]] = {
    "byte order mark": (with_file("body.json", b"\xef\xbb\xbf" + encoded(clean())["body.json"]), "file-mark"),
    "utf-16": (with_file("body.json", json.dumps(clean()["body.json"]).encode("utf-16")), "file-encoding"),
    "windows-1252": (
        with_file("people.json", json.dumps(clean()["people.json"], ensure_ascii=False).encode("cp1252")), "file-encoding"
    ),
    "no utf-8 at all": (with_file("x.json", b'{"id": "\xff\x81"}'), "file-encoding"),
    "empty file": (with_file("x.json", b" \n"), "file-empty"),
    "truncated": (with_file("x.json", encoded(clean())["papers.json"][:200]), "file-syntax"),
    "deep": (with_file("x.json", b"[" * 2000 + b"]" * 2000), "file-deep"),
    "giant number": (with_file("x.json", b"[" + b"9" * 9000 + b"]"), "file-number"),
    "line break in a text": (replaced("papers.json", "Haushaltssatzung 2026", "Haushalts\nsatzung 2026"), "file-control"),
    "only a text": (with_file("x.json", b'"hallo"'), "file-nothing"),
    "file of null": (with_file("x.json", b"null"), "file-nothing"),
    "repeated key": (replaced("body.json", '"ags"', '"ags": "1", "ags"'), "key-twice"),
    "not a number": (replaced("meetings.json", '"order": 1', '"order": NaN'), "no-number"),
    "text in a list of objects": (with_file("x.json", ["hallo"]), "no-object"),
    "type without address": (changed("person/7", type="person"), "type-spelling"),
    "type of a draft": (changed("person/7", type="http://oparl.org/schema/1.0/Person"), "type-spelling"),
    "no type in a list": (changed("person/7", type=...), "type-missing"),
    "null for a type": (changed("person/7", type=None), "type-missing"),
    "no type at all": (with_file("x.json", {"id": "urn:1", "size": 4}), "type-unknown"),
    "id is a number": (changed("location/1", id=5), "id-number"),
    "no id": (changed("location/1", id=...), "id-missing"),
    "null": (changed("meeting/281", name=None), "empty"),
    "empty text": (changed("person/7", familyName=""), "empty"),
    "blanks": (changed("organization/2", name="  "), "empty"),
    "empty list": (changed("meeting/281", auxiliaryFile=[]), "empty"),
    "list for a text": (changed("paper/99", name=["Haushaltssatzung 2026"]), "list-for-one"),
    "list for an address": (changed("membership/1", organization=[url("organization/1")]), "list-for-one"),
    "address for a list": (changed("meeting/281", organization=url("organization/1")), "one-for-list"),
    "list for its address": (changed("body/1", organization=[url("organization/1")]), "list-inside"),
    "object for an address": (
        changed("membership/1", onBehalfOf=thing("Organization", "organization/3", name="Fraktion Ahorn")), "object-for-address"
    ),
    "address for an object": (changed("person/12", membership=[url("membership/1")]), "address-for-object"),
    "number for an address": (changed("membership/1", onBehalfOf=3), "no-reference"),
    "two types": (with_file("x.json", thing("Paper", "person/7", name="x")), "two-types"),
    "contradiction": (with_file("x.json", thing("Person", "person/7", name="Adele Beispiel (erfunden)")), "contradiction"),
    "dangling": (changed("membership/1", onBehalfOf=url("organization/404")), "dangling"),
    "reference to another type": (changed("membership/1", onBehalfOf=url("person/7")), "dangling"),
    "http for https": (
        changed("membership/1", onBehalfOf=url("organization/3/").replace("https://ris", "http://RIS")), "address"
    ),
    "half a letter": (replaced("papers.json", "Haushaltssatzung", "\\ud83d"), "text-half"),
    "very long name": (changed("paper/99", name="lang " * 2000), "text-long"),
    "number for a text": (changed("body/1", ags=5000001), "text-number"),
    "object for a text": (changed("body/1", ags={"de": "05"}), "text-none"),
    "text for a truth": (changed("meeting/281", cancelled="false"), "truth"),
    "no truth": (changed("meeting/281", cancelled="vielleicht"), "truth-none"),
    "text for a number": (items("0", 1), "number"),
    "no number": (items("eins", 1), "number-none"),
    "day with a time": (changed("membership/1", startDate="2020-11-01T00:00:00"), "day"),
    "german day": (changed("membership/1", startDate="01.11.2020"), "day"),
    "no day": (changed("membership/1", startDate="demnächst"), "day-none"),
    "zero day": (changed("membership/2", endDate="0000-00-00"), "day-none"),
    "number for a day": (changed("membership/1", startDate=20201101), "day-none"),
    "paper of a month": (changed("paper/99", date="2026-01"), "day-none"),
    "UTC": (changed("meeting/281", start="2026-02-03T17:00:00Z"), "minute"),
    "fractions": (changed("meeting/281", start="2026-02-03T18:00:00.000+01:00"), "minute"),
    "german time": (changed("meeting/281", start="03.02.2026 18:00"), "minute"),
    "day for a time": (changed("meeting/281", end=..., start="2026-02-03"), "minute"),
    "no time": (changed("meeting/281", end="abends"), "minute-none"),
    "ends before it begins": (changed("membership/2", endDate="2020-11-01"), "reversed"),
    "ends when it begins": (changed("meeting/281", end="2026-02-03T18:00:00+01:00"), "end"),
    "ends at midnight": (changed("meeting/281", end="2026-02-03T00:00:00+01:00"), "end"),
    "no body": ({name: one for name, one in clean().items() if name != "body.json"}, "body-missing"),
    "two bodies": (second_body(), "bodies"),
    "circle": (circle(), "circle"),
    "nameless": (changed("person/7", name=...), "name-missing"),
    "name in parts": (changed("person/7", name=..., givenName="Ada", familyName="Beispiel"), "name-parts"),
    "membership of nobody": (with_file("x.json", thing("Membership", "m/9", organization=url("organization/1"))), "left-out"),
    "meeting without a day": (changed("meeting/281", start=...), "left-out"),
    "meeting of nobody": (changed("meeting/281", organization=...), "left-out"),
    "item of no meeting": (with_file("x.json", thing("AgendaItem", "item/9", order=0)), "left-out"),
    "consultation without paper": (with_file("x.json", thing("Consultation", "consultation/9")), "left-out"),
    "same membership": (
        with_file("x.json", thing(
            "Membership", "m/9", organization=url("organization/2"), person=url("person/12"), role="sachkundiger Bürger",
            votingRight=False, startDate="2021-02-01",
        )),
        "twice",
    ),
    "unknown state": (changed("meeting/281", meetingState="in der Schwebe"), "state"),
    "wrong order": (items(1, 0), "order"),
    "same order": (items(3, 3), "order"),
    "no order": (items(0, ...), "order-missing"),
    "item of two meetings": (
        with_file("x.json", thing(
            "Meeting", "meeting/282", start=STAMP, organization=[url("organization/1")], agendaItem=[thing(
                "AgendaItem", "item/2", order=0, name="Haushalt", public=True)],
        )),
        "two-meetings",
    ),
    "consulted elsewhere": (changed("consultation/1", organization=[url("organization/2")]), "body-elsewhere"),
    "other meeting": (
        {**changed("consultation/1", meeting=url("meeting/282")), "x.json": thing(
            "Meeting", "meeting/282", start=STAMP, organization=[url("organization/1")])},
        "contradiction",
    ),
    "another parent": (
        with_file("x.json", thing("Organization", "organization/2", membership=[url("membership/1")])), "contradiction"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("tree", "code"), REPAIRS.values(), ids=REPAIRS)
def test_repairs_are_told(tree: Tree, code: str) -> None:
    """Each fault is repaired, told with the file or the object, and the rest of the tree is there without any error."""
    _, _, brought = imported(tree)
    assert code in said(brought)
    assert all(one.file or one.object or one.said.code == "repair.body-missing" for one in brought.repairs)
    assert all(line(one, 0, language(tag)) for one in brought.repairs for tag in ("de", "en"))


SAME = (
    "byte order mark", "utf-16", "windows-1252", "repeated key", "type without address", "type of a draft", "no type in a list",
    "list for a text", "list for an address", "address for a list", "object for an address", "http for https", "text for a truth",
    "number for a text", "text for a number", "day with a time", "german day", "UTC", "fractions", "german time", "name in parts",
)  # fmt: skip


@pytest.mark.parametrize("fault", SAME)
def test_what_is_only_written_differently_is_the_same(fault: str) -> None:
    """A fault that only changes how something is written changes nothing of what is told."""
    charter, record, _ = imported(REPAIRS[fault][0])
    good = clean()
    if fault == "name in parts":
        find(good, "person/7")["name"] = "Ada Beispiel"
    if fault == "number for a text":
        find(good, "body/1")["ags"] = "5000001"
    assert (charter, record) == imported(good)[:2]


def test_every_repair_has_a_planted_example() -> None:
    """No repair is without an example above, but for those that have a test of their own below."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/gremium_adapters/importers").glob("*.py"))
    codes = {part.partition('"')[0] for part in source.split('"repair.')[1:]}
    assert codes - {code for _, code in REPAIRS.values()} == {"from-list", "file-too-large"}


def test_a_meeting_in_the_list_of_an_organisation_is_one_of_it() -> None:
    """A meeting that names no organisation, but stands in the list of one, belongs to that one; so it does inside of it."""
    tree = changed("meeting/281", organization=...)
    find(tree, "organization/2")["meeting"] = url("organization/2/meetings")
    tree["of-committee.json"] = page("organization/2/meetings", tree["meetings.json"]["data"].pop())
    _, record, brought = imported(tree)
    assert (of(record, Meeting)[0].body, said(brought)) == ("sozialausschuss-2", ["from-list", "body-elsewhere"])
    find(tree, "organization/2")["meeting"] = tree.pop("of-committee.json")["data"]
    _, record, brought = imported(tree)
    assert of(record, Meeting)[0].body == "sozialausschuss-2"
    assert said(brought)[:2] == ["list-inside", "from-list"]


def test_a_list_tells_the_type_of_what_is_in_it() -> None:
    """Objects without a type, on a page of a list that another object names, have the type of that list."""
    tree = clean()
    for one in tree["papers.json"]["data"]:
        del one["type"]
    _, record, brought = imported(tree)
    assert [one.id for one in of(record, Proposal)] == ["paper-99"]
    assert [dict(one.said.params)["kind"] for one in brought.repairs] == ["Paper"]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ({"id": "urn:1", "givenName": "Ada", "familyName": "Beispiel"}, "Person"),
        ({"id": "urn:1", "legislativeTermList": "urn:2"}, "Body"),
        ({"id": "urn:1", "organizationType": "Gremium"}, "Organization"),
        ({"id": "urn:1", "votingRight": True}, "Membership"),
        ({"id": "urn:1", "order": 0}, "AgendaItem"),
        ({"id": "urn:1", "meetingState": "terminiert"}, "Meeting"),
        ({"id": "urn:1", "paperType": "Antrag"}, "Paper"),
        ({"id": "urn:1", "authoritative": True}, "Consultation"),
        ({"id": "urn:1", "accessUrl": "urn:2"}, "File"),
        ({"id": "urn:1", "room": "1.01"}, "Location"),
        ({"id": "urn:1", "oparlVersion": "x"}, "System"),
        ({"id": url("legislative-terms/3")}, "LegislativeTerm"),
        ({"id": url("people?id=3")}, "Person"),
        ({"name": "Rat"}, "Organization"),
    ],
)
def test_a_type_is_known_by_keys_addresses_and_file_names(raw: dict[str, Any], kind: str) -> None:
    """Where no type stands and no list helps, a key that only one type has tells it, else the address, else the file name."""
    told = oparl_files.Told()
    things = oparl_things.Things(oparl_files.pages(encoded({"organizations.json": raw}), told), told)
    assert [one.kind for one in things.by_id.values()] == [kind]
    assert "repair.type-missing" in [one.said.code for one in told.found.values()]


def test_types_that_oparl_does_not_have_are_counted() -> None:
    """What is of another type, such as a message of an error, is left out and counted by its type."""
    tree = with_file("x.json", {"id": "urn:1", "type": "https://schema.oparl.org/1.1/Error", "message": "weg"})
    *_, brought = imported(tree)
    assert [dict(one.params)["kinds"] for one in brought.untaken if one.code == "untaken.strange"] == ["Error (1)"]


def test_files_are_counted() -> None:
    """Files are not taken: how many there were is told."""
    *_, brought = imported(changed("paper/99", mainFile=thing("File", "file/1", accessUrl=url("file/1.pdf"))))
    assert untaken(brought)["files"] == 1
    assert "mainFile (1)" in dict(next(one for one in brought.untaken if dict(one.params).get("kind") == "Paper").params)["keys"]


# ── deleted, twice, elsewhere ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("deleted", [True, "true", 1])
@pytest.mark.parametrize(
    ("path", "gone"),
    [
        ("person/12", {"person-12"}),
        ("organization/2", {"sozialausschuss-2"}),
        ("membership/1", {"fraktion-ahorn-3@"}),
        ("meeting/281", {"meeting-281", "item-1"}),
        ("item/2", {"item-2"}),
        ("paper/99", {"paper-99"}),
        ("consultation/1", {"put-on-agenda"}),
    ],
)
def test_deleted_objects_are_left_out(path: str, gone: set[str], deleted: Any) -> None:
    """What is marked as deleted is not there, nor what belongs to it; it is counted, and nothing is said to dangle."""
    charter, record, brought = imported(changed(path, deleted=deleted))
    text = written(PARTS, charter) + written(PARTS, record)
    assert all(f'"{one}"' not in text and f"bodies.{one}]" not in text for one in gone)
    assert untaken(brought)["deleted"] == 1
    assert said(brought) == []


@pytest.mark.parametrize(("first", "second", "alive"), [
    ("2026-01-01", "2026-02-01", False), ("2026-02-01", "2026-01-01", True), ("2026-01-01", "2026-01-01", False),
])
def test_the_newer_of_two_counts_also_for_being_deleted(first: str, second: str, alive: bool) -> None:
    """An object that was changed after it had been deleted is there again."""
    tree = changed("person/7", modified=f"{first}T00:00:00+01:00")
    tree["z.json"] = thing("Person", "person/7", deleted=True) | {"modified": f"{second}T00:00:00+01:00"}
    for one in (tree, dict(reversed(tree.items())), {f"{9 - n}.json": file for n, file in enumerate(tree.values())}):
        _, record, _ = imported(one)
        assert ("person-7" in {party.id for party in of(record, Party)}) == alive


@pytest.mark.parametrize(
    ("modified", "name"), [("2026-04-01T00:00:00+02:00", "Neu"), ("2025-01-01T00:00:00+01:00", "Ada Beispiel (erfunden)")]
)
def test_of_two_values_the_newer_counts(modified: str, name: str) -> None:
    """Of an object that is there twice each adds what the other does not say; where they differ, the newer counts."""
    again = {**thing("Person", "person/7", name="Neu"), "modified": modified}
    _, record, brought = imported(with_file("z.json", again))
    assert next(one.name for one in of(record, Party) if one.id == "person-7") == name
    assert len(of(record, Holding)) == 4
    assert [dict(one.said.params)["key"] for one in brought.repairs] == ["name"]


def test_of_several_municipalities_one_is_taken() -> None:
    """A tree makes one charter: that of the oparl:Body with the most organisations; what belongs to others is counted."""
    charter, record, brought = imported(second_body())
    assert charter.id == "musterau"
    assert "Nora" not in written(PARTS, record)
    assert untaken(brought)["elsewhere"] == 4
    assert [(one.object, one.said.code) for one in brought.repairs] == [(url("body/2"), "repair.bodies")]


def test_circles_of_parts_are_opened_once() -> None:
    """Where organisations are parts of each other, all are bodies, and one of them is part of nothing."""
    tree = circle()
    tree["x.json"] = thing("Organization", "organization/9", name="Beirat", subOrganizationOf=url("organization/2"))
    charter, _, brought = imported(tree)
    above = {body.id: str(body.part_of or "") for body in charter.bodies}
    assert above == {"beirat-9": "sozialausschuss-2", "rat-der-stadt-1": "", "sozialausschuss-2": "rat-der-stadt-1"}
    assert said(brought) == ["circle"]


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "position", "substitute", "office"),
    [
        (None, "member", False, False),
        ("Mitglied", "member", False, False),
        ("ordentliches Mitglied", "member", False, False),
        ("beratendes Mitglied", "beratendes-mitglied", False, False),
        ("sachkundiger Bürger", "sachkundiger-buerger", False, False),
        ("stellv. Mitglied", "member", True, False),
        ("1. stellv. Mitglied", "member", True, False),
        ("Stellvertretendes Mitglied", "member", True, False),
        ("stellv. sachkundiger Bürger", "sachkundiger-buerger", True, False),
        ("stellv. Mitglied (Ratsmitglieder)", "ratsmitglieder", True, False),
        ("substitute member (Councillors)", "councillors", True, False),
        ("stellv. Mitglied (Vorsitz)", "chair", True, False),
        ("persönlicher Vertreter", None, True, False),
        ("pers. Vertreter/in", None, True, False),
        ("Vertreter", None, True, False),
        ("Ersatzmitglied", None, True, False),
        ("Vertreter der Verwaltung", "vertreter-der-verwaltung", False, False),
        ("Vorsitzende", "chair", False, True),
        ("Ausschussvorsitzender", "chair", False, True),
        ("Chairperson", "chair", False, True),
        ("stellv. Vorsitzender", "deputy-chair", False, True),
        ("1. stellv. Vorsitzende", "deputy-chair", False, True),
        ("2. stellv. Vorsitzende", "deputy-chair-2", False, True),
        ("2. Vorsitzender", "role-2-vorsitzender", False, False),
        ("Fraktionsvorsitzender", "fraktionsvorsitzender", False, False),
        ("stellv. Leiterin", "stellv-leiterin", False, False),
        ("Schriftführerin", "minute-taker", False, True),
        ("members", "member", False, False),
        ("all", "all-1", False, False),
        ("§§§", "role", False, False),
    ],
)
def test_roles(words: str | None, position: str | None, substitute: bool, office: bool) -> None:
    """Roles of real trees become positions; deputies of members are substitutes, deputies of offices hold an office."""
    found = oparl_words.role(words)
    assert (found.position, found.substitute, found.office) == (position, substitute, office)


def test_substitutes_of_nobody_in_particular_stand_in_for_the_largest_group() -> None:
    """A personal substitute, of whom the tree does not say for whom, is one of the largest seat group."""
    _, record, _ = imported(changed("membership/5", role="persönlicher Vertreter"))
    assert "member@rat-der-stadt-1" in {str(one.position) for one in of(record, Holding) if one.substitute}
    _, record, _ = imported(changed("membership/3", role="Ersatzmitglied"))
    standins = {str(one.position) for one in of(record, Holding) if one.substitute}
    assert standins == {"member@sozialausschuss-2", "member@rat-der-stadt-1"}


def test_a_chair_without_another_seat_sits_there() -> None:
    """Who presides and has no other membership meanwhile has a seat; so have two of one office at the same time."""
    charter, *_ = imported(changed("membership/1", endDate="2020-11-04"))
    assert [row.id for row in charter.bodies[0].provisions] == ["chair", "member"]
    assert charter.bodies[0].positions == ()
    tree = changed("membership/5", role="Vorsitzender")
    tree["x.json"] = thing(
        "Membership", "membership/6", organization=url("organization/1"), person=url("person/12"), startDate="2020-01-01"
    )
    charter, *_ = imported(tree)
    assert [row.id for row in charter.bodies[0].provisions] == ["chair", "member"]


@pytest.mark.parametrize(("first", "positions"), [("2025-11-01", ("chair",)), ("2025-10-31", ())])
def test_an_office_has_one_holder_after_the_other(first: str, positions: tuple[str, ...]) -> None:
    """Two who preside one after the other hold an office; if both do on a day, it is a seat group."""
    tree = clean()
    for number, role in ((6, "Mitglied"), (7, "Vorsitzender")):
        tree[f"{number}.json"] = thing(
            "Membership", f"membership/{number}", organization=url("organization/1"), person=url("person/12"), role=role,
            startDate=first,
        )  # fmt: skip
    charter, *_ = imported(tree)
    assert charter.bodies[0].positions == positions


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ({"description": "Ratssaal, Am Markt 1", "streetAddress": "Am Markt 1", "room": "Ratssaal"}, "Ratssaal, Am Markt 1"),
        ({"streetAddress": "Am Markt 1", "postalCode": "99999", "locality": "Musterau"}, "Am Markt 1, 99999 Musterau"),
        ({"room": "1.01", "locality": "Musterau"}, "1.01"),
        ({"geojson": {}}, None),
    ],
)
def test_places(where: dict[str, Any], place: str | None) -> None:
    """A place is what its location says in words, each thing once; the town stands behind a street."""
    _, record, _ = imported(changed("meeting/281", location=thing("Location", "location/2", **where)))
    found = of(record, Meeting)[0].place
    assert (str(found) if found else None) == place


@pytest.mark.parametrize(
    ("start", "end", "modified", "since", "until"),
    [
        ("2020-11-01", "2025-10-31", STAMP, "2020-11-01", "2025-10-31"),
        (..., ..., STAMP, "unstated..2026-03-01", None),
        (..., "2025-10-31", STAMP, "unstated..2025-10-31", "2025-10-31"),
        (..., ..., ..., "unstated", None),
        (..., ..., "demnächst", "unstated", None),
        ("2020-11", ..., STAMP, "2020-11", None),
    ],
)
def test_a_membership_without_a_first_day_had_begun_when_it_was_last_changed(
    start: Any, end: Any, modified: Any, since: str, until: str | None
) -> None:
    """Without a first day a membership is there at the latest on the day of its last change, and on its last day."""
    tree = changed("membership/3", startDate=start, endDate=end, modified=modified, created=...)
    if modified is ...:
        assert "modified" not in find(tree, "membership/3")
    _, record, _ = imported(tree)
    (held,) = [one for one in of(record, Holding) if one.position.target == "sozialausschuss-2"]
    assert (str(held.since), str(held.until) if held.until else None) == (since, until)


@pytest.mark.parametrize(
    ("raw", "value", "right"),
    [
        ("2020-01-01", on(date(2020, 1, 1)), True),
        (" 2020-01-01", on(date(2020, 1, 1)), False),
        ("2020-1-1", on(date(2020, 1, 1)), False),
        ("1.2.2020", on(date(2020, 2, 1)), False),
        ("2020-01-01T00:00:00", on(date(2020, 1, 1)), False),
        ("2019-12-31T23:00:00Z", on(date(2020, 1, 1)), False),
        ("2020-02", Day(date(2020, 2, 1), date(2020, 2, 29)), False),
        ("2020", Day(date(2020, 1, 1), date(2020, 12, 31)), False),
        ("2020-13", None, False),
        ("2020-02-30", None, False),
        ("9999", None, False),
        ("9999-12-31", None, False),
        ("0001-01-01", None, False),
        ("\u0662020-01-01", None, False),
        ("bald", None, False),
    ],
)
def test_days(raw: str, value: Day | None, right: bool) -> None:
    """Days are read as servers write them; only one spelling is right, and days that stand for "unknown" are none."""
    assert oparl_dates.day(raw) == oparl_dates.Dated(value, right=right and value is not None)


@pytest.mark.parametrize(
    ("raw", "value", "right"),
    [
        ("2026-07-01T18:00:00+02:00", datetime(2026, 7, 1, 18), True),
        ("2026-07-01T16:00:00Z", datetime(2026, 7, 1, 18), False),
        ("2026-07-01T16:00:00.123456Z", datetime(2026, 7, 1, 18), False),
        ("2026-07-01T18:00:00", datetime(2026, 7, 1, 18), False),
        ("2026-07-01 18:00", datetime(2026, 7, 1, 18), False),
        ("2026-07-01T18:00+0200", datetime(2026, 7, 1, 18), False),
        ("01.07.2026, 18.00 Uhr", datetime(2026, 7, 1, 18), False),
        ("2026-07-01", date(2026, 7, 1), False),
        ("2026-03-29T00:30:00Z", datetime(2026, 3, 29, 1, 30), False),
        ("2026-03-29T01:30:00Z", datetime(2026, 3, 29, 3, 30), False),
        ("2026-10-25T01:30:00+00:00", datetime(2026, 10, 25, 2, 30), True),
        ("2026-07-01T25:00:00", None, False),
        ("2026-07-01T18:00:00+99:00", None, False),
        ("heute", None, False),
    ],
)
def test_minutes(raw: str, value: date | datetime | None, right: bool) -> None:
    """Times are those of the place, through all changes of the clocks; only one spelling is right."""
    found = oparl_dates.minute(raw)
    assert (found.value, found.right and value is not None) == (value, right)


def test_midnight_is_no_hour() -> None:
    """A meeting that begins at midnight is one of which the hour is not known; no end is taken at midnight, nor a day for one."""
    _, record, brought = imported(changed("meeting/281", start="2026-02-03T00:00:00+01:00", end=...))
    assert (of(record, Meeting)[0].at, said(brought)) == (date(2026, 2, 3), [])
    _, record, brought = imported(changed("meeting/281", end="2026-02-03"))
    assert (of(record, Meeting)[0].ends, said(brought)) == (None, ["minute", "end"])


def test_items_are_put_in_order() -> None:
    """Items come in the order that they name, wherever they stand; where none is named, the place in the list counts."""
    for orders, expected in (((1, 0), ["item-2", "item-1"]), ((..., 0), ["item-1", "item-2"]), ((7, 3), ["item-2", "item-1"])):
        _, record, _ = imported(items(*orders))
        assert [one.id for one in of(record, Item)] == expected


def test_items_that_stand_alone_belong_to_their_meeting() -> None:
    """An item that is not embedded names its meeting, and comes in its place."""
    tree = clean()
    tree["x.json"] = thing("AgendaItem", "item/3", meeting=url("meeting/281"), order=0, start="2026-02-03T18:05:00+01:00")
    tree["meetings.json"]["data"][0]["agendaItem"].pop(0)
    _, record, brought = imported(tree)
    assert [(one.id, one.at) for one in of(record, Item)] == [("item-3", datetime(2026, 2, 3, 18, 5)), ("item-2", None)]
    assert said(brought) == []


# ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "name", "id_"),
    [
        ("https://x.example/organization/35", "Sozialausschuss", "sozialausschuss-35"),
        ("https://x.example/organization/council.json", "Rat", "council"),
        ("https://x.example/organization?typ=gr&id=12", "Rat", "rat-12"),
        ("https://x.example/organization/3f2504e0-4f89-11d3-9a0c-0305e82c3301", "Rat", "rat-3f2504e0"),
        ("https://x.example/organization/a_2fb", "Rat", "a/b"),
        ("https://x.example/organization/all", "Rat", "all-1"),
        ("https://x.example/organizations", "Rat", "rat-organizations"),
        ("https://x.example/organization/7", "", "body-7"),
        ("https://x.example/organization/7", "4. Ausschuss", "body-4-ausschuss-7"),
        ("https://[/7", "Rat", "rat-https-7"),
        ("x#membership-0", "Rat", "rat-x-membership-0"),
        ("", "Rat", "rat"),
    ],
)
def test_ids(address: str, name: str, id_: str) -> None:
    """An id is the last word of the address if somebody chose it, else the name with the number that the address has."""
    assert oparl_names.wish(oparl_things.Thing(kind="Organization", id=address, file=""), name) == id_


def test_equal_ids_are_told_apart() -> None:
    """Two addresses never get one id: the later one gets a digest of its address, always the same."""
    names = oparl_names.Names()
    ones = [oparl_things.Thing(kind="Organization", id=f"https://x.example/{folder}/7", file="") for folder in ("gr", "fr", "ag")]
    ids = [names.body(ones[0], "Rat"), names.party(ones[1], "Rat"), names.party(ones[2], "Rat"), names.body(ones[0], "Rat")]
    assert ids[0] == ids[3] == "rat-7"
    assert len(set(ids)) == 3
    assert all(id_.startswith("rat-7-") for id_ in ids[1:3])


# ── whatever comes ───────────────────────────────────────────────────────────────────────────────────────────────────

KEYS = sorted({key for places in oparl_things.PLACES.values() for key in places} | {
    "id", "type", "name", "deleted", "order", "public", "start", "end", "startDate", "endDate", "role", "votingRight", "modified",
    "meetingState", "cancelled", "classification", "organizationType", "paperType", "date", "result", "ags", "description",
    "data",
})  # fmt: skip
ODD = st.sampled_from([
    "", " ", "2026-02-30", "2020-01-01", "2020-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "0001-01-01", "1/2", "\ud83d",
    "\x00", "=cmd()", "]]>", '"""', "a\r\nb", "\u202e", "x" * 3000, "Vorsitz", "stellv. Mitglied (…)", "()", "Parlament",
    "Fraktion", "all",
])  # fmt: skip
ADDRESSES = st.sampled_from([
    *(one["id"] for one in (find(clean(), path) for path in ("body/1", "organization/1", "organization/2", "person/7"))),
    *map(url, ("organization/3", "membership/1", "meeting/281", "item/2", "paper/99", "consultation/1", "nowhere/1")), "http://[",
    "7",
])  # fmt: skip
TYPES = st.sampled_from([*(f"https://schema.oparl.org/1.1/{kind}" for kind in oparl_things.PLACES), "person", "x", "", None, 7])
LEAVES = st.none() | st.booleans() | st.integers(-3, 10**20) | st.floats() | ODD | ADDRESSES | TYPES | st.text(max_size=8)
WORDS = st.sampled_from(KEYS) | st.text(max_size=4)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=7))
OBJECTS = st.tuples(ADDRESSES, TYPES, st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6)).map(
    lambda drawn: {**drawn[2], "id": drawn[0], "type": drawn[1]}
)


def whole(brought: Brought) -> None:
    """What comes out can be written, read again, and has no errors; every message can be said."""
    assert errors(brought) == []
    for repair, more in grouped(brought.repairs):
        assert "\n" not in line(repair, more, language("en"))
    assert all(language("de").say(one) for one in brought.untaken)


@given(st.dictionaries(st.text(max_size=5), st.binary(max_size=60), max_size=3))
def test_any_bytes_are_read(found: dict[str, bytes]) -> None:
    """Whatever bytes the files have, nothing is raised."""
    whole(read(found))


@settings(max_examples=12)
@given(st.lists(OBJECTS | VALUES, max_size=6), st.booleans())
def test_any_json_is_read(found: list[Any], alone: bool) -> None:
    """Whatever JSON the files have, nothing is raised, and what is made of it has no errors."""
    tree = {f"{number}.json": one for number, one in enumerate(found)} if alone else {"list.json": {"data": found, "links": {}}}
    whole(read(encoded(tree)))


@given(st.data())
@example(None)
def test_a_broken_tree_is_read(data: Any) -> None:
    """However objects of a good tree are changed, nothing is raised, and what is made of it has no errors."""
    tree = clean()
    paths = (
        "body/1", "organization/1", "organization/2", "organization/3", "person/7", "person/12", "membership/1", "membership/2",
        "membership/5", "meeting/281", "item/1", "item/2", "paper/99", "consultation/1",
    )  # fmt: skip
    for path in data.draw(st.lists(st.sampled_from(paths), max_size=5)) if data is not None else ():
        find(tree, path).update(data.draw(st.dictionaries(st.sampled_from(KEYS), VALUES | ADDRESSES, max_size=3)))
    whole(read(encoded(tree)))


@pytest.mark.parametrize(
    "hostile", ["a\r\nb", "=cmd()", "<script>", "]]>", '"""', "\u202e", "x" * 10000, "\x00\x1b[2J", "'''", "\\"]
)
def test_hostile_texts_stay_texts(hostile: str) -> None:
    """Whatever a name says, the documents can be read again and say it, up to a length; no message can move a terminal."""
    tree = clean()
    for path in ("body/1", "organization/1", "organization/3", "person/7", "meeting/281", "item/1", "paper/99"):
        find(tree, path)["name"] = hostile
    find(tree, "membership/1")["role"] = find(tree, "meeting/281")["meetingState"] = hostile
    find(tree, "paper/99")["paperType"] = find(tree, "organization/2")["classification"] = hostile
    find(tree, "membership/2")["startDate"] = hostile
    charter, record, brought = imported(tree)
    assert str(charter.name)[:1999] == hostile[:1999]
    assert of(record, Party)[1].name[:1999] == hostile[:1999]
    assert all(line(one, 0, language("en")).isprintable() for one in brought.repairs)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """No address is ever asked: reading opens no connection."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    imported(clean())


def test_what_is_read_is_bounded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is too large is left out and told; a folder with too many files or bytes is refused."""
    monkeypatch.setattr(oparl_files, "MOST_BYTES", 900)
    brought = read(encoded(clean()))
    assert said(brought).count("file-too-large") == 4
    (tmp_path / "a.json").write_text("[]")
    (tmp_path / "b.JSON").write_text("[]")
    monkeypatch.setattr(folders, "MOST_BYTES", 3)
    with pytest.raises(Misuse) as misuse:
        folders.tree(tmp_path, (".json",))
    assert misuse.value.said.code == "misuse.folder-full"
    monkeypatch.setattr(folders, "MOST_FILES", 1)
    with pytest.raises(Misuse):
        folders.tree(tmp_path, (".json",))


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────


def lay(tree: Mapping[str, Any], folder: Path) -> Path:
    """Write a tree to a folder, some of it deeper."""
    for name, content in encoded(tree).items():
        path = folder / ("deep/er" if name.startswith("p") else "") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


def test_the_command_makes_a_project(tmp_path: Path) -> None:
    """Charter and record are written, can be checked, and the charter answers that the source is silent."""
    done = run("import", lay(clean(), tmp_path / "tree"), "--from", "oparl", "-o", tmp_path / "new")
    assert done.exit_code == 0
    assert done.stdout.endswith("memberships 4, meetings 1, agenda items 2, proposals 1; repairs 0\n")
    assert done.stderr.startswith("not taken over: memberships")
    assert run("check", tmp_path / "new").exit_code == 0
    assert run("fmt", "--check", *sorted((tmp_path / "new").iterdir())).exit_code == 0
    asked = run("ask", tmp_path / "new", "rat-der-stadt-1", "quorum", "--at", "2026-03-01").output
    assert asked.startswith("quorum: Rat der Stadt, 2026-03-01: open\n")
    assert "say nothing about “quorum”" in asked
    chair = run("ask", tmp_path / "new", "rat-der-stadt-1", "chair", "--at", "2024-03-01").output
    assert "Ada Beispiel" in chair


def test_repairs_are_printed_one_by_one_or_grouped(tmp_path: Path) -> None:
    """A few repairs of a sort are told one by one, of many the first and how many more; a file has all of them as JSON."""
    tree = clean()
    for path in ("person/7", "person/12", "organization/1", "organization/2", "organization/3"):
        find(tree, path)["web"] = None
    find(tree, "paper/99")["date"] = "10.01.2026"
    lay(tree, tmp_path / "tree")
    more = ("--repairs", tmp_path / "all.json", "--lang", "de")
    done = run("import", tmp_path / "tree", "--from", "oparl", "-o", tmp_path / "new", *more)
    assert done.exit_code == 0
    assert done.stderr.splitlines()[:2] == [
        f"deep/er/people.json: {url('person/7')}: web: leer; gilt als nicht angegeben (und 4 weitere)",
        f"deep/er/papers.json: {url('paper/99')}: date: „10.01.2026“ gelesen als 2026-01-10",
    ]
    told = json.loads((tmp_path / "all.json").read_text())
    assert len(told) == 6
    assert {one["code"] for one in told} == {"empty", "day"}


def test_the_command_exits_with_1_if_nothing_can_be_read(tmp_path: Path) -> None:
    """A folder without any object of OParl gives no project, and says so."""
    done = run("import", lay({"x.json": b"{"}, tmp_path / "tree"), "--from", "oparl", "-o", tmp_path / "new")
    assert (done.exit_code, (tmp_path / "new").exists()) == (1, False)
    assert "x.json: not read: no JSON, line 1" in done.stderr
    assert "nothing to make a charter or a record of" in done.stdout


def test_the_command_is_misused(tmp_path: Path) -> None:
    """An unknown format, a folder that is none, and a folder that has documents already are misuse; nothing is written."""
    tree = lay(clean(), tmp_path / "tree")
    there = tmp_path / "there"
    there.mkdir()
    (there / "record.jsonl").write_text("")
    for arguments in (
        (tree, "--from", "opral", "-o", tmp_path / "new"),
        (tmp_path / "nowhere", "--from", "oparl", "-o", tmp_path / "new"),
        (tree, "--from", "oparl", "-o", there),
        (tree, "--from", "oparl", "-o", tree / "body.json"),
    ):
        done = run("import", *arguments)
        assert (done.exit_code, done.stdout) == (2, ""), done.output
        assert done.stderr.startswith("gremium: ")
    assert [path.name for path in there.iterdir()] == ["record.jsonl"]
    assert not (tmp_path / "new").exists()


def test_a_large_record_is_written_in_lines() -> None:
    """A record larger than what is read of TOML is written in JSON Lines, and is the same."""
    made = bring(PARTS, "oparl", encoded(clean()), 100)
    assert sorted(made.documents) == ["charter.toml", "record.jsonl"]
    document = Document(file="record.jsonl", suffix=".jsonl", text=made.documents["record.jsonl"].decode())
    charter = Document(file="charter.toml", suffix=".toml", text=made.documents["charter.toml"].decode())
    assert open_project(PARTS, Project(name="x", charter=charter, record=document)).record == made.brought.record


def test_grouping_keeps_what_is_different_apart() -> None:
    """Repairs are grouped by what they say of which property."""
    several = [Repair(file="f", object=str(n), said=message("repair.empty", key="web")) for n in range(4)]
    other = Repair(file="f", object="x", said=message("repair.empty", key="name"))
    assert grouped([*several, other]) == ((several[0], 3), (other, 0))
    assert grouped(several[:3]) == tuple((one, 0) for one in several[:3])


# ── there and back ───────────────────────────────────────────────────────────────────────────────────────────────────

DAY = date(2026, 6, 1)


@cache
def there_and_back(name: str) -> tuple[Published, Brought]:
    """Return what an example has to show, and what comes back when it is exported to OParl and imported again."""
    scope = opened(name).scope
    shown = publish(scope, DAY)
    context = Context(charter=scope.charter, language=language("de"), stamp=datetime(2026, 6, 1, tzinfo=UTC))
    options = Options(base="https://ris.example/oparl/")
    return shown, read(joined(PARTS.exporter("oparl").write(shown, context, options)))


@pytest.fixture(params=["paderborn", "musterstadt", "wuerselen"])
def trip(request: pytest.FixtureRequest) -> tuple[Published, Charter, Record]:
    """What an example has to show, and the charter and record that came back."""
    shown, brought = there_and_back(request.param)
    assert brought.repairs == ()
    assert errors(brought) == []
    assert brought.charter is not None
    assert brought.record is not None
    return shown, brought.charter, brought.record


def exact(day: Day | None) -> date | None:
    return day.exact if day is not None else None


def test_round_trip_of_bodies(trip: tuple[Published, Charter, Record]) -> None:
    """The jurisdiction and its bodies come back with their ids, names, exact days and wholes."""
    shown, charter, _ = trip
    assert (charter.id, charter.kind, charter.name) == (shown.id, shown.kind, _german(shown.name))
    back = {one.id: (str(one.name), exact(one.span.since), exact(one.span.until)) for one in charter.bodies}
    for body in shown.bodies:
        assert back[body.id] == (str(body.name or body.id), exact(body.since), exact(body.until))
    ids = {body.id for body in shown.bodies}
    wholes = {one.id: str(one.part_of) for one in shown.bodies if one.part_of is not None and one.part_of.target in ids}
    assert {one.id: str(one.part_of) for one in charter.bodies if one.part_of is not None} == wholes


def test_round_trip_of_people(trip: tuple[Published, Charter, Record]) -> None:
    """Everybody who may be seen comes back under the same id and name, organisations with their kind; bodies stay bodies."""
    shown, charter, record = trip
    back = {one.id: (one.name, one.kind) for one in of(record, Party)}
    bodies = {one.id for one in charter.bodies}
    for party in shown.parties:
        assert party.id in bodies or back[party.id] == (party.name or party.id, party.kind)
    assert all(party.id in back for party in shown.parties if party.person)


def test_round_trip_of_memberships(trip: tuple[Published, Charter, Record]) -> None:
    """Every membership of a person comes back in its body, with its exact days, for whom, and whether as a substitute."""
    shown, _, record = trip
    people = {party.id for party in shown.parties if party.person}
    sent = sorted(
        (one.body, one.party, exact(one.since) or date.min, exact(one.until) or date.max, one.of or "", one.substitute)
        for one in shown.memberships if one.party in people
    )  # fmt: skip
    back = sorted(
        (one.position.target, one.party, exact(one.since) or date.min, exact(one.until) or date.max, one.of or "", one.substitute)
        for one in of(record, Holding)
    )  # fmt: skip
    assert back == sent


def test_round_trip_of_meetings(trip: tuple[Published, Charter, Record]) -> None:
    """Meetings come back with their bodies, times, state, place and name, their items in order, and which of them are public.

    One that is off comes back as cancelled: OParl does not know more.
    """
    shown, _, record = trip
    sent = {
        one.id: (
            one.bodies, one.at, one.ends, MeetingState.CANCELLED if one.state.off else one.state, _german(one.name),
            _german(one.place),
        )
        for one in shown.sessions
    }  # fmt: skip
    assert {one.id: (one.bodies, one.at, one.ends, one.state, one.name, one.place) for one in of(record, Meeting)} == sent
    items = [(one.id, point.id, _german(point.name), point.at, point.public) for one in shown.sessions for point in one.points]
    assert [(one.meeting, one.id, one.name, one.at, one.public) for one in of(record, Item)] == items


def test_round_trip_of_presence(trip: tuple[Published, Charter, Record]) -> None:
    """The persons who were there come back, as ones who were in the room."""
    shown, _, record = trip
    people = {party.id for party in shown.parties if party.person}
    sent = {(one.id, came.party) for one in shown.sessions for came in one.present if came.how.there and came.party in people}
    assert {(one.meeting, who) for one in of(record, Presence) for who in one.who.ids} == sent


def test_round_trip_of_proposals(trip: tuple[Published, Charter, Record]) -> None:
    """Proposals come back with their names, days and bodies, and are on the same agendas."""
    shown, _, record = trip
    people = {party.id for party in shown.parties}
    sent = {one.id: (_german(one.name), one.of, one.by if one.by in people else None, one.at) for one in shown.papers}
    assert {one.id: (one.name, one.of, one.by, one.at) for one in of(record, Proposal)} == sent
    items = {(paper.id, step.meeting, step.item) for paper in shown.papers for step in paper.steps if step.meeting is not None}
    assert {(one.proposal, one.meeting, one.item) for one in of(record, Step)} == items


def test_a_second_trip_changes_nothing(trip: tuple[Published, Charter, Record]) -> None:
    """What came back once is exported and imported again without any change of bodies, parties, memberships and meetings."""
    _, charter, record = trip
    texts = {"charter": written(PARTS, charter), "record": written(PARTS, record)}
    documents = {name: Document(file=f"{name}.toml", suffix=".toml", text=text) for name, text in texts.items()}
    scope = open_project(PARTS, Project(name="back", **documents)).scope
    context = Context(charter=scope.charter, language=language("de"), stamp=datetime(2026, 6, 1, tzinfo=UTC))
    tree = joined(PARTS.exporter("oparl").write(publish(scope, DAY), context, Options(base="https://ris.example/oparl/")))
    again = read(tree)
    assert again.repairs == ()
    assert again.record is not None
    assert again.charter is not None
    assert {body.id for body in again.charter.bodies} == {body.id for body in charter.bodies}
    for kind in (Party, Meeting, Item, Proposal):
        assert of(again.record, kind) == of(record, kind)
    known = [one for one in of(record, Holding) if exact(one.since) is not None]
    assert [one for one in of(again.record, Holding) if exact(one.since) is not None] == known


def _german(text: Any) -> Any:
    """Return a text as it is after a trip: in German alone."""
    return type(text)((("de", str(text)),)) if text is not None else None
