"""Span: from which day until which day something holds."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gremium.values.days import Day
from gremium.values.verdict import Outcome, all_of, negate


@frozen(kw_only=True)
class Span:
    """The first day (`since`) and the last day (`until`, included). None: no bound was set, it always did or still does."""

    since: Day | None = None
    until: Day | None = None

    def begun(self, at: date) -> Outcome:
        """Return whether the span has begun by `at`."""
        return Outcome.HOLDS if self.since is None else self.since.by(at)

    def over(self, at: date) -> Outcome:
        """Return whether the span ended before `at`."""
        return Outcome.FAILS if self.until is None else self.until.before(at)

    def covers(self, at: date) -> Outcome:
        """Return whether `at` lies in the span; OPEN where a bound is known only roughly."""
        if self.since is None and self.until is None:
            return Outcome.HOLDS
        return all_of((self.begun(at), negate(self.over(at))))

    @property
    def reversed(self) -> bool:
        """True if it certainly ends before it begins."""
        since, until = self.since, self.until
        return bool(since and until and since.earliest and until.latest and until.latest < since.earliest)


ALWAYS = Span()
