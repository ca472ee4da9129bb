"""Checks of references: every id leads somewhere, and no path of ids leads round in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import attrs
from attrs import evolve

from gremium.evaluate.aspects import RULE_WORDS, aspects_of, says, unstated_like
from gremium.evaluate.scope import Located, Scope, bodies_at, positions_of
from gremium.lint.walk import Path, owners
from gremium.model.body import Body, Kind
from gremium.model.charter import Charter
from gremium.model.provision import Provision
from gremium.model.word import VOCABULARY
from gremium.values.days import WEEKDAYS
from gremium.values.finding import Finding, finding
from gremium.values.message import Message, message
from gremium.values.phrases import closest, did_you_mean, one_of
from gremium.values.ref import STANDINS, Ref
from gremium.values.tally import NOUNS

# Kinds need no declaration; one that is so near to a declared one is a slip of the pen.
ALMOST = 0.9


def bodies(scope: Scope) -> Iterator[Finding]:
    """Every body and kind that an entry names exists: `part_of`, `of`, `succeeds`, `carries`."""
    charter = scope.charter
    for owner, path in owners(charter):
        here = Located(charter=charter, body=owner if isinstance(owner, Body) else Body(id=owner.id, kind=owner.id))
        if owner.part_of is not None:
            yield from body_reference(scope, here, owner.part_of, (*path, "part_of"))
        if isinstance(owner, Kind):
            if owner.of is not None and not charter.declared(owner.of):
                hint = one_of(owner.of, (kind for kind in declared_kinds(charter) if kind != owner.id))
                yield finding("dangling-reference", (*path, "of"), reference=owner.of, hint=hint)
            continue
        before = charter.body_by_id.get(owner.succeeds) if owner.succeeds else None
        if owner.succeeds is not None and before is None:
            hint = one_of(owner.succeeds, (body for body in charter.body_by_id if body != owner.id))
            yield finding("dangling-reference", (*path, "succeeds"), reference=owner.succeeds, hint=hint)
        known = positions_of(Located(charter=charter, body=before)) if before else frozenset[str]()
        for index, position in enumerate(owner.carries):
            if position not in known:
                hint = one_of(position, sorted(known))
                yield finding("dangling-reference", (*path, "carries", index), reference=position, hint=hint)


def body_reference(scope: Scope, here: Located, ref: Ref, path: Path) -> Iterator[Finding]:
    """Check the body part of a reference; a jurisdiction that is not loaded is a warning, everything else an error."""
    if ref.target == "each":
        yield finding("each-without-list", path, reference=str(ref))
        return
    if ref.unstated or ref.target in ("self", "parent"):
        return
    if ref.jurisdiction == "*":
        return
    charter = here.charter if ref.at_home else scope.jurisdiction(ref.jurisdiction)
    if charter is None:
        yield finding("unloaded-jurisdiction", path, jurisdiction=str(ref.jurisdiction), reference=str(ref))
    elif ref.every:
        kinds = {*declared_kinds(charter), *(body.kind for body in charter.bodies)}
        if ref.target not in kinds:
            yield finding("dangling-reference", path, reference=str(ref), hint=_body_meant(ref, sorted(kinds)))
    elif ref.target and ref.target not in charter.body_by_id:
        others = tuple(body for body in charter.body_by_id if body != here.body.id or not ref.bare)
        yield finding("dangling-reference", path, reference=str(ref), hint=_body_meant(ref, others))


def any_reference(scope: Scope, here: Located, ref: Ref, path: Path, own: str | None = None) -> Iterator[Finding]:
    """Check a reference that may lead to a position, a body, an organisation, or every one of a kind.

    A bare id is a position of this body (not the row's `own`), else a body, else an organisation; two hits are an error.
    """
    charter = here.charter
    if ref.every and ref.jurisdiction is None:
        kinds = {*declared_kinds(charter), *(body.kind for body in charter.bodies), *(p.kind for p in charter.parties)}
        if ref.target not in kinds:
            yield finding("dangling-reference", path, reference=str(ref), hint=_body_meant(ref, sorted(kinds)))
    elif ref.position is not None:
        yield from position_reference(scope, here, ref, path)
    elif not ref.bare or ref.unstated or ref.target in STANDINS:
        yield from body_reference(scope, here, ref, path)
    else:
        hits = [
            what
            for what, known in (
                ("position", positions_of(here) - {own}),
                ("body", charter.body_by_id),
                ("party", charter.party_by_id),
            )
            if ref.target in known
        ]
        if not hits:
            known_ids = {*positions_of(here), *charter.body_by_id, *charter.party_by_id}
            yield finding("dangling-reference", path, reference=str(ref), hint=did_you_mean(ref.target, known_ids))
        elif len(hits) > 1:
            meanings = message(f"meaning.{'-'.join(hits)}")
            hint = message("hint.another-id", example=f"{ref}-1")
            yield finding("two-meanings", path, hint=hint, reference=str(ref), meanings=meanings)


def _body_meant(ref: Ref, known: Iterable[str]) -> Message | None:
    """Return the hint "did you mean …" with the whole reference; where no body or kind is near, those that are known."""
    words = tuple(known)
    near = closest(ref.target, words)
    return message("hint.did-you-mean", word=str(evolve(ref, target=near))) if near else one_of(ref.target, words)


def _position_meant(ref: Ref, position: str, known: Iterable[str]) -> Message | None:
    """Return the hint "did you mean …" with the whole reference; where no position is near, those that are known."""
    words = sorted(known)
    near = closest(position, words)
    if near is None:
        return one_of(position, words)
    return message("hint.did-you-mean", word=near if ref.bare else str(evolve(ref, position=near)))


def position_reference(scope: Scope, here: Located, ref: Ref, path: Path) -> Iterator[Finding]:
    """Check a reference that has to lead to a position."""
    problems = tuple(body_reference(scope, here, ref, path)) if not ref.bare else ()
    yield from problems
    if problems or ref.unstated or ref.jurisdiction == "*":
        return
    if ref.bare:
        known = positions_of(here)
        if ref.target not in known:
            chair = message("hint.did-you-mean", word=f"chair@{ref}") if ref.target in here.charter.body_by_id else None
            hint = chair or _position_meant(ref, ref.target, known)
            yield finding("dangling-reference", path, reference=str(ref), hint=hint)
        return
    if ref.position is None:
        hint = message("hint.did-you-mean", word=f"chair@{ref}")
        yield finding("dangling-reference", path, reference=str(ref), hint=hint)
        return
    for known in _positions(scope, here, ref):
        if ref.position not in known:
            yield finding("dangling-reference", path, reference=str(ref), hint=_position_meant(ref, ref.position, known))
            return


def _positions(scope: Scope, here: Located, ref: Ref) -> Iterator[frozenset[str]]:
    """Yield the positions of each body to which the reference leads; of a kind without bodies those of the kind."""
    targets = bodies_at(scope, here, ref)
    yield from (positions_of(target) for target in targets)
    charter = scope.jurisdiction(ref.jurisdiction) if ref.jurisdiction else here.charter
    if ref.every and not targets and charter is not None:
        yield positions_of(Located(charter=charter, body=Body(id=ref.target, kind=ref.target)))


def calendars(scope: Scope) -> Iterator[Finding]:
    """Every calendar that is named is declared, and the weekdays of each are weekdays."""
    known = {calendar.id for calendar in scope.charter.calendars}
    named: list[tuple[str | None, Path]] = [(scope.charter.calendar, ("calendar",))]
    named += [(body.calendar, ("bodies", body.id, "calendar")) for body in scope.charter.bodies]
    for calendar, path in named:
        if calendar is not None and calendar not in known:
            yield finding("dangling-reference", path, reference=calendar, hint=one_of(calendar, sorted(known)))
    for rules in scope.charter.calendars:
        for index, weekday in enumerate(rules.weekdays):
            if weekday not in WEEKDAYS:
                where = ("calendars", rules.id, "weekdays", index)
                hint = did_you_mean(weekday[:3].lower(), WEEKDAYS)
                yield finding("unknown-value", where, read=weekday, known=", ".join(WEEKDAYS), hint=hint)


def declared_kinds(charter: Charter) -> tuple[str, ...]:
    """Return the kinds that a charter, or a law under which it stands, declares."""
    return tuple(charter.rulers_by_kind)


def kinds(scope: Scope) -> Iterator[Finding]:
    """No body has a kind that is almost, but not quite, a declared one: the rules of that would silently not hold."""
    known = declared_kinds(scope.charter)
    for body in scope.charter.bodies:
        near = get_close_matches(body.kind, known, n=1, cutoff=ALMOST)
        if body.kind not in known and near:
            hint = message("hint.did-you-mean", word=near[0])
            yield finding("undeclared-kind", ("bodies", body.id, "kind"), kind=body.kind, hint=hint)


def topics(scope: Scope, norms: Iterable[type[Any]]) -> Iterator[Finding]:
    """Check that what is listed as unstated is a word, an aspect of a word, or a position; and it is not stated after all."""
    aspects = {f"{norm.word}.{name.rstrip('_')}" for norm in norms for name in _aspects(norm)}
    asked = {one.partition(".")[0] for one in aspects}
    for owner, path in owners(scope.charter):
        body = owner if isinstance(owner, Body) else Body(id=owner.id, kind=owner.id)
        here = Located(charter=scope.charter, body=body)
        known = {*VOCABULARY, *positions_of(here)}
        said = {topic for provision in owner.provisions for topic in _told(provision)}
        for index, topic in enumerate(owner.unstated):
            word, dot, _ = topic.partition(".")
            unasked = word in VOCABULARY and word not in asked  # a word of which nobody knows the aspects yet
            if topic not in aspects and not (unasked if dot else topic in known):
                hint = did_you_mean(topic, {*aspects, *known} if dot else known)
                yield finding("unknown-topic", (*path, "unstated", index), topic=topic, hint=hint)
            elif topic in said:
                yield finding("stated-after-all", (*path, "unstated", index), topic=topic)


def _aspects(norm: type[Any]) -> tuple[str, ...]:
    """Return what a row of a word can say, and a source can be silent about."""
    if norm.word in RULE_WORDS:
        return aspects_of(norm)
    return tuple(one.name for one in attrs.fields(norm) if one.name != "for_seat")


def _told(provision: Provision) -> Iterator[str]:
    """Yield the topics of which a provision says something: its word, and of a rule word the aspects that are not unstated."""
    yield provision.word
    if provision.word in RULE_WORDS:
        for name in aspects_of(type(provision.norm)):
            value = getattr(provision.norm, name)
            if says(provision.norm, name) and value != unstated_like(value):
                yield f"{provision.word}.{name}"


def subjects(scope: Scope) -> Iterator[Finding]:
    """Every subject of which another one is a part is declared, here or in a law."""
    known = scope.charter.subject_by_id
    for subject in scope.charter.subjects:
        if subject.of is not None and subject.of not in known:
            hint = one_of(subject.of, (one for one in known if one != subject.id))
            yield finding("dangling-reference", ("subjects", subject.id, "of"), reference=subject.of, hint=hint)


def positions(scope: Scope) -> Iterator[Finding]:
    """No position of a body has the name of another one, and none is declared twice."""
    for owner, path in owners(scope.charter):
        groups = {provision.id for provision in owner.provisions if provision.word == "seats"}
        declared = Counter(owner.positions)
        for position, number in declared.items():
            if number > 1 or position in groups:
                yield finding("duplicate-id", (*path, "positions"), id=position)


def cycles(scope: Scope) -> Iterator[Finding]:
    """Find what is part of itself, be it a body, a kind or a subject, through however many steps; each circle is told once.

    A circle may lead through the kinds of a law.
    """
    charter = scope.charter
    kinds = {kind.id: kind.of for where in (*charter.laws, charter) for kind in where.kinds if kind.of is not None}
    matters = {subject.id: subject.of for subject in charter.subject_by_id.values()}  # its own before those of the laws
    parts = ((body.id, body.part_of) for body in charter.bodies)
    parents = {id_: ref.target for id_, ref in parts if ref and not ref.every and not ref.jurisdiction}
    heirs = {body.id: body.succeeds for body in charter.bodies}
    for links, table, key, own in (
        (kinds, "kinds", "of", charter.kind_by_id),
        (matters, "subjects", "of", {subject.id for subject in charter.subjects}),
        (parents, "bodies", "part_of", charter.body_by_id),
        (heirs, "bodies", "succeeds", charter.body_by_id),
    ):
        for circle in _circles(links):
            mine = [step for step in circle if step in own]
            if mine:  # one within a law is told where the law is checked
                yield finding("part-of-cycle", (table, mine[0], key), circle=" → ".join((*circle, circle[0])), key=key)


def _circles(links: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Yield every circle of links once, from the first of its ids on."""
    done: set[str] = set()
    for start in sorted(links):
        way: dict[str, None] = {}
        step: str | None = start
        while step is not None and step not in done and step not in way:
            way[step] = None
            step = links.get(step)
        done |= set(way)
        if step is not None and step in way:
            trail = list(way)
            circle = trail[trail.index(step) :]
            first = circle.index(min(circle))
            yield (*circle[first:], *circle[:first])


def any_noun(here: Located, noun: str, path: Path, owner: Body | Kind) -> Iterator[Finding]:
    """Yield a finding if what is counted is neither a word of the grammar nor a position of the body.

    A kind leaves its seat groups to its bodies, so only those of bodies are looked at.
    """
    known = (*positions_of(here), *NOUNS)
    if noun not in known and isinstance(owner, Body):
        yield finding("dangling-reference", path, reference=noun, hint=did_you_mean(noun, known))
