"""Rounds: one ballot after another. Who stands in the next, when it may be taken, and how the election ends.

This room is longer than 300 lines because each step of an election leads to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from attrs import evolve

from gremium.evaluate.balloting import CandidatePoll, Cast, Elected, Elects, Ended
from gremium.evaluate.candidates import nominated_until
from gremium.evaluate.contest import Ahead, ahead
from gremium.evaluate.poll import FAILS, HOLDS, OPEN
from gremium.evaluate.scope import label
from gremium.evaluate.winning import Winning
from gremium.model.meeting import Ballot, Demand, Nominated
from gremium.norms.election import (
    Attempt,
    Declined,
    Equal,
    Level,
    Nomination,
    Recall,
    Several,
    Unopposed,
    Withdrawal,
)
from gremium.values.mandate import Drawn, Most
from gremium.values.message import Message, message
from gremium.values.need import Unsaid
from gremium.values.verdict import Reason, Verdict

# What records call the vote by which somebody is voted out, and the motion for it.
RECALL = "recall"
# A further ballot is no run-off unless so many stand in it.
RIVALS = 2


class _Comes(Enum):
    """Which attempt comes next: the one that follows, the same once more, or the first, because the election begins anew."""

    NEXT = "next"
    SAME = "same"
    FIRST = "first"


class Rounds(Winning):
    """An election, from the nominations to the last ballot."""

    def verdict(self) -> Verdict[Elected]:
        """Return who is elected, or what is needed next."""
        try:
            here = self.here
            voted = (one for one in here.facts(Ballot) if (one.body or here.meeting.body) == here.name)
            recalls = [one for one in voted if one.about == RECALL]
            if recalls and not self.ballots and not self.field.standing:
                return self._recalled(recalls)
            return self._rounds()
        except Ended as ended:
            return ended.verdict

    # ── one ballot after another ─────────────────────────────────────────────────────────────────────────────────────

    def _rounds(self) -> Verdict[Elected]:
        """Return the answer, ballot by ballot."""
        running = self.field.standing
        self.reasons += self.field.refused
        if self.posts is None:
            places = [f"{post.body}.seats" for post, _ in self.named]
            raise self._ends(Elects.OPEN, missing=places or [f"{self.here.meeting.id}.item.posts"])
        self._apart()
        self._unopposed(running)
        aspect = "single" if len(running) == 1 and self.way.get("single") else "rounds"
        attempts: tuple[Attempt, ...] = tuple(sorted(self.way.get(aspect) or (), key=lambda one: one.number))
        attempt = _numbered(attempts, 1)
        if attempt is None:
            raise Ended(self._unruled(aspect))
        again = first = False
        while True:
            if isinstance(attempt.need, Drawn):
                return self._sortition(aspect, running)
            taken = self._taken(aspect, attempt, running, waits=first)
            sheets = self._sheets(taken, running)
            self._duly(taken, sheets[0])
            if self._voided(taken, sheets):
                first = False
                continue
            tied = self._winners(aspect, attempt, taken, sheets, running, grouped=attempt.number == 1 and not again)
            tied, leads = self._equals(tied, taken, again=again) if self.left > 0 else ((), None)
            if self.left <= 0:
                return self._filled()
            rest = tuple(one for one in running if one not in self.elected)
            if leads is not None:
                running, again, first = (tied if leads is Level.RUN_OFF else rest), True, False
                continue
            following = self._following(aspect, attempts, attempt, rest)
            if following is None:
                raise self._over()
            running, comes = self._standing(aspect, following, taken, rest)
            if not running:
                raise self._over()
            first, again = comes is _Comes.NEXT, False
            attempt = {_Comes.NEXT: following, _Comes.SAME: attempt, _Comes.FIRST: attempts[0]}[comes]

    def _following(self, aspect: str, attempts: Sequence[Attempt], attempt: Attempt, rest: Sequence[str]) -> Attempt | None:
        """Return the next attempt; None where no further ballot is provided for."""
        number = attempt.number + 1
        following = _numbered(attempts, number)
        while following is not None and following.more_than is not None and len(rest) <= following.more_than:
            if number >= attempts[-1].number:
                reason = self.reason(aspect, "reason.election-too-few", round=following.number, number=following.more_than)
                raise self._ends(Elects.OPEN, reason, missing=(f"{self.body}.election.{aspect}",))
            number += 1
            following = _numbered(attempts, number)
        return following

    def _over(self) -> Ended:
        """Return that the election is over though not every post is filled."""
        return self._ends(Elects.PARTLY if self.elected else Elects.NOBODY, needs=self._short())

    def _short(self) -> tuple[Message, ...]:
        """Return how many more votes the one would have needed who came nearest."""
        short = [one.needs for one in self.tallies if one.needs is not None]
        if not short:
            return ()
        return (message("needs.yes-one") if min(short) == 1 else message("needs.yes", n=min(short)),)

    def _apart(self) -> None:
        """End the election where several posts are on one item that are each to be filled in a ballot of its own."""
        several: Several | None = self.way.get("several")
        if several is Several.SEPARATELY and self.left > 1:
            reason = self.reason("several", "reason.election-separately", posts=self.left)
            missing = (f"{self.here.meeting.id}.item.posts",)
            result = Elects.OPEN if self.ballots else Elects.PENDING
            raise self._ends(result, reason, missing=missing, between=self.field.standing)

    def _unopposed(self, running: Sequence[str]) -> None:
        """End the election without a ballot, if no more stand than there are posts and that is enough."""
        then: Unopposed | None = self.way.get("unopposed")
        told = any(here.facts(Nominated) for here in self.meetings)
        if then is not Unopposed.ELECTED or self.ballots or not told or not running or len(running) > self.left:
            return
        closes = nominated_until(self.here, self.way.get("nomination") or Nomination())
        if self.at < closes:
            reason = self.reason("unopposed", "reason.election-unopposed-until", day=closes.isoformat())
            missing = (f"{self.here.meeting.id}.nomination",)
            raise self._ends(Elects.PENDING, reason, between=running, places=self.left, missing=missing)
        self._elect(running)
        self.reasons.append(self.reason("unopposed", "reason.election-unopposed"))
        raise self._over() if self.left > 0 else Ended(self._filled())

    def _sortition(self, aspect: str, running: Sequence[str]) -> Verdict[Elected]:
        """Return who was drawn, where nobody votes; if no more stand than there are posts, nobody has to be drawn."""
        self.reasons.append(self.reason(aspect, "reason.election-by-lot"))
        if not running:
            raise self._ends(Elects.PENDING, missing=(f"{self.here.meeting.id}.nomination",), places=self.left)
        enough = len(running) <= self.left
        self._elect(running if enough else self._lots(running, self.left, self.here))
        if self.left <= 0:
            return self._filled()
        if enough:
            raise self._over()
        between = [one for one in running if one not in self.elected]
        raise self._ends(Elects.LOT, missing=(f"{self.here.meeting.id}.lot",), between=between, places=self.left)

    def _unruled(self, aspect: str) -> Verdict[Elected]:
        reason = Reason(said=message("reason.election-round-silent", body=label(self.here.where.body)))
        missing = (f"{self.body}.election.{aspect}",)
        return self._end(Elects.OPEN, reason, missing=missing, between=() if self.ballots else self.field.standing)

    def _filled(self) -> Verdict[Elected]:
        """Return that every post is filled, unless somebody did not accept."""
        declined = [one for one in self.elected if self._declines(one, self.since[one])]
        if not declined:
            self.reserve = self._reserve()
            return self._end(Elects.ELECTED, self._said(Elects.ELECTED))
        self.elected = [one for one in self.elected if one not in declined]
        then: Declined | None = self.way.get("declined")
        told = [self.reason("declined", "reason.election-declined", candidate=one) for one in declined]
        if then is Declined.VACANT:
            empty = Elects.PARTLY if self.elected else Elects.NOBODY
            raise self._ends(empty, self.reason("declined", "reason.declined-vacant"), *told)
        if then is Declined.REPEAT:
            raise self._ends(Elects.FURTHER, self.reason("declined", "reason.declined-repeat"), *told, places=len(declined))
        said = [self.reason("declined", "reason.declined-unstated")] if then is not Declined.NEXT_BEST else []
        missing = (f"{self.body}.election.declined",) if said else (f"{self.here.meeting.id}.ballot",)
        raise self._ends(Elects.OPEN, *said, *told, missing=missing, places=len(declined))

    # ── the next ballot ──────────────────────────────────────────────────────────────────────────────────────────────

    def _standing(
        self, aspect: str, following: Attempt, taken: Cast, rest: Sequence[str]
    ) -> tuple[tuple[str, ...], _Comes]:
        """Return who stands in the next ballot (all, the best, or all but the last, without those who withdrew), and in which."""
        gone = {one for one in rest if self.withdrawn.get(one, taken.ballot.round + 1) <= taken.ballot.round}
        staying = tuple(one for one in rest if one not in gone)
        best = following.best * self.left if following.best is not None else None
        if following.drops is not None:
            best = max(len(rest) - following.drops, 1)
        if best is None:
            return staying, _Comes.NEXT
        if len(rest) < RIVALS and aspect == "rounds":
            reason = self.reason(aspect, "reason.election-no-rivals", round=following.number)
            raise self._ends(Elects.OPEN, reason, missing=(f"{self.body}.election.single",), between=rest)
        listed = [one for one in self.listed if one.candidate in rest]
        found = ahead(listed, best)
        if gone & {*found.sure, *found.tied}:
            then: Withdrawal | None = self.way.get("withdrawal")
            if then is Withdrawal.REPEAT:
                self.reasons.append(self.reason("withdrawal", "reason.withdrawal-repeat"))
                return staying, _Comes.FIRST
            if then not in (Withdrawal.NEXT_BEST, Withdrawal.FEWER):
                reason = self.reason("withdrawal", "reason.withdrawal-unstated")
                raise self._ends(Elects.OPEN, reason, missing=(f"{self.body}.election.withdrawal",), following=self.number)
            self.reasons.append(self.reason("withdrawal", f"reason.withdrawal-{then.value}"))
            found = _without(found, gone) if then is Withdrawal.FEWER else ahead(
                [one for one in listed if one.candidate not in gone], best
            )  # fmt: skip
        if found.unknown:
            raise self._ends(Elects.OPEN, missing=(f"{taken.meeting}.ballot.votes",), following=self.number)
        if not found.tied:
            return tuple(sorted(found.sure)), _Comes.NEXT
        entering = self._entering(aspect, following, found, taken)
        if entering is None:
            return staying, _Comes.SAME
        return tuple(sorted((*found.sure, *entering))), _Comes.NEXT

    def _entering(self, aspect: str, following: Attempt, found: Ahead, taken: Cast) -> Sequence[str] | None:
        """Return who of the equal stands in the next ballot; None if the same ballot is to be taken once more instead."""
        rule = following.crowded if not found.sure and following.crowded is not None else following.entry
        level = rule.then if rule is not None else Level.UNSTATED
        if level is Level.NOBODY and not found.sure:
            level = Level.UNSTATED  # then nobody would stand at all
        if level in (Level.ALL, Level.NOBODY, Level.REPEAT, Level.RUN_OFF):
            self.reasons.append(self.reason(aspect, f"reason.entry-{level.value}"))
        if level is Level.REPEAT:
            return None
        if level is Level.RUN_OFF and rule is not None:
            return self._entry_ballot(aspect, following, rule, found)
        if level in (Level.ALL, Level.NOBODY):
            return found.tied if level is Level.ALL else ()
        return self._settled(aspect, rule, level, found.tied, found.places, taken, self.number)

    def _entry_ballot(self, aspect: str, following: Attempt, rule: Equal, found: Ahead) -> Sequence[str]:
        """Return who of the equal stands in the next ballot, by a ballot among them."""
        attempt = Attempt(number=following.number, need=Most())
        chosen: list[str] = []
        tied, places = found.tied, found.places
        while True:
            taken = self._taken(aspect, attempt, tied, waits=False, places=places)
            sheets = self._sheets(taken, tied)
            self._duly(taken, sheets[0])
            if self._voided(taken, sheets):
                continue
            again = ahead(self._scores(taken, sheets[0], tied), places)
            if again.unknown:
                raise self._ends(Elects.OPEN, missing=(f"{taken.meeting}.ballot.votes",), places=places)
            chosen += again.sure
            if not again.tied:
                return chosen
            tied, places = again.tied, again.places
            level = rule.again or rule.then
            if level is not Level.RUN_OFF:
                return [*chosen, *self._settled(aspect, rule, level, tied, places, taken, self.number)]

    # ── voting somebody out ──────────────────────────────────────────────────────────────────────────────────────────

    def _recalled(self, recalls: Sequence[Ballot]) -> Verdict[Elected]:
        """Return whether somebody was voted out."""
        rule: Recall | None = self.way.get("recall")
        last = max(one.round for one in recalls)
        voted = [one for one in dict.fromkeys(recalls) if one.round == last]
        if len(voted) > 1:
            raise self._ends(Elects.OPEN, Reason(said=message("reason.ballots-several", number=len(voted))))
        self.taken = Cast(here=self.here, ballot=voted[0])
        if rule is None:
            reason = Reason(said=message("reason.recall-silent", body=label(self.here.where.body)))
            raise self._ends(Elects.OPEN, reason, missing=(f"{self.body}.election.recall",))
        poll = self._poll(self.here, voted[0], (rule.need,))
        self._proposed(rule, poll)
        step = poll.counted("recall", rule.need)
        result = {HOLDS: Elects.RECALLED, FAILS: Elects.STAYS}.get(step.outcome, Elects.OPEN)
        self.reasons += step.reasons
        silent = (f"{self.body}.election.recall",) if isinstance(rule.need, Unsaid) else ()
        verdict = self._end(result, self._said(result), missing=(*silent, *step.missing, *poll.missing), needs=step.needs)
        return evolve(verdict, figures=step.figures)

    def _proposed(self, rule: Recall, poll: CandidatePoll) -> None:
        """End the vote where those have not proposed it who may, or nobody tells who did."""
        if not rule.by:
            return
        demands = [one for one in self.here.facts(Demand) if one.demands == RECALL]
        found = poll.signed(rule.by, demands)
        outcome = found.outcome if demands else OPEN
        if outcome is HOLDS:
            self.reasons.append(self.reason("recall", "reason.recall-proposed-holds", *found.reasons))
            return
        reason = self.reason("recall", f"reason.recall-proposed-{outcome.value.lower()}", *found.reasons)
        result = Elects.VOID if outcome is FAILS else Elects.OPEN
        raise self._ends(result, reason, missing=(f"{self.here.meeting.id}.demand",))


def _numbered(attempts: Sequence[Attempt], number: int) -> Attempt | None:
    """Return the attempt with a number; beyond the last one it again, if it is taken until somebody is elected."""
    found = next((one for one in attempts if one.number == number), None)
    if found is None and attempts and attempts[-1].repeats and number > attempts[-1].number:
        return evolve(attempts[-1], number=number)
    return found


def _without(found: Ahead, gone: Iterable[str]) -> Ahead:
    """Return who is ahead without those who are gone; nobody takes their place, but there is more room among the equal."""
    out = frozenset(gone)
    sure = tuple(one for one in found.sure if one not in out)
    tied = tuple(one for one in found.tied if one not in out)
    if len(tied) <= found.places:
        return evolve(found, sure=(*sure, *tied), tied=(), places=0)
    return evolve(found, sure=sure, tied=tied)
