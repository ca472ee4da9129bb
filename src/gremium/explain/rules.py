"""Rules in words: what a norm says, as a sentence."""

from __future__ import annotations

from gremium.explain.language import Language
from gremium.norms.cadence import Cadence
from gremium.values.count import Count
from gremium.values.days import Length, Period


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
        return language.term("meetings.at-least", low=count.low)
    if count.exact:
        return language.term("meetings.one") if count.low == 1 else language.term("meetings.exact", n=count.low)
    return language.term("meetings.range", low=count.low, high=count.high)


def _period(period: Period, language: Language) -> str:
    if period.rolling:
        return language.term("period.years", n=period.number)
    return language.term(f"period.{period.unit}")


def length_in_words(length: Length, language: Language) -> str:
    """Return a length of time in words: "2 weeks"."""
    return language.term(f"length.{length.unit}{'' if length.number == 1 else 's'}", n=length.number)
