"""Text and JSON: what people and programs read of an answer."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import ambiguity, body, cadence, group, holds, meets, row, scope
from effort import times
from gremium.evaluate.scope import Scope
from gremium.languages import LANGUAGES, language
from gremium.model.body import Body, Status
from gremium.model.charter import Charter
from gremium.model.provision import Reading, Strength
from gremium.model.record import Audience, Meeting, MeetingState, Party
from gremium.model.word import VOCABULARY
from gremium.norms.seats import Standing
from gremium.plugins.parts import Context, Parts
from gremium.testing.documents import charters, records
from gremium.values.message import message
from gremium.values.text import Text
from gremium.values.verdict import Reason
from gremium.workbench.apportion import apportion
from gremium.workbench.ask import asked
from gremium.workbench.audience import names
from gremium.workbench.diff import diff
from gremium.workbench.plan import plan_meetings
from gremium.workbench.route import routes
from gremium.workbench.show import overview, show
from gremium_adapters.writers.naming import reading_named, with_questions

DAY = date(2026, 6, 1)
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
COUNCIL = body(
    "council",
    group("people", "page § 1", seats=2, name=Text.of({"de": "Leute", "en": "People"}), standing=Standing.VOTING),
    group("guests", "page § 2", open_to="alle"),
    row(cadence(times="2..3", per="year"), "page § 3", strength=Strength.SHOULD),
    name=Text.of({"de": "Rat", "en": "Council"}),
    unstated=("quorum",),
)


def context(here: Scope, tag: str = "en", audience: Audience = Audience.PUBLIC, width: int = 120) -> Context:
    """Return what a writer may know."""
    return Context(
        charter=here.charter,
        language=language(tag),
        stamp=STAMP,
        audience=audience,
        names=names(here.record, audience),
        record_given=here.record is not None,
        width=width,
    )


def written(parts: Parts, here: Scope, where: str = "council", *, format_: str = "text", **more: Any) -> str:
    """Return who sits in a body, as it is written."""
    about = context(here, **more)
    return parts.writer("roster", format_).write(show(here, where, DAY, about.audience), about).decode()


def plan_of(parts: Parts, here: Scope, format_: str = "text", tag: str = "en") -> str:
    """Return the plan of 2027 as it is written."""
    return parts.writer("plan", format_).write(plan_meetings(parts, here, 2027), context(here, tag)).decode()


def readings() -> Body:
    """Return a body whose source can be read in two ways."""
    three, four = (
        evolve(group("people", "page", seats=number), reading=(Reading("leads", (name,)),))
        for number, name in ((3, "three"), (4, "four"))
    )
    rhythm = (
        row(cadence(times=number, per="year"), "page", reading=(Reading("leads", (name,)),))
        for number, name in ((1, "three"), (2, "four"))
    )
    return body("club", three, four, *rhythm)


AMBIGUOUS = evolve(
    ambiguity("leads"),
    question=Text.of({"de": "Wie viele?", "en": "How many?"}),
    readings=tuple((name, Text.of({"de": f"{name} (de)", "en": f"{name} of them"})) for name in ("three", "four")),
)


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_roster_in_text(parts: Parts) -> None:
    """The table shows group, seat, holder and clause; below it stand the notes, what is silent, and that it is no advice."""
    here = scope(
        COUNCIL, events=(Party(id="ada", name="Ada", disclosure=Audience.PUBLIC), holds("ada", "people@council", "2026-01-01"))
    )
    text = written(parts, here)
    assert text.startswith("Council (council) on 2026-06-01")
    assert "Ada" in text
    assert "vacant" in text
    assert "any number" in text
    assert "[1] page § 1" in text
    assert "quorum" in text
    assert text.endswith("This is no legal advice.\n")
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_roster_without_a_record(parts: Parts) -> None:
    """Without a record nobody is known, and that is said."""
    assert "No record was given" in written(parts, scope(COUNCIL))
    assert "No record was given" not in written(parts, scope(COUNCIL, events=()))


def test_withheld_in_text(parts: Parts) -> None:
    """A seat whose holder the reader may not see says so, and for whom."""
    here = scope(
        COUNCIL,
        events=(
            Party(id="ada", name="Ada"),
            holds("ada", "people@council", "2026-01-01"),
            holds("ada", "guests@council", "2026-01-01"),
        ),
    )
    text = written(parts, here)
    assert "Ada" not in text
    assert "ada" not in text
    assert "withheld" in text.lower() or "not shown" in text.lower()
    assert "Ada" in written(parts, here, audience=Audience.MEMBERS)


def test_uncertain_holders(parts: Parts) -> None:
    """A holder of whom it is not certain that they still sit there is marked."""
    ada = Party(id="ada", name="Ada", disclosure=Audience.PUBLIC)
    events = (ada, holds("ada", "guests@council", "2026-01-01", "2026-05-01..2026-07-01"))
    assert "Ada, open" in written(parts, scope(COUNCIL, events=events))


def test_assumptions_and_inheritance(parts: Parts) -> None:
    """What was assumed, what is inherited from the body and what only describes is marked at the clause."""
    rows = (
        evolve(group("people", seats=1), assumption=Text.of({"en": "one each"})),
        evolve(group("others", "page § 4", seats="2..3"), strength=Strength.DOES),
    )
    text = written(parts, scope(body("club", *rows, cites=(COUNCIL.provisions[0].cites[0],))), "club")
    assert "one each" in text
    assert "inherited" in text
    assert "practice" in text
    assert "2 to 3" in text or "2..3" in text


def test_group_without_a_source(parts: Parts) -> None:
    """A group that no source gives names its place in the charter instead."""
    assert "bodies.club.seats[0]" in written(parts, scope(body("club", group("people", seats=1))), "club")


def test_readings_in_text(parts: Parts) -> None:
    """An answer that depends on how a source is read is shown under every reading."""
    here = scope(readings(), ambiguities=(AMBIGUOUS,))
    text = written(parts, here, "club")
    asks = "The sources can be read in several ways, and the answer depends on it: “How many?” (leads) [page]"
    assert asks in text.splitlines()
    assert "leads:three" in text
    assert "leads:four" in text
    plan = plan_of(parts, here)
    assert f"  {asks}" in plan.splitlines()
    assert "Under the reading “three of them” (leads:three):" in plan
    assert "1 meeting a year" in plan
    answer = asked(here, "club", "cadence", DAY)
    told = parts.writer("answer", "text").write(answer, context(here, "de")).decode().splitlines()
    assert "  nach der Lesart „four (de)“ (leads:four): trifft zu" in told
    assert "davon hängt die Antwort ab: „Wie viele?“ (leads) [page]" in told[1]


def test_two_readings_at_once_are_told_together() -> None:
    """Each by its words; one without words keeps its label; those of a law have theirs."""
    law = Charter(id="law", kind="statute", ambiguities=(AMBIGUOUS,))
    here = scope(COUNCIL, laws=(law,))
    assert reading_named("leads:three", context(here)) == "“three of them” (leads:three)"
    assert reading_named("leads:three other:one", context(here)) == "“three of them” (leads:three) and other:one"
    assert reading_named("leads:five", context(here)) == "leads:five"
    inner = Reason(said=message("reason.readings-agree", ambiguities="other, leads"))
    (told,) = with_questions((Reason(said=message("reason.silent"), because=(inner,)),), context(here))
    assert told.because[0].said == message("reason.readings-agree", ambiguities="other, “How many?” (leads)")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_overview_in_text(parts: Parts, tag: str) -> None:
    """The overview says of every body whether it exists."""
    here = scope(COUNCIL, body("old", until="2025-12-31"), body("soon", status=Status.PLANNED), body("rough", since="2026"))
    text = parts.writer("overview", "text").write(overview(here, DAY), context(here, tag)).decode()
    rows = {
        line.split()[0]: line.split()[-1]
        for line in text.splitlines()
        if line.strip().startswith(("council", "old", "soon", "rough"))
    }
    assert len(set(rows.values())) == 4
    assert {"en": "exists", "de": "besteht"}[tag] in rows["council"]


def test_plan_in_text(parts: Parts) -> None:
    """The plan lists days in order, recorded meetings with their state, then the rules and what stays open."""
    here = scope(
        COUNCIL,
        body("quiet", unstated=("cadence",)),
        body("silent"),
        readings(),
        ambiguities=(AMBIGUOUS,),
        events=(
            *meets("silent", date(2027, 3, 1), state=MeetingState.CONVENED),
            Meeting(id="m", body="quiet", at=datetime(2027, 2, 1, 19, 30)),
        ),
    )
    text = plan_of(parts, here)
    days = [line.strip()[:10] for line in text.splitlines() if line.strip().startswith("2027-")]
    assert days == sorted(days)
    assert "2027-02-01 19:30" in text
    assert "convened" in text
    assert "2 to 3 meetings a year (should) [page § 3]" in text


def test_impossible_plan_in_text(parts: Parts) -> None:
    """Where no day can be found, the plan says which rules contradict each other."""
    club = body("club", row(cadence(times=2, per="week"), "page"), row(cadence(gap="3 months.."), "page"))
    here = scope(club)
    text = plan_of(parts, here)
    assert "bodies.club.cadence[0] [page]" in text
    assert "bodies.club.cadence[1] [page]" in text
    data = json.loads(plan_of(parts, here, "json"))
    assert data["bodies"][0]["impossible"]


@pytest.mark.parametrize("width", [1, 20, 60, 500])
def test_any_width(parts: Parts, width: int) -> None:
    """A narrow terminal folds; nothing is cut off and nothing breaks."""
    text = written(parts, scope(COUNCIL), width=width)
    assert "[1]" in text.replace("\n", "") or width == 1


def _entitled(question: str) -> dict[str, Any]:
    """Return of whom rights are asked, and what, where the question is about rights."""
    return {"who": "chair", "may": "vote"} if question == "power" else {}


@settings(settings.get_profile("brief"), max_examples=times(10))
@given(data=st.data())
def test_everything_can_be_written(parts: Parts, data: st.DataObject) -> None:
    """Every answer about a made-up charter is written in every format and language, at any width, whatever it contains."""
    charter = data.draw(charters())
    here = Scope(charter=charter, record=data.draw(st.none() | records(charter)))
    audience, width = data.draw(st.sampled_from(Audience)), data.draw(st.sampled_from((20, 80, 120)))
    about = context(here, data.draw(st.sampled_from(LANGUAGES)), audience, width)
    where, question = charter.bodies[0].id, data.draw(st.sampled_from((*sorted(VOCABULARY), "chair")))
    answers: dict[str, Any] = {
        "overview": overview(here, DAY),
        "roster": show(here, where, DAY, audience),
        "plan": plan_meetings(parts, here, 2027),
        "delta": diff(here, date(2020, 1, 1), DAY, audience=audience),
        "answer": asked(here, where, question, DAY, audience, **_entitled(question)),
        "apportion": apportion(11, {"A": 25, "B": 18, "C": 7}),
        "routes": routes(here, where, DAY),
    }
    known = here.record.proposal_by_id if here.record is not None else ()
    about_proposals = [asked(here, "", "proposal", DAY, audience, proposal=one) for one in known]
    for writer in parts.writers:
        for answer in (answers[writer.answer], *(about_proposals if writer.answer == "answer" else ())):
            content = writer.write(answer, about)
            content.decode()
            if writer.format == "json":
                json.loads(content)


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_roster_in_json(parts: Parts) -> None:
    """A program gets codes and values, each message with its sentence beside it."""
    here = scope(
        COUNCIL, events=(Party(id="ada", name="Ada", disclosure=Audience.PUBLIC), holds("ada", "people@council", "2026-01-01"))
    )
    data = json.loads(written(parts, here, format_="json"))
    assert (data["jurisdiction"], data["body"], data["at"], data["withheld"]) == ("town", "council", "2026-06-01", False)
    people, guests = data["groups"]
    assert (people["number"], people["standing"], people["cites"], people["name"]) == (
        2,
        "voting",
        ["page § 1"],
        {"de": "Leute", "en": "People"},
    )
    assert [(seat["holder"], seat["name"], seat["state"]) for seat in people["seats"]] == [
        ("ada", "Ada", "filled"),
        (None, None, "vacant"),
    ]
    assert all(reason["code"].startswith("reason.") and reason["text"] for seat in people["seats"] for reason in seat["reasons"])
    assert (guests["number"], guests["open_to"], guests["standing"]) == ("unstated", {"de": "alle"}, None)
    assert data["missing"] == ["council.guests"]


def test_readings_in_json(parts: Parts) -> None:
    """Each reading has its answer, in rosters and plans."""
    here = scope(readings(), ambiguities=(AMBIGUOUS,))
    data = json.loads(written(parts, here, "club", format_="json"))
    assert {label: reading["size"] for label, reading in data["readings"].items()} == {"leads:four": 4, "leads:three": 3}
    assert (data["size"], data["groups"][0]["certain"]) == ("3..4", False)
    plan = json.loads(plan_of(parts, here, "json"))
    assert {label: asked[0]["meetings"] for label, asked in plan["bodies"][0]["readings"].items()} == {
        "leads:four": 2,
        "leads:three": 1,
    }


def test_plan_in_json(parts: Parts) -> None:
    """Proposed and recorded meetings have ids, days and reasons or states."""
    here = scope(COUNCIL, events=meets("council", date(2027, 3, 1), state=MeetingState.HELD))
    data = json.loads(plan_of(parts, here, "json"))
    (council,) = data["bodies"]
    assert (data["year"], council["name"]) == (2027, {"de": "Rat", "en": "Council"})
    assert [(one["at"], one["state"], one["sort"]) for one in council["recorded"]] == [("2027-03-01", "held", "")]
    assert council["proposed"]
    assert all(one["day"].startswith("2027-") and one["reasons"] for one in council["proposed"])
    assert council["demands"][0]["meetings"] == "2..3"


def test_overview_in_json(parts: Parts) -> None:
    """The overview lists the bodies with their state and gaps; names are in all languages."""
    here = scope(COUNCIL, body("soon", status=Status.PLANNED))
    data = json.loads(parts.writer("overview", "json").write(overview(here, DAY), context(here)))
    assert (data["jurisdiction"], data["name"], data["at"]) == ("town", None, "2026-06-01")
    council, soon = data["bodies"]
    assert (council["exists"], council["provisions"], council["unstated"]) == ("HOLDS", 3, ["quorum"])
    assert (soon["exists"], soon["planned"], soon["name"]) == ("FAILS", True, None)
