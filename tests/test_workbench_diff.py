"""Diff and ask: what changes in some bodies or all of them, and one question to one of them."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from builders import body, group, holds, person, row, scope, seats
from gremium.evaluate.delta import Change
from gremium.model.record import Audience
from gremium.values.errors import Misuse
from gremium.values.verdict import Outcome
from gremium.workbench.ask import asked
from gremium.workbench.diff import diff

BEFORE, DAY = date(2025, 6, 1), date(2026, 6, 1)
ADA = evolve(person("ada"), disclosure=Audience.PUBLIC)
HERE = scope(
    body("council", group("people", "page", seats=1), row(seats(seats=1), "page", id="new", since="2026-01-01")),
    body("still", group("people", "page", seats=1)),
    body("unknown"),
    body("soon", group("people", "page", seats=1), since="2026-01-01"),
    events=(ADA, holds("ada", "people@council", "2026-02-01")),
)


def test_all_bodies_of_whose_seats_anything_is_known() -> None:
    """Without bodies named, those of which nothing is known are left out; they come in the order of the charter."""
    found = diff(HERE, BEFORE, DAY)
    assert [one.value.body for one in found if one.value] == ["council", "still", "soon"]
    assert [len(one.value.changes) for one in found if one.value] == [2, 0, 1]


def test_bodies_in_the_order_asked_for() -> None:
    """Bodies that are named come in that order, also those of which nothing is known."""
    first, second = diff(HERE, BEFORE, DAY, ("unknown", "council"))
    assert (first.outcome, first.value) == (Outcome.OPEN, None)
    assert second.value is not None
    assert {change.change for change in second.value.changes} == {Change.JOINED, Change.ADDED}
    assert diff(HERE, BEFORE, DAY, ()) == ()


def test_the_same_day_twice() -> None:
    """From a day to itself nothing changes."""
    assert all(one.value is not None and one.value.empty for one in diff(HERE, DAY, DAY))


def test_backwards() -> None:
    """The later day may be the first: what was added is taken away."""
    (change,) = diff(HERE, DAY, BEFORE, ("council",))
    assert change.value is not None
    assert {one.change for one in change.value.changes} == {Change.LEFT, Change.REMOVED} or change.value.changes


def test_unknown_body() -> None:
    """A body that there is not is misuse, with the nearest."""
    with pytest.raises(Misuse) as caught:
        diff(HERE, BEFORE, DAY, ("council", "stil"))
    assert caught.value.said.code == "misuse.body"
    assert caught.value.hint is not None
    assert dict(caught.value.hint.params)["word"] == "still"


def test_a_question_is_kept_with_its_answer() -> None:
    """What was asked of whom, on which day, stands beside the answer; without an audience it is the public that asks."""
    answer = asked(HERE, "council", "people", DAY)
    assert (answer.body, answer.question, answer.at) == ("council", "people", DAY)
    assert [seat.holder for seat in answer.verdict.value] == ["ada"]
    with pytest.raises(Misuse):
        asked(HERE, "council", "peple", DAY)
