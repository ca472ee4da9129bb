"""Rights and bars in words, in both languages."""

from __future__ import annotations

import pytest

from builders import power
from gremium.explain.power import power_in_words
from gremium.explain.rules import IN_WORDS
from gremium.languages import language
from gremium.norms.power import Consequence
from gremium.values.actor import VERBS, Action, in_words

EN, DE = language("en"), language("de")


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ({"who": "chair", "may": "convene"}, ["chair: may convene"]),
        (
            {"who": ["at least 1/5 of members", "*faction"], "may": "demand:meeting", "form": "written", "says": "item"},
            ["at least 1/5 of members or *faction: may demand: a meeting", "in the form “written”", "has to name: item"],
        ),
        (
            {"who": {"count": "voting members", "is": "at least 3"}, "may": ["propose:motion", "speak"]},
            ["members (voting): at least 3: may propose: motion, speak"],
        ),
        (
            {"who": "at least 2", "may": "demand:meeting", "at_once": True, "within": "3 weeks", "self_help": "7 days"},
            [
                "at least 2: may demand: a meeting",
                "to be met without delay",
                "to be met within 3 weeks",
                "if nothing is done for 7 days, they may act themselves",
            ],
        ),
        (
            {"who": "all", "may": "add-item", "within_meetings": 2, "by": "21st day before meeting", "instead": "supervision"},
            [
                "all: may have items put on the agenda",
                "has to be there: on day 21 before the meeting",
                "to be met at the latest in meeting number 2 after it",
                "if it is not done, it is for: supervision",
            ],
        ),
        (
            {
                "who": "all",
                "may_not": ["deliberate", "vote"],
                "case": {"en": "advantage"},
                "except_for": {"en": "groups"},
                "leaves": True,
                "reports": True,
                "doubt": True,
                "effect": "void",
            },
            [
                "all: may not take part in the debate, vote",
                "in the case: advantage",
                "except: groups",
                "has to leave",
                "has to report it unasked",
                "in doubt the body decides, without the one in question",
                "a breach makes the decision void",
            ],
        ),
        (
            {"who": "all", "may_not": "vote", "leaves": False, "reports": False, "then": {"en": "the substitute acts"}},
            ["all: may not vote", "may stay in the room", "the substitute acts"],
        ),
    ],
)
def test_a_right_or_a_bar_in_words(said: dict[str, object], english: list[str]) -> None:
    """Who may do what, what it needs and what follows; German says as many things."""
    norm = power(**said)
    assert power_in_words(norm, EN) == "; ".join(english)
    assert power_in_words(norm, DE).count(";") == len(english) - 1
    assert IN_WORDS["power"](norm, EN) == power_in_words(norm, EN)


def test_everything_that_may_be_done_has_a_word() -> None:
    """Each verb and each effect is named in both languages."""
    for tongue in (EN, DE):
        assert all(tongue.say(in_words(Action(verb))) for verb in VERBS)
        assert all(tongue.term(f"power.effect-{effect.value}") for effect in Consequence)
    assert DE.say(in_words(Action("demand", "secret-ballot"))) == "verlangen: geheime Abstimmung"
    assert EN.say(in_words(Action("demand", "coffee"))) == "demand: coffee"
