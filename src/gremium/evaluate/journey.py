"""Journey: where a proposal stands on a day, who may act until when, what is in the way, and how it came there.

State is derived, never stored: the steps of the record are replayed under the rules in force on the day of each of them, so no
later rule opens an old decision again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from gremium.evaluate.halts import Way
from gremium.evaluate.readings import under_readings
from gremium.evaluate.replay import Choice, Replay, Stay, Why
from gremium.evaluate.scope import Scope, label
from gremium.evaluate.standing import AtStage, Blocked, Journey, Reply
from gremium.evaluate.telling import Telling
from gremium.evaluate.ways import way_of
from gremium.model.proposal import Proposal
from gremium.values.errors import Misuse
from gremium.values.message import Message, message
from gremium.values.phrases import one_of
from gremium.values.verdict import Outcome, Reason, Verdict

# What two readings have to agree in: all but the places of the rules.
_of_journey = attrgetter("route", "body", "ended", "result", "reply")
_of_stage = attrgetter("stage", "act", "bodies", "actors", "lead", "since", "due", "silence", "choice", "ratifies", "blocked")
_of_step = attrgetter("at", "did", "body", "by", "stage", "outcome", "urgent", "amiss", "skipped")


def trace(scope: Scope, proposal: str, at: date) -> Verdict[Journey]:
    """Return where a proposal stands on a day.

    HOLDS if that is known, be it that it has ended; FAILS if it was brought up later; OPEN if it cannot be said: which route it
    takes, what came of a step, where it goes on. Raises `Misuse` for a proposal that the record does not know.
    """
    known = scope.record.proposal_by_id if scope.record is not None else {}
    if proposal not in known:
        raise Misuse(message("misuse.proposal", proposal=proposal), one_of(proposal, known))
    return under_readings(scope, lambda chosen: _trace(chosen, known[proposal], at), _outline)


def _outline(value: Journey | None) -> object:
    """Return what two readings have to agree in: all but the places of the rules."""
    return value and (_of_journey(value), tuple(map(_of_stage, value.open)), tuple(map(_of_step, value.history)))


def _trace(scope: Scope, proposal: Proposal, at: date) -> Verdict[Journey]:
    told = scope.record.steps_by_proposal.get(proposal.id, ()) if scope.record is not None else ()
    steps = told if not told or told[-1].day <= at else tuple(step for step in told if step.day <= at)
    began = proposal.day or (steps[0].day if steps else None)
    if began is None:
        return _lost(proposal, "reason.proposal-undated", f"{proposal.id}.at")
    if began > at and not steps:
        reason = Reason(said=message("reason.proposal-later", proposal=proposal.name or proposal.id, day=began.isoformat()))
        value = Journey(proposal=proposal.id, name=proposal.name)
        return Verdict(outcome=Outcome.FAILS, reasons=(reason,), value=value)
    ways = way_of(scope, proposal, began)
    if len(ways) != 1:
        return _lost(proposal, "reason.route-several" if ways else "reason.route-none", f"{proposal.id}.route", ways)
    replay = Replay(scope, proposal, ways[0], began)
    replay.run(steps, at)
    return _Standing(replay, at).verdict()


def _lost(proposal: Proposal, code: str, missing: str, ways: Sequence[Way] = ()) -> Verdict[Journey]:
    """Return the answer about a proposal of which nobody can say which route it takes, with those that it may take."""
    several = tuple(Reason(said=_by(one), cites=one.rule.cites, provision=one.rule.where) for one in ways)
    reason = Reason(said=message(code, proposal=proposal.name or proposal.id), because=several)
    value = Journey(proposal=proposal.id, name=proposal.name)
    return Verdict(outcome=Outcome.OPEN, reasons=(reason,), value=value, missing=(missing,))


def _by(way: Way) -> Message:
    return message("reason.route", route=way.route.name or way.id, body=label(way.where.body))


class _Standing:
    """Where a proposal stands whose steps were replayed."""

    def __init__(self, replay: Replay, at: date) -> None:
        self.replay, self.at, self.way = replay, at, replay.way

    def verdict(self) -> Verdict[Journey]:
        """Return where the proposal stands, with its reasons and what is missing."""
        replay, proposal = self.replay, self.replay.proposal
        over = replay.ended is not None
        listed = () if over else tuple(self._listed())
        missing = tuple(dict.fromkeys(replay.missing if over and not replay.unsure else self._missing()))
        reply = self._reply() if over else None
        value = Journey(
            proposal=proposal.id, name=proposal.name, route=self.way.id, body=self.way.where.body.id, open=listed,
            ended=replay.ended, result=replay.result, reply=reply, history=tuple(replay.history),
        )  # fmt: skip
        return Verdict(
            outcome=Outcome.OPEN if missing else Outcome.HOLDS,
            reasons=tuple(Telling(replay, self.at).reasons(listed, reply)),
            value=value,
            missing=missing,
        )

    # ── where it is ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _listed(self) -> Iterator[AtStage]:
        """Yield the stages at which it is, then those to which it may go."""
        for stay in self.replay.open.values():
            stage = stay.halt.stage
            yield AtStage(
                stage=stage.id, act=stage.act, name=stage.name, bodies=stay.halt.there(self.at, stay.bodies),
                actors=stage.who, lead=stage.lead, since=stay.since, due=stay.due, silence=stage.silence,
                ratifies=stay.ratifies, blocked=tuple(self._blocked(stay)), cites=stay.halt.cites,
            )  # fmt: skip
        told = set(self.replay.open)
        for choice in (one for one in self.replay.choices if not one.spare):
            for id_ in choice.options:
                halt = self.way.halts.get(id_)
                if halt is not None and id_ not in told:
                    told.add(id_)
                    stage = halt.stage
                    yield AtStage(
                        stage=id_, act=stage.act, name=stage.name, bodies=halt.there(self.at), actors=stage.who,
                        lead=stage.lead, choice=True, blocked=(self._pending(choice),), cites=halt.cites,
                    )  # fmt: skip

    def _blocked(self, stay: Stay) -> Iterator[Blocked]:
        waits = self.replay.waits(stay.halt)
        if waits:
            yield Blocked(why=Why.WAITS, on=waits)
        if stay.waits_on(self.at):
            yield Blocked(why=Why.DEFERRED, on=(stay.put_off.isoformat(),) if stay.put_off is not None else ())
        if stay.referred:
            yield Blocked(why=Why.REFERRED, on=stay.referred)
        if stay.called is not None and stay.called < self.at:
            yield Blocked(why=Why.UNTOLD, on=(stay.called.isoformat(),))

    @staticmethod
    def _pending(choice: Choice) -> Blocked:
        return Blocked(why=choice.why, on=(choice.stage,))

    def _missing(self) -> Iterator[str]:
        """Yield what would have to be told or stated for it to be known where the proposal stands."""
        replay, id_ = self.replay, self.replay.proposal.id
        yield from replay.missing
        called = ((stage, stay.called) for stage, stay in replay.open.items() if stay.called is not None)
        yield from (f"{id_}.{stage}.outcome" for stage, day in called if day < self.at)
        for choice in (one for one in replay.choices if not one.spare):
            match choice.why:
                case Why.OUTCOME:
                    yield f"{id_}.{choice.stage}.outcome"
                case Why.SUBJECT:
                    yield f"{id_}.subject"
                case _:
                    yield f"{id_}.{choice.stage}.to"
        yield from (f"{self.way.path}.{stage}" for stage in replay.unsaid)
        if replay.unsure or (replay.gone and replay.ended is None):
            yield self.way.path

    def _reply(self) -> Reply | None:
        """Return what is owed to who had the idea once the matter has ended."""
        answer, ended = self.way.rule.norm.answer, self.replay.ended
        if answer is None or ended is None:
            return None
        due = answer.within.after(ended) if answer.within is not None else None
        met = self.replay.answered
        return Reply(
            by=", ".join(sorted(self.way.answers)) or None, to=tuple(map(str, answer.to)), since=ended, due=due, met=met,
            overdue=due is not None and (met or self.at) > due,
        )  # fmt: skip
