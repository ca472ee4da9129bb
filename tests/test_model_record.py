"""Records: what stands after corrections, and how sizes, terms, absences, resolutions and substitutes are found."""

from __future__ import annotations

import time
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ballot,
    barred,
    body,
    charter,
    chose,
    demand,
    found,
    holds,
    item,
    meeting,
    nominated,
    objection,
    person,
    present,
    record,
    waived,
)
from gremium.model.charter import Organisation
from gremium.model.meeting import OF_MEETING
from gremium.model.record import (
    EVENTS,
    Absence,
    Adoption,
    Event,
    Founded,
    MeetingState,
    Party,
    Period,
    Record,
    Resolution,
    Size,
    Void,
    begun,
)
from gremium.testing.documents import charters, records
from gremium.values.count import exactly
from gremium.values.days import Day, on, parse_day
from gremium.values.ref import parse_ref
from gremium.values.text import Text


def size(of: str, number: int, since: str = "2024", measure: str = "members", **more: object) -> Size:
    """Return the event that something has a size from a day on."""
    return Size(of=parse_ref(of), number=exactly(number), since=parse_day(since), measure=measure, **more)


def resolved(id_: str, day: str, **more: object) -> Resolution:
    """Return the event that the council resolved on a day."""
    return Resolution(id=id_, body="council", at=parse_day(day), **more)


def absent(party: str, day: int, body: str = "council", **more: object) -> Absence:
    """Return the event that somebody missed a meeting on a day of January."""
    return Absence(party=party, body=body, at=date(2024, 1, day), **more)


# ── corrections ──────────────────────────────────────────────────────────────────────────────────────────────────────


def standing_slowly(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events that no later event voids, by asking each event for all later ones."""
    kept = []
    for number, event in enumerate(events):
        later = {one.voids for one in events[number + 1 :] if isinstance(one, Void)}
        if isinstance(event, Void) or event.id not in later:
            kept.append(event)
    return tuple(kept)


@given(
    st.lists(
        st.sampled_from(
            [*(Party(id=id_) for id_ in "abc"), *(Void(voids=id_) for id_ in "abcd"), size("council", 3), absent("a", 1)]
        ),
        max_size=12,
    )
)
def test_what_stands_is_what_no_later_event_voids(events: list[Event]) -> None:
    """An event stands unless a later event voids its id; corrections and events without an id always stand."""
    assert record(*events).standing == standing_slowly(tuple(events))


def test_what_is_told_again_after_a_correction_stands() -> None:
    """A correction reaches back, never forward: told, voided, told again and voided again leaves nothing of that id."""
    first, again = Party(id="ada", name="A"), Party(id="ada", name="B")
    void, other = Void(voids="ada"), Party(id="bea")
    assert record(first, void, again).party_by_id == {"ada": again}
    assert record(first, void, again, other, void).party_by_id == {"bea": other}
    assert record(void, first).party_by_id == {"ada": first}


def test_a_correction_takes_back_events_of_every_sort() -> None:
    """Sizes, terms, resolutions, absences and bodies are voided by their id like holdings; nothing of them is found."""
    events = (
        size("council", 3, id="s"),
        Period(id="t", body="council", since=parse_day("2020")),
        resolved("r", "2024"),
        absent("ada", 1, id="a"),
        holds("ada", "member@council", "2024", id="h", substitute=True),
        holds("bea", "member@council", "2024", id="i", rests=True),
    )
    facts = record(*events, *(Void(voids=id_) for id_ in "strahi"))
    assert (facts.sizes, facts.terms_by_body, facts.resolution_by_id, facts.absences_by_party) == ({}, {}, {}, {})
    assert (facts.substitutes_by_position, facts.rests_by_position, facts.holdings_by_position) == ({}, {}, {})
    assert len(record(*events).standing) == len(events)


def test_many_corrections_are_read_quickly() -> None:
    """The time to read corrections grows with their number, not with its square."""
    number = 20_000
    told = tuple(Party(id=f"p{n}") for n in range(number))
    start = time.process_time()
    assert not record(*told, *(Void(voids=f"p{n}") for n in range(number))).party_by_id
    assert time.process_time() - start < 2


@given(st.data())
def test_what_is_found_stands(data: st.DataObject) -> None:
    """Whatever a record finds by body, party or position stands, and every standing event of these sorts is found once."""
    facts: Record = data.draw(records(data.draw(charters())))
    groups = (facts.sizes, facts.terms_by_body, facts.absences_by_party)
    groups += (facts.holdings_by_position, facts.substitutes_by_position, facts.rests_by_position)
    found = [id(event) for group in groups for events in group.values() for event in events]
    what = ("size", "term", "absence", "holding")
    twice = [e for e in facts.standing if e.what == "holding" and e.substitute and e.rests]
    assert not twice
    assert sorted(found) == sorted(id(event) for event in facts.standing if event.what in what)


# ── what is found ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sizes_are_found_by_what_they_are_of_and_what_was_counted() -> None:
    """Sizes of one thing by one measure come in the order of the file; other measures and positions are apart."""
    old, new = size("youth", 300, "2020"), size("youth", 250, "2018")
    other, place = size("youth", 12, measure="units"), size("participants@conference", 40)
    facts = record(person("ada"), old, other, new, place)
    assert facts.sizes == {
        (parse_ref("youth"), "members"): (old, new),
        (parse_ref("youth"), "units"): (other,),
        (parse_ref("participants@conference"), "members"): (place,),
    }


def test_of_two_resolutions_with_one_id_the_later_told_counts() -> None:
    """A resolution that is told again replaces what was told before, whatever its day."""
    first, second = resolved("r", "2024-05-01"), resolved("r", "2024-01-01", outcome=Adoption.REJECTED)
    assert record(first, person("ada"), second).resolution_by_id == {"r": second}


def test_electoral_terms_are_sorted_by_their_first_day() -> None:
    """The terms of a body come in the order of their first days, also where these are known only roughly."""
    exact = Period(body="council", since=on(date(2020, 11, 1)))
    rough = Period(body="council", since=parse_day("2020"), until=parse_day("2025"))
    early = Period(body="council", since=Day(None, date(1999, 1, 1)))
    board = Period(body="board", since=parse_day("2021"))
    assert record(exact, board, rough, early).terms_by_body == {"council": (early, rough, exact), "board": (board,)}


def test_absences_are_found_by_body_and_party_in_order_of_their_days() -> None:
    """Who missed which meetings of a body is told in order of the days, excused or not."""
    late, soon = absent("ada", 20), absent("ada", 10, excused=date(2024, 1, 12))
    there, other = absent("ada", 15, body="board"), absent("bea", 1)
    facts = record(late, there, other, soon)
    assert facts.absences_by_party == {
        ("council", "ada"): (soon, late),
        ("board", "ada"): (there,),
        ("council", "bea"): (other,),
    }


def test_substitutes_and_resting_members_hold_no_seat() -> None:
    """A substitute and a time of rest are kept apart from the holdings of the seats."""
    member = holds("ada", "member@council", "2024")
    substitute = holds("bea", "member@council", "2024", substitute=True, stands_in_for="ada", rank=1)
    rest = holds("ada", "member@council", "2025", rests=True)
    facts, place = record(member, substitute, rest), parse_ref("member@council")
    assert facts.holdings_by_position == {place: (member,)}
    assert facts.substitutes_by_position == {place: (substitute,)}
    assert facts.rests_by_position == {place: (rest,)}


def test_an_end_that_is_told_alone_ends_the_latest_holding_of_that_party() -> None:
    """An ending works on the latest holding that its party began by then; an end of nothing and a later end change nothing."""
    place = "member@council"
    first, second, other = holds("ada", place, "2018"), holds("ada", place, "2021"), holds("bea", place, "2021")
    end = holds("ada", place, None, "2023-06-30", ended="resigned")
    (one, *_, last) = begun((first, end, second, other, holds("cy", place, None, "2022")))
    assert (one, last) == (first, other)
    (mine,) = (h for h in begun((first, end, second, other)) if h.party == "ada" and h.since == second.since)
    assert (mine.until, mine.ended) == (end.until, "resigned")
    bounded = holds("ada", place, "2021", "2022-12-31")
    assert begun((bounded, end)) == (bounded,)


ABOUT_MEETINGS = [
    "notice", "item", "presence", "barred", "demand", "objection", "waiver", "finding", "ballot", "lot",
    "nomination", "withdrawal", "choice",
]  # fmt: skip


def test_every_sort_of_event_has_a_name_of_its_own() -> None:
    """Each event is told apart by one word."""
    names = [event.what for event in EVENTS]
    assert sorted(names) == sorted(
        [
            "party", "body", "holding", "size", "resolution", "term", "meeting", "absence", "date", "void",
            "proposal", "step", "delivery", *ABOUT_MEETINGS,
        ]
    )
    assert [event.what for event in OF_MEETING] == ABOUT_MEETINGS
    assert Founded(id="x", since=parse_day("2024")).what == "body"


def test_a_charter_finds_its_organisations() -> None:
    """The organisations that rules name are found by their ids."""
    youth = Organisation(id="youth", name=Text.of({"de": "Jugend"}), attributes=(("purpose", "scouts"),))
    town = charter(body("council"), parties=(youth, Organisation(id="church")))
    assert town.party_by_id == {"youth": youth, "church": town.parties[1]}
    assert town.party_by_id["church"].kind == "organisation"


def test_a_position_at_home_has_one_name() -> None:
    """A position at home may be written with its jurisdiction; it is the same position. So is the jurisdiction itself."""
    written = record(holds("ada", "m@town/council", date(2026, 1, 1)), holds("bea", "m@other/council", date(2026, 1, 1)))
    assert [str(event.position) for event in written.events] == ["m@council", "m@other/council"]
    sized = record(Size(of=parse_ref("town/"), number=exactly(7), since=on(date(2026, 1, 1))))
    assert [str(event.of) for event in sized.events] == ["town"]


# ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_meetings_and_items_are_found_by_their_ids() -> None:
    """Of two with the same id the later one counts; one that was voided is not found."""
    first, second = meeting("m", at=date(2026, 3, 1)), meeting("m", at=date(2026, 3, 2))
    told = record(first, second, item("i", subject="a"), item("i", subject="b"), item("j"), Void(voids="j"), meeting("n"))
    assert told.meeting_by_id == {"m": second, "n": meeting("n")}
    assert told.item_by_id == {"i": item("i", subject="b")}
    assert record(first, Void(voids="m")).meeting_by_id == {}


def test_what_is_told_of_a_meeting_comes_in_the_order_of_the_file() -> None:
    """The facts about a meeting are found by its id; those about none, and those that were voided, are of no meeting."""
    facts = (present(3), item("i"), found("quorum"), ballot(2, 1, item="i"))
    elsewhere = (demand("meeting", at_meeting=None, body="x"), objection("decision", at_meeting=None, body="x"))
    voided = (waived(["ada"], id="w"), Void(voids="w"))
    told = record(meeting(), *facts[:2], present(1, "n"), *elsewhere, *voided, *facts[2:])
    assert told.of_meeting == {"m": facts, "n": (present(1, "n"),)}
    assert record(meeting()).of_meeting == {}


def test_a_joint_meeting_is_one_of_each_of_its_bodies() -> None:
    """Every body that meets with others has the meeting among its own, once; they come sorted by day and id."""
    joint = meeting("b", "council", date(2026, 3, 1), joint_with=["board", "council"])
    early, late = meeting("a", "board", datetime(2026, 3, 1, 8)), meeting("c", "board", date(2026, 2, 1), state="cancelled")
    told = record(joint, early, late)
    assert joint.bodies == ("council", "board", "council")
    assert told.meetings_by_body == {"council": (joint,), "board": (late, early, joint)}


def test_what_is_off_does_not_take_place() -> None:
    """A meeting that is cancelled or postponed does not take place on its day, every other one may."""
    assert {state for state in MeetingState if state.off} == {MeetingState.CANCELLED, MeetingState.POSTPONED}


def test_a_meeting_has_a_day() -> None:
    """The day of a meeting is the one on which it begins, whether a minute is known or not."""
    assert meeting(at=date(2026, 3, 10)).day == meeting(at=datetime(2026, 3, 10, 23, 59)).day == date(2026, 3, 10)


def test_groups_at_home_have_one_name() -> None:
    """What a fact about a meeting speaks of is the same whether it is written with its jurisdiction or without."""
    far = {"of": "g@county/board", "yes": 1}
    told = record(
        present(3, of="g@town/board"), barred(1, of="town/board"), demand("meeting", of="g@board"), objection(of="county/board"),
        ballot(groups=[{"of": "g@town/board", "yes": 1}, far]), present(1),
    )  # fmt: skip
    near, whole, plain, other, vote, none = told.events
    assert [str(one.of) for one in (near, whole, plain, other)] == ["g@board", "board", "g@board", "county/board"]
    assert [str(group.of) for group in vote.groups] == ["g@board", "g@county/board"]
    assert none.of is None
    assert near == present(3, of="g@board")
    filled, listed, chosen = record(
        item("i", fills=["chair@town/board", "county/board"]),
        nominated("ada", of="town/board"),
        chose("ada", "chair@town/board"),
    ).events
    assert [str(ref) for ref in filled.fills] == ["chair@board", "county/board"]
    assert (str(listed.of), str(chosen.takes)) == ("board", "chair@board")
