"""Remote: whether members may take part in a meeting from afar, and whether they then count as present.

It is asked by whoever counts those who are there, so it stands below the words. What is asked here are the rules of the word
`sitting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from gremium.evaluate.aspects import Aspect, merged, ways
from gremium.evaluate.attendance import attendance
from gremium.evaluate.ballots import KINDS, voters
from gremium.evaluate.facts import electoral_term
from gremium.evaluate.need import Figures
from gremium.evaluate.occasion import Occasion, occasion
from gremium.evaluate.resolved import ballots, resolved
from gremium.evaluate.scope import Scope, bodies_at, label
from gremium.evaluate.tally import counted
from gremium.model.meeting import Ballot, Item, Presence
from gremium.model.record import Meeting, MeetingState, Mode
from gremium.norms.decision import Form
from gremium.norms.sitting import Remote, Remoteness, Sitting
from gremium.values.count import Count
from gremium.values.days import Length
from gremium.values.message import message
from gremium.values.need import Need
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome, Reason, all_of

EMERGENCY, RESOLVED = "emergency", "remote"
ELECTIONS, SECRET, FIRST = "elections", "secret-ballots", "first-meeting"
AFAR = parse_tally("remote members")


@frozen(kw_only=True)
class Told:
    """Whether one thing that a rule asks is so, with the reason and the figures; `missing` names the fact that is lacking."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    figures: Figures = ()
    missing: tuple[str, ...] = ()


def told(outcome: Outcome, code: str, *missing: str, **params: Any) -> Told:
    """Return what is so for a reason with this code."""
    return Told(outcome=outcome, reasons=(Reason(said=message(code, **params)),), missing=missing)


def remote_used(here: Occasion) -> bool:
    """Return whether anybody is recorded to take part from afar: by the mode of the meeting, or by who is there."""
    return here.meeting.mode is not Mode.ROOM or any(
        one.remote and not (isinstance(one.who, Count) and one.who.high == 0) for one in here.facts(Presence)
    )


def counts_as_present(scope: Scope, here: Occasion) -> Outcome:
    """Return whether members who take part from afar count as present in a meeting.

    HOLDS if the rules permit it there and say that they do, FAILS if they say that they do not, or do not permit it; OPEN if they
    are silent, or a fact is missing on which it depends.
    """
    key = ("remote", here.name, here.meeting.id, here.item.id if here.item is not None else None, scope.chosen)
    return scope.remembered(key, lambda: _counts(scope, here))


def _counts(scope: Scope, here: Occasion) -> Outcome:
    found = merged(scope, here.where, Sitting, here.day, subject=here.subject)
    outcomes = {_counted(scope, here, way.get("remote")) for way in ways(_alone(found))}
    return outcomes.pop() if len(outcomes) == 1 else Outcome.OPEN


def _alone(found: Mapping[str, Aspect]) -> dict[str, Aspect]:
    return {name: aspect for name, aspect in found.items() if name == "remote"}


def _counted(scope: Scope, here: Occasion, rule: Remote | None) -> Outcome:
    if rule is None or rule.allowed is Remoteness.UNSTATED:
        return Outcome.OPEN
    present = {True: Outcome.HOLDS, False: Outcome.FAILS, None: Outcome.OPEN}[rule.present]
    return all_of((present, *(one.outcome for one in allowance(scope, here, rule))))


def allowance(scope: Scope, here: Occasion, rule: Remote) -> Iterator[Told]:
    """Yield, for each thing on which it depends, whether members may take part from afar in a meeting at all."""
    match rule.allowed:
        case Remoteness.NEVER:
            yield told(Outcome.FAILS, "reason.remote-never")
        case Remoteness.UNSTATED:
            yield told(Outcome.OPEN, "reason.remote-unstated", f"{here.where.body.id}.sitting.remote")
        case Remoteness.EMERGENCY:
            found = here.found(EMERGENCY)
            missing = (f"{here.meeting.id}.finding",) if found is Outcome.OPEN else ()
            yield told(found, f"reason.remote-emergency-{found.value.lower()}", *missing)
        case _:  # regularly
            yield told(Outcome.HOLDS, "reason.remote-regular")
    if any(target.body.id == here.where.body.id for ref in rule.not_in for target in bodies_at(scope, here.where, ref)):
        yield told(Outcome.FAILS, "reason.remote-not-here", body=label(here.where.body))
    if rule.basis is not None:
        yield told(Outcome.OPEN, "reason.remote-basis", f"{here.where.body.id}.sitting.remote", basis=rule.basis)
    if rule.decided_by is not None:
        yield _decided(scope, here, rule.decided_by, rule.longest)
    if FIRST in rule.not_for:
        yield from _first(scope, here, rule)


def _decided(scope: Scope, here: Occasion, need: Need, longest: Length | None) -> Told:
    """Return whether it was resolved, in this meeting or in an earlier one whose resolution still holds."""
    then = [here, *(occasion(scope, here.where, one.id) for one in _earlier(scope, here))]
    running = [one for one in then if longest is None or here.day <= longest.after(one.day)]
    voted = [(one, ballots(one, RESOLVED, whole=True)) for one in running]
    answers = [resolved(scope, one, need, RESOLVED, found) for one, found in voted if found]
    for outcome in (Outcome.HOLDS, Outcome.OPEN, Outcome.FAILS):
        for one in answers:
            if one.outcome is outcome:
                return Told(outcome=outcome, reasons=one.reasons, figures=one.figures, missing=one.missing)
    return told(Outcome.OPEN, "reason.no-ballot", f"{here.meeting.id}.ballot", about=RESOLVED)


def _earlier(scope: Scope, here: Occasion) -> Iterator[Meeting]:
    """Yield the meetings of the body before this one that took place, the latest first."""
    known = scope.record.meetings_by_body.get(here.name, ()) if scope.record is not None else ()
    for one in reversed(known):
        if one.day < here.day and one.state in (MeetingState.CONVENED, MeetingState.HELD):
            yield one


def _first(scope: Scope, here: Occasion, rule: Remote) -> Iterator[Told]:
    """Yield that nobody takes part from afar in the first meeting of a term, where this may be it."""
    first = is_first(scope, here)
    if first is not Outcome.FAILS:
        outcome = Outcome.FAILS if first is Outcome.HOLDS and not rule.except_for else Outcome.OPEN
        missing = () if first is Outcome.HOLDS else (f"{here.meeting.id}.sort",)
        yield _unless(outcome, rule, "reason.remote-first", *missing)


def _unless(outcome: Outcome, rule: Remote, code: str, *missing: str) -> Told:
    """Return that something is not permitted, with the cases in which it is all the same."""
    cases = tuple(Reason(said=message("reason.case-unless", case=case)) for case in rule.except_for)
    return Told(outcome=outcome, reasons=(Reason(said=message(code)), *cases), missing=missing)


def is_first(scope: Scope, here: Occasion) -> Outcome:
    """Return whether a meeting is the first one of a term: it says so itself, or there was another one in the term before it."""
    if here.meeting.sort == FIRST:
        return Outcome.HOLDS
    term = electoral_term(scope, here.where, here.day)
    begun = term.since.latest if term is not None and term.since is not None else None
    before = [one for one in _earlier(scope, here) if one.state is MeetingState.HELD and begun is not None and one.day >= begun]
    return Outcome.FAILS if before else Outcome.OPEN


def voting_from_afar(scope: Scope, here: Occasion, rule: Remote) -> Iterator[Told]:
    """Yield whether members from afar kept out of the votes on an item in which they may not take part."""
    forms = {one.form for one in here.facts(Ballot) if one.about is None}
    codes = (
        (ELECTIONS, "reason.remote-election", here.item is not None and _election(here, here.item)),
        (SECRET, "reason.remote-secret", Form.SECRET in forms),
    )
    for name, code, is_so in codes:
        if name in rule.not_for and is_so:
            voted = _voted(scope, here)
            outcome = Outcome.OPEN if voted is Outcome.FAILS and rule.except_for else voted
            missing = (f"{here.meeting.id}.ballot",) if voted is Outcome.OPEN else ()
            yield _unless(outcome, rule, code, *missing)


def _election(here: Occasion, item: Item) -> bool:
    """Return whether an item is about an election: its subject is, or is part of, the one of that name."""
    return item.subject is not None and ELECTIONS in here.where.charter.subject_path(item.subject)


def _voted(scope: Scope, here: Occasion) -> Outcome:
    """Return whether nobody who was afar voted on an item: FAILS if somebody is recorded to have, OPEN where only numbers are."""
    return all_of(_kept_out(scope, here, one) for one in here.facts(Ballot) if one.about is None)


def _kept_out(scope: Scope, here: Occasion, voted: Ballot) -> Outcome:
    there = attendance(scope, here, voted.at or here.moment)
    ids = voters(voted)
    numbers = not ids or any(isinstance(getattr(part, kind), Count) for part in (voted, *voted.groups) for kind in KINDS)
    afar = [one for one in there.taken if one.occupant is not None and any("remote" in state for state in one.states)]
    if any(one.occupant in ids and all("remote" in state for state in one.states) for one in afar):
        return Outcome.FAILS
    unsure = any(one.occupant in ids for one in afar) or (numbers and counted(there.cells, AFAR)[1] != 0)
    return Outcome.OPEN if unsure else Outcome.HOLDS
