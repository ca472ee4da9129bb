"""Canaries: everything in a record carries a string of its own, and no exporter lets one through to those who may not see it.

All installed exporters are tried, for every audience, in both languages: the bytes and the name of every file, the losses, and
what is said when something is wrong. What an audience may see is there, wherever the format has a place for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.util import find_spec
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    ballot,
    barred,
    body,
    delivered,
    demand,
    duty,
    found,
    group,
    holds,
    item,
    kind,
    lot,
    meeting,
    missed,
    nominated,
    notice,
    objection,
    present,
    proposal,
    resolved,
    row,
    scope,
    sent,
    sitting,
    size,
    step,
    waived,
)
from gremium.evaluate.scope import Scope
from gremium.languages import LANGUAGES, language
from gremium.model.meeting import Item
from gremium.model.proposal import Proposal
from gremium.model.record import Audience, Event, Holding, Meeting, Party, Void
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Context, Exporter, Options, Parts
from gremium.testing.documents import charters, records
from gremium.values.days import on
from gremium.values.errors import Misuse
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.ref import parse_ref
from gremium.values.text import Text
from gremium.workbench.audience import names
from gremium.workbench.export import Exported, export
from gremium.workbench.project import Opened
from gremium.workbench.publish import publish
from gremium.workbench.published import Include, Published

DAY = date(2026, 6, 1)
PUBLIC, MEMBERS, ADMINISTRATION = Audience
# What no export shows, to nobody: notes, attributes, days of birth, votes.
NOBODY = 4
BASE = "https://town.example/open"
# Days that nobody but the hidden has: when they came and went, and when they were born.
SECRET_DAYS = (date(2019, 3, 17), date(2025, 4, 23), date(1907, 8, 29))
MONTHS = {3: ("März", "March"), 4: ("April", "April"), 8: ("August", "August")}
FORMATS = tuple(one.format for one in assemble().exporters if one.format != "html" or find_spec("jinja2"))


class Canaries:
    """Strings that are found wherever they turn up, each with the widest audience that may see it."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}

    def __call__(self, level: int, what: str) -> str:
        """Return a string of this level; it is an id as well as a name."""
        made = f"zq{len(self.levels):03}-{what}"
        self.levels[made] = level
        return made

    def text(self, level: int, what: str) -> dict[str, str]:
        """Return a text of this level in both languages."""
        return {"de": self(level, f"{what}-de"), "en": self(level, f"{what}-en")}

    def hidden_from(self, audience: Audience) -> list[str]:
        """Return the strings that an audience may not see."""
        return [one for one, level in self.levels.items() if level > audience]


def party(canary: Canaries, level: int, what: str, kind_: str = "person") -> Party:
    """Return somebody whose id, name and all else are canaries."""
    born, attributes = on(SECRET_DAYS[2]), (("origin", canary(NOBODY, "attribute")),)
    return Party(
        id=canary(level, what), name=canary(level, f"{what}-name"), kind=kind_, disclosure=Audience(level), born=born,
        attributes=attributes if kind_ == "person" else (),
    )  # fmt: skip


def town(canary: Canaries) -> Scope:
    """Return a town in which every field of everything that is known is a canary."""
    see, inside, office = ({what: party(canary, level, what) for what in ("member", "chair", "standin")} for level in Audience)
    clubs = {level: party(canary, level, "club", "association") for level in Audience}
    # Whoever is here may be seen, but the seat reveals something: only where they agreed the public is told that they sit there.
    kept = {level: evolve(party(canary, level, "kept-member"), disclosure=PUBLIC) for level in Audience}
    every = [*see.values(), *inside.values(), *office.values(), *clubs.values(), *kept.values()]
    came, went = SECRET_DAYS[:2]

    def note() -> Text:
        return Text.of(canary.text(NOBODY, "note"))

    def held(who: Party, position: str, until: date | None = None, **more: Any) -> Holding:
        since = date(2021, 1, 1) if who.disclosure is PUBLIC else came
        ended = canary(NOBODY, "ended") if until is not None else None
        return evolve(holds(who.id, position, since, until, **more), note=note(), ended=ended)

    seats = [
        *(held(one["member"], "people@council") for one in (see, inside, office)),
        *(held(one["chair"], "people@council", went if one is not see else date(2022, 2, 2)) for one in (see, inside, office)),
        evolve(held(see["chair"], "chair@council"), since=on(date(2021, 2, 2))),
        held(office["chair"], "deputy-chair@council"),
        evolve(held(see["standin"], "deputy-chair@council"), since=on(date(2018, 1, 1))),
        *(held(one["standin"], "people@council", substitute=True, stands_in_for=other["member"].id, rank=1)
          for one in (see, inside, office) for other in (see, inside, office)),
        held(office["member"], "people@council", rests=True),
        *(held(see["standin"], "sent@council", of=club.id) for club in clubs.values()),
        *(held(see["member"], "sent@council", date(2022, 2, 2), of=club.id) for club in clubs.values()),
        *(held(one["standin"], "people@board") for one in (see, inside, office)),
        held(kept[PUBLIC], "kept@board", disclosure=PUBLIC),
        evolve(held(kept[MEMBERS], "kept@board"), since=on(came)),
        evolve(held(kept[MEMBERS], "kept@council", went), since=on(came)),
        evolve(held(kept[ADMINISTRATION], "kept@board", disclosure=ADMINISTRATION), since=on(came)),
        *(held(see["standin"], "kept@board", substitute=True, stands_in_for=one.id, disclosure=PUBLIC) for one in kept.values()),
        evolve(held(kept[MEMBERS], "people@council", substitute=True, disclosure=MEMBERS), since=on(came)),
    ]  # fmt: skip
    met = [
        meeting(canary(PUBLIC, "meeting"), "council", datetime(2026, 3, 10, 19), public=True,
                chair=office["chair"].id, name=canary.text(PUBLIC, "meeting-name"), place=canary.text(PUBLIC, "place"),
                joint_with=["board"]),
        meeting("shut", "council", datetime(2026, 4, 10, 19), public=False, name=canary.text(MEMBERS, "shut-name"),
                chair=inside["chair"].id, mode="hybrid"),
        meeting("ruled", "board", datetime(2026, 5, 10, 19), name=canary.text(MEMBERS, "ruled-name")),
        meeting("planned", "council", datetime(2026, 9, 10, 19), public=True, state="planned"),
        meeting(canary(PUBLIC, "put-off"), "council", datetime(2026, 2, 3, 19), public=True, state="postponed"),
    ]  # fmt: skip
    met.append(meeting("anew", "council", datetime(2026, 2, 17, 19), public=True, instead_of=met[-1].id))
    open_ = met[0].id

    def point(level: int, where: str, **said: Any) -> Item:
        name, subject = canary.text(level, "item-name"), canary(level, "subject")
        return item(canary(level, "item"), where, name=name, subject=subject, fills=["chair@council"], **said)

    items = [
        point(PUBLIC, open_, public=True, at=datetime(2026, 3, 10, 19, 5)), point(MEMBERS, open_, public=False, put_off="quorum"),
        point(MEMBERS, "shut"), point(PUBLIC, "shut", public=True), point(MEMBERS, "ruled"),
        point(PUBLIC, "planned", public=True),
    ]  # fmt: skip

    def paper(level: int, **said: Any) -> Proposal:
        name, subject, points = canary.text(level, "paper-name"), canary(level, "subject"), [canary(NOBODY, "point")]
        return proposal(canary(level, "paper"), name=name, subject=subject, points=points, of="council", **said)

    papers = [
        paper(PUBLIC), paper(PUBLIC, public=True, by=office["member"].id), paper(MEMBERS, public=False),
        paper(MEMBERS, by=see["member"].id), paper(NOBODY, at=date(2026, 7, 1)),
        *(evolve(paper(PUBLIC), of="board", by=one.id) for one in kept.values()),
    ]  # fmt: skip

    def done(which: int, at: Item | None, **said: Any) -> Event:
        told = {"meeting": at.meeting, "item": at.id} if at is not None else {}
        level = canary.levels[papers[which].id]
        said = {"outcome": canary(level, "outcome"), "note": {"de": str(note())}, "by": office["member"].id, **said}
        return step("deliberated", "council", date(2026, 3, 10), proposal=papers[which].id, **told, **said)

    moved = [
        done(0, items[0]), done(0, items[1]), done(1, None), done(2, items[0]), done(3, items[1]), done(3, items[2]),
    ]  # fmt: skip
    secret = office["member"].id
    inner = (
        sent(open_, received=went, who=[secret], says=[canary(NOBODY, "says")]), present([secret], open_),
        *(present([one["member"].id], open_, remote=True) for one in (see, inside, office)),
        present([canary(ADMINISTRATION, "stranger")], open_),
        *(missed(one["chair"].id, date(2026, 3, 10), "council", excused=came) for one in (see, inside, office)),
        present([one["standin"].id for one in (see, inside, office)], "shut"),
        missed(office["chair"].id, date(2026, 4, 10), "council"),
        *(present([one.id], open_) for one in kept.values()),
        *(missed(kept[level].id, date(2026, 3, 10), "board", excused=went) for level in (MEMBERS, ADMINISTRATION)),
        barred([secret], open_),
        demand("meeting", [secret], open_, says=[canary(NOBODY, "says")]), objection(at_meeting=open_, who=[secret]),
        waived([secret], open_), found(canary(NOBODY, "finding"), open_, by=secret), missed(secret, went, "council"),
        ballot([secret], [inside["member"].id], at_meeting=open_), lot(secret, open_, among=[inside["member"].id]),
        nominated([secret], open_, list=canary(NOBODY, "list"), by=[clubs[ADMINISTRATION].id]),
        size(clubs[ADMINISTRATION].id, 4711), resolved(canary(NOBODY, "resolution"), "2026-01-01"),
        delivered(canary(NOBODY, "duty"), body="council", note={"de": str(note())}),
        Void(voids=canary(NOBODY, "void"), note=note()),
    )  # fmt: skip
    rules = (
        group("people", "page", seats="1..20", standing="voting", substitutes="personal"),
        group("sent", "page", how="sent", by="each", each="*association", seats=1), row(sitting(public="public"), "page"),
        group("kept", "page", seats=1, reveals=["origin", "belief"]), group("delegates", "page", holder="kept@board"),
        row(notice(lead="8 clear days before meeting", basis="receipt", motions="5 days before meeting"), "page"),
        row(duty(owes="reply", after="submitted", within="3 months", points=True), "page", id="answer"),
        row(duty(owes="minutes", after="meeting", within="2 weeks"), "page", id="minutes"),
    )  # fmt: skip
    board = (
        group("people", seats="1..9"), group("head", holder="chair@council"), row(sitting(public="closed"), "page"),
        group("kept", "page", seats="1..9", substitutes="personal", reveals="disability"),
    )  # fmt: skip
    council = {"name": Text.of({"de": "Rat", "en": "Council"}), "positions": ("chair", "deputy-chair")}
    return scope(
        body("council", *rules, kind="council", **council), body("board", *board, part_of=parse_ref("council")),
        events=(*every, *seats, *met, *items, *papers, *moved, *inner), kinds=(kind("council"), kind("committee")),
        name=Text.of({"de": "Stadt", "en": "Town"}),
    )  # fmt: skip


CANARY = Canaries()
TOWN = town(CANARY)
PARTS = assemble()


def about(here: Scope, audience: Audience, tag: str = "en") -> Context:
    """Return what an exporter may know."""
    return Context(
        charter=here.charter, language=language(tag), stamp=datetime(2026, 1, 1, tzinfo=UTC), audience=audience,
        names=names(here.record, audience), record_given=here.record is not None,
    )  # fmt: skip


def options(exporter: Exporter, **said: Any) -> Options:
    """Return the options that an exporter reads."""
    return Options(**{name: value for name, value in {"base": BASE, **said}.items() if name in exporter.takes})


@cache
def view(audience: Audience, person: str | None) -> Published:
    """Return what the town has to show."""
    return publish(TOWN, DAY, audience, 2026, person=person, including=Include)


@cache
def written(format_: str, audience: Audience, tag: str = "en") -> str:
    """Return all that an export of the town says."""
    return everything(made(PARTS, TOWN, format_, audience, tag), tag)


def made(
    parts: Parts, here: Scope, format_: str, audience: Audience, tag: str = "en", person: str | None = None, **said: Any
) -> Exported:
    """Return an export of a scope, with the meetings of a year, all of them or those of a person, and all that may be beside."""
    shown = view(audience, person) if here is TOWN else publish(here, DAY, audience, 2026, person=person, including=Include)
    return export(parts, shown, format_, about(here, audience, tag), options(parts.exporter(format_), **said))


def complaint(misuse: Misuse) -> str:
    """Return what is said of misuse, in both languages."""
    told = (misuse.said, misuse.hint) if misuse.hint is not None else (misuse.said,)
    return "\n".join(language(tag).say(one) for one in told for tag in LANGUAGES)


def everything(exported: Exported, tag: str) -> str:
    """Return all that an export says: names and contents of files, also with broken lines joined, and the losses."""
    said = [language(tag).say(one) for one in exported.losses]
    for name, content in exported.content().items():
        text = content.decode("utf-8", "surrogateescape")
        said += [name, text, re.sub(r"\r?\n[ \t]", "", text)]
    return "\n".join(said)


def spellings(day: date) -> Iterator[str]:
    """Yield how a day may be written."""
    yield from (day.isoformat(), f"{day:%Y%m%d}", f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}")
    yield from (f"{month} {day.year}" for month in MONTHS[day.month])


def leaks(text: str, audience: Audience) -> list[str]:
    """Return what a text tells that this audience may not see."""
    came_or_went = [day - timedelta(days=n) for day in SECRET_DAYS[:2] for n in (0, 1)] if audience is PUBLIC else []
    secrets = [*CANARY.hidden_from(audience), *(one for day in (*came_or_went, SECRET_DAYS[2]) for one in spellings(day))]
    return [one for one in secrets if one in text]


# ── all that is known of a town ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("format_", FORMATS)
def test_no_exporter_lets_a_canary_through(format_: str, audience: Audience, tag: str) -> None:
    """No byte of a file, no name of one and no loss tells what an audience may not see."""
    assert leaks(written(format_, audience, tag), audience) == []


@pytest.mark.parametrize("who", ["member", "chair", "standin"])
@pytest.mark.parametrize("audience", [MEMBERS, ADMINISTRATION])
@pytest.mark.parametrize("todo", [False, True])
def test_no_feed_of_a_person_lets_a_canary_through(parts: Parts, who: str, audience: Audience, *, todo: bool) -> None:
    """The feed of a person tells nothing that others for the same audience do not; of whom it may not see there is none."""
    for level in Audience:
        person = next(one for one, its in CANARY.levels.items() if its == level and one.endswith(f"-{who}"))
        try:
            text = everything(made(parts, TOWN, "ics", audience, person=person, todo=todo), "en")
        except Misuse as misuse:
            assert level > audience
            text = complaint(misuse).replace(person, "")
        else:
            assert f"person={person}" in text
        assert leaks(text, audience) == []


def test_what_is_due_is_there() -> None:
    """What is due before closed meetings is told to everybody, what is owed for a proposal to those who may see it."""
    for audience in Audience:
        text = written("ics", audience)
        assert "UID:shut+notice+council@" in text
        known = TOWN.record.proposal_by_id.values() if TOWN.record is not None else ()
        mine = {one.id for one in known if one.of == "council"}
        papers = {one for one, level in CANARY.levels.items() if one in mine and level <= audience}
        assert set(re.findall(r"UID:council\+duty\+answer\+(\S+)@", text)) == papers
        assert papers


# What each aspect makes visible, by the end of the names of canaries.
VISIBLE = {
    "parties": ("member-name", "chair-name"),
    "agenda": ("item-name-en",),
    "proposals": ("paper-name-en",),
}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("format_", FORMATS)
def test_what_an_audience_may_see_is_there(parts: Parts, format_: str, audience: Audience) -> None:
    """What an audience may see stands in the export, wherever its format carries that; so the canaries are alive."""
    text = written(format_, audience)
    for aspect in VISIBLE.keys() & parts.exporter(format_).carries:
        wanted = [one for one, level in CANARY.levels.items() if one.endswith(VISIBLE[aspect]) and level <= audience]
        assert wanted
        assert [one for one in wanted if one not in text] == [], aspect


def test_the_administration_has_canaries_that_others_have_not() -> None:
    """Each audience sees more than the one before: in the tables, which carry almost all."""
    texts = [written("csv", audience) for audience in Audience]
    seen = [{one for one in CANARY.levels if one in text} for text in texts]
    assert seen[0] < seen[1] < seen[2]
    assert {CANARY.levels[one] for one in seen[2]} == {1, 2, 3}


@pytest.mark.parametrize("format_", [one.format for one in assemble().exporters if "against" in one.takes])
def test_an_older_export_for_others_tells_nothing(parts: Parts, format_: str) -> None:
    """What was exported for the administration brings nothing to the public, even where it is made to look like theirs."""
    older = made(parts, TOWN, format_, ADMINISTRATION).content()
    forged = {name: whole.replace(b"administration", b"public").replace(b"members", b"public") for name, whole in older.items()}
    fewer = Scope(charter=TOWN.charter, record=evolve(TOWN.record, events=()))
    for here in (TOWN, fewer):
        for before in (older, forged):
            try:
                text = everything(made(parts, here, format_, PUBLIC, against=before), "en")
            except Misuse as misuse:
                text = complaint(misuse)
            assert leaks(text, PUBLIC) == []


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("format_", FORMATS)
def test_who_was_behind_closed_doors_is_told_to_no_public(parts: Parts, format_: str, audience: Audience) -> None:
    """That somebody was in a closed meeting, or at a closed item alone, or missed one, no exporter tells the public."""
    canary = Canaries()
    guests = [party(canary, PUBLIC, what) for what in ("guest", "late-guest", "absentee")]
    late = datetime(2026, 3, 10, 20)
    events = (
        *guests, meeting("shut", "council", date(2026, 3, 4), public=False), present([guests[0].id], "shut"),
        missed(guests[2].id, date(2026, 3, 4), "council"), meeting("open", "council", datetime(2026, 3, 10, 19), public=True),
        item("land", "open", public=False, at=late), present([guests[1].id], "open", at=late),
    )  # fmt: skip
    here = scope(body("council"), body("board"), events=events)
    shown = publish(here, DAY, audience, 2026, bodies=["council"])
    exporter = parts.exporter(format_)
    text = everything(export(parts, shown, format_, about(here, audience), options(exporter)), "en")
    told = [guest.id for guest in guests if guest.id in text or str(guest.name) in text]
    assert told == [] or audience is not PUBLIC
    if audience is not PUBLIC and "presence" in exporter.carries:
        assert told == [guest.id for guest in guests]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("format_", FORMATS)
def test_what_was_found_in_a_record_tells_of_nobody(parts: Parts, format_: str, audience: Audience) -> None:
    """Findings about a record may name persons, and the files in which they stand machines: no exporter tells others of them."""
    canary = Canaries()
    who, file = canary(ADMINISTRATION, "person"), canary(NOBODY, "file")
    somebody = Party(id=who, name=canary(ADMINISTRATION, "name"), disclosure=ADMINISTRATION)
    events = (somebody, holds(who, "chair@x", "2020"), meeting())
    here = scope(body("x", group("people", "page", name=Text.of({"de": "Leute"}))), events=events)

    def at(step: object, **params: str) -> Finding:
        found_ = finding("not-eligible", ("events", step), hint=message("hint.did-you-mean", word=params["party"]), **params)
        return evolve(found_, place=evolve(found_.place, file=file))

    more = {"body": "x", "day": "d", "provision": "p"}
    wrong = [at(1, party=who, **more), at(2, party=str(somebody.name), **more)]
    public = finding("uncited", ("bodies", "x", "seats", 0), owner=canary(PUBLIC, "charter"))
    opened = Opened(charter=here.charter, record=here.record, of_charter=(public,), of_record=tuple(wrong))
    exporter = parts.exporter(format_)
    shown = publish(here, DAY, audience, 2026, found=opened)
    text = everything(export(parts, shown, format_, about(here, audience), options(exporter)), "de")
    assert [one for one in canary.hidden_from(audience) if one in text] == []
    if "findings" in exporter.carries:
        assert [one for one, level in canary.levels.items() if level <= audience and one not in text] == []


@pytest.mark.parametrize("format_", FORMATS)
def test_no_error_tells_a_canary(parts: Parts, format_: str) -> None:
    """What is said where the year or the base is lacking, or something given is wrong, tells nothing of the record."""
    exporter = parts.exporter(format_)
    shown = publish(TOWN, DAY, PUBLIC)
    broken = (b"", b"\xff\xfe", b"BEGIN:VCALENDAR\r\n", b"{")
    before = ({}, *({name: one} for name in ("", "system.json", "feed.ics") for one in broken))
    given = {"base": (" ", "ftp:", "https://"), "against": before}
    wrong = [options(exporter, **{name: value}) for name in given if name in exporter.takes for value in given[name]]
    for asked in (Options(), Options(base=BASE, against={}), *wrong):
        try:
            text = everything(export(parts, shown, format_, about(TOWN, PUBLIC), asked), "en")
        except Misuse as misuse:
            text = complaint(misuse)
        assert leaks(text, PUBLIC) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_view_gives_the_same_bytes(parts: Parts, format_: str) -> None:
    """An export depends on nothing but what is shown and what was asked."""
    first, second = (made(parts, TOWN, format_, MEMBERS) for _ in range(2))
    assert first.content() == second.content()


# ── made-up towns ────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(settings.get_profile("brief"), max_examples=6)
@given(data=st.data())
def test_whatever_is_recorded(parts: Parts, data: st.DataObject) -> None:
    """Whatever charter and record: of hidden parties, closed items and proposals, and notes, no exporter tells anything."""
    charter = data.draw(charters())
    record = data.draw(records(charter))
    parties = {event.id: f"zqhidden-{event.id}" for event in record.events if isinstance(event, Party)}
    here = Scope(charter=charter, record=evolve(record, events=tuple(_marked(event, parties) for event in record.events)))
    audience = data.draw(st.sampled_from((PUBLIC, MEMBERS)))
    tag = data.draw(st.sampled_from(LANGUAGES))
    secrets = ["zqhidden", "zqnote", *(["zqclosed"] if audience is PUBLIC else []), *spellings(SECRET_DAYS[2])]
    for format_ in FORMATS:
        text = everything(made(parts, here, format_, audience, tag), tag)
        assert [one for one in secrets if one in text] == [], format_


def _marked(event: Event, parties: Mapping[str, str]) -> Event:
    """Return an event in which all that is to be hidden would be noticed."""
    closed = Text.of({"de": "zqclosed"})
    match event:
        case Party():
            return evolve(event, id=parties[event.id], name="zqhidden", disclosure=ADMINISTRATION, born=on(SECRET_DAYS[2]),
                          attributes=(("origin", "zqhidden"),), kind="association")  # fmt: skip
        case Item() if event.public is False:
            event = evolve(event, name=closed, subject="zqclosed")
        case Meeting() if event.public is False:
            event = evolve(event, name=closed)
        case Proposal() if event.public is False:
            event = evolve(event, name=closed, subject="zqclosed")
    changed = _renamed(event, parties)
    noted = getattr(changed, "note", None) is not None
    return evolve(changed, note=Text.of({"de": "zqnote"})) if noted else changed


def _renamed(value: Any, parties: Mapping[str, str]) -> Any:
    """Return a fact, or what is in it, with other ids for these parties."""
    if isinstance(value, tuple):
        return tuple(_renamed(one, parties) for one in value)
    if not attrs.has(type(value)):
        return value
    fields = {one.name: (getattr(value, one.name), one.metadata.get("party")) for one in attrs.fields(type(value))}
    named = {name: _named(old, parties) if mark else _renamed(old, parties) for name, (old, mark) in fields.items()}
    return evolve(value, **named)


def _named(value: Any, parties: Mapping[str, str]) -> Any:
    """Return an id, or ids, as the parties are called now."""
    if isinstance(value, tuple):
        return tuple(parties.get(one, one) for one in value)
    return parties.get(value, value) if isinstance(value, str) else value
