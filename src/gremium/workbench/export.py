"""export: what a jurisdiction has to show, in the format of another system, with what that format could not carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from gremium.plugins.parts import Context, Options, Parts, joined
from gremium.values.errors import Misuse
from gremium.values.message import Message, message
from gremium.workbench.losses import losses
from gremium.workbench.published import Published


@frozen(kw_only=True)
class Exported:
    """The files of an export by name (empty for the only one), and what its format could not carry.

    A file is the pieces of its bytes, which a large one makes while they are gone through, each time anew.
    """

    format: str
    files: Mapping[str, Iterable[bytes]]
    losses: tuple[Message, ...] = ()

    def content(self) -> dict[str, bytes]:
        """Return the files whole, by name: all of them at once in the memory."""
        return joined(self.files)


def export(parts: Parts, shown: Published, name: str, context: Context, options: Options | None = None) -> Exported:
    """Return what a jurisdiction has to show in a format.

    Raises `Misuse` for an unknown format, for an option that it does not read, and for an earlier export of another kind: a
    folder where the format writes a file, or the other way round.
    """
    exporter = parts.exporter(name)
    asked = options or Options()
    for key in ("base", "against", "todo"):
        if getattr(asked, key) not in (None, False) and key not in exporter.takes:
            raise Misuse(message("misuse.export-option", option=key, format=name))
    if asked.against is not None and bool(exporter.suffix) is not (set(asked.against) == {""}):
        raise Misuse(message("misuse.against-folder" if exporter.suffix else "misuse.against-file", format=name))
    files = exporter.write(shown, context, asked)
    return Exported(format=name, files=files, losses=losses(shown, context.charter, exporter.carries))


def as_data(made: Exported) -> list[dict[str, Any]]:
    """Return what an export could not carry as data: the aspect, and how much of it there is."""
    return [{"aspect": one.code.partition(".")[2], "number": dict(one.params)["n"]} for one in made.losses]
