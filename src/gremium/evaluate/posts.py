"""Posts: what an election fills, or what is shared: an office, a seat group, or the seats of a body as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from gremium.evaluate.scope import Located, Scope, bodies_at, is_position
from gremium.values.phrases import PREDECLARED
from gremium.values.ref import Ref


@frozen(order=True)
class Post:
    """A position of a body (None: its seats as a whole), by the ids under which they stand."""

    jurisdiction: str
    body: str
    position: str | None = None


def posts_of(scope: Scope, where: Located, refs: Iterable[Ref]) -> tuple[tuple[Post, Located], ...]:
    """Return the posts to which references lead, seen from a body, each with the body that has it, in this order, each once."""
    return tuple({post: there for ref in refs for post, there in _led_to(scope, where, ref)}.items())


def _led_to(scope: Scope, where: Located, ref: Ref) -> Iterator[tuple[Post, Located]]:
    if ref.bare and is_position(where, ref.target):
        yield Post(where.charter.id, where.body.id, ref.target), where
        return
    for there in bodies_at(scope, where, ref):
        if ref.position is None or is_position(there, ref.position):
            yield Post(there.charter.id, there.body.id, ref.position), there


def reaches(scope: Scope, where: Located, refs: Iterable[Ref], post: Post) -> bool:
    """Return whether one of these references means a post; a body means all its seats, but not its offices."""
    for found, there in posts_of(scope, where, refs):
        if (found.jurisdiction, found.body) == (post.jurisdiction, post.body):
            if found.position == post.position:
                return True
            if found.position is None and not is_office(there, post.position):
                return True
    return False


def is_office(where: Located, position: str | None) -> bool:
    """Return whether a position is an office of a body, and no group of its seats."""
    groups = {p.id for owner in where.owners for p in owner.provisions if p.word == "seats"}
    offices = {office for owner in where.owners for office in owner.positions} | set(PREDECLARED)
    return position in offices and position not in groups
