"""Halts: the stages of one route as they are on a day, those who can act at each, and where it goes from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import field, frozen

from gremium.evaluate.effective import Rule
from gremium.evaluate.scope import Located, exists
from gremium.model.body import Body
from gremium.model.proposal import Did
from gremium.model.provision import Strength
from gremium.norms.route import Act, Onward, Route, Stage
from gremium.values.citation import Citation
from gremium.values.text import Text
from gremium.values.verdict import Outcome

# What is done at a stage when its act is done.
DONE: Mapping[Act, tuple[Did, ...]] = {
    Act.SUGGEST: (Did.SUGGESTED,),
    Act.EXAMINE: (Did.EXAMINED,),
    Act.FORWARD: (Did.FORWARDED,),
    Act.DELIBERATE: (Did.DELIBERATED, Did.RECOMMENDED),
    Act.HEAR: (Did.HEARD, Did.RECOMMENDED),
    Act.RECOMMEND: (Did.RECOMMENDED,),
    Act.DECIDE: (Did.DECIDED, Did.RATIFIED),
    Act.TAKE_NOTE: (Did.TOOK_NOTE,),
    Act.CONSENT: (Did.CONSENTED,),
    Act.OBJECT: (Did.OBJECTED, Did.WAIVED),
    Act.EXECUTE: (Did.EXECUTED,),
    Act.UNSTATED: tuple(Did),
}


@frozen(kw_only=True, eq=False)
class Halt:
    """A stage with the bodies that can act there, by their names; `anywhere`: the source does not say which.

    `passing` are those of them that are not there on every day. `does` is what is done when its act is done, `decides` whether
    that is to decide; `always` are the ways on where none of them depends on anything.
    """

    stage: Stage
    bodies: frozenset[str]
    anywhere: bool
    cites: tuple[Citation, ...] = ()
    passing: Mapping[str, Body] = field(factory=dict)
    does: tuple[Did, ...] = ()
    decides: bool = False
    always: tuple[Onward, ...] | None = None

    def onward(
        self, outcome: str | None, subjects: frozenset[str] | None
    ) -> tuple[Sequence[Onward], Sequence[Onward]]:
        """Return the ways on that are taken after an outcome, and those of which that is not known; see `onward`."""
        return (self.always, ()) if self.always is not None else onward(self.stage, outcome, subjects)

    def there(self, at: date, only: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the bodies that can act there on a day, sorted; `only` some of them, if any are named."""
        gone = [name for name, body in self.passing.items() if exists(body, at) is Outcome.FAILS]
        return tuple(sorted((only or self.bodies).difference(gone)))


@frozen(kw_only=True)
class Ruling:
    """The place of a rule, how strongly it binds, and the clauses that it cites, or that a stage of it does.

    `names` is what those stages of the route are called that have a name.
    """

    provision: str
    strength: Strength = Strength.MUST
    cites: tuple[Citation, ...] = ()
    names: Mapping[str, Text] = field(factory=dict, eq=False)


@frozen(kw_only=True, eq=False)
class Way:
    """A route on a day: its stages by id, in their order, and whether the rules are certain.

    `starters` are those who may bring something up (None: anybody), `urgent` those who may decide what cannot wait (None:
    anybody, as far as a record can tell), `answers` those who owe an answer. `silent`: some stage says what silence counts as.
    `ruling` is what a step goes by, `rulings` the same by stage.
    """

    id: str
    where: Located
    rule: Rule
    certain: bool
    halts: Mapping[str, Halt]
    starters: frozenset[str] | None = None
    urgent: frozenset[str] | None = None
    answers: frozenset[str] = frozenset()
    silent: bool = False
    ruling: Ruling
    rulings: Mapping[str, Ruling]

    @property
    def route(self) -> Route:
        """What the rule says."""
        found: Route = self.rule.norm
        return found

    @property
    def first(self) -> Halt:
        """The stage at which it begins."""
        return next(iter(self.halts.values()))

    @property
    def path(self) -> str:
        """How answers name what would have to be stated of it."""
        return f"{self.where.body.id}.route.{self.id}"

    def begins_with(self, born: str | None, by: str | None = None) -> bool:
        """Return whether it may begin with what was born in a body, or comes from somebody; True where neither is told."""
        told = [one for one in (born, by) if one is not None]
        return self.starters is None or not told or not self.starters.isdisjoint(told)

    def reach(
        self, starts: Iterable[str], subjects: frozenset[str] | None, without: str | None = None,
        outcomes: Mapping[str, str | None] | None = None,
    ) -> tuple[str, ...]:  # fmt: skip
        """Return the stages to which these lead, the nearest first; the starts themselves only where a way leads back to them.

        `without` is a stage through which no way leads, `outcomes` what came out at stages that are over.
        """
        over = outcomes or {}
        found: dict[str, None] = {}
        waiting = [one for one in starts if one != without]
        while waiting:
            here = waiting.pop(0)
            halt = self.halts.get(here)
            if halt is None:
                continue
            sure, perhaps = onward(halt.stage, over.get(here), subjects, over=here in over)
            for to in (to for one in (*sure, *perhaps) for to in one.to):
                if to not in found and to != without:
                    found[to] = None
                    waiting.append(to)
        return tuple(found)


def onward(
    stage: Stage, outcome: str | None, subjects: frozenset[str] | None, *, over: bool = True
) -> tuple[list[Onward], list[Onward]]:
    """Return the ways on from a stage that are taken after an outcome, and those of which that is not known.

    An outcome that is not told (None), or a matter of which nobody told what it is (no `subjects`), may lead anywhere; so does a
    stage that is not `over` yet.
    """
    sure: list[Onward] = []
    perhaps: list[Onward] = []
    for one in stage.next:
        if one.for_ and subjects is not None and subjects.isdisjoint(one.for_):
            continue
        if one.on and outcome is not None and outcome not in one.on:
            continue
        unknown = (one.for_ and subjects is None) or (one.on and outcome is None) or not over
        (perhaps if unknown else sure).append(one)
    return sure, perhaps
