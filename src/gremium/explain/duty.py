"""Duties in words."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.explain.language import Language
from gremium.explain.phrases import actors_in_words, length_in_words
from gremium.norms.duty import Duty


def duty_in_words(norm: Duty, language: Language) -> str:
    """Return who owes what to whom, by when, and what follows if it does not come."""
    return "; ".join((_owed(norm, language), *_when(norm, language), *_more(norm, language)))


def _owed(norm: Duty, language: Language) -> str:
    what = language.text(norm.what, language.term(f"duty.owes-{norm.owes.value}"))
    by = actors_in_words(norm.by, language) if norm.by else language.term("duty.body-itself")
    if not norm.to:
        return language.term("duty.owed-to-nobody", by=by, what=what)
    return language.term("duty.owed", by=by, to=", ".join(actors_in_words((one,), language) for one in norm.to), what=what)


def _when(norm: Duty, language: Language) -> Iterator[str]:
    """Yield by when it is owed, or that this is not said."""
    if norm.due is not None:
        yield language.term("duty.due", day=str(norm.due))
    if norm.every is not None:
        yield language.term("duty.every", length=length_in_words(norm.every, language))
    if norm.starts is not None:
        yield language.term("duty.starts", day=str(norm.starts))
    if norm.anew:
        yield language.term("duty.anew")
    if norm.after is not None:
        yield language.term(f"duty.upon-{norm.after.value}")
    if norm.public is not None:
        yield language.term("duty.public" if norm.public else "duty.closed")
    if norm.within is not None:
        yield language.term("duty.within", length=length_in_words(norm.within, language))
    if norm.at_once:
        yield language.term("duty.at-once")
    if norm.due is None and norm.every is None and norm.within is None and not norm.at_once:
        yield language.term("duty.when-unsaid")


def _more(norm: Duty, language: Language) -> Iterator[str]:
    """Yield how it has to be met, what comes before it, and what follows."""
    if norm.points:
        yield language.term("duty.points")
    if norm.before:
        yield language.term("duty.before", duties=", ".join(norm.before))
    if norm.soon is not None:
        yield language.term("duty.soon", length=length_in_words(norm.soon, language))
    if norm.lapses is not None:
        yield language.term("duty.lapses", length=length_in_words(norm.lapses, language))
    if norm.then is not None:
        yield language.term("duty.then", then=norm.then)
