"""Effective rows: which provisions of a word hold for a body on a day, and which one wins where several compete.

Row words add up. Only rows for the same slot (the same id, or `instead_of` it) compete, and the whole row replaces. The order:
rank of the source, as far as the binding of the higher rank lets the lower one speak; then `instead_of`; then the row of
the body over that of its kind; then the later one. What is left undecided is a contradiction. File order never decides.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from attrs import field, frozen

from gremium.evaluate.readings import stands
from gremium.evaluate.scope import Located, Scope, exists
from gremium.model.body import Body, Kind
from gremium.model.charter import Charter
from gremium.model.provision import Binding, Provision, Strength
from gremium.model.source import Rank
from gremium.values.citation import Citation
from gremium.values.days import Day
from gremium.values.finding import Finding, dotted, finding
from gremium.values.verdict import Outcome


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
        return dotted(self.path)

    @property
    def norm(self) -> Any:
        """What the rule says."""
        return self.provision.norm


@frozen(kw_only=True)
class Row:
    """What holds in one slot: the one rule in `rules` if `certain`; else one of `rules`, or none of them if `perhaps_none`.

    `rules` are never empty. `displaced` are the rules that lost; `findings` say what is wrong in the slot.
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
    owners: tuple[Body | Kind, ...] = (where.body, *where.charter.kinds_of(where.body))
    for distance, owner in enumerate(owners):
        root = ("bodies" if isinstance(owner, Body) else "kinds", owner.id)
        for provision, path in numbered(owner.provisions, root):
            in_force = provision.span.covers(at)
            if not isinstance(provision.norm, norm) or in_force is Outcome.FAILS or not stands(scope, where.charter, provision):
                continue
            cites = provision.cites or owner.cites
            found.append(
                Rule(
                    provision=provision,
                    path=path,
                    cites=cites,
                    inherited=not provision.cites,
                    rank=rank_of(where.charter, cites),
                    nearness=-distance,
                    in_force=in_force,
                )
            )
    return tuple(found)


def numbered(
    provisions: tuple[Provision, ...], root: tuple[str | int, ...]
) -> tuple[tuple[Provision, tuple[str | int, ...]], ...]:
    """Return each provision with its path: the word, and the number of the row among those of its word."""
    count: dict[str, int] = {}
    out = []
    for provision in provisions:
        index = count.get(provision.word, 0)
        count[provision.word] = index + 1
        out.append((provision, (*root, provision.word, index)))
    return tuple(out)


def rank_of(charter: Charter, cites: tuple[Citation, ...]) -> Rank:
    """Return the highest rank among the sources cited; what cites nothing ranks as a mere page."""
    known = (charter.source_by_id.get(cite.source) for cite in cites)
    return max((source.rank for source in known if source), default=Rank.PAGE)


def effective(scope: Scope, where: Located, norm: type[Any], at: date) -> tuple[Row, ...]:
    """Return the rows of a word that hold for a body on a day, in the order of the charter, its kinds' rows last.

    A rule that is certainly not in force is left out. Raises `Undecided` where an ambiguity is touched.
    """
    slots: dict[str, list[Rule]] = {}
    for rule in rules(scope, where, norm, at):
        slots.setdefault(rule.provision.slot or rule.where, []).append(rule)
    return tuple(_compete(slot, contenders) for slot, contenders in slots.items())


def stretches(
    scope: Scope, where: Located, norm: type[Any], first: date, last: date
) -> tuple[tuple[Row, date, date], ...]:
    """Return the rows of a word with the stretch of days from `first` to `last` on which each of them holds for the body.

    The rules in force on a day decide about that day; so a year in which a rule changes has two stretches.
    """
    owners: tuple[Body | Kind, ...] = (where.body, *where.charter.kinds_of(where.body))
    spans = [p.span for owner in owners for p in owner.provisions if isinstance(p.norm, norm)] + [where.body.span]
    begins = {day for span in spans if span.since for day in (span.since.earliest, span.since.latest) if day}
    ends = {day + timedelta(days=1) for s in spans if s.until for day in (s.until.earliest, s.until.latest) if day and day < last}
    days = sorted({first} | {day for day in begins | ends if first < day <= last})
    found: dict[tuple[str, tuple[Rule, ...], bool], tuple[Row, date, date]] = {}
    for start, following in zip(days, [*days[1:], None], strict=True):
        end = following - timedelta(days=1) if following else last
        for row in effective(scope, where, norm, start) if exists(where.body, start) is not Outcome.FAILS else ():
            key = (row.slot, row.rules, row.certain)
            known = found.get(key)
            found[key] = (row, known[1] if known else start, end)
    return tuple(found.values())


def _compete(slot: str, contenders: list[Rule]) -> Row:
    """Decide one slot: from the strongest rule downwards, those that may not be in force are kept beside the first certain one."""
    binding = [rule for rule in contenders if rule.provision.strength is not Strength.DOES]
    practice = [rule for rule in contenders if binding and rule not in binding]
    ordered, findings = _in_order(binding or contenders)
    certain = next((number for number, rule in enumerate(ordered) if rule.in_force is Outcome.HOLDS), None)
    winners = ordered if certain is None else ordered[: certain + 1]
    if certain is not None:
        rivals = [rule for rule in ordered if rule not in winners and _ties(rule, winners[-1])]
        findings += [_against("contradiction", rule, winners[-1]) for rule in rivals]
        winners = winners + rivals
    findings += [_against("practice-differs", rule, winners[0]) for rule in practice if rule.norm != winners[0].norm]
    unsaid = certain == 0 and winners[0].provision.binding is Binding.DELEGATED
    if unsaid:
        findings.append(finding("delegated-unsaid", winners[0].path, slot=slot))
    return Row(
        slot=slot,
        rules=tuple(winners),
        certain=certain is not None and len(winners) == 1 and not unsaid,
        perhaps_none=certain is None,
        displaced=tuple(rule for rule in (*ordered, *practice) if rule not in winners),
        findings=tuple(findings),
    )


def _ties(rule: Rule, winner: Rule) -> bool:
    """Return whether nothing decides between two rules that say different things."""
    return (rule.rank, _strength(rule)) == (winner.rank, _strength(winner)) and rule.norm != winner.norm


def _against(code: str, rule: Rule, other: Rule) -> Finding:
    """Return the finding that a rule stands against another one, with the clauses of both."""
    slot = rule.provision.slot or rule.where
    return finding(code, rule.path, slot=slot, other=other.where, mine=cited(rule), theirs=cited(other))


def _in_order(contenders: list[Rule]) -> tuple[list[Rule], list[Finding]]:
    """Sort the contenders of a slot, the winner first, and say where a lower rank departs from what binds it."""
    findings: list[Finding] = []
    ordered: list[Rule] = []
    for rank in sorted({rule.rank for rule in contenders}):
        level = sorted((rule for rule in contenders if rule.rank is rank), key=_strength, reverse=True)
        bound = [rule for rule in ordered if not _may_depart(rule, level[0])]
        findings += [
            finding("binding-violated", rule.path, law=level[0].where, mine=cited(rule), theirs=cited(level[0]))
            for rule in bound
            if rule.norm != level[0].norm
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
        case Binding.DEFAULT | Binding.DELEGATED:
            return True


def _strength(rule: Rule) -> tuple[bool, int, tuple[date, date]]:
    """What decides between rules of one rank: `instead_of`, nearness to the body, the later first day."""
    since: Day | None = rule.provision.span.since
    return (rule.provision.instead_of is not None, rule.nearness, since.sort_key if since else (date.min, date.min))


def cited(rule: Rule) -> str:
    """Return the citations of a rule in one line, or its path if it has none."""
    return "; ".join(str(cite) for cite in rule.cites) or rule.where
