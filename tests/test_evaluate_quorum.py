"""Whether a body can decide: what is needed, the presumption, the second call, the mass conflict of interest, the fallback."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ambiguity,
    barred,
    body,
    demand,
    found,
    holds,
    item,
    meeting,
    objection,
    person,
    present,
    quorum,
    row,
    scope,
    seats,
    sent,
    size,
    waived,
)
from gremium.evaluate.quorum import Quorate, Regime, with_more
from gremium.evaluate.quorum import quorum as ask
from gremium.evaluate.scope import Scope
from gremium.evaluate.tally import Cell, Choice
from gremium.model.body import Body
from gremium.model.provision import Reading
from gremium.model.record import Event
from gremium.norms.seats import Standing
from gremium.values.count import exactly
from gremium.values.errors import Misuse
from gremium.values.verdict import Outcome, Verdict

DAY = date(2026, 3, 10)
EVENING = datetime(2026, 3, 10, 18, 0)
HALF_AND_MORE = "more than 1/2 of voting seats"
# The council of a town under the municipal code of North Rhine-Westphalia: 44 members and the mayor.
NW = {
    "count": "present entitled voting members",
    "need": HALF_AND_MORE,
    "presumed": "finding",
    "second_call": {"need": "any number", "hint": True},
}
# One under that of Baden-Württemberg.
BW = {
    "count": "present entitled voting members",
    "need": "at least 1/2 of voting members",
    "conflict": {
        "when": {"count": "barred voting members", "is": "more than 1/2 of voting members"},
        "need": "at least 1/4 of voting members",
    },
    "second_call": {
        "need": "at least 3", "hint": True, "causes": ["absence", "conflict"],
        "dropped_if": {"count": "entitled voting members", "is": "fewer than 3"},
    },
    "fallback": [
        {"after": "second-call", "decides": "mayor", "hears": "councillors"},
        {"after": "too-few", "decides": "mayor", "hears": "councillors", "if_barred": "deputy-chair"},
    ],
}  # fmt: skip

# So many have a conflict of interest; of whom is not said.
CROWDED = {"when": "more than 1", "need": {"count": "present members", "is": "at least 9"}}


def council(said: dict[str, object], councillors: int = 44, *rows: dict[str, object], mayor: bool = True) -> Body:
    """Return a council with so many councillors and a mayor, under one rule about the quorum (and more of them)."""
    groups = [row(seats(seats=councillors, standing=Standing.VOTING), "statute", id="councillors")]
    groups += [row(seats(standing=Standing.VOTING), "statute", id="mayor")] if mayor else []
    return body("x", *groups, *(row(quorum(**one), "statute § 49") for one in (said, *rows)))


def at(events: list[Event], said: dict[str, object] = NW, councillors: int = 44, *, mayor: bool = True) -> Scope:
    """Return the scope of a council with all seats taken, and these facts about its meeting."""
    full = size("x", councillors + mayor)
    return scope(council(said, councillors, mayor=mayor), events=[full, meeting(), *events])


def asked(where: Scope, of: str | None = None, in_: str = "m") -> Verdict[Quorate]:
    return ask(where, "x", DAY, in_, of)


def said(verdict: Verdict[Quorate]) -> set[str]:
    """Return the codes of all reasons."""
    def walk(reasons: object) -> set[str]:
        return {code for one in reasons for code in ({one.said.code} | walk(one.because))}

    return walk(verdict.reasons)


# ── North Rhine-Westphalia ───────────────────────────────────────────────────────────────────────────────────────────


def test_more_than_half_is_a_quorum() -> None:
    """23 of 45 are more than half, and the clause that decides is named."""
    verdict = asked(at([present(23)]))
    assert verdict.outcome is Outcome.HOLDS
    assert verdict.value is not None
    assert not verdict.value.presumed
    assert (verdict.value.counted, verdict.value.needed) == ("23", "45/2")
    assert [str(cite) for cite in verdict.reasons[0].cites] == ["statute § 49"]
    assert verdict.reasons[0].provision == "bodies.x.quorum[0]"


def test_too_few_are_presumed_to_be_enough_until_found_otherwise() -> None:
    """22 of 45 are not more than half; the quorum counts as given until its lack is formally found, then one member lacks."""
    presumed = asked(at([present(22)]))
    assert presumed.outcome is Outcome.HOLDS
    assert presumed.value is not None
    assert presumed.value.presumed
    assert "reason.presumption-holds" in said(presumed)
    ended = asked(at([present(22), found("quorum", holds=False)]))
    assert ended.outcome is Outcome.FAILS
    assert ended.value is not None
    assert ended.value.short == 1
    assert [one.code for one in ended.needs] == ["needs.member-one"]


def test_a_doubt_alone_ends_no_presumption_that_only_a_finding_ends() -> None:
    """A member doubts, nobody finds anything: it counts as given still."""
    assert asked(at([present(22), demand("quorum-check", 1)])).outcome is Outcome.HOLDS


def test_a_finding_later_than_the_item_does_not_reach_back() -> None:
    """What was found at nine does not undo what was decided at seven."""
    facts = [
        item(at=datetime(2026, 3, 10, 19, 0)),
        item("late", at=datetime(2026, 3, 10, 21, 30)),
        present(22),
        found("quorum", holds=False, at=datetime(2026, 3, 10, 21, 0)),
    ]
    where = scope(council(NW), events=[size("x", 45), meeting(at=EVENING), *facts])
    assert asked(where, "i").outcome is Outcome.HOLDS
    assert asked(where, "late").outcome is Outcome.FAILS


def second(*more: Event, put_off: str | None = "quorum") -> list[Event]:
    """Return that an item was put off in a meeting in February and is taken up in ours."""
    return [
        meeting("first", at=date(2026, 2, 10)),
        item("old", "first", put_off=put_off),
        item(resumes="old"),
        *more,
    ]


def test_any_number_is_enough_on_the_second_call() -> None:
    """Put off for lack of a quorum, and the notice says so: quorate whatever the number."""
    verdict = asked(at(second(sent(says="second-call"), present(3), found("quorum", holds=False))), "i")
    assert verdict.outcome is Outcome.HOLDS
    assert verdict.value is not None
    assert verdict.value.regime is Regime.SECOND_CALL
    assert not verdict.value.presumed


def test_without_the_hint_the_second_call_is_like_the_first() -> None:
    """The notice does not say so: presumed, and FAILS after a finding."""
    presumed = asked(at(second(sent(says="agenda"), present(3))), "i")
    assert presumed.outcome is Outcome.HOLDS
    assert presumed.value is not None
    assert presumed.value.presumed
    assert "reason.second-call-no-hint" in said(presumed)
    ended = asked(at(second(sent(says="agenda"), present(3), found("quorum", holds=False))), "i")
    assert ended.outcome is Outcome.FAILS
    assert ended.value is not None
    assert ended.value.short == 20


def test_a_hint_that_nobody_recorded_is_open() -> None:
    """Whether the notice said so decides, and no notice is recorded, or not what it said."""
    assert asked(at(second(sent(), present(3), found("quorum", holds=False))), "i").missing == ("m.notice",)
    verdict = asked(at(second(present(3), found("quorum", holds=False))), "i")
    assert verdict.outcome is Outcome.OPEN
    assert verdict.missing == ("m.notice",)


@pytest.mark.parametrize(
    "facts", [second(sent(says="second-call"), present(3), put_off=None), [sent(says="second-call"), item(), present(3)]]
)
def test_relief_is_for_what_was_put_off_for_lack_of_a_quorum(facts: list[Event]) -> None:
    """Another item, or one that was put off for another reason, needs the ordinary number."""
    verdict = asked(at([*facts, found("quorum", holds=False)]), "i")
    assert verdict.outcome is Outcome.FAILS
    assert verdict.value is not None
    assert verdict.value.regime is Regime.ORDINARY


# ── Baden-Württemberg ────────────────────────────────────────────────────────────────────────────────────────────────


def bw(*events: Event) -> Scope:
    return at([item(), *events], BW, 32, mayor=False)


@pytest.mark.parametrize(
    ("facts", "outcome", "regime"),
    [
        ((present(16),), Outcome.HOLDS, Regime.ORDINARY),
        ((present(15),), Outcome.FAILS, Regime.ORDINARY),
        ((present(17), barred(2, stays=True)), Outcome.FAILS, Regime.ORDINARY),
        ((present(17), barred(1, stays=True)), Outcome.HOLDS, Regime.ORDINARY),
        ((present(8), barred(18, stays=False)), Outcome.HOLDS, Regime.CONFLICT),
        ((present(7), barred(18, stays=False)), Outcome.FAILS, Regime.CONFLICT),
        ((present(8), barred(16, stays=False)), Outcome.FAILS, Regime.ORDINARY),
        ((present(8), barred("16..17", stays=False)), Outcome.OPEN, Regime.CONFLICT),
    ],
)
def test_half_or_with_many_barred_a_quarter(facts: tuple[Event, ...], outcome: Outcome, regime: Regime) -> None:
    """Exactly half is enough; where more than half are barred, a quarter is; whoever is barred does not count as present."""
    verdict = asked(bw(*facts), "i")
    assert verdict.outcome is outcome
    assert verdict.value is not None
    assert verdict.value.regime is regime


def test_nobody_knows_whether_the_barred_are_among_those_present() -> None:
    """17 present and 2 barred: if they are among them 15 count, else 17; 18 and 2 hold either way."""
    assert asked(bw(present(17), barred(2)), "i").outcome is Outcome.OPEN
    assert asked(bw(present(18), barred(2)), "i").outcome is Outcome.HOLDS


def test_three_are_enough_the_second_time() -> None:
    """Three present and entitled; two are not, and then the mayor decides after hearing the others."""
    facts = second(sent(says="second-call"))
    assert asked(at([*facts, present(3)], BW, 32, mayor=False), "i").outcome is Outcome.HOLDS
    lacking = asked(at([*facts, present(2)], BW, 32, mayor=False), "i")
    assert lacking.outcome is Outcome.FAILS
    assert lacking.value is not None
    assert (lacking.value.short, lacking.value.decides) == (1, ("mayor",))
    assert "reason.fallback-hears" in said(lacking)


@pytest.mark.parametrize(
    "rule", [{"need": "at least 3"}, {"need": {"count": "present members", "is": "at least 3"}, "conflict": CROWDED}]
)
def test_nobody_says_what_is_counted(rule: dict[str, object]) -> None:
    """A number of nobody in particular, where no rule in force says what is counted: that is open, and told."""
    verdict = asked(at([present(5)], rule))
    assert verdict.outcome is Outcome.OPEN
    assert "reason.need-uncounted" in said(verdict)


def test_there_is_no_second_meeting_with_fewer_than_three_who_may_vote() -> None:
    """Only two are free of conflicts: it is dropped, and the fallback is named."""
    facts = second(sent(says="second-call"), barred(30, stays=False), present(2))
    verdict = asked(at(facts, BW, 32, mayor=False), "i")
    assert verdict.outcome is Outcome.FAILS
    assert verdict.value is not None
    assert verdict.value.decides == ("mayor",)
    assert "reason.second-call-dropped" in said(verdict)


def test_whoever_would_decide_is_barred_too() -> None:
    """The mayor is barred: the deputy decides."""
    members = [f"p{n}" for n in range(4)]
    facts = [
        *(person(one) for one in members),
        *(holds(one, "councillors@x", date(2025, 11, 1)) for one in members[1:]),
        holds("p0", "mayor@x", date(2025, 11, 1)),
        *second(sent(says="second-call"), present(members), barred(members[:2])),
    ]
    dropped = {"count": "entitled voting members", "is": "fewer than 4"}
    rule = {**BW, "second_call": {**BW["second_call"], "dropped_if": dropped}}  # type: ignore[dict-item]  # a table
    where = scope(council(rule, 3), events=[meeting(), *facts])
    verdict = asked(where, "i")
    assert verdict.outcome is Outcome.FAILS
    assert verdict.value is not None
    assert verdict.value.decides == ("deputy-chair",)


# ── other real rules ─────────────────────────────────────────────────────────────────────────────────────────────────

WOLFSBURG = {
    "requires": {
        "any": [
            {"holds": "notice"},
            {"all": [{"count": "present members", "is": "all of members"}, {"none": [{"raised": "notice"}]}]},
        ]
    },
    "count": "present members",
    "need": "more than 1/2 of members",
    "presumed": {"until": "challenge", "established": True, "challenger_counts": True},
    "second_call": {"need": "any number", "hint": True},
}  # fmt: skip
PRESUMED = {**WOLFSBURG, "requires": "any number"}


def members(number: int, said_: dict[str, object], *events: Event) -> Scope:
    """Return a body of which only the number of members is recorded."""
    return scope(body("x", row(quorum(**said_), "rules")), events=[size("x", number), *events])


def test_the_presumption_goes_on_until_somebody_doubts() -> None:
    """47 members, 24 at the opening, 20 at the vote: valid; once one of the 20 doubts it, it lacks."""
    timeline = [
        meeting(at=EVENING),
        item(at=datetime(2026, 3, 10, 20, 0)),
        present(24),
        present(20, at=datetime(2026, 3, 10, 19, 0)),
    ]
    holds_ = asked(members(47, PRESUMED, *timeline), "i")
    assert holds_.outcome is Outcome.HOLDS
    assert holds_.value is not None
    assert holds_.value.presumed
    doubted = asked(members(47, PRESUMED, *timeline, demand("quorum-check", 1, item="i")), "i")
    assert doubted.outcome is Outcome.FAILS
    assert doubted.value is not None
    assert doubted.value.short == 4


def test_nothing_is_presumed_that_lacked_at_the_opening() -> None:
    """20 of 47 from the beginning, and no finding: there never was a quorum; a finding at the opening makes it one."""
    facts = [meeting(at=EVENING), item(at=datetime(2026, 3, 10, 20, 0)), present(20)]
    assert asked(members(47, PRESUMED, *facts), "i").outcome is Outcome.FAILS
    found_then = found("quorum", at=EVENING)
    assert asked(members(47, PRESUMED, *facts, found_then), "i").outcome is Outcome.HOLDS


def test_whoever_doubts_counts_as_present() -> None:
    """Of five members two are there and the third, who doubts, has just gone to the door: three of five are a quorum."""
    people = [f"p{n}" for n in range(5)]
    groups = row(seats(seats=5, standing=Standing.VOTING), "rules", id="members-of-it")
    facts = [
        *(person(one) for one in people),
        *(holds(one, "members-of-it@x", date(2025, 1, 1)) for one in people),
        meeting(at=EVENING),
        item(at=datetime(2026, 3, 10, 20, 0)),
        present(people[:2]),
    ]
    rule = {**PRESUMED, "presumed": {"until": "challenge", "challenger_counts": True}}
    without = {**PRESUMED, "presumed": {"until": "challenge"}}
    for said_, outcome in ((rule, Outcome.HOLDS), (without, Outcome.FAILS)):
        where = scope(body("x", groups, row(quorum(**said_), "rules")), events=[*facts, demand("quorum-check", ["p4"], item="i")])
        assert asked(where, "i").outcome is outcome


BONN = {
    "count": "present members",
    "need": "more than 1/2 of members",
    "presumed": {"until": "challenge-and-finding", "obvious": True},
    "failure": ["close", "reconvene"],
}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ([present(9)], Outcome.HOLDS),
        ([present(9), demand("quorum-check")], Outcome.HOLDS),
        ([present(9), demand("quorum-check"), found("quorum", holds=False)], Outcome.FAILS),
        ([present(3), found("obvious-lack")], Outcome.FAILS),
        ([present(11), demand("quorum-check"), found("quorum")], Outcome.HOLDS),
    ],
)
def test_doubt_and_finding_or_an_obvious_lack_end_the_presumption(facts: list[Event], outcome: Outcome) -> None:
    """20 members: 9 count as enough until a doubt is found right; 3 are obviously too few; 11 are enough."""
    verdict = asked(members(20, BONN, meeting(), *facts))
    assert verdict.outcome is outcome
    assert verdict.value is not None
    assert bool(verdict.value.failure) is (outcome is Outcome.FAILS)


def test_a_presumption_of_which_the_source_does_not_say_what_ends_it() -> None:
    """As long as nobody doubts it holds; after a doubt it is open."""
    rule = {**BONN, "presumed": "unstated"}
    assert asked(members(20, rule, meeting(), present(9))).outcome is Outcome.HOLDS
    assert asked(members(20, rule, meeting(), present(9), demand("quorum-check"))).outcome is Outcome.OPEN


def test_below_a_floor_nothing_is_presumed() -> None:
    """Below a quarter it never counts as given."""
    rule = {**BONN, "presumed": {"until": "finding", "floor": "at least 1/4 of members"}}
    assert asked(members(20, rule, meeting(), present(5))).outcome is Outcome.HOLDS
    assert asked(members(20, rule, meeting(), present(4))).outcome is Outcome.FAILS
    assert asked(members(20, rule, meeting(), present("4..5"))).outcome is Outcome.OPEN


@pytest.mark.parametrize(
    ("size_", "there", "outcome"), [(7, 3, Outcome.HOLDS), (7, 2, Outcome.FAILS), (13, 5, Outcome.HOLDS), (13, 4, Outcome.FAILS)]
)
def test_the_larger_of_a_number_and_a_share(size_: int, there: int, outcome: Outcome) -> None:
    """A third, and never fewer than three (English parish councils)."""
    rule = {"count": "present members", "need": {"all": ["at least 3", "at least 1/3 of members"]}, "failure": "adjourn"}
    assert asked(members(size_, rule, meeting(), present(there))).outcome is outcome


@pytest.mark.parametrize(("filled", "there", "outcome"), [(5, 3, Outcome.HOLDS), (4, 4, Outcome.FAILS), (9, 4, Outcome.FAILS)])
def test_a_quorum_of_those_in_office_while_enough_seats_are_taken(filled: int, there: int, outcome: Outcome) -> None:
    """A majority of the commissioners in office, provided that a majority of the districts has one (District of Columbia)."""
    rule = {
        "count": "present members",
        "need": {"all": ["more than 1/2 of members", {"count": "members", "is": "more than 1/2 of seats"}]},
    }
    groups = row(seats(seats=9, standing=Standing.VOTING), "statute", id="commissioners")
    where = scope(body("x", groups, row(quorum(**rule), "statute")), events=[size("x", filled), meeting(), present(there)])
    assert asked(where).outcome is outcome


def test_everybody_has_to_be_there() -> None:
    """All of four: three are not enough (Tyrol)."""
    rule = {"count": "present members", "need": "all of members"}
    assert asked(members(4, rule, meeting(), present(4))).outcome is Outcome.HOLDS
    failing = asked(members(4, rule, meeting(), present(3)))
    assert failing.outcome is Outcome.FAILS
    assert failing.value is not None
    assert failing.value.short == 1


def groups_of(**sizes: int) -> tuple[Body, list[Event]]:
    """Return a body with groups of these sizes under a rule that one has to outnumber the other, with their members."""
    rule = quorum(
        count="present voting members",
        need={"all": ["more than 1/2 of voting seats", {"count": "present councillors", "is": "more than present citizens"}]},
    )
    rows = [row(seats(seats=n, standing=Standing.VOTING), "statute", id=name) for name, n in sizes.items()]
    people = [(f"{name}-{n}x", name) for name, size_ in sizes.items() for n in range(size_)]
    facts: list[Event] = [person(one) for one, _ in people]
    facts += [holds(one, f"{name}@x", date(2025, 11, 1)) for one, name in people]
    return body("x", *rows, row(rule, "statute § 58(3)")), facts


@pytest.mark.parametrize(
    ("councillors", "citizens", "outcome"),
    [(6, 3, Outcome.HOLDS), (4, 4, Outcome.FAILS), (5, 4, Outcome.HOLDS), (3, 4, Outcome.FAILS)],
)
def test_one_group_has_to_outnumber_another(councillors: int, citizens: int, outcome: Outcome) -> None:
    """Expert citizens must not be as many as council members, from persons and from numbers alike."""
    where, facts = groups_of(councillors=8, citizens=4)
    names = [f"councillors-{n}x" for n in range(councillors)] + [f"citizens-{n}x" for n in range(citizens)]
    assert asked(scope(where, events=[*facts, meeting(), present(names)])).outcome is outcome
    numbers = [present(councillors, of="councillors"), present(citizens, of="citizens")]
    assert asked(scope(where, events=[size("x", 12), meeting(), *numbers])).outcome is outcome


def test_civil_society_is_half_of_those_who_vote() -> None:
    """9 voters, 5 civil, 4 public: one civil member is barred, 4 of 8 are half; with 4 civil of 9 they are too few (LEADER)."""
    half = {"count": "present entitled civil", "is": "at least 1/2 of present entitled members"}
    rule = {"need": half, "count": "present members"}
    rows = [row(seats(seats=n, standing=Standing.VOTING), "rules", id=name) for name, n in (("civil", 5), ("council-side", 5))]
    where = body("x", *rows, row(quorum(**rule), "rules"))
    numbers = (size("x", 10), meeting(), item())
    barred_one = [present(5, of="civil"), present(4, of="council-side"), barred(1, of="civil", stays=True)]
    assert asked(scope(where, events=[*numbers, *barred_one]), "i").outcome is Outcome.HOLDS
    too_few = [present(4, of="civil"), present(5, of="council-side")]
    assert asked(scope(where, events=[*numbers, *too_few]), "i").outcome is Outcome.FAILS


def test_an_office_has_to_be_there() -> None:
    """No quorum without the chair or the deputy."""
    rule = {
        "count": "present members",
        "need": {"all": ["at least 2", {"any": [{"count": "present chair", "is": "at least 1"},
                                                {"count": "present deputy-chair", "is": "at least 1"}]}]},
    }  # fmt: skip
    people = [person(one) for one in ("a", "b", "c")]
    facts = [*(holds(one, "members-of-it@x", date(2025, 1, 1)) for one in ("a", "b", "c")),
             holds("a", "chair@x", date(2025, 1, 1)), holds("b", "deputy-chair@x", date(2025, 1, 1))]  # fmt: skip
    where = body("x", row(seats(seats=3, standing=Standing.VOTING), "rules", id="members-of-it"), row(quorum(**rule), "rules"))

    def outcome(*names: str) -> Outcome:
        return asked(scope(where, events=[*people, *facts, meeting(), present(list(names))])).outcome

    assert outcome("a", "c") is Outcome.HOLDS
    assert outcome("b", "c") is Outcome.HOLDS
    assert outcome("c", "a", "b") is Outcome.HOLDS
    assert outcome("c") is Outcome.FAILS


def test_those_with_an_attribute_are_counted_apart() -> None:
    """At least two of the parents have to be there; of whom it is not known it is open."""
    rule = {"count": "present members", "need": {"count": "present members", "is": "at least 2", "with": {"side": "parents"}}}
    where = body("x", row(seats(seats=3, standing=Standing.VOTING), "rules", id="members-of-it"), row(quorum(**rule), "rules"))

    def outcome(*sides: str | None) -> Outcome:
        people = [person(f"p{n}", **({} if side is None else {"side": side})) for n, side in enumerate(sides)]
        facts = [holds(one.id, "members-of-it@x", date(2025, 1, 1)) for one in people]
        return asked(scope(where, events=[*people, *facts, meeting(), present([one.id for one in people])])).outcome

    assert outcome("parents", "parents", "staff") is Outcome.HOLDS
    assert outcome("parents", "staff", "staff") is Outcome.FAILS
    assert outcome("parents", None, "staff") is Outcome.OPEN
    assert outcome(None, None, None) is Outcome.OPEN


def test_a_body_that_was_not_duly_called_has_no_quorum() -> None:
    """All are there and nobody objects, so it does not matter (Wolfsburg); once one objects it does, whatever the number."""
    numbers = [meeting(), sent(received=date(2026, 3, 9))]
    late = [row(quorum(**WOLFSBURG), "rules (1)"), row(table_notice(), "rules (1)")]

    def outcome(*events: Event) -> Outcome:
        return asked(scope(body("x", *late), events=[size("x", 47), *numbers, *events])).outcome

    assert outcome(present(47)) is Outcome.HOLDS
    assert outcome(present(47), objection("notice")) is Outcome.FAILS
    assert outcome(present(46)) is Outcome.FAILS


def table_notice() -> object:
    from builders import notice  # noqa: PLC0415  # the name is that of the word under test elsewhere

    return notice(lead="8 clear days before meeting", basis="receipt")


# ── corners ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_facts_it_is_open_and_says_which_are_missing() -> None:
    """Nobody recorded who was there."""
    rule = {key: value for key, value in NW.items() if key != "presumed"}
    verdict = asked(at([], rule))
    assert verdict.outcome is Outcome.OPEN
    assert verdict.missing == ("m.presence",)


def test_a_finding_decides_what_the_facts_leave_open() -> None:
    """Nobody recorded who was there, but the quorum was formally found, or its lack."""
    rule = {key: value for key, value in NW.items() if key != "presumed"}
    assert asked(at([found("quorum")], rule)).outcome is Outcome.HOLDS
    assert asked(at([found("quorum", holds=False)], rule)).outcome is Outcome.FAILS


def test_a_body_of_which_no_rule_speaks_is_open() -> None:
    """Silence is no quorum and no lack of one."""
    group = row(seats(seats=3, standing=Standing.VOTING), "rules", id="members-of-it")
    where = scope(body("x", group), events=[meeting(), present(3)])
    verdict = asked(where)
    assert verdict.outcome is Outcome.OPEN
    assert verdict.missing == ("x.quorum",)


def test_without_a_meeting_the_rules_are_told() -> None:
    """The rules hold on the day, aspect by aspect."""
    verdict = ask(scope(council(NW)), "x", DAY)
    assert verdict.outcome is Outcome.HOLDS
    assert {aspect.name for aspect in verdict.value.aspects} == {"count", "need", "presumed", "second_call"}
    assert ask(scope(body("x")), "x", DAY).missing == ("x.quorum",)


def test_what_there_is_not_is_misuse() -> None:
    """A meeting or item that the record does not have, or one of another body."""
    where = at([present(3), item()])
    for of, in_ in ((None, "n"), ("j", "m")):
        with pytest.raises(Misuse):
            asked(where, of, in_)
    other = scope(council(NW), body("y"), events=[meeting(body_="y")])
    with pytest.raises(Misuse, match=r"misuse.meeting-of"):
        asked(other)
    with pytest.raises(Misuse, match=r"misuse.meeting \("):
        asked(scope(council(NW)))


def test_a_body_that_is_not_there_has_no_quorum() -> None:
    """It ended before the meeting."""
    where = scope(body("x", row(quorum(**NW), "statute"), until=date(2026, 1, 1)), events=[meeting(), present(3)])
    assert asked(where).outcome is Outcome.FAILS


def test_rules_of_which_nobody_knows_whether_they_hold_leave_it_open() -> None:
    """Half from some day in March on, more than half before: with exactly half nobody knows; with all it holds."""
    old = row(quorum(count="present members", need="more than 1/2 of members"), "rules")
    new = row(quorum(need="at least 1/2 of members"), "rules", since="2026-03")
    where = body("x", old, new)
    assert asked(scope(where, events=[size("x", 4), meeting(), present(2)])).outcome is Outcome.OPEN
    assert asked(scope(where, events=[size("x", 4), meeting(), present(4)])).outcome is Outcome.HOLDS


def test_the_quorum_is_that_of_the_opening_where_the_rule_says_so() -> None:
    """Checked at the opening only: who left later does not matter; checked for each item it does."""
    timeline = [item(at=datetime(2026, 3, 10, 20, 0)), present(3), present(1, at=datetime(2026, 3, 10, 19, 0))]
    for checked, outcome in (("opening", Outcome.HOLDS), ("each-vote", Outcome.FAILS)):
        rule = {"count": "present members", "need": "at least 2", "checked": checked}
        assert asked(members(4, rule, meeting(at=EVENING), *timeline), "i").outcome is outcome


def test_in_a_joint_meeting_each_body_has_its_own_quorum() -> None:
    """Two bodies meet together: that one of them is complete does not help the other."""
    rule = row(quorum(count="present members", need="more than 1/2 of members"), "rules")
    events = [
        size("x", 10), size("y", 4), meeting(joint_with=["y"]), present(4, of="x"), present(4, of="y"),
    ]  # fmt: skip
    where = scope(body("x", rule), body("y", rule), events=events)
    assert ask(where, "x", DAY, "m").outcome is Outcome.FAILS
    assert ask(where, "y", DAY, "m").outcome is Outcome.HOLDS


@given(st.integers(0, 45), st.integers(0, 45))
def test_one_more_present_member_destroys_no_quorum(there: int, barred_: int) -> None:
    """With one more present, whoever is barred, a quorum stays one."""
    rule = {key: value for key, value in NW.items() if key != "presumed"}
    if there + barred_ < 45 and asked(at([present(there), barred(barred_, stays=False)], rule)).outcome is Outcome.HOLDS:
        assert asked(at([present(there + 1), barred(barred_, stays=False)], rule)).outcome is Outcome.HOLDS


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 4), st.booleans() | st.none())
def test_narrower_facts_never_turn_an_answer_round(low: int, high: int, bars: int, stays: bool | None) -> None:
    """What holds (or fails) for a range holds (or fails) for every number in it, whether or not the barred stay."""
    rule = {"count": "present entitled members", "need": "more than 1/2 of members"}
    low, high = min(low, high), max(low, high)
    wide = asked(members(12, rule, meeting(), item(), present(f"{low}..{high}"), barred(bars, stays=stays)), "i").outcome
    for there in range(low, high + 1):
        for narrow in (stays,) if stays is not None else (True, False):
            if (narrow and bars > there) or (narrow is False and there + bars > 12):
                continue
            exact = asked(members(12, rule, meeting(), item(), present(there), barred(bars, stays=narrow)), "i").outcome
            assert wide in (exact, Outcome.OPEN)


def test_waivers_and_other_facts_do_not_disturb() -> None:
    """Facts about other things leave the count as it is."""
    assert asked(at([present(23), waived(["p1"]), objection("secrecy")])).outcome is Outcome.HOLDS


# ── the second call, more closely ────────────────────────────────────────────────────────────────────────────────────

LATER = {
    "count": "present voting members",
    "need": "at least 1/2 of voting members",
    "second_call": {
        "need": "any number", "hint": True, "lead": "5 days before meeting", "window": "6 weeks", "causes": "absence",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "first", "outcome", "code"),
    [
        ([sent(says="second-call", received=date(2026, 3, 5))], date(2026, 2, 10), Outcome.HOLDS, "reason.second-call-lead"),
        ([sent(says="second-call", received=date(2026, 3, 6))], date(2026, 2, 10), Outcome.FAILS, "reason.second-call-lead"),
        ([sent(says="second-call", received=date(2026, 3, 1))], date(2026, 1, 27), Outcome.HOLDS, "reason.second-call-window"),
        ([sent(says="second-call", received=date(2026, 3, 1))], date(2026, 1, 26), Outcome.FAILS, "reason.second-call-window"),
    ],
)
def test_the_second_call_has_its_own_time(facts: list[Event], first: date, outcome: Outcome, code: str) -> None:
    """Its notice needs five days (Vorarlberg), and here it has to be within six weeks; one day more and the relief is gone."""
    events = [meeting("first", at=first), item("old", "first", put_off="absence"), item(resumes="old"), present(2)]
    basis = row(table_notice_of(basis="receipt"), "rules")
    group = row(seats(seats=20, standing=Standing.VOTING), "rules", id="board")
    where = body("x", group, row(quorum(**LATER), "rules § 8"), basis)
    verdict = asked(scope(where, events=[size("x", 20), meeting(), *facts, *events]), "i")
    assert verdict.outcome is outcome
    assert code in said(verdict)


def test_a_quorum_that_asks_for_itself_is_open() -> None:
    """That is told as an error where the charter is checked; here it is no endless question."""
    assert asked(at([present(40)], {**NW, "requires": {"holds": "quorum"}})).outcome is Outcome.OPEN


def test_a_second_call_in_time_was_duly_called() -> None:
    """Where the first call needs two weeks and the second five days, five days are enough; for a new item they are not."""
    events = [meeting("first", at=date(2026, 2, 10)), item("old", "first", put_off="absence"), item(resumes="old"), item("new")]
    basis = row(table_notice_of(lead="2 weeks before meeting", basis="receipt"), "rules")
    group = row(seats(seats=20, standing=Standing.VOTING), "rules", id="board")
    where = body("x", group, row(quorum(requires={"holds": "notice"}, **LATER), "rules § 8"), basis)
    facts = [size("x", 20), meeting(), sent(says="second-call", received=date(2026, 3, 5)), present(12)]
    assert asked(scope(where, events=[*facts, *events]), "i").outcome is Outcome.HOLDS
    assert asked(scope(where, events=[*facts, *events]), "new").outcome is Outcome.FAILS


def table_notice_of(**told: object) -> object:
    from builders import notice  # noqa: PLC0415  # as above

    return notice(**told)


def test_the_second_call_is_for_some_causes_only() -> None:
    """Put off because of conflicts of interest: the relief is meant for absence."""
    events = [meeting("first", at=date(2026, 2, 10)), item("old", "first", put_off="conflict"), item(resumes="old"), present(2)]
    verdict = asked(at([*events, sent(says="second-call")], LATER, 20, mayor=False), "i")
    assert verdict.outcome is Outcome.FAILS
    assert "reason.second-call-cause" in said(verdict)


def test_an_item_of_a_meeting_that_nobody_recorded_has_no_known_window() -> None:
    """When the first meeting was is not known."""
    rule = {**LATER, "second_call": {"need": "any number", "window": "6 weeks"}}
    events = [item("old", "lost", put_off="quorum"), item(resumes="old"), present(2)]
    assert asked(at(events, rule, 20, mayor=False), "i").outcome is Outcome.OPEN


def test_only_a_second_call_may_have_a_rule() -> None:
    """What the first meeting needs no source says."""
    rule = {"count": "present members", "second_call": {"need": "any number"}}
    assert asked(at([item(), present(2)], rule), "i").outcome is Outcome.OPEN
    assert asked(at(second(present(2)), rule), "i").outcome is Outcome.HOLDS


def test_a_committee_that_conflicts_of_interest_leave_without_a_quorum() -> None:
    """The council decides in its place; if it is absence that lacks, it does not."""
    rule = {
        "count": "present entitled members", "need": "at least 1/2 of members",
        "fallback": [{"after": "conflict", "decides": "council"}, {"after": "first-call", "decides": "chair"}],
    }  # fmt: skip
    group = row(seats(seats=6, standing=Standing.VOTING), "statute", id="board")
    where = body("x", group, row(quorum(**rule), "statute § 39(5)"))

    def decides(*events: Event) -> tuple[str, ...]:
        verdict = asked(scope(where, body("council"), events=[size("x", 6), meeting(), item(), *events]), "i")
        assert verdict.outcome is Outcome.FAILS
        assert verdict.value is not None
        return verdict.value.decides

    assert decides(present(5), barred(3, stays=True)) == ("council", "chair")
    assert decides(present(2), barred(1, stays=True)) == ("chair",)
    assert decides(present(2)) == ("chair",)


def test_a_need_that_more_members_destroy_is_met_by_the_next_number_up() -> None:
    """An exact number of members: two of them are there, three are asked for."""
    rule = {"count": "present members", "need": "exactly 3"}
    verdict = asked(members(5, rule, meeting(), present(2)))
    assert verdict.outcome is Outcome.FAILS
    assert verdict.value is not None
    assert verdict.value.short == 1
    never = asked(members(5, {**rule, "need": "exactly 9"}, meeting(), present(2)))
    assert never.value is not None
    assert never.value.short is None
    assert never.needs == ()


def test_how_many_lack_is_told_from_persons_too() -> None:
    """Of six members two are there, one is barred: two more make a majority."""
    people = [f"p{n}" for n in range(6)]
    facts = [*(person(one) for one in people), *(holds(one, "board@x", date(2025, 1, 1)) for one in people)]
    rule = {"count": "present entitled members", "need": "more than 1/2 of members"}
    where = body("x", row(seats(seats=6, standing=Standing.VOTING), "rules", id="board"), row(quorum(**rule), "rules"))
    verdict = asked(scope(where, events=[*facts, meeting(), item(), present(people[:2]), barred(["p5"])]), "i")
    assert verdict.outcome is Outcome.FAILS
    assert verdict.value is not None
    assert verdict.value.short == 2


def test_a_need_that_the_source_does_not_tell_is_open() -> None:
    """There is a quorum, but which is not said."""
    assert asked(members(5, {"count": "present members", "need": "unstated"}, meeting(), present(5))).outcome is Outcome.OPEN


def test_two_findings_that_contradict_each_other_decide_nothing() -> None:
    """Found and not found, both without a time: the facts decide; the later of two with a time counts."""
    rule = {key: value for key, value in NW.items() if key != "presumed"}
    for first, then in ((True, False), (False, True)):
        assert asked(at([found("quorum", holds=first), found("quorum", holds=then)], rule)).outcome is Outcome.OPEN
    dated = [found("quorum", holds=False, at=datetime(2026, 3, 10, 20, 0)), found("quorum", at=datetime(2026, 3, 10, 19, 0))]
    assert asked(at([item(at=datetime(2026, 3, 10, 21, 0)), *dated], rule), "i").outcome is Outcome.FAILS


def test_a_doubt_that_comes_later_ends_nothing_before() -> None:
    """The item was voted on at seven, the doubt came at eight."""
    timeline = [meeting(at=EVENING), item(at=datetime(2026, 3, 10, 19, 0)), present(3)]
    rule = {"count": "present members", "need": "at least 5", "presumed": "challenge"}
    late = demand("quorum-check", 1, at=datetime(2026, 3, 10, 20, 0))
    assert asked(members(10, rule, *timeline, late), "i").outcome is Outcome.HOLDS
    assert asked(members(10, rule, *timeline, objection("quorum")), "i").outcome is Outcome.FAILS


def test_readings_that_agree_are_one_answer() -> None:
    """Half, or two thirds: whether there is a quorum is open only where they differ, and not how many lack where they agree."""
    base = row(seats(seats=12, standing=Standing.VOTING), "rules", id="members")
    rules = [
        row(quorum(count="present voting members", need=need), "rules § 5", reading=(Reading("share", (name,)),))
        for name, need in (("half", "at least 1/2 of voting seats"), ("thirds", "at least 2/3 of voting seats"))
    ]

    def answer(there: int, *held: object) -> Verdict[Quorate]:
        facts = [size("x", 12), meeting(), present(there)]
        return asked(scope(body("x", base, *held), events=facts, ambiguities=(ambiguity("share", "half", "thirds"),)))

    few, some, many = (answer(there, *rules) for there in (3, 7, 8))
    assert [one.outcome for one in (few, some, many)] == [Outcome.FAILS, Outcome.OPEN, Outcome.HOLDS]
    assert few.value == Quorate(body="x", meeting="m", counted="3")
    assert (few.needs, [name for name, _ in some.readings]) == ((), ["share:half", "share:thirds"])
    assert answer(8, rules[1]).value is None  # the other reading says nothing


def test_those_who_may_still_come_come_in_each_way_in_which_seats_are_shared_out() -> None:
    """Where nobody knows which of two lists of seats it is, so many more are in either; who is left over comes elsewhere."""
    here, away = frozenset({"members", "entitled", "present"}), frozenset({"members", "entitled"})

    def cell(state: frozenset[str], number: int) -> Cell:
        return Cell(possible=(state,), number=exactly(number))

    shared = Choice(((cell(away, 1),), (cell(here, 1), cell(away, 2))))
    found = with_more((shared, cell(away, 3)), 2)
    assert found == (Choice(((cell(here, 1),), (cell(here, 1), cell(here, 2)))), cell(here, 1), cell(away, 2))
