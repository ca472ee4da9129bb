"""Checks of statutes: laws of a Land or a state that speak of kinds of bodies."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.scope import Scope
from gremium.model.charter import STATUTE
from gremium.values.finding import Finding, finding


def shape(scope: Scope) -> Iterator[Finding]:
    """A statute has no bodies, and names no statutes: those who stand under it never see either."""
    charter = scope.charter
    if charter.kind != STATUTE:
        return
    for body in charter.bodies:
        yield finding("body-of-statute", ("bodies", body.id), body=body.id)
    for index, name in enumerate(charter.statutes):
        yield finding("statute-of-statute", ("statutes", index), statute=name)
