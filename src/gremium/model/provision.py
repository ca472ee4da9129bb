"""Provision: the envelope in which every rule enters a charter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from attrs import frozen

from gremium.values.citation import Citation
from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import ID_PATTERN, check_id, one_of
from gremium.values.span import ALWAYS, Span
from gremium.values.text import Text

OTHERWISE = "otherwise"
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


@frozen
class Bindings:
    """How far a rule of lower rank may depart, aspect by aspect; `otherwise` where an aspect is not named."""

    by_aspect: tuple[tuple[str, Binding], ...] = ()
    otherwise: Binding = Binding.FIXED

    def of(self, aspect: str) -> Binding:
        """Return the binding of one aspect."""
        return dict(self.by_aspect).get(aspect, self.otherwise)


def parse_binding(raw: object) -> Binding | Bindings:
    """Read a binding: one word, or a table of words by aspect (`otherwise` for all others); raise `PhraseError` otherwise."""
    if isinstance(raw, Mapping) and raw:
        words = {str(aspect): _one_binding(word) for aspect, word in raw.items()}
        otherwise = words.pop(OTHERWISE, Binding.FIXED)
        return Bindings(tuple(sorted(words.items(), key=lambda pair: pair[0])), otherwise)
    return _one_binding(raw)


def _one_binding(raw: object) -> Binding:
    known = {binding.value: binding for binding in Binding}
    if not isinstance(raw, str) or raw not in known:
        raise PhraseError(message("phrase.binding", read=str(raw)), one_of(str(raw), known))
    return known[raw]


def print_binding(binding: Binding | Bindings) -> object:
    """Return the canonical form: a word, or a table by aspect."""
    if isinstance(binding, Binding):
        return binding.value
    table = {aspect: word.value for aspect, word in binding.by_aspect}
    return table if binding.otherwise is Binding.FIXED and table else {**table, OTHERWISE: binding.otherwise.value}


@frozen(kw_only=True)
class Provision:
    """One norm with everything that says where it comes from and when it holds.

    `id` names a row (for seats: the position). `cites` empty means: inherited from the body. `since` and `until` of a charter
    are first and last day, kept together in `span`. `for_` are the subjects of which it speaks (none: all). `instead_of` is the
    id of another row that this one replaces. `resolution` is the id of the resolution that brings it into force: if adopted,
    its day counts; if rejected, the provision never holds. `assumption` marks a rule that the source does not state in full,
    and says what was assumed.
    """

    norm: Any
    id: str | None = None
    cites: tuple[Citation, ...] = ()
    span: Span = ALWAYS
    strength: Strength = Strength.MUST
    binding: Binding | Bindings = Binding.FIXED
    for_: tuple[str, ...] = ()
    reading: tuple[Reading, ...] = ()
    instead_of: str | None = None
    resolution: str | None = None
    assumption: Text | None = None
    note: Text | None = None

    def binding_of(self, aspect: str = "") -> Binding:
        """Return how far a rule of lower rank may depart from one aspect of this one, or from the whole of it."""
        return self.binding.of(aspect) if isinstance(self.binding, Bindings) else self.binding

    def delegates_by_name(self, aspect: str) -> bool:
        """Return whether it leaves this very aspect to rules of lower rank, by its name."""
        return isinstance(self.binding, Bindings) and (aspect, Binding.DELEGATED) in self.binding.by_aspect

    @property
    def word(self) -> str:
        """The word of its norm."""
        return str(self.norm.word)

    @property
    def slot(self) -> str | None:
        """The row for which this provision competes: its own, or the one that it replaces. None: it competes with none."""
        return self.instead_of or self.id
