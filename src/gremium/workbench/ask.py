"""ask: one question to one body."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from gremium.evaluate.occasion import occasion
from gremium.evaluate.scope import Scope, positions_of
from gremium.evaluate.seats import holder
from gremium.evaluate.silence import silence
from gremium.model.record import Audience
from gremium.model.word import VOCABULARY
from gremium.plugins.words import WORDS
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.phrases import did_you_mean
from gremium.values.verdict import Verdict
from gremium.workbench.audience import behind_doors, disclose

# Questions about what happens inside of a meeting; that it was called is told to everybody.
INSIDE = ("power", "sitting", "quorum", "decision", "election", "apportionment")
# Questions about a meeting as such; all others are asked of its day.
OF_MEETINGS = frozenset(word.tag for word in WORDS if word.of_meeting)


@frozen(kw_only=True)
class Asked:
    """A question to a body on a day, with its answer."""

    body: str
    question: str
    at: date
    meeting: str | None = None
    item: str | None = None
    verdict: Verdict[Any]


def asked(
    scope: Scope,
    body: str,
    question: str,
    at: date,
    audience: Audience = Audience.PUBLIC,
    *,
    meeting: str | None = None,
    item: str | None = None,
) -> Asked:
    """Return a question with its answer, without what the audience may not see; raises as `ask` does."""
    verdict = ask(scope, body, question, at, meeting=meeting, item=item)
    at = at if question in OF_MEETINGS else _day(scope, body, at, meeting, item)
    inside = behind_doors(scope, body, meeting, item) if question in INSIDE else None
    verdict = disclose(verdict, scope.record, audience, inside)
    return Asked(body=body, question=question, at=at, meeting=meeting, item=item, verdict=verdict)


def ask(
    scope: Scope, body: str, question: str, at: date, *, meeting: str | None = None, item: str | None = None
) -> Verdict[Any]:
    """Return the answer to a question: a word of the vocabulary, or a position of the body ("chair": who holds it?).

    `seats` gives a `Roster`, `composition` whether each row holds, `term` the ends of terms, `delegation` who is sent where,
    `notice`, `sitting`, `quorum`, `decision`, `election`, `apportionment` and `power` are asked of a `meeting` and an `item` of
    it; without a meeting they tell the rules. `remit` gives the tasks, `cadence` what the year of `at` asks for, a position its
    holders; asked with a meeting, they answer for its day. A word that no rule of the charter speaks of is OPEN and says so.
    Raises `Misuse` for an unknown body, question, meeting or item, and for an item without its meeting.
    """
    where = scope.locate(body)
    word = next((word for word in WORDS if word.tag == question), None)
    if word is not None and word.of_meeting:
        _not_alone(meeting, item)
        of_meeting: Verdict[Any] = word.evaluate(scope, body, at, meeting=meeting, item=item)
        return of_meeting
    day = _day(scope, body, at, meeting, item)
    if word is not None:
        of_day: Verdict[Any] = word.evaluate(scope, body, day)
        return of_day
    if question in VOCABULARY:
        return silence(scope, body, question)
    if question in positions_of(where):
        return holder(scope, body, question, day)
    known = {*VOCABULARY, *positions_of(where)}
    raise Misuse(message("misuse.question", question=question, body=body), did_you_mean(question, known))


def _day(scope: Scope, body: str, at: date, meeting: str | None, item: str | None) -> date:
    """Return the day of a meeting, `at` if there is none."""
    _not_alone(meeting, item)
    if meeting is None:
        return at
    return occasion(scope, scope.locate(body), meeting, item).day


def _not_alone(meeting: str | None, item: str | None) -> None:
    """Refuse an item without its meeting."""
    if meeting is None and item is not None:
        raise Misuse(message("misuse.item-alone", item=item))
