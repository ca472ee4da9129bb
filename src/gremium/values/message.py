"""What the library has to say, as data: a code with parameters, never a sentence.

Sentences are made from these on the floor `explain`, in German or English. A program can store and compare
the codes; a translation can never change what was found.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import field, frozen

from gremium.values.text import Text

Parameter: TypeAlias = "str | int | Text | Message"


@frozen(kw_only=True)
class Message:
    """A code and the parameters that its sentence needs.

    `code` is the key of the message catalogues; `params` are (name, value) pairs in alphabetical order of the name.
    """

    code: str
    params: tuple[tuple[str, Parameter], ...] = field(default=())


def message(code: str, **params: Parameter) -> Message:
    """Return the message with this code; the parameters are sorted so that equal messages compare equal."""
    return Message(code=code, params=tuple(sorted(params.items())))  # no two have one name, so no values are compared
