"""Checks of notice: each row says something, names what there is, and the times and ways of a body fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gremium.evaluate.aspects import Aspect, aspects_of, merged
from gremium.evaluate.countdown import ASPECTS, What, calendar_of
from gremium.evaluate.readings import worlds
from gremium.evaluate.scope import Located, Scope
from gremium.lint.references import any_reference
from gremium.lint.walk import Path, changes, located, provisions, refs_of
from gremium.model.provision import Provision
from gremium.norms.notice import Basis, Notice, Urgent
from gremium.values.days import WEEKDAYS
from gremium.values.finding import Finding, finding
from gremium.values.lead import Lead
from gremium.values.need import Asks, leaves
from gremium.values.phrases import did_you_mean, one_of

EMPTY = Notice()
# What a time stands beside that is itself no time of its own.
URGENT = ASPECTS[What.URGENT]


def rows(scope: Scope) -> Iterator[Finding]:
    """Each row says something, its weekdays are weekdays, what it names exists, and it asks nothing that is answered later."""
    for provision, path, owner in provisions(scope.charter):
        if not isinstance(provision.norm, Notice):
            continue
        norm: Notice = provision.norm
        if norm == EMPTY and not _delegates(provision):
            yield finding("says-nothing", path, word=norm.word)
        for index, weekday in enumerate(norm.working_days):
            if weekday not in WEEKDAYS:
                hint = did_you_mean(weekday[:3].lower(), WEEKDAYS)
                place = (*path, "working_days", index)
                yield finding("unknown-value", place, read=weekday, known=", ".join(WEEKDAYS), hint=hint)
        here = located(scope, owner)
        for ref, keys in refs_of(norm):
            yield from any_reference(scope, here, ref, (*path, *keys))
        yield from _meetings(scope, norm, path)
        if norm.urgent is not None and norm.urgent.needs is not None:
            asked = sorted({leaf.word for leaf in leaves(norm.urgent.needs) if isinstance(leaf, Asks)})
            yield from (finding("notice-asks-later", (*path, URGENT, "needs"), word=word) for word in asked)


def _delegates(provision: Provision) -> bool:
    """Return whether a row leaves something to rules of lower rank, and so says something after all."""
    return any(provision.delegates_by_name(aspect) for aspect in aspects_of(Notice))


def _meetings(scope: Scope, norm: Notice, path: Path) -> Iterator[Finding]:
    """Every body before whose meeting something is due exists."""
    bodies = scope.charter.body_by_id
    for what, aspect in ASPECTS.items():
        value = getattr(norm, aspect)
        lead = value.lead if isinstance(value, Urgent) else value
        if isinstance(lead, Lead) and lead.body is not None and lead.body not in bodies:
            place = (*path, aspect, "lead") if what is What.URGENT else (*path, aspect)
            yield finding("dangling-reference", place, reference=lead.body, hint=one_of(lead.body, sorted(bodies)))


def sensible(scope: Scope) -> Iterator[Finding]:
    """Whatever rules of a body stand together on a day: the short way is shorter, working days and ways of sending are known."""
    for body in scope.charter.bodies:
        where = Located(charter=scope.charter, body=body)
        mine = [p for owner in where.owners for p in owner.provisions if isinstance(p.norm, Notice)]
        for day in changes([body.span, *(p.span for p in mine)]) if mine else ():
            for _, found in worlds(scope, lambda chosen, d=day, w=where: merged(chosen, w, Notice, d)):  # type: ignore[misc]  # bound now
                yield from _times(where, found)
                yield from _ways(where, found)


def _times(where: Located, found: Mapping[str, Aspect]) -> Iterator[Finding]:
    """Look at the times: the short way is shorter than the ordinary one, and which days are working days is known."""
    leads = {aspect: lead for aspect in ASPECTS.values() if (lead := _lead(found, aspect)) is not None}
    ordinary, short, motions = leads.get(ASPECTS[What.NOTICE]), leads.get(URGENT), leads.get(ASPECTS[What.MOTIONS])
    if ordinary is not None and short is not None and ordinary.stated and short.within(ordinary):
        yield finding("urgent-not-shorter", (*_path(where, found[URGENT]), URGENT), lead=str(short), ordinary=str(ordinary))
    if ordinary is not None and motions is not None and ordinary.within(motions) and not motions.within(ordinary):
        yield finding("motions-after-notice", _place(where, found[ASPECTS[What.MOTIONS]]), lead=str(motions))
    for aspect, lead in leads.items():
        if lead.working:
            place = _place(where, found[aspect])
            if "working_days" not in found:
                yield finding("working-days-unknown", place, lead=str(lead), key="working_days")
            if calendar_of(where.charter, where.body) is None:
                yield finding("working-days-unknown", place, lead=str(lead), key="calendar")


def _lead(found: Mapping[str, Aspect], aspect: str) -> Lead | None:
    value = found[aspect].value if aspect in found else None
    lead = value.lead if isinstance(value, Urgent) else value
    return lead if isinstance(lead, Lead) else None


def _ways(where: Located, found: Mapping[str, Aspect]) -> Iterator[Finding]:
    """Look at the ways of sending: no more are needed than there are, and nothing is deemed where arrival does not count."""
    needed, basis = found.get("channels_needed"), found.get("basis")
    listed = tuple(dict.fromkeys(found["channels"].value)) if "channels" in found else ()
    if needed is not None and needed.value is not None and needed.value > len(listed):
        yield finding("channels-too-few", _place(where, needed), needed=needed.value, known=len(listed))
    deemed = found["deemed_by"].value if "deemed_by" in found else ()
    for way in [way for way, _ in deemed if listed and way not in listed]:
        hint = one_of(way, listed)
        yield finding("dangling-reference", (*_place(where, found["deemed_by"]), way), reference=way, hint=hint)
    for name in ("deemed", "deemed_by"):
        if name in found and basis is not None and basis.value in (Basis.DISPATCH, Basis.PROVISION):
            yield finding("unused-key", _place(where, found[name]), key=name, beside=f"basis = {basis.value.value}")


def _place(where: Located, aspect: Aspect) -> Path:
    return (*_path(where, aspect), aspect.name)


def _path(where: Located, aspect: Aspect) -> Path:
    """Return the place of the rule that says an aspect; of one in a law the place of the body that stands under it."""
    at_home = aspect.rule.path[0] in ("bodies", "kinds")
    return aspect.rule.path if at_home else where.path
