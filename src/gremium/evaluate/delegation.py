"""delegation: whom a body sends where, and whether the other side has a seat for them."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gremium.evaluate.effective import Rule, effective
from gremium.evaluate.facts import body_name, size_of, unit_ref
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import Located, Scope, bodies_at, exists, label
from gremium.evaluate.seats import GroupOnDay, Seat, roster_as_read
from gremium.evaluate.silence import not_there, silent
from gremium.model.provision import Provision
from gremium.norms.delegation import Delegation
from gremium.norms.seats import Seats
from gremium.values.count import Count
from gremium.values.filling import Chosen, Holder, How
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.steps import Steps
from gremium.values.verdict import Outcome, Reason, Verdict


@frozen(kw_only=True)
class Sent:
    """One delegation on a day.

    `to` is the receiver's seat group, `number` how many are sent. `received` tells whether the receiver has such a seat (OPEN if
    its jurisdiction is not loaded). `seats` are the seats there that belong to the sender, with their holders.
    """

    to: str
    number: Count
    substitutes: Count | None
    received: Outcome
    certain: bool
    seats: tuple[Seat, ...]
    rule: Rule


def delegation(scope: Scope, body: str, at: date) -> Verdict[tuple[Sent, ...]]:
    """Return whom a body sends where on a day, one entry for each delegation.

    HOLDS if number and receiver are known, FAILS if a receiver has no such seat, OPEN otherwise, also where there is no rule.
    Raises `Misuse` for an unknown body.
    """
    return delegation_of(scope, scope.locate(body), at)


def delegation_of(scope: Scope, where: Located, at: date) -> Verdict[tuple[Sent, ...]]:
    """Return the same of a body that is at hand, also of one in another jurisdiction."""
    return under_readings(scope, lambda chosen: _delegation(chosen, where, at), _what_is_sent)


def _what_is_sent(value: tuple[Sent, ...] | None) -> object:
    return value and tuple(
        (one.to, one.number, one.substitutes, one.received, one.certain, tuple(seat.holder for seat in one.seats))
        for one in value
    )


def _delegation(scope: Scope, where: Located, at: date) -> Verdict[tuple[Sent, ...]]:
    body = where.body
    if exists(body, at) is Outcome.FAILS:
        return not_there(where, at)
    rows = effective(scope, where, Delegation, at)
    if not rows:
        return silent(where, "delegation")
    value = tuple(_sent(scope, where, rule, row.certain, at) for row in rows for rule in row.rules)
    failed = any(one.received is Outcome.FAILS for one in value)
    opened = tuple(one.to for one in value if not one.certain or not _known(one) or one.received is Outcome.OPEN)
    return Verdict(
        outcome=Outcome.FAILS if failed else Outcome.OPEN if opened else Outcome.HOLDS,
        reasons=tuple(_reason(where, one) for one in value),
        value=value,
        figures=tuple((one.to, str(one.number)) for one in value),
        missing=tuple(f"{body.id}.delegation.{to}" for to in opened),
    )


def _known(one: Sent) -> bool:
    """Return whether the number is known: a range is a permission, but one from a size that nobody recorded is not known."""
    return one.number.stated and (one.number.exact or not isinstance(one.rule.norm.sends, Steps))


def _reason(where: Located, one: Sent) -> Reason:
    said = message("reason.sends", body=label(where.body), number=str(one.number), to=one.to)
    return Reason(said=said, cites=one.rule.cites, provision=one.rule.where)


def _sent(scope: Scope, where: Located, rule: Rule, certain: bool, at: date) -> Sent:
    norm: Delegation = rule.norm
    number = norm.number
    if isinstance(number, Steps):
        whose = number.whose or unit_ref(body_name(scope, where))
        number = number.among(size_of(scope, whose, number.of, at))
    targets = bodies_at(scope, where, norm.to)
    there = tuple(target for target in targets if exists(target.body, at) is not Outcome.FAILS)
    received = _received(scope, where, norm.to, there)
    seats = tuple(seat for target in targets for seat in _seats(scope, where, target, norm.to, at))
    return Sent(
        to=str(norm.to),
        number=number,
        substitutes=norm.substitutes,
        received=received,
        certain=certain,
        seats=seats,
        rule=rule,
    )


def _received(scope: Scope, where: Located, to: Ref, targets: tuple[Located, ...]) -> Outcome:
    """Return whether the receiver has a seat group of this name that the sender fills; OPEN if nobody can say."""
    if not targets:
        return Outcome.FAILS if to.at_home or scope.jurisdiction(to.jurisdiction) is not None else Outcome.OPEN
    found = [row for target in targets for row in receiving(target, to)]
    if not found:
        return Outcome.FAILS
    filled = any(filled_by(scope, target, row.norm, where) for target in targets for row in found)
    return Outcome.HOLDS if filled else Outcome.OPEN


def receiving(target: Located, to: Ref) -> tuple[Provision, ...]:
    """Return the seat rows of a body that have the name to which a delegation goes, whenever they hold."""
    owners = target.owners
    return tuple(p for owner in owners for p in owner.provisions if p.word == Seats.word and p.slot == to.position)


def filled_by(scope: Scope, here: Located, norm: Seats, sender: Located) -> bool:
    """Return whether seats of a body are filled by what a sender sends: by sending, or by the holders of its offices."""
    match norm.filling:
        case Chosen(How.SENT, by):
            refs = [norm.each if ref.target == "each" and norm.each is not None else ref for ref in by]
        case Holder(refs_):
            refs = [ref for ref in refs_ if ref.position is not None]
        case _:
            return False
    mine = (sender.charter.id, sender.body.id)
    return any(mine == (t.charter.id, t.body.id) for ref in refs for t in bodies_at(scope, here, ref))


def _seats(scope: Scope, sender: Located, target: Located, to: Ref, at: date) -> tuple[Seat, ...]:
    """Return the seats at the receiver that belong to the sender."""
    if exists(target.body, at) is Outcome.FAILS:
        return ()
    value = roster_as_read(scope, target, at).value
    groups: tuple[GroupOnDay, ...] = value.groups if value is not None else ()
    name = body_name(scope, sender)
    return tuple(
        seat
        for group in groups
        if group.id == to.position
        for seat in group.seats
        if not seat.of or seat.of.rpartition("@")[2] == name
    )
