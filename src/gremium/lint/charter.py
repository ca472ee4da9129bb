"""All checks of one charter, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from gremium.evaluate.scope import Scope
from gremium.lint import documents, references, rows, statutes
from gremium.model.charter import STATUTE
from gremium.model.word import Word
from gremium.values.finding import Finding, Place, in_order

Check = Callable[[Scope], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    documents.citations,
    documents.places,
    documents.ambiguities,
    documents.uncited,
    documents.assumptions,
    documents.gaps,
    references.bodies,
    references.kinds,
    references.calendars,
    references.positions,
    references.subjects,
    references.cycles,
    rows.spans,
    rows.repetitions,
)


def lint(scope: Scope, words: Iterable[Word]) -> tuple[Finding, ...]:
    """Return the findings about the charter in `scope`, in order of their place; its record is not looked at.

    `words` bring the checks of their own. A charter without findings can be asked; one with errors should not be. A statute is
    checked as if there were a body of each of its kinds.
    """
    known = tuple(words)
    norms = tuple(word.norm for word in known)
    found = list(statutes.shape(scope))
    seen = evolve(scope, charter=scope.charter.embodied)
    found += [finding for check in CHECKS for finding in check(seen)]
    found += references.topics(seen, norms)
    found += rows.envelopes(seen, known)
    found += [finding for word in known for check in word.checks for finding in check(seen)]
    found += rows.competition(seen, norms)
    return in_order(_of_kind(one) for one in found) if scope.charter.kind == STATUTE else in_order(found)


def _of_kind(found: Finding) -> Finding:
    """Return a finding about the body that stands for a kind of a statute as one about the kind."""
    path = found.place.path
    if path[:1] != ("bodies",) or found.code == "body-of-statute":
        return found
    return evolve(found, place=Place(path=("kinds", *path[1:])))
