"""Gaps: what the sources are silent on, what can be read in two ways, what was assumed, and what no rule expresses."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gremium.evaluate.scope import Located, topic, unstated
from gremium.model.charter import Charter
from gremium.values.citation import Citation
from gremium.values.message import Parameter
from gremium.values.text import Text
from gremium_adapters.exporters.html.places import Places, Row
from gremium_adapters.exporters.html.wording import Link


@frozen(kw_only=True)
class Gaps:
    """What is open in a body. `by_law` are topics on which its sources are silent, but a law speaks; `unread` clauses."""

    body: Link
    silent: tuple[Parameter, ...] = ()
    by_law: tuple[Parameter, ...] = ()
    partial: bool = False
    unread: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.silent or self.by_law or self.partial or self.unread)


@frozen
class Question:
    """A question that a source answers in more than one way."""

    question: Text
    clauses: tuple[Link, ...]
    readings: tuple[Text, ...]
    excluded: tuple[tuple[Text, Text | str], ...]
    law: Text | str | None


@frozen
class Assumed:
    """What was assumed where a source does not state a rule in full, and of whom the rule speaks."""

    text: Text
    of: Link
    word: Parameter
    clauses: tuple[Link, ...]


@frozen
class Missing:
    """A statement of a source that no rule expresses, with the reason."""

    reason: Text
    clauses: tuple[Link, ...]


@frozen(kw_only=True)
class OpenPage:
    """What the page of open questions shows."""

    file: str
    silent: tuple[Gaps, ...]
    questions: tuple[Question, ...]
    assumed: tuple[Assumed, ...]
    missing: tuple[Missing, ...]

    @property
    def silences(self) -> int:
        """The number of topics on which the sources are silent."""
        return sum(len(one.silent) for one in self.silent)


def gaps_of(places: Places, body: str) -> Gaps:
    """Return what is open in a body."""
    charter = places.context.charter
    found = charter.body_by_id.get(body)
    if found is None:
        return Gaps(body=places.body(body))
    here = Located(charter=charter, body=found)
    listed = dict.fromkeys((*found.unstated, *(one for kind in charter.kinds_of(found) for one in kind.unstated)))
    left = unstated(here)
    return Gaps(
        body=places.body(body),
        silent=tuple(topic(one) for one in left),
        by_law=tuple(topic(one) for one in listed if one not in left),
        partial=not found.complete,
        unread=found.unread,
    )


def open_page(places: Places) -> OpenPage:
    """Return what is open: of the bodies that are shown, and of the charter."""
    charter = places.context.charter
    silent = (gaps_of(places, body.id) for body in places.shown.bodies)
    return OpenPage(
        file="open.html",
        silent=tuple(one for one in silent if one.any),
        questions=tuple(_questions(places)),
        assumed=tuple(_assumed(places)),
        missing=tuple(Missing(one.reason, _clauses(one.cites, charter, places)) for one in charter.unmodelled),
    )


def _rows(places: Places) -> Iterator[tuple[str, Row]]:
    """Yield each rule that holds for one of the bodies once, with the first body for which it does."""
    seen: set[int] = set()
    for body in places.shown.bodies:
        for row in places.rows(body.id):
            if id(row.provision) not in seen:
                seen.add(id(row.provision))
                yield body.id, row


def _questions(places: Places) -> Iterator[Question]:
    """Yield the ambiguities of the charter, then those of the laws on which a rule for these bodies depends."""
    charter = places.context.charter
    touched = {
        (row.where.id, reading.ambiguity)
        for _, row in _rows(places) if row.where is not charter for reading in row.provision.reading
    }  # fmt: skip
    for where in (charter, *charter.laws):
        for one in where.ambiguities:
            if where is charter or (where.id, one.id) in touched:
                names = dict(one.readings)
                yield Question(
                    one.question,
                    _clauses(one.cites, where, places),
                    tuple(words for _, words in one.readings),
                    tuple((why, names.get(name) or name) for name, why in one.excluded),
                    _law(where, charter),
                )


def _law(where: Charter, charter: Charter) -> Text | str | None:
    return (where.name or where.id) if where is not charter else None


def _assumed(places: Places) -> Iterator[Assumed]:
    for body, row in _rows(places):
        text = row.provision.assumption
        if text is not None:
            own = row.owner is places.context.charter.body_by_id.get(body)
            of = places.body(body) if own else Link(row.owner.name or row.owner.id)
            yield Assumed(text, of, topic(row.provision.word), places.clauses(row))


def _clauses(cites: tuple[Citation, ...], where: Charter, places: Places) -> tuple[Link, ...]:
    return tuple(places.clause(cite, where) for cite in cites)
