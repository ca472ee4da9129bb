"""Known: whom an audience may see, and of whom it may know that they hold a position. All answers and all exports ask here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import evolve

from gremium.evaluate.scope import Located, Scope
from gremium.model.record import Audience, Holding, Party, begun
from gremium.norms.seats import Seats
from gremium.values.ref import Ref

PERSON = Party(id="").kind


def may_see(audience: Audience, party: Party | None) -> bool:
    """Return whether an audience may see a party; one that the record does not know is seen by the administration alone."""
    return audience >= (party.disclosure if party is not None else Audience.ADMINISTRATION)


def may_know(audience: Audience, party: Party | None, holding: Holding | None = None, *, reveals: bool = False) -> bool:
    """Return whether an audience may know that a party holds a position.

    What the holding says of itself decides; else it is for the members if the position `reveals` something that is protected
    (Art. 9(1) GDPR). Nobody is told more than the party allows.
    """
    said = holding.disclosure if holding is not None else None
    return may_see(audience, party) and audience >= (said or (Audience.MEMBERS if reveals else Audience.PUBLIC))


def known(scope: Scope, audience: Audience) -> Known:
    """Return what an audience may know of those of whom the record of a scope tells."""
    return scope.remembered(("known", audience), lambda: Known(scope, audience))


class Known:
    """What an audience may know of those of whom a record tells: who they are, and where they sit."""

    def __init__(self, scope: Scope, audience: Audience) -> None:
        self.audience = audience
        self.charter, self.neighbours, self.record = scope.charter, scope.neighbours, scope.record
        self.parties: Mapping[str, Party] = self.record.party_by_id if self.record is not None else {}
        self._revealing: dict[Ref, bool] = {}

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The ids of the parties of the record whom the audience may not see."""
        return frozenset(id_ for id_, party in self.parties.items() if not may_see(self.audience, party))

    def reveals(self, position: Ref) -> bool:
        """Return whether it reveals something protected that somebody holds a position: by any rule for it, on any day."""
        if position not in self._revealing:
            home = position.jurisdiction in (None, self.charter.id)
            charters = (self.charter,) if home else tuple(one for one in self.neighbours if one.id == position.jurisdiction)
            bodies = ((one, one.body_by_id.get(position.target)) for one in charters)
            rulers = (ruler for one, body in bodies if body is not None for ruler in Located(charter=one, body=body).rulers)
            rows = (row for _, owner in rulers for row in owner.provisions if row.slot == position.position)
            self._revealing[position] = any(isinstance(row.norm, Seats) and bool(row.norm.reveals) for row in rows)
        return self._revealing[position]

    @cached_property
    def _told(self) -> Mapping[tuple[Ref, str | None], bool]:
        """Of everybody who held a position, or stood in there, whether the audience may know of each time."""
        tables = (self.record.holdings_by_position, self.record.substitutes_by_position) if self.record is not None else ()
        found: dict[tuple[Ref, str | None], bool] = {}
        for position, holdings in (pair for table in tables for pair in table.items()):
            for one in begun(holdings):
                key = (position, one.party)
                found[key] = found.get(key, True) and self._may(one.party, one, position)
        return found

    def _may(self, party: str | None, holding: Holding | None, position: Ref | None) -> bool:
        places = {position, holding.position if holding is not None else None}
        reveals = any(self.reveals(place) for place in places if place is not None)
        return party is None or may_know(self.audience, self.parties.get(party), holding, reveals=reveals)

    def knows(self, party: str | None, position: Ref | None, holding: Holding | None = None) -> bool:
        """Return whether the audience may know that somebody holds a position; True of nobody.

        `holding` is the fact by which it is so, perhaps one elsewhere (an office leads to a seat). Without it the audience may
        know if it may know of each time when the party held the position; without a position, too, of all that the party holds.
        """
        if holding is None and position is None:
            return self._may(party, None, None) and party not in self.shaded
        if holding is None and position is not None and (position, party) in self._told:
            return self._told[position, party]
        return self._may(party, holding, position)

    @cached_property
    def shaded(self) -> frozenset[str]:
        """The ids of those who may be seen, but not in all the positions that they hold or held."""
        return frozenset(party for (_, party), told in self._told.items() if not told and party not in self.hidden and party)

    @cached_property
    def shades(self) -> frozenset[str]:
        """The positions that somebody of them holds or held."""
        return frozenset(str(position) for position, party in self._told if party in self.shaded)

    @cached_property
    def _untold(self) -> Mapping[str, frozenset[tuple[Ref, str]]]:
        """By body the positions of which the audience may not know, each with whoever may be seen and holds it."""
        found: dict[str, set[tuple[Ref, str]]] = {}
        for (position, party), told in self._told.items():
            if party in self.shaded and not told:
                found.setdefault(str(evolve(position, position=None)), set()).add((position, party))
        return {body: frozenset(pairs) for body, pairs in found.items()}

    def untold(self, bodies: Iterable[str]) -> frozenset[tuple[Ref, str]]:
        """Return the positions in these bodies of which the audience may not know, each with whoever may be seen and holds it."""
        return frozenset(pair for body in bodies for pair in self._untold.get(body, ()))

    def veiled(self, bodies: Iterable[str]) -> frozenset[str]:
        """Return who may be seen, but has a position in these bodies of which the audience may not know.

        What happens in a body names those who sit there; so it does not name these.
        """
        return frozenset(party for _, party in self.untold(bodies))

    def unfit(self, fills: Iterable[Ref]) -> frozenset[str]:
        """Return the persons of whom the audience may not know whether they hold, or are to hold, one of these positions.

        A body instead of a position stands for all of its positions that reveal something.
        """
        places = {place for ref in fills for place in ((ref,) if ref.position is not None else self._places(ref))}
        people = [id_ for id_, party in self.parties.items() if party.kind == PERSON]
        return frozenset(id_ for id_ in people if not all(self.knows(id_, place) for place in places))

    def _places(self, ref: Ref) -> frozenset[Ref]:
        """Return the positions of a body at home that reveal something, or of some of whose holders the audience may not know."""
        body = self.charter.body_by_id.get(ref.target) if ref.jurisdiction is None else None
        rulers = Located(charter=self.charter, body=body).rulers if body is not None else ()
        slots = {row.slot for _, owner in rulers for row in owner.provisions}
        listed = {Ref(target=ref.target, position=slot) for slot in slots if slot is not None}
        held = {place for (place, _), told in self._told.items() if not told and evolve(place, position=None) == ref}
        return frozenset({*held, *(place for place in listed if self.reveals(place))})

    @cached_property
    def shy(self) -> Mapping[str, frozenset[str]]:
        """By position the days on which somebody came or went, or stood in, of whom the audience may not know it.

        A recorded vacancy tells when the one before left, so its days are among them.
        """
        tables = (self.record.holdings_by_position, self.record.substitutes_by_position) if self.record is not None else ()
        found: dict[str, set[str]] = {}
        for position, told in (pair for table in tables for pair in table.items()):
            if not all(self.knows(one.party, position) for one in told):
                theirs = (one for one in told if one.vacant or not self.knows(one.party, position))
                found.setdefault(str(position), set()).update(str(day) for one in theirs for day in (one.since, one.until) if day)
        return {position: frozenset(days) for position, days in found.items()}
