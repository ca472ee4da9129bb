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
# What the words of this version have to say: of each topic, the words of which one has to cite the clause. Left to later words
# are ways through several bodies (route) and what is owed to whom (duty), so topics such as `escalation`, `deadline`,
# `attendance`, `records`, `source_of_rules`.
TOPICS: Mapping[str, tuple[str, ...]] = {
    "agenda": ("notice", "sitting"),
    "ballot": ("decision", "power"),
    "cadence": ("cadence",),
    "call": ("power",),
    "chair": ("sitting", "power", "term"),
    "circular_vote": ("decision",),
    "composition": ("seats", "composition"),
    "conflict_of_interest": ("power",),
    "delegation": ("delegation",),
    "election": ("election",),
    "eligibility": ("composition",),
    "majority": ("decision",),
    "mandate": ("remit",),
    "meeting": ("decision", "quorum"),
    "minutes": ("sitting",),
    "notice": ("notice",),
    "organs": ("power",),
    "publicity": ("sitting",),
    "quorum": ("quorum",),
    "removal": ("term", "decision"),
    "resignation": ("term",),
    "rights": ("power", "decision"),
    "substitutes": ("seats",),
    "term": ("term",),
    "tie": ("decision", "election"),
    "transition": ("seats",),
    "vacancy": ("term",),
    "voting": ("decision", "seats"),
}
# Single clauses of these topics that are left to later words, or to none.
LATER = {
    ("dc-anc", "rights.great_weight"),  # what an agency owes: duty
    ("dc-anc", "rights.limits"),  # what a body may do in court: no word is planned for that
    ("dc-anc", "rights.testimony"),  # within which time papers have to follow: duty
    ("linsengericht-elternbeirat", "rights.meeting"),  # a talk that the provider owes: duty
    ("ostbelgien-buergerdialog", "vacancy.list"),  # who gets into the next lot: no word ties two lots together
    ("rlp-kitabeirat", "majority"),  # a debate that aims at agreement: no majority is named
}
# The kinds of questions that have to be cases, and what such a case asks. Not yet: `deadline`, `escalation`.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "agenda": ("notice", "sitting"),
    "ballot": ("decision", "power"),
    "cadence": ("cadence",),
    "call": ("power",),
    "cap": ("composition",),
    "circular": ("decision",),
    "composition": ("seats", "composition"),
    "election": ("election",),
    "eligibility": ("composition",),
    "hierarchy": ("remit",),
    "majority": ("decision",),
    "notice": ("notice", "quorum"),
    "quorum": ("quorum",),
    "removal": ("term", "decision"),
    "rights": ("power",),
    "role": ("seats", "power"),
    "rotation": ("term",),
    "second_call": ("quorum",),
    "term": ("term",),
    "tie": ("decision",),
    "vacancy": ("term",),
    "veto": ("decision",),
    "voting": ("decision",),
}
# Questions of these kinds about what agencies owe, which the word duty will answer: the notice of an action, and reasons.
UNANSWERED = {("dc-anc", "§1-309.10(b)"), ("dc-anc", "§1-309.10(d)(3)")}
# How questions name clauses that the rules name otherwise.
CALLED = {"general rule": "general guides", "§10(4)": "§10(3)-(4)"}
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
    """Every clause is a place of a source and cited; what the words of this version can say is a rule, not only unmodelled."""
    charter, _ = opened(parts, name)
    places = {place for source in charter.sources for place in source.places}
    cited = {cite.place for cite, _ in citations(charter)}
    ruled = {
        (cite.place, provision.word) for provision, _, owner in provisions(charter) for cite in provision.cites or owner.cites
    }
    for rule in bodies[name]["rules"]:
        words = TOPICS.get(rule["topic"].partition(".")[0], ()) if (name, rule["topic"]) not in LATER else ()
        for clause in clauses(rule["clause"]):
            assert clause in places, rule
            assert clause in cited, rule
            assert not words or any((clause, word) in ruled for word in words), rule


@pytest.mark.parametrize("name", sorted(PROJECTS))
def test_each_question_that_the_words_can_answer_is_a_case(
    parts: Parts, bodies: dict[str, dict[str, Any]], name: str
) -> None:
    """A case asks it, and cites the clause that decides it."""
    charter, cases = opened(parts, name)
    asked = {(case.ask, cite) for case in cases.cases for cite in case.cites}
    for question in bodies[name]["questions"]:
        words = QUESTIONS.get(question["kind"], ()) if (name, question["clause"]) not in UNANSWERED else ()
        clause = CALLED.get(question["clause"], question["clause"])
        assert not words or any(word in words and decides(clause, cite) for word, cite in asked), question
    sources = charter.source_by_id
    assert all(cite.place in sources[cite.source].places for _, cite in asked)


def test_what_is_left_out_is_there_to_be_left_out(bodies: dict[str, dict[str, Any]]) -> None:
    """No exception outlives what it is for."""
    assert {(name, rule["topic"]) for name, body in bodies.items() for rule in body["rules"]} >= LATER
    questions = {(name, one["clause"]): one["kind"] for name, body in bodies.items() for one in body["questions"]}
    assert all(questions[one] in QUESTIONS for one in UNANSWERED)
    assert {clause for _, clause in questions} >= CALLED.keys()


def test_there_is_a_folder_for_every_real_body(bodies: dict[str, dict[str, Any]]) -> None:
    """None is left out, none is added."""
    assert set(PROJECTS) == set(bodies)


def clauses(told: str) -> Iterator[str]:
    """Yield the single clauses of a list such as "2,3" or "1.1; Wooburn"."""
    yield from re.split(r"[,;] ?", told)


def decides(clause: str, cite: Citation) -> bool:
    """Return whether a citation names the clause, or the one of which it is a part ("§1-309.06(d)(1)", "comparison")."""
    return any(one.startswith(cite.place) or cite.place.startswith(f"{one}:") for one in clauses(clause))
