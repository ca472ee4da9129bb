"""Short ways to make charters and records, shared by the tests of evaluation and planning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from gremium.codec import Codec
from gremium.evaluate.scope import Scope
from gremium.model.body import Body, Kind
from gremium.model.charter import Charter
from gremium.model.meeting import (
    Ballot,
    Barred,
    Chosen,
    Demand,
    Found,
    Item,
    Lot,
    Nominated,
    Objection,
    Presence,
    Waiver,
    Withdrawn,
)
from gremium.model.meeting import Notice as Sent
from gremium.model.proposal import Delivery, Proposal, Step
from gremium.model.provision import Provision
from gremium.model.record import Absence, Adoption, Event, Founded, Holding, Meeting, Party, Period, Record, Resolution, Size
from gremium.model.source import Ambiguity, Rank, Source, Verified
from gremium.norms.apportionment import Apportionment
from gremium.norms.cadence import Cadence
from gremium.norms.composition import Composition, Effect, Twice, When
from gremium.norms.composition import Subject as Whose
from gremium.norms.decision import Decision
from gremium.norms.delegation import Delegation
from gremium.norms.duty import Duty
from gremium.norms.election import Election
from gremium.norms.notice import Notice
from gremium.norms.power import Power
from gremium.norms.quorum import Quorum
from gremium.norms.remit import Remit
from gremium.norms.route import Route
from gremium.norms.seats import Characteristic, Seats, Standing, SubstituteOrder, Substitutes
from gremium.norms.sitting import Sitting
from gremium.norms.term import Dormancy, Holdover, Limit, LostBy, Out, Refill, Removal, Renewal, Term, Vacancy
from gremium.plugins.words import WORDS
from gremium.values.citation import parse_citation
from gremium.values.condition import parse_attributes, parse_condition
from gremium.values.count import parse_count
from gremium.values.days import OpenDays, parse_day, parse_gap, parse_length, parse_period, parse_season
from gremium.values.deadline import parse_ahead, parse_deadline, parse_start
from gremium.values.filling import Everyone, Holder, Named, OpenTo, Whole, parse_filling
from gremium.values.quota import parse_quota, parse_share
from gremium.values.ref import Ref, parse_ref
from gremium.values.span import Span
from gremium.values.steps import parse_number
from gremium.values.tally import parse_tally
from gremium.values.text import Text

# One source of every rank, called like the rank: "statute", "bylaw", "rules", "resolution", "page".
SOURCES = tuple(
    Source(id=rank.name.lower(), title=rank.name.title(), rank=rank, verified=Verified.READ)
    for rank in sorted(Rank, reverse=True)
)
ALL_OPEN = OpenDays(weekdays=frozenset(range(7)), closed={})
CODEC = Codec(tuple(word.norm for word in WORDS))
T = TypeVar("T")


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


def refs(said: object) -> tuple[Ref, ...]:
    """Return the references of a phrase, or of a list of them."""
    return tuple(parse_ref(ref) for ref in ([said] if isinstance(said, str) else said))


def _listed(said: object, parser: Callable[[object], object]) -> tuple[object, ...]:
    """Return what is said, one thing or several of them, each read."""
    return tuple(parser(one) for one in ((said,) if isinstance(said, str | Mapping) else said))


def _read(said: Mapping[str, object], parsers: Mapping[str, Callable[[object], object]]) -> dict[str, object]:
    """Return the fields of a norm, those that have a parser read."""
    return {key: parsers[key](value) if key in parsers else value for key, value in said.items()}


def words(said: str) -> Text:
    """Return a text in German."""
    return Text.of({"de": said})


def seats(**said: object) -> Seats:
    """Return a seat group from phrases: `seats(holder="chair@council")`, `seats(how="sent", by="each", each="*school")`.

    `substitutes` is an order ("personal") or a table of what else is said of them.
    """
    filling = Named()
    if "holder" in said:
        filling = Holder(refs(said.pop("holder")))
    elif "whole" in said:
        filling = Whole(parse_ref(said.pop("whole")))
    elif "open_to" in said:
        filling = OpenTo(words(said.pop("open_to")))
    elif "everyone" in said:
        filling = Everyone(words(said.pop("everyone")))
    elif "how" in said or "by" in said:
        filling = parse_filling({key: said.pop(key) for key in ("how", "by") if key in said})
    parsers = {
        "seats": parse_number, "weight": parse_number, "block": parse_count, "each": parse_ref, "out_of": refs,
        "proposed_by": refs, "substitutes": substitutes, "standing": Standing,
        "reveals": lambda said: _listed(said, Characteristic),
    }  # fmt: skip
    return Seats(filling=filling, **_read(said, parsers))


def substitutes(said: str | Mapping[str, object]) -> Substitutes:
    """Return the rule about the substitutes of a group: its order, or a table."""
    table = {"order": said} if isinstance(said, str) else said
    parsers = {"order": SubstituteOrder, "number": parse_count, "called_by": parse_ref, "by": refs}
    return Substitutes(**_read(table, parsers))


def steps(of: str, bounds: Mapping[str, int], **more: object) -> dict[str, object]:
    """Return the table of a number by steps: `steps("membership", {"1..10": 1, "11..": 2}, pooled_by="purpose")`."""
    return {"of": of, "steps": bounds, **more}


def composition(**said: object) -> Composition:
    """Return an invariant from phrases: `composition(count="voting seats", is_="at least 5")`; `with_` and `who` are tables."""
    parsers = {
        "count": parse_tally, "with_": parse_attributes, "who": parse_condition, "each": parse_ref, "of": Whose,
        "is_": lambda quotas: _listed(quotas, parse_quota), "need": parse_condition, "if_": parse_condition,
        "for_seat": lambda names: _listed(names, str), "incompatible": refs, "twice": Twice, "when": When, "effect": Effect,
    }  # fmt: skip
    return Composition(**_read(said, parsers))


def term(**said: object) -> Term:
    """Return a row about terms from phrases; `renewal`, `limits`, `removal`, `vacancy` and `dormancy` are (lists of) tables."""
    limit = {"length": parse_length, "pause": parse_length, "over": refs}
    removal = {
        "lost_by": LostBy, "by": parse_ref, "on_motion_of": refs, "excuse": parse_length, "notice": parse_length, "case": words,
    }  # fmt: skip
    vacancy = {"fill": Refill, "by": refs, "within": parse_length, "ahead": parse_ahead}
    renewal = {"share": parse_share, "every": parse_length, "out": Out, "successors": parse_ref}
    parsers = {
        "for_seat": lambda names: _listed(names, str),
        "length": parse_length,
        "starts": lambda starts: _listed(starts, parse_start),
        "follows": parse_ref,
        "holdover": Holdover,
        "renewal": lambda table: Renewal(**_read(table, renewal)),
        "limits": lambda tables: _listed(tables, lambda table: Limit(**_read(table, limit))),
        "removal": lambda tables: _listed(tables, lambda table: Removal(**_read(table, removal))),
        "vacancy": lambda tables: _listed(tables, lambda table: Vacancy(**_read(table, vacancy))),
        "dormancy": lambda tables: _listed(tables, lambda table: Dormancy(**_read(table, {"case": words}))),
    }
    return Term(**_read(said, parsers))


def delegation(to: str, **said: object) -> Delegation:
    """Return a delegation to a seat group from phrases: `delegation("delegates@district/board", sends=4)`."""
    parsers = {"sends": parse_number, "substitutes": parse_count, "who": refs, "out_of": refs, "length": parse_length}
    return Delegation(to=parse_ref(to), **_read(said, parsers))


def remit(**said: object) -> Remit:
    """Return tasks from phrases: `remit(includes="Haushalt", must_have="*committee")`."""
    tasks = {key: lambda texts: _listed(texts, words) for key in ("includes", "excludes")}
    return Remit(**_read(said, {**tasks, **dict.fromkeys(("must_have", "may_have", "bound_by", "proposes"), refs)}))


def table(cls: type[T], /, **said: object) -> T:
    """Return what a table of a charter or a record says, read as a document is: `table(Quorum, need="at least 3")`.

    A key that is a word of Python ends with a line (`with_`), and None is left out. What the codec refuses fails the test.
    """
    raw = {key.rstrip("_"): _plain(value) for key, value in said.items() if value is not None}
    found, problems = CODEC.read(cls, raw)
    assert found is not None, [(str(one.place), one.code, one.params, one.hint) for one in problems]
    return found


def _plain(value: object) -> object:
    """Return a value as a document has it: tuples and sets as lists, also inside of tables."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(inner) for inner in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return value


def notice(**said: object) -> Notice:
    """Return a rule about calling a meeting: `notice(lead="8 clear days before meeting", basis="receipt", cures="waiver")`."""
    return table(Notice, **said)


def quorum(**said: object) -> Quorum:
    """Return a rule about the quorum: `quorum(count="present voting members", need="more than 1/2 of voting seats")`."""
    return table(Quorum, **said)


def decision(**said: object) -> Decision:
    """Return a rule about decisions: `decision(need="more than 1/2 of votes", abstentions="ignored", tie="rejected")`."""
    return table(Decision, **said)


def election(**said: object) -> Election:
    """Return a rule about elections: `election(rounds=[{"number": 1, "need": "more than 1/2 of votes"}], tie="lot")`."""
    return table(Election, **said)


def apportionment(**said: object) -> Apportionment:
    """Return a rule about sharing seats: `apportionment(weights="members", method="dhondt", tie="lot")`."""
    return table(Apportionment, **said)


def sitting(**said: object) -> Sitting:
    """Return a rule about how a meeting is held: `sitting(public="public", presides=["chair", "deputy-chair"])`."""
    return table(Sitting, **said)


def power(**said: object) -> Power:
    """Return a right or a bar: `power(who="at least 1/4 of voting members", may="demand:meeting")`."""
    return table(Power, **said)


def duty(**said: object) -> Duty:
    """Return something that is owed: `duty(owes="report", due="1 year after start", before="hearing")`."""
    return table(Duty, **{"owes": "report", **said})


def delivered(name: str = "report", at: date = date(2026, 3, 1), **said: object) -> Delivery:
    """Return that something came that the body "x" owed: `delivered("minutes", date(2026, 3, 9), meeting="m")`."""
    return table(Delivery, **{"duty": name, "body": "x", "at": at, **said})


def route(*stages: Mapping[str, object], **said: object) -> Route:
    """Return a route with these stages: `route({"id": "a", "act": "suggest", "at": "x", "next": [{"to": "b"}]}, …)`."""
    return table(Route, stages=list(stages), **said)


def stage(id_: str, act: str, at: object = None, *to: str, **said: object) -> dict[str, object]:
    """Return a stage that goes on to others: `stage("hear", "hear", "board", "decide", within="6 weeks")`."""
    onward = {"next": [{"to": list(to)}]} if to else {}
    return {"id": id_, "act": act, **({"at": at} if at is not None else {}), **onward, **said}


def proposal(id_: str = "p", **said: object) -> Proposal:
    """Return a proposal that was born in the body x on 5 January 2026, unless another is said."""
    return table(Proposal, **{"id": id_, "of": "x", "at": date(2026, 1, 5), **said})


def step(did: str, body_: str | None = None, at: date = date(2026, 2, 1), **said: object) -> Step:
    """Return a step of the proposal p, unless another is said: `step("decided", "council", outcome="adopted")`."""
    return table(Step, **{"proposal": "p", "did": did, "body": body_, "at": at, **said})


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


def person(id_: str, born: object = None, **attributes: str) -> Party:
    """Return a person with a day of birth, if one is known, and attributes."""
    day = None if born is None else parse_day(born)
    return Party(id=id_, name=id_.title(), born=day, attributes=tuple(attributes.items()))


def organisation(id_: str, kind_: str = "association", **attributes: str) -> Party:
    """Return an organisation of a kind with attributes."""
    return Party(id=id_, name=id_.title(), kind=kind_, attributes=tuple(attributes.items()))


def size(of: str, number: object, since: object = "2020", measure: str = "members") -> Size:
    """Return how much of something there is from a day on."""
    return Size(of=parse_ref(of), number=parse_count(number), since=parse_day(since), measure=measure)


def resolved(id_: str, at: object, outcome: str = "adopted", takes_effect: object = None) -> Resolution:
    """Return a resolution of the council."""
    effect = None if takes_effect is None else parse_day(takes_effect)
    return Resolution(id=id_, body="council", at=parse_day(at), outcome=Adoption(outcome), takes_effect=effect)


def electoral(body_: str, since: object, until: object = None) -> Period:
    """Return one electoral term of a body."""
    bounds = span(since, until)
    return Period(body=body_, since=bounds.since, until=bounds.until)


def missed(party: str, at: date, body_: str = "x", excused: date | None = None) -> Absence:
    """Return that somebody missed a meeting."""
    return Absence(party=party, body=body_, at=at, excused=excused)


def founded_body(id_: str, since: object, until: object = None, **more: object) -> Founded:
    """Return that a body exists from a day on."""
    bounds = span(since, until)
    return Founded(id=id_, since=bounds.since, until=bounds.until, **more)


def meets(body: str, *days: date, sort: str | None = None, **more: object) -> tuple[Meeting, ...]:
    """Return one meeting of a body on each of these days."""
    return tuple(Meeting(id=f"{body}-{sort or ''}-{n}-{day}", body=body, at=day, sort=sort, **more) for n, day in enumerate(days))


def meeting(id_: str = "m", body_: str = "x", at: date | datetime = date(2026, 3, 10), **said: object) -> Meeting:
    """Return a meeting that was held: `meeting("m1", "council", datetime(2026, 3, 10, 19), joint_with=["board"])`."""
    return table(Meeting, **{"id": id_, "body": body_, "at": at, "state": "held", **said})


def sent(at_meeting: str = "m", **said: object) -> Sent:
    """Return that something went out for a meeting, the notice unless `sends` says what: `sent(received=date(2026, 3, 2))`."""
    return table(Sent, meeting=at_meeting, **said)


def item(id_: str = "i", at_meeting: str = "m", **said: object) -> Item:
    """Return an item of the agenda of a meeting: `item("i", subject="budget", resumes="i0")`."""
    return table(Item, id=id_, meeting=at_meeting, **said)


def present(who: object, at_meeting: str = "m", **said: object) -> Presence:
    """Return who is there, by ids or number: `present(["p1", "p2"])`, `present("20..22", of="board")`; `left=True`: no longer."""
    return table(Presence, meeting=at_meeting, who=who, **said)


def barred(who: object, at_meeting: str = "m", **said: object) -> Barred:
    """Return who may take no part: `barred(["p1"], item="i", stays=True)`."""
    return table(Barred, meeting=at_meeting, who=who, **said)


def demand(demands: str, who: object = 1, at_meeting: str | None = "m", **said: object) -> Demand:
    """Return that somebody demands something: `demand("secret-ballot", who=["p1"], item="i")`."""
    return table(Demand, meeting=at_meeting, demands=demands, who=who, **said)


def objection(against: str = "notice", at_meeting: str | None = "m", **said: object) -> Objection:
    """Return that somebody objects: `objection("notice", who=["p1"], at=datetime(2026, 3, 10, 19))`."""
    return table(Objection, meeting=at_meeting, against=against, **said)


def waived(who: object, at_meeting: str = "m", **said: object) -> Waiver:
    """Return that somebody waives the notice of a meeting."""
    return table(Waiver, meeting=at_meeting, who=who, **said)


def found(name: str, at_meeting: str = "m", **said: object) -> Found:
    """Return that something was formally found: `found("quorum", holds=False)`, `found("urgent", item="i")`."""
    return table(Found, meeting=at_meeting, found=name, **said)


def ballot(yes: object = None, no: object = None, abstain: object = None, at_meeting: str = "m", **said: object) -> Ballot:
    """Return a vote: `ballot(12, 9, 1, item="i")`, `ballot(item="i", groups=[{"of": "staff", "yes": 3, "no": 1}])`."""
    return table(Ballot, meeting=at_meeting, yes=yes, no=no, abstain=abstain, **said)


def lot(drawn: str, at_meeting: str = "m", **said: object) -> Lot:
    """Return that a lot was drawn: `lot("yes", item="i")`."""
    return table(Lot, meeting=at_meeting, drawn=drawn, **said)


def nominated(candidates: object = (), at_meeting: str = "m", **said: object) -> Nominated:
    """Return a nomination, or a list, for the item "i" unless another is said."""
    return table(Nominated, meeting=at_meeting, candidates=candidates, **{"item": "i", **said})


def withdrawn(party: str, after: int = 0, at_meeting: str = "m", **said: object) -> Withdrawn:
    """Return a withdrawal from the election on the item "i"."""
    return table(Withdrawn, meeting=at_meeting, party=party, after=after, **{"item": "i", **said})


def chose(party: str, takes: str, at_meeting: str = "m", **said: object) -> Chosen:
    """Return the choice of a post in the item "i"."""
    return table(Chosen, meeting=at_meeting, party=party, takes=takes, **{"item": "i", **said})


def ambiguity(id_: str, *readings: str) -> Ambiguity:
    """Return an ambiguity with these readings."""
    question = Text.of({"de": id_})
    return Ambiguity(
        id=id_, question=question, cites=(parse_citation("page"),), readings=tuple((name, question) for name in readings)
    )


def days_between(first: date, last: date) -> list[date]:
    """Return all days from the first to the last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
