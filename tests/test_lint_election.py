"""Checks of the rules about elections: what they name is there, fits together, and somebody can be elected by them."""

from __future__ import annotations

import pytest

from builders import body, election, group, kind, row, scope
from gremium.evaluate.scope import Scope
from gremium.lint.election import reachable, rows
from gremium.model.body import Body
from gremium.model.charter import NamedDay
from gremium.model.provision import Provision
from gremium.values.days import UNSTATED_DAY
from gremium.values.finding import FINDINGS, Finding, Severity

HALF = "more than 1/2 of votes"
FIRST = {"number": 1, "need": HALF}
SIMPLE = {"rounds": [FIRST]}
MOST = {"rounds": [{"number": 1, "need": "most"}]}
MEMBER = group("member", "rules", seats=5, standing="voting")


def run_off(**more: object) -> dict[str, object]:
    """Return the rules of a run-off with more keys in its second ballot."""
    second = {"number": 2, "need": "most", "best": 2, "entry": "lot", **more}
    return {"rounds": [FIRST, {key: value for key, value in second.items() if value is not None}], "tie": "lot"}


def board(*more: Provision, unstated: tuple[str, ...] = (), **said: object) -> Body:
    """Return a board of five with one rule about elections."""
    return body("x", MEMBER, *more, row(election(**said), "rules"), positions=("mayor",), unstated=unstated)


def told(where: Scope) -> list[tuple[str, str]]:
    """Return codes and places of what is wrong."""
    found: list[Finding] = [*rows(where), *reachable(where)]
    return [(one.code, str(one.place).removeprefix("bodies.x.election[0]").removeprefix(".")) for one in found]


@pytest.mark.parametrize(
    "said",
    [
        SIMPLE,
        run_off(),
        run_off(not_before="1 week", should_wait="2 weeks", more_than=2, crowded="repeat"),
        {**run_off(), "tie": {"then": "run-off", "again": "lot", "by": "mayor"}},
        {**run_off(), "tie": {"then": "oldest", "again": "lot"}},
        {**MOST, "tie": "unstated"},
        {"rounds": [FIRST, {"number": 2, "need": HALF, "drops": 1, "entry": "unstated", "repeats": True}]},
        {"rounds": [{"number": 1, "need": "lot"}]},
        {"rounds": [{"number": 1, "need": "at least 2/3 of voting seats"}], "single": [{"number": 1, "need": "at least 3"}]},
        {**SIMPLE, "of": ["chair", "member"], "guaranteed": {"per": "school", "posts": 1}},
        {**SIMPLE, "guaranteed": {"per": "school", "posts": 2}},
        {**SIMPLE, "voters": {"who": {"en": "residents"}, "by": "member", "if": {"age": "16.."}}, "votes_each": 3},
        {**SIMPLE, "voters": {"together": "home", "split": "void"}},
        {**SIMPLE, "voters": {"if": {"age": "16..", "on": "election-day"}}},
        {**SIMPLE, "nomination": {"by": ["member", "at least 2"], "until": "3 days before meeting", "only": False}},
        {**SIMPLE, "on_demand": [{"form": "secret", "by": "at least 1/5 of voting members"}], "form": "open"},
        {**SIMPLE, "void_if": {"count": "invalid", "is": "at least 1/2 of votes + invalid"}},
        {"recall": {"need": "at least 2/3 of voting seats", "by": "at least 1/2 of voting members"}},
        {"tie": "lot"},
    ],
)
def test_what_can_be_said_about_elections_is_no_fault(said: dict[str, object]) -> None:
    """Every aspect passes on its own, and beside others that go with it."""
    assert told(scope(board(**said))) == []


@pytest.mark.parametrize(
    ("said", "code", "place"),
    [
        ({}, "says-nothing", ""),
        ({"rounds": [{"number": 1, "need": "more than 1/2 of present membr"}]}, "dangling-reference", "rounds[0].need"),
        ({**SIMPLE, "of": "guests"}, "dangling-reference", "of"),
        ({**SIMPLE, "of": ["chair", "seat@nowhere"]}, "dangling-reference", "of[1]"),
        ({**SIMPLE, "tie": {"then": "lot", "by": "first-chair"}}, "dangling-reference", "tie.by"),
        ({**SIMPLE, "voters": {"by": ["guests"]}}, "dangling-reference", "voters.by"),
        ({**SIMPLE, "voters": {"if": {"holds": "guests"}}}, "dangling-reference", "voters.if.holds"),
        ({**SIMPLE, "nomination": {"by": ["guests"]}}, "dangling-reference", "nomination.by"),
        ({**SIMPLE, "nomination": {"by": "at least 1/5 of guests"}}, "dangling-reference", "nomination.by"),
        ({**SIMPLE, "nomination": {"if": {"age": "18..", "on": "electon-day"}}}, "unknown-date", "nomination.if"),
        ({**SIMPLE, "voters": {"if": {"age": "18..", "on": "electon-day"}}}, "unknown-date", "voters.if"),
        ({"rounds": [{"number": 2, "need": HALF}]}, "round-numbers", "rounds"),
        ({"rounds": [FIRST], "single": [FIRST, FIRST]}, "round-numbers", "single"),
        ({"rounds": [{**FIRST, "more_than": 2}]}, "unused-key", "rounds[0].more_than"),
        ({"rounds": [{**FIRST, "not_before": "1 week"}]}, "unused-key", "rounds[0].not_before"),
        (run_off(drops=1), "unused-key", "rounds[1].best"),
        (run_off(best=None), "missing-key", "rounds[1]"),
        (run_off(best=None, entry=None, crowded="lot"), "missing-key", "rounds[1]"),
        ({"rounds": [{**FIRST, "repeats": True}, {"number": 2, "need": HALF}]}, "unused-key", "rounds[0].repeats"),
        (run_off(best=0), "below-one", "rounds[1].best"),
        ({**SIMPLE, "votes_each": 0}, "below-one", "votes_each"),
        ({**SIMPLE, "guaranteed": {"per": "school", "posts": 0}}, "below-one", "guaranteed.posts"),
        ({**SIMPLE, "tie": {"then": "oldest", "by": "mayor"}}, "unused-key", "tie.by"),
        ({**SIMPLE, "tie": {"then": "lot", "again": "lot"}}, "unused-key", "tie.again"),
        ({**SIMPLE, "tie": "all"}, "unused-key", "tie"),
        ({**SIMPLE, "tie": {"then": "repeat", "again": "all"}}, "unused-key", "tie"),
        (run_off(entry={"then": "all", "again": "lot"}), "unused-key", "rounds[1].entry.again"),
        (run_off(crowded={"then": "repeat", "by": "mayor"}), "unused-key", "rounds[1].crowded.by"),
        ({**SIMPLE, "voters": {}}, "missing-key", "voters"),
        ({**SIMPLE, "voters": {"who": {"en": "all"}, "split": "void"}}, "unused-key", "voters.split"),
        ({**SIMPLE, "nomination": {}}, "missing-key", "nomination"),
        ({**SIMPLE, "on_demand": [{"form": "secret"}]}, "missing-key", "on_demand[0]"),
        ({**SIMPLE, "single": [FIRST], "unopposed": "elected"}, "unused-key", "single"),
        ({"single": [FIRST]}, "missing-key", ""),
        (MOST, "equals-unsaid", ""),
        ({"rounds": [{"number": 1, "need": "at least 1/3 of votes"}]}, "equals-unsaid", ""),
        ({"rounds": [{"number": 1, "need": "at least 2"}]}, "equals-unsaid", ""),
        (run_off(entry=None), "equals-unsaid", "rounds[1]"),
        ({"rounds": [{"number": 1, "need": "at least 6"}], "tie": "lot"}, "election-impossible", "rounds[0].need"),
        ({"rounds": [FIRST], "single": [{"number": 1, "need": "more than 5"}]}, "election-impossible", "single[0].need"),
        ({"recall": {"need": "more than voting seats"}}, "election-impossible", "recall.need"),
        ({"rounds": [{"number": 1, "need": "any number"}], "tie": "lot"}, "election-always", "rounds[0].need"),
        ({"rounds": [{"number": 1, "need": "at most 3"}], "tie": "lot"}, "election-always", "rounds[0].need"),
        ({**SIMPLE, "of": "member", "guaranteed": {"per": "school", "posts": 6}}, "guaranteed-too-many", "guaranteed"),
        ({**SIMPLE, "of": "member", "guaranteed": {"per": "school", "posts": 2, "among": ["n", "s", "w"]}}, "guaranteed-too-many",
         "guaranteed"),
        ({**SIMPLE, "of": "chair", "guaranteed": {"per": "school", "posts": 2}}, "guaranteed-too-many", "guaranteed"),
    ],
)  # fmt: skip
def test_what_cannot_be_so_is_told_at_its_key(said: dict[str, object], code: str, place: str) -> None:
    """One fault, one finding."""
    day = NamedDay(id="election-day", on=UNSTATED_DAY)
    assert told(scope(board(**said), dates=(day,))) == [(code, place)]


def test_only_what_cannot_be_at_all_is_an_error() -> None:
    """What a source leaves unsaid is a note."""
    severities = {code: FINDINGS[code] for code in ("equals-unsaid", "election-always", "election-impossible", "below-one")}
    assert severities == {
        "equals-unsaid": Severity.NOTE, "election-always": Severity.WARNING,
        "election-impossible": Severity.ERROR, "below-one": Severity.ERROR,
    }  # fmt: skip


def test_what_another_row_says_of_the_same_posts_counts() -> None:
    """The tie in a row for all posts, rounds beside a row for single candidates; not what is said of another post."""
    assert told(scope(board(row(election(tie="lot"), "rules"), **MOST))) == []
    assert told(scope(board(row(election(of="member", tie="lot"), "rules"), of="chair", **MOST))) == [
        ("equals-unsaid", "bodies.x.election[1]"),
    ]  # fmt: skip
    assert told(scope(board(row(election(**SIMPLE), "rules"), single=[FIRST]))) == []


def test_whoever_has_searched_in_vain_is_told_nothing() -> None:
    """The body says itself that its sources are silent on ties."""
    for topic in ("election", "election.tie"):
        assert told(scope(board(unstated=(topic,), **MOST))) == []


def test_kinds_leave_positions_to_their_bodies() -> None:
    """What a kind counts or names need not be there; a body of another name still has to be."""
    rounds = [{"number": 1, "need": "more than officers"}]
    rule = row(election(of="member", tie={"then": "lot", "by": "officer"}, rounds=rounds), "rules")
    elsewhere = row(election(of="seat@nowhere", **SIMPLE), "rules")
    assert told(scope(body("x", MEMBER), kinds=(kind("committee", rule),))) == []
    found = [*rows(scope(body("x", MEMBER), kinds=(kind("committee", elsewhere),)))]
    assert [(one.code, str(one.place)) for one in found] == [("dangling-reference", "kinds.committee.election[0].of")]


def test_nothing_is_said_of_needs_where_others_elect_or_seats_are_open() -> None:
    """Six votes are no trouble where residents elect, or the number of seats is a range; a household still votes in the body."""
    six = {"rounds": [{"number": 1, "need": "at least 6"}], "tie": "lot"}
    assert told(scope(board(voters={"who": {"en": "residents"}}, **six))) == []
    assert told(scope(board(voters={"together": "home"}, **six))) == [("election-impossible", "rounds[0].need")]
    open_ = body("x", group("member", "rules", seats="2..", standing="voting"), row(election(**six), "rules"))
    assert told(scope(open_)) == []
    partial = body("x", MEMBER, row(election(**six), "rules"), complete=False)
    assert told(scope(partial)) == []


def test_a_need_of_something_else_than_votes_is_left_open() -> None:
    """A formal finding may come."""
    assert told(scope(board(rounds=[{"number": 1, "need": {"found": "agreed"}}], tie="lot"))) == []


def test_guaranteed_posts_of_a_body_as_a_whole_or_of_a_range_are_not_compared() -> None:
    """Their number is not fixed on paper."""
    rule = {**SIMPLE, "guaranteed": {"per": "school", "posts": 9}}
    assert told(scope(board(of="x", **rule))) == []
    open_ = body("x", group("member", "rules", seats="2..", standing="voting"), row(election(of="member", **rule), "rules"))
    assert told(scope(open_)) == []
