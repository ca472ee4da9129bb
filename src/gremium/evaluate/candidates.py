"""Candidates: who stands in an election, of whom it is not known, and why others do not.

Where a record tells of no nomination, those for whom votes are told count as nominated: whoever counts votes knows who stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from attrs import evolve, frozen

from gremium.evaluate.backing import Signed, backed
from gremium.evaluate.condition import Subject, met
from gremium.evaluate.contest import size
from gremium.evaluate.countdown import latest
from gremium.evaluate.occasion import Occasion
from gremium.evaluate.scope import Scope
from gremium.model.meeting import Ballot, Nominated, Presence
from gremium.norms.election import Consent, Nomination
from gremium.values.crowd import Persons
from gremium.values.days import on
from gremium.values.verdict import Outcome, Reason

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
# Makes a reason that rests on the clause about nominations, about somebody.
Says = Callable[..., Reason]


@frozen(kw_only=True)
class Answer:
    """Whether somebody stands; why not, or why it is not known; and what would have to be told to know it."""

    outcome: Outcome
    reason: Reason | None = None
    missing: str = ""


@frozen(kw_only=True)
class Field:
    """Who stands (`sure`), who may (`doubtful`, each with the reason and with what is not told), and why others do not."""

    sure: tuple[str, ...] = ()
    doubtful: tuple[tuple[str, Answer], ...] = ()
    refused: tuple[Reason, ...] = ()

    @property
    def standing(self) -> tuple[str, ...]:
        """All who stand, or may."""
        return tuple(sorted((*self.sure, *(one for one, _ in self.doubtful))))

    def without(self, parties: Iterable[str]) -> Field:
        """Return who stands where these do not."""
        gone = frozenset(parties)
        return evolve(
            self,
            sure=tuple(one for one in self.sure if one not in gone),
            doubtful=tuple((one, answer) for one, answer in self.doubtful if one not in gone),
        )


def candidates(scope: Scope, chain: Sequence[Occasion], first: Iterable[Ballot], rule: Nomination, says: Says) -> Field:
    """Return who stands in an election that began with these ballots; `chain` are the meetings in which it was dealt with."""
    told = [(here, one) for here in chain for one in here.facts(Nominated)]
    voted = sorted({one for ballot in first for one, crowd in ballot.votes if not told or size(crowd).high != 0})
    answers: dict[str, list[Answer]] = {}
    last = chain[-1]
    for here, one in told:
        for candidate in one.candidates:
            answers.setdefault(candidate, []).append(_nominated(scope, here, one, candidate, rule, says))
    for name in voted:
        if not told or (name not in answers and rule.only is False):
            answers[name] = [Answer(outcome=HOLDS)]
        elif name not in answers and rule.only is None:
            reason = says("reason.candidate-not-nominated", candidate=name)
            answers[name] = [Answer(outcome=OPEN, reason=reason, missing=f"{last.where.body.id}.election.nomination")]
    found = {one: _best(several) for one, several in answers.items()}
    both = {one: _worst((answer, _fit(scope, last, one, rule, says))) for one, answer in found.items()}
    return Field(
        sure=tuple(sorted(one for one, answer in both.items() if answer.outcome is HOLDS)),
        doubtful=tuple((one, answer) for one, answer in sorted(both.items()) if answer.outcome is OPEN),
        refused=tuple(one.reason for _, one in sorted(both.items()) if one.outcome is FAILS and one.reason is not None),
    )


def _best(answers: Iterable[Answer]) -> Answer:
    """Return the answer of several nominations of the same person: one that counts is enough."""
    return min(answers, key=lambda answer: ((HOLDS, OPEN, FAILS).index(answer.outcome), answer.missing))


def _worst(answers: Iterable[Answer]) -> Answer:
    """Return the answer where everything has to be so."""
    return max(answers, key=lambda answer: (HOLDS, OPEN, FAILS).index(answer.outcome))


def _nominated(scope: Scope, here: Occasion, one: Nominated, candidate: str, rule: Nomination, says: Says) -> Answer:
    """Return whether a nomination counts: in time, by those who may, and with the consent that it takes."""
    return _worst((_in_time(here, one, candidate, rule, says), _by(scope, here, one, candidate, rule, says),
                   _agreed(here, one, candidate, rule, says)))  # fmt: skip


def _in_time(here: Occasion, one: Nominated, candidate: str, rule: Nomination, says: Says) -> Answer:
    if rule.until is None:
        return Answer(outcome=HOLDS)
    until = latest(rule.until, here.meeting.at)
    missing = f"{here.meeting.id}.nomination.at"
    if until is None or one.at is None:
        return Answer(outcome=OPEN, reason=says("reason.nomination-undated", candidate=candidate), missing=missing)
    outcome = _by_then(one.at, until)
    code = "reason.nomination-late" if outcome is FAILS else "reason.nomination-undated"
    said = says(code, candidate=candidate, **({"day": _day(until).isoformat()} if outcome is FAILS else {}))
    return Answer(outcome=outcome, reason=said, missing=missing)


def _by_then(at: date | datetime, until: date | datetime) -> Outcome:
    """Return whether something happened in time; of the last day of a time that is counted in hours the minute has to be told."""
    if isinstance(until, datetime):
        if isinstance(at, datetime):
            return HOLDS if at <= until else FAILS
        if at == until.date():
            return OPEN
    return HOLDS if _day(at) <= _day(until) else FAILS


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _by(scope: Scope, here: Occasion, one: Nominated, candidate: str, rule: Nomination, says: Says) -> Answer:
    if not rule.by:
        return Answer(outcome=HOLDS)
    missing = f"{here.meeting.id}.nomination.by"
    told = [Signed(who=Persons(tuple(sorted(one.by))))] if one.by else []
    told += [Signed(who=one.signed, of=one.of)] if one.signed is not None else []
    if not told:
        return Answer(outcome=OPEN, reason=says("reason.nomination-by-unknown", candidate=candidate), missing=missing)
    answers = [backed(scope, here, rule.by, signed, here.moment) for signed in told]
    found = min(answers, key=lambda answer: (HOLDS, OPEN, FAILS).index(answer.outcome))
    said = says(f"reason.nomination-by-{found.outcome.value.lower()}", *found.reasons, candidate=candidate)
    return Answer(outcome=found.outcome, reason=said, missing=missing)


def _agreed(here: Occasion, one: Nominated, candidate: str, rule: Nomination, says: Says) -> Answer:
    """Return whether somebody agreed to stand, as far as that is needed."""
    if rule.consent not in (Consent.ALWAYS, Consent.IF_ABSENT) or one.consent:
        return Answer(outcome=HOLDS)
    there = _there(here, candidate) if rule.consent is Consent.IF_ABSENT else FAILS
    if there is HOLDS:
        return Answer(outcome=HOLDS)
    if there is FAILS and one.consent is False:
        return Answer(outcome=FAILS, reason=says("reason.nomination-no-consent", candidate=candidate))
    gap = "presence" if there is OPEN and one.consent is False else "nomination.consent"
    return Answer(
        outcome=OPEN,
        reason=says("reason.nomination-consent-open", candidate=candidate),
        missing=f"{here.meeting.id}.{gap}",
    )


def _there(here: Occasion, person: str) -> Outcome:
    """Return whether somebody was there, at one time or another."""
    listed = [one for one in here.facts(Presence) if isinstance(one.who, Persons)]
    mine = [one.left for one in listed if isinstance(one.who, Persons) and person in one.who.ids]
    if mine:
        return OPEN if any(mine) else HOLDS
    return FAILS if any(one.complete and not one.left for one in listed) else OPEN


def _fit(scope: Scope, here: Occasion, candidate: str, rule: Nomination, says: Says) -> Answer:
    """Return whether somebody is what a candidate has to be."""
    if rule.if_ is None:
        return Answer(outcome=HOLDS)
    outcome, because = met(scope, rule.if_, Subject(name=candidate, here=here.where, at=here.day, since=on(here.day)))
    if outcome is HOLDS:
        return Answer(outcome=HOLDS)
    said = says(f"reason.candidate-unfit-{outcome.value.lower()}", *because, party=candidate)
    return Answer(outcome=outcome, reason=said, missing=f"{here.meeting.id}.nomination.candidates")


def nominated_until(here: Occasion, rule: Nomination) -> date:
    """Return the last day on which somebody may still be nominated."""
    until = latest(rule.until, here.meeting.at) if rule.until is not None else None
    return _day(until) if until is not None else here.day
