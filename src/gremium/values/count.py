"""Count: how many a rule permits. `4`, `"2..3"`, `"2.."`, `"unstated"`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import Message, message

_NUMBER = "0|[1-9][0-9]*"
_COUNT = re.compile(rf"(?P<low>{_NUMBER})(?P<range>\.\.(?P<high>{_NUMBER})?)?")
COUNT_PATTERN = rf"({_NUMBER})(\.\.({_NUMBER})?)?|unstated"
_LARGEST = 100_000


@frozen
class Count:
    """A permitted number: at least `low`, at most `high` (None: no upper bound), or not stated at all.

    The two dots are a *permission* here: "2..3" means that two are right and three are right. An unstated count has
    `low` 0 and no `high`, and `stated` is False: nothing is permitted or forbidden, the source is silent.
    """

    low: int
    high: int | None
    stated: bool = True

    @property
    def exact(self) -> bool:
        """True if exactly one number is permitted."""
        return self.stated and self.low == self.high

    def permits(self, number: int) -> bool:
        """Return whether `number` is permitted; an unstated count permits every number."""
        return self.low <= number and (self.high is None or number <= self.high)

    def within(self, other: Count) -> bool:
        """Return whether everything that this count permits is permitted by `other`, too."""
        return other.low <= self.low and (other.high is None or (self.high is not None and self.high <= other.high))

    def __str__(self) -> str:
        if not self.stated:
            return "unstated"
        if self.high is None:
            return f"{self.low}.."
        return str(self.low) if self.exact else f"{self.low}..{self.high}"


UNSTATED_COUNT = Count(0, None, stated=False)


def exactly(number: int) -> Count:
    """Return the count that permits this number only."""
    return Count(number, number)


def hull(counts: Iterable[Count]) -> Count:
    """Return the smallest count that permits everything that one of these permits; there is at least one."""
    listed = tuple(counts)
    highs = [count.high for count in listed]
    low, high = min(count.low for count in listed), None if None in highs else max(high or 0 for high in highs)
    return Count(low, high, stated=low > 0 or all(count.stated for count in listed))


def total(counts: Iterable[Count]) -> Count:
    """Return the sum of counts; one that is not stated has no upper bound, and the sum of none is 0."""
    listed = tuple(counts)
    highs = [count.high for count in listed]
    low, high = sum(count.low for count in listed), None if None in highs else sum(high or 0 for high in highs)
    return Count(low, high, stated=low > 0 or all(count.stated for count in listed))


def parse_count(raw: object) -> Count:
    """Read a count from an integer or a phrase; raise `PhraseError` for anything else.

    Decimals and percentages are refused: a count is a number of things.
    """
    if not isinstance(raw, int | str):
        raise PhraseError(message("phrase.count", read=str(raw)), message("hint.count"))
    text = str(raw)
    if text == "unstated":
        return UNSTATED_COUNT
    match = _COUNT.fullmatch(text)
    if match is None:
        raise PhraseError(message("phrase.count", read=text), message("hint.count"))
    low = _number(match["low"])
    if match["range"] is None:
        return exactly(low)
    if match["high"] is None:
        return Count(low, None)
    high = _number(match["high"])
    if high < low:
        raise PhraseError(
            message("phrase.count-empty", low=low, high=high), message("hint.did-you-mean", word=f"{high}..{low}")
        )
    return Count(low, high)


def _number(digits: str) -> int:
    """Read digits; numbers beyond any body or year are refused rather than computed with."""
    if len(digits) > len(str(_LARGEST)) or int(digits) > _LARGEST:
        raise PhraseError(message("phrase.count-huge", read=digits, most=_LARGEST))
    return int(digits)


def in_words(count: Count) -> Message:
    """Return the message that says a count: "4", "2 to 3", "at least 2", "not stated"."""
    if not count.stated:
        return message("count.unstated")
    if count.high is None:
        return message("count.at-least", low=count.low) if count.low else message("count.any")
    return message("count.exact", n=count.low) if count.exact else message("count.range", low=count.low, high=count.high)


def print_count(count: Count) -> int | str:
    """Return the canonical form: an integer where one number is permitted, else the phrase."""
    return count.low if count.exact else str(count)
