"""Rules about terms and tasks: what says nothing, what leads nowhere, and what has two meanings at a time."""

from __future__ import annotations

import pytest

from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.lint.charter import lint
from gremium.plugins.parts import Parts
from gremium.plugins.words import WORDS
from texts import linted, town

TOWN = """
[parties.scouts]
cites = ["s"]
[bodies.office]
kind = "office"
cites = ["s"]
positions = ["mayor"]
[bodies.council]
kind = "council"
cites = ["s"]
seats = [{ id = "elected", seats = 4 }, { id = "young", seats = 2 }]
"""
PLACE = "bodies.council.term[0]"


def term(*rows: str) -> str:
    """Return the town with these rows about the terms in its council."""
    return TOWN + "".join(f"\n[[bodies.council.term]]\n{row}\n" for row in rows)


@pytest.mark.parametrize(
    "rows",
    [
        ('length = "2 years"',),
        ('length = "2 years"\nstarts = ["1 December", "1 day after certification"]',),
        ('starts = "1 December"', 'length = "2 years"\nfor_seat = "young"'),
        # a term can end with something else than its length
        ('starts = "1 December"\nfollows = "office"',),
        ('starts = "certification"', 'ends_with = "handover"'),
        ('for_seat = ["elected", "chair"]\nfollows = "self"',),
        ('holdover = "none"',),
        ('renewal = { share = "1/2", every = "1 year", successors = "scouts" }',),
        ('limits = [{ terms = 2, over = ["elected", "mayor@office", "office"] }]',),
        ('removal = [{ lost_by = "absence", absences = 3, by = "chair", on_motion_of = ["scouts", "self"] }]',),
        ('vacancy = [{ fill = "naming", by = "scouts" }]',),
        ('dormancy = [{ case.de = "Elternzeit" }]',),
        # rows that speak of other seats, or of other times, do not contradict each other
        ('length = "2 years"\nfor_seat = "young"', 'length = "5 years"\nfor_seat = "elected"'),
        ('length = "2 years"\nfor_seat = "young"', 'length = "5 years"'),
        ('length = "2 years"\nuntil = 2019-12-31', 'length = "5 years"\nsince = 2020-01-01'),
        ('length = "2 years"', 'holdover = "until-successor"'),
        ('length = "2 years"', 'length = "2 years"\ncites = ["s § 2"]'),
    ],
)
def test_what_can_be_said_about_terms_is_no_fault(parts: Parts, rows: tuple[str, ...]) -> None:
    """Every aspect of a term passes on its own and beside others that it does not contradict."""
    assert linted(parts, term(*rows)) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('for_seat = "young"', "says-nothing {}"),
        ('note.de = "…"', "says-nothing {}"),
        ('starts = "1 December"', "missing-key {}"),
        ('starts = "1 December"\nholdover = "none"', "missing-key {}"),
        ('for_seat = "yuong"\nlength = "2 years"', "dangling-reference {}.for_seat: did you mean “young”?"),
        ('for_seat = ["chair", "elect"]\nlength = "2 years"', "dangling-reference {}.for_seat: did you mean “elected”?"),
        ('follows = "ofice"', "dangling-reference {}.follows: did you mean “office”?"),
        ('follows = "scouts"', "dangling-reference {}.follows: known: office"),
        (
            'limits = [{ terms = 2, over = ["elected", "mayor@ofice"] }]',
            "dangling-reference {}.limits[0].over[1]: did you mean “mayor@office”?",
        ),
        (
            'limits = [{ terms = 2 }, { terms = 3, over = "yuong" }]',
            "dangling-reference {}.limits[1].over: did you mean “young”?",
        ),
        (
            'removal = [{ lost_by = "recall", by = "scuots" }]',
            "dangling-reference {}.removal[0].by: did you mean “scouts”?",
        ),
        (
            'removal = [{ lost_by = "recall", on_motion_of = "coucil" }]',
            "dangling-reference {}.removal[0].on_motion_of: did you mean “council”?",
        ),
        ('vacancy = [{ fill = "naming", by = "coucil" }]', "dangling-reference {}.vacancy[0].by: did you mean “council”?"),
        (
            'renewal = { share = "1/3", successors = "mayor@offices" }',
            "dangling-reference {}.renewal.successors: did you mean “mayor@office”?",
        ),
    ],
)
def test_what_is_wrong_about_terms_is_told_at_its_key(parts: Parts, row: str, expected: str) -> None:
    """One finding, at the key that is wrong, with what was meant."""
    assert linted(parts, term(row)) == [expected.format(PLACE)]


@pytest.mark.parametrize(
    ("first", "second", "contradicts"),
    [
        ('length = "2 years"', 'length = "5 years"', True),
        ('length = "2 years"\nholdover = "none"', 'holdover = "until-successor"', True),
        ('length = "2 years"\nfor_seat = "young"', 'length = "5 years"\nfor_seat = ["elected", "young"]', True),
        ('length = "2 years"\nuntil = 2020-01-01', 'length = "5 years"\nsince = 2020-01-01', False),  # the later one holds
        # a lower rank may say otherwise where the higher one leaves it to it
        ('length = "2 years"', 'length = "5 years"\ncites = ["law § 1"]\nbinding = "default"', False),
    ],
)
def test_an_aspect_with_two_meanings_is_a_contradiction(parts: Parts, first: str, second: str, contradicts: bool) -> None:
    """Two rows of one rank that say different things about one aspect of one seat at one time contradict each other."""
    found = linted(parts, term(first, second))
    assert [one.partition(" ")[0] for one in found] == ["contradiction"] * contradicts


def test_a_contradiction_about_terms_is_told_with_both_rows_and_the_way_out(parts: Parts) -> None:
    """The finding stands at one row, names the other one and the aspect, and hints how to say which holds."""
    (found,) = lint(Scope(charter=town(parts, term('length = "2 years"', 'length = "5 years"'))), WORDS)
    params = dict(found.params)
    assert (found.place.path, params["other"], params["slot"]) == (
        ("bodies", "council", "term", 1), "bodies.council.term[0]", "length",
    )  # fmt: skip
    assert found.hint is not None
    assert {language(name).say(found.hint) for name in ("de", "en")}.isdisjoint({"", found.hint.code})


def test_a_contradiction_under_one_reading_only_is_told(parts: Parts) -> None:
    """Each reading is looked at by itself."""
    question = '[ambiguities.q]\nquestion.de = "?"\ncites = ["s"]\nreadings.a.de = "a"\nreadings.b.de = "b"\n'
    rows = ('length = "2 years"\nreading = "q:a"', 'length = "5 years"\nreading = "q:b"')
    assert linted(parts, question + term(*rows)) == []
    found = linted(parts, question + term(*rows, 'length = "4 years"\nreading = "q:b"'))
    assert [one.partition(":")[0] for one in found] == ["contradiction bodies.council.term[2]"]


def test_a_term_that_departs_from_what_a_higher_rank_has_fixed_is_told(parts: Parts) -> None:
    """What a statute fixes about one aspect, no bylaw can change; about other aspects it may speak."""
    fixed = 'length = "5 years"\ncites = ["law § 1"]\nbinding = "fixed"'
    (found,) = linted(parts, term('length = "2 years"', fixed))
    assert found.startswith("binding-violated bodies.council.term[0]: ")
    assert linted(parts, term('holdover = "none"', fixed)) == []


def test_a_kind_may_speak_of_the_terms_of_its_positions(parts: Parts) -> None:
    """A rule of a kind names offices and seat groups of the kind; a contradiction is looked for in its bodies."""
    kind = """
    [kinds.board]
    positions = ["speaker"]
    cites = ["s"]
    term = [{ for_seat = "speaker", length = "1 year" }, { for_seat = "m", length = "3 years", starts = "1 May" }]
    seats = [{ id = "m", seats = 3 }]
    """
    assert linted(parts, kind) == []
    body = '[bodies.b]\nkind = "board"\ncites = ["s"]\nterm = [{ length = "2 years" }, { length = "4 years" }]\n'
    assert [one.partition(":")[0] for one in linted(parts, kind + body)] == ["contradiction bodies.b.term[1]"]


# ── tasks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('includes.de = "Aufgabe"', None),
        ('excludes = [{ de = "Haushalt" }]', None),
        ('must_have = ["office"]\nmay_have = ["*office", "self/*office"]', None),
        ('bound_by = "office"\nproposes = ["scouts", "young", "mayor@office"]', None),
        ('note.de = "…"', "says-nothing {}"),
        ('must_have = ["ofice"]', "dangling-reference {}.must_have: did you mean “office”?"),
        ('may_have = ["office", "*panel"]', "dangling-reference {}.may_have[1]: known: council, office, organisation"),
        ('bound_by = "county/board"', "unloaded-jurisdiction {}.bound_by"),
        ('proposes = "yung"', "dangling-reference {}.proposes: did you mean “young”?"),
    ],
)
def test_a_task_says_something_and_names_what_there_is(parts: Parts, row: str, expected: str | None) -> None:
    """A row about a task says at least one thing, and the bodies that it names exist."""
    found = linted(parts, f"{TOWN}\n[[bodies.council.remit]]\n{row}\n")
    assert found == ([] if expected is None else [expected.format("bodies.council.remit[0]")])


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("starts", 'length = "1 year"\nstarts = "hand-over"'),
        ("starts", 'length = "1 year"\nstarts = ["1 December", "1 day after hand-over"]'),
        ("ends_with", 'ends_with = "hand-over"'),
        ("vacancy", 'vacancy = [{ fill = "not", ahead = "6 months before hand-over" }, { fill = "list" }]'),
    ],
)
def test_a_day_that_looks_like_a_declared_one_is_misspelt(parts: Parts, key: str, row: str) -> None:
    """A day that only records tell needs no declaration; one that is nearly a declared one is a slip of the pen."""
    dates = '[dates.handover]\non = "unstated"\n'
    assert linted(parts, dates + term(row)) == [f"unknown-date {PLACE}.{key}: did you mean “handover”?"]
    assert linted(parts, dates + term(row.replace("hand-over", "closing"))) == []
    assert linted(parts, dates + term(row.replace("hand-over", "handover"))) == []
