"""Whereabouts: where those are whom the record names, at a moment of a meeting: in the room, taking part from afar, or away.

What is told in numbers, and who counts for what, is looked at in `attendance`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from gremium.evaluate.lens import AFAR, AWAY, ROOM, Place
from gremium.evaluate.occasion import Occasion, order
from gremium.model.meeting import Barred, Presence
from gremium.values.crowd import Persons

HERE, GONE = (ROOM,), (AWAY,)


class Whereabouts:
    """Looks at one moment of one meeting (None: nobody knows which). `also` are persons who are there wherever they are."""

    def __init__(self, here: Occasion, moment: datetime | None, also: frozenset[str] = frozenset()) -> None:
        self.here, self.moment, self.also = here, moment, also
        self.presence = here.facts(Presence)
        self.barring = here.facts(Barred)
        self.listed = [one for one in self.presence if isinstance(one.who, Persons)]
        self.complete = any(one.complete and not one.left for one in self.listed)
        self.places = self._places()
        out = {one for fact in self.barring if fact.stays is False and isinstance(fact.who, Persons) for one in fact.who.ids}
        self.places |= dict.fromkeys((out & self.places.keys()) - also, GONE)
        self.bars = {one for fact in self.barring if isinstance(fact.who, Persons) for one in fact.who.ids}

    def _is_past(self, at: datetime | None) -> bool:
        """Return whether a fact that holds from a moment on may hold by now; of an item whose time is not known any may."""
        if at is None:
            return True
        return at <= self.moment if self.moment is not None else self.here.item is not None

    def _places(self) -> dict[str, tuple[Place, ...]]:
        """Return where everybody who is on a list may be at the moment."""
        if len(self.listed) == 1 and (self.listed[0].at is None or (self._is_past(self.listed[0].at) and not self._any_time)):
            there: tuple[Place, ...] = (_place(self.listed[0]),)
            return dict.fromkeys(_ids(self.listed[0]), there) | dict.fromkeys(self.also, HERE)
        found: dict[str, list[Presence]] = {}
        for fact in sorted(self.listed, key=lambda fact: order(fact.at)):
            for one in _ids(fact):
                found.setdefault(one, []).append(fact)
        return {one: self._place_of(facts) for one, facts in found.items()} | dict.fromkeys(self.also, HERE)

    @property
    def _any_time(self) -> bool:
        """True of an item of which nobody knows when it was called."""
        return self.moment is None and self.here.item is not None

    def _place_of(self, facts: list[Presence]) -> tuple[Place, ...]:
        """Return where somebody may be by the facts that name them, in the order of their moments."""
        past = [fact for fact in facts if self._is_past(fact.at)]
        if not past:  # they came later; whether that was after the beginning nobody knows where that has no minute
            return (AWAY, ROOM) if self.moment is None else self.elsewhere_then
        if self._any_time:
            early = (AWAY,) if past[0].at is not None else ()
            return tuple(sorted({*early, *(_place(fact) for fact in past)}))
        return tuple(sorted({_place(fact) for fact in past if fact.at == past[-1].at}))

    @property
    def elsewhere_then(self) -> tuple[Place, ...]:
        """Where somebody may be whom no list names by now."""
        return GONE if self.complete else (AWAY, ROOM)


def took_part(here: Occasion, moments: Iterable[datetime | None]) -> Mapping[str, Place]:
    """Return who certainly was there at one of these moments, by id: in the room, or from afar all the time."""
    found: dict[str, Place] = {}
    for moment in moments:
        for one, places in Whereabouts(here, moment).places.items():
            if AWAY not in places and found.get(one) != ROOM:
                found[one] = ROOM if ROOM in places else AFAR
    return found


def _ids(fact: Presence) -> tuple[str, ...]:
    return fact.who.ids if isinstance(fact.who, Persons) else ()


def _place(fact: Presence) -> Place:
    return AWAY if fact.left else AFAR if fact.remote else ROOM
