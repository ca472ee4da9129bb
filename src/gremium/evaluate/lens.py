"""Lens: the seats of a body before anybody has come, and the states in which a seat may be when certain things are asked of it.

A state is a set of words: that it is a seat, that somebody sits in it, whether they are present, entitled, barred; and of
groups, offices and attributes those that are asked for. A lens is kept with its scope, because many meetings of a day look
through the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen

from gremium.evaluate.facts import attributes_of, size_of
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.need import mark
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.scope import Scope, is_position, position_ref
from gremium.evaluate.seats import GroupOnDay, roster_as_read
from gremium.evaluate.tally import ONE, Cell, Choice, State
from gremium.norms.seats import Standing
from gremium.values.condition import Attributes
from gremium.values.count import Count
from gremium.values.need import Counted, Need, leaves, tallies
from gremium.values.ref import Ref
from gremium.values.tally import NOUNS, Tally
from gremium.values.verdict import Outcome

MEMBERS, SEATS = "members", "seats"
Outcomes: TypeAlias = frozenset[Outcome]
BOTH = frozenset({Outcome.HOLDS, Outcome.FAILS})
YES, NO = frozenset({Outcome.HOLDS}), frozenset({Outcome.FAILS})
# Where somebody may be at a moment.
Place: TypeAlias = str
ROOM, AFAR, AWAY = "room", "afar", "away"
UNMARKED: tuple[State, ...] = (frozenset(),)


@frozen(kw_only=True)
class Frame:
    """The seats of a body on a day, before anybody has come: its groups, or only how many seats and members there are."""

    groups: tuple[GroupOnDay, ...]
    seats: Count
    members: Count


class Lens:
    """What is asked of the seats of a body on a day: groups, offices and attributes by name, and how members from afar count."""

    def __init__(
        self, scope: Scope, here: Occasion, needs: tuple[Need, ...], counts: tuple[Tally, ...], remote: Outcome
    ) -> None:
        self.scope, self.remote = scope, remote
        self.frame = frame_of(scope, here)
        told_of = (*counts, *(tally for need in needs for tally in tallies(need)))
        nouns = {term.noun for tally in told_of for term in tally.terms}
        named = sorted(nouns - set(NOUNS))
        groups = {p.slot for owner in here.where.owners for p in owner.provisions if p.word == "seats"}
        self.named = frozenset(named) & groups
        self.offices = [noun for noun in named if noun not in groups and is_position(here.where, noun)]
        wanted = {leaf.with_ for need in needs for leaf in leaves(need) if isinstance(leaf, Counted) and leaf.with_}
        self.marks: tuple[Attributes, ...] = tuple(sorted(wanted))
        self.marked = {with_: mark(with_) for with_ in self.marks}
        self.pools: dict[tuple[object, ...], tuple[Cell | Choice, ...]] = {}
        self._plain: dict[str, tuple[tuple[str, ...], Count] | None] = {}
        self._bases: dict[str, State] = {}
        self._states: dict[tuple[object, ...], tuple[State, ...]] = {}

    def words(self, groups: list[GroupOnDay]) -> tuple[State, ...]:
        """Return what may be true of a seat of these groups, whoever sits in it; ids of groups only where they are asked for."""
        kinds = {self.base(group) for group in groups} or {frozenset({SEATS, "voting", "votes"})}
        return tuple(sorted(kinds, key=sorted))

    # ── states ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def plainly(self, group: GroupOnDay) -> tuple[tuple[str, ...], Count] | None:
        """Return the members of a group, and the votes of each, if there is nothing else to know of its seats; None otherwise.

        All are taken for certain, none rests, nobody can stand in, and no attribute is asked for.
        """
        if group.id not in self._plain:
            self._plain[group.id] = None if self.marks else _plain(group)
        return self._plain[group.id]

    def base(self, group: GroupOnDay) -> State:
        """Return what is true of every seat of a group."""
        if group.id not in self._bases:
            self._bases[group.id] = self._base(group)
        return self._bases[group.id]

    def _base(self, group: GroupOnDay) -> State:
        standing = {group.standing.value} if group.standing is not None else set()
        votes = {"votes"} if group.standing is Standing.VOTING and group.block is None else set()
        return frozenset({SEATS, *({group.id} & self.named), *standing, *votes})

    def states(
        self, words: tuple[State, ...], at: tuple[tuple[Place, ...], Outcomes], person: str | None = None, *, office: bool = False
    ) -> tuple[State, ...]:
        """Return the states of a taken seat with these words, for whoever may be in these places, barred or not.

        `person` is who acts on it (empty: nobody knows who; None: only numbers are known). A seat whose standing no rule tells
        may have a vote or not.
        """
        marks = self._marks_of(person) if self.marks else UNMARKED
        key = (words, at, marks, office)
        if key not in self._states:
            places, bars = at
            found: dict[State, None] = {}
            for word in words:
                known = {"voting", "advisory", "guest"} & word or office
                for standing in (frozenset[str](),) if known else (frozenset({"voting", "votes"}), frozenset[str]()):
                    for place in places:
                        for barred in sorted(bars, key=lambda outcome: outcome.value):
                            for attributes in marks:
                                found |= dict.fromkeys(self._state(word | standing, place, barred, attributes, office=office))
            self._states[key] = tuple(sorted(found, key=sorted))
        return self._states[key]

    def _state(self, word: State, place: Place, barred: Outcome, attributes: State, *, office: bool) -> Iterator[State]:
        bars = barred is Outcome.HOLDS
        votes = office or "voting" in word
        taken = word | attributes | (frozenset() if office else {"members", "filled"})
        taken |= {"barred"} if bars else {"entitled"} if votes else set()
        if place == AWAY:
            yield taken
        elif place == ROOM:
            yield taken | {"present"}
        else:
            far = taken | {"remote"}
            if self.remote is not Outcome.FAILS:
                yield far | {"present"}
            if self.remote is not Outcome.HOLDS:
                yield far

    def _marks_of(self, person: str | None) -> tuple[State, ...]:
        """Return which attributes that rules ask for may be true of a person: each combination that the record leaves open."""
        found: tuple[State, ...] = (frozenset(),)
        told = dict(attributes_of(self.scope, person)) if self.marks and person else {}
        for with_ in self.marks:
            known = [told.get(name) == value if name in told else None for name, value in with_]
            has = frozenset({self.marked[with_]})
            if False in known:
                continue
            sure = None not in known
            found = tuple(state | has for state in found) + (() if sure else found)
        return found


def lens(scope: Scope, here: Occasion, needs: tuple[Need, ...], counts: tuple[Tally, ...], remote: Outcome) -> Lens:
    """Return the lens for what will be asked; the same questions about the same body and day get the same one."""
    key = ("lens", here.where.charter.id, here.where.body.id, here.day, tuple(map(id, needs)), tuple(map(id, counts)), remote)
    # What has these ids is kept beside the lens, so that nothing else can have them.
    found: tuple[Lens, object, object] = scope.remembered(key, lambda: (Lens(scope, here, needs, counts, remote), needs, counts))
    return found[0]


def frame_of(scope: Scope, here: Occasion) -> Frame:
    """Return the seats of a body on the day of a meeting."""
    return scope.remembered(("frame", here.where.charter.id, here.where.body.id, here.day), lambda: _frame(scope, here))


def _frame(scope: Scope, here: Occasion) -> Frame:
    """Return the seats of a body on the day; where its charter does not tell all of them, how many the record counts."""
    value = roster_as_read(scope, here.where, here.day).value
    of = Ref(target=here.where.body.id, jurisdiction=position_ref(scope, here.where, "chair").jurisdiction)
    members = size_of(scope, of, MEMBERS, here.day)
    seats = size_of(scope, of, SEATS, here.day)
    groups = value.groups if value is not None else ()
    if not here.where.body.complete and (members.stated or seats.stated):
        groups = tuple(group for group in groups if not may_vote(group))
    return Frame(groups=groups, seats=seats, members=members)


def _plain(group: GroupOnDay) -> tuple[tuple[str, ...], Count] | None:
    votes = {seat.votes or ONE for seat in group.seats}
    if not group.certain or group.substitutes or len(votes) != 1:
        return None
    names = []
    for seat in group.seats:
        if seat.holder is None or seat.state is not SeatState.FILLED or not seat.certain or seat.rests or seat.substitutes:
            return None
        names.append(seat.holder)
    return tuple(names), votes.pop()


def may_vote(group: GroupOnDay) -> bool:
    """Return whether the seats of a group may be ones with a vote."""
    return group.standing in (Standing.VOTING, None)
