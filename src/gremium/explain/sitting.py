"""The rules about how a meeting is held in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gremium.explain.language import Language
from gremium.explain.phrases import actors_in_words, length_in_words, need_in_words
from gremium.norms.sitting import Adding, Agenda, Closing, Minutes, Publicity, Remote, Sitting
from gremium.values.ref import Ref
from gremium.values.text import Text


def sitting_in_words(norm: Sitting, language: Language) -> str:
    """Return what a row about how a meeting is held says."""
    return "; ".join(_said(norm, language))


def _said(norm: Sitting, language: Language) -> Iterator[str]:
    if norm.public is not None:
        yield language.term(f"sitting.public-{norm.public.value}")
    if norm.closed is not None:
        yield from _closing(norm.closed, language)
    if norm.presides:
        yield language.term("sitting.presides", who=_refs(norm.presides))
    if norm.chosen_chair is not None:
        yield language.term("sitting.chosen" if norm.chosen_chair else "sitting.not-chosen")
    if norm.remote is not None:
        yield from _remote(norm.remote, language)
    if norm.agenda is not None:
        yield from _agenda(norm.agenda, language)
    yield from (_adding(one, language) for one in norm.add)
    if norm.minutes is not None:
        yield from _minutes(norm.minutes, language)
    if norm.joint is not None:
        yield language.term("sitting.joint" if norm.joint else "sitting.not-joint")
    yield from (language.text(text) for text in norm.form)


def _refs(refs: Iterable[Ref]) -> str:
    return ", ".join(str(ref) for ref in refs)


def _texts(texts: Iterable[Text], language: Language) -> str:
    return ", ".join(language.text(text) for text in texts)


def _closing(closing: Closing, language: Language) -> Iterator[str]:
    if closing.cases:
        yield language.term("sitting.closed-cases", cases=_texts(closing.cases, language))
    if closing.resolved is not None:
        yield language.term("sitting.closed-resolved", need=need_in_words(closing.resolved, language))
    if closing.on_motion_of:
        yield language.term("sitting.closed-motion", who=actors_in_words(closing.on_motion_of, language))
    if closing.announced is not None:
        yield language.term("sitting.closed-announced" if closing.announced else "sitting.closed-unannounced")


def _remote(rule: Remote, language: Language) -> Iterator[str]:
    yield language.term(f"sitting.remote-{rule.allowed.value}")
    if rule.present is not None:
        yield language.term("sitting.remote-present" if rule.present else "sitting.remote-absent")
    if rule.chair_in_room is not None:
        yield language.term("sitting.remote-chair" if rule.chair_in_room else "sitting.remote-chair-free")
    if rule.chair_unless:
        yield language.term("sitting.remote-chair-unless", names=", ".join(rule.chair_unless))
    if rule.not_for:
        yield language.term("sitting.remote-not-for", names=", ".join(rule.not_for))
    yield from (language.term("power.unless", case=case) for case in rule.except_for)
    if rule.decided_by is not None:
        yield language.term("sitting.remote-decided", need=need_in_words(rule.decided_by, language))
    if rule.longest is not None:
        yield language.term("sitting.remote-longest", length=length_in_words(rule.longest, language))
    if rule.basis is not None:
        yield language.term("sitting.remote-basis", basis=rule.basis)
    if rule.not_in:
        yield language.term("sitting.remote-not-in", who=_refs(rule.not_in))


def _agenda(agenda: Agenda, language: Language) -> Iterator[str]:
    if agenda.set_by:
        yield language.term("sitting.agenda-set-by", who=_refs(agenda.set_by))
    if agenda.with_:
        yield language.term("sitting.agenda-with", who=_refs(agenda.with_))
    if agenda.only_listed is not None:
        yield language.term("sitting.agenda-only-listed" if agenda.only_listed else "sitting.agenda-not-only-listed")
    if agenda.other_business is not None:
        yield language.term("sitting.agenda-other" if agenda.other_business else "sitting.agenda-no-other")
    if agenda.order:
        yield language.term("sitting.agenda-order", order=_texts(agenda.order, language))
    if agenda.settled is not None:
        yield language.term("sitting.agenda-settled", length=length_in_words(agenda.settled, language))
    if agenda.settled_unless:
        yield language.term("sitting.agenda-settled-unless", names=", ".join(agenda.settled_unless))


def _adding(rule: Adding, language: Language) -> str:
    """Return how an item may be added; "in public" or "behind closed doors" stands before it, where it holds only there."""
    said = [language.term("sitting.add-forbidden")] if rule.forbidden else []
    said += [language.term("sitting.add-need", need=need_in_words(rule.need, language))] if rule.need is not None else []
    said += [language.term("sitting.add-cases", cases=_texts(rule.cases, language))] if rule.cases else []
    said += [language.term("sitting.add-found", names=", ".join(rule.found))] if rule.found else []
    how = ", ".join(said) or language.term("sitting.add-free")
    code = {Publicity.PUBLIC: "sitting.add-public", Publicity.CLOSED: "sitting.add-closed"}
    return language.term(code.get(rule.in_ or Publicity.UNSTATED, "sitting.add"), how=how)


def _minutes(minutes: Minutes, language: Language) -> Iterator[str]:
    if minutes.signed_by:
        who = "; ".join(actors_in_words([one], language) for one in minutes.signed_by)
        yield language.term("sitting.minutes-signed", who=who)
    if minutes.says:
        yield language.term("sitting.minutes-says", what=_texts(minutes.says, language))
    if minutes.within is not None:
        yield language.term("sitting.minutes-within", length=length_in_words(minutes.within, language))
    if minutes.to:
        yield language.term("sitting.minutes-to", who=_refs(minutes.to))
    if minutes.public is not None:
        yield language.term("sitting.minutes-public" if minutes.public else "sitting.minutes-not-public")
