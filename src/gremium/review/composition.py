"""Composition in a record: nobody sits who is not eligible, and the seats together are as the rules ask."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.composition import breaches, composition_of, figures_told
from gremium.evaluate.scope import Located, Scope
from gremium.evaluate.seats import Roster
from gremium.norms.composition import Composition, When
from gremium.review.events import Begun, latest
from gremium.values.finding import Finding, finding
from gremium.values.verdict import Outcome


def check(scope: Scope, where: Located, value: Roster, begun: Begun) -> Iterator[Finding]:
    """Yield those who may not sit in a body on a day, and the invariants that are broken, at the fact that makes it so."""
    if not any(isinstance(p.norm, Composition) for owner in where.owners for p in owner.provisions):
        return
    day = value.at.isoformat()
    for rule, name, outcome, _ in breaches(scope, where, value):
        if outcome is Outcome.FAILS and (rule.norm.when is When.ALWAYS or _comes(value, name)):
            path = ("events", latest(begun, value.at, [name]))
            yield finding("not-eligible", path, party=name, body=where.body.id, day=day, provision=rule.where)
    for kept in composition_of(scope, where, value.at).value or ():
        norm: Composition = kept.rule.norm
        if kept.outcome is Outcome.FAILS and (norm.is_ or norm.odd):
            figures = figures_told(kept)
            path = ("events", latest(begun, value.at, ()))
            yield finding("composition-broken", path, body=where.body.id, day=day, provision=kept.rule.where, figures=figures)


def _comes(value: Roster, party: str) -> bool:
    """Return whether a party takes a seat on the very day, or one is taken for it."""
    return any(
        seat.since is not None and seat.since.exact == value.at
        for group in value.groups
        for seat in group.seats
        if party in (seat.holder, *seat.of.split(" + "))
    )
