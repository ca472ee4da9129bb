"""What exporters of linked things share: paths from which ids are made, who is referred to, days and hours, JSON that is inert.

Whatever is referred to and is not itself in the view (a body that was not asked for, one of a neighbour, an organisation that the
rules name) is there as a `Stub`, so that no reference leads nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from itertools import islice
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from attrs import frozen

from gremium.norms.seats import Standing
from gremium.plugins.parts import Context
from gremium.values.days import Day
from gremium.values.message import message
from gremium.values.phrases import PREDECLARED
from gremium.values.ref import STANDINS, Ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium.workbench.published import Membership, Post, Published, PublishedBody

BERLIN = ZoneInfo("Europe/Berlin")
# What ends a script element or begins a comment in a page, and what some readers take for the end of a line.
RISKY = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
JSON = json.JSONEncoder(ensure_ascii=False, indent=1)
# How many entries of a list are written at a time, and how a list ends that is a member of an object.
SOME, END = 32, "\n ]"
HALF_A_MINUTE = timedelta(seconds=30)
MONTH, YEAR = len("2026-03"), len("2026")

# What a standing is called.
ROLES = {
    Standing.VOTING: "export.role-voting",
    Standing.ADVISORY: "export.role-advisory",
    Standing.GUEST: "export.role-guest",
}

Path: TypeAlias = tuple[str, ...]
JURISDICTION: Path = ("jurisdiction",)
UNTAGGED = "@none"  # the language of an id, as JSON-LD calls it
FOREIGN = ""  # no id is empty: what stands in another jurisdiction begins with this, then the id of the jurisdiction


@frozen(kw_only=True)
class Stub:
    """Something that is referred to and of which no more is known; `kind` None: it may be a person or an organisation."""

    name: Text | None = None
    kind: str | None = None


class Links:
    """A published view whose parts refer to each other by paths. `stubs` grows with what is referred to."""

    def __init__(self, shown: Published, context: Context) -> None:
        """Take the view, and the charter for the names of what is referred to."""
        self.shown, self.charter = shown, context.charter
        self.bodies = {one.id: one for one in shown.bodies}
        self.parties = {one.id: one for one in shown.parties if one.name or not one.person or not self._of_rules(one.id)}
        self.stubs: dict[Path, Stub] = {}
        self.units = {one.of for one in shown.memberships}  # who has seats is an organisation

    def _of_rules(self, id_: str) -> bool:
        """Return whether the charter names an organisation or a body by this id: then a bare id is that, and no person."""
        return id_ in self.charter.party_by_id or id_ in self.charter.body_by_id

    def body(self, id_: str) -> Path:
        """Return the path of a body."""
        path = ("bodies", id_)
        if id_ not in self.bodies:
            known = self.charter.body_by_id.get(id_)
            self.stubs[path] = Stub(name=known.name, kind=known.kind) if known is not None else Stub(kind="body")
        return path

    def above(self, ref: Ref | None) -> Path:
        """Return the path of that to which a body belongs: a body, or the jurisdiction if there is none that has a name."""
        if ref is None or ref.every or ref.unstated or ref.jurisdiction == "*" or ref.target in STANDINS:
            return JURISDICTION
        if ref.at_home or ref.jurisdiction == self.shown.id:
            return self.body(ref.target) if ref.target else JURISDICTION
        path = (FOREIGN, str(ref.jurisdiction), *(("bodies", ref.target) if ref.target else JURISDICTION))
        self.stubs[path] = Stub(kind="body" if ref.target else "jurisdiction")
        return path

    def party(self, id_: str) -> Path:
        """Return the path of a person or an organisation, or of a body that sits in another one."""
        path = ("parties", id_)
        if id_ not in self.parties:
            if id_ in self.charter.body_by_id and id_ not in self.charter.party_by_id:
                return self.body(id_)
            known = self.charter.party_by_id.get(id_)
            unknown = Stub(kind="organisation" if id_ in self.units else None)
            self.stubs[path] = Stub(name=known.name, kind=known.kind) if known is not None else unknown
        return path

    def behalf(self, id_: str) -> Path | None:
        """Return the path of the body or organisation whose seat it is; None where a person was named, who has none to give."""
        path = self.body(id_) if id_ in self.charter.body_by_id else self.party(id_)
        return path if self.organised(path) else None

    def organised(self, path: Path) -> bool:
        """Return whether a party or body is known to be no person."""
        if path[0] == "bodies":
            return True
        known = self.parties.get(path[-1])
        return not known.person if known is not None else self.stubs[path].kind is not None

    def posts(self) -> Iterator[tuple[str, Post | str]]:
        """Yield the posts of each body: those of the day, then those that only a membership names (by their ids)."""
        for body in self.shown.bodies:
            yield from ((body.id, post) for post in body.posts)
        there = {(body.id, post.id) for body in self.shown.bodies for post in body.posts}
        yield from (pair for pair in dict.fromkeys((one.body, one.post) for _, one in self.memberships) if pair not in there)

    @cached_property
    def memberships(self) -> tuple[tuple[Path, Membership], ...]:
        """The memberships with their paths: those of the day, and those whose dates tell that they are over or to come."""
        return tuple(self._memberships())

    def _memberships(self) -> Iterator[tuple[Path, Membership]]:
        seen: dict[Path, int] = {}
        for one in self.shown.memberships:
            if one.now or self._dated(one):
                since = (str(one.since),) if one.since is not None else ()
                path = ("memberships", one.body, one.post, one.party, *since)
                seen[path] = seen.get(path, 0) + 1
                yield (*path, str(seen[path])) if seen[path] > 1 else path, one

    def _dated(self, one: Membership) -> bool:
        """Return whether what is written of a membership tells that nobody sits there by it on the day of the export."""
        body, today = self.bodies.get(one.body), self.shown.at.isoformat()
        if body is not None and body.there is Outcome.FAILS:
            return True
        ends, begins = as_known(one.until), as_known(one.since)
        return (ends is not None and ends < today[: len(ends)]) or (begins is not None and begins > today[: len(begins)])


class Words:
    """What is said in words, in the language of the export."""

    def __init__(self, shown: Published, context: Context) -> None:
        """Take the day and the language."""
        self.at, self.say = shown.at.isoformat(), context.language

    def post(self, post: Post | str) -> Text:
        """Return the name of a post; where it has none, what the office is called, else its id."""
        if isinstance(post, Post) and post.name is not None:
            return post.name
        id_ = post.id if isinstance(post, Post) else post
        return self.text(self.say.say(message(f"position.{id_}"))) if id_ in PREDECLARED else untagged(id_)

    def of_body(self, body: PublishedBody) -> Text | None:
        """Return what has to be said of a body that is not there on the day, or of which that is open."""
        name = body.name or body.id
        if body.planned:
            return self.text(self.say.term("reason.body-planned", body=name))
        if body.there is Outcome.FAILS:
            return self.text(self.say.term("export.body-absent", body=name, day=self.at))
        return self.text(self.say.term("export.body-open", body=name, day=self.at)) if body.there is Outcome.OPEN else None

    def of_membership(self, one: Membership) -> Text | None:
        """Return what has to be said of a membership that is not certain."""
        return None if one.certain else self.text(self.say.term("export.membership-open", day=self.at))

    def of_doors(self, *, public: bool | None) -> Text | None:
        """Return what has to be said of something behind closed doors."""
        return self.text(self.say.term("export.behind-doors")) if public is False else None

    def text(self, said: str) -> Text:
        """Return a sentence of this language as a text."""
        return Text.of({self.say.tag: said})


def untagged(id_: str) -> Text:
    """Return an id as a text, which is of no language."""
    return Text.of({UNTAGGED: id_})


def as_known(day: Day | None) -> str | None:
    """Return a day as ISO 8601 writes it: the day, or the month or the year in which it certainly lies, or None."""
    if day is None or day.earliest is None or day.latest is None:
        return None
    if day.exact is not None:
        return day.exact.isoformat()
    low, high = day.earliest.isoformat(), day.latest.isoformat()
    return next((low[:length] for length in (MONTH, YEAR) if low[:length] == high[:length]), None)


def local(at: date | datetime) -> str:
    """Return a day, or a local time with its distance from UTC in whole minutes (before 1893 it was none: it is rounded)."""
    if not isinstance(at, datetime):
        return at.isoformat()
    offset = at.replace(tzinfo=BERLIN).utcoffset() or timedelta(0)
    minutes = (offset + HALF_A_MINUTE) // timedelta(minutes=1)
    return at.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat(timespec="seconds")


def ends_after(at: date | datetime, ends: datetime | None) -> bool:
    """Return whether an end is known that lies after the beginning; one at 00:00 of the same day means that nobody knows it."""
    begins = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)  # noqa: DTZ001  # local time
    return ends is not None and ends > begins


def as_json(members: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    """Yield an object as JSON (RFC 8259, UTF-8), which may stand in a page as it is: what could end a script is escaped.

    What iterates over a list is written a few entries at a time; nothing of it is asked for before. Halves of a character (lone
    surrogates) become the replacement character.
    """
    between = "{\n "
    for key, value in members:
        yield _inert(f"{between}{json.dumps(key)}: ")
        between = ",\n "
        if isinstance(value, Iterator):
            yield from _listed(value)
        else:
            yield _inert(_indented(value, 1))
    yield b"\n}\n"


def _listed(entries: Iterator[Any]) -> Iterator[bytes]:
    """Yield the entries of a list that is a member of an object, some at a time."""
    begins = "["
    while some := list(islice(entries, SOME)):
        text = _indented(some, 1)
        yield _inert(f"{begins}{text[len('[') : -len(END)]}")
        begins = ","
    yield b"[]" if begins == "[" else END.encode()


def _indented(data: Any, depth: int) -> str:
    """Return data as JSON, as it stands so deep in other data; no text in JSON has line ends."""
    return JSON.encode(data).replace("\n", f"\n{' ' * depth}")


def _inert(text: str) -> bytes:
    return text.translate(RISKY).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
