"""CSV (RFC 4180): tables of bodies, seat groups, people, memberships, terms, meetings, who was there, items, proposals and steps.

UTF-8 without a mark at the beginning, commas, CRLF, a head line, and an empty cell for what is not known. A cell that a
spreadsheet would take for a formula gets an apostrophe in front, as the OWASP recommends against injection; so does one that
begins with an apostrophe, so that a reader can take it away again. Characters that no text has (control characters but for tabs
and ends of lines, halves of pairs) are replaced by U+FFFD.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import partial
from typing import Any

from gremium.plugins.hookspecs import hookimpl
from gremium.plugins.parts import Context, Exporter, Options, Stream
from gremium.values.count import Count, print_count
from gremium.values.days import Day
from gremium.values.ref import Ref
from gremium.values.text import Text
from gremium.workbench.published import Published

# What makes a spreadsheet calculate, in narrow and in wide letters, also behind what it passes over.
PASSED_OVER = r"[\s\"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd]*"
FORMULA = re.compile(rf"[\t\r\n]|{PASSED_OVER}[=+\-@|%'\uff1d\uff0b\uff0d\uff20]")
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
CARRIES = frozenset({
    "bodies", "parts", "planned", "seats", "standing", "open-groups", "vacancies", "unnamed", "parties", "memberships", "past",
    "undated", "organisations-seated", "delegates", "ex-officio", "substitutes", "substitute-order", "uncertain", "rests",
    "terms", "meetings", "hours", "places", "joint", "modes", "publicity", "agenda", "replaced", "presence",
    "proposals", "steps", "rough-days",
})  # fmt: skip


def write(shown: Published, context: Context, _options: Options) -> Mapping[str, Iterable[bytes]]:
    """Return the tables by file name."""
    say = context.language

    def told(text: Text | None) -> str:
        return say.text(text) if text is not None else ""

    tables: dict[str, tuple[tuple[str, ...], Callable[[], Iterator[tuple[Any, ...]]]]] = {
        "bodies": (
            ("id", "name", "kind", "kind_name", "part_of", "since", "until", "planned", "exists"),
            lambda: (
                (b.id, told(b.name), b.kind, told(b.kind_name), b.part_of, b.since, b.until, b.planned, b.there)
                for b in shown.bodies
            ),
        ),
        "posts": (
            (
                "body", "id", "name", "office", "number", "standing", "open_to", "taken", "withheld", "unnamed", "vacant",
            ),
            lambda: (
                (
                    b.id, p.id, told(p.name), p.office, p.number, p.standing, told(p.open_to), p.taken, p.withheld, p.unnamed,
                    p.vacant,
                )
                for b in shown.bodies for p in b.posts
            ),
        ),
        "parties": (("id", "name", "kind"), lambda: ((one.id, one.name, one.kind) for one in shown.parties)),
        "memberships": (
            (
                "body", "post", "party", "standing", "since", "until", "of", "office", "substitute", "stands_in_for", "rank",
                "now", "certain", "rests",
            ),
            lambda: (
                (
                    m.body, m.post, m.party, m.standing, m.since, m.until, m.of, m.office, m.substitute, m.stands_in_for, m.rank,
                    m.now, m.certain, m.rests,
                )
                for m in shown.memberships
            ),
        ),
        "terms": (("body", "since", "until"), lambda: ((one.body, one.since, one.until) for one in shown.terms)),
        "meetings": (
            ("id", "bodies", "start", "end", "state", "name", "place", "mode", "public", "instead_of"),
            lambda: (
                (s.id, " ".join(s.bodies), s.at, s.ends, s.state, told(s.name), told(s.place), s.mode, s.public, s.instead_of)
                for s in shown.sessions
            ),
        ),
        "presence": (
            ("meeting", "party", "came"),
            lambda: ((s.id, one.party, one.how) for s in shown.sessions for one in s.present),
        ),
        "items": (
            ("meeting", "order", "id", "name", "subject", "public", "called", "proposals"),
            lambda: (
                (s.id, order, p.id, told(p.name), p.subject, p.public, p.at, " ".join(p.proposals))
                for s in shown.sessions for order, p in enumerate(s.points)
            ),
        ),
        "proposals": (
            ("id", "name", "subject", "body", "by", "since"),
            lambda: ((p.id, told(p.name), p.subject, p.of, p.by, p.at) for p in shown.papers),
        ),
        "steps": (
            ("proposal", "day", "did", "body", "meeting", "item", "outcome"),
            lambda: ((p.id, d.at, d.did, d.body, d.meeting, d.item, d.outcome) for p in shown.papers for d in p.steps),
        ),
    }  # fmt: skip
    return {f"{name}.csv": Stream(partial(_table, head, rows)) for name, (head, rows) in tables.items()}


class _Line:
    """A file of one line: what is written there is what `csv` returns of writing it."""

    @staticmethod
    def write(line: str) -> str:
        """Return the line."""
        return line


def _table(head: tuple[str, ...], rows: Callable[[], Iterable[tuple[Any, ...]]]) -> Iterator[bytes]:
    """Yield the lines of a table."""
    line: Callable[[Iterable[str]], str] = csv.writer(_Line(), lineterminator="\r\n").writerow
    yield line(head).encode()
    yield from (line([_inert(_cell(value)) for value in row]).encode() for row in rows())


def _cell(value: Any) -> str:  # noqa: PLR0911  (one return for each kind)
    """Return a value as it stands in a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Count():
            return str(print_count(value))
        case Enum():
            return str(value.value).lower()
        case Day() | Ref():
            return str(value)
        case date() | datetime():
            return value.isoformat()
        case _:
            return str(value)


def _inert(cell: str) -> str:
    """Return a cell that is text and that no spreadsheet takes for a formula."""
    text = NO_TEXT.sub("\ufffd", cell)
    return f"'{text}" if FORMULA.match(text) else text


@hookimpl
def gremium_exporters() -> tuple[Exporter, ...]:
    """Return the exporter of tables."""
    return (Exporter(format="csv", carries=CARRIES, write=write),)
