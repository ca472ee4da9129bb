"""term: how long somebody sits, how a seat falls vacant, and how it is filled again."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from gremium.values.days import Length
from gremium.values.deadline import Ahead, Start
from gremium.values.ref import Ref
from gremium.values.text import Text


class Holdover(Enum):
    """Whether somebody stays in office after the term: until there is a successor, or not at all."""

    UNTIL_SUCCESSOR = "until-successor"
    NONE = "none"


class Out(Enum):
    """Who leaves when a part of the seats is renewed."""

    LONGEST_SERVING = "longest-serving"
    LOT = "lot"
    AGREEMENT = "agreement"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Renewal:
    """A part of the seats changes every so often, while the others stay: staggered terms, rotation."""

    share: Fraction
    every: Length | None = None
    out: Out = Out.UNSTATED
    successors: Ref | None = None


@frozen(kw_only=True)
class Limit:
    """How many terms one person may serve, in these positions together (none: in the seat itself).

    `consecutive`: only terms in a row count, and `pause` makes an end of the row. `length` bounds the time instead of the terms.
    """

    terms: int | None = None
    length: Length | None = None
    over: tuple[Ref, ...] = ()
    consecutive: bool = False
    pause: Length | None = None


class LostBy(Enum):
    """Why a seat is lost before the end of the term."""

    RESIGNATION = "resignation"
    ABSENCE = "absence"
    RECALL = "recall"
    BREACH = "breach"
    INELIGIBILITY = "ineligibility"
    SENDER = "sender"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Removal:
    """How a seat is lost before its time: why, by whose decision or declaration, on whose motion.

    `absences` is how many unexcused absences count as leaving (`consecutive`: in a row), `excuse` how long after an absence an
    excuse still counts; `notice` how long after it a declaration takes effect at the
    latest; `case` says the rest in words.
    """

    lost_by: LostBy
    by: Ref | None = None
    on_motion_of: tuple[Ref, ...] = ()
    absences: int | None = None
    consecutive: bool = False
    excuse: Length | None = None
    notice: Length | None = None
    case: Text | None = None


class Refill(Enum):
    """How a vacant seat is filled again."""

    LIST = "list"
    BY_ELECTION = "by-election"
    NAMING = "naming"
    APPOINTMENT = "appointment"
    SUBSTITUTE = "substitute"
    LOT = "lot"
    CO_OPTION = "co-option"
    NOT = "not"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Vacancy:
    """How a seat that has fallen vacant is filled: in which way, by whom, within which time.

    `ahead`: so only in this time before an event ("6 months before general-election"); such a row goes before one without.
    `for_rest`: the successor serves the rest of the term only; None: not said.
    """

    fill: Refill
    by: tuple[Ref, ...] = ()
    within: Length | None = None
    ahead: Ahead | None = None
    for_rest: bool | None = None


class Resting(Enum):
    """Who acts while a membership rests."""

    SUBSTITUTE = "substitute"
    NOBODY = "nobody"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Dormancy:
    """A membership rests without being lost: in which case, and who acts meanwhile."""

    case: Text
    acts: Resting = Resting.UNSTATED


@frozen(kw_only=True)
class Term:
    """What holds of the time in a seat. Every field but `for_seat` is an aspect of its own.

    `length` from `starts` (several: the latest of them; none: from the day on which the seat is taken). `follows`: as long as the
    electoral term of that body. `ends_with`: until a named day, such as the end of a task. `for_seat` names the seat groups and
    positions of which the row speaks; none: all.
    """

    word: ClassVar[str] = "term"
    needs_id: ClassVar[bool] = False

    for_seat: tuple[str, ...] = ()
    length: Length | None = None
    starts: tuple[Start, ...] = ()
    follows: Ref | None = None
    ends_with: str | None = None
    holdover: Holdover | None = None
    renewal: Renewal | None = None
    limits: tuple[Limit, ...] = ()
    removal: tuple[Removal, ...] = ()
    vacancy: tuple[Vacancy, ...] = ()
    dormancy: tuple[Dormancy, ...] = ()

    def narrows(self, other: Term, /) -> bool:
        """Return whether a term by this row is never longer than one by `other`."""
        if self.length is None or other.length is None:
            return False
        return self.length.longest_days <= other.length.shortest_days or self.length == other.length
