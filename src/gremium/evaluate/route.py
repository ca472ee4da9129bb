"""route: which ways lead through a body, stage by stage, each with the clause that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from attrs import evolve, frozen

from gremium.evaluate.facts import body_name
from gremium.evaluate.halts import Halt, Way
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import Located, Scope, exists, label
from gremium.evaluate.silence import not_there, silent
from gremium.evaluate.ways import special, ways_on
from gremium.model.provision import Strength
from gremium.norms.route import Act, Onward
from gremium.values.actor import Actor
from gremium.values.citation import Citation
from gremium.values.count import Count
from gremium.values.days import Length
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Reason, Verdict


@frozen(kw_only=True)
class Exit:
    """Where it goes from a stage: `to` these stages, after these outcomes and for these subjects; without `to` the route ends."""

    to: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    choose: Count | None = None
    carries: tuple[Text, ...] = ()
    result: str | None = None


@frozen(kw_only=True)
class Leg:
    """A stage of a route: what is done there, by which bodies, and where it goes from there.

    `at` is what the rule names (nothing: the source does not say who), `bodies` are those that it means on that day.
    `actors` are those in the bodies who may do it, where the rule says so; `after` stages that have to be over before; `silence`
    what it counts as that nothing happens `within` the time.
    """

    stage: str
    act: Act
    at: tuple[Ref, ...] = ()
    bodies: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    name: Text | None = None
    lead: bool = True
    after: tuple[str, ...] = ()
    within: Length | None = None
    silence: str | None = None
    question: Text | None = None
    next: tuple[Exit, ...] = ()
    cites: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Owing:
    """What is owed to who had the idea, once it has ended: by whom, to whom else, within which time."""

    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    within: Length | None = None


@frozen(kw_only=True)
class Unwaiting:
    """Who decides what cannot wait, in place of which stage, and which stage ratifies it within which time."""

    by: tuple[Actor, ...] = ()
    instead: str
    ratified_at: str | None = None
    within: Length | None = None


@frozen(kw_only=True)
class Routed:
    """A route as it is on a day: the body in whose rules it stands, of which subjects it speaks, and its stages in order.

    `starts` are those who may bring something up (none: whoever acts at the first stage).
    """

    route: str
    body: str
    name: Text | None = None
    subjects: tuple[str, ...] = ()
    starts: tuple[Actor, ...] = ()
    strength: Strength = Strength.MUST
    certain: bool = True
    legs: tuple[Leg, ...] = ()
    answer: Owing | None = None
    urgent: Unwaiting | None = None
    provision: str = ""
    cites: tuple[Citation, ...] = ()


def route(scope: Scope, body: str, at: date) -> Verdict[tuple[Routed, ...]]:
    """Return the routes that lead through a body on a day: that begin, pass or end there, or stand in its rules.

    HOLDS if they are known, OPEN if none is, or it is open which. Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)

    def answer(chosen: Scope) -> Verdict[tuple[Routed, ...]]:
        if exists(where.body, at) is Outcome.FAILS:
            return not_there(where, at)
        name = body_name(chosen, where)
        mine = [one for one in ways_on(chosen, at) if one.where.body is where.body or _passes(one, name)]
        return _told(mine, at) if mine else silent(where, "route")

    return under_readings(scope, answer, _outline)


def routes_from(
    scope: Scope, body: str, at: date, subject: str | None = None, to: str | None = None
) -> Verdict[tuple[Routed, ...]]:
    """Return the routes that a matter of a subject may take from a body on a day; with `to` only the stages on the way there.

    HOLDS if they are known, FAILS if none of them leads to the other body, OPEN if no rule speaks of such a route, or it is open
    which holds. Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)
    goal = body_name(scope, scope.locate(to)) if to is not None else None
    path = scope.charter.subject_path(subject) if subject is not None else ()

    def answer(chosen: Scope) -> Verdict[tuple[Routed, ...]]:
        if exists(where.body, at) is Outcome.FAILS:
            return not_there(where, at)
        name = body_name(chosen, where)
        known = ways_on(chosen, at, None, subject)
        mine = [one for one in known if one.begins_with(name)]
        if subject is not None and mine:
            mine = list(special(tuple(mine), path))
        if not mine:
            return _none_begins(where, [one for one in known if one.where.body is where.body or _passes(one, name)])
        subjects = frozenset(path) if subject is not None else None
        if goal is None:
            return _told(mine, at, lambda one: _from(one, subjects))
        leading = [one for one in mine if _passes(one, goal, _from(one, subjects))]
        if leading:
            return _told(leading, at, lambda one: _between(one, subjects, goal))
        nowhere = message("reason.route-elsewhere", body=label(where.body), to=label(scope.locate(goal).body))
        reasons = tuple(_reason(one) for one in mine)
        return Verdict(outcome=Outcome.FAILS, reasons=(Reason(said=nowhere, because=reasons),))

    return under_readings(scope, answer, _outline)


def _none_begins(where: Located, passing: list[Way]) -> Verdict[tuple[Routed, ...]]:
    """Return the answer where no rule lets a matter begin in a body, with the routes that lead through it all the same."""
    answer = silent(where, "route")
    if not passing:
        return answer
    said = message("reason.route-none-begins", body=label(where.body))
    reason = Reason(said=said, cites=where.body.cites, because=tuple(_reason(one) for one in passing))
    return evolve(answer, reasons=(reason,))


def _outline(value: tuple[Routed, ...] | None) -> object:
    """Return what two readings have to agree in: all but the places of the rules."""
    return value and tuple(
        evolve(one, cites=(), provision="", legs=tuple(evolve(leg, cites=()) for leg in one.legs)) for one in value
    )


def _passes(way: Way, name: str, stages: Iterable[str] | None = None) -> bool:
    """Return whether a route leads through a body, by one of these stages."""
    return any(name in way.halts[id_].bodies for id_ in (way.halts if stages is None else stages))


def _from(way: Way, subjects: frozenset[str] | None) -> tuple[str, ...]:
    """Return the stages of a route that a matter may reach, in the order of the rule."""
    first = way.first.stage.id
    ahead = {first, *way.reach((first,), subjects)}
    return tuple(id_ for id_ in way.halts if id_ in ahead)


def _between(way: Way, subjects: frozenset[str] | None, goal: str) -> tuple[str, ...]:
    """Return the stages of a route by which a matter may come to a body, and those that have to be over before."""
    ends = [id_ for id_, halt in way.halts.items() if goal in halt.bodies]
    found = {id_ for id_ in _from(way, subjects) if id_ in ends or not set(ends).isdisjoint(way.reach((id_,), subjects))}
    found |= {one for id_ in found for one in way.halts[id_].stage.after if one in way.halts}
    return tuple(id_ for id_ in way.halts if id_ in found)


def _told(
    mine: Iterable[Way], at: date, stages: Callable[[Way], tuple[str, ...]] = lambda way: tuple(way.halts)
) -> Verdict[tuple[Routed, ...]]:
    """Return the answer with these routes."""
    listed = tuple(mine)
    opened = tuple(dict.fromkeys(one.path for one in listed if not one.certain))
    return Verdict(
        outcome=Outcome.OPEN if opened else Outcome.HOLDS,
        reasons=tuple(_reason(one) for one in listed),
        value=tuple(_routed(one, stages(one), at) for one in listed),
        missing=opened,
    )


def _reason(way: Way) -> Reason:
    said = message("reason.route", route=way.route.name or way.id, body=label(way.where.body))
    return Reason(said=said, cites=way.rule.cites, provision=way.rule.where)


def _routed(way: Way, stages: tuple[str, ...], at: date) -> Routed:
    """Return a route as an answer tells it, with these of its stages."""
    norm, provision = way.route, way.rule.provision
    answer, urgent = norm.answer, norm.urgent
    return Routed(
        route=way.id,
        body=way.where.body.id,
        name=norm.name,
        subjects=provision.for_,
        starts=norm.by,
        strength=provision.strength,
        certain=way.certain,
        legs=tuple(_leg(way.halts[id_], at, stages) for id_ in stages),
        answer=Owing(by=tuple(sorted(way.answers)), to=tuple(map(str, answer.to)), within=answer.within) if answer else None,
        urgent=Unwaiting(
            by=urgent.by, instead=urgent.instead, ratified_at=urgent.ratified_at, within=urgent.within
        ) if urgent else None,
        provision=way.rule.where,
        cites=way.rule.cites,
    )  # fmt: skip


def _leg(halt: Halt, at: date, stages: tuple[str, ...]) -> Leg:
    stage = halt.stage
    return Leg(
        stage=stage.id,
        act=stage.act,
        at=tuple(ref for ref in stage.at if not ref.unstated),
        bodies=halt.there(at),
        actors=stage.who,
        name=stage.name,
        lead=stage.lead,
        after=stage.after,
        within=stage.within,
        silence=stage.silence,
        question=stage.question,
        next=tuple(_exit(one, stages) for one in stage.next if not one.to or not set(one.to).isdisjoint(stages)),
        cites=halt.cites,
    )


def _exit(way: Onward, stages: tuple[str, ...]) -> Exit:
    return Exit(
        to=tuple(one for one in way.to if one in stages), on=way.on, subjects=way.for_, choose=way.choose, carries=way.carries,
        result=way.result,
    )  # fmt: skip
