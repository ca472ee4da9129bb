"""Proposals in a record: what is told of them names what there is, and which steps the rules do not know.

What happened is kept all the same. A step that leaves a route which the rules only describe is a note; where they prescribe the
route, it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from gremium.evaluate.journey import trace
from gremium.evaluate.replay import Moved
from gremium.evaluate.scope import Scope, exists
from gremium.evaluate.standing import Journey
from gremium.evaluate.telling import listing
from gremium.model.body import Body, Kind
from gremium.model.charter import Charter
from gremium.model.proposal import Did, Proposal, Step
from gremium.model.provision import Strength
from gremium.model.record import Event, Record
from gremium.norms.route import Route
from gremium.review.events import Numbered, Path, body_named, located
from gremium.values.finding import Finding, finding
from gremium.values.message import Parameter, message
from gremium.values.phrases import did_you_mean, one_of
from gremium.values.verdict import Outcome, Verdict


def people(event: Event) -> Iterator[tuple[str, Path]]:
    """Yield whom a fact about a proposal names, with the key that does so."""
    if isinstance(event, Proposal | Step) and event.by is not None:
        yield event.by, ("by",)


# ── what is named ────────────────────────────────────────────────────────────────────────────────────────────────────


def references(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Yield what a fact about a proposal names and the record or the charter does not know, at the key that names it."""
    routes = _routes(scope.charter)
    for event, index in numbered:
        path: Path = ("events", index)
        if isinstance(event, Proposal):
            yield from _proposal(scope, event, path, routes)
        elif isinstance(event, Step):
            yield from _step(scope, record, event, path, routes)


def _routes(charter: Charter) -> Mapping[str, frozenset[str]]:
    """Return the ids of all routes of a charter and of the laws above it, on whatever day, with those of their stages."""
    owners: list[Body | Kind] = [*charter.bodies, *charter.kinds, *(kind for law in charter.laws for kind in law.kinds)]
    found: dict[str, set[str]] = {}
    for provision in (provision for owner in owners for provision in owner.provisions if isinstance(provision.norm, Route)):
        found.setdefault(str(provision.slot), set()).update(stage.id for stage in provision.norm.stages)
    return {route: frozenset(stages) for route, stages in found.items()}


def _proposal(scope: Scope, event: Proposal, path: Path, routes: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    if event.of is not None:
        yield from body_named(scope, event.of, (*path, "of"))
    subjects = scope.charter.subject_by_id
    if event.subject is not None and event.subject not in subjects:
        hint = one_of(event.subject, sorted(subjects))
        yield finding("unknown-subject", (*path, "subject"), subject=event.subject, hint=hint)
    if event.route is not None and event.route not in routes:
        yield finding("dangling-reference", (*path, "route"), reference=event.route, hint=one_of(event.route, sorted(routes)))


def _step(scope: Scope, record: Record, event: Step, path: Path, routes: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    known = record.proposal_by_id
    if event.proposal not in known:
        hint = did_you_mean(event.proposal, known)
        yield finding("unknown-proposal", (*path, "proposal"), proposal=event.proposal, hint=hint)
    if event.body is not None:
        yield from body_named(scope, event.body, (*path, "body"))
    stages = frozenset[str]().union(*routes.values())
    if event.stage is not None and event.stage not in stages:
        yield finding("dangling-reference", (*path, "stage"), reference=event.stage, hint=one_of(event.stage, sorted(stages)))
    for number, ref in enumerate(event.to):
        if str(ref) not in stages:
            yield from body_named(scope, str(ref), (*path, "to") if len(event.to) == 1 else (*path, "to", number))
    if event.until is not None and event.until < event.day:
        yield finding("span-reversed", (*path, "until"), since=event.day.isoformat(), until=event.until.isoformat())
    yield from _at_meeting(record, event, path)


def _at_meeting(record: Record, event: Step, path: Path) -> Iterator[Finding]:
    """Check the meeting of a step and its item."""
    meetings, items = record.meeting_by_id, record.item_by_id
    if event.meeting is None:
        if event.item is not None:
            yield finding("missing-key", path, key="meeting")
    elif event.meeting not in meetings:
        yield finding("unknown-meeting", (*path, "meeting"), meeting=event.meeting, hint=did_you_mean(event.meeting, meetings))
    else:
        mine = sorted(id_ for id_, item in items.items() if item.meeting == event.meeting)
        bodies = meetings[event.meeting].bodies
        if event.item is not None and event.item not in mine:
            hint = one_of(event.item, mine)
            yield finding("unknown-item", (*path, "item"), item=event.item, meeting=event.meeting, hint=hint)
        if event.body is not None and event.body not in bodies:
            hint = one_of(event.body, bodies)
            yield finding("body-elsewhere", (*path, "body"), body=event.body, meeting=event.meeting, hint=hint)


# ── what happened ────────────────────────────────────────────────────────────────────────────────────────────────────


def check(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Yield the steps that the rules do not know, and what else is odd about them."""
    index_of = {id(event): index for event, index in numbered}
    for proposal in record.proposal_by_id.values():
        steps = record.steps_by_proposal.get(proposal.id, ())
        for step in steps:
            yield from _times(scope, proposal, step, ("events", index_of[id(step)]))
        last = steps[-1].day if steps else proposal.day
        if last is not None:
            verdict = trace(scope, proposal.id, last)
            yield from _unclear(proposal, verdict, index_of)
            yield from _amiss(verdict, [(step, index_of[id(step)]) for step in steps])


def _times(scope: Scope, proposal: Proposal, step: Step, path: Path) -> Iterator[Finding]:
    """Yield a step that comes before its proposal, and one of a body that is not there on its day."""
    if proposal.day is not None and step.day < proposal.day:
        day, began = step.day.isoformat(), proposal.day.isoformat()
        yield finding("step-before-proposal", (*path, "at"), proposal=proposal.id, day=day, began=began)
    where = located(scope, step.body) if step.body is not None else None
    if where is not None and exists(where.body, step.day) is Outcome.FAILS:
        yield finding("body-not-there", (*path, "at"), body=where.body.id, day=step.day.isoformat())


def _unclear(proposal: Proposal, verdict: Verdict[Journey], index_of: Mapping[int, int]) -> Iterator[Finding]:
    """Yield a proposal of which nobody can say which route it takes."""
    answers = [answer for _, answer in verdict.readings] or [verdict]
    if any(answer.value is not None and answer.value.route is None for answer in answers):
        yield finding("route-unclear", ("events", index_of[id(proposal)]), proposal=proposal.id)


def _amiss(verdict: Verdict[Journey], steps: list[tuple[Step, int]]) -> Iterator[Finding]:
    """Yield each step that the rules do not know, under all readings or under some of them."""
    read = [(label, answer.value) for label, answer in verdict.readings or (("", verdict),) if answer.value is not None]
    histories = [(label, _of_steps(value, len(steps)), value) for label, value in read]
    for number, (step, index) in enumerate(steps):
        told = [(label, history[number], value) for label, history, value in histories if len(history) == len(steps)]
        off = [(label, moved, value) for label, moved, value in told if moved.amiss is not None]
        if off:
            _, moved, _ = off[0]
            if len(off) == len(told):  # what is left out is told as far as every reading says so
                moved = evolve(moved, skipped=tuple(one for one in moved.skipped if all(one in m.skipped for _, m, _ in off)))
            said = _said(moved)
            if len(off) < len(told):
                readings = ", ".join(label for label, _, _ in off)
                yield finding("step-off-route-in-reading", ("events", index), readings=readings, **said)
            elif moved.ruling.strength is Strength.MUST:
                yield finding("step-off-route", ("events", index), **said)
            else:
                yield finding("step-unlike-described", ("events", index), **said)
        late = [value.reply for _, moved, value in told if value.reply is not None and value.reply.met == step.day]
        if late and step.did is Did.ANSWERED and all(reply.overdue for reply in late):
            due = str(late[0].due)
            yield finding("answer-late", ("events", index, "at"), proposal=step.proposal, day=step.day.isoformat(), due=due)


def _of_steps(value: Journey, number: int) -> list[Moved]:
    """Return what became of each step: without the beginning that nobody recorded as a step, and without what time did."""
    told = [one for one in value.history if one.did is not None]
    return told[len(told) - number :]


def _said(moved: Moved) -> dict[str, Any]:
    """Return what findings say of a step: what was done, by whom, when, and what the rules do not know of it."""
    what: Parameter = message(f"amiss.{moved.amiss.value}") if moved.amiss is not None else ""
    if moved.skipped:
        what = message("amiss.with", amiss=what, stages=listing([moved.ruling.names.get(one, one) for one in moved.skipped]))
    return {
        "did": message(f"did.{moved.did.value}") if moved.did is not None else "",
        "body": moved.body or message("journey.somebody"),
        "day": moved.at.isoformat(),
        "what": what,
        "clause": "; ".join(map(str, moved.ruling.cites)) or moved.ruling.provision,
    }
