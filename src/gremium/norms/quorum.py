"""quorum: when a body can decide at all."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.norms.notice import Basis
from gremium.values.days import Length
from gremium.values.lead import Lead
from gremium.values.need import Need
from gremium.values.ref import Ref
from gremium.values.tally import Tally


class Checked(Enum):
    """When the quorum has to be there."""

    OPENING = "opening"
    EACH_ITEM = "each-item"
    EACH_VOTE = "each-vote"
    UNSTATED = "unstated"


class Ends(Enum):
    """What ends the presumption that there is a quorum.

    `finding`: that the lack is formally found. `challenge`: that somebody who may doubts it. `challenge-and-finding`: both.
    """

    FINDING = "finding"
    CHALLENGE = "challenge"
    CHALLENGE_AND_FINDING = "challenge-and-finding"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Presumed:
    """The quorum counts as given until something ends that.

    `established`: only once it was found at the opening. `by`: who may doubt it. `challenger_counts`: whoever doubts counts as
    present. `obvious`: a lack that is obvious ends it without any doubt (the record has the finding `obvious-lack`). `floor`:
    below this it never counts as given.
    """

    until: Ends
    established: bool = False
    by: tuple[Ref, ...] = ()
    challenger_counts: bool = False
    obvious: bool = False
    floor: Need | None = None


class Cause(Enum):
    """Why there was no quorum."""

    ABSENCE = "absence"
    CONFLICT = "conflict"


@frozen(kw_only=True)
class SecondCall:
    """What suffices when a body is called again for an item that was put off for lack of a quorum.

    `hint`: the notice has to say so. `lead`: by when that notice has to be there, which then counts instead of the ordinary one;
    `basis`: what has to happen by then, where that is another thing than usual. `window`: so long after the first meeting at the
    latest. `causes`: for which lack it is meant (none: for any). `dropped_if`: then there is no second meeting at all.
    """

    need: Need
    hint: bool = False
    lead: Lead | None = None
    window: Length | None = None
    causes: tuple[Cause, ...] = ()
    dropped_if: Need | None = None
    basis: Basis | None = None


@frozen(kw_only=True)
class MassConflict:
    """What suffices where so many are barred by a conflict of interest that `when` is true."""

    when: Need
    need: Need


class Lacking(Enum):
    """After which lack somebody else decides."""

    FIRST = "first-call"
    SECOND = "second-call"
    CONFLICT = "conflict"
    TOO_FEW = "too-few"


@frozen(kw_only=True)
class Fallback:
    """Who decides in place of the body, and after which lack.

    `hears`: whom they hear before. `if_barred`: who decides where they are barred themselves.
    """

    after: Lacking
    decides: Ref
    hears: Ref | None = None
    if_barred: Ref | None = None


class Failure(Enum):
    """What happens to the meeting when the quorum lacks."""

    CLOSE = "close"
    ADJOURN = "adjourn"
    SUSPEND = "suspend"
    RECONVENE = "reconvene"


@frozen(kw_only=True)
class Quorum:
    """What holds of the quorum. Every field is an aspect of its own.

    `requires` is what has to be true beforehand (that the meeting was duly called), `need` how many of what is counted (`count`)
    have to be there, `checked` when. `presumed`, `second_call`, `conflict` and `fallback` say what holds where they are not.
    `failure`: what then becomes of the meeting.
    """

    word: ClassVar[str] = "quorum"
    needs_id: ClassVar[bool] = False

    requires: Need | None = None
    count: Tally | None = None
    need: Need | None = None
    checked: Checked | None = None
    presumed: Presumed | None = None
    second_call: SecondCall | None = None
    conflict: MassConflict | None = None
    fallback: tuple[Fallback, ...] = ()
    failure: tuple[Failure, ...] = ()

    def narrows(self, other: Quorum, /) -> bool:
        """Return whether this is the same rule: whether another need is stricter no comparison of phrases can tell."""
        return self == other
