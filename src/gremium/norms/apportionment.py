"""apportionment: how seats, and the posts that go with them, are shared among parties by their strength."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.values.actor import Actor
from gremium.values.allotment import Method
from gremium.values.count import Count
from gremium.values.need import Need
from gremium.values.ref import Ref


class Weight(Enum):
    """What makes a party strong: its members in the body, votes for its list in a ballot there, votes at the last election."""

    MEMBERS = "members"
    BALLOT = "ballot"
    VOTES = "votes"
    UNSTATED = "unstated"


class Formula(Enum):
    """The arithmetic by which seats are shared; see `values.allotment.Method`, which has the same names."""

    HARE_NIEMEYER = Method.HARE_NIEMEYER.value
    DHONDT = Method.DHONDT.value
    SAINTE_LAGUE = Method.SAINTE_LAGUE.value
    SAINTE_LAGUE_MODIFIED = Method.SAINTE_LAGUE_MODIFIED.value
    IMPERIALI = Method.IMPERIALI.value
    UNSTATED = "unstated"

    @property
    def method(self) -> Method | None:
        """The method; None where the source does not name one."""
        return None if self is Formula.UNSTATED else Method(self.value)


class Manner(Enum):
    """How seats are shared.

    `agreement`: all agree who gets what. `joint-list`: one list that all have handed in, adopted as a whole. `lists`: by a ballot
    on lists. `naming`: by strength, and the parties name the members. `persons`: by an election of persons, as the word election
    says.
    """

    AGREEMENT = "agreement"
    JOINT_LIST = "joint-list"
    LISTS = "lists"
    NAMING = "naming"
    PERSONS = "persons"


@frozen(kw_only=True)
class Stage:
    """One way of sharing, tried in the order of the list.

    `need`: what the vote on it takes (ballots whose `about` is the manner); `objection`: who can stop it by objecting; `lists`:
    only if so many lists are handed in. `from_all`: only if every party takes part.
    """

    manner: Manner
    need: Need | None = None
    objection: tuple[Actor, ...] = ()
    lists: Count | None = None
    from_all: bool = False


class Draw(Enum):
    """What decides between parties with an equal claim to the last seats, or to the next turn.

    `run-off`: another ballot between their lists. `votes`: who had more at the last election. `members`: who has more members.
    """

    LOT = "lot"
    RUN_OFF = "run-off"
    VOTES = "votes"
    MEMBERS = "members"
    UNSTATED = "unstated"


class Exhausted(Enum):
    """What becomes of a seat for which a list has nobody: it stays vacant, or goes to whoever comes next."""

    VACANT = "vacant"
    NEXT = "next"
    UNSTATED = "unstated"


class Successor(Enum):
    """Who follows somebody who leaves: the next on the list, whom the party names, or whom the body elects on its proposal."""

    LIST = "list"
    NAMING = "naming"
    ELECTION = "election"
    UNSTATED = "unstated"


class Adjusted(Enum):
    """Whether seats are shared anew when strengths change: by itself, if somebody demands it, or not."""

    ALWAYS = "always"
    ON_DEMAND = "on-demand"
    NOT = "not"
    UNSTATED = "unstated"


class Turns(Enum):
    """Turns are shared, not seats. `choice`: whose turn it is chooses a post. `order`: posts are filled in their order."""

    CHOICE = "choice"
    ORDER = "order"


@frozen(kw_only=True)
class Apportionment:
    """What holds where a body shares seats among parties. Every field but `of` is an aspect of its own.

    `of` is what is shared: bodies, or positions (`chair@*committee`); none: all that this body shares. `among` are the parties
    (`*faction`); none: those of which the strength is known. `weights` says what makes them strong, `method` what is reckoned,
    `path` which ways are tried, in this order (none: by naming, or by lists where votes in a ballot make them strong).
    `by_turns`: no seats are shared, but turns, in the order of the highest quotients. `joint`: parties may join. `majority`:
    whoever has more than half of the strength gets more than half of the seats. `minimum`: each gets so many at least. `tie`:
    what decides an equal claim, in this order; `lot_by` who draws.
    """

    word: ClassVar[str] = "apportionment"
    needs_id: ClassVar[bool] = False

    of: tuple[Ref, ...] = ()
    among: tuple[Ref, ...] = ()
    weights: Weight | None = None
    method: Formula | None = None
    path: tuple[Stage, ...] = ()
    by_turns: Turns | None = None
    joint: bool | None = None
    majority: bool | None = None
    minimum: int | None = None
    tie: tuple[Draw, ...] = ()
    lot_by: Ref | None = None
    exhausted: Exhausted | None = None
    successor: Successor | None = None
    adjusted: Adjusted | None = None

    def narrows(self, other: Apportionment, /) -> bool:
        """Return whether this is the same rule: of ways to share seats none is stricter than another."""
        return self == other
