"""Against an older feed: which stamps an event keeps, which grow, and what becomes of a meeting that is no longer there.

What tells the same as before keeps its DTSTAMP, CREATED, LAST-MODIFIED and SEQUENCE, byte for byte. What tells something else
gets the new stamp, never an earlier one; if beginning, end, day, place or status are others, its SEQUENCE grows by one (RFC 5546,
section 2.1.4), so that clients ask their users again. Nothing else of an older feed comes into the new one, but when a meeting
was that is no longer there, and the names of its bodies: an older feed may have been made for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from attrs import field, frozen

from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium_adapters import ical
from gremium_adapters.exporters.ics_dues import meeting_of, of_matter

# What an event tells, as against what it says of itself; and what makes clients ask their users again if it changes.
TOLD = frozenset({
    "DTSTART", "DTEND", "STATUS", "TRANSP", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "URL", "ORGANIZER", "ATTENDEE",
    "RELATED-TO", "DUE",
})  # fmt: skip
MOVES = ("DTSTART", "DTEND", "DUE", "LOCATION", "STATUS")
EVENT, TODO = "VEVENT", "VTODO"
# What a meeting that is no longer there keeps of what was told of it, beside when it was.
KEPT = ("SUMMARY", "CATEGORIES")
LARGEST = 2**31 - 1
# The ways in which a time may be written, by the parameters, with their lengths.
INSTANT, DAY, LOCAL = "", ";VALUE=DATE", f";TZID={ical.ZONE}"
_FORMS = {INSTANT: ("%Y%m%dT%H%M%SZ", 16), DAY: ("%Y%m%d", 8), LOCAL: ("%Y%m%dT%H%M%S", 15)}


@frozen
class Event:
    """A VEVENT, or a VTODO if it begins with when it is due: what it tells, in order, and what it says of itself."""

    uid: str
    told: tuple[str, ...]
    stamp: str
    created: str
    modified: str
    sequence: int = 0

    def written(self) -> bytes:
        """Return its bytes."""
        head = (
            f"UID:{self.uid}", f"DTSTAMP:{self.stamp}", f"CREATED:{self.created}", f"LAST-MODIFIED:{self.modified}",
            f"SEQUENCE:{self.sequence}",
        )  # fmt: skip
        return ical.component(TODO if _is_due(self.told) else EVENT, (*head, *self.told))


@frozen
class Older:
    """The events of an older feed by UID, those of one jurisdiction alone; none where there is no older feed."""

    events: dict[str, ical.Found] = field(factory=dict)

    @classmethod
    def read(cls, content: bytes, identity: str, domain: str) -> Older:
        """Return what an older feed has; raise `Misuse` if it is no calendar, or the feed of something else.

        `identity` is the UID of the calendar that is written, `domain` the end of the UIDs of its events.
        """
        older = cls()
        try:
            for found in ical.components(content):
                uid = found.value("UID")
                if found.name == "VCALENDAR" and uid not in (None, identity):
                    raise Misuse(message("misuse.against-other", feed=str(uid), expected=identity))
                ours = found.name in (EVENT, TODO) and uid is not None and uid.endswith(domain)
                if ours and uid is not None and "RECURRENCE-ID" not in found.lines:
                    older.events[uid] = found
        except ical.NoCalendarError as error:
            said = message("misuse.against-line", line=error.line) if error.line else message("misuse.against-bytes")
            raise Misuse(said) from error
        return older

    def settled(self, uid: str, told: tuple[str, ...], now: str) -> Event:
        """Return an event with its stamps: those of the older feed where it tells the same, else later ones."""
        old = self.events.get(uid)
        if old is None:
            return Event(uid, told, now, now, now)
        stamp = _stamp(old, "DTSTAMP") or now
        created, modified = _stamp(old, "CREATED") or stamp, _stamp(old, "LAST-MODIFIED") or stamp
        sequence = _sequence(old)
        if sorted(told) == sorted(line for name in TOLD for line in old.lines.get(name, ())):
            return Event(uid, told, stamp, created, modified, sequence)
        moved = any(_lines(told, name) != old.lines.get(name, []) for name in MOVES)
        latest = max(now, stamp, modified)  # as text they sort as in time
        return Event(uid, told, latest, created, latest, min(sequence + moved, LARGEST))

    def gone(self, uid: str, year: int | None) -> tuple[str, ...]:
        """Return what is told of a meeting, or of something due, that is no longer there: that it is cancelled.

        Nothing if it cannot be said when it was, if the meeting was in another year than the one that the new feed is of, and of
        what was owed for a meeting or a proposal: it may be one of which the audience is told no more.
        """
        old = self.events[uid]
        if of_matter(uid):
            return ()
        if old.name == TODO:
            due = old.lines["DUE"] if _moment(old, "DUE") is not None and self._within(uid, year) else ()
            return (*due, "STATUS:CANCELLED", *_kept(old)) if due else ()
        begins, ends = _moment(old, "DTSTART"), _moment(old, "DTEND")
        if begins is None or not self._within(uid, year):
            return ()
        later = ends is not None and ends[0] == begins[0] and ends[1] > begins[1]
        when = (*old.lines["DTSTART"], *(old.lines["DTEND"] if later else ()))
        return (*when, "STATUS:CANCELLED", "TRANSP:TRANSPARENT", *_kept(old))

    def _within(self, uid: str, year: int | None) -> bool:
        """Return whether a meeting, or the one before which something is due, was in a year; duties belong to none."""
        meeting = meeting_of(uid)
        if year is None or meeting is None:
            return True
        held = _moment(self.events[meeting], "DTSTART") if meeting in self.events else None
        return held is not None and held[2] == year


def _kept(old: ical.Found) -> Iterator[str]:
    yield from (f"{name}:{value}" for name in KEPT if (value := old.value(name)) is not None)


def _is_due(told: tuple[str, ...]) -> bool:
    return bool(told) and ical.parts(told[0])[0] == "DUE"


def _lines(told: Iterable[str], name: str) -> list[str]:
    """Return the lines of one property."""
    return [line for line in told if ical.parts(line)[0] == name]


def _stamp(old: ical.Found, name: str) -> str | None:
    """Return an instant of an older event as it stands there, if it is one."""
    value = old.value(name)
    return value if value is not None and _read(value, INSTANT) is not None else None


def _moment(old: ical.Found, name: str) -> tuple[bool, datetime, int] | None:
    """Return whether a beginning or an end of an older event is a day, its instant, and the year of it in local time.

    None unless it stands there once, and is written as we do.
    """
    lines = old.lines.get(name, ())
    _, parameters, value = ical.parts(lines[0]) if len(lines) == 1 else ("", "", "")
    found = _read(value, parameters)
    if found is None:
        return None
    try:
        at = found.replace(tzinfo=UTC) if parameters == INSTANT else ical.instant(found)
        return parameters == DAY, at, at.astimezone(ZoneInfo(ical.ZONE)).year
    except OverflowError:  # the first or the last hours of the calendar
        return None


def _read(value: str, parameters: str) -> datetime | None:
    """Return what a value says under its parameters, without a zone, or None if it is not written as we do."""
    form, length = _FORMS.get(parameters, ("", 0))
    if not length or len(value) != length or not value.isascii():
        return None
    try:
        return datetime.strptime(value, form)  # noqa: DTZ007  # the caller knows the zone
    except ValueError:
        return None


def _sequence(old: ical.Found) -> int:
    """Return how often an older event has been moved, if it says so."""
    value = old.value("SEQUENCE") or ""
    return int(value) if re.fullmatch(r"\d{1,10}", value, re.ASCII) and int(value) <= LARGEST else 0
