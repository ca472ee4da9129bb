"""Does the charter account for its sources? Citations, places, ambiguities, assumptions and gaps."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.evaluate.scope import Scope, unstated
from gremium.lint.walk import citations as all_citations
from gremium.lint.walk import located, owners, provisions
from gremium.values.finding import Finding, finding
from gremium.values.message import message
from gremium.values.phrases import one_of


def citations(scope: Scope) -> Iterator[Finding]:
    """Every citation names a source of the charter and, where the source lists its places, one of them."""
    sources = scope.charter.source_by_id
    for cite, path in all_citations(scope.charter):
        source = sources.get(cite.source)
        if source is None:
            yield finding("unknown-source", path, source=cite.source, hint=one_of(cite.source, sources))
        elif source.places and cite.place and not any(covers(place, cite.place) for place in source.places):
            hint = one_of(cite.place, source.places)
            yield finding("unknown-place", path, source=cite.source, place=cite.place, hint=hint)


def covers(place: str, cited: str) -> bool:
    """Return whether a citation lies in a place: it is the place itself, or goes on behind it after a colon."""
    return cited == place or cited.startswith(f"{place}: ")


def places(scope: Scope) -> Iterator[Finding]:
    """Every place that a source lists is cited somewhere, be it only to say that it is not modelled."""
    cited = [cite for cite, _ in all_citations(scope.charter)]
    for source in scope.charter.sources:
        for index, place in enumerate(source.places):
            if not any(cite.source == source.id and covers(place, cite.place) for cite in cited):
                where = ("sources", source.id, "places", index)
                yield finding("uncovered-place", where, hint=message("hint.uncovered"), source=source.id, place=place)


def ambiguities(scope: Scope) -> Iterator[Finding]:
    """Every reading that a provision names is declared, and every ambiguity is used by some provision."""
    declared = scope.charter.ambiguity_by_id
    used: set[str] = set()
    for provision, path, _ in provisions(scope.charter):
        for reading in provision.reading:
            used.add(reading.ambiguity)
            ambiguity = declared.get(reading.ambiguity)
            if ambiguity is None:
                hint = one_of(reading.ambiguity, declared)
                yield finding("unknown-reading", (*path, "reading"), reading=reading.ambiguity, hint=hint)
                continue
            names = dict(ambiguity.readings)
            for name in reading.names:
                if name not in names:
                    hint = one_of(f"{ambiguity.id}:{name}", [f"{ambiguity.id}:{known}" for known in names])
                    yield finding("unknown-reading", (*path, "reading"), reading=f"{ambiguity.id}:{name}", hint=hint)
    for name in declared:
        if name not in used:
            yield finding("unused-ambiguity", ("ambiguities", name), ambiguity=name)


def uncited(scope: Scope) -> Iterator[Finding]:
    """Every provision rests on a source: it has a citation of its own, or its body or kind has one."""
    for provision, path, owner in provisions(scope.charter):
        if not provision.cites and not owner.cites:
            yield finding("uncited", path, hint=message("hint.uncited"), owner=owner.id)


def assumptions(scope: Scope) -> Iterator[Finding]:
    """Say what was assumed."""
    for provision, path, _ in provisions(scope.charter):
        if provision.assumption is not None:
            yield finding("assumption", path, assumed=provision.assumption)


def gaps(scope: Scope) -> Iterator[Finding]:
    """Say what the sources do not say."""
    for owner, path in owners(scope.charter):
        known = unstated(located(scope, owner))  # without what a law says
        topics = [topic for topic in owner.unstated if topic not in owner.words and topic in known]
        if topics:
            yield finding("gap-in-sources", (*path, "unstated"), owner=owner.id, topics=", ".join(topics))
