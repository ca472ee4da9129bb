"""Checks of term: each row says something, of seats and bodies that there are, and no aspect has two meanings."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from gremium.evaluate.aspects import Aspect, aspects_of, merged
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope, positions_of
from gremium.evaluate.tenure import ENDING
from gremium.lint.references import any_reference, body_reference
from gremium.lint.rows import HINTS
from gremium.lint.walk import Path, changes, located, misspelt_day, provisions, refs_of
from gremium.model.body import Body, Kind
from gremium.norms.term import Term
from gremium.values.deadline import Deadline, Event
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.phrases import did_you_mean

EMPTY = Term()


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, a beginning has a length, and everything that it names exists."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Term):
            continue
        norm: Term = provision.norm
        if all(getattr(norm, name) == getattr(EMPTY, name) for name in aspects_of(Term)):
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


def contradictions(scope: Scope) -> Iterator[Finding]:
    """No aspect of the term of a seat has two meanings at the same time, or is other than a higher rank has fixed."""
    for body in scope.charter.bodies:
        where = Located(charter=scope.charter, body=body)
        mine = [p for owner in where.owners for p in owner.provisions if isinstance(p.norm, Term)]
        names = (None, *dict.fromkeys(name for p in mine for name in p.norm.for_seat))
        for day in changes([body.span, *(p.span for p in mine)]) if mine else ():
            for name in names:
                for _, found in worlds(scope, lambda chosen, d=day, w=where, n=name: merged(chosen, w, Term, d, n)):  # type: ignore[misc]  # bound now
                    yield from (told for aspect in found.values() for told in _told(aspect))


def _told(aspect: Aspect) -> Iterator[Finding]:
    """Yield what is wrong among the rules about one aspect, called by its name."""
    for one in aspect.row.findings:
        if one.code in HINTS:
            params = {key: aspect.name if key == "slot" else value for key, value in one.params}
            yield evolve(one, params=message(one.code, **params).params, hint=message(HINTS[one.code]))
