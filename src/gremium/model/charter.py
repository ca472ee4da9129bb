"""Charter: the bodies of one jurisdiction and their rules."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TypeVar

from attrs import frozen

from gremium.model.body import Body, Kind
from gremium.model.source import Ambiguity, Source, Unmodelled
from gremium.values.citation import Citation
from gremium.values.condition import Attributes
from gremium.values.days import Day
from gremium.values.text import Text

T = TypeVar("T", Body, Kind)


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

    `parties` are organisations that rules name, such as associations that send somebody.
    """

    format: int = 1
    id: str
    kind: str
    name: Text | None = None
    calendar: str | None = None
    sources: tuple[Source, ...] = ()
    calendars: tuple[CalendarRules, ...] = ()
    dates: tuple[NamedDay, ...] = ()
    parties: tuple[Organisation, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()
    kinds: tuple[Kind, ...] = ()
    bodies: tuple[Body, ...] = ()
    unmodelled: tuple[Unmodelled, ...] = ()

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
    def ambiguity_by_id(self) -> dict[str, Ambiguity]:
        """The ambiguities by id."""
        return {ambiguity.id: ambiguity for ambiguity in self.ambiguities}

    def kinds_of(self, body: Body) -> tuple[Kind, ...]:
        """Return the declared kinds of a body, the nearest first; a kind that is a sub-kind of itself ends the chain."""
        chain: dict[str, Kind] = {}
        kind = self.kind_by_id.get(body.kind)
        while kind is not None and kind.id not in chain:
            chain[kind.id] = kind
            kind = self.kind_by_id.get(kind.of) if kind.of else None
        return tuple(chain.values())

    def of_kind(self, kind: str) -> tuple[Body, ...]:
        """Return the bodies of a kind and of its sub-kinds, sorted by id."""
        hits = (b for b in self.bodies if b.kind == kind or any(kind in (k.id, k.of) for k in self.kinds_of(b)))
        return tuple(sorted(hits, key=lambda body: body.id))
