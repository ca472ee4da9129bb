"""Tenure and term: when the time in a seat ends, what renews it, how it is lost and filled again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from builders import (
    ambiguity,
    body,
    electoral,
    group,
    holds,
    kind,
    meets,
    missed,
    row,
    scope,
    size,
    term,
)
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import Seat, roster
from gremium.evaluate.tenure import end_of, over, rules_for
from gremium.evaluate.term import Terms
from gremium.evaluate.term import term as terms
from gremium.model.body import Body, Status
from gremium.model.charter import NamedDay
from gremium.model.provision import parse_reading
from gremium.model.record import DayNamed, Event, MeetingState
from gremium.values.count import Count, exactly
from gremium.values.days import Day, on, parse_day
from gremium.values.errors import Misuse
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
AT = date(2024, 6, 1)


def named(id_: str, day: object) -> DayNamed:
    return DayNamed(id=id_, on=parse_day(day))


def x(
    *rules: object, events: Iterable[Event] | None = (), at: date = AT, bodies: tuple[Body, ...] = (), **more: object
) -> Verdict[Terms]:
    """Return what is known of the terms in a body with three seats "m", under these rules about terms."""
    return terms(town(*rules, events=events, bodies=bodies, **more), "x", at)


def town(*rules: object, events: Iterable[Event] | None = (), bodies: tuple[Body, ...] = (), **more: object) -> Scope:
    return scope(body("x", group("m", seats=3), *(row(rule, "bylaw") for rule in rules)), *bodies, events=events, **more)


def ends(answer: Verdict[Terms]) -> dict[str, date | None]:
    """Return the last day of each member's term."""
    return {one.holder: one.ends.exact if one.ends is not None else None for one in answer.value.endings}


ADA = holds("ada", "m@x", "2023-09-15")


# ── the end of a term ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_term_of_fixed_length_ends_the_day_before() -> None:
    """Two years from 15 September end on 14 September; a month ends at the end of a shorter month."""
    assert ends(x(term(length="2 years"), events=(ADA,))) == {"ada": date(2025, 9, 14)}
    assert ends(x(term(length="6 months"), events=(holds("ada", "m@x", "2023-08-31"),))) == {"ada": date(2024, 2, 28)}


@pytest.mark.parametrize(
    ("starts", "last"),
    [
        ("1 December", date(2025, 11, 30)),
        ("certification", date(2025, 10, 1)),
        ("1 day after certification", date(2025, 10, 2)),
        (["1 December", "certification"], date(2025, 11, 30)),
        (["1 December", "unknown"], None),
        ("unknown", None),
    ],
)
def test_a_term_counts_from_where_it_starts(starts: object, last: date | None) -> None:
    """A day of the year or an event begins it; of several the latest does; without one of them the end is not known."""
    answer = x(term(length="2 years", starts=starts), events=(ADA, named("certification", "2023-10-02")))
    assert ends(answer) == {"ada": last}
    assert (answer.outcome, answer.missing) == ((OPEN, ("x.m",)) if last is None else (HOLDS, ()))


def test_a_first_day_that_is_known_roughly_gives_a_last_day_just_so() -> None:
    """The bounds of the first day become those of the last."""
    rough = x(term(length="2 years"), events=(holds("ada", "m@x", "2023-09"), holds("bea", "m@x", "unstated..2023-09-15")))
    assert [one.ends for one in rough.value.endings] == [
        Day(date(2025, 8, 31), date(2025, 9, 29)),
        Day(None, date(2025, 9, 14)),
    ]


def test_a_term_follows_the_electoral_term_of_a_body() -> None:
    """It ends with the electoral term in which somebody came; where that is not known, or the body is not, nobody can say."""
    council = (body("council"),)
    told = electoral("council", "2020-11-01", "2025-10-31"), electoral("council", "2025-11-01")
    assert ends(x(term(follows="council"), events=(ADA, *told), bodies=council)) == {"ada": date(2025, 10, 31)}
    assert ends(x(term(follows="council"), events=(ADA,), bodies=council)) == {"ada": None}
    assert ends(x(term(follows="council"), events=(ADA, *told))) == {"ada": None}
    assert ends(x(term(follows="council"), events=(holds("ada", "m@x", "2023"), *told), bodies=council)) == {"ada": None}
    later = x(term(follows="council"), events=(holds("ada", "m@x", "2026-01-01"), *told), bodies=council, at=date(2026, 6, 1))
    assert ends(later) == {"ada": None}


def test_a_term_ends_with_a_named_day_and_the_earliest_end_counts() -> None:
    """A task that ends sooner ends the term sooner."""
    rule = term(length="2 years", ends_with="handover")
    assert ends(x(rule, events=(ADA, named("handover", "2025-01-31")))) == {"ada": date(2025, 1, 31)}
    assert ends(x(rule, events=(ADA, named("handover", "2026-01-31")))) == {"ada": date(2025, 9, 14)}
    known = (NamedDay(id="handover", on=parse_day("2025-01-31")),)
    assert ends(x(rule, dates=known, events=(ADA,))) == {"ada": date(2025, 1, 31)}
    where = town(rule, events=(ADA,))
    found = end_of(where, where.locate("x"), rules_for(where, where.locate("x"), "m", AT), on(date(2023, 9, 15)))
    assert (found.day, found.certain) == (on(date(2025, 9, 14)), False)


def test_without_a_rule_about_the_end_no_term_ends() -> None:
    """A rule that says something else about terms fixes no end."""
    answer = x(term(holdover="none"), events=(ADA,))
    assert (answer.outcome, ends(answer)) == (HOLDS, {})
    assert over(None, AT) is FAILS


def seat(*rules: object, events: Iterable[Event], at: date) -> Seat:
    """Return the first seat of the body under these rules."""
    return roster(town(*rules, events=events), "x", at).value.groups[0].seats[0]


def codes(found: Seat) -> list[str]:
    return [reason.said.code for reason in found.reasons]


def test_whose_term_is_over_may_sit_there_or_not() -> None:
    """With the last day of the term it is open whether somebody still sits, unless the record tells an end."""
    rule, after = term(length="1 year"), date(2024, 9, 15)
    assert seat(rule, events=(ADA,), at=date(2024, 9, 14)).state is SeatState.FILLED
    found = seat(rule, events=(ADA,), at=after)
    assert (found.state, found.holder, codes(found)) == (SeatState.OPEN, "ada", ["reason.holds", "reason.term-over"])
    told = holds("ada", "m@x", "2023-09-15", "2026-12-31")
    assert codes(seat(rule, events=(told,), at=after)) == ["reason.holds"]


def test_a_holdover_keeps_the_seat_until_there_is_a_successor() -> None:
    """Who stays in office until there is a successor sits there beyond the term, and the answer says why."""
    rule, after = term(length="1 year", holdover="until-successor"), date(2024, 9, 15)
    found = seat(rule, events=(ADA,), at=after)
    assert (found.state, codes(found)) == (SeatState.FILLED, ["reason.holds", "reason.holdover"])
    assert seat(term(length="1 year", holdover="none"), events=(ADA,), at=after).state is SeatState.OPEN


def test_an_end_that_nobody_knows_leaves_the_holder_in_the_seat() -> None:
    """A rule fixes an end, but what it counts from is not recorded: the answer says so, and the holder is still the one known."""
    found = seat(term(ends_with="handover"), events=(ADA,), at=AT)
    assert (found.state, codes(found)) == (SeatState.FILLED, ["reason.holds", "reason.term-end-unknown"])


def test_an_end_by_a_rule_that_is_not_certain_is_open() -> None:
    """Two rules contradict each other about the length: whose term would be over by the first may still sit."""
    rules = term(length="1 year"), term(length="2 years")
    where = town(*rules, events=(ADA,))
    found = end_of(where, where.locate("x"), rules_for(where, where.locate("x"), "m", AT), on(date(2023, 9, 15)))
    assert not found.certain
    assert over(found, date(2027, 1, 1)) is OPEN
    assert over(found, date(2023, 12, 1)) is FAILS


def test_a_start_on_which_rules_contradict_each_other_makes_no_certain_end() -> None:
    """From when a length counts belongs to the end that it gives."""
    rules = term(length="1 year"), term(starts="1 December"), term(starts="1 March")
    where = town(*rules, events=(ADA,))
    found = end_of(where, where.locate("x"), rules_for(where, where.locate("x"), "m", AT), on(date(2023, 9, 15)))
    assert not found.certain


# ── what is said, and of whom ────────────────────────────────────────────────────────────────────────────────────────


def test_the_answer_tells_the_rules_by_group() -> None:
    """What holds of all seats stands once, what holds of single groups or offices beside it."""
    rules = term(length="2 years"), term(length="1 year", for_seat="m"), term(holdover="none", for_seat="chair")
    answer = x(*rules)
    said = {one.id: [aspect.name for aspect in one.aspects] for one in answer.value.groups}
    assert said == {"": ["length"], "m": ["length"], "chair": ["holdover"]}
    assert [reason.provision for reason in answer.reasons] == [f"bodies.x.term[{n}]" for n in range(3)]
    assert (answer.value.body, answer.value.at) == ("x", AT)


def test_rules_of_a_kind_speak_of_its_bodies() -> None:
    """A term that is written for a kind ends those of its bodies."""
    where = scope(
        body("x", group("m", seats=3)),
        kinds=(kind("committee", row(term(length="2 years", for_seat="m"), "statute")),),
        events=(ADA,),
    )
    assert ends(terms(where, "x", AT)) == {"ada": date(2025, 9, 14)}


def test_without_a_rule_the_answer_is_open() -> None:
    """Nobody has said anything, or the sources were searched and are silent."""
    answer = x()
    assert (answer.outcome, answer.missing, answer.reasons[0].said.code) == (OPEN, ("x.term",), "reason.no-rule")
    silent = terms(scope(body("x", unstated=("term",))), "x", AT)
    assert (silent.outcome, silent.reasons[0].said.code) == (OPEN, "reason.unstated")


def test_a_body_that_is_not_there_has_no_terms() -> None:
    """Before a body exists the answer is no, and an unknown body is a misuse."""
    answer = terms(scope(body("x", row(term(length="2 years")), status=Status.PLANNED)), "x", AT)
    assert (answer.outcome, answer.reasons[0].said.code) == (FAILS, "reason.body-not-there")
    with pytest.raises(Misuse):
        terms(scope(body("x")), "y", AT)


def test_a_body_without_seats_has_rules_about_terms_all_the_same() -> None:
    """Without seat groups nobody's term ends, but what the rules say is known."""
    answer = terms(scope(body("x", row(term(length="2 years", renewal={"share": "1/2"})))), "x", AT)
    assert (answer.outcome, answer.value.endings, answer.value.renewed) == (HOLDS, (), None)


def test_terms_that_contradict_each_other_are_open() -> None:
    """The aspect is named as missing."""
    answer = x(term(length="1 year"), term(length="2 years"))
    assert (answer.outcome, answer.missing) == (OPEN, ("x.term.length",))


def test_a_term_that_can_be_read_in_two_ways_is_open() -> None:
    """Under each reading the end is another; what both say alike is decided."""
    two = [row(term(length=f"{n} years"), "bylaw", reading=(parse_reading(f"leads:{name}"),)) for n, name in ((2, "a"), (3, "b"))]
    where = scope(body("x", group("m", seats=3), *two), ambiguities=(ambiguity("leads", "a", "b"),), events=(ADA,))
    answer = terms(where, "x", AT)
    assert answer.outcome is OPEN
    assert [ends(one) for _, one in answer.readings] == [{"ada": date(2025, 9, 14)}, {"ada": date(2026, 9, 14)}]


# ── renewal ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "share", "renewed"),
    [
        (3, "1/3", exactly(1)),
        (24, "1/3", exactly(8)),
        (8, "1/3", Count(2, 3)),
        ("6..9", "1/2", Count(3, 5)),
        ("4..", "1/2", Count(2, None)),
    ],
)
def test_a_renewal_changes_a_share_of_the_seats(number: object, share: str, renewed: Count) -> None:
    """A share that gives no whole number lies between the two around it."""
    where = scope(body("x", group("m", seats=number), row(term(renewal={"share": share, "every": "6 months"}))))
    assert terms(where, "x", AT).value.renewed == renewed
    assert x(term(length="2 years")).value.renewed is None


# ── vacancy ──────────────────────────────────────────────────────────────────────────────────────────────────────────


GONE = holds("ada", "m@x", "2020-01-01", "2024-03-31")
FILL = {"fill": "by-election", "within": "90 days"}
AHEAD = {"fill": "not", "ahead": "6 months before election"}


def refilled(*rules: object, events: Iterable[Event] | None = (GONE,)) -> list[tuple[str, date | None]]:
    """Return how each vacant seat is filled, and by when."""
    return [(one.vacancy.fill.value, one.due) for one in x(*rules, events=events).value.refillings]


def test_a_vacant_seat_is_filled_as_the_rules_say() -> None:
    """The time counts from the day on which the last holder left; without rule, or without a vacant seat, nothing is due."""
    assert refilled(term(vacancy=FILL)) == [("by-election", date(2024, 6, 29))] * 3
    assert refilled(term(vacancy={"fill": "list"})) == [("list", None)] * 3
    assert refilled(term(length="2 years")) == []
    full = [holds(name, "m@x", "2020") for name in ("ada", "bea", "cy")]
    assert refilled(term(vacancy=FILL), events=full) == []
    assert refilled(term(vacancy=FILL), events=None) == []
    (first, *_) = x(term(vacancy=FILL), events=(GONE,)).value.refillings
    assert (first.group, first.of, first.since) == ("m", "", on(date(2024, 3, 31)))


@pytest.mark.parametrize(
    ("election", "way"),
    [
        ("2024-09-30", "not"),
        ("2024-10-01", "by-election"),
        ("2024-04-01", "not"),
        ("2024-03-31", "by-election"),
        ("2024", "by-election"),
        (None, "by-election"),
    ],
)
def test_shortly_before_an_event_another_way_may_hold(election: str | None, way: str) -> None:
    """From six months before the election to the day before it the special row holds, else the general one."""
    events = (GONE,) if election is None else (GONE, named("election", election))
    assert {found for found, _ in refilled(term(vacancy=[FILL, AHEAD]), events=events)} == {way}


def test_a_seat_that_nobody_ever_held_has_no_day_from_which_to_count() -> None:
    """Where a vacancy has no first day nothing is due on a day, and special times do not begin."""
    events = holds("bea", "m@x", "2024"), named("election", "2024-08-01"), holds("cy", "m@x", "2020", "2024-01")
    found = refilled(term(vacancy=[FILL, AHEAD]), events=events[:2])
    assert found == [("by-election", None)] * len(found)
    assert refilled(term(vacancy=[FILL]), events=(*events, holds("bea", "m@x", "2021")))[0] == ("by-election", None)


def test_a_vacant_seat_for_each_counts_from_its_own_holder() -> None:
    """Of several seats that belong to different bodies each has its own day."""
    where = scope(
        body("x", group("m", each="*school"), row(term(vacancy=FILL), "bylaw")),
        body("north", kind="school"),
        body("south", kind="school"),
        events=(holds("ada", "m@x", "2020", "2024-03-31", of="north"), holds("bea", "m@x", "2020", "2024-04-30", of="south")),
    )
    found = terms(where, "x", AT).value.refillings
    assert [(one.of, one.due) for one in found] == [("north", date(2024, 6, 29)), ("south", date(2024, 7, 29))]


# ── removal by absence ───────────────────────────────────────────────────────────────────────────────────────────────


def lost(*events: Event, at: date = AT, since: str = "2023-09-15", **said: object) -> list[tuple[str, date]]:
    """Return who has lost a seat by absence, and with which one."""
    rule = term(removal={"lost_by": "absence", "absences": 2, "by": "chair@x", **said})
    found = x(rule, events=(holds("ada", "m@x", since), holds("bea", "m@x", "2020"), *events), at=at).value.lost
    return [(one.holder, one.on) for one in found]


FIRST, SECOND, THIRD = date(2024, 1, 10), date(2024, 2, 10), date(2024, 3, 10)


def test_who_is_absent_too_often_has_lost_the_seat() -> None:
    """It is lost with the absence that makes the number full; those before the seat was taken do not count."""
    assert lost(missed("ada", FIRST)) == []
    assert lost(missed("ada", SECOND), missed("ada", FIRST), missed("ada", THIRD)) == [("ada", SECOND)]
    assert lost(missed("ada", FIRST), missed("bea", SECOND)) == []
    assert lost(missed("ada", FIRST), missed("ada", SECOND), since="2024-02-01") == []
    assert lost(missed("ada", FIRST), missed("ada", SECOND), at=FIRST) == []
    assert lost(missed("ada", FIRST, "y"), missed("ada", SECOND, "y")) == []
    assert x(term(removal={"lost_by": "recall"}), events=(ADA, missed("ada", FIRST), missed("ada", SECOND))).value.lost == ()
    assert x(term(removal={"lost_by": "absence", "absences": 1}), events=None).value.lost == ()
    told = x(term(removal={"lost_by": "absence", "absences": 1, "by": "chair@x"}), events=(ADA, missed("ada", FIRST))).value.lost
    assert [(one.group, str(one.by), one.rule.where) for one in told] == [("m", "chair@x", "bodies.x.term[0]")]


def test_an_excuse_counts_if_it_came_in_time() -> None:
    """Until the time for an excuse is over an absence does not count; an excuse within it takes the absence away."""
    soon, late = (missed("ada", SECOND, excused=date(2024, 2, day)) for day in (17, 18))
    assert lost(missed("ada", FIRST), soon, excuse="1 week") == []
    assert lost(missed("ada", FIRST), late, excuse="1 week") == [("ada", SECOND)]
    assert lost(missed("ada", FIRST), missed("ada", SECOND), excuse="1 week", at=date(2024, 2, 16)) == []
    assert lost(missed("ada", FIRST), missed("ada", SECOND), excuse="1 week", at=date(2024, 2, 17)) == [("ada", SECOND)]
    assert lost(missed("ada", FIRST), missed("ada", SECOND, excused=SECOND)) == []
    assert lost(missed("ada", FIRST), missed("ada", SECOND, excused=THIRD)) == [("ada", SECOND)]


def test_in_a_row_an_excused_absence_or_a_meeting_attended_begins_anew() -> None:
    """Two absences in a row are two of meetings that follow each other."""
    three = missed("ada", FIRST), missed("ada", SECOND, excused=SECOND), missed("ada", THIRD)
    assert lost(*three, consecutive=True) == []
    assert lost(*three) == [("ada", THIRD)]
    ends_ = missed("ada", FIRST), missed("ada", THIRD)
    held = meets("x", FIRST, SECOND, THIRD, state=MeetingState.HELD)
    assert lost(*ends_, *held, consecutive=True) == []
    assert lost(*ends_, *held) == [("ada", THIRD)]
    assert lost(*ends_, *meets("x", FIRST, THIRD, state=MeetingState.HELD), consecutive=True) == [("ada", THIRD)]
    assert lost(*ends_, *meets("x", SECOND, state=MeetingState.CANCELLED), consecutive=True) == [("ada", THIRD)]
    assert lost(*ends_, missed("ada", SECOND), *held, consecutive=True) == [("ada", SECOND)]


def test_a_size_without_names_has_no_terms() -> None:
    """Who is only counted has no term that ends."""
    where = scope(body("x", group("m", seats="2..9"), row(term(length="2 years"))), events=(size("m@x", 5),))
    assert terms(where, "x", AT).value.endings == ()
