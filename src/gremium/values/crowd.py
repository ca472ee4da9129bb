"""Crowd: several persons in a record, by their ids or by their number. `["p1", "p2"]` · `22` · `"20..22"`.

Most questions about a meeting need no persons at all.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from gremium.values.count import Count, parse_count, print_count
from gremium.values.errors import PhraseError
from gremium.values.message import message
from gremium.values.phrases import ID_PATTERN, check_id


@frozen
class Persons:
    """These persons, each by the id of a party; sorted, each of them once."""

    ids: tuple[str, ...]


Crowd: TypeAlias = Persons | Count
# The id of a party may have parts between slashes, as every id of a record may.
PERSON_PATTERN = rf"{ID_PATTERN}(/{ID_PATTERN})*"
NOBODY = Persons(())


def parse_crowd(raw: object) -> Crowd:
    """Read a crowd from a list of ids, a number or a range; raise `PhraseError` otherwise."""
    if isinstance(raw, list | tuple):
        if not all(isinstance(one, str) for one in raw):
            raise PhraseError(message("phrase.crowd", read=str(raw)), message("hint.crowd"))
        for part in (part for one in raw for part in one.split("/")):
            check_id(part)
        return Persons(tuple(sorted(set(raw))))
    if isinstance(raw, str | int) and not isinstance(raw, bool):
        return parse_count(raw)
    raise PhraseError(message("phrase.crowd", read=str(raw)), message("hint.crowd"))


def print_crowd(crowd: Crowd) -> object:
    """Return the canonical form."""
    return list(crowd.ids) if isinstance(crowd, Persons) else print_count(crowd)
