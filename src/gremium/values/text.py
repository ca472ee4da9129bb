"""Text in several languages, as it stands in a charter: `name.de = "Rat"`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

# A language tag as in BCP 47, reduced to language and optional region: "de", "en", "de-AT".
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


@frozen
class Text:
    """One text in one or more languages. Pairs are sorted by language tag, so equal texts compare equal."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Text:
        """Return the text with one entry per language tag."""
        return cls(tuple(sorted(texts.items())))

    def in_language(self, language: str) -> str:
        """Return the text in `language`, else in German, else in the first language that there is."""
        known = dict(self.pairs)
        return known.get(language) or known.get("de") or self.pairs[0][1]

    def __str__(self) -> str:
        return self.in_language("de")
