"""Checks of a charter: references, citations, readings, kinds and rhythms, each with the hint that a writer of charters needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from gremium.files import projects
from gremium.languages import language
from gremium.plugins.parts import Parts
from gremium.values.finding import Severity, dotted
from gremium.values.phrases import MOST_COMPARED, closest, one_of
from gremium.workbench.project import open_project

HEAD = """format = 1
id = "x"
kind = "municipality"
[sources.s]
title = "t"
verified = "read"
[ambiguities.cycle]
question.de = "?"
readings.annual.de = "jährlich"
readings.biennial.de = "alle zwei Jahre"
[kinds.team]
of = "group"
cites = ["s"]
[kinds.group]
positions = ["speaker"]
cites = ["s"]
seats = [{ id = "elected", seats = 3 }]
[bodies.council]
kind = "council"
cites = ["s"]
positions = ["mayor"]
[bodies.panel]
kind = "panel"
cites = ["s"]
cadence = [{ times = 1, per = "year", reading = "cycle:annual" }]
"""
BODY = '[bodies.a]\nkind = "a"\ncites = ["s"]\n'

Row = tuple[str, str, str]


@pytest.fixture
def found(parts: Parts, tmp_path: Path):
    """Return a function that tells code, path and hint of what is wrong with the text that follows the head."""

    def check(text: str) -> list[Row]:
        file = tmp_path / "charter.toml"
        file.write_text(HEAD + text, encoding="utf-8")
        (project,) = projects(file)
        say = language("en")
        return [
            (one.code, dotted(one.place.path), say.say(one.hint) if one.hint else "")
            for one in open_project(parts, project).findings
            if one.severity is not Severity.NOTE
        ]

    return check


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # references
        ('part_of = "council"', None),
        ('part_of = "counsil"', ("dangling-reference", "part_of", "did you mean “council”?")),
        ('part_of = "zzz"', ("dangling-reference", "part_of", "known: council, panel")),
        ('part_of = "each"', ("each-without-list", "part_of", "")),
        ('part_of = "parent"', None),
        ('part_of = "unstated"', None),
        ('part_of = "*/council"', None),
        ('part_of = "elsewhere/council"', ("unloaded-jurisdiction", "part_of", "")),
        ('succeeds = "counsil"', ("dangling-reference", "succeeds", "did you mean “council”?")),
        ('succeeds = "council"\ncarries = ["zzz"]', ("dangling-reference", "carries[0]", "known: all, chair, deputy-chair,")),
        # positions
        ('seats = [{ id = "m", holder = "mayor@council" }]', None),
        ('seats = [{ id = "m", holder = "unstated" }]', None),
        ('seats = [{ id = "m", holder = "chair@unstated" }]', None),
        ('seats = [{ id = "m", holder = "zzz@council" }]', ("dangling-reference", "seats[0].holder", "known: all, chair,")),
        (
            'seats = [{ id = "m", holder = "major@council" }]',
            ("dangling-reference", "seats[0].holder", "did you mean “mayor@council”?"),
        ),
        ('seats = [{ id = "m", holder = "charr" }]', ("dangling-reference", "seats[0].holder", "did you mean “chair”?")),
        (
            'seats = [{ id = "m", holder = "council" }]',
            ("dangling-reference", "seats[0].holder", "did you mean “chair@council”?"),
        ),
        ('seats = [{ id = "m", holder = "*group" }]', ("dangling-reference", "seats[0].holder", "did you mean “chair@*group”?")),
        ('seats = [{ id = "m", whole = "counsil" }]', ("dangling-reference", "seats[0].whole", "did you mean “council”?")),
        # positions of a kind without bodies: its own, its seat groups, those of the kind above it
        ('seats = [{ id = "m", holder = "speaker@*team" }]', None),
        ('seats = [{ id = "m", holder = "elected@*team" }]', None),
        (
            'seats = [{ id = "m", holder = "speker@*team" }]',
            ("dangling-reference", "seats[0].holder", "did you mean “speaker@*team”?"),
        ),
        (
            'seats = [{ id = "m", holder = "speaker@*taem" }]',
            ("dangling-reference", "seats[0].holder", "did you mean “speaker@*team”?"),
        ),
        # circles
        ('seats = [{ id = "m", whole = "self" }]', ("ex-officio-cycle", "seats[0]", "")),
        ('seats = [{ id = "m", holder = "n" }, { id = "n", holder = "m" }]', ("ex-officio-cycle", "seats[0]", "")),
        ('seats = [{ id = "m", holder = "n" }, { id = "n", holder = "chair" }]', None),
        # the same office twice
        ('seats = [{ id = "m", holder = ["chair@council", "chair@council"] }]', ("seat-twice", "seats[0].holder", "")),
        # readings
        (
            'cadence = [{ times = 1, per = "year", reading = "cycel:annual" }]',
            ("unknown-reading", "cadence[0].reading", "did you mean “cycle”?"),
        ),
        # rhythms
        ('cadence = [{ meetings = "annual" }]', ("cadence-incomplete", "cadence[0]", "a count is a number of whole things,")),
        ('cadence = [{ per = "year" }]', ("cadence-incomplete", "cadence[0]", "a count is a number of whole things,")),
        ('cadence = [{ times = "unstated" }]', None),
        ('cadence = [{ times = 400, per = "year" }]', ("cadence-contradiction", "", "")),
        ('cadence = [{ times = 12, per = "year", gap = "2 months.." }]', ("cadence-contradiction", "", "")),
        ('cadence = [{ times = "4..", per = "year" }, { times = "1..", per = "quarter" }]', None),
    ],
)  # fmt: skip
def test_what_a_body_says_is_held_against_the_charter(found, text: str, expected: Row | None) -> None:
    """What leads somewhere passes; what does not is told at its place, with what was meant or what there is."""
    rows = found(f"{BODY}{text}\n")
    if expected is None:
        assert rows == []
        return
    code, path, hint = expected
    ((got_code, got_path, got_hint),) = rows
    assert (got_code, got_path) == (code, f"bodies.a.{path}" if path else "bodies.a")
    assert got_hint.startswith(hint)
    assert bool(got_hint) == bool(hint)


def test_sub_kinds_and_their_bodies(found) -> None:
    """A kind can be part of a body, and only of one that there is; it is a sub-kind only of a declared one."""
    assert found('[kinds.k]\npart_of = "council"\n') == []
    assert found('[kinds.k]\npart_of = "counsil"\n') == [("dangling-reference", "kinds.k.part_of", "did you mean “council”?")]
    assert found('[kinds.k]\nof = "gruop"\n') == [("dangling-reference", "kinds.k.of", "did you mean “group”?")]


def test_a_slip_of_the_pen_in_a_kind_is_told(found) -> None:
    """Kinds need no declaration, but one that is almost a declared one loses the rules of that."""
    assert found('[kinds.field-of-action]\n[bodies.a]\nkind = "field-of-acton"\n') == [
        ("undeclared-kind", "bodies.a.kind", "did you mean “field-of-action”?")
    ]
    assert found('[kinds.committee]\n[bodies.a]\nkind = "sub-committee"\n') == []


def test_a_way_into_a_circle_is_no_circle(found) -> None:
    """Only the bodies on the circle are named, once, from the first of them on."""
    bodies = {"z": "b", "b": "c", "c": "d", "d": "b", "e": "council"}
    text = "".join(f'[bodies.{one}]\nkind = "k"\npart_of = "{other}"\n' for one, other in bodies.items())
    assert found(text) == [("part-of-cycle", "bodies.b.part_of", "")]


def test_a_seat_that_leads_into_a_circle_is_not_on_it(found) -> None:
    """The circle is told once, at the first of its own seats."""
    seats = '{ id = "a", holder = "b" }, { id = "b", holder = "c" }, { id = "c", holder = "b" }, { id = "d", holder = "chair" }'
    codes = [(code, path) for code, path, _ in found(f"{BODY}seats = [{seats}]\n")]
    assert codes == [("ex-officio-cycle", "bodies.a.seats[1]"), ("seat-twice", "bodies.a.seats[2].holder")]


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ("", "", True),
        ("until = 2020-12-31", "since = 2021-01-01", False),
        ("until = 2021-01-01", "since = 2021-01-01", True),
        ('reading = "cycle:annual"', 'reading = "cycle:biennial"', False),
        ('reading = "cycle:annual"', 'reading = "cycle:annual,biennial"', True),
    ],
)
def test_one_office_gives_two_seats_only_at_one_time(found, first: str, second: str, twice: bool) -> None:
    """Rows that are never in force together do not count."""
    table = '[[bodies.a.seats]]\nid = "{}"\nholder = "mayor@council"\n{}\n'
    rows = table.format("m", first) + table.format("n", second)
    assert [code for code, _, _ in found(BODY + rows)] == ["seat-twice"] * twice


def test_a_hint_lists_what_there_is_unless_that_is_too_much() -> None:
    """Nobody reads a hundred ids; where nothing is known there is no hint."""
    assert one_of("zzz", []) is None
    assert one_of("zzz", ["a", "b"]).params == (("known", "a, b"),)
    assert one_of("zzz", [f"a{n}" for n in range(100)]) is None


def test_of_very_many_words_only_some_are_compared() -> None:
    """Among thousands the nearest is looked for among those that begin alike."""
    many = [f"a{n}" for n in range(MOST_COMPARED + 1)] + ["council"]
    assert closest("counsil", many) == "council"
    assert closest("xouncil", many) is None


def test_a_rule_that_ends_before_it_begins_and_a_row_that_stands_twice(found) -> None:
    """Both are told at their place, the second one only where the row is the very same."""
    rows = '[[bodies.a.seats]]\nid = "m"\nseats = 3\nsince = 2024-01-01\nuntil = 2023-01-01\n'
    assert [code for code, _, _ in found(BODY + rows)] == ["span-reversed"]
    twice = '[[bodies.a.seats]]\nid = "m"\nseats = 3\n'
    assert found(BODY + twice + twice) == [("duplicate-id", "bodies.a.seats[1].id", "")]
    assert found(BODY + twice + twice + 'cites = ["s § 2"]\n') == []


def test_a_row_that_replaces_another_gives_no_second_seat(found) -> None:
    """The row of a kind and that of a body with the same id are one seat, whichever of them holds."""
    row = 'id = "lead"\nholder = "mayor@council"\n'
    kind = f'[kinds.a]\ncites = ["s"]\n[[kinds.a.seats]]\n{row}'
    assert found(f"{kind}{BODY}[[bodies.a.seats]]\n{row}") == []
    assert [code for code, _, _ in found(f"{kind}{BODY}[[bodies.a.seats]]\n{row.replace('lead', 'other')}")] == ["seat-twice"]
