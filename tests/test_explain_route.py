"""Routes in words, in both languages."""

from __future__ import annotations

import pytest

from builders import route, stage
from gremium.evaluate.replay import Amiss, Why
from gremium.evaluate.telling import KNOWN, came
from gremium.explain.route import route_in_words
from gremium.explain.rules import IN_WORDS
from gremium.languages import language
from gremium.model.proposal import Did
from gremium.norms.route import Act, Route
from gremium.values.message import Message

EN, DE = language("en"), language("de")
DECIDING = "decide: whether (beside the one that leads), council (at least 1/5 of members), after: a, lost"
OBJECTING = "object, or waive it, board, within 6 weeks, silence counts as: objection waived"


@pytest.mark.parametrize(
    ("norm", "english"),
    [
        (
            route(stage("suggest", "suggest", "*field", "note", name={"en": "Idea"}), stage("note", "take-note", "steering")),
            ["1. Idea: suggest, *field → note", "2. note: take note, steering → end of the route"],
        ),
        (
            route(stage("a", "unstated"), by=["chair", "at least 2"]),
            [
                "it begins with: chair or at least 2",
                "1. a: deal with it (the source does not say how), (the source does not say who) → end of the route",
            ],
        ),
        (
            route(
                stage("a", "object", "board", within="6 weeks", silence="waived", next=[
                    {"on": ["objected", "postponed"], "to": ["b", "lost"], "choose": 1, "carries": [{"en": "the file"}]},
                    {"on": "waived", "for": "idea", "result": "adopted"}, {"on": "void"},
                ]),
                stage(
                    "b",
                    "decide",
                    "council",
                    lead=False,
                    after=["a", "lost"],
                    who="at least 1/5 of members",
                    question={"en": "whether"},
                ),
            ),
            [
                " / ".join((
                    f"1. a: {OBJECTING} → objected, postponed: b, lost (choice of 1) (with: the file)",
                    "objection waived, idea: end with “adopted”",
                    "void: end of the route",
                )),
                f"2. b: {DECIDING} → end of the route",
            ],
        ),
        (
            route(stage("a", "decide", "x"), answer={"by": "office", "within": "4 weeks", "to": ["board", "x"]}),
            [
                "1. a: decide, x → end of the route",
                "at the end an answer to who brought it up (4 weeks)",
                "owed by: office",
                "also to: board, x",
            ],
        ),
        (
            route(stage("a", "decide", "x"), answer={"by": "unstated"}),
            [
                "1. a: decide, x → end of the route",
                "at the end an answer to who brought it up",
                "owed by: (the source does not say who)",
            ],
        ),
        (
            route(stage("a", "decide", "x"), answer={}, urgent={"by": "chair", "instead": "a"}),
            [
                "1. a: decide, x → end of the route",
                "at the end an answer to who brought it up",
                "owed by: (the source does not say who)",
                "what cannot wait, in place of “a”: chair",
            ],
        ),
        (
            route(
                stage("a", "decide", "x", name={"en": "End"}),
                urgent={"by": "chair", "instead": "a", "ratified_at": "lost", "within": "2 months"},
            ),
            [
                "1. End: decide, x → end of the route",
                "what cannot wait, in place of “End”: chair",
                "to be ratified at “lost” (2 months)",
            ],
        ),
        (
            route(stage("a", "decide", "x"), urgent={"by": "chair", "instead": "lost", "ratified_at": "a"}),
            ["1. a: decide, x → end of the route", "what cannot wait, in place of “lost”: chair", "to be ratified at “a”"],
        ),
    ],
)  # fmt: skip
def test_a_route_in_words(norm: Route, english: list[str]) -> None:
    """Each stage with who does what and where it goes; German says as many things."""
    assert route_in_words(norm, EN) == "; ".join(english)
    assert route_in_words(norm, DE).count(";") == len(english) - 1
    assert IN_WORDS["route"](norm, EN) == route_in_words(norm, EN)


def test_everything_that_happens_has_a_word() -> None:
    """Acts, steps, what is amiss and why something is blocked, in both languages."""
    for tongue in (EN, DE):
        assert all(tongue.term(f"act.{act.value}") for act in Act)
        assert all(tongue.term(f"did.{did.value}") for did in Did)
        assert all(tongue.term(f"amiss.{amiss.value}") for amiss in Amiss)
        assert all(tongue.term(f"reason.blocked-{why.value}", on="x") for why in Why)
    assert DE.term("did.took-note") == "zur Kenntnis genommen"


def test_outcomes_have_words_where_the_library_knows_them() -> None:
    """Else they are told as the rule or the record has them."""
    for name in KNOWN:
        told = came(name)
        assert isinstance(told, Message)
        assert EN.say(told)
        assert DE.say(told)
    assert came("postponed") == "postponed"
    told = came("adopted")
    assert isinstance(told, Message)
    assert (EN.say(told), DE.say(told)) == ("adopted", "angenommen")
