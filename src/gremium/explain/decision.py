"""The rules about decisions in words."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.explain.conditions import tally_in_words
from gremium.explain.language import Language
from gremium.explain.phrases import actors_in_words, length_in_words, need_in_words
from gremium.norms.decision import Concurrence, Decision, OnDemand, Round, Tie, Veto, VotePer, Written


def decision_in_words(norm: Decision, language: Language) -> str:
    """Return what a row about decisions says."""
    return "; ".join((*_votes(norm, language), *_beside(norm, language)))


def _votes(norm: Decision, language: Language) -> Iterator[str]:
    """Yield what is needed of the votes, and how they are counted."""
    if norm.requires is not None:
        yield language.term("decision.requires", need=need_in_words(norm.requires, language))
    if norm.count is not None:
        yield language.term("decision.count", count=tally_in_words(norm.count, language))
    if norm.need is not None:
        yield language.term("decision.need", need=need_in_words(norm.need, language))
    if norm.abstentions is not None:
        yield language.term(f"decision.abstentions-{norm.abstentions.value}")
    if norm.invalid is not None:
        yield language.term(f"decision.invalid-{norm.invalid.value}")
    if norm.tie is not None:
        yield _tie(norm.tie, language)
    if norm.vote_per is not None:
        yield _vote_per(norm.vote_per, language)
    if norm.split is not None:
        yield language.term(f"decision.split-{norm.split.value}")


def _beside(norm: Decision, language: Language) -> Iterator[str]:
    """Yield who else has to agree, what several ballots need, and in which form votes are given."""
    yield from (_concurrence(one, language) for one in norm.concurrence)
    yield from (_round(one, language) for one in norm.rounds)
    if norm.form is not None:
        yield language.term("decision.form", form=language.term(f"decision.form-{norm.form.value}"))
    yield from (on_demand_in_words(one, language) for one in norm.on_demand if one.by or one.resolved is not None)
    if norm.written is not None:
        yield _written(norm.written, language)
    yield from (_veto(one, language) for one in norm.veto)


def _tie(tie: Tie, language: Language) -> str:
    who = str(tie.by) if tie.by is not None else language.term("decision.presiding")
    said = [language.term(f"decision.tie-{tie.then.value}", who=who)]
    if tie.again is not None:
        said.append(language.term("decision.tie-again", then=language.term(f"decision.tie-{tie.again.value}", who=who)))
    return ", ".join(said)


def _vote_per(vote_per: VotePer, language: Language) -> str:
    return language.term(f"decision.per-{vote_per.who.value}", attribute=vote_per.attribute or "")


def _concurrence(one: Concurrence, language: Language) -> str:
    if one.need is None:
        return language.term("decision.concurrence", of=str(one.of))
    return language.term("decision.concurrence-need", of=str(one.of), need=need_in_words(one.need, language))


def _round(one: Round, language: Language) -> str:
    said = [language.term(f"decision.round-{one.after.value}", round=one.number, need=need_in_words(one.need, language))]
    if one.not_before is not None:
        said.append(language.term("decision.round-not-before", length=length_in_words(one.not_before, language)))
    return ", ".join(said)


def on_demand_in_words(one: OnDemand, language: Language) -> str:
    """Return which other form of vote there is, if somebody demands it or the body resolves so."""
    form = language.term(f"decision.form-{one.form.value}")
    said = [language.term("decision.on-demand", form=form, who=actors_in_words(one.by, language))] if one.by else []
    if one.resolved is not None:
        said.append(language.term("decision.on-resolution", form=form, need=need_in_words(one.resolved, language)))
    return ", ".join(said)


def _written(written: Written, language: Language) -> str:
    said = [language.term("decision.written")]
    said += [language.text(written.case)] if written.case is not None else []
    if written.adopted_if is not None:
        said.append(language.term("decision.need", need=need_in_words(written.adopted_if, language)))
    said += [language.term("decision.written-no-objection")] if written.no_objection else []
    if written.within is not None:
        said.append(language.term("decision.written-within", length=length_in_words(written.within, language)))
    said += [language.term(f"decision.silence-{written.silence.value}")] if written.silence is not None else []
    if written.demanded_by:
        said.append(language.term("decision.written-demanded", who=actors_in_words(written.demanded_by, language)))
    if written.stopped_by:
        said.append(language.term("decision.written-stopped", who=actors_in_words(written.stopped_by, language)))
    return ", ".join(said)


def _veto(veto: Veto, language: Language) -> str:
    said = [language.term("decision.veto", who=actors_in_words(veto.by, language))]
    if veto.within is not None:
        said.append(language.term("decision.veto-within", length=length_in_words(veto.within, language)))
    said.append(language.term(f"decision.veto-{veto.effect.value}"))
    said += [language.term("decision.veto-to", who=str(veto.to))] if veto.to is not None else []
    if veto.override is not None:
        said.append(language.term("decision.veto-override", need=need_in_words(veto.override, language)))
    return ", ".join(said)
