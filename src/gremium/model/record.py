"""Record: dated facts, append only. Who holds what, which meetings there were, and corrections.

The order of the events in a file is the order in which they became known. What happened is kept even where the rules
did not allow it: then it is also a finding.

The room is longer than 300 lines because the events about bodies and their members stand beside the record that keeps them and
the tables by which they are found: half of it is a list of what can be told, a few lines each. What is told of single meetings
stands in `meeting`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum, IntEnum
from functools import cached_property
from operator import attrgetter
from typing import ClassVar, TypeAlias

from attrs import evolve, field, frozen

from gremium.model.meeting import OF_MEETING, Ballot, Barred, Chosen, Demand, Item, Nominated, Objection, OfMeeting, Presence
from gremium.model.proposal import Delivery, Proposal, Step
from gremium.values.condition import Attributes
from gremium.values.count import Count
from gremium.values.days import Day
from gremium.values.disclosure import PARTY, WHOLE
from gremium.values.ref import Ref
from gremium.values.text import Text


class Audience(IntEnum):
    """Who reads an answer. Each sees what those before it may see, and more."""

    PUBLIC = 1
    MEMBERS = 2
    ADMINISTRATION = 3


@frozen(kw_only=True)
class Party:
    """A person or an organisation. `disclosure` is the widest audience that may see it; unless stated, that is the members.

    `kind` is "person", or what kind of organisation it is. `born` (a person's day of birth) and `attributes` are what conditions
    ask of it; no answer shows them.
    """

    what: ClassVar[str] = "party"

    id: str
    name: str | None = None
    kind: str = "person"
    disclosure: Audience = Audience.MEMBERS
    born: Day | None = None
    attributes: Attributes = ()


@frozen(kw_only=True)
class Holding:
    """Someone holds a position from `since` to `until` (both included); or nobody does, if `vacant`.

    An event with `since` begins a holding. An event with `until` alone ends the latest one that the party began in this
    position; `ended` says why. In an office (one holder) whoever comes later takes the place of the one before.
    `of` is the body or organisation whose seat it is, in a group that has seats for each of several. A `substitute` holds no
    seat: `stands_in_for` is the member whose personal substitute it is, `rank` its place in an ordered list (from 1).
    `rests`: the membership of this party rests in this time, the seat stays its own. `disclosure` is the widest audience that may
    be told of this holding, never wider than that of the party. Unless stated, that is the one of the party; in a seat that
    reveals something protected it is the members at most.
    """

    what: ClassVar[str] = "holding"

    id: str | None = None
    party: str | None = field(default=None, metadata=PARTY)
    position: Ref
    vacant: bool = False
    of: str | None = None
    substitute: bool = False
    stands_in_for: str | None = field(default=None, metadata=PARTY)
    rank: int | None = None
    rests: bool = False
    since: Day | None = None
    until: Day | None = None
    ended: str | None = None
    disclosure: Audience | None = None
    note: Text | None = None


class MeetingState(Enum):
    """How far a meeting has come."""

    PLANNED = "planned"
    CONVENED = "convened"
    HELD = "held"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"

    @property
    def off(self) -> bool:
        """Whether the meeting does not take place on its day: it is cancelled, or postponed to one that may not be known yet."""
        return self in (MeetingState.CANCELLED, MeetingState.POSTPONED)


class Mode(Enum):
    """Where those who take part are: all in the room, some from afar, all from afar."""

    ROOM = "room"
    HYBRID = "hybrid"
    REMOTE = "remote"


@frozen(kw_only=True)
class Meeting:
    """A meeting of a body on a day, or from a minute (local time of the place) to `ends`. `sort` is the sort of meeting.

    `mode` is where those who take part are, `public` whether anybody may listen, `chair` who presided (the id of a party).
    `joint_with` are bodies that meet together with it; each of them decides for itself. `place` is where it meets, in words.
    `instead_of` is the id of the meeting that this one replaces.
    """

    what: ClassVar[str] = "meeting"

    id: str
    body: str
    at: date | datetime
    ends: datetime | None = None
    state: MeetingState = MeetingState.PLANNED
    sort: str | None = None
    name: Text | None = None
    place: Text | None = None
    mode: Mode = Mode.ROOM
    public: bool | None = None
    chair: str | None = field(default=None, metadata=PARTY)
    joint_with: tuple[str, ...] = ()
    instead_of: str | None = None

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that meet."""
        return (self.body, *self.joint_with)

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return self.at.date() if isinstance(self.at, datetime) else self.at


@frozen(kw_only=True)
class DayNamed:
    """A day to which a rule refers by name ("term-start") is now known, exactly or in bounds."""

    what: ClassVar[str] = "date"

    id: str
    on: Day


@frozen(kw_only=True)
class Size:
    """How much of something there is from a day on: members of an organisation, inhabitants, or participants without names.

    `of` is a body, a party, the jurisdiction itself, or a position (then it is how many hold it); `measure` what was counted.
    """

    what: ClassVar[str] = "size"

    id: str | None = None
    of: Ref
    measure: str = "members"
    number: Count
    since: Day


@frozen(kw_only=True)
class Founded:
    """A body that the charter does not name exists from a day on; or one that the charter only announces has come into being.

    Statutes speak of kinds: how many groups a day-care centre has, how many districts there are, is a fact. `kind` may be left
    out for a body of the charter.
    """

    what: ClassVar[str] = "body"

    id: str
    kind: str | None = None
    name: Text | None = None
    part_of: Ref | None = None
    since: Day
    until: Day | None = None


@frozen(kw_only=True)
class Absence:
    """A member missed a meeting of a body on a day; `excused` is the day on which an excuse came, None: none did."""

    what: ClassVar[str] = "absence"

    id: str | None = None
    party: str = field(metadata=WHOLE)
    body: str
    at: date
    excused: date | None = None


class Adoption(Enum):
    """What became of a resolution."""

    ADOPTED = "adopted"
    REJECTED = "rejected"


@frozen(kw_only=True)
class Resolution:
    """A body resolved on a day. Provisions that name it come into force with it, or with the day on which it `takes_effect`."""

    what: ClassVar[str] = "resolution"

    id: str
    body: str
    at: Day
    outcome: Adoption = Adoption.ADOPTED
    takes_effect: Day | None = None
    name: Text | None = None


@frozen(kw_only=True)
class Period:
    """One electoral term of a body: its first and its last day, as far as they are known."""

    what: ClassVar[str] = "term"

    id: str | None = None
    body: str
    since: Day
    until: Day | None = None


@frozen(kw_only=True)
class Void:
    """An earlier event, named by its id, never happened or was recorded wrongly."""

    what: ClassVar[str] = "void"

    voids: str
    note: Text | None = None


Event: TypeAlias = (
    Party | Founded | Holding | Size | Resolution | Period | Meeting | Absence | DayNamed | OfMeeting | Proposal | Step
    | Delivery | Void
)  # fmt: skip
EVENTS: tuple[type[Event], ...] = (
    Party, Founded, Holding, Size, Resolution, Period, Meeting, *OF_MEETING, Absence, DayNamed,
    Proposal, Step, Delivery, Void,
)  # fmt: skip


@frozen(kw_only=True)
class Record:
    """Facts about one jurisdiction, named by the id of its charter.

    A position at home may be written with the jurisdiction or without; it is kept without, so that both are the same position.
    """

    format: int = 1
    record: str
    charter: str
    events: tuple[Event, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Write positions at home without their jurisdiction."""
        if any(self.charter in _named(event) for event in self.events):
            object.__setattr__(self, "events", tuple(_at_home(event, self.charter) for event in self.events))

    @cached_property
    def standing(self) -> tuple[Event, ...]:
        """The events that no later event voids."""
        if not any(isinstance(event, Void) for event in self.events):
            return self.events
        voided: set[str] = set()
        standing: list[Event] = []
        for event in reversed(self.events):
            if isinstance(event, Void):
                voided.add(event.voids)
            elif event.id in voided:
                continue
            standing.append(event)
        return tuple(reversed(standing))

    @cached_property
    def party_by_id(self) -> dict[str, Party]:
        """The parties by id; of two with the same id the later one."""
        return {event.id: event for event in self.standing if isinstance(event, Party)}

    @cached_property
    def holdings_by_position(self) -> dict[Ref, tuple[Holding, ...]]:
        """The holdings of members by the position that they name, in the order of the file."""
        return self._by_position(lambda holding: not (holding.substitute or holding.rests))

    @cached_property
    def begun_by_position(self) -> dict[Ref, tuple[Holding, ...]]:
        """The holdings of members that have a beginning, by position: later endings worked in, sorted by their first day."""
        return {position: begun(holdings) for position, holdings in self.holdings_by_position.items()}

    @cached_property
    def substitutes_by_position(self) -> dict[Ref, tuple[Holding, ...]]:
        """The holdings of substitutes by the position that they name, in the order of the file."""
        return self._by_position(lambda holding: holding.substitute)

    @cached_property
    def rests_by_position(self) -> dict[Ref, tuple[Holding, ...]]:
        """The times in which a membership rests, by position, in the order of the file."""
        return self._by_position(lambda holding: holding.rests)

    def _by_position(self, which: Callable[[Holding], bool]) -> dict[Ref, tuple[Holding, ...]]:
        found: dict[Ref, list[Holding]] = {}
        for event in self.standing:
            if isinstance(event, Holding) and which(event):
                found.setdefault(event.position, []).append(event)
        return {position: tuple(holdings) for position, holdings in found.items()}

    @cached_property
    def sizes(self) -> dict[tuple[Ref, str], tuple[Size, ...]]:
        """The sizes by what they are of and what was counted, in the order of the file."""
        found: dict[tuple[Ref, str], list[Size]] = {}
        for event in self.standing:
            if isinstance(event, Size):
                found.setdefault((event.of, event.measure), []).append(event)
        return {key: tuple(sizes) for key, sizes in found.items()}

    @cached_property
    def resolution_by_id(self) -> dict[str, Resolution]:
        """The resolutions by id; of two with the same id the later one."""
        return {event.id: event for event in self.standing if isinstance(event, Resolution)}

    @cached_property
    def terms_by_body(self) -> dict[str, tuple[Period, ...]]:
        """The electoral terms by body, sorted by their first day."""
        found: dict[str, list[Period]] = {}
        for event in self.standing:
            if isinstance(event, Period):
                found.setdefault(event.body, []).append(event)
        return {body: tuple(sorted(terms, key=lambda one: one.since.sort_key)) for body, terms in found.items()}

    @cached_property
    def absences_by_party(self) -> dict[tuple[str, str], tuple[Absence, ...]]:
        """The absences by body and party, sorted by day."""
        found: dict[tuple[str, str], list[Absence]] = {}
        for event in self.standing:
            if isinstance(event, Absence):
                found.setdefault((event.body, event.party), []).append(event)
        return {key: tuple(sorted(missed, key=lambda one: one.at)) for key, missed in found.items()}

    @cached_property
    def meetings_by_body(self) -> dict[str, tuple[Meeting, ...]]:
        """The meetings by body, joint ones and those that are off included, sorted by day and id."""
        found: dict[str, list[Meeting]] = {}
        for event in self.standing:
            if isinstance(event, Meeting):
                for body in dict.fromkeys(event.bodies):
                    found.setdefault(body, []).append(event)
        return {body: tuple(sorted(m, key=lambda one: (one.day, one.id))) for body, m in found.items()}

    @cached_property
    def meeting_by_id(self) -> dict[str, Meeting]:
        """The meetings by id; of two with the same id the later one."""
        return {event.id: event for event in self.standing if isinstance(event, Meeting)}

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """The items of all agendas by id; of two with the same id the later one."""
        return {event.id: event for event in self.standing if isinstance(event, Item)}

    @cached_property
    def of_meeting(self) -> dict[str, tuple[OfMeeting, ...]]:
        """What the record tells of each meeting, in the order of the file."""
        found: dict[str, list[OfMeeting]] = {}
        for event in self.standing:
            if isinstance(event, OF_MEETING) and event.meeting is not None:
                found.setdefault(event.meeting, []).append(event)
        return {meeting: tuple(told) for meeting, told in found.items()}

    @cached_property
    def proposal_by_id(self) -> dict[str, Proposal]:
        """The proposals by id; of two with the same id the later one."""
        return {event.id: event for event in self.standing if isinstance(event, Proposal)}

    @cached_property
    def steps_by_proposal(self) -> dict[str, tuple[Step, ...]]:
        """The steps of each proposal, sorted by day; those of one day in the order of the file."""
        found: dict[str, list[Step]] = {}
        for event in self.standing:
            if isinstance(event, Step):
                found.setdefault(event.proposal, []).append(event)
        return {proposal: tuple(sorted(steps, key=attrgetter("day"))) for proposal, steps in found.items()}

    @cached_property
    def deliveries_by_body(self) -> dict[str, tuple[Delivery, ...]]:
        """What was delivered, by the body that owed it, in the order of the file."""
        found: dict[str, list[Delivery]] = {}
        for event in self.standing:
            if isinstance(event, Delivery):
                found.setdefault(event.body, []).append(event)
        return {body: tuple(told) for body, told in found.items()}

    @cached_property
    def day_by_name(self) -> dict[str, Day]:
        """The named days; of two with the same name the later event."""
        return {event.id: event.on for event in self.standing if isinstance(event, DayNamed)}


def _named(event: Event) -> tuple[str | None, ...]:  # noqa: PLR0911  (one return for each kind of event)
    """Return the jurisdictions that the positions of an event name, where they do."""
    match event:
        case Holding():
            return (event.position.jurisdiction,)
        case Size():
            return (event.of.jurisdiction,)
        case Presence() | Barred() | Demand() | Objection() | Nominated():
            return (event.of.jurisdiction,) if event.of is not None else ()
        case Ballot():
            return tuple(group.of.jurisdiction for group in event.groups)
        case Item():
            return tuple(ref.jurisdiction for ref in event.fills)
        case Chosen():
            return (event.takes.jurisdiction,)
        case _:
            return ()


def _at_home(event: Event, charter: str) -> Event:  # noqa: PLR0911  (one return for each kind of event)
    """Return an event with its positions written as ones at home, if they are of this charter."""
    match event:
        case Holding():
            return evolve(event, position=_near(event.position, charter))
        case Size():
            return evolve(event, of=_near(event.of, charter))
        case Presence() | Barred() | Demand() | Objection() | Nominated() if event.of is not None:
            return evolve(event, of=_near(event.of, charter))
        case Ballot():
            return evolve(event, groups=tuple(evolve(group, of=_near(group.of, charter)) for group in event.groups))
        case Item():
            return evolve(event, fills=tuple(_near(ref, charter) for ref in event.fills))
        case Chosen():
            return evolve(event, takes=_near(event.takes, charter))
        case _:
            return event


def _near(ref: Ref, charter: str) -> Ref:
    """Return a reference without its jurisdiction, if that is this charter; the jurisdiction itself is named by its id."""
    return evolve(ref, jurisdiction=None, target=ref.target or charter) if ref.jurisdiction == charter else ref


def begun(events: Iterable[Holding]) -> tuple[Holding, ...]:
    """Return the events that begin something, with the endings among them worked in, sorted by their first day."""
    listed = tuple(events)
    found = sorted((e for e in listed if e.since is not None), key=_start)
    for ending in (e for e in listed if e.since is None):
        mine = [i for i, h in enumerate(found) if h.party == ending.party and _start(h)[0] <= _end(ending)[1]]
        if mine and _end(ending) < _end(found[mine[-1]]):
            found[mine[-1]] = evolve(found[mine[-1]], until=ending.until, ended=ending.ended)
    return tuple(found)


def _start(holding: Holding) -> tuple[date, date, str, tuple[date, date]]:
    """Order holdings by first day; among equals by party and last day, so that the order of the file does not matter."""
    low, high = holding.since.sort_key if holding.since else (date.min, date.min)
    return (low, high, holding.party or "", _end(holding))


def _end(holding: Holding) -> tuple[date, date]:
    """Order holdings by last day, those without one last."""
    return holding.until.sort_key if holding.until else (date.max, date.max)
