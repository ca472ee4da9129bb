"""Finding: something to say about a document, with its place, what was expected and a hint.

The table `FINDINGS` is the only place where codes are declared. The docs page of findings is written from it, and both
message catalogues are held against it. The room is longer than 300 lines because the table is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from attrs import evolve, field, frozen

from gremium.values.message import Message, Parameter, message
from gremium.values.phrases import LONGEST_ID


class Severity(Enum):
    """How bad it is. Only errors make a check fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

FINDINGS: Mapping[str, Severity] = {
    # reading
    "file-missing": E,
    "file-too-large": E,
    "file-empty": E,
    "file-unread": W,
    "head-torn": E,
    "torn-line": W,
    "not-utf-8": E,
    "syntax": E,
    "too-deep": E,
    "too-many-key-parts": E,
    "duplicate-key": E,
    "not-formattable": E,
    "comments-left-out": W,
    # structure
    "unknown-key": E,
    "misplaced-key": E,
    "missing-key": E,
    "wrong-type": E,
    "unknown-value": E,
    "bad-phrase": E,
    "bad-filling": E,
    "unsupported-format": E,
    "unknown-format": E,
    # ids and references
    "duplicate-id": E,
    "dangling-reference": E,
    "unloaded-jurisdiction": W,
    "unknown-source": E,
    "unknown-place": W,
    "uncovered-place": W,
    "unknown-topic": E,
    "unknown-reading": E,
    "unused-ambiguity": W,
    "part-of-cycle": E,
    "undeclared-kind": W,
    "each-without-list": E,
    "two-meanings": E,
    # statutes
    "unknown-statute": E,
    "not-a-statute": E,
    "body-of-statute": E,
    "statute-of-statute": E,
    # provisions
    "uncited": W,
    "assumption": N,
    "span-reversed": E,
    "gap-in-sources": N,
    "contradiction": E,
    "practice-differs": N,
    "binding-violated": E,
    "binding-unclear": W,
    "delegated-unsaid": W,
    "unknown-body": E,
    "stated-after-all": W,
    "says-nothing": E,
    # seats
    "ex-officio-cycle": E,
    "seat-twice": E,
    "office-ended": N,
    "office-announced": N,
    # composition
    "bad-tally": E,
    "unused-key": W,
    "composition-impossible": E,
    # power and sitting
    "power-both": E,
    "power-impossible": E,
    "sitting-impossible": E,
    # delegation
    "delegation-unanswered": W,
    "delegation-unsent": W,
    "delegation-number": W,
    # cadence
    "cadence-incomplete": E,
    "cadence-contradiction": E,
    "unknown-date": E,
    # notice
    "urgent-not-shorter": W,
    "motions-after-notice": N,
    "working-days-unknown": W,
    "channels-too-few": E,
    "notice-asks-later": E,
    # quorum
    "ballot-in-quorum": E,
    "quorum-impossible": E,
    "quorum-asks-itself": E,
    # decision
    "decision-impossible": E,
    "round-numbers": E,
    # election
    "election-impossible": E,
    "election-always": W,
    "equals-unsaid": N,
    "below-one": E,
    "guaranteed-too-many": E,
    # apportionment
    "way-unreachable": W,
    "turns-without-order": E,
    "tie-unsaid": N,
    "persons-unruled": W,
    "sharing-impossible": E,
    # calendars
    "unknown-region": E,
    # record
    "other-charter": E,
    "unknown-charter": E,
    "unknown-party": E,
    "disclosure-wider": W,
    "disclosure-idle": W,
    "two-holders": W,
    "double-seat": W,
    "derived-seat": W,
    "too-many-holders": W,
    "holding-without-start": W,
    "body-not-existing": W,
    "substitute-without-member": W,
    "substitute-for-nobody": W,
    "substitute-not-provided": W,
    "too-many-substitutes": W,
    "too-many-delegates": W,
    "not-eligible": W,
    "composition-broken": W,
    "term-exceeded": W,
    "term-limit": W,
    "time-limit": W,
    "seat-lost": W,
    "void-unknown": E,
    "cadence-broken": W,
    # meetings in a record
    "unknown-meeting": E,
    "unknown-item": E,
    "body-elsewhere": E,
    "unknown-subject": W,
    "resumes-later": W,
    "received-before-sent": W,
    "time-outside-meeting": W,
    "meeting-cancelled": W,
    "replaced-still-on": W,
    "replaces-itself": W,
    "more-than-seats": W,
    "votes-twice": W,
    "secret-with-names": W,
    "barred-voted": W,
    "absent-voted": W,
    "voter-without-seat": W,
    "too-many-votes": W,
    # elections in a record
    "votes-not-standing": W,
    "votes-withdrawn": W,
    "lot-outside": W,
    "ballot-not-needed": W,
    "more-votes-than-papers": W,
    # shared seats in a record
    "lot-without-tie": W,
    "choice-out-of-turn": W,
    "choice-twice": W,
    "choice-of-nothing": W,
    "listed-twice": W,
    # routes
    "stage-unreachable": W,
    "route-endless": W,
    "after-never-before": W,
    "choice-too-large": E,
    "silence-without-time": W,
    "two-deciders": W,
    "answer-by-nobody": N,
    # proposals in a record
    "step-off-route": W,
    "step-unlike-described": N,
    "step-off-route-in-reading": N,
    "step-before-proposal": W,
    "body-not-there": W,
    "answer-late": W,
    "route-unclear": N,
    # duties
    "duty-undated": N,
    "duty-without-body": W,
    "duty-circle": E,
    "unknown-duty": E,
    "unknown-proposal": E,
    "delivery-unowed": W,
    "delivered-twice": W,
    # tables of members
    "row-unclear": E,
    # cases
    "case-failed": E,
    "case-impossible": E,
    "golden-differs": E,
    "golden-missing": E,
    "golden-impossible": E,
    "golden-not-compared": N,
    "findings-differ": E,
    # plugins
    "plugin-failed": E,
}


@frozen(kw_only=True)
class Place:
    """Where: the file as the caller named it, the path of keys and indices in the document, the line (from 1) if known."""

    file: str = ""
    path: tuple[str | int, ...] = ()
    line: int | None = None

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        path = dotted(_cut(step) if isinstance(step, str) else step for step in self.path)
        return ": ".join(part for part in (f"{self.file}{line}" if self.file else "", path) if part)


def _cut(step: str) -> str:
    return step if len(step) <= LONGEST_ID else f"{step[:LONGEST_ID]}…"


def dotted(path: Iterable[str | int]) -> str:
    """Print a path as `bodies.council.seats[2].holder`; keys that are no plain words are quoted."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step}]"
        else:
            plain = step.replace("-", "").replace("_", "").isalnum() and step.isascii()
            name = step if plain else '"' + step.replace("\\", "\\\\").replace('"', '\\"') + '"'
            out += f".{name}" if out else name
    return out


def _known_code(_finding: object, _attribute: object, value: str) -> None:
    """Refuse a code that the table does not declare: that is a programming error."""
    if value not in FINDINGS:
        raise ValueError(f"unknown finding code {value!r}")


@frozen(kw_only=True)
class Finding:
    """One finding. The severity follows from the code; an unknown code is a programming error."""

    code: str = field(validator=_known_code)
    place: Place = Place()
    params: tuple[tuple[str, Parameter], ...] = ()
    hint: Message | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is, from the table."""
        return FINDINGS[self.code]

    @property
    def said(self) -> Message:
        """The message of this finding."""
        return Message(code=f"finding.{self.code}", params=self.params)


def finding(
    code: str, path: Iterable[str | int] = (), /, *, hint: Message | None = None, **params: Parameter
) -> Finding:
    """Return the finding with this code at this path of its document."""
    return Finding(code=code, place=Place(path=tuple(path)), params=message(code, **params).params, hint=hint)


def at_file(found: Iterable[Finding], file: str, lines: Mapping[tuple[str | int, ...], int]) -> tuple[Finding, ...]:
    """Return the findings with the file named and the line of the path, or of the nearest path above it that has one."""

    def line(path: tuple[str | int, ...]) -> int | None:
        return next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)

    return tuple(
        evolve(f, place=evolve(f.place, file=f.place.file or file, line=f.place.line or line(f.place.path))) for f in found
    )


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by file, line, path and code, and drop exact repetitions: the same input gives the same list."""
    key = {f: (f.place.file, f.place.line or 0, _sortable(f.place.path), f.code, str(f.params)) for f in found}
    return tuple(sorted(key, key=key.__getitem__))


def _sortable(path: tuple[str | int, ...]) -> tuple[tuple[int, str], ...]:
    """Return what sorts paths by their words, and indices by their number: `cases[2]` before `cases[14]`."""
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)
