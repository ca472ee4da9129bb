"""Naming: how people are told of bodies, positions and readings: by their names; what has none keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from gremium.evaluate.scope import Located
from gremium.explain.phrases import need_in_words
from gremium.model.source import Ambiguity
from gremium.plugins.parts import Context
from gremium.values.actor import Actor
from gremium.values.message import Message, Parameter, message
from gremium.values.phrases import PREDECLARED
from gremium.values.ref import UNSTATED, Ref, parse_ref
from gremium.values.verdict import Reason, Verdict

# ── bodies and positions ─────────────────────────────────────────────────────────────────────────────────────────────


def body_or_party(name: str, context: Context) -> str:
    """Return what a body or an organisation is called; one of another jurisdiction, or without a name, keeps its id."""
    found = context.charter.body_by_id.get(name) or context.charter.party_by_id.get(name)
    return context.language.text(found.name, name) if found is not None else name


def ref_in_words(ref: Ref, context: Context, here: str = "") -> str:
    """Return whom a reference means, in words; `here` is the body in whose rules it stands."""
    say = context.language
    if ref.unstated:
        return say.term("need.actor-unstated")
    if ref.position is None:
        return _whole(ref, context, here)
    known = here if ref.target == "self" else ref.target
    called = _position(ref.position, "" if ref.every else known, context)
    return say.term("ref.position", position=called, of=_whole(evolve(ref, position=None), context, here))


def who_in_words(ref: str, context: Context, here: str = "") -> str:
    """Return whom a rule about duties means by a reference: the body itself is named by its id there."""
    if ref == UNSTATED:
        return context.language.term("duty.unstated")
    known = ref in context.charter.body_by_id
    return body_or_party(ref, context) if known else ref_in_words(parse_ref(ref), context, here)


def _whole(ref: Ref, context: Context, here: str) -> str:
    """Return whom a reference without an office means: each body of a kind, a post of the body, a body, or a party."""
    if ref.jurisdiction is not None:
        return str(ref)
    if ref.every:
        named = (kind.name for _, kind in context.charter.declared(ref.target) if kind.name is not None)
        return context.language.term("ref.of-kind", kind=next(named, ref.target))
    if ref.target == "self":
        return body_or_party(here, context)
    called = _position(ref.target, here, context)
    return called if called != ref.target else body_or_party(ref.target, context)


def _position(name: str, of: str, context: Context) -> str:
    """Return what a position of a body is called: a word for those that every body has, a seat group by its name."""
    if name in PREDECLARED:
        return context.language.term(f"position.{name}")
    body = context.charter.body_by_id.get(of)
    rulers = Located(charter=context.charter, body=body).rulers if body is not None else ()
    groups = (row for _, owner in rulers for row in owner.provisions if row.word == "seats" and row.id == name)
    return next((context.language.text(row.norm.name, name) for row in groups if row.norm.name is not None), name)


def actors_named(actors: Iterable[Actor], context: Context, here: str = "") -> str:
    """Return who may act, each of them: so many of some, or somebody by name."""
    say = context.language
    said = (ref_in_words(one, context, here) if isinstance(one, Ref) else need_in_words(one, say) for one in actors)
    return f" {say.term('condition.or')} ".join(said)


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def reading_named(label: str, context: Context) -> str:
    """Return a reading by its words, with its label; by the label alone where the charter has no words for it."""
    return f" {context.language.term('condition.and')} ".join(_worded(part, context) for part in label.split(" "))


def _worded(label: str, context: Context) -> str:
    said = words(label, context)
    return context.language.term("reading.named", words=said, id=label) if said else label


def words(label: str, context: Context) -> str:
    """Return the words of one reading (`ambiguity:reading`); empty where the charter has none for it."""
    id_, _, name = label.partition(":")
    ambiguity = _ambiguity(id_, context)
    return context.language.text(dict(ambiguity.readings).get(name)) if ambiguity is not None else ""


def _ambiguity(id_: str, context: Context) -> Ambiguity | None:
    """Return an ambiguity of the charter or of a law under which it stands."""
    listed = (where.ambiguity_by_id.get(id_) for where in (context.charter, *context.charter.laws))
    return next((found for found in listed if found is not None), None)


def with_questions(reasons: Iterable[Reason], context: Context) -> tuple[Reason, ...]:
    """Return reasons in which each ambiguity is named by the question that it puts."""
    return tuple(_with_questions(reasons, context))


def _with_questions(reasons: Iterable[Reason], context: Context) -> Iterator[Reason]:
    for reason in reasons:
        said = reason.said
        if said.code.startswith("reason.readings-"):
            named = [_question(id_, context) for id_ in str(dict(said.params)["ambiguities"]).split(", ")]
            said = message(said.code, ambiguities=", ".join(named))
        yield evolve(reason, said=said, because=tuple(_with_questions(reason.because, context)))


def _question(id_: str, context: Context) -> str:
    say, found = context.language, _ambiguity(id_, context)
    return say.term("reading.named", words=found.question, id=id_) if found is not None else id_


def of_readings(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return what is said of readings, without what each of them says."""
    return tuple(evolve(one, because=()) for one in reasons if one.said.code.startswith("reason.readings-"))


def each(verdict: Verdict[Any]) -> Iterator[tuple[str, Verdict[Any]]]:
    """Yield an answer, or those under its readings with their labels."""
    yield from verdict.readings or (("", verdict),)


def by_reading(label: str, reading: Verdict[Any], context: Context) -> str:
    """Return the line above what holds under a reading: its words, and the outcome."""
    say = context.language
    outcome = say.term(f"outcome.{reading.outcome.value}")
    return say.term("ask.reading", reading=reading_named(label, context), outcome=outcome)


def worded(told: Parameter, context: Context) -> str:
    """Return what stands in a message, a word of the library's own or one of the record's, in words."""
    return context.language.say(told) if isinstance(told, Message) else str(told)
