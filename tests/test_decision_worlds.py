"""Decisions in all possible worlds: no answer says more, or less, than what is the same in each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from itertools import product

from attrs import evolve, frozen
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import body, decision, demand, group, holds, item, meeting, objection, person, present, row, scope
from effort import tries
from gremium.evaluate.decision import Decided
from gremium.evaluate.decision import decision as decided
from gremium.evaluate.scope import Scope
from gremium.model.meeting import Ballot, GroupVotes, Vote
from gremium.model.record import Event
from gremium.values.count import Count, exactly
from gremium.values.crowd import Persons
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome, Reason, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
DAY = date(2026, 3, 10)
PEOPLE = ("a", "b", "c", "d")
SITTING = group("member", "rules", seats=4, standing="voting")
SEATED = tuple(event for name in PEOPLE for event in (person(name), holds(name, "member@x", "2020-01-01")))
KINDS = ("yes", "no", "abstain", "invalid")


@frozen
class World:
    """One way in which everything may be: how many did what, and how many were there, of four seats."""

    yes: int
    no: int
    abstain: int
    invalid: int
    present: int = 4


Test = Callable[[World, int, int], bool]


def votes(world: World, more: int, counted: int) -> int:
    """Return the votes cast, with so many more Yes; `counted`: abstentions are among them."""
    return world.yes + more + world.no + counted * world.abstain


# Needs with what they mean, told apart from the library: of a world, of so many more Yes, with abstentions counted or not.
NEEDS: dict[str, Test] = {
    "more than 1/2 of yes + no": lambda w, more, _: 2 * (w.yes + more) > w.yes + more + w.no,
    "more than no": lambda w, more, _: w.yes + more > w.no,
    "at least 2/3 of votes": lambda w, more, c: votes(w, more, c) > 0 and 3 * (w.yes + more) >= 2 * votes(w, more, c),
    "more than 1/2 of votes": lambda w, more, c: 2 * (w.yes + more) > votes(w, more, c),
    "at least 2": lambda w, more, _: w.yes + more >= 2,
    "fewer than 3": lambda w, more, _: w.yes + more < 3,
    "at most no": lambda w, more, _: w.yes + more <= w.no,
    "more than 1/2 of voting seats": lambda w, more, _: w.yes + more > 2,
    "more than 1/2 of present voting members": lambda w, more, _: 2 * (w.yes + more) > w.present,
    "at least 2/3 of present voting members": lambda w, more, _: w.present > 0 and 3 * (w.yes + more) >= 2 * w.present,
}
WITHOUT_SEATS = [need for need in NEEDS if "seats" not in need and "members" not in need]
# Where a tie decides exactly where more Yes than No would.
PLAIN = ("more than 1/2 of yes + no", "more than no")
TIES = (None, "rejected", "yes", "no")


def carried(world: World, need: str, tie: str | None, treatment: str) -> bool:
    """Return whether a motion is carried in a world: by the need, or by a vote that breaks a tie and makes the need be met."""
    if treatment == "as-no":
        world = World(world.yes, world.no + world.abstain, 0, world.invalid, world.present)
    counted = treatment == "counted"
    if NEEDS[need](world, 0, counted):
        return True
    return tie == "yes" and world.yes == world.no > 0 and NEEDS[need](world, 1, counted)


def rule(need: str, tie: str | None = None, treatment: str = "ignored") -> dict[str, object]:
    """Return the rule that says so."""
    said: dict[str, object] = {"need": need, "abstentions": treatment}
    if tie is not None:
        said["tie"] = "rejected" if tie == "rejected" else {"then": "casting-vote"}
    return said


def ask(said: dict[str, object], *events: Event) -> Verdict[Decided]:
    """Return the answer about a ballot of a body of four."""
    where: Scope = scope(body("x", SITTING, row(decision(**said), "rules")), events=[meeting("m", "x", DAY), item("i"), *events])
    return decided(where, "x", DAY, "m", "i")


def voted(casting: str | None, **crowds: object) -> Ballot:
    """Return a ballot of the item; `casting` breaks a tie."""
    return Ballot(meeting="m", item="i", casting=Vote(casting) if casting in ("yes", "no") else None, **crowds)


def agrees(outcome: Outcome, worlds: set[bool]) -> bool:
    """Return whether an answer says no more than all worlds have in common."""
    return worlds == {True} if outcome is HOLDS else worlds == {False} if outcome is FAILS else True


RANGES = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda pair: Count(pair[0], pair[0] + pair[1]))
TREATMENTS = st.sampled_from(("ignored", "counted", "as-no"))


@tries(250)
@given(
    crowds=st.fixed_dictionaries(dict.fromkeys(KINDS, RANGES)),
    need=st.sampled_from(WITHOUT_SEATS),
    tie=st.sampled_from(TIES),
    treatment=TREATMENTS,
)
def test_an_answer_about_numbers_is_what_all_worlds_have_in_common(
    crowds: dict[str, Count], need: str, tie: str | None, treatment: str
) -> None:
    """HOLDS and FAILS agree with every world; OPEN appears only where worlds differ, where one inequality decides."""
    answer = ask(rule(need, tie, treatment), voted(tie, **crowds))
    spans = [range(crowds[kind].low, (crowds[kind].high or 0) + 1) for kind in KINDS]
    worlds = {carried(World(*numbers), need, tie, treatment) for numbers in product(*spans)}
    assert agrees(answer.outcome, worlds)
    nothing = crowds["yes"].low == crowds["no"].low == 0  # a share of nothing may be asked for
    if not nothing and (tie in (None, "rejected") or (need in PLAIN and treatment != "as-no")):
        assert answer.outcome is not OPEN or len(worlds) == 2


# ── persons ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class Told:
    """What is told of a ballot of persons: who did what, which kinds are not written down, who was there (None: unknown)."""

    did: tuple[str, ...]
    unknown: tuple[str, ...]
    there: tuple[str, ...] | None

    def ballot(self) -> Ballot:
        """Return the ballot."""
        named = {kind: tuple(p for p, did in zip(PEOPLE, self.did, strict=True) if did == kind) for kind in KINDS}
        return voted(None, **{kind: None if kind in self.unknown else Persons(ids) for kind, ids in named.items()})

    def events(self) -> Iterator[Event]:
        """Yield what happened."""
        yield from SEATED
        if self.there is not None:
            yield present(list(self.there))
        yield self.ballot()

    def seats(self) -> Iterator[list[tuple[bool, str]]]:
        """Yield, for each seat, the ways in which it may be: whether its member was there, and what they did."""
        for name, did in zip(PEOPLE, self.did, strict=True):
            if did and did not in self.unknown:
                yield [(True, did)]
                continue
            places = (True, False) if self.there is None else (name in self.there,)
            yield [(place, what) for place in places for what in (("", *self.unknown) if place else ("",))]

    def worlds(self) -> Iterator[World]:
        """Yield every world."""
        for seats in product(*self.seats()):
            numbers = [sum(did == kind for _, did in seats) for kind in KINDS]
            yield World(*numbers, present=sum(there for there, _ in seats))


TOLD = st.builds(
    Told,
    did=st.tuples(*[st.sampled_from(("", "yes", "yes", "no", "abstain"))] * 4),
    unknown=st.lists(st.sampled_from(("no", "abstain", "invalid")), max_size=2, unique=True).map(tuple),
    there=st.none() | st.lists(st.sampled_from(PEOPLE), unique=True).map(tuple),
)


@tries(200)
@given(told=TOLD, need=st.sampled_from(sorted(NEEDS)), treatment=TREATMENTS)
def test_an_answer_about_persons_is_what_all_worlds_have_in_common(told: Told, need: str, treatment: str) -> None:
    """Presence and vote of one seat vary together; OPEN appears only where worlds differ."""
    answer = ask(rule(need, None, treatment), *told.events())
    found = list(told.worlds())
    worlds = {carried(world, need, None, treatment) for world in found}
    assert agrees(answer.outcome, worlds)
    nothing = any(world.yes + world.no == 0 or world.present == 0 for world in found)
    if not nothing:
        assert answer.outcome is not OPEN or len(worlds) == 2


# ── groups that vote together ────────────────────────────────────────────────────────────────────────────────────────

BLOCKS = {"big": 50, "small": 35, "third": 15}
TEAMS = tuple(group(name, "rules", seats=4, standing="voting", block=votes) for name, votes in BLOCKS.items())
SOME = st.tuples(st.integers(0, 2), st.integers(0, 1)).map(lambda pair: Count(pair[0], pair[0] + pair[1]))
MEMBERS = st.fixed_dictionaries({"yes": SOME, "no": SOME, "abstain": SOME})


def together(yes: int, no: int, split: str) -> list[tuple[Fraction, Fraction]]:
    """Return which part of its votes a group may give for and against: all of it, none, or shared out."""
    if not yes or not no:
        return [(Fraction(yes > 0), Fraction(no > 0))]
    all_, none = Fraction(1), Fraction(0)
    if split == "proportional":
        return [(Fraction(yes, yes + no), Fraction(no, yes + no))]
    either = [(all_, none), (none, all_), (none, none)]
    if split == "majority" and yes != no:
        return [either[0 if yes > no else 1]]
    return [(none, none)] if split == "void" else either


@tries(150)
@given(
    votes_=st.fixed_dictionaries(dict.fromkeys(BLOCKS, MEMBERS)),
    split=st.sampled_from(("void", "majority", "proportional", "unstated")),
    need=st.sampled_from(("more than 1/2 of votes", "more than 1/2 of voting votes", "more than no")),
)
def test_an_answer_about_groups_is_what_all_worlds_have_in_common(
    votes_: dict[str, dict[str, Count]], split: str, need: str
) -> None:
    """Whatever each member did, and whatever becomes of a group that is divided where no rule says it."""
    voted_ = voted(None, groups=tuple(GroupVotes(of=parse_ref(name), invalid=exactly(0), **did) for name, did in votes_.items()))
    rule_ = row(decision(need=need, vote_per="group", split=split), "rules")
    answer = decided(scope(body("x", *TEAMS, rule_), events=[meeting("m", "x", DAY), item("i"), voted_]), "x", DAY, "m", "i")
    ways = []
    for name, did in votes_.items():
        spans = [range(did[kind].low, (did[kind].high or 0) + 1) for kind in ("yes", "no")]
        ways.append({(BLOCKS[name] * a, BLOCKS[name] * b) for pair in product(*spans) for a, b in together(*pair, split)})
    worlds = set()
    for given_ in product(*ways):
        yes, no = sum(one for one, _ in given_), sum(one for _, one in given_)
        bound = Fraction(100) if need.endswith("voting votes") else yes + no
        worlds.add(yes > no if need == "more than no" else 2 * yes > bound)
    assert agrees(answer.outcome, worlds)
    uncertain = split == "proportional" and any(not count.exact for did in votes_.values() for count in did.values())
    if not uncertain:  # of parts that are not known only the bounds are
        assert answer.outcome is not OPEN or len(worlds) == 2


# ── one more Yes ─────────────────────────────────────────────────────────────────────────────────────────────────────

SAID = st.sampled_from(
    (
        *NEEDS,
        "exactly 2",
        {"all": ["at least 2", {"count": "no", "is": "at most 1"}]},
        {"any": ["at least 3", "more than 2/3 of votes"]},
        {"none": ["at least 3"]},
    )
)


def says_it(answer: Verdict[Decided]) -> bool:
    """Return whether the reasons tell that one more Yes can make the motion lose."""
    return any(reason.said.code == "reason.need-not-steady" for reason in _all(answer.reasons))


def _all(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from _all(reason.because)


@tries(200)
@given(
    numbers=st.fixed_dictionaries({kind: st.integers(0, 3) for kind in KINDS}),
    need=SAID,
    tie=st.sampled_from(TIES),
    treatment=TREATMENTS,
)
def test_one_more_yes_loses_nothing_unless_the_rule_says_so(
    numbers: dict[str, int], need: object, tie: str | None, treatment: str
) -> None:
    """Then the reasons of what was carried tell it."""
    said = {**rule("at least 1", tie, treatment), "need": need}
    events = (*SEATED, present(list(PEOPLE)))
    before = ask(said, *events, voted(tie, **{kind: exactly(n) for kind, n in numbers.items()}))
    after = ask(said, *events, voted(tie, **{kind: exactly(n + (kind == "yes")) for kind, n in numbers.items()}))
    if before.outcome is HOLDS and after.outcome is not HOLDS:
        assert says_it(before)


@tries(100)
@given(told=TOLD, need=SAID, who=st.integers(0, 3))
def test_whoever_votes_for_it_after_all_loses_nothing(told: Told, need: object, who: int) -> None:
    """Be it that they were not there before, abstained, or voted against."""
    after = evolve(told, did=tuple("yes" if place == who else did for place, did in enumerate(told.did)))
    said = {"need": need, "abstentions": "counted"}
    before = ask(said, *told.events())
    if before.outcome is HOLDS and ask(said, *after.events()).outcome is not HOLDS:
        assert says_it(before)


# ── what is known, and in which order ────────────────────────────────────────────────────────────────────────────────


@tries(100)
@given(
    crowds=st.fixed_dictionaries({kind: RANGES | st.none() for kind in KINDS}),
    steps=st.fixed_dictionaries({kind: st.integers(0, 4) for kind in KINDS}),
    need=st.sampled_from(sorted(NEEDS)),
    treatment=TREATMENTS,
)
def test_whoever_knows_more_never_says_the_opposite(
    crowds: dict[str, Count | None], steps: dict[str, int], need: str, treatment: str
) -> None:
    """A number in place of a range, or of nothing, turns OPEN into HOLDS or FAILS, never one of these into anything else."""
    said = rule(need, None, treatment)
    there = (*SEATED, present(4))
    low = {kind: crowd.low if crowd is not None else 0 for kind, crowd in crowds.items()}
    high = {kind: crowd.high if crowd is not None else 4 for kind, crowd in crowds.items()}
    known = {kind: min(low[kind] + steps[kind], high[kind] or 0) for kind in KINDS}
    assume(sum(known.values()) <= 4)
    before = ask(said, *there, voted(None, **crowds))
    after = ask(said, *there, voted(None, **{kind: exactly(number) for kind, number in known.items()}))
    assert before.outcome in (OPEN, after.outcome)


@tries(50)
@given(data=st.data(), told=st.lists(TOLD, min_size=1, max_size=2))
def test_the_order_of_facts_with_one_date_does_not_matter(data: st.DataObject, told: list[Told]) -> None:
    """Ballots, demands and objections may stand in any order in the file."""
    said = {
        "need": "more than 1/2 of yes + no",
        "tie": "lot",
        "form": "open",
        "on_demand": [{"form": "secret", "by": "at least 1/4 of voting seats"}, {"form": "roll-call", "by": "at least 1"}],
        "veto": [{"by": "at least 1/2 of voting seats", "within": "1 week"}],
    }
    facts = [
        *(one.ballot() for one in told),
        demand("secret-ballot", ["a"], item="i"),
        demand("roll-call", ["b"], item="i"),
        objection("decision", who=["a"], item="i", at=DAY),
        objection("decision", who=["b"], item="i", at=DAY),
    ]
    mixed = data.draw(st.permutations(facts))
    assert ask(said, *SEATED, *facts) == ask(said, *SEATED, *mixed)


def test_shares_are_exact() -> None:
    """Two million of three million and one votes are less than two thirds of them."""
    assert ask(rule("at least 2/3 of votes"), voted(None, yes=exactly(2), no=exactly(1))).outcome is HOLDS
    assert ask(rule("at least 2/3 of votes"), voted(None, yes=exactly(2_000_000), no=exactly(1_000_001))).outcome is FAILS
