"""Phrases in words that rules about meetings share: lengths of time, leads, needs, and who may act."""

from __future__ import annotations

from collections.abc import Iterable

from gremium.explain.conditions import condition_in_words, quota_in_words, tally_in_words
from gremium.explain.language import Language
from gremium.values.actor import Actor
from gremium.values.condition import With
from gremium.values.days import Length
from gremium.values.lead import Lead, in_words
from gremium.values.need import AllOf, AnyOf, Asks, Counted, Found, Need, Raised, Unsaid
from gremium.values.phrases import PREDECLARED
from gremium.values.quota import Quota
from gremium.values.ref import Ref


def length_in_words(length: Length, language: Language) -> str:
    """Return a length of time in words: "2 weeks"."""
    return language.term(f"length.{length.unit}{'' if length.number == 1 else 's'}", n=length.number)


def lead_in_words(lead: Lead, language: Language) -> str:
    """Return by when something has to happen before a meeting: "8 clear days before the meeting"."""
    return language.say(in_words(lead))


def need_in_words(need: Need, language: Language) -> str:  # noqa: PLR0911  (one return for each form)
    """Return what has to be true of a meeting or a ballot."""
    match need:
        case Quota():
            return quota_in_words(need, language)
        case Counted(count, quota, with_):
            only = f" [{condition_in_words(With(with_), language)}]" if with_ else ""
            return f"{tally_in_words(count, language)}{only}: {quota_in_words(quota, language)}"
        case Asks(word):
            return language.term("need.asks", word=language.term(f"word.{word}"))
        case Found(name):
            return language.term("need.found", name=name)
        case Raised(against):
            return language.term("need.raised", name=against)
        case Unsaid():
            return language.term("need.unstated")
        case AllOf(parts):
            return _joined(parts, "condition.and", language)
        case AnyOf(parts):
            return _joined(parts, "condition.or", language)
        case _:
            return language.term("condition.none", conditions=_joined(need.parts, "condition.or", language))


def _joined(parts: tuple[Need, ...], word: str, language: Language) -> str:
    """Join parts by "and" or "or"; what is itself joined stands in brackets."""
    said = [need_in_words(part, language) for part in parts]
    inner = [f"({text})" if isinstance(part, AllOf | AnyOf) else text for part, text in zip(parts, said, strict=True)]
    return f" {language.term(word)} ".join(inner)


def actors_in_words(actors: Iterable[Actor], language: Language) -> str:
    """Return who may act, each of them."""
    said = [_who(one, language) if isinstance(one, Ref) else need_in_words(one, language) for one in actors]
    return f" {language.term('condition.or')} ".join(said)


def _who(ref: Ref, language: Language) -> str:
    """Return who may act: a word for those whom every body has, the reference itself for all others."""
    if ref.unstated:
        return language.term("need.actor-unstated")
    known = ref.bare and ref.target in PREDECLARED
    return language.term(f"position.{ref.target}") if known else str(ref)
