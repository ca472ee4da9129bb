"""Explain: codes become sentences, norms become words, trees of reasons become lines."""

from __future__ import annotations

import pytest
from hypothesis import given

from builders import cadence
from gremium.explain.language import LONGEST, Language, cited, finding_lines, reason_lines
from gremium.explain.phrases import length_in_words
from gremium.explain.rules import cadence_in_words
from gremium.languages import LANGUAGES, language, languages
from gremium.norms.cadence import Cadence
from gremium.testing.values import cadences, words
from gremium.values.citation import Citation
from gremium.values.days import Length
from gremium.values.finding import Finding, Place, finding
from gremium.values.message import message
from gremium.values.text import Text
from gremium.values.verdict import Reason

EN, DE = language("en"), language("de")


def codes(tag: str = "en") -> Language:
    """Return a language whose sentences are their own codes with all parameters of the test."""
    sentences = {"outer": "outer({inner})", "text": "text({t})", "number": "number({n})", "finding.uncited": "uncited({owner})"}
    return Language(tag=tag, translate=lambda code: sentences.get(code, code))


# ── language ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_parameters_are_rendered_first() -> None:
    """A message within a message is a sentence within a sentence; texts come in the language, numbers as they are."""
    say = codes("de")
    assert say.say(message("outer", inner=message("number", n=3))) == "outer(number(3))"
    assert say.term("text", t=Text.of({"de": "Rat", "en": "Council"})) == "text(Rat)"
    assert codes("en").term("text", t=Text.of({"de": "Rat", "en": "Council"})) == "text(Council)"


def test_long_words_are_cut() -> None:
    """What a hostile document says at length is cut; nothing shorter is."""
    assert codes().term("text", t="x" * LONGEST) == f"text({'x' * LONGEST})"
    assert codes().term("text", t="x" * (LONGEST + 1)) == f"text({'x' * LONGEST}…)"


def test_braces_in_words_are_no_parameters() -> None:
    """A word of a document with braces in it is printed as it stands."""
    assert codes().term("text", t="{owner} {0}") == "text({owner} {0})"


def test_text_in_a_language() -> None:
    """A text comes in the language, else in German; where there is none, what was given instead."""
    name = Text.of({"de": "Rat", "fr": "Conseil"})
    assert language("de").text(name) == "Rat"
    assert language("en").text(name) == "Rat"
    assert language("en").text(None, "council") == "council"
    assert language("en").text(None) == ""


def test_languages_are_those_of_the_catalogues() -> None:
    """Both languages are there, each with its tag; a language without a catalogue is none."""
    assert {tag: one.tag for tag, one in languages().items()} == {tag: tag for tag in LANGUAGES}
    with pytest.raises(FileNotFoundError):
        language("tlh")


# ── findings and reasons ─────────────────────────────────────────────────────────────────────────────────────────────


def test_finding_in_one_line() -> None:
    """A finding is printed with place, severity, sentence and code."""
    told = Finding(code="uncited", place=Place(file="c.toml", path=("bodies", "x"), line=7), params=(("owner", "x"),))
    assert list(finding_lines(told, codes())) == ["c.toml:7: bodies.x: severity.warning: uncited(x) [uncited]"]


def test_finding_with_a_hint_and_without_a_place() -> None:
    """The hint has a line of its own; a finding about nothing in particular begins with its severity."""
    told = finding("uncited", owner="x", hint=message("number", n=1))
    assert list(finding_lines(told, codes())) == ["severity.warning: uncited(x) [uncited]", "    number(1)"]


@given(word=words())
def test_no_word_breaks_a_line(word: str) -> None:
    """Whatever a document says, its finding stays in its line and sends no commands to a terminal."""
    told = finding("uncited", (word,), owner=word, hint=message("text", t=word))
    lines = list(finding_lines(told, codes()))
    assert len(lines) == 2
    assert all(character.isprintable() or character in "\u00a0\u202f" for line in lines for character in line)


def test_reasons_are_a_tree() -> None:
    """Steps below a reason are indented; clauses stand in brackets behind it."""
    page, law = Citation("page", "§ 1"), Citation("law")
    below = Reason(said=message("number", n=2), because=(Reason(said=message("number", n=3)),))
    tree = (Reason(said=message("number", n=1), cites=(page, law), because=(below,)), Reason(said=message("number", n=4)))
    assert list(reason_lines(tree, codes())) == ["number(1) [page § 1; law]", "  number(2)", "    number(3)", "number(4)"]
    assert list(reason_lines(tree[1:], codes(), 1)) == ["  number(4)"]


def test_citations_in_one_line() -> None:
    """Citations are joined; none at all is nothing."""
    assert cited((Citation("page", "§ 1"), Citation("law"))) == "page § 1; law"
    assert cited(()) == ""


# ── rules in words ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("norm", "english"),
    [
        (cadence(times="2..3", per="year"), "2 to 3 meetings a year"),
        (cadence(times=1, per="2 years"), "1 meeting in every 2 years"),
        (cadence(times=4, per="year"), "4 meetings a year"),
        (cadence(times="2..", per="half-year"), "at least 2 meetings a half-year"),
        (cadence(times="unstated"), "an unstated number of meetings"),
        (cadence(gap="2 weeks.."), "at least 2 weeks apart"),
        (cadence(gap="..1 month"), "at most 1 month apart"),
        (cadence(gap="1 day..2 years"), "at least 1 day apart; at most 2 years apart"),
        (cadence(first="30 days after term-start"), "the first at the latest 30 days after term-start"),
        (cadence(within=["1 March..30 April"]), "only within 1 March..30 April"),
        (
            cadence(free=["15 July..31 August", "24 December..6 January"]),
            "session-free: 15 July..31 August, 24 December..6 January",
        ),
        (cadence(as_needed=True), "as needed"),
        (cadence(meetings="annual", times=1, per="year"), "meetings of the sort “annual”: 1 meeting a year"),
    ],
)
def test_cadence_in_english(norm: Cadence, english: str) -> None:
    """Every aspect of a cadence has its words."""
    assert english in cadence_in_words(norm, EN)


def test_parts_of_a_cadence_are_joined() -> None:
    """The sort of meetings comes first, then what the rule says about them, aspect by aspect."""
    norm = cadence(meetings="annual", times="1..2", per="year", gap="2 weeks..", as_needed=True)
    sort, _, said = cadence_in_words(norm, EN).partition(": ")
    assert "annual" in sort
    assert said.split("; ")[0] == "1 to 2 meetings a year"
    assert len(said.split("; ")) == 3
    assert cadence_in_words(Cadence(), EN) == ""


@given(norm=cadences(("term-start",)))
def test_every_cadence_has_words_in_both_languages(norm: Cadence) -> None:
    """No cadence leaves a code or a placeholder in its sentence."""
    for say in (EN, DE):
        said = cadence_in_words(norm, say)
        assert "{" not in said
        assert "cadence." not in said
        assert bool(said) == (norm not in (Cadence(), Cadence(per=norm.per)))


@pytest.mark.parametrize(
    ("length", "english", "german"),
    [
        (Length(1, "day"), "1 day", "1 Tag"),
        (Length(2, "week"), "2 weeks", "2 Wochen"),
        (Length(1, "month"), "1 month", "1 Monat"),
        (Length(3, "year"), "3 years", "3 Jahre"),
    ],
)
def test_lengths_in_words(length: Length, english: str, german: str) -> None:
    """One is one, more are many."""
    assert length_in_words(length, EN) == english
    assert length_in_words(length, DE).startswith(german)
