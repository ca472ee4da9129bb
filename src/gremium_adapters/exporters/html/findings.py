"""Findings: what was found in charter and record, by how bad it is, each with its place in words."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gremium.model.body import Body, Kind
from gremium.model.word import VOCABULARY
from gremium.values.finding import Severity, dotted
from gremium.values.message import Message, message
from gremium.workbench.published import Noted
from gremium_adapters.exporters.html.places import Places
from gremium_adapters.exporters.html.wording import Link

FINDINGS = "findings.html"
# What stands among the open questions, in more words.
ELSEWHERE = frozenset({"gap-in-sources", "assumption"})


@frozen
class Found:
    """One finding: what it is, what may help, where it is in words, and as keys."""

    said: Message
    hint: Message | None
    where: tuple[Link, ...]
    path: str


@frozen(kw_only=True)
class FindingsPage:
    """What the page of findings shows: by severity, the worst first. `elsewhere` are so many that stand among open questions."""

    groups: tuple[tuple[Severity, tuple[Found, ...]], ...]
    elsewhere: int
    facts: bool


def findings_page(places: Places) -> FindingsPage:
    """Return what was found; `facts`: it is not all that there may be to tell of the record."""
    noted = places.shown.findings or ()
    listed = [one for one in noted if one.code not in ELSEWHERE]
    by = ((severity, tuple(_found(one, places) for one in listed if one.severity is severity)) for severity in Severity)
    return FindingsPage(
        groups=tuple((severity, found) for severity, found in by if found),
        elsewhere=len(noted) - len(listed),
        facts=places.context.record_given and dict(places.shown.withheld).get("findings", 0) > 0,
    )


def _found(one: Noted, places: Places) -> Found:
    return Found(one.said, one.hint, tuple(_where(one, places)), dotted(one.path))


def _where(one: Noted, places: Places) -> Iterator[Link]:
    """Yield whose rules these are, the word, and the name or number of the rule; of a record the number of the fact."""
    charter, path = places.context.charter, one.path
    if one.of_record:
        yield from (Link(message("html.finding-fact", number=step + 1)) for step in path[1:2] if isinstance(step, int))
        return
    owner: Body | Kind | None = None
    if one.body is not None:
        yield places.body(one.body)
        owner = charter.body_by_id.get(one.body)
    elif path[:1] == ("kinds",) and len(path) > 1:
        owner = charter.kind_by_id.get(str(path[1]))
        yield Link(message("html.finding-kind", kind=(owner.name if owner is not None else None) or str(path[1])))
    if owner is not None and path[2:3] and path[2] in VOCABULARY:
        word = str(path[2])
        yield Link(message(f"word.{word}"))
        rows = [row for row in owner.provisions if row.word == word]
        numbers = (step for step in path[3:4] if isinstance(step, int))
        yield from (Link(getattr(rows[n].norm, "name", None) or rows[n].id or f"{n + 1}") for n in numbers if n < len(rows))
