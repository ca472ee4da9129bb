"""Cases: given / when / then, in words that a clerk can read, each citing its clause."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from attrs import frozen

from gremium.model.record import Audience, Event
from gremium.norms.term import Refill
from gremium.values.actor import Action, Actor
from gremium.values.citation import Citation
from gremium.values.count import Count
from gremium.values.days import Day
from gremium.values.text import Text
from gremium.values.verdict import Outcome


@frozen(kw_only=True)
class Given:
    """What is true in this case beyond charter and record.

    `exists`: the first day of a body that is only announced. `events`: further facts. `record`: False to leave the
    project's record out.
    """

    exists: tuple[tuple[str, Day], ...] = ()
    events: tuple[Event, ...] = ()
    record: bool = True


@frozen(kw_only=True)
class Then:
    """What the answer must be. Only what is named here is compared.

    `seats` is the number of seats (a range where the group is open), `groups` the same by group, `holders` the party by
    seat, `vacant` and `open` seats without one, `meetings` the number that a year asks for (a range where several are
    permitted), `missing` what an OPEN answer lacks. Of a composition, `rules` are the outcomes by row (its id, else its number
    from 0); of a term, `ends` the last day by party, `filled` how a vacant seat is filled by seat group, `lost` who has lost the
    seat by absence, `renewed` the number of seats that one renewal changes; of a delegation, `sends` the number sent by seat
    group of the receiver; `substitutes` are substitutes by the member or the group they stand in for. `counts` are numbers by
    tally ("voting seats"); `latest` is by when something has to go out or be there, by what it is ("notice"), or until when a
    demand has to be met, by its id; `themselves` whether those who made a demand may do it themselves by now; `needs` how many
    more it takes for a quorum or a majority; `result` what became of a motion; `presumed` whether the quorum only counts as
    given; `decides` who decides in place of the body. `kept` is whether the cadence of the year was kept, by the meetings
    recorded until the day.

    Of an election, `elected` are those who are, `between` those between whom another ballot, a lot or a casting vote is needed,
    `posts` how many posts it fills and `guaranteed` how many of them go first to groups of candidates. Of a sharing of seats,
    `shares` are the sure seats by party or list, `members` who comes in by party or list, `tied` those between whom a lot or a
    ballot decides the seats `by_lot`, `turns` whose turn it is, in their order.

    Of duties, `states` is how it stands with each, by the id of the duty, or by `duty@meeting`, `duty@proposal`; `due` the day by
    which it is owed; `blocked` the duties that have to be met before.

    Of a proposal, `stage` are the stages at which it is, or may go next; `ended` the result with which it came to its end; `due`
    the last day by stage (`answer`: by which one is owed); `blocked` what is in the way by stage; `reply` how it stands with the
    answer to who brought it up; `skipped` the stages that were left out. Of routes, `stages` are the stages of each, by its id.
    """

    outcome: Outcome | None = None
    seats: Count | None = None
    groups: tuple[tuple[str, Count], ...] = ()
    holders: tuple[tuple[str, str], ...] = ()
    vacant: tuple[str, ...] | None = None
    open: tuple[str, ...] | None = None
    meetings: Count | None = None
    missing: tuple[str, ...] | None = None
    rules: tuple[tuple[str, Outcome], ...] = ()
    ends: tuple[tuple[str, Day], ...] = ()
    filled: tuple[tuple[str, Refill], ...] = ()
    lost: tuple[str, ...] | None = None
    renewed: Count | None = None
    counts: tuple[tuple[str, Count], ...] = ()
    kept: Outcome | None = None
    latest: tuple[tuple[str, date | datetime], ...] = ()
    themselves: tuple[tuple[str, Outcome], ...] = ()
    needs: Count | None = None
    result: str | None = None
    presumed: bool | None = None
    decides: str | None = None
    elected: tuple[str, ...] | None = None
    between: tuple[str, ...] | None = None
    posts: int | None = None
    guaranteed: int | None = None
    shares: tuple[tuple[str, int], ...] = ()
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tied: tuple[str, ...] | None = None
    by_lot: int | None = None
    turns: tuple[str, ...] | None = None
    states: tuple[tuple[str, str], ...] = ()
    due: tuple[tuple[str, Day], ...] = ()
    blocked: tuple[tuple[str, tuple[str, ...]], ...] = ()
    stage: tuple[str, ...] | None = None
    ended: str | None = None
    reply: str | None = None
    skipped: tuple[str, ...] | None = None
    stages: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sends: tuple[tuple[str, Count], ...] = ()
    substitutes: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class When:
    """A further situation of the same case: another day, other facts."""

    at: date | None = None
    who: Actor | None = None
    may: Action | None = None
    meeting: str | None = None
    item: str | None = None
    proposal: str | None = None
    given: Given | None = None
    then: Then


@frozen(kw_only=True)
class Case:
    """One question to one body, with the clause that decides it. `ask` is a word of the vocabulary.

    `then` is the answer on `at`, about a `meeting` and an `item` of it where the question is about one; `when` are further
    situations of the same question. With `ask = "power"` it can be asked whether somebody (`who`) may do something (`may`). With
    `ask = "proposal"` it is asked where a `proposal` stands; then no body is asked.
    """

    name: Text
    body: str | None = None
    ask: str
    who: Actor | None = None
    may: Action | None = None
    at: date | None = None
    meeting: str | None = None
    item: str | None = None
    proposal: str | None = None
    cites: tuple[Citation, ...]
    given: Given = Given()
    then: Then | None = None
    when: tuple[When, ...] = ()


class Command(Enum):
    """What produces a stored output."""

    SHOW = "show"
    PLAN = "plan"
    ASK = "ask"
    ROUTE = "route"


@frozen(kw_only=True)
class Golden:
    """An output that is stored and compared byte for byte.

    `file` lies in `expected/`; its suffix is the format. `question`, `who`, `may`, `meeting`, `item` and `proposal` are what is
    asked; a route begins in `body`, is for a `subject`, and leads `to` another body. `made_with` are the versions of the packages
    that shape the bytes: under others the comparison is left out, and said to be.
    """

    file: str
    command: Command
    body: str | None = None
    at: date | None = None
    year: int | None = None
    question: str | None = None
    who: Actor | None = None
    may: Action | None = None
    meeting: str | None = None
    item: str | None = None
    proposal: str | None = None
    subject: str | None = None
    to: str | None = None
    language: str = "de"
    audience: Audience = Audience.PUBLIC
    record: bool = True
    made_with: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Cases:
    """The cases of one project, and its stored outputs."""

    format: int = 1
    charter: str
    cases: tuple[Case, ...] = ()
    goldens: tuple[Golden, ...] = ()
