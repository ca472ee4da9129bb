"""Routes and proposals as people and programs are shown them: on the model of Paderborn's way of ideas and measures."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner

from builders import ambiguity, body, group, kind, organisation, proposal, route, row, scope, stage, step
from gremium.cli import main
from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.model.cases import Case, Cases, Then, When
from gremium.model.charter import Charter, Organisation, Subject
from gremium.model.provision import Reading, Strength
from gremium.model.record import Audience, Event
from gremium.plugins.parts import Context, Parts
from gremium.values.citation import parse_citation
from gremium.values.days import Day
from gremium.values.errors import Misuse
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium.workbench import cases as case_room
from gremium.workbench.ask import Asked, ask, asked
from gremium.workbench.audience import names
from gremium.workbench.route import Routes, routes

DAY, AT = date(2026, 2, 1), date(2026, 3, 1)
DESCRIBED = {"strength": Strength.DOES}
# Whether measures pass through the office.
OFFICE = evolve(
    ambiguity("office"),
    question=Text.of({"de": "Auch über die Stelle?"}),
    readings=(("through", Text.of({"de": "ja, wie Ideen"})), ("past", Text.of({"de": "nein"}))),
)


def title(said: str) -> Text:
    """Return a name."""
    return Text.of({"de": said})


# What the page says: ideas go from a working group through the coordination office into the steering group; measures go to the
# steering group, which examines and decides, and where applicable to department, committee or council. Whether they pass through
# the office as well is not said.
ENDS = [
    stage("department", "execute", "department"),
    stage("committee", "deliberate", "*committee"),
    stage("council", "decide", "council"),
]
DECIDE = [
    {"on": "adopted", "to": ["department", "committee", "council"], "choose": "0..1"}, {"on": "rejected", "result": "rejected"},
]
IDEA = route(
    stage("suggest", "suggest", "*field", "forward", name={"de": "Idee"}),
    stage("forward", "forward", "office", "note"),
    stage("note", "take-note", "steering"),
    answer={"by": "office", "within": "4 weeks"},
)
THROUGH = route(
    stage("suggest", "suggest", "*field", "forward"),
    stage("forward", "forward", "office", "examine", cites=["page office"]),
    stage("examine", "examine", "steering", "decide"),
    stage("decide", "decide", "steering", next=DECIDE),
    *ENDS,
)
PAST = route(
    stage("suggest", "suggest", "*field", "examine"),
    stage("examine", "examine", "steering", "decide"),
    stage("decide", "decide", "steering", next=DECIDE),
    *ENDS,
)


def town(*events: Event) -> Scope:
    """Return a town with the two ways of its ideas and measures."""
    rules = (
        row(IDEA, "page", id="idea", for_=("idea",), **DESCRIBED),
        row(THROUGH, "page", id="measure", for_=("measure",), reading=(Reading("office", ("through",)),), **DESCRIBED),
        row(PAST, "page", id="measure", for_=("measure",), reading=(Reading("office", ("past",)),), **DESCRIBED),
    )
    return scope(
        body("building", kind="field", name=title("Bauen und Wohnen")),
        body("office", name=title("Koordinierungsstelle"), kind="office"),
        body("department", name=title("Fachamt"), kind="department"),
        body("social", kind="committee", name=title("Sozialausschuss")),
        body("council", kind="council", name=title("Rat")),
        body("steering", *rules, kind="steering-group", name=title("Steuerungsgruppe")),
        events=events,
        subjects=(Subject(id="idea", name=title("Idee")), Subject(id="measure", name=title("Maßnahme"))),
        ambiguities=(OFFICE,),
    )


def born(id_: str, subject: str, **said: object) -> Event:
    """Return a proposal of the working group."""
    return proposal(id_, of="building", subject=subject, name={"de": id_.title()}, **said)


def about(here: Scope, tag: str = "en", audience: Audience = Audience.PUBLIC) -> Context:
    """Return what a writer may know."""
    stamp = datetime(2026, 1, 1, tzinfo=UTC)
    told = names(here.record, audience)
    return Context(charter=here.charter, language=language(tag), stamp=stamp, audience=audience, names=told, width=200)


def text(parts: Parts, here: Scope, answer: Routes | Asked, tag: str = "en", form: str = "text", **more: Audience) -> str:
    """Return an answer as it is written."""
    what = "routes" if isinstance(answer, Routes) else "answer"
    return parts.writer(what, form).write(answer, about(here, tag, **more)).decode()


# ── what must be seen in Paderborn ───────────────────────────────────────────────────────────────────────────────────


def test_an_idea_goes_through_the_office_into_the_steering_group() -> None:
    """Whether measures pass through the office, too, is no question for an idea."""
    answer = routes(town(), "building", AT, "idea").verdict
    assert (answer.outcome, answer.readings) == (Outcome.HOLDS, ())
    (one,) = answer.value or ()
    assert [(leg.stage, leg.bodies) for leg in one.legs] == [
        ("suggest", ("building",)), ("forward", ("office",)), ("note", ("steering",)),
    ]


def test_a_measure_reaches_department_committee_or_council_after_the_steering_group() -> None:
    """Both readings are shown, and each ends in one of the three."""
    answer = routes(town(), "building", AT, "measure", "council").verdict
    assert (answer.outcome, answer.missing) == (Outcome.OPEN, ("ambiguities.office",))
    found = {label: [leg.stage for leg in (one.value or ())[0].legs] for label, one in answer.readings}
    assert found == {
        "office:through": ["suggest", "forward", "examine", "decide", "council"],
        "office:past": ["suggest", "examine", "decide", "council"],
    }
    for goal in ("department", "social"):
        assert all(one.outcome is Outcome.HOLDS for _, one in routes(town(), "building", AT, "measure", goal).verdict.readings)


def test_going_straight_to_the_council_leaves_the_route_and_is_not_forbidden(parts: Parts) -> None:
    """The note names the missing stages and the clause, and that the page only describes."""
    here = town(born("bus", "measure"), step("decided", "council", proposal="bus", outcome="adopted"))
    answer = ask(here, "", "proposal", AT, proposal="bus")
    skipped = {label: one.value.history[-1].skipped for label, one in answer.readings if one.value is not None}
    assert skipped == {"office:through": ("forward", "examine", "decide"), "office:past": ("examine", "decide")}
    for _, one in answer.readings:
        assert one.outcome is Outcome.HOLDS
        assert one.value is not None
        assert one.value.result == "adopted"
    written = text(parts, here, asked(here, "", "proposal", AT, proposal="bus"))
    assert "2026-02-01, Rat: decided \N{EN DASH} left out: forward; examine; decide [page office; page]" in written
    assert "the source describes this route; it does not prescribe it, and no other is forbidden [page]" in written
    german = text(parts, here, asked(here, "", "proposal", AT, proposal="bus"), "de")
    assert "2026-02-01, Rat: entschieden \N{EN DASH} ausgelassen: examine; decide [page]" in german


# ── shown ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_route_as_a_table_and_as_a_chart(parts: Parts) -> None:
    """Each stage has its line, and the chart its box and its arrow."""
    written = text(parts, town(), routes(town(), "building", AT, "idea"))
    assert written.startswith("Routes from Bauen und Wohnen, 2026-03-01: holds\n")
    assert "Route “idea”, as the rules of Steuerungsgruppe have it (Idee); the source describes this route" in written
    lines = [" ".join(line.split()) for line in written.splitlines()]
    assert "No. Stage who what then clause" in lines
    assert "1 Idee Bauen und Wohnen suggest forward [1]" in lines
    assert "3 note Steuerungsgruppe take note end of the route [1]" in lines
    assert "[1] page" in lines
    assert "at the end an answer to who brought it up (4 weeks); owed by: Koordinierungsstelle" in lines
    chart = written.partition("```mermaid\n")[2].partition("```")[0]
    assert chart == text(parts, town(), routes(town(), "building", AT, "idea"), form="mermaid")
    assert chart.splitlines() == [
        "flowchart TD",
        '  subgraph r1["idea"]',
        '    r1s1["Idee<br/>suggest<br/>Bauen und Wohnen"]',
        '    r1s2["forward<br/>forward<br/>Koordinierungsstelle"]',
        '    r1s3["note<br/>take note<br/>Steuerungsgruppe"]',
        "    r1s1 --> r1s2",
        "    r1s2 --> r1s3",
        '    r1s3 --> r1s3e1(["end of the route"])',
        "  end",
    ]


def test_readings_stand_one_after_the_other(parts: Parts) -> None:
    """Each with its table, and all of them in one chart."""
    written = text(parts, town(), routes(town(), "building", AT, "measure", "council"), "de")
    lines = written.splitlines()
    assert lines[:5] == [
        "Wege von „Bauen und Wohnen“ zu „Rat“, 2026-03-01: offen",
        "  Die Quellen lassen mehrere Lesarten zu, und davon hängt die Antwort ab: „Auch über die Stelle?“ (office) [page]",
        "  Es fehlt: ambiguities.office",
        "",
        "  nach der Lesart „ja, wie Ideen“ (office:through): trifft zu",
    ]
    assert '  subgraph r2["measure \N{EN DASH} „nein“ (office:past)"]' in lines
    assert '    r1s4 -->|"angenommen, nach Wahl 0 bis 1"| r1s5' in lines
    assert "angenommen, nach Wahl 0 bis 1: council" in " ".join(written.split())
    assert lines[lines.index("```mermaid") - 2 :][:2] == ["[1] page", ""]
    assert not any(two == ["", ""] for two in pairwise(lines))


def test_a_body_that_is_asked_for_its_routes_is_told_the_same(parts: Parts) -> None:
    """What kind of routes they are, and every stage in a line, under each reading; what is the same in all of them once."""
    here = town()
    lines = [" ".join(line.split()) for line in text(parts, here, asked(here, "council", "route", AT), "de").splitlines()]
    assert lines[0] == "Beratungsweg: Rat, 2026-03-01: offen"
    assert "nach der Lesart „nein“ (office:past): trifft zu" in lines
    heading = "Weg „measure“, geregelt bei: Steuerungsgruppe (Maßnahme); die Quelle beschreibt diesen Weg"
    assert sum(line.startswith(heading) for line in lines) == 2
    assert "4 decide Steuerungsgruppe entscheiden angenommen, nach Wahl 0 bis 1: department; committee; council [1]" in lines
    assert "*committee" not in " ".join(lines)
    assert "es fehlt: x.route" in text(parts, scope(body("x")), asked(scope(body("x")), "x", "route", AT), "de").lower()
    twice = (row(IDEA, "page", id="idea", reading=(Reading("office", (name,)),)) for name in ("through", "past"))
    same = scope(body("x", *twice), ambiguities=(OFFICE,))
    told = text(parts, same, asked(same, "x", "route", AT))
    assert "the answer is the same in all of them: “Auch über die Stelle?” (office) [page]" in told
    assert told.count("Route “idea”") == 1


def test_where_a_matter_is_born_only_that_body_begins(parts: Parts) -> None:
    """Several bodies may begin; names in which there are commas stand apart, each in a line."""
    fields = (body("a", kind="field", name=title("Arbeit, Bildung")), body("b", kind="field", name=title("Bauen")))
    way = route(stage("suggest", "suggest", "*field", "decide"), stage("decide", "decide", "*field", who="chair"))
    here = scope(*fields, body("x", row(way, id="way")))
    born_in = text(parts, here, routes(here, "b", AT), form="mermaid").splitlines()
    assert '    r1s1["suggest<br/>suggest<br/>Bauen"]' in born_in
    assert '    r1s2["decide<br/>decide<br/>Arbeit, Bildung;<br/>Bauen<br/>(chair)"]' in born_in
    lines = [" ".join(line.split()) for line in text(parts, here, asked(here, "x", "route", AT)).splitlines()]
    assert lines[lines.index("1 suggest Arbeit, Bildung; suggest decide") + 1] == "Bauen"
    data = json.loads(text(parts, here, routes(here, "b", AT), form="json"))["value"]
    assert (data[0]["legs"][0]["at"], data[0]["legs"][0]["bodies"]) == (["*field"], ["a", "b"])


def test_where_nobody_is_meant_on_a_day_it_is_told_whom_the_rule_names(parts: Parts) -> None:
    """A kind of which there is no body, a body that has ended, somebody elsewhere, a post; whom no source names."""
    places = ["*board", "*group", "old", "elsewhere/*board", "*gone", "club", "spokesperson", "self", "unstated"]
    way = route(
        *(stage(f"s{number}", "hear", at, f"s{number + 1}") for number, at in enumerate(places)),
        stage(f"s{len(places)}", "decide", ["*board", "lead@*group", "chair@old"], who="spokesperson"),
        answer={"by": "x", "to": ["spokesperson", "spokesperson@self", "chair@*board", "member@old", "parent", "nobody"]},
    )
    law = Charter(id="law", kind="statute", kinds=(kind("board", name=title("Beirat")),))
    here = scope(
        body("x", group("spokesperson", name=title("Sprecher")), row(way, id="way"), name=title("Gruppe")),
        body("old", name=title("Altes Amt"), until="2025-12-31"), body("gone", kind="gone", until="2025-12-31"),
        parties=(Organisation(id="club", name=title("Verein")),), laws=(law,), kinds=(kind("group"),),
    )  # fmt: skip
    lines = [" ".join(line.split()) for line in text(parts, here, asked(here, "x", "route", AT)).splitlines()]
    for said in (
        "1 s0 body of the kind “Beirat” hear s1",
        "2 s1 body of the kind “group” hear s2",
        "3 s2 Altes Amt (not there on that day) hear s3",
        "4 s3 elsewhere/*board hear s4",
        "5 s4 body of the kind “gone” (not there on that day) hear s5",
        "6 s5 Verein hear s6",
        "7 s6 Gruppe hear s7",
        "8 s7 Gruppe hear s8",
        "9 s8 (the source does not say who) hear s9",
        "10 s9 body of the kind “Beirat”; decide end of the route",
        "lead (body of the kind “group”);",
        "chair (Altes Amt) (not there on that day)",
        "(Sprecher)",
    ):
        assert said in lines
    assert lines[-3:-1] == ["", (
        "at the end an answer to who brought it up; owed by: Gruppe; also to: Sprecher; Sprecher (Gruppe); "
        "chair (body of the kind “Beirat”); member (Altes Amt); parent; nobody"
    )]


EVERYTHING = route(
    stage("a", "suggest", "x", "b", "c", name={"de": 'Idee "<&`#>"\nfür alle'}, who="at least 2"),
    stage("b", "hear", "y", lead=False),
    stage("c", "decide", question={"de": "ob"}, after=["b", "lost"], within="6 weeks", silence="adopted", next=[
        {"on": ["adopted", "postponed"], "for": ["idea", "other"], "to": "d", "carries": [{"de": "die Akte"}]},
        {"on": "rejected"}, {"on": "void", "result": "dropped"},
    ]),
    stage("d", "execute", "county/office"),
    name={"de": "Alles"}, answer={"to": ["y", "chair@x"]}, by=["x", {"count": "voting members", "is": "at least 3"}],
    urgent={"by": "at least 1/3 of members", "instead": "c", "ratified_at": "lost", "within": "2 months"},
)  # fmt: skip


def everything(**more: object) -> Scope:
    """Return a town with a route that says everything."""
    rule = row(EVERYTHING, "page", id="all", for_=("idea", "unknown"), **more)
    return scope(body("x", rule), body("y"), subjects=(Subject(id="idea", name=title("Idee")), Subject(id="unknown")))


def test_all_that_a_route_can_say_is_shown(parts: Parts) -> None:
    """Times, conditions, opinions, ends, answers, what cannot wait; and nothing breaks out of a label."""
    here = everything()
    written = " ".join(text(parts, here, routes(here, "x", AT)).split())
    for said in (
        "Route “Alles”, as the rules of x have it (Idee; unknown); this route is prescribed [page]",
        "x (at least 2)",
        "it begins with: x or members (voting): at least 3",
        "hear (beside the one that leads)",
        "decide: ob",
        "after: b; lost",
        "within 6 weeks",
        "silence counts as: adopted",
        "adopted / postponed / Idee / other: d (die Akte)",
        "rejected: end of the route",
        "void: end with “dropped”",
        "county/office",
        "at the end an answer to who brought it up; owed by: (the source does not say who); also to: y; chair (x)",
        "what cannot wait, in place of “c”: at least 1/3 of members; to be ratified at “lost” (2 months)",
    ):
        assert said in written
    chart = text(parts, here, routes(here, "x", AT), form="mermaid").splitlines()
    assert '    r1s1["Idee #quot;#lt;#amp;#96;#35;#gt;#quot; für alle<br/>suggest<br/>x (at least 2)"]' in chart
    assert "    r1s1 -.-> r1s2" in chart
    assert "    r1s1 --> r1s3" in chart
    assert '    r1s3 -->|"void"| r1s3e3(["end with “dropped”"])' in chart
    assert not any(line.strip().startswith("r1s2 -->") for line in chart)


def test_what_is_not_known_of_routes_is_said(parts: Parts) -> None:
    """No route, none that leads there, one of which nobody knows whether it holds."""
    here = everything(since="2026-01-01..2026-12-31")
    assert "missing: x.route.all" in text(parts, here, routes(here, "x", AT))
    assert "no route that begins with x leads to y" not in text(parts, here, routes(here, "x", AT, to="y"))
    none = text(parts, town(), routes(town(), "building", AT, "idea", "council"))
    assert "no route that begins with Bauen und Wohnen leads to Rat" in none
    assert "```mermaid" not in none
    assert "missing: council.route" in text(parts, town(), routes(town(), "council", AT))
    once = evolve(EVERYTHING, urgent=evolve(EVERYTHING.urgent, ratified_at=None)) if EVERYTHING.urgent else EVERYTHING
    alone = scope(body("x", row(once, id="all")))
    assert "ratified" not in text(parts, alone, routes(alone, "x", AT))


def test_programs_read_routes_as_data(parts: Parts) -> None:
    """Names by language, lengths and counts as they are written."""
    here = everything()
    data = json.loads(text(parts, here, routes(here, "x", AT, "idea", "y"), form="json"))
    assert (data["from"], data["to"], data["subject"], data["at"]) == ("x", "y", "idea", "2026-03-01")
    (one,) = data["value"]
    assert (one["route"], one["name"], one["strength"]) == ("all", {"de": "Alles"}, "must")
    assert [leg["stage"] for leg in one["legs"]] == ["a", "b"]
    assert one["starts"] == ["x", {"count": "voting members", "is": "at least 3"}]
    assert one["urgent"]["by"] == ["at least 1/3 of members"]
    readings = json.loads(text(parts, town(), routes(town(), "building", AT, "measure"), form="json"))["readings"]
    assert list(readings) == ["office:through", "office:past"]


def test_an_unknown_subject_is_misuse() -> None:
    """The known ones are named."""
    with pytest.raises(Misuse) as caught:
        routes(town(), "building", AT, "ideas")
    assert caught.value.said.code == "misuse.subject"


# ── where a proposal stands ──────────────────────────────────────────────────────────────────────────────────────────

FORWARDED = step("forwarded", "office", proposal="ramp")


def test_where_a_proposal_stands(parts: Parts) -> None:
    """What is to be done by whom, and the steps with their clauses."""
    here = town(born("ramp", "idea"), FORWARDED)
    written = text(parts, here, asked(here, "", "proposal", AT, proposal="ramp"))
    assert written.startswith("Proposal “Ramp”, 2026-03-01: holds\n  “note”: take note; to act: Steuerungsgruppe [page]\n")
    lines = [" ".join(line.split()) for line in written.splitlines()]
    assert "day step who stage clause" in lines
    assert "2026-01-05 brought up Bauen und Wohnen Idee [1]" in lines
    assert "2026-02-01 forwarded Koordinierungsstelle forward [1]" in lines
    assert "[1] page" in lines


def test_what_happened_by_itself_at_once_or_amiss_is_marked(parts: Parts) -> None:
    """Silence, urgency, a person by name for those who may see it, an outcome in words."""
    made = route(
        stage("a", "suggest", "x", "b"),
        stage("b", "consent", "y", "c", within="1 week", silence="consented"),
        stage("c", "decide", "y"),
        urgent={"by": "x", "instead": "c", "ratified_at": "c"},
    )
    events = (
        organisation("club"), proposal(of="x", by="club"),
        step(
            "decided", "x", outcome="postponed", urgent=True,
        ), step("examined", "y", by="club"), step("decided", at=AT, by="stranger"),
    )  # fmt: skip
    here = scope(body("x", row(made, id="way")), body("y"), events=events)
    written = text(
        parts, here, asked(here, "", "proposal", AT, Audience.ADMINISTRATION, proposal="p"), audience=Audience.ADMINISTRATION,
    )
    lines = [" ".join(line.split()) for line in written.splitlines()]
    assert "2026-01-13 nothing happened b consented" in lines
    assert "2026-02-01 decided x c postponed could not wait" in lines
    assert "2026-02-01 examined y; Club c" in lines
    assert "2026-03-01 decided stranger c postponed" in lines
    public = asked(here, "", "proposal", AT, proposal="p")
    assert public.verdict.withheld
    assert "Club" not in text(parts, here, public)
    assert "withheld" in text(parts, here, public)


def test_programs_read_where_a_proposal_stands_as_data(parts: Parts) -> None:
    """Stages, history and what is owed; no body is asked."""
    here = town(born("ramp", "idea"), FORWARDED, step("took-note", "steering", proposal="ramp"))
    data = json.loads(text(parts, here, asked(here, "", "proposal", AT, proposal="ramp"), form="json"))
    assert (data["proposal"], data["question"], "body" in data) == ("ramp", "proposal", False)
    assert (data["value"]["ended"], data["value"]["result"]) == ("2026-02-01", "took-note")
    assert (data["value"]["reply"]["due"], data["value"]["reply"]["by"]) == ("2026-03-01", "office")
    assert [one["did"] for one in data["value"]["history"]] == ["suggested", "forwarded", "took-note"]
    assert data["value"]["history"][0]["ruling"] == {
        "provision": "bodies.steering.route[0]", "strength": "does", "cites": ["page"],
    }  # fmt: skip


def test_what_is_not_dealt_with_in_public_is_not_told_to_the_public(parts: Parts) -> None:
    """Others are told all of it."""
    here = town(born("ramp", "idea", public=False), FORWARDED)
    closed = asked(here, "", "proposal", AT, proposal="ramp").verdict
    assert (closed.value, closed.withheld, closed.reasons[0].said.code) == (None, True, "reason.proposal-closed")
    assert "Proposal “ramp”" in text(parts, here, asked(here, "", "proposal", AT, proposal="ramp"))
    assert asked(here, "", "proposal", AT, Audience.MEMBERS, proposal="ramp").verdict.value is not None
    assert asked(town(born("ramp", "idea", public=True)), "", "proposal", AT, proposal="ramp").verdict.value is not None


def test_a_question_about_a_proposal_names_it() -> None:
    """Else it is misuse."""
    with pytest.raises(Misuse) as caught:
        ask(town(), "", "proposal", AT)
    assert caught.value.said.code == "misuse.proposal-unnamed"
    with pytest.raises(Misuse):
        asked(town(), "", "proposal", AT, proposal="ramp")


# ── the command line ─────────────────────────────────────────────────────────────────────────────────────────────────

CHARTER = """
format = 1
id = "town"
kind = "municipality"
{subjects}
[sources.page]
title = "Page"
verified = "read"
[bodies.x]
kind = "field"
cites = ["page"]
[[bodies.x.route]]
id = "way"
cites = ["page"]
stages = [
  {{ id = "suggest", act = "suggest", at = "x", next = [{{ to = "decide" }}] }},
  {{ id = "decide", act = "decide", at = "{body}" }},
]
[bodies.{body}]
kind = "council"
cites = ["page"]
"""
RECORD = """
format = 1
record = "facts"
charter = "town"
events = [{ what = "proposal", id = "ramp", of = "x", at = 2026-01-05 }]
"""


def project(folder: Path, name: str = "council", subjects: str = "subjects = { idea = {} }") -> str:
    """Write a project, and return where."""
    (folder / "charter.toml").write_text(CHARTER.format(body=name, subjects=subjects), encoding="utf-8")
    (folder / "record.toml").write_text(RECORD, encoding="utf-8")
    return str(folder)


def test_the_command_line_shows_routes_and_proposals(tmp_path: Path) -> None:
    """A chart alone, and where a proposal stands; misuse ends with 2."""
    run = CliRunner().invoke
    target = project(tmp_path)
    chart = run(main, ["route", target, "--from", "x", "--at", "2026-03-01", "--format", "mermaid"])
    assert (chart.exit_code, chart.output.splitlines()[0]) == (0, "flowchart TD")
    told = run(main, ["route", target, "--from", "x", "--to", "council", "--kind", "idea", "--lang", "de"])
    assert "Wege von „x“ zu „council“" in told.output
    assert run(main, ["route", target, "--from", "x", "--kind", "ideas"]).exit_code == 2
    where = run(main, ["ask", target, "proposal", "ramp", "--at", "2026-03-01"])
    assert (where.exit_code, where.output.splitlines()[1].strip()) == (0, "“decide”: decide; to act: council [page]")
    assert run(main, ["ask", target, "proposal", "rampe"]).exit_code == 2


def test_a_body_that_is_called_proposal_is_asked_as_any_other(tmp_path: Path) -> None:
    """Then the words mean the body."""
    found = CliRunner().invoke(main, ["ask", project(tmp_path, "proposal"), "proposal", "route", "--at", "2026-03-01"])
    assert (found.exit_code, found.output.splitlines()[0]) == (0, "route: proposal, 2026-03-01: holds")


# ── cases ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def case(then: Then, **said: object) -> Cases:
    """Return one case about a proposal."""
    known = {"ask": "proposal", "proposal": "ramp", "at": AT, **said}
    return Cases(charter="town", cases=(Case(name=title("Fall"), cites=(parse_citation("page"),), then=then, **known),))


def failed(here: Scope, cases: Cases) -> list[tuple[str, str]]:
    """Return what a case names and the answer has otherwise, with what it has."""
    return [
        (str(dict(one.params).get("what", one.code)), str(dict(one.params).get("got", ""))) for one in case_room.run(here, cases)
    ]


def test_cases_say_where_a_proposal_stands() -> None:
    """Stages, times, what is in the way, what was left out, how it ended and what is owed."""
    made = route(
        stage("a", "suggest", "x", "b", "c"),
        stage("b", "hear", "y", within="6 weeks"),
        stage("c", "decide", "x", after="b"),
        answer={"within": "4 weeks"},
    )
    here = scope(body("x", row(made, "page", id="way")), body("y"), events=(proposal("ramp"),))
    right = Then(
        stage=("b", "c"), due=(("b", Day(date(2026, 2, 16), date(2026, 2, 16))),), blocked=(("c", ("b",)), ("b", ())), skipped=(),
    )
    assert failed(here, case(right)) == []
    wrong = Then(
        stage=("c",),
        due=(("c", Day(AT, AT)), ("d", Day(AT, AT))),
        blocked=(("b", ("c",)), ("d", ("x",))),
        skipped=("b",),
        ended="x",
        reply="due",
    )
    assert failed(here, case(wrong)) == [
        ("stage", "b, c"), ("ended", "-"), ("reply", "-"), ("skipped", "-"), ("due.c", "-"), ("due.d", "-"),
        ("blocked.b", "-"), ("blocked.d", "-"),
    ]  # fmt: skip
    ended = scope(
        body("x", row(made, "page", id="way")),
        body("y"),
        events=(proposal("ramp"), step("decided", "x", proposal="ramp", outcome="adopted"), step("heard", "y", proposal="ramp")),
    )
    met = Then(ended="adopted", reply="due", due=(("answer", Day(AT, AT)),), skipped=("b",), stage=())
    assert failed(ended, case(met)) == []


def test_cases_about_other_questions_know_no_stages() -> None:
    """A key that does not belong to the question is compared with nothing."""
    here = scope(body("x", row(IDEA, "page", id="way")), events=(proposal("ramp"),))
    other = case(Then(stage=("b",), ended="adopted", reply="due", skipped=("b",)), ask="seats", body="x")
    assert failed(here, other) == [("stage", "-"), ("ended", "-"), ("reply", "-"), ("skipped", "-")]


def test_a_case_needs_a_body_or_a_proposal() -> None:
    """A situation may name another proposal than its case."""
    here = scope(body("x", row(IDEA, "page", id="way")), events=(proposal("ramp"), proposal("lift", at=date(2026, 4, 1))))
    assert [one.code for one in case_room.run(here, case(Then(), ask="seats"))] == ["missing-key"]
    assert [one.code for one in case_room.run(here, case(Then(), proposal=None))] == ["case-impossible"]
    (first,) = case(Then()).cases
    later = evolve(first, then=None, when=(When(proposal="lift", then=Then(outcome=Outcome.FAILS)),))
    assert failed(here, Cases(charter="town", cases=(later,))) == []
