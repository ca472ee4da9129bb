"""Text of a roster: who sits in a body as a table, with its clauses, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gremium.evaluate.holdings import SeatState, Standin
from gremium.evaluate.scope import Located, topic, unstated
from gremium.evaluate.seats import GroupOnDay, Roster, Seat
from gremium.explain.language import Language, reason_lines
from gremium.model.provision import Strength
from gremium.model.source import Ambiguity
from gremium.plugins.parts import Context
from gremium.values.count import in_words
from gremium.values.filling import Chosen, How
from gremium.values.message import Message
from gremium.values.ref import Ref
from gremium.values.verdict import Verdict
from gremium_adapters.writers.layout import Notes, fit, numbered, printed, row, table
from gremium_adapters.writers.naming import reading_named, with_questions


def roster(answer: Verdict[Roster], context: Context) -> bytes:
    """Return who sits in a body as a table, with its clauses and what is open."""
    return printed([*_roster(answer, context), context.language.term("show.legal")], context)


def _roster(answer: Verdict[Roster], context: Context) -> Iterator[object]:
    say = context.language
    if answer.value is None:
        yield from reason_lines(with_questions(answer.reasons, context), say)
        for label, reading in answer.readings:
            yield ""
            yield say.term("show.reading", reading=reading_named(label, context))
            yield from _roster(reading, context)
        return
    value = answer.value
    name = say.text(value.name, value.body)
    yield say.term("show.heading", name=name, id=value.body, day=value.at.isoformat(), size=in_words(value.size))
    if not context.record_given:
        yield say.term("show.no-record")
    notes: Notes = {}
    rows = [cells for group in value.groups for cells in _group(group, context, notes)]
    seats = table(say.term("show.group"), say.term("show.seat"), say.term("show.holder"), say.term("show.why"))
    for cells in rows:
        row(seats, *cells)
    fit(seats, rows, context.width, (26, 35, None, 14))
    yield seats
    yield from (f"[{number}] {note}" for note, number in notes.items())
    reasons = tuple(reason for reason in answer.reasons if reason.said.code != "reason.seats")
    yield from reason_lines(with_questions(reasons, context), say)
    yield from _readings(answer, context)
    body = context.charter.body_by_id.get(value.body)
    silent = unstated(Located(charter=context.charter, body=body)) if body is not None else ()
    if silent:
        yield say.term("show.silent", topics=", ".join(_topic(name, say) for name in silent))


def _readings(answer: Verdict[Roster], context: Context) -> Iterator[str]:
    """Yield the size under each reading, with what the reading is, and the readings that were considered and excluded."""
    say = context.language
    touched: dict[str, Ambiguity] = {}
    for label, reading in answer.readings:
        words = []
        for part in label.split(" "):
            id_, _, name = part.partition(":")
            ambiguity = context.charter.ambiguity_by_id.get(id_)
            if ambiguity is not None:
                touched[id_] = ambiguity
                words.append(say.text(dict(ambiguity.readings).get(name), name))
        size = in_words(reading.value.size) if reading.value is not None else say.term(f"outcome.{reading.outcome.value}")
        yield "  " + say.term("show.reading-size", reading=label, words="; ".join(words), size=size)
    for ambiguity in touched.values():
        for name, why in ambiguity.excluded:
            yield "  " + say.term("show.reading-excluded", reading=f"{ambiguity.id}:{name}", words=why)


def _topic(name: str, say: Language) -> str:
    """Return a topic on which the sources are silent in the reader's language."""
    known = topic(name)
    return say.say(known) if isinstance(known, Message) else name


def _group(group: GroupOnDay, context: Context, notes: Notes) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of one group: one for each seat, or one for an open circle and its participants; then its substitutes.

    `notes` collects the citations; a row shows only their numbers.
    """
    say = context.language
    title = say.text(group.name, group.id)
    title = title if group.certain else f"{title} ({say.term('show.uncertain')})"
    why = numbered(_why(group, context), notes)
    fixed = group.open_to is None and group.number.exact
    if not fixed:
        yield title, say.text(group.open_to) or group.id, _participants(group, say), why
        title = why = ""
    for seat, times in _alike(group.seats):
        if group.open_to is None or seat.holder is not None or seat.withheld:
            own = numbered((str(c) for reason in seat.reasons for c in reason.cites if c not in group.cites), notes)
            who = _occupant(seat, context)
            who = who if times == 1 else say.term("show.times", n=times, who=who)
            yield title, seat.of or (group.id if title else ""), who, f"{why} {own}".strip()
            yield from (_standin(one, context) for one in seat.substitutes)
            title = why = ""
    yield from (_standin(one, context) for one in group.substitutes)


def _alike(seats: tuple[Seat, ...]) -> Iterator[tuple[Seat, int]]:
    """Yield seats in their order; empty ones of which the same is to be said are one, with their number."""
    for seat, found in groupby(seats):
        listed = len(tuple(found))
        empty = seat.holder is None and not seat.withheld
        yield from ((seat, listed),) if empty else ((seat, 1),) * listed


def _why(group: GroupOnDay, context: Context) -> Iterator[str]:
    """Yield what a group rests on: citations, how strongly they bind, what was assumed, what is open, how seats are filled."""
    say = context.language
    inherited = f" {say.term('show.inherited')}" if group.inherited else ""
    yield from (f"{cite}{inherited}" for cite in group.cites)
    if not group.cites:
        yield group.provision
    if group.strength is not Strength.MUST:
        yield say.term(f"strength.{group.strength.value}")
    if group.assumption is not None:
        yield say.term("show.assumption", text=group.assumption)
    yield from _filled(group, context)
    yield from (say.say(reason.said) for reason in group.reasons)
    if group.readings:
        yield say.term("show.only-readings", readings=", ".join(group.readings))


def _filled(group: GroupOnDay, context: Context) -> Iterator[str]:
    """Yield how the seats of a group are filled, and what they carry with them."""
    say = context.language
    if isinstance(group.filling, Chosen):
        yield _chosen(group.filling, context)
    if group.proposed_by:
        yield say.term("show.proposed", who=_named(group.proposed_by, context))
    if group.out_of:
        yield say.term("show.out-of", who=_named(group.out_of, context))
    if group.standing is not None:
        yield say.term("show.standing", standing=say.term(f"standing.{group.standing.value}"))
    votes = {seat.votes for seat in group.seats if seat.votes is not None}
    if len(votes) == 1:
        yield say.term("show.votes", n=in_words(votes.pop()))
    if group.block is not None:
        yield say.term("show.block", n=in_words(group.block))
    yield from _besides(group, say)


def _besides(group: GroupOnDay, say: Language) -> Iterator[str]:
    """Yield what comes with a seat, what it reveals, and who stands in."""
    if group.honorary:
        yield say.term("show.honorary")
    if group.allowance:
        yield say.term("show.allowance")
    if group.reveals:
        yield say.term("show.reveals", what=", ".join(say.term(f"characteristic.{one.value}") for one in group.reveals))
    if group.substitution is not None:
        yield say.term(f"show.substitutes-{group.substitution.order.value}")


def _chosen(filling: Chosen, context: Context) -> str:
    """Return how and by whom a seat is filled; what is not stated of it is said last."""
    say = context.language
    how = say.term(f"how.{filling.how.value}")
    by = tuple(ref for ref in filling.by if not ref.unstated)
    if not by:
        return say.term("how.by-unstated", how=how) if filling.by and filling.how is not How.UNSTATED else how
    who = _named(by, context)
    return say.term("how.unstated-by", who=who) if filling.how is How.UNSTATED else say.term("how.by", how=how, who=who)


def _named(refs: tuple[Ref, ...], context: Context) -> str:
    """Return bodies and organisations by their names, where the charter knows them, else as they are written."""
    say = context.language
    bodies, parties = context.charter.body_by_id, context.charter.party_by_id
    found = []
    for ref in refs:
        thing = (bodies.get(ref.target) or parties.get(ref.target)) if ref.bare else None
        found.append(say.text(thing.name, str(ref)) if thing is not None else str(ref).removesuffix("/"))
    return ", ".join(found)


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
        said = name if seat.certain else f"{name} ({say.term('show.open')})"
        return f"{said} ({say.term('show.rests')})" if seat.rests else said
    if not context.record_given and all(reason.said.code == "reason.no-record" for reason in seat.reasons):
        return say.term("show.open")
    told = "; ".join(say.say(reason.said) for reason in seat.reasons)
    if seat.state is SeatState.VACANT:
        return f"{say.term('show.vacant')}: {told}"
    return f"{name + ', ' if name else ''}{say.term('show.open')}: {told}"


def _standin(one: Standin, context: Context) -> tuple[str, str, str, str]:
    """Return the row of a substitute below the seat or the group."""
    say = context.language
    title = say.term("show.substitute") if one.rank is None else say.term("show.substitute-ranked", rank=one.rank)
    if one.withheld:
        name = say.term("show.withheld", audience=say.term(f"audience.{context.audience.name.lower()}"))
    else:
        name = context.names.get(one.holder, one.holder) if one.holder else say.term("show.open")
        name = f"{name} ({say.term('show.open')})" if one.holder and one.state is SeatState.OPEN else name
    return "", f"  {title}", name, ""
