"""The files of an OParl tree: bytes to JSON, as lenient as real servers need. What cannot be read is left out and told.

JSON is that of RFC 8259: UTF-8 without a byte order mark. What servers make of it is read all the same.
"""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from attrs import define, field, frozen

from gremium.codec.leaves import shown
from gremium.plugins.parts import Repair
from gremium.values.message import Message, message
from gremium_adapters.readers.json import MAX_DEPTH, depth

# No page of a list comes near it.
MOST_BYTES = 32 * 1024 * 1024
MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
OLD = "cp1252"


@define
class Told:
    """What was repaired so far, each thing once: an object that stands in several files is told in the first."""

    found: dict[tuple[str, str, Message], Repair] = field(factory=dict)

    def add(self, file: str, object_: str, said: Message) -> None:
        """Note a repair of an object in a file; without an object it is one of the file."""
        self.found.setdefault(("" if object_ else file, object_, said), Repair(file=file, object=object_, said=said))


@frozen(kw_only=True)
class Page:
    """What a file holds: objects, and under which addresses it stands if it is a page of a list."""

    file: str
    things: tuple[Any, ...]
    listed: bool = False
    urls: tuple[str, ...] = ()


def pages(files: Mapping[str, bytes], told: Told) -> list[Page]:
    """Return what the files hold, in the order of their names."""
    found = []
    for name in sorted(files):
        data = _parsed(name, files[name], told)
        if isinstance(data, list):
            found.append(Page(file=name, things=tuple(data)))
        elif isinstance(data, dict) and isinstance(data.get("data"), list) and "type" not in data:
            links = data.get("links")
            named = [links.get(key) for key in ("first", "self")] if isinstance(links, dict) else []
            urls = tuple(url for url in named if isinstance(url, str))
            found.append(Page(file=name, things=tuple(data["data"]), listed=True, urls=urls))
        elif isinstance(data, dict):
            found.append(Page(file=name, things=(data,)))
    return found


def _parsed(name: str, content: bytes, told: Told) -> Any:
    """Return the JSON of a file, or None after telling why there is none."""

    def say(said: Message) -> None:
        told.add(name, "", said)

    if len(content) > MOST_BYTES:
        return say(message("repair.file-too-large", most=MOST_BYTES))
    text = _decoded(content, say)
    if not text.strip():
        return say(message("repair.file-empty"))
    deep = depth(text)
    if deep > MAX_DEPTH:
        return say(message("repair.file-deep", depth=deep, most=MAX_DEPTH))
    return _loaded(text, say)


def _decoded(content: bytes, say: Callable[[Message], None]) -> str:
    """Return the text of a file; what is not UTF-8 is taken for what it looks like."""
    if content.startswith(codecs.BOM_UTF8):
        say(message("repair.file-mark"))
        content = content.removeprefix(codecs.BOM_UTF8)
    encoding = MARKS.get(content[:2], OLD)
    if encoding == OLD:
        try:
            return content.decode()
        except UnicodeDecodeError:
            pass
    say(message("repair.file-encoding", encoding=encoding))
    return content.decode(encoding, "replace")


def _loaded(text: str, say: Callable[[Message], None]) -> Any:
    """Return the data of a JSON text: numbers that JSON does not have are nothing, line breaks in texts are allowed."""
    odd: dict[Message, None] = {}

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        there = dict(pairs)
        if len(there) < len(pairs):
            odd.update((message("repair.key-twice", key=key), None) for key in _repeated(pairs))
        return there

    def nothing(_: str) -> None:
        odd[message("repair.no-number")] = None

    def attempt(*, strict: bool) -> Any:
        odd.clear()
        return json.loads(text, object_pairs_hook=made, parse_constant=nothing, strict=strict)

    try:
        try:
            data = attempt(strict=True)
        except json.JSONDecodeError:
            data = attempt(strict=False)
            say(message("repair.file-control"))
    except json.JSONDecodeError as error:
        return say(message("repair.file-syntax", line=error.lineno, said=error.msg))
    except ValueError:  # Python refuses numbers of thousands of digits
        return say(message("repair.file-number"))
    for said in odd:
        say(said)
    return data if isinstance(data, dict | list) else say(message("repair.file-nothing"))


def _repeated(pairs: list[tuple[str, Any]]) -> list[str]:
    """Return the keys that stand there more than once, in short."""
    count = Counter(key for key, _ in pairs)
    return [shown(key) for key, number in count.items() if number > 1]
