"""Lead: by when something has to happen before a meeting. `"8 clear days before meeting"`, `"21st day before meeting"`.

The words say how days are counted, because rules differ: `N days` and `Nth day` reach back to the day of the event minus N;
`clear` takes neither the first nor the last day, so one day more; `working` counts only days that are open. Nothing is assumed
about what a local "one week" means: a charter writes down how it is read (§§ 186 to 193 BGB apply by analogy to periods counted
backwards, where German law applies: days inside the period are counted whatever they are, and nothing is put off because of a
Sunday).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from attrs import frozen

from gremium.values.days import Length
from gremium.values.errors import PhraseError
from gremium.values.message import Message, message
from gremium.values.phrases import ID_PATTERN, did_you_mean

MEETING = "meeting"
_UNITS = ("hour", "day", "week", "month")
_PLURALS = tuple(f"{unit}s" for unit in _UNITS)
_WORDS = ("clear", "working", *_UNITS, *_PLURALS)
_NUMBER = r"[1-9][0-9]{0,2}"
LEAD_PATTERN = (
    rf"unstated|((about )?{_NUMBER} (clear )?(working )?(hours?|days?|weeks?|months?)"
    rf"|{_NUMBER}(st|nd|rd|th) (working )?day) before {MEETING}(@{ID_PATTERN})?"
)
_LEAD = re.compile(
    rf"(?P<about>about )?(?P<number>{_NUMBER})(?P<nth>st|nd|rd|th)? (?P<clear>clear )?(?P<working>working )?"
    rf"(?P<unit>hour|day|week|month)s? before {MEETING}(?:@(?P<body>{ID_PATTERN}))?"
)


@frozen(kw_only=True)
class Lead:
    """`number` units before a meeting, at the latest. `stated` is False where the source says that there is a time, not which.

    `clear`: neither the day of the act nor that of the meeting counts. `working`: only open days count. `nth`: it is written as
    an ordinal ("21st day before"), which means the same day as `21 days before`. `about`: kept is kept, but too late is not
    certain. `body` is the body whose meeting is meant, None: this one.
    """

    number: int = 0
    unit: str = "day"
    clear: bool = False
    working: bool = False
    nth: bool = False
    about: bool = False
    body: str | None = None
    stated: bool = True

    @property
    def hours(self) -> bool:
        """True if it is counted from the minute."""
        return self.unit == "hour"

    def within(self, other: Lead) -> bool:
        """Return whether this lead is certainly never shorter than another one, whatever the calendar and the hour of day."""
        if self == other or not self.stated or not other.stated:
            return self == other
        if self.body != other.body or self.working != other.working or self.about or other.about:
            return False
        if self.hours or other.hours:
            return self._least_hours >= other._most_hours
        return self._days("shortest_days") >= other._days("longest_days")

    @property
    def _least_hours(self) -> int:
        """So many hours lie at least between the latest moment and the minute of the meeting: a day may begin or end there."""
        return self.number if self.hours else 24 * (self._days("shortest_days") - 1)

    @property
    def _most_hours(self) -> int:
        """So many hours lie there at most."""
        return self.number if self.hours else 24 * self._days("longest_days")

    def _days(self, end: str) -> int:
        found: int = getattr(Length(self.number, self.unit), end)
        return found + self.clear

    def __str__(self) -> str:
        if not self.stated:
            return "unstated"
        where = MEETING if self.body is None else f"{MEETING}@{self.body}"
        working = "working " if self.working else ""
        if self.nth:
            return f"{self.number}{_ordinal(self.number)} {working}day before {where}"
        about, clear = "about " if self.about else "", "clear " if self.clear else ""
        return f"{about}{self.number} {clear}{working}{self.unit}{'' if self.number == 1 else 's'} before {where}"


UNSTATED_LEAD = Lead(stated=False)


def in_words(lead: Lead) -> Message:
    """Return the message that says a lead: "8 clear days before the meeting"."""
    if not lead.stated:
        return message("lead.unstated")
    meeting = message("lead.meeting") if lead.body is None else message("lead.meeting-of", body=lead.body)
    if lead.nth:
        return message("lead.nth-working" if lead.working else "lead.nth", n=lead.number, meeting=meeting)
    clear, working = "clear-" if lead.clear else "", "working-" if lead.working else ""
    length = message(f"lead.{clear}{working}{lead.unit}{'' if lead.number == 1 else 's'}", n=lead.number)
    return message("lead.about" if lead.about else "lead.before", length=length, meeting=meeting)


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def parse_lead(raw: object) -> Lead:
    """Read a lead from its phrase; raise `PhraseError` with the nearest spelling otherwise."""
    if raw == "unstated":
        return UNSTATED_LEAD
    match = _LEAD.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise PhraseError(message("phrase.lead", read=str(raw)), _meant(raw))
    found = Lead(
        number=int(match["number"]),
        unit=match["unit"],
        clear=match["clear"] is not None,
        working=match["working"] is not None,
        nth=match["nth"] is not None,
        about=match["about"] is not None,
        body=match["body"],
    )
    if str(found) != raw:
        raise PhraseError(message("phrase.lead", read=str(raw)), message("hint.did-you-mean", word=str(found)))
    if (found.hours or found.unit in ("week", "month")) and found.working:
        raise PhraseError(message("phrase.lead-working", read=str(raw)), message("hint.lead"))
    if found.hours and found.clear:
        raise PhraseError(message("phrase.lead-clear-hours", read=str(raw)), message("hint.lead"))
    return found


def _meant(raw: object) -> Message:
    """Return what was probably meant: a misspelt word, or an example."""
    for word in raw.split() if isinstance(raw, str) else ():
        if word.isalpha() and word not in (*_WORDS, "about", "before", MEETING):
            near = did_you_mean(word, (*_WORDS, "about", "before", MEETING))
            if near is not None:
                return near
    return message("hint.lead")


def back(day: date, lead: Lead) -> date:
    """Return the last day on which the act is in time, for a lead in calendar days, weeks or months before a day.

    Months clamp to the last day of the month. Days before the calendar's first are that first day.
    """
    if lead.unit == "month":
        months = day.year * 12 + day.month - 1 - lead.number
        year, month = divmod(months, 12)
        if year < date.min.year:
            return date.min
        start = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    else:
        start = _earlier(day, lead.number * (7 if lead.unit == "week" else 1))
    return _earlier(start, 1) if lead.clear else start


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))
