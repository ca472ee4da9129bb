"""remit: what a body deals with, what it does not, which bodies it must set up, and by whom it is bound."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from gremium.values.ref import Ref
from gremium.values.text import Text


@frozen(kw_only=True)
class Remit:
    """A task of a body. Rows add up.

    `includes` and `excludes` are tasks in words. `must_have` are bodies that it has to set up, `may_have` those it may.
    `bound_by` are bodies whose resolutions it must not contradict. `proposes` are those who may propose what it deals with.
    """

    word: ClassVar[str] = "remit"
    needs_id: ClassVar[bool] = False

    includes: tuple[Text, ...] = ()
    excludes: tuple[Text, ...] = ()
    must_have: tuple[Ref, ...] = ()
    may_have: tuple[Ref, ...] = ()
    bound_by: tuple[Ref, ...] = ()
    proposes: tuple[Ref, ...] = ()

    def narrows(self, other: Remit, /) -> bool:
        """Return whether this row allows no task that `other` does not allow."""
        return set(self.includes) <= set(other.includes) and set(self.excludes) >= set(other.excludes)
