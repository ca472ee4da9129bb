"""remit: what a body deals with on a day, row by row."""

from __future__ import annotations

from datetime import date

import pytest

from builders import ambiguity, body, kind, refs, remit, row, scope, words
from gremium.evaluate.remit import Task
from gremium.evaluate.remit import remit as tasks
from gremium.model.body import Body
from gremium.model.provision import Provision, parse_reading
from gremium.values.citation import parse_citation
from gremium.values.errors import Misuse
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
AT = date(2024, 6, 1)


def x(*provisions: Provision, bodies: tuple[Body, ...] = (), **more: object) -> Verdict[Task]:
    return tasks(scope(body("x", *provisions), *bodies, **more), "x", AT)


def test_rows_add_up_with_their_clauses() -> None:
    """A statute gives a task, a bylaw another one; those of the kind come last."""
    law = kind("committee", row(remit(includes="Prüfung"), "statute § 59"))
    answer = x(row(remit(includes=["Haushalt", "Steuern"], must_have="*panel"), "bylaw § 3"), kinds=(law,))
    assert (answer.outcome, answer.missing, answer.value.body) == (HOLDS, (), "x")
    assert [row_.rule.norm.includes for row_ in answer.value.rows] == [
        (words("Haushalt"), words("Steuern")),
        (words("Prüfung"),),
    ]
    assert answer.value.rows[0].rule.norm.must_have == refs("*panel")
    assert [(reason.provision, reason.cites) for reason in answer.reasons] == [
        ("bodies.x.remit[0]", (parse_citation("bylaw § 3"),)),
        ("kinds.committee.remit[0]", (parse_citation("statute § 59"),)),
    ]


def test_a_row_that_takes_the_place_of_another_says_so_by_its_id() -> None:
    """Two different rows of one id and rank contradict each other: open which of them holds."""
    rows = row(remit(includes="A"), "bylaw § 1", id="a"), row(remit(includes="B"), "bylaw § 2", id="a")
    answer = x(*rows)
    assert (answer.outcome, answer.missing, len(answer.reasons)) == (OPEN, ("x.remit.a",), 2)
    newer = row(remit(includes="B"), "bylaw § 2", id="a", since="2020")
    (only,) = x(rows[0], newer).value.rows
    assert (only.certain, only.rule.norm.includes) == (True, (words("B"),))


def test_without_a_rule_the_answer_is_open() -> None:
    """Nobody has said anything, or the sources were searched and are silent."""
    answer = x()
    assert (answer.outcome, answer.missing, answer.reasons[0].said.code) == (OPEN, ("x.remit",), "reason.no-rule")
    assert tasks(scope(body("x", unstated=("remit",))), "x", AT).reasons[0].said.code == "reason.unstated"


def test_a_body_that_is_not_there_has_no_tasks() -> None:
    """After a body has ended the answer is no, and an unknown body is a misuse."""
    gone = tasks(scope(body("x", row(remit(includes="A")), until="2020")), "x", AT)
    assert (gone.outcome, gone.value, gone.reasons[0].said.code) == (FAILS, None, "reason.body-not-there")
    with pytest.raises(Misuse):
        tasks(scope(body("x")), "y", AT)


@pytest.mark.parametrize(("other", "outcome"), [("A", HOLDS), ("B", OPEN)])
def test_readings_that_say_the_same_agree(other: str, outcome: Outcome) -> None:
    """Under each reading another clause speaks; if they give the same task, it is the answer."""
    a = row(remit(includes="A"), "bylaw § 1", reading=(parse_reading("leads:a"),))
    b = row(remit(includes=other), "bylaw § 2", reading=(parse_reading("leads:b"),))
    answer = x(a, b, ambiguities=(ambiguity("leads", "a", "b"),))
    assert answer.outcome is outcome
    assert (answer.value is None) == (outcome is OPEN)
