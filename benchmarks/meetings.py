"""Quorum checks and decisions per second, from numbers and from persons, with and without reasons.

An answer with its reasons takes at most 0.3 ms, or, on a slow machine, 300 times a bare comparison of two fractions. Each answer
is about another meeting and item of one body and one day, as on a page with many items: the rules and the seats of the day are
found out once, everything else anew.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from gremium.evaluate.attendance import attendance
from gremium.evaluate.decision import decision
from gremium.evaluate.occasion import occasion
from gremium.evaluate.quorum import quorum
from gremium.evaluate.scope import Scope
from gremium.evaluate.tally import held
from gremium.model.body import Body
from gremium.model.charter import Charter
from gremium.model.meeting import Ballot, Item, Presence
from gremium.model.provision import Provision
from gremium.model.record import Event, Holding, Meeting, MeetingState, Party, Record
from gremium.model.source import Source, Verified
from gremium.norms.decision import Breaks, Decision, Tie, Treatment
from gremium.norms.quorum import Ends, Presumed, Quorum
from gremium.norms.seats import Seats, Standing
from gremium.values.citation import Citation
from gremium.values.count import exactly
from gremium.values.crowd import Persons
from gremium.values.days import on
from gremium.values.quota import parse_quota
from gremium.values.ref import Ref
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome

MEMBERS, THERE, ITEMS, RUNS = 45, 30, 40, 15
MOST_MS, MOST_TIMES = 0.3, 300
DAY = date(2026, 11, 21)
CITES = (Citation("statute", "§ 1"),)
COUNT, NEED = parse_tally("present entitled voting members"), parse_quota("more than 1/2 of voting seats")


def council(*, persons: bool) -> Scope:
    """Return a council of 45 with forty meetings of one day, each with an item and a vote on it; told by names or by numbers."""
    people = [f"p{number}" for number in range(MEMBERS)]
    rules = (
        Provision(norm=Seats(seats=exactly(MEMBERS), standing=Standing.VOTING), id="councillors", cites=CITES),
        Provision(norm=Quorum(count=COUNT, need=NEED, presumed=Presumed(until=Ends.FINDING)), cites=CITES),
        Provision(
            norm=Decision(
                need=parse_quota("more than 1/2 of votes"),
                abstentions=Treatment.IGNORED,
                invalid=Treatment.IGNORED,
                tie=Tie(then=Breaks.REJECTED),
            ),
            cites=CITES,
        ),
    )
    events: list[Event] = [Party(id=one) for one in people]
    seat, since = Ref(position="councillors", target="council"), on(date(2025, 11, 1))
    events += [Holding(party=one, position=seat, since=since) for one in people]
    for number in range(ITEMS):
        yes, no = THERE - number % 15 - 3, number % 15
        meeting = f"m{number}"
        events += [
            Meeting(id=meeting, body="council", at=DAY, state=MeetingState.HELD),
            Item(id=f"i{number}", meeting=meeting),
            Presence(meeting=meeting, who=Persons(tuple(sorted(people[:THERE]))) if persons else exactly(THERE)),
            Ballot(
                meeting=meeting,
                item=f"i{number}",
                yes=Persons(tuple(people[:yes])) if persons else exactly(yes),
                no=Persons(tuple(people[yes : yes + no])) if persons else exactly(no),
                abstain=Persons(tuple(people[yes + no : THERE])) if persons else exactly(THERE - yes - no),
                invalid=Persons(()) if persons else exactly(0),
            ),
        ]
    source = Source(id="statute", title="Act", verified=Verified.READ)
    body = Body(id="council", kind="council", provisions=rules)
    charter = Charter(id="town", kind="municipality", bodies=(body,), sources=(source,))
    return Scope(charter=charter, record=Record(record="facts", charter="town", events=tuple(events)))


def each(answer: Callable[[str, str], object]) -> float:
    """Return how many milliseconds one answer takes, in the best of several runs over all items, without the garbage collector.

    The comparison is taken at its best as well: what else a machine does, and that it slows down, only adds to either.
    """
    times = []
    for _ in range(RUNS):
        gc.disable()
        start = time.process_time()
        for number in range(ITEMS):
            answer(f"m{number}", f"i{number}")
        times.append((time.process_time() - start) / ITEMS)
        gc.enable()
        gc.collect()
    return min(times) * 1000


def bare() -> float:
    """Return how many milliseconds one bare comparison of two fractions takes."""
    first, second = Fraction(23), Fraction(45, 2)
    start = time.process_time()
    for _ in range(20_000):
        first > second  # noqa: B015  # nothing else is measured
    return (time.process_time() - start) / 20_000 * 1000


def main() -> int:
    """Print the figures; exit with 1 if an answer with reasons takes too long."""
    unit = min(bare() for _ in range(5))
    print(f"one comparison of two fractions: {unit * 1000:.2f} µs")
    slow = False
    for persons in (False, True):
        scope = council(persons=persons)
        where = scope.locate("council")

        def plainly(meeting: str, item: str, scope: Scope = scope, where: object = where) -> Outcome:
            here = occasion(scope, where, meeting, item)  # type: ignore[arg-type]  # a body that was located
            return held(attendance(scope, here, None, [NEED], counts=[COUNT]).cells, COUNT, NEED).outcome

        questions: dict[str, Callable[[str, str], object]] = {
            "quorum, without reasons": plainly,
            "quorum, with reasons": lambda meeting, item, scope=scope: quorum(scope, "council", DAY, meeting, item),
            "decision, with reasons": lambda meeting, item, scope=scope: decision(scope, "council", DAY, meeting, item),
        }
        for name, question in questions.items():
            question("m0", "i0")  # what depends on the body and the day alone is found out here
            took = each(question)
            told = f"{took:.3f} ms, {1000 / took:,.0f} per second, {took / unit:.0f} times"
            print(f"{'persons' if persons else 'numbers'}, {name}: {told}")
            slow = slow or ("with reasons" in name and took > MOST_MS and took > MOST_TIMES * unit)
    print("too slow" if slow else f"at most {MOST_MS} ms, or {MOST_TIMES} times a comparison")
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main())
