"""sitting: whether a meeting, or an item of it, is held as the rules ask: in public, led by the right one, remote if permitted.

Each check holds facts of the record against one aspect of the rules. Where the rules leave something to a case in words, only a
finding of the record ("secrecy", "urgent", "emergency") tells whether it is given: without one the check is OPEN, and names the
case.

This room is longer than 300 lines because the checks share what a meeting is asked, and each of them is short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from attrs import frozen

from gremium.evaluate.aspects import Aspect, Ruled, merged, ruled, ways
from gremium.evaluate.attendance import attendance
from gremium.evaluate.backing import EACH_MEMBER, EVERYBODY, Backing, Signed, backed
from gremium.evaluate.condition import places
from gremium.evaluate.effective import Rule
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.occasion import Occasion, occasion, order
from gremium.evaluate.power import ITEM, Demanded, demanded, demands_in, passed
from gremium.evaluate.readings import under_readings
from gremium.evaluate.remote import Told, allowance, counts_as_present, remote_used, told, voting_from_afar
from gremium.evaluate.resolved import Resolved, ballots, resolved
from gremium.evaluate.scope import Scope, exists, label
from gremium.evaluate.seats import holders_of
from gremium.evaluate.silence import not_there, silent
from gremium.model.meeting import Ballot, Barred, Demand, Presence
from gremium.model.provision import Strength
from gremium.model.record import Mode
from gremium.norms.sitting import Adding, Agenda, Closing, Minutes, Publicity, Remote, Sitting
from gremium.values.actor import named
from gremium.values.crowd import Persons
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome, Reason, Verdict, all_of, negate

# What ballots of a record are about, and what is formally found of an item that is dealt with behind closed doors.
AGENDA, SECRECY = "agenda", "secrecy"
# Rules of this strength do not make it a mistake for certain to do otherwise.
SOFT = (Strength.SHOULD, Strength.DOES)
Way: TypeAlias = Mapping[str, Any]


@frozen(kw_only=True)
class Check:
    """Whether one thing about a meeting is as the rules ask: `id` says what ("publicity", "added"), `rule` which rule decides.

    `missing` names the facts, or aspects of the rules, that would close an OPEN check.
    """

    id: str
    outcome: Outcome
    rule: Rule | None = None
    reasons: tuple[Reason, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()


@frozen(kw_only=True)
class Held:
    """What is known of how a meeting is held: one check for each rule that its facts touch.

    `minutes` is what holds of the minutes, `minutes_until` the last day on which they have to be there.
    """

    body: str
    meeting: str
    item: str | None = None
    checks: tuple[Check, ...] = ()
    minutes: Minutes | None = None
    minutes_until: date | None = None

    def check(self, name: str) -> Check | None:
        """Return one check, None if no rule that the facts touch speaks of it."""
        return next((one for one in self.checks if one.id == name), None)


def sitting(
    scope: Scope, body: str, at: date, meeting: str | None = None, item: str | None = None
) -> Verdict[Held] | Verdict[Ruled]:
    """Return whether a meeting of a body, or an item of it, is held as the rules ask; without a meeting what they say on a day.

    The rules in force on the day of the meeting decide. HOLDS if every check holds, FAILS if one fails, OPEN if facts are
    missing, or a case is only told in words. Raises `Misuse` for a body, meeting or item that there is not.
    """
    where = scope.locate(body)
    if meeting is None:
        return under_readings(scope, lambda chosen: ruled(chosen, where, Sitting, at))
    here = occasion(scope, where, meeting, item)
    return under_readings(scope, lambda chosen: _held(chosen, here), _known)


def remote_counts(scope: Scope, here: Occasion) -> Outcome:
    """Return whether members who take part in a meeting from afar count as present; see `remote.counts_as_present`."""
    return counts_as_present(scope, here)


def _known(value: Held | None) -> object:
    return value and (value.minutes_until, tuple((one.id, one.outcome) for one in value.checks))


def _held(scope: Scope, here: Occasion) -> Verdict[Held]:
    where = here.where
    if exists(where.body, here.day) is Outcome.FAILS:
        return not_there(where, here.day)
    found = merged(scope, where, Sitting, here.day, subject=here.subject)
    demands = tuple(_demands(scope, here))
    if not found and not demands:
        return silent(where, Sitting.word)
    checks = (*_checks(scope, here, found), *demands)
    minutes, until = _minutes(here, found)
    reasons = [_reason(one) for one in checks]
    figures = [(f"{one.id}.{name}", figure) for one in checks for name, figure in one.figures]
    if until is not None:
        aspect = found["minutes"]
        said = message("reason.minutes-until", day=until.isoformat())
        reasons.append(Reason(said=said, cites=aspect.rule.cites, provision=aspect.rule.where))
        figures.append(("minutes", until.isoformat()))
    nothing = Reason(said=message("reason.sitting-untouched", body=label(where.body)), cites=where.body.cites)
    outcome = all_of(one.outcome for one in checks)
    return Verdict(
        outcome=outcome,
        reasons=tuple(reasons) or (nothing,),
        value=Held(
            body=where.body.id,
            meeting=here.meeting.id,
            item=here.item.id if here.item is not None else None,
            checks=checks,
            minutes=minutes,
            minutes_until=until,
        ),
        figures=tuple(figures),
        missing=tuple(dict.fromkeys(gap for one in checks for gap in one.missing)) if outcome is Outcome.OPEN else (),
    )


def _reason(one: Check) -> Reason:
    return Reason(
        said=message(f"check.{one.id}-{one.outcome.value.lower()}"),
        cites=one.rule.cites if one.rule is not None else (),
        provision=one.rule.where if one.rule is not None else "",
        because=one.reasons,
    )


def _minutes(here: Occasion, found: Mapping[str, Aspect]) -> tuple[Minutes | None, date | None]:
    aspect = found.get("minutes")
    if aspect is None or not aspect.certain:
        return None, None
    minutes: Minutes = aspect.value
    return minutes, minutes.within.after(here.day) if minutes.within is not None else None


# ── the checks ───────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class _Seen:
    """What one check comes to under one way in which the rules may stand; `aspect` is the one that decides."""

    id: str
    aspect: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()


Asked: TypeAlias = Callable[[Scope, Occasion, Way], Iterator[_Seen]]


def _checks(scope: Scope, here: Occasion, found: Mapping[str, Aspect]) -> Iterator[Check]:
    """Yield the checks; where nobody knows how the rules stand, what every way has in common."""
    possible = list(ways(found))
    for ask in (_publicity, _presiding, _remote, _added, _other_business, _settled, _jointly):
        each = [{one.id: one for one in ask(scope, here, way)} for way in possible]
        for name in dict.fromkeys(name for way in each for name in way):
            yield _common(here, found, [way.get(name) for way in each])


def _common(here: Occasion, found: Mapping[str, Aspect], each: list[_Seen | None]) -> Check:
    """Return one check from what it comes to in every way; where no rule speaks of it, nothing is asked."""
    seen = [one for one in each if one is not None]
    aspects = list(dict.fromkeys(one.aspect for one in seen))
    outcomes = {_weighed(found, one) if one is not None else Outcome.HOLDS for one in each}
    unsure = tuple(f"{here.where.body.id}.sitting.{name}" for name in aspects if name in found and not found[name].certain)
    outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.OPEN
    telling = [one for one in seen if one.outcome is outcome] or seen
    gaps = dict.fromkeys((*(gap for one in telling for gap in one.missing), *unsure))
    soft = _softly(found, seen[0]) if outcome is Outcome.OPEN and len(seen) == 1 else ()
    return Check(
        id=seen[0].id,
        outcome=outcome,
        rule=found[seen[0].aspect].rule if seen[0].aspect in found else None,
        reasons=(*dict.fromkeys(reason for one in telling for reason in one.reasons), *soft),
        figures=tuple(dict.fromkeys(figure for one in telling for figure in one.figures)),
        missing=tuple(gaps) if outcome is Outcome.OPEN else (),
    )


def _weighed(found: Mapping[str, Aspect], one: _Seen) -> Outcome:
    """Return what a check comes to under a rule that only describes, or should be kept: to do otherwise is no certain mistake."""
    soft = one.aspect in found and found[one.aspect].rule.provision.strength in SOFT
    return Outcome.OPEN if one.outcome is Outcome.FAILS and soft else one.outcome


def _softly(found: Mapping[str, Aspect], one: _Seen) -> tuple[Reason, ...]:
    """Say why what fails is open all the same."""
    if one.outcome is not Outcome.FAILS:
        return ()
    strength = found[one.aspect].rule.provision.strength
    return (Reason(said=message(f"reason.rule-{strength.value}")),)


def _seen(name: str, aspect: str, parts: Iterable[Told]) -> _Seen:
    """Return a check all of whose parts have to hold, with the reasons of those that decide."""
    listed = list(parts)
    outcome = all_of(one.outcome for one in listed)
    telling = [one for one in listed if one.outcome is outcome]
    return _Seen(
        id=name,
        aspect=aspect,
        outcome=outcome,
        reasons=tuple(dict.fromkeys(reason for one in telling for reason in one.reasons)),
        figures=tuple(dict.fromkeys(figure for one in telling for figure in one.figures)),
        missing=tuple(gap for one in telling for gap in one.missing),
    )


def _fact(here: Occasion, name: str) -> str:
    return f"{here.meeting.id}.{name}"


# ── who may listen ───────────────────────────────────────────────────────────────────────────────────────────────────


def _in_public(here: Occasion) -> bool | None:
    """Return whether an item, or else the meeting, was held in public, as far as it is recorded."""
    own = here.item.public if here.item is not None else None
    return own if own is not None else here.meeting.public


def _publicity(scope: Scope, here: Occasion, way: Way) -> Iterator[_Seen]:
    said: Publicity | None = way.get("public")
    closing: Closing | None = way.get("closed")
    if said is None and closing is None:
        return
    is_public = _in_public(here)
    aspect = "public" if said is not None else "closed"
    if said is Publicity.UNSTATED:
        part = told(Outcome.OPEN, "reason.public-unstated", f"{here.where.body.id}.sitting.public")
    elif is_public is None:
        part = told(Outcome.OPEN, "reason.public-unknown", _fact(here, "public"))
    elif said is Publicity.CLOSED:
        part = told(Outcome.FAILS, "reason.public-but-closed") if is_public else told(Outcome.HOLDS, "reason.closed-as-ruled")
    elif is_public:
        part = told(Outcome.HOLDS, "reason.public-as-ruled")
    elif closing is None:
        part = told(Outcome.FAILS, "reason.closed-unprovided")
    else:
        aspect, part = "closed", _closed(scope, here, closing)
    yield _seen("publicity", aspect, [part])


def _closed(scope: Scope, here: Occasion, closing: Closing) -> Told:
    """Return whether the public may be shut out: a case of the rule is given, or the body resolved it for this item."""
    found = here.found(SECRECY)
    grounds: list[Told] = []
    if closing.cases:
        cases = tuple(Reason(said=message("reason.case", case=case)) for case in closing.cases)
        gaps = (_fact(here, "finding"),) if found is Outcome.OPEN else ()
        grounds.append(Told(outcome=found, reasons=(_found(SECRECY, found), *cases), missing=gaps))
    if closing.resolved is not None:
        vote = resolved(scope, here, closing.resolved, SECRECY, ballots(here, SECRECY, whole=True))
        grounds.append(_joined([_vote(vote), *_moved(scope, here, closing)]))
    if not grounds:
        return told(Outcome.OPEN, "reason.closed-unstated", f"{here.where.body.id}.sitting.closed")
    return _one_of(grounds)


def _vote(found: Resolved | Backing) -> Told:
    """Return what a resolution comes to, or those who moved it, as one part of a check."""
    return Told(outcome=found.outcome, reasons=found.reasons, figures=found.figures, missing=found.missing)


def _moved(scope: Scope, here: Occasion, closing: Closing) -> Iterator[Told]:
    """Yield whether somebody moved it who may, where the rule says who."""
    motions = [one for one in here.facts(Demand) if one.demands == SECRECY]
    anybody = any(isinstance(actor, Ref) and actor.target in (EACH_MEMBER, EVERYBODY) for actor in closing.on_motion_of)
    if not closing.on_motion_of or (anybody and not motions):  # somebody moved it, else nobody had voted on it
        return
    if not motions:
        yield told(Outcome.OPEN, "reason.motion-unknown", _fact(here, "demand"))
        return
    answers = [
        backed(scope, here, closing.on_motion_of, Signed(who=one.who, of=one.of), here.moment) for one in motions
    ]
    yield _one_of([_vote(one) for one in answers])


def _found(name: str, outcome: Outcome) -> Reason:
    return Reason(said=message(f"reason.found-{outcome.value.lower()}", name=name))


def _one_of(grounds: Iterable[Told]) -> Told:
    """Return whether one of these holds, with the reasons of those that tell it."""
    listed = list(grounds)
    outcome = negate(all_of(negate(one.outcome) for one in listed))
    telling = [one for one in listed if one.outcome is outcome]
    return Told(
        outcome=outcome,
        reasons=tuple(dict.fromkeys(reason for one in telling for reason in one.reasons)),
        figures=tuple(dict.fromkeys(figure for one in telling for figure in one.figures)),
        missing=tuple(dict.fromkeys(gap for one in telling for gap in one.missing)),
    )


def _joined(parts: Iterable[Told]) -> Told:
    """Return whether all of these hold, with the reasons of those that tell it."""
    seen = _seen("", "", parts)
    return Told(outcome=seen.outcome, reasons=seen.reasons, figures=seen.figures, missing=seen.missing)


# ── who presides ─────────────────────────────────────────────────────────────────────────────────────────────────────

ROOM, AFAR, AWAY = "room", "afar", "away"


def places_of(here: Occasion, person: str, moment: datetime | None) -> frozenset[str]:
    """Return where somebody may have been at a moment: in the room, afar, or away; also somebody who has no seat."""
    facts = [one for one in here.facts(Presence) if isinstance(one.who, Persons)]
    mine = [one for one in facts if isinstance(one.who, Persons) and person in one.who.ids]
    come = mine if moment is None else [one for one in mine if order(one.at) <= moment]
    if come:
        last = max(order(one.at) for one in come)
        telling = come if moment is None else [one for one in come if order(one.at) == last]
        return frozenset(AWAY if one.left else AFAR if one.remote else ROOM for one in telling)
    complete = any(one.complete and not one.left for one in facts)
    return frozenset({AWAY}) if complete or mine else frozenset({AWAY, ROOM, AFAR})


def _is_there(here: Occasion, person: str) -> Outcome:
    """Return whether somebody is there who may take part: also that they are not barred from the item."""
    if any(isinstance(one.who, Persons) and person in one.who.ids for one in here.facts(Barred)):
        return Outcome.FAILS
    found = places_of(here, person, here.moment)
    return Outcome.HOLDS if AWAY not in found else Outcome.FAILS if found == {AWAY} else Outcome.OPEN


def _presiding(scope: Scope, here: Occasion, way: Way) -> Iterator[_Seen]:
    refs: tuple[Ref, ...] = way.get("presides") or ()
    chosen = way.get("chosen_chair")
    if not refs and chosen is None:
        return
    aspect = "presides" if refs else "chosen_chair"
    chair = here.meeting.chair
    if chair is None:
        yield _seen("presides", aspect, [told(Outcome.OPEN, "reason.presides-unknown", _fact(here, "chair"))])
        return
    if _is_barred(here, chair):
        yield _seen("presides", aspect, [told(Outcome.OPEN, "reason.presides-barred", _fact(here, "chair"))])
        return
    grounds: list[Told] = []
    before: list[Told] = []
    for ref in refs:
        is_it, there = _turn(scope, here, ref, chair)
        code = f"reason.presides-{is_it.value.lower()}"
        grounds.append(_joined([told(is_it, code, *_gap(is_it, here, "chair"), position=named(ref)), *before]))
        code = f"reason.presides-before-{there.value.lower()}"
        before.append(told(negate(there), code, *_gap(there, here, "presence"), position=named(ref)))
    grounds.append(_joined([_chosen(scope, here, chair, chosen=chosen), *before]))
    yield _seen("presides", aspect, [_one_of(grounds)])


def _gap(outcome: Outcome, here: Occasion, fact: str) -> tuple[str, ...]:
    return (_fact(here, fact),) if outcome is Outcome.OPEN else ()


def _is_barred(here: Occasion, person: str) -> bool:
    return here.item is not None and any(
        isinstance(one.who, Persons) and person in one.who.ids for one in here.facts(Barred)
    )


def _turn(scope: Scope, here: Occasion, ref: Ref, chair: str) -> tuple[Outcome, Outcome]:
    """Return whether whoever presided holds a position, and whether somebody else who holds it was there and could have."""
    if ref.unstated:
        return Outcome.OPEN, Outcome.OPEN
    held = [(where, name) for where, names in places(scope, here.where, ref) for name in names]
    seats = [seat for where, name in held for seat in holders_of(scope, where, name, here.day)]
    sure = {seat.holder for seat in seats if seat.state is SeatState.FILLED and seat.certain and seat.holder is not None}
    known = bool(seats) and all(seat.certain and seat.state is not SeatState.OPEN for seat in seats)
    if chair in sure:
        return Outcome.HOLDS, Outcome.FAILS
    there = {_is_there(here, one) for one in sure}
    if Outcome.HOLDS in there:
        return (Outcome.FAILS if known else Outcome.OPEN), Outcome.HOLDS
    if not known:
        return Outcome.OPEN, Outcome.OPEN
    return Outcome.FAILS, Outcome.OPEN if Outcome.OPEN in there else Outcome.FAILS


def _chosen(scope: Scope, here: Occasion, chair: str, *, chosen: bool | None) -> Told:
    """Return whether somebody may preside whom no rule names: the meeting may choose one of its members, if the rules let it."""
    if not chosen:
        return told(Outcome.FAILS, "reason.presides-nobody-else")
    seats = attendance(scope, here, here.moment).taken
    if any(chair in (one.holder, one.occupant) for one in seats):
        return told(Outcome.HOLDS, "reason.presides-chosen")
    known = bool(seats) and all(one.holder is not None or all("members" not in state for state in one.states) for one in seats)
    outcome = Outcome.FAILS if known else Outcome.OPEN
    return told(outcome, "reason.presides-no-member", *_gap(outcome, here, "chair"))


# ── from afar ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _remote(scope: Scope, here: Occasion, way: Way) -> Iterator[_Seen]:
    rule: Remote | None = way.get("remote")
    used = remote_used(here)
    if not used:
        if rule is not None:
            yield _seen("remote", "remote", [told(Outcome.HOLDS, "reason.remote-unused")])
    elif rule is None:
        gap = f"{here.where.body.id}.sitting.remote"
        yield _seen("remote", "remote", [told(Outcome.OPEN, "reason.remote-silent", gap)])
    else:
        parts = [*allowance(scope, here, rule), *_chair_in_room(here, rule), *voting_from_afar(scope, here, rule)]
        yield _seen("remote", "remote", parts)


def _chair_in_room(here: Occasion, rule: Remote) -> Iterator[Told]:
    """Yield whether whoever presides is in the room, where the rule asks it and no finding lifts it."""
    if not rule.chair_in_room:
        return
    chair = here.meeting.chair
    if here.meeting.mode is Mode.REMOTE:
        found = frozenset({AFAR})
    elif chair is None:
        yield told(Outcome.OPEN, "reason.chair-place-unknown", _fact(here, "chair"))
        return
    else:
        found = places_of(here, chair, here.moment) - {AWAY} or frozenset({ROOM, AFAR})
    lifted = [here.found(name) for name in rule.chair_unless]
    if found == {ROOM} or Outcome.HOLDS in lifted:
        yield told(Outcome.HOLDS, "reason.chair-in-room" if found == {ROOM} else "reason.chair-afar-permitted")
    elif found == {AFAR}:
        unsure = Outcome.OPEN in lifted
        missing = (_fact(here, "finding"),) if unsure else ()
        yield told(Outcome.OPEN if unsure else Outcome.FAILS, "reason.chair-afar", *missing)
    else:
        yield told(Outcome.OPEN, "reason.chair-place-unknown", _fact(here, "presence"))


# ── the agenda ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _added(scope: Scope, here: Occasion, way: Way) -> Iterator[_Seen]:
    """Yield whether an item that came up in the meeting could be added to the agenda."""
    if here.item is None or not here.item.added:
        return
    rules: tuple[Adding, ...] = way.get("add") or ()
    agenda: Agenda | None = way.get("agenda")
    listed = {True: Publicity.PUBLIC, False: Publicity.CLOSED, None: None}[_in_public(here)]
    meant = [rule for rule in rules if rule.in_ is None or listed is None or rule.in_ is listed]
    if meant:
        grounds = [_may_add(scope, here, rule) for rule in meant]
        unsure = listed is None and any(rule.in_ is not None for rule in rules) and len({one.outcome for one in grounds}) > 1
        part = told(Outcome.OPEN, "reason.public-unknown", _fact(here, "public")) if unsure else _one_of(grounds)
        yield _seen("added", "add", [part])
    elif agenda is not None and agenda.only_listed:
        yield _seen("added", "agenda", [told(Outcome.FAILS, "reason.only-listed")])
    else:
        yield _seen("added", "add", [told(Outcome.OPEN, "reason.add-silent", f"{here.where.body.id}.sitting.add")])


def _may_add(scope: Scope, here: Occasion, rule: Adding) -> Told:
    """Return whether an item could be added in one way: with its majority, and in its case."""
    if rule.forbidden:
        return told(Outcome.FAILS, "reason.add-forbidden")
    parts: list[Told] = []
    if rule.need is not None:
        vote = resolved(scope, here, rule.need, AGENDA, ballots(here, AGENDA))
        parts.append(_vote(vote))
    if rule.found or rule.cases:
        parts.append(_in_case(here, rule))
    return _joined(parts or [told(Outcome.HOLDS, "reason.add-free")])


def _in_case(here: Occasion, rule: Adding) -> Told:
    """Return whether a case is given in which an item may be added; what the rule tells only in words stays open."""
    findings = {name: here.found(name) for name in rule.found}
    outcome = negate(all_of(negate(one) for one in findings.values())) if findings else Outcome.OPEN
    reasons = [_found(name, one) for name, one in findings.items() if one is outcome]
    if outcome is Outcome.OPEN:
        reasons += [Reason(said=message("reason.case", case=case)) for case in rule.cases]
    return Told(outcome=outcome, reasons=tuple(reasons), missing=(_fact(here, "finding"),) if outcome is Outcome.OPEN else ())


def _other_business(_scope: Scope, here: Occasion, way: Way) -> Iterator[_Seen]:
    """Yield whether nothing was decided under "any other business" where the rules do not permit it."""
    agenda: Agenda | None = way.get("agenda")
    if here.item is None or not here.item.other_business or agenda is None:
        return
    permitted = agenda.other_business
    if permitted is None and agenda.only_listed:
        permitted = False
    voted = any(one.about is None for one in here.facts(Ballot))
    if not voted:
        part = told(Outcome.HOLDS, "reason.other-business-undecided")
    elif permitted is None:
        part = told(Outcome.OPEN, "reason.other-business-silent", f"{here.where.body.id}.sitting.agenda")
    else:
        outcome, code = (Outcome.HOLDS, "permitted") if permitted else (Outcome.FAILS, "forbidden")
        part = told(outcome, f"reason.other-business-{code}")
    yield _seen("other-business", "agenda", [part])


def _settled(scope: Scope, here: Occasion, way: Way) -> Iterator[_Seen]:
    """Yield whether a matter that was settled comes back only once its time is over, or something new was found."""
    agenda: Agenda | None = way.get("agenda")
    if agenda is None or agenda.settled is None or here.item is None or here.item.resumes is None or scope.record is None:
        return
    before = scope.record.item_by_id.get(here.item.resumes)
    meeting = scope.record.meeting_by_id.get(before.meeting) if before is not None else None
    if before is None or meeting is None:
        part = told(Outcome.OPEN, "reason.settled-unknown", f"{here.item.id}.resumes")
    elif before.put_off is not None:
        part = told(Outcome.HOLDS, "reason.settled-put-off")
    else:
        part = _again(scope, here, agenda, before.id, passed(agenda.settled, meeting.day))
    yield _seen("settled", "agenda", [part])


def _again(scope: Scope, here: Occasion, agenda: Agenda, before: str, free: date) -> Told:
    """Return whether a matter may come back that an earlier item perhaps settled; from the day `free` on it may anyway."""
    day = free.isoformat()
    if here.day >= free:
        return told(Outcome.HOLDS, "reason.settled-long-ago", day=day)
    findings = [here.found(name) for name in agenda.settled_unless]
    if Outcome.HOLDS in findings:
        return told(Outcome.HOLDS, "reason.settled-reopened")
    facts = scope.record.standing if scope.record is not None else ()
    voted = any(isinstance(one, Ballot) and one.item == before and one.about is None for one in facts)
    if not voted:
        return told(Outcome.OPEN, "reason.settled-vote-unknown", f"{before}.ballot", day=day)
    if Outcome.OPEN in findings:
        return told(Outcome.OPEN, "reason.settled-finding-unknown", _fact(here, "finding"), day=day)
    return told(Outcome.FAILS, "reason.settled-too-soon", day=day)


def _demands(scope: Scope, here: Occasion) -> Iterator[Check]:
    """Yield whether the items are on the agenda that had to be, because somebody demanded them who may."""
    if here.item is not None:
        return
    inside = [one for one in demands_in(scope, here) if one.demands == ITEM]
    due = [one for one in demanded(scope, here.where, here.day) if one.demands == ITEM and one.due == here.day]
    for one in (*inside, *due):
        if one.outcome is not Outcome.FAILS and one.rule is not None:
            yield _on_agenda(here, one)


def _on_agenda(here: Occasion, one: Demanded) -> Check:
    done = one.done is Outcome.HOLDS
    outcome = Outcome.HOLDS if done else negate(one.outcome)
    return Check(
        id="demanded",
        outcome=outcome,
        rule=one.rule,
        reasons=one.reasons,
        missing=one.missing or (_fact(here, ITEM),) if outcome is Outcome.OPEN else (),
    )


# ── several bodies together ──────────────────────────────────────────────────────────────────────────────────────────


def _jointly(_scope: Scope, here: Occasion, way: Way) -> Iterator[_Seen]:
    """Yield whether, in a meeting of several bodies, votes are those of one of them."""
    if not way.get("joint") or not here.meeting.joint_with:
        return
    voted = [one for one in here.facts(Ballot) if one.about is None]
    if any(one.body is None for one in voted):
        part = told(Outcome.OPEN, "reason.joint-unsaid", _fact(here, "ballot.body"))
    else:
        part = told(Outcome.HOLDS, "reason.joint-each")
    yield _seen("joint", "joint", [part])
