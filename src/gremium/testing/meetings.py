"""hypothesis strategies for the rules about meetings and for what a record tells of them.

The classes of both have many fields, most of them not said. So a strategy is made from the class itself: every field that it has,
with a few of them said at a time, and what stands in a field by its type.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeAlias

import attrs
from attrs import evolve
from hypothesis import strategies as st

from gremium.codec.shape import element, optional, slots
from gremium.model.meeting import OF_MEETING, Item, OfMeeting
from gremium.model.record import Meeting
from gremium.testing.values import (
    Strategy,
    attributes,
    conditions,
    counts,
    dates,
    ids,
    lengths,
    minutes,
    quotas,
    some,
    tallies,
    texts,
)
from gremium.values.actor import VERBS, Action, Actor
from gremium.values.condition import Condition
from gremium.values.count import Count
from gremium.values.crowd import Crowd, Persons
from gremium.values.days import Length
from gremium.values.lead import UNSTATED_LEAD, Lead
from gremium.values.mandate import Mandate, Most
from gremium.values.need import QUESTIONS, AllOf, AnyOf, Asks, Counted, Found, Need, NoneOf, Raised, Unsaid
from gremium.values.ref import Ref
from gremium.values.tally import Tally
from gremium.values.text import Text

# What stands in a field, by its type.
Leaves: TypeAlias = Mapping[Any, Strategy[Any]]
MOST_SAID = 4
# The fields of facts that name persons, each one or several.
NAMES = frozenset({"by", "party", "drawn", "cast_for", "names", "among", "candidates", "substitutes"})


@cache
def leads() -> Strategy[Lead]:
    """Return times before a meeting of every form."""
    body, number = st.none() | ids(), st.integers(1, 40)
    flags = {"about": st.booleans(), "body": body, "number": number}
    working = st.just(value=True)
    return st.one_of(
        st.builds(Lead, unit=st.sampled_from(("day", "week", "month")), clear=st.booleans(), **flags),
        st.builds(Lead, unit=st.just("hour"), **flags),
        st.builds(Lead, clear=st.booleans(), working=working, **flags),
        st.builds(Lead, nth=working, working=st.booleans(), number=number, body=body),
        st.just(UNSTATED_LEAD),
    )


def needs(groups: tuple[str, ...] = ()) -> Strategy[Need]:
    """Return what has to be true of a meeting, an item or a ballot, in all forms, some of them made of others."""
    simple: Strategy[Need] = st.one_of(
        quotas(groups),
        st.builds(Counted, tallies(groups), quotas(groups), st.just(()) | attributes()),
        st.builds(Asks, st.sampled_from(QUESTIONS)),
        st.builds(Found, ids()),
        st.builds(Raised, ids()),
        st.just(Unsaid()),
    )
    parts = some(simple, 1)
    return simple | st.one_of(*(st.builds(form, parts) for form in (AllOf, AnyOf, NoneOf)))


@cache
def actions() -> Strategy[Action]:
    """Return what may be done, with an object or without."""
    return st.builds(Action, st.sampled_from(VERBS), st.just("") | ids())


def actors(at: Strategy[Ref], groups: tuple[str, ...] = ()) -> Strategy[Actor]:
    """Return whoever may act: so many signatories, or what `at` names."""
    return quotas(groups) | st.builds(Counted, tallies(groups), quotas(groups), st.just(()) | attributes()) | at


def crowds(people: tuple[str, ...]) -> Strategy[Crowd]:
    """Return some of these persons, or a number of persons."""
    named = st.lists(st.sampled_from(people), max_size=4).map(lambda found: Persons(tuple(sorted(set(found)))))
    return (named | counts()) if people else counts()


def norms(cls: type[Any], at: Strategy[Ref], groups: tuple[str, ...] = ()) -> Strategy[Any]:
    """Return rules of one word. `at` are positions and bodies that they may name."""
    return made(cls, leaves(at, needs(groups), groups))


def told(meetings: tuple[Meeting, ...], people: tuple[str, ...], groups: Strategy[Ref]) -> Strategy[tuple[OfMeeting, ...]]:
    """Return what a record tells of meetings: items with ids of their own, and then facts about them, in any order."""
    said = {**leaves(groups, st.just(Unsaid())), Crowd: crowds(people)}
    numbers = st.lists(st.sampled_from(range(1, 5)), max_size=2, unique=True).map(sorted)

    def agenda(named: list[int]) -> Strategy[tuple[Item, ...]]:
        items = tuple(f"item-{number}" for number in named)
        return st.tuples(*(fact_of(Item, said, meetings, items, people, id_) for id_ in items))

    def facts(agenda: tuple[Item, ...]) -> Strategy[tuple[OfMeeting, ...]]:
        items = tuple(item.id for item in agenda)
        kinds = st.sampled_from([kind for kind in OF_MEETING if kind is not Item])
        fact = kinds.flatmap(lambda kind: fact_of(kind, said, meetings, items, people, None))
        return st.lists(fact, max_size=3).flatmap(lambda found: st.permutations([*agenda, *found])).map(tuple)

    return numbers.flatmap(agenda).flatmap(facts)


def fact_of(
    kind: type[Any],
    said: Leaves,
    meetings: tuple[Meeting, ...],
    items: tuple[str, ...],
    people: tuple[str, ...],
    id_: str | None,
) -> Strategy[Any]:
    """Return facts of one kind about one of the meetings, and, if it is about an item, an item of it."""
    fields = attrs.fields_dict(kind)
    free: dict[str, Strategy[Any]] = dict.fromkeys({"item", "by", "resumes", "body"} & fields.keys(), st.none())
    if items and "item" in fields:
        free["item"] = st.none() | st.sampled_from(items)
    for name in NAMES & fields.keys():
        several = fields[name].default == ()
        one = st.sampled_from(people) if people else ids()
        if several:
            free[name] = st.lists(one, max_size=4, unique=True).map(tuple)
        elif people:
            free[name] = one if fields[name].default is attrs.NOTHING else st.none() | one
    if people and "votes" in fields:
        cast = st.dictionaries(st.sampled_from(people), crowds(people), max_size=4)
        free["votes"] = cast.map(lambda table: tuple(sorted(table.items())))
    where = st.fixed_dictionaries({"id": st.just(id_), "meeting": st.sampled_from([one.id for one in meetings]), **free})
    return st.builds(lambda fact, at: evolve(fact, **at), made(kind, said), where)


def leaves(at: Strategy[Ref], need: Strategy[Need], groups: tuple[str, ...] = ()) -> Leaves:
    """Return what stands in a field, by its type. `at` are the positions and bodies that may be named, `need` what is needed."""
    return {
        Action: actions(),
        Condition: conditions(at, ("election-day",)),
        Count: counts(),
        Mandate: st.just(Most()) | need,
        Actor: actors(at, groups),
        Lead: leads(),
        Length: lengths(),
        Need: need,
        Ref: at,
        Tally: tallies(groups),
        Text: texts(),
        bool: st.booleans(),
        date: dates(),
        date | datetime: dates() | minutes(),
        datetime: minutes(),
        int: st.integers(1, 4),
        str: ids(),
    }


def made(cls: type[Any], by_type: Leaves) -> Strategy[Any]:
    """Return instances of a class in which all that has to be said is said, and a few other things."""
    fields = {slot.field: (slot.type, slot.required) for slot in slots(cls)}
    free = sorted(name for name, (_, required) in fields.items() if not required)

    def saying(names: list[str]) -> Strategy[Any]:
        said = (name for name, (_, required) in fields.items() if required or name in names)
        return st.builds(cls, **{name: _of_type(fields[name][0], by_type) for name in said})

    return st.lists(st.sampled_from(free), max_size=MOST_SAID, unique=True).flatmap(saying) if free else saying([])


def _of_type(type_: Any, by_type: Leaves) -> Strategy[Any]:
    plain, _ = optional(type_)
    if plain in by_type:
        return by_type[plain]
    if typing.get_origin(plain) is tuple:
        first = typing.get_args(plain)[0]
        if typing.get_origin(first) is tuple:  # pairs, which documents write as a table
            keys, values = (_of_type(part, by_type) for part in typing.get_args(first))
            tables = st.dictionaries(keys, values, max_size=2)
            return tables.map(lambda table: tuple((key, table[key]) for key in sorted(table)))
        return some(_of_type(element(plain), by_type))
    if attrs.has(plain):
        return made(plain, by_type)
    members: type[Enum] = plain
    return st.sampled_from(members)
