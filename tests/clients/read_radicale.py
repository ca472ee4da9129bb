"""What the caldav client gets from a Radicale server to which the feeds in a folder were given, each as a calendar.

The server itself is asked for some events of each feed in the minute in which they begin, and in the minute before: so its own
reckoning is tested. Whatever it logs as a warning or an error after it has begun to serve is a complaint.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import caldav
from icalendar import Calendar

SOONEST, MINUTE = 0.2, timedelta(minutes=1)
ASKED = 40  # for how many events of a feed the server is asked; each time it goes through all of them
CONFIG = """[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {folder}/storage
[logging]
level = warning
"""


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Return a server with an empty storage, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder), encoding="utf-8")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(folder / "config")], stderr=log)
    for _ in range(100):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return server, f"http://127.0.0.1:{port}/"
        time.sleep(SOONEST)
    server.terminate()
    sys.exit("Radicale does not answer")


def put(url: str, feed: bytes) -> None:
    """Give the server a feed as a whole calendar."""
    headers = {"Content-Type": "text/calendar; charset=utf-8", "Authorization": "Basic dTpw"}  # u:p; anybody may write here
    with urllib.request.urlopen(urllib.request.Request(url, feed, headers, method="PUT")) as answer:  # noqa: S310  # at home
        assert answer.status in {200, 201, 204}


def when(at: date | datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(at, datetime) else at.isoformat()


def read(calendar: caldav.Calendar) -> dict[str, dict[str, str | None]]:
    """Return what the client gets: every event and to-do; of some events the server is asked whether it finds them."""
    found: dict[str, dict[str, str | None]] = {}
    every = calendar.get_events()
    step = len(every) // ASKED + 1
    for number, got in enumerate(every):
        (event,) = Calendar.from_ical(got.data).walk("VEVENT")
        at, uid = event["dtstart"].dt, str(event["uid"])
        if isinstance(at, datetime) and number % step == 0:
            begins = at.astimezone(UTC)
            there = uid in uids(calendar, begins, begins + MINUTE)
            early = uid in uids(calendar, begins - MINUTE, begins)
            if not there or early:
                sys.exit(f"{uid}: for the server it does not begin at {begins}")
        found[uid] = {
            "start": when(at), "end": when(event["dtend"].dt) if "dtend" in event else None,
            "summary": str(event["summary"]), "status": str(event["status"]),
        }  # fmt: skip
    for got in calendar.get_todos(include_completed=True):
        (todo,) = Calendar.from_ical(got.data).walk("VTODO")
        found[str(todo["uid"])] = {"due": when(todo["due"].dt), "summary": str(todo["summary"]), "status": str(todo["status"])}
    return found


def uids(calendar: caldav.Calendar, since: datetime, until: datetime) -> set[str]:
    """Return the UIDs of the events that the server finds in a time."""
    answer: Any = calendar.search(start=since, end=until, event=True, post_filter=False)
    return {str(event["uid"]) for one in answer for event in Calendar.from_ical(one.data).walk("VEVENT")}


def main(work: Path) -> None:
    """Print them."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server, url = serve(folder)
        before = (folder / "log").stat().st_size
        try:
            with caldav.DAVClient(url=url, username="u", password="p") as client:  # noqa: S106  # anybody may
                for feed in sorted((work / "feeds").glob("*.ics")):
                    put(f"{url}u/{feed.stem}/", feed.read_bytes())
                    found[feed.stem] = read(client.calendar(url=f"{url}u/{feed.stem}/"))
        finally:
            server.terminate()
            server.wait()
        log = (folder / "log").read_bytes()[before:].decode("utf-8", "replace")
        if re.search(r"\[(WARNING|ERROR|CRITICAL)\]", log):
            sys.exit(f"Radicale complains:\n{log}")
    print(json.dumps(found))  # noqa: T201  # what this program is for


main(Path(sys.argv[1]))
