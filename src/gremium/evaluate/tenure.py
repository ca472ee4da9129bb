"""Tenure: when the time in a seat ends, by the rules of the word `term`.

The roster asks this of everybody whose holding has no recorded end; `term` answers it to the outside.
"""

from __future__ import annotations

from datetime import date, timedelta

from attrs import frozen

from gremium.evaluate.aspects import Aspect, merged
from gremium.evaluate.effective import Rule
from gremium.evaluate.facts import begins, electoral_term
from gremium.evaluate.scope import Located, Scope, bodies_at
from gremium.norms.term import Holdover, Term
from gremium.values.days import Day
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome

Merged = dict[str, Aspect]
# What can fix the end of a term.
ENDING = ("length", "follows", "ends_with")


@frozen(kw_only=True)
class End:
    """The last day of a term, as far as it is known, and the rule that fixes it; `certain` is False where the rule is not.

    `day` None: a rule fixes the end, but what it counts from is not known.
    """

    day: Day | None
    rule: Rule
    certain: bool
    holdover: bool = False


def has_terms(where: Located) -> bool:
    """Return whether any rule of a body or its kinds speaks of terms."""
    owners = where.owners
    return any(isinstance(provision.norm, Term) for owner in owners for provision in owner.provisions)


def end_of(scope: Scope, where: Located, rules: Merged, since: Day) -> End | None:
    """Return when the term of somebody ends who came on a day, by the merged rules of the seat; None if no rule fixes an end.

    Of several ends the earliest counts.
    """
    ends = [_end(scope, where, rules, name, since) for name in ENDING if name in rules]
    if not ends:
        return None
    known = [end for end in ends if end.day is not None]
    first = min(known, key=lambda end: end.day.sort_key if end.day else (date.max, date.max)) if known else ends[0]
    unknown = len(known) < len(ends)
    holdover = "holdover" in rules and rules["holdover"].value is Holdover.UNTIL_SUCCESSOR
    return End(day=first.day, rule=first.rule, certain=first.certain and not unknown, holdover=holdover)


def _end(scope: Scope, where: Located, rules: Merged, name: str, since: Day) -> End:
    aspect = rules[name]
    certain = aspect.certain
    if name == "length":
        certain = certain and ("starts" not in rules or rules["starts"].certain)
        bounds = tuple(_after(scope, rules, day) for day in (since.earliest, since.latest))
        day = Day(*bounds) if any(bounds) else None
    elif name == "follows":
        day = _followed(scope, where, aspect.value, since)
    else:
        day = scope.named_day(aspect.value)
    return End(day=day, rule=aspect.rule, certain=certain)


def _after(scope: Scope, rules: Merged, day: date | None) -> date | None:
    """Return the last day of a term of fixed length for somebody who came on a day."""
    if day is None:
        return None
    starts = [begins(scope, start, day) for start in rules["starts"].value] if "starts" in rules else [day]
    known = [start for start in starts if start is not None]
    if len(known) < len(starts):
        return None
    last: date = rules["length"].value.after(max(known))
    return last - timedelta(days=1)


def _followed(scope: Scope, where: Located, ref: Ref, since: Day) -> Day | None:
    """Return the last day of the electoral term in which somebody came, of the body that a term follows."""
    target = next(iter(bodies_at(scope, where, ref)), None)
    if target is None or since.exact is None:
        return None
    span = electoral_term(scope, target, since.exact)
    return span.until if span is not None else None


def over(end: End | None, at: date) -> Outcome:
    """Return whether a term is over before a day; OPEN where its end or its rule is not certain."""
    if end is None:
        return Outcome.FAILS
    if end.day is None:
        return Outcome.OPEN
    gone = end.day.before(at)
    return gone if end.certain or gone is Outcome.FAILS else Outcome.OPEN


def rules_for(scope: Scope, where: Located, position: str, at: date) -> Merged:
    """Return the merged rules of the word `term` for a seat group or office of a body."""
    return merged(scope, where, Term, at, position)
