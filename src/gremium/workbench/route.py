"""route: which way a matter takes from one body, perhaps to another."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gremium.evaluate.route import Routed, routes_from
from gremium.evaluate.scope import Scope
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.phrases import one_of
from gremium.values.verdict import Verdict


@frozen(kw_only=True)
class Routes:
    """The routes from a body on a day, for matters of a `subject`, to another body, where these are named."""

    start: str
    at: date
    subject: str | None = None
    to: str | None = None
    verdict: Verdict[tuple[Routed, ...]]


def routes(scope: Scope, start: str, at: date, subject: str | None = None, to: str | None = None) -> Routes:
    """Return the routes that a matter of a subject may take from a body; with `to` only the stages on the way there.

    Raises `Misuse` for an unknown body or subject.
    """
    known = scope.charter.subject_by_id
    if subject is not None and subject not in known:
        raise Misuse(message("misuse.subject", subject=subject), one_of(subject, sorted(known)))
    return Routes(start=start, at=at, subject=subject, to=to, verdict=routes_from(scope, start, at, subject, to))
