"""What the package icalendar reads of the feeds in a folder, with their own time zones."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from icalendar import Calendar


def when(at: date | datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(at, datetime) else at.isoformat()


def main(folder: Path) -> None:
    """Print them."""
    found: dict[str, dict[str, dict[str, str | None]]] = {}
    for file in sorted((folder / "feeds").glob("*.ics")):
        calendar = Calendar.from_ical(file.read_bytes())
        if any(component.errors for component in calendar.walk()):
            sys.exit(f"{file.stem}: icalendar complains: {[component.errors for component in calendar.walk()]}")
        found[file.stem] = {
            str(event["uid"]): {
                "start": when(event["dtstart"].dt), "end": when(event["dtend"].dt) if "dtend" in event else None,
                "summary": str(event["summary"]), "status": str(event["status"]),
            }
            for event in calendar.walk("VEVENT")
        }  # fmt: skip
        found[file.stem] |= {
            str(todo["uid"]): {"due": when(todo["due"].dt), "summary": str(todo["summary"]), "status": str(todo["status"])}
            for todo in calendar.walk("VTODO")
        }
    print(json.dumps(found))  # noqa: T201  # what this program is for


main(Path(sys.argv[1]))
