"""Sources, ambiguities and what was left out: how a charter accounts for the documents it rests on."""

from __future__ import annotations

import datetime as dt
from enum import Enum, IntEnum

from attrs import frozen

from gremium.values.citation import Citation
from gremium.values.text import Text


class Verified(Enum):
    """How the source was verified."""

    READ = "read"
    PARTLY_READ = "partly-read"
    SECONDARY = "secondary-source"


class Rank(IntEnum):
    """The rank of a source; the higher one binds the lower. Values are ordered, nothing else is meant by the numbers."""

    PAGE = 1
    RESOLUTION = 2
    RULES = 3
    BYLAW = 4
    STATUTE = 5


@frozen(kw_only=True)
class Source:
    """A document that was really read.

    `of` names the document about which a secondary or partly read source speaks. `places` are the headings, clauses or
    passages it consists of; where they are listed, every one has to be cited or `unmodelled`. `date` is the day of the
    document, `seen` the day on which it was read where the document itself has none.
    """

    id: str
    title: str
    publisher: str | None = None
    date: dt.date | None = None
    seen: dt.date | None = None
    url: str | None = None
    rank: Rank = Rank.PAGE
    verified: Verified
    of: str | None = None
    places: tuple[str, ...] = ()


@frozen(kw_only=True)
class Ambiguity:
    """A question that a source answers in more than one way. `readings` are the names of the ways, each with its words.

    `excluded` are ways to read it that were considered and do not hold, each with the reason why.
    """

    id: str
    question: Text
    cites: tuple[Citation, ...] = ()
    readings: tuple[tuple[str, Text], ...]
    excluded: tuple[tuple[str, Text], ...] = ()


@frozen(kw_only=True)
class Unmodelled:
    """A statement of a source that no provision expresses, with the reason."""

    cites: tuple[Citation, ...]
    reason: Text
