"""The closed word lists of the grammar, and the helpers that every phrase parser shares.

Every token has exactly one class: a reserved word, a number, or an id. Ids are ASCII, so that a charter reads the
same in every editor and no two spellings look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from gremium.values.errors import PhraseError
from gremium.values.message import Message, message

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
ID_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"

UNITS = ("day", "week", "month", "quarter", "half-year", "year", "term", "hour", "minute", "meeting")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

# Words of the phrase grammar. None of them is ever an id, so a token never has two meanings.
RESERVED = frozenset(
    "at least more than most fewer exactly all of any none number each self parent present entitled voting advisory "  # noqa: SIM905  # a list of strings is harder to read
    "barred filled remote seats members votes yes no abstentions invalid before after about clear working unstated public".split()
    + list(UNITS)
    + [f"{unit}s" for unit in UNITS]
    + list(MONTHS)
)

# Positions that every body has without declaring them.
PREDECLARED = ("chair", "deputy-chair", "secretary", "minute-taker", "public", "all")

# What hostile documents must not make long: ids, hints that list what is known, the search for a word that looks alike.
LONGEST_ID = 80
MOST_LISTED = 32
MOST_COMPARED = 500


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the entry of `known` that looks most like `word`, or None if nothing is near.

    Of very many entries only some are compared, those that begin alike.
    """
    words = sorted(known)
    if len(words) > MOST_COMPARED:
        words = [entry for entry in words if entry[:1] == word[:1]][:MOST_COMPARED]
    found = get_close_matches(word, words, n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> Message | None:
    """Return the hint "did you mean …", or None if nothing known is near."""
    near = closest(word, known)
    return message("hint.did-you-mean", word=near) if near else None


def one_of(word: str, known: Iterable[str]) -> Message | None:
    """Return the hint "did you mean …", else everything that is known, or None if that is nothing or too much to read."""
    words = tuple(known)
    listed = message("hint.known", known=", ".join(words)) if 0 < len(words) <= MOST_LISTED else None
    return did_you_mean(word, words) or listed


def check_id(text: str) -> str:
    """Return `text` if it is an id that may be declared; raise `PhraseError` if it is misspelt or reserved."""
    if len(text) > LONGEST_ID:
        raise PhraseError(message("phrase.id-long", read=text, most=LONGEST_ID))
    if not ID.fullmatch(text):
        near = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        hint = message("hint.did-you-mean", word=near) if ID.fullmatch(near) else None
        raise PhraseError(message("phrase.id", read=text), hint)
    if text in RESERVED:
        raise PhraseError(message("phrase.reserved", read=text), message("hint.another-id", example=f"{text}-1"))
    return text
