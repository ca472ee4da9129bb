"""What was delivered, in a record: it names what there is, and something that was owed, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gremium.evaluate.duty import MOST_TURNS, happened
from gremium.evaluate.scope import Located, Scope, exists
from gremium.evaluate.turns import often
from gremium.model.proposal import Delivery
from gremium.model.provision import Provision
from gremium.model.record import Record
from gremium.norms.duty import Duty, Occasion
from gremium.review.events import Numbered, Path, body_named, located
from gremium.values.deadline import Deadline, Event
from gremium.values.finding import Finding, finding
from gremium.values.phrases import did_you_mean, one_of
from gremium.values.verdict import Outcome

# ── what is named ────────────────────────────────────────────────────────────────────────────────────────────────────


def references(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Yield what a delivery names and the record or the charter does not know, at the key that names it."""
    for event, index in numbered:
        if isinstance(event, Delivery):
            yield from _references(scope, record, event, ("events", index))


def _references(scope: Scope, record: Record, event: Delivery, path: Path) -> Iterator[Finding]:
    where = located(scope, event.body)
    if where is None:
        yield from body_named(scope, event.body, (*path, "body"))
    else:
        known = sorted({str(one.slot) for one in _duties(where)})
        if event.duty not in known:
            yield finding("unknown-duty", (*path, "duty"), duty=event.duty, body=event.body, hint=one_of(event.duty, known))
        elif event.meeting is None and event.proposal is None:
            yield from _for_nothing(where, event, path)
    if event.meeting is not None and event.meeting not in record.meeting_by_id:
        hint = did_you_mean(event.meeting, record.meeting_by_id)
        yield finding("unknown-meeting", (*path, "meeting"), meeting=event.meeting, hint=hint)
    if event.proposal is not None and event.proposal not in record.proposal_by_id:
        hint = did_you_mean(event.proposal, record.proposal_by_id)
        yield finding("unknown-proposal", (*path, "proposal"), proposal=event.proposal, hint=hint)
    proposal = record.proposal_by_id.get(event.proposal) if event.proposal is not None else None
    for number, point in enumerate(event.points if proposal is not None else ()):
        if proposal is not None and point not in proposal.points:
            place = (*path, "points") if len(event.points) == 1 else (*path, "points", number)
            yield finding("dangling-reference", place, reference=point, hint=one_of(point, proposal.points))


def _for_nothing(where: Located, event: Delivery, path: Path) -> Iterator[Finding]:
    """Yield that a delivery does not say for which meeting or proposal it is, where it is owed for each of them."""
    mine = [one.norm.after for one in _duties(where) if str(one.slot) == event.duty]
    if mine and None not in mine:
        yield finding("missing-key", path, key="meeting" if set(mine) == {Occasion.MEETING} else "proposal")


def _duties(where: Located) -> tuple[Provision, ...]:
    """Return the rules of a body about what it owes, on whatever day and under whatever reading they hold."""
    return tuple(one for _, owner in where.rulers for one in owner.provisions if isinstance(one.norm, Duty))


# ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────────


def check(scope: Scope, numbered: Numbered) -> Iterator[Finding]:
    """Yield what was not owed when it came, and what came twice."""
    seen: set[tuple[object, ...]] = set()
    for event, index in sorted(numbered, key=lambda pair: pair[0].at if isinstance(pair[0], Delivery) else date.min):
        where = located(scope, event.body) if isinstance(event, Delivery) else None
        if not isinstance(event, Delivery) or where is None:
            continue
        mine = [one for one in _duties(where) if str(one.slot) == event.duty]
        if not any(_owed(scope, where, one, event) for one in mine):
            day = event.at.isoformat()
            yield finding("delivery-unowed", ("events", index, "at"), duty=event.duty, body=event.body, day=day)
        key = (event.body, event.duty, event.meeting, event.proposal, event.for_)
        if key in seen and _once(mine, event):
            yield finding("delivered-twice", ("events", index), duty=event.duty, body=event.body)
        seen.add(key)


def _once(mine: list[Provision], event: Delivery) -> bool:
    """Return whether something is owed only once, as far as it is told for what it came."""
    again = any(one.norm.every is not None or one.norm.points for one in mine)
    return not again or (event.for_ is not None and not event.points)


def _owed(scope: Scope, where: Located, provision: Provision, event: Delivery) -> bool:
    """Return whether something may have been owed on the day on which it came: nothing says that it was not."""
    norm: Duty = provision.norm
    if norm.after is not None:
        return _upon(scope, where, norm.after, event)
    there = exists(where.body, event.at) is not Outcome.FAILS and provision.span.covers(event.at) is not Outcome.FAILS
    start = norm.starts if norm.every is not None else norm.due
    name = start.event if isinstance(start, Deadline) else start.name if isinstance(start, Event) and norm.every else None
    known = scope.named_day(name) if name is not None else None
    begun = known.earliest if known is not None else None
    if begun is not None and event.at < begun:
        return False
    exact = known.exact if known is not None and isinstance(start, Event) else None
    if norm.every is None or norm.anew or event.for_ is None or exact is None:
        return there
    if (event.for_ - exact).days > MOST_TURNS * norm.every.shortest_days:
        return there  # nobody looks through so many days
    return there and any(turn.latest == event.for_ for turn in often(norm.every, exact, event.for_))


def _upon(scope: Scope, where: Located, kind: Occasion, event: Delivery) -> bool:
    """Return whether what makes something due had happened when it came."""
    name = event.meeting if kind is Occasion.MEETING else event.proposal
    return any(one.name == name for one in happened(scope, where, kind, event.at))
