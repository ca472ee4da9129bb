"""Ids for what an OParl tree has: the same address gets the same id, whatever else comes into the tree."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlsplit

from gremium.values.phrases import ID, LONGEST_ID
from gremium_adapters.importers.oparl_schema import WORDS
from gremium_adapters.importers.oparl_things import Thing
from gremium_adapters.importers.oparl_words import slug, sound

LONGEST_NAME, LONGEST_NUMBER, DIGEST = 44, 24, 6
PREFIXES = {"Organization": "body", "Person": "person", "Meeting": "meeting", "AgendaItem": "item", "Paper": "paper"}
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
# How the exporter of the library writes what cannot stand in an address.
_CODED = re.compile(r"_([0-9a-f]{2})")


class Names:
    """Gives ids. Bodies and parties share one space, parties and all that a record tells share another."""

    def __init__(self) -> None:
        self.bodies: dict[str, str] = {}
        self.told: dict[str, str] = {}

    def body(self, thing: Thing, name: str | None) -> str:
        """Return the id of a body."""
        return self._free(wish(thing, name), thing.id, self.bodies)

    def party(self, thing: Thing, name: str | None = None) -> str:
        """Return the id of a party; a person is named by the address alone."""
        return self._free(wish(thing, name), thing.id, self.bodies, self.told)

    def event(self, thing: Thing) -> str:
        """Return the id of a meeting, an item or a proposal."""
        return self._free(wish(thing, None), thing.id, self.told)

    @staticmethod
    def _free(near: str, address: str, *spaces: dict[str, str]) -> str:
        """Return an id that no other address has yet: with a digest of the address where it is taken."""
        id_, digest = near, address
        while any(space.get(id_, address) != address for space in spaces):
            digest = sha256(digest.encode("utf-8", "replace")).hexdigest()
            id_ = f"{near[: LONGEST_ID - DIGEST - 1].rstrip('-/')}-{digest[:DIGEST]}"
        for space in spaces:
            space[id_] = address
        return id_


def wish(thing: Thing, name: str | None) -> str:
    """Return the id that suits an object: the last word of its address, else its name or type with the number in the address."""
    tail = _tail(thing.id)
    for said in (tail, _CODED.sub(lambda found: chr(int(found[1], 16)), tail)):
        if _is_id(said):
            return "/".join(sound(part, PREFIXES[thing.kind]) for part in said.split("/"))
    number = slug(tail)[:8] if _UUID.fullmatch(tail) else slug(tail)[-LONGEST_NUMBER:].strip("-")
    called = slug(name or "")[:LONGEST_NAME].strip("-") or PREFIXES[thing.kind]
    return sound(f"{called}-{number}".strip("-"), PREFIXES[thing.kind])


def word(thing: Thing) -> str | None:
    """Return the last word of an address, if it is an id and names no type."""
    tail = _tail(thing.id)
    return tail if "/" not in tail and _is_id(tail) else None


def _is_id(said: str) -> bool:
    """Return whether the last word of an address is one that somebody chose as a name: no type, and no number of a machine."""
    if said in WORDS or _UUID.fullmatch(said):
        return False
    return all(ID.fullmatch(part) and len(part) <= LONGEST_ID // 2 for part in said.split("/"))


def _tail(address: str) -> str:
    """Return what tells an address from others of its type: the last value of its query, else the last part of its path."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    values = [value for _, value in parse_qsl(parts.query)]
    last = values[-1] if values else parts.path.rstrip("/").rpartition("/")[2]
    return unquote(f"{last}#{parts.fragment}" if parts.fragment else last).removesuffix(".json")
