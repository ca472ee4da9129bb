"""Standing: where a proposal is, as it is told: at which stages, what is in the way, how it ended, and the way it came."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gremium.evaluate.replay import Moved, Why
from gremium.norms.route import Act
from gremium.values.actor import Actor
from gremium.values.citation import Citation
from gremium.values.text import Text


@frozen(kw_only=True)
class Blocked:
    """Why a stage cannot be done now: `on` names stages, bodies or a day."""

    why: Why
    on: tuple[str, ...] = ()


@frozen(kw_only=True)
class AtStage:
    """A stage at which a proposal is: what is to be done, by which of these bodies, since when and until when.

    Without `bodies` the source does not say who. `actors` are those in them who may do it, where the rule says so. `silence` is
    what it counts as that nothing happens in time. `choice`: it is not there, but may go there. `ratifies`: what was decided
    because it could not wait has to be ratified.
    """

    stage: str
    act: Act
    name: Text | None = None
    bodies: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    lead: bool = True
    since: date | None = None
    due: date | None = None
    silence: str | None = None
    choice: bool = False
    ratifies: bool = False
    blocked: tuple[Blocked, ...] = ()
    cites: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Reply:
    """What is owed to who had the idea: by whom, to whom else, since when, until when, and since when it was met."""

    by: str | None = None
    to: tuple[str, ...] = ()
    since: date
    due: date | None = None
    met: date | None = None
    overdue: bool = False

    @property
    def state(self) -> str:
        """How it stands with it: `owed`, `due` by a day, `overdue`, `met`, or `late` (met after its day)."""
        if self.met is not None:
            return "late" if self.overdue else "met"
        return "overdue" if self.overdue else "due" if self.due is not None else "owed"


@frozen(kw_only=True)
class Journey:
    """Where a proposal stands: the stages at which it is, or how it ended (`result`), and the way it came.

    `route` and `body` name the rule by which it goes, where that is clear.
    """

    proposal: str
    name: Text | None = None
    route: str | None = None
    body: str | None = None
    open: tuple[AtStage, ...] = ()
    ended: date | None = None
    result: str | None = None
    reply: Reply | None = None
    history: tuple[Moved, ...] = ()
