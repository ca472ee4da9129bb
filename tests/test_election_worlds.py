"""Elections in all possible worlds: no answer says more than what is the same in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import permutations, product

from hypothesis import given
from hypothesis import strategies as st

from builders import ballot, body, election, group, item, lot, meeting, nominated, row, scope, withdrawn
from effort import tries
from gremium.evaluate.balloting import Elected, Elects
from gremium.evaluate.election import election as asked
from gremium.model.record import Event
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
DAY = date(2026, 3, 10)
NAMES = ("a", "b", "c")
# What a ballot may take, with what it means, told apart from the library: of the votes for one, all for candidates, and the No.
NEEDS = {
    "more than 1/2 of votes": lambda mine, every, no: mine > Fraction(every + no, 2),
    "at least 1/3 of votes": lambda mine, every, no: every + no > 0 and mine >= Fraction(every + no, 3),
    "at least 2": lambda mine, _every, _no: mine >= 2,
    "more than no": lambda mine, every, no: mine > every - mine + no,
    "most": lambda mine, _every, _no: mine > 0,
}
Number = int | tuple[int, int]


def asked_of(*events: Event, posts: int = 1, **rule: object) -> Verdict[Elected]:
    where = scope(
        body("council", group("seat", seats=30, standing="voting"), row(election(**rule), "rules § 2"), positions=("chair",)),
        events=[meeting("m", "council", DAY), item("i", "m", fills="chair", posts=posts), *events],
    )
    return asked(where, "council", DAY, "m", "i")  # type: ignore[return-value]  # about a meeting


def cast(votes: Mapping[str, Number], no: Number = 0, round_: int = 1) -> Event:
    told = {name: number if isinstance(number, int) else f"{number[0]}..{number[1]}" for name, number in votes.items()}
    return ballot(item="i", votes=told, no=no if isinstance(no, int) else f"{no[0]}..{no[1]}", round=round_)


def naive(votes: Mapping[str, int], no: int, need: str, posts: int) -> tuple[set[str], set[str]]:
    """Return who is elected in one ballot with one vote each, and who is equal for what is left, by the plainest means."""
    every = sum(votes.values())
    able = {name for name, mine in votes.items() if NEEDS[need](mine, every, no)}
    elected: set[str] = set()
    while len(elected) < posts and able - elected:
        most = max(votes[name] for name in able - elected)
        level = {name for name in able - elected if votes[name] == most}
        if len(elected) + len(level) > posts:
            return elected, level
        elected |= level
    return elected, set()


VOTES = st.integers(0, 6)
RANGE = st.tuples(VOTES, st.integers(0, 2)).map(lambda pair: (pair[0], pair[0] + pair[1]))
NEED = st.sampled_from(sorted(NEEDS))


@tries(150)
@given(st.tuples(VOTES, VOTES, VOTES), VOTES, NEED, st.integers(1, 2))
def test_exact_votes_elect_whom_the_plainest_count_elects(numbers: tuple[int, int, int], no: int, need: str, posts: int) -> None:
    """Of one ballot with one vote each, for one post or two."""
    votes = dict(zip(NAMES, numbers, strict=True))
    elected, level = naive(votes, no, need, posts)
    verdict = asked_of(cast(votes, no), posts=posts, rounds=[{"number": 1, "need": need}], tie="lot", votes_each=1)
    value = verdict.value
    assert value is not None
    assert (set(value.elected), set(value.between)) == (elected, level)
    full = len(elected) == posts
    assert verdict.outcome is (OPEN if level else HOLDS if full else FAILS)
    assert value.result is (
        Elects.LOT if level else Elects.ELECTED if full else Elects.PARTLY if elected else Elects.NOBODY
    )  # fmt: skip


@tries(100)
@given(st.tuples(RANGE, RANGE, RANGE), RANGE, NEED, st.integers(1, 2))
def test_what_is_said_of_bounds_is_so_in_every_world(
    bounds: tuple[tuple[int, int], ...], no: tuple[int, int], need: str, posts: int
) -> None:
    """Whoever is elected is so whatever the votes are; and who fails, fails: a narrower fact turns no answer into another."""
    rule = {"rounds": [{"number": 1, "need": need}], "tie": "lot", "votes_each": 1}
    verdict = asked_of(cast(dict(zip(NAMES, bounds, strict=True)), no), posts=posts, **rule)
    value = verdict.value
    assert value is not None
    for numbers in _worlds((*bounds, no)):
        elected, level = naive(dict(zip(NAMES, numbers, strict=False)), numbers[-1], need, posts)
        assert set(value.elected) <= elected
        if verdict.outcome is not OPEN:
            assert set(value.elected) == elected
            assert not level
            assert (len(elected) == posts) is (verdict.outcome is HOLDS)


def _worlds(bounds: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, ...]]:
    yield from product(*(range(low, high + 1) for low, high in bounds))


RULES = st.fixed_dictionaries(
    {
        "rounds": st.sampled_from(
            [
                [{"number": 1, "need": "more than 1/2 of votes"}, {"number": 2, "need": "most", "best": 2, "entry": "lot"}],
                [{"number": 1, "need": "more than 1/2 of votes"}, {"number": 2, "need": "more than 1/2 of votes", "drops": 1,
                                                                    "entry": "all", "repeats": True}],
                [{"number": 1, "need": "most"}],
                [{"number": 1, "need": "at least 2"}, {"number": 2, "need": "at least 2"}, {"number": 3, "need": "most"}],
            ]
        ),
        "tie": st.sampled_from(["lot", "repeat", "nobody", {"then": "run-off", "again": "lot"}, "unstated"]),
        "no_votes": st.sampled_from(["counted", "ignored", "invalid", "unstated"]),
        "withdrawal": st.sampled_from(["next-best", "fewer", "repeat", "unstated"]),
        "declined": st.sampled_from(["next-best", "vacant", "repeat", "unstated"]),
    }
)  # fmt: skip
ROUND = st.tuples(st.tuples(RANGE, RANGE, RANGE), RANGE)
HAPPENED = st.tuples(
    st.lists(ROUND, max_size=3), st.lists(st.sampled_from(NAMES), max_size=2),
    st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 2)), max_size=1), st.integers(1, 2),
)  # fmt: skip
Story = tuple[list[tuple[tuple[tuple[int, int], ...], tuple[int, int]]], list[str], list[tuple[str, int]], int]


def told(story: Story, called: Mapping[str, str], *, backwards: bool = False) -> list[Event]:
    """Return what happened, with the candidates called so."""
    rounds, lots, gone, _ = story
    events: list[Event] = [nominated([called[name] for name in NAMES])]
    for number, (bounds, no) in enumerate(rounds, start=1):
        votes = {called[name]: (low, high) for name, (low, high) in zip(NAMES, bounds, strict=True)}
        events.append(cast(votes, no, number))
    events += [withdrawn(called[name], after) for name, after in gone]
    if backwards:
        events.reverse()
    return [*events, *(lot(called[name], item="i") for name in lots)]


SAME = {name: name for name in NAMES}


@tries(120)
@given(HAPPENED, RULES, st.sampled_from(list(permutations(NAMES))))
def test_other_names_are_elected_in_the_same_way(story: Story, rule: dict[str, object], names: tuple[str, ...]) -> None:
    """Permuting the candidates permutes the result; the order in which facts are told changes nothing."""
    called = dict(zip(NAMES, names, strict=True))
    first = asked_of(*told(story, SAME), posts=story[3], **rule)
    other = asked_of(*told(story, called), posts=story[3], **rule)
    back = asked_of(*told(story, SAME, backwards=True), posts=story[3], **rule)
    one, two = first.value, other.value
    assert one is not None
    assert two is not None
    assert (first.outcome, one.result, one.next, one.places) == (other.outcome, two.result, two.next, two.places)
    for mine, theirs in ((one.elected, two.elected), (one.between, two.between)):
        assert {called[name] for name in mine} == set(theirs)
    assert (first.outcome, first.value, first.missing) == (back.outcome, back.value, back.missing)


@tries(120)
@given(HAPPENED, RULES)
def test_whoever_is_elected_stands_and_has_a_post(story: Story, rule: dict[str, object]) -> None:
    """At most as many as there are posts, each of them nominated, each once, and nobody who withdrew before the first ballot."""
    verdict = asked_of(*told(story, SAME), posts=story[3], **rule)
    value = verdict.value
    assert value is not None
    assert len(set(value.elected)) == len(value.elected) <= story[3]
    assert set(value.elected) <= {name for name in NAMES if (name, 0) not in story[2]}
    assert not set(value.elected) & set(value.between)
    assert (verdict.outcome is HOLDS) is (value.result is Elects.ELECTED)
    assert verdict.outcome is not HOLDS or len(value.elected) == story[3]
    assert verdict.outcome is not OPEN or verdict.missing


@tries(100)
@given(HAPPENED, RULES, st.randoms(use_true_random=False))
def test_exact_numbers_turn_no_answer_into_another(story: Story, rule: dict[str, object], chance: object) -> None:
    """Where votes are told in bounds and the answer is not open, any numbers within them give the same."""
    rounds, lots, gone, posts = story
    bounds = asked_of(*told(story, SAME), posts=posts, **rule)

    def narrow(pair: tuple[int, int]) -> tuple[int, int]:
        number = chance.randint(*pair)  # type: ignore[attr-defined]  # what hypothesis makes of it
        return number, number

    exact = [(tuple(narrow(pair) for pair in each), narrow(no)) for each, no in rounds]
    after = asked_of(*told((exact, lots, gone, posts), SAME), posts=posts, **rule)
    assert bounds.value is not None
    assert after.value is not None
    assert set(bounds.value.elected) <= set(after.value.elected)
    if bounds.outcome is not OPEN:
        assert (after.outcome, set(after.value.elected)) == (bounds.outcome, set(bounds.value.elected))
