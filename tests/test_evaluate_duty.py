"""duty: what is owed by when, how it stands, what follows, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import permutations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ambiguity,
    body,
    charter,
    delivered,
    duty,
    founded_body,
    meeting,
    record,
    resolved,
    row,
    scope,
    sitting,
    span,
    table,
)
from gremium.evaluate.duty import Due, behind, by_when, named
from gremium.evaluate.duty import duty as asked
from gremium.evaluate.scope import Scope
from gremium.evaluate.turns import State
from gremium.model.body import Body
from gremium.model.charter import NamedDay, Subject
from gremium.model.proposal import Proposal, Step
from gremium.model.provision import Binding, Provision, Strength
from gremium.model.record import DayNamed, Event
from gremium.norms.duty import Duty, Owed
from gremium.values.days import parse_day
from gremium.values.deadline import Deadline
from gremium.values.deadline import Event as NamedDayItself
from gremium.values.message import message
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Verdict

YEAR = duty(due="1 year after start")


def day(text: str) -> date:
    """Return the day that a text gives."""
    return date.fromisoformat(text)


def told(
    at: str, *rules: Duty | Provision, events: Iterable[Event] | None = (), where: Body | None = None, **more: object
) -> Verdict[tuple[Due, ...]]:
    """Return what the body "x" owes on a day; a norm alone is the duty "report"."""
    listed = (one if isinstance(one, Provision) else row(one, "rules § 1", id="report") for one in rules)
    x = evolve(where or body("x"), provisions=tuple(listed))
    return asked(scope(x, body("council"), events=events, **more), "x", day(at))


def one(at: str, *rules: Duty | Provision, **more: object) -> Due:
    """Return the only thing that the body "x" owes on a day."""
    value = told(at, *rules, **more).value
    assert value is not None
    (found,) = value
    return found


def starts(on: object = "2021-04-15", name: str = "start") -> DayNamed:
    """Return that a named day is known."""
    return DayNamed(id=name, on=parse_day(on))


def proposal(id_: str = "p", **said: object) -> Proposal:
    """Return a proposal born in the body "x"."""
    return table(Proposal, **{"id": id_, "of": "x", "at": date(2026, 4, 1), **said})


def step(did: str, at: str, **said: object) -> Step:
    """Return a step of the proposal "p" by the body "x"."""
    return table(Step, **{"proposal": "p", "did": did, "at": day(at), "body": "x", **said})


def codes(verdict: Verdict[tuple[Due, ...]]) -> list[tuple[str, list[str]]]:
    """Return the codes of what is said, each with those of what stands behind it."""
    return [(reason.said.code, [below.said.code for below in reason.because]) for reason in verdict.reasons]


# ── once ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("at", "state", "outcome"),
    [
        ("2022-03-17", State.NOT_YET, Outcome.HOLDS),
        ("2022-03-18", State.SOON, Outcome.HOLDS),
        ("2022-04-15", State.SOON, Outcome.HOLDS),
        ("2022-04-16", State.OVERDUE, Outcome.FAILS),
    ],
)
def test_what_is_due_once_is_not_yet_soon_and_then_overdue(at: str, state: State, outcome: Outcome) -> None:
    """Its day is still in time; it is soon four weeks before, where no rule says otherwise."""
    verdict = told(at, YEAR, events=[starts()])
    (found,) = verdict.value
    assert (found.state, verdict.outcome) == (state, outcome)
    assert (found.earliest, found.latest, found.counted) == (day("2022-04-15"), day("2022-04-15"), "start")
    assert found.times == (state is State.OVERDUE)
    assert verdict.reasons[0].said.code == f"reason.duty-{state.value}"
    assert str(verdict.reasons[0].cites[0]) == "rules § 1"
    assert verdict.reasons[0].provision == found.provision == "bodies.x.duty[0]"
    assert verdict.missing == ()


def test_a_rule_says_how_long_before_it_is_soon() -> None:
    """Soon is what the rule says."""
    rule = duty(due="start", soon="3 days")
    assert [one(at, rule, events=[starts()]).state for at in ("2021-04-11", "2021-04-12")] == [State.NOT_YET, State.SOON]


@pytest.mark.parametrize(
    ("came", "state"), [("2022-04-14", State.MET), ("2022-04-15", State.MET), ("2022-04-16", State.LATE)]
)
def test_what_came_is_met_or_late(came: str, state: State) -> None:
    """The day itself is in time; what came later is late, and no longer overdue."""
    verdict = told("2022-12-01", YEAR, events=[starts(), delivered(at=day(came))])
    assert (verdict.value[0].state, verdict.value[0].met, verdict.outcome) == (state, day(came), Outcome.HOLDS)


def test_what_comes_later_is_not_known_before() -> None:
    """On an earlier day nothing has come yet; what came for another duty or another body never has."""
    facts = [starts(), delivered(at=day("2022-04-10"))]
    assert one("2022-04-09", YEAR, events=facts).state is State.SOON
    assert one("2022-04-10", YEAR, events=facts).state is State.MET
    others = [starts(), delivered("other", day("2022-04-10")), delivered(at=day("2022-04-10"), body="council")]
    assert one("2022-05-01", YEAR, events=others).state is State.OVERDUE


def test_after_a_while_it_is_owed_no_more() -> None:
    """A duty lapses the day after its time; what comes then is nothing that was owed."""
    rule = duty(due="start", lapses="1 month")
    assert one("2021-05-15", rule, events=[starts()]).state is State.OVERDUE
    verdict = told("2021-05-16", rule, events=[starts(), delivered(at=day("2021-05-16"))])
    assert (verdict.value[0].state, verdict.outcome) == (State.LAPSED, Outcome.HOLDS)
    assert one("2021-05-16", rule, events=[starts(), delivered(at=day("2021-05-15"))]).state is State.LATE


@pytest.mark.parametrize(
    ("on", "at", "state"),
    [
        ("2021-09", "2022-09-01", State.SOON),
        ("2021-09", "2022-08-01", State.NOT_YET),
        ("2021-09", "2022-09-02", State.OPEN),
        ("2021-09", "2022-09-30", State.OPEN),
        ("2021-09", "2022-10-01", State.OVERDUE),
        ("2021-09-01..unstated", "2022-08-01", State.NOT_YET),
        ("2021-09-01..unstated", "2022-09-01", State.SOON),
        ("2021-09-01..unstated", "2030-01-01", State.OPEN),
        ("unstated..2021-09-30", "2022-09-30", State.OPEN),
        ("unstated..2021-09-30", "2022-10-01", State.OVERDUE),
        ("unstated", "2030-01-01", State.OPEN),
    ],
)
def test_between_the_bounds_of_a_day_nobody_knows(on: str, at: str, state: State) -> None:
    """It is overdue once the last possible day is over, not yet due before the first one, and open between them."""
    verdict = told(at, YEAR, events=[starts(on)])
    assert verdict.value[0].state is state
    assert verdict.missing == (("dates.start",) if state is State.OPEN else ())


def test_a_day_that_nobody_knows_leaves_it_open() -> None:
    """Without the day, or any record, it is open and says what is missing; what came has come all the same."""
    for events in (None, ()):
        verdict = told("2030-01-01", YEAR, events=events)
        assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, ("dates.start",))
        assert codes(verdict) == [("reason.duty-open", ["reason.duty-counted"])]
    verdict = told("2030-01-01", YEAR, events=[delivered()])
    assert (verdict.value[0].state, verdict.outcome, verdict.missing) == (State.MET, Outcome.HOLDS, ())
    assert codes(verdict) == [("reason.duty-met", ["reason.duty-counted", "reason.duty-in-time-open"])]


def test_where_the_source_gives_no_day_it_is_open_until_it_comes() -> None:
    """A duty without any day is never overdue and never taken for met."""
    verdict = told("2030-01-01", duty())
    assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, ("x.duty.report.due",))
    assert told("2030-01-01", duty(), events=[delivered()]).outcome is Outcome.HOLDS


def test_a_day_of_the_charter_will_do() -> None:
    """Named days stand in the charter, too; those of the record go before them."""
    dates = (NamedDay(id="start", on=parse_day("2020-01-01")),)
    assert one("2021-02-01", YEAR, dates=dates).latest == day("2021-01-01")
    assert one("2021-02-01", YEAR, dates=dates, events=[starts()]).latest == day("2022-04-15")


# ── again and again ──────────────────────────────────────────────────────────────────────────────────────────────────

YEARLY = duty(every="1 year", starts="start")
SINCE = starts("2020-01-01")


@pytest.mark.parametrize(
    ("came", "at", "state", "due", "times"),
    [
        ([], "2020-06-01", State.NOT_YET, "2021-01-01", 0),
        ([], "2021-01-02", State.OVERDUE, "2021-01-01", 1),
        ([], "2023-06-01", State.OVERDUE, "2021-01-01", 3),
        (["2020-11-01"], "2021-06-01", State.NOT_YET, "2022-01-01", 0),
        (["2020-11-01"], "2022-01-02", State.OVERDUE, "2022-01-01", 1),
        (["2021-02-01"], "2021-06-01", State.NOT_YET, "2022-01-01", 0),
        (["2021-02-01"], "2022-06-01", State.OVERDUE, "2022-01-01", 1),
        (["2021-02-01", "2021-12-01"], "2022-06-01", State.NOT_YET, "2023-01-01", 0),
        (["2021-12-01", "2021-02-01"], "2022-06-01", State.NOT_YET, "2023-01-01", 0),
        (["2020-11-01", "2020-12-01"], "2022-06-01", State.OVERDUE, "2022-01-01", 1),
        (["2020-11-01", "2021-01-01"], "2021-06-01", State.NOT_YET, "2022-01-01", 0),
        (["2020-11-01", "2021-01-02"], "2021-06-01", State.NOT_YET, "2023-01-01", 0),
    ],
)
def test_what_is_owed_every_year(came: list[str], at: str, state: State, due: str, times: int) -> None:
    """What comes counts for the oldest year that is open; two in one year do not make up for the next."""
    found = one(at, YEARLY, events=[SINCE, *(delivered(at=day(on)) for on in came)])
    assert (found.state, found.latest, found.times) == (state, day(due), times)
    assert found.last == (max(map(day, came)) if came else None)
    assert found.counted == "start"


def test_a_delivery_may_name_the_day_for_which_it_was_due() -> None:
    """Then it counts for that day alone, however late or early it came."""
    late = delivered(at=day("2022-03-01"), for_=day("2022-01-01"))
    found = one("2022-06-01", YEARLY, events=[SINCE, late])
    assert (found.state, found.latest) == (State.OVERDUE, day("2021-01-01"))
    both = [SINCE, late, delivered(at=day("2022-03-02"))]
    assert one("2022-06-01", YEARLY, events=both).state is State.NOT_YET
    ahead = [SINCE, delivered(at=day("2020-05-01"), for_=day("2021-01-01")), delivered(at=day("2020-06-01"))]
    assert one("2020-07-01", YEARLY, events=ahead).latest == day("2022-01-01")
    nothing = [SINCE, delivered(at=day("2020-05-01"), for_=day("2021-01-02"))]
    assert one("2020-07-01", YEARLY, events=nothing).latest == day("2021-01-01")
    twice = [SINCE, late, evolve(late, at=day("2022-04-01"))]
    assert one("2022-06-01", YEARLY, events=twice).latest == day("2021-01-01")


def test_the_end_of_a_month_stays_the_end_of_a_month() -> None:
    """Each month is counted from the first day, not from the one before."""
    monthly = duty(every="1 month", starts="start")
    facts = [starts("2026-01-31"), delivered(at=day("2026-02-10")), delivered(at=day("2026-03-10"))]
    assert one("2026-03-15", monthly, events=facts[:2]).latest == day("2026-03-31")
    assert one("2026-04-15", monthly, events=facts).latest == day("2026-04-30")


def test_of_what_lapses_the_last_is_told_beside_the_next() -> None:
    """What nobody owes any more is not forgotten, and what comes does not count for it."""
    rule = duty(every="1 year", starts="start", lapses="2 months")
    value = told("2022-06-01", rule, events=[SINCE]).value
    assert [(due.state, due.latest) for due in value] == [
        (State.LAPSED, day("2022-01-01")), (State.NOT_YET, day("2023-01-01"))
    ]  # fmt: skip
    value = told("2022-06-01", rule, events=[SINCE, delivered(at=day("2022-05-01"))]).value
    assert [(due.state, due.latest) for due in value] == [
        (State.LAPSED, day("2022-01-01")), (State.NOT_YET, day("2024-01-01"))
    ]  # fmt: skip


def test_nothing_is_owed_before_the_rule_or_after_it() -> None:
    """Days on which the rule does not hold are left out; once there is none any more, the last is told."""
    rule = row(YEARLY, id="report", since="2021-06-01", until="2023-06-01")
    found = one("2022-06-01", rule, events=[SINCE])
    assert (found.latest, found.times) == (day("2022-01-01"), 1)
    came = [delivered(at=day("2021-12-01")), delivered(at=day("2022-12-01"))]
    found = one("2023-02-01", rule, events=[SINCE, *came])
    assert (found.state, found.latest) == (State.MET, day("2023-01-01"))
    assert told("2020-06-01", row(YEARLY, id="report", until="2020-07-01"), events=[SINCE]).value == ()


def test_where_it_is_open_whether_the_rule_held_then_it_is_open_whether_it_was_owed() -> None:
    """A rule in force from some day of the year before may have been so on that day, or not."""
    rule = row(YEARLY, id="report", since="2020-12-01..2021-03-01")
    verdict = told("2021-06-01", rule, events=[SINCE])
    assert (verdict.value[0].state, verdict.value[0].latest) == (State.OPEN, day("2021-01-01"))
    assert verdict.missing == ("x.duty.report",)
    found = one("2022-06-01", rule, events=[SINCE])
    assert (found.state, found.latest, found.times) == (State.OVERDUE, day("2022-01-01"), 1)


def test_since_a_day_in_bounds_what_is_true_from_each_day_is_told() -> None:
    """From September 2021, every two years: in 2023 it is open in September, and overdue in October."""
    rule = duty(every="2 years", starts="start")
    facts = [starts("2021-09")]
    found = one("2023-08-31", rule, events=facts)
    assert (found.state, found.earliest, found.latest) == (State.SOON, day("2023-09-01"), day("2023-09-30"))
    verdict = told("2023-09-15", rule, events=facts)
    assert (verdict.value[0].state, verdict.missing) == (State.OPEN, ("dates.start",))
    assert one("2023-10-01", rule, events=facts).state is State.OVERDUE
    assert one("2023-10-01", rule, events=[*facts, delivered(at=day("2023-05-01"))]).state is State.NOT_YET


@pytest.mark.parametrize(
    ("on", "came", "at", "state"),
    [
        ("unstated", [], "2030-01-01", State.OPEN),
        ("2021-09-01..unstated", [], "2022-07-01", State.NOT_YET),
        ("2021-09-01..unstated", [], "2030-01-01", State.OPEN),
        ("unstated..2021-09-01", [], "2022-09-02", State.OVERDUE),
        ("unstated..2021-09-01", ["2022-01-01"], "2022-09-02", State.OPEN),
        ("1000-01-01..2021-09-01", [], "2022-09-02", State.OVERDUE),
        ("1000-01-01..2021-09-01", [], "2022-09-01", State.OPEN),
    ],
)
def test_from_a_day_that_nobody_knows_only_the_first_time_can_be_told(on: str, came: list[str], at: str, state: State) -> None:
    """With no bound, or too much between them, all that is known is by when it was due first."""
    verdict = told(at, YEARLY, events=[starts(on), *(delivered(at=day(one_)) for one_ in came)])
    assert verdict.value[0].state is state
    assert verdict.missing == (("dates.start",) if state is State.OPEN else ())


def test_without_a_beginning_it_is_open() -> None:
    """How often is said, but not since when."""
    verdict = told("2030-01-01", duty(every="1 year"))
    assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, ("x.duty.report.starts",))


def test_what_is_owed_every_day_is_not_counted_through_the_centuries() -> None:
    """Beyond what anybody would look at it is open, unless nothing ever came."""
    daily = duty(every="1 day", starts="start")
    assert one("2026-01-01", daily, events=[starts("1000-01-01")]).state is State.OVERDUE
    verdict = told("2026-01-01", daily, events=[starts("1000-01-01"), delivered(at=day("1000-01-02"))])
    assert (verdict.value[0].state, verdict.missing) == (State.OPEN, ("x.duty.report.starts",))
    assert one("9999-12-31", daily, events=[starts("9999-12-30")]).state is State.SOON


def test_a_rule_that_may_have_been_there_leaves_the_first_time_open() -> None:
    """Due first on a day on which the rule may not have been in force yet."""
    rule = row(YEARLY, id="report", since="2021-01-01..2023-01-01")
    assert one("2024-01-01", rule, events=[starts("unstated..2021-09-01")]).state is State.OPEN


REVISION = duty(owes="revision", every="5 years", starts="start", anew=True)


@pytest.mark.parametrize(
    ("on", "came", "at", "state", "due"),
    [
        ("2016-05-01", [], "2020-01-01", State.NOT_YET, "2021-05-01"),
        ("2016-05-01", [], "2021-05-02", State.OVERDUE, "2021-05-01"),
        ("2016-05-01", ["2018-02-01"], "2022-01-01", State.NOT_YET, "2023-02-01"),
        ("2016-05-01", ["2022-02-01"], "2026-01-01", State.NOT_YET, "2027-02-01"),
        ("unstated", ["2022-02-01"], "2027-02-02", State.OVERDUE, "2027-02-01"),
    ],
)
def test_the_time_may_begin_anew_each_time(on: str, came: list[str], at: str, state: State, due: str) -> None:
    """A concept that was revised is to be revised so long after that."""
    found = one(at, REVISION, events=[starts(on), *(delivered(at=day(one_)) for one_ in came)])
    assert (found.state, found.latest) == (state, day(due))
    assert (found.counted, found.last) == ((None, day(came[-1])) if came else ("start", None))


@pytest.mark.parametrize(
    ("on", "came", "earliest", "latest", "counted"),
    [
        ("2016-05-01", "2016-04-30", "2021-05-01", "2021-05-01", "start"),
        ("2016", "2015-01-01", "2021-01-01", "2021-12-31", "start"),
        ("2016", "2016-06-01", "2021-06-01", "2021-12-31", "start"),
        ("unstated..2016-12-31", "2016-06-01", "2021-06-01", "2021-12-31", "start"),
        ("2016", "2016-12-31", "2021-12-31", "2021-12-31", None),
        ("2016-05-01..unstated", "2016-01-01", "2021-05-01", "2021-05-01", "start"),
        ("2016-05-01..unstated", "2017-01-01", "2022-01-01", "2022-01-01", None),
    ],
)
def test_what_came_before_the_beginning_begins_nothing(
    on: str, came: str, earliest: str, latest: str, counted: str | None
) -> None:
    """The time counts anew from what came since."""
    found = one("2020-01-01", REVISION, events=[starts(on), delivered(at=day(came))])
    assert (found.earliest, found.latest, found.counted) == (day(earliest), day(latest), counted)


def test_what_begins_anew_never_lapses() -> None:
    """Nobody would know any more from when the time counts."""
    assert one("2030-01-01", evolve(REVISION, lapses=YEARLY.every), events=[starts("2016")]).state is State.OVERDUE


def test_of_a_day_in_bounds_anew() -> None:
    """The first time is known in bounds; it does not matter whether the rule is older than the text."""
    rule = row(REVISION, id="report", since="2022-01-01")
    found = one("2022-02-01", rule, events=[starts("2016")])
    assert (found.state, found.earliest, found.latest) == (State.OVERDUE, day("2021-01-01"), day("2021-12-31"))
    assert one("2022-02-01", evolve(rule, norm=evolve(REVISION, starts=None))).missing == ("x.duty.report.starts",)


YEAR_END = duty(due="31 December")


@pytest.mark.parametrize(
    ("came", "at", "state", "due"),
    [
        ([], "2025-06-01", State.OVERDUE, "2024-12-31"),
        ([], "2025-12-31", State.OVERDUE, "2024-12-31"),
        ([], "2026-01-01", State.OVERDUE, "2025-12-31"),
        (["2024-12-31"], "2025-06-01", State.NOT_YET, "2025-12-31"),
        (["2025-02-01"], "2025-06-01", State.NOT_YET, "2025-12-31"),
        (["2024-11-01", "2025-02-01"], "2025-06-01", State.NOT_YET, "2026-12-31"),
    ],
)
def test_on_a_day_of_every_year(came: list[str], at: str, state: State, due: str) -> None:
    """Without a beginning the last such day counts, and the next."""
    found = one(at, YEAR_END, events=[delivered(at=day(on)) for on in came])
    assert (found.state, found.latest) == (state, day(due))


def test_on_a_day_of_every_year_since_the_rule() -> None:
    """Before the rule, or the body, nothing was owed."""
    assert one("2025-06-01", row(YEAR_END, id="report", since="2025-01-01")).state is State.NOT_YET
    assert one("2025-06-01", YEAR_END, where=body("x", since="2025-01-01")).state is State.NOT_YET
    (unsure,) = told("2025-06-01", YEAR_END, where=body("x", since="2024-12-01..2025-01-31")).value
    assert (unsure.state, unsure.missing) == (State.OPEN, ("x.duty.report",))


def test_at_the_ends_of_the_calendar() -> None:
    """The first and the last year have such days, too; 29 February comes every four or eight years."""
    assert one("0001-06-01", YEAR_END).latest == day("0001-12-31")
    assert one("9999-12-31", YEAR_END).state is State.OVERDUE
    assert one("9999-12-31", YEAR_END, events=[delivered(at=day("9998-12-01"))]).latest == day("9999-12-31")
    assert one("1901-01-01", duty(due="29 February")).latest == day("1896-02-29")


@pytest.mark.parametrize(
    ("since", "of_body", "due"), [("2020-06-01", None, "2022-01-01"), (None, "2019-06-01", "2021-01-01"), (None, None, None)]
)
def test_a_rhythm_may_begin_on_a_day_of_the_year(since: str | None, of_body: str | None, due: str | None) -> None:
    """That day in the first year of the rule, or else of the body."""
    rule = row(duty(every="1 year", starts="1 January"), id="report", since=since)
    found = one("2020-07-01", rule, where=body("x", since=of_body))
    assert (found.latest, found.state) == (day(due) if due else None, State.NOT_YET if due else State.OPEN)
    assert found.missing == (() if due else ("x.duty.report.starts",))


# ── upon what happened ───────────────────────────────────────────────────────────────────────────────────────────────

MINUTES = row(duty(owes="minutes", after="meeting", within="2 weeks"), "rules § 9", id="minutes")


def test_minutes_of_each_meeting() -> None:
    """Each meeting that was held makes its minutes due; each is met for itself."""
    facts = [
        meeting("m1", "x", day("2026-03-01")),
        meeting("m2", "council", day("2026-03-10"), joint_with="x"),
        meeting("m3", "x", day("2026-03-12"), state="cancelled"),
        meeting("m4", "council", day("2026-03-12")),
        meeting("m5", "x", day("2026-05-01")),
        meeting("m6", "x", day("2026-03-13"), state="postponed"),
        delivered("minutes", day("2026-03-10"), meeting="m1"),
    ]
    value = told("2026-03-25", MINUTES, events=facts).value
    assert [(due.for_, due.state, due.latest) for due in value] == [
        ("m1", State.MET, day("2026-03-15")), ("m2", State.OVERDUE, day("2026-03-24")),
    ]  # fmt: skip
    assert told("2026-02-01", MINUTES, events=facts).value == ()
    assert told("2026-02-01", MINUTES, events=None).value == ()


@pytest.mark.parametrize(
    ("told_public", "rule", "states"),
    [
        (True, None, [State.OVERDUE]), (False, None, []), (None, None, [State.OPEN]),
        (None, "public", [State.OVERDUE]), (None, "closed", []), (True, "closed", [State.OVERDUE]), (False, "public", []),
        (None, "unstated", [State.OPEN]), (None, "either", [State.OPEN]),
    ],
)  # fmt: skip
def test_what_is_owed_only_after_public_meetings(told_public: bool | None, rule: str | None, states: list[State]) -> None:
    """Whether anybody could listen the record tells, else the rules; where that is open, so is what is owed."""
    sittings = {None: [], "either": ["public", "closed"]}.get(rule, [rule])
    rules = (
        row(duty(owes="publication", after="meeting", within="1 week", public=True), "rules § 9", id="report"),
        *(row(sitting(public=public), "rules § 8") for public in sittings),
    )
    facts = [meeting("m1", "x", day("2026-03-01"), state="held", public=told_public)]
    verdict = told("2026-04-01", *rules, events=facts)
    assert [due.state for due in verdict.value or ()] == states
    assert verdict.missing == (("m1.public",) if State.OPEN in states else ())
    others = row(duty(owes="publication", after="meeting", within="1 week", public=False), "rules § 9", id="report")
    known = told_public is not None or rule in ("public", "closed")
    there = [due.state for due in told("2026-04-01", others, *rules[1:], events=facts).value or ()]
    assert there == ([] if known and states else [State.OVERDUE] if known else [State.OPEN])


@pytest.mark.parametrize(
    ("strength", "outcome"),
    [("must", Outcome.FAILS), ("should", Outcome.FAILS), ("may", Outcome.HOLDS), ("does", Outcome.HOLDS)],
)
def test_what_is_only_described_breaks_no_rule(strength: str, outcome: Outcome) -> None:
    """It is late all the same, and the answer says how strongly the rule binds."""
    rule = row(YEAR, "rules § 1", id="report", strength=Strength(strength))
    verdict = told("2022-05-01", rule, events=[starts()])
    assert (verdict.value[0].state, verdict.value[0].strength, verdict.outcome) == (State.OVERDUE, Strength(strength), outcome)
    said = [below.said.code for below in verdict.reasons[0].because]
    assert (f"reason.duty-strength-{strength}" in said) == (strength != "must")


def test_nothing_has_happened_yet() -> None:
    """Rules that wait for something hold as long as nothing happens, and are named."""
    verdict = told("2026-02-01", MINUTES)
    assert (verdict.outcome, codes(verdict)) == (Outcome.HOLDS, [("reason.duty-none", [])])
    assert verdict.reasons[0].provision == "bodies.x.duty[0]"


@pytest.mark.parametrize("state", ["planned", "convened"])
def test_whether_a_meeting_was_held_may_not_be_told(state: str) -> None:
    """The day after a meeting of which nobody says whether it was held, minutes may be due."""
    facts = [meeting("m1", "x", day("2026-03-01"), state=state)]
    assert told("2026-03-01", MINUTES, events=facts).value == ()
    verdict = told("2026-03-02", MINUTES, events=facts)
    assert (verdict.value[0].state, verdict.outcome) == (State.SOON, Outcome.HOLDS)
    verdict = told("2026-03-16", MINUTES, events=facts)
    assert (verdict.value[0].state, verdict.missing) == (State.OPEN, ("m1.state",))
    assert told("2026-03-16", MINUTES, events=[*facts, delivered("minutes", day("2026-03-09"), meeting="m1")]).missing == ()


def test_what_came_before_the_meeting_is_not_what_it_owes() -> None:
    """Minutes cannot be older than their meeting."""
    facts = [meeting("m1", "x", day("2026-03-02")), delivered("minutes", day("2026-03-01"), meeting="m1")]
    assert one("2026-03-10", MINUTES, events=facts).state is State.SOON
    same_day = [facts[0], delivered("minutes", day("2026-03-02"), meeting="m1", for_=day("2020-01-01"))]
    assert one("2026-03-10", MINUTES, events=same_day).state is State.MET


def test_without_a_time_it_is_open_until_it_comes() -> None:
    """Minutes are owed, and no rule says how soon."""
    rule = row(duty(owes="minutes", after="meeting"), id="minutes")
    facts = [meeting("m1", "x", day("2026-03-01"))]
    verdict = told("2026-09-01", rule, events=facts)
    assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, ("x.duty.minutes.within",))
    assert told("2026-09-01", rule, events=[*facts, delivered("minutes", day("2026-08-01"), meeting="m1")]).missing == ()


def test_something_may_be_owed_together_with_what_makes_it_due() -> None:
    """The day itself is in time, the day after is not."""
    rule = row(duty(owes="publication", after="decided", at_once=True), id="report")
    facts = [proposal(), step("decided", "2026-04-01")]
    assert [one(at, rule, events=facts).state for at in ("2026-04-01", "2026-04-02")] == [State.SOON, State.OVERDUE]
    assert one("2026-04-02", rule, events=[*facts, delivered(at=day("2026-04-01"), proposal="p")]).state is State.MET
    assert one("2026-04-02", rule, events=[*facts, delivered(at=day("2026-04-02"), proposal="p")]).state is State.LATE


def test_the_rule_of_the_day_on_which_it_happened_decides() -> None:
    """A later rule changes nothing for an older meeting, and an ended one still holds for it."""
    old = evolve(MINUTES, span=span(until="2026-03-31"))
    new = evolve(MINUTES, norm=duty(owes="minutes", after="meeting", within="1 week"), span=span(since="2026-04-01"))
    facts = [meeting("m1", "x", day("2026-03-31")), meeting("m2", "x", day("2026-04-01"))]
    value = told("2026-06-01", old, new, events=facts).value
    assert [(due.for_, due.latest, due.provision) for due in value] == [
        ("m1", day("2026-04-14"), "bodies.x.duty[0]"), ("m2", day("2026-04-08"), "bodies.x.duty[1]"),
    ]  # fmt: skip
    ended = told("2026-06-01", old, events=facts)
    assert [(due.for_, due.state) for due in ended.value] == [("m1", State.OVERDUE)]


def test_a_rule_comes_with_its_resolution() -> None:
    """A meeting before the resolution owes nothing."""
    rule = evolve(MINUTES, resolution="r1", span=span(since="2026-03-01..unstated"))
    facts = [meeting("m1", "x", day("2026-03-31")), meeting("m2", "x", day("2026-04-02")), resolved("r1", "2026-04-01")]
    value = told("2026-06-01", rule, events=facts).value
    assert [due.for_ for due in value if due.certain] == ["m2"]


REPLY = row(duty(owes="reply", by="council", to="x", after="submitted", within="10 days"), id="reply")


@pytest.mark.parametrize(
    ("after", "facts"),
    [
        ("submitted", [proposal()]),
        ("submitted", [proposal(at=None), step("suggested", "2026-04-01")]),
        ("submitted", [proposal(of=None, at=None), step("suggested", "2026-04-01")]),
        ("received", [proposal(of="council"), step("forwarded", "2026-04-01", body="council", to="x")]),
        ("decided", [proposal(of="council"), step("decided", "2026-04-01")]),
        ("objected", [proposal(of="council"), step("objected", "2026-04-01")]),
        ("ended", [proposal(of="council"), step("executed", "2026-04-01")]),
        ("ended", [proposal(of="council"), step("withdrawn", "2026-04-01")]),
    ],
)
def test_what_happens_with_a_proposal_makes_something_due(after: str, facts: list[Event]) -> None:
    """Born there, sent there, decided there, objected to, carried out or withdrawn."""
    rule = row(duty(owes="reply", after=after, within="10 days"), id="reply")
    assert told("2026-03-31", rule, events=facts).value == ()
    found = one("2026-04-12", rule, events=facts)
    assert (found.for_, found.latest, found.state) == ("p", day("2026-04-11"), State.OVERDUE)
    came = delivered("reply", day("2026-04-11"), proposal="p")
    assert one("2026-04-12", rule, events=[*facts, came]).state is State.MET
    assert one("2026-04-12", rule, events=[*facts, evolve(came, proposal="q")]).state is State.OVERDUE


@pytest.mark.parametrize(
    ("after", "facts"),
    [
        ("submitted", [proposal(of="council")]),
        ("submitted", [proposal(of=None)]),
        ("submitted", [proposal(of=None), step("suggested", "2026-04-01", body="council")]),
        ("received", [proposal(of="council"), step("forwarded", "2026-04-01", to="council")]),
        ("decided", [proposal(), step("decided", "2026-04-01", body="council")]),
        ("decided", [proposal(), step("recommended", "2026-04-01")]),
        ("meeting", [proposal(), step("decided", "2026-04-01")]),
    ],
)
def test_what_happens_elsewhere_makes_nothing_due(after: str, facts: list[Event]) -> None:
    """Another body, or another thing."""
    rule = row(duty(owes="reply", after=after, within="10 days"), id="reply")
    assert told("2026-05-01", rule, events=facts).value == ()


def test_when_a_proposal_was_brought_up_may_not_be_told() -> None:
    """Then it is open by when it is to be answered, unless it was."""
    verdict = told("2026-05-01", REPLY, events=[proposal(at=None)])
    assert (verdict.value[0].state, verdict.missing) == (State.OPEN, ("p.at",))
    assert told("2026-05-01", REPLY, events=[proposal(at=None), step("answered", "2026-04-20")]).outcome is Outcome.HOLDS


@pytest.mark.parametrize(
    ("owes", "did", "by", "met"),
    [
        ("reply", "answered", "council", True),
        ("reply", "answered", "x", True),
        ("reply", "decided", "council", False),
        ("decision", "decided", "council", True),
        ("decision", "decided", "x", False),
        ("hearing", "heard", "council", True),
        ("report", "answered", "council", False),
    ],
)
def test_a_step_of_the_proposal_may_be_what_is_owed(owes: str, did: str, by: str, *, met: bool) -> None:
    """An answer is a reply, whoever gives it; a decision and a hearing count of those who owe it."""
    rule = evolve(REPLY, norm=evolve(REPLY.norm, owes=Owed(owes)))
    found = one("2026-04-10", rule, events=[proposal(), step(did, "2026-04-09", body=by)])
    assert found.state is (State.MET if met else State.SOON)
    assert one("2026-04-08", rule, events=[proposal(), step(did, "2026-04-09", body=by)]).state is State.SOON


def test_minutes_are_never_met_by_the_step_of_a_proposal() -> None:
    """A meeting and a proposal may have the same id."""
    rule = row(duty(owes="decision", after="meeting", within="1 day"), id="report")
    facts = [meeting("p", "x", day("2026-04-01")), proposal(), step("decided", "2026-04-01")]
    assert one("2026-04-10", rule, events=facts).state is State.OVERDUE


def test_each_thing_makes_due_what_hangs_on_it() -> None:
    """A meeting brings its minutes, a proposal its reply."""
    value = told("2026-04-10", MINUTES, REPLY, events=[meeting("m1", "x", day("2026-04-01")), proposal()]).value
    assert [(due.duty, due.for_, due.by, due.to) for due in value] == [
        ("minutes", "m1", ("x",), ()), ("reply", "p", ("council",), ("x",))
    ]  # fmt: skip


def test_each_decision_on_a_proposal_is_published() -> None:
    """What is decided twice is owed twice, and what came counts for the older one first."""
    rule = row(duty(owes="publication", after="decided", within="1 week"), id="report")
    facts = [proposal(), step("decided", "2026-04-01"), step("decided", "2026-05-01")]
    value = told("2026-06-01", rule, events=[*facts, delivered(at=day("2026-05-03"), proposal="p")]).value
    assert [(due.state, due.latest) for due in value] == [
        (State.LATE, day("2026-04-08")), (State.OVERDUE, day("2026-05-08"))
    ]  # fmt: skip


GREAT_WEIGHT = row(
    duty(owes="reply", by="council", after="submitted", within="30 days", points=True), "statute § 10", id="weight"
)


def weighed(at: str, *answers: Iterable[str], **said: object) -> Due:
    """Return how it stands with the answer to three concerns, after these answers of 10 April and later."""
    raised = proposal(**{"points": ["noise", "traffic", "hours"], **said})
    came = [
        delivered("weight", day("2026-04-10") + timedelta(days=number), proposal="p", points=list(points))
        for number, points in enumerate(answers)
    ]
    return one(at, GREAT_WEIGHT, events=[raised, *came])


def test_every_point_has_to_be_answered() -> None:
    """An answer to two of three concerns is none; the third may be answered later."""
    found = weighed("2026-06-01", ["noise", "traffic"])
    assert (found.state, found.left, found.met) == (State.OVERDUE, ("hours",), None)
    assert [reason.said.code for reason in behind(found)] == ["reason.duty-left"]
    found = weighed("2026-06-01", ["noise", "traffic"], ["hours"])
    assert (found.state, found.left, found.met) == (State.MET, (), day("2026-04-11"))
    assert weighed("2026-06-01", ["hours"], [], ["traffic", "noise"]).met == day("2026-04-12")
    assert weighed("2026-06-01").left == ()


def test_points_that_nobody_told_leave_it_open() -> None:
    """An answer came, and nobody knows to what."""
    found = weighed("2026-04-20", ["noise"], points=None)
    assert (found.state, found.missing) == (State.OPEN, ("p.points",))
    assert weighed("2026-04-09", points=None).state is State.SOON


def test_of_a_subject() -> None:
    """A rule about a subject holds for proposals of it, the nearer one before one for all."""
    subjects = (Subject(id="idea"), Subject(id="measure"), Subject(id="bridge", of="measure"))
    rules = (
        row(duty(owes="reply", after="submitted", within="10 days"), id="reply"),
        row(duty(owes="reply", after="submitted", within="20 days"), id="reply", for_=("measure",)),
    )
    facts = [proposal("a", subject="idea"), proposal("b", subject="bridge"), proposal("c")]
    value = told("2026-04-05", *rules, events=facts, subjects=subjects).value
    assert [(due.for_, due.latest) for due in value] == [
        ("a", day("2026-04-11")), ("b", day("2026-04-21")), ("c", day("2026-04-11"))
    ]  # fmt: skip
    assert told("2026-04-05", rules[1], events=facts[::2], subjects=subjects).value == ()


# ── what comes first ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_decision_waits_for_the_report() -> None:
    """As long as the report has not come the decision is blocked by it; once it has come, or lapsed, it is not."""
    report = row(duty(due="start", lapses="1 year", then={"de": "Frist"}), id="report")
    decision = row(duty(owes="decision", before=["report", "nothing"], then={"de": "Ende"}), id="decision")
    verdict = told("2021-06-01", report, decision, events=[starts()])
    assert [(due.state, due.blocked) for due in verdict.value] == [(State.OVERDUE, ()), (State.OPEN, ("report",))]
    assert codes(verdict) == [("reason.duty-overdue", ["reason.duty-then"]), ("reason.duty-open", ["reason.duty-blocked"])]
    for facts in ([starts(), delivered(at=day("2021-05-01"))], [starts("2020-01-01")]):
        assert told("2021-06-01", report, decision, events=facts).value[1].blocked == ()
    met = told("2021-06-01", report, decision, events=[starts(), delivered("decision", day("2021-05-01"))])
    assert (met.value[1].state, met.value[1].blocked) == (State.MET, ())


def test_what_comes_first_is_asked_for_the_same_proposal() -> None:
    """The hearing on one proposal does not block the reply to another."""
    hearing = row(duty(owes="hearing", after="submitted", within="1 year"), id="hearing")
    reply = row(duty(owes="reply", after="submitted", within="1 year", before="hearing"), id="reply")
    facts = [proposal("p"), proposal("q"), delivered("hearing", day("2026-04-05"), proposal="q")]
    value = told("2026-04-10", hearing, reply, events=facts).value
    assert [(due.duty, due.for_, due.blocked) for due in value if due.duty == "reply"] == [
        ("reply", "p", ("hearing",)), ("reply", "q", ())
    ]  # fmt: skip


# ── bodies and rules ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_body_that_is_not_there_owes_nothing() -> None:
    """Before it exists it is not there; a body without such rules is silent."""
    verdict = told("2020-01-01", YEAR, where=body("x", since="2021-01-01"))
    assert (verdict.outcome, verdict.reasons[0].said.code) == (Outcome.FAILS, "reason.body-not-there")
    verdict = told("2020-01-01")
    assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, ("x.duty",))


@pytest.mark.parametrize(
    ("more", "missing"),
    [({"since": "2022-01-01..2022-12-31"}, "x.since"), ({"until": "2022-01-01..2022-12-31"}, "x.until")],
)
def test_a_body_that_may_be_there(more: dict[str, str], missing: str) -> None:
    """Nobody knows whether anybody owes anything."""
    verdict = told("2022-06-01", YEAR, where=body("x", **more), events=[starts()])
    assert verdict.value[0].state is State.OVERDUE
    assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, (missing,))


def test_a_body_of_the_record_owes_what_its_kind_does() -> None:
    """The rule stands in a kind, the body comes from the record."""
    from builders import kind  # noqa: PLC0415  # beside the one test that needs it
    from gremium.evaluate.scope import founded  # noqa: PLC0415  # likewise

    rules = kind("club", row(YEAR, id="report"))
    known = scope(body("x"), kinds=(rules,), events=[starts(), founded_body("y", "2020-01-01", kind="club")])
    (found,) = asked(founded(known), "y", day("2022-05-01")).value
    assert (found.by, found.state, found.provision) == (("y",), State.OVERDUE, "kinds.club.duty[0]")


def test_a_rule_that_may_hold_leaves_it_open() -> None:
    """A rule in force from an unknown day may owe something, or nothing."""
    rule = row(YEAR, id="report", since="2022-01-01..2022-12-31")
    verdict = told("2022-06-01", rule, events=[starts()])
    assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, ("x.duty.report",))
    assert (verdict.value[0].state, verdict.value[0].certain) == (State.OVERDUE, False)
    assert codes(verdict) == [("reason.duty-overdue", ["reason.duty-counted", "reason.duty-uncertain"])]
    assert told("2023-01-01", rule, events=[starts()]).outcome is Outcome.FAILS


def test_of_two_rules_that_may_hold_what_both_say_is_certain() -> None:
    """An older rule and one from an unknown day: overdue by both, open where they differ."""
    old = row(YEAR, "rules § 1", id="report")
    new = row(duty(due="2 years after start"), "rules § 2", id="report", since="2022-01-01..2023-12-31")
    verdict = told("2022-06-01", old, new, events=[starts()])
    assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, ("x.duty.report",))
    assert sorted(due.state.value for due in verdict.value) == ["not-yet", "overdue"]
    verdict = told("2023-05-01", old, new, events=[starts()])
    (found,) = verdict.value
    assert (verdict.outcome, found.certain, found.times) == (Outcome.FAILS, True, 1)
    assert (found.earliest, found.latest) == (day("2022-04-15"), day("2023-04-15"))
    assert sorted(str(cite) for cite in found.cites) == ["rules § 1", "rules § 2"]


def test_a_rule_that_may_have_held_when_it_happened() -> None:
    """Whether the minutes of that meeting are owed nobody knows."""
    rule = evolve(MINUTES, span=span(since="2026-03-01..2026-03-31"))
    verdict = told("2026-06-01", rule, events=[meeting("m1", "x", day("2026-03-10"))])
    assert (verdict.outcome, verdict.missing, verdict.value[0].certain) == (Outcome.OPEN, ("x.duty.minutes",), False)


def test_a_stricter_rule_stands_under_a_floor() -> None:
    """A local rule may make it due sooner than the law, not later."""
    law = evolve(MINUTES, cites=(), binding=Binding.FLOOR)
    facts = [meeting("m1", "x", day("2026-03-01"))]
    for within, latest in (("1 week", "2026-03-08"), ("3 weeks", "2026-03-15")):
        local = row(duty(owes="minutes", after="meeting", within=within), "rules § 1", id="minutes")
        above = row(law.norm, "statute § 1", id="minutes", binding=Binding.FLOOR)
        assert [due.latest for due in told("2026-03-02", above, local, events=facts).value] == [day(latest)]


@pytest.mark.parametrize(
    ("mine", "theirs", "narrows"),
    [
        ({}, {}, True),
        ({"within": "1 week"}, {"within": "8 days"}, True),
        ({"within": "8 days"}, {"within": "1 week"}, False),
        ({"within": "31 days"}, {"within": "1 month"}, False),
        ({"within": "28 days"}, {"within": "1 month"}, True),
        ({"within": "1 week"}, {}, True),
        ({}, {"within": "1 week"}, False),
        ({"every": "1 year"}, {"every": "2 years"}, True),
        ({"every": "2 years"}, {"every": "1 year"}, False),
        ({"at_once": True}, {"within": "1 week"}, True),
        ({"at_once": True}, {"at_once": True}, True),
        ({"within": "1 week"}, {"at_once": True}, False),
        ({"due": "1 week after start"}, {"due": "2 weeks after start"}, True),
        ({"due": "1 week after other"}, {"due": "2 weeks after start"}, False),
        ({"due": "start"}, {"due": "2 weeks after start"}, True),
        ({"due": "other"}, {"due": "2 weeks after start"}, False),
        ({"due": "2 weeks after start"}, {"due": "start"}, False),
        ({"due": "start"}, {}, True),
        ({"to": ["x", "council"]}, {"to": "x"}, True),
        ({"to": "council"}, {"to": "x"}, False),
        ({"before": "hearing"}, {}, True),
        ({}, {"before": "hearing"}, False),
        ({"points": True}, {}, True),
        ({}, {"points": True}, False),
        ({"owes": "reply"}, {}, False),
        ({"lapses": "1 week"}, {}, False),
        ({"what": {"de": "Bericht"}, "soon": "1 week", "then": {"de": "Ende"}}, {}, True),
    ],
)
def test_one_duty_is_stricter_than_another(mine: dict[str, object], theirs: dict[str, object], *, narrows: bool) -> None:
    """Sooner, more often, to more, after more: what says something else is not compared."""
    assert duty(**mine).narrows(duty(**theirs)) is narrows


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────────────

ONE_YEAR = ambiguity("one-year", "page", "training", "office")


def leonberg(*events: Event) -> Scope:
    """Return a body that owes a report "in one year", by three readings of when that begins, and a decision after it."""
    report = [
        row(duty(due=f"1 year after {name}", by="unstated", to="council"), f"page {name}", id="report", reading=_reading(name))
        for name in ("page", "training", "office")
    ]
    decision = row(duty(owes="decision", before="report"), "page next", id="decision")
    dates = [("page", "2021-04-15"), ("training", "2021-09"), ("office", "2021-10-01..2021-12-31")]
    return Scope(
        charter=charter(
            body("x", *report, decision, since="2021-09-01..2021-12-31"), body("council"),
            ambiguities=(ONE_YEAR,), dates=tuple(NamedDay(id=name, on=parse_day(on)) for name, on in dates),
        ),
        record=record(*events),
    )  # fmt: skip


def _reading(name: str) -> tuple[object, ...]:
    from gremium.model.provision import parse_reading  # noqa: PLC0415  # beside the one place that needs it

    return (parse_reading(f"one-year:{name}"),)


def test_three_readings_of_one_year() -> None:
    """In June 2022 the report is overdue by one reading and not yet due by the others: open, with the table of readings."""
    verdict = asked(leonberg(), "x", day("2022-06-01"))
    assert (verdict.outcome, verdict.missing) == (Outcome.OPEN, ("ambiguities.one-year",))
    assert [(label, one_.outcome.value, one_.value[0].state.value) for label, one_ in verdict.readings] == [
        ("one-year:page", "FAILS", "overdue"), ("one-year:training", "OPEN", "not-yet"), ("one-year:office", "OPEN", "not-yet"),
    ]  # fmt: skip
    report, decision = verdict.value
    assert (report.state, report.earliest, report.latest) == (State.OPEN, day("2022-04-15"), day("2022-12-31"))
    assert (report.counted, report.by) == (None, ("unstated",))
    assert decision.blocked == ("report",)


def test_overdue_under_every_reading() -> None:
    """Once all three days are over the report is overdue, whichever is meant; the decision waits for it; each says its clause."""
    verdict = asked(leonberg(starts("2021-10-01", "office")), "x", day("2022-12-01"))
    assert (verdict.outcome, verdict.missing) == (Outcome.FAILS, ())
    assert verdict.reasons[0].said.code == "reason.readings-agree"
    report, decision = verdict.value
    assert (report.state, report.earliest, report.latest) == (State.OVERDUE, day("2022-04-15"), day("2022-10-01"))
    assert (decision.state, decision.blocked) == (State.OPEN, ("report",))
    assert [[str(cite) for reason in one_.reasons for cite in reason.cites] for _, one_ in verdict.readings] == [
        ["page page", "page next"], ["page training", "page next"], ["page office", "page next"]
    ]  # fmt: skip


def test_met_under_every_reading() -> None:
    """A report that came is met, whenever it was due; whether it was late may differ."""
    verdict = asked(leonberg(starts("2021-10-01", "office"), delivered(at=day("2022-09-15"))), "x", day("2022-12-01"))
    assert verdict.value[0].state is State.MET
    assert [one_.value[0].state for _, one_ in verdict.readings] == [State.LATE, State.MET, State.MET]


def test_readings_that_say_the_very_same_are_not_told_apart() -> None:
    """Where even the days are the same no table is needed."""
    clauses = [row(YEAR, f"page {name}", id="report", reading=_reading(name)) for name in ("page", "training", "office")]
    where = scope(body("x", *clauses), ambiguities=(ONE_YEAR,), events=[starts()])
    assert len(asked(where, "x", day("2022-12-01")).readings) == 3
    law = row(YEAR, "statute § 1", id="report")
    where = scope(body("x", law, clauses[0]), ambiguities=(ONE_YEAR,), events=[starts()])
    verdict = asked(where, "x", day("2022-12-01"))
    assert (verdict.outcome, verdict.readings) == (Outcome.FAILS, ())
    assert verdict.reasons[0].said.code == "reason.readings-agree"


def test_what_only_some_readings_owe_is_open() -> None:
    """A duty that is there by one reading alone is neither owed nor not."""
    where = scope(body("x", row(YEAR, id="report", reading=_reading("page"))), ambiguities=(ONE_YEAR,), events=[starts()])
    verdict = asked(where, "x", day("2021-06-01"))
    assert verdict.outcome is Outcome.OPEN
    assert [(due.state, due.certain) for due in verdict.value] == [(State.OPEN, False)]


# ── in words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_owed_is_named() -> None:
    """By the words of the rule, else by what kind of thing it is; for a meeting by its day, for a proposal by its name or id."""
    plain = Due(duty="report", owes=Owed.REPORT)
    assert named(plain) == message("duty.named", what=message("duty.owes-report"), id="report")
    words = Text.of({"de": "Bericht"})
    assert named(evolve(plain, what=words, for_="p1")) == message(
        "duty.named-for", what=words, id="report", name="p1", matter="p1",
    )  # fmt: skip
    ramp = Text.of({"en": "A ramp"})
    reply = row(duty(owes="reply", after="decided", within="1 week"), "rules § 1", id="report")
    answer = told("2026-05-01", reply, events=[proposal(name={"en": "A ramp"}), step("decided", "2026-04-02")])
    assert dict(named(answer.value[0]).params)["name"] == ramp
    met = told("2026-03-25", MINUTES, events=[meeting("m1", "x", day("2026-03-01"), state="held")])
    assert dict(named(met.value[0]).params)["name"] == message("duty.meeting", day="2026-03-01")


def test_by_when_is_told_as_far_as_it_is_known() -> None:
    """A day, a month, a bound, or nothing."""
    plain = Due(duty="report", owes=Owed.REPORT)
    first, last = day("2022-09-01"), day("2022-09-30")
    assert by_when(plain) == message("duty.by-unknown")
    assert by_when(evolve(plain, earliest=first, latest=first)) == message("duty.by", day="2022-09-01")
    assert by_when(evolve(plain, earliest=first, latest=last)) == message("duty.by", day="2022-09")
    assert by_when(evolve(plain, earliest=first)) == message("day.earliest", earliest="2022-09-01")


def test_what_stands_behind_a_state() -> None:
    """How often it is overdue, and when it came the last time."""
    late = one("2023-06-01", YEARLY, events=[SINCE, delivered(at=day("2020-06-01"))])
    assert [reason.said for reason in behind(late)] == [
        message("reason.duty-counted", event="start"),
        message("reason.duty-last", day="2020-06-01"),
        message("reason.duty-times", n=2),
    ]  # fmt: skip
    lapsed = one("2023-06-01", duty(due="start", lapses="1 day", then={"de": "Ende"}), events=[starts()])
    assert [reason.said.code for reason in behind(lapsed)] == ["reason.duty-then"]


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
BOUNDS = st.tuples(DAYS, st.integers(0, 60)).map(lambda pair: f"{pair[0]}..{pair[0] + timedelta(days=pair[1])}")
RULES = st.builds(
    lambda when, more: duty(**when, **more),
    st.sampled_from(
        [
            {"due": "start"}, {"due": "3 months after start"}, {"due": "1 June"}, {"due": "29 February"}, {},
            {"every": "1 year", "starts": "start"}, {"every": "5 months", "starts": "start"},
            {"every": "7 weeks", "starts": "1 June"}, {"every": "2 years", "starts": "start", "anew": True},
            {"after": "meeting", "within": "2 weeks"}, {"after": "meeting"},
        ]
    ),
    st.sampled_from([{}, {}, {"lapses": "6 weeks"}, {"soon": "10 days"}]),
)  # fmt: skip
CAME = st.builds(
    lambda at, for_, held: delivered(at=at, for_=for_, meeting=held),
    DAYS, st.none() | DAYS, st.sampled_from(["m1", "m2"]),
)  # fmt: skip
MET = {State.MET, State.LATE}


def world(rule: Duty, on: str, held: list[date], came: list[Event], at: date) -> Verdict[tuple[Due, ...]]:
    """Return what is told of a rule in a made-up world."""
    meetings = [meeting(f"m{number}", "x", when) for number, when in enumerate(held, 1)]
    x = body("x", row(rule, id="report"), since="2020-01-01")
    return asked(scope(x, events=[starts(on), *meetings, *came]), "x", at)


@given(rule=RULES, on=BOUNDS, held=st.lists(DAYS, max_size=2), came=st.lists(CAME, max_size=4), at=DAYS)
def test_every_answer_says_what_it_lacks(rule: Duty, on: str, held: list[date], came: list[Event], at: date) -> None:
    """FAILS exactly if something is overdue; OPEN names what is missing; every reason has its clause."""
    verdict = world(rule, on, held, came, at)
    assert (verdict.outcome is Outcome.FAILS) == any(due.state is State.OVERDUE for due in verdict.value)
    assert bool(verdict.missing) == (verdict.outcome is Outcome.OPEN)
    assert all(reason.provision for reason in verdict.reasons)
    assert all((due.met is not None) == (due.state in MET) for due in verdict.value)


@given(rule=RULES, on=BOUNDS, held=st.lists(DAYS, max_size=2), came=st.lists(CAME, max_size=3), at=DAYS)
def test_the_order_in_which_it_came_changes_nothing(rule: Duty, on: str, held: list[date], came: list[Event], at: date) -> None:
    """However the record is sorted, the answer is the same."""
    answers = [world(rule, on, held, list(order), at) for order in permutations(came)]
    assert all(answer == answers[0] for answer in answers)


@given(rule=RULES, on=BOUNDS, held=st.lists(DAYS, max_size=2), came=st.lists(CAME, max_size=4), more=CAME, at=DAYS)
def test_what_comes_beside_it_never_makes_it_worse(
    rule: Duty, on: str, held: list[date], came: list[Event], more: Event, at: date
) -> None:
    """One more delivery never makes anything overdue that was not."""
    before, after = world(rule, on, held, came, at), world(rule, on, held, [*came, more], at)
    if before.outcome is Outcome.HOLDS:
        assert after.outcome is not Outcome.FAILS


@given(rule=RULES, on=BOUNDS, held=st.lists(DAYS, max_size=2), came=st.lists(CAME, max_size=3), at=DAYS, days=st.integers(0, 800))
def test_time_alone_never_mends_anything(
    rule: Duty, on: str, held: list[date], came: list[Event], at: date, days: int
) -> None:
    """What is overdue stays so until it comes or lapses; what is met for a meeting, or once, stays met."""
    known = [one_ for one_ in came if one_.at <= at]
    before, after = world(rule, on, held, known, at), world(rule, on, held, known, at + timedelta(days=days))
    if rule.lapses is None and before.outcome is Outcome.FAILS:
        assert after.outcome is Outcome.FAILS
    if rule.after is not None or isinstance(rule.due, Deadline | NamedDayItself):
        now = {due.for_: due.state for due in after.value}
        assert all(now[due.for_] is due.state for due in before.value if due.state in MET)


@given(rule=RULES, on=BOUNDS, came=st.lists(CAME, max_size=3), at=DAYS, part=st.integers(0, 60))
def test_to_know_a_day_better_never_turns_an_answer_round(rule: Duty, on: str, came: list[Event], at: date, part: int) -> None:
    """What holds or fails for a day in bounds does so for every day within them."""
    first, last = (day(text) for text in on.split(".."))
    exact = min(first + timedelta(days=part), last).isoformat()
    rough, sharp = world(rule, on, [], came, at).outcome, world(rule, exact, [], came, at).outcome
    assert rough in (sharp, Outcome.OPEN)
