"""Allotment: how strengths become seats. Exact, with whole numbers only; a lot is told as open seats, never drawn.

Every method ends alike: the seats that are still to be given go to the highest of some numbers, remainders or quotients, and
equal numbers at the edge are tied. So one function, `_award`, decides, and says who is tied.

Three properties carry the rest, and each is proved where it is used: `_counted` counts the quotients above a bar without looking
at them, so that no work grows with the house; `_size` turns quotients into whole numbers with the same order and the same
equalities, so that no fraction is compared; `_free` finds those whom a minimum does not help in one walk from the weakest up.
What a reader sees beside the result (`calculation`, `sequence`, `flaws`) is computed only when asked for.

The room is longer than 300 lines because sharing and showing must not part: what is shown is the calculation that shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple, TypeAlias

from attrs import evolve, field, frozen

from gremium.values.disclosure import WHOLE


class Method(Enum):
    """A way to share seats; the value is its spelling in charters."""

    HARE_NIEMEYER = "hare-niemeyer"
    """Largest remainders (Hamilton): the whole part of weight * house / total, and a seat for the largest remainders; neutral."""
    DHONDT = "dhondt"
    """Highest quotients weight / 1, 2, 3 … (Jefferson; Hagenbach-Bischoff gives the same): favours the strong."""
    SAINTE_LAGUE = "sainte-lague"
    """Highest quotients weight / 1, 3, 5 … (Schepers, Webster; the same as 0.5, 1.5, 2.5 …): neutral."""
    SAINTE_LAGUE_MODIFIED = "sainte-lague-modified"
    """Highest quotients weight / 1.4, 3, 5 … (here five times that: 7, 15, 25 …): neutral, but a first seat is dearer."""
    IMPERIALI = "imperiali"
    """Highest quotients weight / 2, 3, 4 … (the same as 1, 1.5, 2 …): favours the strong very much."""


class _Divisors(NamedTuple):
    """The divisor for a further seat: `first` without a seat, `step * seats + start` with some; `first` is at least `start`."""

    step: int
    start: int
    first: int

    def after(self, seats: int) -> int:
        """Return the divisor of somebody who has that many seats."""
        return self.step * seats + self.start if seats else self.first


_DIVISORS = {
    Method.DHONDT: _Divisors(1, 1, 1),
    Method.SAINTE_LAGUE: _Divisors(2, 1, 1),
    Method.SAINTE_LAGUE_MODIFIED: _Divisors(10, 5, 7),
    Method.IMPERIALI: _Divisors(1, 2, 2),
}


class NoRoom(ValueError):  # noqa: N818  # what is wrong, in the words of the rule
    """The minimum of everybody, and the majority if the clause asks for one, are more seats than the house has."""


@frozen(kw_only=True)
class Allotment:
    """Sure seats, tied parties, open seats.

    `weights` and `sure` stand in the order in which the weights were given, `tied` as well; nothing else depends on that order.
    There are always more tied parties than open seats, or none of either. `majority` is the party that got seats first by the
    majority clause, if the clause changed anything.
    """

    method: Method
    house: int
    weights: tuple[tuple[str, int], ...]
    sure: tuple[tuple[str, int], ...]
    tied: tuple[str, ...] = ()
    open: int = 0
    minimum: int = 0
    majority: str | None = None


def allot(method: Method, weights: Mapping[str, int], house: int, *, minimum: int = 0, majority: bool = False) -> Allotment:
    """Share the seats of a house among parties by their weights.

    `minimum`: so many seats each party with a positive weight gets at least. By quotients, all start there; by remainders, whose
    quota is below it gets the minimum, and the others share the rest, again and again until nobody is below.

    `majority`: who has more than half of the weight, but not surely more than half of the seats, first gets seats up to the
    smallest majority. By remainders that is one of the seats for remainders, and the others keep their whole quotas; by quotients
    the others share what is left (cf. § 71(3) NKomVG, § 22(4) KWG Hessen). If a minimum took so much that one seat for a
    remainder does not bring the majority, the others share what is left by remainders, too.

    Raise `ValueError` for a weight, house or minimum that is negative or no whole number, and for seats where nobody has a
    weight; `NoRoom` if the minimum of all, with the majority, does not fit into the house. Both are misuses by whoever calls.
    """
    _check(weights, house, minimum)
    strong = weights if all(weights.values()) else {party: weight for party, weight in weights.items() if weight}
    if minimum and minimum * len(strong) > house:
        raise NoRoom("more seats are guaranteed than there are")
    seats, tied, left = _share(method, strong, house, minimum)
    ahead = None
    if majority and house and (ahead := _majority(strong, seats, house)) is not None:
        seats, tied, left = _share_after(ahead, method, strong, house, minimum)
    return Allotment(
        method=method,
        house=house,
        weights=tuple(weights.items()),
        sure=tuple((dict.fromkeys(weights, 0) | seats).items()),
        tied=tied,
        open=left,
        minimum=minimum,
        majority=ahead,
    )


_Shared: TypeAlias = tuple[dict[str, int], tuple[str, ...], int]  # sure seats, tied parties, open seats
_Claims: TypeAlias = list[tuple[int, str]]  # a number, and whose it is


def _check(weights: Mapping[str, int], house: int, minimum: int) -> None:
    for number in (house, minimum, *weights.values()):
        if type(number) is not int or number < 0:  # a truth value is no number here
            raise ValueError(f"a whole number, not negative, is needed: {number!r}")
    if house and not any(weights.values()):
        raise ValueError("nobody has a weight by which the seats could be shared")


def _majority(weights: Mapping[str, int], seats: Mapping[str, int], house: int) -> str | None:
    """Return who has more than half of the weight but not surely more than half of the seats."""
    party = max(weights, key=weights.__getitem__)
    return party if 2 * weights[party] > sum(weights.values()) and 2 * seats[party] <= house else None


def _share(method: Method, weights: Mapping[str, int], house: int, minimum: int) -> _Shared:
    if not house:
        return {}, (), 0
    if method is Method.HARE_NIEMEYER:
        return _by_remainders(weights, house, minimum)
    return _by_quotients(_DIVISORS[method], weights, house, minimum)


def _share_after(ahead: str, method: Method, weights: Mapping[str, int], house: int, minimum: int) -> _Shared:
    """Share the seats after the party with the majority of the weight has been given the smallest majority of the seats."""
    needed = house // 2 + 1
    if method is Method.HARE_NIEMEYER and _one_is_enough(ahead, weights, house, minimum):
        return _by_remainders(weights, house, minimum, ahead)
    others = _without(ahead, weights)
    if minimum * len(others) > house - needed:
        raise NoRoom("the seats that are guaranteed to the others leave no majority")
    seats, tied, left = _share(method, others, house - needed, minimum)
    return {**seats, ahead: needed}, tied, left


def _without(party: str, weights: Mapping[str, int]) -> dict[str, int]:
    return {other: weight for other, weight in weights.items() if other != party}


def _one_is_enough(ahead: str, weights: Mapping[str, int], house: int, minimum: int) -> bool:
    """Return whether the quota, rounded up, is a majority.

    Without a minimum it always is: the quota is more than half of the house, and the next whole number above a half is one.
    """
    seats, total, _ = _free(weights, house, minimum)
    return -(-weights[ahead] * seats // total) > house // 2


# ── who gets the seats that are left ─────────────────────────────────────────────────────────────────────────────────


def _award(seats: dict[str, int], claims: _Claims, left: int) -> tuple[tuple[str, ...], int]:
    """Give a seat to each of the highest numbers; return who is tied for the last of these seats, and how many are open."""
    if not left:
        return (), 0
    edge = sorted([number for number, _ in claims])[-left]
    tied = []
    for number, party in claims:
        if number > edge:
            seats[party] += 1
            left -= 1
        elif number == edge:
            tied.append(party)
    if len(tied) > left:
        return tuple(tied), left
    for party in tied:  # as many as there are seats
        seats[party] += 1
    return (), 0


def _free(weights: Mapping[str, int], house: int, minimum: int, step: int = 1, slack: int = 0) -> tuple[int, int, int]:
    """Return the seats, the weight and the number of those whom the minimum does not help.

    What a party may claim of `seats` is (weight * (step * seats - slack * number) / total + slack) / step; these claims sum to
    `seats`. Whoever claims less than the minimum makes the claims of the others smaller by taking it. So one walk from the
    weakest upwards finds all of them, and if the minimum of all fits into the house, the strongest is never among them.
    """
    seats, total, number = house, sum(weights.values()), len(weights)
    if minimum:
        for weight in sorted(weights.values())[:-1]:
            if weight * (step * seats - slack * number) >= (step * minimum - slack) * total:
                break
            seats, total, number = seats - minimum, total - weight, number - 1
    return seats, total, number


# ── largest remainders ───────────────────────────────────────────────────────────────────────────────────────────────


def _by_remainders(weights: Mapping[str, int], house: int, minimum: int, ahead: str | None = None) -> _Shared:
    """Give each the whole part of its quota, and the rest to the largest remainders; one of them to `ahead` first.

    The remainders sum to the seats that are left, and each is less than a seat: so more parties have one than seats are left.
    """
    shared, total, _ = _free(weights, house, minimum)
    seats: dict[str, int] = {}
    claims: _Claims = []
    for party, weight in weights.items():
        whole, remainder = divmod(weight * shared, total)
        if whole < minimum:
            seats[party] = minimum
        else:
            seats[party] = whole
            claims.append((remainder, party))
    left = house - sum(seats.values())
    if ahead is not None:
        seats[ahead] += 1
        left -= 1
        claims = [claim for claim in claims if claim[1] != ahead]
    tied, still_open = _award(seats, claims, left)
    return seats, tied, still_open


# ── highest quotients ────────────────────────────────────────────────────────────────────────────────────────────────


def _by_quotients(divisors: _Divisors, weights: Mapping[str, int], house: int, minimum: int) -> _Shared:
    """Give all seats whose quotients are above a high bar, and let the quotients down to a low bar decide about the rest.

    Not more quotients than seats reach total / high: each party has at most (x + slack) / step of them, where x is its weight
    over the bar, and these sum to the seats. At least as many quotients as seats reach total / low: each party has at least
    (x - first) / step of them. Between the bars lie only a few for each party, however large the house is.
    """
    step, start, first = divisors
    slack = max(0, step - start)
    shared, total, number = _free(weights, house, minimum, step, slack)
    high, low = step * shared - slack * number, step * shared + first * number
    scale = divisors.after(house) ** 2
    seats: dict[str, int] = {}
    claims: _Claims = []
    for party, weight in weights.items():
        sure = seats[party] = max(minimum, _counted(divisors, weight * high, total))
        possible = min(house, _counted(divisors, weight * low, total))
        claims += [(weight * scale // divisors.after(had), party) for had in range(sure, possible)]
    tied, still_open = _award(seats, claims, house - sum(seats.values()))
    return seats, tied, still_open


def _counted(divisors: _Divisors, weight: int, bar: int) -> int:
    """Return how many quotients of a weight reach a bar."""
    step, start, first = divisors
    return (weight - start * bar) // (step * bar) + 1 if weight >= first * bar else 0


def _size(divisors: _Divisors, weight: int, seats: int, house: int) -> int:
    """Return a whole number by which quotients of one house can be compared.

    Two quotients that differ, differ at least by one over the product of their divisors. Multiplied by the square of a divisor
    that none exceeds, they differ at least by one, and so do their whole parts.
    """
    return weight * divisors.after(house) ** 2 // divisors.after(seats)


# ── what the lot decides ─────────────────────────────────────────────────────────────────────────────────────────────


def completed(shared: Allotment, drawn: Iterable[str]) -> Allotment:
    """Return the allotment after the lot: each of those drawn has its seat; fewer than the open seats leave the others tied.

    Raise `ValueError` if somebody was drawn who is not tied, or twice, or more than seats are open.
    """
    lots = tuple(drawn)
    if len(set(lots)) < len(lots) or not set(lots) <= set(shared.tied) or len(lots) > shared.open:
        raise ValueError(f"{shared.open} of {shared.tied} are to be drawn, each at most once: {lots}")
    left = shared.open - len(lots)
    return evolve(
        shared,
        sure=tuple((party, seats + (party in lots)) for party, seats in shared.sure),
        tied=tuple(party for party in shared.tied if party not in lots) if left else (),
        open=left,
    )


def completions(shared: Allotment) -> Iterator[dict[str, int]]:
    """Yield every result that the lot may lead to; the only one, if nothing is open."""
    for lots in combinations(shared.tied, shared.open):
        yield {party: seats + (party in lots) for party, seats in shared.sure}


# ── what a council office prints ─────────────────────────────────────────────────────────────────────────────────────


class Takes(Enum):
    """What a remainder or a quotient brings."""

    SEAT = "seat"
    TIED = "tied"  # the lot decides
    GIVEN = "given"  # a seat that the minimum or the majority clause gives, whatever the number is
    NONE = "none"


@frozen(kw_only=True)
class Remainder:
    """A line of a calculation by largest remainders: a party's quota, its whole seats, and what its remainder of a seat takes.

    If there is a minimum, all quotas are of the seats and the weight of those whom it does not help.
    """

    party: str = field(metadata=WHOLE)
    quota: Fraction
    whole: int
    remainder: Fraction
    takes: Takes


@frozen(kw_only=True)
class Quotient:
    """A line of a calculation by highest quotients: one quotient, its place among all that take a seat, and what it takes.

    Equal quotients share a place; one that takes nothing, or what is given anyway, has none. The divisors are whole numbers:
    7, 15, 25 … stand for 1.4, 3, 5 …
    """

    party: str = field(metadata=WHOLE)
    divisor: int
    quotient: Fraction
    place: int | None
    takes: Takes


Line: TypeAlias = Remainder | Quotient


def calculation(shared: Allotment) -> tuple[Line, ...]:
    """Return the whole calculation, party by party: its remainder, or its quotients down to the first that takes no seat."""
    return tuple(_remainders(shared) if shared.method is Method.HARE_NIEMEYER else _quotients(shared))


def _remainders(shared: Allotment) -> Iterator[Remainder]:
    weights, ahead = {party: weight for party, weight in shared.weights if weight}, shared.majority
    seats, total, _ = of_all = _free(weights, shared.house, shared.minimum)
    if ahead is not None and not _one_is_enough(ahead, weights, shared.house, shared.minimum):
        seats, total, _ = _free(_without(ahead, weights), shared.house - shared.house // 2 - 1, shared.minimum)
    has = dict(shared.sure)
    for party, weight in shared.weights:
        quota = Fraction(weight * of_all[0], of_all[1] or 1) if party == ahead else Fraction(weight * seats, total or 1)
        whole = quota.numerator // quota.denominator
        if party in shared.tied:
            takes = Takes.TIED
        elif has[party] > whole:
            takes = Takes.GIVEN if party == ahead or whole < shared.minimum else Takes.SEAT
        else:
            takes = Takes.NONE
        yield Remainder(party=party, quota=quota, whole=whole, remainder=quota - whole, takes=takes)


def _quotients(shared: Allotment) -> Iterator[Quotient]:
    divisors, has, ahead = _DIVISORS[shared.method], dict(shared.sure), shared.majority
    by_size = has
    if ahead is not None:
        by_size = dict(allot(shared.method, dict(shared.weights), shared.house, minimum=shared.minimum).sure)
    lines = []
    for party, weight in shared.weights:
        lot = party in shared.tied
        for had in range(has[party] + lot + 1):
            if had >= has[party]:
                takes = Takes.TIED if lot and had == has[party] else Takes.NONE
            else:
                takes = Takes.GIVEN if had < shared.minimum or (party == ahead and had >= by_size[party]) else Takes.SEAT
            lines.append((party, weight, had, takes, _size(divisors, weight, had, shared.house)))
    placed = sorted((size for *_, takes, size in lines if takes in _PLACED), reverse=True)
    places = {size: place for place, size in reversed(list(enumerate(placed, 1)))}
    for party, weight, had, takes, size in lines:
        divisor = divisors.after(had)
        place = places[size] if takes in _PLACED else None
        yield Quotient(party=party, divisor=divisor, quotient=Fraction(weight, divisor), place=place, takes=takes)


_PLACED = (Takes.SEAT, Takes.TIED)


@frozen(kw_only=True)
class Rank:
    """Whose turn it is from place `first` on; several parties have equal quotients, and the lot decides their order."""

    first: int
    parties: tuple[str, ...]
    quotient: Fraction


def sequence(method: Method, weights: Mapping[str, int], picks: int) -> tuple[Rank, ...]:
    """Return the order in which parties pick, say, chairs: by highest quotients, as many as there are picks.

    The last rank may reach beyond the picks, when its quotients are equal. Raise `ValueError` as `allot` does, and for a method
    without quotients.
    """
    if method not in _DIVISORS:
        raise ValueError(f"{method.value} has no quotients, and so no order")
    divisors, shared = _DIVISORS[method], allot(method, weights, picks)
    turns: dict[int, list[str]] = {}
    quotients: dict[int, Fraction] = {}
    for (party, weight), (_, seats) in zip(shared.weights, shared.sure, strict=True):
        for had in range(seats + (party in shared.tied)):
            size = _size(divisors, weight, had, picks)
            turns.setdefault(size, []).append(party)
            quotients.setdefault(size, Fraction(weight, divisors.after(had)))
    ranks, first = [], 1
    for size in sorted(turns, reverse=True):
        ranks.append(Rank(first=first, parties=tuple(turns[size]), quotient=quotients[size]))
        first += len(turns[size])
    return tuple(ranks)


# ── what is to be said about a result ────────────────────────────────────────────────────────────────────────────────


class Flaw(Enum):
    """What may be held against a result."""

    OVER_ROUNDED = "over-rounded"  # more seats than the ideal share rounded up
    LOST_SAFE_SEAT = "lost-safe-seat"  # fewer seats than the ideal share rounded down
    MAJORITY_LOST = "majority-lost"  # more than half of the weight, but not of the seats
    MAJORITY_MADE = "majority-made"  # more than half of the seats, but not of the weight


@frozen(kw_only=True)
class Flawed:
    """A flaw: with that many seats, and the ideal share. `sure` is false if it is there only when the lot falls so."""

    flaw: Flaw
    party: str = field(metadata=WHOLE)
    seats: int
    ideal: Fraction
    sure: bool


def flaws(shared: Allotment) -> tuple[Flawed, ...]:
    """Return what may be held against a result, party by party. The ideal share is weight * house / total.

    A majority that a single seat makes is no flaw.
    """
    house, total = shared.house, sum(weight for _, weight in shared.weights)
    if not house:
        return ()
    found = []
    for (party, weight), (_, low) in zip(shared.weights, shared.sure, strict=True):
        high, ideal, major = low + (party in shared.tied), Fraction(weight * house, total), 2 * weight > total
        fewer, more = (_flaws(seats, house, ideal, major=major) for seats in (low, high))
        found += [
            Flawed(flaw=flaw, party=party, seats=low if flaw in fewer else high, ideal=ideal, sure=flaw in fewer & more)
            for flaw in Flaw
            if flaw in fewer | more
        ]
    return tuple(found)


def _flaws(seats: int, house: int, ideal: Fraction, *, major: bool) -> frozenset[Flaw]:
    has = {
        Flaw.OVER_ROUNDED: seats >= ideal + 1,
        Flaw.LOST_SAFE_SEAT: seats <= ideal - 1,
        Flaw.MAJORITY_LOST: major and 2 * seats <= house,
        Flaw.MAJORITY_MADE: not major and 2 * seats > house > 1,
    }
    return frozenset(flaw for flaw, there in has.items() if there)
