"""Verdict: an answer with its reasons. Three outcomes, never two.

OPEN is a result like the others: a fact is missing, the source is silent, or it can be read in two ways. It is never
quietly false and never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Generic, TypeVar

from attrs import field, frozen, validators

from gremium.values.citation import Citation
from gremium.values.message import Message

T = TypeVar("T")


class Outcome(Enum):
    """Whether something holds. The three values combine by Kleene's logic."""

    HOLDS = "HOLDS"
    FAILS = "FAILS"
    OPEN = "OPEN"


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """HOLDS if every one holds, FAILS if one fails, else OPEN."""
    seen = set(outcomes)
    if Outcome.FAILS in seen:
        return Outcome.FAILS
    return Outcome.OPEN if Outcome.OPEN in seen else Outcome.HOLDS


def negate(outcome: Outcome) -> Outcome:
    """Swap HOLDS and FAILS; OPEN stays OPEN."""
    if outcome is Outcome.OPEN:
        return outcome
    return Outcome.FAILS if outcome is Outcome.HOLDS else Outcome.HOLDS


@frozen(kw_only=True)
class Reason:
    """One step of the argument: a message, the clauses it rests on, and the steps below it.

    `provision` is the path of the provision in its charter, empty where the reason is a fact or a gap.
    """

    said: Message
    cites: tuple[Citation, ...] = ()
    provision: str = ""
    because: tuple[Reason, ...] = ()


@frozen(kw_only=True)
class Verdict(Generic[T]):
    """The answer to one question.

    `reasons` are never empty: an answer without a reason cannot be built. `value` is the thing asked for, where the
    question asks for one. `missing` names what would have to be stated or recorded to close an OPEN answer
    (`steering-group.quorum`). `readings` is the table of answers by reading where a source can be read in several ways.
    `needs` says what would change it: "one more member".
    `withheld` marks an answer of which the audience may not see a part; it is not OPEN.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...] = field(validator=validators.min_len(1))
    value: T | None = None
    figures: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    readings: tuple[tuple[str, Verdict[T]], ...] = ()
    withheld: bool = False
    needs: tuple[Message, ...] = ()
