"""F8 · roof: targets. A target is the id of an installed jurisdiction or statute, a charter file or a project folder."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from gremium import files
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Parts
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.phrases import did_you_mean
from gremium.workbench.project import Opened, Project, installed, open_project


def load(target: str | Path, record: str | Path | None = None, parts: Parts | None = None) -> Opened:
    """Open a target and check it.

    `target` is the id of an installed jurisdiction or statute, or the path of a charter or project folder; `record` the path of
    a record that brings facts to it. `parts` are the plugins to use (None: all installed ones). What is wrong with the documents
    stands in `findings` of the result; its `scope` is what questions are asked with. Raises `Misuse` if there is no such target
    or record.
    """
    if record is not None and not files.is_file(Path(record)):
        raise Misuse(message("misuse.file", file=str(record)))
    used = parts if parts is not None else assemble()
    return open_project(used, project_of(used, str(target), Path(record) if record is not None else None))


def project_of(parts: Parts, target: str, record: Path | None = None) -> Project:
    """Return the project that a target names, with the record given beside it. Raises `Misuse` if there is no such target."""
    charter = installed(parts, target)
    path = Path(target)
    if charter is not None:
        found = Project(name=target, charter=charter)
    elif target and files.is_folder(path) and files.is_project(path):
        found = files.project(path)
    elif target and files.is_file(path):
        found = Project(name=target, charter=files.charter(path))
    else:
        known = [*(one.id for one in parts.jurisdictions), *(one.id for one in parts.statutes)]
        hint = did_you_mean(target, known) or message("hint.known", known=", ".join(known))
        raise Misuse(message("misuse.target", target=target), hint)
    return evolve(found, record=files.document(record)) if record is not None else found
