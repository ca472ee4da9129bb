"""JSON Lines, for records that grow: the head in the first line, then one event in each line.

An event is appended in a single write, with its line end. So a last line without an end was torn while it was written: nobody was
told that it is there, and it is left out with a finding. A broken line before it is an error, as in every other format.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from gremium.codec.leaves import shown
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Parsed, Reader
from gremium.values.finding import Finding, Place, finding
from gremium.values.message import message
from gremium_adapters.readers.json import MAX_DEPTH
from gremium_adapters.readers.json import parse as parse_json

EVENTS = "events"


def parse(text: str) -> Parsed:
    """Read a head and the events that follow it; blank lines are skipped, and a torn last line is left out and told."""
    whole, _, torn = text.removeprefix("\ufeff").rpartition("\n")
    lines = [(number, line) for number, line in enumerate(whole.split("\n"), 1) if line.strip()]
    if not lines:
        return Parsed(data=None, findings=(finding("head-torn") if torn.strip() else finding("file-empty"),))
    at, first = lines[0]
    head = parse_json(first)
    if head.data is None:  # then it is no such file, and its other lines say nothing
        return Parsed(data=None, findings=tuple(_at(at, head.findings)))
    found: list[Finding] = []
    if EVENTS in head.data:
        inside = finding("unknown-key", (EVENTS,), key=EVENTS, hint=message("hint.event-in-a-line"))
        found += _at(at, (inside,))
    events: list[Any] = []
    for number, line in lines[1:]:
        event, wrong = _event(line)
        found += _at(number, wrong, EVENTS, len(events))
        events.append(event)
    if found:
        return Parsed(data=None, findings=tuple(found))
    where: dict[tuple[str | int, ...], int] = {(key,): at for key in head.data}
    where |= {(EVENTS, index): number for index, (number, _) in enumerate(lines[1:])}
    data = {**head.data, EVENTS: events} if events else head.data
    return Parsed(data=data, findings=tuple(_left_out(torn, whole.count("\n") + 2, len(events))), lines=where)


def _event(line: str) -> tuple[Any, tuple[Finding, ...]]:
    """Return what stands in a line, and what is wrong with it. Who can explain is only asked where something is wrong."""
    if line.count("{") + line.count("[") <= MAX_DEPTH:
        try:
            event = _QUICK.decode(line)
        except ValueError:
            event = None
        if isinstance(event, dict):
            return event, ()
    explained = parse_json(line)
    return explained.data, explained.findings


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


def _no_number(_text: str) -> Any:
    raise ValueError


_QUICK = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)


def _at(line: int, found: tuple[Finding, ...], *above: str | int) -> Iterator[Finding]:
    """Yield findings with the line of the file, and their path below the event that stands there."""
    return (evolve(one, place=Place(path=(*above, *one.place.path), line=line)) for one in found)


def _left_out(torn: str, line: int, event: int) -> Iterator[Finding]:
    """Yield what is to say about a last line without an end. One that is whole but for that may have been written by hand."""
    if torn.strip():
        whole = parse_json(torn).data is not None
        hint = message("hint.torn-whole") if whole else message("hint.torn-part")
        yield from _at(line, (finding("torn-line", hint=hint, read=shown(torn)),), EVENTS, event)


def canonical(_text: str, data: Mapping[str, Any]) -> str:
    """Return the canonical text of a record: the head, then one event in each line; keys in the order of the model."""
    head = {key: value for key, value in data.items() if key != EVENTS}
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in (head, *data.get(EVENTS, ())))


@hookimpl
def gremium_readers() -> tuple[Reader, ...]:
    """Return the reader of JSON Lines."""
    return (Reader(name="jsonl", suffixes=(".jsonl",), parse=parse, canonical=canonical, dates=False),)
