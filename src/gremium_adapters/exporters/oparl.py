"""OParl 1.1: a tree of files from which programmes for council information read bodies, people, meetings and papers.

What OParl calls a Body is the municipality; a body of gremium, which meets, is an `oparl:Organization`. The text of OParl asks
more than its schemas, and the text is followed: both instants of change on every object, all lists, no empty values, every object
under its own address. Where OParl recommends words (types of organisations, states of meetings, roles of consultations), these
German words are used; all others are in the language of the export. What OParl has no place for is left out, except for three
properties of our own with the prefix `gremium:`. How objects and lists lie in files stands in `oparl_tree`, the words of OParl in
`oparl_words`. The room is longer than 300 lines because the objects name each other, and each kind of them is a few lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from gremium.evaluate.scope import Located
from gremium.norms.seats import Seats, Standing
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Exporter, Options
from gremium.values.days import UNSTATED_DAY, Day
from gremium.values.phrases import PREDECLARED
from gremium.values.text import Text
from gremium.workbench.losses import undated
from gremium.workbench.published import Dealt, ElectoralTerm, Membership, Paper, Point, Published, PublishedBody, Session
from gremium_adapters.exporters import addresses
from gremium_adapters.exporters.oparl_older import CONSISTS, FOR, Older, digest, named
from gremium_adapters.exporters.oparl_tree import SCHEMA, Thing, Tree, day_of, later, moment_of
from gremium_adapters.exporters.oparl_words import CONSULTS, DECIDES, OUTCOMES, RESULTS, ROLES, STATES, WEIGHTS, sort_of

CARRIES = frozenset({
    "bodies", "parts", "parties", "memberships", "past", "delegates", "substitutes", "terms", "meetings", "hours", "places",
    "joint", "agenda", "proposals",
})  # fmt: skip


def write(shown: Published, context: Context, options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the files of the tree by name.

    Raises `Misuse` without an address below which it will stand, and for an earlier tree that is none or of something else.
    """
    return _Writing(shown, context, addresses.base_of(options.base), options.against).files()


class _Writing:
    """Writes one tree. What is only named by an id, and no person, becomes an organisation: every address leads somewhere."""

    def __init__(self, shown: Published, context: Context, base: str, against: Mapping[str, bytes] | None) -> None:
        self.shown, self.context, self.say = shown, context, context.language
        self.tree = Tree(base, context.stamp)
        self.body = self.tree.url("body", shown.id)
        told = (base, self.body, shown.audience, self.tree.stamp)
        self.older = Older.read(against, *told) if against is not None else Older()
        # By id: who was mentioned, memberships of persons, consultations of proposals and of items; by address: of organisations.
        self.mentioned: dict[str, str] = {}
        self.theirs: dict[str, list[str]] = {}
        self.consultations: dict[str, list[str]] = {}
        self.by_item: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self.met: dict[str, list[str]] = {}
        self.consulted: dict[str, list[str]] = {}

    def files(self) -> Mapping[str, Iterable[bytes]]:
        """Return the files, each of which is made when it is written; which there are, and who is named, is found out before."""
        tree, shown = self.tree, self.shown
        memberships, terms, persons = list(self._memberships()), list(self._terms()), list(self._persons())
        consultations = [url for paper in shown.papers for url in self._consultations(paper)]
        papers = [self.tree.add(self.tree.url("paper", paper.id), self._paper, paper) for paper in shown.papers]
        meetings = list(self._meetings())
        items = [url for session in shown.sessions for url in self._points(session)]
        places = [tree.add(tree.url("location", one.id), self._place, one) for one in shown.sessions if one.place is not None]
        lists = {
            "organization": ("organizations", list(self._organizations())), "person": ("persons", persons),
            "meeting": ("meetings", meetings), "paper": ("papers", papers), "membership": ("memberships", memberships),
            "agendaItem": ("agenda-items", items), "consultation": ("consultations", consultations), "file": ("files", ()),
            "locationList": ("locations", places), "legislativeTermList": ("legislative-terms", terms),
        }  # fmt: skip
        said = {key: tree.list_of(tree.url(name), urls) for key, (name, urls) in lists.items()}
        tree.add(self.body, self._municipality, (terms, said))
        tree.add(tree.url("system"), self._system, tree.list_of(tree.url("bodies"), (self.body,)))
        tree.gone |= {one["id"]: one for one in self.older.gone(tree.things, tree.stamp)}
        tree.stamps = self.older.settled(tree.things, tree.made)
        return tree

    def _municipality(self, url: str, of: tuple[list[str], Mapping[str, str]]) -> Thing:
        """Return what has all lists."""
        terms, lists = of
        return self.tree.thing(
            "Body", url, system=self.tree.url("system"), name=self._called(self.shown.name, self.shown.id),
            classification=self.shown.kind, legislativeTerm=self.tree.within(terms, "body"), **lists,
            web=self._web(addresses.START),
        )  # fmt: skip

    def _system(self, url: str, bodies: str) -> Thing:
        """Return what has the municipality in it, and tells of which objects the tree consists, those that are deleted too."""
        audience = self.shown.audience
        return self.tree.thing(
            "System", url, oparlVersion=SCHEMA, body=bodies, name=self._called(self.shown.name, self.shown.id),
            web=self._web(addresses.START), **{FOR: named(audience), CONSISTS: self._consists},
        )  # fmt: skip

    @cached_property
    def _consists(self) -> str:
        """A digest of which objects the tree consists."""
        return digest((*self.tree.things, *self.tree.gone), self.shown.audience)

    def _web(self, place: str) -> str:
        """Return the address of a place in the site, which stands below the same base."""
        return f"{self.tree.base}{place}"

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        """The pages of the bodies that are exported."""
        return {one.id: self._web(addresses.body(one.id)) for one in self.shown.bodies}

    # ── who there is ─────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _people(self) -> Mapping[str, str]:
        """The names of the persons by id. Whoever is told of by an id alone is an organisation if the charter knows one by it."""
        charter = self.context.charter
        units = charter.body_by_id.keys() | charter.party_by_id.keys()
        return {one.id: one.name or one.id for one in self.shown.parties if one.person and (one.name or one.id not in units)}

    @cached_property
    def _told(self) -> Mapping[str, str]:
        """The addresses of the bodies and organisations that are exported, by id; a body comes before an organisation."""
        parties = {one.id: self.tree.url("party", one.id) for one in self.shown.parties if not one.person}
        return parties | {one.id: self.tree.url("organization", one.id) for one in self.shown.bodies}

    def _organization(self, id_: str | None) -> str | None:
        """Return the address of a body or an organisation; one that is not exported itself is remembered as mentioned."""
        if id_ is None or id_ in self._told:
            return self._told.get(id_ or "")
        if id_ in self._people:
            return None
        return self.mentioned.setdefault(id_, self.tree.url(self._folder(id_), id_))

    def _organizations_of(self, ids: Iterable[str | None]) -> list[str]:
        found = (self._organization(id_) for id_ in dict.fromkeys(ids))
        return [url for url in found if url is not None]

    def _type(self, kind: str | None) -> str | None:
        """Return what sort of organisation a kind is, or the nearest kind above it; None where no word says so for certain."""
        path: dict[str, None] = {}
        while kind is not None and kind not in path:
            path[kind] = None
            found = self.context.charter.kind_by_id.get(kind)
            kind = found.of if found is not None else None
        return next(filter(None, map(sort_of, path)), None)

    def _folder(self, id_: str) -> str:
        """Return in which folder stands what is only mentioned."""
        charter = self.context.charter
        return "party" if id_ in charter.party_by_id and id_ not in charter.body_by_id else "organization"

    def _called(self, name: Text | None, id_: str) -> str:
        """Return a name, or the id of what has none."""
        return self.say.text(name) or id_

    def _organizations(self) -> Iterator[str]:
        """Add the bodies, the organisations of the record, and those that are only mentioned, by id; yield their addresses."""
        bodies = [(one, self._of_body(one)) for one in self.shown.bodies]
        for one, said in bodies:
            yield self._add_organization(self._told[one.id], "organization", one.id, said)
        for party in self.shown.parties:
            if party.person and party.id not in self._people:
                self._organization(party.id)
            elif not party.person:
                said = {**self._of_party(party.name or party.id, party.kind), "web": self._web(addresses.party(party.id))}
                yield self._add_organization(self.tree.url("party", party.id), "party", party.id, said)
        for id_, url in sorted(self.mentioned.items()):
            known = self.context.charter.body_by_id.get(id_) or self.context.charter.party_by_id.get(id_)
            name, kind = (known.name, known.kind) if known is not None else (None, None)
            yield self._add_organization(url, self._folder(id_), id_, self._of_party(self._called(name, id_), kind))

    def _add_organization(self, url: str, folder: str, id_: str, said: Mapping[str, Any]) -> str:
        """Add an organisation with its lists."""
        lists = {"meeting": ("meetings", self.met), "consultation": ("consultations", self.consulted)}
        addressed = {
            key: self.tree.list_of(self.tree.url(folder, id_, name), urls.get(url, ())) for key, (name, urls) in lists.items()
        }
        return self.tree.add(url, self._made_organization, {**said, "membership": self.members.get(url, []), **addressed})

    def _made_organization(self, url: str, said: Mapping[str, Any]) -> Thing:
        return self.tree.thing("Organization", url, body=self.body, **said)

    def _of_party(self, name: str, kind: str | None) -> Mapping[str, Any]:
        """Return what an organisation says that is none of the bodies that are exported."""
        return {"name": name, "organizationType": self._type(kind), "classification": kind}

    def _of_body(self, body: PublishedBody) -> Mapping[str, Any]:
        """Return what an organisation says that is a body."""
        above = body.part_of
        inside = above is not None and above.bare and above.target in {*self._told, *self.context.charter.body_by_id}
        return {
            "name": self._called(body.name, body.id),
            "post": list(dict.fromkeys(self._post(body.id, post.id) for post in body.posts)),
            "subOrganizationOf": self._organization(above.target) if above is not None and inside else None,
            "gremium:partOf": str(above) if above is not None and not inside else None,
            "organizationType": self._type(body.kind),
            "classification": self._called(body.kind_name, body.kind),
            "startDate": day_of(body.since),
            "endDate": day_of(body.until),
            "web": self._pages[body.id],
        }

    def _persons(self) -> Iterator[str]:
        """Add the persons, each with what it is a member of; yield their addresses."""
        yield from (self.tree.add(self.tree.url("person", id_), self._person, id_) for id_ in self._people)

    def _person(self, url: str, id_: str) -> Thing:
        theirs = self.tree.within(self.theirs.get(id_, ()), "person")
        page = self._web(addresses.party(id_))
        return self.tree.thing("Person", url, body=self.body, name=self._people[id_], membership=theirs, web=page)

    # ── who sits where ───────────────────────────────────────────────────────────────────────────────────────────────

    def _memberships(self) -> Iterator[str]:
        """Add what persons are members of, in the order of the view; of several alike the days give the number.

        One that is over or yet to come, while no exact day says so, is left out: all would take it for one of today.
        """
        told = zip(self.shown.memberships, undated(self.shown), strict=True)
        several = [one for one, lost in told if one.party in self._people and not lost]
        urls: dict[int, str] = {}
        for number in sorted(range(len(several)), key=lambda index: _order(several[index])):
            one = several[number]
            as_what = ("substitute", one.party) if one.substitute else (one.party,)
            urls[number] = self.tree.another("membership", one.body, one.post, *as_what)
        for number, one in enumerate(several):
            url = self.tree.add(urls[number], self._membership, one)
            self.theirs.setdefault(one.party, []).append(url)
            self._remember(url, self._organizations_of((one.body,)), self.members)
            self._organization(one.of)
            yield url

    def _membership(self, url: str, one: Membership) -> Thing:
        role = self._post(one.body, one.post)
        return self.tree.thing(
            "Membership", url, person=self.tree.url("person", one.party), organization=self._organization(one.body),
            role=self.say.term("oparl.substitute", post=role) if one.substitute else role,
            votingRight=one.standing is Standing.VOTING if one.standing is not None else None,
            startDate=day_of(one.since), endDate=day_of(one.until), onBehalfOf=self._organization(one.of),
            web=self._pages.get(one.body),
        )  # fmt: skip

    @staticmethod
    def _remember(url: str, organizations: Iterable[str], by: dict[str, list[str]]) -> None:
        """Remember which organisations an object names."""
        for one in organizations:
            by.setdefault(one, []).append(url)

    @cached_property
    def _named_posts(self) -> Mapping[tuple[str, str], str]:
        """The names of the seat groups on the day, by body and id."""
        posts = ((body.id, post) for body in self.shown.bodies for post in body.posts)
        return {(body, post.id): self.say.text(post.name) for body, post in posts if post.name is not None}

    def _post(self, body: str, post: str) -> str:
        """Return what a seat group or an office is called; one of another day by the rules, one without a name keeps its id."""
        if (body, post) in self._named_posts:
            return self._named_posts[body, post]
        if post in PREDECLARED:
            return self.say.term(f"position.{post}")
        found = self.context.charter.body_by_id.get(body)
        rulers = Located(charter=self.context.charter, body=found).rulers if found is not None else ()
        rows = (row.norm for _, owner in rulers for row in owner.provisions if row.id == post and isinstance(row.norm, Seats))
        return next((self.say.text(norm.name) for norm in rows if norm.name is not None), post)

    def _terms(self) -> Iterator[str]:
        """Add the electoral terms; OParl knows those of the municipality, so each says of which body it is."""
        for one in self.shown.terms:
            self._organization(one.body)
            yield self.tree.add(self.tree.another("legislative-term", one.body), self._term, one)

    def _term(self, url: str, one: ElectoralTerm) -> Thing:
        named_body = next((self._called(body.name, body.id) for body in self.shown.bodies if body.id == one.body), one.body)
        return self.tree.thing(
            "LegislativeTerm", url, body=self.body, name=self.say.term("oparl.legislative-term", body=named_body),
            startDate=day_of(one.since), endDate=day_of(one.until), web=self._pages.get(one.body),
            **{"gremium:organization": self._organization(one.body)},
        )  # fmt: skip

    # ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _sessions(self) -> Mapping[str, Session]:
        return {one.id: one for one in self.shown.sessions}

    def _points(self, session: Session) -> Iterator[str]:
        """Add the items of an agenda, numbered from 0 among those that are shown; yield their addresses."""
        for order, one in enumerate(session.points):
            yield self.tree.add(self.tree.url("agenda-item", one.id), self._point, (session, order))

    def _point(self, url: str, of: tuple[Session, int]) -> Thing:
        session, order = of
        one = session.points[order]
        return self.tree.thing(
            "AgendaItem", url, meeting=self.tree.url("meeting", session.id), order=order, name=self.say.text(one.name),
            public=one.public, consultation=self.by_item.get(one.id), result=self._result(session.id, one),
            start=moment_of(one.at) if one.at is not None else None,
            keyword=[self._subject(one.subject)] if one.subject is not None else None,
            web=self._web(addresses.meeting(session)),
        )  # fmt: skip

    def _result(self, meeting: str, point: Point) -> str:
        """Return what came of an item: the outcomes of what was done there with proposals, each once."""
        return "; ".join(dict.fromkeys(filter(None, map(self._outcome, self._done.get((meeting, point.id), ())))))

    @cached_property
    def _done(self) -> Mapping[tuple[str | None, str | None], Sequence[Dealt]]:
        """What was done with proposals, by meeting and item."""
        found: dict[tuple[str | None, str | None], list[Dealt]] = {}
        for step in (step for paper in self.shown.papers for step in paper.steps):
            found.setdefault((step.meeting, step.item), []).append(step)
        return found

    def _outcome(self, step: Dealt) -> str | None:
        if step.outcome is not None:
            return self.say.term(OUTCOMES[step.outcome]) if step.outcome in OUTCOMES else step.outcome
        return self.say.term(f"did.{step.did.value}") if step.did in RESULTS else None

    def _place(self, url: str, session: Session) -> Thing:
        """Return where a meeting is held."""
        return self.tree.thing(
            "Location", url, description=self.say.text(session.place), meetings=[self.tree.url("meeting", session.id)],
            web=self._web(addresses.meeting(session)),
        )  # fmt: skip

    def _participants(self, session: Session) -> Iterator[str]:
        """Yield the addresses of the persons who were there."""
        for one in session.present:
            if one.how.there and one.party in self._people:
                yield self.tree.url("person", one.party)

    def _meetings(self) -> Iterator[str]:
        """Add the meetings; yield their addresses."""
        for session in self.shown.sessions:
            url = self.tree.add(self.tree.url("meeting", session.id), self._meeting, session)
            self._remember(url, self._organizations_of(session.bodies), self.met)
            yield url

    def _meeting(self, url: str, session: Session) -> Thing:
        """Return a meeting; of one of which only the day is known `start` is its first minute, and `gremium:day` says so."""
        at, ends = session.at, session.ends
        items = (self.tree.url("agenda-item", one.id) for one in session.points)
        places = (self.tree.url("location", session.id),) if session.place is not None else ()
        return self.tree.thing(
            "Meeting", url, name=self.say.text(session.name),
            meetingState=STATES[session.state], cancelled=session.state.off, start=moment_of(at),
            end=moment_of(ends) if ends is not None and isinstance(at, datetime) and later(ends, at) else None,
            location=next(iter(self.tree.within(places, "meetings")), None),
            participant=list(self._participants(session)),
            organization=self._organizations_of(session.bodies), agendaItem=self.tree.within(items, "meeting"),
            web=self._web(addresses.meeting(session)), **{"gremium:day": day_of(at) if not isinstance(at, datetime) else None},
        )  # fmt: skip

    # ── papers ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _subject(self, subject: str) -> str:
        found = self.context.charter.subject_by_id.get(subject)
        return self._called(found.name if found is not None else None, subject)

    def _paper(self, url: str, paper: Paper) -> Thing:
        """Return a proposal with its consultations."""
        by = paper.by
        return self.tree.thing(
            "Paper", url, body=self.body, name=self.say.text(paper.name), reference=paper.id,
            date=day_of(paper.at), paperType=self._subject(paper.subject) if paper.subject is not None else None,
            originatorPerson=[self.tree.url("person", by)] if by is not None and by in self._people else None,
            originatorOrganization=self._organizations_of((paper.of, by)),
            consultation=self.tree.within(self.consultations.get(paper.id, ()), "paper"),
            web=self._web(addresses.paper(paper.id)),
        )  # fmt: skip

    def _consultations(self, paper: Paper) -> Iterator[str]:
        """Add the consultations on a proposal: what was done at one item or in one meeting is one, and each other step is."""
        self._organizations_of((paper.of, paper.by))
        groups: dict[tuple[str, ...], list[Dealt]] = {}
        for number, step in enumerate(paper.steps):
            if step.meeting is not None:
                where = ("item", step.meeting, step.item) if step.item is not None else ("meeting", step.meeting)
                groups.setdefault(where, []).append(step)
            elif step.did in CONSULTS and step.body is not None:
                groups["body", step.body, str(number)] = [step]
        for (how, place, *_), steps in groups.items():
            id_ = str(steps[0].item) if how == "item" else place
            url = self.tree.add(self.tree.another("consultation", paper.id, how, id_), self._consultation, (paper.id, steps))
            self.consultations.setdefault(paper.id, []).append(url)
            self._remember(url, self._consulting(steps), self.consulted)
            if (item := self._item(steps)) is not None:
                self.by_item.setdefault(item, url)
            yield url

    def _item(self, steps: list[Dealt]) -> str | None:
        """Return the item of a consultation, if it is shown."""
        session, item = self._sessions.get(steps[0].meeting or ""), steps[0].item
        return item if session is not None and any(point.id == item for point in session.points) else None

    def _consulting(self, steps: list[Dealt]) -> list[str]:
        """Return the bodies of a consultation; the one that leads the meeting comes first."""
        session = self._sessions.get(steps[0].meeting or "")
        acted = [step.body for step in steps if step.body is not None]
        meet = session.bodies if session is not None else ()
        return self._organizations_of([*(one for one in meet if one in acted or not acted), *acted])

    def _consultation(self, url: str, of: tuple[str, list[Dealt]]) -> Thing:
        paper, steps = of
        session, item = self._sessions.get(steps[0].meeting or ""), self._item(steps)
        done = {step.did for step in steps}
        role = max((did for did in done if did in ROLES), key=WEIGHTS.index, default=None)
        return self.tree.thing(
            "Consultation", url, paper=self.tree.url("paper", paper),
            agendaItem=self.tree.url("agenda-item", item) if item is not None else None,
            meeting=self.tree.url("meeting", session.id) if session is not None else None,
            organization=self._consulting(steps),
            authoritative=not done.isdisjoint(DECIDES) if role is not None else None,
            role=ROLES[role] if role is not None else None, web=self._web(addresses.paper(paper)),
        )  # fmt: skip


def _order(one: Membership) -> tuple[Any, ...]:
    """Return by what memberships of one party in one place are numbered."""
    since, until = (day if isinstance(day, Day) else UNSTATED_DAY for day in (one.since, one.until))
    return (since.sort_key, until.sort_key, one.of or "", one.office or "", one.stands_in_for or "", one.rank or 0)


@hookimpl
def gremium_exporters() -> tuple[Exporter, ...]:
    """Return the exporter of OParl."""
    return (Exporter(format="oparl", carries=CARRIES, takes=frozenset({"base", "against"}), suffixes=(".json",), write=write),)
