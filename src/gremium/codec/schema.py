"""JSON Schema of the documents, so that editors can complete and check a charter while it is written.

Draft 2020-12. It describes the JSON view, where dates are strings. It says less than the library checks: ids that lead
nowhere and rules that contradict each other are findings of `gremium check`.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any

import attrs

from gremium.codec.leaves import LEAVES, phrase
from gremium.codec.shape import SHORT, Slot, element, keys, optional, slots, spelling
from gremium.model.provision import OTHERWISE, Binding, Bindings, Provision
from gremium.model.record import EVENTS, Event
from gremium.norms.norm import Norm
from gremium.values.days import DAY_PATTERN
from gremium.values.filling import How
from gremium.values.phrases import ID_PATTERN
from gremium.values.ref import REF_PATTERN
from gremium.values.text import LANGUAGE, Text

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_REF = phrase(REF_PATTERN, "chair@social-committee")
_TEXT: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": f"^({LANGUAGE.pattern})$"},
    "additionalProperties": {"type": "string", "minLength": 1},
}


def schema(document: type, words: Mapping[str, type[Norm]]) -> dict[str, Any]:
    """Return the JSON Schema of a document class, for the norms by word."""
    return {"$schema": DRAFT, "title": document.__name__, "description": _said(document), **_class(document, words)}


def _said(cls: type) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]


def _class(cls: type, words: Mapping[str, type[Norm]], without: str = "", norm: type[Norm] | None = None) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    if cls in EVENTS:
        properties["what"] = {"const": cls.what}
        required.append("what")
    for slot in slots(cls):
        if slot.field != without:
            properties |= _slot(slot, words, norm)
            needs_id = norm is not None and norm.needs_id
            if slot.form == "norm" and norm is not None:
                required += [inner.key for inner in slots(norm) if inner.required]
            elif slot.form != "norm" and (slot.required or (slot.field == "id" and needs_id)):
                required.append(slot.key)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _slot(  # noqa: PLR0911  (one return for each form)
    slot: Slot, words: Mapping[str, type[Norm]], norm: type[Norm] | None
) -> dict[str, Any]:
    match slot.form:
        case "span":
            return dict.fromkeys(keys(slot, norm, words), phrase(DAY_PATTERN, "2025-11-01", "2023-08-15..unstated"))
        case "filling":
            one_or_more = {"anyOf": [_REF, {"type": "array", "items": _REF, "minItems": 1}]}
            how = {"enum": [how.value for how in How]}
            return {"holder": one_or_more, "whole": _REF, "open_to": _TEXT, "everyone": _TEXT, "how": how, "by": one_or_more}
        case "norm":
            return {k: v for inner in slots(norm) for k, v in _slot(inner, words, None).items()} if norm else {}
        case "words":
            return {word: {"type": "array", "items": _class(Provision, words, norm=n)} for word, n in words.items()}
        case "keyed":
            entries = _class(element(slot.type), words, without="id")
            return {slot.key: _by_id(entries)}
        case "pairs":
            return {slot.key: {"type": "object", "additionalProperties": _type(element(slot.type), words)}}
        case "one-or-many":
            inner = _type(element(slot.type), words)
            return {slot.key: {"anyOf": [inner, {"type": "array", "items": inner}]}}
        case _ if slot.type == Binding | Bindings and norm is not None:
            return {slot.key: _binding(norm)}
        case _:
            return {slot.key: _type(slot.type, words)}


def _binding(norm: type[Norm]) -> dict[str, Any]:
    """Return the schema of how far lower ranks may depart: from the whole rule, or from one aspect or another."""
    word, table = LEAVES[Binding | Bindings].schema["anyOf"]
    return {"anyOf": [word, {**table, "propertyNames": {"enum": [*(slot.key for slot in slots(norm)), OTHERWISE]}}]}


def _by_id(entry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": {"pattern": f"^({ID_PATTERN})$"}, "additionalProperties": entry}


def _type(type_: Any, words: Mapping[str, type[Norm]]) -> dict[str, Any]:  # noqa: PLR0911  (one return for each form)
    plain, _ = optional(type_)
    if plain in LEAVES:
        return dict(LEAVES[plain].schema)
    if plain is Text:
        return _TEXT
    if plain == Event:
        return {"oneOf": [_class(event, words) for event in EVENTS]}
    if typing.get_origin(plain) is tuple:
        return {"type": "array", "items": _type(element(plain), words)}
    if plain in SHORT:
        field = next(slot for slot in slots(plain) if slot.field == SHORT[plain])
        short = _type(field.type, words)
        phrases = [one for one in short.get("anyOf", [short]) if one.get("type") != "object"]  # a table is read as the whole
        return {"anyOf": [*phrases, _class(plain, words)]}
    if attrs.has(plain):
        return _class(plain, words)
    return {"enum": [spelling(member) for member in plain]}
