"""Meetings that take place instead of others: the other one is known, does not take place itself, and is another one."""

from __future__ import annotations

from collections.abc import Iterator

from gremium.model.record import Meeting, Record
from gremium.review.events import Path
from gremium.values.finding import Finding, finding
from gremium.values.phrases import did_you_mean


def references(record: Record, meeting: Meeting, path: Path) -> Iterator[Finding]:
    """Yield a finding for a meeting that replaces one that the record does not know."""
    known, before = record.meeting_by_id, meeting.instead_of
    if before is not None and before not in known:
        hint = did_you_mean(before, (name for name in known if name != meeting.id))
        yield finding("unknown-meeting", (*path, "instead_of"), meeting=before, hint=hint)


def check(record: Record, meeting: Meeting, path: Path) -> Iterator[Finding]:
    """Yield a finding for a meeting that replaces one which takes place, and once for meetings that replace each other."""
    before = record.meeting_by_id.get(meeting.instead_of or "")
    if before is None:
        return
    trail = [meeting.id]
    one: Meeting | None = before
    while one is not None and one.id not in trail:
        trail.append(one.id)
        one = record.meeting_by_id.get(one.instead_of or "")
    if one is not None and one.id == meeting.id == min(trail):
        yield finding("replaces-itself", (*path, "instead_of"), meeting=meeting.id)
    elif not before.state.off:
        yield finding("replaced-still-on", (*path, "instead_of"), meeting=before.id, by=meeting.id)
