"""The static site: well-formed pages, links that lead somewhere, no markup but its own, and everything that is carried."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import (
    ambiguity,
    body,
    cadence,
    duty,
    group,
    holds,
    item,
    kind,
    meeting,
    missed,
    notice,
    present,
    proposal,
    row,
    scope,
    step,
)
from examples import opened
from gremium.evaluate.scope import Scope
from gremium.languages import LANGUAGES, language
from gremium.model.body import Status
from gremium.model.charter import Subject
from gremium.model.provision import Reading, Strength
from gremium.model.record import Audience, Party
from gremium.model.source import Rank, Source, Unmodelled, Verified
from gremium.norms.route import Act, Answer, Onward, Route, Stage, Urgently
from gremium.norms.seats import Standing
from gremium.plugins.parts import Context, Options, Parts, joined
from gremium.testing.documents import charters, records
from gremium.values.citation import parse_citation
from gremium.values.count import parse_count
from gremium.values.days import parse_day, parse_length
from gremium.values.errors import Misuse
from gremium.values.finding import finding
from gremium.values.message import message
from gremium.values.ref import parse_ref
from gremium.values.text import Text
from gremium.workbench.audience import names
from gremium.workbench.export import export
from gremium.workbench.project import Opened
from gremium.workbench.publish import publish
from gremium.workbench.published import Include, Membership, PublishedBody
from gremium_adapters.exporters import html
from gremium_adapters.exporters.html.labels import LABELS
from gremium_adapters.exporters.html.places import _files
from gremium_adapters.exporters.html.wording import Link, Wording, safe_url

PACKAGE = Path(html.__file__).parent
DAY = date(2026, 3, 1)
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
VOID = {"meta", "link", "br", "hr", "img", "input"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Page(HTMLParser):
    """A page that is read strictly: it complains of what HTML parsers mend."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.refers: list[str] = []
        self.headings: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.times: list[str] = []
        self.languages: set[str] = set()
        self.words: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; what may not stand in another one is wrong."""
        given_ = dict(attrs)
        self.tags[tag] += 1
        self.attributes |= set(given_)
        self.wrong += [f"{tag} in p" for _ in [0] if tag in {"p", "ul", "ol", "dl", "table", "h2", "div"} and "p" in self.open]
        self.wrong += [f"{tag} has {name} twice" for name, n in Counter(name for name, _ in attrs).items() if n > 1]
        self.wrong += ["li outside of a list" for _ in [0] if tag == "li" and self.open[-1:] not in (["ul"], ["ol"])]
        self.wrong += ["a in a" for _ in [0] if tag == "a" and "a" in self.open]
        self.wrong += ["th without scope" for _ in [0] if tag == "th" and given_.get("scope") not in {"row", "col"}]
        self.ids += [given_["id"] or ""] if "id" in given_ else []
        self.hrefs += [given_["href"] or ""] if "href" in given_ else []
        self.refers += (given_.get("aria-labelledby") or "").split()
        self.headings += [tag] if tag in HEADINGS else []
        self.times += [given_["datetime"] or ""] if tag == "time" else []
        self.languages |= {given_["lang"] or ""} if "lang" in given_ else set()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag} closes nothing")

    def handle_data(self, data: str) -> None:
        """Note what is to be read."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """The words of the page, with single blanks."""
        return " ".join("".join(self.words).split())


def site(
    here: Scope, *, tag: str = "en", audience: Audience = Audience.PUBLIC, year: int | None = None, **more: Any
) -> Mapping[str, bytes]:
    """Return the site of a scope."""
    shown = publish(here, DAY, audience, year, **more)
    return joined(html.write(shown, context(here, tag, audience), Options()))


def context(here: Scope, tag: str = "en", audience: Audience = Audience.PUBLIC) -> Context:
    return Context(
        charter=here.charter, language=language(tag), stamp=STAMP, audience=audience, names=names(here.record, audience),
        record_given=here.record is not None,
    )  # fmt: skip


def pages(files: Mapping[str, bytes]) -> dict[str, Page]:
    """Return the pages of a site."""
    return {name: Page(content.decode()) for name, content in files.items() if name.endswith(".html")}


def complaints(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong in a site."""
    read = pages(files)
    reached, ahead = {"index.html"}, ["index.html"]
    while ahead:
        links = {href.partition("#")[0] for href in read[ahead.pop()].hrefs} & set(read)
        ahead += sorted(links - reached)
        reached |= links
    for name, page in read.items():
        yield from (f"{name}: {one}" for one in page.wrong)
        yield from (f"{name}: {page.tags[tag]} {tag}" for tag in ("h1", "main", "title", "footer") if page.tags[tag] != 1)
        yield from (f"{name}: {tag}" for tag in ("script", "img", "iframe", "style", "form") if page.tags[tag])
        yield from (f"{name}: {one}" for one in page.attributes if one.startswith("on") or one in {"style", "src"})
        yield from (f"{name}: #{one} stands twice" for one, n in Counter(page.ids).items() if n > 1)
        yield from (f"{name}: no #{one}" for one in page.refers if one not in page.ids)
        levels = [int(tag[1]) for tag in page.headings]
        yield from (f"{name}: h{one} after h{before}" for before, one in pairwise(levels) if one > before + 1)
        yield from (f"{name}: h{levels[0]} first" for _ in [0] if levels[0] != 1)
        yield from (f"{name}: not reached" for _ in [0] if name not in reached)
        for href in page.hrefs:
            if not re.match(r"https?://", href):
                file, _, anchor = href.partition("#")
                if file and file not in files:
                    yield f"{name}: {href} leads nowhere"
                elif anchor and anchor not in read[file or name].ids:
                    yield f"{name}: {href} has no such place"


def real(place: str) -> Scope:
    """Return an example with its record."""
    return opened(place).scope


@pytest.fixture(scope="module")
def paderborn() -> Scope:
    return real("paderborn")


def route(text: Text) -> Route:
    """Return a route that has everything that a route can have."""
    stages = (
        Stage(id="ask", act=Act.SUGGEST, at=(parse_ref("*committee"),), name=text, next=(
            Onward(to=("see",), on=("adopted",), choose=parse_count("0..1"), carries=(text,), for_=("matter",)),
            Onward(on=("odd",), result="odd"),
        )),
        Stage(id="see", act=Act.HEAR, at=(parse_ref("self"), parse_ref("chair@council")), lead=False, who=(parse_ref("chair"),),
              after=("ask",), within=parse_length("2 weeks"), silence="consent", question=text, next=(Onward(to=("end",)),)),
        Stage(id="end", act=Act.DECIDE, at=(parse_ref("unstated"),)),
    )  # fmt: skip
    return Route(
        name=text, by=(parse_ref("public"),), stages=stages,
        answer=Answer(by=parse_ref("council"), to=(parse_ref("club"),), within=parse_length("1 month")),
        urgent=Urgently(by=(parse_ref("chair"),), instead="end", ratified_at="see", within=parse_length("3 days")),
    )  # fmt: skip


def town(name: str = "Town", seen_by: Audience = Audience.PUBLIC, *, facts: bool = True) -> Scope:
    """Return a town in which there is one of everything; all names and texts are this one."""
    text = Text.of({"en": name or "-"})
    cites = (parse_citation("page § 1"),)
    said = {"assumption": text, "note": text}
    council = body(
        "council",
        group("people", "page § 2", seats=4, name=text, standing=Standing.VOTING),
        group("guests", "page § 3", open_to=name or "-"),
        row(cadence(times="2..3", per="year"), "page § 4", strength=Strength.SHOULD, for_=("matter",), **said),
        row(cadence(times="1", per="year"), "page § 5", until="2019"),
        row(cadence(times="4", per="year"), "page § 6", since="2026", resolution="motion"),
        *(row(route(text), "page § 7", id="way", reading=(Reading("leads", (one,)),), **said) for one in ("three", "four")),
        name=text, unstated=("quorum", "chair"), positions=("speaker", "chair"), unread=(name,), complete=False, since="2001-05",
        until="2040-01-01..unstated", kind="assembly",
    )  # fmt: skip
    finance = body("finance", name=text, kind="committee", part_of=parse_ref("council"), cites=cites, succeeds="later")
    planned = evolve(body("later", kind="committee", unstated=("seats",)), status=Status.PLANNED)
    people = [
        Party(id=f"{id_}-id", name=name, kind=kind_, disclosure=seen_by)
        for id_, kind_ in (("ann", "person"), ("ben", "person"), ("cleo", "person"), ("club", "association"))
    ]
    held = [
        evolve(holds("ann-id", "people@council", date(2020, 1, 1)), of="club-id"),
        holds("ben-id", "people@council", date(2015, 1, 1), date(2019, 12, 31)),
        holds("cleo-id", "people@council", date(2020, 1, 1), substitute=True, stands_in_for="ann-id", rank=1),
        holds("ann-id", "speaker@council", date(2020, 1, 1)),
        holds(None, "chair@council", date(2020, 1, 1)),
        holds("ben-id", "people@finance", date(2020, 1, 1)),
    ]
    old = meeting("old", "council", datetime(2026, 2, 3, 18), public=True)
    how = {"joint_with": ["finance"], "mode": "hybrid", "state": "convened", "public": False}
    new = meeting("new", "council", datetime(2026, 3, 3, 18), **how)
    met = [
        evolve(old, name=text, place=text),
        evolve(new, ends=datetime(2026, 3, 3, 20)),
        meeting("far", "council", date(2027, 12, 1), mode="remote", state="cancelled"),
        evolve(item("first", "old", subject="matter", at=datetime(2026, 2, 3, 18, 5)), name=text),
        item("second", "old", public=False),
        evolve(proposal("idea", subject="matter", of="finance", by="ann-id"), name=text),
        step("suggested", "finance", date(2026, 1, 5), proposal="idea"),
        step("decided", "council", date(2026, 2, 3), proposal="idea", meeting="old", item="first", outcome="adopted"),
    ]
    page = Source(
        id="page", title=name or "-", url="https://town.example/?a=1&b=%3C", publisher=name, of=name, rank=Rank.BYLAW,
        verified=Verified.READ, date=date(2020, 2, 2), seen=date(2021, 3, 3),
    )  # fmt: skip
    return scope(
        council, finance, planned, events=[*people, *held, *met] if facts else None, kinds=(kind("committee", name=text),),
        name=text, sources=(page, evolve(page, id="other", url="javascript:alert(1)")),
        subjects=(Subject(id="matter", name=text),),
        ambiguities=(evolve(ambiguity("leads", "three", "four"), excluded=(("five", text),)),),
        unmodelled=(Unmodelled(cites=cites, reason=text),),
    )  # fmt: skip


# ── what the pages are ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("place", "tag"), [("paderborn", "de"), ("wuerselen", "en"), ("leonberg", "de"), ("musterstadt", "en")])
def test_pages_of_real_places_are_well_formed(place: str, tag: str) -> None:
    """Pages are well-formed, have one first heading and no gaps below it, and every link and reference leads somewhere."""
    files = site(real(place), tag=tag)
    assert list(complaints(files)) == []
    assert {"index.html", "open.html", "sources.html", "site.css", "feed.ics"} <= set(files)


def test_complaints_are_seen() -> None:
    """The test above would see what is wrong."""
    broken = b'<h1 id="a">x<p><ul></p></h1><h3 id="a" onclick="x">y</h3><th>z<script></script><a href="b.html#c">'
    found = " ".join(complaints({"index.html": broken, "lost.html": b"<h1>x</h1>"}))
    for one in ("ul in p", "closes nothing", "never closed", "script", "onclick", "#a stands twice", "h3 after h1", "0 main",
                "without scope", "leads nowhere", "lost.html: not reached"):  # fmt: skip
        assert one in found


@pytest.mark.parametrize(("tag", "audience", "facts"), [("de", 1, True), ("en", 2, True), ("de", 3, True), ("en", 1, False)])
def test_one_of_everything(tag: str, audience: int, facts: bool) -> None:
    """A town in which there is one of everything has well-formed pages, with and without facts."""
    assert list(complaints(site(town(facts=facts), tag=tag, audience=Audience(audience)))) == []


def test_same_input_same_bytes(paderborn: Scope) -> None:
    """The same input gives the same bytes."""
    assert site(paderborn) == site(real("paderborn"))


def test_some_bodies_have_no_dangling_links(paderborn: Scope) -> None:
    """A site of some bodies has no links to pages of the others."""
    files = site(paderborn, bodies=["inclusion-steering-group", "council"], year=2026)
    assert list(complaints(files)) == []
    assert sum(name.startswith("body-") and name.endswith(".html") for name in files) == 2


@given(charters().flatmap(lambda made: st.tuples(st.just(made), records(made))))
@settings(max_examples=4)
def test_made_up_places(made: tuple[Any, Any]) -> None:
    """Whatever a charter and a record say, the pages are well-formed."""
    charter, record = made
    assert list(complaints(site(Scope(charter=charter, record=record), tag="en"))) == []


# ── what stands in them ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_body_tells_who_sits_there() -> None:
    """A body's page names holders, substitutes, offices and those before, and says what is vacant, withheld and unknown."""
    text = pages(site(town()))["body-council.html"].text
    for said in ("Town for Town since: 1 January 2020", "Substitute no. 1 for Town", "vacant: 1", "speaker an office", "voting",
                 "open to: Town", "31 December 2019", "The source does not say.", "since: 1 January 2020"):  # fmt: skip
        assert said in text, said
    hidden = pages(site(town(seen_by=Audience.MEMBERS)))["body-council.html"].text
    assert "1 person whose name may not be shown here" in hidden
    assert "No record was given" in pages(site(town(facts=False)))["body-council.html"].text


def test_a_body_tells_its_rules() -> None:
    """Rules stand in words with their clauses, how strongly they bind, and whether they are in force."""
    text = pages(site(town()))["body-council.html"].text
    for said in ("2 to 3 meetings a year should only for: Town", "Assumption: Town", "Note: Town", "Clause: page § 4",
                 "Not in force on this day 1 meeting a year", "whether this holds on this day is not certain", "motion",
                 "only by the reading", "quorum", "The list of seats is not complete.", "May 2001",
                 "at the earliest 1 January 2040"):  # fmt: skip
        assert said in text, said


def test_rules_of_laws_and_kinds_say_so(paderborn: Scope) -> None:
    """A rule that comes from a kind of bodies or from a law says so, and its clause leads to the source of the law."""
    page = pages(site(paderborn, tag="de"))["body-council.html"]
    assert "Gesetz: Gemeindeordnung für das Land Nordrhein-Westfalen" in page.text
    assert "gilt für alle der Art: Rat" in page.text
    assert any(href.startswith("sources.html#source-") for href in page.hrefs)


def test_a_route_stands_as_a_list_and_as_a_table() -> None:
    """A route's page has its stages as a list and as a table, for each version, with all that is said of them."""
    page = pages(site(town()))["route-council.way.html"]
    assert page.tags["table"] == 2
    for said in ("Version 1", "Version 2", "adopted, Town, choice of 0 to 1: see with: Town", "end with “odd”", "within 2 weeks",
                 "silence counts as", "beside the one that leads", "the source does not say who", "In the rules ofTown",
                 "at the end an answer", "what cannot wait", "It begins withpublic"):  # fmt: skip
        assert said in page.text, said


def test_meetings_stand_by_month() -> None:
    """The page of a year has its meetings by month, each with its agenda; other years have pages of their own."""
    read = pages(site(town(), year=None))
    text = read["year-2026.html"].text
    for said in ("February 2026", "March 2026", "Tuesday, 3 March 2026, 18:00 until 20:00", "convened jointly", "not public",
                 "taking part from afar is possible", "Agenda 18:05 Town Subject: Town", "items not shown: 1",
                 "Place: Town"):  # fmt: skip
        assert said in text, said
    assert "cancelled" in read["year-2027.html"].text
    assert "from afar only" in read["year-2027.html"].text
    assert "2026-03-03T18:00" in read["year-2026.html"].times
    assert "No meeting is recorded." in pages(site(town(), year=2030))["year-2030.html"].text


def test_meetings_that_replace_others() -> None:
    """A meeting that is off leads to the one that takes place instead, and the other way round, where it is shown."""
    people = {"ada": "Ada <b>", "bo": "Bo", "cy": None}
    seen = [Party(id=id_, name=name, disclosure=Audience.PUBLIC) for id_, name in people.items()]
    told = [
        meeting("a", at=datetime(2026, 1, 6, 18), state="postponed"), meeting("b", at=datetime(2026, 2, 3, 18), instead_of="a"),
        meeting("c", at=date(2026, 2, 5), instead_of="a"), meeting("d", at=date(2026, 2, 9), instead_of="old"),
        meeting("old", at=date(2025, 5, 9), state="cancelled"), present(["bo", "ada"], "b"), present(["cy"], "b", remote=True),
        missed("bo", date(2026, 2, 5)), missed("ada", date(2026, 2, 5), excused=date(2026, 2, 1)),
    ]  # fmt: skip
    page = pages(site(scope(body("x"), events=[*seen, *told]), year=2026))["year-2026.html"]
    for said in ("postponed instead: Tuesday, 3 February 2026, 18:00, Thursday, 5 February 2026", "present: Ada <b>, Bo",
                 "held instead of: Tuesday, 6 January 2026, 18:00", "took part from afar: cy", "excused: Ada <b>", "absent: Bo",
                 "held instead of: old"):  # fmt: skip
        assert said in page.text, said


def test_next_meetings_were_not_held() -> None:
    """The next meetings are those from the day of the export on that were not held."""
    here = town()
    assert here.record is not None
    early = meeting("early", "council", date(2026, 3, 20), state="held")
    here = evolve(here, record=evolve(here.record, events=(*here.record.events, early)))
    text = pages(site(here))["index.html"].text
    assert "3 March 2026" in text
    assert "3 February 2026" not in text
    assert "20 March 2026" not in text


def test_closed_days_stand_in_the_year(paderborn: Scope) -> None:
    """Where closed days are known, the page of the year tells them."""
    here = evolve(paderborn, holidays=lambda _region, year: {date(year, 1, 1): "Neujahr <b>"})
    shown = publish(here, DAY, year=2026)
    files = site(here, year=2026)
    assert ("Neujahr <b>" in pages(files)["year-2026.html"].text) == bool(shown.closed)


def test_open_questions_and_sources() -> None:
    """Open questions tell silences, readings, assumptions and what no rule expresses; sources link where that is safe."""
    read = pages(site(town()))
    for said in ("quorum", "Considered and excluded: five", "leads", "Assumptions Town Town cadence",
                 "Expressed by no rule Town"):  # fmt: skip
        assert said in read["open.html"].text, said
    assert "https://town.example/?a=1&b=%3C" in read["sources.html"].hrefs
    assert "javascript:alert(1)" in read["sources.html"].text
    assert not any(href.startswith("javascript") for page in read.values() for href in page.hrefs)


def test_what_was_found() -> None:
    """What was found stands by how bad it is, with whose rule it is about; the page is there only if somebody looked."""
    here = scope(
        body(
            "council", group("people", seats=3, name=Text.of({"en": "Members"})), row(cadence(times="2")), kind="council",
            name=Text.of({"en": "Council"}),
        ),
        kinds=(kind("council", name=Text.of({"en": "Councils"})), kind("bare")), events=[meeting("m", "council")],
    )  # fmt: skip
    asked = (
        finding("uncited", ("bodies", "council", "seats", 0), owner="council", hint=message("hint.did-you-mean", word="§ <b>")),
        *(finding("uncited", ("bodies", "council", "cadence", number), owner="k") for number in (0, 9)),
        finding("undeclared-kind", ("bodies", "council", "kind"), kind="c"), finding("uncited", ("bodies", "gone"), owner="gone"),
        finding("uncited", ("kinds", "council", "seats"), owner="council"), finding("uncited", ("kinds", "lost"), owner="lost"),
        finding("uncited", ("kinds", "bare"), owner="bare"), finding("duplicate-id", ("sources", "page"), id="page"),
        finding("gap-in-sources", ("bodies", "council", "unstated"), topics="term", where="council"),
    )  # fmt: skip
    record = (finding("absent-voted", ("events", 0), party="p1", meeting="m"), finding("torn-line", read="{"))
    files = site(here, found=Opened(charter=here.charter, record=here.record, of_charter=asked, of_record=record))
    assert list(complaints(files)) == []
    page = pages(files)["findings.html"]
    assert page.headings == ["h1", "h2", "h2"]
    for said in (
        "Errors", "Warnings", "Council seats Members bodies.council.seats[0]", "did you mean “§ <b>”?",
        "Council cadence 1 bodies.council.cadence[0]", "Council cadence bodies.council.cadence[9]", "Council bodies.council.kind",
        "gone bodies.gone", "all bodies of the kind “Councils” seats kinds.council.seats",
        "all bodies of the kind “lost” kinds.lost",
        "all bodies of the kind “bare”", "sources.page", "stands among the open questions (1)",
        "What was found in the record may be about persons",
    ):  # fmt: skip
        assert said in page.text, said
    assert "body-council.html" in page.hrefs
    assert "findings.html" in pages(files)["open.html"].hrefs
    assert "findings.html" in pages(files)["index.html"].hrefs
    assert "p1" not in page.text
    office = pages(site(here, audience=Audience.ADMINISTRATION, found=Opened(of_record=record)))["findings.html"]
    assert "fact no. 1 of the record" in office.text
    assert "may be about persons" not in office.text
    assert "findings.html" not in site(here)


@pytest.mark.parametrize(("tag", "said"), [("de", "Nichts gefunden."), ("en", "Nothing was found.")])
def test_that_nothing_was_found_is_told(tag: str, said: str) -> None:
    """A page without findings says so, in both languages, and counts as whole."""
    files = site(town(), tag=tag, found=Opened())
    assert said in pages(files)["findings.html"].text
    assert list(complaints(files)) == []
    silent = finding("gap-in-sources", ("bodies", "finance", "unstated"), topics="term", owner="finance")
    hidden = finding("absent-voted", ("events", 0), party="p1", meeting="m")
    for more in (Opened(of_charter=(silent,)), Opened(of_record=(hidden,))):
        assert said not in pages(site(town(), tag=tag, found=more))["findings.html"].text


def test_people_and_proposals() -> None:
    """There is a page of people with where they sit, and one of proposals with their steps."""
    read = pages(site(town()))
    assert "not on this day" in read["people.html"].text
    assert "association" in read["people.html"].text
    for said in ("brought up Town", "decided Town Meeting: Town adopted", "Brought upMonday, 5 January 2026", "ByTown"):
        assert said in read["proposals.html"].text, said
    bare = site(town(facts=False))
    assert {"people.html", "proposals.html"}.isdisjoint(bare)


def test_feeds_are_of_one_body() -> None:
    """Beside the pages lie calendars: one of all meetings, and one of each body that has some or is there."""
    files = site(town())
    assert files["feed.ics"].count(b"BEGIN:VEVENT") == 3
    assert files["body-finance.ics"].count(b"BEGIN:VEVENT") == 1
    assert "body-later.ics" not in files


def test_feeds_tell_what_is_due() -> None:
    """What was asked for beside the meetings stands in the calendars, in that of a body only what is due there."""
    rows = (row(notice(lead="7 days before meeting")), row(duty(due="1 December"), id="report"))
    here = scope(body("x", *rows), body("y", *rows), events=(meeting(), meeting("n", "y")))
    files = site(here, including=Include)
    assert [files[name].count(b"UID:") for name in ("feed.ics", "body-x.ics", "body-y.ics")] == [1 + 6, 1 + 3, 1 + 3]
    assert b"+x@" in files["body-x.ics"]
    assert b"+y@" not in files["body-x.ics"]


def test_nothing_but_other_languages_is_lost(parts: Parts, paderborn: Scope) -> None:
    """Of what there is to show only further languages are lost."""
    made = export(parts, publish(paderborn, DAY), "html", context(paderborn))
    assert [one.code for one in made.losses] == ["loss.languages"]


def test_what_the_charter_does_not_know() -> None:
    """A body, a post and an office of which the charter knows nothing are told as the record has them."""
    here = town()
    shown = publish(here, DAY)
    more = [
        Membership(body="council", post="clerk", party="ann-id", office="Not a reference!"),
        Membership(body="moon", post="captain", party="ben-id", of="stars", rests=True, certain=False),
    ]
    law = evolve(here.charter, id="law", kind="statute", sources=(), bodies=(), kinds=())
    about = evolve(context(here), charter=evolve(here.charter, laws=(law,)))
    made = evolve(
        shown, bodies=(*shown.bodies, PublishedBody(id="moon", kind="moon")), memberships=(*shown.memberships, *more),
        sessions=(), parties=(),
    )  # fmt: skip
    files = joined(html.write(made, about, Options()))
    assert list(complaints(files)) == []
    read = pages(files)
    assert "The source does not say. ann-id through the office: Not a reference!" in read["body-council.html"].text
    assert "ben-id for stars rests not certain" in read["body-moon.html"].text
    assert "No meeting is recorded." in read["body-moon.html"].text
    assert "No coming meeting is recorded." in read["index.html"].text


# ── hostile names ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def plain() -> dict[str, tuple[Counter[str], set[str]]]:
    """Return of each page of the town which elements and attributes it has."""
    return shape(site(town("Town", Audience.PUBLIC)))


def shape(files: Mapping[str, bytes]) -> dict[str, tuple[Counter[str], set[str]]]:
    return {name: (page.tags, page.attributes) for name, page in pages(files).items()}


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=30))
@settings(max_examples=3)
@example("<script>alert(1)</script>")
@example('"><b onclick=x>')
@example("' onmouseover='x")
@example("a]]>b & {{ 7 * 7 }} {% x %} {0} {name}")
@example("\u202e\u2066turned\u2069\u2069")
@example("W" * 10_000)
@example("=cmd()\r\nX: y\x00\x07\ud800\uffff")
@example("&lt;i&gt; &amp;")
def test_names_are_words_alone(plain: dict[str, tuple[Counter[str], set[str]]], name: str) -> None:
    """Whatever somebody is called, the pages have the elements and attributes that they have for a town called Town."""
    files = site(town(name))
    assert list(complaints(files)) == []
    assert shape(files) == plain
    page = files["body-council.html"].decode()
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]", page) is None


def test_names_are_told_in_full() -> None:
    """A name stands on the page as it is, however it looks."""
    for name in ("<script>alert(1)</script>", '"><b onclick=x>', "a]]>b & {{ 7 * 7 }} {0}", "&lt;i&gt; &amp;", "W" * 10_000):
        page = pages(site(town(name)))["people.html"]
        assert name in "".join(page.words)


def test_directions_are_isolated() -> None:
    """A name from right to left stands in an element that isolates its direction."""
    assert "<bdi>שלום</bdi>".encode() in site(town("שלום"))["people.html"]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://town.example/a?b=c#d", True), ("http://town.example", True), ("HTTPS://town.example", True),
        ("javascript:alert(1)", False), (" javascript:alert(1)", False), ("data:text/html,x", False), ("//town.example", False),
        ("https://", False), ("https://[", False), ("https://a b", False), ("https://a\n", False), (None, False), ("x", False),
        ("https://town.example/" + "x" * 3000, False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(url: str | None, safe: bool) -> None:
    """Only an address of http or https becomes a link."""
    assert safe_url(url) == (url if safe else None)


def test_files_have_safe_names() -> None:
    """Files are called after ids; what is no id, too long or called like another one has a number instead."""
    keys = {1: ("council",), 2: ("../x",), 3: ("x" * 200,), 4: ("council",), 5: ("a", "b")}
    named = ["body-council.html", "body.2.html", "body.3.html", "body.4.html", "body-a.b.html"]
    assert list(_files("body", keys).values()) == named


# ── audiences and languages ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_public_sees_nobody_hidden() -> None:
    """Names and ids of those whom an audience may not see are in no file; how many were left out is said."""
    here = town("Canary7f", Audience.MEMBERS)
    public, members = site(named(here, "Town")), site(named(here, "Town"), audience=Audience.MEMBERS)
    for secret in (b"Canary7f", b"ann-id", b"ben-id", b"cleo-id", b"club-id"):
        assert not any(secret in content or secret in name.encode() for name, content in public.items()), secret
    assert any(b"Canary7f" in content for content in members.values())
    assert "persons and organisations (4)" in pages(public)["index.html"].text
    assert "What is left out here" not in pages(site(town(), audience=Audience.ADMINISTRATION))["index.html"].text


def named(here: Scope, name: str) -> Scope:
    """Return a town whose texts are of another name than its people."""
    other = town(name)
    assert here.record is not None
    assert other.record is not None
    people = [one for one in here.record.events if isinstance(one, Party)]
    rest = [one for one in other.record.events if not isinstance(one, Party)]
    return evolve(other, record=evolve(other.record, events=(*people, *rest)))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_pages_say_their_language(tag: str) -> None:
    """A page says its language, and where a text is in another one."""
    council = site(town("Town"), tag=tag)["body-council.html"].decode()
    assert f'<html lang="{tag}">' in council
    assert ('<bdi lang="en">Town</bdi>' in council) == (tag == "de")
    assert ("Wer dort sitzt" in council) == (tag == "de")


def test_every_label_is_used() -> None:
    """Templates use all labels, and no others; both languages know them (see `test_messages`)."""
    sources = "".join(file.read_text(encoding="utf-8") for file in sorted(PACKAGE.rglob("*")) if file.suffix in {".html", ".py"})
    used = set(re.findall(r"\bt\('([a-z-]+)'", sources))
    assert {f"html.{name}" for name in used} <= LABELS
    assert [label for label in LABELS if f"'{label[5:]}'" not in sources and f'"{label[5:]}"' not in sources] == []
    with pytest.raises(KeyError):
        Wording(language("en")).label("no-such-label")


def test_words_of_every_sort() -> None:
    """Titles and attributes get words without markup."""
    words = Wording(language("de"))
    assert words.plain(Text.of({"de": "Rat"})) == "Rat"
    assert words.plain(Link(message("word.seats"), "x")) == "Sitze"
    assert words.plain(words.told("<b>")) == "<b>"
    assert words.told(None) == ""
    assert words.when(None) == ""
    assert words.when(parse_day("2026")) == '<time datetime="2026">2026</time>'
    assert words.when(parse_day("unstated")) == "an einem nicht genannten Tag"
    assert words.told(parse_count("2..3")) == "<bdi>2 bis 3</bdi>"
    assert words.told(Text.of({"fr": "oui"})) == '<bdi lang="fr">oui</bdi>'
    assert words.told(Text.of({"<": "x"})) == "<bdi>x</bdi>"


# ── without Jinja2 ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("package", ["jinja2", "markupsafe"])
def test_without_jinja(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """Without Jinja2 the exporter says which extra brings it."""
    for name in [name for name in sys.modules if name.startswith("gremium_adapters.exporters.html.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(Misuse) as caught:
        site(town())
    assert language("en").say(caught.value.said) == "the format “html” needs Jinja2: pip install 'gremium[html]'"


def test_other_missing_modules_are_no_misuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """That something else is missing is not hidden behind the extra."""
    monkeypatch.setitem(sys.modules, "gremium_adapters.exporters.html.site", None)
    with pytest.raises(ModuleNotFoundError):
        site(town())
