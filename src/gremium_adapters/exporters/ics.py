"""iCalendar (RFC 5545, RFC 7986): the meetings of a jurisdiction, or of some of its bodies, as a feed to subscribe to.

One VEVENT for each meeting, in the order of their UIDs; a UID comes from the ids of meeting and jurisdiction and from nothing
else. A public feed has neither METHOD, nor ORGANIZER, nor ATTENDEE, nor a mail address. For members and the administration the
bodies' members are told as ATTENDEE, with URIs that are no addresses: nobody can be written to.

Against an older feed, what did not change stays as it was byte for byte; a meeting that was moved, cancelled or taken out of the
record counts up its SEQUENCE (RFC 5546, section 2.1.4). Of an older feed nothing is taken over but that a meeting was there,
when, where, and what it was called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from gremium.model.record import Audience, MeetingState, Mode
from gremium.norms.seats import Standing
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Exporter, Options, Stream
from gremium.workbench.published import Membership, Published, Session
from gremium_adapters import ical
from gremium_adapters.exporters import addresses
from gremium_adapters.exporters.ics_dues import Dues
from gremium_adapters.exporters.ics_older import DAY, LOCAL, Event, Older

CARRIES = frozenset({"meetings", "hours", "places", "joint", "modes", "publicity", "agenda", "replaced", "deadlines", "duties"})
DAILY = "P1D"
_ENDS_PARAMETER = re.compile('[";:,^]')
# The parts that somebody may have, the weightiest first. Where no source says what a seat entitles to, it is as if it votes.
_ROLES = _CHAIR, _VOTES, _MAY, _LISTENS = ("CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT")
# By whether somebody was there.
_PARTS = {True: "ACCEPTED", False: "DECLINED"}
_BY_STANDING = {Standing.ADVISORY: _MAY, Standing.GUEST: _LISTENS}


def write(shown: Published, context: Context, options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the feed. Raises `Misuse` for a base that is no address, and for an older feed that is none or of something else."""
    return {"": Stream(_Feed(shown, context, options).made)}


class _Feed:
    """Makes the feed of one view."""

    def __init__(self, shown: Published, context: Context, options: Options) -> None:
        self.shown, self.context, self.say = shown, context, context.language
        self.domain = f"@{ical.escaped(shown.id)}.gremium"
        self.stamp = ical.stamped(context.stamp)
        every = {body.id: body.name for body in context.charter.bodies} | {body.id: body.name for body in shown.bodies}
        self.names = {id_: self.say.text(name, id_) for id_, name in every.items()}
        self.only = tuple(body.id for body in shown.bodies) if len(shown.bodies) < len(every) else ()
        self.base = _based(options.base) if options.base is not None else None
        self.dues = Dues(shown, context, self.names, self.domain, self.base[0] if self.base is not None else None)
        self.todo = options.todo
        old = options.against
        self.older = Older.read(old[""], self._identity(), self.domain) if old is not None else Older()
        self.parties = {party.id: party for party in shown.parties}
        self.papers = {paper.id: paper.name for paper in shown.papers}
        self.offices = {(body.id, post.id) for body in shown.bodies for post in body.posts if post.office}
        self.sessions = {session.id: session for session in shown.sessions}
        self.instead: dict[str, list[Session]] = {}
        for session in shown.sessions:
            if session.instead_of is not None:
                self.instead.setdefault(session.instead_of, []).append(session)
        self.members: dict[str, list[Membership]] = {}
        for one in shown.memberships if shown.audience is not Audience.PUBLIC else ():
            if one.party in self.parties:
                self.members.setdefault(one.body, []).append(one)

    def made(self) -> Iterator[bytes]:
        """Yield the bytes of the feed, entry by entry.

        What the head says of all entries is found out before, so each of them is made twice where it depends on an older feed.
        """
        meetings = {f"{ical.escaped(one.id)}{self.domain}": one for one in self.shown.sessions}
        dues = dict(self.dues.entries(todo=self.todo))
        left = (uid for uid in self.older.events if uid not in meetings and uid not in dues)
        gone = {uid: lines for uid in left if (lines := self.older.gone(uid, self.shown.year))}
        uids = sorted({*meetings, *dues, *gone})

        def told(uid: str) -> Iterable[str]:
            return dues[uid]() if uid in dues else self._told(meetings[uid]) if uid in meetings else gone[uid]

        def entry(uid: str) -> Event:
            return self.older.settled(uid, tuple(told(uid)), self.stamp)

        stamps = (entry(uid).modified for uid in uids) if self.older.events else (self.stamp for _ in uids[:1])
        yield b"".join(map(ical.folded, ("BEGIN:VCALENDAR", *self._calendar(max(stamps, default=None)))))
        if not uids or any(f"{LOCAL}:" in line for uid in uids for line in islice(told(uid), 2)):
            yield ical.berlin().to_ical(sorted=False)
        yield from (entry(uid).written() for uid in uids)
        yield b"END:VCALENDAR\r\n"

    # ── the calendar ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _identity(self) -> str:
        """Return the UID of the calendar: of which jurisdiction and bodies, whose and for which audience it is."""
        bodies, whose = ("+".join(sorted(self.only)), f"person={self.shown.person}" if self.shown.person is not None else "")
        of = "-".join(filter(None, ("calendar", self.shown.audience.name.lower(), bodies, whose)))
        return f"{ical.escaped(of)}{self.domain}"

    def _whose(self) -> Iterator[str]:
        """Yield the name of the person whose feed it is, and those of the bodies, if it is not one of all."""
        if self.shown.person is not None:
            named = self.parties.get(self.shown.person)
            yield (named.name if named is not None else None) or self.shown.person
        yield from (self.names[id_] for id_ in self.only)

    def _calendar(self, modified: str | None) -> Iterator[str]:
        """Yield what the calendar says of itself."""
        yield from ("VERSION:2.0", f"PRODID:{ical.PRODID}", "CALSCALE:GREGORIAN")
        whole = self.say.text(self.shown.name, self.shown.id)
        some = " / ".join(self._whose())  # no comma: clients show `\\,` in names of calendars as it stands
        name = ical.one_line(self.say.term("ics.feed-part", bodies=some, name=whole) if some else whole)
        year = self.shown.year
        every = self.say.term("ics.feed-name", name=name)
        title = ical.escaped(every if year is None else self.say.term("ics.calendar-name", name=name, year=year))
        about = ical.escaped(self.say.term("ics.feed-about", name=name))
        yield f"UID:{self._identity()}"
        yield from (f"NAME:{title}", f"X-WR-CALNAME:{title}", f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}")
        yield f"X-WR-TIMEZONE:{ical.ZONE}"
        yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{DAILY}", f"X-PUBLISHED-TTL:{DAILY}")
        if self.base is not None:
            below, file = self.base
            whose = ("person", self.shown.person) if self.shown.person is not None else ()
            named = "-".join((self.shown.id, *sorted(self.only), *whose))
            yield f"SOURCE;VALUE=URI:{below}{file or f'{_quoted(named)}.ics'}"
        if modified is not None:
            yield f"LAST-MODIFIED:{modified}"

    # ── a meeting ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _told(self, session: Session) -> Iterator[str]:
        """Yield what an event tells of a meeting; its beginning and its end come first."""
        yield from (when := tuple(_when(session)))
        yield f"STATUS:{ical.STATUS[session.state]}"
        if session.state.off or when[0].startswith(f"DTSTART{DAY}:"):
            yield "TRANSP:TRANSPARENT"
        names = [ical.one_line(self.names.get(body, body)) for body in dict.fromkeys(session.bodies)]
        yield f"SUMMARY:{ical.escaped(', '.join(names))}"
        if description := "\n".join(self._description(session)):
            yield f"DESCRIPTION:{ical.escaped(description)}"
        if session.place is not None:
            yield f"LOCATION:{ical.escaped(self.say.text(session.place))}"
        yield f"CATEGORIES:{','.join(map(ical.escaped, names))}"
        if self.base is not None:
            yield f"URL:{self.base[0]}{addresses.meeting(session)}"
        related = (session.instead_of, *(one.id for one in self.instead.get(session.id, ())))
        for id_ in dict.fromkeys(one for one in related if one is not None):
            yield f"RELATED-TO;RELTYPE=SIBLING:{ical.escaped(id_)}{self.domain}"
        yield from self._attendees(session)

    def _moved(self, session: Session) -> Iterator[str]:
        """Yield that a meeting is off and when another one takes its place, or whose place it takes."""
        days = ", ".join(_day_said(one) for one in self.instead.get(session.id, ()) if not one.state.off)
        if session.state is MeetingState.POSTPONED:
            yield self.say.term("ics.postponed-to", days=days) if days else self.say.term("ics.postponed")
        elif session.state is MeetingState.CANCELLED and days:
            yield self.say.term("ics.replaced-by", days=days)
        before = self.sessions.get(session.instead_of or "")
        if before is not None:
            yield self.say.term("ics.instead-of", day=_day_said(before))

    def _description(self, session: Session) -> Iterator[str]:
        """Yield the lines of the description: that it is moved, a name of its own, how it meets, and the agenda."""
        yield from self._moved(session)
        if session.name is not None:
            yield ical.one_line(self.say.text(session.name))
        if session.public is not None:
            yield self.say.term("ics.public") if session.public else self.say.term("ics.not-public")
        if session.mode is not Mode.ROOM:
            yield self.say.term("ics.hybrid") if session.mode is Mode.HYBRID else self.say.term("ics.remote")
        if session.points:
            yield self.say.term("ics.agenda")
        for number, point in enumerate(session.points, 1):
            subject = self.context.charter.subject_by_id.get(point.subject) if point.subject is not None else None
            about = (*(self.papers.get(id_) for id_ in point.proposals), subject.name if subject is not None else None)
            name = next((text for text in (point.name, *about) if text is not None), None)
            line = f"{number}. {ical.one_line(self.say.text(name, point.id))}"
            yield line if point.public else self.say.term("ics.point-closed", point=line)

    def _attendees(self, session: Session) -> Iterator[str]:
        """Yield who sits in the bodies on that day, each once with the weightiest part; never for the public.

        Whether they took part is told of what was held, as far as the record names them.
        """
        roles: dict[str, list[str]] = {}
        came = {one.party: one.how for one in session.present}
        for body in dict.fromkeys(session.bodies):
            for one in self.members.get(body, ()):
                if one.there(session.day):
                    roles.setdefault(one.party, []).append(self._role(one))
        if roles:
            yield f"ORGANIZER;CN={_parameter(self.say.text(self.shown.name, self.shown.id))}:{self._urn(())}"
        for party, several in sorted(roles.items()):
            named = self.parties[party]
            kind = "INDIVIDUAL" if named.person else "GROUP"
            part = _PARTS[came[party].there] if party in came else "NEEDS-ACTION"
            common = f"CUTYPE={kind};ROLE={min(several, key=_ROLES.index)};PARTSTAT={part};RSVP=FALSE"
            yield f"ATTENDEE;{common};CN={_parameter(named.name or party)}:{self._urn((party,))}"

    def _role(self, one: Membership) -> str:
        """Return which part somebody has."""
        if one.post == "chair" and not one.substitute:
            return _CHAIR
        if one.substitute or (one.body, one.post) in self.offices:
            return _MAY
        return _BY_STANDING.get(one.standing, _VOTES) if one.standing is not None else _VOTES

    def _urn(self, of: Iterable[str]) -> str:
        """Return the URI of a party, or of the jurisdiction: always the same, and no address."""
        path = "/".join(quote(one, safe="", errors="replace") for one in (self.shown.id, *of))
        return uuid5(NAMESPACE_URL, f"urn:gremium:{path}").urn


def _when(session: Session) -> Iterator[str]:
    """Yield when a meeting begins and, if that is known and later, when it ends; without an hour it lasts whole days."""
    if isinstance(session.at, datetime):
        try:
            begins = ical.instant(session.at)
            yield ical.time("DTSTART", session.at)
            if session.ends is not None and ical.instant(session.ends) > begins:
                yield ical.time("DTEND", session.ends)
        except OverflowError:  # the first hour of the year 1
            yield ical.day("DTSTART", session.day)
        return
    yield ical.day("DTSTART", session.day)
    last = max(session.day, session.ends.date()) if session.ends is not None else session.day
    if last < date.max:
        yield ical.day("DTEND", last + timedelta(days=1))


def _day_said(session: Session) -> str:
    """Return when a meeting is, in digits."""
    return session.at.isoformat(" ", "minutes") if isinstance(session.at, datetime) else session.at.isoformat()


def _based(base: str) -> tuple[str, str]:
    """Return the address of a folder with a slash at its end, and the name of the feed in it, if it is told."""
    whole = addresses.base_of(base)
    folder, _, file = base.rpartition("/")
    named = file.endswith(".ics") and not folder.endswith("/")
    return (f"{folder}/", file) if named else (whole, "")


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")


def _parameter(text: str) -> str:
    """Return a text as the value of a parameter: what ends one, also for clients that do not mind the quotes, is a blank."""
    return f'"{ical.one_line(_ENDS_PARAMETER.sub(" ", text))}"'


@hookimpl
def gremium_exporters() -> tuple[Exporter, ...]:
    """Return the exporter of iCalendar."""
    return (Exporter(format="ics", suffix=".ics", carries=CARRIES, takes=frozenset({"base", "against", "todo"}), write=write),)
