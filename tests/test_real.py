"""Seventeen real bodies: their charters are free of errors, answer the questions asked of them, and cite clause by clause."""

from __future__ import annotations

import json
import re
from collections import Counter
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
# Of each topic of the facts the words of which one has to cite the clause.
TOPICS: Mapping[str, tuple[str, ...]] = {
    "agenda": ("notice", "sitting"),
    "attendance": ("duty",),
    "ballot": ("decision", "power"),
    "cadence": ("cadence",),
    "call": ("power",),
    "chair": ("sitting", "power", "term"),
    "circular_vote": ("decision",),
    "composition": ("seats", "composition"),
    "conflict_of_interest": ("power",),
    "deadline": ("route",),
    "election": ("election",),
    "eligibility": ("composition",),
    "escalation": ("route", "duty"),
    "exception": ("route",),
    "majority": ("decision",),
    "mandate": ("remit",),
    "meeting": ("decision", "quorum"),
    "minutes": ("sitting",),
    "notice": ("notice",),
    "organs": ("power",),
    "practice": ("route",),
    "publicity": ("sitting",),
    "quorum": ("quorum",),
    "records": ("duty",),
    "removal": ("term", "decision"),
    "resignation": ("term",),
    "rights": ("power", "decision", "duty"),
    "secretariat": ("route",),
    "source_of_rules": ("decision", "duty"),
    "subgroups": ("remit", "route"),
    "substitutes": ("seats",),
    "term": ("term",),
    "tie": ("decision", "election"),
    "transition": ("seats",),
    "vacancy": ("term",),
    "voting": ("decision", "seats"),
}
# Facts that no word of their topic can carry: each is unmodelled in its charter, or said by another word.
LATER = {
    ("dc-anc", "default_rules"),  # rules of procedure taken over as a whole, where nothing else is said
    ("dc-anc", "rights.limits"),  # what a body may do in court
    ("ostbelgien-buergerdialog", "vacancy.list"),  # who gets into the next lot: no word ties two lots together
    ("rlp-kitabeirat", "majority"),  # a debate that aims at agreement names no majority; `sitting` says how it is led
}
# The kinds of questions, and what a case asks that answers one.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "agenda": ("notice", "sitting"),
    "ballot": ("decision", "power"),
    "cadence": ("cadence",),
    "call": ("power",),
    "cap": ("composition",),
    "circular": ("decision",),
    "composition": ("seats", "composition"),
    "deadline": ("proposal", "duty"),
    "election": ("election",),
    "eligibility": ("composition",),
    "escalation": ("proposal",),
    "hierarchy": ("remit",),
    "majority": ("decision",),
    "notice": ("notice", "quorum"),
    "quorum": ("quorum",),
    "removal": ("term", "decision"),
    "rights": ("power", "duty"),
    "role": ("seats", "power"),
    "rotation": ("term",),
    "second_call": ("quorum",),
    "term": ("term",),
    "tie": ("decision",),
    "vacancy": ("term",),
    "veto": ("decision",),
    "voting": ("decision",),
}
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
    """Every clause is a place of a source and cited; what the words can say is a rule, not only unmodelled."""
    charter, _ = opened(parts, name)
    places = {place for source in charter.sources for place in source.places}
    cited = {cite.place for cite, _ in citations(charter)}
    ruled = {
        (cite.place, provision.word) for provision, _, owner in provisions(charter) for cite in provision.cites or owner.cites
    }
    for rule in bodies[name]["rules"]:
        words = TOPICS[rule["topic"].partition(".")[0]] if (name, rule["topic"]) not in LATER else ()
        for clause in clauses(rule["clause"]):
            assert clause in places, rule
            assert clause in cited, rule
            assert not words or any((clause, word) in ruled for word in words), rule


@pytest.mark.parametrize("name", sorted(PROJECTS))
def test_each_question_is_a_case(parts: Parts, bodies: dict[str, dict[str, Any]], name: str) -> None:
    """Of each kind and clause there are as many situations in cases that cite it as there are questions."""
    charter, cases = opened(parts, name)
    questions = Counter((question["kind"], question["clause"]) for question in bodies[name]["questions"])
    for (kind, told), number in questions.items():
        words, clause = QUESTIONS[kind], CALLED.get(told, told)
        mine = (case for case in cases.cases if case.ask in words and any(decides(clause, cite) for cite in case.cites))
        assert sum((case.then is not None) + len(case.when) for case in mine) >= number, (kind, told)
    sources = charter.source_by_id
    assert all(cite.place in sources[cite.source].places for case in cases.cases for cite in case.cites)


def test_what_is_left_out_is_there_to_be_left_out(bodies: dict[str, dict[str, Any]]) -> None:
    """No exception, topic or kind of question outlives what it is for."""
    topics = {(name, rule["topic"]) for name, body in bodies.items() for rule in body["rules"]}
    questions = [one for body in bodies.values() for one in body["questions"]]
    assert topics >= LATER
    assert {topic.partition(".")[0] for _, topic in topics - LATER} == TOPICS.keys()
    assert {one["kind"] for one in questions} == QUESTIONS.keys()
    assert {one["clause"] for one in questions} >= CALLED.keys()


def test_there_is_a_folder_for_every_real_body(bodies: dict[str, dict[str, Any]]) -> None:
    """None is left out, none is added."""
    assert set(PROJECTS) == set(bodies)


def clauses(told: str) -> Iterator[str]:
    """Yield the single clauses of a list such as "2,3" or "1.1; Wooburn"."""
    yield from re.split(r"[,;] ?", told)


def decides(clause: str, cite: Citation) -> bool:
    """Return whether a citation names the clause, or the one of which it is a part ("§1-309.06(d)(1)", "comparison")."""
    return any(one.startswith(cite.place) or cite.place.startswith(f"{one}:") for one in clauses(clause))
