"""Occasion: one meeting of a body and, where the question is about one, an item of it, with what the record tells of them.

Every question about a meeting begins here. The rules in force on its day decide, whatever came later.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from attrs import frozen

from gremium.evaluate.facts import body_name
from gremium.evaluate.scope import Located, Scope
from gremium.model.meeting import (
    Ballot,
    Barred,
    Chosen,
    Demand,
    Found,
    Item,
    Lot,
    Nominated,
    Notice,
    Objection,
    OfMeeting,
    Withdrawn,
)
from gremium.model.record import Meeting
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.phrases import one_of
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome

E = TypeVar("E", bound=OfMeeting)
# Facts that may speak of one item of a meeting.
OF_ITEM = (Notice, Barred, Demand, Objection, Found, Ballot, Lot, Nominated, Withdrawn, Chosen)
# Of these, facts about the meeting as a whole are no facts about its items: a vote is about what it is about.
OF_ONE = (Ballot, Lot, Nominated, Withdrawn, Chosen)


@frozen(kw_only=True)
class Occasion:
    """A meeting as one of its bodies sees it, and an item (None: the meeting as a whole); `told` is what the record tells."""

    where: Located
    name: str
    meeting: Meeting
    item: Item | None = None
    told: tuple[OfMeeting, ...] = ()

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.meeting.day

    @property
    def begins(self) -> datetime | None:
        """The minute at which it begins, where it is recorded."""
        return self.meeting.at if isinstance(self.meeting.at, datetime) else None

    @property
    def subject(self) -> str | None:
        """What the item is about."""
        return self.item.subject if self.item is not None else None

    @property
    def moment(self) -> datetime | None:
        """When the item was called: as recorded, else when its last ballot was; None where nothing tells it.

        The meeting as a whole is asked at its beginning.
        """
        if self.item is None:
            return self.begins
        voted = [ballot.at for ballot in self.facts(Ballot) if ballot.at is not None]
        return self.item.at or (max(voted) if voted else None)

    def facts(self, kind: type[E]) -> tuple[E, ...]:
        """Return the facts of one kind about the meeting; those about items only if they are about this one.

        Facts about the meeting as a whole count for each item, except those of a vote.
        """
        item = self.item.id if self.item is not None else None
        found = (event for event in self.told if isinstance(event, kind))
        if kind not in OF_ITEM:
            return tuple(found)
        whole = (item,) if kind in OF_ONE else (None, item)
        return tuple(event for event in found if getattr(event, "item", None) in whole)

    def found(self, name: str, at: datetime | None = None) -> Outcome:
        """Return whether something was formally found by a moment (None: at all); OPEN where the record has no such finding.

        The latest finding counts; one that says it is not so FAILS, and two of one moment that contradict each other are OPEN.
        """
        said = [one for one in self.facts(Found) if one.found == name and not (at and one.at and one.at > at)]
        last = max((order(one.at) for one in said), default=None)
        found = {one.holds for one in said if order(one.at) == last}
        return Outcome.OPEN if len(found) != 1 else Outcome.HOLDS if found == {True} else Outcome.FAILS

    def raised(self, against: str, at: datetime | None = None) -> bool:
        """Return whether anybody is recorded to have objected against something by a moment (None: at all)."""
        objections = (one for one in self.facts(Objection) if one.against == against)
        return any(not (at and isinstance(one.at, datetime) and one.at > at) for one in objections)


def order(at: datetime | None) -> datetime:
    """Order moments of a meeting; what holds from its beginning comes first."""
    return at if at is not None else datetime.min  # noqa: DTZ901  # local times of one place, never shown


def occasion(scope: Scope, where: Located, meeting: str, item: str | None = None) -> Occasion:
    """Return a meeting of a body by its id, and an item of it; raise `Misuse` if the record has no such meeting or item."""
    record = scope.record
    known = record.meeting_by_id if record is not None else {}
    name = body_name(scope, where)
    found = known.get(meeting)
    if record is None or found is None:
        raise Misuse(message("misuse.meeting", meeting=meeting), one_of(meeting, known))
    if name not in found.bodies:
        mine = [one.id for one in known.values() if name in one.bodies]
        raise Misuse(message("misuse.meeting-of", meeting=meeting, body=name), one_of(meeting, mine))
    called = record.item_by_id.get(item) if item is not None else None
    if item is not None and (called is None or called.meeting != meeting):
        mine = [one.id for one in record.item_by_id.values() if one.meeting == meeting]
        raise Misuse(message("misuse.item", item=item, meeting=meeting), one_of(item, mine))
    return Occasion(where=where, name=name, meeting=found, item=called, told=record.of_meeting.get(meeting, ()))


def means(here: Occasion, of: Ref | None) -> str | None:
    """Return the seat group of this body that a fact speaks of: None for all of it, "" if it speaks of another body there."""
    if of is None:
        return None
    named = str(Ref(target=of.target, jurisdiction=of.jurisdiction)) if of.position is not None else of.target
    if of.position is not None:
        return of.position if named == here.name else ""
    if str(of) == here.name:
        return None
    return "" if str(of) in here.meeting.bodies else of.target
