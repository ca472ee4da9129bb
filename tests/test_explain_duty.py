"""Duties in words, in both languages, and the table of an answer."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from attrs import evolve

from builders import ambiguity, body, delivered, duty, group, kind, meeting, row, scope, table, words
from gremium.evaluate.scope import Scope
from gremium.evaluate.turns import State
from gremium.explain.duty import duty_in_words
from gremium.explain.rules import IN_WORDS
from gremium.languages import language
from gremium.model.charter import Charter, NamedDay, Organisation
from gremium.model.proposal import Proposal
from gremium.model.provision import parse_reading
from gremium.model.record import Audience
from gremium.norms.duty import Occasion, Owed
from gremium.plugins.parts import Context
from gremium.values.days import parse_day
from gremium.workbench.ask import asked
from gremium_adapters.writers.json import answer as as_json
from gremium_adapters.writers.text_answers import answer as as_text

EN, DE = language("en"), language("de")
START = NamedDay(id="start", on=parse_day("2021-04-15"))


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ({"owes": "report"}, ["the body owes: report", "when is not said"]),
        (
            {"owes": "report", "by": "unstated", "to": ["council", "chair"], "due": "1 year after start", "soon": "2 weeks"},
            ["(who, the source does not say) owes council, chair: report", "due: 1 year after start", "due soon: 2 weeks before"],
        ),
        (
            {"owes": "revision", "every": "5 years", "starts": "start", "anew": True, "then": {"en": "it ends"}},
            [
                "the body owes: revision", "again and again, at intervals of 5 years", "from: start",
                "the time begins anew each time it is met", "else: it ends",
            ],
        ),
        (
            {"owes": "reply", "after": "submitted", "within": "30 days", "points": True, "before": ["hearing", "report"]},
            [
                "the body owes: reply", "when a proposal is born there", "within 30 days", "point by point",
                "to be met before: hearing, report",
            ],
        ),
        (
            {"owes": "reply", "after": "decided", "at_once": True},
            ["the body owes: reply", "when a proposal is decided there", "at once"],
        ),
        (
            {"owes": "publication", "after": "meeting", "within": "1 week", "public": True},
            [
                "the body owes: publication", "after each meeting", "only after meetings at which anybody may listen",
                "within 1 week",
            ],
        ),
        (
            {"owes": "minutes", "after": "meeting", "at_once": True, "public": False},
            ["the body owes: minutes", "after each meeting", "only after meetings behind closed doors", "at once"],
        ),
        (
            {"owes": "minutes", "after": "meeting", "lapses": "1 year"},
            ["the body owes: minutes", "after each meeting", "when is not said", "owed no more: 1 year after the day"],
        ),
    ],
)  # fmt: skip
def test_a_duty_in_words(said: dict[str, object], english: list[str]) -> None:
    """Who, what, to whom, when, and what follows."""
    norm = duty(**said)
    assert duty_in_words(norm, EN) == "; ".join(english)
    assert IN_WORDS["duty"](norm, DE).count("; ") == len(english) - 1


def test_every_word_of_the_vocabulary_has_its_words() -> None:
    """What is owed, what it hangs on, and how it stands can be said in both languages."""
    for say in (EN, DE):
        for code in [f"duty.owes-{one.value}" for one in Owed] + [f"duty.upon-{one.value}" for one in Occasion]:
            assert say.term(code) != code
        assert len({say.term(f"duty.state-{one.value}") for one in State}) == len(State)


def context(of: Scope, width: int = 130) -> Context:
    """Return how an answer is written."""
    return Context(charter=of.charter, language=EN, stamp=datetime(2026, 1, 1), audience=Audience.PUBLIC, width=width)


def text(of: Scope, at: date, width: int = 130) -> list[str]:
    """Return the lines of an answer."""
    return as_text(asked(of, "x", "duty", at), context(of, width)).decode().splitlines()


def test_an_answer_is_a_table() -> None:
    """What, who, to whom, by when, how it stands, and by which clause; below it what stands behind."""
    rules = (
        row(duty(what={"en": "Interim report"}, to="council", due="1 year after start"), "rules § 1", id="report"),
        row(duty(owes="minutes", by="chair", after="meeting", within="2 weeks"), "rules § 2", id="minutes"),
        row(duty(owes="decision", before="report"), "rules § 1", id="decision"),
    )
    events = [meeting("m1", "x", date(2022, 3, 1)), delivered("minutes", date(2022, 3, 9), meeting="m1")]
    of = scope(body("x", *rules, name=words("Gruppe")), body("council", name=words("Rat")), dates=(START,), events=events)
    lines = [" ".join(line.split()) for line in text(of, date(2022, 5, 1))]
    assert lines[0] == "duty: Gruppe, 2022-05-01: does not hold"
    assert lines[2] == "What Who To whom Due State Source"
    assert lines[4:] == [
        "Interim report (report) Gruppe Rat by 2022-04-15 overdue [1]",
        "decision (decision) Gruppe day not known open [1]",
        "minutes (minutes) for the meeting on 2022-03-01 chair by 2022-03-15 met on 2022-03-09 [2]",
        "",
        "[1] rules § 1",
        "[2] rules § 2",
        "Interim report (report): counted from “start”",
        "decision (decision): has to be met before: Interim report (report)",
        "This is no legal advice.",
    ]
    assert all(len(line) <= 70 for line in text(of, date(2022, 5, 1), 70) if "──" not in line)


def test_whoever_owes_or_is_owed_is_told_by_name() -> None:
    """A seat of another body, a post of this one, a party, each body of a kind; somebody elsewhere as the rule has it."""
    by = ["member@social", "speaker", "chair"]
    rule = row(duty(by=by, to=["ministry", "*board", "county/council", "social"], due="start"), "page", id="report")
    of = scope(
        body("x", rule, group("speaker", name=words("Sprecherin, auch Sprecher")), name=words("Gruppe")),
        body("social", group("member", name=words("Mitglied")), name=words("Ausschuss für Soziales, Senioren")),
        parties=(Organisation(id="ministry", name=words("Ministerium")),), kinds=(kind("board", name=words("Beirat")),),
        dates=(START,),
    )  # fmt: skip
    lines = text(of, date(2021, 4, 1), 200)
    at, to = lines[2].index("Who"), lines[2].index("To whom")
    columns = [(line[at:to].strip(), line[to : lines[2].index("Due")].strip()) for line in lines[4:8]]
    assert columns == [
        ("Mitglied (Ausschuss für Soziales, Senioren);", "Ministerium;"),
        ("Sprecherin, auch Sprecher;", "body of the kind “Beirat”;"),
        ("chair", "county/council;"),
        ("", "Ausschuss für Soziales, Senioren"),
    ]


def test_a_named_day_is_told_with_what_is_said_of_it() -> None:
    """Its id and its note, also where a law has it; the id alone where nothing is said of it."""
    rule = row(duty(due="1 year after start"), "page", id="report")
    noted = evolve(START, note=words("Datum der Seite"))
    law = Charter(id="law", kind="statute", dates=(noted,))
    for of in (scope(body("x", rule), dates=(noted,)), scope(body("x", rule), laws=(law,))):
        assert "report (report): counted from “start” (Datum der Seite)" in text(of, date(2022, 5, 1))
    assert "report (report): counted from “start”" in text(scope(body("x", rule), dates=(START,)), date(2022, 5, 1))


def read(names: tuple[str, ...]) -> Scope:
    """Return a body with a report that is due on one day or another, by how its source is read."""
    rules = [
        row(duty(by="unstated", due=f"1 year after {name}"), "page", id="report", reading=(parse_reading(f"when:{name}"),))
        for name in names
    ]
    later = NamedDay(id="later", on=parse_day("unstated"))
    return scope(body("x", *rules), dates=(START, later), ambiguities=(ambiguity("when", "start", "later"),))


def test_readings_stand_in_one_table() -> None:
    """Each row names its reading; what is missing is told once."""
    lines = [" ".join(line.split()) for line in text(read(("start", "later")), date(2022, 5, 1))]
    assert lines[2] == "Reading What Who Due State Source"
    assert lines[4:6] == [
        "when:start report (report) not said by 2022-04-15 overdue [1]",
        "when:later report (report) not said day not known open [1]",
    ]
    asks = "The sources can be read in several ways, and the answer depends on it: “when” (when) [page]"
    assert lines[-7:-1] == [
        asks, "reading when:start: when", "reading when:later: when", "report (report): counted from “start”",
        "report (report): counted from “later”", "missing: dates.later, ambiguities.when",
    ]  # fmt: skip


def test_a_reading_by_which_nothing_is_owed_has_no_row() -> None:
    """Its answer is silent, and what it lacks is told."""
    lines = [" ".join(line.split()) for line in text(read(("start",)), date(2022, 5, 1))]
    (only,) = (line for line in lines if line.startswith("when:"))
    assert only == "when:start report (report) not said by 2022-04-15 overdue [1]"
    assert lines[-2] == "missing: x.duty, ambiguities.when"


def test_an_answer_without_anything_owed_is_told_in_words() -> None:
    """The rules in words, or that there are none."""
    of = scope(body("x", row(duty(owes="minutes", after="meeting", within="2 weeks"), "rules § 2", id="minutes")), events=())
    assert "  the body owes: minutes; after each meeting; within 2 weeks" in text(of, date(2022, 5, 1))
    assert any("x.duty" in line for line in text(scope(body("x")), date(2022, 5, 1)))


def test_of_what_is_not_dealt_with_in_public_the_public_is_told_nothing() -> None:
    """Members see what is owed for such a proposal; the public sees that something was left out."""
    reply = duty(owes="reply", after="submitted", within="10 days")
    rules = [row(reply, f"page {name}", id="reply", reading=(parse_reading(f"way:{name}"),)) for name in ("one", "two")]
    proposals = [
        table(Proposal, id="secret", of="x", at=date(2026, 4, 1), public=False),
        table(Proposal, id="dateless", of="x", public=False),
        table(Proposal, id="open", of="x", at=date(2026, 4, 1)),
    ]
    more = {"ambiguities": (ambiguity("way", "one", "two"),)}
    at = date(2026, 5, 1)
    for duties, given in ((rules, proposals), (rules[:1], proposals)):
        of = scope(body("x", *duties), events=given, **more)
        assert "secret" in str(asked(of, "x", "duty", at, Audience.MEMBERS))
        told = asked(of, "x", "duty", at).verdict
        assert told.withheld
        assert "secret" not in str(told)
        assert "dateless" not in str(told)
        assert [one.for_ for one in told.value] == ["open"]
        assert told.outcome is asked(of, "x", "duty", at, Audience.MEMBERS).verdict.outcome
    alone = asked(scope(body("x", rules[0]), events=proposals[:1], **more), "x", "duty", at).verdict
    assert (alone.value, alone.withheld) == ((), True)
    plain = scope(body("x", row(reply, id="reply")), events=proposals[:2])
    only = asked(plain, "x", "duty", at).verdict
    assert (only.value, [reason.said.code for reason in only.reasons]) == ((), ["reason.withheld"])
    for events in (None, proposals[2:]):
        assert not asked(scope(body("x", rules[0]), events=events, **more), "x", "duty", at).verdict.withheld
    elsewhere = scope(body("x", row(duty(due="start"), id="d")), dates=(START,), events=proposals[:1])
    assert not asked(elsewhere, "x", "duty", at).verdict.withheld


def test_a_program_gets_all_of_it() -> None:
    """Every field of what is owed, texts by language, days as days."""
    rule = row(duty(what={"de": "Bericht"}, to="council", due="start", then={"de": "Ende"}), "rules § 1", id="report")
    of = scope(body("x", rule), body("council"), dates=(START,), events=[delivered(at=date(2021, 4, 10))])
    (told,) = json.loads(as_json(asked(of, "x", "duty", date(2022, 5, 1)), context(of)))["value"]
    assert told == {
        "duty": "report", "owes": "report", "what": {"de": "Bericht"}, "by": ["x"], "to": ["council"], "for": None, "name": None,
        "earliest": "2021-04-15", "latest": "2021-04-15", "counted": None, "state": "met", "met": "2021-04-10", "times": 0,
        "last": None, "left": [], "blocked": [], "then": {"de": "Ende"}, "strength": "must", "certain": True, "missing": [],
        "provision": "bodies.x.duty[0]", "cites": ["rules § 1"],
    }  # fmt: skip
