"""Meetings in a record: what is told of them names what there is, and nobody votes who cannot.

What happened is kept all the same; what follows from it is asked of the rules. Votes are looked at in `ballots`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from gremium.evaluate.facts import body_name
from gremium.evaluate.occasion import Occasion, means
from gremium.evaluate.posts import posts_of
from gremium.evaluate.scope import Located, Scope, positions_of
from gremium.evaluate.seats import Roster, roster_as_read
from gremium.model.meeting import (
    Ballot,
    Barred,
    Chosen,
    Demand,
    Found,
    Item,
    Lot,
    Nominated,
    Notice,
    Objection,
    OfMeeting,
    Presence,
    Waiver,
)
from gremium.model.record import Event, Meeting, Record
from gremium.review import replaced
from gremium.review.ballots import WITH_A_VOTE, listed, of_ballot, voters
from gremium.review.events import Numbered, Path, body_named, located
from gremium.values.count import Count, in_words, total
from gremium.values.finding import Finding, finding
from gremium.values.phrases import did_you_mean, one_of
from gremium.values.ref import Ref

SIDES = ("yes", "no")


# ── what is named ────────────────────────────────────────────────────────────────────────────────────────────────────


def references(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Yield what a fact about a meeting names and the record or the charter does not know, at the key that names it."""
    meetings, items = record.meeting_by_id, record.item_by_id
    for event, index in numbered:
        path = ("events", index)
        if isinstance(event, Meeting):
            yield from replaced.references(record, event, path)
            for number, name in enumerate(event.joint_with):
                alone = len(event.joint_with) == 1  # one may stand without its list
                yield from body_named(scope, name, (*path, "joint_with") if alone else (*path, "joint_with", number))
            if event.ends is not None and event.ends <= _first_minute(event):
                since, until = _shown(event.at), _shown(event.ends)
                yield finding("span-reversed", (*path, "ends"), since=since, until=until)
        elif isinstance(event, OfMeeting):
            yield from _of_meeting(scope, event, path, meetings, items)
            yield from _candidates(scope, record, event, path)


def _of_meeting(
    scope: Scope, event: OfMeeting, path: Path, meetings: dict[str, Meeting], items: dict[str, Item]
) -> Iterator[Finding]:
    meeting = meetings.get(event.meeting) if event.meeting is not None else None
    body: str | None = getattr(event, "body", None)
    if event.meeting is not None and meeting is None:
        hint = did_you_mean(event.meeting, meetings)
        yield finding("unknown-meeting", (*path, "meeting"), meeting=event.meeting, hint=hint)
    elif meeting is None and body is None:
        yield finding("missing-key", path, key="meeting")
    if body is not None:
        yield from body_named(scope, body, (*path, "body"))
    if meeting is not None:
        yield from _at_meeting(meeting, event, path, items)
    bodies = (body,) if body is not None else meeting.bodies if meeting is not None else ()
    for of, keys in _groups(event):
        yield from _group(scope, of, bodies, (*path, *keys))
    if isinstance(event, Item):
        yield from _item(scope, event, path, items)
        single = len(event.fills) == 1
        filled = ((ref, ("fills",) if single else ("fills", number)) for number, ref in enumerate(event.fills))
        yield from _posts(scope, bodies, filled, path)
    if isinstance(event, Chosen):
        yield from _posts(scope, bodies, [(event.takes, ("takes",))], path)


def _at_meeting(meeting: Meeting, event: OfMeeting, path: Path, items: dict[str, Item]) -> Iterator[Finding]:
    """Check that the item of which a fact speaks is one of its meeting, and the body one that takes part in it."""
    item, body = getattr(event, "item", None), getattr(event, "body", None)
    mine = {id_ for id_, one in items.items() if one.meeting == meeting.id}
    if item is not None and item not in mine:
        yield finding("unknown-item", (*path, "item"), item=item, meeting=meeting.id, hint=one_of(item, sorted(mine)))
    if body is not None and body not in meeting.bodies:
        yield finding("body-elsewhere", (*path, "body"), body=body, meeting=meeting.id, hint=one_of(body, meeting.bodies))


def _groups(event: OfMeeting) -> Iterator[tuple[Ref, Path]]:
    """Yield the groups and bodies of which a fact speaks, with the path of the key within the fact."""
    match event:
        case Presence(of=Ref() as of) | Barred(of=Ref() as of) | Demand(of=Ref() as of) | Objection(of=Ref() as of):
            yield of, ("of",)
        case Nominated(of=Ref() as of):
            yield of, ("of",)
        case Ballot():
            yield from ((group.of, ("groups", number, "of")) for number, group in enumerate(event.groups))
        case _:
            return


def _posts(scope: Scope, bodies: Iterable[str], refs: Iterable[tuple[Ref, Path]], path: Path) -> Iterator[Finding]:
    """Check the posts that an item fills, or that somebody chose: positions or bodies, seen from a body that meets."""
    there = [where for name in bodies if (where := located(scope, name)) is not None]
    for ref, keys in refs:
        if there and not any(posts_of(scope, where, (ref,)) for where in there):
            known = {position for where in there for position in positions_of(where)} | set(scope.charter.body_by_id)
            home = [Located(charter=scope.charter, body=body) for body in scope.charter.bodies]
            known |= {f"{position}@{where.body.id}" for where in home for position in positions_of(where) if ref.position}
            yield finding("dangling-reference", (*path, *keys), reference=str(ref), hint=one_of(str(ref), sorted(known)))


def _group(scope: Scope, ref: Ref, bodies: Iterable[str], path: Path) -> Iterator[Finding]:
    """Check what a fact speaks of: a seat group or office of one of the bodies that meet, or one of these bodies as a whole."""
    if ref.jurisdiction is not None and scope.jurisdiction(ref.jurisdiction) is None:
        return  # told where the body is named
    there = [(name, where) for name in bodies if (where := located(scope, name)) is not None]
    wholes = {name for name, _ in there}
    known = {position for _, where in there for position in positions_of(where)}
    of = str(Ref(target=ref.target, jurisdiction=ref.jurisdiction))
    if ref.position is not None:
        found = any(name == of and ref.position in positions_of(where) for name, where in there)
    else:
        found = str(ref) in wholes or (ref.bare and ref.target in known)
    if not found and there:
        yield finding("dangling-reference", path, reference=str(ref), hint=one_of(str(ref), sorted({*wholes, *known})))


def _item(scope: Scope, item: Item, path: Path, items: dict[str, Item]) -> Iterator[Finding]:
    """Check what an item takes up again, and what it is about."""
    if item.resumes is not None and item.resumes not in items:
        hint = did_you_mean(item.resumes, (name for name in items if name != item.id))
        yield finding("dangling-reference", (*path, "resumes"), reference=item.resumes, hint=hint)
    subjects = scope.charter.subject_by_id
    if item.subject is not None and subjects and item.subject not in subjects:
        hint = one_of(item.subject, sorted(subjects))
        yield finding("unknown-subject", (*path, "subject"), subject=item.subject, hint=hint)


def people(event: Event) -> Iterator[tuple[str, Path]]:
    """Yield every person whom a fact about a meeting names, with the path of the key within the fact."""
    match event:
        case Meeting(chair=str() as chair):
            yield chair, ("chair",)
        case Found(by=str() as by):
            yield by, ("by",)
        case Presence() | Barred() | Demand() | Waiver() | Notice() | Objection():
            yield from listed(event.who, ("who",))
        case Ballot():
            yield from voters(event)
            if event.cast_for is not None:
                yield event.cast_for, ("cast_for",)
        case Nominated():
            for key in ("by", "candidates", "substitutes"):
                named = getattr(event, key)
                yield from ((one, (key,) if len(named) == 1 else (key, number)) for number, one in enumerate(named))
            yield from listed(event.signed, ("signed",))
        case Chosen(names=str() as names):
            yield names, ("names",)
        case _:
            return


def _stood(event: OfMeeting) -> Iterator[tuple[str, Path]]:
    """Yield for whom votes or lots are told: candidates, parties or lists."""
    match event:
        case Ballot():
            yield from ((one, ("votes", one)) for one, _ in event.votes)
        case Lot():
            yield from ((one, ("among", number)) for number, one in enumerate(event.among))
            if event.drawn not in SIDES:
                yield event.drawn, ("drawn",)
        case _:
            return


def _candidates(scope: Scope, record: Record, event: OfMeeting, path: Path) -> Iterator[Finding]:
    """Check that those for whom votes or lots are told are parties, or lists of that meeting."""
    named = list(_stood(event))
    if not named or event.meeting is None:
        return
    lists = {one.list for one in record.of_meeting.get(event.meeting, ()) if isinstance(one, Nominated) and one.list}
    known = {*record.party_by_id, *scope.charter.party_by_id, *lists}
    for one, keys in named:
        if one not in known:
            yield finding("unknown-party", (*path, *keys), party=one, hint=did_you_mean(one, known))


# ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────────


def check(scope: Scope, record: Record, numbered: Numbered) -> Iterator[Finding]:
    """Yield what cannot have been so: votes of those who were not there or were barred, more of them than there are seats."""
    index_of = {id(event): index for event, index in numbered}
    for event, index in numbered:
        yield from _alone(record, event, ("events", index))
    for meeting in record.meeting_by_id.values():
        told = record.of_meeting.get(meeting.id, ())
        for event in told:
            path = ("events", index_of[id(event)])
            yield from _times(meeting, event, path)
            if meeting.state.off and isinstance(event, Ballot | Presence):
                yield finding("meeting-cancelled", path, meeting=meeting.id)
            if isinstance(event, Ballot):
                yield from of_ballot(scope, meeting, event, path)
        for name in dict.fromkeys(meeting.bodies):
            where = located(scope, name)
            if where is not None:
                yield from _numbers(scope, where, meeting, [(event, index_of[id(event)]) for event in told])


def _alone(record: Record, event: Event, path: Path) -> Iterator[Finding]:
    """Yield what is wrong with one fact, whatever else is told of its meeting."""
    match event:
        case Meeting():
            yield from replaced.check(record, event, path)
        case Item():
            yield from _resumes(record, event, path)
        case Notice():
            yield from _sent(event, path)
        case _:
            return


def _resumes(record: Record, item: Item, path: Path) -> Iterator[Finding]:
    """Yield a finding for an item that takes up one of a meeting that was not earlier."""
    before = record.item_by_id.get(item.resumes) if item.resumes is not None else None
    mine, first = record.meeting_by_id.get(item.meeting), record.meeting_by_id.get(before.meeting) if before else None
    if before is not None and mine is not None and first is not None and _first_minute(first) >= _first_minute(mine):
        yield finding("resumes-later", (*path, "resumes"), item=item.id, before=before.id, day=first.day.isoformat())


def _sent(notice: Notice, path: Path) -> Iterator[Finding]:
    """Yield a finding for what arrived before it was sent."""
    if notice.dispatched is not None and notice.received is not None and _day(notice.received) < _day(notice.dispatched):
        sent, received = _shown(notice.dispatched), _shown(notice.received)
        yield finding("received-before-sent", (*path, "received"), sent=sent, received=received)


def _times(meeting: Meeting, event: OfMeeting, path: Path) -> Iterator[Finding]:
    """Yield a finding for what happened in a meeting before it began or after it had ended; members may come earlier."""
    at = getattr(event, "at", None)
    if not isinstance(event, Item | Ballot | Found) or at is None:
        return
    if at < _first_minute(meeting) or (meeting.ends is not None and at > meeting.ends):
        begins, ends = _shown(meeting.at), _shown(meeting.ends) if meeting.ends is not None else "…"
        yield finding("time-outside-meeting", (*path, "at"), at=_shown(at), meeting=meeting.id, begins=begins, ends=ends)


def _numbers(scope: Scope, where: Located, meeting: Meeting, told: list[tuple[OfMeeting, int]]) -> Iterator[Finding]:
    """Yield a finding for every number of members present or barred that is larger than that of the seats they can have."""
    here = Occasion(where=where, name=body_name(scope, where), meeting=meeting)
    counts = [(event, index) for event, index in told if isinstance(event, Presence | Barred) and isinstance(event.who, Count)]
    value = roster_as_read(scope, where, meeting.day).value if counts else None
    for event, index in counts if value is not None else ():
        of = means(here, event.of)
        if of == "" or (event.of is None and len(meeting.bodies) > 1):
            continue
        seats = _seats(value, of)
        who = event.who
        if isinstance(who, Count) and seats.high is not None and who.low > seats.high and (of is not None or where.body.complete):
            named = f"{of}@{here.name}" if of is not None else here.name
            path = ("events", index, "who")
            yield finding("more-than-seats", path, counted=who.low, of=named, seats=in_words(seats), meeting=meeting.id)


def _seats(value: Roster | None, of: str | None) -> Count:
    """Return how many seats a group has, or all those together that may have a vote; unknown where there is no such group."""
    groups = value.groups if value is not None else ()
    mine = [group.number for group in groups if (group.id == of if of is not None else group.standing in WITH_A_VOTE)]
    return total(mine) if mine else Count(0, None)


# ── small things ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _first_minute(meeting: Meeting) -> datetime:
    """Return the minute before which a meeting has not begun."""
    return meeting.at if isinstance(meeting.at, datetime) else datetime.combine(meeting.at, datetime.min.time())


def _shown(at: date | datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes") if isinstance(at, datetime) else at.isoformat()
