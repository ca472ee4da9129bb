"""Which ways lead through a body, and which way a matter takes from one body to another."""

from __future__ import annotations

from datetime import date

import pytest

from builders import ambiguity, body, charter, proposal, route, row, scope, stage
from gremium.evaluate.halts import Way, onward
from gremium.evaluate.route import Exit, Owing, Routed, Unwaiting, routes_from
from gremium.evaluate.route import route as routes
from gremium.evaluate.scope import Scope
from gremium.evaluate.ways import special, stretch, way_of, ways_on
from gremium.model.charter import Subject
from gremium.model.provision import Provision, Reading, Strength
from gremium.norms.route import Act, Stage
from gremium.values.actor import parse_actor
from gremium.values.days import parse_length
from gremium.values.errors import Misuse
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
DAY = date(2026, 6, 1)
SUBJECTS = (Subject(id="matter"), Subject(id="idea", of="matter"), Subject(id="measure", of="matter"))
LONG = route(
    stage("suggest", "suggest", "*field", "check", name={"en": "Idea"}),
    stage("check", "examine", "office", within="4 weeks", silence="examined", cites=["statute § 2"], next=[
        {"to": ["hear", "decide"], "carries": [{"en": "the file"}]}, {"on": "rejected", "for": "idea", "result": "dropped"},
    ]),
    stage("hear", "hear", "board", lead=False, who="at least 2"),
    stage("decide", "decide", "council", after="hear", question={"en": "whether"}),
    name={"en": "The long way"}, answer={"by": "office", "to": "x", "within": "6 weeks"},
    urgent={"by": "chair@council", "instead": "decide", "ratified_at": "decide", "within": "2 months"},
)  # fmt: skip
SHORT = route(stage("suggest", "suggest", "*field", "note"), stage("note", "take-note", "office"))


def town(*rows: Provision, **more: object) -> Scope:
    """Return a town whose council has these rows."""
    bodies = [body(name, kind="field" if name in {"x", "y"} else name) for name in ("x", "y", "office", "board", "other")]
    old = body("old", until=date(2020, 12, 31))
    return scope(*bodies, body("council", *rows), old, **{"subjects": SUBJECTS, **more})


def named(answer: Verdict[tuple[Routed, ...]]) -> list[tuple[str, list[str]]]:
    """Return routes with their stages."""
    return [(one.route, [leg.stage for leg in one.legs]) for one in answer.value or ()]


BOTH = (row(LONG, "page", id="long", for_=("measure",), strength=Strength.DOES), row(SHORT, "page", id="short", for_=("idea",)))


def test_a_route_is_told_with_all_that_it_says() -> None:
    """Stages with those who act there, where they lead, what is owed and what cannot wait."""
    answer = routes(town(*BOTH), "board", DAY)
    assert (answer.outcome, named(answer)) == (HOLDS, [("long", ["suggest", "check", "hear", "decide"])])
    (one,) = answer.value or ()
    assert (one.body, one.name, one.subjects, one.starts, one.strength, one.certain) == (
        "council", Text.of({"en": "The long way"}), ("measure",), (), Strength.DOES, True,
    )  # fmt: skip
    weeks = parse_length("6 weeks")
    assert one.answer == Owing(by=("office",), to=("x",), within=weeks)
    assert one.urgent == Unwaiting(
        by=(parse_actor("chair@council"),), instead="decide", ratified_at="decide", within=parse_length("2 months"),
    )  # fmt: skip
    suggest, check, hear, decide = one.legs
    assert (suggest.act, suggest.bodies, suggest.name, suggest.next) == (
        Act.SUGGEST, ("x", "y"), Text.of({"en": "Idea"}), (Exit(to=("check",)),),
    )  # fmt: skip
    assert (
        check.within, check.silence, [str(cite) for cite in check.cites],
    ) == (parse_length("4 weeks"), "examined", ["statute § 2"])
    assert check.next == (
        Exit(to=("hear", "decide"), carries=(Text.of({"en": "the file"}),)),
        Exit(on=("rejected",), subjects=("idea",), result="dropped"),
    )
    assert (hear.lead, hear.actors, decide.after, decide.question) == (
        False, (parse_actor("at least 2"),), ("hear",), Text.of({"en": "whether"}),
    )
    assert [str(cite) for cite in answer.reasons[0].cites] == ["page"]
    assert answer.reasons[0].provision == one.provision == "bodies.council.route[0]"


def test_a_route_is_one_of_the_body_in_whose_rules_it_stands_and_of_those_through_which_it_leads() -> None:
    """Of all others it is none."""
    here = town(*BOTH)
    assert [name for name, _ in named(routes(here, "council", DAY))] == ["long", "short"]
    assert [name for name, _ in named(routes(here, "office", DAY))] == ["long", "short"]
    assert routes(here, "other", DAY).outcome is OPEN
    assert routes(here, "other", DAY).missing == ("other.route",)
    assert routes(here, "old", DAY).outcome is FAILS
    with pytest.raises(Misuse):
        routes(here, "nowhere", DAY)


def test_a_doubtful_route_is_open() -> None:
    """The rule may be in force or not."""
    answer = routes(town(row(SHORT, "page", id="short", since="2026-01-01..2026-12-31")), "office", DAY)
    assert (answer.outcome, answer.missing) == (OPEN, ("council.route.short",))
    assert not (answer.value or ())[0].certain


def test_readings_are_shown_apart() -> None:
    """Where both say the same, they agree."""
    doubt = {"ambiguities": (ambiguity("office", "through", "past"),)}
    rows = [
        row(norm, "page", id="way", reading=(Reading("office", (name,)),)) for norm, name in ((LONG, "through"), (SHORT, "past"))
    ]
    answer = routes(town(*rows, **doubt), "x", DAY)
    assert (answer.outcome, [label for label, _ in answer.readings]) == (OPEN, ["office:through", "office:past"])
    alike = [row(SHORT, "page", id="way", reading=(Reading("office", (name,)),)) for name in ("through", "past")]
    agreed = routes(town(*alike, **doubt), "x", DAY)
    assert (agreed.outcome, agreed.reasons[0].said.code) == (HOLDS, "reason.readings-agree")
    here = town(*rows, **doubt)
    assert routes(here, "x", DAY) == routes(here, "x", DAY)


def test_from_a_body_the_routes_of_a_subject_are_told() -> None:
    """The more special one goes before; what does not begin there is none."""
    general = row(SHORT, "page", id="general")
    here = town(*BOTH, general)
    assert [name for name, _ in named(routes_from(here, "x", DAY))] == ["long", "short", "general"]
    assert [name for name, _ in named(routes_from(here, "x", DAY, "measure"))] == ["long"]
    assert [name for name, _ in named(routes_from(here, "x", DAY, "matter"))] == ["general"]
    assert routes_from(town(*BOTH), "x", DAY, "matter").outcome is OPEN
    assert routes_from(here, "board", DAY).outcome is OPEN
    assert routes_from(here, "old", DAY).outcome is FAILS


def test_stages_that_a_subject_does_not_reach_are_left_out() -> None:
    """Each subject has its own branch."""
    made = route(
        stage("suggest", "suggest", "x", next=[{"for": "idea", "to": "note"}, {"for": "measure", "to": "decide"}]),
        stage("note", "take-note", "board"),
        stage("decide", "decide", "council"),
    )
    here = town(row(made, "page", id="way"))
    assert named(routes_from(here, "x", DAY, "idea")) == [("way", ["suggest", "note"])]
    assert named(routes_from(here, "x", DAY)) == [("way", ["suggest", "note", "decide"])]
    (one,) = routes_from(here, "x", DAY, "idea").value or ()
    assert one.legs[0].next == (Exit(to=("note",), subjects=("idea",)),)


def test_to_another_body_only_the_way_there_is_told() -> None:
    """What has to come before is on the way; a body to which nothing leads is told to be none."""
    here = town(*BOTH)
    assert named(routes_from(here, "x", DAY, to="council")) == [("long", ["suggest", "check", "hear", "decide"])]
    assert named(routes_from(here, "x", DAY, to="office")) == [("long", ["suggest", "check"]), ("short", ["suggest", "note"])]
    assert named(routes_from(here, "x", DAY, to="board")) == [("long", ["suggest", "check", "hear"])]
    (one,) = routes_from(here, "x", DAY, to="board").value or ()
    assert one.legs[1].next[0].to == ("hear",)
    none = routes_from(here, "x", DAY, to="other")
    assert (none.outcome, none.reasons[0].said.code, len(none.reasons[0].because)) == (FAILS, "reason.route-elsewhere", 2)


def test_where_no_route_begins_those_that_pass_are_named() -> None:
    """The rules do not say that a matter may begin there, nor that it may not."""
    open_ = routes_from(town(*BOTH), "board", DAY)
    assert (open_.outcome, open_.missing, open_.value) == (OPEN, ("board.route",), None)
    assert open_.reasons[0].said.code == "reason.route-none-begins"
    assert [one.provision for one in open_.reasons[0].because] == ["bodies.council.route[0]"]


def test_who_may_begin_is_told_as_the_rule_has_it() -> None:
    """Else it is whoever acts first."""
    made = route(stage("note", "take-note", "office"), by=["x", "at least 2"])
    (one,) = routes(town(row(made, "page", id="way")), "office", DAY).value or ()
    assert one.starts == (parse_actor("x"), parse_actor("at least 2"))


# ── ways ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_between_two_changes_all_routes_stay_the_same() -> None:
    """The days of a beginning and after an end begin a new stretch; the last day of the calendar has none after it."""
    here = town(row(SHORT, id="a", since=date(2026, 3, 1), until=date(2026, 6, 30)), row(SHORT, id="b", until=date.max))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [stretch(here, day) for day in days] == [0, 1, 1, 2]
    assert [[one.id for one in ways_on(here, day)] for day in days] == [["b"], ["a", "b"], ["a", "b"], ["b"]]


def test_only_the_routes_asked_for_touch_their_ambiguities() -> None:
    """By id, by subject; a row of another word is none."""
    doubt = {"ambiguities": (ambiguity("office", "through", "past"),)}
    doubtful = row(LONG, "page", id="long", for_=("measure",), reading=(Reading("office", ("through",)),))
    here = town(doubtful, BOTH[1], **doubt)
    assert [one.id for one in ways_on(here, DAY, None, "idea")] == ["short"]
    assert [one.id for one in ways_on(here, DAY, "short")] == ["short"]
    assert [one.id for one in way_of(here, proposal(subject="idea"), DAY)] == ["short"]
    assert routes_from(here, "x", DAY, "idea").readings == ()


def ways_of(*norms: object) -> tuple[Way, ...]:
    """Return routes."""
    return ways_on(town(*(row(norm, id=f"r{number}") for number, norm in enumerate(norms))), DAY)


def test_stages_are_reached_the_nearest_first() -> None:
    """A start counts only where a way leads back to it; through what is left out leads none; outcomes narrow it."""
    made = route(
        stage("a", "suggest", "x", "b"),
        stage("b", "examine", "x", next=[{"on": "no", "to": "d"}, {"on": "yes", "to": "c"}]),
        stage("c", "examine", "x", "d"),
        stage("d", "examine", "x", "a", "lost"),
    )
    (way,) = ways_of(made)
    assert way.reach(["a"], None) == ("b", "d", "c", "a", "lost")
    assert way.reach(["a"], None, without="b") == ()
    assert way.reach(["b"], None, without="b") == ()
    assert way.reach(["b"], None, without="a", outcomes={"b": "yes"}) == ("c", "d", "lost")
    assert way.reach(["b"], None, without="a", outcomes={"b": None}) == ("d", "c", "lost")


def test_a_way_on_is_sure_or_perhaps_or_none() -> None:
    """What is not told may be anything."""
    made = route(
        stage("a", "examine", "x", next=[{"to": "b"}, {"on": "yes", "to": "c"}, {"for": "idea", "to": "d"}]),
        *(stage(name, "examine", "x") for name in "bcd"),
    )
    first: Stage = made.stages[0]

    def taken(outcome: str | None, subjects: set[str] | None, *, over: bool = True) -> tuple[str, str]:
        sure, perhaps = onward(first, outcome, None if subjects is None else frozenset(subjects), over=over)
        return "".join(one.to[0] for one in sure), "".join(one.to[0] for one in perhaps)

    assert taken("yes", {"idea"}) == ("bcd", "")
    assert taken("no", {"measure"}) == ("b", "")
    assert taken(None, {"idea"}) == ("bd", "c")
    assert taken("no", None) == ("b", "d")
    assert taken(None, {"measure"}, over=False) == ("", "bc")


def test_the_closest_of_several_routes_is_the_one_that_is_meant() -> None:
    """A subject itself goes before that of which it is a part, and that before all matters."""
    named_ = {"all": (), "wide": ("matter",), "near": ("idea", "measure")}
    rows = [row(SHORT, id=name, for_=subjects) for name, subjects in named_.items()]
    listed = ways_on(town(*rows), DAY)
    assert [one.id for one in special(listed, ("idea", "matter"))] == ["near"]
    assert [one.id for one in special(listed[:2], ("idea", "matter"))] == ["wide"]
    assert [one.id for one in special(listed, ())] == ["all", "wide", "near"]


def test_a_reference_to_nobody_leaves_a_stage_to_nobody() -> None:
    """A kind without bodies, and a row without stages, are no slips that stop an answer."""
    made = route(stage("a", "suggest", ["*panel", "self"], "b"), stage("b", "decide", "*/*panel"))
    (way,) = ways_of(made)
    assert (way.halts["a"].bodies, way.halts["b"].bodies, way.halts["b"].anywhere) == ({"council"}, frozenset(), False)
    assert ways_of(route()) == ()
    assert ways_on(Scope(charter=charter(body("x"))), DAY) == ()


def test_of_two_ways_none_is_stricter() -> None:
    """One narrows another only if it is the same."""
    assert SHORT.narrows(SHORT)
    assert not SHORT.narrows(LONG)
