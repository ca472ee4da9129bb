"""Properties that hold for all charters, records and numbers, not only for those that somebody thought of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    body,
    composition,
    delegation,
    electoral,
    founded_body,
    group,
    holds,
    missed,
    organisation,
    person,
    remit,
    resolved,
    row,
    scope,
    seats,
    size,
    steps,
    term,
)
from effort import tries
from gremium.evaluate.composition import composition as kept
from gremium.evaluate.delegation import delegation as sent
from gremium.evaluate.delta import applied, between, delta
from gremium.evaluate.duty import duty as owed
from gremium.evaluate.journey import trace
from gremium.evaluate.remit import remit as tasks
from gremium.evaluate.route import route as ways
from gremium.evaluate.scope import Scope, founded
from gremium.evaluate.seats import Roster, holder, roster
from gremium.evaluate.tally import Cell, held
from gremium.evaluate.term import term as terms
from gremium.model.charter import Charter
from gremium.model.provision import Binding
from gremium.model.record import Event, Holding, Record
from gremium.norms.seats import Seats
from gremium.testing import documents
from gremium.values.count import Count
from gremium.values.finding import dotted
from gremium.values.quota import Comparison, Quota, parse_quota
from gremium.values.tally import Tally, parse_tally
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
QUESTIONS = (roster, kept, terms, sent, tasks, ways, owed)


# ── counting: every possible world as the oracle ─────────────────────────────────────────────────────────────────────

WORDS = ("seats", "members", "votes", "voting")
STATES = st.lists(st.sampled_from(WORDS), max_size=4, unique=True).map(frozenset)
RANGES = st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda pair: Count(min(pair), max(pair)))
ENDLESS = st.integers(0, 1).map(lambda low: Count(low, None))
TALLIES = st.sampled_from(("seats", "members", "votes", "voting seats", "voting members", "seats + votes")).map(parse_tally)
QUOTAS = st.one_of(
    st.builds(Quota, comparison=st.sampled_from(Comparison), number=st.integers(0, 5)),
    st.builds(
        Quota,
        comparison=st.sampled_from(Comparison),
        share=st.sampled_from((Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1))),
        base=TALLIES,
    ),
)
CELLS = st.lists(
    st.builds(
        Cell,
        possible=st.lists(STATES, min_size=1, max_size=3, unique=True).map(tuple),
        number=st.just(Count(1, 1)) | RANGES,
        votes=st.just(Count(1, 1)) | RANGES,
    ),
    max_size=3,
)
UNBOUNDED = st.builds(Cell, possible=STATES.map(lambda one: (one,)), number=ENDLESS, votes=ENDLESS)
BEYOND = 1  # so many more are tried where there is no upper end
World = list[tuple[frozenset[str], int]]


def worlds(cells: list[Cell]) -> Iterator[World]:
    """Yield everything that the cells may turn out to be: seats with a state and a number of votes."""
    options = []
    for cell in cells:
        high = cell.votes.high if cell.votes.high is not None else cell.votes.low + BEYOND
        one = [(state, votes) for state in cell.possible for votes in range(cell.votes.low, high + 1)]
        most = cell.number.high if cell.number.high is not None else cell.number.low + BEYOND
        options.append([list(found) for n in range(cell.number.low, most + 1) for found in product(one, repeat=n)])
    for found in product(*options):
        yield [seat for some in found for seat in some]


def number(world: World, tally: Tally, only: str | None = None) -> int:
    """Count a tally in one world."""
    return sum(
        votes if one.noun == "votes" else 1
        for one in tally.terms
        for state, votes in world
        if {one.noun, *one.states} <= state and (only is None or only in state)
    )


def true(world: World, tally: Tally, quota: Quota, only: str | None = None) -> bool:
    """Say whether a quota holds in one world, by its definition."""
    count = number(world, tally, only)
    bound: Fraction = Fraction(quota.number or 0)
    if quota.base is not None and quota.share is not None:
        whole = number(world, quota.base)
        if whole == 0 and (quota.share != 1 or quota.comparison is Comparison.AT_LEAST):
            return False
        bound = quota.share * whole
    return {
        Comparison.AT_LEAST: count >= bound,
        Comparison.MORE_THAN: count > bound,
        Comparison.AT_MOST: count <= bound,
        Comparison.FEWER_THAN: count < bound,
        Comparison.EXACTLY: count == bound,
    }[quota.comparison]


@tries(150)
@given(CELLS, TALLIES, QUOTAS, st.none() | st.sampled_from(WORDS))
def test_a_quota_is_decided_only_as_every_possible_world_decides_it(
    cells: list[Cell], tally: Tally, quota: Quota, only: str | None
) -> None:
    """HOLDS means that it holds whatever the seats turn out to be, FAILS that it fails: no fact turns one into the other."""
    answers = {true(world, tally, quota, only) for world in worlds(cells)}
    outcome = held(cells, tally, quota, only).outcome
    assert outcome is OPEN or answers == {outcome is HOLDS}


@tries(80)
@given(CELLS, TALLIES, QUOTAS)
def test_a_quota_is_open_only_where_the_worlds_differ(cells: list[Cell], tally: Tally, quota: Quota) -> None:
    """For a bound that is a number and seats that vary on their own nothing is left open that could be decided."""
    sure = [evolve(cell, number=Count(1, 1), votes=Count(1, 1)) for cell in cells]
    fixed = evolve(quota, share=None, base=None, number=quota.number or 0)
    answers = {true(world, tally, fixed) for world in worlds(sure)}
    wanted = OPEN if len(answers) > 1 else HOLDS if answers == {True} else FAILS
    found = held(sure, tally, fixed).outcome
    assert found is wanted or (fixed.comparison is Comparison.EXACTLY and found is OPEN)


@tries(40)
@given(st.lists(UNBOUNDED, max_size=2), TALLIES, QUOTAS)
def test_what_has_no_upper_end_is_decided_only_if_no_number_could_change_it(
    cells: list[Cell], tally: Tally, quota: Quota
) -> None:
    """Seats and votes without an upper end may be more than any that are tried."""
    answers = {true(world, tally, quota) for world in worlds(cells)}
    outcome = held(cells, tally, quota).outcome
    assert outcome is OPEN or answers == {outcome is HOLDS}


@given(CELLS, TALLIES, QUOTAS, st.data())
def test_what_becomes_known_never_turns_an_answer_round(
    cells: list[Cell], tally: Tally, quota: Quota, data: st.DataObject
) -> None:
    """With fewer states possible and narrower numbers an answer that was decided stays as it is."""
    narrower = [
        evolve(
            cell,
            possible=tuple(data.draw(st.lists(st.sampled_from(cell.possible), min_size=1, max_size=2, unique=True))),
            number=data.draw(st.integers(cell.number.low, cell.number.high or 0).map(lambda n: Count(n, n))),
        )
        for cell in cells
    ]
    before, after = held(cells, tally, quota).outcome, held(narrower, tally, quota).outcome
    assert before is OPEN or after is before


# ── one town with rules of all sorts, and whatever happens in it ─────────────────────────────────────────────────────

SCHOOLS = (body("north", kind="school", positions=("head",)), body("south", kind="school", positions=("head",)))
TOWN = (
    body(
        "x",
        group("m", "bylaw § 1", seats="2..4", standing="voting", substitutes="personal"),
        group("pupils", "bylaw § 2", how="sent", by="each", each="*school", seats=steps("pupils", {"1..9": 1, "10..": 2})),
        group("clubs", "bylaw § 3", each="*club", seats=steps("people", {"1..": 1}, pooled_by="purpose")),
        group("heads", "bylaw § 4", holder="head@*school", substitutes={"order": "personal", "by": "head@*school"}),
        group("mayor", "bylaw § 5", holder="chair@council", standing="voting", weight=2),
        group("guests", "bylaw § 6", open_to="alle", standing="guest", substitutes="pool"),
        row(seats(seats=2, standing="advisory"), "resolution", id="late", resolution="r"),
        row(composition(count="members", is_="at least 1/2 of seats"), "bylaw § 7", id="full"),
        row(composition(per_group=True, is_="at most 3"), "bylaw § 7", id="shares"),
        row(composition(need={"with": {"residence": "town"}}), "bylaw § 8", id="home"),
        row(composition(incompatible="head@*school", for_seat="m"), "bylaw § 8", id="apart"),
        row(composition(twice="vacant"), "bylaw § 9", id="twice"),
        row(term(length="2 weeks", holdover="until-successor", for_seat="m"), "bylaw § 10"),
        row(term(follows="council", vacancy={"fill": "naming", "within": "1 week"}), "bylaw § 11", binding=Binding.DEFAULT),
        row(term(removal={"lost_by": "absence", "absences": 2}), "bylaw § 12"),
        row(delegation("delegates@council", sends=steps("people", {"1..": 1})), "bylaw § 13"),
        row(remit(includes="alles"), "bylaw § 14", id="all"),
        kind="panel",
    ),
    body("council", group("delegates", "bylaw § 20", how="sent", by="x"), kind="council"),
    *SCHOOLS,
)
PEOPLE = ("ada", "bea", "cy", "dan")
CLUBS = ("choir", "scouts", "band")
POSITIONS = ("m@x", "m@x", "late@x", "guests@x", "head@north", "head@south", "chair@council", "delegates@council")


def _holding(party: str, position: str, since: date, length: int | None, more: dict[str, object]) -> Holding:
    return holds(party, position, since, None if length is None else since + timedelta(days=length), **more)


WHO = st.sampled_from(PEOPLE)
RANKS = st.integers(1, 3)
LENGTHS = st.none() | st.integers(0, 20)
HELD = st.builds(_holding, WHO, st.sampled_from(POSITIONS), DAYS, LENGTHS, st.just({}))
OF_EACH = st.one_of(
    st.builds(_holding, WHO, st.just("pupils@x"), DAYS, LENGTHS, st.sampled_from(({"of": "north"}, {"of": "south"}))),
    st.builds(_holding, WHO, st.just("clubs@x"), DAYS, LENGTHS, st.sampled_from(CLUBS).map(lambda name: {"of": name})),
)
STANDINS = st.one_of(
    st.builds(_holding, WHO, st.just("m@x"), DAYS, LENGTHS, WHO.map(lambda who: {"substitute": True, "stands_in_for": who})),
    st.builds(_holding, WHO, st.just("guests@x"), DAYS, LENGTHS, RANKS.map(lambda n: {"substitute": True, "rank": n})),
)
OTHERS = st.one_of(
    st.builds(_holding, WHO, st.just("m@x"), DAYS, LENGTHS, st.just({"rests": True})),
    st.builds(lambda n, day: size("north", n, day, measure="pupils"), st.integers(0, 20), DAYS),
    st.builds(lambda name, n, day: size(name, n, day, measure="people"), st.sampled_from((*CLUBS, "x")), st.integers(0, 2), DAYS),
    st.builds(lambda n, day: size("guests@x", n, day), st.integers(0, 4), DAYS),
    st.builds(electoral, st.just("council"), DAYS, st.none()),
    st.builds(missed, WHO, DAYS),
    st.builds(lambda day: holds(None, "head@north", day), DAYS),
)
ONCE = st.tuples(
    st.builds(lambda day, outcome: resolved("r", day, outcome), DAYS, st.sampled_from(("adopted", "rejected"))),
    st.builds(lambda day: founded_body("west", day, kind="school"), DAYS),
)
# Parties have no day: they come first, and are the same whatever happens later.
PARTIES = (
    person("ada", residence="town"),
    person("bea", residence="village"),
    person("cy", residence="town"),
    *(organisation(name, "club", purpose=purpose) for name, purpose in zip(CLUBS, ("song", "sport", "song"), strict=True)),
)
FACTS: st.SearchStrategy[list[Event]] = st.tuples(
    st.lists(st.one_of(HELD, OF_EACH, STANDINS, OTHERS), max_size=12), st.just(()) | ONCE
).map(lambda found: [*found[0], *found[1]])


def town(facts: list[Event]) -> Scope:
    return founded(scope(*TOWN, events=(*PARTIES, *facts)))


def answers(where: Scope, day: date) -> list[Verdict[object]]:
    return [ask(where, one.id, day) for one in TOWN for ask in QUESTIONS]


def day_of(event: Event) -> date:
    """Return on which day something happened."""
    found = getattr(event, "since", None) or getattr(event, "at", None)
    return found if isinstance(found, date) else found.earliest


@tries(15)
@given(FACTS, DAYS)
def test_a_question_has_one_answer(facts: list[Event], day: date) -> None:
    """Asked twice, of documents made twice, the answer is the same."""
    assert answers(town(facts), day) == answers(town(list(facts)), day)


@tries(40)
@given(FACTS, DAYS, st.data())
def test_the_order_of_the_facts_does_not_matter(facts: list[Event], day: date, data: st.DataObject) -> None:
    """What a body is follows from what happened and when, not from where it stands in the file."""
    shuffled = data.draw(st.permutations(facts))
    assert answers(town(shuffled), day) == answers(town(facts), day)


@tries(40)
@given(FACTS, DAYS)
def test_no_answer_depends_on_what_happens_later(facts: list[Event], day: date) -> None:
    """The answer about a day is the same before and after the record knows what came then."""
    assert answers(town([event for event in facts if day_of(event) <= day]), day) == answers(town(facts), day)


def without_substitutes(value: Roster) -> Roster:
    groups = tuple(
        evolve(one, substitutes=(), seats=tuple(evolve(seat, substitutes=()) for seat in one.seats)) for one in value.groups
    )
    return evolve(value, groups=groups)


@tries(40)
@given(FACTS, DAYS)
def test_substitutes_are_never_counted(facts: list[Event], day: date) -> None:
    """Without any substitute a body has as many seats, and the same members in them."""
    bare = [event for event in facts if not (isinstance(event, Holding) and event.substitute)]
    with_, without = (roster(town(found), "x", day).value for found in (facts, bare))
    assert with_.size == without.size
    assert without_substitutes(with_) == without_substitutes(without)


@tries(40)
@given(FACTS, DAYS, DAYS)
def test_what_changes_leads_from_one_roster_to_the_other(facts: list[Event], earlier: date, later: date) -> None:
    """Applied to the one, the changes give the other; and where there is no change, everybody sits where they sat."""
    where = town(facts)
    change = delta(where, "x", earlier, later).value
    first, second = (roster(where, "x", day).value for day in (earlier, later))
    assert applied(change, first) == second
    assert applied(between(second, first), second) == first
    if change.empty:
        sat, sits = ([(one.id, seat.of, seat.holder) for one in value.groups for seat in one.seats] for value in (first, second))
        assert sorted(map(str, sat)) == sorted(map(str, sits))


@tries(40)
@given(FACTS, DAYS)
def test_a_seat_that_holds_somebody_has_a_fact_that_says_so(facts: list[Event], day: date) -> None:
    """Nobody sits anywhere whom the record does not name; a roster that is known has no open seat, and seats within its size."""
    answer = roster(town(facts), "x", day)
    named = {event.party for event in facts if isinstance(event, Holding)}
    seats_ = [seat for one in answer.value.groups for seat in one.seats]
    assert {seat.holder for seat in seats_} <= {*named, None}
    assert (answer.outcome is HOLDS) <= all(seat.state.value != "open" and seat.certain for seat in seats_)
    assert answer.value.size.high is None or sum(seat.certain for seat in seats_) <= answer.value.size.high


@given(st.integers(0, 4), st.integers(0, 3), QUOTAS)
def test_facts_about_seats_of_which_nothing_was_known_never_break_what_held(filled: int, others: int, quota: Quota) -> None:
    """As long as nobody knows who sits, an invariant is decided only if all who may come would leave it so."""
    rule = row(composition(count="members", is_="at least 0"))
    rule = evolve(rule, norm=evolve(rule.norm, is_=(quota,)))
    groups = (group("m", seats=4, standing="voting"), group("n", seats=3, standing="advisory"))
    facts = [holds(f"p{n}", "m@x", "2020") for n in range(filled)] + [holds(f"q{n}", "n@x", "2020") for n in range(others)]
    known = [holds(None, f"{name}@x", "2019") for name in "mn"]
    before = kept(scope(body("x", *groups, rule), events=()), "x", FIRST).outcome
    after = kept(scope(body("x", *groups, rule), events=(*known, *facts)), "x", FIRST).outcome
    assert before is OPEN or after is before


# ── whole documents that anybody may write ───────────────────────────────────────────────────────────────────────────


def provided(made: Charter) -> dict[str, object]:
    """Return every provision of a charter by its path."""
    return {dotted(path): provision for owner in (*made.bodies, *made.kinds) for provision, path in owner.rows}


def under(answer: Verdict[Roster]) -> Iterator[Verdict[Roster]]:
    yield answer
    for _, reading in answer.readings:
        yield from under(reading)


@tries(10)
@given(documents.charters(), st.data())
def test_every_seat_group_is_given_by_a_provision_of_the_charter(made: Charter, data: st.DataObject) -> None:
    """Under every reading a group names the rule that gives it, with the citations of that rule or of its body."""
    where = founded(Scope(charter=made, record=data.draw(documents.records(made))))
    rules = provided(where.charter)
    day = data.draw(st.dates(date(1990, 1, 1), date(2050, 12, 31)))
    for one in where.charter.bodies:
        for answer in under(roster(where, one.id, day)):
            for found in answer.value.groups if answer.value is not None else ():
                provision = rules[found.provision]
                assert isinstance(provision.norm, Seats)
                assert found.inherited == (not provision.cites)
                assert found.cites == provision.cites or found.inherited


@tries(6)
@given(documents.charters(), st.data())
def test_no_charter_and_no_record_makes_a_question_fail(made: Charter, data: st.DataObject) -> None:
    """However documents contradict themselves, every question gets an answer with reasons; OPEN names what is missing or why."""
    facts: Record = data.draw(documents.records(made))
    where = founded(Scope(charter=made, record=facts))
    first, second = (data.draw(st.dates(date(1990, 1, 1), date(2050, 12, 31))) for _ in range(2))
    for one in where.charter.bodies:
        for ask in QUESTIONS:
            answer = ask(where, one.id, first)
            assert answer.reasons
            assert answer == ask(where, one.id, first)
        assert holder(where, one.id, "chair", first).reasons
        change = delta(where, one.id, first, second)
        assert change.reasons
        before, after = (roster(where, one.id, day).value for day in (first, second))
        if change.value is not None and before is not None and after is not None:
            assert applied(change.value, before) == after
    for id_ in facts.proposal_by_id:
        where_it_stands = trace(where, id_, first)
        assert where_it_stands.reasons
        assert where_it_stands == trace(where, id_, first)


def test_the_oracle_itself() -> None:
    """The worlds of two cells are all their combinations, and a quota is true of some of them."""
    cells = [Cell(possible=(frozenset(("seats",)), frozenset(("members",)))), Cell(possible=(frozenset(),), number=Count(0, 1))]
    assert len(list(worlds(cells))) == 4
    assert {true(world, parse_tally("seats"), parse_quota("at least 1")) for world in worlds(cells)} == {True, False}
