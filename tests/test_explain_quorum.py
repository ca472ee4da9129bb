"""Rules about the quorum, leads and needs in words, in both languages."""

from __future__ import annotations

import pytest

from builders import quorum
from gremium.explain.phrases import actors_in_words, lead_in_words, need_in_words
from gremium.explain.quorum import quorum_in_words
from gremium.languages import language
from gremium.values.actor import parse_actor
from gremium.values.lead import parse_lead
from gremium.values.need import parse_need

EN, DE = language("en"), language("de")


@pytest.mark.parametrize(
    ("lead", "english", "german"),
    [
        ("8 clear days before meeting", "8 clear days before the meeting", "8 volle Tage vor der Sitzung"),
        ("1 week before meeting", "1 week before the meeting", "1 Woche vor der Sitzung"),
        ("21st day before meeting", "on day 21 before the meeting", "am 21. Tag vor der Sitzung"),
        ("3rd working day before meeting", "on working day 3 before the meeting", "am 3. Werktag vor der Sitzung"),
        ("3 clear working days before meeting", "3 clear working days before the meeting", "3 volle Werktage vor der Sitzung"),
        ("about 14 days before meeting", "about 14 days before the meeting", "etwa 14 Tage vor der Sitzung"),
        ("48 hours before meeting@council", "48 hours before the meeting of council", "48 Stunden vor der Sitzung von council"),
        ("unstated", "by a time that the source does not give", "in einer Frist, die die Quelle nicht nennt"),
    ],
)
def test_a_lead_in_words(lead: str, english: str, german: str) -> None:
    """How days are counted is said."""
    assert (lead_in_words(parse_lead(lead), EN), lead_in_words(parse_lead(lead), DE)) == (english, german)


@pytest.mark.parametrize(
    ("need", "english"),
    [
        ("at least 3", "at least 3"),
        ("any number", "any number"),
        ("unstated", "what, the source does not say"),
        ({"count": "present members", "is": "at least 3"}, "members (present): at least 3"),
        ({"count": "members", "is": "at least 2", "with": {"side": "parents"}}, "members [side = parents]: at least 2"),
        ({"holds": "notice"}, "notice in order"),
        ({"found": "urgent"}, "formally found: urgent"),
        ({"raised": "notice"}, "objected to: notice"),
        ({"all": ["at least 3", {"any": [{"found": "a"}, {"found": "b"}]}]},
         "at least 3 and (formally found: a or formally found: b)"),
        ({"none": [{"found": "a"}, {"found": "b"}]}, "none of: formally found: a or formally found: b"),
    ],
)  # fmt: skip
def test_a_need_in_words(need: object, english: str) -> None:
    """Every form of a need has words; German has them, too."""
    assert need_in_words(parse_need(need), EN) == english
    assert need_in_words(parse_need(need), DE)


def test_actors_in_words() -> None:
    """So many, or whoever is named."""
    actors = [parse_actor("at least 1/4 of voting members"), parse_actor("chair")]
    assert actors_in_words(actors, EN) == "at least 1/4 of members (voting) or chair"


def test_a_rule_in_words() -> None:
    """Every aspect is said once."""
    norm = quorum(
        requires={"holds": "notice"}, count="present entitled voting members", need="at least 1/2 of voting members",
        checked="each-vote",
        presumed={"until": "challenge", "established": True, "by": "chair", "challenger_counts": True, "obvious": True,
                  "floor": "at least 3"},
        second_call={"need": "at least 3", "hint": True, "lead": "5 days before meeting", "window": "6 weeks",
                     "causes": "absence", "dropped_if": {"count": "entitled members", "is": "fewer than 3"}, "basis": "dispatch"},
        conflict={"when": {"count": "barred members", "is": "more than 1/2 of members"}, "need": "at least 1/4 of members"},
        fallback=[{"after": "second-call", "decides": "mayor", "hears": "councillors", "if_barred": "deputy-chair"}],
        failure="close",
    )  # fmt: skip
    assert quorum_in_words(norm, EN) == (
        "beforehand: notice in order; counted are: members (present, entitled, voting); "
        "quorum: at least 1/2 of members (voting); for each vote; counts as given until it is doubted; "
        "only once found at the opening; "
        "it can be doubted by: chair; whoever doubts counts as present; an obvious lack is found without any doubt; "
        "never below: at least 3; "
        "on the second call: at least 3, if the notice says so, notice 5 days before the meeting, within 6 weeks, after absence, "
        "there is none with: members (entitled): fewer than 3, dispatch counts; "
        "with members (barred): more than 1/2 of members: at least 1/4 of members; "
        "if it lacks even then, mayor decides, after hearing councillors, deputy-chair where they are barred themselves; "
        "without it the meeting is closed"
    )
    assert "zweiten Sitzung" in quorum_in_words(norm, DE)
    few = [{"after": "too-few", "decides": "a-1"}]
    assert quorum_in_words(quorum(need="any number", second_call="any number", fallback=few), EN) == (
        "quorum: any number; on the second call: any number; if they are too few, a-1 decides"
    )


def test_a_rule_that_says_nothing_has_no_words() -> None:
    """Nothing is said of nothing."""
    assert quorum_in_words(quorum(), EN) == ""
    assert quorum_in_words(quorum(presumed="finding"), EN) == "counts as given until the lack is found"
