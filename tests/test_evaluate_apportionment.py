"""Sharing of seats: who gets what, in which way, between whom a lot is needed, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ambiguity,
    apportionment,
    ballot,
    body,
    chose,
    found,
    group,
    item,
    kind,
    lot,
    meeting,
    nominated,
    objection,
    organisation,
    person,
    row,
    scope,
    size,
    table,
    withdrawn,
)
from effort import tries
from gremium.evaluate.apportionment import Portion, Shared, Shares, Turn
from gremium.evaluate.apportionment import apportionment as shared_out
from gremium.evaluate.claims import Claim
from gremium.evaluate.scope import Scope
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import Event
from gremium.model.source import Ambiguity
from gremium.norms.apportionment import Draw, Manner
from gremium.norms.election import Election
from gremium.values.allotment import Flaw, Method, Quotient, Remainder, completions
from gremium.values.allotment import allot as allotted
from gremium.values.verdict import Outcome, Reason, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
DAY = date(2026, 3, 10)
Answer = Verdict[Shared]
NAMING = {"weights": "members", "method": "hare-niemeyer", "tie": "lot"}
LISTS = {"weights": "ballot", "method": "hare-niemeyer", "tie": "lot"}
TURNS = {"of": "chair@*committee", "weights": "members", "method": "dhondt", "by_turns": "choice", "tie": "lot"}


def factions(sizes: Mapping[str, object], since: str = "2020", measure: str = "members") -> tuple[Event, ...]:
    """Return factions with their members."""
    told = ((organisation(name, "faction"), size(name, number, since, measure)) for name, number in sizes.items())
    return tuple(event for pair in told for event in pair)


def council(
    *events: Event, seats: object = 5, rules: tuple[Provision, ...] = (), fills: object = "committee", posts: int | None = None,
    committees: int = 1, ambiguities: tuple[Ambiguity, ...] = (), **said: object,
) -> Scope:  # fmt: skip
    """Return a council that shares the seats of a committee (or more) by one rule, and what happened in its meeting."""
    names = ["committee", *(f"committee-{number}" for number in range(2, committees + 1))]
    parts = [body(name, group("seat", "rules § 1", seats=seats)) for name in names]
    own = (row(apportionment(**said), "rules § 2"),) if said else ()
    town = body("council", group("member", "rules § 1", seats=50, standing="voting"), *own, *rules, kind="council")
    held = (meeting("m", "council", DAY), item("i", "m", fills=fills, posts=posts))
    kinds = (kind("committee"), kind("council"))
    return scope(town, *parts, events=[*held, *events], kinds=kinds, ambiguities=ambiguities)


def ask(where: Scope, at: date = DAY, of: str = "council", item_: str | None = "i") -> Answer:
    """Ask how the seats are shared."""
    answer = shared_out(where, of, at, "m", item_)
    assert answer.value is None or isinstance(answer.value, Shared)
    return answer


def value(answer: Answer) -> Shared:
    """Return the value of an answer, which is there."""
    assert answer.value is not None
    return answer.value


def seats_of(answer: Answer) -> dict[str, int]:
    """Return the sure seats by party."""
    return {one.party: one.sure for one in value(answer).portions}


def turns_of(answer: Answer) -> list[object]:
    """Return whose turn it is, place by place; where that is open, between whom."""
    return [turn.party or set(turn.tied) for turn in value(answer).turns]


def codes(answer: Answer) -> list[str]:
    """Return the codes of all reasons, those below them, too."""
    return [reason.said.code.removeprefix("reason.") for reason in _all(answer.reasons)]


def _all(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from _all(reason.because)


def said(answer: Answer, code: str) -> Mapping[str, object]:
    """Return the parameters of the first reason with a code."""
    return next(dict(reason.said.params) for reason in _all(answer.reasons) if reason.said.code == f"reason.{code}")


def cited(answer: Answer, code: str) -> list[str]:
    """Return what the first reason with a code cites."""
    return next([str(cite) for cite in one.cites] for one in _all(answer.reasons) if one.said.code == f"reason.{code}")


# ── what real councils and courts have printed ───────────────────────────────────────────────────────────────────────

HARE, DHONDT = "hare-niemeyer", "dhondt"
SHARED = [
    pytest.param(HARE, (18, 5, 4, 3, 3, 2), 17, (9, 2, 2, 1, 1, 1), {3, 4}, 1, id="O1: Wassenberg NW, paper 1434, of 17"),
    pytest.param(HARE, (18, 5, 4, 3, 3, 2), 21, (11, 3, 2, 2, 2, 1), set(), 0, id="O1: Wassenberg NW, paper 1434, of 21"),
    pytest.param(HARE, (19, 11, 6), 13, (7, 4, 2), set(), 0, id="O2: Bedburg NW, example of 24.11.2009"),
    pytest.param(HARE, (20, 14, 6, 2, 2, 2), 15, (6, 4, 2, 1, 1, 1), set(), 0, id="O3: Frechen NW, as elected"),
    pytest.param(HARE, (20, 16, 4, 2, 2, 2), 15, (6, 5, 1, 1, 1, 1), set(), 0, id="O3: Frechen NW, two members go to the second"),
    pytest.param(HARE, (20, 14, 4, 2, 2, 4), 15, (6, 5, 1, 1, 1, 1), set(), 0, id="O3: Frechen NW, to the last"),
    pytest.param(HARE, (25, 18, 7), 11, (5, 4, 2), set(), 0, id="O4: Rheinische Post on Duisburg NW, Hare-Niemeyer"),
    pytest.param(DHONDT, (25, 18, 7), 11, (6, 4, 1), set(), 0, id="O4: the same by d'Hondt, recomputed: the paper misprints it"),
    pytest.param("sainte-lague", (25, 18, 7), 11, (5, 4, 2), set(), 0, id="O4: the same by Sainte-Laguë, recomputed"),
    pytest.param(HARE, (11, 2, 2), 6, (4, 1, 1), set(), 0, id="O5: Herzlake NI, minutes 7503, committees"),
    pytest.param(HARE, (13, 9, 5, 4), 6, (2, 2, 1, 1), set(), 0, id="O14: VG Stade NI, 2.3.2015, 1 B 225/15"),
    pytest.param(DHONDT, (32, 6), 11, (10, 1), set(), 0, id="O15: BVerwG 8 C 18.03 on Tönisvorst NW, the joint list"),
    pytest.param(DHONDT, (12, 8, 3, 2), 7, (4, 2, 1, 0), set(), 0, id="O16: burgenland-recht.at, Wahlzahl 3"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "strengths", "seats", "shown", "tied", "open_"), SHARED)
def test_seats_come_out_as_they_were_printed(
    method: str, strengths: tuple[int, ...], seats: int, shown: tuple[int, ...], tied: set[int], open_: int
) -> None:
    """Factions of these sizes share the seats of a committee as the source says, lots included."""
    names = [f"f{number}" for number in range(len(strengths))]
    where = council(*factions(dict(zip(names, strengths, strict=True))), seats=seats, weights="members", method=method, tie="lot")
    answer = ask(where)
    assert seats_of(answer) == dict(zip(names, shown, strict=True))
    assert (set(value(answer).tied), value(answer).open) == ({names[number] for number in tied}, open_)
    assert (answer.outcome, value(answer).result) == ((OPEN, Shares.LOT) if tied else (HOLDS, Shares.SHARED))


F0, F1, F2, F3 = "f0", "f1", "f2", "f3"
CHAIRS = [
    pytest.param((11, 2, 2), 3, [F0, F0, F0], id="O5: Herzlake NI, minutes 7503: all three chairs"),
    pytest.param((13, 5, 5), 5, [F0, F0, {F1, F2}, {F1, F2}, F0], id="O6: Dinklage NI, DS-18-0227: only the order is open"),
    pytest.param((5, 3, 4, 4, 2), 3, [F0, {F2, F3}, {F2, F3}], id="O7: Beeskow BB, IV/064/2014/BM: the loser comes next"),
    pytest.param(
        (31, 20, 11, 11, 3, 3, 3), 13,
        [F0, F1, F0, {F2, F3}, {F2, F3}, F0, F1, F0, F1, F0, {F2, F3}, {F2, F3}, F0], id="O8: Gelsenkirchen NW 2020: two lots",
    ),
    pytest.param((62, 11, 4, 8), 13, [*[F0] * 5, F1, F0, F0, F3, *[F0] * 4], id="O9: Gelsenkirchen NW 2020, counted together"),
    pytest.param((34, 16), 2, [F0, F0], id="O10: Wermelskirchen NW, § 67 GO: 34, 17 and 16"),
    pytest.param((16, 13), 2, [F0, F1], id="O11: Nordkirchen NW, minutes 2291, § 67 GO"),
    pytest.param((21,), 2, [F0, F0], id="O12: Nordkirchen NW, minutes 14905: one list, both of it"),
    pytest.param((18, 9), 2, [F0, {F0, F1}], id="O13: Rosendahl NW, minutes 8960: the second deputy is tied"),
    pytest.param((10, 10, 4, 4, 2), 7, [{F0, F1}, {F0, F1}, {F0, F1}, {F0, F1}, {F2, F3}, {F2, F3}, {F0, F1}],
                 id="O17: Wiefelstede NI, paper 28648: here the lot decides a chair"),
]  # fmt: skip


@pytest.mark.parametrize(("strengths", "picks", "shown"), CHAIRS)
def test_turns_come_as_they_were_printed(strengths: tuple[int, ...], picks: int, shown: list[object]) -> None:
    """Factions of these sizes choose chairs in the order that the source says; equal quotients are one rank, whoever is drawn."""
    names = [f"f{number}" for number in range(len(strengths))]
    where = council(*factions(dict(zip(names, strengths, strict=True))), fills="chair@*committee", posts=picks, **TURNS)
    assert turns_of(ask(where)) == shown


# ── equal claims ─────────────────────────────────────────────────────────────────────────────────────────────────────

WASSENBERG = factions({"a": 18, "b": 5, "c": 4, "d": 3, "e": 3, "f": 2})


def test_a_lot_completes_the_result() -> None:
    """Two factions are level for the last seat: OPEN, between whom and who draws is told; the lot in the record gives it."""
    rules = {**NAMING, "lot_by": "chair"}
    needed = ask(council(*WASSENBERG, seats=17, **rules))
    assert (needed.outcome, value(needed).result, value(needed).tied, value(needed).open) == (OPEN, Shares.LOT, ("d", "e"), 1)
    assert needed.missing == ("m.lot",)
    assert codes(needed)[:3] == ["sharing-lot", "claim-lot-needed", "claim-lot-by"]
    assert said(needed, "claim-lot-needed")["seats"] == 1
    assert cited(needed, "claim-lot-by") == ["rules § 2"]
    drawn = ask(council(*WASSENBERG, lot("e", item="i", among=["d", "e"]), seats=17, **rules))
    assert (drawn.outcome, value(drawn).result, value(drawn).tied, value(drawn).open) == (HOLDS, Shares.SHARED, (), 0)
    assert seats_of(drawn) == {"a": 9, "b": 2, "c": 2, "d": 1, "e": 2, "f": 1}
    assert value(drawn).claims == (Claim(between=("d", "e"), places=1, by=Draw.LOT, won=("e",)),)
    assert said(drawn, "claim-lot") == {"candidate": "e"}
    assert value(drawn).trace == value(needed).trace, "the calculation is the same before the lot and after it"


@pytest.mark.parametrize(
    "other",
    [
        lot("a", item="i"),
        lot("e", item="i", among=["c", "e"]),
        lot("e"),
        lot("e", item="j"),
    ],
    ids=["of somebody not tied", "between others", "of the meeting as a whole", "on another item"],
)
def test_a_lot_that_is_none_of_this_tie_changes_nothing(other: Event) -> None:
    """A lot counts if it was drawn on the item, between those who are tied."""
    assert value(ask(council(*WASSENBERG, item("j"), other, seats=17, **NAMING))).result is Shares.LOT


def test_several_lots_give_one_seat_each() -> None:
    """Three are level for two seats: the first lot is drawn among three, the second among the two who are left."""
    three = factions({"a": 5, "b": 5, "c": 5})
    one = ask(council(*three, lot("c", item="i", among=["a", "b", "c"]), seats=2, **NAMING))
    assert (value(one).result, value(one).tied, value(one).open) == (Shares.LOT, ("a", "b"), 1)
    assert seats_of(one) == {"a": 0, "b": 0, "c": 1}
    for second in (["a", "b"], ["a", "b", "c"], None):
        lots = [lot("c", item="i"), lot("b", item="i", among=second)]
        both = ask(council(*three, *lots, seats=2, **NAMING))
        assert (both.outcome, seats_of(both)) == (HOLDS, {"a": 0, "b": 1, "c": 1})


def test_lots_beyond_the_seats_are_left_over() -> None:
    """A third lot for two seats decides nothing."""
    lots = [lot(name, item="i") for name in ("c", "b", "a")]
    answer = ask(council(*factions({"a": 5, "b": 5, "c": 5}), *lots, seats=2, **NAMING))
    assert seats_of(answer) == {"a": 0, "b": 1, "c": 1}


def test_without_a_rule_a_tie_is_a_tie() -> None:
    """Where no rule says what follows from equal claims, a lot in the record decides nothing, and the gap is named."""
    for tie in (None, "unstated"):
        answer = ask(council(*WASSENBERG, lot("e", item="i"), seats=17, **{**NAMING, "tie": tie}))
        assert (answer.outcome, value(answer).result, answer.missing) == (OPEN, Shares.TIED, ("council.apportionment.tie",))
        assert (value(answer).tied, value(answer).open) == (("d", "e"), 1)


def level_lists(*events: Event, tie: object) -> Answer:
    """Return what came of a ballot in which three lists of equal votes are level for two seats."""
    votes = ballot(item="i", votes={"a": 5, "b": 5, "c": 5})
    return ask(council(votes, *events, seats=2, weights="ballot", method="hare-niemeyer", tie=tie))


def test_a_run_off_decides_before_the_lot() -> None:
    """Another ballot between the level lists decides as far as it can; only those whom it leaves equal need a lot."""
    tie = ["run-off", "lot"]
    needed = level_lists(lot("a", item="i"), tie=tie)
    assert (value(needed).result, needed.missing, value(needed).open) == (Shares.RUN_OFF, ("m.ballot",), 2)
    assert codes(needed)[:2] == ["sharing-run-off", "claim-run-off-needed"]
    again = ballot(item="i", round=2, votes={"a": 7, "b": 4, "c": 4})
    level = level_lists(again, tie=tie)
    assert (value(level).result, value(level).tied, value(level).open) == (Shares.LOT, ("b", "c"), 1)
    assert said(level, "claim-run-off") == {"candidate": "a"}
    done = level_lists(again, lot("c", item="i"), tie=tie)
    assert (done.outcome, seats_of(done)) == (HOLDS, {"a": 1, "b": 0, "c": 1})
    assert [one.by for one in value(done).claims] == [Draw.RUN_OFF, Draw.LOT]
    assert seats_of(level_lists(ballot(item="i", round=2, votes={"a": 3, "b": 6, "c": 4}), tie=tie)) == {"a": 0, "b": 1, "c": 1}


def test_a_run_off_between_others_is_none() -> None:
    """A later ballot counts if it was between just those who were level."""
    answer = level_lists(ballot(item="i", round=2, votes={"a": 7, "b": 4}), tie=["run-off", "lot"])
    assert value(answer).result is Shares.RUN_OFF


def test_a_run_off_that_is_level_with_nothing_after_it_is_a_tie() -> None:
    """Where the rule knows nothing but a run-off, and that is level, nobody knows what follows."""
    answer = level_lists(ballot(item="i", round=2, votes={"a": 5, "b": 5, "c": 5}), tie="run-off")
    assert (answer.outcome, value(answer).result) == (OPEN, Shares.TIED)


def test_a_run_off_of_unknown_votes_leads_no_further() -> None:
    """Whom the run-off left equal is not known as long as its votes are not: no lot decides yet."""
    again = ballot(item="i", round=2, votes={"a": "4..6", "b": 5, "c": 4})
    answer = level_lists(again, lot("c", item="i"), tie=["run-off", "lot"])
    assert (answer.outcome, value(answer).result, value(answer).tied) == (OPEN, Shares.RUN_OFF, ("a", "c"))


@pytest.mark.parametrize(("tie", "measure"), [("votes", "votes"), ("members", "members")])
def test_who_is_stronger_otherwise_goes_before(tie: str, measure: str) -> None:
    """Votes at the last election, or members, decide between equal votes for lists; where they are not known, no lot is asked."""
    strengths = factions({"a": 10, "b": 20, "c": 20}, measure=measure)
    answer = level_lists(*strengths, lot("c", item="i"), tie=[tie, "lot"])
    assert (answer.outcome, seats_of(answer)) == (HOLDS, {"a": 0, "b": 1, "c": 1})
    assert said(answer, f"claim-{tie}")["candidate"] == "b"
    unknown = level_lists(lot("c", item="i"), tie=[tie, "lot"])
    assert (value(unknown).result, unknown.missing) == (Shares.OPEN, (f"m.size.{measure}",))
    assert f"claim-unknown-{tie}" in codes(unknown)
    level = level_lists(*factions({"a": 10, "b": 10, "c": 20}, measure=measure), lot("a", item="i"), tie=[tie, "lot"])
    assert seats_of(level) == {"a": 1, "b": 0, "c": 1}


def test_a_joint_list_is_as_strong_as_all_behind_it() -> None:
    """The members behind a list of several parties are counted together where members decide a tie."""
    listed = [nominated([], list="ab", by=["a", "b"]), nominated([], list="c", by=["c"])]
    votes = ballot(item="i", votes={"ab": 5, "c": 5})
    told = [*factions({"a": 10, "b": 9, "c": 18}), *listed, votes]
    answer = ask(council(*told, seats=1, weights="ballot", method="dhondt", joint=True, tie="members"))
    assert seats_of(answer) == {"ab": 1, "c": 0}


# ── strengths ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_strengths_are_those_of_the_day_of_the_meeting() -> None:
    """What is told of a later day changes nothing that was shared before, and says so; nor does a party of later days."""
    later = [size("b", 12, "2026-06-01"), *factions({"z": 9}, "2026-06-01")]
    where = council(*factions({"a": 10, "b": 5}), *later, seats=3, adjusted="on-demand", **NAMING)
    before = ask(where)
    assert (before.outcome, seats_of(before)) == (HOLDS, {"a": 2, "b": 1})
    assert not any(code.startswith("sharing-adjusted") for code in codes(before))
    after = ask(where, date(2026, 7, 1))
    assert (after.outcome, seats_of(after)) == (HOLDS, {"a": 2, "b": 1})
    assert said(after, "sharing-adjusted-on-demand") == {"day": "2026-07-01"}
    assert cited(after, "sharing-adjusted-on-demand") == ["rules § 2"]


@pytest.mark.parametrize(
    ("later", "more", "told"),
    [
        ({"b": 6}, {}, False),
        ({"b": 30}, {}, True),
        ({"b": "5..30"}, {}, False),
        ({"a": 0, "b": 0}, {}, False),
        ({"a": 20, "b": 30}, {"minimum": 1}, True),
        ({"b": 30}, {"of": "chair@*committee", "by_turns": "choice", "method": "dhondt"}, True),
        ({"a": 11}, {"of": "chair@*committee", "by_turns": "choice", "method": "dhondt"}, False),
        ({"b": 30}, {"adjusted": "always"}, True),
        ({"b": 30}, {"adjusted": "not"}, True),
        ({"b": 30}, {"weights": "votes"}, False),
    ],
)
def test_a_change_is_told_if_it_would_lead_elsewhere(later: dict[str, object], more: dict[str, object], told: bool) -> None:
    """Strengths that changed are named if, and only if, they are known and the seats, or turns, would be others."""
    sizes = [size(name, number, "2026-06-01") for name, number in later.items()]
    votes = [size("a", 10, measure="votes"), size("b", 4, measure="votes")]
    fills = more.get("of", "committee")
    where = council(*factions({"a": 10, "b": 4}), *votes, *sizes, fills=fills, posts=3, **{**NAMING, **more})
    answer = ask(where, date(2026, 7, 1))
    assert answer.outcome is HOLDS
    assert any(code == f"sharing-adjusted-{more.get('adjusted', 'unstated')}" for code in codes(answer)) is told


def test_parties_too_many_for_a_minimum_are_told_as_a_change() -> None:
    """If by later strengths nothing could be shared at all, that is another result, too."""
    later = factions(dict.fromkeys("cdef", 5), "2026-06-01")
    where = council(*factions({"a": 10, "b": 5}), *later, seats=3, minimum=1, **NAMING)
    assert "sharing-adjusted-unstated" in codes(ask(where, date(2026, 7, 1)))


def test_a_ballot_is_not_shared_anew() -> None:
    """Seats by votes for lists do not follow the sizes of factions."""
    events = [*factions({"a": 10, "b": 5}), size("b", 90, "2026-06-01"), ballot(item="i", votes={"a": 10, "b": 5})]
    answer = ask(council(*events, adjusted="always", **LISTS), date(2026, 7, 1))
    assert "sharing-adjusted-always" not in codes(answer)


def test_a_strength_in_bounds_matters_only_if_it_does() -> None:
    """If every strength that is possible leads to the same seats, they are known; else OPEN, and of whom it is not known."""
    same = ask(council(*factions({"a": "20..22", "b": 10}), seats=3, **NAMING))
    assert (same.outcome, seats_of(same)) == (HOLDS, {"a": 2, "b": 1})
    assert "sharing-whatever-strength" in codes(same)
    assert {one.weight for one in value(same).portions} == {None}
    assert value(same).trace == ()
    other = ask(council(*factions({"a": "10..40", "b": 10}), seats=3, **NAMING))
    assert (other.outcome, value(other).result, other.missing) == (OPEN, Shares.OPEN, ("m.size",))
    assert said(other, "sharing-strength-of") == {"candidate": "a"}
    assert said(other, "sharing-strength-unknown") == {"number": 1}
    for open_ in ("10..", "0..100000"):
        assert ask(council(*factions({"a": open_, "b": 10}), seats=3, **NAMING)).outcome is OPEN


def test_strengths_that_may_be_nothing_are_not_the_same() -> None:
    """If possibly nobody has a member, it is open who gets the seat."""
    assert ask(council(*factions({"a": "0..1"}), seats=1, **NAMING)).outcome is OPEN


def test_a_lot_that_is_needed_in_any_case_is_told() -> None:
    """Whatever the unknown strength is, the same two are level: that is the answer, and not the strength."""
    answer = ask(council(*factions({"a": 5, "b": 5, "c": "0..1"}), seats=1, **NAMING))
    assert (answer.outcome, value(answer).result, value(answer).tied) == (OPEN, Shares.LOT, ("a", "b"))


def test_nobody_with_a_strength_leaves_it_open() -> None:
    """Without any party of which a strength is known there is nothing to share by."""
    for events in ((), factions({"a": 0}), (organisation("a", "faction"),)):
        answer = ask(council(*events, **NAMING))
        assert (answer.outcome, value(answer).result, answer.missing) == (OPEN, Shares.OPEN, ("m.size",))
        assert codes(answer)[1] == "sharing-no-strength"


def test_a_strength_that_nobody_names_is_a_gap() -> None:
    """Where no rule says what makes a party strong, nothing can be shared by naming."""
    for weights in (None, "unstated"):
        answer = ask(council(*factions({"a": 3}), method="dhondt", weights=weights))
        assert (answer.outcome, answer.missing) == (OPEN, ("council.apportionment.weights",))


def test_whom_the_rule_means_has_to_be_known() -> None:
    """With `among` each party of that kind counts, also one of which no strength is told; without it only those that have one."""
    told = [*factions({"a": 4, "b": 3}), organisation("c", "faction"), organisation("club"), size("club", 99)]
    assert seats_of(ask(council(*told[:-2], seats=2, **NAMING))) == {"a": 1, "b": 1}
    answer = ask(council(*told, among="*faction", seats=2, **NAMING))
    assert (answer.outcome, answer.missing) == (OPEN, ("m.size",))
    assert said(answer, "sharing-strength-of") == {"candidate": "c"}
    gone = ask(council(*told, size("c", 0), among="*faction", seats=2, **NAMING))
    assert (gone.outcome, seats_of(gone)) == (HOLDS, {"a": 1, "b": 1}), "a faction without members is none"


def test_seats_are_those_of_the_committee_or_of_the_item() -> None:
    """The number of seats comes from the item, else from the rules of the committee; a range, or nothing, leaves it open."""
    told = factions({"a": 4, "b": 3})
    assert value(ask(council(*told, seats=7, **NAMING))).seats == 7
    assert value(ask(council(*told, seats=7, posts=3, **NAMING))).seats == 3
    open_ = ask(council(*told, seats="5..7", **NAMING))
    assert (open_.outcome, open_.missing, value(open_).seats) == (OPEN, ("committee.seats",), None)
    nothing = ask(council(*told, fills=[], **NAMING))
    assert (nothing.outcome, nothing.missing) == (OPEN, ("m.item.fills",))
    whole = ask(council(*told, **NAMING), item_=None)
    assert (value(whole).item, whole.missing) == (None, ("m.item.fills",))


# ── several bodies ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_body_is_shared_for_itself() -> None:
    """An item that fills two committees shares the seats of each; it is settled when each is."""
    told = factions({"a": 4, "b": 3})
    where = council(*told, committees=2, seats=2, fills="*committee", **NAMING)
    answer = ask(where)
    assert (answer.outcome, value(answer).result, value(answer).seats) == (HOLDS, Shares.SHARED, 4)
    assert [part.of for part in value(answer).parts] == [("committee",), ("committee-2",)]
    assert {part.portions for part in value(answer).parts} == {value(ask(where, of="committee")).portions}
    assert codes(answer)[0] == "sharing-of"


def test_a_body_is_asked_about_its_own_seats() -> None:
    """Asked of a committee, the answer is about its seats, though the council shared those of all."""
    where = council(*factions({"a": 4, "b": 3}), committees=2, seats=2, fills="*committee", **NAMING)
    answer = ask(where, of="committee-2")
    assert (value(answer).of, value(answer).parts, value(answer).seats) == (("committee-2",), (), 2)


def test_two_bodies_may_come_out_differently() -> None:
    """A lot that one committee needs leaves the whole open; what both have in common is told."""
    told = [*factions({"a": 4, "b": 4}), meeting("m", "council", DAY), item("i", "m", fills=["x", "y", "z"])]
    town = body("council", row(apportionment(**NAMING), "rules § 2"), kind="council")
    where = scope(town, body("x", group("seat", seats=2)), body("y", group("seat", seats=3)), body("z"), events=told)
    answer = ask(where)
    assert (answer.outcome, value(answer).result, value(answer).seats) == (OPEN, Shares.OPEN, None)
    assert [part.result for part in value(answer).parts] == [Shares.SHARED, Shares.LOT, Shares.OPEN]
    assert answer.missing == ("m.lot", "z.seats")


def test_a_number_of_posts_is_shared_as_a_whole() -> None:
    """Where the item says how many seats there are, those of several bodies are shared together."""
    where = council(*factions({"a": 4, "b": 3}), committees=2, fills="*committee", posts=7, **NAMING)
    assert seats_of(ask(where)) == {"a": 4, "b": 3}


def test_a_committee_of_which_no_rule_speaks_stays_open() -> None:
    """Of two committees, one of which no rule speaks: its part is open, and the word is missing."""
    where = council(*factions({"a": 4}), committees=2, fills="*committee", of="committee", **NAMING)
    answer = ask(where)
    assert (answer.outcome, value(answer).result, answer.missing) == (OPEN, Shares.OPEN, ("council.apportionment",))
    assert value(answer).seats is None


# ── one way after another ────────────────────────────────────────────────────────────────────────────────────────────

CHAIRS_BY = {
    **TURNS,
    "path": [{"manner": "agreement", "objection": "at least 1/5 of voting seats"}, {"manner": "naming"}],
}


def test_without_a_word_about_an_agreement_nothing_is_decided() -> None:
    """The way of agreement comes first: as long as nobody knows whether there was one, it is pending."""
    answer = ask(council(*factions({"a": 4, "b": 3}), fills="chair@*committee", **CHAIRS_BY))
    assert (answer.outcome, value(answer).result, answer.missing) == (OPEN, Shares.PENDING, ("m.finding.agreement",))
    assert value(answer).manner is Manner.AGREEMENT


def test_an_agreement_gives_what_was_agreed() -> None:
    """Who takes which chair is what the record tells; as long as it does not tell of all, that is open."""
    told = [*factions({"a": 4, "b": 3}), found("agreement", item="i")]
    nobody = ask(council(*told, fills="chair@*committee", **CHAIRS_BY))
    assert (nobody.outcome, value(nobody).result, nobody.missing) == (OPEN, Shares.AGREED, ("m.choice",))
    assert codes(nobody)[1] == "sharing-unnamed"
    answer = ask(council(*told, chose("b", "chair@committee", names="p1"), fills="chair@*committee", **CHAIRS_BY))
    assert (answer.outcome, value(answer).result, value(answer).manner) == (HOLDS, Shares.AGREED, Manner.AGREEMENT)
    assert value(answer).turns == (Turn(place=1, party="b", takes="chair@committee", names="p1"),)
    assert cited(answer, "sharing-way") == ["rules § 2"]


def test_enough_objections_stop_an_agreement() -> None:
    """A fifth of the members stops an agreement; fewer do not, and an unknown number leaves it open."""
    told = [*factions({"a": 4, "b": 3}), found("agreement", item="i"), chose("b", "chair@committee")]
    places = {"fills": "chair@*committee"}
    stopped = ask(council(*told, objection("agreement", who=10, item="i"), **places, **CHAIRS_BY))
    assert (stopped.outcome, value(stopped).result, turns_of(stopped)) == (HOLDS, Shares.SHARED, ["a"])
    assert "sharing-objected" in codes(stopped)
    few = ask(council(*told, objection("agreement", who=9, item="i"), **places, **CHAIRS_BY))
    assert (few.outcome, value(few).result) == (HOLDS, Shares.AGREED)
    assert "sharing-objected-few" in codes(few)
    some = ask(council(*told, objection("agreement", who="5..15", item="i"), **places, **CHAIRS_BY))
    assert (some.outcome, value(some).result) == (OPEN, Shares.OPEN)
    assert "sharing-objection-open" in codes(some)
    assert some.missing
    elsewhere = ask(council(*told, objection("agreement", who=10, item="i", body="committee"), **places, **CHAIRS_BY))
    assert value(elsewhere).result is Shares.AGREED, "an objection in another body is none here"
    against = ask(council(*told, objection("notice", who=10, item="i"), **places, **CHAIRS_BY))
    assert value(against).result is Shares.AGREED


def test_no_agreement_leads_to_the_next_way() -> None:
    """It was found that there is no agreement: the chairs go by the highest quotients."""
    told = [*factions({"a": 4, "b": 3}), found("agreement", holds=False, item="i")]
    answer = ask(council(*told, fills="chair@*committee", **CHAIRS_BY))
    assert (answer.outcome, turns_of(answer), value(answer).manner) == (HOLDS, ["a"], Manner.NAMING)
    assert "sharing-no-agreement" in codes(answer)


def test_an_agreement_names_as_many_as_there_are_seats() -> None:
    """Seats that were agreed upon are those of the lists; too many or too few names leave it open."""
    rules = {**NAMING, "path": [{"manner": "agreement"}, {"manner": "naming"}]}
    told = [*factions({"a": 4, "b": 3}), found("agreement", item="i"), nominated(["p1", "p2"], by="a")]
    short = ask(council(*told, seats=3, **rules))
    assert (short.outcome, value(short).result, short.missing) == (OPEN, Shares.AGREED, ("m.nomination",))
    assert said(short, "sharing-other-number") == {"given": 2, "seats": 3}
    full = ask(council(*told, nominated(["p3"], by="b"), seats=3, **rules))
    assert (full.outcome, seats_of(full)) == (HOLDS, {"a": 2, "b": 1})
    assert value(full).portions[0].members == ("p1", "p2")
    over = ask(council(*told, nominated(["p3", "p4"], by="b"), seats=3, **rules))
    assert over.outcome is OPEN


AGREED_BY_VOTE = {**NAMING, "path": [{"manner": "agreement", "need": "all of yes + no"}, {"manner": "naming"}]}


def test_an_agreement_may_take_a_vote() -> None:
    """Where an agreement has to be resolved unanimously, the vote decides; without one it is awaited."""
    told = [*factions({"a": 4, "b": 3}), nominated(["p1", "p2", "p3", "p4", "p5"], by="a")]
    awaited = ask(council(*told, found("agreement", item="i"), **AGREED_BY_VOTE))
    assert (awaited.outcome, value(awaited).result, awaited.missing) == (OPEN, Shares.PENDING, ("m.ballot",))
    adopted = ask(council(*told, ballot(40, 0, 5, item="i", about="agreement"), **AGREED_BY_VOTE))
    assert (adopted.outcome, value(adopted).result) == (HOLDS, Shares.AGREED)
    assert "sharing-voted-for" in codes(adopted)
    rejected = ask(council(*told, ballot(40, 1, item="i", about="agreement"), **AGREED_BY_VOTE))
    assert value(rejected).manner is Manner.NAMING
    assert "sharing-voted-down" in codes(rejected)
    unclear = ask(council(*told, ballot(40, "0..1", item="i", about="agreement"), **AGREED_BY_VOTE))
    assert (unclear.outcome, value(unclear).result) == (OPEN, Shares.OPEN)
    assert "sharing-vote-open" in codes(unclear)
    pending = ask(council(*told, **AGREED_BY_VOTE))
    assert pending.missing == ("m.finding.agreement",)


JOINT = {
    "weights": "ballot", "method": "hare-niemeyer", "tie": "lot", "among": "*faction", "joint": False,
    "path": [{"manner": "joint-list", "need": "all of yes + no", "from_all": True}, {"manner": "lists", "lists": "1.."}],
}  # fmt: skip
THREE = factions({"a": 4, "b": 3, "c": 2})
PEOPLE = [f"p{number}" for number in range(1, 8)]


def joint(*events: Event, by: object = ("a", "b", "c"), candidates: object = PEOPLE[:5], **said_: object) -> Answer:
    """Return what came of a joint list of three factions."""
    handed_in = nominated(candidates, list="joint", by=by)
    return ask(council(*THREE, handed_in, *events, **{**JOINT, **said_}))


def test_a_joint_list_is_adopted_by_its_majority() -> None:
    """All have handed it in and nobody voted against it: its first names take the seats, the others follow."""
    answer = joint(ballot(45, 0, 3, item="i", about="joint-list"), candidates=PEOPLE[:6])
    assert (answer.outcome, value(answer).result, value(answer).manner) == (HOLDS, Shares.ADOPTED, Manner.JOINT_LIST)
    (one,) = value(answer).portions
    assert (one.party, one.by, one.sure, one.members, one.reserve) == ("joint", ("a", "b", "c"), 5, tuple(PEOPLE[:5]), ("p6",))
    assert value(answer).method is None
    short = joint(ballot(45, 0, item="i", about="joint-list"), candidates=PEOPLE[:4])
    assert (short.outcome, value(short).result, seats_of(short)) == (OPEN, Shares.ADOPTED, {"joint": 4})
    unnamed = joint(ballot(45, 0, item="i", about="joint-list"), candidates=())
    assert "sharing-unnamed" in codes(unnamed)


def test_a_joint_list_without_a_vote_is_pending() -> None:
    """The vote on it is still to come."""
    answer = joint()
    assert (answer.outcome, value(answer).result, answer.missing) == (OPEN, Shares.PENDING, ("m.ballot",))
    assert "sharing-vote-awaited" in codes(answer)


def test_a_joint_list_that_fails_makes_way_for_other_lists() -> None:
    """One voted against it: then lists are voted on, and the joint one is none of them any more."""
    others = [nominated(["p1", "p2"], list="red", by="a"), nominated(["p3"], list="blue", by="b")]
    voted = [ballot(44, 1, item="i", about="joint-list"), ballot(item="i", votes={"red": 30, "blue": 15})]
    answer = joint(*others, *voted, exhausted="vacant")
    assert (answer.outcome, seats_of(answer)) == (HOLDS, {"red": 3, "blue": 2})
    assert "sharing-voted-down" in codes(answer)
    awaited = joint(*others, voted[0])
    assert (value(awaited).result, awaited.missing) == (Shares.PENDING, ("m.ballot.votes",))


def test_a_joint_list_among_others_needs_a_vote_of_its_own() -> None:
    """Two lists are no joint list, unless the body voted on the one that is joint."""
    other = nominated(["p7"], list="red", by="a")
    answer = joint(other)
    assert said(answer, "sharing-no-joint-list")["number"] == 2
    assert value(answer).manner is Manner.LISTS
    adopted = joint(other, ballot(45, 0, item="i", about="joint-list"))
    assert (value(adopted).result, seats_of(adopted)) == (Shares.ADOPTED, {"joint": 5})


def test_a_list_not_of_all_is_no_joint_list() -> None:
    """A faction that takes no part is named, and the next way is gone; a list of one faction is never joint."""
    answer = joint(by=["a", "b"])
    assert (value(answer).manner, said(answer, "sharing-not-with")) == (Manner.LISTS, {"candidate": "c"})
    assert said(answer, "sharing-not-all")["number"] == 1
    path = [{"manner": "joint-list"}, {"manner": "lists"}]
    some = joint(ballot(30, 9, item="i", about="joint-list"), by=["a", "b"], path=path)
    assert value(some).result is Shares.ADOPTED, "not all have to take part where the rule does not ask for it"
    alone = joint(ballot(30, 9, item="i", about="joint-list"), by="a", path=path)
    assert value(alone).manner is Manner.LISTS


def test_who_handed_in_a_joint_list_has_to_be_known() -> None:
    """Nobody knows whether all handed it in: OPEN; where not all have to, it does not matter."""
    answer = joint(by=())
    assert (answer.outcome, value(answer).result, answer.missing) == (OPEN, Shares.OPEN, ("m.nomination.by",))
    path = [{"manner": "joint-list"}]
    assert value(joint(ballot(30, 9, item="i", about="joint-list"), by=(), path=path)).result is Shares.ADOPTED


def test_whether_all_take_part_depends_on_who_all_are() -> None:
    """Without a word about who shares, and without any known faction, nobody knows whether these are all."""
    told = [organisation("a", "faction"), organisation("b", "faction"), nominated(PEOPLE[:5], list="joint", by=["a", "b"])]
    answer = ask(council(*told, **{**JOINT, "among": None}))
    assert (answer.outcome, answer.missing) == (OPEN, ("council.apportionment.among",))
    told += [*factions({"a": 3, "b": 2}), ballot(9, 0, item="i", about="joint-list")]
    known = ask(council(*told, **{**JOINT, "among": None}))
    assert value(known).result is Shares.ADOPTED


def test_a_vote_that_was_left_out_is_passed_over() -> None:
    """No vote was taken on the first way, but a ballot on lists was: so that is the way that was gone."""
    rules = {**LISTS, "path": [{"manner": "naming", "need": "more than 1/2 of yes + no"}, {"manner": "lists"}]}
    answer = ask(council(*THREE, ballot(item="i", votes={"a": 30, "b": 15}), **rules))
    assert (answer.outcome, value(answer).manner) == (HOLDS, Manner.LISTS)
    assert "sharing-not-voted-on" in codes(answer)


def test_an_agreement_nobody_speaks_of_is_passed_over_after_a_ballot() -> None:
    """A ballot on lists, or a vote on a later way, tells that there was no agreement."""
    path = [{"manner": "agreement"}, {"manner": "naming", "need": "more than 1/2 of yes + no"}, {"manner": "lists"}]
    ballots = ballot(item="i", votes={"a": 30, "b": 15}), ballot(30, 2, item="i", about="naming")
    assert value(ask(council(*THREE, ballots[0], **{**NAMING, "path": path}))).manner is Manner.LISTS
    assert value(ask(council(*THREE, ballots[1], **{**NAMING, "path": path}))).manner is Manner.NAMING


def test_a_vote_on_an_earlier_way_is_none_on_a_later_one() -> None:
    """The agreement was voted down; that says nothing of the joint list, which is still to be voted on."""
    path = [{"manner": "agreement", "need": "all of yes + no"}, {"manner": "joint-list"}, {"manner": "lists"}]
    answer = joint(ballot(30, 9, item="i", about="agreement"), path=path)
    assert (value(answer).manner, value(answer).result) == (Manner.JOINT_LIST, Shares.PENDING)


def test_the_number_of_lists_decides_the_way() -> None:
    """Several lists are voted on as lists; with one or none persons are elected."""
    rules = {**LISTS, "path": [{"manner": "lists", "lists": "2.."}, {"manner": "persons", "lists": "0..1"}]}
    two = [nominated(["p1"], list="red", by="a"), nominated(["p2"], list="blue", by="b")]
    several = ask(council(*THREE, *two, ballot(item="i", votes={"red": 3, "blue": 2}), exhausted="vacant", **rules))
    assert value(several).manner is Manner.LISTS
    one = ask(council(*THREE, two[0], **rules))
    assert (value(one).manner, value(one).result, said(one, "sharing-lists")["number"]) == (Manner.PERSONS, Shares.PERSONS, 1)
    voted = ask(council(*THREE, ballot(item="i", votes={"red": 3, "blue": 2}), **rules))
    assert value(voted).manner is Manner.LISTS, "lists that were voted on were handed in"


def test_persons_are_elected_as_the_rule_about_elections_says() -> None:
    """The answer of the election is that of the sharing; without a rule about elections it is open."""
    rules = {"path": [{"manner": "persons"}]}
    people = [person("p1"), person("p2"), person("p3")]
    told = [*people, nominated(["p1", "p2", "p3"]), ballot(item="i", votes={"p1": 20, "p2": 15, "p3": 3})]
    electing = row(table(Election, rounds=[{"number": 1, "need": "most"}]), "rules § 9")
    answer = ask(council(*told, seats=2, rules=(electing,), **rules))
    assert (answer.outcome, value(answer).result) == (HOLDS, Shares.PERSONS)
    assert value(answer).portions == tuple(Portion(party=one, sure=1, members=(one,)) for one in ("p1", "p2"))
    assert any(code.startswith("election-") for code in codes(answer))
    silent = ask(council(*told, seats=2, **rules))
    assert (silent.outcome, silent.missing, value(silent).portions) == (OPEN, ("council.election",), ())


def test_a_path_that_leads_nowhere_is_told() -> None:
    """Where none of the ways can be gone, it is open what follows."""
    answer = ask(council(*THREE, **{**LISTS, "path": [{"manner": "lists", "lists": "2.."}]}))
    assert (answer.outcome, value(answer).result, answer.missing) == (OPEN, Shares.OPEN, ("council.apportionment.path",))
    assert codes(answer)[1] == "sharing-path-over"
    assert value(answer).manner is None


# ── a ballot on lists ────────────────────────────────────────────────────────────────────────────────────────────────


def test_lists_share_by_their_votes() -> None:
    """Bedburg's example as a ballot: the members are those of the lists in their order, with substitutes and a reserve."""
    lists = [
        nominated([f"r{n}" for n in range(8)], list="red", by="a", substitutes=[f"s{n}" for n in range(8)]),
        nominated([f"b{n}" for n in range(4)], list="blue", by="b"),
        nominated(["g0", "g1"], list="green", by="c"),
    ]
    answer = ask(council(*THREE, *lists, ballot(item="i", votes={"red": 19, "blue": 11, "green": 6}), seats=13, **LISTS))
    assert (answer.outcome, value(answer).manner) == (HOLDS, Manner.LISTS)
    red = value(answer).portions[0]
    assert (red.party, red.by, red.weight, red.sure) == ("red", ("a",), 19, 7)
    assert (red.members, red.reserve) == (tuple(f"r{n}" for n in range(7)), ("r7",))
    assert red.substitutes == tuple(f"s{n}" for n in range(7))
    assert isinstance(value(answer).trace[0], Remainder)
    assert value(answer).trace[0].quota == Fraction(19 * 13, 36)


def test_a_list_of_which_the_ballot_tells_nothing_has_what_is_left() -> None:
    """Of papers that are all accounted for a list gets none; where papers are left, or not counted, it is open."""
    lists = [nominated([], list=name, by=name) for name in ("a", "b")]

    def outcome(papers: int | None) -> Outcome:
        return ask(council(*THREE, *lists, ballot(item="i", votes={"a": 30}, papers=papers), seats=3, **LISTS)).outcome

    assert outcome(30) is HOLDS
    assert outcome(34) is HOLDS, "four more would not bring a seat of three"
    assert outcome(45) is OPEN
    assert outcome(None) is OPEN


def test_two_results_of_one_ballot_are_open() -> None:
    """The same ballot recorded twice with other numbers: nobody knows which is right; the same numbers are no harm."""
    first, second = ballot(item="i", votes={"a": 30, "b": 15}), ballot(item="i", votes={"a": 15, "b": 30})
    answer = ask(council(*THREE, first, second, **LISTS))
    assert (answer.outcome, answer.missing) == (OPEN, ("m.ballot.round",))
    assert ask(council(*THREE, first, first, **LISTS)).outcome is HOLDS


def test_only_ballots_of_the_body_on_the_item_are_counted() -> None:
    """A ballot of another body, or about something else, is none on the lists."""
    votes = {"item": "i", "votes": {"a": 1}}
    others = [ballot(body="committee", **votes), ballot(about="agenda", **votes), ballot(3, 2, item="i")]
    answer = ask(council(*THREE, *others, **LISTS))
    assert (value(answer).result, answer.missing) == (Shares.PENDING, ("m.ballot.votes",))


def test_parties_may_join_if_the_rule_says_so() -> None:
    """A list of several is void where that is forbidden, and open where no rule speaks of it."""
    lists = [nominated([], list="ab", by=["a", "b"]), nominated([], list="c", by="c")]
    told = [*THREE, *lists, ballot(item="i", votes={"ab": 30, "c": 15})]
    allowed = ask(council(*told, joint=True, seats=3, **LISTS))
    assert (allowed.outcome, seats_of(allowed)) == (HOLDS, {"ab": 2, "c": 1})
    forbidden = ask(council(*told, joint=False, **LISTS))
    assert (forbidden.outcome, value(forbidden).result) == (FAILS, Shares.VOID)
    assert cited(forbidden, "sharing-joint-forbidden") == ["rules § 2"]
    unsaid = ask(council(*told, **LISTS))
    assert (unsaid.outcome, unsaid.missing) == (OPEN, ("council.apportionment.joint",))


def test_factions_may_be_counted_together_for_chairs() -> None:
    """Factions that join choose as one: their members are added up (O9 from its factions)."""
    told = [*factions({"a": 31, "b": 20, "c": 11, "d": 11, "e": 4, "f": 3, "g": 3, "h": 2}),
            nominated([], list="big", by=["a", "b", "c"]), nominated([], list="small", by=["f", "g", "h"])]  # fmt: skip
    answer = ask(council(*told, fills="chair@*committee", posts=13, joint=True, **TURNS))
    assert turns_of(answer) == [*["big"] * 5, "d", "big", "big", "small", *["big"] * 4]
    gone = ask(council(*told, size("c", 0, "2021"), fills="chair@*committee", posts=1, joint=True, **TURNS))
    assert turns_of(gone) == ["big"], "a faction that is there no longer adds nothing"
    unsaid = ask(council(*told, fills="chair@*committee", posts=13, **TURNS))
    assert unsaid.missing == ("council.apportionment.joint",)


def test_naming_may_rest_on_a_ballot() -> None:
    """Where the votes of a ballot make parties strong, they do so for naming, too."""
    answer = ask(council(ballot(item="i", votes={"a": 30, "b": 15}), seats=3, path=[{"manner": "naming"}], **LISTS))
    assert (answer.outcome, seats_of(answer)) == (HOLDS, {"a": 2, "b": 1})


def test_a_list_ballot_is_by_votes_whatever_makes_parties_strong_otherwise() -> None:
    """Where naming by members was voted down, the lists are shared by their votes."""
    rules = {**NAMING, "path": [{"manner": "naming", "need": "more than 1/2 of yes + no"}, {"manner": "lists"}]}
    told = [*factions({"a": 40, "b": 2}), ballot(2, 40, item="i", about="naming"), ballot(item="i", votes={"a": 1, "b": 2})]
    answer = ask(council(*told, seats=3, **rules))
    assert seats_of(answer) == {"b": 2, "a": 1}
    assert "sharing-weights-ballot" in codes(answer)


def test_votes_at_the_last_election_make_strong() -> None:
    """By votes, and not by members, if the rule says so."""
    told = [*factions({"a": 1, "b": 9}), size("a", 900, measure="votes"), size("b", 100, measure="votes")]
    answer = ask(council(*told, seats=1, **{**NAMING, "weights": "votes"}))
    assert seats_of(answer) == {"a": 1, "b": 0}
    assert "sharing-weights-votes" in codes(answer)


# ── methods, majority, minimum, flaws ────────────────────────────────────────────────────────────────────────────────


def test_without_a_method_the_usual_ones_are_compared() -> None:
    """If all of them lead to the same, that is the answer; else OPEN with what each would give."""
    for method in (None, "unstated"):
        same = ask(council(*factions({"a": 4, "b": 2}), seats=3, weights="members", method=method))
        assert (same.outcome, seats_of(same), value(same).method, value(same).trace) == (HOLDS, {"a": 2, "b": 1}, None, ())
        assert "methods-agree" in codes(same)
        other = ask(council(*factions({"a": 25, "b": 18, "c": 7}), seats=11, weights="members", method=method))
        assert (other.outcome, other.missing) == (OPEN, ("council.apportionment.method",))
        assert {name: seats_of(reading)["a"] for name, reading in other.readings} == {
            "hare-niemeyer": 5, "dhondt": 6, "sainte-lague": 5,
        }  # fmt: skip
    lots = ask(council(*factions({"a": 4, "b": 4}), seats=3, weights="members", tie="lot"))
    assert (value(lots).result, value(lots).tied, lots.missing) == (Shares.LOT, ("a", "b"), ("m.lot",))


def test_a_lot_is_not_used_up_by_one_method() -> None:
    """Each method is tried with all lots of the record."""
    told = [*factions({"a": 4, "b": 4}), lot("b", item="i")]
    answer = ask(council(*told, seats=3, weights="members", tie="lot"))
    assert (answer.outcome, seats_of(answer)) == (HOLDS, {"a": 1, "b": 2})


def test_turns_without_a_method_are_compared_by_quotients() -> None:
    """Remainders have no order: they are not tried for turns, and a rule that names them leaves it open."""
    rules = {**TURNS, "method": None}
    answer = ask(council(*factions({"a": 4, "b": 3}), fills="chair@*committee", posts=2, **rules))
    assert (answer.outcome, turns_of(answer)) == (HOLDS, ["a", "b"])
    differ = ask(council(*factions({"a": 8, "b": 3}), fills="chair@*committee", posts=2, **rules))
    assert [name for name, _ in differ.readings] == ["dhondt", "sainte-lague"]
    none = ask(council(*factions({"a": 4}), fills="chair@*committee", **{**TURNS, "method": "hare-niemeyer"}))
    assert (none.outcome, none.missing) == (OPEN, ("council.apportionment.method",))
    assert "sharing-no-order" in codes(none)


def test_a_majority_of_strength_is_kept_by_the_clause() -> None:
    """Eleven of 21 members get three of four seats only by the clause; without it the loss is told."""
    told = factions({"a": 11, "b": 3, "c": 3})
    plain = ask(council(*told, majority=True, **NAMING))
    assert (seats_of(plain)["a"], "sharing-majority" in codes(plain)) == (3, False), "here no clause is needed"
    told = factions({"a": 11, "b": 5, "c": 5})
    lost = ask(council(*told, seats=4, **NAMING))
    assert (seats_of(lost)["a"], said(lost, "flaw-majority-lost")) == (2, {"candidate": "a", "seats": 2, "ideal": "2 2/21"})
    kept = ask(council(*told, seats=4, majority=True, lot_by="chair", **NAMING))
    assert (seats_of(kept)["a"], said(kept, "sharing-majority")) == (3, {"candidate": "a"})
    assert value(lost).flaws[0].flaw is Flaw.MAJORITY_LOST


def test_a_flaw_that_only_a_lot_would_bring_is_no_reason_yet() -> None:
    """What may be held against a result only if the lot falls so is in the value, not among the reasons."""
    answer = ask(council(*factions({"a": 1, "b": 1, "c": 3}), seats=8, weights="members", method="dhondt", tie="lot"))
    assert [one.sure for one in value(answer).flaws] == [False]
    assert not any(code.startswith("flaw-") for code in codes(answer))


def test_a_minimum_goes_before_strength() -> None:
    """Everybody gets the minimum; where the seats are not enough for it, nothing valid can be shared."""
    told = factions({"a": 97, "b": 2, "c": 1})
    answer = ask(council(*told, seats=5, minimum=1, **NAMING))
    assert seats_of(answer) == {"a": 3, "b": 1, "c": 1}
    room = ask(council(*told, seats=2, minimum=1, **NAMING))
    assert (room.outcome, value(room).result, said(room, "sharing-no-room")) == (FAILS, Shares.VOID, {"seats": 2})


# ── who takes the seats ──────────────────────────────────────────────────────────────────────────────────────────────


def two_lists(*events: Event, red: int = 2, blue: int = 6, seats: int = 6, votes: object = None, **said_: object) -> Answer:
    """Return what came of a ballot on a list with few names and one with many."""
    lists = [
        nominated([f"r{n}" for n in range(red)], list="red", by="a"),
        nominated([f"b{n}" for n in range(blue)], list="blue", by="b"),
    ]
    voted = ballot(item="i", votes=votes or {"red": 20, "blue": 10})
    return ask(council(*THREE, *lists, voted, *events, seats=seats, **{**LISTS, **said_}))


def test_a_list_with_too_few_names() -> None:
    """What becomes of a seat for which a list has nobody is what the rule says: vacant, the next list's, or open."""
    vacant = two_lists(exhausted="vacant")
    assert (vacant.outcome, seats_of(vacant)) == (HOLDS, {"red": 4, "blue": 2})
    assert (value(vacant).portions[0].vacant, said(vacant, "sharing-vacant")) == (2, {"number": 2})
    passed = two_lists(exhausted="next", method="dhondt")
    assert (passed.outcome, seats_of(passed)) == (HOLDS, {"red": 2, "blue": 4})
    assert said(passed, "sharing-exhausted") == {"candidate": "red", "number": 2}
    assert value(passed).portions[0].vacant == 0
    for unsaid in (None, "unstated"):
        answer = two_lists(exhausted=unsaid)
        assert (answer.outcome, value(answer).result, answer.missing) == (OPEN, Shares.OPEN, ("council.apportionment.exhausted",))
        assert said(answer, "sharing-exhausted-unsaid") == {"number": 2}


def test_the_trace_shows_who_takes_the_seat_of_a_used_up_list() -> None:
    """By quotients it is the next one: the third and fourth of the list take nothing."""
    lines = [one for one in value(two_lists(exhausted="next", method="dhondt")).trace if isinstance(one, Quotient)]
    assert [(one.party, one.quotient, one.place) for one in lines if one.place is not None] == [
        ("red", 20, 1), ("red", 10, 2),
        ("blue", 10, 2), ("blue", 5, 4), ("blue", Fraction(10, 3), 5), ("blue", Fraction(5, 2), 6),
    ]  # fmt: skip


def test_by_remainders_the_next_remainder_takes_the_seat() -> None:
    """The seat goes to the largest remainder that took none, each once; what is left then is open."""
    votes = {"red": 20, "blue": 11, "green": 5}
    green = nominated(["g0", "g1"], list="green", by="c")
    answer = two_lists(green, red=3, votes=votes, exhausted="next")
    quotas = [one.quota for one in value(answer).trace if isinstance(one, Remainder)]
    assert quotas == [Fraction(10, 3), Fraction(11, 6), Fraction(5, 6)]
    assert seats_of(answer) == {"red": 3, "blue": 2, "green": 1}
    more = two_lists(green, red=1, votes={"red": 20, "blue": 10, "green": 6}, exhausted="next")
    assert seats_of(more) == {"red": 1, "blue": 2, "green": 2}
    assert (more.outcome, more.missing, said(more, "sharing-exhausted-on")) == (
        OPEN, ("council.apportionment.exhausted",), {"number": 1},
    )  # fmt: skip


def test_a_seat_is_passed_on_to_the_next_quotient_and_not_to_the_strongest() -> None:
    """After three seats for ten and one for four the next quotients are 2.5 and 2."""
    green = nominated([f"g{n}" for n in range(9)], list="green", by="c")
    votes = {"red": 21, "blue": 4, "green": 10}
    answer = two_lists(green, red=5, votes=votes, seats=10, exhausted="next", method="dhondt")
    assert seats_of(answer) == {"red": 5, "green": 4, "blue": 1}


def test_a_list_without_votes_gets_nothing_that_is_passed_on() -> None:
    """By remainders, too, whoever has no vote has no claim."""
    green = nominated(["g0"], list="green", by="c")
    answer = two_lists(green, red=1, blue=1, votes={"red": 9, "blue": 1, "green": 0}, seats=3, exhausted="next")
    assert seats_of(answer) == {"red": 1, "blue": 1, "green": 0}


def test_a_tie_for_what_is_passed_on_is_a_tie() -> None:
    """Two lists have the same next quotient for one seat that a third cannot take: a lot decides."""
    green = nominated([f"g{n}" for n in range(4)], list="green", by="c")
    votes = {"red": 20, "blue": 10, "green": 10}
    answer = two_lists(green, red=1, votes=votes, seats=4, exhausted="next", method="dhondt")
    assert (value(answer).result, value(answer).tied, value(answer).open) == (Shares.LOT, ("blue", "green"), 1)
    drawn = two_lists(green, lot("green", item="i"), red=1, votes=votes, seats=4, exhausted="next", method="dhondt")
    assert seats_of(drawn) == {"red": 1, "blue": 1, "green": 2}


def test_a_used_up_list_needs_no_lot() -> None:
    """Of two that are level for one seat one has nobody left: the other has it."""
    level = two_lists(red=1, votes={"red": 10, "blue": 10}, seats=3, exhausted="next")
    assert (level.outcome, seats_of(level)) == (HOLDS, {"blue": 2, "red": 1})


def test_when_all_lists_are_used_up_seats_stay_vacant() -> None:
    """Nobody is left for them: they stay vacant, and that is settled."""
    for method in ("dhondt", "hare-niemeyer"):
        answer = two_lists(red=2, blue=2, exhausted="next", method=method)
        assert (answer.outcome, seats_of(answer)) == (HOLDS, {"red": 2, "blue": 2})
        assert said(answer, "sharing-exhausted-all") == {"number": 2}


def test_who_withdraws_makes_way_for_the_next_on_the_list() -> None:
    """Whoever does not accept takes no seat, neither as member nor as substitute."""
    handed_in = nominated(["r0", "r1", "r2"], list="red", by="a", substitutes=["s0", "s1", "s2"])
    told = [handed_in, withdrawn("r0"), withdrawn("s1"), ballot(item="i", votes={"red": 9})]
    (red,) = value(ask(council(*THREE, *told, seats=2, **LISTS))).portions
    assert (red.members, red.substitutes, red.reserve) == (("r1", "r2"), ("s0", "s2"), ())


@pytest.mark.parametrize("successor", ["list", "naming", "election"])
def test_who_follows_is_told(successor: str) -> None:
    """What the rule says of successors stands beside a settled sharing, and not beside an open one."""
    rules = {**NAMING, "successor": successor}
    answer = ask(council(*factions({"a": 1}), **rules))
    assert cited(answer, f"sharing-successor-{successor}") == ["rules § 2"]
    level = ask(council(*factions({"a": 1, "b": 1}), seats=1, **rules))
    assert f"sharing-successor-{successor}" not in codes(level)
    unsaid = ask(council(*factions({"a": 1}), **{**NAMING, "successor": "unstated"}))
    assert not any(code.startswith("sharing-successor") for code in codes(unsaid))


# ── turns ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def gelsenkirchen(*events: Event) -> Answer:
    """Return whose turn it is to choose a chair in a council of 31, 20, 11, 11, 3, 3 and 3."""
    sizes = dict(zip("abcdefg", (31, 20, 11, 11, 3, 3, 3), strict=True))
    return ask(council(*factions(sizes), *events, fills="chair@*committee", posts=13, **TURNS))


def test_lots_order_those_with_equal_quotients() -> None:
    """One lot decides who of two comes first; the other comes next. Another rank takes another lot."""
    one = gelsenkirchen(lot("d", item="i"))
    assert turns_of(one)[3:5] == ["d", "c"]
    assert turns_of(one)[10:12] == [{"c", "d"}, {"c", "d"}]
    assert (one.outcome, value(one).result, value(one).tied, value(one).open) == (OPEN, Shares.LOT, ("c", "d"), 2)
    both = gelsenkirchen(lot("d", item="i", among=["c", "d"]), lot("c", item="i", among=["c", "d"]))
    assert turns_of(both) == ["a", "b", "a", "d", "c", "a", "b", "a", "b", "a", "c", "d", "a"]
    assert (both.outcome, len(value(both).claims)) == (HOLDS, 2)


def test_chairs_are_chosen_in_turn() -> None:
    """Each party's choices stand in its turns, in their order; a turn in which nothing was chosen yet is shown without."""
    told = [lot("d", item="i"), lot("c", item="i"), chose("b", "chair@committee", names="p9"), chose("a", "chair@council")]
    turns = value(gelsenkirchen(*told)).turns
    assert (turns[0].takes, turns[1].takes, turns[1].names, turns[2].takes) == ("chair@council", "chair@committee", "p9", None)


def test_no_choice_is_put_into_a_turn_after_an_open_one() -> None:
    """As long as it is open whose turn it is, nobody knows in which later turn something was chosen."""
    turns = value(gelsenkirchen(chose("c", "chair@committee"), *[chose("a", "chair@council")] * 3)).turns
    assert [turn.takes for turn in turns] == ["chair@council", None, "chair@council", *[None] * 10]


def test_the_first_open_turn_tells_between_whom_a_lot_is_needed() -> None:
    """Of two ranks that are open, the first is the one that is asked about."""
    sizes = {"a": 10, "b": 10, "c": 4, "d": 4}
    answer = ask(council(*factions(sizes), fills="chair@*committee", posts=6, **TURNS))
    assert (value(answer).tied, turns_of(answer)[4:]) == (("a", "b"), [{"c", "d"}] * 2)


def test_three_with_equal_quotients_need_two_lots() -> None:
    """A first lot decides who begins, a second who comes next; the last needs none."""
    told = factions({"a": 5, "b": 5, "c": 5})

    def order(*events: Event, posts: int = 3) -> Answer:
        return ask(council(*told, *events, fills="chair@*committee", posts=posts, **TURNS))

    one = order(lot("b", item="i"))
    assert (turns_of(one), value(one).open) == (["b", {"a", "c"}, {"a", "c"}], 2)
    assert turns_of(order(lot("b", item="i"), lot("c", item="i"))) == ["b", "c", "a"]
    assert turns_of(order(lot("b", item="i"), posts=1)) == ["b"]
    assert turns_of(order(posts=2)) == [{"a", "b", "c"}] * 2
    assert value(order(posts=2)).open == 2


DEPUTIES = {
    "of": ["first-deputy", "second-deputy", "third-deputy"], "weights": "ballot", "method": "dhondt", "by_turns": "order",
    "tie": ["run-off", "lot"], "exhausted": "next", "joint": True,
}  # fmt: skip


def deputies(*events: Event, votes: object, number: int = 2, posts: int | None = None, **said_: object) -> Answer:
    """Return who become deputies of the mayor, as in § 67 GO NRW: by highest quotients of a ballot on lists."""
    offices = ("first-deputy", "second-deputy", "third-deputy")
    town = body("council", row(apportionment(**{**DEPUTIES, **said_}), "statute § 67"), kind="council", positions=offices)
    lists = [nominated(["r1", "r2"], list="red", by="a"), nominated(["b1", "b2"], list="blue", by="b")]
    told = [meeting("m", "council", DAY), item("i", "m", fills=list(offices[:number]), posts=posts), *lists]
    return ask(scope(town, events=[*told, ballot(item="i", votes=votes), *events]))


def named(answer: Answer) -> list[tuple[str | None, str | None, str | None]]:
    """Return who gets which post by whose turn."""
    return [(turn.takes, turn.party, turn.names) for turn in value(answer).turns]


def test_posts_are_filled_in_their_order() -> None:
    """The first quotient gives the first deputy, the second the second: each the next name of its list."""
    answer = deputies(votes={"red": 16, "blue": 13})
    assert (answer.outcome, named(answer)) == (HOLDS, [("first-deputy", "red", "r1"), ("second-deputy", "blue", "b1")])
    assert named(deputies(votes={"red": 34, "blue": 16})) == [("first-deputy", "red", "r1"), ("second-deputy", "red", "r2")]


def test_who_declines_is_followed_by_the_next_of_the_same_list() -> None:
    """Somebody who does not accept is passed over, and the list keeps its turn."""
    answer = deputies(withdrawn("r1"), votes={"red": 16, "blue": 13})
    assert named(answer) == [("first-deputy", "red", "r2"), ("second-deputy", "blue", "b1")]


def test_a_used_up_list_loses_its_turn() -> None:
    """The list with the next quotient takes the place of one that has nobody left; when all are used up, places stay vacant."""
    answer = deputies(votes={"red": 60, "blue": 13}, number=3)
    assert [one[1:] for one in named(answer)] == [("red", "r1"), ("red", "r2"), ("blue", "b1")]
    assert said(answer, "sharing-exhausted") == {"candidate": "red", "number": 2}
    vacant = deputies(votes={"red": 60, "blue": 13}, number=3, exhausted="vacant")
    assert (vacant.outcome, [one[1:] for one in named(vacant)]) == (HOLDS, [("red", "r1"), ("red", "r2"), ("red", None)])
    unsaid = deputies(votes={"red": 60, "blue": 13}, number=3, exhausted=None)
    assert (unsaid.outcome, unsaid.missing) == (OPEN, ("council.apportionment.exhausted",))
    all_ = deputies(votes={"red": 60, "blue": 13}, posts=6)
    assert (all_.outcome, len(value(all_).turns), said(all_, "sharing-exhausted-all")) == (HOLDS, 4, {"number": 2})
    lone = deputies(withdrawn("b1"), withdrawn("b2"), votes={"red": 18, "blue": 18}, number=1)
    assert (lone.outcome, named(lone)) == (HOLDS, [("first-deputy", "red", "r1")]), "a list without a name needs no run-off"


def test_equal_quotients_lead_to_a_run_off_between_the_lists() -> None:
    """Rosendahl's 18 and 9: the second deputy is decided by a run-off, and by lot only if that is level."""
    votes = {"red": 18, "blue": 9}
    needed = deputies(votes=votes)
    assert (value(needed).result, value(needed).tied, value(needed).open) == (Shares.RUN_OFF, ("red", "blue"), 1)
    won = deputies(ballot(item="i", round=2, votes={"red": 13, "blue": 14}), votes=votes)
    assert named(won) == [("first-deputy", "red", "r1"), ("second-deputy", "blue", "b1")]
    level = ballot(item="i", round=2, votes={"red": 13, "blue": 13})
    assert value(deputies(level, votes=votes)).result is Shares.LOT
    assert named(deputies(level, lot("red", item="i"), votes=votes))[1] == ("second-deputy", "red", "r2")


def test_a_run_off_orders_all_who_were_level() -> None:
    """Three lists are level for three posts: one run-off among them gives the whole order."""
    third = [nominated(["g1"], list="green", by="c"), ballot(item="i", round=2, votes={"red": 5, "blue": 9, "green": 7})]
    answer = deputies(*third, votes={"red": 10, "blue": 10, "green": 10}, number=3)
    assert [one[1:] for one in named(answer)] == [("blue", "b1"), ("green", "g1"), ("red", "r1")]


def test_names_after_an_open_turn_are_open() -> None:
    """Nobody knows who comes next on a list before it is known whose turn it was."""
    answer = deputies(votes={"red": 10, "blue": 10}, number=3)
    assert named(answer)[0] == ("first-deputy", None, None)
    assert {names for *_, names in named(answer)} == {None}


def test_several_seats_of_one_post_are_filled_in_order() -> None:
    """Where the deputies are a seat group of two, each turn fills one of its seats."""
    rule = row(apportionment(**{**DEPUTIES, "of": "deputies"}), "statute § 67")
    town = body("council", group("deputies", "statute § 67", seats=2), rule, kind="council")
    told = [meeting("m", "council", DAY), item("i", "m", fills="deputies"), nominated(["r1", "r2", "r3"], list="red", by="a")]
    answer = ask(scope(town, events=[*told, ballot(item="i", votes={"red": 9})]))
    assert named(answer) == [("deputies", "red", "r1"), ("deputies", "red", "r2")]


def test_more_turns_than_posts_have_no_post() -> None:
    """If the item says that there are more turns than posts it names, the others have none."""
    answer = deputies(votes={"red": 30, "blue": 13}, number=2, posts=3)
    assert [one[0] for one in named(answer)] == ["first-deputy", "second-deputy", None]


# ── rules: readings, doubts, silence ─────────────────────────────────────────────────────────────────────────────────


def test_without_a_meeting_the_rules_are_told() -> None:
    """Of all posts first, then of those that rules name."""
    rules = (row(apportionment(method="dhondt"), "rules § 1"), row(apportionment(of="chair@*committee", tie="lot"), "rules § 2"))
    answer = shared_out(council(rules=rules), "council", DAY)
    assert answer.outcome is HOLDS
    assert isinstance(answer.value, tuple)
    assert [one.of for one in answer.value] == [(), ("chair@*committee",)]


def test_no_rule_is_silence() -> None:
    """Without any rule about sharing seats the word itself is missing."""
    answer = ask(council(*THREE))
    assert (answer.outcome, answer.value, answer.missing) == (OPEN, None, ("council.apportionment",))


def test_a_body_that_is_not_there_shares_nothing() -> None:
    """A council that begins later cannot have shared seats."""
    town = body("council", row(apportionment(**NAMING), "rules § 2"), kind="council", since="2027-01-01")
    answer = ask(scope(town, events=[meeting("m", "council", DAY), item("i", "m", fills="council")]))
    assert (answer.outcome, answer.value) == (FAILS, None)


def unsure(method: str, other: str) -> Scope:
    """Return a council of which two rules of one rank may hold: by one method or by another."""
    rules = (row(apportionment(method=method), "rules § 2"), row(apportionment(method=other), "rules § 3"))
    rest = row(apportionment(weights="members", tie="lot"), "rules § 4")
    return council(*factions({"a": 4, "b": 2}), seats=3, rules=(rest, *rules))


def test_a_doubt_between_rules_matters_only_if_it_does() -> None:
    """Two methods that lead to the same leave nothing open; two that do not, name the aspect."""
    answer = ask(unsure("dhondt", "sainte-lague"))
    assert (answer.outcome, seats_of(answer), value(answer).method) == (HOLDS, {"a": 2, "b": 1}, None)
    doubtful = ask(unsure("dhondt", "imperiali"))
    assert (doubtful.outcome, doubtful.missing, doubtful.value) == (OPEN, ("council.apportionment.method",), None)


def test_a_doubt_that_changes_nothing_is_none() -> None:
    """Whether the lot is drawn by this or that office, here none is needed."""
    rules = tuple(row(apportionment(lot_by=by), f"rules § {number}") for number, by in enumerate(("chair", "deputy-chair"), 3))
    answer = ask(council(*factions({"a": 4, "b": 2}), seats=3, rules=rules, **NAMING))
    assert (answer.outcome, seats_of(answer)) == (HOLDS, {"a": 2, "b": 1})


def test_readings_that_agree_are_one_answer() -> None:
    """A clause that can be read in two ways leaves open only what the readings differ in."""

    def where(one: str, other: str) -> Scope:
        rules = tuple(
            row(apportionment(method=method), "rules § 3", reading=(parse_reading(f"how:{name}"),))
            for name, method in (("x", one), ("y", other))
        )
        told = factions({"a": 25, "b": 18, "c": 7})
        rest = row(apportionment(weights="members", tie="lot"), "rules § 2")
        return council(*told, seats=11, rules=(rest, *rules), ambiguities=(ambiguity("how", "x", "y"),))

    differ = ask(where("dhondt", "hare-niemeyer"))
    assert (differ.outcome, differ.missing) == (OPEN, ("ambiguities.how",))
    assert [seats_of(reading)["a"] for _, reading in differ.readings] == [6, 5]
    assert ask(where("dhondt", "dhondt")).outcome is HOLDS


def test_a_reading_without_any_rule_is_another_answer() -> None:
    """If the clause can be read so that it says nothing of sharing seats, the answers differ."""
    rule = row(apportionment(**NAMING), "rules § 3", reading=(parse_reading("how:x"),))
    answer = ask(council(*factions({"a": 4}), rules=(rule,), ambiguities=(ambiguity("how", "x", "y"),)))
    assert (answer.outcome, [reading.outcome for _, reading in answer.readings]) == (OPEN, [HOLDS, OPEN])


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

SIZES = st.lists(st.integers(0, 12), min_size=1, max_size=5).filter(any)
METHODS = st.sampled_from([method.value for method in Method])


def by_naming(sizes: list[int], seats: int, method: str, *events: Event, tie: str = "lot") -> Answer:
    """Share seats among factions of these sizes."""
    names = [f"f{number}" for number in range(len(sizes))]
    told = factions(dict(zip(names, sizes, strict=True)))
    return ask(council(*told, *events, seats=seats, weights="members", method=method, tie=tie))


@tries(60)
@given(SIZES, st.integers(1, 15), METHODS)
def test_seats_add_up_and_a_lot_completes_them_legally(sizes: list[int], seats: int, method: str) -> None:
    """Sure and open seats are those of the house; with lots drawn the result is one of those that the lot may lead to."""
    answer = by_naming(sizes, seats, method)
    assert sum(seats_of(answer).values()) + value(answer).open == seats
    lots = [lot(party, item="i") for party in value(answer).tied[: value(answer).open]]
    done = by_naming(sizes, seats, method, *lots)
    assert done.outcome is HOLDS
    strong = {one.party: one.weight or 0 for one in value(done).portions}
    assert seats_of(done) in list(completions(allotted(Method(method), strong, seats)))


@tries(30)
@given(SIZES, st.integers(1, 9), METHODS)
def test_the_order_of_facts_does_not_matter(sizes: list[int], seats: int, method: str) -> None:
    """The record in another order gives the very same answer, and renamed parties get what they got before."""
    names = [f"f{number}" for number in range(len(sizes))]
    told = factions(dict(zip(names, sizes, strict=True)))
    answers = [
        ask(council(*order, seats=seats, weights="members", method=method, tie="lot"))
        for order in (told, tuple(reversed(told)), (*told[2:], *told[:2]))
    ]
    assert answers[0] == answers[1] == answers[2]


def test_permuted_parties_permute_the_result() -> None:
    """Whatever the factions are called, the size decides."""
    for sizes in permutations((18, 5, 3, 3)):
        answer = by_naming(list(sizes), 9, "hare-niemeyer")
        found_ = {(one.weight, one.sure, one.party in value(answer).tied) for one in value(answer).portions}
        assert found_ == {(18, 6, False), (5, 1, False), (3, 1, False)}


@tries(40)
@given(SIZES, st.integers(1, 9), METHODS, st.integers(0, 3))
def test_more_facts_never_turn_a_valid_sharing_into_an_invalid_one(sizes: list[int], seats: int, method: str, drawn: int) -> None:
    """A strength in bounds, then exactly, then lots: what once holds, never fails, and the seats stay the same."""
    names = [f"f{number}" for number in range(len(sizes))]
    exact = dict(zip(names, sizes, strict=True))
    bounds: dict[str, object] = {**exact, "f0": f"{max(sizes[0] - 1, 0)}..{sizes[0] + 1}"}
    rules = {"weights": "members", "method": method, "tie": "lot"}
    vague = ask(council(*factions(bounds), seats=seats, **rules))
    lots = [lot(party, item="i") for party in names[:drawn]]
    known = ask(council(*factions(exact), seats=seats, **rules))
    later = ask(council(*factions(exact), *lots, seats=seats, **rules))
    assert FAILS not in (vague.outcome, known.outcome, later.outcome)
    for before, after in ((vague, known), (known, later)):
        if before.outcome is HOLDS:
            assert after.outcome is HOLDS
            assert {k: v for k, v in seats_of(after).items() if v} == {k: v for k, v in seats_of(before).items() if v}
