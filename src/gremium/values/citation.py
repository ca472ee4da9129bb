"""Citation: the place in a source on which a rule rests. `"inclusion-page Steuerungsgruppe Inklusion"`."""

from __future__ import annotations

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import check_id


@frozen
class Citation:
    """A source by its id, and the place in it (empty: the source as a whole)."""

    source: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.source} {self.place}" if self.place else self.source


def parse_citation(raw: object) -> Citation:
    """Read a citation: the id of a source, a blank, and the place as the source names it; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not raw.strip() or raw != raw.strip():
        raise PhraseError(message("phrase.citation", read=str(raw)), message("hint.citation"))
    source, _, place = raw.partition(" ")
    if place != place.strip():
        raise PhraseError(message("phrase.citation", read=raw), message("hint.citation"))
    return Citation(check_id(source), place)
