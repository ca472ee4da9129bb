"""notice: whether a meeting was duly called, by when everything had to go out, and what heals a mistake."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ambiguity,
    body,
    found,
    group,
    holds,
    item,
    meeting,
    meets,
    notice,
    objection,
    organisation,
    present,
    row,
    scope,
    sent,
    size,
    waived,
    words,
)
from effort import tries
from gremium.evaluate.countdown import What, Why
from gremium.evaluate.notice import Called, in_time
from gremium.evaluate.notice import notice as ask
from gremium.evaluate.occasion import occasion
from gremium.evaluate.scope import Scope
from gremium.explain.language import reason_lines
from gremium.languages import LANGUAGES, language
from gremium.model.charter import CalendarRules, ClosedDay, Subject
from gremium.model.meeting import Notice as Sending
from gremium.model.provision import Provision, Reading, Strength
from gremium.model.record import Event, MeetingState
from gremium.norms.notice import Healing
from gremium.values.count import Count
from gremium.values.errors import Misuse
from gremium.values.lead import parse_lead
from gremium.values.message import Message
from gremium.values.verdict import Outcome, Reason, Verdict
from gremium_adapters.calendars.public_holidays import closed_days

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 10), date(2026, 3, 11)
MON_SAT = ["mon", "tue", "wed", "thu", "fri", "sat"]
MEMBERS = ("ada", "bea", "cem")
TOWN = CalendarRules(id="town", region="DE-NW", extra=(ClosedDay(on=date(2026, 3, 6), name=words("Ortsfeiertag")),))


def rules(
    *rows: Provision, events: Iterable[Event] = (), members: Iterable[str] = (), seats: object = None, **more: Any
) -> Scope:
    """Return a scope of body `x` with these rows; its seats are those of the members, or as many as given."""
    named = tuple(members)
    seat = [group("g", how="elected", seats=seats or len(named), standing="voting")] if seats or named else []
    told = [holds(one, "g@x", "2020-01-01") for one in named]
    return scope(body("x", *seat, *rows), events=[*told, *events], **more)


def called(
    *events: Event,
    at: date | datetime = TUESDAY,
    on: Iterable[str] = (),
    seats: object = None,
    state: str = "planned",
    item_: str | None = None,
    holidays: bool = True,
    strength: Strength = Strength.MUST,
    **said: object,
) -> Verdict[Called]:
    """Return the answer about a meeting of body `x` under one rule about the notice; it is still to come unless `state` is."""
    told = [meeting(at=at, state=state), *events]
    there = rules(row(notice(**said), "rules § 2", strength=strength), events=told, members=on, seats=seats, calendars=(TOWN,))
    if holidays:
        there = Scope(charter=there.charter, record=there.record, holidays=closed_days)
    return ask(there, "x", TUESDAY, "m", item_)


def codes(reasons: Iterable[Reason]) -> list[str]:
    """Return the codes of reasons and of all below them."""
    return [code for one in reasons for code in (one.said.code, *codes(one.because))]


def latest(answer: Verdict[Called], what: What = What.NOTICE) -> date | datetime | None:
    assert answer.value is not None
    one = answer.value.due(what)
    return one.latest if one is not None else None


# ── cases from real rules ────────────────────────────────────────────────────────────────────────────────────────────

WESEL = {
    "lead": "8 clear days before meeting",
    "basis": "receipt",
    "urgent": {"lead": "48 hours before meeting", "says": ["urgency"]},
    "cures": "no-objection",
}
WALTROP = {
    "lead": "7 clear days before meeting",
    "basis": "receipt",
    "urgent": {"lead": "3 clear days before meeting", "says": ["urgency"]},
    "motions": "5th day before meeting",
}


def test_eight_full_days_one_day_too_late() -> None:
    """Received on Monday for Tuesday of next week is too late for eight full days; the latest day is a Sunday, and it says so."""
    answer = called(sent(dispatched=MONDAY, received=MONDAY), **WESEL)
    assert answer.outcome is FAILS
    assert latest(answer) == date(2026, 3, 1)
    assert ("notice.latest", "2026-03-01") in answer.figures
    assert ("notice.actual", "2026-03-02") in answer.figures
    told = "\n".join(reason_lines(answer.reasons, language("en")))
    assert "The latest day, 2026-03-01, is a day of rest (Sunday); nothing is shifted for that" in told
    assert language("en").say(answer.needs[0]) == "a meeting not before this day: Wednesday, 2026-03-11"


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (date(2026, 5, 10), "2026-05-01, is a day of rest (Erster Mai)"),
        (date(2026, 5, 11), "2026-05-02, is a day of rest (Saturday)"),
        (date(2026, 5, 13), None),
        (date(2026, 3, 15), "2026-03-06, is a day of rest (Ortsfeiertag)"),
    ],
)
def test_the_latest_day_may_be_a_day_of_rest(at: date, name: str | None) -> None:
    """A holiday is called by its name, a Saturday is one as well, and a working day is nothing to speak of."""
    told = "\n".join(reason_lines(called(at=at, **WESEL).reasons, language("en")))
    assert (name in told) if name is not None else ("day of rest" not in told)


def test_eight_full_days_a_day_later() -> None:
    """The same notice is in time for the Wednesday, and then nothing says that anything was a mistake."""
    answer = called(sent(received=MONDAY), at=WEDNESDAY, **WESEL)
    assert answer.outcome is HOLDS
    assert answer.needs == ()
    assert answer.value is not None
    assert (answer.value.in_time, answer.value.late, answer.value.urgent) == (HOLDS, Count(0, 0), False)


def test_urgent_notice_by_the_hour() -> None:
    """With its cause stated a notice is in time 48 hours before the minute of the meeting, and not a minute later."""
    wednesday = datetime(2026, 3, 4, 19)
    answer = called(sent(received=datetime(2026, 3, 2, 18), urgent=True, says=["urgency"]), at=wednesday, **WESEL)
    assert answer.outcome is HOLDS
    assert answer.value is not None
    assert answer.value.urgent
    assert latest(answer, What.URGENT) == datetime(2026, 3, 2, 19)
    for minute, outcome in ((0, HOLDS), (1, FAILS)):
        late = sent(received=datetime(2026, 3, 2, 19, minute), says=["urgency"])
        assert called(late, at=wednesday, **WESEL).outcome is outcome


@pytest.mark.parametrize(("says", "outcome"), [(["urgency"], HOLDS), (["agenda"], FAILS), ([], OPEN)])
def test_urgent_notice_has_to_say_so(says: list[str], outcome: Outcome) -> None:
    """An urgent notice that does not state the urgency is none; where its words are not recorded nobody knows."""
    late = sent(received=datetime(2026, 3, 2, 18), urgent=True, says=says)
    answer = called(late, at=datetime(2026, 3, 4, 19), **WESEL)
    assert answer.outcome is outcome
    assert ("m.notice.says" in answer.missing) == (outcome is OPEN)


def test_an_ordinary_notice_does_not_go_the_short_way() -> None:
    """What neither is marked as urgent nor says that it is has to keep the ordinary time."""
    late = sent(received=datetime(2026, 3, 2, 18), says=["agenda"])
    assert called(late, at=datetime(2026, 3, 4, 19), **WESEL).outcome is FAILS


@pytest.mark.parametrize(
    ("objections", "outcome"),
    [
        ([], HOLDS),
        ([objection(item="i3", at=datetime(2026, 3, 10, 20, 30))], HOLDS),
        ([objection(item="i3")], HOLDS),
        ([objection(at=datetime(2026, 3, 10, 19))], FAILS),
        ([objection(at=datetime(2026, 3, 10, 19, 4))], FAILS),
        ([objection(at=datetime(2026, 3, 10, 19, 6))], HOLDS),
        ([objection(at=date(2026, 3, 9))], FAILS),
        ([objection(at=date(2026, 3, 11))], HOLDS),
        ([objection(at=date(2026, 3, 10))], OPEN),
        ([objection()], OPEN),
        ([objection("secrecy")], HOLDS),
        ([objection(item="i3"), objection(at=datetime(2026, 3, 10, 18, 59))], FAILS),
    ],
)
def test_complaint_has_to_come_before_the_agenda_is_entered(objections: list[Event], outcome: Outcome) -> None:
    """A late notice is healed unless somebody complained before the agenda was entered; a complaint during item 3 is in vain."""
    items = [item("i1", at=datetime(2026, 3, 10, 19, 5)), item("i3", at=datetime(2026, 3, 10, 20)), item("i4")]
    answer = called(sent(received=MONDAY), *items, *objections, at=datetime(2026, 3, 10, 19), state="held", **WESEL)
    assert answer.outcome is outcome
    assert answer.value is not None
    assert answer.value.in_time is FAILS
    assert answer.value.healed == ((Healing.NO_OBJECTION,) if outcome is HOLDS else ())
    assert answer.missing == (("m.objection",) if outcome is OPEN else ())


def test_without_the_time_of_the_items_a_later_complaint_is_open() -> None:
    """A complaint after the beginning may have come before the first item, where nobody wrote down when that was called."""
    told = (sent(received=MONDAY), objection(at=datetime(2026, 3, 10, 19, 1)))
    assert called(*told, at=datetime(2026, 3, 10, 19), state="held", **WESEL).outcome is OPEN
    assert called(*told, at=datetime(2026, 3, 10, 19, 1), state="held", **WESEL).outcome is FAILS
    assert called(*told, at=date(2026, 3, 10), state="held", **WESEL).outcome is OPEN


def test_nothing_is_healed_before_the_meeting() -> None:
    """A late notice is a mistake until the meeting was held without a complaint; it is said what may heal it."""
    answer = called(sent(received=MONDAY), **WESEL)
    assert answer.outcome is FAILS
    assert [one.code for one in answer.needs] == ["needs.notice-meeting", "needs.notice-no-objection"]


@pytest.mark.parametrize(
    ("received", "at", "urgent", "outcome"),
    [
        (MONDAY, TUESDAY, False, HOLDS),
        (date(2026, 3, 3), TUESDAY, False, FAILS),
        (MONDAY, date(2026, 3, 5), True, FAILS),
        (MONDAY, date(2026, 3, 6), True, HOLDS),
    ],
)
def test_seven_full_days_or_three_in_urgent_cases(received: date, at: date, urgent: bool, outcome: Outcome) -> None:
    """Seven full days lie between Monday and Tuesday of next week, three between Monday and Friday."""
    answer = called(sent(received=received, urgent=urgent, says=["urgency"] if urgent else []), at=at, **WALTROP)
    assert answer.outcome is outcome


def test_motions_may_be_due_after_the_notice_went_out() -> None:
    """Proposals are due on the fifth day before the sitting, although the notice has to be there before that."""
    answer = called(sent(received=MONDAY), **WALTROP)
    assert latest(answer, What.MOTIONS) == date(2026, 3, 5)
    assert latest(answer) == date(2026, 3, 2)


def test_last_day_to_file_an_item() -> None:
    """The twenty-first day before 24 March is 3 March, also where no rule gives a time for the notice itself."""
    answer = called(at=date(2026, 3, 24), motions="21st day before meeting")
    assert latest(answer, What.MOTIONS) == date(2026, 3, 3)
    assert "Motions: at the latest Tuesday, 2026-03-03" in "\n".join(reason_lines(answer.reasons, language("en")))
    assert answer.outcome is OPEN
    assert answer.missing == ("m.notice", "x.notice.lead")


@pytest.mark.parametrize(
    ("received", "outcome"), [(date(2026, 2, 24), HOLDS), (date(2026, 2, 25), OPEN), (date(2026, 3, 9), OPEN)]
)
def test_about_fourteen_days(received: date, outcome: Outcome) -> None:
    """A time that is only approximate is kept if it is kept to the day; else nobody can say that it was not."""
    answer = called(sent(received=received), lead="about 14 days before meeting", basis="receipt")
    assert answer.outcome is outcome
    assert ("reason.notice-soft" in codes(answer.reasons)) == (outcome is OPEN)
    assert answer.missing == (("x.notice.lead",) if outcome is OPEN else ())


@pytest.mark.parametrize(("known", "outcome"), [(MONDAY, HOLDS), (date(2026, 3, 3), FAILS)])
def test_one_week_from_monday_to_monday(known: date, outcome: Outcome) -> None:
    """Where one week is read as seven days Monday is in time for Monday, Tuesday is not; sent or arrived is all the same."""
    answer = called(sent(dispatched=known, received=known), at=date(2026, 3, 9), lead="1 week before meeting", basis="unstated")
    assert answer.outcome is outcome


VORARLBERG = {
    "lead": "2 weeks before meeting",
    "basis": "receipt",
    "urgent": {"lead": "3 days before meeting"},
    "motions": "3 weeks before meeting",
    "cures": "appearance",
}


def test_as_a_rule_two_weeks_and_three_days_in_urgent_cases() -> None:
    """A rule that holds "as a rule" leaves open whether a later notice is a mistake; motions are due before it goes out."""
    should = {**VORARLBERG, "strength": Strength.SHOULD}
    assert called(sent(received=date(2026, 2, 24)), **should).outcome is HOLDS
    answer = called(sent(received=date(2026, 2, 25)), **should)
    assert answer.outcome is OPEN
    assert answer.missing == ("x.notice.lead",)
    assert latest(answer, What.MOTIONS) == date(2026, 2, 17)
    for received, outcome in ((date(2026, 3, 7), HOLDS), (date(2026, 3, 8), FAILS)):
        assert called(sent(received=received, urgent=True), **VORARLBERG).outcome is outcome


@pytest.mark.parametrize(
    ("strength", "outcome"),
    [(Strength.MUST, FAILS), (Strength.SHOULD, OPEN), (Strength.DOES, OPEN), (Strength.MAY, HOLDS)],
)
def test_how_strong_the_rule_is(strength: Strength, outcome: Outcome) -> None:
    """Only a rule that has to be kept is broken by a late notice; one that only permits never is."""
    answer = called(sent(received=MONDAY), lead="8 clear days before meeting", basis="receipt", strength=strength)
    assert answer.outcome is outcome


@pytest.mark.parametrize(("at", "outcome"), [(date(2026, 5, 26), FAILS), (date(2026, 5, 27), HOLDS)])
def test_clear_days_of_an_english_parish(at: date, outcome: Outcome) -> None:
    """Three clear days leave out Sunday and the bank holiday: issued on Thursday is in time for Wednesday, not for Tuesday."""
    parish = CalendarRules(id="parish", region="GB-ENG")
    rule = row(notice(lead="3 clear working days before meeting", basis="dispatch", working_days=MON_SAT), "guide")
    there = rules(rule, events=[meeting(at=at), sent(dispatched=date(2026, 5, 21))], calendars=(parish,))
    answer = ask(Scope(charter=there.charter, record=there.record, holidays=closed_days), "x", at, "m")
    assert answer.outcome is outcome
    told = "\n".join(reason_lines(answer.reasons, language("en")))
    assert "Not counted: Sunday, 2026-05-24 (not a working day under this rule)" in told
    assert "Not counted: Monday, 2026-05-25 (Spring Bank Holiday)" in told


@pytest.mark.parametrize(
    ("channels", "outcome"),
    [
        (["post", "web"], HOLDS),
        (["post", "web", "drums"], HOLDS),
        (["post"], FAILS),
        (["post", "drums"], FAILS),
        ([], OPEN),
    ],
)
def test_at_least_two_of_four_ways(channels: list[str], outcome: Outcome) -> None:
    """Two of the four ways that the rule lists are enough, others do not count, and what is not recorded is open."""
    rule = {"lead": "7 days before meeting", "basis": "provision", "channels": ["post", "web", "paper", "mail"]}
    answer = called(sent(provided=MONDAY, channels=channels), channels_needed=2, **rule)
    assert answer.outcome is outcome
    assert answer.missing == (("m.notice.channels",) if outcome is OPEN else ())


WOLFSBURG = {"lead": "7 clear days before meeting", "basis": "receipt", "cures": "all-present"}


@pytest.mark.parametrize(
    ("there", "objections", "outcome"),
    [
        (47, [], HOLDS),
        (46, [], FAILS),
        ("46..47", [], OPEN),
        (47, [objection(item="i", at=datetime(2026, 3, 10, 21))], FAILS),
        (47, [objection("secrecy")], HOLDS),
    ],
)
def test_all_present_and_nobody_objects(there: object, objections: list[Event], outcome: Outcome) -> None:
    """A notice that is a day late is healed if all 47 members are there and nobody objects, at whatever time."""
    told = (size("x", 47), sent(received=date(2026, 3, 3)), present(there), item(), *objections)
    answer = called(*told, seats=47, state="held", **WOLFSBURG)
    assert answer.outcome is outcome
    assert answer.value is not None
    assert answer.value.healed == ((Healing.ALL_PRESENT,) if outcome is HOLDS else ())


def test_all_present_heals_a_notice_that_nobody_recorded() -> None:
    """If everybody is there and nobody objects it does not matter how they were called; that nobody complained needs a notice."""
    assert called(present(47), seats=47, state="held", **WOLFSBURG).outcome is HOLDS
    answer = called(present(47), seats=47, state="held", **WESEL)
    assert answer.outcome is OPEN
    assert answer.missing == ("m.notice",)


# ── the three outcomes ───────────────────────────────────────────────────────────────────────────────────────────────


def test_without_any_notice_the_latest_days_are_told_all_the_same() -> None:
    """Nobody knows whether a meeting was duly called of which no notice is recorded, but by when it has to go out is known."""
    answer = called(lead="8 clear days before meeting", basis="receipt", deemed="3 days", papers="7 days before meeting")
    assert answer.outcome is OPEN
    assert answer.missing == ("m.notice",)
    assert answer.value is not None
    assert [(one.what, one.latest, one.dispatch) for one in answer.value.dues] == [
        (What.NOTICE, date(2026, 3, 1), date(2026, 2, 26)),
        (What.PAPERS, date(2026, 3, 3), date(2026, 2, 28)),
    ]


def test_every_reason_ends_in_its_clause() -> None:
    """What decides cites the clause that says it, and a body without any rule about the notice says that."""
    answer = called(sent(received=MONDAY), **WESEL)
    assert answer.reasons[0].provision == "bodies.x.notice[0]"
    assert [str(cite) for cite in answer.reasons[0].cites] == ["rules § 2"]
    silent = ask(rules(events=[meeting()]), "x", TUESDAY, "m")
    assert (silent.outcome, silent.missing, codes(silent.reasons)) == (OPEN, ("x.notice",), ["reason.no-rule"])


def test_a_body_that_is_not_there_called_nobody() -> None:
    """A meeting before the first day of the body was not duly called."""
    there = scope(body("x", row(notice(**WESEL)), since=date(2027, 1, 1)), events=[meeting(), sent(received=MONDAY)])
    answer = ask(there, "x", TUESDAY, "m")
    assert (answer.outcome, codes(answer.reasons)) == (FAILS, ["reason.body-not-there"])


def test_without_a_meeting_the_rules_are_told() -> None:
    """Asked about no meeting the answer is what the rules say on the day."""
    answer = ask(rules(row(notice(**WESEL), "rules § 2")), "x", TUESDAY)
    assert answer.outcome is HOLDS
    assert answer.value.value("lead") == parse_lead("8 clear days before meeting")


def test_unknown_meetings_are_misuse() -> None:
    """A meeting or item that the record does not have is refused."""
    there = rules(row(notice(**WESEL)), events=[meeting()])
    for asked in (("n", None), ("m", "i")):
        with pytest.raises(Misuse):
            ask(there, "x", TUESDAY, *asked)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"lead": "unstated"}, ("x.notice.lead",)),
        ({"lead": "48 hours before meeting"}, ("m.at",)),
        ({"lead": "3 working days before meeting"}, ("x.notice.working_days",)),
        ({"lead": "3 days before meeting@council"}, ("council.meetings",)),
        ({"says": ["agenda"]}, ("x.notice.lead",)),
    ],
)
def test_what_is_needed_to_tell_the_latest_day(said: dict[str, object], missing: tuple[str, ...]) -> None:
    """Where the latest day cannot be told the answer names what would have to be stated or recorded."""
    answer = called(sent(received=datetime(2026, 3, 8, 12)), basis="receipt", **said)
    assert (answer.outcome, answer.missing) == (OPEN, missing)
    assert called(basis="receipt", **said).missing == ("m.notice", *missing)
    assert "reason.notice-untold" in codes(answer.reasons)


def test_working_days_need_a_calendar() -> None:
    """Without a calendar, or the holidays of its region, nobody knows the working days; with them extra days are left out."""
    said = {"lead": "3 working days before meeting", "basis": "receipt", "working_days": ["mon", "tue", "wed", "thu", "fri"]}
    answer = called(sent(received=date(2026, 3, 4)), **said)
    assert (answer.outcome, latest(answer)) == (HOLDS, date(2026, 3, 4))
    assert answer.value is not None
    skipped = [(one.day, one.name) for one in answer.value.dues[0].days if one.why is Why.CLOSED]
    assert skipped == [(date(2026, 3, 6), "Ortsfeiertag")]
    unknown = called(sent(received=date(2026, 3, 4)), holidays=False, **said)
    assert (unknown.outcome, unknown.missing) == (OPEN, ("calendars.town.region",))
    there = rules(row(notice(**said)), events=[meeting(), sent(received=date(2026, 3, 4))])
    none = ask(Scope(charter=there.charter, record=there.record, holidays=closed_days), "x", TUESDAY, "m")
    assert (none.outcome, none.missing) == (OPEN, ("x.calendar",))
    there = rules(row(notice(**said)), events=[meeting(), sent(received=date(2026, 3, 4))],
                  calendars=(CalendarRules(id="moon", region="XX"),))  # fmt: skip
    none = ask(Scope(charter=there.charter, record=there.record, holidays=closed_days), "x", TUESDAY, "m")
    assert (none.outcome, none.missing) == (OPEN, ("calendars.moon.region",))


def test_working_days_over_several_years() -> None:
    """As many years of holidays are looked up as the count needs, back to the first year that there is."""
    said = {"lead": "600 working days before meeting", "basis": "receipt", "working_days": ["mon", "tue"]}
    answer = called(**said)
    last = latest(answer)
    assert isinstance(last, date)
    assert last.year == 2020
    assert answer.value is not None
    closed = {one.day for one in answer.value.dues[0].days if one.why is Why.CLOSED}
    assert {date(2021, 4, 5), date(2020, 6, 1)} <= closed
    early = called(at=date(1, 3, 1), **said)
    assert latest(early) == date.min


def test_an_unstated_basis_holds_where_it_makes_no_difference() -> None:
    """If arrival was in time so was dispatch; if dispatch was late so was arrival; in between it is open."""
    said = {"lead": "8 days before meeting"}
    assert called(sent(received=MONDAY), **said).outcome is HOLDS
    assert called(sent(dispatched=date(2026, 3, 3)), **said).outcome is FAILS
    for sending in (sent(dispatched=MONDAY), sent(dispatched=MONDAY, received=date(2026, 3, 3)), sent(received=date(2026, 3, 3))):
        answer = called(sending, **said)
        assert answer.outcome is OPEN
        assert "x.notice.basis" in answer.missing
    assert called(sent(received=MONDAY, dispatched=MONDAY, provided=date(2026, 3, 3)), **said).outcome is OPEN


@pytest.mark.parametrize(
    ("basis", "sending", "outcome", "missing"),
    [
        ("dispatch", sent(dispatched=MONDAY), HOLDS, ()),
        ("dispatch", sent(dispatched=date(2026, 3, 3)), FAILS, ()),
        ("dispatch", sent(received=MONDAY), HOLDS, ()),
        ("dispatch", sent(received=date(2026, 3, 3)), OPEN, ("m.notice.dispatched",)),
        ("dispatch", sent(), OPEN, ("m.notice.dispatched",)),
        ("receipt", sent(received=MONDAY), HOLDS, ()),
        ("receipt", sent(dispatched=MONDAY), OPEN, ("m.notice.received",)),
        ("receipt", sent(dispatched=date(2026, 3, 3)), FAILS, ()),
        ("receipt", sent(provided=MONDAY), OPEN, ("m.notice.received",)),
        ("provision", sent(provided=MONDAY), HOLDS, ()),
        ("provision", sent(provided=date(2026, 3, 3)), FAILS, ()),
        ("provision", sent(dispatched=MONDAY, received=MONDAY), OPEN, ("m.notice.provided",)),
    ],
)
def test_what_counts(basis: str, sending: Sending, outcome: Outcome, missing: tuple[str, ...]) -> None:
    """Arrival, dispatch or laying ready counts, as the rule says; what was not recorded is known as far as the rest tells it."""
    answer = called(sending, lead="8 days before meeting", basis=basis)
    assert (answer.outcome, answer.missing) == (outcome, missing)


def test_deemed_arrival() -> None:
    """Sent on Thursday an electronic notice counts as arrived on Monday, and no source says whether an earlier arrival counts."""
    said = {"lead": "1 clear week before meeting", "basis": "receipt", "deemed": "4 days", "at": date(2026, 11, 24)}
    assert called(sent(dispatched=date(2026, 11, 12)), **said).outcome is HOLDS
    assert called(sent(dispatched=datetime(2026, 11, 13, 9)), **said).outcome is FAILS
    assert called(sent(dispatched=date(2026, 11, 12), received=date(2026, 11, 13)), **said).outcome is HOLDS
    answer = called(sent(dispatched=date(2026, 11, 13), received=date(2026, 11, 13)), **said)
    assert (answer.outcome, answer.missing) == (OPEN, ("x.notice.deemed",))
    assert "reason.notice-deemed" in codes(answer.reasons)


@pytest.mark.parametrize(
    ("sending", "outcome", "missing"),
    [
        (sent(dispatched=date(2026, 11, 13), channels="post"), HOLDS, ()),
        (sent(dispatched=date(2026, 11, 14), channels="post"), FAILS, ()),
        (sent(dispatched=date(2026, 11, 12), channels="email"), HOLDS, ()),
        (sent(dispatched=date(2026, 11, 13), channels="email"), FAILS, ()),
        (sent(dispatched=date(2026, 11, 13), channels=["email", "post"]), HOLDS, ()),
        (sent(dispatched=date(2026, 11, 13), channels=["email", "hand"]), FAILS, ()),
        (sent(dispatched=date(2026, 11, 9), channels="hand"), OPEN, ("m.notice.received",)),
        (sent(dispatched=date(2026, 11, 9)), OPEN, ("m.notice.channels",)),
        (sent(dispatched=date(2026, 11, 14)), OPEN, ("m.notice.channels",)),
        (sent(dispatched=date(2026, 11, 17)), FAILS, ()),
        (sent(received=date(2026, 11, 16)), HOLDS, ()),
    ],
)
def test_deemed_arrival_by_way_of_sending(sending: Sending, outcome: Outcome, missing: tuple[str, ...]) -> None:
    """Letters count as arrived on the third day, electronic notices on the fourth, what is handed over only when it is."""
    said = {"lead": "1 clear week before meeting", "basis": "receipt", "deemed_by": {"post": "3 days", "email": "4 days"}}
    answer = called(sending, at=date(2026, 11, 24), **said)
    assert (answer.outcome, answer.missing) == (outcome, missing)
    assert codes(answer.reasons).count("reason.notice-deemed-by") == 2


def test_one_way_has_its_own_time_and_the_others_have_another() -> None:
    """What a single way says goes before what holds for all; so the ways have to be recorded where it matters."""
    said = {"lead": "8 days before meeting", "basis": "receipt", "deemed": "3 days", "deemed_by": {"email": "1 day"}}
    assert called(sent(dispatched=date(2026, 3, 1), channels="email"), **said).outcome is HOLDS
    assert called(sent(dispatched=date(2026, 3, 1), channels="post"), **said).outcome is FAILS
    answer = called(sent(dispatched=date(2026, 3, 1)), **said)
    assert (answer.outcome, answer.missing) == (OPEN, ("m.notice.channels",))
    known = called(sent(dispatched=date(2026, 3, 1), received=date(2026, 3, 3), channels="email"), **said)
    assert (known.outcome, known.missing) == (OPEN, ("x.notice.deemed_by",))


def test_hours_need_the_minute_only_where_it_matters() -> None:
    """A notice known by its day is in time if the whole day was, too late if none of it was, else open; so with the meeting."""
    said = {"lead": "48 hours before meeting", "basis": "receipt"}
    evening = datetime(2026, 3, 10, 19)
    outcomes = [called(sent(received=date(2026, 3, n)), at=evening, **said).outcome for n in (7, 8, 9)]
    assert outcomes == [HOLDS, OPEN, FAILS]
    assert called(sent(received=date(2026, 3, 8)), at=evening, **said).missing == ("m.notice.received",)
    some_time = [called(sent(received=date(2026, 3, n)), **said).outcome for n in (7, 8, 9)]
    assert some_time == [HOLDS, OPEN, FAILS]
    last = sent(dispatched=datetime(2026, 3, 8, 19))
    assert called(last, at=evening, **said).outcome is OPEN  # it may have arrived in the same minute
    early = sent(received=datetime(2026, 3, 8, 0, 0))
    assert called(early, **said).outcome is HOLDS
    assert called(sent(received=datetime(2026, 3, 8, 12)), **said).missing == ("m.at",)
    assert called(sent(received=datetime(1, 1, 1)), at=date(1, 1, 1), **said).outcome is HOLDS


# ── two stages, agenda, papers, publication, motions ─────────────────────────────────────────────────────────────────

STAGES = {"announcement": "4 weeks before meeting", "agenda": "1 week before meeting", "basis": "dispatch"}


@pytest.mark.parametrize(
    ("sendings", "outcome"),
    [
        ([sent(sends="announcement", dispatched=date(2026, 2, 10)), sent(sends="agenda", dispatched=date(2026, 3, 3))], HOLDS),
        ([sent(sends="announcement", dispatched=date(2026, 2, 11)), sent(sends="agenda", dispatched=date(2026, 3, 3))], FAILS),
        ([sent(sends="announcement", dispatched=date(2026, 2, 10)), sent(sends="agenda", dispatched=date(2026, 3, 4))], FAILS),
        ([sent(dispatched=date(2026, 2, 10))], HOLDS),
        ([sent(dispatched=date(2026, 3, 3))], FAILS),
        ([sent(sends="announcement", dispatched=date(2026, 2, 10))], OPEN),
        ([sent(sends="agenda", dispatched=date(2026, 3, 3))], OPEN),
    ],
)
def test_announcement_and_agenda(sendings: list[Event], outcome: Outcome) -> None:
    """Where the day is announced first and the agenda follows, both have to be in time; a whole notice does both at once."""
    assert called(*sendings, **STAGES).outcome is outcome


def test_an_urgent_notice_stands_for_both_stages() -> None:
    """On the short way a whole notice does what announcement and agenda would have done."""
    answer = called(sent(dispatched=date(2026, 3, 9), urgent=True), **STAGES, urgent={"lead": "1 day before meeting"})
    assert answer.outcome is HOLDS
    assert codes(answer.reasons).count("reason.notice-urgent-holds") == 1


def test_which_stage_is_not_recorded() -> None:
    """What is missing is the stage of which nothing is recorded."""
    assert called(**STAGES).missing == ("m.announcement", "m.agenda")
    assert called(sent(sends="agenda", dispatched=date(2026, 3, 3)), **STAGES).missing == ("m.announcement",)


def test_papers_publication_and_motions_decide_only_about_themselves() -> None:
    """Members who were invited in time are duly called, even if papers, publication or a motion came too late; each says so."""
    rule = {
        "lead": "8 days before meeting",
        "papers": "7 days before meeting",
        "publication": "3 days before meeting",
        "motions": "10 days before meeting",
        "basis": "receipt",
    }
    told = (
        sent(received=MONDAY),
        sent(sends="papers", received=date(2026, 3, 4)),
        sent(sends="publication", provided=date(2026, 3, 8)),
        sent(sends="motion", item="i", received=date(2026, 2, 27)),
        sent(sends="motion", item="j", received=date(2026, 3, 1)),
        item("i"),
        item("j"),
    )
    answer = called(*told, **rule)
    assert answer.outcome is HOLDS
    assert answer.value is not None
    assert {one.what: (one.outcome, one.actual) for one in answer.value.dues} == {
        What.NOTICE: (HOLDS, MONDAY),
        What.PAPERS: (FAILS, date(2026, 3, 4)),
        What.PUBLICATION: (FAILS, date(2026, 3, 8)),
        What.MOTIONS: (FAILS, date(2026, 3, 1)),
    }
    assert codes(answer.reasons).count("reason.notice-fails") == 2
    assert codes(answer.reasons).count("reason.notice-some") == 1
    for id_, outcome in (("i", HOLDS), ("j", FAILS)):
        motions = called(*told, item_=id_, **rule)
        assert motions.outcome is HOLDS
        assert motions.value is not None
        assert motions.value.due(What.MOTIONS).outcome is outcome
        assert motions.value.item == id_


def test_papers_that_go_with_the_notice() -> None:
    """A notice that says that the papers are with it brings them; of papers for some only, the others have none."""
    said = {"lead": "8 days before meeting", "papers": "7 days before meeting", "basis": "receipt", "on": MEMBERS}
    brought = called(sent(received=MONDAY, says=["papers"]), **said)
    assert brought.value is not None
    assert brought.value.due(What.PAPERS).outcome is HOLDS
    assert brought.value.due(What.PUBLICATION) is None
    some = called(sent(received=MONDAY), sent(sends="papers", received=MONDAY, who=["ada", "bea"]), **said)
    assert some.outcome is HOLDS
    assert some.value is not None
    assert some.value.due(What.PAPERS).outcome is FAILS


@pytest.mark.parametrize(
    ("sending", "outcome"),
    [
        (sent(sends="publication", dispatched=date(2026, 3, 7)), HOLDS),
        (sent(sends="publication", received=date(2026, 3, 8)), FAILS),
        (sent(sends="publication"), OPEN),
    ],
)
def test_when_something_was_published(sending: Sending, outcome: Outcome) -> None:
    """Published is what was laid ready or, where that is not recorded, sent or received."""
    answer = called(sending, publication="3 days before meeting")
    assert answer.value is not None
    assert answer.value.due(What.PUBLICATION).outcome is outcome


def test_an_item_with_a_notice_of_its_own() -> None:
    """An item that came with a late supplement was not duly announced, though the meeting was."""
    told = (sent(received=MONDAY), sent(received=date(2026, 3, 6), sends="agenda", item="late"), item("late"), item("other"))
    said = {"lead": "8 days before meeting", "agenda": "8 days before meeting", "basis": "receipt"}
    assert called(*told, **said).outcome is HOLDS
    assert called(*told, item_="other", **said).outcome is HOLDS
    assert called(*told, item_="late", **said).outcome is FAILS


def test_before_the_meeting_of_another_body() -> None:
    """Counted is back from the next meeting of the other body, on the day of this one or later; what is off does not count."""
    said = {"lead": "14 days before meeting@council", "basis": "receipt"}
    rule = row(notice(**said), "rules")
    events = [
        meeting(),
        *meets("council", date(2026, 3, 9), date(2026, 3, 24), date(2026, 4, 21)),
        *meets("council", date(2026, 3, 17), state=MeetingState.CANCELLED),
        *meets("council", date(2026, 3, 18), state=MeetingState.POSTPONED),
    ]
    there = scope(body("x", rule), body("council", kind="council"), events=[*events, sent(received=TUESDAY)])
    answer = ask(there, "x", TUESDAY, "m")
    assert (answer.outcome, latest(answer)) == (HOLDS, date(2026, 3, 10))
    there = scope(body("x", rule), body("council"), events=[*events, sent(received=WEDNESDAY)])
    answer = ask(there, "x", TUESDAY, "m")
    assert answer.outcome is FAILS
    assert answer.needs == ()


# ── who got it ───────────────────────────────────────────────────────────────────────────────────────────────────────

PLAIN: dict[str, Any] = {"lead": "8 days before meeting", "basis": "receipt"}
IN_TIME, LATE = MONDAY, date(2026, 3, 3)


def reached(*events: Event, **said: Any) -> tuple[Outcome, Count, tuple[str, ...]]:
    answer = called(*events, **{"on": MEMBERS, **PLAIN, **said})
    assert answer.value is not None
    return answer.outcome, answer.value.late, answer.value.late_for


@pytest.mark.parametrize(
    ("sendings", "outcome", "late", "late_for"),
    [
        ([sent(received=IN_TIME, who=["ada", "bea", "cem"])], HOLDS, (0, 0), ()),
        ([sent(received=IN_TIME, who=["ada", "bea"])], FAILS, (1, 1), ("cem",)),
        ([sent(received=IN_TIME, who=["ada", "bea"]), sent(received=LATE, who=["cem"])], FAILS, (1, 1), ("cem",)),
        ([sent(received=LATE, who=["cem"]), sent(received=IN_TIME, who=["cem", "ada", "bea"])], HOLDS, (0, 0), ()),
        ([sent(received=IN_TIME, who=["ada", "bea"]), sent(who=["cem"])], OPEN, (0, 1), ()),
        ([sent(received=LATE), sent(received=IN_TIME, who=["ada"])], FAILS, (2, 2), ("bea", "cem")),
        ([sent(received=IN_TIME), sent(received=LATE, who=["ada"])], HOLDS, (0, 0), ()),
        ([sent(received=LATE)], FAILS, (3, 3), MEMBERS),
        ([sent()], OPEN, (0, 3), ()),
        ([sent(received=IN_TIME, who=3)], HOLDS, (0, 0), ()),
        ([sent(received=IN_TIME, who=2)], FAILS, (1, 1), ()),
        ([sent(received=IN_TIME, who="2..3")], OPEN, (0, 1), ()),
        ([sent(received=IN_TIME, who="2..")], OPEN, (0, 1), ()),
        ([sent(received=IN_TIME, who=2), sent(received=LATE, who=1)], FAILS, (1, 1), ()),
        ([sent(received=IN_TIME, who=["ada"]), sent(received=IN_TIME, who=["bea", "cem"])], HOLDS, (0, 0), ()),
        ([sent(received=IN_TIME, who=["ada"]), sent(received=IN_TIME, who=2)], OPEN, (0, 1), ()),
        ([sent(received=IN_TIME, who=["ada", "stranger"]), sent(received=IN_TIME, who=1)], FAILS, (1, 2), ()),
        ([sent(received=IN_TIME, who=["ada"]), sent(received=IN_TIME, who=1)], FAILS, (1, 2), ()),
        ([sent(received=LATE, who=3)], FAILS, (3, 3), MEMBERS),
        ([sent(received=IN_TIME, who=["ada", "stranger"])], FAILS, (2, 2), ("bea", "cem")),
    ],
)
def test_late_for_some_only(sendings: list[Event], outcome: Outcome, late: tuple[int, int], late_for: tuple[str, ...]) -> None:
    """Everybody has to get it in time; a list is complete, a number names nobody, and of two notices the better counts."""
    assert reached(*sendings) == (outcome, Count(*late), late_for)


def test_a_later_meeting_does_not_help_whoever_was_forgotten() -> None:
    """Where the notice itself was in time no later day of the meeting is named, and after the meeting no cure to hope for."""
    assert called(sent(received=IN_TIME, who=["ada"]), on=MEMBERS, **PLAIN).needs == ()
    told = (sent(received=LATE), present(["ada"]))
    answer = called(*told, on=MEMBERS, state="held", **PLAIN, cures="appearance")
    assert [one.code for one in answer.needs] == ["needs.notice-meeting"]


def test_persons_are_named_only_where_they_may_be_seen() -> None:
    """The number of those concerned is for everybody, their ids stand where they are taken out for others."""
    answer = called(sent(received=IN_TIME, who=["ada"]), on=MEMBERS, **PLAIN)
    concerned = next(one for one in answer.reasons if one.said.code == "reason.notice-concerned")
    assert dict(concerned.said.params) == {"number": "2"}
    assert [dict(one.said.params) for one in concerned.because] == [{"party": "bea"}, {"party": "cem"}]
    assert "bea" not in str(answer.figures) + str(answer.missing)
    some = called(sent(received=IN_TIME, who=2), size("x", 3), **PLAIN)
    assert "reason.notice-concerned" in codes(some.reasons)
    all_ = called(sent(received=LATE), size("x", 3), **PLAIN)
    assert "reason.notice-concerned" not in codes(all_.reasons)


def test_members_that_are_not_known_by_name() -> None:
    """Where nobody knows whether somebody sits there yet, nobody knows whether those on the list are all; a number tells it."""
    list_, dora = sent(received=IN_TIME, who=list(MEMBERS)), holds("dora", "g@x", "2026-03")
    answer = called(list_, dora, on=MEMBERS, seats=4, **PLAIN)
    assert (answer.outcome, answer.missing) == (OPEN, ("m.notice.who",))
    assert answer.value is not None
    assert answer.value.late_for == ()
    assert reached(list_, seats=4)[0] is HOLDS  # the fourth seat is vacant
    assert reached(sent(received=IN_TIME, who=4), dora, seats=4)[0] is HOLDS
    assert reached(sent(received=IN_TIME, who=["ada"]), dora, seats=4) == (FAILS, Count(2, 3), ("bea", "cem"))
    assert called(sent(received=IN_TIME, who=5), size("x", 5), **PLAIN).outcome is HOLDS
    assert called(sent(received=IN_TIME, who=4), size("x", 5), **PLAIN).outcome is FAILS
    assert called(sent(received=IN_TIME, who=4), **PLAIN).outcome is OPEN
    assert called(sent(received=LATE), **PLAIN).outcome is FAILS


def test_guests_need_no_notice() -> None:
    """Whoever is only a guest does not have to be invited in time."""
    there = scope(
        body("x", group("g", how="elected", seats=1, standing="voting"),
             group("guests", how="elected", seats=1, standing="guest"), row(notice(**PLAIN, cures="all-present"))),
        events=[meeting(), holds("ada", "g@x", "2020-01-01"), holds("gast", "guests@x", "2020-01-01"),
                sent(received=IN_TIME, who=["ada"])],
    )  # fmt: skip
    assert ask(there, "x", TUESDAY, "m").outcome is HOLDS
    late = scope(*there.charter.bodies, events=[*there.record.events[:3], sent(received=LATE), present(["ada"])])
    assert ask(late, "x", TUESDAY, "m").outcome is HOLDS
    counted = scope(*there.charter.bodies, events=[*there.record.events[:3], sent(received=LATE), present(1)])
    assert ask(counted, "x", TUESDAY, "m").outcome is HOLDS


@pytest.mark.parametrize(
    ("to", "who", "outcome"),
    [
        (["self"], ["ada", "bea", "cem"], HOLDS),
        (["all"], ["ada", "bea"], FAILS),
        (["x"], ["ada", "bea", "cem"], HOLDS),
        (["g"], ["ada", "bea", "cem"], HOLDS),
        (["g@self"], ["ada", "bea"], FAILS),
        (["chair"], ["ada"], HOLDS),
        (["chair"], ["bea"], FAILS),
        (["chair@council"], ["mia"], HOLDS),
        (["chair@council"], ["ada"], FAILS),
        (["deputy-chair@council"], ["ada"], OPEN),
        (["deputy-chair"], ["ada"], OPEN),
        (["chair@moon/council"], ["ada"], OPEN),
        (["sports"], ["sports"], HOLDS),
        (["sports"], ["ada"], FAILS),
        (["nobody"], ["ada"], OPEN),
        (["self", "sports"], ["ada", "bea", "cem", "sports"], HOLDS),
        (["self", "sports"], ["ada", "bea", "cem"], FAILS),
        (["self", "deputy-chair"], ["ada", "bea", "cem"], OPEN),
        (["self", "public"], ["ada", "bea", "cem"], HOLDS),
        (["public"], ["ada", "bea"], FAILS),
    ],
)
def test_who_has_to_get_it(to: list[str], who: list[str], outcome: Outcome) -> None:
    """A rule may name members, a group, offices here and elsewhere, or organisations; the public gets no notice of its own."""
    there = scope(
        body("x", group("g", how="elected", seats=3, standing="voting"), row(notice(to=to, **PLAIN), "rules § 2")),
        body("council", kind="council"),
        events=[
            *(holds(one, "g@x", "2020-01-01") for one in MEMBERS),
            holds("ada", "chair@x", "2020-01-01"),
            holds("mia", "chair@council", "2020-01-01"),
            organisation("sports"),
            meeting(state="planned"),
            sent(received=IN_TIME, who=who),
        ],
    )
    assert ask(there, "x", TUESDAY, "m").outcome is outcome


def test_a_vacant_seat_of_a_group_needs_no_notice() -> None:
    """A group that has to get the notice is complete without its vacant seats, and not with a seat of which nobody knows."""
    for told, outcome in (([], HOLDS), ([holds("dora", "g@x", "2026-03")], OPEN)):
        answer = called(*told, sent(received=IN_TIME, who=list(MEMBERS)), on=MEMBERS, seats=4, to="g", **PLAIN)
        assert answer.outcome is outcome


def test_a_group_that_may_not_be_there() -> None:
    """Members of a group of which nobody knows whether it is there yet are not taken to have been forgotten."""
    doubtful = row(group("h", how="elected", seats=1).norm, id="h", since="2026-03")
    there = scope(
        body("x", group("g", how="elected", seats=1, standing="voting"), doubtful, row(notice(**PLAIN))),
        events=[meeting(), holds("ada", "g@x", "2020-01-01"), holds("bea", "h@x", "2020-01-01"),
                sent(received=IN_TIME, who=["ada"])],
    )  # fmt: skip
    answer = ask(there, "x", TUESDAY, "m")
    assert answer.outcome is OPEN
    assert answer.value is not None
    assert answer.value.late_for == ()


def test_in_a_joint_meeting_numbers_count_the_others_too() -> None:
    """A number of those who got the notice of a joint meeting says little about one of the bodies, ids say all."""
    for who, outcome in ((3, OPEN), (["ada", "bea", "cem"], HOLDS), (2, FAILS)):
        there = scope(
            body("x", group("g", how="elected", seats=3, standing="voting"), row(notice(**PLAIN))),
            body("y"),
            events=[*(holds(one, "g@x", "2020-01-01") for one in MEMBERS), meeting(joint_with=["y"], state="planned"),
                    sent(received=IN_TIME, who=who)],
        )  # fmt: skip
        assert ask(there, "x", TUESDAY, "m").outcome is outcome


# ── what heals ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("presence", "outcome", "healed_for"),
    [
        ([present(["ada", "bea", "cem"])], HOLDS, ("cem",)),
        ([present(["cem"])], HOLDS, ("cem",)),
        ([present(["ada"]), present(["cem"], at=datetime(2026, 3, 10, 20))], HOLDS, ("cem",)),
        ([present(["ada", "bea"])], FAILS, ()),
        ([present(["ada"], complete=False)], OPEN, ()),
        ([present(["ada"]), present(["cem"], left=True)], FAILS, ()),
        ([present(3)], HOLDS, ()),
        ([present(2)], OPEN, ()),
        ([present(0)], FAILS, ()),
        ([present(0), present(2, at=datetime(2026, 3, 10, 20))], OPEN, ()),
        ([], OPEN, ()),
    ],
)
def test_whoever_comes_has_no_complaint(presence: list[Event], outcome: Outcome, healed_for: tuple[str, ...]) -> None:
    """Late for one member is healed if this one comes, at whatever time; a number tells it if all came, or too few."""
    told = (sent(received=IN_TIME, who=["ada", "bea"]), sent(received=LATE, who=["cem"]), *presence)
    answer = called(*told, on=MEMBERS, at=datetime(2026, 3, 10, 19), state="held", **PLAIN, cures="appearance")
    assert answer.outcome is outcome
    assert answer.value is not None
    assert answer.value.healed_for == healed_for
    assert answer.value.healed == ((Healing.APPEARANCE,) if outcome is HOLDS else ())
    assert answer.value.late_for == ("cem",)
    assert answer.missing == (("m.presence",) if outcome is OPEN else ())


def test_who_came_late_and_from_afar_has_come() -> None:
    """Taking part by video is appearing, and a meeting with attendance was held even if nobody noted that."""
    answer = called(sent(received=LATE), present(list(MEMBERS), remote=True), on=MEMBERS, **PLAIN, cures="appearance")
    assert answer.outcome is HOLDS
    assert answer.value is not None
    assert answer.value.healed_for == MEMBERS


def test_whether_a_substitute_may_come_instead_is_open() -> None:
    """If a substitute came for the member whom the notice reached too late, no source says whether that heals it."""
    there = scope(
        body("x", group("g", how="elected", seats=1, standing="voting", substitutes="personal"),
             row(notice(**PLAIN, cures="appearance"))),
        events=[meeting(at=datetime(2026, 3, 10, 19)), holds("ada", "g@x", "2020-01-01"),
                holds("bea", "g@x", "2020-01-01", substitute=True, stands_in_for="ada"),
                sent(received=LATE, who=["ada"]), present(["bea"])],
    )  # fmt: skip
    assert ask(there, "x", TUESDAY, "m").outcome is OPEN


@pytest.mark.parametrize(
    ("waivers", "outcome", "healed_for"),
    [
        ([waived(["cem"])], HOLDS, ("cem",)),
        ([waived(["ada"])], FAILS, ()),
        ([waived(1)], OPEN, ()),
        ([waived(3)], HOLDS, ()),
        ([waived(0)], FAILS, ()),
        ([waived("1..")], OPEN, ()),
        ([], FAILS, ()),
    ],
)
def test_whoever_waives_it_has_no_complaint(waivers: list[Event], outcome: Outcome, healed_for: tuple[str, ...]) -> None:
    """A waiver heals for those who declare it, also before the meeting."""
    told = (sent(received=IN_TIME, who=["ada", "bea"]), sent(received=LATE, who=["cem"]), *waivers)
    answer = called(*told, on=MEMBERS, **PLAIN, cures=["appearance", "waiver"])
    assert answer.outcome is outcome
    assert answer.value is not None
    assert answer.value.healed_for == healed_for
    assert answer.value.healed == ((Healing.WAIVER,) if outcome is HOLDS else ())


def test_some_came_and_the_others_waived_it() -> None:
    """Two cures together heal what neither heals alone."""
    told = (sent(received=LATE), present(["ada", "bea"]), waived(["cem"]))
    answer = called(*told, on=MEMBERS, **PLAIN, cures=["appearance", "waiver"])
    assert answer.outcome is HOLDS
    assert answer.value is not None
    assert answer.value.healed == (Healing.APPEARANCE, Healing.WAIVER)
    assert called(*told, on=MEMBERS, **PLAIN, cures="appearance").outcome is FAILS
    assert called(*told, on=MEMBERS, **PLAIN, cures="waiver").outcome is FAILS


def test_waivers_of_persons_whom_nobody_knows() -> None:
    """Where the members are not known by name, ids of those who waived it count for at most as many."""
    assert called(sent(received=LATE), waived(["p", "q"]), size("x", 2), **PLAIN, cures="waiver").outcome is OPEN
    assert called(sent(received=LATE), waived(["p"]), size("x", 2), **PLAIN, cures="waiver").outcome is FAILS
    assert called(sent(received=LATE), waived(2), size("x", 2), **PLAIN, cures="waiver").outcome is HOLDS
    there = scope(body("x", row(notice(**PLAIN, cures="waiver"))), body("y"),
                  events=[meeting(joint_with=["y"], state="planned"), size("x", 2), sent(received=LATE), waived(2)])  # fmt: skip
    assert ask(there, "x", TUESDAY, "m").outcome is OPEN


@pytest.mark.parametrize(
    ("objections", "outcome"),
    [
        ([objection(of="g", at=date(2026, 3, 9))], FAILS),
        ([objection(of="h", at=date(2026, 3, 9))], OPEN),
        ([objection(who=["ada"], at=date(2026, 3, 9))], FAILS),
        ([objection(who=["stranger"], at=date(2026, 3, 9))], HOLDS),
        ([objection(who=2, at=date(2026, 3, 9))], OPEN),
        ([objection(at=date(2026, 3, 9))], OPEN),
        ([objection(body="y", at=date(2026, 3, 9))], HOLDS),
        ([objection(of="y", at=date(2026, 3, 9))], HOLDS),
    ],
)
def test_who_may_complain(objections: list[Event], outcome: Outcome) -> None:
    """Only those whom the rule names may complain; of somebody unknown it is open, and the other body has nothing to say."""
    there = scope(
        body("x", group("g", how="elected", seats=3, standing="voting"), row(notice(**WESEL, objection_by="g"))),
        body("y"),
        events=[*(holds(one, "g@x", "2020-01-01") for one in MEMBERS), meeting(joint_with=["y"]), sent(received=MONDAY),
                *objections],
    )  # fmt: skip
    assert ask(there, "x", TUESDAY, "m").outcome is outcome


def test_of_an_unknown_circle_nobody_knows_who_may_complain() -> None:
    """If it is not known who holds the position that may complain, a complaint may be one of theirs."""
    told = (sent(received=MONDAY), objection(who=["ada"], at=date(2026, 3, 9)))
    assert called(*told, state="held", **WESEL, objection_by="chair").outcome is OPEN


# ── the short way ────────────────────────────────────────────────────────────────────────────────────────────────────


def short(*events: Event, says: Iterable[str] = ("urgency",), **urgent: object) -> Verdict[Called]:
    """Return the answer about a notice of the day before the meeting on the short way that the table describes."""
    told = (sent(received=date(2026, 3, 9), urgent=True, says=list(says)), *events)
    return called(*told, on=MEMBERS, **PLAIN, urgent=urgent, channels=["post"])


def test_without_any_time_and_form() -> None:
    """In an emergency a notice without time and form is good where the rule says so; else its way has to be recorded."""
    assert short(formless=True).outcome is HOLDS
    assert short(needs={"found": "urgent"}).missing == ("m.finding.urgent", "m.notice.channels")


@pytest.mark.parametrize(
    ("needs", "events", "outcome", "missing"),
    [
        ({"found": "urgent"}, [found("urgent")], HOLDS, ()),
        ({"found": "urgent"}, [found("urgent", holds=False)], FAILS, ()),
        ({"found": "urgent"}, [], OPEN, ("m.finding.urgent",)),
        ({"raised": "notice"}, [], FAILS, ()),
        ({"raised": "notice"}, [objection()], HOLDS, ()),
        ("at least 2", [present(["ada", "bea"])], HOLDS, ()),
        ("at least 3", [present(["ada", "bea"])], FAILS, ()),
        ("at least 2", [], OPEN, ("m.presence",)),
        ("unstated", [present(["ada", "bea"])], OPEN, ("x.notice.urgent",)),
        ({"holds": "quorum"}, [present(["ada", "bea"])], OPEN, ("x.notice.urgent",)),
    ],
)
def test_what_makes_the_short_way_permissible(
    needs: object, events: list[Event], outcome: Outcome, missing: tuple[str, ...]
) -> None:
    """The short way needs its cause, as far as that can be told before the meeting is found to be duly called."""
    answer = short(*events, needs=needs, formless=True)
    assert (answer.outcome, answer.missing) == (outcome, missing)


@pytest.mark.parametrize(
    ("by", "findings", "outcome"),
    [
        ("self", [found("urgent")], HOLDS),
        ("x", [found("urgent", by="x")], HOLDS),
        ("council", [found("urgent", by="council")], HOLDS),
        ("council", [found("urgent")], OPEN),
        ("council", [found("urgent", by="ada")], OPEN),
        ("council", [], OPEN),
        ("council", [found("urgent", by="council", holds=False)], FAILS),
        ("council", [found("urgent", by="council"), found("urgent", by="council", holds=False)], OPEN),
        ("chair", [found("urgent", by="ada")], HOLDS),
        ("chair", [found("urgent", by="bea")], OPEN),
        ("council", [found("quorum", by="council")], OPEN),
    ],
)
def test_who_confirms_the_urgency(by: str, findings: list[Event], outcome: Outcome) -> None:
    """The urgency is confirmed by a finding of those who have to; a finding that names nobody is one of the body itself."""
    answer = short(*findings, holds("ada", "chair@x", "2020-01-01"), confirmed_by=by, formless=True)
    assert answer.outcome is outcome
    assert answer.missing == (("m.finding.urgent",) if outcome is OPEN else ())


def test_an_unstated_urgent_time_is_open() -> None:
    """A short way whose time the source does not give, or gives only roughly, leaves open whether it was kept."""
    assert short(lead="unstated", formless=True).missing == ("x.notice.urgent",)
    about = short(lead="about 2 days before meeting", formless=True)
    assert (about.outcome, about.missing) == (OPEN, ("x.notice.urgent",))
    assert called(sent(received=LATE, urgent=True), **PLAIN).outcome is FAILS


def test_an_urgent_notice_in_time_is_an_ordinary_one() -> None:
    """What keeps the ordinary time needs no urgency."""
    answer = called(sent(received=MONDAY, urgent=True), **PLAIN, urgent={"lead": "2 days before meeting", "says": ["urgency"]})
    assert answer.outcome is HOLDS
    assert answer.value is not None
    assert not answer.value.urgent


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sendings", "outcome"),
    [
        ([sent(received=MONDAY, says=["time", "place"])], HOLDS),
        ([sent(received=MONDAY, says=["time"])], FAILS),
        ([sent(received=MONDAY)], OPEN),
        ([sent(received=MONDAY, says=["time"]), sent(received=date(2026, 2, 28), says=["place"])], HOLDS),
        ([sent(received=MONDAY, says=["time"]), sent(received=LATE, says=["place"])], FAILS),
        ([sent(received=MONDAY, says=["time"]), sent(dispatched=MONDAY, says=["place"])], OPEN),
        ([sent(dispatched=MONDAY, says=["time", "place"])], OPEN),
        ([sent(received=LATE, says=["time", "place"])], FAILS),
    ],
)
def test_what_a_notice_has_to_say(sendings: list[Event], outcome: Outcome) -> None:
    """All that the rule lists has to be said in time; a whole notice has its agenda, and what is not recorded is open."""
    answer = called(*sendings, **PLAIN, says=["time", "place", "agenda"])
    assert answer.outcome is outcome


def test_a_late_notice_that_says_everything_is_only_late() -> None:
    """Being late does not make it seem that something was not said."""
    answer = called(sent(received=LATE, says=["time"]), **PLAIN, says=["time"])
    assert codes(answer.reasons).count("reason.notice-says-holds") == 1
    assert "reason.notice-says-fails" not in codes(answer.reasons)


def test_what_is_wrong_with_the_words_can_be_healed_too() -> None:
    """A notice without its place is a mistake for everybody, and healed for whoever comes."""
    told = (sent(received=MONDAY, says=["time"]), present(list(MEMBERS)))
    answer = called(*told, on=MEMBERS, **PLAIN, says=["place"], cures="appearance")
    assert (answer.outcome, answer.value.late) == (HOLDS, Count(3, 3))
    numbers = called(sent(received=MONDAY, says=["time"]), size("x", 5), **PLAIN, says=["place"])
    assert (numbers.outcome, numbers.value.late) == (FAILS, Count(5, 5))
    unknown = called(sent(received=MONDAY), on=MEMBERS, **PLAIN, says=["place"], cures="waiver")
    assert (unknown.outcome, unknown.value.late) == (OPEN, Count(0, 3))


# ── uncertain rules, readings, subjects ──────────────────────────────────────────────────────────────────────────────


def test_rules_of_which_nobody_knows_which_is_in_force() -> None:
    """If both times give the same answer that is it, with what they have in common; else it is open and names the aspect."""
    old = row(notice(lead="7 days before meeting", basis="receipt", motions="10 days before meeting"), "rules § 1")
    doubtful = (old, row(notice(lead="14 days before meeting"), "rules § 9", since="2026-03"))
    told = [meeting()]
    outcomes = {}
    for received in (date(2026, 2, 20), MONDAY, date(2026, 3, 5)):
        answer = ask(rules(*doubtful, events=[*told, sent(received=received)]), "x", TUESDAY, "m")
        outcomes[received] = answer.outcome
        assert answer.value is not None
        assert answer.value.due(What.NOTICE) is None
        assert answer.value.due(What.MOTIONS).latest == date(2026, 2, 28)
    assert list(outcomes.values()) == [HOLDS, OPEN, FAILS]
    answer = ask(rules(*doubtful, events=[*told, sent(received=MONDAY)]), "x", TUESDAY, "m")
    assert answer.missing == ("x.notice.lead",)
    assert {str(cite) for one in answer.reasons for cite in one.cites} == {"rules § 1", "rules § 9"}


def test_a_doubtful_rule_about_something_else_changes_nothing() -> None:
    """What nobody knows about the form does not make the time uncertain."""
    form = row(notice(form=[{"de": "schriftlich"}]), "rules § 9", since="2026-03")
    there = rules(row(notice(**PLAIN), "rules § 2"), form, events=[meeting(), sent(received=MONDAY)])
    answer = ask(there, "x", TUESDAY, "m")
    assert (answer.outcome, latest(answer)) == (HOLDS, MONDAY)


def test_readings_of_one_week() -> None:
    """Where "one week" can be read in two ways the answer is open between them, and what both have in common is kept."""
    leads = {"clear": "1 clear week before meeting", "plain": "1 week before meeting"}
    told = [
        row(notice(lead=lead, motions="3 weeks before meeting"), "rules", reading=(Reading("week", (name,)),))
        for name, lead in leads.items()
    ]
    basis = row(notice(basis="receipt"), "rules")
    outcomes = []
    for received in (date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)):
        there = rules(*told, basis, events=[meeting(), sent(received=received)], ambiguities=(ambiguity("week", *leads),))
        answer = ask(there, "x", TUESDAY, "m")
        outcomes.append(answer.outcome)
        if answer.outcome is OPEN:
            assert [(label, one.outcome) for label, one in answer.readings] == [("week:clear", FAILS), ("week:plain", HOLDS)]
            assert answer.value is not None
            assert [one.what for one in answer.value.dues] == [What.MOTIONS]
    assert outcomes == [HOLDS, OPEN, FAILS]
    silent = rules(told[0], events=[meeting(), sent(received=MONDAY)], ambiguities=(ambiguity("week", *leads),))
    answer = ask(silent, "x", TUESDAY, "m")
    assert (answer.outcome, answer.value) == (OPEN, None)


def test_a_subject_with_a_time_of_its_own() -> None:
    """For the budget the notice has to be there earlier than for other matters."""
    budget = row(notice(lead="14 days before meeting"), "rules § 3", for_=("budget",))
    there = rules(row(notice(**PLAIN), "rules § 2"), budget, subjects=(Subject(id="budget"),),
                  events=[meeting(), sent(received=MONDAY), item("b", subject="budget"), item("o")])  # fmt: skip
    assert [ask(there, "x", TUESDAY, "m", one).outcome for one in (None, "o", "b")] == [HOLDS, HOLDS, FAILS]


# ── another lead ─────────────────────────────────────────────────────────────────────────────────────────────────────


def second_call(*events: Event, rule: dict[str, Any] = PLAIN, lead: str = "5 days before meeting") -> tuple[object, ...]:
    there = rules(row(notice(**rule), "rules § 2"), events=[meeting(), *events], members=MEMBERS)
    answer = in_time(there, occasion(there, there.locate("x"), "m"), parse_lead(lead))
    assert all(not one.cites and not one.provision for one in answer.reasons[:1])
    return (answer.outcome, *(value for name, value in answer.figures if name == "notice.latest"))


def test_a_second_call_with_a_time_of_its_own() -> None:
    """The notice of a second call may have another time; what counts as having got it stays the same, and nothing is healed."""
    cured = {**PLAIN, "cures": "appearance", "urgent": {"formless": True}}
    assert second_call(sent(received=date(2026, 3, 5)), rule=cured) == (HOLDS, "2026-03-05")
    assert second_call(sent(received=date(2026, 3, 6), urgent=True), present(list(MEMBERS)), rule=cured) == (FAILS, "2026-03-05")
    assert second_call(sent(received=date(2026, 3, 5), who=["ada"]))[0] is FAILS
    assert second_call()[0] is OPEN
    assert second_call(sent(received=date(2026, 3, 6)), lead="about 5 days before meeting")[0] is OPEN


def test_a_second_call_where_nobody_knows_what_counts() -> None:
    """If two rules differ in what counts, and it matters, the answer is open; without any rule it is open as well."""
    doubtful = row(notice(basis="dispatch"), "rules § 9", since="2026-03")
    told = [meeting(), sent(dispatched=date(2026, 3, 5), received=date(2026, 3, 6))]
    there = rules(row(notice(**PLAIN), "rules § 2"), doubtful, events=told)
    here = occasion(there, there.locate("x"), "m")
    assert in_time(there, here, parse_lead("5 days before meeting")).outcome is OPEN
    assert in_time(there, here, parse_lead("4 days before meeting")).outcome is HOLDS
    bare = rules(events=told)
    assert in_time(bare, occasion(bare, bare.locate("x"), "m"), parse_lead("5 days before meeting")).outcome is OPEN


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

BASES = {"receipt": "received", "dispatch": "dispatched", "provision": "provided"}
NUMBERS = st.integers(1, 30)
KINDS = st.sampled_from(("days", "clear days", "working days", "clear working days", "weeks", "clear weeks", "months"))
few = tries(60)


def lead_phrase(number: int, kind: str) -> str:
    return f"{number} {kind.removesuffix('s') if number == 1 else kind} before meeting"


@few
@given(NUMBERS, KINDS, st.sampled_from(sorted(BASES)), st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_forward_and_backward_agree(number: int, kind: str, basis: str, at: date) -> None:
    """What is done on the latest day is in time, and one day later it is not."""
    said = {"lead": lead_phrase(number, kind), "basis": basis, "at": at, "working_days": ["mon", "tue", "thu", "sat"]}
    last = latest(called(**said))
    assert isinstance(last, date)
    assert called(sent(**{BASES[basis]: last}), **said).outcome is HOLDS
    assert called(sent(**{BASES[basis]: last + timedelta(days=1)}), **said).outcome is FAILS


@few
@given(st.integers(1, 200), st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(0, 23), st.integers(0, 59))
def test_hours_agree_forward_and_backward(number: int, day: date, hour: int, minute: int) -> None:
    """What arrives at the latest minute is in time, and one minute later it is not."""
    at = datetime(day.year, day.month, day.day, hour, minute)
    said = {"lead": f"{number} hour{'' if number == 1 else 's'} before meeting", "basis": "receipt", "at": at}
    last = latest(called(**said))
    assert isinstance(last, datetime)
    assert called(sent(received=last), **said).outcome is HOLDS
    assert called(sent(received=last + timedelta(minutes=1)), **said).outcome is FAILS


@few
@given(st.dates(date(2026, 2, 1), date(2026, 3, 10)), st.integers(1, 6), st.sampled_from(("day", "week")))
def test_deemed_arrival_agrees_with_its_last_day_of_sending(sent_on: date, number: int, unit: str) -> None:
    """What is sent on the last day for it is in time, and nothing sent later is."""
    deemed = f"{number} {unit}{'' if number == 1 else 's'}"
    said = {"lead": "8 clear days before meeting", "basis": "receipt", "deemed": deemed}
    value = called(**said).value
    assert value is not None
    last = value.dues[0].dispatch
    assert last is not None
    assert called(sent(dispatched=sent_on), **said).outcome is (HOLDS if sent_on <= last else FAILS)


FACTS = (
    sent(received=IN_TIME, who=["ada"]),
    sent(received=IN_TIME, who=["bea", "cem"], says=["agenda"]),
    sent(received=LATE, who=["cem"]),
    sent(received=LATE),
    sent(dispatched=IN_TIME, who=2),
    sent(received=LATE, urgent=True, says=["urgency"]),
    present(["ada", "cem"]),
    present(["bea"], at=datetime(2026, 3, 10, 20)),
    waived(["bea"]),
    objection(who=["ada"], at=datetime(2026, 3, 10, 18)),
    found("urgent", by="council"),
)
RULE = {**PLAIN, "cures": ["appearance", "waiver", "no-objection"],
        "urgent": {"lead": "5 days before meeting", "confirmed_by": "council"}}  # fmt: skip


@few
@given(st.lists(st.sampled_from(FACTS), unique_by=repr, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(facts: list[Event], random: Any) -> None:
    """The same facts in another order give the same answer."""
    at = datetime(2026, 3, 10, 19)
    first = called(*facts, on=MEMBERS, at=at, **RULE)
    shuffled = list(facts)
    random.shuffle(shuffled)
    second = called(*shuffled, on=MEMBERS, at=at, **RULE)
    assert (first.outcome, first.value, first.figures) == (second.outcome, second.value, second.figures)
    assert set(first.missing) == set(second.missing)


@few
@given(st.integers(0, 3), st.integers(0, 3), st.sampled_from((IN_TIME, LATE)), st.integers(0, 3), st.integers(0, 3))
def test_narrower_numbers_never_turn_an_answer_around(low: int, more: int, received: date, least: int, above: int) -> None:
    """Numbers within a range give the answer of the range, or a definite one where that is open."""

    def answer(got: object, came: object) -> Outcome:
        told = (sent(received=received, who=got), present(came))
        return called(*told, on=MEMBERS, **PLAIN, cures=["appearance", "all-present"]).outcome

    high, most = min(3, low + more), min(3, least + above)
    whole = answer(f"{low}..{high}", f"{least}..{most}")
    parts = {answer(got, came) for got in range(low, high + 1) for came in range(least, most + 1)}
    if whole is not OPEN:
        assert parts == {whole}


@few
@given(st.dates(date(2026, 2, 20), date(2026, 3, 9)), st.sampled_from(sorted(BASES)))
def test_a_minute_agrees_with_its_day(day: date, basis: str) -> None:
    """Knowing the minute of what is counted in days changes nothing."""
    outcomes = {
        called(sent(**{BASES[basis]: moment}), lead="8 clear days before meeting", basis=basis).outcome
        for moment in (day, datetime(day.year, day.month, day.day), datetime(day.year, day.month, day.day, 23, 59))
    }
    assert len(outcomes) == 1


# ── in words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_answer_can_be_said(tag: str) -> None:
    """All reasons and needs of very different answers have sentences in both languages."""
    say = language(tag)
    answers = [
        called(*FACTS[:3], on=MEMBERS, **RULE),
        called(*FACTS[3:], on=MEMBERS, at=datetime(2026, 3, 10, 19), **RULE),
        called(sent(received=LATE), **{**RULE, "cures": [one.value for one in Healing]}),
        called(sent(dispatched=MONDAY), lead="3 clear working days before meeting", basis="unstated", deemed="1 month",
               working_days=MON_SAT, says=["place"], channels=["post"], publication="unstated"),
        called(sent(received=datetime(2026, 3, 8, 12)), lead="48 hours before meeting", basis="receipt"),
    ]  # fmt: skip

    def sentences(reasons: Iterable[Reason]) -> Iterable[Message]:
        for one in reasons:
            yield one.said
            yield from sentences(one.because)

    for answer in answers:
        for said in (*sentences(answer.reasons), *answer.needs):
            assert not say.say(said).startswith(("reason.", "needs.", "notice."))
