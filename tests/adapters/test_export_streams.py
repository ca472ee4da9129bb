"""Streams: large files are made piece by piece while they are written, as often as somebody asks, and misuse is told before."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.util import find_spec
from typing import Any

import pytest
from attrs import evolve

from gremium.evaluate.scope import Scope
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Exporter, Options, joined
from gremium.values.errors import Misuse
from gremium.workbench.publish import publish
from gremium.workbench.published import Published, Session
from linked import DAY, SHOWN, TOWN, about

FIRST = datetime.fromisoformat("2026-03-01T18:00")
BASE = "https://town.example/open"
EXPORTERS = {one.format: one for one in assemble().exporters if one.format != "html" or find_spec("jinja2")}


class UnreadableError(Exception):
    """What is raised by a name that should not be read yet."""


class Unreadable:
    """A name of a meeting that cannot be read."""

    def __getattr__(self, name: str) -> Any:
        raise UnreadableError(name)


def meetings(number: int) -> Published:
    """Return a view with so many meetings of which the last one cannot be written."""
    ids = [f"m{one:03}" for one in range(number)]
    sessions = [Session(id=id_, bodies=("council",), at=FIRST + timedelta(days=day)) for day, id_ in enumerate(ids)]
    last: Any = Unreadable()
    return evolve(SHOWN, sessions=(*sessions[:-1], evolve(sessions[-1], name=last)), papers=())


def options(exporter: Exporter) -> Options:
    """Return what is asked of an exporter."""
    return Options(base=BASE if exporter.format == "oparl" else None)


@pytest.mark.parametrize(("format_", "name"), [("ics", ""), ("csv", "meetings.csv"), ("popolo", ""), ("jsonld", "")])
def test_what_comes_first_does_not_wait_for_the_last(format_: str, name: str) -> None:
    """Most meetings are written, once each, before the last one is looked at; no piece has many of them."""
    exporter, written = EXPORTERS[format_], []
    pieces = exporter.write(meetings(200), about(TOWN), options(exporter))[name]
    with pytest.raises(UnreadableError):
        written.extend(pieces)  # a list keeps what came before
    assert all(sum(b"m%03d" % one in piece for piece in written) == 1 for one in range(150))
    assert max(sum(b"m%03d" % one in piece for one in range(200)) for piece in written) < 50


def test_each_file_of_a_tree_is_made_when_it_is_written() -> None:
    """A meeting of an OParl tree is made for its file and for the pages that it stands on, and for no other file."""
    files = EXPORTERS["oparl"].write(meetings(150), about(TOWN), Options(base=BASE))
    broken = []
    for name, pieces in files.items():
        try:
            b"".join(pieces)
        except UnreadableError:
            broken.append(name)
    assert broken == ["meeting/m149.json", "meetings-2.json", "organization/council/meetings-2.json"]
    assert len(files) == len(list(files))
    assert "meeting/m150.json" not in files


@pytest.mark.parametrize("format_", EXPORTERS)
def test_an_export_can_be_written_twice(format_: str) -> None:
    """Whoever goes through a file again gets the same bytes."""
    exporter, shown = EXPORTERS[format_], publish(Scope(charter=TOWN), DAY, year=2026)
    files = exporter.write(shown, about(TOWN), options(exporter))
    assert joined(files) == joined(files)


@pytest.mark.parametrize("format_", [one.format for one in EXPORTERS.values() if one.takes & {"base", "against"}])
def test_misuse_is_told_before_the_first_piece(format_: str) -> None:
    """A base that is none and an earlier export that is none are refused by the exporter itself, not by its files."""
    exporter = EXPORTERS[format_]
    given = {"base": {"base": "ftp:"}, "against": {"base": BASE, "against": {"system.json" if format_ == "oparl" else "": b"{"}}}
    for option in exporter.takes & given.keys():
        with pytest.raises(Misuse):
            exporter.write(SHOWN, about(TOWN), Options(**given[option]))  # type: ignore[arg-type]  # a table of fields
