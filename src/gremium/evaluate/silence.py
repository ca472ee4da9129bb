"""Silence: the answer to a question about which a charter says nothing, or which this version cannot compute."""

from __future__ import annotations

from gremium.evaluate.scope import Scope, label, topic, unstated
from gremium.values.message import message
from gremium.values.verdict import Outcome, Reason, Verdict


def silence(scope: Scope, body: str, word: str) -> Verdict[None]:
    """Return an OPEN answer that says why: the sources were searched and are silent, or nobody has said anything yet.

    Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)
    looked_for = [entry for entry in unstated(where) if entry == word or entry.startswith(f"{word}.")]
    code = "reason.unstated" if looked_for else "reason.no-rule"
    reason = Reason(said=message(code, topic=topic(word), body=label(where.body)), cites=where.body.cites)
    return Verdict(outcome=Outcome.OPEN, reasons=(reason,), missing=tuple(f"{body}.{name}" for name in looked_for or [word]))
