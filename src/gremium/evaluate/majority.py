"""Majority: what a need asks of votes. Whether one more Yes can ever hurt, and how many more it would take."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from gremium.evaluate.need import Answer, Room, satisfied
from gremium.evaluate.tally import WEIGHED
from gremium.norms.decision import Treatment
from gremium.values.need import AllOf, AnyOf, Counted, Need, NoneOf, leaves, tallies
from gremium.values.quota import Comparison, Quota, parse_quota
from gremium.values.tally import Tally, Term, parse_tally
from gremium.values.verdict import Outcome

COUNT = parse_tally("yes")
MAJORITY = parse_quota("more than 1/2 of yes + no")
# Needs that are met if, and only if, there are more Yes than No.
PLAIN = (MAJORITY, parse_quota("more than no"))
PLAIN_OF_VOTES = parse_quota("more than 1/2 of votes")
# What becomes of abstentions, and of invalid votes.
Treatments = tuple[Treatment, Treatment]
PERHAPS_CAST = frozenset({Treatment.COUNTED, Treatment.UNSTATED, Treatment.NOT_ALLOWED})


@frozen(kw_only=True)
class Profile:
    """What needs ask for: `nouns` that they count, and whether for more than votes (`wide`), or for attributes (`marked`)."""

    nouns: frozenset[str]
    wide: bool
    marked: bool


@lru_cache(maxsize=1024)
def profile(needs: tuple[Need, ...], count: Tally) -> Profile:
    """Return what needs ask for; `count` is what a bare quota counts."""
    terms = [term for one in (count, *(tally for need in needs for tally in tallies(need))) for term in one.terms]
    marks = any(isinstance(leaf, Counted) and leaf.with_ for need in needs for leaf in leaves(need))
    wide = marks or any(term.states or term.noun not in WEIGHED for term in terms)
    return Profile(nouns=frozenset(term.noun for term in terms), wide=wide, marked=marks)


@lru_cache(maxsize=1024)
def steady(need: Need, count: Tally = COUNT, *, upward: bool = True) -> bool:
    """Return whether one more Yes can never make a need fail that is met (`upward`), or met if it fails.

    `count` is what a bare quota counts. Whoever gives one more Yes may also be one more who is present.
    """
    match need:
        case Quota():
            least, most = _step(need, count)
            rises = need.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN)
            if need.comparison is Comparison.EXACTLY:
                return least == most == 0
            return least >= 0 if rises is upward else most <= 0
        case Counted(own, quota):
            return steady(quota, own, upward=upward)
        case AllOf(parts) | AnyOf(parts):
            return all(steady(part, count, upward=upward) for part in parts)
        case NoneOf(parts):
            return all(steady(part, count, upward=not upward) for part in parts)
        case _:
            return True


def _step(quota: Quota, count: Tally) -> tuple[Fraction, Fraction]:
    """Return by how much one more Yes changes the difference between a count and its bound, at least and at most."""
    steps = [_by_one(quota, count, comes=comes) for comes in (False, True)]
    return min(steps), max(steps)


@lru_cache(maxsize=1024)
def _by_one(quota: Quota, count: Tally, *, comes: bool = False) -> Fraction:
    """Return by how much one more Yes changes that difference; `comes`: it is given by somebody who was not there before."""
    share, base = quota.share or Fraction(0), quota.base.terms if quota.base is not None else ()
    mine, theirs = (sum(_adds(term, comes=comes) for term in terms) for terms in (count.terms, base))
    return mine - share * theirs


def _adds(term: Term, *, comes: bool) -> bool:
    """Return whether one more Yes is counted by a term."""
    if term.noun in WEIGHED and not term.states:
        return term.noun in ("yes", "votes")
    return comes and "present" in term.states and term.noun not in ("yes", "no", "abstentions", "invalid")


def lacking(need: Need, answer: Answer, room: Room) -> int | None:
    """Return how many more Yes a need takes that is not met, everything else being equal; None if Yes are not what it lacks."""
    match need:
        case Quota():
            return _short(answer, room.count, need)
        case Counted(count, quota, ()):
            return _short(answer, count, quota)
        case AllOf(parts):
            answers = [satisfied(part, room) for part in parts]
            each = zip(parts, answers, strict=True)
            found = [lacking(part, one, room) for part, one in each if one.outcome is not Outcome.HOLDS]
            return None if None in found else max((one or 0 for one in found), default=None)
        case AnyOf(parts):
            found = [lacking(part, satisfied(part, room), room) for part in parts]
            return min((one for one in found if one is not None), default=None)
        case _:
            return None


def _short(answer: Answer, count: Tally, quota: Quota) -> int | None:
    """Return how many more Yes a quota takes, where the figures that were compared are known."""
    (_, counted), (_, bound) = answer.figures
    step = _by_one(quota, count)
    if step <= 0 or ".." in counted or ".." in bound:
        return None
    lacks = Fraction(bound) - Fraction(counted)
    if quota.comparison is Comparison.MORE_THAN:
        return int(lacks // step) + 1
    return int(-(-lacks // step)) if quota.comparison is Comparison.AT_LEAST else None


def plain(need: Need, count: Tally, treatments: Treatments) -> bool:
    """Return whether a need is met if, and only if, there are more Yes than No."""
    if count != COUNT:
        return False
    return need in PLAIN or (need == PLAIN_OF_VOTES and PERHAPS_CAST.isdisjoint(treatments))
