"""Checks of power: each row gives somebody a right or a bar, names only what there is, and asks for no more than can be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from gremium.evaluate.scope import Located, Scope
from gremium.evaluate.tally import Cell, held
from gremium.lint.references import any_noun, any_reference
from gremium.lint.walk import Path, located, provisions, refs_of, tallies_of
from gremium.model.body import Body, Kind
from gremium.norms.power import Power
from gremium.norms.seats import Seats
from gremium.values.actor import Actor, signatories
from gremium.values.count import Count
from gremium.values.finding import Finding, finding
from gremium.values.need import Counted
from gremium.values.quota import Quota
from gremium.values.ref import Ref
from gremium.values.tally import NOUNS, Tally
from gremium.values.verdict import Outcome

# What is there only once votes were given.
BALLOT = ("votes", "yes", "no", "abstentions", "invalid")
# What says something about a right only, and what about a bar only.
OF_RIGHTS = ("form", "says", "by", "within", "within_meetings", "at_once", "self_help", "instead")
OF_BARS = ("leaves", "reports", "doubt", "effect")
EMPTY = Power()
SIGNS = "signs!"  # a word of seats that no rule can write: whoever sits there signs


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says who may or may not do what, and everything in it has an effect, and exists."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Power):
            continue
        norm: Power = provision.norm
        if not norm.may and not norm.may_not:
            yield finding("says-nothing", path, word=norm.word)
        if not norm.who:
            yield finding("missing-key", path, key="who")
        for action in norm.may:
            if action in norm.may_not:
                yield finding("power-both", path, action=str(action))
        yield from _idle(norm, path)
        here = located(scope, owner)
        for ref, keys in refs_of(norm):
            yield from any_reference(scope, here, ref, (*path, *keys))
        yield from nouns(here, norm, path, owner, BALLOT)


def _idle(norm: Power, path: Path) -> Iterator[Finding]:
    """Yield what has no effect: what is said of rights beside a mere bar, of bars beside a mere right; and no time at all."""
    for given, beside, keys in ((norm.may, "may_not", OF_RIGHTS), (norm.may_not, "may", OF_BARS)):
        for key in keys:
            if not given and (norm.may or norm.may_not) and getattr(norm, key) != getattr(EMPTY, key):
                yield finding("unused-key", (*path, key), key=key, beside=beside)
    if norm.within_meetings is not None and norm.within_meetings < 1:
        yield finding("unknown-value", (*path, "within_meetings"), read=str(norm.within_meetings), known="1, 2, …")


def nouns(here: Located, norm: Any, path: Path, owner: Body | Kind, refused: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield what is counted in a norm or a part of one and is no position of the body, or cannot be counted (`refused`)."""
    for tally, keys in tallies_of(norm):
        for term in tally.terms:
            if term.noun in refused:
                yield finding("bad-tally", (*path, *keys), word=term.noun)
            else:
                yield from any_noun(here, term.noun, (*path, *keys), owner)


def reachable(scope: Scope) -> Iterator[Finding]:
    """No right asks for more signatories than there can ever be, whoever sits there and whoever signs."""
    for body in scope.charter.bodies:
        cells = every_way(Located(charter=scope.charter, body=body), ((), (SIGNS,)))
        for provision, path in body.rows if body.complete and cells else ():
            if isinstance(provision.norm, Power):
                alone = len(provision.norm.who) == 1
                for number, actor in enumerate(provision.norm.who):
                    if _never(actor, cells):
                        place = (*path, "who") if alone else (*path, "who", number)
                        yield finding("power-impossible", place, body=body.id)


def _never(actor: Actor, cells: tuple[Cell, ...]) -> bool:
    """Return whether there can never be as many signatories as a rule asks for."""
    if isinstance(actor, Ref) or (isinstance(actor, Counted) and actor.with_):
        return False
    quota = actor.quota if isinstance(actor, Counted) else actor
    kind = signatories(actor)
    return counts(cells, kind, quota) and held(cells, kind, quota, SIGNS).outcome is Outcome.FAILS


def counts(cells: Iterable[Cell], *counted: Tally | Quota) -> bool:
    """Return whether every noun is one that these seats have; an office, or a group of another body, is not known here."""
    known = {word for cell in cells for state in cell.possible for word in state} | {*NOUNS}
    tallies = [one.base if isinstance(one, Quota) else one for one in counted]
    return all(term.noun in known for tally in tallies if tally is not None for term in tally.terms)


def every_way(here: Located, deeds: tuple[tuple[str, ...], ...]) -> tuple[Cell, ...]:
    """Return the seats of a body in every state that they may ever have: taken or not, there or not, with each of these deeds.

    None come out where the number of some seats is not known.
    """
    cells: list[Cell] = []
    for provision in (provision for owner in here.owners for provision in owner.provisions if isinstance(provision.norm, Seats)):
        norm: Seats = provision.norm
        if not isinstance(norm.number, Count) or not norm.number.stated or norm.each is not None or norm.block is not None:
            return ()
        standings = (norm.standing.value,) if norm.standing is not None else ("voting", "advisory")
        seat = frozenset({"seats", str(provision.slot)})
        found = [seat | {standing} for standing in standings]
        for standing, deed in product(standings, deeds):
            taken = seat | {standing, "members", "filled", *deed} | ({"entitled"} if standing == "voting" else set())
            found += [taken, taken | {"present"}]
        cells.append(Cell(possible=tuple(found), number=norm.number))
    return tuple(cells)
