"""Feeds: the calendars beside the pages, one of all meetings and one of each body, as the exporter of iCalendar writes them.

What is due before meetings, and what bodies owe, stands there if it was asked for; the pages do not tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from gremium.plugins.parts import Options
from gremium.workbench.published import Published, PublishedBody
from gremium_adapters.exporters import ics
from gremium_adapters.exporters.html.places import Places

FEED = "feed.ics"


def feeds(places: Places, base: str | None) -> Mapping[str, Iterable[bytes]]:
    """Return the calendars by file name; each says where it stands below a base (with a slash at its end), if there is one."""
    shown = {FEED: places.shown}
    for body in places.shown.bodies:
        file = places.feed(body)
        if file is not None:
            shown[file] = _of(body, places.shown)
    return {file: ics.write(one, places.context, Options(base=base and f"{base}{file}"))[""] for file, one in shown.items()}


def _of(body: PublishedBody, shown: Published) -> Published:
    """Return what there is to show of one body."""
    return evolve(
        shown,
        bodies=(body,),
        memberships=tuple(one for one in shown.memberships if one.body == body.id),
        sessions=tuple(one for one in shown.sessions if body.id in one.bodies),
        terms=tuple(one for one in shown.terms if one.body == body.id),
        deadlines=tuple(one for one in shown.deadlines if one.body == body.id),
        duties=tuple(one for one in shown.duties if one.body == body.id),
    )
