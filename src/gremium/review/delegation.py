"""Delegates in a record: no body has more seats filled elsewhere than it has resolved to send."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.delegation import Sent, delegation_of
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import Located, Scope, bodies_at
from gremium.evaluate.seats import Roster
from gremium.norms.delegation import Delegation
from gremium.review.events import Begun, latest
from gremium.values.count import in_words
from gremium.values.filling import Chosen, How
from gremium.values.finding import Finding, finding


def check(scope: Scope, where: Located, value: Roster, begun: Begun) -> Iterator[Finding]:
    """Yield the senders who have more delegates in a body than they send, at the fact that makes it so."""
    if not any(isinstance(group.filling, Chosen) and group.filling.how is How.SENT for group in value.groups):
        return
    for sender in _senders(scope):
        for one in delegation_of(scope, sender, value.at).value or ():
            if any(_same(where, target) for target in bodies_at(scope, sender, one.rule.norm.to)):
                yield from _too_many(sender, one, value, begun)


def _senders(scope: Scope) -> Iterator[Located]:
    """Yield the bodies of all loaded charters that send somebody somewhere."""
    for charter in (scope.charter, *scope.neighbours):
        for body in charter.bodies:
            here = Located(charter=charter, body=body)
            if any(isinstance(p.norm, Delegation) for owner in here.owners for p in owner.provisions):
                yield here


def _same(one: Located, other: Located) -> bool:
    return (one.charter.id, one.body.id) == (other.charter.id, other.body.id)


def _too_many(sender: Located, one: Sent, value: Roster, begun: Begun) -> Iterator[Finding]:
    held = [seat.holder for seat in one.seats if seat.state is SeatState.FILLED and seat.holder is not None]
    if one.number.high is not None and len(held) > one.number.high and one.certain:
        yield finding(
            "too-many-delegates",
            ("events", latest(begun, value.at, held)),
            sender=sender.body.id,
            to=one.to,
            held=len(held),
            day=value.at.isoformat(),
            sent=in_words(one.number),
            provision=one.rule.where,
        )
