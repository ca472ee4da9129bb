"""hypothesis strategies for routes and duties, and for what a record tells of proposals, their steps, and what came.

They are made from their classes, as what belongs to meetings is; only what names a stage, a duty or a proposal has to be there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import attrs
from attrs import evolve
from hypothesis import strategies as st

from gremium.model.proposal import Delivery, Proposal, Step
from gremium.model.record import Meeting
from gremium.norms.duty import Duty
from gremium.norms.route import Onward, Route, Stage, Urgently
from gremium.testing.meetings import Leaves, leaves, made
from gremium.testing.values import Strategy, ids, some, starts
from gremium.values.citation import Citation
from gremium.values.deadline import Start
from gremium.values.need import Unsaid
from gremium.values.ref import Ref

# The words whose rules are made here.
OF_PROPOSALS: Mapping[str, type[Any]] = {norm.word: norm for norm in (Route, Duty)}
STAGES = ("stage-1", "stage-2", "stage-3")
# Ids of rules: few, so that rows compete, and that records find them.
ROUTES, DUTIES = ("way", "detour"), ("report", "review")
PROPOSALS = ("proposal-1", "proposal-2")


def rule_ids(word: str) -> Strategy[str]:
    """Return ids of the rules of a word: some of them often."""
    return st.sampled_from(ROUTES if word == Route.word else DUTIES) | ids()


def norms(
    word: str, at: Strategy[Ref], cites: Strategy[Citation], events: tuple[str, ...], groups: tuple[str, ...] = ()
) -> Strategy[Any]:
    """Return rules of one word. `at` are positions and bodies that they may name, `events` the days that have a name."""
    told = {**leaves(at, st.just(Unsaid()), groups), Citation: cites, Start: starts(events)}
    if word == Route.word:
        return _routes(told)
    before = st.just(()) | st.sampled_from(DUTIES).map(lambda id_: (id_,))
    return st.builds(lambda norm, first: evolve(norm, before=first), made(Duty, told), before)


def _routes(told: Leaves) -> Strategy[Route]:
    """Return routes of up to three stages, which lead to each other, round in circles too."""

    def staged(number: int) -> Strategy[Route]:
        names = STAGES[:number]
        stages = st.tuples(*(_stages(told, names, id_) for id_ in names))
        later = st.sampled_from(names)
        urgent = st.none() | _naming(Urgently, told, instead=later, ratified_at=st.none() | later)
        return st.builds(lambda norm, *said: evolve(norm, stages=said[0], urgent=said[1]), made(Route, told), stages, urgent)

    return st.integers(1, len(STAGES)).flatmap(staged)


def _stages(told: Leaves, names: tuple[str, ...], id_: str) -> Strategy[Stage]:
    some_of = some(st.sampled_from(names))
    onward = some(_naming(Onward, told, to=some_of))
    return _naming(Stage, told, id=st.just(id_), after=some_of, next=onward)


def _naming(cls: type[Any], told: Leaves, **named: Strategy[Any]) -> Strategy[Any]:
    """Return instances of a class in which some fields hold what is there."""
    return st.builds(lambda thing, said: evolve(thing, **said), made(cls, told), st.fixed_dictionaries(named))


def _perhaps(known: Sequence[str]) -> Strategy[str | None]:
    """Return one of several ids, or none."""
    return st.none() | st.sampled_from(known) if known else st.none()


Told: TypeAlias = "tuple[Proposal | Step | Delivery, ...]"


def told(
    bodies: tuple[str, ...], subjects: tuple[str, ...], people: tuple[str, ...], meetings: tuple[Meeting, ...]
) -> Strategy[Told]:
    """Return what a record tells of proposals: one at the most, and then its steps and what came, in any order."""
    about = leaves(st.sampled_from([Ref(target=body) for body in bodies]), st.just(Unsaid()))
    free = {
        "body": st.sampled_from(bodies),
        "of": _perhaps(bodies),
        "by": _perhaps(people),
        "meeting": _perhaps([one.id for one in meetings]),
        "item": st.none(),
        "subject": _perhaps(subjects),
        "route": _perhaps(ROUTES),
        "stage": _perhaps(STAGES),
        "duty": st.sampled_from(DUTIES),
    }

    def fact(kind: type[Any], **more: Strategy[Any]) -> Strategy[Any]:
        fields = attrs.fields_dict(kind)
        return _naming(kind, about, **{name: strategy for name, strategy in {**free, **more}.items() if name in fields})

    def born(names: list[str]) -> Strategy[Told]:
        delivery = fact(Delivery, id=st.none(), proposal=_perhaps(names))
        step = fact(Step, id=st.none(), proposal=st.sampled_from(names)) if names else st.nothing()
        proposals = st.tuples(*(fact(Proposal, id=st.just(name)) for name in names))
        return st.builds(lambda first, then: (*first, *then), proposals, st.lists(step | delivery, max_size=2))

    return st.lists(st.sampled_from(PROPOSALS), max_size=1).flatmap(born)
