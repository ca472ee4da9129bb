"""Readings: an answer under every way in which the sources can be read, joined into one.

A provision may stand only under some readings of an ambiguity. Evaluators do not know which readings a question will touch;
they ask `stands`, which raises `Undecided` at the first ambiguity that nobody has decided yet. `under_readings` then tries
each of its readings in turn. So forks go only over what the question really touches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from attrs import evolve

from gremium.evaluate.scope import Scope
from gremium.model.charter import Charter
from gremium.model.provision import Provision
from gremium.values.citation import Citation
from gremium.values.message import message
from gremium.values.verdict import Outcome, Reason, Verdict

S = TypeVar("S")
T = TypeVar("T")

# Beyond this many readings an answer is OPEN without a table: nobody could read it.
MOST_READINGS = 64


class Undecided(Exception):  # noqa: N818  (control flow inside this module's own driver, never an error of anyone)
    """An ambiguity has to be decided before the answer can go on."""

    def __init__(self, charter: Charter, ambiguity: str) -> None:
        super().__init__(ambiguity)
        self.charter = charter
        self.ambiguity = ambiguity


def stands(scope: Scope, charter: Charter, provision: Provision) -> bool:
    """Return whether a provision stands under the readings chosen in `scope`; raise `Undecided` if one is yet to be chosen.

    A reading of an ambiguity that the charter does not declare is ignored here: lint reports it.
    """
    for reading in provision.reading:
        ambiguity = charter.ambiguity_by_id.get(reading.ambiguity)
        if ambiguity is None or not ambiguity.readings:
            continue
        chosen = next((n for where, what, n in scope.chosen if (where, what) == (charter.id, reading.ambiguity)), None)
        if chosen is None:
            raise Undecided(charter, reading.ambiguity)
        if chosen not in reading.names:
            return False
    return True


def under_readings(
    scope: Scope,
    answer: Callable[[Scope], Verdict[T]],
    same: Callable[[T | None], object] = lambda value: value,
    merge: Callable[[tuple[tuple[str, T | None], ...]], T | None] = lambda _: None,
) -> Verdict[T]:
    """Return the answer that all readings share, or OPEN with the table of answers by reading.

    `same` maps a value to what has to be equal for two answers to be the same answer. `merge` makes of the values by
    reading one that says what they have in common.
    """
    answers = worlds(scope, answer)
    if answers[0][0] == "":
        return answers[0][1]
    names = sorted({name.partition(":")[0] for label, _ in answers for name in label.split(" ")})
    first = answers[0][1]
    reason = Reason(
        said=message("reason.readings-agree", ambiguities=", ".join(names)),
        cites=_cites(scope, names),
        because=first.reasons,
    )
    if len(answers) <= MOST_READINGS and all(
        (v.outcome, same(v.value)) == (first.outcome, same(first.value)) for _, v in answers
    ):
        return evolve(first, reasons=(reason,))
    few = len(answers) <= MOST_READINGS
    said = "reason.readings-differ" if few else "reason.readings-too-many"
    return Verdict(
        outcome=Outcome.OPEN,
        reasons=(evolve(reason, said=message(said, ambiguities=", ".join(names)), because=()),),
        value=merge(tuple((label, verdict.value) for label, verdict in answers)) if few else None,
        missing=tuple(f"ambiguities.{name}" for name in names),
        readings=tuple(answers) if few else (),
    )


def worlds(scope: Scope, answer: Callable[[Scope], S], label: tuple[str, ...] = ()) -> list[tuple[str, S]]:
    """Return the answer under each reading that it touches, labelled `ambiguity:reading …`; one with an empty label if none.

    The list ends after one more than `MOST_READINGS`.
    """
    try:
        return [(" ".join(label), answer(scope))]
    except Undecided as fork:
        ambiguity = fork.charter.ambiguity_by_id[fork.ambiguity]
        found: list[tuple[str, S]] = []
        for name, _ in ambiguity.readings:
            chosen = scope.chosen | {(fork.charter.id, ambiguity.id, name)}
            found += worlds(_choosing(scope, chosen), answer, (*label, f"{ambiguity.id}:{name}"))
            if len(found) > MOST_READINGS:
                break
        return found


def _choosing(scope: Scope, chosen: frozenset[tuple[str, str, str]]) -> Scope:
    """Return a scope with readings chosen; the same for the same readings, so that it remembers what was found out under them."""
    return scope.remembered(("readings", chosen), lambda: evolve(scope, chosen=chosen))


def _cites(scope: Scope, names: list[str]) -> tuple[Citation, ...]:
    charters = tuple(where for charter in (scope.charter, *scope.neighbours) for where in (charter, *charter.laws))
    return tuple(
        cite for name in names for charter in charters if name in charter.ambiguity_by_id
        for cite in charter.ambiguity_by_id[name].cites
    )
