"""What a record tells of one meeting: what was sent, the agenda, who was there or barred, votes, and what was formally found.

Every fact about several persons takes their ids or their number: most questions need no persons at all.

The room is longer than 300 lines because it is a list of what can be told of a meeting, a few lines each.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from gremium.norms.decision import Form
from gremium.values.count import Count
from gremium.values.crowd import Crowd
from gremium.values.disclosure import PARTY, WHOLE
from gremium.values.ref import Ref
from gremium.values.text import Text


class Sent(Enum):
    """What was sent: the notice itself with its agenda, one of them, papers, a public announcement, or a motion handed in."""

    NOTICE = "notice"
    ANNOUNCEMENT = "announcement"
    AGENDA = "agenda"
    PAPERS = "papers"
    PUBLICATION = "publication"
    MOTION = "motion"


@frozen(kw_only=True)
class Notice:
    """Something went out for a meeting: when it was sent, when it arrived, when it was laid ready.

    `who` got it (None: everybody who should). `says` is what it says ("second-call", "urgency", "agenda"), `channels` how it was
    sent. `item`: it concerns this item only.
    """

    what: ClassVar[str] = "notice"

    id: str | None = None
    meeting: str
    sends: Sent = Sent.NOTICE
    item: str | None = None
    who: Crowd | None = None
    dispatched: date | datetime | None = None
    received: date | datetime | None = None
    provided: date | datetime | None = None
    says: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    urgent: bool = False


@frozen(kw_only=True)
class Item:
    """An item of the agenda of a meeting; `at` is when it was called.

    `subject` is what it is about, `public` whether it was dealt with in public. `resumes` is the id of the item of an earlier
    meeting that it takes up again; `put_off` says why this one was not decided ("quorum": for lack of it). `added`: it came onto
    the agenda in the meeting; `other_business`: it came up under "any other business". Of an election or a sharing of seats
    `fills` is what it fills (`chair`, `members@social-committee`, a body as a whole), `posts` how many posts or seats these are.
    """

    what: ClassVar[str] = "item"

    id: str
    meeting: str
    name: Text | None = None
    subject: str | None = None
    at: datetime | None = None
    public: bool | None = None
    resumes: str | None = None
    put_off: str | None = None
    added: bool = False
    other_business: bool = False
    fills: tuple[Ref, ...] = ()
    posts: int | None = None


@frozen(kw_only=True)
class Presence:
    """Who is there from a moment on (`at`; None: from the beginning), or no longer (`left`), in the room or from afar (`remote`).

    A list of persons is taken as complete: whoever is on none of the lists of the meeting is not there; `complete = false` says
    that others may be. A number is how many of the members with a vote are there from that moment on, of a group or, in a joint
    meeting, of a body (`of`). Without `of` it is all of them.
    """

    what: ClassVar[str] = "presence"

    id: str | None = None
    meeting: str
    who: Crowd
    of: Ref | None = None
    at: datetime | None = None
    left: bool = False
    remote: bool = False
    complete: bool = True


@frozen(kw_only=True)
class Barred:
    """Those who may take no part in an item (none named: in the whole meeting) because of a conflict of interest.

    `stays`: they are still in the room where the body sits; None: not said. Whoever is barred counts for nothing all the same.
    """

    what: ClassVar[str] = "barred"

    id: str | None = None
    meeting: str
    item: str | None = None
    who: Crowd
    of: Ref | None = None
    stays: bool | None = None


@frozen(kw_only=True)
class Demand:
    """Somebody demands something of a body: a meeting, an item, a form of vote, a check of the quorum.

    `demands` is the object of the action (`meeting`, `secret-ballot`, `roll-call`, `quorum-check`, `item`), `says` what it names
    ("item", "reasons"), `form` in which form it came.
    """

    what: ClassVar[str] = "demand"

    id: str | None = None
    body: str | None = None
    meeting: str | None = None
    item: str | None = None
    demands: str
    who: Crowd
    of: Ref | None = None
    at: date | datetime | None = None
    form: str | None = None
    says: tuple[str, ...] = ()


@frozen(kw_only=True)
class Objection:
    """Somebody objects: against the notice, an open vote, a decision. `at` is when."""

    what: ClassVar[str] = "objection"

    id: str | None = None
    body: str | None = None
    meeting: str | None = None
    item: str | None = None
    against: str
    who: Crowd | None = None
    of: Ref | None = None
    at: date | datetime | None = None


@frozen(kw_only=True)
class Waiver:
    """Somebody waives the notice of a meeting."""

    what: ClassVar[str] = "waiver"

    id: str | None = None
    meeting: str
    who: Crowd


@frozen(kw_only=True)
class Found:
    """Something was formally found in a meeting: that there is a quorum or none, that a matter is urgent.

    `found` is its name: `quorum`, `obvious-lack`, `urgent`, or a word of a rule. `holds` False: it was found not to be so. `by`
    is the party that found it.
    """

    what: ClassVar[str] = "finding"

    id: str | None = None
    meeting: str
    item: str | None = None
    found: str
    holds: bool = True
    by: str | None = field(default=None, metadata=PARTY)
    at: datetime | None = None


class Vote(Enum):
    """A vote for or against."""

    YES = "yes"
    NO = "no"


@frozen(kw_only=True)
class GroupVotes:
    """The votes of one group in a ballot."""

    of: Ref
    yes: Crowd | None = None
    no: Crowd | None = None
    abstain: Crowd | None = None
    invalid: Crowd | None = None


@frozen(kw_only=True)
class Ballot:
    """A vote on an item: who, or how many, voted for and against, abstained or voted invalidly. None: not recorded.

    With `groups` the votes are counted group by group. `about` is what is voted on, where that is not the item itself: "agenda"
    (to add it), "secrecy". `round` counts the ballots on one item from 1. `casting` is how the one voted whose vote decides a
    tie.

    In an election `votes` are those for each candidate or list, by its id; `no` are votes against all of them, `papers` is how
    many valid ballot papers there were, where a paper can have several votes. `cast_for` is for whom the one voted whose vote
    decides between equals.
    """

    what: ClassVar[str] = "ballot"

    id: str | None = None
    meeting: str
    item: str | None = None
    body: str | None = None
    about: str | None = None
    round: int = 1
    at: datetime | None = None
    form: Form = Form.OPEN
    yes: Crowd | None = None
    no: Crowd | None = None
    abstain: Crowd | None = None
    invalid: Crowd | None = None
    groups: tuple[GroupVotes, ...] = ()
    casting: Vote | None = None
    votes: tuple[tuple[str, Crowd], ...] = ()
    papers: Count | None = None
    cast_for: str | None = field(default=None, metadata=PARTY)


@frozen(kw_only=True)
class Lot:
    """A lot was drawn on an item: what it said ("yes", "no", or the id of whoever was drawn).

    `among` are those between whom it was drawn; none: not told. Several lots on an item stand in the order of the draw.
    """

    what: ClassVar[str] = "lot"

    id: str | None = None
    meeting: str
    item: str | None = None
    drawn: str = field(metadata=PARTY)
    among: tuple[str, ...] = field(default=(), metadata=PARTY)


@frozen(kw_only=True)
class Nominated:
    """Somebody is nominated for an election, or a list is handed in: `candidates` in the order of the list.

    `list` is the id of the list (None: single persons), `by` are the parties that hand it in together, `signed` those who support
    it by their signatures, as persons or as a number, `of` of whom they are. `substitutes` stand on it, too: the first for the
    first candidate, and so on. `consent`: the candidates agreed beforehand; None: not told.
    """

    what: ClassVar[str] = "nomination"

    id: str | None = None
    meeting: str
    item: str | None = None
    list: str | None = None
    by: tuple[str, ...] = field(default=(), metadata=PARTY)
    candidates: tuple[str, ...] = field(default=(), metadata=PARTY)
    substitutes: tuple[str, ...] = field(default=(), metadata=PARTY)
    signed: Crowd | None = field(default=None, metadata=PARTY)
    of: Ref | None = None
    consent: bool | None = None
    at: date | datetime | None = None


@frozen(kw_only=True)
class Withdrawn:
    """A candidate withdraws, or does not accept: after so many ballots on the item (`after`; 0: before the first)."""

    what: ClassVar[str] = "withdrawal"

    id: str | None = None
    meeting: str
    item: str | None = None
    party: str = field(metadata=WHOLE)
    after: int = 0


@frozen(kw_only=True)
class Chosen:
    """A party whose turn it is chooses a post: `takes` is the body or position, `party` who chose, `names` whom it names."""

    what: ClassVar[str] = "choice"

    id: str | None = None
    meeting: str
    item: str | None = None
    party: str = field(metadata=WHOLE)
    takes: Ref
    names: str | None = field(default=None, metadata=PARTY)


OfMeeting: TypeAlias = (
    Notice | Item | Presence | Barred | Demand | Objection | Waiver | Found | Ballot | Lot | Nominated | Withdrawn | Chosen
)
OF_MEETING: tuple[type[OfMeeting], ...] = (
    Notice, Item, Presence, Barred, Demand, Objection, Waiver, Found, Ballot, Lot, Nominated, Withdrawn, Chosen,
)  # fmt: skip
