"""Meetings, agendas, papers and consultations of an OParl tree, as events of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time

from attrs import evolve

from gremium.model.charter import Subject
from gremium.model.meeting import Item, Presence
from gremium.model.proposal import Did, Proposal, Step
from gremium.model.record import Event, Meeting, MeetingState
from gremium.values.crowd import Persons
from gremium.values.message import message
from gremium.values.text import Text
from gremium_adapters.importers.oparl_bodies import Bodies
from gremium_adapters.importers.oparl_names import Names
from gremium_adapters.importers.oparl_things import Thing, Things
from gremium_adapters.importers.oparl_values import LANGUAGE, day, midnight, minute, number, text, texts, truth
from gremium_adapters.importers.oparl_words import STATES, done, result, slug, sound


class Meetings:
    """The meetings and papers of a tree. `meetings` and `items` are those of the record by address, `untaken` counts the rest."""

    def __init__(self, things: Things, names: Names, bodies: Bodies, untaken: Counter[str]) -> None:
        self.things, self.names, self.bodies, self.untaken = things, names, bodies, untaken
        self.meetings: dict[str, Meeting] = {}
        self.by_id: dict[str, Meeting] = {}
        self.items: dict[str, Item] = {}
        self.present: dict[str, tuple[Presence, ...]] = {}
        self.papers: dict[str, Proposal] = {}
        self.subjects: dict[str, Subject] = {}
        self.clear: set[str] = set()
        for one in things.of("Meeting"):
            self._take(one)
        for one in things.of("AgendaItem"):
            self._unplaced(one)
        for one in things.of("Paper"):
            if bodies.here(one):
                self._paper(one)

    def events(self) -> Iterator[Event]:
        """Yield the meetings by day, each with its items in order and who was there; then the papers, and the steps by day."""
        items: dict[str, list[Item]] = {}
        for item in self.items.values():
            items.setdefault(item.meeting, []).append(item)
        for meeting in sorted(self.meetings.values(), key=lambda one: (one.day, _first(one.at), one.id)):
            yield meeting
            yield from items.get(meeting.id, ())
            yield from self.present[meeting.id]
        yield from sorted(self.papers.values(), key=lambda one: (one.day or date.min, one.id))
        steps = [step for one in self.things.of("Consultation") for step in self._steps(one)]
        told = (id_ for id_ in self.items if "result" in self.things.by_id[id_].said)
        self.untaken["results"] = sum(id_ not in self.clear for id_ in told)
        yield from sorted(steps, key=lambda one: (one.day, _first(one.at), one.proposal))

    # ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, one: Thing) -> None:
        """Take a meeting with its agenda, if it is one of a body here, and its day is known."""
        met = self.things.all(one, "organization")
        mine = list(dict.fromkeys(self.bodies.bodies[other.id] for other in met if other.id in self.bodies.bodies))
        if not mine:
            if met or self.things.gone(one, "organization"):
                self.untaken["meetings"] += 1
            else:
                self.things.say(one, message("repair.left-out", key="organization"))
            return
        at = minute(self.things, one, "start")
        if at is None:
            self.things.say(one, message("repair.left-out", key="start"))
            return
        at = at.date() if isinstance(at, datetime) and midnight(at) else at
        id_ = self.names.event(one)
        items = list(self._agenda(one, id_))
        self.items |= dict(items)
        open_ = {item.public for _, item in items}
        meeting = Meeting(
            id=id_, body=mine[0], joint_with=tuple(mine[1:]), at=at, ends=self._ends(one, at), state=self._state(one),
            name=texts(self.things, one, "name"), place=self._place(one),
            public=True if True in open_ else False if open_ == {False} else None,
        )  # fmt: skip
        self.meetings[one.id] = self.by_id[id_] = meeting
        self.present[id_] = tuple(self._present(one, meeting))

    def _ends(self, one: Thing, at: date | datetime) -> datetime | None:
        """Return when a meeting ends: after it began, or it is not known; servers send midnight for that."""
        ends = minute(self.things, one, "end")
        if ends is None:
            return None
        if not isinstance(ends, datetime) or ends <= _first(at):
            self.things.say(one, message("repair.end", end=_shown(ends), start=_shown(at)))
            return None
        return ends

    def _state(self, one: Thing) -> MeetingState:
        """Return how far a meeting has come."""
        said = text(self.things, one, "meetingState")
        state = STATES.get(slug(said or ""), MeetingState.PLANNED)
        if truth(self.things, one, "cancelled"):
            return state if state.off else MeetingState.CANCELLED
        if said is not None and slug(said) not in STATES:
            self.things.say(one, message("repair.state", read=said[:60]))
        return state

    def _present(self, one: Thing, meeting: Meeting) -> Iterator[Presence]:
        """Yield who was there, if the meeting took place; that there was nobody else OParl does not say."""
        listed = self.things.all(one, "participant")
        came = sorted({self.bodies.people[other.id] for other in listed if other.id in self.bodies.people})
        if came and not meeting.state.off:
            yield Presence(meeting=meeting.id, who=Persons(tuple(came)), complete=False)
            self.untaken["participants"] += len(listed) - len(came)
        else:
            self.untaken["participants"] += len(listed)

    def _place(self, one: Thing) -> Text | None:
        """Return where a meeting is held: what its location says in words, nothing twice."""
        parts: list[str] = []
        for where in self.things.all(one, "location")[:1]:
            town = " ".join(filter(None, (text(self.things, where, key) for key in ("postalCode", "locality"))))
            said = [text(self.things, where, key) for key in ("description", "room", "streetAddress")]
            for part in (*said, town if said[2] is not None else None):
                if part and not any(part in other for other in parts):
                    parts.append(part)
        return Text.of({LANGUAGE: ", ".join(parts)}) if parts else None

    # ── agendas ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _agenda(self, one: Thing, meeting: str) -> Iterator[tuple[str, Item]]:
        """Yield the items of a meeting by address, in the order that they name."""
        listed = self.things.all(one, "agendaItem")
        known = dict.fromkeys(item.id for item in listed)
        listed += [item for item in self.things.naming("AgendaItem", "meeting").get(one.id, ()) if item.id not in known]
        orders = [number(self.things, item, "order") for item in listed]
        for item, order in zip(listed, orders, strict=True):
            if order is None:
                self.things.say(item, message("repair.order-missing"))
        numbered = [order if order is not None else place for place, order in enumerate(orders)]
        inside = [order for order, item in zip(numbered, listed, strict=True) if item.id in known]
        if inside != sorted(set(inside)):
            self.things.say(one, message("repair.order"))
        for place in sorted(range(len(listed)), key=numbered.__getitem__):
            item = listed[place]
            if item.id in self.items:
                self.things.say(item, message("repair.two-meetings"))
                continue
            at = minute(self.things, item, "start")
            yield item.id, Item(
                id=self.names.event(item), meeting=meeting, name=texts(self.things, item, "name"),
                at=at if isinstance(at, datetime) and not midnight(at) else None, public=truth(self.things, item, "public"),
            )  # fmt: skip

    def _unplaced(self, one: Thing) -> None:
        """Tell of an item that belongs to no meeting; one of a meeting that was left out is left out with it."""
        if one.id in self.items:
            return
        above = self.things.one(one, "meeting", "Meeting", "agendaItem")
        if above is None and not self.things.gone(one, "meeting"):
            self.things.say(one, message("repair.left-out", key="meeting"))
        else:
            self.untaken["lost"] += 1

    # ── papers ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _paper(self, one: Thing) -> None:
        """Take a paper: who brought it up is a body, or else a person or a party; OParl may name several of them."""
        persons = [self.bodies.people.get(other.id) for other in self.things.all(one, "originatorPerson")]
        units = self.things.all(one, "originatorOrganization")
        of = [self.bodies.bodies[other.id] for other in units if other.id in self.bodies.bodies]
        by = [id_ for id_ in (*persons, *(self.bodies.parties.get(other.id) for other in units)) if id_ is not None]
        self.untaken["originators"] += max(0, len(of) - 1) + max(0, len(by) - 1)
        since = day(self.things, one, "date")
        if since is not None and since.exact is None:
            self.things.say(one, message("repair.day-none", key="date", read=str(since)))
        self.papers[one.id] = Proposal(
            id=self.names.event(one), name=texts(self.things, one, "name"), subject=self._subject(one), of=next(iter(of), None),
            by=next(iter(by), None), at=since.exact if since is not None else None,
        )  # fmt: skip

    def _subject(self, one: Thing) -> str | None:
        """Return what sort of paper it is, as a subject of the charter."""
        said = texts(self.things, one, "paperType")
        if said is None:
            return None
        id_ = sound(slug(str(said)), "paper")
        return self.subjects.setdefault(id_, Subject(id=id_, name=said)).id

    def _steps(self, one: Thing) -> Iterator[Step]:
        """Yield what a consultation tells: that the paper is on an agenda, and what was done, if role and result say so."""
        paper = self.things.one(one, "paper", "Paper", "consultation")
        if paper is None and not self.things.gone(one, "paper"):
            self.things.say(one, message("repair.left-out", key="paper"))
        if paper is None or paper.id not in self.papers:
            self.untaken["lost"] += paper is not None or self.things.gone(one, "paper")
            return
        point = self.things.one(one, "agendaItem", "AgendaItem", "consultation")
        item = self.items.get(point.id) if point is not None else None
        named = [self.meetings[other.id] for other in self.things.all(one, "meeting") if other.id in self.meetings]
        meeting = self.by_id[item.meeting] if item is not None else next(iter(named), None)
        if named and meeting is not named[0]:
            self.things.say(one, message("repair.contradiction", key="meeting"))
        if meeting is None:
            self.untaken["consultations"] += 1
            return
        step = Step(
            proposal=self.papers[paper.id].id, did=Did.PUT_ON_AGENDA, body=self._body(one, meeting), at=meeting.at,
            meeting=meeting.id, item=item.id if item is not None else None,
        )  # fmt: skip
        yield step
        if point is not None and item is not None and not meeting.state.off:
            came = done(text(self.things, one, "role") or "", result(text(self.things, point, "result")))
            if came is not None:
                self.clear.add(point.id)
                yield evolve(step, did=came[0], outcome=came[1])

    def _body(self, one: Thing, meeting: Meeting) -> str | None:
        """Return the body that deals with a paper in a meeting: the one that the consultation names, if it is there."""
        units = self.things.all(one, "organization")
        named = [self.bodies.bodies[other.id] for other in units if other.id in self.bodies.bodies]
        there = next((body for body in named if body in meeting.bodies), None)
        if there is None and named:
            self.things.say(one, message("repair.body-elsewhere"))
        return there or (meeting.body if len(meeting.bodies) == 1 else None)


def _shown(at: date | datetime) -> str:
    return at.isoformat(" ", "minutes") if isinstance(at, datetime) else at.isoformat()


def _first(at: date | datetime) -> datetime:
    """Return the first minute of which somebody speaks."""
    return at if isinstance(at, datetime) else datetime.combine(at, time.min)
