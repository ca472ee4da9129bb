"""Need: whether what a rule needs of a meeting, an item or a ballot is so, with the figures that were compared.

Quotas are counted by intervals over cells (see `tally`); what else a need asks is asked of the occasion.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from attrs import frozen

from gremium.evaluate.tally import Cell, Choice, held, shown
from gremium.values.message import Message, Parameter, message
from gremium.values.need import AllOf, AnyOf, Asks, Counted, Found, Need, NoneOf, Raised
from gremium.values.quota import Quota
from gremium.values.quota import in_words as said_quota
from gremium.values.tally import Tally
from gremium.values.tally import in_words as said_tally
from gremium.values.verdict import Outcome, Reason, all_of, negate

Figures = tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Answer:
    """Whether a need is met, why, and the figures compared. `missing` names what would close an OPEN answer."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    figures: Figures = ()


@frozen(kw_only=True)
class Room:
    """Of what a need is asked: `cells` to count, `count` what a bare quota counts, and who answers what is no number.

    A `count` without a term: no rule in force says what is counted. `found` and `raised` answer whether something was formally
    found or objected to, `asked` another question about the same meeting.
    """

    cells: tuple[Cell | Choice, ...]
    count: Tally
    found: Callable[[str], Outcome]
    raised: Callable[[str], Outcome]
    asked: Callable[[Asks], Answer]


def satisfied(need: Need, room: Room) -> Answer:  # noqa: PLR0911  (one return for each form)
    """Return whether a need is met."""
    match need:
        case Quota() if not room.count.terms:
            return Answer(outcome=Outcome.OPEN, reasons=(Reason(said=message("reason.need-uncounted")),))
        case Quota():
            return _quota(room.cells, room.count, need, None)
        case Counted(count, quota, with_):
            return _quota(room.cells, count, quota, mark(with_) if with_ else None)
        case AllOf(parts):
            return _joined([satisfied(part, room) for part in parts])
        case AnyOf(parts):
            answers = [satisfied(part, room) for part in parts]
            outcome = negate(all_of(negate(one.outcome) for one in answers))
            return _those(answers, outcome, Outcome.HOLDS)
        case NoneOf(parts):
            answers = [satisfied(part, room) for part in parts]
            outcome = all_of(negate(one.outcome) for one in answers)
            return _those(answers, outcome, Outcome.FAILS if outcome is Outcome.HOLDS else Outcome.HOLDS)
        case Asks():
            return room.asked(need)
        case Found(name):
            outcome = room.found(name)
            return _fact(outcome, f"reason.found-{outcome.value.lower()}", name)
        case Raised(against):
            outcome = room.raised(against)
            return _fact(outcome, f"reason.raised-{outcome.value.lower()}", against)
        case _:  # unsaid
            return Answer(outcome=Outcome.OPEN, reasons=(Reason(said=message("reason.need-unstated")),))


def mark(with_: tuple[tuple[str, str], ...]) -> str:
    """Return the word that is true of a seat whose holder has these attributes; it is no id and no word of the grammar."""
    return " & ".join(f"{name}={value}" for name, value in with_)


def _quota(cells: tuple[Cell | Choice, ...], count: Tally, quota: Quota, only: str | None) -> Answer:
    found = held(cells, count, quota, only)
    code = "reason.quota-empty" if found.empty else "reason.quota"
    counted, bound = shown(found.count), shown(found.bound)
    name, asked, count_said, quota_said = _sayings(count, quota)
    said = message(code, count=count_said, counted=counted, quota=quota_said, bound=bound)
    figures = ((name, counted), (asked, bound))
    return Answer(outcome=found.outcome, reasons=(Reason(said=said),), figures=figures)


@lru_cache(maxsize=1024)
def _sayings(count: Tally, quota: Quota) -> tuple[str, str, Parameter, Message]:
    """Return how a count and a quota are written, and how they are said; the same rule is asked many times."""
    return str(count), str(quota), said_tally(count), said_quota(quota)


def _fact(outcome: Outcome, code: str, name: str) -> Answer:
    return Answer(outcome=outcome, reasons=(Reason(said=message(code, name=name)),))


def _joined(answers: list[Answer]) -> Answer:
    """Join answers of which all have to hold."""
    outcome = all_of(one.outcome for one in answers)
    return _those(answers, outcome, Outcome.HOLDS if outcome is Outcome.HOLDS else Outcome.FAILS)


def _those(answers: list[Answer], outcome: Outcome, deciding: Outcome) -> Answer:
    """Return the joined answer with the reasons of those that decide it, or of all where none does."""
    telling = [one for one in answers if one.outcome is deciding and outcome is not Outcome.OPEN] or answers
    return Answer(
        outcome=outcome,
        reasons=tuple(reason for one in telling for reason in one.reasons),
        figures=tuple(dict.fromkeys(figure for one in answers for figure in one.figures)),
    )
