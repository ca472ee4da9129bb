"""F8 · roof: files. The only room below the command line that opens any. Reading never raises: it tells what is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gremium.values.errors import Misuse
from gremium.values.finding import at_file, finding
from gremium.values.message import message
from gremium.workbench.project import Document, Project

# No charter of a municipality comes near it; beyond, parsers take seconds.
MOST_BYTES = 4 * 1024 * 1024
PARTS = ("charter", "record", "cases")
SUFFIXES = (".toml", ".json")


def document(path: Path, name: str = "") -> Document:
    """Return the text of a file; `name` is how findings name it, unless given its path as it was asked for."""
    file = name or str(path)
    problem = None
    text = None
    try:
        size = path.stat().st_size
        if path.is_dir():
            problem = finding("file-missing", file=file)
        elif size > MOST_BYTES:
            problem = finding("file-too-large", size=size, most=MOST_BYTES)
        else:
            text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        problem = finding("not-utf-8", position=error.start)
    except OSError:
        problem = finding("file-missing", file=file)
    found = at_file([problem], file, {}) if problem else ()
    return Document(file=file, suffix=path.suffix.lower(), text=text, findings=found)


def project(folder: Path) -> Project:
    """Return the documents of a project folder: `charter`, `record` and `cases` as `.toml` or `.json`, and what lies in `expected`."""
    found: dict[str, Document] = {}
    for part in PARTS:
        for suffix in SUFFIXES:
            path = folder / f"{part}{suffix}"
            if path.is_file() and part not in found:
                found[part] = document(path)
    expected = folder / "expected"
    stored = sorted(expected.iterdir()) if expected.is_dir() else []
    kept = {path.name: path.read_bytes() for path in stored if path.is_file() and path.suffix != ".new"}
    return Project(name=str(folder), **found, expected=kept)


def is_project(folder: Path) -> bool:
    """Return whether a folder holds documents of a project."""
    return any((folder / f"{part}{suffix}").is_file() for part in PARTS for suffix in SUFFIXES)


def projects(path: Path) -> Iterator[Project]:
    """Yield the project in a folder and all projects in the folders below it, sorted; for a file the project of that file alone.

    Raises `Misuse` for a path that does not exist, or a folder in which there is nothing to check.
    """
    if path.is_file():
        yield Project(name=str(path), charter=document(path))
        return
    if not path.is_dir():
        raise Misuse(message("misuse.file", file=str(path)))
    folders = sorted(folder for folder, _, _ in os.walk(path) if is_project(Path(folder)))
    loose = sorted(file for file in path.iterdir() if file.is_file() and file.suffix in SUFFIXES) if not folders else []
    if not folders and not loose:
        raise Misuse(message("misuse.no-charter", path=str(path)))
    yield from (project(Path(folder)) for folder in folders)
    yield from (Project(name=str(file), charter=document(file)) for file in loose)


def write(path: Path, content: bytes) -> None:
    """Write a file in one step: readers see the old content or the new one, never half of it.

    Raises `Misuse` if it cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Misuse(message("misuse.write", file=str(path), said=str(error.strerror))) from error
