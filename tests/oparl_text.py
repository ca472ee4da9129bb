"""What the text of OParl 1.1 asks of a tree, beyond its schemas: `problems` returns what a tree of files does wrong.

`unkept` returns what a tree does wrong as the successor of another one, for clients that ask for what was changed since then.
It knows the files alone and shares no code with the exporter. What a property may hold stands in a table; a reference names the
type to which it leads, a list the type of its entries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

Thing = dict[str, Any]
SCHEMA = "https://schema.oparl.org/1.1/"
VENDOR = "gremium:"

# "url T": the address of a T; "urls T": of several; "in T": a T that stands inside; "ins T": several; "list T": an external list.
COMMON = {"license": "web", "keyword": "words", "web": "web", "deleted": "bool"}
PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "System": {
        "oparlVersion": "str", "body": "list Body", "name": "str", "contactEmail": "str", "contactName": "str",
        "website": "web", "vendor": "web", "product": "web", "license": "web",
    },
    "Body": {
        "system": "url System", "name": "str", "shortName": "str", "website": "web", "ags": "str", "rgs": "str",
        "classification": "str", "organization": "list Organization", "person": "list Person", "meeting": "list Meeting",
        "paper": "list Paper", "membership": "list Membership", "agendaItem": "list AgendaItem",
        "consultation": "list Consultation", "file": "list File", "locationList": "list Location",
        "legislativeTermList": "list LegislativeTerm", "legislativeTerm": "ins LegislativeTerm", "location": "in Location",
    },
    "LegislativeTerm": {"body": "url Body", "name": "str", "startDate": "date", "endDate": "date"},
    "Organization": {
        "body": "url Body", "name": "str", "shortName": "str", "membership": "urls Membership", "meeting": "list Meeting",
        "consultation": "list Consultation", "post": "words", "subOrganizationOf": "url Organization", "organizationType": "str",
        "classification": "str", "startDate": "date", "endDate": "date", "website": "web", "location": "in Location",
        "externalBody": "url Body",
    },
    "Person": {
        "body": "url Body", "name": "str", "familyName": "str", "givenName": "str", "membership": "ins Membership",
        "status": "words", "location": "url Location", "locationObject": "in Location",
    },
    "Membership": {
        "person": "url Person", "organization": "url Organization", "role": "str", "votingRight": "bool", "startDate": "date",
        "endDate": "date", "onBehalfOf": "url Organization",
    },
    "Meeting": {
        "name": "str", "meetingState": "str", "cancelled": "bool", "start": "moment", "end": "moment",
        "location": "in Location", "organization": "urls Organization", "participant": "urls Person",
        "agendaItem": "ins AgendaItem",
    },
    "AgendaItem": {
        "meeting": "url Meeting", "number": "str", "order": "int", "name": "str", "public": "bool",
        "consultation": "url Consultation", "result": "str", "resolutionText": "str", "start": "moment", "end": "moment",
    },
    "Paper": {
        "body": "url Body", "name": "str", "reference": "str", "date": "date", "paperType": "str",
        "originatorPerson": "urls Person", "originatorOrganization": "urls Organization",
        "underDirectionOf": "urls Organization", "consultation": "ins Consultation",
    },
    "Consultation": {
        "paper": "url Paper", "agendaItem": "url AgendaItem", "meeting": "url Meeting", "organization": "urls Organization",
        "authoritative": "bool", "role": "str",
    },
    "Location": {
        "description": "str", "room": "str", "streetAddress": "str", "postalCode": "str", "locality": "str",
        "bodies": "urls Body", "organizations": "urls Organization", "persons": "urls Person", "meetings": "urls Meeting",
        "papers": "urls Paper",
    },
}  # fmt: skip
# What schema or text require of a type, and of an object on its own file.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "System": ("oparlVersion", "body"),
    "Body": (
        "name", "organization", "person", "meeting", "paper", "legislativeTerm", "agendaItem", "consultation", "file",
        "membership", "locationList", "legislativeTermList",
    ),
    "AgendaItem": ("order",),
}  # fmt: skip
# By type and the property in which an object stands inside another: the property that leads back, on its own file only.
BACK: Mapping[tuple[str, str], tuple[str, str]] = {
    ("Body", "legislativeTerm"): ("LegislativeTerm", "body"),
    ("Person", "membership"): ("Membership", "person"),
    ("Meeting", "agendaItem"): ("AgendaItem", "meeting"),
    ("Meeting", "location"): ("Location", "meetings"),
    ("Paper", "consultation"): ("Consultation", "paper"),
}
# By type: the list of the Body in which all objects of the type stand.
LISTED = {kind.removeprefix("list "): name for name, kind in PROPERTIES["Body"].items() if kind.startswith("list ")}
# By type and property: the type and the property that say the same the other way round.
INVERSE: Mapping[tuple[str, str], tuple[str, str]] = {
    ("Body", "legislativeTerm"): ("LegislativeTerm", "body"),
    ("Organization", "membership"): ("Membership", "organization"),
    ("Organization", "meeting"): ("Meeting", "organization"),
    ("Organization", "consultation"): ("Consultation", "organization"),
    ("Person", "membership"): ("Membership", "person"),
    ("Meeting", "agendaItem"): ("AgendaItem", "meeting"),
    ("Paper", "consultation"): ("Consultation", "paper"),
}
STAMPS = ("created", "modified")
STATES = ("terminiert", "eingeladen", "durchgeführt")
SORTS = ("Gremium", "Partei", "Fraktion", "Verwaltungsbereich", "externes Gremium", "Institution", "Sonstiges")

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}")
ADDRESS = re.compile(r"[a-z0-9_./-]+\.json")


def problems(files: Mapping[str, bytes], base: str) -> list[str]:
    """Return what is wrong with the files of a tree that stands below an address with a slash at its end."""
    return list(_Tree(files, base).problems())


def unkept(before: Mapping[str, bytes], files: Mapping[str, bytes], now: str) -> Iterator[str]:
    """Yield what a client would miss that knows the tree of before, and looks at what has been modified since then."""
    old, new = (_objects(tree) for tree in (before, files))
    for url in old.keys() - new.keys():
        yield f"{url}: is no longer there"
    for url in new.keys() - old.keys():
        if {new[url].get(name) for name in STAMPS} != {now}:
            yield f"{url}: is new, and older than this tree"
    for url in old.keys() & new.keys():
        was, one = old[url], new[url]
        same = _bare(was) == _bare(one)
        if was.get("created") != one.get("created"):
            yield f"{url}: was created another time"
        if same and was != one:
            yield f"{url}: says the same and was changed"
        if not same and one.get("modified") != now:
            yield f"{url}: was changed, but not now"
        fewer = any(new.get(inner, {}).get("deleted") is True for inner in _inside(was))
        if fewer and one.get("modified") != now:
            yield f"{url}: had something in it that is deleted, and was not changed"


def _objects(files: Mapping[str, bytes]) -> dict[str, Thing]:
    """Return the objects of a tree that stand on their own, the deleted ones too."""
    read = (json.loads(content) for content in files.values())
    return {one["id"]: one for one in read if "data" not in one}


def _bare(value: Any) -> Any:
    """Return what is said without when it was said."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in STAMPS}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _inside(thing: Thing) -> Iterator[str]:
    """Yield the addresses of the objects that stand inside another one."""
    for value in thing.values():
        yield from (one["id"] for one in _several(value) if isinstance(one, dict) and "id" in one)


class _Tree:
    """A tree as a client reads it."""

    def __init__(self, files: Mapping[str, bytes], base: str) -> None:
        self.base = base
        self.broken: list[str] = []
        read = {f"{base}{name}": self._parsed(name, content) for name, content in files.items()}
        self.deleted = {url: one for url, one in read.items() if one.get("deleted") is True}
        self.things = {url: one for url, one in read.items() if "data" not in one and url not in self.deleted}
        self.pages = {url: one for url, one in read.items() if "data" in one}
        self.naming: dict[tuple[str, str, Any], set[str]] = {}
        for url, thing in self.things.items():
            for name, value in thing.items():
                for one in _several(value):
                    if isinstance(one, str):
                        self.naming.setdefault((_type(thing), name, one), set()).add(url)

    def _parsed(self, name: str, content: bytes) -> Thing:
        try:
            found: Thing = json.loads(content.decode("utf-8"))
        except ValueError as error:
            self.broken.append(f"{name}: is no JSON in UTF-8: {error}")
            return {}
        if not ADDRESS.fullmatch(name) or any(part.startswith(".") for part in name.split("/")):
            self.broken.append(f"{name}: is no name that is the same on every server")
        return found

    def problems(self) -> Iterator[str]:
        yield from self.broken
        if [_type(one) for one in self.things.values()].count("System") != 1:
            yield "there is not one System"
        for url, thing in self.things.items():
            if thing.get("id") != url:
                yield f"{url}: is called {thing.get('id')}"
            yield from self.of_object(url, thing, alone=True)
            yield from self.of_inverse(url, thing)
        for url, thing in self.deleted.items():
            yield from self.of_deleted(url, thing)
        for kind, name in LISTED.items():
            yield from self.of_complete(kind, name)
        walked = {page for first in self.lists() for page in self.walk(first)}
        yield from (f"{url}: is a page of no list" for url in self.pages if url not in walked)

    def lists(self) -> Iterator[str]:
        """Yield the addresses of all lists."""
        for thing in self.things.values():
            for name, kind in PROPERTIES.get(_type(thing), {}).items():
                if kind.startswith("list ") and isinstance(thing.get(name), str):
                    yield thing[name]

    # ── one object ───────────────────────────────────────────────────────────────────────────────────────────────────

    def of_object(self, where: str, thing: Thing, *, alone: bool) -> Iterator[str]:
        """Yield what is wrong with an object, on its own or inside another."""
        kind = _type(thing)
        if kind not in PROPERTIES:
            yield f"{where}: unknown type {thing.get('type')}"
            return
        yield from (f"{where}: {name} is {thing.get(name)!r}" for name in STAMPS if not _moment(thing.get(name)))
        yield from (f"{where}: {name} is missing" for name in REQUIRED.get(kind, ()) if name not in thing)
        if str(thing.get("created")) > str(thing.get("modified")):
            yield f"{where}: modified before it was created"
        for name, value in thing.items():
            if name not in ("id", "type", *STAMPS) and not name.startswith(VENDOR):
                yield from self.of_property(where, name, value, kind)
        yield from self.of_back(where, thing, alone=alone)
        yield from _of_words(where, thing)

    def of_deleted(self, where: str, thing: Thing) -> Iterator[str]:
        """Yield what is wrong with an object that was deleted: of it nothing is left but that, and when."""
        if thing.get("id") != where:
            yield f"{where}: is called {thing.get('id')}"
        if _type(thing) not in PROPERTIES:
            yield f"{where}: unknown type {thing.get('type')}"
        if set(thing) != {"id", "type", "deleted", *STAMPS}:
            yield f"{where}: is deleted and says {sorted(thing)}"
        yield from (f"{where}: {name} is {thing.get(name)!r}" for name in STAMPS if not _moment(thing.get(name)))
        if str(thing.get("created")) > str(thing.get("modified")):
            yield f"{where}: modified before it was created"

    def of_property(self, where: str, name: str, value: Any, kind: str) -> Iterator[str]:
        """Yield whether a property is unknown or says nothing, and what is wrong with what it says."""
        what = PROPERTIES[kind].get(name) or COMMON.get(name)
        if what is None:
            yield f"{where}: unknown property {name}"
        elif value in (None, "", []):
            if value != [] or name not in REQUIRED.get(kind, ()):
                yield f"{where}: {name} is empty"
        else:
            yield from self.of_value(where, name, what, value, kind)

    def of_back(self, where: str, thing: Thing, *, alone: bool) -> Iterator[str]:
        """Yield whether an object names the one inside which it stands: on its own it does, there it does not."""
        for kind, back in BACK.values():
            if kind == _type(thing) and alone is not (back in thing):
                yield f"{where}: {back} is {'missing on its own' if alone else 'told inside the other'}"

    def of_value(self, where: str, name: str, what: str, value: Any, kind: str) -> Iterator[str]:
        """Yield what is wrong with what a property says."""
        form, _, target = what.partition(" ")
        several = form in ("words", "urls", "ins")
        if several and not isinstance(value, list):
            yield f"{where}: {name} is no list"
            return
        for one in value if several else [value]:
            if not _FORMS[form](one):
                yield f"{where}: {name} is {one!r}, no {form}"
            elif form in ("url", "urls"):
                yield from self.of_reference(where, name, one, target)
            elif form in ("in", "ins"):
                yield from self.of_inside(where, name, one, kind)
            elif form == "list":
                yield from self.of_list(one, target)
        if several and len(value) != len({json.dumps(one) for one in value}):
            yield f"{where}: {name} says something twice"

    def of_reference(self, where: str, name: str, url: str, target: str) -> Iterator[str]:
        found = self.things.get(url)
        if url in self.deleted:
            yield f"{where}: {name} leads to what is deleted"
        elif found is None:
            yield f"{where}: {name} leads nowhere: {url}"
        elif _type(found) != target:
            yield f"{where}: {name} leads to a {_type(found)}"

    def of_inside(self, where: str, name: str, thing: Thing, kind: str) -> Iterator[str]:
        yield from self.of_object(f"{where}#{name}", thing, alone=False)
        alone = self.things.get(str(thing.get("id")))
        target, back = BACK.get((kind, name), ("", ""))
        if thing.get("deleted") is True or thing.get("id") in self.deleted:
            yield f"{where}: {name} is deleted"
        elif alone is None:
            yield f"{where}: {name} cannot be fetched: {thing.get('id')}"
        elif {key: value for key, value in alone.items() if key != back} != thing:
            yield f"{where}: {name} differs from the {target} on its own: {thing['id']}"
        elif where not in _several(alone.get(back)):
            yield f"{thing['id']}: {back} does not lead to {where}"

    # ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def walk(self, first: str) -> list[str]:
        """Return the pages of a list, as a client follows them."""
        found: dict[str, None] = {}
        url: str | None = first
        while url is not None and url in self.pages and url not in found:
            found[url] = None
            url = self.pages[url].get("links", {}).get("next")
        return list(found)

    def entries(self, first: str) -> list[Thing]:
        return [one for page in self.walk(first) for one in self.pages[page]["data"]]

    def of_list(self, first: str, target: str) -> Iterator[str]:
        """Yield what is wrong with an external list."""
        pages = self.walk(first)
        if not pages:
            yield f"{first}: there is no such list"
            return
        entries = self.entries(first)
        size = self.pages[first].get("pagination", {}).get("elementsPerPage")
        for number, url in enumerate(pages, 1):
            page = self.pages[url]
            if {"data", "pagination", "links"} - page.keys():
                yield f"{url}: page without data, pagination or links"
                continue
            neighbours = {"prev": pages[number - 2]} if number > 1 else {}
            neighbours |= {"next": pages[number]} if number < len(pages) else {}
            if page["links"] != {"first": first, "self": url, "last": pages[-1], **neighbours}:
                yield f"{url}: wrong links"
            counted = {
                "totalElements": len(entries), "elementsPerPage": size, "currentPage": number, "totalPages": len(pages)
            }  # fmt: skip
            if page["pagination"] != counted or (number < len(pages) and len(page["data"]) != size) or len(page["data"]) > size:
                yield f"{url}: wrong pagination"
        ids = [one.get("id") for one in entries]
        if len(set(ids)) < len(ids):
            yield f"{first}: lists something twice"
        yield from (f"{first}: {said}" for one in entries for said in self.of_entry(one, target))

    def of_entry(self, one: Thing, target: str) -> Iterator[str]:
        """Yield what is wrong with an object in a list."""
        if one.get("deleted") is True or one.get("id") in self.deleted:
            yield "lists what is deleted"
        elif _type(one) != target:
            yield f"lists a {_type(one)}"
        elif self.things.get(str(one.get("id"))) != one:
            yield f"lists another {target} than there is under {one.get('id')}"

    def of_complete(self, kind: str, name: str) -> Iterator[str]:
        """Yield whether all objects of a type stand in the list of the Body, and no others."""
        for url, body in self.things.items():
            if _type(body) == "Body" and isinstance(body.get(name), str):
                there = {one for one, thing in self.things.items() if _type(thing) == kind}
                if {one.get("id") for one in self.entries(body[name])} != there:
                    yield f"{url}: {name} does not list every {kind}"

    # ── inverse links ────────────────────────────────────────────────────────────────────────────────────────────────

    def of_inverse(self, url: str, thing: Thing) -> Iterator[str]:
        """Yield where of two links that say the same there is only one, and where the order of an agenda is wrong."""
        kind = _type(thing)
        for (one, name), (other, back) in INVERSE.items():
            if one == kind and self.named(thing, name) != self.naming.get((other, back, url), set()):
                yield f"{url}: {name} is not every {other} that names it"
        if kind == "Meeting":
            orders = [one.get("order") for one in thing.get("agendaItem", [])]
            if orders != list(range(len(orders))):
                yield f"{url}: order is {orders}"
        if kind == "AgendaItem":
            named = self.naming.get(("Consultation", "agendaItem", url), set())
            if thing.get("consultation") not in (named or {None}):
                yield f"{url}: consultation is not one that names it"
        item = self.things.get(thing.get("agendaItem", ""), {}) if kind == "Consultation" else {}
        if item.get("meeting", thing.get("meeting")) != thing.get("meeting"):
            yield f"{url}: meeting is not that of agendaItem"

    def named(self, thing: Thing, name: str) -> set[Any]:
        """Return the addresses of those whom an object names: in a list of its own, inside, or in an external list."""
        value = thing.get(name, [])
        found = self.entries(value) if isinstance(value, str) else value
        return {one.get("id") if isinstance(one, dict) else one for one in found}


def _type(thing: Thing) -> str:
    return str(thing.get("type", "")).removeprefix(SCHEMA)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _of_words(where: str, thing: Thing) -> Iterator[str]:
    """Yield words that OParl does not recommend, and ends before beginnings."""
    if thing.get("meetingState", STATES[0]) not in STATES or thing.get("organizationType", SORTS[0]) not in SORTS:
        yield f"{where}: a word that OParl does not know"
    if _moment(thing.get("start")) and _moment(thing.get("end")):
        start, end = (datetime.fromisoformat(thing[name]) for name in ("start", "end"))
        if end <= start:
            yield f"{where}: ends before it begins"


def _moment(value: Any) -> bool:
    return isinstance(value, str) and bool(MOMENT.fullmatch(value)) and _parses(datetime.fromisoformat, value)


def _parses(parse: Any, value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


_FORMS = {
    "str": _text,
    "words": _text,
    "web": lambda value: _text(value) and value.startswith(("http://", "https://")),
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "date": lambda value: isinstance(value, str) and bool(DATE.fullmatch(value)) and _parses(date.fromisoformat, value),
    "moment": _moment,
    "url": _text,
    "urls": _text,
    "list": _text,
    "in": lambda value: isinstance(value, dict),
    "ins": lambda value: isinstance(value, dict),
}
