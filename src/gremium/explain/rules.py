"""Rules in words: what a norm says, as sentences. One function for each word, and a table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from gremium.explain.apportionment import apportionment_in_words
from gremium.explain.conditions import condition_in_words, quota_in_words, tally_in_words
from gremium.explain.decision import decision_in_words
from gremium.explain.duty import duty_in_words
from gremium.explain.election import election_in_words
from gremium.explain.language import Language
from gremium.explain.notice import notice_in_words
from gremium.explain.phrases import length_in_words
from gremium.explain.power import power_in_words
from gremium.explain.quorum import quorum_in_words
from gremium.explain.route import route_in_words
from gremium.explain.sitting import sitting_in_words
from gremium.norms.cadence import Cadence
from gremium.norms.composition import Composition, Subject, When
from gremium.norms.delegation import Delegation
from gremium.norms.remit import Remit
from gremium.norms.term import Limit, Removal, Renewal, Term, Vacancy
from gremium.values.condition import With
from gremium.values.count import Count, in_words
from gremium.values.days import Period
from gremium.values.ref import Ref
from gremium.values.steps import Steps


def cadence_in_words(norm: Cadence, language: Language) -> str:
    """Return what a cadence says: "2 to 3 meetings a year; at least 2 weeks apart"."""
    said = []
    if norm.times is not None:
        per = f" {_period(norm.per, language)}" if norm.per is not None else ""
        said.append(f"{_meetings(norm.times, language)}{per}")
    if norm.gap is not None and norm.gap.shortest is not None:
        said.append(language.term("cadence.gap-shortest", length=length_in_words(norm.gap.shortest, language)))
    if norm.gap is not None and norm.gap.longest is not None:
        said.append(language.term("cadence.gap-longest", length=length_in_words(norm.gap.longest, language)))
    if norm.first is not None:
        length = length_in_words(norm.first.length, language)
        said.append(language.term("cadence.first", length=length, event=norm.first.event))
    if norm.within:
        said.append(language.term("cadence.within", seasons=", ".join(str(season) for season in norm.within)))
    if norm.free:
        said.append(language.term("cadence.free", seasons=", ".join(str(season) for season in norm.free)))
    if norm.as_needed:
        said.append(language.term("cadence.as-needed"))
    sort = language.term("cadence.sort", sort=norm.meetings) + ": " if norm.meetings else ""
    return sort + "; ".join(said)


def _meetings(count: Count, language: Language) -> str:
    if not count.stated:
        return language.term("meetings.unstated")
    if count.high is None:
        return language.term("meetings.at-least-one") if count.low == 1 else language.term("meetings.at-least", low=count.low)
    if count.exact:
        return language.term("meetings.one") if count.low == 1 else language.term("meetings.exact", n=count.low)
    return language.term("meetings.range", low=count.low, high=count.high)


def _period(period: Period, language: Language) -> str:
    if period.rolling:
        return language.term("period.years", n=period.number)
    return language.term(f"period.{period.unit}")


# ── composition ──────────────────────────────────────────────────────────────────────────────────────────────────────


def composition_in_words(norm: Composition, language: Language) -> str:
    """Return what a row of composition asks."""
    return "; ".join(_asked(norm, language))


def _asked(norm: Composition, language: Language) -> Iterator[str]:
    if norm.is_ or norm.odd:
        yield _counted(norm, language)
    if norm.per_group:
        yield language.term("composition.per-group")
    if norm.each is not None:
        yield language.term("composition.each", each=str(norm.each))
    yield from _of_persons(norm, language)
    if norm.if_ is not None:
        yield language.term("composition.if", condition=condition_in_words(norm.if_, language))
    if norm.when is When.START:
        yield language.term("composition.start")
    if norm.effect is not None:
        yield language.term(f"composition.effect-{norm.effect.value}")


def _counted(norm: Composition, language: Language) -> str:
    """Return what is counted, of whom, and what is asked of the number."""
    count = norm.distinct or (tally_in_words(norm.count, language) if norm.count is not None else language.term("noun.seats"))
    asked = [quota_in_words(quota, language) for quota in norm.is_]
    asked += [language.term("composition.odd")] if norm.odd else []
    only = [condition_in_words(With(norm.with_), language)] if norm.with_ else []
    only += [condition_in_words(norm.who, language)] if norm.who is not None else []
    both = f" {language.term('condition.and')} "
    return f"{count}{f' [{both.join(only)}]' if only else ''}: {both.join(asked)}"


def _of_persons(norm: Composition, language: Language) -> Iterator[str]:
    """Yield what is asked of persons, or of those who propose them."""
    if norm.need is not None:
        code = "composition.need" if norm.of is Subject.PERSON else "composition.need-proposer"
        yield language.term(code, condition=condition_in_words(norm.need, language))
    if norm.incompatible:
        yield language.term("composition.incompatible", positions=_refs(norm.incompatible))
    if norm.for_seat:
        yield language.term("rule.for-seat", seats=", ".join(norm.for_seat))
    if norm.twice is not None:
        yield language.term(f"composition.twice-{norm.twice.value}")


def _refs(refs: Iterable[Ref]) -> str:
    return ", ".join(str(ref) for ref in refs)


# ── term ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def term_in_words(norm: Term, language: Language) -> str:
    """Return what a row of term says."""
    return "; ".join(_of_term(norm, language))


def _of_term(norm: Term, language: Language) -> Iterator[str]:
    if norm.length is not None:
        yield language.term("term.length", length=length_in_words(norm.length, language))
    if norm.starts:
        yield language.term("term.starts", days=", ".join(str(start) for start in norm.starts))
    if norm.follows is not None:
        yield language.term("term.follows", body=str(norm.follows))
    if norm.ends_with is not None:
        yield language.term("term.ends-with", day=norm.ends_with)
    if norm.holdover is not None:
        yield language.term(f"term.holdover-{norm.holdover.value}")
    if norm.renewal is not None:
        yield _renewal(norm.renewal, language)
    yield from (_limit(limit, language) for limit in norm.limits)
    yield from (_removal(removal, language) for removal in norm.removal)
    yield from (_vacancy(vacancy, language) for vacancy in norm.vacancy)
    for rest in norm.dormancy:
        yield language.term("term.dormancy", case=rest.case, acts=language.term(f"term.acts-{rest.acts.value}"))
    if norm.for_seat:
        yield language.term("rule.for-seat", seats=", ".join(norm.for_seat))


def _renewal(renewal: Renewal, language: Language) -> str:
    every = language.term("term.every", length=length_in_words(renewal.every, language)) if renewal.every is not None else ""
    out = language.term(f"term.out-{renewal.out.value}")
    return " ".join(language.term("term.renewal", share=str(renewal.share), every=every, out=out).split())


def _limit(limit: Limit, language: Language) -> str:
    most = [language.term("term.limit-terms", n=limit.terms)] if limit.terms is not None else []
    most += [length_in_words(limit.length, language)] if limit.length is not None else []
    most += [language.term("term.limit-row")] if limit.consecutive else []
    most += [language.term("term.limit-over", positions=_refs(limit.over))] if limit.over else []
    return language.term("term.limit", most=", ".join(most))


def _removal(removal: Removal, language: Language) -> str:
    said = [language.term(f"term.lost-by-{removal.lost_by.value}")]
    said += [language.term("term.absences", n=removal.absences)] if removal.absences is not None else []
    said += [language.term("term.by", who=str(removal.by))] if removal.by is not None else []
    said += [language.term("term.on-motion", who=_refs(removal.on_motion_of))] if removal.on_motion_of else []
    said += [language.text(removal.case)] if removal.case is not None else []
    return language.term("term.removal", how=", ".join(said))


def _vacancy(vacancy: Vacancy, language: Language) -> str:
    said = [language.term(f"term.fill-{vacancy.fill.value}")]
    said += [language.term("term.by", who=_refs(vacancy.by))] if vacancy.by else []
    said += [language.term("term.within", length=length_in_words(vacancy.within, language))] if vacancy.within is not None else []
    if vacancy.ahead is not None:
        length = length_in_words(vacancy.ahead.length, language)
        said.append(language.term("term.ahead", length=length, event=vacancy.ahead.event))
    return language.term("term.vacancy", how=", ".join(said))


# ── delegation and remit ─────────────────────────────────────────────────────────────────────────────────────────────


def delegation_in_words(norm: Delegation, language: Language) -> str:
    """Return whom a row of delegation sends where."""
    said = [language.term("delegation.sends", number=number_in_words(norm.number, language), to=str(norm.to))]
    said += [language.term("delegation.who", positions=_refs(norm.who))] if norm.who else []
    said += [language.term(f"how.{norm.how.value}")] if norm.how is not None else []
    said += [language.term("delegation.out-of", circle=_refs(norm.out_of))] if norm.out_of else []
    if norm.substitutes is not None:
        said.append(language.term("delegation.substitutes", number=language.say(in_words(norm.substitutes))))
    said += [language.term(f"delegation.{norm.mandate.value}")] if norm.mandate is not None else []
    said += [language.term("delegation.reports")] if norm.reports else []
    said += [language.term("term.length", length=length_in_words(norm.length, language))] if norm.length is not None else []
    said += [language.term("delegation.with-term")] if norm.with_term else []
    said += [language.term("cadence.within", seasons=", ".join(str(one) for one in norm.within))] if norm.within else []
    return "; ".join(said)


def number_in_words(number: Count | Steps, language: Language) -> str:
    """Return a number in words; of steps the measure and each step."""
    if isinstance(number, Count):
        return language.say(in_words(number))
    steps = ", ".join(f"{sizes}: {each}" for sizes, each in number.steps)
    return language.term("count.steps", measure=number.of, steps=steps)


def remit_in_words(norm: Remit, language: Language) -> str:
    """Return a task in words."""
    said = [language.text(text) for text in norm.includes]
    said += [language.term("remit.excludes", what=language.text(text)) for text in norm.excludes]
    refs = {"must-have": norm.must_have, "may-have": norm.may_have, "bound-by": norm.bound_by, "proposes": norm.proposes}
    said += [language.term(f"remit.{name}", bodies=_refs(found)) for name, found in refs.items() if found]
    return "; ".join(said)


# Of each word that has no table of its own in an answer: how one of its rules is put into words.
IN_WORDS: Mapping[str, Callable[[Any, Language], str]] = {
    "cadence": cadence_in_words,
    "composition": composition_in_words,
    "term": term_in_words,
    "delegation": delegation_in_words,
    "remit": remit_in_words,
    "notice": notice_in_words,
    "quorum": quorum_in_words,
    "decision": decision_in_words,
    "power": power_in_words,
    "sitting": sitting_in_words,
    "election": election_in_words,
    "apportionment": apportionment_in_words,
    "duty": duty_in_words,
    "route": route_in_words,
}
