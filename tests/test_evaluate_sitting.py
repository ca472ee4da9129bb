"""sitting: whether a meeting, or an item of it, is held as the rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ambiguity,
    ballot,
    barred,
    body,
    decision,
    demand,
    electoral,
    found,
    group,
    holds,
    item,
    meeting,
    objection,
    power,
    present,
    row,
    scope,
    sitting,
    size,
)
from gremium.evaluate.aspects import Ruled
from gremium.evaluate.occasion import occasion
from gremium.evaluate.scope import Scope
from gremium.evaluate.sitting import Check, Held, remote_counts
from gremium.evaluate.sitting import sitting as ask
from gremium.model.body import Body
from gremium.model.charter import Subject
from gremium.model.provision import Provision, Reading, Strength
from gremium.model.record import Event
from gremium.values.errors import Misuse
from gremium.values.verdict import Outcome, Reason, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
AT = date(2026, 3, 10)
EVENING = datetime(2026, 3, 10, 19)
VOTING = group("delegates", seats=20, how="elected", by="unstated", standing="voting")
PEOPLE = tuple(holds(f"p{n}", "delegates@x", "2020") for n in range(20))
SUBJECTS = (Subject(id="elections"), Subject(id="chair-election", of="elections"))


def council(*rules: Provision, **more: object) -> Body:
    """Return a body of members with a vote, with these rules."""
    return body("x", VOTING, *rules, **more)


def world(*facts: Event, rules: Iterable[Provision] = (), members: bool = True, others: Iterable[Body] = ()) -> Scope:
    """Return a scope of the body with these rules and facts; unless they tell it, of a meeting that was held."""
    meetings = () if any(type(one).__name__ == "Meeting" for one in facts) else (meeting(),)
    people = PEOPLE if members else (size("x", 20),)
    return scope(council(*rules), *others, events=[*people, *meetings, *facts], subjects=SUBJECTS)


def held(where: Scope, item_: str | None = None) -> Held:
    """Return what is known of how the meeting was held."""
    value = ask(where, "x", AT, "m", item_).value
    assert isinstance(value, Held)
    return value


def check(name: str, where: Scope, item_: str | None = None) -> Check:
    """Return one check."""
    one = held(where, item_).check(name)
    assert one is not None
    return one


def codes(reasons: Iterable[Reason]) -> list[str]:
    """Return the codes of reasons, the deeper ones too."""

    def walk(some: Iterable[Reason]) -> Iterator[str]:
        for reason in some:
            yield reason.said.code
            yield from walk(reason.because)

    return list(walk(reasons))


# ── the agenda ───────────────────────────────────────────────────────────────────────────────────────────────────────

VORARLBERG = row(
    sitting(add={"need": "at least 2/3 of present voting members"}, agenda={"other_business": False}), "statute § 10(2)-(4)"
)


@pytest.mark.parametrize(("number", "outcome"), [(9, FAILS), (10, HOLDS)])
def test_two_thirds_of_fifteen_present_are_ten(number: int, outcome: Outcome) -> None:
    """15 voting members present, nine want to add an item: not added; ten are two thirds (Vorarlberg, § 10(2))."""
    facts = (item(added=True), present(15), ballot(number, item="i", about="agenda"))
    answer = ask(world(*facts, rules=[VORARLBERG], members=False), "x", AT, "m", "i")
    assert answer.outcome is outcome
    assert answer.figures == (("added.yes", str(number)), ("added.at least 2/3 of present voting members", "10"))
    assert (str(answer.reasons[0].cites[0]), answer.reasons[0].provision) == ("statute § 10(2)-(4)", "bodies.x.sitting[0]")


def test_no_resolutions_under_any_other_business() -> None:
    """A resolution passed under "any other business" is not permitted (Vorarlberg, § 10(4)); to talk about it is."""
    business = item(other_business=True)
    assert check("other-business", world(business, ballot(9, 1, item="i"), rules=[VORARLBERG]), "i").outcome is FAILS
    assert check("other-business", world(business, rules=[VORARLBERG]), "i").outcome is HOLDS


def test_any_other_business_where_the_rules_say_less() -> None:
    """The rules may permit it, forbid whatever is not listed, or be silent."""

    def outcome(**agenda: object) -> Outcome:
        facts = (item(other_business=True), ballot(9, 1, item="i"))
        return check("other-business", world(*facts, rules=[row(sitting(agenda=agenda), "rules")]), "i").outcome

    assert outcome(other_business=True) is HOLDS
    assert outcome(only_listed=True) is FAILS
    assert outcome(order=[{"de": "Reihenfolge"}]) is OPEN
    where = world(item(other_business=True), ballot(9, 1, item="i"), rules=[row(sitting(joint=True), "rules")])
    assert held(where, "i").checks == ()


def test_an_item_that_is_added_needs_its_majority_and_its_case() -> None:
    """Only what cannot be put off, and only by resolution (GO NRW § 48(1)): a finding tells whether it is so."""
    rule = row(
        sitting(add={"need": "more than 1/2 of votes", "cases": [{"de": "unaufschiebbar"}], "found": "urgent"}), "statute § 48(1)"
    )

    def seen(*facts: Event) -> Check:
        return check("added", world(item(added=True), *facts, rules=[rule]), "i")

    vote, urgent = ballot(9, 3, 0, item="i", about="agenda", invalid=0), found("urgent", item="i")
    assert seen(vote, urgent).outcome is HOLDS
    assert seen(vote, found("urgent", item="i", holds=False)).outcome is FAILS
    assert seen(ballot(3, 9, 0, item="i", about="agenda", invalid=0), urgent).outcome is FAILS
    unknown = seen(vote)
    assert (unknown.outcome, unknown.missing) == (OPEN, ("m.finding",))
    assert codes(unknown.reasons) == ["reason.found-open", "reason.case"]
    unvoted = seen(urgent)
    assert (unvoted.outcome, unvoted.missing, codes(unvoted.reasons)) == (OPEN, ("m.ballot",), ["reason.no-ballot"])


def test_a_case_in_words_alone_stays_open() -> None:
    """Where no finding is named, whether the case is given stays open."""
    rule = row(sitting(add={"cases": [{"de": "Notfall"}]}), "rules")
    one = check("added", world(item(added=True), rules=[rule]), "i")
    assert (one.outcome, codes(one.reasons)) == (OPEN, ["reason.case"])


def test_how_an_item_is_added_may_depend_on_who_listens() -> None:
    """In public only in an emergency, behind closed doors only with the votes of all members (GemO §§ 34, 35)."""
    rule = row(
        sitting(add=[{"in": "public", "found": "emergency"}, {"in": "closed", "need": "all of members"}]), "statute §§ 34, 35"
    )

    def outcome(*facts: Event, public: bool | None) -> Outcome:
        return check("added", world(item(added=True, public=public), *facts, rules=[rule]), "i").outcome

    everybody = ballot(20, 0, 0, item="i", about="agenda", invalid=0)
    most = ballot(19, 1, 0, item="i", about="agenda", invalid=0)
    assert outcome(found("emergency"), public=True) is HOLDS
    assert outcome(everybody, found("emergency", holds=False), public=True) is FAILS
    assert outcome(everybody, public=False) is HOLDS
    assert outcome(most, public=False) is FAILS
    assert outcome(everybody, found("emergency"), public=None) is HOLDS
    assert outcome(everybody, found("emergency", holds=False), public=None) is OPEN


def test_adding_may_be_free_forbidden_or_not_spoken_of() -> None:
    """What the rules say of adding decides; if nothing but listed items may be decided, an added one may not."""

    def seen(rule: object) -> Check:
        return check("added", world(item(added=True), rules=[row(rule, "rules")]), "i")

    assert seen(sitting(add={})).outcome is HOLDS
    assert seen(sitting(add={"forbidden": True})).outcome is FAILS
    assert seen(sitting(agenda={"only_listed": True})).outcome is FAILS
    silent = seen(sitting(agenda={"other_business": True}))
    assert (silent.outcome, silent.missing) == (OPEN, ("x.sitting.add",))
    only_closed = world(item(added=True, public=True), rules=[row(sitting(add={"in": "closed", "forbidden": True}), "rules")])
    assert check("added", only_closed, "i").outcome is OPEN


def test_an_item_on_the_agenda_from_the_beginning_is_not_added() -> None:
    """Of an item that was listed nothing is asked."""
    assert held(world(item(), rules=[VORARLBERG]), "i").checks == ()
    answer = ask(world(item(), rules=[VORARLBERG]), "x", AT, "m", "i")
    assert (answer.outcome, codes(answer.reasons)) == (HOLDS, ["reason.sitting-untouched"])


SETTLED = row(sitting(agenda={"settled": "6 months", "settled_unless": "new-facts"}), "statute § 34(1)")


def test_a_settled_matter_comes_back_after_six_months() -> None:
    """Taken up again within six months only if new facts are found (GemO § 34): the last day of the time is the tenth of July."""

    def seen(*facts: Event, day: date = AT, resumes: str = "i0", rule: Provision = SETTLED) -> Check:
        earlier = (meeting("m0", "x", date(2026, 1, 10)), item("i0", "m0"), ballot(9, 1, at_meeting="m0", item="i0"))
        return check("settled", world(*earlier, meeting("m", "x", day), item(resumes=resumes), *facts, rules=[rule]), "i")

    early = seen(found("new-facts", item="i", holds=False))
    assert (early.outcome, codes(early.reasons), dict(early.reasons[0].said.params)) == (
        FAILS, ["reason.settled-too-soon"], {"day": "2026-07-11"},
    )  # fmt: skip
    assert seen(found("new-facts", item="i")).outcome is HOLDS
    assert seen().missing == ("m.finding",)
    assert seen(day=date(2026, 7, 10), rule=row(sitting(agenda={"settled": "6 months"}), "rules")).outcome is FAILS
    assert seen(day=date(2026, 7, 11)).outcome is HOLDS
    assert seen(resumes="unknown").missing == ("i.resumes",)


def test_what_was_put_off_or_never_voted_on_is_not_settled() -> None:
    """A matter that was put off comes back at once; of one without a vote nobody knows."""

    def seen(**earlier: object) -> Check:
        facts = (meeting("m0", "x", date(2026, 1, 10)), item("i0", "m0", **earlier), meeting(), item(resumes="i0"))
        return check("settled", world(*facts, rules=[SETTLED]), "i")

    assert seen(put_off="quorum").outcome is HOLDS
    assert seen().missing == ("i0.ballot",)


def test_nothing_comes_back_where_no_time_is_given() -> None:
    """Without a time, or without an earlier item, nothing is asked."""
    assert held(world(item(resumes="i0"), rules=[VORARLBERG]), "i").check("settled") is None
    assert held(world(item(), rules=[SETTLED]), "i").check("settled") is None


def test_an_item_that_was_demanded_has_to_be_on_the_agenda() -> None:
    """Who may demand an item finds it on the agenda, in the meeting or in the one in which it is due."""
    right = row(power(who="at least 1/5 of members", may="demand:item", within_meetings=1), "statute § 48(1)")

    def outcomes(*facts: Event) -> list[Outcome]:
        return [one.outcome for one in held(world(*facts, rules=[right, VORARLBERG])).checks]

    four = ["p1", "p2", "p3", "p4"]
    assert outcomes(demand("item", four)) == [FAILS]
    assert outcomes(demand("item", four, item="i"), item()) == []
    assert outcomes(demand("item", four), demand("secret-ballot", four)) == [FAILS]
    assert outcomes(demand("item", ["p1"])) == []
    early = date(2026, 3, 1)
    assert outcomes(demand("item", four, None, body="x", at=early)) == [FAILS]
    assert outcomes(demand("item", four, None, body="x", at=early, item="i"), item()) == [HOLDS]
    assert outcomes(demand("item", "3..5", None, body="x", at=early)) == [OPEN]
    assert outcomes(demand("item", 4, None, body="x", at=date(2026, 3, 20))) == []
    unsure = world(demand("item", "3..5", None, body="x", at=early), rules=[right, VORARLBERG])
    assert ask(unsure, "x", AT, "m").missing == ("x.demand.who",)
    only_right = world(demand("item", four), rules=[right])
    answer = ask(only_right, "x", AT, "m")
    assert (answer.outcome, answer.reasons[0].said.code, str(answer.reasons[0].cites[0])) == (
        FAILS, "check.demanded-fails", "statute § 48(1)",
    )  # fmt: skip
    assert held(world(demand("item", four), item(), rules=[right, VORARLBERG]), "i").check("demanded") is None


def test_a_demand_of_which_no_rule_speaks_is_no_check() -> None:
    """Without a right to demand items nothing has to be on the agenda."""
    assert held(world(demand("item", ["p1"]), rules=[VORARLBERG])).checks == ()


# ── who may listen ───────────────────────────────────────────────────────────────────────────────────────────────────

PUBLIC = row(sitting(public="public"), "statute § 35(1)")
CLOSING = row(
    sitting(closed={"cases": [{"de": "öffentliches Wohl"}], "resolved": "more than 1/2 of votes"}), "statute § 48(2)"
)


def listened(*facts: Event, rules: Iterable[Provision] = (PUBLIC,), public: bool | None = None, item_: str | None = "i") -> Check:
    return check("publicity", world(meeting(public=public), item(), *facts, rules=rules), item_)


def test_meetings_are_public_unless_a_rule_lets_them_be_closed() -> None:
    """What was dealt with in public, was; behind closed doors it needs a rule; nothing recorded is open."""
    assert listened(public=True).outcome is HOLDS
    assert listened(public=False).outcome is FAILS
    assert listened(item_=None, public=True).outcome is HOLDS
    assert (listened().outcome, listened().missing) == (OPEN, ("m.public",))
    unstated = listened(rules=[row(sitting(public="unstated"), "page")], public=True)
    assert (unstated.outcome, unstated.missing) == (OPEN, ("x.sitting.public",))
    own = world(meeting(public=True), item(public=False), rules=[PUBLIC])
    assert check("publicity", own, "i").outcome is FAILS


def test_a_body_that_is_never_public() -> None:
    """Of a body whose sittings are not public, a public one breaks the rule."""
    rule = row(sitting(public="closed"), "rules § 6(2)")
    assert listened(rules=[rule], public=False).outcome is HOLDS
    assert listened(rules=[rule], public=True).outcome is FAILS
    assert listened(rules=[rule]).outcome is OPEN


def test_to_close_an_item_takes_a_resolution_or_a_case() -> None:
    """The resolution carries it; without one a case in words may; only a finding tells that none is given."""
    rules = (PUBLIC, CLOSING)
    carried = ballot(9, 3, 0, item="i", about="secrecy", invalid=0)
    lost = ballot(3, 9, 0, item="i", about="secrecy", invalid=0)
    assert listened(carried, rules=rules, public=False).outcome is HOLDS
    assert listened(ballot(9, 3, 0, about="secrecy", invalid=0), rules=rules, public=False).outcome is HOLDS
    assert listened(lost, rules=rules, public=False).outcome is OPEN  # the case in words may be given all the same
    assert listened(lost, found("secrecy", holds=False), rules=rules, public=False).outcome is FAILS
    case = listened(found("secrecy"), rules=rules, public=False)
    assert (case.outcome, case.rule.where if case.rule else None) == (HOLDS, "bodies.x.sitting[1]")
    nothing = listened(rules=rules, public=False)
    assert (nothing.outcome, nothing.missing) == (OPEN, ("m.finding", "m.ballot"))
    assert codes(nothing.reasons) == ["reason.found-open", "reason.case", "reason.no-ballot"]
    assert listened(rules=[CLOSING], public=True).outcome is HOLDS
    assert listened(found("secrecy"), rules=[CLOSING], public=False).outcome is HOLDS
    vague = row(sitting(closed={"announced": True}), "rules")
    assert listened(rules=[PUBLIC, vague], public=False).missing == ("x.sitting.closed",)


def test_who_may_move_to_close_an_item() -> None:
    """Where the rule says on whose motion, the motion has to come from them."""
    rule = row(sitting(closed={"resolved": "more than 1/2 of votes", "on_motion_of": "at least 2"}), "rules")
    carried = ballot(9, 3, 0, item="i", about="secrecy", invalid=0)

    def outcome(*facts: Event) -> Outcome:
        return listened(carried, *facts, rules=[PUBLIC, rule], public=False).outcome

    assert outcome() is OPEN
    assert outcome(demand("secrecy", ["p1"], item="i")) is FAILS
    assert outcome(demand("secrecy", ["p1", "p2"], item="i")) is HOLDS
    anybody = row(sitting(closed={"resolved": "more than 1/2 of votes", "on_motion_of": "all"}), "rules")
    assert listened(carried, rules=[PUBLIC, anybody], public=False).outcome is HOLDS
    stranger = demand("secrecy", ["stranger"], item="i")
    assert listened(carried, stranger, rules=[PUBLIC, anybody], public=False).outcome is FAILS


def test_a_vote_that_is_taken_again_counts_as_the_last_one_says() -> None:
    """The last vote decides, whatever order the facts stand in; two at the same moment that differ are open."""
    rules = (PUBLIC, row(sitting(closed={"resolved": "more than 1/2 of votes"}), "rules"))

    def vote(yes: int, no: int, minute: int, round_: int = 1) -> Event:
        at = datetime(2026, 3, 10, 19, minute)
        return ballot(yes, no, 0, item="i", about="secrecy", invalid=0, at=at, round=round_)

    for facts in ((vote(3, 9, 1), vote(9, 3, 2)), (vote(9, 3, 2), vote(3, 9, 1)), (vote(9, 3, 1, 2), vote(3, 9, 2))):
        assert listened(*facts, rules=rules, public=False).outcome is HOLDS
    assert listened(vote(3, 9, 1), vote(9, 3, 1), rules=rules, public=False).outcome is OPEN


def test_abstentions_are_votes_where_the_rules_about_decisions_say_so() -> None:
    """Nine of 19 with an abstention in between: it depends on whether an abstention is a vote cast."""
    closing = row(sitting(closed={"resolved": "at least 1/2 of votes"}), "rules")
    vote = ballot(9, 9, 1, item="i", about="secrecy", invalid=0)

    def outcome(*more: Provision) -> Outcome:
        return listened(vote, rules=[PUBLIC, closing, *more], public=False).outcome

    assert outcome(row(decision(abstentions="ignored", vote_per="seat"), "rules")) is HOLDS
    assert outcome(row(decision(abstentions="counted", split="unstated"), "rules")) is FAILS
    assert outcome(row(decision(abstentions="unstated"), "rules")) is OPEN
    assert outcome(row(decision(abstentions="not-allowed"), "rules")) is OPEN
    assert outcome() is HOLDS  # "votes" alone are Yes and No, as in every decision


def test_a_resolution_may_need_more_than_votes() -> None:
    """What else a need asks is asked of the meeting: findings, objections; a question about the meeting is not."""

    def outcome(need: object, *facts: Event) -> Outcome:
        rule = row(sitting(closed={"resolved": need}), "rules")
        vote = ballot(9, 3, 0, item="i", about="secrecy", invalid=0)
        return listened(vote, *facts, rules=[PUBLIC, rule], public=False).outcome

    assert outcome({"all": ["at least 9", {"found": "harm"}]}, found("harm")) is HOLDS
    assert outcome({"none": [{"raised": "secrecy"}]}) is HOLDS
    assert outcome({"none": [{"raised": "secrecy"}]}, objection("secrecy")) is FAILS
    assert outcome({"holds": "quorum"}) is OPEN
    assert outcome("unstated") is OPEN


# ── who presides ─────────────────────────────────────────────────────────────────────────────────────────────────────

PRESIDES = row(sitting(presides=["chair", "deputy-chair"]), "rules § 1(3)")
CHOSEN = row(sitting(chosen_chair=True), "rules § 2")
OFFICES = (holds("p1", "chair@x", "2020"), holds("p2", "deputy-chair@x", "2020"))


def led(
    chair: str | None, *facts: Event, rules: Iterable[Provision] = (PRESIDES,), offices: Iterable[Event] = OFFICES,
    item_: str | None = None, at: object = AT,
) -> Check:  # fmt: skip
    return check("presides", world(meeting("m", "x", at, chair=chair), item(), *offices, *facts, rules=rules), item_)


def test_the_first_who_is_there_presides() -> None:
    """The chair presides, the deputy only if the chair is not there, and somebody else only if the meeting may choose."""
    assert led("p1").outcome is HOLDS
    assert led("p2", present(["p2", "p3"])).outcome is HOLDS
    assert led("p2", present(["p1", "p2", "p3"])).outcome is FAILS
    unknown = led("p2")
    assert (unknown.outcome, unknown.missing) == (OPEN, ("m.presence",))
    assert led(None).missing == ("m.chair",)
    assert led("p3", present(["p3"])).outcome is FAILS
    assert led("p3", present(["p3"]), rules=[PRESIDES, CHOSEN]).outcome is HOLDS
    assert led("p3", present(["p2", "p3"]), rules=[PRESIDES, CHOSEN]).outcome is FAILS
    assert led("stranger", present(["p3"]), rules=[PRESIDES, CHOSEN]).outcome is FAILS
    assert led("p3", rules=[CHOSEN]).outcome is HOLDS
    assert led("p3", rules=[row(sitting(chosen_chair=False), "rules")]).outcome is FAILS


def test_who_holds_the_office_may_be_unknown() -> None:
    """Where nobody is recorded in an office, whoever presides may hold it."""
    unknown = led("p3", present(["p3"]), offices=[holds("p2", "deputy-chair@x", "2020")])
    assert (unknown.outcome, unknown.missing) == (OPEN, ("m.chair",))
    vacant = (holds(None, "chair@x", "2020"), holds("p2", "deputy-chair@x", "2020"))
    assert led("p2", offices=vacant).outcome is HOLDS
    unstated = row(sitting(presides="unstated"), "page")
    assert led("p1", rules=[unstated]).outcome is OPEN
    several = row(sitting(presides=["deputies", "chair"]), "rules")
    deputies = (holds("p5", "deputies@x", "2020"), holds("p6", "deputies@x", "2026-02-01..2026-04-30"))
    facts = [*OFFICES, *deputies, present(["p5", "p1"])]
    where = scope(
        body("x", VOTING, group("deputies", seats="0..", how="elected", by="unstated"), several),
        events=[*PEOPLE, meeting(chair="p1"), *facts],
    )
    assert check("presides", where).outcome is OPEN  # one who comes first was there; but p1 may be a deputy, too


def test_who_was_there_is_asked_at_the_moment() -> None:
    """Whoever left before, or came later, was not there then; who is barred from the item cannot preside over it."""

    def at(minute: int) -> datetime:
        return datetime(2026, 3, 10, 19, minute)

    came = (present(["p2", "p3"]), present(["p1"], at=at(30)))
    assert led("p2", *came, at=EVENING).outcome is HOLDS
    left = (present(["p1", "p2"]), present(["p1"], at=at(0), left=True))
    assert led("p2", *left, at=EVENING).outcome is HOLDS
    both = (present(["p1", "p2"]), present(["p1"], at=at(0), left=True), present(["p1"], at=at(0)))
    assert led("p2", *both, at=EVENING).outcome is OPEN
    assert led("p2", *left).outcome is OPEN  # nobody knows when the meeting began
    there = present(["p1", "p2"])
    assert led("p2", there, barred(["p1"], item="i"), item_="i").outcome is HOLDS
    own = led("p1", there, barred(["p1"], item="i"), item_="i")
    assert (own.outcome, own.missing) == (OPEN, ("m.chair",))
    assert led("p1", there, barred(1, item="i"), item_="i").outcome is HOLDS


def test_whom_the_meeting_chooses_is_a_member() -> None:
    """Nobody knows whether somebody is a member whose seat is not recorded."""
    facts = [meeting(chair="q"), present(["q"])]
    where = scope(council(CHOSEN), events=facts)
    one = check("presides", where)
    assert (one.outcome, one.missing) == (OPEN, ("m.chair",))


# ── from afar ────────────────────────────────────────────────────────────────────────────────────────────────────────

REGULAR = {"allowed": "regular", "present": True}


def remote(rule: object | None, *facts: Event, item_: str | None = None, others: Iterable[Body] = (), **said: object) -> Check:
    rules = [row(sitting(remote=rule), "statute § 37a")] if rule is not None else [PUBLIC]
    subject = said.pop("subject", None)
    where = world(meeting(**{"mode": "hybrid", **said}), item(subject=subject), *facts, rules=rules, others=others)
    return check("remote", where, item_)


def test_taking_part_from_afar_needs_a_rule() -> None:
    """Never, regularly, in an emergency that was found; where no rule speaks of it, open."""
    assert remote({"allowed": "regular"}).outcome is HOLDS
    assert remote("regular").outcome is HOLDS
    assert remote("never").outcome is FAILS
    assert remote("unstated").missing == ("x.sitting.remote",)
    assert remote(None).missing == ("x.sitting.remote",)
    assert remote("emergency").missing == ("m.finding",)
    assert remote("emergency", found("emergency")).outcome is HOLDS
    assert remote("emergency", found("emergency", holds=False)).outcome is FAILS
    assert remote({"allowed": "regular", "basis": {"de": "Hauptsatzung"}}).outcome is OPEN
    assert remote({"allowed": "regular", "not_in": "*committee"}).outcome is FAILS
    other = body("main", kind="main")
    assert remote({"allowed": "regular", "not_in": "*main"}, others=[other]).outcome is HOLDS


def test_nobody_from_afar_breaks_no_rule() -> None:
    """A meeting in the room, with nobody or zero from afar, is as every rule asks; somebody from afar is not."""
    assert remote("never", mode="room").outcome is HOLDS
    assert remote("never", present(0, remote=True), mode="room").outcome is HOLDS
    assert remote("never", present(["p3"], remote=True), mode="room").outcome is FAILS
    assert held(world(rules=[PUBLIC])).check("remote") is None


def test_a_resolution_may_be_needed_and_holds_for_a_time() -> None:
    """Two thirds have to resolve it, for two months at most (GO NRW § 47a)."""
    rule = {"allowed": "emergency", "decided_by": "at least 2/3 of members", "longest": "2 months"}
    emergency = found("emergency")

    def vote(yes: int, at_meeting: str = "m") -> Event:
        return ballot(yes, 20 - yes, 0, at_meeting, about="remote", invalid=0)

    def earlier(day: date, state: str = "held") -> Event:
        return meeting("m0", "x", day, state=state)

    assert remote(rule, emergency, vote(14)).outcome is HOLDS
    assert remote(rule, emergency, vote(13)).outcome is FAILS
    assert remote(rule, emergency).missing == ("m.ballot",)
    assert remote(rule, emergency, earlier(date(2026, 1, 10)), vote(14, "m0")).outcome is HOLDS
    assert remote(rule, emergency, earlier(date(2026, 1, 9)), vote(14, "m0")).outcome is OPEN
    assert remote(rule, emergency, earlier(date(2026, 2, 9), "cancelled"), vote(14, "m0")).outcome is OPEN
    assert remote(rule, emergency, earlier(date(2026, 2, 9), "postponed"), vote(14, "m0")).outcome is OPEN
    assert remote(rule, emergency, earlier(date(2026, 4, 9)), vote(14, "m0")).outcome is OPEN
    unknown = ballot(None, 5, 0, "m0", about="remote", invalid=0)
    assert remote(rule, emergency, earlier(date(2026, 2, 9)), unknown, vote(13)).outcome is OPEN
    endless = {"allowed": "regular", "decided_by": "at least 2/3 of members"}
    assert remote(endless, earlier(date(2021, 1, 10)), vote(14, "m0")).outcome is HOLDS


def test_whoever_presides_is_in_the_room() -> None:
    """Unless a finding lifts it, the one who presides has to be in the room."""
    rule = {"allowed": "regular", "chair_in_room": True}
    lifted = {**rule, "chair_unless": "emergency"}
    assert remote(rule, present(["p1", "p2"]), chair="p1").outcome is HOLDS
    assert remote(rule, present(["p1"], remote=True), chair="p1").outcome is FAILS
    assert remote(rule, mode="remote").outcome is FAILS
    assert remote(rule).missing == ("m.chair",)
    assert remote(rule, chair="p1").missing == ("m.presence",)
    assert remote(rule, present(["p2"]), chair="p1").outcome is OPEN  # who presided cannot have been away
    assert remote(lifted, present(["p1"], remote=True), found("emergency"), chair="p1").outcome is HOLDS
    assert remote(lifted, present(["p1"], remote=True), found("emergency", holds=False), chair="p1").outcome is FAILS
    assert remote(lifted, present(["p1"], remote=True), chair="p1").missing == ("m.finding",)
    assert remote({"allowed": "regular", "chair_in_room": False}, present(["p1"], remote=True), chair="p1").outcome is HOLDS


def test_elections_and_secret_ballots_are_for_those_in_the_room() -> None:
    """Whoever is afar has no vote in them; by name it is seen, by numbers it is open."""
    rule = {"allowed": "regular", "not_for": ["elections", "secret-ballots"]}
    there = (present(["p1", "p2"]), present(["p3"], remote=True))

    def outcome(*facts: Event, subject: str = "chair-election", more: object = None, said: object = rule) -> Outcome:
        named = {**said, **(more or {})}  # type: ignore[dict-item]  # a table
        return remote(named, *facts, item_="i", subject=subject).outcome

    assert outcome(*there, ballot(["p1"], ["p2"], item="i")) is HOLDS
    assert outcome(*there, ballot(["p1", "p3"], ["p2"], item="i")) is FAILS
    assert outcome(*there, ballot(["p1", "p3"], ["p2"], item="i"), subject="budget") is HOLDS
    assert outcome(*there, ballot(["p1", "p3"], ["p2"], item="i", form="secret"), subject="budget") is FAILS
    assert outcome(*there, ballot(2, 1, item="i")) is OPEN
    assert outcome(present(["p1", "p2"]), ballot(1, 1, item="i")) is HOLDS
    assert outcome(*there) is HOLDS
    assert outcome(*there, ballot(["p1", "p3"], item="i"), more={"except_for": [{"de": "zugelassenes System"}]}) is OPEN
    groups = [{"of": "delegates", "yes": 2, "no": ["p1"]}]
    assert outcome(*there, ballot(item="i", groups=groups)) is OPEN
    assert outcome(present(["p1", "p2"]), present(["p2"], remote=True, at=EVENING), ballot(["p2"], item="i")) is OPEN
    assert outcome(*there, ballot(["p1", "p3"], item="i"), said={"allowed": "regular"}) is HOLDS


def test_nobody_takes_part_from_afar_in_the_first_meeting() -> None:
    """A meeting says itself that it is the first of a term, or another one in the term was before it; else it is open."""
    rule = {"allowed": "regular", "not_for": "first-meeting"}
    assert remote(rule, sort="first-meeting").outcome is FAILS
    assert remote({**rule, "except_for": [{"de": "Notlage"}]}, sort="first-meeting").outcome is OPEN
    assert remote(rule).missing == ("m.sort",)
    term = electoral("x", date(2025, 11, 1), date(2030, 10, 31))
    assert remote(rule, term, meeting("m0", "x", date(2025, 12, 1))).outcome is HOLDS
    assert remote(rule, term, meeting("m0", "x", date(2025, 10, 1))).outcome is OPEN
    assert remote(rule, term, meeting("m0", "x", date(2025, 12, 1), state="convened")).outcome is OPEN


def test_whether_those_afar_count_as_present() -> None:
    """Where it is permitted and the rules say so, they count; where it is not, they do not; silence is open."""

    def counts(*rules: object, facts: Iterable[Event] = (), **said: object) -> Outcome:
        provisions = [row(sitting(remote=rule), f"rules § {n}") for n, rule in enumerate(rules)] or [PUBLIC]
        where = world(meeting(mode="hybrid", **said), item(), *facts, rules=provisions)
        return remote_counts(where, occasion(where, where.locate("x"), "m", "i"))

    assert counts(REGULAR) is HOLDS
    assert counts({"allowed": "regular", "present": False}) is FAILS
    assert counts("regular") is OPEN
    assert counts("never") is FAILS
    assert counts("unstated") is OPEN
    assert counts() is OPEN
    assert counts({**REGULAR, "allowed": "emergency"}) is OPEN
    assert counts({**REGULAR, "allowed": "emergency"}, facts=[found("emergency")]) is HOLDS
    assert counts(REGULAR, {"allowed": "regular", "present": False}) is OPEN  # two rules that contradict each other
    whole = world(meeting(mode="hybrid"), rules=[row(sitting(remote=REGULAR), "rules")])
    assert remote_counts(whole, occasion(whole, whole.locate("x"), "m")) is HOLDS


# ── several bodies, and the minutes ──────────────────────────────────────────────────────────────────────────────────


def test_in_a_joint_meeting_each_body_decides_for_itself() -> None:
    """A vote belongs to one of the bodies; one that does not say to which is open."""
    rule = row(sitting(joint=True), "rules § 9")

    def seen(*facts: Event, together: bool = True, rule: Provision = rule) -> Check | None:
        others = [body("y")]
        joint = {"joint_with": ["y"]} if together else {}
        return held(world(meeting(**joint), item(), *facts, rules=[rule, PUBLIC], others=others), "i").check("joint")

    each, union = ballot(9, 1, item="i", body="x"), ballot(20, 1, item="i")
    assert seen(each) == seen(each)
    assert (seen(each) or Check(id="", outcome=OPEN)).outcome is HOLDS
    assert (seen(each, union) or Check(id="", outcome=HOLDS)).missing == ("m.ballot.body",)
    assert seen(each, together=False) is None
    assert seen(union, rule=row(sitting(joint=False), "rules § 9")) is None


def test_the_minutes_have_their_day() -> None:
    """They have to be there within a month (GemO § 38): the answer names the day and the clause."""
    signed_by = ["chair", {"count": "members", "is": "exactly 2"}]
    rule = row(sitting(minutes={"within": "1 month", "signed_by": signed_by}), "statute § 38")
    answer = ask(world(meeting("m", "x", date(2026, 1, 31)), rules=[rule]), "x", AT, "m")
    assert isinstance(answer.value, Held)
    assert answer.value.minutes_until == date(2026, 2, 28)
    assert answer.value.minutes is not None
    assert (answer.figures, str(answer.reasons[0].cites[0])) == ((("minutes", "2026-02-28"),), "statute § 38")
    undated = ask(world(rules=[row(sitting(minutes={"public": True}), "rules")]), "x", AT, "m")
    assert isinstance(undated.value, Held)
    assert (undated.value.minutes_until, undated.value.minutes is None) == (None, False)


# ── how rules stand ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rule_that_should_be_kept_or_only_describes_is_not_broken_for_certain() -> None:
    """What fails a rule that leaves room is open, and says why."""
    for strength, code in ((Strength.SHOULD, "reason.rule-should"), (Strength.DOES, "reason.rule-does")):
        rule = row(sitting(public="public"), "rules", strength=strength)
        one = listened(rules=[rule], public=False)
        assert (one.outcome, codes(one.reasons)) == (OPEN, ["reason.closed-unprovided", code])
        assert listened(rules=[rule], public=True).outcome is HOLDS
        assert listened(rules=[rule]).outcome is OPEN


def test_what_is_open_among_the_rules_is_open_only_where_it_matters() -> None:
    """Two rules that contradict each other: what both allow holds, else it is open and the aspect is named."""
    rules = (row(sitting(public="public"), "rules § 1"), row(sitting(public="closed"), "rules § 2"))
    unsure = listened(rules=rules, public=True)
    assert (unsure.outcome, unsure.missing) == (OPEN, ("x.sitting.public",))
    doubtful = row(sitting(public="public"), "rules § 1", since="2026")
    assert listened(rules=[doubtful], public=True).outcome is HOLDS
    assert listened(rules=[doubtful], public=False).outcome is OPEN
    minutes = (row(sitting(minutes={"within": "1 month"}), "rules § 1"), row(sitting(minutes={"within": "1 week"}), "rules § 2"))
    assert held(world(rules=minutes)).minutes is None


def test_a_rule_for_the_subject_goes_before_one_for_all_matters() -> None:
    """Elections may be closed though everything else is public."""
    rules = (PUBLIC, row(sitting(public="closed"), "statute", for_=("elections",)))
    where = world(meeting(public=False), item(subject="chair-election"), item("j", subject="budget"), rules=rules)
    assert [check("publicity", where, one).outcome for one in ("i", "j")] == [HOLDS, FAILS]


def test_readings_that_agree_are_one_answer() -> None:
    """Where the readings of a source differ in the answer, it is open with the table."""
    question = ambiguity("listeners", "all", "none")
    rules = (
        row(sitting(public="public"), "rules", reading=(Reading("listeners", ("all",)),)),
        row(sitting(public="closed"), "rules", reading=(Reading("listeners", ("none",)),)),
    )

    def answer(public: bool | None) -> Verdict[Held] | Verdict[Ruled]:
        where = scope(council(*rules), events=[*PEOPLE, meeting(public=public)], ambiguities=(question,))
        return ask(where, "x", AT, "m")

    assert len(answer(public=True).readings) == 2
    assert (answer(public=None).outcome, answer(public=None).readings) == (OPEN, ())


def test_without_a_meeting_the_rules_are_the_answer() -> None:
    """The merged rules are told; silence is open, a body that is not there has none, an unknown meeting is a mistake."""
    answer = ask(scope(council(PUBLIC, PRESIDES)), "x", AT)
    assert isinstance(answer.value, Ruled)
    assert (answer.outcome, [one.name for one in answer.value.aspects]) == (HOLDS, ["public", "presides"])
    assert ask(world(), "x", AT, "m").missing == ("x.sitting",)
    gone = scope(council(PUBLIC, until=date(2025, 12, 31)), events=[meeting()])
    assert ask(gone, "x", AT, "m").outcome is FAILS
    with pytest.raises(Misuse):
        ask(world(), "x", AT, "unknown")


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(0, 15), st.sampled_from(["more than 1/2 of votes", "at least 2/3 of present voting members", "at least 5"]))
def test_one_more_yes_never_keeps_an_item_off_the_agenda(yes: int, need: str) -> None:
    """Who more vote for it, the more it is added."""
    rule = row(sitting(add={"need": need}), "rules")

    def outcome(number: int) -> Outcome:
        facts = (item(added=True), present(16), ballot(number, 16 - number, 0, item="i", about="agenda", invalid=0))
        return check("added", world(*facts, rules=[rule], members=False), "i").outcome

    rank = [FAILS, OPEN, HOLDS]
    assert rank.index(outcome(yes + 1)) >= rank.index(outcome(yes))


@given(st.permutations(range(7)))
def test_the_order_of_the_facts_does_not_matter(order: list[int]) -> None:
    """Facts may stand in any order."""
    facts = [
        found("emergency"),
        found("secrecy", holds=False),
        present(["p2", "p3"]),
        present(["p4"], remote=True),
        ballot(9, 3, 0, item="i", about="secrecy", invalid=0),
        ballot(3, 9, 0, item="i", about="agenda", invalid=0),
        demand("item", ["p1", "p2", "p3", "p4"]),
    ]
    rules = [
        PUBLIC, CLOSING, PRESIDES, VORARLBERG, row(sitting(remote={"allowed": "emergency"}), "rules"),
        row(power(who="at least 1/5 of members", may="demand:item"), "rules"),
    ]  # fmt: skip

    def answer(ordered: Iterable[Event], item_: str | None) -> object:
        events = [*PEOPLE, *OFFICES, meeting(mode="hybrid", public=False, chair="p2"), item(added=True), *ordered]
        found_ = ask(scope(council(*rules), events=events), "x", AT, "m", item_)
        return found_.outcome, [(one.id, one.outcome) for one in found_.value.checks] if isinstance(found_.value, Held) else None

    for item_ in (None, "i"):
        assert answer(facts, item_) == answer([facts[n] for n in order], item_)
