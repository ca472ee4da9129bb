"""export: what a format cannot carry is told, aspect by aspect, and only what is there; what it does not read is misuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from builders import (
    body,
    charter,
    duty,
    electoral,
    group,
    holds,
    item,
    meeting,
    notice,
    organisation,
    person,
    present,
    proposal,
    row,
    scope,
    size,
    step,
)
from gremium.evaluate.scope import Scope
from gremium.languages import LANGUAGES, language
from gremium.lint.charter import lint
from gremium.model.body import Status
from gremium.model.charter import Charter
from gremium.model.record import Audience, Event
from gremium.plugins.parts import Context, Exporter, Options, Parts
from gremium.plugins.words import WORDS
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.workbench.export import as_data, export
from gremium.workbench.losses import ASPECTS, EVERYTHING, losses
from gremium.workbench.project import Opened
from gremium.workbench.publish import publish
from gremium.workbench.published import Include, Published

DAY = date(2026, 6, 1)
PUBLIC = Audience.PUBLIC
ADA, BEA = (evolve(person(id_), disclosure=PUBLIC) for id_ in ("ada", "bea"))
CLUB = evolve(organisation("club"), disclosure=PUBLIC)
HIDDEN = person("hidden")
PEOPLE = group("people", "page", seats=2)
SITS = holds("ada", "people@x", "2020-01-01")
UNSEEN = holds("hidden", "people@x", "2020-01-01")
GUEST = group("guest", holder="chair@c")
CALL, CALLED_SOME_TIME = row(notice(lead="7 days before meeting")), row(notice(papers="unstated"))
YEARLY, SOME_TIME = row(duty(due="1 December"), id="yearly"), row(duty(due="start"), id="report")
BOTH = Text.of({"de": "Rat", "en": "Council"})


def town(*events: Event, rows: tuple[object, ...] = (PEOPLE,), **more: object) -> Scope:
    """Return a town with one body x, of which this is known."""
    return scope(body("x", *rows, **more), events=(ADA, BEA, CLUB, HIDDEN, *events))


# For each aspect a town that has something of it, how much, and one that has the same but for that.
THERE: Mapping[str, tuple[Callable[[], Scope], int, Callable[[], Scope]]] = {
    "rules": (lambda: town(rows=(PEOPLE, PEOPLE)), 2, lambda: town(rows=())),
    "gaps": (lambda: town(unstated=("quorum",)), 1, town),
    "bodies": (town, 1, lambda: Scope(charter=charter())),
    "parts": (lambda: town(part_of=Ref(target="council")), 1, town),
    "planned": (lambda: town(status=Status.PLANNED), 1, town),
    "seats": (town, 1, lambda: town(rows=(), positions=("speaker",))),
    "standing": (lambda: town(rows=(group("people", standing="voting"), group("guests"))), 1, town),
    "open-groups": (lambda: town(rows=(group("guests", open_to="alle"),)), 1, town),
    "vacancies": (lambda: town(SITS), 1, lambda: town(SITS, holds("bea", "people@x", "2020"))),
    "unnamed": (lambda: town(size("people@x", 3), rows=(group("people", seats="1..4"),)), 3, town),
    "parties": (town, 3, lambda: scope(body("x"), events=(HIDDEN,))),
    "memberships": (lambda: town(SITS, UNSEEN), 1, lambda: town(UNSEEN)),
    "past": (lambda: town(holds("ada", "people@x", "2020-01-01", "2021-01-01")), 1, lambda: town(SITS)),
    "undated": (
        lambda: town(holds("ada", "people@x", "2020", "2021")), 1,
        lambda: town(
            holds("ada", "people@x", "2020", "2021-12-31"), holds("bea", "people@x", "2027-01-01"),
            holds("club", "people@x", "2020"),
        ),
    ),
    "organisations-seated": (lambda: town(holds("club", "people@x", "2020")), 1, lambda: town(SITS)),
    "delegates": (lambda: town(holds("ada", "people@x", "2020", of="club")), 1, lambda: town(SITS)),
    "ex-officio": (
        lambda: scope(body("c"), body("x", GUEST), events=(ADA, holds("ada", "chair@c", "2020"))), 1,
        lambda: scope(body("c"), body("x", GUEST), events=(HIDDEN, holds("hidden", "chair@c", "2020"))),
    ),
    "substitutes": (lambda: town(holds("ada", "people@x", "2020", substitute=True)), 1, lambda: town(SITS)),
    "substitute-order": (
        lambda: town(
            SITS, holds("bea", "people@x", "2020", substitute=True, rank=1),
            holds("bea", "people@x", "2021", substitute=True, stands_in_for="ada"),
        ), 2,
        lambda: town(SITS, holds("bea", "people@x", "2020", substitute=True)),
    ),
    "uncertain": (lambda: town(holds("ada", "people@x", "2026")), 1, lambda: town(SITS)),
    "rests": (lambda: town(SITS, holds("ada", "people@x", "2026-01-01", rests=True)), 1, lambda: town(SITS)),
    "terms": (lambda: town(electoral("x", "2020-01-01")), 1, town),
    "meetings": (lambda: town(meeting()), 1, town),
    "hours": (lambda: town(meeting(at=datetime(2026, 3, 10, 19))), 1, lambda: town(meeting())),
    "places": (lambda: town(meeting(place={"de": "Rathaus"})), 1, lambda: town(meeting())),
    "joint": (lambda: town(meeting(joint_with=["y"])), 1, lambda: town(meeting())),
    "modes": (lambda: town(meeting(mode="hybrid")), 1, lambda: town(meeting(mode="room"))),
    "publicity": (lambda: town(meeting(public=True)), 1, lambda: town(meeting())),
    "replaced": (
        lambda: town(meeting("a", state="postponed"), meeting("b", instead_of="a"), meeting("c", state="cancelled")), 2,
        lambda: town(meeting(state="cancelled")),
    ),
    "presence": (lambda: town(meeting(), present(["ada", "hidden"])), 1, lambda: town(meeting(), present(3))),
    "agenda": (
        lambda: town(meeting(), item("a"), item("b"), item("c", public=False)), 2,
        lambda: town(meeting(public=False), item("a")),
    ),
    "deadlines": (lambda: town(meeting(), rows=(CALL, CALLED_SOME_TIME)), 1, lambda: town(meeting(), rows=(CALLED_SOME_TIME,))),
    "open-deadlines": (lambda: town(meeting(), rows=(CALL, CALLED_SOME_TIME)), 1, lambda: town(meeting(), rows=(CALL,))),
    "duties": (lambda: town(rows=(YEARLY, SOME_TIME)), 1, lambda: town(rows=(SOME_TIME,))),
    "open-duties": (lambda: town(rows=(YEARLY, SOME_TIME)), 1, lambda: town(rows=(YEARLY,))),
    "findings": (lambda: town(rows=(CALL,)), 1, town),
    "proposals": (lambda: town(proposal()), 1, lambda: town(proposal(public=False))),
    "steps": (lambda: town(proposal(), step("heard", "x")), 1, lambda: town(proposal(), step("heard", "x", date(2026, 7, 1)))),
    "rough-days": (lambda: town(holds("ada", "people@x", "2020", "2025")), 2, lambda: town(SITS)),
    "languages": (lambda: town(name=BOTH), 1, lambda: town(name=Text.of({"de": "Rat"}))),
}  # fmt: skip


def everything(where: Scope) -> Published:
    """Return all that there is to show of a town, also what is shown only if it is asked for."""
    return publish(where, DAY, including=Include, found=Opened(charter=where.charter, of_charter=lint(where, WORDS)))


def lost(where: Scope, carries: frozenset[str] = frozenset()) -> dict[str, object]:
    """Return what is lost of a town, and how much of it."""
    told = losses(everything(where), where.charter, carries)
    return {one.code.removeprefix("loss."): dict(one.params)["n"] for one in told}


def test_every_aspect_is_tried() -> None:
    """No aspect can be added without a town that has it and one that does not."""
    assert THERE.keys() == ASPECTS.keys() == EVERYTHING


@pytest.mark.parametrize("aspect", THERE)
def test_what_is_there_and_not_carried_is_lost(aspect: str) -> None:
    """An aspect is a loss with how much of it there is; it is none where a format carries it, or where there is nothing of it."""
    there, number, without = THERE[aspect]
    assert lost(there())[aspect] == number
    assert aspect not in lost(there(), frozenset({aspect}))
    assert aspect not in lost(without())


def test_losses_are_told_in_a_fixed_order() -> None:
    """Losses stand in the order of the table, whatever a format carries."""
    told = list(lost(town(SITS, meeting(), item("i"))))
    assert told == [aspect for aspect in ASPECTS if aspect in told]
    assert lost(town(SITS, meeting(), item("i")), EVERYTHING) == {}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_loss_can_be_said(tag: str) -> None:
    """Each loss is a sentence with its number in both languages."""
    for there, _, _ in THERE.values():
        where = there()
        for one in losses(everything(where), where.charter, ()):
            assert f"({dict(one.params)['n']})" in language(tag).say(one)


def test_of_some_bodies_only_their_rules_can_be_lost() -> None:
    """What other bodies have is no loss of an export that does not show them."""
    where = scope(body("x", PEOPLE), body("y", PEOPLE, unstated=("quorum",)), events=())
    told = losses(publish(where, DAY, bodies=("x",)), where.charter, ())
    assert {one.code: dict(one.params)["n"] for one in told} == {"loss.rules": 1, "loss.bodies": 1, "loss.seats": 1}


# ── the export itself ────────────────────────────────────────────────────────────────────────────────────────────────


def exporting(asked: list[Any], **said: Any) -> Parts:
    """Return parts with one exporter that keeps what it was asked."""

    def write(shown: Published, context: Context, options: Options) -> Mapping[str, Iterable[bytes]]:
        asked.append((shown, context, options))
        return {"": (b"writ", b"ten")}

    return Parts(words=(), exporters=(Exporter(format="plain", suffix=".txt", write=write, **said),))


def context(of: Charter) -> Context:
    """Return what an exporter may know beside what is shown."""
    return Context(charter=of, language=language("en"), stamp=datetime(2026, 1, 1, tzinfo=UTC))


def test_an_exporter_gets_what_is_shown_and_nothing_else() -> None:
    """The exporter is asked once, with the view, the context and the options; its files and the losses come back."""
    asked: list[Any] = []
    where = town(meeting())
    shown, about = publish(where, DAY), context(where.charter)
    made = export(exporting(asked, carries=EVERYTHING - {"meetings"}), shown, "plain", about)
    assert asked == [(shown, about, Options())]
    assert (made.format, made.content()) == ("plain", {"": b"written"})
    assert [one.code for one in made.losses] == ["loss.meetings"]
    assert as_data(made) == [{"aspect": "meetings", "number": 1}]


def test_options_that_an_exporter_reads() -> None:
    """An option is handed on to an exporter that reads it; to another one it is misuse, before anything is made."""
    asked: list[Any] = []
    where = town()
    shown, about = publish(where, DAY), context(where.charter)
    wanted = Options(base="https://town.example/", against={"": b""}, todo=True)
    every = frozenset({"base", "against", "todo"})
    export(exporting(asked, takes=every), shown, "plain", about, wanted)
    assert asked[0][2] == wanted
    for takes, option in (*((every - {one}, one) for one in sorted(every)), (frozenset(), "base")):
        with pytest.raises(Misuse) as caught:
            export(exporting(asked, takes=takes), shown, "plain", about, wanted)
        assert caught.value.said.code == "misuse.export-option"
        assert dict(caught.value.said.params) == {"option": option, "format": "plain"}
    assert len(asked) == 1


@pytest.mark.parametrize(("suffix", "against", "code"), [
    (".txt", {}, "against-folder"), (".txt", {"a.txt": b""}, "against-folder"),
    (".txt", {"": b"", "a.txt": b""}, "against-folder"), ("", {"": b""}, "against-file"),
])  # fmt: skip
def test_an_earlier_export_of_another_kind(suffix: str, against: Mapping[str, bytes], code: str) -> None:
    """Where a format writes a file, a folder of the time before is misuse, and the other way round; nothing is made then."""
    asked: list[Any] = []
    with pytest.raises(Misuse) as caught:
        earlier(asked, suffix, against)
    assert caught.value.said == message(f"misuse.{code}", format="plain")
    assert asked == []


@pytest.mark.parametrize(("suffix", "against"), [("", {}), ("", {"a.txt": b""}), (".txt", {"": b""})])
def test_an_earlier_export_of_the_same_kind(suffix: str, against: Mapping[str, bytes]) -> None:
    """An export of the time before is handed on, a folder also if it is empty."""
    asked: list[Any] = []
    earlier(asked, suffix, against)
    assert asked[0][2] == Options(against=against)


def earlier(asked: list[Any], suffix: str, against: Mapping[str, bytes]) -> None:
    """Export a town with an exporter that writes a file (it has a suffix) or a folder, against what was exported before."""
    where, parts = town(), exporting(asked, takes=frozenset({"against"}))
    parts = evolve(parts, exporters=(evolve(parts.exporters[0], suffix=suffix),))
    export(parts, publish(where, DAY), "plain", context(where.charter), Options(against=against))


def test_unknown_format() -> None:
    """A format that there is not is misuse; the nearest is named, or all of them."""
    where = town()
    for name, hint in (("plian", "hint.did-you-mean"), ("zzz", "hint.known")):
        with pytest.raises(Misuse) as caught:
            export(exporting([]), publish(where, DAY), name, context(where.charter))
        assert (caught.value.said.code, caught.value.hint and caught.value.hint.code) == ("misuse.exporter", hint)


def test_every_format_is_in_the_reference(parts: Parts) -> None:
    """Each installed format stands in the table of formats, and no other does."""
    page = (Path(__file__).parents[1] / "docs" / "reference" / "export.md").read_text(encoding="utf-8")
    rows = page.partition("| Format |")[2].partition("\n\n")[0].splitlines()[2:]
    told = [name for row in rows for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])]
    assert sorted(told) == [one.format for one in parts.exporters]


def test_installed_exporters_name_aspects_that_there_are(parts: Parts) -> None:
    """No installed exporter says that it carries an aspect, or reads an option, that nobody knows."""
    assert "csv" in {one.format for one in parts.exporters}
    for one in parts.exporters:
        assert one.carries <= EVERYTHING, one.format
        assert one.takes <= {"base", "against", "todo"}, one.format
