"""diff: what changes in the bodies of a jurisdiction from one day to another."""

from __future__ import annotations

from datetime import date

from gremium.evaluate.delta import Delta, compared
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import roster
from gremium.model.record import Audience
from gremium.values.ref import Ref
from gremium.values.verdict import Verdict
from gremium.workbench.audience import disclose


def diff(
    scope: Scope,
    earlier: date,
    later: date,
    bodies: tuple[str, ...] | None = None,
    audience: Audience = Audience.PUBLIC,
) -> tuple[Verdict[Delta], ...]:
    """Return what changes in each of these bodies, in their order; None: in all of the charter of whose seats anything is known.

    What the audience may not see is taken out of both days before they are compared, so a change of a holder who is withheld on
    both is no change. Raises `Misuse` for an unknown body.
    """
    found = []
    for body in bodies if bodies is not None else tuple(body.id for body in scope.charter.bodies):
        first, second = (disclose(roster(scope, body, day), scope, audience, about=Ref(target=body)) for day in (earlier, later))
        change = compared(scope.locate(body), first, second, earlier, later)
        if bodies is not None or change.value is not None:
            found.append(change)
    return tuple(found)
