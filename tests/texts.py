"""Charters and records as their authors write them: short texts in TOML, and what is found in them."""

from __future__ import annotations

from collections.abc import Iterable

from gremium.evaluate.scope import Scope, founded
from gremium.languages import language
from gremium.lint.charter import lint
from gremium.model.charter import Charter
from gremium.model.record import Record
from gremium.plugins.parts import Parts
from gremium.plugins.words import WORDS
from gremium.review.record import review
from gremium.values.finding import Finding, Severity, dotted
from gremium.workbench.project import Document, read

HEAD = """
format = 1
id = "{}"
kind = "municipality"
[sources.s]
title = "t"
verified = "read"
[sources.law]
title = "l"
rank = "statute"
verified = "read"
"""


def town(parts: Parts, text: str, id_: str = "town") -> Charter:
    """Return the charter with these tables after the head; it has to be readable."""
    value, found, _ = read(parts, Document(file="c.toml", suffix=".toml", text=HEAD.format(id_) + text), Charter)
    assert value is not None, found
    assert not found
    return value


def facts(parts: Parts, text: str, charter: str = "town") -> Record:
    """Return the record with these events, one table in each line; it has to be readable."""
    events = ",\n".join(line for line in text.strip().splitlines() if line.strip())
    whole = f'format = 1\nrecord = "r"\ncharter = "{charter}"\nevents = [\n{events}\n]\n'
    value, found, _ = read(parts, Document(file="r.toml", suffix=".toml", text=whole), Record)
    assert value is not None, found
    assert not found
    return value


def linted(parts: Parts, text: str, *neighbours: Charter) -> list[str]:
    """Return what is wrong with a charter, as "code path: hint"; notes are left out."""
    return told(lint(Scope(charter=town(parts, text), neighbours=neighbours), WORDS))


def reviewed(parts: Parts, charter: str, events: str, *neighbours: Charter) -> tuple[Finding, ...]:
    """Return what is wrong with a record under a charter; the charter has to be sound."""
    here = Scope(charter=town(parts, charter), neighbours=neighbours)
    assert told(lint(here, WORDS)) == []
    return review(founded(Scope(charter=here.charter, record=facts(parts, events), neighbours=neighbours)))


def told(found: Iterable[Finding]) -> list[str]:
    """Return findings as "code path: hint" in English; notes are left out."""
    say = language("en")
    return [
        f"{one.code} {dotted(one.place.path)}" + (f": {say.say(one.hint)}" if one.hint else "")
        for one in found
        if one.severity is not Severity.NOTE
    ]
