"""Do the provisions agree with each other? Checks that hold for the rows of every word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from gremium.evaluate.effective import Row, effective
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.lint.walk import changes, owners, provisions
from gremium.model.body import Body, numbered
from gremium.model.provision import Provision
from gremium.norms.norm import Norm
from gremium.values.finding import Finding, finding
from gremium.values.message import message

HINTS = {
    "contradiction": "hint.contradiction",
    "binding-violated": "hint.binding",
    "delegated-unsaid": "hint.delegated",
}


def spans(scope: Scope) -> Iterator[Finding]:
    """Nothing ends before it begins."""
    for provision, path, _ in provisions(scope.charter):
        if provision.span.reversed:
            span = provision.span
            yield finding("span-reversed", (*path, "until"), since=str(span.since), until=str(span.until))
    for owner, path in owners(scope.charter):
        if isinstance(owner, Body) and owner.span.reversed:
            yield finding("span-reversed", (*path, "until"), since=str(owner.span.since), until=str(owner.span.until))


def repetitions(scope: Scope) -> Iterator[Finding]:
    """No row stands twice in one body or kind; the same rule in another source is no repetition."""
    for owner, root in owners(scope.charter):
        seen: set[Provision] = set()
        for provision, path in numbered(owner.provisions, root):
            if provision in seen and provision.id is not None:
                yield finding("duplicate-id", (*path, "id"), id=provision.id)
            seen.add(provision)


def competition(scope: Scope, norms: tuple[type[Norm], ...]) -> Iterator[Finding]:
    """Find contradictions, and departures from what a higher rank has fixed, on every day on which something changes."""
    charter = scope.charter
    for body in charter.bodies:
        where = Located(charter=charter, body=body)
        rules = [*body.provisions, *(p for kind in charter.kinds_of(body) for p in kind.provisions)]
        for norm in norms:
            mine = [provision.span for provision in rules if isinstance(provision.norm, norm)]
            for day in changes([body.span, *mine]) if mine else ():
                for row in _rows(scope, where, norm, day):
                    yield from (evolve(found, hint=message(HINTS[found.code])) for found in row.findings if found.code in HINTS)
                    yield from (found for found in row.findings if found.code not in HINTS)


def _rows(scope: Scope, where: Located, norm: type[Norm], day: date) -> Iterator[Row]:
    """Yield the rows of a word on a day under every reading."""
    for _, rows in worlds(scope, lambda chosen: effective(chosen, where, norm, day)):
        yield from rows
