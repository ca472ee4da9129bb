"""F8 · roof: records that grow. Events are checked as everywhere, and only then a byte is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from gremium import files
from gremium.codec.leaves import shown
from gremium.model.record import EVENTS, Event, Record
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Parts, Reader
from gremium.values.errors import Misuse
from gremium.values.finding import Finding, Severity, at_file, finding
from gremium.values.message import message
from gremium.workbench.fmt import written
from gremium.workbench.project import Document, read

KEY = "events"


@frozen(kw_only=True)
class Appended:
    """What became of events that were to be added to a record.

    `events` are those that are on the disk now: all of them, or none. `findings` say what is wrong with the others, each with the
    path of its event among those handed in (`events[0].since`). `torn` is what was cut off: a last line that was torn when an
    earlier writer died, and that nobody was told to be there.
    """

    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    torn: str = ""

    @property
    def refused(self) -> bool:
        """Whether something was wrong, so that nothing was written."""
        return any(one.severity is Severity.ERROR for one in self.findings)


def append(path: str | Path, *events: Event | Mapping[str, Any], parts: Parts | None = None) -> Appended:
    """Add events at the end of a record in JSON Lines, all of them or, if anything is wrong with one, none.

    `events` are events of the model, or mappings as they stand in a file. `parts` are the plugins to use (None: all installed
    ones; keep them if you append often). When this returns events, they are on the disk, and no crash takes them away again.
    Several processes may append to one file where the platform has `flock` (not on Windows). The rest of the record is not looked
    at: what an event means beside the others is told by `check`. Raises `Misuse` if there is no such file, or it is not in JSON
    Lines, would become too large or cannot be written; then nothing was added.
    """
    file = Path(path)
    if not files.is_file(file):
        raise Misuse(message("misuse.file", file=str(path)))
    if file.suffix.lower() != files.LINES:
        raise Misuse(message("misuse.append", file=str(path)), message("hint.convert"))
    used = parts if parts is not None else assemble()
    started, wrong, _ = read(used, files.head(file), Record)
    if started is None or not events:
        return Appended(findings=wrong)
    codec = used.codec
    raw = [codec.write(event, dates=False) if isinstance(event, EVENTS) else event for event in events]
    record, wrong = codec.read(Record, {**codec.write(started, dates=False), KEY: raw})
    if record is None:
        return Appended(findings=wrong)
    _, _, lines = written(used, record, files.LINES).partition("\n")
    torn = files.append(file, lines.encode()).decode("utf-8", "replace")
    cut = (finding("torn-line", read=shown(torn)),) if torn.strip() else ()
    return Appended(events=record.events, findings=at_file(cut, str(path), {}), torn=torn)


@frozen(kw_only=True)
class Told:
    """Events as they were handed in, what is wrong with the text, and the line of each event in it."""

    events: tuple[Any, ...] = ()
    findings: tuple[Finding, ...] = ()
    lines: Mapping[tuple[str | int, ...], int] = field(factory=dict)


def told(parts: Parts, document: Document) -> Told:
    """Return the events in a JSON text: one, a list of them, or one in each line. Raises `Misuse` if nobody reads JSON."""
    reader = parts.reader(".json")
    if reader is None:
        raise Misuse(message("misuse.writer", format=".json"))
    if document.text is None:
        return Told(findings=document.findings)
    text = document.text.removeprefix("\ufeff")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if text.lstrip().startswith("["):
        found = _listed(reader, text)
    elif len(lines) > 1 and reader.parse(lines[0][1]).data is not None:
        found = _in_lines(reader, lines)
    else:
        parsed = reader.parse(text)
        found = Told(events=(parsed.data,), findings=parsed.findings, lines=_numbered(lines[:1]))
    return Told(events=found.events, findings=at_file(found.findings, document.file, {}), lines=found.lines)


def _listed(reader: Reader, text: str) -> Told:
    parsed = reader.parse(f'{{"{KEY}": {text}}}')
    if parsed.data is not None and set(parsed.data) != {KEY}:  # a comma behind the list, and more
        return Told(findings=(finding("syntax", said="Extra data"),))
    return Told(events=tuple(parsed.data[KEY]) if parsed.data is not None else (), findings=parsed.findings)


def _in_lines(reader: Reader, lines: list[tuple[int, str]]) -> Told:
    parsed = [reader.parse(line) for _, line in lines]
    found = tuple(
        evolve(wrong, place=evolve(wrong.place, line=number))
        for (number, _), one in zip(lines, parsed, strict=True)
        for wrong in one.findings
    )
    return Told(events=tuple(one.data for one in parsed), findings=found, lines=_numbered(lines))


def _numbered(lines: Iterable[tuple[int, str]]) -> Mapping[tuple[str | int, ...], int]:
    """Return the line of each event, as paths name it."""
    return {(KEY, index): number for index, (number, _) in enumerate(lines)}
