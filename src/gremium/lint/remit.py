"""Checks of remit: each row says something, and the bodies that it names exist."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.scope import Scope
from gremium.lint.references import any_reference
from gremium.lint.walk import located, provisions, refs_of
from gremium.norms.remit import Remit
from gremium.values.finding import Finding, finding

EMPTY = Remit()


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, and the bodies that must be set up are among those of the charter."""
    for provision, path, owner in provisions(scope.charter):
        if isinstance(provision.norm, Remit):
            if provision.norm == EMPTY:
                yield finding("says-nothing", path, word=Remit.word)
            here = located(scope, owner)
            for ref, keys in refs_of(provision.norm):
                yield from any_reference(scope, here, ref, (*path, *keys))
