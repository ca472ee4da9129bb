"""The JSON Schema says what the codec says: it accepts what is written and refuses the usual mistakes."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gremium.codec.schema import DRAFT, schema
from gremium.model.cases import Cases
from gremium.model.charter import Charter
from gremium.model.record import Record
from gremium.plugins.parts import Parts
from gremium.testing.documents import cases, charters, records
from gremium.workbench.project import Document, installed, read

DOCUMENTS = (Charter, Record, Cases)
EXAMPLES = Path(__file__).parents[1] / "examples"

CHARTER: dict[str, Any] = {
    "format": 1,
    "id": "town",
    "kind": "municipality",
    "name": {"de": "Stadt"},
    "sources": {"page": {"title": "Seite", "verified": "read", "date": "2026-01-31", "places": ["§ 1"]}},
    "calendars": {"city": {"region": "DE-NW", "weekdays": ["mon"], "extra": [{"on": "2026-12-24"}]}},
    "ambiguities": {"leads": {"question": {"de": "?"}, "readings": {"three": {"de": "drei"}, "four": {"de": "vier"}}}},
    "parties": {"youth": {"kind": "association", "attributes": {"purpose": "scouts"}}},
    "statutes": ["de-nw"],
    "subjects": {"money": {"name": {"de": "Geld"}}, "budget": {"of": "money"}},
    "bodies": {
        "council": {
            "kind": "council",
            "since": "2020-11",
            "cites": ["page § 1"],
            "seats": [
                {"id": "group", "seats": "2..3", "cites": ["page § 1"], "strength": "must"},
                {
                    "id": "sent",
                    "how": "sent",
                    "by": ["youth", "each"],
                    "each": "self/*group",
                    "seats": {"of": "membership", "steps": {"1..9": 1, "10..": 2}, "pooled_by": "purpose"},
                    "substitutes": {"order": "personal", "number": 1, "by": "each"},
                },
            ],
            "composition": [
                {
                    "count": "voting seats",
                    "with": {"sex": "female"},
                    "is": ["at least 1", "at most 1/2 of voting seats"],
                    "who": {"any": [{"age": "16..", "on": "election-day"}, {"holds": "chair@council"}]},
                },
                {"need": {"size": "membership", "is": "at least 300"}, "effect": "seat-lost", "twice": "one"},
            ],
            "term": [
                {
                    "length": "5 years",
                    "starts": ["1 December", "1 day after certification"],
                    "renewal": {"share": "1/3", "every": "6 months"},
                    "limits": [{"terms": 2, "consecutive": True, "over": "chair"}],
                    "removal": [{"lost_by": "absence", "absences": 3}],
                    "vacancy": [{"fill": "list", "ahead": "6 months before election", "for_rest": True}],
                    "dormancy": [{"case": {"de": "Krankheit"}, "acts": "substitute"}],
                }
            ],
            "delegation": [{"to": "delegates@board", "sends": 2, "mandate": "free", "within": "1 July..31 July"}],
            "remit": [{"includes": {"de": "Jugend"}, "must_have": ["board"]}],
            "power": [
                {
                    "who": ["at least 1/4 of voting members", {"count": "voting members", "is": "at least 3"}],
                    "may": "demand:meeting",
                    "by": "3 days before meeting",
                },
                {"who": "chair", "may_not": ["deliberate", "vote"], "effect": "void-if-decisive"},
            ],
            "notice": [
                {
                    "lead": "8 clear days before meeting",
                    "binding": {"lead": "floor", "otherwise": "default"},
                    "basis": "receipt",
                    "deemed": "3 days",
                    "urgent": {"lead": "24 hours before meeting", "needs": {"found": "urgent"}},
                    "cures": "appearance",
                },
                {"urgent": "1 day before meeting", "papers": "unstated"},
            ],
            "sitting": [
                {
                    "public": "public",
                    "closed": {"cases": {"de": "Personal"}, "resolved": "more than 1/2 of votes"},
                    "remote": {"allowed": "emergency", "present": True},
                    "agenda": {"set_by": "chair", "with": "council"},
                    "presides": ["chair", "deputy-chair"],
                },
                {"remote": "never", "add": {"need": "all of members", "found": "urgent"}},
            ],
            "quorum": [
                {
                    "for": "budget",
                    "requires": {"holds": "notice"},
                    "count": "present voting members",
                    "need": {"all": ["at least 3", {"count": "present guests", "is": "any number", "with": {"sex": "female"}}]},
                    "presumed": {"until": "finding", "floor": "at least 2"},
                    "second_call": {"need": {"any": ["at least 3"]}, "hint": True, "causes": "absence"},
                    "conflict": {"when": "more than 1/2 of members", "need": "unstated"},
                    "fallback": [{"after": "second-call", "decides": "chair"}],
                    "failure": "close",
                },
                {"presumed": "challenge", "second_call": "at least 3", "for": ["money", "budget"]},
            ],
            "decision": [
                {
                    "requires": {"holds": "quorum"},
                    "need": "more than 1/2 of votes",
                    "abstentions": "ignored",
                    "tie": {"then": "casting-vote", "by": "chair"},
                    "vote_per": "group",
                    "concurrence": [{"of": "sent", "need": "more than 1/2 of votes"}],
                    "rounds": [{"number": 1, "need": "all of votes"}],
                    "on_demand": [{"form": "secret", "by": "at least 1/5 of present members"}],
                    "written": {"no_objection": True},
                    "veto": [{"by": ["chair"], "within": "1 week"}],
                },
                {"tie": "rejected"},
            ],
            "cadence": [{"times": 2, "per": "year", "gap": "2 weeks..", "reading": "leads:three"}],
        }
    },
}
RECORD: dict[str, Any] = {
    "format": 1,
    "record": "facts",
    "charter": "town",
    "events": [
        {"what": "party", "id": "ada", "disclosure": "public"},
        {"what": "holding", "party": "ada", "position": "chair@council", "since": "2026-01-31"},
        {"what": "meeting", "id": "one", "body": "council", "at": "2026-03-01T19:30:00"},
        {"what": "holding", "party": "ada", "position": "sent@council", "since": "2026", "substitute": True, "rank": 1},
        {"what": "size", "of": "youth", "measure": "membership", "number": 1500, "since": "2026"},
        {"what": "resolution", "id": "plan", "body": "council", "at": "2026-02-01", "outcome": "adopted"},
        {"what": "term", "body": "council", "since": "2025-11-01"},
        {"what": "absence", "party": "ada", "body": "council", "at": "2026-03-01", "excused": "2026-03-05"},
        {"what": "body", "id": "group-3", "kind": "group", "since": "2026"},
        {"what": "notice", "meeting": "one", "received": "2026-02-20", "says": ["agenda"], "who": ["ada"]},
        {"what": "item", "id": "one/first", "meeting": "one", "subject": "budget", "public": False, "at": "2026-03-01T20:00:00"},
        {"what": "presence", "meeting": "one", "who": "20..22", "of": "council", "complete": True},
        {"what": "barred", "meeting": "one", "item": "one/first", "who": 2, "stays": True},
        {"what": "demand", "body": "council", "demands": "meeting", "who": ["ada"], "at": "2026-02-01", "says": "item"},
        {"what": "objection", "meeting": "one", "against": "notice"},
        {"what": "waiver", "meeting": "one", "who": ["ada"]},
        {"what": "finding", "meeting": "one", "found": "quorum", "holds": False},
        {"what": "ballot", "meeting": "one", "yes": 12, "no": ["ada"], "groups": [{"of": "sent", "yes": 3}], "form": "secret"},
        {"what": "lot", "meeting": "one", "drawn": "yes"},
    ],
}
CASES: dict[str, Any] = {
    "format": 1,
    "charter": "town",
    "cases": [
        {"name": {"de": "Fall"}, "body": "council", "ask": "seats", "cites": ["page § 1"], "then": {"outcome": "OPEN"}},
        {
            "name": {"de": "Fall"},
            "body": "council",
            "ask": "term",
            "cites": [],
            "then": {
                "rules": {"0": "HOLDS"},
                "ends": {"ada": "2027-11-30"},
                "filled": {"sent": "list"},
                "lost": [],
                "renewed": 2,
                "sends": {"delegates@board": "1..2"},
                "substitutes": {"ada": "bea"},
            },
        },
        {
            "name": {"de": "Fall"},
            "body": "council",
            "ask": "quorum",
            "meeting": "one",
            "item": "one/first",
            "cites": [],
            "then": {"latest": {"notice": "2026-03-01"}, "needs": 1, "result": "carried", "presumed": True, "decides": "chair"},
            "when": [{"meeting": "two", "then": {"counts": {"present members": 3}, "kept": "HOLDS"}}],
        },
    ],
    "goldens": [{"file": "a.json", "command": "show"}],
}


@pytest.fixture(scope="module")
def validators(parts: Parts) -> dict[type, Draft202012Validator]:
    """Return a validator for each document."""
    return {kind: Draft202012Validator(schema(kind, parts.codec.norms)) for kind in DOCUMENTS}


def complaints(validator: Draft202012Validator, data: object) -> list[str]:
    """Return what a schema finds wrong."""
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_schema_is_a_schema(parts: Parts, kind: type) -> None:
    """Each schema is a valid schema of the draft that it names, and can be printed."""
    printed = schema(kind, parts.codec.norms)
    Draft202012Validator.check_schema(printed)
    assert printed["$schema"] == DRAFT
    assert printed["title"] == kind.__name__
    assert printed["description"].endswith(".")
    assert json.loads(json.dumps(printed)) == printed


def test_schema_describes_every_word(parts: Parts) -> None:
    """An editor completes every word that the program knows, with the keys of its norm beside those of the provision."""
    body = schema(Charter, parts.codec.norms)["properties"]["bodies"]["additionalProperties"]["properties"]
    for word in parts.words:
        row = body[word.tag]["items"]
        assert {"cites", "strength", "since", "until"} < set(row["properties"])
        assert ("id" in row["required"]) == word.norm.needs_id
    assert {"holder", "whole", "open_to", "seats", "standing"} < set(body["seats"]["items"]["properties"])


def test_examples_of_phrases_match_their_patterns(parts: Parts) -> None:
    """Every example in a schema is one that the schema accepts."""
    seen = 0

    def walk(node: object) -> None:
        nonlocal seen
        if isinstance(node, dict):
            if "examples" in node and "pattern" in node:
                seen += 1
                for example in node["examples"]:
                    assert complaints(Draft202012Validator(node), example) == []
            for inner in node.values():
                walk(inner)
        elif isinstance(node, list):
            for inner in node:
                walk(inner)

    for kind in DOCUMENTS:
        walk(schema(kind, parts.codec.norms))
    assert seen > 10


@given(data=st.data())
def test_made_up_documents_are_valid(parts: Parts, validators: dict[type, Draft202012Validator], data: st.DataObject) -> None:
    """What the codec writes is valid, whatever it is."""
    charter = data.draw(charters())
    document = data.draw(st.one_of(st.just(charter), records(charter), cases(charter)))
    assert complaints(validators[type(document)], parts.codec.write(document, dates=False)) == []


def test_installed_charters_are_valid(parts: Parts, validators: dict[type, Draft202012Validator]) -> None:
    """The JSON view of every installed charter is valid."""
    for jurisdiction in parts.jurisdictions:
        document = installed(parts, jurisdiction.id)
        assert document is not None
        charter, _, _ = read(parts, document, Charter)
        assert complaints(validators[Charter], parts.codec.write(charter, dates=False)) == []


def test_examples_are_valid(parts: Parts, validators: dict[type, Draft202012Validator]) -> None:
    """The JSON view of every example is valid."""
    kinds: dict[str, Any] = {"charter.toml": Charter, "record.toml": Record, "cases.toml": Cases}
    files = [file for file in sorted(EXAMPLES.rglob("*.toml")) if file.name in kinds]
    assert files
    for file in files:
        kind = kinds[file.name]
        value, found, _ = read(parts, Document(file=str(file), suffix=".toml", text=file.read_text(encoding="utf-8")), kind)
        if value is None:  # an example of something wrong
            assert (file.parent / "expected" / "findings.json").exists(), found
            continue
        assert complaints(validators[kind], parts.codec.write(value, dates=False)) == []


@pytest.mark.parametrize(("kind", "data"), [(Charter, CHARTER), (Record, RECORD), (Cases, CASES)])
def test_right_documents_are_accepted_by_both(
    parts: Parts, validators: dict[type, Draft202012Validator], kind: type, data: dict[str, Any]
) -> None:
    """The documents into which the mistakes below are put are right before."""
    assert parts.codec.read(kind, data)[1] == ()
    assert complaints(validators[kind], data) == []


DROP = object()
ROW, RHYTHM = "bodies council seats 0", "bodies council cadence 0"
SENT, COUNTED, NEEDED = "bodies council seats 1", "bodies council composition 0", "bodies council composition 1"
TERM, SENDS, TASKS = "bodies council term 0", "bodies council delegation 0", "bodies council remit 0"
POWER, NOTICE, SITTING = "bodies council power 0", "bodies council notice 0", "bodies council sitting 0"
QUORUM, DECISION = "bodies council quorum 0", "bodies council decision 0"
MISTAKES: list[tuple[dict[str, Any], str, object]] = [
    (CHARTER, "format", "1"),
    (CHARTER, "format", 1.5),
    (CHARTER, "format", True),
    (CHARTER, "id", 7),
    (CHARTER, "id", DROP),
    (CHARTER, "kind", DROP),
    (CHARTER, "name", "Stadt"),
    (CHARTER, "name", {}),
    (CHARTER, "name", {"Deutsch": "Stadt"}),
    (CHARTER, "name", {"de": ""}),
    (CHARTER, "name", {"de": 7}),
    (CHARTER, "named", {"de": "Stadt"}),
    (CHARTER, "sources", []),
    (CHARTER, "sources page", "Seite"),
    (CHARTER, "sources Page", {"title": "Seite", "verified": "read"}),
    (CHARTER, "sources page title", DROP),
    (CHARTER, "sources page verified", "yes"),
    (CHARTER, "sources page verified", DROP),
    (CHARTER, "sources page rank", 1),
    (CHARTER, "sources page rank", "law"),
    (CHARTER, "sources page places", "§ 1"),
    (CHARTER, "sources page places", [1]),
    (CHARTER, "sources page date", "31.01.2026"),
    (CHARTER, "sources page date", "2026-W05-6"),
    (CHARTER, "sources page date", 2026),
    (CHARTER, "calendars city weekdays", "mon"),
    (CHARTER, "calendars city region", DROP),
    (CHARTER, "calendars city extra", [{"name": {"de": "Heiligabend"}}]),
    (CHARTER, "ambiguities leads readings", ["three"]),
    (CHARTER, "ambiguities leads readings three", "drei"),
    (CHARTER, "bodies council", []),
    (CHARTER, "bodies council kind", DROP),
    (CHARTER, "bodies council status", "closed"),
    (CHARTER, "bodies council since", "01.11.2020"),
    (CHARTER, "bodies council since", 2020),
    (CHARTER, "bodies council complete", "no"),
    (CHARTER, "bodies council part_of", "The Council"),
    (CHARTER, "bodies council cites", "page § 1"),
    (CHARTER, "bodies council cites", ["Page § 1"]),
    (CHARTER, "bodies council cites", ["page § 1 "]),
    (CHARTER, "bodies council duties", []),
    (CHARTER, "bodies council quorum", {}),
    (CHARTER, "statutes", "de-nw"),
    (CHARTER, "subjects", ["money"]),
    (CHARTER, "subjects Budget", {}),
    (CHARTER, "subjects budget of", ["money"]),
    (CHARTER, "bodies council seats", {"id": "group"}),
    (CHARTER, f"{ROW} id", DROP),
    (CHARTER, f"{ROW} seats", 2.5),
    (CHARTER, f"{ROW} seats", True),
    (CHARTER, f"{ROW} seats", -1),
    (CHARTER, f"{ROW} seats", "50 %"),
    (CHARTER, f"{ROW} seats", "2-3"),
    (CHARTER, f"{ROW} seats", None),
    (CHARTER, f"{ROW} standing", "vote"),
    (CHARTER, f"{ROW} strength", "shall"),
    (CHARTER, f"{ROW} binding", "soft"),
    (CHARTER, f"{ROW} holder", "chair of the council"),
    (CHARTER, f"{ROW} holder", []),
    (CHARTER, f"{ROW} open_to", "alle"),
    (CHARTER, f"{ROW} number", 3),
    (CHARTER, "parties youth kind", 3),
    (CHARTER, "parties youth attributes purpose", 3),
    (CHARTER, "parties Youth", {}),
    (CHARTER, "ambiguities leads excluded", {"five": "fünf"}),
    (CHARTER, f"{SENT} how", "voted"),
    (CHARTER, f"{SENT} by", []),
    (CHARTER, f"{SENT} by", 3),
    (CHARTER, f"{SENT} each", "all groups"),
    (CHARTER, f"{SENT} everyone", "alle"),
    (CHARTER, f"{SENT} seats of", DROP),
    (CHARTER, f"{SENT} seats steps", {}),
    (CHARTER, f"{SENT} seats steps", {"1..9": "many"}),
    (CHARTER, f"{SENT} seats number", 3),
    (CHARTER, f"{SENT} weight", {"of": "membership"}),
    (CHARTER, f"{SENT} block", "some"),
    (CHARTER, f"{SENT} substitutes", "persnal"),
    (CHARTER, f"{SENT} substitutes order", DROP),
    (CHARTER, f"{SENT} substitutes depth", "2"),
    (CHARTER, f"{SENT} substitutes named", "x"),
    (CHARTER, f"{SENT} honorary", "yes"),
    (CHARTER, f"{COUNTED} count", "Sitze"),
    (CHARTER, f"{COUNTED} with", {"sex": 1}),
    (CHARTER, f"{COUNTED} is", "at least 50 %"),
    (CHARTER, f"{COUNTED} is 0", 3),
    (CHARTER, f"{COUNTED} who", {"agee": 3}),
    (CHARTER, f"{COUNTED} who", {}),
    (CHARTER, f"{COUNTED} odd", "yes"),
    (CHARTER, f"{NEEDED} need", "16 Jahre"),
    (CHARTER, f"{NEEDED} effect", "invalid"),
    (CHARTER, f"{NEEDED} twice", 1),
    (CHARTER, f"{NEEDED} of", "people"),
    (CHARTER, f"{NEEDED} when", "now"),
    (CHARTER, f"{TERM} length", "long"),
    (CHARTER, f"{TERM} starts", "1. Dezember"),
    (CHARTER, f"{TERM} starts 1", 3),
    (CHARTER, f"{TERM} follows", "Der Rat"),
    (CHARTER, f"{TERM} holdover", "yes"),
    (CHARTER, f"{TERM} renewal share", "50 %"),
    (CHARTER, f"{TERM} renewal share", DROP),
    (CHARTER, f"{TERM} renewal out", "oldest"),
    (CHARTER, f"{TERM} limits", {"terms": 2}),
    (CHARTER, f"{TERM} limits 0 terms", "two"),
    (CHARTER, f"{TERM} removal 0 lost_by", DROP),
    (CHARTER, f"{TERM} removal 0 lost_by", "death"),
    (CHARTER, f"{TERM} removal 0 named", 3),
    (CHARTER, f"{TERM} vacancy 0 fill", "next"),
    (CHARTER, f"{TERM} vacancy 0 ahead", "6 months after election"),
    (CHARTER, f"{TERM} dormancy 0 case", "Krankheit"),
    (CHARTER, f"{TERM} dormancy 0 case", DROP),
    (CHARTER, f"{SENDS} to", DROP),
    (CHARTER, f"{SENDS} to", "Der Vorstand"),
    (CHARTER, f"{SENDS} sends", 1.5),
    (CHARTER, f"{SENDS} mandate", "imperative"),
    (CHARTER, f"{SENDS} reports", "yes"),
    (CHARTER, f"{SENDS} within", "July"),
    (CHARTER, f"{TASKS} includes", "Jugend"),
    (CHARTER, f"{TASKS} must_have", ["Der Vorstand"]),
    (CHARTER, f"{TASKS} bound_by", "Der Rat"),
    (CHARTER, f"{POWER} who", "at least 25 %"),
    (CHARTER, f"{POWER} who", {"found": "urgent"}),
    (CHARTER, f"{POWER} who 1 is", DROP),
    (CHARTER, f"{POWER} may", "demnd:meeting"),
    (CHARTER, f"{POWER} may", ["demand:a meeting"]),
    (CHARTER, f"{POWER} by", "3 days after meeting"),
    (CHARTER, f"{POWER} effect", "bad"),
    (CHARTER, f"{NOTICE} lead", "8 full days before meeting"),
    (CHARTER, f"{NOTICE} lead", 8),
    (CHARTER, f"{NOTICE} lead", "0 days before meeting"),
    (CHARTER, f"{NOTICE} lead", "8.5 days before meeting"),
    (CHARTER, f"{NOTICE} basis", "sent"),
    (CHARTER, f"{NOTICE} binding", "soft"),
    (CHARTER, f"{NOTICE} binding", {}),
    (CHARTER, f"{NOTICE} binding lead", "soft"),
    (CHARTER, f"{NOTICE} binding named", "floor"),
    (CHARTER, f"{NOTICE} binding", {"need": "floor"}),
    (CHARTER, f"{NOTICE} urgent", {"named": True}),
    (CHARTER, f"{NOTICE} urgent needs", {"foudn": "urgent"}),
    (CHARTER, f"{NOTICE} urgent needs", {}),
    (CHARTER, f"{NOTICE} cures", "presence"),
    (CHARTER, f"{SITTING} public", True),
    (CHARTER, f"{SITTING} closed cases", "Personal"),
    (CHARTER, f"{SITTING} remote", "always"),
    (CHARTER, f"{SITTING} remote allowed", DROP),
    (CHARTER, f"{SITTING} agenda with_", "council"),
    (CHARTER, f"{SITTING} presides", "der Vorsitz"),
    (CHARTER, f"{QUORUM} for", 7),
    (CHARTER, f"{QUORUM} for_", "budget"),
    (CHARTER, f"{QUORUM} need", "3"),
    (CHARTER, f"{QUORUM} need", 3),
    (CHARTER, f"{QUORUM} need", ["at least 3"]),
    (CHARTER, f"{QUORUM} need", "more than 50 % of members"),
    (CHARTER, f"{QUORUM} need", {"al": ["at least 3"]}),
    (CHARTER, f"{QUORUM} count", "Anwesende"),
    (CHARTER, f"{QUORUM} presumed", "forever"),
    (CHARTER, f"{QUORUM} presumed until", DROP),
    (CHARTER, f"{QUORUM} second_call", {"hint": True}),
    (CHARTER, f"{QUORUM} second_call", {"any": ["at least 3"]}),
    (CHARTER, f"{QUORUM} second_call causes", "illness"),
    (CHARTER, f"{QUORUM} conflict when", DROP),
    (CHARTER, f"{QUORUM} fallback", {"after": "second-call", "decides": "chair"}),
    (CHARTER, f"{QUORUM} fallback 0 decides", DROP),
    (CHARTER, f"{QUORUM} failure", "wait"),
    (CHARTER, f"{DECISION} abstentions", "counts"),
    (CHARTER, f"{DECISION} tie", "lots"),
    (CHARTER, f"{DECISION} tie by", "der Vorsitz"),
    (CHARTER, f"{DECISION} vote_per", "household"),
    (CHARTER, f"{DECISION} concurrence 0 of", DROP),
    (CHARTER, f"{DECISION} rounds 0 number", "first"),
    (CHARTER, f"{DECISION} on_demand 0 form", "hidden"),
    (CHARTER, f"{DECISION} veto 0 within", "soon"),
    (CHARTER, f"{RHYTHM} per", "annum"),
    (CHARTER, f"{RHYTHM} per", "1 years"),
    (CHARTER, f"{RHYTHM} gap", "2 weeks"),
    (CHARTER, f"{RHYTHM} first", "within 30 days"),
    (CHARTER, f"{RHYTHM} free", ["July..August"]),
    (CHARTER, f"{RHYTHM} free", "15 July..31 August"),
    (CHARTER, f"{RHYTHM} reading", "three"),
    (CHARTER, f"{RHYTHM} as_needed", 1),
    (RECORD, "record", DROP),
    (RECORD, "charter", DROP),
    (RECORD, "events", {}),
    (RECORD, "events 0", "party"),
    (RECORD, "events 0 what", "person"),
    (RECORD, "events 0 what", DROP),
    (RECORD, "events 0 id", DROP),
    (RECORD, "events 0 disclosure", 1),
    (RECORD, "events 0 disclosure", "secret"),
    (RECORD, "events 1 position", "chair at council"),
    (RECORD, "events 1 position", DROP),
    (RECORD, "events 1 vacant", "true"),
    (RECORD, "events 2 at", "2026-03-01 19:30"),
    (RECORD, "events 2 at", "2026-03-01T19:30:00+01:00"),
    (RECORD, "events 2 at", "2026-03-01T19"),
    (RECORD, "events 2 at", "2026-03-01T19:30:00.5"),
    (RECORD, "events 2 at", 1930),
    (RECORD, "events 2 state", "done"),
    (RECORD, "events 0 born", "1. 1. 1990"),
    (RECORD, "events 0 attributes", {"sex": 1}),
    (RECORD, "events 3 rank", "1"),
    (RECORD, "events 3 rests", "no"),
    (RECORD, "events 4 of", DROP),
    (RECORD, "events 4 number", "many"),
    (RECORD, "events 4 since", DROP),
    (RECORD, "events 5 outcome", "maybe"),
    (RECORD, "events 5 at", DROP),
    (RECORD, "events 6 body", DROP),
    (RECORD, "events 7 excused", True),
    (RECORD, "events 7 at", "2026"),
    (RECORD, "events 8 part_of", "The Council"),
    (RECORD, "events 8 since", DROP),
    (RECORD, "events 9 meeting", DROP),
    (RECORD, "events 9 received", "20. Februar"),
    (RECORD, "events 9 sends", "letter"),
    (RECORD, "events 9 who", ["Ada Muster"]),
    (RECORD, "events 9 who", "ada"),
    (RECORD, "events 9 who 0", 7),
    (RECORD, "events 10 id", DROP),
    (RECORD, "events 10 public", "no"),
    (RECORD, "events 10 at", "20:00"),
    (RECORD, "events 11 who", DROP),
    (RECORD, "events 11 who", -1),
    (RECORD, "events 11 of", "Der Rat"),
    (RECORD, "events 11 complete", "yes"),
    (RECORD, "events 12 stays", 1),
    (RECORD, "events 13 demands", DROP),
    (RECORD, "events 14 against", 3),
    (RECORD, "events 15 who", DROP),
    (RECORD, "events 16 found", DROP),
    (RECORD, "events 16 holds", "no"),
    (RECORD, "events 17 yes", 2.5),
    (RECORD, "events 17 no", {"ada": True}),
    (RECORD, "events 17 groups", {"of": "sent"}),
    (RECORD, "events 17 groups 0 of", DROP),
    (RECORD, "events 17 form", "hidden"),
    (RECORD, "events 17 round", "1"),
    (RECORD, "events 18 drawn", DROP),
    (CASES, "cases 2 meeting", 1),
    (CASES, "cases 2 then latest", "2026-03-01"),
    (CASES, "cases 2 then latest notice", "1. März"),
    (CASES, "cases 2 then needs", "one"),
    (CASES, "cases 2 then result", 1),
    (CASES, "cases 2 then presumed", "yes"),
    (CASES, "cases 2 then decides", ["chair"]),
    (CASES, "cases 2 when 0 then", DROP),
    (CASES, "cases 2 when 0 then counts", ["3"]),
    (CASES, "cases 2 when 0 then kept", "yes"),
    (CASES, "cases", {}),
    (CASES, "cases 1 then rules", {"0": "holds"}),
    (CASES, "cases 1 then ends", {"ada": "soon"}),
    (CASES, "cases 1 then filled", {"sent": "next"}),
    (CASES, "cases 1 then lost", "ada"),
    (CASES, "cases 1 then sends", ["delegates@board"]),
    (CASES, "cases 1 then substitutes", {"ada": 1}),
    (CASES, "cases 0 name", "Fall"),
    (CASES, "cases 0 cites", DROP),
    (CASES, "cases 0 then outcome", "open"),
    (CASES, "cases 0 then seats", "two"),
    (CASES, "goldens 0 command", "print"),
    (CASES, "goldens 0 file", DROP),
    (CASES, "goldens 0 year", "2027"),
]


def spoilt(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return a document with one value changed or taken out."""
    copy = deepcopy(data)
    *parents, last = (int(step) if step.isdigit() else step for step in path.split())
    there: Any = copy
    for step in parents:
        there = there[step]
    if value is DROP:
        del there[last]
    else:
        there[last] = value
    return copy


@pytest.mark.parametrize(("data", "path", "value"), MISTAKES, ids=lambda part: part if isinstance(part, str) else None)
def test_mistakes_are_refused_by_both(
    parts: Parts, validators: dict[type, Draft202012Validator], data: dict[str, Any], path: str, value: object
) -> None:
    """What an editor underlines is what `gremium check` refuses, and at the same place."""
    kind: type = Charter if data is CHARTER else Record if data is RECORD else Cases
    wrong = spoilt(data, path, value)
    document, found = parts.codec.read(kind, wrong)
    assert document is None
    assert complaints(validators[kind], wrong) != []
    named = ["unknown-key", "missing-key"] if value is DROP or "named" in path or "number" in path else []
    steps = tuple(int(step) if step.isdigit() else step for step in path.split())
    told = [one for one in found if one.code in named or one.place.path[: len(steps)] == steps or one.place.path == steps[:-1]]
    assert told, [str(one.place) for one in found]
