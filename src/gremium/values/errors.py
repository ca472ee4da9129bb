"""Errors that a programmer may catch. Broken documents are no errors: they are findings."""

from __future__ import annotations

from gremium.values.message import Message


class GremiumError(Exception):
    """The base of all errors that this library raises on purpose."""


class PhraseError(GremiumError, ValueError):
    """A phrase of a charter could not be read.

    `said` is what is wrong, `hint` what to write instead (or None). Codecs turn both into a finding at the place of the phrase.
    """

    def __init__(self, said: Message, hint: Message | None = None) -> None:
        super().__init__(said.code)
        self.said = said
        self.hint = hint


class Misuse(GremiumError):  # noqa: N818  # it is the caller's misuse; users read this name
    """The caller asked for something that no document can repair: an unknown body, a target that does not exist.

    `said` is the reason, `hint` the nearest thing that would have worked (or None).
    """

    def __init__(self, said: Message, hint: Message | None = None) -> None:
        super().__init__(said.code)
        self.said = said
        self.hint = hint

    def __str__(self) -> str:
        params = ", ".join(f"{name}={value}" for name, value in self.said.params)
        return f"{self.said.code} ({params})" if params else self.said.code
