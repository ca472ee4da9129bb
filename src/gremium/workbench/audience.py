"""Audience: takes out of an answer what those who read it may not see. One function for all writers, before any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

from attrs import define, evolve

from gremium.evaluate.composition import Kept
from gremium.evaluate.delegation import Sent
from gremium.evaluate.holdings import Standin
from gremium.evaluate.seats import GroupOnDay, Roster, Seat
from gremium.evaluate.term import Refilling, Terms
from gremium.model.record import Audience, Party, Record
from gremium.values.message import Message, message
from gremium.values.ref import Ref
from gremium.values.verdict import Reason, Verdict


def may_see(audience: Audience, party: Party | None) -> bool:
    """Return whether an audience may see a party; one that the record does not know is seen by the administration alone."""
    return audience >= (party.disclosure if party is not None else Audience.ADMINISTRATION)


def names(record: Record | None, audience: Audience) -> Mapping[str, str]:
    """Return the names of the parties that the audience may see, by id; a party without a name has its id."""
    parties = record.party_by_id.values() if record else ()
    return {party.id: party.name or party.id for party in parties if may_see(audience, party)}


T = TypeVar("T")
WITHHELD = Reason(said=message("reason.withheld"))
# Reasons that tell days of somebody's holding, though nobody is said to hold the seat; and what is said of the seat instead.
UNDATED: Mapping[str, Reason | None] = {
    "reason.holds": WITHHELD,
    "reason.holding-open": WITHHELD,
    "reason.two-holders": WITHHELD,
    "reason.stands-in": WITHHELD,
    "reason.ended": None,
    "reason.vacant": None,
}
# What follows from the first day of a holding.
FOLLOWING = ("reason.holdover", "reason.term-over")


def disclose(answer: Verdict[T], record: Record | None, audience: Audience) -> Verdict[T]:
    """Return an answer without the parties whom the audience may not see; where one was taken out, it is `withheld`.

    Taken out is all that tells of a party: its id and name, also where it is an organisation by which a seat comes or somebody
    for whom another stands in, and the days of its holdings, also after they have ended. Whether somebody is old enough, or has
    an attribute, only the administration is told.
    """
    return answer if audience is Audience.ADMINISTRATION else _Reader(record, audience).answer(answer)


def _place(seat: Seat) -> int:
    """Return where a seat stands among those alike: those whose holders are seen, those withheld, the empty ones."""
    return 1 if seat.withheld else 2 if seat.holder is None else 0


@define(slots=False)
class _Reader:
    """Reads answers as an audience may see them."""

    record: Record | None
    audience: Audience

    def sees(self, party: str | None) -> bool:
        """Return whether the audience may see this holder; True of nobody."""
        return party is None or may_see(self.audience, self.record.party_by_id.get(party) if self.record else None)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The ids of the parties of the record that the audience may not see."""
        parties = self.record.party_by_id.values() if self.record else ()
        return frozenset(party.id for party in parties if not may_see(self.audience, party))

    @cached_property
    def shy(self) -> Mapping[str, frozenset[str]]:
        """By position the days on which somebody came or went, or stood in, whom the audience may not see.

        A recorded vacancy tells when the one before left, so its days are among them.
        """
        tables = (self.record.holdings_by_position, self.record.substitutes_by_position) if self.record else ()
        found: dict[str, set[str]] = {}
        for position, told in (pair for table in tables for pair in table.items()):
            if not all(self.sees(one.party) for one in told):
                theirs = (one for one in told if one.vacant or not self.sees(one.party))
                found.setdefault(str(position), set()).update(str(day) for one in theirs for day in (one.since, one.until) if day)
        return {position: frozenset(days) for position, days in found.items()}

    def answer(self, answer: Verdict[T]) -> Verdict[T]:
        """Return an answer, and those under its readings, as the audience may see them."""
        value: Any = self.value(answer.value)
        reasons = tuple(self.plain(answer.reasons))
        if isinstance(value, tuple) and any(isinstance(one, Seat) for one in value):
            told = tuple(reason for seat in value for reason in seat.reasons)
            agree = reasons[0].said.code == "reason.readings-agree"
            reasons = (evolve(reasons[0], because=told),) if agree else told
        return evolve(
            answer,
            value=value,
            reasons=reasons or (WITHHELD,),
            figures=self.figures(answer.figures),
            withheld=self.lacks(value, answer.value),
            readings=tuple((label, self.answer(one)) for label, one in answer.readings),
        )

    def value(self, value: Any) -> Any:  # noqa: PLR0911  (one return for each kind)
        """Return what an answer says as far as the audience may see it."""
        match value:
            case Roster():
                return evolve(value, groups=tuple(self.group(group) for group in value.groups))
            case Terms():
                endings = tuple(evolve(one, of=self.unit(one.of)) for one in value.endings if self.sees(one.holder))
                lost = tuple(one for one in value.lost if self.sees(one.holder))
                refillings = tuple(self.refilling(one, value.body) for one in value.refillings)
                return evolve(value, endings=endings, lost=lost, refillings=refillings)
            case tuple():
                return tuple(self.value(one) for one in value)
            case Seat():
                return self.seat(value)
            case Sent():
                return evolve(value, seats=tuple(self.seat(seat) for seat in value.seats))
            case Kept():
                return evolve(value, reasons=tuple(self.plain(value.reasons)), figures=self.figures(value.figures))
            case _:
                return value

    def group(self, group: GroupOnDay) -> GroupOnDay:
        """Return a seat group as the audience may see it; whom it may not see come after the others: no order tells of them."""
        read = groupby((self.seat(seat) for seat in group.seats), key=lambda seat: seat.of)
        seats = tuple(seat for _, alike in read for seat in sorted(alike, key=_place))
        return evolve(group, seats=seats, substitutes=tuple(self.standin(one) for one in group.substitutes))

    def seat(self, seat: Seat) -> Seat:
        """Return a seat without its holder, if the audience may not see the holder, and without what tells of others."""
        standins = tuple(self.standin(one) for one in seat.substitutes)
        seat = evolve(seat, of=self.unit(seat.of), substitutes=standins)
        if not self.sees(seat.holder):
            return evolve(seat, holder=None, holding=None, withheld=True, rests=False, told=(WITHHELD,))
        if seat.holding is not None and seat.holding.of is not None:
            seat = evolve(seat, holding=evolve(seat.holding, of=self.unit(seat.holding.of) or None))
        return seat if seat.holder is not None else evolve(seat, told=tuple(self.undated(seat.reasons)))

    def standin(self, one: Standin) -> Standin:
        """Return a substitute as the audience may see it; for whom somebody stands in is told only of members it may see."""
        member = one.stands_in_for if self.sees(one.stands_in_for) else None
        one = evolve(one, stands_in_for=member, of=None if one.of is None else self.unit(one.of) or None)
        return one if self.sees(one.holder) else evolve(one, holder=None, withheld=True, reason=WITHHELD)

    def refilling(self, one: Refilling, body: str) -> Refilling:
        """Return how a seat is filled again; since when it is vacant tells when somebody left, and so does by when to fill it."""
        of = self.unit(one.of)
        shy = self.shy.get(str(Ref(target=body, position=one.group)), ())
        return evolve(one, of=of, since=None, due=None) if str(one.since) in shy else evolve(one, of=of)

    def unit(self, of: str) -> str:
        """Return through whom a seat comes, without the organisations that the audience may not see."""
        return " + ".join(name for name in of.split(" + ") if name not in self.hidden)

    def undated(self, reasons: Iterable[Reason]) -> Iterator[Reason]:
        """Yield why nobody is known to sit somewhere, without the days on which somebody did whom the audience may not see."""
        hides = False
        for reason in reasons:
            told = dict(reason.said.params)
            position = str(told.get("position"))
            days = {str(told[name]) for name in ("since", "until", "day") if name in told}
            if reason.said.code in UNDATED and days & self.shy.get(position, frozenset()):
                hides = True
                yield UNDATED[reason.said.code] or Reason(said=message("reason.vacant-seat", position=position))
            elif not (hides and reason.said.code in FOLLOWING):
                yield reason

    def plain(self, reasons: Iterable[Reason]) -> Iterator[Reason]:
        """Yield reasons without what they say about single persons and organisations."""
        for reason in reasons:
            told = dict(reason.said.params)
            if "party" in told or "unit" in told:
                continue
            count = told.get("count")
            whose = dict(count.params) if isinstance(count, Message) and count.code == "tally.of" else {}
            hides = whose.get("name") in self.hidden
            said = message(reason.said.code, **{**told, "count": whose["count"]}) if hides else reason.said
            yield evolve(reason, said=said, because=tuple(self.plain(reason.because)))

    def figures(self, figures: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Return figures without those of organisations that the audience may not see."""
        return tuple((name, figure) for name, figure in figures if not self.tells(name))

    def tells(self, figure: str) -> bool:
        """Return whether the name of a figure (`row.name`, `attribute (name)`) names somebody whom the audience may not see."""
        name = figure.rpartition(" (")[2].removesuffix(")")
        return name in self.hidden or name.rpartition(".")[2] in self.hidden

    def lacks(self, value: Any, before: Any) -> bool:
        """Return whether something was taken out of an answer."""
        match value:
            case Roster():
                return any(self.lacks_of(group.seats, group.substitutes) for group in value.groups)
            case Terms():
                return (len(value.endings), len(value.lost)) != (len(before.endings), len(before.lost))
            case tuple():
                return any(self.lacks(one, was) for one, was in zip(value, before, strict=True))
            case Seat():
                return self.lacks_of((value,), ())
            case Sent():
                return self.lacks_of(value.seats, ())
            case _:
                return False

    def lacks_of(self, seats: Iterable[Seat], substitutes: Iterable[Standin]) -> bool:
        """Return whether somebody was taken out of these seats or substitutes."""
        return any(one.withheld for one in substitutes) or any(
            seat.withheld or any(one.withheld for one in seat.substitutes) for seat in seats
        )
