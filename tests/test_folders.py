"""Folders: an export on the disk is whole or not there, stays in its folder, and what cannot be written is told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from gremium import folders
from gremium.values.errors import Misuse


def laid(folder: Path) -> Mapping[str, bytes]:
    """Return the files below a folder by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(exported: Mapping[str, Iterable[bytes]], output: Path) -> tuple[str, dict[str, object]]:
    """Return code and parameters of why an export could not be laid."""
    with pytest.raises(Misuse) as caught:
        folders.lay(exported, output)
    return caught.value.said.code, dict(caught.value.said.params)


def test_the_only_file_gets_the_name_of_the_output(tmp_path: Path) -> None:
    """An export of one file is written where it was asked for, over what stood there."""
    output = tmp_path / "plan.ics"
    for content in (b"first", b"second"):
        folders.lay({"": (content,)}, output)
        assert laid(tmp_path) == {"plan.ics": content}


def test_several_files_go_into_a_folder(tmp_path: Path) -> None:
    """Folders are made as deep as it takes; what else is there stays."""
    output = tmp_path / "out" / "site"
    folders.lay({"index.html": (b"1",), "bodies/council.html": (b"2",)}, output)
    (output / "mine.txt").write_bytes(b"mine")
    folders.lay({"index.html": (b"3",)}, output)
    assert laid(output) == {"index.html": b"3", "bodies/council.html": b"2", "mine.txt": b"mine"}


def test_the_folder_may_be_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output may be the folder in which one is."""
    monkeypatch.chdir(tmp_path)
    folders.lay({"a/b.csv": (b"1",)}, Path())
    assert laid(tmp_path) == {"a/b.csv": b"1"}


@pytest.mark.parametrize("name", ["../out.csv", "a/../../out.csv", "/etc/gremium-out.csv", "..", ".", "a/..", "nul\0.csv"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """A name that leads out of the folder, or that no file can have, is refused; then nothing at all is written."""
    output = tmp_path / "site"
    assert refused({"a.csv": (b"1",), name: (b"2",)}, output) == ("misuse.file-name", {"file": name})
    assert laid(tmp_path) == {}


def test_a_link_leads_no_file_out_of_the_folder(tmp_path: Path) -> None:
    """A folder that is a link to somewhere else is no way out."""
    output, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    output.mkdir()
    elsewhere.mkdir()
    (output / "bodies").symlink_to(elsewhere)
    assert refused({"bodies/a.html": (b"1",)}, output)[0] == "misuse.file-name"
    assert laid(elsewhere) == {}


def test_a_file_stands_where_a_folder_has_to_be(tmp_path: Path) -> None:
    """An export of several files into a file is refused, and the file stays as it is."""
    output = tmp_path / "site"
    output.write_bytes(b"mine")
    code, told = refused({"a.csv": (b"1",), "b/c.csv": (b"2",)}, output)
    assert (code, told["file"]) == ("misuse.write", str(output))
    assert laid(tmp_path) == {"site": b"mine"}


@pytest.mark.parametrize("exported", [{"": (b"1",)}, {"a.csv": (b"1",), "b.csv": (b"2",)}])
def test_a_folder_stands_where_a_file_has_to_be(tmp_path: Path, exported: Mapping[str, Iterable[bytes]]) -> None:
    """A file cannot take the place of a folder; no other file is written then."""
    output = tmp_path / "site"
    (output / "b.csv").mkdir(parents=True)
    place = output if "" in exported else output / "b.csv"
    assert refused(exported, output) == ("misuse.write", {"file": str(place), "said": os.strerror(errno.EISDIR)})
    assert laid(tmp_path) == {}


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    """For a single file no folder is made: a slip of the pen is told."""
    assert refused({"": (b"1",)}, tmp_path / "missing" / "plan.ics")[0] == "misuse.write"
    assert laid(tmp_path) == {}


def torn(*pieces: bytes) -> Iterator[bytes]:
    """Yield pieces, and then fail."""
    yield from pieces
    raise ZeroDivisionError


@pytest.mark.parametrize("name", ["", "b.csv"])
def test_what_fails_on_the_way_changes_nothing(tmp_path: Path, name: str) -> None:
    """If a file cannot be made to its end, that one and all others stay as they were, and nothing lies beside them."""
    output = tmp_path / "out"
    before: dict[str, Iterable[bytes]] = {"": (b"old",)} if not name else {"a.csv": (b"old",), "b.csv": (b"old",)}
    folders.lay(before, output)
    there = laid(tmp_path)
    made: dict[str, Iterable[bytes]] = {one: (b"new",) for one in before if one != name}
    with pytest.raises(ZeroDivisionError):
        folders.lay({**made, name: torn(b"new", b"er")}, output)
    assert laid(tmp_path) == there


def test_a_disk_that_fails_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a file cannot take its name, what was prepared for it and for others goes away again."""
    monkeypatch.setattr(Path, "replace", lambda *_: torn_disk())
    assert refused({"a.csv": (b"1",), "b.csv": (b"2",)}, tmp_path)[0] == "misuse.write"
    assert laid(tmp_path) == {}


def torn_disk() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_two_names_that_lead_to_one_file(tmp_path: Path) -> None:
    """A link in the folder goes on leading to its file, which gets what comes last."""
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    folders.lay({"a.csv": (b"1",), "b.csv": (b"2",)}, tmp_path)
    assert (tmp_path / "b.csv").is_symlink()
    assert laid(tmp_path) == {"a.csv": b"2", "b.csv": b"2"}


def test_nothing_is_made_for_a_name_that_leads_out(tmp_path: Path) -> None:
    """What cannot be written is told before the first piece of any file is asked for."""
    assert refused({"a.csv": torn(), "../b.csv": torn()}, tmp_path / "out")[0] == "misuse.file-name"


def test_what_was_exported_before_is_read(tmp_path: Path) -> None:
    """The bytes of a file come as they are; one that cannot be read is misuse with what the system said."""
    path = tmp_path / "old.ics"
    path.write_bytes(b"\xff\x00old\r\n")
    assert folders.content(path) == b"\xff\x00old\r\n"
    for missing in (tmp_path / "missing.ics", tmp_path):
        with pytest.raises(Misuse) as caught:
            folders.content(missing)
        assert caught.value.said.code == "misuse.read"
        assert dict(caught.value.said.params)["file"] == str(missing)


# ── what another system exported ─────────────────────────────────────────────────────────────────────────────────────


def said(work: Callable[[], object]) -> tuple[str, dict[str, object]]:
    """Return code and parameters of why something is refused."""
    with pytest.raises(Misuse) as caught:
        work()
    return caught.value.said.code, dict(caught.value.said.params)


def test_a_tree_is_read_with_its_folders(tmp_path: Path) -> None:
    """All files with the suffixes are read, also those in folders below, by their paths; what lies behind a link is not."""
    tree, elsewhere = tmp_path / "tree", tmp_path / "elsewhere"
    (tree / "a" / "b").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "x.json").write_bytes(b"x")
    for name in ("z.json", "a/b/c.JSON", "a/note.txt"):
        (tree / name).write_bytes(name.encode())
    (tree / "link").symlink_to(elsewhere)
    (tree / "broken.json").symlink_to(tree / "nowhere.json")
    assert folders.tree(tree, (".json",)) == {"a/b/c.JSON": b"a/b/c.JSON", "z.json": b"z.json"}
    assert folders.tree(tree, ()) == {}


def test_what_is_no_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is none, too many files, and too many bytes are told before more is read."""
    missing = tmp_path / "missing"
    assert said(lambda: folders.tree(missing, (".json",))) == ("misuse.folder", {"path": str(missing)})
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(b"1234")
    monkeypatch.setattr(folders, "MOST_BYTES", 7)
    assert said(lambda: folders.tree(tmp_path, (".json",))) == ("misuse.folder-full", {"path": str(tmp_path), "most": 7})
    monkeypatch.setattr(folders, "MOST_FILES", 1)
    assert said(lambda: folders.tree(tmp_path, (".json",))) == ("misuse.folder-full", {"path": str(tmp_path), "most": 1})


@pytest.mark.parametrize("name", ["charter.toml", "record.jsonl"])
def test_a_project_is_not_written_over(tmp_path: Path, name: str) -> None:
    """A new project has its own folder: one that has documents already is refused, and so is a file."""
    folders.vacant(tmp_path / "new")
    (tmp_path / "readme.txt").write_bytes(b"mine")
    folders.vacant(tmp_path)
    (tmp_path / name).write_bytes(b"mine")
    assert said(lambda: folders.vacant(tmp_path)) == ("misuse.there", {"file": str(tmp_path / name)})
    assert said(lambda: folders.vacant(tmp_path / name)) == ("misuse.there", {"file": str(tmp_path / name)})


def test_what_was_exported_the_time_before(tmp_path: Path) -> None:
    """A file has no name, a folder the names of its files; what is not there is misuse."""
    (tmp_path / "old.ics").write_bytes(b"old")
    assert folders.earlier(tmp_path / "old.ics", (".ics",)) == {"": b"old"}
    assert folders.earlier(tmp_path, (".ics",)) == {"old.ics": b"old"}
    missing = tmp_path / "missing"
    assert said(lambda: folders.earlier(missing, (".ics",)))[0] == "misuse.read"
