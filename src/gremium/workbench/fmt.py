"""fmt: the canonical form of a document, with its comments; and of a record in another format."""

from __future__ import annotations

from attrs import frozen

from gremium.model.cases import Cases
from gremium.model.charter import Charter
from gremium.model.record import Record
from gremium.plugins.parts import Parts
from gremium.values.errors import Misuse
from gremium.values.finding import Finding, at_file, finding
from gremium.values.message import message
from gremium.workbench.project import Document, kind_of, read


@frozen(kw_only=True)
class Formatted:
    """The canonical text of a document, or None; the findings say why there is none, or what could not be taken along."""

    text: str | None
    findings: tuple[Finding, ...] = ()


def fmt(parts: Parts, document: Document) -> Formatted:
    """Return the canonical text of a document. A document that cannot be read keeps its text: it is never half formatted."""
    kind = kind_of(parts, document)
    value, findings, _ = read(parts, document, kind)
    reader = parts.reader(document.suffix)
    if value is None or reader is None or document.text is None:
        return Formatted(text=None, findings=findings)
    text = reader.canonical(document.text, parts.codec.write(value, dates=reader.dates))
    again, _, _ = read(parts, Document(file=document.file, suffix=document.suffix, text=text), kind)
    if again != value:
        return Formatted(text=None, findings=at_file((finding("not-formattable"),), document.file, {}))
    return Formatted(text=text, findings=findings)


def converted(parts: Parts, document: Document, suffix: str) -> Formatted:
    """Return the canonical text of a record in the format with this suffix; all facts are in it, in their order.

    Comments stay where the format stays; elsewhere they have no place, and that is told. Raises `Misuse` for a format that nobody
    reads.
    """
    record, findings, _ = read(parts, document, Record)
    reader = parts.reader(document.suffix)
    if record is None or reader is None or document.text is None:
        return Formatted(text=None, findings=findings)
    mine = parts.codec.write(record, dates=reader.dates)
    commented = reader.canonical(document.text, mine)
    if parts.reader(suffix) == reader:
        return Formatted(text=commented, findings=findings)
    text = written(parts, record, suffix)
    again, _, _ = read(parts, Document(file=document.file, suffix=suffix, text=text), Record)
    if again != record:
        return Formatted(text=None, findings=at_file((finding("not-formattable"),), document.file, {}))
    lost = (finding("comments-left-out", suffix=suffix),) if commented != reader.canonical("", mine) else ()
    return Formatted(text=text, findings=(*findings, *at_file(lost, document.file, {})))


def written(parts: Parts, document: Charter | Record | Cases, suffix: str = ".toml") -> str:
    """Return the canonical text of a document that has none yet. Raises `Misuse` for a format that nobody reads."""
    reader = parts.reader(suffix)
    if reader is None:
        raise Misuse(message("misuse.writer", format=suffix))
    return reader.canonical("", parts.codec.write(document, dates=reader.dates))
