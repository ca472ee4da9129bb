"""Conditions: whether what a rule asks of a person or an organisation is true, as far as the record tells.

What the record does not tell is OPEN, never false. Only that others are known to hold a position says that somebody does not.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve, frozen

from gremium.evaluate.facts import attributes_of, born, size_of, unit_ref
from gremium.evaluate.holdings import has_held
from gremium.evaluate.scope import Located, Scope, bodies_at, exists, position_ref, positions_of
from gremium.norms.seats import Seats
from gremium.values.condition import Aged, Condition, Either, Every, Holds, Neither, Sized, With
from gremium.values.count import exactly, in_words
from gremium.values.days import Day
from gremium.values.message import message
from gremium.values.quota import Comparison
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason, all_of, negate


@frozen(kw_only=True)
class Subject:
    """Of whom a condition is asked: a party or body, seen from the body `here`, on a day.

    `since` is when the seat was taken, `unit` the body or organisation whose seat it is, if it is one of those.
    """

    name: str
    here: Located
    at: date
    since: Day | None = None
    unit: str = ""


def met(  # noqa: PLR0911  (one return for each form)
    scope: Scope, condition: Condition, subject: Subject
) -> tuple[Outcome, tuple[Reason, ...]]:
    """Return whether a condition is met, with the reasons for that answer."""
    match condition:
        case Every(parts):
            answers = [met(scope, part, subject) for part in parts]
            return _every(answers)
        case Either(parts):
            answers = [met(scope, part, subject) for part in parts]
            outcome = negate(all_of(negate(outcome) for outcome, _ in answers))
            return outcome, _those(answers, *((Outcome.HOLDS,) if outcome is Outcome.HOLDS else (Outcome.FAILS, Outcome.OPEN)))
        case Neither(parts):
            answers = [met(scope, part, subject) for part in parts]
            outcome = all_of(negate(outcome) for outcome, _ in answers)
            return outcome, _those(answers, *((Outcome.FAILS,) if outcome is Outcome.HOLDS else (Outcome.HOLDS, Outcome.OPEN)))
        case With(attributes):
            told = dict(attributes_of(scope, subject.name))
            answers = [_attribute(subject, name, value, told.get(name)) for name, value in attributes]
            return _every(answers)
        case Aged():
            return _aged(scope, condition, subject)
        case Holds():
            return _holds(scope, condition, subject)
        case _:
            return _sized(scope, condition, subject)


EACH = "each"
Answer = tuple[Outcome, tuple[Reason, ...]]


def _every(answers: list[Answer]) -> Answer:
    """Join answers of which all have to hold."""
    outcome = all_of(one for one, _ in answers)
    return outcome, _those(answers, *((Outcome.HOLDS,) if outcome is Outcome.HOLDS else (Outcome.FAILS, Outcome.OPEN)))


def _those(answers: list[Answer], *outcomes: Outcome) -> tuple[Reason, ...]:
    return tuple(reason for outcome, reasons in answers if outcome in outcomes for reason in reasons)


def for_unit(condition: Condition, unit: str) -> Condition:
    """Return a condition with the word `each` replaced by a body or organisation, among attributes and in references."""
    match condition:
        case With(attributes):
            return With(tuple((name, unit if value == EACH else value) for name, value in attributes))
        case Holds(position, ever) if position.target == EACH:
            found = unit_ref(unit)
            return Holds(evolve(position, target=found.target, jurisdiction=found.jurisdiction), ever)
        case Every(parts):
            return Every(tuple(for_unit(part, unit) for part in parts))
        case Either(parts):
            return Either(tuple(for_unit(part, unit) for part in parts))
        case Neither(parts):
            return Neither(tuple(for_unit(part, unit) for part in parts))
        case _:
            return condition


def _attribute(subject: Subject, name: str, wanted: str, told: str | None) -> Answer:
    if told is None:
        return Outcome.OPEN, (Reason(said=message("reason.attribute-unknown", party=subject.name, attribute=name)),)
    said = message("reason.attribute", party=subject.name, attribute=name, value=wanted)
    return (Outcome.HOLDS if told == wanted else Outcome.FAILS), (Reason(said=said),)


def _aged(scope: Scope, condition: Aged, subject: Subject) -> Answer:
    day = scope.named_day(condition.on) if condition.on else subject.since
    birth = born(scope, subject.name)
    if birth is None or birth.earliest is None or birth.latest is None:
        return Outcome.OPEN, (Reason(said=message("reason.birth-unknown", party=subject.name)),)
    if day is None or day.earliest is None or day.latest is None:
        said = message("reason.age-day-unknown", party=subject.name, day=condition.on or "")
        return Outcome.OPEN, (Reason(said=said),)
    ages = (years(birth.latest, day.earliest), years(birth.earliest, day.latest))
    permitted = {condition.years.permits(age) for age in range(ages[0], ages[1] + 1)}
    said = message("reason.age", party=subject.name, years=in_words(condition.years), day=str(day))
    if permitted == {True}:
        return Outcome.HOLDS, (Reason(said=said),)
    return (Outcome.FAILS if permitted == {False} else Outcome.OPEN), (Reason(said=said),)


def years(birth: date, day: date) -> int:
    """Return the completed years of a person on a day (§§ 187, 188 BGB: the day of birth counts, the year ends the day before).

    So the birthday is the first day of the new age. Born on 29 February, it is 1 March in common years.
    """
    return max(0, day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day)))


def _holds(scope: Scope, condition: Holds, subject: Subject) -> Answer:
    """Return whether somebody holds a position (or ever held it) by what is recorded of it in every body that is meant.

    A body that is not there (for `ever`: not yet) and of which nothing is recorded is not asked.
    """
    answers: list[Outcome] = []
    for where, names in places(scope, subject.here, condition.position):
        told = [(name, held_by(scope, where, name, subject, ever=condition.ever)) for name in names]
        here = next((name for name, outcome in told if outcome is Outcome.HOLDS), None)
        if here is not None:
            said = message("reason.also-holds", party=subject.name, position=str(position_ref(scope, where, here)))
            return Outcome.HOLDS, (Reason(said=said),)
        outcomes = {outcome for _, outcome in told if outcome is not None}
        there = where.body.span.begun(subject.at) if condition.ever else exists(where.body, subject.at)
        if outcomes or there is not Outcome.FAILS:
            answers.append(Outcome.FAILS if outcomes == {Outcome.FAILS} else Outcome.OPEN)
    fails = set(answers) == {Outcome.FAILS}
    said = message("reason.holds-not" if fails else "reason.holds-unknown", party=subject.name, position=str(condition.position))
    return (Outcome.FAILS if fails else Outcome.OPEN), (Reason(said=said),)


def held_by(scope: Scope, where: Located, name: str, subject: Subject, *, ever: bool = False) -> Outcome | None:
    """Return whether somebody holds one position of a body (or ever held it); None if nothing is recorded of it by the day."""
    if scope.record is None:
        return None
    single = _is_office(where, name)
    return has_held(scope.record, position_ref(scope, where, name), subject.name, subject.at, single=single, ever=ever)


def _is_office(where: Located, name: str) -> bool:
    """Return whether a position has one holder at a time: it is no seat group, or one of a single seat."""
    norms = [p.norm for owner in where.owners for p in owner.provisions if p.word == Seats.word and p.slot == name]
    return all(norm.each is None and norm.number == exactly(1) for norm in norms)


def positions(scope: Scope, here: Located, ref: Ref) -> tuple[Ref, ...]:
    """Return the positions, as a record names them, to which a reference leads."""
    return tuple(position_ref(scope, where, name) for where, names in places(scope, here, ref) for name in names)


def places(scope: Scope, here: Located, ref: Ref) -> tuple[tuple[Located, tuple[str, ...]], ...]:
    """Return the bodies to which a reference leads, each with the positions meant; a body alone means all of its positions."""
    if ref.bare and ref.target in positions_of(here):
        return ((here, (ref.target,)),)
    named = (ref.position,) if ref.position else None
    return tuple((target, named or tuple(sorted(positions_of(target)))) for target in bodies_at(scope, here, ref))


def _sized(scope: Scope, condition: Sized, subject: Subject) -> Answer:
    measure, bound = condition.measure, condition.bound
    size = size_of(scope, unit_ref(subject.name), measure, subject.at)
    if not size.stated or bound.number is None:
        return Outcome.OPEN, (Reason(said=message("reason.size-unknown", unit=subject.name, measure=measure)),)
    low = compared(bound.comparison, size.low - bound.number, None if size.high is None else size.high - bound.number)
    said = message("reason.size", unit=subject.name, measure=measure, number=str(size), bound=str(bound))
    return low, (Reason(said=said),)


Number: TypeAlias = "Fraction | int"


def compared(comparison: Comparison, low: Number | None, high: Number | None) -> Outcome:
    """Return whether a difference between `low` and `high` (None: without bound) satisfies a comparison with zero.

    The difference is a count minus its bound. `exactly` holds only where the difference is certainly zero.
    """
    from_below, from_above = _sign(low, below=True), _sign(high, below=False)
    match comparison:
        case Comparison.AT_LEAST:
            return _decided(from_below >= 0, from_above < 0)
        case Comparison.MORE_THAN:
            return _decided(from_below > 0, from_above <= 0)
        case Comparison.AT_MOST:
            return _decided(from_above <= 0, from_below > 0)
        case Comparison.FEWER_THAN:
            return _decided(from_above < 0, from_below >= 0)
        case _:  # exactly
            return _decided(from_below == from_above == 0, from_below > 0 or from_above < 0)


def _sign(bound: Number | None, *, below: bool) -> int:
    """Return the sign of a bound; one that is not there lies as far away as possible."""
    if bound is None:
        return -1 if below else 1
    return (bound > 0) - (bound < 0)


def _decided(holds: bool, fails: bool) -> Outcome:
    return Outcome.HOLDS if holds else Outcome.FAILS if fails else Outcome.OPEN
