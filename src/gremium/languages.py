"""F8 · roof: the message catalogues. gettext finds the sentences; the catalogues are compiled when the package is built."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from gremium.explain.language import Language

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGES = ("de", "en")


@cache
def language(tag: str) -> Language:
    """Return the language with this tag, "de" or "en". Raises `FileNotFoundError` if its catalogue was not built."""
    translations = gettext.translation("gremium", localedir=str(CATALOGUES), languages=[tag])
    return Language(tag=tag, translate=translations.gettext)


def languages() -> dict[str, Language]:
    """Return all languages by tag."""
    return {tag: language(tag) for tag in LANGUAGES}
