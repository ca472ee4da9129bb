"""Checks of the rules about the quorum: what they count is there, and can be reached."""

from __future__ import annotations

import pytest

from builders import body, kind, quorum, row, scope, seats
from gremium.evaluate.scope import Scope
from gremium.lint.quorum import reachable, rows
from gremium.model.body import Body
from gremium.norms.seats import Standing
from gremium.values.finding import Finding


def board(number: object = 5, **said: object) -> Body:
    """Return a body with so many voting seats and one rule about its quorum."""
    return body("x", row(seats(seats=number, standing=Standing.VOTING), "rules", id="board"), row(quorum(**said), "rules"))


def told(where: Scope) -> list[tuple[str, str]]:
    """Return codes and places of what is wrong."""
    found: list[Finding] = [*rows(where), *reachable(where)]
    return [(one.code, str(one.place)) for one in found]


RIGHT = {"count": "present members", "need": "more than 1/2 of members"}


def hint_of(body_: Body) -> object:
    """Return the word that is proposed in place of one that leads nowhere."""
    found = next(one for one in rows(scope(body_)) if one.code == "dangling-reference")
    return dict(found.hint.params)["word"]


def test_a_rule_that_is_right_has_no_finding() -> None:
    """It says something, counts what there is, and five members reach it."""
    assert told(scope(board(**RIGHT))) == []


def test_a_rule_that_says_nothing_is_told() -> None:
    """A row without a single aspect."""
    assert told(scope(board())) == [("says-nothing", "bodies.x.quorum[0]")]


def test_a_quota_needs_something_that_is_counted() -> None:
    """Without `count` nobody knows of what there have to be three; a row of the kind may say it; a table says it itself."""
    assert told(scope(board(need="at least 3"))) == [("missing-key", "bodies.x.quorum[0]")]
    own = row(quorum(need="at least 3"), "rules")
    law = kind("committee", row(quorum(count="present members"), "statute"))
    assert told(scope(body("x", own, kind="committee"), kinds=(law,))) == []
    assert told(scope(board(need={"count": "present members", "is": "at least 3"}))) == []


@pytest.mark.parametrize("noun", ["yes", "no", "abstentions"])
def test_votes_are_no_part_of_a_quorum(noun: str) -> None:
    """They are there only once votes were given."""
    assert told(scope(board(count=noun, need="at least 3"))) == [("ballot-in-quorum", "bodies.x.quorum[0].count")]


def test_what_is_counted_has_to_be_there() -> None:
    """A group that the body does not have is told with the nearest one; in a kind other bodies may have it."""
    said = {"count": "present members", "need": {"count": "present bord", "is": "more than present board"}}
    assert told(scope(board(**said))) == [("dangling-reference", "bodies.x.quorum[0].need")]
    law = kind("committee", row(quorum(**said), "statute"))
    assert told(scope(kinds=(law,))) == []
    assert [hint_of(where) for where in (board(**said), board(count="present memebrs"))] == ["board", "members"]


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"need": {"holds": "quorum"}}, "need"),
        ({"requires": {"all": [{"holds": "notice"}, {"holds": "quorum"}]}}, "requires"),
        ({"second_call": {"need": {"holds": "quorum"}}}, "second_call.need"),
    ],
)
def test_a_quorum_cannot_ask_for_itself(said: dict[str, object], path: str) -> None:
    """What a quorum asks beforehand is another question; of whether the meeting was duly called nothing is said."""
    own = row(quorum(**said), "rules")
    assert told(scope(body("x", own))) == [("quorum-asks-itself", f"bodies.x.quorum[0].{path}")]
    assert told(scope(body("x", row(quorum(requires={"holds": "notice"}), "rules")))) == []


def test_every_part_of_a_rule_is_looked_at() -> None:
    """Floor, second call, mass conflict and fallback."""
    said = {
        **RIGHT,
        "presumed": {"until": "finding", "floor": {"count": "present a-1", "is": "at least 1"}},
        "second_call": {"need": "at least 1/2 of b-1", "dropped_if": {"count": "c-1", "is": "fewer than 3"}},
        "conflict": {"when": {"count": "barred d-1", "is": "at least 1"}, "need": "at least 1/4 of e-1"},
        "fallback": [{"after": "second-call", "decides": "chair@nowhere"}],
    }
    places = {place.removeprefix("bodies.x.quorum[0].") for _, place in told(scope(board(**said)))}
    assert places == {
        "presumed.floor", "second_call.need", "second_call.dropped_if", "conflict.when", "conflict.need", "fallback[0].decides",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "number", "reached"),
    [
        ({"need": "at least 6"}, 5, False),
        ({"need": "at least 5"}, 5, True),
        ({"need": "more than 1/1 of members"}, 5, False),
        ({"need": {"all": ["at least 3", {"found": "urgent"}, {"raised": "notice"}, {"holds": "notice"}]}}, 5, True),
        ({"need": {"all": ["at least 6", {"found": "urgent"}]}}, 5, False),
        ({"need": "at least 6"}, "5..8", True),
        ({"need": "at least 9"}, "5..8", False),
        ({"need": "at least 9"}, "unstated", True),
        ({"requires": {"holds": "notice"}}, 5, True),
    ],
)
def test_a_quorum_has_to_be_within_reach(said: dict[str, object], number: object, reached: bool) -> None:
    """If every seat is taken and everybody comes, it has to be there; of numbers that are not known nothing is said."""
    found = told(scope(board(number, count="present members", **said)))
    assert found == ([] if reached else [("quorum-impossible", "bodies.x.quorum[0].need")])


def test_advisory_members_do_not_help_where_votes_are_counted() -> None:
    """Three with a vote and three without: four with a vote there never are. Without a standing they may have one."""
    groups = [row(seats(seats=3, standing=standing), "rules", id=id_)
              for id_, standing in (("a-1", Standing.VOTING), ("b-1", Standing.ADVISORY))]  # fmt: skip
    rule = row(quorum(count="present voting members", need="at least 4"), "rules")
    assert told(scope(body("x", *groups, rule))) == [("quorum-impossible", "bodies.x.quorum[0].need")]
    unsaid = row(seats(seats=3), "rules", id="b-1")
    assert told(scope(body("x", groups[0], unsaid, rule))) == []
    assert told(scope(body("x", *groups, rule, complete=False))) == []
    each = row(seats(seats=1, each="*school", standing=Standing.VOTING), "rules", id="b-1")
    assert told(scope(body("x", groups[0], each, rule))) == []


def test_a_count_of_the_kind_is_the_count_of_the_body() -> None:
    """What is counted stands in the kind: present voting members are taken where the row itself says nothing."""
    own = row(quorum(need="at least 6"), "rules")
    law = kind("committee", row(quorum(count="present members"), "statute"))
    group = row(seats(seats=5, standing=Standing.VOTING), "rules", id="board")
    found = told(scope(body("x", group, own, kind="committee"), kinds=(law,)))
    assert found == [("quorum-impossible", "bodies.x.quorum[0].need")]
