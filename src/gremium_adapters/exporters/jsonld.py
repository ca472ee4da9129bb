"""JSON-LD 1.1 (W3C): bodies, posts and memberships in the organization ontology (W3C org), meetings as events of schema.org.

One document, a flat `@graph`, with its context inside: nothing is fetched, and every key that is used is mapped there. Names are
SKOS labels by language; persons are FOAF; days of membership are intervals of OWL-Time. An `@id` is an address below the given
`base`, or a URN below `urn:gremium:` without one; it is made of ids, so that it is the same from one export to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from gremium.model.record import MeetingState, Mode
from gremium.norms.seats import Standing
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Exporter, Options, Stream
from gremium.values.days import Day
from gremium.values.text import Text
from gremium.workbench.published import Membership, Named, Paper, Post, Published, PublishedBody, Session
from gremium_adapters.exporters import addresses
from gremium_adapters.exporters.linked import (
    FOREIGN,
    JURISDICTION,
    MONTH,
    ROLES,
    YEAR,
    Links,
    Path,
    Stub,
    Words,
    as_json,
    as_known,
    ends_after,
    local,
    untagged,
)

CARRIES = frozenset({
    "bodies", "parts", "standing", "parties", "memberships", "past", "organisations-seated", "substitutes", "meetings", "hours",
    "places", "joint", "modes", "agenda", "replaced", "proposals", "languages",
})  # fmt: skip
SCHEMA = "https://schema.org/"
REFERENCES = {
    "org": ("classification", "subOrganizationOf", "postIn", "heldBy", "role", "member", "organization"),
    "schema": (
        "eventStatus", "eventAttendanceMode", "organizer", "subEvent", "superEvent", "about", "creator", "sourceOrganization",
        "attendee", "url",
    ),
    "dcterms": ("replaces",),
}  # fmt: skip
BY_LANGUAGE = {"skos": ("prefLabel", "note", "scopeNote"), "schema": ("name", "description")}
TYPED = {
    **dict.fromkeys(("foundingDate", "dissolutionDate", "dateCreated"), ("schema", "schema:Date")),
    **dict.fromkeys(("startDate", "endDate", "previousStartDate"), ("schema", "schema:DateTime")),
    "position": ("schema", "xsd:integer"),
    "inXSDDate": ("time", "xsd:date"), "inXSDgYearMonth": ("time", "xsd:gYearMonth"), "inXSDgYear": ("time", "xsd:gYear"),
}  # fmt: skip
CONTEXT: Mapping[str, Any] = {
    "@version": 1.1, "dcterms": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#", "schema": SCHEMA,
    "skos": "http://www.w3.org/2004/02/skos/core#", "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "agentName": "foaf:name", "hasBeginning": "time:hasBeginning",
    "hasEnd": "time:hasEnd", "keywords": "schema:keywords", "location": "schema:location", "memberDuring": "org:memberDuring",
    **{term: {"@id": f"{prefix}:{term}", "@type": "@id"} for prefix, terms in REFERENCES.items() for term in terms},
    **{term: {"@id": f"{prefix}:{term}", "@container": "@language"} for prefix, terms in BY_LANGUAGE.items() for term in terms},
    **{term: {"@id": f"{prefix}:{term}", "@type": type_} for term, (prefix, type_) in TYPED.items()},
}  # fmt: skip
# By the length of what is known of a day.
INSTANTS = {YEAR: "inXSDgYear", MONTH: "inXSDgYearMonth"}
ORGANIZATION = ["org:Organization", "schema:Organization"]
STATUS = dict.fromkeys(MeetingState, f"{SCHEMA}EventScheduled") | {
    MeetingState.CANCELLED: f"{SCHEMA}EventCancelled",
    MeetingState.POSTPONED: f"{SCHEMA}EventPostponed",
}
RESCHEDULED = f"{SCHEMA}EventRescheduled"
MODES = {Mode.ROOM: "Offline", Mode.HYBRID: "Mixed", Mode.REMOTE: "Online"}
SUBSTITUTE = "substitute"

Node = dict[str, Any]


def write(shown: Published, context: Context, options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the document. Raises `Misuse` for a base that is no address."""
    base = addresses.base_of(options.base) if options.base is not None else None

    def made() -> Iterator[bytes]:
        return as_json((("@context", CONTEXT), ("@graph", map(_bare, _Graph(shown, context, base).nodes()))))

    return {"": Stream(made)}


class _Graph:
    """Makes the nodes of one view, each with an id of its own."""

    def __init__(self, shown: Published, context: Context, base: str | None) -> None:
        self.shown, self.say = shown, context.language
        self.base = base
        self.links, self.words = Links(shown, context), Words(shown, context)
        self.holders: dict[tuple[str, str], dict[str, None]] = {}
        for _, one in self.links.memberships:
            if one.now and one.certain and not one.substitute:
                self.holders.setdefault((one.body, one.post), {})[self.iri(self.links.party(one.party))] = None
        self.posts = {(body.id, post.id): post for body in shown.bodies for post in body.posts}
        self.sessions = {one.id: one for one in shown.sessions}
        self.papers = {paper.id for paper in shown.papers}
        self.kinds: dict[str, Text | None] = {}
        self.roles: dict[Path, Text] = {}

    def iri(self, path: Path) -> str:
        """Return the id of what is at a path."""
        parts = [quote(part, safe="", errors="replace") for part in path]
        if path[0] == FOREIGN:
            return ":".join(("urn:gremium", *parts[1:]))
        if self.base is not None:
            return f"{self.base}{'/'.join(parts)}"
        return ":".join(("urn:gremium", quote(self.shown.id, safe="", errors="replace"), *parts))

    def page(self, place: str) -> str | None:
        """Return the address of a place in the site, which stands below the same base."""
        return f"{self.base}{place}" if self.base is not None else None

    def nodes(self) -> Iterator[Node]:
        """Yield all nodes; what the others refer to comes last."""
        town = {"@id": self.iri(JURISDICTION), "@type": ORGANIZATION, "url": self.page(addresses.START)}
        yield {**town, **self.called(self.shown.name), **self.kind(self.shown.kind)}
        yield from (self.body(one) for one in self.shown.bodies)
        yield from (self.post(body, post) for body, post in self.links.posts())
        yield from (self.party(one) for one in self.links.parties.values())
        yield from (self.membership(path, one) for path, one in self.links.memberships)
        yield from (node for one in self.shown.sessions for node in self.events(one))
        replaced = dict.fromkeys(one.instead_of for one in self.shown.sessions if one.instead_of is not None)
        unseen = (id_ for id_ in replaced if id_ not in self.sessions)
        yield from ({"@id": self.iri(("meetings", id_)), "@type": "schema:Event"} for id_ in unseen)
        yield from (self.paper(one) for one in self.shown.papers)
        yield from (self.stub(path, one) for path, one in self.links.stubs.items())
        yield from ({"@id": self.iri(path), "@type": "org:Role", "prefLabel": _map(name)} for path, name in self.roles.items())
        for kind, name in self.kinds.items():
            yield {"@id": self.iri(("kinds", kind)), "@type": "skos:Concept", "prefLabel": _map(name or untagged(kind))}

    @staticmethod
    def called(name: Text | None) -> Node:
        """Return the name of an organisation, for those who read org and for those who read schema.org."""
        return {"prefLabel": _map(name), "name": _map(name)}

    def kind(self, kind: str, name: Text | None = None) -> Node:
        """Return to which kind something belongs."""
        self.kinds[kind] = name or self.kinds.get(kind)
        return {"classification": self.iri(("kinds", kind))}

    def role(self, path: Path, name: Text) -> str:
        """Return the id of a role."""
        self.roles.setdefault(path, name)
        return self.iri(path)

    def standing(self, standing: Standing | None) -> list[str]:
        """Return the role of a standing, if there is one."""
        if standing is None:
            return []
        return [self.role(("roles", standing.value), self.words.text(self.say.term(ROLES[standing])))]

    def body(self, one: PublishedBody) -> Node:
        """Return a body, which belongs to another one or to the jurisdiction."""
        return {
            "@id": self.iri(("bodies", one.id)), "@type": ORGANIZATION, **self.called(one.name),
            **self.kind(one.kind, one.kind_name), "subOrganizationOf": self.iri(self.links.above(one.part_of)),
            "foundingDate": as_known(one.since), "dissolutionDate": as_known(one.until), "note": _map(self.words.of_body(one)),
            "url": self.page(addresses.body(one.id)),
        }  # fmt: skip

    def post(self, body: str, post: Post | str) -> Node:
        """Return a post with those who hold it on the day, as far as that is certain; to whom it is open is told as a note."""
        id_, name = post.id if isinstance(post, Post) else post, self.words.post(post)
        standing = self.standing(post.standing) if isinstance(post, Post) else []
        return {
            "@id": self.iri(("posts", body, id_)), "@type": "org:Post", "prefLabel": _map(name),
            "scopeNote": _map(post.open_to) if isinstance(post, Post) else None, "postIn": self.iri(self.links.body(body)),
            "role": [self.role(("roles", body, id_), name), *standing], "heldBy": list(self.holders.get((body, id_), ())),
        }  # fmt: skip

    def party(self, one: Named) -> Node:
        """Return a person or an organisation."""
        sort = {"@type": "foaf:Person"} if one.person else {"@type": ORGANIZATION, **self.kind(one.kind)}
        return {"@id": self.iri(("parties", one.id)), **sort, "agentName": one.name, "url": self.page(addresses.party(one.id))}

    def stub(self, path: Path, one: Stub) -> Node:
        """Return something that is referred to and stands elsewhere."""
        if one.kind is None:
            return {"@id": self.iri(path), "@type": "foaf:Agent"}
        return {"@id": self.iri(path), "@type": ORGANIZATION, **self.called(one.name)}

    def membership(self, path: Path, one: Membership) -> Node:
        """Return a membership with its roles: that of the post, and what it entitles to; or that of a substitute."""
        name = self.words.post(self.posts.get((one.body, one.post), one.post))
        roles = [self.role(("roles", one.body, one.post), name), *self.standing(one.standing)]
        if one.substitute:
            roles.append(self.role(("roles", SUBSTITUTE), self.words.text(self.say.term("export.role-substitute"))))
        return {
            "@id": self.iri(path), "@type": "org:Membership", "member": self.iri(self.links.party(one.party)),
            "organization": self.iri(self.links.body(one.body)), "role": roles,
            "memberDuring": _interval(one.since, one.until), "note": _map(self.words.of_membership(one)),
        }  # fmt: skip

    def events(self, one: Session) -> Iterator[Node]:
        """Yield a meeting, then the items of its agenda, each with its place in it."""
        path = ("meetings", one.id)
        hosts = {id_: self.links.body(id_) for id_ in dict.fromkeys(one.bodies)}
        items = [(*path, "items", point.id) for point in one.points]
        title = one.name or next((self.title(host) for host in hosts.values()), None)
        ends = one.ends if ends_after(one.at, one.ends) else None
        before = [] if one.state.off else [_start(earlier) for earlier in self.replaced(one)]
        yield {
            "@id": self.iri(path), "@type": "schema:Event", "name": _map(title),
            "startDate": _start(one), "endDate": local(ends) if ends is not None else None,
            "eventStatus": RESCHEDULED if before else STATUS[one.state], "previousStartDate": before,
            "replaces": self.iri(("meetings", one.instead_of)) if one.instead_of is not None else None,
            "attendee": [self.iri(self.links.party(came.party)) for came in one.present if came.how.there],
            "eventAttendanceMode": f"{SCHEMA}{MODES[one.mode]}EventAttendanceMode", "location": _place(one),
            "organizer": [self.iri(host) for host in hosts.values()], "subEvent": [self.iri(item) for item in items],
            "description": _map(self.words.of_doors(public=one.public)), "url": self.page(addresses.meeting(one)),
        }  # fmt: skip
        for number, (item, point) in enumerate(zip(items, one.points, strict=True), start=1):
            yield {
                "@id": self.iri(item), "@type": ["schema:Event", "schema:ListItem"], "position": number, "name": _map(point.name),
                "startDate": local(point.at) if point.at is not None else None, "eventStatus": STATUS[one.state],
                "superEvent": self.iri(path), "keywords": point.subject,
                "about": [self.iri(("proposals", id_)) for id_ in point.proposals if id_ in self.papers],
                "description": _map(self.words.of_doors(public=point.public)),
            }  # fmt: skip

    def replaced(self, one: Session) -> Iterator[Session]:
        """Yield the meeting that one replaces, then the one that that one replaces, and so on, as far as they are shown."""
        seen = {one.id}
        before = self.sessions.get(one.instead_of or "")
        while before is not None and before.id not in seen:
            seen.add(before.id)
            yield before
            before = self.sessions.get(before.instead_of or "")

    def title(self, host: Path) -> Text | None:
        """Return the name of the body that meets, which is that of a meeting without one."""
        known = self.links.bodies.get(host[-1])
        return known.name if known is not None else self.links.stubs[host].name

    def paper(self, one: Paper) -> Node:
        """Return a proposal."""
        return {
            "@id": self.iri(("proposals", one.id)), "@type": "schema:CreativeWork", "name": _map(one.name),
            "keywords": one.subject, "dateCreated": one.at.isoformat() if one.at is not None else None,
            "creator": self.iri(self.links.party(one.by)) if one.by is not None else None,
            "sourceOrganization": self.iri(self.links.body(one.of)) if one.of is not None else None,
            "url": self.page(addresses.paper(one.id)),
        }  # fmt: skip


def _map(text: Text | None) -> dict[str, str] | None:
    """Return a text by language."""
    return dict(text.pairs) if text is not None else None


def _interval(since: Day | None, until: Day | None) -> Node | None:
    """Return the time from a first to a last day, as far as they are known."""
    ends = {"hasBeginning": _instant(since), "hasEnd": _instant(until)}
    return {"@type": "time:Interval", **_bare(ends)} if any(ends.values()) else None


def _instant(day: Day | None) -> Node | None:
    """Return a day, a month or a year."""
    known = as_known(day)
    return {"@type": "time:Instant", INSTANTS.get(len(known), "inXSDDate"): known} if known is not None else None


def _start(one: Session) -> Any:
    """Return when a meeting begins; where only the day is known, it is a day also for those who read types."""
    return local(one.at) if isinstance(one.at, datetime) else {"@type": "schema:Date", "@value": local(one.at)}


def _place(one: Session) -> Node | None:
    """Return where it meets, in words."""
    if one.place is None:
        return None
    return {"@type": "schema:VirtualLocation" if one.mode is Mode.REMOTE else "schema:Place", "name": _map(one.place)}


def _bare(data: Mapping[str, Any]) -> Node:
    """Return a node without what is not known."""
    return {key: value for key, value in data.items() if value is not None and value != []}


@hookimpl
def gremium_exporters() -> tuple[Exporter, ...]:
    """Return the exporter of JSON-LD."""
    return (Exporter(format="jsonld", suffix=".jsonld", carries=CARRIES, takes=frozenset({"base"}), write=write),)
