"""The rules about the quorum in words."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.explain.conditions import tally_in_words
from gremium.explain.language import Language
from gremium.explain.phrases import lead_in_words, length_in_words, need_in_words
from gremium.norms.quorum import Fallback, Presumed, Quorum, SecondCall


def quorum_in_words(norm: Quorum, language: Language) -> str:
    """Return what a row about the quorum says."""
    return "; ".join(_said(norm, language))


def _said(norm: Quorum, language: Language) -> Iterator[str]:
    if norm.requires is not None:
        yield language.term("quorum.requires", need=need_in_words(norm.requires, language))
    if norm.count is not None:
        yield language.term("quorum.count", count=tally_in_words(norm.count, language))
    if norm.need is not None:
        yield language.term("quorum.need", need=need_in_words(norm.need, language))
    if norm.checked is not None:
        yield language.term(f"quorum.checked-{norm.checked.value}")
    if norm.presumed is not None:
        yield "; ".join(_presumed(norm.presumed, language))
    if norm.second_call is not None:
        yield _second(norm.second_call, language)
    if norm.conflict is not None:
        when, need = (need_in_words(one, language) for one in (norm.conflict.when, norm.conflict.need))
        yield language.term("quorum.conflict", when=when, need=need)
    yield from (_fallback(one, language) for one in norm.fallback)
    yield from (language.term(f"quorum.failure-{one.value}") for one in norm.failure)


def _presumed(presumed: Presumed, language: Language) -> Iterator[str]:
    yield language.term(f"quorum.presumed-{presumed.until.value}")
    if presumed.established:
        yield language.term("quorum.presumed-established")
    if presumed.by:
        yield language.term("quorum.presumed-by", who=", ".join(map(str, presumed.by)))
    if presumed.challenger_counts:
        yield language.term("quorum.presumed-challenger")
    if presumed.obvious:
        yield language.term("quorum.presumed-obvious")
    if presumed.floor is not None:
        yield language.term("quorum.presumed-floor", need=need_in_words(presumed.floor, language))


def _second(second: SecondCall, language: Language) -> str:
    said = [language.term("quorum.second-call", need=need_in_words(second.need, language))]
    said += [language.term("quorum.second-call-hint")] if second.hint else []
    if second.lead is not None:
        said.append(language.term("quorum.second-call-lead", lead=lead_in_words(second.lead, language)))
    if second.window is not None:
        said.append(language.term("quorum.second-call-window", length=length_in_words(second.window, language)))
    said += [language.term(f"quorum.cause-{cause.value}") for cause in second.causes]
    if second.dropped_if is not None:
        said.append(language.term("quorum.second-call-dropped", need=need_in_words(second.dropped_if, language)))
    said += [language.term(f"notice.counts-{second.basis.value}")] if second.basis is not None else []
    return ", ".join(said)


def _fallback(fallback: Fallback, language: Language) -> str:
    said = [language.term(f"quorum.fallback-{fallback.after.value}", who=str(fallback.decides))]
    said += [language.term("quorum.fallback-hears", who=str(fallback.hears))] if fallback.hears is not None else []
    said += [language.term("quorum.fallback-barred", who=str(fallback.if_barred))] if fallback.if_barred is not None else []
    return ", ".join(said)
