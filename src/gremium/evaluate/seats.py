"""seats: who sits in a body on a day, seat by seat, and which sentence says so.

Seats are the atoms, not persons. The number of ex officio seats follows the positions and bodies that exist on the day; the
holder of each is looked up where it is held, through as many bodies as it takes. Substitutes stand beside the seats and are never
counted among them. This room is longer than 300 lines because the ways of filling a seat lead into each other: whoever sits here
by office is looked up as whoever sits there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, field, frozen

from gremium.evaluate import tenure
from gremium.evaluate.effective import Row, Rule, effective
from gremium.evaluate.facts import attributes_of, size_of, unit_ref, units
from gremium.evaluate.holdings import SeatState, Standin, because, known, office, resting, running, spans, standins
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import (
    Located,
    Scope,
    bodies_at,
    exists,
    is_position,
    label,
    position_ref,
    positions_of,
    topic,
    unstated,
)
from gremium.evaluate.silence import silent
from gremium.model.provision import Strength
from gremium.model.record import Holding
from gremium.norms.composition import Composition, Twice
from gremium.norms.seats import Characteristic, Seats, Standing, SubstituteOrder, Substitutes
from gremium.values.citation import Citation
from gremium.values.count import UNSTATED_COUNT, Count, exactly, hull, in_words
from gremium.values.days import UNSTATED_DAY, Day, day_in_words
from gremium.values.errors import Misuse
from gremium.values.filling import Filling, Holder, Named, OpenTo, Whole
from gremium.values.message import message
from gremium.values.phrases import PREDECLARED, did_you_mean
from gremium.values.ref import Ref
from gremium.values.steps import Steps
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Reason, Verdict


@frozen(kw_only=True, slots=False)  # made by the thousands, and made twice as fast without slots
class Seat:
    """One seat on one day.

    `of` is the office, body or organisation through which it comes, empty for a seat of the group's own. `holder` is the id of a
    party, by the fact `holding`; `told` are the reasons where that fact is not all of them. `votes` is how many votes it has,
    None where no rule says (then it is one). `certain` is False where it is open whether this seat exists on the day at all;
    `withheld` is True where someone sits whom the audience may not see. `rests`: the holder is a member still, but the membership
    rests. `substitutes` are the personal substitutes of the holder, in their order.
    """

    of: str = ""
    state: SeatState
    holder: str | None = None
    holding: Holding | None = None
    votes: Count | None = None
    certain: bool = True
    withheld: bool = False
    rests: bool = False
    substitutes: tuple[Standin, ...] = ()
    told: tuple[Reason, ...] = ()

    @property
    def since(self) -> Day | None:
        """The first day of the holding, as far as it is known."""
        return self.holding.since if self.holding is not None else None

    @property
    def until(self) -> Day | None:
        """The last day of the holding, as far as one is recorded."""
        return self.holding.until if self.holding is not None else None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why this is what is known of the seat: what was told, else the holding itself."""
        return self.told or (because(self.holding),)


@frozen(kw_only=True, slots=False)  # as a seat
class GroupOnDay:
    """One seat group on one day: its seats, and how many there are (`number`; unstated where the source names none).

    `provision` is the path of the rule, `cites` its citations, `inherited` whether they are those of the body. In an open
    group `seats` are the participants that the record knows. `substitution` is the rule about substitutes, `substitutes` those
    who stand in for nobody in particular. `block` is the number of votes that the group casts together.
    `certain` is False where it is open whether there are these seats; `reasons` say why, or which resolution brings the rule
    into force; `readings` are those under which there are these seats, where not all know them. `one_of` is among how many groups
    of this id exactly one holds, where nobody knows which (1: it is the only one; 0: perhaps none of them holds). `counted`: the
    number is one of persons that the record counts without names, so all seats are filled.
    """

    id: str
    name: Text | None = None
    provision: str
    cites: tuple[Citation, ...]
    inherited: bool = False
    strength: Strength = Strength.MUST
    assumption: Text | None = None
    filling: Filling = field(default=Named())
    proposed_by: tuple[Ref, ...] = ()
    out_of: tuple[Ref, ...] = ()
    standing: Standing | None = None
    open_to: Text | None = None
    number: Count
    block: Count | None = None
    honorary: bool | None = None
    allowance: bool | None = None
    reveals: tuple[Characteristic, ...] = ()
    substitution: Substitutes | None = None
    certain: bool = True
    one_of: int = 1
    counted: bool = False
    readings: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    seats: tuple[Seat, ...] = ()
    substitutes: tuple[Standin, ...] = ()


@frozen(kw_only=True)
class Roster:
    """Who sits in a body on a day. `size` is how many seats there are; a range where it is open or not fixed."""

    jurisdiction: str
    body: str
    name: Text | None = None
    at: date
    size: Count
    groups: tuple[GroupOnDay, ...]


ONE = exactly(1)
Trail = tuple[tuple[str, str, str], ...]


def roster(scope: Scope, body: str, at: date) -> Verdict[Roster]:
    """Return who sits in a body on a day.

    HOLDS if every seat and its holder (or vacancy) is known, OPEN if some are not (`missing` names their groups), FAILS if there
    is no such body on the day. Where the readings of a source differ, the value is what they have in common: groups that not all
    of them know are uncertain, the size is a range, and `readings` holds the roster of each. Raises `Misuse` for an id that
    the charter does not have.
    """
    return roster_of(scope, scope.locate(body), at)


def roster_of(scope: Scope, where: Located, at: date) -> Verdict[Roster]:
    """Return who sits in a body on a day, also in one of another jurisdiction."""
    return under_readings(scope, lambda chosen: _roster(chosen, where, at), _what_is_known, _merged)


def roster_as_read(scope: Scope, where: Located, at: date) -> Verdict[Roster]:
    """Return the same under the readings that are chosen; raise `Undecided` where one is yet to be chosen."""
    return _roster(scope, where, at)


def _what_is_known(value: Roster | None) -> object:
    """Return what has to be equal for two rosters to be the same answer: the seats and who sits in them, not the clauses."""
    return value and (
        value.size,
        tuple(
            (g.id, g.number, g.standing, g.open_to, g.block, tuple(_of_seat(s) for s in g.seats), _of_standins(g.substitutes))
            for g in value.groups
        ),
    )


def _of_seat(seat: Seat) -> object:
    return (seat.of, seat.state, seat.holder, seat.votes, seat.certain, seat.rests, _of_standins(seat.substitutes))


def _of_standins(found: tuple[Standin, ...]) -> object:
    return tuple((one.holder, one.state, one.stands_in_for, one.rank) for one in found)


def _merged(answers: tuple[tuple[str, Roster | None], ...]) -> Roster | None:
    """Return what the rosters of several readings have in common; None if one of the readings gives none."""
    labelled = [(reading, value) for reading, value in answers if value is not None]
    if len(labelled) < len(answers):
        return None
    rosters = [value for _, value in labelled]
    keys: list[tuple[str, str]] = []
    for value in rosters:
        place = 0
        for group in value.groups:
            key = (group.id, group.provision)
            if key not in keys:
                keys.insert(place, key)
            place = keys.index(key) + 1
    found = [[(name, g) for name, value in labelled for g in value.groups if (g.id, g.provision) == key] for key in keys]
    groups = tuple(_common(alike, everywhere=len(alike) == len(rosters)) for alike in found)
    return evolve(rosters[0], size=hull(value.size for value in rosters), groups=groups)


def _common(alike: list[tuple[str, GroupOnDay]], *, everywhere: bool) -> GroupOnDay:
    """Return one group as several readings know it; it is uncertain if they differ, or some do not know it."""
    first = alike[0][1]
    if everywhere and all(group == first for _, group in alike):
        return first
    seats = tuple(evolve(seat, certain=False) for seat in max((group.seats for _, group in alike), key=len))
    known = () if everywhere else tuple(reading for reading, _ in alike)
    number = hull(group.number for _, group in alike)
    return evolve(first, number=number, certain=False, one_of=0, readings=known, seats=seats)


def _roster(scope: Scope, where: Located, at: date) -> Verdict[Roster]:
    body = where.body
    existence = exists(body, at)
    if existence is Outcome.FAILS:
        return Verdict(outcome=Outcome.FAILS, reasons=(_absence(where, at),))
    rows = effective(scope, where, Seats, at)
    if not rows:
        return silent(where, "seats")
    per_row = _per_row(scope, where, rows, at, ())
    groups, given_up = _once_each(scope, where, tuple(group for _, found in per_row for group in found), at)
    size = _size(per_row, body.complete)
    size = _less(size, given_up) if given_up else size
    open_groups = tuple(dict.fromkeys(g.id for g in groups if not _settled(g)))
    filled = sum([seat.state is SeatState.FILLED for group in groups for seat in group.seats])
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
        figures=(("seats", str(size)), ("filled", str(filled))),
        missing=tuple(f"{body.id}.{group}" for group in open_groups),
    )


def _settled(group: GroupOnDay) -> bool:
    """True if number and holders of a group are known."""
    for seat in group.seats:
        if seat.state is SeatState.OPEN or not seat.certain:
            return False
    counted = group.number.exact or (group.number.stated and bool(group.seats))
    return group.certain and counted


PerRow = tuple[tuple[Row, tuple[GroupOnDay, ...]], ...]


def _per_row(scope: Scope, where: Located, rows: Iterable[Row], at: date, trail: Trail) -> PerRow:
    """Return the group of each row; where several rules may hold in its slot, one for each of them, none of them certain."""
    return tuple((row, tuple(_group(scope, where, rule, row, at, trail) for rule in row.rules)) for row in rows)


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


def _less(size: Count, number: int) -> Count:
    """Return a size without so many seats."""
    return evolve(size, low=max(0, size.low - number), high=None if size.high is None else size.high - number)


def _group(scope: Scope, where: Located, rule: Rule, row: Row, at: date, trail: Trail) -> GroupOnDay:
    norm: Seats = rule.norm
    certain = row.certain
    slot = str(rule.provision.slot)
    told_of = scope.record is not None and bool(scope.record.substitutes_by_position)
    beside = standins(scope.record, position_ref(scope, where, slot), at) if told_of else ()
    match norm.filling:
        case Holder(refs):
            seats = tuple(seat for ref in refs for seat in _ex_officio(scope, where, ref, at, trail))
            number = _counted(seats, bounded=not any(ref.every and _leads_nowhere(scope, where, ref) for ref in refs))
        case Whole(ref):
            seats, number = _whole(scope, where, ref, at, trail)
        case _:
            seats, number = _own(scope, where, slot, norm, at)
    beside = (*beside, *_by_office(scope, where, norm, at, trail))
    if beside:
        seats = tuple(evolve(seat, substitutes=tuple(s for s in beside if _personal(norm, s, seat))) for seat in seats)
    if isinstance(norm.weight, Count):
        seats = tuple(evolve(seat, votes=norm.weight) for seat in seats)
    elif norm.weight is not None:
        seats = tuple(evolve(seat, votes=_by_steps(scope, where, norm.weight, seat.of or None, at)) for seat in seats)
    if not certain or norm.at_times:
        seats = tuple(evolve(seat, certain=False) for seat in seats)
    if norm.at_times:  # whoever is not there leaves no seat behind
        seats = tuple(seat for seat in seats if seat.state is not SeatState.VACANT)
        number = evolve(number, low=0)
    return GroupOnDay(
        id=slot,
        name=norm.name,
        provision=rule.where,
        cites=rule.cites,
        inherited=rule.inherited,
        strength=rule.provision.strength,
        assumption=rule.provision.assumption,
        filling=norm.filling,
        proposed_by=norm.proposed_by,
        out_of=norm.out_of,
        standing=norm.standing,
        open_to=norm.filling.circle if isinstance(norm.filling, OpenTo) else None,
        number=number,
        block=norm.block,
        honorary=norm.honorary,
        allowance=norm.allowance,
        reveals=norm.reveals,
        substitution=norm.substitutes,
        certain=certain,
        one_of=0 if row.perhaps_none else len(row.rules),
        counted=_recorded_size(scope, where, slot, norm, at).stated,
        reasons=tuple(_in_force(scope, rule, at)) if rule.provision.resolution is not None or not certain else (),
        seats=seats,
        substitutes=tuple(s for s in beside if not any(_personal(norm, s, seat) for seat in seats)) if beside else (),
    )


def _in_force(scope: Scope, rule: Rule, at: date) -> Iterator[Reason]:
    """Say which resolution brings a rule into force, or why it is open whether it holds: its days are known only roughly."""
    provision, bounds = rule.provision, rule.provision.span
    if rule.in_force is Outcome.OPEN and bounds.since is not None and bounds.since.exact is None:
        yield Reason(said=message("reason.since-open", since=day_in_words(bounds.since)), cites=rule.cites, provision=rule.where)
    if rule.in_force is Outcome.OPEN and bounds.until is not None and bounds.until.exact is None:
        yield Reason(said=message("reason.until-open", until=day_in_words(bounds.until)), cites=rule.cites, provision=rule.where)
    resolutions = scope.record.resolution_by_id if scope.record is not None else {}
    if provision.resolution is not None:
        resolved = resolutions.get(provision.resolution)
        known = resolved is not None and resolved.at.by(at) is Outcome.HOLDS and rule.in_force is not Outcome.OPEN
        day = {"day": str(resolved.at)} if resolved is not None and known else {}
        said = message("reason.resolved" if known else "reason.resolution-unknown", resolution=provision.resolution, **day)
        yield Reason(said=said, cites=rule.cites, provision=rule.where)


def _personal(norm: Seats, standin: Standin, seat: Seat) -> bool:
    """Return whether a substitute stands in for the holder of this seat in particular."""
    order = norm.substitutes.order if norm.substitutes is not None else SubstituteOrder.UNSTATED
    if order in (SubstituteOrder.ORDERED, SubstituteOrder.POOL):
        return False
    if standin.stands_in_for is not None:
        return standin.stands_in_for == seat.holder
    return standin.of is not None and standin.of in seat.of.rpartition("@")[2].split(" + ")


def _by_office(scope: Scope, where: Located, norm: Seats, at: date, trail: Trail) -> Iterator[Standin]:
    """Yield those who are substitutes because they hold an office, each for the seat that comes through the same body."""
    for ref in norm.substitutes.by if norm.substitutes is not None else ():
        if ref.position is None or ref.unstated:
            continue
        for target, _ in _led_to(scope, where, ref, at):
            position = position_ref(scope, target, ref.position)
            for seat in _occupants(scope, target, ref.position, at, trail, str(position)):
                of = str(position).rpartition("@")[2]
                yield Standin(holder=seat.holder, state=seat.state, of=of, office=str(position), holding=seat.holding,
                              reason=seat.reasons[0])  # fmt: skip


def _counted(seats: Iterable[Seat], *, bounded: bool) -> Count:
    """Return how many seats these are: those that certainly exist, up to all of them, or more if they are not `bounded`."""
    listed = tuple(seats)
    return Count(sum(seat.certain for seat in listed), len(listed) if bounded else None)


def _open(said: str, of: str, cites: tuple[Citation, ...] = (), **params: str) -> Seat:
    return Seat(of=of, state=SeatState.OPEN, told=(Reason(said=message(said, **params), cites=cites),))


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


def _occupants(  # noqa: PLR0911  (one return for each way in which a position can be held)
    scope: Scope, where: Located, position: str, at: date, trail: Trail, of: str
) -> tuple[Seat, ...]:
    """Return who holds a position of a body: through its own seat group, its successor, or the record."""
    here = (where.charter.id, where.body.id, position)
    if here in trail:
        return (_open("reason.cycle", of, position=of),)
    if not is_position(where, position):
        return (_open("reason.unknown-reference", of, reference=of),)
    if exists(where.body, at) is Outcome.FAILS:
        successor = _successor(where, position, at)
        if successor is None or any(step[1:] == (successor.body.id, position) for step in (*trail, here)):
            return (Seat(of=of, state=SeatState.OPEN, told=(_orphaned(where, at),)),)
        return _occupants(scope, successor, position, at, (*trail, here), of)
    rows = tuple(row for row in effective(scope, where, Seats, at) if row.slot == position) if _has_slot(where, position) else ()
    if not rows and _is_group_alone(where, position):
        said = message("reason.group-not-in-force", position=of, day=at.isoformat())
        return (Seat(of=of, state=SeatState.VACANT, told=(Reason(said=said, cites=where.body.cites),)),)
    if rows:
        groups = tuple(group for _, found in _per_row(scope, where, rows, at, (*trail, here)) for group in found)
        return tuple(evolve(seat, of=of, certain=seat.certain and group.certain) for group in groups for seat in group.seats)
    return _Judge(scope, where, position, at).seats(exactly(1), None, of)


def _has_slot(where: Located, position: str) -> bool:
    """Return whether a row of seats competes for this position at any time."""
    return any(p.slot == position for owner in where.owners for p in owner.provisions if p.word == Seats.word)


def _is_group_alone(where: Located, position: str) -> bool:
    """Return whether a position is a seat group only, no office: without a rule in force there is no such seat."""
    return position not in PREDECLARED and not any(position in owner.positions for owner in where.owners)


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
    loaded = ref.at_home or ref.jurisdiction == "*" or scope.jurisdiction(ref.jurisdiction) is not None
    return not (ref.every and loaded) and not bodies_at(scope, where, ref)


def _own(scope: Scope, where: Located, group: str, norm: Seats, at: date) -> tuple[tuple[Seat, ...], Count]:
    """Return the seats of a group that the record fills directly, and how many there are.

    One office, several equal seats, or an open circle; with `each` so for every body or organisation of the selection, and those
    who are pooled count as one.
    """
    judge = _Judge(scope, where, group, at)
    if norm.each is None:
        number = _own_number(scope, where, group, norm, at)
        unnamed = not isinstance(norm.number, Steps) and number != norm.number  # so many are known to be there
        return judge.seats(number, None, unnamed=unnamed), number
    found = units(scope, where, norm.each, at)
    if not found:
        return (), exactly(0) if norm.each.every and norm.each.at_home and _is_kind(where, norm.each) else UNSTATED_COUNT
    seats: list[Seat] = []
    low, high = 0, 0
    bounded = stated = True
    for names, sure in _pools(scope, norm, found):
        number = _each_number(scope, norm, names, at)
        mine = judge.seats(number, names)
        seats += mine if sure else (evolve(seat, certain=False) for seat in mine)
        low += number.low if sure else 0
        high += number.high or 0
        bounded, stated = bounded and number.high is not None, stated and number.stated
    return tuple(seats), Count(low, high if bounded else None, stated=stated or low > 0)


def _is_kind(where: Located, ref: Ref) -> bool:
    """Return whether a charter has bodies of this kind at all, be it on other days."""
    return bool(where.charter.of_kind(ref.target))


def _pools(
    scope: Scope, norm: Seats, found: tuple[tuple[str, bool], ...]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield those who have seats together: those who share the attribute by which a table of steps pools, else each alone."""
    attribute = norm.seats.pooled_by if isinstance(norm.seats, Steps) else None
    pools: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for name, sure in found:
        value = dict(attributes_of(scope, name)).get(attribute) if attribute is not None else None
        pools.setdefault(("pool", value) if value is not None else ("alone", name), []).append((name, sure))
    for members_ in pools.values():
        yield tuple(name for name, _ in members_), all(sure for _, sure in members_)


def _each_number(scope: Scope, norm: Seats, names: tuple[str, ...], at: date) -> Count:
    """Return how many seats one body or organisation of a selection has, or several that are pooled."""
    if not isinstance(norm.seats, Steps):
        return norm.seats if norm.seats is not None else exactly(1)
    sizes = [size_of(scope, norm.seats.whose or unit_ref(name), norm.seats.of, at) for name in names]
    return norm.seats.among(_sum(sizes))


def _by_steps(scope: Scope, where: Located, steps: Steps, of: str | None, at: date) -> Count:
    """Return a number by steps: by the size of the one named, of the unit of the seat, or of the jurisdiction."""
    whose = steps.whose or (unit_ref(of.rpartition("@")[2]) if of else Ref(target=where.charter.id))
    return steps.among(size_of(scope, whose, steps.of, at))


def _own_number(scope: Scope, where: Located, group: str, norm: Seats, at: date) -> Count:
    """Return how many seats a group has that is not made of others; where a range is permitted, a recorded size decides."""
    number = norm.number
    if isinstance(number, Steps):
        sender = norm.filling.by if hasattr(norm.filling, "by") else ()
        of = str(sender[0]) if len(sender) == 1 and not sender[0].unstated else None
        return _by_steps(scope, where, number, of, at)
    told = _recorded_size(scope, where, group, norm, at)
    return told if told.stated else number or UNSTATED_COUNT


def _recorded_size(scope: Scope, where: Located, group: str, norm: Seats, at: date) -> Count:
    """Return how many persons a record counts in a group without names; unstated if it counts none, or a number is given."""
    number = norm.number
    if scope.record is None or not scope.record.sizes or not isinstance(number, Count) or number.exact or norm.each is not None:
        return UNSTATED_COUNT
    return size_of(scope, position_ref(scope, where, group), "members", at)


def _sum(counts: Iterable[Count]) -> Count:
    """Add counts; what is not stated has no upper bound."""
    listed = tuple(counts)
    highs = [count.high for count in listed]
    return Count(sum(count.low for count in listed), None if None in highs else sum(high or 0 for high in highs))


class _Judge:
    """Fills the seats of one group of one body on one day from the record; it knows the terms that end them."""

    def __init__(self, scope: Scope, where: Located, group: str, at: date) -> None:
        self.scope, self.at = scope, at
        self.where = where
        self.position = position_ref(scope, where, group)
        self.rules = tenure.rules_for(scope, where, group, at) if tenure.has_terms(where) else {}
        self.rests = resting(scope.record, self.position, at)

    def seats(
        self, number: Count, names: tuple[str, ...] | None, of: str = "", *, unnamed: bool = False
    ) -> tuple[Seat, ...]:
        """Return the seats of the group, or of those in it that some bodies or organisations have; `of` is what they come by.

        Seats beyond those of whom the record tells are vacant; if it tells their number (`unnamed`), somebody sits there.
        """
        record, position, at = self.scope.record, self.position, self.at
        of = " + ".join(names) if names else of
        each: list[tuple[str, ...]] = [(name,) for name in names] if names else [()]
        if number == ONE:
            one = office(record, position, at, *(names or ()))
            return (self._seat(of, one.state, one.holding, one.told),)
        held = [one for mine in each for one in running(spans(record, position, *mine), at)] if record is not None else []
        if self.rules or self.rests:
            found = tuple(self._seat(of, *one) for one in held)
        else:  # nothing to judge: most seats of most bodies come this way
            found = tuple(
                [Seat(of=of, state=state, holder=h.party, holding=h, told=(told,) if told else ()) for state, h, told in held]
            )
        lacking = number.low - len(found)
        if lacking <= 0:
            return found
        begun = not unnamed and record is not None and any(known(record, position, at, *mine) for mine in each)
        said = "reason.vacant-seat" if begun else "reason.not-recorded" if record else "reason.no-record"
        state = SeatState.VACANT if begun else SeatState.OPEN
        empty = Seat(of=of, state=state, told=(Reason(said=message(said, position=str(position))),))
        return found + (empty,) * lacking

    def _seat(self, of: str, state: SeatState, holding: Holding | None, reason: Reason | None) -> Seat:
        """Return the seat of somebody; if the term is over and no end is recorded, whether they still hold it is open."""
        told: tuple[Reason, ...] = (reason,) if reason is not None else ()
        if holding is None:
            return Seat(of=of, state=state, told=told)
        if self.rules and state is SeatState.FILLED and holding.until is None and holding.since is not None:
            state, told = self._after_term(holding.since, told or (because(holding),))
        rests = bool(self.rests) and holding.party in self.rests
        return Seat(of=of, state=state, holder=holding.party, holding=holding, rests=rests, told=told)

    def _after_term(self, since: Day, told: tuple[Reason, ...]) -> tuple[SeatState, tuple[Reason, ...]]:
        """Return what is known of somebody of whom no end is recorded, by the rules about terms."""
        end = tenure.end_of(self.scope, self.where, self.rules, since)
        if end is None or tenure.over(end, self.at) is Outcome.FAILS:
            return SeatState.FILLED, told
        if end.day is None:
            said = message("reason.term-end-unknown")
        else:
            said = message("reason.holdover" if end.holdover else "reason.term-over", until=str(end.day))
        state = SeatState.FILLED if end.holdover or end.day is None else SeatState.OPEN
        return state, (*told, Reason(said=said, cites=end.rule.cites, provision=end.rule.where))


def _absence(where: Located, at: date) -> Reason:
    """Say why a body is not there on a day, or why that is open."""
    body, span = where.body, where.body.span
    if body.planned:
        said = message("reason.body-planned", body=label(body))
    elif span.since is not None and span.begun(at) is not Outcome.HOLDS:
        said = message("reason.body-not-yet", body=label(body), since=day_in_words(span.since))
    else:
        said = message("reason.body-ended", body=label(body), until=day_in_words(span.until or UNSTATED_DAY))
    return Reason(said=said, cites=body.cites)


def _orphaned(where: Located, at: date) -> Reason:
    """Say why nobody is known to hold an office of a body that is not there on a day."""
    body = where.body
    if body.planned or body.span.over(at) is not Outcome.HOLDS:
        return _absence(where, at)
    until = day_in_words(body.span.until or UNSTATED_DAY)
    return Reason(said=message("reason.office-ended", body=label(body), until=until), cites=body.cites)


def _once_each(
    scope: Scope, where: Located, groups: tuple[GroupOnDay, ...], at: date
) -> tuple[tuple[GroupOnDay, ...], int]:
    """Judge the seats of a person who would sit in two of them, by the charter's rule; return the number of seats given up, too.

    Where the charter does not say what becomes of the second seat, both are open. The first seat is the one with the greater
    rights (voting before advisory before others), then the one whose group comes first by its id.
    """
    held = [s.holder for g in groups for s in g.seats if s.holder is not None and s.state is SeatState.FILLED and s.certain]
    if len(set(held)) == len(held):
        return groups, 0
    twice = {party for party, seats in Counter(held).items() if seats > 1}
    rule = twice_rule(scope, where, at)
    if rule is not None and rule.norm.twice is Twice.BOTH:
        return groups, 0
    ranks = {party: min(_places(groups, party))[-1] for party in twice}
    judged, given_up = [], 0
    for number, group in enumerate(groups):
        seats = []
        for place, seat in enumerate(group.seats):
            second = seat.holder in twice and seat.state is SeatState.FILLED and seat.certain
            if not second or (rule is not None and ranks[str(seat.holder)] == (number, place)):
                seats.append(seat)
            elif rule is None:
                said = Reason(said=message("reason.seat-twice"))
                seats.append(evolve(seat, state=SeatState.OPEN, told=(*seat.reasons, said)))
            elif rule.norm.twice is Twice.ONE:
                given_up += 1
            else:
                seats.append(_left(seat, rule))
        fewer = len(group.seats) - len(seats)
        judged.append(evolve(group, seats=tuple(seats), number=_less(group.number, fewer)))
    return tuple(judged), given_up


def _places(groups: tuple[GroupOnDay, ...], party: str) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """Yield where a party sits: the rank of the seat's rights, its group, and its place."""
    rights = (Standing.VOTING, Standing.ADVISORY, Standing.GUEST, None)
    for number, group in enumerate(groups):
        for place, seat in enumerate(group.seats):
            if seat.holder == party and seat.state is SeatState.FILLED and seat.certain:
                yield rights.index(group.standing), group.id, (number, place)


def twice_rule(scope: Scope, where: Located, at: date) -> Rule | None:
    """Return the rule about a person with two seats, if there is one for certain and no other says otherwise."""
    rows = [row for row in effective(scope, where, Composition, at) if row.rule.norm.twice is not None]
    kinds = {row.rule.norm.twice for row in rows}
    return rows[0].rule if len(kinds) == 1 and all(row.certain for row in rows) else None


def _left(seat: Seat, rule: Rule) -> Seat:
    """Return the second seat of a person as the rule wants it: empty, or taken by the substitute."""
    said = Reason(said=message("reason.second-seat"), cites=rule.cites, provision=rule.where)
    if rule.norm.twice is Twice.VACANT:
        return evolve(seat, state=SeatState.VACANT, holder=None, holding=None, told=(*seat.reasons, said))
    standin = next((one for one in seat.substitutes if one.state is SeatState.FILLED), None)
    if standin is None:
        return evolve(seat, state=SeatState.OPEN, holder=None, holding=None, told=(*seat.reasons, said))
    return evolve(seat, holder=standin.holder, holding=None, substitutes=(), told=(said, standin.reason))


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


def holders_of(scope: Scope, where: Located, position: str, at: date) -> tuple[Seat, ...]:
    """Return the places of a position of a body that is at hand, with their holders."""
    return _occupants(scope, where, position, at, (), str(position_ref(scope, where, position)))


def _holder(scope: Scope, where: Located, position: str, at: date) -> Verdict[tuple[Seat, ...]]:
    found = holders_of(scope, where, position, at)
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
