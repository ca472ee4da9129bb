"""seats: who sits in a body. One row per seat group; the id of the row is the name of the position."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import field, frozen

from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.filling import Filling, Holder, Named, OpenTo, Whole
from gremium.values.text import Text


class Standing(Enum):
    """What a seat entitles to. Where a row has none, the source does not say."""

    VOTING = "voting"
    ADVISORY = "advisory"
    GUEST = "guest"


@frozen(kw_only=True)
class Seats:
    """One seat group.

    `seats` is how many there are. Ex officio seats and seats of a whole team have no number of their own: it follows from
    the bodies and positions that exist on the day. Without a number an open group is unstated, any other group is one seat.
    """

    word: ClassVar[str] = "seats"
    needs_id: ClassVar[bool] = True

    name: Text | None = None
    filling: Filling = field(default=Named())
    seats: Count | None = None
    standing: Standing | None = None

    @property
    def number(self) -> Count | None:
        """The number that the charter gives, with its default; None where it follows from other bodies."""
        match self.filling:
            case Holder() | Whole():
                return None
            case OpenTo():
                return self.seats or UNSTATED_COUNT
            case _:
                return self.seats or exactly(1)

    def narrows(self, other: Seats, /) -> bool:
        """Return whether this row permits no number of seats that `other` does not permit; fillings must agree."""
        if self.filling != other.filling or self.standing != other.standing:
            return False
        return self.number is None or other.number is None or self.number.within(other.number)
