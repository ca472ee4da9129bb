"""How fast what a town has to show is made and exported, as ratios in one run: to one tenth of it, and to bare libraries.

- Making the view of 10,000 meetings takes at most 25 times as long as that of 1,000: nothing grows with the square.
- The exporter `ics` writes at least as many events per second as the package `icalendar` alone writes of the same ones.
- The exporters `csv`, `popolo` and `oparl` write objects; each is compared with `json.dumps` of merely the same objects, which
  knows them all beforehand, and takes at most so many times as long as stands in `MOST`. An object of OParl stands in its file,
  on pages of lists and in other objects; none is kept, so it is made anew for each.
- The exporters `ics` and `csv` write 100,000 meetings as a stream, `oparl` 10,000 as files of their own. What memory that takes
  beyond the view is measured in a process of its own, beside a tenth of the meetings, and is at most what stands in `ROOM`: less
  than what is written. (The high-water mark of the process counts all memory and slows nothing down; `tracemalloc` takes ten
  times as long.)

An exporter that is not installed is passed over, and told.
"""

from __future__ import annotations

import csv
import gc
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from attrs import evolve
from icalendar import Calendar, Event

from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.model.body import Body
from gremium.model.charter import Charter
from gremium.model.meeting import Item
from gremium.model.proposal import Did, Proposal, Step
from gremium.model.provision import Provision
from gremium.model.record import Audience, Holding, Meeting, Party, Record
from gremium.model.record import Event as Fact
from gremium.model.source import Source, Verified
from gremium.norms.seats import Seats
from gremium.norms.sitting import Publicity, Sitting
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Context, Exporter, Options, joined
from gremium.values.citation import Citation
from gremium.values.count import exactly
from gremium.values.days import on
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.workbench.publish import publish
from gremium.workbench.published import Dealt, Paper, Point, Published, Session

FEW, MANY, EXPORTED, RUNS = 1_000, 10_000, 2_000, 3
GROWTH, SLOWER_THAN_ICALENDAR = 25, 1
MOST: Mapping[str, int] = {"csv": 6, "popolo": 9, "oparl": 10}
# How many meetings are written, and how many MiB that may take beyond the view: that is names, and no content.
ROOM: Mapping[str, tuple[int, int]] = {"ics": (100_000, 40), "csv": (100_000, 8), "oparl": (10_000, 64)}
ITEMS, MIB, MEMORY, STATUS = 5, 1024 * 1024, "--memory", Path("/proc/self/status")
DAY, FIRST = date(2026, 11, 21), datetime.fromisoformat("2000-01-03T18:00")
PEOPLE = 60
CITES = (Citation("page", None),)


def text(said: str) -> Text:
    """Return a text in both languages."""
    return Text.of({"de": said, "en": said})


@cache
def town(meetings: int) -> Scope:
    """Return a town with a council of sixty, and so many meetings with three items and a proposal each."""
    rules = (
        Provision(norm=Seats(seats=exactly(PEOPLE)), id="members", cites=CITES),
        Provision(norm=Sitting(public=Publicity.PUBLIC), cites=CITES),
    )
    body = Body(id="council", kind="council", name=text("Council"), provisions=rules)
    facts: list[Fact] = []
    for number in range(PEOPLE):
        facts.append(Party(id=f"p{number}", name=f"Person {number}", disclosure=Audience.PUBLIC))
        facts.append(Holding(party=f"p{number}", position=Ref(target="council", position="members"), since=on(date(2000, 1, 1))))
    for number in range(meetings):
        at, id_ = FIRST + timedelta(hours=20 * number), f"m{number}"
        ends, name = at + timedelta(hours=2), text(f"Meeting {number}")
        facts.append(Meeting(id=id_, body="council", at=at, ends=ends, name=name, place=text("Town hall")))
        facts += (Item(id=f"{id_}-{place}", meeting=id_, name=text(f"Item {place}")) for place in range(3))
        facts.append(Proposal(id=f"v{number}", name=text(f"Proposal {number}"), of="council", at=at.date()))
        facts.append(Step(proposal=f"v{number}", did=Did.DECIDED, body="council", at=at, meeting=id_, item=f"{id_}-0"))
    charter = Charter(id="town", kind="town", bodies=(body,), sources=(Source(id="page", title="Page", verified=Verified.READ),))
    return Scope(charter=charter, record=Record(record="facts", charter="town", events=tuple(facts)))


def large(meetings: int) -> Published:
    """Return the view of a town with so many meetings, each with some items, and a proposal for each; all have the same names."""
    names = {what: text(f"{what} with a name as long as such names are") for what in ("Meeting", "Item", "Proposal")}
    place = text("Town hall")

    def session(number: int) -> Session:
        at, id_ = FIRST + timedelta(hours=20 * number), f"m{number}"
        proposals = (f"v{number}",)
        points = (Point(id=f"{id_}-{one}", name=names["Item"], proposals=proposals if one == 0 else ()) for one in range(ITEMS))
        ends = at + timedelta(hours=2)
        return Session(id=id_, bodies=("council",), at=at, ends=ends, name=names["Meeting"], place=place, points=tuple(points))

    def paper(number: int) -> Paper:
        at, id_ = (FIRST + timedelta(hours=20 * number)).date(), f"m{number}"
        step = Dealt(did=Did.DECIDED, body="council", at=at, meeting=id_, item=f"{id_}-0")
        return Paper(id=f"v{number}", name=names["Proposal"], of="council", at=at, steps=(step,))

    sessions, papers = tuple(map(session, range(meetings))), tuple(map(paper, range(meetings)))
    return evolve(publish(town(1), DAY), sessions=sessions, papers=papers)


def about() -> Context:
    """Return what an exporter gets beside the view."""
    return Context(charter=town(1).charter, language=language("en"), stamp=datetime(2026, 1, 1, tzinfo=UTC))


def asked(exporter: Exporter) -> Options:
    """Return what is asked of an exporter."""
    return Options(base="https://town.example" if exporter.format == "oparl" else None)


def through(files: Mapping[str, Iterable[bytes]]) -> int:
    """Go through all pieces of all files and keep none; return how many bytes they have."""
    return sum(len(piece) for pieces in files.values() for piece in pieces)


def highest() -> int:
    """Return how many bytes of memory this process has had at most.

    On Linux `ru_maxrss` begins with what the process had that started this one; the status of the process does not.
    """
    if STATUS.exists():
        return next(int(line.split()[1]) * 1024 for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
    import resource  # noqa: PLC0415  # Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def memory(format_: str, meetings: int) -> None:
    """Print how many bytes are written of a view with so many meetings, and how much memory that takes beyond it."""
    exporter = assemble().exporter(format_)
    shown = large(meetings)
    through(exporter.write(large(1), about(), asked(exporter)))  # so that all is imported
    before = highest()
    written = through(exporter.write(shown, about(), asked(exporter)))
    print(written, highest() - before)


def room(format_: str) -> bool:
    """Measure how much memory an export takes of so many meetings, and of a tenth of them; return whether it is too much."""
    meetings, most = ROOM[format_]
    took = 0.0
    for number in (meetings // 10, meetings):
        command = (sys.executable, __file__, MEMORY, format_, str(number))
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        written, took = (int(one) / MIB for one in said.split())
        print(f"{format_}: {number:,} meetings, {written:.1f} MiB written, {took:.1f} MiB of memory (at most {most})")
    return took > most


def taken(*works: Callable[[], object]) -> list[float]:
    """Return how many seconds of the processor each of these takes, at its best of several runs in turn."""
    best = [float("inf")] * len(works)
    for _ in range(RUNS):
        for place, work in enumerate(works):
            gc.collect()
            gc.disable()
            start = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - start)
            gc.enable()
    return best


def bare_calendar(shown: Published) -> bytes:
    """Return the meetings as the package `icalendar` writes them, with what a feed has to say of each."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//bare//EN")
    for one in shown.sessions:
        event = Event()
        event.add("uid", f"{one.id}@town")
        for stamp in ("dtstamp", "created", "last-modified"):
            event.add(stamp, datetime(2026, 1, 1, tzinfo=UTC))
        event.add("sequence", 0)
        event.add("dtstart", one.at)
        event.add("dtend", one.ends)
        event.add("summary", str(one.name))
        event.add("location", str(one.place))
        event.add("status", "TENTATIVE")
        event.add("description", "\n".join(str(point.name) for point in one.points))
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def objects(files: Mapping[str, bytes]) -> Iterator[object]:
    """Yield the objects of an export: the rows of tables, the entries of the lists of a JSON file, or a file of its own each."""
    for name, content in files.items():
        if name.endswith(".csv"):
            yield from csv.reader(io.StringIO(content.decode(), newline=""))
        elif name:
            yield json.loads(content)
        else:
            yield from (one for listed in json.loads(content).values() for one in listed)


def dumped(found: list[object]) -> int:
    """Write objects as JSON, one by one; return how many bytes that were."""
    return sum(len(json.dumps(one, ensure_ascii=False).encode()) for one in found)


def growth() -> bool:
    """Measure how the view grows with the record; return whether that is too much."""
    few, many = taken(*(partial(publish, evolve(town(meetings)), DAY) for meetings in (FEW, MANY)))
    times = many / few
    print(f"view of {MANY:,} meetings in {many:.2f} s, of {FEW:,} in {few:.2f} s: {times:.1f} times (at most {GROWTH})")
    return times > GROWTH


def feed(shown: Published, exporter: Exporter, context: Context) -> bool:
    """Measure a feed beside the package `icalendar`; return whether it is too slow."""
    mine, bare = taken(lambda: through(exporter.write(shown, context, Options())), lambda: bare_calendar(shown))
    events = len(shown.sessions)
    told = f"{events / mine:,.0f} events per second, icalendar alone {events / bare:,.0f}"
    print(f"ics: {told}: {mine / bare:.2f} times as long (at most {SLOWER_THAN_ICALENDAR})")
    return mine > SLOWER_THAN_ICALENDAR * bare


def listed(shown: Published, exporter: Exporter, context: Context) -> bool:
    """Measure an exporter of objects beside `json.dumps`; return whether it is too slow."""
    options = asked(exporter)
    found = list(objects(joined(exporter.write(shown, context, options))))
    mine, bare = taken(lambda: through(exporter.write(shown, context, options)), partial(dumped, found))
    most = MOST[exporter.format]
    told = f"{len(found) / mine:,.0f} objects per second, json.dumps alone {len(found) / bare:,.0f}"
    print(f"{exporter.format}: {told}: {mine / bare:.1f} times as long (at most {most})")
    return mine > most * bare


def main() -> int:
    """Print the figures; exit with 1 if something is too slow, or takes too much memory."""
    if MEMORY in sys.argv:
        memory(sys.argv[2], int(sys.argv[3]))
        return 0
    slow = growth()
    shown = publish(town(EXPORTED), DAY)
    context = Context(charter=town(EXPORTED).charter, language=language("en"), stamp=datetime(2026, 1, 1, tzinfo=UTC))
    exporters = {one.format: one for one in assemble().exporters}
    for format_ in ("ics", *MOST):
        if format_ not in exporters:
            print(f"{format_}: not installed")
        else:
            slow |= (feed if format_ == "ics" else listed)(shown, exporters[format_], context)
    over = sum(room(format_) for format_ in ROOM if format_ in exporters)
    print("too slow" if slow else "fast enough", "too large" if over else "small enough", sep=", ")
    return int(slow or over > 0)


if __name__ == "__main__":
    raise SystemExit(main())
