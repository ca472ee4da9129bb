"""View: of what and for whom something is published: the day, the bodies, the audience, and what that one may know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from attrs import define

from gremium.evaluate.scope import Scope
from gremium.model.body import Body
from gremium.model.record import Audience, Holding, Record
from gremium.values.ref import Ref
from gremium.workbench.known import Known, known, may_see


@define(kw_only=True, slots=False)
class View:
    """A jurisdiction on a day, for an audience; `year` keeps its meetings, `asked` these bodies (None: all), `person` one party.

    Raises `Misuse` for an unknown body, when the bodies are looked up.
    """

    scope: Scope
    at: date
    audience: Audience
    year: int | None = None
    asked: Iterable[str] | None = None
    person: str | None = None

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """The bodies of which is told, by id."""
        if self.asked is None:
            return self.scope.charter.body_by_id
        return {id_: self.scope.locate(id_).body for id_ in dict.fromkeys(self.asked)}

    @cached_property
    def record(self) -> Record:
        """The record; an empty one where there is none."""
        return self.scope.record or Record(record="", charter=self.scope.charter.id)

    @cached_property
    def all(self) -> bool:
        """Whether all bodies are told of."""
        return self.bodies.keys() == self.scope.charter.body_by_id.keys()

    @property
    def public(self) -> bool:
        """Whether it is for the public."""
        return self.audience is Audience.PUBLIC

    @cached_property
    def known(self) -> Known:
        """What the audience may know of those of whom the record tells."""
        return known(self.scope, self.audience)

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of the parties whom the audience may not see."""
        return self.known.hidden

    def sees(self, party: str | None) -> bool:
        """Return whether the audience may see a party; one that the record does not know the administration alone may."""
        return party is not None and may_see(self.audience, self.record.party_by_id.get(party))

    def knows(self, holding: Holding) -> bool:
        """Return whether the audience may see a party and know of a holding of it."""
        return self.sees(holding.party) and self.known.knows(holding.party, holding.position, holding)

    def home(self, position: Ref) -> bool:
        """Return whether a position is one of these bodies."""
        return position.jurisdiction in (None, self.scope.charter.id) and position.target in self.bodies
