"""Bodies, seat groups, people and memberships of an OParl tree, as a skeleton charter and the holdings of a record.

An `oparl:Body` is the jurisdiction, an `oparl:Organization` is a body, or a party where it is a parliamentary group. What a tree
never says (quorum, notice, terms of office …) is listed as unstated, so that questions get the answer: the source is silent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from gremium.model.body import Body, Kind
from gremium.model.charter import Charter, Subject
from gremium.model.record import Audience, Holding, Party, Period
from gremium.model.source import Source, Verified
from gremium.model.word import VOCABULARY
from gremium.values.citation import Citation
from gremium.values.days import UNSTATED_DAY, Day
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.span import Span
from gremium.values.text import Text
from gremium_adapters.importers.oparl_names import Names, word
from gremium_adapters.importers.oparl_seats import Seated, groups_of, provision
from gremium_adapters.importers.oparl_things import Thing, Things
from gremium_adapters.importers.oparl_values import LANGUAGE, minute, span, text, texts, truth
from gremium_adapters.importers.oparl_words import JURISDICTIONS, OUTSIDE, PARLIAMENT, PARTIES, role, slug, sound

SOURCE, SEATS, NO_KIND, NO_BODY = "oparl", "seats", "body", "municipality"
# An address that fits into a line; a longer one is no help to anybody.
LONGEST_ADDRESS = 300


class Bodies:
    """The bodies and the people of a tree. `bodies` and `parties` are the ids by address, `untaken` counts what has no place."""

    def __init__(self, things: Things, names: Names, untaken: Counter[str]) -> None:
        self.things, self.names, self.untaken = things, names, untaken
        self.home = self._home()
        self.bodies: dict[str, str] = {}
        self.parties: dict[str, str] = {}
        self.found: list[Party] = []
        organisations = [one for one in things.of("Organization") if self.here(one)]
        for one in organisations:
            name = text(things, one, "name")
            if name is None:
                things.say(one, message("repair.name-missing"))
            kind = self._party_kind(one)
            if kind is None:
                self.bodies[one.id] = names.body(one, name)
            else:
                self.parties[one.id] = names.party(one, name)
                self.found.append(Party(id=self.parties[one.id], name=name, kind=kind, disclosure=Audience.PUBLIC))
        self.organisations = [one for one in organisations if one.id in self.bodies]
        self.parts = self._parts()
        self.seated = self._seated()
        self.groups = {id_: groups_of(members) for id_, members in self.seated.items()}

    # ── which jurisdiction ───────────────────────────────────────────────────────────────────────────────────────────

    def _home(self) -> Thing | None:
        """Return the jurisdiction: of several the one with the most organisations."""
        found = self.things.of("Body")
        if not found:
            self.things.told.add("", "", message("repair.body-missing"))
            return None
        belongs = Counter(id_ for one in self.things.of("Organization") for id_ in one.refs.get("body", ()))
        home = max(found, key=lambda one: belongs[one.id])
        for other in found:
            if other is not home:
                self.things.say(other, message("repair.bodies", taken=home.id[:LONGEST_ADDRESS]))
        return home

    def here(self, thing: Thing) -> bool:
        """Return whether something belongs to the jurisdiction; what says nothing does."""
        named = (self.things.by_id.get(id_) for id_ in thing.refs.get("body", ()))
        other = any(one is not None and one.kind == "Body" and one is not self.home for one in named)
        self.untaken["elsewhere"] += other
        return not other

    def _party_kind(self, thing: Thing) -> str | None:
        """Return what kind of party an organisation is, None if it is a body: one that sits or meets, or may do so."""
        sort, what = (slug(text(self.things, thing, key) or "") for key in ("organizationType", "classification"))
        active = any(
            self.things.naming(kind, key).get(thing.id)
            for kind, key in (("Membership", "organization"), ("Meeting", "organization"), ("Organization", "subOrganizationOf"))
        )
        active = active or bool(thing.refs.get("membership"))
        if {sort, what}.isdisjoint(PARTIES) and (active or sort not in OUTSIDE):
            return None
        kind = sound(what or sort, "kind")
        return kind if kind != "person" else "organisation"

    # ── who sits where ───────────────────────────────────────────────────────────────────────────────────────────────

    def _people(self, seated: Iterable[str]) -> dict[str, str]:
        """Return the ids of the persons by address, and note them as parties: their name, and nothing else."""
        members = frozenset(seated)
        people: dict[str, str] = {}
        for one in self.things.of("Person"):
            if one.id not in members and not self.here(one):
                continue
            people[one.id] = self.names.party(one)
            name = text(self.things, one, "name")
            if name is None:
                parts = [part for key in ("givenName", "familyName") if (part := text(self.things, one, key)) is not None]
                name = " ".join(parts) or None
                self.things.say(one, message("repair.name-parts") if parts else message("repair.name-missing"))
            self.found.append(Party(id=people[one.id], name=name, disclosure=Audience.PUBLIC))
        return people

    def _seated(self) -> dict[str, list[Seated]]:
        """Return the memberships in bodies, by body."""
        found: list[tuple[str, str, Thing]] = []
        for one in self.things.of("Membership"):
            organisation = self.things.one(one, "organization", "Organization", "membership")
            person = self.things.one(one, "person", "Person", "membership")
            if organisation is None or person is None:
                key = "organization" if organisation is None else "person"
                if not self.things.gone(one, key):
                    self.things.say(one, message("repair.left-out", key=key))
                self.untaken["lost"] += self.things.gone(one, key)
            elif organisation.id in self.bodies:
                found.append((self.bodies[organisation.id], person.id, one))
            else:
                self.untaken["memberships" if organisation.id in self.parties else "elsewhere"] += 1
        people = self.people = self._people(member for _, member, _ in found)
        seated: dict[str, dict[Seated, None]] = {body: {} for body in self.bodies.values()}
        for body, member, one in found:
            made = self._membership(one, people[member])
            if made in seated[body]:
                self.things.say(one, message("repair.twice"))
            else:
                seated[body][made] = None
        return {body: list(members) for body, members in seated.items()}

    def _membership(self, one: Thing, party: str) -> Seated:
        since, until = span(self.things, one)
        of = next((self.unit(other) for other in self.things.all(one, "onBehalfOf")), None)
        return Seated(
            party=party, role=role(text(self.things, one, "role")), since=since or self._begun(one, until), until=until,
            votes=truth(self.things, one, "votingRight"), of=of,
        )  # fmt: skip

    def _begun(self, one: Thing, until: Day | None) -> Day:
        """Return what is known of the first day of a membership that does not tell it: it was there when it was last changed."""
        raw = one.said.get("modified", one.said.get("created"))
        seen = minute(self.things, one, "modified" if "modified" in one.said else "created") if raw is not None else None
        at = seen.date() if isinstance(seen, datetime) else seen
        days = [known for known in (at, until.latest if until is not None else None) if known is not None]
        return Day(None, min(days)) if days else UNSTATED_DAY

    def unit(self, organisation: Thing) -> str | None:
        """Return the id of a body or a party."""
        return self.bodies.get(organisation.id) or self.parties.get(organisation.id)

    # ── what becomes of it ───────────────────────────────────────────────────────────────────────────────────────────

    def holdings(self) -> Iterator[Holding]:
        """Yield who holds what, by body, position, first day and holder."""
        for body, groups in sorted(self.groups.items()):
            several = (*groups.held.items(), *groups.standins.items())
            told = [(position, one) for position, held in several for one in held]
            for position, one in sorted(told, key=lambda pair: (pair[0], pair[1].since.sort_key, pair[1].party)):
                yield Holding(
                    party=one.party, position=Ref(position=position, target=body), of=one.of, substitute=one.role.substitute,
                    since=one.since, until=one.until,
                )  # fmt: skip

    def terms(self) -> Iterator[Period]:
        """Yield the electoral terms; OParl knows those of the jurisdiction, which are those of its parliament."""
        parliaments = [one for one in self.organisations if slug(text(self.things, one, "classification") or "") in PARLIAMENT]
        for one in self.things.of("LegislativeTerm"):
            if not self.here(one):
                continue
            named = self.things.all(one, "gremium:organization") or parliaments
            since, until = span(self.things, one)
            if len(named) == 1 and named[0].id in self.bodies:
                yield Period(body=self.bodies[named[0].id], since=since or UNSTATED_DAY, until=until)
            else:
                self.untaken["terms"] += 1

    def charter(self, subjects: Iterable[Subject]) -> Charter:
        """Return the skeleton of a charter."""
        things, home = self.things, self.home
        name = text(things, home, "name") if home is not None else None
        if home is not None and name is None:
            things.say(home, message("repair.name-missing"))
        short = text(things, home, "shortName") if home is not None else None
        near = (word(home) if home is not None else None) or slug(short or "")[:40] or slug(name or "")[:40] or NO_BODY
        ags = text(things, home, "ags") if home is not None else None
        title = f"OParl: {name or near}{f' (AGS {ags})' if ags is not None else ''}"
        sort = slug(text(things, home, "classification") or "") if home is not None else ""
        kinds: dict[str, Kind] = {}
        bodies = tuple(sorted((self._body(one, kinds) for one in self.organisations), key=lambda body: body.id))
        source = Source(
            id=SOURCE, title=title, publisher=name, verified=Verified.READ,
            url=home.id if home is not None and len(home.id) <= LONGEST_ADDRESS else None,
        )  # fmt: skip
        return Charter(
            id=sound(near.strip("-"), "town"), kind=JURISDICTIONS.get(sort, NO_BODY),
            name=Text.of({LANGUAGE: name}) if name is not None else None, sources=(source,),
            subjects=tuple(sorted(subjects, key=lambda one: one.id)),
            kinds=tuple(kinds[id_] for id_ in sorted(kinds)), bodies=bodies,
        )  # fmt: skip

    def _body(self, one: Thing, kinds: dict[str, Kind]) -> Body:
        """Return a body, and note its kind."""
        id_ = self.bodies[one.id]
        called = texts(self.things, one, "classification") or texts(self.things, one, "organizationType")
        kind = sound(slug(str(called or "")) or NO_KIND, "kind")
        kinds.setdefault(kind, Kind(id=kind, name=called, cites=(Citation(SOURCE),)))
        groups = self.groups[id_]
        since, until = span(self.things, one)
        return Body(
            id=id_, kind=kind, name=texts(self.things, one, "name"), span=Span(since=since, until=until),
            part_of=Ref(target=self.bodies[self.parts[one.id]]) if one.id in self.parts else None,
            cites=(_cite(one),), positions=groups.offices, complete=False,
            unstated=tuple(topic for topic in VOCABULARY if topic != SEATS or not groups.seats),
            provisions=tuple(provision(group, groups) for group in groups.seats),
        )  # fmt: skip

    def _parts(self) -> dict[str, str]:
        """Return which body is a part of which, by address. A circle of parts is opened at the first of its bodies."""
        above: dict[str, str] = {}
        for one in self.organisations:
            parent = next((other for other in self.things.all(one, "subOrganizationOf") if other.id in self.bodies), None)
            above |= {one.id: parent.id} if parent is not None else {}
        done: set[str] = set()
        for one in self.organisations:
            way: dict[str, None] = {}
            step: str | None = one.id
            while step is not None and step not in done and step not in way:
                way[step] = None
                step = above.get(step)
            if step is not None and step in way:
                trail = list(way)
                first = min(trail[trail.index(step) :], key=self.bodies.__getitem__)
                self.things.say(self.things.by_id[first], message("repair.circle"))
                del above[first]
            done |= set(way)
        return above


def _cite(one: Thing) -> Citation:
    place = " ".join(one.id.split())
    return Citation(SOURCE, place if len(place) <= LONGEST_ADDRESS else "")
