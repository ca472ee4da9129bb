"""Writes a charter and a record whose names are as nasty as a file can hold, for the check in a browser."""

from __future__ import annotations

import sys
from pathlib import Path

NASTY = (
    "<script>document.title = 'owned'</script>",
    '"><img src=x onerror=document.title=1>',
    "a]]>b & <b>c</b> {{ 7 * 7 }} {% x %}",
    "\u05e9\u05dc\u05d5\u05dd \u202e reversed",
    "W" * 10_000,
    "=cmd()\r\nX: y\tz",
    "javascript:alert(1)",
)


def quoted(text: str) -> str:
    """Return a TOML string."""
    return '"' + "".join(c if c.isalnum() or c in " -:" else f"\\u{ord(c):04x}" for c in text) + '"'


def charter() -> str:
    """Return a charter in which every text is nasty."""
    out = ["format = 1", 'id = "hostile"', 'kind = "municipality"', f"name.en = {quoted(NASTY[0])}"]
    for number, text in enumerate(NASTY):
        url = ("javascript:alert(1)", "https://example.org/?a=1&b=\\u0022onclick=x", "data:text/html,x")[number % 3]
        out += [f"[sources.s{number}]", f"title = {quoted(text)}", f'url = "{url}"', 'rank = "bylaw"', 'verified = "read"']
    for number, text in enumerate(NASTY):
        out += [
            f"[bodies.b{number}]", 'kind = "council"', f"name.en = {quoted(text)}", f'cites = ["s{number} § 1"]',
            f"[[bodies.b{number}.seats]]", 'id = "people"', f"name.en = {quoted(text)}", "seats = 3",
            f"assumption.en = {quoted(text)}", f"[[bodies.b{number}.route]]", f'id = "r{number}"', f"name.en = {quoted(text)}",
            f'stages = [{{ id = "one", act = "decide", at = "b{number}", name.en = {quoted(text)} }}]',
        ]  # fmt: skip
    return "\n".join(out) + "\n"


def record() -> str:
    """Return a record in which every name is nasty."""
    out = ["format = 1", 'record = "hostile"', 'charter = "hostile"']
    for number, text in enumerate(NASTY):
        out += [
            "[[events]]", 'what = "party"', f'id = "p{number}"', f"name = {quoted(text)}", 'disclosure = "public"',
            "[[events]]", 'what = "holding"', f'party = "p{number}"', f'position = "people@b{number}"', "since = 2020-01-01",
            "[[events]]", 'what = "meeting"', f'id = "m{number}"', f'body = "b{number}"', "at = 2026-03-10T18:00:00",
            f"name.en = {quoted(text)}",
            "[[events]]", 'what = "item"', f'id = "i{number}"', f'meeting = "m{number}"', f"name.en = {quoted(text)}",
        ]  # fmt: skip
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "charter.toml").write_text(charter(), encoding="utf-8")
    (folder / "record.toml").write_text(record(), encoding="utf-8")
