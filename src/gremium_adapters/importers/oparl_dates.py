"""Days and times in OParl trees: `2026-03-01` and `2026-03-01T18:00:00+01:00` are right, and much else is found in real ones.

Times are those of the place, Europe/Berlin; one without an offset is taken for a time of the place.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from attrs import frozen

from gremium.values.days import Day, on, parse_day
from gremium.values.errors import PhraseError

ZONE = ZoneInfo("Europe/Berlin")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}", re.ASCII)
_NUMBERS = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_GERMAN = r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"
_TIME = (
    r"(?:(?:T|,?\s+)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?:\s*Uhr)?"
    r"\s*(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
_LENIENT = tuple(re.compile(rf"{days}{_TIME}", re.ASCII | re.IGNORECASE) for days in (_NUMBERS, _GERMAN))
_ROUGH = re.compile(r"\d{4}(-\d{2})?", re.ASCII)
# Days that servers send for "not known", or "until further notice".
FIRST, LAST = 1583, 9000


@frozen
class Dated:
    """A day, or a minute of the place, as it was read; `right`: it was written as OParl demands."""

    value: Day | date | datetime | None
    right: bool = False


def day(raw: str) -> Dated:
    """Return the day that a text names, roughly if it names only a month or a year; None if it names none."""
    text = raw.strip()
    if _ROUGH.fullmatch(text):
        try:
            return Dated(parse_day(text) if FIRST <= int(text[:4]) < LAST else None)
        except PhraseError:
            return Dated(None)
    found = _read(text)
    if isinstance(found, datetime):
        return Dated(on(found.date()))
    return Dated(on(found), right=DAY.fullmatch(raw) is not None) if found is not None else Dated(None)


def minute(raw: str) -> Dated:
    """Return the minute of the place that a text names, or the day if it names no hour; None if it names neither."""
    found = _read(raw.strip())
    return Dated(found, right=found is not None and MINUTE.fullmatch(raw) is not None)


def _read(text: str) -> date | datetime | None:
    match = next(filter(None, (pattern.fullmatch(text) for pattern in _LENIENT)), None)
    if match is None or not FIRST <= int(match["year"]) < LAST:
        return None
    try:
        when = date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match["hour"] is None:
            return when
        clock = f"{int(match['hour']):02}:{match['minute']}:{match['second'] or '00'}"
        zone = (match["zone"] or "").upper()
        moment = datetime.fromisoformat(f"{when.isoformat()}T{clock}{zone}")
    except ValueError:
        return None
    return moment.astimezone(ZONE).replace(tzinfo=None) if moment.tzinfo is not None else moment
