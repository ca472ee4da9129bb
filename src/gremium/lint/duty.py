"""Checks of duty: each row says when, names only what there is, and waits for nothing that waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from gremium.evaluate.effective import effective
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Scope, exists
from gremium.lint.references import any_reference
from gremium.lint.walk import Path, changes, located, misspelt_day, owners, provisions, refs_of
from gremium.model.body import Body, Kind
from gremium.norms.duty import Duty, Occasion
from gremium.values.deadline import Deadline, Event, Start
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.phrases import one_of
from gremium.values.verdict import Outcome

# Keys that have an effect only beside another one.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "starts": ("every",), "anew": ("every",), "at_once": ("after",),
    "lapses": ("due", "every", "after"), "soon": ("due", "every", "after"),
}  # fmt: skip
# Where the rules of a charter stand; those of a law are told where the law is checked.
ROOTS = ("bodies", "kinds")
# Of the ways of saying when, each goes before those after it.
WHEN = ("after", "every", "due")


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says when something is due, in one way only, and names only what there is."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Duty):
            continue
        norm: Duty = provision.norm
        yield from _when(norm, path)
        if provision.for_ and norm.after in (None, Occasion.MEETING):
            yield finding("unused-key", (*path, "for"), key="for", beside=norm.after.value if norm.after else norm.word)
        here = located(scope, owner)
        for ref, keys in refs_of(norm):
            yield from any_reference(scope, here, ref, (*path, *keys))
        for key, name in _days(norm):
            hint = misspelt_day(scope.charter, name)
            if hint is not None:
                yield finding("unknown-date", (*path, key), day=name, hint=hint)
        yield from _before(scope, owner, norm, path)
        yield from _past(scope, owner, norm, path)


def _when(norm: Duty, path: Path) -> Iterator[Finding]:
    """Yield what is lacking to know when something is due, and what has no effect."""
    said = [key for key in WHEN if getattr(norm, key) is not None]
    for key in said[1:]:
        yield finding("unused-key", (*path, key), key=key, beside=said[0])
    for key, others in NEEDS.items():
        if getattr(norm, key) and all(getattr(norm, one) is None for one in others):
            yield finding("unused-key", (*path, key), key=key, beside=norm.word)
    if norm.anew and norm.every is not None and norm.lapses is not None:
        yield finding("unused-key", (*path, "lapses"), key="lapses", beside="anew")
    if norm.at_once and norm.within is not None:
        yield finding("unused-key", (*path, "within"), key="within", beside="at_once")
    if norm.points and norm.after in (None, Occasion.MEETING):
        yield finding("unused-key", (*path, "points"), key="points", beside=norm.after.value if norm.after else norm.word)
    if norm.public is not None and norm.after is not Occasion.MEETING:
        yield finding("unused-key", (*path, "public"), key="public", beside=norm.after.value if norm.after else norm.word)
    if norm.within is not None and norm.after is None:
        yield finding("missing-key", path, key="after")
        return
    lacking = {None: "due", "after": "within", "every": "starts"}.get(said[0] if said else None)
    if lacking is not None and getattr(norm, lacking) is None and not (norm.at_once and norm.after is not None):
        yield finding("duty-undated", path, lacking=lacking, hint=message(f"hint.duty-{lacking}"))


def _days(norm: Duty) -> Iterator[tuple[str, str]]:
    """Yield the named days of a duty, each with the key under which it stands."""
    for key in ("due", "starts"):
        name = _event(getattr(norm, key))
        if name is not None:
            yield key, name


def _event(start: Start | None) -> str | None:
    match start:
        case Deadline():
            return start.event
        case Event():
            return start.name
        case _:
            return None


def _before(scope: Scope, owner: Body | Kind, norm: Duty, path: Path) -> Iterator[Finding]:
    """Yield a finding for each duty that has to be met before and is none of this body."""
    listed = [p for one in located(scope, owner).owners for p in one.provisions if isinstance(p.norm, Duty)]
    known = sorted({str(p.slot) for p in listed})
    for number, name in enumerate(norm.before):
        if name not in known:
            place = (*path, "before") if len(norm.before) == 1 else (*path, "before", number)
            yield finding("dangling-reference", place, reference=name, hint=one_of(name, known))


def _past(scope: Scope, owner: Body | Kind, norm: Duty, path: Path) -> Iterator[Finding]:
    """Yield a finding for what is due on a day on which there is no such body."""
    name = _event(norm.due)
    known = next((day.on for day in scope.charter.dates if day.id == name), None)
    last = known.latest if known is not None else None
    if last is None or not isinstance(owner, Body):
        return
    due = norm.due.length.after(last) if isinstance(norm.due, Deadline) else last
    if exists(owner, due) is Outcome.FAILS and not owner.planned:
        yield finding("duty-without-body", (*path, "due"), day=due.isoformat(), body=owner.id)


def circles(scope: Scope) -> Iterator[Finding]:
    """No duty has to be met before itself, through however many others, on any day and by any reading; each is told once."""
    for owner, path in owners(scope.charter):
        here = located(scope, owner)
        mine = [one for ruler in here.owners for one in ruler.provisions if isinstance(one.norm, Duty) and one.norm.before]
        days = [day for day in changes([here.body.span, *(one.span for one in mine)]) if mine]
        told: set[str] = set()
        for _, found in (world for day in days for world in worlds(scope, partial(effective, where=here, norm=Duty, at=day))):
            before = {row.slot: {name for rule in row.rules for name in rule.norm.before} for row in found}
            for name in sorted(before):
                circle = _circle(before, name)
                if circle and not told & set(circle):
                    told |= set(circle)
                    place = next((row.rule.path for row in found if row.slot == name and row.rule.path[0] in ROOTS), path)
                    yield finding("duty-circle", place, circle=" → ".join((*circle, name)))


def _circle(before: Mapping[str, set[str]], start: str) -> tuple[str, ...]:
    """Return the shortest way from a duty through those before it back to itself; nothing if there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for name in sorted(before.get(way[-1], ())):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
