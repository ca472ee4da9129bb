"""Election: who is elected, between whom a further ballot or a lot is needed, and which clause decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pytest
from attrs import evolve

from builders import (
    ambiguity,
    ballot,
    barred,
    body,
    charter,
    demand,
    election,
    group,
    holds,
    item,
    lot,
    meeting,
    nominated,
    objection,
    organisation,
    person,
    present,
    quorum,
    row,
    scope,
    withdrawn,
)
from gremium.evaluate.balloting import Elected, Elects
from gremium.evaluate.election import election as asked
from gremium.evaluate.scope import Scope
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import Event
from gremium.norms.decision import Form
from gremium.values.count import Count, exactly
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.verdict import Outcome, Reason, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
DAY = date(2026, 3, 10)
SEATS = group("seat", "rules § 1", seats=50, standing="voting")
HALF = "more than 1/2 of votes"
# The rules of real municipal codes, each as its law has it.
NW = {
    "rounds": [{"number": 1, "need": HALF}, {"number": 2, "need": "most", "best": 2, "entry": "unstated"}],
    "no_votes": "counted", "abstentions": "ignored", "invalid": "ignored", "tie": {"then": "lot", "by": "chair"},
}  # fmt: skip
ENTITLED = "more than 1/2 of present entitled voting members"
BW = {
    "rounds": [{"number": 1, "need": ENTITLED}, {"number": 2, "need": "most", "best": 2, "entry": "unstated"}],
    "single": [{"number": 1, "need": ENTITLED}, {"number": 2, "need": ENTITLED, "should_wait": "1 week"}],
    "form": "secret", "open_if": {"none": [{"raised": "open-ballot"}]}, "tie": "lot",
}  # fmt: skip
NI = {"rounds": [{"number": 1, "need": "more than 1/2 of voting members"}, {"number": 2, "need": "most"}], "tie": "lot"}
RP = {
    "rounds": [
        {"number": 1, "need": HALF}, {"number": 2, "need": HALF}, {"number": 3, "need": HALF, "best": 2, "entry": "lot"},
    ],
    "nomination": {"only": True}, "abstentions": "ignored", "invalid": "ignored", "tie": "lot",
}  # fmt: skip
BY = {
    "rounds": [{"number": 1, "need": HALF}, {"number": 2, "need": "most", "best": 2, "entry": "lot", "crowded": "repeat"}],
    "no_votes": "invalid", "invalid": "ignored", "tie": "lot",
    "void_if": {"count": "invalid", "is": "at least 1/2 of votes + invalid"},
}  # fmt: skip
SH = {"rounds": [{"number": 1, "need": "most"}], "tie": {"then": "repeat", "again": "lot"}}
PARENTS = {"rounds": [{"number": 1, "need": "most"}], "tie": {"then": "run-off", "again": "lot", "by": "election-officer"}}
UK = {"rounds": [{"number": 1, "need": HALF}, {"number": 2, "need": HALF, "drops": 1, "entry": "unstated", "repeats": True}]}
PLURALITY = {"rounds": [{"number": 1, "need": "most"}], "tie": "lot"}


def council(
    *events: Event, rules: Iterable[Provision] = (), seats: Provision = SEATS, fills: str | None = "chair",
    posts: int | None = None, **said: object,
) -> Scope:  # fmt: skip
    """Return a council of fifty with one rule about elections, and what happened on an item of its meeting."""
    own = (row(election(**said), "rules § 2"),) if said else ()
    called = item("i", "m", fills=fills, posts=posts)
    return scope(
        body("council", seats, *own, *rules, positions=("chair", "deputy-chair", "election-officer")),
        events=[meeting("m", "council", DAY), called, *events],
    )


def ask(where: Scope, at: date = DAY, item_: str | None = "i", meeting_: str = "m", body_: str = "council") -> Verdict[Elected]:
    return asked(where, body_, at, meeting_, item_)  # type: ignore[return-value]  # about a meeting, and not the rules


def votes(numbers: Mapping[str, object] | None = None, round_: int = 1, no: object = 0, **more: object) -> Event:
    """Return a ballot: the votes for each candidate, none against all unless it is said."""
    return ballot(no=no, item="i", votes=dict(numbers or {}), round=round_, **more)


def standing(*names: str, **said: object) -> Event:
    return nominated(list(names), **said)


def value(verdict: Verdict[Elected]) -> Elected:
    assert verdict.value is not None
    return verdict.value


def codes(verdict: Verdict[Elected]) -> list[str]:
    return [reason.said.code.removeprefix("reason.") for reason in verdict.reasons]


def said(verdict: Verdict[Elected], code: str) -> Reason:
    return next(reason for reason in verdict.reasons if reason.said.code == f"reason.{code}")


def result(verdict: Verdict[Elected]) -> tuple[Outcome, Elects, tuple[str, ...], tuple[str, ...]]:
    """Return the outcome, what came of it, who is elected, and between whom something is to be decided."""
    return verdict.outcome, value(verdict).result, value(verdict).elected, value(verdict).between


ELECTED, LOT, FURTHER, NOBODY, PENDING = Elects.ELECTED, Elects.LOT, Elects.FURTHER, Elects.NOBODY, Elects.PENDING


# ── the laws as their textbooks have them ────────────────────────────────────────────────────────────────────────────


def test_more_than_half_of_the_valid_votes_elect_in_the_first_ballot() -> None:
    """North Rhine-Westphalia: 26 of 50 are enough; the answer cites the clause and says that the post is filled."""
    verdict = ask(council(votes({"a": 26, "b": 24}), **NW))
    assert result(verdict) == (HOLDS, ELECTED, ("a",), ())
    assert codes(verdict)[0] == "election-elected"
    assert said(verdict, "election-ballot").provision == "bodies.council.election[0]"
    assert [str(cite) for cite in said(verdict, "candidate-holds").cites] == ["rules § 2"]
    assert (value(verdict).post, value(verdict).posts, value(verdict).round, value(verdict).next) == ("chair", 1, 1, None)


def test_exactly_half_is_no_majority_and_leads_to_a_run_off() -> None:
    """North Rhine-Westphalia: 25 of 50 do not elect; the two with the most votes stand in the second ballot."""
    verdict = ask(council(votes({"a": 25, "b": 15, "c": 10}), **NW))
    assert result(verdict) == (OPEN, FURTHER, (), ("a", "b"))
    assert (value(verdict).next, value(verdict).places, verdict.missing) == (2, 1, ("m.ballot",))
    assert said(verdict, "election-to-come").said == message("reason.election-to-come", need=message("mandate.most"), round=2)


def test_votes_against_all_are_valid_votes() -> None:
    """North Rhine-Westphalia: of 24 votes and 26 No the 24 are no majority; an abstention counts for nothing."""
    assert result(ask(council(votes({"a": 24}, no=26), standing("a"), **NW)))[0] is OPEN
    assert result(ask(council(votes({"a": 24}, no=20, abstain=6), standing("a"), **NW))) == (HOLDS, ELECTED, ("a",), ())


def test_the_run_off_is_won_by_the_most_votes() -> None:
    """North Rhine-Westphalia: in the second ballot 20 against 18 are enough, with twelve No."""
    where = council(votes({"a": 25, "b": 15, "c": 10}), votes({"a": 18, "b": 20}, 2, no=12), **NW)
    verdict = ask(where)
    assert result(verdict) == (HOLDS, ELECTED, ("b",), ())
    assert [(one.candidate, one.votes, one.elected) for one in value(verdict).tallies] == [
        ("b", exactly(20), HOLDS), ("a", exactly(18), FAILS),
    ]  # fmt: skip


def test_a_run_off_that_ends_equal_takes_a_lot_that_the_record_tells() -> None:
    """North Rhine-Westphalia: 25 against 25 again: the lot is needed, and completes the election once it is drawn."""
    events = votes({"a": 25, "b": 25}), votes({"a": 25, "b": 25}, 2)
    verdict = ask(council(*events, **NW))
    assert result(verdict) == (OPEN, LOT, (), ("a", "b"))
    assert verdict.missing == ("m.lot",)
    assert said(verdict, "equal-by").said == message("reason.equal-by", who="chair")
    drawn = ask(council(*events, lot("b", item="i"), **NW))
    assert result(drawn) == (HOLDS, ELECTED, ("b",), ())
    assert said(drawn, "equal-lot").said == message("reason.equal-lot", candidate="b")


def test_who_enters_the_run_off_with_equal_votes_is_open_where_the_source_is_silent() -> None:
    """North Rhine-Westphalia says nothing of a tie for the second place."""
    verdict = ask(council(votes({"a": 20, "b": 15, "c": 15}), **NW))
    assert result(verdict) == (OPEN, Elects.TIED, (), ("b", "c"))
    assert (verdict.missing, value(verdict).places, value(verdict).next) == (("council.election.rounds",), 1, 2)


def test_abstentions_count_against_a_candidate_where_the_base_are_those_present() -> None:
    """Baden-Württemberg: of 48 present and entitled 24 votes are no majority, 25 are."""
    there = present(48)
    assert result(ask(council(there, votes({"a": 24, "b": 10}, abstain=14), **BW)))[1] is FURTHER
    assert result(ask(council(there, votes({"a": 25, "b": 9}, abstain=14), **BW)))[:2] == (HOLDS, ELECTED)


def test_a_single_candidate_needs_the_majority_again_in_a_second_ballot() -> None:
    """Baden-Württemberg: the second ballot takes more than half of those present, too; then the election is over."""
    events = present(48), standing("a"), votes({"a": 24}, no=4)
    verdict = ask(council(*events, **BW))
    assert result(verdict) == (OPEN, FURTHER, (), ("a",))
    assert said(verdict, "election-to-come").said == message(
        "reason.election-to-come", need=message("quota.more-than", bound=message(
            "quota.share", base=message_of("present entitled voting members"), share="1/2")), round=2,
    )  # fmt: skip
    assert result(ask(council(*events, votes({"a": 25}, 2, no=3), **BW)))[1] is ELECTED
    lost = ask(council(*events, votes({"a": 24}, 2, no=3), **BW))
    assert result(lost) == (FAILS, NOBODY, (), ())
    assert lost.needs == (message("needs.yes-one"),)


def message_of(tally: str) -> object:
    from gremium.values.tally import in_words, parse_tally  # noqa: PLC0415  (of this sentence alone)

    return in_words(parse_tally(tally))


def test_a_ballot_that_should_have_waited_counts_all_the_same() -> None:
    """Baden-Württemberg: the week between the ballots is a rule of thumb; the answer says that it was earlier."""
    events = present(48), standing("a"), votes({"a": 24}, no=4), votes({"a": 30}, 2, no=3)
    verdict = ask(council(*events, **BW))
    assert result(verdict)[1] is ELECTED
    assert said(verdict, "round-earlier").said == message("reason.round-earlier", day="2026-03-17")


def test_a_vote_may_be_open_as_long_as_nobody_objects() -> None:
    """Baden-Württemberg: secret, open if no member objects; against an objection the form was wrong, and counts all the same."""
    won = votes({"a": 30, "b": 10})
    assert value(ask(council(won, **BW))).due is Form.OPEN
    objected = ask(council(present(48), won, objection("open-ballot", who=["p"], item="i"), person("p"), **BW))
    assert (objected.outcome, value(objected).due, value(objected).form) == (HOLDS, Form.SECRET, Form.OPEN)
    assert "form-wrong" in codes(objected)
    unknown = ask(council(won, rules=(), **{**BW, "open_if": {"found": "agreed"}}))
    assert (value(unknown).due, "open-ballot-open" in codes(unknown)) == (None, True)
    secret = ask(council(votes({"a": 30, "b": 10}, form="secret"), **BW))
    assert (value(secret).due, "form-wrong" in codes(secret)) == (Form.SECRET, False)


def test_the_majority_of_all_members_then_the_most_votes() -> None:
    """Lower Saxony: two of five members do not elect, in the second ballot the most votes do, then a lot."""
    first = (*SEATED, votes({"a": 2, "b": 1}))
    assert result(ask(council(*SEATED, votes({"a": 3, "b": 1}), seats=SMALL, **NI)))[1] is ELECTED
    assert result(ask(council(*first, seats=SMALL, **NI))) == (OPEN, FURTHER, (), ("a", "b"))
    assert result(ask(council(*first, votes({"a": 1, "b": 2}, 2), seats=SMALL, **NI)))[2] == ("b",)
    level = votes({"a": 2, "b": 2}, 2), lot("a", item="i", among=["a", "b"])
    assert result(ask(council(*first, *level, seats=SMALL, **NI)))[2] == ("a",)


def test_all_nominees_stand_again_then_the_two_best_by_lot_if_need_be() -> None:
    """Rhineland-Palatinate: the same ballot once more, then a run-off for which a lot decides who enters."""
    first = votes({"a": 20, "b": 15, "c": 15})
    again = votes({"a": 20, "b": 15, "c": 15}, 2)
    assert result(ask(council(first, **RP))) == (OPEN, FURTHER, (), ("a", "b", "c"))
    entry = ask(council(first, again, **RP))
    assert result(entry) == (OPEN, LOT, (), ("b", "c"))
    assert (value(entry).next, value(entry).places) == (3, 1)
    drawn = lot("c", item="i", among=["b", "c"])
    assert result(ask(council(first, again, drawn, **RP))) == (OPEN, FURTHER, (), ("a", "c"))
    assert result(ask(council(first, again, drawn, votes({"a": 20, "c": 30}, 3), **RP)))[2] == ("c",)


def test_one_lot_decides_one_thing() -> None:
    """A lot by which somebody entered the run-off does not decide the run-off, even if nobody tells between whom it was."""
    rounds = [{"number": 1, "need": HALF}, {"number": 2, "need": "most", "best": 2, "entry": "lot"}]
    events = votes({"a": 20, "b": 15, "c": 15}), lot("c", item="i"), votes({"a": 25, "c": 25}, 2)
    assert result(ask(council(*events, rounds=rounds, tie="lot"))) == (OPEN, LOT, (), ("a", "c"))
    assert result(ask(council(*events, lot("c", item="i"), rounds=rounds, tie="lot")))[2] == ("c",)


def test_a_ballot_with_half_of_its_votes_invalid_is_taken_again() -> None:
    """Bavaria: No and blank papers are invalid; with half of them the same ballot is taken once more, then it counts."""
    void = votes({"a": 15, "b": 10}, no=15, invalid=10)
    verdict = ask(council(void, **BY))
    assert result(verdict) == (OPEN, FURTHER, (), ("a", "b"))
    assert (value(verdict).next, "election-void-holds" in codes(verdict)) == (2, True)
    assert result(ask(council(void, votes({"a": 26, "b": 20}, 2, invalid=4), **BY)))[2] == ("a",)
    just = ask(council(votes({"a": 16, "b": 10}, no=15, invalid=9), **BY))
    assert result(just) == (HOLDS, ELECTED, ("a",), ())


def test_whether_a_ballot_is_void_is_open_where_invalid_votes_are_not_told() -> None:
    """Bavaria: 26 votes, and nobody knows how many invalid ones."""
    verdict = ask(council(votes({"a": 16, "b": 10}), **BY))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("m.ballot.invalid",))


def test_if_more_than_two_share_the_most_votes_the_ballot_is_repeated() -> None:
    """Bavaria: three with the most votes: once more with all; two behind the first: a lot for the second place."""
    crowd = votes({"a": 15, "b": 15, "c": 15, "d": 5}, invalid=0)
    assert result(ask(council(crowd, **BY))) == (OPEN, FURTHER, (), ("a", "b", "c", "d"))
    again = votes({"a": 30, "b": 15, "c": 5}, 2, invalid=0)
    assert result(ask(council(crowd, again, **BY)))[2] == ("a",)
    second = votes({"a": 20, "b": 15, "c": 15}, invalid=0)
    assert result(ask(council(second, **BY))) == (OPEN, LOT, (), ("b", "c"))


def test_the_most_votes_elect_at_once_and_equals_vote_again_before_the_lot() -> None:
    """Schleswig-Holstein: plurality; with equal votes another ballot with all, and if it ends so again, the lot."""
    level = votes({"a": 20, "b": 20, "c": 10})
    assert result(ask(council(votes({"a": 20, "b": 19, "c": 11}), **SH)))[2] == ("a",)
    assert result(ask(council(level, **SH))) == (OPEN, FURTHER, (), ("a", "b", "c"))
    assert result(ask(council(level, votes({"a": 20, "b": 20, "c": 10}, 2), **SH))) == (OPEN, LOT, (), ("a", "b"))
    assert result(ask(council(level, votes({"a": 20, "b": 18, "c": 12}, 2), **SH)))[2] == ("a",)


def test_a_run_off_among_equals_then_the_lot_of_the_election_officer() -> None:
    """Linsengericht: only those who are equal stand again, and if they are equal once more, a lot decides."""
    level = votes({"a": 12, "b": 12, "c": 8})
    assert result(ask(council(level, **PARENTS))) == (OPEN, FURTHER, (), ("a", "b"))
    verdict = ask(council(level, votes({"a": 16, "b": 16}, 2), **PARENTS))
    assert result(verdict) == (OPEN, LOT, (), ("a", "b"))
    assert said(verdict, "equal-by").said == message("reason.equal-by", who="election-officer")


def test_the_last_is_struck_out_until_somebody_has_a_majority() -> None:
    """Co-option in England: each time the one with the fewest votes goes, and the rest vote again."""
    first, second = votes({"a": 5, "b": 4, "c": 3, "d": 1}), votes({"a": 5, "b": 5, "c": 3}, 2)
    assert result(ask(council(first, **UK))) == (OPEN, FURTHER, (), ("a", "b", "c"))
    assert result(ask(council(first, second, **UK))) == (OPEN, FURTHER, (), ("a", "b"))
    assert result(ask(council(first, second, votes({"a": 6, "b": 7}, 3), **UK)))[2] == ("b",)
    assert result(ask(council(votes({"a": 5, "b": 3, "c": 3}), **UK)))[1] is Elects.TIED


# ── votes that are known only in bounds, or not at all ───────────────────────────────────────────────────────────────


def test_what_holds_within_all_bounds_holds() -> None:
    """26 to 30 of at most 50 votes are a majority whatever they are; 24 to 30 may be one."""
    assert result(ask(council(votes({"a": "26..30", "b": "10..20"}), **NW)))[:2] == (HOLDS, ELECTED)
    verdict = ask(council(votes({"a": "18..30", "b": "10..20"}), **NW))
    assert result(verdict) == (OPEN, Elects.OPEN, (), ())
    assert result(ask(council(votes({"a": "10..12", "b": "13..14"}), **PLURALITY)))[2] == ("b",)
    assert result(ask(council(votes({"a": "10..13", "b": "13..14"}), **PLURALITY))) == (OPEN, Elects.OPEN, (), ())


def test_votes_that_nobody_told_may_be_all_that_are_left() -> None:
    """Of fifty seats two candidates have 26 and 20: whoever is not told has four at most; with 20 and 15 they may have won."""
    three = standing("a", "b", "c")
    assert result(ask(council(three, votes({"a": 26, "b": 20}), **NW)))[2] == ("a",)
    verdict = ask(council(three, votes({"a": 20, "b": 15}), **NW))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("m.ballot.votes",))
    tallies = {one.candidate: one.votes for one in value(verdict).tallies}
    assert tallies["c"] == Count(0, 15, stated=False)
    assert result(ask(council(three, votes({"a": 20, "b": 15}), **PLURALITY)))[1] is ELECTED
    assert result(ask(council(three, votes({"a": 18, "b": 15}), **PLURALITY)))[1:3] == (ELECTED, ("a",))
    assert result(ask(council(three, votes({"a": 16, "b": 15}), **PLURALITY)))[1] is Elects.OPEN


def test_no_votes_that_are_not_recorded_are_unknown_and_not_none() -> None:
    """20 votes of 50 are a majority only if not more than 19 voted against all."""
    verdict = ask(council(standing("a"), ballot(item="i", votes={"a": 20}), **NW))
    assert (result(verdict)[1], "m.ballot.no" in verdict.missing) == (Elects.OPEN, True)
    assert result(ask(council(standing("a"), present(38), ballot(item="i", votes={"a": 20}), **NW)))[1] is ELECTED


def test_it_is_open_what_becomes_of_votes_against_all_where_the_source_is_silent() -> None:
    """20 votes against 15 and 10 No: a majority only without the No."""
    rule = {**NW, "no_votes": "unstated"}
    verdict = ask(council(votes({"a": 20, "b": 15}, no=10), **rule))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("council.election.no_votes",))
    assert result(ask(council(votes({"a": 30, "b": 5}, no=10), **rule)))[1] is ELECTED
    assert result(ask(council(votes({"a": 20, "b": 15}), **rule)))[1] is ELECTED
    assert result(ask(council(votes({"a": 20, "b": 15}, no=10), **{**NW, "no_votes": "ignored"})))[1] is ELECTED


def test_it_is_open_what_becomes_of_abstentions_where_the_source_is_silent() -> None:
    """20 against 15 with 10 abstentions."""
    verdict = ask(council(votes({"a": 20, "b": 15}, abstain=10), **{**NW, "abstentions": "unstated"}))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("council.election.abstentions",))
    unknown = ask(council(votes({"a": 20, "b": 15}), **{**NW, "abstentions": "counted"}))
    assert (result(unknown)[1], unknown.missing[0]) == (Elects.OPEN, "m.ballot.abstain")


def test_a_need_that_the_source_does_not_state_is_open() -> None:
    """The source speaks of an election, and not of what it takes."""
    verdict = ask(council(votes({"a": 30, "b": 20}), rounds=[{"number": 1, "need": "unstated"}]))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("council.election.rounds",))


def test_nobody_is_elected_by_no_vote_at_all() -> None:
    """The most votes are at least one."""
    assert result(ask(council(standing("a", "b"), votes({"a": 0, "b": 0}), **PLURALITY))) == (FAILS, NOBODY, (), ())
    verdict = ask(council(standing("a", "b"), votes({"a": "0..3", "b": 0}), **PLURALITY))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("m.ballot.votes",))


def test_whoever_stands_alone_by_the_most_votes_needs_more_than_there_are_against() -> None:
    """The source does not say what holds of a single candidate with as many No."""
    alone = standing("a")
    assert result(ask(council(alone, votes({"a": 20}, no=19), **PLURALITY)))[1] is ELECTED
    verdict = ask(council(alone, votes({"a": 20}, no=20), **PLURALITY))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("council.election.single",))
    unknown = ask(council(alone, votes({"a": 20}, no=None), **PLURALITY))
    assert unknown.missing == ("m.ballot.no", "council.election.single")
    assert result(ask(council(alone, votes({"a": 20}, no=20), **{**PLURALITY, "no_votes": "ignored"})))[1] is ELECTED
    single = {**PLURALITY, "single": [{"number": 1, "need": "most"}]}
    assert result(ask(council(alone, votes({"a": 20}, no=20), **single)))[1] is ELECTED


def test_nobody_runs_off_against_nobody() -> None:
    """Where one person stands and fails, what a ballot between the two best would be the source does not say."""
    verdict = ask(council(standing("a"), votes({"a": 20}, no=30), **NW))
    assert (result(verdict), verdict.missing) == ((OPEN, Elects.OPEN, (), ("a",)), ("council.election.single",))
    assert "election-no-rivals" in codes(verdict)


# ── persons who vote by name ─────────────────────────────────────────────────────────────────────────────────────────

MEMBERS = ("p1", "p2", "p3", "p4", "p5")
SMALL = group("seat", "rules § 1", seats=5, standing="voting")
SEATED = tuple(event for one in MEMBERS for event in (person(one), holds(one, "seat@council", "2020-01-01")))


def test_votes_of_those_who_are_barred_or_have_no_seat_do_not_count() -> None:
    """Three against two become two against two if one of the three is barred, and stay two if a stranger votes."""
    names = votes({"a": ["p1", "p2", "p3"], "b": ["p4", "p5"]}, no=[])
    assert result(ask(council(*SEATED, names, seats=SMALL, **PLURALITY)))[2] == ("a",)
    verdict = ask(council(*SEATED, names, barred(["p3"], item="i"), seats=SMALL, **PLURALITY))
    assert result(verdict)[1] is LOT
    stranger = votes({"a": ["p1", "p2", "x"], "b": ["p4", "p5"]}, no=[])
    assert result(ask(council(*SEATED, person("x"), stranger, seats=SMALL, **PLURALITY)))[1] is LOT


def test_the_weight_of_a_seat_weighs_its_vote() -> None:
    """A seat with three votes elects alone against two."""
    heavy = group("seat", "rules § 1", seats=2, standing="voting")
    double = group("mayor", "rules § 1", seats=1, standing="voting", weight=3)
    mayor = person("m1"), holds("m1", "mayor@council", "2020-01-01")
    events = (*SEATED[:4], *mayor, votes({"a": ["m1"], "b": ["p1", "p2"]}, no=[]))
    verdict = ask(council(*events, seats=heavy, rules=(double,), **PLURALITY))
    assert result(verdict)[2] == ("a",)
    assert [one.votes for one in value(verdict).tallies] == [exactly(3), exactly(2)]


def test_those_who_share_a_vote_have_one_together() -> None:
    """Two of one household vote for the same: that is one vote; if they vote differently, nobody knows for whom it is."""
    homes = {"p1": "x", "p2": "x", "p3": "y", "p4": "y", "p5": "z"}
    events = tuple(e for one in MEMBERS for e in (person(one, household=homes[one]), holds(one, "seat@council", "2020-01-01")))
    rule = {**PLURALITY, "voters": {"together": "household"}}
    alike = votes({"a": ["p1", "p2"], "b": ["p3", "p4", "p5"]}, no=[])
    verdict = ask(council(*events, alike, seats=SMALL, **rule))
    assert (result(verdict)[2], [one.votes for one in value(verdict).tallies]) == (("b",), [exactly(2), exactly(1)])
    differ = votes({"a": ["p1", "p5"], "b": ["p2", "p3", "p4"]}, no=[])
    assert result(ask(council(*events, differ, seats=SMALL, **rule)))[1] is Elects.OPEN
    halved = {**NW, "voters": {"together": "household"}}
    split = ask(council(*events, differ, seats=SMALL, **halved))
    assert (result(split)[1], "council.election.voters" in split.missing) == (Elects.OPEN, True)
    void = {**halved, "voters": {"together": "household", "split": "void"}, "invalid": "counted"}
    lost = votes({"a": ["p1"], "b": ["p2", "p3", "p4", "p5"]}, no=[], invalid=[])
    assert result(ask(council(*events, lost, seats=SMALL, **void)))[2] == ("b",)


def test_where_others_elect_only_those_count_who_may() -> None:
    """Young people of the town: the vote of a nineteen-year-old does not count, of one whose age is unknown it may."""
    young = tuple(person(f"y{n}", f"2010-05-0{n}") for n in range(1, 6))
    rule = {**PLURALITY, "voters": {"if": {"age": "13..18"}}}
    cast = votes({"a": ["y1", "y2", "y3"], "b": ["y4", "y5"]}, no=[])
    assert result(ask(council(*young, cast, **rule)))[2] == ("a",)
    old = ask(council(*young[1:], person("y1", "2000-01-01"), cast, **rule))
    assert (result(old)[1], "no-franchise" in codes(old)) == (LOT, True)
    assert result(ask(council(*young[1:], person("y1"), cast, **rule)))[1] is Elects.OPEN
    homes = tuple(person(f"y{n}", "2010-05-01", home="one" if n < 3 else str(n)) for n in range(1, 6))
    together = {**NW, "voters": {"if": {"age": "13..18"}, "together": "home"}}
    divided = ask(council(*homes, votes({"a": ["y1", "y3"], "b": ["y2", "y4"]}, no=[]), **together))
    assert (result(divided)[1], "vote-divided" in codes(divided)) == (Elects.OPEN, True)
    several = {"a": ["y1", "y2"], "b": 1}
    assert result(ask(council(*young, votes(several), **rule)))[2] == ("a",)


def test_numbers_of_votes_are_bounded_by_whoever_can_have_cast_them() -> None:
    """By weights and written votes; where others elect, or a group votes together, nobody knows how many there were."""
    three = standing("a", "b", "c")
    cast = {"a": 3, "b": 1}
    assert result(ask(council(three, votes(cast), seats=SMALL, **PLURALITY)))[2] == ("a",)
    assert result(ask(council(three, present(4), votes(cast), seats=SMALL, **PLURALITY)))[2] == ("a",)
    written = ask(council(three, present(4), votes({"a": 2, "b": 1}, form="written"), seats=SMALL, **PLURALITY))
    assert result(written)[1] is Elects.OPEN
    whoever = {**PLURALITY, "voters": {"who": {"en": "residents"}}}
    assert result(ask(council(three, votes(cast), seats=SMALL, **whoever)))[1] is Elects.OPEN
    block = group("seat", "rules § 1", seats=5, standing="voting", block=1)
    assert result(ask(council(three, votes(cast), seats=block, **PLURALITY)))[1] is Elects.OPEN
    endless = group("seat", "rules § 1", seats="3..", standing="voting")
    assert result(ask(council(three, votes(cast), seats=endless, **PLURALITY)))[1] is Elects.OPEN


# ── who stands ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_before_any_ballot_the_answer_says_who_stands_and_what_it_needs() -> None:
    """Three are nominated, nobody has voted."""
    verdict = ask(council(standing("b", "a"), standing("c"), **NW))
    assert result(verdict) == (OPEN, PENDING, (), ("a", "b", "c"))
    assert said(verdict, "election-to-come").provision == "bodies.council.election[0]"
    assert (value(verdict).next, value(verdict).places, verdict.missing) == (1, 1, ("m.ballot",))


def test_without_a_nomination_those_stand_for_whom_votes_are_told() -> None:
    """A record may tell the ballot alone."""
    rule = {**NW, "nomination": {"only": True, "consent": "always", "until": "3 days before meeting"}}
    assert result(ask(council(votes({"a": 30, "b": 20}), **rule)))[2] == ("a",)


def test_whoever_withdraws_before_the_first_ballot_does_not_stand() -> None:
    """Also if they withdrew twice: the first time counts."""
    for times in ((1, 0), (0, 1)):
        events = standing("a", "b"), *(withdrawn("b", after) for after in times)
        assert result(ask(council(*events, **NW)))[3] == ("a",)


def test_nobody_else_can_be_elected_where_only_nominees_can() -> None:
    """Votes for somebody who is not nominated are invalid: 20 of 35 valid votes are a majority."""
    events = standing("a", "b"), votes({"a": 20, "b": 15, "x": 10})
    verdict = ask(council(*events, **{**NW, "nomination": {"only": True}}))
    assert result(verdict)[2] == ("a",)
    assert said(verdict, "votes-not-standing").said == message("reason.votes-not-standing", candidate="x")


def test_anybody_can_be_elected_where_the_source_says_so() -> None:
    """Whoever has votes in the first ballot stands."""
    events = standing("a"), votes({"a": 10, "x": 40})
    assert result(ask(council(*events, **{**NW, "nomination": {"only": False}})))[2] == ("x",)


def test_it_is_open_whether_somebody_can_be_elected_who_is_not_nominated_where_nobody_says() -> None:
    """With ten votes for somebody who may not stand it matters whether these are votes cast; with two it does not."""
    many = ask(council(standing("a", "b"), votes({"a": 20, "b": 15, "x": 10}), **NW))
    assert (many.outcome, value(many).result) == (OPEN, Elects.OPEN)
    assert many.missing == ("council.election.nomination",)
    few = ask(council(standing("a", "b"), votes({"a": 30, "b": 10, "x": 2}), **NW))
    assert (result(few)[2], "candidate-not-nominated" in codes(few)) == (("a",), True)


def test_votes_for_somebody_who_is_no_longer_in_the_race_may_be_invalid() -> None:
    """In a run-off that takes a majority three votes for a third person matter: 20 of 41 or of 38."""
    rounds = [{"number": 1, "need": HALF}, {"number": 2, "need": HALF, "best": 2}]
    events = votes({"a": 20, "b": 18, "c": 3}), votes({"a": 20, "b": 18, "c": 3}, 2)
    verdict = ask(council(*events, rounds=rounds))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("council.election.nomination",))
    assert result(ask(council(*events, rounds=rounds, nomination={"only": True})))[2] == ("a",)


def test_a_nomination_has_to_come_in_time() -> None:
    """Whoever is nominated after the last day does not stand; of whom no day is told, they may."""
    rule = {**NW, "nomination": {"until": "3 days before meeting"}}
    late = ask(council(standing("a", at=date(2026, 3, 7)), standing("b", at=date(2026, 3, 8)), **rule))
    assert result(late)[3] == ("a",)
    assert said(late, "nomination-late").said == message("reason.nomination-late", day="2026-03-07", candidate="b")
    undated = ask(council(standing("a", at=date(2026, 3, 7)), standing("b"), **rule))
    assert (result(undated)[3], undated.missing) == (("a", "b"), ("m.ballot", "m.nomination.at"))


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        (datetime(2026, 3, 9, 19, 30), HOLDS), (datetime(2026, 3, 9, 19, 31), FAILS), (date(2026, 3, 9), OPEN),
        (date(2026, 3, 8), HOLDS), (date(2026, 3, 10), FAILS),
    ],
)  # fmt: skip
def test_a_time_in_hours_is_counted_by_the_minute(at: date, outcome: Outcome) -> None:
    """24 hours before a meeting at 19:30: of the day before the minute has to be told."""
    rule = {**NW, "nomination": {"until": "24 hours before meeting"}}
    own = row(election(**rule), "rules § 2")
    where = scope(
        body("council", SEATS, own, positions=("chair",)),
        events=[meeting("m", "council", datetime(2026, 3, 10, 19, 30)), item("i", "m", fills="chair"), standing("a", at=at)],
    )
    verdict = ask(where)
    assert (verdict.missing == ("m.ballot", "m.nomination.at")) is (outcome is OPEN)
    assert (result(verdict)[3] == ()) is (outcome is FAILS)


def test_it_is_open_whether_a_nomination_is_in_time_where_the_time_is_not_stated() -> None:
    """Hours are counted from a minute; of this meeting only the day is known."""
    rule = {**NW, "nomination": {"until": "24 hours before meeting"}}
    assert ask(council(standing("a", at=DAY), **rule)).missing == ("m.ballot", "m.nomination.at")


def test_a_nomination_has_to_come_from_those_who_may() -> None:
    """Members nominate; a stranger does not, and of whom nobody tells it may be right."""
    rule = {**NW, "nomination": {"by": "seat"}}
    by = [standing("a", by=["p1"]), standing("b", by=["x"]), standing("c")]
    verdict = ask(council(*SEATED, person("x"), *by, seats=SMALL, **rule))
    assert result(verdict)[3] == ("a", "c")
    assert verdict.missing == ("m.ballot", "m.nomination.by")
    assert {"nomination-by-fails", "nomination-by-unknown"} <= set(codes(verdict))


def test_a_nomination_may_take_signatures() -> None:
    """A petition of three members: three sign, two do not suffice; whoever hands it in alone may do so beside them."""
    rule = {**NW, "nomination": {"by": {"count": "members", "is": "at least 3"}}}
    by = [
        standing("a", signed=["p1", "p2", "p3"]), standing("b", signed=2), standing("c", signed=3, by=["p5"]),
        standing("d", by=["p1"], signed="2..4"), standing("e", signed=3, of="seat"),
    ]  # fmt: skip
    verdict = ask(council(*SEATED, *by, seats=SMALL, **rule))
    assert result(verdict)[3] == ("a", "c", "d", "e")
    assert verdict.missing == ("m.ballot", "m.nomination.by")


def test_one_nomination_that_counts_is_enough() -> None:
    """Nominated late and in time."""
    rule = {**NW, "nomination": {"until": "3 days before meeting"}}
    assert result(ask(council(standing("a", at=date(2026, 3, 8)), standing("a", at=date(2026, 3, 7)), **rule)))[3] == ("a",)


def test_an_absent_nominee_without_consent_cannot_be_elected() -> None:
    """Linsengericht: whoever is not there has to have agreed in writing; whoever is there need not."""
    rule = {**PARENTS, "nomination": {"consent": "if-absent"}}
    there = present(["a"])
    refused = ask(council(person("a"), there, standing("a", "b", consent=False), **rule))
    assert (result(refused)[3], "nomination-no-consent" in codes(refused)) == (("a",), True)
    agreed = ask(council(person("a"), there, standing("a", "b", consent=True), **rule))
    assert result(agreed)[3] == ("a", "b")
    untold = ask(council(person("a"), there, standing("a", "b"), **rule))
    assert (result(untold)[3], untold.missing) == (("a", "b"), ("m.ballot", "m.nomination.consent"))
    nowhere = ask(council(standing("b", consent=False), **rule))
    assert nowhere.missing == ("m.ballot", "m.presence")
    gone = present(["b"]), present(["b"], left=True, at=datetime(2026, 3, 10, 20))
    left = ask(council(*gone, standing("b", consent=False), **rule))
    assert left.missing == ("m.ballot", "m.presence")


def test_consent_may_be_needed_of_everybody() -> None:
    """Also of those who are there."""
    rule = {**PARENTS, "nomination": {"consent": "always"}}
    assert result(ask(council(present(["a"]), standing("a", consent=False), standing("b", consent=True), **rule)))[3] == ("b",)


def test_a_candidate_has_to_be_what_the_rule_asks() -> None:
    """Only residents: one who lives elsewhere does not stand, one of whom it is not told may."""
    rule = {**PLURALITY, "nomination": {"if": {"with": {"residence": "here"}}}}
    people = person("a", residence="here"), person("b", residence="there"), person("c")
    verdict = ask(council(*people, standing("a", "b", "c"), **rule))
    assert (result(verdict)[3], verdict.missing) == (("a", "c"), ("m.ballot", "m.nomination.candidates"))
    assert {"candidate-unfit-fails", "candidate-unfit-open"} <= set(codes(verdict))


def test_an_election_is_looked_at_with_and_without_those_who_may_not_stand() -> None:
    """If the one in doubt would win, the answer is open; if they would lose either way, it is not."""
    rule = {**PLURALITY, "nomination": {"only": True, "if": {"with": {"residence": "here"}}}}
    people = person("a", residence="here"), person("b", residence="here"), person("c"), standing("a", "b", "c")
    wins = ask(council(*people, votes({"a": 10, "b": 9, "c": 11}), **rule))
    assert result(wins) == (OPEN, ELECTED, (), ())
    assert wins.missing == ("m.nomination.candidates",)
    assert [one.elected for one in value(wins).tallies] == [OPEN] * 3
    loses = ask(council(*people, votes({"a": 10, "b": 9, "c": 8}), **rule))
    assert (result(loses), "candidate-unfit-open" in codes(loses)) == ((HOLDS, ELECTED, ("a",), ()), True)
    lot_ = ask(council(*people, votes({"a": 10, "b": 9, "c": 10}), **rule))
    assert (lot_.outcome, value(lot_).result) == (OPEN, Elects.OPEN)


def test_of_many_in_doubt_nothing_is_said() -> None:
    """Five of whom nobody knows whether they can be elected: too many to look at each combination."""
    names = "abcde"
    rule = {**PLURALITY, "nomination": {"only": True, "if": {"with": {"residence": "here"}}}}
    events = (person("z", residence="here"), standing("z", *names), votes({"z": 40, **dict.fromkeys(names, 1)}))
    verdict = ask(council(*events, *(person(one) for one in names), **rule))
    assert verdict.outcome is OPEN
    assert value(verdict).elected == ("z",)


# ── posts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_several_posts_go_to_those_with_the_most_votes() -> None:
    """Two posts: the two with the most votes; equal for the last place, a lot decides that place alone."""
    assert result(ask(council(votes({"a": 9, "b": 7, "c": 5}), posts=2, **PLURALITY)))[2] == ("a", "b")
    verdict = ask(council(votes({"a": 9, "b": 5, "c": 5}), posts=2, **PLURALITY))
    assert result(verdict) == (OPEN, LOT, ("a",), ("b", "c"))
    assert value(verdict).places == 1
    lots = lot("d", item="i"), lot("c", item="i", among=["b", "c"])
    drawn = council(votes({"a": 9, "b": 5, "c": 5, "d": 5}), *lots, posts=3, **PLURALITY)
    assert result(ask(drawn))[2] == ("a", "d", "c")


def test_the_number_of_posts_is_that_of_the_seats() -> None:
    """Seats of a group of another body, and those of a body as a whole, without those that come by an office."""
    committee = body(
        "committee",
        group("seat", "rules § 1", seats=2, standing="voting", how="elected", by="council"),
        group("adviser", "rules § 1", seats=1, standing="advisory"),
        group("mayor", "rules § 1", holder="chair@council", standing="voting"),
    )
    own = row(election(**PLURALITY), "rules § 2")
    for fills, posts in (("seat@committee", 2), ("committee", 2), ("chair@committee", 1), (["chair", "chair@committee"], 2)):
        where = scope(
            body("council", SEATS, own), committee,
            events=[meeting("m", "council", DAY), item("i", "m", fills=fills), votes({"a": 9, "b": 7, "c": 5})],
        )  # fmt: skip
        verdict = ask(where)
        assert (value(verdict).posts, value(verdict).elected) == (posts, ("a", "b")[:posts])
    where = scope(
        body("council", SEATS, own), committee,
        events=[meeting("m", "council", DAY), item("i", "m", fills="committee"), votes({"a": 9, "b": 7, "c": 5})],
    )  # fmt: skip
    assert ask(where, body_="committee") == ask(where)
    assert value(ask(where)).post == "committee"


def test_it_is_open_who_is_elected_where_nobody_tells_for_how_many_posts() -> None:
    """A group of two to four; a body of which no seats are known."""
    seats = group("seat", "rules § 1", seats="2..4", standing="voting")
    verdict = ask(council(votes({"a": 9}), fills="seat", seats=seats, **PLURALITY))
    assert (verdict.outcome, verdict.missing) == (OPEN, ("council.seats",))


def test_what_is_filled_has_to_be_told() -> None:
    """An item that names no post, a meeting without an item: open; with the number of posts it is enough."""
    unnamed = ask(council(votes({"a": 9}), fills=None, **PLURALITY))
    assert (unnamed.outcome, unnamed.value, unnamed.missing) == (OPEN, None, ("m.item.fills",))
    assert ask(council(**PLURALITY), item_=None).missing == ("m.item.fills",)
    assert result(ask(council(votes({"a": 9, "b": 5}), fills=None, posts=1, **PLURALITY)))[2] == ("a",)
    only = row(election(of="chair", **PLURALITY), "rules § 2")
    assert ask(council(votes({"a": 9}), fills=None, posts=1, rules=(only,))).missing == ("m.item.fills",)


def test_posts_to_which_different_rules_apply_are_no_one_election() -> None:
    """The chair and the deputy on one item."""
    rules = row(election(of="deputy-chair", **NI), "rules § 3"), row(election(of="chair", **PLURALITY), "rules § 4")
    verdict = ask(council(votes({"a": 9}), fills=["chair", "deputy-chair"], rules=rules))
    assert (verdict.outcome, verdict.missing, codes(verdict)) == (OPEN, ("m.item.fills",), ["election-posts-differ"])


def test_a_rule_for_a_post_goes_before_one_for_all() -> None:
    """The chair needs a majority, everybody else the most votes."""
    rules = row(election(**PLURALITY), "rules § 3"), row(election(of="chair", rounds=[{"number": 1, "need": HALF}]), "rules § 4")
    events = (votes({"a": 20, "b": 15, "c": 15}),)
    assert result(ask(council(*events, rules=rules)))[:2] == (FAILS, NOBODY)
    assert result(ask(council(*events, rules=rules, fills="deputy-chair")))[1] is ELECTED


def test_posts_that_are_each_filled_in_a_ballot_of_their_own_need_items_of_their_own() -> None:
    """Two deputies, each in a separate ballot."""
    rule = {**PLURALITY, "several": "separately"}
    verdict = ask(council(standing("a", "b"), posts=2, **rule))
    assert (result(verdict)[1], verdict.missing, result(verdict)[3]) == (PENDING, ("m.item.posts",), ("a", "b"))
    assert result(ask(council(votes({"a": 9, "b": 8}), posts=2, **rule)))[1] is Elects.OPEN
    assert result(ask(council(votes({"a": 9, "b": 8}), posts=1, **rule)))[1] is ELECTED
    assert result(ask(council(votes({"a": 9, "b": 8, "c": 1}), posts=2, **{**PLURALITY, "several": "together"})))[1] is ELECTED


def test_with_several_votes_on_a_paper_the_papers_are_the_base() -> None:
    """30 papers for two posts: 16 votes are more than half of them; without their number nobody knows."""
    rule = {"rounds": [{"number": 1, "need": HALF}], "tie": "lot"}
    assert result(ask(council(votes({"a": 20, "b": 16, "c": 15}, papers=30), posts=2, **rule)))[2] == ("a", "b")
    half = ask(council(votes({"a": 20, "b": 15, "c": 15}, papers=30), posts=2, **rule))
    assert result(half) == (FAILS, Elects.PARTLY, ("a",), ())
    assert result(ask(council(votes({"a": 20, "b": 16, "c": 15}), posts=2, **rule)))[1] is Elects.OPEN


def test_one_vote_each_for_several_posts_makes_the_sum_of_votes_the_base() -> None:
    """20 of 50 votes are no half, with one vote each."""
    rule = {"rounds": [{"number": 1, "need": HALF}], "votes_each": 1}
    assert result(ask(council(votes({"a": 26, "b": 14, "c": 10}), posts=2, **rule))) == (FAILS, Elects.PARTLY, ("a",), ())
    several = {"rounds": [{"number": 1, "need": ENTITLED}], "votes_each": 3}
    approved = votes({"a": 30, "b": 28, "c": 20})
    assert result(ask(council(present(50), approved, **several)))[2] == ("a",)


def test_what_is_sure_is_told_even_if_the_rest_is_not() -> None:
    """Of two posts one goes to whoever surely has a majority and more votes than the other can have."""
    rule = {"rounds": [{"number": 1, "need": HALF}]}
    verdict = ask(council(votes({"a": 30, "b": "10..20", "c": "5..20"}, papers=40), posts=2, **rule))
    assert result(verdict)[:3] == (FAILS, Elects.PARTLY, ("a",))
    open_ = ask(council(votes({"a": 30, "b": "10..25", "c": 5}, papers=40), posts=2, **rule))
    assert result(open_) == (OPEN, Elects.OPEN, ("a",), ())


def test_a_further_ballot_is_for_the_posts_that_are_left() -> None:
    """One of two is elected in the first ballot; in the second the two best of the others stand for the other post."""
    rounds = [{"number": 1, "need": HALF}, {"number": 2, "need": "most", "best": 2, "entry": "lot"}]
    events = (votes({"a": 40, "b": 20, "c": 15, "d": 5}, papers=50),)
    verdict = ask(council(*events, posts=2, rounds=rounds, tie="lot"))
    assert result(verdict) == (OPEN, FURTHER, ("a",), ("b", "c"))
    assert result(ask(council(*events, votes({"b": 10, "c": 30}, 2), posts=2, rounds=rounds, tie="lot")))[2] == ("a", "c")
    nobody = votes({"a": 20, "b": 18, "c": 15, "d": 14, "e": 5}, papers=50)
    both = ask(council(nobody, posts=2, rounds=rounds, tie="lot"))
    assert (result(both)[3], value(both).places) == (("a", "b", "c", "d"), 2)


def test_who_comes_next_if_a_post_falls_vacant_follows_from_the_votes() -> None:
    """In the order of votes; equal votes need a lot, and whoever has none is out."""
    rule = {**PLURALITY, "reserve": True}
    cast = votes({"a": 9, "b": 7, "c": 5, "d": 4, "e": 4, "f": 0})
    assert value(ask(council(cast, posts=2, **rule))).reserve == ("c",)
    assert value(ask(council(cast, lot("e", item="i"), posts=2, **rule))).reserve == ("c", "e", "d")
    assert value(ask(council(cast, posts=2, **PLURALITY))).reserve == ()
    everybody = {**rule, "unopposed": "elected"}
    assert value(ask(council(standing("a"), **everybody))).reserve == ()


# ── no more candidates than posts; lots instead of votes ─────────────────────────────────────────────────────────────


def test_no_more_candidates_than_posts_may_be_elected_without_a_ballot() -> None:
    """A single nominee is deemed elected once nobody else can be nominated."""
    rule = {**NW, "unopposed": "elected", "nomination": {"until": "7 days before meeting"}}
    named = standing("a", at=date(2026, 3, 1))
    verdict = ask(council(named, **rule))
    assert result(verdict) == (HOLDS, ELECTED, ("a",), ())
    assert said(verdict, "election-unopposed").provision == "bodies.council.election[0]"
    early = ask(council(named, **rule), at=date(2026, 3, 2))
    assert (result(early)[1], early.missing) == (PENDING, ("m.nomination",))
    assert result(ask(council(named, **rule), at=date(2026, 3, 3)))[1] is ELECTED
    assert result(ask(council(standing("a"), **{**NW, "unopposed": "elected"}), at=date(2026, 3, 9)))[1] is PENDING


def test_too_few_candidates_fill_some_posts() -> None:
    """One nominee for two posts."""
    verdict = ask(council(standing("a"), posts=2, **{**NW, "unopposed": "elected"}))
    assert result(verdict) == (FAILS, Elects.PARTLY, ("a",), ())


def test_a_ballot_is_taken_all_the_same_where_the_source_says_so_or_it_was_taken() -> None:
    """Three ways in which one nominee is not elected at once."""
    assert result(ask(council(standing("a"), **{**NW, "unopposed": "ballot"})))[1] is PENDING
    assert result(ask(council(standing("a"), **{**NW, "unopposed": "unstated"})))[1] is PENDING
    taken = ask(council(standing("a"), votes({"a": 20}, no=30), **{**NW, "unopposed": "elected"}))
    assert value(taken).elected == ()
    assert result(ask(council(**{**NW, "unopposed": "elected"})))[1] is PENDING


def test_a_lot_may_choose_instead_of_votes() -> None:
    """Citizens drawn by lot among those who are willing: the first two that were drawn."""
    rule = {"rounds": [{"number": 1, "need": "lot"}]}
    willing = standing("a", "b", "c", "d")
    verdict = ask(council(willing, posts=2, **rule))
    assert result(verdict) == (OPEN, LOT, (), ("a", "b", "c", "d"))
    half = ask(council(willing, lot("c", item="i"), posts=2, **rule))
    assert result(half) == (OPEN, LOT, ("c",), ("a", "b", "d"))
    assert value(half).places == 1
    assert result(ask(council(willing, lot("c", item="i"), lot("a", item="i"), posts=2, **rule)))[1:3] == (ELECTED, ("c", "a"))
    assert result(ask(council(standing("a", "b"), posts=2, **rule)))[1:3] == (ELECTED, ("a", "b"))
    assert result(ask(council(standing("a"), posts=2, **rule)))[:3] == (FAILS, Elects.PARTLY, ("a",))
    nobody = ask(council(posts=2, **rule))
    assert (result(nobody)[1], nobody.missing) == (PENDING, ("m.nomination",))


def test_whoever_was_drawn_and_declines_is_replaced_by_the_next_lot() -> None:
    """If the rule says so."""
    rule = {"rounds": [{"number": 1, "need": "lot"}], "declined": "next-best"}
    events = standing("a", "b", "c"), lot("a", item="i"), lot("b", item="i"), withdrawn("a", 1)
    assert result(ask(council(*events, **rule)))[1:3] == (ELECTED, ("b",))


# ── equal votes ──────────────────────────────────────────────────────────────────────────────────────────────────────

LEVEL = votes({"a": 10, "b": 10})


def test_what_equal_votes_lead_to_is_open_where_no_rule_says_it() -> None:
    """Unstated, not said at all, or a word that says nothing of posts."""
    for tie in ({"tie": "unstated"}, {}, {"tie": "all"}):
        verdict = ask(council(LEVEL, rounds=[{"number": 1, "need": "most"}], **tie))
        assert result(verdict) == (OPEN, Elects.TIED, (), ("a", "b"))
        assert verdict.missing == ("council.election.tie",)


def test_a_casting_vote_decides_between_equals() -> None:
    """The record tells for whom it was; for two places it cannot decide."""
    rule = {"rounds": [{"number": 1, "need": "most"}], "tie": {"then": "casting-vote", "by": "chair"}}
    verdict = ask(council(LEVEL, **rule))
    assert result(verdict) == (OPEN, Elects.CASTING_VOTE, (), ("a", "b"))
    assert verdict.missing == ("m.ballot.cast_for",)
    assert result(ask(council(votes({"a": 10, "b": 10}, cast_for="b"), **rule)))[2] == ("b",)
    assert result(ask(council(votes({"a": 10, "b": 10, "c": 10}, cast_for="b"), posts=2, **rule)))[1] is Elects.CASTING_VOTE
    assert result(ask(council(votes({"a": 10, "b": 10, "c": 1}, cast_for="c"), **rule)))[1] is Elects.CASTING_VOTE


def test_the_oldest_goes_before() -> None:
    """Of three equals for two posts the two oldest; with one birthday unknown it is open, with the same one what follows then."""
    rule = {"rounds": [{"number": 1, "need": "most"}], "tie": {"then": "oldest"}}
    cast = votes({"a": 10, "b": 10, "c": 10})
    people = person("a", "1980-01-01"), person("b", "1970-01-01"), person("c", "1990-01-01")
    assert result(ask(council(*people, cast, posts=2, **rule)))[2] == ("a", "b")
    unknown = ask(council(*people[:2], person("c"), cast, posts=2, **rule))
    assert (result(unknown)[1], unknown.missing) == (Elects.OPEN, ("party.born",))
    bounds = ask(council(person("a", "1980"), person("b", "1970-05"), person("c", "1990"), cast, **rule))
    assert result(bounds)[2] == ("b",)
    twins = person("a", "1980-01-01"), person("b", "1970-01-01"), person("c", "1980-01-01")
    same = ask(council(*twins, cast, posts=2, **rule))
    assert result(same) == (OPEN, Elects.TIED, ("b",), ("a", "c"))
    then = {**rule, "tie": {"then": "oldest", "again": "lot"}}
    assert result(ask(council(*twins, cast, posts=2, **then)))[1] is LOT
    assert result(ask(council(*twins, cast, lot("c", item="i"), posts=2, **then)))[2] == ("b", "c")


def test_of_equals_none_may_be_elected() -> None:
    """Then the next ballot is due, or the election is over."""
    rule = {"rounds": [{"number": 1, "need": "most"}], "tie": "nobody"}
    assert result(ask(council(LEVEL, **rule))) == (FAILS, NOBODY, (), ())
    further = {"rounds": [{"number": 1, "need": "most"}, {"number": 2, "need": HALF}], "tie": "nobody"}
    assert result(ask(council(LEVEL, **further))) == (OPEN, FURTHER, (), ("a", "b"))


def test_whoever_withdraws_is_no_longer_equal() -> None:
    """The other has the post without a lot."""
    assert result(ask(council(LEVEL, withdrawn("b", 1), **PLURALITY)))[1:3] == (ELECTED, ("a",))


def test_a_lot_between_others_decides_nothing() -> None:
    """It has to be one of the equals, and between them."""
    for drawn in (lot("c", item="i"), lot("a", item="i", among=["a", "c"])):
        assert result(ask(council(votes({"a": 10, "b": 10, "c": 3}), drawn, **PLURALITY)))[1] is LOT


# ── the next ballot ──────────────────────────────────────────────────────────────────────────────────────────────────


def two(entry: object = None, need: str = "most", **more: object) -> dict[str, object]:
    return {"rounds": [{"number": 1, "need": HALF}, {"number": 2, "need": need, "best": 2, "entry": entry, **more}], "tie": "lot"}


CROWD = votes({"a": 20, "b": 10, "c": 10})


def test_all_or_none_of_the_equal_may_go_on() -> None:
    """All three stand, or the first alone: then it is open whether one can stand alone, or they win against fewer No."""
    assert result(ask(council(CROWD, **two("all"))))[3] == ("a", "b", "c")
    nobody = ask(council(CROWD, **two("nobody")))
    assert result(nobody)[3] == ("a",)
    assert result(ask(council(CROWD, votes({"a": 20}, 2, no=10), **two("nobody"))))[2] == ("a",)
    level = ask(council(votes({"a": 10, "b": 10, "c": 10}), **two("nobody")))
    assert (result(level)[1], level.missing) == (Elects.TIED, ("council.election.rounds",))


def test_the_oldest_or_a_casting_vote_may_decide_who_goes_on() -> None:
    """As between equals for a post."""
    people = person("b", "1980-01-01"), person("c", "1970-01-01")
    older = ask(council(*people, CROWD, **two("oldest")))
    assert (result(older)[3], "entry-oldest" in codes(older)) == (("a", "c"), True)
    cast = ask(council(votes({"a": 20, "b": 10, "c": 10}, cast_for="b"), **two("casting-vote")))
    assert (result(cast)[3], "entry-casting-vote" in codes(cast)) == (("a", "b"), True)
    assert result(ask(council(CROWD, **two("casting-vote"))))[1] is Elects.CASTING_VOTE


def test_a_run_off_may_decide_who_goes_on() -> None:
    """The equal vote first among themselves for the place, then the second ballot is taken."""
    rule = two({"then": "run-off", "again": "lot"})
    verdict = ask(council(CROWD, **rule))
    assert result(verdict) == (OPEN, FURTHER, (), ("b", "c"))
    assert (value(verdict).places, value(verdict).next) == (1, 2)
    decided = votes({"b": 20, "c": 25}, 2)
    assert result(ask(council(CROWD, decided, **rule)))[3] == ("a", "c")
    assert result(ask(council(CROWD, decided, votes({"a": 20, "c": 30}, 3), **rule)))[2] == ("c",)
    level = votes({"b": 20, "c": 20}, 2)
    again = ask(council(CROWD, level, **rule))
    assert result(again) == (OPEN, LOT, (), ("b", "c"))
    assert result(ask(council(CROWD, level, lot("b", item="i"), **rule)))[3] == ("a", "b")
    assert value(ask(council(CROWD, level, **two("run-off")))).next == 3
    unknown = ask(council(CROWD, votes({"b": "10..20", "c": 15}, 2), **rule))
    assert (result(unknown)[1], unknown.missing) == (Elects.OPEN, ("m.ballot.votes",))
    void = {**rule, "void_if": {"count": "invalid", "is": "at least 1/2 of votes + invalid"}}
    cast = (votes({"a": 20, "b": 10, "c": 10}, invalid=0), votes({"b": 1, "c": 2}, 2, invalid=40))
    assert value(ask(council(*cast, **void))).next == 3


def test_who_goes_on_is_open_where_votes_are_not_known() -> None:
    """Ten or twelve against eleven for the second place."""
    verdict = ask(council(votes({"a": 20, "b": "10..12", "c": 11}), **two("lot")))
    assert (result(verdict)[1], verdict.missing, value(verdict).next) == (Elects.OPEN, ("m.ballot.votes",), 2)


def test_a_run_off_may_take_more_than_two_candidates() -> None:
    """Vorarlberg: it is for more than two; what holds of two the source does not say, unless there is a third ballot."""
    rule = two("lot", more_than=2)
    assert result(ask(council(CROWD, **rule)))[1] is LOT
    verdict = ask(council(votes({"a": 10, "b": 10}), **rule))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("council.election.rounds",))
    third = {"rounds": [*rule["rounds"], {"number": 3, "need": "most"}], "tie": "lot"}  # type: ignore[misc]  # a list
    assert result(ask(council(votes({"a": 10, "b": 10}), **third)))[3] == ("a", "b")


def test_whoever_withdraws_before_the_next_ballot_does_not_stand() -> None:
    """Replaced, not replaced, all from the beginning, or nobody knows."""
    three = votes({"a": 20, "b": 15, "c": 10})
    gone = withdrawn("b", 1)
    assert result(ask(council(three, gone, withdrawal="next-best", **two("lot"))))[3] == ("a", "c")
    assert result(ask(council(three, gone, withdrawal="fewer", **two("lot"))))[3] == ("a",)
    anew = ask(council(three, gone, withdrawal="repeat", **two("lot")))
    assert (result(anew)[1], result(anew)[3], "withdrawal-repeat" in codes(anew)) == (FURTHER, ("a", "c"), True)
    assert result(ask(council(three, gone, votes({"a": 20, "c": 15}, 2), withdrawal="repeat", **two("lot"))))[2] == ("a",)
    for said_ in ({}, {"withdrawal": "unstated"}):
        verdict = ask(council(three, gone, **said_, **two("lot")))
        assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("council.election.withdrawal",))


def test_a_withdrawal_that_changes_nothing_asks_for_no_rule() -> None:
    """Of the last; of somebody in a ballot where all stand again; and of all."""
    three = votes({"a": 20, "b": 15, "c": 10})
    assert result(ask(council(three, withdrawn("c", 1), **two("lot"))))[3] == ("a", "b")
    again = {"rounds": [{"number": 1, "need": HALF}, {"number": 2, "need": HALF}]}
    assert result(ask(council(three, withdrawn("b", 1), **again)))[3] == ("a", "c")
    nobody = ask(council(three, *(withdrawn(one, 1) for one in "abc"), **again))
    assert result(nobody) == (FAILS, NOBODY, (), ())


def test_a_withdrawal_makes_room_among_the_equal() -> None:
    """Of three for one place two are left for a lot; of two one is left, who goes on."""
    fewer = {"withdrawal": "fewer", **two("lot")}
    assert result(ask(council(CROWD, withdrawn("b", 1), **fewer)))[3] == ("a", "c")
    four = votes({"a": 20, "b": 10, "c": 10, "d": 10})
    assert result(ask(council(four, withdrawn("b", 1), **fewer))) == (OPEN, LOT, (), ("c", "d"))


def test_a_ballot_may_not_be_taken_too_early() -> None:
    """Not before a week: on the sixth day it is void; the answer says when it may be."""
    rule = two("lot", not_before="1 week")
    first = votes({"a": 20, "b": 15, "c": 10})
    waits = ask(council(first, **rule))
    assert value(waits).not_before == date(2026, 3, 17)
    early = ask(council(first, votes({"a": 20, "b": 15}, 2, at=datetime(2026, 3, 16, 20)), **rule))
    assert (result(early)[:2], value(early).not_before) == ((FAILS, Elects.VOID), date(2026, 3, 17))
    assert result(ask(council(first, votes({"a": 20, "b": 15}, 2, at=datetime(2026, 3, 17, 20)), **rule)))[1] is ELECTED


def test_a_week_that_has_passed_is_not_mentioned() -> None:
    """Baden-Württemberg: the second ballot a week later."""
    events = present(48), standing("a"), votes({"a": 24}, no=4), votes({"a": 30}, 2, no=3, at=datetime(2026, 3, 17, 20))
    assert "round-earlier" not in codes(ask(council(*events, **BW)))


def test_two_ballots_of_the_same_number_are_open() -> None:
    """In whatever order they are told; the same one told twice is one."""
    one, other = votes({"a": 30, "b": 20}), votes({"a": 20, "b": 30})
    for events in ((one, other), (other, one)):
        verdict = ask(council(*events, **NW))
        assert (result(verdict)[1], "ballots-several" in codes(verdict)) == (Elects.OPEN, True)
    assert result(ask(council(one, one, **NW)))[2] == ("a",)


def test_a_ballot_that_is_missing_before_a_later_one_is_open() -> None:
    """The second is told, the first is not."""
    verdict = ask(council(votes({"a": 30, "b": 20}, 2), **NW))
    assert (result(verdict)[1], "election-ballot-unknown" in codes(verdict)) == (Elects.OPEN, True)


def test_a_further_ballot_may_be_in_a_later_meeting() -> None:
    """An item that takes the first up again: its ballot is the second, and it may not be before a week has passed."""
    rule = row(election(**two("lot", not_before="1 week")), "rules § 2")
    where = scope(
        body("council", SEATS, rule, positions=("chair",)),
        events=[
            meeting("m", "council", DAY), item("i", "m", fills="chair"), votes({"a": 20, "b": 15, "c": 10}),
            meeting("m2", "council", date(2026, 3, 17)), item("i2", "m2", fills="chair", resumes="i"),
            ballot(no=0, at_meeting="m2", item="i2", votes={"a": 10, "b": 20}, round=2),
        ],
    )  # fmt: skip
    assert result(ask(where))[1] is FURTHER
    later = ask(where, item_="i2", meeting_="m2")
    assert (result(later)[2], value(later).round, value(later).meeting) == (("b",), 2, "m2")


def test_an_election_begins_anew_in_a_later_meeting_that_counts_from_one() -> None:
    """What was voted before counts no more; the nominations stay unless there are new ones."""
    rule = row(election(**NW), "rules § 2")
    first = [meeting("m", "council", DAY), item("i", "m", fills="chair"), standing("a", "b"), votes({"a": 20, "b": 30})]
    second = [
        meeting("m2", "council", date(2026, 3, 17)), item("i2", "m2", fills="chair", resumes="i"),
        ballot(no=0, at_meeting="m2", item="i2", votes={"a": 30}),
    ]  # fmt: skip
    where = scope(body("council", SEATS, rule, positions=("chair",)), events=[*first, *second])
    assert result(ask(where, item_="i2", meeting_="m2"))[2] == ("a",)
    renewed = [*first, *second, nominated(["a"], "m2", item="i2")]
    other = scope(body("council", SEATS, rule, positions=("chair",)), events=renewed)
    assert len(value(ask(other, item_="i2", meeting_="m2")).tallies) == 1


@pytest.mark.parametrize("resumes", ["i", "i0", "ghost"])
def test_an_item_that_takes_up_nothing_of_this_body_stands_alone(resumes: str) -> None:
    """Itself, an item of another body's meeting, or one that is not there."""
    rule = row(election(**NW), "rules § 2")
    where = scope(
        body("council", SEATS, rule, positions=("chair",)), body("board"),
        events=[
            meeting("m0", "board", date(2026, 3, 1)), item("i0", "m0"), meeting("m", "council", DAY),
            item("i", "m", fills="chair", resumes=resumes), votes({"a": 30, "b": 20}),
        ],
    )  # fmt: skip
    assert result(ask(where))[2] == ("a",)


# ── what makes it void, who declines ─────────────────────────────────────────────────────────────────────────────────


def test_an_election_without_its_quorum_is_void() -> None:
    """The rule asks for it; where it is not known, the answer is open."""
    rules = (row(quorum(count="present voting members", need="more than 1/2 of voting seats"), "rules § 5"),)
    rule = {**PLURALITY, "requires": {"holds": "quorum"}}
    cast = votes({"a": 10, "b": 5})
    void = ask(council(present(20), cast, rules=rules, **rule))
    assert (result(void)[:2], codes(void)[1]) == ((FAILS, Elects.VOID), "decision-requires-fails")
    assert result(ask(council(present(26), cast, rules=rules, **rule)))[1] is ELECTED
    assert result(ask(council(cast, rules=rules, **rule)))[1] is Elects.OPEN


def test_an_elected_person_who_declines_leaves_open_what_no_rule_says() -> None:
    """Or the next follows, the election is held anew, or the post stays empty."""
    events = votes({"a": 20, "b": 15, "c": 10}), withdrawn("a", 1)
    for said_ in ({}, {"declined": "unstated"}):
        verdict = ask(council(*events, **said_, **PLURALITY))
        assert (result(verdict)[:3], verdict.missing) == ((OPEN, Elects.OPEN, ()), ("council.election.declined",))
        assert {"election-declined", "declined-unstated"} <= set(codes(verdict))
    assert result(ask(council(*events, declined="next-best", **PLURALITY)))[1:3] == (ELECTED, ("b",))
    assert result(ask(council(*events, declined="repeat", **PLURALITY)))[:2] == (OPEN, FURTHER)
    assert result(ask(council(*events, declined="vacant", **PLURALITY)))[:2] == (FAILS, NOBODY)
    two_posts = ask(council(*events, declined="vacant", posts=2, **PLURALITY))
    assert result(two_posts)[:3] == (FAILS, Elects.PARTLY, ("b",))


def test_whoever_accepted_and_left_later_is_no_candidate_of_that_ballot() -> None:
    """Somebody elected without a ballot who declines: nobody comes next."""
    verdict = ask(council(standing("a"), withdrawn("a", 1), unopposed="elected", declined="next-best", **NW))
    assert (result(verdict)[1], verdict.missing) == (Elects.OPEN, ("m.ballot",))


# ── posts for groups ─────────────────────────────────────────────────────────────────────────────────────────────────

SCHOOLS = {"a": "north", "b": "north", "c": "south", "d": "south", "e": "west", "f": "none"}
PUPILS = tuple(person(one, school=school) for one, school in SCHOOLS.items())
GUARANTEED = {**PLURALITY, "guaranteed": {"per": "school", "among": ["north", "south", "west", "east"]}}


def test_posts_go_first_to_each_group_that_has_candidates() -> None:
    """Four schools have a seat each if somebody stands there; the rest goes by votes. Lahr has twelve."""
    stand = standing(*SCHOOLS)
    pending = ask(council(*PUPILS, stand, posts=4, **GUARANTEED))
    assert (value(pending).guaranteed, value(pending).posts) == (3, 4)
    cast = votes({"a": 50, "b": 40, "c": 5, "d": 4, "e": 1, "f": 45})
    verdict = ask(council(*PUPILS, stand, cast, posts=4, **GUARANTEED))
    assert result(verdict)[:3] == (HOLDS, ELECTED, ("a", "c", "e", "f"))
    assert said(verdict, "guaranteed").said == message("reason.guaranteed", number=3, per="school")
    kinds = {**PLURALITY, "guaranteed": {"per": "school", "among": ["west"], "each": "*school"}}
    schools = organisation("north", "school"), organisation("south", "school"), organisation("east", "school")
    assert value(ask(council(*PUPILS, *schools, stand, posts=4, **kinds))).guaranteed == 3
    unknown = {**PLURALITY, "guaranteed": {"per": "school", "each": "*school"}}
    assert value(ask(council(*PUPILS, stand, posts=4, **unknown))).guaranteed is None
    every = {**PLURALITY, "guaranteed": {"per": "school"}}
    assert value(ask(council(*PUPILS, stand, posts=4, **every))).guaranteed == 4


def test_a_group_in_which_nobody_has_a_vote_gets_no_post() -> None:
    """It goes by votes."""
    cast = votes({"a": 50, "b": 40, "c": 5, "d": 4, "e": 0, "f": 45})
    assert result(ask(council(*PUPILS, standing(*SCHOOLS), cast, posts=3, **GUARANTEED)))[2] == ("a", "c", "f")


def test_equal_votes_within_a_group_take_a_lot_or_another_ballot() -> None:
    """Two of one school."""
    cast = votes({"a": 40, "b": 40, "c": 5, "d": 4, "e": 1, "f": 45})
    stand = standing(*SCHOOLS)
    assert result(ask(council(*PUPILS, stand, cast, posts=4, **GUARANTEED))) == (OPEN, LOT, (), ("a", "b"))
    drawn = ask(council(*PUPILS, stand, cast, lot("b", item="i"), posts=4, **GUARANTEED))
    assert result(drawn)[2] == ("b", "c", "e", "f")
    again = ask(council(*PUPILS, stand, cast, posts=4, **{**GUARANTEED, "tie": "run-off"}))
    assert result(again) == (OPEN, FURTHER, (), ("a", "b"))


def test_groups_have_to_be_known_and_fewer_than_the_posts() -> None:
    """Somebody of whom no school is told; three guaranteed posts of two."""
    cast = votes({"a": 50, "b": 40, "c": 5, "d": 4, "e": 1, "f": 45})
    stranger = ask(council(*PUPILS[:-1], person("f"), standing(*SCHOOLS), cast, posts=4, **GUARANTEED))
    assert (result(stranger)[1], stranger.missing, value(stranger).guaranteed) == (Elects.OPEN, ("party.school",), None)
    few = ask(council(*PUPILS, standing(*SCHOOLS), cast, posts=2, **GUARANTEED))
    assert (result(few)[1], few.missing) == (Elects.OPEN, ("council.election.guaranteed",))


# ── voting somebody out ──────────────────────────────────────────────────────────────────────────────────────────────


def test_somebody_is_voted_out_by_what_the_rule_needs() -> None:
    """Two thirds of the seats: 34 of 50 are enough, 33 are one too few."""
    rule = {"recall": {"need": "at least 2/3 of voting seats"}}
    verdict = ask(council(ballot(34, 10, item="i", about="recall"), **rule))
    assert result(verdict)[:2] == (HOLDS, Elects.RECALLED)
    stays = ask(council(ballot(33, 10, item="i", about="recall"), **rule))
    assert (result(stays)[:2], stays.needs) == ((FAILS, Elects.STAYS), (message("needs.yes-one"),))
    unknown = ask(council(ballot(no=10, item="i", about="recall"), **rule))
    assert result(unknown)[:2] == (OPEN, Elects.OPEN)
    assert verdict.figures == (("yes", "34"), ("at least 2/3 of voting seats", "100/3"))


def test_voting_out_is_open_where_no_rule_speaks_of_it_or_two_ballots_are_the_last() -> None:
    """And the ballot with the highest number counts."""
    silent = ask(council(ballot(40, 1, item="i", about="recall"), **NW))
    assert (result(silent)[1], silent.missing) == (Elects.OPEN, ("council.election.recall",))
    rule = {"recall": {"need": "at least 2/3 of voting seats"}}
    several = ballot(40, 1, item="i", about="recall"), ballot(1, 40, item="i", about="recall")
    assert result(ask(council(*several, **rule)))[1] is Elects.OPEN
    last = ballot(40, 1, item="i", about="recall"), ballot(1, 40, item="i", about="recall", round=2)
    assert result(ask(council(*last, **rule)))[1] is Elects.STAYS


def test_voting_out_may_have_to_be_asked_for_by_those_who_may() -> None:
    """Half of the members: three of five are enough, one is not; whether anybody did has to be told."""
    rule = {"recall": {"need": "more than 1/2 of yes + no", "by": "at least 1/2 of voting members"}}
    voted = ballot(3, 2, item="i", about="recall")
    asked_for = demand("recall", who=["p1", "p2", "p3"], item="i")
    assert result(ask(council(*SEATED, asked_for, voted, seats=SMALL, **rule)))[1] is Elects.RECALLED
    alone = ask(council(*SEATED, demand("recall", who=["p1"], item="i"), voted, seats=SMALL, **rule))
    assert result(alone)[:2] == (FAILS, Elects.VOID)
    untold = ask(council(*SEATED, voted, seats=SMALL, **rule))
    assert (result(untold)[1], untold.missing) == (Elects.OPEN, ("m.demand",))


# ── which rules, which body ──────────────────────────────────────────────────────────────────────────────────────────


def test_where_no_rule_speaks_of_elections_the_answer_is_open() -> None:
    """Nothing is said; or no rounds are."""
    assert ask(council(votes({"a": 30}))).missing == ("council.election",)
    rounds = ask(council(votes({"a": 30}), tie="lot"))
    assert (rounds.missing, codes(rounds)[0]) == (("council.election.rounds",), "election-round-silent")
    assert result(ask(council(standing("a", "b"), tie="lot")))[3] == ("a", "b")


def test_a_body_that_is_not_there_elects_nobody() -> None:
    """On the day of the meeting."""
    own = row(election(**NW), "rules § 2")
    events = meeting("m", "council", DAY), item("i", "m", fills="chair")
    where = scope(body("council", SEATS, own, until="2020-01-01"), events=events)
    verdict = ask(where)
    assert (verdict.outcome, verdict.value) == (FAILS, None)


def test_readings_that_come_to_the_same_agree_and_others_are_told_side_by_side() -> None:
    """By one reading abstentions count, by the other they do not."""
    first = {"rounds": [{"number": 1, "need": HALF}]}
    rules = [
        row(election(abstentions=said_, **first), "rules § 2", reading=(parse_reading(f"counting:{name}"),))
        for name, said_ in (("cast", "counted"), ("valid", "ignored"))
    ]
    base = council(votes({"a": 24, "b": 20}, abstain=6), rules=rules)
    where = evolve(base, charter=evolve(base.charter, ambiguities=(ambiguity("counting", "cast", "valid"),)))
    verdict = ask(where)
    assert (verdict.outcome, [label for label, _ in verdict.readings]) == (OPEN, ["counting:cast", "counting:valid"])
    sure = council(votes({"a": 40, "b": 4}, abstain=6), rules=rules)
    agrees = ask(evolve(sure, charter=evolve(sure.charter, ambiguities=(ambiguity("counting", "cast", "valid"),))))
    assert (agrees.outcome, value(agrees).elected) == (HOLDS, ("a",))


def test_two_rules_of_one_rank_that_contradict_each_other_leave_open_what_they_decide() -> None:
    """One says lot, the other repeat: open only where votes are equal."""
    rules = row(election(tie="lot"), "rules § 3"), row(election(tie="repeat"), "rules § 4")
    rounds = {"rounds": [{"number": 1, "need": "most"}]}
    assert result(ask(council(votes({"a": 10, "b": 9}), rules=rules, **rounds)))[1] is ELECTED
    verdict = ask(council(LEVEL, rules=rules, **rounds))
    assert (verdict.outcome, value(verdict).result, verdict.missing) == (OPEN, Elects.OPEN, ("council.election.tie",))


def test_without_a_meeting_the_rules_are_told_post_by_post() -> None:
    """Those of all posts first."""
    rules = row(election(tie="lot"), "rules § 3"), row(election(of="chair", **NI), "rules § 4")
    verdict = asked(council(rules=rules), "council", DAY)
    told = verdict.value
    assert told is not None
    assert [(one.of, [aspect.name for aspect in one.aspects]) for one in told] == [((), ["tie"]), (("chair",), ["rounds", "tie"])]
    assert verdict.outcome is HOLDS
    assert asked(council(), "council", DAY).outcome is OPEN


def test_a_body_that_neither_elects_nor_has_the_post_is_misuse() -> None:
    """Also an unknown meeting or item."""
    where = scope(
        body("council", SEATS, row(election(**NW), "rules § 2"), positions=("chair",)), body("board"),
        events=[meeting("m", "council", DAY), item("i", "m", fills="chair")],
    )  # fmt: skip
    for wrong in ({"body_": "board"}, {"meeting_": "m9"}, {"item_": "i9"}, {"body_": "board", "item_": None}):
        with pytest.raises(Misuse):
            ask(where, **wrong)  # type: ignore[arg-type]  # ids of what there is not
    with pytest.raises(Misuse):
        ask(scope(body("council")))


def test_the_post_is_named_as_a_rule_of_the_body_that_elects_would() -> None:
    """Its own by the position, another's with the body, one of another jurisdiction with that, too."""
    county = charter(body("board", group("seat", "rules § 1", seats=1, standing="voting")), id_="county")
    own = row(election(**PLURALITY), "rules § 2")
    for fills in ("chair", "seat@county/board"):
        where = scope(
            body("council", SEATS, own, positions=("chair",)),
            events=[meeting("m", "council", DAY), item("i", "m", fills=fills), votes({"a": 9, "b": 2})], neighbours=(county,),
        )  # fmt: skip
        assert value(ask(where)).post == fills
