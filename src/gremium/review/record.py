"""All checks of a record under its charter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from gremium.evaluate.cadence import kept
from gremium.evaluate.effective import effective
from gremium.evaluate.holdings import spans
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope, bodies_at, exists, positions_of
from gremium.evaluate.seats import Roster, roster
from gremium.model.body import Body, Kind
from gremium.model.record import DayNamed, Event, Holding, Meeting, MeetingState, Party, Record, Void
from gremium.norms.seats import Seats
from gremium.values.count import Count, in_words
from gremium.values.filling import Holder, Whole
from gremium.values.finding import Finding, Severity, finding, in_order
from gremium.values.message import Parameter
from gremium.values.phrases import did_you_mean
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome

Numbered = tuple[tuple[Event, int], ...]


def review(scope: Scope) -> tuple[Finding, ...]:
    """Return the findings about the record in `scope` under its charter, in order of their place; nothing without a record."""
    record = scope.record
    if record is None:
        return ()
    numbered = tuple((event, index) for index, event in enumerate(record.events))
    found = [*_ids(numbered), *_parties(numbered), *_places(scope, numbered), *_spans(numbered)]
    if not any(one.severity is Severity.ERROR for one in found):
        standing = {id(event) for event in record.standing}
        valid = tuple((event, index) for event, index in numbered if id(event) in standing)
        found += [*_holders(scope, record, valid), *_seats(scope, valid), *_cadences(scope, valid)]
    return in_order(found)


def _ids(numbered: Numbered) -> Iterator[Finding]:
    """Ids are unique, and only what exists is voided."""
    ids = Counter(e.id for e, _ in numbered if not isinstance(e, Void | DayNamed) and e.id is not None)
    for event, index in numbered:
        if isinstance(event, Void):
            if event.voids not in ids:
                yield finding("void-unknown", ("events", index, "voids"), id=event.voids, hint=did_you_mean(event.voids, ids))
        elif not isinstance(event, DayNamed) and event.id is not None and ids[event.id] > 1:
            yield finding("duplicate-id", ("events", index, "id"), id=event.id)


def _parties(numbered: Numbered) -> Iterator[Finding]:
    """Every party that holds something is recorded, and every holding has a party unless the position is vacant."""
    known = {event.id for event, _ in numbered if isinstance(event, Party)}
    for event, index in numbered:
        if not isinstance(event, Holding):
            continue
        if event.party is None and not event.vacant:
            yield finding("missing-key", ("events", index), key="party")
        elif event.party is not None and event.party not in known:
            hint = did_you_mean(event.party, known)
            yield finding("unknown-party", ("events", index, "party"), party=event.party, hint=hint)


def _places(scope: Scope, numbered: Numbered) -> Iterator[Finding]:
    """Every position and body that a fact names is one of the charter."""
    charter = scope.charter
    for event, index in numbered:
        if isinstance(event, Meeting):
            body = charter.body_by_id.get(event.body)
            if body is None:
                hint = did_you_mean(event.body, charter.body_by_id)
                yield finding("unknown-body", ("events", index, "body"), body=event.body, hint=hint)
            elif exists(body, event.day) is Outcome.FAILS and event.state is not MeetingState.CANCELLED:
                yield finding("body-not-existing", ("events", index, "at"), body=event.body, day=event.day.isoformat())
        elif isinstance(event, Holding):
            yield from _position(scope, event.position, index)


def _position(scope: Scope, ref: Ref, index: int) -> Iterator[Finding]:
    path = ("events", index, "position")
    where = scope.jurisdiction(ref.jurisdiction)
    if where is None:
        yield finding("unloaded-jurisdiction", path, jurisdiction=str(ref.jurisdiction), reference=str(ref))
        return
    body = where.body_by_id.get(ref.target)
    if body is None or ref.every or ref.position is None:
        known = {f"{ref.position or 'chair'}@{id_}" for id_ in where.body_by_id}
        yield finding("dangling-reference", path, reference=str(ref), hint=did_you_mean(str(ref), known))
    elif ref.position not in positions_of(Located(charter=where, body=body)):
        known = {f"{position}@{body.id}" for position in positions_of(Located(charter=where, body=body))}
        yield finding("dangling-reference", path, reference=str(ref), hint=did_you_mean(str(ref), known))


def _spans(numbered: Numbered) -> Iterator[Finding]:
    """Every holding has a day on which it began or ended, and it does not end before it begins."""
    for event, index in numbered:
        if not isinstance(event, Holding):
            continue
        since, until = event.since, event.until
        if since is None and until is None:
            yield finding("missing-key", ("events", index), key="since")
        elif since and until and since.earliest and until.latest and until.latest < since.earliest:
            yield finding("span-reversed", ("events", index, "until"), since=str(since), until=str(until))


def _holders(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """No office has two holders from the same day, no end lacks its beginning, nobody is put into an ex officio seat by hand."""
    index_of = {id(event): index for event, index in numbered}
    loaded = [pair for pair in record.holdings_by_position.items() if scope.jurisdiction(pair[0].jurisdiction) is not None]
    for position, events in sorted(loaded, key=lambda pair: str(pair[0])):
        begun = spans(record, position)
        starts = Counter(str(holding.since) for holding in begun)
        group = _group(scope, position, begun[0].since.earliest if begun and begun[0].since else None)
        single = group is None or (isinstance(group.number, Count) and group.number.high == 1)
        for event in events:
            path = ("events", index_of[id(event)])
            if group is not None and isinstance(group.filling, Holder | Whole):
                yield finding("derived-seat", (*path, "position"), position=str(position))
            elif single and event.since is not None and starts[str(event.since)] > 1:
                yield finding("two-holders", (*path, "since"), position=str(position), since=str(event.since))
            if event.since is None and not any(h.party == event.party and h.until == event.until for h in begun):
                yield finding("holding-without-start", path, position=str(position), party=str(event.party))


def _group(scope: Scope, position: Ref, day: date | None) -> Seats | None:
    """Return the seat group that a position is, on the day when it was first held; None for a plain office."""
    charter = scope.jurisdiction(position.jurisdiction) or scope.charter
    where = Located(charter=charter, body=charter.body_by_id[position.target])
    answers = worlds(scope, lambda chosen: effective(chosen, where, Seats, day or date(2000, 1, 1)))
    rows = (row for _, found in answers for row in found if row.slot == position.position)
    row = next(rows, None)
    norm: Seats | None = row.rule.norm if row else None
    return norm


def _seats(scope: Scope, numbered: Numbered) -> Iterator[Finding]:
    """On every day on which a holding begins, nobody sits twice in one body and no group has more holders than seats."""
    for body in scope.charter.bodies:
        reach = _reach(scope, Located(charter=scope.charter, body=body))
        holdings = [(event, index) for event, index in numbered if isinstance(event, Holding) and event.since]
        begun = [(h, index) for h, index in holdings if (h.position.jurisdiction, h.position.target) in reach]
        told: set[tuple[str, Parameter]] = set()
        for day in sorted({h.since.latest for h, _ in begun if h.since and h.since.latest}):
            verdict = roster(scope, body.id, day)
            for found in _overfull(verdict.value, begun, day) if verdict.value else ():
                subject = (found.code, dict(found.params)["group" if found.code == "too-many-holders" else "party"])
                if subject not in told:
                    told.add(subject)
                    yield found


def _reach(scope: Scope, here: Located) -> frozenset[tuple[str | None, str]]:
    """Return the bodies in whose positions a change can change who sits here, as a record names them: (jurisdiction, body)."""
    reached: dict[tuple[str | None, str], Located] = {}
    waiting = [here]
    while waiting:
        where = waiting.pop()
        foreign = None if where.charter.id == scope.charter.id else where.charter.id
        if (foreign, where.body.id) in reached:
            continue
        reached[(foreign, where.body.id)] = where
        owners: tuple[Body | Kind, ...] = (where.body, *where.charter.kinds_of(where.body))
        fillings = [p.norm.filling for owner in owners for p in owner.provisions if isinstance(p.norm, Seats)]
        refs = [ref for f in fillings for ref in (f.of if isinstance(f, Holder) else (f.body,) if isinstance(f, Whole) else ())]
        waiting += [target for ref in refs if not ref.bare for target in bodies_at(scope, where, ref)]
        heirs = [body for body in where.charter.bodies if body.succeeds == where.body.id]
        waiting += [Located(charter=where.charter, body=body) for body in heirs]
    return frozenset(reached)


def _overfull(value: Roster, begun: list[tuple[Holding, int]], day: date) -> Iterator[Finding]:
    """Yield the groups with more holders than seats, and the persons with more than one seat, at the fact that makes it so."""
    seats: dict[str, list[str]] = defaultdict(list)
    for group in value.groups:
        held = [seat.holder for seat in group.seats if seat.holder is not None]
        for holder in held:
            seats[holder].append(group.id)
        if group.number.high is not None and len(held) > group.number.high:
            yield finding(
                "too-many-holders",
                ("events", _latest(begun, day, held)),
                group=f"{group.id}@{value.body}",
                held=len(held),
                day=day.isoformat(),
                seats=in_words(group.number),
                provision=group.provision,
            )
    for party, groups in sorted(seats.items()):
        if len(groups) > 1:
            where = ("events", _latest(begun, day, [party]))
            yield finding("double-seat", where, party=party, body=value.body, seats=", ".join(groups), day=day.isoformat())


def _latest(begun: list[tuple[Holding, int]], day: date, parties: list[str]) -> int:
    """Return the index of the event by which one of the parties last began to hold something by that day."""
    return max(
        (holding.since.latest, index)
        for holding, index in begun
        if holding.party in parties and holding.since and holding.since.latest and holding.since.latest <= day
    )[1]


def _cadences(scope: Scope, numbered: Numbered) -> Iterator[Finding]:
    """In every year with meetings up to the last recorded one, the cadence of a body was kept; said once, at its last meeting."""
    for body in scope.charter.bodies:
        meetings = [(event, index) for event, index in numbered if isinstance(event, Meeting) and event.body == body.id]
        held = [(meeting, index) for meeting, index in meetings if meeting.state is MeetingState.HELD]
        last = max((meeting.day for meeting, _ in held), default=None)
        for year in sorted({meeting.day.year for meeting, _ in held}):
            verdict = kept(scope, body.id, min(date(year, 12, 31), last or date.max))
            index = max(index for meeting, index in held if meeting.day.year == year)
            for row in verdict.value or ():
                if row.outcome is Outcome.FAILS:
                    yield finding(
                        "cadence-broken",
                        ("events", index),
                        body=body.id,
                        provision=row.provision,
                        counted=row.counted,
                        needed=row.needed,
                        since=row.first.isoformat(),
                        until=row.last.isoformat(),
                    )
