"""Text of other answers: what changes between two days, and any question with the rules that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from attrs import evolve

from gremium.evaluate.apportionment import Shared
from gremium.evaluate.aspects import Ruled
from gremium.evaluate.balloting import Elected
from gremium.evaluate.delegation import Sent
from gremium.evaluate.delta import Change, Delta, SeatChange
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import topic
from gremium.evaluate.seats import Seat
from gremium.evaluate.term import Terms
from gremium.explain.language import cited, reason_lines
from gremium.explain.rules import IN_WORDS
from gremium.lint.walk import provisions
from gremium.model.provision import Provision
from gremium.norms.route import Route
from gremium.plugins.parts import Context
from gremium.values.actor import in_words as done
from gremium.values.actor import named
from gremium.values.count import in_words
from gremium.values.finding import dotted
from gremium.values.message import Message, message
from gremium.values.verdict import Outcome, Reason, Verdict
from gremium.workbench.ask import Asked
from gremium_adapters.writers.layout import closed_up, indented, numbered, printed, row, table
from gremium_adapters.writers.naming import reading_named, with_questions
from gremium_adapters.writers.text_duties import duties, owes
from gremium_adapters.writers.text_elections import elected
from gremium_adapters.writers.text_journeys import journey
from gremium_adapters.writers.text_roster import roster
from gremium_adapters.writers.text_routes import ways
from gremium_adapters.writers.text_shares import shares

# Parameters of reasons that are ids of persons.
PERSONS = ("party", "member", "candidate")

# ── what changes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def delta(answer: tuple[Verdict[Delta], ...], context: Context) -> bytes:
    """Return what changes in bodies from one day to another, body by body; those in which nothing changes are left out."""
    return printed([*_delta(answer, context), context.language.term("show.legal")], context)


def _delta(answer: tuple[Verdict[Delta], ...], context: Context) -> Iterator[object]:
    say = context.language
    values = [one.value for one in answer if one.value is not None]
    changed = any(not value.empty for value in values)
    if not changed and values:
        yield say.term("delta.nothing", earlier=values[0].earlier.isoformat(), later=values[0].later.isoformat())
    for one in answer:
        if one.value is not None and not one.value.empty:
            yield from _body(one.value, one.reasons, context)
    for one in answer:
        if one.value is None:
            yield from reason_lines(one.reasons, say)


def _body(value: Delta, reasons: Iterable[Reason], context: Context) -> Iterator[object]:
    """Yield what changes in one body, and whether the body itself is not there on one of the days."""
    say = context.language
    yield say.term(
        "delta.heading",
        name=say.text(value.name, value.body),
        id=value.body,
        earlier=value.earlier.isoformat(),
        later=value.later.isoformat(),
        before=in_words(value.before),
        after=in_words(value.after),
    )
    notes: dict[str, int] = {}
    seats = table(say.term("delta.change"), say.term("show.seat"), say.term("delta.before"), say.term("delta.after"),
                  say.term("delta.why"))  # fmt: skip
    rows = []
    for change in value.changes:
        why = numbered(_sources(change.reasons, context), notes)
        rows.append((say.term(f"delta.{_name(change)}"), _seat(change, value, context), *_holders(change, context), why))
    for (what, *cells), times in ((cells, len(tuple(alike))) for cells, alike in groupby(rows)):
        row(seats, what if times == 1 else say.term("delta.times", n=times, change=what), *cells)
    if value.changes:
        yield seats
    yield from (f"[{number}] {note}" for note, number in notes.items())
    whole = (below for reason in reasons for below in reason.because)
    yield from reason_lines(tuple(reason for reason in whole if reason.said.code.startswith("reason.body-")), say)
    yield ""


def _name(change: SeatChange) -> str:
    """Return the name of a change; a seat of which nobody knows whether it is there comes or goes only perhaps."""
    seat = change.after or change.before
    perhaps = change.change in (Change.ADDED, Change.REMOVED) and seat is not None and not seat.certain
    return f"perhaps-{change.change.value}" if perhaps else change.change.value


def _seat(change: SeatChange, value: Delta, context: Context) -> str:
    groups = {group.id: found for group in value.groups for found in (group.before, group.after) if found is not None}
    name = context.language.text(groups[change.group].name, change.group) if change.group in groups else change.group
    return f"{name}: {change.of}" if change.of else name


def _holders(change: SeatChange, context: Context) -> tuple[str, str]:
    if change.change in (Change.SUBSTITUTE_JOINED, Change.SUBSTITUTE_LEFT):
        name = _party(change.party, context, withheld=change.withheld)
        nobody = context.language.term("delta.nobody")
        return (nobody, name) if change.change is Change.SUBSTITUTE_JOINED else (name, nobody)
    return _holder(change.before, context), _holder(change.after, context)


def _holder(seat: Seat | None, context: Context) -> str:
    say = context.language
    if seat is None:
        return say.term("delta.nobody")
    if seat.holder is not None or seat.withheld:
        return _party(seat.holder, context, withheld=seat.withheld)
    return say.term("show.vacant" if seat.state is SeatState.VACANT else "show.open")


def _party(party: str | None, context: Context, *, withheld: bool) -> str:
    say = context.language
    if withheld:
        return say.term("show.withheld", audience=say.term(f"audience.{context.audience.name.lower()}"))
    return context.names.get(party, party) if party is not None else say.term("show.open")


def _sources(reasons: Iterable[Reason], context: Context) -> Iterator[str]:
    """Yield the clauses of a change, and the facts that are no clauses."""
    for reason in reasons:
        yield from (str(cite) for cite in reason.cites)
        if reason.said.code != "reason.group-rule":
            yield context.language.say(reason.said)


# ── any question ─────────────────────────────────────────────────────────────────────────────────────────────────────


def answer(asked: Asked, context: Context) -> bytes:
    """Return the answer to a question: its outcome, the rules in words with their clauses, what was compared, what is missing."""
    if asked.question == "seats":
        return roster(asked.verdict, context)
    if asked.proposal is not None:
        return journey(asked, context)
    return closed_up(printed([*_answer(asked, context), context.language.term("show.legal")], context))


def _answer(asked: Asked, context: Context) -> Iterator[object]:
    yield _heading(asked, context)
    if owes(asked.verdict.value):
        yield from duties(asked.verdict, context, asked.body)
        return
    if asked.question == Route.word:
        yield from ways(asked.verdict, context)
        return
    rules = {dotted(path): provision for provision, path, _ in provisions(context.charter)}
    laws = ((law.id, provisions(law)) for law in context.charter.laws)
    rules |= {dotted((law, *path)): provision for law, listed in laws for provision, path, _ in listed}
    yield from _verdict(asked, asked.verdict, rules, context)


def _heading(asked: Asked, context: Context) -> str:
    """Return what the question is about: a meeting and an item of it, or a day."""
    say = context.language
    name = topic(asked.question)
    question = say.say(name) if isinstance(name, Message) else name
    if asked.who is not None and asked.may is not None:
        who = context.names.get(str(asked.who)) or named(asked.who)
        question = say.term("ask.may", question=question, who=who, what=done(asked.may))
    body = context.charter.body_by_id[asked.body]
    said = {
        "question": question,
        "body": body.name or body.id,
        "outcome": _outcome(asked.verdict.outcome, context),
    }
    if asked.meeting is None:
        return say.term("ask.heading", day=asked.at.isoformat(), **said)
    if asked.item is None:
        return say.term("ask.heading-meeting", meeting=asked.meeting, **said)
    return say.term("ask.heading-item", meeting=asked.meeting, item=asked.item, **said)


def _outcome(outcome: Outcome, context: Context) -> str:
    return context.language.term(f"outcome.{outcome.value}")


def _verdict(
    asked: Asked, verdict: Verdict[Any], rules: Mapping[str, Provision], context: Context, depth: int = 1
) -> Iterator[object]:
    """Yield what an answer says: facts, then the rules in words with their reasons, then what is missing, and every reading."""
    say = context.language
    words = IN_WORDS.get(asked.question)
    indent = "  " * depth
    yield from (indented(part, 2 * depth) for part in _facts(verdict.value, context))
    for need in verdict.needs:
        yield indent + say.term("ask.needs", need=need)
    for reason in () if _tells_rules(verdict.value) else _named(with_questions(verdict.reasons, context), context):
        provision = rules.get(reason.provision)
        tells = asked.meeting is None or reason.said.code == "reason.rule"  # a rule, and not what came of it in the meeting
        if tells and words is not None and provision is not None and provision.word == asked.question:
            yield f"{indent}{words(provision.norm, say)}"
            yield from (f"{indent}{line}" for line in reason_lines((reason,), say, 1))
        else:
            yield from (f"{indent}{line}" for line in reason_lines((reason,), say))
    if verdict.missing:
        yield indent + say.term("ask.missing", missing=", ".join(verdict.missing))
    for label, reading in verdict.readings:
        yield indent + say.term("ask.reading", reading=reading_named(label, context), outcome=_outcome(reading.outcome, context))
        yield from _verdict(asked, reading, rules, context, depth + 1)


def _tells_rules(value: object) -> bool:
    """Return whether an answer is what rules say, aspect by aspect."""
    return isinstance(value, Ruled) or (isinstance(value, tuple) and any(isinstance(one, Ruled) for one in value))


def _ruled(value: Ruled, context: Context) -> Iterator[str]:
    """Yield what the rules of a word say, aspect by aspect, each with the clauses that decide it."""
    for aspect in value.aspects:
        source = f" [{cited(aspect.cites)}]" if aspect.cites else ""
        words = IN_WORDS[value.word](aspect.row.norm, context.language)
        yield f"{words or context.language.term('ask.left-open', aspect=aspect.name)}{source}"


def _named(reasons: Iterable[Reason], context: Context) -> Iterator[Reason]:
    """Yield reasons with the names of the persons of whom they speak, as far as the reader may know them."""
    for reason in reasons:
        told = dict(reason.said.params)
        names = {key: context.names.get(str(told[key]), str(told[key])) for key in PERSONS if key in told}
        said = message(reason.said.code, **{**told, **names}) if names else reason.said
        yield evolve(reason, said=said, because=tuple(_named(reason.because, context)))


def _terms(value: Terms, context: Context) -> Iterator[str]:
    """Yield when terms end, who has lost a seat, and how vacant ones are filled."""
    say = context.language
    for ending in value.endings:
        who = context.names.get(ending.holder, ending.holder)
        ends = str(ending.ends) if ending.ends is not None else say.term("show.open")
        yield say.term("ask.ends", holder=who, group=ending.group, since=str(ending.since), ends=ends)
    for lost in value.lost:
        who = context.names.get(lost.holder, lost.holder)
        yield say.term("ask.lost", holder=who, group=lost.group, day=lost.on.isoformat())
    for vacant in value.refillings:
        due = say.term("ask.due", day=vacant.due.isoformat()) if vacant.due is not None else ""
        how = say.term(f"term.fill-{vacant.vacancy.fill.value}")
        yield say.term("ask.vacant", group=vacant.group, since=str(vacant.since or ""), how=how, due=due)


def _facts(value: object, context: Context) -> Iterator[object]:
    """Yield what an answer says about persons and numbers, beside the rules."""
    if isinstance(value, Ruled):
        yield from _ruled(value, context)
    elif isinstance(value, Shared):
        yield from shares(value, context)
    elif isinstance(value, Elected):
        yield from elected(value, context)
    elif isinstance(value, Terms):
        yield from _terms(value, context)
    elif isinstance(value, tuple):
        for one in value:
            yield from _entry(one, context)


def _entry(one: object, context: Context) -> Iterator[str]:
    """Yield one of several things that an answer lists."""
    say = context.language
    if isinstance(one, Ruled):
        if one.of:
            yield say.term("rule.of", of=", ".join(one.of))
        yield from _ruled(one, context)
    elif isinstance(one, Sent):
        held = sum(seat.holder is not None or seat.withheld for seat in one.seats)
        yield say.term("ask.sent", to=one.to, number=in_words(one.number), held=held)
    elif isinstance(one, Seat):
        yield _holder(one, context)
