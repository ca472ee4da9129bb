"""Who is there at a moment: persons and their substitutes, numbers, arrivals and departures, those barred, those far away."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import barred, body, holds, item, meeting, organisation, person, present, row, scope, seats, size, term
from gremium.evaluate.attendance import Attendance, attendance
from gremium.evaluate.occasion import occasion
from gremium.evaluate.tally import counted, summed
from gremium.model.body import Body
from gremium.model.record import Event, Holding
from gremium.norms.seats import Seats, Standing
from gremium.values.need import parse_need
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome

SINCE = date(2025, 11, 1)
EVENING = datetime(2026, 3, 10, 18, 0)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 10, hour, minute)


def board(number: int = 3, **said: object) -> Body:
    """Return a body with so many voting seats in the group "board"."""
    return body("x", row(seats(seats=number, standing=Standing.VOTING, **said), "rules", id="board"))


def seated(*names: str) -> list[Event]:
    """Return that these persons are there and sit on the board."""
    return [*(person(name) for name in names), *(holds(name, "board@x", SINCE) for name in names)]


def substitute(name: str, **said: object) -> list[Event]:
    """Return that somebody is a substitute on the board."""
    return [person(name), evolve(holds(name, "board@x", SINCE), substitute=True, **said)]


def look(
    where: Body, events: list[Event], moment: datetime | None = None, *, of: str | None = None, remote: Outcome = Outcome.OPEN,
    needs: tuple[object, ...] = (), meets: Event | None = None,
) -> Attendance:  # fmt: skip
    told = scope(where, events=[meets or meeting(), *events])
    here = occasion(told, told.locate("x"), "m", of)
    return attendance(told, here, moment or here.moment, [parse_need(need) for need in needs], remote=remote)


def number(found: Attendance, phrase: str) -> str:
    """Return how many there are of what a tally counts: a number or a range."""
    low, high = counted(found.cells, parse_tally(phrase))
    return str(low) if low == high else f"{low}..{'' if high is None else high}"


# ── persons ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_on_the_list_is_there_and_nobody_else() -> None:
    """A list of persons is complete unless it says otherwise."""
    found = look(board(), [*seated("a", "b", "c"), present(["a", "b"])])
    assert number(found, "present voting members") == "2"
    assert number(found, "voting members") == "3"
    assert {one.holder: one.occupant for one in found.taken} == {"a": "a", "b": "b", "c": None}
    part = look(board(), [*seated("a", "b", "c"), present(["a", "b"], complete=False)])
    assert number(part, "present voting members") == "2..3"


def test_a_vacant_seat_is_a_seat_and_no_member() -> None:
    """Two of three seats are taken."""
    found = look(board(), [*seated("a", "b"), present(["a", "b"])])
    assert (number(found, "voting seats"), number(found, "voting members"), number(found, "present members")) == ("3", "2", "2")


def test_a_seat_of_which_nothing_is_known_may_be_taken_by_somebody_on_the_list() -> None:
    """Somebody without a known seat is on the list: they may sit in one that is not known; if all are known, nobody does."""
    where = body("x", row(seats(seats=2, standing=Standing.VOTING), "rules", id="board"),
                 row(seats(standing=Standing.VOTING), "rules", id="extra"))  # fmt: skip
    assert number(look(where, [*seated("a", "b"), present(["a", "b"])]), "present members") == "2"
    assert number(look(where, [*seated("a", "b"), person("z"), present(["a", "b", "z"])]), "present members") == "2..3"
    assert number(look(where, [*seated("a", "b"), present(["a"], complete=False)]), "present members") == "1..3"


def test_a_group_without_a_fixed_number_may_have_more_members() -> None:
    """Three to five seats, of which three are known: two more may be taken, by whom nobody has recorded."""
    where = board("3..5")
    found = look(where, [*seated("a", "b", "c"), present(["a", "b", "c"], complete=False)])
    assert number(found, "present members") == "3..5"
    assert number(look(board("3.."), [*seated("a", "b", "c"), present(["a"], complete=False)]), "present members") == "1.."


def test_people_come_and_go() -> None:
    """Arrivals and departures count from their minute on."""
    facts = [*seated("a", "b", "c"), present(["a", "b"]), present(["c"], at=at(19)), present(["a"], at=at(20), left=True)]
    counts = [number(look(board(), facts, at(*time)), "present members") for time in ((18, 30), (19, 0), (19, 59), (20, 0))]
    assert counts == ["2", "3", "3", "2"]


def test_a_member_who_came_back_is_there_again() -> None:
    """Away from seven to eight."""
    facts = [*seated("a"), present(["a"]), present(["a"], at=at(19), left=True), present(["a"], at=at(20))]
    assert [number(look(board(1), facts, at(hour)), "present members") for hour in (18, 19, 20)] == ["1", "0", "1"]


def test_two_facts_of_one_minute_that_contradict_each_other_leave_it_open() -> None:
    """Whoever came and went at seven may be there or not, in whatever order the facts stand."""
    come, gone = present(["a"], at=at(19)), present(["a"], at=at(19), left=True)
    for facts in ([come, gone], [gone, come]):
        assert number(look(board(1), [*seated("a"), *facts], at(19)), "present members") == "0..1"


def test_an_item_of_which_the_time_is_not_known_may_have_been_at_any() -> None:
    """Somebody left during the meeting; whether before or after the item nobody knows."""
    facts = [*seated("a", "b"), item(), present(["a", "b"]), present(["a"], at=at(20), left=True)]
    assert number(look(board(2), facts, of="i"), "present members") == "1..2"
    late = [*seated("a", "b"), item(), present(["a"]), present(["b"], at=at(20))]
    assert number(look(board(2), late, of="i"), "present members") == "1..2"


def test_who_came_later_may_have_been_there_at_an_opening_of_which_the_time_is_not_known() -> None:
    """The meeting has a day, no minute: whether six o'clock was before its beginning nobody knows."""
    facts = [*seated("a", "b"), present(["a"]), present(["b"], at=at(18))]
    assert number(look(board(2), facts), "present members") == "1..2"
    timed = look(board(2), facts, meets=meeting(at=EVENING))
    assert number(timed, "present members") == "2"


def test_a_resting_member_is_not_there() -> None:
    """The membership rests: the seat is the member's, nobody acts on it, and it is said."""
    rest = Holding(party="b", position=holds("b", "board@x").position, rests=True, since=holds("b", "board@x", SINCE).since)
    found = look(board(2), [*seated("a", "b"), rest, present(["a", "b"])])
    assert number(found, "present members") == "1"
    assert [reason.said.code for reason in found.reasons] == ["reason.rests"]


# ── those barred ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_is_barred_counts_as_entitled_to_nothing() -> None:
    """Barred on one item only; the reason names the person in a parameter that only those who may see them are shown."""
    facts = [*seated("a", "b", "c"), item(), item("j"), present(["a", "b", "c"]), barred(["a"], item="i")]
    here, there = look(board(), facts, of="i"), look(board(), facts, of="j")
    assert (number(here, "present entitled members"), number(here, "barred members")) == ("2", "1")
    assert (number(there, "present entitled members"), number(there, "barred members")) == ("3", "0")
    assert [dict(reason.said.params) for reason in here.reasons] == [{"party": "a"}]


def test_some_are_barred_and_nobody_knows_who() -> None:
    """A number of barred persons beside a list of those present: each may be one of them."""
    facts = [*seated("a", "b"), item(), present(["a", "b"]), barred(1, item="i")]
    found = look(board(2), facts, of="i")
    assert number(found, "present entitled members") == "0..2"
    assert [reason.said.code for reason in found.reasons] == ["reason.barred-number"]


# ── substitutes ──────────────────────────────────────────────────────────────────────────────────────────────────────

PERSONAL = {"substitutes": "personal"}
ORDERED = {"substitutes": "ordered"}


def test_a_personal_substitute_acts_while_the_member_is_away_and_no_longer() -> None:
    """As soon as the member is back the substitute only stands by."""
    facts = [*seated("a"), *substitute("s", stands_in_for="a"), present(["s"]), present(["a"], at=at(19))]
    early, late = (look(board(1, **PERSONAL), facts, at(hour)) for hour in (18, 19))
    assert [one.occupant for one in early.taken] == ["s"]
    assert [one.occupant for one in late.taken] == ["a"]
    assert number(early, "present members") == number(late, "present members") == "1"
    assert [reason.said.code for reason in early.reasons] == ["reason.acts-for"]


def test_substitutes_of_a_list_act_in_their_order_each_once() -> None:
    """Two members are away, three substitutes are there: the first two of the list act."""
    facts = [
        *seated("a", "b", "c"), *substitute("s3", rank=3), *substitute("s1", rank=1), *substitute("s2", rank=2),
        present(["a", "s1", "s2", "s3"]),
    ]  # fmt: skip
    found = look(board(3, **ORDERED), facts)
    assert {one.holder: one.occupant for one in found.taken} == {"a": "a", "b": "s1", "c": "s2"}
    assert number(found, "present voting members") == "3"


def test_no_more_substitutes_count_than_members_are_away() -> None:
    """All members are there: the substitute who is there as well is not counted."""
    facts = [*seated("a", "b"), *substitute("s"), present(["a", "b", "s"])]
    assert number(look(board(2, substitutes="pool"), facts), "present members") == "2"


def test_a_substitute_acts_for_a_member_who_is_barred_unless_barred_too() -> None:
    """The member must leave the item to the substitute; a substitute who is barred as well takes no part either."""
    facts = [*seated("a"), *substitute("s", stands_in_for="a"), item(), present(["a", "s"])]
    assert [one.occupant for one in look(board(1, **PERSONAL), [*facts, barred(["a"], item="i")], of="i").taken] == ["s"]
    both = look(board(1, **PERSONAL), [*facts, barred(["a", "s"], item="i")], of="i")
    assert [one.occupant for one in both.taken] == [None]
    assert number(both, "present entitled members") == "0"


def test_whether_a_substitute_came_may_be_open() -> None:
    """The list is not complete: a substitute may be there for the member who left."""
    facts = [
        *seated("a"), *substitute("s", stands_in_for="a"), present(["z"], complete=False), present(["a"], at=at(18), left=True),
        person("z"),
    ]  # fmt: skip
    assert number(look(board(1, **PERSONAL), facts, at(19)), "present members") == "0..1"


def test_a_group_without_substitutes_has_none() -> None:
    """The source excludes them; or each stands in for one member only."""
    facts = [*seated("a", "b"), *substitute("s"), present(["a", "s"])]
    for said in ("none", "personal"):
        assert number(look(board(2, substitutes=said), facts), "present members") == "1"


def test_a_substitute_is_no_member() -> None:
    """Whoever stands by is counted nowhere: neither as a seat nor as a member."""
    found = look(board(1, **PERSONAL), [*seated("a"), *substitute("s", stands_in_for="a"), present(["s"])])
    assert (number(found, "seats"), number(found, "members")) == ("1", "1")


def test_a_substitute_stays_one_when_the_term_is_carried_over() -> None:
    """The term is over and the old members go on until there are successors: their substitutes become no members by that."""
    carried = row(term(for_seat="board", length="3 months", holdover="until-successor"), "rules")
    where = body("x", row(seats(seats=1, standing=Standing.VOTING, **PERSONAL), "rules", id="board"), carried)
    found = look(where, [*seated("a"), *substitute("s", stands_in_for="a"), present(["a", "s"])])
    assert (number(found, "members"), number(found, "present voting members")) == ("1", "1")
    assert [one.occupant for one in found.taken] == ["a"]


# ── from afar ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("remote", "told"), [(Outcome.HOLDS, "2"), (Outcome.FAILS, "1"), (Outcome.OPEN, "1..2")])
def test_members_from_afar_count_as_the_rules_say(remote: Outcome, told: str) -> None:
    """Present, not present, or nobody knows; by persons and by numbers alike."""
    people = look(board(2), [*seated("a", "b"), present(["a"]), present(["b"], remote=True)], remote=remote)
    numbers = look(board(2), [size("x", 2), present(1), present(1, remote=True)], remote=remote)
    assert number(people, "present members") == number(numbers, "present members") == told
    assert number(people, "remote members") == number(numbers, "remote members") == "1"


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_numbers_are_of_members_with_a_vote() -> None:
    """22 of 45 are present; guests and advisory members are not among them."""
    where = body(
        "x", row(seats(seats=45, standing=Standing.VOTING), "rules", id="board"),
        row(seats(seats=3, standing=Standing.ADVISORY), "rules", id="experts"),
    )  # fmt: skip
    found = look(where, [size("x", 45), present(22)])
    assert number(found, "present voting members") == "22"
    assert number(found, "voting seats") == "45"
    assert number(found, "present advisory members") == "0..3"


def test_a_size_tells_how_many_seats_are_taken() -> None:
    """Nine seats, five taken."""
    found = look(board(9), [size("x", 5), present(3)])
    assert (number(found, "seats"), number(found, "members"), number(found, "present members")) == ("9", "5", "3")


def test_where_the_charter_does_not_tell_the_seats_their_recorded_number_counts() -> None:
    """Members and seats by number; of a body of which nothing is known, what lacks is named."""
    nothing = body("x")
    found = look(nothing, [size("x", 20), present(9)])
    assert (number(found, "members"), number(found, "present members"), number(found, "seats")) == ("20", "9", "20..")
    both = look(nothing, [size("x", 18), size("x", 20, measure="seats"), present(9)])
    assert (number(both, "members"), number(both, "seats")) == ("18", "20")
    seats_only = look(nothing, [size("x", 20, measure="seats"), present(9)])
    assert (number(seats_only, "members"), number(seats_only, "seats")) == ("9..20", "20")
    unknown = look(nothing, [present(9)])
    assert unknown.missing == ("x.seats",)
    assert number(unknown, "members") == "9.."
    assert look(board(), seated("a")).missing == ("m.presence",)


@pytest.mark.parametrize(
    ("stays", "entitled", "members"), [(False, "4", "5.."), (None, "3..4", "4.."), (True, "3", "4..")]
)
def test_where_nobody_knows_how_many_members_there_are_whoever_is_barred_may_be_one_more(
    stays: bool | None, entitled: str, members: str
) -> None:
    """Four are there and one is barred: who left is none of the four."""
    found = look(body("x"), [item(), present(4), barred(1, item="i", stays=stays)], of="i")
    assert number(found, "present entitled members") == entitled
    assert number(found, "members") == members


def test_of_a_body_that_is_known_in_part_the_recorded_number_counts() -> None:
    """One seat is known, the body has twenty members: the twenty count."""
    where = body("x", row(seats(standing=Standing.VOTING), "rules", id="chairperson"), complete=False)
    found = look(where, [size("x", 20), present(11)])
    assert (number(found, "members"), number(found, "present members")) == ("20", "11")


def test_numbers_change_during_the_meeting() -> None:
    """The latest number before the moment counts; of an item of which the time is not known any of them may."""
    facts = [size("x", 10), item(), present(8), present(5, at=at(19)), present(7, at=at(20))]
    assert [number(look(board(10), facts, at(hour)), "present members") for hour in (18, 19, 20)] == ["8", "5", "7"]
    assert number(look(board(10), facts, of="i"), "present members") == "5..8"
    assert number(look(board(10), [size("x", 10), present(5, at=at(19))], at(18)), "present members") == "0..10"


def test_two_numbers_for_one_moment_leave_a_range() -> None:
    """Whatever their order."""
    for first, second in ((4, 6), (6, 4)):
        assert number(look(board(10), [size("x", 10), present(first), present(second)]), "present members") == "4..6"


def test_numbers_by_group_stand_beside_persons_of_another() -> None:
    """One group is counted, of the other persons are named."""
    where = body(
        "x", row(seats(seats=2, standing=Standing.VOTING), "rules", id="board"),
        row(seats(seats=10, standing=Standing.VOTING), "rules", id="citizens"),
    )  # fmt: skip
    found = look(where, [*seated("a", "b"), present(["a"]), present(6, of="citizens")], needs=("more than present citizens",))
    assert (number(found, "present members"), number(found, "present citizens")) == ("7", "6")


def test_a_seat_without_a_stated_standing_may_have_a_vote_or_not() -> None:
    """The source does not say."""
    where = body("x", row(seats(seats=2), "rules", id="board"))
    assert number(look(where, [*seated("a", "b"), present(["a", "b"])]), "present voting members") == "0..2"


def test_votes_weigh() -> None:
    """A seat with three votes."""
    where = body("x", row(seats(seats=1, standing=Standing.VOTING, weight=3), "rules", id="board"))
    assert number(look(where, [*seated("a"), present(["a"])]), "present votes") == "3"
    assert number(look(where, [size("x", 1), present(1)]), "present votes") == "3"


def test_facts_about_another_body_of_a_joint_meeting_are_not_ours() -> None:
    """Both say how many were there."""
    there = [present(2, of="x"), present(9, of="y"), present(1, of="board@y")]
    events = [size("x", 5), size("y", 9), meeting(joint_with=["y"]), *there]
    told = scope(board(5), body("y"), events=events)
    found = attendance(told, occasion(told, told.locate("x"), "m"), None)
    assert number(found, "present members") == "2"


def test_a_number_may_name_a_group_with_its_body() -> None:
    """`board@x` is the group board of this body."""
    told = scope(board(5), events=[size("x", 5), meeting(), present(2, of="board@x")])
    assert number(attendance(told, occasion(told, told.locate("x"), "m"), None), "present members") == "2"


# ── offices and attributes ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_office_is_there_if_its_holder_is() -> None:
    """The chair by the record, or as the meeting tells; where nobody knows who it is, it may be there."""
    need = ({"count": "present chair", "is": "at least 1"},)
    held = [*seated("a", "b"), holds("a", "chair@x", SINCE)]
    assert number(look(board(2), [*held, present(["a"])], needs=need), "present chair") == "1"
    assert number(look(board(2), [*held, present(["b"])], needs=need), "present chair") == "0"
    presiding = meeting(chair="b")
    assert number(look(board(2), [*seated("a", "b"), present(["b"])], needs=need, meets=presiding), "present chair") == "1"
    assert number(look(board(2), [*seated("a", "b"), present(["b"])], needs=need), "present chair") == "0..1"


def test_attributes_are_known_or_open() -> None:
    """Of one member the side is known, of another it is another one, of the third nothing is known."""
    need = {"count": "members", "is": "at least 1", "with": {"side": "parents"}}
    facts = [
        person("a", side="parents"), person("b", side="staff"), person("c"),
        *(holds(name, "board@x", SINCE) for name in ("a", "b", "c")), present(["a", "b", "c"]),
    ]  # fmt: skip
    found = look(board(), facts, needs=(need,))
    assert counted(found.cells, parse_tally("present members"), "side=parents") == (1, 2)


# ── numbers against all worlds ───────────────────────────────────────────────────────────────────────────────────────

TALLIES = (
    "present members",
    "present entitled members",
    "barred members",
    "members",
    "seats",
    "entitled members",
    "present barred members",
)
FORM = st.lists(st.tuples(st.integers(-3, 3), st.sampled_from(TALLIES)), min_size=1, max_size=3)


def worlds(seats_: int, there: tuple[int, int], bars: tuple[int, int], stays: bool | None) -> set[tuple[int, ...]]:
    """Return every way in which so many seats can be: present or not, barred or not; as numbers in the order of `TALLIES`."""
    found = set()
    for present_, barred_ in product(range(there[0], there[1] + 1), range(bars[0], bars[1] + 1)):
        for inside in range(max(0, present_ + barred_ - seats_), min(present_, barred_) + 1):
            if stays is True and inside != min(present_, barred_):
                continue
            if stays is False and inside != max(0, present_ + barred_ - seats_):
                continue
            found.add((present_, present_ - inside, barred_, seats_, seats_, seats_ - barred_, inside))
    return found


@pytest.mark.measured
@given(st.integers(1, 6), st.data())
def test_numbers_agree_with_all_worlds(seats_: int, data: st.DataObject) -> None:
    """What is counted lies exactly between the least and the most that any world has, for every sum of tallies."""
    there = sorted(data.draw(st.tuples(st.integers(0, seats_), st.integers(0, seats_))))
    bars = sorted(data.draw(st.tuples(st.integers(0, seats_), st.integers(0, seats_))))
    stays = data.draw(st.sampled_from((True, False, None)))
    form = data.draw(FORM)
    bar = barred(f"{bars[0]}..{bars[1]}", item="i", stays=stays)
    facts = [size("x", seats_), item(), present(f"{there[0]}..{there[1]}"), bar]
    found = look(board(seats_), facts, of="i")
    low, high = summed(found.cells, [(factor, parse_tally(tally)) for factor, tally in form])
    index = {tally: number_ for number_, tally in enumerate(TALLIES)}
    values = [
        sum(factor * world[index[tally]] for factor, tally in form)
        for world in worlds(seats_, (there[0], there[1]), (bars[0], bars[1]), stays)
    ]
    assert (low, high) == (min(values), max(values))


@given(st.data())
def test_persons_and_numbers_count_alike(data: st.DataObject) -> None:
    """Who was there by name, and how many by number, give the same figures."""
    names = [f"p{n}" for n in range(data.draw(st.integers(1, 6)))]
    there = data.draw(st.lists(st.sampled_from(names), unique=True))
    bars = data.draw(st.lists(st.sampled_from(names), unique=True))
    inside = len(set(there) & set(bars))
    people = look(board(len(names)), [*seated(*names), item(), present(there), barred(bars, item="i")], of="i")
    stays = {len(bars): True, 0: False}.get(inside)
    numbers = look(
        board(len(names)), [size("x", len(names)), item(), present(len(there)), barred(len(bars), item="i", stays=stays)], of="i"
    )
    for tally in ("present members", "barred members", "members", "seats", "entitled members"):
        assert number(people, tally) == number(numbers, tally)
    low, high = counted(numbers.cells, parse_tally("present entitled members"))
    assert low is not None
    assert high is not None
    assert low <= len(set(there) - set(bars)) <= high


def test_norms_of_seats_are_as_the_tests_take_them() -> None:
    """A board has so many voting seats."""
    norm = board(2).provisions[0].norm
    assert isinstance(norm, Seats)
    assert norm.standing is Standing.VOTING


def test_members_with_different_votes_are_counted_one_by_one() -> None:
    """Votes by the size of whoever sends: two and three."""
    steps_ = {"of": "staff", "steps": {"1..10": 2, "11..": 3}}
    where = body(
        "x",
        row(seats(seats=1, each="*school", how="sent", by="each", standing=Standing.VOTING, weight=steps_), "rules", id="board"),
    )
    schools = [organisation("north", "school"), organisation("south", "school")]
    facts = [
        *schools, size("north", 5, measure="staff"), size("south", 50, measure="staff"), person("a"), person("b"),
        evolve(holds("a", "board@x", SINCE), of="north"), evolve(holds("b", "board@x", SINCE), of="south"), present(["a", "b"]),
    ]  # fmt: skip
    assert number(look(where, facts), "present votes") == "5"


def test_of_several_lists_the_barred_are_taken_by_name() -> None:
    """Two of three are there, one of them barred, one away barred."""
    found = look(board(), [*seated("a", "b", "c"), item(), present(["a", "b"]), barred(["b", "c"], item="i")], of="i")
    assert number(found, "present entitled members") == "1"
    assert [dict(reason.said.params)["party"] for reason in found.reasons] == ["b", "c"]
    assert {one.holder: one.occupant for one in found.taken} == {"a": "a", "b": None, "c": None}


def test_whom_a_record_counts_without_names_is_a_member() -> None:
    """Of a group of which the record only tells how many there are every seat is taken, whether or not it tells who came."""
    where = body("x", row(seats(everyone="alle", standing=Standing.VOTING), "rules", id="board"))
    for told in ([], [present(4)], [person("a"), present(["a"])]):
        assert number(look(where, [size("board@x", 6), *told]), "voting members") == "6"


def test_whoever_is_barred_and_left_the_room_is_not_present() -> None:
    """The list of the meeting still names them; that they left for the item is what counts."""
    facts = [*seated("a", "b", "c"), item(), present(["a", "b"])]
    assert number(look(board(), [*facts, barred(["a"], item="i", stays=False)], of="i"), "present members") == "1"
    assert number(look(board(), [*facts, barred(["a"], item="i", stays=True)], of="i"), "present members") == "2"
