"""Plugins: whatever one of them does, the others are assembled, in the same order each time."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib.metadata import EntryPoint
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from gremium import assemble, hookimpl
from gremium.plugins import hookspecs, manager
from gremium.plugins.parts import Calendar, Context, Exporter, Jurisdiction, Options, Parsed, Parts, Reader, Writer
from gremium.plugins.words import WORDS
from gremium.values.errors import Misuse

ROOT = Path(__file__).parents[1]
HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("gremium_"))


def plugin(**hooks: Callable[[], Any]) -> object:
    """Return a plugin with these hooks."""
    return SimpleNamespace(**{name: hookimpl(hook) for name, hook in hooks.items()})


def town(id_: str, text: str = "town") -> object:
    """Return a plugin with one jurisdiction."""
    return plugin(gremium_jurisdictions=lambda: [Jurisdiction(id=id_, file=f"{id_}.toml", text=lambda: text)])


def reader(name: str) -> Reader:
    """Return a reader of nothing."""
    return Reader(name=name, suffixes=(f".{name}",), parse=lambda _: Parsed(data={}), canonical=lambda text, _: text, dates=True)


def writer(answer: str, format_: str, content: bytes = b"") -> Writer:
    """Return a writer that always writes the same."""
    return Writer(format=format_, answer=answer, write=lambda _answer, _context: content)


def exporter(format_: str, content: bytes = b"") -> Exporter:
    """Return an exporter that always writes the same."""
    return Exporter(format=format_, write=lambda _shown, _context, _options: {"": (content,)})


def said(parts: Parts) -> list[tuple[str, str]]:
    """Return code and plugin (or id) of each finding."""
    return [(one.code, str(one.place)) for one in parts.findings]


# ── what goes wrong stays with the plugin ────────────────────────────────────────────────────────────────────────────


def explode() -> Any:
    """Do what a broken plugin does."""
    raise RuntimeError("no network")


def test_plugin_that_raises_is_left_out() -> None:
    """A plugin that fails while it is asked brings nothing, not even what its other hooks gave, and the rest is there."""
    half = plugin(gremium_readers=lambda: [reader("half")], gremium_writers=explode)
    parts = assemble([("half", half), ("town", town("leonberg"))])
    assert [one.id for one in parts.jurisdictions] == ["leonberg"]
    assert parts.readers == ()
    assert said(parts) == [("plugin-failed", "half")]
    assert dict(parts.findings[0].params) == {"plugin": "half", "said": "RuntimeError: no network"}


@pytest.mark.parametrize(
    "broken",
    [
        plugin(gremium_reader=lambda: [reader("x")]),
        plugin(gremium_readers=lambda: 7),
        plugin(gremium_readers=lambda: ["toml"]),
        plugin(gremium_writers=lambda: [reader("x")]),
        plugin(gremium_exporters=lambda: [writer("plan", "x")]),
        plugin(gremium_calendars=lambda one: [one]),
        plugin(gremium_jurisdictions=lambda: (explode() for _ in range(1))),
    ],
    ids=["misspelt hook", "number", "string", "wrong part", "wrong exporter", "unknown argument", "late failure"],
)
def test_broken_plugins_become_findings(broken: object) -> None:
    """A misspelt hook, an answer of the wrong class, an exception while the answer is used: each is told and stops nobody."""
    parts = assemble([("broken", broken), ("town", town("leonberg"))])
    assert [code for code, _ in said(parts)] == ["plugin-failed"]
    assert [one.id for one in parts.jurisdictions] == ["leonberg"]
    assert (parts.readers, parts.writers, parts.calendars) == ((), (), ())


def test_plugin_may_bring_nothing() -> None:
    """A hook that returns nothing has nothing to bring today; that is no failure."""
    assert assemble([("idle", plugin(gremium_readers=lambda: None, gremium_writers=lambda: ()))]) == Parts(words=WORDS)


def test_plugin_that_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point that leads nowhere is a finding; the others are loaded."""
    installed = manager.entry_points(group="gremium")
    gone = EntryPoint(name="a-gone", value="gremium_gone.module", group="gremium")
    monkeypatch.setattr(manager, "entry_points", lambda group: [gone, *installed] if group == "gremium" else [])
    parts = assemble()
    assert said(parts) == [("plugin-failed", "a-gone")]
    assert "ModuleNotFoundError" in str(dict(parts.findings[0].params)["said"])
    assert parts.jurisdiction("paderborn") is not None


def test_duplicate_ids_are_told() -> None:
    """Of two jurisdictions with one id the plugin that comes first by its name is taken, and the other is told."""
    parts = assemble([("b", town("leonberg", "from b")), ("a", town("leonberg", "from a"))])
    assert [one.text() for one in parts.jurisdictions] == ["from a"]
    assert said(parts) == [("duplicate-id", "leonberg")]


def test_duplicate_formats_are_told() -> None:
    """Two writers of one answer in one format, or two exporters, are told, too: only one of them can be asked."""

    def brings(content: bytes) -> object:
        return plugin(
            gremium_writers=lambda: [writer("plan", "pdf", content)],
            gremium_readers=lambda: [reader("x")],
            gremium_exporters=lambda: [exporter("pdf", content)],
        )

    parts = assemble([("b", brings(b"b")), ("a", brings(b"a"))])
    assert [one.write(None, None) for one in parts.writers] == [b"a"]
    assert [one.write(None, None, None) for one in parts.exporters] == [{"": (b"a",)}]
    assert said(parts) == [("duplicate-id", "x"), ("duplicate-id", '"plan pdf"'), ("duplicate-id", "pdf")]


# ── the order ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_order_of_plugins_does_not_matter() -> None:
    """Parts are sorted by name, whatever the order in which plugins were found."""
    many = plugin(
        gremium_writers=lambda: (writer("roster", "json"), writer("plan", "json")),
        gremium_exporters=lambda: (exporter("turtle"), exporter("csv")),
        gremium_calendars=lambda: iter([Calendar(name="moon", closed_days=lambda _region, _year: None)]),
    )
    named = [
        ("z", town("aachen")),
        ("a", town("zwickau")),
        ("m", many),
        ("r", plugin(gremium_readers=lambda: [reader("b"), reader("a")])),
    ]
    for order in permutations(named):
        parts = assemble(order)
        assert [one.id for one in parts.jurisdictions] == ["aachen", "zwickau"]
        assert [one.name for one in parts.readers] == ["a", "b"]
        assert [(one.answer, one.format) for one in parts.writers] == [("plan", "json"), ("roster", "json")]
        assert [one.format for one in parts.exporters] == ["csv", "turtle"]
        assert [one.name for one in parts.calendars] == ["moon"]
        assert parts.findings == ()
        assert parts.words == WORDS


def test_nothing_is_something() -> None:
    """Without plugins there are the words and nothing else."""
    assert assemble([]) == Parts(words=WORDS)


# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_parts_are_found_by_name(parts: Parts) -> None:
    """Jurisdictions, readers and writers are found by what they are called."""
    assert parts.jurisdiction("atlantis") is None
    assert str(getattr(parts.jurisdiction("paderborn"), "file", "")).startswith("paderborn/")
    assert [getattr(parts.reader(suffix), "name", None) for suffix in (".TOML", ".json", ".yaml")] == ["toml", "json", None]
    assert parts.writer("plan", "ics").format == "ics"


@pytest.mark.parametrize(("wanted", "hint"), [("jsno", "hint.did-you-mean"), ("pdf", "hint.known")])
def test_unknown_writer(parts: Parts, wanted: str, hint: str) -> None:
    """A format in which an answer cannot be written is misuse, with the nearest format or all of them."""
    with pytest.raises(Misuse) as caught:
        parts.writer("roster", wanted)
    assert caught.value.said.code == "misuse.writer"
    assert getattr(caught.value.hint, "code", None) == hint


@pytest.mark.parametrize(("wanted", "hint"), [("csvs", "hint.did-you-mean"), ("zzz", "hint.known")])
def test_unknown_exporter(parts: Parts, wanted: str, hint: str) -> None:
    """A format in which nothing can be exported is misuse, with the nearest format or all of them."""
    assert parts.exporter("csv").format == "csv"
    with pytest.raises(Misuse) as caught:
        parts.exporter(wanted)
    assert caught.value.said.code == "misuse.exporter"
    assert getattr(caught.value.hint, "code", None) == hint


def test_exporters_promise_nothing_unless_they_say_so() -> None:
    """An exporter that says nothing else carries nothing and reads no option, so that all is told as lost."""
    one = exporter("csv")
    assert (one.suffix, one.carries, one.takes) == ("", frozenset(), frozenset())
    assert Options() == Options(base=None, against=None)


def test_first_calendar_that_knows_the_region() -> None:
    """Calendars are asked in their order; one that does not know a region passes it on."""
    moon = Calendar(name="a", closed_days=lambda _region, _year: None)
    sun = Calendar(name="b", closed_days=lambda region, _year: {} if region == "DE" else None)
    both = evolve(assemble([]), calendars=(moon, sun))
    assert both.closed_days("DE", 2026) == {}
    assert both.closed_days("FR", 2026) is None


def test_codec_is_made_once(parts: Parts) -> None:
    """The codec of the parts knows all words; it is made when it is first needed."""
    assert parts.codec is parts.codec
    assert list(parts.codec.norms) == [word.tag for word in WORDS]


# ── every hook has docs, a test and a real user ──────────────────────────────────────────────────────────────────────


def test_hooks_are_those_that_are_asked() -> None:
    """Every hook that is specified is asked, and no other."""
    assert sorted(f"gremium_{kind}" for kind in manager.PARTS) == HOOKS


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_documented(hook: str) -> None:
    """A hook has a docstring, and a place in the documentation."""
    assert (inspect.getdoc(getattr(hookspecs, hook)) or "").startswith("Return ")
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))
    assert hook in pages


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_real_user(hook: str, parts: Parts) -> None:
    """A hook is used by a built-in adapter, which comes in by the same door as strangers."""
    used = [point.name for point in manager.entry_points(group="gremium") if hasattr(point.load(), hook)]
    assert used
    assert getattr(parts, hook.removeprefix("gremium_"))


def test_installed_plugins_are_fine(parts: Parts) -> None:
    """Nothing is wrong with the built-in adapters."""
    assert parts.findings == ()


def test_context_hides_by_default() -> None:
    """A writer that is told nothing else writes for the public, and knows no names."""
    assert inspect.signature(Context).parameters["audience"].default.name == "PUBLIC"
