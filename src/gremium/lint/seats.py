"""Checks of seats: references, seats that follow each other in a circle, and seats that come twice from one office."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

from attrs import evolve

from gremium.evaluate.scope import Located, Scope, bodies_at
from gremium.lint.references import any_reference, body_reference, position_reference
from gremium.lint.walk import Path, located, provisions, refs_of, root
from gremium.model.body import Body, Kind, numbered
from gremium.model.charter import Charter
from gremium.model.provision import Provision
from gremium.norms.seats import Seats
from gremium.values.filling import Holder, Whole
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.span import Span

Node = tuple[str, str, str]


def fillings(scope: Scope) -> Iterator[Finding]:
    """Check that what fills a seat exists, and an ex officio group has no number of its own."""
    for provision, path, owner in _groups(scope):
        norm: Seats = provision.norm
        here = located(scope, owner)
        match norm.filling:
            case Holder(refs):
                for ref in refs:
                    yield from position_reference(scope, here, ref, (*path, "holder"))
            case Whole(ref):
                yield from body_reference(scope, here, ref, (*path, "whole"))
            case _:
                yield from _others(scope, here, provision, path)
                continue
        if norm.seats is not None or norm.each is not None:
            yield finding("bad-filling", (*path, "seats" if norm.seats is not None else "each"), group=str(provision.id))
        yield from _others(scope, here, provision, path, of_filling=False)


def _others(
    scope: Scope, here: Located, provision: Provision, path: Path, *, of_filling: bool = True
) -> Iterator[Finding]:
    """Check the references of a seat group beside an office or a team: who chooses, who proposes, whose seats they are."""
    norm: Seats = provision.norm
    for ref, keys in refs_of(norm):
        if keys[:1] in (("of",), ("body",)) and not of_filling:
            continue
        if ref.target != "each" or norm.each is None:
            yield from any_reference(scope, here, ref, (*path, *keys), provision.id)


def ended_offices(scope: Scope) -> Iterator[Finding]:
    """Name the seats that follow an office in a body that is only announced, or that has ended and left it to no successor."""
    for provision, path, owner in _groups(scope):
        filling = provision.norm.filling
        for ref in filling.of if isinstance(filling, Holder) else ():
            if ref.bare or ref.every or provision.span.until is not None:
                continue
            for target in bodies_at(scope, located(scope, owner), ref):
                last = _last_heir(target.charter, target.body, str(ref.position))
                where, at, cites = (*path, "holder"), str(evolve(ref, target=last.id)), _cites(last)
                if last.planned:
                    yield finding("office-announced", where, reference=at, body=last.id, cites=cites)
                elif last.span.until is not None:
                    hint = message("hint.carries", body=last.id, position=str(ref.position))
                    yield finding("office-ended", where, hint=hint, reference=at, until=str(last.span.until), cites=cites)


def _last_heir(charter: Charter, body: Body, position: str) -> Body:
    """Return the body that has an office in the end: the body itself, or the last one that succeeds it and carries it on."""
    seen = {body.id}
    while body.span.until is not None:
        heirs = [b for b in charter.bodies if b.succeeds == body.id and position in b.carries and b.id not in seen]
        if not heirs:
            break
        body = heirs[0]
        seen.add(body.id)
    return body


def _cites(body: Body) -> str:
    return "; ".join(str(cite) for cite in body.cites)


def circles(scope: Scope) -> Iterator[Finding]:
    """No seat follows itself, through however many offices."""
    links: dict[Node, set[Node]] = defaultdict(set)
    paths: dict[Node, Path] = {}
    for provision, path, owner in _groups(scope):
        for body in _bodies(scope, owner):
            node = (body.charter.id, body.body.id, str(provision.slot))
            paths.setdefault(node, path)
            links[node] |= set(_follows(scope, body, provision.norm))
    told: set[Node] = set()
    for start in sorted(_in_circles(links)):
        trail = () if start in told else _way_back(links, start)
        told |= set(trail)
        if trail:
            around = " → ".join(f"{position}@{body}" for _, body, position in (*trail, start))
            yield finding("ex-officio-cycle", paths[start], circle=around)


def _in_circles(links: Mapping[Node, set[Node]]) -> set[Node]:
    """Return the seats that are left when those that lead to no circle are taken away, one after the other."""
    before: dict[Node, list[Node]] = defaultdict(list)
    open_ends = {node: sum(follower in links for follower in followed) for node, followed in links.items()}
    for node, followed in links.items():
        for follower in followed:
            before[follower].append(node)
    ends = [node for node, number in open_ends.items() if number == 0]
    while ends:
        end = ends.pop()
        del open_ends[end]
        for node in before[end]:
            open_ends[node] -= 1
            if open_ends[node] == 0:
                ends.append(node)
    return set(open_ends)


def _way_back(links: Mapping[Node, set[Node]], start: Node) -> tuple[Node, ...]:
    """Return the shortest way from a seat back to itself, or nothing if it only leads into a circle of others."""
    came: dict[Node, Node] = {}
    ways = deque([start])
    while ways:
        here = ways.popleft()
        for node in sorted(links.get(here, ())):
            if node == start:
                trail = [here]
                while trail[-1] != start:
                    trail.append(came[trail[-1]])
                return tuple(reversed(trail))
            if node not in came:
                came[node] = here
                ways.append(node)
    return ()


def _follows(scope: Scope, here: Located, norm: Seats) -> Iterator[Node]:
    """Yield the positions that a seat group follows; a whole team is followed in each of its groups."""
    match norm.filling:
        case Holder(refs):
            for ref in refs:
                yield from _nodes(scope, here, ref)
        case Whole(ref):
            for team in bodies_at(scope, here, ref):
                owners = team.owners
                groups = [p for owner in owners for p in owner.provisions if p.word == "seats"]
                yield from ((team.charter.id, team.body.id, str(group.slot)) for group in groups)
        case _:
            return


def _nodes(scope: Scope, here: Located, ref: Ref) -> Iterator[Node]:
    if ref.bare:
        yield (here.charter.id, here.body.id, ref.target)
    elif ref.position is not None:
        yield from ((t.charter.id, t.body.id, ref.position) for t in bodies_at(scope, here, ref))


def doubles(scope: Scope) -> Iterator[Finding]:
    """No office gives two seats in the same body at the same time: its holder would sit there twice."""
    for body in scope.charter.bodies:
        here = Located(charter=scope.charter, body=body)
        owners: tuple[Body | Kind, ...] = (*reversed(scope.charter.kinds_of(body)), body)
        rows = (row for owner in owners for row in numbered(owner.provisions, root(owner)))
        seen: dict[Node, list[Provision]] = defaultdict(list)
        for provision, path in rows:
            filling = provision.norm.filling if isinstance(provision.norm, Seats) else None
            for ref in filling.of if isinstance(filling, Holder) else ():
                for node in _nodes(scope, here, ref):
                    rival = next((rival for rival in seen[node] if _at_once(rival, provision)), None)
                    if rival is not None:
                        office = f"{node[2]}@{node[1]}"
                        yield finding("seat-twice", (*path, "holder"), office=office, other=str(rival.slot))
                    seen[node].append(provision)


def _at_once(a: Provision, b: Provision) -> bool:
    """Return whether two rows can be in force together: not the same slot, spans that overlap, readings that agree."""
    if a is not b and a.slot == b.slot:
        return False
    apart = Span(since=a.span.since, until=b.span.until).reversed or Span(since=b.span.since, until=a.span.until).reversed
    readings = {reading.ambiguity: set(reading.names) for reading in a.reading}
    disjoint = any(r.ambiguity in readings and not readings[r.ambiguity] & set(r.names) for r in b.reading)
    return not apart and not disjoint


def _groups(scope: Scope) -> Iterator[tuple[Provision, Path, Body | Kind]]:
    return (found for found in provisions(scope.charter) if isinstance(found[0].norm, Seats))


def _bodies(scope: Scope, owner: Body | Kind) -> Iterator[Located]:
    """Yield the bodies for which the rules of an owner hold."""
    if isinstance(owner, Body):
        yield Located(charter=scope.charter, body=owner)
    else:
        mine = (body for body in scope.charter.bodies if owner in scope.charter.kinds_of(body))
        yield from (Located(charter=scope.charter, body=body) for body in mine)
