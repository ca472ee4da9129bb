"""Codec: mapping ⇄ document. cattrs chooses the hook for each type; the hooks here are strict and report every problem.

The room is longer than 300 lines because reading and writing stand side by side: each form of `shape` is one case here and one
case there, and what the one writes the other has to read.
"""

from __future__ import annotations

import operator
import typing
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar

import attrs
from attrs import evolve, field, frozen
from cattrs import Converter

from gremium.codec.leaves import LEAVES, Leaf, expected, literal, shown
from gremium.codec.shape import SHORT, Slot, element, keys, optional, slots, spelling
from gremium.model.provision import OTHERWISE, Bindings, Provision
from gremium.model.record import EVENTS, Audience, Event
from gremium.model.source import Rank
from gremium.norms.norm import Norm
from gremium.values.days import parse_day
from gremium.values.errors import PhraseError
from gremium.values.filling import parse_filling, print_filling
from gremium.values.finding import Finding, Place, dotted, finding
from gremium.values.message import message
from gremium.values.phrases import check_id, did_you_mean, one_of
from gremium.values.span import Span
from gremium.values.text import LANGUAGE, Text

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]
Layout = tuple[tuple[tuple[Slot, tuple[str, ...]], ...], dict[str, None]]
FORMAT = 1
# Tables whose keys are ids.
IDS = ("readings", "excluded", "attributes", "with_")
LARGEST = 2**63  # TOML asks for 64 bits, JSON for nothing
EVENT_BY_NAME: Mapping[str, type[Any]] = {cls.what: cls for cls in EVENTS}


class Problems(Exception):  # noqa: N818  (a collection of findings on its way up, not an error by itself)
    """What is wrong below the place where it is raised; paths are relative to it."""

    def __init__(self, found: Iterable[Finding]) -> None:
        super().__init__()
        self.found = tuple(found)


class Gathering:
    """Runs steps one after another and keeps what each of them finds wrong, so that all problems are told at once."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def attempt(self, path: tuple[str | int, ...], step: Callable[..., T], *arguments: Any) -> T | None:
        """Run a step; return its result, or None after noting its problems under this path."""
        try:
            return step(*arguments)
        except Problems as problems:
            self.found += [evolve(f, place=Place(path=(*path, *f.place.path))) for f in problems.found]
        except PhraseError as error:
            self.found.append(_from_phrase(error, path))
        return None

    def note(self, code: str, *path: str | int, **params: Any) -> None:
        """Note a problem at this path."""
        self.found.append(finding(code, path, **params))

    def done(self) -> None:
        """Raise everything that was noted, if anything was."""
        if self.found:
            raise Problems(self.found)


def _from_phrase(error: PhraseError, path: tuple[str | int, ...]) -> Finding:
    params = {name: shown(value) if isinstance(value, str) else value for name, value in error.said.params}
    if error.said.code == "read.wrong-type":
        return finding("wrong-type", path, hint=error.hint, **params)
    return finding("bad-phrase", path, hint=error.hint, said=message(error.said.code, **params))


@frozen
class Codec:
    """Reads and writes documents for the words that a program knows.

    `words` are the norm classes; the key of each in a charter is its `word`.
    """

    words: tuple[type[Norm], ...]
    norms: Mapping[str, type[Norm]] = field(init=False, eq=False, repr=False)
    _converter: Converter = field(init=False, eq=False, repr=False)
    _layouts: dict[tuple[Any, ...], Layout] = field(init=False, eq=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Lay the norm classes out by word, and build the converter."""
        object.__setattr__(self, "norms", {norm.word: norm for norm in self.words})
        object.__setattr__(self, "_converter", self._build())

    # ── the two directions ───────────────────────────────────────────────────────────────────────────────────────────

    def read(self, kind: type[T], raw: object) -> tuple[T | None, tuple[Finding, ...]]:
        """Return the document of this class in a plain mapping, or None with every reason why there is none."""
        unwritable = tuple(_unwritable(raw, ()))
        if unwritable:
            return None, unwritable
        try:
            format_ = raw.get("format", FORMAT) if isinstance(raw, Mapping) else FORMAT
            if isinstance(format_, int) and format_ != FORMAT:
                return None, (finding("unsupported-format", ("format",), read=format_, known=FORMAT),)
            return self._converter.structure(raw, kind), ()
        except Problems as problems:
            return None, tuple(_owned(f) for f in problems.found)
        except PhraseError as error:
            return None, (_from_phrase(error, ()),)

    def write(self, document: object, *, dates: bool = True) -> dict[str, Any]:
        """Return the canonical mapping of a document: defaults left out, keys in order.

        `dates`: keep dates as values (TOML has them); else they become strings (JSON).
        """
        written: dict[str, Any] = self._converter.unstructure(document)
        return written if dates else {key: _without_dates(value) for key, value in written.items()}

    # ── hooks ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _build(self) -> Converter:
        """Return a converter. Later registrations come before earlier ones: the most special is registered last."""
        converter = Converter()
        converter.register_structure_hook_factory(attrs.has, self._structure_class)
        converter.register_unstructure_hook_factory(attrs.has, self._unstructure_class)
        converter.register_structure_hook_factory(_is_enum, lambda cls: lambda raw, _: _member(cls, raw))
        converter.register_unstructure_hook_factory(_is_enum, lambda _: spelling)
        converter.register_structure_hook_factory(
            lambda type_: getattr(type_, "__origin__", None) is tuple, self._structure_tuple
        )
        converter.register_structure_hook_factory(
            lambda type_: optional(type_)[1], lambda type_: self._structure_optional(converter, optional(type_)[0])
        )
        converter.register_structure_hook_func(lambda type_: type_ == Event, lambda raw, _: self._event(raw))
        for cls, key in SHORT.items():
            converter.register_structure_hook(cls, partial(self._structure_short, key))
            converter.register_unstructure_hook(cls, partial(self._unstructure_short, cls, key))
        for cls in (Audience, Rank):  # cattrs takes these for integers unless they are named
            converter.register_structure_hook(cls, lambda raw, type_: _member(type_, raw))
            converter.register_unstructure_hook(cls, spelling)
        converter.register_structure_hook(Text, lambda raw, _: _text(raw))
        converter.register_unstructure_hook(Text, lambda text: dict(text.pairs))
        for type_, leaf in LEAVES.items():
            if isinstance(type_, type):  # cattrs has its own str, int and bool, which turn 7 into "7"; this replaces them
                converter.register_structure_hook(type_, partial(_read_leaf, leaf))
                converter.register_unstructure_hook(type_, leaf.write)
            else:
                converter.register_structure_hook_func(partial(operator.eq, type_), partial(_read_leaf, leaf))
                for member in typing.get_args(type_):  # cattrs writes by the class of the value, not by the field
                    if member not in LEAVES:
                        converter.register_unstructure_hook(member, leaf.write)
        return converter

    @staticmethod
    def _structure_optional(converter: Converter, inner: Any) -> Hook:
        return lambda raw, _: converter.structure(raw, inner)

    def _structure_class(self, cls: type) -> Hook:
        return lambda raw, _: self._instance(cls, raw, {})

    def _structure_short(self, key: str, raw: object, cls: type[Any]) -> Any:
        """Read a class that may be written as the value of its one field that is always there."""
        if isinstance(raw, Mapping):
            return self._instance(cls, raw, {})
        try:
            return self._instance(cls, {key: raw}, {})
        except Problems as problems:
            raise Problems(evolve(f, place=Place(path=f.place.path[1:])) for f in problems.found) from None

    def _unstructure_short(self, cls: type[Any], key: str, value: Any) -> Any:
        written = self._unstructure_class(cls)(value)
        return written[key] if set(written) == {key} and not isinstance(written[key], Mapping) else written

    def _instance(self, cls: type[Any], raw: object, given: Mapping[str, Any], norm: type[Norm] | None = None) -> Any:
        """Build an instance from a mapping. `given` are fields that come from elsewhere: the id from the key of a table."""
        if not isinstance(raw, Mapping):
            raise expected("table", raw)
        gathering = Gathering()
        mine, known = self._layout(cls, tuple(given), norm)
        for key in raw:
            if key not in known:
                gathering.note("unknown-key", str(key), key=str(key), hint=one_of(str(key), known))
        values = dict(given)
        for slot, under in mine:
            present = {key: raw[key] for key in under if key in raw}
            if present:
                values[slot.field] = self._slot(slot, present, gathering, norm)
            elif slot.form == "norm" and norm is not None:
                values[slot.field] = gathering.attempt((), self._instance, norm, {}, {})
            elif slot.required:
                gathering.note("missing-key", key=slot.key)
        if norm is not None and norm.needs_id and "id" not in raw:
            gathering.note("missing-key", key="id")
        gathering.found = _explained([_misplaced(f, known) for f in gathering.found])
        gathering.done()
        return cls(**values)

    def _layout(self, cls: type[Any], given: tuple[str, ...], norm: type[Norm] | None) -> Layout:
        """Return the slots of a class that are not given, each with its keys, and all keys: looked up once, records are long."""
        if (cls, given, norm) not in self._layouts:
            mine = tuple((slot, keys(slot, norm, self.norms)) for slot in slots(cls) if slot.field not in given)
            known = dict.fromkeys(key for _, under in mine for key in under)
            self._layouts[cls, given, norm] = (mine, known | ({"what": None} if cls in EVENTS else {}))
        return self._layouts[cls, given, norm]

    def _slot(  # noqa: PLR0911  (one return for each form)
        self, slot: Slot, present: Mapping[str, Any], gathering: Gathering, norm: type[Norm] | None
    ) -> Any:
        raw = next(iter(present.values()))
        match slot.form:
            case "span":
                return Span(**{key: gathering.attempt((key,), parse_day, value) for key, value in present.items()})
            case "filling":
                return gathering.attempt((), self._filling, present)
            case "norm" if norm is not None:
                return gathering.attempt((), self._instance, norm, present, {})
            case "words":
                ordered = (word for word in self.norms if word in present)
                return tuple(
                    row for word in ordered for row in gathering.attempt((word,), self._rows, word, present[word]) or ()
                )
            case "keyed":
                return gathering.attempt((slot.key,), self._table, slot, raw)
            case "pairs":
                return gathering.attempt((slot.key,), self._pairs, slot, raw)
            case "one-or-many":
                if isinstance(raw, list | tuple):
                    return gathering.attempt((slot.key,), self._converter.structure, raw, slot.type)
                return (gathering.attempt((slot.key,), self._converter.structure, raw, element(slot.type)),)
            case _:
                return gathering.attempt((slot.key,), self._plain, slot, raw, norm)

    def _plain(self, slot: Slot, raw: object, norm: type[Norm] | None) -> Any:
        """Read a value under its own key. Rows and positions have plain ids; other ids may have parts between slashes."""
        value = self._converter.structure(raw, slot.type)
        gathering = Gathering()
        if slot.field == "id":
            for part in value.split("/") if norm is None else (value,):
                gathering.attempt((), check_id, part)
        if slot.field == "positions":
            for index, position in enumerate(value):
                gathering.attempt((index,), check_id, position)
        if isinstance(value, Bindings) and norm is not None:
            known = (*(inner.key for inner in slots(norm)), OTHERWISE)
            for aspect in (aspect for aspect, _ in value.by_aspect if aspect not in known):
                gathering.note("unknown-key", aspect, key=aspect, hint=one_of(aspect, known))
        gathering.done()
        return value

    def _filling(self, present: Mapping[str, Any]) -> Any:
        """Read a filling; what is wrong is told at the key where it stands."""
        inner = Gathering()
        circles = {key: inner.attempt((key,), _text, present[key]) for key in ("open_to", "everyone") if key in present}
        inner.done()
        parts = [{key: value} for key, value in present.items()] if set(present) == {"how", "by"} else [{**present, **circles}]
        for part in parts:
            inner.attempt((next(iter(part)),), parse_filling, part)
        inner.done()
        return parse_filling({**present, **circles})

    def _rows(self, word: str, raw: object) -> tuple[Provision, ...]:
        """Read the rows of one word, each a provision with its norm."""
        if not isinstance(raw, list | tuple):
            raise expected("rows", raw)
        inner = Gathering()
        norm = self.norms[word]
        found = [inner.attempt((i,), self._instance, Provision, row, {}, norm) for i, row in enumerate(raw)]
        inner.done()
        return tuple(row for row in found if row is not None)

    def _table(self, slot: Slot, raw: object) -> tuple[Any, ...]:
        """Read a table by id: the key of each entry is its id."""
        if not isinstance(raw, Mapping):
            raise expected("table", raw)
        inner = Gathering()
        cls = element(slot.type)
        found = []
        for key, value in raw.items():
            inner.attempt((str(key),), check_id, str(key))
            found.append(inner.attempt((str(key),), self._instance, cls, value, {"id": key}))
        inner.done()
        return tuple(found)

    def _pairs(self, slot: Slot, raw: object) -> tuple[tuple[str, Any], ...]:
        if not isinstance(raw, Mapping):
            raise expected("table", raw)
        inner = Gathering()
        type_ = element(slot.type)
        if slot.field in IDS:
            for key in raw:
                inner.attempt((str(key),), check_id, str(key))
        found = [
            (str(key), inner.attempt((str(key),), self._converter.structure, value, type_)) for key, value in raw.items()
        ]
        inner.done()
        return tuple(found)

    def _structure_tuple(self, type_: Any) -> Hook:
        def read(raw: Any, _: Any) -> tuple[Any, ...]:
            if not isinstance(raw, list | tuple):
                raise expected("list", raw)
            gathering = Gathering()
            inner = element(type_)
            found = [gathering.attempt((i,), self._converter.structure, item, inner) for i, item in enumerate(raw)]
            gathering.done()
            return tuple(found)

        return read

    def _event(self, raw: object) -> Any:
        if not isinstance(raw, Mapping):
            raise expected("table", raw)
        what = raw.get("what")
        if what is None:
            raise Problems([finding("missing-key", key="what")])
        if not isinstance(what, str) or what not in EVENT_BY_NAME:
            raise Problems([unknown_value(what, EVENT_BY_NAME, "what")])
        return self._instance(EVENT_BY_NAME[what], raw, {})

    def _unstructure_class(self, cls: type) -> Callable[[Any], dict[str, Any]]:
        def write(value: Any) -> dict[str, Any]:
            out: dict[str, Any] = {"what": cls.what} if cls in EVENTS else {}
            for slot in slots(cls):
                item = getattr(value, slot.field)
                if slot.form == "norm" or slot.required or slot.field == "format" or item != slot.default:
                    out |= self._written(slot, item)
            return out

        return write

    def _written(self, slot: Slot, item: Any) -> dict[str, Any]:  # noqa: PLR0911  (one return for each form)
        """Return the keys and values of one field."""
        plain = self._converter.unstructure
        match slot.form:
            case "span":
                bounds = {"since": item.since, "until": item.until}
                return {key: plain(day) for key, day in bounds.items() if day is not None}
            case "filling":
                return {k: plain(v) if isinstance(v, Text) else v for k, v in print_filling(item).items()}
            case "norm":
                return dict(plain(item))
            case "words":
                rows: dict[str, list[Any]] = {}
                for provision in item:
                    rows.setdefault(provision.word, []).append(plain(provision))
                return rows
            case "keyed":
                return {slot.key: {one.id: {k: v for k, v in plain(one).items() if k != "id"} for one in item}}
            case "pairs":
                return {slot.key: {key: list(inner) if isinstance(inner, tuple) else plain(inner) for key, inner in item}}
            case "one-or-many":
                return {slot.key: plain(item[0]) if len(item) == 1 else [plain(one) for one in item]}
            case _:
                return {slot.key: [plain(one) for one in item] if isinstance(item, tuple) else plain(item)}


def _read_leaf(leaf: Leaf, raw: object, _: object) -> Any:
    return leaf.read(raw)


def _is_enum(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Enum)


@cache
def _members(cls: type[Enum]) -> Mapping[str, Enum]:
    return {spelling(member): member for member in cls}


def _member(cls: type[Enum], raw: object) -> Enum:
    by_name = _members(cls)
    if not isinstance(raw, str) or raw not in by_name:
        raise Problems([unknown_value(raw, by_name)])
    return by_name[raw]


def _text(raw: object) -> Text:
    """Read a text in several languages; a bare string is refused with the right spelling."""
    if isinstance(raw, str):
        raise PhraseError(message("phrase.text", read=shown(raw)), message("hint.text"))
    if not isinstance(raw, Mapping) or not raw:
        raise expected("languages", raw)
    gathering = Gathering()
    for language, words in raw.items():
        if not LANGUAGE.fullmatch(str(language)):
            gathering.note("unknown-key", str(language), key=str(language), hint=message("hint.text"))
        elif not isinstance(words, str) or not words:
            gathering.note("wrong-type", str(language), expected=message("type.text"), read=literal(words))
    gathering.done()
    return Text.of(raw)


def unknown_value(raw: object, known: Iterable[str], *path: str) -> Finding:
    """Return the finding that a value is none of those known, with the nearest of them."""
    words = tuple(known)
    hint = did_you_mean(shown(raw), words)
    return finding("unknown-value", path, hint=hint, read=shown(raw), known=", ".join(words))


def _unwritable(raw: object, path: tuple[str | int, ...]) -> Iterator[Finding]:
    """Yield a finding for every number that Python would refuse to print, and every text with half a letter in it."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            yield from _halves(key, path)
            yield from _unwritable(value, (*path, str(key)))
    elif isinstance(raw, list | tuple):
        for index, value in enumerate(raw):
            yield from _unwritable(value, (*path, index))
    elif isinstance(raw, str):
        yield from _halves(raw, path)
    elif isinstance(raw, int) and abs(raw) >= LARGEST:
        yield finding("wrong-type", path, expected=message("type.integer-in-range"), read=f"{raw:#x}"[:20] + "…")


def _halves(text: object, path: tuple[str | int, ...]) -> Iterator[Finding]:
    r"""Yield a finding for a text that no file can hold: JSON can escape half of a letter beyond 16 bits, as `\ud83d`."""
    if isinstance(text, str) and not text.isascii():
        there = text.encode("utf-8", "replace").decode()
        if there != text:
            half = message("hint.half-letter")
            yield finding("wrong-type", path, hint=half, expected=message("type.text"), read=literal(there))


def _misplaced(found: Finding, known: Container[str]) -> Finding:
    """Turn "unknown key" into "misplaced key" if the key belongs to the table around it.

    In TOML a key that is written below a sub-table lands in the sub-table. `up` counts the steps from the key to its owner.
    """
    path = found.place.path
    if found.code != "unknown-key" or not path[1:] or path[-1] not in known:
        return found
    return finding("misplaced-key", path, key=str(path[-1]), up=len(path))


def _explained(found: list[Finding]) -> list[Finding]:
    """Leave out that a key is missing where another finding says why: it is misspelt, or stands too far down."""
    there: set[str] = set()
    for one in found:
        params = dict(one.params)
        if one.code == "misplaced-key" and params["up"] == len(one.place.path):
            there.add(str(params["key"]))
        if one.code == "unknown-key" and len(one.place.path) == 1 and one.hint is not None:
            there.add(str(dict(one.hint.params).get("word")))
    return [f for f in found if f.code != "missing-key" or f.place.path or dict(f.params)["key"] not in there]


def _owned(found: Finding) -> Finding:
    """Replace the steps to the owner of a misplaced key by the headers of the owner and of the table that it fell into."""
    if found.code != "misplaced-key":
        return found
    path, params = found.place.path, dict(found.params)
    above = path[: len(path) - int(str(params["up"]))]
    owner = f"[{dotted(above)}]" if above else message("type.document")
    table = f"[[{dotted(path[:-2])}]]" if isinstance(path[-2], int) else f"[{dotted(path[:-1])}]"
    return finding("misplaced-key", path, hint=message("hint.move-up", table=table), key=params["key"], owner=owner)


def _without_dates(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _without_dates(item) for key, item in value.items()}
    return [_without_dates(item) for item in value] if isinstance(value, list) else value
