"""Popolo (popoloproject.com): persons, organizations, posts, memberships, events and motions in one JSON file.

Ids are paths, such as `bodies/council` and `parties/p01`, unique in their class and the same from one export to the next. Days
are written as exactly as they are known: `2026-03-01`, `2026-03` or `2026`; one that does not certainly lie in one year is left
out. Texts are in the language of the export: the specification has one language in a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from itertools import chain
from typing import Any

from gremium.model.proposal import Did
from gremium.norms.seats import Standing
from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Exporter, Options, Stream
from gremium.values.text import Text
from gremium.workbench.published import Membership, Named, Paper, Post, Published, Session
from gremium_adapters.exporters.linked import (
    FOREIGN,
    JURISDICTION,
    ROLES,
    Links,
    Path,
    Words,
    as_json,
    as_known,
    ends_after,
    local,
)

CARRIES = frozenset({
    "bodies", "parts", "standing", "parties", "memberships", "past", "organisations-seated", "delegates", "substitutes", "terms",
    "meetings", "hours", "places", "agenda", "proposals",
})  # fmt: skip
SUBSTITUTE = "export.role-substitute"
MIDNIGHT = time()


def write(shown: Published, context: Context, _options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the file."""
    return {"": Stream(lambda: as_json(_Popolo(shown, context).made()))}


class _Popolo:
    """Makes the document of one view."""

    def __init__(self, shown: Published, context: Context) -> None:
        self.shown, self.say = shown, context.language
        self.links, self.words = Links(shown, context), Words(shown, context)
        self.posts = {(body.id, post.id): post for body in shown.bodies for post in body.posts}
        self.roles = {place: self.role(post) for place, post in self.posts.items()}

    def made(self) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
        """Yield the lists of all classes; persons and organizations come first, so what refers to them is gone through before."""
        self.refer()
        yield "persons", map(_bare, self.persons())
        yield "organizations", map(_bare, self.organizations())
        yield "posts", (_bare(self.post(body, post)) for body, post in self.links.posts())
        yield "memberships", (_bare(self.membership(path, one)) for path, one in self.links.memberships)
        yield "events", map(_bare, chain(self.terms(), chain.from_iterable(map(self.events, self.shown.sessions))))
        yield "motions", map(_bare, map(self.motion, self.shown.papers))

    def refer(self) -> None:
        """Let the links know all that is referred to."""
        for body, _ in self.links.posts():
            self.links.body(body)
        for _, one in self.links.memberships:
            if one.of is not None:
                self.links.behalf(one.of)
            self.links.party(one.party)
            self.links.body(one.body)
        for term in self.shown.terms:
            self.links.body(term.body)
        for session in self.shown.sessions:
            self.links.body(session.bodies[0])
            for came in session.present:
                if came.how.there:
                    self.links.party(came.party)
        for paper in self.shown.papers:
            self.brought(paper)
        for above in self.shown.bodies:
            self.links.above(above.part_of)

    def brought(self, one: Paper) -> tuple[Path | None, Path | None]:
        """Return to which body a proposal belongs, and who brought it up."""
        by = self.links.party(one.by) if one.by is not None else None
        return self.links.body(one.of) if one.of is not None else None, by

    def told(self, text: Text | None) -> str | None:
        """Return a text in the language of the export."""
        return self.say.text(text) if text is not None else None

    def persons(self) -> Iterator[dict[str, Any]]:
        """Yield the persons, then whoever is referred to and may be one."""
        people = (one for one in self.links.parties.values() if one.person)
        yield from ({"id": _id(("parties", one.id)), "name": one.name or one.id} for one in people)
        for path, stub in self.links.stubs.items():
            if stub.kind is None:
                yield {"id": _id(path), "name": path[-1]}

    def organizations(self) -> Iterator[dict[str, Any]]:
        """Yield the jurisdiction, its bodies, the organisations, and whatever else is referred to."""
        yield {"id": _id(JURISDICTION), "name": self.told(self.shown.name) or self.shown.id, "classification": self.shown.kind}
        for body in self.shown.bodies:
            yield {
                "id": _id(("bodies", body.id)), "name": self.told(body.name) or body.id,
                "classification": self.told(body.kind_name) or body.kind, "parent_id": _id(self.links.above(body.part_of)),
                "founding_date": as_known(body.since), "dissolution_date": as_known(body.until),
                "description": self.told(self.words.of_body(body)),
            }  # fmt: skip
        yield from (self.organization(one) for one in self.links.parties.values() if not one.person)
        for path, stub in self.links.stubs.items():
            if stub.kind is not None:
                yield {"id": _id(path), "name": self.told(stub.name) or _label(path), "classification": stub.kind}

    @staticmethod
    def organization(one: Named) -> dict[str, Any]:
        """Return an organisation that is no body."""
        return {"id": _id(("parties", one.id)), "name": one.name or one.id, "classification": one.kind}

    def role(self, post: Post) -> str | None:
        """Return what whoever holds a post is called: by the standing, else by the office."""
        return self.standing(post.standing) or (self.told(self.words.post(post)) if post.office else None)

    def standing(self, standing: Standing | None) -> str | None:
        """Return what somebody with this standing is called."""
        return self.say.term(ROLES[standing]) if standing is not None else None

    def post(self, body: str, post: Post | str) -> dict[str, Any]:
        """Return a post; its role says whether it votes, that of an office is what the office is called."""
        id_ = post.id if isinstance(post, Post) else post
        return {
            "id": _id(("posts", body, id_)), "label": self.told(self.words.post(post)), "role": self.roles.get((body, id_)),
            "organization_id": _id(self.links.body(body)),
        }  # fmt: skip

    def membership(self, path: Path, one: Membership) -> dict[str, Any]:
        """Return a membership, which is called by its post; a substitute holds none."""
        behalf = self.links.behalf(one.of) if one.of is not None else None
        label, open_ = self.told(self.words.post(self.posts.get((one.body, one.post), one.post))), self.words.of_membership(one)
        role = self.standing(one.standing) or self.roles.get((one.body, one.post))
        return {
            "id": _id(path), "label": f"{label} ({self.told(open_)})" if open_ is not None else label,
            "role": self.say.term(SUBSTITUTE) if one.substitute else role, **self.member(self.links.party(one.party)),
            "organization_id": _id(self.links.body(one.body)),
            "post_id": None if one.substitute else _id(("posts", one.body, one.post)),
            "on_behalf_of_id": _id(behalf) if behalf is not None else None, "start_date": as_known(one.since),
            "end_date": as_known(one.until),
        }  # fmt: skip

    def member(self, path: Path) -> dict[str, Any]:
        """Return who is the member: a person by its id, an organisation as an abbreviated object."""
        if not self.links.organised(path):
            return {"person_id": _id(path)}
        known = self.links.parties.get(path[-1])
        return {"member": {"id": _id(path), "name": (known.name if known is not None else self.name(path)) or path[-1]}}

    def name(self, path: Path) -> str | None:
        """Return the name of a body, or of whatever is not in the view."""
        body = self.links.bodies.get(path[-1]) if path[0] == "bodies" else None
        return self.told(body.name if body is not None else self.links.stubs[path].name)

    def terms(self) -> Iterator[dict[str, Any]]:
        """Yield the electoral terms of bodies."""
        seen: Counter[Path] = Counter()
        for one in self.shown.terms:
            path = ("terms", one.body, str(one.since))
            seen[path] += 1
            body = self.links.body(one.body)
            yield {
                "id": _id((*path, str(seen[path])) if seen[path] > 1 else path), "classification": "legislative period",
                "name": self.say.term("export.term", body=self.name(body) or one.body), "organization_id": _id(body),
                "start_date": as_known(one.since), "end_date": as_known(one.until),
            }  # fmt: skip

    def events(self, one: Session) -> Iterator[dict[str, Any]]:
        """Yield a meeting, then the items of its agenda in their order, each as a part of it."""
        path = ("meetings", one.id)
        lead = self.links.body(one.bodies[0])
        yield {
            "id": _id(path), "name": self.told(one.name) or self.name(lead) or lead[-1], "classification": "meeting",
            "description": self.told(self.words.of_doors(public=one.public)), "start_date": local(one.at),
            "end_date": local(one.ends) if one.ends is not None and ends_after(one.at, one.ends) else None,
            "location": self.told(one.place), "status": one.state.value, "organization_id": _id(lead),
            "attendees": list(self.attendees(one)) or None,
        }  # fmt: skip
        for point in one.points:
            yield {
                "id": _id((*path, "items", point.id)), "name": self.told(point.name) or point.id, "classification": "agenda-item",
                "description": self.told(self.words.of_doors(public=point.public)),
                "start_date": local(point.at) if point.at is not None else None, "organization_id": _id(lead),
                "parent_id": _id(path),
            }  # fmt: skip

    def attendees(self, one: Session) -> Iterator[dict[str, Any]]:
        """Yield the people who were there, as abbreviated objects."""
        for path in (self.links.party(came.party) for came in one.present if came.how.there):
            if not self.links.organised(path):
                known = self.links.parties.get(path[-1])
                yield {"id": _id(path), "name": (known.name if known is not None else None) or path[-1]}

    def motion(self, one: Paper) -> dict[str, Any]:
        """Return a proposal. The schema asks for a time: it is the beginning of the day. Only a person can be its creator."""
        of, by = self.brought(one)
        results = [step.outcome for step in one.steps if step.did is Did.DECIDED and step.outcome is not None]
        return {
            "id": _id(("proposals", one.id)), "organization_id": _id(of) if of is not None else None,
            "creator_id": _id(by) if by is not None and not self.links.organised(by) else None, "text": self.told(one.name),
            "classification": one.subject, "date": local(datetime.combine(one.at, MIDNIGHT)) if one.at is not None else None,
            "result": results[-1] if results else None,
        }  # fmt: skip


def _id(path: Path) -> str:
    return "/".join(path[1:] if path[0] == FOREIGN else path)


def _label(path: Path) -> str:
    """Return what something is called of which only the id is known; with its jurisdiction, if that is another one."""
    return path[-1] if path[0] != FOREIGN else "/".join(part for part in (path[1], path[-1]) if part != JURISDICTION[0])


def _bare(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object without what is not known."""
    return {key: value for key, value in data.items() if value is not None}


@hookimpl
def gremium_exporters() -> tuple[Exporter, ...]:
    """Return the exporter of Popolo."""
    return (Exporter(format="popolo", suffix=".json", carries=CARRIES, write=write),)
