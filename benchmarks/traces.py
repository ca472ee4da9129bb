"""Where 10,000 proposals stand after 100,000 events, as a ratio to merely reading the lines of these events as JSON.

They are traced at most five times as long as the lines are read. Measures take a route of which the page can be read in two
ways: each of them is traced under both readings, and that is only told.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from gremium.evaluate.journey import trace
from gremium.evaluate.scope import Scope
from gremium.model.body import Body
from gremium.model.charter import Charter, Subject
from gremium.model.proposal import Did, Proposal, Step
from gremium.model.provision import Provision, Reading
from gremium.model.record import Event, Record
from gremium.model.source import Ambiguity, Source, Verified
from gremium.norms.route import Act, Answer, Onward, Route, Stage
from gremium.values.citation import Citation
from gremium.values.days import parse_length
from gremium.values.ref import Ref
from gremium.values.text import Text

PROPOSALS, RUNS, MOST = 10_000, 7, 5
DAY, FIRST = date(2026, 11, 21), date(2020, 1, 1)
CITES = (Citation("page", None),)
# What happens to each of them, a week apart.
STEPS = (
    (Did.PUT_ON_AGENDA, "office"),
    (Did.DELIBERATED, "office"),
    (Did.DEFERRED, "office"),
    (Did.DELIBERATED, "office"),
    (Did.FORWARDED, "office"),
    (Did.PUT_ON_AGENDA, "steering"),
    (Did.DELIBERATED, "steering"),
    (Did.TOOK_NOTE, "steering"),
    (Did.ANSWERED, "office"),
)


def way(*, through: bool = True) -> Route:
    """Return a route from the field through the office, or past it, into the steering group."""
    office = (Stage(id="forward", act=Act.FORWARD, at=(Ref(target="office"),), next=(Onward(to=("note",)),)),)
    onward = (Onward(to=("forward" if through else "note",)),)
    first = Stage(id="suggest", act=Act.SUGGEST, at=(Ref(target="field"),), next=onward)
    last = Stage(id="note", act=Act.TAKE_NOTE, at=(Ref(target="steering"),), within=parse_length("1 year"))
    return Route(stages=(first, *(office if through else ()), last), answer=Answer(within=parse_length("4 weeks")))


def town(events: tuple[Event, ...]) -> Scope:
    """Return a town with a route for ideas and one for measures, which can be read in two ways, and a record."""
    rules = (
        Provision(norm=way(), id="idea", cites=CITES, for_=("idea",)),
        Provision(norm=way(), id="measure", cites=CITES, for_=("measure",), reading=(Reading("office", ("through",)),)),
        Provision(norm=way(through=False), id="measure", cites=CITES, for_=("measure",), reading=(Reading("office", ("past",)),)),
    )
    said = Text.of({"en": "through the office, or past it"})
    names = ("field", "office", "steering")
    bodies = tuple(Body(id=name, kind=name, provisions=rules if name == "steering" else ()) for name in names)
    charter = Charter(
        id="town",
        kind="municipality",
        bodies=bodies,
        sources=(Source(id="page", title="Page", verified=Verified.READ),),
        subjects=(Subject(id="idea"), Subject(id="measure")),
        ambiguities=(Ambiguity(id="office", question=said, cites=CITES, readings=(("through", said), ("past", said))),),
    )
    return Scope(charter=charter, record=Record(record="facts", charter="town", events=events))


def facts(subject: str) -> tuple[tuple[Event, ...], list[str]]:
    """Return 100,000 events about matters of a subject, and each of them as a line of JSON."""
    events: list[Event] = []
    lines: list[str] = []
    for number in range(PROPOSALS):
        name = f"p{number}"
        day = FIRST + timedelta(days=number % 1000)
        events.append(Proposal(id=name, subject=subject, of="field", at=day))
        lines.append(json.dumps({"what": "proposal", "id": name, "subject": subject, "of": "field", "at": str(day)}))
        for did, body in STEPS:
            day += timedelta(days=7)
            events.append(Step(proposal=name, did=did, body=body, at=day))
            lines.append(json.dumps({"what": "step", "proposal": name, "did": did.value, "body": body, "at": str(day)}))
    return tuple(events), lines


def taken(work: Callable[[], object]) -> float:
    """Return how many seconds of the processor something takes, without the garbage collector."""
    gc.disable()
    start = time.process_time()
    work()
    took = time.process_time() - start
    gc.enable()
    return took


def measured(subject: str) -> tuple[float, float]:
    """Return how many seconds it takes to read the lines, and to trace the proposals: each at its best of several runs in turn.

    The tables of the record are made anew in every run, and counted.
    """
    events, lines = facts(subject)
    read, traced = float("inf"), float("inf")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "record.jsonl"
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        for _ in range(RUNS):
            gc.collect()
            read = min(read, taken(partial(reading, path)))
            traced = min(traced, taken(partial(tracing, town(events))))
    return read, traced


def reading(path: Path) -> None:
    """Read the lines of a file, and do nothing with them."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            json.loads(line)


def tracing(scope: Scope) -> None:
    """Find out where all proposals stand."""
    for number in range(PROPOSALS):
        trace(scope, f"p{number}", DAY)


def main() -> int:
    """Print the figures; exit with 1 if tracing takes too long where the sources are clear."""
    slow = False
    for subject, clear in (("idea", True), ("measure", False)):
        read, traced = measured(subject)
        told = f"read in {read:.2f} s, traced in {traced:.2f} s: {traced / read:.1f} times"
        print(f"{PROPOSALS:,} proposals, {'one reading' if clear else 'two readings'}: {told}")
        slow = slow or (clear and traced > MOST * read)
    print("too slow" if slow else f"at most {MOST} times")
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main())
