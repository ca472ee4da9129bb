"""Rules about decisions in words, in both languages."""

from __future__ import annotations

from enum import Enum

import pytest

from builders import decision
from gremium.evaluate.poll import Result
from gremium.explain.decision import decision_in_words
from gremium.languages import language
from gremium.norms.decision import Breaks, Form, Per, Silence, Split, Stops, Treatment

EN, DE = language("en"), language("de")


def test_a_rule_in_words() -> None:
    """What is needed, how votes are counted, and what a tie leads to."""
    norm = decision(
        requires={"holds": "quorum"}, count="yes", need="more than 1/2 of yes + no", abstentions="ignored", invalid="counted",
        tie={"then": "repeat", "again": "casting-vote", "by": "chair"},
        vote_per={"who": "shared", "attribute": "home"}, split="void",
    )  # fmt: skip
    assert decision_in_words(norm, EN) == (
        "beforehand: quorum in order; counted: yes; required: more than 1/2 of yes + no; abstentions are not counted; "
        "invalid votes count as votes cast; with equal votes the vote is taken again, when that happens again: with equal votes "
        "a further vote decides (chair); those who share “home” have one vote together; the vote of a divided group is void"
    )
    assert "bei Stimmengleichheit wird die Abstimmung wiederholt" in decision_in_words(norm, DE)


def test_what_stands_beside_it_in_words() -> None:
    """Who else has to agree, what several ballots need, in which form votes are given, and who may object."""
    norm = decision(
        concurrence=[{"of": "elected"}, {"of": "chair", "need": "at least 1"}],
        rounds=[
            {"number": 1, "need": "at least 3"}, {"number": 2, "need": "at least 2", "not_before": "1 week", "after": "passed"},
        ],
        form="open",
        on_demand=[
            {"form": "secret", "by": ["at least 1/5 of members", "chair"], "resolved": "at least 5"},
            {"form": "roll-call", "by": "at least 2"}, {"form": "open"},
        ],
        written={
            "adopted_if": "at least 5", "no_objection": True, "within": "2 weeks", "silence": "yes",
            "case": {"en": "simple matters"}, "demanded_by": "chair", "stopped_by": "at least 1",
        },
        veto=[
            {"by": "mayor", "within": "3 days", "effect": "moves", "to": "council", "override": "at least 2/3 of votes"},
            {"by": "at least 5"},
        ],
    )  # fmt: skip
    assert decision_in_words(norm, EN) == (
        "this has to agree as well: elected; this has to agree as well: chair (at least 1); ballot 1: at least 3; "
        "to be carried once more in ballot 2: at least 2, at the earliest 1 week later; form: open vote; "
        "secret ballot if demanded by: at least 1/5 of members or chair, secret ballot if so resolved: at least 5; "
        "roll-call vote if demanded by: at least 2; "
        "decision without a meeting, simple matters, required: at least 5, if nobody objects, time to answer: 2 weeks, "
        "silence is a Yes, if demanded by: chair, not if this objects: at least 1; "
        "this may object: mayor, within 3 days, it moves the decision, this decides: council, "
        "overridden with: at least 2/3 of votes; this may object: at least 5, it suspends the decision"
    )
    assert "Schweigen gilt als Ja" in decision_in_words(norm, DE)


def test_a_rule_that_says_little_has_few_words() -> None:
    """Nothing is said of nothing."""
    assert decision_in_words(decision(), EN) == ""
    assert decision_in_words(decision(written={}), EN) == "decision without a meeting"
    assert decision_in_words(decision(tie="own-vote"), EN) == "with equal votes one's own vote decides (whoever presides)"
    assert decision_in_words(decision(vote_per="group"), DE) == "jede Gruppe stimmt gemeinsam ab"


@pytest.mark.parametrize(
    ("begin", "values"),
    [
        ("decision.abstentions-", Treatment),
        ("decision.invalid-", Treatment),
        ("decision.tie-", Breaks),
        ("decision.per-", Per),
        ("decision.split-", Split),
        ("decision.form-", Form),
        ("decision.silence-", Silence),
        ("decision.veto-", Stops),
        ("reason.decision-", Result),
    ],
)
def test_every_value_has_words(begin: str, values: type[Enum]) -> None:
    """In both languages, and none of them is its own code."""
    for value in values:
        for spoken in (EN, DE):
            assert spoken.translate(f"{begin}{value.value}") != f"{begin}{value.value}"
