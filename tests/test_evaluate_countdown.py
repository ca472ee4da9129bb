"""Countdown: the latest day of what is due before a meeting, with the reason for each day that does not count."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import body, charter, notice, words
from gremium.evaluate.countdown import (
    CountedDay,
    What,
    Why,
    calendar_of,
    counted,
    due,
    dues,
    earliest,
    latest,
    open_days,
    working_days,
)
from gremium.model.charter import CalendarRules, ClosedDay
from gremium.norms.notice import Basis
from gremium.values.days import OpenDays, parse_length
from gremium.values.lead import Lead, parse_lead
from gremium_adapters.calendars.public_holidays import closed_days

MON_FRI, MON_SAT = ("mon", "tue", "wed", "thu", "fri"), ("mon", "tue", "wed", "thu", "fri", "sat")
MAY_DAY, TUESDAY = date(2026, 5, 1), date(2026, 3, 10)


def day(text: str) -> date:
    return date.fromisoformat(text)


def german(*weekdays: str) -> OpenDays | None:
    """Return these weekdays without the public holidays of North Rhine-Westphalia in 2025 and 2026."""
    return working_days(weekdays, open_days(CalendarRules(id="town", region="DE-NW"), closed_days, (2025, 2026)))


# ── the table of notice periods ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lead", "deemed", "weekdays", "sitting", "receipt", "dispatch"),
    [
        pytest.param("7 clear days", None, (), "2026-11-24", "2026-11-16", None, id="seven-full-days"),
        pytest.param("7 clear days", None, (), "2027-01-05", "2026-12-28", None, id="over-christmas"),
        pytest.param("7th day", None, (), "2026-11-24", "2026-11-17", None, id="seventh-day"),
        pytest.param("4 clear days", None, (), "2026-12-01", "2026-11-26", None, id="four-full-calendar-days"),
        pytest.param("9 clear days", None, (), "2011-07-20", "2011-07-10", None, id="nine-days-neither-counted"),
        pytest.param("9 days", None, (), "2011-07-20", "2011-07-11", None, id="nine-days-sitting-counted"),
        pytest.param("1 clear week", "4 days", (), "2026-11-24", "2026-11-16", "2026-11-12", id="week-deemed-receipt"),
        pytest.param("3 clear working days", None, MON_SAT, "2026-05-05", "2026-04-29", None, id="working-days-mon-sat"),
        pytest.param("3 clear working days", None, MON_FRI, "2026-05-05", "2026-04-28", None, id="working-days-mon-fri"),
    ],
)
def test_table_of_notice_periods(
    lead: str, deemed: str | None, weekdays: tuple[str, ...], sitting: str, receipt: str, dispatch: str | None
) -> None:
    """Each notice period of the table ends on the day that the table gives, for arrival and for sending."""
    found = due(
        What.NOTICE,
        parse_lead(f"{lead} before meeting"),
        day(sitting),
        basis=Basis.RECEIPT,
        deemed=parse_length(deemed) if deemed else None,
        calendar=german(*weekdays),
    )
    assert found.latest == day(receipt)
    assert found.dispatch == (day(dispatch) if dispatch else None)


@pytest.mark.parametrize(
    ("sitting", "last"),
    [("2026-05-26", "2026-05-20"), ("2026-05-27", "2026-05-21")],
)
def test_english_clear_days_leave_out_sundays_and_bank_holidays(sitting: str, last: str) -> None:
    """Three clear days of a parish council are working days from Monday to Saturday in the calendar of England."""
    rules = CalendarRules(id="parish", region="GB-ENG", extra=(ClosedDay(on=date(2026, 7, 1), name=words("Trauertag")),))
    calendar = working_days(MON_SAT, open_days(rules, closed_days, (2026,)))
    lead = parse_lead("3 clear working days before meeting")
    assert latest(lead, day(sitting), calendar) == day(last)
    # a day of public mourning is one of the extra days
    assert latest(lead, date(2026, 7, 2), calendar) == date(2026, 6, 26)


def test_thirty_days_without_weekends_and_holidays() -> None:
    """A notice thirty calendar days ahead is too late where Saturdays, Sundays and holidays do not count."""
    calendar = working_days(MON_FRI, open_days(CalendarRules(id="dc", region="US-DC"), closed_days, (2026,)))
    meeting = date(2026, 6, 30)
    last = latest(parse_lead("30 working days before meeting"), meeting, calendar)
    assert last is not None
    assert last < meeting - timedelta(days=30)


# ── which days count ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_day_that_does_not_count_has_its_reason() -> None:
    """Going back over 1 May the meeting, the weekend, the holiday by its name and the first day are passed over."""
    days = counted(parse_lead("3 clear working days before meeting"), date(2026, 5, 5), german(*MON_FRI))
    assert days == (
        CountedDay(date(2026, 5, 5), Why.MEETING),
        CountedDay(date(2026, 5, 4)),
        CountedDay(date(2026, 5, 3), Why.WEEKDAY),
        CountedDay(date(2026, 5, 2), Why.WEEKDAY),
        CountedDay(MAY_DAY, Why.CLOSED, "Erster Mai"),
        CountedDay(date(2026, 4, 30)),
        CountedDay(date(2026, 4, 29)),
        CountedDay(date(2026, 4, 28), Why.FIRST),
    )


def test_sundays_and_holidays_count_where_days_are_days() -> None:
    """Clear days that are not working days are counted whatever they are, also where a calendar is at hand."""
    days = counted(parse_lead("3 clear days before meeting"), date(2026, 5, 4), german(*MON_FRI))
    assert [one.why for one in days] == [Why.MEETING, Why.COUNTED, Why.COUNTED, Why.COUNTED, Why.FIRST]
    assert days[-1].day == date(2026, 4, 30)


def test_the_last_of_working_days_counts_unless_they_are_clear() -> None:
    """Three working days before the meeting end on the third of them; of clear ones on the day before, whatever day it is."""
    calendar = german(*MON_FRI)
    assert latest(parse_lead("3 working days before meeting"), date(2026, 5, 5), calendar) == date(2026, 4, 29)
    assert latest(parse_lead("1 working day before meeting"), date(2026, 5, 11), calendar) == date(2026, 5, 8)
    assert latest(parse_lead("1 clear working day before meeting"), date(2026, 5, 12), calendar) == date(2026, 5, 10)
    assert date(2026, 5, 10).weekday() == 6
    assert counted(parse_lead("1 working day before meeting"), date(2026, 5, 12), calendar)[-1].why is Why.COUNTED


def test_hours_count_from_the_minute() -> None:
    """Hours reach back from the minute of the meeting, over midnight and the end of a month, and have no days to list."""
    meeting = datetime(2026, 3, 4, 19)
    lead = parse_lead("49 hours before meeting")
    assert latest(lead, meeting) == datetime(2026, 3, 2, 18)
    assert counted(lead, meeting) == ()
    assert latest(parse_lead("96 hours before meeting"), meeting) == datetime(2026, 2, 28, 19)
    assert latest(lead, datetime(1, 1, 2)) == datetime(1, 1, 1)


def test_the_time_of_the_meeting_does_not_matter_for_days() -> None:
    """Days reach back from the day of the meeting, at whatever hour it begins."""
    lead = parse_lead("8 clear days before meeting")
    assert latest(lead, datetime(2026, 3, 10, 0, 1)) == latest(lead, date(2026, 3, 10)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "lead", ["unstated", "48 hours before meeting", "3 working days before meeting", "3 clear working days before meeting"]
)
def test_what_cannot_be_counted_has_no_latest_day(lead: str) -> None:
    """No day comes out without a stated time, hours from a day, or working days that nobody names."""
    nothing = OpenDays(weekdays=frozenset(), closed={})
    assert latest(parse_lead(lead), date(2026, 3, 10), nothing) is None
    assert latest(parse_lead(lead), date(2026, 3, 10)) is None
    assert counted(parse_lead(lead), date(2026, 3, 10)) == ()


def test_counting_ends_with_the_calendar() -> None:
    """Working days before the first day of the calendar do not run beyond it."""
    always = OpenDays(weekdays=frozenset(range(7)), closed={})
    for lead in ("9 working days before meeting", "9 clear working days before meeting", "4 clear working days before meeting"):
        assert latest(parse_lead(lead), date(1, 1, 5), always) == date.min


# ── deemed arrival ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("deemed", "sitting", "dispatch"),
    [
        ("3 days", "2026-03-10", "2026-02-26"),
        ("1 week", "2026-03-10", "2026-02-22"),
        # a month after 28 January, and after 29, 30 or 31 January, is 28 February
        ("1 month", "2026-03-09", "2026-01-31"),
        ("1 month", "2026-03-08", "2026-01-27"),
        ("1 year", "0001-03-01", "0001-01-01"),
    ],
)
def test_sent_in_time_to_count_as_arrived(deemed: str, sitting: str, dispatch: str) -> None:
    """The last day of sending is the last one from which the deemed arrival is in time."""
    lead = parse_lead("8 clear days before meeting")
    found = due(What.NOTICE, lead, day(sitting), basis=Basis.RECEIPT, deemed=parse_length(deemed))
    assert found.dispatch == day(dispatch)


def test_each_way_of_sending_has_a_last_day_of_its_own() -> None:
    """Where letters and electronic notices count as arrived after different times, both last days are told."""
    norm = notice(lead="1 clear week before meeting", basis="receipt", deemed_by={"post": "3 days", "email": "4 days"},
                  motions="2 weeks before meeting")  # fmt: skip
    first, motions = dues(norm, date(2026, 11, 24))
    assert (first.latest, first.dispatch) == (date(2026, 11, 16), None)
    assert first.dispatch_by == (("post", date(2026, 11, 13)), ("email", date(2026, 11, 12)))
    assert motions.dispatch_by == ()
    by_dispatch = notice(lead="8 days before meeting", basis="dispatch", deemed_by={"post": "3 days"})
    assert dues(by_dispatch, TUESDAY)[0].dispatch_by == ()


@pytest.mark.parametrize("basis", [Basis.DISPATCH, Basis.PROVISION])
def test_deemed_arrival_does_not_matter_where_arrival_does_not(basis: Basis) -> None:
    """Where sending or laying ready counts there is no other last day of sending."""
    lead = parse_lead("8 clear days before meeting")
    assert due(What.NOTICE, lead, date(2026, 3, 10), basis=basis, deemed=parse_length("3 days")).dispatch is None


def test_deemed_arrival_before_a_minute_is_the_day_before() -> None:
    """Where hours count, what counts as arrived on a day has to be there on the whole day before the minute."""
    found = due(
        What.URGENT, parse_lead("48 hours before meeting"), datetime(2026, 3, 10, 19), deemed=parse_length("1 day")
    )
    assert found.latest == datetime(2026, 3, 8, 19)
    assert found.dispatch == date(2026, 3, 6)


# ── everything that is due ───────────────────────────────────────────────────────────────────────────────────────────

LEADS = st.builds(
    Lead,
    number=st.integers(1, 40),
    unit=st.sampled_from(("day", "week", "month")),
    clear=st.booleans(),
) | st.builds(Lead, number=st.integers(1, 40), clear=st.booleans(), working=st.sampled_from((True,)))
MEETINGS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
CALENDARS = st.builds(
    lambda weekdays, closed: OpenDays(weekdays=weekdays, closed=dict.fromkeys(closed, "closed")),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.lists(st.dates(date(2025, 12, 1), date(2026, 6, 1)), max_size=30),
)


def test_a_rule_tells_all_that_is_due_without_any_record() -> None:
    """A council's software asks a rule and a meeting for every last day, with the basis of each."""
    norm = notice(
        lead="14 clear days before meeting",
        basis="receipt",
        deemed="3 days",
        urgent={"lead": "24 hours before meeting", "says": ["urgency"]},
        announcement="2 months before meeting",
        agenda="2 weeks before meeting",
        papers="7 working days before meeting",
        publication="3 working days before meeting",
        motions="21st day before meeting",
        working_days=list(MON_FRI),
    )
    calendar = OpenDays(weekdays=frozenset(range(5)), closed={date(2026, 3, 9): "Ortsfeiertag"})
    found = {one.what: (one.basis, one.latest, one.dispatch) for one in dues(norm, datetime(2026, 3, 10, 18), calendar)}
    assert found == {
        What.NOTICE: (Basis.RECEIPT, date(2026, 2, 23), date(2026, 2, 20)),
        What.URGENT: (Basis.RECEIPT, datetime(2026, 3, 9, 18), date(2026, 3, 5)),
        What.ANNOUNCEMENT: (Basis.RECEIPT, date(2026, 1, 10), date(2026, 1, 7)),
        What.AGENDA: (Basis.RECEIPT, date(2026, 2, 24), date(2026, 2, 21)),
        What.PAPERS: (Basis.RECEIPT, date(2026, 2, 26), date(2026, 2, 23)),
        What.PUBLICATION: (Basis.PROVISION, date(2026, 3, 4), None),
        What.MOTIONS: (Basis.RECEIPT, date(2026, 2, 17), None),
    }


def test_a_rule_that_gives_no_time_has_nothing_due() -> None:
    """Without any time there is nothing to count; a time before the meeting of another body cannot be told from this one."""
    assert dues(notice(says=["agenda"]), date(2026, 3, 10)) == ()
    assert dues(notice(urgent={"says": ["urgency"]}), date(2026, 3, 10)) == ()
    other = dues(notice(papers="7 days before meeting@council"), date(2026, 3, 10))
    assert [(one.what, one.latest) for one in other] == [(What.PAPERS, None)]


@given(LEADS, MEETINGS, CALENDARS)
def test_the_days_listed_are_those_counted(lead: Lead, meeting: date, calendar: OpenDays) -> None:
    """Between the meeting and the latest day lie all days once; working days are exactly as many as the lead says."""
    days = counted(lead, meeting, calendar)
    last = latest(lead, meeting, calendar)
    assert [one.day for one in days] == [meeting - timedelta(days=n) for n in range((meeting - last).days + 1)]
    assert days[0].why is Why.MEETING
    assert (days[-1].why is Why.FIRST) == lead.clear
    if lead.working:
        assert sum(one.why is Why.COUNTED for one in days) == lead.number
    else:
        assert not {Why.CLOSED, Why.WEEKDAY} & {one.why for one in days}


@given(LEADS, MEETINGS, CALENDARS)
def test_longer_leads_and_more_closed_days_never_give_a_later_day(lead: Lead, meeting: date, calendar: OpenDays) -> None:
    """One more unit, or one more closed day, moves the latest day back or leaves it where it is."""
    last = latest(lead, meeting, calendar)
    longer = Lead(number=lead.number + 1, unit=lead.unit, clear=lead.clear, working=lead.working)
    assert latest(longer, meeting, calendar) <= last
    for closed in (meeting - timedelta(days=1), last, last - timedelta(days=1)):
        fewer = OpenDays(weekdays=calendar.weekdays, closed={**calendar.closed, closed: "more"})
        assert latest(lead, meeting, fewer) <= last


@given(LEADS.filter(lambda lead: not lead.working), MEETINGS)
def test_the_earliest_meeting_fits_the_latest_day(lead: Lead, done: date) -> None:
    """The first meeting for which something is in time really is the first one."""
    first = earliest(lead, done)
    assert first is not None
    assert latest(lead, first) >= done
    assert latest(lead, first - timedelta(days=1)) < done


def test_where_no_earliest_meeting_can_be_told() -> None:
    """Hours, working days and unstated times have no earliest day of a meeting, and the calendar ends."""
    for phrase in ("48 hours before meeting", "3 working days before meeting", "unstated"):
        assert earliest(parse_lead(phrase), date(2026, 3, 2)) is None
    assert earliest(parse_lead("8 days before meeting"), date.max) is None
    assert earliest(parse_lead("8 days before meeting"), date.max - timedelta(days=8)) == date.max


# ── calendars ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_which_calendar_is_that_of_a_body() -> None:
    """The body's own calendar goes first, then that of the charter, then the only one; of several nobody knows which."""
    one, two = CalendarRules(id="one", region="DE-NW"), CalendarRules(id="two", region="DE-BW")
    assert calendar_of(charter(calendars=(one,)), body("x")) == one
    assert calendar_of(charter(calendars=(one, two)), body("x")) is None
    assert calendar_of(charter(calendars=(one, two), calendar="two"), body("x")) == two
    assert calendar_of(charter(calendars=(one, two), calendar="two"), body("x", calendar="one")) == one
    assert calendar_of(charter(calendars=(one,)), body("x", calendar="gone")) is None
    assert calendar_of(charter(), body("x")) is None


def test_open_days_are_the_holidays_of_the_region_with_extra_and_without_lifted_days() -> None:
    """Extra days close, lifted days open again, in all the years asked for; an unknown region has no calendar."""
    rules = CalendarRules(
        id="town",
        region="DE-NW",
        weekdays=("mon", "someday"),
        extra=(ClosedDay(on=date(2026, 2, 16), name=words("Rosenmontag")), ClosedDay(on=date(2026, 2, 17))),
        lifted=(MAY_DAY,),
    )
    found = open_days(rules, closed_days, (2025, 2026))
    assert found is not None
    assert found.weekdays == {0}
    assert found.closed[date(2026, 2, 16)] == "Rosenmontag"
    assert found.closed[date(2026, 2, 17)] == ""
    assert date(2025, 5, 1) in found.closed
    assert MAY_DAY not in found.closed
    assert open_days(CalendarRules(id="town", region="XX"), closed_days, (2026,)) is None


def test_working_days_need_weekdays_and_a_calendar() -> None:
    """Words that are no weekdays are passed over; without any weekday, or any calendar, nobody knows the working days."""
    calendar = OpenDays(weekdays=frozenset({6}), closed={MAY_DAY: "Erster Mai"})
    assert working_days(("mon", "monday"), calendar) == OpenDays(weekdays=frozenset({0}), closed=calendar.closed)
    assert working_days(("monday",), calendar) is None
    assert working_days(MON_FRI, None) is None
