"""OParl against an earlier tree: what is gone stays as deleted, what did not change keeps its instants, nothing else comes in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import body, electoral, group, holds, item, meeting, person, proposal, scope, step
from examples import example
from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.model.record import Audience, Event
from gremium.plugins.parts import Context, Options, joined
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.text import Text
from gremium.workbench.publish import publish
from gremium_adapters.exporters.oparl import write
from gremium_adapters.importers.oparl import read as importer
from oparl_text import problems, unkept

BASE = "https://oparl.example/town/"
DAY = date(2026, 6, 1)
FIRST, NEXT, LAST = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (6, 7, 8))
PUBLIC, MEMBERS, ADMINISTRATION = Audience
Files = Mapping[str, bytes]


def at(moment: datetime) -> str:
    """Return an instant as OParl writes it."""
    return moment.isoformat(timespec="seconds")


def town(*without: str, **said: Any) -> Scope:
    """Return a town, without what has one of these ids, and with other events for some."""
    see = (evolve(person(id_), name=name, disclosure=PUBLIC) for id_, name in (("ada", "Ada Marker"), ("bert", "Bert")))
    events: dict[str, Event] = {
        **{one.id: one for one in see},
        "term": electoral("council", date(2025, 1, 1)),
        "sits": holds("ada", "elected@council", date(2025, 1, 1)), "also": holds("bert", "elected@council", date(2025, 1, 1)),
        "spring": meeting("spring", "council", datetime(2026, 3, 10, 19), public=True, place={"de": "Rathaus"}),
        "summer": meeting("summer", "council", datetime(2026, 6, 10, 19), public=True),
        "opening": item("opening", "spring", name={"de": "Eröffnung"}), "path": item("path", "spring", name={"de": "Weg"}),
        "paper": proposal("paper", of="council", name={"de": "Radweg"}, by="ada", public=True),
        "done": step("decided", "council", date(2026, 3, 10), proposal="paper", meeting="spring", item="path", outcome="adopted"),
    }  # fmt: skip
    council = body("council", group("elected", seats=3, standing="voting"), kind="council", name=Text.of({"de": "Rat"}))
    return scope(council, events=[one for name, one in {**events, **said}.items() if name not in without])


def tree(
    here: Scope, moment: datetime = FIRST, against: Files | None = None, audience: Audience = PUBLIC, base: str = BASE
) -> Files:
    """Return the tree of a scope, once it is as the text asks, also as the successor of the one before."""
    about = Context(charter=here.charter, language=language("de"), stamp=moment, audience=audience)
    files = joined(write(publish(here, DAY, audience), about, Options(base=base, against=against)))
    assert problems(files, base) == []
    assert against is None or list(unkept(against, files, at(moment))) == []
    return files


def read(files: Files, name: str) -> dict[str, Any]:
    """Return the object in a file."""
    found: dict[str, Any] = json.loads(files[f"{name}.json"])
    return found


def tombstone(kind: str, name: str, created: datetime, modified: datetime) -> dict[str, Any]:
    """Return what is left of an object."""
    return {
        "id": f"{BASE}{name}.json", "type": f"https://schema.oparl.org/1.1/{kind}", "created": at(created),
        "modified": at(modified), "deleted": True,
    }  # fmt: skip


def deleted(files: Files) -> set[str]:
    """Return the names of the files in which something deleted stands."""
    return {name for name, content in files.items() if json.loads(content).get("deleted")}


def modified(files: Files, moment: datetime) -> set[str]:
    """Return the names of the objects that were changed at an instant."""
    return {name for name, content in files.items() if json.loads(content).get("modified") == at(moment)}


# ── what changes, and what does not ──────────────────────────────────────────────────────────────────────────────────


def test_what_did_not_change_stays_byte_for_byte() -> None:
    """Against itself, however much later, a tree is the same in every byte."""
    first = tree(town())
    assert tree(town(), NEXT, first) == first


@pytest.mark.parametrize("place", ["musterstadt", "wuerselen"])
def test_examples_stay_byte_for_byte(place: str) -> None:
    """So are the trees of the examples."""
    here = example(place)
    first = tree(here)
    assert tree(here, NEXT, first) == first


def test_what_is_gone_stays_as_deleted() -> None:
    """An object that is no longer there is called deleted under its address; what named it, or had it inside, was changed now."""
    first = tree(town())
    second = tree(town("ada", "sits"), NEXT, first)
    gone = {"person/ada.json", "membership/council/elected/ada.json"}
    assert deleted(second) == gone
    assert read(second, "person/ada") == tombstone("Person", "person/ada", FIRST, NEXT)
    assert list(read(second, "person/ada")) == ["id", "type", "created", "modified", "deleted"]
    assert modified(second, NEXT) == {*gone, "organization/council.json", "paper/paper.json"}
    assert read(second, "organization/council")["created"] == at(FIRST)
    assert b"Marker" not in b"".join(second.values())


def test_what_may_no_longer_be_seen_is_deleted_too() -> None:
    """For those who may no longer see somebody, nothing is left but that there was an object."""
    first = tree(town())
    hidden = tree(town(ada=evolve(person("ada"), name="Ada Marker", disclosure=MEMBERS)), NEXT, first)
    assert deleted(hidden) == {"person/ada.json", "membership/council/elected/ada.json"}
    assert b"Marker" not in b"".join(hidden.values())


def test_what_stands_inside_another() -> None:
    """An item that is gone changes the meeting in which it stood; one that changed changes it too, and nothing else does."""
    first = tree(town())
    second = tree(town("opening"), NEXT, first)
    assert deleted(second) == {"agenda-item/opening.json"}
    assert modified(second, NEXT) == {"agenda-item/opening.json", "agenda-item/path.json", "meeting/spring.json"}
    called = tree(town(opening=item("opening", "spring", name={"de": "Beginn"})), NEXT, first)
    assert modified(called, NEXT) == {"agenda-item/opening.json", "meeting/spring.json"}
    assert read(called, "meeting/spring")["agendaItem"][0]["modified"] == at(NEXT)
    assert read(called, "meeting/spring")["agendaItem"][1]["modified"] == at(FIRST)


def test_what_was_deleted_stays_deleted() -> None:
    """What was deleted before stays as it was, byte for byte; what is there again was made when it was made first."""
    first = tree(town())
    second = tree(town("summer"), NEXT, first)
    third = tree(town("summer", "bert", "also"), LAST, second)
    assert third["meeting/summer.json"] == second["meeting/summer.json"]
    assert tree(town("summer", "bert", "also"), LAST + timedelta(days=1), third) == third
    back = read(tree(town(), LAST, second), "meeting/summer")
    assert (back["created"], back["modified"], "deleted" in back) == (at(FIRST), at(LAST), False)


def test_everything_can_go() -> None:
    """Where nothing is left, all but the municipality and its System is deleted, of every type."""
    first = tree(town())
    empty = evolve(town(), record=None)
    second = tree(empty, NEXT, first)
    kinds = {read(second, name.removesuffix(".json"))["type"].rpartition("/")[2] for name in deleted(second)}
    assert kinds == {
        "Person", "Membership", "LegislativeTerm", "Meeting", "Location", "AgendaItem", "Paper", "Consultation",
    }  # fmt: skip
    assert tree(evolve(empty, charter=evolve(empty.charter, bodies=())), NEXT, first)["organization/council.json"]


def test_an_importer_leaves_out_what_is_deleted() -> None:
    """Whoever reads such a tree takes nothing of what is deleted, counts it, and has nothing to repair."""
    second = tree(town("ada", "sits", "opening"), NEXT, tree(town()))
    brought, alone = (importer(files) for files in (second, tree(town("ada", "sits", "opening"))))
    assert (brought.charter, brought.record) == (alone.charter, alone.record)
    assert brought.repairs == alone.repairs == ()
    assert {one.code: dict(one.params) for one in brought.untaken}["untaken.deleted"] == {"n": len(deleted(second))}


NAMES = st.sets(st.sampled_from(("ada", "bert", "term", "sits", "also", "spring", "summer", "opening", "path", "paper", "done")))


@given(before=NAMES, after=NAMES, anew=NAMES, audience=st.sampled_from(Audience))
def test_whatever_goes_and_comes(before: set[str], after: set[str], anew: set[str], audience: Audience) -> None:
    """Whatever goes, comes and changes, and for whomever it is, the tree is what the text asks of a successor."""
    first = tree(town(*before), audience=audience)
    changed = {"path": item("path", "spring", public=False), "paper": proposal("paper", of="council", by="bert")}
    here = town(*after, **{name: event for name, event in changed.items() if name in anew})
    second = tree(here, NEXT, first, audience)
    assert tree(here, LAST, second, audience) == second


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


def without(name: str) -> Callable[[dict[str, bytes]], object]:
    return lambda files: files.pop(name)


def with_(name: str, content: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda files: files.update({name: content})


STRANGER = json.dumps(tombstone("Person", "person/stranger", FIRST, FIRST)).encode()
BROKEN = (b"{", b"[]", b"\xff", b"[" * 100_000, b'{"a":' * 900 + b"1" + b"}" * 900, STRANGER)


@pytest.mark.parametrize(
    "change",
    [
        dict.clear, without("system.json"), *(with_("system.json", one) for one in BROKEN), without("person/ada.json"),
        with_("person/ada.json", b""), with_("person/stranger.json", STRANGER),
    ],
)  # fmt: skip
def test_what_is_no_whole_tree(change: Callable[[dict[str, bytes]], object]) -> None:
    """What is no tree, or one of which objects are missing or to which others were added, is refused."""
    files = dict(tree(town()))
    change(files)
    assert refused(files) == message("misuse.against-tree")


def refused(against: Files, moment: datetime = NEXT, here: Scope | None = None, **said: Any) -> object:
    """Return why an earlier tree is refused."""
    with pytest.raises(Misuse) as caught:
        tree(here or town(), moment, against, **said)
    return caught.value.said


def test_what_is_of_something_else() -> None:
    """A tree of another municipality, below another address or for another audience is refused, whatever it says."""
    first, other = tree(town()), town()
    elsewhere = message("misuse.against-elsewhere", body=f"{BASE}body/town.json", audience=message("audience.public"))
    assert refused(tree(town(), audience=MEMBERS)) == elsewhere
    assert refused(tree(town(), base="https://oparl.example/")) == elsewhere
    there = evolve(other, charter=evolve(other.charter, id="village"), record=None)
    assert refused(tree(there)) == elsewhere
    swapped = {name: content.replace(b'"members"', b'"public"') for name, content in tree(town(), audience=MEMBERS).items()}
    assert refused(swapped) == message("misuse.against-tree")
    assert refused(first, FIRST - timedelta(seconds=1)) == message("misuse.against-later", stamp=at(FIRST - timedelta(seconds=1)))


def test_other_files_do_not_matter() -> None:
    """Lists, files of other exports and pages that are left over are neither read nor missed."""
    first = tree(town())
    left = {name: content for name, content in first.items() if "data" not in json.loads(content)}
    left |= {"popolo.json": b"[]", "persons-7.json": first["persons.json"], "broken.json": b"{"}
    assert tree_of(town(), left) == first


# ── what others may have put in ──────────────────────────────────────────────────────────────────────────────────────


def forged(files: Files, change: Callable[[dict[str, Any]], object]) -> Files:
    """Return a tree that was changed by somebody who knows how it is made, so that it seems whole."""
    there = {name: json.loads(content) for name, content in files.items()}
    change(there)
    ids = sorted(
        one["id"] for name, one in there.items() if "data" not in one and one.get("id") == f"{BASE}{name}" and fits(name, one)
    )
    there["system.json"]["gremium:objects"] = sha256("\n".join(["public", *ids]).encode()).hexdigest()
    return {name: json.dumps(one).encode() for name, one in there.items()}


def fits(name: str, one: Mapping[str, Any]) -> bool:
    """Return whether something of this type may stand there."""
    return name.partition("/")[0].replace("-", "") in (one["type"].rpartition("/")[2].lower(), "party", "system.json")


def test_nothing_else_is_taken_over() -> None:
    """Of what others put into a deleted object, or into one that is gone, nothing comes out but address, type and instants."""

    def change(there: dict[str, Any]) -> None:
        there["person/eve.json"] = {**tombstone("Person", "person/eve", FIRST, FIRST), "name": "evil", "extra": [{"id": "x"}]}
        there["meeting/summer.json"]["name"] = "evil"

    second = tree_of(town("summer"), forged(tree(town()), change))
    assert b"evil" not in b"".join(second.values())
    assert read(second, "person/eve") == tombstone("Person", "person/eve", FIRST, FIRST)
    assert read(second, "meeting/summer") == tombstone("Meeting", "meeting/summer", FIRST, NEXT)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("person/eve", "Meeting"), ("person/eve", "Sitting"), ("eve", "Person"), ("person/../eve", "Person"), ("x-2", "Person"),
        ("person/a/b", "Person"), ("person/EVE", "Person"), ("person/%3c", "Person"), ("person/" + "e" * 101, "Person"),
        ("membership/council/ada", "Membership"), ("people/eve", "Person"), ("person/.eve", "Person"),
        ("organization/council/meetings", "Organization"),
    ],
)  # fmt: skip
def test_only_what_gremium_may_have_written(name: str, kind: str) -> None:
    """An object that gremium would never have put there, or called so, does not stay."""
    before = tree(town())
    files = {**before, f"{name}.json": json.dumps(tombstone(kind, name, FIRST, FIRST)).encode()}
    assert tree_of(town(), files) == before


def tree_of(here: Scope, against: Files) -> Files:
    """Return the successor of a tree that may have objects of others in it, which are not to be kept."""
    about = Context(charter=here.charter, language=language("de"), stamp=NEXT, audience=PUBLIC)
    files = joined(write(publish(here, DAY, PUBLIC), about, Options(base=BASE, against=against)))
    assert problems(files, BASE) == []
    return files


def test_an_address_elsewhere_does_not_stay() -> None:
    """An object that is called by the address of another server is none of this tree."""
    first = tree(town())
    stranger = {**tombstone("Person", "person/eve", FIRST, FIRST), "id": "https://evil.example/person/eve.json"}
    assert tree_of(town(), {**first, "person/eve.json": json.dumps(stranger).encode()}) == first


@pytest.mark.parametrize(
    "stamps",
    [
        {"created": "yesterday"}, {"created": None}, {"modified": 7}, {"created": at(FIRST).replace("+00:00", "Z")},
        {"modified": "2026-02-30T00:00:00+00:00"}, {"created": "2026-06-01T14:00:00+02:00"}, {"modified": at(FIRST) + "\n"},
        {"created": at(FIRST + timedelta(seconds=1))}, {"created": "٢٠٢٦-06-01T12:00:00+00:00"},
    ],
)  # fmt: skip
def test_instants_that_are_none_are_not_kept(stamps: Mapping[str, Any]) -> None:
    """Where an instant is none as we write it, or something was changed before it was made, that is now."""

    def change(there: dict[str, Any]) -> None:
        for name in ("person/bert.json", "agenda-item/opening.json", "meeting/summer.json"):
            there[name].update(stamps)
        there["person/eve.json"] = {**tombstone("Person", "person/eve", FIRST, FIRST), **stamps}

    second = tree_of(town("summer"), forged(tree(town()), change))
    assert read(second, "person/eve") == tombstone("Person", "person/eve", NEXT, NEXT)
    assert read(second, "meeting/summer") == tombstone("Meeting", "meeting/summer", NEXT, NEXT)
    for name in ("person/bert", "agenda-item/opening"):
        assert (read(second, name)["created"], read(second, name)["modified"]) == (at(NEXT), at(NEXT))
    around = read(second, "meeting/spring")
    assert (around["created"], around["modified"]) == (at(FIRST), at(NEXT)), "what stands in it was changed"


def test_a_later_instant_is_refused() -> None:
    """No instant of the time before lies after that of now: then it is no time before."""
    later = at(NEXT + timedelta(seconds=1))
    files = forged(tree(town()), lambda there: there["person/bert.json"].update(modified=later))
    assert refused(files) == message("misuse.against-later", stamp=at(NEXT))


# ── the test of the text itself ──────────────────────────────────────────────────────────────────────────────────────

Plant = Callable[[dict[str, Any]], object]


def put(file: str, **said: Any) -> Plant:
    return lambda files: files[f"{file}.json"].update(said)


@cache
def pair() -> tuple[Files, Files]:
    """Return a tree and its successor, in which a person and an item are deleted, and another item is called otherwise."""
    first = tree(town())
    return first, tree(town("ada", "sits", "opening", path=item("path", "spring", name={"de": "Steg"})), NEXT, first)


DELETED: Mapping[str, tuple[Plant, str]] = {
    "a name": (put("person/ada", name="Ada"), "is deleted and says"),
    "no instant": (lambda files: files["person/ada.json"].pop("modified"), "modified is None"),
    "made after it was deleted": (put("person/ada", created=at(LAST)), "before it was created"),
    "another address": (put("person/ada", id=f"{BASE}person/eva.json"), "is called"),
    "an unknown type": (put("person/ada", type="https://schema.oparl.org/1.1/Human"), "unknown type"),
    "a word for true": (put("person/ada", deleted="true"), "no bool"),
    "a reference": (put("paper/paper", originatorPerson=[f"{BASE}person/ada.json"]), "leads to what is deleted"),
    "in a list": (lambda files: files["persons.json"]["data"].append(files["person/ada.json"]), "lists what is deleted"),
    "inside another": (
        lambda files: files["person/bert.json"]["membership"].append(files["membership/council/elected/ada.json"]),
        "membership is deleted",
    ),
}  # fmt: skip
UNKEPT: Mapping[str, tuple[Plant, str]] = {
    "what vanished": (lambda files: files.pop("person/ada.json"), "is no longer there"),
    "what is new and old": (put("person/ada", id=f"{BASE}person/eva.json"), "older than this tree"),
    "made another time": (put("person/bert", created=at(NEXT)), "created another time"),
    "changed without a change": (put("person/bert", modified=at(NEXT)), "says the same and was changed"),
    "a change that is not told": (put("agenda-item/path", modified=at(FIRST)), "changed, but not now"),
    "deleted long ago": (put("person/ada", modified=at(FIRST)), "changed, but not now"),
    "what had it inside": (put("meeting/spring", modified=at(FIRST)), "had something in it that is deleted"),
}  # fmt: skip


@pytest.mark.parametrize("name", DELETED)
def test_planted_defects_of_what_is_deleted_are_found(name: str) -> None:
    """Each defect that is planted into what is deleted is found by what the text asks."""
    plant, said = DELETED[name]
    files = {file: json.loads(content) for file, content in pair()[1].items()}
    plant(files)
    found = problems({file: json.dumps(one).encode() for file, one in files.items()}, BASE)
    assert [one for one in found if said in one], found


@pytest.mark.parametrize("name", UNKEPT)
def test_planted_defects_of_a_successor_are_found(name: str) -> None:
    """Each defect of a tree as the successor of another one is found."""
    plant, said = UNKEPT[name]
    first, second = pair()
    files = {file: json.loads(content) for file, content in second.items()}
    plant(files)
    found = list(unkept(first, {file: json.dumps(one).encode() for file, one in files.items()}, at(NEXT)))
    assert [one for one in found if said in one], found
