"""Audience: takes out of an answer what those who read it may not see. One function for all writers, before any of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import evolve

from gremium.evaluate.composition import Kept
from gremium.evaluate.delegation import Sent
from gremium.evaluate.holdings import Standin
from gremium.evaluate.seats import GroupOnDay, Roster, Seat
from gremium.evaluate.term import Terms
from gremium.model.record import Audience, Party, Record
from gremium.values.message import message
from gremium.values.verdict import Reason, Verdict


def may_see(audience: Audience, party: Party | None) -> bool:
    """Return whether an audience may see a party; one that the record does not know is seen by the administration alone."""
    return audience >= (party.disclosure if party is not None else Audience.ADMINISTRATION)


def names(record: Record | None, audience: Audience) -> Mapping[str, str]:
    """Return the names of the parties that the audience may see, by id; a party without a name has its id."""
    parties = record.party_by_id.values() if record else ()
    return {party.id: party.name or party.id for party in parties if may_see(audience, party)}


T = TypeVar("T")
Known = Mapping[str, Party]
WITHHELD = Reason(said=message("reason.withheld"))


def _seat(seat: Seat, known: Known, audience: Audience) -> Seat:
    standins = tuple(_standin(one, known, audience) for one in seat.substitutes)
    if seat.holder is None or may_see(audience, known.get(seat.holder)):
        return evolve(seat, substitutes=standins) if standins else seat
    return evolve(seat, holder=None, holding=None, withheld=True, substitutes=standins, told=(WITHHELD,))


def _standin(one: Standin, known: Known, audience: Audience) -> Standin:
    """Take out a substitute whom the audience may not see; for whom somebody stands in is told only of members it may see."""
    if one.stands_in_for is not None and not may_see(audience, known.get(one.stands_in_for)):
        one = evolve(one, stands_in_for=None)
    if one.holder is None or may_see(audience, known.get(one.holder)):
        return one
    return evolve(one, holder=None, withheld=True, reason=WITHHELD)


def _group(group: GroupOnDay, known: Known, audience: Audience) -> GroupOnDay:
    seats = tuple(_seat(seat, known, audience) for seat in group.seats)
    return evolve(group, seats=seats, substitutes=tuple(_standin(one, known, audience) for one in group.substitutes))


def _hides(group: GroupOnDay) -> bool:
    seats = any(seat.withheld or any(one.withheld for one in seat.substitutes) for seat in group.seats)
    return seats or any(one.withheld for one in group.substitutes)


def disclose(answer: Verdict[T], record: Record | None, audience: Audience) -> Verdict[T]:
    """Return an answer without the parties whom the audience may not see; where one was taken out, it is `withheld`.

    Whether somebody is old enough, or has an attribute, only the administration is told.
    """
    known = record.party_by_id if record else {}
    value, hidden = _value(answer.value, known, audience)
    plain = answer.reasons if audience >= Audience.ADMINISTRATION else tuple(_impersonal(reason) for reason in answer.reasons)
    if isinstance(answer.value, tuple) and any(isinstance(one, Seat) for one in answer.value):
        plain = tuple(reason for seat in value for reason in seat.reasons) or plain
    readings = tuple((label, disclose(one, record, audience)) for label, one in answer.readings)
    return evolve(answer, value=value, reasons=plain, withheld=hidden, readings=readings)


def _value(value: Any, known: Known, audience: Audience) -> tuple[Any, bool]:
    """Return what an answer says as far as the audience may see it, and whether something was taken out."""
    match value:
        case Roster():
            groups = tuple(_group(group, known, audience) for group in value.groups)
            return evolve(value, groups=groups), any(_hides(group) for group in groups)
        case Terms():
            endings = tuple(one for one in value.endings if may_see(audience, known.get(one.holder)))
            lost = tuple(one for one in value.lost if may_see(audience, known.get(one.holder)))
            hidden = len(endings) < len(value.endings) or len(lost) < len(value.lost)
            return evolve(value, endings=endings, lost=lost), hidden
        case tuple():
            found = tuple(_one(one, known, audience) for one in value)
            return found, any(isinstance(one, Seat) and one.withheld for one in found)
        case _:
            return value, False


def _one(one: Any, known: Known, audience: Audience) -> Any:
    match one:
        case Seat():
            return _seat(one, known, audience)
        case Sent():
            return evolve(one, seats=tuple(_seat(seat, known, audience) for seat in one.seats))
        case Kept() if audience < Audience.ADMINISTRATION:
            return evolve(one, reasons=tuple(_impersonal(reason) for reason in one.reasons))
        case _:
            return one


def _impersonal(reason: Reason) -> Reason:
    """Return a reason without what it says about single persons."""
    return evolve(reason, because=()) if reason.said.code == "reason.need" else reason
