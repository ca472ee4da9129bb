"""Seventeen real bodies: their charters are free of errors, answer the questions asked of them, and cite clause by clause."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from gremium.files import document, projects
from gremium.languages import languages
from gremium.lint.walk import citations, provisions
from gremium.model.cases import Cases
from gremium.model.charter import Charter
from gremium.plugins.parts import Parts
from gremium.values.citation import Citation
from gremium.values.finding import Severity
from gremium.workbench.check import check
from gremium.workbench.fmt import fmt
from gremium.workbench.project import Opened, open_project

REAL = Path(__file__).parent / "real"
PROJECTS = {Path(project.name).name: project for project in projects(REAL)}
DOCUMENTS = sorted(path.relative_to(REAL).as_posix() for path in REAL.glob("*/*.toml"))
# What the words of this version have to say. Whatever else a clause says may be listed as unmodelled.
TOPICS = (
    "cadence",
    "composition",
    "delegation",
    "eligibility",
    "mandate",
    "removal",
    "resignation",
    "substitutes",
    "term",
    "transition",
    "vacancy",
)
QUESTIONS = ("cadence", "cap", "composition", "eligibility", "hierarchy", "rotation", "term", "vacancy")
# The only warning that is as it should be: a body that met three times where its rules ask for four.
WARNINGS = {"delbrueck-seniorenbeirat": {"cadence-broken"}}


@pytest.fixture(scope="module")
def versions() -> Mapping[str, str]:
    return {package: version(package) for package in ("icalendar", "holidays", "rich")}


@pytest.fixture(scope="module")
def bodies(shared: Path) -> dict[str, dict[str, Any]]:
    told = json.loads((shared / "cases" / "development.json").read_text(encoding="utf-8"))
    return {body["id"]: body for body in told}


def opened(parts: Parts, name: str) -> tuple[Charter, Cases]:
    found: Opened = open_project(parts, PROJECTS[name])
    assert found.charter is not None
    assert found.cases is not None
    return found.charter, found.cases


@pytest.mark.parametrize("name", sorted(PROJECTS))
def test_each_real_body_answers_as_its_clauses_say(parts: Parts, versions: Mapping[str, str], name: str) -> None:
    """No errors, no warnings but the expected ones, and every case passes."""
    result = check(parts, PROJECTS[name], languages(), versions)
    assert result.failures == ()
    assert result.passed
    assert result.cases
    assert {one.code for one in result.findings if one.severity is not Severity.NOTE} == WARNINGS.get(name, set())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_document_is_in_canonical_form(parts: Parts, name: str) -> None:
    """`gremium fmt` would leave it as it is, and no line is longer than 150 characters."""
    given = document(REAL / name)
    assert fmt(parts, given).text == given.text
    assert max(map(len, (given.text or "").splitlines())) <= 150


@pytest.mark.parametrize("name", sorted(PROJECTS))
def test_each_clause_is_accounted_for(parts: Parts, bodies: dict[str, dict[str, Any]], name: str) -> None:
    """Every clause is a place of a source and cited; what is about members, terms and meetings is a rule, not only unmodelled."""
    charter, _ = opened(parts, name)
    places = {place for source in charter.sources for place in source.places}
    cited = {cite.place for cite, _ in citations(charter)}
    ruled = {cite.place for provision, _, owner in provisions(charter) for cite in provision.cites or owner.cites}
    for rule in bodies[name]["rules"]:
        for clause in clauses(rule["clause"]):
            assert clause in places, rule
            assert clause in cited, rule
            assert rule["topic"].partition(".")[0] not in TOPICS or clause in ruled, rule


@pytest.mark.parametrize("name", sorted(PROJECTS))
def test_each_question_about_members_terms_and_meetings_is_a_case(
    parts: Parts, bodies: dict[str, dict[str, Any]], name: str
) -> None:
    """A case cites the clause that decides the question."""
    charter, cases = opened(parts, name)
    asked = {cite for case in cases.cases for cite in case.cites}
    for question in bodies[name]["questions"]:
        if question["kind"] in QUESTIONS:
            assert any(decides(question["clause"], cite) for cite in asked), question
    sources = charter.source_by_id
    assert all(cite.place in sources[cite.source].places for cite in asked)


def test_there_is_a_folder_for_every_real_body(bodies: dict[str, dict[str, Any]]) -> None:
    """None is left out, none is added."""
    assert set(PROJECTS) == set(bodies)


def clauses(told: str) -> Iterator[str]:
    """Yield the single clauses of a list such as "2,3" or "1.1; Wooburn"."""
    yield from re.split(r"[,;] ?", told)


def decides(clause: str, cite: Citation) -> bool:
    """Return whether a citation names the clause, or the one of which it is a part ("§1-309.06(d)(1)", "comparison")."""
    return any(one.startswith(cite.place) or cite.place.startswith(f"{one}:") for one in clauses(clause))
