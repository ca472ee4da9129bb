"""Rules about sharing seats in words, in both languages."""

from __future__ import annotations

import pytest

from builders import apportionment
from gremium.explain.apportionment import apportionment_in_words
from gremium.languages import language
from gremium.norms.apportionment import Adjusted, Draw, Exhausted, Formula, Manner, Successor, Turns, Weight

EN, DE = language("en"), language("de")


def test_a_rule_in_words() -> None:
    """What is shared among whom, by what, in which ways, and what decides an equal claim."""
    norm = apportionment(
        of=["*committee"], among="*faction", weights="ballot", method="hare-niemeyer", minimum=1, majority=True, joint=False,
        path=[
            {"manner": "agreement", "objection": "at least 1/5 of members"},
            {"manner": "joint-list", "need": "more than 1/2 of yes + no", "from_all": True},
            {"manner": "lists", "lists": "2.."},
        ],
        tie=["run-off", "lot"], lot_by="chair",
    )  # fmt: skip
    assert apportionment_in_words(norm, EN) == (
        "for: *committee; shared among: *faction; by the votes for the list; method: Hare-Niemeyer; at least so many seats for "
        "each: 1; more than half of the strength brings more than half of the seats; in these ways, one after another: agreement "
        "(not if they object: at least 1/5 of members), then joint list (only if all take part; required: more than 1/2 of yes "
        "+ no), then ballot on lists (only with so many lists: at least 2); several may not join; with equal claims: run-off, "
        "then lot; the lot is drawn by: chair"
    )
    assert "Einigung (nicht, wenn widerspricht: mindestens 1/5" in apportionment_in_words(norm, DE)


def test_what_follows_afterwards_in_words() -> None:
    """Whose turn it is, and what becomes of lists that are used up, of those who leave, and of other strengths."""
    norm = apportionment(by_turns="order", joint=True, majority=False, exhausted="next", successor="naming", adjusted="on-demand")
    assert apportionment_in_words(norm, EN) == (
        "posts are filled one after another, by highest quotients; no majority is secured; several may join; if a list is used "
        "up, the seat goes to whoever comes next; a successor is named by the same party; if strengths change, it is shared anew "
        "on demand"
    )
    assert "ändern sich die Stärken, wird auf Verlangen neu verteilt" in apportionment_in_words(norm, DE)


@pytest.mark.parametrize(
    ("key", "members"),
    [
        ("weights", Weight), ("method", Formula), ("by_turns", Turns), ("tie", Draw), ("exhausted", Exhausted),
        ("successor", Successor), ("adjusted", Adjusted),
    ],
)  # fmt: skip
def test_every_value_has_words_of_its_own(key: str, members: type[Weight]) -> None:
    """No two values of an aspect read alike, in either language."""
    for say in (DE, EN):
        said = [apportionment_in_words(apportionment(**{key: member.value}), say) for member in members]
        assert len({*said}) == len(said)
        assert all(said)


def test_every_way_has_words_of_its_own() -> None:
    """A way without anything asked for stands without brackets."""
    for say in (DE, EN):
        said = [apportionment_in_words(apportionment(path=[{"manner": manner.value}]), say) for manner in Manner]
        assert len({*said}) == len(said)
        assert not any("(" in one for one in said)


def test_a_rule_that_says_nothing_has_no_words() -> None:
    """An empty rule is an empty text."""
    assert apportionment_in_words(apportionment(), EN) == ""
