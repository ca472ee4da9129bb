"""Meetings: of a body, of all of them, and year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from attrs import frozen

from gremium.model.record import MeetingState, Mode
from gremium.values.message import Message, message
from gremium.values.text import Text
from gremium.workbench.published import Came, Point, Session, Shut
from gremium_adapters.exporters.html.places import Places
from gremium_adapters.exporters.html.wording import Link

MODES = {Mode.HYBRID: "html.mode-hybrid", Mode.REMOTE: "html.mode-remote"}
PUBLICITY = {True: "html.open-to-all", False: "html.behind-doors"}


@frozen
class Call:
    """A point of an agenda, its subject and the proposals that come up there."""

    told: Point
    subject: Text | str | None
    papers: tuple[Link, ...]


@frozen
class Other:
    """Another meeting, and where it stands."""

    told: Session
    href: str


@frozen(kw_only=True)
class Sitting:
    """A meeting as pages tell it. `coming`: it is on the day of the export or later, and was not held already.

    `off`: it does not take place on its day; `instead` are the meetings that replace it, `replaces` the one that it replaces, if
    that is shown. `present` are names by how they took part, or that they did not.
    """

    told: Session
    anchor: str
    href: str
    name: Text | None
    bodies: tuple[Link, ...]
    state: Message
    off: bool
    instead: tuple[Other, ...]
    replaces: Other | None
    remarks: tuple[Message, ...]
    points: tuple[Call, ...]
    present: tuple[tuple[Message, tuple[str, ...]], ...]
    coming: bool
    hour: datetime | None


@frozen
class Month:
    """The meetings of a month."""

    number: int
    sittings: tuple[Sitting, ...]


@frozen(kw_only=True)
class YearPage:
    """What the page of a year shows. `closed` are days on which nobody meets."""

    file: str
    year: int
    months: tuple[Month, ...]
    closed: tuple[Shut, ...]


def sittings(places: Places, sessions: Iterable[Session]) -> tuple[Sitting, ...]:
    """Return meetings as pages tell them."""
    return tuple(_sitting(places, one) for one in sessions)


def year_pages(places: Places) -> tuple[YearPage, ...]:
    """Return the pages of the years in which there are meetings, and of the year that is shown."""
    every = sittings(places, places.shown.sessions)
    pages = []
    for year in places.years:
        mine = [one for one in every if one.told.day.year == year]
        months = groupby(mine, lambda one: one.told.day.month)
        found = tuple(Month(number, tuple(listed)) for number, listed in months)
        closed = tuple(one for one in places.shown.closed if one.at.year == year)
        pages.append(YearPage(file=places.year(year), year=year, months=found, closed=closed))
    return tuple(pages)


def _sitting(places: Places, one: Session) -> Sitting:
    remarks = [MODES[one.mode]] if one.mode in MODES else []
    remarks += [PUBLICITY[one.public]] if one.public is not None else []
    before = places.sessions.get(one.instead_of or "")
    return Sitting(
        told=one,
        anchor=places.anchor(one),
        href=places.meeting(one),
        name=one.name,
        bodies=tuple(places.body(body) for body in one.bodies),
        state=message(f"meeting.{one.state.value}"),
        off=one.state.off,
        instead=tuple(Other(other, places.meeting(other)) for other in places.instead.get(one.id, ())),
        replaces=Other(before, places.meeting(before)) if before is not None else None,
        remarks=tuple(message(code) for code in remarks),
        points=tuple(_call(places, point) for point in one.points),
        present=tuple(_present(places, one)),
        coming=one.day >= places.shown.at and one.state is not MeetingState.HELD,
        hour=one.at if isinstance(one.at, datetime) else None,
    )


def _present(places: Places, one: Session) -> Iterator[tuple[Message, tuple[str, ...]]]:
    """Yield who was there, who took part from afar, and who was not there, as far as there is somebody."""
    for how in Came:
        names = tuple(places.party(came.party) for came in one.present if came.how is how)
        if names:
            yield message(f"came.{how.value}"), names


def _call(places: Places, point: Point) -> Call:
    subject = places.subject(point.subject) if point.subject is not None else None
    return Call(point, subject, tuple(places.paper(id_) for id_ in point.proposals))
