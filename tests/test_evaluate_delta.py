"""Delta: what changes in a body from one day to another, seat by seat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from builders import ambiguity, body, composition, group, holds, row, scope, seats
from gremium.evaluate.delta import Change, Delta, applied, between, delta
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import roster
from gremium.model.body import Body
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import Event
from gremium.values.count import exactly
from gremium.values.errors import Misuse
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
A, B = date(2023, 6, 1), date(2024, 6, 1)


def town(*rows: Provision, events: Iterable[Event] | None = (), bodies: tuple[Body, ...] = (), **more: object) -> Scope:
    return scope(body("x", *rows), *bodies, events=events, **more)


def told(where: Scope) -> list[tuple[str, str, str | None, str | None]]:
    """Return each change between the two days with its group and the holders before and after, and check that it is all."""
    answer = delta(where, "x", A, B)
    before, after = roster(where, "x", A).value, roster(where, "x", B).value
    assert applied(answer.value, before) == after
    return [
        (one.change.value, one.group, one.before.holder if one.before else None, one.after.holder if one.after else None)
        for one in answer.value.changes
    ]


M = group("m", "bylaw § 1", seats=2)
ADA, BEA = holds("ada", "m@x", "2020"), holds("bea", "m@x", "2020")


# ── holders ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_changes() -> None:
    """With the same seats and holders there is no change, and the answer says so."""
    answer = delta(town(M, events=(ADA, BEA)), "x", A, B)
    assert (answer.outcome, answer.value.empty, answer.value.groups) == (HOLDS, True, ())
    assert [reason.said.code for reason in answer.reasons] == ["reason.delta-none"]


@pytest.mark.parametrize(
    ("events", "changes"),
    [
        ((ADA, holds("bea", "m@x", "2024-01-01")), [("joined", "m", None, "bea")]),
        ((ADA, holds("bea", "m@x", "2020", "2023-12-31")), [("left", "m", "bea", None)]),
        ((ADA, holds("bea", "m@x", "2020", "2023-12-31"), holds("cy", "m@x", "2024-01-01")), [("replaced", "m", "bea", "cy")]),
        ((holds("ada", "m@x", "2020", "2023-12-31"), BEA, holds("cy", "m@x", "2024-01-01")), [("replaced", "m", "ada", "cy")]),
        ((ADA, BEA, holds("cy", "m@x", "2024-01-01")), [("added", "m", None, "cy")]),
        ((ADA, BEA, holds("cy", "m@x", "2020", "2023-12-31")), [("removed", "m", "cy", None)]),
        ((ADA, holds("bea", "m@x", "2020", "2024")), [("opened", "m", "bea", "bea")]),
        ((ADA, holds("bea", "m@x", "2023")), [("settled", "m", "bea", "bea")]),
        ((ADA, BEA, holds("bea", "m@x", "2024-05-01", "2024-07-31", rests=True)), [("altered", "m", "bea", "bea")]),
    ],
)
def test_what_happens_to_a_seat(events: tuple[Event, ...], changes: list[tuple[str, str, str | None, str | None]]) -> None:
    """Whoever is there on both days keeps the seat; of the others each change has its name."""
    assert told(town(M, events=events)) == changes


def test_a_seat_that_changed_hands_tells_the_rule_and_the_fact() -> None:
    """The change cites the rule of the group and gives the reason for what is there now."""
    answer = delta(town(M, events=(ADA, holds("bea", "m@x", "2024-01-01"))), "x", A, B)
    (change,) = answer.value.changes
    assert (change.provision, change.of, change.number) == ("bodies.x.seats[0]", "", 1)
    assert [reason.said.code for reason in change.reasons] == ["reason.group-rule", "reason.holds"]
    (said,) = answer.reasons
    assert (said.said.code, dict(said.said.params)["number"]) == ("reason.delta", 1)
    assert [reason.said.code for reason in said.because] == ["reason.seats", "reason.seats"]


def test_another_holder_of_an_office_is_one_change() -> None:
    """The seat is known by the office through which it comes."""
    offices = (body("council", positions=("mayor",)),)
    events = holds("ada", "mayor@council", "2020"), holds("bea", "mayor@council", "2024-01-01")
    where = town(group("m", holder="mayor@council"), events=events, bodies=offices)
    assert told(where) == [("replaced", "m", "ada", "bea")]
    (change,) = delta(where, "x", A, B).value.changes
    assert change.of == "mayor@council"


def test_who_sits_in_two_seats_of_a_group_is_not_lost() -> None:
    """Two offices of one person stay two seats on both days, and equal seats without a holder are told apart by number."""
    offices = (body("council", positions=("mayor",)),)
    rule = row(composition(twice="both"), "bylaw")
    two = group("m", holder=["mayor@council", "mayor@council"])
    where = town(two, rule, events=(holds("ada", "mayor@council", "2020"),), bodies=offices)
    assert told(where) == []
    empty = town(group("m", seats=3), events=(holds("ada", "m@x", "2020", "2023-12-31"),))
    assert told(empty) == [("left", "m", "ada", None)]


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_group_adds_its_seats_and_one_that_ends_takes_them_away() -> None:
    """Each seat is a change of its own, and the size changes with them."""
    where = town(M, row(seats(seats=2), id="n", since="2024-01-01"), events=(ADA, BEA))
    assert told(where) == [("added", "n", None, None)] * 2
    assert (delta(where, "x", A, B).value.before, delta(where, "x", A, B).value.after) == (exactly(2), exactly(4))
    where = town(M, row(seats(seats=1), id="n", until="2023-12-31"), events=(ADA, BEA, holds("cy", "n@x", "2020")))
    assert told(where) == [("removed", "n", "cy", None)]


def test_another_rule_for_the_same_group_alters_its_seats() -> None:
    """With another right or another clause the seats stay, and so do those who sit there."""
    new = row(seats(seats=3, standing="advisory"), "bylaw § 2", id="m", since="2024-01-01")
    old = row(seats(seats=2, standing="voting"), "bylaw § 1", id="m", until="2023-12-31")
    assert told(town(old, new, events=(ADA, BEA))) == [
        ("altered", "m", "ada", "ada"),
        ("altered", "m", "bea", "bea"),
        ("added", "m", None, None),
    ]


def test_another_number_of_an_open_group_is_a_change_of_size_alone() -> None:
    """No seat is known, but how many there may be is another."""
    old = row(seats(seats="0..2"), id="m", until="2023-12-31")
    new = row(seats(seats="0..5"), id="m", since="2024-01-01")
    where = town(old, new)
    answer = delta(where, "x", A, B)
    assert (answer.value.changes, answer.value.empty, len(answer.value.groups)) == ((), False, 2)
    assert told(where) == []


# ── substitutes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def stands(party: str, since: object = "2020", until: object = None, **more: object) -> Event:
    return holds(party, "m@x", since, until, substitute=True, **more)


def parties(where: Scope) -> list[tuple[str, str | None]]:
    told(where)
    return [(one.change.value, one.party) for one in delta(where, "x", A, B).value.changes]


def test_substitutes_come_and_go() -> None:
    """Of a group and of single members; whoever stays is no change, and the seat itself is none."""
    pool = group("m", seats=2, substitutes="pool")
    events = (stands("cy", until="2023-12-31"), stands("dan", since="2024-01-01"), stands("eve"))
    assert parties(town(pool, events=(ADA, BEA, *events))) == [("substitute-joined", "dan"), ("substitute-left", "cy")]
    personal = group("m", seats=2, substitutes="personal")
    events = (
        stands("cy", until="2023-12-31", stands_in_for="ada"),
        stands("dan", since="2024-01-01", stands_in_for="ada"),
        stands("eve", stands_in_for="bea"),
    )
    assert parties(town(personal, events=(ADA, BEA, *events))) == [("substitute-joined", "dan"), ("substitute-left", "cy")]


def test_substitutes_go_with_their_group_and_with_their_seat() -> None:
    """A group that ends takes its substitutes with it, a member that leaves an uncounted seat the personal one."""
    gone = row(seats(seats=1, substitutes="pool"), id="m", until="2023-12-31")
    assert parties(town(gone, group("z"), events=(ADA, stands("cy")))) == [("removed", None), ("substitute-left", "cy")]
    fewer = row(seats(seats=1, substitutes="personal"), id="m", until="2023-12-31")
    assert parties(town(fewer, group("z"), events=(ADA, stands("cy", stands_in_for="ada")))) == [
        ("removed", None),
        ("substitute-left", "cy"),
    ]
    new = row(seats(seats=1, substitutes="pool"), id="m", since="2024-01-01")
    assert parties(town(new, group("z"), events=(ADA, stands("cy")))) == [("added", None), ("substitute-joined", "cy")]


def test_substitutes_of_a_group_with_two_rules_are_told_once() -> None:
    """Where two rules contradict each other the group stands there twice; nobody comes or goes by that."""
    two = (group("m", "bylaw § 1", seats=2, substitutes="pool"), group("m", "bylaw § 2", seats=3, substitutes="pool"))
    assert parties(town(*two, events=(ADA, BEA, stands("cy")))) == []
    gone = stands("cy", until="2023-12-31")
    assert parties(town(*two, events=(ADA, BEA, gone))) == [("substitute-left", "cy")]


# ── the answer as a whole ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_body_that_begins_or_ends_has_no_seats_on_the_other_day() -> None:
    """All its seats are added, or removed; both days are known."""
    for bounds, change in (({"since": "2024-01-01"}, Change.ADDED), ({"until": "2023-12-31"}, Change.REMOVED)):
        answer = delta(scope(body("x", M, **bounds), events=(ADA, BEA)), "x", A, B)
        assert (answer.outcome, [one.change for one in answer.value.changes]) == (HOLDS, [change] * 2)
    never = delta(scope(body("x", M, since="2030"), events=()), "x", A, B)
    assert (never.outcome, never.value.empty) == (HOLDS, True)


def test_what_is_not_known_of_a_day_leaves_the_change_open() -> None:
    """A roster that is not fully known gives what is known; without a rule about seats there is nothing to compare."""
    answer = delta(town(M, events=()), "x", A, B)
    assert (answer.outcome, answer.missing, answer.value.empty) == (OPEN, ("x.m",), True)
    silent = delta(town(), "x", A, B)
    assert (silent.outcome, silent.value, silent.missing) == (OPEN, None, ("x.seats",))
    with pytest.raises(Misuse):
        delta(town(), "y", A, B)


def test_readings_of_one_of_the_days_leave_the_change_open() -> None:
    """What the readings have in common is compared."""
    two = [
        row(seats(seats=number), "bylaw", id=name, since="2024-01-01", reading=(parse_reading(f"leads:{name}"),))
        for number, name in ((1, "a"), (2, "b"))
    ]
    where = town(M, *two, events=(ADA, BEA), ambiguities=(ambiguity("leads", "a", "b"),))
    answer = delta(where, "x", A, B)
    assert (answer.outcome, answer.missing) == (OPEN, ("ambiguities.leads",))
    assert sorted((one.change.value, one.group) for one in answer.value.changes) == [("added", "a"), *[("added", "b")] * 2]


def test_between_two_rosters_that_are_at_hand() -> None:
    """Rosters can be compared without a charter, in either direction."""
    where = town(M, row(seats(seats=1), id="n", since="2024-01-01"), events=(ADA, BEA))
    first, second = (roster(where, "x", day).value for day in (A, B))
    there: Delta = between(first, second)
    back = between(second, first)
    assert [one.change for one in (*there.changes, *back.changes)] == [Change.ADDED, Change.REMOVED]
    assert (applied(there, first), applied(back, second)) == (second, first)
    assert [one.state for group_ in second.groups for one in group_.seats][-1] is SeatState.OPEN


def test_an_answer_about_a_body_on_the_same_day_is_empty() -> None:
    """From a day to the same day nothing changes, in whatever state the body is."""
    for where in (town(M), town(M, events=None), town(group("m", open_to="alle"))):
        answer: Verdict[Delta] = delta(where, "x", A, A)
        assert answer.value.empty
