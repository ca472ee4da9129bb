"""remit: what a body deals with on a day, row by row, each with the clause that says so.

Rows add up: a statute gives a task, a bylaw another one. A row that takes the place of another says so by its id.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gremium.evaluate.effective import Row, effective
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import Located, Scope, exists, label
from gremium.evaluate.silence import not_there, silent
from gremium.norms.remit import Remit
from gremium.values.message import message
from gremium.values.verdict import Outcome, Reason, Verdict


@frozen(kw_only=True)
class Task:
    """The remit of a body on a day: the rows that hold, or may hold, in the order of the charter."""

    body: str
    rows: tuple[Row, ...]


def remit(scope: Scope, body: str, at: date) -> Verdict[Task]:
    """Return what a body deals with on a day.

    HOLDS if rules say so, OPEN if none does or it is open which, FAILS if there is no such body on the day. Raises `Misuse` for
    an unknown body.
    """
    where = scope.locate(body)
    return under_readings(scope, lambda chosen: _remit(chosen, where, at), _what_is_said)


def _what_is_said(value: Task | None) -> object:
    return value and tuple((row.certain, tuple(rule.norm for rule in row.rules)) for row in value.rows)


def _remit(scope: Scope, where: Located, at: date) -> Verdict[Task]:
    body = where.body
    if exists(body, at) is Outcome.FAILS:
        return not_there(where, at)
    rows = effective(scope, where, Remit, at)
    if not rows:
        return silent(where, "remit")
    opened = tuple(f"{body.id}.remit.{row.slot}" for row in rows if not row.certain)
    return Verdict(
        outcome=Outcome.OPEN if opened else Outcome.HOLDS,
        reasons=tuple(
            Reason(said=message("reason.remit", body=label(body), rule=rule.where), cites=rule.cites, provision=rule.where)
            for row in rows
            for rule in row.rules
        ),
        value=Task(body=body.id, rows=rows),
        missing=opened,
    )
