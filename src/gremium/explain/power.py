"""Rights and bars in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gremium.explain.language import Language
from gremium.explain.phrases import actors_in_words, lead_in_words, length_in_words
from gremium.norms.power import Power
from gremium.values.actor import Action, in_words


def power_in_words(norm: Power, language: Language) -> str:
    """Return who may or may not do what, and what follows."""
    return "; ".join((*_given(norm, language), *_asked(norm, language), *_barred(norm, language)))


def _given(norm: Power, language: Language) -> Iterator[str]:
    who = actors_in_words(norm.who, language)
    if norm.may:
        yield language.term("power.may", who=who, what=_actions(norm.may, language))
    if norm.may_not:
        yield language.term("power.may-not", who=who, what=_actions(norm.may_not, language))
    yield from (language.term("power.case", case=case) for case in norm.case)
    yield from (language.term("power.unless", case=case) for case in norm.except_for)


def _actions(actions: Iterable[Action], language: Language) -> str:
    return ", ".join(language.say(in_words(action)) for action in actions)


def _asked(norm: Power, language: Language) -> Iterator[str]:
    """Yield what a demand needs, and by when it has to be met."""
    if norm.form is not None:
        yield language.term("power.form", form=norm.form)
    if norm.says:
        yield language.term("power.says", says=", ".join(norm.says))
    if norm.by is not None:
        yield language.term("power.by", lead=lead_in_words(norm.by, language))
    if norm.at_once:
        yield language.term("power.at-once")
    if norm.within is not None:
        yield language.term("power.within", length=length_in_words(norm.within, language))
    if norm.within_meetings is not None:
        yield language.term("power.within-meetings", n=norm.within_meetings)
    if norm.self_help is not None:
        yield language.term("power.self-help", length=length_in_words(norm.self_help, language))
    if norm.instead is not None:
        yield language.term("power.instead", who=str(norm.instead))


def _barred(norm: Power, language: Language) -> Iterator[str]:
    """Yield what holds of those who are barred."""
    if norm.leaves is not None:
        yield language.term("power.leaves" if norm.leaves else "power.stays")
    if norm.reports:
        yield language.term("power.reports")
    if norm.doubt:
        yield language.term("power.doubt")
    if norm.effect is not None:
        yield language.term(f"power.effect-{norm.effect.value}")
    if norm.then is not None:
        yield language.text(norm.then)
