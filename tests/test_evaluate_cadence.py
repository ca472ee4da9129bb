"""Cadence: how many meetings a year asks for, and whether the rhythm was kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import ambiguity, body, cadence, days_between, holds, kind, meets, row, scope
from effort import tries
from gremium.evaluate.cadence import Demand, KeptRow, demands, demands_on, kept, meeting_days, periods
from gremium.evaluate.scope import Scope
from gremium.model.body import Status
from gremium.model.charter import NamedDay
from gremium.model.provision import Provision, Strength, parse_reading
from gremium.model.record import DayNamed, Event, MeetingState
from gremium.testing import documents
from gremium.values.citation import parse_citation
from gremium.values.count import Count, exactly, parse_count
from gremium.values.days import Period, on, parse_day, parse_period
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
TERM = (NamedDay(id="term-start", on=on(date(2024, 3, 1))), NamedDay(id="term-end", on=on(date(2024, 8, 31))))


def day(text: str) -> date:
    """Return the day "MM-DD" of 2024, or a whole date."""
    return date.fromisoformat(text if len(text) > 5 else f"2024-{text}")


def asked(
    *rows: Provision, events: tuple[Event, ...] | None = None, year: int = 2024, dates: tuple[NamedDay, ...] = (), **more: object
):
    """Return what a year asks of the body "x" with these rows."""
    return demands(scope(body("x", *rows, **more), events=events, dates=dates), "x", year)


def one(*rows: Provision, **more: object) -> Demand:
    """Return the only demand of a year."""
    (found,) = asked(*rows, **more).value
    return found


def spread(demand: Demand) -> list[tuple[str, str, str, bool]]:
    """Return the stretches of a demand as (first, last, count, sure)."""
    return [(f"{s.first:%m-%d}", f"{s.last:%m-%d}", str(s.count), s.sure) for s in demand.stretches]


def codes(verdict: Verdict[object]) -> list[str]:
    """Return the codes of the reasons of a verdict."""
    return [reason.said.code for reason in verdict.reasons]


def r(
    since: object = None, until: object = None, *, strength: Strength = Strength.MUST, cites: str = "rules § 1", **said: object
) -> Provision:
    """Return a row of the word cadence."""
    return row(cadence(**said), cites, since=since, until=until, strength=strength)


# ── counts per period ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("per", "times", "stretches", "number"),
    [
        ("year", "2..3", 1, "2..3"),
        ("year", "2..", 1, "2.."),
        ("half-year", 1, 2, "2"),
        ("quarter", "1..", 4, "4.."),
        ("month", "0..2", 12, "0..24"),
    ],
)
def test_a_number_per_period_adds_up_to_that_of_the_year(per: str, times: object, stretches: int, number: str) -> None:
    """A year asks for the number of each of its periods, and in all for their sum."""
    answer = asked(r(times=times, per=per))
    (demand,) = answer.value
    assert (answer.outcome, str(demand.number), len(demand.stretches)) == (HOLDS, number, stretches)
    assert {(s.count, s.sure) for s in demand.stretches} == {(parse_count(times), True)}
    assert [s.first for s in demand.stretches[1:]] == [s.last + timedelta(days=1) for s in demand.stretches[:-1]]
    assert (demand.stretches[0].first, demand.stretches[-1].last) == (FIRST, LAST)


def test_a_demand_says_which_rules_ask_for_it() -> None:
    """The answer names each rule with its clause, and the number as a figure."""
    answer = asked(r(times=2, per="year"), row(cadence(gap="2 weeks.."), "bylaw § 9"), name=Text.of({"de": "Rat"}))
    (demand,) = answer.value
    assert [(reason.said, reason.provision, reason.cites) for reason in answer.reasons] == [
        (
            message("reason.cadence", body=Text.of({"de": "Rat"}), year=2024, rule=f"bodies.x.cadence[{n}]"),
            f"bodies.x.cadence[{n}]",
            (parse_citation(cite),),
        )
        for n, cite in enumerate(("rules § 1", "bylaw § 9"))
    ]
    assert (answer.figures, answer.missing) == ((("meetings", "2"),), ())
    assert (demand.body, demand.name, demand.sort, demand.year) == ("x", Text.of({"de": "Rat"}), "", 2024)
    assert [rule.where for rule in demand.rules] == ["bodies.x.cadence[0]", "bodies.x.cadence[1]"]


def test_the_year_of_a_day() -> None:
    """What is asked on a day is what its year asks for."""
    where = scope(body("x", r(since="2024-01-01", times=2, per="year")))
    assert [demands_on(where, "x", at) for at in (LAST, date(2023, 12, 31))] == [
        demands(where, "x", year) for year in (2024, 2023)
    ]


def test_weeks_belong_to_the_year_that_holds_them() -> None:
    """A number per week is asked for in every week that lies wholly in the year; the days at its ends are in none."""
    demand = one(r(times=1, per="week"))
    assert (len(demand.stretches), demand.number) == (52, Count(52, None))
    assert (demand.stretches[0].first, demand.stretches[-1].last) == (FIRST, date(2024, 12, 29))
    assert one(r(times=1, per="week"), year=2023).stretches[0].first == date(2023, 1, 2)


@given(
    st.sampled_from(("week", "month", "quarter", "half-year", "year")),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 800),
)
def test_periods_between_two_days(per: str, first: date, length: int) -> None:
    """The periods between two days are those of the calendar that lie wholly between them."""
    last, period = first + timedelta(days=length), parse_period(per)
    expected = sorted({period.around(one) for one in days_between(first, last)})
    assert list(periods(period, first, last)) == [(a, b) for a, b in expected if first <= a and b <= last]
    assert Period(1, per) == period


def test_the_last_year_of_the_calendar_has_periods() -> None:
    """Nothing is asked for beyond the last day that there is, and nothing fails there."""
    assert [one(r(times=1, per=per), year=9999).number.low for per in ("week", "month", "quarter", "year")] == [52, 12, 4, 1]
    assert list(periods(Period(1, "month"), date(9999, 11, 2), date.max)) == [(date(9999, 12, 1), date.max)]


def test_rules_add_up_and_the_strictest_decides() -> None:
    """All rows bind: the year needs the greatest sum over stretches that do not overlap, and has the least upper bound."""
    assert one(r(times="2..6", per="year"), r(times="1..", per="quarter")).number == Count(4, 6)
    assert one(r(times="2..6", per="year"), r(times="0..1", per="quarter")).number == Count(2, 4)
    named = NamedDay(id="budget", on=on(date(2024, 11, 1)))
    assert one(r(times="2..3", per="year", first="30 days after budget"), dates=(named,)).number == Count(2, 3)
    assert one(r(times=1, per="month", first="30 days after budget"), dates=(named,)).number == exactly(12)
    assert one(r(first="30 days after budget"), r(first="9 weeks after term-start"), dates=(named, *TERM)).number == Count(
        2, None
    )


NUMBERS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 3), st.none() | st.integers(0, 3)), max_size=3)


@given(NUMBERS)
def test_the_number_of_a_year_is_the_least_that_keeps_its_lower_bounds(told: list[tuple[int, int, int, int | None]]) -> None:
    """No fewer meetings can satisfy the lower bounds, and as many as are asked for can."""
    events = [
        (NamedDay(id=f"e{n}", on=on(date(2024, 5, 1 + min(a, b)))), max(a, b) - min(a, b)) for n, (a, b, _, _) in enumerate(told)
    ]
    demand = one(
        *(r(first=f"{length + 1} days after e{n}") for n, (_, length) in enumerate(events)),
        r(gap="1 day.."),
        dates=tuple(e for e, _ in events),
    )
    window = days_between(date(2024, 5, 1), date(2024, 5, 21))
    needed = 0
    chosen: list[date] = []
    for stretch in sorted(demand.stretches, key=lambda s: s.last):
        if not any(stretch.first <= one <= stretch.last for one in chosen):
            chosen.append(stretch.last)
            needed += 1
    assert set(chosen) <= set(window)
    assert demand.number == Count(needed, None)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"times": "unstated"}, "reason.times-unstated"),
        ({"times": "unstated", "per": "year"}, "reason.times-unstated"),
    ],
)
def test_an_unstated_number_is_open(said: dict[str, str], code: str) -> None:
    """If a source says that there are meetings, but not how many, the year is open."""
    answer = asked(r(**said))
    assert (answer.outcome, codes(answer), answer.missing) == (OPEN, ["reason.cadence", code], ("x.cadence",))
    assert (answer.value[0].number, answer.value[0].stretches) == (Count(0, None), ())
    assert answer.reasons[1].provision == "bodies.x.cadence[0]"
    assert answer.reasons[1].cites == (parse_citation("rules § 1"),)


@pytest.mark.parametrize("said", [{"as_needed": True}, {"times": 2}, {"free": ["1 July..1 August"]}])
def test_a_row_without_a_number_asks_for_none(said: dict[str, object]) -> None:
    """A row that gives no number in a period asks for no meeting, and leaves nothing open."""
    answer = asked(r(**said))
    assert (answer.outcome, answer.value[0].number, answer.value[0].stretches) == (HOLDS, Count(0, None), ())


def test_sorts_of_meetings_are_counted_apart() -> None:
    """Rows about a sort of meetings make a demand of their own; the ordinary meetings come first."""
    events = (*meets("x", day("02-01"), sort="annual"), *meets("x", day("03-01")))
    answer = asked(r(times=1, per="year", meetings="annual"), r(times=4, per="year"), events=events)
    assert [(d.sort, str(d.number), d.held) for d in answer.value] == [
        ("", "4", (day("03-01"),)),
        ("annual", "1", (day("02-01"),)),
    ]
    assert answer.figures == (("meetings", "4"), ("meetings annual", "1"))
    assert [d.rules[0].where for d in answer.value] == ["bodies.x.cadence[1]", "bodies.x.cadence[0]"]


def test_meetings_that_count() -> None:
    """The meetings of a sort are counted on their days, in order; those that are off are not."""
    events = (
        *meets("x", day("03-01"), day("02-01")),
        *meets("x", day("04-01"), state=MeetingState.CANCELLED),
        *meets("x", day("04-02"), state=MeetingState.POSTPONED),
        *meets("x", day("05-01"), sort="annual"),
        *meets("y", day("06-01")),
        *meets("x", date(2023, 5, 1)),
    )
    where = scope(body("x"), events=events)
    assert meeting_days(where, "x", "") == (date(2023, 5, 1), day("02-01"), day("03-01"))
    assert meeting_days(where, "x", "annual") == (day("05-01"),)
    assert meeting_days(evolve(where, record=None), "x", "") == ()
    assert one(r(times=1, per="year"), events=events).held == (day("02-01"), day("03-01"))


# ── bodies and rules that come and go ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("made", "outcome", "code"),
    [
        ({"status": Status.PLANNED}, FAILS, "reason.body-planned"),
        ({"since": "2025-01-01"}, FAILS, "reason.body-not-in-year"),
        ({"until": "2023-12-31"}, FAILS, "reason.body-not-in-year"),
        ({"since": "2024-12-31"}, OPEN, "reason.cadence"),
        ({"until": "2024-01-01"}, OPEN, "reason.cadence"),
        ({"since": "2023"}, HOLDS, "reason.cadence"),
        ({"since": "2024-06-01..2025-06-01"}, OPEN, "reason.cadence"),
    ],
)
def test_a_body_that_does_not_exist_in_a_year_is_asked_for_nothing(made: dict[str, object], outcome: Outcome, code: str) -> None:
    """Nothing is asked of a body that does not exist in the year; if it exists in a part of it, the answer is open."""
    answer = asked(r(times=2, per="year"), cites=(parse_citation("page"),), **made)
    assert (answer.outcome, codes(answer)[0]) == (outcome, code)
    if outcome is FAILS:
        assert (answer.value, answer.reasons[0].cites) == (None, (parse_citation("page"),))
        assert dict(answer.reasons[0].said.params)["year"] == 2024


def test_a_body_without_a_cadence() -> None:
    """Where nothing is said about meetings the year is open, and the answer says whether the sources were searched."""
    said = [asked(), asked(unstated=("cadence",))]
    assert [codes(answer) for answer in said] == [["reason.no-rule"], ["reason.unstated"]]
    assert {(answer.outcome, answer.value, answer.missing) for answer in said} == {(OPEN, None, ("x.cadence",))}
    assert codes(asked(r(since="2025-01-01", times=2, per="year"))) == ["reason.no-rule"]


def test_a_part_of_a_period_is_not_sure() -> None:
    """Where a body or rule begins or ends within a period, the number of that period is asked for, but not for certain."""
    answer = asked(r(times=1, per="quarter"), since="2024-02-10", until="2024-08-15")
    (demand,) = answer.value
    assert spread(demand) == [("02-10", "03-31", "1", False), ("04-01", "06-30", "1", True), ("07-01", "08-15", "1", False)]
    assert (answer.outcome, demand.number) == (OPEN, Count(1, None))
    last = demand.open[-1]
    assert dict(last.said.params) == {"body": "x", "since": "2024-07-01", "until": "2024-08-15"}
    assert (last.said.code, last.provision, answer.missing) == ("reason.part-of-period", "bodies.x.cadence[0]", ("x.cadence",))


def test_a_rule_that_changes_within_a_year() -> None:
    """When another rule takes the place of the first, each asks for its part of the year."""
    old, new = r(until="2024-03-31", times=1, per="month"), r(since="2024-04-01", times=1, per="quarter")
    demand = one(old, new)
    assert spread(demand) == [
        ("01-01", "01-31", "1", True),
        ("02-01", "02-29", "1", True),
        ("03-01", "03-31", "1", True),
        ("04-01", "06-30", "1", True),
        ("07-01", "09-30", "1", True),
        ("10-01", "12-31", "1", True),
    ]
    assert (asked(old, new).outcome, demand.number) == (HOLDS, Count(6, None))


def test_a_rule_that_is_interrupted() -> None:
    """A rule of the body that holds for a time displaces that of the kind for that time only."""
    general = row(cadence(times=1, per="quarter"), "rules § 1", id="rhythm")
    special = row(cadence(times=3, per="quarter"), "rules § 2", id="rhythm", since="2024-04-01", until="2024-06-30")
    where = scope(body("x", special), kinds=(kind("committee", general),))
    (demand,) = demands(where, "x", 2024).value
    assert sorted((s.first, s.last, s.count.low) for s in demand.stretches) == [
        (day("01-01"), day("03-31"), 1),
        (day("04-01"), day("06-30"), 3),
        (day("07-01"), day("09-30"), 1),
        (day("10-01"), LAST, 1),
    ]
    assert demand.number == Count(6, None)


def test_a_rule_that_may_hold_is_not_sure() -> None:
    """A rule with a rough first day is asked for as far as it may hold, and said to be uncertain; so are its gaps and seasons."""
    answer = asked(r(since="2024", times=1, per="year", gap="1 week..", free=["1 July..1 August"]))
    (demand,) = answer.value
    assert (answer.outcome, spread(demand), demand.number) == (OPEN, [("01-01", "12-31", "1", False)], Count(0, None))
    assert demand.stretches[0].period == (FIRST, LAST)
    assert [g.sure for g in demand.gaps] == [False, True]
    assert [s.sure for s in demand.seasons] == [False, True]
    assert codes(answer) == ["reason.cadence", "reason.rule-uncertain", "reason.part-of-period"]


def test_the_parts_of_a_period_have_one_number() -> None:
    """A rule that is interrupted within a period has its number in what is before and after it together, not in each part."""
    general = row(cadence(times=2, per="year"), "rules § 1", id="rhythm")
    special = row(cadence(times=1, per="month"), "rules § 2", id="rhythm", since="2024-05-01", until="2024-06-30")
    (demand,) = demands(scope(body("x", special), kinds=(kind("committee", general),)), "x", 2024).value
    assert spread(demand) == [("01-01", "12-31", "2", False), ("05-01", "05-31", "1", True), ("06-01", "06-30", "1", True)]
    months = one(r(since="2024", times=1, per="month"))
    assert [s.period for s in months.stretches] == [(s.first, s.last) for s in months.stretches]
    assert len(months.stretches) == 12


def test_rules_between_which_nothing_decides_are_both_unsure() -> None:
    """Of two rules that contradict each other neither is sure, also if they speak of different sorts of meetings."""
    rules = [
        row(cadence(times=n, per="year", meetings=sort), f"rules § {n}", id="rhythm") for n, sort in ((1, None), (2, "annual"))
    ]
    answer = asked(*rules)
    assert [(d.sort, spread(d)) for d in answer.value] == [
        ("", [("01-01", "12-31", "1", False)]),
        ("annual", [("01-01", "12-31", "2", False)]),
    ]
    assert answer.outcome is OPEN


def test_a_body_of_which_nobody_knows_when_it_ends() -> None:
    """From the first day on which the body may be over nothing is sure."""
    demand = one(r(times=1, per="half-year"), until="2024-06-30..2024-12-31")
    assert spread(demand) == [("01-01", "06-30", "1", True), ("07-01", "12-31", "1", False)]


# ── runs of several years ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("times", "per", "held", "year", "expected"),
    [
        ("1..", "2 years", [], 2024, None),
        ("1..", "2 years", [2022], 2024, "1.."),
        ("1..", "2 years", [2023], 2024, "0.."),
        ("1..", "2 years", [2023], 2025, "1.."),
        ("1..", "2 years", [2020], 2024, "1.."),
        ("1..", "2 years", [2021], 2024, "0.."),
        ("1..", "2 years", [2023, 2024], 2024, "0.."),
        ("1..", "2 years", [2021, 2024], 2024, "1.."),
        ("1..", "2 years", [2021, 2025], 2024, "1.."),
        ("1..", "2 years", [2025], 2024, None),
        (1, "2 years", [2022], 2024, "1"),
        (1, "2 years", [2023], 2024, "0"),
        ("1..2", "2 years", [2023], 2024, "0..1"),
        ("1..2", "2 years", [2022], 2024, None),
        ("1..2", "2 years", [2021, 2023], 2024, "0..1"),
        (2, "3 years", [2022, 2023], 2024, "0"),
        (2, "3 years", [2021, 2023], 2024, "1"),
        (2, "3 years", [2022, 2022, 2023], 2024, "0"),
        (2, "3 years", [2023], 2024, None),
        ("0..1", "2 years", [2023], 2024, "0"),
        ("unstated", "2 years", [2023], 2024, None),
    ],
)
def test_a_number_in_every_run_of_years(times: object, per: str, held: list[int], year: int, expected: str | None) -> None:
    """A year needs what the years before lack; where they are not known and it makes a difference, it is open."""
    events = tuple(one for n, y in enumerate(held) for one in meets("x", date(y, 5, 1 + n)))
    answer = asked(r(times=times, per=per), events=events, year=year)
    (demand,) = answer.value
    if expected is None:
        assert (answer.outcome, demand.stretches) == (OPEN, ())
        assert codes(answer)[-1] in ("reason.year-open", "reason.times-unstated")
    else:
        assert (answer.outcome, str(demand.number)) == (HOLDS, expected)
        assert [(s.first, s.last) for s in demand.stretches] == [(date(year, 1, 1), date(year, 12, 31))]


@given(st.integers(1, 3), st.integers(2, 4), st.lists(st.integers(2014, 2023), max_size=8))
def test_planning_a_run_of_years_keeps_the_rule(times: int, number: int, held: list[int]) -> None:
    """Where a year is certain, holding its least number gives the run of years that it ends its number."""
    meetings = [*held, 2023]
    for year in range(2024, 2034):
        events = tuple(one for n, y in enumerate(meetings) for one in meets("x", date(y, 5, 1) + timedelta(days=n)))
        answer = asked(r(times=f"{times}..", per=f"{number} years"), events=events, year=year)
        if answer.outcome is HOLDS:
            meetings += [year] * answer.value[0].number.low
            assert sum(meetings.count(y) for y in range(year - number + 1, year + 1)) >= times
        else:
            meetings += [year] * times


def test_a_run_of_years_that_is_cut_short_is_not_sure() -> None:
    """If the rule ends within the year, what it asks for is not sure."""
    demand = one(r(until="2024-03-31", times=1, per="2 years"), events=meets("x", date(2022, 5, 1)))
    assert spread(demand) == [("01-01", "03-31", "1", False)]


# ── terms and events ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-03-01", "2024-08-31", [("03-01", "08-31", "4", True)]),
        ("2024-01-01", "2024-12-31", [("01-01", "12-31", "4", True)]),
        ("2023-03-01", "2024-08-31", "reason.term-longer"),
        ("2024-03-01", "2025-08-31", "reason.term-longer"),
        ("2024-12-31", "2025-08-31", "reason.term-longer"),
        ("2023-03-01", "2024-01-01", "reason.term-longer"),
        ("2020-03-01", "2023-12-31", []),
        ("2025-01-01", "2026-08-31", []),
        ("2024-03", "2024-08-31", "reason.term-unknown"),
        ("2024-03-01", "2024", "reason.term-unknown"),
        (None, "2024-08-31", "reason.term-unknown"),
        ("2024-03-01", None, "reason.term-unknown"),
    ],
)
def test_a_number_per_term(start: str | None, end: str | None, expected: object) -> None:
    """A number per term is asked for in a term that lies in the year; a longer or unknown one leaves it open."""
    bounds = (("term-start", start), ("term-end", end))
    dates = tuple(NamedDay(id=name, on=parse_day(bound)) for name, bound in bounds if bound)
    answer = asked(r(times=4, per="term"), dates=dates)
    if isinstance(expected, str):
        assert (answer.outcome, codes(answer)[-1]) == (OPEN, expected)
    else:
        assert (answer.outcome, spread(answer.value[0])) == (HOLDS, expected)


def test_a_term_is_counted_as_far_as_the_rule_holds() -> None:
    """A rule that begins within the term leaves it open, as the term is not contained in its days."""
    assert codes(asked(r(since="2024-04-01", times=4, per="term"), dates=TERM))[-1] == "reason.term-longer"
    assert asked(r(since="2024-09-01", times=4, per="term"), dates=TERM).outcome is HOLDS
    assert asked(r(until="2024-02-29", times=4, per="term"), dates=TERM).outcome is HOLDS


@pytest.mark.parametrize(
    ("event", "deadline", "expected"),
    [
        ("2024-03-01", "30 days", [("03-01", "03-31", "1..", True)]),
        ("2024-12-01", "30 days", [("12-01", "12-31", "1..", True)]),
        ("2024-12-02", "30 days", [("12-02", "12-31", "1..", False)]),
        ("2023-12-20", "30 days", [("01-01", "01-19", "1..", False)]),
        ("2023-12-02", "30 days", [("01-01", "01-01", "1..", False)]),
        ("2023-12-01", "30 days", []),
        ("2025-01-01", "30 days", []),
        ("2024-03-01", "9999 years", [("03-01", "12-31", "1..", False)]),
        ("2024-03", "30 days", "reason.day-unknown"),
        (None, "30 days", "reason.day-unknown"),
    ],
)
def test_the_first_meeting_after_an_event(event: str | None, deadline: str, expected: object) -> None:
    """One meeting is asked for from the event to its deadline, for certain only if both lie in the year."""
    dates = (NamedDay(id="term-start", on=parse_day(event)),) if event else ()
    answer = asked(r(first=f"{deadline} after term-start"), dates=dates)
    if isinstance(expected, str):
        assert (answer.outcome, codes(answer)[-1]) == (OPEN, expected)
        assert dict(answer.reasons[-1].said.params)["day"] == "term-start"
    else:
        assert spread(answer.value[0]) == expected
        assert answer.outcome is (HOLDS if all(sure for *_, sure in expected) else OPEN)


def test_the_day_of_an_event_comes_from_the_record() -> None:
    """If the record knows the event more exactly than the charter, the record counts."""
    rough = (NamedDay(id="term-start", on=parse_day("2024")),)
    found = one(r(first="1 week after term-start"), dates=rough, events=(DayNamed(id="term-start", on=on(day("05-02"))),))
    assert spread(found) == [("05-02", "05-09", "1..", True)]


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one_way", "other_way", "same"),
    [
        ({"times": 2, "per": "year"}, {"times": 2, "per": "year"}, True),
        ({"times": 2, "per": "year"}, {"times": 3, "per": "year"}, False),
        ({"times": 2, "per": "year"}, {"times": 1, "per": "half-year"}, False),
        ({"gap": "1 week.."}, {"gap": "2 weeks.."}, False),
        ({"free": ["1 July..1 August"]}, {"free": ["2 July..1 August"]}, False),
        ({"within": ["1 July..1 August"]}, {"free": ["1 July..1 August"]}, False),
        ({"times": 2, "per": "year"}, {"times": 2, "per": "year", "meetings": "annual"}, False),
    ],
)
def test_readings_that_ask_for_the_same(one_way: dict[str, object], other_way: dict[str, object], same: bool) -> None:
    """Readings that ask for the same meetings are one answer, whichever clause says so; all others are a table."""
    rows = [
        row(cadence(**said), f"rules § {n}", reading=(parse_reading(f"leads:w{n}"),))
        for n, said in enumerate((one_way, other_way))
    ]
    where = scope(body("x", *rows), ambiguities=(ambiguity("leads", "w0", "w1"),), events=meets("x", day("07-01"), day("07-05")))
    answer = demands(where, "x", 2024)
    assert (answer.outcome, len(answer.readings)) == ((HOLDS, 0) if same else (OPEN, 2))
    judged = kept(where, "x", LAST)
    assert bool(judged.readings) is not same


# ── whether it was kept ──────────────────────────────────────────────────────────────────────────────────────────────


def judged(
    *rows: Provision, held: tuple[str, ...] = (), at: str = "12-31", events: tuple[Event, ...] = (), **more: object
) -> Verdict[tuple[KeptRow, ...]]:
    """Return whether the body "x" has kept these rows with meetings on these days."""
    facts = (*meets("x", *(day(one) for one in held)), *events)
    return kept(scope(body("x", *rows, **more), events=facts), "x", day(at))


@pytest.mark.parametrize(
    ("times", "held", "outcomes"),
    [
        ("2..3", ["02-01", "03-01"], {"01-31": OPEN, "02-01": OPEN, "12-30": OPEN, "12-31": HOLDS}),
        ("2..", ["02-01", "03-01"], {"01-31": OPEN, "02-29": OPEN, "03-01": HOLDS, "12-31": HOLDS}),
        ("2..3", ["02-01"], {"12-30": OPEN, "12-31": FAILS}),
        ("0..1", ["02-01", "03-01"], {"02-29": OPEN, "03-01": FAILS, "12-31": FAILS}),
        (0, ["02-01"], {"01-31": OPEN, "02-01": FAILS}),
    ],
)
def test_a_number_is_kept_as_the_days_pass(times: object, held: list[str], outcomes: dict[str, Outcome]) -> None:
    """A number is broken as soon as it is exceeded or the period is over without it, kept once nothing can break it any more."""
    assert {at: judged(r(times=times, per="year"), held=tuple(held), at=at).outcome for at in outcomes} == outcomes


def test_every_period_is_judged() -> None:
    """Each period has a row with what was counted and what is needed; the reason cites the clause."""
    answer = judged(r(times="1..2", per="half-year"), held=("02-01", "03-01", "04-01", "08-01"))
    assert [(one.outcome, one.first, one.last, one.counted, one.needed, one.provision) for one in answer.value] == [
        (FAILS, day("01-01"), day("06-30"), 3, "1..2", "bodies.x.cadence[0]"),
        (HOLDS, day("07-01"), LAST, 1, "1..2", "bodies.x.cadence[0]"),
    ]
    assert answer.outcome is FAILS
    assert answer.reasons[0].said == message(
        "reason.kept-FAILS", counted=3, needed="1..2", since="2024-01-01", until="2024-06-30"
    )
    assert (answer.reasons[0].provision, answer.reasons[0].cites) == ("bodies.x.cadence[0]", (parse_citation("rules § 1"),))


@pytest.mark.parametrize(
    ("gap", "held", "at", "failures"),
    [
        ("2 weeks..", ["03-01", "03-14"], "12-31", [("03-01", "03-14", 13)]),
        ("2 weeks..", ["03-01", "03-15"], "12-31", []),
        ("2 weeks..", ["03-01", "03-14"], "03-13", []),
        ("2 weeks..", ["03-01", "03-01"], "12-31", [("03-01", "03-01", 0)]),
        ("..1 month", ["03-01", "04-01", "05-02"], "05-02", [("04-01", "05-02", 31)]),
        ("..1 month", ["11-30"], "12-30", []),
        ("..1 month", ["11-30"], "12-31", [("11-30", "12-31", 31)]),
        ("..3 months", ["2023-12-01", "03-01"], "03-01", []),
        ("..3 months", ["2023-12-01", "03-02"], "03-02", [("2023-12-01", "03-02", 92)]),
        ("2 weeks..", ["2023-12-20", "01-02"], "12-31", [("2023-12-20", "01-02", 13)]),
        ("..3 months", ["2023-12-01"], "03-02", [("2023-12-01", "03-02", 92)]),
        ("..3 months", ["2023-12-01"], "03-01", []),
    ],
)
def test_distances_between_meetings(gap: str, held: list[str], at: str, failures: list[tuple[str, str, int]]) -> None:
    """Two consecutive meetings too near or too far from each other break the rule, and so does too long a silence since."""
    answer = judged(r(gap=gap), held=tuple(held), at=at)
    assert [(one.first, one.last, one.counted) for one in answer.value if one.outcome is FAILS] == [
        (day(a), day(b), n) for a, b, n in failures
    ]
    assert answer.outcome is (FAILS if failures else HOLDS)
    assert {one.needed for one in answer.value} <= {gap}


def test_a_distance_counts_from_a_meeting_under_the_same_rule() -> None:
    """A rule that begins says nothing about the time before it; without a meeting under it there is no distance yet."""
    for since in ("2024-01-01", "2024-04-01"):
        before = judged(r(since=since, gap="..1 month"), held=("2023-06-01", "05-01"), at="05-30")
        assert (before.outcome, before.value) == (HOLDS, ())
        assert judged(r(since=since, gap="..1 month"), held=("2023-06-01", "05-01"), at="06-02").outcome is FAILS
    rough = judged(r(since="2020-01-01", gap="..1 month"), held=("2023-12-30", "01-25"), at="01-25")
    assert [(one.first, one.last) for one in rough.value] == [(date(2023, 12, 30), day("01-25"))]


def test_a_distance_ends_with_its_rule() -> None:
    """After the last day of a rule its distances are not counted any more."""
    answer = judged(r(until="2024-03-31", gap="1 week..1 month"), held=("03-15", "04-02", "04-03"), at="06-01")
    assert (answer.outcome, answer.value) == (HOLDS, ())
    assert judged(r(until="2024-04-30", gap="..1 month"), held=("03-15",), at="06-01").value[0].last == day("05-01")
    rule = r(until="2024-04-15", gap="..1 month")
    due = {at: judged(rule, held=("03-15",), at=at).outcome for at in ("04-15", "04-16", "06-01")}
    assert due == {"04-15": HOLDS, "04-16": FAILS, "06-01": FAILS}
    assert judged(r(until="2024-04-14", gap="..1 month"), held=("03-15",), at="06-01").outcome is HOLDS


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        ({"within": ["1 February..31 March"]}, {"01-31": "1 February..31 March", "06-01": "1 February..31 March"}),
        ({"free": ["1 February..31 March"]}, {"02-01": "1 February..31 March", "03-31": "1 February..31 March"}),
        (
            {"within": ["1 January..1 April"], "free": ["1 March..31 March", "1 June..2 June"]},
            {"03-31": "1 March..31 March", "06-01": "1 June..2 June"},
        ),
        (
            {"within": ["1 January..31 January", "1 June..30 June"]},
            {"02-01": "1 January..31 January, 1 June..30 June", "03-31": "1 January..31 January, 1 June..30 June"},
        ),
    ],
)
def test_seasons_are_kept(said: dict[str, list[str]], broken: dict[str, str]) -> None:
    """A meeting outside the seasons in which it has to be, or in a session-free one, breaks the rule on its day."""
    held = ("01-31", "02-01", "03-31", "06-01")
    answer = judged(r(**said), held=held)
    assert {f"{one.first:%m-%d}": one.needed for one in answer.value} == broken
    assert all((one.outcome, one.counted, one.first) == (FAILS, 1, one.last) for one in answer.value)
    assert answer.outcome is FAILS


def test_seasons_bind_only_while_their_rule_holds() -> None:
    """A meeting in a season that is no longer, or not yet, session-free breaks nothing; nor does one of an earlier year."""
    rule = r(until="2024-06-30", free=["1 June..31 July"])
    assert judged(rule, held=("05-31", "07-01", "2023-06-15")).outcome is HOLDS
    assert judged(rule, held=("06-30",)).outcome is FAILS
    assert judged(rule, held=("06-30",), at="06-29").outcome is HOLDS


def test_what_is_only_permitted_is_never_broken() -> None:
    """A rule of strength `may` is kept whatever happens."""
    rules = [
        r(strength=Strength.MAY, **said)
        for said in ({"times": 9, "per": "year"}, {"gap": "1 week..2 weeks"}, {"free": ["1 January..31 December"]})
    ]
    answer = judged(*rules, held=("03-01", "03-02"))
    assert (answer.outcome, [one.outcome for one in answer.value]) == (HOLDS, [HOLDS])


def test_what_is_not_sure_is_never_broken() -> None:
    """A rule of which nobody knows whether it holds leaves the answer open, and breaks nothing."""
    rule = r(until="2024", times=0, per="year", gap="1 week..2 weeks", free=["1 January..31 December"])
    answer = judged(rule, held=("03-01", "03-02"))
    assert (answer.outcome, answer.value) == (OPEN, ())


def test_a_body_that_meets_as_needed_keeps_every_rhythm() -> None:
    """Where no number, distance or season is asked for, nothing has to be kept, and the answer says so."""
    answer = judged(r(as_needed=True), held=("03-01",), cites=(parse_citation("page"),))
    assert (answer.outcome, codes(answer), answer.reasons[0].cites) == (HOLDS, ["reason.as-needed"], (parse_citation("page"),))


def test_without_recorded_meetings_nothing_is_judged() -> None:
    """Without a record, or with none of the body's meetings in it, it is open whether the rhythm was kept."""
    rat = body("x", r(times=2, per="year"))
    answers = [
        kept(scope(rat, events=events), "x", LAST) for events in (None, (), (holds("ada", "chair@x", "2020"),), meets("y", FIRST))
    ]
    assert [codes(answer)[0] for answer in answers] == ["reason.no-record", *["reason.no-meetings"] * 3]
    assert {(answer.outcome, answer.value, answer.missing) for answer in answers} == {(OPEN, None, ("x.meetings",))}
    assert kept(scope(rat, events=meets("x", date(2020, 1, 1))), "x", LAST).outcome is FAILS


def test_where_nothing_is_asked_nothing_is_judged() -> None:
    """A body that does not exist in the year, or about whose meetings nothing is said, has kept nothing and broken nothing."""
    gone = judged(r(times=2, per="year"), held=("2020-01-01",), until="2020")
    assert (gone.outcome, codes(gone), gone.value) == (FAILS, ["reason.body-not-in-year"], None)
    silent = judged(held=("03-01",))
    assert (silent.outcome, codes(silent), silent.missing) == (OPEN, ["reason.no-rule"], ("x.cadence",))


def test_what_the_sources_leave_open_stays_open() -> None:
    """A broken rule fails even if another one is open; if none is broken, the open one decides."""
    unknown = r(times="unstated")
    assert judged(unknown, held=("03-01",)).outcome is OPEN
    assert judged(unknown, r(times=2, per="year"), held=("03-01",)).outcome is FAILS
    assert codes(judged(unknown, r(times=1, per="year"), held=("03-01",))) == ["reason.kept-HOLDS", "reason.times-unstated"]


def test_sorts_are_judged_apart() -> None:
    """Meetings of one sort are not counted for another."""
    rules = r(times="1..", per="year", meetings="annual"), r(times="1..", per="year")
    assert judged(*rules, events=meets("x", day("03-01"), sort="annual")).outcome is FAILS
    assert judged(*rules, held=("03-02",), events=meets("x", day("03-01"), sort="annual")).outcome is HOLDS


def test_unknown_bodies_are_a_misuse() -> None:
    """To ask about a body that the charter does not have is an error of the caller."""
    for ask in (lambda: demands(scope(), "x", 2024), lambda: kept(scope(), "x", LAST)):
        with pytest.raises(Misuse):
            ask()


@given(
    st.sampled_from(("1..", "0..2", "2", "1..3")),
    st.sampled_from(("year", "quarter", "month")),
    st.sampled_from((None, "1 week..", "..10 weeks", "5 days..6 weeks")),
    st.lists(st.integers(0, 365), max_size=8),
)
def test_what_is_broken_stays_broken_and_what_is_kept_stays_kept(times: str, per: str, gap: str | None, held: list[int]) -> None:
    """As the days pass and no more meetings come to light, FAILS stays FAILS; a number that is reached stays reached."""
    days = tuple(sorted(FIRST + timedelta(days=n) for n in held))
    said = {"times": times, "per": per} | ({"gap": gap} if gap else {})
    where = scope(body("x", r(**said)), events=(*meets("x", *days), *meets("x", date(2023, 12, 1))))
    outcomes = [kept(where, "x", FIRST + timedelta(days=n)).outcome for n in range(0, 366, 15)] + [kept(where, "x", LAST).outcome]
    if FAILS in outcomes:
        assert set(outcomes[outcomes.index(FAILS) :]) == {FAILS}
    count = parse_count(times)
    chunks = list(periods(parse_period(per), FIRST, LAST))
    counted = [sum(a <= one <= b for one in days) for a, b in chunks]
    numbers_kept = all(count.permits(n) for n in counted)
    assert numbers_kept or outcomes[-1] is FAILS
    if gap is None:
        assert outcomes[-1] is (HOLDS if numbers_kept else FAILS)


@tries(20)
@given(documents.charters(), st.data())
def test_no_charter_and_no_record_makes_a_cadence_fail(made: object, data: st.DataObject) -> None:
    """However a well-formed charter contradicts itself, every year has an answer with reasons, and so has every day."""
    where = Scope(charter=made, record=data.draw(documents.records(made)))
    year = data.draw(st.integers(1990, 2050))
    for rat in made.bodies:
        answer = demands(where, rat.id, year)
        assert answer.reasons
        assert (answer.outcome is FAILS) <= (answer.value is None)
        assert kept(where, rat.id, date(year, 6, 30)).reasons
