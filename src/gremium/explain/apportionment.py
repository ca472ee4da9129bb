"""The rules about sharing seats in words."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.explain.language import Language
from gremium.explain.phrases import actors_in_words, need_in_words
from gremium.norms.apportionment import Apportionment, Stage
from gremium.values.count import in_words


def apportionment_in_words(norm: Apportionment, language: Language) -> str:
    """Return what a row about sharing seats says."""
    return "; ".join((*_sharing(norm, language), *_ways(norm, language), *_afterwards(norm, language)))


def _sharing(norm: Apportionment, language: Language) -> Iterator[str]:
    """Yield what is shared among whom, and by what arithmetic."""
    if norm.of:
        yield language.term("rule.of", of=", ".join(map(str, norm.of)))
    if norm.among:
        yield language.term("apportionment.among", parties=", ".join(map(str, norm.among)))
    if norm.weights is not None:
        yield language.term(f"apportionment.weights-{norm.weights.value}")
    if norm.method is not None:
        yield language.term("apportionment.method", method=language.term(f"method.{norm.method.value}"))
    if norm.by_turns is not None:
        yield language.term(f"apportionment.turns-{norm.by_turns.value}")
    if norm.minimum is not None:
        yield language.term("apportionment.minimum", number=norm.minimum)
    if norm.majority is not None:
        yield language.term("apportionment.majority-yes" if norm.majority else "apportionment.majority-no")


def _ways(norm: Apportionment, language: Language) -> Iterator[str]:
    """Yield which ways are tried, who may join, and what decides between equal claims."""
    if norm.path:
        yield language.term("apportionment.path", ways=_in_turn((_stage(one, language) for one in norm.path), language))
    if norm.joint is not None:
        yield language.term("apportionment.joint-yes" if norm.joint else "apportionment.joint-no")
    if norm.tie:
        draws = (language.term(f"draw.{one.value}") for one in norm.tie)
        yield language.term("apportionment.tie", draws=_in_turn(draws, language))
    if norm.lot_by is not None:
        yield language.term("apportionment.lot-by", who=actors_in_words((norm.lot_by,), language))


def _afterwards(norm: Apportionment, language: Language) -> Iterator[str]:
    """Yield what follows if a list is used up, somebody leaves, or strengths change."""
    if norm.exhausted is not None:
        yield language.term(f"apportionment.exhausted-{norm.exhausted.value}")
    if norm.successor is not None:
        yield language.term(f"apportionment.successor-{norm.successor.value}")
    if norm.adjusted is not None:
        yield language.term(f"apportionment.adjusted-{norm.adjusted.value}")


def _in_turn(said: Iterator[str], language: Language) -> str:
    return language.term("apportionment.then").join(said)


def _stage(stage: Stage, language: Language) -> str:
    """Return one way with what it takes."""
    manner = language.term(f"manner.{stage.manner.value}")
    said = []
    if stage.lists is not None:
        said.append(language.term("apportionment.stage-lists", number=language.say(in_words(stage.lists))))
    if stage.from_all:
        said.append(language.term("apportionment.stage-all"))
    if stage.need is not None:
        said.append(language.term("apportionment.stage-need", need=need_in_words(stage.need, language)))
    if stage.objection:
        said.append(language.term("apportionment.stage-objection", who=actors_in_words(stage.objection, language)))
    return language.term("apportionment.stage", manner=manner, conditions="; ".join(said)) if said else manner
