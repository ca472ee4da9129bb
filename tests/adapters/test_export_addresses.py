"""Addresses: every format with the same base leads to places that there are in the site, the same from one export to the next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from html import unescape
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import body, group, holds, item, meeting, organisation, person, proposal, scope, step
from examples import example
from gremium.languages import language
from gremium.model.record import Audience
from gremium.plugins.parts import Context, Options, joined
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.workbench.publish import publish
from gremium.workbench.published import Published
from gremium_adapters.exporters import addresses, html, ics, jsonld, oparl
from gremium_adapters.exporters.addresses import base_of, part

BASE = "https://town.example/open/"
DAY = date(2026, 3, 1)
ODD = ("", "-", "_", "a.b", "A", "a", "../x", "x/y", "ä", "a b", "<b>", "x" * 300, "\ud800", "name", "a-name", "%41")


@cache
def village() -> Any:
    """Return a village in which there is one of everything."""
    events = (
        evolve(person("ada"), disclosure=Audience.PUBLIC), evolve(organisation("club"), disclosure=Audience.PUBLIC),
        holds("ada", "elected@council", date(2025, 1, 1)), holds("club", "elected@council", date(2025, 1, 1)),
        meeting("spring", "council", datetime(2026, 3, 10, 19), public=True, place={"de": "Saal"}),
        meeting("old", "council", date(2024, 1, 1)),
        item("path", "spring"), proposal("paper", of="council", by="ada", public=True),
        step("decided", "council", date(2026, 2, 1), proposal="paper", meeting="spring", item="path"),
    )  # fmt: skip
    return scope(body("council", group("elected", seats=3)), events=events)


VIEWS = {
    "village": lambda: (village().charter, publish(village(), DAY)),
    "musterstadt": lambda: (example("musterstadt").charter, publish(example("musterstadt"), DAY)),
    "odd ids": lambda: (village().charter, odd(publish(village(), DAY))),
}


def odd(shown: Published) -> Published:
    """Return a view with one body, party, meeting and proposal for each odd id."""
    (one, *_), (who, *_), (met, *_), (paper, *_) = shown.bodies, shown.parties, shown.sessions, shown.papers
    return evolve(
        shown, memberships=(),
        bodies=tuple(evolve(one, id=id_) for id_ in ODD), parties=tuple(evolve(who, id=id_) for id_ in ODD),
        sessions=tuple(evolve(met, id=id_, points=()) for id_ in ODD),
        papers=tuple(evolve(paper, id=id_, steps=()) for id_ in ODD),
    )  # fmt: skip


def values(found: Any, key: str) -> Iterator[str]:
    """Yield the values of a key in data, wherever it stands."""
    if isinstance(found, dict):
        yield from (str(value) for name, value in found.items() if name == key)
    for inner in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from values(inner, key)


def addressed(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the addresses of pages in feeds, JSON-LD and OParl."""
    for content in files.values():
        text = content.decode()
        if text.startswith("BEGIN"):
            yield from re.findall(r"^URL:(.*)$", text.replace("\r\n ", "").replace("\r\n", "\n"), re.MULTILINE)
        else:
            found = json.loads(text)
            found.pop("@context", None)
            yield from (*values(found, "url"), *values(found, "web"))


@pytest.mark.parametrize("place", VIEWS)
def test_all_formats_lead_to_places_of_the_site(place: str) -> None:
    """With the same base each address of a page, in whatever format, is one of a page of the site, and of an anchor in it."""
    charter, shown = VIEWS[place]()
    about = Context(charter=charter, language=language("en"), stamp=datetime(2026, 1, 1, tzinfo=UTC))
    site = joined(html.write(shown, about, Options(base=BASE)))
    ids = {name: set(re.findall(r' id="([^"]*)"', content.decode())) for name, content in site.items() if name.endswith(".html")}
    feeds = {name: content for name, content in site.items() if name.endswith(".ics")}
    kinds = set()
    for files in (feeds, *(joined(one.write(shown, about, Options(base=BASE))) for one in (ics, jsonld, oparl))):
        found = set(addressed(files))
        assert found
        for url in found:
            page, _, anchor = url.removeprefix(BASE).partition("#")
            assert page in ids, url
            assert not anchor or unescape(anchor) in ids[page], url
            kinds.add(re.split(r"[-.#]", page)[0])
    assert kinds == {"index", "body", "people", "year", *(["proposals"] if shown.papers else [])}


def test_feeds_of_the_site_say_where_they_stand() -> None:
    """Each feed in the site says from where it is fetched again; without a base none does, and none leads anywhere."""
    here = village()
    about = Context(charter=here.charter, language=language("en"), stamp=datetime(2026, 1, 1, tzinfo=UTC))
    site = joined(html.write(publish(here, DAY), about, Options(base=BASE.rstrip("/"))))
    for name in ("feed.ics", "body-council.ics"):
        assert f"SOURCE;VALUE=URI:{BASE}{name}\r\n".encode() in site[name]
    without = joined(html.write(publish(here, DAY), about, Options()))
    assert without.keys() == site.keys()
    assert all(b"SOURCE" not in content and b"\r\nURL" not in content for content in without.values())
    with pytest.raises(Misuse):
        html.write(publish(here, DAY), about, Options(base="town.example"))


def test_addresses_stay_when_more_is_recorded() -> None:
    """The address of a meeting or a proposal is the same whatever else there is."""
    shown = publish(village(), DAY)
    spring = next(one for one in shown.sessions if one.id == "spring")
    assert addresses.meeting(spring) == "year-2026.html#meeting-spring"
    about = Context(charter=village().charter, language=language("de"), stamp=datetime(2026, 1, 1, tzinfo=UTC))
    alone = joined(html.write(evolve(shown, sessions=(spring,)), about, Options()))
    assert b' id="meeting-spring"' in alone["year-2026.html"]


@pytest.mark.parametrize("base", [
    "", "oparl.example", "ftp://oparl.example/", "https://", "https://oparl.example/?body=1", "https://oparl.example/#a",
    "https://me@oparl.example/", "https://oparl.example/a b", "https://oparl.example/../a", "https://oparl.example/\n",
    "https://oparl.example//a", "https://oparl.example/%2F", "https://x.example/ä", "javascript:alert(1)",
])  # fmt: skip
def test_what_is_no_base(base: str) -> None:
    """Something that is no address, or can be written in two ways, is no base; it is said how one looks like."""
    with pytest.raises(Misuse) as caught:
        base_of(base)
    assert caught.value.said == message("misuse.base", base=base)


@pytest.mark.parametrize("base", ["https://oparl.example", "http://127.0.0.1:8000/a/b/", "https://[::1]:8080/x"])
def test_what_is_a_base(base: str) -> None:
    """An address ends with a slash, whether or not it was given with one."""
    assert base_of(base) == f"{base.removesuffix('/')}/"


@given(one=st.text(max_size=200), other=st.text(max_size=200))
def test_different_ids_have_different_parts(one: str, other: str) -> None:
    """A part of an address is plain and short, whatever the id, with no dot but one before a digest; others have other ones."""
    assert (part(one) == part(other)) is (one == other)
    assert re.fullmatch(r"[a-z0-9_-]{1,100}(\._[0-9a-f]{64})?", part(one))
