"""Provision: the envelope in which every rule enters a charter."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

from attrs import frozen

from gremium.values.citation import Citation
from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import ID_PATTERN, check_id
from gremium.values.span import ALWAYS, Span
from gremium.values.text import Text

READING_PATTERN = rf"{ID_PATTERN}:{ID_PATTERN}(,{ID_PATTERN})*"


class Strength(Enum):
    """How strongly the rule binds: `does` only describes what is done."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    DOES = "does"


class Binding(Enum):
    """How far a rule of lower rank may depart: not at all, only stricter, only looser, freely; or it has to say it itself."""

    FIXED = "fixed"
    FLOOR = "floor"
    CEILING = "ceiling"
    DEFAULT = "default"
    DELEGATED = "delegated"


@frozen
class Reading:
    """The readings of one ambiguity under which a provision stands. `"leads:three,four"`."""

    ambiguity: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.ambiguity}:{','.join(self.names)}"


def parse_reading(raw: object) -> Reading:
    """Read the readings of one ambiguity from their phrase; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not re.fullmatch(READING_PATTERN, raw, re.ASCII):
        raise PhraseError(message("phrase.reading", read=str(raw)), message("hint.reading"))
    ambiguity, _, names = raw.partition(":")
    return Reading(check_id(ambiguity), tuple(check_id(name) for name in names.split(",")))


@frozen(kw_only=True)
class Provision:
    """One norm with everything that says where it comes from and when it holds.

    `id` names a row (for seats: the position). `cites` empty means: inherited from the body. `since` and `until` of a charter
    are first and last day, kept together in `span`. `instead_of` is the id of another row that this one replaces. `resolution`
    is the id of the resolution that brings it into force: if adopted, its day counts; if rejected, the provision never holds.
    `assumption` marks a rule that the source does not state in full, and says what was assumed.
    """

    norm: Any
    id: str | None = None
    cites: tuple[Citation, ...] = ()
    span: Span = ALWAYS
    strength: Strength = Strength.MUST
    binding: Binding = Binding.FIXED
    reading: tuple[Reading, ...] = ()
    instead_of: str | None = None
    resolution: str | None = None
    assumption: Text | None = None
    note: Text | None = None

    @property
    def word(self) -> str:
        """The word of its norm."""
        return str(self.norm.word)

    @property
    def slot(self) -> str | None:
        """The row for which this provision competes: its own, or the one that it replaces. None: it competes with none."""
        return self.instead_of or self.id
