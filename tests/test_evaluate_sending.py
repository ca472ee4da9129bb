"""Seats that several have, that go by steps, that somebody stands in for, or that one person has twice."""

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
    founded_body,
    group,
    holds,
    kind,
    organisation,
    row,
    scope,
    seats,
    size,
    steps,
    term,
    words,
)
from gremium.evaluate.holdings import SeatState, Standin, resting, standins
from gremium.evaluate.scope import founded
from gremium.evaluate.seats import GroupOnDay, Roster, holder, roster, twice_rule
from gremium.model.body import Body
from gremium.model.charter import Organisation
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import Event
from gremium.norms.seats import SubstituteOrder
from gremium.values.count import UNSTATED_COUNT, Count, exactly
from gremium.values.days import on
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, UNDECIDED = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
FILLED, VACANT, OPEN = SeatState.FILLED, SeatState.VACANT, SeatState.OPEN
AT = date(2024, 6, 1)
SCHOOLS = (body("north", kind="school"), body("south", kind="school"))


def x(
    *groups: Provision, events: Iterable[Event] | None = (), bodies: tuple[Body, ...] = SCHOOLS, **more: object
) -> Verdict[Roster]:
    """Return the roster of the body "x" with these seat groups."""
    return roster(scope(body("x", *groups, kind="panel"), *bodies, events=events, **more), "x", AT)


def the(answer: Verdict[Roster], id_: str = "m") -> GroupOnDay:
    (found,) = (one for one in answer.value.groups if one.id == id_)
    return found


def sits(answer: Verdict[Roster], id_: str = "m") -> list[tuple[str, str | None]]:
    """Return through what each seat of a group comes, and its holder or state."""
    return [(seat.of, seat.holder if seat.state is FILLED else seat.state.value) for seat in the(answer, id_).seats]


# ── for each ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_body_of_a_kind_has_its_own_seats() -> None:
    """One seat or several for each body that exists; whose they are is told by the record."""
    events = (holds("ada", "m@x", "2020", of="south"), holds("bea", "m@x", "2021", of="north"), holds("cy", "m@x", "2020"))
    one = x(group("m", how="sent", by="each", each="*school"), events=events)
    assert sits(one) == [("north", "bea"), ("south", "ada")]
    assert (one.outcome, one.value.size) == (HOLDS, exactly(2))
    two = x(group("m", how="sent", by="each", each="*school", seats=2), events=events)
    assert sits(two) == [("north", "bea"), ("north", "vacant"), ("south", "ada"), ("south", "vacant")]
    assert x(group("m", each="*school")).outcome is UNDECIDED


def test_organisations_of_a_kind_have_seats_too() -> None:
    """Those that the charter declares, and those that the record knows."""
    parties = (Organisation(id="choir", kind="club"),)
    answer = x(group("m", each="*club", seats="1..2"), events=(organisation("scouts", "club"),), parties=parties)
    assert [of for of, _ in sits(answer)] == ["choir", "scouts"]
    assert answer.value.size == Count(2, 4)
    assert sits(x(group("m", each="choir"), parties=parties)) == [("choir", "open")]
    assert x(group("m", each="choir", seats="1.."), parties=parties).value.size == Count(1, None)


def test_without_anybody_of_the_kind_there_are_no_seats() -> None:
    """If the charter has bodies of the kind on other days only, there are none today; else nobody knows how many."""
    gone = (body("east", kind="school", until="2010"),)
    assert x(group("m", each="*school"), bodies=gone).value.size == exactly(0)
    assert x(group("m", each="*school"), bodies=()).value.size == UNSTATED_COUNT
    assert x(group("m", each="county/*school"), bodies=()).value.size == UNSTATED_COUNT


def test_a_body_that_may_exist_may_have_a_seat() -> None:
    """A seat of a body of which nobody knows whether it has begun is uncertain, and the number a range."""
    answer = x(group("m", each="*school"), bodies=(SCHOOLS[0], body("west", kind="school", since="2024")))
    assert [(seat.of, seat.certain) for seat in the(answer).seats] == [("north", True), ("west", False)]
    assert (answer.value.size, answer.outcome) == (Count(1, 2), UNDECIDED)


def test_bodies_that_the_record_founds_have_seats() -> None:
    """With a body that the record knows its seats come."""
    where = founded(scope(body("x", group("m", each="*school")), events=(founded_body("west", "2023", kind="school"),)))
    assert [seat.of for seat in roster(where, "x", AT).value.groups[0].seats] == ["west"]
    assert roster(where, "x", date(2022, 1, 1)).value.groups[0].seats == ()


def test_seats_of_the_bodies_that_belong_to_this_one() -> None:
    """`self/*kind` are the bodies that are part of this one."""
    parts = (body("north", kind="school", part_of=parse_ref("x")), body("south", kind="school"))
    assert sits(x(group("m", each="self/*school"), bodies=parts)) == [("north", "open")]
    assert sits(x(group("m", holder="chair@self/*school"), bodies=parts)) == [("chair@north", "open")]


def test_a_seat_tells_since_when_and_until_when_it_is_held() -> None:
    """As far as it is recorded; an empty seat has neither."""
    ada, nobody = the(x(group("m", seats=2), events=(holds("ada", "m@x", "2020-01-01", "2026-12-31"),))).seats
    assert (ada.since, ada.until) == (on(date(2020, 1, 1)), on(date(2026, 12, 31)))
    assert (nobody.since, nobody.until) == (None, None)


# ── numbers by steps ─────────────────────────────────────────────────────────────────────────────────────────────────


STEPS = {"10..30": 1, "31..": 3}


@pytest.mark.parametrize(
    ("facts", "number"),
    [((), Count(0, 3)), ((size("town", 20, measure="people"),), exactly(1)), ((size("town", 5, measure="people"),), exactly(0))],
)
def test_a_number_can_depend_on_the_size_of_the_jurisdiction(facts: tuple[Event, ...], number: Count) -> None:
    """Without a size it is one of the numbers of all steps."""
    assert x(group("m", seats=steps("people", STEPS)), events=facts).value.size == number


def test_the_size_of_whoever_sends_counts_unless_another_is_named() -> None:
    """The one body that sends, else the jurisdiction; `whose` names another one."""
    facts = (size("north", 40, measure="people"), size("town", 20, measure="people"), size("club", 5, measure="people"))
    numbers = [
        x(group("m", seats=steps("people", STEPS, **more), **said), events=facts).value.size.low
        for more, said in (
            ({}, {"how": "sent", "by": "north"}),
            ({}, {"how": "sent", "by": ["north", "south"]}),
            ({}, {"how": "sent", "by": "unstated"}),
            ({"whose": "club"}, {"how": "sent", "by": "north"}),
        )
    ]
    assert numbers == [3, 1, 1, 0]


def test_each_has_as_many_seats_as_its_size_gives() -> None:
    """Small and large ones of one selection have different numbers; outside all steps there is none."""
    facts = (size("north", 40, measure="pupils"), size("south", 20, measure="pupils"))
    by_size = group("m", each="*school", seats=steps("pupils", STEPS))
    answer = x(by_size, events=facts)
    assert [seat.of for seat in the(answer).seats] == ["north", "north", "north", "south"]
    assert x(by_size, events=(facts[0], size("south", 9, measure="pupils"))).value.size == exactly(3)
    assert x(by_size, events=facts[:1]).value.size == Count(3, 6)


def test_those_who_share_an_attribute_are_pooled() -> None:
    """Organisations of one purpose have seats together, by the sum of their sizes; whoever has none stands alone."""
    clubs = [organisation(name, "club", **({"purpose": purpose} if purpose else {})) for name, purpose in
             (("a", "song"), ("b", "song"), ("c", "sport"), ("d", ""))]  # fmt: skip
    sizes = [size(name, 16, measure="people") for name in "abcd"]
    pooled = group("m", each="*club", seats=steps("people", STEPS, pooled_by="purpose"))
    answer = x(pooled, events=(*clubs, *sizes))
    assert [seat.of for seat in the(answer).seats] == ["a + b"] * 3 + ["c", "d"]
    endless = x(pooled, events=(*clubs, *sizes[1:], size("a", "16..", measure="people")))
    assert [seat.of for seat in the(endless).seats] == ["a + b"] * 3 + ["c", "d"]
    events = (holds("ada", "m@x", "2020", of="b"), holds("bea", "m@x", "2020", of="a"), holds("cy", "m@x", "2020", of="c"))
    told = x(pooled, events=(*clubs, *sizes, *events))
    assert sits(told) == [("a + b", "bea"), ("a + b", "ada"), ("a + b", "vacant"), ("c", "cy"), ("d", "open")]


def test_the_one_seat_of_a_pool_is_that_of_whoever_came_last() -> None:
    """Which of those in the pool sent the holder makes no difference."""
    clubs = [organisation(name, "club", purpose="song") for name in "ab"]
    sizes = [size(name, 8, measure="people") for name in "ab"]
    pooled = group("m", each="*club", seats=steps("people", STEPS, pooled_by="purpose"))
    sent = holds("ada", "m@x", "2020", of="a"), holds("bea", "m@x", "2022", of="b")
    assert sits(x(pooled, events=(*clubs, *sizes, *sent))) == [("a + b", "bea")]
    assert sits(x(pooled, events=(*clubs, *sizes, sent[1]))) == [("a + b", "bea")]
    assert sits(x(pooled, events=(*clubs, *sizes, sent[0]))) == [("a + b", "ada")]


def test_a_size_of_the_group_decides_where_a_range_is_permitted() -> None:
    """Known by number only: how many there are is told, who they are is not."""
    assert x(group("m", seats="2..9"), events=(size("m@x", 5),)).value.size == exactly(5)
    assert x(group("m", seats=3), events=(size("m@x", 5),)).value.size == exactly(3)
    assert x(group("m", seats="2..9"), events=(size("m@x", 5, "2025"),)).value.size == Count(2, 9)
    assert the(x(group("m", open_to="alle"), events=(size("m@x", 12),))).number == exactly(12)
    assert [state for _, state in sits(x(group("m", seats="2..9"), events=(size("m@x", 3),)))] == ["open"] * 3


def test_members_known_by_number_beyond_those_known_by_name_are_not_missing() -> None:
    """If three take part and one of them is named, the other seats are those of people whom nobody named: not vacant."""
    answer = x(group("m", seats="2..9"), events=(size("m@x", 3), holds("ada", "m@x", "2020")))
    assert sits(answer) == [("", "ada"), ("", "open"), ("", "open")]
    assert answer.outcome is UNDECIDED


# ── weights, and what else a group is ────────────────────────────────────────────────────────────────────────────────


def test_a_seat_has_so_many_votes() -> None:
    """A number for all, or by the size of the one whose seat it is; where no rule says, none is told."""
    facts = (size("north", 40, measure="pupils"), size("south", 20, measure="pupils"))
    weighted = group("m", each="*school", weight=steps("pupils", STEPS))
    assert [seat.votes for seat in the(x(weighted, events=facts)).seats] == [exactly(3), exactly(1)]
    assert [seat.votes for seat in the(x(group("m", weight=2))).seats] == [exactly(2)]
    assert [seat.votes for seat in the(x(group("m"))).seats] == [None]
    office_ = group("m", holder="chair@north", weight=steps("pupils", STEPS))
    assert [seat.votes for seat in the(x(office_, events=facts)).seats] == [exactly(3)]


def test_a_group_tells_what_its_rule_says() -> None:
    """Proposal, circle, block, honour and allowance stand beside the seats, as does the rule about substitutes."""
    said = {"proposed_by": "north", "out_of": ["south"], "block": 4, "honorary": True, "allowance": False, "substitutes": "pool"}
    found = the(x(group("m", how="elected", by="south", **said)))
    assert (found.proposed_by, found.out_of, found.block) == ((parse_ref("north"),), (parse_ref("south"),), exactly(4))
    assert (found.honorary, found.allowance, found.substitution.order) == (True, False, SubstituteOrder.POOL)


def test_a_circle_whose_members_all_belong_has_no_fixed_number() -> None:
    """`everyone` is a circle as an open one is, but nobody chooses to come."""
    answer = x(group("m", everyone="alle Eltern"), events=(holds("ada", "m@x", "2020"),))
    assert (the(answer).filling.circle, answer.value.size, sits(answer)) == (words("alle Eltern"), UNSTATED_COUNT, [("", "ada")])


def test_a_seat_that_is_there_only_at_times() -> None:
    """It counts from none, and whoever is known to sit there sits there perhaps."""
    answer = x(group("m", seats=1, at_times=True), events=(holds("ada", "m@x", "2020"),))
    assert (answer.value.size, answer.outcome) == (Count(0, 1), UNDECIDED)
    assert [(seat.holder, seat.certain) for seat in the(answer).seats] == [("ada", False)]


# ── substitutes, and memberships that rest ───────────────────────────────────────────────────────────────────────────


def stands(party: str, position: str = "m@x", since: object = "2020", until: object = None, **more: object) -> Event:
    return holds(party, position, since, until, substitute=True, **more)


TWO = (holds("ada", "m@x", "2020"), holds("bea", "m@x", "2020"))


def beside(found: Iterable[Standin]) -> list[str | None]:
    return [one.holder for one in found]


def test_a_personal_substitute_stands_beside_the_member() -> None:
    """It is told with the seat of the member, is never counted, and ends like a membership."""
    events = (*TWO, stands("cy", stands_in_for="bea"), stands("dan", until="2022", stands_in_for="ada"))
    answer = x(group("m", seats=2, substitutes="personal"), events=events)
    assert [(seat.holder, beside(seat.substitutes)) for seat in the(answer).seats] == [("ada", []), ("bea", ["cy"])]
    assert (answer.value.size, answer.outcome, the(answer).substitutes) == (exactly(2), HOLDS, ())
    (cy,) = the(answer).seats[1].substitutes
    assert (cy.state, cy.stands_in_for, cy.reason.said.code) == (FILLED, "bea", "reason.stands-in")


@pytest.mark.parametrize("order", ["ordered", "pool"])
def test_substitutes_of_a_group_stand_beside_all_of_it(order: str) -> None:
    """In the order of their ranks, whoever has none last; even if the record names a member for them."""
    events = (*TWO, stands("zoe", rank=1), stands("cy", rank=2), stands("dan"), stands("eve", stands_in_for="ada"))
    found = the(x(group("m", seats=2, substitutes=order), events=events))
    assert beside(found.substitutes) == ["zoe", "cy", "dan", "eve"]
    assert all(seat.substitutes == () for seat in found.seats)


def test_a_substitute_of_whom_nobody_knows_whether_is_open() -> None:
    """A first day that is known roughly leaves a substitute open; one that comes later is none yet."""
    where = scope(body("x", group("m")), events=(stands("cy", since="2024"), stands("dan", since="2025")))
    assert [(one.holder, one.state) for one in standins(where.record, parse_ref("m@x"), AT)] == [("cy", OPEN)]
    assert standins(where.record, parse_ref("n@x"), AT) == standins(None, parse_ref("m@x"), AT) == ()


def test_an_ending_ends_a_substitute_too() -> None:
    """An event with an end alone closes the one before."""
    events = (stands("cy", stands_in_for="ada"), stands("cy", since=None, until="2023"))
    assert standins(scope(body("x"), events=events).record, parse_ref("m@x"), AT) == ()


def test_substitutes_by_office_stand_beside_the_seat_of_the_same_body() -> None:
    """The deputy of each school stands in for its head; without a position, or without a name for it, nobody does."""
    schools = tuple(body(name, kind="school", positions=("head", "deputy")) for name in ("north", "south"))
    events = (
        holds("ada", "head@north", "2020"),
        holds("bea", "head@south", "2020"),
        holds("cy", "deputy@north", "2020"),
        holds(None, "deputy@south", "2020"),
    )
    rule = {"order": "personal", "by": ["deputy@*school", "council", "unstated@north"]}
    found = the(x(group("m", holder="head@*school", substitutes=rule), events=events, bodies=schools))
    assert [(seat.holder, beside(seat.substitutes)) for seat in found.seats] == [("ada", ["cy"]), ("bea", [None])]
    assert found.substitutes == ()
    pool = {"order": "pool", "by": "deputy@*school"}
    pooled = the(x(group("m", holder="head@*school", substitutes=pool), events=events, bodies=schools))
    assert beside(pooled.substitutes) == ["cy", None]


def test_a_substitute_of_each_stands_beside_the_seat_of_that_one() -> None:
    """Who is the substitute of a school, not of a person, stands in for whoever sits for it."""
    events = (holds("ada", "m@x", "2020", of="north"), stands("cy", of="north"), stands("dan"))
    found = the(x(group("m", each="*school"), events=events))
    assert [(seat.of, beside(seat.substitutes)) for seat in found.seats] == [("north", ["cy"]), ("south", [])]
    assert beside(found.substitutes) == ["dan"]


def test_a_membership_that_rests_is_one_still() -> None:
    """The seat stays the member's, and the answer says that it rests; before and after it does not."""
    rest = holds("ada", "m@x", "2024-05-01", "2024-07-31", rests=True)
    where = scope(body("x", group("m", seats=2)), events=(*TWO, rest))
    for day, rests in ((date(2024, 4, 30), False), (AT, True), (date(2024, 8, 1), False)):
        found = roster(where, "x", day).value.groups[0].seats
        assert [(seat.holder, seat.state, seat.rests) for seat in found] == [("ada", FILLED, rests), ("bea", FILLED, False)]
    assert resting(where.record, parse_ref("n@x"), AT) == resting(None, parse_ref("m@x"), AT) == frozenset()
    perhaps = scope(body("x"), events=(holds("ada", "m@x", "2024", rests=True),))
    assert resting(perhaps.record, parse_ref("m@x"), AT) == frozenset()


# ── the second seat of a person ──────────────────────────────────────────────────────────────────────────────────────


OFFICES = (body("council", positions=("mayor", "deputy")),)
TWICE = (group("a", holder="mayor@council", standing="advisory"), group("b", holder="deputy@council", standing="voting"))
BOTH = (holds("ada", "mayor@council", "2020"), holds("ada", "deputy@council", "2020"))


def twice(what: str | None, *events: Event, groups: tuple[Provision, ...] = TWICE) -> Verdict[Roster]:
    rules = () if what is None else (row(composition(twice=what), "bylaw § 9"),)
    return x(*groups, *rules, events=(*BOTH, *events), bodies=OFFICES)


def test_what_becomes_of_a_second_seat_is_open_unless_a_rule_says_so() -> None:
    """Without a rule both seats are open, with one for `both` the person has both."""
    assert [sits(twice(None), name)[0][1] for name in "ab"] == ["open", "open"]
    assert [sits(twice("both"), name)[0][1] for name in "ab"] == ["ada", "ada"]
    assert twice("both").value.size == exactly(2)


def test_one_seat_less() -> None:
    """The seat with the lesser rights is given up: it is not there, and the size is one less."""
    answer = twice("one")
    assert (sits(answer, "a"), sits(answer, "b")) == ([], [("deputy@council", "ada")])
    assert (answer.value.size, the(answer, "a").number, answer.outcome) == (exactly(1), exactly(0), HOLDS)


def test_the_second_seat_stays_empty() -> None:
    """It is there, and vacant, with the clause that says so."""
    answer = twice("vacant")
    assert [sits(answer, name)[0][1] for name in "ab"] == ["vacant", "ada"]
    (empty,) = the(answer, "a").seats
    assert (empty.reasons[-1].said.code, empty.reasons[-1].provision) == ("reason.second-seat", "bodies.x.composition[0]")
    assert answer.value.size == exactly(2)


def test_a_substitute_takes_the_second_seat() -> None:
    """The substitute sits there; where none is known, it is open who does."""
    assert sits(twice("substitute"), "a") == [("mayor@council", "open")]
    cy, dan = stands("cy", "a@x", stands_in_for="ada"), stands("dan", "a@x", since="2024", stands_in_for="ada")
    answer = twice("substitute", cy, dan)
    assert sits(answer, "a") == [("mayor@council", "cy")]
    assert [seat.substitutes for seat in the(answer, "a").seats] == [()]
    assert sits(twice("substitute", dan), "a") == [("mayor@council", "open")]


def test_of_equal_rights_the_seat_of_the_first_group_is_kept() -> None:
    """The ids of the groups decide, not the order of the charter."""
    equal = (group("b", holder="deputy@council"), group("a", holder="mayor@council"))
    for groups in (equal, equal[::-1]):
        answer = twice("one", groups=groups)
        assert (sits(answer, "a"), sits(answer, "b")) == ([("mayor@council", "ada")], [])


def test_others_keep_their_seats() -> None:
    """Only the second seat of the same person is judged; seats that are not certain are neither first nor second."""
    guests = group("g", seats=2)
    answer = twice("one", holds("bea", "g@x", "2020"), groups=(*TWICE, guests))
    assert sits(answer, "g") == [("", "bea"), ("", "vacant")]
    at_times = group("g", seats="0..1", standing="voting", at_times=True)
    answer = twice("one", holds("ada", "g@x", "2020"), groups=(*TWICE, at_times))
    assert [len(the(answer, name).seats) for name in "abg"] == [0, 1, 1]
    assert answer.value.size == Count(1, 2)


def test_rules_about_second_seats_that_contradict_each_other_leave_them_open() -> None:
    """Two that say the same are one; two that differ, or one that is not certain, decide nothing."""
    for second, decided in (("vacant", True), ("both", False)):
        rules = (row(composition(twice=what), "bylaw") for what in ("vacant", second))
        where = scope(body("x", *TWICE, *rules), *OFFICES, events=BOTH)
        assert (twice_rule(where, where.locate("x"), AT) is not None) == decided
    unsure = scope(body("x", *TWICE, row(composition(twice="one"), since="2024")), *OFFICES, events=BOTH)
    assert twice_rule(unsure, unsure.locate("x"), AT) is None


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_roster_that_can_be_read_in_two_ways_tells_what_both_have_in_common() -> None:
    """Groups that not every reading knows are uncertain, the size is a range; what all know is as certain as ever."""
    two = (
        row(seats(seats=2), "bylaw", id="m", reading=(parse_reading("leads:a"),)),
        row(seats(seats=1), "bylaw", id="n", reading=(parse_reading("leads:b"),)),
    )
    where = scope(body("x", group("z"), *two), events=(holds("ada", "z@x", "2020"),), ambiguities=(ambiguity("leads", "a", "b"),))
    answer = roster(where, "x", AT)
    assert (answer.outcome, answer.value.size) == (UNDECIDED, Count(2, 3))
    found = {one.id: (one.certain, len(one.seats)) for one in answer.value.groups}
    assert found == {"z": (True, 1), "m": (False, 2), "n": (False, 1)}
    assert all(not seat.certain for one in answer.value.groups if one.id != "z" for seat in one.seats)
    assert [[one.id for one in reading.value.groups] for _, reading in answer.readings] == [["z", "m"], ["z", "n"]]


def test_a_group_that_the_readings_fill_differently_is_uncertain() -> None:
    """The same rule gives other seats where the team that it names can be read in two ways."""
    two = (
        row(seats(seats=number), "bylaw", id="t", reading=(parse_reading(f"leads:{name}"),))
        for number, name in ((2, "a"), (3, "b"))
    )
    where = scope(body("x", group("m", whole="team")), body("team", *two), events=(), ambiguities=(ambiguity("leads", "a", "b"),))
    (one,) = roster(where, "x", AT).value.groups
    assert (one.certain, one.number, len(one.seats)) == (False, Count(2, 3), 3)


def test_a_reading_without_a_roster_leaves_none_in_common() -> None:
    """If one reading gives no rule about seats, there is no roster of all."""
    only = row(seats(seats=2), "bylaw", id="m", reading=(parse_reading("leads:a"),))
    answer = roster(scope(body("x", only), events=(), ambiguities=(ambiguity("leads", "a", "b"),)), "x", AT)
    assert (answer.outcome, answer.value) == (UNDECIDED, None)


# ── one position ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_seat_group_that_is_not_in_force_has_no_holder() -> None:
    """Before the rule holds there is no such seat: nobody holds it, rather than somebody unknown."""
    where = scope(body("x", row(seats(), id="m", since="2025"), group("n")), events=())
    answer = holder(where, "x", "m", AT)
    assert (answer.outcome, answer.reasons[0].said.code) == (FAILS, "reason.group-not-in-force")
    office_ = scope(body("x", row(seats(), id="m", since="2025"), positions=("m",)), events=(holds("ada", "m@x", "2020"),))
    assert holder(office_, "x", "m", AT).outcome is HOLDS


def test_the_term_of_an_office_ends_it_too() -> None:
    """A chair whose term is over may or may not still hold it."""
    told = electoral("x", "2019-01-01", "2023-12-31")
    rule = row(term(follows="self", for_seat="chair"), "bylaw")
    where = scope(body("x", group("m"), rule), events=(told, holds("ada", "chair@x", "2020-01-01")))
    assert holder(where, "x", "chair", date(2023, 12, 31)).outcome is HOLDS
    assert holder(where, "x", "chair", AT).outcome is UNDECIDED


def test_a_kind_of_another_jurisdiction_names_its_bodies_in_full() -> None:
    """Seats for each body there are known by jurisdiction and id."""
    county = charter(body("west", kind="school"), id_="county", kinds=(kind("school"),))
    answer = x(group("m", each="county/*school"), events=(holds("ada", "m@x", "2020", of="county/west"),), neighbours=(county,))
    assert sits(answer) == [("county/west", "ada")]


@pytest.mark.parametrize("filling", [{"each": "self/*care-group"}, {"holder": "chair@self/*care-group"}])
def test_a_house_without_groups_has_no_seats_of_groups(filling: dict[str, str]) -> None:
    """Where only another house has groups, this one has no seats of groups, by whatever way they are filled."""
    houses = [body(id_, group("m", "page", **filling), kind="house") for id_ in ("north", "south")]
    here = scope(*houses, body("a", kind="care-group", part_of=parse_ref("south")), events=())
    sizes = [roster(here, house, AT).value.size for house in ("north", "south")]
    assert sizes == [exactly(0), exactly(1)]
