"""Contest and franchise: how many votes each candidate has, who is ahead, and whose votes count where others elect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import ballot, barred, body, group, holds, item, meeting, person, scope, table
from gremium.evaluate.contest import Ahead, Score, Sheet, ahead, as_motion, as_whole, size, strangers
from gremium.evaluate.franchise import Counted, apart, entitled
from gremium.evaluate.occasion import occasion
from gremium.model.meeting import Ballot
from gremium.model.record import Event
from gremium.norms.election import Against, Voters
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.crowd import Persons
from gremium.values.message import message

DAY = date(2026, 3, 10)


def scored(**votes: int | tuple[int, int | None]) -> tuple[Score, ...]:
    return tuple(Score(name, *((number, number) if isinstance(number, int) else number)) for name, number in votes.items())


@pytest.mark.parametrize(
    ("scores", "places", "expected"),
    [
        (scored(a=3, b=2, c=1), 1, Ahead(sure=("a",))),
        (scored(a=3, b=2, c=1), 2, Ahead(sure=("a", "b"))),
        (scored(a=3, b=2, c=2), 2, Ahead(sure=("a",), tied=("b", "c"), places=1)),
        (scored(a=2, b=2, c=2), 2, Ahead(tied=("a", "b", "c"), places=2)),
        (scored(a=3, b=2, c=2, d=1), 3, Ahead(sure=("a", "b", "c"))),
        (scored(a=1, b=2), 2, Ahead(sure=("a", "b"))),
        (scored(a=1, b=2), 0, Ahead()),
        ((), 1, Ahead()),
        (scored(a=(3, 5), b=2), 1, Ahead(sure=("a",))),
        (scored(a=(2, 5), b=2), 1, Ahead(unknown=True)),
        (scored(a=(3, None), b=2, c=(0, None)), 1, Ahead(unknown=True)),
        (scored(a=(3, None), b=2, c=(0, 1)), 2, Ahead(sure=("a", "b"))),
    ],
)
def test_who_is_ahead(scores: tuple[Score, ...], places: int, expected: Ahead) -> None:
    """By exact votes and by bounds, with room for all, for some and for nobody."""
    assert ahead(scores, places) == expected


RANGES = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(RANGES, min_size=1, max_size=4), st.integers(0, 4))
def test_who_is_surely_ahead_is_ahead_whatever_the_votes_are(bounds: list[tuple[int, int]], places: int) -> None:
    """Within their bounds; and of exact votes nobody is left out who is ahead of all others."""
    names = "abcd"[: len(bounds)]
    found = ahead([Score(name, *pair) for name, pair in zip(names, bounds, strict=True)], places)
    assert len(found.sure) + found.places <= max(places, 0)
    for votes in product(*(range(low, high + 1) for low, high in bounds)):
        told = dict(zip(names, votes, strict=True))
        for one in found.sure:
            assert sum(told[other] >= told[one] for other in names if other != one) < places or len(names) <= places
        exact = ahead([Score(name, number, number) for name, number in told.items()], places)
        assert set(found.sure) <= set(exact.sure)
        assert not exact.unknown


def test_how_many_a_crowd_are() -> None:
    """Persons are counted, numbers stand for themselves, and of nobody told nothing is known."""
    assert [size(one) for one in (Persons(("p", "q")), Count(1, 3), None)] == [exactly(2), Count(1, 3), UNSTATED_COUNT]


# ── a ballot as a vote on one candidate ──────────────────────────────────────────────────────────────────────────────


def sheet(votes: Mapping[str, object], *, single: bool = True, standing: str = "abc", **said: object) -> Sheet:
    """Return a sheet: of the ballot by its own keys, of how it is taken by `against`, `strays` and `most`."""
    how = {key: said.pop(key) for key in ("against", "strays", "most") if key in said}
    return Sheet(ballot=ballot(votes=dict(votes), **said), standing=tuple(standing), single=single, **how)


def told(one: Ballot) -> tuple[object, object, object]:
    return one.yes, one.no, one.invalid


THREE = {"a": 5, "b": 3, "c": 2}


def test_votes_for_others_and_against_all_are_against_a_candidate() -> None:
    """With one vote each."""
    assert told(as_motion(sheet(THREE, no=4), "a")) == (exactly(5), exactly(9), None)
    assert told(as_motion(sheet(THREE, no=4, against=Against.IGNORED), "a")) == (exactly(5), exactly(5), None)
    assert told(as_motion(sheet(THREE, no=4, invalid=1, against=Against.INVALID), "a")) == (exactly(5), exactly(5), exactly(5))
    assert told(as_motion(sheet(THREE, against=Against.INVALID), "a")) == (exactly(5), exactly(5), Count(0, None))


def test_persons_stay_persons_as_long_as_all_of_them_are_named() -> None:
    """So that whoever may not vote can be left out."""
    named = {"a": ["p"], "b": ["q", "r"]}
    assert told(as_motion(sheet(named, standing="ab", no=["s"]), "a"))[:2] == (Persons(("p",)), Persons(("q", "r", "s")))
    assert told(as_motion(sheet(named, standing="ab", no=1), "a"))[1] == exactly(3)


def test_what_is_not_told_of_others_may_be_anything_there_is_room_for() -> None:
    """Nobody tells of c: within fifty votes they have at most what is left; without a bound nobody knows."""
    known = {"a": 20, "b": 15}
    assert told(as_motion(sheet(known, no=5, most=50), "a"))[:2] == (exactly(20), Count(20, 30))
    assert told(as_motion(sheet(known, no=5, most=50), "c"))[:2] == (Count(0, 10), exactly(40))
    assert told(as_motion(sheet(known, no=5), "c"))[:2] == (Count(0, None), exactly(40))
    assert told(as_motion(sheet(known, no=5), "a"))[1] == Count(20, None)
    assert told(as_motion(sheet(known, abstain=4, invalid=1, most=50), "a"))[1] == Count(15, 25)
    assert told(as_motion(sheet(known, no=5, against=Against.IGNORED, most=50), "c"))[0] == Count(0, 15)
    assert told(as_motion(sheet(known, no=5, papers=38), "c"))[0] == exactly(0)
    assert told(as_motion(sheet({"a": 20, "b": 15}, no=0, most=10), "a"))[1] == Count(15, 15)


def test_of_papers_all_that_do_not_name_a_candidate_are_against_them() -> None:
    """Thirty papers with several votes each; papers against all are among them, unless they are no votes."""
    several = {"a": 20, "b": 16, "c": 15}
    assert told(as_motion(sheet(several, papers=30, single=False), "a"))[1] == exactly(10)
    assert told(as_motion(sheet(several, papers=30, no=2, single=False), "a"))[1] == exactly(10)
    assert told(as_motion(sheet(several, papers=30, no=2, single=False, against=Against.IGNORED), "a"))[1] == Count(8, 10)
    assert told(as_motion(sheet(several, papers=30, single=False, against=Against.IGNORED), "a"))[1] == Count(0, 10)
    assert told(as_motion(sheet({**several, "x": 3}, papers=30, single=False), "a"))[1] == Count(7, 10)
    assert told(as_motion(sheet({**several, "x": 3}, papers=30, single=False, strays=True), "a"))[1] == exactly(10)
    assert told(as_motion(sheet(several, papers="30..", single=False), "a"))[1] == Count(10, None)


def test_several_votes_on_papers_of_which_nobody_tells_the_number_leave_a_range() -> None:
    """Between all votes for others on the same papers, and each on one of its own; of persons the papers are known."""
    several = {"a": 20, "b": 16, "c": 15}
    assert told(as_motion(sheet(several, no=0, single=False), "b"))[1] == Count(4, 35)
    named = {"a": ["p", "q"], "b": ["q", "r"]}
    assert told(as_motion(sheet(named, no=[], standing="ab", single=False), "a"))[1] == Persons(("r",))
    assert told(as_motion(sheet({"a": 20}, no=0, single=False, most=30), "b"))[:2] == (Count(0, 30), Count(0, 30))
    assert told(as_motion(sheet({"a": 20, "b": "1.."}, no=0, standing="ab", single=False), "a"))[1] == Count(0, None)


def test_votes_for_somebody_who_does_not_stand_are_votes_or_invalid() -> None:
    """As the rules have it; those without a vote are no strangers."""
    with_stranger = {**THREE, "x": 4, "y": 0}
    assert strangers(ballot(votes=with_stranger), "abc") == ("x",)
    assert told(as_motion(sheet(with_stranger, no=0, strays=True), "a")) == (exactly(5), exactly(9), None)
    assert told(as_motion(sheet(with_stranger, no=0, invalid=1), "a")) == (exactly(5), exactly(5), exactly(5))


def test_a_ballot_as_a_whole_sets_all_votes_for_somebody_against_those_against_all() -> None:
    """By papers, by single votes, or within bounds."""
    assert told(as_whole(sheet(THREE, no=4))) == (exactly(10), exactly(4), None)
    assert told(as_whole(sheet(THREE, no=4, against=Against.IGNORED)))[1] == exactly(0)
    assert told(as_whole(sheet(THREE, papers=10, no=4)))[:2] == (exactly(10), exactly(0))
    assert told(as_whole(sheet(THREE, no=4, single=False)))[0] == Count(5, 10)
    assert told(as_whole(sheet({"a": 5}, no=4, most=12)))[0] == Count(5, 12)
    assert told(as_whole(sheet({"a": 5}, no=4, single=False)))[0] == Count(5, None)
    assert told(as_whole(sheet({}, no=4, single=False, standing="")))[0] == exactly(0)


# ── whose votes count ────────────────────────────────────────────────────────────────────────────────────────────────


def counted(cast: Ballot, *events: Event, single: bool = True, **rule: object) -> Counted:
    where = scope(body("x", group("seat", seats=3)), events=[meeting("m", "x", DAY), item("i"), *events, cast])
    here = occasion(where, where.locate("x"), "m", "i")
    return entitled(where, here, cast, table(Voters, **{"who": {"en": "residents"}, **rule}), DAY, single=single)


def numbers(found: Counted) -> dict[str, object]:
    kinds = {"no": found.ballot.no, "abstain": found.ballot.abstain, "invalid": found.ballot.invalid}
    return {**dict(found.ballot.votes), **{kind: crowd for kind, crowd in kinds.items() if crowd is not None}}


def cast(votes: Mapping[str, object], **more: object) -> Ballot:
    return ballot(item="i", votes=dict(votes), **more)


def test_others_elect_where_a_rule_says_who_or_limits_them() -> None:
    """A shared vote alone lets whoever has a vote in the body elect."""
    assert not apart(None)
    assert not apart(table(Voters, together="home"))
    for rule in ({"who": {"en": "all"}}, {"by": "seat"}, {"if": {"age": "16.."}}):
        assert apart(table(Voters, **rule))


def test_those_who_may_not_vote_are_left_out_and_numbers_are_taken_as_they_are() -> None:
    """By age, and by being barred; of whom it is not known they may count."""
    people = person("p", "2000-01-01"), person("q", "2020-01-01"), person("r"), person("s", "2000-01-01")
    found = counted(cast({"a": ["p", "q"], "b": ["r", "s"], "c": 4}, no=1), *people, barred(["s"], item="i"), if_={"age": "16.."})
    assert numbers(found) == {"a": exactly(1), "b": Count(0, 1), "c": exactly(4), "no": exactly(1)}
    assert found.refused == (message("reason.no-franchise", party="q"), message("reason.vote-barred", party="s"))
    assert (found.doubtful, found.divided) == (1, 0)


def test_holders_of_positions_may_be_those_who_elect() -> None:
    """Whoever holds one of them, and meets the condition, too."""
    seated = tuple(holds(one, "seat@x", "2020-01-01") for one in "prs")
    adults = tuple(person(one, "2000-01-01") for one in "pqs")
    people = (*adults, person("r", "2020-01-01"), *seated, holds("q", "chair@x", "2020-01-01"))
    votes = cast({"a": ["p", "q"], "b": ["r"]})
    assert numbers(counted(votes, *people, by=["seat"])) == {"a": exactly(1), "b": exactly(1)}
    assert numbers(counted(votes, *people, by=["seat", "chair"], if_={"age": "16.."})) == {"a": exactly(2), "b": exactly(0)}


HOMES = (*(person(one, home=one[0]) for one in ("x1", "x2", "x3", "y1", "z1")), person("w"))


def test_a_household_has_one_vote() -> None:
    """Alike it is one, whoever abstains leaves it to the others, and of somebody without a home nobody knows."""
    found = counted(cast({"a": ["x1", "x2"], "b": ["y1", "w"]}, abstain=["x3"], no=["z1"]), *HOMES, together="home")
    assert numbers(found) == {"a": exactly(1), "b": Count(1, 2), "abstain": exactly(0), "no": exactly(1)}
    silent = counted(cast({"a": []}, abstain=["x1", "x2"]), *HOMES, together="home")
    assert numbers(silent) == {"a": exactly(0), "abstain": exactly(1)}


def test_what_becomes_of_a_divided_household_is_what_a_rule_says() -> None:
    """Void, the majority of its members, or nobody knows."""
    divided = cast({"a": ["x1", "x2"], "b": ["x3"]})
    unsaid = counted(divided, *HOMES, together="home")
    assert (numbers(unsaid), unsaid.divided) == ({"a": Count(0, 1), "b": Count(0, 1)}, 1)
    void = counted(divided, *HOMES, together="home", split="void")
    assert (numbers(void), void.divided) == ({"a": exactly(0), "b": exactly(0), "invalid": Count(1, None)}, 0)
    named = cast({"a": ["x1", "x2"], "b": ["x3"]}, invalid=["y1"])
    assert numbers(counted(named, *HOMES, together="home", split="void"))["invalid"] == exactly(2)
    told_ = cast({"a": ["x1", "x2"], "b": ["x3"]}, invalid=3)
    assert numbers(counted(told_, *HOMES, together="home", split="void"))["invalid"] == exactly(4)
    most = counted(divided, *HOMES, together="home", split="majority")
    assert (numbers(most), most.divided) == ({"a": exactly(1), "b": exactly(0)}, 0)
    level = counted(cast({"a": ["x1"], "b": ["x3"]}), *HOMES, together="home", split="majority")
    assert (numbers(level), level.divided) == ({"a": Count(0, 1), "b": Count(0, 1)}, 1)


def test_a_household_of_which_it_is_not_known_who_may_vote_is_open() -> None:
    """One surely may, the other perhaps: the vote is the first one's, or divided."""
    people = person("x1", "2000-01-01", home="x"), person("x2", home="x")
    rule = {"together": "home", "if_": {"age": "16.."}}
    both = counted(cast({"a": ["x1"], "b": ["x2"]}), *people, **rule)
    assert (numbers(both), both.divided) == ({"a": Count(0, 1), "b": Count(0, 1)}, 0)
    void = counted(cast({"a": ["x1"], "b": ["x2"]}, invalid=[]), *people, **rule, split="void")
    assert numbers(void) == {"a": Count(0, 1), "b": Count(0, 1), "invalid": Count(0, 1)}
    alone = counted(cast({"a": ["x2"]}, abstain=["x1"]), *people, **rule)
    assert numbers(alone) == {"a": Count(0, 1), "abstain": Count(0, 1)}
    same = counted(cast({"a": ["x1", "x2"]}), *people, **rule)
    assert numbers(same) == {"a": exactly(1)}


def test_whoever_votes_twice_where_there_is_one_vote_may_have_voted_for_either() -> None:
    """With several votes on a paper both count."""
    people = person("p"), person("q")
    twice = cast({"a": ["p"], "b": ["p", "q"]})
    assert numbers(counted(twice, *people)) == {"a": Count(0, 1), "b": Count(1, 2)}
    assert numbers(counted(twice, *people, single=False)) == {"a": exactly(1), "b": exactly(2)}


@pytest.mark.parametrize("order", list(permutations(("x1", "x2", "x3"))))
def test_the_order_in_which_persons_are_told_changes_nothing(order: tuple[str, ...]) -> None:
    """Of a household with three."""
    people = [person(one, home="x") for one in order]
    found = counted(cast({"a": ["x1"], "b": ["x2", "x3"]}), *people, together="home", split="majority")
    assert numbers(found) == {"a": exactly(0), "b": exactly(1)}
