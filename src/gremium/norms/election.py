"""election: who of several persons is elected, ballot by ballot."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.norms.decision import Form, OnDemand, Split, Treatment
from gremium.values.actor import Actor
from gremium.values.condition import Condition
from gremium.values.days import Length
from gremium.values.lead import Lead
from gremium.values.mandate import Mandate
from gremium.values.need import Need
from gremium.values.ref import Ref
from gremium.values.text import Text


class Level(Enum):
    """What it leads to that several have equally many votes.

    `run-off`: another ballot among them. `repeat`: the same ballot once more. `all`: all of them go on. `casting-vote`: somebody
    decides. `oldest`: the oldest of them goes before. `nobody`: none of them is elected.
    """

    LOT = "lot"
    RUN_OFF = "run-off"
    REPEAT = "repeat"
    ALL = "all"
    CASTING_VOTE = "casting-vote"
    OLDEST = "oldest"
    NOBODY = "nobody"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Equal:
    """What follows from equally many votes; `by`: who draws the lot or decides. `again`: what follows if they are equal again."""

    then: Level
    by: Ref | None = None
    again: Level | None = None


@frozen(kw_only=True)
class Attempt:
    """One ballot of an election: what it takes to be elected (`need`), and who stands in it.

    `number` from 1. `more_than`: it is taken only if more than so many would stand in it. `best`: only so many stand for each
    post that is left, those with the most votes in the ballot before; `drops`: all but so many with the fewest. `entry`: what it
    leads to that several are equal for the last of these places; `crowded`: that more than `best` share the most votes.
    `not_before`: so long after the ballot before at the earliest; `should_wait`: so long after it as a rule, and it counts if it
    was earlier. `repeats`: taken until somebody is elected.
    """

    number: int
    need: Mandate
    more_than: int | None = None
    best: int | None = None
    drops: int | None = None
    entry: Equal | None = None
    crowded: Equal | None = None
    not_before: Length | None = None
    should_wait: Length | None = None
    repeats: bool = False


@frozen(kw_only=True)
class Voters:
    """Who elects, where that is not whoever has a vote in the body.

    `who` in words; `by` the positions or bodies whose members elect; `if_` what has to be true of each; `together`: an attribute
    (a household) of which those who share it have one vote; `split`: what becomes of it where they vote differently.
    """

    who: Text | None = None
    by: tuple[Ref, ...] = ()
    if_: Condition | None = None
    together: str | None = None
    split: Split | None = None


class Consent(Enum):
    """Whether a nominee has to agree beforehand: always, only where they are not there, or not at all."""

    ALWAYS = "always"
    IF_ABSENT = "if-absent"
    NOT = "not"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Nomination:
    """How somebody becomes a candidate. `by`: who may nominate; `until`: by when; `consent`: whether the nominee has to agree.

    `only`: nobody else can be elected (True), or anybody who is eligible (False); None: not said. `if_`: what has to be true of a
    candidate.
    """

    by: tuple[Actor, ...] = ()
    until: Lead | None = None
    consent: Consent | None = None
    only: bool | None = None
    if_: Condition | None = None


class Unopposed(Enum):
    """What follows if there are no more candidates than posts: they are deemed elected, or a ballot is taken all the same."""

    ELECTED = "elected"
    BALLOT = "ballot"
    UNSTATED = "unstated"


class Withdrawal(Enum):
    """What follows if somebody withdraws who would stand in a further ballot.

    `next-best`: whoever comes next stands instead. `fewer`: the others stand without them. `repeat`: the election begins anew.
    """

    NEXT_BEST = "next-best"
    FEWER = "fewer"
    REPEAT = "repeat"
    UNSTATED = "unstated"


class Several(Enum):
    """How several equal posts are filled: in one ballot, or one after another, each in its own."""

    TOGETHER = "together"
    SEPARATELY = "separately"
    UNSTATED = "unstated"


class Declined(Enum):
    """What follows if somebody does not accept who was elected.

    `next-best`: whoever comes next by votes and has what it takes. `repeat`: the election is held anew. `vacant`: the post stays
    empty.
    """

    NEXT_BEST = "next-best"
    REPEAT = "repeat"
    VACANT = "vacant"
    UNSTATED = "unstated"


class Against(Enum):
    """What becomes of a vote against all who stand: a vote cast, none at all, or an invalid one."""

    COUNTED = "counted"
    IGNORED = "ignored"
    INVALID = "invalid"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Guaranteed:
    """So many posts go first to those who share an attribute (a school, a sector), if any of them stands; `per` names it.

    Only the groups `among` these values, or `each` body or organisation that the attribute names by its id (every school of a
    kind); without both all groups.
    """

    per: str
    posts: int = 1
    among: tuple[str, ...] = ()
    each: Ref | None = None


@frozen(kw_only=True)
class Recall:
    """How somebody is voted out before the end of the term: what it takes, by whom it is proposed.

    `not_again`: they cannot have the post again in this term.
    """

    need: Need
    by: tuple[Actor, ...] = ()
    not_again: bool | None = None


@frozen(kw_only=True)
class Election:
    """What holds of elections of persons in a body. Every field but `of` is an aspect of its own.

    `of` are the posts of which the row speaks: positions here or in other bodies; none: all that this body fills. `requires` is
    what has to be true beforehand (a quorum). `votes_each`: how many candidates one voter can vote for. `rounds` are the
    ballots; `single` those where only one person stands. `no_votes`, `abstentions` and `invalid` say which of them are votes
    cast; `void_if` makes a ballot void as a whole, so that it is taken again. `form` is the form of vote, `on_demand` another
    one; `open_if`: the vote may be open if this is so. `tie`: what equally many votes lead to. `reserve`: those who are not
    elected come next if a post falls vacant, in the order of their votes.
    """

    word: ClassVar[str] = "election"
    needs_id: ClassVar[bool] = False

    of: tuple[Ref, ...] = ()
    requires: Need | None = None
    voters: Voters | None = None
    nomination: Nomination | None = None
    unopposed: Unopposed | None = None
    votes_each: int | None = None
    rounds: tuple[Attempt, ...] = ()
    single: tuple[Attempt, ...] = ()
    no_votes: Against | None = None
    abstentions: Treatment | None = None
    invalid: Treatment | None = None
    void_if: Need | None = None
    tie: Equal | None = None
    several: Several | None = None
    guaranteed: Guaranteed | None = None
    withdrawal: Withdrawal | None = None
    declined: Declined | None = None
    reserve: bool | None = None
    form: Form | None = None
    on_demand: tuple[OnDemand, ...] = ()
    open_if: Need | None = None
    recall: Recall | None = None

    def narrows(self, other: Election, /) -> bool:
        """Return whether this is the same rule: of ways to elect somebody none is stricter than another."""
        return self == other
