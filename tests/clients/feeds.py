"""Feeds for real clients, and what each of them must read: the instants that zoneinfo gives, the titles and the states.

`make FOLDER` writes `FOLDER/feeds/*.ics` and `FOLDER/expected.json`. `compare FOLDER CLIENT` reads `FOLDER/CLIENT.json`, which
has for each feed and each UID what the client read: `start`, `end` (None where there is none), `summary` and `status`; of what is
to be done, `due` instead of `start` and `end`. Clients that know no such thing are not asked for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gremium.model.record import Audience
from gremium.plugins.manager import assemble
from gremium.targets import load
from gremium.workbench.publish import publish
from gremium.workbench.published import Include, Published, Session

EXAMPLES = Path(__file__).parents[2] / "examples"
BERLIN = ZoneInfo("Europe/Berlin")
DAY, MORE = "2026-03-01", timedelta(hours=9)
# The jurisdictions that are installed and have a record, and one that is only in the examples.
NAMES = ("paderborn", "wuerselen", "kreis-paderborn", "landkreis-boeblingen", "leonberg", "monheim", "musterstadt")
NO_TODOS = ("khal",)
STATES = {
    "PLANNED": "TENTATIVE", "CONVENED": "CONFIRMED", "HELD": "CONFIRMED", "CANCELLED": "CANCELLED", "POSTPONED": "CANCELLED",
}  # fmt: skip
BODY = 'Rat, "Ausschuss"; <b>Büro</b> \\ \U0001f3db =1+1 ' + "ä" * 90

CHARTER = f"""format = 1
id = "clocks"
kind = "municipality"
name.de = "Stadt, in der Uhren gehen; invented"

[sources.page]
title = "Nothing (invented)"
rank = "page"
verified = "read"

[bodies.council]
kind = "council"
name.de = {json.dumps(BODY, ensure_ascii=False)}
cites = ["page"]
unstated = ["seats"]
"""


# What is due before the meetings of the town of clocks, what is owed there, and who sits there in 2026 and later.
RULES = """
[[bodies.council.notice]]
lead = "8 clear days before meeting"
motions = "48 hours before meeting"
cites = ["page"]

[[bodies.council.duty]]
id = "report"
owes = "report"
due = "1 December"
cites = ["page"]

[[bodies.council.duty]]
id = "protocol"
owes = "minutes"
after = "meeting"
within = "2 weeks"
cites = ["page"]
"""
SEATED = """
[[events]]
what = "party"
id = "ada"
name = "Ada Beispiel; \\"erfunden\\", Büro"

[[events]]
what = "holding"
party = "ada"
position = "chair@council"
since = 2026-01-01

[[events]]
what = "notice"
meeting = "m100"
received = 2025-01-01
"""
DUE = {"NOTICE": "Einladung", "MOTIONS": "Anträge", "report": "Bericht", "protocol": "Niederschrift"}


def changes() -> Iterator[datetime]:
    """Yield local times around each change of the clocks from 2020 to 2035, and one in the midst of each summer and winter."""
    for year in range(2020, 2036):
        for month in (3, 10):
            last = max(day for day in range(25, 32) if date(year, month, day).weekday() == 6)
            yield from (datetime(year, month, last) + timedelta(minutes=minutes) for minutes in (30, 90, 119, 150, 180, 210, 270))
            yield datetime(year, month, last) - timedelta(hours=5)
        yield from (datetime(year, 1, 10, 17), datetime(year, 7, 10, 17))


def meetings(*, update: bool) -> Iterator[dict[str, Any]]:
    """Yield the meetings of the town of clocks; later the first is gone, the second was moved, the third cancelled.

    The fourth is postponed then, and the fifth takes its place.
    """
    for number, at in enumerate(changes()):
        if update and number == 0:
            continue
        moved = at + timedelta(days=2) if update and number == 1 else at
        state = {2: "cancelled", 3: "postponed"}.get(number, "planned") if update else "planned"
        instead = {"instead_of": "m003"} if update and number == 4 else {}
        yield {"id": f"m{number:03}", "at": moved.isoformat(), "ends": (moved + MORE).isoformat(), "state": state, **instead}
    yield {"id": "whole-day", "at": "2026-07-01", "state": "held"}
    yield {"id": "before-the-rules", "at": "1985-07-01T12:00:00", "state": "held"}


def town(folder: Path, *, update: bool, days: tuple[str, str] = ("", "9"), rules: str = "", facts: str = "") -> Path:
    """Write the charter and the record of the town of clocks in some days, with more rules and facts, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ['format = 1\nrecord = "clocks"\ncharter = "clocks"\n']
    for one in (met for met in meetings(update=update) if days[0] <= met["at"] < days[1]):
        ends = f"ends = {one['ends']}\n" if "ends" in one else ""
        names = 'name.de = "Zeile 1, 2; 3"\nplace.de = "Rathaus; Saal 1, links"\n'
        lines.append(f'[[events]]\nwhat = "meeting"\nbody = "council"\nid = "{one["id"]}"\nstate = "{one["state"]}"')
        instead = f'instead_of = "{one["instead_of"]}"\n' if "instead_of" in one else ""
        lines.append(f"at = {one['at']}\n{ends}{instead}{names}")
        lines.append(f'[[events]]\nwhat = "item"\nid = "i-{one["id"]}"\nmeeting = "{one["id"]}"\nname.de = "Haushalt, Teil 1"\n')
    (folder / "charter.toml").write_text(CHARTER + rules, encoding="utf-8")
    (folder / "record.toml").write_text("\n".join((*lines, facts)), encoding="utf-8")
    return folder


def utc(at: date | datetime) -> str:
    """Return an instant as zoneinfo knows it, or a day."""
    if not isinstance(at, datetime):
        return at.isoformat()
    return at.replace(tzinfo=BERLIN).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def must(session: Session, names: dict[str, str]) -> dict[str, str | None]:
    """Return what a client must read of a meeting."""
    if isinstance(session.at, datetime):
        end = utc(session.ends) if session.ends is not None and session.ends > session.at else None
    else:
        end = utc(session.at + timedelta(days=1))
    summary = ", ".join(names[body] for body in session.bodies)
    return {"start": utc(session.at), "end": end, "summary": summary, "status": STATES[session.state.name]}


def entries(
    shown: Published, days: dict[str, date], names: dict[str, str], *, todo: bool
) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Yield what a client must read of what is due and of what is owed; `days` are those of all meetings."""
    sessions, domain, kind = {one.id: one for one in shown.sessions}, f"@{shown.id}.gremium", "-todo" if todo else ""
    for one in shown.deadlines:
        if one.latest is not None:
            state = sessions[one.session].state.name
            to_do = "COMPLETED" if one.sent else "NEEDS-ACTION" if state in {"PLANNED", "CONVENED"} else "CANCELLED"
            said = {"summary": f"Frist: {DUE[one.what.name]}, {names[one.body]}", "status": to_do if todo else STATES[state]}
            yield f"{one.session}+{one.what.value}{kind}+{one.body}{domain}", {**when(one.latest, todo=todo), **said}
    for owed in shown.duties:
        if owed.day is not None:
            matter = f"+{owed.matter}" if owed.matter is not None else ""
            at = days[owed.matter].isoformat() if owed.matter is not None else ""
            title = f"Pflicht: {DUE[owed.duty]} ({owed.duty}){f' zu Sitzung vom {at}' if at else ''}, {names[owed.body]}"
            said = {"summary": title, "status": "NEEDS-ACTION" if todo else "CONFIRMED"}
            yield f"{owed.body}+duty{kind}+{owed.duty}{matter}{domain}", {**when(owed.day, todo=todo), **said}


def when(at: date | datetime, *, todo: bool) -> dict[str, str | None]:
    """Return when a client must see something that is due."""
    if todo:
        return {"due": utc(at)}
    return {"start": utc(at), "end": None if isinstance(at, datetime) else utc(at + timedelta(days=1))}


def make(work: Path) -> None:
    """Write the feeds and what must be read of them."""
    feeds = work / "feeds"
    feeds.mkdir(parents=True, exist_ok=True)
    clocks, later = town(work / "clocks", update=False), town(work / "later", update=True)
    made: list[tuple[str, str, str, Path, tuple[str, ...]]] = []
    for name in NAMES:
        charter = EXAMPLES / name / "charter.toml"
        target = str(charter) if charter.exists() else name
        made += [
            (f"{name}-{audience}", target, audience, EXAMPLES / name / "record.toml", ())
            for audience in ("public", "administration")
        ]
    dues = town(work / "dues", update=False, days=("2025-10", "2027"), rules=RULES, facts=SEATED)
    beside = ("--with", "deadlines", "--with", "duties")
    feed_of = (*beside, "--todo", "--person", "ada")
    for name, audience, asks in (("due", "public", beside), ("todo", "public", feed_of[:-2]), ("person", "members", feed_of)):
        made.append((name, str(dues), audience, dues / "record.toml", asks))
    made.append(("clocks", str(clocks), "public", clocks / "record.toml", ()))
    made.append(("update", str(later), "public", later / "record.toml", ("--against", str(feeds / "clocks.ics"))))
    expected: dict[str, dict[str, Any]] = {}
    for name, target, audience, record, more in made:
        command = [
            sys.executable, "-m", "gremium", "export", target, "--record", str(record), "--to", "ics", "--audience", audience,
            "--at", DAY, "--lang", "de", "--base", "https://ris.example/x", "-o", str(feeds / f"{name}.ics"), *more,
        ]  # fmt: skip
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        scope = load(target, record, assemble()).scope
        person = more[more.index("--person") + 1] if "--person" in more else None
        asked = [one for one in Include if one.value in more]
        shown = publish(scope, date.fromisoformat(DAY), Audience[audience.upper()], person=person, including=asked)
        names = {body.id: body.name.in_language("de") if body.name else body.id for body in shown.bodies}
        expected[name] = {f"{one.id}@{shown.id}.gremium": must(one, names) for one in shown.sessions}
        days = {one.id: one.day for one in publish(scope, shown.at).sessions}
        expected[name] |= dict(entries(shown, days, names, todo="--todo" in more))
    gone = "m000@clocks.gremium"
    expected["update"][gone] = {**expected["clocks"][gone], "status": "CANCELLED"}
    (work / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False), encoding="utf-8")
    print(*(f"{name}: {len(events)} entries" for name, events in expected.items()), sep="\n")  # noqa: T201  # what this program is for


def compare(work: Path, client: str) -> int:
    """Print where a client read something else than it must, and return 1 then."""
    expected = json.loads((work / "expected.json").read_text(encoding="utf-8"))
    read = json.loads((work / f"{client}.json").read_text(encoding="utf-8"))
    wrong = [f"feeds: {sorted(read)} instead of {sorted(expected)}"] if read.keys() != expected.keys() else []
    for name, every in expected.items():
        events = {uid: one for uid, one in every.items() if "due" not in one or client not in NO_TODOS}
        found = read.get(name, {})
        wrong += [f"{name}: {uid}: missing" for uid in events.keys() - found.keys()]
        wrong += [f"{name}: {uid}: is not there" for uid in found.keys() - events.keys()]
        for uid in events.keys() & found.keys():
            wrong += [
                f"{name}: {uid}: {key}: {found[uid].get(key)!r} instead of {said!r}"
                for key, said in events[uid].items()
                if found[uid].get(key) != said
            ]
    print(f"{client:10} {sum(map(len, read.values())):5} entries in {len(read)} feeds, {len(wrong)} wrong")  # noqa: T201  # what this program is for
    print(*(f"  {one}" for one in sorted(wrong)[:20]), sep="\n", end="\n" if wrong else "")  # noqa: T201  # what this program is for
    return 1 if wrong else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", folder]:
            make(Path(folder))
        case ["compare", folder, client]:
            sys.exit(compare(Path(folder), client))
        case _:
            sys.exit(__doc__)
