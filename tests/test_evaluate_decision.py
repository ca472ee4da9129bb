"""Decision: whether a motion was carried, what was missing, and which clause decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import pytest

from builders import (
    ambiguity,
    ballot,
    barred,
    body,
    decision,
    demand,
    found,
    group,
    holds,
    item,
    kind,
    lot,
    meeting,
    objection,
    person,
    power,
    present,
    quorum,
    row,
    scope,
    size,
)
from gremium.evaluate.decision import Decided, Force
from gremium.evaluate.decision import decision as decided
from gremium.evaluate.poll import Result
from gremium.evaluate.scope import Scope
from gremium.model.charter import Subject
from gremium.model.provision import Provision, parse_reading
from gremium.model.record import Event
from gremium.norms.decision import Form
from gremium.values.count import Count, exactly
from gremium.values.errors import Misuse
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome, Reason, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
DAY = date(2026, 3, 10)
EVENING = datetime(2026, 3, 10, 19)
SIMPLE = {"need": "more than 1/2 of yes + no"}
Answer = Verdict[Decided]


def board(*rules: Provision, events: tuple[Event, ...] = (), subject: str | None = None, **more: object) -> Scope:
    """Return a board with these rules that met, with one item on its agenda."""
    held = (meeting("m", "board", DAY), item("i", "m", subject=subject))
    return scope(body("board", *rules), events=[*held, *events], **more)


def ruled(*events: Event, cites: str = "rules § 3", rules: tuple[Provision, ...] = (), **said: object) -> Scope:
    """Return a board with one rule about decisions, and what happened."""
    return board(row(decision(**said), cites), *rules, events=events)


def ask(where: Scope, at: date = DAY, item_: str | None = "i") -> Answer:
    """Ask whether the motion was carried."""
    return decided(where, "board", at, "m", item_)


def value(answer: Answer) -> Decided:
    """Return the value of an answer, which is there."""
    assert answer.value is not None
    return answer.value


def codes(answer: Answer) -> list[str]:
    """Return the codes of all reasons, those below them, too."""
    return [reason.said.code for reason in _all(answer.reasons)]


def _all(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from _all(reason.because)


def said(answer: Answer, code: str) -> Mapping[str, object]:
    """Return the parameters of the first reason with a code."""
    return next(dict(reason.said.params) for reason in _all(answer.reasons) if reason.said.code == code)


def cited(answer: Answer, code: str) -> list[str]:
    """Return what the first reason with a code cites."""
    return next([str(cite) for cite in reason.cites] for reason in _all(answer.reasons) if reason.said.code == code)


def members(*names: str, group_: str = "member") -> tuple[Event, ...]:
    """Return that these persons hold a seat of a group."""
    return tuple(event for name in names for event in (person(name), holds(name, f"{group_}@board", "2020-01-01")))


# ── the cases that real rules have been tried on ─────────────────────────────────────────────────────────────────────


def kita(*groups: dict[str, object], **said_: object) -> Scope:
    """Return an advisory board of a day-care centre in which four groups have 50, 15, 15 and 20 votes together."""
    blocks = {"provider": 50, "management": 15, "staff": 15, "parents": 20}
    rows = [group(name, "statute § 7", seats="2..", standing="voting", block=votes) for name, votes in blocks.items()]
    rows.append(group("perspective", "statute § 1", standing="advisory"))
    rule = row(decision(need="more than 1/2 of votes", vote_per="group", **said_), "statute § 7")
    return board(*rows, rule, events=(ballot(item="i", groups=list(groups)),))


def of(name: str, yes: int = 0, no: int = 0, abstain: int = 0, invalid: int = 0) -> dict[str, object]:
    """Return how the members of a group voted."""
    return {"of": name, "yes": yes, "no": no, "abstain": abstain, "invalid": invalid}


def test_a_group_with_half_of_the_votes_can_block_and_not_carry_alone() -> None:
    """Fifty against fifty is no majority; with the management's fifteen it is one, however many persons each group sends."""
    blocked = ask(kita(of("management", 2), of("staff", 2), of("parents", 4), of("provider", 0, 2)))
    assert (blocked.outcome, value(blocked).yes, value(blocked).no) == (FAILS, exactly(50), exactly(50))
    assert blocked.figures == (("yes", "50"), ("more than 1/2 of votes", "50"))
    assert (value(blocked).needs, blocked.needs) == (None, ())  # no group can give a single vote
    alone = ask(kita(of("provider", 2), of("management", 0, 2), of("staff", 0, 2), of("parents", 0, 4)))
    assert alone.outcome is FAILS
    carried = ask(kita(of("provider", 2), of("management", 2), of("staff", 0, 2), of("parents", 0, 4)))
    assert (carried.outcome, value(carried).yes, value(carried).no) == (HOLDS, exactly(65), exactly(35))
    assert cited(carried, "reason.ballot-holds") == ["statute § 7"]


def test_a_divided_group_of_which_no_rule_speaks_leaves_it_open() -> None:
    """Its votes are never shared out unless a rule says so; where they do not matter, the answer is clear."""
    split = (of("parents", 3, 1), of("management", 0, 2), of("staff", 0, 2))
    opened = ask(kita(of("provider", 2), *split))
    assert (opened.outcome, opened.missing) == (OPEN, ("board.decision.split",))
    assert said(opened, "reason.vote-divided") == {"number": 1}
    assert ask(kita(of("provider", 2), *split, split="unstated")).outcome is OPEN
    assert ask(kita(of("provider", 0, 2), *split)).outcome is FAILS


@pytest.mark.parametrize(
    ("split", "outcome", "yes", "no"),
    [("void", HOLDS, 50, 30), ("majority", HOLDS, 70, 30), ("proportional", HOLDS, 65, 35)],
)
def test_what_a_rule_makes_of_a_divided_group(split: str, outcome: Outcome, yes: int, no: int) -> None:
    """Its votes are void, go with its majority, or are shared out, as the rule has it."""
    answer = ask(kita(of("provider", 2), of("management", 0, 2), of("staff", 0, 2), of("parents", 3, 1), split=split))
    assert (answer.outcome, value(answer).yes, value(answer).no) == (outcome, exactly(yes), exactly(no))


def test_parts_of_votes_are_exact() -> None:
    """A third of fifty is no whole number; shown are the whole numbers below and above."""
    answer = ask(kita(of("provider", 2, 1), of("management", 2), of("staff", 0, 2), of("parents", 0, 4), split="proportional"))
    assert answer.figures == (("yes", "145/3"), ("more than 1/2 of votes", "50"))
    assert (answer.outcome, value(answer).yes, value(answer).no) == (FAILS, Count(48, 49), Count(51, 52))


def test_guardians_of_one_child_have_one_vote() -> None:
    """Two persons who share a child have one vote together; if they differ and no rule speaks of it, it is open."""
    parents = (person("p1", child="a"), person("p2", child="a"), person("p3", child="b"), person("p4", child="c"))
    sit = tuple(holds(one.id, "guardian@board", "2020-01-01") for one in parents)
    assembly = group("guardian", "bylaw § 2(1)", everyone="Eltern", standing="voting")
    rule = {"need": "more than 1/2 of yes + no", "vote_per": {"who": "shared", "attribute": "child"}}

    def vote(yes: list[str], no: list[str], **more: object) -> Answer:
        voted = ballot(yes, no, [], item="i", invalid=[])
        return ask(ruled(*parents, *sit, voted, rules=(assembly,), cites="bylaw § 2(3)", **rule, **more))

    both = vote(["p1", "p2"], ["p3", "p4"])
    assert (both.outcome, value(both).yes, value(both).no) == (FAILS, exactly(1), exactly(2))
    assert vote(["p1", "p3"], ["p4"]).outcome is HOLDS
    differ = vote(["p1", "p3"], ["p2"])
    assert (differ.outcome, value(differ).yes, value(differ).no) == (OPEN, Count(1, 2), Count(0, 1))
    assert "board.decision.split" in differ.missing
    assert vote(["p1", "p3"], ["p2"], split="void").outcome is HOLDS
    assert vote(["p1"], ["p2"], split="proportional").figures[0] == ("yes", "1/2")


def park(*votes: object, subject: str | None = None) -> Answer:
    """Ask a council of four that decides unanimously, with two express votes at least; federal money needs consent."""
    groups = (group("land", "statute art 4", seats=3, standing="voting"), group("federal", "statute art 4", standing="voting"))
    unanimous = {"all": [{"count": "no", "is": "exactly 0"}, "at least 2"]}
    rules = (
        row(decision(need=unanimous, abstentions="ignored"), "statute art 4(2)"),
        row(decision(concurrence=[{"of": "federal"}]), "statute art 4(2) S.2", for_=("federal-money",)),
    )
    people = (*members("l1", "l2", "l3", group_="land"), *members("f", group_="federal"))
    there = present(["l1", "l2", "l3", "f"])
    subjects = (Subject(id="federal-money"),)
    voted = ballot(*votes, item="i", invalid=[])
    return ask(board(*groups, *rules, events=(*people, there, voted), subject=subject, subjects=subjects))


def test_unanimity_tolerates_abstentions_and_has_a_floor() -> None:
    """Two for and two abstentions are enough, one for and three abstentions are not; one against is one too many."""
    assert park(["l1", "f"], [], ["l2", "l3"]).outcome is HOLDS
    short = park(["l1"], [], ["l2", "l3", "f"])
    assert (short.outcome, value(short).needs, [one.code for one in short.needs]) == (FAILS, 1, ["needs.yes-one"])
    against = park(["l1", "l2", "l3"], ["f"], [])
    assert (against.outcome, value(against).needs, against.needs) == (FAILS, None, ())


def test_the_consent_of_one_member_is_needed_for_one_subject() -> None:
    """Where federal money is involved the federal member has to vote for it; an abstention is no consent."""
    abstains = park(["l1", "l2", "l3"], [], ["f"], subject="federal-money")
    assert (abstains.outcome, value(abstains).result) == (FAILS, Result.REJECTED)
    assert cited(abstains, "reason.concurrence-fails") == ["statute art 4(2) S.2"]
    assert [one.code for one in abstains.needs] == ["needs.concurrence"]
    assert park(["l1", "l2", "l3"], [], ["f"]).outcome is HOLDS
    assert park(["l1", "f"], [], ["l2", "l3"], subject="federal-money").outcome is HOLDS


def test_equal_votes_mean_that_the_motion_is_lost() -> None:
    """Five against five with an abstention: lost, by the clause about ties."""
    answer = ask(ruled(ballot(5, 5, 1, item="i"), need="more than 1/2 of votes", tie="rejected", cites="rules § 3(2)"))
    assert (answer.outcome, value(answer).result, value(answer).needs) == (FAILS, Result.REJECTED, 1)
    assert cited(answer, "reason.tie-rejected") == ["rules § 3(2)"]


def first_chair(*votes: object, **more: object) -> Answer:
    """Ask a steering group in which the vote of the first chair decides a tie, and in which two chairs sit."""
    people = members(*(f"m{n}" for n in range(12)))
    chairs = (holds("m0", "first-chair@board", "2020-01-01"), holds("m1", "second-chair@board", "2020-01-01"))
    rule = decision(need="more than 1/2 of present voting members", tie={"then": "own-vote", "by": "first-chair"})
    steering = body(
        "board",
        group("member", "page", seats=12, standing="voting"),
        row(rule, "page"),
        positions=("first-chair", "second-chair"),
    )
    everybody = present([f"m{n}" for n in range(12)])
    events = [meeting("m", "board", DAY), item("i", "m"), *people, *chairs, everybody, ballot(*votes, item="i", **more)]
    return ask(scope(steering, events=events))


def test_the_vote_of_the_first_chair_decides_a_tie() -> None:
    """Six against six: as the holder of that office voted, not as the second chair did."""
    mine, others = [f"m{n}" for n in (0, 2, 3, 4, 5, 6)], [f"m{n}" for n in (1, 7, 8, 9, 10, 11)]
    lost = first_chair(others, mine, [])
    assert (lost.outcome, cited(lost, "reason.tie-vote-no")) == (FAILS, ["page"])
    assert said(lost, "reason.tie-vote-no")["party"] == "m0"
    assert first_chair(mine, others, []).outcome is HOLDS
    assert first_chair(6, 6, 0).outcome is OPEN
    assert first_chair(6, 6, 0, casting="yes").outcome is HOLDS


def test_most_of_the_guardians_present_and_entitled_have_to_agree() -> None:
    """Thirty are present: fifteen are not more than half of them, sixteen are, whoever abstains."""
    assembly = group("guardian", "bylaw § 2(1)", everyone="Eltern", standing="voting")

    def vote(*numbers: int) -> Answer:
        rule = {"need": "more than 1/2 of present entitled guardian", "cites": "bylaw § 2(5)"}
        return ask(ruled(size("guardian@board", 60), present(30), ballot(*numbers, item="i"), rules=(assembly,), **rule))

    assert vote(15, 4, 11).outcome is FAILS
    assert vote(16, 4, 10).outcome is HOLDS


def test_a_majority_of_all_members_is_not_one_of_those_present() -> None:
    """Five of nine are present, four vote for the removal: five of nine are needed."""
    commissioners = group("commissioner", "statute", seats=9, standing="voting")
    events = (size("board", 9), present(5), ballot(4, 1, item="i"))
    answer = ask(ruled(*events, rules=(commissioners,), need="more than 1/2 of voting seats", cites="statute (e)(2)(D)"))
    assert (answer.outcome, answer.figures) == (FAILS, (("yes", "4"), ("more than 1/2 of voting seats", "9/2")))
    assert (value(answer).needs, [one.code for one in answer.needs]) == (1, ["needs.yes-one"])


def test_a_main_statute_takes_most_of_all_statutory_members() -> None:
    """Of 44 members and a mayor twenty-three have to agree; twenty-two for and none against are not enough."""
    council = (group("member", "statute", seats=44, standing="voting"), group("mayor", "statute", standing="voting"))

    def vote(yes: int) -> Answer:
        return ask(ruled(present(30), ballot(yes, 0, 30 - yes, item="i"), rules=council, need="more than 1/2 of voting seats"))

    assert vote(22).outcome is FAILS
    assert vote(23).outcome is HOLDS


def circular(*events: Event, **voted: object) -> Answer:
    """Ask a council that decides simple matters in writing, if nobody objects."""
    rules = (
        row(decision(need="more than 1/2 of yes + no"), "statute § 37(6)"),
        row(decision(written={"no_objection": True}), "statute § 37(1)"),
    )
    return ask(board(*rules, events=(*events, ballot(item="i", form="written", **voted))))


def test_one_objection_defeats_a_decision_in_writing() -> None:
    """Thirty are silent and one objects: not adopted; with nobody against it it is; of nothing recorded nobody can say."""
    assert circular(no=1).outcome is FAILS
    objected = circular(objection("decision", item="i"))
    assert (objected.outcome, cited(objected, "reason.written-objected")) == (FAILS, ["statute § 37(1)"])
    assert circular(no=0).outcome is HOLDS
    assert circular(no=[]).outcome is HOLDS
    unknown = circular()
    assert (unknown.outcome, unknown.missing) == (OPEN, ("m.ballot.no",))
    assert circular(no="0..1").outcome is OPEN


def test_one_member_can_have_a_secret_ballot() -> None:
    """One voting member of ten asks for it: it is due, and an open vote has the wrong form, though it counts."""
    rule = {**SIMPLE, "form": "open", "on_demand": [{"form": "secret", "by": "at least 1"}]}
    sitting = (group("member", "rules § 1", seats=10, standing="voting"),)
    answer = ask(ruled(present(10), demand("secret-ballot", 1, item="i"), ballot(9, 1, item="i"), rules=sitting, **rule))
    assert (answer.outcome, value(answer).form, value(answer).due) == (HOLDS, Form.OPEN, Form.SECRET)
    assert cited(answer, "reason.form-wrong") == ["rules § 3"]
    held = ask(ruled(present(10), demand("secret-ballot", 1), ballot(9, 1, item="i", form="secret"), rules=sitting, **rule))
    assert "reason.form-wrong" not in codes(held)


def test_too_few_ask_for_a_secret_ballot() -> None:
    """A fifth of twenty-five are five: four are too few, five are enough; the number that is lacking is told."""
    rule = {**SIMPLE, "form": "open", "on_demand": [{"form": "secret", "by": "at least 1/5 of present entitled voting members"}]}
    assembly = (group("guardian", "bylaw", everyone="Eltern", standing="voting"),)

    def asked(number: int) -> Answer:
        return ask(ruled(size("guardian@board", 60), present(25), demand("secret-ballot", number), rules=assembly, **rule))

    assert (value(asked(4)).due, value(asked(5)).due) == (Form.OPEN, Form.SECRET)
    assert "reason.form-demand-short" in codes(asked(4))


def test_most_of_a_chapter_of_uncertain_votes() -> None:
    """Yes 5, no 4 to 6, of yes and no: open. Yes 5, no 4: carried. Yes 5, no 5 to 6: lost."""
    outcomes = [ask(ruled(ballot(5, no, item="i"), **SIMPLE)).outcome for no in ("4..6", 4, "5..6")]
    assert outcomes == [OPEN, HOLDS, FAILS]


# ── without a ballot, without a rule ─────────────────────────────────────────────────────────────────────────────────


def test_without_a_ballot_it_is_not_decided() -> None:
    """The answer names what is missing, and tells which form the vote is due to have."""
    answer = ask(ruled(**SIMPLE, form="open"))
    assert (answer.outcome, answer.missing) == (OPEN, ("m.ballot",))
    assert (value(answer).result, value(answer).due, value(answer).yes) == (Result.PENDING, Form.OPEN, None)


def test_a_vote_about_the_agenda_decides_nothing_on_the_item() -> None:
    """Only ballots on the item itself count; those of another item do not either."""
    events = (ballot(9, 0, item="i", about="agenda"), ballot(9, 0))
    assert value(ask(ruled(*events, **SIMPLE))).result is Result.PENDING
    assert ask(ruled(*events, **SIMPLE), item_=None).outcome is HOLDS


def test_where_no_rule_speaks_of_decisions_it_is_open() -> None:
    """No majority is assumed: neither without any rule, nor with rules that give none."""
    nothing = ask(board(events=(ballot(9, 0, item="i"),)))
    assert (nothing.outcome, nothing.missing) == (OPEN, ("board.decision",))
    other = ask(ruled(ballot(9, 0, item="i"), form="secret"))
    assert (other.outcome, other.missing) == (OPEN, ("board.decision.need",))
    unsaid = ask(ruled(ballot(9, 0, item="i"), need="unstated"))
    assert (unsaid.outcome, "board.decision.need" in unsaid.missing) == (OPEN, True)


def test_a_body_that_is_not_there_decides_nothing() -> None:
    """Before its first day there is no such body; an unknown one is misuse."""
    young = body("board", row(decision(**SIMPLE), "rules"), since=date(2027, 1, 1))
    where = scope(young, events=[meeting("m", "board", DAY), item("i"), ballot(5, 4, item="i")])
    assert ask(where).outcome is FAILS
    with pytest.raises(Misuse):
        decided(where, "bord", DAY, "m")


def test_without_a_meeting_it_tells_the_rules() -> None:
    """Asked of a body alone it says which rules hold on the day."""
    answer = decided(ruled(**SIMPLE), "board", DAY)
    assert answer.value is not None
    assert str(answer.value.value("need")) == SIMPLE["need"]


# ── what counts ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("treatment", "outcome"),
    [(None, HOLDS), ("ignored", HOLDS), ("counted", FAILS), ("as-no", FAILS), ("unstated", OPEN), ("not-allowed", OPEN)],
)
def test_what_an_abstention_is(treatment: str | None, outcome: Outcome) -> None:
    """Five for, four against, two abstentions: it depends on whether those are votes cast, or even a No."""
    answer = ask(ruled(ballot(5, 4, 2, item="i"), need="more than 1/2 of votes", abstentions=treatment))
    assert answer.outcome is outcome
    if outcome is OPEN:
        assert answer.missing == ("board.decision.abstentions",)
    other = ask(ruled(ballot(5, 4, item="i", invalid=2), need="more than 1/2 of votes", invalid=treatment))
    assert other.outcome is outcome


def test_what_it_lacks_is_enough_whatever_an_abstention_is() -> None:
    """Five to five and one abstention: one more Yes would do if it is no vote, two if it is one; two are enough for certain."""
    answer = ask(ruled(ballot(5, 5, 1, item="i"), need="more than 1/2 of votes", abstentions="unstated"))
    assert (answer.outcome, value(answer).needs) == (FAILS, 2)
    assert [one.code for one in answer.needs] == ["needs.yes"]
    alike = ask(ruled(ballot(5, 5, 0, item="i"), need="more than 1/2 of votes", abstentions="unstated"))
    assert value(alike).needs == 1


def test_whose_abstention_is_not_allowed_is_told() -> None:
    """That somebody abstained although nobody may stands in the reasons; if nobody did, nothing is doubtful."""
    rule = {"need": "more than 1/2 of votes", "abstentions": "not-allowed", "cites": "statute § 5"}
    told = ask(ruled(ballot(9, 1, 1, item="i"), **rule))
    assert (told.outcome, cited(told, "reason.vote-not-allowed")) == (HOLDS, ["statute § 5"])
    assert "reason.vote-not-allowed" not in codes(ask(ruled(ballot(5, 4, 0, item="i"), **rule)))


def test_what_an_invalid_vote_is_may_be_unstated() -> None:
    """Where it matters and the source does not say it, it is open, with the aspect that is missing."""
    rule = {"need": "more than 1/2 of votes", "invalid": "unstated"}
    answer = ask(ruled(ballot(5, 4, 0, item="i", invalid=2), **rule))
    assert (answer.outcome, answer.missing) == (OPEN, ("board.decision.invalid",))
    assert "reason.invalid-unstated" in codes(answer)
    assert ask(ruled(ballot(5, 4, 0, item="i", invalid=0), **rule)).outcome is HOLDS


@pytest.mark.parametrize(
    ("invalid", "outcome", "result"),
    [(0, HOLDS, Result.ADOPTED), (1, FAILS, Result.VOID), ("0..1", OPEN, Result.OPEN), (None, OPEN, Result.OPEN)],
)
def test_an_invalid_vote_may_void_the_ballot(invalid: object, outcome: Outcome, result: Result) -> None:
    """One is enough; where nobody knows whether there was one, it is open unless the motion is lost all the same."""
    answer = ask(ruled(ballot(9, 1, 0, item="i", invalid=invalid), **SIMPLE, invalid="voiding"))
    assert (answer.outcome, value(answer).result) == (outcome, result)
    assert ask(ruled(ballot(1, 9, 0, item="i", invalid="0..1"), **SIMPLE, invalid="voiding")).outcome is FAILS


def test_one_thing_is_told_once() -> None:
    """Of two majorities that both need the same quorum the reasons tell it once."""
    urgent = {"all": [{"found": "urgent"}, {"found": "urgent"}]}
    answer = ask(ruled(ballot(5, 4, item="i"), **SIMPLE, requires=urgent, concurrence=[{"of": "chair"}, {"of": "chair"}]))
    assert len([one for one in answer.reasons if one.said.code == "reason.concurrence-open"]) == 1


def test_what_is_not_recorded_matters_only_where_it_counts() -> None:
    """Abstentions that nobody wrote down change nothing where they are no votes cast; where they are, it is open."""
    events = (size("board", 12), present(12))
    assert ask(ruled(*events, ballot(6, 5, item="i"), need="more than 1/2 of votes")).outcome is HOLDS
    counted = ask(ruled(*events, ballot(6, 5, item="i"), need="more than 1/2 of votes", abstentions="counted"))
    assert (counted.outcome, counted.missing) == (OPEN, ("m.ballot.abstain",))
    assert ask(ruled(*events, ballot(7, 4, item="i"), need="more than 1/2 of votes", abstentions="counted")).outcome is HOLDS


def test_votes_against_that_nobody_recorded_are_at_most_those_of_the_others() -> None:
    """Ten were there and six voted for it: four may have voted against; of five for it nobody can say more."""
    events = (size("board", 10), present(10))
    assert ask(ruled(*events, ballot(6, item="i"), **SIMPLE)).outcome is HOLDS
    assert ask(ruled(*events, ballot(5, item="i"), **SIMPLE)).outcome is OPEN
    unknown = ask(ruled(ballot(item="i"), **SIMPLE))
    assert (unknown.outcome, value(unknown).yes, value(unknown).no) == (OPEN, None, None)


def test_a_share_of_no_votes_fails() -> None:
    """Where everybody abstains there is no majority of yes and no."""
    answer = ask(ruled(ballot(0, 0, 9, item="i"), **SIMPLE, tie={"then": "casting-vote"}))
    assert answer.outcome is FAILS
    assert "reason.quota-empty" in codes(answer)


def test_other_things_may_be_counted() -> None:
    """`count` says what is counted: here those who took part in the vote."""
    rule = {"count": "votes", "need": "at least 1/2 of voting seats", "abstentions": "counted"}
    sitting = (group("member", "rules", seats=10, standing="voting"),)
    assert ask(ruled(present(8), ballot(2, 1, 2, item="i"), rules=sitting, **rule)).outcome is HOLDS
    assert ask(ruled(present(8), ballot(2, 1, 1, item="i"), rules=sitting, **rule)).outcome is FAILS


def test_all_statutory_votes_are_those_of_the_seats() -> None:
    """With a word about seats before it, `votes` counts what they have, cast or not: 60 of 100 are three fifths."""
    towns = (group("a", "rules", standing="voting", weight=60), group("b", "rules", standing="voting", weight=40))
    people = (*members("p", group_="a"), *members("q", group_="b"))

    def vote(need: str, yes: list[str]) -> Outcome:
        events = (*people, present(["p"]), ballot(yes, [], [], item="i", invalid=[]))
        return ask(ruled(*events, rules=towns, need=need)).outcome

    assert vote("at least 3/5 of voting votes", ["p"]) is HOLDS
    assert vote("more than 3/5 of voting votes", ["p"]) is FAILS
    assert vote("more than 3/5 of votes", ["p"]) is HOLDS


# ── ties ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def tied(
    then: object, *events: Event, votes: tuple[object, ...] = (5, 5, 0), need: str = SIMPLE["need"], **more: object
) -> Answer:
    """Ask what five against five comes to under a rule about ties."""
    return ask(ruled(*events, ballot(*votes, item="i", **more), need=need, tie=then))


def test_a_lot_decides_a_tie() -> None:
    """It has to be drawn, and says yes or no; two that differ say nothing, nor does one on another item."""
    needed = tied("lot")
    assert (needed.outcome, value(needed).result, needed.missing) == (OPEN, Result.LOT, ("m.lot",))
    assert tied("lot", lot("yes", item="i")).outcome is HOLDS
    assert (tied("lot", lot("no", item="i")).outcome, tied("lot", lot("p1", item="i")).outcome) == (FAILS, OPEN)
    assert tied("lot", lot("yes", item="i"), lot("no", item="i")).outcome is OPEN
    assert tied("lot", lot("yes")).outcome is OPEN
    assert tied("lot", lot("yes", item="i"), votes=(4, 5, 0)).outcome is FAILS


def test_a_casting_vote_is_told_by_the_record() -> None:
    """It is a further vote, so how the chair voted before does not say it."""
    assert tied("casting-vote").missing == ("m.ballot.casting",)
    assert value(tied("casting-vote")).result is Result.TIED
    assert tied("casting-vote", casting="yes").outcome is HOLDS
    assert tied("casting-vote", casting="no").outcome is FAILS


def test_what_else_a_tie_may_lead_to() -> None:
    """The vote is taken again, somebody else decides, or the source does not say it."""
    again = tied("repeat")
    assert (again.outcome, value(again).result, again.missing) == (OPEN, Result.REPEAT, ("m.ballot",))
    other = tied({"then": "referred", "by": "council"})
    assert (other.outcome, value(other).result, str(value(other).decides)) == (OPEN, Result.REFERRED, "council")
    unsaid = tied("unstated")
    assert (unsaid.outcome, value(unsaid).result, unsaid.missing) == (OPEN, Result.TIED, ("board.decision.tie",))


def test_a_second_tie_may_lead_to_something_else() -> None:
    """First the vote is taken again, then the motion is lost."""
    rule = {"then": "repeat", "again": "rejected"}
    assert value(tied(rule)).result is Result.REPEAT
    assert value(tied(rule, round=2)).result is Result.REJECTED


def test_a_possible_tie_of_other_counts_is_open() -> None:
    """Where more is counted than Yes, a vote that breaks a tie is tried out only where there is one for certain."""
    rule = {"count": "yes + abstentions", "tie": "casting-vote", **SIMPLE}
    assert ask(ruled(ballot(5, "4..5", 0, item="i", casting="yes"), **rule)).outcome is OPEN


def test_a_tie_that_is_only_possible_is_open_only_where_it_matters() -> None:
    """Yes 5, no 4 to 5: if the chair votes for it, it is carried in any case; if against, it depends."""
    assert tied({"then": "own-vote"}, votes=(5, "4..5", 0), casting="yes").outcome is HOLDS
    assert tied({"then": "own-vote"}, votes=(5, "4..5", 0), casting="no").outcome is OPEN
    assert tied({"then": "own-vote"}, votes=(5, "5..6", 0), casting="no").outcome is FAILS
    assert tied({"then": "own-vote"}, votes=(5, "5..6", 0), casting="yes").outcome is OPEN
    assert tied("lot", votes=(5, "5..6", 0)).outcome is OPEN
    assert value(tied("lot", votes=(5, "5..6", 0))).result is Result.OPEN
    assert tied("rejected", votes=(5, "5..6", 0)).outcome is FAILS
    there = (size("board", 11), present(11))
    most = tied({"then": "own-vote"}, *there, votes=(5, "4..5", 0), casting="yes", need="more than 1/2 of present voting members")
    assert most.outcome is OPEN


def test_a_vote_that_breaks_a_tie_makes_no_larger_majority() -> None:
    """Of two thirds nothing is reached by it, nor of more than half of those present, if others abstained."""
    assert tied({"then": "casting-vote"}, casting="yes", need="at least 2/3 of votes").outcome is FAILS
    for number, outcome in ((12, FAILS), (10, HOLDS)):
        there = (size("board", number), present(number))
        most = tied({"then": "casting-vote"}, *there, casting="yes", need="more than 1/2 of present voting members")
        assert most.outcome is outcome


def test_abstentions_that_are_a_no_can_make_a_tie() -> None:
    """Five for, four against and one abstention that counts as a No stand level; with two of them it is lost."""
    for abstained, result in ((1, Result.LOT), (2, Result.REJECTED), (0, Result.ADOPTED)):
        answer = ask(ruled(ballot(5, 4, abstained, item="i"), **SIMPLE, abstentions="as-no", tie="lot"))
        assert value(answer).result is result


def by_chair(*votes: object, presided: str | None = None, by: str | None = None, **more: object) -> Answer:
    """Ask a board of four with a chair, in which the own vote of whoever presides decides a tie."""
    people = (*members("a", "b", "c", "d"), holds("a", "chair@board", "2020-01-01"))
    tie = {"then": "own-vote", **({"by": by} if by is not None else {})}
    rules = (group("member", "rules", seats=4, standing="voting"), row(decision(**SIMPLE, tie=tie), "rules"))
    events = [meeting("m", "board", DAY, chair=presided), item("i"), *people, ballot(*votes, item="i", **more)]
    return ask(scope(body("board", *rules), events=events))


def test_the_vote_of_whoever_presided_decides() -> None:
    """The chair's, unless the record says that somebody else presided; if they abstained the motion is lost."""
    assert by_chair(["a", "b"], ["c", "d"], []).outcome is HOLDS
    assert by_chair(["a", "b"], ["c", "d"], [], presided="c").outcome is FAILS
    abstained = by_chair(["b"], ["c"], ["a"])
    assert (abstained.outcome, "reason.tie-vote-none" in codes(abstained)) == (FAILS, True)
    away = by_chair(["b"], ["c"], [])
    assert (away.outcome, "reason.tie-vote-unknown" in codes(away)) == (OPEN, True)
    assert by_chair(["b"], ["c"], [], presided="a").outcome is FAILS
    assert by_chair(["b"], ["c"], [], by="deputy-chair").outcome is OPEN
    assert by_chair(2, 2, 0, presided="a").outcome is OPEN
    assert by_chair(["a", "b"], ["a", "c", "d"], []).outcome is OPEN


def test_the_one_whose_vote_decides_may_hold_an_office_elsewhere() -> None:
    """A tie is broken by the holder of an office of another body; of one that is not known nobody knows the vote."""
    town_hall = body("town-hall", positions=("mayor",))
    people = (*members("a", "b"), person("x"), holds("x", "mayor@town-hall", "2020-01-01"))
    rules = (
        group("member", "rules", seats=3, standing="voting"),
        row(decision(**SIMPLE, tie={"then": "own-vote", "by": "mayor@town-hall"}), "rules"),
    )
    events = [meeting("m", "board", DAY), item("i"), *people, holds("x", "member@board", "2020-01-01")]
    where = scope(body("board", *rules), town_hall, events=[*events, ballot(["a", "x"], ["b", "c"], [], item="i")])
    assert ask(where).outcome is HOLDS
    nobody = scope(body("board", *rules), events=[*events, ballot(["a"], ["b"], [], item="i")])
    assert ask(nobody).outcome is OPEN


# ── persons ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def roll(*votes: object, rules: tuple[Provision, ...] = (), events: tuple[Event, ...] = (), need: str = SIMPLE["need"]) -> Answer:
    """Ask a board of four members and one adviser, of whom the record names who voted how."""
    sitting = (group("member", "rules", seats=4, standing="voting"), group("adviser", "rules", standing="advisory"))
    people = (*members("a", "b", "c", "d"), *members("g", group_="adviser"))
    rule = row(decision(need=need), "rules § 3")
    return ask(board(*sitting, rule, *rules, events=(*people, *events, ballot(*votes, item="i"))))


def test_votes_of_those_who_have_none_do_not_count() -> None:
    """An adviser and a stranger vote: their votes are kept in the record, and told in the reasons."""
    adviser = roll(["a", "b", "g"], ["c", "d"], [])
    assert (adviser.outcome, said(adviser, "reason.vote-without-right")) == (FAILS, {"party": "g"})
    stranger = roll(["a", "b", "z"], ["c", "d"], [])
    assert (stranger.outcome, said(stranger, "reason.vote-without-seat")) == (FAILS, {"party": "z"})


def test_the_vote_of_somebody_barred_does_not_count() -> None:
    """Three against two would be carried; one of the three was barred."""
    answer = roll(["a", "b"], ["c"], [], events=(barred(["b"], item="i"),))
    assert (answer.outcome, said(answer, "reason.vote-barred")) == (FAILS, {"party": "b"})


@pytest.mark.parametrize(
    ("effect", "result", "carried"),
    [
        ("void", Result.VOID, Result.VOID),
        ("void-if-decisive", Result.VOID, Result.VOID),
        ("none", Result.REJECTED, Result.ADOPTED),
        ("unstated", Result.REJECTED, Result.OPEN),
        (None, Result.REJECTED, Result.OPEN),
    ],
)
def test_what_it_does_that_somebody_barred_voted(effect: str | None, result: Result, carried: Result) -> None:
    """The rule about rights says it. The vote is decisive both where without it the motion is lost, and where it is carried."""
    bar = row(power(who="all", may_not=["vote", "deliberate"], effect=effect), "statute § 31")
    facts = {"rules": (bar,), "events": (barred(["b"], item="i"),)}
    assert value(roll(["a", "b"], ["c"], [], **facts)).result is result
    assert value(roll(["a"], ["b"], [], **facts)).result is carried


def test_whoever_stayed_without_voting_decided_nothing() -> None:
    """They should have left; where only a decisive vote matters, the decision stands."""
    bar = row(power(who="all", may_not=["vote", "deliberate"], leaves=True, effect="void-if-decisive"), "statute § 31")
    answer = roll(["a", "b"], ["c"], [], rules=(bar,), events=(barred(["d"], item="i", stays=True),))
    assert answer.outcome is HOLDS


def test_a_barred_vote_that_decides_nothing_leaves_the_decision() -> None:
    """Four votes for it and none against: carried without the one that does not count, unless any such vote voids it."""
    for effect, outcome in (("void-if-decisive", HOLDS), ("void", FAILS)):
        bar = row(power(who="all", may_not=["vote", "deliberate"], effect=effect), "statute § 31")
        answer = roll(["a", "b", "c"], [], [], rules=(bar,), events=(barred(["b"], item="i"),))
        assert answer.outcome is outcome


# ── what has to be true beside it ────────────────────────────────────────────────────────────────────────────────────


def test_without_a_quorum_the_decision_is_void() -> None:
    """The rule asks for a quorum: without one the vote is void, and what the quorum lacks is told."""
    quorate = row(quorum(count="present voting members", need="more than 1/2 of voting seats"), "rules § 2")
    sitting = group("member", "rules § 1", seats=10, standing="voting")

    def vote(number: object, yes: int = 5) -> Answer:
        facts = (*members(*"abcdefghij"), present(number), ballot(yes, 0, 0, item="i"))
        return ask(ruled(*facts, rules=(sitting, quorate), **SIMPLE, requires={"holds": "quorum"}))

    assert vote(6).outcome is HOLDS
    void = vote(5)
    assert (void.outcome, value(void).result, [one.code for one in void.needs]) == (FAILS, Result.VOID, ["needs.member-one"])
    assert cited(void, "reason.decision-requires-fails") == ["rules § 3"]
    assert cited(void, "reason.quorum-ordinary") == ["rules § 2"]
    assert (vote("5..6").outcome, vote("5..6", yes=0).outcome) == (OPEN, FAILS)


def test_other_things_may_be_needed_beforehand() -> None:
    """A formal finding, that nobody objected, or that the meeting was duly called: what no rule tells is open."""
    voted = ballot(5, 4, 0, item="i")
    urgent = {**SIMPLE, "requires": {"found": "urgent"}}
    assert ask(ruled(voted, found("urgent", item="i"), **urgent)).outcome is HOLDS
    assert ask(ruled(voted, **urgent)).outcome is OPEN
    consent = {**SIMPLE, "requires": {"none": [{"raised": "open-vote"}]}}
    assert ask(ruled(voted, **consent)).outcome is HOLDS
    assert ask(ruled(voted, objection("open-vote", item="i"), **consent)).outcome is FAILS
    for word in ("notice", "sitting"):
        called = ask(ruled(voted, **SIMPLE, requires={"holds": word}))
        assert (called.outcome, called.missing) == (OPEN, (f"board.{word}",))


def test_consent_is_that_nobody_objects() -> None:
    """Nobody has to vote: an objection defeats it; one that came after the vote, or on another day, does not."""
    consent = {"need": {"none": [{"raised": "decision"}]}}
    asked = ballot(item="i", at=EVENING)
    assert ask(ruled(asked, **consent)).outcome is HOLDS
    assert ask(ruled(asked, objection("decision", item="i"), **consent)).outcome is FAILS
    assert ask(ruled(ballot(at=EVENING), objection("decision"), **consent), item_=None).outcome is FAILS
    for late in (datetime(2026, 3, 10, 20), date(2026, 3, 11)):
        assert ask(ruled(asked, objection("decision", item="i", at=late), **consent), at=date(2026, 4, 1)).outcome is HOLDS


# ── others who have to agree ─────────────────────────────────────────────────────────────────────────────────────────


def agreed(voted: Event, **one: object) -> Answer:
    """Ask a board of elected and appointed members, of whom the elected have to agree as well."""
    sitting = (group("elected", "rules", seats=3, standing="voting"), group("appointed", "rules", seats=3, standing="voting"))
    people = (*members("e1", "e2", "e3", group_="elected"), *members("a1", "a2", "a3", group_="appointed"))
    return ask(ruled(*people, voted, rules=sitting, **SIMPLE, concurrence=[{"of": "elected", **one}]))


def test_a_group_has_to_agree_with_a_majority_of_its_own() -> None:
    """The same four votes: with two of the three elected members it is carried, with one of them it is not."""
    assert agreed(ballot(["e1", "e2", "a1", "a2"], ["e3", "a3"], [], item="i")).outcome is HOLDS
    lost = agreed(ballot(["e1", "a1", "a2", "a3"], ["e2", "e3"], [], item="i"))
    assert (lost.outcome, value(lost).yes, value(lost).result) == (FAILS, exactly(4), Result.REJECTED)
    numbers = {"yes": 4, "no": 2, "item": "i"}
    assert agreed(ballot(**numbers, groups=[of("elected", 2, 1)])).outcome is HOLDS
    assert agreed(ballot(**numbers, groups=[of("elected", 1, 2)])).outcome is FAILS
    unknown = agreed(ballot(**numbers))
    assert (unknown.outcome, "m.ballot" in unknown.missing) == (OPEN, True)


def test_a_group_may_need_more_than_a_majority() -> None:
    """All three of them have to agree; where their own need can be hurt by a Yes, the reasons say so."""
    need = {"count": "yes", "is": "all of elected"}
    assert agreed(ballot(["e1", "e2", "e3", "a1"], ["a2", "a3"], [], item="i"), need=need).outcome is HOLDS
    assert agreed(ballot(["e1", "e2", "a1", "a2"], ["a3"], ["e3"], item="i"), need=need).outcome is FAILS
    odd = agreed(ballot(["e1", "e2", "a1", "a2"], ["a3"], ["e3"], item="i"), need="exactly 2")
    assert (odd.outcome, cited(odd, "reason.need-not-steady")) == (HOLDS, ["rules § 3"])


def test_the_holder_of_an_office_has_to_agree() -> None:
    """Of persons their vote is looked up; of numbers nobody knows it, and of an office that nobody holds neither."""
    consent = row(decision(**SIMPLE, concurrence=[{"of": "chair"}]), "rules")
    rules = (group("member", "rules", seats=3, standing="voting"), consent)
    people = (*members("a", "b", "c"), holds("a", "chair@board", "2020-01-01"))

    def vote(*votes: object, events: tuple[Event, ...] = people) -> Answer:
        return ask(board(*rules, events=(*events, ballot(*votes, item="i"))))

    agrees = vote(["a", "b"], ["c"], [])
    assert (agrees.outcome, said(agrees, "reason.concurrence-holds")) == (HOLDS, {"of": "chair", "party": "a"})
    assert (vote(["b", "c"], ["a"], []).outcome, vote(["b", "c"], [], ["a"]).outcome) == (FAILS, FAILS)
    assert (vote(["b", "c"], [], []).outcome, vote(["b", "c"], []).outcome, vote(None, [], []).outcome) == (FAILS, FAILS, OPEN)
    assert (vote(2, 1, 0).outcome, vote(["a", "b"], ["c"], [], events=people[:-1]).outcome) == (OPEN, OPEN)


def test_somebody_outside_may_have_to_agree() -> None:
    """The record tells their vote as that of a group of its own."""
    rule = {**SIMPLE, "concurrence": [{"of": "mayor@town-hall"}]}
    told = {"of": "mayor@town-hall", "yes": 1, "no": 0}
    assert ask(ruled(ballot(5, 4, item="i", groups=[told]), **rule)).outcome is HOLDS
    assert ask(ruled(ballot(5, 4, item="i", groups=[{**told, "yes": 0}]), **rule)).outcome is FAILS
    assert ask(ruled(ballot(5, 4, item="i"), **rule)).outcome is OPEN


def joint(*votes: Event, concurrence: object = ()) -> Scope:
    """Return a meeting of a board together with a council; each has rules of its own."""
    first = body("board", row(decision(**SIMPLE, concurrence=concurrence), "rules § 3"))
    second = body("council", row(decision(need="at least 2/3 of yes + no"), "bylaw § 9"))
    return scope(first, second, events=[meeting("m", "board", DAY, joint_with=["council"]), item("i"), *votes])


def test_in_a_joint_meeting_each_body_decides_for_itself() -> None:
    """With its own ballot and its own majority; a ballot that names no body is of the one that called the meeting."""
    where = joint(ballot(5, 4, item="i"), ballot(5, 4, item="i", body="council"))
    assert ask(where).outcome is HOLDS
    assert decided(where, "council", DAY, "m", "i").outcome is FAILS
    assert decided(joint(ballot(5, 4, item="i")), "council", DAY, "m", "i").missing == ("m.ballot",)


def test_another_body_of_the_meeting_may_have_to_agree() -> None:
    """It agrees if it carries the motion with its own ballot."""
    both = [{"of": "council"}]
    assert ask(joint(ballot(5, 4, item="i"), ballot(6, 3, item="i", body="council"), concurrence=both)).outcome is HOLDS
    lost = ask(joint(ballot(5, 4, item="i"), ballot(5, 4, item="i", body="council"), concurrence=both))
    assert (lost.outcome, cited(lost, "reason.ballot-fails")) == (FAILS, ["bylaw § 9"])
    assert ask(joint(ballot(5, 4, item="i"), concurrence=both)).outcome is OPEN
    asked = joint(ballot(5, 4, item="i"), concurrence=both)
    assert ask(asked, item_=None).outcome is OPEN


# ── one ballot after another ─────────────────────────────────────────────────────────────────────────────────────────

STAGED = [{"number": 1, "need": "at least 2/3 of yes + no"}, {"number": 2, "need": "more than 1/2 of yes + no"}]


def test_a_second_ballot_needs_less() -> None:
    """As long as the first one failed and no second was taken, it is open; then the last ballot decides."""
    first, second = ballot(5, 4, item="i"), ballot(5, 4, item="i", round=2)
    again = ask(ruled(first, rounds=STAGED))
    assert (again.outcome, value(again).result, value(again).round) == (OPEN, Result.REPEAT, 1)
    assert ask(ruled(first, second, rounds=STAGED)).outcome is HOLDS
    assert ask(ruled(ballot(6, 3, item="i"), rounds=STAGED)).outcome is HOLDS
    lost = ask(ruled(first, ballot(4, 5, item="i", round=2), rounds=STAGED))
    assert (lost.outcome, value(lost).result, value(lost).round) == (FAILS, Result.REJECTED, 2)
    third = ask(ruled(ballot(9, 0, item="i", round=3), rounds=STAGED))
    assert (third.outcome, third.missing) == (OPEN, ("board.decision.rounds",))


def later(gap: int, *, resumes: str | None = "i", first: Event | None = None, **second: object) -> Answer:
    """Ask a second meeting so many days later about the item that it takes up again."""
    rounds = [STAGED[0], {**STAGED[1], "not_before": "1 week", **second}]
    day = date.fromordinal(DAY.toordinal() + gap)
    events = [
        meeting("m", "board", DAY), item("i"), *([first] if first is not None else []),
        meeting("n", "board", day), item("j", "n", resumes=resumes), ballot(5, 4, item="j", at_meeting="n", round=2),
    ]  # fmt: skip
    where = scope(body("board", row(decision(rounds=rounds), "rules § 3")), events=events)
    return decided(where, "board", day, "n", "j")


def test_a_second_ballot_may_have_to_wait() -> None:
    """A week after the first one at the earliest, be it in another meeting; without the first one nobody can say."""
    first = ballot(5, 4, item="i")
    early = later(6, first=first)
    assert (early.outcome, value(early).result) == (FAILS, Result.VOID)
    assert said(early, "reason.round-too-early") == {"day": "2026-03-17"}
    assert later(7, first=first).outcome is HOLDS
    assert (later(7).outcome, later(7, resumes=None, first=first).outcome) == (OPEN, OPEN)
    assert later(7, resumes="j", first=first).outcome is OPEN
    assert later(7, resumes="k", first=first).outcome is OPEN
    assert later(7, first=ballot(5, 4, item="i", at=datetime(2026, 3, 11, 0, 30))).outcome is FAILS


def test_a_motion_may_have_to_be_carried_twice() -> None:
    """After the first reading the second is to come; it counts only if the first was carried."""
    won, lost = ballot(6, 3, item="i"), ballot(5, 4, item="i")
    twice = [STAGED[0], {"number": 2, "need": "at least 2/3 of yes + no", "after": "passed"}]
    once = ask(ruled(won, rounds=twice))
    assert (once.outcome, value(once).result) == (OPEN, Result.REPEAT)
    assert ask(ruled(lost, rounds=twice)).outcome is FAILS
    assert ask(ruled(won, ballot(6, 3, item="i", round=2), rounds=twice)).outcome is HOLDS
    after = ask(ruled(lost, ballot(9, 0, item="i", round=2), rounds=twice))
    assert (after.outcome, cited(after, "reason.round-before-fails")) == (FAILS, ["rules § 3"])
    assert ask(ruled(ballot(6, "3..4", item="i"), ballot(9, 0, item="i", round=2), rounds=twice)).outcome is OPEN
    assert ask(ruled(ballot(9, 0, item="i", round=2), rounds=twice)).outcome is OPEN


# ── in writing ───────────────────────────────────────────────────────────────────────────────────────────────────────

BOARD = group("member", "rules § 1", seats=9, standing="voting")


def in_writing(*events: Event, at: date = DAY, votes: tuple[object, ...] = (), **written: object) -> Answer:
    """Ask a board of nine that decides in writing, without a meeting."""
    rule = {"need": "at least 2/3 of yes + no", "written": written, "requires": {"holds": "quorum"}}
    voted = ballot(*votes, item="i", form="written")
    return ask(ruled(*members(*"abcdefghi"), *events, voted, rules=(BOARD,), **rule), at=at)


def test_a_decision_in_writing_has_a_majority_of_its_own() -> None:
    """Where the rule gives none, that of meetings; a quorum is not asked for, since nobody meets."""
    own = {"count": "yes", "is": "more than 1/2 of voting members"}
    assert in_writing(votes=(5, 3, 0), adopted_if=own).outcome is HOLDS
    assert (in_writing(votes=(4, 0, 0), adopted_if=own).outcome, in_writing(votes=(5, 3, 0)).outcome) == (FAILS, FAILS)
    assert in_writing(votes=(6, 3, 0)).outcome is HOLDS
    assert value(in_writing(votes=(6, 3, 0))).due is Form.WRITTEN


def test_a_written_vote_in_a_meeting_is_no_decision_in_writing() -> None:
    """Where the record tells who was there, the form is written and the majority that of meetings."""
    rule = {**SIMPLE, "written": {"no_objection": True}, "form": "open"}
    voted = ballot(5, 4, item="i", form="written")
    answer = ask(ruled(present(9), voted, rules=(BOARD,), **rule))
    assert (answer.outcome, value(answer).due) == (HOLDS, Form.OPEN)
    assert ask(ruled(voted, rules=(BOARD,), **rule)).outcome is FAILS


@pytest.mark.parametrize(
    ("silence", "outcome"),
    [("yes", HOLDS), ("no", FAILS), ("abstention", FAILS), ("no-vote", FAILS), ("unstated", OPEN), (None, FAILS)],
)
def test_what_silence_means(silence: str | None, outcome: Outcome) -> None:
    """Two of nine agreed and one did not; after the time to answer the six others count as the rule has it."""
    table = {"adopted_if": "at least 5", "within": "2 weeks", **({"silence": silence} if silence is not None else {})}
    after = date(2026, 3, 25)
    assert in_writing(votes=(2, 1, 0), at=after, **table).outcome is outcome
    assert in_writing(votes=(["a", "b"], ["c"], []), at=after, **table).outcome is outcome


def test_as_long_as_there_is_time_to_answer_it_is_not_decided() -> None:
    """Two weeks after it was sent the time is over; what can no longer change is decided before."""
    table = {"adopted_if": "at least 5", "within": "2 weeks"}
    running = in_writing(votes=(4, 1, 0), at=date(2026, 3, 24), **table)
    assert (running.outcome, value(running).result) == (OPEN, Result.PENDING)
    assert said(running, "reason.written-running") == {"day": "2026-03-24"}
    assert in_writing(votes=(4, 1, 0), at=date(2026, 3, 25), **table).outcome is FAILS
    assert in_writing(votes=(5, 1, 0), at=date(2026, 3, 11), **table).outcome is HOLDS
    silent = in_writing(votes=(None, 0), at=date(2026, 3, 24), no_objection=True, within="2 weeks")
    assert (silent.outcome, value(silent).result) == (OPEN, Result.PENDING)
    assert in_writing(votes=(None, 0), at=date(2026, 3, 25), no_objection=True, within="2 weeks").outcome is HOLDS


def test_both_may_be_needed_in_writing() -> None:
    """A majority, and that nobody objects."""
    both = {"no_objection": True, "adopted_if": "at least 5"}
    assert in_writing(votes=(5, 0, 0), **both).outcome is HOLDS
    assert in_writing(votes=(4, 0, 0), **both).outcome is FAILS
    assert in_writing(objection("decision", item="i"), votes=(5, 0, 0), **both).outcome is FAILS


def test_somebody_may_stop_a_decision_in_writing() -> None:
    """A third of the members can; fewer cannot, and how many objected may be unknown."""
    rule = {"adopted_if": "at least 5", "stopped_by": "at least 1/3 of voting members"}

    def stopped(*events: Event) -> Answer:
        return in_writing(*events, votes=(5, 0, 0), **rule)

    against = stopped(objection("written", who=3, item="i"))
    assert (against.outcome, value(against).result) == (FAILS, Result.VOID)
    assert (stopped(objection("written", who=2, item="i")).outcome, stopped().outcome) == (HOLDS, HOLDS)
    unknown = stopped(objection("written", item="i"))
    assert (unknown.outcome, "reason.written-stopped-open" in codes(unknown)) == (OPEN, True)
    joined = stopped(objection("written", who=["a", "b"], item="i"), objection("written", who=["c"], item="i"))
    assert joined.outcome is FAILS
    numbers = stopped(objection("written", who=2, item="i"), objection("written", who=["c"], item="i"))
    assert numbers.outcome is OPEN
    endless = stopped(objection("written", who="1..", item="i"), objection("written", who=1, item="i"))
    assert endless.outcome is OPEN


# ── objections to what was carried ───────────────────────────────────────────────────────────────────────────────────


def vetoed(*events: Event, at: date = date(2026, 4, 1), **veto: object) -> Answer:
    """Ask what became of something that was carried, and to which the mayor or a fifth of the members may object."""
    table = {"by": ["mayor", "at least 1/5 of voting members"], "within": "3 days", **veto}
    table = {key: given for key, given in table.items() if given is not None}
    rule = row(decision(**SIMPLE, veto=[table]), "statute § 57(4)")
    people = (*members(*"abcdefghi"), person("x"), holds("x", "mayor@board", "2020-01-01"))
    held = (meeting("m", "board", DAY), item("i"), ballot(5, 4, item="i"))
    return ask(scope(body("board", BOARD, rule, positions=("mayor",)), events=[*people, *held, *events]), at=at)


def test_a_decision_waits_for_the_time_to_object() -> None:
    """It is carried, and may not be carried out before the third day is over."""
    waiting = vetoed(at=date(2026, 3, 13))
    assert (waiting.outcome, value(waiting).force, value(waiting).until) == (HOLDS, Force.PENDING, date(2026, 3, 13))
    over = vetoed(at=date(2026, 3, 14))
    assert (over.outcome, value(over).force, cited(over, "reason.veto-over")) == (HOLDS, Force.FINAL, ["statute § 57(4)"])
    endless = vetoed(within=None)
    assert (value(endless).force, value(endless).until) == (Force.PENDING, None)


@pytest.mark.parametrize(
    ("effect", "outcome", "result", "force"),
    [
        ("suspends", HOLDS, Result.ADOPTED, Force.SUSPENDED),
        ("voids", FAILS, Result.VOID, Force.SUSPENDED),
        ("moves", OPEN, Result.REFERRED, Force.SUSPENDED),
        ("unstated", OPEN, Result.OPEN, Force.OPEN),
    ],
)
def test_what_an_objection_does(effect: str, outcome: Outcome, result: Result, force: Force) -> None:
    """It suspends the decision, voids it, or moves it to another body, as the rule has it."""
    raised = objection("decision", who=["x"], item="i", at=date(2026, 3, 12))
    answer = vetoed(raised, effect=effect, to="council")
    assert (answer.outcome, value(answer).result, value(answer).force) == (outcome, result, force)
    assert value(answer).decides == (None if effect == "unstated" else parse_ref("council"))


def test_an_objection_has_to_come_in_time_and_from_those_who_may() -> None:
    """One that is late, from too few, or from somebody else changes nothing; of one without a day it is open."""
    def force(*events: Event) -> Force | None:
        return value(vetoed(*events)).force

    assert force(objection("decision", who=["x"], item="i", at=date(2026, 3, 14))) is Force.FINAL
    assert force(objection("decision", who=["a"], item="i", at=date(2026, 3, 12))) is Force.FINAL
    assert force(objection("decision", who=["a", "b"], item="i", at=date(2026, 3, 12))) is Force.SUSPENDED
    assert force(objection("decision", who=["x"], item="i")) is Force.OPEN
    assert force(objection("decision", who=["a"], item="i")) is Force.FINAL
    assert force(objection("decision", who=["x"], item="i", at=date(2026, 3, 12), at_meeting=None)) is Force.SUSPENDED
    assert force(objection("decision", who=["x"], item="j", at=date(2026, 3, 12), at_meeting=None)) is Force.FINAL
    assert force(objection("notice", who=["x"], item="i", at=date(2026, 3, 12))) is Force.FINAL
    assert vetoed(objection("decision", who=["x"], item="i"), effect="voids").outcome is OPEN
    known = vetoed(objection("decision", who=["x"], item="i", at=date(2026, 3, 12)), at=date(2026, 3, 11))
    assert value(known).force is Force.PENDING


def test_the_body_may_stand_by_its_decision() -> None:
    """With the larger majority that the rule asks for, in a vote about the objection."""
    raised = objection("decision", who=["x"], item="i", at=date(2026, 3, 12))
    rule = {"override": "at least 2/3 of yes + no"}
    assert value(vetoed(raised, **rule)).force is Force.SUSPENDED
    assert value(vetoed(raised, ballot(6, 3, 0, item="i", about="objection"), **rule)).force is Force.FINAL
    assert value(vetoed(raised, ballot(5, 4, 0, item="i", about="objection"), **rule)).force is Force.SUSPENDED


def test_what_was_not_carried_needs_no_objection() -> None:
    """A motion that was lost has no force, whatever somebody objects."""
    answer = ask(ruled(ballot(4, 5, item="i"), **SIMPLE, veto=[{"by": "at least 1", "within": "3 days"}]))
    assert (answer.outcome, value(answer).force) == (FAILS, None)


# ── the form of the vote ─────────────────────────────────────────────────────────────────────────────────────────────

FORMS = [{"form": "secret", "by": "at least 1/5 of voting seats"}, {"form": "roll-call", "by": "at least 1/4 of voting seats"}]


def formed(*events: Event, rules: tuple[Provision, ...] = (), at: datetime | None = None, **said_: object) -> Answer:
    """Ask a board of ten in which form the vote was due."""
    sitting = group("member", "rules § 1", seats=10, standing="voting")
    voted = ballot(6, 4, item="i", at=at)
    return ask(ruled(present(10), *events, voted, rules=(sitting, *rules), **{**SIMPLE, "form": "open", **said_}))


def test_the_earlier_form_in_the_list_goes_before() -> None:
    """A secret ballot goes before a roll call, whichever was demanded first."""
    both = (demand("roll-call", 5, item="i"), demand("secret-ballot", 2, item="i"))
    assert value(formed(*both, on_demand=FORMS)).due is Form.SECRET
    assert value(formed(*both[::-1], on_demand=FORMS)).due is Form.SECRET
    assert value(formed(both[0], on_demand=FORMS)).due is Form.ROLL_CALL
    assert value(formed(on_demand=FORMS)).due is Form.OPEN


def test_whether_enough_demanded_it_may_be_open() -> None:
    """Then no form is known to be due; demands after the vote, or of another body, are none."""
    unsure = formed(demand("secret-ballot", "1..2", item="i"), on_demand=FORMS)
    assert (unsure.outcome, value(unsure).due, "reason.form-demand-open" in codes(unsure)) == (HOLDS, None, True)
    late = demand("secret-ballot", 5, item="i", at=datetime(2026, 3, 10, 21))
    assert value(formed(late, on_demand=FORMS, at=EVENING)).due is Form.OPEN
    assert value(formed(demand("secret-ballot", 5, item="i", body="council"), on_demand=FORMS)).due is Form.OPEN


def test_a_form_may_be_resolved() -> None:
    """The rule lets the body resolve a secret ballot: a vote about it tells."""
    rule = [{"form": "secret", "resolved": "more than 1/2 of yes + no"}]
    assert value(formed(ballot(6, 4, 0, item="i", about="secret-ballot"), on_demand=rule)).due is Form.SECRET
    assert value(formed(ballot(4, 6, 0, item="i", about="secret-ballot"), on_demand=rule)).due is Form.OPEN
    assert value(formed(on_demand=rule)).due is Form.OPEN


def test_a_right_to_demand_a_form_counts_where_the_rules_about_decisions_are_silent() -> None:
    """Two such rights of which no rule says which goes before leave it open."""
    rights = (
        row(power(who="at least 1", may="demand:secret-ballot"), "rules § 8"),
        row(power(who="at least 1/5 of voting seats", may="demand:roll-call"), "rules § 9"),
    )
    secret, roll_call = demand("secret-ballot", 1, item="i"), demand("roll-call", 2, item="i")
    answer = formed(secret, rules=rights)
    assert (value(answer).due, "reason.form-wrong" in codes(answer)) == (Form.SECRET, True)
    assert value(formed(roll_call, rules=rights, form=None)).due is Form.ROLL_CALL
    two = formed(secret, roll_call, rules=rights)
    assert (value(two).due, "reason.form-two" in codes(two)) == (None, True)
    assert value(formed(demand("roll-call", "1..2", item="i"), rules=rights)).due is None
    assert value(formed(demand("roll-call", 1, item="i"), rules=rights)).due is Form.OPEN
    assert value(formed(demand("quorum-check", 1, item="i"), rules=rights)).due is Form.OPEN
    assert value(formed(demand("secret-ballot", 1, item="i"))).due is Form.OPEN


# ── which ballot, which rule ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_last_ballot_decides_whatever_the_order_of_the_file() -> None:
    """By its number, then by its time; of two that nobody can order the answer is what they have in common."""
    early, late = ballot(5, 4, item="i", at=EVENING), ballot(4, 5, item="i", at=datetime(2026, 3, 10, 20))
    for events in ((early, late), (late, early)):
        assert ask(ruled(*events, **SIMPLE)).outcome is FAILS
    first, second = ballot(5, 4, item="i"), ballot(4, 5, item="i")
    answers = [ask(ruled(*events, **SIMPLE)) for events in ((first, second), (second, first))]
    assert answers[0] == answers[1]
    assert (answers[0].outcome, value(answers[0]).result, answers[0].missing) == (OPEN, Result.OPEN, ("m.ballot",))
    assert said(answers[0], "reason.ballots-several") == {"number": 2}
    same = ask(ruled(first, ballot(7, 2, item="i"), **SIMPLE))
    assert (same.outcome, value(same).result, value(same).yes) == (HOLDS, Result.ADOPTED, None)
    assert value(ask(ruled(first, first, **SIMPLE))).yes == exactly(5)
    assert ask(ruled(first, early, **SIMPLE)).outcome is HOLDS


def test_a_rule_for_a_subject_goes_before_one_for_all_matters() -> None:
    """Also for what is part of the subject; other items need the ordinary majority."""
    rules = (
        row(decision(**SIMPLE, tie="rejected"), "rules § 3"),
        row(decision(need="at least 2/3 of yes + no"), "rules § 4", for_=("statutes",)),
    )
    subjects = (Subject(id="statutes"), Subject(id="main-statute", of="statutes"), Subject(id="roads"))
    for subject, outcome in (("statutes", FAILS), ("main-statute", FAILS), ("roads", HOLDS), (None, HOLDS)):
        where = board(*rules, events=(ballot(5, 4, item="i"),), subject=subject, subjects=subjects)
        assert ask(where).outcome is outcome


def test_the_rules_of_the_day_of_the_meeting_decide() -> None:
    """Whatever came later, and whenever it is asked."""
    rules = (
        row(decision(**SIMPLE), "rules § 3", until=date(2026, 3, 10)),
        row(decision(need="at least 2/3 of yes + no"), "rules § 3 new", since=date(2026, 3, 11)),
    )
    assert ask(board(*rules, events=(ballot(5, 4, item="i"),)), at=date(2026, 6, 1)).outcome is HOLDS


def test_rules_of_which_nobody_knows_which_hold_leave_it_open() -> None:
    """Two majorities of one rank: open where they differ, clear where they do not."""
    rules = (row(decision(**SIMPLE), "rules § 3"), row(decision(need="at least 2/3 of yes + no"), "rules § 4"))
    opened = ask(board(*rules, events=(ballot(5, 4, item="i"),)))
    assert (opened.outcome, opened.missing) == (OPEN, ("board.decision.need",))
    assert ask(board(*rules, events=(ballot(8, 1, item="i"),))).outcome is HOLDS


def test_readings_that_differ_are_told() -> None:
    """A source that can be read in two ways: open with both answers, if they are not the same."""
    rules = (
        row(decision(**SIMPLE), "rules § 3", reading=(parse_reading("majority:half"),)),
        row(decision(need="at least 2/3 of yes + no"), "rules § 3", reading=(parse_reading("majority:thirds"),)),
    )
    where = board(*rules, events=(ballot(5, 4, item="i"),), ambiguities=(ambiguity("majority", "half", "thirds"),))
    answer = ask(where)
    assert (answer.outcome, [(name, one.outcome) for name, one in answer.readings]) == (
        OPEN,
        [("majority:half", HOLDS), ("majority:thirds", FAILS)],
    )


def test_readings_that_agree_on_the_result_give_it() -> None:
    """Also where they differ in how many votes are lacking; where one of them gives no majority at all, nothing is in common."""
    two = (ambiguity("majority", "half", "thirds"),)
    half = row(decision(**SIMPLE), "rules § 3", reading=(parse_reading("majority:half"),))
    thirds = row(decision(need="at least 2/3 of yes + no"), "rules § 3", reading=(parse_reading("majority:thirds"),))
    lost = ask(board(half, thirds, events=(ballot(3, 5, item="i"),), ambiguities=two))
    assert (lost.outcome, value(lost).result, value(lost).needs, lost.needs) == (FAILS, Result.REJECTED, None, ())
    assert value(ask(board(half, thirds, events=(ballot(8, 1, item="i"),), ambiguities=two))).yes == exactly(8)
    silent = ask(board(half, events=(ballot(8, 1, item="i"),), ambiguities=two))
    assert (silent.outcome, silent.value) == (OPEN, None)


def test_readings_that_agree_are_one_answer() -> None:
    """Lost in both readings, though by a different number of votes: it is lost, and how many lack is not said."""
    rules = (
        row(decision(**SIMPLE), "rules § 3", reading=(parse_reading("majority:half"),)),
        row(decision(need="at least 2/3 of yes + no"), "rules § 3", reading=(parse_reading("majority:thirds"),)),
    )
    readings = (ambiguity("majority", "half", "thirds"),)
    answer = ask(board(*rules, events=(ballot(2, 7, item="i"),), ambiguities=readings))
    assert (answer.outcome, answer.needs) == (FAILS, ())
    assert answer.value is not None
    assert (answer.value.result, answer.value.needs) == (Result.REJECTED, None)
    silent = ask(board(rules[0], events=(ballot(2, 7, item="i"),), ambiguities=readings))
    assert (silent.outcome, silent.value) == (OPEN, None)


def test_a_law_holds_for_the_bodies_of_its_kind() -> None:
    """The rule of the kind is cited where the body has none of its own."""
    law = kind("committee", row(decision(**SIMPLE, tie="rejected"), "statute § 50(1)"))
    where = scope(body("board"), kinds=(law,), events=[meeting("m", "board", DAY), item("i"), ballot(5, 5, item="i")])
    answer = ask(where)
    assert (answer.outcome, cited(answer, "reason.tie-rejected")) == (FAILS, ["statute § 50(1)"])


@pytest.mark.parametrize(
    ("need", "votes", "needs"),
    [
        ("more than 1/2 of yes + no", (4, 5), 2),
        ("more than no", (4, 5), 2),
        ("at least 2/3 of yes + no", (5, 4), 3),
        ("at least 2/3 of yes + no", (3, 4), 5),
        ("at least 7", (5, 4), 2),
        ("more than 7", (5, 4), 3),
        ({"any": ["at least 9", "at least 7"]}, (5, 4), 2),
        ({"any": [{"found": "urgent"}, "at least 7"]}, (5, 4), None),
        ({"any": [{"count": "no", "is": "at least 9"}, "at least 7"]}, (5, 4), 2),
        ({"any": [{"count": "no", "is": "at least 9"}]}, (5, 4), None),
        ({"all": ["at least 6", "at least 2/3 of yes + no"]}, (5, 4), 3),
        ({"all": ["at least 6", {"count": "no", "is": "at most 1"}]}, (5, 4), None),
        ({"count": "votes", "is": "at least 12"}, (5, 4), 3),
        ({"count": "yes", "is": "at least 3", "with": {"side": "parents"}}, (5, 4), None),
        ("more than 1/2 of voting seats", (5, 4), None),
        ({"count": "yes", "is": "at least 2/3 of yes + no"}, (5, 4), 3),
        ({"all": ["fewer than 5"]}, (5, 4), None),
    ],
)
def test_how_many_more_yes_it_takes(need: object, votes: tuple[int, int], needs: int | None) -> None:
    """Everything else being equal: the smallest number with which the need is met; none where Yes are not what it lacks."""
    answer = ask(ruled(ballot(*votes, item="i"), need=need))
    assert value(answer).needs == needs
    if needs is not None:
        more = ask(ruled(ballot(votes[0] + needs, votes[1], item="i"), need=need))
        less = ask(ruled(ballot(votes[0] + needs - 1, votes[1], item="i"), need=need))
        assert (more.outcome, less.outcome) == (HOLDS, FAILS)
    assert [dict(one.params).get("n") for one in answer.needs] == ([needs] if needs is not None and needs > 1 else [])


def test_a_need_that_a_further_yes_can_break_says_so() -> None:
    """Exactly five, or fewer than six: one more Yes makes the motion lose, and the reasons tell it."""
    for need in ("exactly 5", "fewer than 6", {"none": ["at least 6"]}):
        answer = ask(ruled(ballot(5, 4, item="i"), need=need))
        assert (answer.outcome, cited(answer, "reason.need-not-steady")) == (HOLDS, ["rules § 3"])
    lost = ask(ruled(ballot(6, 4, item="i"), need="exactly 5"))
    assert (lost.outcome, value(lost).needs, lost.needs) == (FAILS, None, ())


def test_a_ballot_for_candidates_is_no_vote_on_a_motion() -> None:
    """Whoever asks whether a motion was carried is told that no vote on one is recorded; a vote beside the election counts."""
    elects = ballot(item="i", votes={"ada": 12, "bea": 3}, no=1)
    assert value(ask(ruled(elects, need="more than 1/2 of votes"))).result is Result.PENDING
    assert value(ask(ruled(elects, ballot(3, 1, item="i"), need="more than 1/2 of votes"))).result is Result.ADOPTED
