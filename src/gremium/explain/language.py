"""Language: turns messages into sentences with a catalogue that comes from outside (this floor opens no file)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from gremium.values.citation import Citation
from gremium.values.finding import Finding
from gremium.values.message import Message, Parameter, message
from gremium.values.text import Text
from gremium.values.verdict import Reason

# A phrase of a hostile document can have millions of characters; nobody reads them.
LONGEST = 1000


@frozen(kw_only=True)
class Language:
    """A language tag and the function that finds the sentence of a code in its catalogue."""

    tag: str
    translate: Callable[[str], str]

    def say(self, said: Message) -> str:
        """Return the sentence of a message; its parameters are rendered first."""
        return self.translate(said.code).format(**{name: self._word(value) for name, value in said.params})

    def term(self, code: str, **params: Parameter) -> str:
        """Return the sentence of a code with these parameters."""
        return self.say(message(code, **params))

    def text(self, text: Text | None, otherwise: str = "") -> str:
        """Return a text in this language, or `otherwise` where there is none."""
        return text.in_language(self.tag) if text is not None else otherwise

    def _word(self, value: Parameter) -> str | int:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, Text):
            return value.in_language(self.tag)
        return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


def finding_lines(found: Finding, language: Language) -> Iterator[str]:
    """Yield the lines of a finding: place, severity and what is wrong; then the hint, if there is one."""
    where = f"{found.place}: " if str(found.place) else ""
    line = f"{where}{language.term(f'severity.{found.severity.value}')}: {language.say(found.said)} [{found.code}]"
    yield _printable(line)
    if found.hint is not None:
        yield f"    {_printable(language.say(found.hint))}"


def _printable(line: str) -> str:
    """Return a line without control characters: what a document says must neither break a line nor command a terminal."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else c.encode("unicode_escape").decode() for c in line)


def cited(cites: tuple[Citation, ...]) -> str:
    """Return citations in one line."""
    return "; ".join(str(cite) for cite in cites)


def reason_lines(reasons: tuple[Reason, ...], language: Language, depth: int = 0) -> Iterator[str]:
    """Yield the tree of reasons as indented lines, each with its citations in brackets."""
    for reason in reasons:
        source = f" [{cited(reason.cites)}]" if reason.cites else ""
        yield f"{'  ' * depth}{language.say(reason.said)}{source}"
        yield from reason_lines(reason.because, language, depth + 1)
