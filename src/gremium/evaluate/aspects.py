"""Aspects: how the rules of a rule word merge. Each field of the norm is decided on its own, by the same order as rows.

A rule that says nothing about an aspect does not compete for it. So a local rule can replace one aspect and leave the rest, and
every aspect keeps its own provision and citation.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
from attrs import evolve, frozen

from gremium.evaluate.effective import Row, Rule, compete, rules
from gremium.evaluate.scope import Located, Scope


@frozen(kw_only=True)
class Aspect:
    """One aspect of the merged rule: its name, what it says, and the row that decides it."""

    name: str
    value: Any
    row: Row

    @property
    def rule(self) -> Rule:
        """The rule that decides, or the first of those that may."""
        return self.row.rule

    @property
    def certain(self) -> bool:
        """True if nothing is open about it."""
        return self.row.certain


def aspects_of(norm: type[Any]) -> tuple[str, ...]:
    """Return the names of the aspects of a norm: its fields, except the one that selects seats."""
    return tuple(attribute.name for attribute in attrs.fields(norm) if attribute.name != "for_seat")


def merged(
    scope: Scope, where: Located, norm: type[Any], at: date, position: str | None = None
) -> dict[str, Aspect]:
    """Return what the rules of a word say together on a day, by aspect; aspects of which nothing is said are left out.

    With `position` (a seat group or office) rules that name it go before those that name none, and those that name others are
    left out; without it only rules that name none count.
    """
    found = [rule for rule in rules(scope, where, norm, at) if _speaks_of(rule, position)]
    fields = {attribute.name: attribute.default for attribute in attrs.fields(norm)}
    out = {}
    for name in aspects_of(norm):
        contenders = [_only(rule, name, norm) for rule in found if getattr(rule.norm, name) != fields[name]]
        if contenders:
            row = compete(name, contenders)
            out[name] = Aspect(name=name, value=getattr(row.rule.norm, name), row=row)
    return out


def _speaks_of(rule: Rule, position: str | None) -> bool:
    named = getattr(rule.norm, "for_seat", ())
    return not named or position in named


def _only(rule: Rule, name: str, norm: Callable[..., Any]) -> Rule:
    """Return a rule as if it said this one thing; of two otherwise alike, the one that names the seats is the more special."""
    special = bool(getattr(rule.norm, "for_seat", ()))
    alone = norm(**{name: getattr(rule.norm, name)})
    return evolve(rule, provision=evolve(rule.provision, norm=alone), nearness=2 * rule.nearness + special)
