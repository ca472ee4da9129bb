"""Composition: whether the invariants over the seats of a body hold on a day, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from builders import (
    ambiguity,
    body,
    charter,
    composition,
    electoral,
    group,
    holds,
    organisation,
    person,
    row,
    scope,
    seats,
    size,
)
from gremium.evaluate.composition import Kept, breaches, figures_told, tallied
from gremium.evaluate.composition import composition as kept
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import roster
from gremium.model.body import Body, Status
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import Event
from gremium.norms.composition import Composition
from gremium.values.errors import Misuse
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
AT = date(2024, 6, 1)
M = group("m", "bylaw § 1", seats=4, standing="voting")


def town(
    *norms: Composition, groups: Iterable[Provision] = (M,), bodies: Iterable[Body] = (), **more: object
) -> Scope:
    """Return a scope with the body "x" that has these seat groups and these invariants."""
    return scope(body("x", *groups, *(row(norm, "bylaw § 9") for norm in norms), kind="panel"), *bodies, **more)


def x(*norms: Composition, events: Iterable[Event] | None = (), at: date = AT, **more: object) -> Verdict[tuple[Kept, ...]]:
    return kept(town(*norms, events=events, **more), "x", at)


def outcome(norm: Composition, *events: Event, **more: object) -> Outcome:
    """Return what the body is under one invariant."""
    return x(norm, events=events, **more).outcome


def sit(*names: str, since: str = "2020", **attributes: str) -> tuple[Event, ...]:
    """Return that these persons sit in the group "m", with these attributes."""
    return tuple(e for name in names for e in (person(name, **attributes), holds(name, "m@x", since)))


ALL = ("ada", "bea", "cy", "dan")


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_answer_tells_rows_reasons_and_figures() -> None:
    """Each row is known by its id, else by its number; the figures are what was compared, the reasons cite the clause."""
    rows = (
        row(composition(count="voting seats", is_="exactly 4"), "bylaw § 9", id="total"),
        row(composition(count="members", is_="at least 3"), "bylaw § 10"),
    )
    answer = kept(scope(body("x", M, *rows), events=sit("ada", "bea")), "x", AT)
    assert (answer.outcome, answer.missing) == (FAILS, ())
    assert [(one.id, one.outcome) for one in answer.value] == [("total", HOLDS), ("1", FAILS)]
    assert answer.figures == (
        ("total.voting seats", "4"),
        ("total.exactly 4", "4"),
        ("1.members", "2"),
        ("1.at least 3", "3"),
    )
    assert [(reason.said.code, reason.provision) for reason in answer.reasons] == [
        ("reason.quota", "bodies.x.composition[0]"),
        ("reason.quota", "bodies.x.composition[1]"),
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"count": "seats", "is_": "exactly 4"}, HOLDS),
        ({"count": "seats", "is_": ["at least 3", "at most 5"]}, HOLDS),
        ({"count": "seats", "is_": ["at least 3", "at most 3"]}, FAILS),
        ({"is_": "exactly 4"}, HOLDS),
        ({"count": "members", "is_": "exactly 3"}, HOLDS),
        ({"count": "filled seats", "is_": "more than 1/2 of seats"}, HOLDS),
        ({"count": "voting members", "is_": "all of members"}, HOLDS),
        ({"count": "advisory seats", "is_": "at least 1"}, FAILS),
        ({"count": "m", "is_": "more than guests"}, HOLDS),
        ({"count": "guests", "is_": "at least 1/2 of guests"}, FAILS),
        ({"count": "seats", "odd": True}, FAILS),
        ({"count": "members", "odd": True}, HOLDS),
        ({"count": "seats", "odd": True, "is_": "at least 1"}, FAILS),
    ],
)
def test_seats_members_and_groups_are_counted(said: dict[str, object], expected: Outcome) -> None:
    """Seats are all that there are, members those that are filled, and a group is known by its id."""
    assert outcome(composition(**said), *sit("ada", "bea", "cy")) is expected


def test_what_is_not_known_of_a_seat_leaves_open_what_depends_on_it() -> None:
    """A seat of which nothing is recorded may be filled or not; the number of seats is known all the same."""
    assert outcome(composition(count="members", is_="at least 1")) is OPEN
    assert outcome(composition(count="members", odd=True)) is OPEN
    assert outcome(composition(count="members", is_="at most 4")) is HOLDS
    assert outcome(composition(count="seats", is_="exactly 4")) is HOLDS
    answer = x(composition(count="members", is_="at least 1"))
    assert (answer.missing, answer.figures[0]) == (("x.composition.0",), ("0.members", "0..4"))


def test_a_standing_that_is_not_stated_is_each_of_them() -> None:
    """Where the source does not say what a seat entitles to, it may be a voting one."""
    unclear = group("u", seats=2)
    assert outcome(composition(count="voting seats", is_="at least 5"), groups=(M, unclear)) is OPEN
    assert outcome(composition(count="voting seats", is_="at most 6"), groups=(M, unclear)) is HOLDS
    assert outcome(composition(count="voting seats", is_="at least 7"), groups=(M, unclear)) is FAILS


def test_a_group_without_a_fixed_number_counts_from_the_least_to_the_most() -> None:
    """A range is permitted, an open group has no end, and those who are known are there for certain."""
    ranged, open_ = group("r", seats="2..3"), group("o", open_to="alle")
    assert outcome(composition(count="seats", is_="at least 6"), groups=(M, ranged)) is HOLDS
    assert outcome(composition(count="seats", is_="at least 7"), groups=(M, ranged)) is OPEN
    assert outcome(composition(count="seats", is_="at least 8"), groups=(M, ranged)) is FAILS
    assert outcome(composition(count="o", is_="at least 1"), groups=(M, open_)) is OPEN
    assert outcome(composition(count="o", is_="at least 1"), holds("ada", "o@x", "2020"), groups=(M, open_)) is HOLDS
    assert x(composition(count="o", is_="at least 1"), groups=(M, open_)).figures[0] == ("0.o", "0..")


def test_votes_are_weights_of_voting_seats() -> None:
    """Seats with several votes count several times among the votes; advisory seats have none."""
    groups = (
        group("m", seats=2, standing="voting", weight=3),
        group("n", seats=2, standing="voting"),
        group("a", seats=9, standing="advisory"),
    )
    assert outcome(composition(count="votes", is_="exactly 8"), groups=groups) is HOLDS
    assert outcome(composition(per_group=True, is_="at most 1/2 of votes"), groups=groups) is FAILS
    assert outcome(composition(per_group=True, is_="at most 3/4 of votes"), groups=groups) is HOLDS
    figures = x(composition(per_group=True, is_="at most 1/2 of votes"), groups=groups).figures
    assert [figure for name, figure in figures if name in ("0.m", "0.n", "0.a")] == ["6", "2", "0"]
    weighted = group("m", seats=2, standing="voting", weight="2..")
    assert outcome(composition(count="votes", is_="at most 4"), groups=(weighted,)) is OPEN


def test_a_quota_for_every_group_is_about_seats_unless_it_is_about_votes() -> None:
    """Without votes in the base the seats of each group are counted."""
    groups = (group("m", seats=2, standing="voting"), group("a", seats=3, standing="advisory"))
    assert outcome(composition(per_group=True, is_="at most 2"), groups=groups) is FAILS
    assert outcome(composition(per_group=True, is_="at most 3/5 of seats"), groups=groups) is HOLDS


def test_rules_that_contradict_each_other_make_one_uncertain_group() -> None:
    """Of two rules for the same seats one holds: their numbers do not add up, the least and the greatest of them count."""
    groups = (group("m", "bylaw § 1", seats=3, standing="voting"), group("m", "bylaw § 2", seats=5, standing="advisory"))
    assert outcome(composition(count="seats", is_=["at least 3", "at most 5"]), groups=groups) is HOLDS
    assert outcome(composition(count="seats", is_="at least 4"), groups=groups) is OPEN
    assert outcome(composition(count="voting seats", is_="at least 1"), groups=groups) is OPEN
    assert outcome(composition(count="seats", is_="at least 6"), groups=groups) is FAILS
    nothing = (group("m", "bylaw § 1", seats="unstated"), group("m", "bylaw § 2", open_to="alle"))
    assert outcome(composition(count="seats", is_="at least 1"), groups=nothing) is OPEN


def test_a_group_that_is_perhaps_in_force_counts_perhaps() -> None:
    """A rule of which nobody knows the first day exactly may not hold yet: its seats may be there or not."""
    perhaps = row(seats(seats=2), id="p", since="2024")
    assert outcome(composition(count="seats", is_="exactly 4"), groups=(M, perhaps)) is OPEN
    assert outcome(composition(count="seats", is_="at most 6"), groups=(M, perhaps)) is HOLDS
    assert outcome(composition(count="p", is_="at least 1"), *sit("ada"), groups=(M, perhaps)) is OPEN


def test_seats_at_times_need_not_be_there() -> None:
    """A seat that exists only at times counts from none."""
    groups = (M, group("t", seats="0..1", at_times=True))
    assert outcome(composition(count="seats", is_="at least 5"), holds("ada", "t@x", "2020"), groups=groups) is OPEN


def test_votes_that_a_group_casts_together_are_counted_once() -> None:
    """The seats of such a group have none of their own; of whom the votes are, nobody can say."""
    groups = (group("m", seats=4, standing="voting"), group("b", seats=3, standing="voting", block=6))
    assert outcome(composition(count="votes", is_="exactly 10"), groups=groups) is HOLDS
    assert outcome(composition(count="seats", is_="exactly 7"), groups=groups) is HOLDS
    assert outcome(composition(per_group=True, is_="at most 1/2 of votes"), groups=groups) is FAILS
    assert outcome(composition(per_group=True, is_="at most 3/5 of votes"), groups=groups) is HOLDS
    women = composition(count="votes", with_={"sex": "female"}, is_="at least 1/2 of votes")
    assert outcome(women, *sit(*ALL, sex="male"), groups=groups) is OPEN
    assert outcome(women, *sit(*ALL, sex="female"), groups=groups) is OPEN
    two = tuple(group("b", f"bylaw § {votes}", seats=3, standing="voting", block=votes) for votes in (6, 9))
    assert outcome(composition(count="votes", is_="at most 5"), groups=two) is OPEN
    assert outcome(composition(count="seats", is_="exactly 3"), groups=two) is HOLDS


# ── who is counted ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_those_with_an_attribute_are_counted_and_shares_are_of_all() -> None:
    """Half of the seats is half of all seats, also where only some persons are counted."""
    rule = composition(count="seats", with_={"sex": "female"}, is_="at least 1/2 of seats")
    women, men = sit("ada", "bea", sex="female"), sit("cy", "dan", sex="male")
    assert outcome(rule, *women, *men) is HOLDS
    assert outcome(rule, *sit("ada", sex="female"), *sit("bea", "cy", "dan", sex="male")) is FAILS
    assert outcome(rule, *sit("ada", sex="female"), *sit("bea"), *men) is OPEN
    assert outcome(rule, *women) is HOLDS
    assert outcome(composition(count="seats", with_={"sex": "male"}, is_="at least 1"), *women) is FAILS
    assert outcome(rule) is OPEN


def test_of_those_counted_a_condition_can_be_asked() -> None:
    """`who` is asked beside `with`, of everybody who sits in a seat."""
    rule = composition(count="members", who={"age": "18.."}, is_="all of members")
    born = [person("ada", born="1990-01-01"), person("bea", born="2005-01-01")]
    taken = [holds("ada", "m@x", "2020-01-01"), holds("bea", "m@x", "2020-01-01")]
    assert outcome(rule, *born, *taken[:1]) is HOLDS
    assert outcome(rule, *born, *taken) is FAILS
    both = composition(count="members", with_={"sex": "female"}, who={"age": "18.."}, is_="at least 1")
    assert outcome(both, *born, *taken[:1]) is OPEN
    assert outcome(both, *born[:1], *taken[:1], *sit("cy", sex="male")) is OPEN
    assert outcome(both, *sit("cy", sex="male")) is FAILS


def test_how_many_different_values_there_are() -> None:
    """Two of the same are one; who has no recorded value may bring a new one, and an empty seat brings none."""
    rule = composition(distinct="party", is_="at least 2")
    assert outcome(rule, *sit("ada", party="a"), *sit("bea", party="b")) is HOLDS
    assert outcome(rule, *sit("ada", "bea", "cy", "dan", party="a")) is FAILS
    assert outcome(rule, *sit("ada", "bea", party="a"), *sit("cy")) is OPEN
    assert outcome(rule, *sit("ada", party="a")) is FAILS
    assert outcome(composition(distinct="party", is_="at most 2"), *sit("ada", party="a")) is HOLDS
    assert outcome(composition(distinct="party", is_="more than 1/2 of seats"), *sit("ada", party="a")) is OPEN
    answer = x(rule, events=(*sit("ada", party="a"), *sit("bea")))
    assert answer.figures == (("0.party", "1..2"), ("0.at least 2", "2"))
    open_ = (M, group("o", open_to="alle"))
    assert outcome(composition(distinct="party", is_="at most 2"), *sit("ada", party="a"), groups=open_) is OPEN
    assert x(rule, events=sit("ada", party="a"), groups=open_).figures[0] == ("0.party", "1..")
    some = composition(distinct="party", with_={"sex": "female"}, is_="at least 2")
    assert outcome(some, *sit("ada", party="a", sex="female"), *sit("bea", party="b", sex="male")) is FAILS


# ── each ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


SCHOOLS = (body("north", kind="school"), body("south", kind="school"))
EACH = group("m", each="*school", seats=2)


def at(school: str, /, *names: str, **attributes: str) -> tuple[Event, ...]:
    return tuple(e for name in names for e in (person(name, **attributes), holds(name, "m@x", "2020", of=school)))


def test_a_quota_for_each_counts_the_seats_of_each() -> None:
    """Of a group with seats for each body only its own count; one that falls short breaks the rule, and is named."""
    rule = composition(count="members", each="*school", is_="at least 1")
    both = (*at("north", "ada"), *at("south", "bea"))
    assert outcome(rule, *both, groups=(EACH,), bodies=SCHOOLS) is HOLDS
    one = (*at("north", "ada", "bea"), holds("cy", "m@x", "2010", "2011", of="south"))
    answer = x(rule, events=one, groups=(EACH,), bodies=SCHOOLS)
    assert answer.outcome is FAILS
    assert [figure for name, figure in answer.figures if name in ("0.north", "0.south")] == ["2", "0"]


def test_seats_of_no_unit_count_for_whom_they_are_held() -> None:
    """A seat by office belongs to no school: the holder counts for the one of the attributes; those of other schools do not."""
    rule = composition(count="members", with_={"school": "each"}, each="*school", is_="at least 1")
    head = (body("office", kind="office", positions=("head",)), *SCHOOLS)
    by_office = group("o", holder="head@office")
    north = (person("ada", school="north"), holds("ada", "head@office", "2020"))
    assert outcome(rule, *north, *at("south", "bea", school="south"), groups=(EACH, by_office), bodies=head) is HOLDS
    wrong = (*at("south", "ada", school="north"), *at("north", "bea", school="south"))
    assert outcome(rule, *wrong, holds("cy", "m@x", "2010", "2011", of="south"), groups=(EACH,), bodies=head) is FAILS


def test_the_word_each_among_attributes_stands_for_the_unit() -> None:
    """From every school there must be somebody in the seats of all."""
    rule = composition(count="members", with_={"school": "each"}, each="*school", is_="at least 1")
    full = (*sit("ada", "bea", school="north"), *sit("cy", "dan", school="south"))
    assert outcome(rule, *full, bodies=SCHOOLS) is HOLDS
    assert outcome(rule, *sit(*ALL, school="north"), bodies=SCHOOLS) is FAILS
    assert outcome(rule, *sit("ada", school="north"), *sit("bea"), bodies=SCHOOLS) is OPEN


def test_a_unit_that_is_perhaps_not_there_cannot_break_a_rule() -> None:
    """A school that may not have begun yet leaves the rule open where nobody comes from it."""
    rule = composition(count="members", with_={"school": "each"}, each="*school", is_="at least 1")
    schools = (body("north", kind="school"), body("south", kind="school", since="2024"))
    assert outcome(rule, *sit(*ALL, school="north"), bodies=schools) is OPEN
    assert outcome(rule, *sit("ada", school="south"), *sit("bea", school="north"), bodies=schools) is HOLDS


def test_a_rule_can_speak_only_of_those_who_meet_a_condition() -> None:
    """Small units are left out; where the size is not known, a breach is open."""
    rule = composition(
        count="members", with_={"school": "each"}, each="*school", is_="at least 1", if_={"size": "pupils", "is": "at least 100"}
    )
    small, large = size("south", 99, measure="pupils"), size("south", 100, measure="pupils")
    north = (*sit(*ALL, school="north"), size("north", 500, measure="pupils"))
    assert outcome(rule, *north, small, bodies=SCHOOLS) is HOLDS
    assert outcome(rule, *north, large, bodies=SCHOOLS) is FAILS
    answer = x(rule, events=north, bodies=SCHOOLS)
    assert answer.outcome is OPEN
    assert "reason.size-unknown" in [reason.said.code for reason in answer.reasons]
    distinct = composition(distinct="party", is_="at least 2", if_={"size": "pupils", "is": "at least 100"})
    assert outcome(distinct, *sit(*ALL, party="a")) is OPEN
    assert outcome(distinct, *sit(*ALL, party="a"), size("x", 99, measure="pupils")) is HOLDS
    assert outcome(distinct, *sit(*ALL, party="a"), size("x", 100, measure="pupils")) is FAILS


def test_a_rule_that_speaks_of_nobody_holds() -> None:
    """Without any school nothing is asked, and the answer says so."""
    answer = x(composition(count="members", each="*school", is_="at least 1"))
    assert (answer.outcome, [reason.said.code for reason in answer.reasons]) == (HOLDS, ["reason.asks-nobody"])


def test_different_values_are_counted_for_each_unit() -> None:
    """Of every school two classes, say."""
    rule = composition(distinct="form", each="*school", is_="at least 2")
    north = (*at("north", "ada", form="5"), *at("north", "bea", form="6"))
    south = (*at("south", "cy", form="5"), *at("south", "dan", form="6"))
    assert outcome(rule, *north, *south, groups=(EACH,), bodies=SCHOOLS) is HOLDS
    assert outcome(rule, *north, *at("south", "cy", "dan", form="6"), groups=(EACH,), bodies=SCHOOLS) is FAILS


# ── persons and proposers ────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_needed_is_asked_of_everybody_in_the_seats() -> None:
    """One who does not meet it breaks the rule, one of whom it is not known leaves it open, with how many were asked."""
    rule = composition(need={"with": {"residence": "lahr"}})
    good, bad = sit("ada", "bea", residence="lahr"), sit("cy", residence="ulm")
    assert outcome(rule, *good) is HOLDS
    assert outcome(rule, *good, *sit("cy")) is OPEN
    answer = x(rule, events=(*good, *bad))
    assert (answer.outcome, answer.figures) == (FAILS, (("0.asked", "3"), ("0.met", "2")))
    (reason,) = answer.reasons
    assert (reason.said.code, [below.said.code for below in reason.because]) == ("reason.need", ["reason.attribute"])


def test_who_is_not_known_may_not_meet_what_is_needed() -> None:
    """A seat of which nobody knows who sits in it leaves the rule open; an empty one asks nobody."""
    rule = composition(need={"with": {"residence": "lahr"}})
    assert outcome(rule) is OPEN
    assert outcome(rule, *sit("ada", residence="lahr")) is HOLDS
    open_ = (group("o", open_to="alle"),)
    assert outcome(rule, groups=open_) is OPEN
    assert outcome(rule, person("ada", residence="lahr"), holds("ada", "o@x", "2020"), groups=open_) is HOLDS
    assert outcome(rule, groups=(group("z", seats=0),)) is HOLDS


def test_a_need_can_be_that_of_some_seats() -> None:
    """Those in other groups are not asked."""
    groups = (M, group("young", seats=1))
    rule = composition(for_seat="young", need={"age": "13..18", "on": "election-day"})
    alone = composition(for_seat=["young"], need={"with": {"residence": "lahr"}})
    taken = (*sit("ada", residence="ulm"), person("bea", residence="lahr"), holds("bea", "young@x", "2020"))
    assert outcome(alone, *taken, groups=groups) is HOLDS
    assert outcome(rule, *taken, groups=groups) is OPEN
    assert outcome(composition(need={"with": {"residence": "lahr"}}), *taken, groups=groups) is FAILS


def test_a_need_can_be_that_of_those_who_send() -> None:
    """Asked are the organisations whose seats they are, each once, also those that are pooled."""
    rule = composition(of="proposer", need={"size": "membership", "is": "at least 300"})
    groups = (group("m", each="*association", seats=2),)
    clubs = (organisation("scouts"), organisation("choir"))
    sizes = size("scouts", 300, measure="membership"), size("choir", 299, measure="membership")
    assert outcome(rule, *clubs, *sizes, groups=groups) is FAILS
    assert outcome(rule, clubs[0], sizes[0], groups=groups) is HOLDS
    assert outcome(rule, *clubs, sizes[0], groups=groups) is OPEN
    assert x(rule, events=(*clubs, *sizes), groups=groups).figures == (("0.asked", "2"), ("0.met", "1"))
    assert outcome(rule, *sit("ada")) is HOLDS


def test_nobody_may_hold_an_incompatible_position_beside_the_seat() -> None:
    """Who holds the other position surely breaks the rule, who held it does not."""
    rule = composition(incompatible=["mayor@council", "member@*panel"])
    council = (body("council", positions=("mayor",)),)
    ada = sit("ada")
    assert outcome(rule, *ada, bodies=council) is HOLDS
    assert outcome(rule, *ada, holds("ada", "mayor@council", "2021"), bodies=council) is FAILS
    assert outcome(rule, *ada, holds("ada", "mayor@council", "2024"), bodies=council) is OPEN
    assert outcome(rule, *ada, holds("ada", "mayor@council", "2021", "2023-12-31"), bodies=council) is HOLDS
    ended = holds("ada", "mayor@council", "2021"), holds("ada", "mayor@council", until="2023-12-31")
    assert outcome(rule, *ada, *ended, bodies=council) is HOLDS
    followed = holds("ada", "mayor@council", "2021"), holds("zoe", "mayor@council", "2022")
    assert outcome(rule, *ada, *followed, bodies=council) is HOLDS
    assert outcome(rule, bodies=council) is OPEN
    assert outcome(rule, *ada, holds("zoe", "mayor@council", "2021"), bodies=council) is HOLDS
    answer = x(rule, events=(*ada, holds("ada", "mayor@council", "2021")), bodies=council)
    assert [below.said.code for below in answer.reasons[0].because] == ["reason.also-holds"]


def test_a_row_that_says_only_what_becomes_of_second_seats_asks_nothing() -> None:
    """It is asked by the roster."""
    answer = x(composition(twice="one"))
    assert (answer.outcome, answer.missing, answer.reasons[0].said.code) == (OPEN, ("x.composition",), "reason.no-rule")
    assert outcome(composition(twice="one", count="seats", is_="exactly 4")) is HOLDS


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_invariant_of_the_start_is_asked_on_the_first_day() -> None:
    """The first day of the electoral term counts, else that of the body; where neither is known, it is open."""
    rule = composition(count="members", is_="at least 2", when="start")
    early = (holds("ada", "m@x", "2020"), holds("bea", "m@x", "2020", "2022"))
    begun = body("x", M, row(rule), since="2021-01-01")
    assert kept(scope(begun, events=early), "x", AT).outcome is HOLDS
    assert kept(scope(begun, events=(*early, electoral("x", "2023-01-01"))), "x", AT).outcome is FAILS
    assert kept(scope(begun, events=(*early, electoral("x", "2023"))), "x", AT).outcome is OPEN
    assert outcome(rule, *early, electoral("x", "2021-06-01")) is HOLDS
    answer = x(rule, events=early)
    assert (answer.outcome, answer.reasons[0].said.code) == (OPEN, "reason.start-unknown")
    rough = body("x", M, row(rule), since="2021")
    assert kept(scope(rough, events=early), "x", AT).outcome is OPEN


# ── the answer as a whole ────────────────────────────────────────────────────────────────────────────────────────────


def test_without_seats_nothing_can_be_counted() -> None:
    """A body of whose seats nothing is said is open, with that as the reason."""
    answer = x(composition(count="seats", is_="at least 1"), groups=())
    assert (answer.outcome, answer.reasons[0].said.code) == (OPEN, "reason.seats-unknown")


def test_a_row_that_is_not_certain_cannot_be_broken() -> None:
    """A rule that may not be in force yet leaves a breach open; what it asks can be kept all the same."""
    for quota, expected in (("at least 5", OPEN), ("at least 4", HOLDS)):
        rule = row(composition(count="seats", is_=quota), since="2024")
        assert kept(scope(body("x", M, rule), events=()), "x", AT).outcome is expected


def test_rules_that_contradict_each_other_hold_only_if_all_do() -> None:
    """Two rows of one id and rank: nobody knows which one holds; if the body keeps both or breaks both, that is the answer."""

    def both(first: str, second: str) -> Outcome:
        rows = (row(composition(count="seats", is_=q), f"bylaw § {n}", id="total") for n, q in enumerate((first, second)))
        return kept(scope(body("x", M, *rows), events=()), "x", AT).outcome

    assert both("at least 3", "at least 4") is HOLDS
    assert both("at least 3", "at least 5") is both("at least 5", "at least 3") is OPEN
    assert both("at least 5", "at least 6") is FAILS


def test_without_a_rule_the_answer_is_open() -> None:
    """Nobody has said anything, or the sources were searched and are silent."""
    assert x().reasons[0].said.code == "reason.no-rule"
    silent = kept(scope(body("x", M, unstated=("composition",))), "x", AT)
    assert (silent.outcome, silent.reasons[0].said.code) == (OPEN, "reason.unstated")


def test_a_body_that_is_not_there_is_not_composed() -> None:
    """Before a body exists the answer is no, and an unknown body is a misuse."""
    planned = body("x", M, row(composition(count="seats", is_="at least 1")), status=Status.PLANNED)
    answer = kept(scope(planned), "x", AT)
    assert (answer.outcome, answer.reasons[0].said.code) == (FAILS, "reason.body-not-there")
    with pytest.raises(Misuse):
        kept(scope(body("x")), "y", AT)


@pytest.mark.parametrize(("numbers", "expected"), [((4, 4), HOLDS), ((4, 5), OPEN), ((5, 6), OPEN)])
def test_readings_of_the_rule_are_answered_one_by_one(numbers: tuple[int, int], expected: Outcome) -> None:
    """Where the readings ask different numbers, the answer is open with the table; the same figures are one answer."""
    rows = [
        row(composition(count="seats", is_=f"exactly {number}"), reading=(parse_reading(f"how-many:{name}"),))
        for number, name in zip(numbers, "ab", strict=True)
    ]
    where = scope(body("x", M, *rows), events=(), ambiguities=(ambiguity("how-many", "a", "b"),))
    answer = kept(where, "x", AT)
    assert answer.outcome is expected
    assert len(answer.readings) == (0 if expected is HOLDS else 2)


def test_readings_of_the_seats_are_those_of_what_is_composed_of_them() -> None:
    """Whether the invariant holds is told under each reading of the seats."""
    groups = [
        row(seats(seats=number, standing="voting"), "bylaw", id="m", reading=(parse_reading(f"how-many:{name}"),))
        for number, name in ((4, "a"), (6, "b"))
    ]

    def asked(quota: str) -> Verdict[tuple[Kept, ...]]:
        rule = row(composition(count="seats", is_=quota))
        return kept(scope(body("x", *groups, rule), events=(), ambiguities=(ambiguity("how-many", "a", "b"),)), "x", AT)

    assert asked("at least 5").outcome is OPEN
    assert [one.outcome for _, one in asked("at least 5").readings] == [FAILS, HOLDS]
    assert [one.outcome for _, one in asked("at least 4").readings] == [HOLDS, HOLDS]
    assert [one.outcome for _, one in asked("at least 7").readings] == [FAILS, FAILS]


def test_a_body_in_another_jurisdiction_can_be_composed_of_bodies_there() -> None:
    """References are read in the jurisdiction of the rule."""
    county = charter(body("south", kind="school"), id_="county")
    rule = composition(count="members", with_={"school": "each"}, each="county/*school", is_="at least 1")
    assert outcome(rule, *sit("ada", school="county/south"), neighbours=(county,)) is HOLDS


# ── breaches, for those who review a record ──────────────────────────────────────────────────────────────────────────


def test_breaches_name_everybody_of_whom_something_is_asked() -> None:
    """Each person with the rule and the answer, under every reading; rules that are not certain accuse nobody."""
    need, other = composition(need={"with": {"residence": "lahr"}}), composition(incompatible="mayor@council", for_seat="m")
    events = (*sit("ada", residence="lahr"), *sit("bea", residence="ulm"), holds("ada", "mayor@council", "2021"))
    council = (body("council", positions=("mayor",)),)
    where = town(need, other, composition(count="seats", is_="exactly 4"), bodies=council, events=events)
    value = roster(where, "x", AT).value
    found = [(rule.where, name, answer) for rule, name, answer, _ in breaches(where, where.locate("x"), value)]
    assert found == [
        ("bodies.x.composition[0]", "ada", HOLDS),
        ("bodies.x.composition[0]", "bea", FAILS),
        ("bodies.x.composition[1]", "ada", FAILS),
        ("bodies.x.composition[1]", "bea", HOLDS),
    ]
    unsure = scope(body("x", M, row(need, since="2024")), events=events)
    assert list(breaches(unsure, unsure.locate("x"), roster(unsure, "x", AT).value)) == []


def test_the_figures_of_a_row_in_one_line() -> None:
    """What a quota asks for is not said again where it is a number."""
    rows = composition(count="members", is_="at least 3"), composition(count="members", is_="at least 1/2 of seats")
    answer = x(*rows, events=sit("ada", "bea"))
    assert [figures_told(one) for one in answer.value] == ["members: 2; at least 3", "members: 2; at least 1/2 of seats: 2"]


# ── tallies without a rule ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("count", "expected"),
    [("seats", "6.."), ("members", "2.."), ("voting members", "2"), ("voting seats", "4"), ("o", "2.."), ("p", "0")],
)
def test_a_tally_can_be_asked_without_a_rule(count: str, expected: str) -> None:
    """Seats, members or those of a group, as far as they are known."""
    groups = (M, group("o", standing="guest", seats="2.."))
    past = (holds("cy", "m@x", "2010", "2011"), holds("dan", "m@x", "2010", "2011"))
    where = town(groups=groups, events=(*sit("ada", "bea"), *past))
    assert str(tallied(where, roster(where, "x", AT).value, parse_tally(count))) == expected


def test_persons_who_are_counted_without_names_are_members() -> None:
    """A recorded size of a group fills as many seats, though nobody knows with whom."""
    groups = (group("o", standing="guest", open_to="alle"),)
    assert outcome(composition(count="members", is_="exactly 12"), size("o@x", 12), groups=groups) is HOLDS
    women = composition(count="members", with_={"sex": "female"}, is_="at least 1")
    assert outcome(women, size("o@x", 12), groups=groups) is OPEN
