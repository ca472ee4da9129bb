"""Writing and reading is the identity, in every format; the canonical form says the same and keeps the comments."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import tries
from gremium.model.cases import Cases
from gremium.model.charter import Charter
from gremium.model.record import Record
from gremium.plugins.parts import Parts
from gremium.testing import meetings
from gremium.testing.documents import cases, charters, records
from gremium.testing.values import words
from gremium.workbench.fmt import fmt
from gremium.workbench.project import Document, read

SUFFIXES = (".toml", ".json")
EXAMPLES = Path(__file__).parents[1] / "examples"


def written(parts: Parts, document: object, suffix: str) -> Document:
    """Return a document as text in one of the formats."""
    reader = parts.reader(suffix)
    assert reader is not None
    text = reader.canonical("", parts.codec.write(document, dates=reader.dates))
    return Document(file=f"x{suffix}", suffix=suffix, text=text)


def comes_back(parts: Parts, document: Any, suffix: str) -> None:
    """Assert that a document is what is read after it was written."""
    there = written(parts, document, suffix)
    again, found, _ = read(parts, there, type(document))
    assert found == (), there.text
    assert again == document, there.text
    assert fmt(parts, there).text == there.text


@tries(12)
@given(data=st.data())
def test_documents_come_back(parts: Parts, data: st.DataObject) -> None:
    """A charter, a record or cases that are written and read are the same, in every format, and their text is canonical."""
    charter = data.draw(charters())  # to make one up takes longer than all that is done with it: it is written in each format
    for document in (charter, data.draw(records(charter)), data.draw(cases(charter))):
        for suffix in SUFFIXES:
            comes_back(parts, document, suffix)


# ── fmt ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def toml(text: str) -> Document:
    """Return a TOML text as a document."""
    return Document(file="x.toml", suffix=".toml", text=text)


def comments(text: str) -> list[str]:
    """Return the marks of the comments that `commented` has set, sorted."""
    return sorted(line[line.index("#§") :].strip() for line in text.split("\n") if "#§" in line)


def commented(text: str, where: list[int]) -> str:
    """Return a TOML text with comments of its own before and behind some of its lines."""
    lines = text.split("\n")
    out: list[str] = []
    for number, line in enumerate(lines):
        if number in where:
            out += [f"#§{number} before", f"{line} #§{number} behind"]
        else:
            out.append(line)
    return "\n".join(out)


@given(data=st.data())
def test_fmt_keeps_meaning_and_comments(parts: Parts, data: st.DataObject) -> None:
    """Formatting a charter full of comments changes nothing that it says, loses none of them, and is done after one time."""
    charter = data.draw(charters())
    text = str(written(parts, charter, ".toml").text)
    where = data.draw(st.lists(st.integers(0, max(text.count("\n") - 1, 0)), max_size=12))
    source = commented(text, where)
    assert tomllib.loads(source) == tomllib.loads(text)
    formatted = fmt(parts, toml(source)).text
    assert formatted is not None
    assert read(parts, toml(formatted), Charter)[0] == charter
    assert comments(formatted) == comments(source)
    assert fmt(parts, toml(formatted)).text == formatted


@given(text=st.one_of(words(), st.text("[]{}=\"'#.,\n ab1-", max_size=60)))
def test_fmt_never_raises(parts: Parts, text: str) -> None:
    """Whatever a file contains is formatted, or told to be wrong."""
    for suffix in SUFFIXES:
        done = fmt(parts, Document(file="x", suffix=suffix, text=text))
        assert (done.text is None) == bool(done.findings)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("charter.toml", Charter), ("record.toml", Record), ("cases.toml", Cases)],
    ids=("charter", "record", "cases"),
)
def test_fmt_of_the_example(parts: Parts, path: str, kind: type[Any]) -> None:
    """The documents of the example keep meaning and comments when they are formatted."""
    file = EXAMPLES / "paderborn" / path
    text = file.read_text(encoding="utf-8") if file.exists() else str(parts.jurisdictions[0].text())
    formatted = str(fmt(parts, toml(text)).text)
    assert read(parts, toml(formatted), kind)[0] == read(parts, toml(text), kind)[0]
    remarks = [sorted(line.strip() for line in t.splitlines() if line.strip().startswith("#")) for t in (text, formatted)]
    assert remarks[0] == remarks[1]
    assert fmt(parts, toml(formatted)).text == formatted


@pytest.mark.measured
@given(data=st.data())
def test_made_up_pairs_are_pairs(data: st.DataObject) -> None:
    """A field that documents write as a table is made up of keys with values, each key once and in order."""
    pairs = data.draw(meetings._of_type(tuple[tuple[str, int], ...], {str: st.text(max_size=3), int: st.integers()}))
    assert list(dict(pairs).items()) == sorted(pairs, key=lambda pair: pair[0])
