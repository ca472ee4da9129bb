"""Rules about the notice: what says nothing, what leads nowhere, and what does not fit together."""

from __future__ import annotations

import pytest
from attrs import evolve

from gremium.evaluate.scope import Scope
from gremium.lint.charter import lint
from gremium.plugins.parts import Parts
from gremium.plugins.words import WORDS
from gremium.values.finding import Severity, dotted
from texts import linted, town

TOWN = """
[calendars.town]
region = "DE-NW"
[parties.scouts]
cites = ["s"]
[bodies.council]
kind = "council"
cites = ["s"]
[bodies.board]
kind = "board"
cites = ["s"]
seats = [{ id = "elected", seats = 4 }]
"""
PLACE = "bodies.board.notice[0]"
CLASH = 'lead = "2 days before meeting"\nurgent = "2 days before meeting"'


def notice(*rows: str, before: str = TOWN) -> str:
    """Return the town with these rows about the notice of its board."""
    return before + "".join(f"\n[[bodies.board.notice]]\n{row}\n" for row in rows)


@pytest.mark.parametrize(
    "rows",
    [
        ('lead = "8 clear days before meeting"\nurgent = { lead = "48 hours before meeting", says = "urgency" }',),
        ('lead = "unstated"\nurgent = "unstated"',),
        ('lead = "about 14 days before meeting"\nurgent = "3 days before meeting"',),
        ('lead = "3 clear working days before meeting"\nworking_days = ["mon", "sat"]',),
        ('lead = "3 working days before meeting"', 'working_days = ["mon"]'),
        ('channels = ["post", "web"]\nchannels_needed = 2',),
        ('deemed = "4 days"\nbasis = "receipt"',),
        ('deemed = "4 days"',),
        ('deemed_by = { post = "3 days" }',),
        ('deemed_by = { post = "3 days" }\nchannels = ["post", "email"]',),
        ('to = ["self", "elected", "scouts", "chair@council"]\nobjection_by = "elected"\ncures = "no-objection"',),
        ('urgent = { needs = { found = "urgent" }, confirmed_by = "council" }',),
        ('papers = "2 weeks before meeting@council"\nlead = "1 week before meeting"',),
        ('form.de = "schriftlich"',),
        ('binding = { lead = "default" }\nlead = "7 days before meeting"',),
        # other times, other rules
        ('lead = "7 days before meeting"\nuntil = 2019-12-31', 'urgent = "7 days before meeting"\nsince = 2020-01-01'),
    ],
)
def test_what_can_be_said_about_the_notice_is_no_fault(parts: Parts, rows: tuple[str, ...]) -> None:
    """Every aspect of the notice passes on its own and beside others that it fits."""
    assert linted(parts, notice(*rows)) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("",), [f"says-nothing {PLACE}"]),
        (('note.de = "nichts"',), [f"says-nothing {PLACE}"]),
        (('working_days = ["mon", "montag"]',), [f"unknown-value {PLACE}.working_days[1]: did you mean “mon”?"]),
        (('to = ["elcted"]',), [f"dangling-reference {PLACE}.to: did you mean “elected”?"]),
        (('objection_by = ["elected", "chair@counsil"]\ncures = "no-objection"',),
         [f"dangling-reference {PLACE}.objection_by[1]: did you mean “chair@council”?"]),
        (('urgent = { confirmed_by = "counsil" }',),
         [f"dangling-reference {PLACE}.urgent.confirmed_by: did you mean “council”?"]),
        (('papers = "2 weeks before meeting@counsil"',), [f"dangling-reference {PLACE}.papers: did you mean “council”?"]),
        (('urgent = "2 days before meeting@counsil"',), [f"dangling-reference {PLACE}.urgent.lead: did you mean “council”?"]),
        (('urgent = { needs = { all = [{ holds = "quorum" }, { holds = "quorum" }, { found = "urgent" }] } }',),
         [f"notice-asks-later {PLACE}.urgent.needs"]),
        (('lead = "3 days before meeting"\nurgent = "3 days before meeting"',), [f"urgent-not-shorter {PLACE}.urgent"]),
        (('lead = "3 days before meeting"', 'urgent = "72 hours before meeting"'),
         ["urgent-not-shorter bodies.board.notice[1].urgent"]),
        (('lead = "3 working days before meeting"',), [f"working-days-unknown {PLACE}.lead"]),
        (('urgent = "3 working days before meeting"',), [f"working-days-unknown {PLACE}.urgent"]),
        (('motions = "3 working days before meeting"',), [f"working-days-unknown {PLACE}.motions"]),
        (('channels = ["post", "web", "web"]\nchannels_needed = 3',), [f"channels-too-few {PLACE}.channels_needed"]),
        (("channels_needed = 1",), [f"channels-too-few {PLACE}.channels_needed"]),
        (('deemed = "4 days"\nbasis = "dispatch"',), [f"unused-key {PLACE}.deemed"]),
        (('deemed = "4 days"', 'basis = "provision"'), [f"unused-key {PLACE}.deemed"]),
        (('deemed_by = { post = "4 days" }\nbasis = "dispatch"',), [f"unused-key {PLACE}.deemed_by"]),
        (('deemed_by = { post = "4 days" }', 'channels = ["posts", "web"]'),
         [f"dangling-reference {PLACE}.deemed_by.post: did you mean “posts”?"]),
        (('lead = "7 days before meeting"', 'lead = "8 days before meeting"'),
         ["contradiction bodies.board.notice[1]"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_rules_about_the_notice(parts: Parts, rows: tuple[str, ...], found: list[str]) -> None:
    """What says nothing, leads nowhere or does not fit is found once, at its key."""
    said = linted(parts, notice(*rows))
    assert [one.partition(": ")[0] for one in said] == [one.partition(": ")[0] for one in found]
    assert all(": " not in expected or one == expected for one, expected in zip(said, found, strict=True))


def test_working_days_without_a_calendar(parts: Parts) -> None:
    """Working days need the calendar of the body as well; where there are two, nobody knows which it is."""
    said = 'lead = "3 working days before meeting"\nworking_days = ["mon"]'
    none = TOWN.replace('[calendars.town]\nregion = "DE-NW"\n', "")
    assert linted(parts, notice(said, before=none)) == [f"working-days-unknown {PLACE}.lead"]
    two = TOWN + '[calendars.other]\nregion = "DE-BW"\n'
    assert linted(parts, notice(said, before=two)) == [f"working-days-unknown {PLACE}.lead"]


def test_a_rule_of_a_kind_is_judged_where_it_stands(parts: Parts) -> None:
    """What does not fit together is told at the rule of the kind, once for all its bodies."""
    kind = f'[kinds.board]\ncites = ["s"]\n[[kinds.board.notice]]\n{CLASH}\n'
    more = '[bodies.second]\nkind = "board"\ncites = ["s"]\n'
    assert linted(parts, TOWN + more + kind) == ["urgent-not-shorter kinds.board.notice[0].urgent"]


def notes(parts: Parts, text: str) -> list[str]:
    """Return the notes about a charter."""
    found = lint(Scope(charter=town(parts, text)), WORDS)
    return [f"{one.code} {dotted(one.place.path)}" for one in found if one.severity is Severity.NOTE]


def test_motions_after_the_notice_are_noted(parts: Parts) -> None:
    """That motions are due after the notice went out is no fault, and told."""
    late = notice('lead = "7 clear days before meeting"\nmotions = "5th day before meeting"')
    assert notes(parts, late) == [f"motions-after-notice {PLACE}.motions"]
    assert linted(parts, late) == []
    early = notice('lead = "2 weeks before meeting"\nmotions = "3 weeks before meeting"')
    assert notes(parts, early) == []
    same = notice('lead = "2 weeks before meeting"\nmotions = "14 days before meeting"')
    assert notes(parts, same) == []


def test_what_does_not_fit_a_law_is_told_of_the_body(parts: Parts) -> None:
    """Where the times come from a law and clash, the place is the body that stands under it."""
    law = town(parts, f'[kinds.board]\ncites = ["law"]\n[[kinds.board.notice]]\n{CLASH}\n', "de-xx")
    here = town(parts, TOWN)
    scope = Scope(charter=evolve(here, statutes=("de-xx",), laws=(law,)))
    found = [f"{one.code} {dotted(one.place.path)}" for one in lint(scope, WORDS) if one.code == "urgent-not-shorter"]
    assert found == ["urgent-not-shorter bodies.board.urgent"]


def test_a_row_that_leaves_something_to_others_says_something(parts: Parts) -> None:
    """A row that only delegates its time by name is not one that says nothing."""
    said = linted(parts, notice('binding = { lead = "delegated" }'))
    assert not any(one.startswith("says-nothing") for one in said)
