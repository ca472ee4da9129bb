"""Checks of delegation: what one body sends, another one receives. An end without the other is a finding."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.delegation import filled_by, receiving
from gremium.evaluate.scope import Located, Scope, bodies_at
from gremium.lint.references import any_reference, position_reference
from gremium.lint.walk import Path, located, owners, provisions, refs_of
from gremium.model.body import Body, Kind
from gremium.model.provision import Provision
from gremium.norms.delegation import Delegation
from gremium.norms.seats import Seats
from gremium.values.count import Count, in_words
from gremium.values.filling import Chosen, How
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.span import Span


def senders(scope: Scope) -> Iterator[Finding]:
    """Every delegation goes to a seat group that its sender fills, with a number that has room there."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Delegation):
            continue
        norm: Delegation = provision.norm
        here = located(scope, owner)
        wrong = tuple(position_reference(scope, here, norm.to, (*path, "to")))
        yield from wrong
        for ref, keys in refs_of(norm):
            if keys != ("to",):
                yield from any_reference(scope, here, ref, (*path, *keys))
        for sender in _bodies(scope, owner) if not wrong else ():
            for target in bodies_at(scope, sender, norm.to):
                rows = [row for row in receiving(target, norm.to) if together(row.span, provision.span)]
                taking = [row for row in rows if filled_by(scope, target, row.norm, sender)]
                if not taking:
                    hint = message("hint.receives", by=str(_seen(target, sender)))
                    yield finding("delegation-unanswered", (*path, "to"), hint=hint, to=str(norm.to), sender=sender.body.id)
                else:
                    yield from _room(provision, path, taking)


def _room(provision: Provision, path: Path, taking: list[Provision]) -> Iterator[Finding]:
    """The number sent and the number of seats have something in common."""
    sent = provision.norm.number
    for row in taking:
        seats = row.norm.number if row.norm.each is None else row.norm.seats
        if isinstance(sent, Count) and isinstance(seats, Count) and isinstance(row.norm.filling, Chosen):
            several = row.norm.each is None and len(row.norm.filling.by) > 1
            too_many = seats.high is not None and sent.low > seats.high
            too_few = not several and sent.high is not None and sent.stated and sent.high < seats.low
            if too_many or too_few:
                numbers = {"sent": in_words(sent), "seats": in_words(seats)}
                yield finding("delegation-number", (*path, "sends"), to=str(provision.norm.to), **numbers)


def receivers(scope: Scope) -> Iterator[Finding]:
    """Every seat that a body of a loaded jurisdiction sends somebody into is matched by a delegation of that body."""
    for provision, path, owner in provisions(scope.charter):
        filling = provision.norm.filling if isinstance(provision.norm, Seats) else None
        if not isinstance(filling, Chosen) or filling.how is not How.SENT:
            continue
        for here in _bodies(scope, owner):
            refs = [provision.norm.each if ref.target == "each" and provision.norm.each else ref for ref in filling.by]
            for sender in (found for ref in refs if ref.position is None for found in bodies_at(scope, here, ref)):
                if not _sends(scope, sender, here, provision):
                    hint = message("hint.sends", to=str(_seen(here, sender, str(provision.slot))))
                    params = {"group": f"{provision.slot}@{here.body.id}", "sender": sender.body.id}
                    yield finding("delegation-unsent", (*path, "by"), hint=hint, **params)


def _sends(scope: Scope, sender: Located, here: Located, provision: Provision) -> bool:
    """Return whether a body has a delegation into a seat group while that is there."""
    rules = sender.owners
    return any(
        (target.charter.id, target.body.id) == (here.charter.id, here.body.id)
        for owner in rules
        for row in owner.provisions
        if isinstance(row.norm, Delegation) and row.norm.to.position == provision.slot and together(row.span, provision.span)
        for target in bodies_at(scope, sender, row.norm.to)
    )


def together(one: Span, other: Span) -> bool:
    """Return whether two spans may have a day in common."""
    return not (Span(since=one.since, until=other.until).reversed or Span(since=other.since, until=one.until).reversed)


def _seen(target: Located, sender: Located, position: str | None = None) -> Ref:
    """Return how one body is written in the charter of another."""
    here, there = (sender, target) if position is None else (target, sender)
    foreign = None if here.charter.id == there.charter.id else here.charter.id
    return Ref(target=here.body.id, jurisdiction=foreign, position=position)


def _bodies(scope: Scope, owner: Body | Kind) -> Iterator[Located]:
    """Yield the bodies for which the rules of an owner hold."""
    for one, _ in owners(scope.charter):
        if isinstance(one, Body) and (one is owner or owner in scope.charter.kinds_of(one)):
            yield Located(charter=scope.charter, body=one)
