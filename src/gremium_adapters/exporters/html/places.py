"""Places: the files of the site and the anchors in them, and links to what has one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from attrs import frozen

from gremium.evaluate.scope import Located
from gremium.model.body import Body, Kind
from gremium.model.charter import Charter
from gremium.model.provision import Provision
from gremium.model.source import Source
from gremium.norms.route import Route
from gremium.plugins.parts import Context
from gremium.values.actor import Actor
from gremium.values.citation import Citation
from gremium.values.errors import PhraseError
from gremium.values.phrases import ID, LONGEST_ID
from gremium.values.ref import Ref, parse_ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium.workbench.published import Published, PublishedBody, Session
from gremium_adapters.exporters import addresses
from gremium_adapters.exporters.html.wording import Link
from gremium_adapters.writers.naming import actors_named, body_or_party, ref_in_words

K = TypeVar("K", bound=Hashable)
# A rule by its charter or law, whether a kind or a body states it, which one, and its id: versions of it have this in common.
Key: TypeAlias = tuple[str, bool, str, str]


@frozen(kw_only=True)
class Row:
    """A rule as it holds for a body: what states it (the body, or one of its kinds) and the charter or law where that stands."""

    provision: Provision
    where: Charter
    owner: Body | Kind

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Its citations: its own, else those of its owner."""
        return self.provision.cites or self.owner.cites

    @property
    def key(self) -> Key:
        """What rows have in common that are versions of one rule."""
        return (self.where.id, isinstance(self.owner, Kind), self.owner.id, self.provision.id or "")


class Places:
    """Knows where everything stands in the site of one jurisdiction, and how people are told of it."""

    def __init__(self, shown: Published, context: Context) -> None:
        self.shown, self.context = shown, context
        charters = (context.charter, *context.charter.laws)
        self.bodies = {body.id: addresses.body(body.id) for body in shown.bodies}
        self._feeds = {id_: f"{file.removesuffix('.html')}.ics" for id_, file in self.bodies.items()}
        self.names = {party.id: party.name or party.id for party in shown.parties}
        self.routes = self._route_rows()
        self._routes = _files("route", {key: self._speaking(key) for key in self.routes})
        self._sources = {
            (charter.id, source.id): (source, f"sources.html#source-{number}")
            for number, (charter, source) in enumerate(_sources(charters), 1)
        }
        self.sessions = {session.id: session for session in shown.sessions}
        self.instead: dict[str, list[Session]] = {}
        for session in shown.sessions:
            if session.instead_of is not None:
                self.instead.setdefault(session.instead_of, []).append(session)
        self.years = tuple(sorted({session.day.year for session in shown.sessions} | {shown.year or shown.at.year}))
        self._papers = {paper.id: paper for paper in shown.papers}

    # ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def rows(self, body: str) -> tuple[Row, ...]:
        """Return the rules that hold for a body, its own first, then those of its kinds and of the laws."""
        found = self.context.charter.body_by_id.get(body)
        rulers = Located(charter=self.context.charter, body=found).rulers if found is not None else ()
        return tuple(Row(provision=one, where=where, owner=owner) for where, owner in rulers for one in owner.provisions)

    def _route_rows(self) -> dict[Key, tuple[Row, ...]]:
        """Return the routes of which the rules of these bodies speak, each with its versions."""
        found: dict[Key, dict[int, Row]] = {}
        for body in self.shown.bodies:
            for row in self.rows(body.id):
                if isinstance(row.provision.norm, Route):
                    found.setdefault(row.key, {})[id(row.provision)] = row
        return {key: tuple(rows.values()) for key, rows in found.items()}

    def _speaking(self, key: Key) -> tuple[str, ...]:
        """Return what the file of a route is called after: the law, if it stands in one, whose rule it is, and its id."""
        where, _, owner, id_ = key
        return (owner, id_) if where == self.context.charter.id else (where, owner, id_)

    # ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def body(self, id_: str) -> Link:
        """Return the link to a body; an organisation, or a body of another jurisdiction, has no page."""
        published = next((one.name for one in self.shown.bodies if one.id == id_), None)
        words = published or (self.names.get(id_) if id_ not in self.context.charter.body_by_id else None)
        return Link(words or body_or_party(id_, self.context), self.bodies.get(id_))

    def kind(self, body: PublishedBody) -> Text | None:
        """Return what the kind of a body is called: in the charter, else in a law; None where neither has a name for it."""
        declared = (kind.name for _, kind in self.context.charter.declared(body.kind) if kind.name is not None)
        return body.kind_name or next(declared, None)

    def feed(self, body: PublishedBody) -> str | None:
        """Return the file of the calendar of a body; None for one that is not there and has no meetings."""
        meets = any(body.id in session.bodies for session in self.shown.sessions)
        return self._feeds[body.id] if meets or body.there is not Outcome.FAILS else None

    def who(self, ref: Ref, here: str) -> Link:
        """Return whom a reference means, with the page of the body that is meant, if it is one."""
        target = here if ref.target == "self" else ref.target
        single = ref.jurisdiction is None and not ref.every
        return Link(ref_in_words(ref, self.context, here), self.bodies.get(target) if single else None)

    def position(self, position: str, here: str) -> Link:
        """Return a position through which a seat comes, as the record or the rules write it."""
        try:
            return self.who(parse_ref(position), here)
        except PhraseError:
            return Link(position)

    def actors(self, actors: Iterable[Actor], here: str) -> str:
        """Return who may act, in words."""
        return actors_named(actors, self.context, here)

    def route(self, key: Key) -> Link:
        """Return the link to a route."""
        norms = (row.provision.norm for row in self.routes[key])
        return Link(next((norm.name for norm in norms if norm.name is not None), key[-1]), self._routes[key])

    def version(self, row: Row) -> Link:
        """Return the link to a version of a route; the page of a route with one version has no anchor for it."""
        link = self.route(row.key)
        number = next(n for n, one in enumerate(self.routes[row.key], 1) if one.provision is row.provision)
        return Link(link.words, f"{link.href}#version-{number}" if len(self.routes[row.key]) > 1 else link.href)

    def year(self, year: int) -> str:
        """Return the file of the meetings of a year."""
        return addresses.year(year)

    def anchor(self, session: Session) -> str:
        """Return the anchor of a meeting."""
        return addresses.meeting_anchor(session.id)

    def meeting(self, session: Session) -> str:
        """Return the address of a meeting in the page of its year."""
        return addresses.meeting(session)

    def link(self, session: Session) -> Link:
        """Return the link to a meeting by its name."""
        return Link(session.name or session.id, self.meeting(session))

    def paper(self, id_: str) -> Link:
        """Return the link to a proposal."""
        paper = self._papers.get(id_)
        return Link(paper.name or id_, addresses.paper(id_)) if paper is not None else Link(id_)

    def paper_anchor(self, id_: str) -> str:
        """Return the anchor of a proposal."""
        return addresses.paper_anchor(id_)

    def subject(self, id_: str) -> Text | str:
        """Return what a subject is called."""
        found = self.context.charter.subject_by_id.get(id_)
        return found.name or id_ if found is not None else id_

    def party(self, id_: str) -> str:
        """Return what a person or an organisation is called."""
        return self.names.get(id_, id_)

    # ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def clause(self, cite: Citation, where: Charter) -> Link:
        """Return the link from a citation to its source."""
        _, href = self._sources.get((where.id, cite.source), (None, None))
        return Link(str(cite), href)

    def clauses(self, row: Row) -> tuple[Link, ...]:
        """Return the links from a rule to the sources on which it rests."""
        return tuple(self.clause(cite, row.where) for cite in row.cites)

    def source_anchor(self, where: Charter, source: Source) -> str:
        """Return the anchor of a source."""
        return self._sources[where.id, source.id][1].partition("#")[2]


def _sources(charters: Iterable[Charter]) -> Iterator[tuple[Charter, Source]]:
    yield from ((charter, source) for charter in charters for source in charter.sources)


def _files(prefix: str, keys: Mapping[K, tuple[str, ...]]) -> dict[K, str]:
    """Return a file name for each key: of the words that belong to it where these are ids and alone, else of its number."""
    found: dict[K, str] = {}
    used: set[tuple[str, ...]] = set()
    for number, (key, words) in enumerate(keys.items(), 1):
        named = _speaks(words) and words not in used
        found[key] = f"{prefix}-{'.'.join(words)}.html" if named else f"{prefix}.{number}.html"
        used.add(words)
    return found


def _speaks(words: tuple[str, ...]) -> bool:
    """Return whether a file may be called after words on every file system."""
    return all(ID.fullmatch(word) for word in words) and sum(map(len, words)) <= 2 * LONGEST_ID
