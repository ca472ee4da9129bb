"""What all that is written as iCalendar shares (RFC 5545, RFC 7986): lines, the time zone, instants, and how to read lines again.

Lines are made here and not with a package, because a feed that is written against an older one keeps parts of it byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import field, frozen

from gremium.model.record import MeetingState

if TYPE_CHECKING:
    from icalendar import Timezone

PRODID = "-//gremium//gremium//EN"
ZONE = "Europe/Berlin"
# Control characters that no value may have (RFC 5545, section 3.1); tab, CR and LF belong to the format itself.
FORBIDDEN = bytes(code for code in (*range(32), 127) if code not in b"\t\r\n")
STATUS = {
    MeetingState.PLANNED: "TENTATIVE",
    MeetingState.CONVENED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
    MeetingState.POSTPONED: "CANCELLED",  # it does not take place then; that it takes place later stands in words
}
# How many octets a line may have without its end, and the first minute for which the rules of `berlin` speak.
WIDTH, RULED = 75, datetime(1996, 3, 31, 3)  # noqa: DTZ001  # local by definition
# What no line may have in it: the controls of ASCII but for the tab, those of Latin 1, and the line ends of Unicode.
_CONTROLS = {code: None for code in (*range(32), *range(127, 160), 0x2028, 0x2029) if code != ord("\t")}
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_LINE = re.compile(r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:"[^"]*"|[^":])*):(?P<value>.*)', re.DOTALL)


# ── the time zone ────────────────────────────────────────────────────────────────────────────────────────────────────


def berlin() -> Timezone:
    """Return the VTIMEZONE of Europe/Berlin with one rule for each half of the year, as every client reads it.

    The rules are those in force since 1996 (Directive 2000/84/EC and its predecessors): last Sunday of March and of October,
    at 01:00 UTC. Lists of single dates are avoided: some clients read only the first of them.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415  # listing plugins does not need it

    zone = Timezone()
    zone.add("tzid", ZONE)
    summer, winter = timedelta(hours=2), timedelta(hours=1)
    for part, start, name, month, before, after in (
        (TimezoneDaylight(), datetime(1996, 3, 31, 2), "CEST", 3, winter, summer),  # noqa: DTZ001  # local by definition
        (TimezoneStandard(), datetime(1996, 10, 27, 3), "CET", 10, summer, winter),  # noqa: DTZ001  # local by definition
    ):
        part.add("dtstart", start)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def instant(at: datetime) -> datetime:
    """Return the instant (UTC) of a local time; of two that the clocks show, the first one. Raises `OverflowError` in year 1."""
    return at.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


# ── lines that are written ───────────────────────────────────────────────────────────────────────────────────────────


def day(name: str, at: date) -> str:
    """Return the line of a property that is a day."""
    return f"{name};VALUE=DATE:{at.isoformat().replace('-', '')}"


def time(name: str, at: datetime) -> str:
    """Return the line of a property that is a local time.

    Where clients would have to guess, it is the instant (UTC): in the hour that the clocks skip or show twice, and before the
    first rule of the time zone. Raises `OverflowError` in year 1.
    """
    zone = ZoneInfo(ZONE)
    guessed = at.replace(tzinfo=zone, fold=0).utcoffset() != at.replace(tzinfo=zone, fold=1).utcoffset()
    if guessed or at < RULED:
        return f"{name}:{stamped(instant(at))}"
    return f"{name};TZID={ZONE}:{_basic(at)}"


def stamped(at: datetime) -> str:
    """Return an instant as the value of a property that is always in UTC."""
    return f"{_basic(at.astimezone(UTC))}Z"


def _basic(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="seconds").replace("-", "").replace(":", "")


def escaped(text: str) -> str:
    """Return a text as the value of a property: every line end, also those of Unicode, becomes the one that there is."""
    return "\n".join(_encodable(text).splitlines()).translate(_ESCAPES).translate(_CONTROLS)


def one_line(text: str) -> str:
    """Return a text in one line, without control characters."""
    return " ".join(_encodable(text).split()).translate(_CONTROLS)


def _encodable(text: str) -> str:
    """Return a text that can be encoded: a lone half of a pair of UTF-16 becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def folded(line: str) -> bytes:
    """Return a content line with its end, folded so that no piece has more than 75 octets and no character is cut.

    Whatever would end the line or command a client is taken out: a line stays one line.
    """
    text = line.translate(_CONTROLS)
    octets = text.encode("utf-8", "replace")
    if len(octets) <= WIDTH:
        return octets + b"\r\n"
    pieces, start, room = [], 0, WIDTH
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # noqa: PLR2004  # a byte within a character of UTF-8
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, WIDTH - 1
    return b"\r\n ".join([*pieces, octets[start:]]) + b"\r\n"


def component(name: str, lines: Iterable[str]) -> bytes:
    """Return a component with these lines."""
    return b"".join(folded(line) for line in (f"BEGIN:{name}", *lines, f"END:{name}"))


# ── lines that are read ──────────────────────────────────────────────────────────────────────────────────────────────


class NoCalendarError(ValueError):
    """Bytes that are no calendar. `line` says where that is seen (0: in the bytes themselves)."""

    def __init__(self, line: int) -> None:
        super().__init__(f"no calendar: line {line}")
        self.line = line


@frozen(kw_only=True)
class Found:
    """A component that was read: its own lines by the names of their properties, each as it stands there, unfolded."""

    name: str
    lines: dict[str, list[str]] = field(factory=dict)

    def value(self, name: str) -> str | None:
        """Return the value of a property that stands there once, else None."""
        lines = self.lines.get(name, ())
        return parts(lines[0])[2] if len(lines) == 1 else None


def parts(line: str) -> tuple[str, str, str]:
    """Return the name (in capitals), the parameters and the value of a content line; the name is empty where it is none."""
    found = _LINE.fullmatch(line)
    return (found["name"].upper(), found["parameters"], found["value"]) if found is not None else ("", "", "")


def components(content: bytes) -> Iterator[Found]:
    """Yield the components of a calendar when they end: the parts before the whole.

    Lenient as long as nothing is lost: any line ends, lines without a name are skipped, of a byte order mark nothing remains.
    Raises `NoCalendarError` for bytes that are no text, for components that do not end where they should, and if there is none.
    """
    try:
        text = re.sub(rb"\r\n?|\n", b"\n", content).replace(b"\n ", b"").replace(b"\n\t", b"").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoCalendarError(0) from error
    inside: list[Found] = []
    complete, number = False, 0
    for number, line in enumerate(text.split("\n"), 1):
        name, _, value = parts(line)
        if name == "BEGIN":
            inside.append(Found(name=value.strip().upper()))
        elif name == "END":
            if not inside or inside[-1].name != value.strip().upper():
                raise NoCalendarError(number)
            complete |= inside[-1].name == "VCALENDAR"
            yield inside.pop()
        elif name and inside:
            inside[-1].lines.setdefault(name, []).append(line)
    if inside or not complete:
        raise NoCalendarError(number)
