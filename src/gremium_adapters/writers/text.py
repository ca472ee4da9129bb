"""Text for people: tables as the command line prints them, laid out by the `rich` package without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING

from gremium.evaluate.cadence import Demand
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import Located, topic, unstated
from gremium.evaluate.seats import GroupOnDay, Roster, Seat
from gremium.explain.language import Language, cited, reason_lines
from gremium.explain.rules import cadence_in_words
from gremium.model.provision import Strength
from gremium.model.record import Meeting
from gremium.plan.calendar import BodyYear, Plan
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Writer
from gremium.values.count import in_words
from gremium.values.message import Message
from gremium.values.verdict import Verdict
from gremium.workbench.show import BodyLine, Overview

if TYPE_CHECKING:
    from rich.table import Table


def _print(parts: Iterable[object], context: Context) -> bytes:
    """Lay out tables and lines in the width of the context; no line ends with blanks."""
    from rich.console import Console  # noqa: PLC0415  # imported where it is needed: listing writers does not need it

    console = Console(file=StringIO(), width=context.width, no_color=True, highlight=False, markup=False, emoji=False)
    for part in parts:
        console.print(_folded(part, context.width) if isinstance(part, str) else part)
    file = console.file
    text = file.getvalue() if isinstance(file, StringIO) else ""
    return ("\n".join(line.rstrip() for line in text.splitlines()) + "\n").encode()


def _folded(line: str, width: int) -> str:
    """Break a long line; what follows is indented two columns deeper than the line itself."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or line


def _table(*headings: str) -> Table:
    from rich import box  # noqa: PLC0415  # as above
    from rich.table import Table  # noqa: PLC0415  # as above

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _row(table: Table, *cells: str) -> None:
    """Add a row; cells are plain text, nothing in them is markup."""
    from rich.text import Text  # noqa: PLC0415  # as above

    table.add_row(*(Text(cell) for cell in cells))


# ── overview ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def overview(answer: Overview, context: Context) -> bytes:
    """Return the bodies of a jurisdiction as a table."""
    say = context.language
    table = _table(say.term("show.id"), say.term("show.name"), say.term("show.kind"), say.term("show.state"))
    for body in answer.bodies:
        _row(table, body.id, say.text(body.name), body.kind, _existence(body, say))
    name = say.text(answer.name, answer.jurisdiction)
    heading = say.term("show.bodies", id=answer.jurisdiction, name=name, day=str(answer.at))
    return _print([heading, table, say.term("show.legal")], context)


def _existence(body: BodyLine, say: Language) -> str:
    return say.term("show.planned") if body.planned else say.term(f"show.exists-{body.exists.value}")


# ── roster ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def roster(answer: Verdict[Roster], context: Context) -> bytes:
    """Return who sits in a body as a table, with its clauses and what is open."""
    return _print([*_roster(answer, context), context.language.term("show.legal")], context)


def _roster(answer: Verdict[Roster], context: Context) -> Iterator[object]:
    say = context.language
    if answer.value is None:
        yield from reason_lines(answer.reasons, say)
        for label, reading in answer.readings:
            yield ""
            yield say.term("show.reading", reading=label)
            yield from _roster(reading, context)
        return
    value = answer.value
    name = say.text(value.name, value.body)
    yield say.term("show.heading", name=name, id=value.body, day=value.at.isoformat(), size=in_words(value.size))
    if not context.record_given:
        yield say.term("show.no-record")
    notes: dict[str, int] = {}
    table = _table(say.term("show.group"), say.term("show.seat"), say.term("show.holder"), say.term("show.why"))
    for group in value.groups:
        for cells in _group(group, context, notes):
            _row(table, *cells)
    table.columns[0].max_width = context.width * 27 // 100
    table.columns[1].min_width = min(38, context.width * 32 // 100)
    table.columns[3].min_width = 10
    yield table
    yield from (f"[{number}] {note}" for note, number in notes.items())
    yield from reason_lines(tuple(reason for reason in answer.reasons if reason.said.code != "reason.seats"), say)
    body = context.charter.body_by_id.get(value.body)
    silent = unstated(Located(charter=context.charter, body=body)) if body is not None else ()
    if silent:
        yield say.term("show.silent", topics=", ".join(_topic(name, say) for name in silent))


def _topic(name: str, say: Language) -> str:
    """Return a topic on which the sources are silent in the reader's language."""
    known = topic(name)
    return say.say(known) if isinstance(known, Message) else name


def _group(group: GroupOnDay, context: Context, notes: dict[str, int]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of one group: one for each seat, or one for an open circle and its participants.

    `notes` collects the citations; a row shows only their numbers.
    """
    say = context.language
    title = say.text(group.name, group.id)
    why = " ".join(f"[{notes.setdefault(note, len(notes) + 1)}]" for note in _why(group, say))
    fixed = group.open_to is None and group.number.exact
    if not fixed:
        yield title, say.text(group.open_to) or group.id, _participants(group, say), why
        title = why = ""
    for seat in group.seats:
        if group.open_to is None or seat.holder is not None or seat.withheld:
            sources = dict.fromkeys(str(cite) for reason in seat.reasons for cite in reason.cites if cite not in group.cites)
            own = " ".join(f"[{notes.setdefault(source, len(notes) + 1)}]" for source in sources)
            yield title, seat.of or (group.id if title else ""), _occupant(seat, context), f"{why} {own}".strip()
            title = why = ""


def _why(group: GroupOnDay, say: Language) -> Iterator[str]:
    """Yield what a group rests on: its citations, how strongly they bind if not fully, and what was assumed."""
    inherited = f" {say.term('show.inherited')}" if group.inherited else ""
    yield from (f"{cite}{inherited}" for cite in group.cites)
    if not group.cites:
        yield group.provision
    if group.strength is not Strength.MUST:
        yield say.term(f"strength.{group.strength.value}")
    if group.assumption is not None:
        yield say.term("show.assumption", text=group.assumption)


def _participants(group: GroupOnDay, say: Language) -> str:
    """Return how many may sit in a group, and how many of them are known."""
    number = say.term("show.any-number") if not group.number.stated or group.open_to else say.say(in_words(group.number))
    known = sum(seat.holder is not None or seat.withheld for seat in group.seats)
    return f"{number}; {say.term('show.participants', n=known)}" if known else number


def _occupant(seat: Seat, context: Context) -> str:
    say = context.language
    if seat.withheld:
        return say.term("show.withheld", audience=say.term(f"audience.{context.audience.name.lower()}"))
    name = context.names.get(seat.holder, seat.holder) if seat.holder else ""
    if seat.state is SeatState.FILLED:
        return name if seat.certain else f"{name} ({say.term('show.open')})"
    if not context.record_given and all(reason.said.code == "reason.no-record" for reason in seat.reasons):
        return say.term("show.open")
    told = "; ".join(say.say(reason.said) for reason in seat.reasons)
    if seat.state is SeatState.VACANT:
        return f"{say.term('show.vacant')}: {told}"
    return f"{name + ', ' if name else ''}{say.term('show.open')}: {told}"


# ── plan ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def plan(answer: Plan, context: Context) -> bytes:
    """Return the plan of a year: the days in order, then what each body's rules ask for and what is left open."""
    return _print(_plan(answer, context), context)


def _plan(answer: Plan, context: Context) -> Iterator[object]:
    say = context.language
    charter = say.text(context.charter.name, answer.jurisdiction)
    yield say.term("plan.heading", name=charter, year=answer.year)
    table = _table(say.term("plan.day"), say.term("plan.body"), say.term("plan.state"))
    rows = [
        (meeting.day.isoformat(), say.text(body.name, body.body), say.term("plan.tentative"))
        for body in answer.bodies
        for meeting in body.proposed
    ]
    rows += [
        (_day_and_time(meeting), say.text(body.name, body.body), say.term(f"meeting.{meeting.state.value}"))
        for body in answer.bodies
        for meeting in body.recorded
    ]
    for row in sorted(rows):
        _row(table, *row)
    yield table
    yield say.term("plan.rules")
    for body in answer.bodies:
        yield from _body(body, say)
    yield say.term("show.legal")


def _day_and_time(meeting: Meeting) -> str:
    return f"{meeting.at:%Y-%m-%d %H:%M}" if isinstance(meeting.at, datetime) else meeting.at.isoformat()


def _body(body: BodyYear, say: Language) -> Iterator[str]:
    yield f"{say.text(body.name, body.body)}:"
    if body.verdict.readings:
        yield from reason_lines(body.verdict.reasons, say, 1)
    for label, verdict in body.verdict.readings:
        yield f"  {say.term('show.reading', reading=label)}"
        for demand in verdict.value or ():
            yield from _demand(demand, say, 2)
        yield from reason_lines(tuple(r for d in verdict.value or () for r in d.open), say, 2)
    for demand in body.verdict.value or ():
        yield from _demand(demand, say, 1)
        yield from reason_lines(demand.open, say, 1)
    if body.verdict.value is None and not body.verdict.readings:
        yield from reason_lines(body.verdict.reasons, say, 1)
    yield from reason_lines(body.impossible, say, 1)


def _demand(demand: Demand, say: Language, depth: int) -> Iterator[str]:
    for rule in demand.rules:
        source = f" [{cited(rule.cites)}]" if rule.cites else ""
        strength = say.term(f"strength.{rule.provision.strength.value}")
        yield f"{'  ' * depth}{cadence_in_words(rule.norm, say)} ({strength}){source}"


@hookimpl
def gremium_writers() -> tuple[Writer, ...]:
    """Return the writers of text."""
    return (
        Writer(format="text", answer="overview", write=overview),
        Writer(format="text", answer="roster", write=roster),
        Writer(format="text", answer="plan", write=plan),
    )
