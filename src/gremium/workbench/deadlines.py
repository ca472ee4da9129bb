"""Deadlines: by when something is due before each meeting, and what bodies owe, as exports tell it on request.

Deadlines are counted as in the answer about the notice, duties are those of the answer about them, as an audience may see it.
Nobody is named, and of what went out it is told only that it did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attrs import evolve

from gremium.evaluate.countdown import ASPECTS, What
from gremium.evaluate.delivery import moments
from gremium.evaluate.duty import Due, behind, by_when, named
from gremium.evaluate.notice import Ahead, ahead
from gremium.evaluate.occasion import occasion
from gremium.evaluate.readings import MOST_READINGS
from gremium.evaluate.scope import Scope
from gremium.evaluate.turns import State
from gremium.model.provision import Strength
from gremium.model.record import Audience
from gremium.values.message import Message, message
from gremium.workbench.ask import DUTY, asked
from gremium.workbench.published import Deadline, Obligation

# The short way is open for what is urgent: nobody has to take it.
DUE = tuple(what for what in ASPECTS if what is not What.URGENT)


def deadlines(scope: Scope, meeting: str, bodies: Iterable[str]) -> Iterator[Deadline]:
    """Yield what is due before a meeting of these bodies, body by body."""
    for body in bodies:
        found = ahead(scope, occasion(scope, scope.locate(body), meeting))
        for what in DUE:
            listed = [(label, next((one for one in way if one.due.what is what), None)) for label, way in found]
            told = [one for _, one in listed if one is not None]
            if told:
                yield _deadline(Deadline(session=meeting, body=body, what=what), listed, told)


def _deadline(plain: Deadline, listed: list[tuple[str, Ahead | None]], told: list[Ahead]) -> Deadline:
    """Return when something is due: by several ways of reading the earliest of all days; of none, if one is not known."""
    unknown = next((one for one in told if one.due.latest is None), None)
    first = unknown or min(told, key=_last)
    readings = tuple(dict.fromkeys((label, one.due.latest if one is not None else None) for label, one in listed))
    differ = len({day for _, day in readings}) > 1
    rules = [one.due.rule for one in told if one.due.rule is not None]
    cites = tuple(dict.fromkeys(cite for rule in rules for cite in rule.cites))
    strength = first.due.rule.provision.strength if first.due.rule is not None else Strength.MUST
    return evolve(
        plain,
        latest=first.due.latest if len(listed) <= MOST_READINGS else None,
        sent=all(one.sent for one in told),
        readings=readings if differ and unknown is None and len(listed) <= MOST_READINGS else (),
        told=(*(reason.said for reason in first.reasons), *_bound(strength)),
        cites=cites,
    )


def _last(one: Ahead) -> datetime:
    """Return the last moment at which something is in time."""
    return moments(one.due.latest or date.max)[1] or datetime.max  # noqa: DTZ901  # local times of one place


def _bound(strength: Strength) -> Iterator[Message]:
    """Yield how strongly a rule binds, if it does not prescribe."""
    if strength is not Strength.MUST:
        yield message(f"reason.duty-strength-{strength.value}")


def obligations(scope: Scope, body: str, at: date, audience: Audience) -> Iterator[Obligation]:
    """Yield what is owed in a body on a day, without what is owed for something of which the audience may not hear.

    What has lapsed comes last. Points that are not answered are not told: no export shows them.
    """
    dues: tuple[Due, ...] = asked(scope, body, DUTY, at, audience).verdict.value or ()
    seen: dict[tuple[str, str | None], int] = {}
    for one in sorted(dues, key=lambda one: one.state is State.LAPSED):
        key = (one.duty, one.for_)
        seen[key] = seen.get(key, 0) + 1
        yield Obligation(
            body=body, duty=one.duty, matter=one.for_, number=seen[key], what=named(one), when=by_when(one),
            by=one.by, to=one.to, earliest=one.earliest, latest=one.latest, state=one.state, met=one.met, certain=one.certain,
            told=tuple(reason.said for reason in behind(evolve(one, left=()))), cites=one.cites,
        )  # fmt: skip
