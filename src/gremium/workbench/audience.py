"""Audience: takes out of an answer what those who read it may not see. One function for all writers, before any of them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from gremium.evaluate.seats import GroupOnDay, Roster, Seat
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


def disclose(answer: Verdict[Roster], record: Record | None, audience: Audience) -> Verdict[Roster]:
    """Return the answer without the holders whom the audience may not see; where one was taken out, it is `withheld`."""
    known = record.party_by_id if record else {}

    def seat(one: Seat) -> Seat:
        if one.holder is None or may_see(audience, known.get(one.holder)):
            return one
        return evolve(one, holder=None, withheld=True, reasons=(Reason(said=message("reason.withheld")),))

    def group(one: GroupOnDay) -> GroupOnDay:
        return evolve(one, seats=tuple(seat(s) for s in one.seats))

    def verdict(one: Verdict[Roster]) -> Verdict[Roster]:
        value = evolve(one.value, groups=tuple(group(g) for g in one.value.groups)) if one.value else None
        hidden = value is not None and any(s.withheld for g in value.groups for s in g.seats)
        return evolve(one, value=value, withheld=hidden, readings=tuple((label, verdict(v)) for label, v in one.readings))

    return verdict(answer)
