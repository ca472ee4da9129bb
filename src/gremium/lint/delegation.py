"""Checks of delegation: what one body sends, another one receives. An end without the other is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from gremium.evaluate.delegation import filled_by
from gremium.evaluate.effective import Row, effective
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope, bodies_at
from gremium.lint.references import any_reference, position_reference
from gremium.lint.walk import Path, changes, located, owners, provisions, refs_of
from gremium.model.body import Body, Kind
from gremium.model.provision import Provision
from gremium.norms.delegation import Delegation
from gremium.norms.seats import Seats
from gremium.values.count import Count, in_words, total
from gremium.values.filling import Chosen, How
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.span import Span
from gremium.values.verdict import Outcome

# The delegations of a sender to one seat group, and a row of that group.
Answer = tuple[tuple[Row, ...], Row]


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
                if norm.to.every and _apart(provision, sender, target):
                    continue
                answers = tuple(_answers(scope, sender, target, provision))
                if any(_takes(scope, target, rule.norm, sender) for _, row in answers for rule in row.rules):
                    fitting = (one for one in answers if _takes(scope, target, one[1].rule.norm, sender))
                    yield from _room(provision, path, fitting)
                else:
                    hint = message("hint.receives", by=str(_seen(target, sender)))
                    yield finding("delegation-unanswered", (*path, "to"), hint=hint, to=str(norm.to), sender=sender.body.id)


def _answers(scope: Scope, sender: Located, target: Located, provision: Provision) -> Iterator[Answer]:
    """Yield the seat rows of the receiver to which a delegation goes while it holds, each beside all delegations to it then.

    So on every day on which something changes, and under every reading.
    """
    to = provision.norm.to
    rows = [p for where in (sender, target) for owner in where.owners for p in owner.provisions]
    spans = [row.span for row in rows if isinstance(row.norm, Delegation | Seats)]
    for day in changes([sender.body.span, target.body.span, *spans]):
        if Outcome.FAILS in (sender.body.span.covers(day), target.body.span.covers(day)):
            continue
        for _, (sent, seats) in worlds(scope, lambda chosen, day=day: _in_force(chosen, sender, target, day)):  # type: ignore[misc]  # bound now
            same = tuple(row for row in sent if row.rule.norm.to == to)
            if any(rule.provision == provision for row in same for rule in row.rules):
                yield from ((same, row) for row in seats if row.slot == to.position)


def _in_force(scope: Scope, sender: Located, target: Located, day: date) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the delegations of one body and the seat rows of another on a day."""
    return effective(scope, sender, Delegation, day), effective(scope, target, Seats, day)


def _takes(scope: Scope, target: Located, norm: Seats, sender: Located) -> bool:
    """Return whether a seat group takes what a body sends: its rule says so, or does not say who sends."""
    filling = norm.filling
    unsaid = isinstance(filling, Chosen) and filling.how is How.SENT and all(ref.unstated for ref in filling.by)
    return unsaid or filled_by(scope, target, norm, sender)


def _room(provision: Provision, path: Path, answers: Iterable[Answer]) -> Iterator[Finding]:
    """The number sent, by all delegations together, and the number of seats have something in common, where both are certain."""
    for same, row in answers:
        seats, filling = row.rule.norm.number, row.rule.norm.filling
        counts = [one.rule.norm.number for one in same]
        certain = all(one.certain for one in (*same, row)) and all(isinstance(count, Count) for count in (seats, *counts))
        if not certain or not isinstance(filling, Chosen):
            continue
        sent = total(counts)
        named = len(filling.by) == 1 and not filling.by[0].every and not filling.by[0].unstated
        too_many = seats.high is not None and sent.low > seats.high
        too_few = (named or row.rule.norm.each is not None) and sent.high is not None and sent.high < seats.low
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
            senders_ = ((by, found) for by in refs if by.position is None for found in bodies_at(scope, here, by))
            for by, sender in senders_:
                if not (by.every and _apart(provision, sender, here)) and not _sends(scope, sender, here, provision):
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


def _apart(provision: Provision, *bodies: Located) -> bool:
    """Return whether a rule and the bodies of which it speaks are never there together, or a body is only announced."""
    spans = [provision.span, *(where.body.span for where in bodies)]
    return any(where.body.planned for where in bodies) or not all(together(a, b) for a, b in combinations(spans, 2))


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
