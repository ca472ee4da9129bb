"""What a record tells of proposals and of what is owed: a proposal, the steps that it took, and what was delivered.

The list of steps only grows. What happened is kept, also where no rule allowed it; where a proposal stands is never stored.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import ClassVar

from attrs import field, frozen

from gremium.values.disclosure import PARTY
from gremium.values.ref import Ref
from gremium.values.text import Text


@frozen(kw_only=True)
class Proposal:
    """A matter that somebody brought up: `of` the body in which it was born, or `by` a person or organisation; `at` when.

    `subject` says what sort of matter it is ("idea", "measure"), `route` which way it takes, where several are possible.
    `points` names what it raises, each in a word, where all of it has to be answered.
    """

    what: ClassVar[str] = "proposal"

    id: str
    name: Text | None = None
    subject: str | None = None
    of: str | None = None
    by: str | None = field(default=None, metadata=PARTY)
    at: date | datetime | None = None
    route: str | None = None
    public: bool | None = None
    points: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day on which it was brought up, where it is told."""
        return self.at.date() if isinstance(self.at, datetime) else self.at


class Did(Enum):
    """What was done with a proposal.

    `put-on-agenda`, `deferred`, `referred` (to another body, to come back), `returned`: it stays where it is on its route.
    `answered`: who had the idea was told what became of it.
    """

    SUGGESTED = "suggested"
    EXAMINED = "examined"
    FORWARDED = "forwarded"
    PUT_ON_AGENDA = "put-on-agenda"
    DELIBERATED = "deliberated"
    HEARD = "heard"
    DEFERRED = "deferred"
    REFERRED = "referred"
    RETURNED = "returned"
    RECOMMENDED = "recommended"
    DECIDED = "decided"
    TOOK_NOTE = "took-note"
    CONSENTED = "consented"
    OBJECTED = "objected"
    WAIVED = "waived"
    EXECUTED = "executed"
    RATIFIED = "ratified"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


@frozen(kw_only=True)
class Step:
    """A step of a proposal: what was done (`did`), by which body (or `by` a person), when, and what came of it (`outcome`).

    `stage` names the stage of the route, where the body has several; `to` those chosen to go on with, or the body to which it was
    referred; `until` the day to which it was put off. `urgent`: decided because it could not wait.
    """

    what: ClassVar[str] = "step"

    id: str | None = None
    proposal: str
    did: Did
    body: str | None = None
    by: str | None = field(default=None, metadata=PARTY)
    at: date | datetime
    stage: str | None = None
    outcome: str | None = None
    to: tuple[Ref, ...] = ()
    until: date | None = None
    meeting: str | None = None
    item: str | None = None
    urgent: bool = False
    note: Text | None = None

    @property
    def day(self) -> date:
        """The day on which it was done."""
        at = self.at
        return at.date() if isinstance(at, datetime) else at


@frozen(kw_only=True)
class Delivery:
    """Something that a duty owes was delivered: `duty` by the id of its rule, of which `body`, when, and for what.

    `meeting` or `proposal` is what it was owed for; `for_` the day for which it was due, where it is owed again and again.
    `points` are those points of a proposal to which it is an answer.
    """

    what: ClassVar[str] = "delivery"

    id: str | None = None
    duty: str
    body: str
    at: date
    meeting: str | None = None
    proposal: str | None = None
    for_: date | None = None
    points: tuple[str, ...] = ()
    note: Text | None = None
