"""route: which way a matter goes, from the body in which it is born to the one that decides, and back to who had the idea."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import frozen

from gremium.values.actor import Actor
from gremium.values.citation import Citation
from gremium.values.count import Count
from gremium.values.days import Length
from gremium.values.ref import Ref
from gremium.values.text import Text


class Act(Enum):
    """What a body does with a matter on its way."""

    SUGGEST = "suggest"
    EXAMINE = "examine"
    FORWARD = "forward"
    DELIBERATE = "deliberate"
    HEAR = "hear"
    RECOMMEND = "recommend"
    DECIDE = "decide"
    TAKE_NOTE = "take-note"
    CONSENT = "consent"
    OBJECT = "object"
    EXECUTE = "execute"
    UNSTATED = "unstated"


@frozen(kw_only=True)
class Onward:
    """Where a matter goes from a stage: to these stages, all of them at once, or so many as are chosen (`choose`).

    `on` are the outcomes after which it goes there (none: whatever came out), `for_` the subjects of which that is true. Without
    `to` the route ends, with `result` where the rule names one. `carries` is what goes along.
    """

    on: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    choose: Count | None = None
    carries: tuple[Text, ...] = ()
    result: str | None = None


@frozen(kw_only=True)
class Stage:
    """One stage of a route: who does what.

    `at` are the bodies or offices that can do it, one of them; none: the source does not say. `lead` false: it gives an opinion
    beside the one that leads. `who` may do it there (`at least 1/5 of members`); none: the body as such. `after` are stages that
    have to be over before. `within` is the time for it from the day on which the matter arrives; `silence` is what it counts as
    that nothing happened in that time. `question` names what is decided, where a route decides more than one thing.
    """

    id: str
    act: Act
    at: tuple[Ref, ...] = ()
    name: Text | None = None
    lead: bool = True
    who: tuple[Actor, ...] = ()
    after: tuple[str, ...] = ()
    within: Length | None = None
    silence: str | None = None
    question: Text | None = None
    next: tuple[Onward, ...] = ()
    cites: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Answer:
    """Who had the idea is told what became of it: `by` whom, `within` which time after the end; `to` whom else."""

    by: Ref | None = None
    to: tuple[Ref, ...] = ()
    within: Length | None = None


@frozen(kw_only=True)
class Urgently:
    """A decision that cannot wait: who takes it (`by`) in place of a stage, and which stage ratifies it afterwards."""

    by: tuple[Actor, ...]
    instead: str
    ratified_at: str | None = None
    within: Length | None = None


@frozen(kw_only=True)
class Route:
    """The way of a matter, stage by stage. The first stage of the list is where it begins; the rule stands in any body of it.

    `answer`: what is owed to who had the idea. `urgent`: who may decide what cannot wait. `by` are those who may start it; none:
    whoever is `at` the first stage.
    """

    word: ClassVar[str] = "route"
    needs_id: ClassVar[bool] = True

    name: Text | None = None
    by: tuple[Actor, ...] = ()
    stages: tuple[Stage, ...] = ()
    answer: Answer | None = None
    urgent: Urgently | None = None

    def narrows(self, other: Route, /) -> bool:
        """Return whether this is the same way: of two ways none is stricter."""
        return self == other
