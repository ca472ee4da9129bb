"""ask: one question to one body."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

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
from gremium.workbench.audience import disclose


@frozen(kw_only=True)
class Asked:
    """A question to a body on a day, with its answer."""

    body: str
    question: str
    at: date
    verdict: Verdict[Any]


def asked(scope: Scope, body: str, question: str, at: date, audience: Audience = Audience.PUBLIC) -> Asked:
    """Return a question with its answer, without what the audience may not see; raises as `ask` does."""
    verdict = disclose(ask(scope, body, question, at), scope.record, audience)
    return Asked(body=body, question=question, at=at, verdict=verdict)


def ask(scope: Scope, body: str, question: str, at: date) -> Verdict[Any]:
    """Return the answer to a question: a word of the vocabulary, or a position of the body ("chair": who holds it?).

    `seats` gives a `Roster`, `composition` whether each row holds, `term` the ends of terms, `delegation` who is sent where,
    `remit` the tasks, `cadence` what the year of `at` asks for, a position its holders. A word that no rule of the
    charter speaks of is OPEN and says so. Raises `Misuse` for an unknown body or question.
    """
    where = scope.locate(body)
    word = next((word for word in WORDS if word.tag == question), None)
    if word is not None:
        answer: Verdict[Any] = word.evaluate(scope, body, at)
        return answer
    if question in VOCABULARY:
        return silence(scope, body, question)
    if question in positions_of(where):
        return holder(scope, body, question, at)
    known = {*VOCABULARY, *positions_of(where)}
    raise Misuse(message("misuse.question", question=question, body=body), did_you_mean(question, known))
