"""Balloting: what is told of an election, ballot by ballot, and how its votes are taken.

Who stands, how many posts there are, which ballots were taken in which meetings, and whose votes count. What follows from the
votes is said in `winning` and `rounds`.

This room is longer than 300 lines because all that is asked of the ballots of an election is asked of the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import product
from typing import Any, ClassVar

from attrs import evolve, field, frozen

from gremium.evaluate.aspects import Aspect
from gremium.evaluate.candidates import Field, candidates
from gremium.evaluate.contest import Score, Sheet, as_motion, as_whole, size, strangers
from gremium.evaluate.facts import attributes_of, units
from gremium.evaluate.form import Formal
from gremium.evaluate.franchise import apart, entitled
from gremium.evaluate.majority import COUNT, profile
from gremium.evaluate.need import Answer, satisfied
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.poll import FAILS, HOLDS, OPEN, Rules, Step
from gremium.evaluate.posts import Post, is_office
from gremium.evaluate.scope import Located, Scope, label
from gremium.evaluate.seats import GroupOnDay, roster_as_read
from gremium.evaluate.tally import counted
from gremium.model.meeting import Ballot, Nominated, Withdrawn
from gremium.norms.decision import Form, Per, Split, VotePer
from gremium.norms.election import (
    Against,
    Attempt,
    Guaranteed,
    Nomination,
    Voters,
)
from gremium.norms.seats import Standing
from gremium.values.count import Count, total
from gremium.values.crowd import Crowd, Persons
from gremium.values.disclosure import INSIDE, PARTY, WHOLE
from gremium.values.filling import Holder, Whole
from gremium.values.mandate import in_words
from gremium.values.message import Message, Parameter, message
from gremium.values.need import Need
from gremium.values.ref import Ref
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome, Reason, Verdict

# Whoever may have cast votes, by their weight and by their number; in writing everybody may who is entitled.
THERE = (parse_tally("present entitled voting votes"), parse_tally("present entitled voting members"))
ANYWHERE = (parse_tally("entitled voting votes"), parse_tally("entitled voting members"))


class Elects(Enum):
    """What came of an election.

    `elected`: every post is filled. `partly`: some are, and no further ballot is provided for. `further`: another ballot is to
    be taken. `lot`, `casting-vote`: needed between equals. `tied`: no rule says what follows. `nobody`: nobody was elected, and
    no further ballot is provided for. `void`: what was done is not valid. `recalled`, `stays`: what came of a vote on voting
    somebody out. `pending`: no vote was taken yet. `open`: it cannot be said.
    """

    ELECTED = "elected"
    PARTLY = "partly"
    FURTHER = "further"
    LOT = "lot"
    CASTING_VOTE = "casting-vote"
    TIED = "tied"
    NOBODY = "nobody"
    VOID = "void"
    RECALLED = "recalled"
    STAYS = "stays"
    PENDING = "pending"
    OPEN = "open"


@frozen(kw_only=True)
class Tallied:
    """The votes of a candidate in the last ballot, and whether they are elected by now.

    `needs` is how many more it would have taken, all else being equal.
    """

    candidate: str = field(metadata=WHOLE)
    votes: Count
    elected: Outcome
    needs: int | None = None


@frozen(kw_only=True)
class Elected:
    """What came of an election.

    `posts` is how many posts it fills, `guaranteed` how many of them go first to groups of candidates; `elected` who has one,
    those with more votes first; `reserve` who comes next if a post falls vacant, where a rule says so. `between` are those
    between whom a further ballot, a lot or a casting vote is needed, or who stand in the first ballot, `places` for how many
    posts or places in the next ballot. `round` counts the ballots that were taken; `next` is the ballot to come, `not_before` the
    first day on which it may be taken. `tallies` are the votes of the last ballot, the most first; `no` those against all.
    """

    body: str
    meeting: str
    item: str | None = None
    post: str | None = None
    result: Elects
    posts: int | None = None
    guaranteed: int | None = None
    elected: tuple[str, ...] = field(default=(), metadata=PARTY)
    reserve: tuple[str, ...] = field(default=(), metadata=PARTY)
    between: tuple[str, ...] = field(default=(), metadata=PARTY)
    places: int | None = None
    round: int | None = None
    next: int | None = None
    not_before: date | None = None
    form: Form | None = None
    due: Form | None = None
    no: Count | None = field(default=None, metadata=INSIDE)
    tallies: tuple[Tallied, ...] = field(default=(), metadata=INSIDE)


# The posts that an election fills, each with the body that has it.
Posts = tuple[tuple[Post, Located], ...]


@frozen(kw_only=True)
class Cast:
    """A ballot with the meeting in which it was taken."""

    here: Occasion
    ballot: Ballot

    @property
    def day(self) -> date:
        """The day on which it was taken."""
        return self.ballot.at.date() if self.ballot.at is not None else self.here.day

    @property
    def meeting(self) -> str:
        """The id of the meeting."""
        return self.here.meeting.id


class Ended(Exception):  # noqa: N818  (how an election ends, never an error of anyone)
    """The election goes no further: its answer."""

    def __init__(self, verdict: Verdict[Elected]) -> None:
        super().__init__()
        self.verdict = verdict


class Balloting:
    """The ballots of an election, by rules of which each aspect is known.

    `without` these persons it is as if they did not stand.
    """

    def __init__(
        self,
        scope: Scope,
        here: Occasion,
        at: date,
        found: Mapping[str, Aspect],
        way: Mapping[str, Any],
        posts: Posts,
        without: Iterable[str] = (),
    ) -> None:
        self.scope, self.here, self.at, self.found, self.way, self.named = scope, here, at, found, way, posts
        self.gone = tuple(without)
        self.reasons: list[Reason] = []
        self.elected: list[str] = []
        self.reserve: tuple[str, ...] = ()
        self.taken: Cast | None = None
        self.tallies: tuple[Tallied, ...] = ()
        self.number = 1  # of the ballot
        self.since: dict[str, int] = {}  # after which ballot each of the elected was
        self.listed: tuple[Score, ...] = ()  # of the last ballot
        self.drawn: list[int] = []  # the lots that have decided something
        self.stood: dict[int, tuple[str, ...]] = {}  # who stood in each ballot

    @property
    def body(self) -> str:
        """The id of the body that elects."""
        return self.here.where.body.id

    def reason(self, aspect: str, said: str, *because: Reason, **params: Parameter) -> Reason:
        """Return a reason that rests on the rule which decides an aspect, if one does."""
        decides = self.found.get(aspect)
        if decides is None:
            return Reason(said=message(said, **params), because=because)
        return Reason(said=message(said, **params), cites=decides.cites, provision=decides.rule.where, because=because)

    # ── facts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def meetings(self) -> tuple[Occasion, ...]:
        """The occasions of this election: those that this one takes up again, the first of them first, then this one."""
        found, here = [self.here], self.here
        record = self.scope.record
        while record is not None and here.item is not None and here.item.resumes is not None:
            before = record.item_by_id.get(here.item.resumes)
            meeting = record.meeting_by_id.get(before.meeting) if before is not None else None
            if before is None or meeting is None or here.name not in meeting.bodies or any(one.item == before for one in found):
                break
            here = occasion(self.scope, self.here.where, meeting.id, before.id)
            found.append(here)
        return tuple(reversed(found))

    @cached_property
    def chain(self) -> tuple[Occasion, ...]:
        """The same, from the last one on in which ballots are counted from 1: there the election began anew."""
        begun = [n for n, here in enumerate(self.meetings) if any(ballot.round == 1 for ballot in self._ballots_in(here))]
        return self.meetings[begun[-1] if begun else 0 :]

    def _ballots_in(self, here: Occasion) -> Iterator[Ballot]:
        """Yield the ballots of the body in a meeting."""
        for ballot in dict.fromkeys(here.facts(Ballot)):
            if ballot.about is None and (ballot.body or here.meeting.body) == here.name:
                yield ballot

    @cached_property
    def ballots(self) -> Mapping[int, tuple[Cast, ...]]:
        """The ballots by their number."""
        found: dict[int, list[Cast]] = {}
        for here in self.chain:
            for ballot in self._ballots_in(here):
                found.setdefault(ballot.round, []).append(Cast(here=here, ballot=ballot))
        return {number: tuple(several) for number, several in found.items()}

    @cached_property
    def withdrawn(self) -> Mapping[str, int]:
        """Who withdrew, each with the number of the ballot after which they first did."""
        found: dict[str, int] = {}
        for here in self.chain:
            for one in here.facts(Withdrawn):
                found[one.party] = min(one.after, found.get(one.party, one.after))
        return found

    @cached_property
    def field(self) -> Field:
        """Who stands in the first ballot."""
        nominating = self.chain if any(here.facts(Nominated) for here in self.chain) else self.meetings
        first = [taken.ballot for taken in self.ballots.get(1, ())]
        rule: Nomination = self.way.get("nomination") or Nomination()

        def says(said: str, *because: Reason, **params: Parameter) -> Reason:
            return self.reason("nomination", said, *because, **params)

        return candidates(self.scope, nominating, first, rule, says).without(
            (*self.gone, *(one for one, after in self.withdrawn.items() if after <= 0))
        )

    @cached_property
    def posts(self) -> int | None:
        """How many posts the election fills; None where nobody told."""
        item = self.here.item
        if item is not None and item.posts is not None:
            return item.posts
        numbers = [
            Count(1, 1) if is_office(there, post.position) else seats_of(self.scope, post, there, self.here.day)
            for post, there in self.named
        ]
        number = total(numbers)
        return number.low if number.exact and numbers else None

    @property
    def left(self) -> int:
        """How many posts are still to be filled."""
        return (self.posts or 0) - len(self.elected)

    # ── how it ends ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _end(
        self,
        result: Elects,
        reason: Reason,
        *,
        missing: Iterable[str] = (),
        needs: Iterable[Message] = (),
        between: Iterable[str] = (),
        places: int | None = None,
        following: int | None = None,
        not_before: date | None = None,
    ) -> Verdict[Elected]:
        """Return the answer with which the election ends, for now or for good."""
        outcome = _OUTCOMES.get(result, OPEN)
        due, told = self._form()
        taken = self.taken
        last = taken.meeting if taken is not None else self.here.meeting.id
        lacks = tuple(dict.fromkeys(missing)) or ((f"{last}.ballot",) if outcome is OPEN else ())
        first = self.named[0][0] if self.named else None
        return Verdict(
            outcome=outcome,
            reasons=tuple(dict.fromkeys((reason, *self.reasons, *told))),
            value=Elected(
                body=self.body,
                meeting=self.here.meeting.id,
                item=self.here.item.id if self.here.item is not None else None,
                post=name_of(first, self.here.where) if first is not None else None,
                result=result,
                posts=self.posts,
                guaranteed=self._guaranteed_number(),
                elected=tuple(self.elected),
                reserve=self.reserve,
                between=tuple(sorted(between)),
                places=places,
                round=taken.ballot.round if taken is not None else None,
                next=following,
                not_before=not_before,
                form=taken.ballot.form if taken is not None else None,
                due=due,
                no=_known(taken.ballot.no) if taken is not None else None,
                tallies=tuple(self._in_the_end(one, over=outcome is not OPEN) for one in self.tallies),
            ),
            missing=lacks,
            needs=tuple(needs) if outcome is not HOLDS else (),
        )

    def _in_the_end(self, tallied: Tallied, *, over: bool) -> Tallied:
        """Return the votes of a candidate with what came of it; `over`: nobody else is elected any more."""
        return evolve(tallied, elected=HOLDS if tallied.candidate in self.elected else FAILS if over else OPEN)

    def _said(self, result: Elects) -> Reason:
        return Reason(said=message(f"reason.election-{result.value}", body=label(self.here.where.body)))

    def _ends(self, result: Elects, *more: Reason, **said: Any) -> Ended:
        """Return what ends the election with a result; what led to it is told after it."""
        self.reasons = [*more, *self.reasons]
        return Ended(self._end(result, self._said(result), **said))

    def _form(self) -> tuple[Form | None, tuple[Reason, ...]]:
        """Return which form the last ballot was due to have, and whether it had it; of none, which the next is due to have."""
        here, ballot = (self.taken.here, self.taken.ballot) if self.taken is not None else (self.here, None)
        waived: Need | None = self.way.get("open_if")
        if waived is not None and (ballot is None or ballot.form is Form.OPEN):
            answer = self._poll(here, ballot, (waived,)).met(waived)
            if answer.outcome is not FAILS:
                due = Form.OPEN if answer.outcome is HOLDS else None
                code = f"reason.open-ballot-{answer.outcome.value.lower()}"
                return due, (self.reason("open_if", code, *answer.reasons),)
        return self._poll(here, ballot, ()).formed()

    def _elect(self, chosen: Iterable[str]) -> None:
        """Add to the elected."""
        for one in chosen:
            self.elected.append(one)
            self.since[one] = self.number - 1

    def _declines(self, party: str, number: int) -> bool:
        """Return whether somebody withdrew after a ballot, or after a later one."""
        return self.withdrawn.get(party, -1) >= number

    def _taken(
        self, aspect: str, attempt: Attempt, running: Sequence[str], *, waits: bool, places: int | None = None
    ) -> Cast:
        """Return the ballot that comes next; end the election where it was not taken, or not when it could be.

        `places`: for how many places in the next ballot it is taken; None: for the posts themselves.
        """
        found = self.ballots.get(self.number, ())
        first = None
        if waits and attempt.not_before is not None and self.taken is not None:
            first = attempt.not_before.after(self.taken.day)
        if len(found) > 1:
            reason = Reason(said=message("reason.ballots-several", number=len(found)))
            raise self._ends(Elects.OPEN, reason)
        if not found:
            if any(number > self.number for number in self.ballots):
                reason = Reason(said=message("reason.election-ballot-unknown", round=self.number))
                raise self._ends(Elects.OPEN, reason)
            result = Elects.PENDING if self.taken is None else Elects.FURTHER
            to_come = self.reason(aspect, "reason.election-to-come", round=self.number, need=in_words(attempt.need))
            rest = [one for one in running if one not in self.elected]
            left = self.left if places is None else places
            raise self._ends(result, to_come, between=rest, places=left, following=self.number, not_before=first)
        taken = found[0]
        if first is not None and taken.day < first:
            self.taken = taken
            reason = self.reason(aspect, "reason.round-too-early", day=first.isoformat())
            raise self._ends(Elects.VOID, reason, following=self.number, not_before=first)
        if waits and attempt.should_wait is not None and self.taken is not None:
            usual = attempt.should_wait.after(self.taken.day)
            if taken.day < usual:
                self.reasons.append(self.reason(aspect, "reason.round-earlier", day=usual.isoformat()))
        self.reasons.append(self.reason(aspect, "reason.election-ballot", round=self.number, need=in_words(attempt.need)))
        self.taken = taken
        self.number += 1
        return taken

    # ── what a ballot says ───────────────────────────────────────────────────────────────────────────────────────────

    def _poll(self, here: Occasion, ballot: Ballot | None, asked: tuple[Need, ...]) -> CandidatePoll:
        """Return a ballot as a vote on a motion, for everything that is asked of votes."""
        voters: Voters | None = self.way.get("voters")
        way = {name: self.way[name] for name in ("abstentions", "invalid", "form", "on_demand") if name in self.way}
        if voters is not None and voters.together is not None and not apart(voters):
            way["vote_per"] = VotePer(who=Per.SHARED, attribute=voters.together)
            way["split"] = voters.split or Split.UNSTATED
        rules_ = Rules(found=self.found, way=way, count=COUNT, written=None, asked=asked, profile=profile(asked, COUNT))
        return CandidatePoll(self.scope, here, self.at, rules_, ballot)

    @property
    def _single(self) -> bool:
        """True if each voter has one vote: a rule says so, or there is one post and no rule says otherwise."""
        each: int | None = self.way.get("votes_each")
        return each == 1 if each is not None else self.left == 1

    def _sheets(self, taken: Cast, running: Sequence[str]) -> tuple[Sheet, ...]:
        """Return the ways in which the votes of a ballot may be taken; nearly always there is one."""
        self.stood[taken.ballot.round] = tuple(running)
        ballot = self._by_voters(taken)
        others = strangers(ballot, running)
        self.reasons += [self.reason("nomination", "reason.votes-not-standing", candidate=one) for one in others]
        rule: Nomination = self.way.get("nomination") or Nomination()
        strays = (True, False) if others and rule.only is not True else (False,)
        told: Against | None = self.way.get("no_votes")
        none = ballot.no is not None and size(ballot.no).high == 0
        any_way = (Against.COUNTED, Against.IGNORED, Against.INVALID) if not none else (Against.COUNTED,)
        against = any_way if told is Against.UNSTATED else (told or Against.COUNTED,)
        unseen = ballot.no is None or any(one not in dict(ballot.votes) for one in running)
        most = self._most(taken) if unseen else None
        return tuple(
            Sheet(ballot=ballot, standing=tuple(running), single=self._single, against=treated, strays=stray, most=most)
            for treated, stray in product(against, strays)
        )

    def _by_voters(self, taken: Cast) -> Ballot:
        """Return a ballot without votes of those who have none; where others elect than the body itself, persons are numbers."""
        voters: Voters | None = self.way.get("voters")
        if voters is None or not apart(voters):
            return taken.ballot
        found = entitled(self.scope, taken.here, taken.ballot, voters, taken.day, single=self._single)
        self.reasons += [self.reason("voters", said.code, **dict(said.params)) for said in found.refused]
        if found.divided:
            self.reasons.append(self.reason("voters", "reason.vote-divided", number=found.divided))
        return found.ballot

    def _most(self, taken: Cast) -> int | None:
        """Return how many votes can have been cast at most; None where that is not known."""
        voters: Voters | None = self.way.get("voters")
        roster = getattr(roster_as_read(self.scope, taken.here.where, taken.here.day).value, "groups", ())
        if apart(voters) or any(group.block is not None for group in roster):
            return None
        there = self._poll(taken.here, taken.ballot, ()).there().cells
        tallies = ANYWHERE if taken.ballot.form is Form.WRITTEN else THERE
        bounds = [counted(there, tally)[1] for tally in tallies]
        return None if None in bounds else max(int(bound) for bound in bounds if bound is not None)

    def _duly(self, taken: Cast, sheet: Sheet) -> None:
        """End the election where what is needed beforehand is not there."""
        requires: Need | None = self.way.get("requires")
        if requires is None:
            return
        poll = self._poll(taken.here, as_whole(sheet), (requires,))
        answer = poll.met(requires)
        reason = self.reason("requires", f"reason.decision-requires-{answer.outcome.value.lower()}", *answer.reasons)
        if answer.outcome is not HOLDS:
            result = Elects.VOID if answer.outcome is FAILS else Elects.OPEN
            raise self._ends(result, reason, missing=poll.missing, needs=poll.needs)
        self.reasons.append(reason)

    def _voided(self, taken: Cast, sheets: Sequence[Sheet]) -> bool:
        """Return whether a ballot is void as a whole, so that it has to be taken again."""
        void: Need | None = self.way.get("void_if")
        if void is None:
            return False
        answers = [self._poll(taken.here, as_whole(sheet), (void,)).met(void) for sheet in sheets]
        outcome = answers[0].outcome if all(one.outcome is answers[0].outcome for one in answers) else OPEN
        if outcome is OPEN:
            reason = self.reason("void_if", "reason.election-void-open", *answers[0].reasons)
            raise self._ends(Elects.OPEN, reason, missing=(f"{taken.meeting}.ballot.invalid",))
        if outcome is HOLDS:
            self.reasons.append(self.reason("void_if", "reason.election-void-holds", *answers[0].reasons))
        return outcome is HOLDS

    def _scores(self, taken: Cast, sheet: Sheet, running: Sequence[str]) -> tuple[Score, ...]:
        """Return the votes of those who stand, the most first: of persons only those count who have a vote."""
        found = []
        for one in running:
            motion = as_motion(sheet, one)
            number: Crowd | None = motion.yes
            if isinstance(number, Persons):
                number = self._poll(taken.here, motion, ()).numbers["yes"]
            counted_ = size(number)
            found.append(Score(one, counted_.low, counted_.high))
        return tuple(sorted(found, key=lambda one: (-one.low, one.high is not None, -(one.high or 0), one.candidate)))

    # ── posts for groups ─────────────────────────────────────────────────────────────────────────────────────────────

    def _groups(self, rule: Guaranteed) -> tuple[dict[str, list[str]], int]:
        """Return the candidates by the attribute to which posts are guaranteed, and of how many it is not told."""
        found: dict[str, list[str]] = {}
        unknown = 0
        listed = set(rule.among)
        if rule.each is not None:
            listed |= {name for name, _ in units(self.scope, self.here.where, rule.each, self.here.day)}
        nobody = rule.each is not None and not listed  # which groups there are, the record does not tell
        for one in self.field.standing:
            value = dict(attributes_of(self.scope, one)).get(rule.per)
            if value is None or nobody:
                unknown += 1
            elif not listed or value in listed:
                found.setdefault(value, []).append(one)
        return dict(sorted(found.items())), unknown

    def _guaranteed_number(self) -> int | None:
        """Return how many posts go first to groups of candidates; None where no rule guarantees any, or that is not known."""
        rule: Guaranteed | None = self.way.get("guaranteed")
        if rule is None or not self.field.standing:
            return None
        groups, unknown = self._groups(rule)
        return None if unknown else sum(min(rule.posts, len(several)) for several in groups.values())


class CandidatePoll(Formal):
    """A ballot of an election as a vote on one candidate."""

    word: ClassVar[str] = "election"

    def counted(self, aspect: str, need: Need) -> Step:
        """Return whether a need is met, whatever may become of abstentions and invalid votes."""
        return self._counted(aspect, need)

    def met(self, need: Need) -> Answer:
        """Return whether something is so that has to be true beside the votes for a candidate.

        Where it is one way or the other depending on what becomes of abstentions and invalid votes, it is open.
        """
        answers = [satisfied(need, self._room(treatments)) for treatments in self._options()]
        first = answers[0]
        return first if all(one.outcome is first.outcome for one in answers) else evolve(first, outcome=OPEN)

    def _need(self) -> tuple[str, Need | None]:
        """Return the aspect that says who votes: where votes are divided, it is for want of a rule there."""
        return "voters", None

    def _unrecorded(self) -> Iterator[str]:
        """Yield what is not recorded of the ballot although it matters."""
        kinds = (kind for kind in self.votes.unknown if kind in self.franchise.matters and kind in ("abstain", "invalid"))
        yield from (f"{self.here.meeting.id}.ballot.{kind}" for kind in kinds)
        if self.votes.divided:
            yield f"{self.body}.election.voters"


_OUTCOMES: Mapping[Elects, Outcome] = {
    Elects.ELECTED: HOLDS,
    Elects.RECALLED: HOLDS,
    Elects.PARTLY: FAILS,
    Elects.NOBODY: FAILS,
    Elects.VOID: FAILS,
    Elects.STAYS: FAILS,
}


def _known(crowd: Crowd | None) -> Count | None:
    return size(crowd) if crowd is not None else None


def name_of(post: Post, where: Located) -> str:
    """Return how answers name a post: as a rule of the body that elects would."""
    home = (post.jurisdiction, post.body) == (where.charter.id, where.body.id)
    if home and post.position is not None:
        return post.position
    foreign = None if post.jurisdiction == where.charter.id else post.jurisdiction
    return str(Ref(target=post.body, position=post.position, jurisdiction=foreign))


def seats_of(scope: Scope, post: Post, there: Located, at: date) -> Count:
    """Return how many seats a post stands for: those of a group, or of all groups of a body that are not filled by office."""
    groups: tuple[GroupOnDay, ...] = getattr(roster_as_read(scope, there, at).value, "groups", ())
    mine = [one for one in groups if (one.id == post.position if post.position is not None else _chosen(one))]
    return total(one.number for one in mine) if mine else Count(0, None, stated=False)


def _chosen(group: GroupOnDay) -> bool:
    """Return whether the members of a group have a vote and are chosen, and do not come by an office or as a team."""
    return group.standing in (Standing.VOTING, None) and not isinstance(group.filling, Holder | Whole)
