"""backing: whether those who act are whom a rule means, by position, body, organisation, or number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    barred,
    body,
    composition,
    group,
    holds,
    item,
    meeting,
    organisation,
    person,
    present,
    row,
    scope,
    seats,
    size,
)
from gremium.evaluate.backing import Backing, Signed, assembled, backed
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.scope import Scope
from gremium.model.record import Event
from gremium.values.actor import parse_action, parse_actor, print_actor, signatories
from gremium.values.count import exactly, parse_count
from gremium.values.crowd import Persons
from gremium.values.errors import PhraseError
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
AT = date(2026, 3, 10)
VOTING = group("delegates", seats=4, how="elected", by="unstated", standing="voting")
PEOPLE = tuple(holds(f"p{n}", "delegates@x", "2020") for n in range(4))


def signed(who: object, of: str | None = None) -> Signed:
    """Return those who act, from a list of ids or a number."""
    crowd = Persons(tuple(sorted(who))) if isinstance(who, list | tuple) else parse_count(who)
    return Signed(who=crowd, of=None if of is None else parse_ref(of))


def judged(where: Scope, actor: object, who: object, of: str | None = None, *, personal: bool = False) -> Backing:
    """Return whether somebody acts as one actor, on a day without a meeting."""
    here = assembled(where, where.locate("x"), AT)
    return backed(where, here, [parse_actor(actor)], signed(who, of), personal=personal)


def at_meeting(where: Scope, item_: str | None = None) -> Occasion:
    return occasion(where, where.locate("x"), "m", item_)


# ── actors as phrases ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("phrase", "counted"),
    [
        ("at least 1/4 of voting members", "voting members"),
        ("all of seats", "seats"),
        ("at least 2", "members"),
        ("more than advisory members", "members"),
        ({"count": "voting members", "is": "at least 3"}, "voting members"),
    ],
)
def test_of_a_share_those_count_of_whom_it_is_a_share(phrase: object, counted: str) -> None:
    """A table names who counts; a share counts those of whom it is one; else every member does."""
    actor = parse_actor(phrase)
    assert print_actor(actor) == phrase
    assert str(signatories(actor)) == counted  # type: ignore[arg-type]  # none of them is a reference


def test_what_is_done_has_an_object_that_is_an_id() -> None:
    """After the colon stands an id, and the verb is one of those known."""
    assert str(parse_action("demand:secret-ballot")) == "demand:secret-ballot"
    for wrong in ("demand:Secret ballot", "demand:", "dance", 3):
        with pytest.raises(PhraseError):
            parse_action(wrong)


def test_a_reference_is_printed_as_it_was_read() -> None:
    """Positions, bodies and organisations are references; any other table is none."""
    assert print_actor(parse_actor("*faction")) == "*faction"
    with pytest.raises(PhraseError):
        parse_actor({"found": "urgent"})


# ── positions, bodies, organisations ─────────────────────────────────────────────────────────────────────────────────


def test_everybody_and_each_member() -> None:
    """What the public may everybody may; what each member may, no stranger may."""
    where = scope(body("x", VOTING), events=PEOPLE)
    assert judged(where, "public", ["stranger"]).outcome is HOLDS
    assert judged(where, "public", []).outcome is FAILS
    assert judged(where, "all", ["p1"]).outcome is HOLDS
    assert judged(where, "all", ["stranger"]).outcome is FAILS
    assert judged(where, "any number", ["p1"]).outcome is HOLDS
    assert judged(where, "any number", ["stranger"]).outcome is FAILS
    unstated = judged(where, "unstated", ["p1"])
    assert (unstated.outcome, unstated.missing) == (OPEN, ("x.power",))


def test_whoever_holds_a_position_acts_in_it() -> None:
    """The record tells who holds an office, and who acts in it; a number of members says so itself."""
    x = body("x", VOTING)
    where = scope(x, events=[*PEOPLE, holds("p1", "chair@x", "2020")])
    assert judged(where, "chair", ["p1", "p2"]).outcome is HOLDS
    assert judged(where, "chair", ["p2"]).outcome is FAILS
    assert judged(where, "chair", 2).outcome is FAILS
    assert judged(where, "chair", 1, "chair").outcome is HOLDS
    assert judged(where, "chair", "0..1", "chair").outcome is OPEN
    assert judged(scope(x, events=PEOPLE), "chair", ["p2"]).outcome is OPEN  # who chairs is not recorded
    vacant = scope(x, events=[*PEOPLE, holds(None, "chair@x", "2021")])
    assert judged(vacant, "chair", ["p2"]).outcome is FAILS
    doubtful = scope(x, events=[*PEOPLE, holds("p1", "chair@x", "2026-02-01..2026-04-30")])
    assert judged(doubtful, "chair", ["p2"]).outcome is OPEN


def test_a_position_in_another_body() -> None:
    """An office of another body is looked up there."""
    where = scope(body("x", VOTING), body("council"), events=[holds("mayor", "chair@council", "2020")])
    assert judged(where, "chair@council", ["mayor"]).outcome is HOLDS
    assert judged(where, "chair@council", ["p1"]).outcome is FAILS
    assert judged(where, "chair@council", 1, "chair@council").outcome is HOLDS


def test_a_number_of_a_seat_group_is_counted_there() -> None:
    """A seat group of the body means each of its members; of whom a number is, `of` says, else they have a vote."""
    where = scope(
        body("x", VOTING, group("experts", seats=2, how="appointed", by="unstated", standing="advisory")), events=PEOPLE
    )
    assert judged(where, "delegates", 1).outcome is HOLDS
    assert judged(where, "experts", 1).outcome is FAILS
    assert judged(where, "experts", 1, "experts").outcome is HOLDS
    assert judged(where, "delegates", 0).outcome is FAILS


def test_in_a_meeting_whoever_presides_is_the_chair_and_a_substitute_acts_on_the_seat() -> None:
    """Where no holder is recorded, the one who presided is; who acts for an absent member acts on the seat."""
    x = body("x", group("speaker", seats=1, how="elected", by="unstated", standing="voting", substitutes="personal"))
    facts = [
        holds("p1", "speaker@x", "2020"),
        holds("p2", "speaker@x", "2020", substitute=True, stands_in_for="p1"),
        meeting(chair="p3"),
        present(["p2"]),
    ]
    where = scope(x, events=facts)
    here = at_meeting(where)
    assert backed(where, here, [parse_actor("chair")], signed(["p3"])).outcome is HOLDS
    assert backed(where, here, [parse_actor("chair")], signed(["p2"])).outcome is OPEN  # they may hold the office all the same
    assert backed(where, here, [parse_actor("speaker")], signed(["p2"])).outcome is HOLDS
    assert backed(where, here, [parse_actor("speaker")], signed(["p3"])).outcome is FAILS
    assert backed(where, here, [parse_actor("secretary")], signed(["p3"])).outcome is OPEN  # to preside is another office


def test_a_body_or_an_organisation_acts_as_itself() -> None:
    """Who acts for an organisation says so; its members do not act for it, unless what they do is done by single persons."""
    where = scope(
        body("x", VOTING),
        body("youth", group("young", seats=2, how="elected", by="unstated")),
        body("silent", group("quiet", seats=2, how="elected", by="unstated")),
        events=[
            *PEOPLE,
            organisation("greens", "faction"),
            person("p1"),
            person("y1"),
            person("q"),
            holds("y1", "young@youth", "2020"),
            holds("y2", "young@youth", "2020"),
        ],
    )
    assert judged(where, "*faction", ["greens"]).outcome is HOLDS
    assert judged(where, "greens", ["greens"]).outcome is HOLDS
    assert judged(where, "*faction", 1, "greens").outcome is HOLDS
    assert judged(where, "*faction", ["p1"]).outcome is FAILS
    assert judged(scope(body("x", VOTING)), "*faction", ["greens"]).outcome is OPEN  # nothing is recorded of them
    assert judged(where, "*faction", ["p3"]).outcome is FAILS  # whoever holds a seat is a person
    assert judged(where, "*faction", ["nobody-knows"]).outcome is OPEN
    assert judged(where, "*faction", 3).outcome is FAILS
    assert judged(where, "greens", ["p1"], personal=True).outcome is OPEN  # nobody records who is a member of it
    assert judged(where, "youth", ["y1"]).outcome is FAILS
    assert judged(where, "youth", ["y1"], personal=True).outcome is HOLDS
    assert judged(where, "youth", 1, "youth").outcome is HOLDS
    assert judged(where, "liberals", ["liberals"]).outcome is HOLDS
    assert judged(where, "youth", ["q"], personal=True).outcome is FAILS
    assert judged(where, "silent", ["q"], personal=True).outcome is OPEN


def test_a_body_that_may_not_be_there_is_open() -> None:
    """Whether a body exists on the day may be open."""
    where = scope(body("x", VOTING), body("board", since="2026"), events=PEOPLE)
    assert judged(where, "board", ["board"]).outcome is OPEN
    assert judged(where, "board", 1, "board").outcome is HOLDS  # the record says that it acted
    kinds = scope(body("x", VOTING), body("board", since="2026", kind="board"), events=PEOPLE)
    assert judged(kinds, "*board", 1, "board").outcome is OPEN


# ── signatories ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_share_of_nothing_is_never_met() -> None:
    """If nobody is there of whom it is a share, it fails and says so; if perhaps nobody is, it is open."""
    empty = scope(body("x", group("experts", seats=0, how="appointed", by="unstated", standing="advisory")), events=[])
    answer = judged(empty, "at least 1/4 of advisory members", 1)
    assert (answer.outcome, answer.reasons[0].said.code, answer.needs) == (FAILS, "reason.signatories-empty", ())
    perhaps = scope(body("x", group("experts", seats=1, how="appointed", by="unstated", standing="advisory")), events=[])
    assert judged(perhaps, {"count": "members", "is": "at least 1/4 of advisory members"}, ["p1"]).outcome is OPEN
    one = group("experts", seats=1, how="appointed", by="unstated", standing="advisory")
    both = scope(body("x", VOTING, one), events=PEOPLE)
    enough = judged(both, {"count": "voting members", "is": "all of advisory members"}, ["p1"])
    assert (enough.outcome, enough.needs) == (OPEN, ())  # one is all there can be, but perhaps there is none


def test_somebody_may_sit_where_nobody_is_recorded() -> None:
    """Whoever has no known seat may sit in one that nobody is known to hold."""
    some = scope(body("x", VOTING), events=PEOPLE[:2])
    assert judged(some, "at least 1", ["p0"]).outcome is HOLDS
    full = scope(body("x", VOTING), events=PEOPLE)
    assert judged(full, "at least 1", ["stranger"]).outcome is FAILS
    unknown = scope(body("x", VOTING), events=[])
    assert judged(unknown, "at least 1", ["p0"]).outcome is OPEN
    endless = scope(body("x", group("circle", seats="0..", how="elected", by="unstated", standing="voting")), events=[])
    assert judged(endless, "at least 1", ["p0"]).outcome is OPEN
    assert judged(endless, "at least 1/5 of members", ["p0"]).outcome is OPEN
    assert judged(endless, "at least 1/5 of members", 3).outcome is OPEN
    assert judged(endless, "at least 1/5 of members", "3..").outcome is OPEN
    two = [group(name, seats=2, how="elected", by="unstated", standing="voting") for name in ("first", "second")]
    nameless = scope(body("x", *two), events=[])
    assert judged(nameless, {"count": "first", "is": "at least 1"}, 2).outcome is OPEN  # both may sit in the other group
    assert judged(nameless, {"count": "first", "is": "at least 1"}, 3).outcome is HOLDS
    counted = scope(body("x", complete=False), events=[size("x", 22)])
    assert judged(counted, "at least 2", ["p0"]).outcome is FAILS
    assert judged(counted, "at least 1", ["p0"]).outcome is OPEN


def test_nothing_more_helps_where_the_rule_asks_for_few() -> None:
    """Where too many sign, or some number exactly, more of them do not help, or only up to it."""
    where = scope(body("x", VOTING), events=PEOPLE)
    assert judged(where, "at most 1", 2).needs == ()
    assert judged(where, "fewer than 2", 2).needs == ()
    assert judged(where, "exactly 2", 3).needs == ()
    (need,) = judged(where, "exactly 2", 1).needs
    assert need.code == "needs.signatory"
    (need,) = judged(where, "more than 1/2 of members", 1).needs
    assert dict(need.params) == {"number": 2}
    assert judged(where, "all of members", "3..4").outcome is OPEN


def test_numbers_of_the_other_body_of_a_joint_meeting_do_not_count() -> None:
    """Whoever signs for the other body signs for nobody here."""
    where = scope(body("x", VOTING), body("y"), events=[*PEOPLE, meeting(joint_with=["y"]), present(4)])
    here = at_meeting(where)
    assert backed(where, here, [parse_actor("at least 1")], signed(3, "y")).outcome is FAILS
    assert backed(where, here, [parse_actor("at least 1")], signed(3, "x")).outcome is HOLDS


def test_attributes_of_persons_count_only_where_they_are_known() -> None:
    """Only those with an attribute count; of whom it is not recorded, perhaps."""
    actor = {"count": "members", "is": "at least 2", "with": {"sex": "f"}}
    facts = [*PEOPLE, person("p0", sex="f"), person("p1", sex="f"), person("p2", sex="m"), person("p3")]
    where = scope(body("x", VOTING), events=facts)
    assert judged(where, actor, ["p0", "p1"]).outcome is HOLDS
    assert judged(where, actor, ["p0", "p2"]).outcome is FAILS
    assert judged(where, actor, ["p0", "p3"]).outcome is OPEN
    assert judged(where, actor, 2).outcome is OPEN
    assert judged(where, actor, 1).outcome is FAILS


def test_persons_are_told_apart_where_only_numbers_were_there() -> None:
    """Whoever signs by name sits on the seat that the record tells, though only numbers of those present are recorded."""
    advisers = group("experts", seats=2, how="appointed", by="unstated", standing="advisory")
    facts = [*PEOPLE, holds("e", "experts@x", "2020"), meeting(), present(4)]
    where = scope(body("x", VOTING, advisers), events=facts)
    here = at_meeting(where)
    quarter = [parse_actor("at least 1/4 of present voting members")]
    assert backed(where, here, quarter, signed(["p1"])).outcome is HOLDS
    assert backed(where, here, quarter, signed(["e"])).outcome is FAILS
    assert backed(where, here, [parse_actor("at least 1/2 of present voting members")], signed(["p1"])).outcome is FAILS


def test_a_seat_that_may_not_exist_counts_perhaps() -> None:
    """Of a seat group that may be in force or not, nobody knows whether its members sign as such."""
    doubtful = row(seats(seats=4, how="elected", by="unstated", standing="voting"), since="2026", id="delegates")
    where = scope(body("x", doubtful), events=PEOPLE)
    assert judged(where, "at least 1", ["p1"]).outcome is OPEN
    assert judged(where, "at least 2", ["p1"]).outcome is FAILS


def test_whoever_has_two_seats_signs_once() -> None:
    """A person with two seats is one signatory, on the one of which the rule speaks."""
    facts = [*PEOPLE, holds("p0", "experts@x", "2020")]
    two = group("experts", seats=1, how="appointed", by="unstated", standing="advisory")
    where = scope(body("x", VOTING, two, row(composition(twice="both"), "page")), events=facts)
    assert judged(where, "at least 2", ["p0"]).outcome is FAILS
    assert judged(where, {"count": "advisory members", "is": "at least 1"}, ["p0"]).outcome is HOLDS


# ── against every world ──────────────────────────────────────────────────────────────────────────────────────────────

QUOTAS = (
    "at least 2",
    "at least 1/3 of present members",
    "more than 1/2 of present entitled voting members",
    "exactly 1/2 of present members",
    "fewer than 1/2 of present members",
    "all of present members",
)


def _worlds(unknown: Iterable[str], who: Iterable[str]) -> Iterable[frozenset[str]]:
    """Yield every set of those of whom nobody knows whether they are there; whoever acts is."""
    names = sorted(unknown)
    for there in product((True, False), repeat=len(names)):
        found = frozenset(name for name, is_there in zip(names, there, strict=True) if is_there)
        if set(who) & set(names) <= found:
            yield found


@given(st.sampled_from(QUOTAS), st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)))
def test_the_answer_is_that_of_every_world(phrase: str, here: set[int], who: set[int], bars: set[int]) -> None:
    """HOLDS and FAILS are what every way comes to in which the unknown may be, and OPEN is said only where they differ."""
    surely = {f"p{n}" for n in here}
    acting = {f"p{n}" for n in who}
    kept = {f"p{n}" for n in bars}
    facts = [*PEOPLE, meeting(), item()]
    facts += [present(sorted(surely), complete=False)] if surely else []
    facts += [barred(sorted(kept), item="i", stays=True)] if kept else []
    where = scope(body("x", VOTING), events=facts)
    actor = parse_actor(phrase)
    answer = backed(where, at_meeting(where, "i"), [actor], signed(sorted(acting))).outcome
    outcomes = set()
    for more in _worlds({f"p{n}" for n in range(4)} - surely, acting):
        there = surely | more
        if "1/" not in phrase and "all" not in phrase:
            outcomes.add(_held(phrase, len(acting), None))
            continue
        base = there - kept if "entitled" in phrase else there
        outcomes.add(_held(phrase, len(acting & base), len(base)))
    assert answer is (outcomes.pop() if len(outcomes) == 1 else OPEN)


def _held(phrase: str, number: int, base: int | None) -> Outcome:
    """Return whether a quota holds in one world, said once more without any bounds."""
    part = base is not None
    if part and base == 0:
        return FAILS
    share = Fraction(1, int(phrase.split("1/")[1][0])) if "1/" in phrase else Fraction(1)
    needed = Fraction(2) if base is None else share * base
    result = {
        "at": number >= needed,
        "all": number >= needed,
        "more": number > needed,
        "exactly": number == needed,
        "fewer": number < needed,
    }[phrase.partition(" ")[0]]
    return HOLDS if result else FAILS


def test_a_number_of_exactly_one_is_one() -> None:
    """A count of a record and one of the grammar are the same."""
    assert signed(1).who == exactly(1)
    event: Event = present(3)
    assert event.meeting == "m"
