"""Deliveries in a record: they name what there is, and something that was owed, once."""

from __future__ import annotations

from datetime import date

import pytest

from builders import body, delivered, duty, kind, meeting, row, scope, table
from gremium.evaluate.scope import Scope
from gremium.model.body import Body
from gremium.model.charter import NamedDay
from gremium.model.proposal import Delivery, Proposal, Step
from gremium.model.record import DayNamed, Event, Void
from gremium.review.deliveries import check, references
from gremium.review.record import review
from gremium.values.days import parse_day
from gremium.values.finding import Finding, dotted, in_order

MINUTES = row(duty(owes="minutes", after="meeting", within="2 weeks"), id="minutes")
REPLY = row(duty(owes="reply", after="decided", within="2 weeks"), id="reply")
REPORT = row(duty(due="1 year after start"), id="report")
YEARLY = row(duty(every="1 year", starts="start"), id="report")
START = DayNamed(id="start", on=parse_day("2020-01-01"))
M = meeting("m", "x", date(2026, 3, 10))
P = table(Proposal, id="p", of="x", at=date(2026, 3, 1), points=["noise", "hours"])
DECIDED = table(Step, proposal="p", did="decided", body="x", at=date(2026, 3, 10))


def reviewed(of: Scope) -> tuple[Finding, ...]:
    """Return what is found about the deliveries of a record; where something is not known, nothing else is asked."""
    standing = {id(event) for event in of.record.standing}
    numbered = tuple((event, index) for index, event in enumerate(of.record.events) if id(event) in standing)
    return in_order(list(references(of, of.record, numbered)) or check(of, numbered))


def found(*events: Event, where: Body | None = None, **more: object) -> list[tuple[str, str]]:
    """Return codes and places of what is found in a record, places within its last event."""
    x = where or body("x", MINUTES, REPLY, REPORT)
    last = f"events[{len(events) - 1}]"
    told = reviewed(scope(x, events=events, **more))
    return [(one.code, dotted(one.place.path).removeprefix(last).removeprefix(".")) for one in told]


def test_what_was_owed_and_came_is_no_finding() -> None:
    """Minutes after their meeting, a reply after the decision, a report after the start."""
    assert found(M, delivered("minutes", date(2026, 3, 10), meeting="m")) == []
    assert found(P, DECIDED, delivered("reply", date(2026, 3, 10), proposal="p", points="noise")) == []
    assert found(START, delivered("report", date(2020, 1, 1))) == []
    assert found(delivered("report")) == []


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (delivered("report", body="y"), ("unknown-body", "body")),
        (delivered("report", body="else/x"), ("unloaded-jurisdiction", "body")),
        (delivered("reprot"), ("unknown-duty", "duty")),
        (delivered("minutes", meeting="n"), ("unknown-meeting", "meeting")),
        (delivered("reply", proposal="q"), ("unknown-proposal", "proposal")),
        (delivered("minutes"), ("missing-key", "")),
        (delivered("reply"), ("missing-key", "")),
        (delivered("reply", proposal="p", points="smell"), ("dangling-reference", "points")),
        (delivered("reply", proposal="p", points=["noise", "smell"]), ("dangling-reference", "points[1]")),
    ],
)
def test_a_delivery_names_what_there_is(event: Delivery, expected: tuple[str, str]) -> None:
    """Body, duty, meeting, proposal and points; and for what it came, where that has to be told."""
    assert found(M, P, DECIDED, event) == [expected]


def test_what_is_lacking_is_named() -> None:
    """Minutes lack their meeting, a reply its proposal; hints name what was meant."""
    for name, key in (("minutes", "meeting"), ("reply", "proposal")):
        (told,) = reviewed(scope(body("x", MINUTES, REPLY), events=[delivered(name)]))
        assert dict(told.params)["key"] == key
    (told,) = reviewed(scope(body("x", REPORT), events=[delivered("reprot")]))
    assert dict(told.hint.params) == {"word": "report"}


def test_a_duty_of_the_kind_is_one_of_the_body() -> None:
    """Rules of kinds count, and so do those that hold no more."""
    club = kind("club", REPORT)
    assert found(delivered("report"), where=body("x", kind="club"), kinds=(club,)) == []
    both = body("x", row(duty(after="meeting"), id="report", until="2020"), REPORT)
    assert found(delivered("report"), where=both) == []


def test_a_voided_delivery_is_left_alone() -> None:
    """What never happened needs no duty."""
    assert found(delivered("nothing", id="d"), Void(voids="d")) == []


@pytest.mark.parametrize(
    "events",
    [
        (M, delivered("minutes", date(2026, 3, 9), meeting="m")),
        (meeting("m", "x", date(2026, 3, 10), state="cancelled"), delivered("minutes", date(2026, 4, 1), meeting="m")),
        (meeting("m", "council", date(2026, 3, 10)), delivered("minutes", date(2026, 4, 1), meeting="m")),
        (P, DECIDED, delivered("reply", date(2026, 3, 9), proposal="p")),
        (P, delivered("reply", date(2026, 4, 1), proposal="p")),
        (START, delivered("report", date(2019, 12, 31))),
    ],
)
def test_what_came_before_it_was_owed(events: tuple[Event, ...]) -> None:
    """Before the meeting, before the decision, before the day from which it counts; or for what owes nothing."""
    x = body("x", MINUTES, REPLY, REPORT)
    council = body("council")
    told = reviewed(scope(x, council, events=events))
    assert [(one.code, dotted(one.place.path)) for one in told] == [("delivery-unowed", f"events[{len(events) - 1}].at")]


def test_what_came_when_there_was_no_body_or_no_rule() -> None:
    """A body that is not there owes nothing, nor does a rule that does not hold."""
    late = delivered("report", date(2026, 3, 1))
    assert found(late, where=body("x", REPORT, since="2026-03-02")) == [("delivery-unowed", "at")]
    assert found(late, where=body("x", REPORT, since="2026-03-01")) == []
    ended = row(duty(due="1 year after start"), id="report", until="2026-02-28")
    assert found(late, where=body("x", ended)) == [("delivery-unowed", "at")]


@pytest.mark.parametrize(
    ("rule", "for_", "at", "expected"),
    [
        (YEARLY, date(2022, 1, 1), date(2021, 12, 1), []),
        (YEARLY, date(2022, 1, 2), date(2021, 12, 1), ["delivery-unowed"]),
        (YEARLY, date(2020, 1, 1), date(2020, 1, 1), ["delivery-unowed"]),
        (YEARLY, None, date(2019, 12, 31), ["delivery-unowed"]),
        (YEARLY, None, date(2020, 1, 1), []),
        (row(duty(every="1 year", starts="1 year after start"), id="report"), date(2022, 1, 2), date(2021, 12, 1), []),
        (row(duty(every="1 year", starts="1 May"), id="report"), date(2022, 1, 2), date(2021, 12, 1), []),
        (row(duty(every="1 year", starts="start", anew=True), id="report"), date(2022, 1, 2), date(2021, 12, 1), []),
        (row(duty(every="1 day", starts="start"), id="report"), date(2080, 1, 1), date(2021, 12, 1), []),
        (row(duty(due="start"), id="report"), None, date(2019, 1, 1), []),
        (row(duty(), id="report"), None, date(2019, 1, 1), []),
    ],
)
def test_the_day_for_which_it_came_is_one_on_which_it_was_due(
    rule: object, for_: date | None, at: date, expected: list[str]
) -> None:
    """As far as those days can be told; a named day may be met long before."""
    told = found(START, delivered("report", at, for_=for_), where=body("x", rule))
    assert [code for code, _ in told] == expected


def test_of_a_start_in_bounds_nothing_is_said() -> None:
    """From some day of a year any day may be the one."""
    rough = DayNamed(id="start", on=parse_day("2020"))
    assert found(rough, delivered("report", date(2021, 12, 1), for_=date(2022, 1, 2)), where=body("x", YEARLY)) == []
    dates = (NamedDay(id="start", on=parse_day("unstated")),)
    assert found(delivered("report", date(1990, 1, 1)), where=body("x", YEARLY), dates=dates) == []


def test_what_is_owed_once_comes_once() -> None:
    """The second time is a finding at the later day, wherever it stands in the file."""
    first, second = delivered("report", date(2021, 1, 1)), delivered("report", date(2021, 2, 1))
    assert found(START, first, second) == [("delivered-twice", "")]
    told = reviewed(scope(body("x", REPORT), events=[START, second, first]))
    assert [dotted(one.place.path) for one in told] == ["events[1]"]
    twice = [delivered("minutes", date(2026, 3, 11), meeting="m"), delivered("minutes", date(2026, 3, 12), meeting="m")]
    assert found(M, *twice) == [("delivered-twice", "")]


@pytest.mark.parametrize(
    ("rule", "more", "expected"),
    [
        (YEARLY, {}, []),
        (YEARLY, {"for_": date(2022, 1, 1)}, [("delivered-twice", "")]),
        (row(duty(after="submitted", points=True), id="report"), {"proposal": "p", "points": "noise"}, []),
        (row(duty(after="submitted"), id="report"), {"proposal": "p"}, [("delivered-twice", "")]),
    ],
)
def test_what_is_owed_again_and_again_comes_again(rule: object, more: dict[str, object], expected: list[tuple[str, str]]) -> None:
    """Reports come every year, and points are answered one by one; for one day it comes once."""
    came = [delivered("report", date(2026, 3, number), **more) for number in (5, 6)]
    assert found(START, P, *came, where=body("x", rule)) == expected


def test_each_check_stands_alone() -> None:
    """Events that are no deliveries, and deliveries of bodies that nobody knows, are left to others."""
    of = scope(body("x", REPORT), events=[M, delivered("report", body="y")])
    numbered = tuple((event, index) for index, event in enumerate(of.record.events))
    assert [one.code for one in references(of, of.record, numbered)] == ["unknown-body"]
    assert list(check(of, numbered)) == []


def test_a_review_of_a_record_looks_at_its_deliveries() -> None:
    """What is not known, and what was not owed."""
    for event, code in ((delivered("reprot"), "unknown-duty"), (delivered("report", date(2019, 1, 1)), "delivery-unowed")):
        assert code in {one.code for one in review(scope(body("x", REPORT), events=[START, event]))}
