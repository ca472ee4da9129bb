"""What is due before meetings, and what bodies owe, as entries of a feed: as VEVENT, or as VTODO (RFC 5545, section 3.6.2).

An entry stands on the latest day (or at the latest minute) with which everybody is in time. Where nobody can tell that, there is
none. Its UID comes from what is due and for which meeting, body, duty or proposal, never from its day; a to-do has another one
than an event, because nothing that a client knows may become a component of another kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial

from gremium.evaluate.countdown import What
from gremium.evaluate.timing import moment
from gremium.evaluate.turns import CAME, State
from gremium.explain.language import cited
from gremium.model.record import MeetingState
from gremium.plugins.parts import Context
from gremium.workbench.published import Deadline, Obligation, Published, Session
from gremium_adapters import ical
from gremium_adapters.exporters import addresses
from gremium_adapters.writers.naming import reading_named, who_in_words

DUTY, TODO = "duty", "-todo"
# What may stand in a UID behind the id of a meeting or of a body; no id has a plus sign in it.
_KINDS = frozenset({DUTY, *(what.value for what in What)})
_DONE, _OFF, _AHEAD = "COMPLETED", "CANCELLED", "NEEDS-ACTION"


def meeting_of(uid: str) -> str | None:
    """Return the UID of the meeting before which an entry is due; None for a duty, and a meeting's own for a meeting."""
    first, kind, _ = _parts(uid)
    return uid if not kind else None if kind == DUTY else f"{first}@{uid.partition('@')[2]}"


def of_matter(uid: str) -> bool:
    """Return whether an entry is a duty that is owed for a meeting or a proposal, of which its UID and its title tell."""
    _, kind, rest = _parts(uid)
    return kind == DUTY and any(not one.isdigit() for one in rest[1:])


def _parts(uid: str) -> tuple[str, str, list[str]]:
    """Return the id with which a UID begins, what kind of entry it is (empty: a meeting), and the rest."""
    first, *rest = uid.partition("@")[0].split("+")
    kind = rest[0].removesuffix(TODO) if rest else ""
    return (first, kind, rest[1:]) if kind in _KINDS else (first, "", [])


class Dues:
    """Makes entries of a feed: `names` are those of bodies, `domain` is the end of UIDs, `base` the address of the folder."""

    def __init__(self, shown: Published, context: Context, names: Mapping[str, str], domain: str, base: str | None) -> None:
        self.shown, self.context, self.say = shown, context, context.language
        self.names, self.domain, self.base = names, domain, base

    def entries(self, *, todo: bool) -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
        """Yield the UID of each entry, and what makes the lines of what it tells; when it is comes first."""
        sessions = {one.id: one for one in self.shown.sessions}
        kind = TODO if todo else ""
        for due in self.shown.deadlines:
            if due.latest is not None:
                uid = self._uid(due.session, f"{due.what.value}{kind}", due.body)
                yield uid, partial(self._deadline, due, due.latest, sessions[due.session], todo=todo)
        for owed in self.shown.duties:
            if owed.day is not None:
                matter = () if owed.matter is None else (owed.matter,)
                several = () if owed.number == 1 else (str(owed.number),)
                uid = self._uid(owed.body, f"{DUTY}{kind}", owed.duty, *matter, *several)
                yield uid, partial(self._duty, owed, owed.day, todo=todo)

    def _uid(self, *parts: str) -> str:
        return f"{ical.escaped('+'.join(parts))}{self.domain}"

    # ── before a meeting ─────────────────────────────────────────────────────────────────────────────────────────────

    def _deadline(self, due: Deadline, latest: date | datetime, session: Session, *, todo: bool) -> Iterator[str]:
        ahead = session.state in (MeetingState.PLANNED, MeetingState.CONVENED)
        status = _DONE if due.sent else _AHEAD if ahead else _OFF
        what = self.say.term(f"notice.what-{due.what.value}")
        yield from _head(latest, status if todo else ical.STATUS[session.state], todo=todo)
        yield from self._told(self.say.term("ics.deadline", what=what, body=self._body(due.body)), self._about_deadline(due))
        yield f"CATEGORIES:{self._category(due.body, 'ics.deadlines')}"
        if self.base is not None:
            yield f"URL:{self.base}{addresses.meeting(session)}"

    def _about_deadline(self, due: Deadline) -> Iterator[str]:
        """Yield whether it is done, how the day was counted, what other readings say, and by which clauses."""
        if due.sent:
            yield self.say.term("ics.sent")
        yield from map(self.say.say, due.told)
        if due.readings:
            yield self.say.term("ics.earliest")
        for label, day in due.readings:
            reading = reading_named(label, self.context) if label else self.say.term("ics.reading-open")
            said = self.say.say(moment(day)) if day is not None else self.say.term("ics.reading-nothing")
            yield self.say.term("ics.reading", reading=reading, day=said)
        if due.cites:
            yield self.say.term("ics.source", cites=cited(due.cites))

    # ── duties ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _duty(self, owed: Obligation, day: date, *, todo: bool) -> Iterator[str]:
        lapsed = owed.state is State.LAPSED
        status = _DONE if owed.state in CAME else _OFF if lapsed else _AHEAD
        event = _OFF if lapsed else "CONFIRMED" if owed.certain else "TENTATIVE"
        yield from _head(day, status if todo else event, todo=todo)
        title = self.say.term("ics.duty", what=self.say.say(owed.what), body=self._body(owed.body))
        yield from self._told(title, self._about_duty(owed))
        yield f"CATEGORIES:{self._category(owed.body, 'ics.duties')}"

    def _about_duty(self, owed: Obligation) -> Iterator[str]:
        """Yield how it stands and by when it is owed, by whom and to whom, what else there is to say, and by which clauses."""
        state = self.say.term(f"duty.state-{owed.state.value}")
        if owed.met is not None:
            state = self.say.term("duty.met-on", state=state, day=owed.met.isoformat())
        yield self.say.term("ics.duty-state", state=state, by=self.say.say(owed.when))
        for heading, refs in (("duty.column-by", owed.by), ("duty.column-to", owed.to)):
            if refs:
                yield f"{self.say.term(heading)}: {', '.join(who_in_words(one, self.context, owed.body) for one in refs)}"
        yield from map(self.say.say, owed.told)
        if owed.cites:
            yield self.say.term("ics.source", cites=cited(owed.cites))

    # ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _told(self, title: str, about: Iterable[str]) -> Iterator[str]:
        yield f"SUMMARY:{ical.escaped(ical.one_line(title))}"
        yield f"DESCRIPTION:{ical.escaped(chr(10).join(map(ical.one_line, about)))}"

    def _body(self, body: str) -> str:
        return ical.one_line(self.names.get(body, body))

    def _category(self, body: str, kind: str) -> str:
        return ",".join(map(ical.escaped, (self._body(body), self.say.term(kind))))


def _head(at: date | datetime, status: str, *, todo: bool) -> Iterator[str]:
    """Yield when something is due, and how it stands. It takes nobody's time."""
    yield _moment("DUE" if todo else "DTSTART", at)
    if not todo and not isinstance(at, datetime) and at < date.max:
        yield ical.day("DTEND", at + timedelta(days=1))
    yield f"STATUS:{status}"
    if not todo:
        yield "TRANSP:TRANSPARENT"


def _moment(name: str, at: date | datetime) -> str:
    """Return the line of a day or a minute; a minute that no instant is becomes a day."""
    if not isinstance(at, datetime):
        return ical.day(name, at)
    try:
        return ical.time(name, at)
    except OverflowError:  # the first hour of the year 1
        return ical.day(name, at.date())
