"""Parts: everything that plugins bring, as one frozen value that is passed by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from attrs import field, frozen

from gremium.codec import Codec
from gremium.explain.language import Language
from gremium.model.charter import Charter
from gremium.model.record import Audience, Record
from gremium.model.word import Word
from gremium.values.errors import Misuse
from gremium.values.finding import Finding
from gremium.values.message import Message, message
from gremium.values.phrases import did_you_mean


@frozen(kw_only=True)
class Jurisdiction:
    """An installed jurisdiction: its id, and how to get at the text of its charter. `file` names it in findings."""

    id: str
    file: str
    text: Callable[[], str]


@frozen(kw_only=True)
class Statute:
    """An installed law: its id, and how to get at its text, a charter of the kind "statute". `file` names it in findings."""

    id: str
    file: str
    text: Callable[[], str]


@frozen(kw_only=True)
class Parsed:
    """A text as a reader understood it.

    `data` is the plain mapping (None if the text cannot be read, then `findings` say why); `lines` tell the line of each path
    where the format lets them be known.
    """

    data: Mapping[str, Any] | None
    findings: tuple[Finding, ...] = ()
    lines: Mapping[tuple[str | int, ...], int] = field(factory=dict)


@frozen(kw_only=True)
class Reader:
    """Reads texts of one format. `canonical(text, data)` returns the canonical text of the same document with its comments."""

    name: str
    suffixes: tuple[str, ...]
    parse: Callable[[str], Parsed]
    canonical: Callable[[str, Mapping[str, Any]], str]
    dates: bool


@frozen(kw_only=True)
class Context:
    """What a writer may know beside the answer. Nothing in it is hidden from the audience: that was removed before.

    `names` are the names of the parties that the audience may see, by id; `stamp` is the instant (UTC) that counts as the
    moment of writing, `width` the columns of a text.
    """

    charter: Charter
    language: Language
    stamp: datetime
    audience: Audience = Audience.PUBLIC
    names: Mapping[str, str] = field(factory=dict)
    record_given: bool = True
    width: int = 120


@frozen(kw_only=True)
class Writer:
    """Writes one kind of answer in one format; `write` returns the bytes.

    `answer` is "overview", "roster", "answer" (to any question), "delta" (what changes), "plan" or "routes".
    """

    format: str
    answer: str
    write: Callable[[Any, Context], bytes]


@frozen(kw_only=True)
class Options:
    """What may be asked of an export beside what it shows.

    `base` is the address below which what is exported will stand, `against` what was exported the time before: files by name, the
    name is empty where it is one file. `todo`: what is due is written as something to do, not as something that takes place.
    """

    base: str | None = None
    against: Mapping[str, bytes] | None = None
    todo: bool = False


@frozen
class Stream:
    """The bytes of a file in pieces that are made one by one, each time that somebody goes through them, so that none is kept."""

    make: Callable[[], Iterable[bytes]]

    def __iter__(self) -> Iterator[bytes]:
        """Make the pieces, from the first one on."""
        return iter(self.make())


def joined(files: Mapping[str, Iterable[bytes]]) -> dict[str, bytes]:
    """Return the files that an exporter made, each as one."""
    return {name: b"".join(pieces) for name, pieces in files.items()}


@frozen(kw_only=True)
class Exporter:
    """Writes what a jurisdiction has to show in the format of another system.

    `write` gets a `gremium.workbench.published.Published`, from which all that the audience may not see was taken before, and
    returns files by name; the name is empty where it is one file. A file is the pieces of its bytes, which may be gone through
    more than once: `(content,)` for a small one, a `Stream` for a large one. Misuse is raised by `write` itself and never by a
    file, of which the beginning may be written by then. `suffix` is that of the file, empty for a folder. `carries` names the
    aspects that the format has a place for (see `gremium.workbench.losses`). `takes` are the options that it reads; `suffixes`
    are those of the files in a folder that it reads of what was exported the time before.
    """

    format: str
    suffix: str = ""
    carries: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    write: Callable[[Any, Context, Options], Mapping[str, Iterable[bytes]]]


@frozen(kw_only=True)
class Repair:
    """What had to be repaired in what another system exported: in which file, of which object (empty: of the file itself)."""

    file: str
    object: str
    said: Message


@frozen(kw_only=True)
class Brought:
    """What became of what another system exported: a charter and a record, None where there was nothing to make them of.

    `repairs` are told one by one; `untaken` says what was there and has no place in a charter or a record.
    """

    charter: Charter | None = None
    record: Record | None = None
    repairs: tuple[Repair, ...] = ()
    untaken: tuple[Message, ...] = ()


@frozen(kw_only=True)
class Importer:
    """Makes a charter and a record of files that another system exported.

    `read` gets the files with these suffixes, the bytes by name, and never raises: what it cannot read it leaves out and tells.
    """

    format: str
    suffixes: tuple[str, ...]
    read: Callable[[Mapping[str, bytes]], Brought]


@frozen(kw_only=True)
class Calendar:
    """Public holidays. `closed_days(region, year)` returns the closed days with their names, or None for an unknown region."""

    name: str
    closed_days: Callable[[str, int], Mapping[date, str] | None]


# What is found by its format; of several with one format the first counts.
Formatted = TypeVar("Formatted", Writer, Exporter, Importer)


@frozen(kw_only=True)
class Parts:
    """All plugins, sorted by name, and what went wrong while they were loaded."""

    words: tuple[Word, ...]
    jurisdictions: tuple[Jurisdiction, ...] = ()
    statutes: tuple[Statute, ...] = ()
    readers: tuple[Reader, ...] = ()
    writers: tuple[Writer, ...] = ()
    exporters: tuple[Exporter, ...] = ()
    importers: tuple[Importer, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def codec(self) -> Codec:
        """The codec for the words of these parts."""
        return Codec(tuple(word.norm for word in self.words))

    def jurisdiction(self, name: str) -> Jurisdiction | None:
        """Return the installed jurisdiction with this id, or None."""
        return next((found for found in self.jurisdictions if found.id == name), None)

    def statute(self, name: str) -> Statute | None:
        """Return the installed statute with this id, or None."""
        return next((found for found in self.statutes if found.id == name), None)

    def reader(self, suffix: str) -> Reader | None:
        """Return the reader for files with this suffix, or None."""
        return next((reader for reader in self.readers if suffix.lower() in reader.suffixes), None)

    def writer(self, answer: str, name: str) -> Writer:
        """Return the writer of this answer in this format; raise `Misuse` naming the formats that there are."""
        mine = (writer for writer in self.writers if writer.answer == answer)
        return _in_format(mine, name, message("misuse.writer", format=name))

    def exporter(self, name: str) -> Exporter:
        """Return the exporter of this format; raise `Misuse` naming the formats that there are."""
        return _in_format(self.exporters, name, message("misuse.exporter", format=name))

    def importer(self, name: str) -> Importer:
        """Return the importer of this format; raise `Misuse` naming the formats that there are."""
        return _in_format(self.importers, name, message("misuse.importer", format=name))

    def closed_days(self, region: str, year: int) -> Mapping[date, str] | None:
        """Return the public holidays of a region in a year from the first calendar that knows it, or None."""
        answers = (calendar.closed_days(region, year) for calendar in self.calendars)
        return next((days for days in answers if days is not None), None)


def _in_format(parts: Iterable[Formatted], name: str, otherwise: Message) -> Formatted:
    """Return the part for a format; raise `Misuse` with what is said `otherwise`, naming the formats that there are."""
    by_format = {part.format: part for part in reversed(tuple(parts))}
    if name in by_format:
        return by_format[name]
    known = sorted(by_format)
    raise Misuse(otherwise, did_you_mean(name, known) or message("hint.known", known=", ".join(known)))
