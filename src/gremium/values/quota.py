"""Quota: how many of what is counted a rule asks for. `at least 3`, `more than 1/2 of voting seats`, `more than guests`.

Fractions are exact and have a base; decimals and percentages are refused with the right spelling.
"""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import Message, Parameter, message
from gremium.values.phrases import closest
from gremium.values.tally import TALLY_PATTERN, Tally, parse_tally
from gremium.values.tally import in_words as tally_in_words


class Comparison(Enum):
    """How the count is held against the bound."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    FEWER_THAN = "fewer than"
    EXACTLY = "exactly"


_COMPARISONS = "|".join(comparison.value for comparison in Comparison)
_NUMBER = r"(0|[1-9][0-9]{0,5})"
_SHARE = r"[1-9][0-9]{0,5}/[1-9][0-9]{0,5}"
SHARE_PATTERN = _SHARE
ANY_NUMBER = "any number"
QUOTA_PATTERN = rf"{ANY_NUMBER}|({_COMPARISONS}) ({_NUMBER}|{_SHARE} of {TALLY_PATTERN}|{TALLY_PATTERN})|all of {TALLY_PATTERN}"
_HEAD = re.compile(rf"(?P<comparison>{_COMPARISONS}) (?P<rest>.+)")
# What people write for a bound: a decimal, a percentage, a fraction or a number, and what it is of, with or without "of".
_NEARLY = re.compile(
    rf"(?:(?P<share>{_SHARE})|(?P<whole>[0-9]{{1,6}})(?:[.,](?P<part>[0-9]{{1,3}}))?(?P<percent> ?(?:%|percent))?)"
    r"(?: of)?(?: (?P<noun>.+))?"
)


@frozen(kw_only=True, cache_hash=True)  # the hash of a fraction takes long
class Quota:
    """A bound on a count: `number`, or `share` of the tally `base`. One of the two is given; a bare tally is its whole."""

    comparison: Comparison
    number: int | None = None
    share: Fraction | None = None
    base: Tally | None = None

    def __str__(self) -> str:
        if self.base is None or self.share is None:
            if self.comparison is Comparison.AT_LEAST and not self.number:
                return ANY_NUMBER
            return f"{self.comparison.value} {self.number}"
        if self.share == 1:
            whole = self.comparison is Comparison.AT_LEAST
            return f"all of {self.base}" if whole else f"{self.comparison.value} {self.base}"
        return f"{self.comparison.value} {print_share(self.share)} of {self.base}"


@lru_cache(maxsize=1024)
def in_words(quota: Quota) -> Message:
    """Return the message that says what is asked of a count: "more than 1/2 of seats (voting)"."""
    if str(quota) == ANY_NUMBER:
        return message("quota.any-number")
    bound: Parameter = str(quota.number)
    if quota.base is not None and quota.share is not None:
        base = tally_in_words(quota.base)
        if quota.share == 1 and quota.comparison is Comparison.AT_LEAST:
            return message("quota.all", base=base)
        bound = base if quota.share == 1 else message("quota.share", share=print_share(quota.share), base=base)
    return message(f"quota.{quota.comparison.value.replace(' ', '-')}", bound=bound)


def parse_quota(raw: object) -> Quota:
    """Read a quota from its phrase; raise `PhraseError` with the right spelling otherwise."""
    if not isinstance(raw, str):
        raise PhraseError(message("phrase.quota", read=str(raw)), message("hint.quota"))
    if raw == ANY_NUMBER:
        return Quota(comparison=Comparison.AT_LEAST, number=0)
    if raw.startswith("all of "):
        return Quota(comparison=Comparison.AT_LEAST, share=Fraction(1), base=parse_tally(raw.removeprefix("all of ")))
    head = _HEAD.fullmatch(raw)
    if head is None:
        raise PhraseError(message("phrase.quota", read=raw), _meant(raw))
    comparison, rest = Comparison(head["comparison"]), head["rest"]
    if re.fullmatch(_NUMBER, rest, re.ASCII):
        return Quota(comparison=comparison, number=int(rest))
    share, of, base = rest.partition(" of ")
    if of and re.fullmatch(_SHARE, share, re.ASCII):
        return Quota(comparison=comparison, share=Fraction(share), base=parse_tally(base))
    if rest[0].isdigit():
        raise PhraseError(message("phrase.quota-number", read=raw), _spelling(comparison, rest))
    return Quota(comparison=comparison, share=Fraction(1), base=parse_tally(rest))


def _meant(raw: str) -> Message:
    """Return the quota that was meant by one whose first words are misspelt, or how quotas are written."""
    words = raw.split(" ")
    heads = (*_COMPARISONS.split("|"), "all of")
    begun = ((closest(" ".join(words[:number]), heads), " ".join(words[number:])) for number in (1, 2))
    for meant in (closest(raw, (ANY_NUMBER,)), *(f"{head} {rest}" for head, rest in begun if head)):
        if meant is not None and re.fullmatch(QUOTA_PATTERN, meant, re.ASCII):
            return message("hint.did-you-mean", word=meant)
    return message("hint.quota")


def _spelling(comparison: Comparison, rest: str) -> Message:
    """Return what to write instead of a number that is none, a share without a base, or a number with a noun behind it."""
    nearly = _NEARLY.fullmatch(rest)
    if nearly is None:
        return message("hint.quota")
    base = _readable(nearly["noun"])
    share = Fraction(0)
    if nearly["share"]:
        share = Fraction(nearly["share"])
    elif nearly["part"] or nearly["percent"]:
        share = Fraction(f"{nearly['whole']}.{nearly['part'] or 0}") / (100 if nearly["percent"] else 1)
    if share:
        quota = Quota(comparison=comparison, share=share, base=base or parse_tally("members"))
        return message("hint.did-you-mean", word=str(quota))
    if base is None or nearly["part"] or nearly["percent"]:
        return message("hint.quota")
    return message("hint.quota-table", count=str(base), bound=f"{comparison.value} {int(nearly['whole'])}")


def _readable(noun: str | None) -> Tally | None:
    try:
        return parse_tally(noun)
    except PhraseError:
        return None


def parse_share(raw: object) -> Fraction:
    """Read a part of a whole that the place names, above 0 and at most 1; raise `PhraseError` otherwise."""
    if not isinstance(raw, str) or not re.fullmatch(_SHARE, raw, re.ASCII) or Fraction(raw) > 1:
        raise PhraseError(message("phrase.share", read=str(raw)), message("hint.share"))
    return Fraction(raw)


def print_share(share: Fraction) -> str:
    """Return the canonical form of a part of a whole: a fraction, also where it is the whole."""
    return f"{share.numerator}/{share.denominator}"
