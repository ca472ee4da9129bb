"""Mandate: what it takes to be elected. A need of votes as of any ballot, or `"most"`: whoever has the most votes."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from gremium.values.need import (
    AllOf,
    AnyOf,
    Asks,
    Counted,
    Found,
    Need,
    NoneOf,
    Raised,
    Unsaid,
    parse_need,
    print_need,
)
from gremium.values.quota import Quota

MOST = "most"


@frozen
class Most:
    """Whoever has the most votes is elected, however many they are."""


Mandate: TypeAlias = Quota | Counted | Asks | Found | Raised | Unsaid | AllOf | AnyOf | NoneOf | Most


def parse_mandate(raw: object) -> Mandate:
    """Read what it takes to be elected: "most", or a need; raise `PhraseError` otherwise."""
    return Most() if raw == MOST else parse_need(raw)


def print_mandate(mandate: Mandate) -> object:
    """Return the canonical form."""
    return MOST if isinstance(mandate, Most) else print_need(mandate)


def need_of(mandate: Mandate) -> Need | None:
    """Return the need that a mandate takes; None where the most votes are enough."""
    return None if isinstance(mandate, Most) else mandate
