"""check: a project passes when its findings, its cases and its stored outputs are the expected ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from builders import body, cadence, charter, group, holds, person, record, row
from gremium.evaluate.scope import Scope
from gremium.files import project
from gremium.languages import languages
from gremium.model.body import Status
from gremium.model.cases import Case, Cases, Given, Then, When
from gremium.plugins.parts import Parts
from gremium.values.citation import parse_citation
from gremium.values.count import parse_count
from gremium.values.days import on
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium.workbench.cases import count, run
from gremium.workbench.check import Checked, check

TOWN = charter(
    body("council", group("ordinary", seats=2), group("guests", open_to="wer mag"), row(cadence(times="4..6", per="year"))),
    body("committee", group("lead", holder="chair@council"), group("experts", seats="1..2"), unstated=("quorum",)),
    body("club", row(cadence(times=2, per="year", meetings="summer")), row(cadence(times="1..", per="year"))),
    body("new", kind="team", status=Status.PLANNED),
)
FACTS = record(
    person("a"), person("b"), holds("a", "chair@council", date(2024, 1, 1)), holds("b", "experts@committee", date(2024, 1, 1))
)
DAY = date(2025, 1, 1)
NOTHING = Given()


def differences(
    ask: str, then: Then, *, body: str = "committee", at: date | None = DAY, given: Given = NOTHING, **more: object
) -> set[str]:
    """Return what differs when this case is run, as "key: expected/got"; other findings by their code."""
    case = Case(
        name=Text.of({"de": "x"}), body=body, ask=ask, at=at, cites=(parse_citation("rules § 1"),), given=given, then=then
    )
    scope = Scope(charter=TOWN, record=FACTS)
    cases = Cases(charter="town", cases=(case, *more.get("also", ())))  # type: ignore[misc]
    told = []
    for one in run(scope, cases):
        params = dict(one.params)
        told.append(f"{params['what']}: {params['expected']}/{params['got']}" if one.code == "case-failed" else one.code)
    return set(told)


RIGHT = Then(
    outcome=Outcome.HOLDS,
    seats=parse_count("2..3"),
    groups=(("lead", parse_count(1)), ("experts", parse_count("1..2"))),
    holders=(("lead", "a"), ("experts", "b")),
    vacant=(),
    open=(),
    missing=(),
)


def test_a_case_that_names_what_is_so_passes() -> None:
    """Every key agrees with the answer."""
    assert differences("seats", RIGHT) == set()


def test_every_key_that_is_not_so_is_told() -> None:
    """Each wrong key is its own finding, with what was expected and what came."""
    wrong = Then(
        outcome=Outcome.FAILS,
        seats=parse_count(7),
        groups=(("lead", parse_count(2)), ("nobody", parse_count(1))),
        holders=(("lead", "b"), ("nobody", "a")),
        vacant=("lead",),
        open=("lead", "experts"),
        missing=("committee.lead",),
        meetings=parse_count(3),
    )
    assert differences("seats", wrong) == {
        "outcome: FAILS/HOLDS",
        "seats: 7/2..3",
        "groups.lead: 2/1",
        "groups.nobody: 1/-",
        "holders.lead: b/a",
        "holders.nobody: a/-",
        "vacant: lead/-",
        "open: experts, lead/-",
        "missing: committee.lead/-",
        "meetings: 3/-",
    }


def test_a_number_of_seats_is_not_compared_with_another_kind_of_answer() -> None:
    """Asked for meetings, an answer has no seats."""
    assert differences("cadence", Then(seats=parse_count(3)), body="council") == {"seats: 3/-"}


@pytest.mark.parametrize(
    ("body", "meetings", "wrong"),
    [
        ("council", "4..6", set()),
        ("council", 4, {"meetings: 4/4..6"}),
        ("club", "3..", set()),
        ("committee", 1, {"meetings: 1/-"}),
    ],
)
def test_meetings_are_those_that_the_year_asks_for(body: str, meetings: object, wrong: set[str]) -> None:
    """The numbers of all sorts of meetings are added; where nothing is said there is none."""
    assert differences("cadence", Then(meetings=parse_count(meetings)), body=body) == wrong


def test_silence_is_an_answer_that_a_case_can_expect() -> None:
    """A word of which the sources are silent is OPEN and named."""
    assert differences("quorum", Then(outcome=Outcome.OPEN, missing=("committee.quorum",))) == set()


def test_a_case_can_be_given_facts_of_its_own_or_none() -> None:
    """Events are added to the record; without the record nobody is known; a body can be given its first day."""
    later = Given(events=(person("c"), holds("c", "chair@council", date(2024, 6, 1))))
    assert differences("seats", Then(holders=(("lead", "c"),)), given=later) == set()
    assert differences("seats", Then(open=("lead", "experts")), given=Given(record=False)) == set()
    alone = Given(record=False, events=(person("c"), holds("c", "chair@council", date(2024, 6, 1))))
    assert differences("seats", Then(holders=(("lead", "c"), ("experts", "-"))), given=alone) == set()
    exists = Given(exists=(("new", on(DAY)),))
    assert differences("seats", Then(outcome=Outcome.OPEN), body="new", given=exists) == set()
    assert differences("seats", Then(outcome=Outcome.FAILS), body="new") == set()


def test_a_case_that_cannot_be_asked_says_why() -> None:
    """An unknown body, question or day makes a finding, never an exception."""
    assert differences("seats", Then(), body="comittee") == {"case-impossible"}
    assert differences("sets", Then()) == {"case-impossible"}
    assert differences("seats", Then(), at=None) == {"missing-key"}
    assert differences("seats", Then(), given=Given(exists=(("nowhere", on(DAY)),))) == {"case-impossible"}


def test_a_case_has_to_cite_a_source_of_the_charter() -> None:
    """A case without a citation, or with one of an unknown source, is told."""
    bare = Case(name=Text.of({"de": "y"}), body="committee", ask="quorum", at=DAY, cites=(), then=Then())
    wrong = Case(
        name=Text.of({"de": "z"}), body="committee", ask="quorum", at=DAY, cites=(parse_citation("ruels § 1"),), then=Then()
    )
    assert differences("seats", RIGHT, also=(bare, wrong)) == {"uncited", "unknown-source"}


def test_further_situations_take_day_and_facts_from_their_case_unless_they_have_their_own() -> None:
    """`when` changes what it names and keeps the rest."""
    case = Case(
        name=Text.of({"de": "x"}),
        body="committee",
        ask="seats",
        at=DAY,
        cites=(parse_citation("rules § 1"),),
        when=(
            When(then=Then(holders=(("lead", "a"),))),
            When(at=date(2023, 1, 1), then=Then(open=("lead", "experts"))),
            When(given=Given(record=False), then=Then(open=("lead", "experts"))),
            When(then=Then(seats=parse_count(9))),
        ),
    )
    cases = Cases(charter="town", cases=(case,))
    assert count(cases) == 4
    found = list(run(Scope(charter=TOWN, record=FACTS), cases))
    assert [one.place.path for one in found] == [("cases", 0, "when", 3, "then", "seats")]


# ── whole projects ───────────────────────────────────────────────────────────────────────────────────────────────────

CHARTER = """\
format = 1
id = "musterau"
kind = "municipality"
name.de = "Musterau (erfunden)"

[sources.rules]
title = "Geschäftsordnung (erfunden)"
rank = "rules"
verified = "read"

[bodies.council]
kind = "council"
cites = ["rules § 1"]
cadence = [
  { times = 2, per = "year" },
]
"""
CASES = """\
format = 1
charter = "musterau"

[[cases]]
name.de = "zwei Sitzungen"
body = "council"
ask = "cadence"
at = 2027-01-01
cites = ["rules § 1"]
then = { meetings = 2 }

[[goldens]]
file = "bodies.json"
command = "show"
at = 2027-01-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "charter.toml").write_text(CHARTER)
    (tmp_path / "cases.toml").write_text(CASES)
    (tmp_path / "expected").mkdir()
    return tmp_path


def checked(parts: Parts, folder: Path, **versions: str) -> Checked:
    return check(parts, project(folder), languages(), versions)


def codes(result: Checked) -> list[str]:
    return [one.code for one in (*result.failures, *result.notes)]


def test_an_output_that_was_never_stored_fails_and_is_laid_out(parts: Parts, folder: Path) -> None:
    """The missing file is named and its content handed back; stored, the project passes."""
    first = checked(parts, folder)
    assert codes(first) == ["golden-missing"]
    assert not first.passed
    (folder / "expected" / "bodies.json").write_bytes(first.outputs["bodies.json"])
    second = checked(parts, folder)
    assert (second.passed, second.cases, second.provisions, second.outputs) == (True, 1, 1, {})


def test_an_output_that_differs_by_one_byte_fails(parts: Parts, folder: Path) -> None:
    """Stored outputs are compared byte for byte."""
    (folder / "expected" / "bodies.json").write_bytes(checked(parts, folder).outputs["bodies.json"] + b" ")
    assert codes(checked(parts, folder)) == ["golden-differs"]


def test_an_output_made_with_other_versions_is_not_compared_and_that_is_said(parts: Parts, folder: Path) -> None:
    """Under other versions of the packages that shape the bytes a difference means nothing."""
    with (folder / "cases.toml").open("a") as file:
        file.write('made_with = { rich = "1.0" }\n')
    assert codes(checked(parts, folder, rich="2.0")) == ["golden-not-compared"]
    assert codes(checked(parts, folder)) == ["golden-not-compared"]
    assert checked(parts, folder, rich="2.0").passed
    assert codes(checked(parts, folder, rich="1.0")) == ["golden-missing"]


@pytest.mark.parametrize(
    "lines",
    [
        'file = "x.json"\ncommand = "show"\nbody = "nobody"',
        'file = "x.xyz"\ncommand = "plan"',
        'file = "x.json"\ncommand = "show"\nlanguage = "fr"',
    ],
)
def test_an_output_that_cannot_be_written_is_a_failure_with_its_reason(parts: Parts, folder: Path, lines: str) -> None:
    """An unknown body, format or language of a stored output is told."""
    (folder / "cases.toml").write_text(f'format = 1\ncharter = "musterau"\n\n[[goldens]]\n{lines}\n')
    assert codes(checked(parts, folder)) == ["golden-impossible"]


def test_findings_have_to_be_the_stored_ones(parts: Parts, folder: Path) -> None:
    """With stored findings even an error is fine if it is expected, and none is not if one is expected."""
    (folder / "cases.toml").unlink()
    (folder / "charter.toml").write_text(CHARTER.replace('cites = ["rules § 1"]', 'cites = ["ruels § 1"]'))
    broken = checked(parts, folder)
    assert (broken.passed, [one.code for one in broken.findings]) == (False, ["unknown-source"])
    (folder / "expected" / "findings.json").write_text("[]\n")
    differs = checked(parts, folder)
    assert codes(differs) == ["findings-differ"]
    assert dict(differs.failures[0].params)["got"] == "unknown-source at bodies.council.cites[0]"
    stored = differs.outputs["findings.json"]
    (folder / "expected" / "findings.json").write_bytes(stored)
    assert checked(parts, folder).passed
    (folder / "charter.toml").write_text(CHARTER)
    healed = checked(parts, folder)
    assert dict(healed.failures[0].params)["expected"] == "unknown-source at bodies.council.cites[0]"


def test_stored_findings_that_cannot_be_read_differ(parts: Parts, folder: Path) -> None:
    """A damaged file of findings is a difference, not a traceback."""
    (folder / "cases.toml").unlink()
    (folder / "expected" / "findings.json").write_text("{")
    assert codes(checked(parts, folder)) == ["findings-differ"]


def test_plans_and_rosters_can_be_stored_too(parts: Parts, folder: Path) -> None:
    """A stored plan takes its year, or the year of its day; a roster its body."""
    (folder / "cases.toml").write_text(
        'format = 1\ncharter = "musterau"\n\n'
        '[[goldens]]\nfile = "plan.json"\ncommand = "plan"\nat = 2027-05-01\n\n'
        '[[goldens]]\nfile = "plan.txt"\ncommand = "plan"\nyear = 2027\n\n'
        '[[goldens]]\nfile = "council.json"\ncommand = "show"\nbody = "council"\nyear = 2027\nrecord = false\n'
    )
    outputs = checked(parts, folder).outputs
    assert json.loads(outputs["plan.json"])["year"] == 2027
    assert b"2027-" in outputs["plan.txt"]
    assert json.loads(outputs["council.json"])["outcome"] == "OPEN"


def test_meetings_of_a_record_are_given_facts_like_others(parts: Parts, folder: Path) -> None:
    """A record of the project is read, reviewed and used by its cases."""
    (folder / "record.toml").write_text(
        'format = 1\nrecord = "r"\ncharter = "musterau"\n\n'
        '[[events]]\nwhat = "meeting"\nid = "m"\nbody = "counsil"\nat = 2027-01-07\n'
    )
    assert [one.code for one in checked(parts, folder).findings] == ["unknown-body"]
