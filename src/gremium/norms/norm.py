"""Norm: what every word's norm class has, so that the other floors can treat all words alike."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol


class Norm(Protocol):
    """The data of one rule. A norm class is frozen attrs data; `word` is its key in a charter.

    `needs_id` tells whether a row of this word must have an id (seat groups are positions, so they do). `narrows` tells whether
    this rule permits nothing that another of the same word does not permit; it decides what a floor or a ceiling allows.
    """

    word: ClassVar[str]
    needs_id: ClassVar[bool]

    def narrows(self, other: Any, /) -> bool:
        """Return whether this rule permits nothing that `other` does not permit."""
        ...
