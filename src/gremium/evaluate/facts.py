"""Facts of the record that rules ask for, each as it was known by a day: sizes, attributes, resolutions, electoral terms.

Nothing here depends on a fact dated later than the day of the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gremium.evaluate.scope import Located, Scope, bodies_at, exists
from gremium.model.body import Body
from gremium.model.proposal import Delivery, Proposal, Step
from gremium.model.provision import Provision
from gremium.model.record import Absence, Adoption, Event, Holding, Meeting, Period, Resolution, Size
from gremium.values.condition import Attributes
from gremium.values.count import UNSTATED_COUNT, Count, hull
from gremium.values.days import Day
from gremium.values.deadline import Deadline, Start, YearDay
from gremium.values.ref import Ref
from gremium.values.span import Span
from gremium.values.verdict import Outcome

BEFORE, UNTIL = "term-start", "term-end"


def size_of(scope: Scope, of: Ref, measure: str, at: date) -> Count:
    """Return how much of something there is on a day, by the latest fact of that day or before; unstated where there is none.

    Facts of the same day that differ leave a range.
    """
    facts = scope.record.sizes.get((of, measure), ()) if scope.record is not None else ()
    known = [fact for fact in facts if fact.since.by(at) is Outcome.HOLDS]
    if not known:
        return UNSTATED_COUNT
    last = max(fact.since.sort_key for fact in known)
    return hull(fact.number for fact in known if fact.since.sort_key == last)


def unit_ref(name: str) -> Ref:
    """Return the reference to a body or organisation by the name under which a seat is known: `council`, `town/council`."""
    jurisdiction, _, target = name.rpartition("/")
    return Ref(target=target, jurisdiction=jurisdiction or None)


def elsewhere_named(event: Event) -> Iterator[str]:
    """Yield the jurisdictions that a fact names; none is named where it speaks of this one."""
    refs: list[Ref] = []
    match event:
        case Holding():
            refs = [event.position, *([unit_ref(event.of)] if event.of is not None else [])]
        case Size():
            refs = [event.of]
        case Period() | Resolution() | Absence() | Meeting() | Delivery():
            refs = [unit_ref(event.body)]
        case Proposal(of=str() as name):
            refs = [unit_ref(name)]
        case Step():
            refs = [*event.to, *([unit_ref(event.body)] if event.body is not None else [])]
    yield from (ref.jurisdiction for ref in refs if ref.jurisdiction is not None)


def attributes_of(scope: Scope, party: str) -> Attributes:
    """Return the attributes of a party: those of the charter, and over them those of the record."""
    declared = scope.charter.party_by_id.get(party)
    told = scope.record.party_by_id.get(party) if scope.record is not None else None
    found = dict(declared.attributes if declared else ())
    return tuple({**found, **dict(told.attributes if told else ())}.items())


def born(scope: Scope, party: str) -> Day | None:
    """Return the day of birth of a person, as far as the record tells it."""
    told = scope.record.party_by_id.get(party) if scope.record is not None else None
    return told.born if told is not None else None


def in_force_from(scope: Scope, provision: Provision, at: date) -> Span | None:
    """Return the span of a provision, as its resolution has fixed it by a day; None if the resolution was rejected."""
    if provision.resolution is None or scope.record is None:
        return provision.span
    resolved = scope.record.resolution_by_id.get(provision.resolution)
    if resolved is None or resolved.at.by(at) is not Outcome.HOLDS:
        return provision.span
    if resolved.outcome is Adoption.REJECTED:
        return None
    return Span(since=resolved.takes_effect or resolved.at, until=provision.span.until)


def days_resolved(scope: Scope, provision: Provision) -> tuple[date, ...]:
    """Return the days on which a resolution changes whether a provision is in force."""
    if provision.resolution is None or scope.record is None:
        return ()
    resolved = scope.record.resolution_by_id.get(provision.resolution)
    if resolved is None:
        return ()
    days = (resolved.at, resolved.takes_effect or resolved.at)
    return tuple(bound for day in days for bound in (day.earliest, day.latest) if bound is not None)


def units(scope: Scope, here: Located, ref: Ref, at: date) -> tuple[tuple[str, bool], ...]:
    """Return the bodies and organisations to which a reference leads on a day, by name, each with whether it surely is there.

    Bodies of a kind count on the days on which they exist; organisations have no beginning and no end.
    """
    found: dict[str, bool] = {}
    for target in bodies_at(scope, here, ref):
        existence = exists(target.body, at)
        if existence is not Outcome.FAILS:
            found[body_name(scope, target)] = existence is Outcome.HOLDS
    for party, kind in _organisations(scope):
        if (kind == ref.target) if ref.every else (party == ref.target and ref.position is None):
            found[party] = True
    return tuple(sorted(found.items()))


def _organisations(scope: Scope) -> tuple[tuple[str, str], ...]:
    """Return the organisations of charter and record with their kinds."""
    told = scope.record.party_by_id.values() if scope.record is not None else ()
    return tuple({**{p.id: p.kind for p in scope.charter.parties}, **{p.id: p.kind for p in told}}.items())


def body_name(scope: Scope, where: Located) -> str:
    """Return the name of a body as the one whose seat something is: its id, with its jurisdiction if that is another."""
    return where.body.id if where.charter.id == scope.charter.id else f"{where.charter.id}/{where.body.id}"


# ── electoral terms and the days from which terms count ──────────────────────────────────────────────────────────────


def electoral_term(scope: Scope, where: Located, day: date) -> Span | None:
    """Return the electoral term of a body in which a day lies; None where neither record nor charter tells it.

    Recorded terms come first, then the named days `term-start` and `term-end`, then the span of the body itself if it has ended.
    """
    name = body_name(scope, where)
    for term in reversed(scope.record.terms_by_body.get(name, ()) if scope.record is not None else ()):
        span = Span(since=term.since, until=term.until)
        if span.covers(day) is not Outcome.FAILS:
            return span
    span = Span(since=scope.named_day(BEFORE), until=scope.named_day(UNTIL))
    if span.since is not None and span.until is not None and span.covers(day) is Outcome.HOLDS:
        return span
    body: Body = where.body
    return body.span if body.span.until is not None and body.span.covers(day) is Outcome.HOLDS else None


def begins(scope: Scope, start: Start, day: date) -> date | None:
    """Return the day from which a term counts for somebody who comes on a day; None where an event is not known exactly."""
    match start:
        case YearDay():
            return start.since(day)
        case Deadline(length, event):
            known = scope.named_day(event)
            return length.after(known.exact) if known is not None and known.exact is not None else None
        case _:
            known = scope.named_day(start.name)
            return known.exact if known is not None else None
