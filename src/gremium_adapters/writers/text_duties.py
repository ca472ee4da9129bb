"""Text of what a body owes: a table of what, who, to whom, by when and how it stands, by each reading; then the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from gremium.evaluate.duty import Due, behind, by_when, named
from gremium.evaluate.turns import CAME
from gremium.explain.language import reason_lines
from gremium.plugins.parts import Context
from gremium.values.message import Message, message
from gremium.values.verdict import Verdict
from gremium_adapters.writers.layout import Notes, in_lines, numbered, tabled
from gremium_adapters.writers.naming import of_readings, who_in_words, with_questions, words


def owes(value: object) -> bool:
    """Return whether an answer tells what is owed."""
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, Due) for one in value)


def duties(verdict: Verdict[Any], context: Context, here: str = "") -> Iterator[object]:
    """Yield what an answer about duties says: the table, its sources, what stands behind each row, and what is missing.

    `here` is the body that was asked.
    """
    say = context.language
    told = list(verdict.readings) or [("", verdict)]
    headings = [say.term(f"duty.column-{name}") for name in ("reading", "what", "by", "to", "due", "state", "source")]
    notes: Notes = {}
    rows = [(reading, *_cells(due, notes, context, here)) for reading, one in told for due in one.value or ()]
    yield from tabled(headings, rows, context.width)
    yield from (f"[{number}] {note}" for note, number in notes.items())
    yield from reason_lines(with_questions(of_readings(verdict.reasons), context), say)
    labels = dict.fromkeys(part for reading, _ in told for part in reading.split(" "))
    yield from (f"  {say.term('reading.words', id=label, words=said)}" for label in labels if (said := words(label, context)))
    listed = [one.value or () for _, one in told]
    yield from dict.fromkeys(_behind(due, dues, context) for dues in listed for due in dues if any(behind(due)))
    missing = dict.fromkeys(name for one in (*(one for _, one in told), verdict) for name in one.missing)
    if missing:
        yield say.term("ask.missing", missing=", ".join(missing))


def _cells(due: Due, notes: Notes, context: Context, here: str) -> tuple[str, ...]:
    """Return what, who, to whom, by when, how it stands, and the numbers of its sources."""
    say = context.language
    state = say.term(f"duty.state-{due.state.value}")
    if due.state in CAME and due.met is not None:
        state = say.term("duty.met-on", state=state, day=due.met.isoformat())
    return (
        say.say(named(due)),
        _who(due.by, context, here),
        _who(due.to, context, here),
        say.say(by_when(due)),
        state,
        numbered((str(cite) for cite in due.cites), notes),
    )


def _who(refs: Sequence[str], context: Context, here: str) -> str:
    """Return bodies, parties and positions by their names, each in a line."""
    return "\n".join(in_lines(who_in_words(ref, context, here) for ref in refs)) if refs else ""


def _behind(due: Due, others: Iterable[Due], context: Context) -> str:
    """Return in one line what stands behind the state of something that is owed."""
    say = context.language
    called = {one.duty: say.say(named(evolve(one, for_=None))) for one in others}
    return f"{say.say(named(due))}: {'; '.join(say.say(_told(reason.said, called, context)) for reason in behind(due))}"


def _told(said: Message, called: Mapping[str, str], context: Context) -> Message:
    """Return what stands behind a state with what the charter says of a named day, and with other duties in words."""
    about = dict(said.params)
    if said.code == "reason.duty-counted":
        listed = (day for where in (context.charter, *context.charter.laws) for day in where.dates)
        day = next((day for day in listed if day.id == about["event"]), None)
        if day is not None and day.note is not None:
            return message("duty.counted-from", event=day.id, note=day.note)
    if said.code == "reason.duty-blocked":
        return message(said.code, duty=called.get(str(about["duty"]), about["duty"]))
    return said
