"""Rules in words: what every norm and condition says, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import cadence, composition, delegation, remit, term
from effort import tries
from gremium.explain.conditions import condition_in_words, quota_in_words, tally_in_words
from gremium.explain.language import Language
from gremium.explain.rules import (
    IN_WORDS,
    cadence_in_words,
    composition_in_words,
    delegation_in_words,
    number_in_words,
    remit_in_words,
    term_in_words,
)
from gremium.languages import language
from gremium.norms.composition import Effect, Twice
from gremium.norms.term import Holdover, LostBy, Out, Refill, Resting
from gremium.testing.values import compositions, delegations, refs, remits, terms
from gremium.values.condition import parse_condition
from gremium.values.filling import How
from gremium.values.quota import parse_quota
from gremium.values.steps import parse_number
from gremium.values.tally import NOUNS, STATES, parse_tally

EN, DE = language("en"), language("de")
COMPARED = {
    "at least": "mindestens",
    "more than": "mehr als",
    "at most": "höchstens",
    "fewer than": "weniger als",
    "exactly": "genau",
}


def in_both(say: Callable[[Any, Language], str], norm: Any) -> tuple[str, str]:
    """Return the words in English and in German; no code and no placeholder is left in them."""
    said = say(norm, EN), say(norm, DE)
    assert all("{" not in text and "}" not in text for text in said)
    return said


# ── what is counted and asked ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("phrase", "english", "german"),
    [
        ("seats", "seats", "Sitze"),
        ("voting seats", "seats (voting)", "Sitze (stimmberechtigt)"),
        ("voting filled seats", "seats (voting, filled)", "Sitze (stimmberechtigt, besetzt)"),
        ("partners + guests", "partners + guests", "partners + guests"),
        ("yes + no + abstentions", "yes + no + abstentions", "Ja-Stimmen + Nein-Stimmen + Enthaltungen"),
    ],
)
def test_tallies(phrase: str, english: str, german: str) -> None:
    """What is counted has words; a seat group stands by its id."""
    assert in_both(tally_in_words, parse_tally(phrase)) == (english, german)


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("state", STATES)
def test_every_noun_and_state(noun: str, state: str) -> None:
    """Every word of the grammar that can be counted has a German word of its own."""
    english, german = in_both(tally_in_words, parse_tally(f"{state} {noun}"))
    assert state in english
    assert state not in german
    assert noun != german.partition(" (")[0]


@pytest.mark.parametrize(("comparison", "german"), COMPARED.items())
def test_quotas(comparison: str, german: str) -> None:
    """A bound is a number, a share of something, or the whole of it."""
    for bound, english, in_german in (
        ("2", "2", "2"),
        ("1/3 of voting seats", "1/3 of seats (voting)", "1/3 von: Sitze (stimmberechtigt)"),
        ("guests", "guests", "guests"),
    ):
        said = in_both(quota_in_words, parse_quota(f"{comparison} {bound}"))
        whole = (comparison, bound) == ("at least", "guests")
        assert said == (("all of guests", "alle: guests") if whole else (f"{comparison} {english}", f"{german} {in_german}"))


def test_all_of_something() -> None:
    """All of something is said as such."""
    assert in_both(quota_in_words, parse_quota("all of members")) == ("all of members", "alle: Mitglieder")


@pytest.mark.parametrize(
    ("table", "english", "german"),
    [
        ({"age": "13..18"}, "13 to 18", "Alter: 13 bis 18"),
        ({"age": "16..", "on": "election-day"}, "election-day", "Alter: mindestens 16 (am Tag „election-day“)"),
        ({"with": {"sex": "female", "origin": "here"}}, "origin = here; sex = female", "origin = here; sex = female"),
        ({"holds": "chair@council"}, "chair@council", "hat chair@council"),
        ({"held": "chair@council"}, "chair@council", "hat oder hatte chair@council"),
        ({"size": "membership", "is": "at least 300"}, "membership: at least 300", "membership: mindestens 300"),
        ({"all": [{"age": "16.."}, {"holds": "chair@council"}]}, " and ", "Alter: mindestens 16 und hat chair@council"),
        ({"any": [{"age": "16.."}, {"holds": "chair@council"}]}, " or ", "Alter: mindestens 16 oder hat chair@council"),
        ({"none": [{"holds": "chair@council"}]}, "chair@council", "keines von: hat chair@council"),
        (
            {"all": [{"any": [{"holds": "a@x"}, {"holds": "b@x"}]}, {"all": [{"holds": "c@x"}]}]},
            ") and (",
            "(hat a@x oder hat b@x) und (hat c@x)",
        ),
    ],
)
def test_conditions(table: dict[str, Any], english: str, german: str) -> None:
    """Every form of condition has words; what is itself joined stands in brackets."""
    said = in_both(condition_in_words, parse_condition(table))
    assert english in said[0]
    assert said[1] == german


# ── composition ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "german"),
    [
        ({"count": "voting seats", "is_": "exactly 22"}, "Sitze (stimmberechtigt): genau 22"),
        ({"is_": ["at least 25", "at most 50"]}, "Sitze: mindestens 25 und höchstens 50"),
        ({"count": "members", "odd": True}, "Mitglieder: eine ungerade Zahl"),
        ({"count": "members", "with_": {"sex": "female"}, "is_": "at least 1"}, "Mitglieder [sex = female]: mindestens 1"),
        (
            {"count": "members", "with_": {"sex": "female"}, "who": {"age": "16..27"}, "is_": "at least 1"},
            "Mitglieder [sex = female und Alter: 16 bis 27]: mindestens 1",
        ),
        ({"distinct": "origin", "is_": "at least 3"}, "origin: mindestens 3"),
        ({"per_group": True, "is_": "at most 1/2 of votes"}, "Sitze: höchstens 1/2 von: Stimmen; für jede Sitzgruppe"),
        ({"each": "*school", "is_": "at least 1"}, "Sitze: mindestens 1; für jedes Element von *school"),
        ({"need": {"age": "16.."}, "for_seat": ["a", "b"]}, "Voraussetzung: Alter: mindestens 16; für: a, b"),
        ({"need": {"age": "16.."}, "of": "proposer"}, "Voraussetzung der vorschlagenden Stelle: Alter: mindestens 16"),
        ({"incompatible": ["mayor@executive", "chair"]}, "unvereinbar mit: mayor@executive, chair"),
        ({"odd": True, "if_": {"holds": "chair"}}, "Sitze: eine ungerade Zahl; nur wenn: hat chair"),
        ({"odd": True, "when": "start"}, "Sitze: eine ungerade Zahl; nur bei der Besetzung"),
    ],
)
def test_compositions(said: dict[str, Any], german: str) -> None:
    """Every aspect of an invariant has its words."""
    assert in_both(composition_in_words, composition(**said))[1] == german


@pytest.mark.parametrize("twice", Twice)
@pytest.mark.parametrize("effect", Effect)
def test_effects_and_second_seats(twice: Twice, effect: Effect) -> None:
    """What follows from a breach, and what becomes of a second seat, has words of its own."""
    english, german = in_both(composition_in_words, composition(twice=twice.value, effect=effect.value))
    assert len(english.split("; ")) >= 2
    assert english != german


# ── term ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "german"),
    [
        ({"length": "2 years"}, "Dauer: 2 Jahre"),
        ({"starts": ["1 December", "1 day after certification", "handover"]}, "Beginn: 1 December, 1 day after certification, h"),
        ({"follows": "council"}, "folgt der Wahlzeit von council"),
        ({"ends_with": "handover"}, "endet mit „handover“"),
        ({"renewal": {"share": "1/3", "every": "6 months", "out": "lot"}}, "alle 6 Monate wird 1/3 der Sitze erneuert; das Los"),
        ({"renewal": {"share": "1/3"}}, "wird 1/3 der Sitze erneuert; wer geht, ist nicht geregelt"),
        (
            {"limits": {"terms": 2, "consecutive": True, "over": ["chair"], "length": "8 years"}},
            "höchstens: 2 Amtszeiten, 8 Jahre, nacheinander, gezählt über chair",
        ),
        ({"limits": {"terms": 1}}, "höchstens: 1"),
        (
            {"removal": {"lost_by": "absence", "absences": 3, "by": "council", "on_motion_of": ["chair"], "case": "so"}},
            "vorzeitiges Ende: Fernbleiben, 3 unentschuldigte Abwesenheiten, durch council, auf Antrag von chair, so",
        ),
        ({"removal": {"lost_by": "recall"}}, "vorzeitiges Ende: Abberufung"),
        (
            {"vacancy": {"fill": "naming", "by": "council", "within": "90 days"}},
            "freier Sitz: Neubenennung, durch council, Frist: 90 Tage",
        ),
        (
            {"vacancy": {"fill": "not", "ahead": "6 months before general-election"}},
            "freier Sitz: bleibt frei, höchstens 6 Monate vor „general-election“",
        ),
        ({"dormancy": {"case": "Krankheit"}}, "ruht: Krankheit"),
        ({"length": "1 year", "for_seat": "people"}, "Dauer: 1 Jahr; für: people"),
    ],
)
def test_terms(said: dict[str, Any], german: str) -> None:
    """Every aspect of a rule about terms has its words."""
    assert german in in_both(term_in_words, term(**said))[1]


def test_every_choice_about_terms() -> None:
    """What can be chosen in rules about terms has words of its own, for each choice."""
    rows = [
        *({"holdover": one.value} for one in Holdover),
        *({"renewal": {"share": "1/2", "out": one.value}} for one in Out),
        *({"removal": {"lost_by": one.value}} for one in LostBy),
        *({"vacancy": {"fill": one.value}} for one in Refill),
        *({"dormancy": {"case": "x", "acts": one}} for one in Resting),
    ]
    said = [in_both(term_in_words, term(**one)) for one in rows]
    assert len({english for english, _ in said}) == len({german for _, german in said}) == len(rows)


# ── delegation and remit ─────────────────────────────────────────────────────────────────────────────────────────────


def test_delegations() -> None:
    """Every aspect of a delegation has its words."""
    english, german = in_both(delegation_in_words, delegation("guests@board", sends=4))
    assert german == "entsendet 4 nach guests@board"
    assert "guests@board" in english
    norm = delegation(
        "guests@board", sends="2..3", who=["chair"], how=How.ELECTED, out_of=["people"], substitutes=2, reports=True,
        length="2 years", with_term=True,
    )  # fmt: skip
    assert in_both(delegation_in_words, norm)[1] == (
        "entsendet 2 bis 3 nach guests@board; kraft Amtes: chair; gewählt; aus dem Kreis: people; Stellvertretungen: 2; "
        "berichten zurück; Dauer: 2 Jahre; für die Wahlzeit der entsendenden Stelle"
    )


def test_numbers_by_size() -> None:
    """A number by size names the measure and every step."""
    steps = parse_number({"of": "membership", "steps": {"1..10": 1, "11..": 2}})
    assert in_both(number_in_words, steps)[1] == "nach membership: 1..10: 1, 11..: 2"
    assert in_both(number_in_words, parse_number("2.."))[1] == "mindestens 2"


def test_remits() -> None:
    """Tasks are said as they stand, then what is none, and the bodies that come with them."""
    norm = remit(
        includes=["Haushalt", "Satzungen"], excludes="Personal", must_have="*committee", may_have="board", bound_by="council",
        proposes=["chair", "people"],
    )  # fmt: skip
    assert in_both(remit_in_words, norm)[1] == (
        "Haushalt; Satzungen; nicht: Personal; bildet: *committee; kann bilden: board; gebunden an Beschlüsse von: council; "
        "vorschlagen können: chair, people"
    )


@pytest.mark.parametrize(("times", "met", "german"), [("1..", "1 meeting", "1 Sitzung"), ("2..", "2 meetings", "2 Sitzungen")])
def test_at_least_some_meetings(times: str, met: str, german: str) -> None:
    """One meeting is one, also where there may be more."""
    said = in_both(cadence_in_words, cadence(times=times, per="year"))
    assert said == (f"at least {met} a year", f"mindestens {german} im Jahr")


# ── all of them ──────────────────────────────────────────────────────────────────────────────────────────────────────

AT = refs(("x",), ("school",))
EVENTS = ("term-start",)


@tries(15)
@given(
    norm=st.one_of(
        st.tuples(st.just("composition"), compositions(AT, ("people",), EVENTS)),
        st.tuples(st.just("term"), terms(AT, refs(("x",), (), ()), ("people",), EVENTS)),
        st.tuples(st.just("delegation"), delegations(AT, AT)),
        st.tuples(st.just("remit"), remits(refs(("x",), (), ()))),
    )
)
def test_every_norm_has_words(norm: tuple[str, Any]) -> None:
    """No norm leaves a code of the catalogue in its sentence, whatever it says."""
    word, rule = norm
    for say in (EN, DE):
        said = IN_WORDS[word](rule, say)
        assert not any(code in said for code in ("term.", "composition.", "delegation.", "remit.", "quota.", "condition."))
