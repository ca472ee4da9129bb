"""Publish: what a jurisdiction has to show, as an audience may see it; every export is made of this and of nothing else.

The filter runs before any exporter: persons whom the audience may not see are not in it, nor closed items, nor proposals that are
not dealt with in public, nor any free text of a record that was not meant to be read (notes). What was left out is counted.

What there is to show stands in `workbench.published`. Who sits where is found out in `workbench.seating`, the meetings in
`workbench.sessions`; all of them look at one `workbench.view`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

from attrs import evolve

from gremium.evaluate.countdown import open_days
from gremium.evaluate.scope import Scope, exists
from gremium.model.body import Body
from gremium.model.proposal import Proposal, Step
from gremium.model.record import Audience, Party
from gremium.values.count import exactly
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.phrases import did_you_mean
from gremium.workbench.audience import kept_back, step_listened
from gremium.workbench.deadlines import deadlines, obligations
from gremium.workbench.noted import noted
from gremium.workbench.project import Opened
from gremium.workbench.published import (
    Deadline,
    Dealt,
    ElectoralTerm,
    Include,
    Membership,
    Named,
    Obligation,
    Paper,
    Published,
    PublishedBody,
    Session,
    Shut,
)
from gremium.workbench.seating import Seating
from gremium.workbench.sessions import Sessions
from gremium.workbench.view import View

ONE_DAY, ONE = timedelta(days=1), exactly(1)


def publish(
    scope: Scope,
    at: date,
    audience: Audience = Audience.PUBLIC,
    year: int | None = None,
    bodies: Iterable[str] | None = None,
    *,
    person: str | None = None,
    including: Iterable[Include] = (),
    found: Opened | None = None,
) -> Published:
    """Return what a jurisdiction has to show on a day, without what the audience may not see.

    `year` keeps the meetings of one year, `bodies` these bodies with their memberships, meetings and proposals, `person` (the id
    of a party) the meetings of bodies in which that one sits or stands in on their day. `including` is what else is to be found
    out; where there is a `person`, only of bodies in which that one sits. `found` is the project that was opened, if what was
    found in its charter and its record is to be shown.

    Raises `Misuse` for an unknown body, for a person whom the audience may not see as for one that there is not, and for any
    person if the public is the audience.
    """
    if person is not None and audience is Audience.PUBLIC:
        raise Misuse(message("misuse.person-public"), message("hint.person-public"))
    view = View(
        scope=scope, at=at, audience=audience, year=year, asked=tuple(bodies) if bodies is not None else None, person=person
    )
    made = _Publishing(view, including)
    return made.made() if found is None else made.with_findings(found)


class _Publishing:
    """Makes the published view of one jurisdiction."""

    def __init__(self, view: View, including: Iterable[Include]) -> None:
        self.view, self.including = view, frozenset(including)
        self.seating = Seating(view)

    def made(self) -> Published:
        """Return the view."""
        members = tuple(self.seating.memberships())
        mine = self._mine(members)
        meetings = Sessions(self.view, self.papers)
        sessions = tuple(meetings.session(one) for one in meetings.meetings() if any(mine(body, one.day) for body in one.bodies))
        left = {
            "parties": len(self.view.hidden if self.view.all else self.view.hidden & self._told_of()),
            "memberships": len(self.view.known.untold(self.view.bodies)),
            "items": sum(one.hidden for one in sessions),
            "proposals": sum(self._shut(one) for one in self._brought_up) if self.view.public else 0,
        }
        charter = self.view.scope.charter
        return Published(
            id=charter.id, name=charter.name, kind=charter.kind, at=self.view.at, year=self.view.year, person=self.view.person,
            audience=self.view.audience,
            bodies=tuple(self._body(body) for body in self.view.bodies.values()),
            parties=tuple(self._parties(members, sessions)), memberships=members, sessions=sessions, papers=self.papers,
            terms=tuple(self._terms()), closed=tuple(self._closed()),
            deadlines=tuple(self._deadlines(sessions, mine)) if Include.DEADLINES in self.including else (),
            duties=tuple(self._duties(mine)) if Include.DUTIES in self.including else (),
            withheld=tuple((what, number) for what, number in left.items() if number),
        )  # fmt: skip

    def with_findings(self, found: Opened) -> Published:
        """Return the view with what was found in the charter and in the record."""
        shown, bodies = self.made(), None if self.view.all else self.view.bodies.keys()
        told, hidden = noted(self.view.scope, self.view.audience, found.of_charter, found.of_record, bodies)
        withheld = (*shown.withheld, ("findings", hidden)) if hidden else shown.withheld
        return evolve(shown, findings=told, withheld=withheld)

    def _mine(self, members: tuple[Membership, ...]) -> Callable[[str, date], bool]:
        """Return how to tell whether a body is to be told of on a day: of a person those in which that one sits then."""
        if self.view.person is None:
            return lambda body, _: body in self.view.bodies
        seats = [one for one in members if one.party == self.view.person]
        seen = (self.view.record.party_by_id.keys() - self.view.hidden - self.view.known.shaded) | {one.party for one in members}
        if self.view.person not in seen:
            raise Misuse(message("misuse.person", person=self.view.person), did_you_mean(self.view.person, seen))
        return lambda body, day: any(one.body == body and one.there(day) for one in seats)

    def _parties(self, members: tuple[Membership, ...], sessions: tuple[Session, ...]) -> Iterator[Named]:
        """Yield who may be seen; of some bodies only those who have to do with them.

        Whoever has a seat of which nothing may be told is there only through something else that is told.
        """
        people = {one.party for one in members} | {one.stands_in_for for one in members} | {paper.by for paper in self.papers}
        people |= {one.party for session in sessions for one in session.present}
        told = people | {one.of for one in members}
        for id_, party in self.view.record.party_by_id.items():
            if id_ not in self.view.hidden and ((self.view.all and id_ not in self.view.known.shaded) or id_ in told):
                yield _named(party)
        for unknown in sorted(one for one in people if one is not None and one not in self.view.record.party_by_id):
            yield Named(id=unknown)

    def _told_of(self) -> frozenset[str | None]:
        """Return the parties that hold, held or will hold something in these bodies."""
        tables = (self.view.record.holdings_by_position, self.view.record.substitutes_by_position)
        mine = (one for table in tables for position, found in table.items() if self.view.home(position) for one in found)
        return frozenset(party for one in mine for party in (one.party, one.of, one.stands_in_for))

    def _terms(self) -> Iterator[ElectoralTerm]:
        """Yield the electoral terms of the bodies."""
        for id_ in self.view.bodies:
            for one in self.view.record.terms_by_body.get(id_, ()):
                yield ElectoralTerm(body=id_, since=one.since, until=one.until)

    def _closed(self) -> Iterator[Shut]:
        """Yield the days on which nobody meets, calendar by calendar; none without a year, and where nobody knows the region."""
        holidays, last = self.view.scope.holidays, self.view.year
        if holidays is None or last is None:
            return
        years = (max(date.min.year, last - 1), last)
        for rules in self.view.scope.charter.calendars:
            found = open_days(rules, holidays, dict.fromkeys(years))
            closed = found.closed if found is not None else {}
            yield from (Shut(calendar=rules.id, at=day, name=closed[day]) for day in sorted(closed) if day.year in years)

    def _body(self, body: Body) -> PublishedBody:
        kind = self.view.scope.charter.kind_by_id.get(body.kind)
        return PublishedBody(
            id=body.id, kind=body.kind, kind_name=kind.name if kind is not None else None, name=body.name, part_of=body.part_of,
            since=body.span.since, until=body.span.until, planned=body.planned, there=exists(body, self.view.at),
            posts=self.seating.posts(body.id),
        )  # fmt: skip

    # ── what is due ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _deadlines(self, sessions: tuple[Session, ...], mine: Callable[[str, date], bool]) -> Iterator[Deadline]:
        """Yield what is due before the meetings. That a closed meeting is called, and when, is no secret."""
        for session in sessions:
            here = [body for body in dict.fromkeys(session.bodies) if body in self.view.bodies and mine(body, session.day)]
            yield from deadlines(self.view.scope, session.id, here)

    def _duties(self, mine: Callable[[str, date], bool]) -> Iterator[Obligation]:
        """Yield what the bodies owe."""
        for body in self.view.bodies:
            if mine(body, self.view.at):
                yield from obligations(self.view.scope, body, self.view.at, self.view.audience)

    # ── proposals ────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _brought_up(self) -> tuple[Proposal, ...]:
        """The proposals that were brought up until the day and have to do with these bodies."""
        known = (one for one in self.view.record.proposal_by_id.values() if one.day is None or one.day <= self.view.at)
        return tuple(one for one in known if self.view.all or self._concerns(one))

    def _steps(self, proposal: str) -> tuple[Step, ...]:
        return self.view.record.steps_by_proposal.get(proposal, ())

    def _concerns(self, proposal: Proposal) -> bool:
        """Return whether a proposal has to do with these bodies: it was born there, or they had it before them."""
        if proposal.of in self.view.bodies:
            return True
        steps = self._steps(proposal.id)
        there = (self.view.record.meeting_by_id.get(step.meeting or "") for step in steps)
        return any(step.body in self.view.bodies for step in steps) or any(
            not self.view.bodies.keys().isdisjoint(meeting.bodies) for meeting in there if meeting is not None
        )

    def _shut(self, proposal: Proposal) -> bool:
        """Return whether the public may not see a proposal."""
        return kept_back(self.view.scope, proposal, self.view.at)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The proposals that the audience may see, in the order of the file."""
        shown = [one for one in self._brought_up if not (self.view.public and self._shut(one))]
        return tuple(
            Paper(
                id=one.id, name=one.name, subject=one.subject, of=one.of, by=self._by(one), at=one.day,
                steps=tuple(self._dealt(step) for step in self._steps(one.id) if step.day <= self.view.at),
            )
            for one in shown
        )  # fmt: skip

    def _by(self, proposal: Proposal) -> str | None:
        """Return who brought up a proposal, unless that may not be told, or tells that they sit in the body where it was born."""
        veiled = self.view.known.veiled((proposal.of,) if proposal.of is not None else ())
        return proposal.by if self.view.sees(proposal.by) and proposal.by not in veiled else None

    def _dealt(self, step: Step) -> Dealt:
        item = None if self.view.public and step_listened(self.view.scope, step) is False else step.item
        return Dealt(did=step.did, body=step.body, at=step.day, meeting=step.meeting, item=item, outcome=step.outcome)


def _named(party: Party) -> Named:
    return Named(id=party.id, name=party.name, kind=party.kind)
