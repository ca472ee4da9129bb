"""Effective rows: which provisions of a word hold for a body on a day, and which one wins where several compete.

Row words add up. Only rows for the same slot (the same id, or `instead_of` it) compete, and the whole row replaces. The order:
rank of the source, as far as the binding of the higher rank lets the lower one speak; then `instead_of`; then the row of
the body over that of its kind; then the later one. What is left undecided is a contradiction. File order never decides.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, groupby
from typing import Any

from attrs import evolve, field, frozen

from gremium.evaluate.facts import days_resolved, in_force_from
from gremium.evaluate.readings import stands
from gremium.evaluate.scope import Located, Scope, exists
from gremium.model.charter import Charter
from gremium.model.provision import Binding, Provision, Strength
from gremium.model.source import Rank
from gremium.values.citation import Citation
from gremium.values.days import Day
from gremium.values.finding import Finding, dotted, finding
from gremium.values.verdict import Outcome

# A path is printed for every seat that rests on its rule.
printed = lru_cache(maxsize=4096)(dotted)
# Beyond this many rules in one slot of which nobody knows whether they are in force, their combinations are not compared.
MOST_DOUBTFUL = 6


@frozen(kw_only=True)
class Rule:
    """A provision where it stands: its path, its citations (its own, else inherited) and whether it is in force."""

    provision: Provision
    path: tuple[str | int, ...]
    cites: tuple[Citation, ...]
    inherited: bool
    rank: Rank
    nearness: int
    in_force: Outcome

    @property
    def where(self) -> str:
        """The path as it is printed."""
        return printed(self.path)

    @property
    def norm(self) -> Any:
        """What the rule says."""
        return self.provision.norm


@frozen(kw_only=True)
class Row:
    """What holds in one slot: the one rule in `rules` if `certain`; else one of `rules`, or none of them if `perhaps_none`.

    `rules` are never empty. `displaced` are the rules that lost for certain; `findings` say what is wrong in the slot.
    """

    slot: str
    rules: tuple[Rule, ...]
    certain: bool
    perhaps_none: bool = False
    displaced: tuple[Rule, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def rule(self) -> Rule:
        """The rule that holds, or the first of those that may."""
        return self.rules[0]


def rules(scope: Scope, where: Located, norm: type[Any], at: date) -> tuple[Rule, ...]:
    """Return every rule of this norm that is, or may be, in force for a body on a day: its own first, then those of its kinds."""
    found = []
    owners = where.owners
    for distance, owner in enumerate(owners):
        for provision, path in owner.rows:
            if not isinstance(provision.norm, norm):
                continue
            span = in_force_from(scope, provision, at)
            in_force = span.covers(at) if span is not None else Outcome.FAILS
            if span is None or in_force is Outcome.FAILS or not stands(scope, where.charter, provision):
                continue
            cites = provision.cites or owner.cites
            found.append(
                Rule(
                    provision=provision if span is provision.span else evolve(provision, span=span),  # fixed by a resolution
                    path=path,
                    cites=cites,
                    inherited=not provision.cites,
                    rank=rank_of(where.charter, cites),
                    nearness=-distance,
                    in_force=in_force,
                )
            )
    return tuple(found)


def rank_of(charter: Charter, cites: tuple[Citation, ...]) -> Rank:
    """Return the highest rank among the sources cited; what cites nothing ranks as a mere page."""
    rank = Rank.PAGE
    for cite in cites:
        source = charter.source_by_id.get(cite.source)
        rank = max(rank, source.rank) if source is not None else rank
    return rank


def effective(scope: Scope, where: Located, norm: type[Any], at: date) -> tuple[Row, ...]:
    """Return the rows of a word that hold for a body on a day, in the order of the charter, its kinds' rows last.

    A rule that is certainly not in force is left out. Raises `Undecided` where an ambiguity is touched.
    """
    slots: dict[str, list[Rule]] = {}
    for rule in rules(scope, where, norm, at):
        slots.setdefault(_slot(rule), []).append(rule)
    return tuple(compete(slot, contenders) for slot, contenders in slots.items())


def stretches(
    scope: Scope, where: Located, norm: type[Any], first: date, last: date
) -> tuple[tuple[Row, date, date], ...]:
    """Return the rows of a word with the stretch of days from `first` to `last` on which each of them holds for the body.

    The rules in force on a day decide about that day; so a year in which a rule changes has two stretches.
    """
    owners = where.owners
    mine = [provision for owner in owners for provision in owner.provisions if isinstance(provision.norm, norm)]
    spans = [*(provision.span for provision in mine), where.body.span]
    resolved = {day for provision in mine for day in days_resolved(scope, provision)}
    begins = {day for span in spans if span.since for day in (span.since.earliest, span.since.latest) if day}
    ends = {day + timedelta(days=1) for s in spans if s.until for day in (s.until.earliest, s.until.latest) if day and day < last}
    days = sorted({first} | {day for day in begins | ends | resolved if first < day <= last})
    found: list[tuple[Row, date, date]] = []
    running: dict[tuple[object, ...], tuple[Row, date, date]] = {}
    for start, following in zip(days, [*days[1:], None], strict=True):
        end = following - timedelta(days=1) if following else last
        there = exists(where.body, start)
        known, running = running, {}
        for row in effective(scope, where, norm, start) if there is not Outcome.FAILS else ():
            key = (row.slot, row.rules, row.certain, there)
            running[key] = (row, known.pop(key, (row, start, end))[1], end)
        found += known.values()
    return tuple(sorted((*found, *running.values()), key=lambda stretch: stretch[1]))


def compete(slot: str, contenders: list[Rule]) -> Row:
    """Decide one slot or aspect, with and without every rule that may be in force; `findings` are about all of them together."""
    alone = contenders[0]
    if len(contenders) == 1 and alone.in_force is Outcome.HOLDS and alone.provision.binding is not Binding.DELEGATED:
        return Row(slot=slot, rules=(alone,), certain=True)
    decided = [_decide(world) for world in _worlds(sorted(contenders, key=lambda rule: (cited(rule), rule.where)))]
    winners = tuple(dict.fromkeys(rule for found, _ in decided for rule in found))
    perhaps_none = any(not found for found, _ in decided)
    return Row(
        slot=slot,
        rules=winners,
        certain=len(winners) == 1 and not perhaps_none and winners[0].provision.binding is not Binding.DELEGATED,
        perhaps_none=perhaps_none,
        displaced=tuple(rule for rule in contenders if rule not in winners),
        findings=tuple(decided[0][1]),
    )


def _worlds(contenders: list[Rule]) -> list[list[Rule]]:
    """Return which of the rules may be in force together, all of them first.

    Where more are in doubt than anybody could compare, each of them may win: it is taken alone.
    """
    doubtful = [rule for rule in contenders if rule.in_force is Outcome.OPEN]
    if len(doubtful) > MOST_DOUBTFUL:
        return [contenders, *([rule] for rule in contenders), []]
    gone = (set(rules) for size in range(len(doubtful) + 1) for rules in combinations(doubtful, size))
    return [[rule for rule in contenders if rule not in missing] for missing in gone]


def _decide(world: list[Rule]) -> tuple[list[Rule], list[Finding]]:
    """Return the rule that holds if exactly these are in force (more where nothing decides between them), and what is wrong."""
    binding = [rule for rule in world if rule.provision.strength is not Strength.DOES]
    ordered, findings = _in_order(binding or world)
    leaders = list(next((group for _, group in groupby(ordered, _standing)), ()))
    winners = [rule for number, rule in enumerate(leaders) if all(rule.norm != other.norm for other in leaders[:number])]
    findings += [_against("contradiction", rule, winners[0]) for rule in winners[1:]]
    practice = [rule for rule in world if binding and rule not in binding]
    findings += [_against("practice-differs", rule, winners[0]) for rule in practice if rule.norm != winners[0].norm]
    unsaid = [rule for rule in winners[:1] if rule.provision.binding is Binding.DELEGATED]
    findings += [finding("delegated-unsaid", rule.path, slot=_slot(rule)) for rule in unsaid]
    return winners, findings


def _slot(rule: Rule) -> str:
    """Return the slot for which a rule competes; a rule without an id has a slot of its own."""
    return rule.provision.slot or rule.where


def _against(code: str, rule: Rule, other: Rule) -> Finding:
    """Return the finding that a rule stands against another one, with the clauses of both."""
    return finding(code, rule.path, slot=_slot(rule), other=other.where, mine=cited(rule), theirs=cited(other))


def _in_order(contenders: list[Rule]) -> tuple[list[Rule], list[Finding]]:
    """Sort the contenders of a slot, the winner first, and say where a lower rank departs from what binds it."""
    findings: list[Finding] = []
    ordered: list[Rule] = []
    for rank in sorted({rule.rank for rule in contenders}):
        level = sorted((rule for rule in contenders if rule.rank is rank), key=_strength, reverse=True)
        laws = [rule for rule in level if _strength(rule) == _strength(level[0])]
        bound = [rule for rule in ordered if not all(_may_depart(rule, law) for law in laws)]
        findings += [
            finding("binding-violated", rule.path, law=law.where, mine=cited(rule), theirs=cited(law))
            for rule in bound
            for law in laws
            if rule.norm != law.norm and not _may_depart(rule, law)
        ]
        ordered = [rule for rule in ordered if rule not in bound] + level + bound
    return ordered, findings


def _may_depart(lower: Rule, higher: Rule) -> bool:
    """Return whether a rule of lower rank may replace this one of higher rank."""
    match higher.provision.binding:
        case Binding.FIXED:
            return False
        case Binding.FLOOR:
            return bool(lower.norm.narrows(higher.norm))
        case Binding.CEILING:
            return bool(higher.norm.narrows(lower.norm))
        case _:  # by default, or delegated
            return True


def _strength(rule: Rule) -> tuple[bool, int, tuple[date, date]]:
    """What decides between rules of one rank: `instead_of`, nearness to the body, the later first day."""
    since: Day | None = rule.provision.span.since
    return (rule.provision.instead_of is not None, rule.nearness, since.sort_key if since else (date.min, date.min))


def _standing(rule: Rule) -> tuple[Rank, tuple[bool, int, tuple[date, date]]]:
    """What two rules have in common between which nothing decides."""
    return rule.rank, _strength(rule)


def cited(rule: Rule) -> str:
    """Return the citations of a rule in one line, or its path if it has none."""
    return "; ".join(str(cite) for cite in rule.cites) or rule.where
