"""All checks of one charter, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gremium.evaluate.scope import Scope
from gremium.lint import documents, references, rows
from gremium.model.word import Word
from gremium.values.finding import Finding, in_order

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
    references.topics,
    references.positions,
    references.cycles,
    rows.spans,
    rows.repetitions,
)


def lint(scope: Scope, words: Iterable[Word]) -> tuple[Finding, ...]:
    """Return the findings about the charter in `scope`, in order of their place; its record is not looked at.

    `words` bring the checks of their own. A charter without findings can be asked; one with errors should not be.
    """
    known = tuple(words)
    found = [finding for check in CHECKS for finding in check(scope)]
    found += [finding for word in known for check in word.checks for finding in check(scope)]
    found += rows.competition(scope, tuple(word.norm for word in known))
    return in_order(found)
