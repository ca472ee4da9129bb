"""decision: when a motion is carried."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.values.actor import Actor
from gremium.values.days import Length
from gremium.values.need import Need
from gremium.values.ref import Ref
from gremium.values.tally import Tally
from gremium.values.text import Text


class Treatment(Enum):
    """What becomes of an abstention or an invalid vote.

    `ignored`: it is no vote cast. `counted`: it is one, though no yes. `as-no`: it is a No. `not-allowed`: nobody may abstain.
    `voiding`: the ballot is void with it.
    """

    IGNORED = "ignored"
    COUNTED = "counted"
    AS_NO = "as-no"
    NOT_ALLOWED = "not-allowed"
    VOIDING = "voiding"
    UNSTATED = "unstated"


class Breaks(Enum):
    """What a tie leads to. `own-vote`: the vote that somebody cast decides; `casting-vote`: a further vote of theirs does.

    `referred`: the body does not decide, somebody else does.
    """

    REJECTED = "rejected"
    OWN_VOTE = "own-vote"
    CASTING_VOTE = "casting-vote"
    LOT = "lot"
    REPEAT = "repeat"
    REFERRED = "referred"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Tie:
    """What follows from as many votes for as against; `by` is whose vote decides (none named: that of whoever presides).

    Of a tie that is referred `by` is who decides instead. `again`: what another tie leads to when the vote is taken again.
    """

    then: Breaks
    by: Ref | None = None
    again: Breaks | None = None


class Per(Enum):
    """Who has a vote: each seat, each group together, or those together who share an attribute (a household)."""

    SEAT = "seat"
    GROUP = "group"
    SHARED = "shared"


@frozen(kw_only=True)
class VotePer:
    """Who casts one vote; `attribute`: those who share it have one together."""

    who: Per
    attribute: str | None = None


class Split(Enum):
    """What becomes of the one vote of several who vote differently: of a group, or of those who share one."""

    VOID = "void"
    MAJORITY = "majority"
    PROPORTIONAL = "proportional"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Concurrence:
    """A group or position has to agree as well; without `need` the majority of its own votes."""

    of: Ref
    need: Need | None = None


class After(Enum):
    """When a further ballot is taken: where the one before failed to reach what it needed, or where it passed (readings)."""

    FAILED = "failed"
    PASSED = "passed"


@frozen(kw_only=True)
class Round:
    """What one ballot of several needs. `number` from 1; `not_before`: so long after the one before at the earliest.

    `after`: whether it is a further attempt, or one more time that the motion has to be carried.
    """

    number: int
    need: Need
    not_before: Length | None = None
    after: After = After.FAILED


class Stops(Enum):
    """What an objection to a decision that was taken does."""

    SUSPENDS = "suspends"
    VOIDS = "voids"
    MOVES = "moves"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Veto:
    """Who may object to a decision, how long, and what follows; `to`: who then decides.

    `within` None: the source gives no time. `override`: with this the body stands by its decision in spite of the objection.
    """

    by: tuple[Actor, ...]
    within: Length | None = None
    effect: Stops = Stops.SUSPENDS
    to: Ref | None = None
    override: Need | None = None


class Form(Enum):
    """How votes are given."""

    OPEN = "open"
    ROLL_CALL = "roll-call"
    SECRET = "secret"  # noqa: S105  (a form of vote)
    WRITTEN = "written"


@frozen(kw_only=True)
class OnDemand:
    """Another form of vote if somebody demands it: so many, or whoever is named; or if the body resolves so (`resolved`)."""

    form: Form
    by: tuple[Actor, ...] = ()
    resolved: Need | None = None


class Silence(Enum):
    """What it means in a written procedure that somebody does not answer in time."""

    YES = "yes"
    NO = "no"
    ABSTENTION = "abstention"
    NO_VOTE = "no-vote"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Written:
    """A decision without a meeting. `adopted_if`: what it needs; `no_objection`: that nobody objects is enough.

    `within` is the time to answer, from the day on which it was sent; `silence` what it means to give no answer in it. `case`
    says for which matters in words, `demanded_by` who may ask for it, `stopped_by` who may object to deciding in this way at all.
    """

    adopted_if: Need | None = None
    no_objection: bool = False
    within: Length | None = None
    silence: Silence | None = None
    case: Text | None = None
    demanded_by: tuple[Actor, ...] = ()
    stopped_by: tuple[Actor, ...] = ()


@frozen(kw_only=True)
class Decision:
    """What holds of decisions. Every field is an aspect of its own.

    `requires` is what has to be true beforehand (a quorum). `count` is what is counted (none given: `yes`), `need` how many.
    `votes` in a need are the votes cast: Yes and No, and of abstentions and invalid votes those of which `abstentions` and
    `invalid` say so. `rounds` replaces `need` ballot by ballot. `concurrence`: who else has to agree. `form` is the form of vote,
    `on_demand` another one, of which the earlier in the list goes before. `veto`: who may object afterwards.
    """

    word: ClassVar[str] = "decision"
    needs_id: ClassVar[bool] = False

    requires: Need | None = None
    count: Tally | None = None
    need: Need | None = None
    abstentions: Treatment | None = None
    invalid: Treatment | None = None
    tie: Tie | None = None
    vote_per: VotePer | None = None
    split: Split | None = None
    concurrence: tuple[Concurrence, ...] = ()
    rounds: tuple[Round, ...] = ()
    form: Form | None = None
    on_demand: tuple[OnDemand, ...] = ()
    written: Written | None = None
    veto: tuple[Veto, ...] = ()

    def narrows(self, other: Decision, /) -> bool:
        """Return whether this is the same rule: whether another need is stricter no comparison of phrases can tell."""
        return self == other
