"""Short ways to make charters and records, shared by the tests of evaluation and planning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from gremium.evaluate.scope import Scope
from gremium.model.body import Body, Kind
from gremium.model.charter import Charter
from gremium.model.provision import Provision
from gremium.model.record import Event, Holding, Meeting, Party, Record
from gremium.model.source import Ambiguity, Rank, Source, Verified
from gremium.norms.cadence import Cadence
from gremium.norms.seats import Seats
from gremium.values.citation import parse_citation
from gremium.values.count import parse_count
from gremium.values.days import OpenDays, parse_day, parse_gap, parse_period, parse_season
from gremium.values.deadline import parse_deadline
from gremium.values.filling import Holder, Named, OpenTo, Whole
from gremium.values.ref import parse_ref
from gremium.values.span import Span
from gremium.values.text import Text

# One source of every rank, called like the rank: "statute", "bylaw", "rules", "resolution", "page".
SOURCES = tuple(
    Source(id=rank.name.lower(), title=rank.name.title(), rank=rank, verified=Verified.READ)
    for rank in sorted(Rank, reverse=True)
)
ALL_OPEN = OpenDays(weekdays=frozenset(range(7)), closed={})


def span(since: object = None, until: object = None) -> Span:
    """Return a span from phrases or dates; None is no bound."""
    return Span(
        since=None if since is None else parse_day(since),
        until=None if until is None else parse_day(until),
    )


def cadence(**said: object) -> Cadence:
    """Return a cadence from phrases: `cadence(times="2..3", per="year", gap="2 weeks..", free=["15 July..31 August"])`."""
    parsers = {"times": parse_count, "per": parse_period, "gap": parse_gap, "first": parse_deadline}
    seasons = {key: tuple(parse_season(one) for one in said.pop(key, ())) for key in ("within", "free")}
    return Cadence(**{key: parsers.get(key, lambda same: same)(value) for key, value in said.items()}, **seasons)


def seats(**said: object) -> Seats:
    """Return a seat group from phrases: `seats(holder="chair@council")`, `seats(whole="team")`, `seats(open_to="wer mag")`."""
    filling = Named()
    if "holder" in said:
        refs = said.pop("holder")
        filling = Holder(tuple(parse_ref(ref) for ref in ([refs] if isinstance(refs, str) else refs)))
    elif "whole" in said:
        filling = Whole(parse_ref(said.pop("whole")))
    elif "open_to" in said:
        filling = OpenTo(Text.of({"de": said.pop("open_to")}))
    number = said.pop("seats", None)
    return Seats(filling=filling, seats=None if number is None else parse_count(number), **said)


def row(
    norm: object, cites: str | Iterable[str] = (), *, since: object = None, until: object = None, **more: object
) -> Provision:
    """Return a provision about a norm; `cites` is one citation or several."""
    listed = (cites,) if isinstance(cites, str) else tuple(cites)
    return Provision(norm=norm, cites=tuple(parse_citation(cite) for cite in listed), span=span(since, until), **more)


def group(id_: str, cites: str | Iterable[str] = (), **said: object) -> Provision:
    """Return a row of seats with this id."""
    return row(seats(**said), cites, id=id_)


def body(
    id_: str, *provisions: Provision, kind: str = "committee", since: object = None, until: object = None, **more: object
) -> Body:
    """Return a body with these provisions."""
    return Body(id=id_, kind=kind, provisions=provisions, span=span(since, until), **more)


def kind(id_: str, *provisions: Provision, **more: object) -> Kind:
    """Return a kind of bodies with these provisions."""
    return Kind(id=id_, provisions=provisions, **more)


def charter(*bodies: Body, id_: str = "town", **more: object) -> Charter:
    """Return a charter with these bodies; it has one source of every rank."""
    return Charter(**{"id": id_, "kind": "municipality", "sources": SOURCES, "bodies": bodies, **more})


def record(*events: Event, charter: str = "town") -> Record:
    """Return a record with these events in this order."""
    return Record(record="facts", charter=charter, events=events)


def scope(*bodies: Body, events: Iterable[Event] | None = None, neighbours: tuple[Charter, ...] = (), **more: object) -> Scope:
    """Return a scope over a charter with these bodies and a record with these events (None: no record)."""
    facts = None if events is None else record(*events)
    return Scope(charter=charter(*bodies, **more), record=facts, neighbours=neighbours)


def holds(party: str | None, position: str, since: object = None, until: object = None, **more: object) -> Holding:
    """Return the event that a party holds a position; without a party the position is vacant."""
    bounds = span(since, until)
    return Holding(
        party=party, vacant=party is None, position=parse_ref(position), since=bounds.since, until=bounds.until, **more
    )


def person(id_: str) -> Party:
    """Return a person."""
    return Party(id=id_, name=id_.title())


def meets(body: str, *days: date, sort: str | None = None, **more: object) -> tuple[Meeting, ...]:
    """Return one meeting of a body on each of these days."""
    return tuple(Meeting(id=f"{body}-{sort or ''}-{n}-{day}", body=body, at=day, sort=sort, **more) for n, day in enumerate(days))


def ambiguity(id_: str, *readings: str) -> Ambiguity:
    """Return an ambiguity with these readings."""
    question = Text.of({"de": id_})
    return Ambiguity(
        id=id_, question=question, cites=(parse_citation("page"),), readings=tuple((name, question) for name in readings)
    )


def days_between(first: date, last: date) -> list[date]:
    """Return all days from the first to the last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
