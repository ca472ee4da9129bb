"""seats: who sits in a body on a day, seat by seat, and which sentence says so.

Seats are the atoms, not persons. The number of ex officio seats follows the positions and bodies that exist on the day; the
holder of each is looked up where it is held, through as many bodies as it takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from gremium.evaluate.effective import Row, Rule, effective
from gremium.evaluate.holdings import Occupancy, SeatState, known, members, office
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import Located, Scope, bodies_at, exists, label, position_ref, positions_of, topic, unstated
from gremium.model.provision import Strength
from gremium.norms.seats import Seats, Standing
from gremium.values.citation import Citation
from gremium.values.count import UNSTATED_COUNT, Count, in_words
from gremium.values.errors import Misuse
from gremium.values.filling import Holder, OpenTo, Whole
from gremium.values.message import message
from gremium.values.phrases import did_you_mean
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Reason, Verdict


@frozen(kw_only=True)
class Seat:
    """One seat on one day. `of` is the office or body through which it comes, empty for a seat of the group's own.

    `holder` is the id of a party. `certain` is False where it is open whether this seat exists on the day at all; `withheld` is
    True where someone sits whom the audience may not see.
    """

    of: str = ""
    state: SeatState
    holder: str | None = None
    certain: bool = True
    withheld: bool = False
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class GroupOnDay:
    """One seat group on one day: its seats, and how many there are (`number`; unstated where the source names none).

    `provision` is the path of the rule, `cites` its citations, `inherited` whether they are those of the body. In an open
    group `seats` are the participants that the record knows.
    """

    id: str
    name: Text | None = None
    provision: str
    cites: tuple[Citation, ...]
    inherited: bool = False
    strength: Strength = Strength.MUST
    assumption: Text | None = None
    standing: Standing | None = None
    open_to: Text | None = None
    number: Count
    certain: bool = True
    seats: tuple[Seat, ...] = ()


@frozen(kw_only=True)
class Roster:
    """Who sits in a body on a day. `size` is how many seats there are; a range where it is open or not fixed."""

    jurisdiction: str
    body: str
    name: Text | None = None
    at: date
    size: Count
    groups: tuple[GroupOnDay, ...]


Trail = tuple[tuple[str, str, str], ...]


def roster(scope: Scope, body: str, at: date) -> Verdict[Roster]:
    """Return who sits in a body on a day.

    HOLDS if every seat and its holder (or vacancy) is known, OPEN if some are not (`missing` names their groups), FAILS if there
    is no such body on the day. Raises `Misuse` for an id that the charter does not have.
    """
    where = scope.locate(body)
    return under_readings(scope, lambda chosen: _roster(chosen, where, at), _what_is_known)


def _what_is_known(value: Roster | None) -> object:
    """Return what has to be equal for two rosters to be the same answer: the seats and who sits in them, not the clauses."""
    return value and (
        value.size,
        tuple(
            (g.id, g.number, g.standing, g.open_to, tuple((s.of, s.state, s.holder, s.certain) for s in g.seats))
            for g in value.groups
        ),
    )


def _roster(scope: Scope, where: Located, at: date) -> Verdict[Roster]:
    body = where.body
    existence = exists(body, at)
    if existence is Outcome.FAILS:
        return Verdict(outcome=Outcome.FAILS, reasons=(_absence(where, at),))
    rows = effective(scope, where, Seats, at)
    if not rows:
        code = "reason.unstated" if "seats" in unstated(where) else "reason.no-rule"
        silent = Reason(said=message(code, topic=topic("seats"), body=label(body)), cites=body.cites)
        return Verdict(outcome=Outcome.OPEN, reasons=(silent,), missing=(f"{body.id}.seats",))
    per_row = _per_row(scope, where, rows, at, ())
    groups = _once_each(tuple(group for _, found in per_row for group in found))
    size = _size(per_row, body.complete)
    open_groups = tuple(dict.fromkeys(g.id for g in groups if not _settled(g)))
    reasons = [Reason(said=message("reason.seats", body=label(body), day=at.isoformat(), size=in_words(size)), cites=body.cites)]
    if existence is Outcome.OPEN:
        reasons.append(_absence(where, at))
    if not body.complete:
        reasons.append(Reason(said=message("reason.incomplete", body=label(body)), cites=body.cites))
    sure = not open_groups and existence is Outcome.HOLDS and body.complete
    return Verdict(
        outcome=Outcome.HOLDS if sure else Outcome.OPEN,
        reasons=tuple(reasons),
        value=Roster(jurisdiction=where.charter.id, body=body.id, name=body.name, at=at, size=size, groups=groups),
        figures=(("seats", str(size)), ("filled", str(sum(s.state is SeatState.FILLED for g in groups for s in g.seats)))),
        missing=tuple(f"{body.id}.{group}" for group in open_groups),
    )


def _settled(group: GroupOnDay) -> bool:
    """True if number and holders of a group are known."""
    known = all(seat.state is not SeatState.OPEN and seat.certain for seat in group.seats)
    counted = group.number.exact or (group.number.stated and bool(group.seats))
    return known and group.certain and counted


PerRow = tuple[tuple[Row, tuple[GroupOnDay, ...]], ...]


def _per_row(scope: Scope, where: Located, rows: Iterable[Row], at: date, trail: Trail) -> PerRow:
    """Return the group of each row; where several rules may hold in its slot, one for each of them, none of them certain."""
    return tuple((row, tuple(_group(scope, where, rule, row.certain, at, trail) for rule in row.rules)) for row in rows)


def _size(per_row: PerRow, complete: bool) -> Count:
    """Add the numbers of the rows; where several rules may hold in one slot, the least and the greatest of them counts."""
    low, high, stated = 0, 0, True
    unbounded = not complete
    for row, groups in per_row:
        low += 0 if row.perhaps_none else min(group.number.low for group in groups)
        high += max(group.number.high or 0 for group in groups)
        unbounded = unbounded or any(group.number.high is None for group in groups)
        stated = stated and all(group.number.stated for group in groups)
    return Count(low, None if unbounded else high, stated=stated or low > 0)


def _group(scope: Scope, where: Located, rule: Rule, certain: bool, at: date, trail: Trail) -> GroupOnDay:
    norm: Seats = rule.norm
    slot = str(rule.provision.slot)
    match norm.filling:
        case Holder(refs):
            seats = tuple(seat for ref in refs for seat in _ex_officio(scope, where, ref, at, trail))
            number = _counted(seats, bounded=not any(ref.every and _leads_nowhere(scope, where, ref) for ref in refs))
        case Whole(ref):
            seats, number = _whole(scope, where, ref, at, trail)
        case _:
            number = norm.number or UNSTATED_COUNT
            seats = _own(scope, where, slot, number, at)
    mine = seats if certain else tuple(evolve(seat, certain=False) for seat in seats)
    return GroupOnDay(
        id=slot,
        name=norm.name,
        provision=rule.where,
        cites=rule.cites,
        inherited=rule.inherited,
        strength=rule.provision.strength,
        assumption=rule.provision.assumption,
        standing=norm.standing,
        open_to=norm.filling.circle if isinstance(norm.filling, OpenTo) else None,
        number=number,
        certain=certain,
        seats=mine,
    )


def _counted(seats: Iterable[Seat], *, bounded: bool) -> Count:
    """Return how many seats these are: those that certainly exist, up to all of them, or more if they are not `bounded`."""
    listed = tuple(seats)
    return Count(sum(seat.certain for seat in listed), len(listed) if bounded else None)


def _open(said: str, of: str, cites: tuple[Citation, ...] = (), **params: str) -> Seat:
    return Seat(of=of, state=SeatState.OPEN, reasons=(Reason(said=message(said, **params), cites=cites),))


def _ex_officio(scope: Scope, where: Located, ref: Ref, at: date, trail: Trail) -> tuple[Seat, ...]:
    """Return the seats of those who hold a position: one for each body to which the reference leads.

    Of a kind only the bodies that exist on the day count. A single body that does not exist leaves its seat, with an open
    holder: the source that gives the seat does not say what becomes of it.
    """
    if ref.unstated:
        return (_open("reason.unstated-holder", str(ref)),)
    if ref.bare:
        return _occupants(scope, where, ref.target, at, trail, str(ref))
    if _leads_nowhere(scope, where, ref):
        return (_open("reason.unknown-reference", str(ref), reference=str(ref)),)
    seats: list[Seat] = []
    position = str(ref.position)
    for target, sure in _led_to(scope, where, ref, at):
        found = _occupants(scope, target, position, at, trail, str(position_ref(scope, target, position)))
        seats += found if sure else [evolve(seat, certain=False) for seat in found]
    return tuple(seats)


def _occupants(scope: Scope, where: Located, position: str, at: date, trail: Trail, of: str) -> tuple[Seat, ...]:
    """Return who holds a position of a body: through its own seat group, its successor, or the record."""
    here = (where.charter.id, where.body.id, position)
    if here in trail:
        return (_open("reason.cycle", of, position=of),)
    if position not in positions_of(where):
        return (_open("reason.unknown-reference", of, reference=of),)
    if exists(where.body, at) is Outcome.FAILS:
        successor = _successor(where, position, at)
        if successor is None or any(step[1:] == (successor.body.id, position) for step in (*trail, here)):
            return (Seat(of=of, state=SeatState.OPEN, reasons=(_orphaned(where, at),)),)
        return _occupants(scope, successor, position, at, (*trail, here), of)
    rows = tuple(row for row in effective(scope, where, Seats, at) if row.slot == position)
    if rows:
        groups = tuple(group for _, found in _per_row(scope, where, rows, at, (*trail, here)) for group in found)
        return tuple(evolve(seat, of=of, certain=seat.certain and group.certain) for group in groups for seat in group.seats)
    return (_seat(of, office(scope.record, position_ref(scope, where, position), at)),)


def _successor(where: Located, position: str, at: date) -> Located | None:
    """Return the one body that succeeds this one and carries the position on; None if there is none or more than one.

    A successor that has ended, too, leads on to its own.
    """
    heirs = [body for body in where.charter.bodies if body.succeeds == where.body.id and position in body.carries]
    there = [body for body in heirs if exists(body, at) is not Outcome.FAILS]
    ended = [body for body in heirs if body.span.over(at) is Outcome.HOLDS]
    found = there or ended
    return Located(charter=where.charter, body=found[0]) if len(found) == 1 else None


def _whole(scope: Scope, where: Located, ref: Ref, at: date, trail: Trail) -> tuple[tuple[Seat, ...], Count]:
    """Return all seats of a team, or of every team of a kind, and how many they are."""
    if _leads_nowhere(scope, where, ref):
        return (_open("reason.unknown-reference", str(ref), reference=str(ref)),), UNSTATED_COUNT
    found = [(_team(scope, ref, team, at, trail), sure) for team, sure in _led_to(scope, where, ref, at)]
    seats = tuple(seat if sure else evolve(seat, certain=False) for (inside, _), sure in found for seat in inside)
    low = sum(size.low for (_, size), sure in found if sure)
    bounded = all(size.high is not None for (_, size), _ in found)
    return seats, Count(low, sum(size.high or 0 for (_, size), _ in found) if bounded else None, stated=bounded or low > 0)


def _team(scope: Scope, ref: Ref, team: Located, at: date, trail: Trail) -> tuple[tuple[Seat, ...], Count]:
    """Return the seats of one team, and how many they are; one open seat where nothing is known of them."""
    here = (team.charter.id, team.body.id, "*")
    rows = () if here in trail or exists(team.body, at) is Outcome.FAILS else effective(scope, team, Seats, at)
    if not rows:
        said = "reason.cycle" if here in trail else "reason.team-unknown"
        return (_open(said, str(ref), team.body.cites, position=str(ref)),), UNSTATED_COUNT
    per_row = _per_row(scope, team, rows, at, (*trail, here))
    seats = tuple(
        evolve(seat, of=seat.of or str(position_ref(scope, team, group.id)))
        for _, groups in per_row
        for group in groups
        for seat in group.seats
    )
    return seats, _size(per_row, team.body.complete)


def _led_to(scope: Scope, where: Located, ref: Ref, at: date) -> Iterator[tuple[Located, bool]]:
    """Yield the bodies to which a reference leads, and whether it does for certain: of a kind, those that exist on the day.

    A single body is meant whether it exists or not.
    """
    for target in bodies_at(scope, where, ref):
        existence = exists(target.body, at) if ref.every else Outcome.HOLDS
        if existence is not Outcome.FAILS:
            yield target, existence is Outcome.HOLDS


def _leads_nowhere(scope: Scope, where: Located, ref: Ref) -> bool:
    """Return whether nobody can say which bodies a reference means: there is no such body, or its jurisdiction is not loaded."""
    loaded = ref.jurisdiction in (None, "*") or scope.jurisdiction(ref.jurisdiction) is not None
    return not (ref.every and loaded) and not bodies_at(scope, where, ref)


def _own(scope: Scope, where: Located, group: str, number: Count, at: date) -> tuple[Seat, ...]:
    """Return the seats of a group that the record fills directly: one office, several equal seats, or an open circle."""
    position = position_ref(scope, where, group)
    if number == Count(1, 1):
        return (_seat("", office(scope.record, position, at)),)
    found = tuple(_seat("", one) for one in members(scope.record, position, at))
    lacking = number.low - len(found)
    if lacking <= 0:
        return found
    begun = scope.record is not None and known(scope.record, position, at)
    said = "reason.vacant-seat" if begun else "reason.not-recorded" if scope.record else "reason.no-record"
    empty = Seat(
        state=SeatState.VACANT if begun else SeatState.OPEN, reasons=(Reason(said=message(said, position=str(position))),)
    )
    return found + (empty,) * lacking


def _seat(of: str, occupancy: Occupancy) -> Seat:
    return Seat(of=of, state=occupancy.state, holder=occupancy.holder, reasons=(occupancy.reason,))


def _absence(where: Located, at: date) -> Reason:
    """Say why a body is not there on a day, or why that is open."""
    body, span = where.body, where.body.span
    if body.planned:
        said = message("reason.body-planned", body=label(body))
    elif span.since is not None and span.begun(at) is not Outcome.HOLDS:
        said = message("reason.body-not-yet", body=label(body), since=str(span.since))
    else:
        said = message("reason.body-ended", body=label(body), until=str(span.until))
    return Reason(said=said, cites=body.cites)


def _orphaned(where: Located, at: date) -> Reason:
    """Say why nobody is known to hold an office of a body that is not there on a day."""
    body = where.body
    if body.planned or body.span.over(at) is not Outcome.HOLDS:
        return _absence(where, at)
    return Reason(said=message("reason.office-ended", body=label(body), until=str(body.span.until)), cites=body.cites)


def _once_each(groups: tuple[GroupOnDay, ...]) -> tuple[GroupOnDay, ...]:
    """Mark the seats of a person who would sit in two of them: whether the second one is vacant the charter does not say."""
    count = Counter(s.holder for g in groups for s in g.seats if s.holder and s.state is SeatState.FILLED and s.certain)
    twice = {party for party, seats in count.items() if seats > 1}
    said = Reason(said=message("reason.seat-twice"))

    def judged(seat: Seat) -> Seat:
        if seat.state is not SeatState.FILLED or seat.holder not in twice:
            return seat
        return evolve(seat, state=SeatState.OPEN, reasons=(*seat.reasons, said))

    return tuple(evolve(group, seats=tuple(judged(seat) for seat in group.seats)) for group in groups)


def holder(scope: Scope, body: str, position: str, at: date) -> Verdict[tuple[Seat, ...]]:
    """Return who holds a position of a body on a day.

    HOLDS if someone is known to hold it, FAILS if it is known to be vacant, OPEN otherwise: also where the body lists the
    position among what its sources do not state, and the record does not know better. Raises `Misuse` for a body or position
    that the charter does not have.
    """
    where = scope.locate(body)
    if position not in positions_of(where):
        raise Misuse(message("misuse.position", position=position, body=body), did_you_mean(position, positions_of(where)))
    recorded = scope.record is not None and position_ref(scope, where, position) in scope.record.holdings_by_position
    if position in unstated(where) and not recorded:
        silent = Reason(said=message("reason.unstated", topic=topic(position), body=label(where.body)), cites=where.body.cites)
        return Verdict(outcome=Outcome.OPEN, reasons=(silent,), missing=(f"{body}.{position}",))
    return under_readings(scope, lambda chosen: _holder(chosen, where, position, at))


def _holder(scope: Scope, where: Located, position: str, at: date) -> Verdict[tuple[Seat, ...]]:
    found = _occupants(scope, where, position, at, (), str(position_ref(scope, where, position)))
    states = {seat.state for seat in found if seat.certain}
    if not found or SeatState.OPEN in states or not all(seat.certain for seat in found):
        outcome = Outcome.OPEN
    else:
        outcome = Outcome.HOLDS if SeatState.FILLED in states else Outcome.FAILS
    nobody = Reason(said=message("reason.nobody-known", position=position, body=label(where.body)))
    return Verdict(
        outcome=outcome,
        reasons=tuple(reason for seat in found for reason in seat.reasons) or (nobody,),
        value=found,
        missing=(f"{where.body.id}.{position}",) if outcome is Outcome.OPEN else (),
    )
