"""Bodies, and the kinds of bodies for which a rule is written once."""

from __future__ import annotations

from enum import Enum
from functools import cached_property

from attrs import frozen

from gremium.model.provision import Provision
from gremium.values.citation import Citation
from gremium.values.ref import Ref
from gremium.values.span import ALWAYS, Span
from gremium.values.text import Text


class Status(Enum):
    """`planned`: announced, but there is no such body until it has a first day."""

    EXISTING = "existing"
    PLANNED = "planned"


Path = tuple[str | int, ...]


def numbered(
    provisions: tuple[Provision, ...], root: Path
) -> tuple[tuple[Provision, Path], ...]:
    """Return each provision with its path: the word, and the number of the row among those of its word."""
    count: dict[str, int] = {}
    out = []
    for provision in provisions:
        index = count.get(provision.word, 0)
        count[provision.word] = index + 1
        out.append((provision, (*root, provision.word, index)))
    return tuple(out)


@frozen(kw_only=True)
class Kind:
    """A kind of body; `of` is the kind that it is a sub-kind of. Its provisions hold for every body of the kind."""

    id: str
    name: Text | None = None
    of: str | None = None
    part_of: Ref | None = None
    cites: tuple[Citation, ...] = ()
    positions: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of which its provisions speak."""
        return frozenset(provision.word for provision in self.provisions)

    @cached_property
    def rows(self) -> tuple[tuple[Provision, Path], ...]:
        """The provisions with their paths in the charter."""
        return numbered(self.provisions, ("kinds", self.id))


@frozen(kw_only=True)
class Body:
    """A body of a jurisdiction: council, committee, working group, or an office with its positions.

    `positions` are offices that add no seat (chair, head of an office); the ids of its seat groups are positions, too.
    `unstated` are words, aspects (`quorum.need`) and positions that were looked for in the sources and not found.
    `complete` is False where the list of seats is known to be partial; `unread` are clauses that nobody read.
    `succeeds` is the body whose place this one took, `carries` the positions that go on under the same name.
    """

    id: str
    kind: str
    name: Text | None = None
    status: Status = Status.EXISTING
    span: Span = ALWAYS
    part_of: Ref | None = None
    succeeds: str | None = None
    carries: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    positions: tuple[str, ...] = ()
    calendar: str | None = None
    complete: bool = True
    unstated: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()

    @property
    def planned(self) -> bool:
        """True while the body is only announced: without a first day it exists on no day."""
        return self.status is Status.PLANNED and self.span.since is None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of which its provisions speak."""
        return frozenset(provision.word for provision in self.provisions)

    @cached_property
    def rows(self) -> tuple[tuple[Provision, Path], ...]:
        """The provisions with their paths in the charter."""
        return numbered(self.provisions, ("bodies", self.id))
