"""Recipients: who has to get the notice of a meeting, and who of them came, waived it, or may complain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from gremium.evaluate.attendance import Attendance, attendance
from gremium.evaluate.delivery import ANY, People, any_of
from gremium.evaluate.facts import units
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.occasion import Occasion, means
from gremium.evaluate.scope import Scope, bodies_at, is_position
from gremium.evaluate.seats import Seat, holders_of, roster_as_read
from gremium.evaluate.tally import Bounds, Cell, Choice, counted
from gremium.model.meeting import Objection, Presence, Waiver
from gremium.norms.seats import Standing
from gremium.values.count import Count, exactly, total
from gremium.values.crowd import Persons
from gremium.values.ref import Ref
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
MEMBERS, PRESENT = parse_tally("members"), parse_tally("present members")
GUEST, PUBLIC = "guest", "public"
# What stands for all members of the body in which it is written.
EVERYBODY = ("self", "all")


# ── who has to get it ────────────────────────────────────────────────────────────────────────────────────────────────


def opening(scope: Scope, here: Occasion) -> Attendance:
    """Return who was there when the meeting began; whoever takes part from afar has appeared, too."""
    return attendance(scope, evolve(here, item=None), here.begins, remote=HOLDS)


def invited(cells: Iterable[Cell | Choice]) -> Iterator[Cell | Choice]:
    """Yield the seats of those who are invited: not those of guests."""
    for cell in cells:
        if isinstance(cell, Choice):
            yield Choice(tuple(tuple(one for one in invited(way) if isinstance(one, Cell)) for way in cell.of))
        elif not all(GUEST in state for state in cell.possible):
            yield cell


def people(scope: Scope, here: Occasion, refs: Iterable[Ref]) -> People:
    """Return those whom references mean, seen from a body on the day of its meeting; without any: its members."""
    parts = [_meant(scope, here, ref) for ref in refs if PUBLIC not in (ref.target, ref.position)]
    return _together(parts) if parts else members(scope, here)


def _together(parts: Iterable[People]) -> People:
    """Return all people of several circles, each of them once."""
    listed = tuple(parts)
    named = tuple(dict.fromkeys(one for part in listed for one in part.named))
    if all(part.complete for part in listed):
        return People(named=named, number=exactly(len(named)))
    high = total(part.number for part in listed).high
    return People(named=named, number=Count(len(named), high))


def members(scope: Scope, here: Occasion) -> People:
    """Return the members of a body on the day of its meeting, guests left out."""
    roster = roster_as_read(scope, here.where, here.day).value
    groups = [group for group in roster.groups if group.standing is not Standing.GUEST] if roster is not None else []
    named = tuple(dict.fromkeys(one for group in groups for one in _holders(group.seats)))
    number = whole(counted(invited(opening(scope, here).cells), MEMBERS))
    return People(named=named, number=Count(max(len(named), number.low), number.high))


def whole(bounds: Bounds) -> Count:
    """Return bounds of a number of persons as a count."""
    low, high = bounds
    return Count(int(low or 0), None if high is None else int(high))


def _holders(seats: Iterable[Seat]) -> Iterator[str]:
    """Yield who sits in some seats for certain."""
    for seat in seats:
        if seat.holder is not None and seat.certain and seat.state is SeatState.FILLED:
            yield seat.holder


def _meant(scope: Scope, here: Occasion, ref: Ref) -> People:
    """Return whom one reference means: members, a seat group, holders of an office, or organisations and bodies by their name."""
    where = here.where
    mine = ref.position if ref.target in ("self", where.body.id) and ref.jurisdiction is None else None
    name = mine or (ref.target if ref.bare else None)
    if name in (*EVERYBODY, where.body.id):
        return members(scope, here)
    if name is not None and is_position(where, name):
        roster = roster_as_read(scope, where, here.day).value
        for group in roster.groups if roster is not None else ():
            if group.id == name:
                return _of_seats(group.seats, group.number)
        return _of_office(holders_of(scope, where, name, here.day))
    if ref.position is not None:
        bodies = bodies_at(scope, where, evolve(ref, position=None))
        found = [_of_office(holders_of(scope, body, ref.position, here.day)) for body in bodies]
        return _together(found) if found else People()
    names = units(scope, where, ref, here.day)
    sure = tuple(one for one, certain in names if certain)
    return People(named=sure, number=Count(len(sure), len(names))) if names else People()


def _of_seats(seats: tuple[Seat, ...], number: Count) -> People:
    named = tuple(_holders(seats))
    vacant = sum(seat.state is SeatState.VACANT and seat.certain for seat in seats)
    return People(named=named, number=Count(len(named), None if number.high is None else max(len(named), number.high - vacant)))


def _of_office(seats: tuple[Seat, ...]) -> People:
    return _of_seats(seats, exactly(len(seats)) if seats else ANY)


# ── who came, who waived it, who complains ───────────────────────────────────────────────────────────────────────────


def came(here: Occasion, there: Attendance, person: str) -> Outcome:
    """Return whether somebody appeared at any time of a meeting. Whether a substitute's coming is enough no source says."""
    facts = here.facts(Presence)
    lists = [one for one in facts if isinstance(one.who, Persons)]
    if any(person in one.who.ids for one in lists if isinstance(one.who, Persons) and not one.left):
        return HOLDS
    stood_in = any(one.holder == person and one.occupant not in (None, person) for one in there.taken)
    complete = len(lists) == len(facts) and any(one.complete and not one.left for one in lists)
    return FAILS if complete and not stood_in else OPEN


def number_that_came(here: Occasion, there: Attendance) -> Count:
    """Return how many of those invited appeared; some may have come later, and of some only the substitutes."""
    found = whole(counted(invited(there.cells), PRESENT))
    later = any(one.at is not None and not one.left for one in here.facts(Presence))
    stood_in = sum(one.occupant not in (None, one.holder) for one in there.taken)
    return Count(max(0, found.low - stood_in), None if later else found.high)


def waived(here: Occasion, person: str) -> Outcome:
    """Return whether somebody waived the notice; of a number nobody knows whether the person was among them."""
    facts = here.facts(Waiver)
    if any(isinstance(one.who, Persons) and person in one.who.ids for one in facts):
        return HOLDS
    return OPEN if any(isinstance(one.who, Count) for one in facts) else FAILS


def number_that_waived(here: Occasion, of: People) -> Count:
    """Return how many of some people waived the notice; nobody knows whether two numbers speak of the same persons."""
    found = []
    for one in here.facts(Waiver):
        if isinstance(one.who, Persons):
            mine = len(set(one.who.ids) & set(of.named))
            found.append(Count(mine, mine if of.complete else len(one.who.ids)))
        else:
            found.append(one.who if len(here.meeting.bodies) == 1 else Count(0, one.who.high))
    return Count(max((one.low for one in found), default=0), total(found).high)


def may_complain(scope: Scope, here: Occasion, objection: Objection, refs: tuple[Ref, ...]) -> Outcome:
    """Return whether an objection comes from somebody whom references mean; without any: from anybody."""
    if objection.body not in (None, here.name) or means(here, objection.of) == "":
        return FAILS
    if not refs:
        return HOLDS
    group = means(here, objection.of)
    if any(group == (ref.position or ref.target) for ref in refs):
        return HOLDS
    if not isinstance(objection.who, Persons):
        return OPEN
    circle = people(scope, here, refs)
    ids = objection.who.ids
    return any_of(HOLDS if one in circle.named else FAILS if circle.complete else OPEN for one in ids)
