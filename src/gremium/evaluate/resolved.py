"""Resolved: whether a body resolved how its meeting is held: to add an item, to shut the public out, to meet from afar.

Such votes are ballots of the record that say what they are `about`. They are counted like any need, over the votes cast and over
those who are there. Whether an abstention is a vote cast is what the rules of the body about decisions say; without a rule it is
none, and where the source leaves it open it may be either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

from attrs import frozen

from gremium.evaluate.aspects import Aspect, merged
from gremium.evaluate.attendance import attendance
from gremium.evaluate.ballots import Franchise, cells, votes_of
from gremium.evaluate.need import Answer, Figures, Room, satisfied
from gremium.evaluate.occasion import Occasion, order
from gremium.evaluate.scope import Scope
from gremium.model.meeting import Ballot
from gremium.norms.decision import Decision, Per, Split, Treatment, VotePer
from gremium.values.message import message
from gremium.values.need import Asks, Need
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome, Reason

YES = parse_tally("yes")
# What becomes of abstentions and invalid votes where the source leaves it open: either may be a vote cast, or none.
EITHER = (Treatment.IGNORED, Treatment.COUNTED)


@frozen(kw_only=True)
class Resolved:
    """Whether something was resolved, why, and the figures compared; `missing` names the facts that the record lacks."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    figures: Figures = ()
    missing: tuple[str, ...] = ()


def ballots(here: Occasion, about: str, *, whole: bool = False) -> tuple[Ballot, ...]:
    """Return the votes of a body about something beside the item itself; `whole`: those on the meeting as a whole count, too."""
    item = here.item.id if here.item is not None else None
    return tuple(
        one
        for one in here.told
        if isinstance(one, Ballot)
        and one.about == about
        and one.body in (None, here.name)
        and (one.item == item or (whole and one.item is None))
    )


def resolved(scope: Scope, here: Occasion, need: Need, about: str, voted: Iterable[Ballot]) -> Resolved:
    """Return whether the last of these votes is what a need asks for; OPEN if there is none, or if several are the last."""
    listed = tuple(voted)
    if not listed:
        said = Reason(said=message("reason.no-ballot", about=about))
        return Resolved(outcome=Outcome.OPEN, reasons=(said,), missing=(f"{here.meeting.id}.ballot",))
    last = max(_order(one) for one in listed)
    answers = [answer for one in listed if _order(one) == last for answer in _answers(scope, here, need, one)]
    outcomes = {one.outcome for one in answers}
    outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.OPEN
    return Resolved(
        outcome=outcome,
        reasons=tuple(dict.fromkeys(reason for one in answers for reason in one.reasons)),
        figures=tuple(dict.fromkeys(figure for one in answers for figure in one.figures)),
        missing=(f"{here.meeting.id}.ballot",) if outcome is Outcome.OPEN else (),
    )


def _order(voted: Ballot) -> tuple[int, datetime]:
    return voted.round, order(voted.at)


def _answers(scope: Scope, here: Occasion, need: Need, voted: Ballot) -> Iterator[Answer]:
    """Yield whether one vote is what a need asks for, for each way in which abstentions and invalid votes may be taken."""
    rules = merged(scope, here.where, Decision, here.day)
    said = {name: rules[name].value for name in ("vote_per", "split") if name in rules and rules[name].certain}
    how = Franchise(vote_per=said.get("vote_per", VotePer(who=Per.SEAT)), split=said.get("split", Split.UNSTATED), wide=True)
    votes = votes_of(scope, here, voted, how, partial(attendance, scope, here, voted.at or here.moment, (need,)))
    for first in _treatments(rules, "abstentions"):
        for second in _treatments(rules, "invalid"):
            room = Room(
                cells=cells(votes, first, second), count=YES, found=here.found, raised=partial(_raised, here), asked=_not_asked
            )
            yield satisfied(need, room)


def _treatments(rules: Mapping[str, Aspect], name: str) -> tuple[Treatment, ...]:
    """Return what may become of abstentions or invalid votes."""
    if name not in rules:
        return (Treatment.IGNORED,)
    treatment = rules[name].value
    doubtful = treatment in (None, Treatment.UNSTATED, Treatment.NOT_ALLOWED)
    return EITHER if doubtful or not rules[name].certain else (treatment,)


def _raised(here: Occasion, against: str) -> Outcome:
    return Outcome.HOLDS if here.raised(against) else Outcome.FAILS


def _not_asked(asked: Asks) -> Answer:
    """Return that a question about the whole meeting is none of a vote on how it is held."""
    return Answer(outcome=Outcome.OPEN, reasons=(Reason(said=message("reason.not-asked", word=asked.word)),))
