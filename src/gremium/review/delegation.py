"""Delegates in a record: no body has more seats filled elsewhere than it has resolved to send."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gremium.evaluate.delegation import Sent, delegation_of
from gremium.evaluate.facts import body_name
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import Located, Scope, bodies_at
from gremium.evaluate.seats import GroupOnDay, Roster
from gremium.norms.delegation import Delegation
from gremium.review.events import Begun, latest
from gremium.values.count import in_words, total
from gremium.values.filling import Chosen, How
from gremium.values.finding import Finding, finding


def check(scope: Scope, where: Located, value: Roster, begun: Begun) -> Iterator[Finding]:
    """Yield the senders who have more delegates in a body than they send, at the fact that makes it so."""
    if not any(isinstance(group.filling, Chosen) and group.filling.how is How.SENT for group in value.groups):
        return
    for sender in _senders(scope):
        sent: dict[str | None, list[Sent]] = defaultdict(list)
        for one in delegation_of(scope, sender, value.at).value or ():
            if any(_same(where, target) for target in bodies_at(scope, sender, one.rule.norm.to)):
                sent[one.rule.norm.to.position].append(one)
        for position, rows in sent.items():
            held = [holder for group in value.groups if group.id == position for holder in _held(scope, where, group, sender)]
            yield from _too_many(sender, rows, held, value, begun)


def _held(scope: Scope, where: Located, group: GroupOnDay, sender: Located) -> Iterator[str]:
    """Yield who sits in a group for a sender: in its own seats, or, if nobody else sends into the group, in any."""
    by = group.filling.by if isinstance(group.filling, Chosen) else ()
    alone = len(by) == 1 and not by[0].every and any(_same(sender, found) for found in bodies_at(scope, where, by[0]))
    name = body_name(scope, sender)
    for seat in group.seats:
        mine = seat.of == name if seat.of else alone
        if mine and seat.state is SeatState.FILLED and seat.holder is not None:
            yield seat.holder


def _senders(scope: Scope) -> Iterator[Located]:
    """Yield the bodies of all loaded charters that send somebody somewhere."""
    for charter in (scope.charter, *scope.neighbours):
        for body in charter.bodies:
            here = Located(charter=charter, body=body)
            if any(isinstance(p.norm, Delegation) for owner in here.owners for p in owner.provisions):
                yield here


def _same(one: Located, other: Located) -> bool:
    return (one.charter.id, one.body.id) == (other.charter.id, other.body.id)


def _too_many(
    sender: Located, rows: list[Sent], held: list[str], value: Roster, begun: Begun
) -> Iterator[Finding]:
    """Yield a finding where there are more delegates than all delegations into a group send together."""
    sent = total(one.number for one in rows)
    if sent.high is not None and len(held) > sent.high and all(one.certain for one in rows):
        yield finding(
            "too-many-delegates",
            ("events", latest(begun, value.at, held)),
            sender=sender.body.id,
            to=rows[0].to,
            held=len(held),
            day=value.at.isoformat(),
            sent=in_words(sent),
            provision=", ".join(one.rule.where for one in rows),
        )
