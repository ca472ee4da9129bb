"""Mandate: what it takes to be elected, as it is written, printed and said."""

from __future__ import annotations

import pytest

from gremium.explain.language import Language
from gremium.languages import language
from gremium.values.errors import PhraseError
from gremium.values.mandate import Drawn, Most, in_words, need_of, parse_mandate, print_mandate
from gremium.values.message import message
from gremium.values.need import Unsaid
from gremium.values.quota import parse_quota

HALF = "more than 1/2 of votes"
WRITTEN: tuple[tuple[object, str], ...] = (
    ("most", "the most votes"),
    ("lot", "a lot"),
    ("unstated", "what, the source does not say"),
    (HALF, "more than 1/2 of votes"),
    ({"count": "present voting members", "is": "at least 3"}, "members (present, voting): at least 3"),
    ({"holds": "notice"}, "notice in order"),
    ({"found": "urgent"}, "formally found: urgent"),
    ({"raised": "notice"}, "objected to: notice"),
    ({"all": [HALF, "at least 1/3 of voting seats"]}, "more than 1/2 of votes and at least 1/3 of seats (voting)"),
    ({"any": [HALF, "at least 3", "at least 5"]}, "more than 1/2 of votes or at least 3 or at least 5"),
    ({"none": [{"raised": "x"}]}, "none of: objected to: x"),
)


@pytest.fixture(scope="module")
def english() -> Language:
    return language("en")


@pytest.mark.parametrize(("raw", "said"), WRITTEN)
def test_every_form_is_printed_as_it_was_read_and_said_in_words(raw: object, said: str, english: Language) -> None:
    """Phrases and tables."""
    read = parse_mandate(raw)
    assert print_mandate(read) == raw
    assert parse_mandate(print_mandate(read)) == read
    assert english.say(in_words(read)) == said


def test_the_most_votes_and_a_lot_take_no_need() -> None:
    """All other forms are needs."""
    assert (need_of(Most()), need_of(Drawn())) == (None, None)
    assert need_of(parse_mandate(HALF)) == parse_quota(HALF)
    assert need_of(parse_mandate("unstated")) == Unsaid()
    assert in_words(Most()) == message("mandate.most")


@pytest.mark.parametrize("raw", ["mosst", "the most", 1, None, {"most": True}])
def test_what_is_neither_is_refused(raw: object) -> None:
    """With the hint for a need."""
    with pytest.raises(PhraseError):
        parse_mandate(raw)
