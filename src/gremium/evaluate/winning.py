"""Winning: whether candidates have what it takes, and what it leads to that several have equally many votes.

A lot, a casting vote, a day of birth are facts of the record. Where one is needed and none is told, the election ends here for
now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve

from gremium.evaluate.balloting import Balloting, Cast, Elects, Tallied
from gremium.evaluate.contest import Ahead, Score, Sheet, ahead, as_motion, size
from gremium.evaluate.facts import born
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.poll import FAILS, HOLDS, OPEN, Step
from gremium.model.meeting import Ballot, Lot
from gremium.norms.election import (
    Against,
    Attempt,
    Declined,
    Equal,
    Guaranteed,
    Level,
)
from gremium.values.count import Count
from gremium.values.days import UNSTATED_DAY
from gremium.values.mandate import need_of
from gremium.values.message import message
from gremium.values.need import Need, Unsaid

# By which equal votes are settled at once, without another ballot.
SETTLED = (Level.LOT, Level.CASTING_VOTE, Level.OLDEST)


class Winning(Balloting):
    """The ballots of an election, held against what it takes to be elected."""

    # ── what it takes ────────────────────────────────────────────────────────────────────────────────────────────────

    def _winners(
        self,
        aspect: str,
        attempt: Attempt,
        taken: Cast,
        sheets: Sequence[Sheet],
        running: Sequence[str],
        *,
        grouped: bool,
    ) -> tuple[str, ...]:
        """Add to the elected those who have what it takes; return those who are equal for the posts that are left.

        `grouped`: posts that are guaranteed to groups are filled first. Ends the election where votes are lacking.
        """
        self.listed = self._scores(taken, sheets[0], running)
        steps = self._needed(aspect, attempt, taken, sheets, running)
        told = sheets[0].told
        self.tallies = tuple(
            Tallied(
                candidate=one.candidate,
                votes=Count(one.low, one.high, stated=one.candidate in told),
                elected=steps[one.candidate].outcome,
                needs=steps[one.candidate].short,
            )
            for one in self.listed
        )
        self.reasons += [reason for one in self.listed for reason in steps[one.candidate].reasons]
        then: Declined | None = self.way.get("declined")
        number = taken.ballot.round
        able = [
            one for one in self.listed
            if steps[one.candidate].outcome is not FAILS
            and not (then is Declined.NEXT_BEST and self._declines(one.candidate, number))
        ]  # fmt: skip
        guaranteed: Guaranteed | None = self.way.get("guaranteed")
        if guaranteed is not None and grouped:
            able = self._by_group(guaranteed, able, steps, taken)
        return self._placed(able, self.left, steps, taken)

    def _placed(
        self, able: Sequence[Score], places: int, steps: Mapping[str, Step], taken: Cast
    ) -> tuple[str, ...]:
        """Add to the elected those who have what it takes and the most votes; return those who are equal."""
        found = ahead(able, places)
        sure = [one for one in found.sure if steps[one].outcome is HOLDS]
        self._elect(sure)
        unsure = [one.candidate for one in able if steps[one.candidate].outcome is OPEN]
        if len(sure) < places and (unsure or found.unknown):
            missing = [name for one in unsure for name in steps[one].missing]
            raise self._ends(Elects.OPEN, missing=missing or [f"{taken.meeting}.ballot.votes"])
        return found.tied

    def _needed(
        self, aspect: str, attempt: Attempt, taken: Cast, sheets: Sequence[Sheet], running: Sequence[str]
    ) -> dict[str, Step]:
        """Return for each candidate whether they have what it takes."""
        need = need_of(attempt.need)
        if need is None:
            alone = len(running) == 1 and aspect == "rounds"
            return {one.candidate: self._has_most(one, taken, sheets, alone=alone) for one in self.listed}
        return {
            one: self._agreed([self._step(aspect, need, taken, as_motion(sheet, one), one) for sheet in sheets], sheets)
            for one in running
        }

    def _agreed(self, steps: Sequence[Step], sheets: Sequence[Sheet]) -> Step:
        """Return what is so however votes are taken of which no rule says what they are."""
        first = steps[0]
        if all(step.outcome is first.outcome for step in steps):
            return first
        gaps = []
        if len({sheet.against for sheet in sheets}) > 1:
            gaps.append(f"{self.body}.election.no_votes")
        if len({sheet.strays for sheet in sheets}) > 1:
            gaps.append(f"{self.body}.election.nomination")
        return evolve(first, outcome=OPEN, missing=tuple(gaps), short=None)

    def _step(self, aspect: str, need: Need, taken: Cast, motion: Ballot, candidate: str) -> Step:
        """Return whether a candidate has what it takes."""
        poll = self._poll(taken.here, motion, (need,))
        step = poll.counted(aspect, need)
        votes = str(poll.numbers["yes"]) if poll.numbers["yes"] is not None else message("count.unrecorded")
        code = f"reason.candidate-{step.outcome.value.lower()}"
        reason = self.reason(aspect, code, *step.reasons, candidate=candidate, votes=votes)
        unread = [] if candidate in dict(taken.ballot.votes) else [f"{taken.meeting}.ballot.votes"]
        unread += [] if taken.ballot.no is not None else [f"{taken.meeting}.ballot.no"]
        unread += [f"{self.body}.election.{aspect}"] if isinstance(need, Unsaid) else []
        return evolve(step, reasons=(reason,), missing=(*unread, *step.missing, *poll.missing))

    def _has_most(self, score: Score, taken: Cast, sheets: Sequence[Sheet], *, alone: bool) -> Step:
        """Return whether somebody can be elected by the most votes: nobody is by none.

        Whoever stands alone has the most votes against nobody; whether that is enough if there are as many against, no rule says.
        """
        if score.high == 0:
            return Step(outcome=FAILS)
        votes = (f"{taken.meeting}.ballot.votes",)
        against = size(taken.ballot.no) if any(sheet.against is Against.COUNTED for sheet in sheets) else Count(0, 0)
        if alone and not (score.low > 0 and against.high is not None and score.low > against.high):
            reason = self.reason("rounds", "reason.election-alone")
            gap = (f"{taken.meeting}.ballot.no",) if taken.ballot.no is None else ()
            return Step(outcome=OPEN, reasons=(reason,), missing=(*gap, f"{self.body}.election.single"))
        return Step(outcome=HOLDS) if score.low > 0 else Step(outcome=OPEN, missing=votes)

    # ── posts for groups ─────────────────────────────────────────────────────────────────────────────────────────────

    def _by_group(
        self, rule: Guaranteed, able: Sequence[Score], steps: Mapping[str, Step], taken: Cast
    ) -> list[Score]:
        """Add to the elected the best of each group; return the others."""
        groups, unknown = self._groups(rule)
        if unknown:
            reason = self.reason("guaranteed", "reason.group-unknown", per=rule.per, number=unknown)
            raise self._ends(Elects.OPEN, reason, missing=(f"party.{rule.per}",))
        number = self._guaranteed_number() or 0
        if number > self.left:
            reason = self.reason("guaranteed", "reason.guaranteed-too-many", number=number, posts=self.left)
            raise self._ends(Elects.OPEN, reason, missing=(f"{self.body}.election.guaranteed",))
        self.reasons.append(self.reason("guaranteed", "reason.guaranteed", number=number, per=rule.per))
        for several in groups.values():
            before = len(self.elected)
            tied = self._placed([one for one in able if one.candidate in several], rule.posts, steps, taken)
            places = rule.posts - (len(self.elected) - before)
            if tied:
                level = self._level(again=False)
                if level in (Level.RUN_OFF, Level.REPEAT):
                    reason = self.reason("tie", f"reason.equal-{level.value}")
                    raise self._ends(Elects.FURTHER, reason, between=tied, places=places, following=self.number)
                self._elect(self._settled("tie", self.way.get("tie"), level, tied, places, taken))
        return [one for one in able if one.candidate not in self.elected]

    # ── equal votes ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _level(self, *, again: bool) -> Level:
        tie: Equal | None = self.way.get("tie")
        if tie is None:
            return Level.UNSTATED
        return tie.again if again and tie.again is not None else tie.then

    def _equals(self, tied: Sequence[str], taken: Cast, *, again: bool) -> tuple[tuple[str, ...], Level | None]:
        """Return who stands in the ballot to which equal votes lead, and by which way; None where there is nothing to repeat.

        Whoever withdrew after the ballot is out of it; if no more are left than there are posts, they have them.
        """
        still = tuple(one for one in tied if not self._declines(one, taken.ballot.round))
        if len(still) <= self.left:
            self._elect(still)
            return (), None
        level = self._level(again=again)
        if level in (Level.RUN_OFF, Level.REPEAT):
            self.reasons.append(self.reason("tie", f"reason.equal-{level.value}"))
            return still, level
        if level is Level.NOBODY:
            self.reasons.append(self.reason("tie", "reason.equal-nobody"))
            return (), None
        self._elect(self._settled("tie", self.way.get("tie"), level, still, self.left, taken))
        return (), None

    def _settled(
        self,
        aspect: str,
        rule: Equal | None,
        level: Level,
        tied: Sequence[str],
        places: int,
        taken: Cast,
        following: int | None = None,
    ) -> list[str]:
        """Return whom of the equal a lot, a casting vote or their age chose; end the election where that is not told.

        `following` is the ballot in which they stand then; None: they have the posts.
        """
        chosen, result, missing = self._chosen(aspect, rule, level, tied, places, taken)
        entering = following is not None
        how = level.value if level in SETTLED else Level.UNSTATED.value
        if len(chosen) == places:
            code = f"reason.entry-{how}" if entering else f"reason.equal-{how}"
            self.reasons += [self.reason(aspect, code, candidate=one) for one in chosen]
            return chosen
        if not entering:
            self._elect(chosen)
        who = [self.reason(aspect, "reason.equal-by", who=str(rule.by))] if rule is not None and rule.by is not None else []
        said = self.reason(aspect, f"reason.entry-{how}-needed" if entering else f"reason.equal-{how}-needed")
        rest = [one for one in tied if one not in chosen]
        raise self._ends(
            result, said, *who, missing=(missing,), between=rest, places=places - len(chosen), following=following
        )

    def _chosen(
        self, aspect: str, rule: Equal | None, level: Level, tied: Sequence[str], places: int, taken: Cast
    ) -> tuple[list[str], Elects, str]:
        """Return whom of the equal a lot, a casting vote or their age chose; what is needed otherwise, and what is missing."""
        if level is Level.LOT:
            return self._lots(tied, places, taken.here), Elects.LOT, f"{taken.meeting}.lot"
        if level is Level.CASTING_VOTE:
            cast = taken.ballot.cast_for
            found = [cast] if cast is not None and cast in tied and places == 1 else []
            return found, Elects.CASTING_VOTE, f"{taken.meeting}.ballot.cast_for"
        if level is Level.OLDEST:
            older = self._older(tied, places)
            if older.unknown:
                return list(older.sure), Elects.OPEN, "party.born"
            if older.tied and rule is not None and rule.again not in (None, Level.OLDEST):
                more, result, missing = self._chosen(aspect, rule, rule.again, older.tied, older.places, taken)
                return [*older.sure, *more], result, missing
            return list(older.sure), Elects.TIED, f"{self.body}.election.{aspect}"
        return [], Elects.TIED, f"{self.body}.election.{aspect}"

    def _older(self, tied: Sequence[str], places: int) -> Ahead:
        """Return who of the equal is older than the others, as far as their days of birth are known."""
        ages = []
        for one in tied:
            day = born(self.scope, one) or UNSTATED_DAY
            youngest, oldest = day.latest or date.max, day.earliest or date.min
            ages.append(Score(one, (date.max - youngest).days, (date.max - oldest).days))
        return ahead(ages, places)

    def _lots(self, tied: Sequence[str], places: int, here: Occasion) -> list[str]:
        """Return whom lots chose between these, in the order of the draw. Each lot decides one thing."""
        found: list[str] = []
        then: Declined | None = self.way.get("declined")
        for lot in here.facts(Lot):
            rest = set(tied) - set(found)
            meant = not lot.among or set(lot.among) in (rest, set(tied))
            if len(found) == places or id(lot) in self.drawn or lot.drawn not in rest or not meant:
                continue
            self.drawn.append(id(lot))
            if not (then is Declined.NEXT_BEST and self._declines(lot.drawn, self.number - 1)):
                found.append(lot.drawn)
        return found

    def _reserve(self) -> tuple[str, ...]:
        """Return who comes next if a post falls vacant, as far as votes and lots tell the order."""
        if self.way.get("reserve") is not True or self.taken is None:
            return ()
        rest = [one for one in self.listed if one.high != 0 and one.candidate not in (*self.elected, *self.withdrawn)]
        found: list[str] = []
        while rest:
            first = ahead(rest, 1)
            comes = first.sure or tuple(self._lots(first.tied, 1, self.taken.here))
            if not comes:
                break
            found += comes
            rest = [one for one in rest if one.candidate not in comes]
        return tuple(found)
