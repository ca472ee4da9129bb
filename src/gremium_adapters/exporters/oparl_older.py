"""Against an earlier tree: which objects keep their instants, which change, what stays as deleted (soft deletion of OParl 1.1).

What says the same as before keeps `created` and `modified`, byte for byte; what says something else, itself or in an object that
stands inside it, keeps `created`. What was there and is no more, or may no longer be seen, stays with its address, type and
instants.

Nothing else of an earlier tree comes into a new one: it may have been made for others, or changed by others. Two properties of
its System tell for which audience it was exported, and of which objects it consists; one to which objects were added is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from attrs import field, frozen

from gremium.model.record import Audience
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium_adapters.exporters.oparl_tree import SCHEMA, Thing

# The folder of each type, and of how many ids an address in it may be made.
FOLDERS: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "body": ("Body", (1,)),
    "organization": ("Organization", (1,)),
    "party": ("Organization", (1,)),
    "person": ("Person", (1,)),
    "membership": ("Membership", (3, 4)),
    "legislative-term": ("LegislativeTerm", (1,)),
    "meeting": ("Meeting", (1,)),
    "location": ("Location", (1,)),
    "agenda-item": ("AgendaItem", (1,)),
    "paper": ("Paper", (1,)),
    "consultation": ("Consultation", (3,)),
}
SYSTEM = "system.json"
# What is never deleted: without it there is no tree.
LASTING = ("System", "Body")
NAME = re.compile(r"([a-z-]+)((?:/[a-z0-9_-]{1,100}(?:\._[0-9a-f]{64})?)+)(?:\.[0-9]{1,9})?\.json")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", re.ASCII)
STAMPS = ("created", "modified")
FOR, CONSISTS = "gremium:audience", "gremium:objects"


@frozen
class Was:
    """An object of the time before: its type, when it was made and changed (if that can be read), a digest of what it said."""

    kind: str
    stamps: tuple[str, str] | None
    deleted: bool
    said: bytes


@frozen
class Older:
    """The objects of an earlier tree by address; none where there is no earlier tree."""

    things: Mapping[str, Was] = field(factory=dict)

    @classmethod
    def read(cls, files: Mapping[str, bytes], base: str, body: str, audience: Audience, now: str) -> Older:
        """Return the objects of an earlier tree.

        Raises `Misuse` if it is none, or not one of this municipality (`body` is its address) below the same base for the same
        audience, if objects are missing or were added, and if it was written later than `now`.
        """
        read = {f"{base}{name}": found for name in sorted(files) if (found := _read(files[name])) is not None}
        system = read.get(f"{base}{SYSTEM}", {})
        if system.get("type") != f"{SCHEMA}System":
            raise Misuse(message("misuse.against-tree"))
        things = {url: _was(kind, one) for url, one in read.items() if (kind := _kind(url, one, base)) is not None}
        if system.get("id") != f"{base}{SYSTEM}" or system.get(FOR) != named(audience) or body not in things:
            raise Misuse(message("misuse.against-elsewhere", body=body, audience=message(f"audience.{named(audience)}")))
        if system.get(CONSISTS) != digest(things, audience):
            raise Misuse(message("misuse.against-tree"))
        if any(was.stamps is not None and was.stamps[1] > now for was in things.values()):
            raise Misuse(message("misuse.against-later", stamp=now))
        return cls(things)

    def gone(self, there: Collection[str], now: str) -> Iterator[Thing]:
        """Yield what stays as deleted of objects that are not there any more; what was deleted before stays as it was."""
        for url, was in self.things.items():
            if url not in there and was.kind not in LASTING:
                created, modified = was.stamps or (now, now)
                changed = modified if was.deleted else now
                yield {"id": url, "type": f"{SCHEMA}{was.kind}", "created": created, "modified": changed, "deleted": True}

    def settled(self, urls: Collection[str], made: Callable[[str], Thing]) -> Mapping[str, tuple[str, str]]:
        """Return the instants that objects keep, by address. As they are made now, they have those of now; twice each is made."""
        if not self.things:
            return {}
        stamps = {url: self._stamps(url, made(url)) for url in urls}
        for url in urls:
            created, modified = stamps[url]
            latest = max(stamps[one["id"]][1] for one in _objects(made(url)))
            if latest != modified:
                stamps[url] = (created, latest)
        return stamps

    def _stamps(self, url: str, thing: Thing) -> tuple[str, str]:
        """Return when an object was made and changed, whatever stands inside it."""
        was = self.things.get(url)
        if was is None or was.stamps is None:
            return thing["created"], thing["modified"]
        same = not was.deleted and was.said == _said(thing)
        return was.stamps[0], was.stamps[1] if same else thing["modified"]


def named(audience: Audience) -> str:
    """Return an audience as a word."""
    return audience.name.lower()


def digest(urls: Iterable[str], audience: Audience) -> str:
    """Return a digest of the addresses of all objects of a tree, those that are deleted among them, and of its audience."""
    found = sha256(named(audience).encode())
    for url in sorted(urls):
        found.update(f"\n{url}".encode())
    return found.hexdigest()


def _read(content: bytes) -> dict[str, Any] | None:
    """Return the object in a file, or None if it is none."""
    try:
        found = json.loads(content)
        _said(found)  # so that what is too deep is noticed here
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _kind(url: str, thing: Mapping[str, Any], base: str) -> str | None:
    """Return the type of an object if it stands where gremium puts objects of this type, and is called by its address."""
    name = url.removeprefix(base)
    found = NAME.fullmatch(name)
    kind, numbers = FOLDERS.get(found[1], ("", ())) if found is not None else ("System" if name == SYSTEM else "", ())
    fits = found is None or found[2].count("/") in numbers
    return kind if kind and fits and thing.get("id") == url and thing.get("type") == f"{SCHEMA}{kind}" else None


def _was(kind: str, thing: Mapping[str, Any]) -> Was:
    created, modified = (str(thing.get(name)) for name in STAMPS)
    stamps = (created, modified) if _instant(created) and _instant(modified) and created <= modified else None
    return Was(kind, stamps, thing.get("deleted") is True, _said(thing))


def _instant(value: str) -> bool:
    """Return whether a value is an instant as we write it."""
    if not INSTANT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _said(thing: Any) -> bytes:
    """Return a digest of what an object says, in bytes as it is written, without the instants."""
    text = json.dumps(_bare(thing), ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "replace")).digest()


def _bare(value: Any) -> Any:
    """Return a value without the instants of the objects in it."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key not in STAMPS}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _objects(thing: Thing) -> Iterator[Thing]:
    """Yield an object, and those that stand inside it."""
    yield thing
    for value in thing.values():
        for inner in value if isinstance(value, list) else (value,):
            if isinstance(inner, dict):
                yield from _objects(inner)
