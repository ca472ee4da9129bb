"""Text of where a proposal stands: what is to be done by whom, what is in the way, and the steps that it took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gremium.evaluate.replay import Moved
from gremium.evaluate.standing import Journey
from gremium.evaluate.telling import came
from gremium.explain.language import reason_lines
from gremium.plugins.parts import Context
from gremium.values.verdict import Verdict
from gremium.workbench.ask import Asked
from gremium_adapters.writers.layout import Notes, closed_up, numbered, printed, tabled
from gremium_adapters.writers.naming import body_or_party, by_reading, each, with_questions, worded


def journey(asked: Asked, context: Context) -> bytes:
    """Return where a proposal stands: what is to be done by whom, what is in the way, and the steps that it took."""
    return closed_up(printed([*_journey(asked, context), context.language.term("show.legal")], context))


def _journey(asked: Asked, context: Context) -> Iterator[object]:
    say, verdict = context.language, asked.verdict
    values = [one.value for _, one in each(verdict) if one.value is not None]
    name = say.text(values[0].name, str(asked.proposal)) if values else str(asked.proposal)
    outcome = say.term(f"outcome.{verdict.outcome.value}")
    yield say.term("proposal.heading", proposal=name, day=asked.at.isoformat(), outcome=outcome)
    yield from _told(verdict, context)


def _told(verdict: Verdict[Journey], context: Context, depth: int = 1) -> Iterator[object]:
    """Yield the reasons of an answer and the steps, then the same under every reading."""
    say, indent = context.language, "  " * depth
    yield from (f"{indent}{line}" for line in reason_lines(with_questions(verdict.reasons, context), say))
    if verdict.missing:
        yield indent + say.term("ask.missing", missing=", ".join(verdict.missing))
    if verdict.withheld:
        yield indent + say.term("show.withheld", audience=say.term(f"audience.{context.audience.name.lower()}"))
    if verdict.value is not None and verdict.value.history:
        yield from _steps(verdict.value.history, context)
    for label, reading in verdict.readings:
        yield from ("", indent + by_reading(label, reading, context))
        yield from _told(reading, context, depth + 1)


def _steps(history: Sequence[Moved], context: Context) -> Iterator[object]:
    """Yield the steps as a table, with the clause of the rule by which each of them went."""
    say = context.language
    notes: Notes = {}
    headings = [say.term(f"proposal.{name}") for name in ("day", "did", "who", "stage", "outcome", "note", "clause")]
    steps = []
    for one in history:
        did = say.term(f"did.{one.did.value}") if one.did is not None else say.term("journey.silence")
        by = context.names.get(one.by, one.by) if one.by is not None else ""
        who = "; ".join(part for part in (body_or_party(one.body, context) if one.body else "", by) if part)
        stage = _stage(one.stage, one, context) if one.stage is not None else ""
        outcome = worded(came(one.outcome), context) if one.outcome is not None else ""
        clause = numbered(map(str, one.ruling.cites), notes)
        steps.append((one.at.isoformat(), did, who, stage, outcome, _note(one, context), clause))
    yield from tabled(headings, steps, context.width)
    yield from (f"[{number}] {note}" for note, number in notes.items())


def _stage(id_: str, of: Moved, context: Context) -> str:
    return context.language.text(of.ruling.names.get(id_), id_)


def _note(one: Moved, context: Context) -> str:
    """Return what is remarkable about a step: what the rules do not know of it, or that it could not wait."""
    say = context.language
    said = [say.term("proposal.urgent")] if one.urgent else []
    said += [say.term(f"amiss.{one.amiss.value}")] if one.amiss is not None else []
    skipped = "; ".join(_stage(id_, one, context) for id_ in one.skipped)
    return "; ".join(said) + (f": {skipped}" if skipped else "")
