"""power: rights and bars row by row, whether what was demanded has to be done, who is barred, and who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ambiguity,
    ballot,
    barred,
    body,
    charter,
    demand,
    found,
    group,
    holds,
    item,
    kind,
    meeting,
    notice,
    organisation,
    person,
    power,
    present,
    resolved,
    row,
    scope,
    sent,
    size,
)
from gremium.evaluate.power import Demanded, Rights, may, passed
from gremium.evaluate.power import power as ask
from gremium.evaluate.scope import Scope
from gremium.model.body import Body
from gremium.model.charter import CalendarRules, Subject
from gremium.model.provision import Binding, Provision, Reading
from gremium.model.record import Event
from gremium.norms.power import Consequence
from gremium.values.actor import Action, parse_actor
from gremium.values.count import Count, exactly
from gremium.values.crowd import Persons
from gremium.values.days import parse_length
from gremium.values.errors import Misuse, PhraseError
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
AT = date(2026, 3, 10)


def council(*rules: Provision, seats: object = 22, **more: object) -> Body:
    """Return a body of members with a vote, with these rules."""
    return body("x", group("delegates", seats=seats, how="elected", by="unstated", standing="voting"), *rules, **more)


def of(number: int, *events: Event) -> tuple[Event, ...]:
    """Return these events, and that the body has so many members."""
    return (size("x", number), *events)


def asked(number: object, demands: str = "meeting", at: object = date(2026, 3, 1), **said: object) -> Event:
    """Return a demand made of the body outside of a meeting."""
    return demand(demands, number, None, body="x", at=at, **said)


def only(answer: Verdict[Rights]) -> Demanded:
    """Return the one demand of an answer."""
    assert answer.value is not None
    (one,) = answer.value.demands
    return one


def codes(answer: Verdict[object]) -> list[str]:
    """Return the codes of all reasons, the deeper ones too."""

    def walk(reasons: Iterable[object]) -> Iterable[str]:
        for reason in reasons:
            yield reason.said.code  # type: ignore[attr-defined]  # reasons of an answer
            yield from walk(reason.because)  # type: ignore[attr-defined]  # as above

    return list(walk(answer.reasons))


# ── what is demanded of a body ───────────────────────────────────────────────────────────────────────────────────────

WESEL = row(power(who="at least 1/5 of members", may="demand:meeting", form="written", says="item", at_once=True), "rules § 1(1)")


@pytest.mark.parametrize(("number", "outcome", "needs"), [(4, FAILS, ["needs.signatory"]), (5, HOLDS, []), (6, HOLDS, [])])
def test_one_fifth_of_twenty_two_is_five(number: int, outcome: Outcome, needs: list[str]) -> None:
    """Four of 22 are not one fifth, and one more would be enough; five are (Wesel, § 1(1))."""
    where = scope(council(WESEL), events=of(22, asked(number, form="written", says=["item"])))
    answer = ask(where, "x", AT)
    assert (answer.outcome, [one.code for one in answer.needs]) == (outcome, needs)
    assert answer.figures == (("0.signatories", str(number)), ("0.at least 1/5 of members", "22/5"))
    assert str(answer.reasons[0].cites[0]) == "rules § 1(1)"
    assert answer.reasons[0].provision == "bodies.x.power[0]"
    assert only(answer).at_once is (outcome is HOLDS)


def test_how_many_more_have_to_sign() -> None:
    """Two of 22 lack three to one fifth."""
    answer = ask(scope(council(WESEL), events=of(22, asked(2, form="written", says=["item"]))), "x", AT)
    (need,) = answer.needs
    assert (need.code, dict(need.params)) == ("needs.signatories", {"number": 3})


DELBRUECK = row(
    power(who={"count": "voting members", "is": "at least 3"}, may="demand:meeting", says="reasons"), "rules § 1(4)"
)


@pytest.mark.parametrize(("number", "outcome"), [(2, FAILS), (3, HOLDS)])
def test_an_absolute_number_of_voting_members(number: int, outcome: Outcome) -> None:
    """Three voting members can demand a sitting, two cannot (Delbrück, § 1(4))."""
    assert ask(scope(council(DELBRUECK), events=of(13, asked(number, says=["reasons"]))), "x", AT).outcome is outcome


def test_form_and_content_are_checked_and_missing_facts_are_open() -> None:
    """A demand has to have its form and name what it has to name; what is not recorded of it is open."""

    def answer(**said: object) -> tuple[Outcome, tuple[str, ...]]:
        found_ = ask(scope(council(WESEL), events=of(22, asked(5, **said))), "x", AT)
        return found_.outcome, found_.missing

    assert answer(form="written", says=["item"]) == (HOLDS, ())
    assert answer(says=["item"]) == (OPEN, ("x.demand.form",))
    assert answer(form="oral", says=["item"]) == (FAILS, ())
    assert answer(form="written") == (OPEN, ("x.demand.says",))
    assert answer(form="written", says=["reasons"]) == (FAILS, ())
    assert answer(form="written", item="i") == (HOLDS, ())
    assert answer() == (OPEN, ("x.demand.form", "x.demand.says"))


def test_who_fails_by_the_form_is_not_told_to_find_more() -> None:
    """More signatories do not help a demand that lacks its form."""
    answer = ask(scope(council(WESEL), events=of(22, asked(4, form="oral", says=["item"]))), "x", AT)
    assert (answer.outcome, answer.needs) == (FAILS, ())
    assert "reason.demand-form" in codes(answer)


UK = row(
    power(who="at least 2", may="demand:meeting", form="written", within="7 days", self_help="7 days"), "rules 1.3.4", id="two"
)
CHAIR = row(power(who="chair", may="convene"), "rules 1.3.3")
ASKED = asked(2, at=date(2026, 9, 1), form="written")


@pytest.mark.parametrize(
    ("day", "may_", "outcome"),
    [(date(2026, 9, 5), FAILS, FAILS), (date(2026, 9, 8), FAILS, FAILS), (date(2026, 9, 9), HOLDS, HOLDS)],
)
def test_those_who_asked_may_convene_themselves_after_seven_days(day: date, may_: Outcome, outcome: Outcome) -> None:
    """Asked on 1 September, the chair silent: not on the 5th, not on the 8th, but on the 9th (standing orders 1.3.4)."""
    where = scope(council(CHAIR, UK, seats=7), events=of(7, ASKED))
    one = only(ask(where, "x", day))
    assert (one.outcome, one.due, one.self_help) == (HOLDS, date(2026, 9, 8), date(2026, 9, 9))
    assert (one.may_themselves, one.done) == (may_, FAILS)
    assert [why.said.code for why in one.reasons[0].because][1:] == [
        "reason.demand-due", "reason.demand-done-fails", f"reason.self-help-{may_.value.lower()}",
    ]  # fmt: skip
    assert may(where, "x", "convene", exactly(2), day).outcome is outcome
    assert may(where, "x", "convene", exactly(1), day).outcome is FAILS
    assert may(where, "x", "convene", exactly(1), day, of=parse_ref("chair")).outcome is HOLDS


def test_self_help_is_for_those_who_asked() -> None:
    """Others than those who demanded the meeting may not convene it, however many they are."""
    people = [holds(f"p{n}", "delegates@x", "2020") for n in range(7)]
    day = date(2026, 9, 20)
    office = holds("p0", "chair@x", "2020")
    where = scope(
        council(CHAIR, UK, seats=7), events=[*people, office, asked(["p1", "p2"], at=date(2026, 9, 1), form="written")]
    )
    assert may(where, "x", "convene", Persons(("p1", "p2")), day).outcome is HOLDS
    assert may(where, "x", "convene", Persons(("p1", "p2", "p3")), day).outcome is HOLDS
    assert may(where, "x", "convene", Persons(("p1", "p3")), day).outcome is FAILS
    assert may(where, "x", Action("convene"), exactly(2), day).outcome is HOLDS
    assert may(where, "x", "convene", Persons(("p1", "p2")), date(2026, 9, 1)).outcome is FAILS
    other = scope(council(CHAIR, UK, seats=7), events=[*people, office, asked(2, "item", at=date(2026, 9, 1))])
    assert may(other, "x", "convene", Persons(("p1", "p2")), day).outcome is FAILS
    assert may(where, "x", "convene", Persons(("p0",)), day).outcome is HOLDS


def test_a_meeting_convened_in_the_meantime_ends_self_help() -> None:
    """Once the meeting is convened nobody has to convene it; one called before, or later, or only planned, is another."""

    def answer(*events: Event) -> tuple[Outcome | None, Outcome | None]:
        one = only(ask(scope(council(UK, seats=7), events=of(7, ASKED, *events)), "x", date(2026, 9, 20)))
        return one.done, one.may_themselves

    def called(at: date, state: str = "convened", **said: object) -> tuple[Event, ...]:
        notices = (sent("m", **said),) if said else ()
        return (meeting("m", "x", at, state=state), *notices)

    assert answer() == (FAILS, HOLDS)
    assert answer(*called(date(2026, 9, 18), dispatched=date(2026, 9, 6))) == (HOLDS, FAILS)
    assert answer(*called(date(2026, 9, 30), received=datetime(2026, 9, 6, 10))) == (HOLDS, FAILS)
    assert answer(*called(date(2026, 9, 18), dispatched=date(2026, 8, 28))) == (FAILS, HOLDS)
    assert answer(*called(date(2026, 9, 30), dispatched=date(2026, 9, 21))) == (FAILS, HOLDS)
    assert answer(*called(date(2026, 9, 18), "planned", dispatched=date(2026, 9, 6))) == (FAILS, HOLDS)
    assert answer(*called(date(2026, 9, 18), "cancelled", dispatched=date(2026, 9, 6))) == (FAILS, HOLDS)
    assert answer(*called(date(2026, 9, 18), "postponed", dispatched=date(2026, 9, 6))) == (FAILS, HOLDS)
    assert answer(*called(date(2026, 8, 18), dispatched=date(2026, 8, 6))) == (FAILS, HOLDS)
    assert answer(*called(date(2026, 9, 18))) == (OPEN, OPEN)
    assert answer(*called(date(2026, 9, 18)), meeting("n", "x", date(2026, 9, 19)), sent("n", provided=date(2026, 9, 2))) == (
        HOLDS,
        FAILS,
    )


def test_a_demand_without_a_day_has_no_days_that_follow() -> None:
    """Who does not say when it was demanded is not told by when to meet it."""
    one = only(ask(scope(council(UK, seats=7), events=of(7, asked(2, at=None, form="written"))), "x", AT))
    assert (one.outcome, one.due, one.self_help, one.may_themselves) == (HOLDS, None, None, OPEN)


def test_what_is_demanded_later_is_not_asked_yet() -> None:
    """Only demands that were made by the day of the question count, with the rules in force on the day of each."""
    before = row(power(who="at least 3", may="demand:meeting"), "rules", until=date(2026, 1, 31), id="a")
    after = row(power(who="at least 2", may="demand:meeting"), "rules", since=date(2026, 2, 1), id="a")
    facts = [asked(2, at=date(2026, 1, 10)), asked(2, at=date(2026, 2, 10), id="later")]
    where = scope(council(before, after), events=of(22, *facts))
    assert only(ask(where, "x", date(2026, 2, 1))).outcome is FAILS
    answer = ask(where, "x", date(2026, 3, 1))
    assert answer.value is not None
    assert [(one.id, one.outcome) for one in answer.value.demands] == [("0", FAILS), ("later", HOLDS)]
    assert answer.outcome is HOLDS  # of two who demand the same, one suffices


def test_two_things_that_are_demanded_have_both_to_be_owed() -> None:
    """The answer is yes only if everything that was demanded has to be done."""
    rules = (UK, row(power(who="at least 5", may="inspect-files"), "rules"))
    facts = [ASKED, asked(2, "inspect-files", at=date(2026, 9, 2))]
    answer = ask(scope(council(*rules, seats=7), events=of(7, *facts)), "x", date(2026, 9, 3))
    assert answer.value is not None
    assert (answer.outcome, [one.outcome for one in answer.value.demands]) == (FAILS, [HOLDS, FAILS])


def test_of_several_rows_those_are_told_that_decide() -> None:
    """If one gives the right, that one is told; if none does, each of them is."""
    rules = (row(power(who="at least 5", may="demand:meeting"), "rules § 1"), row(power(who="chair", may="demand"), "rules § 2"))

    def cites(number: int) -> list[str]:
        return [str(reason.cites[0]) for reason in ask(scope(council(*rules), events=of(22, asked(number))), "x", AT).reasons]

    assert (cites(5), cites(4)) == (["rules § 1"], ["rules § 1", "rules § 2"])


def test_no_rule_about_what_is_demanded_is_open() -> None:
    """Where no row speaks of what is demanded, nobody knows."""
    answer = ask(scope(council(CHAIR), events=of(22, asked(20, "coffee"))), "x", AT)
    assert (answer.outcome, answer.missing, codes(answer)) == (OPEN, ("x.power.coffee",), ["reason.demand-unknown"])


def test_a_right_in_a_case_told_in_words_is_open() -> None:
    """Whether a case in words is given only somebody can say who reads it."""
    rule = row(power(who="at least 2", may="demand:meeting", case={"de": "Dringlichkeit"}), "rules")
    answer = ask(scope(council(rule), events=of(22, asked(3))), "x", AT)
    assert (answer.outcome, "reason.case" in codes(answer)) == (OPEN, True)
    unless = row(power(who="at least 2", may="demand:meeting", except_for={"de": "Wiederholung"}), "rules")
    answer = ask(scope(council(unless), events=of(22, asked(3))), "x", AT)
    assert (answer.outcome, "reason.case-unless" in codes(answer)) == (HOLDS, True)


def test_who_else_acts_if_it_is_not_done() -> None:
    """The rule may say who does it instead."""
    rule = row(power(who="at least 2", may="demand:meeting", instead="supervision"), "statute")
    one = only(ask(scope(council(rule), body("supervision"), events=of(22, asked(3))), "x", AT))
    assert one.instead == parse_ref("supervision")
    (reason,) = one.reasons
    assert [why.said.code for why in reason.because] == [
        "reason.signatories", "reason.demand-done-fails", "reason.demand-instead",
    ]  # fmt: skip


def test_the_second_next_meeting_is_the_last() -> None:
    """An item that is demanded has to be on the agenda of the meeting after the next at the latest (GemO § 34)."""
    rule = row(power(who="at least 1/6 of members", may="add-item", within_meetings=2), "statute § 34(1)")
    days = [date(2026, 2, 20), date(2026, 3, 12), date(2026, 3, 26), date(2026, 4, 9)]
    meetings = [meeting(f"m{n}", "x", day, state="planned") for n, day in enumerate(days)]

    def due(*events: Event, **said: object) -> tuple[date | None, Outcome | None]:
        one = only(ask(scope(council(rule), events=of(22, asked(4, "item", **said), *events)), "x", AT))
        return one.due, one.done

    assert due(*meetings) == (date(2026, 3, 26), FAILS)
    assert due(*meetings[:2]) == (None, FAILS)
    assert due(*meetings, item("i", "m1"), item="i") == (date(2026, 3, 26), HOLDS)


# ── who counts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_persons_count_by_their_seats() -> None:
    """Of persons who sign, those count of whom the rule speaks; the mayor is no councillor, and a guest none at all."""
    rule = row(power(who="at least 1/5 of councillors", may="demand:meeting"), "statute § 47(1)")
    groups = (
        group("councillors", seats=10, how="elected", by="unstated", standing="voting"),
        group("mayor", seats=1, how="elected", by="unstated", standing="voting"),
    )
    people = [holds(f"p{n}", "councillors@x", "2020") for n in range(10)] + [holds("mayor-1", "mayor@x", "2020")]

    def answer(who: object, **said: object) -> Outcome:
        return ask(scope(body("x", *groups, rule), events=[*people, asked(who, **said)]), "x", AT).outcome

    assert answer(["p1", "p2"]) is HOLDS
    assert answer(["p1", "mayor-1"]) is FAILS
    assert answer(["p1", "stranger"]) is FAILS
    assert answer(2, of="councillors") is HOLDS
    assert answer(1, of="councillors") is FAILS
    assert answer(2) is OPEN  # the mayor, who has a vote, may be one of them
    assert answer(3) is HOLDS
    assert answer("1..3", of="councillors") is OPEN


def test_a_faction_may_demand_what_a_fifth_may() -> None:
    """Of several who may each suffices; a faction is named as such."""
    rule = row(power(who=["at least 1/5 of members", "*faction"], may="demand:meeting", says="item"), "statute § 47(1)")
    faction = organisation("greens", "faction")

    def answer(who: object, **said: object) -> Verdict[Rights]:
        return ask(scope(council(rule), events=of(22, faction, asked(who, says=["item"], **said))), "x", AT)

    assert answer(["greens"]).outcome is HOLDS
    assert answer(1, of="greens").outcome is HOLDS
    assert answer(4).outcome is FAILS
    assert answer(["unknown-faction"]).outcome is OPEN
    assert {one.code for one in answer(4).needs} == {"needs.signatory"}


def test_whom_a_row_keeps_from_it_does_not_count() -> None:
    """The mayor may not demand a secret ballot, so the mayor's name on it does not count."""
    rules = (
        row(power(who="at least 1/5 of members", may="demand:secret-ballot"), "statute § 50(1)"),
        row(power(who="mayor", may_not="demand:secret-ballot"), "statute § 40(2)"),
    )
    groups = (
        group("councillors", seats=9, how="elected", by="unstated", standing="voting"),
        group("mayor", seats=1, how="elected", by="unstated", standing="voting"),
    )
    people = [holds(f"p{n}", "councillors@x", "2020") for n in range(9)] + [holds("mayor-1", "mayor@x", "2020")]

    def answer(*who: str) -> Outcome:
        facts = [*people, meeting(), item(), demand("secret-ballot", list(who), item="i")]
        return ask(scope(body("x", *groups, *rules), events=facts), "x", AT, "m", "i").outcome

    assert answer("p1", "p2") is HOLDS
    assert answer("p1", "mayor-1") is FAILS


# ── in a meeting ─────────────────────────────────────────────────────────────────────────────────────────────────────


def in_meeting(*facts: Event, rules: Iterable[Provision] = (), members: int = 22, subject: str | None = None) -> Scope:
    """Return a scope of a meeting with an item and these facts."""
    return scope(
        council(*rules), events=of(members, meeting(), item(subject=subject), *facts), subjects=(Subject(id="elections"),)
    )


def test_one_voting_member_makes_a_vote_secret() -> None:
    """One voting member out of ten demands it: secret, whatever the nine others say (Delbrück, § 3(2))."""
    rule = row(power(who={"count": "voting members", "is": "at least 1"}, may="demand:secret-ballot"), "rules § 3(2)")
    where = in_meeting(present(10), demand("secret-ballot", 1, item="i"), ballot(1, 9, item="i", form="secret"), rules=[rule])
    one = only(ask(where, "x", AT, "m", "i"))
    assert (one.outcome, one.done) == (HOLDS, HOLDS)
    open_ = in_meeting(present(10), demand("secret-ballot", 1, item="i"), ballot(1, 9, item="i"), rules=[rule])
    assert only(ask(open_, "x", AT, "m", "i")).done is FAILS
    assert only(ask(in_meeting(demand("secret-ballot", 1, item="i"), rules=[rule]), "x", AT, "m", "i")).done is None


LINSENGERICHT = row(power(who="at least 1/5 of present entitled members", may="demand:secret-ballot"), "rules § 2(4)")


@pytest.mark.parametrize(("number", "outcome"), [(4, FAILS), (5, HOLDS)])
def test_a_fifth_of_those_present_and_entitled(number: int, outcome: Outcome) -> None:
    """25 present and entitled, four ask for a secret vote: no, one fifth is five (Linsengericht, § 2(4))."""
    where = in_meeting(present(25), demand("secret-ballot", number, item="i"), rules=[LINSENGERICHT], members=60)
    answer = ask(where, "x", AT, "m", "i")
    assert (answer.outcome, dict(answer.figures)["0.at least 1/5 of present entitled members"]) == (outcome, "5")


def test_without_attendance_a_share_of_those_present_is_open_as_far_as_it_matters() -> None:
    """Whoever demands it is there; how many others are is not recorded."""
    where = in_meeting(demand("secret-ballot", 4, item="i"), rules=[LINSENGERICHT], members=60)
    answer = ask(where, "x", AT, "m", "i")
    assert (answer.outcome, answer.missing) == (OPEN, ("m.presence",))
    few = in_meeting(demand("secret-ballot", 4, item="i"), rules=[LINSENGERICHT], members=20)
    assert ask(few, "x", AT, "m", "i").outcome is HOLDS  # four are one fifth of everybody who can be there


def test_demands_of_several_persons_for_the_same_thing_are_one() -> None:
    """In a meeting one after the other may join in; the numbers of unnamed ones stand for themselves."""
    rule = row(power(who="at least 2", may="demand:roll-call"), "rules")
    people = [holds(f"p{n}", "delegates@x", "2020") for n in range(22)]

    def answer(*facts: Event) -> Verdict[Rights]:
        return ask(scope(council(rule), events=[*people, meeting(), item(), *facts]), "x", AT, "m", "i")

    one, other = demand("roll-call", ["p1"], item="i"), demand("roll-call", ["p2"], item="i", at=datetime(2026, 3, 10, 19))
    assert (answer(one).outcome, answer(one, other).outcome) == (FAILS, HOLDS)
    assert answer(other, one).value == answer(one, other).value
    numbers = (demand("roll-call", 1, item="i"), demand("roll-call", 1, item="i", at=datetime(2026, 3, 10, 19)))
    assert answer(*numbers).outcome is FAILS
    assert answer(one, numbers[0]).outcome is FAILS
    assert answer(demand("roll-call", ["p1"], item="i", form="oral"), other).outcome is FAILS


def test_a_rule_for_the_subject_goes_before_one_for_all_matters() -> None:
    """In elections one member suffices, in other matters one fifth."""
    rules = (
        row(power(who="at least 1/5 of members", may="demand:secret-ballot"), "statute § 50(1)"),
        row(power(who="at least 1", may="demand:secret-ballot"), "statute § 50(2)", for_=("elections",)),
    )
    fact = demand("secret-ballot", 1, item="i")
    assert ask(in_meeting(fact, rules=rules, subject="elections"), "x", AT, "m", "i").outcome is HOLDS
    assert ask(in_meeting(fact, rules=rules), "x", AT, "m", "i").outcome is FAILS
    half = power(who="at least 1/2 of members", may="demand:secret-ballot")
    stricter = (rules[0], row(half, "rules", for_=("elections",)))
    where = in_meeting(demand("secret-ballot", 6, item="i"), rules=stricter, subject="elections")
    assert ask(where, "x", AT, "m", "i").outcome is FAILS


def test_the_subject_of_an_item_that_is_demanded_counts_outside_of_meetings_too() -> None:
    """What is demanded of the body about an item is held against the rules for its subject."""
    rules = (
        row(power(who="at least 1/5 of members", may="demand:item"), "statute § 48"),
        row(power(who="at least 1", may="demand:item"), "statute § 50", for_=("elections",)),
    )

    def outcome(subject: str) -> Outcome:
        facts = of(22, meeting(), item(subject=subject), asked(1, "item", item="i"))
        subjects = (Subject(id="elections"), Subject(id="budget"))
        return ask(scope(council(*rules), events=facts, subjects=subjects), "x", AT).outcome

    assert (outcome("elections"), outcome("budget")) == (HOLDS, FAILS)


def test_in_time_before_the_meeting() -> None:
    """A demand that has to be there by a day is late after it."""

    def answer(by: str, at: object, begins: object = date(2026, 3, 24), holidays: object = None, **more: object) -> Outcome:
        rule = row(power(who="at least 1", may="demand:item", by=by), "rules § 6(4)")
        facts = of(22, meeting("m", "x", begins), demand("item", 1, at=at))
        where = scope(council(rule, *more.pop("rules", ())), events=facts, **more)
        return ask(Scope(charter=where.charter, record=where.record, holidays=holidays), "x", AT, "m").outcome  # type: ignore[arg-type]  # None or a table

    assert answer("21st day before meeting", date(2026, 3, 3)) is HOLDS
    assert answer("21st day before meeting", datetime(2026, 3, 3, 23, 59)) is HOLDS
    assert answer("21st day before meeting", date(2026, 3, 4)) is FAILS
    assert answer("about 21 days before meeting", date(2026, 3, 4)) is OPEN
    assert answer("21st day before meeting", None) is OPEN
    assert answer("unstated", date(2026, 3, 4)) is OPEN
    assert answer("2 days before meeting@other", date(2026, 3, 4)) is OPEN
    evening = datetime(2026, 3, 24, 18)
    assert answer("48 hours before meeting", datetime(2026, 3, 22, 18), evening) is HOLDS
    assert answer("48 hours before meeting", datetime(2026, 3, 22, 18, 1), evening) is FAILS
    assert answer("48 hours before meeting", date(2026, 3, 22), evening) is OPEN
    assert answer("48 hours before meeting", datetime(2026, 3, 22, 18)) is OPEN
    working, friday, saturday = "2 working days before meeting", date(2026, 3, 20), date(2026, 3, 21)
    assert answer(working, friday) is OPEN  # nobody knows the closed days
    calendar = {"calendars": (CalendarRules(id="c", region="DE-NW"),)}
    none = {"holidays": lambda _region, _year: {}, **calendar}
    assert answer(working, friday, **none) is HOLDS
    assert answer(working, saturday, **none) is FAILS
    saturdays = row(notice(working_days=["mon", "tue", "wed", "thu", "fri", "sat"]), "rules")
    assert answer(working, saturday, rules=(saturdays,), **none) is HOLDS
    assert answer(working, friday, **calendar) is OPEN
    assert answer(working, friday, holidays=lambda _region, _year: None, **calendar) is OPEN


def test_of_a_joint_meeting_only_what_is_asked_of_this_body_counts() -> None:
    """A demand to the other body is not one to this one."""
    rule = row(power(who="at least 1", may="demand:roll-call"), "rules")
    facts = of(22, meeting(joint_with=["y"]), demand("roll-call", 1, body="y"), demand("roll-call", 1, body="x"))
    answer = ask(scope(council(rule), body("y"), events=facts), "x", AT, "m")
    assert len(answer.value.demands if answer.value else ()) == 1


# ── who is barred ────────────────────────────────────────────────────────────────────────────────────────────────────

CONFLICT = row(
    power(
        who="all",
        may_not=["deliberate", "vote"],
        case=[{"de": "unmittelbarer Vorteil"}],
        except_for=[{"de": "gemeinsame Gruppeninteressen"}],
        leaves=True,
        reports=True,
        doubt=True,
        effect="void-if-decisive",
    ),
    "statute § 18",
    id="conflict",
)
PEOPLE = tuple(holds(f"p{n}", "delegates@x", "2020") for n in range(22))


def barring(*facts: Event, rules: Iterable[Provision] = (CONFLICT,)) -> Verdict[Rights]:
    return ask(scope(council(*rules), events=[*PEOPLE, meeting(), item(), *facts]), "x", AT, "m", "i")


def test_who_is_barred_is_told_with_the_clause_and_its_exceptions() -> None:
    """The answer names the clause, its case and exceptions, who decides in doubt, and that they have to leave."""
    answer = barring(barred(["p1", "p2"], item="i", stays=False))
    assert answer.value is not None
    (bar,) = answer.value.bars
    assert (bar.number, bar.persons, bar.leaves, bar.effect) == (exactly(2), ("p1", "p2"), True, Consequence.VOID_IF_DECISIVE)
    assert (answer.outcome, [rule.where for rule in bar.rules]) == (HOLDS, ["bodies.x.power[0]"])
    assert codes(answer) == [
        "reason.bar", "reason.case", "reason.case-unless", "reason.bar-reports", "reason.bar-doubt", "reason.bar-left",
    ]  # fmt: skip
    assert str(answer.reasons[0].cites[0]) == "statute § 18"


def test_whoever_stays_or_votes_breaks_the_bar_and_the_effect_is_told() -> None:
    """Who has to leave and stays, or votes, breaks the rule; what that does to the decision the rule says."""
    assert barring(barred(["p1"], item="i")).missing == ("m.barred.stays",)
    stayed = barring(barred(["p1"], item="i", stays=True))
    assert (stayed.outcome, codes(stayed)[-2:]) == (FAILS, ["reason.bar-stayed", "reason.bar-effect-void-if-decisive"])
    voted = barring(barred(["p1"], item="i", stays=False), ballot(["p1", "p2"], ["p3"], item="i"))
    assert (voted.outcome, "reason.bar-voted" in codes(voted)) == (FAILS, True)
    others = (ballot(["p2"], ["p3"], item="i"), ballot(["p1"], item="i", about="agenda"))
    fine = barring(barred(["p1"], item="i", stays=False), *others)
    assert fine.outcome is HOLDS
    numbers = barring(barred("1..2", item="i", stays=False), ballot(3, 4, item="i"))
    assert (numbers.outcome, numbers.value.bars[0].number if numbers.value else None) == (HOLDS, Count(1, 2))


def test_a_local_rule_beside_the_law_is_told_too() -> None:
    """Rows add up: of two that bar, both are told, and what one of them does not say the other may."""
    local = row(power(who="all", may_not="vote", leaves=False), "rules § 7")
    answer = barring(barred(["p1"], item="i", stays=True), rules=(CONFLICT, local))
    assert [str(reason.cites[0]) for reason in answer.reasons] == ["statute § 18", "rules § 7"]
    silent = row(power(who="all", may_not="vote", leaves=True), "statute")
    broken = barring(barred(["p1"], item="i", stays=True), rules=(silent,))
    assert (broken.outcome, broken.value.bars[0].effect if broken.value else None) == (FAILS, None)


def test_a_bar_for_a_position_is_no_reason_to_bar_others() -> None:
    """That the mayor has no vote in some matters does not tell why a councillor is barred."""
    mayor = row(power(who="mayor", may_not="vote", case={"de": "Besetzung der Ausschüsse"}), "statute § 40(2)")
    groups = (
        group("delegates", seats=22, how="elected", by="unstated", standing="voting"),
        group("mayor", seats=1, how="elected", by="unstated", standing="voting"),
    )
    facts = [*PEOPLE, holds("m", "mayor@x", "2020"), meeting(), item()]

    def cites(*who: str) -> list[str]:
        events = [*facts, barred(list(who), item="i", stays=False)]
        answer = ask(scope(body("x", *groups, CONFLICT, mayor), events=events), "x", AT, "m", "i")
        return [str(reason.cites[0]) for reason in answer.reasons]

    assert cites("p1") == ["statute § 18"]
    assert cites("m") == ["statute § 18", "statute § 40(2)"]
    where = scope(body("x", *groups, mayor, row(power(who="all", may="vote"), "statute § 50")), events=facts)
    assert may(where, "x", "vote", Persons(("m",)), AT, meeting="m", item="i").outcome is OPEN  # whether it is such a matter
    assert may(where, "x", "vote", Persons(("p1",)), AT, meeting="m", item="i").outcome is HOLDS


def test_without_a_clause_nobody_knows_why_somebody_is_barred() -> None:
    """That the record says so is no rule; the sources have to be read."""
    answer = barring(barred(["p1"], item="i"), rules=(CHAIR,))
    assert (answer.outcome, answer.missing, codes(answer)) == (OPEN, ("x.power.vote",), ["reason.bar", "reason.bar-unknown"])
    nothing = barring(barred(["p1"], item="i"), rules=())
    assert nothing.outcome is OPEN


def test_a_bar_that_may_not_be_in_force_is_open() -> None:
    """If it is open whether the rule holds, it is open who is barred."""
    doubtful = row(power(who="all", may_not="vote"), "statute", since="2026")
    assert barring(barred(["p1"], item="i"), rules=(doubtful,)).outcome is OPEN


def test_nobody_has_to_leave_where_the_rule_does_not_say_so() -> None:
    """Where the rule says nothing about leaving, or that they stay, staying breaks nothing."""
    for leaves in (None, False):
        rule = row(power(who="all", may_not="vote", leaves=leaves), "statute")
        assert barring(barred(["p1"], item="i", stays=True), rules=(rule,)).outcome is HOLDS


def test_whoever_is_barred_in_the_other_body_is_none_of_ours() -> None:
    """In a joint meeting each body has its own members."""
    facts = [meeting(joint_with=["y"]), item(), barred(3, item="i", of="y", stays=True)]
    answer = ask(scope(council(CONFLICT), body("y"), events=[*PEOPLE, *facts]), "x", AT, "m", "i")
    assert (answer.outcome, answer.value.bars if answer.value else None) == (HOLDS, ())


# ── the rows themselves ──────────────────────────────────────────────────────────────────────────────────────────────


def test_without_demands_the_rows_are_the_answer() -> None:
    """Each row has its id or number, its rule, and whether it holds."""
    planned = row(power(who="chair", may="decide"), "rules § 9", id="later", resolution="r1")
    answer = ask(scope(council(CHAIR, UK)), "x", AT)
    assert answer.value is not None
    assert [(right.id, right.outcome) for right in answer.value.rows] == [("0", HOLDS), ("two", HOLDS)]
    assert [str(reason.cites[0]) for reason in answer.reasons] == ["rules 1.3.3", "rules 1.3.4"]
    assert ask(scope(council(planned), events=[resolved("r1", AT)]), "x", AT).outcome is HOLDS
    doubtful = row(power(who="chair", may="decide"), "rules § 9", id="later", since="2026")
    unsure = ask(scope(council(CHAIR, doubtful)), "x", AT)
    assert (unsure.outcome, unsure.missing) == (OPEN, ("x.power.later",))


def test_nothing_said_is_open_and_no_body_is_no() -> None:
    """Silence is open; a body that is not there has no rights."""
    assert ask(scope(council()), "x", AT).missing == ("x.power",)
    assert ask(scope(council(CHAIR, until=date(2025, 12, 31))), "x", AT).outcome is FAILS
    with pytest.raises(Misuse):
        ask(scope(council(CHAIR), events=[]), "x", AT, "m")
    with pytest.raises(Misuse):
        ask(scope(council(CHAIR), events=[]), "y", AT)


def test_rules_of_which_nobody_knows_which_stands_say_what_they_have_in_common() -> None:
    """Two rules of one row that contradict each other: what both of them say holds, else it is open."""
    two = (
        row(power(who="at least 2", may="demand:meeting"), "rules § 1", id="a"),
        row(power(who="at least 4", may="demand:meeting"), "rules § 2", id="a"),
    )

    def answer(number: int) -> Verdict[Rights]:
        return ask(scope(council(*two), events=of(22, asked(number))), "x", AT)

    assert [answer(number).outcome for number in (1, 2, 3, 4)] == [FAILS, OPEN, OPEN, OPEN]
    assert answer(2).missing == ("x.power.a",)
    assert [may(scope(council(*two), events=of(22)), "x", "demand:meeting", exactly(n), AT).outcome for n in (1, 2, 4)] == [
        FAILS, OPEN, OPEN,
    ]  # fmt: skip
    other = (two[0], row(power(who="at least 1", may="speak"), "rules § 2", id="a"))
    assert ask(scope(council(*other), events=of(22, asked(3))), "x", AT).outcome is OPEN
    assert may(scope(council(*other), events=of(22)), "x", "demand:meeting", exactly(3), AT).outcome is OPEN


def test_readings_that_agree_are_one_answer() -> None:
    """Where a source can be read in two ways, the answer is what both have in common, else open with the table."""
    question = ambiguity("fifth", "floor", "ceiling")
    rules = (
        row(power(who="at least 4", may="demand:meeting"), "rules", id="a", reading=(Reading("fifth", ("floor",)),)),
        row(power(who="at least 5", may="demand:meeting"), "rules", id="a", reading=(Reading("fifth", ("ceiling",)),)),
    )

    def answer(number: int) -> Verdict[Rights]:
        return ask(scope(council(*rules), events=of(22, asked(number)), ambiguities=(question,)), "x", AT)

    assert [answer(number).outcome for number in (3, 4, 5)] == [FAILS, OPEN, HOLDS]
    assert [name for name, _ in answer(4).readings] == ["fifth:floor", "fifth:ceiling"]
    verdict = may(scope(council(*rules), events=of(22), ambiguities=(question,)), "x", "demand:meeting", exactly(4), AT)
    assert verdict.outcome is OPEN


def test_the_law_holds_for_the_bodies_of_its_kinds() -> None:
    """A right of a law is found, and told with its clause."""
    right = row(power(who="at least 2", may="demand:meeting"), "statute § 34", binding=Binding.FIXED)
    law = charter(id_="land", kind="statute", kinds=(kind("council", right),))
    where = scope(council(kind="council"), events=of(9, asked(2)), statutes=("land",), laws=(law,))
    answer = ask(where, "x", AT)
    assert (answer.outcome, answer.reasons[0].provision) == (HOLDS, "land.kinds.council.power[0]")


# ── may somebody do something ────────────────────────────────────────────────────────────────────────────────────────


def test_the_advisory_rapporteur_may_file_a_motion() -> None:
    """Named as entitled, though without a vote (Vorarlberg, § 10(1))."""
    who = ["rapporteur", "minister", {"count": "voting members", "is": "at least 1"}]
    rule = row(power(who=who, may="propose:motion"), "statute § 10(1)")
    groups = (
        group("delegates", seats=20, how="elected", by="unstated", standing="voting"),
        group("rapporteur", seats=1, how="appointed", by="unstated", standing="advisory"),
        group("experts", seats="0..", how="appointed", by="unstated", standing="advisory"),
    )
    people = [holds("official", "rapporteur@x", "2020"), holds("expert", "experts@x", "2020"), holds("p1", "delegates@x", "2020")]
    where = scope(body("x", *groups, rule, positions=("minister",)), events=people)
    assert may(where, "x", "propose:motion", Persons(("official",)), AT).outcome is HOLDS
    assert may(where, "x", "propose:motion", exactly(1), AT, of=parse_ref("rapporteur")).outcome is HOLDS
    assert may(where, "x", "propose:motion", Persons(("p1",)), AT).outcome is HOLDS
    assert may(where, "x", "propose:motion", Persons(("expert",)), AT).outcome is OPEN  # who is the minister is not recorded
    known = scope(body("x", *groups, rule, positions=("minister",)), events=[*people, holds("m1", "minister@x", "2020")])
    answer = may(known, "x", "propose:motion", Persons(("expert",)), AT)
    assert answer.outcome is FAILS
    assert str(answer.reasons[0].cites[0]) == "statute § 10(1)"


def test_a_conflict_of_interest_keeps_from_the_vote() -> None:
    """Whoever the record says is barred may not vote; whoever it does not, may as far as this goes."""
    rules = (CONFLICT, row(power(who="all", may=["vote", "speak"]), "statute § 17"))
    where = scope(council(*rules), events=[*PEOPLE, meeting(), item(), barred(["p1"], item="i")])
    assert may(where, "x", "vote", Persons(("p1",)), AT, meeting="m", item="i").outcome is FAILS
    assert may(where, "x", "vote", Persons(("p2",)), AT, meeting="m", item="i").outcome is HOLDS
    assert may(where, "x", "speak", Persons(("p1",)), AT, meeting="m", item="i").outcome is HOLDS
    assert may(where, "x", "vote", exactly(1), AT, meeting="m", item="i").outcome is OPEN
    numbers = scope(council(*rules), events=[*PEOPLE, meeting(), item(), barred(2, item="i")])
    answer = may(numbers, "x", "vote", Persons(("p2",)), AT, meeting="m", item="i")
    assert (answer.outcome, answer.missing) == (OPEN, ("m.barred",))
    free = scope(council(*rules), events=[*PEOPLE, meeting(), item()])
    assert may(free, "x", "vote", exactly(1), AT, meeting="m", item="i").outcome is HOLDS
    assert may(free, "x", "vote", Persons(("p1",)), AT).outcome is OPEN  # outside of a meeting a case in words is open


def test_what_nobody_says_is_open_and_what_is_no_action_is_refused() -> None:
    """No row speaks of it: open. A word that is no action is the caller's mistake."""
    where = scope(council(CHAIR), events=of(22))
    answer = may(where, "x", "speak", exactly(1), AT)
    assert (answer.outcome, answer.missing, codes(answer)) == (OPEN, ("x.power.speak",), ["reason.may-unknown"])
    assert may(scope(council(CHAIR, until=date(2025, 1, 1))), "x", "speak", exactly(1), AT).outcome is FAILS
    with pytest.raises(PhraseError):
        may(where, "x", "dance", exactly(1), AT)


def test_whoever_may_add_items_may_demand_one() -> None:
    """To add an item and to demand one are two words for one right."""
    where = scope(council(row(power(who="at least 2", may="add-item"), "rules")), events=of(22))
    assert [may(where, "x", "demand:item", exactly(n), AT).outcome for n in (1, 2)] == [FAILS, HOLDS]
    assert may(where, "x", "add-item", exactly(2), AT).outcome is HOLDS
    assert may(where, "x", "demand:meeting", exactly(2), AT).outcome is OPEN
    where = scope(council(row(power(who="at least 2", may="demand:item"), "rules")), events=of(22))
    assert may(where, "x", "add-item", exactly(2), AT).outcome is HOLDS


def test_a_right_without_an_object_is_one_to_any() -> None:
    """Whoever may propose may propose a motion; whoever may demand a meeting may not demand a roll call."""
    where = scope(council(row(power(who="public", may="propose"), "rules")), events=of(22))
    assert may(where, "x", "propose:motion", exactly(1), AT).outcome is HOLDS
    assert may(where, "x", "propose:motion", exactly(0), AT).outcome is FAILS


@pytest.mark.parametrize(("demands", "covered"), [("propose:motion", True), ("propose:levy", False), ("propose", False)])
def test_a_record_names_what_was_proposed(demands: str, covered: bool) -> None:
    """A rule about proposing one thing is asked where that was proposed."""
    where = scope(
        council(row(power(who="at least 2", may="propose:motion"), "rules", id="motion")),
        events=[*of(22), meeting(), item(), demand(demands, 3, item="i", id="d")],
    )
    rights = ask(where, "x", AT, meeting="m", item="i").value
    assert rights is not None
    assert [one.outcome for one in rights.demands] == [HOLDS if covered else OPEN]


# ── asked of whom a rule would name ──────────────────────────────────────────────────────────────────────────────────

ADVISED = (
    group("delegates", seats=10, how="elected", by="unstated", standing="voting"),
    group("experts", seats=2, how="appointed", by="unstated", standing="advisory"),
)


def entitled(who: object, rule: object, *events: Event, may_: str = "demand:meeting", **more: object) -> Verdict[object]:
    """Return whether somebody, told as a rule would name them, may do what one rule permits."""
    here = scope(body("x", *ADVISED, row(power(who=rule, may=may_), "rules § 1")), events=events, **more)
    return may(here, "x", may_, parse_actor(who), AT)


@pytest.mark.parametrize(
    ("who", "rule", "outcome"),
    [
        ("at least 1/5 of members", "at least 1/5 of members", HOLDS),
        ("at least 1/4 of members", "at least 1/5 of members", HOLDS),
        ("more than 1/5 of members", "at least 1/5 of members", HOLDS),
        ("more than 1/5 of members", "more than 1/5 of members", HOLDS),
        ("at least 1/5 of members", "more than 1/5 of members", OPEN),
        ("at least 3", "at least 3", HOLDS),
        ("at least 3", "more than 2", HOLDS),
        ("at least 3", {"count": "voting members", "is": "at least 3"}, OPEN),
        ({"count": "voting members", "is": "at least 3"}, {"count": "voting members", "is": "at least 2"}, HOLDS),
        ("all of members", "more than 1/2 of members", HOLDS),
        ("all", "all", HOLDS),
        ("all", "any number", HOLDS),
        ("delegates", "all", HOLDS),
    ],
)
def test_what_follows_from_the_words_needs_no_facts(who: object, rule: object, outcome: Outcome) -> None:
    """Whoever is at least a fifth is at least a fifth, however many members there are; what does not follow is open."""
    assert entitled(who, rule).outcome is outcome


@pytest.mark.parametrize(
    ("who", "rule", "outcome", "needs"),
    [
        ("at least 1/5 of members", "at least 3", HOLDS, []),
        ("at least 1/6 of members", "at least 3", FAILS, ["needs.signatory"]),
        ("more than 1/6 of members", "at least 3", HOLDS, []),
        ("exactly 2", "at least 3", FAILS, ["needs.signatory"]),
        ("exactly 3", "at least 3", HOLDS, []),
        ("at most 5", "at least 2", FAILS, ["needs.signatory"]),
        ("at most 5", "at least 1", HOLDS, []),
        ("fewer than 4", "at least 1", HOLDS, []),
        ("fewer than 1", "at least 1", FAILS, ["needs.signatory"]),
        ("at most 0", "at least 1", FAILS, ["needs.signatory"]),
        ("any number", "at least 1", HOLDS, []),
        ({"count": "voting members", "is": "at least 3"}, "at least 3", HOLDS, []),
        ({"count": "advisory members", "is": "at least 1"}, "delegates", FAILS, ["needs.signatory"]),
        ({"count": "experts", "is": "at least 1"}, "delegates", FAILS, ["needs.signatory"]),
        ("at least 1", "chair", FAILS, []),
        ("at least 1", "public", HOLDS, []),
    ],
)
def test_a_quota_is_asked_of_its_smallest_group(who: object, rule: object, outcome: Outcome, needs: list[str]) -> None:
    """What the smallest group may, more of them may, too; what it may not, not every such group may."""
    people = [holds(f"p{n}", "delegates@x", "2020") for n in range(10)]
    answer = entitled(who, rule, *people, *(holds(f"e{n}", "experts@x", "2020") for n in range(2)))
    assert (answer.outcome, [one.code for one in answer.needs]) == (outcome, needs)


def test_of_signatories_with_an_attribute_only_those_count_who_have_it() -> None:
    """Two of a faction are two of it; two members need not be of it."""
    of_greens = {"count": "members", "is": "at least 2", "with": {"faction": "greens"}}
    people = [person(f"p{n}", faction="greens" if n < 3 else "blues") for n in range(10)]
    seated = [*people, *(holds(one.id, "delegates@x", "2020") for one in people), holds(None, "experts@x", "2020")]
    assert entitled(of_greens, of_greens, *seated).outcome is HOLDS
    assert entitled(of_greens, "at least 2", *seated).outcome is HOLDS
    assert entitled("at least 2", of_greens, *seated).outcome is OPEN
    assert entitled("at least 1", of_greens, *seated).outcome is FAILS


def test_how_many_there_are_of_whom_is_unknown_bounds_the_answer() -> None:
    """A seventh of an unknown number of members is open; no number of them is fewer than one."""
    assert entitled("at least 1/7 of members", "at least 2").outcome is OPEN
    assert entitled("at least 1/7 of members", "at least 2").missing == ("x.members",)
    assert entitled("at least 1/7 of members", "at least 1").outcome is HOLDS


def test_offices_bodies_and_organisations_act_as_such() -> None:
    """A body is no member; whether the holder of an office is one, the office alone does not tell."""
    greens = organisation("greens", "faction")
    assert entitled("chair", "chair", may_="convene").outcome is HOLDS
    assert entitled("chair", "chair@self", may_="convene").outcome is HOLDS
    assert entitled("chair@x", "chair", may_="convene").outcome is HOLDS
    assert entitled("chair", "deputy-chair", may_="convene").outcome is FAILS
    assert entitled("chair", "all", may_="speak").outcome is OPEN
    assert entitled("greens", "all", greens, may_="speak").outcome is FAILS
    assert entitled("greens", "*faction", greens, may_="speak").outcome is HOLDS
    assert entitled("*faction", "*faction", greens, may_="speak").outcome is HOLDS
    assert entitled("self", "x", may_="decide").outcome is HOLDS
    assert entitled("x", "all", may_="speak").outcome is FAILS
    assert entitled("public", "public", may_="attend").outcome is HOLDS
    assert entitled("public", "all", may_="speak").outcome is FAILS


def test_bodies_and_offices_elsewhere_are_the_same_however_they_are_written() -> None:
    """`parent` and the id of the body above are one body; so is an office there."""
    rule = row(power(who=["chair@parent", "board"], may="attend"), "rules")
    here = scope(body("x", *ADVISED, rule, part_of=parse_ref("board")), body("board"), body("other"))
    asked_of = {who: may(here, "x", "attend", who, AT).outcome for who in ("chair@board", "parent", "chair@other", "other")}
    assert asked_of == {"chair@board": HOLDS, "parent": HOLDS, "chair@other": FAILS, "other": FAILS}


def test_any_other_id_is_that_of_a_person() -> None:
    """Persons are asked about by their seats, as if they were listed."""
    people = (person("ada"), holds("ada", "delegates@x", "2020"), holds("eve", "experts@x", "2020"))
    assert entitled("ada", "delegates", *people, may_="propose").outcome is HOLDS
    assert entitled("eve", {"count": "voting members", "is": "at least 1"}, *people).outcome is FAILS
    with pytest.raises(PhraseError):
        may(scope(council(CHAIR)), "x", "convene", "Chair!", AT)


def test_a_quota_may_help_itself_where_so_many_asked() -> None:
    """Those who demanded a meeting are as many as the rule asks for, so such a group may convene once the time is over."""
    where = scope(council(UK, CHAIR), events=of(12, ASKED))
    assert [may(where, "x", "convene", "at least 2", date(2026, 9, day)).outcome for day in (8, 9)] == [FAILS, HOLDS]


def test_time_passes_from_the_day_after() -> None:
    """The day of the event does not count, and the last day has to be over."""
    assert passed(parse_length("7 days"), date(2026, 9, 1)) == date(2026, 9, 9)
    assert passed(parse_length("6 months"), date(2026, 1, 31)) == date(2026, 8, 1)


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

RULES = st.sampled_from(
    [
        "at least 3",
        "more than 3",
        "at least 1/5 of members",
        "more than 1/3 of members",
        "at least 1/4 of present members",
        {"count": "voting members", "is": "at least 2"},
        {"count": "present entitled voting members", "is": "more than 1/3 of present members"},
    ]
)


@given(RULES, st.integers(1, 12), st.integers(0, 12), st.booleans())
def test_one_more_signatory_never_destroys_a_demand(who: object, members: int, number: int, named: bool) -> None:
    """What enough demand, more demand, too."""
    rule = row(power(who=who, may="demand:secret-ballot"), "rules")
    people = [holds(f"p{n}", "delegates@x", "2020") for n in range(members)]
    number = min(number, members)

    def answer(signed: int) -> Outcome:
        crowd: object = [f"p{n}" for n in range(signed)] if named else signed
        facts = [*people, meeting(), item(), demand("secret-ballot", crowd, item="i")]
        return ask(scope(council(rule, seats=members), events=facts), "x", AT, "m", "i").outcome

    rank = [FAILS, OPEN, HOLDS]
    before, after = answer(number), answer(min(number + 1, members))
    assert rank.index(after) >= rank.index(before)


@given(RULES, RULES, st.integers(1, 12))
def test_what_follows_from_the_words_follows_from_the_numbers_too(who: object, rule: object, members: int) -> None:
    """A group that is asked about by a quota may what just as many by their number may; facts never turn that round."""
    people = [holds(f"p{n}", "delegates@x", "2020") for n in range(members)]
    right = row(power(who=rule, may="demand:secret-ballot"), "rules")
    crowd = [meeting(), item(), present([f"p{n}" for n in range(members)])]
    bare, full = (scope(council(right, seats=members), events=facts) for facts in (crowd[:2], [*people, *crowd]))
    before, after = (
        may(where, "x", "demand:secret-ballot", parse_actor(who), AT, meeting="m", item="i").outcome for where in (bare, full)
    )
    assert before in (OPEN, after)
    assert after is not OPEN


@given(st.permutations(range(6)), RULES)
def test_the_order_of_the_facts_does_not_matter(order: list[int], who: object) -> None:
    """Facts of the same day may stand in any order."""
    rule = row(power(who=who, may="demand:secret-ballot"), "rules")
    facts = [
        demand("secret-ballot", ["p1"], item="i"),
        demand("secret-ballot", ["p2", "p3"], item="i"),
        demand("secret-ballot", 2, item="i"),
        barred(["p4"], item="i"),
        present(["p1", "p2", "p3", "p5"]),
        found("urgent"),
    ]
    people = [holds(f"p{n}", "delegates@x", "2020") for n in range(8)]

    def answer(ordered: Iterable[Event]) -> Verdict[Rights]:
        events = [*people, meeting(), item(), *ordered]
        return ask(scope(council(rule, seats=8), events=events), "x", AT, "m", "i")

    first, second = answer(facts), answer(facts[n] for n in order)
    assert (first.outcome, first.value, first.figures) == (second.outcome, second.value, second.figures)


@given(RULES, st.integers(1, 10), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_narrowing_a_number_never_turns_the_answer_round(who: object, members: int, low: int, wide: int, at: int) -> None:
    """A range of signatories answers HOLDS or FAILS only if every number in it does."""
    rule = row(power(who=who, may="demand:secret-ballot"), "rules")
    members += low + wide  # nobody else can sign

    def answer(number: object) -> Outcome:
        facts = of(members, meeting(), item(), present(members), demand("secret-ballot", number, item="i"))
        return ask(scope(council(rule, seats=members), events=facts), "x", AT, "m", "i").outcome

    exact = answer(low + min(at, wide))
    assert answer(f"{low}..{low + wide}") in (exact, OPEN)


def test_the_record_may_be_missing() -> None:
    """Without a record there are no demands, only rights."""
    assert ask(scope(council(CHAIR)), "x", AT).outcome is HOLDS
    assert may(scope(council(CHAIR)), "x", "convene", Persons(("p1",)), AT).outcome is OPEN


@pytest.mark.parametrize("who", ["councillors", "at least 1", "all"])
@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        (None, Outcome.HOLDS),
        ("councillors", Outcome.HOLDS),
        ("government", Outcome.OPEN),
        ("county/board", Outcome.OPEN),
    ],
)
def test_whoever_is_of_another_body_is_not_taken_for_a_member(who: str, of: str | None, outcome: Outcome) -> None:
    """One of the government may sit in the council as well, or not: that is not told by their number."""
    rule = row(power(who=who, may="propose"), "page", id="right")
    here = scope(body("x", group("councillors", "page", seats=5), rule), body("government", group("ministers", "page", seats=3)))
    answer = may(here, "x", "propose", exactly(1), date(2026, 1, 1), of=parse_ref(of) if of is not None else None)
    assert (answer.outcome, answer.missing) == (outcome, ("x.members",) if outcome is Outcome.OPEN else ())
