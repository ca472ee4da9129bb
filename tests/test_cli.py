"""The command line: every command and option, its exit codes, both languages, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner, Result
from icalendar import Calendar
from jsonschema import Draft202012Validator

from gremium import __version__, cli
from gremium.model.record import Audience
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Context, Exporter, Options, Stream
from gremium.values.finding import finding
from gremium.workbench.losses import EVERYTHING
from gremium.workbench.published import Published

EXAMPLE = Path(__file__).parents[1] / "examples" / "paderborn"
RECORD = EXAMPLE / "record.toml"
STEERING = "inclusion-steering-group"

CHARTER = """format = 1
id = "town"
kind = "municipality"
name.de = "Stadt"
name.en = "Town"

[sources.page]
title = "Seite"
verified = "read"

[bodies.council]
kind = "council"
name.de = "Rat"
name.en = "Council"
cites = ["page § 1"]
seats = [{ id = "people", seats = 3 }]
cadence = [{ times = 2, per = "year" }]
"""
FACTS = """format = 1
record = "facts"
charter = "town"

[[events]]
what = "party"
id = "hidden-one"
name = "Nora Namenlos"
disclosure = "members"

[[events]]
what = "holding"
party = "hidden-one"
position = "people@council"
since = 2020-01-01
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a charter of its own."""
    path = tmp_path / "charter.toml"
    path.write_text(CHARTER, encoding="utf-8")
    return path


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Return a record for it."""
    path = tmp_path / "facts.toml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def run(*arguments: object, code: int = 0) -> Result:
    """Run a command; it ends with this exit code and without an exception."""
    result = CliRunner().invoke(cli.main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def data(*arguments: object, code: int = 0) -> Any:
    """Run a command and return the JSON that it prints."""
    return json.loads(run(*arguments, code=code).stdout)


# ── the command itself ───────────────────────────────────────────────────────────────────────────────────────────────


def test_help_names_every_command() -> None:
    """The help lists the commands and says that answers are no legal advice; every command has help of its own."""
    for flag in ("-h", "--help"):
        assert "no legal advice" in run(flag).output
    for name in cli.main.commands:
        assert name in run("--help").output
        assert len(run(name, "-h").output) > 100


def test_version() -> None:
    """The version is that of the package."""
    assert __version__ in run("--version").output


def test_module_is_the_command() -> None:
    """`python -m gremium` is the same command."""
    done = subprocess.run([sys.executable, "-m", "gremium", "--version"], capture_output=True, text=True, check=True)
    assert __version__ in done.stdout
    assert import_module("gremium.__main__").main is cli.main


@pytest.mark.parametrize(
    "arguments",
    [
        ["shwo"],
        ["show"],
        ["check"],
        ["show", "paderborn", "--lang", "fr"],
        ["show", "paderborn", "--audience", "press"],
        ["show", "paderborn", "--format", "pdf"],
        ["show", "paderborn", "--at", "tomorrow"],
        ["show", "paderborn", "--at", "2026-02-30"],
        ["show", "paderborn", "--at", "21.11.2026"],
        ["plan", "paderborn"],
        ["plan", "paderborn", "--year", "next"],
        ["plan", "paderborn", "--year", "99999"],
        ["plan", "paderborn", "--year", "-1"],
        ["plan", "paderborn", "--year", "0"],
        ["plan", "paderborn", "--year", "2027", "--body", "council-x"],
        ["plan", "paderborn", "--year", "2027", "--stamp", "now"],
        ["plan", "paderborn", "--year", "2027", "-o", "/nowhere/plan.ics"],
        ["plan", "paderborn", "--year", "2027", "-o", "plan.pdf"],
        ["plan", "paderborn", "--year", "2027", "-o", "plan"],
        ["plan", "paderborn", "--year", "2027", "-o", "/"],
        ["show", "paderbron"],
        ["show", "paderborn", "steering"],
        ["show", "/nowhere/charter.toml"],
        ["show", "x" * 5000],
        ["show", "paderborn", "--record", "/nowhere/record.toml"],
        ["check", "/nowhere"],
        ["record", "import", "/nowhere.csv", "--charter", "paderborn"],
        ["schema", "body"],
        ["ask"],
        ["ask", "paderborn"],
        ["ask", "paderborn", "council"],
        ["ask", "paderborn", "counsil", "chair"],
        ["ask", "paderborn", "council", "chiar"],
        ["ask", "paderborn", "council", "chair", "--at", "2026-13-01"],
        ["ask", "paderborn", "council", "chair", "--format", "ics"],
        ["diff"],
        ["diff", "paderborn"],
        ["diff", "paderborn", "--from", "2025-01-01"],
        ["diff", "paderborn", "--to", "2025-01-01"],
        ["diff", "paderborn", "counsil", "--from", "2025-01-01", "--to", "2026-01-01"],
        ["diff", "paderborn", "--from", "2025", "--to", "2026-01-01"],
        ["diff", "paderbron", "--from", "2025-01-01", "--to", "2026-01-01"],
        ["export"],
        ["export", "paderborn"],
        ["export", "paderbron", "--to", "csv", "-o", "out"],
        ["export", "paderborn", "--to", "cvs", "-o", "out"],
        ["export", "paderborn", "--to", "csv"],
        ["export", "paderborn", "--to", "csv", "--losses", "lost.json"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--base", "https://town.example"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--against", "missing.csv"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--body", "counsil"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--year", "0"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--year", "10000"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--at", "2026"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--stamp", "now"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--audience", "press"],
        ["export", "paderborn", "--to", "csv", "-o", "out", "--losses", "missing/lost.json"],
        ["export", "paderborn", "--to", "csv", "-o", "/dev/null/out"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_misuse(arguments: list[str], lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be asked ends with 2 and a line that says why, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    with_language = (
        [*arguments, "--lang", lang] if "--lang" not in arguments and arguments[0] not in ("schema", "shwo") else arguments
    )
    result = run(*with_language, code=2)
    assert result.stdout == ""
    assert result.stderr.strip()
    assert list(tmp_path.iterdir()) == []


def test_misuse_speaks_the_language() -> None:
    """The reason for misuse comes in the language of the answer, with a hint."""
    for lang, said in (("de", "meinten Sie"), ("en", "did you mean")):
        result = run("show", "paderbron", "--lang", lang, code=2)
        assert said.lower() in result.stderr.lower()
        assert "paderborn" in result.stderr
    assert "hint" not in run("check", "/nowhere", code=2).stderr


def test_what_the_system_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the operating system is told in one line."""

    def refuse() -> None:
        raise PermissionError(13, "Permission denied", "plugins")

    monkeypatch.setattr(cli, "assemble", refuse)
    assert "Permission denied" in run("plugins", code=2).stderr


@pytest.mark.parametrize("command", [["check", ""], ["show", ""], ["plan", "", "--year", "2027"]])
def test_an_empty_target_is_none(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty name (a variable that was never set) is misuse, and not the folder in which one happens to be."""
    monkeypatch.chdir(EXAMPLE)
    assert "paderborn" in run(*command, code=2).stderr


def test_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command without a traceback."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "assemble", interrupt)
    assert "Aborted" in run("plugins", code=1).stderr


@pytest.mark.parametrize("arguments", [["schema"], ["show", "paderborn"], ["plugins"], ["check", "paderborn"]])
@pytest.mark.parametrize("buffered", [True, False])
def test_closed_pipe(arguments: list[str], *, buffered: bool) -> None:
    """A reader that has read enough (`| head`) is no error, whether or not Python keeps a part of its output back."""
    here = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "gremium", *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=here if buffered else {**here, "PYTHONUNBUFFERED": "1"},
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_pipe_within_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same without a pipe: the command ends with 0, and what it still writes goes nowhere."""

    def closed() -> None:
        raise BrokenPipeError(32, "Broken pipe")

    kept = tmp_path / "out.txt"
    with kept.open("wb", buffering=0) as out:
        monkeypatch.setattr(cli, "assemble", closed)
        monkeypatch.setattr(cli, "STDOUT", out.fileno())
        with pytest.raises(SystemExit) as ended:
            cli.main(["plugins"])
        out.write(b"the rest")
    assert ended.value.code == 0
    assert kept.read_bytes() == b""


def test_terminal_that_knows_few_characters() -> None:
    """A character that a terminal does not know is printed by its number."""
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for arguments in (["plugins"], ["show", "paderborn"], ["check", "paderborn", "--lang", "de"]):
        done = subprocess.run([sys.executable, "-m", "gremium", *arguments], capture_output=True, env=env, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_output_that_is_no_text_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the output is something else, it is left as it is."""
    monkeypatch.setattr(sys, "stdout", object())
    cli._print_everything()


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_check_of_the_example() -> None:
    """The example passes, by id, as a folder, and as a file among others."""
    assert "passed" in run("check", "paderborn").output
    assert "failed: 0" in run("check", EXAMPLE, RECORD, "paderborn").output
    assert list((EXAMPLE / "expected").glob("*.new")) == []


@pytest.mark.parametrize(("lang", "passed"), [("de", "bestanden"), ("en", "passed")])
def test_check_in_both_languages(lang: str, passed: str, town: Path) -> None:
    """The report comes in the language that was asked for."""
    assert passed in run("check", town, "--lang", lang).output


def test_check_of_something_wrong(town: Path) -> None:
    """Errors end with 1 and are told with file, line, path, code and hint."""
    town.write_text(CHARTER.replace("seats = 3", 'holder = "chair@concil"'), encoding="utf-8")
    result = run("check", town, code=1)
    assert f"{town}:16: bodies.council.seats[0].holder: error:" in result.stdout
    assert "[dangling-reference]" in result.stdout
    assert "chair@council" in result.stdout
    assert "failed: 1" in result.stdout


def test_check_as_data(town: Path) -> None:
    """A program gets one object for each project, with findings, failures and notes."""
    (town.parent / "cases.toml").write_text('format = 1\ncharter = "town"\n', encoding="utf-8")
    (one, two) = data("check", town.parent, "paderborn", "--format", "json")
    assert (one["project"], one["passed"], one["provisions"], one["findings"], one["failures"], one["notes"]) == (
        str(town.parent),
        True,
        2,
        [],
        [],
        [],
    )
    assert two["passed"]
    assert all({"code", "severity", "path", "params"} <= set(row) for row in two["findings"])


def test_check_with_a_record(town: Path, facts: Path) -> None:
    """A record given beside a charter is checked with it; that of another charter is an error."""
    assert "passed" in run("check", town, "--record", facts).output
    assert "other-charter" in run("check", "paderborn", "--record", facts, code=1).output
    facts.write_text("x = ", encoding="utf-8")
    assert "[syntax]" in run("check", town, "--record", facts, code=1).output


def test_outputs_that_differ_are_kept_beside(town: Path) -> None:
    """What differs from the stored outputs lies beside them as `.new`, and the check fails."""
    cases = 'format = 1\ncharter = "town"\n[[goldens]]\nfile = "bodies.txt"\ncommand = "show"\nat = 2026-01-01\n'
    (town.parent / "cases.toml").write_text(cases, encoding="utf-8")
    run("check", town.parent, code=1)
    new = town.parent / "expected" / "bodies.txt.new"
    assert "Stadt" in new.read_text(encoding="utf-8")
    new.rename(new.with_suffix(""))
    run("check", town.parent)
    (town.parent / "expected" / "bodies.txt").chmod(0o444)


def test_expected_findings_are_quiet(town: Path) -> None:
    """A project that is meant to be wrong says nothing while exactly that is wrong, and everything when it is not."""
    town.write_text(CHARTER.replace("seats = 3", 'holder = "chair@concil"'), encoding="utf-8")
    (town.parent / "expected").mkdir()
    stored = town.parent / "expected" / "findings.json"
    stored.write_text("[]", encoding="utf-8")
    assert "findings-differ" in run("check", town.parent, code=1).output
    stored.with_name("findings.json.new").rename(stored)
    result = run("check", town.parent)
    assert "dangling-reference" not in result.output
    assert "passed" in result.output


def test_versions_of_packages_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that shapes outputs and is not installed has no version."""
    monkeypatch.setattr(cli, "SHAPING", ("icalendar", "no-such-package"))
    assert cli._version("no-such-package") == "-"
    assert "passed" in run("check", "paderborn").output


# ── show ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("lang", "name"), [("de", "Steuerungsgruppe Inklusion"), ("en", "Inclusion steering group")])
def test_show(lang: str, name: str) -> None:
    """Bodies and rosters are shown in both languages."""
    assert STEERING in run("show", "paderborn", "--lang", lang).stdout
    assert name in run("show", "paderborn", STEERING, "--at", "2026-06-01", "--lang", lang).stdout


def test_show_as_data() -> None:
    """A program gets JSON, of today unless a day is given."""
    assert data("show", "paderborn", "--format", "json")["at"] == date.today().isoformat()  # noqa: DTZ011, TID251  # the question
    overview = data("show", "paderborn", "--at", "2026-06-01", "--format", "json")
    assert (overview["jurisdiction"], overview["at"]) == ("paderborn", "2026-06-01")
    assert data("show", "paderborn", STEERING, "--at", "2026-06-01", "--format", "json")["outcome"] == "OPEN"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_show_at_the_ends_of_the_calendar(day: str, town: Path) -> None:
    """Every day of the calendar can be asked for."""
    for target in ("paderborn", town):
        run("show", target, "--at", day)
    run("show", town, "council", "--at", day)
    run("show", "paderborn", STEERING, "--at", day, "--record", RECORD)


@pytest.mark.parametrize("format_", ["text", "json"])
def test_audience(town: Path, facts: Path, format_: str) -> None:
    """Who may be seen by members only is in no output for the public: neither name nor id."""
    ask = ("show", town, "council", "--record", facts, "--at", "2026-06-01", "--format", format_)
    for arguments in (ask, (*ask, "--audience", "public")):
        output = run(*arguments).output
        assert "Nora" not in output
        assert "hidden-one" not in output
    for audience in ("members", "administration"):
        assert "Nora Namenlos" in run(*ask, "--audience", audience).output
    assert "Nora" not in run("plan", town, "--year", 2027, "--record", facts, "--format", format_).output
    assert "Nora" not in run("show", town, "--record", facts, "--format", format_).output


@pytest.mark.parametrize(
    ("broken", "code"),
    [("x = ", "syntax"), (FACTS.replace("town", "city"), "other-charter"), ("", "file-empty")],
    ids=["syntax", "other", "empty"],
)
def test_broken_record(town: Path, facts: Path, broken: str, code: str) -> None:
    """A record that cannot be used gives no answer: its errors are told, and the exit code is 1."""
    facts.write_text(broken, encoding="utf-8")
    result = run("show", town, "council", "--record", facts, code=1)
    assert f"[{code}]" in result.stderr
    assert result.stdout == ""


def test_broken_charter(town: Path) -> None:
    """A charter with errors gives no answer; only its errors are told."""
    town.write_text(
        CHARTER.replace("seats = 3", 'holder = "chair@concil"').replace('cites = ["page § 1"]\n', ""), encoding="utf-8"
    )
    for command in (["show", town], ["plan", town, "--year", "2027"]):
        result = run(*command, code=1)
        assert "dangling-reference" in result.stderr
        assert "warning" not in result.stderr
        assert result.stdout == ""


@pytest.mark.parametrize(("terminal", "width"), [(True, 40), (False, 120)])
def test_width(terminal: bool, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is as wide as the terminal; without one it is always the same."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: terminal))
    assert cli._width() == width


# ── plan ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_plan() -> None:
    """A plan is printed as text or JSON, for all bodies or some of them."""
    assert "2027" in run("plan", "paderborn", "--year", "2027").stdout
    plan = data("plan", "paderborn", "--year", "2027", "--format", "json", "--body", STEERING, "--body", "field-work")
    assert {one["body"] for one in plan["bodies"]} == {STEERING, "field-work"}
    assert "Sitzungen" in run("plan", "paderborn", "--year", "2027", "--lang", "de").stdout


@pytest.mark.parametrize("name", ["plan.ics", "PLAN.ICS", "plan.json", "plan.txt"])
def test_plan_to_a_file(name: str, tmp_path: Path) -> None:
    """The suffix of the file tells the format; it replaces what stood there, and nothing is printed."""
    path = tmp_path / name
    path.write_text("old", encoding="utf-8")
    assert run("plan", "paderborn", "--year", "2027", "-o", path).output == ""
    content = path.read_bytes()
    if path.suffix.lower() == ".ics":
        assert len(list(Calendar.from_ical(content).walk("VEVENT"))) > 5
    elif path.suffix == ".json":
        assert json.loads(content)["year"] == 2027
    else:
        assert b"2027" in content
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_stamp(tmp_path: Path) -> None:
    """The day of writing can be given; otherwise it follows from the charter, and two runs give the same bytes."""
    one, two, three = (tmp_path / f"{n}.ics" for n in range(3))
    run("plan", "paderborn", "--year", "2027", "--output", one)
    run("plan", "paderborn", "--year", "2027", "--output", two)
    run("plan", "paderborn", "--year", "2027", "--output", three, "--stamp", "2026-11-21")
    assert one.read_bytes() == two.read_bytes()
    assert b"DTSTAMP:20261121T000000Z" in three.read_bytes()
    assert b"20261121" not in one.read_bytes()


def test_plan_that_cannot_be_made(town: Path) -> None:
    """Where no day can be found, the plan is printed with the reason, and the exit code is 1."""
    days = "".join(
        f"  {{ on = 2027-{month:02}-{day:02} }},\n" for month in range(1, 13) for day in range(1, 32) if _day(month, day)
    )
    town.write_text(CHARTER + f'[calendars.city]\nregion = "DE-NW"\nextra = [\n{days}]\n', encoding="utf-8")
    result = run("plan", town, "--year", "2027", code=1)
    assert "Council" in result.stdout


def _day(month: int, day: int) -> bool:
    try:
        date(2027, month, day)
    except ValueError:
        return False
    return True


# ── export ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def lines(folder: Path, name: str) -> list[str]:
    """Return the lines of a table of an export, without its head."""
    return (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]


def test_export_of_the_example(tmp_path: Path) -> None:
    """An export lies in its folder; on the error stream stands what was withheld and what is lost, and nothing on the other."""
    arguments = ("export", EXAMPLE, "--to", "csv", "--at", "2026-11-21", "-o", tmp_path / "out")
    result = run(*arguments)
    assert result.stdout == ""
    assert "withheld (audience: public): persons and organisations (1)" in result.stderr
    assert "not carried: the rules themselves (" in result.stderr
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert "bodies.csv" in first
    run(*arguments)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first


def test_export_speaks_the_language(tmp_path: Path) -> None:
    """Texts, losses and what is withheld come in the language that was asked for."""
    result = run("export", EXAMPLE, "--to", "csv", "--lang", "de", "-o", tmp_path)
    assert "nicht angezeigt (Leserkreis: Öffentlichkeit): Personen und Organisationen (1)" in result.stderr
    assert "nicht enthalten: die Regeln selbst (" in result.stderr
    assert any("Steuerungsgruppe" in line for line in lines(tmp_path, "bodies"))


def test_a_site_tells_what_was_found(tmp_path: Path) -> None:
    """Formats that have a place for findings get those of the project; the others do not lose what nobody asked for."""
    pytest.importorskip("jinja2")
    said = run("export", EXAMPLE, "--to", "html", "--at", "2026-11-21", "-o", tmp_path / "site").stderr
    assert "findings about the record (2)" in said
    assert "inclusion-steering-group.seats[4].holder" in (tmp_path / "site" / "findings.html").read_text(encoding="utf-8")
    assert "when it was checked" not in run("export", EXAMPLE, "--to", "csv", "-o", tmp_path / "tables").stderr


def test_export_shows_an_audience_what_it_may_see(town: Path, facts: Path, tmp_path: Path) -> None:
    """The default reader is the public; whoever is for the members is shown to the members."""
    arguments = ("export", town, "--record", facts, "--to", "csv", "-o", tmp_path / "out")
    said = run(*arguments).stderr
    assert (lines(tmp_path / "out", "parties"), lines(tmp_path / "out", "memberships")) == ([], [])
    assert "withheld (audience: public): persons and organisations (1)" in said
    assert "Nora" not in said
    said = run(*arguments, "--audience", "members").stderr
    assert lines(tmp_path / "out", "parties") == ["hidden-one,Nora Namenlos,person"]
    assert "withheld" not in said


def test_export_of_a_part(tmp_path: Path) -> None:
    """A year keeps its meetings, and a body what is its own."""
    def meetings(*more: str) -> list[str]:
        run("export", EXAMPLE, "--to", "csv", "-o", tmp_path, *more)
        return [line.split(",")[2][:4] for line in lines(tmp_path, "meetings")]

    assert set(meetings("--year", "2025")) == {"2025"}
    assert len(meetings("--year", "2025")) < len(meetings())
    meetings("--body", STEERING, "--body", "council")
    assert [line.split(",")[0] for line in lines(tmp_path, "bodies")] == [STEERING, "council"]


def test_losses_as_data(town: Path, tmp_path: Path) -> None:
    """The loss report is data, too: each aspect with how much of it there is."""
    run("export", town, "--to", "csv", "-o", tmp_path / "out", "--losses", tmp_path / "lost.json")
    assert json.loads((tmp_path / "lost.json").read_bytes()) == [
        {"aspect": "rules", "number": 2}, {"aspect": "languages", "number": 2},
    ]  # fmt: skip


def test_strict_export_writes_nothing_that_is_not_whole(town: Path, tmp_path: Path) -> None:
    """With --strict-loss an export that loses something is not written and ends with 1; the report is. Else it is written."""
    lost = tmp_path / "lost.json"
    result = run("export", town, "--to", "csv", "-o", tmp_path / "out", "--strict-loss", "--losses", lost, code=1)
    assert "not carried: the rules themselves (2)" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()
    assert json.loads(lost.read_bytes())
    bare = CHARTER.partition("seats = [")[0]
    town.write_text("\n".join(line for line in bare.splitlines() if not line.startswith("name.en")), encoding="utf-8")
    result = run("export", town, "--to", "csv", "-o", tmp_path / "out", "--strict-loss", "--losses", lost)
    assert result.stderr == ""
    assert json.loads(lost.read_bytes()) == []
    assert (tmp_path / "out" / "bodies.csv").exists()


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Install an exporter of one file; return what it is asked."""
    asked: list[Any] = []

    def write(shown: Published, context: Context, options: Options) -> dict[str, Iterable[bytes]]:
        asked.append((shown, context, options))
        return {"": (b"\xff\r\n", b"whole\n")}

    takes = frozenset({"base", "against"})
    parts = evolve(assemble(), exporters=(Exporter(format="plain", suffix=".txt", carries=EVERYTHING, takes=takes, write=write),))
    monkeypatch.setattr(cli, "assemble", lambda: parts)
    return asked


@pytest.mark.usefixtures("plain")
def test_an_export_of_one_file_goes_anywhere(town: Path, tmp_path: Path) -> None:
    """One file is printed as it is, or written where it was asked for."""
    result = run("export", town, "--to", "plain", "--strict-loss")
    assert (result.stdout_bytes, result.stderr) == (b"\xff\r\nwhole\n", "")
    assert run("export", town, "--to", "plain", "-o", tmp_path / "out.txt").output == ""
    assert (tmp_path / "out.txt").read_bytes() == b"\xff\r\nwhole\n"


def test_an_export_is_printed_while_it_is_made(monkeypatch: pytest.MonkeyPatch, town: Path) -> None:
    """What is printed does not wait for the end: the beginning is there when something breaks later on."""

    def pieces() -> Iterator[bytes]:
        yield b"first"
        raise OSError(5, "later")

    exporter = Exporter(format="plain", suffix=".txt", carries=EVERYTHING, write=lambda *_: {"": Stream(pieces)})
    parts = evolve(assemble(), exporters=(exporter,))
    monkeypatch.setattr(cli, "assemble", lambda: parts)
    assert run("export", town, "--to", "plain", code=2).stdout == "first"


def test_what_an_exporter_is_asked(plain: list[Any], town: Path, tmp_path: Path) -> None:
    """Day, year, audience, stamp, base and the older export reach the exporter."""
    older = tmp_path / "old.txt"
    older.write_bytes(b"old\xff")
    run("export", town, "--to", "plain", "--at", "2025-05-05", "--year", "2024", "--stamp", "2026-02-03", "--lang", "de",
        "--audience", "administration", "--base", "https://town.example", "--against", older)  # fmt: skip
    ((shown, context, options),) = plain
    assert (shown.at, shown.year, shown.audience) == (date(2025, 5, 5), 2024, Audience.ADMINISTRATION)
    assert (context.stamp, context.audience, context.language.tag) == (
        datetime(2026, 2, 3, tzinfo=UTC), Audience.ADMINISTRATION, "de",
    )  # fmt: skip
    assert options == Options(base="https://town.example", against={"": b"old\xff"})
    assert "plain" in run("export", town, "--to", "plain", "--against", tmp_path, code=2).stderr


def test_without_a_stamp_the_charter_tells_the_moment(plain: list[Any], town: Path) -> None:
    """Without a stamp the moment of writing depends on the charter, or else the year that was asked for, and on no clock."""
    run("export", town, "--to", "plain", "--year", "2024")
    run("export", town, "--to", "plain", "--at", "2023-05-05")
    assert [context.stamp for _, context, _ in plain] == [datetime(year, 1, 1, tzinfo=UTC) for year in (2024, 2023)]


def test_export_of_a_broken_charter(town: Path, tmp_path: Path) -> None:
    """A charter with errors is not exported."""
    town.write_text(CHARTER.replace("seats = 3", 'holder = "chair@concil"'), encoding="utf-8")
    assert "[dangling-reference]" in run("export", town, "--to", "csv", "-o", tmp_path / "out", code=1).stderr
    assert not (tmp_path / "out").exists()


def test_an_export_that_cannot_be_written(town: Path, tmp_path: Path) -> None:
    """What stands in the way of an export is told in one line, and nothing is half-written."""
    (tmp_path / "out" / "steps.csv").mkdir(parents=True)
    said = run("export", town, "--to", "csv", "-o", tmp_path / "out", code=2).stderr.splitlines()
    assert said[-1].startswith(f"gremium: file “{tmp_path / 'out' / 'steps.csv'}” cannot be written: ")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["steps.csv"]


def test_misuse_of_export_names_what_there_is() -> None:
    """An unknown format is told with the formats that there are, an option that means nothing with its format."""
    for lang in ("de", "en"):
        assert "csv, " in run("export", "paderborn", "--to", "zzz", "--lang", lang, code=2).stderr
    assert "“csv”?" in run("export", "paderborn", "--to", "csvs", code=2).stderr
    assert "“--base”" in run("export", "paderborn", "--to", "csv", "--base", "x", code=2).stderr
    assert "“-o”" in run("export", "paderborn", "--to", "csv", code=2).stderr


# ── ask and diff ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "english", "german"),
    [
        ("chair", "chair: Council", "Vorsitz: Rat"),
        ("people", "people: Council", "people: Rat"),
        ("quorum", "Council", "Beschlussfähigkeit: Rat"),
        ("cadence", "2 meetings a year", "2 Sitzungen im Jahr"),
        ("seats", "seats: 3", "Sitze: 3"),
    ],
)
def test_ask(town: Path, facts: Path, question: str, english: str, german: str) -> None:
    """Words and positions can be asked, in both languages, with a record or without, as text or data."""
    for record in ([], ["--record", facts]):
        ask = ("ask", town, "council", question, "--at", "2026-06-01", *record)
        assert english in run(*ask).stdout
        assert german in run(*ask, "--lang", "de").stdout
        assert "Nora" not in run(*ask).stdout
        assert data(*ask, "--format", "json")["outcome"] in ("HOLDS", "OPEN")
    seen = run("ask", town, "council", question, "--at", "2026-06-01", "--record", facts, "--audience", "members").stdout
    assert ("Nora Namenlos" in seen) == (question in ("people", "seats"))


RIGHTS = """
[[bodies.council.power]]
who = "at least 1/3 of people"
may = "demand:meeting"
[[bodies.council.power]]
who = "chair"
may = "convene"
"""


def test_ask_whether_somebody_may_do_something(town: Path, facts: Path) -> None:
    """Who may do what is answered with the clause, in both languages, as text or data, about persons for the administration."""
    town.write_text(town.read_text(encoding="utf-8") + RIGHTS, encoding="utf-8")

    def ask(who: str, may: str, *more: object, code: int = 0) -> Result:
        return run("ask", town, "council", "power", "--who", who, "--may", may, "--at", "2026-06-01", *more, code=code)

    said = ask("at least 1/3 of people", "demand:meeting").stdout
    assert said.startswith("power (who: at least 1/3 of people; what: demand: a meeting): Council, 2026-06-01: holds\n")
    assert "at least 1/3 of people: may demand: a meeting" in said
    assert "Rechte (wer: Vorsitz; was: einberufen)" in ask("chair", "convene", "--lang", "de").stdout
    table = '{"count": "people", "is": "at least 1"}'
    told = json.loads(ask(table, "demand:meeting", "--format", "json").stdout)
    assert (told["who"], told["may"], told["outcome"]) == ({"count": "people", "is": "at least 1"}, "demand:meeting", "HOLDS")
    about = ("--record", facts)
    assert "Nora Namenlos" in ask("hidden-one", "convene", *about, "--audience", "administration").stdout
    for misspelt, near in ((("chiar", "convene"), "chair"), (("chair", "conveen"), "convene")):
        assert f"did you mean “{near}”?" in ask(*misspelt, code=2).stderr
        assert f"meinten Sie „{near}“?" in ask(*misspelt, "--lang", "de", code=2).stderr
    known, unknown = (ask(f"hidden-{one}", "convene", *about, code=2).stderr for one in ("one", "two"))
    assert known == unknown.replace("two", "one")
    assert "“who” goes with “may”" in run("ask", town, "council", "power", "--who", "chair", code=2).stderr
    assert "“may” goes with “who”" in run("ask", town, "council", "power", "--may", "convene", code=2).stderr
    for question in (("council", "quorum"), ("proposal", "idea")):
        assert "power" in run("ask", town, *question, "--who", "chair", "--may", "convene", code=2).stderr


def test_ask_today(town: Path) -> None:
    """Without a day the question is one of today."""
    today = date.today().isoformat()  # noqa: DTZ011, TID251  # the question
    assert data("ask", town, "council", "chair", "--format", "json")["at"] == today


def test_hints_of_ask_and_diff(town: Path) -> None:
    """The nearest body or question is named, in the reader's language."""
    days = ("--from", "2025-01-01", "--to", "2026-01-01")
    for arguments, near in (
        (("ask", town, "counsil", "chair"), "council"),
        (("ask", town, "council", "chiar"), "chair"),
        (("ask", town, "council", "sets"), "seats"),
        (("diff", town, "counsil", *days), "council"),
    ):
        assert f"did you mean “{near}”?" in run(*arguments, code=2).stderr
        assert f"meinten Sie „{near}“?" in run(*arguments, "--lang", "de", code=2).stderr


def test_diff(town: Path, facts: Path) -> None:
    """What changed between two days is told, of all bodies or some, for an audience, as text or data."""
    days = ("--from", "2019-01-01", "--to", "2026-01-01", "--record", facts)
    for named in ((), ("council",)):
        assert "withheld" in run("diff", town, *named, *days).stdout
        assert "nicht angezeigt" in run("diff", town, *named, *days, "--lang", "de").stdout
        assert "Nora" not in run("diff", town, *named, *days, "--format", "json").stdout
        assert "Nora Namenlos" in run("diff", town, *named, *days, "--audience", "members").stdout
    (council,) = data("diff", town, *days, "--format", "json")["bodies"]
    assert (council["from"], council["to"], council["withheld"]) == ("2019-01-01", "2026-01-01", True)
    assert len(run("diff", town, "--from", "2026-01-01", "--to", "2026-01-02").stdout.splitlines()) == 2


@pytest.mark.parametrize("command", [["ask", "council", "chair"], ["diff", "--from", "2025-01-01", "--to", "2026-01-01"]])
def test_questions_to_a_broken_charter(command: list[str], town: Path) -> None:
    """A charter or a record with errors gives no answer; the errors are told, and the exit code is 1."""
    name, *rest = command
    broken = town.with_name("broken.toml")
    broken.write_text("x = ", encoding="utf-8")
    assert "[syntax]" in run(name, town, *rest, "--record", broken, code=1).stderr
    town.write_text("id = ", encoding="utf-8")
    result = run(name, town, *rest, code=1)
    assert "[syntax]" in result.stderr
    assert result.stdout == ""


# ── record import ────────────────────────────────────────────────────────────────────────────────────────────────────

TABLE = "Name;Gremium;Funktion;seit\nNora Größe;Rat;people;1.2.2024\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table of members."""
    path = tmp_path / "Räte 2024.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return path


@pytest.mark.parametrize(("lang", "said"), [("de", "Zeilen: 1, übernommen: 1"), ("en", "rows: 1")])
def test_import(town: Path, table: Path, lang: str, said: str) -> None:
    """A table becomes a record, which is printed or written; how many rows were taken is told on the side."""
    command = ("record", "import", table, "--charter", town, "--lang", lang)
    printed = run(*command)
    assert said in printed.stderr
    assert 'record = "raete-2024"' in printed.stdout
    path = town.with_name("record.toml")
    path.write_text("old", encoding="utf-8")
    assert run(*command, "-o", path).stdout == ""
    assert path.read_bytes() == printed.stdout_bytes
    shown = run("show", town, "council", "--at", "2026-06-01", "--record", path, "--audience", "members")
    assert "Nora Größe" in shown.stdout
    assert "Nora" not in run("show", town, "council", "--at", "2026-06-01", "--record", path).stdout
    run("fmt", "--check", path)


def test_import_for_an_audience(town: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may see the persons, and what the record is called, can be said; the charter is that of the folder."""
    monkeypatch.chdir(town.parent)
    output = run("record", "import", table, "--disclosure", "public", "--name", "mine").stdout
    assert 'record = "mine"' in output
    assert 'disclosure = "public"' in output


@pytest.mark.parametrize("lang", ["de", "en"])
def test_import_of_unclear_rows(town: Path, table: Path, lang: str) -> None:
    """What is clear is written, what is not is told with file and line, and the exit code is 1."""
    table.write_text(TABLE + "\nAda;Rta;people;gestern\nBo;Rat;Vorsitz;2024\n", encoding="utf-8")
    path = town.with_name("record.toml")
    result = run("record", "import", table, "--charter", town, "-o", path, "--lang", lang, code=1)
    assert result.stderr.count(f"{table}:4: ") == 2
    assert "[row-unclear]" in result.stderr
    assert path.read_text(encoding="utf-8").count('what = "holding"') == 2
    assert "Ada" not in path.read_text(encoding="utf-8")
    assert "3" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"Name;Gremium;Funktion;seit\nR\xe4te;Rat;people;2024\n", "not-utf-8"),
        (b"a;b\n1;2\n", "unknown-key"),
        (b"Name;Gremium;Funktion;seit\nAda;Rta;people;2024\n", "row-unclear"),
    ],
)
def test_import_of_what_is_no_table(town: Path, table: Path, content: bytes, code: str) -> None:
    """A table of which nothing can be taken is told, nothing is written, and the exit code is 1."""
    table.write_bytes(content)
    path = town.with_name("record.toml")
    for output in ([], ["-o", path]):
        result = run("record", "import", table, "--charter", town, *output, code=1)
        assert f"[{code}]" in result.stderr
        assert result.stdout == ""
    assert not path.exists()


def test_misuse_of_import(town: Path, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a table, without a charter, or to where nothing can be written, nothing is made."""
    run("record", "import", code=2)
    run("record", "import", tmp_path / "none.csv", "--charter", town, code=2)
    run("record", "import", table, "--charter", "paderbron", code=2)
    run("record", "import", table, "--charter", town, "--disclosure", "press", code=2)
    path = town.with_name("record.toml")
    path.write_text("old", encoding="utf-8")

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert "Permission denied" in run("record", "import", table, "--charter", town, "-o", path, code=2).stderr
    assert path.read_text(encoding="utf-8") == "old"
    assert {one.name for one in tmp_path.iterdir()} == {table.name, town.name, path.name}


# ── schema, fmt, plugins ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "title"), [([], "Charter"), (["charter"], "Charter"), (["record"], "Record"), (["cases"], "Cases")]
)
def test_schema(arguments: list[str], title: str) -> None:
    """The schema of each document can be printed, and is one."""
    printed = data("schema", *arguments)
    Draft202012Validator.check_schema(printed)
    assert printed["title"] == title


UGLY = "# Stadt\nkind='municipality'  # Art\nid = 'town'\nformat = 1\n# Ende\n"


def test_fmt(tmp_path: Path) -> None:
    """A file is written in canonical form with its comments, once; a second time there is nothing to do."""
    path = tmp_path / "charter.toml"
    path.write_text(UGLY, encoding="utf-8")
    assert str(path) in run("fmt", path).stdout
    text = path.read_text(encoding="utf-8")
    assert all(comment in text for comment in ("# Stadt", "# Art", "# Ende"))
    assert text.index("format") < text.index("id") < text.index("kind")
    assert run("fmt", path).output == ""
    run("fmt", path, "--check")


@pytest.mark.parametrize(("lang", "said"), [("de", "würde"), ("en", "would be changed")])
def test_fmt_check(tmp_path: Path, lang: str, said: str) -> None:
    """With `--check` nothing is written; a file that is not canonical ends with 1."""
    path = tmp_path / "charter.toml"
    path.write_text(UGLY, encoding="utf-8")
    assert said in run("fmt", "--check", path, "--lang", lang, code=1).stdout
    assert path.read_text(encoding="utf-8") == UGLY


def test_fmt_leaves_what_it_cannot_read(tmp_path: Path, facts: Path) -> None:
    """A file that cannot be read stays as it is, the others are formatted, and the exit code is 1."""
    broken, ugly = tmp_path / "a.toml", tmp_path / "b.toml"
    broken.write_text("id = ", encoding="utf-8")
    ugly.write_text(UGLY, encoding="utf-8")
    result = run("fmt", broken, tmp_path / "none.toml", ugly, code=1)
    assert "[syntax]" in result.stderr
    assert "[file-missing]" in result.stderr
    assert broken.read_text(encoding="utf-8") == "id = "
    assert ugly.read_text(encoding="utf-8") != UGLY
    assert facts.exists()


def test_fmt_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written is misuse."""
    path = tmp_path / "charter.toml"
    path.write_text(UGLY, encoding="utf-8")

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert "Permission denied" in run("fmt", path, code=2).stderr
    assert [one.name for one in tmp_path.iterdir()] == ["charter.toml"]


def test_fmt_of_json(tmp_path: Path) -> None:
    """JSON has a canonical form, too."""
    path = tmp_path / "charter.json"
    path.write_text('{"kind": "municipality", "id": "town"}', encoding="utf-8")
    run("fmt", path)
    assert list(json.loads(path.read_text(encoding="utf-8"))) == ["format", "id", "kind"]
    run("fmt", path, "--check")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_plugins(lang: str) -> None:
    """What is installed is listed: jurisdictions with their sources and gaps, and what reads, writes and knows holidays."""
    output = run("plugins", "--lang", lang).stdout
    assert all(word in output for word in ("paderborn", "inclusion-page", "json, jsonl, toml", "plan → ics", "public-holidays"))
    assert "Exporte: csv, " in output if lang == "de" else "Exporters: csv, " in output


def test_plugins_as_data() -> None:
    """A program gets the same as JSON."""
    listed = data("plugins", "--format", "json")
    (paderborn,) = [one for one in listed["jurisdictions"] if one["id"] == "paderborn"]
    assert paderborn["bodies"] > 10
    assert paderborn["provisions"] > 10
    assert paderborn["unstated"]
    assert paderborn["unmodelled"]
    assert {source["verified"] for source in paderborn["sources"]} == {"read", "secondary-source", "partly-read"}
    assert listed["readers"] == ["json", "jsonl", "toml"]
    assert "csv" in listed["exporters"]


def test_broken_plugins_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that failed is told on the side, and stops nobody; a charter that cannot be read counts nothing."""
    parts = assemble()
    paderborn = next(one for one in parts.jurisdictions if one.id == "paderborn")
    gone = evolve(paderborn, text=lambda: "id = ")
    broken = evolve(parts, jurisdictions=(gone,), findings=(finding("plugin-failed", plugin="x", said="no network"),))
    monkeypatch.setattr(cli, "assemble", lambda: broken)
    result = run("plugins")
    assert "no network" in result.stderr
    assert "bodies: 0" in result.stdout
    assert "no network" in run("check", "paderborn", code=1).stderr
