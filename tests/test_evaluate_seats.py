"""Seats: who sits in a body on a day, seat by seat."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import ambiguity, body, charter, group, holds, kind, person, row, scope, seats
from effort import tries
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import GroupOnDay, Roster, holder, roster
from gremium.model.body import Body, Status
from gremium.model.provision import Strength, parse_reading
from gremium.model.record import Event, Void
from gremium.norms.seats import Standing
from gremium.testing import documents
from gremium.values.citation import parse_citation
from gremium.values.count import UNSTATED_COUNT, Count, exactly, in_words
from gremium.values.days import parse_day
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, UNDECIDED = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
FILLED, VACANT, OPEN = SeatState.FILLED, SeatState.VACANT, SeatState.OPEN
AT = date(2024, 6, 1)
START = date(2024, 3, 1)
DAYS = [START + timedelta(days=n) for n in range(30)]


def x(*bodies: Body, events: tuple[Event, ...] | None = (), at: date = AT, **more: object) -> Verdict[Roster]:
    """Return the roster of the body "x"."""
    return roster(scope(*bodies, events=events, **more), "x", at)


def brief(answer: Verdict[Roster]) -> list[tuple[str, str, str | None, str]]:
    """Return each seat of a roster as (group, office through which it comes, holder or state, code of the last reason)."""
    return [
        (one.id, seat.of, seat.holder if seat.state is FILLED else seat.state.value, seat.reasons[-1].said.code)
        for one in answer.value.groups
        for seat in one.seats
    ]


def the(answer: Verdict[Roster], id_: str = "m") -> GroupOnDay:
    """Return the group of this id."""
    (found,) = (one for one in answer.value.groups if one.id == id_)
    return found


# ── seats of the group's own ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_roster_says_who_sits_and_by_which_sentence() -> None:
    """A roster has the seats of each group with their holder and reason, and for each group rule, citation and standing."""
    provision = evolve(
        group("m", "bylaw § 3", standing=Standing.VOTING, name=Text.of({"de": "Mitglied"})),
        strength=Strength.SHOULD,
        assumption=Text.of({"de": "einer"}),
    )
    council = body("x", provision, group("n"), name=Text.of({"de": "Rat"}), cites=(parse_citation("page"),))
    answer = x(council, events=(holds("ada", "m@x", "2020"), holds(None, "n@x", "2020")))
    assert (answer.outcome, answer.missing) == (HOLDS, ())
    assert answer.figures == (("seats", "2"), ("filled", "1"))
    said = message("reason.seats", body=Text.of({"de": "Rat"}), day="2024-06-01", size=in_words(exactly(2)))
    assert [(reason.said, reason.cites) for reason in answer.reasons] == [(said, (parse_citation("page"),))]
    value = answer.value
    assert (value.jurisdiction, value.body, value.name, value.at, value.size) == (
        "town",
        "x",
        Text.of({"de": "Rat"}),
        AT,
        exactly(2),
    )
    m, n = value.groups
    assert (m.id, m.name, m.provision, m.cites, m.inherited) == (
        "m",
        Text.of({"de": "Mitglied"}),
        "bodies.x.seats[0]",
        (parse_citation("bylaw § 3"),),
        False,
    )
    assert (m.strength, m.assumption, m.standing, m.open_to) == (Strength.SHOULD, Text.of({"de": "einer"}), Standing.VOTING, None)
    assert (n.inherited, n.cites, n.number, n.certain) == (True, (parse_citation("page"),), exactly(1), True)
    assert brief(answer) == [("m", "", "ada", "reason.holds"), ("n", "", "vacant", "reason.vacant")]


@pytest.mark.parametrize(
    ("number", "events", "states", "outcome", "size"),
    [
        (3, None, ["open"] * 3, UNDECIDED, "3"),
        (3, [], ["open"] * 3, UNDECIDED, "3"),
        (3, ["ada"], ["ada", "vacant", "vacant"], HOLDS, "3"),
        (3, ["ada", "bea", "cy"], ["ada", "bea", "cy"], HOLDS, "3"),
        (3, ["ada", "bea", "cy", "dan"], ["ada", "bea", "cy", "dan"], HOLDS, "3"),
        ("2..3", ["ada"], ["ada", "vacant"], HOLDS, "2..3"),
        ("2..3", ["ada", "bea"], ["ada", "bea"], HOLDS, "2..3"),
        ("2..", ["ada", "bea"], ["ada", "bea"], HOLDS, "2.."),
        ("0..2", [], [], UNDECIDED, "0..2"),
        ("unstated", ["ada"], ["ada"], UNDECIDED, "unstated"),
        (0, [], [], HOLDS, "0"),
    ],
)
def test_a_group_that_the_record_fills(
    number: object, events: list[str] | None, states: list[str], outcome: Outcome, size: str
) -> None:
    """A group has the members of the record; seats beyond them are vacant, or open if the record says nothing of the group."""
    facts = None if events is None else tuple(holds(party, "m@x", "2020") for party in events)
    answer = x(body("x", group("m", seats=number)), events=facts)
    assert [found[2] for found in brief(answer)] == states
    assert (answer.outcome, str(answer.value.size)) == (outcome, size)
    assert answer.missing == (("x.m",) if outcome is UNDECIDED else ())


def test_empty_seats_say_why_nobody_is_named() -> None:
    """Seats are open for want of a record or of an entry in it, and vacant only if the record has said something by then."""
    rat = body("x", group("m", seats=2))
    codes = [
        [found[3] for found in brief(x(rat, events=events))]
        for events in (None, (person("ada"),), (holds("ada", "m@x", "2025"),), (holds("ada", "m@x", "2020", "2021"),))
    ]
    assert codes == [
        ["reason.no-record"] * 2,
        ["reason.not-recorded"] * 2,
        ["reason.not-recorded"] * 2,
        ["reason.vacant-seat"] * 2,
    ]


def test_an_open_group_has_the_participants_that_are_known() -> None:
    """Whoever wishes may come: the number of seats is not fixed, and the roster stays open."""
    answer = x(body("x", group("m", open_to="alle")), events=(holds("bea", "m@x", "2020"), holds("ada", "m@x", "2021")))
    assert (the(answer).open_to, the(answer).number) == (Text.of({"de": "alle"}), UNSTATED_COUNT)
    assert [found[2] for found in brief(answer)] == ["ada", "bea"]
    assert (answer.outcome, answer.missing, answer.value.size) == (UNDECIDED, ("x.m",), UNSTATED_COUNT)


def test_the_size_adds_up_what_is_known() -> None:
    """The size is the sum of the groups: a range if one of them is, without an upper end if one has none."""
    groups = group("a", seats=3), group("b", seats="1..2"), group("c", open_to="alle")
    assert x(body("x", *groups[:2])).value.size == Count(4, 5)
    assert x(body("x", *groups)).value.size == Count(4, None)
    assert x(body("x", *groups[:2], complete=False)).value.size == Count(4, None)


def test_a_list_that_is_known_to_be_partial_is_open() -> None:
    """A body whose list of seats is known to be incomplete is open, however well its groups are known."""
    answer = x(body("x", group("m"), complete=False), events=(holds("ada", "m@x", "2020"),))
    assert (answer.outcome, answer.missing) == (UNDECIDED, ())
    assert [reason.said.code for reason in answer.reasons] == ["reason.seats", "reason.incomplete"]


# ── no such body, no such rule ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("made", "outcome", "codes", "params"),
    [
        ({"status": Status.PLANNED}, FAILS, ["reason.body-planned"], {}),
        ({"since": "2024-06-02"}, FAILS, ["reason.body-not-yet"], {"since": "2024-06-02"}),
        ({"until": "2024-05-31"}, FAILS, ["reason.body-ended"], {"until": "2024-05-31"}),
        ({"since": "2024-06"}, UNDECIDED, ["reason.seats", "reason.body-not-yet"], {"since": "2024-06"}),
        ({"until": "2024"}, UNDECIDED, ["reason.seats", "reason.body-ended"], {"until": "2024"}),
        ({"since": "2020", "until": "2023"}, FAILS, ["reason.body-ended"], {"until": "2023"}),
    ],
)
def test_a_body_that_is_not_there(made: dict[str, object], outcome: Outcome, codes: list[str], params: dict[str, str]) -> None:
    """On a day on which a body does not exist it has no roster; where that is open, so is the roster."""
    answer = x(body("x", group("m"), cites=(parse_citation("page"),), **made), events=(holds("ada", "m@x", "2020"),))
    assert (answer.outcome, [reason.said.code for reason in answer.reasons]) == (outcome, codes)
    assert (dict(answer.reasons[-1].said.params), answer.reasons[-1].cites) == ({"body": "x"} | params, (parse_citation("page"),))
    assert (answer.value is None) == (outcome is FAILS)


def test_a_body_is_there_as_long_as_it_cannot_be_over() -> None:
    """A last day that is known only roughly leaves nothing open before it can have come."""
    answer = x(body("x", group("m"), until="2024-06"), events=(holds("ada", "m@x", "2020"),))
    assert (answer.outcome, len(answer.reasons)) == (HOLDS, 1)


def test_a_body_without_a_rule_about_seats() -> None:
    """Where nothing is said about seats the answer is open, and says whether the sources were searched."""
    said = [x(body("x", unstated=unstated)) for unstated in ((), ("seats",))]
    assert [answer.reasons[0].said.code for answer in said] == ["reason.no-rule", "reason.unstated"]
    assert {(answer.outcome, answer.value, answer.missing) for answer in said} == {(UNDECIDED, None, ("x.seats",))}


def test_an_unknown_body_is_a_misuse() -> None:
    """To ask for the roster of a body that the charter does not have is an error of the caller."""
    with pytest.raises(Misuse):
        x(body("y"))


# ── ex officio ───────────────────────────────────────────────────────────────────────────────────────────────────────

STEERING = body("x", group("m", holder="chair@social-committee"))
SOCIAL = body("social-committee")
CHAINS = st.lists(
    st.tuples(st.sampled_from(DAYS), st.sampled_from(("ada", "bea", "cy", None)), st.none() | st.integers(0, 5)),
    max_size=5,
    unique_by=lambda one: one[0],
)


def chain(told: list[tuple[date, str | None, int | None]], position: str = "chair@social-committee") -> tuple[Event, ...]:
    """Return the holdings of one office, one after the other, some of them with an end."""
    return tuple(
        holds(party, position, first, None if length is None else first + timedelta(days=length)) for first, party, length in told
    )


@given(CHAINS)
def test_the_ex_officio_member_changes_with_the_office(told: list[tuple[date, str | None, int | None]]) -> None:
    """When the chair of the committee changes, the member of the steering group changes on that day and on no other."""
    where = scope(STEERING, SOCIAL, events=chain(told))

    def sits(day: date) -> tuple[SeatState, str | None]:
        (seat,) = roster(where, "x", day).value.groups[0].seats
        return seat.state, seat.holder

    def chairs(day: date) -> tuple[SeatState, str | None]:
        begun = [one for one in sorted(told, key=lambda one: one[0]) if one[0] <= day]
        if not begun:
            return OPEN, None
        first, party, length = begun[-1]
        over = length is not None and day > first + timedelta(days=length)
        return (VACANT, None) if over or party is None else (FILLED, party)

    assert [sits(day) for day in DAYS] == [chairs(day) for day in DAYS]
    changes = {day for before, day in pairwise(DAYS) if sits(before) != sits(day)}
    starts = {one[0] for one in told} | {one[0] + timedelta(days=one[2] + 1) for one in told if one[2] is not None}
    assert changes <= starts


@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.none() | st.integers(0, 20), st.booleans()), max_size=4), st.sampled_from(DAYS)
)
def test_as_many_speakers_as_there_are_bodies(told: list[tuple[date, int | None, bool]], day: date) -> None:
    """Of a kind each body that exists on the day sends one; those that are only announced never do."""
    fields = [
        body(
            f"f{n}",
            kind="field-of-action" if n % 2 else "sub-field",
            positions=("speaker",),
            status=Status.PLANNED if planned else Status.EXISTING,
            since=None if planned else first,
            until=None if length is None else first + timedelta(days=length),
        )
        for n, (first, length, planned) in enumerate(told)
    ]
    where = (body("x", group("m", holder="speaker@*field-of-action")), *fields)
    answer = x(*where, at=day, kinds=(kind("sub-field", of="field-of-action"),))
    there = [
        f"speaker@f{n}"
        for n, (first, length, planned) in enumerate(told)
        if not planned and first <= day and (length is None or day <= first + timedelta(days=length))
    ]
    assert [seat.of for seat in the(answer).seats] == there
    assert the(answer).number == exactly(len(there))
    assert answer.outcome is (UNDECIDED if there else HOLDS)


def test_a_body_that_may_exist_may_send_a_speaker() -> None:
    """A body of a kind of which nobody knows whether it exists yet makes the number of seats a range."""
    fields = body("a", positions=("speaker",), kind="field"), body("b", positions=("speaker",), kind="field", since="2024")
    answer = x(
        body("x", group("m", holder="speaker@*field")),
        *fields,
        events=(holds("ada", "speaker@a", "2020"), holds("bea", "speaker@b", "2020")),
    )
    assert (the(answer).number, answer.value.size) == (Count(1, 2), Count(1, 2))
    assert [(seat.holder, seat.certain) for seat in the(answer).seats] == [("ada", True), ("bea", False)]
    assert (answer.outcome, answer.missing) == (UNDECIDED, ("x.m",))


@pytest.mark.parametrize(
    ("ref", "of", "said"),
    [
        ("unstated", "unstated", "reason.unstated-holder"),
        ("unstated@y", "unstated@y", "reason.unstated-holder"),
        ("chair@unstated", "chair@unstated", "reason.unstated-holder"),
        ("chair@nothing", "chair@nothing", "reason.unknown-reference"),
        ("chair@far/council", "chair@far/council", "reason.unknown-reference"),
        ("reeve@y", "reeve@y", "reason.unknown-reference"),
        ("reeve", "reeve", "reason.unknown-reference"),
        ("chair", "chair", "reason.not-recorded"),
        ("chair@self", "chair@x", "reason.not-recorded"),
        ("chair@land/y", "chair@land/y", "reason.not-recorded"),
        ("x", "x", "reason.unknown-reference"),
    ],
)
def test_a_seat_whose_holder_nobody_can_name(ref: str, of: str, said: str) -> None:
    """A seat that follows an office that is unstated, unknown or not recorded is there, with an open holder and the reason."""
    where = scope(body("x", group("m", holder=ref)), body("y"), events=(), neighbours=(charter(body("y"), id_="land"),))
    answer = roster(where, "x", AT)
    assert brief(answer) == [("m", of, "open", said)]
    assert (answer.outcome, answer.value.size) == (UNDECIDED, exactly(1))


def test_bodies_of_a_kind_in_an_unloaded_jurisdiction_are_not_none() -> None:
    """How many bodies of a kind a jurisdiction has that is not loaded nobody knows: that is not the same as none."""
    far, here = x(body("x", group("m", holder="chair@far/*team"))), x(body("x", group("m", holder="chair@*team")))
    assert (far.outcome, the(far).number, brief(far)[0][2:]) == (UNDECIDED, Count(1, None), ("open", "reason.unknown-reference"))
    assert (here.outcome, the(here).number, the(here).seats) == (HOLDS, exactly(0), ())


def test_an_office_can_be_held_in_another_jurisdiction() -> None:
    """The holder of an office in another jurisdiction is found in the record under its full reference."""
    where = scope(
        body("x", group("m", holder="chair@land/y")),
        events=(holds("ada", "chair@land/y", "2020"), holds("bea", "chair@y", "2020")),
        neighbours=(charter(body("y"), id_="land"),),
    )
    assert brief(roster(where, "x", AT)) == [("m", "chair@land/y", "ada", "reason.holds")]


def test_several_offices_make_several_seats() -> None:
    """Each position named is one seat, in the order of the charter."""
    answer = x(
        body("x", group("m", holder=["chair@b", "chair@a"])), body("a"), body("b"), events=(holds("ada", "chair@a", "2020"),)
    )
    assert [found[1] for found in brief(answer)] == ["chair@b", "chair@a"]
    assert the(answer).number == exactly(2)


def test_a_position_that_is_a_seat_group_sends_all_its_seats() -> None:
    """The holder of a seat group elsewhere is each of its members, through as many bodies as it takes."""
    board = body("y", group("crew", seats=2))
    middle = body("z", group("envoys", holder="crew@y"))
    answer = x(
        body("x", group("m", holder="envoys@z")),
        middle,
        board,
        events=(holds("ada", "crew@y", "2020"), holds("bea", "crew@y", "2020")),
    )
    assert brief(answer) == [("m", "envoys@z", "ada", "reason.holds"), ("m", "envoys@z", "bea", "reason.holds")]
    uncertain = body("y", row(seats(seats=2), id="crew", since="2024"))
    found = the(x(body("x", group("m", holder="crew@y")), uncertain))
    assert (found.number, [seat.certain for seat in found.seats]) == (Count(0, 2), [False, False])


def test_offices_that_follow_each_other_in_a_circle_are_open() -> None:
    """A circle of offices ends in an open seat that says so."""
    a, b = body("x", group("m", holder="n@y")), body("y", group("n", holder="m@x"))
    assert brief(x(a, b)) == [("m", "n@y", "open", "reason.cycle")]
    assert brief(x(body("x", group("m", holder="m")))) == [("m", "m", "open", "reason.cycle")]
    teams = body("x", group("m", whole="y")), body("y", group("n", whole="x"))
    assert [found[2:] for found in brief(x(*teams))] == [("open", "reason.cycle")]
    assert x(*teams).value.size == UNSTATED_COUNT


# ── bodies that end, and their successors ────────────────────────────────────────────────────────────────────────────

OLD = body("old", positions=("head",), until="2024-05-31", cites=(parse_citation("page"),))


def test_the_seat_of_an_office_whose_body_has_ended_stays() -> None:
    """When the body of an office ends, the seat stays, its holder is open, and the reason is that end."""
    where = body("x", group("m", holder="head@old")), OLD
    events = (holds("ada", "head@old", "2020"),)
    assert brief(x(*where, events=events, at=date(2024, 5, 31))) == [("m", "head@old", "ada", "reason.holds")]
    after = x(*where, events=events)
    assert brief(after) == [("m", "head@old", "open", "reason.office-ended")]
    (reason,) = the(after).seats[0].reasons
    assert (dict(reason.said.params), reason.cites) == ({"body": "old", "until": "2024-05-31"}, (parse_citation("page"),))
    assert (after.outcome, after.value.size) == (UNDECIDED, exactly(1))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"status": Status.PLANNED}, "reason.body-planned"),
        ({"status": Status.PLANNED, "until": "2030"}, "reason.body-planned"),
        ({"since": "2025"}, "reason.body-not-yet"),
        ({"since": "2025", "until": "2026"}, "reason.body-not-yet"),
    ],
)
def test_the_seat_of_an_office_whose_body_is_not_yet_there(made: dict[str, object], code: str) -> None:
    """The seat of an office of a body that is announced, or begins later, is there with an open holder."""
    assert brief(x(body("x", group("m", holder="chair@y")), body("y", **made))) == [("m", "chair@y", "open", code)]


def test_a_successor_carries_the_office() -> None:
    """An office that a successor carries goes on there, and the seat still names the office of the rule."""
    events = (holds("ada", "head@old", "2020"), holds("bea", "head@new", "2024-06-01"))
    heir = body("new", positions=("head",), since="2024-06-01", succeeds="old", carries=("head",))
    where = body("x", group("m", holder="head@old")), OLD
    assert brief(x(*where, heir, events=events)) == [("m", "head@old", "bea", "reason.holds")]
    for other in (
        evolve(heir, carries=("deputy",)),
        evolve(heir, succeeds=None),
        evolve(heir, span=body("n", since="2025").span),
    ):
        assert brief(x(*where, other, events=events))[0][3] == "reason.office-ended"


def test_two_successors_that_carry_one_office_leave_it_open() -> None:
    """Which of two successors has the office nobody can say, in whatever order they stand in the charter."""
    first = body("new", positions=("head",), since="2024-06-01", succeeds="old", carries=("head",))
    second = evolve(first, id="other")
    events = (holds("ada", "head@new", "2024-06-01"), holds("bea", "head@other", "2024-06-01"))
    for heirs in ((first, second), (second, first)):
        assert brief(x(body("x", group("m", holder="head@old")), OLD, *heirs, events=events))[0][2:] == (
            "open",
            "reason.office-ended",
        )


def test_bodies_that_succeed_each_other_do_not_go_on_for_ever() -> None:
    """A circle of ended bodies that succeed each other has no successor."""
    a = body("a", positions=("head",), until="2020", succeeds="b", carries=("head",))
    b = body("b", positions=("head",), until="2020", succeeds="a", carries=("head",))
    assert brief(x(body("x", group("m", holder="head@a")), a, b))[0][3] == "reason.office-ended"


# ── whole teams ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_whole_team_brings_all_its_seats() -> None:
    """Every seat of the team is a seat here, and says through which group or office it comes."""
    team = body("y", group("lead", holder="chair@z"), group("crew", seats=2))
    events = (holds("ada", "chair@z", "2020"), holds("bea", "crew@y", "2020"))
    answer = x(body("x", group("m", whole="y")), team, body("z"), events=events)
    assert [found[1:3] for found in brief(answer)] == [("chair@z", "ada"), ("crew@y", "bea"), ("crew@y", "vacant")]
    assert (the(answer).number, answer.outcome) == (exactly(3), HOLDS)


def test_a_team_of_another_jurisdiction_is_named_in_full() -> None:
    """The seats of a team of another jurisdiction come through groups that are named with it."""
    where = scope(body("x", group("m", whole="land/y")), events=(), neighbours=(charter(body("y", group("crew")), id_="land"),))
    assert brief(roster(where, "x", AT)) == [("m", "crew@land/y", "open", "reason.not-recorded")]


@pytest.mark.parametrize(
    ("ref", "team", "number", "said"),
    [
        ("y", body("y", cites=(parse_citation("page"),)), UNSTATED_COUNT, "reason.team-unknown"),
        ("y", body("y", group("crew"), until="2020"), UNSTATED_COUNT, "reason.team-unknown"),
        ("nothing", body("y"), UNSTATED_COUNT, "reason.unknown-reference"),
        ("far/y", body("y"), UNSTATED_COUNT, "reason.unknown-reference"),
        ("far/*team", body("y"), UNSTATED_COUNT, "reason.unknown-reference"),
        ("unstated", body("y"), UNSTATED_COUNT, "reason.unknown-reference"),
        ("y", body("y", group("crew", seats="2..")), Count(2, None), "reason.not-recorded"),
        ("y", body("y", group("crew", seats=1), complete=False), Count(1, None), "reason.not-recorded"),
    ],
)
def test_a_team_that_is_not_fully_known(ref: str, team: Body, number: Count, said: str) -> None:
    """Of a team that is unknown, or over, or has no seats stated, an open seat is shown, and the number is not known."""
    answer = x(body("x", group("m", whole=ref)), team)
    assert {found[2:] for found in brief(answer)} == {("open", said)}
    assert (the(answer).number, answer.outcome) == (number, UNDECIDED)
    assert said != "reason.team-unknown" or the(answer).seats[0].reasons[0].cites == team.cites


def test_teams_of_a_kind_are_those_that_exist() -> None:
    """Of a kind of teams those that exist on the day bring their seats; those that may exist make a range; none bring none."""
    teams = (
        body("a", group("crew", seats=2), kind="team"),
        body("b", group("crew"), kind="team", until="2020"),
        body("c", group("crew"), kind="team", status=Status.PLANNED),
        body("d", group("crew"), kind="team", since="2024"),
    )
    answer = x(body("x", group("m", whole="*team")), *teams)
    assert [(seat.of, seat.certain) for seat in the(answer).seats] == [("crew@a", True), ("crew@a", True), ("crew@d", False)]
    assert the(answer).number == Count(2, 3)
    empty = body("y", group("crew", holder="chair@*nothing"))
    for none in (x(body("x", group("m", whole="*team"))), x(body("x", group("m", whole="y")), empty)):
        assert (none.outcome, the(none).number) == (HOLDS, exactly(0))


# ── the same person twice ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_person_in_two_seats_leaves_both_open() -> None:
    """Whether the second seat of a person is vacant the charter does not say: both are open, with that reason added."""
    where = body("x", group("m", holder="chair@y"), group("n", seats=2)), body("y")
    answer = x(*where, events=(holds("ada", "chair@y", "2020"), holds("ada", "n@x", "2020"), holds("bea", "n@x", "2020")))
    assert [found[2:] for found in brief(answer)] == [
        ("open", "reason.seat-twice"),
        ("open", "reason.seat-twice"),
        ("bea", "reason.holds"),
    ]
    assert [reason.said.code for reason in the(answer).seats[0].reasons] == ["reason.holds", "reason.seat-twice"]
    assert (answer.outcome, answer.missing, the(answer).seats[0].holder) == (UNDECIDED, ("x.m", "x.n"), "ada")


def test_vacant_and_uncertain_seats_are_no_second_seats() -> None:
    """Two vacancies are not one person, and a seat that perhaps does not exist does not count as a second one."""
    vacant = x(body("x", group("m"), group("n")), events=(holds(None, "m@x", "2020"), holds(None, "n@x", "2020")))
    assert [found[2] for found in brief(vacant)] == ["vacant", "vacant"]
    perhaps = body("x", group("m"), row(seats(), id="n", since="2024"))
    found = x(perhaps, events=(holds("ada", "m@x", "2020"), holds("ada", "n@x", "2020")))
    assert [one[2] for one in brief(found)] == ["ada", "ada"]
    rough = x(body("x", group("m"), group("n")), events=(holds("ada", "m@x", "2020"), holds("ada", "n@x", "2024")))
    assert [one[2] for one in brief(rough)] == ["ada", "open"]
    several = x(body("x", group("m"), group("n", seats=2)), events=(holds("ada", "m@x", "2020"), holds("ada", "n@x", "2024")))
    assert [one[2] for one in brief(several)] == ["ada", "open", "open"]
    unnamed = holds(None, "m@x", "2020")
    two = x(
        body("x", group("m"), group("n")),
        events=(evolve(unnamed, vacant=False), evolve(unnamed, vacant=False, position=holds("a", "n@x").position)),
    )
    assert [(seat.state, seat.holder) for one in two.value.groups for seat in one.seats] == [(FILLED, None)] * 2


# ── several rules for one group ──────────────────────────────────────────────────────────────────────────────────────


def test_where_several_rules_may_hold_each_is_shown() -> None:
    """A group about which two rules contradict each other is shown by both, none certain; the size runs from one to the other."""
    answer = x(
        body("x", group("m", "rules § 1", seats=2), group("m", "rules § 2", seats=5), group("n")),
        events=(holds("ada", "n@x", "2020"),),
    )
    assert [(one.number, one.certain) for one in answer.value.groups] == [
        (exactly(2), False),
        (exactly(5), False),
        (exactly(1), True),
    ]
    assert (answer.value.size, answer.missing) == (Count(3, 6), ("x.m",))
    assert not any(seat.certain for one in answer.value.groups[:2] for seat in one.seats)


def test_a_group_that_perhaps_does_not_exist_may_add_nothing() -> None:
    """If no rule about a group is certainly in force, the least size is that without it."""
    perhaps = row(seats(seats=2), id="m", since="2024")
    answer = x(
        body("x", perhaps, group("n")),
        events=(holds("ada", "n@x", "2020"), holds("bea", "m@x", "2020"), holds("cy", "m@x", "2020")),
    )
    assert (answer.value.size, answer.outcome, answer.missing) == (Count(1, 3), UNDECIDED, ("x.m",))
    assert x(body("x", perhaps, row(seats(), id="m"))).value.size == Count(1, 2)


def test_readings_that_change_nobodys_seat_make_no_difference() -> None:
    """Two readings under which the same people sit in the same seats are one answer; another standing is another answer."""

    def answer(**other: object) -> Verdict[Roster]:
        rows = (
            evolve(group("m", "page 1"), reading=(parse_reading("leads:one"),)),
            evolve(group("m", "page 2", **other), reading=(parse_reading("leads:two"),)),
        )
        return x(body("x", *rows), events=(holds("ada", "m@x", "2020"),), ambiguities=(ambiguity("leads", "one", "two"),))

    assert (answer().outcome, answer().reasons[0].said.code) == (HOLDS, "reason.readings-agree")
    for other in ({"seats": 2}, {"standing": Standing.GUEST}, {"open_to": "alle", "seats": 1}):
        assert (answer(**other).outcome, len(answer(**other).readings)) == (UNDECIDED, 2)
    empty = x(
        body("x", evolve(group("m"), reading=(parse_reading("leads:one"),))), ambiguities=(ambiguity("leads", "one", "two"),)
    )
    assert [(name, found.value is None) for name, found in empty.readings] == [("leads:one", False), ("leads:two", True)]


# ── one position ─────────────────────────────────────────────────────────────────────────────────────────────────────


def who(*bodies: Body, position: str = "chair", events: tuple[Event, ...] | None = (), **more: object) -> Verdict[object]:
    """Ask who holds a position of the body "x"."""
    return holder(scope(*bodies, events=events, **more), "x", position, AT)


@pytest.mark.parametrize(
    ("events", "outcome", "code", "missing"),
    [
        (None, UNDECIDED, "reason.no-record", ("x.chair",)),
        ((), UNDECIDED, "reason.not-recorded", ("x.chair",)),
        ((holds("ada", "chair@x", "2025"),), UNDECIDED, "reason.not-recorded", ("x.chair",)),
        ((holds("ada", "chair@x", "2020"),), HOLDS, "reason.holds", ()),
        ((holds("ada", "chair@x", "2020", "2023"),), FAILS, "reason.ended", ()),
        ((holds(None, "chair@x", "2020"),), FAILS, "reason.vacant", ()),
        ((holds("ada", "chair@x", "2024"),), UNDECIDED, "reason.holding-open", ("x.chair",)),
    ],
)
def test_who_holds_a_position(events: tuple[Event, ...] | None, outcome: Outcome, code: str, missing: tuple[str, ...]) -> None:
    """Someone holds it, or it is known to be vacant, or nobody can say."""
    answer = who(body("x"), events=events)
    assert (answer.outcome, [reason.said.code for reason in answer.reasons], answer.missing) == (outcome, [code], missing)
    assert len(answer.value) == 1


def test_a_position_that_the_sources_do_not_state() -> None:
    """A position that was looked for and not found is open with that reason, unless the record knows who holds it."""
    rat = body("x", unstated=("chair",), cites=(parse_citation("page"),))
    silent = who(rat)
    assert (silent.outcome, silent.reasons[0].said, silent.missing) == (
        UNDECIDED,
        message("reason.unstated", topic=message("position.chair"), body="x"),
        ("x.chair",),
    )
    assert (silent.reasons[0].cites, silent.value) == ((parse_citation("page"),), None)
    assert who(rat, events=None).reasons[0].said.code == "reason.unstated"
    assert who(rat, events=(holds("ada", "chair@x", "2020"),)).outcome is HOLDS


def test_a_position_with_several_seats() -> None:
    """A group is held if one of its seats is, vacant if none is, and open if one is open, perhaps missing, or nobody is known."""
    team = body("x", group("m", seats=2))
    assert who(team, position="m", events=(holds("ada", "m@x", "2020"),)).outcome is HOLDS
    assert who(team, position="m", events=(holds("ada", "m@x", "2020", "2021"),)).outcome is FAILS
    assert who(team, position="m", events=(holds("ada", "m@x", "2024"), holds("bea", "m@x", "2020"))).outcome is UNDECIDED
    nobody = who(body("x", group("m", open_to="alle")), position="m")
    assert (nobody.outcome, nobody.value, nobody.reasons[0].said.code, nobody.missing) == (
        UNDECIDED,
        (),
        "reason.nobody-known",
        ("x.m",),
    )
    perhaps = who(body("x", row(seats(), id="m", since="2024")), position="m", events=(holds("ada", "m@x", "2020"),))
    assert perhaps.outcome is UNDECIDED


def test_a_position_that_the_body_does_not_have_is_a_misuse() -> None:
    """To ask for a position or body that the charter does not have is an error of the caller, with the nearest as a hint."""
    with pytest.raises(Misuse) as caught:
        who(body("x"), position="chairs")
    assert caught.value.said == message("misuse.position", position="chairs", body="x")
    assert caught.value.hint == message("hint.did-you-mean", word="chair")
    with pytest.raises(Misuse):
        who(body("y"))


# ── properties over whole documents ──────────────────────────────────────────────────────────────────────────────────

POSITIONS = ("chair@social-committee", "n@x", "chair@x")
FACTS = st.lists(
    st.builds(
        lambda party, position, first, length: holds(
            party, position, first, None if length is None else first + timedelta(days=length)
        ),
        st.sampled_from(("ada", "bea", "cy")),
        st.sampled_from(POSITIONS),
        st.sampled_from(DAYS),
        st.none() | st.integers(0, 9),
    ),
    max_size=6,
)
BOTH = body("x", group("m", holder="chair@social-committee"), group("n", seats=2), group("o", holder="chair"))


@given(FACTS, st.sampled_from(DAYS), st.data())
def test_a_roster_depends_on_no_later_fact_and_on_no_order(facts: list[Event], day: date, data: st.DataObject) -> None:
    """Later facts change nothing about a day, and neither does the order of the facts; only what is taken back does."""
    earlier = [event for event in facts if event.since.earliest <= day]
    expected = x(BOTH, SOCIAL, events=tuple(earlier), at=day)
    assert x(BOTH, SOCIAL, events=tuple(data.draw(st.permutations(facts))), at=day) == expected
    named = [evolve(event, id=f"e{n}") for n, event in enumerate(facts)]
    taken_back = (*named, *(Void(voids=event.id) for event in named))
    assert x(BOTH, SOCIAL, events=taken_back, at=day) == x(BOTH, SOCIAL, events=(Void(voids="e0"),), at=day)


@tries(20)
@given(documents.charters(), st.data())
def test_no_charter_and_no_record_makes_a_roster_fail(made: object, data: st.DataObject) -> None:
    """However a well-formed charter contradicts itself, every question about seats and positions gets an answer with reasons."""
    facts = data.draw(documents.records(made))
    where = Scope(charter=made, record=facts)
    day = data.draw(st.dates(date(1990, 1, 1), date(2050, 12, 31)))
    for one in made.bodies:
        answer = roster(where, one.id, day)
        assert answer.reasons
        assert (answer.outcome is HOLDS) <= (answer.value is not None and not answer.missing)
        assert (answer.outcome is FAILS) <= (answer.value is None)
        assert holder(where, one.id, "chair", day).reasons


def test_a_first_day_given_to_an_announced_body_counts() -> None:
    """With its first day set, an announced body sends its speaker from that day."""
    where = scope(
        body("x", group("m", holder="speaker@*field")),
        body("f", kind="field", positions=("speaker",), status=Status.PLANNED),
        events=(),
    )
    later = where.existing_since("f", parse_day("2024-06-01"))
    assert [len(roster(later, "x", day).value.groups[0].seats) for day in (date(2024, 5, 31), AT)] == [0, 1]
