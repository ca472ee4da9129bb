"""Checks of term: each row says something, of seats and bodies that there are."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.aspects import says_nothing
from gremium.evaluate.scope import Scope, positions_of
from gremium.evaluate.tenure import ENDING
from gremium.lint.references import any_reference, body_reference
from gremium.lint.walk import Path, located, misspelt_day, provisions, refs_of
from gremium.model.body import Body, Kind
from gremium.norms.term import Term
from gremium.values.deadline import Deadline, Event
from gremium.values.finding import Finding, finding
from gremium.values.phrases import did_you_mean


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, a beginning has a length, and everything that it names exists."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Term):
            continue
        norm: Term = provision.norm
        if says_nothing(provision):
            yield finding("says-nothing", path, word=norm.word)
        if norm.starts and not _has_end(scope, owner):
            yield finding("missing-key", path, key="length")
        yield from _days(scope, norm, path)
        here = located(scope, owner)
        known = positions_of(here)
        for name in norm.for_seat:
            if name not in known:
                yield finding("dangling-reference", (*path, "for_seat"), reference=name, hint=did_you_mean(name, known))
        for ref, keys in refs_of(norm):
            check = body_reference if keys[:1] == ("follows",) else any_reference
            yield from check(scope, here, ref, (*path, *keys))


def _has_end(scope: Scope, owner: Body | Kind) -> bool:
    """Return whether some row gives the length of the terms, or says with what they end."""
    found = (p.norm for one in located(scope, owner).owners for p in one.provisions if isinstance(p.norm, Term))
    return any(getattr(row, name) is not None for row in found for name in ENDING)


def _days(scope: Scope, norm: Term, path: Path) -> Iterator[Finding]:
    """No day has a name that looks like one the charter declares, and is not."""
    events: list[tuple[str, str]] = []
    for start in norm.starts:
        events += [("starts", start.event)] if isinstance(start, Deadline) else []
        events += [("starts", start.name)] if isinstance(start, Event) else []
    events += [("ends_with", norm.ends_with)] if norm.ends_with is not None else []
    events += [("vacancy", row.ahead.event) for row in norm.vacancy if row.ahead is not None]
    for key, name in events:
        hint = misspelt_day(scope.charter, name)
        if hint is not None:
            yield finding("unknown-date", (*path, key), day=name, hint=hint)

