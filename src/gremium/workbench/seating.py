"""Seating: who sits where on a day, and who did or will, as far as an audience may know; for `workbench.publish`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from attrs import evolve, frozen

from gremium.evaluate.holdings import SeatState, Standin, covers
from gremium.evaluate.scope import Located, exists
from gremium.evaluate.seats import GroupOnDay, Seat, holder, roster
from gremium.model.body import Body
from gremium.model.record import Holding, begun
from gremium.values.count import exactly, hull
from gremium.values.days import Day
from gremium.values.phrases import PREDECLARED
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome
from gremium.workbench.audience import disclose
from gremium.workbench.published import Membership, Post
from gremium.workbench.view import View

ONE_DAY, ONE = timedelta(days=1), exactly(1)


@frozen(kw_only=True)
class _Place:
    """A seat group or an office of a body on a day, as the audience may see it.

    `alone` names the bodies or organisations that have one seat there (empty: the seat is nobody's in particular): whoever comes
    later takes that place. `open` names those of whose seat it is open who holds it.
    """

    post: Post
    seats: tuple[Seat, ...] = ()
    standins: tuple[Standin, ...] = ()
    certain: bool = True
    alone: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


class Seating:
    """Who sits in the bodies of a view."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def _today(self) -> Mapping[str, tuple[_Place, ...]]:
        """The seat groups and offices of each body on the day."""
        return {id_: self._places(body, self.view.at) for id_, body in self.view.bodies.items()}

    def posts(self, body: str) -> tuple[Post, ...]:
        """Return the seat groups and offices of a body on the day; none where it is not there."""
        return tuple(place.post for place in self._today[body])

    def memberships(self) -> Iterator[Membership]:
        """Yield who sits in a body on the day, then who stands in there, and who did or will, as the record tells it."""
        seated: set[tuple[Ref, str | None, Day | None]] = set()
        for body, found in self._today.items():
            for place in found:
                for seat in {(one.of, one.holder, one.since): one for one in place.seats if self.view.sees(one.holder)}.values():
                    if seat.holding is not None:
                        seated.add((seat.holding.position, seat.holding.party, seat.holding.since))
                    yield _seated(body, place, seat)
                yield from self._by_office(body, place)
        for position, holdings in self.view.record.begun_by_position.items():
            if self.view.home(position):
                told = (one for one in self._told(position, holdings) if (position, one.party, one.since) not in seated)
                yield from told
        for position, holdings in self.view.record.substitutes_by_position.items():
            if self.view.home(position):
                yield from (self._substitute(one) for one in begun(holdings) if self.view.knows(one))

    def _places(self, body: Body, at: date) -> tuple[_Place, ...]:
        """Return the seat groups and offices of a body on a day; none where it is not there."""
        if exists(body, at) is Outcome.FAILS:
            return ()
        whole = roster(self.view.scope, body.id, at)
        shown = disclose(whole, self.view.scope, self.view.audience, about=Ref(target=body.id))
        before, after = (verdict.value.groups if verdict.value is not None else () for verdict in (whole, shown))
        alike: dict[str, list[tuple[GroupOnDay, GroupOnDay]]] = {}
        for pair in zip(before, after, strict=True):
            alike.setdefault(pair[0].id, []).append(pair)
        offices = (self._office(body, name, at) for name in self._offices(body) if name not in alike)
        return (*(_place(pairs) for pairs in alike.values()), *offices)

    def _offices(self, body: Body) -> tuple[str, ...]:
        """Return the offices of a body: its own, those of its kinds, and those that every body may have, if one is recorded."""
        owners = Located(charter=self.view.scope.charter, body=body).owners
        listed = [name for owner in owners for name in owner.positions]
        told = (Ref(target=body.id, position=name) for name in PREDECLARED)
        recorded = [str(ref.position) for ref in told if ref in self.view.record.holdings_by_position]
        return tuple(dict.fromkeys((*listed, *recorded)))

    def _office(self, body: Body, name: str, at: date) -> _Place:
        """Return an office of a body, with its one holder."""
        whole = holder(self.view.scope, body.id, name, at)
        seats = disclose(whole, self.view.scope, self.view.audience, about=Ref(target=body.id, position=name)).value or ()
        post = _with_numbers(Post(id=name, office=True, number=ONE), _numbers(seats))
        return _Place(post=post, seats=seats, alone=frozenset({""}), open=_undecided(whole.value or ()) and frozenset({""}))

    def _by_office(self, body: str, place: _Place) -> Iterator[Membership]:
        """Yield the substitutes who are so by an office elsewhere; the others are told by the record."""
        beside: list[tuple[Standin, str | None]] = [(one, None) for one in place.standins]
        beside += [(one, seat.holder) for seat in place.seats for one in seat.substitutes]
        for one, member in beside:
            if one.office is not None and self.view.sees(one.holder):
                yield Membership(
                    body=body, post=place.post.id, party=str(one.holder), office=one.office, substitute=True,
                    stands_in_for=member, certain=one.state is SeatState.FILLED and place.certain,
                )  # fmt: skip

    def _told(self, position: Ref, holdings: tuple[Holding, ...]) -> Iterator[Membership]:
        """Yield the memberships that the record tells of a position, by their first days.

        Where there is one seat, whoever comes later takes it; elsewhere nobody sits twice.
        """
        body = self.view.bodies[position.target]
        gone = exists(body, self.view.at) is Outcome.FAILS
        last = body.span.until.exact if gone and body.span.until is not None else None
        found = self._places(body, min(last, self.view.at)) if last is not None else self._today[body.id]
        place = next((one for one in found if one.post.id == position.position), None)
        turns: dict[tuple[str, str | None], list[Holding]] = {}
        for one in holdings:
            unit = "" if place is None or place.post.office else one.of or ""
            alone = place is not None and unit in place.alone
            turns.setdefault((unit, None if alone else one.party), []).append(one)
        for (unit, _), listed in turns.items():
            doubtful = place is not None and not gone and unit in place.open
            for number, one in enumerate(listed):
                if self.view.knows(one):
                    yield self._held(one, listed[number + 1 :], body, doubtful=doubtful, gone=gone)

    def _held(self, holding: Holding, later: list[Holding], body: Body, *, doubtful: bool, gone: bool) -> Membership:
        """Return the membership of somebody who has no seat on the day, unless it is `doubtful` whose that is."""
        until, successor = _end(holding, later)
        until = _at_the_latest(holding.since, until, body) if gone else until
        runs = covers(evolve(holding, until=until), self.view.at)
        if successor is not None and successor.party is not None and not self.view.knows(successor):
            over = until is not None and until.before(self.view.at) is Outcome.HOLDS
            begun_by = holding.since.earliest if holding.since is not None else None
            until = Day(begun_by, self.view.at - ONE_DAY) if over else holding.until
        now = doubtful and runs is not Outcome.FAILS
        return self._membership(holding, until, now=now, certain=not now and runs is not Outcome.OPEN)

    def _substitute(self, holding: Holding) -> Membership:
        body = self.view.bodies[holding.position.target]
        gone = exists(body, self.view.at) is Outcome.FAILS
        until = _at_the_latest(holding.since, holding.until, body) if gone else holding.until
        runs = covers(holding, self.view.at)
        now = not gone and runs is not Outcome.FAILS
        return self._membership(holding, until, now=now, certain=runs is not Outcome.OPEN)

    def _membership(self, holding: Holding, until: Day | None, *, now: bool, certain: bool) -> Membership:
        position, member = holding.position, holding.stands_in_for
        return Membership(
            body=position.target, post=str(position.position), party=str(holding.party), since=holding.since, until=until,
            of=holding.of if holding.of not in self.view.hidden else None, substitute=holding.substitute,
            stands_in_for=member if self.view.sees(member) and self.view.known.knows(member, position) else None,
            rank=holding.rank, now=now, certain=certain,
        )  # fmt: skip


def _place(alike: list[tuple[GroupOnDay, GroupOnDay]]) -> _Place:
    """Return a seat group, as it is and as the audience may see it; of several rules in one slot nobody knows which holds."""
    before, after = ([group for group, _ in alike], [group for _, group in alike])
    group, numbers = after[0], [_numbers(one.seats, counted=one.counted) for one in after]
    post = Post(
        id=group.id, name=group.name, standing=group.standing, open_to=group.open_to,
        number=hull(one.number if one.one_of else evolve(one.number, low=0) for one in before),
    )  # fmt: skip
    return _Place(
        post=_with_numbers(post, *numbers),
        seats=tuple(seat for one in after for seat in one.seats),
        standins=tuple(one for group in after for one in group.substitutes),
        certain=all(one.certain for one in before),
        alone=frozenset[str]().union(*(_alone(one) for one in before)),
        open=frozenset[str]().union(*(_undecided(one.seats) for one in before)),
    )


def _numbers(seats: tuple[Seat, ...], *, counted: bool = False) -> tuple[int, int, int, int]:
    """Return on how many of these seats somebody sits who may be seen, or may not, or has no name, and how many are empty."""
    without = [seat for seat in seats if seat.holder is None]
    withheld = sum(seat.withheld for seat in without)
    vacant = sum(seat.state is SeatState.VACANT for seat in without)
    return len(seats) - len(without), withheld, *((len(without) - withheld, 0) if counted else (0, vacant))


def _with_numbers(post: Post, *numbers: tuple[int, int, int, int]) -> Post:
    """Return a post with these numbers; of several, on as many seats as by any of them somebody sits, and the fewest empty."""
    taken, withheld, unnamed, vacant = zip(*numbers, strict=True)
    return evolve(post, taken=max(taken), withheld=max(withheld), unnamed=max(unnamed), vacant=min(vacant))


def _alone(group: GroupOnDay) -> frozenset[str]:
    """Return which bodies or organisations have one seat in a group; empty for one that is nobody's in particular."""
    if not group.number.exact:
        return frozenset()
    seats = Counter(seat.of for seat in group.seats)
    return frozenset(unit for of, number in seats.items() if number == 1 for unit in of.split(" + "))


def _undecided(seats: Iterable[Seat]) -> frozenset[str]:
    """Return of whose seats it is open who holds them."""
    return frozenset(unit for seat in seats if seat.state is SeatState.OPEN for unit in seat.of.split(" + "))


def _seated(body: str, place: _Place, seat: Seat) -> Membership:
    """Return that somebody sits on a seat on the day; where it follows an office elsewhere, the days are those of the office."""
    mine = seat.holding is not None and seat.holding.position == Ref(target=body, position=place.post.id)
    return Membership(
        body=body, post=place.post.id, party=str(seat.holder), standing=place.post.standing, since=seat.since, until=seat.until,
        of=seat.holding.of if mine and seat.holding is not None else None, office=None if mine else seat.of or None,
        certain=seat.certain and place.certain and seat.state is not SeatState.OPEN, rests=seat.rests,
    )  # fmt: skip


def _end(holding: Holding, later: list[Holding]) -> tuple[Day | None, Holding | None]:
    """Return the last day of a holding: its own, or the day before somebody came who certainly came later; and that one."""
    since = holding.since.latest if holding.since is not None else None
    for one in later:
        came = one.since
        if since is None or came is None or came.earliest is None or came.earliest <= since:
            continue
        until = Day(came.earliest - ONE_DAY, came.latest - ONE_DAY if came.latest is not None else None)
        return (until, one) if holding.until is None or _before(until, holding.until) else (holding.until, None)
    return holding.until, None


def _before(day: Day, other: Day) -> bool:
    """Return whether a day certainly lies before another one."""
    return day.latest is not None and other.earliest is not None and day.latest < other.earliest


def _at_the_latest(since: Day | None, until: Day | None, body: Body) -> Day | None:
    """Return the last day in a body that is not there any more, or not yet: where none is told, the last day of the body."""
    end = body.span.until
    return end if until is None and end is not None and not (since is not None and _before(end, since)) else until
