"""Substitutes in a record: each stands in for somebody who has a seat, and there are as many as the rules provide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gremium.evaluate.holdings import SeatState, Standin
from gremium.evaluate.scope import Located
from gremium.evaluate.seats import GroupOnDay, Roster
from gremium.norms.seats import SubstituteOrder
from gremium.review.events import Begun, latest
from gremium.values.count import in_words
from gremium.values.finding import Finding, finding


def check(where: Located, value: Roster, begun: Begun) -> Iterator[Finding]:
    """Yield what is wrong with the substitutes in a roster, at the fact that makes it so."""
    for group in value.groups:
        shared = group.substitutes
        standing_in = [(seat, one) for seat in group.seats for one in seat.substitutes]
        if not shared and not standing_in:
            continue
        position = f"{group.id}@{where.body.id}"
        day = value.at.isoformat()
        recorded = [one for one in (*shared, *(one for _, one in standing_in)) if one.holder is not None]
        yield from _not_provided(group, recorded, position, begun, value)
        members = {seat.holder for seat in group.seats if seat.state is not SeatState.VACANT}
        for one in shared:
            personal = group.substitution is not None and group.substitution.order is SubstituteOrder.PERSONAL
            path = ("events", latest(begun, value.at, [one.holder or ""]))
            if one.holder is not None and one.stands_in_for is not None and one.stands_in_for not in members:
                member = one.stands_in_for
                yield finding("substitute-without-member", path, party=one.holder, member=member, position=position, day=day)
            elif one.holder is not None and personal and one.of is None and one.stands_in_for is None:
                yield finding("substitute-for-nobody", path, party=one.holder, position=position)
        yield from _too_many(group, position, begun, value)


def _not_provided(
    group: GroupOnDay, recorded: list[Standin], position: str, begun: Begun, value: Roster
) -> Iterator[Finding]:
    if group.substitution is not None and group.substitution.order is SubstituteOrder.NONE:
        for one in recorded:
            path = ("events", latest(begun, value.at, [one.holder or ""]))
            yield finding(
                "substitute-not-provided", path, party=one.holder or "", position=position, provision=group.provision
            )


def _too_many(group: GroupOnDay, position: str, begun: Begun, value: Roster) -> Iterator[Finding]:
    """Yield a finding where there are more substitutes than provided: for each member if personal, else for the group."""
    rule = group.substitution
    number = rule.number if rule is not None else None
    if rule is None or number is None or number.high is None:
        return
    if rule.order is SubstituteOrder.PERSONAL:
        held = Counter(seat.holder for seat in group.seats for one in seat.substitutes if one.state is SeatState.FILLED)
        most = max(held.values(), default=0)
    else:
        most = sum(one.state is SeatState.FILLED for one in group.substitutes)
    if most > number.high:
        parties = [one.holder or "" for one in (*group.substitutes, *(s for seat in group.seats for s in seat.substitutes))]
        yield finding(
            "too-many-substitutes",
            ("events", latest(begun, value.at, parties)),
            position=position,
            held=most,
            day=value.at.isoformat(),
            number=in_words(number),
            provision=group.provision,
        )
