"""Finding plugins and assembling their parts. Plugins are asked once, in the order of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

import pluggy

from gremium.plugins import hookspecs
from gremium.plugins.parts import Calendar, Jurisdiction, Parts, Reader, Writer
from gremium.plugins.words import WORDS
from gremium.values.finding import Finding, finding

T = TypeVar("T")
# What each hook brings: `gremium_jurisdictions` jurisdictions, and so on.
PARTS: Mapping[str, type] = {"jurisdictions": Jurisdiction, "readers": Reader, "writers": Writer, "calendars": Calendar}


def assemble(plugins: Iterable[tuple[str, object]] | None = None) -> Parts:
    """Return the parts of the given plugins, as (name, plugin) pairs, or of all installed ones if None.

    A plugin that cannot be loaded or fails while it is asked is left out and becomes a finding; it never stops the others.
    """
    found: list[Finding] = []
    named = sorted(plugins if plugins is not None else _installed(found), key=lambda pair: pair[0])
    parts: dict[str, list[Any]] = {kind: [] for kind in PARTS}
    for name, plugin in named:
        manager = pluggy.PluginManager(hookspecs.PROJECT)
        manager.add_hookspecs(hookspecs)
        try:
            manager.register(plugin, name)
            manager.check_pending()
            asked = {kind: _asked(manager, kind, brings) for kind, brings in PARTS.items()}
        except Exception as error:  # noqa: BLE001  # whatever a stranger's plugin raises must not stop the others
            found.append(finding("plugin-failed", (name,), plugin=name, said=f"{type(error).__name__}: {error}"))
            continue
        for kind, brought in asked.items():
            parts[kind] += brought
    jurisdictions: list[Jurisdiction] = parts["jurisdictions"]
    for id_, number in Counter(jurisdiction.id for jurisdiction in jurisdictions).items():
        if number > 1:
            found.append(finding("duplicate-id", (id_,), id=id_))
    return Parts(
        words=WORDS,
        jurisdictions=_sorted(jurisdictions, lambda one: one.id),
        readers=_sorted(parts["readers"], _reader_name),
        writers=_sorted(parts["writers"], _writer_name),
        calendars=_sorted(parts["calendars"], _calendar_name),
        findings=tuple(found),
    )


def _asked(manager: pluggy.PluginManager, kind: str, brings: type) -> list[Any]:
    """Return what a plugin brings for one hook; raise `TypeError` for what is no such part."""
    hook: Callable[[], list[Iterable[Any]]] = getattr(manager.hook, f"gremium_{kind}")
    brought = [one for answer in hook() for one in answer]
    for one in brought:
        if not isinstance(one, brings):
            raise TypeError(f"gremium_{kind} has to return {brings.__name__}, not {type(one).__name__}")
    return brought


def _sorted(parts: Iterable[T], name: Callable[[T], str]) -> tuple[T, ...]:
    """Sort by name and keep the first of each: the same plugins give the same parts, in whatever order they were found."""
    first: dict[str, T] = {}
    for part in sorted(parts, key=name):
        first.setdefault(name(part), part)
    return tuple(first.values())


def _reader_name(reader: Reader) -> str:
    return reader.name


def _writer_name(writer: Writer) -> str:
    return f"{writer.answer} {writer.format}"


def _calendar_name(calendar: Calendar) -> str:
    return calendar.name


def _installed(found: list[Finding]) -> list[tuple[str, object]]:
    """Load the plugins that are installed; one that cannot be imported becomes a finding."""
    loaded: list[tuple[str, object]] = []
    points: Iterable[EntryPoint] = entry_points(group=hookspecs.PROJECT)
    for point in sorted(points, key=lambda point: point.name):
        try:
            loaded.append((point.name, point.load()))
        except Exception as error:  # noqa: BLE001  # an import of a stranger's module can raise anything
            found.append(finding("plugin-failed", (point.name,), plugin=point.name, said=f"{type(error).__name__}: {error}"))
    return loaded
