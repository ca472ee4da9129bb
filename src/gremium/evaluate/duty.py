"""duty: what a body owes on a day, to whom, by when, and whether it came.

What is due is counted from named days, from the beginning of a rhythm, or from what happened: a meeting, a step of a proposal.
What follows from something that happened is ruled by the law of that day, all else by that of the day of the question. That
something came is a fact of the record. Where the day from which is counted is not known, it is open whether something is due; it
is never taken for met.

This room is longer than 300 lines because all ways of saying when share what is told of each: by when, for what, and what came.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from gremium.evaluate.aspects import merged
from gremium.evaluate.effective import Row, Rule, Way, effective
from gremium.evaluate.facts import body_name, days_resolved
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.scope import Located, Scope, exists, label
from gremium.evaluate.silence import not_there, silent
from gremium.evaluate.turns import AHEAD, CAME, ONE_DAY, Brought, Came, State, Turn, joint, met_by, often, stands
from gremium.model.proposal import Did, Proposal
from gremium.model.provision import Strength
from gremium.model.record import MeetingState
from gremium.norms.duty import Duty, Occasion, Owed
from gremium.norms.sitting import Publicity, Sitting
from gremium.values.citation import Citation
from gremium.values.days import UNSTATED_DAY, Day, Length, day_in_words
from gremium.values.deadline import Deadline, Event, Start, YearDay
from gremium.values.message import Message, Parameter, message
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Reason, Verdict

# Beyond so many turns nobody asks what is due again and again.
MOST_TURNS = 20_000
# What is late only where the rule binds; what is merely done, or may be done, breaks no rule.
BINDING = (Strength.MUST, Strength.SHOULD)
STEPS = {Occasion.DECIDED: (Did.DECIDED,), Occasion.OBJECTED: (Did.OBJECTED,), Occasion.ENDED: (Did.EXECUTED, Did.WITHDRAWN)}
# What is owed for a proposal and is met by a step of it.
MEETS = {Owed.REPLY: Did.ANSWERED, Owed.DECISION: Did.DECIDED, Owed.HEARING: Did.HEARD}


@frozen(kw_only=True)
class Due:
    """Something that is owed: by when (bounds where the day is not known exactly), how it stands, and when it came.

    `for_` is the meeting or proposal for which it is owed, `name` what messages call that, `counted` the named day from which its
    day is counted. `times` is how often it is overdue by now, `last` when it came the time before. `left` are the points of a
    proposal that are not answered. `blocked` are duties that have to be met before, `then` is what follows if it is not met.
    `strength` is how strongly the rule binds; `certain` is False where it is open whether it holds. `missing` names what would
    have to be known.
    """

    duty: str
    owes: Owed
    what: Text | None = None
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    for_: str | None = None
    name: Parameter | None = None
    earliest: date | None = None
    latest: date | None = None
    counted: str | None = None
    state: State = State.OPEN
    met: date | None = None
    times: int = 0
    last: date | None = None
    left: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    then: Text | None = None
    strength: Strength = Strength.MUST
    certain: bool = True
    missing: tuple[str, ...] = ()
    provision: str = ""
    cites: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Happened:
    """Something that makes something due: a meeting, or a step of a proposal.

    `day` None: that of a proposal is not told. `sure` is False for a meeting of which nobody has told whether it was held,
    `public` whether anybody could listen there, as far as the record tells it. `called` is how messages
    call the meeting or the proposal.
    """

    kind: Occasion
    name: str
    day: date | None
    subject: str | None = None
    points: frozenset[str] = frozenset()
    sure: bool = True
    public: bool | None = None
    called: Parameter | None = None


def duty(scope: Scope, body: str, at: date) -> Verdict[tuple[Due, ...]]:
    """Return what a body owes on a day.

    HOLDS if nothing is overdue that has to come or should, FAILS if something is, OPEN if that is not known. Of what is owed
    again and again the first that is overdue is told, else the next. Where it stands the same under every reading, but the days
    differ, all readings are told. Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)

    def answer(chosen: Scope) -> Verdict[tuple[Due, ...]]:
        return _duty(chosen, where, at)

    verdict = under_readings(scope, answer, _outline, _together)
    if verdict.reasons[0].said.code != "reason.readings-agree":
        return verdict
    answers = worlds(scope, answer)
    if all(one.value == answers[0][1].value for _, one in answers):
        return verdict
    return evolve(verdict, value=_together(tuple((label_, one.value) for label_, one in answers)), readings=tuple(answers))


def _outline(value: tuple[Due, ...] | None) -> object:
    """Return what two readings have to agree in: how it stands with each, not the day from which it was counted."""
    return value and tuple((one.duty, one.for_, _roughly(one.state), one.met, one.left, one.blocked) for one in value)


def _roughly(state: State) -> State:
    """Return a state without that which only says how near its day is, or was."""
    return State.NOT_YET if state in AHEAD else State.MET if state in CAME else state


def _together(values: Iterable[tuple[str, tuple[Due, ...] | None]]) -> tuple[Due, ...]:
    """Return what several answers have in common: of each duty how it stands in all of them, and the bounds of its days."""
    told: list[list[Due]] = []
    listed = [value or () for _, value in values]
    for key in dict.fromkeys((one.duty, one.for_) for value in listed for one in value):
        mine = [[one for one in value if (one.duty, one.for_) == key] for value in listed]
        told += [[value[number] for value in mine if number < len(value)] for number in range(max(map(len, mine)))]
    return tuple(_hull(several, everywhere=len(several) == len(listed)) for several in told)


def _hull(several: list[Due], *, everywhere: bool) -> Due:
    """Return one thing that is owed as it is in several answers; `everywhere`: there is none in which it is not owed."""
    first = several[0]
    low, high = [one.earliest for one in several], [one.latest for one in several]
    blocked = dict.fromkeys(name for one in several for name in one.blocked)
    return evolve(
        first,
        earliest=None if None in low else min(day for day in low if day is not None),
        latest=None if None in high else max(day for day in high if day is not None),
        counted=first.counted if all(one.counted == first.counted for one in several) else None,
        state=joint(one.state for one in several) if everywhere else State.OPEN,
        met=first.met if all(one.met == first.met for one in several) else None,
        times=min(one.times for one in several),
        last=first.last if all(one.last == first.last for one in several) else None,
        blocked=tuple(blocked),
        certain=everywhere and all(one.certain for one in several),
        missing=tuple(dict.fromkeys(name for one in several for name in one.missing)),
        cites=tuple(dict.fromkeys(cite for one in several for cite in one.cites)),
    )


def _duty(scope: Scope, where: Located, at: date) -> Verdict[tuple[Due, ...]]:
    there = exists(where.body, at)
    if there is Outcome.FAILS:
        return not_there(where, at)
    found = [*_timed(scope, where, at), *_upon(scope, where, at)]
    rows = _rows(scope, where, at)
    if not rows and not found:
        return silent(where, "duty")
    told = tuple(_with_blocked(found))
    missing = [] if there is Outcome.HOLDS else [f"{where.body.id}.{_bound(where, at)}"]
    missing += [name for one in told if one.state is State.OPEN or not one.certain for name in one.missing]
    overdue = [one for one in told if one.state is State.OVERDUE and one.certain and one.strength in BINDING]
    outcome = Outcome.OPEN if missing else Outcome.HOLDS
    if overdue and there is Outcome.HOLDS:
        outcome = Outcome.FAILS
    return Verdict(
        outcome=outcome,
        reasons=tuple(_reason(where, one) for one in told) or _nothing(where, rows, at),
        value=told,
        missing=tuple(dict.fromkeys(missing)) if outcome is Outcome.OPEN else (),
    )


def _bound(where: Located, at: date) -> str:
    """Return which end of a body is not known exactly, so that nobody knows whether it is there."""
    since = where.body.span.since
    return "since" if since is not None and since.by(at) is Outcome.OPEN else "until"


def _nothing(where: Located, rows: tuple[Row, ...], at: date) -> tuple[Reason, ...]:
    """Return the reasons where rules are there, but nothing has happened that makes anything due."""
    said = message("reason.duty-none", body=label(where.body), day=at.isoformat())
    return tuple(Reason(said=said, cites=rule.cites, provision=rule.where) for row in rows for rule in row.rules)


def _with_blocked(found: list[Due]) -> Iterator[Due]:
    """Yield what is owed, each with those duties before it that are not met: for the same matter, if both are owed for one."""
    unmet = [one for one in found if one.state not in (*CAME, State.LAPSED)]
    for one in found:
        waits = {other.duty for other in unmet if None in (one.for_, other.for_) or one.for_ == other.for_}
        yield evolve(one, blocked=tuple(name for name in one.blocked if name in waits and one.state not in CAME))


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(scope: Scope, where: Located, day: date, subject: str | None = None) -> tuple[Row, ...]:
    """Return the rules of a body on a day, of all subjects or about one; between two changes they are looked up once."""
    here = (where.charter.id, where.body.id)
    changes: tuple[date, ...] = scope.remembered(("duty-changes", *here), lambda: tuple(_changes(scope, where)))
    key = ("duty-rows", *here, bisect_right(changes, day), subject)
    found: tuple[Row, ...] = scope.remembered(key, lambda: effective(scope, where, Duty, day, subject))
    return found


def _changes(scope: Scope, where: Located) -> list[date]:
    """Return the days on which a rule of a body begins or no longer holds, sorted."""
    mine = [one for _, owner in where.rulers for one in owner.provisions if isinstance(one.norm, Duty)]
    days = {day for one in mine if (since := one.span.since) for day in (since.earliest, since.latest) if day}
    ends = {day for one in mine if (until := one.span.until) for day in (until.earliest, until.latest) if day}
    days |= {day + ONE_DAY for day in ends if day < date.max}
    return sorted(days | {day for one in mine for day in days_resolved(scope, one)})


def _of_row(where: Located, row: Row, of_way: Callable[[Way], list[Due]]) -> list[Due]:
    """Return what a row makes due. Where several ways may hold, or none, it is certain only if all say the same."""
    found = [of_way(way) for way in row.ways]
    if row.certain:
        return found[0]
    if not row.perhaps_none and all(_outline(tuple(one)) == _outline(tuple(found[0])) for one in found):
        return list(_together([("", tuple(one)) for one in found]))
    name = f"{where.body.id}.duty.{row.slot}"
    return [evolve(one, certain=False, missing=(name, *one.missing)) for dues in found for one in dues]


def _plain(scope: Scope, where: Located, rule: Rule, norm: Duty) -> Due:
    """Return what a rule says of something that is owed, by whatever day."""
    by = tuple(map(str, norm.by)) or (body_name(scope, where),)
    return Due(
        duty=str(rule.provision.slot), owes=norm.owes, what=norm.what, by=by, to=tuple(map(str, norm.to)), blocked=norm.before,
        then=norm.then, strength=rule.provision.strength, provision=rule.where, cites=rule.cites,
    )  # fmt: skip


def _brought(scope: Scope, where: Located, name: str, at: date, for_: str | None = None) -> list[Brought]:
    """Return what came until a day for a duty, or for a meeting or proposal; only what comes again and again names its day."""
    record = scope.record
    told = record.deliveries_by_body.get(body_name(scope, where), ()) if record is not None else ()
    return [
        Brought(at=one.at, for_=one.for_ if for_ is None else None, points=frozenset(one.points))
        for one in told
        if one.duty == name and one.at <= at and (for_ is None or for_ in (one.meeting, one.proposal))
    ]


def _due(one: Due, turn: Turn, came: Came, norm: Duty, at: date) -> Due:
    """Return how it stands with one turn of something that is owed."""
    state = stands(turn, came, at, norm.soon, norm.lapses)
    return evolve(
        one, for_=turn.for_, earliest=turn.earliest, latest=turn.latest, state=state, met=came.at, missing=turn.missing,
        left=tuple(sorted(came.left)) if came.left != turn.points else (), times=int(state is State.OVERDUE),
    )  # fmt: skip


# ── on days ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _timed(scope: Scope, where: Located, at: date) -> Iterator[Due]:
    """Yield what is due once, or again and again, on days that do not hang on what happens."""
    for row in _rows(scope, where, at):
        yield from _of_row(where, row, lambda way: [] if way.norm.after is not None else _of_way(scope, where, way, at))


def _of_way(scope: Scope, where: Located, way: Way, at: date) -> list[Due]:
    norm: Duty = way.norm
    plain = _plain(scope, where, way.own, norm)
    told = _brought(scope, where, plain.duty, at)
    if norm.every is not None:
        return _again(scope, where, (way.own, norm), norm.every, plain, told, at)
    if isinstance(norm.due, YearDay):
        turns = [turn for turn in _yearly(norm.due, at) if _owed(where, way.own, turn) is not Outcome.FAILS]
        plain = evolve(plain, last=max((one.at for one in told), default=None))
        return _of_turns(where, (way.own, norm), plain, turns, told, at)
    day, counted, missing = _day(scope, norm.due, f"{where.body.id}.duty.{plain.duty}.due")
    turn = Turn(earliest=day.earliest, latest=day.latest, missing=missing)
    (came,) = met_by([turn], (evolve(one, for_=None) for one in told), norm.lapses)
    return [evolve(_due(plain, turn, came, norm, at), counted=counted)]


def _day(scope: Scope, start: Start | None, unsaid: str) -> tuple[Day, str | None, tuple[str, ...]]:
    """Return the day that a rule names or counts to, the name of the day from which it counts, and what is missing to know it."""
    if not isinstance(start, Deadline | Event):
        return UNSTATED_DAY, None, (unsaid,)
    name = start.event if isinstance(start, Deadline) else start.name
    known = scope.named_day(name) or UNSTATED_DAY
    missing = () if known.exact is not None else (f"dates.{name}",)
    if isinstance(start, Event):
        return known, None, missing
    later = (start.length.after(day) if day is not None else None for day in (known.earliest, known.latest))
    return Day(*later), name, missing


def _owed(where: Located, rule: Rule, turn: Turn) -> Outcome:
    """Return whether anything is owed on the day of a turn: by a rule in force, by a body that is there."""
    day = turn.latest or date.max
    both = {rule.provision.span.covers(day), exists(where.body, day)}
    return Outcome.FAILS if Outcome.FAILS in both else Outcome.OPEN if Outcome.OPEN in both else Outcome.HOLDS


def _yearly(day: YearDay, at: date) -> list[Turn]:
    """Return the turns of the last such day before a day and of the next two; since when it is owed every year no rule says."""
    years = range(max(at.year - 17, date.min.year), min(at.year + 17, date.max.year) + 1)  # 29 February may be eight years off
    days = sorted({found for year in years if (found := day.since(date(year, 1, 1))) is not None})
    begun = [None, *(min(one, date.max - ONE_DAY) + ONE_DAY for one in days)]
    turns = [Turn(begun=first, earliest=one, latest=one) for first, one in zip(begun, days, strict=False)]
    past = [turn for turn, one in zip(turns, days, strict=True) if one < at]
    return [*past[-1:], *turns[len(past) :][:2]]


def _again(
    scope: Scope, where: Located, by: tuple[Rule, Duty], every: Length, plain: Due, told: list[Brought], at: date
) -> list[Due]:
    """Return what is owed again and again from a day on; where that is known in bounds, what is true from whichever of them."""
    rule, norm = by
    last = max((one.at for one in told), default=None)
    unsaid = f"{where.body.id}.duty.{plain.duty}.starts"
    day, counted, missing = _begins(scope, where, rule, norm, unsaid)
    if norm.anew and last is not None and (day.latest is None or last >= day.latest):
        since = max(day.earliest or last, last)
        day, counted, missing = Day(since, since), None if since == last else counted, ()
    elif norm.anew and last is not None:  # it began on that day, or later
        day = Day(max(day.earliest or last, last), day.latest)
    plain = evolve(plain, counted=counted, last=last)
    starts = _few(day, every, at)
    if norm.anew or not starts:
        low, high = (every.after(one) if one is not None else None for one in (day.earliest, day.latest))
        turn = Turn(earliest=low, latest=high if norm.anew or not told else None, missing=missing or (unsaid,))
        sure = norm.anew or _owed(where, rule, turn) is Outcome.HOLDS
        lasting = evolve(norm, lapses=None) if norm.anew else norm  # what begins anew never ends by itself
        return [_due(plain, evolve(turn, sure=sure), Came(), lasting, at)]
    found = []
    for start in starts:
        kept = [turn for turn in often(every, start, at, len(told)) if _owed(where, rule, turn) is not Outcome.FAILS]
        found.append(_of_turns(where, by, plain, kept, told, at))
    dues = found[0] if len(found) == 1 else list(_together([("", tuple(one)) for one in found]))
    return [evolve(one, missing=one.missing or missing) for one in dues]


def _begins(
    scope: Scope, where: Located, rule: Rule, norm: Duty, unsaid: str
) -> tuple[Day, str | None, tuple[str, ...]]:
    """Return the day from which something is owed again and again, the name of that day, and what is missing to know it.

    A day of the year begins it in the first year of the rule, or of the body.
    """
    if isinstance(norm.starts, YearDay):
        since = (rule.provision.span.since or where.body.span.since or UNSTATED_DAY).exact
        first = norm.starts.since(since) if since is not None else None
        return Day(first, first), None, () if first is not None else (unsaid,)
    day, counted, missing = _day(scope, norm.starts, unsaid)
    return day, norm.starts.name if isinstance(norm.starts, Event) else counted, missing


def _few(day: Day, every: Length, at: date) -> list[date]:
    """Return each day within bounds; none if one of them is not known, or there is more to look at than anybody would."""
    if day.earliest is None or day.latest is None:
        return []
    number = (day.latest - day.earliest).days + 1
    turns = max((at - day.earliest).days, 0) // every.shortest_days + 2
    return [day.earliest + timedelta(days=one) for one in range(number)] if number * turns <= MOST_TURNS else []


def _of_turns(
    where: Located, by: tuple[Rule, Duty], plain: Due, turns: list[Turn], told: list[Brought], at: date
) -> list[Due]:
    """Return what is told of many turns: the last that has lapsed, and the first overdue one, else the next, else the last."""
    rule, norm = by
    doubt = (f"{where.body.id}.duty.{plain.duty}",)
    turns = [turn if _owed(where, rule, turn) is Outcome.HOLDS else evolve(turn, sure=False, missing=doubt) for turn in turns]
    met = met_by(turns, told, norm.lapses)
    dues = [_due(plain, turn, came, norm, at) for turn, came in zip(turns, met, strict=True)]
    late = [one for one in dues if one.state in (State.OVERDUE, State.OPEN)]
    ahead = [one for one in dues if one.state in AHEAD]
    over = [one for one in dues if one.state is State.LAPSED]
    first = next((one for one in late if one.state is State.OVERDUE), None) or next(iter(late), None)
    main = evolve(first, times=sum(one.times for one in late)) if first is not None else next(iter(ahead or dues[-1:]), None)
    return [*(one for one in over[-1:] if one is not main), *([main] if main is not None else [])]


# ── upon what happened ───────────────────────────────────────────────────────────────────────────────────────────────


def _upon(scope: Scope, where: Located, at: date) -> Iterator[Due]:
    """Yield what is due upon what happened until a day, by the rules in force when it happened."""
    provisions = (one for _, owner in where.rulers for one in owner.provisions if isinstance(one.norm, Duty))
    for kind in dict.fromkeys(one.norm.after for one in provisions if one.norm.after is not None):
        by_name: dict[str, list[Happened]] = {}
        for one in happened(scope, where, kind, at):
            by_name.setdefault(one.name, []).append(one)
        for several in by_name.values():
            yield from _after(scope, where, several, at)


def _after(scope: Scope, where: Located, several: list[Happened], at: date) -> Iterator[Due]:
    """Yield what is due upon what happened with one meeting or proposal, in the order of the days."""
    listed = sorted(several, key=lambda one: one.day or date.min)
    for number, one in enumerate(listed):
        for row in _rows(scope, where, one.day or at, one.subject):
            if one.subject is not None or not row.rule.provision.for_:
                yield from _of_row(where, row, lambda way: _of_way_after(scope, where, way, (listed, number), at))  # noqa: B023  (used at once)


def _of_way_after(scope: Scope, where: Located, way: Way, what: tuple[list[Happened], int], at: date) -> list[Due]:
    """Return what a rule makes due upon one of several things that happened with the same meeting or proposal."""
    norm: Duty = way.norm
    listed, number = what
    one = listed[number]
    public = _in_public(scope, where, one) if norm.public is not None else None
    if norm.after is not one.kind or public is (not norm.public):
        return []
    plain = evolve(_plain(scope, where, way.own, norm), name=one.called)
    turns = [_turn(where, norm, plain.duty, each) for each in listed]
    if norm.public is not None and public is None:
        turns = [evolve(turn, latest=None, missing=(f"{one.name}.public",)) for turn in turns]
    told = _brought(scope, where, plain.duty, at, one.name)
    came = met_by(turns, [*told, *_steps(scope, plain, norm, one, at)], norm.lapses)[number]
    due = _due(plain, turns[number], came, norm, at)
    if norm.points and not one.points and due.state in CAME:
        return [evolve(due, state=State.OPEN, missing=(f"{one.name}.points",))]
    return [due]


def _in_public(scope: Scope, where: Located, one: Happened) -> bool | None:
    """Return whether anybody could listen to a meeting: as its record tells, else as the rules have it; None if that is open."""
    aspect = merged(scope, where, Sitting, one.day).get("public") if one.public is None and one.day is not None else None
    if aspect is None or not aspect.certain:
        return one.public
    return {Publicity.PUBLIC: True, Publicity.CLOSED: False}.get(aspect.rule.norm.public)


def _turn(where: Located, norm: Duty, name: str, one: Happened) -> Turn:
    """Return by when something is owed upon what happened."""
    unsaid = () if norm.at_once or norm.within is not None else (f"{where.body.id}.duty.{name}.within",)
    later = norm.within.after(one.day) if norm.within is not None and one.day is not None else None
    last = one.day if norm.at_once else later
    missing = (f"{one.name}.at",) if one.day is None else unsaid if one.sure else (f"{one.name}.state",)
    points = one.points if norm.points else frozenset[str]()
    latest = last if one.sure else None
    return Turn(begun=one.day, earliest=last, latest=latest, for_=one.name, points=points, missing=missing)


def _steps(scope: Scope, plain: Due, norm: Duty, one: Happened, at: date) -> Iterator[Brought]:
    """Yield the steps of a proposal that are what is owed: its answer, a decision, a hearing."""
    did = MEETS.get(norm.owes)
    steps = scope.record.steps_by_proposal.get(one.name, ()) if scope.record is not None else ()
    for step in steps if one.kind is not Occasion.MEETING and did is not None else ():
        if step.did is did and step.day <= at and (did is Did.ANSWERED or step.body in plain.by):
            yield Brought(at=step.day)


def happened(scope: Scope, where: Located, kind: Occasion, at: date) -> Iterator[Happened]:
    """Yield what makes something due until a day: meetings of the body, or what happened there with proposals."""
    record = scope.record
    if record is None:
        return
    name = body_name(scope, where)
    if kind is Occasion.MEETING:
        for meeting in record.meetings_by_body.get(name, ()):
            held = meeting.state is MeetingState.HELD
            if meeting.day <= at if held else not meeting.state.off and meeting.day < at:
                called = message("duty.meeting", day=meeting.day.isoformat())
                yield Happened(
                    kind=kind, name=meeting.id, day=meeting.day, sure=held, public=meeting.public, called=called
                )
        return
    for proposal in record.proposal_by_id.values():
        for day in _days_of(scope, name, kind, proposal):
            if day is None or day <= at:
                points = frozenset(proposal.points)
                yield Happened(
                    kind=kind, name=proposal.id, day=day, subject=proposal.subject, points=points, called=proposal.name
                )


def _days_of(scope: Scope, name: str, kind: Occasion, proposal: Proposal) -> Iterator[date | None]:
    """Yield the days on which something happened with a proposal in a body; None where it did, but no day is told."""
    steps = scope.record.steps_by_proposal.get(proposal.id, ()) if scope.record is not None else ()
    if kind is Occasion.SUBMITTED:
        if proposal.of == name:
            suggested = (step.day for step in steps if step.did is Did.SUGGESTED)
            yield proposal.day or next(suggested, None)
        elif proposal.of is None:
            yield from [step.day for step in steps if step.did is Did.SUGGESTED and step.body == name][:1]
    elif kind is Occasion.RECEIVED:
        yield from (step.day for step in steps if any(str(ref) == name for ref in step.to))
    else:
        yield from (step.day for step in steps if step.did in STEPS[kind] and step.body == name)


# ── in words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def named(one: Due) -> Message:
    """Return the message that names what is owed: in the words of the rule, with its id, and for which meeting or proposal."""
    what = one.what or message(f"duty.owes-{one.owes.value}")
    if one.for_ is None:
        return message("duty.named", what=what, id=one.duty)
    return message("duty.named-for", what=what, id=one.duty, name=one.name or one.for_, matter=one.for_)


def by_when(one: Due) -> Message:
    """Return the message that says by when something is owed, as far as that is known."""
    if one.earliest is None and one.latest is None:
        return message("duty.by-unknown")
    day = day_in_words(Day(one.earliest, one.latest))
    return message("duty.by", day=day) if isinstance(day, str) else day


def _reason(where: Located, one: Due) -> Reason:
    """Return how it stands with something that is owed, with the clause that says so."""
    params = {"what": named(one), "by": by_when(one), "body": label(where.body)}
    if one.state in CAME:
        said = message(f"reason.duty-{one.state.value}", **params, day=one.met.isoformat() if one.met else "…")
    else:
        said = message(f"reason.duty-{one.state.value}", **params)
    return Reason(said=said, cites=one.cites, provision=one.provision, because=tuple(behind(one)))


def behind(one: Due) -> Iterator[Reason]:
    """Yield what stands behind a state: from what its day was counted, what has to come first, what is lacking, what follows."""
    if one.counted is not None:
        yield Reason(said=message("reason.duty-counted", event=one.counted))
    if one.last is not None and one.last != one.met:
        yield Reason(said=message("reason.duty-last", day=one.last.isoformat()))
    if not one.certain:
        yield Reason(said=message("reason.duty-uncertain", duty=one.duty))
    if one.strength is not Strength.MUST:
        yield Reason(said=message(f"reason.duty-strength-{one.strength.value}"))
    if one.state is State.MET and (one.earliest is None or (one.met is not None and one.met > one.earliest)):
        yield Reason(said=message("reason.duty-in-time-open"))
    if one.times > 1:
        yield Reason(said=message("reason.duty-times", n=one.times))
    if one.left:
        yield Reason(said=message("reason.duty-left", points=", ".join(one.left)))
    yield from (Reason(said=message("reason.duty-blocked", duty=name)) for name in one.blocked)
    if one.then is not None and one.state in (State.OVERDUE, State.LAPSED):
        yield Reason(said=message("reason.duty-then", then=one.then))
