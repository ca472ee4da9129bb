"""Known defects: small fictitious municipalities, each with one defect that a real one would produce, and what is found in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gremium.cli import main
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.seats import holder
from gremium.files import projects
from gremium.lint.seats import ended_offices
from gremium.plugins.parts import Parts
from gremium.workbench.project import Opened, open_project

KNOWN = Path(__file__).parents[1] / "examples" / "known_defects"
NAMES = sorted(folder.name for folder in KNOWN.iterdir())


def opened(parts: Parts, path: Path) -> Opened:
    (project,) = projects(path)
    return open_project(parts, project)


@pytest.mark.parametrize("name", NAMES)
def test_exactly_what_is_expected_is_found(name: str) -> None:
    """The check of each project passes because its findings are the stored ones, and these are some."""
    result = CliRunner().invoke(main, ["check", str(KNOWN / name)], catch_exceptions=False)
    assert (result.exit_code, result.output.count("\n")) == (0, 2)
    assert json.loads((KNOWN / name / "expected" / "findings.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_defect_is_told_in_both_languages(parts: Parts, name: str, tmp_path: Path) -> None:
    """Without stored findings every finding is a line that begins with its file, the same in number in German and English."""
    for file in (one for one in KNOWN.joinpath(name).iterdir() if one.is_file()):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    number = len(opened(parts, tmp_path).findings)
    for tag in ("de", "en"):
        output = CliRunner().invoke(main, ["check", str(tmp_path), "--lang", tag], catch_exceptions=False).output
        assert sum(line.startswith(f"  {tmp_path}") for line in output.splitlines()) == number


@pytest.mark.parametrize("name", NAMES)
def test_a_defect_is_named_and_its_sources_are_invented(name: str) -> None:
    """The first line says what is wrong; nobody takes the sources for real ones."""
    text = (KNOWN / name / "charter.toml").read_text(encoding="utf-8")
    assert text.startswith("# Known defect: ")
    assert 'name.de = "Musterstadt (erfunden)"' in text
    titles = [line for line in text.splitlines() if line.startswith("title = ")]
    assert all("erfunden" in title for title in titles)


def test_no_finding_says_the_same_twice() -> None:
    """Nothing is reported two times at one place."""
    for name in NAMES:
        rows = json.loads((KNOWN / name / "expected" / "findings.json").read_text(encoding="utf-8"))
        assert len({(row["code"], row["file"], row["path"]) for row in rows}) == len(rows)


HEAD = 'id = "x"\nkind = "municipality"\n[sources.s]\ntitle = "t"\nverified = "read"\n'
CHAIN = """
[bodies.first]
kind = "board"
until = 2014-12-31
cites = ["s"]
[bodies.second]
kind = "board"
since = 2015-01-01
until = 2020-12-31
succeeds = "first"
carries = ["chair"]
cites = ["s"]
[bodies.third]
kind = "board"
since = 2021-01-01
succeeds = "second"
carries = ["chair"]
cites = ["s"]
[bodies.group]
kind = "group"
cites = ["s"]
seats = [{ id = "lead", holder = "chair@first" }]
"""


def test_an_office_is_carried_on_through_several_successors(parts: Parts, tmp_path: Path) -> None:
    """A successor that has ended, too, leads on to its own: neither a finding nor an open seat."""
    (tmp_path / "charter.toml").write_text(HEAD + CHAIN, encoding="utf-8")
    record = 'record = "r"\ncharter = "x"\n[[events]]\nwhat = "party"\nid = "p"\n[[events]]\nwhat = "holding"\nparty = "p"\n'
    (tmp_path / "record.toml").write_text(record + 'position = "chair@third"\nsince = 2021-02-01\n', encoding="utf-8")
    found = opened(parts, tmp_path)
    assert found.findings == ()
    (at_last,) = holder(found.scope, "group", "lead", found.scope.charter.body_by_id["third"].span.since.exact).value
    assert at_last.state is SeatState.OPEN
    (seat,) = holder(found.scope, "group", "lead", found.record.events[1].since.exact).value
    assert (seat.state, seat.holder) == (SeatState.FILLED, "p")


def test_successors_in_a_circle_end_the_search(parts: Parts, tmp_path: Path) -> None:
    """Two bodies that succeed each other are an error of their own, and no search goes round for ever."""
    circle = CHAIN.replace('succeeds = "second"\n', 'succeeds = "second"\nuntil = 2022-12-31\n')
    circle = circle.replace("until = 2014-12-31\n", 'until = 2014-12-31\nsucceeds = "third"\ncarries = ["chair"]\n')
    (tmp_path / "charter.toml").write_text(HEAD + circle, encoding="utf-8")
    found = opened(parts, tmp_path)
    assert sorted(one.code for one in found.findings) == ["office-ended", "part-of-cycle"]
    assert len(list(ended_offices(found.scope))) == 1
