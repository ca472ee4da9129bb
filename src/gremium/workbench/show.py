"""show: the bodies of a jurisdiction, or who sits in one of them."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gremium.evaluate.scope import Located, Scope, exists, unstated
from gremium.evaluate.seats import Roster, roster
from gremium.model.record import Audience
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Verdict
from gremium.workbench.audience import disclose


@frozen(kw_only=True)
class BodyLine:
    """One body in the overview: whether it exists on the day, and how many provisions and gaps it has."""

    id: str
    name: Text | None
    kind: str
    exists: Outcome
    planned: bool
    provisions: int
    unstated: tuple[str, ...]


@frozen(kw_only=True)
class Overview:
    """The bodies of a jurisdiction on a day."""

    jurisdiction: str
    name: Text | None
    at: date
    bodies: tuple[BodyLine, ...]


def overview(scope: Scope, at: date) -> Overview:
    """Return all bodies of the charter in `scope`, those that do not exist on the day included and marked."""
    lines = tuple(
        BodyLine(
            id=body.id,
            name=body.name,
            kind=body.kind,
            exists=exists(body, at),
            planned=body.planned,
            provisions=len(body.provisions),
            unstated=unstated(Located(charter=scope.charter, body=body)),
        )
        for body in scope.charter.bodies
    )
    return Overview(jurisdiction=scope.charter.id, name=scope.charter.name, at=at, bodies=lines)


def show(scope: Scope, body: str, at: date, audience: Audience = Audience.PUBLIC) -> Verdict[Roster]:
    """Return who sits in a body on a day, without what the audience may not see. Raises `Misuse` for an unknown body."""
    return disclose(roster(scope, body, at), scope, audience, about=Ref(target=body))
