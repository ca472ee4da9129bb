"""Tables: what is in the view stands in a cell, can be read back, and is no formula for any spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from examples import opened
from gremium.languages import LANGUAGES, language
from gremium.model.charter import Charter
from gremium.model.meeting import Item
from gremium.model.proposal import Did
from gremium.model.record import Audience, MeetingState, Mode
from gremium.norms.seats import Standing
from gremium.plugins.parts import Context, Options, Parts, joined
from gremium.values.count import Count, exactly
from gremium.values.days import Day, on, parse_day
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.workbench.export import export
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

DAY = date(2026, 11, 21)
TABLES = {
    "bodies.csv", "posts.csv", "parties.csv", "memberships.csv", "terms.csv", "meetings.csv", "presence.csv", "items.csv",
    "proposals.csv", "steps.csv",
}  # fmt: skip
# What the OWASP names, in narrow and in wide letters; and what a spreadsheet passes over before it looks.
DANGEROUS = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20"
PASSED_OVER = ' \u00a0\u2009"\ufeff\u200b\u200e\u202e\u2060\u00ad'
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
HOSTILE = (
    "=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '"=1', " =1", "\ufeff=1", "\u200b=1", "\u202e=1",
    "\uff1d1+1", "\uff20A1", "'=1", "''", "'", "a,b", 'a"b', "a;=1+1", "a\r\nb", "a\nb", "a\rb", "a\tb", '"', '""', "",
    "<script>alert(1)</script>", "]]>", "\u05d0\u200f", "x" * 10_000, "\x00", "a\x00=1", "\x00=1", "\x1b[31m", "\ud800",
    "\udfff=1", "\U0001f600", "NULL",
)  # fmt: skip
ABOUT = {
    tag: Context(charter=Charter(id="town", kind="municipality"), language=language(tag), stamp=datetime(2026, 1, 1, tzinfo=UTC))
    for tag in LANGUAGES
}


def view(name: str = "Ada", **more: object) -> Published:
    """Return a view with one person of this name."""
    said = {"id": "town", "kind": "municipality", "at": DAY, "audience": Audience.PUBLIC, "bodies": ()}
    return Published(**{**said, "parties": (Named(id="ada", name=name),), **more})


def tables(parts: Parts, shown: Published, tag: str = "en") -> dict[str, list[dict[str, str]]]:
    """Return the rows of each table as a reader of CSV gets them, with what was put in front taken away again."""
    made = export(parts, shown, "csv", ABOUT[tag], Options())
    assert made.files.keys() == TABLES
    return {name.removesuffix(".csv"): read(content) for name, content in made.content().items()}


def read(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a table, every cell of which has to be inert."""
    assert content.endswith(b"\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    for row in rows:
        assert len(row) == len(head)
        assert all(inert(cell) for cell in row)
    return [{name: cell.removeprefix("'") for name, cell in zip(head, row, strict=True)} for row in rows]


def inert(cell: str) -> bool:
    """Return whether no spreadsheet takes a cell for a formula."""
    return cell[:1] not in [*"\t\r\n"] and cell.lstrip(f"{PASSED_OVER}\ufffd\t\r\n")[:1] not in [*DANGEROUS]


# ── what stands where ────────────────────────────────────────────────────────────────────────────────────────────────


def test_everything_of_the_view_has_a_cell(parts: Parts) -> None:
    """Whatever the view tells of something stands in its row, in the table of its kind."""
    rough, both = parse_day("2026"), Text.of({"de": "Rat", "en": "Council"})
    shown = view(
        bodies=(
            PublishedBody(
                id="x", kind="council", kind_name=both, name=both, part_of=Ref(target="y"), since=on(DAY), until=rough,
                planned=True, posts=(
                    Post(id="people", name=both, number=Count(2, 3), standing=Standing.VOTING, open_to=both, taken=1, withheld=2,
                         unnamed=3, vacant=4),
                    Post(id="chair", office=True, number=exactly(1)),
                ),
            ),
        ),
        memberships=(
            Membership(body="x", post="people", party="ada", standing=Standing.ADVISORY, since=rough, until=Day(None, DAY),
                       of="club", office="chair@y", substitute=True, stands_in_for="bea", rank=2, now=False, certain=False,
                       rests=True),
            Membership(body="x", post="people", party="ada"),
        ),
        terms=(ElectoralTerm(body="x", since=rough),),
        sessions=(
            Session(
                id="m", bodies=("x", "y"), at=datetime(2026, 3, 10, 19), ends=datetime(2026, 3, 10, 21), state=MeetingState.HELD,
                name=both, place=both, mode=Mode.HYBRID, public=False,
                points=(
                    Point(id="a"),
                    Point(id="b", name=both, subject="budget", public=False, at=datetime(2026, 3, 10, 20), proposals=("p", "q")),
                ),
            ),
            Session(
                id="n", bodies=("x",), at=DAY, state=MeetingState.POSTPONED, instead_of="m",
                present=tuple(Attendee(party="ada", how=how) for how in Came),
            ),
        ),
        papers=(
            Paper(
                id="p", name=both, subject="idea", of="x", by="ada", at=DAY,
                steps=(
                    Dealt(did=Did.TOOK_NOTE, body="x", at=DAY, meeting="m", item="a", outcome="done"),
                    Dealt(did=Did.HEARD, at=DAY),
                ),
            ),
            Paper(id="q"),
        ),
    )  # fmt: skip
    found = {name: [list(row.values()) for row in rows] for name, rows in tables(parts, shown).items()}
    assert found == {
        "bodies": [["x", "Council", "council", "Council", "y", "2026-11-21", "2026", "true", "holds"]],
        "posts": [
            ["x", "people", "Council", "false", "2..3", "voting", "Council", "1", "2", "3", "4"],
            ["x", "chair", "", "true", "1", "", "", "0", "0", "0", "0"],
        ],
        "parties": [["ada", "Ada", "person"]],
        "memberships": [
            ["x", "people", "ada", "advisory", "2026", "unstated..2026-11-21", "club", "chair@y", "true", "bea", "2", "false",
             "false", "true"],
            ["x", "people", "ada", "", "", "", "", "", "false", "", "", "true", "true", "false"],
        ],
        "terms": [["x", "2026", ""]],
        "meetings": [
            ["m", "x y", "2026-03-10T19:00:00", "2026-03-10T21:00:00", "held", "Council", "Council", "hybrid", "false", ""],
            ["n", "x", "2026-11-21", "", "postponed", "", "", "room", "", "m"],
        ],
        "presence": [["n", "ada", how] for how in ("room", "remote", "excused", "absent")],
        "items": [
            ["m", "0", "a", "", "", "true", "", ""],
            ["m", "1", "b", "Council", "budget", "false", "2026-03-10T20:00:00", "p q"],
        ],
        "proposals": [["p", "Council", "idea", "x", "ada", "2026-11-21"], ["q", "", "", "", "", ""]],
        "steps": [
            ["p", "2026-11-21", "took-note", "x", "m", "a", "done"],
            ["p", "2026-11-21", "heard", "", "", "", ""],
        ],
    }  # fmt: skip


def test_texts_are_in_the_language_of_the_export(parts: Parts) -> None:
    """A name in several languages is told in one of them; words of the format are the same in all."""
    shown = view(bodies=(PublishedBody(id="x", kind="council", name=Text.of({"de": "Rat", "en": "Council"})),))
    assert [tables(parts, shown, tag)["bodies"][0]["name"] for tag in LANGUAGES] == ["Rat", "Council"]


def test_an_empty_view_has_tables_with_heads(parts: Parts) -> None:
    """Where there is nothing to show, each table is there with its head line."""
    assert set(map(len, tables(parts, view(parties=())).values())) == {0}


# ── hostile texts ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_inert_and_can_be_read_back(parts: Parts, said: str) -> None:
    """Whatever a name is, its cell is no formula and gives the name back when the apostrophe is taken away."""
    (row,) = tables(parts, view(said))["parties"]
    assert row == {"id": "ada", "name": NO_TEXT.sub("\ufffd", said), "kind": "person"}


@settings(max_examples=150)
@given(st.text(st.sampled_from(f"{DANGEROUS}{PASSED_OVER}'\",;a1\x00\x1b\x85\u2028\ud800")) | st.text())
@example("\u2028=1")
def test_whatever_is_said(parts: Parts, said: str) -> None:
    """Every text is inert in every table, and comes back."""
    text, clean = Text.of({"en": said}), NO_TEXT.sub("\ufffd", said)
    shown = view(
        said,
        bodies=(PublishedBody(id=said, kind=said, name=text, posts=(Post(id=said, number=exactly(1), open_to=text),)),),
        memberships=(Membership(body=said, post=said, party=said, of=said, office=said, stands_in_for=said),),
        sessions=(Session(id=said, bodies=(said,), at=DAY, place=text, points=(Point(id=said, name=text, subject=said),),
                          instead_of=said, present=(Attendee(party=said, how=Came.ROOM),)),),
        papers=(Paper(id=said, name=text, subject=said, by=said, steps=(Dealt(did=Did.HEARD, at=DAY, outcome=said),)),),
    )  # fmt: skip
    found = tables(parts, shown)
    assert found["parties"][0]["name"] == found["bodies"][0]["name"] == found["posts"][0]["open_to"] == clean
    assert found["memberships"][0]["office"] == found["meetings"][0]["place"] == found["items"][0]["subject"] == clean
    assert found["meetings"][0]["instead_of"] == found["presence"][0]["party"] == clean
    assert found["proposals"][0]["by"] == found["steps"][0]["outcome"] == clean


def test_only_what_is_dangerous_gets_an_apostrophe(parts: Parts) -> None:
    """Names that are none of this stand as they are."""
    for said in ("Ada", "O'Neill", "a=b", "a-b", "3 %", "Müller-Lüdenscheidt", "(=1)", "\u05d0"):
        made = joined(parts.exporter("csv").write(view(said), ABOUT["en"], Options()))
        assert f"ada,{said},person\r\n".encode() in made["parties.csv"]


# ── real records ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["paderborn", "musterstadt", "wuerselen"])
def test_examples_as_tables(parts: Parts, name: str) -> None:
    """Of a real charter with its record all is there, and what a table refers to is in the table that lists it."""
    scope = opened(name).scope
    shown = publish(scope, DAY, Audience.ADMINISTRATION)
    found = tables(parts, shown)
    assert [len(rows) for rows in found.values()] == [
        len(shown.bodies), sum(len(one.posts) for one in shown.bodies), len(shown.parties), len(shown.memberships),
        len(shown.terms), len(shown.sessions), sum(len(one.present) for one in shown.sessions),
        sum(len(one.points) for one in shown.sessions), len(shown.papers),
        sum(len(one.steps) for one in shown.papers),
    ]  # fmt: skip
    bodies, people = ({row["id"] for row in found[table]} for table in ("bodies", "parties"))
    assert {row["body"] for row in found["memberships"]} <= bodies
    assert {row["party"] for row in found["memberships"]} <= people
    assert all({*row["bodies"].split()} & bodies for row in found["meetings"])
    assert {row["meeting"] for row in found["items"]} <= {row["id"] for row in found["meetings"]}
    assert scope.record is not None
    known = [one for one in scope.record.standing if isinstance(one, Item)]
    assert len(found["items"]) == len(known)
    assert tables(parts, publish(scope, DAY, Audience.ADMINISTRATION)) == found
