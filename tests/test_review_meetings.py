"""Meetings in a record: what is told of them names what there is; votes that cannot have been are told at the fact."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from attrs import evolve

from builders import (
    ballot,
    barred,
    body,
    charter,
    chose,
    demand,
    found,
    group,
    holds,
    item,
    lot,
    meeting,
    nominated,
    objection,
    organisation,
    person,
    present,
    scope,
    sent,
    size,
    waived,
    withdrawn,
)
from gremium.evaluate.scope import Scope
from gremium.model.charter import Organisation, Subject
from gremium.model.meeting import Ballot
from gremium.model.record import Event, Meeting, Void
from gremium.review.record import review
from gremium.values.finding import Finding, dotted

PEOPLE = tuple(person(name) for name in ("ada", "bea", "cai", "dora", "eve"))
SINCE = date(2025, 1, 1)
SEATED = tuple(holds(name, "m@x", SINCE) for name in ("ada", "bea", "cai"))
BODY = body("x", group("m", "page", seats=3), group("guests", "page", seats=2, standing="advisory"), complete=True)
BOARD = body("board", group("b", "page", seats=2), positions=("clerk",), kind="board", complete=True)
# What stands in every record before the facts of a test.
BEFORE = (*PEOPLE, *SEATED)
FIRST = len(BEFORE)
EVENING = datetime(2026, 3, 10, 19)


def minute(hour: int, minutes: int = 0) -> datetime:
    """Return a minute of the day of the meeting."""
    return EVENING.replace(hour=hour, minute=minutes)


def reviewed(*events: Event, **more: object) -> tuple[Finding, ...]:
    """Return what is found in a record in which these facts stand after the members of the body."""
    return review(scope(BODY, BOARD, events=(*BEFORE, *events), **more))


def said(*events: Event, **more: object) -> list[str]:
    """Return code and path of what is found, with the paths counted from the first of these facts, and what was meant."""
    lines = []
    for one in reviewed(*events, **more):
        first, number, *rest = one.place.path
        assert first == "events"
        hint = dict(one.hint.params) if one.hint else {}
        meant = hint.get("word") or hint.get("known")
        lines.append(f"{one.code} {dotted((f'{int(number) - FIRST}', *rest))}" + (f" ({meant})" if meant else ""))
    return lines


def params(*events: Event) -> dict[str, object]:
    """Return what the only finding says."""
    (one,) = reviewed(*events)
    return dict(one.params)


# ── what is named ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_as_it_should_be() -> None:
    """Notice, agenda, presence, who is barred, votes and findings of one meeting: nothing to say."""
    assert said(
        meeting(at=EVENING, ends=minute(21), chair="ada", joint_with="board"),
        sent(dispatched=date(2026, 3, 1), received=date(2026, 3, 2), who=["ada", "bea"]),
        item("i", at=minute(19, 30)),
        present(["ada", "bea"], of="x"),
        present(["cai"], of="m@x", at=minute(19, 10)),
        present(2, of="board"),
        barred(["cai"], item="i", of="m"),
        demand("secret-ballot", who=["bea"], item="i", body="x", of="m"),
        objection("notice", who=1),
        waived(["ada"]),
        found("quorum", by="ada", at=minute(19, 5)),
        ballot(["ada", "bea"], 0, item="i", body="x", at=minute(19, 40)),
        ballot(body="board", groups=[{"of": "b", "yes": 2}, {"of": "b@board", "no": 0}]),
        lot("yes", item="i"),
        lot("bea", item="i"),
        item("e", fills="m"),
        nominated(["ada", "bea"], item="e", by="cai"),
        nominated(["dora"], item="e", list="joint", substitutes="eve"),
        withdrawn("bea", item="e"),
        ballot(item="e", votes={"ada": ["bea"], "joint": 1}, cast_for="ada"),
        lot("joint", item="e", among=["ada", "joint"]),
        item("c", fills=["clerk@board", "board"]),
        chose("ada", "clerk@board", item="c", names="bea"),
        demand("meeting", who=3, at_meeting=None, body="board", of="clerk"),
    ) == []


KNOWN = "all, chair, deputy-chair, guests, m, minute-taker, public, secretary, x"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (sent("m-3"), "unknown-meeting 1.meeting (m-2)"),
        (item("k", "m-3"), "unknown-meeting 1.meeting (m-2)"),
        (ballot(1, at_meeting="other"), "unknown-meeting 1.meeting"),
        (ballot(1, item="j"), "unknown-item 1.item (i)"),
        (barred(1, item="elsewhere"), "unknown-item 1.item (i)"),
        (present(["ida"]), "unknown-party 1.who[0] (ada)"),
        (present(["ada", "ida", "zoe"]), "unknown-party 1.who[1] (ada)"),
        (waived(["ida"]), "unknown-party 1.who[0] (ada)"),
        (sent(who=["ida"]), "unknown-party 1.who[0] (ada)"),
        (demand("meeting", who=["ida"]), "unknown-party 1.who[0] (ada)"),
        (objection(who=["ida"]), "unknown-party 1.who[0] (ada)"),
        (found("quorum", by="ida"), "unknown-party 1.by (ada)"),
        (lot("ida"), "unknown-party 1.drawn (ada)"),
        (ballot(["ada"], ["ida"]), "unknown-party 1.no[0] (ada)"),
        (ballot(votes={"ida": 3}), "unknown-party 1.votes.ida (ada)"),
        (ballot(votes={"ada": ["ida"]}), "unknown-party 1.votes.ada[0] (ada)"),
        (ballot(cast_for="ida"), "unknown-party 1.cast_for (ada)"),
        (lot("ada", among=["ada", "ida"]), "unknown-party 1.among[1] (ada)"),
        (nominated("ida"), "unknown-party 1.candidates (ada)"),
        (nominated("ada", of="guest"), "dangling-reference 1.of (guests)"),
        (nominated(["ada", "ida"]), "unknown-party 1.candidates[1] (ada)"),
        (nominated("ada", by="ida"), "unknown-party 1.by (ada)"),
        (nominated("ada", substitutes=["bea", "ida"]), "unknown-party 1.substitutes[1] (ada)"),
        (withdrawn("ida"), "unknown-party 1.party (ada)"),
        (chose("ida", "m"), "unknown-party 1.party (ada)"),
        (chose("ada", "clerk@bord"), "dangling-reference 1.takes (clerk@board)"),
        (chose("ada", "clerk@board", names="ida"), "unknown-party 1.names (ada)"),
        (item("k", fills="bord"), "dangling-reference 1.fills (board)"),
        (item("k", fills=["board", "chair@borad"]), "dangling-reference 1.fills[1] (chair@board)"),
        (ballot(groups=[{"of": "m", "abstain": ["ida"]}]), "unknown-party 1.groups[0].abstain[0] (ada)"),
        (meeting("n", chair="ida"), "unknown-party 1.chair (ada)"),
        (meeting("n", joint_with="bord"), "unknown-body 1.joint_with (board)"),
        (meeting("n", joint_with=["board", "bord"]), "unknown-body 1.joint_with[1] (board)"),
        (meeting("n", joint_with="land/council"), "unloaded-jurisdiction 1.joint_with"),
        (meeting("n", at=EVENING, ends=minute(18)), "span-reversed 1.ends"),
        (meeting("n", ends=datetime(2026, 3, 9, 23)), "span-reversed 1.ends"),
        (demand("meeting", at_meeting=None, body="bord"), "unknown-body 1.body (board)"),
        (demand("meeting", at_meeting=None), "missing-key 1"),
        (objection("decision", at_meeting=None), "missing-key 1"),
        (demand("item", body="board"), "body-elsewhere 1.body (x)"),
        (ballot(1, body="board"), "body-elsewhere 1.body (x)"),
        (present(1, of="guest"), "dangling-reference 1.of (guests)"),
        (present(1, of="board"), f"dangling-reference 1.of ({KNOWN})"),
        (present(1, of="b@board"), "dangling-reference 1.of"),
        (present(1, of="gests@x"), "dangling-reference 1.of (guests)"),
        (barred(1, of="*committee"), "dangling-reference 1.of"),
        (objection(who=1, of="guest"), "dangling-reference 1.of (guests)"),
        (demand("meeting", who=1, of="n"), f"dangling-reference 1.of ({KNOWN})"),
        (ballot(groups=[{"of": "m", "yes": 1}, {"of": "gests", "yes": 1}]), "dangling-reference 1.groups[1].of (guests)"),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_told_at_its_key(event: Event, expected: str) -> None:
    """A name that leads nowhere is told where it stands, with the one that was meant."""
    problem, *others = said(meeting(), event, item("i"), item("j", "m-2"), meeting("m-2", at=date(2026, 4, 1)))
    assert expected in (problem, problem.partition(" (")[0])
    assert all(one.startswith("unknown-party") for one in others)


def test_facts_of_a_meeting_that_was_voided() -> None:
    """A meeting that never was is unknown to what is told of it, unless that was voided, too."""
    told = (meeting(), evolve(present(2), id="there"), Void(voids="m"))
    assert said(*told) == ["unknown-meeting 1.meeting"]
    assert said(*told, Void(voids="there")) == []


def test_an_item_that_was_voided() -> None:
    """A vote on an item that was never on the agenda is told."""
    assert said(meeting(), item("i"), ballot(2, 1, item="i"), Void(voids="i")) == ["unknown-item 2.item"]


def test_organisations_of_the_charter_may_demand() -> None:
    """Organisations that only the charter names may stand in what is told of a meeting."""
    club = Organisation(id="club")
    assert said(meeting(), demand("meeting", who=["club"]), parties=(club,)) == []
    assert said(meeting(), organisation("choir"), demand("meeting", who=["choir"])) == []
    assert said(meeting(), demand("meeting", who=["club"])) == ["unknown-party 1.who[0]"]


def test_subjects_are_those_of_the_charter() -> None:
    """What an item is about is told apart from other matters only if the charter knows it; one without subjects asks nothing."""
    money = (Subject(id="money"), Subject(id="budget", of="money"))
    assert said(meeting(), item(subject="budget"), subjects=money) == []
    assert said(meeting(), item(subject="bugdet"), subjects=money) == ["unknown-subject 1.subject (budget)"]
    assert said(meeting(), item(subject="bugdet")) == []


def test_meetings_of_neighbours() -> None:
    """A body of another jurisdiction that is loaded may meet with this one, and its groups may be named."""
    county = charter(body("council", group("folk", "page", seats=1), complete=True), id_="county")
    events = (
        meeting(joint_with="county/council"),
        present(1, of="folk@county/council"),
        present(1, of="county/council"),
        ballot(1, body="county/council"),
    )
    assert said(*events, neighbours=(county,)) == []
    assert said(*events) == ["unloaded-jurisdiction 0.joint_with", "unloaded-jurisdiction 3.body"]
    too_many = (meeting(joint_with="county/council"), present(2, of="county/council"), ballot(3, body="county/council"))
    assert said(*too_many, neighbours=(county,)) == ["more-than-seats 1.who", "too-many-votes 2"]
    assert said(present(1, "n"), meeting("n", "land/council")) == ["unloaded-jurisdiction 1.body"]


# ── times ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "again", "expected"),
    [
        (date(2026, 3, 1), date(2026, 3, 10), []),
        (date(2026, 3, 10), date(2026, 3, 10), ["resumes-later 3.resumes"]),
        (date(2026, 3, 11), date(2026, 3, 10), ["resumes-later 3.resumes"]),
        (minute(18), minute(19), []),
        (minute(19), minute(18), ["resumes-later 3.resumes"]),
    ],
)
def test_an_item_resumes_one_of_an_earlier_meeting(first: date, again: date, expected: list[str]) -> None:
    """What is taken up again was on the agenda of a meeting before, not of this one or of a later one."""
    told = (meeting("first", at=first), meeting("again", at=again), item("i", "first"), item("j", "again", resumes="i"))
    assert said(*told) == expected
    if expected:
        assert params(*told) == {"item": "j", "before": "i", "day": str(first)[:10]}


def test_an_item_resumes_one_that_there_is() -> None:
    """An item that nobody knows cannot be taken up again; nor can an item take up itself."""
    assert said(meeting(), item("item-one", resumes="item-two"), item("item-tow")) == ["dangling-reference 1.resumes (item-tow)"]
    assert said(meeting(), item("i", resumes="i")) == ["resumes-later 1.resumes"]


@pytest.mark.parametrize(
    ("dispatched", "received", "expected"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), []),
        (date(2026, 3, 3), date(2026, 3, 2), ["received-before-sent 1.received"]),
        (datetime(2026, 3, 2, 12), date(2026, 3, 2), []),
        (datetime(2026, 3, 3, 0), datetime(2026, 3, 2, 23, 59), ["received-before-sent 1.received"]),
        (None, date(2026, 3, 2), []),
        (date(2026, 3, 2), None, []),
    ],
)
def test_nothing_arrives_before_it_is_sent(dispatched: date, received: date, expected: list[str]) -> None:
    """A notice that arrived on a day before it was sent is told."""
    assert said(meeting(), sent(dispatched=dispatched, received=received)) == expected


@pytest.mark.parametrize(
    ("at", "outside"),
    [(minute(18, 59), True), (minute(19), False), (minute(21), False), (minute(21, 1), True)],
)
def test_items_votes_and_findings_lie_within_the_meeting(at: datetime, outside: bool) -> None:
    """Nothing is called, voted on or found before the meeting begins, or after it has ended; members may come earlier."""
    told = (meeting(at=EVENING, ends=minute(21)), item(at=at), ballot(1, at=at), found("quorum", at=at), present(["ada"], at=at))
    codes = [f"time-outside-meeting {number}.at" for number in (1, 2, 3)] if outside else []
    assert [one for one in said(*told) if one.startswith("time")] == codes


def test_of_a_meeting_without_a_minute_only_the_day_is_known() -> None:
    """Where only the day is recorded, everything on that day or later may belong to the meeting."""
    assert said(meeting(), item(at=datetime(2026, 3, 10, 0, 0))) == []
    told = (meeting(), item(at=datetime(2026, 3, 9, 23, 59)))
    assert params(*told) == {"at": "2026-03-09 23:59", "meeting": "m", "begins": "2026-03-10", "ends": "…"}


def test_what_a_meeting_replaces_is_known() -> None:
    """A meeting that is replaced is one of the record; a word that is nearly its id is meant."""
    replaced = meeting("spring", state="postponed")
    assert said(replaced, meeting("m", instead_of="spring")) == []
    assert said(replaced, meeting("m", instead_of="sprinq")) == ["unknown-meeting 1.instead_of (spring)"]
    assert said(replaced, meeting("m", instead_of="elsewhere")) == ["unknown-meeting 1.instead_of"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("cancelled", []), ("postponed", []), ("held", ["replaced-still-on 1.instead_of"]),
        ("planned", ["replaced-still-on 1.instead_of"]), ("convened", ["replaced-still-on 1.instead_of"]),
    ],
)  # fmt: skip
def test_only_what_is_off_is_replaced(state: str, expected: list[str]) -> None:
    """A meeting that is replaced, and takes place all the same, is told at the one that replaces it."""
    assert said(meeting("a", state=state), meeting("b", instead_of="a")) == expected


def test_no_meeting_replaces_itself() -> None:
    """Meetings that replace each other in a circle are told once, however many they are; a chain of them is none."""
    off = {"state": "postponed"}
    assert said(meeting("a", instead_of="a", **off)) == ["replaces-itself 0.instead_of"]
    assert said(meeting("b", instead_of="a", **off), meeting("a", instead_of="b", **off)) == ["replaces-itself 1.instead_of"]
    three = (meeting(one, instead_of=other, **off) for one, other in ("ab", "bc", "ca"))
    assert said(*three) == ["replaces-itself 0.instead_of"]
    into = (meeting("a", instead_of="b", **off), meeting("b", instead_of="b", **off))
    assert said(*into) == ["replaces-itself 1.instead_of"]
    assert said(meeting("a", **off), meeting("b", instead_of="a", **off), meeting("c", instead_of="b")) == []


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_a_meeting_that_is_off_has_neither_presence_nor_votes(state: str) -> None:
    """Whoever was there, or voted, was not in a meeting that did not take place; its notice was sent all the same."""
    told = (meeting(state=state), sent(), item(), present(2), ballot(1, 1))
    assert [one for one in said(*told) if one.startswith("meeting")] == ["meeting-cancelled 3", "meeting-cancelled 4"]


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (present(3), []),
        (present(4), ["more-than-seats 1.who"]),
        (present("2..9"), []),
        (present("4.."), ["more-than-seats 1.who"]),
        (present(4, of="m"), ["more-than-seats 1.who"]),
        (present(2, of="guests"), []),
        (present(3, of="guests@x"), ["more-than-seats 1.who"]),
        (present(9, of="chair"), []),
        (barred(4), ["more-than-seats 1.who"]),
        (present(["ada", "bea", "cai", "dora"]), []),
    ],
)
def test_no_more_are_counted_than_there_are_seats(event: Event, expected: list[str]) -> None:
    """A number of those present or barred that is larger than that of the seats is told; a list may name anybody."""
    assert said(meeting(), event) == expected


def test_how_many_too_many_are_counted() -> None:
    """The finding says how many were counted, of what, and how many seats there are."""
    one = params(meeting(), present(3, of="guests"))
    assert (one["counted"], one["of"], one["meeting"]) == (3, "guests@x", "m")


def test_of_a_joint_meeting_numbers_belong_to_one_body() -> None:
    """In a joint meeting a number without a body speaks of all of them; the seats of each bound what is counted of it."""
    told = meeting(joint_with="board")
    assert said(told, present(5)) == []
    assert said(told, present(2, of="board"), present(3, of="x")) == []
    assert said(told, present(3, of="board"), present(4, of="x")) == ["more-than-seats 1.who", "more-than-seats 2.who"]


def test_a_body_that_is_not_complete_may_have_more_seats() -> None:
    """Where the charter does not tell all seats, only those of a group bound what is counted."""
    partly = scope(evolve(BODY, complete=False), events=(*BEFORE, meeting(), present(9), present(4, of="m")))
    assert [dotted(one.place.path) for one in review(partly)] == [f"events[{FIRST + 2}].who"]
    open_ended = scope(body("x", group("m", "page", seats="unstated"), complete=True), events=(meeting(), present(99)))
    assert review(open_ended) == ()
    unknown = scope(body("x", complete=True), events=(meeting(), present(99)))
    assert review(unknown) == ()


# ── votes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("vote", "expected"),
    [
        (ballot(["ada", "bea"], ["cai"]), []),
        (ballot(["ada", "bea"], ["bea"]), ["votes-twice 1"]),
        (ballot(["ada"], groups=[{"of": "m", "yes": ["ada"]}]), ["votes-twice 1"]),
        (ballot(["ada"], abstain=["ada"], invalid=["ada"]), ["votes-twice 1"]),
        (ballot(["ada"], form="secret"), ["secret-with-names 1.yes"]),
        (ballot(groups=[{"of": "m", "no": ["ada"]}], form="secret"), ["secret-with-names 1.groups[0].no"]),
        (ballot(2, 1, form="secret"), []),
        (ballot(["ada"], form="roll-call"), []),
    ],
)
def test_everybody_votes_once_and_secretly_without_a_name(vote: Ballot, expected: list[str]) -> None:
    """Nobody votes two times or both ways in one ballot, and of a secret one nobody is named."""
    assert said(meeting(), vote) == expected


def test_whoever_is_barred_does_not_vote() -> None:
    """Who is barred from an item or from the whole meeting and votes is told; on another item they may vote."""
    told = (meeting(), item("i"), item("j"), barred(["ada"], item="i"), ballot(["ada", "bea"], item="i"), ballot(1, item="j"))
    assert said(*told) == ["barred-voted 4.yes[0]"]
    assert params(*told) == {"party": "ada", "meeting": "m"}
    assert said(meeting(), item("i"), barred(["ada"]), ballot(1, ["ada"], item="i")) == ["barred-voted 3.no[0]"]
    assert said(meeting(), item("i"), item("j"), barred(["ada"], item="i"), ballot(["ada"], item="j")) == []
    assert said(meeting(), item("i"), barred(1, item="i"), ballot(["ada"], item="i")) == []


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ([present(["ada", "bea"])], []),
        ([present(["bea"])], ["absent-voted"]),
        ([present(["bea"], complete=False)], []),
        ([present(1)], []),
        ([present(["ada", "bea"]), present(["ada"], at=minute(20), left=True)], []),
        ([present(["ada", "bea"]), present(["ada"], at=minute(19, 30), left=True)], ["absent-voted"]),
        (
            [present(["ada", "bea"]), present(["ada"], at=minute(19, 20), left=True), present(["ada"], at=minute(19, 25))],
            [],
        ),
        ([present(["bea"]), present(["ada"], at=minute(19, 31))], ["absent-voted"]),
        ([present(["bea"]), present(["ada"], at=minute(19, 30))], []),
        ([present(["bea"]), present(["ada"], at=minute(19, 30)), present(["ada"], at=minute(19, 30), left=True)], []),
        ([present(["ada"], left=True)], []),
    ],
)
def test_whoever_is_away_does_not_vote(there: list[Event], expected: list[str]) -> None:
    """Who was on no list of those there, or had left by the minute of the vote, and votes is told."""
    told = (meeting(at=EVENING), *there, ballot(["ada"], at=minute(19, 30)))
    assert [one.partition(" ")[0] for one in said(*told) if one.startswith("absent")] == expected


def test_of_a_vote_at_no_known_minute_whoever_was_there_at_all_may_have_voted() -> None:
    """Where nobody knows when the vote was, only those are told who were never there."""
    told = (meeting(at=EVENING), present(["bea"]), present(["ada"], at=minute(20), left=True), item("i"))
    assert said(*told, ballot(["ada"], item="i")) == []
    assert said(*told, ballot(["cai"], item="i")) == ["absent-voted 4.yes[0]"]


def test_in_writing_nobody_has_to_be_there() -> None:
    """A vote in writing needs no presence, but a seat; and there are no more votes than members."""
    assert said(meeting(), present([]), ballot(["ada", "bea"], form="written")) == []
    assert said(meeting(), present([]), ballot(["dora"], form="written")) == ["voter-without-seat 2.yes[0]"]
    assert said(meeting(), present([]), ballot(4, form="written")) == ["too-many-votes 2"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), ["voter-without-seat 1.yes[0]"]),
        ((holds("dora", "guests@x", SINCE),), ["voter-without-seat 2.yes[0]"]),
        ((holds("dora", "chair@x", SINCE),), []),
        ((holds("dora", "m@x", SINCE, substitute=True, stands_in_for="ada"),), []),
        ((holds("dora", "m@board", SINCE),), ["dangling-reference 0.position"]),
        ((holds("dora", "b@board", SINCE),), ["voter-without-seat 2.yes[0]"]),
    ],
)
def test_whoever_votes_has_a_seat(more: tuple[Event, ...], expected: list[str]) -> None:
    """Who has no seat with a vote, stands in for nobody and has no office in the body, and votes is told."""
    told = (*more, meeting(), ballot(["dora"]))
    assert [one.split(" (")[0] for one in said(*told) if not one.startswith(("substitute", "too-many-sub"))] == expected


def test_a_seat_of_which_nobody_knows_the_holder_may_be_that_of_the_voter() -> None:
    """Where a seat is open, or there may be more of them, or not all are told, whoever votes may sit there."""
    vote = (meeting(), ballot(["dora"]))
    for there in (
        body("x", group("m", "page", seats="3.."), complete=True),
        body("x", group("m", "page", seats=4, each="*kind", how="sent"), complete=True),
        body("x", group("m", "page", seats=3), complete=False),
        body("x", complete=True),
    ):
        events = (*PEOPLE, *(one for one in SEATED if there.provisions), *vote)
        assert [one.code for one in review(scope(there, events=events))] == []
    (one,) = review(scope(BODY, events=(*BEFORE, *vote)))
    assert dict(one.params) == {"party": "dora", "body": "x", "day": "2026-03-10"}


@pytest.mark.parametrize(
    ("there", "vote", "expected"),
    [
        ([], ballot(2, 1), []),
        ([], ballot(2, 2), ["too-many-votes"]),
        ([present(2)], ballot(1, 1), []),
        ([present(2)], ballot(1, 1, 1), ["too-many-votes"]),
        ([present("1..2")], ballot(3), ["too-many-votes"]),
        ([present(2)], ballot("1..4", "0.."), []),
        ([present(2)], ballot("3..4"), ["too-many-votes"]),
        ([present(2)], ballot(groups=[{"of": "m", "yes": 2, "no": 1}]), ["too-many-votes"]),
        ([present(3), barred(1, stays=False)], ballot(3), ["too-many-votes"]),
        ([present(["ada", "bea"])], ballot(3), ["too-many-votes"]),
        ([present(["ada", "bea"], complete=False)], ballot(3), []),
        ([present(0)], ballot(0, 0), []),
    ],
)
def test_there_are_no_more_votes_than_those_there_have(there: list[Event], vote: Ballot, expected: list[str]) -> None:
    """More votes than members were there and entitled are told; a range only if it begins above them."""
    assert [one.partition(" ")[0] for one in said(meeting(), *there, vote)] == expected


def test_votes_have_weights() -> None:
    """Where a seat has several votes, as many may be cast."""
    heavy = body("x", group("m", "page", seats=3, weight=2, standing="voting"), complete=True)

    def codes(yes: int) -> list[str]:
        return [one.code for one in review(scope(heavy, events=(*BEFORE, meeting(), ballot(yes))))]

    assert (codes(6), codes(7)) == ([], ["too-many-votes"])


def test_nobody_knows_how_many_votes_there_are() -> None:
    """Where the number of seats is not known, there is no number of votes that would be too large."""
    assert review(scope(body("x", group("m", "page", seats="unstated")), events=(meeting(), ballot(999)))) == ()
    counted = (size("x", 4), size("x", 5, measure="seats"), meeting(), ballot(5))
    assert [one.code for one in review(scope(body("x", complete=False), events=counted))] == ["too-many-votes"]


def test_in_a_joint_meeting_a_vote_without_a_body_is_nobodys() -> None:
    """Which of the bodies voted has to be said before their votes can be counted."""
    told: Meeting = meeting(joint_with="board")
    assert said(told, ballot(9)) == []
    assert said(told, ballot(9, body="board")) == ["too-many-votes 1"]


def test_what_a_neighbour_does_that_is_not_loaded() -> None:
    """Votes of a body of which nothing is known are not looked at."""
    here: Scope = scope(BODY, events=(*BEFORE, meeting("n", "land/council"), ballot(999, at_meeting="n")))
    assert [one.code for one in review(here)] == ["unloaded-jurisdiction"]


def test_one_paper_can_have_votes_for_several_candidates() -> None:
    """Where papers are counted, one voter for two candidates votes once; where they are not, twice."""
    there = present(["ada", "bea", "cai"])
    both = {"dora": ["ada", "bea"], "eve": ["ada"]}
    assert said(meeting(), item(), there, ballot(item="i", votes=both, papers=2)) == []
    assert said(meeting(), item(), there, ballot(item="i", votes=both)) == ["votes-twice 3"]


def test_votes_for_candidates_are_votes() -> None:
    """More of them than there are members with a vote are too many; of several papers it is the papers that count."""
    assert said(meeting(), item(), ballot(item="i", votes={"ada": 3, "bea": 2})) == ["too-many-votes 2"]
    assert said(meeting(), item(), ballot(item="i", votes={"ada": 3, "bea": 2}, papers=3)) == []
    assert said(meeting(), item(), ballot(item="i", votes={"ada": 3, "bea": 2}, papers=4)) == ["too-many-votes 2"]
