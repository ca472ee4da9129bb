"""seats: who sits in a body. One row per seat group; the id of the row is the name of the position."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import field, frozen

from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.filling import Everyone, Filling, Holder, Named, OpenTo, Whole
from gremium.values.ref import Ref
from gremium.values.steps import Steps
from gremium.values.text import Text


class Standing(Enum):
    """What a seat entitles to. Where a row has none, the source does not say."""

    VOTING = "voting"
    ADVISORY = "advisory"
    GUEST = "guest"


class SubstituteOrder(Enum):
    """Whom a substitute stands in for: one member, whoever is absent in the order of a list, or anybody of the group."""

    PERSONAL = "personal"
    ORDERED = "ordered"
    POOL = "pool"
    NONE = "none"
    UNSTATED = "unstated"


class Characteristic(Enum):
    """What a seat tells of whoever sits there, if it is kept for those who have it.

    The special categories of personal data of Art. 9(1) GDPR, as far as a seat can be kept for them: racial or ethnic origin,
    political opinions, religious or philosophical beliefs, trade-union membership, health (also a disability, see recital 35),
    sex life or sexual orientation. `other` is what else somebody may not want to be told: a punishment (Art. 10), a need.
    """

    ORIGIN = "origin"
    OPINION = "opinion"
    BELIEF = "belief"
    UNION = "union"
    HEALTH = "health"
    DISABILITY = "disability"
    SEXUALITY = "sexuality"
    OTHER = "other"


@frozen(kw_only=True)
class Substitutes:
    """The substitutes of a seat group; they are never counted in its size.

    `number` is how many there are (for each member if personal, otherwise for the group). `depth` is how many may stand in for
    one another in turn: 2 means that a substitute has a substitute. `called_by` is who calls a substitute to a meeting
    (`self`: the absent member); `how` and `by` how substitutes are chosen, where that differs from the members.
    """

    order: SubstituteOrder
    number: Count | None = None
    depth: int | None = None
    called_by: Ref | None = None
    by: tuple[Ref, ...] = ()
    case: Text | None = None


@frozen(kw_only=True)
class Seats:
    """One seat group.

    `seats` is how many there are, or a table of steps by a size. Ex officio seats and seats of a whole team have no number of
    their own: it follows from the bodies and positions that exist on the day. Without a number an open group is unstated, any
    other group is one seat. With `each` there are so many for each body or organisation of the selection.
    `proposed_by` are those who propose, `out_of` the circle from which members come. `weight` is the number of votes of
    each seat, `block` that of the group as a whole, cast together. `at_times`: these seats are there only at times, on a given
    day perhaps not. `honorary` and `allowance` say whether the seat is held without pay and whether there is an allowance for it;
    None: not said. `reveals` is what of special protection (Art. 9(1) GDPR) it tells of somebody that they sit here: only members
    and the administration are told who does, unless the holding itself says otherwise.
    """

    word: ClassVar[str] = "seats"
    needs_id: ClassVar[bool] = True

    name: Text | None = None
    filling: Filling = field(default=Named())
    proposed_by: tuple[Ref, ...] = ()
    out_of: tuple[Ref, ...] = ()
    each: Ref | None = None
    seats: Count | Steps | None = None
    standing: Standing | None = None
    weight: Count | Steps | None = None
    block: Count | None = None
    at_times: bool = False
    substitutes: Substitutes | None = None
    honorary: bool | None = None
    allowance: bool | None = None
    reveals: tuple[Characteristic, ...] = ()

    @property
    def number(self) -> Count | Steps | None:
        """The number that the charter gives, with its default; None where it follows from other bodies."""
        match self.filling:
            case Holder() | Whole():
                return None
            case OpenTo() | Everyone():
                return self.seats or UNSTATED_COUNT
            case _:
                return self.seats or exactly(1)

    def narrows(self, other: Seats, /) -> bool:
        """Return whether this row permits no number of seats that `other` does not permit; fillings must agree."""
        if (self.filling, self.standing, self.each) != (other.filling, other.standing, other.each):
            return False
        mine, theirs = self.number, other.number
        if isinstance(mine, Count) and isinstance(theirs, Count):
            return mine.within(theirs)
        return mine == theirs
