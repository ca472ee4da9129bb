"""Popolo: one JSON file that its schemas accept, in which every reference leads somewhere and nothing is made up."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft3Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

from gremium.model.charter import Charter
from gremium.plugins.parts import Options, Parts, joined
from gremium.values.days import Day, on, parse_day
from gremium.workbench.export import export
from gremium.workbench.published import Attendee, Came, Named, Published
from gremium_adapters.exporters.linked import as_known, ends_after, local
from gremium_adapters.exporters.popolo import CARRIES, write
from linked import HOSTILE, SHOWN, TOWN, WITHOUT, about, examples, hostile, made_up

CLASSES = {
    "persons": "person", "organizations": "organization", "posts": "post", "memberships": "membership", "events": "event",
    "motions": "motion",
}  # fmt: skip
# What each class may have, as the specification names it, and where its references lead.
KEYS = {
    "persons": {"id", "name"},
    "organizations": {"id", "name", "classification", "parent_id", "founding_date", "dissolution_date", "description"},
    "posts": {"id", "label", "role", "organization_id"},
    "memberships": {
        "id", "label", "role", "person_id", "member", "organization_id", "post_id", "on_behalf_of_id", "start_date", "end_date",
    },
    "events": {
        "id", "name", "classification", "description", "start_date", "end_date", "location", "status", "organization_id",
        "parent_id", "attendees",
    },
    "motions": {"id", "organization_id", "creator_id", "text", "classification", "date", "result"},
}  # fmt: skip
LEADS = {"organization_id": "organizations", "on_behalf_of_id": "organizations", "person_id": "persons", "creator_id": "persons"}
LEADS |= {"post_id": "posts"}
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}")


def made(shown: Published, here: Charter = TOWN, tag: str = "en") -> dict[str, Any]:
    """Return the document of a view."""
    found: dict[str, Any] = json.loads(b"".join(write(shown, about(here, tag), Options())[""]))
    return found


def faults(found: dict[str, Any]) -> list[str]:
    """Return what is wrong with a document: unknown keys, ids that are there twice or lead nowhere, odd dates, empty values."""
    wrong = [] if list(found) == list(CLASSES) else [f"classes {list(found)}"]
    ids = {kind: [one["id"] for one in found[kind]] for kind in CLASSES}
    wrong += [f"{kind}: ids that are there twice" for kind, many in ids.items() if len(set(many)) < len(many)]
    for kind, one in ((class_, one) for class_ in CLASSES for one in found[class_]):
        wrong += [f"{kind} {one['id']}: unknown {key}" for key in one if key not in KEYS[kind]]
        wrong += [f"{kind} {one['id']}: empty {key}" for key, value in one.items() if value is None or value in ([], {})]
        leads = LEADS | {"parent_id": kind}
        wrong += [f"{kind} {one['id']}: {key} {one[key]}" for key in leads if key in one and one[key] not in ids[leads[key]]]
        dates = {key: one[key] for key in one if key.endswith("_date") or key == "date"}
        for key, value in dates.items():
            exact = kind == "motions" or (kind == "events" and "T" in value)
            wrong += [] if (TIME if exact else DATE).fullmatch(value) else [f"{kind} {one['id']}: {key} {value}"]
        attended = [other["id"] for other in one.get("attendees", ())]
        wrong += [f"{kind} {one['id']}: attendee {other}" for other in attended if other not in ids["persons"]]
        if kind == "memberships":
            wrong += [] if ("person_id" in one) != ("member" in one) else [f"{one['id']}: no member, or two"]
            member = one.get("member", {"id": "jurisdiction"})
            wrong += [] if member["id"] in ids["organizations"] else [f"{one['id']}: member {member}"]
    return wrong


def by_id(found: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return what there is of a class by id."""
    return {one["id"]: one for one in found[kind]}


def test_a_document_of_everything_that_there_can_be_has_no_faults() -> None:
    """Keys are those of the specification, ids are unique, references lead somewhere, and nothing is null."""
    assert faults(made(SHOWN)) == []


def test_the_check_finds_planted_faults() -> None:
    """A reference that leads nowhere, an unknown key, an id twice, a null and an odd date are each found."""
    found = made(SHOWN)
    found["memberships"][0] |= {"post_id": "posts/none", "note": "x"}
    found["posts"].append(found["posts"][0])
    found["organizations"][1] |= {"founding_date": "2020-11..", "description": None}
    assert [one.rpartition(":")[2].split()[0] for one in faults(found)] == ["ids", "empty", "founding_date", "unknown", "post_id"]


def test_the_schemas_accept_it_and_know_every_key(shared: Path) -> None:
    """The draft-3 schemas of the specification accept every object, and name every key that is used."""
    schemas = {file.stem: json.loads(file.read_text("utf-8")) for file in (shared / "schemas" / "popolo").glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (schema["id"].rstrip("#"), Resource(contents=schema, specification=DRAFT3)) for schema in schemas.values()
    )
    found = made(SHOWN)
    for kind, name in CLASSES.items():
        assert KEYS[kind] <= set(schemas[name]["properties"])
        check = Draft3Validator(schemas[name], registry=registry)
        assert [error.message for one in found[kind] for error in check.iter_errors(one)] == []
    assert set(found["memberships"][2]["member"]) <= set(schemas["organization"]["properties"])


def test_real_jurisdictions_have_no_faults() -> None:
    """What real towns have to show, to any audience on any day, is a document without faults, twice the same."""
    for shown, here in examples():
        assert faults(made(shown, here)) == []
        assert joined(write(shown, about(here), Options())) == joined(write(shown, about(here), Options()))
        assert len(made(shown, here)["organizations"]) > len(shown.bodies)


@settings(settings.get_profile("few"))
@given(made_up(), st.sampled_from(("de", "en")))
def test_made_up_jurisdictions_have_no_faults(told: tuple[Published, Charter], tag: str) -> None:
    """Whatever a charter and a record say, the document has no faults and every body, party and meeting is in it."""
    shown, here = told
    found = made(shown, here, tag)
    assert faults(found) == []
    assert {f"bodies/{one.id}" for one in shown.bodies} <= set(by_id(found, "organizations"))
    assert {f"meetings/{one.id}" for one in shown.sessions} <= set(by_id(found, "events"))
    assert [one["id"] for one in found["motions"]] == [f"proposals/{one.id}" for one in shown.papers]


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_names_stay_inert(said: str) -> None:
    """Whatever people write stays a text: the file is UTF-8 and JSON, no script can be ended by it, and references hold."""
    written = b"".join(write(hostile(SHOWN, said), about(TOWN), Options())[""])
    assert not {*"<>&\u2028\u2029"} & set(written.decode())
    found = json.loads(written)
    assert faults(found) == []
    whole = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert by_id(found, "persons")["parties/ada"]["name"] == (whole or "ada")
    json.dumps(found, ensure_ascii=False).encode()


def test_bodies_and_organisations() -> None:
    """Organizations are the jurisdiction, its bodies, organisations, and what is referred to elsewhere, as far as it is known."""
    found = by_id(made(SHOWN), "organizations")
    assert list(found) == [
        "jurisdiction", "bodies/council", "bodies/board", "bodies/circle", "bodies/forum", "bodies/office", "parties/greens",
        "parties/club", "parties/chamber", "bodies/mill", "county/bodies/assembly", "county/jurisdiction",
    ]  # fmt: skip
    assert found["bodies/council"] == {
        "id": "bodies/council", "name": "Council", "classification": "Assembly", "parent_id": "jurisdiction",
        "founding_date": "2020-11",
    }  # fmt: skip
    assert found["bodies/board"] == {
        "id": "bodies/board", "name": "Board", "classification": "board", "parent_id": "bodies/council", "founding_date": "2019",
        "dissolution_date": "2025-06-30", "description": "Board does not exist on 2026-03-01",
    }  # fmt: skip
    assert found["bodies/circle"]["description"] == "circle has been announced, but does not exist yet"
    assert found["bodies/forum"]["description"] == "Whether forum exists on 2026-03-01 is not certain"
    assert "founding_date" not in found["bodies/forum"]
    assert found["bodies/forum"]["parent_id"] == "county/bodies/assembly"
    assert found["county/bodies/assembly"]["name"] == "county/assembly"
    assert found["county/jurisdiction"] == {"id": "county/jurisdiction", "name": "county", "classification": "jurisdiction"}
    assert found["parties/chamber"] == {"id": "parties/chamber", "name": "Chamber", "classification": "chamber"}
    assert made(SHOWN, tag="de")["organizations"][1]["name"] == "Rat"


def test_people_and_posts() -> None:
    """A person without a name is called by the id; a post says whether it votes, and an office what it is called."""
    found = made(SHOWN)
    assert [one["name"] for one in found["persons"]] == ["Ada Lind", "bo", "Cy Ost", "nobody"]
    assert [(one["label"], one.get("role")) for one in found["posts"]] == [
        ("Councillors", "voting member"), ("advisers", "advisory member"), ("guests", "guest"),
        ("chair", "chair"), ("speaker", "speaker"), ("head", "head"), ("secretary", None),
    ]  # fmt: skip


def test_memberships() -> None:
    """A membership has its member, its post, on whose behalf and its days; a substitute has no post, and what is open is said."""
    ada, cy, club, mill, open_, substitute, *rest = made(SHOWN)["memberships"]
    assert ada == {
        "id": "memberships/council/councillors/ada/2020-11-01", "label": "Councillors", "role": "voting member",
        "person_id": "parties/ada", "organization_id": "bodies/council", "post_id": "posts/council/councillors",
        "on_behalf_of_id": "parties/greens", "start_date": "2020-11-01",
    }  # fmt: skip
    assert (cy["on_behalf_of_id"], cy["start_date"]) == ("parties/chamber", "2024")
    assert (club["member"], club["start_date"]) == ({"id": "parties/club", "name": "Sports club"}, "2024-05")
    assert (mill["member"], mill["on_behalf_of_id"]) == ({"id": "bodies/mill", "name": "mill"}, "bodies/mill")
    assert open_["label"] == "chair (Whether this is so on 2026-03-01 is not certain)"
    assert "start_date" not in open_
    assert substitute["role"] == "substitute"
    assert not {"post_id", "on_behalf_of_id"} & set(substitute)
    ids = [one["id"].removeprefix("memberships/") for one in rest]
    assert ids == [
        "council/speaker/bo/2020-11-01", "council/speaker/bo/2020-11-01/2", "council/speaker/cy/2026-09-01",
        "board/secretary/cy/2022", "office/head/nobody",
    ]  # fmt: skip


def test_a_membership_that_no_day_ends_is_not_shown_as_one_of_the_day() -> None:
    """Who sits there no more, or not yet, is left out where what is written would say that he does."""
    assert not [one for one in made(SHOWN)["memberships"] if "guests" in one["id"]]
    guests = [one for one in SHOWN.memberships if one.post == "guests"]
    gone = evolve(SHOWN, memberships=tuple(evolve(one, until=parse_day("2025")) for one in guests))
    assert [one["end_date"] for one in made(gone)["memberships"]] == ["2025"]


def test_who_has_seats_to_give_is_an_organisation() -> None:
    """Somebody of whom nothing is known but that a seat is held for it is an organisation, also where it sits itself."""
    one = evolve(SHOWN.memberships[0], party="x", of="x")
    found = made(evolve(SHOWN, memberships=(one,)))
    assert found["memberships"][0]["member"] == {"id": "parties/x", "name": "x"}
    assert by_id(found, "organizations")["parties/x"]["classification"] == "organisation"
    assert faults(found) == []


def test_an_organisation_of_the_rules_is_no_person() -> None:
    """Somebody without a name whose id is that of an organisation of the charter is that organisation."""
    one = evolve(SHOWN.memberships[0], party="chamber", of=None)
    parties = (Named(id="chamber"), Named(id="mill", name="Mr Mill"))
    found = made(evolve(SHOWN, parties=parties, memberships=(one,), papers=SHOWN.papers[:1], sessions=()))
    assert found["memberships"][0]["member"] == {"id": "parties/chamber", "name": "Chamber"}
    assert [one["name"] for one in found["persons"]] == ["Mr Mill", "ada"]


def test_meetings_items_and_terms() -> None:
    """Meetings are events in local time with its distance from UTC, items are parts of them, electoral terms have their days."""
    found = by_id(made(SHOWN), "events")
    assert found["meetings/joint"] == {
        "id": "meetings/joint", "name": "Together", "classification": "meeting", "start_date": "2026-07-01T18:30:00+02:00",
        "end_date": "2026-07-01T21:00:00+02:00", "location": "Town hall", "status": "convened",
        "organization_id": "bodies/council",
    }  # fmt: skip
    assert found["meetings/joint/items/budget"] == {
        "id": "meetings/joint/items/budget", "name": "Budget", "classification": "agenda-item",
        "start_date": "2026-07-01T19:00:00+02:00", "organization_id": "bodies/council", "parent_id": "meetings/joint",
    }  # fmt: skip
    assert found["meetings/joint/items/land"]["description"] == "not public"
    winter, afar = found["meetings/winter"], found["meetings/afar"]
    assert (winter["name"], winter["start_date"], winter["status"]) == ("Council", "2026-01-10T18:00:00+01:00", "cancelled")
    assert "end_date" not in winter
    assert (afar["name"], afar["start_date"], afar["end_date"]) == ("mill", "2026-02-02", "2026-02-02T09:00:00+01:00")
    assert found["terms/council/2020"] == {
        "id": "terms/council/2020", "classification": "legislative period", "name": "Electoral term: Council",
        "organization_id": "bodies/council", "start_date": "2020", "end_date": "2025-10-31",
    }  # fmt: skip
    assert "end_date" not in found["terms/council/2020/2"]


def test_states_and_people_who_were_there() -> None:
    """A meeting that is put off says so; of one that was held the people stand there who came, by id and name."""
    found = by_id(made(SHOWN), "events")
    assert found["meetings/put-off"]["status"] == "postponed"
    attended = found["meetings/afar"]["attendees"]
    assert attended == [{"id": "parties/ada", "name": "Ada Lind"}, {"id": "parties/bo", "name": "bo"}]
    came = evolve(SHOWN.sessions[2], present=(Attendee(party="nobody", how=Came.ROOM),))
    (one,) = made(evolve(SHOWN, sessions=(came,)))["events"][2:]
    assert one["attendees"] == [{"id": "parties/nobody", "name": "nobody"}]


def test_proposals_are_motions() -> None:
    """A motion has the day on which it was brought up, a person who did, and what was decided last."""
    ramp, bus = made(SHOWN)["motions"]
    assert ramp == {
        "id": "proposals/ramp", "organization_id": "bodies/forum", "creator_id": "parties/ada", "text": "Ramp",
        "classification": "idea", "date": "2026-01-05T00:00:00+01:00", "result": "adopted",
    }  # fmt: skip
    assert bus == {"id": "proposals/bus"}


@pytest.mark.parametrize("aspect", sorted(CARRIES))
def test_what_it_says_it_carries_makes_a_difference(aspect: str) -> None:
    """Without an aspect that is carried the file is another one."""
    assert made(WITHOUT[aspect](SHOWN)) != made(SHOWN)


def test_what_it_does_not_carry_is_reported(parts: Parts) -> None:
    """The loss report names what a Popolo file has no place for, and nothing that it has."""
    reported = export(parts, SHOWN, "popolo", about(TOWN))
    lost = {one.code.partition(".")[2] for one in reported.losses}
    assert lost == {
        "planned", "seats", "open-groups", "vacancies", "undated", "ex-officio", "substitute-order", "uncertain", "rests",
        "joint", "modes", "publicity", "replaced", "presence", "steps", "rough-days", "languages",
    }  # fmt: skip
    assert not lost & CARRIES


def test_an_end_that_is_no_end_is_none() -> None:
    """An end at the beginning, before it, or at 00:00 of a day without hours says that nobody knows when it ends."""
    at, later = datetime(2026, 3, 1, 18), datetime(2026, 3, 1, 18, 1)
    assert [ends_after(at, ends) for ends in (None, at, datetime(2026, 3, 1), later)] == [False, False, False, True]
    assert [ends_after(at.date(), ends) for ends in (datetime(2026, 3, 1), later)] == [False, True]


@given(st.dates(), st.dates())
def test_a_rough_day_is_written_as_far_as_it_is_certain(one: date, other: date) -> None:
    """What is written of a day is the beginning of every day that it may be."""
    known = as_known(Day(min(one, other), max(one, other)))
    assert known is None or (one.isoformat().startswith(known) and other.isoformat().startswith(known))
    assert (known is None) == (one.year != other.year)
    assert as_known(on(one)) == one.isoformat()
    assert as_known(Day(one, None)) is as_known(Day(None, one)) is as_known(None) is None


@given(st.datetimes())
def test_hours_are_local_with_an_offset_in_whole_minutes(at: datetime) -> None:
    """The hour that is written is the hour of the place, and its offset is one that every reader understands."""
    written = local(at)
    assert TIME.fullmatch(written)
    read = datetime.fromisoformat(written)
    assert read.replace(tzinfo=None) == at.replace(microsecond=0)
    assert read.utcoffset() in {timedelta(minutes=minutes) for minutes in (53, 60, 120, 180)}
