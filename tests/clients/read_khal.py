"""What khal reads of the feeds in a folder, each imported into a calendar of its own. Whatever khal says besides is a complaint.

An end that a feed does not have is one that khal makes up: it is left out.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

# The zone of events that have none is far away from the feeds, the zone in which khal shows them is UTC.
CONFIG = """
[calendars]
[[feed]]
path = {folder}/feed
type = calendar
[locale]
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
default_timezone = America/New_York
local_timezone = UTC
[default]
default_calendar = feed
[sqlite]
path = {folder}/db
"""
FIELDS = ("uid", "start-long-full", "end-long-full", "title", "status", "all-day")


def khal(folder: Path, *arguments: str) -> str:
    """Return what khal prints."""
    command = [str(Path(sys.executable).with_name("khal")), "--config", str(folder / "config"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr.strip():
        sys.exit(f"khal complains: {done.stderr or done.stdout}")
    return done.stdout


def read(feed: Path, folder: Path) -> dict[str, dict[str, str | None]]:
    """Return what khal reads of a feed."""
    (folder / "feed").mkdir()
    (folder / "config").write_text(CONFIG.format(folder=folder), encoding="utf-8")
    text = re.sub(r"\r\n[ \t]", "", feed.read_bytes().decode())
    days = [date.fromisoformat(found) for found in re.findall(r"\nDTSTART\S*:(\d{8})", text.partition("\nBEGIN:VEVENT")[2])]
    if not days:
        return {}
    ended = {re.search(r"UID:(\S*)", one)[1] for one in text.split("BEGIN:VEVENT")[1:] if "\nDTEND" in one}  # type: ignore[index]  # there is one
    khal(folder, "import", "--batch", "-a", "feed", str(feed))
    first, number = min(days) - timedelta(days=1), (max(days) - min(days)).days + 3
    asked = [part for name in FIELDS for part in ("--json", name)]
    listed = khal(folder, "list", "--once", *asked, first.isoformat(), f"{number}d")
    return {
        one["uid"]: {
            "start": _when(one, "start", 0), "end": _when(one, "end", 1) if one["uid"] in ended else None,
            "summary": one["title"], "status": one["status"].strip(),
        }
        for line in listed.splitlines() for one in json.loads(line)
    }  # fmt: skip


def _when(one: dict[str, str], which: str, more: int) -> str:
    """Return an instant or a day; the last day of what lasts whole days is for khal a day of it, for us the one after it."""
    told = one[f"{which}-long-full"]
    return (date.fromisoformat(told[:10]) + timedelta(days=more)).isoformat() if one["all-day"] == "True" else told


def main(work: Path) -> None:
    """Print them."""
    found = {}
    for feed in sorted((work / "feeds").glob("*.ics")):
        with tempfile.TemporaryDirectory() as folder:
            found[feed.stem] = read(feed, Path(folder))
    print(json.dumps(found))  # noqa: T201  # what this program is for


main(Path(sys.argv[1]))
