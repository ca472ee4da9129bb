"""Sessions: the meetings of a view, with agenda and attendance, as far as an audience may know; for `workbench.publish`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property

from gremium.evaluate.lens import ROOM
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.whereabouts import took_part
from gremium.model.meeting import Item, Presence
from gremium.model.record import Absence, Meeting, MeetingState
from gremium.workbench.audience import listened
from gremium.workbench.published import Attendee, Came, Paper, Point, Session
from gremium.workbench.view import View


class Sessions:
    """The meetings of a view; `coming_up` are the proposals that come up at each item, as far as the audience may see them."""

    def __init__(self, view: View, papers: Iterable[Paper]) -> None:
        self.view = view
        self.coming_up: dict[tuple[str | None, str | None], dict[str, None]] = {}
        for paper in papers:
            for step in paper.steps:
                self.coming_up.setdefault((step.meeting, step.item), {})[paper.id] = None

    def meetings(self) -> list[Meeting]:
        """Return the meetings of these bodies, of the year where one is given, by day, hour and id."""
        found = [
            meeting for meeting in self.view.record.meeting_by_id.values()
            if not self.view.bodies.keys().isdisjoint(meeting.bodies) and self.view.year in (None, meeting.day.year)
        ]  # fmt: skip
        return sorted(found, key=lambda one: (one.day, one.at.time().isoformat() if isinstance(one.at, datetime) else "", one.id))

    @cached_property
    def _items(self) -> Mapping[str, list[Item]]:
        """The items of each meeting, in the order of the file."""
        found: dict[str, list[Item]] = {}
        for item in self.view.record.item_by_id.values():
            found.setdefault(item.meeting, []).append(item)
        return found

    def session(self, meeting: Meeting) -> Session:
        """Return a meeting as the audience may see it."""
        items = self._items.get(meeting.id, [])
        shown = [(item, self._open(meeting, item.id)) for item in items]
        points = tuple(self._point(item, public=open_) for item, open_ in shown if open_ or not self.view.public)
        public = meeting.public if meeting.public is not None else None if self._open(meeting, None) else False
        return Session(
            id=meeting.id, bodies=meeting.bodies, at=meeting.at, ends=meeting.ends, state=meeting.state,
            name=None if public is False and self.view.public else meeting.name, place=meeting.place, mode=meeting.mode,
            public=public, points=points, hidden=len(items) - len(points), instead_of=self._instead_of(meeting),
            present=tuple(self._present(meeting)),
        )  # fmt: skip

    def _instead_of(self, meeting: Meeting) -> str | None:
        """Return the meeting that one replaces, if the record knows it."""
        before = self.view.record.meeting_by_id.get(meeting.instead_of or "")
        return before.id if before is not None and before.id != meeting.id else None

    def _present(self, meeting: Meeting) -> Iterator[Attendee]:
        """Yield who was there and who was not, by id, as far as the audience may know; only of what was held.

        An absence is one of a body on a day, so it tells nothing where the body met twice on that day.
        """
        over = meeting.state is MeetingState.HELD and meeting.day <= self.view.at
        if not over or (self.view.public and not self._open(meeting, None)):
            return
        here = self._occasion(meeting)
        came = took_part(here, self._moments(here, meeting))
        found = {one: Came.ROOM if place == ROOM else Came.REMOTE for one, place in came.items()}
        for body in meeting.bodies:
            for missed in self._missed.get((body, meeting.day), ()) if self._meetings_on[body, meeting.day] == 1 else ():
                excused = missed.excused is not None and missed.excused <= self.view.at
                found.setdefault(missed.party, Came.EXCUSED if excused else Came.ABSENT)
        veiled = self.view.known.veiled(meeting.bodies)
        yield from (Attendee(party=one, how=found[one]) for one in sorted(found) if self.view.sees(one) and one not in veiled)

    def _occasion(self, meeting: Meeting) -> Occasion:
        """Return a meeting as one of these bodies sees it."""
        mine = next(body for body in meeting.bodies if body in self.view.bodies)
        return occasion(self.view.scope, self.view.scope.locate(mine), meeting.id)

    def _moments(self, here: Occasion, meeting: Meeting) -> Iterator[datetime | None]:
        """Yield the moments of a meeting at which to look who was there; for the public those at which anybody could listen.

        Where it may be that an item behind closed doors was dealt with, anything after the beginning counts as such.
        """
        calls = [(item.at, self._open(meeting, item.id)) for item in self._items.get(meeting.id, ())]
        unknown = any(at is None and not open_ for at, open_ in calls)
        timed = sorted(((at, open_) for at, open_ in calls if at is not None), key=lambda one: (one[0], not one[1]))
        later = {fact.at for fact in here.facts(Presence) if fact.at is not None} | {at for at, _ in timed}
        for moment in (here.begins, *sorted(later)):
            called = [open_ for at, open_ in timed if moment is not None and at <= moment]
            shut = (bool(called) and not called[-1]) or (unknown and moment != here.begins)
            if not (self.view.public and shut):
                yield moment

    @cached_property
    def _meetings_on(self) -> Mapping[tuple[str, date], int]:
        """How often each body met on a day."""
        met = (one for one in self.view.record.meeting_by_id.values() if not one.state.off)
        return Counter((body, one.day) for one in met for body in dict.fromkeys(one.bodies))

    @cached_property
    def _missed(self) -> Mapping[tuple[str, date], list[Absence]]:
        """The absences by body and day."""
        found: dict[tuple[str, date], list[Absence]] = {}
        for missed in (one for several in self.view.record.absences_by_party.values() for one in several):
            found.setdefault((missed.body, missed.at), []).append(missed)
        return found

    def _open(self, meeting: Meeting, item: str | None) -> bool:
        """Return whether anybody could listen to a meeting, or to an item of it."""
        return listened(self.view.scope, meeting, item)

    def _point(self, item: Item, *, public: bool) -> Point:
        about = self.coming_up.get((item.meeting, item.id), ())
        return Point(id=item.id, name=item.name, subject=item.subject, public=public, at=item.at, proposals=tuple(about))
