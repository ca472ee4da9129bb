"""The norm of the notice: which rule is stricter, and how a rule is said."""

from __future__ import annotations

from typing import Any

import pytest

from builders import notice
from gremium.explain.phrases import lead_in_words, need_in_words
from gremium.explain.rules import IN_WORDS
from gremium.languages import LANGUAGES, language

DAYS = "7 days before meeting"


@pytest.mark.parametrize(
    ("mine", "theirs", "narrows"),
    [
        ({"lead": "8 days before meeting"}, {"lead": DAYS}, True),
        ({"lead": "6 days before meeting"}, {"lead": DAYS}, False),
        ({}, {"lead": DAYS}, False),
        ({"lead": DAYS}, {}, True),
        ({"basis": "receipt"}, {"basis": "receipt"}, True),
        ({"basis": "dispatch"}, {"basis": "receipt"}, False),
        ({"says": ["time", "place"]}, {"says": ["time"]}, True),
        ({"says": ["time"]}, {"says": ["time", "place"]}, False),
        ({"cures": ["waiver"]}, {"cures": ["waiver", "appearance"]}, True),
        ({"cures": ["waiver", "appearance"]}, {"cures": ["waiver"]}, False),
        ({"channels": ["post"], "channels_needed": 3}, {"channels_needed": 2}, True),
        ({"channels_needed": 1}, {"channels_needed": 2}, False),
        ({}, {"channels_needed": 2}, False),
        ({"channels": ["post"]}, {"channels": ["post", "web"]}, False),
        ({"urgent": DAYS}, {"urgent": "3 days before meeting"}, True),
        ({"urgent": "2 days before meeting"}, {"urgent": "3 days before meeting"}, False),
        ({"urgent": {"formless": True}}, {"urgent": "3 days before meeting"}, False),
        ({}, {"urgent": "3 days before meeting"}, False),
        ({"urgent": {"formless": True}}, {"urgent": {}}, False),
        ({"urgent": {}}, {"urgent": {"formless": True}}, True),
        ({"urgent": {"says": ["urgency", "cause"]}}, {"urgent": {"says": ["urgency"]}}, True),
        ({"urgent": {"says": []}}, {"urgent": {"says": ["urgency"]}}, False),
        ({"urgent": {"needs": {"found": "urgent"}}}, {"urgent": {}}, True),
        ({"urgent": {}}, {"urgent": {"needs": {"found": "urgent"}}}, False),
        ({"urgent": {"confirmed_by": "council"}}, {"urgent": {"confirmed_by": "chair"}}, False),
        ({"urgent": {"confirmed_by": "council"}}, {"urgent": {"confirmed_by": "council"}}, True),
    ],
)
def test_which_rule_asks_for_no_less(mine: dict[str, Any], theirs: dict[str, Any], narrows: bool) -> None:
    """A rule is within another if it gives no shorter time, drops no word and adds no cure."""
    assert notice(**mine).narrows(notice(**theirs)) is narrows


EVERYTHING = notice(
    lead="8 clear days before meeting",
    basis="receipt",
    deemed="3 days",
    deemed_by={"email": "4 days"},
    urgent={"lead": "48 hours before meeting", "says": ["urgency"], "needs": {"found": "urgent"}, "confirmed_by": "council"},
    announcement="4 weeks before meeting",
    agenda="2 weeks before meeting",
    papers="7 days before meeting@council",
    publication="3 clear working days before meeting",
    motions="21st day before meeting",
    says=["time", "place"],
    channels=["post", "web"],
    channels_needed=2,
    to=["self", "scouts"],
    working_days=["mon", "sat", "someday"],
    cures=["appearance", "all-present", "no-objection", "waiver"],
    objection_by="chair",
    form=[{"de": "schriftlich", "en": "in writing"}],
)


def test_a_rule_in_english() -> None:
    """Each aspect of a rule is said, what is due first, then what the notice says and how it goes out, then what heals."""
    need = need_in_words(EVERYTHING.urgent.needs, language("en"))
    assert IN_WORDS["notice"](EVERYTHING, language("en")).split("; ") == [
        "Notice: 8 clear days before the meeting",
        "arrival counts",
        "counts as arrived 3 days after it was sent",
        "on this way it counts as arrived 4 days after it was sent: email",
        f"Notice in urgent cases: 48 hours before the meeting, says: urgency, if: {need}, to be confirmed afterwards: council",
        "Announcement of the meeting: 4 weeks before the meeting",
        "Agenda: 2 weeks before the meeting",
        "Papers: 7 days before the meeting of council",
        "Public announcement: 3 clear working days before the meeting",
        f"Motions: {lead_in_words(EVERYTHING.motions, language('en'))}",
        "working days are: Monday, Saturday, someday",
        "says: time, place",
        "at least 2 of these ways: post, web",
        "to be notified: self, scouts",
        "in writing",
        "whoever appears has no complaint about the notice",
        "a mistake in the notice is healed if all are present and nobody objects",
        "a mistake in the notice is healed if nobody complains before the agenda is entered",
        "whoever waives the notice has no complaint about it",
        "who may complain: chair",
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"urgent": {"formless": True}}, "Notice in urgent cases: without any time, without any form"),
        ({"channels": ["post"]}, "at least 1 of these ways: post"),
        ({"channels_needed": 2}, "at least 2 of the ways provided"),
        ({"basis": "unstated"}, "the source does not say what counts"),
        ({}, ""),
    ],
)
def test_short_rules_in_english(said: dict[str, Any], words: str) -> None:
    """What a rule does not say is not said."""
    assert IN_WORDS["notice"](notice(**said), language("en")) == words


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_code_is_left_in_words(tag: str) -> None:
    """Every part of a rule has a sentence in both languages."""
    said = IN_WORDS["notice"](EVERYTHING, language(tag))
    assert "notice." not in said
    assert "reason." not in said
