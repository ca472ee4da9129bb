"""The files of an OParl tree: addresses, what objects and lists look like, pages. What the objects say stands in `oparl`.

A tree lies on any server that hands out files: the address of an object is its file name below the base. Each object has a file
of its own, also one that stands inside another; there alone it names the object to which it belongs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from gremium.plugins.parts import Stream
from gremium.values.days import Day
from gremium_adapters.exporters.addresses import part

SCHEMA = "https://schema.oparl.org/1.1/"
ZONE = ZoneInfo("Europe/Berlin")
PAGE = 100

Thing = dict[str, Any]


def day_of(day: Day | date | None) -> str | None:
    """Return a day where it is known exactly."""
    exact = day.exact if isinstance(day, Day) else day
    return exact.isoformat() if exact is not None else None


def moment_of(at: date | datetime) -> str:
    """Return an instant of the place with its offset; of a day alone its first one."""
    hours, minutes = divmod(_ahead(at) // timedelta(minutes=1), 60)
    return f"{_local(at).isoformat(timespec='seconds')}+{hours:02}:{minutes:02}"


def later(one: datetime, other: datetime) -> bool:
    """Return whether an instant of the place is later than another, also where the clocks are changed between them."""
    return _since_year_one(one) > _since_year_one(other)


def _since_year_one(at: datetime) -> timedelta:
    local = _local(at)
    return timedelta(days=local.toordinal(), hours=local.hour, minutes=local.minute, seconds=local.second) - _ahead(at)


def _local(at: date | datetime) -> datetime:
    return at.replace(tzinfo=None, microsecond=0) if isinstance(at, datetime) else datetime.combine(at, time())


def _ahead(at: date | datetime) -> timedelta:
    """Return how far the clocks of the place are ahead, in whole minutes: before 1893 they went by the sun."""
    ahead = _local(at).replace(tzinfo=ZONE).utcoffset() or timedelta()
    return timedelta(minutes=ahead // timedelta(minutes=1))


class Tree(Mapping[str, Iterable[bytes]]):
    """The files of a tree below a base: the objects and pages of lists, and what was deleted.

    All that is kept of an object is its address, how it is made, and of what; it is made whenever it is written or stands in
    something that is. It is made and changed at the instant of the tree, unless `stamps` says otherwise.
    """

    def __init__(self, base: str, stamp: datetime) -> None:
        self.base = base
        self.stamp = stamp.astimezone(UTC).isoformat(timespec="seconds")
        self.stamps: Mapping[str, tuple[str, str]] = {}
        self.things: dict[str, tuple[Callable[[str, Any], Thing], Any]] = {}
        self.gone: dict[str, Thing] = {}
        self.lists: dict[str, Sequence[str]] = {}
        self.names: Counter[str] = Counter()

    def url(self, *parts: str) -> str:
        """Return the address of an object; the first part is a folder as it stands, the others are ids."""
        folder, *ids = parts
        return f"{self.base}{'/'.join((folder, *map(part, ids)))}.json"

    def another(self, *parts: str) -> str:
        """Return an address that was not given before: numbered, if it was."""
        url = self.url(*parts)
        self.names[url] += 1
        number = self.names[url]
        return url if number == 1 else f"{url.removesuffix('.json')}.{number}.json"

    def add(self, url: str, make: Callable[[str, Any], Thing], of: Any) -> str:
        """Add an object that is made of something; return its address, with which it is made."""
        self.things[url] = (make, of)
        return url

    def thing(self, kind: str, url: str, **said: Any) -> Thing:
        """Return an object, without what is not known of it: nothing, an empty text, an empty list that is not required."""
        required = REQUIRED.get(kind, ())
        known = {key: value for key, value in said.items() if value or value is False or value == 0 or key in required}
        created, modified = self.stamps.get(url, (self.stamp, self.stamp))
        return {"id": url, "type": f"{SCHEMA}{kind}", **known, "created": created, "modified": modified}

    def made(self, url: str) -> Thing:
        """Return an object that was added."""
        make, of = self.things[url]
        return make(url, of)

    def within(self, urls: Iterable[str], back: str) -> list[Thing]:
        """Return objects as they stand inside the one to which they belong: without naming that one."""
        return [{key: value for key, value in self.made(url).items() if key != back} for url in urls]

    def list_of(self, url: str, urls: Sequence[str]) -> str:
        """Return the address of a list of these objects."""
        self.lists[url] = urls
        return url

    # ── the files ────────────────────────────────────────────────────────────────────────────────────────────────────

    def __getitem__(self, name: str) -> Stream:
        """Return a file: an object, or a page of a list."""
        url = f"{self.base}{name}"
        if url in self.things:
            return Stream(lambda: _pieces(self.made(url)))
        if url in self._pages:
            of, number = self._pages[url]
            return Stream(lambda: _pieces(page(of, self.lists[of], number, self.made)))
        deleted = self.gone[url]
        return Stream(lambda: _pieces(deleted))

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files, sorted."""
        yield from (url.removeprefix(self.base) for url in sorted((*self.gone, *self.things, *self._pages)))

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.gone) + len(self.things) + len(self._pages)

    @cached_property
    def _pages(self) -> Mapping[str, tuple[str, int]]:
        """Of which list each page is, and its number."""
        pages = ((url, number) for url, urls in self.lists.items() for number in range(1, count(urls) + 1))
        return {address(url, number): (url, number) for url, number in pages}


# What the schema requires, also where it is empty.
REQUIRED: Mapping[str, tuple[str, ...]] = {"Body": ("legislativeTerm",)}


def count(urls: Sequence[str], size: int = PAGE) -> int:
    """Return how many pages a list has; there is at least one."""
    return max(1, -(-len(urls) // size))


def address(url: str, number: int) -> str:
    """Return the address of a page of a list: that of the list for the first one."""
    return url if number == 1 else f"{url.removesuffix('.json')}-{number}.json"


def page(url: str, urls: Sequence[str], number: int, made: Callable[[str], Thing], size: int = PAGE) -> Thing:
    """Return a page of a list, with its objects as they are made of their addresses."""
    last = count(urls, size)
    links = {"first": url, "self": address(url, number), "last": address(url, last)}
    links |= {"prev": address(url, number - 1)} if number > 1 else {}
    links |= {"next": address(url, number + 1)} if number < last else {}
    counted = {"totalElements": len(urls), "elementsPerPage": size, "currentPage": number, "totalPages": last}
    return {"data": [made(one) for one in urls[(number - 1) * size : number * size]], "pagination": counted, "links": links}


def _pieces(thing: Thing) -> Iterator[bytes]:
    """Yield an object as JSON; half of a surrogate pair, which UTF-8 does not have, becomes a question mark."""
    yield f"{json.dumps(thing, ensure_ascii=False)}\n".encode("utf-8", "replace")
