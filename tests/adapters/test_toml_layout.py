"""The canonical layout of TOML documents: its rules, and that laying out twice changes nothing and loses nothing."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as time_of_day
from pathlib import Path

import pytest
from attrs import define
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gremium_adapters.readers.toml_layout import WIDTH, lay_out
from gremium_adapters.readers.toml_scan import Comments, scan

PROTOTYPES = Path(__file__).parents[3] / "shared" / "design" / "prototypes"

KEYS = st.sampled_from(["id", "seats", "name", "de", "de-AT", "en", "to", "a b", "ü", "", "]", 'say "so"', "it's", "x.y", "\x7f"])
SCALARS = (
    st.sampled_from(["a", "Rat", "x" * 60, "ein \"Wort\" \\ und\nZeilen\tund '''"])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))]))
)
TEXTS = st.dictionaries(st.sampled_from(["de", "en", "de-AT"]), st.sampled_from(["Rat", "x" * 70]), min_size=1)
VALUES = st.recursive(
    SCALARS | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.lists(st.dictionaries(KEYS, inner, max_size=3), max_size=3)
    ),
    max_leaves=15,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=5)
REMARKS = st.sampled_from(["# one", "# [two]", "#", "# 'three", '# """', "# = 4, ü\x85\u2028", "#\t5 "])


@define
class Shaggy:
    """Somebody who writes TOML with no style at all: every choice is left to `draw`."""

    draw: Callable[..., object]

    def maybe(self) -> bool:
        """Toss a coin."""
        return bool(self.draw(st.booleans()))

    def remark(self) -> str:
        """Return a comment behind something, or none."""
        return f" {self.draw(REMARKS)}" if self.draw(st.integers(0, 3)) == 0 else ""

    def remarks(self) -> str:
        """Return comment lines and blank lines, or none."""
        return "".join(f"{line}\n" for line in self.draw(st.lists(REMARKS | st.just(""), max_size=2)))  # type: ignore[attr-defined]

    def key(self, key: str) -> str:
        """Write a key bare, literal or quoted."""
        bare = key.replace("-", "").isalnum() and key.isascii()
        if bare and self.maybe():
            return key
        if "'" not in key and "\x7f" not in key and self.maybe():
            return f"'{key}'"
        return self.quoted(key)

    def quoted(self, text: str) -> str:
        """Write a basic string."""
        return json.dumps(text, ensure_ascii=False).replace("\x7f", r"\u007f")

    def value(self, value: object) -> str:
        """Write a value, strings on one line or two."""
        if isinstance(value, dict):
            return "{ " + ", ".join(self.pair("", key, inner) for key, inner in value.items()) + "}"
        if isinstance(value, list):
            return self.array(value)
        if isinstance(value, str):
            plain = self.quoted(value)
            return f'"""\n{plain[1:-1]}"""' if self.maybe() else plain
        if isinstance(value, (date, time_of_day)):
            return value.isoformat()
        return json.dumps(value)

    def array(self, array: list[object]) -> str:
        """Write an array on one line or on many, with comments."""
        if self.maybe():
            return "[" + ", ".join(self.value(element) for element in array) + " ]"
        text = f"[{self.remark()}\n"
        for element in array:
            text += f"{self.remarks()}{self.value(element)},{self.remark()}"
            text += "\n" if "#" in text.rpartition("\n")[2] or self.maybe() else " "
        return text + ("\n" if "#" in text.rpartition("\n")[2] else "") + self.remarks() + "]"

    def pair(self, stem: str, key: str, value: object) -> str:
        """Write a key in an inline table, dotted or not."""
        if isinstance(value, dict) and value and self.maybe():
            return ", ".join(self.pair(f"{stem}{self.key(key)}.", inner, part) for inner, part in value.items())
        return f"{stem}{self.key(key)} = {self.value(value)}"

    def statement(self, stem: str, key: str, value: object) -> str:
        """Write a key on a line of its own, dotted or not."""
        if isinstance(value, dict) and value and self.maybe():
            return "".join(self.statement(f"{stem}{self.key(key)}.", inner, part) for inner, part in value.items())
        return f"{self.remarks()}  {stem}{self.key(key)} = {self.value(value)}{self.remark()}\n"

    def table(self, name: str, table: Mapping[str, object]) -> str:
        """Write a table with its sub-tables and rows, each inline or with headers."""
        tables = {key: value for key, value in table.items() if isinstance(value, dict) and self.maybe()}
        lists = {key: value for key, value in table.items() if isinstance(value, list) and value and self.maybe()}
        rows = {key: value for key, value in lists.items() if all(isinstance(row, dict) for row in value)}
        plain = {key: value for key, value in table.items() if key not in tables and key not in rows}
        text = "".join(self.statement("", key, value) for key, value in plain.items())
        for key, value in tables.items():
            header = f"{name}{self.key(key)}"
            text += f"{self.remarks()}[ {header} ]{self.remark()}\n{self.table(f'{header}.', value)}"
        for key, elements in rows.items():
            header = f"{name}{self.key(key)}"
            for row in elements:
                text += f"{self.remarks()}[[{header}]]{self.remark()}\n{self.table(f'{header}.', row)}"
        return text


@st.composite
def shaggy_texts(draw: Callable[..., object]) -> str:
    """Return a document as someone without any style would write it, with comments wherever they may stand."""
    writer = Shaggy(draw)
    text = writer.table("", draw(DOCUMENTS)) + writer.remarks()  # type: ignore[arg-type]
    return text.replace("\n", "\r\n") if writer.maybe() else text


def fmt(text: str) -> str:
    """Lay out a text as `gremium fmt` does."""
    seen = scan(text)
    return lay_out(tomllib.loads(text), seen.comments, seen.footer)


def comment_texts(text: str) -> Counter[str]:
    """Return the comments of a text with how often each occurs."""
    seen = scan(text)
    found = [*seen.footer]
    for note in seen.comments.values():
        found += [*note.leading, note.trailing or ""]
    return Counter(comment for comment in found if comment)


def assert_law(text: str) -> None:
    """Laid out, a text has the same values and comments, and laid out again it stays as it is."""
    once = fmt(text)
    assert tomllib.loads(once) == tomllib.loads(text)
    assert comment_texts(once) == comment_texts(text)
    assert fmt(once) == once
    assert once.endswith("\n")
    assert not once.endswith("\n\n")


@given(shaggy_texts())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_law(text: str) -> None:
    """However a document is written: nothing is lost, and laying out twice is laying out once."""
    assert_law(text)


@given(DOCUMENTS)
@settings(deadline=None)
def test_documents_without_comments(document: dict[str, object]) -> None:
    """Plain data laid out parses to the same data, and stays as it is."""
    text = lay_out(document)
    assert tomllib.loads(text) == document
    assert fmt(text) == text


@given(DOCUMENTS, st.data())
@settings(deadline=None)
def test_comments_for_any_path(document: dict[str, object], data: st.DataObject) -> None:
    """Comments for paths that may be there or not are all printed, and then stay where they are."""
    parts: st.SearchStrategy[str | int] = st.sampled_from([*document, "]", "de", 0, 1])
    paths = st.lists(parts, max_size=4).map(tuple)
    comments = data.draw(
        st.dictionaries(paths, st.builds(Comments, leading=st.tuples(st.just("# l")), trailing=st.just("# t") | st.none())),
    )
    text = lay_out(document, comments, ("# end",))
    trailing = sum(note.trailing is not None for note in comments.values())
    assert comment_texts(text) == Counter({"# l": len(comments), "# t": trailing, "# end": 1}) - Counter()
    assert tomllib.loads(text) == document
    assert fmt(fmt(text)) == fmt(text)


@pytest.mark.skipif(not PROTOTYPES.is_dir(), reason="the prototypes of charters are not part of this checkout")
def test_prototypes() -> None:
    """The prototypes of charters keep all they say."""
    for file in sorted(PROTOTYPES.glob("*.toml")):
        assert_law(file.read_text(encoding="utf-8"))


def test_sections_and_plain_keys() -> None:
    """Plain keys come first, tables down to the second level are sections, a table of tables has no header."""
    document = {
        "sources": {"law": {"title": "Gesetz"}},
        "format": 1,
        "calendar": {"region": "NW", "lifted": {}},
        "name": {"de": "Stadt", "de-AT": "Gemeinde"},
        "subjects": {"idea": {"de": "Idee"}},
        "kinds": {},
        "events": [{"what": "seats"}],
    }
    assert lay_out(document) == (
        "format = 1\n"
        'name.de = "Stadt"\n'
        'name.de-AT = "Gemeinde"\n'
        "\n[sources.law]\n"
        'title = "Gesetz"\n'
        "\n[calendar]\n"
        'region = "NW"\n'
        "\n[calendar.lifted]\n"
        "\n[subjects]\n"
        'idea.de = "Idee"\n'
        "\n[kinds]\n"
        "\n[[events]]\n"
        'what = "seats"\n'
    )


def test_deeper_tables() -> None:
    """Below a section, tables of texts are dotted keys and other tables are inline."""
    document = {"ambiguities": {"a": {"readings": {"yes": {"de": "ja"}, "no": {"de": "nein"}}, "at": {"of": 1, "in": {}}}}}
    assert lay_out(document) == ('[ambiguities.a]\nreadings.yes.de = "ja"\nreadings.no.de = "nein"\nat = { of = 1, in = {} }\n')


def test_a_long_inline_table_is_opened() -> None:
    """A table too long for a line is written with dotted keys."""
    text = lay_out({"a": {"b": {"need": {"any": [{"is": "x" * 50}, {"is": "y" * 50}], "base": 1}}}})
    assert text == (f'[a.b]\nneed.any = [\n  {{ is = "{"x" * 50}" }},\n  {{ is = "{"y" * 50}" }},\n]\nneed.base = 1\n')


def test_rows() -> None:
    """Rows stand one on a line, with texts as dotted keys."""
    document = {"bodies": {"x": {"seats": [{"id": "a", "name": {"de": "A"}}, {"id": "b", "when": [{"at": 1}]}]}}}
    assert lay_out(document) == (
        '[bodies.x]\nseats = [\n  { id = "a", name.de = "A" },\n  { id = "b", when = [{ at = 1 }] },\n]\n'
    )


@pytest.mark.parametrize(("length", "inline"), [(WIDTH - 14, True), (WIDTH - 13, False)])
def test_one_long_row_turns_the_array(length: int, inline: bool) -> None:
    """Rows of up to 110 characters stay inline; one longer row turns the whole array into `[[…]]` after the plain keys."""
    text = lay_out({"bodies": {"x": {"seats": [{"id": 1}, {"id": "y" * length}], "size": 2}}})
    long = f'id = "{"y" * length}"'
    if inline:
        assert len(f"  {{ {long} }},") == WIDTH
        assert text == f"[bodies.x]\nseats = [\n  {{ id = 1 }},\n  {{ {long} }},\n]\nsize = 2\n"
    else:
        assert text == f"[bodies.x]\nsize = 2\n\n[[bodies.x.seats]]\nid = 1\n\n[[bodies.x.seats]]\n{long}\n"


def test_rows_within_top_level_rows() -> None:
    """Rows within `[[cases]]` follow the same rule, after the plain keys of their case."""
    long = {"then": "HOLDS", "because": "x" * 100}
    document = {"cases": [{"when": [{"then": "FAILS"}], "ask": "quorum"}, {"when": [long], "ask": "quorum"}]}
    assert lay_out(document) == (
        "[[cases]]\n"
        "when = [\n"
        '  { then = "FAILS" },\n'
        "]\n"
        'ask = "quorum"\n'
        "\n[[cases]]\n"
        'ask = "quorum"\n'
        "\n[[cases.when]]\n"
        'then = "HOLDS"\n'
        f'because = "{"x" * 100}"\n'
    )


def test_arrays_of_scalars() -> None:
    """An array stands on one line if it fits, else with one element on a line."""
    assert lay_out({"a": [1, 2], "b": []}) == "a = [1, 2]\nb = []\n"
    words = ["x" * 60, "y" * 60]
    assert lay_out({"a": words}) == f'a = [\n  "{words[0]}",\n  "{words[1]}",\n]\n'


def test_scalars() -> None:
    """Umlauts stay readable, line ends are escaped, dates and times are TOML's own, keys are quoted where needed."""
    document = {
        "größe": 'ein "Wort"\nzwei',
        "ja": True,
        "day": date(2026, 3, 2),
        "at": datetime(2026, 3, 2, 18, tzinfo=UTC),
        "from": time_of_day(18, 30),
    }
    assert lay_out(document) == (
        '"größe" = "ein \\"Wort\\"\\nzwei"\nja = true\nday = 2026-03-02\nat = 2026-03-02T18:00:00Z\nfrom = 18:30:00\n'
    )


def test_comments_stay_with_their_things() -> None:
    """Leading comments stand before their thing, trailing ones two spaces behind it, paragraphs stay apart."""
    text = (
        "# a charter\n\n# of a city\nformat = 1  # of the house\n\n"
        "# elected\n[bodies.council]  # by all\n"
        'cites = [  # two\n  # the law\n  "a",  # first\n  "b",\n  # that is all\n]\n\n'
        "# the end\n"
    )
    assert fmt(text) == text


def test_comments_move_when_their_line_is_gone() -> None:
    """Comments within rows lead the row, those of an array that became `[[…]]` lead its first element."""
    within = fmt("[a.b]\nseats = [\n  { to = [ # where\n  1 ] }, # who\n]\n")
    assert within == "[a.b]\nseats = [\n  # where\n  { to = [1] },  # who\n]\n"
    turned = fmt(f"[a.b]\nseats = [ # all\n  {{ id = '{'x' * 120}' }}, # who\n  # no more\n]\n")
    assert turned == f'[a.b]\n\n# all\n# no more\n[[a.b.seats]]  # who\nid = "{"x" * 120}"\n'


def test_the_comment_of_a_table_without_header() -> None:
    """The comment of a header that is not printed leads the first section below it."""
    assert fmt("# all\n[bodies] # of them\n[bodies.x]\na = 1\n") == "# all\n# of them\n[bodies.x]\na = 1\n"


def test_the_comment_of_a_text_stays_behind_it() -> None:
    """An inline text that becomes one dotted key keeps the comment behind it."""
    assert fmt("name = { de = 'Rat' } # elected\n") == 'name.de = "Rat"  # elected\n'


def test_comments_open_what_they_stand_in() -> None:
    """A comment within a table or an array keeps its place, so the table or the array is opened."""
    assert fmt("[a.b]\nc = { d = [ # why\n1 ], e = 2 }\n") == "[a.b]\nc.d = [1]  # why\nc.e = 2\n"


def test_comments_without_their_path() -> None:
    """A comment for a path that is gone leads what is left of the path, or goes to the footer."""
    comments: dict[tuple[str | int, ...], Comments] = {
        ("a", "gone"): Comments(leading=("# one",), trailing="# two"),
        ("gone",): Comments(leading=("# three",)),
    }
    assert lay_out({"a": 1}, comments, ("# four",)) == "# one\n# two\na = 1\n\n# three\n# four\n"


@pytest.mark.parametrize(("text", "expected"), [("", "\n"), ("\n\n", "\n"), ("# only\n\n\n# this\n\n", "# only\n\n# this\n")])
def test_empty_documents(text: str, expected: str) -> None:
    """A document without things has its comments, and one line end."""
    assert fmt(text) == expected


def test_a_kind_that_looks_like_a_text() -> None:
    """`{ of = "…" }` has the shape of a text; beside other tables it is a section, so that the order of ids stays."""
    assert lay_out({"kinds": {"b": {"kind": 1}, "a": {"of": "b"}}}) == '[kinds.b]\nkind = 1\n\n[kinds.a]\nof = "b"\n'


def test_long_rows_in_a_table_of_the_first_level() -> None:
    """Rows that are too long for a line become `[[…]]` there, too, after the sections that come before them."""
    rows = [{"id": "x" * WIDTH}]
    assert lay_out({"given": {"events": rows}}) == f'[[given.events]]\nid = "{"x" * WIDTH}"\n'
