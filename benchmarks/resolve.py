"""Who sits in 200 bodies with 5,000 memberships on one day: at most 15 times as long as a plain loop over them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import SeatState, roster
from gremium.model.body import Body
from gremium.model.charter import Charter
from gremium.model.provision import Provision
from gremium.model.record import Holding, Party, Record
from gremium.model.source import Source, Verified
from gremium.norms.seats import Seats, Standing
from gremium.values.citation import Citation
from gremium.values.count import exactly
from gremium.values.days import on
from gremium.values.filling import Chosen, Holder, How
from gremium.values.ref import Ref

LIMIT = 15
RUNS = 41
BODIES, MEMBERSHIPS = 200, 5000
AT = date(2026, 11, 21)
CITES = (Citation("statute", "§ 1"),)


def jurisdiction() -> Scope:
    """Return bodies with elected members, a seat of every other body's chair, and memberships of which some have ended."""
    each = MEMBERSHIPS // BODIES
    bodies, events = [], []
    people = [Party(id=f"p{number}") for number in range(MEMBERSHIPS)]
    for number in range(BODIES):
        neighbour = Ref(position="chair", target=f"body-{(number + 1) % BODIES}")
        rows = (
            Provision(norm=Seats(filling=Chosen(How.ELECTED), seats=exactly(each - 1)), id="elected", cites=CITES),
            Provision(norm=Seats(filling=Holder((neighbour,)), standing=Standing.ADVISORY), id="neighbour", cites=CITES),
        )
        bodies.append(Body(id=f"body-{number}", kind="committee", cites=CITES, provisions=rows))
        for place in range(each):
            since = date(2020, 11, 1) + timedelta(days=place)
            until = on(date(2024, 1, 1)) if place % 9 == 0 and place else None
            position = Ref(position="chair" if place == 0 else "elected", target=f"body-{number}")
            party = people[number * each + place].id
            events.append(Holding(party=party, position=position, since=on(since), until=until))
    charter = Charter(
        id="town", kind="municipality", bodies=tuple(bodies), sources=(Source(id="statute", title="Act", verified=Verified.READ),)
    )
    return Scope(charter=charter, record=Record(record="facts", charter="town", events=(*people, *events)))


def plainly(scope: Scope) -> dict[Ref, list[str]]:
    """Return who holds what by one loop over the memberships: no rule, no reason, no vacancy."""
    found: dict[Ref, list[str]] = {}
    for event in scope.record.events if scope.record is not None else ():
        if isinstance(event, Holding) and event.since is not None and event.party is not None:
            since, until = event.since.earliest, event.until.latest if event.until is not None else None
            if since is not None and since <= AT and (until is None or until >= AT):
                found.setdefault(event.position, []).append(event.party)
    return found


def resolved(scope: Scope) -> dict[str, Any]:
    """Return the roster of every body, with every seat, its reasons and clauses."""
    return {body.id: roster(scope, body.id, AT).value for body in scope.charter.bodies}


def seconds(job: Callable[[Scope], object], scope: Scope) -> float:
    """Return the processor time of one run."""
    start = time.process_time()
    job(scope)
    return time.process_time() - start


def main() -> int:
    """Measure in turn, so that a slow moment of the machine meets both sides."""
    scope = jurisdiction()
    plain, rosters = plainly(scope), resolved(scope)
    filled = sum(s.state is SeatState.FILLED for r in rosters.values() for g in r.groups if g.id == "elected" for s in g.seats)
    held = sum(len(people) for position, people in plain.items() if position.position == "elected")
    gc.disable()  # as `timeit` does: the collector would be timed with whatever else is alive
    pairs = [(seconds(resolved, scope), seconds(plainly, scope)) for _ in range(RUNS)]
    mine, base = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(mine / base for mine, base in pairs)
    print(f"{BODIES} bodies, {MEMBERSHIPS} memberships: {mine * 1000:.1f} ms, plain loop {base * 1000:.1f} ms", end="")
    print(f", ratio {ratio:.1f} (limit {LIMIT}); seats filled {filled}, found by the loop {held}")
    return 0 if ratio <= LIMIT and filled == held else 1


if __name__ == "__main__":
    raise SystemExit(main())
