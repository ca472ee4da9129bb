"""Findings: their severity, their place, their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremium.values.finding import FINDINGS, Finding, Place, Severity, at_file, dotted, finding, in_order
from gremium.values.message import message
from gremium.values.phrases import LONGEST_ID


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_the_code_decides_the_severity(code: str) -> None:
    """Every declared code makes a finding with the severity of the table and the message of the catalogues."""
    found = finding(code, ("bodies", "council"), hint=message("hint.id"), b=2, a="1")
    assert isinstance(found.severity, Severity)
    assert found.severity is FINDINGS[code]
    assert found.said == message(f"finding.{code}", a="1", b=2)
    assert (found.place.path, found.hint) == (("bodies", "council"), message("hint.id"))


def test_an_undeclared_code_is_a_programming_error() -> None:
    """A finding with a code that the table does not have cannot be built."""
    with pytest.raises(ValueError, match="unknown finding code 'no-such-code'"):
        Finding(code="no-such-code")


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ((), ""),
        (("bodies", "council", "seats", 2, "holder"), "bodies.council.seats[2].holder"),
        ((0, "id"), "[0].id"),
        (("a-b", "c_d", "e f", "ä"), 'a-b.c_d."e f"."ä"'),
        (('say "x\\y"',), '"say \\"x\\\\y\\""'),
        (("",), '""'),
        (("-",), '"-"'),
    ],
)
def test_a_path_is_printed_as_in_toml(path: tuple[str | int, ...], printed: str) -> None:
    """Keys are joined by dots, numbers stand in brackets, and keys that are no plain words in quotation marks."""
    assert dotted(path) == printed


@given(
    st.lists(st.text(max_size=4) | st.integers(0, 20), max_size=3), st.lists(st.text(max_size=4) | st.integers(0, 20), max_size=3)
)
def test_different_paths_are_printed_differently(one: list[str | int], other: list[str | int]) -> None:
    """No two paths look alike."""
    assert (dotted(one) == dotted(other)) == (one == other)


def test_a_place_is_printed_with_what_is_known_of_it() -> None:
    """A place is file, line and path, each as far as it is known."""
    assert str(Place(file="charter.toml", path=("id",), line=3)) == "charter.toml:3: id"
    assert str(Place(file="charter.toml", path=("id",))) == "charter.toml: id"
    assert str(Place(file="charter.toml", line=3)) == "charter.toml:3"
    assert str(Place(path=("id",), line=3)) == "id"
    assert str(Place()) == ""


def test_a_long_key_is_cut_where_it_is_printed() -> None:
    """A key that nobody could read is cut in the place that is printed, not in the path itself."""
    key = "a" * (LONGEST_ID + 1)
    assert str(Place(path=(key, 3))) == f'"{"a" * LONGEST_ID}…"[3]'
    assert str(Place(path=("a" * LONGEST_ID,))) == "a" * LONGEST_ID
    assert dotted((key,)) == key


def test_findings_get_the_line_of_the_nearest_path() -> None:
    """A finding gets its file and the line of its path, else of the nearest path above; what it has already, it keeps."""
    lines = {("bodies",): 4, ("bodies", "council"): 7}
    below, beside, elsewhere = (
        finding("uncited", path) for path in (("bodies", "council", "seats", 0), ("bodies", "x"), ("id",))
    )
    placed = Finding(code="uncited", place=Place(file="other.toml", path=("bodies",), line=1))
    found = at_file((below, beside, elsewhere, placed), "charter.toml", lines)
    assert [(f.place.file, f.place.line) for f in found] == [
        ("charter.toml", 7),
        ("charter.toml", 4),
        ("charter.toml", None),
        ("other.toml", 1),
    ]
    assert [f.place.path for f in found[:2]] == [below.place.path, beside.place.path]


FOUND = st.builds(
    Finding,
    code=st.sampled_from(("uncited", "unknown-key", "syntax")),
    place=st.builds(
        Place,
        file=st.sampled_from(("a", "b")),
        path=st.sampled_from(((), ("x",), ("x", 2), ("x", 10), ("x", "a"))),
        line=st.sampled_from((None, 1, 2)),
    ),
    params=st.sampled_from(((), (("key", "k"),))),
)


@given(st.data(), st.lists(FOUND, max_size=6))
def test_the_order_of_findings_is_that_of_their_places(data: st.DataObject, found: list[Finding]) -> None:
    """Findings are sorted by file, line, path and code, each once, however they come."""
    ordered = in_order(found)
    assert in_order(data.draw(st.permutations(found + found))) == ordered
    assert set(ordered) == set(found)
    paths = [(), ("x",), ("x", "a"), ("x", 2), ("x", 10)]
    keys = [(f.place.file, f.place.line or 0, paths.index(f.place.path), f.code) for f in ordered]
    assert keys == sorted(keys)
