"""Reading: what a document is refused for is told at its place, all of it at once, with what to write instead."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gremium.codec import Codec
from gremium.model.cases import Cases
from gremium.model.charter import Charter
from gremium.model.record import Meeting, Record
from gremium.norms.seats import Seats
from gremium.plugins.parts import Parts
from gremium.values.finding import Finding, dotted

TOWN: dict[str, Any] = {"id": "town", "kind": "municipality"}


def found(parts: Parts, kind: type, data: object) -> tuple[Finding, ...]:
    """Return what is wrong with a mapping."""
    value, problems = parts.codec.read(kind, data)
    assert (value is None) == bool(problems)
    return problems


def told(parts: Parts, kind: type, data: object) -> list[str]:
    """Return code and path of what is wrong with a mapping."""
    return [f"{one.code} {dotted(one.place.path)}".strip() for one in found(parts, kind, data)]


def body(**keys: Any) -> dict[str, Any]:
    """Return a charter with one body."""
    return TOWN | {"bodies": {"council": {"kind": "council", **keys}}}


# ── the document ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("data", [[], "charter", None, 7])
def test_document_is_a_table(parts: Parts, data: object) -> None:
    """What is no table is no document."""
    for kind in (Charter, Record, Cases):
        assert told(parts, kind, data) == ["wrong-type"]


@pytest.mark.parametrize("format_", [0, 2, 99])
def test_other_formats(parts: Parts, format_: int) -> None:
    """A document of a later format is refused as a whole: nobody knows what its keys mean."""
    (one,) = found(parts, Charter, TOWN | {"format": format_, "later": 1})
    assert (one.code, dotted(one.place.path)) == ("unsupported-format", "format")
    assert dict(one.params) == {"read": format_, "known": 1}


def test_all_problems_at_once(parts: Parts) -> None:
    """Every problem of a document is told, wherever it stands."""
    wrong = body(since="yesterday", kindd="x", seats=[{"seats": 2.5}, {"id": "a", "seats": "x"}]) | {"name": "Stadt"}
    assert sorted(told(parts, Charter, wrong)) == sorted(
        [
            "bad-phrase name",
            "unknown-key bodies.council.kindd",
            "bad-phrase bodies.council.since",
            "bad-phrase bodies.council.seats[0].seats",
            "missing-key bodies.council.seats[0]",
            "bad-phrase bodies.council.seats[1].seats",
        ]
    )


@pytest.mark.parametrize("number", [10**30, -(10**30), 10**5000], ids=["large", "small", "huge"])
def test_giant_numbers(parts: Parts, number: int) -> None:
    """A number that nobody needs is refused before anything is computed with it."""
    wrong = body(seats=[{"id": "a", "seats": number}], cites=[number]) | {"format": number}
    assert sorted(told(parts, Charter, wrong)) == [
        "wrong-type bodies.council.cites[0]",
        "wrong-type bodies.council.seats[0].seats",
        "wrong-type format",
    ]


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_misspelt_key(parts: Parts) -> None:
    """A misspelt key is told with the nearest; that the right one is missing is not told besides."""
    (one,) = found(parts, Charter, {"id": "town", "knid": "municipality"})
    assert (one.code, dotted(one.place.path)) == ("unknown-key", "knid")
    assert one.hint is not None
    assert dict(one.hint.params) == {"word": "kind"}
    assert told(parts, Charter, {"id": "town", "xyz": "municipality"}) == ["unknown-key xyz", "missing-key"]


@pytest.mark.parametrize(
    ("data", "path", "owner", "table"),
    [
        (TOWN | {"sources": {"calendar": "city"}}, "sources.calendar", None, "[sources]"),
        (
            TOWN | {"bodies": {"council": {"kind": "k", "name": {"de": "Rat", "cites": ["page"]}}}},
            "bodies.council.name.cites",
            "[bodies.council]",
            "[bodies.council.name]",
        ),
        (
            body(seats=[{"id": "a", "positions": ["x"]}]),
            "bodies.council.seats[0].positions",
            "[bodies.council]",
            "[[bodies.council.seats]]",
        ),
    ],
)
def test_key_below_a_sub_table(parts: Parts, data: Any, path: str, owner: str | None, table: str) -> None:
    """A key that belongs to a table further up is told together with that table, and the one into which it fell."""
    hits = [one for one in found(parts, Charter, data) if dotted(one.place.path) == path]
    if owner is not None or hits[0].code == "misplaced-key":
        assert [one.code for one in hits] == ["misplaced-key"]
        params = dict(hits[0].params)
        assert params["key"] == path.rpartition(".")[2]
        assert owner is None or params["owner"] == owner
        assert hits[0].hint is not None
        assert dict(hits[0].hint.params)["table"] == table


def test_key_of_the_document_in_its_last_table(parts: Parts) -> None:
    """A key of the document that fell into its last table belongs to the document, and is not missing besides."""
    (one,) = found(parts, Charter, {"id": "town", "bodies": {"council": {"kind": "council", "calendars": {}}}, "kind": "x"})
    assert one.code == "misplaced-key"
    assert getattr(dict(one.params)["owner"], "code", None) == "type.document"


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("raw", [True, 1, 1.5, None, [], {}, date(2026, 1, 1)])
def test_strings_are_not_made_up(parts: Parts, raw: object) -> None:
    """What is no string is not turned into one."""
    assert told(parts, Charter, TOWN | {"kind": raw}) == ["wrong-type kind"]


@pytest.mark.parametrize("raw", [0, 1, "true", None, 1.0])
def test_truth_is_not_guessed(parts: Parts, raw: object) -> None:
    """Only true and false are true or false."""
    assert told(parts, Charter, body(complete=raw)) == ["wrong-type bodies.council.complete"]


def source(day: object) -> dict[str, Any]:
    """Return a charter with a source of this day."""
    return TOWN | {"sources": {"page": {"title": "P", "verified": "read", "date": day}}}


@pytest.mark.parametrize("raw", [date(2026, 1, 31), "2026-01-31"])
def test_dates(parts: Parts, raw: object) -> None:
    """A date is a date of TOML or a string of JSON."""
    charter, _ = parts.codec.read(Charter, source(raw))
    assert charter is not None
    assert charter.sources[0].date == date(2026, 1, 31)


@pytest.mark.parametrize(
    "raw", ["2026-02-30", "2026-W05-6", "20260131", "2026-1-31", "", 20260131, datetime(2026, 1, 31), time(1, 2), "२०२६-०१-३१"]
)  # as TOML reads it
def test_no_dates(parts: Parts, raw: object) -> None:
    """A day that is not there, another notation, other digits or a time of day are no date."""
    assert told(parts, Charter, source(raw)) == ["wrong-type sources.page.date"]


def meeting(at: object) -> dict[str, Any]:
    """Return a record with one meeting."""
    return {"record": "r", "charter": "c", "events": [{"what": "meeting", "id": "m", "body": "b", "at": at}]}


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        (date(2026, 3, 1), date(2026, 3, 1)),
        ("2026-03-01T19:30", datetime(2026, 3, 1, 19, 30)),  # local time of the place
        (datetime(2026, 3, 1, 19, 30), datetime(2026, 3, 1, 19, 30)),  # local time of the place
    ],
)
def test_days_and_minutes(parts: Parts, raw: object, read: object) -> None:
    """A meeting is on a day or from a minute, as TOML or as JSON writes it."""
    record, problems = parts.codec.read(Record, meeting(raw))
    assert problems == ()
    assert record is not None
    (one,) = record.events
    assert isinstance(one, Meeting)
    assert one.at == read


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-01T25:00",
        "2026-03-01T19",
        "2026-03-01 19:30",
        "2026-03-01T19:30Z",
        datetime(2026, 3, 1, tzinfo=UTC),
        datetime(2026, 3, 1, 1, 2, 3, 4),
        "19:30",
        None,
    ],
)
def test_no_minutes(parts: Parts, raw: object) -> None:
    """A time zone, parts of a second or half a time are refused: the place has only one time."""
    assert told(parts, Record, meeting(raw)) == ["wrong-type events[0].at"]


@pytest.mark.parametrize(
    ("event", "path"),
    [
        ("party", "wrong-type events[0]"),
        ({}, "missing-key events[0]"),
        ({"what": "partie"}, "unknown-value events[0].what"),
        ({"what": ["party"]}, "unknown-value events[0].what"),
        ({"what": "party"}, "missing-key events[0]"),
    ],
)
def test_events(parts: Parts, event: object, path: str) -> None:
    """An event says what it is."""
    assert told(parts, Record, {"record": "r", "charter": "c", "events": [event]}) == [path]


@pytest.mark.parametrize(
    ("row", "paths"),
    [
        ({"id": "a", "holder": "chair@x", "open_to": {"de": "alle"}}, ["bad-phrase bodies.council.seats[0]"]),
        ({"id": "a", "open_to": "alle"}, ["bad-phrase bodies.council.seats[0].open_to"]),
        ({"id": "a", "holder": ["chair@x", "??"]}, ["bad-phrase bodies.council.seats[0].holder"]),
        ({"id": "A"}, ["bad-phrase bodies.council.seats[0].id"]),
        ({"id": "a/b"}, ["bad-phrase bodies.council.seats[0].id"]),
        ({"id": "each"}, ["bad-phrase bodies.council.seats[0].id"]),
        ("a", ["wrong-type bodies.council.seats[0]"]),
    ],
)
def test_rows_of_seats(parts: Parts, row: object, paths: list[str]) -> None:
    """A row of seats has an id, and one way in which it is filled."""
    problems = told(parts, Charter, body(seats=[row]))
    assert [one.partition(" ")[0] for one in problems] == [one.partition(" ")[0] for one in paths]
    assert all(one.partition(" ")[2].startswith("bodies.council.seats[0]") for one in problems)


def test_ids_of_documents_may_have_parts(parts: Parts) -> None:
    """The id of a jurisdiction may have parts between slashes, each of them an id."""
    assert told(parts, Charter, TOWN | {"id": "nrw/town"}) == []
    assert told(parts, Charter, TOWN | {"id": "nrw/Town"}) == ["bad-phrase id"]
    assert told(parts, Charter, TOWN | {"bodies": {"Rat": {"kind": "council"}}}) == ["bad-phrase bodies.Rat"]
    assert told(parts, Charter, body(positions=["speaker", "Speaker"])) == ["bad-phrase bodies.council.positions[1]"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("id", "kind", "bodies", "seats", "events", "what", "x")), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(raw=JSON)
def test_nothing_raises(parts: Parts, raw: object) -> None:
    """Whatever a mapping contains, it is read or told to be wrong; the findings name paths that lead to something."""
    for kind in (Charter, Record, Cases):
        value, problems = parts.codec.read(kind, raw)
        assert (value is None) == bool(problems)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_defaults_are_left_out(parts: Parts) -> None:
    """What has its default is not written, except the format; dates become strings where a format has none."""
    charter, _ = parts.codec.read(Charter, source("2026-01-31"))
    assert parts.codec.write(charter) == {"format": 1, **source(date(2026, 1, 31))}
    assert parts.codec.write(charter, dates=False) == {"format": 1, **source("2026-01-31")}


def test_only_known_words_are_read(parts: Parts) -> None:
    """A codec reads the words that it was given, and no other."""
    codec = Codec((Seats,))
    assert codec.norms == {"seats": Seats}
    _, problems = codec.read(Charter, body(cadence=[{"times": 1, "per": "year"}]))
    assert [one.code for one in problems] == ["unknown-key"]
    assert told(parts, Charter, body(cadence=[{"times": 1, "per": "year"}])) == []


def test_rows_begin_with_their_id_and_end_with_their_source(parts: Parts) -> None:
    """In the canonical form a row says first what it is, then what the rule says, then where it comes from."""
    row = {"note": {"de": "n"}, "cites": ["page"], "strength": "may", "since": "2026", "seats": 3, "holder": "chair@x", "id": "a"}
    charter, problems = parts.codec.read(Charter, body(seats=[row]))
    assert problems == ()
    (written,) = parts.codec.write(charter)["bodies"]["council"]["seats"]
    assert list(written) == ["id", "holder", "seats", "strength", "since", "cites", "note"]


# ── rules about meetings ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "canonical"),
    [
        ({"second_call": {"need": "at least 3"}}, {"second_call": "at least 3"}),
        ({"second_call": {"need": "at least 3", "hint": True}}, {"second_call": {"need": "at least 3", "hint": True}}),
        ({"second_call": {"need": {"any": ["at least 3"]}}}, {"second_call": {"need": {"any": ["at least 3"]}}}),
        ({"presumed": {"until": "finding"}}, {"presumed": "finding"}),
        ({"need": "at least 0"}, {"need": "any number"}),
        ({"need": "any number", "for": ["budget"]}, {"for": "budget", "need": "any number"}),
        ({"failure": ["close"], "binding": {"otherwise": "fixed"}}, {"failure": "close", "binding": {"otherwise": "fixed"}}),
        (
            {"failure": ["close"], "binding": {"need": "floor", "failure": "default", "otherwise": "fixed"}},
            {"failure": "close", "binding": {"failure": "default", "need": "floor"}},
        ),
    ],
)
def test_rules_about_meetings_have_one_spelling(parts: Parts, row: dict[str, Any], canonical: dict[str, Any]) -> None:
    """A table that says one thing is written as its value, unless that is a table itself; then nobody could tell which it is."""
    for spelt in (row, canonical):
        charter, problems = parts.codec.read(Charter, body(quorum=[spelt]))
        assert problems == ()
        (written,) = parts.codec.write(charter)["bodies"]["council"]["quorum"]
        assert list(written.items()) == list(canonical.items())


def test_a_binding_names_aspects_of_its_rule(parts: Parts) -> None:
    """How an aspect binds is said of aspects that the rule may have; a misspelt one is told with the right one."""
    wrong = body(notice=[{"lead": "unstated", "binding": {"laed": "floor", "need": "floor", "lead": "floor"}}])
    first, second = found(parts, Charter, wrong)
    assert [dotted(one.place.path).rpartition("binding.")[2] for one in (first, second)] == ["laed", "need"]
    assert first.hint is not None
    assert dict(first.hint.params) == {"word": "lead"}


def test_facts_about_a_meeting_are_read_by_what_they_are(parts: Parts) -> None:
    """Each fact has its own keys; one that belongs to another sort of fact is refused."""
    events = [{"what": "presence", "meeting": "m", "who": 3, "yes": 2}, {"what": "ballot", "meeting": "m", "who": 3}]
    data = {"record": "facts", "charter": "town", "events": events}
    assert told(parts, Record, data) == ["unknown-key events[0].yes", "unknown-key events[1].who"]


def test_what_is_loaded_beside_a_charter_is_no_part_of_it(parts: Parts) -> None:
    """The laws that are loaded with a charter are neither read from it nor written into it."""
    assert told(parts, Charter, TOWN | {"laws": []}) == ["unknown-key laws"]
    charter, _ = parts.codec.read(Charter, TOWN | {"statutes": ["land"]})
    law, _ = parts.codec.read(Charter, {"id": "land", "kind": "statute"})
    assert charter is not None
    assert law is not None
    assert parts.codec.write(evolve(charter, laws=(law,))) == {"format": 1, **TOWN, "statutes": ["land"]}
