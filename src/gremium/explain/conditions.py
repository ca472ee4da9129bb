"""Conditions, quotas and tallies in words."""

from __future__ import annotations

from gremium.explain.language import Language
from gremium.values.condition import Aged, Condition, Either, Every, Holds, Sized, With
from gremium.values.count import in_words
from gremium.values.message import Message
from gremium.values.quota import Quota
from gremium.values.quota import in_words as said_quota
from gremium.values.tally import Tally
from gremium.values.tally import in_words as said_tally


def tally_in_words(tally: Tally, language: Language) -> str:
    """Return what is counted: "seats (voting)"; a seat group stands by its id."""
    said = said_tally(tally)
    return language.say(said) if isinstance(said, Message) else str(said)


def quota_in_words(quota: Quota, language: Language) -> str:
    """Return what is asked of a count: "more than 1/2 of seats (voting)"."""
    return language.say(said_quota(quota))


def condition_in_words(condition: Condition, language: Language) -> str:  # noqa: PLR0911  (one return for each form)
    """Return what must be true of a person or an organisation."""
    match condition:
        case With(attributes):
            return "; ".join(f"{name} = {value}" for name, value in attributes)
        case Aged(years, on):
            age = language.term("condition.age", years=in_words(years))
            return age if on is None else f"{age} ({language.term('condition.on', day=on)})"
        case Holds(position, ever):
            return language.term("condition.held" if ever else "condition.holds", position=str(position))
        case Sized(measure, bound):
            return f"{measure}: {quota_in_words(bound, language)}"
        case Every(parts):
            return _joined(parts, "condition.and", language)
        case Either(parts):
            return _joined(parts, "condition.or", language)
        case _:
            return language.term("condition.none", conditions=_joined(condition.parts, "condition.or", language))


def _joined(parts: tuple[Condition, ...], word: str, language: Language) -> str:
    """Join parts by "and" or "or"; what is itself joined stands in brackets."""
    said = [condition_in_words(part, language) for part in parts]
    inner = [f"({text})" if isinstance(part, Every | Either) else text for part, text in zip(parts, said, strict=True)]
    return f" {language.term(word)} ".join(inner)
