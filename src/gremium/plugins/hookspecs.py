"""The hooks. A plugin implements those it needs and is found through an entry point in the group `gremium`."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from gremium.plugins.parts import Calendar, Exporter, Importer, Jurisdiction, Reader, Statute, Writer

PROJECT = "gremium"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def gremium_jurisdictions() -> Iterable[Jurisdiction]:  # type: ignore[empty-body]  # a specification has no body
    """Return the jurisdictions that this plugin knows, each with the text of its charter."""


@hookspec
def gremium_statutes() -> Iterable[Statute]:  # type: ignore[empty-body]  # a specification has no body
    """Return the statutes that this plugin knows: laws that speak of kinds of bodies, each with its text."""


@hookspec
def gremium_readers() -> Iterable[Reader]:  # type: ignore[empty-body]  # a specification has no body
    """Return readers of text formats in which charters, records and cases can stand."""


@hookspec
def gremium_writers() -> Iterable[Writer]:  # type: ignore[empty-body]  # a specification has no body
    """Return writers that turn answers into formats of other systems."""


@hookspec
def gremium_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]  # a specification has no body
    """Return exporters that write what a jurisdiction has to show in the formats of other systems."""


@hookspec
def gremium_importers() -> Iterable[Importer]:  # type: ignore[empty-body]  # a specification has no body
    """Return importers that make a charter and a record of what another system has to show."""


@hookspec
def gremium_calendars() -> Iterable[Calendar]:  # type: ignore[empty-body]  # a specification has no body
    """Return calendars that know public holidays by region."""
