"""Actor and Action: who may do something, and what.

Actors: `"at least 1/4 of voting members"` · `"at least 2"` · `{ count = "voting members", is = "at least 3" }` · `"chair"`.
Actions: `"convene"` · `"demand:secret-ballot"`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import Message, Parameter, message
from gremium.values.need import Counted, parse_need, print_need
from gremium.values.phrases import ID_PATTERN, LONGEST_ID, PREDECLARED, one_of
from gremium.values.quota import QUOTA_PATTERN, Comparison, Quota, parse_quota
from gremium.values.quota import in_words as quota_in_words
from gremium.values.ref import REF_PATTERN, Ref, parse_ref
from gremium.values.tally import Tally, Term
from gremium.values.tally import in_words as tally_in_words

# Whoever may act: the holders of a position, a body, an organisation; or so many signatories together, in a table those counted.
Actor: TypeAlias = Quota | Counted | Ref
ACTOR_KEYS = ("count", "is", "with")
ACTOR_PATTERN = rf"{QUOTA_PATTERN}|{REF_PATTERN}"
_QUOTA_HEADS = ("at least ", "more than ", "at most ", "fewer than ", "exactly ", "all of ", "any number")

# What may be done. After a colon stands the object: what is demanded, against what an objection goes, what is proposed.
VERBS = (
    "demand", "convene", "object", "propose", "add-item", "speak", "attend", "deliberate", "vote", "preside",
    "be-heard", "be-informed", "inspect-files", "decide",
)  # fmt: skip
ACTION_PATTERN = rf"({'|'.join(VERBS)})(:{ID_PATTERN})?"


def parse_actor(raw: object) -> Actor:
    """Read an actor: a table says who counts as a signatory, a phrase that begins like a quota how many, else a reference.

    Raise `PhraseError` otherwise.
    """
    if isinstance(raw, Mapping):
        found = parse_need(raw)
        if not isinstance(found, Counted):
            raise PhraseError(message("phrase.actor"), message("hint.actor"))
        return found
    if isinstance(raw, str) and raw.startswith(_QUOTA_HEADS):
        return parse_quota(raw)
    return parse_ref(raw)


def print_actor(actor: Actor) -> object:
    """Return the canonical form: a table where the signatories are of a kind, else a phrase."""
    return print_need(actor) if isinstance(actor, Counted) else str(actor)


def signatories(actor: Quota | Counted) -> Tally:
    """Return who counts as a signatory.

    A table says so. Of a share those count of whom it is a share ("1/4 of voting members": these); else every member does.
    """
    if isinstance(actor, Counted):
        return actor.count
    part = actor.share is not None and (actor.share != Fraction(1) or actor.comparison is Comparison.AT_LEAST)
    return actor.base if part and actor.base is not None else Tally((Term((), "members"),))


def named(actor: Actor) -> Parameter:
    """Return how messages name who may act: so many by the quota, positions that every body has by a word, others by their id."""
    match actor:
        case Quota():
            return quota_in_words(actor)
        case Counted(count, quota):
            return message("mandate.counted", count=tally_in_words(count), quota=quota_in_words(quota))
        case _ if actor.unstated:
            return message("need.actor-unstated")
        case _:
            return message(f"position.{actor.target}") if actor.bare and actor.target in PREDECLARED else str(actor)


@frozen
class Action:
    """What may be done (`verb`), and to what (`to`, empty where the verb says it all)."""

    verb: str
    to: str = ""

    def __str__(self) -> str:
        return f"{self.verb}:{self.to}" if self.to else self.verb


# What demands are called that the library knows of; a record may name others.
DEMANDED = ("meeting", "item", "secret-ballot", "roll-call", "quorum-check")


def demanded_in_words(demands: str) -> Parameter:
    """Return how messages name what is demanded: a word of the library's own, else as the record or charter names it."""
    return message(f"demanded.{demands}") if demands in DEMANDED else demands


def in_words(action: Action) -> Message:
    """Return the message that says what may be done: "demand: a secret ballot"."""
    verb = message(f"action.{action.verb}")
    return message("action.with", verb=verb, to=demanded_in_words(action.to)) if action.to else verb


def parse_action(raw: object) -> Action:
    """Read an action from `"verb"` or `"verb:object"`; raise `PhraseError` with the nearest verb otherwise."""
    verb, colon, to = raw.partition(":") if isinstance(raw, str) else ("", "", "")
    if verb not in VERBS:
        raise PhraseError(message("phrase.action", read=str(raw)), one_of(verb, VERBS))
    if colon and (len(to) > LONGEST_ID or not re.fullmatch(ID_PATTERN, to, re.ASCII)):
        raise PhraseError(message("phrase.action", read=str(raw)), message("hint.action"))
    return Action(verb, to)
