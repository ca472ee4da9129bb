"""Checks of duty: what a charter cannot mean is found before anybody asks."""

from __future__ import annotations

import pytest

from builders import ambiguity, body, duty, kind, row, scope, sitting
from gremium.lint.duty import circles, rows
from gremium.lint.rows import envelopes
from gremium.model.body import Body, Status
from gremium.model.charter import NamedDay, Subject
from gremium.model.provision import parse_reading
from gremium.plugins.words import WORDS
from gremium.values.days import parse_day
from gremium.values.finding import Finding, dotted
from gremium.values.message import message

DATES = (NamedDay(id="start", on=parse_day("2021-04-15")), NamedDay(id="later", on=parse_day("unstated")))
FULL = {"due": "1 year after start"}


def told(found: list[Finding]) -> list[tuple[str, str]]:
    """Return codes and places within the body "x"."""
    return [(one.code, dotted(one.place.path).removeprefix("bodies.x.duty")) for one in found]


def checked(*norms: object, where: Body | None = None, **more: object) -> list[tuple[str, str]]:
    """Return what is found in rows with these norms."""
    listed = [one if hasattr(one, "norm") else row(one, id=f"d{number}") for number, one in enumerate(norms)]
    x = where or body("x", *listed)
    return told(list(rows(scope(x, body("council"), **{"dates": DATES, **more}))))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (FULL, []),
        ({"due": "31 December"}, []),
        ({"every": "1 year", "starts": "start"}, []),
        ({"after": "meeting", "within": "2 weeks"}, []),
        ({}, [("duty-undated", "[0]")]),
        ({"every": "1 year"}, [("duty-undated", "[0]")]),
        ({"after": "meeting"}, [("duty-undated", "[0]")]),
        ({"within": "2 weeks"}, [("missing-key", "[0]")]),
        ({"starts": "start", **FULL}, [("unused-key", "[0].starts")]),
        ({"anew": True, **FULL}, [("unused-key", "[0].anew")]),
        ({"every": "1 year", "starts": "start", "anew": True, "lapses": "1 week"}, [("unused-key", "[0].lapses")]),
        ({"every": "1 year", "starts": "start", "lapses": "1 week"}, []),
        ({"soon": "1 week"}, [("unused-key", "[0].soon"), ("duty-undated", "[0]")]),
        ({"lapses": "1 week", "after": "meeting"}, [("duty-undated", "[0]")]),
        ({"at_once": True, "after": "meeting"}, []),
        ({"at_once": True, "after": "meeting", "within": "1 week"}, [("unused-key", "[0].within")]),
        ({"at_once": True, **FULL}, [("unused-key", "[0].at_once")]),
        ({"at_once": True}, [("unused-key", "[0].at_once"), ("duty-undated", "[0]")]),
        ({"every": "1 year", "starts": "start", **FULL}, [("unused-key", "[0].due")]),
        (
            {"after": "meeting", "within": "2 weeks", "every": "1 year", **FULL},
            [("unused-key", "[0].every"), ("unused-key", "[0].due")],
        ),
        ({"points": True, **FULL}, [("unused-key", "[0].points")]),
        ({"after": "meeting", "within": "2 weeks", "public": True}, []),
        ({"after": "decided", "within": "2 weeks", "public": False}, [("unused-key", "[0].public")]),
        ({"public": True, **FULL}, [("unused-key", "[0].public")]),
        ({"points": True, "after": "meeting", "within": "2 weeks"}, [("unused-key", "[0].points")]),
        ({"points": True, "after": "received", "within": "2 weeks"}, []),
    ],
)
def test_a_row_says_when_in_one_way(said: dict[str, object], found: list[tuple[str, str]]) -> None:
    """A row that does not say when is noted; what has no effect is told, and a time after nothing is an error."""
    assert checked(duty(**said)) == found


@pytest.mark.parametrize("lacking", ["due", "starts", "within"])
def test_what_is_lacking_has_a_hint(lacking: str) -> None:
    """The hint shows how to say it."""
    said = {"due": {}, "starts": {"every": "1 year"}, "within": {"after": "meeting"}}[lacking]
    (found,) = rows(scope(body("x", row(duty(**said), id="d"))))
    assert (dict(found.params)["lacking"], found.hint) == (lacking, message(f"hint.duty-{lacking}"))


def test_everybody_whom_a_row_names_is_there() -> None:
    """Who owes it and to whom: positions, bodies, organisations, or not said."""
    assert checked(duty(by="chair", to=["council", "self", "unstated"], **FULL)) == []
    assert checked(duty(by="mayor", to=["council", "board@council"], **FULL)) == [
        ("dangling-reference", "[0].by"), ("dangling-reference", "[0].to[1]")
    ]  # fmt: skip


def test_named_days_are_not_misspelt() -> None:
    """A name that looks like a declared day is none; one that the record may tell is left alone."""
    assert checked(duty(due="1 year after strat")) == [("unknown-date", "[0].due")]
    assert checked(duty(every="1 year", starts="latter")) == [("unknown-date", "[0].starts")]
    assert checked(duty(due="adoption"), duty(due="1 May"), row(sitting(public="public"))) == []


def test_what_comes_first_is_a_duty_of_the_same_body() -> None:
    """Its own, or one of its kind."""
    club = kind("club", row(duty(**FULL), id="general"))
    x = body("x", row(duty(before=["general", "own", "none"], **FULL), id="d"), row(duty(**FULL), id="own"), kind="club")
    assert checked(where=x, kinds=(club,)) == [("dangling-reference", "[0].before[2]")]
    assert checked(duty(before="none", **FULL)) == [("dangling-reference", "[0].before")]


@pytest.mark.parametrize(
    ("said", "more", "found"),
    [
        (FULL, {"since": "2022-04-15"}, []),
        (FULL, {"since": "2022-04-16"}, [("duty-without-body", "[0].due")]),
        (FULL, {"until": "2022-04-14"}, [("duty-without-body", "[0].due")]),
        (FULL, {"since": "2022-04-15..2022-04-16"}, []),
        ({"due": "start"}, {"since": "2021-04-16"}, [("duty-without-body", "[0].due")]),
        ({"due": "later"}, {"since": "2022-04-16"}, []),
        ({"due": "unknown-day"}, {"since": "2022-04-16"}, []),
        ({"due": "1 May"}, {"since": "2022-04-16"}, []),
        (FULL, {"status": Status.PLANNED}, []),
    ],
)
def test_what_is_due_when_there_is_no_such_body(
    said: dict[str, object], more: dict[str, object], found: list[tuple[str, str]]
) -> None:
    """A body owes nothing on a day on which it does not exist; of an announced one nobody knows."""
    assert checked(where=body("x", row(duty(**said), id="d"), **more)) == found


def test_a_kind_is_there_on_every_day() -> None:
    """Only bodies begin and end."""
    assert list(rows(scope(kinds=(kind("club", row(duty(**FULL), id="d")),), dates=DATES))) == []


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, ["a → a"]),
        ({"a": "b", "b": "a"}, ["a → b → a"]),
        ({"a": ["c", "b"], "b": ["c", "a"], "c": "d"}, ["a → b → a"]),
        ({"a": ["b", "c"], "b": "d", "c": "d", "d": "a"}, ["a → b → d → a"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["a → b → a", "c → d → c"]),
    ],
)
def test_no_duty_waits_for_itself(before: dict[str, object], found: list[str]) -> None:
    """Each circle is told once, the shortest way round."""
    x = body("x", *(row(duty(before=names), id=name) for name, names in before.items()))
    assert [dict(one.params)["circle"] for one in circles(scope(x))] == found
    assert {one.place.path[:3] for one in circles(scope(x))} <= {("bodies", "x", "duty")}


def test_a_circle_is_one_on_some_day_and_by_some_reading() -> None:
    """Rules that never hold together do not wait for each other."""
    first = row(duty(before="b"), id="a", until="2021-12-31")
    second = row(duty(before="a"), id="b", since="2022-01-01")
    assert list(circles(scope(body("x", first, second)))) == []
    ways = [row(duty(before=other), id=name, reading=(parse_reading(f"way:{name}"),)) for name, other in (("a", "b"), ("b", "a"))]
    known = {"ambiguities": (ambiguity("way", "a", "b"),)}
    assert list(circles(scope(body("x", *ways), **known))) == []
    assert len(list(circles(scope(body("x", ways[0], row(duty(before="a"), id="b")), **known)))) == 1


def test_a_circle_of_a_kind_is_told_there() -> None:
    """And in a body that only adds the last link, in the body."""
    club = kind("club", row(duty(before="b"), id="a"))
    x = body("x", row(duty(before="a"), id="b"), kind="club")
    (found,) = circles(scope(x, kinds=(club,)))
    assert dotted(found.place.path) == "kinds.club.duty[0]"
    closed = kind("club", row(duty(before="a"), id="a"))
    assert {dotted(one.place.path) for one in circles(scope(body("x", kind="club"), kinds=(closed,)))} == {"kinds.club.duty[0]"}


def test_a_duty_may_be_about_a_subject() -> None:
    """Where it hangs on proposals, which have subjects; on a day or a meeting it has no effect."""
    subjects = (Subject(id="idea"),)
    reply = row(duty(after="received", within="1 week"), id="d", for_=("idea",))
    assert checked(reply, subjects=subjects) == []
    assert checked(row(duty(**FULL), id="d", for_=("idea",)), subjects=subjects) == [("unused-key", "[0].for")]
    minutes = row(duty(after="meeting", within="1 week"), id="d", for_=("idea",))
    assert checked(minutes, subjects=subjects) == [("unused-key", "[0].for")]
    of = scope(body("x", reply), subjects=subjects)
    assert list(envelopes(of, WORDS)) == []
    assert told(list(envelopes(scope(body("x", reply)), WORDS))) == [("dangling-reference", "[0].for")]
