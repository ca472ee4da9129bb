"""Charter: the bodies of one jurisdiction and their rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from attrs import evolve, field, frozen

from gremium.model.body import Body, Kind
from gremium.model.source import Ambiguity, Source, Unmodelled
from gremium.values.citation import Citation
from gremium.values.condition import Attributes
from gremium.values.days import Day
from gremium.values.text import Text

T = TypeVar("T", Body, Kind)
STATUTE = "statute"
# What no document says, because it is loaded beside it.
LOADED = {"loaded": True}


@frozen(kw_only=True)
class Organisation:
    """A party that rules name: an association, a company, an office elsewhere. Persons stand in records, never in charters.

    `attributes` are what conditions ask of it.
    """

    id: str
    name: Text | None = None
    kind: str = "organisation"
    cites: tuple[Citation, ...] = ()
    attributes: Attributes = ()


@frozen(kw_only=True)
class Subject:
    """A matter of which only some rules speak ("budget"). What is true of `of` is true of it, unless a rule says more."""

    id: str
    name: Text | None = None
    of: str | None = None


@frozen(kw_only=True)
class NamedDay:
    """A day to which rules refer by name ("term-start")."""

    id: str
    on: Day
    note: Text | None = None


@frozen(kw_only=True)
class ClosedDay:
    """A day of a municipality's own on which nobody meets."""

    on: date
    name: Text | None = None


@frozen(kw_only=True)
class CalendarRules:
    """On which days bodies may meet: the public holidays of `region`, plus `extra`, minus `lifted`; only on `weekdays`."""

    id: str
    region: str
    weekdays: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    extra: tuple[ClosedDay, ...] = ()
    lifted: tuple[date, ...] = ()


@frozen(kw_only=True)
class Charter:
    """The bodies of one jurisdiction (municipality, county, association) and their rules, with the sources they rest on.

    `parties` are organisations that rules name, such as associations that send somebody. `statutes` are the laws under which the
    jurisdiction stands: their rules hold for every body of a kind of which they speak. A law is a charter of the kind "statute";
    `laws` are those of them that are loaded, in this order.
    """

    format: int = 1
    id: str
    kind: str
    name: Text | None = None
    calendar: str | None = None
    statutes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    calendars: tuple[CalendarRules, ...] = ()
    dates: tuple[NamedDay, ...] = ()
    parties: tuple[Organisation, ...] = ()
    subjects: tuple[Subject, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    kinds: tuple[Kind, ...] = ()
    bodies: tuple[Body, ...] = ()
    unmodelled: tuple[Unmodelled, ...] = ()
    laws: tuple[Charter, ...] = field(default=(), repr=False, metadata=LOADED)

    @cached_property
    def body_by_id(self) -> dict[str, Body]:
        """The bodies by id."""
        return {body.id: body for body in self.bodies}

    @cached_property
    def kind_by_id(self) -> dict[str, Kind]:
        """The declared kinds by id."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def party_by_id(self) -> dict[str, Organisation]:
        """The parties that the charter declares, by id."""
        return {party.id: party for party in self.parties}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def embodied(self) -> Charter:
        """A statute as if there were one body of each of its kinds, with the id of the kind, to be shown, asked and checked.

        Any other charter is returned as it is.
        """
        if self.kind != STATUTE:
            return self
        return evolve(self, bodies=tuple(Body(id=kind.id, kind=kind.id, name=kind.name) for kind in self.kinds))

    @cached_property
    def subject_by_id(self) -> dict[str, Subject]:
        """The subjects that its rules may name, by id: its own, and those of the laws under which it stands."""
        declared = (subject for where in reversed((self, *self.laws)) for subject in reversed(where.subjects))
        return {subject.id: subject for subject in declared}

    def subject_path(self, subject: str) -> tuple[str, ...]:
        """Return a subject and those of which it is a part, the nearest first; a subject that is part of itself ends the path."""
        path: dict[str, None] = {}
        step: str | None = subject
        while step is not None and step not in path:
            path[step] = None
            found = self.subject_by_id.get(step)
            step = found.of if found is not None else None
        return tuple(path)

    @cached_property
    def ambiguity_by_id(self) -> dict[str, Ambiguity]:
        """The ambiguities by id."""
        return {ambiguity.id: ambiguity for ambiguity in self.ambiguities}

    def kinds_of(self, body: Body) -> tuple[Kind, ...]:
        """Return the kinds of a body, the nearest first; see `rulers`."""
        return tuple(kind for _, kind in self.rulers(body))

    def rulers(self, body: Body) -> tuple[tuple[Charter, Kind], ...]:
        """Return the declared kinds of a body, each with the charter or law in which it stands: its own, then those of the laws.

        Both are in order, the nearest first. A chain of kinds may lead from one of the charter's own into those of a law. A
        kind that is a sub-kind of itself ends the chain.
        """
        return self.rulers_by_kind.get(body.kind, ())

    @cached_property
    def rulers_by_kind(self) -> dict[str, tuple[tuple[Charter, Kind], ...]]:
        """The same for the bodies of each kind that is declared, here or in a law."""
        out = {}
        for kind, steps in self.steps_by_kind.items():
            declared = [pair for step in steps for pair in self.declared(step)]
            own = tuple(pair for pair in declared if pair[0] is self)
            out[kind] = (*own, *(pair for pair in declared if pair[0] is not self))
        return out

    def declared(self, kind: str) -> tuple[tuple[Charter, Kind], ...]:
        """Return what is declared of a kind, with the charter or law in which it stands."""
        return self.declared_by_kind.get(kind, ())

    @cached_property
    def declared_by_kind(self) -> dict[str, tuple[tuple[Charter, Kind], ...]]:
        """The same for each kind that is declared."""
        out: dict[str, tuple[tuple[Charter, Kind], ...]] = {}
        for where in (self, *self.laws):
            for id_, kind in where.kind_by_id.items():
                out[id_] = (*out.get(id_, ()), (where, kind))
        return out

    def kind_steps(self, kind: str) -> dict[str, int]:
        """Return a kind and those above it, declared or not, the nearest first, each with how many steps it is away."""
        return self.steps_by_kind.get(kind, {kind: 0})

    @cached_property
    def steps_by_kind(self) -> dict[str, dict[str, int]]:
        """The same for each kind that is declared, here or in a law."""
        above = {
            kind: tuple(found.of for _, found in declared if found.of is not None)
            for kind, declared in self.declared_by_kind.items()
        }
        return {kind: _steps(kind, above) for kind in self.declared_by_kind}

    def of_kind(self, kind: str) -> tuple[Body, ...]:
        """Return the bodies of a kind and of its sub-kinds, sorted by id."""
        return tuple(sorted((body for body in self.bodies if kind in self.kind_steps(body.kind)), key=lambda body: body.id))


def _steps(kind: str, above: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return a kind and those above it, each with how many steps it is away, by what stands right above each kind."""
    steps, away = {kind: 0}, 0
    level: tuple[str, ...] = (kind,)
    while level:
        away += 1
        level = tuple(dict.fromkeys(one for below in level for one in above.get(below, ()) if one not in steps))
        steps |= dict.fromkeys(level, away)
    return steps
