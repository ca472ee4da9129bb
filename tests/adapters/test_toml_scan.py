"""The scan of TOML source text: lines, comments, measures, and that no text breaks it."""

from __future__ import annotations

import time
import tomllib
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from gremium_adapters.readers.toml_scan import (
    MAX_DEPTH,
    MAX_DOTTED_PARTS,
    MAX_KEY_PARTS,
    MAX_PATH,
    Comments,
    scan,
)

PROTOTYPES = Path(__file__).parents[3] / "shared" / "design" / "prototypes"

KEYS = st.sampled_from(["id", "seats", "de", "de-AT", "a b", "ü", "", "]", 'say "so"', "it's", "x.y", "1", "\x7f"])
SCALARS = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.times()
    | st.datetimes()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=5)

CHARTER = """\
# a charter

# of a city
format = 1  # of the house
name.de = "Stadt"

[bodies.council]  # elected
kind = "council"
seats = [  # two of them
  # who presides
  { id = "chair", name.de = "Vorsitz" },  # by office
  { id = "member" }
  # the rest is not known
]

# twice a year
[[bodies.council.cadence]]
times = 2
[[bodies.council.cadence]]
times = 3
[bodies.council.cadence.within]
days = [[1, 2],
  [3]]
# the end
"""


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of everything in a parsed document."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, (*path, key))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            found += paths(inner, (*path, index))
    return found


def seconds(text: str) -> float:
    """Return how long the scan of a text takes."""
    begin = time.process_time()
    scan(text)
    return time.process_time() - begin


def test_lines_of_keys_headers_and_elements() -> None:
    """Every key, header, row and element has the line it stands on."""
    lines = scan(CHARTER).lines
    council = ("bodies", "council")
    assert lines["format",] == 4
    assert lines["name",] == lines["name", "de"] == 5
    assert lines["bodies",] == lines[council] == 7
    assert lines[(*council, "seats")] == 9
    assert lines[(*council, "seats", 0)] == lines[(*council, "seats", 0, "name", "de")] == 11
    assert lines[(*council, "seats", 1, "id")] == 12
    assert lines[(*council, "cadence")] == lines[(*council, "cadence", 0)] == 17
    assert lines[(*council, "cadence", 1, "times")] == 20
    assert lines[(*council, "cadence", 1, "within")] == 21
    assert lines[(*council, "cadence", 1, "within", "days", 0, 1)] == 22
    assert lines[(*council, "cadence", 1, "within", "days", 1, 0)] == 23


def test_comments_belong_to_things() -> None:
    """Comment lines lead the next thing, a comment behind a thing trails it, the last ones are the footer."""
    seen = scan(CHARTER)
    council = ("bodies", "council")
    assert dict(seen.comments) == {
        ("format",): Comments(leading=("# a charter", "", "# of a city"), trailing="# of the house"),
        council: Comments(trailing="# elected"),
        (*council, "seats"): Comments(trailing="# two of them"),
        (*council, "seats", 0): Comments(leading=("# who presides",), trailing="# by office"),
        (*council, "seats", "]"): Comments(leading=("# the rest is not known",)),
        (*council, "cadence", 0): Comments(leading=("# twice a year",)),
    }
    assert seen.footer == ("# the end",)


def test_measures() -> None:
    """Depth counts the brackets of values, parts count the dots of keys, short headers are free."""
    seen = scan("[a.b.c]\n[[a.d]]\nx.y.z = [{ p.q = [1] }]\nplain = 1\n[" + ".".join("123456789") + "]\n")
    assert (seen.depth, seen.key_parts, seen.dotted_parts) == (3, 9, 3 + 2 + 9)


def test_parts_of_an_unfinished_key_count() -> None:
    """A key that never reaches its equals sign keeps a parser busy, too, so it is measured."""
    key = ".".join(["a"] * 99)
    for text in (key, f"{key}\n", f"[{key}", f"x = {{{key}", f"x = {{{key}}}", f"x = {{{key},"):
        assert scan(text).key_parts == 99


def test_two_comments_trail_one_array() -> None:
    """The comment behind the closing bracket joins the leading ones if another stands behind the opening one."""
    seen = scan("a = [ # first\n 1,\n] # second\nb = [\n 1,\n] # third\n")
    assert seen.comments["a",] == Comments(leading=("# second",), trailing="# first")
    assert seen.comments["b",] == Comments(trailing="# third")


def test_comment_behind_the_last_of_several_elements() -> None:
    """A comment behind several elements on one line trails the last of them."""
    seen = scan("a = [1, 2, # two\n  3 # three\n  , 4]\n")
    assert seen.comments == {("a", 1): Comments(trailing="# two"), ("a", 2): Comments(trailing="# three")}


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ('"a.b" = 1', ("a.b",)),
        ("'a\\b' = 1", ("a\\b",)),
        (r'"\u00fc\"=" = 1', ('ü"=',)),
        ("\"\" . '' = 1", ("", "")),
        (' a . "b c" .d = 1', ("a", "b c", "d")),
        ("2026-01-01 = 1", ("2026-01-01",)),
        ("1.5 = 1", ("1", "5")),
        ('["a]b".c]', ("a]b", "c")),
        ("[ a . b ]", ("a", "b")),
        ("[[a]]", ("a", 0)),
        ("\ufeffa = 1", ("a",)),
    ],
)
def test_keys_are_read_as_toml_reads_them(source: str, key: tuple[str | int, ...]) -> None:
    """Bare, quoted, literal, escaped, spaced and dotted keys give the path a parser would give."""
    assert list(scan(source).lines)[-1] == key
    assert set(paths(tomllib.loads(source.removeprefix("\ufeff")))) == set(scan(source).lines)


@pytest.mark.parametrize(
    "value",
    [
        '"a # b"',
        "'c:\\'",
        '"""\n# no comment\n[x]\n"""',
        "'''\n# no comment\n'''",
        '"""a ""quoted\\""" word"""""',
        "'''it''s'''''",
        '""',
        '""""""',
        '"""\\\n   x"""',
        "2026-03-02T18:00:00.5+01:00",
        "2026-03-02 18:00:00",
        "07:32:00",
        "-1.5e+3",
        "[[], [[ ]], {}]",
        "{ a = { b.c = [\n1 ] } }",
    ],
)
def test_values_are_passed_over_whole(value: str) -> None:
    """Whatever a value looks like, the comment behind it and the key below it are found."""
    source = f"a = {value} # behind\nnext = 1\n"
    seen = scan(source)
    assert seen.comments == {("a",): Comments(trailing="# behind")}
    assert seen.lines["next",] == value.count("\n") + 2
    assert set(paths(tomllib.loads(source))) == set(seen.lines)


def test_windows_line_ends() -> None:
    """CRLF counts as one line end and is no part of a comment."""
    assert scan(CHARTER.replace("\n", "\r\n")) == scan(CHARTER)


def test_tables_within_the_last_row() -> None:
    """Rows below rows are counted for each row anew, and a table below rows lies in the last one."""
    text = "[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[a.b.c]\nx = 1\n"
    assert scan(text).lines[("a", 1, "b", 0, "c", "x")] == 7
    assert set(paths(tomllib.loads(text))) == set(scan(text).lines)


def test_a_header_after_its_sub_table_has_its_own_line() -> None:
    """A table that is first only implied gets the line of its own header."""
    assert scan("[a.b]\n[a]\n").lines == {("a", "b"): 1, ("a",): 2}


def test_paths_are_cut() -> None:
    """A comment deeper than paths are kept goes to the place where the path is cut."""
    seen = scan(".".join(["a"] * 99) + " = 1 # deep\n")
    assert seen.comments == {("a",) * MAX_PATH: Comments(trailing="# deep")}


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "]",
        "a",
        "a =",
        "a = [1, # x\n2",
        "a = {b",
        '"',
        '"""',
        "a = '''",
        "[[a",
        "[a\nb = 1",
        "= 1",
        "a = ]}",
        "\\",
        "[]",
    ],
)
def test_broken_texts_are_scanned(text: str) -> None:
    """A text that no parser accepts is scanned as far as it goes."""
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    scan(text)


@given(st.text() | st.text("[]{}=,.\"'#\\\r\n ab\ud800\x00"))
def test_no_text_makes_it_raise(text: str) -> None:
    """Arbitrary text is scanned without an error, and every line lies in the text."""
    seen = scan(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in seen.lines.values())


@given(DOCUMENTS)
def test_every_path_has_a_line(document: dict[str, object]) -> None:
    """Whatever a parser finds in a document, the scan has its line, and nothing else."""
    text = tomlkit.dumps(document)
    assert set(scan(text).lines) == set(paths(tomllib.loads(text)))


@pytest.mark.skipif(not PROTOTYPES.is_dir(), reason="the prototypes of charters are not part of this checkout")
def test_prototypes() -> None:
    """The prototypes of charters are within all limits, and every path has a line."""
    for file in sorted(PROTOTYPES.glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        seen = scan(text)
        assert set(seen.lines) == set(paths(tomllib.loads(text))), file.name
        assert seen.depth <= MAX_DEPTH
        assert seen.key_parts <= MAX_KEY_PARTS
        assert seen.dotted_parts <= MAX_DOTTED_PARTS


def test_a_large_charter_is_within_the_limits() -> None:
    """A charter with 20,000 bodies and names is no attack, and is scanned quickly."""
    text = "".join(f'[bodies.b{number}]\nname.de = "Ausschuss {number}"\n' for number in range(20_000))
    seen = scan(text)
    assert seen.dotted_parts == 40_000 <= MAX_DOTTED_PARTS
    assert seconds(text) < 2


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "a=[",
        "a={a=",
        "{",
        "[[",
        "a.",
        "a.b=1\n",
        "'",
        '"',
        '"""',
        "'''",
        '"\\',
        "# \n",
        " ",
        "\n ",
        "[[a]]\n",
        "[a.b]\n",
        "1,",
        "]",
    ],
)
@pytest.mark.parametrize("begin", ["", "a=["])
@pytest.mark.unmeasured
def test_hostile_texts_take_linear_time(piece: str, begin: str) -> None:
    """A hundred thousand characters of anything take no longer than a moment: time in their square would be minutes."""
    assert seconds(begin + piece * (100_000 // len(piece))) < 2


@pytest.mark.parametrize(
    ("text", "measure", "limit"),
    [
        ("x=" + "[" * 900, "depth", MAX_DEPTH),
        (".".join(["a"] * 40_000) + "=1", "key_parts", MAX_KEY_PARTS),
        ("".join(f"a.b.c.k{number}=1\n" for number in range(40_000)), "dotted_parts", MAX_DOTTED_PARTS),
    ],
)
def test_attacks_exceed_a_limit(text: str, measure: str, limit: int) -> None:
    """Texts that keep a parser busy, or end its recursion, are found by their measure."""
    assert getattr(scan(text), measure) > limit


@pytest.mark.parametrize("parts", [2, MAX_KEY_PARTS])
def test_what_is_within_the_limits_parses_quickly(parts: int) -> None:
    """As many dotted keys as the limits allow are parsed in a few seconds even on a slow machine."""
    stem = ".".join(["a"] * (parts - 1))
    text = "".join(f"k{number}.{stem}=1\n" for number in range(MAX_DOTTED_PARTS // parts))
    assert scan(text).dotted_parts <= MAX_DOTTED_PARTS
    begin = time.process_time()
    tomllib.loads(text)
    assert time.process_time() - begin < 3


def test_dates_and_times_are_values() -> None:
    """Dates with and without times are one value each, so the next element has its own index."""
    document = {"at": [date(2026, 1, 1), datetime(2026, 1, 1, 18), time_of_day(18, 30)]}
    assert set(scan(tomlkit.dumps(document)).lines) == set(paths(document))


def test_a_key_with_a_broken_escape_is_kept_as_it_stands() -> None:
    """A quoted key that is not TOML is for the parser to refuse; its line is known all the same."""
    assert scan('"a\\q" = 1\n').lines == {('"a\\q"',): 1}
