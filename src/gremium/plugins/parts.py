"""Parts: everything that plugins bring, as one frozen value that is passed by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from attrs import field, frozen

from gremium.codec import Codec
from gremium.explain.language import Language
from gremium.model.charter import Charter
from gremium.model.record import Audience
from gremium.model.word import Word
from gremium.values.errors import Misuse
from gremium.values.finding import Finding
from gremium.values.message import message
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
class Calendar:
    """Public holidays. `closed_days(region, year)` returns the closed days with their names, or None for an unknown region."""

    name: str
    closed_days: Callable[[str, int], Mapping[date, str] | None]


@frozen(kw_only=True)
class Parts:
    """All plugins, sorted by name, and what went wrong while they were loaded."""

    words: tuple[Word, ...]
    jurisdictions: tuple[Jurisdiction, ...] = ()
    statutes: tuple[Statute, ...] = ()
    readers: tuple[Reader, ...] = ()
    writers: tuple[Writer, ...] = ()
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
        for writer in self.writers:
            if (writer.answer, writer.format) == (answer, name):
                return writer
        known = sorted(writer.format for writer in self.writers if writer.answer == answer)
        raise Misuse(
            message("misuse.writer", format=name),
            did_you_mean(name, known) or message("hint.known", known=", ".join(known)),
        )

    def closed_days(self, region: str, year: int) -> Mapping[date, str] | None:
        """Return the public holidays of a region in a year from the first calendar that knows it, or None."""
        answers = (calendar.closed_days(region, year) for calendar in self.calendars)
        return next((days for days in answers if days is not None), None)
