"""The examples are the main job: each gives exactly its expected findings, cases and outputs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pytest

from gremium.files import projects
from gremium.languages import languages
from gremium.plugins.parts import Parts
from gremium.workbench.check import check
from gremium.workbench.project import Project

EXAMPLES = Path(__file__).parents[1] / "examples"
PROJECTS = {Path(project.name).name: project for project in projects(EXAMPLES)}
# The defects that the examples must know; each has a folder of its own.
DEFECTS = (
    "cadence-minimum-above-maximum",
    "contradicting-cadences",
    "ex-officio-cycle",
    "office-nobody-defines",
    "person-in-two-seats",
    "seat-twice",
    "uncited-provision",
)


@pytest.fixture(scope="module")
def versions() -> Mapping[str, str]:
    return {package: version(package) for package in ("icalendar", "holidays", "rich")}


@pytest.mark.parametrize("name", sorted(PROJECTS))
def test_each_example_is_as_expected(parts: Parts, versions: Mapping[str, str], name: str) -> None:
    """Findings, cases and stored outputs are the expected ones."""
    result = check(parts, PROJECTS[name], languages(), versions)
    assert result.failures == ()
    assert result.passed


def test_every_known_defect_has_an_example_with_exactly_one_kind_of_fault(parts: Parts, versions: Mapping[str, str]) -> None:
    """A defect shows as itself and drags nothing else along."""
    assert set(DEFECTS) <= set(PROJECTS)
    for name in DEFECTS:
        codes = {found.code for found in check(parts, PROJECTS[name], languages(), versions).findings}
        assert len(codes) == 1, name


def test_a_changed_example_fails(parts: Parts, versions: Mapping[str, str]) -> None:
    """Other stored findings or outputs than today's are told, so an example cannot pass by chance."""
    good = PROJECTS["paderborn"]
    stored = dict(good.expected)
    stored["findings.json"] = b"[]\n"
    stored["plan-2027.de.txt"] = stored["plan-2027.de.txt"].replace(b"2027-04", b"2027-05", 1)
    changed = Project(name=good.name, record=good.record, cases=good.cases, expected=stored)
    failures = [found.code for found in check(parts, changed, languages(), versions).failures]
    assert "findings-differ" in failures
    if versions["rich"] == "15.0.0":  # outputs are compared under the constraints file only
        assert "golden-differs" in failures


# Run in a process of its own, where nothing counts the lines that are executed.
CHECKING = """
import sys, time
from pathlib import Path
from gremium.files import projects
from gremium.languages import languages
from gremium.plugins.manager import assemble
from gremium.workbench.check import check
parts, known, listed = assemble(), languages(), tuple(projects(Path(sys.argv[1])))
start = time.process_time()
for project in listed:
    check(parts, project, known, {})
print(time.process_time() - start)
"""


def test_checking_all_examples_takes_no_two_seconds() -> None:
    """The checking itself is quick; twice the promise is allowed for machines under load, and up to three attempts."""

    def seconds() -> float:
        ran = subprocess.run([sys.executable, "-c", CHECKING, str(EXAMPLES)], capture_output=True, text=True, check=True)
        return float(ran.stdout)

    assert any(seconds() < 4 for _ in range(3))
