"""Attendance: who is there at a moment of a meeting, seat by seat where the record names persons, else by numbers.

What comes out are cells for `tally`: seats, and for each the states in which it may be. A seat is present if its member is there
and not barred, or if not, if a substitute is there who may stand in. As soon as the member is back the substitute only stands by.
Whoever is barred by a conflict of interest never counts as entitled; whether as present, where they stay in the room, the rule's
own words decide (`present` or `present entitled`).

This room is longer than 300 lines because persons and numbers are two ways of telling one thing, and both have to give the same
cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

from attrs import evolve, field, frozen

from gremium.evaluate.holdings import SeatState, Standin
from gremium.evaluate.lens import AFAR, AWAY, BOTH, NO, ROOM, YES, Frame, Lens, Outcomes, Place, lens, may_vote
from gremium.evaluate.occasion import Occasion, means, order
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import GroupOnDay, Seat, holders_of
from gremium.evaluate.tally import ONE, Cell, Choice, State
from gremium.evaluate.whereabouts import GONE, Whereabouts
from gremium.model.meeting import Presence
from gremium.norms.seats import SubstituteOrder
from gremium.values.count import Count, exactly, hull, total
from gremium.values.crowd import Persons
from gremium.values.disclosure import PARTY
from gremium.values.message import message
from gremium.values.need import Need
from gremium.values.tally import Tally
from gremium.values.verdict import Outcome, Reason


@frozen(kw_only=True, slots=False)  # made by the thousands, and made twice as fast without slots
class Taken:
    """One seat at the moment: its `group`, its member (`holder`), and who acts on it (`occupant`, None: nobody, or unknown).

    `states` are those in which it may be, `votes` how many votes it has; `certain` is False where the seat itself is not.
    """

    group: str
    holder: str | None = field(default=None, metadata=PARTY)
    occupant: str | None = field(default=None, metadata=PARTY)
    states: tuple[State, ...]
    votes: Count = ONE
    certain: bool = True


@frozen(kw_only=True)
class Attendance:
    """Who is there: `cells` to count; `reasons` tell who does not count, and why; `missing` names the facts that are lacking.

    `beside` are those of the cells that stand for none of the seats in `taken`: numbers, strangers, offices.
    """

    cells: tuple[Cell | Choice, ...]
    beside: tuple[Cell | Choice, ...] = ()
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    seats: Callable[[], tuple[Taken, ...]] = field(default=tuple, eq=False, repr=False)

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        """The seats one by one, where the record names persons; looked at when they are asked for: a count needs none of them."""
        return self.seats()


def attendance(
    scope: Scope,
    here: Occasion,
    moment: datetime | None,
    needs: Iterable[Need] = (),
    *,
    counts: Iterable[Tally] = (),
    remote: Outcome = Outcome.OPEN,
    also: frozenset[str] = frozenset(),
) -> Attendance:
    """Return who is there at a moment of a meeting (local time of the place; None: it is not known when).

    `needs` and `counts` are what will be asked: offices and attributes of which they speak are looked up. `remote` says whether
    those who take part from afar count as present. `also` are persons who count as present wherever they are.
    """
    through = lens(scope, here, tuple(needs), tuple(counts), remote)
    frame = through.frame
    look = _Look(scope, here, moment, through, also)
    counted = look.numbers()
    cells: list[Cell | Choice] = []
    beside: list[Cell | Choice] = []
    reasons: list[Reason] = []
    named: list[GroupOnDay] = []
    pooled = [group for group in frame.groups if may_vote(group) and group.id not in counted]
    if None in counted or not frame.groups:
        beside += look.pool(pooled, frame, None, counted.get(None, {}))
    for group in frame.groups:
        if group.id in counted:
            beside += look.pool([group], frame, group.id, counted[group.id])
        elif not (None in counted and may_vote(group)):
            named.append(group)
            mine, told = look.counted(group)
            cells += mine
            reasons += told
            beside += look.strangers(group)
    beside += [look.office(name) for name in through.offices]
    reasons += look.barred_numbers()
    lacking = () if look.presence else (f"{here.meeting.id}.presence",)
    if not frame.groups and not frame.seats.stated and not frame.members.stated:
        lacking = (*lacking, f"{here.where.body.id}.seats")
    return Attendance(
        cells=(*beside, *cells),
        beside=tuple(beside),
        reasons=tuple(reasons),
        missing=lacking,
        seats=lambda: tuple(one for group in named for one in look.persons(group)[0]),
    )


def _merged(taken: Iterable[Taken]) -> list[Cell | Choice]:
    """Return the seats as cells, those alike as one."""
    alike: dict[tuple[object, ...], list[Taken]] = {}
    for one in taken:  # nearly all are alike, and the same states are the same object
        alike.setdefault((id(one.states), one.votes.low, one.votes.high, one.certain), []).append(one)
    return [
        Cell(possible=same[0].states, number=exactly(len(same)) if same[0].certain else Count(0, len(same)), votes=same[0].votes)
        for same in alike.values()
    ]


Facts: TypeAlias = dict[str, Count]


class _Look(Whereabouts):
    """Looks at one moment of one meeting: who was there, who was barred, and what will be asked of it."""

    def __init__(self, scope: Scope, here: Occasion, moment: datetime | None, through: Lens, also: frozenset[str]) -> None:
        super().__init__(here, moment, also)
        self.scope, self.lens = scope, through
        unknown = any(isinstance(fact.who, Count) and fact.who.high != 0 for fact in self.barring)
        self.elsewhere = self.elsewhere_then, BOTH if unknown else NO

    # ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def numbers(self) -> dict[str | None, Facts]:
        """Return what is told in numbers at the moment, by seat group (None: all who have a vote)."""
        found: dict[str | None, Facts] = {}
        for of in {means(self.here, one.of): None for one in self.presence if isinstance(one.who, Count)}:
            if of == "":
                continue
            for afar in (False, True):
                mine = [
                    one for one in self.presence
                    if isinstance(one.who, Count) and one.remote is afar and means(self.here, one.of) == of
                ]  # fmt: skip
                if mine:
                    found.setdefault(of, {})[AFAR if afar else ROOM] = hull(self._then(mine))
        return found

    def _then(self, told: list[Presence]) -> list[Count]:
        """Return the numbers that hold at the moment: the latest before it; where they contradict each other, each of them."""
        come = [one for one in told if self._is_past(one.at)]
        if not come:
            return [Count(0, None)]
        if self.moment is None and self.here.item is not None:
            return [one.who for one in come if isinstance(one.who, Count)]
        last = max(order(one.at) for one in come)
        return [one.who for one in come if isinstance(one.who, Count) and order(one.at) == last]

    def pool(self, groups: list[GroupOnDay], frame: Frame, of: str | None, told: Facts) -> tuple[Cell | Choice, ...]:
        """Return the cells of groups of which the record tells numbers: those present, those barred, those away, those vacant."""
        barred, stays = self._barred_in(of, {group.id for group in groups})
        key = (of, tuple(group.id for group in groups), told.get(ROOM), told.get(AFAR), barred, stays)
        if key not in self.lens.pools:
            ways = tuple(self._ways(groups, frame, of, told, barred, stays))
            self.lens.pools[key] = ways[0] if len(ways) == 1 else (Choice(ways),)
        return self.lens.pools[key]

    def _ways(
        self, groups: list[GroupOnDay], frame: Frame, of: str | None, told: Facts, barred: Count, stays: bool | None
    ) -> Iterable[tuple[Cell, ...]]:
        """Return the ways to share the seats out, each of them once.

        Where numbers are ranges, or nobody knows whether the barred are among those present, there are several. What is counted
        is linear in those numbers, so it is lowest and highest where they lie at an end of what they can be.
        """
        seats, members = self._sizes(groups, frame, whole=of is None)
        room, afar = (told.get(place, Count(0, 0 if told else None)) for place in (ROOM, AFAR))
        there = total((room, afar))
        words, votes = self.lens.words(groups), _votes(groups)
        ways: dict[tuple[Cell, ...], None] = {}
        for size in _sizes(members, there, barred, stays):
            for present, bars in _pairs(there, barred, size):
                for inside in _inside(present, bars, size, stays):
                    for far in _ends(_at_most(afar, present)):
                        for first, then in ((ROOM, AFAR), (AFAR, ROOM)):
                            counts = (present - inside, inside, bars - inside, size - present - bars + inside)
                            ways[self._shared(counts, far, (first, then), words, votes, members, seats, there)] = None
        return ways

    def _shared(
        self,
        counts: tuple[int, int, int, int],
        far: int,
        places: tuple[Place, Place],
        words: tuple[State, ...],
        votes: Count,
        members: Count,
        seats: Count,
        there: Count,
    ) -> tuple[Cell, ...]:
        """Return one way to share out the seats: how many are present, present and barred, away and barred, away.

        Of those present `far` take part from afar; `places` says from where the barred are taken first.
        """
        free, inside, outside, away = counts
        room_for = {ROOM: free + inside - far, AFAR: far}
        found: Counter[tuple[Place, bool]] = Counter()
        for place in places:
            found[place, True] = min(inside, room_for[place])
            inside -= found[place, True]
            found[place, False] = room_for[place] - found[place, True]
        found[AWAY, True], found[AWAY, False] = outside, away
        cells = [
            Cell(possible=self.lens.states(words, ((place,), YES if bars else NO)), number=exactly(n), votes=votes)
            for (place, bars), n in found.items()
            if n
        ]
        if members.high is None:  # nobody knows how many more there are; of them so many may be there as nobody has counted
            others = (AWAY, ROOM) if there.high is None else (AWAY,)
            cells.append(Cell(possible=self.lens.states(words, (others, NO)), number=Count(0, None), votes=votes))
        size = sum(counts)
        empty = Count(max(0, seats.low - size), None if seats.high is None else max(0, seats.high - size))
        if empty.high != 0:
            cells.append(Cell(possible=words, number=empty, votes=votes))
        return tuple(cells)

    def _sizes(self, groups: list[GroupOnDay], frame: Frame, *, whole: bool) -> tuple[Count, Count]:
        """Return how many seats some groups have, and how many of them are taken; of the whole body as the record counts it."""
        if not groups:
            members = frame.members if frame.members.stated else Count(0, frame.seats.high)
            return (frame.seats if frame.seats.stated else Count(members.low, None)), members
        seats = total(group.number for group in groups)
        filled = sum(group.number.low if group.counted else _filled(group) for group in groups)
        members = Count(filled, None if seats.high is None else seats.high - sum(map(_vacant, groups)))
        if whole and frame.members.stated:
            members = frame.members
        return seats, members

    def _barred_in(self, of: str | None, groups: set[str]) -> tuple[Count, bool | None]:
        """Return how many of a pool are barred, and whether they stay in the room; persons count as one each."""
        found, stays = [exactly(0)], set()
        for fact in self.barring:
            group = means(self.here, fact.of)
            if group not in (of, None) and not (of is None and group in groups):
                continue
            found.append(exactly(len(fact.who.ids)) if isinstance(fact.who, Persons) else fact.who)
            stays.add(fact.stays)
        return total(found), stays.pop() if len(stays) == 1 else None

    def barred_numbers(self) -> Iterator[Reason]:
        """Yield how many are barred, where only their number is known."""
        for fact in self.barring:
            if isinstance(fact.who, Count):
                yield Reason(said=message("reason.barred-number", number=str(fact.who)))

    # ── persons ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def where(self, person: str) -> tuple[tuple[Place, ...], Outcomes]:
        """Return where somebody may be at the moment, and whether they are barred."""
        places, bars = self.elsewhere
        return self.places.get(person, places), YES if person in self.bars else bars

    def counted(self, group: GroupOnDay) -> tuple[list[Cell | Choice], list[Reason]]:
        """Return the seats of a group as cells, those alike as one, and why some of its members do not count."""
        members = self.lens.plainly(group)
        if not members:
            taken, reasons = self.persons(group)
            return _merged(taken), reasons
        names, votes = members
        absent, bars = self.elsewhere
        base = self.lens.base(group)
        told = sorted(self.bars.intersection(names)) if self.bars else []
        free = [name for name in names if name not in self.bars] if told else names
        alike = [(Counter(map(self.places.get, free)), bars), (Counter(map(self.places.get, told)), YES)]
        cells: list[Cell | Choice] = [
            Cell(possible=self.lens.states((base,), (places or absent, barred)), number=exactly(number), votes=votes)
            for found, barred in alike
            for places, number in found.items()
        ]
        return cells, [Reason(said=message("reason.barred", party=name)) for name in told]

    def persons(self, group: GroupOnDay) -> tuple[list[Taken], list[Reason]]:
        """Return the seats of a group of which the record names those who were there, and why some do not count."""
        base = self.lens.base(group)
        taken: list[Taken] = []
        reasons: list[Reason] = []
        used: set[str] = set()
        waiting: list[int] = []
        for seat in group.seats:
            one = self._seat(group, base, seat, reasons)
            if one.occupant is None and seat.state is SeatState.FILLED:
                waiting.append(len(taken))
            taken.append(one)
        for place in waiting:
            seat = group.seats[place]
            taken[place] = self._substituted(group, base, seat, taken[place], used, reasons)
        return taken, reasons

    def strangers(self, group: GroupOnDay) -> Iterator[Cell]:
        """Yield the seats that a group has, or may have, beyond those of which something is known."""
        low, high = max(0, group.number.low - len(group.seats)), group.number.high
        more = Count(low if group.certain else 0, None if high is None else max(low, high - len(group.seats)))
        if more.high != 0:
            yield Cell(possible=self._unknown(group, self.lens.base(group)), number=more, votes=_votes([group]))

    def _seat(self, group: GroupOnDay, base: State, seat: Seat, reasons: list[Reason]) -> Taken:
        """Return one seat as its member takes it, and add why the member does not count, if so."""
        certain, votes, holder = seat.certain and group.certain, seat.votes or ONE, seat.holder
        if seat.state is SeatState.VACANT or holder is None or seat.state is SeatState.OPEN:
            states = (base,) if seat.state is SeatState.VACANT else self._unknown(group, base)
            return Taken(group=group.id, holder=holder, states=states, votes=votes, certain=certain)
        places, bars = (GONE, NO) if seat.rests else self.where(holder)
        if bars is YES or seat.rests:
            reasons.append(Reason(said=message("reason.rests" if seat.rests else "reason.barred", party=holder)))
        occupant = None if bars is YES or places == GONE else holder
        states = self.lens.states((base,), (places, bars), holder)
        return Taken(group=group.id, holder=holder, occupant=occupant, states=states, votes=votes, certain=certain)

    def _unknown(self, group: GroupOnDay, base: State) -> tuple[State, ...]:
        """Return the states of a seat of which nobody knows who sits in it, or whether anybody does (in a counted group: yes)."""
        listed = self.complete and not self._unplaced
        places = (AWAY,) if listed else (AWAY, ROOM)
        return (*self.lens.states((base,), (places, NO), ""), *(() if group.counted else (base,)))

    @property
    def _unplaced(self) -> bool:
        """True if the lists name somebody who holds no seat that is known: they may sit in one that is not."""
        known = {
            name
            for group in self.lens.frame.groups
            for seat in group.seats
            for name in (seat.holder, *(one.holder for one in (*seat.substitutes, *group.substitutes)))
        }
        return bool(self.places.keys() - self.also - known)

    def _substituted(
        self, group: GroupOnDay, base: State, seat: Seat, one: Taken, used: set[str], reasons: list[Reason]
    ) -> Taken:
        """Return a seat whose member cannot act, with the first substitute who is there and may stand in for it."""
        doubtful: set[State] = set()
        for standin in (*seat.substitutes, *self._shared_substitutes(group)):
            name = standin.holder
            if name is None or name in used:
                continue
            places, bars = self.where(name)
            if places == GONE or bars is YES:
                continue
            states = self.lens.states((base,), (places, bars), name)
            if standin.state is SeatState.FILLED and AWAY not in places and bars is NO:
                used.add(name)
                reasons.append(Reason(said=message("reason.acts-for", party=name, member=str(seat.holder))))
                return evolve(one, occupant=name, states=states)
            doubtful.update(states)
        return evolve(one, states=tuple(sorted({*one.states, *doubtful}, key=sorted))) if doubtful else one

    def _shared_substitutes(self, group: GroupOnDay) -> tuple[Standin, ...]:
        """Return the substitutes of a group who stand in for whoever is absent, in their order."""
        order = group.substitution.order if group.substitution is not None else SubstituteOrder.UNSTATED
        return () if order in (SubstituteOrder.PERSONAL, SubstituteOrder.NONE) else group.substitutes

    def office(self, name: str) -> Cell:
        """Return an office of the body as a cell of its own: it is there if whoever holds it is."""
        word = frozenset({name})
        held = holders_of(self.scope, self.here.where, name, self.here.day)
        holders = {seat.holder for seat in held if seat.holder is not None}
        chair = self.here.meeting.chair
        if not holders and name == "chair" and chair is not None:
            holders = {chair}
        if len(holders) != 1:
            return Cell(possible=self.lens.states((word,), ((AWAY, ROOM), NO), "", office=True))
        person = next(iter(holders))
        return Cell(possible=self.lens.states((word,), self.where(person), person, office=True))


def _votes(groups: list[GroupOnDay]) -> Count:
    """Return how many votes a seat of these groups may have."""
    return hull([seat.votes or ONE for group in groups for seat in group.seats] or [ONE])


def _filled(group: GroupOnDay) -> int:
    return sum(seat.state is SeatState.FILLED and seat.certain for seat in group.seats)


def _vacant(group: GroupOnDay) -> int:
    return sum(seat.state is SeatState.VACANT and seat.certain for seat in group.seats)


def _ends(count: Count) -> tuple[int, ...]:
    """Return the ends of a range; of one without an upper end only the lower: what lies beyond is a cell of its own."""
    return (count.low,) if count.high is None or count.high <= count.low else (count.low, count.high)


def _sizes(members: Count, there: Count, barred: Count, stays: bool | None) -> tuple[int, ...]:
    """Return how many members there may be, at the ends: those who are barred and not in the room are others than those there.

    Without an upper end so many that none of the barred has to be there.
    """
    apart = there.low + barred.low
    least = apart if stays is False and (members.high is None or apart <= members.high) else there.low
    least = max(members.low, least)
    if members.high is not None:
        return _ends(Count(least, members.high))
    present, bars = (one.low if one.high is None else one.high for one in (there, barred))
    return tuple(dict.fromkeys((least, max(least, present + bars))))


def _at_most(count: Count, most: int) -> Count:
    return Count(min(count.low, most), most if count.high is None else min(count.high, most))


def _pairs(there: Count, barred: Count, size: int) -> Iterator[tuple[int, int]]:
    """Yield how many of `size` may be present, and how many barred, at the ends of what both can be.

    Whether those barred are among those present depends on which of the two numbers is larger, and on whether both together are
    more than there are; so the numbers at which that changes are ends, too.
    """
    present, bars = _at_most(there, size), _at_most(barred, size)
    turns = sorted({*_ends(present), *_ends(bars), *(size - one for one in (*_ends(present), *_ends(bars)))})
    for first in (one for one in turns if present.permits(one)):
        yield from ((first, second) for second in turns if bars.permits(second))


def _inside(present: int, bars: int, size: int, stays: bool | None) -> tuple[int, ...]:
    """Return how many of the barred may be among those present: the least and the most."""
    least, most = max(0, present + bars - size), min(present, bars)
    if stays is not None:
        return (most,) if stays else (least,)
    return (least,) if least == most else (least, most)
