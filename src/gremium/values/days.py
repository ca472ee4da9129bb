"""Days as a source knows them, periods, gaps and seasons, and arithmetic over days.

A source often knows a day only roughly: "in September", "not before August". `Day` keeps what is known as bounds, and
every question about it has three answers. All days are civil days of the place; there are no time zones on this floor.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import Message, message
from gremium.values.phrases import MONTHS, did_you_mean
from gremium.values.verdict import Outcome

_DATE = r"\d{4}-\d{2}-\d{2}"
_BOUND = rf"({_DATE}|unstated)"
DAY_PATTERN = rf"\d{{4}}(-\d{{2}}(-\d{{2}})?)?|{_BOUND}\.\.{_BOUND}|unstated"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@frozen
class Day:
    """One day, known exactly or in bounds: it lies not before `earliest` and not after `latest` (None: not stated)."""

    earliest: date | None
    latest: date | None

    @property
    def exact(self) -> date | None:
        """The day itself where it is known, else None."""
        return self.earliest if self.earliest == self.latest else None

    def by(self, at: date) -> Outcome:
        """Return whether this day has come by `at` (the day itself included)."""
        if self.latest is not None and self.latest <= at:
            return Outcome.HOLDS
        if self.earliest is not None and self.earliest > at:
            return Outcome.FAILS
        return Outcome.OPEN

    def before(self, at: date) -> Outcome:
        """Return whether this day lies before `at` (the day itself excluded)."""
        return self.by(at - timedelta(days=1)) if at > date.min else Outcome.FAILS

    @property
    def sort_key(self) -> tuple[date, date]:
        """Order days by what is known of them: unknown bounds reach to the ends of the calendar."""
        return (self.earliest or date.min, self.latest or date.max)

    def __str__(self) -> str:
        return print_phrase(self)


def on(day: date) -> Day:
    """Return the exactly known day."""
    return Day(day, day)


UNSTATED_DAY = Day(None, None)


def parse_day(raw: object) -> Day:
    """Read a day from a date, `"2021-09"`, `"2021"`, `"2023-08-15..unstated"` or `"unstated"`; raise `PhraseError` otherwise."""
    if type(raw) is date:
        return on(raw)
    if not isinstance(raw, str) or not re.fullmatch(DAY_PATTERN, raw, re.ASCII):
        raise PhraseError(message("phrase.day", read=str(raw)), date_meant(raw) or message("hint.day"))
    if raw == "unstated":
        return UNSTATED_DAY
    low, dots, high = raw.partition("..")
    if dots:
        earliest, latest = _bound(low), _bound(high)
        if earliest and latest and latest < earliest:
            raise PhraseError(message("phrase.day-reversed", read=raw), message("hint.did-you-mean", word=f"{high}..{low}"))
        return Day(earliest, latest)
    if len(raw) == len("2026-01-01"):
        return on(_date(raw))
    if len(raw) == len("2026-01"):
        first = _date(f"{raw}-01")
        return Day(first, first.replace(day=monthrange(first.year, first.month)[1]))
    return Day(_date(f"{raw}-01-01"), _date(f"{raw}-12-31"))


def date_meant(raw: object) -> Message | None:
    """Return the hint "did you mean 2026-03-01" for a date written as in German, 1.3.2026; None for anything else."""
    match = re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", raw, re.ASCII) if isinstance(raw, str) else None
    return message("hint.did-you-mean", word=f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}") if match else None


def _bound(text: str) -> date | None:
    return None if text == "unstated" else _date(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PhraseError(message("phrase.no-such-day", read=text), message("hint.day")) from None


def print_day(day: Day) -> date | str:
    """Return the canonical form: a date where the day is known, else the shortest phrase with the same bounds."""
    return day.exact or print_phrase(day)


def print_phrase(day: Day) -> str:
    """Return the canonical phrase, dates included: what a format without a date type stores."""
    low, high = day.earliest, day.latest
    if low == high:
        return low.isoformat() if low else "unstated"
    if low and high and low.year == high.year and low.day == 1:
        if (low.month, high.month, high.day) == (1, 12, 31):
            return f"{low.year:04}"
        if low.month == high.month and high.day == monthrange(high.year, high.month)[1]:
            return f"{low.year:04}-{low.month:02}"
    return f"{low.isoformat() if low else 'unstated'}..{high.isoformat() if high else 'unstated'}"


def day_in_words(day: Day) -> str | Message:
    """Return a day as a sentence names it: a date, a month, a year, or what is known of it ("not before 2023-08-15")."""
    if day.exact is not None or (day.earliest is not None and day.latest is not None and ".." not in print_phrase(day)):
        return print_phrase(day)
    bounds = {"earliest": day.earliest, "latest": day.latest}
    known = {name: bound.isoformat() for name, bound in bounds.items() if bound is not None}
    return message(f"day.{'-'.join(known) or 'unstated'}", **known)


# ── lengths of time ──────────────────────────────────────────────────────────────────────────────────────────────────

_LENGTH_UNITS = ("day", "week", "month", "year")
_LENGTH = r"[1-9][0-9]{0,3} (days?|weeks?|months?|years?)"
LENGTH_PATTERN = _LENGTH
GAP_PATTERN = rf"{_LENGTH}\.\.({_LENGTH})?|\.\.{_LENGTH}"


@frozen
class Length:
    """A number of days, weeks, months or years."""

    number: int
    unit: str

    def after(self, start: date) -> date:
        """Return the day that lies this length after `start`, at the latest the last day of the calendar.

        Months and years clamp to the end of the month.
        """
        if self.unit in ("day", "week"):
            days = self.number * (7 if self.unit == "week" else 1)
            return start + timedelta(days=min(days, (date.max - start).days))
        months = start.year * 12 + start.month - 1 + self.number * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

    @property
    def shortest_days(self) -> int:
        """A number of days below which this length never lies, wherever it begins."""
        return self.number * {"day": 1, "week": 7, "month": 28, "year": 365}[self.unit]

    @property
    def longest_days(self) -> int:
        """A number of days above which this length never lies, wherever it begins."""
        return self.number * {"day": 1, "week": 7, "month": 31, "year": 366}[self.unit]

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"


def parse_length(raw: object) -> Length:
    """Read a length from `"30 days"`; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not re.fullmatch(_LENGTH, raw, re.ASCII):
        raise PhraseError(message("phrase.length", read=str(raw)), message("hint.length"))
    number, unit = raw.split(" ")
    return Length(int(number), unit.removesuffix("s"))


@frozen
class Gap:
    """The distance between two consecutive meetings: at least `shortest`, at most `longest` (None: no bound)."""

    shortest: Length | None
    longest: Length | None

    def __str__(self) -> str:
        return f"{self.shortest or ''}..{self.longest or ''}"


def parse_gap(raw: object) -> Gap:
    """Read a gap from `"2 weeks.."`, `"..3 months"` or `"2 weeks..3 months"`; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not re.fullmatch(GAP_PATTERN, raw, re.ASCII):
        raise PhraseError(message("phrase.gap", read=str(raw)), message("hint.gap"))
    low, _, high = raw.partition("..")
    gap = Gap(parse_length(low) if low else None, parse_length(high) if high else None)
    if gap.shortest and gap.longest and gap.shortest.shortest_days > gap.longest.longest_days:
        raise PhraseError(message("phrase.gap-empty", read=raw), message("hint.did-you-mean", word=f"{high}..{low}"))
    return gap


# ── periods in which meetings are counted ────────────────────────────────────────────────────────────────────────────

_PERIODS = ("week", "month", "quarter", "half-year", "year", "term")
PERIOD_PATTERN = r"week|month|quarter|half-year|year|term|([2-9]|[1-9][0-9]) years"


@frozen
class Period:
    """A period of the calendar (week from Monday, month, quarter, half-year, year), a term, or any run of N calendar years."""

    number: int
    unit: str

    @property
    def rolling(self) -> bool:
        """True for runs of several years: every run of that many calendar years is such a period."""
        return self.number > 1

    def around(self, day: date) -> tuple[date, date]:
        """Return first and last day of the calendar period of one week, month, quarter, half-year or year that holds `day`."""
        if self.unit == "week":
            first = day - timedelta(days=day.weekday())
            return first, min(first, date.max - timedelta(days=6)) + timedelta(days=6)
        months = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[self.unit]
        first_month = (day.month - 1) // months * months + 1
        last_month = first_month + months - 1
        return date(day.year, first_month, 1), date(day.year, last_month, monthrange(day.year, last_month)[1])

    def __str__(self) -> str:
        return self.unit if self.number == 1 else f"{self.number} {self.unit}s"


def parse_period(raw: object) -> Period:
    """Read a period from `"year"`, `"half-year"`, `"quarter"`, `"month"`, `"week"`, `"term"` or `"2 years"`."""
    if not isinstance(raw, str) or not re.fullmatch(PERIOD_PATTERN, raw, re.ASCII):
        raise PhraseError(message("phrase.period", read=str(raw)), did_you_mean(str(raw), _PERIODS) or message("hint.period"))
    number, _, unit = raw.rpartition(" ")
    return Period(int(number or 1), unit.removesuffix("s"))


# ── seasons ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_MONTH_NAMES = tuple(name.capitalize() for name in MONTHS)
_YEARLY = rf"([1-9]|[12][0-9]|3[01]) ({'|'.join(_MONTH_NAMES)})"
YEARLY_PATTERN = _YEARLY
SEASON_PATTERN = rf"{_YEARLY}\.\.{_YEARLY}"
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@frozen
class Season:
    """Days of every year from (month, day) to (month, day), both included; it may run over the turn of the year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Return whether `day` lies in the season."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last

    def __str__(self) -> str:
        return "..".join(print_yearly(day) for day in (self.first, self.last))


def print_yearly(day: tuple[int, int]) -> str:
    """Return a day of every year, as (month, day), in its canonical form: `"1 December"`."""
    return f"{day[1]} {_MONTH_NAMES[day[0] - 1]}"


def parse_yearly(raw: str) -> tuple[int, int]:
    """Read a day of every year as (month, day); raise `PhraseError` if no year has it."""
    return _yearly(raw, raw)


def parse_season(raw: object) -> Season:
    """Read a season from `"15 July..31 August"`; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not re.fullmatch(SEASON_PATTERN, raw, re.ASCII):
        raise PhraseError(message("phrase.season", read=str(raw)), message("hint.season"))
    first, last = (_yearly(raw, part) for part in raw.split(".."))
    return Season(first, last)


def _yearly(raw: str, text: str) -> tuple[int, int]:
    number, name = text.split(" ")
    month, day = _MONTH_NAMES.index(name) + 1, int(number)
    if day > _LONGEST_MONTH[month - 1]:
        raise PhraseError(message("phrase.season", read=raw), message("hint.season"))
    return month, day


# ── days on which nobody meets ───────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class OpenDays:
    """Which days of a calendar are open for meetings: those of its `weekdays` (0 is Monday) that are not `closed`.

    `closed` maps each closed day to its name. The days come from outside (a calendar adapter, the charter); this floor
    only computes with them.
    """

    weekdays: frozenset[int]
    closed: Mapping[date, str]

    def holds(self, day: date) -> bool:
        """Return whether a meeting may be on this day."""
        return day.weekday() in self.weekdays and day not in self.closed
