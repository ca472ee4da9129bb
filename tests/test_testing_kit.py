"""The kit for plugin authors: the built-in jurisdictions pass it, and each of its tests fails where it should."""

from __future__ import annotations

import builtins
from datetime import date
from types import SimpleNamespace
from typing import Any
from unittest import SkipTest

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from effort import tries
from gremium import assemble, hookimpl
from gremium.model.meeting import Item
from gremium.model.record import Meeting
from gremium.plugins.parts import Jurisdiction, Parts
from gremium.review.record import review
from gremium.testing import documents, meetings, proposals, values
from gremium.testing.documents import WORDS, cases, charters, norms, records
from gremium.testing.kit import JurisdictionKit
from gremium.testing.values import refs
from gremium.values.citation import Citation
from gremium.values.crowd import Crowd
from gremium.values.need import Unsaid
from gremium.workbench import plan as planning
from gremium.workbench.ask import asked
from gremium.workbench.cases import run
from gremium.workbench.diff import diff
from gremium.workbench.plan import plan_meetings
from gremium.workbench.project import Document, Project, open_project
from gremium.workbench.show import overview, show


class TestPaderborn(JurisdictionKit):
    """The kit, inherited as a plugin does."""

    jurisdiction = "paderborn"


TOWN = """
format = 1
id = "town"
kind = "municipality"
name = { de = "Stadt", en = "Town" }

[sources.page]
title = "Seite"
verified = "read"
places = ["§ 1"]

[ambiguities.leads]
question.de = "Drei oder vier?"
readings = { three = { de = "drei" }, four = { de = "vier" } }

[kinds.committee]
name = { de = "Ausschuss", en = "Committee" }

[bodies.council]
kind = "committee"
name = { de = "Rat", en = "Council" }
since = 2020-11-01

[[bodies.council.seats]]
id = "people"
name = { de = "Leute", en = "People" }
seats = 3
cites = ["page § 1"]
reading = "leads:three"

[[bodies.council.seats]]
id = "people"
name = { de = "Leute", en = "People" }
seats = 4
cites = ["page § 1"]
reading = "leads:four"

[[bodies.council.cadence]]
times = 2
per = "year"
cites = ["page § 1"]
"""


def kit(text: str, id_: str = "town", parts: Parts | None = None) -> JurisdictionKit:
    """Return the kit for a charter that is not installed."""
    mine = SimpleNamespace(gremium_jurisdictions=hookimpl(lambda: [Jurisdiction(id="town", file="town.toml", text=lambda: text)]))
    with_mine = assemble([("mine", mine)])
    built_in = parts or assemble()

    class Kit(JurisdictionKit):
        jurisdiction = id_

        def parts(self) -> Parts:
            return evolve(built_in, jurisdictions=with_mine.jurisdictions)

    return Kit()


TESTS = [name for name in dir(JurisdictionKit) if name.startswith("test_")]


@pytest.mark.parametrize("test", TESTS)
def test_right_charter_passes(test: str) -> None:
    """A charter that does everything right passes every test, also with two readings."""
    getattr(kit(TOWN), test)()


@pytest.mark.parametrize(
    ("test", "before", "after", "told"),
    [
        ("test_charter_has_no_errors", "times = 2\n", "times = 2\ntiems = 3\n", "tiems"),
        ("test_charter_has_no_errors", 'cites = ["page § 1"]', 'cites = ["law § 1"]', "law"),
        ("test_charter_has_the_id_of_its_jurisdiction", 'id = "town"', 'id = "city"', "city"),
        ("test_every_provision_is_cited", 'per = "year"\ncites = ["page § 1"]', 'per = "year"', "cadence"),
        ("test_every_place_of_a_source_is_covered", '["§ 1"]', '["§ 1", "§ 2"]', "§ 2"),
        (
            "test_every_place_of_a_source_is_covered",
            'cites = ["page § 1"]\nreading = "leads:three"',
            'cites = ["page § 1", "page § 9"]\nreading = "leads:three"',
            "§ 9",
        ),
        (
            "test_names_are_given_in_every_language",
            'name = { de = "Rat", en = "Council" }',
            'name = { de = "Rat" }',
            "bodies.council: en",
        ),
        ("test_names_are_given_in_every_language", 'name = { de = "Rat", en = "Council" }', "", "bodies.council: de"),
        ("test_names_are_given_in_every_language", 'en = "Committee"', 'fr = "Commission"', "kinds.committee: en"),
        ("test_names_are_given_in_every_language", 'en = "People"', 'tlh = "nuv"', "bodies.council.seats[0]: en"),
        ("test_every_body_can_be_shown_on_every_day_of_change", 'cites = ["page § 1"]\nreading', "reading", "people@council"),
    ],
)
def test_wrong_charter_fails(test: str, before: str, after: str, told: str) -> None:
    """Each test fails for the charter that breaks its rule, and says what is wrong."""
    assert before in TOWN
    with pytest.raises(AssertionError, match=told.replace("[", r"\[")):
        getattr(kit(TOWN.replace(before, after)), test)()


def test_names_have_to_be_there() -> None:
    """A charter without any name has none in any language."""
    nameless = "\n".join(line for line in TOWN.splitlines() if not line.startswith("name"))
    with pytest.raises(AssertionError, match="nothing in the charter has a name"):
        kit(nameless).test_names_are_given_in_every_language()


def test_unknown_jurisdiction() -> None:
    """A misspelt id is told together with those that there are."""
    with pytest.raises(AssertionError, match=r"no installed jurisdiction has the id 'twon'; there are: town"):
        kit(TOWN, "twon").test_charter_has_no_errors()


def test_reader_that_loses_something(parts: Parts) -> None:
    """A format that gives back another charter fails the round trip."""
    toml = next(reader for reader in parts.readers if reader.name == "toml")
    forgetful = evolve(toml, canonical=lambda text, data: toml.canonical(text, {**data, "kind": "village"}))
    with pytest.raises(AssertionError, match="toml does not give back the charter"):
        kit(TOWN, parts=evolve(parts, readers=(forgetful,))).test_writing_and_reading_changes_nothing()


def test_invalid_json_view(monkeypatch: pytest.MonkeyPatch) -> None:
    """A charter whose JSON view the schema refuses fails, with the place."""
    monkeypatch.setattr("gremium.testing.kit.schema", lambda _kind, _norms: {"properties": {"id": {"type": "integer"}}})
    with pytest.raises(AssertionError, match=r"\$\.id"):
        kit(TOWN).test_charter_validates_against_the_schema()


def test_without_jsonschema(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without jsonschema the one test that needs it is skipped."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "jsonschema":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SkipTest):
        kit(TOWN).test_charter_validates_against_the_schema()


def test_plan_that_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that is another one the second time fails."""
    answers = iter([1, 2])
    monkeypatch.setattr("gremium.testing.kit.plan_meetings", lambda *_: next(answers))
    with pytest.raises(AssertionError, match="two plans for 2027 differ"):
        kit(TOWN).test_planning_a_year_twice_gives_the_same()


# ── made-up documents: nothing raises ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module", autouse=True)
def _fresh() -> None:
    """Let strategies that are kept be made anew here: tests elsewhere, which are not measured, may have made them before."""
    for room in (documents, meetings, proposals, values):
        for kept in vars(room).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


@pytest.mark.measured
@pytest.mark.parametrize("word", WORDS)
@tries(5)
@given(data=st.data())
def test_there_are_made_up_rules_of_every_word(word: str, data: st.DataObject) -> None:
    """Rules of every word are made up, also where a charter has no seat group that they could name."""
    bodies, positions = refs(("council",), (), ()), refs(("council",))
    groups = data.draw(st.sampled_from(((), ("people",))))
    made = norms(word, positions, bodies, positions, st.just(Citation("page", "")), ("term-start",), groups)
    assert data.draw(made).word == word


@pytest.mark.measured
@pytest.mark.parametrize("people", [(), ("ada", "bea")])
@pytest.mark.parametrize("kind", meetings.OF_MEETING)
@tries(3)
@given(data=st.data())
def test_there_are_made_up_facts_of_every_kind(kind: type[Any], people: tuple[str, ...], data: st.DataObject) -> None:
    """Facts of every kind are made up about a meeting, with persons whom the record names, and where it names nobody."""
    said = {**meetings.leaves(refs(("council",)), st.just(Unsaid())), Crowd: meetings.crowds(people)}
    when = Meeting(id="m", body="council", at=date(2026, 3, 10))
    made = data.draw(meetings.fact_of(kind, said, (when,), ("item-1",), people, "item-1" if kind is Item else None))
    assert (type(made), made.meeting) == (kind, "m")


@pytest.mark.measured
@tries(10)
@given(data=st.data())
def test_no_made_up_charter_makes_anything_raise(parts: Parts, data: st.DataObject) -> None:
    """Whatever a well-formed charter, record or case says, it is checked, shown, asked and planned without an exception."""
    charter = data.draw(charters())
    record = data.draw(records(charter))
    day = data.draw(st.dates(min_value=planning.date(1950, 1, 1), max_value=planning.date(2100, 1, 1)))
    toml = next(reader for reader in parts.readers if reader.name == "toml")
    texts = [toml.canonical("", parts.codec.write(document)) for document in (charter, record)]
    both = [Document(file=name, suffix=".toml", text=text) for name, text in zip(("c", "r"), texts, strict=True)]
    opened = open_project(parts, Project(name="x", charter=both[0], record=both[1]))
    assert opened.charter == charter
    scope = evolve(opened.scope, record=record)
    review(scope)
    overview(scope, day)
    for body in charter.bodies:
        show(scope, body.id, day)
        assert all(asked(scope, body.id, word.tag, day).verdict.reasons for word in parts.words)
    assert asked(scope, charter.bodies[0].id, "power", day, who="all", may="convene").verdict.reasons
    assert all(asked(scope, "", "proposal", day, proposal=one).verdict.reasons for one in record.proposal_by_id)
    diff(scope, day, day.replace(year=day.year + 3, day=1))
    plan_meetings(parts, scope, day.year)
    list(run(scope, data.draw(cases(charter))))
