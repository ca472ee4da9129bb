"""Checks of routes: what a charter cannot mean is found before any proposal is on its way."""

from __future__ import annotations

import pytest

from builders import body, group, power, route, row, scope, stage
from gremium.lint.route import flow, reach, rows
from gremium.model.charter import Subject
from gremium.norms.route import Route
from gremium.values.finding import dotted

RIGHT = (
    stage("suggest", "suggest", "x", "hear", "decide"),
    stage("hear", "hear", "board", lead=False),
    stage("decide", "decide", "council", after="hear"),
)


def checked(*norms: Route) -> list[tuple[str, str]]:
    """Return what is found in a body with these routes, without the beginning of the paths."""
    named = [row(norm, id=f"r{number}") for number, norm in enumerate(norms)]
    here = scope(body("x", *named), body("board"), body("council"), subjects=(Subject(id="idea"),))
    found = [*rows(here), *flow(here)]
    return [(one.code, dotted(one.place.path).removeprefix("bodies.x.route[0].")) for one in found]


def test_a_route_without_a_slip_has_no_findings() -> None:
    """Opinions beside the one that leads, a decision that waits for them, an answer that somebody owes."""
    assert checked(route(*RIGHT, answer={"by": "board"}, urgent={"by": "at least 2", "instead": "decide"})) == []


def test_a_route_has_stages() -> None:
    """Without any it says nothing; other words are not looked at."""
    assert checked(route()) == [("says-nothing", "bodies.x.route[0]")]
    other = scope(body("x", row(power(who="all", may="vote"))))
    assert [*rows(other), *flow(other)] == []


def test_stages_have_ids_of_their_own() -> None:
    """The second of two is told."""
    assert checked(route(*RIGHT, stage("hear", "hear", "board"))) == [("duplicate-id", "stages[3].id")]


@pytest.mark.parametrize(
    ("made", "place"),
    [
        ({"next": [{"to": "decid"}]}, "stages[0].next[0].to"),
        ({"next": [{"to": ["end", "decid"]}]}, "stages[0].next[0].to[1]"),
        ({"after": "decid", "next": [{"to": "end"}]}, "stages[0].after"),
        ({"after": ["end", "decid"], "next": [{"to": "end"}]}, "stages[0].after[1]"),
        ({"at": "boardd", "next": [{"to": "end"}]}, "stages[0].at"),
        ({"at": ["board", "boardd"], "next": [{"to": "end"}]}, "stages[0].at[1]"),
        ({"who": "at least 1/5 of memberss", "next": [{"to": "end"}]}, "stages[0].who"),
        ({"next": [{"to": "end", "for": "ideas"}]}, "stages[0].next[0].for"),
        ({"next": [{"to": "end", "for": ["idea", "ideas"]}]}, "stages[0].next[0].for[1]"),
    ],
)
def test_everything_that_is_named_exists(made: dict[str, object], place: str) -> None:
    """Stages, bodies, groups that are counted, and subjects."""
    found = checked(route({"id": "a", "act": "examine", "at": "x", **made}, stage("end", "decide", "council")))
    assert [where for code, where in found if code == "dangling-reference"] == [place]


def test_what_stands_beside_the_stages_names_what_there_is() -> None:
    """Those who begin, who answer, who may not wait, and the stages in question."""
    made = route(
        *RIGHT, by="nobody", answer={"by": "office", "to": "court"}, urgent={"by": "mayor", "instead": "a", "ratified_at": "b"},
    )
    assert [place for _, place in checked(made)] == [
        "by", "answer.by", "answer.to", "urgent.by", "urgent.instead", "urgent.ratified_at",
    ]
    assert {code for code, _ in checked(made)} == {"dangling-reference"}
    assert checked(route({**RIGHT[0], "at": "unstated"}, *RIGHT[1:], by="unstated")) == []


def test_those_who_act_at_a_stage_are_counted_where_it_is() -> None:
    """A group of the body that acts there, of one of several, or of a body that is not known."""

    def slips(at: object, who: str) -> list[tuple[str, str]]:
        first = {"id": "a", "act": "suggest", "at": at, "who": who, "next": [{"to": "end"}]}
        made = row(route(first, stage("end", "decide", "council")), id="way")
        here = scope(body("x", made), body("board", group("electors")), body("council"))
        return [(one.code, dotted(one.place.path)) for one in rows(here)]

    assert slips("board", "at least 1/2 of electors") == []
    assert slips(["council", "board"], "at least 1/2 of electors") == []
    place = [("dangling-reference", "bodies.x.route[0].stages[0].who")]
    assert slips("council", "at least 1/2 of electors") == slips("x", "at least 1/2 of electors") == place
    assert slips("unstated", "at least 1/2 of electors") == place


def test_nothing_counts_what_is_there_only_in_a_ballot() -> None:
    """Signatories are members, not votes."""
    assert checked(route({**RIGHT[0], "who": "at least 1/2 of votes"}, *RIGHT[1:])) == [("bad-tally", "stages[0].who")]


def test_what_has_no_effect_is_told() -> None:
    """Silence without a time, a time without a ratification, a result of what does not end."""
    assert checked(route({**RIGHT[0], "silence": "consented"}, *RIGHT[1:])) == [("silence-without-time", "stages[0].silence")]
    assert checked(route({**RIGHT[0], "silence": "consented", "within": "1 week"}, *RIGHT[1:])) == []
    assert checked(route(*RIGHT, urgent={"by": "board", "instead": "decide", "within": "1 week"})) == [("missing-key", "urgent")]
    ends = stage("suggest", "suggest", "x", next=[{"to": ["hear", "decide"], "result": "done"}])
    assert checked(route(ends, *RIGHT[1:])) == [("unused-key", "stages[0].next[0].result")]


def test_an_answer_is_owed_by_somebody() -> None:
    """Else a note says so: the source may be silent."""
    for said in ({}, {"by": "unstated"}):
        assert checked(route(*RIGHT, answer=said)) == [("answer-by-nobody", "answer")]


@pytest.mark.parametrize(
    ("number", "wrong"), [(1, False), (2, False), (3, True), ("0..2", False), ("1..3", True), ("2..", False), ("3..", True)],
)
def test_no_more_can_be_chosen_than_there_is(number: object, wrong: bool) -> None:
    """Of two stages at most two."""
    made = stage("suggest", "suggest", "x", next=[{"to": ["hear", "decide"], "choose": number}])
    assert checked(route(made, *RIGHT[1:])) == ([("choice-too-large", "stages[0].next[0].choose")] if wrong else [])
    nothing = stage("suggest", "suggest", "x", next=[{"choose": 1}, {"to": ["hear", "decide"]}])
    assert checked(route(nothing, *RIGHT[1:])) == [("choice-too-large", "stages[0].next[0].choose")]


def test_every_stage_can_be_reached() -> None:
    """From the first one on, or by a decision that could not wait."""
    lost = stage("later", "execute", "x")
    assert checked(route(*RIGHT, lost)) == [("stage-unreachable", "stages[3]")]
    assert checked(route(*RIGHT, lost, urgent={"by": "board", "instead": "decide", "ratified_at": "later"})) == []
    assert checked(route(*RIGHT, lost, urgent={"by": "board", "instead": "later"})) == []


def test_every_stage_leads_to_an_end() -> None:
    """A circle without a way out is told for each of its stages; a choice of none is a way out."""
    def circle(**more: object) -> Route:
        onward = {"to": "a", **more}
        return route(stage("a", "examine", "x", "b"), {"id": "b", "act": "examine", "at": "board", "next": [onward]})

    assert checked(circle()) == [("route-endless", "stages[0]"), ("route-endless", "stages[1]")]
    assert checked(circle(choose="0..1")) == []
    assert checked(circle(choose=1)) == checked(circle())
    out = stage("b", "examine", "board", next=[{"on": "no", "to": "a"}, {"on": "yes", "result": "done"}])
    assert checked(route(stage("a", "examine", "x", "b"), out)) == []


def test_what_has_to_come_before_can() -> None:
    """A stage waits neither for itself nor for what comes only after it."""
    made = route(
        stage("suggest", "suggest", "x", "decide"),
        stage("decide", "decide", "council", "hear", after=["hear", "decide"]),
        stage("hear", "hear", "board"),
    )
    assert checked(made) == [("after-never-before", "stages[1].after[0]"), ("after-never-before", "stages[1].after[1]")]
    alone = route(
        stage("suggest", "suggest", "x", "decide"),
        stage("decide", "decide", "council", "hear", after="hear"),
        stage("hear", "hear", "board"),
    )
    assert checked(alone) == [("after-never-before", "stages[1].after")]


DECIDERS = (stage("one", "decide", "board"), stage("two", "decide", "council"))


@pytest.mark.parametrize(
    ("onward", "second", "rivals"),
    [
        ([{"to": ["one", "two"]}], {}, True),
        ([{"to": ["one", "two"], "choose": 1}], {}, False),
        ([{"to": ["one", "two"], "choose": "1..2"}], {}, True),
        ([{"to": ["one", "two"], "choose": "1.."}], {}, True),
        ([{"to": "one"}, {"to": "two"}], {}, True),
        ([{"on": "a", "to": "one"}, {"on": "b", "to": "two"}], {}, False),
        ([{"on": ["a", "b"], "to": "one"}, {"on": "b", "to": "two"}], {}, True),
        ([{"for": "idea", "to": "one"}, {"for": "measure", "to": "two"}], {}, False),
        ([{"for": "idea", "to": "one"}, {"to": "two"}], {}, True),
        ([{"to": ["one", "two"]}], {"question": {"en": "how"}}, False),
        ([{"to": ["one", "two"]}], {"act": "consent"}, False),
        ([{"to": ["one", "two"]}], {"after": "one"}, False),
    ],
)
def test_nobody_decides_what_others_decide(onward: list[dict[str, object]], second: dict[str, object], rivals: bool) -> None:
    """Two that may be open at once; not where one is chosen, one waits, or they decide different things."""
    made = route(stage("pick", "examine", "x", next=onward), DECIDERS[0], {**DECIDERS[1], **second})
    assert (("two-deciders", "stages[0].next") in checked(made)) is rivals


def test_deciders_farther_on_are_found_too() -> None:
    """Behind two ways that part; not where the ways meet before them, or one decides after the other."""
    ways = [stage("pick", "examine", "x", "a", "b"), stage("b", "hear", "board", "two")]
    assert ("two-deciders", "stages[0].next") in checked(route(*ways, stage("a", "hear", "council", "one"), *DECIDERS))
    meet = [stage("pick", "examine", "x", "a", "b"), stage("a", "hear", "x", "one"), stage("b", "hear", "board", "one")]
    in_turn = [stage("one", "decide", "board", "two"), stage("two", "decide", "council")]
    assert checked(route(*meet, *in_turn)) == []
    waits = [
        stage("one", "decide", "board"),
        stage("mid", "hear", "x", after=["one", "lost"]),
        stage("two", "decide", "council", after="mid"),
    ]
    assert ("two-deciders", "stages[0].next") not in checked(route(stage("pick", "examine", "x", "one", "mid", "two"), *waits))
    twice = route(
        stage("pick", "examine", "x", "one", "two"),
        stage("one", "decide", "board", "pick"),
        DECIDERS[1],
        stage("c", "hear", "x"),
    )
    assert [code for code, _ in checked(twice)].count("two-deciders") == 1


def test_stages_are_reached_through_others() -> None:
    """What is not there leads nowhere, and through what is left out leads no way."""
    links = {"a": frozenset({"b", "lost"}), "b": frozenset({"c"}), "c": frozenset({"a"})}
    assert reach(["a"], links) == {"a", "b", "c"}
    assert reach(["a", "b"], links, without="b") == {"a"}
    assert reach(["lost"], links) == frozenset()
