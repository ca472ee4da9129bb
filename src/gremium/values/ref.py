"""Ref: a phrase that points at a body, a position in a body, or every body of a kind.

`council` · `chair@social-committee` · `speaker@*field-of-action` · `chair@leonberg/council` · `mediator@*/inclusion-office`
"""

from __future__ import annotations

import re

from attrs import frozen

from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import ID, ID_PATTERN, PREDECLARED, RESERVED, did_you_mean

# Before a slash these mean: among the bodies that belong to this one, or to the one it belongs to.
PARTS_OF = ("self", "parent")
# Words that stand for a body where a rule is written once for many: each of a list, this body, the body it belongs to.
STANDINS = ("each", "self", "parent")
UNSTATED = "unstated"

REF_PATTERN = rf"({ID_PATTERN}@)?(({ID_PATTERN}|\*)/)?(\*?{ID_PATTERN})?"  # `self` and `parent` look like ids
_PARTS = re.compile(r"((?P<position>[^@]*)@)?((?P<jurisdiction>[^@/]*)/)?(?P<every>\*?)(?P<target>[^@/*]*)")


@frozen(kw_only=True)
class Ref:
    """A pointer by id. What it points at is looked up in a charter, never stored.

    `position` is the office or seat group before the `@`; `jurisdiction` the id before the slash (`*`: any; `self` and
    `parent`: among the bodies that are part of this one, or of the one to which this one belongs); `target` the
    body, or the kind if `every`. A bare id has only a target: it is a position of the body in which it is written, else a
    body, else a party. `unstated` may stand for the position or for the whole; an empty target is the jurisdiction itself.
    """

    target: str
    position: str | None = None
    jurisdiction: str | None = None
    every: bool = False

    @property
    def bare(self) -> bool:
        """True for a single id, which may be a position of this body, a body or a party."""
        return self.position is None and self.jurisdiction is None and not self.every

    @property
    def at_home(self) -> bool:
        """True if it points into the charter in which it is written."""
        return self.jurisdiction is None or self.jurisdiction in PARTS_OF

    @property
    def unstated(self) -> bool:
        """True if the source does not say who is meant."""
        return UNSTATED in (self.position, self.target)

    def __str__(self) -> str:
        position = f"{self.position}@" if self.position else ""
        jurisdiction = f"{self.jurisdiction}/" if self.jurisdiction else ""
        return f"{position}{jurisdiction}{'*' if self.every else ''}{self.target}"


def parse_ref(raw: object) -> Ref:
    """Read a reference from its phrase; raise `PhraseError` if it is none."""
    if not isinstance(raw, str):
        raise PhraseError(message("phrase.ref", read=str(raw)), message("hint.ref"))
    match = _PARTS.fullmatch(raw)
    if match is None:
        raise PhraseError(message("phrase.ref", read=raw), message("hint.ref"))
    position, jurisdiction, target = match["position"], match["jurisdiction"], match["target"]
    if position is not None:
        _check(raw, position, (*PREDECLARED, UNSTATED))
    if jurisdiction is not None and jurisdiction != "*":
        _check(raw, jurisdiction, PARTS_OF)
    empty_target = target == "" and position is None and bool(jurisdiction) and not match["every"]
    if not empty_target or jurisdiction in ("*", *PARTS_OF):
        _check(raw, target, () if match["every"] else (*STANDINS, *PREDECLARED, UNSTATED))
    return Ref(target=target, position=position, jurisdiction=jurisdiction, every=bool(match["every"]))


def _check(raw: str, token: str, also: tuple[str, ...]) -> None:
    """Refuse a token that is neither an id nor one of the reserved words that may stand here."""
    if token in also:
        return
    if not ID.fullmatch(token):
        raise PhraseError(message("phrase.ref", read=raw), message("hint.ref"))
    if token in RESERVED:
        hint = did_you_mean(token, also) or message("hint.ref")
        raise PhraseError(message("phrase.reserved-ref", read=raw, word=token), hint)
