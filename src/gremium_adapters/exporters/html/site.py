"""Site: puts together what the pages show, and writes them with the templates beside this module.

Templates get finished values and the functions of `wording`; what they print is escaped unless it went through those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined

from gremium.evaluate.telling import came
from gremium.explain.language import Language
from gremium.model.source import Source
from gremium.plugins.parts import Context
from gremium.values.text import Text
from gremium.workbench.published import Dealt, Paper, Published, PublishedBody
from gremium_adapters.exporters import addresses
from gremium_adapters.exporters.html.bodies import Sits, body_pages, sits
from gremium_adapters.exporters.html.feeds import FEED, feeds
from gremium_adapters.exporters.html.findings import FINDINGS, findings_page
from gremium_adapters.exporters.html.gaps import open_page
from gremium_adapters.exporters.html.meetings import Sitting, sittings, year_pages
from gremium_adapters.exporters.html.places import Places
from gremium_adapters.exporters.html.routes import route_pages
from gremium_adapters.exporters.html.wording import Link, Wording, clean, safe_url

PACKAGE = "gremium_adapters.exporters.html"
STYLE = "site.css"
NEXT = 10  # so many meetings stand on the first page


@frozen
class OfKind:
    """The bodies of a kind, each with its link; `kind` is None for those of kinds that have no name."""

    kind: Text | None
    bodies: tuple[tuple[Link, PublishedBody], ...]


@frozen
class Person:
    """A person or an organisation, its anchor, and where it sits or sat."""

    name: str
    anchor: str
    kind: str
    person: bool
    sits: tuple[Sits, ...]


@frozen
class Treated:
    """A proposal with its steps."""

    told: Paper
    anchor: str
    name: Text | str
    subject: Text | str | None
    of: Link | None
    by: str | None
    steps: tuple[tuple[Dealt, Link | None, Link | None], ...]


@frozen
class Read:
    """A source, its anchor and the address to which a page may link."""

    told: Source
    anchor: str
    url: str | None


def pages(shown: Published, context: Context, base: str | None = None) -> Mapping[str, Iterable[bytes]]:
    """Return the pages of the site, its style sheet and its feeds by file name; feeds lead to pages below a base, if given."""
    places = Places(shown, context)
    made: dict[str, Iterable[bytes]] = {STYLE: (files(PACKAGE).joinpath(STYLE).read_bytes(),)}
    environment = _environment(context.language)
    common = _common(places)
    for file, template, values in _pages(places):
        text = environment.get_template(f"{template}.html").render({**common, **values, "here": file})
        made[file] = (text.encode(),)
    return {**made, **feeds(places, base)}


@lru_cache(maxsize=4)
def _environment(language: Language) -> Environment:
    """Return the environment of the templates: everything is escaped, and a name that is not there is an error.

    It is kept, because to compile the templates takes longer than to write most pages.
    """
    words = Wording(language)
    environment = Environment(
        loader=PackageLoader(PACKAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, finalize=lambda value: clean(value) if type(value) is str else value,
    )  # fmt: skip
    environment.filters |= {"told": words.told, "plain": words.plain, "when": words.when, "dated": words.dated}
    environment.filters |= {"hour": words.hour, "came": came}
    environment.globals |= {"t": words.label, "say": words.sentence, "month": words.month, "lang": language.tag}
    return environment


def _common(places: Places) -> dict[str, Any]:
    """Return what every page may use."""
    shown, context = places.shown, places.context
    year = shown.year or shown.at.year
    navigation = [(addresses.START, "nav-overview"), (places.year(year), "nav-meetings")]
    navigation += [(addresses.PEOPLE, "nav-people")] if shown.parties else []
    navigation += [(addresses.PROPOSALS, "nav-proposals")] if shown.papers else []
    navigation += [("open.html", "nav-open")]
    navigation += [(FINDINGS, "nav-findings")] if shown.findings is not None else []
    navigation += [("sources.html", "nav-sources")]
    return {
        "site": shown.name or shown.id,
        "feed": FEED,
        "shown": shown,
        "audience": f"audience.{shown.audience.name.lower()}",
        "record_given": context.record_given,
        "navigation": navigation,
    }


def _pages(places: Places) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each page: its file, its template, and what it shows."""
    gaps = open_page(places)
    years = year_pages(places)
    yield addresses.START, "index", {"kinds": _kinds(places), "coming": _coming(places), "routes": _routes(places), "gaps": gaps}
    for body in body_pages(places):
        yield body.file, "body", {"page": body}
    for route in route_pages(places):
        yield route.file, "route", {"page": route}
    for year in years:
        yield year.file, "year", {"page": year, "years": years}
    if places.shown.parties:
        yield addresses.PEOPLE, "people", {"people": _people(places)}
    if places.shown.papers:
        yield addresses.PROPOSALS, "proposals", {"papers": tuple(_papers(places))}
    yield gaps.file, "open", {"page": gaps}
    if places.shown.findings is not None:
        yield FINDINGS, "findings", {"page": findings_page(places)}
    yield "sources.html", "sources", {"groups": tuple(_sources(places))}


def _kinds(places: Places) -> tuple[OfKind, ...]:
    """Return the bodies by kind, the kinds in the order in which they first come, those without a name last and together."""
    found: dict[Text | None, list[PublishedBody]] = {}
    for body in places.shown.bodies:
        found.setdefault(places.kind(body), []).append(body)
    return tuple(
        OfKind(name, tuple((places.body(body.id), body) for body in bodies))
        for name, bodies in sorted(found.items(), key=lambda kind: kind[0] is None)
    )


def _coming(places: Places) -> tuple[Sitting, ...]:
    return tuple(one for one in sittings(places, places.shown.sessions) if one.coming)[:NEXT]


def _routes(places: Places) -> tuple[Link, ...]:
    return tuple(places.route(key) for key in places.routes)


def _people(places: Places) -> tuple[Person, ...]:
    """Return persons and organisations by name, each with where it sits now and sat or will."""
    mine: dict[str, list[Sits]] = {}
    for one in places.shown.memberships:
        mine.setdefault(one.party, []).append(sits(one, places))
    people = (
        Person(p.name or p.id, addresses.party_anchor(p.id), p.kind, p.person, tuple(mine.get(p.id, ())))
        for p in places.shown.parties
    )
    return tuple(sorted(people, key=lambda one: (not one.person, one.name.casefold(), one.name)))


def _papers(places: Places) -> Iterator[Treated]:
    meetings = {one.id: one for one in places.shown.sessions}
    for paper in places.shown.papers:
        steps = tuple(
            (
                step,
                places.body(step.body) if step.body is not None else None,
                places.link(meetings[step.meeting]) if step.meeting in meetings else None,
            )
            for step in paper.steps
        )
        yield Treated(
            paper, places.paper_anchor(paper.id), paper.name or paper.id,
            places.subject(paper.subject) if paper.subject is not None else None,
            places.body(paper.of) if paper.of is not None else None,
            places.party(paper.by) if paper.by is not None else None, steps,
        )  # fmt: skip


def _sources(places: Places) -> Iterator[tuple[Text | str, tuple[Read, ...]]]:
    """Yield the sources of the charter, then those of each law under which it stands."""
    charter = places.context.charter
    for where in (charter, *charter.laws):
        read = tuple(Read(one, places.source_anchor(where, one), safe_url(one.url)) for one in where.sources)
        if read or where is charter:
            yield where.name or where.id, read
