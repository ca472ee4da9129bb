"""The rules about how a meeting is held in words, in both languages."""

from __future__ import annotations

import pytest

from builders import sitting
from gremium.explain.rules import IN_WORDS
from gremium.explain.sitting import sitting_in_words
from gremium.languages import language

EN, DE = language("en"), language("de")


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ({"public": "public"}, ["meetings are public"]),
        ({"public": "closed"}, ["meetings are not public"]),
        ({"public": "unstated"}, ["whether meetings are public the source does not say"]),
        (
            {"closed": {"cases": [{"en": "staff"}, {"en": "law"}], "announced": True}},
            ["closed in these cases: staff, law", "what was decided behind closed doors is told afterwards"],
        ),
        ({"closed": {"cases": {"en": "staff"}}}, ["closed in these cases: staff"]),
        (
            {"closed": {"resolved": "more than 1/2 of votes", "on_motion_of": ["chair", "at least 2"], "announced": False}},
            [
                "closed if so resolved (more than 1/2 of votes)",
                "on the motion of: chair or at least 2",
                "what was decided behind closed doors is not told",
            ],
        ),
        (
            {"presides": ["chair", "deputy-chair"], "chosen_chair": True},
            [
                "whoever of these is there first in this order presides: chair, deputy-chair",
                "else those present choose one of their own",
            ],
        ),
        ({"chosen_chair": False}, ["else nobody presides"]),
        ({"remote": "never"}, ["nobody takes part from afar"]),
        ({"remote": "unstated"}, ["whether taking part from afar is permitted the source does not say"]),
        (
            {
                "remote": {
                    "allowed": "emergency",
                    "present": True,
                    "chair_in_room": True,
                    "chair_unless": "emergency",
                    "not_for": ["elections", "first-meeting"],
                    "except_for": {"en": "postal votes"},
                    "decided_by": "at least 2/3 of members",
                    "longest": "2 months",
                    "basis": {"en": "the main statute"},
                    "not_in": "*audit-committee",
                }
            },
            [
                "taking part from afar in an emergency only",
                "whoever takes part from afar counts as present",
                "whoever presides is in the room",
                "unless this is formally found: emergency",
                "not in: elections, first-meeting",
                "except: postal votes",
                "if so resolved (at least 2/3 of members)",
                "for 2 months at most",
                "allowed by: the main statute",
                "does not apply to: *audit-committee",
            ],
        ),
        (
            {"remote": {"allowed": "regular", "present": False, "chair_in_room": False}},
            [
                "taking part from afar is permitted",
                "whoever takes part from afar does not count as present",
                "whoever presides may take part from afar, too",
            ],
        ),
        (
            {
                "agenda": {
                    "set_by": "chair",
                    "with": "speaker",
                    "only_listed": True,
                    "other_business": False,
                    "order": {"en": "the further-reaching motion first"},
                    "settled": "6 months",
                    "settled_unless": "new-facts",
                }
            },
            [
                "the agenda is drawn up by: chair",
                "together with: speaker",
                "only what stands on the agenda is decided",
                "there may be no decisions under “any other business”",
                "order: the further-reaching motion first",
                "a settled matter does not come back for 6 months",
                "unless this is formally found: new-facts",
            ],
        ),
        (
            {"agenda": {"only_listed": False, "other_business": True}},
            [
                "what does not stand on the agenda can be decided, too",
                "there may be decisions under “any other business”",
            ],
        ),
        ({"agenda": {"set_by": "chair"}}, ["the agenda is drawn up by: chair"]),
        ({"add": {"forbidden": True}}, ["adding to the agenda in the meeting: not permitted"]),
        ({"add": {}}, ["adding to the agenda in the meeting: permitted"]),
        (
            {
                "add": [
                    {"in": "public", "cases": {"en": "emergencies"}, "found": "emergency"},
                    {"in": "closed", "need": "all of members"},
                ]
            },
            [
                "adding to the agenda in public: only in these cases: emergencies, if this is formally found: emergency",
                "adding to the agenda behind closed doors: by majority (all of members)",
            ],
        ),
        (
            {
                "minutes": {
                    "signed_by": ["chair", {"count": "members", "is": "exactly 2"}],
                    "says": {"en": "results"},
                    "within": "1 month",
                    "to": "council",
                    "public": True,
                }
            },
            [
                "the minutes are signed by: chair; members: exactly 2",
                "the minutes contain: results",
                "the minutes are there within 1 month",
                "the minutes go to: council",
                "the minutes are published",
            ],
        ),
        ({"minutes": {"to": "council"}}, ["the minutes go to: council"]),
        ({"minutes": {"public": False}}, ["the minutes are not published"]),
        ({"joint": True}, ["in a joint meeting each body decides for itself"]),
        (
            {"joint": False, "form": {"en": "a workshop"}},
            ["in a joint meeting the bodies do not decide each for itself", "a workshop"],
        ),
    ],
)
def test_how_a_meeting_is_held_in_words(said: dict[str, object], english: list[str]) -> None:
    """Everything that a row says has words; German says as many things."""
    norm = sitting(**said)
    assert sitting_in_words(norm, EN) == "; ".join(english)
    assert sitting_in_words(norm, DE).count(";") == "; ".join(english).count(";")
    assert IN_WORDS["sitting"](norm, EN) == sitting_in_words(norm, EN)
