"""apportionment: how seats are shared among parties, between whom a lot is needed, and whose turn it is to choose.

The ways of the rule are tried in their order: an agreement, a joint list, a ballot on lists, naming by strength, an election of
persons. The arithmetic is that of `values.allotment`: exact, and a tie is a result. A lot is a fact of the record; it completes
the result (see `claims`), and where it is needed and not told the answer is OPEN and says between whom.

This room is longer than 300 lines because the ways lead from one to the next, and all of them look at the same lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from attrs import evolve, field, frozen

from gremium.evaluate.aspects import Aspect, Ruled, merged, ruled_by_post, ways
from gremium.evaluate.balloting import name_of, seats_of
from gremium.evaluate.claims import Claim, Claims, Settled, votes_for
from gremium.evaluate.election import election_of, meeting_of
from gremium.evaluate.facts import size_of, units
from gremium.evaluate.form import Formal
from gremium.evaluate.majority import COUNT, MAJORITY, profile
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.passing import exceeding, passed_on, ranks
from gremium.evaluate.poll import FAILS, HOLDS, OPEN, Rules
from gremium.evaluate.posts import Post, is_office, posts_of
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.resolved import ballots, resolved
from gremium.evaluate.scope import Located, Scope, exists, label, topic
from gremium.evaluate.silence import not_there, silent
from gremium.model.meeting import Ballot, Chosen, Nominated, Objection, Withdrawn
from gremium.norms.apportionment import (
    Adjusted,
    Apportionment,
    Draw,
    Exhausted,
    Formula,
    Manner,
    Stage,
    Successor,
    Turns,
    Weight,
)
from gremium.values.allotment import (
    Allotment,
    Flawed,
    Line,
    Method,
    NoRoom,
    allot,
    calculation,
    completed,
    flaws,
    sequence,
)
from gremium.values.count import Count, exactly, total
from gremium.values.disclosure import INSIDE, PARTY, WHOLE
from gremium.values.message import Parameter, message
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason, Verdict, all_of

# What records call an agreement that was found.
AGREEMENT = Manner.AGREEMENT.value
# The methods between which it is open how seats are shared where no source names one.
CUSTOMARY = (Method.HARE_NIEMEYER, Method.DHONDT, Method.SAINTE_LAGUE)
# What of a party is counted.
MEASURES: Mapping[Weight, str] = {Weight.MEMBERS: "members", Weight.VOTES: "votes"}
OF_DRAWS: Mapping[Draw, str] = {Draw.MEMBERS: "members", Draw.VOTES: "votes"}
# Beyond so many values that strengths may have together nobody tries each of them.
MOST_STRENGTHS = 256


class Shares(Enum):
    """What came of a sharing of seats.

    `shared`: each seat is some party's. `agreed`, `adopted`: by agreement, by a joint list. `persons`: by an election of persons.
    `lot`, `run-off`: needed between parties with an equal claim; `tied`: no rule says what follows. `void`: it is not valid.
    `pending`: nothing was decided yet. `open`: it cannot be said.
    """

    SHARED = "shared"
    AGREED = "agreed"
    ADOPTED = "adopted"
    PERSONS = "persons"
    LOT = "lot"
    RUN_OFF = "run-off"
    TIED = "tied"
    VOID = "void"
    PENDING = "pending"
    OPEN = "open"


@frozen(kw_only=True)
class Portion:
    """What a party or list gets: its strength (`weight`), its seats, and who takes them.

    `sure` are seats that no lot takes away. `by` are the parties of a list. `members` are those of the list who come in,
    `substitutes` theirs in the same order, `reserve` those who follow them; `vacant` seats have nobody on the list.
    """

    party: str = field(metadata=WHOLE)
    by: tuple[str, ...] = field(default=(), metadata=PARTY)
    weight: int | None = field(default=None, metadata=INSIDE)
    sure: int
    members: tuple[str, ...] = field(default=(), metadata=PARTY)
    substitutes: tuple[str, ...] = field(default=(), metadata=PARTY)
    reserve: tuple[str, ...] = field(default=(), metadata=PARTY)
    vacant: int = 0


@frozen(kw_only=True)
class Turn:
    """A turn in the order of the highest quotients: whose it is, or between whom a lot is needed (`tied`).

    `takes` is the post that was chosen, or that comes in this turn; `names` who is to have it. A turn that was agreed upon has no
    quotient.
    """

    place: int
    party: str | None = field(default=None, metadata=PARTY)
    tied: tuple[str, ...] = field(default=(), metadata=PARTY)
    quotient: Fraction | None = field(default=None, metadata=INSIDE)
    takes: str | None = None
    names: str | None = field(default=None, metadata=PARTY)


@frozen(kw_only=True)
class Shared:
    """How seats or turns were shared.

    `of` are the posts, `seats` how many they are. `manner` is the way in which it was done, `method` the arithmetic. `tied` are
    those between whom a lot, or a ballot, decides the seats that are `open`; `claims` are those that were decided so. `flaws` are
    departures from the exact share, `trace` every quotient or remainder, as it was before any lot. Where the seats of several
    bodies were shared, each for itself, `parts` has them one by one, and the rest says what they have in common.
    """

    body: str
    meeting: str
    item: str | None = None
    of: tuple[str, ...] = ()
    result: Shares
    manner: Manner | None = None
    method: Method | None = None
    seats: int | None = None
    portions: tuple[Portion, ...] = ()
    tied: tuple[str, ...] = field(default=(), metadata=PARTY)
    open: int = 0
    turns: tuple[Turn, ...] = ()
    claims: tuple[Claim, ...] = ()
    flaws: tuple[Flawed, ...] = field(default=(), metadata=INSIDE)
    trace: tuple[Line, ...] = field(default=(), metadata=INSIDE)
    parts: tuple[Shared, ...] = ()


def apportionment(
    scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None
) -> Verdict[Shared] | Verdict[tuple[Ruled, ...]]:
    """Return how seats were shared on an item of a meeting; without a meeting what the rules say of it.

    HOLDS if it is known who gets each seat (or turn), FAILS if the sharing is not valid, OPEN if a lot, a ballot or a fact is
    needed: `value` tells which. Asked of the body that shares, or of one whose seats are shared: then it is about these.

    The rules and the strengths on the day of the meeting decide; if those of `at` would lead elsewhere, a reason says so. Raises
    `Misuse` for a body, meeting or item that there is not.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: ruled_by_post(chosen, where, Apportionment, at))
    here = meeting_of(scope, where, meeting, item)
    read = worlds(scope, lambda chosen: apportionment_of(chosen, here, at, where))
    if len(read) == 1:
        return read[0][1]
    return under_readings(scope, lambda chosen: apportionment_of(chosen, here, at, where), _plainly)


def apportionment_of(scope: Scope, here: Occasion, at: date, asked: Located | None = None) -> Verdict[Shared]:
    """Return the same of an occasion that is at hand, under the readings that are chosen; `asked` is the body in question.

    An item that fills several bodies, and says no number of seats, shares those of each body for itself.
    """
    if exists(here.where.body, here.day) is FAILS:
        return not_there(here.where, here.day)
    posts = posts_of(scope, here.where, here.item.fills if here.item is not None else ())
    turns = any(way.get("by_turns") is not None for way in ways(_rules(scope, here, posts)))
    if turns or len(posts) < 2 or (here.item is not None and here.item.posts is not None):  # noqa: PLR2004  (several)
        return _of_posts(scope, here, at, posts)
    mine = [pair for pair in posts if asked is not None and _has(asked, pair[0])]
    parts = [_of_posts(scope, here, at, (pair,)) for pair in mine or posts]
    return parts[0] if len(parts) == 1 else _together(here, parts, posts)


def _has(where: Located, post: Post) -> bool:
    return (where.charter.id, where.body.id) == (post.jurisdiction, post.body)


def _rules(scope: Scope, here: Occasion, posts: Sequence[tuple[Post, Located]]) -> dict[str, Aspect]:
    """Return the rules about posts: those of the first, for whatever is shared together is shared by one rule."""
    return merged(scope, here.where, Apportionment, here.day, position=posts[0][0] if posts else None, subject=here.subject)


def _of_posts(scope: Scope, here: Occasion, at: date, posts: Sequence[tuple[Post, Located]]) -> Verdict[Shared]:
    """Return how these posts are shared together, in whichever way the rules stand."""
    found = _rules(scope, here, posts)
    if not found:
        return silent(here.where, "apportionment")
    answers = [_Sharing(scope, here, at, found, way, posts).verdict() for way in ways(found)]
    first = answers[0]
    if all((one.outcome, _plainly(one.value)) == (first.outcome, _plainly(first.value)) for one in answers):
        return first
    if _alike(answers):  # by whichever method: it is the same
        return evolve(first, value=_outlined(first.value, method=None))
    opened = tuple(f"{here.where.body.id}.apportionment.{aspect.name}" for aspect in found.values() if not aspect.certain)
    reasons = tuple(dict.fromkeys(reason for one in answers for reason in one.reasons))
    return Verdict(outcome=OPEN, reasons=reasons, missing=opened)


def _together(here: Occasion, parts: Sequence[Verdict[Shared]], posts: Sequence[tuple[Post, Located]]) -> Verdict[Shared]:
    """Return the seats of several bodies, each of which are shared for themselves, as one answer."""
    names = [name_of(post, here.where) for post, _ in posts]
    values = [one.value for one in parts]
    results = {value.result if value is not None else Shares.OPEN for value in values}
    seats = [value.seats for value in values if value is not None and value.seats is not None]
    return Verdict(
        outcome=all_of(one.outcome for one in parts),
        reasons=tuple(
            Reason(said=message("reason.sharing-of", of=name), because=one.reasons)
            for name, one in zip(names, parts, strict=True)
        ),
        value=Shared(
            body=here.where.body.id,
            meeting=here.meeting.id,
            item=here.item.id if here.item is not None else None,
            of=tuple(names),
            result=results.pop() if len(results) == 1 else Shares.OPEN,
            seats=sum(seats) if len(seats) == len(parts) else None,
            parts=tuple(value for value in values if value is not None),
        ),
        missing=tuple(dict.fromkeys(name for one in parts for name in one.missing)),
    )


class _Ended(Exception):  # noqa: N818  (how a sharing ends, never an error of anyone)
    """The sharing goes no further: its answer."""

    def __init__(self, verdict: Verdict[Shared]) -> None:
        super().__init__()
        self.verdict = verdict


@frozen(kw_only=True)
class _Result:
    """What came of equal claims: the result, why, and what is missing."""

    result: Shares = Shares.SHARED
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()


class _Sharing:
    """A sharing of seats by rules of which each aspect is known."""

    def __init__(
        self,
        scope: Scope,
        here: Occasion,
        at: date,
        found: Mapping[str, Aspect],
        way: Mapping[str, Any],
        posts: Sequence[tuple[Post, Located]],
    ) -> None:
        self.scope, self.here, self.at, self.found, self.way, self.posts = scope, here, at, found, way, posts
        self.reasons: list[Reason] = []
        self.manner: Manner | None = None
        self.rejected: str | None = None
        self.adopted: Nominated | None = None

    @property
    def body(self) -> str:
        """The id of the body that shares."""
        return self.here.where.body.id

    def reason(self, aspect: str, said: str, *because: Reason, **params: Parameter) -> Reason:
        """Return a reason that rests on the rule which decides an aspect, if one does."""
        decides = self.found.get(aspect)
        if decides is None:
            return Reason(said=message(said, **params), because=because)
        return Reason(said=message(said, **params), cites=decides.cites, provision=decides.rule.where, because=because)

    def fact(self, name: str) -> str:
        """Return how answers name a fact about the meeting that the record lacks."""
        return f"{self.here.meeting.id}.{name}"

    def aspect(self, name: str) -> str:
        """Return how answers name what no source says."""
        return f"{self.body}.apportionment.{name}"

    # ── facts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def lists(self) -> tuple[Nominated, ...]:
        """The lists that were handed in, in the order of the record; those that name no list stand under the party itself."""
        told = [one for one in self.here.facts(Nominated) if one.list is not None or one.by]
        return tuple(evolve(one, list=one.by[0]) if one.list is None else one for one in told)

    @property
    def running(self) -> tuple[Nominated, ...]:
        """The lists among which seats are shared: a joint list that was not adopted is none of them, unless it is voted on."""
        voted = {one for ballot in self.voted[:1] for one, _ in ballot.votes}
        return tuple(one for one in self.lists if one.list != self.rejected or one.list in voted)

    @cached_property
    def voted(self) -> tuple[Ballot, ...]:
        """The ballots on lists, the first of them first."""
        mine = (one for one in self.here.facts(Ballot) if (one.body or self.here.meeting.body) == self.here.name)
        return tuple(sorted((one for one in mine if one.votes and one.about is None), key=lambda one: one.round))

    @cached_property
    def seats(self) -> int | None:
        """How many seats, or turns, there are; None where that is not known."""
        item = self.here.item
        if item is not None and item.posts is not None:
            return item.posts
        numbers = [
            exactly(1) if is_office(there, post.position) else seats_of(self.scope, post, there, self.here.day)
            for post, there in self.posts
        ]
        return sum(number.low for number in numbers) if numbers and all(number.exact for number in numbers) else None

    @property
    def turns(self) -> Turns | None:
        """Whether turns are shared, and which."""
        found: Turns | None = self.way.get("by_turns")
        return found

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Those among whom is shared: whom the rule means, else whoever has a strength, or hands in a list.

        Strengths are those of the day of the meeting; who has none then is not there yet, or no longer.
        """
        where, day = self.here.where, self.here.day
        among: tuple[Ref, ...] = self.way.get("among") or ()
        if among:
            named = tuple(dict.fromkeys(name for ref in among for name, _ in units(self.scope, where, ref, day)))
        else:
            record = self.scope.record
            measures = {MEASURES.get(self.way.get("weights") or Weight.MEMBERS, "members")}
            sized = {of.target for of, what in (record.sizes if record is not None else {}) if what in measures and of.bare}
            known = {*(record.party_by_id if record is not None else {}), *self.scope.charter.party_by_id}
            there = {one for one in sized & known if self._size(one, day, *measures).stated}
            named = tuple(sorted({*there, *(party for one in self.lists for party in one.by)}))
        return tuple(one for one in named if self._size(one, day, "members") != exactly(0))

    def _size(self, party: str, day: date, measure: str) -> Count:
        return size_of(self.scope, Ref(target=party), measure, day)

    # ── the answer ───────────────────────────────────────────────────────────────────────────────────────────────────

    def verdict(self) -> Verdict[Shared]:
        """Return who gets what, or what is needed next."""
        try:
            if self.seats is None:
                return self._unsized()
            path = self._path()
            for number, stage in enumerate(path):
                self.manner = stage.manner
                if self._goes(stage, path[number + 1 :]):
                    return self._shared(stage)
            self.manner = None
            return self._end(Shares.OPEN, self.reason("path", "reason.sharing-path-over"), missing=(self.aspect("path"),))
        except _Ended as ended:
            return ended.verdict

    def _unsized(self) -> Verdict[Shared]:
        """Return that nobody knows how many seats there are."""
        named = [post.body for post, _ in self.posts]
        missing = tuple(f"{one}.seats" for one in dict.fromkeys(named)) or (self.fact("item.fills"),)
        return self._end(Shares.OPEN, Reason(said=message("reason.sharing-seats")), missing=missing)

    def _path(self) -> tuple[Stage, ...]:
        path: tuple[Stage, ...] = self.way.get("path") or ()
        by_ballot = self.way.get("weights") is Weight.BALLOT
        return path or (Stage(manner=Manner.LISTS if by_ballot else Manner.NAMING),)

    def _end(
        self,
        result: Shares,
        *reasons: Reason,
        outcome: Outcome | None = None,
        missing: Iterable[str] = (),
        **said: Any,
    ) -> Verdict[Shared]:
        """Return the answer with which the sharing ends, for now or for good; `said` are further fields of its value."""
        outcome = outcome if outcome is not None else _OUTCOMES.get(result, OPEN)
        told = Reason(said=message(f"reason.sharing-{result.value}", body=label(self.here.where.body)))
        follows = self._successor() if outcome is HOLDS else ()
        value = Shared(
            body=self.body,
            meeting=self.here.meeting.id,
            item=self.here.item.id if self.here.item is not None else None,
            of=tuple(name_of(post, self.here.where) for post, _ in self.posts),
            result=result,
            manner=self.manner,
            seats=self.seats,
        )
        return Verdict(
            outcome=outcome,
            reasons=tuple(dict.fromkeys((told, *reasons, *self.reasons, *follows))),
            value=evolve(value, **said),
            missing=tuple(dict.fromkeys(missing)),
        )

    def _successor(self) -> Iterator[Reason]:
        """Yield who follows whoever leaves, where the rules say so."""
        successor: Successor | None = self.way.get("successor")
        if successor not in (None, Successor.UNSTATED):
            yield self.reason("successor", f"reason.sharing-successor-{successor.value}")

    # ── one way after another ────────────────────────────────────────────────────────────────────────────────────────

    def _goes(self, stage: Stage, later: Sequence[Stage]) -> bool:
        """Return whether seats are shared in this way; end the sharing where that is not known yet."""
        if stage.lists is not None and not stage.lists.permits(self._listed()):
            self._notes("reason.sharing-lists", manner=self._way(), number=self._listed())
            return False
        if stage.manner is Manner.AGREEMENT and not self._agreed(stage, later):
            return False
        if stage.manner is Manner.JOINT_LIST:
            joint = self._joint_list(stage)
            if joint is None:
                return False
            if not self._resolved(stage, later):
                self.rejected = joint.list
                return False
            self.adopted = joint
        elif stage.need is not None and not self._resolved(stage, later):
            return False
        return not self._objected(stage)

    def _listed(self) -> int:
        """Return how many lists were handed in, or voted on; a ballot that names none of those nominated is on persons."""
        named = {one.list for one in self.running}
        voted = {one for ballot in self.voted[:1] for one, _ in ballot.votes}
        return len(named | voted if named & voted or not self.here.facts(Nominated) else named)

    def _notes(self, said: str, *because: Reason, **params: Parameter) -> None:
        """Say why a way was gone, or not."""
        self.reasons.append(self.reason("path", said, *because, **params))

    def _way(self) -> Parameter:
        """Return the way that is tried, in words."""
        return message(f"manner.{self.manner.value}") if self.manner is not None else ""

    def _further(self, later: Iterable[Stage]) -> bool:
        """Return whether the record tells of a later way: of a ballot on lists or persons, or of a vote about it."""
        manners = {stage.manner for stage in later}
        about = {manner.value for manner in manners}
        by_ballot = bool(manners & {Manner.LISTS, Manner.PERSONS}) and bool(self.voted)
        return by_ballot or any(one.about in about for one in self.here.facts(Ballot))

    def _resolved(self, stage: Stage, later: Sequence[Stage]) -> bool:
        """Return whether the body resolved to go this way, where that takes a vote."""
        voted = ballots(self.here, stage.manner.value)
        if not voted and self._further(later):
            self._notes("reason.sharing-not-voted-on", manner=self._way())
            return False
        found = resolved(self.scope, self.here, stage.need or MAJORITY, stage.manner.value, voted)
        if found.outcome is OPEN:
            result, code = (Shares.OPEN, "reason.sharing-vote-open") if voted else (Shares.PENDING, "reason.sharing-vote-awaited")
            reason = self.reason("path", code, *found.reasons, manner=self._way())
            raise _Ended(self._end(result, reason, missing=found.missing))
        said = "reason.sharing-voted-for" if found.outcome is HOLDS else "reason.sharing-voted-down"
        self._notes(said, *found.reasons, manner=self._way())
        return found.outcome is HOLDS

    def _agreed(self, stage: Stage, later: Sequence[Stage]) -> bool:
        """Return whether an agreement was found."""
        told = self.here.found(AGREEMENT)
        if told is FAILS or (told is OPEN and self._further(later)):
            self._notes("reason.sharing-no-agreement", manner=self._way())
            return False
        if told is OPEN and (stage.need is None or not ballots(self.here, AGREEMENT)):
            reason = self.reason("path", "reason.sharing-agreement-open")
            raise _Ended(self._end(Shares.PENDING, reason, missing=(self.fact(f"finding.{AGREEMENT}"),)))
        return stage.need is None or self._resolved(stage, later)

    def _objected(self, stage: Stage) -> bool:
        """Return whether those objected who can stop this way."""
        if not stage.objection:
            return False
        name = self.here.name
        told = [one for one in self.here.facts(Objection) if one.against == stage.manner.value and one.body in (None, name)]
        rules = Rules(found=self.found, way={}, count=COUNT, written=None, asked=(), profile=profile((), COUNT))
        found = Formal(self.scope, self.here, self.at, rules, None).signed(stage.objection, told)
        if found.outcome is OPEN:
            reason = self.reason("path", "reason.sharing-objection-open", *found.reasons)
            raise _Ended(self._end(Shares.OPEN, reason, missing=found.missing or (self.fact("objection"),)))
        if told:
            said = "reason.sharing-objected" if found.outcome is HOLDS else "reason.sharing-objected-few"
            self._notes(said, *found.reasons, manner=self._way())
        return found.outcome is HOLDS

    def _joint_list(self, stage: Stage) -> Nominated | None:
        """Return the one list that is joint; None if there is none, or not all have handed it in where that is needed."""
        joint = [one for one in self.lists if len(one.by) != 1]
        if len(self.lists) != 1 and not (len(joint) == 1 and ballots(self.here, Manner.JOINT_LIST.value)):
            self._notes("reason.sharing-no-joint-list", manner=self._way(), number=len(self.lists))
            return None
        (one,) = self.lists if len(self.lists) == 1 else joint
        lacking = [party for party in self.parties if party not in one.by]
        if stage.from_all and not one.by:
            reason = self.reason("path", "reason.sharing-joint-by-whom")
            raise _Ended(self._end(Shares.OPEN, reason, missing=(self.fact("nomination.by"),)))
        if stage.from_all and not lacking and not self._all_known():
            reason = self.reason("path", "reason.sharing-all-unknown")
            raise _Ended(self._end(Shares.OPEN, reason, missing=(self.aspect("among"),)))
        if lacking and (stage.from_all or len(one.by) == 1):
            absent = [Reason(said=message("reason.sharing-not-with", candidate=party)) for party in lacking]
            self._notes("reason.sharing-not-all", *absent, manner=self._way(), number=len(lacking))
            return None
        return one

    def _all_known(self) -> bool:
        """Return whether it is known who all the parties are, and not only who handed in a list."""
        return bool(self.way.get("among")) or any(self._size(one, self.here.day, "members").stated for one in self.parties)

    # ── sharing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _shared(self, stage: Stage) -> Verdict[Shared]:
        if "path" in self.found:
            self._notes("reason.sharing-way", manner=self._way())
        match stage.manner:
            case Manner.AGREEMENT | Manner.JOINT_LIST:
                return self._as_listed(Shares.AGREED if stage.manner is Manner.AGREEMENT else Shares.ADOPTED)
            case Manner.PERSONS:
                return self._by_persons()
            case _:
                return self._by_strength()

    def _as_listed(self, result: Shares) -> Verdict[Shared]:
        """Return what an agreement or a joint list gives to whom, as far as the record names them; OPEN where it names none."""
        wanted = self.seats or 0
        if self.turns is not None and self.here.facts(Chosen):
            turns = tuple(
                Turn(place=number, party=one.party, takes=str(one.takes), names=one.names)
                for number, one in enumerate(self.here.facts(Chosen), 1)
            )
            return self._as_told(result, len(turns), wanted, turns=turns)
        if self.adopted is not None:
            given = len(self._candidates(self.adopted))
            return self._as_told(result, given, wanted, portions=(self._portion(self.adopted, min(given, wanted)),))
        portions = tuple(self._portion(one, len(self._candidates(one))) for one in self.lists)
        return self._as_told(result, sum(one.sure for one in portions), wanted, portions=portions)

    def _as_told(self, result: Shares, given: int, wanted: int, **said: Any) -> Verdict[Shared]:
        if given == wanted or (result is Shares.ADOPTED and given > wanted):
            return self._end(result, **said)
        code = "reason.sharing-unnamed" if not given else "reason.sharing-other-number"
        missing = (self.fact("nomination" if self.turns is None else "choice"),)
        return self._end(result, Reason(said=message(code, given=given, seats=wanted)), outcome=OPEN, missing=missing, **said)

    def _by_persons(self) -> Verdict[Shared]:
        """Return that persons are elected, and what came of it."""
        found = election_of(self.scope, self.here, self.at)
        elected = found.value.elected if found.value is not None else ()
        portions = tuple(Portion(party=one, sure=1, members=(one,)) for one in elected)
        verdict = self._end(Shares.PERSONS, outcome=found.outcome, missing=found.missing, portions=portions)
        return evolve(verdict, reasons=(*verdict.reasons, *found.reasons), needs=found.needs)

    def _by_strength(self) -> Verdict[Shared]:
        """Return what each gets by its strength."""
        found, missing = self._weights()
        weights = {one: found[one] for one in sorted(found, key=lambda one: (-found[one].low, one))}
        formula: Formula | None = self.way.get("method")
        method = formula.method if formula is not None else None
        if method is not None:
            return self._by_weights(method, weights, missing)
        methods = [one for one in CUSTOMARY if self.turns is None or one in _OF_TURNS]
        answers = [(one.value, self._by_weights(one, weights, missing)) for one in methods]
        first = answers[0][1]
        if _alike(one for _, one in answers):
            told = self.reason("method", "reason.methods-agree")
            return evolve(first, reasons=(first.reasons[0], told, *first.reasons[1:]), value=_outlined(first.value, method=None))
        reason = self.reason("method", "reason.methods-differ")
        return evolve(self._end(Shares.OPEN, reason, missing=(self.aspect("method"),)), readings=tuple(answers))

    def _by_weights(self, method: Method, weights: Mapping[str, Count], missing: str) -> Verdict[Shared]:
        """Return what each gets if strengths are known in bounds: OPEN, unless all that they may be leads to the same."""
        options = _options(weights)
        answers = [self._by_method(method, one) for one in options]
        if len(answers) == 1:
            return answers[0]
        if answers and _alike(answers):
            first = answers[0]
            told = self.reason("weights", "reason.sharing-whatever-strength")
            return evolve(first, reasons=(first.reasons[0], told, *first.reasons[1:]), value=_outlined(first.value))
        unknown = [one for one, number in weights.items() if not number.exact]
        of = [Reason(said=message("reason.sharing-strength-of", candidate=one)) for one in unknown]
        reason = self.reason("weights", "reason.sharing-strength-unknown", *of, number=len(unknown))
        return self._end(Shares.OPEN, reason, missing=(missing,))

    def _by_method(self, method: Method, weights: Mapping[str, int]) -> Verdict[Shared]:
        if not any(weights.values()):
            reason = self.reason("weights", "reason.sharing-no-strength")
            return self._end(Shares.OPEN, reason, missing=(self.fact("size" if self.manner is Manner.NAMING else "ballot"),))
        seats = self.seats or 0
        if self.turns is not None:
            return self._by_turns(method, weights, seats)
        exact = self._allotted(method, weights, seats)
        if exact is None:
            return self._end(Shares.VOID, self.reason("minimum", "reason.sharing-no-room", seats=seats), method=method)
        first = exact.majority
        told = [self.reason("majority", "reason.sharing-majority", candidate=first)] if first is not None else []
        most = self._most if self._passes_on else {}
        shared = passed_on(exact, most)
        settled = self._claims().settle(shared.tied, shared.open) if shared.open else Settled()
        after = completed(shared, settled.won)
        portions = tuple(self._portions(after))
        found = self._nobody_left(shared, portions) if not settled.open else self._outcome(settled)
        wrong = flaws(after)
        changed = self._changed(weights, lambda strengths: _seats_of(self._allotted(method, strengths, seats)))
        told += [*self._used_up(exceeding(exact, most)), *self._won(settled.claims), *self._wrong(wrong), *changed]
        return self._end(
            found.result,
            *found.reasons,
            self._by_which(method),
            *told,
            missing=found.missing,
            method=method,
            portions=portions,
            tied=settled.tied,
            open=settled.open,
            claims=settled.claims,
            flaws=wrong,
            trace=calculation(shared),
        )

    def _allotted(self, method: Method, weights: Mapping[str, int], seats: int) -> Allotment | None:
        """Return how seats are shared, before any lot; None if there are too few for what is guaranteed."""
        minimum: int = self.way.get("minimum") or 0
        try:
            return allot(method, weights, seats, minimum=minimum, majority=bool(self.way.get("majority")))
        except NoRoom:
            return None

    def _by_which(self, method: Method) -> Reason:
        """Return by which method, and by which strength, it is shared."""
        strength: Weight = self.way.get("weights") or Weight.BALLOT
        strength = Weight.BALLOT if self.manner is Manner.LISTS else strength
        by = self.reason("weights", f"reason.sharing-weights-{strength.value}")
        return self.reason("method", "reason.sharing-by-method", by, method=message(f"method.{method.value}"))

    def _wrong(self, wrong: Iterable[Flawed]) -> Iterator[Reason]:
        """Yield the departures from the exact share that are there however a lot may fall."""
        for one in wrong:
            if one.sure:
                code = f"reason.flaw-{one.flaw.value}"
                yield self.reason("method", code, candidate=one.party, seats=one.seats, ideal=mixed(one.ideal))

    # ── strengths ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _weights(self) -> tuple[Mapping[str, Count], str]:
        """Return the strength of each list or party, and the fact that would tell what is not known of it.

        A ballot on lists is always by its votes, whatever makes parties strong where they name the members.
        """
        strength: Weight = self.way.get("weights") or Weight.UNSTATED
        if self.manner is Manner.LISTS or strength is Weight.BALLOT:
            weights = self._votes()
            self._no_joint_lists(weights)
            return weights, self.fact("ballot.votes")
        if strength is Weight.UNSTATED:
            reason = self.reason("weights", "reason.sharing-strength-silent")
            raise _Ended(self._end(Shares.OPEN, reason, missing=(self.aspect("weights"),)))
        self._no_joint_lists([one.list for one in self.running if one.list is not None])
        return self.strengths(MEASURES[strength], self.here.day), self.fact("size")

    def strengths(self, measure: str, day: date) -> dict[str, Count]:
        """Return how many members, or votes, each party has on a day; those that join count as one."""
        weights = {party: self._size(party, day, measure) for party in self.parties}
        for one in self.running:
            if len(one.by) > 1 and one.list is not None:
                weights[one.list] = total(weights.pop(party) for party in one.by if party in weights)
        return weights

    def _no_joint_lists(self, among: Iterable[str]) -> None:
        """End the sharing where parties joined that may not, or of which no rule says that they may."""
        named = set(among)
        joined = [one for one in self.running if len(one.by) > 1 and one.list in named]
        may: bool | None = self.way.get("joint")
        if not joined or may:
            return
        if may is False:
            raise _Ended(self._end(Shares.VOID, self.reason("joint", "reason.sharing-joint-forbidden")))
        reason = self.reason("joint", "reason.sharing-joint-unsaid")
        raise _Ended(self._end(Shares.OPEN, reason, missing=(self.aspect("joint"),)))

    def _votes(self) -> dict[str, Count]:
        """Return the votes for each list in the first ballot. Of a list of which it tells none, that is as open as it is."""
        if not self.voted:
            reason = self.reason("path", "reason.sharing-not-voted")
            raise _Ended(self._end(Shares.PENDING, reason, missing=(self.fact("ballot.votes"),)))
        first = self.voted[0]
        if any(one.round == first.round and dict(one.votes) != dict(first.votes) for one in self.voted[1:]):
            reason = Reason(said=message("reason.sharing-two-ballots", round=first.round))
            raise _Ended(self._end(Shares.OPEN, reason, missing=(self.fact("ballot.round"),)))
        listed = dict.fromkeys([*(one.list for one in self.running if one.list), *(one for one, _ in first.votes)])
        return votes_for(first, listed)

    def _changed(self, weights: Mapping[str, int], shared: Callable[[Mapping[str, int]], object]) -> Iterator[Reason]:
        """Yield that by the strengths on the day of the question it would come out differently, and what follows from it.

        `shared` tells what comes out by some strengths.
        """
        measure = MEASURES.get(self.way.get("weights") or Weight.UNSTATED)
        if self.manner is not Manner.NAMING or measure is None or self.at <= self.here.day:
            return
        meeting = evolve(self.here.meeting, at=self.at)
        now = _Sharing(self.scope, evolve(self.here, meeting=meeting), self.at, {}, self.way, ()).strengths(measure, self.at)
        known = {one: number.low for one, number in now.items()}
        if all(number.exact for number in now.values()) and any(known.values()) and shared(known) != shared(weights):
            adjusted: Adjusted = self.way.get("adjusted") or Adjusted.UNSTATED
            yield self.reason("adjusted", f"reason.sharing-adjusted-{adjusted.value}", day=self.at.isoformat())

    # ── equal claims ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _claims(self) -> Claims:
        """Return what decides equal claims in this sharing; no lot decides twice."""
        draws: tuple[Draw, ...] = self.way.get("tie") or ()
        first = self.voted[0].round if self.voted and self.manner is Manner.LISTS else 0
        return Claims(
            here=self.here,
            draws=tuple(one for one in draws if one is not Draw.UNSTATED),
            again=tuple(one for one in self.voted if one.round > first),
            strength=self._strength_of,
        )

    def _strength_of(self, name: str, draw: Draw) -> Count:
        """Return how many members, or votes at the last election, those have who stand behind a party or list."""
        by = next((one.by for one in self.running if one.list == name), ()) or (name,)
        return total(self._size(party, self.here.day, OF_DRAWS[draw]) for party in by)

    def _outcome(self, settled: Settled) -> _Result:
        """Return what is needed where a claim is still open."""
        match settled.needs:
            case None:
                return _Result(
                    result=Shares.TIED, reasons=(self.reason("tie", "reason.claim-unstated"),), missing=(self.aspect("tie"),)
                )
            case Draw.LOT:
                by: Ref | None = self.way.get("lot_by")
                said = "reason.claim-lot-needed"
                reason = self.reason("tie", said, seats=settled.open)
                if by is not None:
                    who = self.reason("lot_by", "reason.claim-lot-by", who=topic(str(by)))
                    reason = evolve(reason, because=(who,))
                return _Result(result=Shares.LOT, reasons=(reason,), missing=(self.fact("lot"),))
            case Draw.RUN_OFF:
                reason = self.reason("tie", "reason.claim-run-off-needed", seats=settled.open)
                return _Result(result=Shares.RUN_OFF, reasons=(reason,), missing=(self.fact("ballot"),))
            case draw:
                reason = self.reason("tie", f"reason.claim-unknown-{draw.value}")
                return _Result(result=Shares.OPEN, reasons=(reason,), missing=(self.fact(f"size.{OF_DRAWS[draw]}"),))

    def _won(self, claims: Iterable[Claim]) -> Iterator[Reason]:
        """Yield what decided, and for whom."""
        for claim in claims:
            for one in claim.won:
                yield self.reason("tie", f"reason.claim-{claim.by.value}", candidate=one)

    # ── who takes the seats ──────────────────────────────────────────────────────────────────────────────────────────

    def _candidates(self, one: Nominated) -> tuple[str, ...]:
        """Return those on a list who did not withdraw."""
        return tuple(party for party in one.candidates if party not in self._gone)

    @cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(event.party for event in self.here.facts(Withdrawn))

    def _portion(self, one: Nominated, seats: int, weight: int | None = None) -> Portion:
        listed = self._candidates(one)
        return Portion(
            party=one.list or "",
            by=one.by if one.by != (one.list,) else (),
            weight=weight,
            sure=seats,
            members=listed[:seats],
            substitutes=tuple(party for party in one.substitutes if party not in self._gone)[: len(listed[:seats])],
            reserve=listed[seats:],
            vacant=max(seats - len(listed), 0) if one.candidates else 0,
        )

    def _portions(self, shared: Allotment) -> Iterator[Portion]:
        weights = dict(shared.weights)
        lists = {one.list: one for one in self.running}
        for party, seats in shared.sure:
            one = lists.get(party)
            if one is None:
                yield Portion(party=party, weight=weights[party], sure=seats)
            else:
                yield self._portion(one, seats, weights[party])

    @property
    def _passes_on(self) -> bool:
        """Whether seats for which a list has nobody go to whoever comes next."""
        return self.way.get("exhausted") is Exhausted.NEXT

    def _used_up(self, full: Iterable[str]) -> Iterator[Reason]:
        """Yield whose lists have nobody left for a seat or turn that would be theirs."""
        for one in full:
            yield self.reason("exhausted", "reason.sharing-exhausted", candidate=one, number=self._most[one])

    @cached_property
    def _most(self) -> Mapping[str, int]:
        """How many seats a list can take at the most, where it names candidates."""
        return {one.list: len(self._candidates(one)) for one in self.running if one.list is not None and one.candidates}

    def _nobody_left(self, shared: Allotment, portions: Iterable[Portion]) -> _Result:
        """Return whether every seat has somebody, as far as lists name candidates.

        By remainders each list gets one further seat at the most; what becomes of seats that are left then, no rule says.
        """
        left = shared.house - sum(seats for _, seats in shared.sure) - shared.open
        if not left:
            return self._exhausted(sum(one.vacant for one in portions))
        if all(seats >= self._most.get(party, shared.house) for party, seats in shared.sure if dict(shared.weights)[party]):
            return _Result(reasons=(self.reason("exhausted", "reason.sharing-exhausted-all", number=left),))
        reason = self.reason("exhausted", "reason.sharing-exhausted-on", number=left)
        return _Result(result=Shares.OPEN, reasons=(reason,), missing=(self.aspect("exhausted"),))

    def _exhausted(self, vacant: int) -> _Result:
        """Return what follows if lists have nobody for some seats: OPEN where no rule says it."""
        then: Exhausted | None = self.way.get("exhausted")
        if not vacant:
            return _Result()
        if then in (None, Exhausted.UNSTATED):
            reason = self.reason("exhausted", "reason.sharing-exhausted-unsaid", number=vacant)
            return _Result(result=Shares.OPEN, reasons=(reason,), missing=(self.aspect("exhausted"),))
        return _Result(reasons=(self.reason("exhausted", "reason.sharing-vacant", number=vacant),))

    # ── turns ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _by_turns(self, method: Method, weights: Mapping[str, int], picks: int) -> Verdict[Shared]:
        """Return whose turn it is, turn by turn."""
        if method is Method.HARE_NIEMEYER:
            reason = self.reason("by_turns", "reason.sharing-no-order")
            return self._end(Shares.OPEN, reason, missing=(self.aspect("method"),))
        made = self._turns(method, weights, picks)
        taken = tuple(self._in_order(made.turns) if self.turns is Turns.ORDER else self._by_choice(made.turns))
        named = self.turns is Turns.ORDER and self._most
        lacking = sum(turn.party in self._most and turn.names is None for turn in taken if turn.party) if named else 0
        found = self._outcome(made.stuck) if made.stuck is not None else self._exhausted(lacking)
        if made.stuck is None and len(taken) < picks:
            found = _Result(reasons=(self.reason("exhausted", "reason.sharing-exhausted-all", number=picks - len(taken)),))
        changed = self._changed(weights, lambda strengths: [set(rank.parties) for rank in sequence(method, strengths, picks)])
        had = Counter(turn.party for turn in taken)
        shared = allot(method, weights, picks)
        exact = evolve(shared, sure=tuple((one, had[one]) for one, _ in shared.sure), tied=(), open=0) if made.passed else shared
        return self._end(
            found.result,
            *found.reasons,
            self._by_which(method),
            *self._used_up(made.passed),
            *self._won(made.claims),
            *changed,
            missing=found.missing,
            method=method,
            turns=taken,
            tied=made.stuck.tied if made.stuck is not None else (),
            open=made.stuck.open if made.stuck is not None else 0,
            claims=made.claims,
            trace=calculation(exact),
        )

    def _turns(self, method: Method, weights: Mapping[str, int], picks: int) -> _Turns:
        """Return the turns in the order of the highest quotients; those with equal ones as lots or votes order them."""
        most = self._most if self.turns is Turns.ORDER and self._passes_on else {}
        claims = self._claims()
        turns, told, passed = list[Turn](), list[Claim](), dict[str, None]()
        had: Counter[str] = Counter()
        stuck: Settled | None = None
        for rank in ranks(method, weights, picks, most):
            can = [one for one in rank.parties if had[one] < most.get(one, picks)]
            passed |= dict.fromkeys(one for one in rank.parties if one not in can)
            places = min(len(can), picks - len(turns))
            if not places:
                continue
            found = claims.order(can, places)
            told += found.claims
            stuck = stuck or (found if found.open else None)
            for number in range(places):
                party = found.won[number] if number < len(found.won) else None
                tied = found.tied if party is None else ()
                turns.append(Turn(place=len(turns) + 1, party=party, tied=tied, quotient=rank.quotient))
            had.update(can)
        return _Turns(turns=tuple(turns), stuck=stuck, claims=tuple(told), passed=tuple(passed))

    def _by_choice(self, turns: Sequence[Turn]) -> Iterator[Turn]:
        """Yield the turns with what was chosen in them: of each party its choices in their order.

        After a turn of which it is open whose it is, nobody knows which choice was made in which.
        """
        waiting: dict[str, list[Chosen]] = {}
        for one in self.here.facts(Chosen):
            waiting.setdefault(one.party, []).append(one)
        known = True
        for turn in turns:
            known = known and turn.party is not None
            mine = waiting.get(turn.party or "", []) if known else []
            if mine:
                chosen = mine.pop(0)
                yield evolve(turn, takes=str(chosen.takes), names=chosen.names)
            else:
                yield turn

    def _in_order(self, turns: Sequence[Turn]) -> Iterator[Turn]:
        """Yield the turns with the posts in their order, and the next on the list of whoever's turn it is."""
        posts = [name_of(post, self.here.where) for post, _ in self.posts]
        waiting = {one.list: list(self._candidates(one)) for one in self.running}
        known = True
        for number, turn in enumerate(turns):
            known = known and turn.party is not None
            listed = waiting.get(turn.party, []) if known else []
            takes = posts[0] if len(posts) == 1 else posts[number] if number < len(posts) else None
            yield evolve(turn, takes=takes, names=listed.pop(0) if listed else None)


@frozen(kw_only=True)
class _Turns:
    """Turns in their order; the first claim that is open; how others were decided; and whose lists were used up before."""

    turns: tuple[Turn, ...]
    stuck: Settled | None = None
    claims: tuple[Claim, ...] = ()
    passed: tuple[str, ...] = ()


_OUTCOMES: Mapping[Shares, Outcome] = {
    Shares.SHARED: HOLDS,
    Shares.AGREED: HOLDS,
    Shares.ADOPTED: HOLDS,
    Shares.VOID: FAILS,
}
_OF_TURNS = (Method.DHONDT, Method.SAINTE_LAGUE)


def _options(weights: Mapping[str, Count]) -> list[dict[str, int]]:
    """Return all that strengths may be together; nothing where some have no bound, or that would be too many."""
    highs = [number.high for number in weights.values()]
    if None in highs or prod((number.high or 0) - number.low + 1 for number in weights.values()) > MOST_STRENGTHS:
        return []
    ranges = [range(number.low, (number.high or 0) + 1) for number in weights.values()]
    return [dict(zip(weights, values, strict=True)) for values in product(*ranges)]


def _seats_of(shared: Allotment | None) -> object:
    """Return what two allotments are compared by: who has how many seats, and who may get more."""
    return ({party: seats for party, seats in shared.sure if seats}, set(shared.tied)) if shared is not None else None


def _alike(answers: Iterable[Verdict[Shared]]) -> bool:
    """Return whether answers come to the same: the seats of each, whose each turn is, and what is needed."""
    return len({(one.outcome, _outlined(one.value, method=None)) for one in answers}) == 1


def _outlined(value: Shared | None, **changes: Any) -> Shared | None:
    """Return an answer without the numbers by which it was found."""
    if value is None:
        return None
    portions = tuple(evolve(one, weight=None) for one in value.portions)
    turns = tuple(evolve(one, quotient=None) for one in value.turns)
    return evolve(value, portions=portions, turns=turns, flaws=(), trace=(), **changes)


def _plainly(value: Shared | None) -> object:
    """Return what has to be equal for two answers to be the same: all but the calculation."""
    return _outlined(value)


def mixed(number: Fraction) -> str:
    """Return a fraction as whole number and rest: `8 26/35`."""
    whole, rest = divmod(number.numerator, number.denominator)
    return f"{whole} {rest}/{number.denominator}" if whole and rest else str(number)
