"""Records that grow: what was acknowledged is never lost, whoever dies; what is wrong is never written; nothing gets mixed."""

from __future__ import annotations

import errno
import json
import os
import random  # noqa: TID251  (seeded: the points are the same every time)
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

import gremium
from gremium import files
from gremium.cli import main
from gremium.model.record import Party, Record
from gremium.plugins.parts import Parts
from gremium.records import Appended, told
from gremium.values.errors import Misuse
from gremium.workbench.fmt import converted, fmt
from gremium.workbench.project import Document, read

HEAD = b'{"format": 1, "record": "r", "charter": "c"}\n'
ADA = '{"what": "party", "id": "ada"}'
BEN = '{"what": "party", "id": "ben"}'
KILLS = 200
EVENTS = 500
POSIX = pytest.mark.skipif(files.FCNTL is None, reason="this platform has neither fork nor flock")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return the path of a record without events."""
    path = tmp_path / "record.jsonl"
    path.write_bytes(HEAD)
    return path


def run(*arguments: object, code: int = 0, stdin: str | bytes | None = None) -> Result:
    """Run a command and look at its exit code."""
    result = CliRunner().invoke(main, [str(one) for one in arguments], input=stdin, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def ids(parts: Parts, path: Path) -> list[str]:
    """Return the ids of the events in a file, which has to load."""
    value, _, _ = read(parts, files.document(path), Record)
    assert value is not None
    return [str(event.id) for event in value.events]


def codes(done: Appended) -> list[str]:
    """Return the codes of what was said about events."""
    return [one.code for one in done.findings]


# ── a process that dies ──────────────────────────────────────────────────────────────────────────────────────────────

# Forks a child for each name in an order, which appends events to a file and tells after each that it is there. A child that is
# to be killed says its number first, and waits for it in the end. Some events are longer than a page: a kill can tear them.
NURSERY = """
import os, sys
from pathlib import Path
from gremium.files import append

def say(word):
    os.write(sys.stdout.fileno(), word.encode() + b"\\n")

def child(path, events, name, killed):
    if killed:
        say(str(os.getpid()))
    for n in range(events):
        fill = "ä" * (9000 * (n % 7 == 6))
        append(Path(path), f'{{"what": "party", "id": "{name}-{n}", "name": "{fill}"}}\\n'.encode())
        if killed:
            say("+")
    if killed:
        os.read(sys.stdin.fileno(), 1)

for order in sys.stdin:
    path, events, killed, *names = order.rstrip("\\n").split("\\t")
    children = []
    for name in names:
        children.append(os.fork())
        if not children[-1]:
            child(path, int(events), name, killed == "True")
            os._exit(0)
    for one in children:
        os.waitpid(one, 0)
    say("over")
"""


@pytest.fixture
def nursery() -> Iterator[subprocess.Popen[str]]:
    """Start a process that forks children: to start Python for each would take minutes."""
    command = [sys.executable, "-c", NURSERY]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        yield process  # in the end its input is closed: then it ends, and so does a child that is still waiting


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory, where there is one: a kill takes the process, not the disk, which would take minutes."""
    memory = Path("/dev/shm")  # noqa: S108  (in it a new folder is made)
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else tmp_path))
    yield folder
    shutil.rmtree(folder)


def order(nursery: subprocess.Popen[str], path: Path, events: int, *names: str, killed: bool = False) -> Any:
    """Let the nursery fork a child for each name, and return what the children say."""
    print(path, events, killed, *names, sep="\t", file=nursery.stdin, flush=True)
    return nursery.stdout


@POSIX
@pytest.mark.unmeasured
def test_a_killed_process_loses_nothing_that_it_acknowledged(parts: Parts, quick: Path, nursery: subprocess.Popen[str]) -> None:
    """Killed at 200 points while it appends 500 events, a process leaves a file that loads and has what it acknowledged.

    The events are in their order. Whoever appends next cuts off what is torn, and all is whole again.
    """
    dice = random.Random(6)  # noqa: S311  (no secret)
    path = quick / "record.jsonl"
    expected = [f"e-{n}" for n in range(EVENTS)]
    midway = 0
    for _ in range(KILLS):
        path.write_bytes(HEAD)
        said = order(nursery, path, EVENTS, "e", killed=True)
        child = int(said.readline())
        acknowledged = dice.randrange(EVENTS)
        for _ in range(acknowledged):
            assert said.readline() == "+\n"
        time.sleep(dice.random() / 5000)  # a little further, into the next event
        os.kill(child, signal.SIGKILL)
        acknowledged += sum(line == "+\n" for line in iter(said.readline, "over\n"))
        midway += 0 < acknowledged < EVENTS
        there = ids(parts, path)
        assert there == expected[: len(there)]
        assert len(there) >= acknowledged
        whole, _, _ = path.read_bytes().rpartition(b"\n")
        files.append(path, f"{ADA}\n".encode())
        assert path.read_bytes() == whole + f"\n{ADA}\n".encode()
    assert midway > KILLS / 2, "the kills have to come while it appends"


@POSIX
def test_processes_that_append_at_the_same_time_do_not_mix_lines(
    parts: Parts, quick: Path, nursery: subprocess.Popen[str]
) -> None:
    """Four processes append to one file: every line is whole, and those of each process are in its order."""
    path = quick / "record.jsonl"
    path.write_bytes(HEAD + ADA[:9].encode())
    names = ("a", "b", "c", "d")
    assert order(nursery, path, 100, *names).readline() == "over\n"
    there = ids(parts, path)
    assert len(there) == 400
    for name in names:
        assert [one for one in there if one.startswith(name)] == [f"{name}-{n}" for n in range(100)]
    assert sorted(there) != there, "they did append at the same time"


@pytest.mark.parametrize("lock", [files.FCNTL, None], ids=("flock", "without"))
def test_threads_take_turns_on_every_platform(parts: Parts, record: Path, monkeypatch: pytest.MonkeyPatch, lock: Any) -> None:
    """Threads of one process do not mix their lines, with a lock of the platform or without."""
    monkeypatch.setattr(files, "FCNTL", lock)

    def add(name: str) -> None:
        for n in range(20):
            files.append(record, f'{{"what": "party", "id": "{name}-{n}"}}\n'.encode())

    threads = [threading.Thread(target=add, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    there = ids(parts, record)
    assert sorted(there) == sorted(f"{name}-{n}" for name in "ab" for n in range(20))


# ── the end of a file ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_platform_does_not_have_is_none() -> None:
    """A module that is not there is None, not an error: Windows has no `fcntl`."""
    assert files._module("no_such_module") is None
    assert files._module("os") is os


def test_an_append_is_one_write_and_then_waits_for_the_disk(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All lines go out in one write, with their ends, and only then the disk is waited for."""
    done: list[object] = []
    write, sync = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda file, content: (done.append(bytes(content)), write(file, content))[1])
    monkeypatch.setattr(os, "fsync", lambda file: (done.append("sync"), sync(file))[1])
    files.append(record, b"1\n2\n")
    assert done == [b"1\n2\n", "sync"]
    assert record.read_bytes() == HEAD + b"1\n2\n"


@pytest.mark.parametrize("torn", [b"", b"{", b"x" * files.BLOCK, b"y" * (2 * files.BLOCK + 7), b" \t"])
def test_a_torn_line_is_cut_off_however_long(record: Path, torn: bytes) -> None:
    """What stands behind the last line end is returned and gone."""
    record.write_bytes(HEAD + torn)
    assert files.append(record, b"1\n") == torn
    assert record.read_bytes() == HEAD + b"1\n"


@pytest.mark.parametrize("content", [b"", b"{", b"z" * (files.BLOCK + 1)])
def test_without_a_whole_first_line_nothing_is_appended(record: Path, content: bytes) -> None:
    """A file without a whole line is left as it is: cutting would leave nothing of it."""
    record.write_bytes(content)
    with pytest.raises(Misuse, match=r"misuse\.no-head"):
        files.append(record, b"1\n")
    assert record.read_bytes() == content


def test_a_record_never_grows_beyond_what_is_read(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An append after which the file could no longer be read is refused; up to that it is taken."""
    monkeypatch.setattr(files, "MOST_BYTES_OF_LINES", len(HEAD) + 2)
    files.append(record, b"1\n")
    with pytest.raises(Misuse, match=r"misuse\.full"):
        files.append(record, b"2\n")
    assert record.read_bytes() == HEAD + b"1\n"
    assert files.document(record).findings == ()


def test_a_record_in_lines_may_be_larger_than_others(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON Lines have a limit of their own, also where a single file is opened that might be a charter."""
    assert files.MOST_BYTES_OF_LINES > files.MOST_BYTES
    monkeypatch.setattr(files, "MOST_BYTES", 1)
    monkeypatch.setattr(files, "MOST_BYTES_OF_CHARTER", 1)
    assert files.document(record).text == files.charter(record).text == HEAD.decode()
    monkeypatch.setattr(files, "MOST_BYTES_OF_LINES", 1)
    assert [one.code for one in files.charter(record).findings] == ["file-too-large"]


def full(_file: int, _content: object) -> int:
    """Be a disk without space."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_takes_nothing(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only a part of a line could be written, it is taken back, and the error is told."""
    write = os.write
    space = [3, 0]
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:n]) if (n := space.pop(0)) else full(file, b""))
    with pytest.raises(Misuse, match="No space left"):
        files.append(record, b"12345\n")
    assert record.read_bytes() == HEAD


def test_a_write_in_two_parts_is_whole_in_the_end(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system takes a line in two parts, it is whole before it is acknowledged."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:3]))
    files.append(record, b"12345\n")
    assert record.read_bytes() == HEAD + b"12345\n"


def test_what_the_disk_did_not_confirm_is_taken_back(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If waiting for the disk fails, the event is not acknowledged, and a second attempt does not write it twice."""
    monkeypatch.setattr(os, "fsync", lambda file: full(file, b""))
    with pytest.raises(Misuse, match="No space left"):
        files.append(record, b"1\n")
    monkeypatch.undo()
    files.append(record, b"1\n")
    assert record.read_bytes() == HEAD + b"1\n"


def test_a_file_that_may_not_be_written(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be opened for writing is misuse with the words of the system."""
    monkeypatch.setattr(os, "open", lambda *_: full(0, b""))
    with pytest.raises(Misuse, match=r"misuse\.write"):
        files.append(record, b"1\n")
    monkeypatch.undo()
    with pytest.raises(Misuse, match=r"misuse\.write"):
        files.append(record.with_name("none.jsonl"), b"1\n")
    assert not record.with_name("none.jsonl").exists(), "an append never makes a file"


# ── replacing and appending at the same time ─────────────────────────────────────────────────────────────────────────


@POSIX
def test_who_waited_for_a_file_that_was_replaced_writes_to_the_new_one(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event does not go to a file that has lost its name while the lock was waited for."""
    other = record.with_name("other")
    lock = files.FCNTL.flock
    replaced: list[int] = []

    def replace_first(file: int, how: int) -> None:
        if not replaced:
            replaced.append(file)
            other.write_bytes(HEAD + b"0\n")
            other.replace(record)
        lock(file, how)

    monkeypatch.setattr(files.FCNTL, "flock", replace_first)
    files.append(record, b"1\n")
    assert record.read_bytes() == HEAD + b"0\n1\n"


@POSIX
def test_who_replaces_a_record_keeps_others_from_appending(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a file is replaced an append waits, and then goes to the new one."""
    started = threading.Event()
    replace = files._replace

    def slowly(path: Path) -> None:
        appending.start()
        started.wait()
        replace(path)

    def add() -> None:
        started.set()
        files.append(record, b"1\n")

    appending = threading.Thread(target=add)
    monkeypatch.setattr(files, "_replace", slowly)
    files.write(record, (HEAD + b"0\n",))
    appending.join()
    assert record.read_bytes() == HEAD + b"0\n1\n"


@pytest.mark.parametrize("lock", [files.FCNTL, None], ids=("flock", "without"))
@pytest.mark.parametrize("name", ["record.jsonl", "record.toml"])
def test_what_was_appended_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, lock: Any
) -> None:
    """Who read a file and writes it again is refused if it says something else by now."""
    monkeypatch.setattr(files, "FCNTL", lock)
    path = tmp_path / name
    path.write_bytes(b"1\n")
    files.write(path, (b"2\n",), was="1\n")
    with pytest.raises(Misuse, match=r"misuse\.changed"):
        files.write(path, (b"3\n",), was="1\n")
    assert path.read_bytes() == b"2\n"
    files.write(path, (b"4\n",))
    assert path.read_bytes() == b"4\n"


def test_a_new_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both the file and its folder are waited for; a platform that opens no folders is none the worse."""
    done: list[str] = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (done.append("named" if path.exists() else "unnamed"), sync(file))[1])
    path = tmp_path / "a.jsonl"
    files.write(path, (HEAD,))
    assert done == (["unnamed", "named"] if os.name == "posix" else ["unnamed"])
    monkeypatch.setattr(files, "_opened", lambda *_: full(0, b""))
    files.write(tmp_path / "b.toml", (b"x = 1\n",))
    assert (tmp_path / "b.toml").read_bytes() == b"x = 1\n"


# ── events that are checked ──────────────────────────────────────────────────────────────────────────────────────────


def test_append_takes_mappings_and_events(parts: Parts, record: Path) -> None:
    """Events of the model and mappings, also with days, are written in their canonical form; what they became is returned."""
    born = {"what": "party", "name": "Bén", "id": "ben", "born": date(2009, 5, 1)}
    done = gremium.append(record, Party(id="ada"), born, parts=parts)
    assert not done.refused
    assert [event.id for event in done.events] == ["ada", "ben"]
    assert (done.findings, done.torn) == ((), "")
    lines = record.read_text(encoding="utf-8").splitlines()[1:]
    assert lines == [ADA, '{"what": "party", "id": "ben", "name": "Bén", "born": "2009-05-01"}']
    assert ids(parts, record) == ["ada", "ben"]


def test_append_assembles_the_plugins_itself(record: Path) -> None:
    """Without parts the installed plugins are used; a path may be a string."""
    assert len(gremium.append(str(record), Party(id="ada")).events) == 1


def test_a_position_at_home_is_written_without_its_jurisdiction(parts: Parts, record: Path) -> None:
    """The head of the record says whose record it is."""
    gremium.append(record, {"what": "holding", "vacant": True, "position": "chair@c/council", "since": "2026"}, parts=parts)
    assert json.loads(record.read_text(encoding="utf-8").splitlines()[1])["position"] == "chair@council"


def test_one_wrong_event_keeps_all_out_and_everything_is_told(parts: Parts, record: Path) -> None:
    """All problems are told at once, each with its event, and no byte is written."""
    wrong = {"what": "party", "id": "a b", "x": 1}
    done = gremium.append(record, {"what": "party", "id": "ok"}, wrong, {"what": "part"}, "ada", parts=parts)  # type: ignore[arg-type]
    assert done.refused
    assert done.events == ()
    places = sorted((one.code, str(one.place)) for one in done.findings)
    assert places == [
        ("bad-phrase", "events[1].id"),
        ("unknown-key", "events[1].x"),
        ("unknown-value", "events[2].what"),
        ("wrong-type", "events[3]"),
    ]
    assert record.read_bytes() == HEAD


def test_half_a_letter_is_told_and_not_written(parts: Parts, record: Path) -> None:
    """A text that no file can hold, as a value or as a key, is refused like any other mistake."""
    half, whole = "\ud83d", "\U0001f600"
    done = gremium.append(record, {"what": "party", "id": "a", "name": half, half: 1, "kind": whole}, parts=parts)
    assert [(one.code, one.hint and one.hint.code, str(one.place)) for one in done.findings] == [
        ("wrong-type", "hint.half-letter", "events[0].name"),
        ("wrong-type", "hint.half-letter", "events[0]"),
    ]
    assert record.read_bytes() == HEAD
    assert gremium.append(record, {"what": "party", "id": "a", "name": whole}, parts=parts).events[0].name == whole


def test_no_event_is_no_write(parts: Parts, record: Path) -> None:
    """Without events nothing is written, and a torn line stays where it is."""
    record.write_bytes(HEAD + b"{")
    assert gremium.append(record, parts=parts) == Appended()
    assert record.read_bytes() == HEAD + b"{"


def test_append_tells_what_it_cut_off(parts: Parts, record: Path) -> None:
    """A torn line is a warning beside the events that are written, and its text is returned; blanks are no line."""
    record.write_bytes(HEAD + ADA.encode() + b"\xc3")
    done = gremium.append(record, Party(id="ben"), parts=parts)
    assert (codes(done), done.torn, len(done.events)) == (["torn-line"], f"{ADA}\ufffd", 1)
    assert not done.refused
    assert str(done.findings[0].place) == str(record)
    record.write_bytes(HEAD + b"  ")
    assert codes(gremium.append(record, Party(id="ben"), parts=parts)) == []
    assert ids(parts, record) == ["ben"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file-empty"), (HEAD[:-1], "head-torn"), (b"{}\n", "missing-key"), (b"\xff\n", "not-utf-8"), (b"x\n", "syntax")],
)
def test_a_broken_head_is_told(parts: Parts, record: Path, content: bytes, code: str) -> None:
    """To a file that is no record nothing is added."""
    record.write_bytes(content)
    done = gremium.append(record, Party(id="ada"), parts=parts)
    assert set(codes(done)) == {code}
    assert record.read_bytes() == content


def test_the_head_may_stand_below_blank_lines(parts: Parts, record: Path) -> None:
    """Reading skips blank lines, and so does whoever appends."""
    record.write_bytes(b"\n" + HEAD)
    assert len(gremium.append(record, Party(id="ada"), parts=parts).events) == 1


def test_misuse_of_append(parts: Parts, tmp_path: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not there, or that cannot grow, is misuse; one that cannot be read is told."""
    with pytest.raises(Misuse, match=r"misuse\.file"):
        gremium.append(tmp_path / "none.jsonl", Party(id="ada"), parts=parts)
    toml = tmp_path / "record.toml"
    toml.write_text('record = "r"\ncharter = "c"\n')
    with pytest.raises(Misuse, match=r"misuse\.append") as caught:
        gremium.append(toml, Party(id="ada"), parts=parts)
    assert caught.value.hint is not None
    monkeypatch.setattr(Path, "open", lambda *_: full(0, b""))
    assert codes(gremium.append(record, Party(id="ada"), parts=parts)) == ["file-missing"]


# ── events as text ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (ADA, [1]),
        (f"\n{ADA}\n", [2]),
        ('{\n "what": "party",\n "id": "ada"\n}\n', [1]),
        (f"{ADA}\r\n\n{BEN}", [1, 3]),
        (f"\ufeff{ADA}\n{BEN}\n", [1, 2]),
        (f"[{ADA},\n {BEN}]\n", []),
        ("[]", []),
    ],
)
def test_events_come_alone_in_a_list_or_in_lines(parts: Parts, text: str, lines: list[int]) -> None:
    """One event over several lines, a list of them, and one in each line are the same events."""
    found = told(parts, Document(file="f", suffix=".json", text=text))
    assert found.findings == ()
    assert [event["id"] for event in found.events] == ["ada", "ben"][: len(found.events)]
    assert len(found.events) == sum(text.count(f'"{id_}"') for id_ in ("ada", "ben"))
    assert list(found.lines.values()) == lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("file-empty", None)]),
        ("{", [("syntax", 1)]),
        ('{\n"what": "party"\n"id": 1}', [("syntax", 3)]),
        (f'{ADA}\n{{"x"\n{{"id": 1, "id": 2}}', [("syntax", 2), ("duplicate-key", 3)]),
        (f"[{ADA}", [("syntax", 1)]),
        (f'[{ADA}], "x": 1', [("syntax", None)]),
        (f'[{ADA}], "events": []', [("duplicate-key", None)]),
        ("7", [("wrong-type", None)]),
    ],
)
def test_what_is_no_json_is_told(parts: Parts, text: str, found: list[tuple[str, int | None]]) -> None:
    """What is wrong has its line, where the text has several events in each its own."""
    read_ = told(parts, Document(file="f", suffix=".json", text=text))
    assert [(one.code, one.place.line) for one in read_.findings] == found
    assert {one.place.file for one in read_.findings} == {"f"}


def test_events_that_nobody_can_read(parts: Parts) -> None:
    """Without a text there are only findings; without a reader of JSON it is misuse."""
    assert told(parts, files.decoded(b"\xff", "f", ".json")).findings[0].code == "not-utf-8"
    with pytest.raises(Misuse, match=r"misuse\.writer"):
        told(evolve(parts, readers=()), Document(file="f", suffix=".json", text=ADA))


# ── the commands ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_append_command(parts: Parts, record: Path) -> None:
    """Events come from options or from standard input, and are in the file when the command ends."""
    assert run("record", "append", record, "--event", ADA, "--event", BEN.replace(", ", ",\n")).output == "appended: 2\n"
    assert run("record", "append", record, "--lang", "de", stdin=f"[{ADA}]").output == "angehängt: 1\n"
    assert run("record", "append", record, stdin=f"{BEN}\n{ADA}\n").exit_code == 0
    assert ids(parts, record) == ["ada", "ben", "ada", "ben", "ada"]


def test_append_command_tells_all_that_is_wrong(record: Path) -> None:
    """Everything that is wrong is told with its line, and nothing is written."""
    bad = '{"what": "party", "id": "a b", "x": 1}'
    output = run("record", "append", record, stdin=f"{ADA}\n\n{bad}\n", code=1).stderr
    assert "stdin:3: events[1].x: error" in output
    assert "stdin:3: events[1].id: error" in output
    output = run("record", "append", record, "--event", bad, "--event", '{"id', code=1).stderr
    assert output.startswith("--event:2: error")
    assert "stdin: error" in run("record", "append", record, stdin="", code=1).stderr
    assert "not UTF-8" in run("record", "append", record, stdin=b"\xff", code=1).stderr
    assert record.read_bytes() == HEAD


def test_append_command_shows_what_it_cuts_off(record: Path) -> None:
    """A torn line is printed as a whole before it is forgotten, without what could steer a terminal."""
    long = '{"what": "party", "name": "\x1b' + "x" * 300
    record.write_text(HEAD.decode() + long, encoding="utf-8")
    done = run("record", "append", record, "--event", ADA)
    assert done.stdout == "appended: 1\n"
    assert "[torn-line]" in done.stderr
    assert long.replace("\x1b", "\ufffd") in done.stderr
    assert "\x1b" not in done.stderr


def test_misuse_of_the_append_command(tmp_path: Path) -> None:
    """A file that is not there is misuse."""
    run("record", "append", tmp_path / "none.jsonl", "--event", ADA, code=2)


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    """Return the path of a record in TOML with a comment."""
    path = tmp_path / "facts.toml"
    path.write_text('format = 1\nrecord = "r"\ncharter = "c"\n\n[[events]]\nwhat = "party"\nid = "ada"\n', encoding="utf-8")
    return path


def test_convert_command(toml: Path, tmp_path: Path) -> None:
    """A record goes from TOML to JSON Lines, JSON and back, and is the same to the byte."""
    lines, json_, back = (tmp_path / name for name in ("a.jsonl", "a.json", "b.toml"))
    run("record", "convert", toml, "-o", lines)
    assert lines.read_bytes() == HEAD + f"{ADA}\n".encode()
    run("record", "convert", lines, "-o", json_)
    run("record", "convert", json_, "-o", back)
    assert back.read_bytes() == toml.read_bytes()


def test_convert_tells_what_cannot_be_taken_along(toml: Path, tmp_path: Path) -> None:
    """Comments stay where the format stays, and are told where they do not; so is a torn line."""
    text = toml.read_text(encoding="utf-8").replace("[[events]]", "# who is she?\n[[events]]")
    toml.write_text(text, encoding="utf-8")
    assert "[comments-left-out]" in run("record", "convert", toml, "-o", tmp_path / "a.jsonl").stderr
    assert run("record", "convert", toml, "-o", tmp_path / "same.toml").output == ""
    assert "# who is she?" in (tmp_path / "same.toml").read_text(encoding="utf-8")
    with (tmp_path / "a.jsonl").open("a", encoding="utf-8") as file:
        file.write("{")
    assert "[torn-line]" in run("record", "convert", tmp_path / "a.jsonl", "-o", tmp_path / "b.toml").stderr


def test_convert_writes_over_nothing(toml: Path, tmp_path: Path) -> None:
    """A record that has grown is not replaced by an older one, unless that is asked for."""
    lines = tmp_path / "a.jsonl"
    run("record", "convert", toml, "-o", lines)
    run("record", "append", lines, "--event", BEN)
    assert "--force" in run("record", "convert", toml, "-o", lines, code=2).stderr
    assert BEN in lines.read_text(encoding="utf-8")
    run("record", "convert", toml, "-o", lines, "--force")
    assert BEN not in lines.read_text(encoding="utf-8")


def test_misuse_of_convert(toml: Path, tmp_path: Path) -> None:
    """What is no record is told; a file that is not there, and a format that nobody writes, are misuse."""
    run("record", "convert", tmp_path / "none.toml", "-o", tmp_path / "a.jsonl", code=2)
    run("record", "convert", toml, "-o", tmp_path / "a.xml", code=2)
    charter = tmp_path / "charter.toml"
    charter.write_text('id = "c"\nkind = "municipality"\n', encoding="utf-8")
    assert "missing" in run("record", "convert", charter, "-o", tmp_path / "a.jsonl", code=1).stderr
    assert not (tmp_path / "a.jsonl").exists()


def test_what_does_not_come_back_is_not_written(parts: Parts, toml: Path) -> None:
    """A reader that loses something on the way is found out."""
    forgetful = [
        evolve(reader, canonical=lambda _text, _data: HEAD.decode()) if reader.name == "jsonl" else reader
        for reader in parts.readers
    ]
    done = converted(evolve(parts, readers=tuple(forgetful)), files.document(toml), ".jsonl")
    assert (done.text, [one.code for one in done.findings]) == (None, ["not-formattable"])


def test_fmt_of_json_lines(parts: Parts, record: Path) -> None:
    """fmt gives each event its canonical line, and says that it leaves out a torn one."""
    record.write_text(HEAD.decode() + '{"id":"ada","what":"party"}\n{"id"', encoding="utf-8")
    done = run("fmt", record)
    assert "[torn-line]" in done.stderr
    assert record.read_text(encoding="utf-8") == f"{HEAD.decode()}{ADA}\n"
    assert fmt(parts, files.document(record)).findings == ()


def test_import_writes_the_format_of_its_output(tmp_path: Path) -> None:
    """A list of members becomes a record that can grow where the output is to be one."""
    table = tmp_path / "members.csv"
    table.write_text("name;body;position;since\nAda;council;chair;2026-01-01\n", encoding="utf-8")
    charter = tmp_path / "charter.toml"
    charter.write_text(
        'id = "c"\nkind = "municipality"\n[sources.s]\ntitle = "t"\nverified = "read"\n'
        '[bodies.council]\nkind = "council"\npositions = ["chair"]\ncites = ["s"]\n',
        encoding="utf-8",
    )
    for name, first in (("a.jsonl", '{"format": 1'), ("a.txt", "format = 1")):
        run("record", "import", table, "--charter", charter, "-o", tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(first)


# ── in a project ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_project_may_have_its_record_in_lines(tmp_path: Path, record: Path) -> None:
    """A folder with a record in JSON Lines is a project, also by the path of that file; charters are never in lines."""
    assert files.is_project(tmp_path)
    for path in (tmp_path, record):
        (found,) = files.projects(path)
        assert found.record is not None
        assert (found.record.suffix, found.charter) == (".jsonl", None)
    loose = tmp_path / "loose"
    loose.mkdir()
    for name in ("charter.jsonl", "facts.jsonl"):
        (loose / name).write_bytes(HEAD)
    assert not files.is_project(loose)
    assert [one.name for one in files.projects(loose)] == [str(loose / "charter.jsonl"), str(loose / "facts.jsonl")]


def test_a_second_record_beside_the_first_is_told(parts: Parts, tmp_path: Path, record: Path) -> None:
    """Who converts a record and forgets to remove the old one learns which of them counts."""
    (tmp_path / "record.toml").write_text('record = "r"\ncharter = "c"\n', encoding="utf-8")
    found = files.project(tmp_path).record
    assert found is not None
    assert found.suffix == ".toml"
    _, findings, _ = read(parts, found, Record)
    assert [(one.code, dict(one.params)) for one in findings] == [
        ("file-unread", {"file": "record.toml", "unread": "record.jsonl"})
    ]
    record.unlink()
    assert files.project(tmp_path).record == files.document(tmp_path / "record.toml")
