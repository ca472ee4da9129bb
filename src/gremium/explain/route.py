"""Routes in words: stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gremium.evaluate.telling import came
from gremium.explain.language import Language
from gremium.explain.phrases import actors_in_words, length_in_words
from gremium.norms.route import Answer, Onward, Route, Stage, Urgently
from gremium.values.count import in_words
from gremium.values.message import Message


def route_in_words(norm: Route, language: Language) -> str:
    """Return what a route says: who may begin, its stages in order, the answer at its end, and what cannot wait."""
    names = {stage.id: language.text(stage.name, stage.id) for stage in norm.stages}
    said = [language.term("route.begins", who=actors_in_words(norm.by, language))] if norm.by else []
    said += [f"{number}. {_stage(stage, names, language)}" for number, stage in enumerate(norm.stages, 1)]
    said += [_answer(norm.answer, language)] if norm.answer is not None else []
    said += [_urgently(norm.urgent, names, language)] if norm.urgent is not None else []
    return "; ".join(said)


def _stage(stage: Stage, names: Mapping[str, str], language: Language) -> str:
    act = language.term(f"act.{stage.act.value}")
    act += f": {language.text(stage.question)}" if stage.question is not None else ""
    said = [act if stage.lead else language.term("route.beside", act=act)]
    where = ", ".join(str(ref) for ref in stage.at) or language.term("journey.unsaid")
    said.append(where if not stage.who else f"{where} ({actors_in_words(stage.who, language)})")
    if stage.after:
        said.append(language.term("route.after", stages=_named(stage.after, names)))
    if stage.within is not None:
        said.append(language.term("route.within", length=length_in_words(stage.within, language)))
    if stage.silence is not None:
        said.append(language.term("route.silence", outcome=came(stage.silence)))
    following = " / ".join(_onward(one, names, language) for one in stage.next) or language.term("route.end")
    return f"{names[stage.id]}: {', '.join(said)} → {following}"


def _named(stages: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in stages)


def _onward(one: Onward, names: Mapping[str, str], language: Language) -> str:
    """Return where it goes, and when."""
    when = ", ".join((*_outcomes(one, language), *one.for_))
    to = _named(one.to, names)
    if not one.to:
        end = language.term("route.end-with", result=came(one.result)) if one.result is not None else language.term("route.end")
        to = end
    if one.choose is not None:
        to += f" ({language.term('route.choose', number=in_words(one.choose))})"
    if one.carries:
        to += f" ({language.term('route.carries', what=', '.join(language.text(text) for text in one.carries))})"
    return f"{when}: {to}" if when else to


def _outcomes(one: Onward, language: Language) -> Iterator[str]:
    for outcome in one.on:
        told = came(outcome)
        yield language.say(told) if isinstance(told, Message) else str(told)


def _answer(answer: Answer, language: Language) -> str:
    by = str(answer.by) if answer.by is not None and not answer.by.unstated else language.term("journey.unsaid")
    within = f" ({length_in_words(answer.within, language)})" if answer.within is not None else ""
    said = language.term("route.answer", by=by, within=within)
    return f"{said}; {language.term('route.answer-to', to=', '.join(map(str, answer.to)))}" if answer.to else said


def _urgently(rule: Urgently, names: Mapping[str, str], language: Language) -> str:
    said = language.term("route.urgent", by=actors_in_words(rule.by, language), stage=names.get(rule.instead, rule.instead))
    if rule.ratified_at is None:
        return said
    said += "; " + language.term("route.ratified", stage=names.get(rule.ratified_at, rule.ratified_at))
    within = f" ({length_in_words(rule.within, language)})" if rule.within is not None else ""
    return said + within
