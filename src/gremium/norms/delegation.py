"""delegation: the sender's half of a seat in another body. The receiver's half is the seat that is filled by sending."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.values.count import Count, exactly
from gremium.values.days import Length, Season
from gremium.values.filling import How
from gremium.values.ref import Ref
from gremium.values.steps import Steps


class Mandate(Enum):
    """Whether delegates vote as they think right, or as they are told."""

    FREE = "free"
    BOUND = "bound"


@frozen(kw_only=True)
class Delegation:
    """One group of delegates that a body sends.

    `to` is the seat group of the receiver. `sends` is how many (without a number: one), `substitutes` how many stand in for
    them. `who` are the positions whose holders go by office; without them somebody is chosen: `how`, and `out_of` which circle.
    `within` are the seasons in which they are named. `reports` tells whether delegates report back; `length` how long they are
    sent; `with_term`: as long as the sender's term.
    """

    word: ClassVar[str] = "delegation"
    needs_id: ClassVar[bool] = False

    to: Ref
    sends: Count | Steps | None = None
    substitutes: Count | None = None
    who: tuple[Ref, ...] = ()
    how: How | None = None
    out_of: tuple[Ref, ...] = ()
    mandate: Mandate | None = None
    reports: bool | None = None
    within: tuple[Season, ...] = ()
    length: Length | None = None
    with_term: bool = False

    @property
    def number(self) -> Count | Steps:
        """How many are sent, with its default: as many as positions are named, else one."""
        return self.sends or exactly(len(self.who) or 1)

    def narrows(self, other: Delegation, /) -> bool:
        """Return whether this row sends no number that `other` does not permit, to the same seats."""
        mine, theirs = self.number, other.number
        if self.to != other.to:
            return False
        return mine.within(theirs) if isinstance(mine, Count) and isinstance(theirs, Count) else mine == theirs
