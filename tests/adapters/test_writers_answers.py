"""Text and JSON of rosters in full, of changes, and of any question: what people and programs read."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from builders import (
    ambiguity,
    body,
    cadence,
    charter,
    composition,
    delegation,
    electoral,
    group,
    holds,
    missed,
    person,
    remit,
    row,
    scope,
    seats,
    term,
)
from gremium.evaluate.scope import Scope
from gremium.languages import LANGUAGES, language
from gremium.model.charter import Organisation
from gremium.model.provision import Reading, Strength
from gremium.model.record import Audience
from gremium.norms.seats import Standing, SubstituteOrder
from gremium.plugins.parts import Context, Parts
from gremium.values.filling import How
from gremium.values.text import Text
from gremium.workbench.ask import asked
from gremium.workbench.audience import names
from gremium.workbench.diff import diff
from gremium.workbench.show import show

DAY, BEFORE = date(2026, 6, 1), date(2025, 6, 1)
PUBLIC = Audience.PUBLIC
ADA, BO, CY = (evolve(person(id_), disclosure=PUBLIC) for id_ in ("ada", "bo", "cy"))
EVE = person("eve")


def about(here: Scope, tag: str = "en", audience: Audience = PUBLIC, width: int = 200) -> Context:
    """Return what a writer may know."""
    return Context(
        charter=here.charter,
        language=language(tag),
        stamp=datetime(2026, 1, 1, tzinfo=UTC),
        audience=audience,
        names=names(here.record, audience),
        record_given=here.record is not None,
        width=width,
    )


def write(parts: Parts, kind: str, answer: Any, context: Context, format_: str = "text") -> str:
    """Return an answer as a writer writes it; no code of the catalogue is left in text."""
    text = parts.writer(kind, format_).write(answer, context).decode()
    families = ("show.", "delta.", "ask.", "reason.", "how.", "outcome.", "term.f", "noun.")
    assert format_ == "json" or not any(family in text for family in families)
    return text


def roster(parts: Parts, here: Scope, where: str = "x", tag: str = "en", audience: Audience = PUBLIC, width: int = 200) -> str:
    """Return who sits in a body as text."""
    return write(parts, "roster", show(here, where, DAY, audience), about(here, tag, audience, width))


def ask(parts: Parts, here: Scope, question: str, tag: str = "en", format_: str = "text") -> str:
    """Return the answer to a question to the body `x`."""
    return write(parts, "answer", asked(here, "x", question, DAY), about(here, tag), format_)


def data(parts: Parts, here: Scope, question: str) -> Any:
    """Return the answer to a question as a program reads it."""
    return json.loads(ask(parts, here, question, format_="json"))


def changes(
    parts: Parts, here: Scope, tag: str = "en", audience: Audience = PUBLIC, bodies: tuple[str, ...] | None = None
) -> str:
    """Return what changes from one day to another as text."""
    return write(parts, "delta", diff(here, BEFORE, DAY, bodies, audience), about(here, tag, audience))


# ── rosters ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("order", SubstituteOrder)
@pytest.mark.parametrize("standing", Standing)
def test_what_seats_carry_with_them(parts: Parts, order: SubstituteOrder, standing: Standing) -> None:
    """Rights, votes, blocks, honour, allowance and the rule about substitutes stand among the notes, in both languages."""
    rule = group(
        "people", "page", seats=2, standing=standing, weight=3, block=6, honorary=True, allowance=True, substitutes=order.value,
        proposed_by=["council", "board"], out_of=["people@council"],
    )  # fmt: skip
    here = scope(body("x", rule), body("council", name=Text.of({"de": "Rat", "en": "Council"})))
    english, german = (roster(parts, here, tag=tag) for tag in ("en", "de"))
    assert "proposed by Council, board" in english
    assert "auf Vorschlag von Rat, board" in german
    assert "aus dem Kreis von people@council" in german
    assert "Stimmen je Sitz: 3" in german
    assert "Stimmen der Gruppe zusammen: 6" in german
    assert "ehrenamtlich" in german
    assert "mit Aufwandsentschädigung" in german
    assert "Stellvertretung: " in german
    assert english.count("[") == german.count("[") >= 16


def test_what_a_seat_reveals_is_said(parts: Parts) -> None:
    """What of special protection a seat tells of whoever sits there stands among the notes and in the data; else nothing does."""
    for reveals, said in ((["disability", "belief"], "disability, religion or belief"), ([], None)):
        here = scope(body("x", group("people", "page", seats=2, reveals=reveals)))
        assert (f"the seat reveals something about the person ({said})" in roster(parts, here)) is bool(reveals)
        written = write(parts, "roster", show(here, "x", DAY), about(here), "json")
        (found,) = json.loads(written)["groups"]
        assert found.get("reveals") == (reveals or None)
        assert ("Behinderung" in roster(parts, here, tag="de")) is bool(reveals)


@pytest.mark.parametrize("how", How)
@pytest.mark.parametrize("by", [None, "unstated", "council", "club", "town/", "people@county/board"])
def test_how_seats_are_filled(parts: Parts, how: How, by: str | None) -> None:
    """How and by whom a seat is filled is said by names, and what is not stated is said as such, in the reader's language."""
    club = Organisation(id="club", name=Text.of({"de": "Verein"}), kind="association")
    chosen = {"how": how.value} | ({"by": by} if by else {})
    here = scope(
        body("x", group("people", "page", seats=1, **chosen)), body("council", name=Text.of({"de": "Rat"})), parties=(club,)
    )
    notes = [line for line in roster(parts, here, tag="de").splitlines() if line.startswith("[2]")]
    assert all("unstated" not in note and "/ " not in f"{note} " for note in notes)
    shown = {None: "", "unstated": "", "council": "Rat", "club": "Verein", "town/": "town", "people@county/board": "county/board"}
    assert all(shown[by] in note for note in notes)
    assert notes


def test_substitutes_stand_below_their_members(parts: Parts) -> None:
    """Personal substitutes stand below the member, others below the group with their rank; hidden ones are withheld."""
    events = (
        ADA, BO, CY, EVE,
        holds("ada", "people@x", "2025"),
        holds("bo", "people@x", "2025", substitute=True, stands_in_for="ada"),
        holds("eve", "people@x", "2025", substitute=True, stands_in_for="ada", rank=2),
        holds("cy", "people@x", "2025", "2026-05-01..2026-07-01", substitute=True, rank=1),
    )  # fmt: skip
    here = scope(body("x", group("people", "page", seats=1, substitutes="personal")), events=events)
    lines = [line.split("  ") for line in roster(parts, here).splitlines()]
    told = [" ".join(cell.strip() for cell in line if cell.strip()) for line in lines]
    start = next(n for n, line in enumerate(told) if "Ada" in line)
    assert "withheld" in told[start + 1]
    assert "Bo" in told[start + 2]
    assert any("Cy (open)" in line for line in told)
    whole = json.loads(write(parts, "roster", show(here, "x", DAY), about(here), "json"))["groups"][0]
    beside = whole["seats"][0]["substitutes"]
    assert [(one["holder"], one["name"], one["stands_in_for"], one["rank"]) for one in beside if not one["withheld"]] == [
        ("bo", "Bo", "ada", None)
    ]
    assert [one["state"] for one in whole["substitutes"]] == ["open"]


def test_seats_that_rest_are_open_or_vacant(parts: Parts) -> None:
    """A membership that rests, a seat that is vacant and a holder who is not certain are told apart."""
    events = (
        ADA, BO,
        holds("ada", "one@x", "2025"), holds("ada", "one@x", "2026-01-01", rests=True),
        holds("bo", "two@x", "2024", "2025"),
    )  # fmt: skip
    text = roster(
        parts, scope(body("x", *(group(id_, "page", seats=1) for id_ in ("one", "two", "three"))), events=events), tag="de"
    )
    assert "Ada (ruht)" in text
    assert "unbesetzt: " in text
    assert "offen: Die Aufzeichnung sagt" in text


def test_seats_alike_are_one_line(parts: Parts) -> None:
    """Empty seats of which the same is to be said are one line with their number."""
    here = scope(body("x", group("people", "page", seats=30)))
    assert "30 Sitze offen" in roster(parts, here, tag="de")
    assert len(roster(parts, here).splitlines()) < 12


def test_a_body_that_is_not_there(parts: Parts) -> None:
    """Of a body that is not there the reasons are told, and a program gets no groups."""
    here = scope(body("x", group("people", "page", seats=1), until="2025-12-31"))
    assert "2025-12-31" in roster(parts, here)
    answer = json.loads(write(parts, "roster", show(here, "x", DAY), about(here), "json"))
    assert (answer["outcome"], "groups" in answer) == ("FAILS", False)


def two_readings() -> Scope:
    """Return a body whose source can be read in two ways, and was read in a third one that does not hold."""
    leads = evolve(ambiguity("leads", "three", "four"), excluded=(("five", Text.of({"de": "fünf; nein"})),))
    rows = (
        evolve(group(id_, "page", seats=number), reading=(Reading("leads", (name,)),))
        for id_, number, name in (("leaders", 3, "three"), ("others", 4, "four"))
    )
    asks = (
        evolve(row(composition(is_=f"exactly {number}"), "page"), reading=(Reading("leads", (name,)),))
        for number, name in ((3, "three"), (5, "four"))
    )
    return scope(body("x", group("head", "page", seats=1), *rows, *asks), ambiguities=(leads,))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_readings_of_a_roster(parts: Parts, tag: str) -> None:
    """Below the seats stand the readings with their sizes, and the reading that was excluded with its reason."""
    text = roster(parts, two_readings(), tag=tag)
    assert all(part in text for part in ("leads:three", "leads:four", "leads:five", "fünf; nein"))
    answer = asked(two_readings(), "x", "composition", DAY)
    said = write(parts, "answer", answer, about(two_readings(), tag))
    assert "leads:three" in said
    assert "leads:four" in said
    whole = json.loads(write(parts, "answer", answer, about(two_readings(), tag), "json"))
    assert set(whole["readings"]) == {"leads:three", "leads:four"}


def test_readings_of_which_one_gives_no_roster(parts: Parts) -> None:
    """Where under one reading nothing is said of seats, each reading is told by itself."""
    only = evolve(group("people", "page", seats=3), reading=(Reading("leads", ("three",)),))
    here = scope(body("x", only), ambiguities=(ambiguity("leads", "three", "four"),))
    text = roster(parts, here)
    assert "Under the reading “leads” (leads:three):" in text
    assert "Under the reading “leads” (leads:four):" in text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_reader(parts: Parts, width: int) -> None:
    """Tables and sentences fit the terminal, whatever names and ids the charter has."""
    name = Text.of({"de": "Ausschuss für Chancengerechtigkeit und Integration"})
    rows = [
        row(seats(holder=f"chair@committee-{n}", name=name), "page § 1", strength=Strength.SHOULD, id=f"g{n}") for n in range(3)
    ]
    bodies = [body(f"committee-{n}", kind="equal-opportunity-committee", name=name) for n in range(3)]
    here = scope(body("x", *rows, name=name), *bodies, events=(ADA, holds("ada", "chair@committee-1", "2025")))
    for tag in LANGUAGES:
        assert max(map(len, roster(parts, here, tag=tag, width=width).splitlines())) <= width


# ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def changing() -> Scope:
    """Return a body in which between the two days of the tests everything happens that can happen to seats."""
    rows = (
        group("council", "page § 1", seats=2, substitutes="ordered"),
        row(seats(seats=1), "page § 2", id="old", until="2025-12-31"),
        row(seats(seats=1), "page § 3", id="new", since="2026-01-01"),
        row(seats(seats=1), "page § 4", id="rough", since="2026-05-01..2026-07-01"),
        group("chairs", "page § 5", seats=1),
    )
    events = (
        ADA, BO, CY, EVE,
        holds("ada", "council@x", "2024", "2025-12-31"),
        holds("bo", "council@x", "2026-01-01"),
        holds("cy", "council@x", "2026-01-01", substitute=True, rank=1),
        holds("bo", "council@x", "2024", "2025-12-31", substitute=True, rank=1),
        holds("eve", "new@x", "2026-01-01"),
        holds("ada", "chairs@x", "2024"),
        holds("bo", "chairs@x", "2026-02-01"),
    )  # fmt: skip
    return scope(
        body("x", *rows, name=Text.of({"de": "Rat", "en": "Council"})), body("still", group("a", "page", seats=1)), events=events
    )


def test_changes_in_text(parts: Parts) -> None:
    """Each change has its line: what, where, before, after, and the clause; bodies without changes are left out."""
    text = changes(parts, changing(), "de")
    assert text.startswith("Rat (x) vom 2025-06-01 zum 2026-06-01")
    for word in (
        "neuer Sitz",
        "vielleicht neuer Sitz",
        "Sitz entfällt",
        "Wechsel",
        "Stellvertretung kommt",
        "Stellvertretung geht",
    ):
        assert word in text
    assert "still" not in text
    assert "page § 3" in text
    assert "nicht angezeigt" in text
    assert "Eve" not in text
    assert "Eve" in changes(parts, changing(), audience=Audience.MEMBERS)
    assert text.endswith("Dies ist keine Rechtsberatung.\n")


def test_changes_alike_are_one_line(parts: Parts) -> None:
    """Several seats of which the same is to be said stand in one line, with their number."""
    here = scope(body("x", row(seats(seats=3), "page", id="m", since="2026-01-01"), group("n", "page")), events=())
    text = changes(parts, here)
    assert [line.split()[0] for line in text.splitlines() if "× new seat" in line] == ["3"]  # noqa: RUF001  (so many times)


def test_changes_in_json(parts: Parts) -> None:
    """A program gets every change with both seats, and the size before and after."""
    here = changing()
    listed = json.loads(write(parts, "delta", diff(here, BEFORE, DAY), about(here), "json"))
    assert listed["jurisdiction"] == "town"
    x, still = listed["bodies"]
    assert (x["body"], x["from"], x["to"], x["size"]) == ("x", "2025-06-01", "2026-06-01", {"before": 4, "after": "4..5"})
    assert still["changes"] == []
    kinds = {change["change"]: change for change in x["changes"]}
    assert kinds["added"]["before"] is None
    assert kinds["removed"]["after"] is None
    assert (kinds["replaced"]["before"]["name"], kinds["replaced"]["after"]["name"]) == ("Ada", "Bo")
    assert kinds["substitute-joined"]["party"] == "cy"
    assert x["withheld"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_change(parts: Parts, tag: str) -> None:
    """Where nothing changes, one sentence says so."""
    text = changes(parts, scope(body("x", group("a", "page", seats=1)), events=()), tag)
    assert "2025-06-01" in text
    assert len(text.splitlines()) == 2


def test_changes_of_a_body_without_seats(parts: Parts) -> None:
    """Of a body of which no seats are known the reason is told, if it was asked for; a size alone is a change, too."""
    here = scope(body("x"), body("grows", group("a", "page", open_to="alle"), since="2026-01-01"))
    text = changes(parts, here, bodies=("x", "grows"))
    assert "x" in text
    answer = json.loads(write(parts, "delta", diff(here, BEFORE, DAY, ("x",)), about(here), "json"))
    assert (answer["bodies"][0]["outcome"], "changes" in answer["bodies"][0]) == ("OPEN", False)
    assert "grows" in text


@pytest.mark.parametrize(("since", "until", "said"), [("2026-01-01", None, "2026-01-01"), (None, "2025-12-31", "2025-12-31")])
def test_bodies_come_and_go(parts: Parts, since: str | None, until: str | None, said: str) -> None:
    """Where the body itself begins or ends between the days, that is told below its seats."""
    here = scope(body("x", group("a", "page", seats=1), since=since, until=until, cites=group("y", "law § 2").cites))
    (line,) = [line for line in changes(parts, here, "de").splitlines() if "besteht" in line]
    assert said in line
    assert "law § 2" in line


def test_holders_come_and_go(parts: Parts) -> None:
    """Before and after a change stand names, vacant or open seats."""
    events = (ADA, BO, holds("ada", "one@x", "2024", "2025-12-31"), holds("bo", "two@x", "2026-01-01"))
    here = scope(body("x", group("one", "page", seats=1), group("two", "page", seats=1)), events=events)
    text = changes(parts, here, "de")
    assert "geht" in text
    assert "kommt" in text
    assert "unbesetzt" in text
    assert "offen" in text


def test_seats_through_others(parts: Parts) -> None:
    """A seat that comes through an office is named with it."""
    here = scope(body("x", group("heads", "page", holder="chair@*team")),
                 body("red", kind="team"), body("blue", kind="team", since="2026-01-01"), events=())  # fmt: skip
    assert "heads: chair@blue" in changes(parts, here)


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def ruled() -> Scope:
    """Return a body with a rule of every word."""
    rows = (
        group("people", "page § 1", seats=3),
        row(composition(count="members", is_="at least 2"), "page § 2", id="enough"),
        row(term(length="2 years", for_seat="people", vacancy={"fill": "by-election", "within": "90 days"},
                 removal={"lost_by": "absence", "absences": 1}, renewal={"share": "1/3", "every": "1 year"}), "page § 3"),
        row(delegation("guests@board", sends=2), "page § 4"),
        row(remit(includes="Haushalt", may_have="board"), "page § 5"),
        row(cadence(times=4, per="year"), "page § 6"),
    )  # fmt: skip
    board = body("board", group("guests", "page § 7", how="sent", by="x", seats=2))
    events = (
        ADA, BO, EVE,
        holds("ada", "people@x", "2025-01-01"), holds("eve", "people@x", "2025-01-01"),
        holds("bo", "people@x", "2024-01-01", "2026-05-01"),
        holds("ada", "chair@x", "2025-01-01"), holds("ada", "guests@board", "2025-01-01"),
        missed("ada", date(2026, 2, 1)), electoral("x", "2025-01-01"),
    )  # fmt: skip
    return scope(body("x", *rows, name=Text.of({"de": "Rat"})), board, events=events)


@pytest.mark.parametrize(
    ("question", "german"),
    [
        ("composition", ["Zusammensetzung: Rat, 2026-06-01: trifft zu", "Mitglieder: mindestens 2", "[page § 2]"]),
        (
            "term",
            [
                "Amtszeit: Rat",
                "Ada (people): 2025-01-01 bis",
                "Sitz verloren am 2026-02-01",
                "frei seit",
                "Nachwahl",
                ", bis 2026-",
            ],
        ),
        ("delegation", ["Entsendung: Rat", "guests@board: 2, dort besetzt: 1", "entsendet 2 nach guests@board"]),
        ("remit", ["Aufgaben: Rat", "Haushalt; kann bilden: board"]),
        ("cadence", ["Sitzungsrhythmus: Rat", "4 Sitzungen im Jahr"]),
        ("chair", ["Vorsitz: Rat", "  Ada"]),
        ("secretary", ["Geschäftsführung: Rat, 2026-06-01: offen", "Es fehlt: x.secretary"]),
        ("quorum", ["Beschlussfähigkeit: Rat, 2026-06-01: offen", "Es fehlt: x.quorum"]),
        ("seats", ["Rat (x) am 2026-06-01, Sitze: 3"]),
        ("people", ["people: Rat", "  Ada", "nicht angezeigt"]),
    ],
)
def test_answers_in_text(parts: Parts, question: str, german: list[str]) -> None:
    """An answer says what was asked and the outcome, then facts and rules in words with their clauses, then what is missing."""
    text = ask(parts, ruled(), question, "de")
    assert [part for part in german if part not in text] == []
    assert text.endswith("Dies ist keine Rechtsberatung.\n")
    assert "Eve" not in text
    assert ask(parts, ruled(), question).endswith("This is no legal advice.\n")


def test_answers_in_json(parts: Parts) -> None:
    """A program gets outcome, values, figures, reasons and what is missing, by the kind of the question."""
    answer = data(parts, ruled(), "composition")
    assert (answer["body"], answer["question"], answer["at"], answer["outcome"]) == ("x", "composition", "2026-06-01", "HOLDS")
    assert [(one["id"], one["outcome"], one["figures"]["members"]) for one in answer["value"]] == [("enough", "HOLDS", "2")]
    terms = data(parts, ruled(), "term")["value"]
    assert [(one["holder"], one["since"]) for one in terms["ends"]] == [("ada", "2025-01-01")]
    assert [one["fill"] for one in terms["vacant"]] == ["by-election"]
    assert terms["vacant"][0]["due"] is not None
    assert [(one["holder"], one["on"]) for one in terms["lost"]] == [("ada", "2026-02-01")]
    assert terms["renewed"] == 1
    (sent,) = data(parts, ruled(), "delegation")["value"]
    assert (sent["to"], sent["number"], sent["received"], sent["seats"][0]["name"]) == ("guests@board", 2, "HOLDS", "Ada")
    assert "bodies.x.remit[0]" in json.dumps(data(parts, ruled(), "remit")["value"])
    assert data(parts, ruled(), "cadence")["value"][0]["meetings"] == 4
    assert [seat["name"] for seat in data(parts, ruled(), "chair")["value"]] == ["Ada"]
    assert data(parts, ruled(), "quorum")["value"] is None
    assert data(parts, ruled(), "seats")["groups"][0]["id"] == "people"


def test_terms_of_which_little_is_known(parts: Parts) -> None:
    """An end that nobody knows is open, a vacancy without a deadline has none, and without a renewal nothing is renewed."""
    rows = (
        group("people", "page", seats=2),
        row(term(for_seat="people", follows="board", vacancy={"fill": "not"}), "page"),
    )
    events = (ADA, BO, holds("ada", "people@x", "2025-01-01"), holds("bo", "people@x", "2020", "2021"))
    here = scope(body("x", *rows), body("board"), events=events)
    text = ask(parts, here, "term", "de")
    assert "bis offen" in text
    assert "bleibt frei" in text
    assert data(parts, here, "term")["value"]["renewed"] is None


# ── what is left: the bodies, assumptions, circles, the same in JSON ─────────────────────────────────────────────────


@pytest.mark.parametrize("tag", LANGUAGES)
def test_circles_assumptions_and_silence(parts: Parts, tag: str) -> None:
    """An open circle names its members, a range its bounds, a rough rule that it is uncertain; then where sources are silent."""
    guests = evolve(group("guests", open_to="alle"), assumption=Text.of({"de": "angenommen"}))
    rows = (guests, group("some", seats="2..3"), row(seats(seats=1), "page", id="rough", since="2026-05-01..2026-07-01"))
    events = (ADA, holds("ada", "guests@x", "2025"), holds("eve", "some@x", "2025"))
    cites = group("y", "page § 9").cites
    text = roster(
        parts,
        scope(body("x", *rows, unstated=("quorum", "people-count"), cites=cites, complete=False), events=events),
        tag=tag,
    )
    said = {"de": ("alle", "Ada", "2 bis 3", "ungewiss", "Beschlussfähigkeit, people-count", "unvollständig", "angenommen")}
    said["en"] = ("alle", "Ada", "2 to 3", "uncertain", "quorum, people-count", "incomplete", "angenommen")
    assert [part for part in said[tag] if part not in text] == []
    assert "bodies.x.seats[0]" in roster(parts, scope(body("x", group("a", seats=1))), tag=tag)


def test_open_holders_and_no_record(parts: Parts) -> None:
    """A holder of whom it is open whether they still sit there, and a seat of which no record was given."""
    events = (ADA, holds("ada", "a@x", "2025", "2026-05-01..2026-07-01"), EVE, holds("eve", "a@x", "2025"))
    here = scope(body("x", group("a", "page", seats=3)), events=events)
    assert "Ada, open: " in roster(parts, here)
    assert "No record was given" in roster(parts, scope(body("x", group("a", "page", seats=1))))
    rough = scope(body("x", row(seats(seats=2), "page", id="a", since="2026-05-01..2026-07-01")), events=events)
    assert "Eve (open)" in roster(parts, rough, audience=Audience.ADMINISTRATION)


def test_open_circle_of_a_known_size(parts: Parts) -> None:
    """Of an open circle only those who take part are listed, no empty seats."""
    here = scope(body("x", group("guests", "page", open_to="alle", seats=3)), events=(ADA, holds("ada", "guests@x", "2025")))
    text = roster(parts, here)
    assert "participants: 1" in text
    assert "vacant" not in text


def test_readings_of_a_neighbour(parts: Parts) -> None:
    """A reading of a source of another charter is named, though its words are not at hand."""
    rows = (
        evolve(group("people", "page", seats=n), reading=(Reading("leads", (name,)),)) for n, name in ((3, "three"), (4, "four"))
    )
    county = charter(body("board", *rows), id_="county", ambiguities=(ambiguity("leads", "three", "four"),))
    here = scope(body("x", group("people", "page", holder="people@county/board")), neighbours=(county,))
    assert "leads:three" in roster(parts, here)
