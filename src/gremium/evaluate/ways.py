"""Ways: the routes of a charter as they are on a day, with every reference looked up once.

A route stands in any body that it touches. Which route a proposal takes is what its record says; else it is the one that may
begin where the proposal was born and speaks of its subject, the more special one before the general one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import evolve

from gremium.evaluate.effective import Rule, effective
from gremium.evaluate.facts import body_name, days_resolved
from gremium.evaluate.halts import DONE, Halt, Ruling, Way
from gremium.evaluate.readings import Undecided
from gremium.evaluate.scope import Located, Scope, bodies_at, positions_of
from gremium.model.body import Body
from gremium.model.proposal import Proposal
from gremium.model.provision import Provision
from gremium.norms.route import Act, Route
from gremium.values.actor import Actor
from gremium.values.ref import Ref
from gremium.values.span import ALWAYS

ONE_DAY = timedelta(days=1)
# Parts of a reference that name no jurisdiction.
NO_JURISDICTION = (None, "*", "self", "parent")


# ── the routes of a day ──────────────────────────────────────────────────────────────────────────────────────────────


def ways_on(scope: Scope, at: date, route: str | None = None, subject: str | None = None) -> tuple[Way, ...]:
    """Return the routes of the charter on a day, body by body: all, those of an id, or those that speak of a subject.

    Raises `Undecided` where an ambiguity is touched; ambiguities of other routes are not.
    """
    key = ("ways", stretch(scope, at), route, subject)
    found = scope.remembered(key, lambda: _found(scope, at, route, subject))
    if isinstance(found, Undecided):
        raise Undecided(found.charter, found.ambiguity)
    return found


def _found(scope: Scope, at: date, route: str | None, subject: str | None) -> tuple[Way, ...] | Undecided:
    """Return the routes, or what has to be decided before: that stays the same as well."""
    try:
        return tuple(_ways(scope, at, route, subject))
    except Undecided as fork:
        return fork


def stretch(scope: Scope, at: date) -> int:
    """Return the number of the stretch of days in which a day lies: in each of them all routes are the same."""
    return bisect_right(changes(scope), at)


def changes(scope: Scope) -> list[date]:
    """Return the days on which a rule about routes begins or no longer holds, sorted; between two of them all stay the same."""
    found: list[date] = scope.remembered("ways-change", lambda: _changes(scope))
    return found


def _changes(scope: Scope) -> list[date]:
    listed = [
        (provision, provision.span)
        for body in scope.charter.bodies
        for _, owner in Located(charter=scope.charter, body=body).rulers
        for provision in owner.provisions
        if provision.word == Route.word
    ]
    days = {day for _, span in listed if span.since for day in (span.since.earliest, span.since.latest) if day}
    ends = {day for _, span in listed if span.until for day in (span.until.earliest, span.until.latest) if day}
    days |= {day + ONE_DAY for day in ends if day < date.max}
    days |= {day for provision, _ in listed for day in days_resolved(scope, provision)}
    return sorted(days)


def _ways(scope: Scope, at: date, route: str | None, subject: str | None) -> Iterator[Way]:
    path = scope.charter.subject_path(subject) if subject is not None else ()

    def asked(provision: Provision) -> bool:
        if route is not None:
            return provision.slot == route
        return subject is None or not provision.for_ or not set(provision.for_).isdisjoint(path)

    for body in scope.charter.bodies:
        where = Located(charter=scope.charter, body=body)
        if any(provision.word == Route.word for _, owner in where.rulers for provision in owner.provisions):
            for row in effective(scope, where, Route, at, only=asked):
                for rule in (rule for rule in row.rules if rule.norm.stages):
                    yield _way(scope, where, rule, certain=row.certain)


def _way(scope: Scope, where: Located, rule: Rule, *, certain: bool) -> Way:
    norm: Route = rule.norm
    halts: dict[str, Halt] = {}
    for stage in norm.stages:
        found = dict(_named(scope, where, stage.at))
        halts[stage.id] = Halt(
            stage=stage,
            bodies=frozenset(found),
            anywhere=all(ref.unstated for ref in stage.at),
            cites=stage.cites or rule.cites,
            does=DONE[stage.act],
            decides=stage.act is Act.DECIDE,
            always=None if any(one.on or one.for_ for one in stage.next) else stage.next,
            passing={name: body for name, body in found.items() if body is not None and (body.span != ALWAYS or body.planned)},
        )
    first = next(iter(halts.values()))
    begun = None if first.anywhere else first.bodies
    names = {stage.id: stage.name for stage in norm.stages if stage.name is not None}
    ruling = Ruling(provision=rule.where, strength=rule.provision.strength, cites=rule.cites, names=names)
    owed = norm.answer.by if norm.answer is not None else None
    return Way(
        id=str(rule.provision.slot), where=where, rule=rule, certain=certain, halts=halts,
        starters=_who(scope, where, norm.by) if norm.by else begun,
        urgent=_who(scope, where, norm.urgent.by) if norm.urgent is not None else None,
        answers=frozenset(name for name, _ in _named(scope, where, (owed,) if owed is not None else ())),
        silent=any(stage.silence is not None for stage in norm.stages),
        ruling=ruling,
        rulings={id_: evolve(ruling, cites=halt.cites) for id_, halt in halts.items()},
    )  # fmt: skip


def _who(scope: Scope, where: Located, actors: Iterable[Actor]) -> frozenset[str] | None:
    """Return the names of those who may act; None where so many together may, whoever they are."""
    listed = tuple(actors)
    refs = tuple(one for one in listed if isinstance(one, Ref) and not one.unstated)
    return frozenset(name for name, _ in _named(scope, where, refs)) if len(refs) == len(listed) else None


def _named(scope: Scope, where: Located, refs: Iterable[Ref]) -> Iterator[tuple[str, Body | None]]:
    """Yield the names of bodies to which references lead, of an office the body whose office it is.

    A body of a jurisdiction that is not loaded has its name all the same, and so has an organisation.
    """
    for ref in refs:
        found = bodies_at(scope, where, Ref(target=ref.target, jurisdiction=ref.jurisdiction, every=ref.every))
        if not found and ref.bare and ref.target in positions_of(where):
            found = (where,)
        yield from ((body_name(scope, one), one.body) for one in found)
        if not found and not ref.every and (ref.bare or ref.jurisdiction not in NO_JURISDICTION) and not ref.unstated:
            yield str(Ref(target=ref.target, jurisdiction=ref.jurisdiction)), None


# ── the route of a proposal ──────────────────────────────────────────────────────────────────────────────────────────


def way_of(scope: Scope, proposal: Proposal, at: date) -> tuple[Way, ...]:
    """Return the routes that a proposal may take on a day; one where that is clear. Raises `Undecided` as `ways_on` does."""
    by = proposal.by if proposal.of is None else None
    key = ("way-of", stretch(scope, at), proposal.route, proposal.subject, proposal.of, by)
    found: tuple[Way, ...] = scope.remembered(key, lambda: _way_of(scope, proposal, by, at))
    return found


def _way_of(scope: Scope, proposal: Proposal, by: str | None, at: date) -> tuple[Way, ...]:
    listed = ways_on(scope, at, proposal.route, proposal.subject)
    begun = tuple(one for one in listed if one.begins_with(proposal.of, by))
    if proposal.of is None:  # somebody brought it up, and only some routes say that it is theirs to do so
        theirs = tuple(one for one in begun if one.starters is not None and by in one.starters)
        begun = theirs or listed
    if proposal.route is not None:
        return begun or listed
    if proposal.subject is None:
        return begun
    path = scope.charter.subject_path(proposal.subject)
    return special(begun, path)


def special(listed: tuple[Way, ...], path: tuple[str, ...]) -> tuple[Way, ...]:
    """Return those of several routes that speak of a subject most closely, given with those of which it is a part."""
    near = [min((path.index(name) for name in one.rule.provision.for_ if name in path), default=len(path)) for one in listed]
    return tuple(one for one, distance in zip(listed, near, strict=True) if distance == min(near))
