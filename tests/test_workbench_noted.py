"""noted: what was found in charter and record, as each audience may see it."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from builders import body, group, holds, item, kind, meeting, person, present, scope
from gremium.evaluate.scope import Scope
from gremium.model.record import Audience, Event
from gremium.plugins.parts import Parts
from gremium.values.finding import Finding, Place, Severity, finding
from gremium.values.message import message
from gremium.workbench.noted import noted
from gremium.workbench.project import Document, Opened, Project, open_project
from gremium.workbench.publish import publish
from gremium.workbench.published import Noted
from texts import HEAD

DAY = date(2026, 6, 1)
PUBLIC, MEMBERS, ADMINISTRATION = Audience
PEOPLE = group("people", "page", seats=3)
SILENT = finding("gap-in-sources", ("bodies", "x", "unstated"), topics="term", where="x")


def town(*events: Event) -> Scope:
    """Return a town with two bodies, one of a kind, and a record."""
    return scope(body("x", PEOPLE, kind="council"), body("y", PEOPLE), kinds=(kind("council"), kind("board")), events=events)


def told(audience: Audience, *found: Finding, events: tuple[Event, ...] = ()) -> tuple[list[str], int]:
    """Return the codes of what an audience is told of findings about a record, and how many it is not told."""
    shown, hidden = noted(town(*events), audience, (), found, None)
    assert all(one.of_record and one.body is None for one in shown)
    return [one.code for one in shown], hidden


def test_what_was_found_in_a_charter_is_no_secret() -> None:
    """Everybody is told what it is, how bad, and where; but not in which file on whose machine."""
    at_home = evolve(SILENT, place=evolve(SILENT.place, file="/home/somebody/charter.toml", line=7), hint=message("hint.list"))
    for audience in Audience:
        ((one,), hidden) = noted(town(), audience, (at_home,), (), None)
        assert hidden == 0
        assert one == Noted(
            code="gap-in-sources", severity=Severity.NOTE, said=SILENT.said, hint=message("hint.list"), path=SILENT.place.path,
            body="x",
        )


FACTS = (person("ada"), holds("ada", "people@x", "2020"), meeting("m", "x"), present(["ada"]), item("i"), present(3))


@pytest.mark.parametrize(
    ("wrong", "members"),
    [
        (finding("unknown-subject", ("events", 4, "subject"), subject="budget", item="i"), True),
        (finding("more-than-seats", ("events", 5), number=3, seats=2), True),
        (finding("absent-voted", ("events", 4), party="ada"), False),
        (finding("unknown-subject", ("events", 4, "subject"), subject="of ada, perhaps"), False),
        (finding("unknown-subject", ("events", 4, "subject"), subject="Mrs Ada says"), False),
        (finding("unknown-subject", ("events", 4, "subject"), subject="b", hint=message("hint.did-you-mean", word="ada")), False),
        (finding("unknown-subject", ("events", 3), subject="budget"), False),
        (finding("holding-without-start", ("events", 1), position="people@x"), False),
        (finding("torn-line"), False),
        (finding("cadence-broken", ("events",)), False),
        (finding("unknown-subject", ("events", 4, "subject"), subject=message("x", inner="ada")), False),
    ],
)
def test_what_was_found_in_a_record(wrong: Finding, members: bool) -> None:
    """The administration is told all, members what neither names anybody nor is about a fact that does, the public nothing."""
    assert told(ADMINISTRATION, wrong, events=FACTS) == ([wrong.code], 0)
    assert told(MEMBERS, wrong, events=FACTS) == (([wrong.code], 0) if members else ([], 1))
    assert told(PUBLIC, wrong, events=FACTS) == ([], 1)


def test_without_a_record_members_are_told_nothing_of_it() -> None:
    """Whom a finding may name nobody can tell then."""
    here = evolve(town(), record=None)
    wrong = finding("unknown-subject", ("events", 0))
    assert noted(here, MEMBERS, (), (wrong,), None) == ((), 1)
    assert len(noted(here, ADMINISTRATION, (), (wrong,), None)[0]) == 1


def test_a_vacancy_is_told_to_the_administration_alone() -> None:
    """It tells when the one before left."""
    vacant = holds(None, "people@x", "2020-02-02")
    assert told(MEMBERS, finding("holding-without-start", ("events", 0), position="people@x"), events=(vacant,)) == ([], 1)


def test_of_some_bodies_only_what_is_wrong_there() -> None:
    """What was found in their rules and in those of their kinds, and nothing of the record, of which the bodies are not told."""
    places = [("bodies", "x", "seats", 0), ("bodies", "y"), ("kinds", "council"), ("kinds", "board"), ("kinds",), ("sources",)]
    found = [evolve(SILENT, place=Place(path=path)) for path in places]
    wrong = finding("unknown-subject", ("events", 0))
    shown, hidden = noted(town(), ADMINISTRATION, found, (wrong,), ["x"])
    assert ([one.path for one in shown], hidden) == ([places[0], places[2]], 0)
    assert len(noted(town(), ADMINISTRATION, found, (wrong,), None)[0]) == len(places) + 1


def test_a_view_tells_what_was_found_only_if_somebody_looked() -> None:
    """Without the project nothing is said, which is something else than that nothing was found."""
    here = town(*FACTS)
    wrong = finding("absent-voted", ("events", 4), party="ada")
    opened = Opened(charter=here.charter, record=here.record, of_charter=(SILENT,), of_record=(wrong,))
    assert publish(here, DAY).findings is None
    nothing = publish(here, DAY, found=Opened())
    assert (nothing.findings, dict(nothing.withheld)) == ((), {"parties": 1})
    public, office = (publish(here, DAY, audience, found=opened) for audience in (PUBLIC, ADMINISTRATION))
    assert [one.code for one in public.findings or ()] == ["gap-in-sources"]
    assert dict(public.withheld) == {"parties": 1, "findings": 1}
    assert [one.code for one in office.findings or ()] == ["gap-in-sources", "absent-voted"]
    assert [one.code for one in publish(here, DAY, bodies=["y"], found=opened).findings or ()] == []


def test_a_project_knows_which_document_a_finding_is_about(parts: Parts) -> None:
    """Those of the charter, those of the record, and beside them those of the cases."""
    texts = {
        "charter": HEAD.format("town") + '[bodies.x]\nkind = "board"\ncites = ["s"]\nunstated = ["term"]\n',
        "record": 'format = 1\nrecord = "r"\ncharter = "town"\n[[events]]\nwhat = "term"\nbody = "z"\nsince = 2026-01-01\n',
        "cases": 'format = 1\ncharter = "elsewhere"\ncases = []\n',
    }
    documents = {name: Document(file=f"{name}.toml", suffix=".toml", text=text) for name, text in texts.items()}
    opened = open_project(parts, Project(name="p", charter=documents["charter"], record=documents["record"]))
    assert [one.code for one in opened.of_charter] == ["gap-in-sources"]
    assert [one.code for one in opened.of_record] == ["unknown-body"]
    assert opened.findings == (*opened.of_charter, *opened.of_record)
    opened = open_project(parts, Project(name="p", charter=documents["charter"], cases=documents["cases"]))
    assert [one.code for one in opened.findings if one not in (*opened.of_charter, *opened.of_record)] == ["other-charter"]
