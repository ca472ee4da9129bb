"""Reader: an answer as an audience may see it.

Answers about seats and terms are read class by class, because days and the order of seats tell of persons, too. All others are
read field by field, by the marks that their classes carry (see `values.disclosure`). The room is longer than 300 lines because
both ways ask the same of a person, and one answer may hold values of both.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

import attrs
from attrs import define, evolve

from gremium.evaluate.aspects import Aspect
from gremium.evaluate.composition import Kept
from gremium.evaluate.delegation import Sent
from gremium.evaluate.effective import Row, Rule
from gremium.evaluate.holdings import Standin
from gremium.evaluate.seats import GroupOnDay, Roster, Seat
from gremium.evaluate.term import Ending, Lost, Refilling, Terms
from gremium.model.body import Body, Kind
from gremium.model.charter import Charter
from gremium.model.meeting import Nominated
from gremium.model.provision import Provision
from gremium.model.record import Holding
from gremium.values.count import exactly
from gremium.values.crowd import Persons
from gremium.values.message import Message, Parameter, message
from gremium.values.phrases import RESERVED
from gremium.values.ref import Ref
from gremium.values.verdict import Reason, Verdict
from gremium.workbench.known import Known, may_see

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
# What is said of somebody who has two seats in a body.
TWICE, SECOND = "reason.seat-twice", "reason.second-seat"
# What follows from the first day of a holding.
FOLLOWING = ("reason.holdover", "reason.term-over")
# What stands in charters: no persons do.
CHARTERED = (Charter, Body, Kind, Provision, Rule, Row, Aspect)
# Fields of answers that hold figures, and what would change them.
FIGURED = ("figures", "needs")
INSIDE = Reason(said=message("reason.withheld-inside"))


def _candidate(told: Mapping[str, Parameter]) -> str | None:
    """Return the id of the candidate, party or list of whom a reason says what came of it."""
    return str(told["candidate"]) if "candidate" in told else None


def _place(seat: Seat) -> int:
    """Return where a seat stands among those alike: those whose holders are seen, those withheld, the empty ones."""
    return 1 if seat.withheld else 2 if seat.holder is None else 0


@define(slots=False)
class Reader:
    """Reads answers as an audience may see them. `took` tells whether something that was marked has been taken out.

    `about` is the position of which an answer without seat groups tells; `veiled` are those whom an answer may not name, because
    that would tell that they sit where the audience may not know it.
    """

    known: Known
    inside: Parameter | None = None
    about: Ref | None = None
    veiled: frozenset[str] = frozenset()
    took: bool = False

    def sees(self, party: str | None) -> bool:
        """Return whether an answer may name this party; True of nobody, a word that is no id, and a list of seen parties."""
        told = self.known.parties.get(party or "")
        if told is None and party in self.lists:
            return all(self.sees(one) for one in self.lists[party])
        if party is None or (told is None and party in RESERVED):
            return True
        return party not in self.veiled and may_see(self.known.audience, told)

    def knows(self, party: str | None, position: Ref | None, holding: Holding | None = None) -> bool:
        """Return whether the audience may know that somebody holds a position; see `Known.knows`."""
        return self.known.knows(party, position, holding)

    def sits(self, one: Ending | Lost, body: str) -> bool:
        """Return whether the audience may know that somebody sits in a body whose term ends, or who has lost the seat."""
        return self.knows(one.holder, Ref(target=body, position=one.group), one.holding)

    @cached_property
    def lists(self) -> Mapping[str | None, tuple[str, ...]]:
        """The lists that were handed in under a name of their own, each with the parties that did so."""
        record = self.known.record
        told = (one for one in record.standing if isinstance(one, Nominated)) if record else ()
        return {one.list: one.by for one in told if one.list is not None and one.by and one.list not in one.by}

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The ids of the parties of the record that the answer may not name."""
        return self.known.hidden | self.veiled

    def answer(self, answer: Verdict[T]) -> Verdict[T]:
        """Return an answer, and those under its readings, as the audience may see them."""
        self.took = self.inside is not None
        value: Any = self.value(answer.value)
        took = self.took
        reasons = self.reasons(answer.reasons)
        if isinstance(value, tuple) and any(isinstance(one, Seat) for one in value):
            told = tuple(reason for seat in value for reason in seat.reasons)
            agree = reasons[0].said.code == "reason.readings-agree"
            reasons = (evolve(reasons[0], because=told),) if agree else told
        return evolve(
            answer,
            value=value,
            reasons=reasons or (WITHHELD,),
            figures=() if self.inside is not None else self.figures(answer.figures),
            needs=self.needs(answer.needs),
            withheld=took or self.lacks(value, answer.value),
            readings=tuple((label, self.answer(one)) for label, one in answer.readings),
        )

    def value(self, value: Any) -> Any:  # noqa: PLR0911  (one return for each kind)
        """Return what an answer says as far as the audience may see it."""
        match value:
            case Roster():
                return evolve(value, groups=tuple(self.group(group, value) for group in value.groups))
            case Terms():
                told = (one for one in value.endings if self.sits(one, value.body))
                endings = tuple(evolve(one, of=self.unit(one.of), holding=None) for one in told)
                gone = (one for one in value.lost if self.sits(one, value.body))
                lost = tuple(evolve(one, holding=None) for one in gone)
                refillings = tuple(self.refilling(one, value.body) for one in value.refillings)
                return evolve(value, endings=endings, lost=lost, refillings=refillings)
            case tuple():
                return self.several(value)
            case Seat():
                return self.seat(value)
            case Sent():
                return evolve(value, seats=tuple(self.seat(seat) for seat in value.seats))
            case Kept():
                return evolve(value, reasons=tuple(self.plain(value.reasons)), figures=self.figures(value.figures))
            case Persons():
                return self.persons(value)
            case _ if attrs.has(type(value)) and not isinstance(value, (*CHARTERED, Message)):
                return self.marked(value)
            case _:
                return value

    def several(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return several values as the audience may see them, without those that tell of somebody whom it may not see."""
        if values and all(isinstance(one, Reason) for one in values):
            return self.reasons(values)
        seen = tuple(one for one in values if not self.whole(one))
        self.took |= len(seen) < len(values)
        read = tuple(self.value(one) for one in seen)
        return values if len(read) == len(values) and all(map(operator.is_, read, values)) else read

    def whole(self, value: Any) -> bool:
        """Return whether all that a value tells is of somebody whom the audience may not see."""
        fields = attrs.fields(type(value)) if attrs.has(type(value)) else ()
        return any(one.metadata.get("party") == "whole" and not self.sees(getattr(value, one.name)) for one in fields)

    def marked(self, value: Any) -> Any:
        """Return a value with what its class marks taken out, as far as the audience may not see it."""
        changed: dict[str, Any] = {}
        for one in attrs.fields(type(value)):
            before = getattr(value, one.name)
            after = self.field(one, before)
            if after is not before:
                changed[one.name] = after
        return evolve(value, **changed) if changed else value

    def field(self, field: Any, value: Any) -> Any:
        """Return what stands in a field, as the audience may see it."""
        if self.inside is not None and (field.name in FIGURED or field.metadata.get("inside")):
            return field.default
        if field.metadata.get("party") is True and not isinstance(value, Persons):
            return self.ids(value)
        if field.name == "figures":
            return self.figures(value)
        if field.name == "needs" and isinstance(value, tuple):
            return self.needs(value)
        if self.whole(value):
            self.took = True
            return None
        return self.value(value)

    def ids(self, value: Any) -> Any:
        """Return an id, or ids, without those whom the audience may not see."""
        if isinstance(value, tuple):
            seen = tuple(one for one in value if self.sees(one))
            self.took |= len(seen) < len(value)
            return value if len(seen) == len(value) else seen
        if self.sees(value):
            return value
        self.took = True
        return None

    def persons(self, crowd: Persons) -> Any:
        """Return persons, or only how many they are if there is one whom the audience may not see."""
        if all(self.sees(one) for one in crowd.ids):
            return crowd
        self.took = True
        return exactly(len(crowd.ids))

    def reasons(self, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        """Return reasons as the audience may see them; of what was behind closed doors only the clauses."""
        seen = tuple(self.plain(reasons))
        return seen if self.inside is None else (INSIDE, *self.clauses(seen, self.inside))

    def clauses(self, reasons: Iterable[Reason], body: Parameter) -> Iterator[Reason]:
        """Yield the clauses on which reasons rest, each once."""
        told: dict[str, Reason] = {}
        waiting = list(reasons)
        while waiting:
            reason = waiting.pop(0)
            if reason.provision:
                told.setdefault(reason.provision, reason)
            waiting += reason.because
        for where, reason in told.items():
            yield Reason(said=message("reason.rule", body=body, rule=where), cites=reason.cites, provision=where)

    def needs(self, needs: tuple[Message, ...]) -> tuple[Message, ...]:
        """Return what would change an answer, without what tells of somebody; nothing of what was behind closed doors."""
        return () if self.inside is not None else tuple(one for one in needs if not {"party", "unit"} & dict(one.params).keys())

    def group(self, group: GroupOnDay, whole: Roster) -> GroupOnDay:
        """Return a seat group as the audience may see it; whom it may not see come after the others: no order tells of them."""
        foreign = None if whole.jurisdiction == self.known.charter.id else whole.jurisdiction
        post = Ref(target=whole.body, position=group.id, jurisdiction=foreign)
        read = groupby((self.seat(seat, post) for seat in group.seats), key=lambda seat: seat.of)
        seats = tuple(seat for _, alike in read for seat in sorted(alike, key=_place))
        return evolve(group, seats=seats, substitutes=tuple(self.standin(one, post) for one in group.substitutes))

    def seat(self, seat: Seat, post: Ref | None = None) -> Seat:
        """Return a seat without its holder, if the audience may not know who sits here, and without what tells of others.

        Of somebody who has another seat in the body that the audience may not know of, it is not told either that there is one.
        """
        post = post if post is not None else self.about
        standins = tuple(self.standin(one, post) for one in seat.substitutes)
        seat = evolve(seat, of=self.unit(seat.of), substitutes=standins)
        twice = seat.holder in self.known.shaded and any(reason.said.code == TWICE for reason in seat.told)
        if twice or not self.knows(seat.holder, post, seat.holding):
            return evolve(seat, holder=None, holding=None, withheld=True, rests=False, told=(WITHHELD,))
        if seat.holding is not None and seat.holding.of is not None:
            seat = evolve(seat, holding=evolve(seat.holding, of=self.unit(seat.holding.of) or None))
        return seat if seat.holder is not None else evolve(seat, told=tuple(self.undated(seat.reasons)))

    def standin(self, one: Standin, post: Ref | None) -> Standin:
        """Return a substitute as the audience may see it; for whom somebody stands in is told only of members it may know of."""
        member = one.stands_in_for if self.knows(one.stands_in_for, post) else None
        seen = self.knows(one.holder, post, one.holding)
        one = evolve(one, stands_in_for=member, of=None if one.of is None else self.unit(one.of) or None, holding=None)
        return one if seen else evolve(one, holder=None, withheld=True, reason=WITHHELD)

    def refilling(self, one: Refilling, body: str) -> Refilling:
        """Return how a seat is filled again; since when it is vacant tells when somebody left, and so does by when to fill it."""
        of = self.unit(one.of)
        shy = self.known.shy.get(str(Ref(target=body, position=one.group)), ())
        return evolve(one, of=of, since=None, due=None) if str(one.since) in shy else evolve(one, of=of)

    def unit(self, of: str) -> str:
        """Return through whom a seat comes, without the organisations that the audience may not see."""
        return " + ".join(name for name in of.split(" + ") if name not in self.hidden)

    def undated(self, reasons: Iterable[Reason]) -> Iterator[Reason]:
        """Yield why nobody is known to sit somewhere, without the days on which somebody did whom the audience may not see."""
        hides = False
        for reason in self.single(reasons):
            told = dict(reason.said.params)
            position = str(told.get("position"))
            days = {str(told[name]) for name in ("since", "until", "day") if name in told}
            if reason.said.code in UNDATED and days & self.known.shy.get(position, frozenset()):
                hides = True
                yield UNDATED[reason.said.code] or Reason(said=message("reason.vacant-seat", position=position))
            elif not (hides and reason.said.code in FOLLOWING):
                yield reason

    def single(self, reasons: Iterable[Reason]) -> Iterator[Reason]:
        """Yield why nobody sits somewhere; only that, if it was left for a seat of which the audience may not know."""
        listed = tuple(reasons)
        positions = [str(dict(one.said.params).get("position")) for one in listed]
        left = any(one.said.code == SECOND for one in listed) and any(one in self.known.shades for one in positions)
        yield from listed if not left else (Reason(said=message("reason.vacant-seat", position=positions[0])),)

    def plain(self, reasons: Iterable[Reason]) -> Iterator[Reason]:
        """Yield reasons without what they say about single persons and organisations."""
        for reason in reasons:
            told = dict(reason.said.params)
            if "party" in told or "unit" in told or not self.sees(_candidate(told)):
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
                return any(self.lacks(one, was) for one, was in zip(value, before, strict=False))
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
