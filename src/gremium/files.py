"""F8 · roof: files. The only room below the command line that opens any. Reading never raises: it tells what is wrong.

The room is a little longer than 300 lines because what is promised of a record that grows holds only if all that writes to it
keeps the same lock: reading, replacing and appending stand side by side.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from importlib import import_module
from pathlib import Path
from threading import Lock, get_native_id
from typing import Any

from attrs import evolve

from gremium.values.errors import Misuse
from gremium.values.finding import Finding, Place, at_file, finding
from gremium.values.message import message
from gremium.workbench.project import Document, Project


def _module(name: str) -> Any:
    """Return a module of the standard library, or None where the platform does not have it."""
    try:
        return import_module(name)
    except ImportError:
        return None


# No charter of a municipality comes near it; beyond, parsing and checking take seconds. A record grows every day.
MOST_BYTES = 4 * 1024 * 1024
MOST_BYTES_OF_CHARTER = 1024 * 1024
# A record in JSON Lines is read line by line: half a million events take about half a minute.
MOST_BYTES_OF_LINES = 64 * 1024 * 1024
PARTS = ("charter", "record", "cases")
SUFFIXES = (".toml", ".json")
# A record in this format has its head in the first line and one event in each other, so that it can grow at its end.
LINES = ".jsonl"
BLOCK = 65536
APPENDING = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
FCNTL = _module("fcntl")  # Windows has none
_IN_TURN = Lock()


def charter(path: Path) -> Document:
    """Return the text of a charter; a file in JSON Lines can only be a record, and has its limit."""
    return document(path, most=None if _in_lines(path) else MOST_BYTES_OF_CHARTER)


def document(path: Path, name: str = "", most: int | None = None) -> Document:
    """Return the text of a file of at most `most` bytes; `name` is how findings name it, else its path as it was given.

    Unless given, `most` is what a record of this format may have.
    """
    file = name or str(path)
    limit = most if most is not None else _limit(path)
    problem = None
    try:
        size = path.stat().st_size
        if not path.is_file():  # a folder, or a device that never ends
            problem = finding("file-missing", file=file)
        elif size > limit:
            problem = finding("file-too-large", size=size, most=limit)
        else:
            return decoded(path.read_bytes(), file, path.suffix.lower())
    except OSError:
        problem = finding("file-missing", file=file)
    return Document(file=file, suffix=path.suffix.lower(), findings=at_file([problem], file, {}))


def decoded(content: bytes, file: str, suffix: str) -> Document:
    """Return the text that these bytes are. `file` is how findings name it, `suffix` its format.

    In JSON Lines the last line may have been torn in the middle of a letter: that does not make the lines before it unreadable.
    """
    text = None
    found: tuple[Finding, ...] = ()
    whole = content.rfind(b"\n") + 1 if suffix == LINES else len(content)
    try:
        text = content[:whole].decode("utf-8") + content[whole:].decode("utf-8", "replace")
    except UnicodeDecodeError as error:
        place = Place(line=content.count(b"\n", 0, error.start) + 1)
        problem = evolve(finding("not-utf-8", hint=message("hint.utf-8"), position=error.start), place=place)
        found = at_file([problem], file, {})
    return Document(file=file, suffix=suffix, text=text, findings=found)


def head(path: Path) -> Document:
    """Return the first line of a record in JSON Lines as a document: a record without events, however many there are."""
    try:
        with path.open("rb") as file:
            first = next((line for line in file if line.strip()), b"")
            return decoded(first, str(path), path.suffix.lower())
    except OSError:
        missing = finding("file-missing", file=str(path))
        return Document(file=str(path), suffix=path.suffix.lower(), findings=at_file([missing], str(path), {}))


def _in_lines(path: Path) -> bool:
    return path.suffix.lower() == LINES


def _limit(path: Path) -> int:
    return MOST_BYTES_OF_LINES if _in_lines(path) else MOST_BYTES


def _names(part: str) -> tuple[str, ...]:
    """Return the names that a document of a project can have, the first of them that is there counts."""
    return tuple(f"{part}{suffix}" for suffix in (*SUFFIXES, *((LINES,) if part == "record" else ())))


def project(folder: Path) -> Project:
    """Return the documents of a project folder and what lies in `expected`.

    The documents are `charter`, `record` and `cases`, `.toml` or `.json`, a record also `.jsonl`. Where there are several of one,
    the first counts, and the others are told.
    """
    found: dict[str, Document] = {}
    for part in PARTS:
        there = [folder / name for name in _names(part) if is_file(folder / name)]
        if there:
            read = charter(there[0]) if part == "charter" else document(there[0])
            found[part] = evolve(read, findings=(*read.findings, *_besides(there)))
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


def _besides(there: list[Path]) -> tuple[Finding, ...]:
    """Return what is to say about files that are not read because another one of the same name is."""
    read, *others = there
    unread = (finding("file-unread", file=read.name, unread=other.name) for other in others)
    return at_file(unread, str(read), {})


def is_project(folder: Path) -> bool:
    """Return whether a folder holds documents of a project."""
    return any(is_file(folder / name) for name in documents())


def documents() -> tuple[str, ...]:
    """Return the names that the documents of a project can have."""
    return tuple(name for part in PARTS for name in _names(part))


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
    if is_file(path) and path.name in _names(path.stem) and path.stem in PARTS:
        yield project(path.parent)
        return
    if is_file(path):
        yield Project(name=str(path), charter=charter(path))
        return
    if not is_folder(path):
        raise Misuse(message("misuse.file", file=str(path)))
    folders = sorted(folder for folder, _, _ in os.walk(path) if is_project(Path(folder)))
    loose = sorted(file for file in path.iterdir() if file.is_file() and file.suffix in (*SUFFIXES, LINES)) if not folders else []
    if not folders and not loose:
        raise Misuse(message("misuse.no-charter", path=str(path)))
    yield from (project(Path(folder)) for folder in folders)
    yield from (Project(name=str(file), charter=charter(file)) for file in loose)


def write(path: Path, pieces: Iterable[bytes], was: str | None = None) -> None:
    """Write a file in one step, however many pieces it comes in: readers see the old content or the new one, never half of it.

    What stood there keeps its permissions, and a link goes on leading to its file. `was` is the text that the caller has read
    there: if the file says something else by now, nothing is written, so that nothing is lost that was appended meanwhile.
    Raises `Misuse` for that, and if the file cannot be written; it stays as it was then, and whatever else goes wrong on the way.
    """
    prepare(path, pieces)
    put(path, was)


def prepare(path: Path, pieces: Iterable[bytes]) -> None:
    """Write beside a file what will take its place, as far as the disk; whatever goes wrong, nothing of it stays there.

    Raises `Misuse` if it cannot be written.
    """
    with _for_writing(path) as place:
        beside = _beside(place)
        try:
            beside.touch(0o600 if place.exists() else 0o666)
            with beside.open("wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            _clear(beside)
            raise


def put(path: Path, was: str | None = None) -> None:
    """Give what was prepared beside a file the name of that file, as `write` does; if that cannot be, it is taken away."""
    with _for_writing(path) as place:
        try:
            with _turn(place):
                _stands(path, was)
                _replace(place)
        except BaseException:
            _clear(_beside(place))
            raise


def _stands(path: Path, was: str | None) -> None:
    """Raise `Misuse` if a file says something else than the text that was read there, where one was."""
    if was is not None and document(path).text != was:
        raise Misuse(message("misuse.changed", file=str(path)))


def drop(path: Path) -> None:
    """Take away what was prepared beside a file."""
    _clear(_beside(path.resolve()))


@contextmanager
def _for_writing(path: Path) -> Iterator[Path]:
    """Let a file be written where its name leads; raise `Misuse` if that cannot be."""
    try:
        yield path.resolve()
    except OSError as error:
        raise Misuse(message("misuse.write", file=str(path), said=str(error.strerror))) from error


def _beside(path: Path) -> Path:
    """Return where a file is prepared: two threads or processes that write the same file do not meet there."""
    return path.with_name(f".{path.name}.{get_native_id()}.part")


def _clear(beside: Path) -> None:
    with suppress(OSError):
        beside.unlink()


def _turn(path: Path) -> AbstractContextManager[object]:
    """Return what keeps others from appending to a file while it is replaced; Windows replaces no file that is open."""
    if not (_in_lines(path) and is_file(path)):
        return nullcontext()
    return _IN_TURN if FCNTL is None else _alone(path)


def _replace(path: Path) -> None:
    """Put what lies beside a file, on the disk already, in its place; it has the name for good in the end."""
    if path.exists():
        _beside(path).chmod(path.stat().st_mode & 0o777)
    _beside(path).replace(path)
    with suppress(OSError), _opened(path.parent, os.O_RDONLY) as folder:  # Windows opens no folders
        os.fsync(folder)


def keep_new(folder: Path, name: str, content: bytes) -> None:
    """Lay an output beside the stored one: `expected/NAME.new`. Raises `Misuse` if it cannot be written."""
    expected = folder / "expected"
    try:
        expected.mkdir(exist_ok=True)
    except OSError as error:
        raise Misuse(message("misuse.write", file=str(expected), said=str(error.strerror))) from error
    write(expected / f"{name}.new", (content,))


# ── a record that grows ──────────────────────────────────────────────────────────────────────────────────────────────


def append(path: Path, lines: bytes) -> bytes:
    """Add whole lines at the end of a file, in a single write; return what was cut off there: a torn last line, or nothing.

    When this returns, the lines are on the disk. If it raises `Misuse`, none of them is in the file: it has no whole first line,
    would become larger than what is read, or cannot be written. If the process or the machine dies in between, the file has all
    that was there before, perhaps some of these lines, and perhaps a last one that is torn.
    """
    try:
        with _alone(path, APPENDING) as file:
            end = _end_of_lines(file)
            if not end:
                raise Misuse(message("misuse.no-head", file=str(path)))
            if end + len(lines) > _limit(path):
                raise Misuse(message("misuse.full", file=str(path), size=end + len(lines), most=_limit(path)))
            torn = _cut(file, end)
            _add(file, lines, end)
            return torn
    except OSError as error:
        raise Misuse(message("misuse.write", file=str(path), said=str(error.strerror))) from error


@contextmanager
def _alone(path: Path, how: int = os.O_RDONLY) -> Iterator[int]:
    """Open a file to which nobody else appends meanwhile, and which nobody replaces.

    Where the platform has an advisory lock on whole files (`flock`: Linux, macOS, BSD), threads and processes that write through
    this module take turns; the system lets go of the lock when a process dies. Elsewhere (Windows) threads of one process do.
    A file that was replaced while we waited is no longer the one of this name: then the new one is waited for.
    """
    with _IN_TURN if FCNTL is None else nullcontext():
        while True:
            with _opened(path, how) as file:
                if FCNTL is not None:
                    FCNTL.flock(file, FCNTL.LOCK_EX)
                if os.path.samestat(os.fstat(file), path.stat()):
                    yield file
                    return


@contextmanager
def _opened(path: Path, how: int) -> Iterator[int]:
    file = os.open(path, how)
    try:
        yield file
    finally:
        os.close(file)


def _end_of_lines(file: int) -> int:
    """Return where the last line ends that has an end; 0 if there is none."""
    upto = os.fstat(file).st_size
    while upto:
        start = max(0, upto - BLOCK)
        os.lseek(file, start, os.SEEK_SET)
        found = os.read(file, upto - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        upto = start
    return 0


def _cut(file: int, end: int) -> bytes:
    """Cut off what stands behind the last whole line, and return it."""
    size = os.fstat(file).st_size
    if size == end:
        return b""
    os.lseek(file, end, os.SEEK_SET)
    torn = os.read(file, size - end)
    os.ftruncate(file, end)
    return torn


def _add(file: int, lines: bytes, end: int) -> None:
    """Write lines at the end of a file and wait for the disk; what fails is taken back, down to where the file ended before."""
    try:
        rest = memoryview(lines)
        while rest:  # a disk takes all at once, or is full: then the second attempt says so
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    except OSError:
        with suppress(OSError):
            os.ftruncate(file, end)
        raise
