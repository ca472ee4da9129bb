"""Leads: by when something has to happen before a meeting, and how days are counted back."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremium.languages import LANGUAGES, language
from gremium.values.errors import PhraseError
from gremium.values.lead import Lead, back, in_words, parse_lead
from gremium.values.message import message

PHRASES = (
    "8 clear days before meeting",
    "1 day before meeting",
    "1 clear week before meeting",
    "2 months before meeting",
    "48 hours before meeting",
    "1 hour before meeting",
    "3 clear working days before meeting",
    "3 working days before meeting",
    "about 14 days before meeting",
    "21st day before meeting",
    "22nd day before meeting",
    "3rd working day before meeting",
    "11th day before meeting",
    "112th day before meeting",
    "113th day before meeting@council",
    "7 days before meeting@council",
    "unstated",
)


def leads() -> st.SearchStrategy[Lead]:
    """Return leads in calendar days, weeks and months, which need no calendar."""
    return st.builds(Lead, number=st.integers(1, 60), unit=st.sampled_from(("day", "week", "month")), clear=st.booleans())


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrases_are_printed_as_they_were_read(phrase: str) -> None:
    """A lead is printed in the spelling in which it was read."""
    assert str(parse_lead(phrase)) == phrase


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("1 days before meeting", "1 day before meeting"),
        ("8 day before meeting", "8 days before meeting"),
        ("21th day before meeting", "21st day before meeting"),
        ("12nd day before meeting", "12th day before meeting"),
        ("3rd clear day before meeting", "3rd day before meeting"),
        ("8 claer days before meeting", "clear"),
        ("8 days before meting", "meeting"),
    ],
)
def test_misspelt_leads_are_refused_with_the_right_spelling(phrase: str, meant: str) -> None:
    """What is nearly a lead is refused, and the hint says what was probably meant."""
    with pytest.raises(PhraseError) as wrong:
        parse_lead(phrase)
    assert wrong.value.hint == message("hint.did-you-mean", word=meant)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("2 working weeks before meeting", "phrase.lead-working"),
        ("48 working hours before meeting", "phrase.lead-working"),
        ("48 clear hours before meeting", "phrase.lead-clear-hours"),
        ("0 days before meeting", "phrase.lead"),
        ("1000 days before meeting", "phrase.lead"),
        ("8 days after meeting", "phrase.lead"),
        ("7.5 days before meeting", "phrase.lead"),
        ("", "phrase.lead"),
    ],
)
def test_what_cannot_be_counted_is_refused(phrase: str, code: str) -> None:
    """Only days can be working days, hours have no clear ones, and a lead has a whole number of something before a meeting."""
    with pytest.raises(PhraseError) as wrong:
        parse_lead(phrase)
    assert wrong.value.said.code == code


def test_a_lead_is_a_text() -> None:
    """A number is no lead, and the hint shows how one is written."""
    with pytest.raises(PhraseError) as wrong:
        parse_lead(8)
    assert wrong.value.hint == message("hint.lead")


@pytest.mark.parametrize(
    ("phrase", "day", "last"),
    [
        ("8 days before meeting", "2026-03-10", "2026-03-02"),
        ("8 clear days before meeting", "2026-03-10", "2026-03-01"),
        ("21st day before meeting", "2026-03-24", "2026-03-03"),
        ("1 week before meeting", "2026-03-09", "2026-03-02"),
        ("1 clear week before meeting", "2026-03-09", "2026-03-01"),
        ("1 month before meeting", "2026-03-31", "2026-02-28"),
        ("1 clear month before meeting", "2026-03-31", "2026-02-27"),
        ("13 months before meeting", "2025-03-31", "2024-02-29"),
        ("2 days before meeting", "0001-01-02", "0001-01-01"),
        ("2 months before meeting", "0001-01-31", "0001-01-01"),
        ("1 clear month before meeting", "0001-02-01", "0001-01-01"),
    ],
)
def test_days_weeks_and_months_are_counted_back(phrase: str, day: str, last: str) -> None:
    """Clear days take neither end, months clamp to the last day of the month, and nothing lies before the calendar."""
    assert back(date.fromisoformat(day), parse_lead(phrase)) == date.fromisoformat(last)


@given(leads(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_clear_lead_is_one_day_longer(lead: Lead, day: date) -> None:
    """A clear lead ends exactly one day before the same lead that is not clear."""
    plain, clear = (Lead(number=lead.number, unit=lead.unit, clear=one) for one in (False, True))
    assert (back(day, plain) - back(day, clear)).days == 1


@given(leads(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_longer_lead_never_ends_later(lead: Lead, day: date) -> None:
    """One more unit never gives a later day, and a later meeting never an earlier one."""
    longer = Lead(number=lead.number + 1, unit=lead.unit, clear=lead.clear)
    assert back(day, longer) <= back(day, lead)
    assert back(date.fromordinal(day.toordinal() + 1), lead) >= back(day, lead)


@given(leads(), leads(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_lead_within_another_is_never_shorter(one: Lead, other: Lead, day: date) -> None:
    """A lead that is certainly as long as another ends on no later day, whatever the day of the meeting."""
    if one.within(other):
        assert back(day, one) <= back(day, other)


@pytest.mark.parametrize(
    ("mine", "theirs", "within"),
    [
        ("8 days before meeting", "7 clear days before meeting", True),
        ("7 clear days before meeting", "8 days before meeting", True),
        ("7 days before meeting", "7 clear days before meeting", False),
        ("8th day before meeting", "8 days before meeting", True),
        ("1 month before meeting", "4 weeks before meeting", True),
        ("4 weeks before meeting", "1 month before meeting", False),
        ("31 days before meeting", "1 month before meeting", True),
        # on the day before, an hour before midnight, is two hours before a meeting at one in the morning
        ("1 day before meeting", "24 hours before meeting", False),
        ("2 days before meeting", "24 hours before meeting", True),
        ("24 hours before meeting", "1 day before meeting", True),
        ("23 hours before meeting", "1 day before meeting", False),
        ("24 hours before meeting", "1 clear day before meeting", False),
        ("72 hours before meeting", "48 hours before meeting", True),
        ("unstated", "unstated", True),
        ("unstated", "1 day before meeting", False),
        ("9 days before meeting", "unstated", False),
        ("9 working days before meeting", "2 days before meeting", False),
        ("about 9 days before meeting", "2 days before meeting", False),
        ("9 days before meeting", "about 2 days before meeting", False),
        ("9 days before meeting@council", "2 days before meeting", False),
    ],
)
def test_which_lead_is_certainly_as_long(mine: str, theirs: str, within: bool) -> None:
    """Leads are compared only where the answer is the same for every calendar and every hour of the meeting."""
    assert parse_lead(mine).within(parse_lead(theirs)) is within


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_lead_has_a_sentence_of_its_own(phrase: str) -> None:
    """Different leads are said by different messages."""
    others = [in_words(parse_lead(other)) for other in PHRASES if other != phrase]
    assert in_words(parse_lead(phrase)) not in others


@pytest.mark.parametrize("tag", LANGUAGES)
def test_all_kinds_of_leads_have_a_sentence(tag: str) -> None:
    """Each combination of units and words that can be read can be said in both languages, with its number."""
    numbers, words, units = ("1 {}", "2 {}s"), ("", "clear ", "working ", "clear working "), ("hour", "day", "week", "month")
    said = set()
    for number, word, unit in product(numbers, words, units):
        try:
            lead = parse_lead(f"{number.format(word + unit)} before meeting")
        except PhraseError:
            continue
        said.add(language(tag).say(in_words(lead)))
    assert len(said) == 18
    assert all(re.search(r"\b[12] \w", sentence) and "lead." not in sentence for sentence in said)
