"""Cases about duties: how it stands with each, by when it is owed, and what has to come before."""

from __future__ import annotations

import pytest

from gremium.evaluate.scope import Scope
from gremium.model.cases import Cases
from gremium.plugins.parts import Parts
from gremium.values.finding import dotted
from gremium.workbench.cases import run
from gremium.workbench.project import Document, read
from texts import facts, town

TOWN = """
[dates.start]
on = "2025-09"
[bodies.board]
kind = "board"
cites = ["s"]
seats = [{ id = "m", seats = 9 }]
duty = [
  { id = "report", owes = "report", due = "1 year after start" },
  { id = "decision", owes = "decision", before = "report" },
  { id = "board-minutes", owes = "minutes", after = "meeting", within = "2 weeks" },
]
"""
FACTS = """
{ what = "meeting", id = "m1", body = "board", at = 2026-02-01, state = "held" }
{ what = "meeting", id = "m2", body = "board", at = 2026-03-01, state = "held" }
{ what = "delivery", duty = "board-minutes", body = "board", at = 2026-02-09, meeting = "m1" }
"""


@pytest.mark.parametrize(
    ("ask", "then", "difference"),
    [
        ("duty", 'outcome = "FAILS", states = { report = "not-yet", decision = "open" }', None),
        ("duty", 'states = { report = "overdue" }', "states.report: overdue / not-yet"),
        ("duty", 'states = { "board-minutes@m1" = "met", "board-minutes@m2" = "overdue" }', None),
        ("duty", 'states = { board-minutes = "met" }', "states.board-minutes: met / met, overdue"),
        ("duty", 'states = { minutes = "met" }', "states.minutes: met / -"),
        ("duty", 'due = { report = "2026-09", "board-minutes@m1" = 2026-02-15, decision = "unstated" }', None),
        ("duty", "due = { report = 2026-09-01 }", "due.report: 2026-09-01 / 2026-09"),
        ("duty", 'blocked = { decision = ["report"], report = [] }', None),
        ("duty", "blocked = { decision = [] }", "blocked.decision: - / report"),
        ("seats", 'states = { report = "met" }', "states.report: met / -"),
        ("term", "due = { report = 2026-09-01 }", "due.report: 2026-09-01 / -"),
    ],
)
def test_each_key_about_duties_is_compared(parts: Parts, ask: str, then: str, difference: str | None) -> None:
    """Of several meetings each by its id, else all together."""
    text = f'format = 1\ncharter = "town"\n[[cases]]\nname.de = "x"\nbody = "board"\nask = "{ask}"\nat = 2026-06-01\n'
    text += f'cites = ["s"]\nthen = {{ {then} }}\n'
    cases, found, _ = read(parts, Document(file="x.toml", suffix=".toml", text=text), Cases)
    assert cases is not None, found
    here = Scope(charter=town(parts, TOWN), record=facts(parts, FACTS))
    told = [(dotted(one.place.path).removeprefix("cases[0].then."), dict(one.params)) for one in run(here, cases)]
    differences = [f"{path}: {params['expected']} / {params['got']}".replace('"', "") for path, params in told]
    assert differences == ([] if difference is None else [difference])
