"""Who sits in a body of an OParl tree: roles become seat groups and offices, and those who stand in for their members."""

from __future__ import annotations

from collections import Counter
from datetime import date

from attrs import field, frozen

from gremium.model.provision import Provision
from gremium.norms.seats import Seats, Standing, SubstituteOrder, Substitutes
from gremium.values.count import UNSTATED_COUNT
from gremium.values.days import Day
from gremium.values.text import Text
from gremium_adapters.importers.oparl_values import LANGUAGE
from gremium_adapters.importers.oparl_words import MEMBER, Role


@frozen(kw_only=True)
class Seated:
    """One membership in a body, with what its role says."""

    party: str
    role: Role
    since: Day
    until: Day | None
    votes: bool | None
    of: str | None

    @property
    def days(self) -> tuple[date, date]:
        """The days within which it may have run."""
        last = self.until.latest if self.until is not None else None
        return self.since.earliest or date.min, last or date.max


@frozen
class Groups:
    """The positions of one body: who holds each, who stands in for its members, and which are offices, which add no seat."""

    held: dict[str, list[Seated]] = field(factory=dict)
    standins: dict[str, list[Seated]] = field(factory=dict)
    offices: tuple[str, ...] = ()

    @property
    def seats(self) -> tuple[str, ...]:
        """The seat groups."""
        return tuple(sorted(self.held.keys() - set(self.offices)))


def groups_of(members: list[Seated]) -> Groups:
    """Return the positions of a body: an office that members hold beside their seat adds no seat, any other role is a seat."""
    held: dict[str, list[Seated]] = {}
    for one in members:
        if not one.role.substitute:
            held.setdefault(one.role.position or MEMBER, []).append(one)
    offices = tuple(sorted(position for position, holders in held.items() if _beside(holders, members)))
    largest = max(sorted(held.keys() - set(offices)), key=lambda position: len(held[position]), default=MEMBER)
    standins: dict[str, list[Seated]] = {}
    for one in members:
        if one.role.substitute:
            position = one.role.position or largest
            standins.setdefault(position, []).append(one)
            held.setdefault(position, [])
    return Groups(held=held, standins=standins, offices=offices)


def _beside(holders: list[Seated], members: list[Seated]) -> bool:
    """Return whether a role is an office beside a seat: one after another holds it, and each of them has a seat meanwhile."""
    if not all(one.role.office for one in holders):
        return False
    seats: dict[str, list[Seated]] = {}
    for one in members:
        if not (one.role.office or one.role.substitute):
            seats.setdefault(one.party, []).append(one)
    before = None
    for first, last in sorted(one.days for one in holders):
        if before is not None and first <= before:
            return False
        before = last
    return all(any(_meet(seat.days, one.days) for seat in seats.get(one.party, ())) for one in holders)


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Return whether two spans of days have one in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def provision(group: str, groups: Groups) -> Provision:
    """Return a seat group: how many seats it has no tree says, nor whom its substitutes stand in for."""
    members, standins = groups.held[group], groups.standins.get(group, [])
    names = Counter(one.role.name for one in members or standins if one.role.name is not None)
    name = min(names, key=lambda one: (-names[one], one), default=None)
    votes = {one.votes for one in members}
    standing = Standing.VOTING if votes == {True} else Standing.ADVISORY if votes == {False} else None
    norm = Seats(
        name=Text.of({LANGUAGE: name}) if name is not None else None, seats=UNSTATED_COUNT, standing=standing,
        substitutes=Substitutes(order=SubstituteOrder.UNSTATED) if standins else None,
    )  # fmt: skip
    return Provision(id=group, norm=norm)
