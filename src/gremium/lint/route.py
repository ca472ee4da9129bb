"""Checks of routes: every stage can be reached and left, everything that is named exists, and nobody decides a question twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from attrs import evolve

from gremium.evaluate.scope import Located, Scope, bodies_at
from gremium.lint.power import nouns
from gremium.lint.references import any_reference
from gremium.lint.walk import Path, located, provisions, refs_of
from gremium.model.body import Body, Kind
from gremium.norms.route import Act, Onward, Route, Stage
from gremium.values.finding import Finding, finding
from gremium.values.phrases import one_of
from gremium.values.ref import Ref

# What is there only in a ballot.
BALLOT = ("votes", "yes", "no", "abstentions", "invalid")
Links = Mapping[str, frozenset[str]]


def rows(scope: Scope) -> Iterator[Finding]:
    """Each route has stages with ids of their own, and everything that it names exists."""
    for provision, path, owner in provisions(scope.charter):
        norm = provision.norm
        if not isinstance(norm, Route):
            continue
        if not norm.stages:
            yield finding("says-nothing", path, word=norm.word)
        here = located(scope, owner)
        for ref, keys in refs_of(norm):
            if not ref.unstated:
                yield from any_reference(scope, here, ref, (*path, *keys))
        yield from _counted(scope, here, norm, path, owner)
        yield from _ids(norm, path)
        yield from _subjects(scope, norm, path)
        yield from _idle(norm, path)


def _counted(scope: Scope, here: Located, norm: Route, path: Path, owner: Body | Kind) -> Iterator[Finding]:
    """Yield what is counted and cannot be: those who act at a stage, in a body that can act there, all others in this one."""
    yield from nouns(here, evolve(norm, stages=()), path, owner, BALLOT)
    for number, stage in enumerate(norm.stages):
        where = (*path, "stages", number)
        refs = [Ref(target=ref.target, jurisdiction=ref.jurisdiction, every=ref.every) for ref in stage.at]
        told = [list(nouns(one, stage, where, one.body, BALLOT)) for ref in refs for one in bodies_at(scope, here, ref)]
        yield from min(told, key=len) if told else nouns(here, stage, where, owner, BALLOT)


def _ids(norm: Route, path: Path) -> Iterator[Finding]:
    """Yield stages that have the same id, and names of stages that there are not."""
    known = Counter(stage.id for stage in norm.stages)
    for number, stage in enumerate(norm.stages):
        where = (*path, "stages", number)
        if known[stage.id] > 1 and stage is not next(one for one in norm.stages if one.id == stage.id):
            yield finding("duplicate-id", (*where, "id"), id=stage.id)
        named: list[tuple[str, Path, tuple[str, ...]]] = [(one, ("after",), stage.after) for one in stage.after]
        named += [(to, ("next", index, "to"), one.to) for index, one in enumerate(stage.next) for to in one.to]
        for name, keys, several in named:
            if name not in known:
                place = (*where, *keys) if len(several) == 1 else (*where, *keys, several.index(name))
                yield finding("dangling-reference", place, reference=name, hint=one_of(name, sorted(known)))
    if norm.urgent is not None:
        for key, stage_id in (("instead", norm.urgent.instead), ("ratified_at", norm.urgent.ratified_at)):
            if stage_id is not None and stage_id not in known:
                hint = one_of(stage_id, sorted(known))
                yield finding("dangling-reference", (*path, "urgent", key), reference=stage_id, hint=hint)


def _subjects(scope: Scope, norm: Route, path: Path) -> Iterator[Finding]:
    """Yield subjects that are not declared."""
    declared = scope.charter.subject_by_id
    for number, stage in enumerate(norm.stages):
        for index, one in enumerate(stage.next):
            for place, subject in enumerate(one.for_):
                if subject not in declared:
                    keys = (*path, "stages", number, "next", index, "for")
                    where = keys if len(one.for_) == 1 else (*keys, place)
                    yield finding("dangling-reference", where, reference=subject, hint=one_of(subject, sorted(declared)))


def _idle(norm: Route, path: Path) -> Iterator[Finding]:
    """Yield what has no effect as it stands, and what is owed by nobody."""
    for number, stage in enumerate(norm.stages):
        if stage.silence is not None and stage.within is None:
            yield finding("silence-without-time", (*path, "stages", number, "silence"), stage=stage.id)
        for index, one in enumerate(stage.next):
            yield from _choosing(one, (*path, "stages", number, "next", index))
    urgent = norm.urgent
    if urgent is not None and urgent.ratified_at is None and urgent.within is not None:
        yield finding("missing-key", (*path, "urgent"), key="ratified_at")
    if norm.answer is not None and (norm.answer.by is None or norm.answer.by.unstated):
        yield finding("answer-by-nobody", (*path, "answer"))


def _choosing(one: Onward, path: Path) -> Iterator[Finding]:
    """Yield a choice of more than there is to choose from, and a result of what does not end."""
    if one.choose is not None and max(one.choose.low, one.choose.high or 0) > len(one.to):
        yield finding("choice-too-large", (*path, "choose"), number=str(one.choose), stages=len(one.to))
    if one.to and one.result is not None:
        yield finding("unused-key", (*path, "result"), key="result", beside="to")


# ── where it leads ───────────────────────────────────────────────────────────────────────────────────────────────────


def flow(scope: Scope) -> Iterator[Finding]:
    """Every stage can be reached and leads to an end, what has to come before can, and nobody decides what others decide."""
    for provision, path, _ in provisions(scope.charter):
        norm = provision.norm
        if isinstance(norm, Route) and norm.stages:
            links = {stage.id: frozenset(to for one in stage.next for to in one.to) for stage in norm.stages}
            yield from _unreached(norm, links, path)
            yield from _endless(norm, links, path)
            yield from _before(norm, links, path)
            yield from _rivals(norm, links, path)


def reach(starts: Iterable[str], links: Links, without: str | None = None) -> frozenset[str]:
    """Return the stages at which one may come to be that begins at these, themselves among them; none leads through `without`."""
    found: set[str] = set()
    waiting = [one for one in starts if one != without]
    while waiting:
        here = waiting.pop()
        if here in links and here not in found:
            found.add(here)
            waiting += (to for to in links[here] if to != without)
    return frozenset(found)


def _unreached(norm: Route, links: Links, path: Path) -> Iterator[Finding]:
    """Yield stages to which nothing leads: neither the way from the first nor an urgent decision."""
    urgent = norm.urgent
    begun = [norm.stages[0].id, *((urgent.instead, urgent.ratified_at or urgent.instead) if urgent is not None else ())]
    found = reach(begun, links)
    for number, stage in enumerate(norm.stages):
        if stage.id not in found:
            yield finding("stage-unreachable", (*path, "stages", number), stage=stage.id)


def _endless(norm: Route, links: Links, path: Path) -> Iterator[Finding]:
    """Yield stages from which no end can be reached."""
    ends = {stage.id for stage in norm.stages if not stage.next or any(_ends(one) for one in stage.next)}
    for number, stage in enumerate(norm.stages):
        if ends.isdisjoint(reach((stage.id,), links)):
            yield finding("route-endless", (*path, "stages", number), stage=stage.id)


def _ends(one: Onward) -> bool:
    """Return whether a route may end with this way on."""
    return not one.to or (one.choose is not None and one.choose.low == 0)


def _before(norm: Route, links: Links, path: Path) -> Iterator[Finding]:
    """Yield stages that wait for one that never comes before them."""
    for number, stage in enumerate(norm.stages):
        possible = reach((norm.stages[0].id,), links, without=stage.id)
        for index, one in enumerate(stage.after):
            if one in links and one not in possible:
                keys = (*path, "stages", number, "after")
                place = keys if len(stage.after) == 1 else (*keys, index)
                yield finding("after-never-before", place, stage=stage.id, after=one)


def _rivals(norm: Route, links: Links, path: Path) -> Iterator[Finding]:
    """Yield two stages that both decide the same question and may be open at once."""
    by_id = {stage.id: stage for stage in norm.stages}
    told: set[frozenset[str]] = set()
    for number, stage in enumerate(norm.stages):
        for first, second in _together(stage):
            for one, other in combinations(by_id.values(), 2):
                pair = frozenset((one.id, other.id))
                ways = (reach((first,), links), reach((second,), links))
                apart = (one.id in ways[0] and other.id in ways[1]) or (other.id in ways[0] and one.id in ways[1])
                if _same_question(one, other) and apart and pair not in told and not _in_turn(one, other, by_id, ways, links):
                    told.add(pair)
                    yield finding("two-deciders", (*path, "stages", number, "next"), first=one.id, second=other.id)


def _together(stage: Stage) -> Iterator[tuple[str, str]]:
    """Yield each two stages to which a matter may go at once."""
    for one in stage.next:
        if one.choose is None or one.choose.high is None or one.choose.high > 1:
            yield from combinations(one.to, 2)
    for one, other in combinations(stage.next, 2):
        if not _apart(one.on, other.on) and not _apart(one.for_, other.for_):
            yield from ((first, second) for first in one.to for second in other.to if first != second)


def _apart(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Return whether two conditions are never given together."""
    return bool(first and second) and set(first).isdisjoint(second)


def _same_question(one: Stage, other: Stage) -> bool:
    return one.act is Act.DECIDE and other.act is Act.DECIDE and one.question == other.question


def _in_turn(one: Stage, other: Stage, by_id: Mapping[str, Stage], ways: tuple[frozenset[str], ...], links: Links) -> bool:
    """Return whether one of two waits for the other, or both ways lead through both of them, one after the other."""
    waiting = one.id in _waits(other, by_id) or other.id in _waits(one, by_id)
    along = all({one.id, other.id} <= way for way in ways)
    follows = other.id in reach(links[one.id], links) or one.id in reach(links[other.id], links)
    return waiting or (along and follows)


def _waits(stage: Stage, by_id: Mapping[str, Stage]) -> frozenset[str]:
    """Return every stage that has to be over before, through however many of them."""
    found: set[str] = set()
    waiting = list(stage.after)
    while waiting:
        here = waiting.pop()
        if here in by_id and here not in found:
            found.add(here)
            waiting += by_id[here].after
    return frozenset(found)
