"""Layout: tables that are as wide as suits what is in them, and break no word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import charter
from gremium.languages import language
from gremium.plugins.parts import Context
from gremium_adapters.writers.layout import closed_up, in_lines, printed, tabled

HEADINGS = ("No.", "Stage", "Who", "Note", "Then")
ROWS = (
    ("1", "Passing on", "Koordinierungsstelle für Inklusion", "", "examination by the committee that is concerned with it"),
    ("2", "Examination", "Council;\nCommittee for schools, culture and sports", "", "end"),
)
WORDS = st.text("abcdefgh", min_size=1, max_size=12)
CELLS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=3).map("\n".join)
TABLES = st.integers(1, 5).flatmap(lambda n: st.tuples(st.tuples(*[WORDS] * n), st.lists(st.tuples(*[CELLS] * n), max_size=4)))


def lines(headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...] | list[tuple[str, ...]], width: int) -> list[str]:
    """Return a table as it is printed."""
    context = Context(charter=charter(), language=language("en"), stamp=datetime(2026, 1, 1, tzinfo=UTC), width=width)
    return printed(tabled(headings, rows, width), context).decode().splitlines()


def test_a_table_that_fits_is_as_wide_as_it_has_to_be() -> None:
    """A column that is empty in every row is left out."""
    made = lines(HEADINGS, ROWS, 200)
    assert [line for line in made if line and "──" not in line] == [
        " No.   Stage         Who                                         Then",
        " 1     Passing on    Koordinierungsstelle für Inklusion          examination by the committee that is concerned with it",
        " 2     Examination   Council;                                    end",
        "                     Committee for schools, culture and sports",
    ]
    assert lines(HEADINGS, [("", "", "", "", "")], 80) == lines((), [], 80)


def test_a_narrow_table_gives_room_to_what_is_long() -> None:
    """The columns of short words stay narrow."""
    made = lines(HEADINGS, ROWS, 80)
    assert [line for line in made if line and "──" not in line] == [
        " No.   Stage         Who                      Then",
        " 1     Passing on    Koordinierungsstelle     examination by the committee",
        "                     für Inklusion            that is concerned with it",
        " 2     Examination   Council;                 end",
        "                     Committee for schools,",
        "                     culture and sports",
    ]


def test_where_words_do_not_fit_side_by_side_cells_stand_one_below_the_other() -> None:
    """Each after its heading; an empty one is left out."""
    assert lines(("What", "Who"), [("Weiterleitung", "Koordinierungsstelle"), ("", "Council;\nBoard of the town")], 30) == [
        "",
        " What  Weiterleitung",
        " Who   Koordinierungsstelle",
        "",
        " Who   Council;",
        "       Board of the town",
        "",
    ]


@given(given=TABLES, width=st.integers(20, 130))
def test_no_word_is_broken_and_no_line_too_long(given: tuple[tuple[str, ...], list[tuple[str, ...]]], width: int) -> None:
    """Whatever stands in a table, in any width in which a word has room beside its heading."""
    headings, rows = given
    said = [word for cells in rows for cell in cells for word in cell.split()]
    made = lines(headings, rows, max(width, 30))
    told = " ".join(made).split()
    assert all(told.count(word) >= said.count(word) for word in said)
    assert all(len(line) <= max(width, 30) for line in made)


@pytest.mark.parametrize(("names", "told"), [(["a"], ("a",)), (["a, b", "c"], ("a, b;", "c"))])
def test_names_in_lines(names: list[str], told: tuple[str, ...]) -> None:
    """Names may have commas in them; what ends with a semicolon is followed by another one."""
    assert in_lines(names) == told


def test_several_empty_lines_are_one() -> None:
    """One stays one."""
    assert closed_up(b"a\n\n\n\nb\n\nc\nd\n") == b"a\n\nb\n\nc\nd\n"
