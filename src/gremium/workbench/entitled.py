"""Entitled: of whom, and of what, a question about rights is ("may the chair convene?"), held against what the body knows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TypeVar

from attrs import evolve

from gremium.evaluate.power import PERSON
from gremium.evaluate.scope import Located, Scope
from gremium.lint.power import BALLOT, nouns
from gremium.lint.references import any_reference
from gremium.lint.walk import refs_of
from gremium.model.record import Audience, Record
from gremium.norms.power import Power
from gremium.values.actor import DEMANDED, Action, Actor, parse_action, parse_actor
from gremium.values.errors import Misuse, PhraseError
from gremium.values.finding import Finding, Severity
from gremium.values.message import Message, message
from gremium.values.need import Counted
from gremium.values.phrases import closest
from gremium.values.quota import parse_quota
from gremium.values.ref import Ref
from gremium.workbench.known import may_see

T = TypeVar("T")
# The question that may be asked of somebody.
POWER = "power"
# What people write for each member.
MEMBER, EACH = "member", "all"


def entitled(
    scope: Scope, body: str, question: str, who: Actor | str | None, may: Action | str | None, audience: Audience
) -> tuple[Actor, Action] | None:
    """Return who is asked about and what they may do, None where nobody is.

    Raises `Misuse` where only one of both is given, with another question than `power`, and for somebody or something that the
    body does not know, as far as the audience may know of it.
    """
    if who is None and may is None:
        return None
    if question != POWER:
        raise Misuse(message("misuse.may-elsewhere", question=question), message("hint.did-you-mean", word=POWER))
    if who is None or may is None:
        raise Misuse(message("misuse.may-alone", given="who" if may is None else "may", lacks="may" if may is None else "who"))
    where = scope.locate(body)
    actor = _read(_actor, who) if isinstance(who, str) else who
    action = _read(parse_action, may) if isinstance(may, str) else may
    _someone(scope, where, actor, audience)
    _something(where, action)
    return actor, action


def _actor(text: str) -> Actor:
    """Return an actor from its phrase, or from a table in JSON; what has a blank in it is meant as a quota."""
    if text.startswith("{"):
        try:
            return parse_actor(json.loads(text))
        except json.JSONDecodeError:
            raise PhraseError(message("phrase.actor"), message("hint.actor")) from None
    return parse_quota(text) if " " in text else parse_actor(text)


def _read(parse: Callable[[str], T], text: str) -> T:
    """Return a phrase as it is read; what is wrong with one that nobody wrote into a document is a misuse."""
    try:
        return parse(text)
    except PhraseError as wrong:
        raise Misuse(wrong.said, wrong.hint) from wrong


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _someone(scope: Scope, where: Located, actor: Actor, audience: Audience) -> None:
    """Refuse somebody whom neither the charter knows nor, as far as the audience may know it, the record."""
    problem = next((one for one in _problems(scope, where, actor) if one.severity is Severity.ERROR), None)
    unstated = isinstance(actor, Ref) and actor.unstated
    if (problem is None and not unstated) or (isinstance(actor, Ref) and _recorded(scope.record, actor, audience)):
        return
    hint = problem.hint if problem is not None else None
    written = str(actor.quota if isinstance(actor, Counted) else actor)
    raise Misuse(message("misuse.actor", who=written, body=where.body.id), hint or _member(actor))


def _problems(scope: Scope, where: Located, actor: Actor) -> Iterator[Finding]:
    """Yield what would be wrong with a rule of the body that names this actor."""
    norm = Power(who=(actor,))
    for ref, _ in refs_of(norm):
        yield from (one for one in any_reference(scope, where, ref, ()) if one.code != "two-meanings")
    yield from nouns(where, norm, (), where.body, BALLOT)


def _recorded(record: Record | None, ref: Ref, audience: Audience) -> bool:
    """Return whether the record tells of an organisation that the audience may see, or, for the administration, of a person."""
    if record is None or not ref.bare:
        return False
    told = record.party_by_id.get(ref.target)
    if audience is Audience.ADMINISTRATION:
        return told is not None or any(
            one.party == ref.target for held in record.holdings_by_position.values() for one in held
        )
    return told is not None and told.kind != PERSON and may_see(audience, told)


def _member(actor: Actor) -> Message | None:
    """Return the hint "did you mean all" for who asks about a member."""
    near = isinstance(actor, Ref) and actor.bare and closest(actor.target, (MEMBER,)) is not None
    return message("hint.did-you-mean", word=EACH) if near else None


# ── what ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _something(where: Located, action: Action) -> None:
    """Refuse something to do that no row names, but that looks like something that one names, or that the library knows."""
    norms = [provision.norm for _, owner in where.rulers for provision in owner.provisions if isinstance(provision.norm, Power)]
    named = {one.to for norm in norms for one in (*norm.may, *norm.may_not) if one.verb == action.verb}
    known = {*named, *(DEMANDED if action.verb == "demand" else ())}
    near = closest(action.to, known - {""}) if action.to and action.to not in known and "" not in named else None
    if near is not None:
        hint = message("hint.did-you-mean", word=str(evolve(action, to=near)))
        raise Misuse(message("misuse.action", action=str(action), body=where.body.id), hint)
