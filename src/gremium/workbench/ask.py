"""ask: one question to one body."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from gremium.evaluate.journey import trace
from gremium.evaluate.occasion import occasion
from gremium.evaluate.power import may as permitted
from gremium.evaluate.scope import Scope, positions_of
from gremium.evaluate.seats import holder
from gremium.model.record import Audience
from gremium.model.word import VOCABULARY
from gremium.plugins.words import WORDS
from gremium.values.actor import Action, Actor
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.phrases import did_you_mean
from gremium.values.ref import Ref
from gremium.values.verdict import Reason, Verdict
from gremium.workbench.audience import behind_doors, disclose, kept_back
from gremium.workbench.dues import in_public
from gremium.workbench.entitled import entitled

# Questions about what happens inside of a meeting; that it was called is told to everybody.
INSIDE = ("power", "sitting", "quorum", "decision", "election", "apportionment")
# The question what is owed, also for proposals.
DUTY = "duty"
# The question where a proposal stands.
PROPOSAL = "proposal"
# Questions about a meeting as such; all others are asked of its day.
OF_MEETINGS = frozenset(word.tag for word in WORDS if word.of_meeting)


@frozen(kw_only=True)
class Asked:
    """A question to a body on a day, with its answer; or where a `proposal` stands, which is asked of no body.

    `who` and `may` are given where the question is whether somebody may do something.
    """

    body: str
    question: str
    at: date
    who: Actor | None = None
    may: Action | None = None
    meeting: str | None = None
    item: str | None = None
    proposal: str | None = None
    verdict: Verdict[Any]


def asked(  # noqa: PLR0913  # a question has so many parts
    scope: Scope,
    body: str,
    question: str,
    at: date,
    audience: Audience = Audience.PUBLIC,
    *,
    who: Actor | str | None = None,
    may: Action | str | None = None,
    meeting: str | None = None,
    item: str | None = None,
    proposal: str | None = None,
) -> Asked:
    """Return a question with its answer, without what the audience may not see; raises as `ask` does.

    What a single person may do, only the administration is told; to all others the id of a person is one that there is not.
    """
    acting = entitled(scope, body, question, who, may, audience)
    who, may = acting if acting is not None else (None, None)
    verdict = ask(scope, body, question, at, who=who, may=may, meeting=meeting, item=item, proposal=proposal)
    if question == PROPOSAL:
        told = _if_public(scope, str(proposal), at, disclose(verdict, scope, audience), audience)
        return Asked(body="", question=question, at=at, proposal=proposal, verdict=told)
    at = at if question in OF_MEETINGS else _day(scope, body, at, meeting, item)
    inside = behind_doors(scope, body, meeting, item) if question in INSIDE else None
    post = question if question in positions_of(scope.locate(body)) and question not in VOCABULARY else None
    about = Ref(target=body, position=post)
    verdict = disclose(verdict, scope, audience, inside, about=about, meeting=meeting, item=item)
    if question == DUTY and audience is Audience.PUBLIC:
        verdict = in_public(verdict, scope, at)
    return Asked(body=body, question=question, at=at, who=who, may=may, meeting=meeting, item=item, verdict=verdict)


def ask(
    scope: Scope,
    body: str,
    question: str,
    at: date,
    *,
    who: Actor | str | None = None,
    may: Action | str | None = None,
    meeting: str | None = None,
    item: str | None = None,
    proposal: str | None = None,
) -> Verdict[Any]:
    """Return the answer to a question: a word of the vocabulary, or a position of the body ("chair": who holds it?).

    `seats` gives a `Roster`, `composition` whether each row holds, `term` the ends of terms, `delegation` who is sent where,
    `notice`, `sitting`, `quorum`, `decision`, `election`, `apportionment` and `power` are asked of a `meeting` and an `item` of
    it; without a meeting they tell the rules. With `who` (`"chair"`, `"at least 1/5 of members"`) and `may` (`"convene"`) the
    question `power` is whether they may do that. `remit` gives the tasks, `cadence` what the year of `at` asks for, a position
    its holders; asked with a meeting, they answer for its day. `proposal` tells where a `proposal` of the record stands; it is
    asked of no body. A word that no rule of the charter speaks of is OPEN and says so. Raises `Misuse` for an unknown body,
    question, meeting, item or proposal, for an item without its meeting, and for somebody, or something to do, that the body does
    not know.
    """
    acting = entitled(scope, body, question, who, may, Audience.ADMINISTRATION)
    if question == PROPOSAL:
        if proposal is None:
            raise Misuse(message("misuse.proposal-unnamed"))
        return trace(scope, proposal, at)
    where = scope.locate(body)
    word = next((word for word in WORDS if word.tag == question), None)
    if word is not None and word.of_meeting:
        _not_alone(meeting, item)
        if acting is not None:
            return permitted(scope, body, acting[1], acting[0], at, meeting=meeting, item=item)
        of_meeting: Verdict[Any] = word.evaluate(scope, body, at, meeting=meeting, item=item)
        return of_meeting
    day = _day(scope, body, at, meeting, item)
    if word is not None:
        of_day: Verdict[Any] = word.evaluate(scope, body, day)
        return of_day
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


def _if_public(scope: Scope, proposal: str, at: date, verdict: Verdict[Any], audience: Audience) -> Verdict[Any]:
    """Return the answer about a proposal; of one that is not dealt with in public, the public is told no more than that."""
    known = scope.record.proposal_by_id[proposal] if scope.record is not None else None
    if audience is not Audience.PUBLIC or known is None or not kept_back(scope, known, at):
        return verdict
    return Verdict(outcome=verdict.outcome, reasons=(Reason(said=message("reason.proposal-closed")),), withheld=True)


def _not_alone(meeting: str | None, item: str | None) -> None:
    """Refuse an item without its meeting."""
    if meeting is None and item is not None:
        raise Misuse(message("misuse.item-alone", item=item))
