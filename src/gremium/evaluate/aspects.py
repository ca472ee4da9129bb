"""Aspects: how the rules of a rule word merge. Each field of the norm is decided on its own, by the same order as rows.

A rule that says nothing about an aspect does not compete for it. So a local rule can replace one aspect and leave the rest, and
every aspect keeps its own provision, strength and citation. Only a rule that leaves an aspect by name to those of lower rank
(`binding = { lead = "delegated" }`) speaks of it without saying anything: if they say nothing either, it is open.

The room is longer than 300 lines because which rules speak, how they merge, and in which ways they may stand together where that
is open, is one question asked of the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import combinations, islice, product
from typing import Any, TypeAlias

import attrs
from attrs import evolve, frozen

from gremium.evaluate.effective import MOST_DOUBTFUL, Row, Rule, Way, compete, near, rules, speaks_of
from gremium.evaluate.posts import Post, reaches
from gremium.evaluate.scope import Located, Scope, label
from gremium.evaluate.silence import silent
from gremium.model.provision import Provision
from gremium.values.citation import Citation
from gremium.values.lead import UNSTATED_LEAD, Lead
from gremium.values.message import message
from gremium.values.need import NEEDS, Unsaid
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason, Verdict, all_of

# Beyond so many ways in which rules may stand, or so many combinations tried to find them, nobody asks further.
MOST_WAYS = 16
MOST_TRIED = 1024
# The words whose rules merge by aspect; the rows of all others add up.
RULE_WORDS = ("term", "notice", "sitting", "quorum", "decision", "election", "apportionment")
# Of what a rule is asked: a seat group or office, a post of any body, the posts that rules name, or nothing special.
Position: TypeAlias = str | Post | tuple[Ref, ...] | None
# The fields that select of what a rule speaks, and say nothing about it.
SELECT = ("for_seat", "of")
# Aspects that are lists of things, and what makes two entries speak of the same one.
LISTED: Mapping[str, Callable[[Any], object]] = {
    "limits": lambda limit: (limit.over, limit.terms is None),
    "removal": lambda removal: (removal.lost_by, removal.case),
    "vacancy": lambda vacancy: vacancy.ahead,
    "dormancy": lambda dormancy: dormancy.case,
    "on_demand": lambda demand: demand.form,
}


@frozen(kw_only=True)
class Aspect:
    """One aspect of the merged rule: its name, what it says, and the row that decides it."""

    name: str
    value: Any
    row: Row

    @property
    def rule(self) -> Rule:
        """The rule that decides, the highest of those that decide together, or the first of those that may."""
        return self.row.rule

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that decide together (nearly always one), those of higher rank first, or all that may decide."""
        return self.row.rules

    @property
    def cites(self) -> tuple[Citation, ...]:
        """What all these rules cite."""
        return tuple(dict.fromkeys(cite for rule in self.row.rules for cite in rule.cites))

    @property
    def certain(self) -> bool:
        """True if nothing is open about it."""
        return self.row.certain

    def deciding(self, value: object) -> tuple[Rule, ...]:
        """Return the rules that decide together where this is what holds; those that may decide, where no way says so."""
        return next((way.rules for way in self.row.ways if getattr(way.norm, self.name) == value), self.row.rules)

    def rule_of(self, entry: object) -> Rule:
        """Return the rule that lists an entry, of an aspect to which several rules add."""
        return next((rule for rule in self.row.rules if entry in getattr(rule.norm, self.name)), self.rule)


def aspects_of(norm: type[Any]) -> tuple[str, ...]:
    """Return the names of the aspects of a norm: its fields, except the one that selects of what it speaks."""
    return tuple(attribute.name for attribute in attrs.fields(norm) if attribute.name not in SELECT)


def merged(
    scope: Scope, where: Located, norm: type[Any], at: date, position: Position = None, subject: str | None = None
) -> dict[str, Aspect]:
    """Return what the rules of a word say together on a day, by aspect; aspects of which nothing is said are left out.

    With `position` (a seat group or office of this body, a post of any, or the posts that rules name) rules that name it go
    before those that name none, and those that name others are left out; without it only rules that name none count. In the same
    way with `subject`: a rule for it goes before one for that of which it is a part, and this before one for all matters.
    """
    # The body itself is kept beside the answer, so that no other one can have its place in memory, and so its key.
    key = ("merged", id(where.charter), id(where.body), norm, at, position, subject)
    _, found = scope.remembered(key, lambda: (where, _merged(scope, where, norm, at, position, subject)))
    return dict(found)


def _merged(
    scope: Scope, where: Located, norm: type[Any], at: date, position: Position, subject: str | None
) -> dict[str, Aspect]:
    path = where.charter.subject_path(subject) if subject is not None else ()
    found = [
        near(rule, path)
        for rule in rules(scope, where, norm, at)
        if speaks_of(rule, path) and _names(scope, where, rule, position)
    ]
    out = {}
    for name in aspects_of(norm):
        contenders = [_only(rule, name, norm) for rule in found if speaks(rule.provision, name)]
        if contenders:
            out[name] = _listed(name, contenders, norm) if name in LISTED else _aspect(name, compete(name, contenders, name))
    return out


def speaks(provision: Provision, aspect: str) -> bool:
    """Return whether a provision of a rule word speaks of an aspect: it says something about it, or delegates it by name."""
    return says(provision.norm, aspect) or provision.delegates_by_name(aspect)


def says_nothing(provision: Provision) -> bool:
    """Return whether a provision of a rule word speaks of no aspect at all."""
    return not any(speaks(provision, aspect) for aspect in aspects_of(type(provision.norm)))


def says(norm: Any, aspect: str) -> bool:
    """Return whether a norm says something about an aspect."""
    default = getattr(attrs.fields(type(norm)), aspect).default
    return bool(getattr(norm, aspect) != default)


def _aspect(name: str, row: Row) -> Aspect:
    return Aspect(name=name, value=getattr(row.norm, name), row=row)


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
    if not things:  # delegated by name, and nobody lists anything
        return _aspect(name, compete(name, contenders, name))
    rows = [compete(name, several, name) for several in things.values()]
    whole = {rule.where: rule for rule in contenders}
    value = tuple(entry for row in rows for entry in getattr(row.norm, name))
    holding = dict.fromkeys(rule.where for row in rows for rule in row.rules)
    return Aspect(
        name=name,
        value=value,
        row=Row(
            slot=name,
            ways=(Way(norm=norm(**{name: value}), rules=tuple(whole[where] for where in holding)),),
            certain=all(row.certain for row in rows),
            perhaps_none=any(row.perhaps_none for row in rows),
            displaced=tuple(rule for row in rows for rule in row.displaced),
            findings=tuple(one for row in rows for one in row.findings),
        ),
    )


def _names(scope: Scope, where: Located, rule: Rule, position: Position) -> bool:
    """Return whether a rule speaks of a position, be it that it speaks of all."""
    named = selected(rule.norm)
    if isinstance(position, Post) and named:
        return reaches(scope, where, named, position)
    return not named or position in named or (isinstance(position, tuple) and set(position) <= set(named))


def selected(norm: Any) -> tuple[Any, ...]:
    """Return the seats or posts of which a rule speaks; none: it speaks of all."""
    return tuple(entry for name in SELECT for entry in getattr(norm, name, ()))


def _only(rule: Rule, name: str, norm: Callable[..., Any]) -> Rule:
    """Return a rule as if it said this one thing; of two otherwise alike, the one that names the seats is the more special."""
    special = bool(selected(rule.norm))
    alone = norm(**{name: getattr(rule.norm, name)})
    provision = evolve(rule.provision, norm=alone, binding=rule.provision.binding_of(name))
    return evolve(rule, provision=provision, special=2 * rule.special + special)


# ── rule words as a whole ────────────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class Ruled:
    """What the rules of a word say together in a body on a day, aspect by aspect; `of`: of these posts (none: of all)."""

    body: str
    word: str
    at: date
    of: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...]

    def value(self, name: str) -> Any:
        """Return what an aspect says, or None if nothing is said of it."""
        return next((aspect.value for aspect in self.aspects if aspect.name == name), None)


def ruled(
    scope: Scope, where: Located, norm: type[Any], at: date, subject: str | None = None, of: tuple[Ref, ...] = ()
) -> Verdict[Ruled]:
    """Return the merged rules of a word: HOLDS if they are known, OPEN if some aspect is not, or nothing is said at all.

    `of`: of the posts that these references mean, with what is said of all.
    """
    found = merged(scope, where, norm, at, position=of or None, subject=subject)
    if not found:
        return silent(where, norm.word)
    there = {rule.where: (rule, _before(found.values(), rule)) for aspect in found.values() for rule in aspect.row.rules}
    opened = tuple(f"{where.body.id}.{norm.word}.{aspect.name}" for aspect in found.values() if not aspect.certain)
    return Verdict(
        outcome=Outcome.OPEN if opened else Outcome.HOLDS,
        reasons=tuple(
            Reason(
                said=message("reason.rule", body=label(where.body), rule=rule.where),
                cites=rule.cites,
                provision=rule.where,
                because=before,
            )
            for rule, before in there.values()
        ),
        value=Ruled(
            body=where.body.id, word=norm.word, at=at, of=tuple(str(ref) for ref in of), aspects=tuple(found.values())
        ),
        missing=opened,
    )


def ruled_by_post(scope: Scope, where: Located, norm: type[Any], at: date) -> Verdict[tuple[Ruled, ...]]:
    """Return the merged rules of a word that speaks of posts: of all of them first, then of each that rules name."""
    named = dict.fromkeys(selected(rule.norm) for rule in rules(scope, where, norm, at))
    answers = [ruled(scope, where, norm, at, of=of) for of in sorted(named, key=lambda of: (bool(of), *map(str, of)))]
    if not answers:
        return silent(where, norm.word)
    return Verdict(
        outcome=all_of(one.outcome for one in answers),
        reasons=tuple(dict.fromkeys(reason for one in answers for reason in one.reasons)),
        value=tuple(one.value for one in answers if one.value is not None),
        missing=tuple(dict.fromkeys(name for one in answers for name in one.missing)),
    )


def _before(aspects: Iterable[Aspect], rule: Rule) -> tuple[Reason, ...]:
    """Return the reasons that name the rules before which one goes, in whatever it decides."""
    decided = [aspect for aspect in aspects if any(rule.where == one.where for one in aspect.row.rules)]
    lost = {other.where: other for aspect in decided for other in aspect.row.displaced}
    return tuple(Reason(said=message("reason.goes-before", rule=one.where), cites=one.cites) for one in lost.values())


def ways(found: Mapping[str, Aspect]) -> Iterator[dict[str, Any]]:
    """Yield every way in which the rules may stand, as values by aspect, each once.

    Nearly always there is one. An aspect of which nobody knows which rule decides it has each of their values in turn, and None
    where perhaps none of them holds. What rests on one rule stands and falls together: it is in force with all that it says, or
    not at all. Beyond `MOST_WAYS` there is one more, in which all that is not certain is unstated: no answer may seem surer
    than it is.
    """
    unsure = {name: aspect for name, aspect in found.items() if not aspect.certain and name not in LISTED}
    if not unsure:
        yield {name: aspect.value for name, aspect in found.items()}
        return
    seen: list[dict[str, Any]] = []
    tried = 0
    for values in islice(_combinations(unsure), MOST_TRIED + 1):
        tried += 1
        if values not in seen:
            seen.append(values)
    for values in seen[:MOST_WAYS]:
        yield {name: values.get(name, aspect.value) for name, aspect in found.items()}
    if len(seen) > MOST_WAYS or tried > MOST_TRIED:
        yield {name: unstated_like(aspect.value) if name in unsure else aspect.value for name, aspect in found.items()}


def _combinations(unsure: Mapping[str, Aspect]) -> Iterator[dict[str, Any]]:
    """Yield the values that uncertain aspects may have together, for each choice of the rules that may be in force."""
    rows = [aspect.row for aspect in unsure.values()]
    doubtful = sorted({path for row in rows for present, _ in row.worlds for path in present})
    many = len(doubtful) > MOST_DOUBTFUL
    sizes = (0,) if many else range(len(doubtful) + 1)
    for present in (None if many else frozenset(some) for size in sizes for some in combinations(doubtful, size)):
        options = [[(name, value) for value in _values(aspect, present)] for name, aspect in unsure.items()]
        for pairs in product(*options):
            yield dict(pairs)


def _values(aspect: Aspect, present: frozenset[str] | None) -> list[Any]:
    """Return what an aspect may be while these of the doubtful rules are in force; None: whichever are."""
    row = aspect.row
    found = row.ways
    if present is not None and row.worlds:
        competing = row.worlds[0][0]
        found = dict(row.worlds)[competing & present]
        return [_value(way, aspect.name) for way in found] or [None]
    values = [_value(way, aspect.name) for way in found]
    return values + ([None] if row.perhaps_none and None not in values else [])


def _value(way: Way, name: str) -> Any:
    """Return what is said of an aspect, None if nothing is."""
    return getattr(way.norm, name) if says(way.norm, name) else None


def unstated_like(value: Any) -> Any:
    """Return the value of the same sort that says that the source is silent; None where there is none."""
    if isinstance(value, NEEDS):
        return Unsaid()
    if isinstance(value, Lead):
        return UNSTATED_LEAD
    return next((one for one in type(value) if one.value == "unstated"), None) if isinstance(value, Enum) else None
