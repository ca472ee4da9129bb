"""Backing: whether those who act are whom a rule means: the holder of a position, a body, an organisation, or enough of them.

Signatories are counted as seats are: what is open about single seats becomes bounds of one difference, the number of those who
sign minus the number that is needed, so that nothing uncertain is counted twice. Whoever acts in a meeting is there.

This room is longer than 300 lines because persons and numbers are two ways of telling who signs, and both give the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from attrs import evolve, frozen

from gremium.evaluate.attendance import Attendance, Taken, attendance
from gremium.evaluate.condition import Subject, compared, met, places
from gremium.evaluate.facts import body_name, size_of, unit_ref, units
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.need import mark
from gremium.evaluate.occasion import Occasion, means
from gremium.evaluate.remote import counts_as_present
from gremium.evaluate.scope import Located, Scope, bodies_at, is_position
from gremium.evaluate.seats import holders_of
from gremium.evaluate.tally import WEIGHED, Bounds, Cell, Choice, State, counted, shown
from gremium.model.meeting import Presence
from gremium.model.record import Meeting
from gremium.norms.seats import Seats
from gremium.values.actor import Actor, named, signatories
from gremium.values.condition import Holds
from gremium.values.count import UNSTATED_COUNT, Count
from gremium.values.crowd import Crowd, Persons
from gremium.values.message import Message, message
from gremium.values.need import Counted
from gremium.values.quota import Comparison, Quota
from gremium.values.quota import in_words as said_quota
from gremium.values.ref import Ref
from gremium.values.tally import Tally, Term
from gremium.values.tally import in_words as said_tally
from gremium.values.verdict import Outcome, Reason

EVERYBODY, EACH_MEMBER, MEMBERS = "public", "all", "members"
ANY_MEMBER = Quota(comparison=Comparison.AT_LEAST, number=1)
ZERO = Fraction(0)
# Comparisons that more signatories never break.
UPWARDS = (Comparison.AT_LEAST, Comparison.MORE_THAN)
# Whether whoever sits on a seat in a state may be among those who act.
Acts: TypeAlias = Callable[[State], bool]


@frozen(kw_only=True)
class Signed:
    """Those who act together: persons by their ids, or how many; `of` is the seat group, position or body that they are of.

    A number without `of` is one of members with a vote, who act as such: for whom else they act, or in which office, `of` says.
    `members` says how many of them act as members where not all do (None: all): a body as such is none, and whether the holder of
    an office is one has to be known. With `least` they are as few of those whom it counts as can meet it, at least one.
    """

    who: Crowd
    of: Ref | None = None
    members: Count | None = None
    least: Quota | Counted | None = None


@frozen(kw_only=True)
class Backing:
    """Whether those who act are whom a rule means, why, and the figures compared; `needs` is what would change it.

    `missing` names the facts that are not recorded.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    needs: tuple[Message, ...] = ()
    missing: tuple[str, ...] = ()


def assembled(scope: Scope, where: Located, day: date) -> Occasion:
    """Return a body on a day as if it met, without any fact of a meeting: to ask who its members are."""
    name = body_name(scope, where)
    return Occasion(where=where, name=name, meeting=Meeting(id="", body=name, at=day))


def _with_members(scope: Scope, here: Occasion) -> Occasion:
    """Return a meeting of which nobody recorded who was there as one where any number was, if the record counts the members.

    Then it is not known how many were there, but of how many.
    """
    if here.facts(Presence) or not size_of(scope, unit_ref(here.name), MEMBERS, here.day).stated:
        return here
    return evolve(here, told=(*here.told, Presence(meeting=here.meeting.id, who=UNSTATED_COUNT)))


def backed(
    scope: Scope,
    here: Occasion,
    actors: Iterable[Actor],
    signed: Signed,
    moment: datetime | None = None,
    *,
    personal: bool = False,
) -> Backing:
    """Return whether those who act are, or are enough of, one of these actors, in a meeting at a moment (see `assembled`).

    `personal`: what is done is done by single persons (to speak, to attend), so a member of a body acts as one of it. HOLDS if
    one of the actors is met, FAILS if none can be, OPEN if facts are missing.
    """
    answers = [_one(scope, here, actor, signed, moment, personal=personal) for actor in actors]
    outcomes = [one.outcome for one in answers]
    for outcome in (Outcome.HOLDS, Outcome.OPEN):
        if outcome in outcomes:
            return answers[outcomes.index(outcome)]
    return Backing(
        outcome=Outcome.FAILS,
        reasons=tuple(reason for one in answers for reason in one.reasons),
        figures=tuple(figure for one in answers for figure in one.figures),
        needs=tuple(need for one in answers for need in one.needs),
    )


def _one(scope: Scope, here: Occasion, actor: Actor, signed: Signed, moment: datetime | None, *, personal: bool) -> Backing:
    if not isinstance(actor, Ref):
        return _enough(scope, here, actor, signed, moment)
    if actor.bare and actor.target == EACH_MEMBER:
        return _enough(scope, here, ANY_MEMBER, signed, moment)
    if isinstance(signed.who, Count) and _is_group(here, actor):
        return _enough(scope, here, Counted(Tally((Term((), actor.target),)), ANY_MEMBER), signed, moment)
    outcome, code = _is_meant(scope, here, actor, signed, personal=personal)
    gap = f"{here.where.body.id}.{'power' if actor.unstated else actor}"
    missing = (gap,) if outcome is Outcome.OPEN else ()
    reason = Reason(said=message(code, who=named(actor)))
    return Backing(outcome=outcome, reasons=(reason,), missing=missing)


# ── positions, bodies, organisations ─────────────────────────────────────────────────────────────────────────────────


def _is_meant(scope: Scope, here: Occasion, ref: Ref, signed: Signed, *, personal: bool) -> tuple[Outcome, str]:
    """Return whether one of those who act is, or holds, what a reference means; and the code that says so."""
    number = len(signed.who.ids) if isinstance(signed.who, Persons) else signed.who.high
    if number == 0:
        return Outcome.FAILS, "reason.acts-nobody"
    if ref.bare and ref.target == EVERYBODY:
        return Outcome.HOLDS, "reason.acts-everybody"
    if ref.unstated:
        return Outcome.OPEN, "reason.acts-unstated"
    if _same(scope, here, ref, signed.of):
        sure = isinstance(signed.who, Persons) or signed.who.low > 0
        return (Outcome.HOLDS if sure else Outcome.OPEN), "reason.acts-is"
    if ref.position is not None or (ref.bare and is_position(here.where, ref.target)):
        outcome = _holds(scope, here, ref, signed)
    else:
        outcome = _is_unit(scope, here, ref, signed, personal=personal)
    codes = {Outcome.HOLDS: "reason.acts-is", Outcome.FAILS: "reason.acts-not", Outcome.OPEN: "reason.acts-unknown"}
    return outcome, codes[outcome]


def _is_group(here: Occasion, ref: Ref) -> bool:
    """Return whether a reference means the members of a seat group of the body itself, not the holder of an office."""
    groups = {p.slot for owner in here.where.owners for p in owner.provisions if p.word == Seats.word}
    return ref.bare and ref.target in groups


def _same(scope: Scope, here: Occasion, ref: Ref, of: Ref | None) -> bool:
    """Return whether a fact says itself that those who act are of what a reference means."""
    if of is None:
        return False
    group = means(here, of)
    if str(of) == str(ref) or (ref.bare and group == ref.target):
        return True
    return at_home(scope, here.where, of) == at_home(scope, here.where, ref)


def at_home(scope: Scope, where: Located, ref: Ref) -> Ref:
    """Return a reference as it is written in a body: `chair` for its own `chair@self`; one to several bodies stays as it is."""
    found = bodies_at(scope, where, evolve(ref, position=None)) if not ref.every else ()
    if len(found) != 1:
        return ref
    unit = unit_ref(body_name(scope, found[0]))
    if ref.position is None:
        return unit
    mine = (found[0].charter.id, found[0].body.id) == (where.charter.id, where.body.id)
    return Ref(target=ref.position) if mine else evolve(unit, position=ref.position)


def _holds(scope: Scope, here: Occasion, ref: Ref, signed: Signed) -> Outcome:
    """Return whether one of those who act holds a position."""
    if not isinstance(signed.who, Persons):
        return Outcome.FAILS
    found = [
        seat
        for where, names in places(scope, here.where, ref)
        for name in names
        for seat in holders_of(scope, where, name, here.day)
    ]
    sure = {seat.holder for seat in found if seat.state is SeatState.FILLED and seat.certain}
    if not sure and ref.bare and ref.target == "chair" and here.meeting.chair is not None:
        sure = {here.meeting.chair}
    elif ref.bare and here.meeting.id:
        there = attendance(scope, here, here.moment).taken
        sure |= {one.occupant for one in there if one.group == ref.target and one.certain}
    if sure & set(signed.who.ids):
        return Outcome.HOLDS
    doubtful = not sure and not found
    doubtful = doubtful or any(seat.state is SeatState.OPEN or not seat.certain for seat in found)
    return Outcome.OPEN if doubtful else Outcome.FAILS


def _is_unit(scope: Scope, here: Occasion, ref: Ref, signed: Signed, *, personal: bool) -> Outcome:
    """Return whether those who act are a body or an organisation, or (`personal`) one of them is a member of it."""
    known = dict(units(scope, here.where, ref, here.day))
    if signed.of is not None and str(signed.of) in known:
        return Outcome.HOLDS if known[str(signed.of)] else Outcome.OPEN
    if not isinstance(signed.who, Persons):
        return Outcome.FAILS
    mine = [known.get(one, True) for one in signed.who.ids if one in known or one == str(ref)]
    if mine:
        return Outcome.HOLDS if any(mine) else Outcome.OPEN
    recorded = _recorded(scope)
    if not personal:
        strangers = any(one not in recorded for one in signed.who.ids)
        return Outcome.OPEN if strangers and ref.every else Outcome.FAILS
    held = {met(scope, Holds(ref), Subject(name=one, here=here.where, at=here.day))[0] for one in signed.who.ids}
    if Outcome.HOLDS in held:
        return Outcome.HOLDS
    organised = known.keys() & {*scope.charter.party_by_id, *recorded}  # nobody records who is a member of them
    return Outcome.FAILS if held == {Outcome.FAILS} and not organised else Outcome.OPEN


def _recorded(scope: Scope) -> frozenset[str]:
    """Return the persons and organisations of whom the record tells anything: who holds a seat is a person."""
    if scope.record is None:
        return frozenset()
    record = scope.record
    holders = (one.party for held in record.holdings_by_position.values() for one in held if one.party is not None)
    return scope.remembered("recorded", lambda: frozenset({*record.party_by_id, *holders}))


# ── signatories ──────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class Asked:
    """What a rule asks of signatories: who counts (`kind`, only those `marked`), and how many."""

    kind: Tally
    quota: Quota
    marked: str | None = None

    def value(self, state: State, votes: int = 1) -> int:
        """Return what a seat in a state adds to the signatories, if whoever sits there signs."""
        return _counts(self.kind, state, votes) if self.marked is None or self.marked in state else 0

    def base(self, state: State, votes: int = 1) -> Fraction:
        """Return what a seat in a state adds to the number that is needed."""
        if self.quota.base is None or self.quota.share is None:
            return ZERO
        return self.quota.share * _counts(self.quota.base, state, votes)


def _counts(tally: Tally, state: State, votes: int) -> int:
    return sum(
        votes if term.noun in WEIGHED else 1 for term in tally.terms if term.noun in state and state.issuperset(term.states)
    )


def _enough(scope: Scope, here: Occasion, actor: Quota | Counted, signed: Signed, moment: datetime | None) -> Backing:
    """Return whether enough sign of those who count."""
    quota = actor.quota if isinstance(actor, Counted) else actor
    if quota.number == 0 and quota.comparison is Comparison.AT_LEAST:
        quota = ANY_MEMBER  # however many there are, one of them is
    with_ = actor.with_ if isinstance(actor, Counted) else ()
    kind = signatories(actor)
    if signed.least is not None and implies(signed.least, Counted(kind, quota, with_)):
        return Backing(outcome=Outcome.HOLDS, reasons=(Reason(said=message("reason.signatories-implied", quota=named(actor))),))
    group = means(here, signed.of)
    group = group if group != EVERYBODY else ""  # whoever acts as one of the public does not act as a member
    asked = Asked(kind=kind, quota=quota, marked=mark(with_) if with_ else None)
    needs = [Counted(kind, quota, with_), *([Counted(Tally((Term((), group),)), quota)] if group else [])]
    needs += [_table(signed.least)] if signed.least is not None else []
    remote = counts_as_present(scope, here) if here.meeting.id else Outcome.OPEN
    gap = _gap(here, signed)
    here = _with_members(scope, here)
    there = attendance(scope, here, moment, needs, remote=remote)
    if isinstance(signed.who, Persons):
        number, difference = _of_persons(scope, here, asked, signed.who, there, moment, needs, remote)
    elif signed.least is not None:
        number, difference = _of_number(here, asked, _smallest(signed.least, there), there, _of_kind(signed.least))
    else:
        who = signed.members if signed.members is not None else signed.who
        if signed.members is None and _elsewhere(scope, here, signed.of):
            who, group = Count(0, who.high), None  # they may be members here as well, nobody tells
        number, difference = _of_number(here, asked, who, there, _of_group(group))
    return _compared(asked, number, difference, there, gap)


def _elsewhere(scope: Scope, here: Occasion, of: Ref | None) -> bool:
    """Return whether those who act are of another body, so that it is not said whether they are members of this one."""
    if of is None or of.position is not None or means(here, of) != of.target:
        return False
    found = bodies_at(scope, here.where, of)
    foreign = of.jurisdiction not in (None, here.where.charter.id)
    return bool(found or foreign) and all(one.body is not here.where.body for one in found)


def _gap(here: Occasion, signed: Signed) -> str:
    """Return the fact that would most likely close an open answer: who signed, who was there, or who is a member."""
    if isinstance(signed.who, Count) and not signed.who.exact and signed.least is None:
        return f"{here.meeting.id or here.where.body.id}.demand.who"
    if here.meeting.id and not here.facts(Presence):
        return f"{here.meeting.id}.presence"
    return f"{here.where.body.id}.members"


def _compared(asked: Asked, number: Bounds, difference: Bounds, there: Attendance, gap: str) -> Backing:
    """Return the answer from the number of those who sign, and by how much it differs from what is needed."""
    quota = asked.quota
    whole = counted(there.cells, quota.base) if quota.base is not None else None
    bound = _share(quota, whole)
    part = whole is not None and (quota.share != 1 or quota.comparison is Comparison.AT_LEAST)
    outcome = compared(quota.comparison, *difference)
    empty = part and whole is not None and whole[1] == 0
    if empty:
        outcome = Outcome.FAILS
    elif part and whole is not None and whole[0] == 0 and not (quota.base == asked.kind and number[0]):
        outcome = Outcome.FAILS if outcome is Outcome.FAILS else Outcome.OPEN  # perhaps it is a share of nothing, and that fails
    said = message(
        "reason.signatories-empty" if empty else "reason.signatories",
        count=said_tally(asked.kind),
        counted=shown(number),
        quota=said_quota(quota),
        bound=shown(bound),
    )
    return Backing(
        outcome=outcome,
        reasons=(Reason(said=said),),
        figures=(("signatories", shown(number)), (str(quota), shown(bound))),
        needs=() if empty else tuple(_more(quota, outcome, difference[0])),
        missing=(gap,) if outcome is Outcome.OPEN else (),
    )


def _share(quota: Quota, whole: Bounds | None) -> Bounds:
    """Return what is needed, in bounds."""
    if whole is None or quota.share is None:
        return Fraction(quota.number or 0), Fraction(quota.number or 0)
    low, high = whole
    return None if low is None else quota.share * low, None if high is None else quota.share * high


def _more(quota: Quota, outcome: Outcome, lowest: Fraction | None) -> Iterable[Message]:
    """Yield how many more have to sign for it to be certainly enough; nothing where more would not help."""
    if outcome is Outcome.HOLDS or lowest is None or lowest > 0:
        return
    if quota.comparison in (Comparison.AT_LEAST, Comparison.EXACTLY):
        more = ceil(-lowest)
    elif quota.comparison is Comparison.MORE_THAN:
        more = floor(-lowest) + 1
    else:
        return
    if more > 0:
        yield message("needs.signatory") if more == 1 else message("needs.signatories", number=more)


def _of_persons(
    scope: Scope,
    here: Occasion,
    asked: Asked,
    who: Persons,
    there: Attendance,
    moment: datetime | None,
    needs: Iterable[Counted],
    remote: Outcome,
) -> tuple[Bounds, Bounds]:
    """Return how many of these persons count, and by how much that differs from what is needed.

    Where the record tells only how many are there, who sits in which seat is asked without those numbers.
    """
    numbers = [one for one in here.facts(Presence) if isinstance(one.who, Count)]
    alone = evolve(here, told=tuple(one for one in here.told if one not in numbers)) if numbers else here
    seen = attendance(scope, alone, moment, needs, remote=remote) if numbers else there
    seats = [(one, seat) for one in who.ids for seat in _seat_of(asked, seen, one)]
    known = [seat for seat in seen.taken if seat.occupant or seat.holder]
    unknown = counted(seen.cells, asked.kind, asked.marked)[1]
    inside = sum(max((asked.value(state, seat.votes.high or 1) for state in seat.states), default=0) for seat in known)
    strangers = len(who.ids) - len(seats)
    more = strangers if unknown is None else min(strangers, max(0, int(unknown) - inside))
    low, high = _needed(asked.quota, there)
    fewest, most = ZERO, Fraction(more)
    for _, seat in seats:
        states = _acting(here, seat)
        perhaps_none = [] if seat.certain else [ZERO]
        values = [Fraction(asked.value(state, seat.votes.low)) for state in states]
        fewest, most = fewest + min(values + perhaps_none), most + max(values)
        base = [ZERO if numbers else asked.base(state, seat.votes.low) for state in states]
        own = [value - needed for value, needed in zip(values, base, strict=True)] + perhaps_none
        before = [ZERO if numbers else -asked.base(state, seat.votes.low) for state in seat.states] + perhaps_none
        low = None if low is None else low + min(own) - min(before)
        high = None if high is None else high + max(own) - max(before)
    return (fewest, most), (low, None if high is None else high + more)


def _needed(quota: Quota, there: Attendance) -> Bounds:
    """Return minus what is needed: what the difference is as long as nobody signs."""
    low, high = _share(quota, counted(there.cells, quota.base) if quota.base is not None else None)
    return None if high is None else -high, None if low is None else -low


def _seat_of(asked: Asked, there: Attendance, person: str) -> list[Taken]:
    """Return the seat on which somebody acts: of several one of which the rule speaks; none if no seat of theirs is known."""
    mine = [seat for seat in there.taken if seat.occupant == person or (seat.occupant is None and seat.holder == person)]
    return sorted(mine, key=lambda seat: -max(asked.value(state) for state in seat.states))[:1]


def _acting(here: Occasion, seat: Taken) -> tuple[State, ...]:
    """Return the states in which a seat may be whose holder acts: in a meeting they are there."""
    there = tuple(state for state in seat.states if {"present", "remote"} & state) if here.meeting.id else ()
    return there or seat.states


def implies(least: Quota | Counted, needed: Counted) -> bool:
    """Return whether whoever meets one quota meets another, however many there are: both count the same, and it asks for less."""
    table = _table(least)
    mine, other = table.quota, needed.quota
    if (table.count, table.with_, mine.base) != (needed.count, needed.with_, other.base):
        return False
    if mine.comparison not in UPWARDS or other.comparison not in UPWARDS:
        return False
    bound, limit = (one.share if one.share is not None else Fraction(one.number or 0) for one in (mine, other))
    stricter = other.comparison is Comparison.AT_LEAST or mine.comparison is Comparison.MORE_THAN
    return bound > limit or (bound == limit and stricter)


def _table(actor: Quota | Counted) -> Counted:
    """Return signatories with what is counted, also where it is only said how many they are."""
    return actor if isinstance(actor, Counted) else Counted(signatories(actor), actor)


def _smallest(least: Quota | Counted, there: Attendance) -> Count:
    """Return how many the smallest group is that meets a quota: a range where what it is a share of is one."""
    quota = _table(least).quota
    low, high = _share(quota, counted(there.cells, quota.base) if quota.base is not None else None)
    return Count(_fewest(quota.comparison, low or ZERO), None if high is None else _fewest(quota.comparison, high))


def _fewest(comparison: Comparison, bound: Fraction | int) -> int:
    """Return the smallest number that satisfies a comparison: at least one person, where one may be enough."""
    match comparison:
        case Comparison.AT_LEAST:
            return max(1, ceil(bound))
        case Comparison.EXACTLY:
            return ceil(bound)
        case Comparison.MORE_THAN:
            return floor(bound) + 1
        case Comparison.AT_MOST:
            return min(1, floor(bound))
        case _:
            return min(1, max(0, ceil(bound) - 1))


def _of_kind(least: Quota | Counted) -> Acts:
    """Return who acts where so many of a kind do: whoever counts."""
    table = _table(least)
    marked = mark(table.with_) if table.with_ else None
    return lambda state: _counts(table.count, state, 1) > 0 and (marked is None or marked in state)


def _of_group(group: str | None) -> Acts | None:
    """Return who acts where a number does: members with a vote, or those of a seat group; None where no member acts as one."""
    return None if group == "" else lambda state: (group or "voting") in state


def _of_number(here: Occasion, asked: Asked, who: Count, there: Attendance, acts: Acts | None) -> tuple[Bounds, Bounds]:
    """Return how many of so many persons count, and by how much that differs from what is needed."""

    def may_sign(state: State) -> bool:
        is_there = not here.meeting.id or bool({"present", "remote"} & state)
        return "members" in state and acts is not None and acts(state) and is_there

    inside = _most(there.cells, lambda state: may_sign(state) and asked.value(state) > 0)
    outside = _most(there.cells, lambda state: may_sign(state) and asked.value(state) == 0)
    fewest = 0 if outside is None or acts is None else max(0, who.low - outside)
    most = 0 if acts is None else who.high if who.high is not None and outside == 0 else _least(who.high, inside)
    most = None if most is None else max(fewest, most)
    low, high = _needed(asked.quota, there)
    if asked.quota.base == asked.kind and asked.quota.share is not None and most is not None and high is not None:
        high = min(high, -asked.quota.share * most)  # those who sign are among those of whom so many are needed
    return (Fraction(fewest), None if most is None else Fraction(most)), (
        None if low is None else low + fewest,
        None if high is None or most is None else high + most,
    )


def _least(one: int | None, other: int | None) -> int | None:
    """Return the smaller of two ends, of which None is none."""
    return min((end for end in (one, other) if end is not None), default=None)


def _most(cells: Iterable[Cell | Choice], test: Callable[[State], bool]) -> int | None:
    """Return how many seats at the most are in a state that passes a test; None if there is no end to them."""
    total = 0
    for cell in cells:
        if isinstance(cell, Choice):
            each = [_most(option, test) for option in cell.of]
            here = None if None in each else max((one for one in each if one is not None), default=0)
        else:
            here = cell.number.high if any(map(test, cell.possible)) else 0
        if here is None:
            return None
        total += here
    return total


