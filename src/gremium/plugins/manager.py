"""Finding plugins and assembling their parts. Plugins are asked once, in the order of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

import pluggy

from gremium.plugins import hookspecs
from gremium.plugins.parts import Calendar, Exporter, Importer, Jurisdiction, Parts, Reader, Statute, Writer
from gremium.plugins.words import WORDS
from gremium.values.finding import Finding, finding

Part = TypeVar("Part", Jurisdiction, Statute, Reader, Writer, Exporter, Importer, Calendar)
# What each hook brings: `gremium_jurisdictions` jurisdictions, and so on.
PARTS: Mapping[str, type] = {
    "jurisdictions": Jurisdiction,
    "statutes": Statute,
    "readers": Reader,
    "writers": Writer,
    "exporters": Exporter,
    "importers": Importer,
    "calendars": Calendar,
}


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
    names = {kind: Counter(_name(part) for part in brought) for kind, brought in parts.items()}
    names["jurisdictions"] += names.pop("statutes")  # both are targets, so they share their ids
    found += [finding("duplicate-id", (name,), id=name) for count in names.values() for name, n in count.items() if n > 1]
    return Parts(words=WORDS, **{kind: _sorted(brought) for kind, brought in parts.items()}, findings=tuple(found))


def _asked(manager: pluggy.PluginManager, kind: str, brings: type) -> list[Any]:
    """Return what a plugin brings for one hook; raise `TypeError` for what is no such part."""
    hook: Callable[[], list[Iterable[Any]]] = getattr(manager.hook, f"gremium_{kind}")
    brought = [one for answer in hook() for one in answer]
    for one in brought:
        if not isinstance(one, brings):
            raise TypeError(f"gremium_{kind} has to return {brings.__name__}, not {type(one).__name__}")
    return brought


def _sorted(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Sort by name and keep the first of each: the same plugins give the same parts, in whatever order they were found."""
    first: dict[str, Part] = {}
    for part in sorted(parts, key=_name):
        first.setdefault(_name(part), part)
    return tuple(first.values())


def _name(part: Part) -> str:
    """Return what no two parts of a kind may share."""
    match part:
        case Jurisdiction() | Statute():
            return part.id
        case Writer():
            return f"{part.answer} {part.format}"
        case Exporter() | Importer():
            return part.format
        case _:
            return part.name


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
