"""Mandate: what it takes to be elected.

A need of votes as of any ballot; or `"most"`: whoever has the most votes; or `"lot"`: whoever a lot draws, without any votes.
"""

from __future__ import annotations

from functools import reduce
from typing import TypeAlias

from attrs import frozen

from gremium.values.message import Message, message
from gremium.values.need import (
    AllOf,
    AnyOf,
    Asks,
    Counted,
    Found,
    Need,
    NoneOf,
    Raised,
    Unsaid,
    parse_need,
    print_need,
)
from gremium.values.quota import Quota
from gremium.values.quota import in_words as said_quota
from gremium.values.tally import in_words as said_tally

MOST, LOT = "most", "lot"


@frozen
class Most:
    """Whoever has the most votes is elected, however many they are."""


@frozen
class Drawn:
    """Whoever a lot draws is elected: nobody votes."""


Mandate: TypeAlias = Quota | Counted | Asks | Found | Raised | Unsaid | AllOf | AnyOf | NoneOf | Most | Drawn


def parse_mandate(raw: object) -> Mandate:
    """Read what it takes to be elected: "most", "lot", or a need; raise `PhraseError` otherwise."""
    if raw == MOST:
        return Most()
    return Drawn() if raw == LOT else parse_need(raw)


def print_mandate(mandate: Mandate) -> object:
    """Return the canonical form."""
    match mandate:
        case Most():
            return MOST
        case Drawn():
            return LOT
        case _:
            return print_need(mandate)


def need_of(mandate: Mandate) -> Need | None:
    """Return the need that a mandate takes; None where the most votes, or a lot, are enough."""
    return None if isinstance(mandate, Most | Drawn) else mandate


def in_words(mandate: Mandate) -> Message:
    """Return the message that says what it takes: "the most votes", "more than 1/2 of votes"."""
    match mandate:
        case Most():
            return message("mandate.most")
        case Drawn():
            return message("mandate.lot")
        case AllOf(parts):
            return reduce(_both, map(in_words, parts))
        case AnyOf(parts):
            return reduce(_either, map(in_words, parts))
        case NoneOf(parts):
            return message("mandate.none", of=reduce(_either, map(in_words, parts)))
        case _:
            return _alone(mandate)


def _alone(need: Quota | Counted | Asks | Found | Raised | Unsaid) -> Message:
    """Return the message that says a need that is not joined of others."""
    match need:
        case Quota():
            return said_quota(need)
        case Counted(count, quota):
            return message("mandate.counted", count=said_tally(count), quota=said_quota(quota))
        case Asks(word):
            return message("need.asks", word=message(f"word.{word}"))
        case Found(name):
            return message("need.found", name=name)
        case Raised(against):
            return message("need.raised", name=against)
        case _:
            return message("need.unstated")


def _both(first: Message, then: Message) -> Message:
    return message("mandate.and", first=first, then=then)


def _either(first: Message, then: Message) -> Message:
    return message("mandate.or", first=first, then=then)
