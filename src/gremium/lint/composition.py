"""Checks of composition: each row asks something that can be asked, of seats that there are, and the seats can satisfy it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gremium.evaluate.composition import Kept, composition_of, figures_told
from gremium.evaluate.effective import cited, effective
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.lint.references import any_reference
from gremium.lint.walk import Path, changes, located, misspelt_day, provisions, refs_of
from gremium.model.body import Body, Kind
from gremium.model.provision import Provision
from gremium.norms.composition import Composition
from gremium.norms.seats import Seats
from gremium.values.condition import Aged, Condition, Either, Every, Neither, Sized
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.phrases import did_you_mean
from gremium.values.quota import Quota
from gremium.values.tally import Tally
from gremium.values.verdict import Outcome

# States and nouns of a meeting; a composition is asked of a day.
OF_MEETINGS = ("present", "entitled", "barred", "yes", "no", "abstentions", "invalid")
OF_SEATS = ("seats", "members", "votes")


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row asks something, and every seat group, position and body that it names exists."""
    for provision, path, owner in _rows(scope):
        norm: Composition = provision.norm
        asks = norm.is_ or norm.odd or norm.need is not None or norm.incompatible or norm.twice is not None
        if not asks:
            yield finding("says-nothing", path, word=norm.word)
        here = located(scope, owner)
        for ref, keys in refs_of(norm):
            if ref.target != "each" or norm.each is None:
                yield from any_reference(scope, here, ref, (*path, *keys))
        groups = _groups(here)
        for name in norm.for_seat:
            if name not in groups:
                yield finding("dangling-reference", (*path, "for_seat"), reference=name, hint=did_you_mean(name, groups))
        tallies = [*((("count", norm.count),) if norm.count is not None else ()), *(("is", q.base) for q in norm.is_ if q.base)]
        for key, tally in tallies:
            yield from _tally(tally, (*path, key), groups)
        yield from _bounds(norm, path)
        yield from _ages(scope, norm, path)
        if norm.per_group and norm.count is not None:
            yield finding("unused-key", (*path, "count"), key="count", beside="per_group")
        if norm.each is not None and not norm.is_ and not norm.odd:
            yield finding("unused-key", (*path, "each"), key="each", beside="need" if norm.need is not None else "incompatible")


def seconds(scope: Scope) -> Iterator[Finding]:
    """No two rules of a body say different things about a second seat at the same time."""
    for body in scope.charter.bodies:
        where = Located(charter=scope.charter, body=body)
        mine = [p for owner in where.owners for p in owner.provisions if isinstance(p.norm, Composition)]
        for day in changes([body.span, *(p.span for p in mine)]) if any(p.norm.twice for p in mine) else ():
            for _, found in worlds(scope, lambda chosen, d=day, w=where: effective(chosen, w, Composition, d)):  # type: ignore[misc]  # bound now
                said = [row.rule for row in found if row.certain and row.rule.norm.twice is not None]
                for rule in said[1:]:
                    if rule.norm.twice is not said[0].norm.twice:
                        names = {"slot": "twice", "other": said[0].where, "mine": cited(rule), "theirs": cited(said[0])}
                        yield finding("contradiction", rule.path, hint=message("hint.contradiction"), **names)


def _ages(scope: Scope, norm: Composition, path: Path) -> Iterator[Finding]:
    """No age is asked on a day with a name that looks like one the charter declares, and is not."""
    for key, condition in (("who", norm.who), ("if", norm.if_), ("need", norm.need)):
        for day in days_asked(condition):
            hint = misspelt_day(scope.charter, day)
            if hint is not None:
                yield finding("unknown-date", (*path, key), day=day, hint=hint)


def days_asked(condition: Condition | None) -> Iterator[str]:
    """Yield the names of the days on which a condition asks for an age."""
    match condition:
        case Aged(_, str() as day):
            yield day
        case Every(parts) | Either(parts) | Neither(parts):
            for part in parts:
                yield from days_asked(part)
        case _:
            return


def _bounds(norm: Composition, path: Path) -> Iterator[Finding]:
    """What is a number of values or a size is bounded by a number."""
    for quota in (quota for quota in norm.is_ if norm.distinct is not None and quota.base is not None):
        yield finding("bad-tally", (*path, "is"), word=str(quota))
    for key, condition in (("who", norm.who), ("if", norm.if_), ("need", norm.need)):
        for bound in _shares(condition):
            yield finding("bad-tally", (*path, key), word=str(bound))


def _shares(condition: Condition | None) -> Iterator[Quota]:
    """Yield the bounds on a size that are shares: there is nothing of which a size would be a part."""
    match condition:
        case Sized(_, bound) if bound.number is None:
            yield bound
        case Every(parts) | Either(parts) | Neither(parts):
            for part in parts:
                yield from _shares(part)
        case _:
            return


def _rows(scope: Scope) -> Iterator[tuple[Provision, Path, Body | Kind]]:
    return (found for found in provisions(scope.charter) if isinstance(found[0].norm, Composition))


def _groups(here: Located) -> frozenset[str]:
    """Return the seat groups of a body and of its kinds; offices that add no seat are no groups."""
    return frozenset(str(p.slot) for owner in here.owners for p in owner.provisions if isinstance(p.norm, Seats))


def _tally(tally: Tally, path: Path, groups: frozenset[str]) -> Iterator[Finding]:
    """Only seats are counted, in states that they have without a meeting."""
    for term in tally.terms:
        for word in (*term.states, term.noun):
            if word in OF_MEETINGS:
                yield finding("bad-tally", path, word=word)
        if term.noun not in (*OF_MEETINGS, *OF_SEATS) and term.noun not in groups:
            yield finding("dangling-reference", path, reference=term.noun, hint=did_you_mean(term.noun, groups))


def satisfiable(scope: Scope) -> Iterator[Finding]:
    """No invariant is broken by the seat groups themselves, whoever sits there, on any day on which something changes."""
    bare = Scope(charter=scope.charter, neighbours=scope.neighbours)
    wrong = {found.place.path[:4] for found in rows(scope)}
    for body in scope.charter.bodies:
        where = Located(charter=scope.charter, body=body)
        mine = [p for owner in where.owners for p in owner.provisions if isinstance(p.norm, Composition | Seats)]
        if not any(isinstance(p.norm, Composition) for p in mine):
            continue
        told: set[str] = set()
        for day in changes([body.span, *(p.span for p in mine)]):
            for kept in _broken(bare, where, day):
                if kept.rule.where not in told and kept.rule.path not in wrong:
                    told.add(kept.rule.where)
                    at, figures = day.isoformat(), figures_told(kept)
                    yield finding("composition-impossible", kept.rule.path, body=body.id, day=at, figures=figures)


def _broken(scope: Scope, where: Located, day: date) -> Iterator[Kept]:
    """Yield the invariants that are broken on a day under some reading of the rules about seats and composition."""

    def answer(chosen: Scope) -> tuple[Kept, ...]:
        effective(chosen, where, Seats, day)  # has every reading decided that the number of seats depends on
        return composition_of(chosen, where, day).value or ()

    yield from (kept for _, value in worlds(scope, answer) for kept in value if kept.outcome is Outcome.FAILS)
