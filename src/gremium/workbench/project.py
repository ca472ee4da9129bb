"""Project: the texts of one project as the roof hands them in, and the documents that become of them.

The room is longer than 300 lines because what is read, what it stands under and what it is checked beside are found in one order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from gremium.evaluate.facts import elsewhere_named
from gremium.evaluate.scope import Holidays, Scope, founded
from gremium.lint.charter import lint
from gremium.lint.walk import owners, refs_of
from gremium.model.cases import Cases, Given
from gremium.model.charter import STATUTE, Charter
from gremium.model.record import Record
from gremium.plugins.parts import Jurisdiction, Parsed, Parts, Reader, Statute
from gremium.review.record import review
from gremium.values.errors import Misuse
from gremium.values.finding import Finding, Severity, at_file, finding, in_order
from gremium.values.message import message
from gremium.values.phrases import did_you_mean, one_of

T = TypeVar("T")


@frozen(kw_only=True)
class Document:
    """A text with the name of its file, and what is to say about the file; where there is no text, `findings` say why."""

    file: str
    suffix: str
    text: str | None = None
    findings: tuple[Finding, ...] = ()


@frozen(kw_only=True)
class Project:
    """The documents of one project. Without a charter of its own it names an installed one in its record or cases.

    `alone` is True for a single file: it has no stored outputs beside it.
    """

    name: str
    charter: Document | None = None
    record: Document | None = None
    cases: Document | None = None
    expected: Mapping[str, bytes] = field(factory=dict)
    alone: bool = False


@frozen(kw_only=True)
class Opened:
    """What became of a project: the documents that could be read, and everything found in them.

    A charter has the statutes that it names with it (`Charter.laws`). `holidays` tells which days are closed. `of_charter` and
    `of_record` are those of the findings that are about the charter, and about the record; the latter may tell of persons.
    """

    charter: Charter | None = None
    neighbours: tuple[Charter, ...] = ()
    record: Record | None = None
    cases: Cases | None = None
    findings: tuple[Finding, ...] = ()
    of_charter: tuple[Finding, ...] = ()
    of_record: tuple[Finding, ...] = ()
    holidays: Holidays | None = field(default=None, eq=False, repr=False)

    @property
    def errors(self) -> int:
        """How many errors were found."""
        return sum(found.severity is Severity.ERROR for found in self.findings)

    @property
    def scope(self) -> Scope:
        """The scope for questions to this project. Raises `Misuse` if its charter could not be read."""
        return founded(self.bare)

    @property
    def bare(self) -> Scope:
        """The same scope without the bodies that only the record knows. Raises `Misuse` if the charter could not be read.

        A statute has no bodies: each of its kinds is asked as if it were one.
        """
        if self.charter is None:
            raise Misuse(message("misuse.broken-charter"))
        here = self.charter.embodied
        return Scope(charter=here, record=self.record, neighbours=self.neighbours, holidays=self.holidays)


def read(parts: Parts, document: Document, kind: type[T]) -> tuple[T | None, tuple[Finding, ...], Mapping[Any, int]]:
    """Return the document of this class in a text, what is wrong with it, and the lines of its paths."""
    if document.text is None:
        return None, document.findings, {}
    reader = parts.reader(document.suffix)
    if reader is None:
        known = sorted(suffix for reader in parts.readers for suffix in reader.suffixes)
        hint = did_you_mean(document.suffix, known)
        unread = finding("unknown-format", hint=hint, suffix=document.suffix, known=", ".join(known))
        return None, at_file((unread,), document.file, {}), {}
    parsed = _parsed(reader, document.text)
    told = (*document.findings, *parsed.findings)
    if parsed.data is None:
        return None, at_file(told, document.file, parsed.lines), parsed.lines
    value, found = parts.codec.read(kind, parsed.data)
    return value, at_file((*told, *found), document.file, parsed.lines), parsed.lines


@lru_cache(maxsize=4)
def _parsed(reader: Reader, text: str) -> Parsed:
    """Return the text as its reader understands it; a text that is looked at twice is parsed once."""
    return reader.parse(text)


def kind_of(parts: Parts, document: Document) -> type[Charter | Record | Cases]:
    """Tell from the keys of a text which document it is; what looks like none of them is taken for a charter."""
    reader = parts.reader(document.suffix)
    data = _parsed(reader, document.text).data if reader is not None and document.text is not None else None
    keys = set(data or ())
    if "record" in keys:
        return Record
    return Cases if keys & {"charter", "cases", "goldens"} else Charter


def sorted_out(parts: Parts, project: Project) -> Project:
    """Return the project with a document that was handed in as its charter, but is a record or cases, in its place."""
    document = project.charter
    kind = kind_of(parts, document) if document is not None and document.text is not None else Charter
    if kind is Record and project.record is None:
        return evolve(project, charter=None, record=document, alone=True)
    return evolve(project, charter=None, cases=document, alone=True) if kind is Cases and project.cases is None else project


def open_project(parts: Parts, project: Project) -> Opened:
    """Read everything that a project has and check it: its charter with those that it refers to, its record, its cases.

    The statutes under which the charter stands are read with it, and so are those of its neighbours. What is wrong with a
    statute is told where it stands, but only errors: the rest is told where the statute itself is checked.
    """
    project = sorted_out(parts, project)
    found: list[Finding] = []
    of_charter: list[Finding] = []
    of_record: list[Finding] = []
    record, record_lines = _take(parts, project.record, Record, of_record)
    cases, cases_lines = _take(parts, project.cases, Cases, found)
    document = project.charter or _installed(parts, project, record, cases, found)
    charter, charter_lines = _take(parts, document, Charter, of_charter)
    if charter is None or document is None:
        return Opened(record=record, cases=cases, findings=in_order((*found, *of_charter, *of_record)))
    if cases is not None and project.cases is not None:
        found += _elsewhere(cases, charter, project.cases, cases_lines)
    charter, lacking = under_laws(parts, charter)
    neighbours = _neighbours(parts, charter, record, cases)
    bare = Scope(charter=charter, neighbours=neighbours, holidays=parts.closed_days)
    checking = Parts(words=parts.words, calendars=parts.calendars)
    linted = lacking + _linted(checking, charter, neighbours) + _regions(parts, charter)
    of_charter += at_file(linted, document.file, charter_lines)
    broken = any(one.severity is Severity.ERROR for one in (*found, *of_charter, *of_record))
    if record is not None and project.record is not None and not broken:
        elsewhere = _elsewhere(record, charter, project.record, record_lines)
        facts = elsewhere or review(founded(evolve(bare, charter=charter.embodied, record=record)))
        of_record += at_file(facts, project.record.file, record_lines)
    return Opened(
        charter=charter, neighbours=neighbours, record=record, cases=cases, findings=in_order((*found, *of_charter, *of_record)),
        of_charter=in_order(of_charter), of_record=in_order(of_record), holidays=parts.closed_days,
    )  # fmt: skip


@lru_cache(maxsize=16)
def _linted(parts: Parts, charter: Charter, neighbours: tuple[Charter, ...]) -> tuple[Finding, ...]:
    """Return what is to say about a charter beside its neighbours: to check one takes longer than all else that opens it.

    A charter never changes, so it is checked once in a process. `parts` are only those that a check takes.
    """
    return lint(Scope(charter=charter, neighbours=neighbours, holidays=parts.closed_days), parts.words)


def _take(
    parts: Parts, document: Document | None, kind: type[T], found: list[Finding]
) -> tuple[T | None, Mapping[Any, int]]:
    if document is None:
        return None, {}
    value, problems, lines = read(parts, document, kind)
    found += problems
    return value, lines


def _elsewhere(
    facts: Record | Cases, charter: Charter, document: Document, lines: Mapping[Any, int]
) -> tuple[Finding, ...]:
    """Return what is to say about a record or cases that speak of another charter; nothing if they speak of this one."""
    if facts.charter == charter.id:
        return ()
    other = finding("other-charter", ("charter",), named=facts.charter, charter=charter.id)
    return at_file((other,), document.file, lines)


def installed(parts: Parts, name: str) -> Document | None:
    """Return the charter of an installed jurisdiction, or an installed statute, as a document; None if nothing has this id."""
    part = parts.jurisdiction(name) or parts.statute(name)
    return _document(part) if part is not None else None


def _document(part: Jurisdiction | Statute) -> Document:
    """Return what a plugin brings as a document; a text that cannot be got is a finding."""
    file = part.file
    _, dot, suffix = file.rpartition(".")
    try:
        return Document(file=file, suffix=f"{dot}{suffix}", text=part.text())
    except Exception as error:  # noqa: BLE001  # a stranger's plugin: its file may be gone, and it can raise anything
        failed = finding("plugin-failed", plugin=part.id, said=f"{type(error).__name__}: {error}")
        return Document(file=file, suffix=f"{dot}{suffix}", findings=at_file((failed,), file, {}))


def _installed(
    parts: Parts, project: Project, record: Record | None, cases: Cases | None, found: list[Finding]
) -> Document | None:
    """Return the installed charter that a project without one names; say so if it names none, or one that is not there."""
    for document, facts in ((project.record, record), (project.cases, cases)):
        if document is not None and facts is not None:
            name = facts.charter
            charter = installed(parts, name)
            if charter is None:
                ids = [jurisdiction.id for jurisdiction in parts.jurisdictions]
                missing = finding("unknown-charter", ("charter",), charter=name, hint=did_you_mean(name, ids))
                found += at_file((missing,), document.file, {})
            return charter
    return None


def under_laws(parts: Parts, charter: Charter) -> tuple[Charter, tuple[Finding, ...]]:
    """Return a charter with the installed statutes that it names, in this order, and what is wrong with names or statutes.

    A statute that cannot be read is left out. A statute stands under no other itself: who stands under both names both.
    """
    if charter.kind == STATUTE:
        return charter, ()
    found: list[Finding] = []
    laws: dict[str, Charter] = {}
    for index, name in enumerate(charter.statutes):
        statute = parts.statute(name)
        path = ("statutes", index)
        if name in charter.statutes[:index]:
            found.append(finding("duplicate-id", path, id=name))
        elif statute is not None:
            law, wrong = _law(Parts(words=parts.words, readers=parts.readers), _document(statute))
            found += wrong
            laws |= {name: law} if law is not None else {}
        elif parts.jurisdiction(name) is not None:
            found.append(finding("not-a-statute", path, hint=message("hint.statute"), statute=name))
        else:
            hint = one_of(name, [one.id for one in parts.statutes])
            found.append(finding("unknown-statute", path, hint=hint, statute=name))
    return evolve(charter, laws=tuple(laws.values())), tuple(found)


@lru_cache(maxsize=16)
def _law(parts: Parts, document: Document) -> tuple[Charter | None, tuple[Finding, ...]]:
    """Return the statute in a document (None if it cannot be read, or is none) and the errors in it; each is checked once.

    `parts` are only those that reading takes, so that it is the same statute however often plugins are assembled.
    """
    law, found, lines = read(parts, document, Charter)
    if law is None or found:
        return law, found
    if law.kind != STATUTE:
        wrong = finding("not-a-statute", ("kind",), hint=message("hint.statute-kind"), statute=law.id)
        return None, at_file((wrong,), document.file, lines)
    linted = lint(Scope(charter=law), parts.words)
    return law, at_file((one for one in linted if one.severity is Severity.ERROR), document.file, lines)


def _neighbours(parts: Parts, charter: Charter, record: Record | None, cases: Cases | None) -> tuple[Charter, ...]:
    """Return the installed charters to which a charter, its record or the facts of its cases refer; `*` refers to all of them."""
    named: set[str] = set()
    for owner, _ in owners(charter):
        refs = [owner.part_of] if owner.part_of else []
        refs += [ref for provision in owner.provisions for ref, _ in refs_of(provision.norm)]
        named |= {ref.jurisdiction for ref in refs if ref.jurisdiction and not ref.at_home}
    facts = [*(record.events if record else ()), *(event for given in _givens(cases) for event in given.events)]
    named |= {jurisdiction for event in facts for jurisdiction in elsewhere_named(event)}
    ids = [j.id for j in parts.jurisdictions if j.id != charter.id and (j.id in named or "*" in named)]
    known = Parts(words=parts.words, readers=parts.readers)
    read_ones = (_neighbour(known, document) for document in (installed(parts, id_) for id_ in ids) if document)
    return tuple(under_laws(parts, neighbour)[0] for neighbour in read_ones if neighbour is not None)


@lru_cache(maxsize=16)
def _neighbour(parts: Parts, document: Document) -> Charter | None:
    """Return the charter in a document, None if it cannot be read; as a statute it is read once."""
    return read(parts, document, Charter)[0]


def _givens(cases: Cases | None) -> Iterator[Given]:
    """Yield what is given in each case and in each of its further situations."""
    for case in cases.cases if cases is not None else ():
        yield case.given
        yield from (when.given for when in case.when if when.given is not None)


def _regions(parts: Parts, charter: Charter) -> tuple[Finding, ...]:
    """Every region of a calendar is known to some calendar plugin."""
    return tuple(
        finding("unknown-region", ("calendars", calendar.id, "region"), hint=message("hint.region"), region=calendar.region)
        for calendar in charter.calendars
        if parts.closed_days(calendar.region, 2026) is None
    )
