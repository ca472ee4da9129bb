"""Dues as the public may see them: nothing is told of proposals that are not dealt with in public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import evolve

from gremium.evaluate.duty import Due
from gremium.evaluate.scope import Scope
from gremium.values.message import Message, message
from gremium.values.verdict import Reason, Verdict
from gremium.workbench.audience import kept_back

WITHHELD = Reason(said=message("reason.withheld"))


def in_public(verdict: Verdict[Any], scope: Scope, at: date) -> Verdict[Any]:
    """Return an answer about duties on a day without what is owed for proposals that are not dealt with in public."""
    known = scope.record.proposal_by_id.values() if scope.record is not None else ()
    closed = frozenset(one.id for one in known if kept_back(scope, one, at))
    return _without(verdict, closed) if closed else verdict


def _without(verdict: Verdict[Any], closed: frozenset[str]) -> Verdict[Any]:
    dues: tuple[Due, ...] = verdict.value or ()
    open_ = tuple(one for one in dues if one.for_ not in closed)
    readings = tuple((label, _without(one, closed)) for label, one in verdict.readings)
    if len(open_) == len(dues) and all(one is was for (_, one), (_, was) in zip(readings, verdict.readings, strict=True)):
        return verdict
    return evolve(
        verdict,
        value=open_,
        reasons=tuple(_reasons(verdict.reasons, closed)) or (WITHHELD,),
        missing=tuple(name for name in verdict.missing if name.rpartition(".")[0] not in closed),
        readings=readings,
        withheld=True,
    )


def _reasons(reasons: Iterable[Reason], closed: frozenset[str]) -> Iterator[Reason]:
    """Yield reasons without those about what is owed for one of these proposals."""
    for reason in reasons:
        what = dict(reason.said.params).get("what")
        if not (isinstance(what, Message) and dict(what.params).get("matter") in closed):
            yield evolve(reason, because=tuple(_reasons(reason.because, closed)))
