"""Deadline: a day counted from an event. `"30 days after term-start"`: on or before the event's day plus 30 days."""

from __future__ import annotations

import re

from attrs import frozen

from gremium.values.days import LENGTH_PATTERN, Length, parse_length
from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import ID_PATTERN, check_id

DEADLINE_PATTERN = rf"{LENGTH_PATTERN} after {ID_PATTERN}"


@frozen
class Deadline:
    """At the latest `length` after the event: day N counts, the day of the event itself is day 0.

    The event is a named day of the charter (`[dates]`) or of the record (a `date` event).
    """

    length: Length
    event: str

    def __str__(self) -> str:
        return f"{self.length} after {self.event}"


def parse_deadline(raw: object) -> Deadline:
    """Read a deadline from its phrase; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not re.fullmatch(DEADLINE_PATTERN, raw, re.ASCII):
        raise PhraseError(message("phrase.deadline", read=str(raw)), message("hint.deadline"))
    length, _, event = raw.partition(" after ")
    return Deadline(parse_length(length), check_id(event))
