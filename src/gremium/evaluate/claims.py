"""Claims: what decides between parties with an equal claim, as far as the record tells it.

The ways of the rule are gone through in their order: the next one is asked only about those whom the one before left equal. A way
of which the record tells nothing yet ends it: nobody knows what the next one would be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import cached_property

from attrs import define, field, frozen

from gremium.evaluate.contest import Score, ahead, size
from gremium.evaluate.occasion import Occasion
from gremium.model.meeting import Ballot, Lot
from gremium.norms.apportionment import Draw
from gremium.values.count import Count
from gremium.values.disclosure import PARTY


@frozen(kw_only=True)
class Claim:
    """How an equal claim was decided, wholly or in part: `between` whom, for how many `places`, by what, and who `won`."""

    between: tuple[str, ...] = field(metadata=PARTY)
    places: int
    by: Draw
    won: tuple[str, ...] = field(metadata=PARTY)


@frozen(kw_only=True)
class Settled:
    """Who got a place, in order; between whom it is open for how many; and what is needed for it (None: no rule says).

    `claims` is how those came in who did.
    """

    won: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    open: int = 0
    needs: Draw | None = None
    claims: tuple[Claim, ...] = ()


class _State(Enum):
    """Where one way leads: it is settled or level (those it leaves are equal by it), or the record does not tell."""

    LEVEL = "level"
    UNKNOWN = "unknown"


@define(slots=False)
class Claims:
    """Decides equal claims of one sharing; a lot decides one place only, so those that were used are kept.

    `draws` are the ways of the rule, `again` the ballots after the one by which seats are shared; `strength` tells how many
    members, or votes at the last election, a party or list has.
    """

    here: Occasion
    draws: tuple[Draw, ...]
    again: tuple[Ballot, ...]
    strength: Callable[[str, Draw], Count]

    @cached_property
    def lots(self) -> list[Lot]:
        """The lots that have decided nothing yet, in the order of the draw."""
        return list(self.here.facts(Lot))

    def settle(self, tied: Sequence[str], places: int, among: Sequence[str] = ()) -> Settled:
        """Return who of the equal gets one of so many places. `among`: between whom the claim was equal at first."""
        first = tuple(among) or tuple(tied)
        rest, won, claims = list(tied), list[str](), list[Claim]()
        for draw in self.draws:
            found, state = self._by(draw, rest, places - len(won), first)
            if found:
                claims.append(Claim(between=tuple(rest), places=places - len(won), by=draw, won=tuple(found)))
            won += found
            rest = [one for one in rest if one not in found]
            if len(won) == places:
                return Settled(won=tuple(won), claims=tuple(claims))
            if state is _State.UNKNOWN:
                return Settled(won=tuple(won), tied=tuple(rest), open=places - len(won), needs=draw, claims=tuple(claims))
        return Settled(won=tuple(won), tied=tuple(rest), open=places - len(won), claims=tuple(claims))

    def order(self, tied: Sequence[str], places: int) -> Settled:
        """Return the order in which the equal get places, one after another; the last of them needs nothing."""
        won, claims = list[str](), list[Claim]()
        rest = list(tied)
        while len(won) < places and len(rest) > 1:
            found = self.settle(rest, 1, tied)
            claims += found.claims
            if not found.won:
                open_ = min(places, len(tied)) - len(won)
                return Settled(won=tuple(won), tied=found.tied, open=open_, needs=found.needs, claims=tuple(claims))
            won += found.won
            rest.remove(found.won[0])
        return Settled(won=tuple([*won, *rest][:places]), claims=tuple(claims))

    def _by(self, draw: Draw, tied: Sequence[str], places: int, first: Sequence[str]) -> tuple[list[str], _State]:
        """Return to whom places go by one way, and whether the others are equal by it, too."""
        if draw is Draw.LOT:
            return self._drawn(tied, places, first), _State.UNKNOWN
        if draw is Draw.RUN_OFF:
            return self._voted(tied, places, first)
        return _ahead({one: self.strength(one, draw) for one in tied}, places)

    def _drawn(self, tied: Sequence[str], places: int, first: Sequence[str]) -> list[str]:
        """Return whom lots chose; each lot is drawn among those who are left, or among all who were equal at first."""
        rest, won = list(tied), list[str]()
        for one in tuple(self.lots):
            if len(won) < places and one.drawn in rest and (not one.among or set(one.among) in (set(rest), set(first))):
                self.lots.remove(one)
                won.append(one.drawn)
                rest.remove(one.drawn)
        return won

    def _voted(self, tied: Sequence[str], places: int, first: Sequence[str]) -> tuple[list[str], _State]:
        """Return whom a run-off chose: one between just these, else one between all who were equal at first."""
        for between in (set(tied), set(first)):
            for ballot in self.again:
                if {one for one, _ in ballot.votes} == between:
                    return _ahead(votes_for(ballot, tied), places)
        return [], _State.UNKNOWN


def _ahead(numbers: Mapping[str, Count], places: int) -> tuple[list[str], _State]:
    found = ahead([Score(one, number.low, number.high) for one, number in numbers.items()], places)
    return list(found.sure), _State.UNKNOWN if found.unknown else _State.LEVEL


def votes_for(ballot: Ballot, lists: Iterable[str]) -> dict[str, Count]:
    """Return the votes for each of these lists. A list of which the ballot tells nothing may have all papers that are left.

    A paper has one vote; where it is not told how many papers there were, there is no bound.
    """
    told = {one: size(crowd) for one, crowd in ballot.votes}
    most = ballot.papers.high if ballot.papers is not None else None
    rest = Count(0, None if most is None else max(most - sum(number.low for number in told.values()), 0))
    return {one: told.get(one, rest) for one in lists}
