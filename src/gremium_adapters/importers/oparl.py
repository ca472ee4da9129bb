"""OParl 1.0 and 1.1: a tree of JSON files becomes a skeleton charter and a record; every repair and every loss is told.

A tree is a folder of files, each with one object, a list of objects, or a page of an external list. Nothing is fetched: what a
tree names and does not have is told as dangling. Of persons only the name is taken. What OParl cannot say of a body (its quorum,
its notice, its terms …) is listed as unstated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from gremium.model.record import Event, Record
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Brought, Importer
from gremium.values.message import Message, message
from gremium_adapters.importers.oparl_bodies import Bodies
from gremium_adapters.importers.oparl_files import Told, pages
from gremium_adapters.importers.oparl_meetings import Meetings
from gremium_adapters.importers.oparl_names import Names
from gremium_adapters.importers.oparl_schema import LEFT, TAKEN, TECHNICAL
from gremium_adapters.importers.oparl_things import Things

# Types without which there is nothing to make a charter or a record of.
NEEDED = ("Body", "Organization", "Person", "Meeting", "Paper")


def read(files: Mapping[str, bytes]) -> Brought:
    """Return the charter and the record that a tree tells, by the bytes of its files; neither if there is nothing in it."""
    told = Told()
    things = Things(pages(files, told), told)
    if not any(things.of(kind) for kind in NEEDED):
        return Brought(repairs=tuple(told.found.values()))
    untaken: Counter[str] = Counter()
    names = Names()
    bodies = Bodies(things, names, untaken)
    meetings = Meetings(things, names, bodies, untaken)
    met = tuple(meetings.events())
    charter = bodies.charter(meetings.subjects.values())
    events: tuple[Event, ...] = (*bodies.found, *bodies.terms(), *bodies.holdings(), *met)
    record = Record(record=charter.id, charter=charter.id, events=events)
    left = tuple(_untaken(things, untaken))
    return Brought(charter=charter, record=record, repairs=tuple(told.found.values()), untaken=left)


def _untaken(things: Things, untaken: Counter[str]) -> Iterator[Message]:
    """Yield what the tree has and neither charter nor record takes: how much, never what it says."""
    deleted = sum(one.deleted and "deleted" in one.said for one in things.by_id.values())
    counted = {
        "untaken.deleted": deleted,
        "untaken.elsewhere": untaken["elsewhere"],
        "untaken.lost": untaken["lost"],
        "untaken.memberships": untaken["memberships"],
        "untaken.terms": untaken["terms"],
        "untaken.meetings": untaken["meetings"],
        "untaken.consultations": untaken["consultations"],
        "untaken.results": untaken["results"],
        "untaken.originators": untaken["originators"],
        "untaken.participants": untaken["participants"],
        "untaken.files": len(things.of("File")),
    }
    yield from (message(code, n=number) for code, number in counted.items() if number)
    if things.strange:
        yield message("untaken.strange", kinds=_listed(things.strange))
    others = 0
    for kind in LEFT:
        left = Counter(key for one in things.of(kind) for key in (*one.said, *one.refs) if key not in TAKEN[kind] | TECHNICAL)
        known = Counter({key: number for key, number in left.items() if key in LEFT[kind]})
        others += sum(left.values()) - sum(known.values())
        if known:
            yield message("untaken.properties", kind=kind, keys=_listed(known))
    if others:
        yield message("untaken.other", n=others)


def _listed(count: Counter[str]) -> str:
    """Return what was counted in words, the first thirty of it."""
    shown = [f"{word} ({number})" for word, number in sorted(count.items())]
    return ", ".join([*shown[:30], *(["…"] if shown[30:] else [])])


@hookimpl
def gremium_importers() -> tuple[Importer, ...]:
    """Return the importer of OParl."""
    return (Importer(format="oparl", suffixes=(".json",), read=read),)
