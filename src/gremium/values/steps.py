"""Steps: a number that depends on a size. `{ of = "membership", steps = { "300..1500" = 1, "1501.." = 2 } }`.

What is measured is the id of a measure ("membership", "inhabitants", "units"); the record tells the sizes.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from attrs import frozen

from gremium.values.count import Count, parse_count, print_count
from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import check_id, one_of
from gremium.values.ref import Ref, parse_ref

_KEYS = ("of", "whose", "steps", "pooled_by")


@frozen(kw_only=True)
class Steps:
    """A number by size: the one of the step in which the size lies, and none (0) outside all steps.

    `of` is the measure. `whose` size counts: each of a selection where the row has `each`, otherwise whoever sends, or the
    jurisdiction; a reference names another one. Those of a selection who share the attribute `pooled_by` are added together.
    """

    of: str
    steps: tuple[tuple[Count, int], ...]
    whose: Ref | None = None
    pooled_by: str | None = None

    def at(self, size: int) -> int:
        """Return the number for a size."""
        return next((number for sizes, number in self.steps if sizes.permits(size)), 0)

    def among(self, sizes: Count) -> Count:
        """Return the numbers for the sizes in a range: those at its ends and those of the steps that begin within it."""
        met = {self.at(sizes.low)}
        for step, number in self.steps:
            above = sizes.high is None or step.low <= sizes.high
            if above and (step.high is None or step.high >= sizes.low):
                met.add(number)
            if step.high is not None and sizes.low <= step.high + 1 and (sizes.high is None or step.high < sizes.high):
                met.add(self.at(step.high + 1))
        return Count(min(met), max(met))


def parse_steps(raw: object) -> Steps:
    """Read steps from their table; raise `PhraseError` for a missing or unknown key, or steps that overlap."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("steps"), Mapping) or not isinstance(raw.get("of"), str):
        raise PhraseError(message("phrase.steps"), message("hint.steps"))
    for key in raw:
        if key not in _KEYS:
            raise PhraseError(message("phrase.key", key=str(key)), one_of(str(key), _KEYS))
    steps = sorted(((parse_count(sizes), _number(number)) for sizes, number in raw["steps"].items()), key=lambda s: s[0].low)
    if not steps or not all(sizes.stated for sizes, _ in steps):
        raise PhraseError(message("phrase.steps"), message("hint.steps"))
    for (first, _), (second, _) in pairwise(steps):
        if first.high is None or first.high >= second.low:
            raise PhraseError(message("phrase.steps-overlap", first=str(first), second=str(second)))
    pooled = raw.get("pooled_by")
    return Steps(
        of=check_id(raw["of"]),
        steps=tuple(steps),
        whose=parse_ref(raw["whose"]) if "whose" in raw else None,
        pooled_by=None if pooled is None else check_id(str(pooled)),
    )


def _number(raw: object) -> int:
    """Read the number of a step: one number, no range."""
    count = parse_count(raw)
    if not count.exact:
        raise PhraseError(message("phrase.steps"), message("hint.steps"))
    return count.low


def print_steps(steps: Steps) -> dict[str, object]:
    """Return the table of the canonical form."""
    out: dict[str, object] = {"of": steps.of}
    if steps.whose is not None:
        out["whose"] = str(steps.whose)
    out["steps"] = {str(sizes): number for sizes, number in steps.steps}
    return out if steps.pooled_by is None else {**out, "pooled_by": steps.pooled_by}


def parse_number(raw: object) -> Count | Steps:
    """Read a count, or a table of steps."""
    return parse_steps(raw) if isinstance(raw, Mapping) else parse_count(raw)


def print_number(number: Count | Steps) -> object:
    """Return the canonical form of a count or of steps."""
    return print_steps(number) if isinstance(number, Steps) else print_count(number)
