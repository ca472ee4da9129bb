"""composition: what must be true of the seats together, and of those who sit in them."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.values.condition import Attributes, Condition
from gremium.values.quota import Quota
from gremium.values.ref import Ref
from gremium.values.tally import Tally


class Subject(Enum):
    """Of whom a condition speaks: of the person in the seat, or of the organisation that proposes or sends."""

    PERSON = "person"
    PROPOSER = "proposer"


class When(Enum):
    """Whether an invariant has to hold all the time, or only when seats are filled."""

    ALWAYS = "always"
    START = "start"


class Effect(Enum):
    """What follows from a breach: the choice is void, the seat is lost, there has to be a new choice, or nothing is done."""

    VOID = "void"
    SEAT_LOST = "seat-lost"
    RENEW = "renew"
    NONE = "none"
    UNSTATED = "unstated"


class Twice(Enum):
    """What becomes of the second seat of a person to whom two offices give one each in the same body.

    `one`: there is one seat less. `vacant`: the second seat stays empty. `substitute`: a substitute takes it. `both`: the person
    has both.
    """

    ONE = "one"
    VACANT = "vacant"
    SUBSTITUTE = "substitute"
    BOTH = "both"


@frozen(kw_only=True)
class Composition:
    """One invariant; a row says one of these things, or several that belong together.

    - `count` `with` attributes, or of those `who` meet a condition, `is` a quota (several: all of them). With `each`, so for each
      body or organisation of the selection: the word `each` among attributes and references then stands for it, and of groups
      with seats for each only its own seats count. `per_group`: so for each seat group, whose seats are counted
      instead of `count`. `odd`: what is counted is an odd number. `distinct`: what is
      counted are the different values that this attribute has among the members.
    - `if`: the row speaks only of those of a selection (else: of the body) who meet this condition.
    - `need`: what must be true of those in the groups `for_seat` (none named: in all), or of those who propose or send them.
    - `incompatible`: positions that nobody may hold beside a seat here.
    - `twice`: what becomes of a second seat of the same person.
    """

    word: ClassVar[str] = "composition"
    needs_id: ClassVar[bool] = False

    count: Tally | None = None
    with_: Attributes = ()
    who: Condition | None = None
    is_: tuple[Quota, ...] = ()
    each: Ref | None = None
    per_group: bool = False
    odd: bool = False
    distinct: str | None = None
    for_seat: tuple[str, ...] = ()
    of: Subject = Subject.PERSON
    need: Condition | None = None
    incompatible: tuple[Ref, ...] = ()
    twice: Twice | None = None
    if_: Condition | None = None
    when: When = When.ALWAYS
    effect: Effect | None = None

    def narrows(self, other: Composition, /) -> bool:
        """Return whether this row permits nothing that `other` does not permit: rows of composition add up, so any does."""
        return self.twice is None or self.twice == other.twice
