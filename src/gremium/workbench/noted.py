"""Noted: what was found in charter and record, as an audience may see it.

What stands in a charter is no secret, and so is nothing that is found there. What is found in a record may tell of persons: who
sits where too long, who voted without being there. All of it is for the administration. Members are told what names nobody and is
about no fact that names somebody; the public is told nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import attrs

from gremium.evaluate.scope import Scope
from gremium.model.record import Audience, Holding, Record
from gremium.values.finding import Finding
from gremium.workbench.published import Noted

# What a party is called in the message of a finding.
PERSONAL = frozenset({"party", "unit", "member", "holder", "candidate"})
WORD = re.compile(r"[\w-]+")


def noted(
    scope: Scope, audience: Audience, of_charter: Iterable[Finding], of_record: Iterable[Finding], bodies: Collection[str] | None
) -> tuple[tuple[Noted, ...], int]:
    """Return what was found as an audience may see it, in the order given, and how much of it was left out for that.

    Of some bodies (None: of all) it is what was found in their own rules and in those of their kinds.
    """
    charter = tuple(_noted(one) for one in of_charter)
    record = tuple(of_record) if bodies is None else ()
    open_ = tuple(one for one in record if _may_be_told(one, scope.record, audience))
    shown = charter if bodies is None else tuple(one for one in charter if _of(scope, one, bodies))
    return (*shown, *(attrs.evolve(_noted(one), of_record=True, body=None) for one in open_)), len(record) - len(open_)


def _noted(found: Finding) -> Noted:
    """Return a finding without the name of its file, which tells of the machine on which it lies."""
    path = found.place.path
    body = str(path[1]) if path[:1] == ("bodies",) and len(path) > 1 else None
    return Noted(code=found.code, severity=found.severity, said=found.said, hint=found.hint, path=path, body=body)


def _of(scope: Scope, one: Noted, bodies: Collection[str]) -> bool:
    """Return whether something was found in the rules of one of these bodies, or of one of their kinds."""
    mine = (scope.charter.body_by_id[id_] for id_ in bodies)
    kinds = {kind.id for body in mine for kind in scope.charter.kinds_of(body)}
    return one.body in bodies or (one.path[:1] == ("kinds",) and not kinds.isdisjoint(map(str, one.path[1:2])))


def _may_be_told(found: Finding, record: Record | None, audience: Audience) -> bool:
    if audience is Audience.ADMINISTRATION:
        return True
    return audience is Audience.MEMBERS and record is not None and not _names_somebody(found, record)


def _names_somebody(found: Finding, record: Record) -> bool:
    """Return whether a finding names a party, or is about a fact that names one or tells when somebody came or went.

    What is about no fact in particular counts as if it did.
    """
    event = next((record.events[step] for step in found.place.path[1:2] if isinstance(step, int)), None)
    said = " ".join(_words((*found.params, found.hint)))
    called = {party.name for party in record.party_by_id.values() if party.name}
    personal = not PERSONAL.isdisjoint(dict(found.params)) or any(name in said for name in called)
    words = {*WORD.findall(said), *_words(event)}
    return personal or event is None or isinstance(event, Holding) or not words.isdisjoint(record.party_by_id)


def _words(value: Any) -> Iterator[str]:
    """Yield every text in a value, however deep it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _words(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _words(getattr(value, field.name))
