"""The words of the library: their vocabulary, and the row that ties a norm to its evaluator and its checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from attrs import frozen


class RuleType(Enum):
    """The seven types of rules in the Institutional Analysis and Development framework (Ostrom 2005, ch. 7)."""

    POSITION = "position"
    BOUNDARY = "boundary"
    CHOICE = "choice"
    AGGREGATION = "aggregation"
    INFORMATION = "information"
    PAYOFF = "payoff"
    SCOPE = "scope"


# Every word of the design, whether this version can evaluate it or not: a charter may say of each that its source is silent.
VOCABULARY: Mapping[str, frozenset[RuleType]] = {
    "seats": frozenset({RuleType.POSITION, RuleType.BOUNDARY}),
    "composition": frozenset({RuleType.BOUNDARY}),
    "term": frozenset({RuleType.BOUNDARY}),
    "notice": frozenset({RuleType.INFORMATION}),
    "quorum": frozenset({RuleType.AGGREGATION}),
    "decision": frozenset({RuleType.AGGREGATION}),
    "election": frozenset({RuleType.BOUNDARY, RuleType.AGGREGATION}),
    "apportionment": frozenset({RuleType.AGGREGATION}),
    "cadence": frozenset({RuleType.INFORMATION}),
    "sitting": frozenset({RuleType.INFORMATION}),
    "delegation": frozenset({RuleType.BOUNDARY}),
    "route": frozenset({RuleType.AGGREGATION}),
    "duty": frozenset({RuleType.INFORMATION, RuleType.PAYOFF}),
    "power": frozenset({RuleType.CHOICE}),
    "remit": frozenset({RuleType.SCOPE}),
}


@frozen(kw_only=True)
class Word:
    """One word: its key in a charter, its norm, its evaluator and its checks.

    `evaluate(scope, body_id, at)` returns a `Verdict`; each check takes a charter with its neighbours and returns findings.
    `of_meeting`: the evaluator takes `meeting` and `item`, too, the ids of what it is asked about; without them it tells the
    rules. The floors above fill the row; this floor does not know them, which is why the callables are not spelt out here.
    """

    tag: str
    norm: type[Any]
    evaluate: Callable[..., Any]
    checks: tuple[Callable[..., Any], ...] = ()
    of_meeting: bool = False
