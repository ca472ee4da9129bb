"""Checks of power: what a charter cannot mean is found before anybody asks."""

from __future__ import annotations

import pytest

from builders import body, group, kind, power, row, scope
from gremium.lint.power import reachable, rows
from gremium.model.body import Body
from gremium.model.charter import Organisation
from gremium.values.finding import Finding, dotted

DELEGATES = group("delegates", seats=22, how="elected", by="unstated", standing="voting")
EXPERTS = group("experts", seats="0..2", how="appointed", by="unstated", standing="advisory")


def told(found: list[Finding]) -> list[tuple[str, str]]:
    """Return codes and places."""
    return [(one.code, dotted(one.place.path)) for one in found]


def checked(*norms: object, where: Body | None = None, **more: object) -> list[tuple[str, str]]:
    """Return what is found in rows with these norms."""
    x = where or body("x", DELEGATES, EXPERTS, *(row(norm) for norm in norms))
    return told(list(rows(scope(x, body("council"), **more))))


def test_a_row_gives_a_right_or_a_bar_to_somebody() -> None:
    """A row without either says nothing; one without anybody lacks whom it means; one cannot do both."""
    assert checked(power(who="chair")) == [("says-nothing", "bodies.x.power[0]")]
    assert checked(power(may="convene")) == [("missing-key", "bodies.x.power[0]")]
    assert checked(power(who="chair", may=["convene", "vote"], may_not="vote")) == [("power-both", "bodies.x.power[0]")]
    assert checked(power(who="chair", may="convene")) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("form", "written"), ("says", "item"), ("by", "7 days before meeting"), ("within", "7 days"), ("within_meetings", 2),
        ("at_once", True), ("self_help", "7 days"), ("instead", "council"),
    ],
)  # fmt: skip
def test_what_is_said_of_demands_has_no_effect_beside_a_mere_bar(key: str, value: object) -> None:
    """Form, content and time belong to a right."""
    assert checked(power(who="all", may_not="vote", **{key: value})) == [("unused-key", f"bodies.x.power[0].{key}")]
    assert checked(power(who="all", may="demand:meeting", **{key: value})) == []


@pytest.mark.parametrize(("key", "value"), [("leaves", False), ("reports", True), ("doubt", True), ("effect", "void")])
def test_what_is_said_of_bars_has_no_effect_beside_a_mere_right(key: str, value: object) -> None:
    """Leaving, reporting, doubt and effect belong to a bar."""
    assert checked(power(who="all", may="vote", **{key: value})) == [("unused-key", f"bodies.x.power[0].{key}")]
    assert checked(power(who="all", may_not="vote", **{key: value})) == []


def test_a_meeting_before_the_next_is_none() -> None:
    """The first meeting in which a demand can be met is the next one."""
    assert checked(power(who="all", may="add-item", within_meetings=0)) == [
        ("unknown-value", "bodies.x.power[0].within_meetings")
    ]


def test_everything_that_is_named_exists() -> None:
    """Positions, bodies, organisations, and the groups that a quota counts."""
    greens = Organisation(id="greens", kind="faction")
    assert checked(power(who=["chair", "council", "*faction", "greens"], may="vote"), parties=(greens,)) == []
    assert checked(power(who=["chair", "chiar"], may="vote")) == [("dangling-reference", "bodies.x.power[0].who[1]")]
    assert checked(power(who="chair", may="demand:meeting", instead="counsil")) == [
        ("dangling-reference", "bodies.x.power[0].instead")
    ]
    assert checked(power(who="at least 1/5 of delegats", may="vote")) == [("dangling-reference", "bodies.x.power[0].who")]
    assert checked(power(who=["chair", {"count": "delegats", "is": "at least 2"}], may="vote")) == [
        ("dangling-reference", "bodies.x.power[0].who[1].count")
    ]
    assert checked(power(who="each", may="vote")) == [("each-without-list", "bodies.x.power[0].who")]


def test_votes_are_no_signatories() -> None:
    """What only a ballot has signs nothing."""
    assert checked(power(who="at least 1/5 of votes", may="vote")) == [("bad-tally", "bodies.x.power[0].who")]


def test_a_kind_leaves_its_seat_groups_to_its_bodies() -> None:
    """A right in a kind may speak of groups that its bodies have."""
    law = kind("committee", row(power(who="at least 1/5 of councillors", may="demand:meeting")))
    assert told(list(rows(scope(body("x", DELEGATES), kinds=(law,))))) == []


def test_rows_of_other_words_are_no_matter() -> None:
    """Only rights and bars are looked at."""
    assert checked(where=body("x", DELEGATES)) == []


@pytest.mark.parametrize(
    ("who", "impossible"),
    [
        ("at least 24", False),
        ("at least 25", True),
        ("exactly 25", True),
        ("at least 1/5 of members", False),
        ("more than members", True),
        ("more than 2/1 of members", True),
        ("fewer than 3", False),
        ({"count": "advisory members", "is": "at least 2"}, False),
        ({"count": "advisory members", "is": "at least 3"}, True),
        ({"count": "advisory members", "is": "at least 3", "with": {"sex": "f"}}, False),
        ({"count": "chair", "is": "at least 3"}, False),
        ("more than experts", False),
        ("chair", False),
    ],
)
def test_no_right_asks_for_more_than_there_can_be(who: object, impossible: bool) -> None:
    """22 with a vote and two advisers can never be 25."""
    x = body("x", DELEGATES, EXPERTS, row(power(who=who, may="demand:meeting")))
    assert told(list(reachable(scope(x)))) == ([("power-impossible", "bodies.x.power[0].who")] if impossible else [])


def test_each_of_several_who_may_is_looked_at() -> None:
    """The place names which of them it is."""
    x = body("x", DELEGATES, row(power(who=["chair", "at least 30"], may="demand:meeting")))
    assert told(list(reachable(scope(x)))) == [("power-impossible", "bodies.x.power[0].who[1]")]


def test_nothing_is_impossible_where_the_seats_are_not_known() -> None:
    """Seats without a number, or of a body that is not complete, leave everything possible."""
    right = row(power(who="at least 30", may="demand:meeting"))
    unknown = group("guests", seats="unstated", how="elected", by="unstated")
    blocked = group("team", seats=2, how="elected", by="unstated", block=5)
    each = group("sent", seats=1, how="sent", by="each", each="*committee")
    for where in (
        body("x", DELEGATES, unknown, right), body("x", DELEGATES, right, complete=False), body("x", right),
        body("x", DELEGATES, blocked, right), body("x", each, right),
    ):  # fmt: skip
        assert list(reachable(scope(where))) == []
    undecided = group("members-at-large", seats=40, how="elected", by="unstated")
    assert list(reachable(scope(body("x", undecided, right)))) == []
