"""Events with their places: what the checks of a record share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from gremium.model.record import Event, Holding

Numbered: TypeAlias = tuple[tuple[Event, int], ...]
# Holdings that begin something in a body, or where it follows from, with their numbers in the record.
Begun: TypeAlias = list[tuple[Holding, int]]


def latest(begun: Begun, day: date, parties: Iterable[str]) -> int:
    """Return the number of the event by which one of the parties last began to hold something by that day; else of any."""
    named = set(parties)
    come = [(h.since.latest, index, h.party) for h, index in begun if h.since and h.since.latest and h.since.latest <= day]
    return max((found[:2] for found in come if found[2] in named), default=max(found[:2] for found in come))[1]
