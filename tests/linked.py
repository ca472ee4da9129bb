"""A small town as an export shows it, with everything that there can be in it, and what is done with it in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import attrs
from attrs import evolve
from hypothesis import strategies as st

from builders import body, charter
from examples import example
from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.model.charter import Charter, Organisation
from gremium.model.proposal import Did
from gremium.model.record import Audience, MeetingState, Mode
from gremium.norms.seats import Standing
from gremium.plugins.parts import Context
from gremium.testing.documents import charters, records
from gremium.values.count import exactly
from gremium.values.days import parse_day as day
from gremium.values.ref import parse_ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium.workbench.publish import publish
from gremium.workbench.published import (
    Attendee,
    Came,
    Dealt,
    ElectoralTerm,
    Membership,
    Named,
    Paper,
    Point,
    Post,
    Published,
    PublishedBody,
    Session,
)

DAY = date(2026, 3, 1)
CHAMBER = Organisation(id="chamber", name=Text.of({"de": "Kammer", "en": "Chamber"}), kind="chamber")
TOWN = charter(body("council"), body("board"), body("mill"), parties=(CHAMBER,))
HOSTILE = (
    "a\r\nb", '=cmd("x")', "</script><script>alert(1)</script>", "<!--", "]]>", "\"'\\", "\u202eabc\u2066", "x" * 10_000,
    "\x00\x1b[2J\x85", "\ud800",
    "\udc00\ud800", "\u2028", "@id", "_:b", "https://x.example/", "org:Post", "", " ", "%2F..", "é\U0001f600",
)  # fmt: skip


def both(de: str, en: str) -> Text:
    """Return a text in both languages."""
    return Text.of({"de": de, "en": en})


BODIES = (
    PublishedBody(
        id="council", kind="council", kind_name=both("Vertretung", "Assembly"), name=both("Rat", "Council"), since=day("2020-11"),
        posts=(
            Post(
                id="councillors", name=both("Ratsmitglieder", "Councillors"), number=exactly(3), standing=Standing.VOTING,
                vacant=1,
            ),
            Post(id="advisers", number=exactly(2), standing=Standing.ADVISORY),
            Post(id="guests", number=exactly(1), standing=Standing.GUEST, open_to=both("alle", "everybody")),
            Post(id="chair", office=True, number=exactly(1)),
            Post(id="speaker", office=True, number=exactly(1)),
        ),
    ),
    PublishedBody(
        id="board", kind="board", name=both("Beirat", "Board"), part_of=parse_ref("council"), since=day("2019"),
        until=day(date(2025, 6, 30)), there=Outcome.FAILS,
    ),
    PublishedBody(id="circle", kind="circle", planned=True, there=Outcome.FAILS),
    PublishedBody(
        id="forum", kind="circle", part_of=parse_ref("county/assembly"), since=day("2025-12-20..2026-04-02"), there=Outcome.OPEN
    ),
    PublishedBody(
        id="office", kind="office", part_of=parse_ref("county/"), posts=(Post(id="head", office=True, number=exactly(1)),)
    ),
)  # fmt: skip
PARTIES = (
    Named(id="ada", name="Ada Lind"), Named(id="bo"), Named(id="cy", name="Cy Ost"),
    Named(id="greens", name="Greens", kind="faction"), Named(id="club", name="Sports club", kind="association"),
)  # fmt: skip


def sits(party: str, post: str, since: object = None, until: object = None, body_: str = "council", **more: Any) -> Membership:
    """Return that somebody sits in a body."""
    bounds = {name: None if bound is None else day(bound) for name, bound in (("since", since), ("until", until))}
    return Membership(body=body_, post=post, party=party, **bounds, **more)


MEMBERSHIPS = (
    sits("ada", "councillors", date(2020, 11, 1), of="greens", standing=Standing.VOTING),
    sits("cy", "councillors", "2024", of="chamber", standing=Standing.VOTING),
    sits("club", "advisers", "2024-05", standing=Standing.ADVISORY, rests=True),
    sits("mill", "advisers", standing=Standing.ADVISORY, of="mill"),
    sits("ada", "chair", "unstated..2021-01-01", certain=False),
    sits("bo", "councillors", date(2021, 1, 1), substitute=True, stands_in_for="ada", rank=1, of="ada"),
    sits("bo", "speaker", date(2020, 11, 1), date(2023, 5, 1), now=False),
    sits("bo", "speaker", date(2020, 11, 1), date(2024, 5, 1), now=False),
    sits("cy", "speaker", date(2026, 9, 1), now=False),
    sits("cy", "secretary", "2022", body_="board", now=False),
    sits("cy", "guests", "2026", now=False),  # no day tells that it is over, or to come
    sits("nobody", "head", body_="office", office="chair@council"),
)
SESSIONS = (
    Session(
        id="joint", bodies=("council", "board", "mill"), at=datetime(2026, 7, 1, 18, 30), ends=datetime(2026, 7, 1, 21),
        mode=Mode.HYBRID, place=both("Rathaus", "Town hall"), state=MeetingState.CONVENED, name=both("Gemeinsam", "Together"),
        points=(
            Point(
                id="budget", name=both("Haushalt", "Budget"), subject="money", at=datetime(2026, 7, 1, 19),
                proposals=("ramp", "lost"),
            ),
            Point(id="land", public=False),
        ),
    ),
    Session(
        id="winter", bodies=("council",), at=datetime(2026, 1, 10, 18), ends=datetime(2026, 1, 10), state=MeetingState.CANCELLED
    ),
    Session(
        id="afar", bodies=("mill",), at=date(2026, 2, 2), ends=datetime(2026, 2, 2, 9), mode=Mode.REMOTE,
        place=both("Netz", "Net"), public=False, state=MeetingState.HELD,
        present=(
            Attendee(party="ada", how=Came.ROOM), Attendee(party="bo", how=Came.REMOTE), Attendee(party="club", how=Came.ROOM),
            Attendee(party="cy", how=Came.EXCUSED), Attendee(party="mill", how=Came.ROOM),
        ),
    ),
    Session(id="put-off", bodies=("council",), at=datetime(2026, 3, 3, 18), state=MeetingState.POSTPONED, instead_of="winter"),
    Session(id="anew", bodies=("council",), at=datetime(2026, 3, 17, 18), instead_of="put-off"),
    Session(id="late", bodies=("mill",), at=date(2026, 3, 18), instead_of="last-year"),
)  # fmt: skip
STEPS = (
    Dealt(did=Did.DECIDED, body="council", at=date(2026, 1, 10), outcome="deferred"),
    Dealt(did=Did.DECIDED, body="council", at=date(2026, 2, 10), outcome="adopted"),
    Dealt(did=Did.EXECUTED, at=date(2026, 2, 20), outcome="done"),
)
PAPERS = (
    Paper(id="ramp", name=both("Rampe", "Ramp"), subject="idea", of="forum", by="ada", at=date(2026, 1, 5), steps=STEPS),
    Paper(id="bus", by="club", steps=STEPS[2:]),
)
TERMS = (
    ElectoralTerm(body="council", since=day("2020"), until=day(date(2025, 10, 31))),
    ElectoralTerm(body="council", since=day("2020")),
)
SHOWN = Published(
    id="town", name=both("Stadt", "Town"), kind="municipality", at=DAY, audience=Audience.PUBLIC, bodies=BODIES, parties=PARTIES,
    memberships=MEMBERSHIPS, sessions=SESSIONS, papers=PAPERS, terms=TERMS,
)  # fmt: skip


def about(here: Charter, tag: str = "en", audience: Audience = Audience.PUBLIC) -> Context:
    """Return what an exporter may know."""
    return Context(charter=here, language=language(tag), stamp=datetime(2026, 1, 1, tzinfo=UTC), audience=audience)


def changed(value: Any, kind: type[Any], change: Callable[[Any], Any]) -> Any:
    """Return a view with every value of a class changed."""
    if isinstance(value, kind):
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(one, kind, change) for one in value)
    if attrs.has(type(value)):
        fields = {one.name: getattr(value, one.name) for one in attrs.fields(type(value))}
        return evolve(value, **{name: changed(one, kind, change) for name, one in fields.items()})
    return value


# How a view is changed that has nothing of an aspect any more: an exporter that carries the aspect then writes something else.
WITHOUT: Mapping[str, Callable[[Published], Published]] = {
    "bodies": lambda shown: evolve(shown, bodies=shown.bodies[:2]),
    "parts": lambda shown: changed(shown, PublishedBody, lambda one: evolve(one, part_of=None)),
    "standing": lambda shown: changed(shown, Post, lambda one: evolve(one, standing=None)),
    "parties": lambda shown: changed(shown, Named, lambda one: evolve(one, name=None)),
    "memberships": lambda shown: evolve(shown, memberships=shown.memberships[:1]),
    "past": lambda shown: evolve(shown, memberships=tuple(one for one in shown.memberships if one.now)),
    "organisations-seated": lambda shown: changed(shown, Named, lambda one: evolve(one, kind="person")),
    "delegates": lambda shown: changed(shown, Membership, lambda one: evolve(one, of=None)),
    "substitutes": lambda shown: changed(shown, Membership, lambda one: evolve(one, substitute=False)),
    "terms": lambda shown: evolve(shown, terms=()),
    "meetings": lambda shown: evolve(shown, sessions=()),
    "hours": lambda shown: changed(shown, Session, lambda one: evolve(one, at=one.day)),
    "places": lambda shown: changed(shown, Session, lambda one: evolve(one, place=None)),
    "joint": lambda shown: changed(shown, Session, lambda one: evolve(one, bodies=one.bodies[:1])),
    "modes": lambda shown: changed(shown, Session, lambda one: evolve(one, mode=Mode.ROOM)),
    "agenda": lambda shown: changed(shown, Session, lambda one: evolve(one, points=())),
    "replaced": lambda shown: changed(shown, Session, lambda one: evolve(one, instead_of=None)),
    "proposals": lambda shown: evolve(shown, papers=()),
    "languages": lambda shown: changed(shown, Text, lambda one: Text(one.pairs[:1])),
}


def hostile(shown: Published, said: str) -> Published:
    """Return a view in which everything that people write is this."""
    shown = changed(shown, Text, lambda _: both(said, f"{said}{said}"))
    shown = changed(shown, Named, lambda one: evolve(one, name=said))
    shown = changed(shown, Point, lambda one: evolve(one, subject=said))
    shown = changed(shown, Paper, lambda one: evolve(one, subject=said))
    return changed(shown, Dealt, lambda one: evolve(one, outcome=said))


@cache
def examples() -> tuple[tuple[Published, Charter], ...]:
    """Return real jurisdictions with their records, as an audience sees them on a day."""
    return tuple(_examples())


def _examples() -> Iterator[tuple[Published, Charter]]:
    for name in ("paderborn", "musterstadt", "wuerselen"):
        here = example(name)
        asked = ((DAY, Audience.PUBLIC), (DAY, Audience.ADMINISTRATION), (date(2021, 6, 1), Audience.MEMBERS))
        yield from ((publish(here, at, audience), here.charter) for at, audience in asked)


@st.composite
def made_up(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[Published, Charter]:
    """Return what a made-up jurisdiction with a made-up record has to show."""
    here = draw(charters())
    known = Scope(charter=here, record=draw(records(here)))
    return publish(known, draw(st.dates(date(1990, 1, 1), date(2050, 12, 31))), draw(st.sampled_from(Audience))), here
