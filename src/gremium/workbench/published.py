"""Published: what there is to show of a jurisdiction, once all is taken out that the audience may not see.

Every export is made of this and of nothing else; `workbench.publish` makes it. The room is longer than 300 lines because it is a
list of what there is to show, a few lines each.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from attrs import frozen

from gremium.evaluate.countdown import What
from gremium.evaluate.turns import State
from gremium.model.proposal import Did
from gremium.model.record import Audience, MeetingState, Mode
from gremium.norms.seats import Standing
from gremium.values.citation import Citation
from gremium.values.count import Count
from gremium.values.days import Day
from gremium.values.finding import Severity
from gremium.values.message import Message
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome

PERSON = "person"


@frozen(kw_only=True)
class Post:
    """A seat group of a body on the day of the export, or an office of it (`office`), which adds no seat.

    On `taken` of its seats somebody sits who may be named, on `withheld` somebody whom the audience may not see, on `unnamed`
    somebody whom the record counts without a name; `vacant` are certainly empty. Of all others nobody knows.
    """

    id: str
    name: Text | None = None
    office: bool = False
    number: Count
    standing: Standing | None = None
    open_to: Text | None = None
    taken: int = 0
    withheld: int = 0
    unnamed: int = 0
    vacant: int = 0


@frozen(kw_only=True)
class PublishedBody:
    """A body, with the seat groups that it has on the day of the export; none where it does not exist then."""

    id: str
    kind: str
    kind_name: Text | None = None
    name: Text | None = None
    part_of: Ref | None = None
    since: Day | None = None
    until: Day | None = None
    planned: bool = False
    there: Outcome = Outcome.HOLDS
    posts: tuple[Post, ...] = ()


@frozen(kw_only=True)
class Named:
    """A person or an organisation that the audience may see. `kind` is "person", or what kind of organisation it is."""

    id: str
    name: str | None = None
    kind: str = PERSON

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.kind == PERSON


@frozen(kw_only=True)
class Membership:
    """That somebody who may be seen sits in a body, or sat there: in which seat group, since when and until when.

    `of` is the body or organisation whose seat it is, `office` the office elsewhere through which it comes. A substitute has no
    seat: `stands_in_for` is the member (if that one may be seen), `rank` the place in a list. `now`: it is so on the day of the
    export; `certain` False: that is open. `rests`: the membership rests on that day. `post` may be one that the body has on other
    days only. Where somebody else took the place, the last day is the day before; if that one may not be seen, it is known only
    as some day until the day of the export.
    """

    body: str
    post: str
    party: str
    standing: Standing | None = None
    since: Day | None = None
    until: Day | None = None
    of: str | None = None
    office: str | None = None
    substitute: bool = False
    stands_in_for: str | None = None
    rank: int | None = None
    now: bool = True
    certain: bool = True
    rests: bool = False

    def there(self, day: date) -> bool:
        """Return whether somebody may well sit there on a day; where no day is told, what is so on the day of the export."""
        if self.rests:
            return False
        if self.since is None and self.until is None:
            return self.now
        begun = self.since is None or self.since.earliest is None or self.since.earliest <= day
        return begun and (self.until is None or self.until.latest is None or self.until.latest >= day)


@frozen(kw_only=True)
class Point:
    """An item of an agenda that the audience may see, at its place among those.

    `public` False: it is dealt with behind closed doors. `proposals` are those that the record follows and that come up there.
    """

    id: str
    name: Text | None = None
    subject: str | None = None
    public: bool = True
    at: datetime | None = None
    proposals: tuple[str, ...] = ()


class Came(Enum):
    """How somebody had to do with a meeting that was held: in the room, from afar, or not there, with an excuse or without."""

    ROOM = "room"
    REMOTE = "remote"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def there(self) -> bool:
        """Whether they were there."""
        return self in (Came.ROOM, Came.REMOTE)


@frozen(kw_only=True)
class Attendee:
    """Somebody who may be seen, and how they took part in a meeting, or that they missed it."""

    party: str
    how: Came


@frozen(kw_only=True)
class Session:
    """A meeting of one body or several, with the items that the audience may see; `hidden` is how many others there are.

    `public` None: neither record nor rules say whether anybody may listen. The public is not told the name of a closed meeting.
    `instead_of` is the id of the meeting that it replaces, which may be one that is not shown, because of its year or body.
    `present` are those of whom the record tells by name whether they were there, by id; of others nothing is known, nor how many
    there were. Of what was behind closed doors the public is not told who was there.
    """

    id: str
    bodies: tuple[str, ...]
    at: date | datetime
    ends: datetime | None = None
    state: MeetingState = MeetingState.PLANNED
    name: Text | None = None
    place: Text | None = None
    mode: Mode = Mode.ROOM
    public: bool | None = None
    points: tuple[Point, ...] = ()
    hidden: int = 0
    instead_of: str | None = None
    present: tuple[Attendee, ...] = ()

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return self.at.date() if isinstance(self.at, datetime) else self.at


@frozen(kw_only=True)
class Dealt:
    """One step of a proposal that the audience may see: what was done by which body, when, at which item, with what result.

    `item` is None where the audience may not see the item. The meeting may be one that is not shown, because of its year or body.
    """

    did: Did
    body: str | None = None
    at: date
    meeting: str | None = None
    item: str | None = None
    outcome: str | None = None


@frozen(kw_only=True)
class Paper:
    """A proposal that the audience may see. `by` is who brought it up, if that one may be seen."""

    id: str
    name: Text | None = None
    subject: str | None = None
    of: str | None = None
    by: str | None = None
    at: date | None = None
    steps: tuple[Dealt, ...] = ()


@frozen(kw_only=True)
class ElectoralTerm:
    """One electoral term of a body, as far as its first and its last day are known."""

    body: str
    since: Day
    until: Day | None = None


@frozen(kw_only=True)
class Shut:
    """A day on which nobody meets by a calendar of the charter: a public holiday, or a day of the municipality's own."""

    calendar: str
    at: date
    name: str = ""


class Include(Enum):
    """What may be shown beside the rest, if it is asked for: it takes time to find out."""

    DEADLINES = "deadlines"
    DUTIES = "duties"


@frozen(kw_only=True)
class Deadline:
    """Something that is due before a meeting of a body, and the latest day (or minute) for it; None: nobody can tell it.

    `sent`: the record tells that it was done. `readings`: where the sources can be read in several ways, or it is open which rule
    holds, the day by each of them (None: nothing is due), with the reading, if it has a name; `latest` is then the earliest of
    these days, with which everybody is in time. `told` says how it was counted, `cites` which clauses say so.
    """

    session: str
    body: str
    what: What
    latest: date | datetime | None = None
    sent: bool = False
    readings: tuple[tuple[str, date | datetime | None], ...] = ()
    told: tuple[Message, ...] = ()
    cites: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Obligation:
    """Something that a body owes, or that is owed there, by a day in bounds, and how it stands on the day of the export.

    `matter` is the meeting or proposal for which it is owed; `number` tells several apart that are owed for the same. `what`
    names it and `when` says by when, `by` who owes it and `to` to whom, as a rule names them. `met` is when it came. `certain`
    False: it is open whether the rule holds. `told` says what else there is to say, `cites` which clauses say so.
    """

    body: str
    duty: str
    matter: str | None = None
    number: int = 1
    what: Message
    when: Message
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    state: State = State.OPEN
    met: date | None = None
    certain: bool = True
    told: tuple[Message, ...] = ()
    cites: tuple[Citation, ...] = ()

    @property
    def day(self) -> date | None:
        """The day by which it is in time for certain; None where the bounds are not known."""
        return self.earliest if self.latest is not None else None


@frozen(kw_only=True)
class Noted:
    """Something that was found in the charter, or (`of_record`) in the record: how bad it is, what it is, and what may help.

    `path` is its place in the document, as keys and numbers; `body` the body of which it speaks, if it stands there.
    """

    code: str
    severity: Severity
    said: Message
    hint: Message | None = None
    path: tuple[str | int, ...] = ()
    body: str | None = None
    of_record: bool = False


@frozen(kw_only=True)
class Published:
    """What a jurisdiction has to show on a day: its bodies, and what the record tells of people, meetings and proposals.

    `year` limits the meetings, if it is given, and `person` to those of bodies in which that one sits on their day; `closed` are
    the closed days of the year and of the one before, as far as they are known. `deadlines` and `duties` are there if they were
    asked for. `withheld` says of what something was left out, and how much: persons, memberships of those who may be seen
    elsewhere, items, proposals, findings. `findings` is what was found in charter and record; None: nobody looked.
    """

    id: str
    name: Text | None = None
    kind: str
    at: date
    year: int | None = None
    person: str | None = None
    audience: Audience
    bodies: tuple[PublishedBody, ...]
    parties: tuple[Named, ...] = ()
    memberships: tuple[Membership, ...] = ()
    sessions: tuple[Session, ...] = ()
    papers: tuple[Paper, ...] = ()
    terms: tuple[ElectoralTerm, ...] = ()
    closed: tuple[Shut, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    duties: tuple[Obligation, ...] = ()
    findings: tuple[Noted, ...] | None = None
    withheld: tuple[tuple[str, int], ...] = ()
