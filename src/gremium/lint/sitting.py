"""Checks of sitting: each row says something, everything in it has an effect and exists, and what it needs can be resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gremium.evaluate.aspects import says_nothing
from gremium.evaluate.need import Answer, Room, satisfied
from gremium.evaluate.remote import ELECTIONS, FIRST, SECRET
from gremium.evaluate.resolved import YES
from gremium.evaluate.scope import Located, Scope
from gremium.evaluate.tally import Cell
from gremium.lint.power import counts, every_way, nouns
from gremium.lint.references import any_reference
from gremium.lint.walk import Path, located, provisions, refs_of
from gremium.norms.sitting import Adding, Agenda, Closing, Publicity, Remote, Remoteness, Sitting
from gremium.values.finding import Finding, finding
from gremium.values.need import Need, tallies
from gremium.values.phrases import one_of
from gremium.values.verdict import Outcome

BARRED_FROM = (ELECTIONS, SECRET, FIRST)
# What says how members take part from afar, where they may.
OF_REMOTE = ("present", "chair_in_room", "chair_unless", "not_for", "except_for", "decided_by", "longest", "basis", "not_in")
# What a seat may have done in a vote.
VOTES = ((), ("yes", "votes"), ("no", "votes"), ("abstentions",))


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, and everything in it has an effect, and exists."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Sitting):
            continue
        norm: Sitting = provision.norm
        if says_nothing(provision):
            yield finding("says-nothing", path, word=norm.word)
        yield from _listening(norm, path)
        yield from _remote(norm.remote, (*path, "remote"))
        yield from _adding(norm.add, (*path, "add"))
        yield from _agenda(norm.agenda, (*path, "agenda"))
        here = located(scope, owner)
        for ref, keys in refs_of(norm):
            yield from any_reference(scope, here, ref, (*path, *keys))
        yield from nouns(here, norm, path, owner)


def _unused(path: Path, key: str, beside: str) -> Finding:
    return finding("unused-key", (*path, key), key=key, beside=beside)


def _listening(norm: Sitting, path: Path) -> Iterator[Finding]:
    """Yield what is said of closing where nothing is public, of nothing, or of a resolution that nobody takes."""
    closing: Closing | None = norm.closed
    if closing is None:
        return
    if norm.public is Publicity.CLOSED:
        yield _unused(path, "closed", "public")
    if not closing.cases and closing.resolved is None:
        yield finding("missing-key", (*path, "closed"), key="cases")
    if closing.on_motion_of and closing.resolved is None:
        yield _unused((*path, "closed"), "on_motion_of", "cases")


def _remote(rule: Remote | None, path: Path) -> Iterator[Finding]:
    if rule is None:
        return
    empty = Remote(allowed=rule.allowed)
    if rule.allowed in (Remoteness.NEVER, Remoteness.UNSTATED):
        yield from (_unused(path, key, "allowed") for key in OF_REMOTE if getattr(rule, key) != getattr(empty, key))
        return
    for key, needed, there in (
        ("chair_unless", "chair_in_room", bool(rule.chair_in_room)),
        ("except_for", "not_for", bool(rule.not_for)),
        ("longest", "decided_by", rule.decided_by is not None),
    ):
        if getattr(rule, key) and not there:
            yield finding("missing-key", path, key=needed)
    for name in rule.not_for:
        if name not in BARRED_FROM:
            hint = one_of(name, BARRED_FROM)
            yield finding("unknown-value", (*path, "not_for"), hint=hint, read=name, known=", ".join(BARRED_FROM))


def _adding(rules: tuple[Adding, ...], path: Path) -> Iterator[Finding]:
    """Yield what is asked of an item that cannot be added at all, and an `in` that is none."""
    for number, rule in enumerate(rules):
        place = path if len(rules) == 1 else (*path, number)
        for key in ("need", "cases", "found"):
            if rule.forbidden and getattr(rule, key):
                yield _unused(place, key, "forbidden")
        if rule.in_ is Publicity.UNSTATED:
            yield finding("unknown-value", (*place, "in"), read="unstated", known="public, closed")


def _agenda(agenda: Agenda | None, path: Path) -> Iterator[Finding]:
    if agenda is not None and agenda.settled_unless and agenda.settled is None:
        yield finding("missing-key", path, key="settled")


def reachable(scope: Scope) -> Iterator[Finding]:
    """No resolution on how a meeting is held asks for more than there can ever be, however everybody votes."""
    for body in scope.charter.bodies:
        cells = every_way(Located(charter=scope.charter, body=body), VOTES)
        for provision, path in body.rows if body.complete and cells else ():
            if isinstance(provision.norm, Sitting):
                for need, keys in _needs(provision.norm):
                    if _never(need, cells):
                        yield finding("sitting-impossible", (*path, *keys), body=body.id)


def _needs(norm: Sitting) -> Iterator[tuple[Need, Path]]:
    """Yield every need of a row, with the path of its keys."""
    alone = len(norm.add) == 1  # one way to add an item may stand without its list
    found: list[tuple[Any, Path]] = [
        (one.need, ("add", "need") if alone else ("add", number, "need")) for number, one in enumerate(norm.add)
    ]
    found += [(norm.closed.resolved, ("closed", "resolved"))] if norm.closed is not None else []
    found += [(norm.remote.decided_by, ("remote", "decided_by"))] if norm.remote is not None else []
    yield from ((need, path) for need, path in found if need is not None)


def _never(need: Need, cells: tuple[Cell, ...]) -> bool:
    """Return whether a need fails however everybody votes; what is no number is left open."""
    room = Room(
        cells=cells,
        count=YES,
        found=lambda _: Outcome.OPEN,
        raised=lambda _: Outcome.OPEN,
        asked=lambda _: Answer(outcome=Outcome.OPEN),
    )
    return counts(cells, *tallies(need)) and satisfied(need, room).outcome is Outcome.FAILS
