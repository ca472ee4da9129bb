"""Sharing seats: exact by every method, with ties told and never broken; each result is held against its definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import permutations, product
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from effort import tries
from gremium.values.allotment import (
    Allotment,
    Flaw,
    Line,
    Method,
    NoRoom,
    Quotient,
    Rank,
    Remainder,
    Takes,
    allot,
    calculation,
    completed,
    completions,
    flaws,
    sequence,
)

BY_QUOTIENTS = [method for method in Method if method is not Method.HARE_NIEMEYER]
# The customary divisors of a further seat, by the seats so far: written down here once more, independent of the code.
CUSTOMARY = {
    Method.DHONDT: lambda seats: Fraction(seats + 1),
    Method.SAINTE_LAGUE: lambda seats: seats + Fraction(1, 2),
    Method.SAINTE_LAGUE_MODIFIED: lambda seats: Fraction(2 * seats + 1) if seats else Fraction(14, 10),
    Method.IMPERIALI: lambda seats: 1 + Fraction(seats, 2),
}

methods = st.sampled_from(list(Method))
quotient_methods = st.sampled_from(BY_QUOTIENTS)
houses = st.integers(0, 60)


def named(weights: list[int]) -> dict[str, int]:
    return {chr(ord("a") + number): weight for number, weight in enumerate(weights)}


def strengths(most: int = 9, highest: int = 40) -> st.SearchStrategy[dict[str, int]]:
    """Some parties, of which at least one has a weight; small weights make many ties."""
    return st.lists(st.integers(0, highest), min_size=1, max_size=most).filter(any).map(named)


def few() -> st.SearchStrategy[dict[str, int]]:
    """Few parties with small weights, so that every distribution can be looked at."""
    return strengths(4, 9)


def results(shared: Allotment) -> set[tuple[int, ...]]:
    return {tuple(one.values()) for one in completions(shared)}


def distributions(parties: int, house: int) -> Iterator[tuple[int, ...]]:
    """Every way to give the seats of a house to parties."""
    return (seats for seats in product(range(house + 1), repeat=parties) if sum(seats) == house)


def by_quotients(method: Method, weights: list[int], seats: tuple[int, ...], least: list[int]) -> bool:
    """Whether no seat beyond the least of its party has a lower quotient than a further seat of anybody would have."""
    divisor = CUSTOMARY[method]
    if any(had < minimum or (had and not weight) for weight, had, minimum in zip(weights, seats, least, strict=True)):
        return False
    taken = [weights[i] / divisor(had - 1) for i, had in enumerate(seats) if had > least[i]]
    free = [weights[i] / divisor(had) for i, had in enumerate(seats)]
    return not taken or min(taken) >= max(free)


def by_remainders(weights: list[int], house: int, seats: tuple[int, ...]) -> bool:
    """Whether each has the whole part of its quota or a seat more, which no larger remainder lacks while a smaller has it."""
    quotas = [Fraction(weight * house, sum(weights)) for weight in weights]
    more = [had - int(quota) for had, quota in zip(seats, quotas, strict=True)]
    parts = [quota - int(quota) for quota in quotas]
    if not all(one in (0, 1) for one in more) or any(one and not part for one, part in zip(more, parts, strict=True)):
        return False
    got, lost = ([part for one, part in zip(more, parts, strict=True) if one == which] for which in (1, 0))
    return not got or not lost or min(got) >= max(lost)


def legal(method: Method, weights: Mapping[str, int], house: int, seats: tuple[int, ...]) -> bool:
    numbers = list(weights.values())
    if method is Method.HARE_NIEMEYER:
        return by_remainders(numbers, house, seats)
    return by_quotients(method, numbers, seats, [0] * len(numbers))


# ── known results ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("method", "weights", "house", "seats"),
    [
        (Method.DHONDT, [25, 18, 7], 11, (6, 4, 1)),
        (Method.HARE_NIEMEYER, [25, 18, 7], 11, (5, 4, 2)),
        (Method.SAINTE_LAGUE, [25, 18, 7], 11, (5, 4, 2)),
        (Method.DHONDT, [100_000, 80_000, 30_000, 20_000], 8, (4, 3, 1, 0)),
        (Method.SAINTE_LAGUE, [100_000, 80_000, 30_000, 20_000], 8, (3, 3, 1, 1)),
        (Method.DHONDT, [53, 24, 23], 7, (4, 2, 1)),
        (Method.SAINTE_LAGUE, [53, 24, 23], 7, (3, 2, 2)),
        (Method.HARE_NIEMEYER, [53, 24, 23], 7, (4, 2, 1)),
        (Method.SAINTE_LAGUE_MODIFIED, [6, 1], 4, (4, 0)),  # 6 : 1.4, 2, 1.2, 6/7 against 1 : 1.4
        (Method.SAINTE_LAGUE, [6, 1], 4, (3, 1)),  # 6, 2, 1.2, 6/7 against 1
        (Method.IMPERIALI, [40, 21, 19], 8, (5, 2, 1)),  # 40, 26.7, 20, 16, 13.3; 21, 14, 10.5; 19, 12.7
    ],
)
def test_known_results(method: Method, weights: list[int], house: int, seats: tuple[int, ...]) -> None:
    """Examples that can be found in print, or reckoned on a slip of paper, come out."""
    shared = allot(method, named(weights), house)
    assert (tuple(dict(shared.sure).values()), shared.tied, shared.open) == (seats, (), 0)


def test_known_ties() -> None:
    """Equal remainders and equal quotients at the edge leave seats open, and say among whom."""
    shared = allot(Method.HARE_NIEMEYER, {"a": 1, "b": 1, "c": 3}, 8)
    assert shared == Allotment(
        method=Method.HARE_NIEMEYER,
        house=8,
        weights=(("a", 1), ("b", 1), ("c", 3)),
        sure=(("a", 1), ("b", 1), ("c", 5)),
        tied=("a", "b"),
        open=1,
    )
    shared = allot(Method.DHONDT, {"a": 1, "b": 1, "c": 1}, 2)
    assert (shared.sure, shared.tied, shared.open) == ((("a", 0), ("b", 0), ("c", 0)), ("a", "b", "c"), 2)


def test_the_alabama_paradox() -> None:
    """By largest remainders a larger house may cost a party a seat."""
    assert results(allot(Method.HARE_NIEMEYER, named([6, 6, 2]), 10)) == {(4, 4, 2)}
    assert results(allot(Method.HARE_NIEMEYER, named([6, 6, 2]), 11)) == {(5, 5, 1)}


@pytest.mark.parametrize("method", Method)
def test_a_house_without_seats(method: Method) -> None:
    """No seats are shared by whatever weights, none as well; a majority or a flaw is not looked for."""
    for weights in ({}, {"a": 0}, {"a": 3, "b": 1}):
        shared = allot(method, weights, 0, majority=True)
        assert shared.sure == tuple((party, 0) for party in weights)
        assert (shared.tied, shared.open, shared.majority, flaws(shared)) == ((), 0, None, ())
        assert {line.takes for line in calculation(shared)} <= {Takes.NONE}


@pytest.mark.parametrize(
    ("weights", "house", "minimum"),
    [
        ({"a": -1, "b": 2}, 3, 0),
        ({"a": True}, 3, 0),
        ({"a": 1.0}, 3, 0),
        ({"a": Fraction(1)}, 3, 0),
        ({"a": 1}, -1, 0),
        ({"a": 1}, True, 0),
        ({"a": 1}, 3, -1),
        ({"a": 1}, 3, False),
        ({"a": 0, "b": 0}, 3, 0),
        ({}, 3, 0),
        ({"a": 1, "b": 1}, 3, 2),
    ],
)
@pytest.mark.parametrize("method", Method)
def test_misuse_is_refused(method: Method, weights: dict[str, Any], house: int, minimum: int) -> None:
    """What is no whole number, is negative, does not fit, or cannot be shared by anything, is refused."""
    with pytest.raises(ValueError, match=r"needed|nobody|more seats"):
        allot(method, weights, house, minimum=minimum)


@pytest.mark.parametrize("method", BY_QUOTIENTS)
def test_a_house_beyond_all_measure_is_shared(method: Method) -> None:
    """The work does not grow with the house: a trillion trillions of seats are shared by the definition."""
    weights = [10**30 + 7, 10**29 - 3, 10**29 - 3, 12345, 1]
    for minimum in (0, 10**22):
        shared = allot(method, named(weights), 10**24, minimum=minimum)
        found = results(shared)
        assert found
        assert all(sum(seats) == 10**24 for seats in found)
        assert all(by_quotients(method, weights, seats, [minimum] * len(weights)) for seats in found)
    assert results(allot(Method.HARE_NIEMEYER, {"a": 2, "b": 1}, 3 * 10**24)) == {(2 * 10**24, 10**24)}


# ── the definition ───────────────────────────────────────────────────────────────────────────────────────────────────


@tries(150)
@given(methods, few(), st.integers(0, 8))
def test_the_completions_are_exactly_the_legal_results(method: Method, weights: dict[str, int], house: int) -> None:
    """Of all ways to distribute the seats, those that the definition allows are the completions, no more and no fewer."""
    assert results(allot(method, weights, house)) == {
        seats for seats in distributions(len(weights), house) if legal(method, weights, house, seats)
    }


@tries(100)
@given(methods, strengths(highest=10**6) | strengths(), houses)
def test_every_completion_is_a_legal_result(method: Method, weights: dict[str, int], house: int) -> None:
    """Whatever the lot says, the result is one that the definition allows, and all seats are given."""
    shared = allot(method, weights, house)
    assert sum(seats for _, seats in shared.sure) + shared.open == house
    assert all(legal(method, weights, house, seats) for seats in results(shared))


@given(methods, strengths(), houses, st.integers(0, 3), st.booleans())
def test_there_are_more_tied_than_open(method: Method, weights: dict[str, int], house: int, least: int, clause: bool) -> None:
    """A lot is only drawn among more parties than there are seats for them; without open seats nobody is tied."""
    try:
        shared = allot(method, weights, house, minimum=least, majority=clause)
    except NoRoom:
        return
    assert len(shared.tied) > shared.open > 0 or (shared.tied, shared.open) == ((), 0)
    assert len(set(shared.tied)) == len(shared.tied)
    assert [party for party in weights if party in shared.tied] == list(shared.tied)


@tries(60)
@given(quotient_methods, strengths(), st.integers(0, 40))
def test_highest_quotients_are_house_monotone(method: Method, weights: dict[str, int], house: int) -> None:
    """With a seat more, nobody loses one: each result goes on to one of the larger house, and each of those comes from one."""
    smaller, larger = (results(allot(method, weights, seats)) for seats in (house, house + 1))

    def grows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        return all(before <= after for before, after in zip(one, other, strict=True))

    assert all(any(grows(one, other) for other in larger) for one in smaller)
    assert all(any(grows(one, other) for one in smaller) for other in larger)


@given(strengths(), houses)
def test_largest_remainders_stay_within_the_quota(weights: dict[str, int], house: int) -> None:
    """By largest remainders nobody has fewer seats than the ideal share rounded down, or more than it rounded up."""
    total = sum(weights.values())
    for seats in results(allot(Method.HARE_NIEMEYER, weights, house)):
        for had, weight in zip(seats, weights.values(), strict=True):
            assert weight * house // total <= had <= -(-weight * house // total)


@given(methods, strengths(5), houses, st.data())
def test_the_order_of_the_parties_does_not_matter(method: Method, weights: dict[str, int], house: int, data: Any) -> None:
    """Parties in another order get the same."""
    order = data.draw(st.permutations(list(weights)))
    shared, other = allot(method, weights, house), allot(method, {party: weights[party] for party in order}, house)
    assert dict(shared.sure) == dict(other.sure)
    assert (set(shared.tied), shared.open) == (set(other.tied), other.open)
    assert set(flaws(shared)) == set(flaws(other))
    assert set(calculation(shared)) == set(calculation(other))


@given(methods, strengths(), houses, st.integers(2, 10**20))
def test_scaling_the_weights_changes_nothing(method: Method, weights: dict[str, int], house: int, factor: int) -> None:
    """So many times the votes of everybody give the same seats, sure and open."""
    shared, other = (allot(method, {party: weight * by for party, weight in weights.items()}, house) for by in (1, factor))
    assert (shared.sure, shared.tied, shared.open) == (other.sure, other.tied, other.open)


@given(methods, strengths(highest=4), houses, st.booleans())
def test_equal_parties_are_equal(method: Method, weights: dict[str, int], house: int, clause: bool) -> None:
    """Parties with the same weight surely get the same seats, and are tied together; those without a weight get none."""
    shared = allot(method, weights, house, majority=clause)
    for one, other in permutations(weights, 2):
        if weights[one] == weights[other]:
            assert dict(shared.sure)[one] == dict(shared.sure)[other]
            assert (one in shared.tied) == (other in shared.tied)
    assert not any(dict(shared.sure)[party] or party in shared.tied for party in weights if not weights[party])


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("parties", range(1, 13))
def test_equal_parties_share_equally(method: Method, parties: int) -> None:
    """Of equal parties each has its part of the house, and all are tied for what cannot be divided."""
    weights = {f"p{number}": 7 for number in range(parties)}
    for house in range(30):
        shared = allot(method, weights, house)
        assert {seats for _, seats in shared.sure} == {house // parties}
        assert (len(shared.tied), shared.open) == ((parties, house % parties) if house % parties else (0, 0))


# ── the lot ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(methods, strengths(highest=3), houses, st.data())
def test_every_draw_completes(method: Method, weights: dict[str, int], house: int, data: Any) -> None:
    """Drawn at once or one after the other, the lots lead to one of the completions."""
    shared = allot(method, weights, house)
    lots = data.draw(st.permutations(shared.tied))[: shared.open]
    at_once, step = completed(shared, lots), shared
    for lot in lots:
        step = completed(step, [lot])
        assert len(step.tied) > step.open or not step.tied
    assert at_once == step
    assert (at_once.tied, at_once.open) == ((), 0)
    assert dict(at_once.sure) in list(completions(shared))
    assert results(at_once) == {tuple(dict(at_once.sure).values())}


def test_some_lots_leave_the_others_tied() -> None:
    """Fewer lots than open seats: those drawn have their seats, the others stay tied for the rest."""
    shared = completed(allot(Method.DHONDT, dict.fromkeys("abcd", 1), 3), iter(["c"]))
    assert (shared.sure, shared.tied, shared.open) == ((("a", 0), ("b", 0), ("c", 1), ("d", 0)), ("a", "b", "d"), 2)


@pytest.mark.parametrize("lots", [["c"], ["a", "a"], ["a", "b"], ["nobody"]])
def test_impossible_lots_are_refused(lots: list[str]) -> None:
    """Who is not tied cannot be drawn, nobody twice, and not more than seats are open."""
    with pytest.raises(ValueError, match="drawn"):
        completed(allot(Method.HARE_NIEMEYER, {"a": 1, "b": 1, "c": 3}, 8), lots)


# ── the minimum ──────────────────────────────────────────────────────────────────────────────────────────────────────


def remainders_in_rounds(weights: dict[str, int], house: int, minimum: int) -> set[tuple[int, ...]]:
    """The rule as it is written: whoever is below gets the minimum, the others share the rest, again and again."""
    held: dict[str, int] = {}
    while True:
        rest = {party: weight for party, weight in weights.items() if party not in held}
        seats = house - sum(held.values())
        below = [party for party, weight in rest.items() if Fraction(weight * seats, sum(rest.values())) < minimum]
        if not below:
            shared = completions(allot(Method.HARE_NIEMEYER, rest, seats))
            return {tuple((held | one)[party] for party in weights) for one in shared}
        held |= dict.fromkeys(below, minimum)


@tries(150)
@given(methods, strengths(4, 12).filter(lambda weights: all(weights.values())), st.integers(1, 10), st.integers(1, 3))
def test_the_minimum_is_kept(method: Method, weights: dict[str, int], house: int, minimum: int) -> None:
    """Each gets at least the minimum; beyond it, exactly the results that the definition allows."""
    assume(minimum * len(weights) <= house)
    found = results(allot(method, weights, house, minimum=minimum))
    assert all(min(seats) >= minimum for seats in found)
    if method is Method.HARE_NIEMEYER:
        assert found == remainders_in_rounds(weights, house, minimum)
    else:
        least = [minimum] * len(weights)
        assert found == {
            seats for seats in distributions(len(weights), house) if by_quotients(method, list(weights.values()), seats, least)
        }


@tries(100)
@given(methods, strengths(9, 10**6), houses, st.integers(1, 6))
def test_the_minimum_is_kept_in_large_houses(method: Method, weights: dict[str, int], house: int, minimum: int) -> None:
    """A minimum that helps hardly anybody, or nearly all, is kept by the definition; parties without a weight get nothing."""
    strong = {party: weight for party, weight in weights.items() if weight}
    assume(minimum * len(strong) <= house)
    shared = allot(method, weights, house, minimum=minimum)
    assert all(one[party] >= minimum * (party in strong) for one in completions(shared) for party in weights)
    assert all((party in strong) or not seats for party, seats in shared.sure)
    found = {tuple(one[party] for party in strong) for one in completions(shared)}
    if method is Method.HARE_NIEMEYER:
        assert found == remainders_in_rounds(strong, house, minimum)
    else:
        least = [minimum] * len(strong)
        assert all(by_quotients(method, list(strong.values()), seats, least) for seats in found)


def test_a_minimum_that_all_need_and_one_that_nobody_needs() -> None:
    """Where the minimum uses up the house, all get it; where all have it anyway, nothing changes."""
    for method in Method:
        assert results(allot(method, named([90, 9, 1]), 6, minimum=2)) == {(2, 2, 2)}
        plain, least = (allot(method, named([50, 30, 20]), 20, minimum=minimum) for minimum in (0, 1))
        assert (plain.sure, plain.tied, plain.open) == (least.sure, least.tied, least.open)


# ── the majority clause ──────────────────────────────────────────────────────────────────────────────────────────────


@tries(200)
@given(methods, strengths(7, 15), st.integers(1, 8), houses.filter(bool), st.sampled_from([0, 0, 1, 2]))
def test_the_clause_gives_the_majority(method: Method, weights: dict[str, int], over: int, house: int, least: int) -> None:
    """Who has more than half of the weight surely has more than half of the seats; all seats are given, and the minimum kept."""
    weights["big"] = sum(weights.values()) + over
    strong = [party for party, weight in weights.items() if weight]
    assume(least * (len(strong) - 1) + house // 2 + 1 <= house)
    assume(least * len(strong) <= house)
    shared, plain = (allot(method, weights, house, minimum=least, majority=clause) for clause in (True, False))
    assert sum(seats for _, seats in shared.sure) + shared.open == house
    assert 2 * dict(shared.sure)["big"] > house
    assert all(seats >= least for party, seats in shared.sure if party in strong)
    if 2 * dict(plain.sure)["big"] > house:
        assert shared == plain
    else:
        assert shared.majority == "big"
        assert dict(shared.sure)["big"] == house // 2 + 1
        assert "big" not in shared.tied


@tries(150)
@given(strengths(7, 15), st.integers(1, 8), houses.filter(bool))
def test_one_seat_for_a_remainder_is_enough(weights: dict[str, int], over: int, house: int) -> None:
    """By remainders the clause moves one seat: the whole quotas stay, and the others share the remainder seats that are left."""
    weights["big"] = sum(weights.values()) + over
    total = sum(weights.values())
    whole = {party: weight * house // total for party, weight in weights.items()}
    assert whole["big"] + 1 >= house // 2 + 1
    shared = allot(Method.HARE_NIEMEYER, weights, house, majority=True)
    if shared.majority is None:
        return
    assert whole["big"] + 1 == house // 2 + 1
    assert house - sum(whole.values()) >= 1
    parts = {party: weight * house % total for party, weight in weights.items() if party != "big"}
    for one in completions(shared):
        got, lost = ([parts[party] for party in parts if one[party] - whole[party] == more] for more in (1, 0))
        assert len(got) + len(lost) == len(parts)
        assert not got or not lost or min(got) >= max(lost)


@tries(100)
@given(quotient_methods, strengths(6, 15), st.integers(1, 8), houses.filter(bool))
def test_by_quotients_the_others_share_the_rest(method: Method, weights: dict[str, int], over: int, house: int) -> None:
    """After the smallest majority, the others take the rest as if they were alone."""
    others = dict(weights)
    weights["big"] = sum(weights.values()) + over
    shared = allot(method, weights, house, majority=True)
    if shared.majority is not None:
        alone = allot(method, others, house - house // 2 - 1)
        assert shared.sure == (*alone.sure, ("big", house // 2 + 1))
        assert (shared.tied, shared.open) == (alone.tied, alone.open)


def test_a_majority_that_hangs_on_the_lot_is_made_sure() -> None:
    """Who would not have the majority, or only if the lot falls so, gets it first; the lot may decide about the rest."""
    weights = {"a": 7, "b": 3, "c": 3}  # of three seats 1.62, 0.69 and 0.69: the clause comes before the larger remainders
    assert results(allot(Method.HARE_NIEMEYER, weights, 3)) == {(1, 1, 1)}
    assert results(allot(Method.HARE_NIEMEYER, weights, 3, majority=True)) == {(2, 1, 0), (2, 0, 1)}
    weights = {"a": 6, "b": 3, "c": 2}  # 6 and 3 against 3 and 2
    assert results(allot(Method.DHONDT, weights, 2)) == {(2, 0, 0), (1, 1, 0)}
    shared = allot(Method.DHONDT, weights, 2, majority=True)
    assert (shared.sure, shared.tied, shared.majority) == ((("a", 2), ("b", 0), ("c", 0)), (), "a")


def test_half_is_no_majority() -> None:
    """Exactly half of the weight gives no seat by the clause."""
    assert allot(Method.SAINTE_LAGUE, {"a": 5, "b": 3, "c": 2}, 3, majority=True).majority is None
    assert allot(Method.SAINTE_LAGUE, {"a": 53, "b": 24, "c": 23}, 7, majority=True).sure == (("a", 4), ("b", 2), ("c", 1))


def test_a_minimum_and_a_majority() -> None:
    """If the minimum costs the strongest more than one seat, the others share what the majority leaves; or there is no room."""
    weights = {"a": 55, "b": 37, "c": 4, "d": 4}
    assert results(allot(Method.HARE_NIEMEYER, weights, 20, minimum=2)) == {(10, 6, 2, 2)}
    assert results(allot(Method.HARE_NIEMEYER, weights, 20, minimum=2, majority=True)) == {(11, 5, 2, 2)}
    weights = {"a": 60, "b": 8, "c": 8, "d": 8, "e": 8, "f": 8}
    for method in Method:
        with pytest.raises(NoRoom, match="leave no majority"):
            allot(method, weights, 10, minimum=1, majority=True)


# ── the calculation ──────────────────────────────────────────────────────────────────────────────────────────────────


def of(lines: tuple[Line, ...], party: str) -> list[Any]:
    return [line for line in lines if line.party == party]


@tries(150)
@given(strengths(7, 15), houses, st.integers(0, 2), st.booleans(), st.data())
def test_the_remainders_agree_with_the_result(
    weights: dict[str, int], house: int, least: int, clause: bool, data: Any
) -> None:
    """One line for each party: its quota, and by what it takes, its seats; also after the lot."""
    try:
        shared = allot(Method.HARE_NIEMEYER, weights, house, minimum=least, majority=clause)
    except NoRoom:
        return
    lots = data.draw(st.permutations(shared.tied))[: shared.open]
    for one in (shared, completed(shared, lots)):
        lines = calculation(one)
        assert [line.party for line in lines] == list(weights)
        for line, (_, seats) in zip(lines, one.sure, strict=True):
            assert isinstance(line, Remainder)
            assert line.quota == line.whole + line.remainder
            assert 0 <= line.remainder < 1
            assert (line.takes is Takes.TIED) == (line.party in one.tied)
            if line.takes is Takes.GIVEN:
                assert seats > line.whole
                assert seats == least or line.party == one.majority
            else:
                assert seats == line.whole + (line.takes is Takes.SEAT)
        got, lost = ([line.remainder for line in lines if line.takes is takes] for takes in (Takes.SEAT, Takes.NONE))
        if shared.majority is None or not least:
            assert not got or not lost or min(got) >= max(lost)
        if not least:
            assert all(line.quota == Fraction(weights[line.party] * house, sum(weights.values())) for line in lines)


def test_the_remainders_of_a_result() -> None:
    """A quota, its whole part, the remainder, and what it takes, can be printed beside each other."""
    lines = calculation(allot(Method.HARE_NIEMEYER, {"a": 1, "b": 1, "c": 3}, 8))
    assert lines == (
        Remainder(party="a", quota=Fraction(8, 5), whole=1, remainder=Fraction(3, 5), takes=Takes.TIED),
        Remainder(party="b", quota=Fraction(8, 5), whole=1, remainder=Fraction(3, 5), takes=Takes.TIED),
        Remainder(party="c", quota=Fraction(24, 5), whole=4, remainder=Fraction(4, 5), takes=Takes.SEAT),
    )


def test_what_was_given_by_a_minimum_or_the_clause_is_told() -> None:
    """The quota of whom a minimum helps is too small for it; the seat by the clause is no seat by a remainder."""
    lines = calculation(allot(Method.HARE_NIEMEYER, {"a": 90, "b": 9, "c": 1}, 10, minimum=1))
    assert [(line.quota, line.takes) for line in lines] == [  # type: ignore[union-attr]
        (Fraction(90 * 8, 90), Takes.NONE),
        (Fraction(9 * 8, 90), Takes.GIVEN),
        (Fraction(1 * 8, 90), Takes.GIVEN),
    ]
    lines = calculation(allot(Method.HARE_NIEMEYER, {"a": 51, "b": 25, "c": 24}, 4, majority=True))
    assert [(line.quota, line.takes) for line in lines] == [  # type: ignore[union-attr]
        (Fraction(51, 25), Takes.GIVEN),
        (Fraction(1), Takes.NONE),
        (Fraction(24, 25), Takes.NONE),
    ]
    lines = calculation(allot(Method.HARE_NIEMEYER, {"a": 55, "b": 37, "c": 4, "d": 4}, 20, minimum=2, majority=True))
    assert [(line.quota, line.takes) for line in lines] == [  # type: ignore[union-attr]
        (Fraction(55 * 16, 92), Takes.GIVEN),
        (Fraction(5), Takes.NONE),
        (Fraction(4 * 5, 37), Takes.GIVEN),
        (Fraction(4 * 5, 37), Takes.GIVEN),
    ]


@tries(150)
@given(quotient_methods, strengths(7, 15), st.integers(0, 25), st.integers(0, 2), st.booleans(), st.data())
def test_the_quotients_agree_with_the_result(
    method: Method, weights: dict[str, int], house: int, least: int, clause: bool, data: Any
) -> None:
    """Each party has one line for each seat, and one that takes none; places follow the size of the quotients, as in sports."""
    try:
        shared = allot(method, weights, house, minimum=least, majority=clause)
    except NoRoom:
        return
    lots = data.draw(st.permutations(shared.tied))[: shared.open]
    for one in (shared, completed(shared, lots)):
        lines = calculation(one)
        assert list(dict.fromkeys(line.party for line in lines)) == list(weights)
        for party, seats in one.sure:
            mine = of(lines, party)
            takes = [line.takes for line in mine]
            assert sum(what in (Takes.SEAT, Takes.GIVEN) for what in takes) == seats
            assert takes[seats:] == [*[Takes.TIED] * (party in one.tied), Takes.NONE]
            assert all(line.quotient == Fraction(weights[party], line.divisor) for line in mine)
            sizes = [line.divisor / CUSTOMARY[method](had) for had, line in enumerate(mine)]
            assert len(set(sizes)) == 1, "the divisors are the customary ones, or a multiple of them"
            if not least and party != one.majority:
                assert Takes.GIVEN not in takes
        placed = [line for line in lines if line.takes in (Takes.SEAT, Takes.TIED)]
        assert all(line.place == 1 + sum(other.quotient > line.quotient for other in placed) for line in placed)
        assert all(line.place is None for line in lines if line not in placed)
        highest = max((line.quotient for line in lines if line.takes is Takes.NONE), default=0)
        assert all(line.quotient >= highest for line in placed)


def test_the_quotients_of_a_result() -> None:
    """The usual table can be printed: divisors, quotients, and the places that equal quotients share."""
    lines = calculation(allot(Method.DHONDT, {"a": 4, "b": 2, "c": 1}, 5))
    assert [(line.party, line.divisor, line.place, line.takes) for line in lines if isinstance(line, Quotient)] == [
        ("a", 1, 1, Takes.SEAT),
        ("a", 2, 2, Takes.SEAT),
        ("a", 3, 4, Takes.SEAT),
        ("a", 4, 5, Takes.TIED),
        ("a", 5, None, Takes.NONE),
        ("b", 1, 2, Takes.SEAT),
        ("b", 2, 5, Takes.TIED),
        ("b", 3, None, Takes.NONE),
        ("c", 1, 5, Takes.TIED),
        ("c", 2, None, Takes.NONE),
    ]


def test_seats_by_the_clause_have_no_place() -> None:
    """The seats that its quotients bring the majority have places; those by the clause, and those by a minimum, have none."""
    lines = calculation(allot(Method.SAINTE_LAGUE, {"a": 53, "b": 24, "c": 23}, 7, majority=True))
    assert [(line.place, line.takes) for line in of(lines, "a")] == [
        (1, Takes.SEAT), (4, Takes.SEAT), (5, Takes.SEAT), (None, Takes.GIVEN), (None, Takes.NONE),
    ]  # fmt: skip
    lines = calculation(allot(Method.DHONDT, {"a": 90, "b": 9, "c": 1}, 5, minimum=1))
    assert [line.takes for line in of(lines, "b")] == [Takes.GIVEN, Takes.NONE]
    assert [line.place for line in of(lines, "a")] == [None, 1, 2, None]


# ── the order of picks ───────────────────────────────────────────────────────────────────────────────────────────────


@tries(100)
@given(quotient_methods, strengths(6, 12), st.integers(0, 25))
def test_the_order_of_picks_agrees_with_the_seats(method: Method, weights: dict[str, int], picks: int) -> None:
    """After so many picks each has had as many as seats in a house of that size; only the last rank may reach beyond."""
    ranks = sequence(method, weights, picks)
    assert [rank.quotient for rank in ranks] == sorted({rank.quotient for rank in ranks}, reverse=True)
    reached, had = 0, dict.fromkeys(weights, 0)
    for rank in ranks:
        assert rank.first == reached + 1 <= picks
        shared = allot(method, weights, min(picks, reached + len(rank.parties)))
        reached += len(rank.parties)
        if reached > picks:
            assert rank is ranks[-1]
            assert (shared.tied, shared.open) == (rank.parties, picks - rank.first + 1)
            assert dict(shared.sure) == had
        else:
            for party in rank.parties:
                had[party] += 1
            assert (dict(shared.sure), shared.tied) == (had, ())
    assert reached >= picks


def test_the_order_of_picks() -> None:
    """Equal quotients share a rank, and the lot decides among them; without quotients there is no order."""
    assert sequence(Method.DHONDT, {"a": 4, "b": 2, "c": 1}, 5) == (
        Rank(first=1, parties=("a",), quotient=Fraction(4)),
        Rank(first=2, parties=("a", "b"), quotient=Fraction(2)),
        Rank(first=4, parties=("a",), quotient=Fraction(4, 3)),
        Rank(first=5, parties=("a", "b", "c"), quotient=Fraction(1)),
    )
    with pytest.raises(ValueError, match="no quotients"):
        sequence(Method.HARE_NIEMEYER, {"a": 1}, 1)
    with pytest.raises(ValueError, match="nobody"):
        sequence(Method.DHONDT, {"a": 0}, 1)


# ── what may be held against a result ────────────────────────────────────────────────────────────────────────────────


def told(method: Method, weights: list[int], house: int) -> list[tuple[Flaw, str, int, Fraction, bool]]:
    return [(one.flaw, one.party, one.seats, one.ideal, one.sure) for one in flaws(allot(method, named(weights), house))]


def test_flaws_are_told() -> None:
    """Over-rounding, a lost safe seat, and a majority lost or made, are told with the ideal share."""
    assert told(Method.HARE_NIEMEYER, [25, 18, 7], 11) == []
    assert told(Method.DHONDT, [40, 15, 15, 15, 15], 9) == [
        (Flaw.OVER_ROUNDED, "a", 5, Fraction(18, 5), True),
        (Flaw.MAJORITY_MADE, "a", 5, Fraction(18, 5), True),
    ]
    assert told(Method.SAINTE_LAGUE, [40, 15, 15, 15, 15], 5) == [(Flaw.LOST_SAFE_SEAT, "a", 1, Fraction(2), True)]
    assert told(Method.SAINTE_LAGUE, [53, 24, 23], 7) == [(Flaw.MAJORITY_LOST, "a", 3, Fraction(371, 100), True)]
    assert told(Method.DHONDT, [40, 30, 30], 1) == [], "one seat is always more than half of one"


def test_flaws_that_hang_on_the_lot_are_not_sure() -> None:
    """A flaw that is there only when the lot falls so is told as such, with the seats that it would be."""
    assert told(Method.DHONDT, [6, 3, 2], 2) == [(Flaw.MAJORITY_LOST, "a", 1, Fraction(12, 11), False)]
    assert told(Method.HARE_NIEMEYER, [1, 1], 3) == [
        (Flaw.MAJORITY_MADE, "a", 2, Fraction(3, 2), False),
        (Flaw.MAJORITY_MADE, "b", 2, Fraction(3, 2), False),
    ]


@tries(150)
@given(methods, strengths(7, 15), st.integers(0, 25))
def test_a_flaw_is_one_of_some_or_all_completions(method: Method, weights: dict[str, int], house: int) -> None:
    """What is told is exactly what is seen in the results: a sure flaw in all of them, another one in some."""
    total, found = sum(weights.values()), {(one.party, one.flaw): one for one in flaws(allot(method, weights, house))}
    ends = list(completions(allot(method, weights, house)))
    for party, weight in weights.items():
        ideal, major = Fraction(weight * house, total), 2 * weight > total
        seen = {
            Flaw.OVER_ROUNDED: [one[party] > ceil(ideal) for one in ends],
            Flaw.LOST_SAFE_SEAT: [one[party] < floor(ideal) for one in ends],
            Flaw.MAJORITY_LOST: [house > 0 and major and 2 * one[party] <= house for one in ends],
            Flaw.MAJORITY_MADE: [house > 1 and not major and 2 * one[party] > house for one in ends],
        }
        for flaw, has in seen.items():
            one = found.get((party, flaw))
            assert (one is not None) == any(has)
            if one is not None:
                assert one.sure == all(has)
                assert one.ideal == ideal
                assert any(is_so and end[party] == one.seats for is_so, end in zip(has, ends, strict=True)) or one.sure


def test_largest_remainders_are_never_over_rounded() -> None:
    """Neither over-rounding nor a lost safe seat is possible within the quota."""
    for weights in product(range(1, 7), repeat=3):
        for house in range(1, 12):
            flawed = {one.flaw for one in flaws(allot(Method.HARE_NIEMEYER, named(list(weights)), house))}
            assert flawed <= {Flaw.MAJORITY_LOST, Flaw.MAJORITY_MADE}
