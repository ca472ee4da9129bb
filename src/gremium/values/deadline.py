"""Deadline: a day counted from an event. `"30 days after term-start"`: on or before the event's day plus 30 days.

`Ahead` is the stretch of time before an event, `Start` the day on which a term begins.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TypeAlias

from attrs import frozen

from gremium.values.days import LENGTH_PATTERN, YEARLY_PATTERN, Length, parse_length, parse_yearly, print_yearly
from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import ID_PATTERN, check_id

DEADLINE_PATTERN = rf"{LENGTH_PATTERN} after {ID_PATTERN}"
AHEAD_PATTERN = rf"{LENGTH_PATTERN} before {ID_PATTERN}"
START_PATTERN = rf"{YEARLY_PATTERN}|{DEADLINE_PATTERN}|{ID_PATTERN}"


@frozen
class Deadline:
    """At the latest `length` after the event: day N counts, the day of the event itself is day 0.

    The event is a named day of the charter (`[dates]`) or of the record (a `date` event).
    """

    length: Length
    event: str

    def __str__(self) -> str:
        return f"{self.length} after {self.event}"


def parse_deadline(raw: object) -> Deadline:
    """Read a deadline from its phrase; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not re.fullmatch(DEADLINE_PATTERN, raw, re.ASCII):
        raise PhraseError(message("phrase.deadline", read=str(raw)), message("hint.deadline"))
    length, _, event = raw.partition(" after ")
    return Deadline(parse_length(length), check_id(event))


@frozen
class Ahead:
    """The time before an event: from `length` before its day to the day before it."""

    length: Length
    event: str

    def __str__(self) -> str:
        return f"{self.length} before {self.event}"


def parse_ahead(raw: object) -> Ahead:
    """Read `"6 months before general-election"`; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not re.fullmatch(AHEAD_PATTERN, raw, re.ASCII):
        raise PhraseError(message("phrase.ahead", read=str(raw)), message("hint.ahead"))
    length, _, event = raw.partition(" before ")
    return Ahead(parse_length(length), check_id(event))


@frozen
class YearDay:
    """A day of every year: `"1 December"`."""

    month: int
    day: int

    def since(self, start: date) -> date | None:
        """Return the first such day on or after `start`; 29 February waits for a leap year. None beyond the calendar."""
        for year in range(start.year, min(start.year + 9, date.max.year + 1)):
            try:
                found = date(year, self.month, self.day)
            except ValueError:
                continue
            if found >= start:
                return found
        return None

    def __str__(self) -> str:
        return print_yearly((self.month, self.day))


@frozen
class Event:
    """The day of a named event itself."""

    name: str

    def __str__(self) -> str:
        return self.name


Start: TypeAlias = YearDay | Deadline | Event


def parse_start(raw: object) -> Start:
    """Read the first day of a term: a day of the year, a named day, or a length after one; raise `PhraseError` otherwise."""
    text = raw if isinstance(raw, str) else ""
    if re.fullmatch(DEADLINE_PATTERN, text, re.ASCII):
        return parse_deadline(text)
    if re.fullmatch(ID_PATTERN, text, re.ASCII):
        return Event(check_id(text))
    if re.fullmatch(YEARLY_PATTERN, text, re.ASCII):
        with suppress(PhraseError):  # no year has 31 November
            return YearDay(*parse_yearly(text))
    raise PhraseError(message("phrase.start", read=str(raw)), message("hint.start"))
