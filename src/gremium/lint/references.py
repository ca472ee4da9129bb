"""Does every id lead somewhere?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gremium.evaluate.scope import Located, Scope, bodies_at, positions_of
from gremium.lint.walk import Path, owners
from gremium.model.body import Body, Kind
from gremium.model.word import VOCABULARY
from gremium.values.finding import Finding, finding
from gremium.values.phrases import PREDECLARED, did_you_mean
from gremium.values.ref import Ref


def bodies(scope: Scope) -> Iterator[Finding]:
    """Every body and kind that an entry names exists: `part_of`, `of`, `succeeds`, `carries`."""
    charter = scope.charter
    for owner, path in owners(charter):
        here = Located(charter=charter, body=owner if isinstance(owner, Body) else Body(id=owner.id, kind=owner.id))
        if owner.part_of is not None:
            yield from body_reference(scope, here, owner.part_of, (*path, "part_of"))
        if isinstance(owner, Kind):
            if owner.of is not None and owner.of not in charter.kind_by_id:
                hint = did_you_mean(owner.of, charter.kind_by_id)
                yield finding("dangling-reference", (*path, "of"), reference=owner.of, hint=hint)
            continue
        before = charter.body_by_id.get(owner.succeeds) if owner.succeeds else None
        if owner.succeeds is not None and before is None:
            hint = did_you_mean(owner.succeeds, charter.body_by_id)
            yield finding("dangling-reference", (*path, "succeeds"), reference=owner.succeeds, hint=hint)
        known = positions_of(Located(charter=charter, body=before)) if before else frozenset[str]()
        for position in owner.carries:
            if position not in known:
                hint = did_you_mean(position, known)
                yield finding("dangling-reference", (*path, "carries"), reference=position, hint=hint)


def body_reference(scope: Scope, here: Located, ref: Ref, path: Path) -> Iterator[Finding]:
    """Check the body part of a reference; a jurisdiction that is not loaded is a warning, everything else an error."""
    if ref.target == "each":
        yield finding("each-without-list", path, reference=str(ref))
        return
    if ref.unstated or ref.target in ("self", "parent"):
        return
    if ref.jurisdiction == "*":
        return
    charter = here.charter if ref.jurisdiction is None else scope.jurisdiction(ref.jurisdiction)
    if charter is None:
        yield finding("unloaded-jurisdiction", path, jurisdiction=str(ref.jurisdiction), reference=str(ref))
    elif ref.every:
        kinds = {kind.id for kind in charter.kinds} | {body.kind for body in charter.bodies}
        if ref.target not in kinds:
            yield finding("dangling-reference", path, reference=str(ref), hint=did_you_mean(ref.target, kinds))
    elif ref.target and ref.target not in charter.body_by_id:
        hint = did_you_mean(ref.target, charter.body_by_id)
        yield finding("dangling-reference", path, reference=str(ref), hint=hint)


def position_reference(scope: Scope, here: Located, ref: Ref, path: Path) -> Iterator[Finding]:
    """Check a reference that has to lead to a position."""
    problems = tuple(body_reference(scope, here, ref, path)) if not ref.bare else ()
    yield from problems
    if problems or ref.unstated or ref.jurisdiction == "*":
        return
    if ref.bare:
        known = positions_of(here)
        if ref.target not in known:
            yield finding("dangling-reference", path, reference=str(ref), hint=did_you_mean(ref.target, known))
        return
    if ref.position is None:
        hint = did_you_mean(f"chair@{ref}", (f"chair@{ref}",))
        yield finding("dangling-reference", path, reference=str(ref), hint=hint)
        return
    for known in _positions(scope, here, ref):
        if ref.position not in known:
            yield finding("dangling-reference", path, reference=str(ref), hint=did_you_mean(ref.position, known))
            return


def _positions(scope: Scope, here: Located, ref: Ref) -> Iterator[frozenset[str]]:
    """Yield the positions of each body to which the reference leads; of a kind without bodies those of the kind."""
    targets = bodies_at(scope, here, ref)
    yield from (positions_of(target) for target in targets)
    if ref.every and not targets:
        charter = scope.jurisdiction(ref.jurisdiction) if ref.jurisdiction else here.charter
        kind = charter.kind_by_id.get(ref.target) if charter else None
        groups = {p.id for p in kind.provisions if p.word == "seats" and p.id} if kind else set()
        yield frozenset({*(kind.positions if kind else ()), *PREDECLARED} | groups)


def calendars(scope: Scope) -> Iterator[Finding]:
    """Every calendar that is named is declared."""
    known = {calendar.id for calendar in scope.charter.calendars}
    named: list[tuple[str | None, Path]] = [(scope.charter.calendar, ("calendar",))]
    named += [(body.calendar, ("bodies", body.id, "calendar")) for body in scope.charter.bodies]
    for calendar, path in named:
        if calendar is not None and calendar not in known:
            yield finding("dangling-reference", path, reference=calendar, hint=did_you_mean(calendar, known))


def topics(scope: Scope) -> Iterator[Finding]:
    """What is listed as unstated is a word, an aspect of a word, or a position; and it is not stated after all."""
    for owner, path in owners(scope.charter):
        here = Located(charter=scope.charter, body=owner if isinstance(owner, Body) else Body(id=owner.id, kind=owner.id))
        known = {*VOCABULARY, *positions_of(here)}
        said = {provision.word for provision in owner.provisions}
        for index, topic in enumerate(owner.unstated):
            word = topic.partition(".")[0]
            if word not in known or (word != topic and word not in VOCABULARY):
                hint = did_you_mean(topic, known)
                yield finding("unknown-topic", (*path, "unstated", index), topic=topic, hint=hint)
            elif topic in said:
                yield finding("stated-after-all", (*path, "unstated", index), topic=topic)


def positions(scope: Scope) -> Iterator[Finding]:
    """No position of a body has the name of another one, and none is declared twice."""
    for owner, path in owners(scope.charter):
        groups = {provision.id for provision in owner.provisions if provision.word == "seats"}
        declared = Counter(owner.positions)
        for position, number in declared.items():
            if number > 1 or position in groups:
                yield finding("duplicate-id", (*path, "positions"), id=position)


def cycles(scope: Scope) -> Iterator[Finding]:
    """No body is part of itself, and no kind a sub-kind of itself, through however many steps."""
    charter = scope.charter
    kinds = {kind.id: kind.of for kind in charter.kinds}
    parents = {b.id: b.part_of.target for b in charter.bodies if b.part_of and not b.part_of.every and not b.part_of.jurisdiction}
    heirs = {body.id: body.succeeds for body in charter.bodies}
    for links, table, key in ((kinds, "kinds", "of"), (parents, "bodies", "part_of"), (heirs, "bodies", "succeeds")):
        for start in sorted(links):
            step, seen = links.get(start), {start}
            while step is not None and step not in seen:
                seen.add(step)
                step = links.get(step)
            if step == start:
                yield finding("part-of-cycle", (table, start, key), id=start, key=key)
