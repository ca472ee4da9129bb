"""Silence: the answer to a question about which a charter says nothing, or which this version cannot compute."""

from __future__ import annotations

from datetime import date
from typing import Any

from gremium.evaluate.scope import Located, Scope, label, topic, unstated
from gremium.values.message import message
from gremium.values.verdict import Outcome, Reason, Verdict


def silence(scope: Scope, body: str, word: str) -> Verdict[None]:
    """Return an OPEN answer that says why: the sources were searched and are silent, or nobody has said anything yet.

    Raises `Misuse` for an unknown body.
    """
    return silent(scope.locate(body), word)


def silent(where: Located, word: str) -> Verdict[Any]:
    """Return the OPEN answer about a word of which no rule of a body speaks on a day."""
    looked_for = [entry for entry in unstated(where) if entry == word or entry.startswith(f"{word}.")]
    code = "reason.unstated" if looked_for else "reason.no-rule"
    reason = Reason(said=message(code, topic=topic(word), body=label(where.body)), cites=where.body.cites)
    missing = tuple(f"{where.body.id}.{name}" for name in looked_for or [word])
    return Verdict(outcome=Outcome.OPEN, reasons=(reason,), missing=missing)


def not_there(where: Located, at: date) -> Verdict[Any]:
    """Return the answer about a body that does not exist on a day: FAILS, whatever was asked."""
    said = message("reason.body-not-there", body=label(where.body), day=at.isoformat())
    return Verdict(outcome=Outcome.FAILS, reasons=(Reason(said=said, cites=where.body.cites),))
