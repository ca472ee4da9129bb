"""Do the provisions agree with each other? Checks that hold for the rows of every word."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.effective import effective
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.lint.walk import days_of_change, owners, provisions
from gremium.model.body import Body
from gremium.norms.norm import Norm
from gremium.values.finding import Finding, finding


def spans(scope: Scope) -> Iterator[Finding]:
    """Nothing ends before it begins."""
    for provision, path, _ in provisions(scope.charter):
        if provision.span.reversed:
            yield finding("span-reversed", (*path, "until"), since=str(provision.span.since), until=str(provision.span.until))
    for owner, path in owners(scope.charter):
        if isinstance(owner, Body) and owner.span.reversed:
            yield finding("span-reversed", (*path, "until"), since=str(owner.span.since), until=str(owner.span.until))


def competition(scope: Scope, norms: tuple[type[Norm], ...]) -> Iterator[Finding]:
    """Where several rows compete for one slot, on every day on which something changes: contradictions, and departures from
    what a higher rank has fixed."""
    days = days_of_change(scope.charter)
    for body in scope.charter.bodies:
        where = Located(charter=scope.charter, body=body)
        for norm in norms:
            for day in days:
                for _, rows in worlds(scope, lambda chosen, where=where, norm=norm, day=day: effective(chosen, where, norm, day)):  # type: ignore[misc]
                    for row in rows:
                        yield from row.findings
