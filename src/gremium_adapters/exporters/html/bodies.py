"""Bodies: the page of each, with who sits there as far as the audience may know, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from gremium.values.citation import Citation
from gremium.values.count import Count
from gremium.values.message import Message, message
from gremium.values.text import Text
from gremium.workbench.published import ElectoralTerm, Membership, Post, PublishedBody
from gremium_adapters.exporters.html.gaps import Gaps, gaps_of
from gremium_adapters.exporters.html.meetings import Sitting, sittings
from gremium_adapters.exporters.html.places import Places
from gremium_adapters.exporters.html.rules import Section, position, sections
from gremium_adapters.exporters.html.wording import Link


@frozen
class Sits:
    """Somebody who sits in a body, or stands in there: the name, for whom or through which office, whom it stands in for."""

    name: str
    told: Membership
    of: Link | None
    office: Link | None
    stands_in_for: str | None
    post: Text | str | Message
    body: Link


@frozen(kw_only=True)
class Line:
    """A post of a body: who sits there, and how many seats are withheld, filled without a name, vacant, or unknown."""

    title: Text | str | Message
    office: bool = False
    number: Count | None = None
    standing: Message | None = None
    open_to: Text | None = None
    people: tuple[Sits, ...] = ()
    withheld: int = 0
    unnamed: int = 0
    vacant: int = 0
    unknown: int = 0
    clauses: tuple[Link, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether nothing else is said of who sits there."""
        return not (self.people or self.withheld or self.unnamed or self.vacant or self.unknown)


@frozen(kw_only=True)
class BodyPage:
    """What the page of a body shows."""

    file: str
    id: str
    name: Text | str
    kind: Text | str
    body: PublishedBody
    state: str
    terms: tuple[ElectoralTerm, ...]
    feed: str | None
    part_of: Link | None
    successor_of: Link | None
    clauses: tuple[Link, ...]
    lines: tuple[Line, ...]
    others: tuple[Sits, ...]
    rules: tuple[Section, ...]
    gaps: Gaps
    coming: tuple[Sitting, ...]
    past: tuple[Sitting, ...]


def body_pages(places: Places) -> Iterator[BodyPage]:
    """Yield the page of each body that is shown."""
    charter = places.context.charter
    for body in places.shown.bodies:
        known = charter.body_by_id.get(body.id)
        mine = tuple(one for one in places.shown.memberships if one.body == body.id)
        meetings = sittings(places, (one for one in places.shown.sessions if body.id in one.bodies))
        yield BodyPage(
            file=places.bodies[body.id],
            id=body.id,
            name=body.name or body.id,
            kind=places.kind(body) or body.kind,
            terms=tuple(one for one in places.shown.terms if one.body == body.id),
            feed=places.feed(body),
            body=body,
            state=_state(body),
            part_of=places.who(body.part_of, body.id) if body.part_of is not None else None,
            successor_of=places.body(known.succeeds) if known is not None and known.succeeds is not None else None,
            clauses=tuple(places.clause(cite, charter) for cite in known.cites) if known is not None else (),
            lines=tuple(_lines(body, mine, places)),
            others=tuple(sits(one, places) for one in mine if not one.now),
            rules=sections(places, body.id),
            gaps=gaps_of(places, body.id),
            coming=tuple(one for one in meetings if one.coming),
            past=tuple(reversed([one for one in meetings if not one.coming])),
        )


def sits(one: Membership, places: Places) -> Sits:
    """Return somebody's membership as pages tell it."""
    body = next((found for found in places.shown.bodies if found.id == one.body), None)
    return Sits(
        name=places.party(one.party),
        told=one,
        of=places.body(one.of) if one.of is not None else None,
        office=places.position(one.office, one.body) if one.office is not None else None,
        stands_in_for=places.party(one.stands_in_for) if one.stands_in_for is not None else None,
        post=_post_name(one, body, places),
        body=places.body(one.body),
    )


def _post_name(one: Membership, body: PublishedBody | None, places: Places) -> Text | str | Message:
    """Return what a post is called: as on the day, else as the rules have it."""
    posts = body.posts if body is not None else ()
    rows = (row for row in places.rows(one.body) if row.provision.word == "seats" and row.provision.id == one.post)
    names = [*(post.name for post in posts if post.id == one.post), *(row.provision.norm.name for row in rows)]
    return position(one.post, next((name for name in names if name is not None), None))


def _state(body: PublishedBody) -> str:
    """Return the label of whether a body is there on the day."""
    if body.planned:
        return "show.planned"
    return f"show.exists-{body.there.value}"


# ── who sits there ───────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(body: PublishedBody, members: Iterable[Membership], places: Places) -> Iterator[Line]:
    """Yield a line for each post, and one for each in which somebody sits though the rules know of no such post that day."""
    now: dict[str, list[Membership]] = {}
    for one in members:
        if one.now:
            now.setdefault(one.post, []).append(one)
    for post in body.posts:
        yield _line(post, now.pop(post.id, []), body, places)
    for there in now.values():
        yield Line(title=_post_name(there[0], body, places), people=_people(there, places))


def _line(post: Post, there: Iterable[Membership], body: PublishedBody, places: Places) -> Line:
    known = post.taken + post.withheld + post.unnamed + post.vacant
    fixed = post.number.exact and post.open_to is None and places.context.record_given
    return Line(
        title=position(post.id, post.name),
        office=post.office,
        number=None if post.office else post.number,
        standing=message(f"standing.{post.standing.value}") if post.standing is not None else None,
        open_to=post.open_to,
        people=_people(there, places),
        withheld=post.withheld,
        unnamed=post.unnamed,
        vacant=post.vacant,
        unknown=max(post.number.low - known, 0) if fixed else 0,
        clauses=tuple(_clauses(post, body, places)),
    )


def _people(there: Iterable[Membership], places: Places) -> tuple[Sits, ...]:
    """Return who sits in a post, then who stands in there, those of a list in its order."""
    ordered = sorted(there, key=lambda one: (one.substitute, one.rank or 0))
    return tuple(sits(one, places) for one in ordered)


def _clauses(post: Post, body: PublishedBody, places: Places) -> Iterator[Link]:
    """Yield the clauses on which a seat group rests."""
    found: dict[tuple[str, Citation], Link] = {}
    for row in places.rows(body.id):
        if row.provision.word == "seats" and row.provision.id == post.id:
            found |= {(row.where.id, cite): places.clause(cite, row.where) for cite in row.cites}
    yield from found.values()
