"""Routes: the page of each, stage by stage, as a list and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gremium.evaluate.telling import came
from gremium.explain.phrases import length_in_words
from gremium.model.body import Kind
from gremium.norms.route import Onward, Route, Stage
from gremium.values.count import in_words
from gremium.values.days import Length
from gremium.values.message import Message, Parameter, message
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium_adapters.exporters.html.places import Places, Row
from gremium_adapters.exporters.html.rules import Stands, stands
from gremium_adapters.exporters.html.wording import Link
from gremium_adapters.writers.naming import ref_in_words


@frozen(kw_only=True)
class Onto:
    """Where a matter goes from a stage: `when`, to which stages, or how the route ends, and what goes along."""

    when: tuple[Text | Parameter, ...] = ()
    to: tuple[Link, ...] = ()
    ends: Message | None = None
    carries: tuple[Text, ...] = ()


@frozen(kw_only=True)
class Step:
    """A stage of a route."""

    number: int
    anchor: str
    name: Text | str
    act: Message
    question: Text | None
    lead: bool
    who: tuple[Link, ...]
    actors: str
    times: tuple[Message, ...]
    onward: tuple[Onto, ...]
    clauses: tuple[Link, ...]


@frozen(kw_only=True)
class Version(Stands):
    """A route as one row of the rules has it; there are several where it can be read in two ways, or changes in time."""

    anchor: str
    owner: Link
    begins: str
    steps: tuple[Step, ...]
    ends: tuple[str, ...]


@frozen(kw_only=True)
class RoutePage:
    """What the page of a route shows."""

    file: str
    name: Text | str | Message
    versions: tuple[Version, ...]


def route_pages(places: Places) -> Iterator[RoutePage]:
    """Yield the page of each route of which the rules of the bodies speak."""
    for key, rows in places.routes.items():
        link = places.route(key)
        versions = tuple(_version(row, number, places) for number, row in enumerate(rows, 1))
        yield RoutePage(file=link.href or "", name=link.words, versions=versions)


def _version(row: Row, number: int, places: Places) -> Version:
    norm: Route = row.provision.norm
    own = not isinstance(row.owner, Kind)
    here = row.owner.id if own else ""
    told = _Telling(row, number, here, places)
    return Version(
        anchor=f"version-{number}",
        owner=places.body(row.owner.id) if own else Link(row.owner.name or row.owner.id),
        begins=places.actors(norm.by, here),
        steps=tuple(told.step(place, stage) for place, stage in enumerate(norm.stages, 1)),
        ends=tuple(told.ends()),
        **stands(row, places),
    )


class _Telling:
    """Tells the stages of one version of a route."""

    def __init__(self, row: Row, number: int, here: str, places: Places) -> None:
        self.row, self.here, self.places, self.say = row, here, places, places.context.language
        self.norm: Route = row.provision.norm
        self.anchors = {stage.id: f"stage-{number}-{place}" for place, stage in enumerate(self.norm.stages, 1)}
        self.names = {stage.id: stage.name or stage.id for stage in self.norm.stages}

    def step(self, number: int, stage: Stage) -> Step:
        """Return a stage as the page tells it."""
        onward = tuple(self._onto(one) for one in stage.next)
        return Step(
            number=number,
            anchor=self.anchors[stage.id],
            name=self.names[stage.id],
            act=message(f"act.{stage.act.value}"),
            question=stage.question,
            lead=stage.lead,
            who=tuple(self._who(stage)),
            actors=self.places.actors(stage.who, self.here),
            times=tuple(self._times(stage)),
            onward=onward or (Onto(ends=message("route.end")),),
            clauses=tuple(self.places.clause(cite, self.row.where) for cite in stage.cites or self.row.cites),
        )

    def _named(self, stage: str) -> str:
        name = self.names.get(stage, stage)
        return self.say.text(name) if isinstance(name, Text) else name

    def _to(self, stage: str) -> Link:
        anchor = self.anchors.get(stage)
        return Link(self.names.get(stage, stage), f"#{anchor}" if anchor is not None else None)

    def _who(self, stage: Stage) -> Iterator[Link]:
        """Yield who acts at a stage; a kind of bodies is followed by the bodies of that kind that are shown."""
        for ref in stage.at:
            if not ref.unstated:
                yield self.places.who(ref, self.here)
                if ref.every and ref.position is None and ref.jurisdiction is None:
                    found = self.places.context.charter.of_kind(ref.target)
                    yield from (self.places.body(one.id) for one in found if one.id in self.places.bodies)

    def _times(self, stage: Stage) -> Iterator[Message]:
        """Yield what has to be over before, how much time there is, and what follows if nothing happens in it."""
        if stage.after:
            yield message("route.after", stages="; ".join(map(self._named, stage.after)))
        if stage.within is not None:
            yield message("route.within", length=length_in_words(stage.within, self.say))
        if stage.silence is not None:
            yield message("route.silence", outcome=came(stage.silence))

    def _onto(self, one: Onward) -> Onto:
        when: list[Text | Parameter] = [came(outcome) for outcome in one.on]
        when += [self.places.subject(id_) for id_ in one.for_]
        when += [message("route.choose", number=in_words(one.choose))] if one.choose is not None else []
        end = message("route.end-with", result=came(one.result)) if one.result is not None else message("route.end")
        return Onto(when=tuple(when), to=tuple(map(self._to, one.to)), ends=None if one.to else end, carries=one.carries)

    def ends(self) -> Iterator[str]:
        """Yield what is owed at the end of the route, and who may decide what cannot wait."""
        say, answer, urgent = self.say, self.norm.answer, self.norm.urgent
        if answer is not None:
            named = answer.by is not None and not answer.by.unstated
            by = self._ref(answer.by) if named else say.term("journey.unsaid")
            said = say.term("route.answer", by=by, within=self._within(answer.within))
            also = "; ".join(map(self._ref, answer.to))
            yield f"{said}; {say.term('route.answer-to', to=also)}" if also else said
        if urgent is not None:
            by = self.places.actors(urgent.by, self.here)
            said = say.term("route.urgent", by=by, stage=self._named(urgent.instead))
            later = urgent.ratified_at
            ratified = f"; {say.term('route.ratified', stage=self._named(later))}" if later is not None else ""
            yield f"{said}{ratified}{self._within(urgent.within)}"

    def _ref(self, ref: Ref | None) -> str:
        return ref_in_words(ref, self.places.context, self.here) if ref is not None else ""

    def _within(self, length: Length | None) -> str:
        return f" ({length_in_words(length, self.say)})" if length is not None else ""
