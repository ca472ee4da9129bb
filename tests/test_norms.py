"""Norms: what one rule permits within another of the same word, and the defaults of what is left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremium.norms.apportionment import Apportionment
from gremium.norms.composition import Composition, Twice
from gremium.norms.decision import Decision, Split
from gremium.norms.delegation import Delegation
from gremium.norms.election import Election, Equal, Level
from gremium.norms.norm import Norm
from gremium.norms.power import Power
from gremium.norms.quorum import Checked, Quorum
from gremium.norms.remit import Remit
from gremium.norms.seats import Seats, Standing
from gremium.norms.sitting import Publicity, Sitting
from gremium.norms.term import Term
from gremium.plugins.parts import Parts
from gremium.testing import values as make
from gremium.values.actor import parse_action, parse_actor
from gremium.values.count import UNSTATED_COUNT, Count, exactly, parse_count
from gremium.values.days import parse_length
from gremium.values.filling import Chosen, Everyone, How, Named, OpenTo
from gremium.values.quota import parse_quota
from gremium.values.ref import Ref, parse_ref
from gremium.values.steps import Steps, parse_steps
from gremium.values.text import Text

ALL = Text.of({"de": "alle"})
FEW = parse_steps({"of": "membership", "steps": {"1..9": 1, "10..": 2}})
MANY = parse_steps({"of": "membership", "steps": {"1..9": 3, "10..": 4}})
BOARD = parse_ref("member@district/board")


def delegation(to: Ref = BOARD, **said: Any) -> Delegation:
    """Return a delegation to the board, with the positions in `who` and the number in `sends` as phrases."""
    who = tuple(parse_ref(ref) for ref in said.pop("who", ()))
    sends = said.pop("sends", None)
    return Delegation(to=to, who=who, sends=sends if isinstance(sends, Steps | None) else parse_count(sends), **said)


def remit(includes: str = "", excludes: str = "") -> Remit:
    """Return a remit with a task for each letter."""
    tasks = [tuple(Text.of({"de": letter}) for letter in letters) for letters in (includes, excludes)]
    return Remit(includes=tasks[0], excludes=tasks[1])


def power(who: str = "chair", may: tuple[str, ...] = (), may_not: tuple[str, ...] = ()) -> Power:
    """Return what somebody may do and may not."""
    return Power(who=(parse_actor(who),), may=tuple(map(parse_action, may)), may_not=tuple(map(parse_action, may_not)))


AT, WHERE = make.refs(("council",), ("group",)), make.refs(("council",), (), ("chair",))
NORMS: dict[str, st.SearchStrategy[Any]] = {
    "seats": make.seats(AT),
    "composition": make.compositions(AT, ("people",), ("election-day",)),
    "delegation": make.delegations(AT, WHERE),
    "remit": make.remits(AT),
    "cadence": make.cadences(("term-start",)),
}


@pytest.mark.parametrize("word", NORMS)
@given(data=st.data())
def test_every_rule_narrows_itself(word: str, data: st.DataObject) -> None:
    """A rule permits nothing that the same rule does not permit."""
    norm: Norm = data.draw(NORMS[word])
    assert norm.narrows(norm)


@pytest.mark.parametrize("word", NORMS)
@given(data=st.data())
def test_narrowing_goes_on(word: str, data: st.DataObject) -> None:
    """What narrows a narrower rule narrows the wider one, too."""
    one, other, third = (data.draw(NORMS[word]) for _ in range(3))
    assert not (one.narrows(other) and other.narrows(third)) or one.narrows(third)


def test_every_word_says_whether_its_rows_have_ids(parts: Parts) -> None:
    """Seats, routes and duties are named by others: the id of a row is the position, the route or the duty."""
    assert [word.tag for word in parts.words if word.norm.needs_id] == ["seats", "route", "duty"]
    assert all(word.norm.word == word.tag for word in parts.words)


@pytest.mark.parametrize(
    ("norm", "number"),
    [
        (Seats(filling=Everyone(ALL)), UNSTATED_COUNT),
        (Seats(filling=Everyone(ALL), seats=exactly(30)), exactly(30)),
        (Seats(filling=Chosen(How.SENT)), exactly(1)),
        (Seats(filling=Chosen(How.SENT), seats=FEW), FEW),
        (Seats(filling=OpenTo(ALL), seats=Count(0, None)), Count(0, None)),
        (Seats(filling=Named(), seats=exactly(0)), exactly(0)),
    ],
)
def test_the_number_of_seats_by_the_way_of_filling(norm: Seats, number: object) -> None:
    """A circle as a whole has an unstated number unless stated; somebody who is chosen has one seat, or a table of steps."""
    assert norm.number == number


@pytest.mark.parametrize(
    ("one", "other", "narrows"),
    [
        (Seats(seats=FEW), Seats(seats=FEW), True),
        (Seats(seats=FEW), Seats(seats=MANY), False),
        (Seats(seats=FEW), Seats(seats=Count(0, 9)), False),
        (Seats(seats=exactly(1)), Seats(seats=FEW), False),
        (Seats(each=parse_ref("*school")), Seats(each=parse_ref("*school")), True),
        (Seats(each=parse_ref("*school")), Seats(), False),
        (Seats(filling=Chosen(How.SENT)), Seats(filling=Chosen(How.ELECTED)), False),
        (Seats(standing=Standing.ADVISORY), Seats(standing=Standing.GUEST), False),
        (Seats(at_times=True), Seats(), True),
    ],
)
def test_a_seat_group_with_steps_or_for_each_of_several(one: Seats, other: Seats, narrows: bool) -> None:
    """Steps narrow the same steps only; groups for each of a selection narrow groups for the same selection."""
    assert one.narrows(other) is narrows


def test_a_way_to_elect_or_to_share_narrows_itself_alone() -> None:
    """Of two different ways nobody can say that one is stricter."""
    for word in (Election, Apportionment):
        assert word().narrows(word())
    assert not Election(tie=Equal(then=Level.LOT)).narrows(Election())
    assert not Apportionment(minimum=1).narrows(Apportionment())


@pytest.mark.parametrize(
    ("one", "other", "narrows"),
    [
        (Composition(odd=True), Composition(is_=(parse_quota("at least 3"),)), True),
        (Composition(twice=Twice.ONE), Composition(twice=Twice.ONE), True),
        (Composition(twice=Twice.ONE), Composition(twice=Twice.BOTH), False),
        (Composition(twice=Twice.ONE), Composition(), False),
        (Composition(), Composition(twice=Twice.ONE), True),
    ],
)
def test_invariants_add_up(one: Composition, other: Composition, narrows: bool) -> None:
    """A further invariant takes nothing away from another; only what becomes of a second seat can differ."""
    assert one.narrows(other) is narrows


@pytest.mark.parametrize(
    ("one", "other", "narrows"),
    [
        ("2 years", "3 years", True),
        ("2 years", "2 years", True),
        ("3 years", "2 years", False),
        ("24 months", "2 years", False),  # either may be the longer one, by a day
        ("1 month", "31 days", True),
        ("1 month", "30 days", False),
        (None, "2 years", False),
        ("2 years", None, False),
    ],
)
def test_a_term_narrows_one_that_is_never_shorter(one: str | None, other: str | None, narrows: bool) -> None:
    """A term narrows another if it is never longer; where one of them has no length, nobody knows."""
    lengths = [None if length is None else parse_length(length) for length in (one, other)]
    assert Term(length=lengths[0]).narrows(Term(length=lengths[1])) is narrows


@pytest.mark.parametrize(
    ("norm", "number"),
    [
        (delegation(), exactly(1)),
        (delegation(who=["chair"]), exactly(1)),
        (delegation(who=["chair", "speaker"]), exactly(2)),
        (delegation(who=["chair"], sends="3..4"), Count(3, 4)),
        (delegation(sends=0), exactly(0)),
        (delegation(sends="unstated"), UNSTATED_COUNT),
        (delegation(sends=FEW), FEW),
    ],
)
def test_how_many_are_sent(norm: Delegation, number: object) -> None:
    """Without a number one is sent, or as many as positions are named."""
    assert norm.number == number


@pytest.mark.parametrize(
    ("one", "other", "narrows"),
    [
        (delegation(sends=2), delegation(sends="1..3"), True),
        (delegation(sends=4), delegation(sends="1..3"), False),
        (delegation(sends=2), delegation(parse_ref("guest@district/board"), sends="1..3"), False),
        (delegation(sends=FEW), delegation(sends=FEW), True),
        (delegation(sends=FEW), delegation(sends=MANY), False),
        (delegation(sends=FEW), delegation(sends="0..2"), False),
        (delegation(who=["chair"]), delegation(), True),
    ],
)
def test_a_delegation_narrows_one_to_the_same_seats(one: Delegation, other: Delegation, narrows: bool) -> None:
    """A delegation narrows another into the same seats whose number holds its own."""
    assert one.narrows(other) is narrows


@pytest.mark.parametrize(
    ("one", "other", "narrows"),
    [
        (remit("a"), remit("ab"), True),
        (remit("ab"), remit("a"), False),
        (remit("a", "x"), remit("a"), True),
        (remit("a"), remit("a", "x"), False),
        (remit(), remit("a"), True),
        (Remit(must_have=(parse_ref("board"),)), remit(), True),
    ],
)
def test_a_remit_narrows_one_with_more_tasks(one: Remit, other: Remit, narrows: bool) -> None:
    """A remit narrows another that has all its tasks and excludes nothing that it does not exclude."""
    assert one.narrows(other) is narrows


def test_rules_about_meetings_narrow_only_themselves() -> None:
    """Of a rule about a quorum, a decision or a sitting nobody can tell from its words that it asks for less than another."""
    assert not Quorum(checked=Checked.OPENING).narrows(Quorum())
    assert not Decision(split=Split.UNSTATED).narrows(Decision())
    assert not Sitting(public=Publicity.CLOSED).narrows(Sitting())


def test_a_power_narrows_another_that_gives_at_least_its_rights() -> None:
    """Fewer rights and no fewer bars narrow; another holder, another right or a bar less do not."""
    wide, narrow = power(may=("speak", "vote")), power(may=("speak",), may_not=("preside",))
    assert narrow.narrows(wide)
    assert not wide.narrows(narrow)
    assert not power("deputy-chair", may=("speak",), may_not=("preside",)).narrows(wide)
