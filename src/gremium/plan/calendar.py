"""Calendar: the meetings of a year, for all bodies of a charter.

First step of planning: each body on its own, on open days, with as few meetings as its rules ask for, evenly spread. Two bodies
meet on one day only where it cannot be avoided, because the same people often sit in both. Everything found is tentative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import count

from attrs import evolve, frozen

from gremium.evaluate.cadence import Demand, GapRule, demands
from gremium.evaluate.scope import Scope
from gremium.model.body import Body
from gremium.model.record import Meeting
from gremium.plan.spacing import Infeasible, Series, choose
from gremium.values.days import OpenDays
from gremium.values.message import message
from gremium.values.text import Text
from gremium.values.verdict import Reason, Verdict


@frozen(kw_only=True)
class PlannedMeeting:
    """A meeting that the plan proposes, with the rules that ask for it. It has a day, and no time: no rule gives one."""

    id: str
    body: str
    name: Text | None = None
    sort: str
    day: date
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class BodyYear:
    """What the year holds for one body: how many meetings the rules ask for, those proposed, those recorded, what is open."""

    body: str
    name: Text | None = None
    verdict: Verdict[tuple[Demand, ...]]
    proposed: tuple[PlannedMeeting, ...] = ()
    recorded: tuple[Meeting, ...] = ()
    impossible: tuple[Reason, ...] = ()


@frozen(kw_only=True)
class Plan:
    """The year of a jurisdiction, body by body in the order of the charter."""

    jurisdiction: str
    year: int
    bodies: tuple[BodyYear, ...]

    @property
    def proposed(self) -> tuple[PlannedMeeting, ...]:
        """All proposed meetings in order of day and body."""
        return tuple(sorted((m for body in self.bodies for m in body.proposed), key=lambda m: (m.day, m.body, m.id)))


def plan_year(
    scope: Scope, year: int, open_days: Callable[[Body], OpenDays], bodies: Iterable[str] | None = None
) -> Plan:
    """Return a plan for a year.

    `open_days` tells for a body on which days it may meet. `bodies` limits the plan (None: every body of the charter for which
    something about its meetings is stated). Raises `Misuse` for an id that the charter does not have.
    """
    wanted = tuple(dict.fromkeys(bodies if bodies is not None else (body.id for body in scope.charter.bodies)))
    taken = {m.day for id_ in wanted for m in _recorded(scope, id_, year) if not m.state.off}
    found = []
    for id_ in wanted:
        body = scope.locate(id_).body
        verdict = demands(scope, id_, year)
        recorded = _recorded(scope, id_, year)
        if bodies is None and not recorded and _nothing_said(verdict):
            continue
        year_of_body = _body_year(body, verdict, recorded, open_days(body), taken)
        taken |= {meeting.day for meeting in year_of_body.proposed}
        found.append(year_of_body)
    return Plan(jurisdiction=scope.charter.id, year=year, bodies=tuple(found))


def _nothing_said(verdict: Verdict[tuple[Demand, ...]]) -> bool:
    """True if a body has no place in a plan: nothing is said about its meetings, or it is over or not yet there."""
    silent = ("reason.no-rule", "reason.unstated", "reason.body-not-in-year")
    return all(reason.said.code in silent for reason in verdict.reasons)


def _recorded(scope: Scope, body: str, year: int) -> tuple[Meeting, ...]:
    meetings = scope.record.meetings_by_body.get(body, ()) if scope.record else ()
    return tuple(meeting for meeting in meetings if meeting.day.year == year)


def _body_year(
    body: Body,
    verdict: Verdict[tuple[Demand, ...]],
    recorded: tuple[Meeting, ...],
    open_days: OpenDays,
    taken: set[date],
) -> BodyYear:
    proposed: list[PlannedMeeting] = []
    impossible: list[Reason] = []
    for demand in verdict.value or ():
        days = _days(demand, open_days, taken | {meeting.day for meeting in proposed})
        if isinstance(days, Infeasible):
            impossible.append(_contradiction(demand, days))
        else:
            proposed += _proposals(body, demand, days, {meeting.id for meeting in recorded})
    return BodyYear(
        body=body.id, name=body.name, verdict=verdict, proposed=tuple(proposed), recorded=recorded, impossible=tuple(impossible)
    )


def _proposals(body: Body, demand: Demand, days: tuple[date, ...], used: AbstractSet[str]) -> list[PlannedMeeting]:
    """Return the meetings on these days.

    Each is numbered by its place in the year, recorded meetings included, so that the others keep their ids when one of them
    is recorded; a number that a recorded meeting has for its id is passed over.
    """
    reasons = tuple(
        Reason(said=message("reason.planned", rule=rule.where), cites=rule.cites, provision=rule.where) for rule in demand.rules
    )
    sort = f"{demand.sort}-" if demand.sort else ""
    order = sorted({*demand.held, *days})
    taken = set(used)
    found = []
    for day in days:
        ids = (f"{body.id}-{demand.year}-{sort}{number}" for number in count(order.index(day) + 1))
        id_ = next(id_ for id_ in ids if id_ not in taken)
        taken.add(id_)
        found.append(PlannedMeeting(id=id_, body=body.id, name=body.name, sort=demand.sort, day=day, reasons=reasons))
    return found


def _contradiction(demand: Demand, found: Infeasible) -> Reason:
    rules = {rule.where: rule for rule in demand.rules}
    because = tuple(
        Reason(said=message("reason.rule", rule=where), cites=rules[where].cites, provision=where) for where in found.labels
    )
    return Reason(said=message("reason.infeasible", body=demand.name or demand.body, year=demand.year), because=because)


def _days(demand: Demand, open_days: OpenDays, taken: set[date]) -> tuple[date, ...] | Infeasible:
    """Return the days for one demand. What is unsure is kept if it can be; days of other bodies are avoided if they can be."""
    found = _chosen(demand, open_days, taken)
    certain = _certain(demand)
    return _chosen(certain, open_days, taken) if isinstance(found, Infeasible) and certain != demand else found


def _certain(demand: Demand) -> Demand:
    """Return what the rules ask for certain."""
    return evolve(
        demand,
        stretches=tuple(stretch for stretch in demand.stretches if stretch.sure),
        gaps=tuple(gap for gap in demand.gaps if gap.sure),
        seasons=tuple(season for season in demand.seasons if season.sure),
    )


def _chosen(demand: Demand, open_days: OpenDays, taken: set[date]) -> tuple[date, ...] | Infeasible:
    """Return days that satisfy all rules of a demand; days of other bodies among them only if there are no others."""
    first = date(demand.year, 1, 1)
    year = [first + timedelta(days=n) for n in range((date(demand.year, 12, 31) - first).days + 1)]
    usable = [day for day in year if open_days.holds(day) and all(season.permits(day) for season in demand.seasons)]
    held = [(day - first).days for day in sorted(set(demand.held))]
    strange = taken.difference(demand.held)
    others = frozenset((day - first).days for day in strange)

    def among(free: list[date]) -> tuple[int, ...] | Infeasible:
        return choose(_series(demand, year, frozenset(free)), [(day - first).days for day in _hull(demand, free)], held, others)

    alone = [day for day in usable if day not in strange]
    found = among(alone)
    found = among(usable) if isinstance(found, Infeasible) and alone != usable else found
    return found if isinstance(found, Infeasible) else tuple(first + timedelta(days=number) for number in found)


def contradiction(demand: Demand) -> Reason | None:
    """Return why no choice of days, were every day of the year open, could satisfy the rules of a demand; None if one could."""
    found = _days(demand, OpenDays(weekdays=frozenset(range(7)), closed={}), set())
    return _contradiction(demand, found) if isinstance(found, Infeasible) else None


def _hull(demand: Demand, free: list[date]) -> list[date]:
    """Return the free days between the first and the last on which any rule asks for a meeting: they are spread over these."""
    asking = [(stretch.first, stretch.last) for stretch in demand.stretches]
    asking += [(rule.first, rule.last) for rule in demand.gaps if rule.gap.longest is not None]
    return [day for day in free if any(first <= day for first, _ in asking) and any(day <= last for _, last in asking)]


def _series(demand: Demand, year: list[date], free: frozenset[date]) -> Series:
    """Turn a demand into bounds on the number of meetings before each day of the year."""
    index: Mapping[date, int] = {day: number for number, day in enumerate(year)}
    bounds = []
    for number, day in enumerate(year):
        held = demand.held.count(day)
        bounds.append((number + 1, number, -held, ""))
        bounds.append((number, number + 1, max(held, 1 if day in free else 0), ""))
    series = Series(length=len(year), bounds=tuple(bounds))
    for stretch in demand.stretches:
        span = index[stretch.first], index[stretch.last]
        series = series.between(*span, stretch.count.low, stretch.count.high, stretch.rule.where)
    for rule in demand.gaps:
        series = _spaced(series, demand, rule, year)
    return series


def _spaced(series: Series, demand: Demand, rule: GapRule, year: list[date]) -> Series:
    """Add the bounds of one gap rule. Without an earlier meeting the rule counts as if the last had been the day before it."""
    gap, label = rule.gap, rule.rule.where
    index: Mapping[date, int] = {day: number for number, day in enumerate(year)}
    inside = [day for day in year if rule.first <= day <= rule.last]
    if gap.shortest is not None:
        for start in [rule.before, *inside] if rule.before is not None else inside:
            begin, end = max(start, rule.first), min(gap.shortest.after(start) - timedelta(days=1), rule.last)
            standing = sum(begin <= day <= end for day in demand.held)
            if begin <= end:
                series = series.between(index[begin], index[end], 0, max(standing, int(start in index)), label)
    if gap.longest is not None:
        before = rule.before or max(rule.first, date.min + timedelta(days=1)) - timedelta(days=1)
        for start in (before, *inside[:-1]):
            begin, end = max(start + timedelta(days=1), rule.first), gap.longest.after(start)
            if rule.first <= end <= rule.last:
                series = series.between(index[begin], index[end], 1, None, label)
    return series
