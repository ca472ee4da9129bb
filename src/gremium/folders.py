"""Folders: what an export consists of, laid on the disk, file by file, and read from it again; and one of the time before."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from gremium import files
from gremium.values.errors import Misuse
from gremium.values.message import message

# What a large city exports in years stays below; more would not fit into the memory of an office computer.
MOST_FILES, MOST_BYTES = 250_000, 512 * 1024 * 1024


def content(path: Path) -> bytes:
    """Return the bytes of a file. Raises `Misuse` if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Misuse(message("misuse.read", file=str(path), said=str(error.strerror))) from error


def lay(exported: Mapping[str, Iterable[bytes]], output: Path) -> None:
    """Write the files of an export: the only one (its name is empty) at a path, several into a folder of that path.

    What else is in the folder stays there. All files are written beside their places first, piece by piece, and take their names
    in the end: if anything goes wrong before, also in what makes the pieces, every file stays as it was. Raises `Misuse` for what
    cannot be written, and for names that lead out of the folder: before the first piece is made, unless the disk fails.
    """
    for folder in {_within(output, name).parent: None for name in exported if name}:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Misuse(message("misuse.write", file=str(folder), said=str(error.strerror))) from error
    for place in (output / name for name in exported):
        if place.is_dir():
            raise Misuse(message("misuse.write", file=str(place), said=os.strerror(errno.EISDIR)))
    ready: dict[str, None] = {}  # what leads to the same file by a link is that file
    try:
        for name, pieces in exported.items():
            files.prepare(output / name, pieces)
            ready[os.path.realpath(output / name)] = None
        while ready:
            files.put(Path(ready.popitem()[0]))
    finally:
        for place in map(Path, ready):
            files.drop(place)


def _within(output: Path, name: str) -> Path:
    """Return the path of a file in a folder; raise `Misuse` if its name leads out of it, or is none that a file can have."""
    try:
        path = (output / name).resolve()
        if path != output.resolve() and path.is_relative_to(output.resolve()):
            return output / name
    except ValueError:  # a NUL
        pass
    raise Misuse(message("misuse.file-name", file=name))


def tree(folder: Path, suffixes: Iterable[str]) -> dict[str, bytes]:
    """Return the files with these suffixes in a folder and those below, by their path in it; links to folders are not followed.

    Raises `Misuse` if it is no folder, if there are too many files, or if one cannot be read.
    """
    if not files.is_folder(folder):
        raise Misuse(message("misuse.folder", path=str(folder)))
    wanted = tuple(suffixes)
    below = (Path(inner) / name for inner, _, names in os.walk(folder) for name in names)
    found = sorted(path for path in below if path.suffix.lower() in wanted and files.is_file(path))
    if len(found) > MOST_FILES:
        raise Misuse(message("misuse.folder-full", path=str(folder), most=MOST_FILES))
    read: dict[str, bytes] = {}
    left = MOST_BYTES
    for path in found:
        read[path.relative_to(folder).as_posix()] = content(path)
        left -= len(read[path.relative_to(folder).as_posix()])
        if left < 0:
            raise Misuse(message("misuse.folder-full", path=str(folder), most=MOST_BYTES))
    return read


def earlier(path: Path, suffixes: Iterable[str]) -> dict[str, bytes]:
    """Return what was exported the time before: a file, without a name, or the files with these suffixes in a folder by name.

    Raises `Misuse` if it cannot be read.
    """
    return tree(path, suffixes) if files.is_folder(path) else {"": content(path)}


def vacant(folder: Path) -> None:
    """Raise `Misuse` if a new project cannot be laid into a folder: it is a file, or has documents already."""
    if files.is_file(folder):
        raise Misuse(message("misuse.there", file=str(folder)))
    there = next((folder / name for name in files.documents() if files.is_file(folder / name)), None)
    if there is not None:
        raise Misuse(message("misuse.there", file=str(there)))
