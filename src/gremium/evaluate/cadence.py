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
from gremium.model.record import MeetingState
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

    `sure` is False where the source does not say whether the rule speaks about this stretch: it covers only part of a
    period, or its first or last day is known only roughly.
    """

    first: date
    last: date
    count: Count
    rule: Rule
    sure: bool = True


@frozen(kw_only=True)
class GapRule:
    """Bounds on the distance between consecutive meetings that lie between `first` and `last`."""

    first: date
    last: date
    gap: Gap
    rule: Rule


@frozen(kw_only=True)
class Demand:
    """What the rules ask of one sort of meetings of a body in a year (sort "": the ordinary meetings).

    `number` is how many meetings the year has to have. `held` are the days of the meetings recorded in the year, `before` the
    day of the last one before it. `open` says what the sources or the record leave open.
    """

    body: str
    name: Text | None = None
    sort: str
    year: int
    number: Count
    stretches: tuple[Stretch, ...]
    gaps: tuple[GapRule, ...] = ()
    within: tuple[Season, ...] = ()
    free: tuple[Season, ...] = ()
    held: tuple[date, ...] = ()
    before: date | None = None
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
    """Return the days of the recorded meetings of one sort, in order; cancelled ones do not count."""
    meetings = scope.record.meetings_by_body.get(body, ()) if scope.record else ()
    return tuple(m.day for m in meetings if m.state is not MeetingState.CANCELLED and (m.sort or "") == sort)


# ── what a year asks for ─────────────────────────────────────────────────────────────────────────────────────────────


def demands(scope: Scope, body: str, year: int) -> Verdict[tuple[Demand, ...]]:
    """Return what a year asks of a body, one demand for each sort of meetings.

    HOLDS if the rules fix it, OPEN if the sources or the record leave something open (then `value` holds what is fixed, unless
    the readings of a source differ), FAILS if the body does not exist in the year. Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)
    return under_readings(scope, lambda chosen: _demands(chosen, where, year), _what_is_asked)


def _what_is_asked(value: tuple[Demand, ...] | None) -> object:
    """What has to be equal for two demands to be the same: what they ask for, not the clauses that say so."""
    return value and tuple(
        (d.sort, d.number, tuple((s.first, s.last, s.count, s.sure) for s in d.stretches), d.within, d.free) for d in value
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
    sorts = sorted({row.rule.norm.meetings or "" for row, _, _ in held})
    value = tuple(_demand(scope, where, year, sort, held) for sort in sorts)
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


Held = tuple[tuple[Row, date, date], ...]


def _demand(scope: Scope, where: Located, year: int, sort: str, held: Held) -> Demand:
    first, last = date(year, 1, 1), date(year, 12, 31)
    mine = tuple((row, rule, a, b) for row, a, b in held for rule in row.rules if (rule.norm.meetings or "") == sort)
    days = meeting_days(scope, where.body.id, sort)
    counts: list[Stretch] = []
    opened: list[Reason] = []
    for row, rule, since, until in mine:
        sure = row.certain and exists(where.body, since) is Outcome.HOLDS
        for item in _asks(scope, where, rule, year, since, until, days):
            if isinstance(item, Reason):
                opened.append(item)
            else:
                counts.append(item if sure else evolve(item, sure=False))
        if not sure:
            opened.append(_because("reason.rule-uncertain", rule, body=label(where.body)))
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
        number=_number(counts, first, last),
        stretches=tuple(counts),
        gaps=tuple(GapRule(first=a, last=b, gap=r.norm.gap, rule=r) for _, r, a, b in mine if r.norm.gap),
        within=tuple(season for _, rule, _, _ in mine for season in rule.norm.within),
        free=tuple(season for _, rule, _, _ in mine for season in rule.norm.free),
        held=tuple(day for day in days if day.year == year),
        before=max((day for day in days if day < first), default=None),
        rules=tuple(dict.fromkeys(rule for _, rule, _, _ in mine)),
        open=tuple(opened),
    )


def _asks(
    scope: Scope, where: Located, rule: Rule, year: int, since: date, until: date, days: tuple[date, ...]
) -> Iterator[Stretch | Reason]:
    """Turn one rule into counts over stretches of the year, or into what is open about it."""
    norm: Cadence = rule.norm
    if norm.times is not None and not norm.times.stated:
        yield _because("reason.times-unstated", rule, body=label(where.body))
    elif norm.times is not None and norm.per is not None and norm.per.rolling:
        yield _in_run_of_years(where, rule, norm.times, norm.per, year, days)
    elif norm.times is not None and norm.per is not None and norm.per.unit == "term":
        yield from _in_term(scope, where, rule, norm.times, since, until)
    elif norm.times is not None and norm.per is not None:
        for first, last in periods(norm.per, date(year, 1, 1), date(year, 12, 31)):
            if first <= until and last >= since:
                whole = since <= first and last <= until
                yield Stretch(first=max(first, since), last=min(last, until), count=norm.times, rule=rule, sure=whole)
    if norm.first is not None:
        yield from _first_after(scope, where, rule, norm.first, since, until)


def periods(period: Period, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Return the calendar periods that lie wholly between two days; weeks count to the year that holds all their days."""
    start, end = period.around(first)
    while end <= last:
        if start >= first:
            yield start, end
        start, end = period.around(end + timedelta(days=1))


def _in_run_of_years(where: Located, rule: Rule, times: Count, period: Period, year: int, days: tuple[date, ...]) -> Stretch | Reason:
    """Say how many meetings a year needs so that every run of N calendar years has its number, given the years before.

    The years between the first and the last recorded meeting are known; later ones follow from the rule; earlier ones are not
    known. Where what is not known makes a difference, the year is open.
    """
    most = times.high if times.high is not None else max(times.low, 1)
    counted = {known: (n, n) for known, n in sorted(Counter(day.year for day in days if day.year < year).items())}
    if counted:
        counted |= {y: (0, 0) for y in range(min(counted), max(counted)) if y not in counted}

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
        return _because("reason.year-open", rule, body=label(where.body), year=year, period=str(period))
    bound = None if times.high is None else high
    return Stretch(first=date(year, 1, 1), last=date(year, 12, 31), count=Count(low, bound), rule=rule)


def _in_term(scope: Scope, where: Located, rule: Rule, times: Count, since: date, until: date) -> Iterator[Stretch | Reason]:
    """Count over the term that the named days `term-start` and `term-end` bound; a term ends not with the year."""
    begin, end = (scope.named_day(name) for name in ("term-start", "term-end"))
    if begin is None or end is None or begin.exact is None or end.exact is None:
        yield _because("reason.term-unknown", rule, body=label(where.body))
    elif begin.exact <= until and end.exact >= since:
        whole = since <= begin.exact and end.exact <= until
        if whole:
            yield Stretch(first=begin.exact, last=end.exact, count=times, rule=rule)
        else:
            yield _because("reason.term-longer", rule, body=label(where.body))


def _first_after(
    scope: Scope, where: Located, rule: Rule, deadline: Deadline, since: date, until: date
) -> Iterator[Stretch | Reason]:
    """Ask for one meeting from the event to its deadline, as far as that lies in the stretch of days."""
    event = scope.named_day(deadline.event)
    if event is None or event.exact is None:
        yield _because("reason.day-unknown", rule, body=label(where.body), day=deadline.event)
        return
    last = deadline.length.after(event.exact)
    if since <= event.exact and last <= until:
        yield Stretch(first=event.exact, last=last, count=Count(1, None), rule=rule)
    elif event.exact <= until and last >= since:
        yield Stretch(first=max(event.exact, since), last=min(last, until), count=Count(1, None), rule=rule, sure=False)


def _number(counts: Iterable[Stretch], first: date, last: date) -> Count:
    """Return how many meetings the year has to have by the strictest of its rules."""
    by_rule: dict[str, list[Stretch]] = {}
    for stretch in counts:
        by_rule.setdefault(stretch.rule.where, []).append(stretch)
    low, highs = 0, []
    for mine in by_rule.values():
        low = max(low, sum(s.count.low for s in mine if s.sure))
        days = sum((s.last - s.first).days + 1 for s in mine)
        if days >= (last - first).days + 1 and all(s.count.high is not None and s.sure for s in mine):
            highs.append(sum(s.count.high or 0 for s in mine))
    return Count(low, min(highs, default=None))


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
    return under_readings(scope, lambda chosen: _kept(chosen, where, at))


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
        rows += [row for gap in demand.gaps for row in _gap_kept(gap, days, at)]
        rows += _season_kept(demand, days)
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
    if stretch.rule.provision.strength is Strength.MAY:
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


def _gap_kept(rule: GapRule, days: tuple[date, ...], at: date) -> Iterator[KeptRow]:
    """Judge each pair of consecutive meetings of which the later lies in the stretch, and the time since the last one."""
    gap = rule.gap
    for earlier, later in pairwise(days):
        if rule.first <= later <= rule.last:
            close = gap.shortest is not None and later < gap.shortest.after(earlier)
            far = gap.longest is not None and later > gap.longest.after(earlier)
            outcome = Outcome.FAILS if close or far else Outcome.HOLDS
            yield KeptRow(
                provision=rule.rule.where, outcome=outcome, first=earlier, last=later,
                counted=(later - earlier).days, needed=str(gap),
            )
    if days and gap.longest is not None and days[-1] < rule.last and min(at, rule.last) > gap.longest.after(days[-1]):
        yield KeptRow(
            provision=rule.rule.where, outcome=Outcome.FAILS, first=days[-1], last=at,
            counted=(at - days[-1]).days, needed=str(gap),
        )


def _season_kept(demand: Demand, days: tuple[date, ...]) -> Iterator[KeptRow]:
    """Judge each meeting of the year that lies outside its seasons or in a session-free one."""
    for day in days:
        for rule in demand.rules:
            norm: Cadence = rule.norm
            outside = bool(norm.within) and not any(season.holds(day) for season in norm.within)
            closed = any(season.holds(day) for season in norm.free)
            if day.year == demand.year and (outside or closed):
                seasons = ", ".join(str(season) for season in (norm.within if outside else norm.free))
                yield KeptRow(provision=rule.where, outcome=Outcome.FAILS, first=day, last=day, counted=1, needed=seasons)
