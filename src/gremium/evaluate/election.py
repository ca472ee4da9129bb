"""election: who is elected, between whom a further ballot or a lot is needed, and what holds in the next ballot.

Ballot by ballot: who stands in it, whether each of them has what it takes, and if nobody has, who stands in the next. For each
candidate the ballot is a vote like any other (see `contest`), counted by intervals. A lot is a fact of the record: where one is
needed and none is told, the answer is OPEN and says between whom.

This room is longer than 300 lines because each step of an election leads to the next, and all of them look at the same ballots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from gremium.evaluate.aspects import Aspect, Ruled, merged, ruled_by_post, ways
from gremium.evaluate.condition import Subject, met
from gremium.evaluate.contest import Score, ahead, among, as_motion, scores, size
from gremium.evaluate.countdown import latest
from gremium.evaluate.facts import attributes_of, born
from gremium.evaluate.form import Formal
from gremium.evaluate.majority import COUNT, profile
from gremium.evaluate.need import Answer, satisfied
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.poll import FAILS, HOLDS, OPEN, Rules, Step, day_of
from gremium.evaluate.posts import Post, is_office, posts_of
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.scope import Located, Scope, exists, label
from gremium.evaluate.seats import GroupOnDay, roster_as_read
from gremium.evaluate.silence import not_there, silent
from gremium.model.meeting import Ballot, Lot, Nominated, Presence, Withdrawn
from gremium.norms.decision import Form, Per, Treatment, VotePer
from gremium.norms.election import (
    Attempt,
    Consent,
    Election,
    Equal,
    Guaranteed,
    Level,
    Nomination,
    Recall,
    Unopposed,
    Voters,
    Withdrawal,
)
from gremium.norms.seats import Standing
from gremium.values.count import Count
from gremium.values.crowd import Crowd, Persons
from gremium.values.disclosure import INSIDE, PARTY, WHOLE
from gremium.values.filling import Holder, Whole
from gremium.values.mandate import need_of
from gremium.values.message import Message, Parameter, message
from gremium.values.need import Need, Unsaid
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason, Verdict

# What records call the vote by which somebody is voted out, and the objection against an open ballot.
RECALL = "recall"


class Elects(Enum):
    """What came of an election.

    `elected`: every post is filled. `further`: another ballot is to be taken. `lot`, `casting-vote`: needed between equals.
    `tied`: no rule says what follows. `nobody`: nobody was elected, and no further ballot is provided for. `recalled`, `stays`:
    what came of a vote on voting somebody out. `pending`: no vote was taken yet. `open`: it cannot be said.
    """

    ELECTED = "elected"
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
    """The votes of a candidate in the last ballot; `needs` is how many more it would have taken, all else being equal."""

    candidate: str = field(metadata=WHOLE)
    votes: Count
    elected: Outcome
    needs: int | None = None


@frozen(kw_only=True)
class Elected:
    """What came of an election.

    `posts` is how many posts it fills, `guaranteed` how many of them go first to groups of candidates; `elected` who has one.
    `between` are those between whom a further ballot, a lot or a casting vote is needed, `places` for how many posts or places in
    the next ballot. `round` counts the ballots that were taken; `next` is the ballot to come, `not_before` the first day on which
    it may be taken. `tallies` are the votes of the last ballot.
    """

    body: str
    meeting: str
    item: str | None = None
    post: str | None = None
    result: Elects
    posts: int | None = None
    guaranteed: int | None = None
    elected: tuple[str, ...] = field(default=(), metadata=PARTY)
    between: tuple[str, ...] = field(default=(), metadata=PARTY)
    places: int | None = None
    round: int | None = None
    next: int | None = None
    not_before: date | None = None
    form: Form | None = None
    due: Form | None = None
    no: Count | None = field(default=None, metadata=INSIDE)
    tallies: tuple[Tallied, ...] = ()


def election(
    scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None
) -> Verdict[Elected] | Verdict[tuple[Ruled, ...]]:
    """Return who was elected on an item of a meeting; without a meeting what the rules say of elections.

    HOLDS if every post is filled (or somebody was voted out), FAILS if nobody was elected and no further ballot is provided for,
    OPEN if another ballot, a lot or a fact is needed: `value` tells which. Asked of the body that elects or of the one that has
    the post. The rules in force on the day of the meeting decide. Raises `Misuse` for a body, meeting or item that there is not.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: ruled_by_post(chosen, where, Election, at))
    here = meeting_of(scope, where, meeting, item)
    read = worlds(scope, lambda chosen: election_of(chosen, here, at))
    if len(read) == 1:
        return read[0][1]
    return under_readings(scope, lambda chosen: election_of(chosen, here, at), lambda value: value and evolve(value, tallies=()))


def meeting_of(scope: Scope, where: Located, meeting: str, item: str | None) -> Occasion:
    """Return a meeting as the body sees it that votes in it: also where another body is asked that has the post it fills."""
    record = scope.record
    told = record.meeting_by_id.get(meeting) if record is not None else None
    called = record.item_by_id.get(item) if record is not None and item is not None else None
    if told is None or called is None or where.body.id in told.bodies or told.body not in scope.charter.body_by_id:
        return occasion(scope, where, meeting, item)
    votes = scope.locate(told.body)
    fills = posts_of(scope, votes, called.fills)
    mine = any((post.jurisdiction, post.body) == (where.charter.id, where.body.id) for post, _ in fills)
    return occasion(scope, votes if mine else where, meeting, item)


def election_of(scope: Scope, here: Occasion, at: date) -> Verdict[Elected]:
    """Return the same of an occasion that is at hand, under the readings that are chosen."""
    if exists(here.where.body, here.day) is FAILS:
        return not_there(here.where, here.day)
    post = _post(scope, here)
    found = merged(scope, here.where, Election, here.day, position=post[0] if post else None, subject=here.subject)
    if not found:
        return silent(here.where, "election")
    answers = [_Contest(scope, here, at, found, way, post).verdict() for way in ways(found)]
    first = answers[0]
    if all((one.outcome, one.value) == (first.outcome, first.value) for one in answers):
        return first
    opened = tuple(f"{here.where.body.id}.election.{aspect.name}" for aspect in found.values() if not aspect.certain)
    reasons = tuple(dict.fromkeys(reason for one in answers for reason in one.reasons))
    return Verdict(outcome=OPEN, reasons=reasons, missing=opened)


def _post(scope: Scope, here: Occasion) -> tuple[Post, Located] | None:
    """Return the post that an election fills, as far as its item tells."""
    fills = here.item.fills if here.item is not None else ()
    return next(iter(posts_of(scope, here.where, fills)), None)


@frozen(kw_only=True)
class _Ballot:
    """A ballot with the meeting in which it was taken."""

    here: Occasion
    ballot: Ballot

    @property
    def day(self) -> date:
        """The day on which it was taken."""
        return self.ballot.at.date() if self.ballot.at is not None else self.here.day


class _Ended(Exception):  # noqa: N818  (how an election ends, never an error of anyone)
    """The election goes no further: its answer."""

    def __init__(self, verdict: Verdict[Elected]) -> None:
        super().__init__()
        self.verdict = verdict


class _Contest:
    """An election by rules of which each aspect is known."""

    def __init__(
        self,
        scope: Scope,
        here: Occasion,
        at: date,
        found: Mapping[str, Aspect],
        way: Mapping[str, Any],
        post: tuple[Post, Located] | None,
    ) -> None:
        self.scope, self.here, self.at, self.found, self.way, self.post = scope, here, at, found, way, post
        self.reasons: list[Reason] = []
        self.elected: list[str] = []
        self.taken: _Ballot | None = None
        self.tallies: tuple[Tallied, ...] = ()
        self.doubtful: dict[str, Reason] = {}

    @property
    def body(self) -> str:
        """The id of the body that elects."""
        return self.here.where.body.id

    def reason(self, aspect: str, said: str, *because: Reason, **params: Parameter) -> Reason:
        """Return a reason that rests on the rule which decides an aspect."""
        decides = self.found[aspect]
        return Reason(said=message(said, **params), cites=decides.cites, provision=decides.rule.where, because=because)

    # ── facts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def chain(self) -> tuple[Occasion, ...]:
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
    def ballots(self) -> Mapping[int, tuple[_Ballot, ...]]:
        """The ballots by their number."""
        found: dict[int, list[_Ballot]] = {}
        for here in self.chain:
            for ballot in here.facts(Ballot):
                if ballot.about is None and (ballot.body or here.meeting.body) == here.name:
                    found.setdefault(ballot.round, []).append(_Ballot(here=here, ballot=ballot))
        return {number: tuple(dict.fromkeys(several)) for number, several in found.items()}

    @cached_property
    def withdrawn(self) -> Mapping[str, int]:
        """Who withdrew, each with the number of the ballot after which they did."""
        return {one.party: one.after for here in self.chain for one in here.facts(Withdrawn)}

    @cached_property
    def nominations(self) -> tuple[tuple[Occasion, Nominated], ...]:
        """The nominations, in the order of the record."""
        return tuple((here, one) for here in self.chain for one in here.facts(Nominated))

    @cached_property
    def posts(self) -> int | None:
        """How many posts the election fills; None where nobody told."""
        item = self.here.item
        if item is not None and item.posts is not None:
            return item.posts
        if self.post is None or is_office(self.post[1], self.post[0].position):
            return 1
        number = self._seats(*self.post)
        return number.low if number.exact else None

    def _seats(self, post: Post, there: Located) -> Count:
        return seats_of(self.scope, post, there, self.here.day)

    # ── the answer ───────────────────────────────────────────────────────────────────────────────────────────────────

    def verdict(self) -> Verdict[Elected]:
        """Return who is elected, or what is needed next."""
        recalls = [one for one in self.here.facts(Ballot) if one.about == RECALL]
        try:
            if recalls:
                return self._recalled(recalls[-1])
            return self._rounds()
        except _Ended as ended:
            return ended.verdict

    def _end(
        self,
        result: Elects,
        reason: Reason,
        *,
        missing: Iterable[str] = (),
        needs: Iterable[Message] = (),
        between: Iterable[str] = (),
        places: int | None = None,
        following: Attempt | None = None,
        not_before: date | None = None,
    ) -> Verdict[Elected]:
        """Return the answer with which the election ends, for now or for good."""
        outcome = _OUTCOMES.get(result, OPEN)
        due, told = self._form()
        doubts = [reason for one, reason in self.doubtful.items() if one in self.elected]
        if outcome is HOLDS and doubts:
            outcome, missing = OPEN, (f"{self.here.meeting.id}.nomination",)
        taken = self.taken
        votes = tuple(f"{self.here.meeting.id}.ballot" for _ in (1,) if outcome is OPEN)
        return Verdict(
            outcome=outcome,
            reasons=(reason, *dict.fromkeys((*self.reasons, *doubts, *told))),
            value=Elected(
                body=self.body,
                meeting=self.here.meeting.id,
                item=self.here.item.id if self.here.item is not None else None,
                post=name_of(self.post[0], self.here.where) if self.post else None,
                result=result,
                posts=self.posts,
                guaranteed=self._guaranteed_number(),
                elected=tuple(self.elected),
                between=tuple(between),
                places=places,
                round=taken.ballot.round if taken is not None else None,
                next=following.number if following is not None else None,
                not_before=not_before,
                form=taken.ballot.form if taken is not None else None,
                due=due,
                no=_known(taken.ballot.no) if taken is not None else None,
                tallies=self.tallies,
            ),
            missing=tuple(dict.fromkeys(missing)) or votes,
            needs=tuple(needs) if outcome is not HOLDS else (),
        )

    def _said(self, result: Elects, **params: Parameter) -> Reason:
        return Reason(said=message(f"reason.election-{result.value}", body=label(self.here.where.body), **params))

    def _form(self) -> tuple[Form | None, tuple[Reason, ...]]:
        """Return which form the last ballot was due to have, and whether it had it; of none, which the next is due to have."""
        here, ballot = (self.taken.here, self.taken.ballot) if self.taken is not None else (self.here, None)
        poll = self._poll(here, ballot, ())
        waived: Need | None = self.way.get("open_if")
        if waived is not None and (ballot is None or ballot.form is Form.OPEN):
            answer = poll.met(waived)
            if answer.outcome is not FAILS:
                due = Form.OPEN if answer.outcome is HOLDS else None
                return due, (self.reason("open_if", f"reason.open-ballot-{answer.outcome.value.lower()}", *answer.reasons),)
        return poll.formed()

    # ── who stands ───────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def rule(self) -> Nomination:
        """What is asked of candidates."""
        return self.way.get("nomination") or Nomination()

    @cached_property
    def nominated(self) -> tuple[str, ...]:
        """Who stands in the first ballot; where nobody is told to be nominated, those for whom votes were cast."""
        found: dict[str, None] = {}
        for here, one in self.nominations:
            reason = self._refused(here, one)
            for candidate in one.candidates:
                wrong = reason or self._unfit(candidate)
                if wrong is None or wrong[0] is OPEN:
                    found[candidate] = None
                if wrong is not None:
                    said = {**dict(wrong[1].said.params), "party": candidate}
                    told = evolve(wrong[1], said=message(wrong[1].said.code, **said))
                    if wrong[0] is OPEN:
                        self.doubtful[candidate] = told
                    else:
                        self.reasons.append(told)
        if not self.nominations or self.rule.only is False:
            found |= {one: None for taken in self.ballots.get(1, ()) for one, _ in taken.ballot.votes}
        return tuple(one for one in found if self.withdrawn.get(one, 1) > 0)

    def _refused(self, here: Occasion, one: Nominated) -> tuple[Outcome, Reason] | None:
        """Return why a nomination does not count, or may not: it came too late, or the nominee had to agree and did not."""
        until = latest(self.rule.until, here.meeting.at) if self.rule.until is not None else None
        if until is not None and (one.at is None or day_of(one.at) > day_of(until)):
            code = "reason.nomination-late" if one.at is not None else "reason.nomination-undated"
            reason = self.reason("nomination", code, day=day_of(until).isoformat(), party="")
            return (FAILS if one.at is not None else OPEN), reason
        needed = self.rule.consent
        if needed not in (Consent.ALWAYS, Consent.IF_ABSENT) or one.consent:
            return None
        there = self._present(here)
        if needed is Consent.IF_ABSENT and there is not None and set(one.candidates) <= there:
            return None
        sure = one.consent is False and (needed is Consent.ALWAYS or there is not None)
        code = "reason.nomination-no-consent" if sure else "reason.nomination-consent-open"
        return (FAILS if sure else OPEN), self.reason("nomination", code, party="")

    def _present(self, here: Occasion) -> frozenset[str] | None:
        """Return who is told to be there; None where the record names no complete list."""
        told = here.facts(Presence)
        if not told or any(not isinstance(one.who, Persons) or not one.complete for one in told):
            return None
        return frozenset(one for fact in told if isinstance(fact.who, Persons) and not fact.left for one in fact.who.ids)

    def _unfit(self, candidate: str) -> tuple[Outcome, Reason] | None:
        """Return why somebody cannot stand, or perhaps cannot."""
        if self.rule.if_ is None:
            return None
        subject = Subject(name=candidate, here=self.here.where, at=self.here.day)
        outcome, because = met(self.scope, self.rule.if_, subject)
        if outcome is HOLDS:
            return None
        return outcome, self.reason("nomination", f"reason.candidate-unfit-{outcome.value.lower()}", *because, party=candidate)

    # ── one ballot after another ─────────────────────────────────────────────────────────────────────────────────────

    def _rounds(self) -> Verdict[Elected]:
        """Return the answer, ballot by ballot."""
        running, posts = self.nominated, self.posts
        if posts is None:
            raise _Ended(self._end(Elects.OPEN, self._said(Elects.OPEN), missing=(f"{self._place()}.seats",)))
        self._unopposed(running, posts)
        aspect = "single" if len(running) == 1 and self.way.get("single") else "rounds"
        attempts: tuple[Attempt, ...] = self.way.get(aspect) or ()
        number, again = 1, False
        attempt = _numbered(attempts, number)
        while True:
            if attempt is None:
                raise _Ended(self._unruled(aspect, number))
            taken = self._taken(aspect, attempt, running)
            left = posts - len(self.elected)
            tied = self._winners(aspect, attempt, taken, running, left)
            if len(self.elected) == posts:
                return self._filled()
            number += 1
            if tied:
                running, attempt, again = self._equals(tied, running, again=again), evolve(attempt, number=number), True
                continue
            rest = tuple(one for one in running if one not in self.elected)
            following = _numbered(attempts, number)
            if following is None:
                raise _Ended(self._end(Elects.NOBODY, self._said(Elects.NOBODY), needs=self._short()))
            running, attempt, again = self._standing(aspect, following, taken, rest), following, False

    def _place(self) -> str:
        return self.post[0].body if self.post is not None else self.body

    def _short(self) -> tuple[Message, ...]:
        """Return how many more votes the one would have needed who came nearest."""
        short = [one.needs for one in self.tallies if one.needs is not None]
        if not short:
            return ()
        return (message("needs.yes-one") if min(short) == 1 else message("needs.yes", n=min(short)),)

    def _unopposed(self, running: Sequence[str], posts: int) -> None:
        """End the election without a ballot, if no more stand than there are posts and that is enough."""
        then: Unopposed | None = self.way.get("unopposed")
        if not self.nominations or len(running) > posts or not running or then in (None, Unopposed.BALLOT) or self.ballots:
            return
        if then is Unopposed.UNSTATED:
            return
        self.elected += running
        if len(running) == posts:
            raise _Ended(self._end(Elects.ELECTED, self.reason("unopposed", "reason.election-unopposed")))
        raise _Ended(self._end(Elects.NOBODY, self.reason("unopposed", "reason.election-too-few")))

    def _unruled(self, aspect: str, number: int) -> Verdict[Elected]:
        reason = Reason(said=message("reason.election-round-silent", body=label(self.here.where.body), round=number))
        return self._end(Elects.OPEN, reason, missing=(f"{self.body}.election.{aspect}",))

    def _filled(self) -> Verdict[Elected]:
        """Return that every post is filled, unless somebody did not accept."""
        number = self.taken.ballot.round if self.taken is not None else 0
        declined = [one for one in self.elected if self.withdrawn.get(one, -1) >= number]
        if declined:
            self.elected = [one for one in self.elected if one not in declined]
            reasons = [Reason(said=message("reason.election-declined", party=one)) for one in declined]
            self.reasons = [*reasons, *self.reasons]
            return self._end(Elects.OPEN, self._said(Elects.OPEN), missing=(f"{self.body}.election",))
        return self._end(Elects.ELECTED, self._said(Elects.ELECTED))

    def _taken(self, aspect: str, attempt: Attempt, running: Sequence[str]) -> _Ballot:
        """Return the ballot with the number of an attempt; end the election where it was not taken, or not as it had to be."""
        found = self.ballots.get(attempt.number, ())
        first = None
        if attempt.not_before is not None and self.taken is not None:
            first = attempt.not_before.after(self.taken.day)
        if len(found) > 1:
            reason = Reason(said=message("reason.ballots-several", number=len(found)))
            raise _Ended(self._end(Elects.OPEN, reason))
        if not found:
            result = Elects.PENDING if self.taken is None else Elects.FURTHER
            reason = self._said(result)
            raise _Ended(self._end(result, reason, between=running, places=self._open, following=attempt, not_before=first))
        taken = found[0]
        if first is not None and taken.day < first:
            reason = self.reason(aspect, "reason.round-too-early", day=first.isoformat())
            raise _Ended(self._end(Elects.VOID, reason, following=attempt, not_before=first))
        if attempt.should_wait is not None and self.taken is not None:
            usual = attempt.should_wait.after(self.taken.day)
            if taken.day < usual:
                self.reasons.append(self.reason(aspect, "reason.round-earlier", day=usual.isoformat()))
        self.taken = taken
        return taken

    @property
    def _open(self) -> int | None:
        return self.posts - len(self.elected) if self.posts is not None else None

    # ── what a ballot says ───────────────────────────────────────────────────────────────────────────────────────────

    def _poll(self, here: Occasion, ballot: Ballot | None, asked: tuple[Need, ...]) -> _Poll:
        """Return a ballot as a vote on a motion, for everything that is asked of votes."""
        voters: Voters | None = self.way.get("voters")
        way = {name: self.way[name] for name in ("abstentions", "invalid", "form", "on_demand") if name in self.way}
        if voters is not None and voters.together is not None:
            way["vote_per"] = VotePer(who=Per.SHARED, attribute=voters.together)
        needs = tuple(need for need in (*asked, self.way.get("void_if"), self.way.get("requires")) if need is not None)
        rules = Rules(found=self.found, way=way, count=COUNT, written=None, asked=needs, profile=profile(needs, COUNT))
        return _Poll(self.scope, here, self.at, rules, ballot)

    def _counted(self, taken: _Ballot) -> Ballot:
        """Return a ballot without votes of those who have no franchise; where they are not of the body, persons are numbers."""
        voters: Voters | None = self.way.get("voters")
        if voters is None or (voters.if_ is None and not voters.by and voters.who is None):
            return taken.ballot
        return evolve(
            taken.ballot,
            votes=tuple((one, self._entitled(taken, crowd)) for one, crowd in taken.ballot.votes),
            no=self._some(taken, taken.ballot.no),
            abstain=self._some(taken, taken.ballot.abstain),
            invalid=self._some(taken, taken.ballot.invalid),
        )

    def _some(self, taken: _Ballot, crowd: Crowd | None) -> Crowd | None:
        return self._entitled(taken, crowd) if crowd is not None else None

    def _entitled(self, taken: _Ballot, crowd: Crowd) -> Crowd:
        """Return how many of a crowd may vote."""
        voters: Voters = self.way["voters"]
        if not isinstance(crowd, Persons):
            return crowd
        low = high = 0
        for person in crowd.ids:
            outcome = self._may_vote(voters, taken, person)
            low, high = low + (outcome is HOLDS), high + (outcome is not FAILS)
            if outcome is FAILS:
                self.reasons.append(self.reason("voters", "reason.no-franchise", party=person))
        return Count(low, high)

    def _may_vote(self, voters: Voters, taken: _Ballot, person: str) -> Outcome:
        if voters.if_ is None:
            return HOLDS
        return met(self.scope, voters.if_, Subject(name=person, here=self.here.where, at=taken.day))[0]

    def _winners(
        self, aspect: str, attempt: Attempt, taken: _Ballot, running: Sequence[str], places: int
    ) -> tuple[str, ...]:
        """Add to the elected those who have what it takes; return those who are equal for the posts that are left.

        Ends the election where the ballot is void, where votes are lacking, or where a lot or a casting vote is needed.
        """
        ballot = self._counted(taken)
        strangers = among(dict(ballot.votes), running)
        self.reasons += [Reason(said=message("reason.votes-not-standing", party=one)) for one in strangers]
        self._beforehand(taken, ballot)
        most = ballot.papers.high if ballot.papers is not None else None
        listed = scores(ballot, running, most)
        steps = self._needed(aspect, attempt, taken, ballot, running, places)
        self.tallies = tuple(
            Tallied(candidate=one.candidate, votes=Count(one.low, one.high, stated=one.candidate in dict(ballot.votes)),
                    elected=steps[one.candidate].outcome, needs=steps[one.candidate].short)
            for one in listed
        )  # fmt: skip
        able = [one for one in listed if steps[one.candidate].outcome is not FAILS]
        unsure = [one for one in able if steps[one.candidate].outcome is OPEN]
        missing = [name for one in unsure for name in steps[one.candidate].missing]
        self.reasons += [reason for step in steps.values() for reason in step.reasons]
        if unsure:
            gap = missing or [f"{taken.here.meeting.id}.ballot.votes"]
            raise _Ended(self._end(Elects.OPEN, self._said(Elects.OPEN), missing=gap))
        guaranteed: Guaranteed | None = self.way.get("guaranteed")
        if guaranteed is not None and attempt.number == 1:
            able = self._by_group(guaranteed, able, taken)
            places = (self.posts or 0) - len(self.elected)
        return self._placed(able, places, taken)

    def _placed(self, able: Sequence[Score], places: int, taken: _Ballot) -> tuple[str, ...]:
        """Add to the elected those with the most votes; return those who are equal."""
        found = ahead(able, places)
        self.elected += found.sure
        if found.unknown:
            missing = (f"{taken.here.meeting.id}.ballot.votes",)
            raise _Ended(self._end(Elects.OPEN, self._said(Elects.OPEN), missing=missing))
        return found.tied

    def _beforehand(self, taken: _Ballot, ballot: Ballot) -> None:
        """End the election where what is needed beforehand is not there, or the ballot is void as a whole."""
        requires: Need | None = self.way.get("requires")
        void: Need | None = self.way.get("void_if")
        plain = evolve(ballot, votes=(), yes=_all_of(ballot), papers=None)
        poll = self._poll(taken.here, plain, ())
        if requires is not None:
            answer = poll.met(requires)
            reason = self.reason("requires", f"reason.decision-requires-{answer.outcome.value.lower()}", *answer.reasons)
            if answer.outcome is not HOLDS:
                result = Elects.VOID if answer.outcome is FAILS else Elects.OPEN
                raise _Ended(self._end(result, reason, missing=poll.missing, needs=poll.needs))
            self.reasons.append(reason)
        if void is not None:
            answer = poll.met(void)
            if answer.outcome is not FAILS:
                reason = self.reason("void_if", f"reason.election-void-{answer.outcome.value.lower()}", *answer.reasons)
                result = Elects.VOID if answer.outcome is HOLDS else Elects.OPEN
                missing = (f"{taken.here.meeting.id}.ballot.invalid",) if answer.outcome is OPEN else ()
                raise _Ended(self._end(result, reason, missing=missing))

    def _needed(
        self, aspect: str, attempt: Attempt, taken: _Ballot, ballot: Ballot, running: Sequence[str], places: int
    ) -> dict[str, Step]:
        """Return for each candidate whether they have what it takes."""
        need = need_of(attempt.need)
        if need is None:
            return {one: Step(outcome=HOLDS) for one in running}
        single = places == 1 and (self.posts or 1) == 1
        found = {}
        for one in running:
            treatments = self._no_votes() if ballot.no is None or size(ballot.no).high != 0 else (Treatment.COUNTED,)
            steps = [self._step(aspect, need, taken, as_motion(ballot, one, each, single=single), one) for each in treatments]
            first = steps[0]
            if any(step.outcome is not first.outcome for step in steps):
                first = evolve(first, outcome=OPEN, missing=(f"{self.body}.election.no_votes",), short=None)
            found[one] = first
        return found

    def _no_votes(self) -> tuple[Treatment, ...]:
        told: Treatment | None = self.way.get("no_votes")
        if told is Treatment.UNSTATED:
            return (Treatment.COUNTED, Treatment.IGNORED)
        return (told or Treatment.COUNTED,)

    def _step(self, aspect: str, need: Need, taken: _Ballot, motion: Ballot, candidate: str) -> Step:
        """Return whether a candidate has what it takes."""
        poll = self._poll(taken.here, motion, (need,))
        step = poll.counted(aspect, need)
        code = f"reason.candidate-{step.outcome.value.lower()}"
        votes = str(size(motion.yes)) if motion.yes is not None else message("count.unrecorded")
        reason = self.reason(aspect, code, *step.reasons, party=candidate, votes=votes)
        unread = [] if motion.yes is not None and motion.no is not None else [f"{taken.here.meeting.id}.ballot.votes"]
        unread += [f"{self.body}.election.{aspect}"] if isinstance(need, Unsaid) else []
        return evolve(step, reasons=(reason,), missing=(*unread, *step.missing, *poll.missing))

    # ── posts for groups ─────────────────────────────────────────────────────────────────────────────────────────────

    def _groups(self) -> tuple[dict[str, list[str]], list[str]] | None:
        """Return the candidates by the attribute to which posts are guaranteed, and those of whom it is not told."""
        rule: Guaranteed | None = self.way.get("guaranteed")
        if rule is None:
            return None
        found: dict[str, list[str]] = {}
        unknown = []
        for one in self.nominated:
            value = dict(attributes_of(self.scope, one)).get(rule.per)
            if value is None:
                unknown.append(one)
            else:
                found.setdefault(value, []).append(one)
        return dict(sorted(found.items())), unknown

    def _guaranteed_number(self) -> int | None:
        """Return how many posts go first to groups of candidates; None where no rule guarantees any, or that is not known."""
        found = self._groups()
        rule: Guaranteed | None = self.way.get("guaranteed")
        if found is None or rule is None or found[1] or not self.nominated:
            return None
        return sum(min(rule.posts, len(several)) for several in found[0].values())

    def _by_group(self, rule: Guaranteed, able: Sequence[Score], taken: _Ballot) -> list[Score]:
        """Add to the elected the best of each group; return the others."""
        groups, unknown = self._groups() or ({}, [])
        if unknown:
            missing = (f"{unknown[0]}.{rule.per}",) if len(unknown) == 1 else (f"party.{rule.per}",)
            reason = self.reason("guaranteed", "reason.group-unknown", per=rule.per, number=len(unknown))
            raise _Ended(self._end(Elects.OPEN, reason, missing=missing))
        number = self._guaranteed_number() or 0
        self.reasons.append(self.reason("guaranteed", "reason.guaranteed", number=number, per=rule.per))
        for several in groups.values():
            tied = self._placed([one for one in able if one.candidate in several], rule.posts, taken)
            if tied:
                self._drawn(tied, self._level(again=False), rule.posts - len(set(several) & set(self.elected)), taken)
        return [one for one in able if one.candidate not in self.elected]

    # ── equal votes ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _level(self, *, again: bool) -> Level:
        tie: Equal | None = self.way.get("tie")
        if tie is None:
            return Level.UNSTATED
        return tie.again if again and tie.again is not None else tie.then

    def _equals(self, tied: Sequence[str], running: Sequence[str], *, again: bool) -> tuple[str, ...]:
        """Return who stands in the ballot that equal votes lead to; end the election where they lead to anything else."""
        level = self._level(again=again)
        if level is Level.RUN_OFF:
            self.reasons.append(self.reason("tie", "reason.equal-run-off"))
            return tuple(tied)
        if level is Level.REPEAT:
            self.reasons.append(self.reason("tie", "reason.equal-repeat"))
            return tuple(one for one in running if one not in self.elected)
        assert self.taken is not None  # noqa: S101  (there is no equality without a ballot)
        self._drawn(tied, level, self._open or 0, self.taken)
        raise _Ended(self._filled())

    def _drawn(self, tied: Sequence[str], level: Level, places: int, taken: _Ballot) -> None:
        """Add to the elected those of the equal whom a lot, a casting vote or their age chose; end the election without one."""
        chosen = self._chosen(tied, level, places, taken)
        if len(chosen) == places:
            code = "reason.equal-drawn" if level is Level.LOT else f"reason.equal-{level.value}"
            self.reasons += [self.reason("tie", code, party=one) for one in chosen]
            self.elected += chosen
            return
        result = _NEEDED.get(level, Elects.TIED)
        missing = {Elects.LOT: f"{taken.here.meeting.id}.lot", Elects.CASTING_VOTE: f"{taken.here.meeting.id}.ballot.cast_for"}
        gap = missing.get(result, f"{self.body}.election.tie")
        rest = [one for one in tied if one not in chosen]
        self.elected += chosen
        if level is Level.NOBODY:
            raise _Ended(self._end(Elects.NOBODY, self.reason("tie", "reason.equal-nobody"), between=tied))
        told = [self.reason("tie", f"reason.equal-{level.value}-needed")] if "tie" in self.found else []
        self.reasons = [*told, *self.reasons]
        raise _Ended(self._end(result, self._said(result), missing=(gap,), between=rest, places=places - len(chosen)))

    def _chosen(self, tied: Sequence[str], level: Level, places: int, taken: _Ballot) -> list[str]:
        """Return whom of the equal a lot, a casting vote or their age chose, as far as the record tells."""
        if level is Level.LOT:
            return self._lots(tied, places, taken.here)
        if level is Level.CASTING_VOTE:
            return [one for one in (taken.ballot.cast_for,) if one is not None and one in tied and places == 1]
        if level is Level.OLDEST:
            days = {one: born(self.scope, one) for one in tied}
            known = {one: day for one, day in days.items() if day is not None and day.earliest == day.latest is not None}
            ordered = sorted(known, key=lambda one: (str(known[one].earliest), one))
            clear = len(known) == len(tied) and known[ordered[places - 1]] != known[ordered[places]]
            return ordered[:places] if clear else []
        return []

    def _lots(self, tied: Sequence[str], places: int, here: Occasion) -> list[str]:
        """Return whom lots chose between these, in the order of the draw."""
        drawn = [
            one.drawn for one in here.facts(Lot)
            if one.drawn in tied and one.drawn not in self.elected and (not one.among or set(one.among) == set(tied))
        ]  # fmt: skip
        return list(dict.fromkeys(drawn))[:places]

    # ── the next ballot ──────────────────────────────────────────────────────────────────────────────────────────────

    def _standing(self, aspect: str, following: Attempt, taken: _Ballot, rest: Sequence[str]) -> tuple[str, ...]:
        """Return who stands in the next ballot: all, the best, or all but the last; without those who withdrew."""
        ballot = self._counted(taken)
        listed = scores(ballot, rest, None)
        number = taken.ballot.round
        gone = {one for one in rest if self.withdrawn.get(one, number + 1) <= number}
        best = following.best * (self._open or 1) if following.best is not None else None
        if following.drops is not None:
            best = max(len(rest) - following.drops, 1)
        if best is None or best >= len(rest):
            return tuple(one for one in rest if one not in gone)
        then: Withdrawal | None = self.way.get("withdrawal")
        if gone and then is Withdrawal.NEXT_BEST:
            listed = tuple(one for one in listed if one.candidate not in gone)
        found = ahead(listed, best)
        if found.unknown:
            missing = (f"{taken.here.meeting.id}.ballot.votes",)
            raise _Ended(self._end(Elects.OPEN, self._said(Elects.OPEN), missing=missing, following=following))
        standing = [*found.sure]
        if found.tied:
            standing += self._entering(aspect, following, found.tied, found.places, taken, crowded=not found.sure)
        leaving = gone & set(standing)
        if leaving and then is Withdrawal.REPEAT:
            reason = self.reason("withdrawal", "reason.withdrawal-repeat")
            raise _Ended(self._end(Elects.FURTHER, reason, following=evolve(following, number=1)))
        if leaving and then in (None, Withdrawal.UNSTATED):
            reason = Reason(said=message("reason.withdrawal-unstated"))
            raise _Ended(self._end(Elects.OPEN, reason, missing=(f"{self.body}.election.withdrawal",), following=following))
        return tuple(one for one in rest if one in standing and one not in gone)

    def _entering(
        self, aspect: str, following: Attempt, tied: Sequence[str], places: int, taken: _Ballot, *, crowded: bool
    ) -> Sequence[str]:
        """Return who of the equal stands in the next ballot."""
        rule = following.crowded if crowded and following.crowded is not None else following.entry
        level = rule.then if rule is not None else Level.UNSTATED
        if level is Level.ALL:
            return tied
        if level is Level.LOT:
            drawn = self._lots(tied, places, taken.here)
            if len(drawn) == places:
                self.reasons += [self.reason(aspect, "reason.entry-drawn", party=one) for one in drawn]
                return drawn
            reason = self.reason(aspect, "reason.entry-lot")
            missing = (f"{taken.here.meeting.id}.lot",)
            rest = [one for one in tied if one not in drawn]
            raise _Ended(
                self._end(Elects.LOT, reason, missing=missing, between=rest, places=places - len(drawn), following=following)
            )
        if level in (Level.REPEAT, Level.RUN_OFF):
            reason = self.reason(aspect, f"reason.entry-{level.value}")
            raise _Ended(self._end(Elects.FURTHER, reason, between=tied, places=places, following=following))
        reason = self.reason(aspect, "reason.entry-unstated")
        missing = (f"{self.body}.election.{aspect}",)
        raise _Ended(self._end(Elects.TIED, reason, missing=missing, between=tied, places=places, following=following))

    # ── voting somebody out ──────────────────────────────────────────────────────────────────────────────────────────

    def _recalled(self, ballot: Ballot) -> Verdict[Elected]:
        """Return whether somebody was voted out."""
        rule: Recall | None = self.way.get("recall")
        self.taken = _Ballot(here=self.here, ballot=ballot)
        if rule is None:
            reason = Reason(said=message("reason.recall-silent", body=label(self.here.where.body)))
            return self._end(Elects.OPEN, reason, missing=(f"{self.body}.election.recall",))
        poll = self._poll(self.here, ballot, (rule.need,))
        step = poll.counted("recall", rule.need)
        result = {HOLDS: Elects.RECALLED, FAILS: Elects.STAYS}.get(step.outcome, Elects.OPEN)
        self.reasons += step.reasons
        verdict = self._end(result, self._said(result), missing=(*step.missing, *poll.missing), needs=step.needs)
        return evolve(verdict, figures=step.figures)


class _Poll(Formal):
    """A ballot of an election as a vote on one candidate."""

    def counted(self, aspect: str, need: Need) -> Step:
        """Return whether a need is met, whatever may become of abstentions and invalid votes."""
        return self._counted(aspect, need)

    def met(self, need: Need) -> Answer:
        """Return whether something is so that has to be true beside the votes for a candidate."""
        return satisfied(need, self._room(self._options()[0]))


_OUTCOMES: Mapping[Elects, Outcome] = {
    Elects.ELECTED: HOLDS,
    Elects.RECALLED: HOLDS,
    Elects.NOBODY: FAILS,
    Elects.VOID: FAILS,
    Elects.STAYS: FAILS,
}
_NEEDED: Mapping[Level, Elects] = {Level.LOT: Elects.LOT, Level.CASTING_VOTE: Elects.CASTING_VOTE}


def _numbered(attempts: Sequence[Attempt], number: int) -> Attempt | None:
    """Return the attempt with a number; beyond the last one it again, if it is taken until somebody is elected."""
    found = next((one for one in attempts if one.number == number), None)
    if found is None and attempts and attempts[-1].repeats and number > attempts[-1].number:
        return evolve(attempts[-1], number=number)
    return found


def _known(crowd: Crowd | None) -> Count | None:
    return size(crowd) if crowd is not None else None


def _all_of(ballot: Ballot) -> Crowd | None:
    """Return how many votes were cast for candidates; None if that is not told."""
    if ballot.papers is not None:
        return ballot.papers
    numbers = [size(crowd) for _, crowd in ballot.votes]
    if not numbers:
        return None
    highs = [one.high for one in numbers]
    return Count(sum(one.low for one in numbers), None if None in highs else sum(high or 0 for high in highs))


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
    highs = [one.number.high for one in mine]
    if not mine:
        return Count(0, None, stated=False)
    return Count(sum(one.number.low for one in mine), None if None in highs else sum(high or 0 for high in highs))


def _chosen(group: GroupOnDay) -> bool:
    """Return whether the members of a group have a vote and are chosen, and do not come by an office or as a team."""
    return group.standing in (Standing.VOTING, None) and not isinstance(group.filling, Holder | Whole)
