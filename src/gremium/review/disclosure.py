"""Disclosure: who may be told of a holding, as far as the record says so itself."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.model.record import Holding, Record
from gremium.review.events import Numbered
from gremium.values.finding import Finding, finding
from gremium.values.message import message


def check(record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Nobody is told of a holding more than of whoever holds it, and only what begins one says who may be told of it."""
    for event, index in numbered:
        said = event.disclosure if isinstance(event, Holding) else None
        if not isinstance(event, Holding) or said is None:
            continue
        path, party = ("events", index, "disclosure"), record.party_by_id.get(event.party or "")
        if event.vacant or event.rests or event.since is None:
            yield finding("disclosure-idle", path, position=str(event.position))
        elif party is not None and said < party.disclosure:
            wider, narrower = (message(f"audience.{one.name.lower()}") for one in (said, party.disclosure))
            position = str(event.position)
            yield finding("disclosure-wider", path, party=party.id, position=position, audience=wider, of=narrower)
