"""Marks on the fields of answers: what tells of a person, and what is told only to those who may be in the room.

- `field(metadata=PARTY)`: the field holds the id of a person or an organisation (`str | None`), ids of them, or
  a crowd of a record. Whom a reader may not see is taken out of it: None, a shorter tuple, a number instead of ids.
- `field(metadata=WHOLE)`: the field holds the id of the one of whom the whole object tells. Where a reader may not see it,
  the object is taken out of the tuple in which it stands, or None stands where it stood.
- `field(metadata=INSIDE)`: figures of what was dealt with behind closed doors are for those who may be there. For the public the
  field has its default then.
"""

from __future__ import annotations

from collections.abc import Mapping

PARTY: Mapping[str, object] = {"party": True}
WHOLE: Mapping[str, object] = {"party": "whole"}
INSIDE: Mapping[str, object] = {"inside": True}
