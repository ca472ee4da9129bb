"""Checks of sitting: what a charter cannot mean is found before anybody meets."""

from __future__ import annotations

import pytest

from builders import body, group, kind, row, scope, sitting
from gremium.lint.rows import competition
from gremium.lint.sitting import reachable, rows
from gremium.norms.sitting import Sitting
from gremium.values.finding import Finding, dotted

DELEGATES = group("delegates", seats=20, how="elected", by="unstated", standing="voting")


def told(found: list[Finding]) -> list[tuple[str, str]]:
    """Return codes and places."""
    return [(one.code, dotted(one.place.path).removeprefix("bodies.x.sitting[0]").lstrip(".")) for one in found]


def checked(norm: Sitting) -> list[tuple[str, str]]:
    """Return what is found in a row with this norm."""
    return told(list(rows(scope(body("x", DELEGATES, row(norm))))))


def test_a_row_says_something() -> None:
    """A row without an aspect says nothing."""
    assert checked(sitting()) == [("says-nothing", "")]
    assert checked(sitting(public="public")) == []


def test_to_close_what_is_never_public_has_no_effect() -> None:
    """Where nothing is public nothing has to be closed; and a rule about closing says when, or who resolves it."""
    closed = {"resolved": "more than 1/2 of votes"}
    assert checked(sitting(public="closed", closed=closed)) == [("unused-key", "closed")]
    assert checked(sitting(public="public", closed=closed)) == []
    assert checked(sitting(closed={"announced": True})) == [("missing-key", "closed")]
    cases = {"cases": [{"de": "Personal"}]}
    assert checked(sitting(closed=cases)) == []
    assert checked(sitting(closed={**cases, "on_motion_of": "chair"})) == [("unused-key", "closed.on_motion_of")]
    assert checked(sitting(closed={**closed, "on_motion_of": "chair"})) == []


def test_how_members_take_part_from_afar_needs_that_they_may() -> None:
    """Where it is never allowed, or not said, what else is said of it has no effect."""
    assert checked(sitting(remote={"allowed": "never", "present": True})) == [("unused-key", "remote.present")]
    assert checked(sitting(remote={"allowed": "unstated", "basis": {"de": "Satzung"}})) == [("unused-key", "remote.basis")]
    assert checked(sitting(remote="never")) == []
    assert checked(sitting(remote={"allowed": "regular", "present": True, "not_for": "elections"})) == []


@pytest.mark.parametrize(
    ("key", "value", "needed"),
    [
        ("chair_unless", "emergency", {"chair_in_room": True}),
        ("except_for", [{"de": "Not"}], {"not_for": "elections"}),
        ("longest", "2 months", {"decided_by": "at least 3"}),
    ],
)
def test_an_exception_needs_what_it_is_an_exception_from(key: str, value: object, needed: dict[str, object]) -> None:
    """What is lifted, or how long it holds, has to be said."""
    assert checked(sitting(remote={"allowed": "regular", key: value})) == [("missing-key", "remote")]
    assert checked(sitting(remote={"allowed": "regular", key: value, **needed})) == []


def test_in_what_nobody_takes_part_from_afar_is_one_of_three() -> None:
    """Elections, secret ballots, the first meeting; anything else is a slip."""
    assert checked(sitting(remote={"allowed": "regular", "not_for": ["elections", "secret-balots"]})) == [
        ("unknown-value", "remote.not_for")
    ]


def test_what_cannot_be_added_needs_no_majority() -> None:
    """A majority beside "forbidden" has no effect; each of several ways is looked at."""
    assert checked(sitting(add={"forbidden": True, "need": "at least 3"})) == [("unused-key", "add.need")]
    both = [{"in": "public", "found": "urgent"}, {"in": "closed", "forbidden": True, "found": "urgent"}]
    assert checked(sitting(add=both)) == [("unused-key", "add[1].found")]
    assert checked(sitting(add={"in": "unstated"})) == [("unknown-value", "add.in")]


def test_what_lets_a_matter_come_back_needs_a_time() -> None:
    """An exception without a rule is none."""
    assert checked(sitting(agenda={"settled_unless": "new-facts"})) == [("missing-key", "agenda")]
    assert checked(sitting(agenda={"settled": "6 months", "settled_unless": "new-facts"})) == []


def test_everything_that_is_named_exists() -> None:
    """Positions, bodies, and the groups that are counted."""
    assert checked(sitting(presides=["chair", "deputy"])) == [("dangling-reference", "presides[1]")]
    assert checked(sitting(agenda={"set_by": "chiar"})) == [("dangling-reference", "agenda.set_by")]
    assert checked(sitting(minutes={"signed_by": ["chair", "secretery"]})) == [("dangling-reference", "minutes.signed_by[1]")]
    assert checked(sitting(add={"need": "at least 1/2 of delegats"})) == [("dangling-reference", "add[0].need")]
    assert checked(sitting(presides="chair", add={"need": "more than 1/2 of votes"})) == []
    law = kind("committee", row(sitting(add={"need": "at least 1/2 of councillors"})))
    assert list(rows(scope(body("x"), kinds=(law,)))) == []


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        (sitting(add={"need": "at least 21"}), "add.need"),
        (sitting(add=[{"in": "public"}, {"in": "closed", "need": "at least 21"}]), "add[1].need"),
        (sitting(add={"need": "at least 20"}), None),
        (sitting(closed={"resolved": "more than members"}), "closed.resolved"),
        (sitting(remote={"allowed": "regular", "decided_by": "more than 1/1 of votes"}), "remote.decided_by"),
        (sitting(remote={"allowed": "regular", "decided_by": "at least 2/3 of members"}), None),
        (sitting(closed={"resolved": {"all": [{"found": "harm"}, {"none": [{"raised": "it"}]}, {"holds": "quorum"}]}}), None),
        (sitting(closed={"resolved": {"count": "chair", "is": "at least 3"}}), None),
        (sitting(public="public"), None),
    ],
)
def test_every_majority_can_be_reached(rule: Sitting, place: str | None) -> None:
    """Of 20 no 21 vote for anything."""
    found = told(list(reachable(scope(body("x", row(rule), DELEGATES)))))
    assert found == ([] if place is None else [("sitting-impossible", place)])


def test_two_rules_about_one_aspect_contradict_each_other() -> None:
    """Aspect by aspect: who listens, and not who presides."""
    two = (row(sitting(public="public", presides="chair"), "rules § 1"), row(sitting(public="closed"), "rules § 2"))
    found = list(competition(scope(body("x", *two)), (Sitting,)))
    assert {(one.code, dict(one.params)["slot"]) for one in found} == {("contradiction", "public")}
