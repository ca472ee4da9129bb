"""Cases: ask what a case asks, and compare what it names.

The room is longer than 300 lines because each kind of answer is compared in its own way, and all are keys of one table.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from attrs import evolve

from gremium.evaluate.apportionment import Shared
from gremium.evaluate.balloting import Elected
from gremium.evaluate.cadence import Demand, kept
from gremium.evaluate.composition import Kept, tallied
from gremium.evaluate.decision import Decided
from gremium.evaluate.delegation import Sent
from gremium.evaluate.duty import Due
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.notice import Called
from gremium.evaluate.power import Right, Rights
from gremium.evaluate.quorum import Quorate
from gremium.evaluate.route import Routed
from gremium.evaluate.scope import Scope, founded
from gremium.evaluate.seats import GroupOnDay, Roster, roster
from gremium.evaluate.sitting import Held
from gremium.evaluate.standing import Journey
from gremium.evaluate.term import Terms
from gremium.model.cases import Case, Cases, Given, Then, When
from gremium.model.record import Record
from gremium.values.count import total
from gremium.values.days import Day
from gremium.values.errors import Misuse, PhraseError
from gremium.values.finding import Finding, finding
from gremium.values.phrases import did_you_mean
from gremium.values.tally import parse_tally
from gremium.values.verdict import Verdict
from gremium.workbench.ask import PROPOSAL, ask

Difference = tuple[str, str, str]


def run(scope: Scope, cases: Cases) -> Iterator[Finding]:
    """Yield a finding for everything in which an answer is not what its case says."""
    sources = {source.id for where in (scope.charter, *scope.charter.laws) for source in where.sources}
    for index, case in enumerate(cases.cases):
        path = ("cases", index)
        if not case.cites:
            yield finding("uncited", path, owner=str(case.name))
        for number, cite in enumerate(case.cites):
            if cite.source not in sources:
                hint = did_you_mean(cite.source, sources)
                yield finding("unknown-source", (*path, "cites", number), source=cite.source, hint=hint)
        if case.then is not None:
            yield from _situation(scope, case, When(then=case.then), path)
        for number, when in enumerate(case.when):
            yield from _situation(scope, case, when, (*path, "when", number))


def count(cases: Cases) -> int:
    """Return how many situations the cases describe."""
    return sum((case.then is not None) + len(case.when) for case in cases.cases)


def _situation(scope: Scope, case: Case, when: When, path: tuple[str | int, ...]) -> Iterator[Finding]:
    """Ask what a case asks in one of its situations; what the situation does not say it has from the case."""
    at, then = when.at or case.at, when.then
    meeting, item, proposal = when.meeting or case.meeting, when.item or case.item, when.proposal or case.proposal
    who, may = when.who or case.who, when.may or case.may
    body = case.body if case.ask != PROPOSAL else ""
    for key in ("at",) if at is None else ("body",) if body is None else ():
        yield finding("missing-key", path, key=key)
    if at is None or body is None:
        return
    try:
        told = _given(scope, when.given if when.given is not None else case.given)
        answer = ask(told, body, case.ask, at, who=who, may=may, meeting=meeting, item=item, proposal=proposal)
        different = [*differences(answer, then), *_counted(told, body, at, then)]
    except (Misuse, PhraseError) as wrong:
        yield finding("case-impossible", path, hint=wrong.hint, case=case.name, said=wrong.said)
        return
    for what, expected, got in different:
        yield finding("case-failed", (*path, "then", *what.split(".")), case=case.name,
                      what=what, expected=expected, got=got)


def _given(scope: Scope, given: Given) -> Scope:
    record = scope.record if given.record else None
    if given.events:
        base = record or Record(record="given", charter=scope.charter.id)
        record = evolve(base, events=(*base.events, *given.events))
    scope = founded(evolve(scope, record=record))
    for body, day in given.exists:
        scope.locate(body)
        scope = scope.existing_since(body, day)
    return scope


def differences(answer: Verdict[object], then: Then) -> Iterator[Difference]:
    """Yield (key, expected, got) for everything that a case names and the answer has otherwise."""
    compared: list[Difference] = []
    if then.outcome is not None:
        compared.append(("outcome", then.outcome.value, answer.outcome.value))
    if then.missing is not None:
        compared.append(("missing", _listed(then.missing), _listed(answer.missing)))
    value = answer.value
    groups = value.groups if isinstance(value, Roster) else ()
    if then.seats is not None:
        compared.append(("seats", str(then.seats), str(value.size) if isinstance(value, Roster) else "-"))
    for id_, number in then.groups:
        compared.append((f"groups.{id_}", str(number), _number(groups, id_)))
    for id_, party in then.holders:
        compared.append((f"holders.{id_}", party, _holders(groups, id_)))
    for name, wanted, state in (("vacant", then.vacant, SeatState.VACANT), ("open", then.open, SeatState.OPEN)):
        if wanted is not None:
            compared.append((name, _listed(wanted), _listed(_in_state(groups, state))))
    if then.meetings is not None:
        compared.append(("meetings", str(then.meetings), _meetings(value)))
    compared += [*_of_words(value, then), *_of_meetings(value, then), *_of_elections(value, then), *_of_duties(value, then)]
    compared += [*_of_proposals(value, then), *_of_routes(value, then)]
    compared += [(f"substitutes.{id_}", party, _standing_in(groups, id_)) for id_, party in then.substitutes]
    yield from (one for one in compared if one[1] != one[2])


def _of_words(value: object, then: Then) -> Iterator[Difference]:
    """Yield what a case says about composition, term and delegation, with what the answer says."""
    listed = value if isinstance(value, tuple) else ()
    kept = (one for one in listed if isinstance(one, Kept))
    rows = {one.id: one.outcome.value for one in (*kept, *_rows(value))}
    sending = [one for one in listed if isinstance(one, Sent)]
    sent = {one.to: str(total(row.number for row in sending if row.to == one.to)) for one in sending}
    yield from ((f"rules.{id_}", outcome.value, rows.get(id_, "-")) for id_, outcome in then.rules)
    yield from ((f"sends.{to}", str(number), sent.get(to, "-")) for to, number in then.sends)
    terms = value if isinstance(value, Terms) else None
    ends = {one.holder: str(one.ends) for one in terms.endings if one.ends is not None} if terms else {}
    refills = {one.group: one.vacancy.fill.value for one in terms.refillings} if terms else {}
    yield from ((f"ends.{party}", str(day), ends.get(party, "-")) for party, day in then.ends)
    yield from ((f"filled.{group}", fill.value, refills.get(group, "-")) for group, fill in then.filled)
    if then.lost is not None:
        yield "lost", _listed(then.lost), _listed(tuple(one.holder for one in terms.lost) if terms else ())
    if then.renewed is not None:
        yield "renewed", str(then.renewed), str(terms.renewed) if terms and terms.renewed else "-"


def _rows(value: object) -> tuple[Any, ...]:
    """Return the rows of an answer about rights and demands, or how a meeting was held, each with its id and outcome."""
    match value:
        case Rights():
            return (*value.rows, *value.demands)
        case tuple():
            return tuple(one for one in value if isinstance(one, Right))
        case Held():
            return value.checks
        case _:
            return ()


def _of_meetings(value: object, then: Then) -> Iterator[Difference]:
    """Yield what a case says about a notice, a demand, a quorum or a decision, with what the answer says."""
    dues = {one.what.value: one for one in value.dues} if isinstance(value, Called) else {}
    demands = {one.id: one for one in value.demands} if isinstance(value, Rights) else {}
    for what, wanted in then.latest:
        sent = what.removesuffix("-dispatch")
        due = dues.get(sent)
        got = None if due is None else due.latest if sent == what else due.dispatch
        yield f"latest.{what}", _moment(wanted), _moment(demands[what].due if what in demands else got)
    for id_, outcome in then.themselves:
        may = demands[id_].may_themselves if id_ in demands else None
        yield f"themselves.{id_}", outcome.value, may.value if may is not None else "-"
    short = value.short if isinstance(value, Quorate) else value.needs if isinstance(value, Decided) else None
    if then.needs is not None:
        yield "needs", str(then.needs), str(short) if short is not None else "-"
    if then.result is not None:
        yield "result", then.result, value.result.value if isinstance(value, Decided | Elected | Shared) else "-"
    if then.presumed is not None:
        yield "presumed", str(then.presumed), str(value.presumed) if isinstance(value, Quorate) else "-"
    if then.decides is not None:
        instead = value.decides if isinstance(value, Quorate) else (str(value.decides),) if isinstance(value, Decided) else ()
        yield "decides", then.decides, _listed(instead)


def _of_elections(value: object, then: Then) -> Iterator[Difference]:
    """Yield what a case says about who is elected, or how seats are shared, with what the answer says."""
    elected = value if isinstance(value, Elected) else None
    shared = value if isinstance(value, Shared) else None
    if then.elected is not None:
        yield "elected", _listed(then.elected), _listed(elected.elected) if elected else "-"
    if then.between is not None:
        yield "between", _listed(then.between), _listed(elected.between) if elected else "-"
    if then.posts is not None:
        yield "posts", str(then.posts), str(elected.posts if elected else shared.seats if shared else "-")
    if then.guaranteed is not None:
        yield "guaranteed", str(then.guaranteed), str(elected.guaranteed) if elected else "-"
    portions = {one.party: one for one in shared.portions} if shared else {}
    for party, seats in then.shares:
        yield f"shares.{party}", str(seats), str(portions[party].sure) if party in portions else "-"
    for party, members in then.members:
        yield f"members.{party}", ", ".join(members), ", ".join(portions[party].members) if party in portions else "-"
    if then.tied is not None:
        yield "tied", _listed(then.tied), _listed(shared.tied) if shared else "-"
    if then.by_lot is not None:
        yield "by_lot", str(then.by_lot), str(shared.open) if shared else "-"
    if then.turns is not None:
        yield "turns", ", ".join(then.turns), ", ".join(one.party or "?" for one in shared.turns) if shared else "-"


def _of_duties(value: object, then: Then) -> Iterator[Difference]:
    """Yield what a case says about duties, with what the answer says: of several of one name everything that is said of them."""
    if isinstance(value, Journey):  # what is due or blocked there, is so at stages
        return
    dues = [one for one in value if isinstance(one, Due)] if isinstance(value, tuple) else []

    def told(name: str) -> list[Due]:
        return [one for one in dues if name in (one.duty, f"{one.duty}@{one.for_}")]

    for name, state in then.states:
        yield f"states.{name}", state, _listed(tuple(one.state.value for one in told(name)))
    for name, day in then.due:
        yield f"due.{name}", str(day), _listed(tuple(str(Day(one.earliest, one.latest)) for one in told(name)))
    for name, first in then.blocked:
        yield f"blocked.{name}", _listed(first), _listed(tuple(other for one in told(name) for other in one.blocked))


def _of_proposals(value: object, then: Then) -> Iterator[Difference]:
    """Yield what a case says about where a proposal stands, with what the answer says."""
    journey = value if isinstance(value, Journey) else None
    here = {one.stage: one for one in journey.open} if journey else {}
    if then.stage is not None:
        yield "stage", _listed(then.stage), _listed(tuple(here)) if journey else "-"
    if then.ended is not None:
        yield "ended", then.ended, (journey.result if journey and journey.ended else None) or "-"
    if then.reply is not None:
        yield "reply", then.reply, journey.reply.state if journey and journey.reply else "-"
    if then.skipped is not None:
        left = tuple(one for moved in journey.history for one in moved.skipped) if journey else ()
        yield "skipped", _listed(then.skipped), _listed(left) if journey else "-"
    owed = {"answer": journey.reply.due} if journey and journey.reply else {}
    for name, day in then.due if journey else ():
        due = here[name].due if name in here else owed.get(name)
        yield f"due.{name}", str(day), due.isoformat() if due is not None else "-"
    for name, first in then.blocked if journey else ():
        on = tuple(other for one in here[name].blocked for other in one.on) if name in here else ()
        yield f"blocked.{name}", _listed(first), _listed(on)


def _of_routes(value: object, then: Then) -> Iterator[Difference]:
    """Yield what a case says about the stages of routes, with what the answer says."""
    told = {one.route: one for one in value if isinstance(one, Routed)} if isinstance(value, tuple) else {}
    for name, stages in then.stages:
        yield f"stages.{name}", ", ".join(stages), ", ".join(leg.stage for leg in told[name].legs) if name in told else "-"


def _moment(at: date | datetime | None) -> str:
    return at.isoformat() if at is not None else "-"


def _standing_in(groups: tuple[GroupOnDay, ...], id_: str) -> str:
    """Return who stands in for a member, or for whoever is absent in a group."""
    personal = [one.holder for g in groups for seat in g.seats if seat.holder == id_ for one in seat.substitutes]
    shared = [one.holder for g in groups if g.id == id_ for one in g.substitutes]
    return _listed(tuple(holder for holder in (*personal, *shared) if holder is not None))


def _counted(scope: Scope, body: str, at: date, then: Then) -> Iterator[Difference]:
    """Yield the numbers of seats, members or votes that a case names, and whether the rhythm was kept, where they are otherwise.

    Raises `PhraseError` for a tally that cannot be read.
    """
    value = roster(scope, body, at).value if then.counts else None
    for phrase, number in then.counts:
        got = str(tallied(scope, value, parse_tally(phrase))) if value is not None else "-"
        if got != str(number):
            yield f"counts.{phrase}", str(number), got
    if then.kept is not None:
        outcome = kept(scope, body, at).outcome
        yield from [("kept", then.kept.value, outcome.value)] if outcome is not then.kept else []


def _listed(items: tuple[str, ...]) -> str:
    return ", ".join(sorted(set(items))) or "-"


def _number(groups: tuple[GroupOnDay, ...], id_: str) -> str:
    return next((str(group.number) for group in groups if group.id == id_), "-")


def _holders(groups: tuple[GroupOnDay, ...], id_: str) -> str:
    return _listed(tuple(seat.holder for g in groups if g.id == id_ for seat in g.seats if seat.holder is not None))


def _in_state(groups: tuple[GroupOnDay, ...], state: SeatState) -> tuple[str, ...]:
    return tuple(group.id for group in groups if any(seat.state is state for seat in group.seats))


def _meetings(value: object) -> str:
    demands = value if isinstance(value, tuple) and all(isinstance(one, Demand) for one in value) else ()
    if not demands:
        return "-"
    return str(total(demand.number for demand in demands))
