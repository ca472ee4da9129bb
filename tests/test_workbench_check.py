"""Checking a project: findings, cases and stored outputs have to be the expected ones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve

from builders import body, cadence, group, holds, person, row, scope
from gremium.evaluate.scope import Scope
from gremium.languages import languages
from gremium.model.cases import Case, Cases, Given, Then, When
from gremium.model.record import Audience
from gremium.plugins.parts import Parts
from gremium.values.citation import parse_citation
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.days import on
from gremium.values.finding import dotted
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium.workbench.cases import count, run
from gremium.workbench.check import FINDINGS_FILE, Checked, check, findings_json
from gremium.workbench.plan import date
from gremium.workbench.project import Document, Project

CHARTER = """
format = 1
id = "town"
kind = "municipality"
name.de = "Stadt"
name.en = "Town"

[sources.page]
title = "Seite"
verified = "read"
date = 2025-01-31

[bodies.council]
kind = "council"
name.de = "Rat"
cites = ["page § 1"]
seats = [{ id = "people", seats = 3 }]
cadence = [{ times = 2, per = "year" }]
"""
CASES = 'format = 1\ncharter = "town"\n'
GOOD = (
    CASES
    + """
[[cases]]
name.de = "Der Rat hat drei Sitze"
body = "council"
ask = "seats"
at = 2026-01-01
cites = ["page § 1"]
then.seats = 3
when = [{ at = 2027-01-01, then = { seats = 3 } }]
"""
)


def toml(text: str, file: str) -> Document:
    """Return a TOML text as a document."""
    return Document(file=file, suffix=".toml", text=text)


def checked(
    parts: Parts, cases: str = CASES, charter: str = CHARTER, versions: dict[str, str] | None = None, **expected: bytes
) -> Checked:
    """Check a project with this charter and these cases; `expected` are the stored outputs, `__` in a name is a dot."""
    stored = {name.replace("__", ".").replace("_", "-"): content for name, content in expected.items()}
    project = Project(name="p", charter=toml(charter, "p/charter.toml"), cases=toml(cases, "p/cases.toml"), expected=stored)
    return check(parts, project, languages(), versions or {})


def told(result: Checked) -> list[str]:
    """Return code and place of the failures."""
    return [f"{one.code} {one.place}" for one in result.failures]


def golden(**keys: Any) -> str:
    """Return cases with one stored output."""
    return CASES + "[[goldens]]\n" + "\n".join(f"{key} = {json.dumps(value)}" for key, value in keys.items()) + "\n"


# ── whether a project passes ─────────────────────────────────────────────────────────────────────────────────────────


def test_project_that_passes(parts: Parts) -> None:
    """A project without errors passes; its cases and provisions are counted."""
    result = checked(parts, GOOD)
    assert (result.passed, result.cases, result.provisions, result.expected) == (True, 2, 2, False)
    assert (result.findings, result.failures, result.notes, result.outputs) == ((), (), (), {})


def test_case_that_fails(parts: Parts) -> None:
    """A case whose answer is another one fails the project, and says both."""
    result = checked(parts, GOOD.replace("then.seats = 3", "then.seats = 4"))
    assert not result.passed
    assert told(result) == ["case-failed p/cases.toml: cases[0].then.seats"]
    params = dict(result.failures[0].params)
    assert (params["expected"], params["got"]) == ("4", "3")


def test_errors_fail_and_warnings_do_not(parts: Parts) -> None:
    """Only errors make a check fail."""
    warned = checked(parts, charter=CHARTER.replace('cites = ["page § 1"]\n', ""))
    assert {one.code for one in warned.findings} == {"uncited"}
    assert warned.passed
    uncited = checked(parts, GOOD.replace('cites = ["page § 1"]', "cites = []"))
    assert [one.code for one in uncited.notes] == ["uncited"]
    assert uncited.passed
    wrong = checked(parts, GOOD, charter=CHARTER.replace("seats = 3", 'holder = "chair@nowhere"'))
    assert not wrong.passed
    assert wrong.failures == (), "cases of a broken charter are not asked"
    assert (wrong.cases, wrong.provisions) == (2, 2)


def test_broken_documents(parts: Parts) -> None:
    """What cannot be read has no cases and no provisions."""
    result = checked(parts, "x = ", charter="y = ")
    assert (result.passed, result.cases, result.provisions) == (False, 0, 0)
    assert [one.code for one in result.findings] == ["syntax", "syntax"]


# ── findings that are expected ───────────────────────────────────────────────────────────────────────────────────────

WRONG = CHARTER.replace("seats = 3", 'holder = "chair@nowhere"')


def test_expected_errors_pass(parts: Parts) -> None:
    """A project that is meant to be wrong passes if exactly that is wrong."""
    stored = findings_json(checked(parts, charter=WRONG).findings)
    result = checked(parts, charter=WRONG, findings__json=stored)
    assert (result.passed, result.expected) == (True, True)


@pytest.mark.parametrize(
    ("stored", "expected", "got"),
    [
        (b"[]\n", "-", "dangling-reference at bodies.council.seats[0].holder"),
        (b'[{"code": "uncited", "path": "x"}]', "uncited at x", "dangling-reference at bodies.council.seats[0].holder"),
        (b"no json", "?", "dangling-reference at bodies.council.seats[0].holder"),
        (b"{}", "-", "dangling-reference at bodies.council.seats[0].holder"),
        (b"[1]", "?", "dangling-reference at bodies.council.seats[0].holder"),
        (b'[{"code": "x"}]', "?", "dangling-reference at bodies.council.seats[0].holder"),
        (b"\xff", "?", "dangling-reference at bodies.council.seats[0].holder"),
    ],
)
def test_other_findings_than_expected(parts: Parts, stored: bytes, expected: str, got: str) -> None:
    """Findings that were not expected, and expected ones that are gone, are both told; the new ones are kept."""
    result = checked(parts, charter=WRONG, findings__json=stored)
    assert not result.passed
    assert told(result) == ["findings-differ p"]
    params = dict(result.failures[0].params)
    assert (params["expected"], params["got"]) == (expected, got)
    assert result.outputs == {FINDINGS_FILE: findings_json(result.findings)}


def test_stored_findings_have_no_words(parts: Parts) -> None:
    """Stored findings are codes, places and parameters, in no language; messages within messages are codes, too."""
    rows = json.loads(findings_json(checked(parts, charter=WRONG + '\n[bodies.x]\nkind = "k"\nsince = "yesterday"\n').findings))
    (bad,) = [one for one in rows if one["code"] == "bad-phrase"]
    assert (bad["file"], bad["path"], bad["severity"]) == ("charter.toml", "bodies.x.since", "error")
    assert bad["line"] > 1
    assert bad["params"]["said"]["code"] == "phrase.day"
    assert bad["params"]["said"]["read"] == "yesterday"


# ── stored outputs ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "keys",
    [
        {"file": "a.txt", "command": "show"},
        {"file": "a.json", "command": "show", "at": "2026-01-01"},
        {"file": "b.txt", "command": "show", "body": "council", "year": 2026},
        {"file": "b.json", "command": "show", "body": "council", "at": "2026-01-01", "language": "en", "audience": "members"},
        {"file": "plan.ics", "command": "plan", "year": 2027, "record": False},
        {"file": "plan.json", "command": "plan", "at": "2027-05-01"},
        {"file": "plan.txt", "command": "plan"},
    ],
)
def test_stored_output(parts: Parts, keys: dict[str, Any]) -> None:
    """An output that was never stored is missing; once stored it is compared byte for byte."""
    text = golden(**keys).replace('"2026-01-01"', "2026-01-01").replace('"2027-05-01"', "2027-05-01")
    missing = checked(parts, text)
    assert told(missing) == ["golden-missing p/cases.toml: goldens[0]"]
    (content,) = missing.outputs.values()
    stored = evolve(
        Project(name="p", charter=toml(CHARTER, "c.toml"), cases=toml(text, "p/cases.toml")), expected={keys["file"]: content}
    )
    assert check(parts, stored, languages(), {}).passed
    changed = check(parts, evolve(stored, expected={keys["file"]: content + b" "}), languages(), {})
    assert told(changed) == ["golden-differs p/cases.toml: goldens[0]"]
    assert changed.outputs == {keys["file"]: content}


MOVING = """
[[bodies.council.route]]
id = "idea"
stages = [{ id = "first", act = "suggest", at = "council", next = [{ result = "noted" }] }]

[[bodies.council.power]]
who = "at least 1/3 of people"
may = "demand:meeting"
"""
BORN = """
format = 1
record = "r"
charter = "town"
events = [{ what = "proposal", id = "bench", name.de = "Eine Bank", of = "council", at = 2026-02-01, public = true }]
"""


@pytest.mark.parametrize("format_", ["txt", "json"])
@pytest.mark.parametrize(
    "keys",
    [
        {"question": "proposal", "proposal": "bench"},
        {"question": "power", "body": "council", "who": "at least 2", "may": "demand:meeting", "language": "en"},
        {"question": "power", "body": "council", "who": "all", "may": "demand:meeting"},
    ],
)
def test_stored_answers_about_a_proposal_and_about_rights(parts: Parts, keys: dict[str, str], format_: str) -> None:
    """Where a proposal stands, and whether somebody may do something, can be stored; a changed answer is told."""
    name = f"stored.{format_}"
    text = golden(file=name, command="ask", **keys) + "at = 2026-03-01\n"

    def checked_with(stored: dict[str, bytes]) -> Checked:
        documents = {"charter": toml(CHARTER + MOVING, "c.toml"), "record": toml(BORN, "r.toml")}
        project = Project(name="p", **documents, cases=toml(text, "p/cases.toml"), expected=stored)
        return check(parts, project, languages(), {})

    missing = checked_with({})
    assert told(missing) == ["golden-missing p/cases.toml: goldens[0]"]
    content = missing.outputs[name]
    assert ("Eine Bank" if "proposal" in keys and format_ == "txt" else "page § 1") in content.decode()
    assert checked_with({name: content}).passed
    changed = checked_with({name: content.replace(b"2026-03-01", b"2026-03-02")})
    assert told(changed) == ["golden-differs p/cases.toml: goldens[0]"]
    assert changed.outputs == {name: content}


def test_year_of_a_plan(parts: Parts) -> None:
    """The year of a stored plan is the one that is named, else that of the day, else 2000."""
    for keys, year in (({"year": 2027}, "2027"), ({}, "2000")):
        (content,) = checked(parts, golden(file="plan.txt", command="plan", **keys)).outputs.values()
        assert year in content.decode()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"file": "a.pdf", "command": "show"}, "misuse.writer"),
        ({"file": "a.json", "command": "show", "body": "concil"}, "misuse.body"),
        ({"file": "a.json", "command": "show", "language": "tlh"}, "misuse.language"),
        ({"file": "a.json", "command": "ask", "body": "council"}, "misuse.golden-key"),
        ({"file": "a.json", "command": "ask", "question": "quorum"}, "misuse.golden-key"),
        ({"file": "a.json", "command": "ask", "question": "proposal"}, "misuse.golden-key"),
        ({"file": "a.json", "command": "ask", "question": "proposal", "body": "council"}, "misuse.golden-key"),
        ({"file": "a.json", "command": "ask", "question": "proposal", "proposal": "bench"}, "misuse.proposal"),
        ({"file": "a.json", "command": "ask", "question": "power", "body": "council", "who": "chair"}, "misuse.may-alone"),
        ({"file": "a.json", "command": "ask", "question": "seats", "body": "council", "may": "vote"}, "misuse.may-elsewhere"),
        ({"file": "a.json", "command": "plan", "year": 99999}, "misuse.year"),
        ({"file": "a.json", "command": "plan", "year": 2201}, "misuse.year"),
        ({"file": "a.json", "command": "show", "year": 0}, "misuse.year"),
        ({"file": "../a.json", "command": "show"}, "misuse.file-name"),
        ({"file": "/a.json", "command": "show"}, "misuse.file-name"),
        ({"file": ".json", "command": "show"}, "misuse.file-name"),
        ({"file": "a\0.json", "command": "show"}, "misuse.file-name"),
        ({"file": "", "command": "show"}, "misuse.file-name"),
    ],
)
def test_output_that_cannot_be_written(parts: Parts, keys: dict[str, Any], said: str) -> None:
    """A stored output that cannot be written is told with the reason; none is ever written outside of `expected`."""
    result = checked(parts, golden(**keys))
    assert told(result) == ["golden-impossible p/cases.toml: goldens[0]"]
    assert dict(result.failures[0].params)["said"].code == said
    assert result.outputs == {}


ROUTED = CHARTER + """
[[bodies.council.route]]
id = "way"
cites = ["page § 1"]
stages = [
  { id = "suggest", act = "suggest", at = "council", next = [{ to = "decide" }] },
  { id = "decide", act = "decide", at = "council" },
]
"""


@pytest.mark.parametrize("suffix", ["txt", "json", "mmd"])
def test_a_stored_route(parts: Parts, suffix: str) -> None:
    """A route from a body to another is stored as text, as data, or as a chart, and compared."""
    text = golden(file=f"way.{suffix}", command="route", body="council", to="council")
    missing = checked(parts, text, charter=ROUTED)
    assert told(missing) == ["golden-missing p/cases.toml: goldens[0]"]
    (content,) = missing.outputs.values()
    assert b"suggest" in content
    assert content.startswith(b"flowchart TD\n") == (suffix == "mmd")
    project = Project(name="p", charter=toml(ROUTED, "p/charter.toml"), cases=toml(text, "p/cases.toml"))
    assert check(parts, evolve(project, expected={f"way.{suffix}": content}), languages(), {}).passed
    for keys, said in (({}, "golden-key"), ({"body": "council", "subject": "idea"}, "subject"), ({"body": "x"}, "body")):
        result = checked(parts, golden(file="a.txt", command="route", **keys), charter=ROUTED)
        assert dict(result.failures[0].params)["said"].code == f"misuse.{said}"


def test_a_case_names_the_stages_of_a_route(parts: Parts) -> None:
    """All of them in their order; one of a route that is not there fails."""
    for stages, wrong in (
        ({"way": ["suggest", "decide"]}, None), ({"way": ["decide"]}, ("decide", "suggest, decide")), ({"other": []}, ("", "-")),
    ):  # fmt: skip
        said = "{ " + ", ".join(f"{name} = {json.dumps(one)}" for name, one in stages.items()) + " }"
        one = f"""
[[cases]]
name.de = "Weg"
body = "council"
ask = "route"
at = 2026-01-01
cites = ["page § 1"]
then.stages = {said}
"""
        failures = checked(parts, CASES + one, charter=ROUTED).failures
        told_ = [dict(one.params) for one in failures]
        assert [(one["expected"], one["got"]) for one in told_] == ([wrong] if wrong else [])


def test_other_versions_are_not_compared(parts: Parts) -> None:
    """An output that was stored with another version of a package is not compared, and that is noted."""
    text = golden(file="a.txt", command="show") + 'made_with = { rich = "1.0" }\n'
    for versions in ({"rich": "2.0"}, {}):
        result = checked(parts, text, versions=versions)
        assert result.passed
        assert [one.code for one in result.notes] == ["golden-not-compared"]
        assert dict(result.notes[0].params)["here"] == versions.get("rich", "-")
        assert result.outputs == {}
    assert told(checked(parts, text, versions={"rich": "1.0"})) == ["golden-missing p/cases.toml: goldens[0]"]


def test_single_file_has_no_outputs(parts: Parts) -> None:
    """Cases handed in alone are asked; what is stored beside them is not known, so it is not compared."""
    text = golden(file="a.txt", command="show").replace("town", "paderborn")
    result = check(parts, Project(name="cases.toml", charter=toml(text, "cases.toml")), languages(), {})
    assert result.passed
    assert (result.failures, result.outputs) == ((), {})


# ── cases ────────────────────────────────────────────────────────────────────────────────────────────────────────────

DAY = date(2026, 6, 1)
NAME = Text.of({"de": "Fall"})
BODY = body(
    "council",
    group("people", "page", seats=2),
    group("open", "page", open_to="alle"),
    row(cadence(times="2..3", per="year"), "page"),
)
RECORD = (person("ada"), person("bea"), holds("ada", "people@council", "2026-01-01"))


def case(**more: Any) -> Case:
    """Return a case about the seats of the council."""
    return Case(**{"name": NAME, "body": "council", "ask": "seats", "cites": (parse_citation("page"),), "at": DAY, **more})


def failures(*cases: Case, here: Scope | None = None) -> list[str]:
    """Return code, place and difference of what is wrong with cases."""
    where = here or scope(BODY, events=RECORD)
    found = run(where, Cases(charter="town", cases=cases))
    return [
        f"{one.code} {dotted(one.place.path)}" + (f": {p['expected']} / {p['got']}" if "got" in (p := dict(one.params)) else "")
        for one in found
    ]


@pytest.mark.parametrize(
    ("then", "difference"),
    [
        (Then(outcome=Outcome.OPEN), None),
        (Then(outcome=Outcome.HOLDS), "outcome: HOLDS / OPEN"),
        (Then(missing=("council.people",)), "missing: council.people / council.open"),
        (Then(missing=("council.open", "council.people")), "missing: council.open, council.people / council.open"),
        (Then(seats=Count(2, None)), None),
        (Then(seats=exactly(2)), "seats: 2 / 2.."),
        (Then(groups=(("people", exactly(2)), ("open", UNSTATED_COUNT))), None),
        (Then(groups=(("people", exactly(3)),)), "groups.people: 3 / 2"),
        (Then(groups=(("gone", exactly(3)),)), "groups.gone: 3 / -"),
        (Then(holders=(("people", "ada"),)), None),
        (Then(holders=(("people", "bea"),)), "holders.people: bea / ada"),
        (Then(holders=(("open", "bea"),)), "holders.open: bea / -"),
        (Then(vacant=("people",)), None),
        (Then(vacant=()), "vacant: - / people"),
        (Then(open=()), None),
        (Then(open=("open",)), "open: open / -"),
        (Then(meetings=exactly(2)), "meetings: 2 / -"),
    ],
)
def test_what_a_case_compares(then: Then, difference: str | None) -> None:
    """Only what a case names is compared, each with the answer."""
    wrong = failures(case(then=then))
    if difference is None or difference.startswith("missing"):
        assert all("missing" in one for one in wrong)
    else:
        assert wrong == [f"case-failed cases[0].then.{difference}"]


@pytest.mark.parametrize(
    ("norm", "wanted", "got"),
    [("2..3", Count(2, 3), None), ("2..", Count(2, None), None), (4, exactly(2), "4"), ("2..", Count(2, 3), "2..")],
)
def test_number_of_meetings(norm: object, wanted: Count, got: str | None) -> None:
    """A case about a cadence compares how many meetings the year asks for."""
    here = scope(body("council", row(cadence(times=norm, per="year"), "page")))
    wrong = failures(case(ask="cadence", then=Then(meetings=wanted)), here=here)
    assert wrong == ([f"case-failed cases[0].then.meetings: {wanted} / {got}"] if got else [])


def test_meetings_of_several_sorts_add_up() -> None:
    """Meetings of different sorts are counted together; who asks for seats of a cadence gets none."""
    sorts = (row(cadence(times=2, per="year"), "page"), row(cadence(meetings="annual", times="1..2", per="year"), "page"))
    here = scope(body("council", *sorts))
    assert failures(case(ask="cadence", then=Then(meetings=Count(3, 4))), here=here) == []
    wrong = failures(case(ask="cadence", then=Then(seats=exactly(1))), here=here)
    assert wrong == ["case-failed cases[0].then.seats: 1 / -"]


def test_given_facts() -> None:
    """A case can add facts, leave the record out, and let an announced body exist."""
    more = Given(events=(holds("bea", "people@council", "2026-02-01"),))
    assert failures(case(given=more, then=Then(vacant=()))) == []
    assert failures(case(given=evolve(more, record=False), then=Then(vacant=("people",)))) == []
    assert failures(case(given=Given(record=False), then=Then(vacant=()))) == []
    assert failures(case(given=more, then=Then(vacant=())), here=scope(BODY)) == ["case-failed cases[0].then.vacant: - / people"]
    soon = body("soon", kind="field", since="2030-01-01")
    steering = body("council", group("speakers", "page", holder="chair@*field"))
    here = scope(steering, soon, events=())
    assert failures(case(then=Then(seats=exactly(0))), here=here) == []
    assert failures(case(given=Given(exists=(("soon", on(date(2026, 1, 1))),)), then=Then(seats=exactly(1))), here=here) == []


def test_further_situations() -> None:
    """A further situation has its own day and facts, or those of its case."""
    later = When(at=date(2025, 12, 31), then=Then(holders=(("people", "ada"),)))
    other = When(given=Given(events=(holds("bea", "people@council", "2026-02-01"),)), then=Then(vacant=()))
    assert failures(case(when=(later, other))) == ["case-failed cases[0].when[0].then.holders.people: ada / -"]
    assert count(Cases(charter="town", cases=(case(when=(later, other)), case(then=Then()), case()))) == 3


def test_cases_that_cannot_be_asked() -> None:
    """A case without a day, about a body or question that there is not, without a source or with an unknown one is told."""
    then = Then(seats=exactly(2))
    assert failures(case(at=None, then=then)) == ["missing-key cases[0]"]
    assert failures(case(body="concil", then=then)) == ["case-impossible cases[0]"]
    assert failures(case(ask="seat", when=(When(then=then),))) == ["case-impossible cases[0].when[0]"]
    assert failures(case(given=Given(exists=(("nobody", on(DAY)),)), then=then)) == ["case-impossible cases[0]"]
    assert failures(case(cites=())) == ["uncited cases[0]"]
    assert failures(case(cites=(parse_citation("law § 1"),))) == ["unknown-source cases[0].cites[0]"]


def test_cases_see_everything() -> None:
    """A case is a test of rules, asked by those who may see all: disclosure does not change its answer."""
    assert person("ada").disclosure is Audience.MEMBERS
    assert failures(case(then=Then(holders=(("people", "ada"),)))) == []
