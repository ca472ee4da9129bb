"""Healing: what makes a mistake in calling a meeting harmless, and for whom.

Before a meeting was held nothing is healed, except by waiver. Whether nobody objected is what the record of a meeting that was
held tells: no objection in it means that there was none. So that cure needs a recorded notice; the others heal whatever it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from gremium.evaluate.attendance import Attendance
from gremium.evaluate.delivery import People, Reach, any_of
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.recipients import (
    came,
    invited,
    may_complain,
    number_that_came,
    number_that_waived,
    opening,
    waived,
)
from gremium.evaluate.scope import Scope
from gremium.evaluate.tally import held
from gremium.model.meeting import Item, Objection, Presence, Waiver
from gremium.model.record import MeetingState
from gremium.norms.notice import Healing, Notice
from gremium.values.quota import parse_quota
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome, all_of, negate

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
PRESENT, EVERYBODY = parse_tally("present members"), parse_quota("all of members")


@frozen(kw_only=True)
class Cure:
    """Whether some kinds of healing make a mistake harmless, for whom of those known by name, and what would tell."""

    healings: tuple[Healing, ...]
    outcome: Outcome
    persons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def was_held(here: Occasion) -> bool:
    """Return whether a meeting took place, as far as the record tells."""
    return here.meeting.state is MeetingState.HELD or bool(here.facts(Presence))


def cures(scope: Scope, here: Occasion, norm: Notice, circle: People, raw: Reach) -> Iterator[Cure]:
    """Yield whether each cure that a rule knows heals what was wrong: that something did not reach some people in time."""
    took_place = was_held(here)
    there = opening(scope, here)
    known = norm.cures
    objections = tuple(one for one in here.told if isinstance(one, Objection) and one.against == Notice.word)
    complaining = [may_complain(scope, here, one, norm.objection_by) for one in objections]
    if took_place and Healing.ALL_PRESENT in known:
        yield _all_present(here, there, any_of(complaining))
    if took_place and Healing.NO_OBJECTION in known and raw.told:
        stands = (all_of((may, _timely(here, one))) for may, one in zip(complaining, objections, strict=True))
        missing = (f"{here.meeting.id}.objection",)
        yield Cure(healings=(Healing.NO_OBJECTION,), outcome=negate(any_of(stands)), missing=missing)
    possible = {Healing.APPEARANCE: took_place, Healing.WAIVER: bool(here.facts(Waiver))}
    kinds = tuple(kind for kind, can in possible.items() if can and kind in known)
    if kinds:
        yield _personal(here, there, circle, raw, kinds)


def _timely(here: Occasion, one: Objection) -> Outcome:
    """Return whether an objection was raised before the agenda was entered: by the beginning, or by the first item."""
    calls = (event.at for event in here.told if isinstance(event, Item) and event.at is not None)
    entered = min(calls, default=None)
    if isinstance(one.at, datetime):
        if any(one.at <= at for at in (here.begins, entered) if at is not None):
            return HOLDS
        if entered is not None:
            return FAILS
    elif one.at is not None and one.at != here.day:
        return HOLDS if one.at < here.day else FAILS
    return FAILS if one.item is not None else OPEN


def _all_present(here: Occasion, there: Attendance, objected: Outcome) -> Cure:
    """Return whether everybody was there and nobody objected."""
    everybody = held(invited(there.cells), PRESENT, EVERYBODY).outcome
    absent = there.missing or (f"{here.meeting.id}.presence",)
    return Cure(
        healings=(Healing.ALL_PRESENT,),
        outcome=all_of((everybody, negate(objected))),
        missing=absent if everybody is OPEN else (f"{here.meeting.id}.objection",),
    )


def _personal(here: Occasion, there: Attendance, circle: People, raw: Reach, kinds: tuple[Healing, ...]) -> Cure:
    """Return whether nobody is left whom the notice did not reach in time, and who has a complaint: by persons, or by numbers."""
    named = circle.named
    helped = {(kind, one): _helps(here, there, kind, one) for kind in kinds for one in named}
    healed = {one: any_of(helped[kind, one] for kind in kinds) for one in named}
    outcomes = [any_of((raw.persons[one], healed[one])) for one in named]
    by_person = all_of(outcomes) if circle.complete else FAILS if FAILS in outcomes else OPEN
    persons = tuple(one for one in named if raw.persons[one] is not HOLDS and healed[one] is HOLDS)
    used = tuple(kind for kind in kinds if any(helped[kind, one] is HOLDS for one in persons))
    return Cure(
        healings=used or kinds,
        outcome=by_person if by_person is not OPEN else _by_number(here, there, circle, raw, kinds),
        persons=persons,
        missing=there.missing or (f"{here.meeting.id}.presence",),
    )


def _helps(here: Occasion, there: Attendance, kind: Healing, person: str) -> Outcome:
    """Return whether a cure takes away the complaint of one person."""
    return waived(here, person) if kind is Healing.WAIVER else came(here, there, person)


def _by_number(here: Occasion, there: Attendance, circle: People, raw: Reach, kinds: tuple[Healing, ...]) -> Outcome:
    """Return whether as many came, or waived it, as it takes for nobody to be left with a complaint."""
    counts = [number_that_came(here, there)] if Healing.APPEARANCE in kinds else []
    counts += [number_that_waived(here, circle)] if Healing.WAIVER in kinds else []
    highs = [count.high for count in counts]
    if None not in highs and raw.late.low > sum(high or 0 for high in highs):
        return FAILS
    whole = circle.number.high
    return HOLDS if whole is not None and whole <= max(count.low for count in counts) else OPEN
