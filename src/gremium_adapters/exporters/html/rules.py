"""Rules: what holds for a body, in words, with the clauses, how strongly it binds, and from whom it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from gremium.explain.language import Language
from gremium.explain.rules import IN_WORDS, number_in_words
from gremium.model.body import Kind
from gremium.model.provision import Strength
from gremium.model.word import VOCABULARY
from gremium.norms.route import Route
from gremium.norms.seats import Seats
from gremium.plugins.parts import Context
from gremium.values.count import in_words
from gremium.values.days import Day
from gremium.values.filling import Chosen, Everyone, Filling, Holder, How, OpenTo, Whole
from gremium.values.message import Message, message
from gremium.values.phrases import PREDECLARED
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium_adapters.exporters.html.places import Places, Row
from gremium_adapters.exporters.html.wording import Link
from gremium_adapters.writers.naming import ref_in_words, words


@frozen(kw_only=True)
class Stands:
    """How a rule stands: how strongly it binds, for which subjects, under which readings, since when, and by which clauses."""

    strength: Strength
    subjects: tuple[Text | str, ...]
    readings: tuple[str, ...]
    in_force: Outcome
    since: Day | None
    until: Day | None
    resolution: str | None
    assumption: Text | None
    note: Text | None
    clauses: tuple[Link, ...]


@frozen(kw_only=True)
class Told(Stands):
    """A rule as a page tells it: the sentence (of a route a link), and from whom it comes."""

    title: Text | str | Message | None
    sentence: str | Link
    inherited: Text | str | None
    law: Text | str | None


@frozen
class Section:
    """The rules of one word: those that are, or may be, in force on the day, and the others."""

    word: Message
    rules: tuple[Told, ...]
    others: tuple[Told, ...]


def sections(places: Places, body: str) -> tuple[Section, ...]:
    """Return the rules that hold for a body, word by word, those of the body before those of its kinds and of the laws."""
    rows = [told(row, places, body) for row in places.rows(body)]
    words_ = [row.provision.word for row in places.rows(body)]
    found = []
    for word in VOCABULARY:
        mine = [one for one, its in zip(rows, words_, strict=True) if its == word]
        there = tuple(one for one in mine if one.in_force is not Outcome.FAILS)
        gone = tuple(one for one in mine if one.in_force is Outcome.FAILS)
        found += [Section(message(f"word.{word}"), there, gone)] if mine else []
    return tuple(found)


def told(row: Row, places: Places, body: str) -> Told:
    """Return a rule as the page of a body tells it."""
    return Told(
        title=_title(row),
        sentence=_sentence(row, places, body),
        inherited=(row.owner.name or row.owner.id) if isinstance(row.owner, Kind) else None,
        law=(row.where.name or row.where.id) if row.where is not places.context.charter else None,
        **stands(row, places),
    )


def stands(row: Row, places: Places) -> dict[str, Any]:
    """Return the fields of `Stands` for a rule."""
    one = row.provision
    return {
        "strength": one.strength, "subjects": tuple(places.subject(id_) for id_ in one.for_),
        "readings": tuple(readings(row, places.context)), "in_force": in_force(row, places), "since": one.span.since,
        "until": one.span.until, "resolution": one.resolution, "assumption": one.assumption, "note": one.note,
        "clauses": places.clauses(row),
    }  # fmt: skip


def in_force(row: Row, places: Places) -> Outcome:
    """Return whether a rule is in force on the day; whether a resolution was passed for which one waits, no charter knows."""
    covered = row.provision.span.covers(places.shown.at)
    return Outcome.OPEN if row.provision.resolution is not None and covered is not Outcome.FAILS else covered


def readings(row: Row, context: Context) -> Iterator[str]:
    """Yield the readings under which a rule stands, in words where the charter has some."""
    for one in row.provision.reading:
        for name in one.names:
            label = f"{one.ambiguity}:{name}"
            yield words(label, context) or label


def position(name: str, given: Text | None) -> Text | str | Message:
    """Return what a post is called: its name, else a word for those that every body has, else its id."""
    return given or (message(f"position.{name}") if name in PREDECLARED else name)


def _title(row: Row) -> Text | str | Message | None:
    norm = row.provision.norm
    if isinstance(norm, Seats):
        return position(row.provision.id or "", norm.name)
    return None


def _sentence(row: Row, places: Places, body: str) -> str | Link:
    norm, context = row.provision.norm, places.context
    if isinstance(norm, Route):
        return places.version(row)
    if isinstance(norm, Seats):
        return seats_in_words(norm, context, body)
    return IN_WORDS[row.provision.word](norm, context.language)


# ── seats ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def seats_in_words(norm: Seats, context: Context, here: str) -> str:
    """Return what a seat group says: how many seats, who fills them and how, what they entitle to."""
    return "; ".join(_of_seats(norm, context, here))


def _of_seats(norm: Seats, context: Context, here: str) -> Iterator[str]:
    say = context.language
    if norm.number is not None:
        yield say.term("html.seats", number=number_in_words(norm.number, say))
    if norm.each is not None:
        yield say.term("html.seats-each", who=ref_in_words(norm.each, context, here))
    yield from _filled(norm.filling, context, here)
    if norm.proposed_by:
        yield say.term("show.proposed", who=_refs(norm.proposed_by, context, here))
    if norm.out_of:
        yield say.term("show.out-of", who=_refs(norm.out_of, context, here))
    if norm.standing is not None:
        yield say.term(f"standing.{norm.standing.value}")
    yield from _entitled(norm, say)
    if norm.substitutes is not None:
        yield say.term(f"show.substitutes-{norm.substitutes.order.value}")


def _entitled(norm: Seats, say: Language) -> Iterator[str]:
    """Yield how many votes a seat has, and what comes with it."""
    if norm.weight is not None:
        yield say.term("show.votes", n=number_in_words(norm.weight, say))
    if norm.block is not None:
        yield say.term("show.block", n=in_words(norm.block))
    said = {"html.seats-at-times": norm.at_times, "show.honorary": norm.honorary, "show.allowance": norm.allowance}
    yield from (say.term(code) for code, so in said.items() if so)
    if norm.reveals:
        yield say.term("show.reveals", what=", ".join(say.term(f"characteristic.{one.value}") for one in norm.reveals))


def _filled(filling: Filling, context: Context, here: str) -> Iterator[str]:
    """Yield how seats are filled, where the rule says so."""
    say = context.language
    match filling:
        case Holder(of):
            yield say.term("html.seats-holder", who=_refs(of, context, here))
        case Whole(body):
            yield say.term("html.seats-whole", body=ref_in_words(body, context, here))
        case OpenTo(circle):
            yield say.term("html.seats-open", circle=circle)
        case Everyone(circle):
            yield say.term("html.seats-everyone", circle=circle)
        case Chosen(how, by):
            known = tuple(ref for ref in by if not ref.unstated)
            way = say.term(f"how.{how.value}")
            if not known:
                yield say.term("how.by-unstated", how=way) if by and how is not How.UNSTATED else way
            else:
                who = _refs(known, context, here)
                yield say.term("how.unstated-by", who=who) if how is How.UNSTATED else say.term("how.by", how=way, who=who)


def _refs(refs: Iterable[Ref], context: Context, here: str) -> str:
    return ", ".join(ref_in_words(ref, context, here) for ref in refs)
