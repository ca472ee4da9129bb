"""cadence: how many meetings a year asks for, and whether a body has kept its rhythm.

A cadence is no recurrence rule: "two to three times a year" fixes no day. It becomes counts over stretches of days, bounds on the
distance between meetings, and seasons; the floor `plan` finds days for them, `kept` holds recorded meetings against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve, frozen

from gremium.evaluate.effective import Row, Rule, stretches
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import Located, Scope, exists, label, topic, unstated
from gremium.model.provision import Strength
from gremium.norms.cadence import Cadence
from gremium.values.count import Count
from gremium.values.days import Gap, Period, Season
from gremium.values.deadline import Deadline
from gremium.values.message import Message, Parameter, message
from gremium.values.span import Span
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Reason, Verdict, all_of


@frozen(kw_only=True)
class Stretch:
    """Between `first` and `last` (both included) there have to be `count` meetings.

    It is the part of a `period` on which the rule holds, or may hold. `sure` is False where the source does not say whether
    the rule speaks about it: it is not the whole period, or its first or last day is known only roughly.
    """

    first: date
    last: date
    count: Count
    rule: Rule
    period: tuple[date, date]
    sure: bool = True


@frozen(kw_only=True)
class GapRule:
    """Bounds on the distance between consecutive meetings that lie between `first` and `last`.

    `before` is the day of the last meeting of an earlier year, if the rule held then: the first distance counts from it. `sure`
    is False where it is open whether the rule holds.
    """

    first: date
    last: date
    gap: Gap
    rule: Rule
    before: date | None = None
    sure: bool = True


@frozen(kw_only=True)
class SeasonRule:
    """Meetings between `first` and `last` lie in one of the seasons `within` (if there are any) and in none of those `free`."""

    first: date
    last: date
    within: tuple[Season, ...]
    free: tuple[Season, ...]
    rule: Rule
    sure: bool = True

    def permits(self, day: date) -> bool:
        """Return whether a meeting may be on this day, as far as this rule speaks about it."""
        if not self.first <= day <= self.last:
            return True
        inside = not self.within or any(season.holds(day) for season in self.within)
        return inside and not any(season.holds(day) for season in self.free)


@frozen(kw_only=True)
class Demand:
    """What the rules ask of one sort of meetings of a body in a year (sort "": the ordinary meetings).

    `number` is how many meetings the year has to have. `held` are the days of the meetings recorded in the year. `open` says
    what the sources or the record leave open.
    """

    body: str
    name: Text | None = None
    sort: str
    year: int
    number: Count
    stretches: tuple[Stretch, ...]
    gaps: tuple[GapRule, ...] = ()
    seasons: tuple[SeasonRule, ...] = ()
    held: tuple[date, ...] = ()
    rules: tuple[Rule, ...]
    open: tuple[Reason, ...] = ()


@frozen(kw_only=True)
class KeptRow:
    """Whether one rule was kept: how many meetings were counted from `first` to `last`, and how many there have to be."""

    provision: str
    outcome: Outcome
    first: date
    last: date
    counted: int
    needed: str


def meeting_days(scope: Scope, body: str, sort: str) -> tuple[date, ...]:
    """Return the days of the recorded meetings of one sort, in order; one that is off does not count."""
    meetings = scope.record.meetings_by_body.get(body, ()) if scope.record else ()
    return tuple(m.day for m in meetings if not m.state.off and (m.sort or "") == sort)


# ── what a year asks for ─────────────────────────────────────────────────────────────────────────────────────────────


def demands(scope: Scope, body: str, year: int) -> Verdict[tuple[Demand, ...]]:
    """Return what a year asks of a body, one demand for each sort of meetings.

    HOLDS if the rules fix it, OPEN if the sources or the record leave something open (then `value` holds what is fixed, unless
    the readings of a source differ), FAILS if the body does not exist in the year. Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)
    return under_readings(scope, lambda chosen: _demands(chosen, where, year), _what_is_asked)


def demands_on(scope: Scope, body: str, at: date) -> Verdict[tuple[Demand, ...]]:
    """Return what the year of a day asks of a body, as `demands` does for a year."""
    return demands(scope, body, at.year)


def _what_is_asked(value: tuple[Demand, ...] | None) -> object:
    """What has to be equal for two demands to be the same: what they ask for, not the clauses that say so."""
    return value and tuple(
        (
            d.sort,
            d.number,
            tuple((s.first, s.last, s.count, s.sure) for s in d.stretches),
            tuple((g.first, g.last, g.gap, g.sure) for g in d.gaps),
            tuple((s.first, s.last, s.within, s.free, s.sure) for s in d.seasons),
        )
        for d in value
    )


def _demands(scope: Scope, where: Located, year: int) -> Verdict[tuple[Demand, ...]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    body = where.body
    overlap = Span(since=body.span.since).begun(last), Span(until=body.span.until).over(first)
    if body.planned or overlap[0] is Outcome.FAILS or overlap[1] is Outcome.HOLDS:
        said = message("reason.body-planned" if body.planned else "reason.body-not-in-year", body=label(body), year=year)
        return Verdict(outcome=Outcome.FAILS, reasons=(Reason(said=said, cites=body.cites),))
    held = stretches(scope, where, Cadence, first, last)
    if not held:
        code = "reason.unstated" if "cadence" in unstated(where) else "reason.no-rule"
        silent = Reason(said=message(code, topic=topic("cadence"), body=label(body)), cites=body.cites)
        return Verdict(outcome=Outcome.OPEN, reasons=(silent,), missing=(f"{body.id}.cadence",))
    sorts = sorted({rule.norm.meetings or "" for row, _, _ in held for rule in row.rules})
    value = tuple(_demand(scope, where, year, sort, _held(where, held, sort)) for sort in sorts)
    opened = tuple(reason for demand in value for reason in demand.open)
    told = tuple(
        Reason(said=message("reason.cadence", body=label(body), year=year, rule=r.where), cites=r.cites, provision=r.where)
        for demand in value
        for r in demand.rules
    )
    return Verdict(
        outcome=Outcome.OPEN if opened else Outcome.HOLDS,
        reasons=(*told, *opened),
        value=value,
        figures=tuple((f"meetings {d.sort}".strip(), str(d.number)) for d in value),
        missing=tuple(f"{body.id}.cadence" for _ in opened[:1]),
    )


@frozen
class Held:
    """A rule with the days of the year on which it holds for a body; `sure` is False where that is open."""

    rule: Rule
    first: date
    last: date
    sure: bool


def _held(where: Located, found: Iterable[tuple[Row, date, date]], sort: str) -> tuple[Held, ...]:
    """Return the rules about one sort of meetings with their days."""
    return tuple(
        Held(rule, first, last, row.certain and exists(where.body, first) is Outcome.HOLDS)
        for row, first, last in found
        for rule in row.rules
        if (rule.norm.meetings or "") == sort
    )


def _demand(scope: Scope, where: Located, year: int, sort: str, held: tuple[Held, ...]) -> Demand:
    days = meeting_days(scope, where.body.id, sort)
    asked = [item for one in held for item in _asks(scope, where, one, year, days)]
    counts = _joined(item for item in asked if isinstance(item, Stretch))
    opened = [item for item in asked if isinstance(item, Reason)]
    unsure = {one.rule.where: one.rule for one in held if not one.sure}
    opened += [_because("reason.rule-uncertain", rule, body=label(where.body)) for rule in unsure.values()]
    partial = {s.rule.where: s for s in counts if not s.sure}
    opened += [
        _because("reason.part-of-period", s.rule, body=label(where.body), since=s.first.isoformat(), until=s.last.isoformat())
        for s in partial.values()
    ]
    return Demand(
        body=where.body.id,
        name=where.body.name,
        sort=sort,
        year=year,
        number=_number(counts, year),
        stretches=counts,
        gaps=tuple(_gap(one, year, days) for one in held if one.rule.norm.gap),
        seasons=tuple(_seasons(one) for one in held if one.rule.norm.within or one.rule.norm.free),
        held=tuple(day for day in days if day.year == year),
        rules=tuple({one.rule.where: one.rule for one in held}.values()),
        open=tuple(opened),
    )


def _joined(parts: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Join the parts of one period on which a rule holds, or may hold: together they have the number of the period."""
    found: dict[tuple[object, ...], Stretch] = {}
    for part in parts:
        key = (part.rule.where, part.period, part.count)
        found[key] = evolve(part, first=found.get(key, part).first)
    return tuple(found.values())


def _gap(held: Held, year: int, days: tuple[date, ...]) -> GapRule:
    """Return the bounds on distances that a rule sets, counted from the last meeting before if the rule held then, too."""
    rule = held.rule
    earlier = max((day for day in days if day.year < year), default=None)
    since = earlier is not None and held.first == date(year, 1, 1) and rule.provision.span.begun(earlier) is Outcome.HOLDS
    before = earlier if since else None
    return GapRule(first=held.first, last=held.last, gap=rule.norm.gap, rule=rule, before=before, sure=held.sure)


def _seasons(held: Held) -> SeasonRule:
    norm: Cadence = held.rule.norm
    return SeasonRule(first=held.first, last=held.last, within=norm.within, free=norm.free, rule=held.rule, sure=held.sure)


def _asks(scope: Scope, where: Located, held: Held, year: int, days: tuple[date, ...]) -> Iterator[Stretch | Reason]:
    """Turn one rule into counts over stretches of the year, or into what is open about it."""
    norm: Cadence = held.rule.norm
    if norm.times is not None and not norm.times.stated:
        yield _because("reason.times-unstated", held.rule, body=label(where.body))
    elif norm.times is not None and norm.per is not None and norm.per.rolling:
        yield _in_run_of_years(where, held, norm.times, norm.per, year, days)
    elif norm.times is not None and norm.per is not None and norm.per.unit == "term":
        yield from _in_term(scope, where, held, norm.times)
    elif norm.times is not None and norm.per is not None:
        for first, last in periods(norm.per, date(year, 1, 1), date(year, 12, 31)):
            if first <= held.last and last >= held.first:
                yield _stretch(held, first, last, norm.times)
    if norm.first is not None:
        yield from _first_after(scope, where, held, norm.first)


def _stretch(held: Held, first: date, last: date, count: Count) -> Stretch:
    """Return the stretch as far as the rule holds on its days; it is sure if it holds on all of them."""
    return Stretch(
        first=max(first, held.first),
        last=min(last, held.last),
        count=count,
        rule=held.rule,
        period=(first, last),
        sure=held.sure and held.first <= first and last <= held.last,
    )


def periods(period: Period, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Return the calendar periods that lie wholly between two days; weeks count to the year that holds all their days."""
    start, end = period.around(first)
    while end <= last:
        if start >= first:
            yield start, end
        if end == date.max:
            return
        start, end = period.around(end + timedelta(days=1))


def _in_run_of_years(
    where: Located, held: Held, times: Count, period: Period, year: int, days: tuple[date, ...]
) -> Stretch | Reason:
    """Say how many meetings a year needs so that every run of N calendar years has its number, given the years before.

    The years between the first and the last recorded meeting are known; later ones follow from the rule; earlier ones are not
    known. Where what is not known makes a difference, the year is open.
    """
    most = times.high if times.high is not None else max(times.low, 1)
    recorded = Counter(day.year for day in days)
    known = range(min(recorded, default=year), max(recorded, default=year - 1) + 1)
    counted = {y: (recorded[y], recorded[y]) for y in known}

    def before(current: int) -> list[tuple[int, int]]:
        return [counted.get(y, (0, most)) for y in range(current - period.number + 1, current)]

    def asked(run: list[tuple[int, int]]) -> tuple[int, int]:
        low, high = max(0, times.low - sum(h for _, h in run)), max(0, most - sum(lo for lo, _ in run))
        return low, max(low, high)

    for current in range(min(counted, default=year), year):
        counted.setdefault(current, asked(before(current)))
    run = before(year)
    low, high = asked(run)
    if low != high and any(lo != hi for lo, hi in run):
        return _because("reason.year-open", held.rule, body=label(where.body), year=year, period=str(period))
    bound = None if times.high is None else high
    return _stretch(held, date(year, 1, 1), date(year, 12, 31), Count(low, bound))


def _in_term(scope: Scope, where: Located, held: Held, times: Count) -> Iterator[Stretch | Reason]:
    """Count over the term that the named days `term-start` and `term-end` bound; a term ends not with the year."""
    begin, end = (scope.named_day(name) for name in ("term-start", "term-end"))
    if begin is None or end is None or begin.exact is None or end.exact is None:
        yield _because("reason.term-unknown", held.rule, body=label(where.body))
    elif held.first <= begin.exact and end.exact <= held.last:
        yield _stretch(held, begin.exact, end.exact, times)
    elif begin.exact <= held.last and end.exact >= held.first:
        yield _because("reason.term-longer", held.rule, body=label(where.body))


def _first_after(scope: Scope, where: Located, held: Held, deadline: Deadline) -> Iterator[Stretch | Reason]:
    """Ask for one meeting from the event to its deadline, as far as that lies in the stretch of days."""
    event = scope.named_day(deadline.event)
    if event is None or event.exact is None:
        yield _because("reason.day-unknown", held.rule, body=label(where.body), day=deadline.event)
        return
    last = deadline.length.after(event.exact)
    if event.exact <= held.last and last >= held.first:
        yield _stretch(held, event.exact, last, Count(1, None))


def _number(counts: Iterable[Stretch], year: int) -> Count:
    """Return how many meetings the year has to have at least, and how many it may have by the strictest of its rules.

    The least number is the greatest sum over stretches that do not overlap.
    """
    sure = sorted((stretch for stretch in counts if stretch.sure), key=lambda stretch: stretch.last)
    least: list[tuple[date, int]] = [(date.min, 0)]
    for stretch in sure:
        before = max((number for last, number in least if last < stretch.first), default=0)
        least.append((stretch.last, max(least[-1][1], before + stretch.count.low)))
    bounded: dict[str, list[Stretch]] = {}
    for stretch in sure:
        if stretch.count.high is not None:
            bounded.setdefault(stretch.rule.where, []).append(stretch)
    whole = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    highs = (
        sum(stretch.count.high or 0 for stretch in mine)
        for mine in bounded.values()
        if sum((stretch.last - stretch.first).days + 1 for stretch in mine) == whole
    )
    return Count(least[-1][1], min(highs, default=None))


def _because(code: str, rule: Rule, **params: Parameter) -> Reason:
    said: Message = message(code, **params)
    return Reason(said=said, cites=rule.cites, provision=rule.where)


# ── whether it was kept ──────────────────────────────────────────────────────────────────────────────────────────────


def kept(scope: Scope, body: str, at: date) -> Verdict[tuple[KeptRow, ...]]:
    """Return whether a body has kept its cadence in the year of `at`, judged by the meetings recorded up to that day.

    FAILS as soon as a rule is certainly broken, OPEN while it can still be kept (or no meeting is recorded at all), HOLDS once
    it is met. A rule of strength `may` is never broken. Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)
    return under_readings(scope, lambda chosen: _kept(chosen, where, at), _what_was_counted)


def _what_was_counted(value: tuple[KeptRow, ...] | None) -> object:
    """What has to be equal for two judgements to be the same: what was counted and what is needed, not the clauses."""
    return value and tuple((row.outcome, row.first, row.last, row.counted, row.needed) for row in value)


def _kept(scope: Scope, where: Located, at: date) -> Verdict[tuple[KeptRow, ...]]:
    asked = _demands(scope, where, at.year)
    if asked.value is None:
        return Verdict(outcome=asked.outcome, reasons=asked.reasons, missing=asked.missing)
    if scope.record is None or not scope.record.meetings_by_body.get(where.body.id):
        code = "reason.no-record" if scope.record is None else "reason.no-meetings"
        nothing = Reason(said=message(code, position=label(where.body)))
        return Verdict(outcome=Outcome.OPEN, reasons=(nothing,), missing=(f"{where.body.id}.meetings",))
    rows: list[KeptRow] = []
    for demand in asked.value:
        days = tuple(day for day in meeting_days(scope, where.body.id, demand.sort) if day <= at)
        rows += [_count_kept(stretch, days, at) for stretch in demand.stretches if stretch.sure]
        rows += [row for gap in demand.gaps if gap.sure and _binds(gap.rule) for row in _gap_kept(gap, days, at)]
        rows += [row for season in demand.seasons if season.sure and _binds(season.rule) for row in _season_kept(season, days)]
    told = tuple(
        Reason(
            said=message(f"reason.kept-{row.outcome.value}", counted=row.counted, needed=row.needed,
                         since=row.first.isoformat(), until=row.last.isoformat()),
            provision=row.provision,
            cites=next((r.cites for d in asked.value for r in d.rules if r.where == row.provision), ()),
        )
        for row in rows
    )
    opened = tuple(reason for demand in asked.value for reason in demand.open)
    as_needed = Reason(said=message("reason.as-needed", body=label(where.body)), cites=where.body.cites)
    outcome = all_of([row.outcome for row in rows] + [Outcome.OPEN for _ in opened])
    return Verdict(outcome=outcome, reasons=(*told, *opened) or (as_needed,), value=tuple(rows))


def _count_kept(stretch: Stretch, days: tuple[date, ...], at: date) -> KeptRow:
    counted = sum(stretch.first <= day <= stretch.last for day in days)
    count = stretch.count
    if not _binds(stretch.rule):
        outcome = Outcome.HOLDS
    elif count.high is not None and counted > count.high:
        outcome = Outcome.FAILS
    elif at >= stretch.last:
        outcome = Outcome.HOLDS if count.permits(counted) else Outcome.FAILS
    else:
        outcome = Outcome.HOLDS if counted >= count.low and count.high is None else Outcome.OPEN
    return KeptRow(
        provision=stretch.rule.where, outcome=outcome, first=stretch.first, last=stretch.last, counted=counted, needed=str(count)
    )


def _binds(rule: Rule) -> bool:
    """Return whether a rule can be broken at all."""
    return rule.provision.strength is not Strength.MAY


def _gap_kept(rule: GapRule, days: tuple[date, ...], at: date) -> Iterator[KeptRow]:
    """Judge the distances between the meetings of which the rule speaks, and the time since the last of them."""
    gap = rule.gap
    known = [rule.before] if rule.before is not None else []
    meetings = [*known, *(day for day in days if rule.first <= day <= rule.last)]
    for earlier, later in pairwise(meetings):
        close = gap.shortest is not None and later < gap.shortest.after(earlier)
        far = gap.longest is not None and later > gap.longest.after(earlier)
        yield _distance(rule, Outcome.FAILS if close or far else Outcome.HOLDS, earlier, later)
    due = gap.longest.after(meetings[-1]) if meetings and gap.longest is not None else at
    if due < at and due <= rule.last:
        yield _distance(rule, Outcome.FAILS, meetings[-1], at if at <= rule.last else rule.last + timedelta(days=1))


def _distance(rule: GapRule, outcome: Outcome, earlier: date, later: date) -> KeptRow:
    days = (later - earlier).days
    return KeptRow(
        provision=rule.rule.where, outcome=outcome, first=earlier, last=later, counted=days, needed=str(rule.gap)
    )


def _season_kept(rule: SeasonRule, days: tuple[date, ...]) -> Iterator[KeptRow]:
    """Judge each meeting that lies outside its seasons or in a session-free one."""
    for day in days:
        if not rule.permits(day):
            seasons = [season for season in rule.free if season.holds(day)] or rule.within
            needed = ", ".join(str(season) for season in seasons)
            yield KeptRow(provision=rule.rule.where, outcome=Outcome.FAILS, first=day, last=day, counted=1, needed=needed)
