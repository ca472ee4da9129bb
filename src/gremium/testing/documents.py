"""hypothesis strategies for whole documents that are well-formed, for the tests of plugins and our own.

Well-formed means: the codec reads what it writes, ids that are named exist, no key stands twice. It does not mean sensible:
a made-up charter may contradict itself, and no part of the library may raise because of it.

The room is longer than 300 lines because a record and its cases are made under a charter, and name what stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import attrs
from attrs import evolve
from hypothesis import strategies as st

from gremium.evaluate.scope import Located, positions_of
from gremium.model.body import Body, Kind, Status
from gremium.model.cases import Case, Cases, Command, Given, Golden, Then, When
from gremium.model.charter import CalendarRules, Charter, ClosedDay, NamedDay, Organisation, Subject
from gremium.model.provision import Binding, Bindings, Provision, Reading, Strength
from gremium.model.record import (
    Absence,
    Adoption,
    Audience,
    DayNamed,
    Event,
    Founded,
    Holding,
    Meeting,
    MeetingState,
    Mode,
    Party,
    Period,
    Record,
    Resolution,
    Size,
    Void,
)
from gremium.model.source import Ambiguity, Rank, Source, Unmodelled, Verified
from gremium.model.word import VOCABULARY
from gremium.norms.apportionment import Apportionment
from gremium.norms.decision import Decision
from gremium.norms.election import Election
from gremium.norms.notice import Notice
from gremium.norms.power import Power
from gremium.norms.quorum import Quorum
from gremium.norms.sitting import Sitting
from gremium.norms.term import Refill
from gremium.testing import meetings as of_meetings
from gremium.testing import proposals as of_proposals
from gremium.testing.proposals import OF_PROPOSALS
from gremium.testing.values import (
    Strategy,
    attributes,
    cadences,
    compositions,
    counts,
    dates,
    days,
    delegations,
    ids,
    lines,
    minutes,
    refs,
    remits,
    seats,
    some,
    spans,
    terms,
    texts,
    words,
)
from gremium.values.citation import Citation
from gremium.values.days import WEEKDAYS
from gremium.values.phrases import PREDECLARED
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome

T = TypeVar("T", Ambiguity, Body, CalendarRules, Kind, Meeting, Organisation, Party, Resolution, Source, Subject)
Draw = Callable[[Strategy[Any]], Any]

REGIONS = ("DE-NW", "DE-BW", "DE", "AT")
# Rules about meetings are made from their classes; so are the facts about them.
OF_MEETINGS: Mapping[str, type[Any]] = {
    norm.word: norm for norm in (Power, Notice, Sitting, Quorum, Decision, Election, Apportionment)
}
# The words of which a charter has rows beside its seats, in the order in which readers sort them.
WORDS = ("composition", "term", "delegation", "remit", *OF_MEETINGS, *OF_PROPOSALS, "cadence")
MOST = 2  # how many bodies, kinds, sources and seat groups a charter has at most


def sources() -> Strategy[Source]:
    """Return sources with or without a list of their places."""
    return st.builds(
        Source,
        id=ids(),
        title=words(),
        publisher=st.none() | words(),
        date=st.none() | dates(),
        seen=st.none() | dates(),
        url=st.none() | words(),
        rank=st.sampled_from(Rank),
        verified=st.sampled_from(Verified),
        of=st.none() | words(),
        places=some(lines()),
    )


@st.composite
def charters(draw: Draw) -> Charter:
    """Return charters with a few kinds, bodies, sources and rules that refer to each other."""
    bodies, kinds, read = (tuple(draw(st.lists(ids(), min_size=1, max_size=MOST, unique=True))) for _ in range(3))
    named = draw(st.lists(ids(), max_size=2, unique=True))
    calendars = draw(st.lists(ids(), max_size=2, unique=True))
    found = tuple(draw(sources().map(_called(id_))) for id_ in read)
    cites = st.sampled_from(found).flatmap(_citation)
    ambiguities = tuple(draw(_ambiguities(id_, cites)) for id_ in draw(st.lists(ids(), max_size=2, unique=True)))
    parties, subjects = (tuple(draw(st.lists(ids(), max_size=2, unique=True))) for _ in range(2))
    above_subject = st.none() | st.sampled_from(subjects) if subjects else st.none()
    parts = {
        "unstated": some(st.sampled_from(sorted(VOCABULARY))),
        "cites": some(cites),
        "positions": some(ids()),
        "provisions": _provisions(cites, bodies, kinds, parties, subjects, ambiguities, (*named, "term-start")),
    }
    above = st.none() | refs(bodies, positions=PREDECLARED)
    kind = st.builds(
        Kind, name=st.none() | texts(), of=st.none() | st.sampled_from(kinds), part_of=above, id=st.just(""), **parts
    )
    body = st.builds(
        Body,
        id=st.just(""),
        name=st.none() | texts(),
        kind=st.sampled_from(kinds),
        status=st.sampled_from(Status),
        span=spans(),
        part_of=above,
        succeeds=st.none() | st.sampled_from(bodies),
        carries=some(st.sampled_from(PREDECLARED)),
        calendar=st.sampled_from(calendars) if calendars else st.none(),
        complete=st.booleans(),
        unread=some(lines()),
        **parts,
    )
    return Charter(
        id=draw(ids()),
        kind=draw(ids()),
        name=draw(st.none() | texts()),
        calendar=draw(st.sampled_from(calendars)) if calendars else None,
        sources=found,
        kinds=tuple(draw(kind.map(_called(id_))) for id_ in kinds),
        bodies=tuple(draw(body.map(_called(id_))) for id_ in bodies),
        dates=tuple(NamedDay(id=id_, on=draw(days()), note=draw(st.none() | texts())) for id_ in named),
        calendars=tuple(draw(_calendars().map(_called(id_))) for id_ in calendars),
        statutes=draw(some(ids())),
        parties=tuple(draw(_organisations(cites).map(_called(id_))) for id_ in parties),
        subjects=tuple(
            draw(st.builds(Subject, id=st.just(id_), name=st.none() | texts(), of=above_subject)) for id_ in subjects
        ),
        ambiguities=ambiguities,
        unmodelled=draw(some(st.builds(Unmodelled, cites=some(cites, 1), reason=texts()))),
    )


def _called(id_: str) -> Callable[[T], T]:
    return lambda thing: evolve(thing, id=id_)


def _citation(source: Source) -> Strategy[Citation]:
    """Return citations of a source as a whole, or of one of its places, or of a passage within it."""
    places = [place for listed in source.places for place in (listed, f"{listed}: Satz 2")]
    return st.sampled_from(["", *places]).map(lambda place: Citation(source.id, place))


def _ambiguities(id_: str, cites: Strategy[Citation]) -> Strategy[Ambiguity]:
    pairs = st.tuples(ids(), texts())
    readings = st.lists(pairs, min_size=2, max_size=2, unique_by=lambda pair: pair[0]).map(tuple)
    excluded = st.lists(pairs, max_size=1).map(tuple)
    return st.builds(Ambiguity, id=st.just(id_), question=texts(), cites=some(cites), readings=readings, excluded=excluded)


def _organisations(cites: Strategy[Citation]) -> Strategy[Organisation]:
    return st.builds(
        Organisation,
        id=st.just(""),
        name=st.none() | texts(),
        kind=ids(),
        cites=some(cites),
        attributes=st.just(()) | attributes(),
    )


def _calendars() -> Strategy[CalendarRules]:
    weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True).map(tuple)
    extra = st.builds(ClosedDay, on=dates(), name=st.none() | texts())
    region = st.sampled_from(REGIONS)
    return st.builds(CalendarRules, id=st.just(""), region=region, weekdays=weekdays, extra=some(extra), lifted=some(dates()))


def _provisions(
    cites: Strategy[Citation],
    bodies: tuple[str, ...],
    kinds: tuple[str, ...],
    parties: tuple[str, ...],
    subjects: tuple[str, ...],
    ambiguities: Sequence[Ambiguity],
    events: tuple[str, ...],
) -> Strategy[tuple[Provision, ...]]:
    """Return rows of seats with different ids, and then rows of the other words in their order: readers sort them by word."""
    envelope = {
        "cites": some(cites),
        "span": spans(),
        "strength": st.sampled_from(Strength),
        "for_": some(st.sampled_from(subjects)) if subjects else st.just(()),
        "binding": st.sampled_from(Binding),
        "reading": st.lists(_reading(ambiguities), max_size=1).map(tuple) if ambiguities else st.just(()),
        "resolution": st.none() | st.just("resolved"),
        "assumption": st.none() | texts(),
        "note": st.none() | texts(),
    }
    at = refs(bodies, kinds)
    anyone = at | st.sampled_from([Ref(target=name) for name in (*parties, "each", "unstated")])
    here, target = refs(bodies, kinds, ()), refs(bodies, (), PREDECLARED).filter(lambda ref: ref.position is not None)
    groups = st.lists(
        st.builds(Provision, norm=seats(anyone), id=ids(), instead_of=st.none() | ids(), **envelope),
        max_size=MOST,
        unique_by=lambda row: row.id,
    )

    def others(named: tuple[str, ...]) -> Strategy[tuple[Provision, ...]]:
        def rows(word: str) -> Strategy[Provision]:
            binding = {"binding": _bindings(OF_MEETINGS.get(word))}
            id_ = of_proposals.rule_ids(word) if word in OF_PROPOSALS else st.none() | ids()
            norm = norms(word, anyone, here, target, cites, events, named)
            return st.builds(Provision, norm=norm, id=id_, **{**envelope, **binding})

        row = st.sampled_from(WORDS).flatmap(rows)
        return some(row).map(lambda found: tuple(sorted(found, key=lambda one: WORDS.index(one.word))))

    return groups.flatmap(
        lambda first: others(tuple(str(row.id) for row in first)).map(lambda then: (*first, *then)),
    )


def norms(  # noqa: PLR0911  (one return for each kind)
    word: str,
    anyone: Strategy[Ref],
    bodies: Strategy[Ref],
    positions: Strategy[Ref],
    cites: Strategy[Citation],
    events: tuple[str, ...],
    groups: tuple[str, ...] = (),
) -> Strategy[Any]:
    """Return rules of one of the `WORDS`, which name what these references name, these days, and these seat groups."""
    match word:  # only what is drawn is made: to make a strategy takes longer than to draw from it
        case "composition":
            return compositions(anyone, groups, events)
        case "term":
            return terms(anyone, bodies, (*groups, "chair"), events)
        case "delegation":
            return delegations(anyone, positions)
        case "remit":
            return remits(bodies)
        case "cadence":
            return cadences(events)
        case _ if word in OF_PROPOSALS:
            return of_proposals.norms(word, anyone, cites, events, groups)
        case _:
            return of_meetings.norms(OF_MEETINGS[word], anyone, groups)


def _bindings(norm: type[Any] | None) -> Strategy[Binding | Bindings]:
    """Return how far lower ranks may depart: from the whole rule, or from one aspect or another of a rule about meetings."""
    whole = st.sampled_from(Binding)
    if norm is None:
        return whole
    names = st.sampled_from([aspect.name for aspect in attrs.fields(norm)])
    by_aspect = st.dictionaries(names, whole, max_size=2).map(lambda table: tuple(sorted(table.items())))
    return whole | st.builds(Bindings, by_aspect, whole)


def _reading(ambiguities: Sequence[Ambiguity]) -> Strategy[Reading]:
    return st.sampled_from(ambiguities).flatmap(
        lambda one: st.lists(st.sampled_from([name for name, _ in one.readings]), min_size=1, max_size=2, unique=True).map(
            lambda names: Reading(one.id, tuple(names))
        )
    )


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def records(draw: Draw, charter: Charter) -> Record:
    """Return records under a charter: people who hold its positions, meetings of its bodies, named days, corrections."""
    return Record(record=draw(ids()), charter=charter.id, events=draw(events(charter)))


@st.composite
def events(draw: Draw, charter: Charter) -> tuple[Event, ...]:
    """Return facts under a charter, in any order of their days. Ids are told once; what is voided was told before.

    Proposals, their steps and what came that was owed are told after the meetings in which something may have been done.
    """
    told = draw(st.lists(ids(), min_size=1, max_size=6, unique=True))
    people = tuple(draw(_parties().map(_called(id_))) for id_ in told[: len(told) // 2])
    meetings = tuple(draw(_meetings(charter).map(_called(id_))) for id_ in told[len(people) :])
    meetings = (*meetings[:1], *(evolve(one, instead_of=draw(st.sampled_from((None, meetings[0].id)))) for one in meetings[1:]))
    holdings = draw(st.lists(_holdings(charter, [one.id for one in people]), max_size=6))
    named = draw(some(st.builds(DayNamed, id=st.just("term-start") | ids(), on=days())))
    others = draw(some(_others(charter, [one.id for one in people])))
    groups = st.sampled_from([Ref(target=name) for name in ("chair", *(body.id for body in charter.bodies))])
    facts = draw(of_meetings.told(meetings, tuple(one.id for one in people), groups))
    subjects, bodies = (tuple(one.id for one in many) for many in (charter.subjects, charter.bodies))
    moved = draw(of_proposals.told(bodies, subjects, tuple(one.id for one in people), meetings))
    founded = draw(st.lists(_founded(charter), max_size=1))
    voids = draw(some(st.builds(Void, voids=st.sampled_from(told), note=st.none() | texts())))
    return (*people, *founded, *draw(st.permutations([*meetings, *holdings, *named, *others])), *facts, *moved, *voids)


def _founded(charter: Charter) -> Strategy[Founded]:
    """Return bodies that the charter does not name, and first days of those that it does."""
    bodies, kinds = tuple(body.id for body in charter.bodies), tuple(kind.id for kind in charter.kinds)
    ends = {"since": days(), "until": st.none() | days()}
    named = {"name": st.none() | texts(), "part_of": st.none() | refs(bodies, (), ())}
    kind = st.sampled_from(kinds) if kinds else st.none()
    mine = st.builds(Founded, id=st.sampled_from(bodies), **ends)
    return mine | st.builds(Founded, id=ids(), kind=kind, **named, **ends)


def _others(charter: Charter, people: Sequence[str]) -> Strategy[Event]:
    """Return sizes, resolutions, electoral terms and absences."""
    ids_of_bodies = [body.id for body in charter.bodies]
    bodies = st.sampled_from(ids_of_bodies)
    held = [Ref(target=body, position="chair") for body in ids_of_bodies]
    measured = [Ref(target=name) for name in (*ids_of_bodies, *charter.party_by_id, charter.id)]
    events: list[Strategy[Event]] = [
        st.builds(
            Size,
            of=st.sampled_from([*measured, *held]),
            measure=st.just("members") | ids(),
            number=counts(),
            since=days(),
        ),
        st.builds(
            Resolution,
            id=st.just("resolved"),
            body=bodies,
            at=days(),
            outcome=st.sampled_from(Adoption),
            takes_effect=st.none() | days(),
            name=st.none() | texts(),
        ),
        st.builds(Period, body=bodies, since=days(), until=st.none() | days()),
    ]
    if people:
        who = st.sampled_from(people)
        events.append(st.builds(Absence, party=who, body=bodies, at=dates(), excused=st.none() | dates()))
    return st.one_of(events)


def _parties() -> Strategy[Party]:
    kinds, audiences = st.sampled_from(("person", "organisation", "association")), st.sampled_from(Audience)
    return st.builds(
        Party,
        id=st.just(""),
        name=st.none() | words(),
        kind=kinds,
        disclosure=audiences,
        born=st.none() | days(),
        attributes=st.just(()) | attributes(),
    )


def _holdings(charter: Charter, people: Sequence[str]) -> Strategy[Holding]:
    positions = [
        Ref(target=body.id, position=position)
        for body in charter.bodies
        for position in sorted(positions_of(Located(charter=charter, body=body)))
    ]
    bounds = st.tuples(days(), st.none() | days()) | st.tuples(st.none(), days())
    who = st.sampled_from(people).map(lambda id_: (id_, False)) if people else st.nothing()
    units = st.sampled_from([body.id for body in charter.bodies])
    member = st.none() | st.sampled_from(people) if people else st.none()
    standing_in = st.fixed_dictionaries(
        {"substitute": st.just(value=True), "stands_in_for": member, "rank": st.none() | st.integers(1, 3)}
    )
    extras: Strategy[dict[str, Any]] = st.one_of(
        st.just({}), standing_in, st.just({"rests": True}), st.fixed_dictionaries({"of": units})
    )
    return st.builds(
        lambda holder, position, span, ended, note, extra, disclosure: Holding(
            party=holder[0], vacant=holder[1], position=position, since=span[0], until=span[1], ended=ended, note=note,
            disclosure=disclosure, **extra,
        ),
        who | st.just((None, True)),
        st.sampled_from(positions),
        bounds,
        st.none() | words(),
        st.none() | texts(),
        extras,
        st.none() | st.sampled_from(Audience),
    )


def _meetings(charter: Charter) -> Strategy[Meeting]:
    return st.builds(
        Meeting,
        id=st.just(""),
        body=st.sampled_from([body.id for body in charter.bodies]),
        at=dates() | minutes(),
        ends=st.none() | minutes(),
        state=st.sampled_from(MeetingState),
        sort=st.none() | ids(),
        name=st.none() | texts(),
        place=st.none() | texts(),
        mode=st.sampled_from(Mode),
        public=st.none() | st.booleans(),
        joint_with=some(st.sampled_from([body.id for body in charter.bodies])),
    )


# ── cases ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def cases(draw: Draw, charter: Charter) -> Cases:
    """Return cases about a charter. Their answers are made up, too: a case may well fail."""
    bodies = st.sampled_from([body.id for body in charter.bodies])
    cites = st.sampled_from(charter.sources).flatmap(_citation)
    exists = st.dictionaries(bodies, days(), max_size=1).map(lambda table: tuple(table.items()))
    given = st.builds(Given, exists=exists, events=events(charter), record=st.booleans())
    asked = {"at": st.none() | dates(), "meeting": st.none() | ids(), "item": st.none() | ids(), **_entitled(charter)}
    asked["proposal"] = st.none() | st.sampled_from(of_proposals.PROPOSALS)
    when = st.builds(When, given=st.none() | given, then=_answers(), **asked)
    case = st.builds(
        Case,
        name=texts(),
        body=bodies,
        ask=st.sampled_from((*VOCABULARY, "chair", "proposal")),
        cites=some(cites),
        **asked,
        given=given,
        then=st.none() | _answers(),
        when=st.lists(when, max_size=1).map(tuple),
    )
    return Cases(charter=charter.id, cases=draw(some(case)), goldens=draw(some(_goldens(bodies, _entitled(charter)))))


def _entitled(charter: Charter) -> dict[str, Strategy[Any]]:
    """Return of whom a question may be whether they may do something, and what."""
    known = ("chair", "all", "public", *(body.id for body in charter.bodies), *(one.id for one in charter.parties))
    who = of_meetings.actors(st.sampled_from([Ref(target=name) for name in known]))
    return {"who": st.none() | who, "may": st.none() | of_meetings.actions()}


def _answers() -> Strategy[Then]:
    named = st.none() | some(ids())

    def table(values: Strategy[Any]) -> Strategy[tuple[tuple[str, Any], ...]]:
        return st.just(()) | st.tuples(st.tuples(ids(), values))

    of_a_meeting = st.builds(
        Then,
        latest=table(dates() | minutes()),
        themselves=table(st.sampled_from(Outcome)),
        needs=st.none() | counts(),
        result=st.none() | ids(),
        presumed=st.none() | st.booleans(),
        decides=st.none() | ids(),
        counts=table(counts()),
        kept=st.none() | st.sampled_from(Outcome),
    )
    of_a_proposal = st.builds(
        Then,
        states=table(ids()),
        due=table(days()),
        blocked=table(some(ids())),
        stage=named,
        ended=st.none() | ids(),
        reply=st.none() | ids(),
        skipped=named,
        stages=table(some(ids())),
    )
    return of_a_meeting | of_a_proposal | st.builds(
        Then,
        outcome=st.none() | st.sampled_from(Outcome),
        seats=st.none() | counts(),
        groups=table(counts()),
        holders=table(ids()),
        vacant=named,
        open=named,
        meetings=st.none() | counts(),
        missing=named,
    ) | st.builds(
        Then,
        rules=table(st.sampled_from(Outcome)),
        ends=table(days()),
        filled=table(st.sampled_from(Refill)),
        lost=named,
        renewed=st.none() | counts(),
        sends=table(counts()),
        substitutes=table(ids()),
    )


def _goldens(bodies: Strategy[str], entitled: dict[str, Strategy[Any]]) -> Strategy[Golden]:
    return st.builds(
        Golden,
        file=st.builds("{}.{}".format, ids(), st.sampled_from(("txt", "json", "ics"))),
        command=st.sampled_from(Command),
        body=st.none() | bodies,
        at=st.none() | dates(),
        year=st.none() | st.integers(1950, 2100),
        question=st.none() | st.sampled_from((*VOCABULARY, "chair")),
        meeting=st.none() | ids(),
        item=st.none() | ids(),
        proposal=st.none() | st.sampled_from(of_proposals.PROPOSALS),
        **entitled,
        subject=st.none() | ids(),
        to=st.none() | bodies,
        language=st.sampled_from(("de", "en")),
        audience=st.sampled_from(Audience),
        record=st.booleans(),
        made_with=st.dictionaries(ids(), words(), max_size=1).map(lambda table: tuple(table.items())),
    )
