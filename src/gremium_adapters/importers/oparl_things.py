"""The objects of an OParl tree, by address: found alone, in lists and inside others, each once, with what they refer to.

Where an address is expected, servers send objects, and the other way round; types and ids are missing; the same object comes
twice with different values. All of it is read, and told. What an object says is looked at in `oparl_values`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from attrs import define, field

from gremium.codec.leaves import shown
from gremium.values.message import Message, message
from gremium_adapters.importers.oparl_dates import minute
from gremium_adapters.importers.oparl_files import Page, Told
from gremium_adapters.importers.oparl_schema import (
    KINDS,
    LIST,
    LISTS,
    MARKS,
    OWNED,
    PLACES,
    REQUIRED_LISTS,
    STAMPS,
    THING,
    THINGS,
    TYPE,
    URL,
    URLS,
    WORDS,
)
from gremium_adapters.importers.oparl_words import natural, truth_of


@define(eq=False)
class Thing:
    """One object: its type, its address, the file in which it stood first, what it says, and what it refers to, by property."""

    kind: str
    id: str
    file: str
    said: dict[str, Any] = field(factory=dict)
    refs: dict[str, list[str]] = field(factory=dict)
    deleted: bool = False


class Things:
    """The objects of a tree; `strange` is how many there are of each type that OParl does not have."""

    def __init__(self, pages: Iterable[Page], told: Told) -> None:
        self.told = told
        self.by_id: dict[str, Thing] = {}
        self.strange: Counter[str] = Counter()
        self._inverses: dict[tuple[str, str], dict[str, list[Thing]]] = {}
        self._listed: list[tuple[str, str]] = []
        read = list(pages)
        owners = _owners(read)
        for page in read:
            key, owner = next((owners[url] for url in page.urls if url in owners), ("", ""))
            for number, raw in enumerate(page.things):
                where = f"{page.file}#{number}" if page.listed or len(page.things) > 1 else page.file
                id_ = self._take(raw, page.file, LISTS.get(key), where)
                if id_ is not None and owner:
                    self._listed.append((id_, owner))
        for listed in self._listed:
            self._belongs(*listed)
        self._spelled = {_spelling(id_): id_ for id_ in reversed(self.by_id)}

    # ── finding ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def of(self, kind: str) -> list[Thing]:
        """Return the objects of a type that are not deleted, by address, numbers in their order."""
        found = (one for one in self.by_id.values() if one.kind == kind and not one.deleted)
        return sorted(found, key=lambda one: natural(one.id))

    def say(self, thing: Thing, said: Message) -> None:
        """Note what was repaired of an object."""
        self.told.add(thing.file, thing.id, said)

    def all(self, thing: Thing, key: str) -> list[Thing]:
        """Return what an object refers to by a property: what is not there, or of another type, is told; deleted is not."""
        found = []
        for id_ in dict.fromkeys(thing.refs.get(key, ())):
            near = id_ if id_ in self.by_id else self._spelled.get(_spelling(id_), id_)
            other = self.by_id.get(near)
            if other is None or other.kind != PLACES[thing.kind][key][1]:
                self.say(thing, message("repair.dangling", key=key, address=shown(id_)))
                continue
            if near != id_:
                self.say(thing, message("repair.address", key=key, address=shown(id_)))
            found += [other] if not other.deleted else []
        return found

    def one(self, thing: Thing, key: str, above: str = "", under: str = "") -> Thing | None:
        """Return the object to which a property refers, else the first of the type `above` that refers to this one by `under`."""
        found = [*self.all(thing, key)[:1], *(self.naming(above, under).get(thing.id, ()) if above else ())]
        if any(other is not found[0] for other in found):
            self.say(thing, message("repair.contradiction", key=key))
        return next(iter(found), None)

    def gone(self, thing: Thing, key: str) -> bool:
        """Return whether a property refers to something that is deleted: then nobody wonders that it is not there."""
        near = (self.by_id.get(self._spelled.get(_spelling(id_), id_)) for id_ in thing.refs.get(key, ()))
        return any(one is not None and one.deleted for one in near)

    def naming(self, kind: str, key: str) -> dict[str, list[Thing]]:
        """Return by address which objects of a type refer to something by a property."""
        if (kind, key) not in self._inverses:
            made: dict[str, list[Thing]] = {}
            for thing in self.of(kind):
                for id_ in thing.refs.get(key, ()):
                    made.setdefault(id_ if id_ in self.by_id else self._spelled.get(_spelling(id_), id_), []).append(thing)
            self._inverses[kind, key] = made
        return self._inverses[kind, key]

    # ── taking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, raw: Any, file: str, expected: str | None, where: str) -> str | None:
        """Take an object, with those in it, and return its address; None for what is no object of OParl."""
        if not isinstance(raw, dict):
            self.told.add(file, where, message("repair.no-object"))
            return None
        kind = self._kind(raw, file, expected, where)
        if kind is None:
            return None
        thing = Thing(kind=kind, id=self._id(raw, file, where), file=file)
        if truth_of(raw.get("deleted")) is True:
            thing.deleted = thing.said["deleted"] = True
            self._bury(raw, kind, file)
        for key, value in raw.items() if not thing.deleted else ():
            if value in (None, "", []) and (kind, key) not in REQUIRED_LISTS:
                self.say(thing, message("repair.empty", key=shown(key)))
            elif key in PLACES[kind]:
                thing.refs[key] = self._refs(thing, key, value)
            elif key not in ("id", "type", "deleted"):
                thing.said[key] = value
        thing.said |= {key: raw[key] for key in STAMPS if key in raw}
        self._keep(thing)
        return thing.id

    def _bury(self, raw: Mapping[str, Any], kind: str, file: str) -> None:
        """Take the parts of a deleted object, which are gone with it."""
        for key in sorted(OWNED & raw.keys() & PLACES[kind].keys()):
            for part in raw[key] if isinstance(raw[key], list) else ():
                if isinstance(part, dict) and isinstance(part.get("id"), str):
                    said = {stamp: part[stamp] for stamp in STAMPS if stamp in part}
                    self._keep(Thing(kind=PLACES[kind][key][1], id=_whole(part["id"]), file=file, said=said, deleted=True))

    def _kind(self, raw: Mapping[str, Any], file: str, expected: str | None, where: str) -> str | None:
        """Return the type of an object: the one that it names, else the one that is expected, else what looks like it."""
        id_ = raw.get("id")
        called = id_ if isinstance(id_, str) and id_ else where
        named = raw.get("type")
        if isinstance(named, str) and named.strip():
            word = named.strip().rstrip("/").rpartition("/")[2].rpartition(":")[2]
            kind = next((kind for kind in KINDS if kind.lower() == word.lower()), None)
            if kind is None:
                self.strange[shown(word)] += 1
            elif not TYPE.fullmatch(named) or kind != word:
                self.told.add(file, called, message("repair.type-spelling", read=shown(named), kind=kind))
            return kind
        kind = expected or next((kind for kind, marks in MARKS if not marks.isdisjoint(raw)), None)
        kind = kind or _named(id_ if isinstance(id_, str) else "") or _named(file)
        said = message("repair.type-missing", kind=kind) if kind is not None else message("repair.type-unknown")
        self.told.add(file, called, said)
        return kind

    def _id(self, raw: Mapping[str, Any], file: str, where: str) -> str:
        """Return the address of an object; without one it is named by where it stands."""
        id_ = raw.get("id")
        if isinstance(id_, str) and id_.strip():
            return _whole(id_)
        if isinstance(id_, int) and not isinstance(id_, bool):
            self.told.add(file, where, message("repair.id-number", read=shown(id_)))
            return str(id_)
        self.told.add(file, where, message("repair.id-missing"))
        return where

    def _refs(self, thing: Thing, key: str, value: Any) -> list[str]:
        """Return the addresses to which a property refers, in whatever form, and take the objects that stand in it."""
        form, kind = PLACES[thing.kind][key]
        values = value if isinstance(value, list) else [value]
        if isinstance(value, list) and form in (URL, THING):
            self.say(thing, message("repair.list-for-one", key=key))
        elif isinstance(value, list) and form == LIST:
            self.say(thing, message("repair.list-inside", key=key))
        elif not isinstance(value, list) and form in (URLS, THINGS):
            self.say(thing, message("repair.one-for-list", key=key))
        found: list[str] = []
        for number, one in enumerate(values):
            if isinstance(one, dict):
                if form in (URL, URLS):
                    self.say(thing, message("repair.object-for-address", key=key))
                id_ = self._take(one, thing.file, kind, f"{thing.id}#{key}-{number}")
                if id_ is not None and form == LIST:
                    self._listed.append((id_, thing.id))
                found += [id_] if id_ is not None else []
            elif isinstance(one, str) and one.strip():
                if form in (THING, THINGS):
                    self.say(thing, message("repair.address-for-object", key=key))
                found += [_whole(one)] if form != LIST or isinstance(value, list) else []
            else:
                self.say(thing, message("repair.no-reference", key=key))
        return found

    def _belongs(self, id_: str, owner: str) -> None:
        """Let what stands in the list of an organisation belong to that organisation, if it does not say to which it belongs."""
        thing, above = self.by_id[id_], self.by_id.get(owner)
        open_ = thing.kind in ("Meeting", "Consultation") and not thing.deleted and "organization" not in thing.refs
        if open_ and above is not None and above.kind == "Organization":
            thing.refs["organization"] = [owner]
            self.say(thing, message("repair.from-list", key="organization"))

    def _keep(self, thing: Thing) -> None:
        """Keep an object; of two with one address each adds what the other does not say, and of two values the newer counts."""
        known = self.by_id.setdefault(thing.id, thing)
        if known is thing:
            return
        if known.kind != thing.kind:
            self.say(thing, message("repair.two-types", kind=known.kind, other=thing.kind))
            return
        newer = _modified(thing) > _modified(known)
        if known.deleted or thing.deleted:
            alive, gone = (known, thing) if thing.deleted else (thing, known)
            known.deleted = alive.deleted or _modified(alive) <= _modified(gone)
            known.said, known.refs = alive.said, alive.refs
            return
        for key in (*thing.said, *thing.refs):
            mine, theirs = (known.said, thing.said) if key in thing.said else (known.refs, thing.refs)
            if key in mine and key not in STAMPS and mine[key] != theirs[key]:
                self.say(thing, message("repair.contradiction", key=shown(key)))
            if key not in mine or newer:
                mine[key] = theirs[key]


def _whole(address: str) -> str:
    """Return an address without blanks around it, and without halves of letters, which no file can hold."""
    return address.strip().encode("utf-8", "replace").decode()


def _modified(thing: Thing) -> datetime:
    """Return when an object was changed the last time, as far as it says so."""
    raw = thing.said.get("modified")
    found: Any = minute(raw).value if isinstance(raw, str) else None
    if isinstance(found, datetime):
        return found
    return datetime.combine(found if isinstance(found, date) else date.min, time.min)


def _spelling(address: str) -> str:
    """Return an address without what servers spell now so, now so: http or https, capital letters of the host, a last slash."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    query = "&".join(f"{key}={value}" for key, value in sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{query}" if parts.netloc else address


def _named(address: str) -> str | None:
    """Return the type that an address or the name of a file names: `…/people/7`, `persons.json`."""
    parts = re.split(r"[/?#.=&\s]+", address.lower())
    return next((WORDS[part] for part in reversed(parts) if part in WORDS), None)


def _owners(pages: Iterable[Page]) -> dict[str, tuple[str, str]]:
    """Return of each address of a list that is there by which property of which object it is named."""
    listed = list(pages)
    urls = {url for page in listed for url in page.urls}
    found: dict[str, tuple[str, str]] = {}
    for raw in (inner for page in listed for thing in page.things for inner in _objects(thing)) if urls else ():
        for key in sorted(LISTS.keys() & raw.keys()):
            value = raw[key]
            if isinstance(value, str) and value in urls:
                found.setdefault(value, (key, str(raw.get("id", ""))))
    return found


def _objects(raw: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a value, the value itself included."""
    if isinstance(raw, dict):
        yield raw
    for inner in raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ():
        yield from _objects(inner)
