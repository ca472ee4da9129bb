"""Aspects: how the rules of a rule word merge. Each field of the norm is decided on its own, by the same order as rows.

A rule that says nothing about an aspect does not compete for it. So a local rule can replace one aspect and leave the rest, and
every aspect keeps its own provision and citation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import attrs
from attrs import evolve, frozen

from gremium.evaluate.effective import Row, Rule, compete, rules
from gremium.evaluate.scope import Located, Scope

# Aspects that are lists of things, and what makes two entries speak of the same one.
LISTED: Mapping[str, Callable[[Any], object]] = {
    "limits": lambda limit: (limit.over, limit.terms is None),
    "removal": lambda removal: (removal.lost_by, removal.case),
    "vacancy": lambda vacancy: vacancy.ahead,
    "dormancy": lambda dormancy: dormancy.case,
}


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

    def rule_of(self, entry: object) -> Rule:
        """Return the rule that lists an entry, of an aspect to which several rules add."""
        return next((rule for rule in self.row.rules if entry in getattr(rule.norm, self.name)), self.rule)


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
            out[name] = _listed(name, contenders, norm) if name in LISTED else _aspect(name, compete(name, contenders))
    return out


def _aspect(name: str, row: Row) -> Aspect:
    return Aspect(name=name, value=getattr(row.rule.norm, name), row=row)


def _listed(name: str, contenders: list[Rule], norm: Callable[..., Any]) -> Aspect:
    """Return an aspect that lists things: the rules add up, and one displaces another only in what both of them list."""
    things: dict[object, list[Rule]] = {}
    for rule in contenders:
        own: dict[object, list[Any]] = {}
        for entry in getattr(rule.norm, name):
            own.setdefault(LISTED[name](entry), []).append(entry)
        for thing, entries in own.items():
            alone = norm(**{name: tuple(entries)})
            things.setdefault(thing, []).append(evolve(rule, provision=evolve(rule.provision, norm=alone)))
    rows = [compete(name, several) for several in things.values()]
    whole = {rule.where: rule for rule in contenders}
    return Aspect(
        name=name,
        value=tuple(entry for row in rows for entry in getattr(row.rule.norm, name)),
        row=evolve(
            rows[0],
            rules=tuple(whole[where] for where in dict.fromkeys(rule.where for row in rows for rule in row.rules)),
            certain=all(row.certain for row in rows),
            perhaps_none=any(row.perhaps_none for row in rows),
            displaced=tuple(rule for row in rows for rule in row.displaced),
            findings=tuple(one for row in rows for one in row.findings),
        ),
    )


def _speaks_of(rule: Rule, position: str | None) -> bool:
    named = getattr(rule.norm, "for_seat", ())
    return not named or position in named


def _only(rule: Rule, name: str, norm: Callable[..., Any]) -> Rule:
    """Return a rule as if it said this one thing; of two otherwise alike, the one that names the seats is the more special."""
    special = bool(getattr(rule.norm, "for_seat", ()))
    alone = norm(**{name: getattr(rule.norm, name)})
    return evolve(rule, provision=evolve(rule.provision, norm=alone), nearness=2 * rule.nearness + special)
