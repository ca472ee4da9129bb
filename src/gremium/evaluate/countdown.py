"""Countdown: counting back from a meeting to the latest day, or minute, of something that has to happen before.

Everything here is a function of a rule, the day of the meeting and a calendar: nothing asks a record. Whether days are shifted or
skipped is what the rule says, never an assumption:

- Where German law applies, §§ 186 to 193 BGB hold by analogy for periods counted back from a day. Days inside the period
  count whatever they are, Sundays and holidays too, and the latest day stays where it is if it is one of them.
- Working days are counted where the rule says so: the weekdays that it names, less the closed days of a calendar. The clear days
  of English parish councils are such working days, Monday to Saturday.
- Hours are counted by the clock of the place, from the minute of the meeting. The night in which clocks change is like others.

Rule, day and calendar stand in one room, a little over 300 lines: nobody counts with one of them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from attrs import frozen

from gremium.evaluate.effective import Rule
from gremium.evaluate.scope import Holidays
from gremium.model.body import Body
from gremium.model.charter import CalendarRules, Charter
from gremium.norms.notice import Basis, Notice
from gremium.values.days import WEEKDAYS, Length, OpenDays
from gremium.values.lead import Lead, back
from gremium.values.verdict import Outcome

WEEKEND = (5, 6)
ONE_DAY = timedelta(days=1)


class What(Enum):
    """What is due before a meeting. `urgent` is the notice sent on the short way."""

    NOTICE = "notice"
    URGENT = "urgent"
    ANNOUNCEMENT = "announcement"
    AGENDA = "agenda"
    PAPERS = "papers"
    PUBLICATION = "publication"
    MOTIONS = "motions"


class Why(Enum):
    """Why a day counts, or does not.

    `meeting`: on it the meeting is. `first`: on it the act is done at the latest, and neither of the two counts. `closed`: a
    closed day of the calendar. `weekday`: not one of the weekdays that count.
    """

    COUNTED = "counted"
    MEETING = "meeting"
    FIRST = "first"
    CLOSED = "closed"
    WEEKDAY = "weekday"


@frozen
class CountedDay:
    """A day that was looked at while counting back, whether it counts and why not; `name` is that of a closed day."""

    day: date
    why: Why = Why.COUNTED
    name: str = ""


@frozen(kw_only=True)
class Due:
    """Something that is due before a meeting: what it is, and the latest day or minute for it (None: it cannot be told).

    `basis` says what has to happen by then, `dispatch` is the last day of sending where what was sent counts as arrived some
    time later, `dispatch_by` so on single ways of sending. `days` are all days that were looked at, the latest first; there are
    none where hours are counted. `actual` is when it was done, as far as a record tells it, `outcome` whether that was in time.
    `rule` is the rule that says so (None: asked without one).
    """

    what: What
    basis: Basis | None = None
    lead: Lead
    latest: date | datetime | None = None
    dispatch: date | None = None
    dispatch_by: tuple[tuple[str, date], ...] = ()
    days: tuple[CountedDay, ...] = ()
    actual: date | datetime | None = None
    outcome: Outcome = Outcome.OPEN
    rule: Rule | None = None


def latest(lead: Lead, meeting: date | datetime, calendar: OpenDays | None = None) -> date | datetime | None:
    """Return the latest day (of hours: the latest minute) on which something is in time before a meeting.

    `calendar` says which days count as working days. None comes out where it cannot be told: the time is not stated, hours are
    to be counted from a meeting of which only the day is known, or working days without a calendar that has any.
    """
    if not lead.stated:
        return None
    if lead.hours:
        return _hours_before(meeting, lead.number) if isinstance(meeting, datetime) else None
    day = _day(meeting)
    if not lead.working:
        return back(day, lead)
    if calendar is None or not calendar.weekdays:
        return None
    left = lead.number
    while left and day > date.min:
        day -= ONE_DAY
        left -= calendar.holds(day)
    return max(day, date.min + ONE_DAY) - ONE_DAY if lead.clear else day


def counted(lead: Lead, meeting: date | datetime, calendar: OpenDays | None = None) -> tuple[CountedDay, ...]:
    """Return the days between the latest day and the meeting, each with whether it counts; the meeting's comes first."""
    last = latest(lead, meeting, calendar)
    if last is None or isinstance(last, datetime):
        return ()
    day = _day(meeting)
    found = [CountedDay(day, Why.MEETING)]
    working = calendar if lead.working else None
    while day > last:
        day -= ONE_DAY
        found.append(CountedDay(day, Why.FIRST) if lead.clear and day == last else _looked_at(day, working))
    return tuple(found)


def _looked_at(day: date, calendar: OpenDays | None) -> CountedDay:
    if calendar is None or calendar.holds(day):
        return CountedDay(day)
    if day.weekday() not in calendar.weekdays:
        return CountedDay(day, Why.WEEKDAY)
    return CountedDay(day, Why.CLOSED, calendar.closed[day])


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _hours_before(moment: datetime, hours: int) -> datetime:
    """Return the minute so many hours before; before the first hour of the calendar there is none earlier."""
    return moment - min(timedelta(hours=hours), moment - datetime.min)  # noqa: DTZ901  # local times of one place


def due(
    what: What,
    lead: Lead,
    meeting: date | datetime,
    *,
    basis: Basis | None = None,
    deemed: Length | None = None,
    deemed_by: Iterable[tuple[str, Length]] = (),
    calendar: OpenDays | None = None,
    rule: Rule | None = None,
) -> Due:
    """Return by when something is due, counted back from a meeting; no record is asked.

    `deemed`: so long after it was sent it counts as arrived, `deemed_by`: on single ways of sending. `calendar`: the days that
    count as working days.
    """
    last = latest(lead, meeting, calendar)
    arriving = last if by_arrival(basis) else None
    return Due(
        what=what,
        basis=basis,
        lead=lead,
        latest=last,
        dispatch=_sent_by(deemed, arriving) if deemed is not None and arriving is not None else None,
        dispatch_by=tuple((way, _sent_by(length, arriving)) for way, length in deemed_by) if arriving is not None else (),
        days=counted(lead, meeting, calendar),
        rule=rule,
    )


def by_arrival(basis: Basis | None) -> bool:
    """Return whether arrival is, or may be, what counts."""
    return basis in (None, Basis.RECEIPT, Basis.UNSTATED)


def _sent_by(deemed: Length, last: date | datetime) -> date:
    """Return the last day of sending such that what was sent counts as arrived by a day; by a minute: the whole day before."""
    arrived = last.date() - ONE_DAY if isinstance(last, datetime) else last
    day = date.fromordinal(max(1, arrived.toordinal() - deemed.shortest_days))
    while day > date.min and deemed.after(day) > arrived:
        day -= ONE_DAY
    return day


def earliest(lead: Lead, done: date) -> date | None:
    """Return the first day of a meeting for which something done on a day is in time; None for hours and working days.

    Those depend on the minute and on a calendar. At the end of the calendar there is no later day: then None, too.
    """
    if not lead.stated or lead.hours or lead.working:
        return None
    low, high = done.toordinal(), min(date.max.toordinal(), done.toordinal() + 31 * lead.number + 2)
    while low < high:
        middle = (low + high) // 2
        if back(date.fromordinal(middle), lead) >= done:
            high = middle
        else:
            low = middle + 1
    found = date.fromordinal(low)
    return found if back(found, lead) >= done else None


# Of each thing that is due, in the order in which it is told, the aspect of the rule that gives its time.
ASPECTS: Mapping[What, str] = {
    What.NOTICE: "lead",
    What.URGENT: "urgent",
    What.ANNOUNCEMENT: "announcement",
    What.AGENDA: "agenda",
    What.PAPERS: "papers",
    What.PUBLICATION: "publication",
    What.MOTIONS: "motions",
}


def lead_of(norm: Notice, what: What) -> Lead | None:
    """Return the time that a rule gives for something that is due before a meeting, None where it gives none."""
    if what is What.URGENT:
        return norm.urgent.lead if norm.urgent is not None else None
    found: Lead | None = getattr(norm, ASPECTS[what])
    return found


def basis_of(norm: Notice, what: What) -> Basis | None:
    """Return what has to happen by then: motions have to be there, a publication has to be out, for all else the rule says it."""
    if what is What.PUBLICATION:
        return Basis.PROVISION
    return Basis.RECEIPT if what is What.MOTIONS else norm.basis


def counts_as_arrived(what: What) -> bool:
    """Return whether something may count as arrived some time after it was sent: what goes to the members may."""
    return what not in (What.PUBLICATION, What.MOTIONS)


def dues(norm: Notice, meeting: date | datetime, calendar: OpenDays | None = None) -> tuple[Due, ...]:
    """Return everything that is due before a meeting by a rule, with the latest day of each; no record is asked.

    `calendar` tells the closed days; which weekdays count as working days the rule says itself. A lead before a meeting of
    another body cannot be told from this one: see `notice` for that.
    """
    working = working_days(norm.working_days, calendar)
    leads = [(what, lead_of(norm, what)) for what in ASPECTS]
    return tuple(
        due_of(norm, what, lead, meeting, working)
        if lead.body is None
        else Due(what=what, basis=basis_of(norm, what), lead=lead)
        for what, lead in leads
        if lead is not None
    )


def due_of(
    norm: Notice,
    what: What,
    lead: Lead,
    meeting: date | datetime,
    calendar: OpenDays | None = None,
    rule: Rule | None = None,
) -> Due:
    """Return by when a rule wants something done; its own working days have to be in the calendar."""
    basis = basis_of(norm, what)
    if not counts_as_arrived(what):
        return due(what, lead, meeting, basis=basis, calendar=calendar, rule=rule)
    deemed: Mapping[str, Any] = {"deemed": norm.deemed, "deemed_by": norm.deemed_by}
    return due(what, lead, meeting, basis=basis, calendar=calendar, rule=rule, **deemed)


# ── calendars ────────────────────────────────────────────────────────────────────────────────────────────────────────


def working_days(weekdays: Iterable[str], calendar: OpenDays | None) -> OpenDays | None:
    """Return the days that count as working days: these weekdays, less the closed days of a calendar; None without both."""
    numbers = frozenset(WEEKDAYS.index(day) for day in weekdays if day in WEEKDAYS)
    return OpenDays(weekdays=numbers, closed=calendar.closed) if calendar is not None and numbers else None


def calendar_of(charter: Charter, body: Body) -> CalendarRules | None:
    """Return the calendar of a body: its own, else that of its charter, else the only one. None: nobody says which."""
    name = body.calendar or charter.calendar
    if name is None:
        return charter.calendars[0] if len(charter.calendars) == 1 else None
    return next((rules for rules in charter.calendars if rules.id == name), None)


def open_days(rules: CalendarRules, holidays: Holidays, years: Iterable[int]) -> OpenDays | None:
    """Return the open days of a calendar in some years: public holidays of its region plus its extra days minus its lifted ones.

    None if nobody knows the region.
    """
    public: dict[date, str] = {}
    for year in years:
        found = holidays(rules.region, year)
        if found is None:
            return None
        public.update(found)
    own = {extra.on: str(extra.name or "") for extra in rules.extra}
    closed = {day: name for day, name in {**public, **own}.items() if day not in rules.lifted}
    return OpenDays(weekdays=frozenset(WEEKDAYS.index(day) for day in rules.weekdays if day in WEEKDAYS), closed=closed)
