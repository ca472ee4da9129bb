"""Effective rows: which provisions of a word hold for a body on a day, and which one wins where several compete.

Row words add up. Only rows for the same slot (the same id, or `instead_of` it) compete, and the whole row replaces. In rule
words each aspect is a slot of its own (see `aspects`). The order is the same for both:

1. Rank of the source, as far as the binding of the higher rank lets the lower one speak. Only the rule that is strongest at a
   rank binds those below it. `fixed`: they stand only as far as they say the same. `floor` and `ceiling`: what is needed of
   both holds together (all of it under a floor, one of it under a ceiling); of two times before a meeting the lower rank's own
   stands if it is certainly not shorter (under a ceiling: not longer), and if nobody can tell, either of the two may stand; of
   all else the lower rank's own stands if it `narrows` (or is narrowed by) the higher one. `default`, `delegated`: the lower
   one stands.
2. `instead_of`, where the row that it names competes.
3. The more special: the body over its kinds, the charter's own kinds over those of a law, a kind over those above it; then what
   names the subject, or the seats, over what speaks of all.
4. The later first day.

What is left undecided is a contradiction. The order of the file never decides.

This room is longer than 300 lines because the order is one: what is known of a rule, who competes and who wins are read together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cached_property, lru_cache
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
from gremium.values.lead import Lead
from gremium.values.need import NEEDS, AllOf, AnyOf, together
from gremium.values.verdict import Outcome

# A path is printed for every seat that rests on its rule.
printed = lru_cache(maxsize=4096)(dotted)
# Beyond this many rules in one slot of which nobody knows whether they are in force, their combinations are not compared.
MOST_DOUBTFUL = 6
# More steps than any chain of kinds has: the kinds of a law are always farther than the charter's own.
OF_LAW = 1000


@frozen(kw_only=True)
class Rule:
    """A provision where it stands: its path, its citations (its own, else inherited) and whether it is in force.

    The path of a rule that stands in a law begins with the id of the law. `nearness` is greater the nearer it stands to the body,
    `special` the narrower that is of which it speaks.
    """

    provision: Provision
    path: tuple[str | int, ...]
    cites: tuple[Citation, ...]
    inherited: bool
    rank: Rank
    nearness: int
    in_force: Outcome
    special: int = 0

    @property
    def where(self) -> str:
        """The path as it is printed."""
        return printed(self.path)

    @property
    def norm(self) -> Any:
        """What the rule says."""
        return self.provision.norm


@frozen(kw_only=True)
class Way:
    """One way in which a slot may stand: what holds in it, and the rules that say so, those of higher rank first.

    Nearly always that is one rule; under a floor or a ceiling several may hold together.
    """

    norm: Any
    rules: tuple[Rule, ...]

    @property
    def own(self) -> Rule:
        """The rule of the lowest rank, to which those above only add."""
        return self.rules[-1]


@frozen(kw_only=True)
class Row:
    """What holds in one slot: what the one way in `ways` says if `certain`; else one of them, or nothing if `perhaps_none`.

    `ways` are never empty. `displaced` are the rules that lost for certain; `findings` say what is wrong in the slot. `worlds`
    tell the ways for each choice of those rules of which nobody knows whether they are in force (by their paths); there are
    none where no such rule competes, or more than anybody compares.
    """

    slot: str
    ways: tuple[Way, ...]
    certain: bool
    perhaps_none: bool = False
    displaced: tuple[Rule, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    worlds: tuple[tuple[frozenset[str], tuple[Way, ...]], ...] = field(default=(), eq=False, repr=False)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that hold, or may hold. Of a row word there is one if `certain`."""
        if len(self.ways) == 1:
            return self.ways[0].rules
        return _distinct(rule for way in self.ways for rule in way.rules)

    @property
    def rule(self) -> Rule:
        """The rule that holds, or the first of those that may."""
        return self.ways[0].rules[0]

    @property
    def norm(self) -> Any:
        """What holds, or the first of what may."""
        return self.ways[0].norm


def _distinct(things: Iterable[Any]) -> tuple[Any, ...]:
    """Return what there is, each once, in this order; compared, not hashed: there are few, and rules are large."""
    found: list[Any] = []
    for thing in things:
        if thing not in found:
            found.append(thing)
    return tuple(found)


def rules(
    scope: Scope, where: Located, norm: type[Any], at: date, only: Callable[[Provision], bool] | None = None
) -> tuple[Rule, ...]:
    """Return every rule of this norm that is, or may be, in force for a body on a day: its own first, then those of its kinds.

    `only` tells which are asked for: ambiguities of the others are not touched.
    """
    found = []
    steps = where.charter.kind_steps(where.body.kind)
    for charter, owner in where.rulers:
        own = charter is where.charter
        distance = 0 if owner is where.body else 1 + steps[owner.id] + (0 if own else OF_LAW)
        for provision, path in owner.rows:
            if not isinstance(provision.norm, norm) or (only is not None and not only(provision)):
                continue
            span = in_force_from(scope, provision, at)
            in_force = span.covers(at) if span is not None else Outcome.FAILS
            if span is None or in_force is Outcome.FAILS or not stands(scope, charter, provision):
                continue
            cites = provision.cites or owner.cites
            found.append(
                Rule(
                    provision=provision if span is provision.span else evolve(provision, span=span),  # fixed by a resolution
                    path=path if own else (charter.id, *path),
                    cites=cites,
                    inherited=not provision.cites,
                    rank=rank_of(charter, cites),
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


def effective(
    scope: Scope,
    where: Located,
    norm: type[Any],
    at: date,
    subject: str | None = None,
    only: Callable[[Provision], bool] | None = None,
) -> tuple[Row, ...]:
    """Return the rows of a word that hold for a body on a day, in the order of the charter, its kinds' rows last.

    A rule that is certainly not in force is left out. With `subject` those rows count that speak of it, of that of which it is
    a part, or of all matters; without it all rows are returned, and those for different subjects do not compete. `only` tells
    which rules are asked for. Raises `Undecided` where an ambiguity is touched.
    """
    path = where.charter.subject_path(subject) if subject is not None else ()
    slots: dict[tuple[str, tuple[str, ...]], list[Rule]] = {}
    for rule in rules(scope, where, norm, at, only):
        if subject is None:
            slots.setdefault((slot_of(rule), rule.provision.for_), []).append(rule)
        elif speaks_of(rule, path):
            slots.setdefault((slot_of(rule), ()), []).append(near(rule, path))
    return tuple(compete(slot, contenders) for (slot, _), contenders in slots.items())


def speaks_of(rule: Rule, path: tuple[str, ...]) -> bool:
    """Return whether a rule speaks of a subject, given with those of which it is a part; of all matters every rule does."""
    return not rule.provision.for_ or any(one in path for one in rule.provision.for_)


def near(rule: Rule, path: tuple[str, ...]) -> Rule:
    """Return a rule as it is for a subject: the more special, the nearer the subject is of which it speaks."""
    special = max((len(path) - path.index(one) for one in rule.provision.for_ if one in path), default=0)
    return evolve(rule, special=special) if special else rule


def stretches(
    scope: Scope, where: Located, norm: type[Any], first: date, last: date
) -> tuple[tuple[Row, date, date], ...]:
    """Return the rows of a word with the stretch of days from `first` to `last` on which each of them holds for the body.

    The rules in force on a day decide about that day; so a year in which a rule changes has two stretches.
    """
    mine = [provision for owner in where.owners for provision in owner.provisions if isinstance(provision.norm, norm)]
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


def compete(slot: str, contenders: list[Rule], aspect: str = "") -> Row:
    """Decide one slot, with and without every rule that may be in force; `findings` are about all of them together.

    With `aspect` the contenders say nothing but this one thing: then the binding of this aspect counts, and what is needed of
    several ranks may hold together.
    """
    alone = contenders[0]
    if len(contenders) == 1 and alone.in_force is Outcome.HOLDS and alone.provision.binding_of(aspect) is not Binding.DELEGATED:
        return Row(slot=slot, ways=(Way(norm=alone.norm, rules=(alone,)),), certain=True)
    worlds = _worlds(sorted(contenders, key=lambda rule: (cited(rule), rule.where)))
    decided = [_decide(slot, world, aspect) for world in worlds]
    found = _distinct(way for one in decided for way in one.ways)
    ways = _alike(found) if aspect else found
    perhaps_none = any(not one.ways or _silent(one.ways[0], aspect) for one in decided)
    holding = _distinct(rule for way in ways for rule in way.rules)
    doubtful = [frozenset(rule.where for rule in world if rule.in_force is Outcome.OPEN) for world in worlds]
    compared = len(worlds) > 1 and len(doubtful[0]) <= MOST_DOUBTFUL
    return Row(
        slot=slot,
        ways=ways,
        certain=len(ways) == 1 and not perhaps_none and not any(one.unsaid for one in decided),
        perhaps_none=perhaps_none,
        displaced=tuple(rule for rule in contenders if rule not in holding),
        findings=_distinct(decided[0].findings),
        worlds=tuple((present, one.ways) for present, one in zip(doubtful, decided, strict=True)) if compared else (),
    )


def _alike(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return the ways with those that say the same made one: what holds is known then, though not which rule says it."""
    norms = _distinct(way.norm for way in ways)
    return tuple(Way(norm=norm, rules=_distinct(r for way in ways if way.norm == norm for r in way.rules)) for norm in norms)


def _silent(way: Way, aspect: str) -> bool:
    """Return whether a way says nothing: a rule delegates an aspect and says nothing about it itself."""
    return bool(aspect) and way.norm == type(way.norm)()


def _worlds(contenders: list[Rule]) -> list[list[Rule]]:
    """Return which of the rules may be in force together, all of them first.

    Where more are in doubt than anybody could compare, each of them may win: it is taken alone.
    """
    doubtful = [rule for rule in contenders if rule.in_force is Outcome.OPEN]
    if len(doubtful) > MOST_DOUBTFUL:
        return [contenders, *([rule] for rule in contenders), []]
    gone = ({r.where for r in some} for size in range(len(doubtful) + 1) for some in combinations(doubtful, size))
    return [[rule for rule in contenders if rule.where not in missing] for missing in gone]


@frozen(kw_only=True)
class _Decided:
    """What holds if exactly these rules are in force (more ways where nothing decides between them), and what is wrong."""

    ways: tuple[Way, ...]
    findings: tuple[Finding, ...]
    unsaid: bool


@frozen(kw_only=True)
class _Claim:
    """A way with what decides between it and others. `told` is why there are others beside it; `doubted`: it may not hold."""

    way: Way
    standing: object
    told: tuple[Finding, ...] = ()
    doubted: bool = False


def _decide(slot: str, world: list[Rule], aspect: str) -> _Decided:
    norms = [rule for rule in world if rule.provision.strength is not Strength.DOES]
    ordered, findings = _in_order(slot, norms or world, aspect)
    leaders = list(next((group for _, group in groupby(ordered, lambda claim: claim.standing)), ()))
    winners: list[_Claim] = []
    for claim in leaders:
        if all(claim.way.norm != other.way.norm for other in winners):
            winners.append(claim)
    findings += [one for claim in leaders for one in claim.told] if len(winners) > 1 else []
    findings += [
        _against("contradiction", slot, claim.way.own, winners[0].way.own)
        for claim in winners[1:]
        if not claim.doubted and claim.way.own is not winners[0].way.own
    ]
    ways = tuple(claim.way for claim in winners)
    practice = [rule for rule in world if norms and rule not in norms]
    findings += [_against("practice-differs", slot, rule, ways[0].own) for rule in practice if not _as_said(rule, ways[0])]
    unsaid = [way.own for way in ways[:1] if way.own.provision.binding_of(aspect) is Binding.DELEGATED]
    findings += [finding("delegated-unsaid", rule.path, slot=slot, mine=cited(rule)) for rule in unsaid]
    return _Decided(ways=ways, findings=tuple(findings), unsaid=bool(unsaid))


def _as_said(rule: Rule, way: Way) -> bool:
    """Return whether a practice is as the rules say, be it only one of those that hold together.

    What is done in general says nothing about matters for which there is a rule of their own.
    """
    return rule.special < way.own.special or rule.norm == way.norm or any(rule.norm == other.norm for other in way.rules)


def slot_of(rule: Rule) -> str:
    """Return the slot for which a rule competes; a rule without an id has a slot of its own."""
    return rule.provision.slot or rule.where


def _against(code: str, slot: str, rule: Rule, other: Rule) -> Finding:
    """Return the finding that a rule stands against another one, with the clauses of both."""
    return finding(code, rule.path, slot=slot, other=other.where, mine=cited(rule), theirs=cited(other))


def _in_order(slot: str, contenders: list[Rule], aspect: str) -> tuple[list[_Claim], list[Finding]]:
    """Sort the contenders of a slot, the winner first, and say where a lower rank departs from what binds it."""
    findings: list[Finding] = []
    ordered: list[_Claim] = []
    ids = {rule.provision.id for rule in contenders}
    for rank in sorted({rule.rank for rule in contenders}):
        level = sorted((rule for rule in contenders if rule.rank is rank), key=lambda rule: _strength(rule, ids), reverse=True)
        laws = [rule for rule in level if _strength(rule, ids) == _strength(level[0], ids)]
        free: list[_Claim] = []
        bound: list[_Claim] = []
        for claim in ordered:
            under, told = _under(slot, claim, laws, aspect)
            free += under
            bound += [] if under else [claim]
            findings += told
        own = [_Claim(way=Way(norm=rule.norm, rules=(rule,)), standing=(rank, _strength(rule, ids))) for rule in level]
        ordered = free + own + bound
    return ordered, findings


def _under(slot: str, claim: _Claim, laws: list[Rule], aspect: str) -> tuple[list[_Claim], list[Finding]]:
    """Return what becomes of a claim under what binds it (nothing if one of the laws excludes it), and how it departs from them.

    There are several where nothing decides which is the law. If that makes a difference to the claim, it is a contradiction.
    """
    found: list[_Claim] = []
    fates = [(law, _fate(claim.way, law, aspect)) for law in laws]
    excluding = [law for law, fate in fates if not fate]
    if excluding:
        own = claim.way.own
        says = not _silent(claim.way, aspect)
        return [], [_departing("binding-violated", own, law) for law in excluding if says and _departs(own, law)]
    for law, fate in fates:
        told = [_departing("binding-unclear", claim.way.own, law)] if len(fate) > 1 else []
        for way in fate:
            if all(way.norm != one.way.norm for one in found):
                against = [_against("contradiction", slot, law, laws[0])] if law is not laws[0] else []
                doubted = claim.doubted or way is not fate[0]
                found.append(evolve(claim, way=way, told=(*claim.told, *told, *against), doubted=doubted))
    return found, []


def _departs(rule: Rule, law: Rule) -> bool:
    """Return whether a rule contradicts a law: it says something else of the same. A general rule gives way to a special law."""
    return bool(rule.norm != law.norm) and rule.special >= law.special


def _departing(code: str, rule: Rule, law: Rule) -> Finding:
    """Return the finding that a rule departs, or may depart, from a law, with the clauses of both."""
    return finding(code, rule.path, law=law.where, mine=cited(rule), theirs=cited(law))


def _fate(way: Way, law: Rule, aspect: str) -> tuple[Way, ...]:
    """Return what stands of a way of lower rank under a law: itself, both together, nothing; or either, where nobody can tell."""
    binding = law.provision.binding_of(aspect)
    if binding in (Binding.DEFAULT, Binding.DELEGATED):
        return (way,)
    if binding is Binding.FIXED or _silent(way, aspect):
        return ()
    floor = binding is Binding.FLOOR
    mine, theirs = (getattr(norm, aspect, None) if aspect else None for norm in (way.norm, law.norm))
    if isinstance(mine, NEEDS) and isinstance(theirs, NEEDS):
        both = together(AllOf if floor else AnyOf, theirs, mine)
        return (Way(norm=evolve(law.norm, **{aspect: both}), rules=(law, *way.rules)),)
    stricter, looser = (way.norm, law.norm) if floor else (law.norm, way.norm)
    if isinstance(mine, Lead) and isinstance(theirs, Lead):
        longer, shorter = (mine, theirs) if floor else (theirs, mine)
        if longer.within(shorter):
            return (way,)
        return () if shorter.within(longer) else (way, Way(norm=law.norm, rules=(law,)))
    return (way,) if stricter.narrows(looser) else ()


def _strength(rule: Rule, ids: Iterable[str | None]) -> tuple[bool, int, int, tuple[date, date]]:
    """What decides between rules of one rank: `instead_of` a row that competes, the nearer, the more special, the later."""
    since: Day | None = rule.provision.span.since
    stead = rule.provision.instead_of is not None and rule.provision.instead_of in ids
    return (stead, rule.nearness, rule.special, since.sort_key if since else (date.min, date.min))


def cited(rule: Rule) -> str:
    """Return the citations of a rule in one line, or its path if it has none."""
    return "; ".join(str(cite) for cite in rule.cites) or rule.where
