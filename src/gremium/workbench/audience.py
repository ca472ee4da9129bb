"""Audience: what those who read an answer may not see is taken out of it, before any writer gets it. See `reader` for how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from gremium.evaluate.aspects import Aspect, merged
from gremium.evaluate.effective import Rule
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Scope, label
from gremium.model.proposal import Proposal, Step
from gremium.model.record import Audience, Meeting, Record
from gremium.norms.sitting import Publicity, Sitting
from gremium.values.message import Parameter
from gremium.values.ref import Ref
from gremium.values.verdict import Verdict
from gremium.workbench.known import known, may_see
from gremium.workbench.reader import Reader

T = TypeVar("T")


def names(record: Record | None, audience: Audience) -> Mapping[str, str]:
    """Return the names of the parties that the audience may see, by id; a party without a name has its id."""
    parties = record.party_by_id.values() if record else ()
    return {party.id: party.name or party.id for party in parties if may_see(audience, party)}


def disclose(
    answer: Verdict[T],
    scope: Scope,
    audience: Audience,
    inside: Parameter | None = None,
    *,
    about: Ref | None = None,
    meeting: str | None = None,
    item: str | None = None,
) -> Verdict[T]:
    """Return an answer without the parties whom the audience may not see; where one was taken out, it is `withheld`.

    Taken out is all that tells of a party: its id and name, also where it is an organisation by which a seat comes or somebody
    for whom another stands in, and the days of its holdings, also after they have ended. Whether somebody is old enough, or has
    an attribute, only the administration is told. Where the audience may see somebody, but may not know that they sit in a
    certain place, the seat is withheld, and what happens in that body does not name them.

    `about` is the position or the body of which the answer tells, `meeting` and `item` what it was asked of; without them nobody
    is named who sits anywhere where the audience may not know it.

    `inside` names the body if the answer is about something that it dealt with behind closed doors (see `behind_doors`). Of
    this the public is told what came out and by which clauses, but no figures.
    """
    if audience is Audience.ADMINISTRATION:
        return answer
    told = known(scope, audience)
    held = scope.record.meeting_by_id.get(meeting or "") if scope.record is not None else None
    bodies = {*(held.bodies if held is not None else ()), *((about.target,) if about is not None else ())}
    items = scope.record.item_by_id.values() if scope.record is not None and held is not None else ()
    fills = {ref for one in items if one.meeting == meeting and item in (None, one.id) for ref in one.fills}
    veiled = told.veiled(bodies) if bodies else told.shaded
    return Reader(
        known=told,
        inside=inside if audience is Audience.PUBLIC else None,
        about=about if about is not None and about.position is not None else None,
        veiled=veiled | told.unfit(fills),
    ).answer(answer)


def behind_doors(scope: Scope, body: str, meeting: str | None, item: str | None) -> Parameter | None:
    """Return how to name a body if what it dealt with in a meeting was behind closed doors, else None.

    What is recorded of the item decides, else what is recorded of the meeting, else the rule: where it may be that the public was
    shut out, it counts as shut out.
    """
    held = scope.record.meeting_by_id.get(meeting) if scope.record is not None and meeting is not None else None
    if scope.record is None or held is None:
        return None
    asked_there = body in held.bodies or held.body not in scope.charter.body_by_id
    where = scope.locate(body if asked_there else held.body)  # a body that has a post which another one fills
    called = scope.record.item_by_id.get(item) if item is not None else None
    public = called.public if called is not None and called.public is not None else held.public
    if public is None:
        subject = called.subject if called is not None else None
        answers = worlds(scope, lambda chosen: merged(chosen, where, Sitting, held.day, subject=subject).get("public"))
        said = {rule.norm.public for _, aspect in answers if aspect is not None for rule in _standing(aspect)}
        public = Publicity.CLOSED not in said
    return None if public else label(where.body)


def listened(scope: Scope, meeting: Meeting, item: str | None) -> bool:
    """Return whether anybody could listen to a meeting, or to an item of it.

    Where it may be that the public was shut out, by the rules of one of those who meet, it counts as shut out.
    """
    return scope.remembered(("listened", meeting.id, item), lambda: _listened(scope, meeting, item))


def _listened(scope: Scope, meeting: Meeting, item: str | None) -> bool:
    home = [body for body in meeting.bodies if body in scope.charter.body_by_id]
    if home:
        return all(behind_doors(scope, body, meeting.id, item) is None for body in home)
    called = scope.record.item_by_id.get(item or "") if scope.record is not None else None
    return False not in (meeting.public, called.public if called is not None else None)


def step_listened(scope: Scope, step: Step) -> bool | None:
    """Return whether anybody could listen when a step was taken; None where it was in no meeting that is known."""
    meeting = scope.record.meeting_by_id.get(step.meeting or "") if scope.record is not None else None
    return listened(scope, meeting, step.item) if meeting is not None else None


def kept_back(scope: Scope, proposal: Proposal, at: date) -> bool:
    """Return whether the public may not see a proposal on a day: no answer and no export tells of it.

    Where the record does not say, it may not if the proposal comes up behind closed doors, and in no open meeting until then.
    """
    if proposal.public is not None:
        return not proposal.public
    steps = scope.record.steps_by_proposal.get(proposal.id, ()) if scope.record is not None else ()
    doors = [(step, step_listened(scope, step)) for step in steps]
    return any(open_ is False for _, open_ in doors) and not any(open_ and step.day <= at for step, open_ in doors)


def _standing(aspect: Aspect) -> tuple[Rule, ...]:
    """Return the rules that may decide an aspect."""
    return (aspect.rule,) if aspect.certain else aspect.row.rules
