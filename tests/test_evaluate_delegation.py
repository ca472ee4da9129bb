"""delegation: whom a body sends where, and whether the other side has a seat for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from builders import ambiguity, body, charter, delegation, group, holds, row, scope, size, steps
from gremium.evaluate.delegation import Sent, filled_by
from gremium.evaluate.delegation import delegation as sent
from gremium.model.body import Body, Status
from gremium.model.provision import parse_reading
from gremium.model.record import Event
from gremium.norms.delegation import Delegation
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.errors import Misuse
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
AT = date(2024, 6, 1)
BOARD = body("board", group("delegates", seats=2, how="sent", by="x"))


def x(
    *norms: Delegation, receivers: Iterable[Body] = (BOARD,), events: Iterable[Event] | None = (), **more: object
) -> Verdict[tuple[Sent, ...]]:
    """Return whom the body "x" sends."""
    provisions = [row(norm, f"bylaw § {n}") for n, norm in enumerate(norms)]
    return sent(scope(body("x", *provisions), *receivers, events=events, **more), "x", AT)


def test_a_delegation_that_both_sides_know() -> None:
    """Number, receiver and those who sit there are told, with the clause of the sender."""
    answer = x(
        delegation("delegates@board", sends=2, substitutes=1),
        events=(holds("ada", "delegates@board", "2020"), holds("bea", "delegates@board", "2020")),
    )
    (one,) = answer.value
    assert (answer.outcome, answer.missing, answer.figures) == (HOLDS, (), (("delegates@board", "2"),))
    assert (one.to, one.number, one.substitutes, one.received, one.certain) == (
        "delegates@board",
        exactly(2),
        exactly(1),
        HOLDS,
        True,
    )
    assert [seat.holder for seat in one.seats] == ["ada", "bea"]
    assert [(reason.said.code, reason.provision) for reason in answer.reasons] == [("reason.sends", "bodies.x.delegation[0]")]


@pytest.mark.parametrize(
    ("receiver", "received"),
    [
        (BOARD, HOLDS),
        (body("board", group("delegates", how="sent", by="other"), kind="board"), OPEN),
        (body("board", group("delegates", how="elected", by="x")), OPEN),
        (body("board", group("delegates", how="sent", by="each", each="*committee"), kind="board"), HOLDS),
        (body("board", group("delegates", how="sent", by="each"), kind="board"), OPEN),
        (body("board", group("delegates", holder="chair@x")), HOLDS),
        (body("board", group("delegates", holder="chair@other")), OPEN),
        (body("board", group("delegates", holder="chair")), OPEN),
        (body("board", group("delegates")), OPEN),
        (body("board", group("guests", how="sent", by="x")), FAILS),
        (body("board", group("guests", how="sent", by="x"), status=Status.PLANNED), FAILS),
    ],
)
def test_the_receiver_has_to_have_such_a_seat(receiver: Body, received: Outcome) -> None:
    """A seat that the sender fills, by sending or by its offices, answers the delegation; another filling leaves it open."""
    answer = x(delegation("delegates@board"), receivers=(receiver,))
    assert (answer.outcome, answer.value[0].received) == (received, received)
    assert answer.missing == (("x.delegation.delegates@board",) if received is OPEN else ())


def test_a_receiver_that_does_not_exist_yet_has_nobody() -> None:
    """A body that is announced receives nobody, and no seats are told of it."""
    planned = body("board", group("delegates", seats=2, how="sent", by="x"), status=Status.PLANNED)
    answer = x(delegation("delegates@board"), receivers=(planned,))
    assert (answer.outcome, answer.value[0].seats) == (FAILS, ())
    assert x(delegation("delegates@board"), receivers=()).outcome is FAILS
    silent = x(delegation("delegates@board"), receivers=(body("board"),))
    assert (silent.outcome, silent.value[0].seats) == (FAILS, ())


def test_a_jurisdiction_that_is_not_loaded_leaves_the_receiver_open() -> None:
    """Nobody can say whether there is a seat; once it is loaded, it can be said."""
    rule = delegation("delegates@county/board", sends=2)
    assert x(rule).outcome is OPEN
    county = charter(body("board", group("delegates", seats=2, how="sent", by="town/x")), id_="county")
    answer = x(rule, neighbours=(county,), events=(holds("ada", "delegates@county/board", "2020"),))
    assert (answer.outcome, [seat.holder for seat in answer.value[0].seats]) == (HOLDS, ["ada", None])
    assert x(rule, neighbours=(charter(id_="county"),)).outcome is FAILS


def test_a_reference_to_the_own_whole_is_at_home() -> None:
    """A body that belongs to nothing has no parent to which it could send somebody."""
    assert x(delegation("delegates@parent/board")).outcome is FAILS
    part = scope(body("x", row(delegation("delegates@parent")), part_of=parse_ref("board")), BOARD)
    assert sent(part, "x", AT).outcome is HOLDS


@pytest.mark.parametrize(
    ("facts", "number"),
    [
        ((), Count(0, 3)),
        ((size("x", 20, measure="membership"),), exactly(1)),
        ((size("x", 50, measure="membership"),), exactly(3)),
        ((size("x", "20..50", measure="membership"),), Count(1, 3)),
        ((size("x", 5, measure="membership"),), exactly(0)),
        ((size("x", 50, "2025", measure="membership"),), Count(0, 3)),
    ],
)
def test_how_many_are_sent_can_depend_on_a_size(facts: tuple[Event, ...], number: Count) -> None:
    """The steps ask the size of the sender, as it is known by the day."""
    rule = delegation("delegates@board", sends=steps("membership", {"10..30": 1, "31..": 3}))
    answer = x(rule, events=facts)
    assert (answer.value[0].number, answer.outcome) == (number, HOLDS if number.exact else OPEN)


def test_the_steps_can_ask_the_size_of_another() -> None:
    """`whose` names the body whose size counts."""
    rule = delegation("delegates@board", sends=steps("membership", {"10..": 2}, whose="club"))
    assert x(rule, events=(size("club", 20, measure="membership"),)).value[0].number == exactly(2)


def test_without_a_number_one_is_sent_or_as_many_as_go_by_office() -> None:
    """The positions that go by office are counted; a number that is not stated stays open."""
    found = x(delegation("delegates@board"), delegation("delegates@board", who=["chair", "deputy-chair"]))
    assert [one.number for one in found.value] == [exactly(1), exactly(2)]
    answer = x(delegation("delegates@board", sends="unstated"))
    assert (answer.outcome, answer.value[0].number) == (OPEN, UNSTATED_COUNT)


def test_only_the_seats_of_the_sender_are_told() -> None:
    """Of a group with seats for each of several bodies, those of the sender."""
    board = body("board", group("delegates", how="sent", by="each", each="*committee"), group("guests"), kind="board")
    events = (holds("ada", "delegates@board", "2020", of="x"), holds("bea", "delegates@board", "2020", of="y"))
    answer = x(delegation("delegates@board"), receivers=(board, body("y")), events=events)
    assert [seat.holder for seat in answer.value[0].seats] == ["ada"]


def test_a_delegation_that_is_not_certain_is_open() -> None:
    """Two rows of one id that send different numbers contradict each other."""
    rows = [row(delegation("delegates@board", sends=n), f"bylaw § {n}", id="d") for n in (1, 2)]
    answer = sent(scope(body("x", *rows), BOARD), "x", AT)
    assert (answer.outcome, [one.certain for one in answer.value]) == (OPEN, [False, False])


def test_without_a_rule_the_answer_is_open() -> None:
    """Nobody has said anything, or the sources were searched and are silent."""
    answer = x()
    assert (answer.outcome, answer.missing, answer.reasons[0].said.code) == (OPEN, ("x.delegation",), "reason.no-rule")
    assert sent(scope(body("x", unstated=("delegation",))), "x", AT).reasons[0].said.code == "reason.unstated"


def test_a_body_that_is_not_there_sends_nobody() -> None:
    """Before a body exists the answer is no, and an unknown body is a misuse."""
    answer = sent(scope(body("x", row(delegation("delegates@board")), since="2025")), "x", AT)
    assert (answer.outcome, answer.reasons[0].said.code) == (FAILS, "reason.body-not-there")
    with pytest.raises(Misuse):
        sent(scope(body("x")), "y", AT)


def test_readings_that_send_different_numbers_are_open() -> None:
    """Two readings that send as many to the same seats agree."""
    for numbers, outcome in (((1, 2), OPEN), ((2, 2), HOLDS)):
        rows = [
            row(delegation("delegates@board", sends=number), "bylaw", reading=(parse_reading(f"leads:{name}"),))
            for number, name in zip(numbers, "ab", strict=True)
        ]
        where = scope(body("x", *rows), BOARD, ambiguities=(ambiguity("leads", "a", "b"),))
        assert sent(where, "x", AT).outcome is outcome


def test_who_fills_a_seat_is_seen_from_the_receiver() -> None:
    """A reference of the receiver is read in its own jurisdiction."""
    county = charter(body("x"), body("board", group("delegates", how="sent", by="x")), id_="county")
    where = scope(body("x"), neighbours=(county,))
    (target,) = (body_ for body_ in county.bodies if body_.id == "board")
    here = type(where.locate("x"))(charter=county, body=target)
    assert not filled_by(where, here, target.provisions[0].norm, where.locate("x"))
