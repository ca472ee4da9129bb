"""duty: who owes what to whom by when, and what follows if it does not come."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import evolve, frozen

from gremium.values.days import Length
from gremium.values.deadline import Deadline, Event, Start
from gremium.values.ref import Ref
from gremium.values.text import Text


class Owed(Enum):
    """What is owed. `review`: it is looked at anew whether something goes on. `revision`: a text is brought up to date."""

    REPORT = "report"
    REVIEW = "review"
    REVISION = "revision"
    REPLY = "reply"
    DECISION = "decision"
    MINUTES = "minutes"
    PUBLICATION = "publication"
    INFORMATION = "information"
    HEARING = "hearing"
    OTHER = "other"


class Occasion(Enum):
    """What makes something due each time: a meeting of the body that was held, or what happens there with a proposal.

    `submitted`: one is born there. `received`: one is sent there. `decided`, `objected`: the body does so. `ended`: one is
    carried out or withdrawn there.
    """

    MEETING = "meeting"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    DECIDED = "decided"
    OBJECTED = "objected"
    ENDED = "ended"


@frozen(kw_only=True)
class Duty:
    """Something that is owed.

    `owes` and `what` (in words) say what, `by` who owes it (none: the body), `to` to whom. When: `due` once (a named day, or so
    long after one) or on a day of every year, `every` so often from `starts` on, or `within` so long after each of `after`. None
    of these: the source does not say when. `anew`: the time until the next one counts from the day on which the last one came.

    `public`: only after meetings at which anybody may listen (false: only after others). `at_once`: it is owed together with what
    makes it due, on that day. `points`: every point that the proposal raises has to be answered. `soon` is how long before its
    day it counts as due soon. `lapses`: so long after that day it is owed no more. `before` are duties that have to be met before
    this one can be. `then` says what follows if it is not met.
    """

    word: ClassVar[str] = "duty"
    needs_id: ClassVar[bool] = True

    owes: Owed
    what: Text | None = None
    by: tuple[Ref, ...] = ()
    to: tuple[Ref, ...] = ()
    due: Start | None = None
    every: Length | None = None
    starts: Start | None = None
    anew: bool = False
    after: Occasion | None = None
    within: Length | None = None
    at_once: bool = False
    points: bool = False
    public: bool | None = None
    soon: Length | None = None
    lapses: Length | None = None
    before: tuple[str, ...] = ()
    then: Text | None = None

    def narrows(self, other: Duty, /) -> bool:
        """Return whether the same is owed at least as soon, as often, and to all of the same."""
        sooner = _no_longer(self.every, other.every) and (
            self.at_once or (not other.at_once and _no_longer(self.within, other.within))
        )
        alike = evolve(
            self, what=other.what, to=other.to, due=other.due, every=other.every, within=other.within, soon=other.soon,
            at_once=other.at_once, points=other.points, before=other.before, then=other.then,
        )  # fmt: skip
        more = self.points >= other.points and set(self.to) >= set(other.to) and set(self.before) >= set(other.before)
        return alike == other and sooner and more and _no_later(self.due, other.due)


def _no_later(mine: Start | None, theirs: Start | None) -> bool:
    """Return whether a day is certainly not after another one."""
    if isinstance(mine, Deadline) and isinstance(theirs, Deadline):
        return mine.event == theirs.event and _no_longer(mine.length, theirs.length)
    if isinstance(mine, Event) and isinstance(theirs, Deadline):
        return mine.name == theirs.event
    return theirs is None or mine == theirs


def _no_longer(mine: Length | None, theirs: Length | None) -> bool:
    """Return whether a time is certainly not longer than another one; where there is none, anything is shorter."""
    if mine is None or theirs is None or mine == theirs:
        return theirs is None or mine == theirs
    return mine.longest_days <= theirs.shortest_days
