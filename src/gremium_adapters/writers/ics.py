"""iCalendar (RFC 5545, RFC 7986): the plan of a year as a feed that calendars can subscribe to.

Deterministic: UIDs come from the ids of meetings, DTSTAMP from the context, and nothing from the clock. Meetings without a time
of day are all-day and tentative. A public feed has neither METHOD, nor ATTENDEE, nor a mail address.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gremium.explain.language import cited
from gremium.explain.rules import cadence_in_words
from gremium.model.record import Meeting
from gremium.plan.calendar import BodyYear, Plan, PlannedMeeting
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Writer
from gremium_adapters.ical import FORBIDDEN, PRODID, STATUS, ZONE, berlin

if TYPE_CHECKING:
    from icalendar import Calendar, Event


def write(plan: Plan, context: Context) -> bytes:
    """Return a plan as iCalendar: one VEVENT for each proposed and each recorded meeting, in order of day and body."""
    from icalendar import Calendar  # noqa: PLC0415  # imported where it is needed: listing writers does not need it

    calendar = Calendar()
    name = context.language.term(
        "ics.calendar-name", name=context.language.text(context.charter.name, context.charter.id), year=plan.year
    )
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    line = " ".join(name.splitlines())  # the package refuses these two with line ends in them
    calendar.add("name", line)
    calendar.add("x-wr-calname", line)
    calendar.add("x-wr-timezone", ZONE)
    events = [
        (day, body.body, id_, event)
        for body in plan.bodies
        for day, id_, event in [*_proposed(body, context), *_recorded(body, context)]
    ]
    if any(isinstance(meeting.at, datetime) for body in plan.bodies for meeting in body.recorded) or not events:
        calendar.add_component(berlin())
    for *_, event in sorted(events, key=lambda entry: entry[:3]):
        calendar.add_component(event)
    return _bytes(calendar)


def _bytes(calendar: Calendar) -> bytes:
    written: bytes = calendar.to_ical(sorted=False)
    return written.translate(None, FORBIDDEN)


def _proposed(body: BodyYear, context: Context) -> list[tuple[date, str, Event]]:
    return [(meeting.day, meeting.id, _proposal(body, meeting, context)) for meeting in body.proposed]


def _recorded(body: BodyYear, context: Context) -> list[tuple[date, str, Event]]:
    return [(meeting.day, meeting.id, _meeting(body, meeting, context)) for meeting in body.recorded]


def _proposal(body: BodyYear, meeting: PlannedMeeting, context: Context) -> Event:
    event = _event(body, meeting.id, context)
    _all_day(event, meeting.day)
    event.add("status", "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    language = context.language
    lines = [language.term("ics.tentative")]
    for demand in body.verdict.value or ():
        if demand.sort == meeting.sort:
            for rule in demand.rules:
                lines.append(language.term("ics.rule", rule=cadence_in_words(rule.norm, language)))
                lines += [language.term("ics.source", cites=cited(rule.cites))] if rule.cites else []
    event.add("description", "\n".join(lines))
    return event


def _meeting(body: BodyYear, meeting: Meeting, context: Context) -> Event:
    event = _event(body, meeting.id, context)
    if isinstance(meeting.at, datetime):
        zone = ZoneInfo(ZONE)
        event.add("dtstart", meeting.at.replace(tzinfo=zone))
        if meeting.ends is not None and meeting.ends > meeting.at:
            event.add("dtend", meeting.ends.replace(tzinfo=zone))
    else:
        _all_day(event, meeting.at)
        event.add("transp", "TRANSPARENT")
    event.add("status", STATUS[meeting.state])
    if meeting.name is not None:
        event.add("description", context.language.text(meeting.name))
    return event


def _event(body: BodyYear, id_: str, context: Context) -> Event:
    from icalendar import Event  # noqa: PLC0415  # as above

    name = context.language.text(body.name, body.body)
    event = Event()
    event.add("uid", f"{id_}@{context.charter.id}.gremium")
    event.add("dtstamp", context.stamp)
    event.add("sequence", 0)
    event.add("summary", name)
    event.add("categories", [name])
    return event


def _all_day(event: Event, day: date) -> None:
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))


@hookimpl
def gremium_writers() -> tuple[Writer, ...]:
    """Return the writer of iCalendar."""
    return (Writer(format="ics", answer="plan", write=write),)
