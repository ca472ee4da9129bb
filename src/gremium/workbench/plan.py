"""plan: the meetings of a year, on days that are open in the region of each body."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from gremium.evaluate.countdown import calendar_of
from gremium.evaluate.countdown import open_days as open_days_of
from gremium.evaluate.scope import Scope
from gremium.lint.walk import bounds
from gremium.model.body import Body
from gremium.model.charter import CalendarRules, Charter
from gremium.plan.calendar import Plan, plan_year
from gremium.plugins.parts import Parts
from gremium.values.days import OpenDays
from gremium.values.errors import Misuse
from gremium.values.message import message

FIRST_YEAR, LAST_YEAR = 1900, 2200


def plan_meetings(parts: Parts, scope: Scope, year: int, bodies: Iterable[str] | None = None) -> Plan:
    """Return a plan for a year between 1900 and 2200. Raises `Misuse` for another year or an unknown body.

    A body meets on the weekdays of its calendar, or of the charter's, that are no public holidays of its region and no closed
    days of the municipality's own. Where the charter names no calendar, only weekends are closed.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Misuse(message("misuse.year", year=year))
    by_id = {rules.id: open_days(parts, rules, year) for rules in scope.charter.calendars}
    weekdays = OpenDays(weekdays=frozenset(range(5)), closed={})

    def days(body: Body) -> OpenDays:
        rules = calendar_of(scope.charter, body)
        return by_id[rules.id] if rules is not None else weekdays

    return plan_year(scope, year, days, bodies)


def open_days(parts: Parts, rules: CalendarRules, year: int) -> OpenDays:
    """Return the open days of a calendar in a year; see `countdown.open_days`.

    Raises `Misuse` if no calendar plugin knows the region.
    """
    found = open_days_of(rules, parts.closed_days, (year,))
    if found is None:
        raise Misuse(message("misuse.region", region=rules.region))
    return found


def stamp(charter: Charter, year: int) -> datetime:
    """Return the instant that counts as the moment of writing: the latest date in the charter, else the first day of the year.

    It is no clock: the same charter gives the same bytes.
    """
    begins, ends = bounds(charter)
    read = {day for source in charter.sources for day in (source.date, source.seen) if day is not None}
    latest = max(begins | ends | read, default=date(year, 1, 1))
    return datetime(latest.year, latest.month, latest.day, tzinfo=UTC)
