"""bring: a charter and a record out of what another system exported, with every repair that it took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from gremium.explain.language import Language
from gremium.model.meeting import Item
from gremium.model.proposal import Proposal
from gremium.model.record import Holding, Meeting, Party
from gremium.plugins.parts import Brought, Parts, Repair
from gremium.values.message import Message, message
from gremium.workbench.fmt import written

# Of repairs that say the same of several objects so many are told one by one.
ONE_BY_ONE = 3


@frozen(kw_only=True)
class Imported:
    """What became of an export: the documents of a project by name, none where nothing could be made of it, and what was told."""

    documents: Mapping[str, bytes]
    brought: Brought


def bring(parts: Parts, name: str, files: Mapping[str, bytes], most: int) -> Imported:
    """Return the documents that an importer makes of files.

    A record that would have more than `most` bytes as TOML is written in JSON Lines, which may be longer. Raises `Misuse` for a
    format of which there is no importer.
    """
    brought = parts.importer(name).read(files)
    if brought.charter is None or brought.record is None:
        return Imported(documents={}, brought=brought)
    record, suffix = written(parts, brought.record).encode(), ".toml"
    if len(record) > most:
        record, suffix = written(parts, brought.record, ".jsonl").encode(), ".jsonl"
    documents = {"charter.toml": written(parts, brought.charter).encode(), f"record{suffix}": record}
    return Imported(documents=documents, brought=brought)


def grouped(repairs: Iterable[Repair], most: int = ONE_BY_ONE) -> tuple[tuple[Repair, int], ...]:
    """Return the repairs, each with how many more of the same sort it stands for: of many the first alone is told.

    Repairs are of the same sort if they say the same of the same property.
    """
    sorts: dict[tuple[str, object], list[Repair]] = {}
    for one in repairs:
        sorts.setdefault((one.said.code, dict(one.said.params).get("key")), []).append(one)
    found: list[tuple[Repair, int]] = []
    for several in sorts.values():
        found += [(one, 0) for one in several] if len(several) <= most else [(several[0], len(several) - 1)]
    return tuple(found)


def line(repair: Repair, more: int, say: Language) -> str:
    """Return a repair as one line: the file, the object, what was repaired, and how many more there are."""
    said = say.say(repair.said)
    if more:
        said = say.term("import.more", said=said, n=more)
    text = ": ".join(part for part in (repair.file, repair.object, said) if part)
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def done(brought: Brought, folder: str) -> Message:
    """Return what was made of it, in numbers."""
    if brought.charter is None or brought.record is None:
        return message("import.tree-nothing", path=folder)
    kinds = {"parties": Party, "holdings": Holding, "meetings": Meeting, "items": Item, "proposals": Proposal}
    count = {name: sum(isinstance(event, kind) for event in brought.record.events) for name, kind in kinds.items()}
    numbers = {"bodies": len(brought.charter.bodies), "repairs": len(brought.repairs), **count}
    return message("import.tree-done", path=folder, **numbers)


def as_data(brought: Brought) -> list[dict[str, Any]]:
    """Return every repair as data: the file, the object, the code, and its parameters."""
    return [
        {"file": one.file, "object": one.object, "code": one.said.code.partition(".")[2], **dict(one.said.params)}
        for one in brought.repairs
    ]
