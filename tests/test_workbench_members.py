"""Members: a table out of an office becomes a record, and every row that is not clear is told with its line."""

from __future__ import annotations

import pytest

from builders import body, group, row, scope, seats
from gremium.evaluate.scope import Scope
from gremium.languages import LANGUAGES, language
from gremium.model.record import Audience, Holding, Party, Record
from gremium.plugins.parts import Parts
from gremium.values.errors import Misuse
from gremium.values.text import Text
from gremium.workbench.fmt import written
from gremium.workbench.members import Imported, import_members, record_name
from gremium.workbench.project import Document, read

COUNCIL = body(
    "council",
    row(seats(seats=3, name=Text.of({"de": "Rätinnen und Räte", "en": "Councillors"})), "page", id="people"),
    name=Text.of({"de": "Rat der Stadt", "en": "Council"}),
)
BOARD = body("board", group("members", "page"), name=Text.of({"de": "Beirat"}))
TWINS = (body("north", name=Text.of({"de": "Beirat Mitte"})), body("south", name=Text.of({"de": "Beirat Mitte"})))
HERE = scope(COUNCIL, BOARD, *TWINS)
HEAD = "name;body;position;since;until;substitute"


def taken(text: str, here: Scope = HERE) -> Imported:
    """Return the record made of a table."""
    return import_members(here, text, "members")


def held(made: Imported) -> list[tuple[str, str, str, str | None]]:
    """Return who holds what, by names and days."""
    names = {event.id: event.name for event in made.record.events if isinstance(event, Party)}
    holdings = (event for event in made.record.events if isinstance(event, Holding))
    return [(str(names[str(one.party)]), str(one.position), str(one.since), one.until and str(one.until)) for one in holdings]


def unclear(made: Imported) -> list[tuple[int | None, str, str]]:
    """Return what is wrong: line, column and code."""
    said = {one: dict(one.params)["said"] for one in made.findings}
    return [(one.place.line, str(one.place.path[0]), said[one].code) for one in made.findings]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_delimiters(delimiter: str, start: str) -> None:
    """Semicolon, tab and comma part the cells, with a byte order mark before them or without."""
    text = start + "name;body;position;since\nAda Groß;council;people;2026-01-01\n".replace(";", delimiter)
    made = taken(text)
    assert held(made) == [("Ada Groß", "people@council", "2026-01-01", None)]
    assert (made.rows, made.findings) == (1, ())
    assert (made.record.record, made.record.charter) == ("members", "town")


@pytest.mark.parametrize(
    "headings",
    [
        "Name;Gremium;Funktion;Seit;Bis",
        "MITGLIED;Organ;Sitz;von;ende",
        "person; body ;role;from;to",
        "Party;Body;Seat;start;until",
    ],
)
def test_headings(headings: str) -> None:
    """Headings are German or English, in any case, in any order of the columns."""
    made = taken(f"{headings}\nAda;council;people;2026;2027\n")
    assert held(made) == [("Ada", "people@council", "2026", "2027")]
    turned = ";".join(reversed(headings.split(";")))
    assert held(taken(f"{turned}\n2027;2026;people;council;Ada\n")) == held(made)


@pytest.mark.parametrize(
    ("written_", "read_"),
    [
        ("2026-11-21", "2026-11-21"),
        ("21.11.2026", "2026-11-21"),
        ("1.2.2026", "2026-02-01"),
        ("11/2026", "2026-11"),
        ("11.2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
    ],
)
def test_days(written_: str, read_: str) -> None:
    """Days are written as people write them; what is known roughly stays rough."""
    assert held(taken(f"{HEAD}\nAda;council;people;{written_}\n")) == [("Ada", "people@council", read_, None)]


@pytest.mark.parametrize(
    ("where", "office", "position"),
    [
        ("council", "people", "people@council"),
        ("Rat der Stadt", "Rätinnen und Räte", "people@council"),
        ("COUNCIL", "COUNCILLORS", "people@council"),
        ("Beirat", "Vorsitz", "chair@board"),
        ("Beirat", "Vorsitzende/r", "chair@board"),
        ("board", "Stellv. Vorsitz", "deputy-chair@board"),
        ("board", "chair", "chair@board"),
        ("board", "Geschäftsführung", "secretary@board"),
        ("board", "Schriftführerin", "minute-taker@board"),
    ],
)
def test_bodies_and_positions_by_name(where: str, office: str, position: str) -> None:
    """Bodies and positions are named by id, by name in any language, or by the usual word for an office."""
    assert held(taken(f"{HEAD}\nAda;{where};{office};2026\n")) == [("Ada", position, "2026", None)]


def test_cells_as_tables_have_them() -> None:
    """Quoted cells, blanks, empty lines and short rows are read as they are meant."""
    made = taken(f'{HEAD}\n\n" Ada;  Groß ";council;people;2026\n;;;;;\n   \nBo;board;members;2025;;\n')
    assert held(made) == [("Ada; Groß", "people@council", "2026", None), ("Bo", "members@board", "2025", None)]
    assert (made.rows, made.findings) == (2, ())


def test_equal_names_are_one_party() -> None:
    """Who stands in several rows is one party, whose id tells nothing; parties are for the audience that was given."""
    text = f"{HEAD}\nAda;council;people;2026\nBo;council;people;2026\nAda;board;chair;2026\n"
    for audience in Audience:
        made = import_members(HERE, text, "members", audience)
        parties = [event for event in made.record.events if isinstance(event, Party)]
        assert [(one.id, one.name, one.disclosure) for one in parties] == [("p001", "Ada", audience), ("p002", "Bo", audience)]
    assert taken(text).record == import_members(HERE, text, "members", Audience.MEMBERS).record


def test_substitutes() -> None:
    """A row that says for whom somebody stands in is that of a substitute, also before the row of the member."""
    made = taken(f"{HEAD}\nBo;council;people;2026;;Ada\nAda;council;people;2026\n")
    first, second = (event for event in made.record.events if isinstance(event, Holding))
    assert (first.party, first.substitute, first.stands_in_for) == ("p001", True, "p002")
    assert (second.party, second.substitute, second.stands_in_for) == ("p002", False, None)


@pytest.mark.parametrize(
    ("row_", "column", "code"),
    [
        (";council;people;2026", "name", "import.empty"),
        ("Ada;;people;2026", "body", "import.empty"),
        ("Ada;council;;2026", "position", "import.empty"),
        ("Ada;council;people;", "since", "import.empty"),
        ("Ada;concil;people;2026", "body", "import.unknown-body"),
        ("Ada;Beirat Mitte;chair;2026", "body", "import.several"),
        ("Ada;council;peple;2026", "position", "import.unknown-position"),
        ("Ada;council;people;gestern", "since", "phrase.day"),
        ("Ada;council;people;31.02.2026", "since", "phrase.day"),
        ("Ada;council;people;2026-02-30", "since", "phrase.no-such-day"),
        ("Ada;council;people;2026;2026-13", "until", "phrase.no-such-day"),
        ("Ada;council;people;2026-05-01;2026-04-30", "until", "import.reversed"),
        ("Ada;council;people;2026;;Bo", "substitute", "import.unknown-member"),
        ("Ada;council;people;2026;;;;x", "name", "import.too-many"),
    ],
)
def test_unclear_rows(row_: str, column: str, code: str) -> None:
    """A row that is not clear is left out and told with its line and column; the others are taken."""
    made = taken(f"{HEAD}\nGil;council;people;2026\n{row_}\n")
    assert [name for name, *_ in held(made)] == ["Gil"]
    assert [(line, where) for line, where, _ in unclear(made)] == [(3, column)]
    assert unclear(made)[0][2] == code or code.startswith("phrase.")
    for tag in LANGUAGES:
        assert all(language(tag).say(one.said) for one in made.findings)


def test_all_that_is_wrong_with_a_row_is_told() -> None:
    """A row with several faults has a finding for each of them, all with its line."""
    made = taken(f"{HEAD}\n;concil;people;soon;;Nobody\n")
    assert {line for line, *_ in unclear(made)} == {2}
    assert [column for _, column, _ in unclear(made)] == ["name", "body", "since", "substitute"]
    assert made.record.events == ()


def test_hints() -> None:
    """The nearest body, position, member or heading is named."""
    made = taken(f"{HEAD}\nAda;concil;people;2026\nBo;council;peple;2026\nBo;council;people;2026;;Adda\n")
    assert [dict(one.hint.params)["word"] for one in made.findings if one.hint] == ["council", "people", "Ada"]
    (wrong,) = taken("nane;body;position;since\n").findings
    assert (wrong.code, dict(wrong.params)["key"], wrong.hint is not None) == ("unknown-key", "nane", True)


def test_the_same_row_twice() -> None:
    """The same person in the same seat since the same day is told with the line on which it stands already."""
    made = taken(f"{HEAD}\nAda;council;people;2026\nAda;council;people;2024\nAda;council;people;2026\n")
    assert len(held(made)) == 2
    assert unclear(made) == [(4, "name", "import.twice")]
    assert dict(dict(made.findings[0].params)["said"].params) == {"line": 2}


def test_seat_groups_of_the_same_name() -> None:
    """A name that two seat groups have is not guessed."""
    same = (row(seats(seats=1, name=Text.of({"de": "Leute"})), "page", id=id_) for id_ in ("left", "right"))
    made = taken(f"{HEAD}\nAda;club;Leute;2026\n", scope(body("club", *same)))
    assert unclear(made) == [(2, "position", "import.several")]


@pytest.mark.parametrize(
    ("headings", "codes"),
    [
        ("name;body;position", ["missing-key"]),
        ("name", ["missing-key", "missing-key", "missing-key"]),
        ("name;body;position;since;shoe size", ["unknown-key"]),
        ("name;body;position;since;", ["unknown-key"]),
        ("name;person;body;position;since", ["duplicate-key"]),
    ],
)
def test_headings_that_are_wrong(headings: str, codes: list[str]) -> None:
    """A column that is lacking, unknown or there twice is told; nothing is taken then."""
    made = taken(f"{headings}\nAda;council;people;2026;x\n")
    assert [one.code for one in made.findings] == codes
    assert (made.rows, made.record.events) == (1, ())


def test_lines_are_those_of_the_file() -> None:
    """Empty lines before the headings, and cells of several lines, are no reason to tell a wrong line."""
    made = taken(f'\n\n{HEAD}\n"Ada\nGroß";council;people;2026\r\n\r\nBo;concil;people;2026\r\n')
    assert held(made) == [("Ada Groß", "people@council", "2026", None)]
    assert [line for line, *_ in unclear(made)] == [7]


@pytest.mark.parametrize("cell", ["\u2028", "\x0b", "\x85", "\x00", "{0}", "[b]", '""""'])
def test_odd_characters(parts: Parts, cell: str) -> None:
    """No character within a cell breaks the table, or the record that is written."""
    made = taken(f'{HEAD}\n"A{cell}a";council;people;2026\n')
    assert len(held(made)) == 1
    assert made.findings == ()
    assert read(parts, Document(file="r", suffix=".toml", text=written(parts, made.record)), Record)[0] == made.record


@pytest.mark.parametrize("text", ["x" * 200_000, "name\rbody"])
def test_table_that_cannot_be_read(text: str) -> None:
    """What is no table is told, and nothing is taken."""
    made = taken(text)
    assert made.record.events == ()
    assert {one.code for one in made.findings} <= {"syntax", "unknown-key", "missing-key"}
    assert made.findings


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", " ; ;\n"])
def test_empty_table(text: str) -> None:
    """A table with nothing in it is told."""
    made = taken(text)
    assert ([one.code for one in made.findings], made.rows, made.record.events) == (["file-empty"], 0, ())


def test_headings_alone() -> None:
    """A table of headings alone is a record of nothing."""
    assert taken(HEAD) == Imported(record=Record(record="members", charter="town"), rows=0)


@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_the_written_record_is_the_one_made(parts: Parts, suffix: str) -> None:
    """What is written can be read back, and is the same record."""
    made = taken(f'{HEAD}\n"Ada ""Ö"" Groß";council;people;21.11.2026;11/2027\nBo;council;people;2026;;"Ada ""Ö"" Groß"\n')
    again, found, _ = read(parts, Document(file="r", suffix=suffix, text=written(parts, made.record, suffix)), Record)
    assert again == made.record
    assert found == ()


@pytest.mark.parametrize(
    ("file", "id_"),
    [("Mitglieder 2026", "mitglieder-2026"), ("members", "members"), ("2026", "r-2026"), ("Räte", "raete"), ("…", "r")],
)
def test_names_of_records(file: str, id_: str) -> None:
    """A record is called after its file; the id is one in any case."""
    assert record_name(file) == id_


def test_records_in_a_format_that_nobody_reads(parts: Parts) -> None:
    """A record is not written in a format that could not be read again."""
    with pytest.raises(Misuse) as caught:
        written(parts, taken(HEAD).record, ".xlsx")
    assert caught.value.said.code == "misuse.writer"
