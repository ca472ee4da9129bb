"""F8 · roof: files. The only room below the command line that opens any. Reading never raises: it tells what is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from attrs import evolve

from gremium.values.errors import Misuse
from gremium.values.finding import Place, at_file, finding
from gremium.values.message import message
from gremium.workbench.project import Document, Project

# No charter of a municipality comes near it; beyond, parsing and checking take seconds. A record grows every day.
MOST_BYTES = 4 * 1024 * 1024
MOST_BYTES_OF_CHARTER = 1024 * 1024
PARTS = ("charter", "record", "cases")
SUFFIXES = (".toml", ".json")


def charter(path: Path) -> Document:
    """Return the text of a charter."""
    return document(path, most=MOST_BYTES_OF_CHARTER)


def document(path: Path, name: str = "", most: int = MOST_BYTES) -> Document:
    """Return the text of a file of at most `most` bytes; `name` is how findings name it, else its path as it was given."""
    file = name or str(path)
    problem = None
    text = None
    content = b""
    try:
        size = path.stat().st_size
        if not path.is_file():  # a folder, or a device that never ends
            problem = finding("file-missing", file=file)
        elif size > most:
            problem = finding("file-too-large", size=size, most=most)
        else:
            content = path.read_bytes()
            text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(line=content.count(b"\n", 0, error.start) + 1)
        problem = evolve(finding("not-utf-8", hint=message("hint.utf-8"), position=error.start), place=place)
    except OSError:
        problem = finding("file-missing", file=file)
    found = at_file([problem], file, {}) if problem else ()
    return Document(file=file, suffix=path.suffix.lower(), text=text, findings=found)


def project(folder: Path) -> Project:
    """Return the documents of a project folder (`charter`, `record`, `cases`; `.toml` or `.json`) and what lies in `expected`."""
    found: dict[str, Document] = {}
    for part in PARTS:
        for suffix in SUFFIXES:
            path = folder / f"{part}{suffix}"
            if is_file(path) and part not in found:
                found[part] = charter(path) if part == "charter" else document(path)
    expected = folder / "expected"
    stored = sorted(expected.iterdir()) if expected.is_dir() else []
    kept = {path.name: path.read_bytes() for path in stored if path.is_file() and path.suffix != ".new"}
    return Project(
        name=str(folder),
        charter=found.get("charter"),
        record=found.get("record"),
        cases=found.get("cases"),
        expected=kept,
    )


def is_project(folder: Path) -> bool:
    """Return whether a folder holds documents of a project."""
    return any(is_file(folder / f"{part}{suffix}") for part in PARTS for suffix in SUFFIXES)


def is_file(path: Path) -> bool:
    """Return whether there is a file; a name that no file can have, or that may not be looked at, is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Return whether there is a folder; a name that no folder can have, or that may not be looked at, is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def projects(path: Path) -> Iterator[Project]:
    """Yield the project in a folder and all projects below it, sorted.

    For a file of a project folder that is the whole project, for any other file that file alone. Raises `Misuse` for a path that
    does not exist, or a folder in which there is nothing to check.
    """
    if is_file(path) and path.stem in PARTS and path.suffix in SUFFIXES:
        yield project(path.parent)
        return
    if is_file(path):
        yield Project(name=str(path), charter=charter(path))
        return
    if not is_folder(path):
        raise Misuse(message("misuse.file", file=str(path)))
    folders = sorted(folder for folder, _, _ in os.walk(path) if is_project(Path(folder)))
    loose = sorted(file for file in path.iterdir() if file.is_file() and file.suffix in SUFFIXES) if not folders else []
    if not folders and not loose:
        raise Misuse(message("misuse.no-charter", path=str(path)))
    yield from (project(Path(folder)) for folder in folders)
    yield from (Project(name=str(file), charter=charter(file)) for file in loose)


def write(path: Path, content: bytes) -> None:
    """Write a file in one step: readers see the old content or the new one, never half of it.

    What stood there keeps its permissions, and a link goes on leading to its file. Raises `Misuse` if it cannot be written.
    """
    try:
        _replace(path.resolve(), content)
    except OSError as error:
        raise Misuse(message("misuse.write", file=str(path), said=str(error.strerror))) from error


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.part")
    mode = path.stat().st_mode & 0o777 if path.exists() else None
    try:
        beside.touch(0o600 if mode is not None else 0o666)
        beside.write_bytes(content)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def keep_new(folder: Path, name: str, content: bytes) -> None:
    """Lay an output beside the stored one: `expected/NAME.new`. Raises `Misuse` if it cannot be written."""
    expected = folder / "expected"
    try:
        expected.mkdir(exist_ok=True)
    except OSError as error:
        raise Misuse(message("misuse.write", file=str(expected), said=str(error.strerror))) from error
    write(expected / f"{name}.new", content)
