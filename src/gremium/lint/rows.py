"""Do the provisions agree with each other? Checks that hold for the rows of every word, and for the envelopes around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import evolve

from gremium.evaluate.aspects import RULE_WORDS, Position, aspects_of, merged, speaks
from gremium.evaluate.effective import Row, effective
from gremium.evaluate.posts import Post, posts_of, reaches
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.lint.walk import Path, changes, located, owners, provisions
from gremium.model.body import Body, numbered
from gremium.model.charter import STATUTE
from gremium.model.provision import Bindings, Provision
from gremium.model.word import Word
from gremium.norms.norm import Norm
from gremium.values.finding import Finding, Place, finding
from gremium.values.message import message
from gremium.values.phrases import one_of
from gremium.values.ref import Ref
from gremium.values.verdict import Outcome

# Words that are asked about matters, though not about a meeting: proposals have a subject, too.
OF_PROPOSALS = ("route", "duty")
HINTS = {
    "contradiction": "hint.contradiction",
    "binding-violated": "hint.binding",
    "binding-unclear": "hint.binding-unclear",
    "delegated-unsaid": "hint.delegated",
}


def spans(scope: Scope) -> Iterator[Finding]:
    """Nothing ends before it begins."""
    for provision, path, _ in provisions(scope.charter):
        if provision.span.reversed:
            span = provision.span
            yield finding("span-reversed", (*path, "until"), since=str(span.since), until=str(span.until))
    for owner, path in owners(scope.charter):
        if isinstance(owner, Body) and owner.span.reversed:
            yield finding("span-reversed", (*path, "until"), since=str(owner.span.since), until=str(owner.span.until))


def repetitions(scope: Scope) -> Iterator[Finding]:
    """No row stands twice in one body or kind; the same rule in another source is no repetition."""
    for owner, root in owners(scope.charter):
        seen: set[Provision] = set()
        for provision, path in numbered(owner.provisions, root):
            if provision in seen and provision.id is not None:
                yield finding("duplicate-id", (*path, "id"), id=provision.id)
            seen.add(provision)


# ── envelopes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def envelopes(scope: Scope, words: Iterable[Word]) -> Iterator[Finding]:
    """Check the keys that stand around the norm of a row: `for`, `binding` by aspect, `instead_of`."""
    known = {word.tag: word for word in words}
    for provision, path, owner in provisions(scope.charter):
        word = known.get(provision.word)
        if word is not None:
            yield from _subjects(scope, provision, path, word)
            yield from _bindings(provision, path)
        here = located(scope, owner)
        rows = {p.id for one in here.owners for p in one.provisions if p.id and p.word == provision.word and p is not provision}
        if provision.instead_of is not None and provision.instead_of not in rows:
            hint = one_of(provision.instead_of, sorted(rows))
            yield finding("dangling-reference", (*path, "instead_of"), reference=provision.instead_of, hint=hint)


def _subjects(scope: Scope, provision: Provision, path: Path, word: Word) -> Iterator[Finding]:
    """Every subject of which a row speaks is declared, and the word is one that is asked about matters at all."""
    declared = scope.charter.subject_by_id
    if provision.for_ and not word.of_meeting and word.tag not in OF_PROPOSALS:
        yield finding("unused-key", (*path, "for"), key="for", beside=provision.word)
    for index, subject in enumerate(provision.for_):
        if subject not in declared:
            place = (*path, "for") if len(provision.for_) == 1 else (*path, "for", index)
            yield finding("dangling-reference", place, reference=subject, hint=one_of(subject, declared))


def _bindings(provision: Provision, path: Path) -> Iterator[Finding]:
    """Every aspect that a table of bindings names is one of which the row speaks. Rows of row words are replaced whole."""
    table = provision.binding.by_aspect if isinstance(provision.binding, Bindings) else ()
    aspects = aspects_of(type(provision.norm)) if provision.word in RULE_WORDS else ()
    for name, _ in table:
        if name not in aspects or not speaks(provision, name):
            yield finding("unused-key", (*path, "binding", name), key=f"binding.{name}", beside=provision.word)


# ── which rule wins ──────────────────────────────────────────────────────────────────────────────────────────────────


def competition(scope: Scope, norms: tuple[type[Norm], ...]) -> Iterator[Finding]:
    """Find contradictions, and departures from what a higher rank has fixed, on every day on which something changes.

    Rows of row words compete as a whole, rules of rule words aspect by aspect, also for each position and each subject of which
    one of them speaks. Days on which there is no such body do not count.
    """
    for body in scope.charter.bodies:
        where = Located(charter=scope.charter, body=body)
        listed = [provision for owner in where.owners for provision in owner.provisions]
        for norm in norms:
            mine = [provision for provision in listed if isinstance(provision.norm, norm)]
            subjects = (None, *dict.fromkeys(subject for provision in mine for subject in provision.for_))
            positions = (None, *_positions(scope, where, [p.norm for p in mine]))
            days = [day for day in changes([body.span, *(p.span for p in mine)]) if body.span.covers(day) is not Outcome.FAILS]
            for day in days if mine else ():
                for subject in subjects:
                    if norm.word not in RULE_WORDS:
                        yield from _told(where, _rows(scope, where, norm, day, subject))
                    for position in positions if norm.word in RULE_WORDS else ():
                        yield from _told(where, _aspects(scope, where, norm, day, position, subject))


def _positions(scope: Scope, where: Located, norms: list[Any]) -> Iterator[Position]:
    """Yield every seat group, office or post of which a rule speaks by name; of posts named by the same rules only one."""
    seats: list[tuple[str, ...]] = [getattr(norm, "for_seat", ()) for norm in norms]
    yield from dict.fromkeys(name for named in seats for name in named)
    naming: list[tuple[Ref, ...]] = [norm.of for norm in norms if norm.word in RULE_WORDS and getattr(norm, "of", None)]
    found: dict[tuple[bool, ...], Post] = {}
    for post in dict.fromkeys(post for of in dict.fromkeys(naming) for post, _ in posts_of(scope, where, of)):
        found.setdefault(tuple(reaches(scope, where, of, post) for of in naming), post)
    yield from found.values()


def _rows(scope: Scope, where: Located, norm: type[Norm], day: date, subject: str | None) -> Iterator[Row]:
    """Yield the rows of a word on a day under every reading; without a subject those that speak of all matters."""
    for _, rows in worlds(scope, lambda chosen: effective(chosen, where, norm, day, subject)):
        yield from (row for row in rows if subject is not None or not row.rule.provision.for_)


def _aspects(
    scope: Scope, where: Located, norm: type[Any], day: date, position: Position, subject: str | None
) -> Iterator[Row]:
    """Yield what decides each aspect of a word on a day under every reading."""
    for _, found in worlds(scope, lambda chosen: merged(chosen, where, norm, day, position, subject)):
        yield from (aspect.row for aspect in found.values())


def _told(where: Located, found: Iterable[Row]) -> Iterator[Finding]:
    """Yield what is wrong in slots, each with its hint and its place in the charter.

    What is wrong within one law is told where that law is checked. A law leaves things to those who stand under it: that is
    nothing to say of the law itself. Nor is it of a body that says it has searched its sources in vain.
    """
    laws = {law.id for law in where.charter.laws}
    for one in (one for row in found for one in row.findings):
        path = one.place.path
        params = dict(one.params)
        other = str(params.get("other", params.get("law", "")))
        of_law = path[0] in laws and path[1] == "kinds"
        if of_law and other.startswith(f"{path[0]}.kinds."):
            continue
        searched = where.charter.kind == STATUTE or _searched(where, str(path[-2]), str(params.get("slot")))
        if one.code == "delegated-unsaid" and searched:
            continue
        hint = message(HINTS[one.code]) if one.code in HINTS else None
        yield evolve(one, hint=hint, place=Place(path=where.path) if of_law else one.place)


def _searched(where: Located, word: str, slot: str) -> bool:
    """Return whether a body, or a kind of its own charter, lists a word or an aspect of it as looked for and not found."""
    owners = (owner for charter, owner in where.rulers if charter is where.charter)
    return any(topic in (word, f"{word}.{slot}") for owner in owners for topic in owner.unstated)
