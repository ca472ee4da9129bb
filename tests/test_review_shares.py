"""Shared seats in a record: which lots, choices and lists fit what the rules say."""

from __future__ import annotations

from datetime import date

import pytest

from builders import (
    ambiguity,
    apportionment,
    ballot,
    body,
    chose,
    found,
    group,
    item,
    kind,
    lot,
    meeting,
    nominated,
    organisation,
    row,
    scope,
    size,
)
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import Event
from gremium.review.record import review
from gremium.review.shares import check

SEATS = {"weights": "members", "method": "dhondt", "tie": "lot"}
CHAIRS = {"of": "chair@*committee", "by_turns": "choice", **SEATS}


def told(
    *events: Event, a: int = 4, b: int = 3, fills: object = "social", rules: tuple[Provision, ...] = (), **said: object
) -> list[tuple[str, str]]:
    """Return what is wrong with a record of a council that shares seats of committees, with the place of each finding."""
    names = ("social", "building")
    committees = [body(name, group("seat", "rules", seats=1)) for name in names]
    own = rules or (row(apportionment(**(said or SEATS)), "rules"),)
    held = [meeting("m", "council", date(2026, 3, 10)), item("i", "m", fills=fills)]
    parties = [organisation("a", "faction"), size("a", a), organisation("b", "faction"), size("b", b), organisation("p1")]
    everything = [*parties, *held, *events]
    town = scope(
        body("council", *own, kind="council"), *committees, events=everything, kinds=(kind("committee"),),
        ambiguities=(ambiguity("how", "x", "y"),),
    )  # fmt: skip
    assert town.record is not None
    begin = len(everything) - len(events)
    numbered = tuple((event, index - begin) for index, event in enumerate(town.record.events))
    return [(one.code, str(one.place)) for one in check(town, town.record, numbered)]


@pytest.mark.parametrize(
    ("lots", "wrong"),
    [
        ([lot("a", item="i")], []),
        ([lot("a", item="i"), lot("b", item="i")], [("lot-without-tie", "events[1]")]),
        ([lot("p1", item="i")], [("lot-without-tie", "events[0]")]),
    ],
)
def test_a_lot_is_drawn_between_those_who_are_level(lots: list[Event], wrong: list[tuple[str, str]]) -> None:
    """Two are level for one seat: one lot decides it, a second one nothing; nor does one of somebody who is not tied."""
    assert told(*lots, a=4, b=4) == wrong


def test_a_lot_where_nobody_is_level_is_told() -> None:
    """The seat is surely the stronger one's."""
    assert told(lot("a", item="i")) == [("lot-without-tie", "events[0]")]


def test_lots_of_which_nothing_is_known_are_left_alone() -> None:
    """Where the rule says nothing of ties, or the strength is not known, no lot can be called superfluous."""
    assert told(lot("a", item="i"), a=4, b=4, weights="members", method="dhondt") == []
    assert told(lot("a", item="i"), weights="votes", method="dhondt", tie="lot") == []
    assert told(lot("a", item="i"), path=[{"manner": "agreement"}], **SEATS) == []


def test_lots_of_several_committees_are_counted_together() -> None:
    """An item that fills two committees, of which each needs a lot, has two of them."""
    lots = [lot("a", item="i"), lot("a", item="i")]
    assert told(*lots, a=4, b=4, fills="*committee") == []
    assert told(*lots, lot("a", item="i"), a=4, b=4, fills="*committee") == [("lot-without-tie", "events[2]")]


def test_choices_come_in_turn() -> None:
    """The first choice that is not the turn of whoever makes it is told; those after it are not held against anybody."""
    first, second = chose("a", "chair@social"), chose("b", "chair@building")
    assert told(first, second, fills="chair@*committee", **CHAIRS) == []
    wrong = told(chose("b", "chair@social"), chose("a", "chair@building"), fills="chair@*committee", **CHAIRS)
    assert wrong == [("choice-out-of-turn", "events[0].party")]
    third = told(first, second, chose("a", "chair@social"), fills="chair@*committee", **CHAIRS)
    assert third == [("choice-twice", "events[2].takes"), ("choice-out-of-turn", "events[2].party")]


def test_choices_after_an_open_turn_are_left_alone() -> None:
    """As long as a lot is to be drawn, nobody knows whose turn it was; nor where all agreed."""
    assert told(chose("b", "chair@social"), a=4, b=4, fills="chair@*committee", **CHAIRS) == []
    agreed = {**CHAIRS, "path": [{"manner": "agreement"}]}
    events = [found("agreement", item="i"), chose("b", "chair@social"), chose("b", "chair@building")]
    assert told(*events, fills="chair@*committee", **agreed) == []
    assert told(chose("a", "social"), fills="social") == [], "seats that are not taken in turns have no order of choices"


def test_what_is_chosen_is_there_and_free() -> None:
    """A post that the item does not fill, and one that was taken before, are told; a chair may be named by its committee."""
    wrong = told(chose("a", "chair@council"), fills="chair@*committee", **CHAIRS)
    assert wrong == [("choice-of-nothing", "events[0].takes")]
    twice = told(chose("a", "chair@social"), chose("b", "social"), fills="chair@*committee", **CHAIRS)
    assert twice == [("choice-twice", "events[1].takes")]
    assert told(chose("a", "social"), chose("b", "building"), fills="chair@*committee", **CHAIRS) == []


def test_nobody_stands_on_two_lists() -> None:
    """A name on two lists of an item, or twice on one, is told at the later place; nominations of single persons are free."""
    first = nominated(["p1", "p2"], list="red")
    assert told(first, nominated(["p3", "p1"], list="blue")) == [("listed-twice", "events[1].candidates[1]")]
    assert told(first, nominated(["p1"], list="blue")) == [("listed-twice", "events[1].candidates")]
    assert told(nominated(["p1", "p2", "p1"], list="red")) == [("listed-twice", "events[0].candidates[2]")]
    assert told(nominated(["p1"], by="a"), nominated(["p1"], by="b")) == []
    assert told(first, item("j", "m"), nominated(["p1"], list="red", item="j")) == []


def test_what_depends_on_a_reading_is_left_alone() -> None:
    """Two readings, two answers: no lot and no turn is held against either."""
    rules = tuple(
        row(apportionment(weights="members", method=method, tie="lot"), "rules", reading=(parse_reading(f"how:{name}"),))
        for name, method in (("x", "dhondt"), ("y", "imperiali"))
    )
    assert told(lot("a", item="i"), rules=rules) == []


def test_a_meeting_of_a_body_elsewhere_is_left_alone() -> None:
    """Of a body whose charter is not loaded no rule is known."""
    events = [meeting("n", "county/board", date(2026, 3, 10)), item("j", "n"), lot("a", "n", item="j")]
    assert told(*events) == []


def test_an_item_without_a_rule_is_left_alone() -> None:
    """A lot on an item of which no rule about sharing speaks is none of these checks."""
    assert told(lot("a", item="i"), ballot(3, 3, item="i"), rules=(row(apportionment(of="building", **SEATS), "rules"),)) == []


def test_the_review_of_a_record_asks_for_it() -> None:
    """These checks are among those of a record."""
    town = body("council", group("seat", "rules", seats=1), row(apportionment(**SEATS), "rules"), kind="council")
    parties = [organisation("a", "faction"), size("a", 4), meeting("m", "council", date(2026, 3, 10))]
    where = scope(town, events=[*parties, item("i", "m", fills="council"), lot("a", item="i")])
    assert [one.code for one in review(where)] == ["lot-without-tie"]
