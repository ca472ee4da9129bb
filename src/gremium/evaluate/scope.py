"""Scope: everything that one question may look at. A value that is passed by hand; nothing is looked up elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from gremium.model.body import Body, Kind
from gremium.model.charter import Charter
from gremium.model.provision import Provision
from gremium.model.record import Founded, Record
from gremium.model.word import VOCABULARY
from gremium.values.days import Day
from gremium.values.errors import Misuse
from gremium.values.message import Parameter, message
from gremium.values.phrases import PREDECLARED, did_you_mean
from gremium.values.ref import PARTS_OF, Ref
from gremium.values.span import Span
from gremium.values.verdict import Outcome

T = TypeVar("T")
Holidays: TypeAlias = Callable[[str, int], Mapping[date, str] | None]


@frozen(kw_only=True)
class Located:
    """A body together with the charter in which it stands."""

    charter: Charter
    body: Body

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in its charter."""
        return ("bodies", self.body.id)

    @property
    def owners(self) -> tuple[Body | Kind, ...]:
        """What its rules stand in: the body itself, then its kinds, the nearest first."""
        return (self.body, *self.charter.kinds_of(self.body))

    @property
    def rulers(self) -> tuple[tuple[Charter, Body | Kind], ...]:
        """The same, each with the charter or the law in which it stands."""
        return ((self.charter, self.body), *self.charter.rulers(self.body))


@frozen(kw_only=True)
class Scope:
    """A charter, the charters of other jurisdictions that are loaded beside it, and a record (None: no facts are given).

    `chosen` are the readings decided so far, as (jurisdiction, ambiguity, reading). `holidays` tells the closed days of a
    region in a year with their names, None for an unknown region; without it what counts working days is OPEN.
    """

    charter: Charter
    record: Record | None = None
    neighbours: tuple[Charter, ...] = ()
    chosen: frozenset[tuple[str, str, str]] = field(default=frozenset())
    holidays: Holidays | None = field(default=None, eq=False)
    _memory: dict[object, Any] = field(factory=dict, init=False, eq=False, repr=False)

    def remembered(self, key: object, answer: Callable[[], T]) -> T:
        """Return the answer to a question that was asked before of this very scope, else find it out and keep it.

        A scope never changes, so an answer that depends on nothing but it and the `key` stays right.
        """
        if key not in self._memory:
            self._memory[key] = answer()
        found: T = self._memory[key]
        return found

    def jurisdiction(self, name: str | None) -> Charter | None:
        """Return the charter of this jurisdiction (None: the one at home), or None if it is not loaded."""
        if name is None or name == self.charter.id:
            return self.charter
        return next((charter for charter in self.neighbours if charter.id == name), None)

    def locate(self, body: str) -> Located:
        """Return the body with this id at home; raise `Misuse` with the nearest id if there is none."""
        found = self.charter.body_by_id.get(body)
        if found is None:
            raise Misuse(
                message("misuse.body", body=body, charter=self.charter.id), did_you_mean(body, self.charter.body_by_id)
            )
        return Located(charter=self.charter, body=found)

    def existing_since(self, body: str, day: Day) -> Scope:
        """Return this scope with the first day of an announced body set."""
        bodies = tuple(evolve(b, span=evolve(b.span, since=day)) if b.id == body else b for b in self.charter.bodies)
        return evolve(self, charter=evolve(self.charter, bodies=bodies))

    def named_day(self, name: str) -> Day | None:
        """Return the day of this name: from the record, else from the charter, else None."""
        if self.record is not None and name in self.record.day_by_name:
            return self.record.day_by_name[name]
        declared = (day for where in (self.charter, *self.charter.laws) for day in where.dates)
        return next((day.on for day in declared if day.id == name), None)


def exists(body: Body, at: date) -> Outcome:
    """Return whether a body exists on a day. A body that is only announced does not."""
    return Outcome.FAILS if body.planned else body.span.covers(at)


def positions_of(where: Located) -> frozenset[str]:
    """Return every position that a rule may name in a body: offices, seat groups, those of its kinds, predeclared ones."""
    rules = where.owners
    offices = {position for rule in rules for position in rule.positions}
    groups = {p.id for rule in rules for p in rule.provisions if p.word == "seats" and p.id}
    return frozenset(offices | groups | set(PREDECLARED))


def is_position(where: Located, position: str) -> bool:
    """Return whether a rule may name this position in a body; see `positions_of`."""
    return position in PREDECLARED or position in positions_of(where)


def label(body: Body) -> Parameter:
    """Return how messages name a body: by its name, else by its id."""
    return body.name or body.id


def topic(name: str) -> Parameter:
    """Return how messages name a topic: words and predeclared positions in the reader's language, others by their id."""
    if name in VOCABULARY:
        return message(f"word.{name}")
    word, dot, aspect = name.partition(".")
    if dot and word in VOCABULARY:
        return message("topic.aspect", word=message(f"word.{word}"), aspect=aspect)
    return message(f"position.{name}") if name in PREDECLARED else name


def unstated(where: Located) -> tuple[str, ...]:
    """Return what was looked for and not found: listed by the body itself or by its kinds.

    What the sources of a body are silent about, a law under which it stands may say; then it is not unstated. What a law says of
    certain seats or posts only (the term of the deputies) leaves open what holds of the others.
    """
    listed = [*where.body.unstated, *(topic for kind in where.charter.kinds_of(where.body) for topic in kind.unstated)]
    laws = (owner for charter, owner in where.rulers if charter is not where.charter)
    said = {provision.word for owner in laws for provision in owner.provisions if not _of_some(provision)}
    return tuple(topic for topic in dict.fromkeys(listed) if topic not in said)


def _of_some(provision: Provision) -> bool:
    """Return whether a row, of those that merge by aspect, speaks of certain seats or posts only."""
    chosen = (getattr(provision.norm, name, ()) for name in ("for_seat", "of"))
    return any(isinstance(some, tuple) and some for some in chosen)


def bodies_at(scope: Scope, here: Located, ref: Ref) -> tuple[Located, ...]:
    """Return the bodies to which the body part of a reference leads, seen from `here`; empty if there is none.

    Bodies of a kind come sorted by jurisdiction and id. Existence is not asked: a body that has ended is found, too. Laws speak
    of kinds of bodies: where no body has the id, but a law declares a kind of this id, the bodies of this kind are meant.
    """
    if ref.target == "self":
        return (here,)
    if ref.target == "parent":
        parent = part_of(here)
        return bodies_at(scope, here, parent) if parent is not None and parent.target != "parent" else ()
    if ref.jurisdiction in PARTS_OF:
        wholes = bodies_at(scope, here, Ref(target=ref.jurisdiction))
        found = here.charter.of_kind(ref.target) if ref.every else _single(here.charter, ref.target)
        parts = (Located(charter=here.charter, body=body) for body in found)
        return tuple(part for part in parts if any(_belongs(scope, part, whole) for whole in wholes))
    if ref.jurisdiction == "*":
        charters = tuple(sorted((scope.charter, *scope.neighbours), key=lambda charter: charter.id))
    else:
        named = here.charter if ref.jurisdiction is None else scope.jurisdiction(ref.jurisdiction)
        charters = () if named is None else (named,)
    return tuple(
        Located(charter=charter, body=body)
        for charter in charters
        for body in (charter.of_kind(ref.target) if ref.every else _single(charter, ref.target))
    )


def _single(charter: Charter, body: str) -> tuple[Body, ...]:
    found = charter.body_by_id.get(body)
    if found is not None:
        return (found,)
    return charter.of_kind(body) if any(body in law.kind_by_id for law in charter.laws) else ()


def _belongs(scope: Scope, part: Located, whole: Located) -> bool:
    """Return whether a body is part of another, through as many bodies as it takes; a circle of parts ends the way."""
    seen: set[str] = set()
    here: Located | None = part
    while here is not None and here.body.id not in seen:
        seen.add(here.body.id)
        above = part_of(here)
        here = next(iter(bodies_at(scope, here, above)), None) if above is not None and above.target != "parent" else None
        if here is not None and (here.charter.id, here.body.id) == (whole.charter.id, whole.body.id):
            return True
    return False


def founded(scope: Scope) -> Scope:
    """Return the scope with the bodies of the charter that the record knows of: new ones, and days of those announced."""
    events = [event for event in scope.record.standing if isinstance(event, Founded)] if scope.record is not None else []
    if not events:
        return scope
    bodies = dict(scope.charter.body_by_id)
    for event in events:
        span = Span(since=event.since, until=event.until)
        known = bodies.get(event.id)
        bodies[event.id] = (
            evolve(known, span=span)
            if known is not None
            else Body(id=event.id, kind=event.kind or event.id, name=event.name, span=span, part_of=event.part_of)
        )
    return evolve(scope, charter=evolve(scope.charter, bodies=tuple(bodies.values())))


def part_of(here: Located) -> Ref | None:
    """Return the body to which this one belongs, from its own entry or from its kinds."""
    return here.body.part_of or next((kind.part_of for kind in here.charter.kinds_of(here.body) if kind.part_of), None)


def position_ref(scope: Scope, where: Located, position: str) -> Ref:
    """Return the reference under which a record names a position of this body."""
    foreign = None if where.charter.id == scope.charter.id else where.charter.id
    return Ref(position=position, jurisdiction=foreign, target=where.body.id)

