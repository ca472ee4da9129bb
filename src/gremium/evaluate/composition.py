"""composition: whether the invariants over the seats of a body hold on a day, row by row, with the figures compared.

This room is longer than 300 lines because a row can ask four things (a number, different values, persons, offices held beside the
seat), and all four are answered from the same seats, once for each body or organisation of which a row speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from attrs import evolve, frozen

from gremium.evaluate.condition import Subject, compared, for_unit, held_by, met, places
from gremium.evaluate.effective import Row, Rule, effective
from gremium.evaluate.facts import attributes_of, body_name, electoral_term, units
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.scope import Located, Scope, exists, label, position_ref
from gremium.evaluate.seats import GroupOnDay, Roster, Seat, roster_as_read
from gremium.evaluate.silence import not_there, silent
from gremium.evaluate.tally import ONE, Bounds, Cell, State, counted, held, shown
from gremium.norms.composition import Composition, When
from gremium.norms.composition import Subject as Whose
from gremium.norms.seats import Standing
from gremium.values.condition import Condition, Every, With
from gremium.values.count import Count, hull
from gremium.values.message import Parameter, message
from gremium.values.quota import Quota
from gremium.values.quota import in_words as said_quota
from gremium.values.tally import Tally, Term
from gremium.values.tally import in_words as said_tally
from gremium.values.verdict import Outcome, Reason, Verdict, all_of, negate

MATCHING = "+"  # no id and no word of the grammar: it marks the seats that a rule speaks of


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
    return composition_of(scope, scope.locate(body), at)


def composition_of(scope: Scope, where: Located, at: date) -> Verdict[tuple[Kept, ...]]:
    """Return the same of a body that is at hand, also of one in another jurisdiction."""
    return under_readings(scope, lambda chosen: _composition(chosen, where, at), _what_is_kept)


def figures_told(kept: Kept) -> str:
    """Return the figures of a row in one line; what a quota asks for is not said again where it is a number."""
    return "; ".join(name if name.endswith(f" {figure}") else f"{name}: {figure}" for name, figure in kept.figures)


def _what_is_kept(value: tuple[Kept, ...] | None) -> object:
    return value and tuple((kept.id, kept.outcome, kept.figures) for kept in value)


def _composition(scope: Scope, where: Located, at: date) -> Verdict[tuple[Kept, ...]]:
    body = where.body
    if exists(body, at) is Outcome.FAILS:
        return not_there(where, at)
    rows = [row for row in effective(scope, where, Composition, at) if any(_asks(rule.norm) for rule in row.rules)]
    if not rows:
        return silent(where, "composition")
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
    """Return whether a row holds; where nobody knows which of several rules stands in it, what all of them say alike."""
    found = [_ruled(scope, where, rule, at) for rule in row.rules]
    outcomes = {one.outcome for one in found}
    outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.OPEN
    perhaps_not = row.perhaps_none or (not row.certain and len(found) == 1)
    return Kept(
        id=row.rule.provision.id or str(number),
        rule=row.rule,
        outcome=Outcome.OPEN if perhaps_not and outcome is not Outcome.HOLDS else outcome,
        reasons=tuple(dict.fromkeys(reason for one in found for reason in one.reasons)),
        figures=tuple(dict.fromkeys(figure for one in found for figure in one.figures)),
    )


def _ruled(scope: Scope, where: Located, rule: Rule, at: date) -> Kept:
    """Return whether a body is as one rule asks."""
    day = at if rule.norm.when is When.ALWAYS else _start(scope, where, at)
    value = roster_as_read(scope, where, day).value if day is not None else None
    if day is None or value is None:
        said = message("reason.start-unknown" if day is None else "reason.seats-unknown", body=label(where.body))
        return Kept(id="", rule=rule, outcome=Outcome.OPEN, reasons=(Reason(said=said, cites=rule.cites, provision=rule.where),))
    answers = (*_counts(scope, where, rule, value, day), *_persons(scope, where, rule, value, day))
    nobody = Reason(said=message("reason.asks-nobody", body=label(where.body)), cites=rule.cites, provision=rule.where)
    return Kept(
        id="",
        rule=rule,
        outcome=all_of(answer.outcome for answer in answers),
        reasons=tuple(reason for answer in answers for reason in answer.reasons) or (nobody,),
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
    for name, count, only in _subjects(scope, where, norm, value, at):
        applies, reasons = _applies(scope, where, norm, name, at)
        if applies is Outcome.FAILS:
            continue
        cells = tuple(_seats(scope, value, only))
        mark = MATCHING if only.condition is not None or only.unit else None
        if norm.distinct is not None:
            answers = list(_different(scope, rule, value, name, only))
        else:
            answers = [_quota(rule, name, count, quota, cells, mark) for quota in norm.is_]
            answers += [_odd(rule, count, counted(cells, count, mark))] if norm.odd else []
        for answer in answers:
            open_ = not (only.sure and applies is Outcome.HOLDS) and answer.outcome is not Outcome.HOLDS
            yield evolve(answer, outcome=Outcome.OPEN, reasons=(*answer.reasons, *reasons)) if open_ else answer


@frozen(kw_only=True)
class Only:
    """Which of the seats that a tally names are meant: those of a `unit` of a selection, whose holders meet a `condition`.

    `others` are the units of the selection beside it: their seats are not meant. `sure` is False where it is open whether that
    unit is there on the day.
    """

    here: Located
    at: date
    unit: str = ""
    others: frozenset[str] = frozenset()
    sure: bool = True
    condition: Condition | None = None


def _applies(scope: Scope, where: Located, norm: Composition, name: str, at: date) -> tuple[Outcome, tuple[Reason, ...]]:
    """Return whether a row speaks of one of a selection, or of the body."""
    if norm.if_ is None:
        return Outcome.HOLDS, ()
    return met(scope, for_unit(norm.if_, name), Subject(name=name or body_name(scope, where), here=where, at=at))


def _subjects(
    scope: Scope, where: Located, norm: Composition, value: Roster, at: date
) -> Iterator[tuple[str, Tally, Only]]:
    """Yield what is counted: once, or for each group, or for each body or organisation of a selection."""
    count = norm.count or Tally((Term((), "seats"),))
    asked = (*((With(norm.with_),) if norm.with_ else ()), *((norm.who,) if norm.who is not None else ()))
    condition = Every(asked) if asked else None
    only = Only(here=where, at=at, condition=condition)
    if norm.per_group:
        votes = any(term.noun == "votes" for quota in norm.is_ if quota.base is not None for term in quota.base.terms)
        for group in value.groups:
            yield group.id, Tally((Term((_inside(group),), "votes" if votes else "seats"),)), only
    elif norm.each is not None:
        selected = units(scope, where, norm.each, at)
        for name, sure in selected:
            mine = None if condition is None else for_unit(condition, name)
            others = frozenset(other for other, _ in selected) - {name}
            yield name, count, evolve(only, unit=name, others=others, sure=sure, condition=mine)
    else:
        yield "", count, only


def _quota(rule: Rule, name: str, count: Tally, quota: Quota, cells: tuple[Cell, ...], only: str | None) -> Kept:
    found = held(cells, count, quota, only)
    said = message(
        "reason.quota-empty" if found.empty else "reason.quota",
        count=_whose(said_tally(count), name),
        counted=shown(found.count),
        quota=said_quota(quota),
        bound=shown(found.bound),
    )
    return Kept(
        id="",
        rule=rule,
        outcome=found.outcome,
        reasons=(Reason(said=said, cites=rule.cites, provision=rule.where),),
        figures=((f"{name or count}", shown(found.count)), (str(quota), shown(found.bound))),
    )


def _whose(count: Parameter, name: str) -> Parameter:
    """Return what is counted, and of whom, where a rule holds for several."""
    return message("tally.of", count=count, name=name) if name else count


def _different(scope: Scope, rule: Rule, value: Roster, name: str, only: Only) -> Iterator[Kept]:
    """Yield one answer for each quota about how many different values an attribute has among the members."""
    norm: Composition = rule.norm
    told: set[str] = set()
    unknown, unbounded = 0, False
    for group in value.groups:
        for seat in group.seats:
            meant = Outcome.FAILS if seat.state is SeatState.VACANT else _meant(scope, seat, only)
            found = dict(attributes_of(scope, seat.holder)).get(str(norm.distinct)) if seat.holder is not None else None
            sure = meant is Outcome.HOLDS and seat.state is SeatState.FILLED and seat.certain and group.certain
            if sure and found is not None:
                told.add(found)
            elif meant is not Outcome.FAILS:
                unknown += 1
        beyond = None if group.number.high is None else max(0, group.number.high - len(group.seats))
        unknown, unbounded = unknown + (beyond or 0), unbounded or beyond is None
    bounds = (Fraction(len(told)), None if unbounded else Fraction(len(told) + unknown))
    for quota in norm.is_:
        number = Fraction(quota.number or 0)
        low, high = bounds[0] - number, None if bounds[1] is None else bounds[1] - number
        outcome = compared(quota.comparison, low, high) if quota.base is None else Outcome.OPEN
        count = f"{norm.distinct}{f' ({name})' if name else ''}"
        figures = {"counted": shown(bounds), "bound": str(number)}
        said = message("reason.quota", count=_whose(str(norm.distinct), name), quota=said_quota(quota), **figures)
        reason = Reason(said=said, cites=rule.cites, provision=rule.where)
        compared_with = ((count, shown(bounds)), (str(quota), str(number)))
        yield Kept(id="", rule=rule, outcome=outcome, reasons=(reason,), figures=compared_with)


def _odd(rule: Rule, count: Tally, bounds: Bounds) -> Kept:
    low, high = bounds
    known = low is not None and low == high
    outcome = Outcome.OPEN if not known else Outcome.HOLDS if low is not None and low % 2 == 1 else Outcome.FAILS
    said = message("reason.odd", count=said_tally(count), counted=shown(bounds))
    reason = Reason(said=said, cites=rule.cites, provision=rule.where)
    return Kept(id="", rule=rule, outcome=outcome, reasons=(reason,), figures=((str(count), shown(bounds)),))


def _seats(scope: Scope, value: Roster, only: Only) -> Iterator[Cell]:
    """Yield the seats of a body as cells; of groups of which exactly one holds, one cell in a state of any stands for all."""
    rivals: dict[str, list[GroupOnDay]] = {}
    for group in value.groups:
        yield from _block(group, only)
        if group.one_of > 1:
            rivals.setdefault(group.id, []).append(group)
        else:
            yield from _cells(scope, group, only)
    for groups in rivals.values():
        possible = {state: None for group in groups for cell in _cells(scope, group, only) for state in cell.possible}
        votes = {seat.votes or ONE: None for group in groups for seat in group.seats} or {ONE: None}
        yield Cell(possible=tuple(possible), number=hull(group.number for group in groups), votes=hull(votes))


def _block(group: GroupOnDay, only: Only) -> Iterator[Cell]:
    """Yield the votes that a group casts together; its seats then have none. Nobody can say of whom among them they are."""
    if group.block is not None:
        words = frozenset({"votes", "voting", _inside(group)})
        possible = (words | {MATCHING},) if only.condition is None and not only.unit else (words, words | {MATCHING})
        yield Cell(possible=possible, number=ONE if group.certain else Count(0, 1), votes=group.block)


def tallied(scope: Scope, value: Roster, count: Tally) -> Count:
    """Return how many there are of what a tally counts in a roster of the charter: seats, members or votes."""
    only = Only(here=scope.locate(value.body), at=value.at)
    low, high = counted(_seats(scope, value, only), count)
    return Count(int(low or 0), None if high is None else int(high))


def _inside(group: GroupOnDay) -> str:
    """Return the word that is true of everything in a group; unlike its id, it is no noun that a rule can count."""
    return f"in {group.id}"


def _cells(scope: Scope, group: GroupOnDay, only: Only) -> Iterator[Cell]:
    """Yield the seats of a group as cells: those that are listed, and as many as there may be beyond them."""
    for seat in group.seats:
        possible = tuple(_states(group, seat, _meant(scope, seat, only)))
        yield Cell(possible=possible, number=ONE if seat.certain and group.certain else Count(0, 1), votes=seat.votes or ONE)
    low, high = max(0, group.number.low - len(group.seats)), group.number.high
    more = Count(low, None if high is None else max(low, high - len(group.seats)))
    if more.high != 0:
        unknown = Seat(state=SeatState.OPEN, told=(_seats_unknown(group),))
        votes = group.seats[0].votes if group.seats else None
        number = more if group.certain else evolve(more, low=0)
        yield Cell(possible=tuple(_states(group, unknown, Outcome.OPEN)), number=number, votes=votes or ONE)


def _states(group: GroupOnDay, seat: Seat, matches: Outcome) -> Iterator[State]:
    """Yield every state in which a seat may be: its standing, whether somebody sits in it, whether that person is meant."""
    standings: tuple[Standing | None, ...] = (group.standing,) if group.standing is not None else tuple(Standing)
    doubtful = (True,) if group.counted else (True, False)
    filled = {SeatState.FILLED: (True,), SeatState.VACANT: (False,), SeatState.OPEN: doubtful}[seat.state]
    meant = {Outcome.HOLDS: (True,), Outcome.FAILS: (False,), Outcome.OPEN: (True, False)}[matches]
    for standing in standings:
        for taken in filled:
            for match in meant:
                words = {"seats", group.id, _inside(group)}
                words |= {standing.value} if standing is not None else set()
                words |= {"votes"} if standing is Standing.VOTING and group.block is None else set()
                words |= {"members", "filled"} if taken else set()
                yield frozenset(words | ({MATCHING} if match else set()))


def _meant(scope: Scope, seat: Seat, only: Only) -> Outcome:
    """Return whether a rule speaks of this seat: it is not that of another unit, and its holder meets the condition."""
    of = frozenset(seat.of.rpartition("@")[2].split(" + "))
    if of & only.others and only.unit not in of:
        return Outcome.FAILS
    if only.condition is None:
        return Outcome.HOLDS
    if seat.holder is None:
        return Outcome.FAILS if seat.state is SeatState.VACANT else Outcome.OPEN
    return met(scope, only.condition, Subject(name=seat.holder, here=only.here, at=only.at, since=seat.since))[0]


# ── persons and proposers ────────────────────────────────────────────────────────────────────────────────────────────


def _persons(scope: Scope, where: Located, rule: Rule, value: Roster, at: date) -> Iterator[Kept]:
    """Yield one answer for what must be true of those in the seats, and one for what they must not hold beside them."""
    norm: Composition = rule.norm
    groups = [group for group in value.groups if not norm.for_seat or group.id in norm.for_seat]
    unknown = [_seats_unknown(group) for group in groups for _ in range(_strangers(group))]
    if norm.need is not None:
        subjects = tuple(_asked(where, norm, groups, at))
        unknown = unknown if norm.of is Whose.PERSON else []
        yield _all_met(rule, [_needed(scope, norm.need, subject) for subject in subjects], unknown)
    if norm.incompatible:
        taken = [seat for group in groups for seat in group.seats if seat.holder is not None]
        yield _all_met(rule, [_compatible(scope, where, norm, seat, at)[1:] for seat in taken], unknown)


def _strangers(group: GroupOnDay) -> int:
    """Return in how many seats of a group somebody may sit whom nobody knows; one at least where no seat of it is known."""
    if not group.seats:
        return group.number.high != 0
    return sum(seat.state is SeatState.OPEN and seat.holder is None for seat in group.seats)


def _seats_unknown(group: GroupOnDay) -> Reason:
    return Reason(said=message("reason.seats-unknown", body=group.name or group.id))


def _asked(where: Located, norm: Composition, groups: Iterable[GroupOnDay], at: date) -> Iterator[Subject]:
    """Yield those of whom a row asks something: the persons in the seats, or the organisations whose seats they are."""
    seen: set[str] = set()
    for group in groups:
        for seat in group.seats:
            names = (seat.holder or "",) if norm.of is Whose.PERSON else tuple(seat.of.split(" + "))
            for name in names:
                if name and (name not in seen or norm.of is Whose.PERSON):
                    seen.add(name)
                    yield Subject(name=name, here=where, at=at, since=seat.since, unit=seat.of.rpartition("@")[2])


def _needed(scope: Scope, need: Condition, subject: Subject) -> tuple[Outcome, tuple[Reason, ...]]:
    """Return whether a need is met; the word `each` in it stands for the body or organisation whose seat it is."""
    return met(scope, for_unit(need, subject.unit) if subject.unit else need, subject)


def _compatible(
    scope: Scope, where: Located, norm: Composition, seat: Seat, at: date
) -> tuple[Subject, Outcome, tuple[Reason, ...]]:
    """Return whether a member holds none of the positions that nobody may hold beside the seat, as far as is recorded."""
    subject = Subject(name=str(seat.holder), here=where, at=at, since=seat.since)
    outcomes, reasons = [Outcome.HOLDS], []
    for ref in norm.incompatible:
        for target, name in ((target, name) for target, names in places(scope, where, ref) for name in names):
            also = held_by(scope, target, name, subject)
            if also in (Outcome.HOLDS, Outcome.OPEN):
                outcomes.append(negate(also))
                position = str(position_ref(scope, target, name))
                reasons.append(Reason(said=message("reason.also-holds", party=subject.name, position=position)))
    return subject, all_of(outcomes), tuple(reasons)


def _all_met(rule: Rule, answers: list[tuple[Outcome, tuple[Reason, ...]]], unknown: list[Reason]) -> Kept:
    """Join the answers about those who are known; each seat in which nobody knows who sits leaves it open."""
    every = [*answers, *((Outcome.OPEN, (reason,)) for reason in unknown)]
    short = [reasons for one, reasons in every if one is not Outcome.HOLDS]
    asked = Reason(
        said=message("reason.need", asked=len(every), short=len(short)),
        cites=rule.cites,
        provision=rule.where,
        because=tuple(dict.fromkeys(reason for reasons in short for reason in reasons)),
    )
    figures = (("asked", str(len(every))), ("met", str(len(every) - len(short))))
    return Kept(id="", rule=rule, outcome=all_of(one for one, _ in every), reasons=(asked,), figures=figures)


def breaches(scope: Scope, where: Located, value: Roster) -> Iterator[tuple[Rule, str, Outcome, tuple[Reason, ...]]]:
    """Yield, for everybody of whom a certain rule asks something, whether it is met; used to hold a record against the rules."""
    for _, rows in worlds(scope, lambda chosen: effective(chosen, where, Composition, value.at)):
        for rule in (row.rule for row in rows if row.certain):
            norm: Composition = rule.norm
            groups = [group for group in value.groups if not norm.for_seat or group.id in norm.for_seat]
            if norm.need is not None:
                for subject in _asked(where, norm, groups, value.at):
                    yield rule, subject.name, *_needed(scope, norm.need, subject)
            for seat in (seat for group in groups for seat in group.seats if seat.holder) if norm.incompatible else ():
                subject, outcome, reasons = _compatible(scope, where, norm, seat, value.at)
                yield rule, subject.name, outcome, reasons
