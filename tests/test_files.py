"""Files and targets: reading tells what is wrong, writing is all or nothing, and a target that is none is misuse."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from gremium import files, load
from gremium.plugins.parts import Parts
from gremium.targets import project_of
from gremium.values.errors import Misuse

CHARTER = 'format = 1\nid = "town"\nkind = "municipality"\n'
RECORD = 'format = 1\nrecord = "facts"\ncharter = "{}"\n'


def code(path: Path, most: int = files.MOST_BYTES) -> list[str]:
    """Return the codes of what is wrong with a file."""
    return [one.code for one in files.document(path, most=most).findings]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_document_is_the_text(tmp_path: Path) -> None:
    """A file becomes its text, its suffix in small letters, and the name that findings give it."""
    path = tmp_path / "a.TOML"
    path.write_bytes("ä = 1\r\n".encode())
    read = files.document(path)
    assert (read.text, read.suffix, read.file, read.findings) == ("ä = 1\r\n", ".toml", str(path), ())
    assert files.document(path, "the charter").file == "the charter"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A missing file, a folder, a device, another encoding and too many bytes are findings with the name of the file."""
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"name = 'M\xfcnchen'")
    assert code(tmp_path / "none.toml") == ["file-missing"]
    assert code(tmp_path) == ["file-missing"]
    assert code(Path("/dev/zero")) == ["file-missing"]
    assert code(latin) == ["not-utf-8"]
    assert code(latin, most=15) == ["file-too-large"]
    assert code(latin, most=16) == ["not-utf-8"]
    found = files.document(latin).findings[0]
    assert (found.place.file, dict(found.params)) == (str(latin), {"position": 9})


def test_charter_has_a_limit_of_its_own(tmp_path: Path) -> None:
    """A record grows every day; a charter does not, and is refused earlier."""
    path = tmp_path / "charter.toml"
    path.write_text("#" * (files.MOST_BYTES_OF_CHARTER + 1))
    assert [one.code for one in files.charter(path).findings] == ["file-too-large"]
    assert code(path) == []


def test_project_of_a_folder(tmp_path: Path) -> None:
    """A project has charter, record and cases, TOML before JSON, and what lies in `expected` except new outputs and folders."""
    (tmp_path / "charter.toml").write_text(CHARTER)
    (tmp_path / "charter.json").write_text("{}")
    (tmp_path / "cases.json").write_text("{}")
    expected = tmp_path / "expected"
    (expected / "folder").mkdir(parents=True)
    (expected / "plan.ics").write_bytes(b"x")
    (expected / "plan.ics.new").write_bytes(b"y")
    found = files.project(tmp_path)
    assert found.name == str(tmp_path)
    assert [one and one.suffix for one in (found.charter, found.record, found.cases)] == [".toml", None, ".json"]
    assert found.expected == {"plan.ics": b"x"}
    assert files.is_project(tmp_path)
    assert not files.is_project(expected)


def test_projects_below_a_folder(tmp_path: Path) -> None:
    """All projects below a folder are found, sorted; a folder of loose files gives one project for each; a file is one."""
    for name in ("b", "a/deep"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "charter.toml").write_text(CHARTER)
    assert [one.name for one in files.projects(tmp_path)] == [str(tmp_path / "a/deep"), str(tmp_path / "b")]
    loose = tmp_path / "loose"
    loose.mkdir()
    for name in ("z.toml", "a.json", "readme.txt"):
        (loose / name).write_text("")
    (loose / "folder.toml").mkdir()
    assert [one.name for one in files.projects(loose)] == [str(loose / "a.json"), str(loose / "z.toml")]
    assert [one.name for one in files.projects(loose / "readme.txt")] == [str(loose / "readme.txt")]


@pytest.mark.parametrize(("name", "code"), [("none", "misuse.file"), ("empty", "misuse.no-charter"), ("x" * 5000, "misuse.file")])
def test_no_projects(tmp_path: Path, name: str, code: str) -> None:
    """A path that is not there, or a folder with nothing to check, is misuse."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(Misuse) as caught:
        list(files.projects(tmp_path / name))
    assert caught.value.said.code == code


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_impossible_names(name: str) -> None:
    """A name that no file can have is no file and no folder, not an error."""
    assert not files.is_file(Path(name))
    assert not files.is_folder(Path(name))


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_write_leaves_nothing_behind(tmp_path: Path) -> None:
    """A file has its new content in one step, and nothing else lies beside it."""
    path = tmp_path / "a.ics"
    files.write(path, (b"one",))
    files.write(path, (b"two",))
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a.ics"]  # noqa: PTH208  # names are compared


def test_write_keeps_permissions(tmp_path: Path) -> None:
    """A record that only its owner may read stays so."""
    path = tmp_path / "record.toml"
    path.write_bytes(b"one")
    path.chmod(0o600)
    files.write(path, (b"two",))
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o664)
    files.write(path, (b"three",))
    assert path.stat().st_mode & 0o777 == 0o664


def test_write_follows_links(tmp_path: Path) -> None:
    """Who writes through a link writes the file that it leads to."""
    path, link = tmp_path / "a.toml", tmp_path / "link.toml"
    path.write_bytes(b"one")
    link.symlink_to(path)
    files.write(link, (b"two",))
    assert link.is_symlink()
    assert path.read_bytes() == b"two"


def test_write_is_all_or_nothing(tmp_path: Path) -> None:
    """What comes in pieces is whole before it stands there; if it breaks off, the old file stays, alone."""

    def pieces() -> Iterator[bytes]:
        yield b"new"
        assert path.read_bytes() == b"old"
        raise KeyboardInterrupt

    path = tmp_path / "a.ics"
    files.write(path, (b"o", b"ld"))
    with pytest.raises(KeyboardInterrupt):
        files.write(path, pieces())
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.ics"]  # noqa: PTH208  # names are compared


def test_two_who_write_one_file_do_not_meet(tmp_path: Path) -> None:
    """A file that is written while another thread writes it too is that of one of them, whole."""
    path = tmp_path / "a.ics"

    def slowly() -> Iterator[bytes]:
        yield b"first"
        other = Thread(target=files.write, args=(path, (b"second",)))
        other.start()
        other.join()
        assert path.read_bytes() == b"second"
        yield b" and whole"

    files.write(path, slowly())
    assert path.read_bytes() == b"first and whole"


@pytest.mark.parametrize("where", ["none/a.ics", "folder", "x" * 300])
def test_write_where_nothing_can_be_written(tmp_path: Path, where: str) -> None:
    """What cannot be written is misuse, and leaves nothing behind."""
    (tmp_path / "folder" / "full").mkdir(parents=True)
    with pytest.raises(Misuse) as caught:
        files.write(tmp_path / where, (b"x",))
    assert caught.value.said.code == "misuse.write"
    assert os.listdir(tmp_path) == ["folder"]  # noqa: PTH208


def test_new_outputs_lie_beside_the_stored_ones(tmp_path: Path) -> None:
    """A new output lies in `expected`, which is made if there is none; where it cannot be made, that is misuse."""
    files.keep_new(tmp_path, "plan.ics", b"x")
    files.keep_new(tmp_path, "plan.ics", b"y")
    assert (tmp_path / "expected" / "plan.ics.new").read_bytes() == b"y"
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Misuse) as caught:
        files.keep_new(tmp_path / "file", "plan.ics", b"x")
    assert caught.value.said.code == "misuse.write"


# ── targets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_targets(tmp_path: Path, parts: Parts) -> None:
    """A target is an installed jurisdiction, a project folder or a file; a record can be given beside each."""
    (tmp_path / "charter.toml").write_text(CHARTER)
    facts = tmp_path / "facts.toml"
    facts.write_text(RECORD.format("town"))
    by_folder, by_file = load(tmp_path, parts=parts), load(str(tmp_path / "charter.toml"), facts)
    assert by_folder.charter == by_file.charter
    assert (by_folder.record, by_file.record and by_file.record.record) == (None, "facts")
    assert load("paderborn").scope.charter.id == "paderborn"


def test_record_given_wins(tmp_path: Path, parts: Parts) -> None:
    """A record that is given stands in for the one of the project."""
    (tmp_path / "charter.toml").write_text(CHARTER)
    (tmp_path / "record.toml").write_text(RECORD.format("town"))
    other = tmp_path / "other.toml"
    other.write_text(RECORD.format("town").replace("facts", "others"))
    assert getattr(load(tmp_path, parts=parts).record, "record", "") == "facts"
    assert getattr(load(tmp_path, other, parts).record, "record", "") == "others"


@pytest.mark.parametrize(
    ("target", "hint"), [("paderbron", "hint.did-you-mean"), ("atlantis", "hint.known"), ("x" * 5000, "hint.known")]
)
def test_no_target(parts: Parts, target: str, hint: str) -> None:
    """What is neither installed nor a path is misuse, with the nearest id or all of them."""
    with pytest.raises(Misuse) as caught:
        project_of(parts, target)
    assert caught.value.said.code == "misuse.target"
    assert getattr(caught.value.hint, "code", None) == hint


def test_folder_without_project_is_no_target(tmp_path: Path, parts: Parts) -> None:
    """A folder without documents cannot be asked."""
    with pytest.raises(Misuse):
        load(tmp_path, parts=parts)


def test_missing_record(tmp_path: Path, parts: Parts) -> None:
    """A record that is not there is misuse."""
    with pytest.raises(Misuse) as caught:
        load("paderborn", tmp_path / "none.toml", parts)
    assert caught.value.said.code == "misuse.file"
