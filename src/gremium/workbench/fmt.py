"""fmt: the canonical form of a document, with its comments."""

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
    """The canonical text of a document, or None with the findings that say why there is none."""

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
    return Formatted(text=text)


def written(parts: Parts, document: Charter | Record | Cases, suffix: str = ".toml") -> str:
    """Return the canonical text of a document that has none yet. Raises `Misuse` for a format that nobody reads."""
    reader = parts.reader(suffix)
    if reader is None:
        raise Misuse(message("misuse.writer", format=suffix))
    return reader.canonical("", parts.codec.write(document, dates=reader.dates))
