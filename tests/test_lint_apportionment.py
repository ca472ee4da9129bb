"""Checks of the rules about sharing seats: what they name is there, fits together, and can be carried out."""

from __future__ import annotations

import pytest

from builders import apportionment, body, election, group, kind, row, scope
from gremium.evaluate.scope import Scope
from gremium.lint.apportionment import rows, sensible
from gremium.model.body import Body
from gremium.model.charter import Organisation
from gremium.model.provision import Provision
from gremium.values.finding import Finding, Severity

TIE = {"tie": "lot"}
NAMING = {"weights": "members", "method": "hare-niemeyer", **TIE}
FACTIONS = tuple(Organisation(id=name, kind="faction") for name in ("red", "blue", "green"))


def council(*more: Provision, unstated: tuple[str, ...] = (), **said: object) -> Body:
    """Return a council with one rule about sharing seats."""
    return body("council", *more, row(apportionment(**said), "rules"), kind="council", unstated=unstated)


def town(*more: Provision, seats: object = 5, unstated: tuple[str, ...] = (), **said: object) -> Scope:
    """Return a council that shares the seats of a committee, in a town of three factions."""
    committee = body("committee", group("seat", "rules", seats=seats), group("mayor", "rules", holder="chair@council"))
    return scope(council(*more, unstated=unstated, **said), committee, parties=FACTIONS, kinds=(kind("committee"),))


def told(where: Scope, index: int = 0) -> list[tuple[str, str]]:
    """Return codes and places of what is wrong."""
    found: list[Finding] = [*rows(where), *sensible(where)]
    begin = f"bodies.council.apportionment[{index}]"
    return [(one.code, str(one.place).removeprefix(begin).removeprefix(".")) for one in found]


@pytest.mark.parametrize(
    "said",
    [
        NAMING,
        {**NAMING, "of": "*committee", "among": "*faction", "minimum": 1, "lot_by": "chair"},
        {**NAMING, "of": ["committee", "seat@committee"], "among": ["red", "blue"], "minimum": 2, "majority": True},
        {**NAMING, "among": "*parliamentary-group"},
        {**NAMING, "of": "chair@*committee", "by_turns": "choice", "method": "dhondt"},
        {**NAMING, "by_turns": "order", "method": "unstated", "exhausted": "next"},
        {**NAMING, "tie": ["run-off", "votes", "lot"]},
        {**NAMING, "path": [{"manner": "agreement", "objection": "at least 1/5 of voting seats"}, {"manner": "naming"}]},
        {**NAMING, "path": [{"manner": "naming", "need": "at least 1"}, {"manner": "lists"}]},
        {**NAMING, "path": [{"manner": "naming", "objection": "at least 1"}, {"manner": "lists", "lists": "2.."}]},
        {**NAMING, "weights": "ballot", "path": [{"manner": "joint-list", "from_all": True}, {"manner": "lists"}]},
        {"successor": "list"},
    ],
)
def test_what_can_be_said_about_sharing_is_no_fault(said: dict[str, object]) -> None:
    """Every aspect passes on its own, and beside others that go with it."""
    assert told(town(**said)) == []


@pytest.mark.parametrize(
    ("said", "code", "place"),
    [
        ({}, "says-nothing", ""),
        ({**NAMING, "of": "comittee"}, "dangling-reference", "of"),
        ({**NAMING, "of": ["committee", "chair@comittee"]}, "dangling-reference", "of[1]"),
        ({**NAMING, "among": "*facton"}, "dangling-reference", "among"),
        ({**NAMING, "among": ["red", "grean"]}, "dangling-reference", "among[1]"),
        ({**NAMING, "lot_by": "chairperson"}, "dangling-reference", "lot_by"),
        ({"path": [{"manner": "agreement", "objection": "chairwoman"}]}, "dangling-reference", "path[0].objection"),
        ({**NAMING, "path": [{"manner": "naming"}, {"manner": "lists"}]}, "way-unreachable", "path[1]"),
        ({**NAMING, "path": [{"manner": "naming", "from_all": True}]}, "unused-key", "path[0].from_all"),
        ({**NAMING, "path": [{"manner": "lists"}]}, "unused-key", "weights"),
        ({**NAMING, "by_turns": "choice", "method": "dhondt", "minimum": 1}, "unused-key", "minimum"),
        ({**NAMING, "by_turns": "choice", "method": "dhondt", "majority": True}, "unused-key", "majority"),
        ({**NAMING, "by_turns": "choice", "method": "dhondt", "exhausted": "next"}, "unused-key", "exhausted"),
        ({**NAMING, "tie": ["lot", "votes"]}, "unused-key", "tie[1]"),
        ({**NAMING, "by_turns": "choice"}, "turns-without-order", "by_turns"),
        ({"weights": "members", "method": "dhondt"}, "tie-unsaid", ""),
        ({"by_turns": "choice"}, "tie-unsaid", ""),
        ({**NAMING, "tie": "run-off", "lot_by": "chair"}, "unused-key", "lot_by"),
        ({"path": [{"manner": "persons"}]}, "persons-unruled", "path[0]"),
        ({**NAMING, "of": "committee", "among": "*faction", "minimum": 2}, "sharing-impossible", "minimum"),
        ({**NAMING, "of": "seat@committee", "among": ["red", "blue"], "minimum": 3}, "sharing-impossible", "minimum"),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands(said: dict[str, object], code: str, place: str) -> None:
    """A row that says nothing, names nothing, or cannot be carried out, is found at the key that says so."""
    assert told(town(**said)) == [(code, place)]


def test_two_ways_behind_one_without_a_condition_are_both_unreachable() -> None:
    """Every way behind one that is always gone is told, with the one that stands before."""
    said = {**NAMING, "path": [{"manner": "agreement"}, {"manner": "naming"}, {"manner": "lists"}, {"manner": "joint-list"}]}
    found = [one for one in rows(town(**said)) if one.code == "way-unreachable"]
    assert [dict(one.params) for one in found] == [
        {"manner": "lists", "before": "naming"}, {"manner": "joint-list", "before": "naming"},
    ]  # fmt: skip


def test_another_row_may_say_what_this_one_leaves_out() -> None:
    """A tie, a method or a rule of election may stand in another row about the same posts, but not in one about others."""
    tie = row(apportionment(tie="lot"), "rules")
    assert told(town(tie, weights="members", method="dhondt")) == []
    mine = row(apportionment(of="committee", tie="lot"), "rules")
    assert told(town(mine, weights="members", method="dhondt", of="committee")) == []
    other = row(apportionment(of="chair@committee", tie="lot"), "rules")
    assert told(town(other, weights="members", method="dhondt", of="committee"), 1) == [("tie-unsaid", "")]
    remainders = row(apportionment(method="hare-niemeyer", tie="lot"), "rules")
    turns = town(remainders, weights="members", by_turns="choice", of="committee")
    assert told(turns, 1) == [("turns-without-order", "by_turns")]
    persons = row(election(rounds=[{"number": 1, "need": "most"}]), "rules")
    assert told(town(persons, path=[{"manner": "persons"}])) == []


def test_what_was_searched_in_vain_is_no_oversight() -> None:
    """Whoever lists the gap as unstated has looked for it."""
    assert told(town(unstated=("apportionment.tie",), weights="members", method="dhondt")) == []
    assert told(town(unstated=("election",), path=[{"manner": "persons"}])) == []


def test_a_tie_that_nobody_speaks_of_is_only_a_note() -> None:
    """Real rules leave it out often enough."""
    (note,) = sensible(town(weights="members", method="dhondt"))
    assert note.severity is Severity.NOTE


@pytest.mark.parametrize("seats", ["5..7", "unstated"])
def test_what_is_not_fixed_is_not_held_against_a_minimum(seats: str) -> None:
    """If nobody knows how many seats there are, nobody knows whether they are enough."""
    assert told(town(seats=seats, of="committee", among="*faction", minimum=4, **NAMING)) == []


def test_a_minimum_is_held_against_what_can_be_shared() -> None:
    """Seats of an office and of advisers are not shared, and a body without seats says nothing."""
    committee = body("committee", group("seat", "rules", seats=3), group("adviser", "rules", seats=9, standing="advisory"))
    said = {**NAMING, "of": ["board", "committee"], "among": "*faction", "minimum": 2}
    where = scope(council(**said), committee, body("board"), parties=FACTIONS)
    assert told(where) == [("sharing-impossible", "minimum")]


def test_a_kind_leaves_positions_to_its_bodies() -> None:
    """A rule of a kind may name an office that only its bodies have."""
    other = row(election(rounds=[{"number": 1, "need": "most"}]), "rules")
    where = scope(kinds=(kind("council", row(apportionment(lot_by="speaker", **NAMING), "rules"), other),))
    assert [*rows(where), *sensible(where)] == []


def test_of_two_ways_to_share_none_is_stricter() -> None:
    """A rule narrows only itself: that decides what a floor or a ceiling of a law allows."""
    first, second = apportionment(**NAMING), apportionment(method="dhondt")
    assert first.narrows(apportionment(**NAMING))
    assert not first.narrows(second)
