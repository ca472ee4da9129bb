"""JSON Lines: a record with one event in each line, of which the last may be torn and no other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import body, charter, group
from gremium import files
from gremium.model.record import Record
from gremium.plugins.parts import Parts
from gremium.testing.documents import records
from gremium.workbench.fmt import converted, fmt, written
from gremium.workbench.project import Document, read
from gremium_adapters.readers.jsonl import canonical, parse

HEAD = '{"record": "r", "charter": "c"}\n'
ADA = '{"what": "party", "id": "ada"}\n'
BEN = '{"what": "party", "id": "ben"}\n'
# Records are made up under it: to make up charters, too, takes longer, and nothing of them stands in a line.
TOWN = charter(body("council", group("people", seats=3)), body("board", part_of="council"))


def events(text: str) -> Any:
    """Return the ids of the events in a text that can be read; None of one that cannot."""
    data = parse(text).data
    return None if data is None else [event["id"] for event in data.get("events", ())]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_head_and_events() -> None:
    """The first line is the head, each other one an event; every path knows its line."""
    parsed = parse(HEAD + ADA + BEN)
    assert parsed.data == {"record": "r", "charter": "c", "events": [json.loads(ADA), json.loads(BEN)]}
    assert parsed.findings == ()
    assert parsed.lines == {("record",): 1, ("charter",): 1, ("events", 0): 2, ("events", 1): 3}


def test_a_record_may_have_no_events() -> None:
    """A head alone is a whole record."""
    assert parse(HEAD).data == {"record": "r", "charter": "c"}


def test_blank_lines_and_other_line_ends_say_nothing() -> None:
    """Blank lines, a mark of the byte order and line ends of Windows change nothing but the numbers of the lines."""
    parsed = parse("\ufeff\n" + HEAD + "\r\n" + ADA.replace("\n", "\r\n") + "  \n" + BEN + "\t")
    assert [event["id"] for event in (parsed.data or {})["events"]] == ["ada", "ben"]
    assert (parsed.lines["record",], parsed.lines["events", 0], parsed.lines["events", 1]) == (2, 4, 6)
    assert parsed.findings == ()


def test_a_torn_last_line_is_left_out_and_told() -> None:
    """A last line without an end does not count. The warning shows how it begins, and what to do about it."""
    (part,) = parse(HEAD + ADA + BEN[:12]).findings
    assert (part.code, str(part.place), part.place.line) == ("torn-line", "events[1]", 3)
    assert dict(part.params) == {"read": '{"what": "pa'}
    assert part.hint is not None
    assert part.hint.code == "hint.torn-part"
    (whole,) = parse(HEAD + "\n" + ADA.removesuffix("\n")).findings
    assert (whole.code, whole.place.line) == ("torn-line", 3)
    assert whole.hint is not None
    assert whole.hint.code == "hint.torn-whole"
    assert events(HEAD + ADA + BEN[:12]) == ["ada"]
    assert events(HEAD + ADA.removesuffix("\n")) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "file-empty"), ("\n \n", "file-empty"), (HEAD.removesuffix("\n"), "head-torn"), ("\n" + HEAD[:9], "head-torn")],
)
def test_without_a_head_there_is_no_record(text: str, code: str) -> None:
    """An empty file, and one whose first line has no end, cannot be read."""
    parsed = parse(text)
    assert (parsed.data, [one.code for one in parsed.findings]) == (None, [code])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HEAD + '{"what"}\n' + ADA + "7\n", [("syntax", "events[0]", 2), ("wrong-type", "events[2]", 4)]),
        (HEAD + '{"id": "a", "id": "b"}\n', [("duplicate-key", "events[0].id", 2)]),
        (HEAD + '{"id": NaN}\n', [("wrong-type", "events[0].id", 2)]),
        (HEAD + ADA + '{"x": ' + "9" * 5000 + "}\n", [("wrong-type", "events[1]", 3)]),
        (HEAD + "[" * 100 + "]" * 100 + "\n", [("too-deep", "events[0]", 2)]),
        (HEAD + '{"a": {' + ", ".join(f'"{n}": []' for n in range(90)) + "}}\n", []),
        ('{"record": "r", "events": []}\n{"what"}\n', [("unknown-key", "events", 1), ("syntax", "events[0]", 2)]),
        ('{\n  "record": "r"\n}\n', [("syntax", "", 1)]),
        ('["r"]\n' + ADA + "x\n", [("wrong-type", "", 1)]),
    ],
)
def test_broken_lines_are_told_all_at_once(text: str, found: list[tuple[str, str, int]]) -> None:
    """What is wrong in a line is told with the line and the event; a broken head alone, for then nothing else is known."""
    parsed = parse(text)
    assert [(one.code, str(one.place), one.place.line) for one in parsed.findings] == found
    assert (parsed.data is None) == bool(found)


def test_what_is_no_event_is_told_with_its_line(parts: Parts) -> None:
    """The codec's findings have the line of their event, those of the head the first."""
    text = '{"record": "r", "charter": "c", "chater": "d"}\n\n' + ADA + '{"what": "party", "id": "ben", "born": "soon"}\n'
    value, found, _ = read(parts, Document(file="r.jsonl", suffix=".jsonl", text=text), Record)
    assert value is None
    assert [str(one.place) for one in found] == ["r.jsonl:1: chater", "r.jsonl:4: events[1].born"]


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_canonical_text() -> None:
    """Each event has a line of its own, letters stand as they are, and line ends within a text do not break it."""
    text = canonical("", {"record": "r", "events": [{"note": {"de": "ä\n\u2028b"}}]})
    assert text == '{"record": "r"}\n{"note": {"de": "ä\\n\u2028b"}}\n'
    assert canonical("", {"record": "r"}) == '{"record": "r"}\n'


@given(data=st.data())
def test_there_and_back_again(parts: Parts, data: st.DataObject) -> None:
    """A record in TOML that becomes JSON Lines or JSON, then the other, and TOML again, has the same bytes."""
    record = data.draw(records(TOWN))
    text = written(parts, record)
    document = Document(file="r", suffix=".toml", text=text)
    for suffix in (".jsonl", ".json", ".jsonl", ".toml"):
        there = converted(parts, document, suffix)
        assert there.findings == ()
        document = Document(file="r", suffix=suffix, text=there.text)
        assert read(parts, document, Record)[0] == record
        assert fmt(parts, document).text == there.text
    assert document.text == text


@given(data=st.data())
def test_a_file_cut_anywhere_is_a_prefix(parts: Parts, data: st.DataObject) -> None:
    """Cut at any byte, also within a letter, a record has its first events, or no whole head. Nothing raises."""
    record = data.draw(records(TOWN))
    content = written(parts, record, ".jsonl").encode()
    head = content.index(b"\n") + 1
    for cut in {*range(head + 2), *data.draw(st.sets(st.integers(0, len(content)), max_size=40)), len(content)}:
        document = files.decoded(content[:cut], "r.jsonl", ".jsonl")
        assert document.findings == ()
        value, found, _ = read(parts, document, Record)
        if cut < head:
            assert value is None
            assert [one.code for one in found] == (["head-torn"] if cut else ["file-empty"])
        else:
            whole = content[:cut].count(b"\n") - 1
            assert value is not None
            assert value.events == record.events[:whole]
            torn = not content[:cut].endswith(b"\n")
            assert [one.code for one in found] == (["torn-line"] if torn else [])


def test_cut_at_every_byte(parts: Parts) -> None:
    """The same for every byte of one small record with letters of several bytes."""
    content = (HEAD + '{"what": "party", "id": "ada", "name": "Ädä 日本"}\n' + BEN).encode()
    for cut in range(len(HEAD), len(content) + 1):
        value, found, _ = read(parts, files.decoded(content[:cut], "r.jsonl", ".jsonl"), Record)
        assert value is not None
        assert len(value.events) == content[:cut].count(b"\n") - 1
        assert len(found) == (content[cut - 1 : cut] != b"\n")


@given(text=st.text('{}[]",:\\\n\r ab1é\ud800', max_size=60) | st.text(max_size=30))
def test_reading_never_raises(parts: Parts, text: str) -> None:
    """Whatever stands in a file is read, or told to be wrong."""
    for before in ("", HEAD):
        value, found, _ = read(parts, Document(file="r", suffix=".jsonl", text=before + text), Record)
        assert value is not None or found


@given(content=st.binary(max_size=60))
def test_bytes_never_raise(parts: Parts, content: bytes) -> None:
    """Neither do bytes that are no text: those before the last line end are told, those behind it are torn."""
    document = files.decoded(HEAD.encode() + content, "r.jsonl", ".jsonl")
    value, found, _ = read(parts, document, Record)
    assert value is not None or found
