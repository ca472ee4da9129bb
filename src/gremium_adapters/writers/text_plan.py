"""Text of a plan: the days in order, then what each body's rules ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from gremium.evaluate.cadence import Demand
from gremium.explain.language import Language, cited, reason_lines
from gremium.explain.rules import cadence_in_words
from gremium.model.record import Meeting
from gremium.plan.calendar import BodyYear, Plan
from gremium.plugins.parts import Context
from gremium_adapters.writers.layout import printed, row, table
from gremium_adapters.writers.naming import reading_named, with_questions


def plan(answer: Plan, context: Context) -> bytes:
    """Return the plan of a year: the days in order, then what each body's rules ask for and what is left open."""
    return printed(_plan(answer, context), context)


def _plan(answer: Plan, context: Context) -> Iterator[object]:
    say = context.language
    charter = say.text(context.charter.name, answer.jurisdiction)
    yield say.term("plan.heading", name=charter, year=answer.year)
    days = table(say.term("plan.day"), say.term("plan.body"), say.term("plan.state"))
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
    for cells in sorted(rows):
        row(days, *cells)
    yield days
    yield say.term("plan.rules")
    for body in answer.bodies:
        yield from _body(body, context)
    yield say.term("show.legal")


def _day_and_time(meeting: Meeting) -> str:
    return f"{meeting.at:%Y-%m-%d %H:%M}" if isinstance(meeting.at, datetime) else meeting.at.isoformat()


def _body(body: BodyYear, context: Context) -> Iterator[str]:
    say = context.language
    yield f"{say.text(body.name, body.body)}:"
    if body.verdict.readings:
        yield from reason_lines(with_questions(body.verdict.reasons, context), say, 1)
    for label, verdict in body.verdict.readings:
        yield f"  {say.term('show.reading', reading=reading_named(label, context))}"
        for demand in verdict.value or ():
            yield from _demand(demand, say, 2)
        yield from reason_lines(tuple(r for d in verdict.value or () for r in d.open), say, 2)
    for demand in body.verdict.value or ():
        yield from _demand(demand, say, 1)
        yield from reason_lines(demand.open, say, 1)
    if body.verdict.value is None and not body.verdict.readings:
        yield from reason_lines(with_questions(body.verdict.reasons, context), say, 1)
    yield from reason_lines(body.impossible, say, 1)


def _demand(demand: Demand, say: Language, depth: int) -> Iterator[str]:
    for rule in demand.rules:
        source = f" [{cited(rule.cites)}]" if rule.cites else ""
        strength = say.term(f"strength.{rule.provision.strength.value}")
        yield f"{'  ' * depth}{cadence_in_words(rule.norm, say)} ({strength}){source}"
