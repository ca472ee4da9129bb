"""cadence: how often a body meets, how far apart, by when first, and when never."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from gremium.values.count import Count
from gremium.values.days import Gap, Period, Season
from gremium.values.deadline import Deadline


@frozen(kw_only=True)
class Cadence:
    """One row about the meetings of a body. Rows add up: all of them bind.

    Rows that name the same sort of `meetings` ("annual") speak of those meetings only and are counted apart from the
    others; rows without it speak of the body's ordinary meetings. `times` is counted in every `per`. `gap` bounds the distance
    between consecutive meetings. `first` is the latest day of the first meeting after an event. `within` are the seasons in
    which these meetings have to be, `free` the session-free seasons. `as_needed`: more meetings than required may be held
    whenever there is need, or, where nothing else is said, there is no rule but the need.
    """

    word: ClassVar[str] = "cadence"
    needs_id: ClassVar[bool] = False

    meetings: str | None = None
    times: Count | None = None
    per: Period | None = None
    gap: Gap | None = None
    first: Deadline | None = None
    within: tuple[Season, ...] = ()
    free: tuple[Season, ...] = ()
    as_needed: bool = False

    def narrows(self, other: Cadence, /) -> bool:
        """Return whether this row permits nothing about the number of meetings in a period that `other` does not permit."""
        if other.times is None:
            return True
        return self.times is not None and self.per == other.per and self.times.within(other.times)
