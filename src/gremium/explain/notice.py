"""The rules about the notice in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gremium.explain.language import Language
from gremium.explain.phrases import lead_in_words, length_in_words, need_in_words
from gremium.norms.notice import Notice, Urgent
from gremium.values.days import WEEKDAYS
from gremium.values.ref import Ref

# What has a time of its own beside the notice.
DUE = ("announcement", "agenda", "papers", "publication", "motions")


def notice_in_words(norm: Notice, language: Language) -> str:
    """Return what a row about the notice says."""
    return "; ".join((*_times(norm, language), *_ways(norm, language), *_mistakes(norm, language)))


def _times(norm: Notice, language: Language) -> Iterator[str]:
    if norm.lead is not None:
        yield _due("notice", lead_in_words(norm.lead, language), language)
    if norm.basis is not None:
        yield language.term(f"notice.counts-{norm.basis.value}")
    if norm.deemed is not None:
        yield language.term("notice.deemed", length=length_in_words(norm.deemed, language))
    for way, length in norm.deemed_by:
        yield language.term("notice.deemed-by", way=way, length=length_in_words(length, language))
    if norm.urgent is not None:
        yield _due("urgent", ", ".join(_urgent(norm.urgent, language)), language)
    for name in DUE:
        lead = getattr(norm, name)
        if lead is not None:
            yield _due(name, lead_in_words(lead, language), language)
    if norm.working_days:
        days = (language.term(f"weekday.{day}") if day in WEEKDAYS else day for day in norm.working_days)
        yield language.term("notice.working-days", days=", ".join(days))


def _ways(norm: Notice, language: Language) -> Iterator[str]:
    if norm.says:
        yield language.term("notice.says", statements=", ".join(norm.says))
    if norm.channels:
        yield language.term("notice.channels", number=norm.channels_needed or 1, channels=", ".join(norm.channels))
    elif norm.channels_needed is not None:
        yield language.term("notice.channels-needed", number=norm.channels_needed)
    if norm.to:
        yield language.term("notice.to", who=_refs(norm.to))
    yield from (language.text(text) for text in norm.form)


def _mistakes(norm: Notice, language: Language) -> Iterator[str]:
    yield from (language.term(f"notice.cure-{cure.value}") for cure in norm.cures)
    if norm.objection_by:
        yield language.term("notice.objection-by", who=_refs(norm.objection_by))


def _due(what: str, lead: str, language: Language) -> str:
    """Return by when something is due: "Agenda: 7 days before the meeting"."""
    return f"{language.term(f'notice.what-{what}')}: {lead}"


def _urgent(urgent: Urgent, language: Language) -> Iterator[str]:
    yield lead_in_words(urgent.lead, language) if urgent.lead is not None else language.term("notice.no-time")
    if urgent.formless:
        yield language.term("notice.formless")
    if urgent.says:
        yield language.term("notice.says", statements=", ".join(urgent.says))
    if urgent.needs is not None:
        yield language.term("notice.needs", need=need_in_words(urgent.needs, language))
    if urgent.confirmed_by is not None:
        yield language.term("notice.confirmed-by", who=str(urgent.confirmed_by))


def _refs(refs: Iterable[Ref]) -> str:
    return ", ".join(str(ref) for ref in refs)
