"""Calendar: the meetings of a year for all bodies of a charter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import ALL_OPEN, ambiguity, body, cadence, days_between, kind, meets, row, scope
from effort import tries
from gremium.evaluate.cadence import demands, kept
from gremium.evaluate.scope import Scope
from gremium.model.body import Body
from gremium.model.charter import NamedDay
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import Meeting, MeetingState
from gremium.plan.calendar import BodyYear, Plan, contradiction, plan_year
from gremium.values.citation import parse_citation
from gremium.values.days import OpenDays, on
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.text import Text
from gremium.values.verdict import Outcome

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
YEAR = days_between(FIRST, LAST)


def day(text: str) -> date:
    """Return the day "MM-DD" of 2024."""
    return date.fromisoformat(f"2024-{text}")


def r(cites: str = "rules § 1", since: object = None, until: object = None, **said: object) -> Provision:
    """Return a row of the word cadence."""
    return row(cadence(**said), cites, since=since, until=until)


def always(open_days: OpenDays = ALL_OPEN) -> Callable[[Body], OpenDays]:
    """Return the same open days for every body."""
    return lambda _: open_days


def only(*days: date) -> OpenDays:
    """Return open days that are no others than these."""
    return OpenDays(weekdays=frozenset(range(7)), closed={one: "closed" for one in YEAR if one not in days})


def x(*rows: Provision, held: tuple[Meeting, ...] = (), open_days: OpenDays = ALL_OPEN, **more: object) -> BodyYear:
    """Return the year of the body "x" with these rows."""
    (found,) = plan_year(scope(body("x", *rows), events=held, **more), 2024, always(open_days)).bodies
    return found


def days_of(found: BodyYear) -> list[str]:
    """Return the days proposed as "MM-DD"."""
    return [f"{meeting.day:%m-%d}" for meeting in found.proposed]


# ── one body ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_says_what_it_proposes_and_why() -> None:
    """A proposed meeting has an id, its body, its day and the rules that ask for it with their clauses."""
    rat = body("x", r("rules § 1", times=2, per="year"), r("bylaw § 2", gap="1 week.."), name=Text.of({"de": "Rat"}))
    plan = plan_year(scope(rat), 2024, always())
    assert (plan.jurisdiction, plan.year) == ("town", 2024)
    (found,) = plan.bodies
    assert (found.body, found.name, found.recorded, found.impossible) == ("x", Text.of({"de": "Rat"}), (), ())
    assert found.verdict == demands(scope(rat), "x", 2024)
    assert [(m.id, m.body, m.name, m.sort, m.day) for m in plan.proposed] == [
        (f"x-2024-{n}", "x", Text.of({"de": "Rat"}), "", one) for n, one in ((1, day("04-01")), (2, day("10-01")))
    ]
    assert [(one.said, one.cites, one.provision) for one in plan.proposed[0].reasons] == [
        (message("reason.planned", rule=f"bodies.x.cadence[{n}]"), (parse_citation(cite),), f"bodies.x.cadence[{n}]")
        for n, cite in enumerate(("rules § 1", "bylaw § 2"))
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"times": "2..3", "per": "year"}, ["04-01", "10-01"]),
        ({"times": 1, "per": "quarter"}, ["02-15", "05-17", "08-16", "11-16"]),
        ({"times": 1, "per": "year", "within": ["1 March..31 March"]}, ["03-16"]),
        ({"times": 2, "per": "half-year", "free": ["15 February..30 November"]}, ["01-10", "01-29", "12-03", "12-22"]),
        ({"gap": "..6 months"}, ["04-01", "10-01"]),
        ({"gap": "2 weeks.."}, []),
        ({"as_needed": True}, []),
        ({"times": "0..", "per": "year"}, []),
    ],
)
def test_as_few_meetings_as_asked_for_evenly_spread(said: dict[str, object], expected: list[str]) -> None:
    """A year gets the least number of meetings that its rules ask for, spread over the days on which they may be."""
    assert days_of(x(r(**said))) == expected


def test_recorded_meetings_are_counted_and_stay() -> None:
    """Meetings of the record are counted, never moved, and shown; cancelled ones are shown and not counted."""
    held = (*meets("x", day("02-03")), *meets("x", day("03-01"), state=MeetingState.CANCELLED), *meets("x", date(2023, 5, 1)))
    found = x(r(times=2, per="year"), held=held)
    assert [(m.day, m.state) for m in found.recorded] == [
        (day("02-03"), MeetingState.PLANNED),
        (day("03-01"), MeetingState.CANCELLED),
    ]
    assert len(found.proposed) == 1
    assert found.proposed[0].day > day("06-01")
    full = x(r(times="2..3", per="year"), held=meets("x", day("02-03"), day("02-04")))
    assert (full.proposed, full.impossible) == ((), ())


def test_two_recorded_meetings_may_be_on_one_day() -> None:
    """Two meetings on the same day are two, whatever the rules say about distances."""
    found = x(r(times=3, per="year", gap="2 weeks.."), held=meets("x", day("02-03"), day("02-03")))
    assert len(found.proposed) == 1
    assert found.proposed[0].day >= day("02-17")


def test_the_ids_of_recorded_meetings_are_not_given_again() -> None:
    """A proposed meeting never has the id of a recorded one, so that an adopted plan can be planned on."""
    adopted = Meeting(id="x-2024-1", body="x", at=day("02-01"))
    assert [m.id for m in x(r(times=3, per="year"), held=(adopted,)).proposed] == ["x-2024-2", "x-2024-3"]


def test_an_adopted_meeting_leaves_the_others_their_ids() -> None:
    """Whichever of the proposed meetings is recorded, under whatever id, the others keep their ids and their days."""
    rule = r(times=3, per="year")
    first = x(rule).proposed
    for adopted in first:
        again = x(rule, held=(Meeting(id=adopted.id, body="x", at=adopted.day),)).proposed
        renamed = x(rule, held=(Meeting(id="spring", body="x", at=adopted.day),)).proposed
        assert (
            [(m.id, m.day) for m in again] == [(m.id, m.day) for m in renamed] == [(m.id, m.day) for m in first if m != adopted]
        )


def test_the_distance_to_the_last_meeting_of_the_year_before_counts() -> None:
    """The first meeting keeps its distance from the last one of the year before, the later ones from each other."""
    held = meets("x", date(2023, 12, 20))
    found = x(r(times="3..", per="quarter", gap="3 weeks..4 weeks"), held=held, open_days=only(*YEAR[:40]))
    assert found.impossible
    early = x(r(gap="..1 month"), held=held, open_days=only(*YEAR[:40], *YEAR[41:]))
    assert early.proposed[0].day <= day("01-20")
    late = x(r(times=1, per="month", gap="4 weeks.."), held=held)
    assert late.proposed[0].day >= day("01-17")
    assert x(r(times=1, per="month", gap="4 weeks..")).proposed[0].day < day("01-17")
    two_days = only(day("01-01"), day("01-02"))
    near = x(r(times=1, per="year", gap="15 days.."), held=meets("x", date(2023, 12, 18)), open_days=two_days)
    assert days_of(near) == ["01-02"]


def test_a_meeting_of_long_ago_sets_no_deadline() -> None:
    """If the distance to the last meeting is long exceeded, the year is planned by its own days."""
    found = x(r(gap="..3 months"), held=meets("x", date(2023, 1, 1)))
    assert found.proposed[0].day <= day("04-01")
    assert not found.impossible


def test_a_rule_asks_only_for_its_own_days() -> None:
    """Distances and seasons bind only while their rule holds."""
    found = x(r(since="2024-09-01", gap="..2 months"), held=meets("x", date(2023, 12, 31)))
    assert days_of(found)
    assert found.proposed[0].day >= day("09-01")
    assert found.proposed[0].day <= day("10-31")
    crowded = only(*(day(f"03-{n:02}") for n in range(1, 5)))
    assert (
        len(
            x(
                r(times=4, per="year"), r(until="2024-02-28", gap="1 month..", free=["1 March..31 March"]), open_days=crowded
            ).proposed
        )
        == 4
    )


def test_distances_are_planned_beyond_the_counted_days() -> None:
    """Rules about distances ask for meetings all the year, also where numbers are asked for only in a part of it."""
    named = (NamedDay(id="term-start", on=on(day("01-01"))),)
    found = x(r(first="30 days after term-start"), r(gap="..3 months"), dates=named)
    assert found.impossible == ()
    assert found.proposed[0].day <= day("01-31")
    assert found.proposed[-1].day >= day("09-01")


def test_sorts_of_meetings_are_planned_apart() -> None:
    """Each sort has its own meetings, with the sort in their ids, and no two of them are on one day."""
    found = x(r(times=1, per="year"), r(times=1, per="year", meetings="annual"))
    assert [(m.id, m.sort) for m in found.proposed] == [("x-2024-1", ""), ("x-2024-annual-1", "annual")]
    assert len({m.day for m in found.proposed}) == 2


def test_what_cannot_be_done_is_said_with_its_rules() -> None:
    """Rules that no choice of days can keep are named with their clauses; the others are not."""
    rat = body(
        "x",
        r("rules § 1", times=1, per="month"),
        r("rules § 2", free=["1 May..31 May"]),
        r("rules § 3", times="3..", per="half-year"),
        name=Text.of({"de": "Rat"}),
    )
    (found,) = plan_year(scope(rat), 2024, always()).bodies
    (reason,) = found.impossible
    assert reason.said == message("reason.infeasible", body=Text.of({"de": "Rat"}), year=2024)
    assert [(one.said, one.provision, one.cites) for one in reason.because] == [
        (message("reason.rule", rule="bodies.x.cadence[0]"), "bodies.x.cadence[0]", (parse_citation("rules § 1"),))
    ]
    assert found.proposed == ()
    both = x(r("rules § 1", times="2..", per="month"), r("rules § 2", times="..12"[2:], per="year"))
    assert [one.provision for one in both.impossible[0].because] == ["bodies.x.cadence[0]", "bodies.x.cadence[1]"]
    assert both.impossible[0].said == message("reason.infeasible", body="x", year=2024)


@pytest.mark.parametrize(
    ("rows", "provisions"),
    [
        ([{"times": "2..", "per": "month"}, {"times": 12, "per": "year"}], ["bodies.x.cadence[0]", "bodies.x.cadence[1]"]),
        ([{"times": "3..", "per": "month"}, {"gap": "2 weeks.."}], ["bodies.x.cadence[0]", "bodies.x.cadence[1]"]),
        ([{"times": 1, "per": "month"}, {"gap": "2 weeks.."}], None),
        ([{"gap": "2 months..1 month"[:10]}, {"gap": "..1 month"}], ["bodies.x.cadence[0]", "bodies.x.cadence[1]"]),
    ],
)
def test_contradictions_that_no_calendar_can_heal(rows: list[dict[str, object]], provisions: list[str] | None) -> None:
    """Rules that contradict each other even if every day were open are found without any calendar."""
    (demand,) = demands(scope(body("x", *(r(**said) for said in rows))), "x", 2024).value
    why = contradiction(demand)
    assert (why and [one.provision for one in why.because]) == provisions


@pytest.mark.parametrize(
    "said",
    [
        {"times": 30, "per": "year"},
        {"times": 3, "per": "year", "gap": "7 months.."},
        {"times": 3, "per": "year", "within": ["1 March..2 March"]},
        {"times": 3, "per": "year", "free": ["1 January..31 December"]},
    ],
)
def test_what_is_unsure_is_kept_if_it_can_be(said: dict[str, object]) -> None:
    """Rules of which nobody knows whether they hold are planned for, unless that makes the certain ones impossible."""
    sure = r(times="1..4", per="year")
    without = days_of(x(sure))
    rough = "2023-06-01..2025-06-01"
    assert days_of(x(sure, r("rules § 2", since=rough, **said))) == without
    kept_too = x(sure, r("rules § 2", since=rough, times=3, per="year"))
    assert len(kept_too.proposed) == 3
    assert (kept_too.verdict.outcome, kept_too.impossible) == (OPEN, ())
    hopeless = x(r(times=30, per="year"), r("rules § 2", times=3, per="year"))
    assert hopeless.impossible


# ── several bodies ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_bodies_avoid_each_others_days() -> None:
    """Bodies with the same rhythm meet on different days, also on days on which the other has a recorded meeting."""
    where = scope(body("a", r(times=4, per="year")), body("b", r(times=4, per="year")), events=meets("b", day("02-15")))
    a, b = plan_year(where, 2024, always()).bodies
    days = [m.day for m in (*a.proposed, *b.proposed, *b.recorded)]
    assert len(days) == len(set(days)) == 8


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.POSTPONED])
def test_a_meeting_that_is_off_takes_no_day(state: MeetingState) -> None:
    """On the day of a meeting that is cancelled or postponed another body may meet."""
    where = scope(body("a", r(times=1, per="year")), body("b"), events=meets("b", day("05-02"), state=state))
    (a, b) = plan_year(where, 2024, always(only(day("05-02"), day("09-09")))).bodies
    assert [m.day for m in a.proposed] == [day("09-09")]
    one_day = plan_year(where, 2024, always(only(day("05-02"))))
    assert [m.day for m in one_day.proposed] == [day("05-02")]
    assert b.proposed == ()


def test_bodies_share_only_the_days_that_they_must() -> None:
    """Where not all days of others can be avoided, those that can be still are."""
    first = (day("03-04"), day("06-03"))
    where = scope(body("a", r(times=2, per="year")), body("b", r(times=3, per="year")))
    a, b = plan_year(where, 2024, lambda one: only(*first) if one.id == "a" else only(*first, day("06-04"), day("12-02"))).bodies
    assert [m.day for m in a.proposed] == list(first)
    assert len({m.day for m in b.proposed} & set(first)) == 1


def test_the_plan_of_some_bodies() -> None:
    """On request only some bodies are planned, each once; one that the charter does not have is a misuse."""
    where = scope(body("a", r(times=1, per="year")), body("b", r(times=2, per="year")), body("c"))
    assert [one.body for one in plan_year(where, 2024, always(), ["b", "b"]).bodies] == ["b"]
    assert [one.body for one in plan_year(where, 2024, always(), ["c"]).bodies] == ["c"]
    with pytest.raises(Misuse):
        plan_year(where, 2024, always(), ["d"])


def test_bodies_about_whose_meetings_nothing_is_said_are_left_out() -> None:
    """A plan of all bodies leaves out those without a rule and those that are over, unless a meeting is recorded."""
    bodies = (
        body("silent"),
        body("unstated", unstated=("cadence",)),
        body("over", r(times=1, per="year"), until="2020"),
        body("met"),
        body("open", r(times="unstated")),
        body("planned", r(times=1, per="year"), status=body("z").status.__class__.PLANNED),
        body("asked", r(times=1, per="year")),
    )
    plan = plan_year(scope(*bodies, events=meets("met", day("03-03"))), 2024, always())
    assert [one.body for one in plan.bodies] == ["met", "open", "planned", "asked"]
    assert [len(one.proposed) for one in plan.bodies] == [0, 0, 0, 1]


def test_readings_that_differ_are_not_planned() -> None:
    """Where readings ask for different years nothing is proposed; the table is in the verdict."""
    rows = [evolve(r(f"rules § {n}", times=n, per="year"), reading=(parse_reading(f"leads:w{n}"),)) for n in (1, 2)]
    found = x(*rows, ambiguities=(ambiguity("leads", "w1", "w2"),))
    assert (found.proposed, found.impossible, len(found.verdict.readings)) == ((), (), 2)


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

GAPS = st.sampled_from(("2 weeks..", "6 weeks..", "..5 months", "3 weeks..4 months", "1 month..20 weeks", "..200 days"))
SEASONS = st.lists(st.sampled_from(("15 July..31 August", "20 December..6 January", "1 March..10 May")), max_size=1)
ROWS = st.lists(
    st.one_of(
        st.builds(
            lambda times, per, free, span: r(times=times, per=per, free=free, since=span[0], until=span[1]),
            st.sampled_from((1, "1..2", "2..", "0..1")),
            st.sampled_from(("year", "half-year", "quarter")),
            SEASONS,
            st.sampled_from(((None, None), (None, None), ("2024-04-01", None), (None, "2024-09-30"))),
        ),
        st.builds(
            lambda gap, span: r(gap=gap, since=span[0], until=span[1]),
            GAPS,
            st.sampled_from(((None, None), ("2024-04-01", None), (None, "2024-09-30"))),
        ),
        st.builds(lambda within: r(within=within), st.just(["7 January..14 July", "1 September..19 December"])),
    ),
    min_size=1,
    max_size=3,
)
BEFORE = meets("x", date(2023, 12, 10))
FEW = st.lists(st.sampled_from(YEAR), min_size=1, max_size=6, unique=True).map(sorted)


def broken(where: Scope) -> bool:
    """Return whether the body "x" has certainly broken its rhythm at the end of the last day of the year."""
    due = [
        rule.gap.longest.after(max((one for one in demand.held if rule.first <= one <= rule.last), default=rule.before))
        for demand in demands(where, "x", 2024).value
        for rule in demand.gaps
        if rule.gap.longest is not None and rule.last == LAST
    ]
    return LAST in due or kept(where, "x", LAST).outcome is FAILS


@given(ROWS, FEW, st.lists(st.sampled_from(YEAR[60:]), max_size=1))
def test_a_plan_is_found_exactly_if_there_is_one(rows: list[Provision], few: list[date], held: list[date]) -> None:
    """A plan is found if and only if some of the open days keep the rhythm; it keeps it, with as few meetings as can be."""
    rows = [one for one in rows if one.norm.gap is None or one.norm.gap.longest is None or one.span.since is None]
    rat = body("x", *rows, r(as_needed=True))
    events = (*BEFORE, *meets("x", *held))
    (found,) = plan_year(scope(rat, events=events), 2024, always(only(*few))).bodies
    candidates = [one for one in few if one not in held]
    fits = [
        extra
        for size in range(len(candidates) + 1)
        for extra in combinations(candidates, size)
        if not broken(scope(rat, events=(*events, *meets("x", *extra))))
    ]
    days = tuple(m.day for m in found.proposed)
    outside = any(not season.permits(one) for demand in found.verdict.value for season in demand.seasons for one in held)
    if outside:  # a meeting that was held in a session-free season is never moved, and breaks its rule for ever
        assert not fits
    elif fits:
        assert days in fits
        sure = all(stretch.sure for demand in found.verdict.value for stretch in demand.stretches)
        assert len(days) == len(fits[0]) or not sure
    else:
        assert found.impossible


@tries(25)
@given(
    ROWS,
    ROWS,
    st.frozensets(st.integers(0, 6), min_size=2),
    st.lists(st.tuples(st.sampled_from(YEAR), st.integers(1, 30)), max_size=3),
)
def test_planned_days_keep_all_rules(
    rows: list[Provision], others: list[Provision], weekdays: frozenset[int], closed: list[tuple[date, int]]
) -> None:
    """Planned meetings keep the rhythm and are never on a closed day; the same input gives the same plan."""
    off = {first + timedelta(days=n): "closed" for first, length in closed for n in range(length)}
    open_days = OpenDays(weekdays=weekdays, closed=off)
    where = scope(body("x", *rows), body("y", *others), events=BEFORE)
    plan = plan_year(where, 2024, always(open_days))
    assert plan == plan_year(where, 2024, always(open_days))
    assert all(open_days.holds(m.day) for m in plan.proposed)
    assert [m.day for m in plan.proposed] == sorted(m.day for m in plan.proposed)
    for one in plan.bodies:
        facts = (*meets(one.body, date(2023, 12, 10)), *meets(one.body, *(m.day for m in one.proposed)))
        assert one.impossible or kept(scope(*where.charter.bodies, events=facts), one.body, LAST).outcome is not FAILS
        assert len({m.day for m in one.proposed}) == len(one.proposed)


@tries(15)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(2, 5))
def test_bodies_with_room_never_share_a_day(first: int, second: int, number: int) -> None:
    """With enough open days no two bodies meet on the same day."""
    bodies = [body(f"b{n}", r(times=(first, second)[n % 2], per="half-year")) for n in range(number)]
    plan: Plan = plan_year(scope(*bodies), 2024, always())
    assert len({m.day for m in plan.proposed}) == len(plan.proposed) == sum(2 * (first, second)[n % 2] for n in range(number))


def test_rules_of_kinds_are_planned_for_each_body() -> None:
    """A rhythm of a kind is planned for every body of the kind."""
    where = scope(body("a"), body("b"), kinds=(kind("committee", r(times=1, per="year")),))
    assert [m.body for m in plan_year(where, 2024, always()).proposed] == ["b", "a"]
