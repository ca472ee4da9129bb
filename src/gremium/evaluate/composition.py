"""composition: whether the invariants over the seats of a body hold on a day, row by row, with the figures compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from gremium.evaluate.condition import Subject, met, positions
from gremium.evaluate.effective import Row, Rule, effective
from gremium.evaluate.facts import attributes_of, electoral_term, units
from gremium.evaluate.holdings import SeatState, covers
from gremium.evaluate.readings import under_readings
from gremium.evaluate.scope import Located, Scope, exists, label, topic, unstated
from gremium.evaluate.seats import GroupOnDay, Roster, Seat, roster_of
from gremium.evaluate.tally import ONE, Bounds, Cell, State, counted, held
from gremium.norms.composition import Composition, When
from gremium.norms.composition import Subject as Whose
from gremium.norms.seats import Standing
from gremium.values.condition import Attributes
from gremium.values.count import Count
from gremium.values.message import message
from gremium.values.quota import Quota
from gremium.values.tally import Tally, Term
from gremium.values.verdict import Outcome, Reason, Verdict, all_of

MATCHING = "+"  # no id and no word of the grammar: it marks the seats that a rule speaks of
EACH = "each"


@frozen(kw_only=True)
class Kept:
    """Whether one row of the composition holds: its id (else its number in the body, from 0), its rule, reasons and figures."""

    id: str
    rule: Rule
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


def composition(scope: Scope, body: str, at: date) -> Verdict[tuple[Kept, ...]]:
    """Return whether a body is composed on a day as its rules ask, one answer for each row.

    HOLDS if every row holds, FAILS if one is broken, OPEN otherwise; also where there is no rule. FAILS, too, if there is no such
    body on the day. Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)
    return under_readings(scope, lambda chosen: _composition(chosen, where, at), _what_is_kept)


def _what_is_kept(value: tuple[Kept, ...] | None) -> object:
    return value and tuple((kept.id, kept.outcome, kept.figures) for kept in value)


def _composition(scope: Scope, where: Located, at: date) -> Verdict[tuple[Kept, ...]]:
    body = where.body
    if exists(body, at) is Outcome.FAILS:
        said = message("reason.body-not-there", body=label(body), day=at.isoformat())
        return Verdict(outcome=Outcome.FAILS, reasons=(Reason(said=said, cites=body.cites),))
    rows = [row for row in effective(scope, where, Composition, at) if _asks(row.rule.norm)]
    if not rows:
        code = "reason.unstated" if "composition" in unstated(where) else "reason.no-rule"
        silent = Reason(said=message(code, topic=topic("composition"), body=label(body)), cites=body.cites)
        return Verdict(outcome=Outcome.OPEN, reasons=(silent,), missing=(f"{body.id}.composition",))
    value = tuple(_kept(scope, where, row, number, at) for number, row in enumerate(rows))
    reasons = tuple(reason for kept in value for reason in kept.reasons)
    opened = tuple(f"{body.id}.composition.{kept.id}" for kept in value if kept.outcome is Outcome.OPEN)
    return Verdict(
        outcome=all_of(kept.outcome for kept in value),
        reasons=reasons,
        value=value,
        figures=tuple((f"{kept.id}.{name}", figure) for kept in value for name, figure in kept.figures),
        missing=opened,
    )


def _asks(norm: Composition) -> bool:
    """Return whether a row asks something of a day; what becomes of a second seat is asked by the roster."""
    return bool(norm.is_ or norm.odd or norm.need is not None or norm.incompatible)


def _kept(scope: Scope, where: Located, row: Row, number: int, at: date) -> Kept:
    rule, norm = row.rule, row.rule.norm
    id_ = rule.provision.id or str(number)
    day = at if norm.when is When.ALWAYS else _start(scope, where, at)
    if day is None:
        reason = Reason(said=message("reason.start-unknown", body=label(where.body)), cites=rule.cites, provision=rule.where)
        return Kept(id=id_, rule=rule, outcome=Outcome.OPEN, reasons=(reason,))
    value = roster_of(scope, where, day).value
    if value is None:
        reason = Reason(said=message("reason.seats-unknown", body=label(where.body)), cites=rule.cites, provision=rule.where)
        return Kept(id=id_, rule=rule, outcome=Outcome.OPEN, reasons=(reason,))
    answers: list[Kept] = []
    for answer in (*_counts(scope, where, rule, value, day), *_persons(scope, where, rule, value, day)):
        answers.append(evolve(answer, id=id_))
    outcome = all_of(answer.outcome for answer in answers)
    if not row.certain and outcome is not Outcome.HOLDS:
        outcome = Outcome.OPEN
    return Kept(
        id=id_,
        rule=rule,
        outcome=outcome,
        reasons=tuple(dict.fromkeys(r for a in answers for r in a.reasons)),
        figures=tuple(figure for answer in answers for figure in answer.figures),
    )


def _start(scope: Scope, where: Located, at: date) -> date | None:
    """Return the day on which the body was last filled anew, by a day: the first day of its electoral term, else its own."""
    term = electoral_term(scope, where, at)
    if term is not None and term.since is not None:
        return term.since.exact
    own = where.body.span.since
    return own.exact if own is not None else None


# ── quotas ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _counts(scope: Scope, where: Located, rule: Rule, value: Roster, at: date) -> Iterator[Kept]:
    """Yield one answer for each quota of a row, for each of those for whom it holds."""
    norm: Composition = rule.norm
    for name, count, attributes in _subjects(scope, where, norm, value, at):
        cells = tuple(cell for group in value.groups for cell in _cells(scope, group, attributes))
        only = MATCHING if attributes else None
        for quota in norm.is_:
            yield _quota(rule, name, count, quota, cells, only)
        if norm.odd:
            yield _odd(rule, count, counted(cells, count, only))


def _subjects(
    scope: Scope, where: Located, norm: Composition, value: Roster, at: date
) -> Iterator[tuple[str, Tally, Attributes]]:
    """Yield what is counted: once, or for each group, or for each body or organisation of a selection."""
    count = norm.count or Tally((Term((), "seats"),))
    if norm.per_group:
        noun = norm.is_[0].base.terms[0].noun if norm.is_ and norm.is_[0].base is not None else "seats"
        votes = noun == "votes"
        for group in value.groups:
            yield group.id, Tally((Term((group.id,), "votes" if votes else "seats"),)), norm.with_
    elif norm.each is not None:
        for name, _ in units(scope, where, norm.each, at):
            yield name, count, tuple((key, name if wanted == EACH else wanted) for key, wanted in norm.with_)
    else:
        yield "", count, norm.with_


def _quota(rule: Rule, name: str, count: Tally, quota: Quota, cells: tuple[Cell, ...], only: str | None) -> Kept:
    found = held(cells, count, quota, only)
    said = message(
        "reason.quota-empty" if found.empty else "reason.quota",
        count=f"{count}{f' ({name})' if name else ''}",
        counted=_shown(found.count),
        quota=str(quota),
        bound=_shown(found.bound),
    )
    return Kept(
        id="",
        rule=rule,
        outcome=found.outcome,
        reasons=(Reason(said=said, cites=rule.cites, provision=rule.where),),
        figures=((f"{name or count}", _shown(found.count)), (str(quota), _shown(found.bound))),
    )


def _odd(rule: Rule, count: Tally, bounds: Bounds) -> Kept:
    low, high = bounds
    known = low is not None and low == high
    outcome = Outcome.OPEN if not known else Outcome.HOLDS if low is not None and low % 2 == 1 else Outcome.FAILS
    said = message("reason.odd", count=str(count), counted=_shown(bounds))
    reason = Reason(said=said, cites=rule.cites, provision=rule.where)
    return Kept(id="", rule=rule, outcome=outcome, reasons=(reason,), figures=((str(count), _shown(bounds)),))


def _shown(bounds: Bounds) -> str:
    """Return bounds as a number or a range."""
    low, high = bounds
    first = "" if low is None else str(low)
    return first if low == high else f"{first}..{'' if high is None else high}"


def _cells(scope: Scope, group: GroupOnDay, attributes: Attributes) -> Iterator[Cell]:
    """Yield the seats of a group as cells: those that are listed, and as many as there may be beyond them."""
    counted_here = 0
    for seat in group.seats:
        possible = tuple(_states(group, seat, _matches(scope, seat, attributes)))
        yield Cell(possible=possible, number=ONE if seat.certain and group.certain else Count(0, 1), votes=seat.votes or ONE)
        counted_here += 1
    low, high = max(0, group.number.low - counted_here), group.number.high
    more = Count(low, None if high is None else max(low, high - counted_here))
    if more.high != 0:
        unknown = Seat(state=SeatState.OPEN, reasons=(Reason(said=message("reason.seats-unknown", body=group.id)),))
        votes = group.seats[0].votes if group.seats else None
        number = more if group.certain else evolve(more, low=0)
        yield Cell(possible=tuple(_states(group, unknown, Outcome.OPEN)), number=number, votes=votes or ONE)


def _states(group: GroupOnDay, seat: Seat, matches: Outcome) -> Iterator[State]:
    """Yield every state in which a seat may be: its standing, whether somebody sits in it, whether that person is meant."""
    standings: tuple[Standing | None, ...] = (group.standing,) if group.standing is not None else tuple(Standing)
    filled = {SeatState.FILLED: (True,), SeatState.VACANT: (False,), SeatState.OPEN: (True, False)}[seat.state]
    meant = {Outcome.HOLDS: (True,), Outcome.FAILS: (False,), Outcome.OPEN: (True, False)}[matches]
    for standing in standings:
        for taken in filled:
            for match in meant if taken else (False,):
                words = {"seats", group.id}
                words |= {standing.value} if standing is not None else set()
                words |= {"votes"} if standing is Standing.VOTING else set()
                words |= {"members", "filled"} if taken else set()
                yield frozenset(words | ({MATCHING} if match else set()))


def _matches(scope: Scope, seat: Seat, attributes: Attributes) -> Outcome:
    """Return whether the holder of a seat has certain attributes; an office that carries the seat is one, under `office`."""
    if not attributes:
        return Outcome.HOLDS
    if seat.holder is None:
        told = {}
    else:
        told = dict(attributes_of(scope, seat.holder))
    return all_of(_matching(told.get(name, seat.of.partition("@")[0] if name == "office" else None), v) for name, v in attributes)


def _matching(told: str | None, wanted: str) -> Outcome:
    if not told:
        return Outcome.OPEN
    return Outcome.HOLDS if told == wanted else Outcome.FAILS


# ── persons and proposers ────────────────────────────────────────────────────────────────────────────────────────────


def _persons(scope: Scope, where: Located, rule: Rule, value: Roster, at: date) -> Iterator[Kept]:
    """Yield one answer for what must be true of everybody in the seats of which a row speaks, and one for what they must not hold."""
    norm: Composition = rule.norm
    groups = [group for group in value.groups if not norm.for_seat or group.id in norm.for_seat]
    if norm.need is not None:
        subjects = tuple(_asked(where, norm, groups, at))
        yield _all_met(rule, [(subject, *met(scope, norm.need, subject)) for subject in subjects])
    if norm.incompatible:
        taken = [seat for group in groups for seat in group.seats if seat.holder is not None]
        yield _all_met(rule, [_compatible(scope, where, norm, seat, at) for seat in taken])


def _asked(where: Located, norm: Composition, groups: Iterable[GroupOnDay], at: date) -> Iterator[Subject]:
    """Yield those of whom a row asks something: the persons in the seats, or the organisations whose seats they are."""
    seen: set[str] = set()
    for group in groups:
        for seat in group.seats:
            names = (seat.holder or "",) if norm.of is Whose.PERSON else tuple(seat.of.split(" + "))
            for name in names:
                if name and (name not in seen or norm.of is Whose.PERSON):
                    seen.add(name)
                    yield Subject(name=name, here=where, at=at, since=seat.since)


def _compatible(
    scope: Scope, where: Located, norm: Composition, seat: Seat, at: date
) -> tuple[Subject, Outcome, tuple[Reason, ...]]:
    """Return whether a member holds none of the positions that nobody may hold beside the seat, as far as is recorded."""
    subject = Subject(name=str(seat.holder), here=where, at=at, since=seat.since)
    outcomes, reasons = [Outcome.HOLDS], []
    for ref in norm.incompatible:
        for position in positions(scope, where, ref):
            held_ = scope.record.holdings_by_position.get(position, ()) if scope.record is not None else ()
            also = [covers(h, at) for h in held_ if h.party == seat.holder and h.since is not None]
            worst = next((o for o in (Outcome.HOLDS, Outcome.OPEN) if o in also), Outcome.FAILS)
            if worst is not Outcome.FAILS:
                outcomes.append(Outcome.FAILS if worst is Outcome.HOLDS else Outcome.OPEN)
                reasons.append(Reason(said=message("reason.also-holds", party=subject.name, position=str(position))))
    return subject, all_of(outcomes), tuple(reasons)


def _all_met(rule: Rule, answers: list[tuple[Subject, Outcome, tuple[Reason, ...]]]) -> Kept:
    outcome = all_of(one for _, one, _ in answers)
    short = [(subject, one, reasons) for subject, one, reasons in answers if one is not Outcome.HOLDS]
    asked = Reason(
        said=message("reason.need", asked=len(answers), short=len(short)),
        cites=rule.cites,
        provision=rule.where,
        because=tuple(reason for _, _, reasons in short for reason in reasons),
    )
    figures = (("asked", str(len(answers))), ("met", str(len(answers) - len(short))))
    return Kept(id="", rule=rule, outcome=outcome, reasons=(asked,), figures=figures)


def breaches(scope: Scope, body: str, at: date) -> Iterator[tuple[Rule, str, Outcome, tuple[Reason, ...]]]:
    """Yield every person or organisation who does not meet what is asked, with the rule; used to hold a record against it."""
    where = scope.locate(body)
    value = roster_of(scope, where, at).value
    rows = effective(scope, where, Composition, at) if value is not None else ()
    for row in rows:
        norm: Composition = row.rule.norm
        groups = [group for group in value.groups if not norm.for_seat or group.id in norm.for_seat] if value else []
        if norm.need is not None and row.certain:
            for subject in _asked(where, norm, groups, at):
                outcome, reasons = met(scope, norm.need, subject)
                yield row.rule, subject.name, outcome, reasons
        for seat in (seat for group in groups for seat in group.seats) if norm.incompatible and row.certain else ():
            if seat.holder is not None:
                subject, outcome, reasons = _compatible(scope, where, norm, seat, at)
                yield row.rule, subject.name, outcome, reasons
