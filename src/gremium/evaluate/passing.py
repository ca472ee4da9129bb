"""Passing: seats and turns for which a list has nobody left go to whoever comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, groupby

from attrs import evolve

from gremium.values.allotment import Allotment, Method, Rank, Remainder, Takes, calculation, sequence

_NO_SEAT = (Takes.TIED, Takes.NONE)


def exceeding(shared: Allotment, most: Mapping[str, int]) -> tuple[str, ...]:
    """Return the lists that have, or may get by a lot, more seats than they can take. `most`: how many a list can take."""
    may = ((party, seats + (party in shared.tied)) for party, seats in shared.sure)
    return tuple(party for party, seats in may if party in most and seats > most[party])


def passed_on(shared: Allotment, most: Mapping[str, int]) -> Allotment:
    """Return an allotment in which no list has more seats than it can take; those that it cannot take go to whoever comes next.

    By quotients these are the next ones (cf. § 67(2) GO NRW), by remainders the largest that took no seat, each once. Seats for
    which nobody is left are neither sure nor open.
    """
    if not exceeding(shared, most):
        return shared
    seats = {party: min(number, most.get(party, number)) for party, number in shared.sure}
    left = shared.house - sum(seats.values())
    tied: tuple[str, ...] = ()
    for parties in _next(shared, most):
        can = tuple(one for one in parties if seats[one] < most.get(one, shared.house))
        if len(can) > left:
            tied = can if left else ()
            break
        seats |= {one: seats[one] + 1 for one in can}
        left -= len(can)
    sure = tuple((party, seats[party]) for party, _ in shared.sure)
    return evolve(shared, sure=sure, tied=tied, open=left if tied else 0)


def _next(shared: Allotment, most: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Yield who comes next after the seats that are shared, those with equal claims together."""
    if shared.method is Method.HARE_NIEMEYER:
        lines = (one for one in calculation(shared) if isinstance(one, Remainder) and one.quota and one.takes in _NO_SEAT)
        claims = sorted(lines, key=lambda one: one.remainder, reverse=True)
        yield from (tuple(one.party for one in alike) for _, alike in groupby(claims, key=lambda one: one.remainder))
        return
    had = dict(shared.sure)
    seen: Counter[str] = Counter()
    for rank in ranks(shared.method, dict(shared.weights), shared.house, most):
        seen.update(rank.parties)
        yield tuple(party for party in rank.parties if seen[party] > had[party])


def ranks(method: Method, weights: Mapping[str, int], picks: int, most: Mapping[str, int]) -> tuple[Rank, ...]:
    """Return the order of the quotients, so far down that there is somebody for every pick, or that all lists are used up."""
    room = {party: min(most.get(party, picks), picks) for party, weight in weights.items() if weight}
    reach = picks
    while True:
        found = sequence(method, weights, reach)
        turns = Counter(chain.from_iterable(rank.parties for rank in found))
        if sum(min(turns[party], number) for party, number in room.items()) >= min(picks, sum(room.values())):
            return found
        reach *= 2
