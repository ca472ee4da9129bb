"""delta: what changes in a body from one day to another, seat by seat, and which rule or fact changes it.

A seat is known by its group, the office or body through which it comes, and its number among those alike. So another holder is a
change of one seat, while a seat group that begins or ends adds or takes away seats. Applied to the earlier roster, a delta gives
the later one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import Enum

from attrs import evolve, frozen

from gremium.evaluate.holdings import SeatState, Standin
from gremium.evaluate.scope import Located, Scope, label
from gremium.evaluate.seats import GroupOnDay, Roster, Seat, roster_of
from gremium.values.count import Count, exactly
from gremium.values.message import message
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Reason, Verdict, all_of


class Change(Enum):
    """What happened to a seat, or to a substitute.

    `added` and `removed`: the seat itself came or went. `joined`, `left`, `replaced`: it has a holder, lost one, has another.
    `opened`, `settled`: something about it is no longer known, or is known now. `altered`: another right, name or source.
    """

    ADDED = "added"
    REMOVED = "removed"
    JOINED = "joined"
    LEFT = "left"
    REPLACED = "replaced"
    OPENED = "opened"
    SETTLED = "settled"
    ALTERED = "altered"
    SUBSTITUTE_JOINED = "substitute-joined"
    SUBSTITUTE_LEFT = "substitute-left"


@frozen(kw_only=True)
class SeatChange:
    """One change: of which seat, before and after (None: there was or is none), and the reasons for the state afterwards.

    `number` counts from 0 among seats of the group that come through the same office or body. Of a substitute `party` is who came
    or went; `provision` is the rule of the group.
    """

    change: Change
    group: str
    of: str
    number: int
    before: Seat | None = None
    after: Seat | None = None
    party: str | None = None
    withheld: bool = False
    provision: str
    reasons: tuple[Reason, ...] = ()


@frozen(kw_only=True)
class GroupChange:
    """One seat group before and after; None: there was or is none."""

    id: str
    before: GroupOnDay | None
    after: GroupOnDay | None


@frozen(kw_only=True)
class Delta:
    """All changes of a body from the day `earlier` to the day `later`. `order` are the later groups, by id and provision."""

    jurisdiction: str
    body: str
    name: Text | None
    earlier: date
    later: date
    before: Count
    after: Count
    groups: tuple[GroupChange, ...]
    order: tuple[tuple[str, str], ...]
    changes: tuple[SeatChange, ...]

    @property
    def empty(self) -> bool:
        """True if nothing changes."""
        return not self.changes and self.before == self.after


def delta(scope: Scope, body: str, earlier: date, later: date) -> Verdict[Delta]:
    """Return what changes in a body from one day to another.

    A body that does not exist has no seats. HOLDS if both rosters are known, OPEN if one of them is not, with what is missing for
    either. Raises `Misuse` for an unknown body.
    """
    where = scope.locate(body)
    return compared(where, roster_of(scope, where, earlier), roster_of(scope, where, later), earlier, later)


def compared(where: Located, first: Verdict[Roster], second: Verdict[Roster], earlier: date, later: date) -> Verdict[Delta]:
    """Return what changes between two answers about the same body, each of them as its audience may see it."""
    answers = (first, second)
    missing = tuple(dict.fromkeys((*first.missing, *second.missing)))
    reasons = tuple(dict.fromkeys(r for answer in answers for r in answer.reasons))
    if any(answer.value is None and answer.outcome is Outcome.OPEN for answer in answers):
        return Verdict(outcome=Outcome.OPEN, reasons=reasons, missing=missing)
    value = between(first.value or _nobody(where, earlier), second.value or _nobody(where, later))
    known = (Outcome.HOLDS if answer.value is None else answer.outcome for answer in answers)
    said = Reason(
        said=message(
            "reason.delta" if value.changes else "reason.delta-none",
            body=label(where.body),
            earlier=earlier.isoformat(),
            later=later.isoformat(),
            **({"number": len(value.changes)} if value.changes else {}),
        ),
        because=reasons,
    )
    withheld = first.withheld or second.withheld
    return Verdict(outcome=all_of(known), reasons=(said,), value=value, missing=missing, withheld=withheld)


def _nobody(where: Located, at: date) -> Roster:
    body = where.body
    return Roster(jurisdiction=where.charter.id, body=body.id, name=body.name, at=at, size=exactly(0), groups=())


def between(earlier: Roster, later: Roster) -> Delta:
    """Return what changes from one roster of a body to a later one."""
    before, after = _by_key(earlier), _by_key(later)
    groups = [GroupChange(id=k[0], before=before.get(k), after=g) for k, g in after.items() if before.get(k) != g]
    groups += [GroupChange(id=key[0], before=group, after=None) for key, group in before.items() if key not in after]
    return Delta(
        jurisdiction=later.jurisdiction,
        body=later.body,
        name=later.name,
        earlier=earlier.at,
        later=later.at,
        before=earlier.size,
        after=later.size,
        groups=tuple(groups),
        order=tuple(after),
        changes=tuple(_changes(earlier, later)),
    )


def applied(change: Delta, earlier: Roster) -> Roster:
    """Return the later roster: the earlier one with the changes made."""
    groups = _by_key(earlier)
    groups |= {(one.id, one.after.provision): one.after for one in change.groups if one.after is not None}
    return evolve(
        earlier, name=change.name, at=change.later, size=change.after, groups=tuple(groups[key] for key in change.order)
    )


def _by_key(value: Roster) -> dict[tuple[str, str], GroupOnDay]:
    return {(group.id, group.provision): group for group in value.groups}


Keyed = dict[tuple[str, str, int], tuple[Seat, GroupOnDay]]


def _keyed(value: Roster) -> Keyed:
    """Return the seats of a roster by group, by the office or body through which they come, and by holder among those alike.

    A holder who is there on both days keeps the seat: seats alike are numbered by their holders, the empty ones last.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found: Keyed = {}
    for group in value.groups:
        for seat in group.seats:
            alike = (group.id, seat.of)
            found[(*alike, seen[alike])] = (seat, group)
            seen[alike] += 1
    return found


def _changes(earlier: Roster, later: Roster) -> Iterator[SeatChange]:
    """Yield the changes in the order of the later roster, what is gone last."""
    before, after = _matched(_keyed(earlier), _keyed(later))
    for key, (seat, group) in after.items():
        old = before.get(key)
        change = Change.ADDED if old is None else _change(*old, seat, group)
        if change is not None:
            why = group.reasons if change is Change.ADDED else seat.reasons
            yield _said(change, key, old[0] if old else None, seat, group, why)
        yield from _substitutes(key, old[0].substitutes if old else (), seat.substitutes, group)
    for key, (seat, group) in before.items():
        if key not in after:
            yield _said(Change.REMOVED, key, seat, None, group, group.reasons)
            yield from _substitutes(key, seat.substitutes, (), group)
    was, now = _by_id(earlier), _by_id(later)
    for id_, group in {**now, **was}.items():
        first, second = (found[id_].substitutes if id_ in found else () for found in (was, now))
        yield from _substitutes((id_, "", 0), first, second, now.get(id_, group))


def _by_id(value: Roster) -> dict[str, GroupOnDay]:
    """Return one group of each id; where several rules may hold, all of them have the same substitutes."""
    return {group.id: group for group in value.groups}


def _matched(before: Keyed, after: Keyed) -> tuple[Keyed, Keyed]:
    """Number the seats of several equal members anew, so that who is there on both days has the same number on both."""
    ours: Keyed = {}
    theirs: Keyed = {}
    alike = dict.fromkeys(key[:2] for key in (*after, *before))
    for group, of in alike:
        first = [item for key, item in before.items() if key[:2] == (group, of)]
        second = [item for key, item in after.items() if key[:2] == (group, of)]
        stay = [item[0].holder for item in second if item[0].holder and any(i[0].holder == item[0].holder for i in first)]
        numbers = {holder: number for number, holder in enumerate(dict.fromkeys(stay))}
        for items, found in ((first, ours), (second, theirs)):
            free = iter(range(len(numbers), len(numbers) + len(items)))
            for item in items:
                number = numbers.get(item[0].holder or "")
                taken = number is None or (group, of, number) in found
                found[(group, of, next(free) if taken or number is None else number)] = item
    return ours, theirs


def _change(old: Seat, was: GroupOnDay, new: Seat, now: GroupOnDay) -> Change | None:
    """Return what happened to a seat that is there on both days."""
    known, knows = (seat.state is not SeatState.OPEN and seat.certain for seat in (old, new))
    if old.holder != new.holder:
        return Change.JOINED if old.holder is None else Change.LEFT if new.holder is None else Change.REPLACED
    if known != knows:
        return Change.SETTLED if knows else Change.OPENED
    same = (old.state, old.rests, old.votes, was.standing, was.provision) == (
        new.state, new.rests, new.votes, now.standing, now.provision,
    )  # fmt: skip
    return None if same else Change.ALTERED


def _said(
    change: Change, key: tuple[str, str, int], before: Seat | None, after: Seat | None, group: GroupOnDay,
    reasons: tuple[Reason, ...],
) -> SeatChange:  # fmt: skip
    rule = Reason(said=message("reason.group-rule", group=group.name or group.id), cites=group.cites, provision=group.provision)
    return SeatChange(
        change=change,
        group=key[0],
        of=key[1],
        number=key[2],
        before=before,
        after=after,
        provision=group.provision,
        reasons=(rule, *reasons),
    )


def _substitutes(
    key: tuple[str, str, int], before: tuple[Standin, ...], after: tuple[Standin, ...], group: GroupOnDay
) -> Iterator[SeatChange]:
    """Yield the substitutes who came and those who fell away."""
    stays = {(one.holder, one.stands_in_for) for one in before} & {(one.holder, one.stands_in_for) for one in after}
    for change, found in ((Change.SUBSTITUTE_JOINED, after), (Change.SUBSTITUTE_LEFT, before)):
        for one in found:
            if (one.holder, one.stands_in_for) not in stays:
                said = _said(change, key, None, None, group, (one.reason,))
                yield evolve(said, party=one.holder, withheld=one.withheld)
