"""Projects: what becomes of the texts that the roof hands in, and what is found in them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from gremium import assemble, hookimpl
from gremium.model.cases import Cases
from gremium.model.charter import Charter
from gremium.model.record import Record
from gremium.plugins.parts import Jurisdiction, Parts
from gremium.values.errors import Misuse
from gremium.workbench.fmt import fmt
from gremium.workbench.project import Document, Opened, Project, installed, kind_of, open_project, read

CHARTER = 'format = 1\nid = "town"\nkind = "municipality"\n'
COUNCIL = CHARTER + '[sources.page]\ntitle = "P"\nverified = "read"\n[bodies.council]\nkind = "council"\ncites = ["page"]\n'
RECORD = 'format = 1\nrecord = "facts"\ncharter = "town"\n'
CASES = 'format = 1\ncharter = "town"\n'


def toml(text: str, file: str = "x.toml") -> Document:
    """Return a TOML text as a document."""
    return Document(file=file, suffix=".toml", text=text)


def with_jurisdictions(parts: Parts, **texts: str) -> Parts:
    """Return the parts with these jurisdictions in place of the installed ones."""
    mine = [Jurisdiction(id=id_, file=f"{id_}/charter.toml", text=lambda text=text: text) for id_, text in texts.items()]
    plugin = SimpleNamespace(gremium_jurisdictions=hookimpl(lambda: mine))
    return evolve(parts, jurisdictions=assemble([("mine", plugin)]).jurisdictions)


def told(opened: Opened) -> list[str]:
    """Return code, file and path of everything that was found."""
    return [f"{one.code} {one.place}" for one in opened.findings]


# ── one document ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_unknown_format(parts: Parts) -> None:
    """A suffix without a reader is told, with the nearest that there is."""
    value, found, _ = read(parts, Document(file="a.tml", suffix=".tml", text=CHARTER), Charter)
    assert value is None
    assert [one.code for one in found] == ["unknown-format"]
    assert found[0].hint is not None
    assert read(parts, Document(file="a.yaml", suffix=".yaml", text=""), Charter)[1][0].place.file == "a.yaml"


def test_lines_of_findings(parts: Parts) -> None:
    """What is wrong with a document is told with the line where it stands."""
    _, found, lines = read(parts, toml(CHARTER + "\n[bodies.x]\nknid = 'k'\n"), Charter)
    assert {(one.code, one.place.line) for one in found} >= {("unknown-key", 6)}
    assert lines["bodies", "x"] == 5


@pytest.mark.parametrize(
    ("text", "kind"),
    [(CHARTER, Charter), (RECORD, Record), (CASES, Cases), ("goldens = []", Cases), ("x = [", Charter), ("", Charter)],
)
def test_kind_of_a_document(parts: Parts, text: str, kind: type) -> None:
    """The keys of a text tell which document it is; what cannot be read is taken for a charter."""
    assert kind_of(parts, toml(text)) is kind
    assert kind_of(parts, Document(file="x", suffix=".xyz", text=text)) is Charter
    assert kind_of(parts, Document(file="x", suffix=".toml")) is Charter


# ── projects ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_project_with_everything(parts: Parts) -> None:
    """Charter, record and cases are read together; findings name their files."""
    facts = RECORD + '[[events]]\nwhat = "holding"\nparty = "nobody"\nposition = "chair@council"\nsince = 2020-01-01\n'
    project = Project(name="p", charter=toml(COUNCIL, "c.toml"), record=toml(facts, "r.toml"), cases=toml(CASES, "k.toml"))
    opened = open_project(parts, project)
    assert told(opened) == ["unknown-party r.toml:6: events[0].party"]
    assert opened.errors == 1
    assert [one is not None for one in (opened.charter, opened.record, opened.cases)] == [True] * 3
    assert opened.scope.record is opened.record


def test_broken_charter_stops_the_review(parts: Parts) -> None:
    """A charter with errors is not held against the record: that would tell the same thing twice."""
    wrong = COUNCIL + '[[bodies.council.seats]]\nid = "a"\nholder = "chair@nowhere"\n'
    facts = RECORD + '[[events]]\nwhat = "holding"\nparty = "nobody"\nposition = "chair@nowhere"\nsince = 2020-01-01\n'
    opened = open_project(parts, Project(name="p", charter=toml(wrong), record=toml(facts, "r.toml")))
    assert {one.place.file for one in opened.findings} == {"x.toml"}


def test_unreadable_charter_cannot_be_asked(parts: Parts) -> None:
    """Without a charter there is no scope, and the other documents are kept."""
    opened = open_project(parts, Project(name="p", charter=toml("id = "), record=toml(RECORD)))
    assert [one.code for one in opened.findings] == ["syntax"]
    assert opened.record is not None
    with pytest.raises(Misuse) as caught:
        _ = opened.scope
    assert caught.value.said.code == "misuse.broken-charter"


@pytest.mark.parametrize(("part", "text"), [("record", RECORD), ("cases", CASES)])
def test_facts_about_another_charter(parts: Parts, part: str, text: str) -> None:
    """A record or cases about another charter are told, and not held against this one."""
    other: dict[str, Any] = {part: toml(text.replace("town", "city"), "r.toml")}
    opened = open_project(parts, Project(name="p", charter=toml(COUNCIL), **other))
    assert [one for one in told(opened) if "other-charter" in one] == [f"other-charter r.toml:{text.count(chr(10))}: charter"]


@pytest.mark.parametrize(("part", "text"), [("record", RECORD), ("cases", CASES)])
def test_facts_name_an_installed_charter(parts: Parts, part: str, text: str) -> None:
    """A project without a charter of its own uses the installed one that its record or cases name."""
    mine = with_jurisdictions(parts, town=COUNCIL)
    document: dict[str, Any] = {part: toml(text)}
    assert getattr(open_project(mine, Project(name="p", **document)).charter, "id", "") == "town"
    elsewhere = {part: toml(text.replace("town", "twon"))}
    opened = open_project(mine, Project(name="p", **elsewhere))
    assert [one.code for one in opened.findings] == ["unknown-charter"]
    assert opened.findings[0].hint is not None
    assert opened.charter is None


def test_single_file_that_is_no_charter(parts: Parts) -> None:
    """A record or cases handed in alone, in the place of a charter, are taken for what they are."""
    mine = with_jurisdictions(parts, town=COUNCIL)
    assert open_project(mine, Project(name="r.toml", charter=toml(RECORD))).record is not None
    assert open_project(mine, Project(name="k.toml", charter=toml(CASES))).cases is not None


def test_nothing_at_all(parts: Parts) -> None:
    """A project without any document is empty, and broken cases name no charter."""
    assert open_project(parts, Project(name="p")) == Opened()
    opened = open_project(parts, Project(name="p", cases=toml("x = ")))
    assert [one.code for one in opened.findings] == ["syntax"]


def test_unknown_region(parts: Parts) -> None:
    """A calendar whose region no plugin knows is told at its place."""
    opened = open_project(parts, Project(name="p", charter=toml(COUNCIL + '[calendars.city]\nregion = "DE-XX"\n')))
    assert told(opened) == ["unknown-region x.toml:11: calendars.city.region"]


# ── neighbours ───────────────────────────────────────────────────────────────────────────────────────────────────────

OTHER = COUNCIL.replace('"town"', '"land"')
REFERENCES = {
    "part_of": 'part_of = "land/council"\n',
    "holder": '[[bodies.council.seats]]\nid = "a"\nholder = "chair@land/council"\n',
    "whole": '[[bodies.council.seats]]\nid = "a"\nwhole = "land/council"\n',
    "any": '[[bodies.council.seats]]\nid = "a"\nholder = "chair@*/council"\n',
}


@pytest.mark.parametrize("by", REFERENCES)
def test_neighbours_are_loaded(parts: Parts, by: str) -> None:
    """The installed charters that a charter refers to are loaded beside it; others are not."""
    mine = with_jurisdictions(parts, land=OTHER, broken="id = ", town=COUNCIL)
    opened = open_project(mine, Project(name="p", charter=toml(COUNCIL + REFERENCES[by])))
    assert [one.id for one in opened.neighbours] == ["land"]
    assert opened.errors == 0
    assert open_project(mine, Project(name="p", charter=toml(COUNCIL))).neighbours == ()


def test_neighbours_of_a_record(parts: Parts) -> None:
    """A record can tell who holds an office elsewhere: that charter is loaded, too."""
    mine = with_jurisdictions(parts, land=OTHER)
    people = '[[events]]\nwhat = "party"\nid = "ada"\n'
    facts = RECORD + people + '[[events]]\nwhat = "holding"\nparty = "ada"\nposition = "chair@land/council"\nsince = 2020-01-01\n'
    opened = open_project(mine, Project(name="p", charter=toml(COUNCIL), record=toml(facts)))
    assert [one.id for one in opened.neighbours] == ["land"]
    assert opened.errors == 0


# ── installed charters ───────────────────────────────────────────────────────────────────────────────────────────────


def test_installed_charter_that_cannot_be_read(parts: Parts) -> None:
    """A plugin whose text cannot be got becomes a finding: its file may be gone."""

    def gone() -> str:
        raise FileNotFoundError("charter.toml")

    broken = evolve(parts, jurisdictions=(Jurisdiction(id="town", file="town/charter.toml", text=gone),))
    document = installed(broken, "town")
    assert document is not None
    assert document.text is None
    opened = open_project(broken, Project(name="town", charter=document))
    assert told(opened) == ["plugin-failed town/charter.toml"]
    assert installed(broken, "city") is None


# ── fmt ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_fmt_tells_why_not(parts: Parts) -> None:
    """What cannot be read is not formatted, and the findings say why."""
    assert [one.code for one in fmt(parts, toml("id = ")).findings] == ["syntax"]
    assert [one.code for one in fmt(parts, Document(file="x", suffix=".txt", text="")).findings] == ["unknown-format"]
    assert fmt(parts, Document(file="x", suffix=".toml")).text is None


def test_fmt_never_changes_the_meaning(parts: Parts) -> None:
    """A canonical form that says something else is refused; the file is left as it is."""
    real = next(reader for reader in parts.readers if reader.name == "toml")
    wrong = evolve(real, canonical=lambda text, data: real.canonical(text, {**data, "kind": "village"}))
    done = fmt(evolve(parts, readers=(wrong,)), toml(CHARTER))
    assert done.text is None
    assert [f"{one.code} {one.place}" for one in done.findings] == ["not-formattable x.toml"]
