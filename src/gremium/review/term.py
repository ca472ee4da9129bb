"""Terms in a record: nobody stays beyond the term, serves more terms than allowed, or keeps a seat that absence has cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from attrs import evolve

from gremium.evaluate.condition import positions
from gremium.evaluate.holdings import spans
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.evaluate.tenure import Merged, end_of, has_terms, rules_for
from gremium.evaluate.term import term_of
from gremium.model.record import Absence, Event, Founded, Holding, Meeting, MeetingState, Period, Record, Resolution, Size
from gremium.norms.term import Limit
from gremium.review.events import Numbered, group_of, single
from gremium.values.days import Day
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.ref import Ref


def check(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Yield the holdings that the rules about terms do not allow."""
    held = [(event, index) for event, index in numbered if isinstance(event, Holding)]
    last = _last_day(numbered)
    for position in sorted(record.holdings_by_position, key=str):
        charter = scope.jurisdiction(position.jurisdiction)
        body = charter.body_by_id.get(position.target) if charter is not None else None
        if charter is None or body is None or not has_terms(Located(charter=charter, body=body)):
            continue
        where = Located(charter=charter, body=body)
        for told, holding in zip(spans(record, position), _closed(scope, record, position), strict=True):
            if holding.since is not None and holding.since.exact is not None and not holding.vacant:
                index = _index(held, holding)
                step = partial(_of_one, record=record, where=where, position=position, told=told, holding=holding)
                yield from _under_every_reading(scope, partial(step, day=holding.since.exact, index=index, last=last))
    yield from _lost(scope, record, numbered, last)


def _under_every_reading(scope: Scope, step: Callable[[Scope], tuple[Finding, ...]]) -> Iterator[Finding]:
    """Yield what is wrong however the sources are read."""
    first, *others = (found for _, found in worlds(scope, step))
    rest = [{(one.code, one.place) for one in found} for found in others]
    yield from (one for one in first if all((one.code, one.place) in found for found in rest))


def _of_one(
    scope: Scope,
    *,
    record: Record,
    where: Located,
    position: Ref,
    told: Holding,
    holding: Holding,
    day: date,
    index: int,
    last: date,
) -> tuple[Finding, ...]:
    """Return what is wrong with one holding, as it was told and with the end that a successor gives it."""
    rules = rules_for(scope, where, str(position.position), day)
    goes_on = told.until is not None or holding.until is None
    exceeded = _exceeded(scope, where, rules, position, told, index, last) if rules and goes_on else ()
    return (*exceeded, *_limits(scope, record, where, rules, position, holding, index, last))


def _closed(scope: Scope, record: Record, position: Ref) -> tuple[Holding, ...]:
    """Return the holdings of a position; in an office whoever comes later takes the place of the one before, and so ends it."""
    found = spans(record, position)
    if scope.jurisdiction(position.jurisdiction) is None or not single(group_of(scope, position, found)):
        return found
    return tuple(_ended(one, found[number + 1 :]) for number, one in enumerate(found))


def _ended(holding: Holding, following: tuple[Holding, ...]) -> Holding:
    """Return a holding with the day before the next one of the same seat as its end, if no earlier end is known."""
    since = next((one.since for one in following if one.of == holding.of), None)
    first, last = (since.earliest, since.latest) if since is not None else (None, None)
    if first is None or last is None or first == date.min:
        return holding
    if holding.until is not None and holding.until.latest is not None and holding.until.latest < first:
        return holding
    return evolve(holding, until=Day(first - timedelta(days=1), last - timedelta(days=1)))


def _last_day(numbered: Numbered) -> date:
    """Return the last day of which the record tells that something happened: until then it should tell who sits where.

    What is only planned or foreseen does not count: meetings to come, and the last days of terms.
    """
    days = [day for event, _ in numbered for day in _days(event)]
    return max(days, default=date.min)


def _days(event: Event) -> Iterator[date]:
    match event:
        case Meeting():
            yield from (event.day,) if event.state is MeetingState.HELD else ()
        case Absence():
            yield event.at
        case Resolution():
            yield from _exact(event.at)
        case Holding() | Size() | Founded() | Period():
            yield from _exact(event.since)
        case _:
            return


def _exact(day: Day | None) -> Iterator[date]:
    if day is not None and day.exact is not None:
        yield day.exact


def _index(held: list[tuple[Holding, int]], holding: Holding) -> int:
    """Return the number of the event that began a holding, whose end may have been told by another."""
    wanted = (holding.party, holding.position, holding.since)
    return next(index for event, index in held if (event.party, event.position, event.since) == wanted)


def _exceeded(
    scope: Scope, where: Located, rules: Merged, position: Ref, holding: Holding, index: int, last: date
) -> Iterator[Finding]:
    """Yield a holding that goes on after the term: by its recorded end, or because the record goes on and tells no end.

    Where a successor has come, nobody says that the one before stayed until then.
    """
    end = end_of(scope, where, rules, holding.since) if holding.since is not None else None
    if end is None or end.day is None or end.day.latest is None or end.holdover or not end.certain:
        return
    recorded = holding.until.earliest if holding.until is not None else last
    if recorded is not None and recorded > end.day.latest:
        yield finding(
            "term-exceeded",
            ("events", index, "until" if holding.until is not None else "since"),
            party=str(holding.party),
            position=str(position),
            end=str(end.day),
            provision=end.rule.where,
        )


def _limits(
    scope: Scope, record: Record, where: Located, rules: Merged, position: Ref, holding: Holding, index: int, last: date
) -> Iterator[Finding]:
    """Yield a holding that is one more, or longer, than the rules allow the same person."""
    aspect = rules.get("limits")
    for limit in aspect.value if aspect is not None else ():
        over = tuple(p for ref in limit.over for p in positions(scope, where, ref)) or (position,)
        if position not in over or aspect is None:
            continue
        served = sorted(
            (h for p in over for h in _closed(scope, record, p) if h.party == holding.party),
            key=lambda h: h.since.sort_key if h.since else (date.min, date.min),
        )
        row = _served(limit, served, holding)
        if limit.length is not None and _days_served(row, last) > limit.length.longest_days:
            length = limit.length
            yield finding(
                "time-limit",
                ("events", index, "since"),
                party=str(holding.party),
                position=str(position),
                most=message(f"length.{length.unit}{'' if length.number == 1 else 's'}", n=length.number),
                provision=aspect.rule_of(limit).where,
            )
        number = len(row)
        if limit.terms is not None and number > limit.terms:
            yield finding(
                "term-limit",
                ("events", index, "since"),
                party=str(holding.party),
                position=str(position),
                held=number,
                most=limit.terms,
                provision=aspect.rule_of(limit).where,
            )


def _served(limit: Limit, served: list[Holding], until: Holding) -> list[Holding]:
    """Return the terms up to a holding that count together; where only terms in a row count, a break begins anew."""
    row: list[Holding] = []
    for holding in served[: served.index(until) + 1]:
        if limit.consecutive and row and _break(limit, row[-1], holding):
            row = []
        row.append(holding)
    return row


def _days_served(row: list[Holding], last: date) -> int:
    """Return on how many days somebody has certainly served in these terms, as far as the record goes."""
    days = 0
    for holding in row:
        start = holding.since.latest if holding.since is not None else None
        end = holding.until.earliest if holding.until is not None else last
        days += max(0, (end - start).days + 1) if start is not None and end is not None else 0
    return days


def _break(limit: Limit, before: Holding, after: Holding) -> bool:
    """Return whether there is a break between two holdings that ends the row: a day, or as long as the rule says."""
    end = before.until.latest if before.until is not None else None
    start = after.since.earliest if after.since is not None else None
    if end is None or start is None:
        return False
    free = end + timedelta(days=1)
    return start > free if limit.pause is None else start >= limit.pause.after(free)


def _lost(scope: Scope, record: Record, numbered: Numbered, last: date) -> Iterator[Finding]:
    """Yield those who still hold a seat that they have lost by absence."""
    if not record.absences_by_party:
        return
    for body in scope.charter.bodies:
        where = Located(charter=scope.charter, body=body)
        value = term_of(scope, where, last).value if has_terms(where) else None
        for one in value.lost if value is not None else ():
            absences = ((e, i) for e, i in numbered if isinstance(e, Absence) and (e.party, e.body) == (one.holder, body.id))
            index = next(index for event, index in absences if event.at == one.on)
            yield finding(
                "seat-lost",
                ("events", index),
                party=one.holder,
                position=f"{one.group}@{body.id}",
                day=one.on.isoformat(),
                provision=one.rule.where,
            )
