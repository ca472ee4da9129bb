"""power: who may do something in a body or towards it, who may not, and what follows."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.values.actor import Action, Actor
from gremium.values.days import Length
from gremium.values.lead import Lead
from gremium.values.ref import Ref
from gremium.values.text import Text


class Consequence(Enum):
    """What a participation against the rules does to the decision."""

    VOID = "void"
    VOID_IF_DECISIVE = "void-if-decisive"
    NONE = "none"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Power:
    """One right, or one bar. Rows add up.

    `who` (several: each of them) may do what stands in `may` and may not do what stands in `may_not`. `case` says when,
    `except_for` when not, in words: the record tells who is barred. `form` is the form it needs ("written"), `says` what it has
    to name ("item", "reasons"), `by` until when it has to be there. `within`: so soon it has to be done, `within_meetings`: in
    that meeting after it at the latest (1: the next one); `at_once`: without delay. `self_help`: after that time without any
    answer they may do it themselves, `instead`: who does it if it is not done. `leaves`: whoever is barred has to leave the place
    or the room. `reports`: has to tell it unasked. `doubt`: who decides in doubt is the body, without the one in question.
    `effect`: what a breach does to a decision.
    """

    word: ClassVar[str] = "power"
    needs_id: ClassVar[bool] = False

    who: tuple[Actor, ...] = ()
    may: tuple[Action, ...] = ()
    may_not: tuple[Action, ...] = ()
    case: tuple[Text, ...] = ()
    except_for: tuple[Text, ...] = ()
    form: str | None = None
    says: tuple[str, ...] = ()
    by: Lead | None = None
    within: Length | None = None
    within_meetings: int | None = None
    at_once: bool = False
    self_help: Length | None = None
    instead: Ref | None = None
    leaves: bool | None = None
    reports: bool | None = None
    doubt: bool | None = None
    effect: Consequence | None = None
    then: Text | None = None

    def narrows(self, other: Power, /) -> bool:
        """Return whether this row gives no right that `other` does not give, and lifts none of its bars."""
        return set(self.may) <= set(other.may) and set(self.may_not) >= set(other.may_not) and self.who == other.who
