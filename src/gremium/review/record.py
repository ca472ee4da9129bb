"""All checks of a record under its charter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from gremium.evaluate.cadence import kept
from gremium.evaluate.facts import unit_ref
from gremium.evaluate.holdings import spans
from gremium.evaluate.scope import Located, Scope, bodies_at, exists, positions_of
from gremium.evaluate.seats import Roster, roster_of, twice_rule
from gremium.model.body import Body
from gremium.model.record import (
    Absence,
    DayNamed,
    Founded,
    Holding,
    Meeting,
    MeetingState,
    Party,
    Period,
    Record,
    Resolution,
    Size,
    Void,
)
from gremium.norms.seats import Seats
from gremium.review import (
    composition,
    delegation,
    deliveries,
    disclosure,
    elections,
    meetings,
    proposals,
    shares,
    substitutes,
    term,
)
from gremium.review.events import Begun, Numbered, group_of, latest, single
from gremium.values.count import in_words
from gremium.values.filling import Holder, Whole
from gremium.values.finding import Finding, Severity, finding, in_order
from gremium.values.message import Parameter
from gremium.values.phrases import did_you_mean
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome


def review(scope: Scope) -> tuple[Finding, ...]:
    """Return the findings about the record in `scope` under its charter, in order of their place; nothing without a record."""
    record = scope.record
    if record is None:
        return ()
    numbered = tuple((event, index) for index, event in enumerate(record.events))
    found = [*_ids(numbered), *_parties(scope, numbered), *_places(scope, numbered), *_spans(numbered)]
    found += disclosure.check(record, numbered)
    standing = {id(event) for event in record.standing}
    valid = tuple((event, index) for event, index in numbered if id(event) in standing)
    found += meetings.references(scope, record, valid)
    found += deliveries.references(scope, record, valid)
    found += proposals.references(scope, record, valid)
    if not any(one.severity is Severity.ERROR for one in found):
        found += [*_holders(scope, record, valid), *_seats(scope, valid)]
        found += [*term.check(scope, record, valid), *_cadences(scope, valid), *meetings.check(scope, record, valid)]
        found += [*elections.check(scope, record, valid), *shares.check(scope, record, valid)]
        found += deliveries.check(scope, valid)
        found += proposals.check(scope, record, valid)
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


def _parties(scope: Scope, numbered: Numbered) -> Iterator[Finding]:
    """Every party of which a fact speaks is recorded, and every holding has a party unless the position is vacant."""
    known = {event.id for event, _ in numbered if isinstance(event, Party)}
    told = {*known, *scope.charter.party_by_id}  # what is told of meetings may name organisations of the charter, too
    for event, index in numbered:
        if isinstance(event, Holding) and event.party is None and not event.vacant:
            yield finding("missing-key", ("events", index), key="party")
        for key in ("party", "stands_in_for"):
            party = getattr(event, key, None)
            if party is not None and party not in known:
                hint = did_you_mean(party, known)
                yield finding("unknown-party", ("events", index, key), party=party, hint=hint)
        for party, keys in (*meetings.people(event), *proposals.people(event)):
            if party not in told:
                yield finding("unknown-party", ("events", index, *keys), party=party, hint=did_you_mean(party, told))


def _places(scope: Scope, numbered: Numbered) -> Iterator[Finding]:
    """Every position, body and organisation that a fact names is one of the charter, or one that the record has told of."""
    for event, index in numbered:
        if isinstance(event, Meeting | Resolution | Period | Absence):
            ref = unit_ref(event.body)
            home = scope.jurisdiction(ref.jurisdiction)
            body = home.body_by_id.get(ref.target) if home is not None else None
            if home is None:
                where = str(ref.jurisdiction)
                yield finding("unloaded-jurisdiction", ("events", index, "body"), jurisdiction=where, reference=event.body)
            elif body is None:
                hint = did_you_mean(ref.target, home.body_by_id)
                yield finding("unknown-body", ("events", index, "body"), body=event.body, hint=hint)
            elif isinstance(event, Meeting) and _nowhere(body, event):
                yield finding("body-not-existing", ("events", index, "at"), body=event.body, day=event.day.isoformat())
        elif isinstance(event, Holding):
            yield from _position(scope, event.position, ("events", index, "position"))
            if event.of is not None:
                yield from _unit(scope, unit_ref(event.of), event.of, index)
        elif isinstance(event, Size):
            if event.of.position is not None:
                yield from _position(scope, event.of, ("events", index, "of"))
            else:
                yield from _unit(scope, event.of, str(event.of), index)


def _nowhere(body: Body, meeting: Meeting) -> bool:
    """Return whether a meeting that is not off is one of a body that does not exist on its day."""
    return not meeting.state.off and exists(body, meeting.day) is Outcome.FAILS


def _unit(scope: Scope, ref: Ref, name: str, index: int) -> Iterator[Finding]:
    """Check the name of a body or organisation, or of the jurisdiction itself."""
    charter = scope.jurisdiction(ref.jurisdiction)
    parties = {**scope.charter.party_by_id, **(scope.record.party_by_id if scope.record else {})}
    if charter is None:
        path = ("events", index, "of")
        yield finding("unloaded-jurisdiction", path, jurisdiction=str(ref.jurisdiction), reference=name)
    elif ref.target not in charter.body_by_id and ref.target not in parties and ref.target not in ("", charter.id):
        hint = did_you_mean(ref.target, {*charter.body_by_id, *parties})
        yield finding("dangling-reference", ("events", index, "of"), reference=name, hint=hint)


def _position(scope: Scope, ref: Ref, path: tuple[str | int, ...]) -> Iterator[Finding]:
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
    """Every holding has a day on which it began or ended, and nothing ends before it begins."""
    for event, index in numbered:
        if not isinstance(event, Holding | Period | Founded):
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
        starts = Counter((str(holding.since), holding.of) for holding in begun)
        group = group_of(scope, position, begun)
        for event in events:
            path = ("events", index_of[id(event)])
            if group is not None and isinstance(group.filling, Holder | Whole):
                yield finding("derived-seat", (*path, "position"), position=str(position))
            elif single(group) and event.since is not None and starts[(str(event.since), event.of)] > 1:
                yield finding("two-holders", (*path, "since"), position=str(position), since=str(event.since))
            if event.since is None and not any(h.party == event.party and h.until == event.until for h in begun):
                yield finding("holding-without-start", path, position=str(position), party=str(event.party))


def _seats(scope: Scope, numbered: Numbered) -> Iterator[Finding]:
    """On every day on which the members of a body change, hold its roster against the rules; say each thing once."""
    told: set[tuple[str, Parameter, Parameter]] = set()
    for where in _bodies(scope, numbered):
        reach = _reach(scope, where)
        begun = [
            (event, index)
            for event, index in numbered
            if isinstance(event, Holding) and event.since and (event.position.jurisdiction, event.position.target) in reach
        ]
        for day in _days_of_change(scope, begun):
            value = roster_of(scope, where, day).value
            for found in _on_day(scope, where, value, begun) if value is not None else ():
                params = dict(found.params)
                subject = (found.code, where.body.id, params.get("party", params.get("group", params.get("provision", ""))))
                if subject not in told:
                    told.add(subject)
                    yield found


def _days_of_change(scope: Scope, begun: Begun) -> list[date]:
    """Return the days on which somebody comes, and those on which somebody is gone, once anybody has come."""
    comes = {h.since.latest for h, _ in begun if h.since and h.since.latest}
    positions = {h.position for h, _ in begun}
    ends = (h.until.latest for p in positions for h in (spans(scope.record, p) if scope.record else ()) if h.until)
    return sorted(comes | {day + timedelta(days=1) for day in ends if day is not None and comes and min(comes) <= day < date.max})


def _bodies(scope: Scope, numbered: Numbered) -> Iterator[Located]:
    """Yield the bodies of the charter, and those of other jurisdictions in which the record seats somebody."""
    yield from (Located(charter=scope.charter, body=body) for body in scope.charter.bodies)
    positions = (event.position for event, _ in numbered if isinstance(event, Holding))
    for jurisdiction, target in sorted({(str(p.jurisdiction), p.target) for p in positions if p.jurisdiction}):
        charter = scope.jurisdiction(jurisdiction)
        if charter is not None and target in charter.body_by_id:
            yield Located(charter=charter, body=charter.body_by_id[target])


def _on_day(scope: Scope, where: Located, value: Roster, begun: Begun) -> Iterator[Finding]:
    """Yield what is wrong with the members of a body on a day."""
    yield from _overfull(scope, where, value, begun)
    yield from substitutes.check(where, value, begun)
    yield from delegation.check(scope, where, value, begun)
    yield from composition.check(scope, where, value, begun)


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
        owners = where.owners
        fillings = [p.norm.filling for owner in owners for p in owner.provisions if isinstance(p.norm, Seats)]
        refs = [ref for f in fillings for ref in (f.of if isinstance(f, Holder) else ()) if not ref.bare]
        refs += [f.body for f in fillings if isinstance(f, Whole)]
        waiting += [target for ref in refs for target in bodies_at(scope, where, ref)]
        heirs = [body for body in where.charter.bodies if body.succeeds == where.body.id]
        waiting += [Located(charter=where.charter, body=body) for body in heirs]
    return frozenset(reached)


def _overfull(scope: Scope, where: Located, value: Roster, begun: Begun) -> Iterator[Finding]:
    """Yield the groups with more holders than seats, and the persons with more than one seat, at the fact that makes it so."""
    day = value.at
    seats: dict[str, list[str]] = defaultdict(list)
    for group in value.groups:
        held = [seat.holder for seat in group.seats if seat.holder is not None]
        for holder in (seat.holder for seat in group.seats if seat.holder is not None and seat.certain):
            seats[holder].append(group.id)
        if group.number.high is not None and len(held) > group.number.high:
            yield finding(
                "too-many-holders",
                ("events", latest(begun, day, held)),
                group=f"{group.id}@{value.body}",
                held=len(held),
                day=day.isoformat(),
                seats=in_words(group.number),
                provision=group.provision,
            )
    ruled = twice_rule(scope, where, day) is not None if any(len(groups) > 1 for groups in seats.values()) else False
    for party, groups in sorted(seats.items()):
        if len(groups) > 1 and not ruled:
            path = ("events", latest(begun, day, [party]))
            yield finding("double-seat", path, party=party, body=value.body, seats=", ".join(groups), day=day.isoformat())


def _cadences(scope: Scope, numbered: Numbered) -> Iterator[Finding]:
    """In every year with meetings up to the last recorded one, the cadence of a body was kept; said once, at its last meeting."""
    for body in scope.charter.bodies:
        mine = [(event, index) for event, index in numbered if isinstance(event, Meeting) and body.id in event.bodies]
        held = [(meeting, index) for meeting, index in mine if meeting.state is MeetingState.HELD]
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
