"""Checks of apportionment: each row says something, names only what there is, fits together, and can be carried out at all."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.aspects import says_nothing
from gremium.evaluate.posts import posts_of
from gremium.evaluate.scope import Located, Scope
from gremium.lint.references import any_reference, declared_kinds
from gremium.lint.walk import Path, located, provisions, refs_of
from gremium.model.body import Body
from gremium.norms.apportionment import Apportionment, Draw, Formula, Manner, Stage, Turns, Weight
from gremium.norms.election import Election
from gremium.norms.seats import Seats, Standing
from gremium.values.count import Count
from gremium.values.filling import Holder, Whole
from gremium.values.finding import Finding, finding
from gremium.values.phrases import did_you_mean
from gremium.values.ref import Ref

# Ways that are gone to their end, whatever happens, unless something about them is asked for.
FINAL = (Manner.LISTS, Manner.NAMING, Manner.PERSONS)


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, and names only what there is; what it says in several keys fits together."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Apportionment):
            continue
        norm: Apportionment = provision.norm
        if says_nothing(provision):
            yield finding("says-nothing", path, word=norm.word)
        here = located(scope, owner)
        for ref, keys in refs_of(norm):
            if isinstance(owner, Body) or not ref.bare:  # kinds may leave positions to their bodies
                yield from _reference(scope, here, ref, (*path, *keys), among=keys[0] == "among")
        yield from _path(norm, path)
        yield from _turns(norm, path)
        yield from _draws(norm, path)


def _reference(scope: Scope, here: Located, ref: Ref, path: Path, *, among: bool) -> Iterator[Finding]:
    """Check a reference. The kinds of parties that share may stand in records alone; a slip of the pen is told all the same."""
    charter = here.charter
    known = {*declared_kinds(charter), *(body.kind for body in charter.bodies), *(party.kind for party in charter.parties)}
    hint = did_you_mean(f"*{ref.target}", (f"*{kind}" for kind in sorted(known)))
    if not among or not ref.every or ref.jurisdiction is not None:
        yield from any_reference(scope, here, ref, path)
    elif ref.target not in known and hint is not None:
        yield finding("dangling-reference", path, reference=str(ref), hint=hint)


def _unused(path: Path, key: str, beside: str) -> Finding:
    return finding("unused-key", (*path, key), key=key, beside=beside)


def _path(norm: Apportionment, path: Path) -> Iterator[Finding]:
    """No way stands behind one that is gone in any case, and nothing is said of a way that means nothing there."""
    ended: Stage | None = None
    for index, stage in enumerate(norm.path):
        place = (*path, "path", index)
        if ended is not None:
            yield finding("way-unreachable", place, manner=stage.manner.value, before=ended.manner.value)
        free = stage.need is None and stage.lists is None and not stage.objection
        ended = ended or (stage if free and stage.manner in FINAL else None)
        if stage.from_all and stage.manner is not Manner.JOINT_LIST:
            yield _unused(place, "from_all", f"manner = {stage.manner.value}")
    manners = {stage.manner for stage in norm.path}
    if manners and Manner.NAMING not in manners and norm.weights in (Weight.MEMBERS, Weight.VOTES):
        yield _unused(path, "weights", "path")


def _turns(norm: Apportionment, path: Path) -> Iterator[Finding]:
    """Turns have no minimum and no majority, and whoever chooses takes nobody from a list."""
    if norm.by_turns is None:
        return
    for key, given in (("minimum", norm.minimum is not None), ("majority", norm.majority is not None)):
        if given:
            yield _unused(path, key, "by_turns")
    if norm.exhausted is not None and norm.by_turns is Turns.CHOICE:
        yield _unused(path, "exhausted", "by_turns = choice")


def _draws(norm: Apportionment, path: Path) -> Iterator[Finding]:
    """Nothing comes after a lot: it always decides."""
    drawn = norm.tie.index(Draw.LOT) if Draw.LOT in norm.tie else len(norm.tie)
    for index in range(drawn + 1, len(norm.tie)):
        yield finding("unused-key", (*path, "tie", index), key=norm.tie[index].value, beside=Draw.LOT.value)


# ── can it be carried out ────────────────────────────────────────────────────────────────────────────────────────────


def sensible(scope: Scope) -> Iterator[Finding]:
    """What several rows say together can be carried out: turns have an order, a tie has an end, persons can be elected."""
    for provision, path, owner in provisions(scope.charter):
        if isinstance(provision.norm, Apportionment):
            here = located(scope, owner)
            yield from _together(here, provision.norm, path, {*owner.unstated})
            if isinstance(owner, Body):
                yield from _room(scope, here, provision.norm, path)


def _together(here: Located, norm: Apportionment, path: Path, unstated: set[str]) -> Iterator[Finding]:
    """Check a row beside all rows that speak of the same posts."""
    listed = [p.norm for owner in here.owners for p in owner.provisions if isinstance(p.norm, Apportionment)]
    beside = [one for one in listed if not one.of or not norm.of or one.of == norm.of]
    method = norm.method or next((one.method for one in beside if one.method is not None), None)
    if norm.by_turns is not None and method is Formula.HARE_NIEMEYER:
        yield finding("turns-without-order", (*path, "by_turns"), method=method.value)
    draws = [draw for one in beside for draw in one.tie]
    shares = norm.method is not None or norm.by_turns is not None
    if shares and not draws and "apportionment.tie" not in unstated:
        yield finding("tie-unsaid", path)
    if norm.lot_by is not None and Draw.LOT not in draws:
        yield _unused(path, "lot_by", "tie")
    elects = any(isinstance(p.norm, Election) for owner in here.owners for p in owner.provisions)
    for index, stage in enumerate(norm.path):
        if stage.manner is Manner.PERSONS and not elects and "election" not in unstated:
            yield finding("persons-unruled", (*path, "path", index), body=str(path[1]))


def _room(scope: Scope, here: Located, norm: Apportionment, path: Path) -> Iterator[Finding]:
    """No minimum is larger than what there is for those whom the charter itself names."""
    named = here.charter.parties
    parties = {one.id for ref in norm.among for one in named if (one.kind if ref.every else one.id) == ref.target}
    needed = (norm.minimum or 0) * len(parties)
    for post, there in posts_of(scope, here, norm.of):
        seats = _seats(there, post.position)
        if seats is not None and needed > seats:
            yield finding("sharing-impossible", (*path, "minimum"), needed=needed, seats=seats, of=post.body)
            return


def _seats(there: Located, position: str | None) -> int | None:
    """Return how many seats a post stands for; None where that is not fixed."""
    listed = [(str(p.slot), p.norm) for owner in reversed(there.owners) for p in owner.provisions if isinstance(p.norm, Seats)]
    groups = {slot: norm for slot, norm in listed if (slot == position if position is not None else _chosen(norm))}
    numbers = [norm.number for norm in groups.values()]
    exact = [number.low for number in numbers if isinstance(number, Count) and number.exact]
    return sum(exact) if exact and len(exact) == len(numbers) else None


def _chosen(norm: Seats) -> bool:
    """Return whether the members of a group have a vote and are chosen."""
    return norm.standing in (Standing.VOTING, None) and not isinstance(norm.filling, Holder | Whole)
