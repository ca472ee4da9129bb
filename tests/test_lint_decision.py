"""Checks of the rules about decisions: what they name is there, fits together, and can be reached."""

from __future__ import annotations

import pytest

from builders import body, decision, group, kind, row, scope
from gremium.evaluate.scope import Scope
from gremium.lint.decision import reachable, rows
from gremium.model.body import Body
from gremium.model.provision import Provision
from gremium.values.finding import Finding

SIMPLE = {"need": "more than 1/2 of yes + no"}
MEMBER = group("member", "rules", seats=5, standing="voting")


def board(*more: Provision, **said: object) -> Body:
    """Return a board of five with one rule about decisions."""
    return body("x", MEMBER, *more, row(decision(**said), "rules"), positions=("mayor",))


def told(where: Scope) -> list[tuple[str, str]]:
    """Return codes and places of what is wrong."""
    found: list[Finding] = [*rows(where), *reachable(where)]
    return [(one.code, str(one.place).removeprefix("bodies.x.decision[0]").removeprefix(".")) for one in found]


@pytest.mark.parametrize(
    "said",
    [
        SIMPLE,
        {**SIMPLE, "abstentions": "ignored", "invalid": "ignored", "tie": "rejected"},
        {**SIMPLE, "tie": {"then": "own-vote", "by": "mayor"}},
        {**SIMPLE, "tie": {"then": "repeat", "again": "casting-vote", "by": "chair"}},
        {"need": {"all": [{"count": "no", "is": "exactly 0"}, "at least 2"]}, "concurrence": [{"of": "member"}]},
        {"rounds": [{"number": 1, "need": "all of voting seats"}, {"number": 2, "need": "at least 3", "not_before": "1 week"}]},
        {**SIMPLE, "vote_per": {"who": "shared", "attribute": "home"}, "split": "void"},
        {**SIMPLE, "on_demand": [{"form": "secret", "by": "at least 1/5 of voting members"}]},
        {**SIMPLE, "veto": [{"by": "mayor", "within": "3 days", "effect": "moves", "to": "self"}]},
        {**SIMPLE, "written": {"within": "2 weeks"}},
        {"written": {"no_objection": True}},
        {"requires": {"holds": "quorum"}},
    ],
)
def test_what_can_be_said_about_decisions_is_no_fault(said: dict[str, object]) -> None:
    """Every aspect passes on its own, and beside others that go with it."""
    assert told(scope(board(**said))) == []


@pytest.mark.parametrize(
    ("said", "code", "place"),
    [
        ({}, "says-nothing", ""),
        ({"need": "more than 1/2 of present membr"}, "dangling-reference", "need"),
        ({**SIMPLE, "on_demand": [{"form": "secret", "by": "at least 1/5 of guests"}]}, "dangling-reference", "on_demand[0].by"),
        ({**SIMPLE, "tie": {"then": "own-vote", "by": "first-chair"}}, "dangling-reference", "tie.by"),
        ({**SIMPLE, "concurrence": [{"of": "guests"}]}, "dangling-reference", "concurrence[0].of"),
        ({**SIMPLE, "veto": [{"by": ["mayr"]}]}, "dangling-reference", "veto[0].by"),
        ({"rounds": [{"number": 2, "need": "at least 3"}]}, "round-numbers", "rounds"),
        ({"rounds": [{"number": n, "need": "at least 3"} for n in (1, 1)]}, "round-numbers", "rounds"),
        ({"rounds": [{"number": 1, "need": "at least 3", "not_before": "1 week"}]}, "unused-key", "rounds[0].not_before"),
        ({"rounds": [{"number": 1, "need": "at least 3", "after": "passed"}]}, "unused-key", "rounds[0].after"),
        ({**SIMPLE, "rounds": [{"number": 1, "need": "at least 3"}]}, "unused-key", "need"),
        ({**SIMPLE, "tie": "referred"}, "missing-key", "tie"),
        ({**SIMPLE, "tie": {"then": "lot", "by": "chair"}}, "unused-key", "tie.by"),
        ({**SIMPLE, "on_demand": [{"form": "secret"}]}, "missing-key", "on_demand[0]"),
        ({**SIMPLE, "veto": [{"by": "mayor", "effect": "moves"}]}, "missing-key", "veto[0]"),
        ({**SIMPLE, "vote_per": "shared"}, "missing-key", "vote_per"),
        ({**SIMPLE, "vote_per": {"who": "group", "attribute": "home"}}, "unused-key", "vote_per.attribute"),
        ({**SIMPLE, "split": "void"}, "unused-key", "split"),
        ({"written": {"within": "2 weeks"}}, "missing-key", "written"),
    ],
)
def test_what_does_not_fit_is_told(said: dict[str, object], code: str, place: str) -> None:
    """With the place at which it stands."""
    assert told(scope(board(**said))) == [(code, place)]


def test_groups_that_vote_together_need_no_further_word() -> None:
    """Where the seats give a group its votes together, a rule may say what becomes of them."""
    blocks = group("team", "rules", seats=2, standing="voting", block=10)
    assert told(scope(board(blocks, **SIMPLE, split="void"))) == []


def test_kinds_leave_positions_to_their_bodies() -> None:
    """A law may count a group that only some bodies of the kind have; what the body has from its kind, it has."""
    law = kind("committee", row(decision(need="more than 1/2 of present councillor", concurrence=[{"of": "mayor"}]), "statute"))
    assert told(scope(body("x"), kinds=(law,))) == []
    elsewhere = kind("committee", row(decision(**SIMPLE, concurrence=[{"of": "mayor@town-hall"}]), "statute"))
    assert [code for code, _ in told(scope(body("x"), kinds=(elsewhere,)))] == ["dangling-reference"]
    counted = kind("committee", group("councillor", "statute", seats=3, standing="voting"), row(decision(**SIMPLE), "statute"))
    own = body("x", row(decision(need="more than 1/2 of present councillor", written={"within": "1 week"}), "rules"))
    assert told(scope(own, kinds=(counted,))) == []


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"need": "at least 6"}, "need"),
        ({"need": "more than 5/6 of voting seats", "concurrence": [{"of": "guest"}]}, "concurrence[0].of"),
        ({"need": "more than 1/1 of yes + no"}, "need"),
        ({"need": {"count": "votes", "is": "at least 6"}}, "need"),
        ({"count": "abstentions", "need": "at least 6"}, "need"),
        ({"rounds": [{"number": 1, "need": "at least 6"}, {"number": 2, "need": "at least 3"}]}, "rounds[0].need"),
        ({"written": {"adopted_if": "at least 6"}}, "written.adopted_if"),
    ],
)
def test_what_can_never_be_reached_is_told(said: dict[str, object], place: str) -> None:
    """Five have a vote and one has none: six Yes there never are, nor can an adviser give consent."""
    adviser = group("guest", "rules", seats=1, standing="advisory")
    assert told(scope(board(adviser, **said))) == [("decision-impossible", place)]


@pytest.mark.parametrize(
    ("rows_", "said"),
    [
        ((), {"need": "at least 5"}),
        ((), {"need": "at most 0"}),
        ((), {"need": {"all": ["at least 5", {"holds": "quorum"}, {"found": "urgent"}, {"raised": "decision"}]}}),
        ((), {"need": {"count": "barred members", "is": "at least 6"}}),
        ((group("more", "rules", seats="1..", standing="voting"),), {"need": "at least 6"}),
        ((group("more", "rules", seats="unstated", standing="voting"),), {"need": "at least 6"}),
        ((group("more", "rules", seats=2),), {"need": "at least 7"}),
        ((group("team", "rules", seats=2, standing="voting", block=10),), {"need": "at least 15"}),
        ((group("heavy", "rules", seats=2, standing="voting", weight=3),), {"need": "at least 11"}),
    ],
)
def test_what_may_be_reached_is_no_fault(rows_: tuple[Provision, ...], said: dict[str, object]) -> None:
    """Every vote for it is enough; where numbers are open, or seats have more votes, more may be possible."""
    assert told(scope(board(*rows_, **said))) == []


def test_a_body_of_which_not_all_seats_are_known_may_reach_anything() -> None:
    """Nor is anything said of a body without seats."""
    rule = row(decision(need="at least 99"), "rules")
    assert told(scope(body("x", MEMBER, rule, complete=False))) == []
    assert told(scope(body("x", rule))) == []
    assert told(scope(body("x", MEMBER, rule))) == [("decision-impossible", "need")]


def test_a_block_of_votes_is_not_more_than_it_is() -> None:
    """Ten votes together and five single ones are fifteen; the two seats of the group have none of their own."""
    team = group("team", "rules", seats=2, standing="voting", block=10)
    assert told(scope(board(team, need="at least 16"))) == [("decision-impossible", "need")]
    assert told(scope(board(team, need={"count": "present members", "is": "at least 8"}))) == [
        ("decision-impossible", "need")
    ]
