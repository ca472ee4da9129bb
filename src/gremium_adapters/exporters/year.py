"""Year: the meetings of a year as an SVG drawing, one lane for each body.

A meeting is a mark at its day, with the number of the day beside it. Before it stands the time of the notice, where the rules of
the charter tell for certain by when it has to be there; days on which nobody meets are shaded, each body's by its own calendar.
Bodies that are not there in that year have no lane.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, datetime
from itertools import groupby, pairwise

from attrs import frozen

from gremium.evaluate.aspects import merged
from gremium.evaluate.countdown import What, calendar_of, due_of, lead_of, working_days
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.model.record import MeetingState
from gremium.norms.notice import Notice
from gremium.plugins.parts import Context, Options
from gremium.values.days import WEEKDAYS, OpenDays
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.workbench.published import Published, PublishedBody, Session
from gremium_adapters.exporters.drawing import COLOURS, Label, fitted, framed, title, width_of, written
from gremium_adapters.exporters.graph import called, plain
from gremium_adapters.writers.naming import body_or_party

MONTHS = (
    "month.jan", "month.feb", "month.mar", "month.apr", "month.may", "month.jun", "month.jul", "month.aug", "month.sep",
    "month.oct", "month.nov", "month.dec",
)  # fmt: skip
MARGIN, NAMES, GAP = 24, 200, 12
DAY = 2.75  # pixels
SMALL, NAME, HEADING = 11, 13, 20
RADIUS, LEVEL, PAD = 5, 17, 7
MOST_LINES, MOST_DAYS, LONGEST_DAY = 4, 9, 60
STATES: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: "meeting.planned",
    MeetingState.CONVENED: "meeting.convened",
    MeetingState.HELD: "meeting.held",
    MeetingState.CANCELLED: "meeting.cancelled",
    MeetingState.POSTPONED: "meeting.postponed",
}


@frozen(kw_only=True)
class Mark:
    """A meeting in a lane: the day, the latest day for the notice (None: it cannot be told), and how far down it stands."""

    session: Session
    latest: date | None
    level: int


@frozen(kw_only=True)
class Lane:
    """The year of one body."""

    body: PublishedBody
    name: str
    label: Label
    marks: tuple[Mark, ...]
    closed: Mapping[date, str]

    @property
    def height(self) -> int:
        """How high it is."""
        levels = 1 + max((mark.level for mark in self.marks), default=0)
        return max(self.label.height, levels * LEVEL) + 2 * PAD


def write(shown: Published, context: Context, _options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the drawing. Raises `Misuse` where no year is given that the calendar has."""
    if shown.year is None or not MINYEAR <= shown.year <= MAXYEAR:
        raise Misuse(message("misuse.export-year", format="svg-year"))
    return {"": (_Year(shown, context, shown.year).drawn(),)}


class _Year:
    """Draws one year."""

    def __init__(self, shown: Published, context: Context, year: int) -> None:
        self.shown, self.context, self.say, self.year = shown, context, context.language, year
        self.scope = Scope(charter=context.charter)
        self.name = self.say.term("plan.heading", name=called(shown, context), year=year)
        self.lanes = [self._lane(body) for body in shown.bodies if self._there(body)]
        self.days = 366 if isleap(year) else 365

    # ── what is on it ────────────────────────────────────────────────────────────────────────────────────────────────

    def _sessions(self, body: PublishedBody) -> list[Session]:
        return [one for one in self.shown.sessions if body.id in one.bodies and one.day.year == self.year]

    def _there(self, body: PublishedBody) -> bool:
        """Return whether a body may be there on some day of the year, or meets in it."""
        ended = body.until is not None and body.until.latest is not None and body.until.latest.year < self.year
        begins = body.since is not None and body.since.earliest is not None and body.since.earliest.year > self.year
        return bool(self._sessions(body)) or not (ended or begins or body.planned)

    def _lane(self, body: PublishedBody) -> Lane:
        name = plain(self.say.text(body.name, body.id)) or body.id
        ends: list[float] = []
        marks = []
        for session in self._sessions(body):
            latest = self._latest(body, session)
            begin = self._x(max(latest, date(self.year, 1, 1)) if latest is not None else session.day) - RADIUS - 2
            level = next((level for level, end in enumerate(ends) if end <= begin), len(ends))
            ends[level : level + 1] = [self._x(session.day) + RADIUS + 3 + width_of(str(session.day.day), SMALL) + 4]
            marks.append(Mark(session=session, latest=latest, level=level))
        label = fitted(name, NAMES, NAME, MOST_LINES)
        return Lane(body=body, name=name, label=label, marks=tuple(marks), closed=self._closed(body))

    def _closed(self, body: PublishedBody) -> dict[date, str]:
        """Return the days on which a body does not meet, by its calendar, in this year and the one before."""
        rules = calendar_of(self.context.charter, self.context.charter.body_by_id[body.id])
        return {one.at: one.name for one in self.shown.closed if rules is not None and one.calendar == rules.id}

    def _latest(self, body: PublishedBody, session: Session) -> date | None:
        """Return the latest day for the notice of a meeting, where all readings of the rules are sure of one and the same."""
        where = Located(charter=self.context.charter, body=self.context.charter.body_by_id[body.id])
        told = worlds(self.scope, lambda chosen: merged(chosen, where, Notice, session.day))
        said = ({name: one.value for name, one in rules.items() if one.certain} for _, rules in told)
        found = {self._counted(body, session, one) for one in said}
        return found.pop() if len(found) == 1 else None

    def _counted(self, body: PublishedBody, session: Session, said: Mapping[str, object]) -> date | None:
        norm = Notice(**said)  # type: ignore[arg-type]  # the aspects are its fields
        lead = lead_of(norm, What.NOTICE)
        if lead is None or lead.body not in (None, body.id):
            return None
        rules = calendar_of(self.context.charter, self.context.charter.body_by_id[body.id])
        known = rules is not None and any(one.calendar == rules.id for one in self.shown.closed)
        open_days = OpenDays(weekdays=frozenset(range(len(WEEKDAYS))), closed=self._closed(body)) if known else None
        last = due_of(norm, What.NOTICE, lead, session.at, working_days(norm.working_days, open_days)).latest
        return last.date() if isinstance(last, datetime) else last

    # ── the drawing ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _x(self, day: date) -> float:
        """Return where the middle of a day is, from the left side of the lanes."""
        return round((day.timetuple().tm_yday - 0.5) * DAY, 1)

    def drawn(self) -> bytes:
        """Return the drawing."""
        wide = MARGIN + NAMES + GAP + round(self.days * DAY) + MARGIN
        heading = fitted(self.name, wide - 2 * MARGIN, HEADING, 3)
        top = MARGIN + heading.height + GAP
        body = [*written(heading, MARGIN, MARGIN)]
        months = top
        top += NAME + GAP
        tops = [top + sum(lane.height for lane in self.lanes[:number]) for number in range(len(self.lanes) + 1)]
        body += [*self._months(months), *self._bands(tops, wide), *self._grid(tops), *self._shades(tops)]
        for lane, begin in zip(self.lanes, tops[:-1], strict=True):
            body += written(lane.label, MARGIN, begin + (lane.height - lane.label.height) // 2)
            for mark in lane.marks:
                body += self._mark(lane, mark, _height(begin, mark))
        body += self._together(tops)
        below, top = self._below(tops[-1] + GAP, wide)
        return framed("gremium-year", (wide, top + MARGIN), (self.name, self._told()), [*body, *below], self.context)

    @property
    def _left(self) -> int:
        return MARGIN + NAMES + GAP

    def _months(self, top: int) -> Iterator[str]:
        """Yield the names of the months."""
        for month, code in enumerate(MONTHS, 1):
            begin = self._left + (date(self.year, month, 1).timetuple().tm_yday - 1) * DAY
            wide = monthrange(self.year, month)[1] * DAY
            label = fitted(self.say.term(code), int(wide), NAME, 1)
            yield from written(label, round(begin + wide / 2), top, anchor="middle", kind="soft")

    def _bands(self, tops: Sequence[int], wide: int) -> Iterator[str]:
        """Yield the ground of every other lane."""
        for lane, top in list(zip(self.lanes, tops[:-1], strict=True))[::2]:
            yield _filled("band", MARGIN - 6, top, wide - 2 * MARGIN + 12, lane.height)

    def _grid(self, tops: Sequence[int]) -> Iterator[str]:
        """Yield the lines between the months."""
        for before in (0, *(date(self.year, month, 1).timetuple().tm_yday - 1 for month in range(2, 13)), self.days):
            yield _upright("grid", self._left + before * DAY, tops[0], tops[-1])

    def _shades(self, tops: Sequence[int]) -> Iterator[str]:
        """Yield the days without meetings, through all lanes one below the other that have the same."""
        first = 0
        for closed, run in groupby(self.lanes, key=lambda lane: lane.closed):
            last = first + len(list(run))
            for day, name in closed.items():
                if day.year == self.year:
                    size = (self._left + self._x(day) - DAY / 2, tops[first], DAY, tops[last] - tops[first])
                    yield f"{_filled('closed', *size, close=False)}{title(f'{day.isoformat()} {name}')}</rect>"
            first = last

    def _mark(self, lane: Lane, mark: Mark, y: int) -> Iterator[str]:
        """Yield a meeting: its mark, the number of the day, and before it the time of the notice."""
        session, x = mark.session, round(self._left + self._x(mark.session.day), 1)
        yield f"<g>{title(f'{lane.name}: {self._said(lane, mark)}')}"
        if mark.latest is not None:
            begin = self._left + self._x(max(mark.latest, date(self.year, 1, 1)))
            yield _filled("notice", begin, y - 2, round(x - begin, 1), 4)
        yield _sign(session.state, x, y)
        label = Label((str(session.day.day),), SMALL)
        yield from written(label, round(x + RADIUS + 3), y - SMALL // 2 - 2)
        yield "</g>"

    def _together(self, tops: Sequence[int]) -> Iterator[str]:
        """Yield lines between the marks of a meeting that several bodies have together."""
        at: dict[str, list[tuple[float, int]]] = {}
        for lane, top in zip(self.lanes, tops[:-1], strict=True):
            for mark in lane.marks:
                at.setdefault(mark.session.id, []).append((round(self._left + self._x(mark.session.day), 1), _height(top, mark)))
        for joined in at.values():
            for (x, y), (_, below) in pairwise(joined):
                yield _upright("ink-line", x, y + RADIUS, below - RADIUS)

    def _below(self, top: int, wide: int) -> tuple[list[str], int]:
        """Return what the marks mean and which days are closed, and where that ends."""
        marks = [mark for lane in self.lanes for mark in lane.marks]
        days = self._shut()
        signs = [
            (_sign(state, 10, 8), code) for state, code in STATES.items()
            if any(mark.session.state is state for mark in marks)
        ]  # fmt: skip
        signs += [(_filled("notice", 0, 6, 20, 4), "diagram.notice")] if any(mark.latest is not None for mark in marks) else []
        signs += [(_filled("closed", 8, 0, DAY, 14), "diagram.closed")] if days else []
        found: list[str] = []
        left = MARGIN + 26
        for sign, code in signs:
            found.append(f'<g transform="translate({MARGIN} {top})">{sign}</g>')
            found += written(Label((self.say.term(code),), SMALL), left, top)
            top += LEVEL
        if days:
            listed = fitted("; ".join(days), wide - MARGIN - left, SMALL, MOST_DAYS)
            found += written(listed, left, top, kind="soft")
            top += listed.height
        return found, top

    def _shut(self) -> list[str]:
        """Return the days of the year on which some body does not meet, with their names."""
        days = {day: name for lane in self.lanes for day, name in lane.closed.items() if day.year == self.year}
        return [f"{day.isoformat()} {plain(name, LONGEST_DAY)}".rstrip() for day, name in sorted(days.items())]

    # ── what is said of it ───────────────────────────────────────────────────────────────────────────────────────────

    def _said(self, lane: Lane, mark: Mark) -> str:
        """Return in words when a meeting is, how it stands, with whom, and by when the notice has to be there."""
        session = mark.session
        when = session.at.isoformat(" ", "minutes") if isinstance(session.at, datetime) else session.at.isoformat()
        said = [when, self.say.term(STATES[session.state])]
        others = [plain(body_or_party(id_, self.context)) for id_ in session.bodies if id_ != lane.body.id]
        said += [self.say.term("diagram.with", who=", ".join(others))] if others else []
        said += [self.say.term("diagram.latest", day=mark.latest.isoformat())] if mark.latest is not None else []
        return ", ".join(said)

    def _told(self) -> Sequence[str]:
        """Return what is on the drawing in sentences, for those who do not see it."""
        none = self.say.term("diagram.no-meetings")
        days = [(lane.name, "; ".join(self._said(lane, mark) for mark in lane.marks)) for lane in self.lanes]
        told = [self.say.term("diagram.meetings", body=name, days=said or none) for name, said in days]
        shut = self._shut()
        return [*told, f"{self.say.term('diagram.closed')} {'; '.join(shut)}"] if shut else told


def _height(top: int, mark: Mark) -> int:
    """Return where a mark stands in a lane that begins at `top`."""
    return top + PAD + LEVEL // 2 + mark.level * LEVEL


def _upright(kind: str, x: float, top: int, bottom: int) -> str:
    """Return a thin line."""
    return f'<path class="{kind}" d="M{x:g} {top}L{x:g} {bottom}" stroke="{COLOURS[kind][0]}" stroke-width="1" fill="none"/>'


def _filled(kind: str, x: float, y: float, wide: float, high: float, *, close: bool = True) -> str:
    """Return a rectangle without a border; open where something is to follow inside."""
    end = "/>" if close else ">"
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="{COLOURS[kind][0]}"{end}'


def _sign(state: MeetingState, x: float, y: int) -> str:
    """Return the mark of a meeting: hollow while it is planned, a dot in it when convened, full when held; a cross if off."""
    colour = COLOURS["route"][0]
    if state.off:
        way = f"M{x - 4:g} {y - 4}L{x + 4:g} {y + 4}M{x - 4:g} {y + 4}L{x + 4:g} {y - 4}"
        return f'<path class="chooses" d="{way}" stroke="{COLOURS["chooses"][0]}" stroke-width="2.5" fill="none"/>'
    full = state is MeetingState.HELD
    look = f'class="route-tip" fill="{colour}"' if full else f'class="route open-tip" fill="{COLOURS["page"][0]}"'
    sign = f'<circle {look} cx="{x:g}" cy="{y}" r="{RADIUS}" stroke="{colour}" stroke-width="2"/>'
    dot = f'<circle class="route-tip" cx="{x:g}" cy="{y}" r="2" fill="{colour}"/>'
    return sign + dot if state is MeetingState.CONVENED else sign
