"""Telling: why a proposal stands where it does, each reason with the clause of the stage that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve

from gremium.evaluate.replay import VOTED, Moved, Replay, Why
from gremium.evaluate.scope import label
from gremium.evaluate.standing import AtStage, Blocked, Reply
from gremium.model.proposal import Did
from gremium.norms.route import Act
from gremium.values.actor import named
from gremium.values.citation import Citation
from gremium.values.message import Message, Parameter, message
from gremium.values.verdict import Reason

# What came of something, as the library names it.
KNOWN: Mapping[str, Message] = {
    **{did.value: message(f"did.{did.value}") for did in Did},
    **{outcome: message(f"result.{outcome}") for outcome in VOTED.values()},
}


class Telling:
    """The reasons that are told of a proposal whose steps were replayed, on a day."""

    def __init__(self, replay: Replay, at: date) -> None:
        self.replay, self.at, self.way = replay, at, replay.way

    def reasons(self, listed: Sequence[AtStage], reply: Reply | None) -> Iterator[Reason]:
        """Yield why it stands where it does, what is owed to who had the idea, and what the rules do not know of steps."""
        replay = self.replay
        if replay.ended is not None:
            yield self._over(replay.ended)
        else:
            for one in listed:
                yield self._stands(one)
            yield from self._unknown()
        if reply is not None:
            yield self._replied(reply)
        for moved in replay.history:
            if moved.amiss is not None:
                yield self._amiss(moved)

    def _over(self, ended: date) -> Reason:
        """Return the reason that says how it ended."""
        proposal, result = self.replay.proposal, self.replay.result
        name, day = proposal.name or proposal.id, ended.isoformat()
        if result is None:
            return self._reason("reason.journey-ended-unknown", proposal=name, day=day)
        return self._reason("reason.journey-ended", proposal=name, day=day, result=came(result))

    def _unknown(self) -> Iterator[Reason]:
        """Yield why nobody can say where it goes: what is not told, or of what no rule speaks."""
        replay = self.replay
        for choice in replay.choices:
            if not any(option in self.way.halts for option in choice.options):
                yield self._reason(f"reason.blocked-{choice.why.value}", self._cites(choice.stage), on=self._stage(choice.stage))
        for stage in replay.unsaid:
            outcome = came(str(replay.done[stage]))
            yield self._reason("reason.journey-unsaid", self._cites(stage), stage=self._stage(stage), outcome=outcome)
        if replay.gone:
            yield self._reason("reason.route-gone")

    def _reason(self, code: str, cites: tuple[Citation, ...] | None = None, /, **params: Parameter) -> Reason:
        rule = self.way.rule
        return Reason(said=message(code, **params), cites=rule.cites if cites is None else cites, provision=rule.where)

    def _cites(self, stage: str) -> tuple[Citation, ...]:
        halt = self.way.halts.get(stage)
        return halt.cites if halt is not None else self.way.rule.cites

    def _stands(self, one: AtStage) -> Reason:
        """Return the reason that says what is to be done at a stage, by whom and until when, with what is in the way."""
        what = "may" if one.choice else "ratify" if one.ratifies else "at" if one.lead else "beside"
        time = "" if one.due is None else "-due" if one.due >= self.at else "-over"
        bodies = self._bodies(one.bodies)
        if one.actors:
            bodies = message("journey.there", bodies=bodies, who=listing([named(actor) for actor in one.actors]))
        params: dict[str, Parameter] = {"stage": one.name or one.stage, "act": _act(one.act), "bodies": bodies}
        params |= {"day": one.due.isoformat()} if one.due is not None else {}
        because = [self._in_the_way(one, blocked) for blocked in one.blocked]
        if one.silence is not None and one.due is not None:
            because.insert(0, self._reason("reason.journey-silence", one.cites, outcome=came(one.silence)))
        found = self._reason(f"reason.journey-{what}{time}", one.cites, **params)
        return evolve(found, because=tuple(because))

    def _in_the_way(self, one: AtStage, blocked: Blocked) -> Reason:
        if not blocked.on:
            return self._reason("reason.blocked-undated", one.cites)
        match blocked.why:
            case Why.DEFERRED | Why.UNTOLD:
                return self._reason(f"reason.blocked-{blocked.why.value}", one.cites, on=blocked.on[0])
            case Why.REFERRED:
                return self._reason("reason.blocked-referred", one.cites, on=self._bodies(blocked.on))
            case Why.WAITS:
                cites = tuple(dict.fromkeys(cite for stage in (one.stage, *blocked.on) for cite in self._cites(stage)))
                return self._reason("reason.blocked-waits", cites, on=self._stages(blocked.on))
            case _:
                return self._reason(f"reason.blocked-{blocked.why.value}", one.cites, on=self._stages(blocked.on))

    def _replied(self, reply: Reply) -> Reason:
        days = {"day": (reply.met or reply.since).isoformat(), "due": reply.due.isoformat() if reply.due else ""}
        key = ("answering", self.way)  # the same for every proposal of this route
        by = self.replay.scope.remembered(key, lambda: self._bodies(tuple(sorted(self.way.answers))))
        return self._reason(f"reason.reply-{reply.state}", by=by, **days)

    def _amiss(self, moved: Moved) -> Reason:
        """Return what the rules do not know of a step, with the stages and clauses in question and how strongly they bind."""
        cites = tuple(dict.fromkeys(cite for stage in moved.skipped for cite in self._cites(stage))) or moved.ruling.cites
        params: dict[str, Parameter] = {
            "did": _did(moved), "body": self._bodies((moved.body,)) if moved.body is not None else message("journey.somebody"),
            "day": moved.at.isoformat(),
        }  # fmt: skip
        params |= {"stages": self._stages(moved.skipped)} if moved.skipped else {}
        amiss = moved.amiss.value if moved.amiss is not None else ""
        found = Reason(said=message(f"reason.step-{amiss}", **params), cites=cites, provision=moved.ruling.provision)
        return evolve(found, because=(self._reason(f"reason.route-{moved.ruling.strength.value}"),))

    def _stage(self, stage: str) -> Parameter:
        halt = self.way.halts.get(stage)
        return halt.stage.name or stage if halt is not None else stage

    def _stages(self, stages: Sequence[str]) -> Parameter:
        return listing([self._stage(one) for one in stages])

    def _bodies(self, names: Sequence[str]) -> Parameter:
        """Return how messages name bodies; where there are none, the source does not say who."""
        return listing([self._body(one) for one in names]) if names else message("journey.unsaid")

    def _body(self, name: str) -> Parameter:
        scope = self.replay.scope
        jurisdiction, _, id_ = name.rpartition("/")
        charter = scope.jurisdiction(jurisdiction or None)
        body = charter.body_by_id.get(id_) if charter is not None else None
        return label(body) if body is not None else name


def listing(names: Sequence[Parameter]) -> Parameter:
    """Return several names as one parameter."""
    first, *rest = names
    return message("journey.list", first=first, rest=listing(rest)) if rest else first


def came(outcome: str) -> Parameter:
    """Return how messages name what came of something: by a word of the library, else as the rule or the record has it."""
    return KNOWN.get(outcome, outcome)


def _act(act: Act) -> Message:
    return message(f"act.{act.value}")


def _did(moved: Moved) -> Message:
    return message(f"did.{moved.did.value}") if moved.did is not None else message("journey.silence")
