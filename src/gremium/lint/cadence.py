"""Checks of cadence: rows that say half of what they need, unknown days, rules that no calendar can satisfy."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.cadence import Demand, demands
from gremium.evaluate.scope import Scope
from gremium.lint.walk import TERM_DAYS, changes, provisions
from gremium.model.body import Body
from gremium.model.charter import Charter
from gremium.norms.cadence import Cadence
from gremium.plan.calendar import contradiction
from gremium.values.finding import Finding, finding
from gremium.values.message import message


def complete(scope: Scope) -> Iterator[Finding]:
    """Check that a row says something, a number has a period and a period a number, and the days it names are known."""
    known = {day.id for day in scope.charter.dates} | set(TERM_DAYS)
    for provision, path, _ in provisions(scope.charter):
        norm = provision.norm
        if not isinstance(norm, Cadence):
            continue
        if norm.times is not None and norm.per is None and norm.times.stated:
            yield finding("cadence-incomplete", path, lacking="per", hint=message("hint.period"))
        if norm.per is not None and norm.times is None:
            yield finding("cadence-incomplete", path, lacking="times", hint=message("hint.count"))
        if norm == Cadence(meetings=norm.meetings):
            yield finding("cadence-incomplete", path, lacking="times", hint=message("hint.count"))
        if norm.first is not None and norm.first.event not in known:
            hint = message("hint.known", known=", ".join(sorted(known)))
            yield finding("unknown-date", (*path, "first"), day=norm.first.event, hint=hint)


def contradictions(scope: Scope) -> Iterator[Finding]:
    """Check that the rows of a body can be kept together in every year of a change, were every day of it open."""
    bare = Scope(charter=scope.charter, neighbours=scope.neighbours)
    for body in scope.charter.bodies:
        told: set[tuple[str, ...]] = set()
        for year in _years(scope.charter, body):
            verdict = demands(bare, body.id, year)
            for answer in (verdict, *(reading for _, reading in verdict.readings)):
                for demand in answer.value or ():
                    why = None if _surely_possible(demand) else contradiction(demand)
                    rows = tuple(reason.provision for reason in why.because) if why else ()
                    if why is not None and rows not in told:
                        told.add(rows)
                        yield finding("cadence-contradiction", ("bodies", body.id), rows=", ".join(rows))


def _years(charter: Charter, body: Body) -> tuple[int, ...]:
    """Return the years in which something changes for the meetings of a body, the year before the first change included."""
    rules = (*body.provisions, *(p for kind in charter.kinds_of(body) for p in kind.provisions))
    spans = (rule.span for rule in rules if isinstance(rule.norm, Cadence))
    return tuple(sorted({day.year for day in changes([body.span, *spans])}))


def _surely_possible(demand: Demand) -> bool:
    """Return whether it is plain that a demand can be satisfied: no distances and seasons, and no two rules that set bounds.

    The periods of one rule do not overlap, and rules without upper bounds do not get into each other's way.
    """
    counts = demand.stretches
    alone = len({stretch.rule.where for stretch in counts}) <= 1
    fits = all(stretch.count.low <= (stretch.last - stretch.first).days + 1 for stretch in counts)
    return not demand.gaps and not demand.seasons and fits and (alone or all(s.count.high is None for s in counts))
