"""Checks of quorum: each row says something, counts what there is, and can be met at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gremium.evaluate.aspects import says_nothing
from gremium.evaluate.need import Answer, Room, satisfied
from gremium.evaluate.scope import Located, Scope
from gremium.evaluate.tally import Cell
from gremium.lint.references import any_noun, any_reference
from gremium.lint.walk import Path, located, provisions, refs_of
from gremium.model.body import Body, Kind
from gremium.norms.quorum import Quorum
from gremium.norms.seats import Seats
from gremium.values.count import Count
from gremium.values.finding import Finding, finding
from gremium.values.need import Asks, Need, leaves, tallies
from gremium.values.quota import Quota
from gremium.values.tally import Tally, Term
from gremium.values.verdict import Outcome

# What is there only once votes were given.
BALLOT = ("yes", "no", "abstentions", "invalid")


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, has a count for what it needs, and names only what there is."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Quorum):
            continue
        norm: Quorum = provision.norm
        if says_nothing(provision):
            yield finding("says-nothing", path, word=norm.word)
        here = located(scope, owner)
        yield from _nouns(here, norm, path, owner)
        for need, keys in _needs(norm):
            if any(isinstance(leaf, Asks) and leaf.word == norm.word for leaf in leaves(need)):
                yield finding("quorum-asks-itself", (*path, *keys))
        for ref, keys in refs_of(norm):
            yield from any_reference(scope, here, ref, (*path, *keys))
        if not _has_count(here) and any(isinstance(leaf, Quota) for need, _ in _needs(norm) for leaf in leaves(need)):
            yield finding("missing-key", path, key="count")


def _needs(norm: Quorum) -> Iterator[tuple[Need, Path]]:
    """Yield every need of a row, with the path of its keys."""
    found: list[tuple[Any, Path]] = [(norm.requires, ("requires",)), (norm.need, ("need",))]
    if norm.presumed is not None:
        found.append((norm.presumed.floor, ("presumed", "floor")))
    if norm.second_call is not None:
        found += [(norm.second_call.need, ("second_call", "need")), (norm.second_call.dropped_if, ("second_call", "dropped_if"))]
    if norm.conflict is not None:
        found += [(norm.conflict.when, ("conflict", "when")), (norm.conflict.need, ("conflict", "need"))]
    yield from ((need, path) for need, path in found if need is not None)


def _has_count(here: Located) -> bool:
    """Return whether some row of a body or of its kinds says what is counted."""
    norms = (p.norm for owner in here.owners for p in owner.provisions if isinstance(p.norm, Quorum))
    return any(norm.count is not None for norm in norms)


def _nouns(here: Located, norm: Quorum, path: Path, owner: Body | Kind) -> Iterator[Finding]:
    """Nothing is counted that only a ballot has, and every other noun is a position of the body."""
    counted: list[tuple[Tally, Path]] = [(norm.count, ("count",))] if norm.count is not None else []
    counted += [(tally, keys) for need, keys in _needs(norm) for tally in tallies(need)]
    for tally, keys in counted:
        for term in tally.terms:
            if term.noun in BALLOT:
                yield finding("ballot-in-quorum", (*path, *keys), word=term.noun)
            else:
                yield from any_noun(here, term.noun, (*path, *keys), owner)


def reachable(scope: Scope) -> Iterator[Finding]:
    """No body has a quorum that it does not reach even if every seat is taken and everybody comes."""
    for body in scope.charter.bodies:
        here = Located(charter=scope.charter, body=body)
        for provision, path in body.rows:
            if isinstance(provision.norm, Quorum) and provision.norm.need is not None and body.complete:
                cells = _full(here)
                need, count = provision.norm.need, provision.norm.count
                nouns = {term.noun for tally in (*tallies(need), *((count,) if count else ())) for term in tally.terms}
                groups = {noun for cell in cells for state in cell.possible for noun in state}
                if cells and nouns <= groups and _never(need, cells, count):
                    yield finding("quorum-impossible", (*path, "need"), body=body.id)


def _full(here: Located) -> tuple[Cell, ...]:
    """Return the seats of a body as if all were taken and everybody were there; none where a number is not known."""
    cells: list[Cell] = []
    for owner in here.owners:
        for provision in owner.provisions:
            if isinstance(provision.norm, Seats):
                number = provision.norm.number
                if not isinstance(number, Count) or not number.stated or provision.norm.each is not None:
                    return ()
                words = {"seats", "members", "filled", "present", "entitled", str(provision.slot)}
                standings = (provision.norm.standing.value,) if provision.norm.standing is not None else ("voting", "advisory")
                possible = tuple(frozenset({*words, standing, "votes"}) for standing in standings)
                cells.append(Cell(possible=possible, number=number))
    return tuple(cells)


def _never(need: Need, cells: tuple[Cell, ...], count: Tally | None) -> bool:
    """Return whether a need fails although everybody is there; what is no number is left open."""
    room = Room(
        cells=cells,
        count=count or Tally((Term(("present", "voting"), "members"),)),
        found=lambda _: Outcome.OPEN,
        raised=lambda _: Outcome.OPEN,
        asked=lambda _: Answer(outcome=Outcome.OPEN),
    )
    return satisfied(need, room).outcome is Outcome.FAILS
