"""Effective rows: which rule wins, what is said about the losers, and what stays open."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import ambiguity, body, cadence, days_between, group, kind, row, scope, seats
from gremium.evaluate import effective as module
from gremium.evaluate.effective import Row, cited, effective, rank_of, rules, stretches
from gremium.evaluate.readings import worlds
from gremium.model.provision import Binding, Provision, Strength, parse_reading
from gremium.model.source import Rank
from gremium.norms.cadence import Cadence
from gremium.norms.seats import Seats
from gremium.values.citation import parse_citation
from gremium.values.days import on, parse_day
from gremium.values.finding import Severity

AT = date(2024, 6, 1)


def rows_of(where: object, norm: type = Seats, at: date = AT) -> tuple[Row, ...]:
    """Return the effective rows of the body "x"."""
    return effective(where, where.locate("x"), norm, at)


def only(*provisions: Provision, at: date = AT, **more: object) -> Row:
    """Return the one effective row of a body with these provisions about the slot "m"."""
    (found,) = rows_of(scope(body("x", *provisions), **more), at=at)
    return found


def sizes(found: Row) -> list[object]:
    """Return the numbers of seats that the rules of a row give."""
    return [rule.norm.seats.low for rule in found.rules]


def codes(found: Row) -> list[str]:
    """Return the codes of the findings of a row."""
    return [one.code for one in found.findings]


def m(number: int, cites: str = "rules", **more: object) -> Provision:
    """Return a row of the slot "m" with this number of seats."""
    return row(seats(seats=number), cites, id="m", **more)


# ── one word, several rows ───────────────────────────────────────────────────────────────────────────────────────────


def test_rows_of_different_slots_add_up() -> None:
    """Rows with different ids, and rows without any, hold side by side, in the order of the charter, those of kinds last."""
    where = scope(
        body("x", group("b", "page"), row(cadence(times=2, per="year")), group("a", "page"), row(cadence(times=1, per="month"))),
        kinds=(kind("committee", group("c", "page")),),
    )
    assert [found.slot for found in rows_of(where)] == ["b", "a", "c"]
    found = rows_of(where, Cadence)
    assert [one.slot for one in found] == ["bodies.x.cadence[0]", "bodies.x.cadence[1]"]
    assert [one.rule.where for one in found] == [one.slot for one in found]
    assert all(one.certain and not one.perhaps_none for one in found)


def test_a_rule_knows_where_it_stands() -> None:
    """A rule has its path, its own citations or those of its owner, the highest rank among them, and its distance."""
    general = kind("committee", row(seats(seats=2), id="n"), cites=(parse_citation("statute § 2"),))
    where = scope(body("x", m(3, ("page", "bylaw § 1")), row(cadence()), row(seats(), id="o")), kinds=(general,))
    own, bare, kindly = rules(where, where.locate("x"), Seats, AT)
    assert (own.where, own.inherited, own.rank, own.nearness) == ("bodies.x.seats[0]", False, Rank.BYLAW, 0)
    assert (bare.where, bare.inherited, bare.rank, bare.cites) == ("bodies.x.seats[1]", True, Rank.PAGE, ())
    assert (kindly.where, kindly.inherited, kindly.rank, kindly.nearness) == ("kinds.committee.seats[0]", True, Rank.STATUTE, -1)
    assert [cited(rule) for rule in (own, bare, kindly)] == ["page; bylaw § 1", "bodies.x.seats[1]", "statute § 2"]
    assert rank_of(where.charter, (parse_citation("nothing"),)) is Rank.PAGE


# ── the order ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("binding", "local", "winner", "violated"),
    [
        (Binding.FIXED, 7, 5, True),
        (Binding.FIXED, 5, 5, False),
        (Binding.DEFAULT, 7, 7, False),
        (Binding.DELEGATED, 7, 7, False),
    ],
)
def test_the_binding_of_a_higher_rank_decides(binding: Binding, local: int, winner: int, violated: bool) -> None:
    """A fixed rule stands against a lower rank, a default or delegated one gives way."""
    found = only(m(local, "page"), m(5, "bylaw", binding=binding))
    assert (sizes(found), found.certain) == ([winner], True)
    assert codes(found) == (["binding-violated"] if violated else [])
    if violated:
        (finding,) = found.findings
        assert finding.severity is Severity.ERROR
        assert dict(finding.params) == {"law": "bodies.x.seats[1]", "mine": "page", "theirs": "bylaw"}
        assert finding.place.path == ("bodies", "x", "seats", 0)


@pytest.mark.parametrize(
    ("binding", "law", "local", "departs"),
    [
        (Binding.FLOOR, "2..4", "3", True),
        (Binding.FLOOR, "2..4", "3..5", False),
        (Binding.CEILING, "2..4", "1..5", True),
        (Binding.CEILING, "2..4", "3", False),
    ],
)
def test_floor_and_ceiling(binding: Binding, law: str, local: str, departs: bool) -> None:
    """Below a floor a rule of lower rank may only be stricter, below a ceiling only looser."""
    high, low = row(seats(seats=law), "bylaw", id="m", binding=binding), row(seats(seats=local), "rules", id="m")
    found = only(high, low)
    assert str(found.rule.norm.seats) == (local if departs else law)
    assert codes(found) == ([] if departs else ["binding-violated"])
    assert [str(rule.norm.seats) for rule in found.displaced] == [law if departs else local]


def test_only_the_law_that_binds_is_named() -> None:
    """Of two laws between which nothing decides, the finding names the one from which a rule must not depart."""
    laws = m(5, "bylaw § 1"), m(6, "bylaw § 2", binding=Binding.DEFAULT)
    found = only(*laws, m(7, "page"))
    assert sorted(sizes(found)) == [5, 6]
    assert [(one.code, dict(one.params)["theirs"]) for one in found.findings] == [
        ("binding-violated", "bylaw § 1"),
        ("contradiction", "bylaw § 1"),
    ]


def test_an_excluded_rule_does_not_displace_others_of_its_rank() -> None:
    """Of two rules of lower rank the one that keeps to the floor holds, even if the other would be later."""
    floor = row(seats(seats="2..4"), "bylaw", id="m", binding=Binding.FLOOR)
    found = only(floor, m(9, since="2023-01-01"), m(3, since="2020-01-01"))
    assert (sizes(found), found.certain, codes(found)) == ([3], True, ["binding-violated"])


def test_the_highest_fixed_rule_wins_over_all() -> None:
    """Of three ranks a default in the middle lets the lowest speak, until a fixed rule above both ends it."""
    page, bylaw = m(1, "page"), m(2, "bylaw", binding=Binding.DEFAULT)
    assert sizes(only(page, bylaw)) == [1]
    found = only(page, bylaw, m(3, "statute"))
    assert (sizes(found), codes(found)) == ([3], ["binding-violated"] * 2)


def test_a_delegated_rule_that_nobody_takes_up_is_open() -> None:
    """What is delegated has to be said by a lower rank; silence is a finding, and the row is not certain."""
    found = only(m(5, "bylaw", binding=Binding.DELEGATED))
    assert (sizes(found), found.certain, found.perhaps_none, codes(found)) == ([5], False, False, ["delegated-unsaid"])
    assert dict(found.findings[0].params) == {"slot": "m", "mine": "bylaw"}


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        ({"instead_of": "m", "id": "other"}, {"since": "2024-01-01"}),
        ({"since": "2024-01-02"}, {"since": "2024-01-01"}),
        ({"since": "2020-01-01"}, {}),
        ({"since": "2023"}, {"since": "2022"}),
    ],
)
def test_between_rules_of_one_rank(winner: dict[str, object], loser: dict[str, object]) -> None:
    """Within a rank the rule that stands in another's place wins, then the later one."""
    one, other = evolve(m(1), **{k: v for k, v in winner.items() if k != "since"}), m(2)
    one = evolve(one, span=m(1, since=winner.get("since")).span)
    other = evolve(other, span=m(2, since=loser.get("since")).span)
    for order in ((one, other), (other, one)):
        found = only(*order)
        assert (sizes(found), found.certain, codes(found)) == ([1], True, [])
        assert [rule.norm.seats.low for rule in found.displaced] == [2]


def test_the_body_wins_over_its_kind_and_the_kind_over_its_own() -> None:
    """Within a rank a rule of the body wins over one of its kind, and that over one of the kind above, however late."""
    kinds = (kind("committee", m(2, since="2022"), of="organ"), kind("organ", m(3, since="2023")))
    own, rest = only(m(1), kinds=kinds), rows_of(scope(body("x"), kinds=kinds))
    assert (sizes(own), [rule.norm.seats.low for rule in own.displaced]) == ([1], [2, 3])
    assert sizes(rest[0]) == [2]
    assert own.certain
    assert rest[0].certain


def test_a_tie_is_a_contradiction() -> None:
    """If nothing decides between two rules that say different things, both are named and neither is certain."""
    found = only(m(1, "rules § 1"), m(2, "rules § 2"))
    assert (sorted(sizes(found)), found.certain, found.perhaps_none, codes(found)) == ([1, 2], False, False, ["contradiction"])
    assert dict(found.findings[0].params) == {
        "slot": "m",
        "other": "bodies.x.seats[0]",
        "mine": "rules § 2",
        "theirs": "rules § 1",
    }
    assert found.findings[0].place.path == ("bodies", "x", "seats", 1)


def test_the_same_rule_told_twice_is_no_contradiction() -> None:
    """Two rules that say the same do not contradict each other; the one that is cited first in the alphabet is named."""
    found = only(m(1, "rules § 2"), m(1, "rules § 1"))
    assert (sizes(found), found.certain, codes(found), cited(found.rule)) == ([1], True, [], "rules § 1")
    assert len(found.displaced) == 1


def test_rules_of_different_rank_do_not_contradict() -> None:
    """Where a rank gives way to a lower one, the two are no contradiction, however alike they are otherwise."""
    found = only(m(1, "page"), m(2, "bylaw", binding=Binding.DEFAULT))
    assert (sizes(found), found.certain, codes(found)) == ([1], True, [])


def test_practice_never_displaces_a_norm() -> None:
    """What is only done does not displace what ought to be, whatever its rank and date; the difference is a finding."""
    practice = m(9, "statute", since="2024-01-01", strength=Strength.DOES)
    found = only(practice, m(1, "page", binding=Binding.DEFAULT))
    assert (sizes(found), found.certain, codes(found)) == ([1], True, ["practice-differs"])
    assert found.findings[0].severity is Severity.NOTE
    assert [rule.provision for rule in found.displaced] == [practice]
    assert codes(only(evolve(practice, norm=seats(seats=1)), m(1, "page"))) == []
    assert (sizes(only(practice)), only(practice).certain) == ([9], True)
    both = only(practice, m(8, "bylaw", strength=Strength.DOES, binding=Binding.DEFAULT))
    assert (sizes(both), codes(both)) == ([9], ["binding-violated"] if both.findings else [])


# ── what is not certain ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rule_that_may_be_in_force_is_kept_beside_the_certain_one() -> None:
    """A stronger rule with a rough first day and the one that it would displace are both named; a weaker one is displaced."""
    found = only(m(1, since="2024"), m(2, since="2020-01-01"), m(3))
    assert (sizes(found), found.certain, found.perhaps_none) == ([1, 2], False, False)
    assert [rule.norm.seats.low for rule in found.displaced] == [3]
    weaker = only(m(1, until="2024"), m(2, since="2020-01-01"))
    assert (sizes(weaker), weaker.certain) == ([2], True)


def test_perhaps_no_rule_holds() -> None:
    """If no rule is certainly in force, it is open whether there is any."""
    found = only(m(1, since="2024"))
    assert (sizes(found), found.certain, found.perhaps_none) == ([1], False, True)
    assert rows_of(scope(body("x", m(1, since="2025")))) == ()


def test_practice_may_hold_where_the_norm_may_not() -> None:
    """A norm of which nobody knows whether it is in force leaves it open whether the practice decides."""
    found = only(m(1, until="2024"), m(2, strength=Strength.DOES))
    assert (sizes(found), found.certain, found.perhaps_none) == ([1, 2], False, False)


def test_a_law_that_may_be_in_force_may_bind() -> None:
    """Whether a lower rank may depart is open as long as it is open which law is in force."""
    law, older = m(5, "statute", since="2024"), m(6, "statute", since="2020-01-01", binding=Binding.DEFAULT)
    found = only(law, older, m(7, "page"))
    assert (sorted(sizes(found)), found.certain) == ([5, 7], False)


def test_more_doubtful_rules_than_anybody_compares_are_all_possible() -> None:
    """With very many rules in doubt in one slot each of them may win, and the answer still comes at once."""
    many = [m(n, f"rules § {n}", until="2024") for n in range(1, 41)]
    found = only(*many)
    assert (sorted(sizes(found)), found.certain, found.perhaps_none) == (list(range(1, 41)), False, True)
    exact = only(*many[: module.MOST_DOUBTFUL], m(50), m(51, since="2020"))
    assert 50 not in sizes(exact)
    assert not exact.perhaps_none
    assert 50 in sizes(only(*many[: module.MOST_DOUBTFUL + 1], m(50), m(51, since="2020")))


# ── the order of the file ────────────────────────────────────────────────────────────────────────────────────────────

SINCE = st.sampled_from((None, "2020-01-01", "2022-01-01", "2024", "2023-06-01..unstated"))
UNTIL = st.sampled_from((None, None, "2024-05-01", "2024", "2024-08-01..unstated"))
PROVISIONS = st.builds(
    lambda number, rank, place, since, until, binding, strength, stead: row(
        seats(seats=number),
        f"{rank} {place}",
        since=since,
        until=until,
        binding=binding,
        strength=strength,
        id="n" if stead else "m",
        instead_of="m" if stead else None,
    ),
    st.sampled_from((1, 2, "1..3")),
    st.sampled_from(("page", "bylaw", "statute")),
    st.integers(1, 99),
    SINCE,
    UNTIL,
    st.sampled_from(Binding),
    st.sampled_from((Strength.MUST, Strength.MUST, Strength.DOES)),
    st.booleans(),
)
MANY = st.lists(PROVISIONS, min_size=1, max_size=5, unique_by=lambda provision: provision.cites)


def said(found: tuple[Row, ...]) -> object:
    """Return all that rows say, apart from the places of their rules in the file."""
    return [
        (
            one.slot,
            [rule.provision for rule in one.rules],
            one.certain,
            one.perhaps_none,
            {rule.cites for rule in one.displaced},
            {(finding.code, tuple(p for p in finding.params if p[0] in ("slot", "mine", "theirs"))) for finding in one.findings},
        )
        for one in found
    ]


@given(MANY, MANY, st.data())
def test_the_order_of_the_file_never_decides(own: list[Provision], kindly: list[Provision], data: st.DataObject) -> None:
    """However the rows of a body and of its kind are ordered, the same rule wins, and the same is said about the others."""
    mixed, mixed_kindly = data.draw(st.permutations(own)), data.draw(st.permutations(kindly))
    first = scope(body("x", *own), kinds=(kind("committee", *kindly),))
    second = scope(body("x", *mixed), kinds=(kind("committee", *mixed_kindly),))
    assert said(rows_of(first)) == said(rows_of(second))


def possible(provision: Provision) -> list[Provision]:
    """Return a provision with every combination of exact bounds that matters on the day asked about."""
    spans = [
        evolve(provision.span, since=since, until=until)
        for since, until in product(
            [on(AT), on(AT + timedelta(days=1))] if provision.span.since == parse_day("2024") else [provision.span.since],
            [on(AT), on(AT - timedelta(days=1))] if provision.span.until == parse_day("2024") else [provision.span.until],
        )
    ]
    return [evolve(provision, span=one) for one in spans]


@given(
    st.lists(
        PROVISIONS.filter(lambda one: one.span.since != parse_day("2023-06-01..unstated")),
        min_size=1,
        max_size=4,
        unique_by=lambda provision: provision.cites,
    )
)
def test_the_certain_answer_is_that_of_all_possible_files(provisions: list[Provision]) -> None:
    """A certain row is what holds however the rough days turn out; otherwise every rule that may hold is among those named."""
    found = rows_of(scope(body("x", *provisions)))
    named = {rule.cites for one in found for rule in one.rules}
    for exact in product(*(possible(one) for one in provisions)):
        # A rule that begins on the day itself would be later than all others: only its being in force is tried here.
        inside = [
            evolve(one, span=evolve(one.span, since=rough.span.since, until=None))
            for one, rough in zip(exact, provisions, strict=True)
            if one.span.covers(AT).value == "HOLDS"
        ]
        inside = [evolve(one, span=evolve(one.span, since=one.span.since and on(one.span.since.earliest))) for one in inside]
        decided = rows_of(scope(body("x", *inside)))
        holding = {rule.cites for one in decided for rule in one.rules}
        if found and found[0].certain:
            assert holding == named
        assert holding <= named
        assert decided or not found or found[0].perhaps_none


# ── readings, and changes within a year ──────────────────────────────────────────────────────────────────────────────


def test_a_rule_under_a_reading_counts_only_there() -> None:
    """A rule that stands under one reading of an ambiguity holds there, and elsewhere what it displaces."""
    where = scope(
        body("x", m(1), m(2, since="2020", reading=(parse_reading("leads:three"),))),
        ambiguities=(ambiguity("leads", "three", "four"),),
    )
    found = worlds(where, lambda chosen: [sizes(one) for one in rows_of(chosen)])
    assert found == [("leads:three", [[2]]), ("leads:four", [[1]])]
    assert worlds(where, lambda chosen: rows_of(chosen, at=date(2019, 1, 1)))[0][0] == ""


YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def runs(where: object, first: date = YEAR[0], last: date = YEAR[1]) -> list[tuple[list[object], date, date]]:
    """Return the stretches of the rows of the body "x" by their numbers of seats."""
    return [(sizes(found), a, b) for found, a, b in stretches(where, where.locate("x"), Seats, first, last)]


def test_a_rule_that_changes_makes_two_stretches() -> None:
    """The rules in force on a day decide about that day; the last day of a rule belongs to it."""
    where = scope(body("x", m(1, until="2024-03-31"), m(2, since="2024-05-01")))
    assert runs(where) == [([1], YEAR[0], date(2024, 3, 31)), ([2], date(2024, 5, 1), YEAR[1])]
    assert runs(scope(body("x", m(1)))) == [([1], *YEAR)]
    assert runs(scope(body("x", m(1, until="2024-12-31"), m(2, since="2025-01-01")))) == [([1], *YEAR)]


def test_a_rule_that_is_interrupted_makes_three_stretches() -> None:
    """A rule that gives way to another for a time holds before and after it, not in between."""
    where = scope(body("x", m(1), m(2, since="2024-04-01", until="2024-06-30")))
    assert runs(where) == [
        ([1], YEAR[0], date(2024, 3, 31)),
        ([2], date(2024, 4, 1), date(2024, 6, 30)),
        ([1], date(2024, 7, 1), YEAR[1]),
    ]


def test_stretches_come_in_the_order_of_their_first_days() -> None:
    """A row that holds all the year comes before one that begins later, even if that one ends earlier."""
    later = row(seats(seats=2), "rules", id="n", since="2024-04-01", until="2024-06-30")
    assert [numbers for numbers, _, _ in runs(scope(body("x", later, m(1))))] == [[1], [2]]


def test_rules_hold_only_while_their_body_exists() -> None:
    """On days on which a body does not exist no rule holds for it; where that is open, the stretch is another one."""
    assert runs(scope(body("x", m(1), since="2024-04-10", until="2024-06-30"))) == [([1], date(2024, 4, 10), date(2024, 6, 30))]
    rough = scope(body("x", m(1), until="2024-07-01..2024-12-31"))
    assert runs(rough) == [([1], YEAR[0], date(2024, 7, 1)), ([1], date(2024, 7, 2), YEAR[1])]
    assert runs(scope(body("x", m(1), until="9999-12-31")), date(9999, 1, 1), date.max) == [([1], date(9999, 1, 1), date.max)]


@given(MANY, SINCE, UNTIL)
def test_stretches_are_the_rows_of_their_days(provisions: list[Provision], since: object, until: object) -> None:
    """On every day of a year the stretches that hold it are the effective rows of that day."""
    where = scope(body("x", *provisions, since=since, until=until))
    found = stretches(where, where.locate("x"), Seats, *YEAR)
    for day in days_between(*YEAR)[::5]:
        here = {(one.slot, one.rules, one.certain) for one, first, last in found if first <= day <= last}
        exists = where.locate("x").body.span.covers(day).value != "FAILS"
        assert here == ({(one.slot, one.rules, one.certain) for one in rows_of(where, at=day)} if exists else set())
    assert [first for _, first, _ in found] == sorted(first for _, first, _ in found)
