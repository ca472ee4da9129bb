"""Losses: what an export had to leave out, because its format has no place for it.

Each exporter says what it carries; what is there and not carried is a loss. So the report is the same function for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, get_args, get_type_hints

import attrs

from gremium.model.body import Body
from gremium.model.charter import Charter
from gremium.model.record import MeetingState, Mode
from gremium.values.days import Day
from gremium.values.message import Message, message
from gremium.values.text import Text
from gremium.workbench.published import Published, Session

# What a jurisdiction may have to show, and how much of it there is.
ASPECTS: Mapping[str, Callable[[Published, Charter], int]] = {
    "rules": lambda shown, charter: sum(len(body.provisions) for body in _ruled(shown, charter)),
    "gaps": lambda shown, charter: sum(len(body.unstated) for body in _ruled(shown, charter)),
    "bodies": lambda shown, _: len(shown.bodies),
    "parts": lambda shown, _: sum(body.part_of is not None for body in shown.bodies),
    "planned": lambda shown, _: sum(body.planned for body in shown.bodies),
    "seats": lambda shown, _: sum(not post.office for body in shown.bodies for post in body.posts),
    "standing": lambda shown, _: sum(post.standing is not None for body in shown.bodies for post in body.posts),
    "open-groups": lambda shown, _: sum(post.open_to is not None for body in shown.bodies for post in body.posts),
    "vacancies": lambda shown, _: sum(post.vacant for body in shown.bodies for post in body.posts),
    "unnamed": lambda shown, _: sum(post.unnamed for body in shown.bodies for post in body.posts),
    "parties": lambda shown, _: len(shown.parties),
    "memberships": lambda shown, _: len(shown.memberships),
    "past": lambda shown, _: sum(not one.now for one in shown.memberships),
    "undated": lambda shown, _: sum(undated(shown)),
    "organisations-seated": lambda shown, charter: sum(_organised(shown, charter)),
    "delegates": lambda shown, _: sum(one.of is not None for one in shown.memberships),
    "ex-officio": lambda shown, _: sum(one.office is not None for one in shown.memberships),
    "substitutes": lambda shown, _: sum(one.substitute for one in shown.memberships),
    "substitute-order": lambda shown, _: sum(one.rank is not None or one.stands_in_for is not None for one in shown.memberships),
    "uncertain": lambda shown, _: sum(not one.certain for one in shown.memberships),
    "rests": lambda shown, _: sum(one.rests for one in shown.memberships),
    "terms": lambda shown, _: len(shown.terms),
    "meetings": lambda shown, _: len(shown.sessions),
    "hours": lambda shown, _: sum(isinstance(one.at, datetime) for one in shown.sessions),
    "places": lambda shown, _: sum(one.place is not None for one in shown.sessions),
    "joint": lambda shown, _: sum(len(one.bodies) > 1 for one in shown.sessions),
    "modes": lambda shown, _: sum(one.mode is not Mode.ROOM for one in shown.sessions),
    "publicity": lambda shown, _: sum(one.public is not None for one in shown.sessions),
    "agenda": lambda shown, _: sum(len(one.points) for one in shown.sessions),
    "replaced": lambda shown, _: sum(_moved(one) for one in shown.sessions),
    "presence": lambda shown, _: sum(len(one.present) for one in shown.sessions),
    "deadlines": lambda shown, _: sum(one.latest is not None for one in shown.deadlines),
    "open-deadlines": lambda shown, _: sum(one.latest is None for one in shown.deadlines),
    "duties": lambda shown, _: sum(one.day is not None for one in shown.duties),
    "open-duties": lambda shown, _: sum(one.day is None for one in shown.duties),
    "findings": lambda shown, _: len(shown.findings or ()),
    "proposals": lambda shown, _: len(shown.papers),
    "steps": lambda shown, _: sum(len(paper.steps) for paper in shown.papers),
    "rough-days": lambda shown, _: sum(day.exact is None for day in _every(shown, Day)),
    "languages": lambda shown, _: sum(len(text.pairs) > 1 for text in _every(shown, Text)),
}  # fmt: skip
EVERYTHING = frozenset(ASPECTS)


def losses(shown: Published, charter: Charter, carries: Iterable[str]) -> tuple[Message, ...]:
    """Return what an export leaves out that carries only these aspects, each with how much of it there is."""
    carried = frozenset(carries)
    left = ((aspect, number(shown, charter)) for aspect, number in ASPECTS.items() if aspect not in carried)
    return tuple(message(f"loss.{aspect}", n=amount) for aspect, amount in left if amount)


def _moved(one: Session) -> bool:
    """Return whether a meeting is put off to another day, or replaces one that is off."""
    return one.state is MeetingState.POSTPONED or one.instead_of is not None


def _ruled(shown: Published, charter: Charter) -> list[Body]:
    """Return the bodies that are shown, with their rules."""
    return [charter.body_by_id[body.id] for body in shown.bodies if body.id in charter.body_by_id]


def _organised(shown: Published, charter: Charter) -> Iterator[bool]:
    """Yield of each membership whether the member is a body or an organisation, no person."""
    found = {*charter.body_by_id, *charter.party_by_id, *(named.id for named in shown.parties if not named.person)}
    yield from (one.party in found for one in shown.memberships)


def undated(shown: Published) -> Iterator[bool]:
    """Yield of each membership whether it is not so now, and no exact day, its own or one of the body, tells why."""
    bodies = {body.id: (body.since, body.until) for body in shown.bodies}
    for one in shown.memberships:
        since, until = bodies[one.body]
        over = any(day is not None and day.exact is not None and day.exact < shown.at for day in (one.until, until))
        yet = any(day is not None and day.exact is not None and day.exact > shown.at for day in (one.since, since))
        yield not (one.now or over or yet)


def _every(value: Any, kind: Any) -> Iterator[Any]:
    """Yield every value of a class in a view, in the order of its fields."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _every(one, kind)
    else:
        for name in _leading(value.__class__, kind):
            yield from _every(getattr(value, name), kind)


@cache
def _leading(holder: Any, kind: Any) -> tuple[str, ...]:
    """Return the fields of a class in which values of another class may be, or what has some: no other ones are looked at."""
    return tuple(name for name, classes in _classes(holder).items() if any(kind in _reached(one) for one in classes))


@cache
def _reached(start: Any) -> frozenset[Any]:
    """Return a class and all classes of which there may be values in its fields, and in theirs."""
    reached: set[Any] = set()
    ahead = {start}
    while ahead:
        reached |= ahead
        ahead = {found for one in ahead for classes in _classes(one).values() for found in classes} - reached
    return frozenset(reached)


@cache
def _classes(holder: Any) -> dict[str, tuple[Any, ...]]:
    """Return the fields of a class, each with the classes of which its values may be; none of a class that is not one of ours."""
    hints = get_type_hints(holder) if attrs.has(holder) else {}
    return {name: tuple(_named(hint)) for name, hint in hints.items()}


def _named(hint: Any) -> Iterator[Any]:
    """Yield the classes that a type is made of."""
    if isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from _named(part)
