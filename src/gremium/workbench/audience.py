"""Audience: what those who read an answer may not see is taken out of it, before any writer gets it. See `reader` for how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from gremium.evaluate.aspects import Aspect, merged
from gremium.evaluate.effective import Rule
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Scope, label
from gremium.model.record import Audience, Record
from gremium.norms.sitting import Publicity, Sitting
from gremium.values.message import Parameter
from gremium.values.verdict import Verdict
from gremium.workbench.reader import Reader, may_see

T = TypeVar("T")


def names(record: Record | None, audience: Audience) -> Mapping[str, str]:
    """Return the names of the parties that the audience may see, by id; a party without a name has its id."""
    parties = record.party_by_id.values() if record else ()
    return {party.id: party.name or party.id for party in parties if may_see(audience, party)}


def disclose(answer: Verdict[T], record: Record | None, audience: Audience, inside: Parameter | None = None) -> Verdict[T]:
    """Return an answer without the parties whom the audience may not see; where one was taken out, it is `withheld`.

    Taken out is all that tells of a party: its id and name, also where it is an organisation by which a seat comes or somebody
    for whom another stands in, and the days of its holdings, also after they have ended. Whether somebody is old enough, or has
    an attribute, only the administration is told.

    `inside` names the body if the answer is about something that it dealt with behind closed doors (see `behind_doors`). Of
    this the public is told what came out and by which clauses, but no figures.
    """
    if audience is Audience.ADMINISTRATION:
        return answer
    return Reader(record, audience, inside if audience is Audience.PUBLIC else None).answer(answer)


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


def _standing(aspect: Aspect) -> tuple[Rule, ...]:
    """Return the rules that may decide an aspect."""
    return (aspect.rule,) if aspect.certain else aspect.row.rules
