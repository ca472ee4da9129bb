"""Leaves: the values at the ends of a document, each with how it is read, how it is printed and what its JSON Schema is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from attrs import frozen

from gremium.model.provision import (
    READING_PATTERN,
    Binding,
    Bindings,
    Reading,
    parse_binding,
    parse_reading,
    print_binding,
)
from gremium.values.actor import (
    ACTION_PATTERN,
    ACTOR_KEYS,
    ACTOR_PATTERN,
    Action,
    Actor,
    parse_action,
    parse_actor,
    print_actor,
)
from gremium.values.citation import Citation, parse_citation
from gremium.values.condition import CONDITION_KEYS, Condition, parse_condition, print_condition
from gremium.values.count import COUNT_PATTERN, Count, parse_count, print_count
from gremium.values.crowd import PERSON_PATTERN, Crowd, parse_crowd, print_crowd
from gremium.values.days import (
    DAY_PATTERN,
    GAP_PATTERN,
    LENGTH_PATTERN,
    PERIOD_PATTERN,
    SEASON_PATTERN,
    Day,
    Gap,
    Length,
    Period,
    Season,
    date_meant,
    parse_day,
    parse_gap,
    parse_length,
    parse_period,
    parse_season,
    print_day,
)
from gremium.values.deadline import (
    AHEAD_PATTERN,
    DEADLINE_PATTERN,
    START_PATTERN,
    Ahead,
    Deadline,
    Start,
    parse_ahead,
    parse_deadline,
    parse_start,
)
from gremium.values.errors import PhraseError
from gremium.values.lead import LEAD_PATTERN, Lead, parse_lead
from gremium.values.mandate import LOT, MOST, Mandate, parse_mandate, print_mandate
from gremium.values.message import message
from gremium.values.need import NEED_KEYS, Need, parse_need, print_need
from gremium.values.phrases import ID_PATTERN
from gremium.values.quota import QUOTA_PATTERN, SHARE_PATTERN, Quota, parse_quota, parse_share, print_share
from gremium.values.ref import REF_PATTERN, Ref, parse_ref
from gremium.values.steps import Steps, parse_number, print_number
from gremium.values.tally import TALLY_PATTERN, Tally, parse_tally

Schema = Mapping[str, Any]
MOST_SHOWN = 60
_DATE = r"\d{4}-\d{2}-\d{2}"
_MINUTE = rf"{_DATE}T\d{{2}}:\d{{2}}(:\d{{2}})?"


@frozen
class Leaf:
    """How one type is read (raising `PhraseError`), printed to plain data, and described by JSON Schema."""

    read: Callable[[object], Any]
    write: Callable[[Any], object]
    schema: Schema


def expected(what: str, raw: object) -> PhraseError:
    """Return the error "expected X, read Y" for a value of the wrong type."""
    hint = None
    if what == "date":
        hint = date_meant(raw)
    elif what == "rows" and isinstance(raw, Mapping):
        hint = message("hint.rows")
    elif what == "list" and isinstance(raw, str):
        hint = message("hint.did-you-mean", word=f"[{literal(raw)}]")
    return PhraseError(message("read.wrong-type", expected=message(f"type.{what}"), read=literal(raw)), hint)


def shown(raw: object) -> str:
    """Return a value as an error message shows it: short, in one line, nothing secret in it that was not in the file."""
    if isinstance(raw, Mapping):
        return "{…}"
    if isinstance(raw, list | tuple):
        return "[…]"
    if isinstance(raw, bool):
        return str(raw).lower()
    text = str(raw) if raw is not None else "null"
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"


def literal(raw: object) -> str:
    """Return a value as it stands in a document: texts in quotation marks, so that "3" is told from 3."""
    return f'"{shown(raw)}"' if isinstance(raw, str) else shown(raw)


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise expected("text", raw)
    return raw


def _whole_number(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise expected("integer", raw)
    return raw


def _truth(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise expected("boolean", raw)
    return raw


def _date(raw: object) -> date:
    if type(raw) is date:
        return raw
    if not isinstance(raw, str) or not re.fullmatch(_DATE, raw, re.ASCII):  # Python reads "2026-W05-6", too
        raise expected("date", raw)
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise expected("date", raw) from None


def _minute(raw: object) -> datetime:
    try:
        moment = datetime.fromisoformat(raw) if isinstance(raw, str) and re.fullmatch(_MINUTE, raw, re.ASCII) else raw
    except ValueError:
        raise expected("minute", raw) from None
    if not isinstance(moment, datetime) or moment.tzinfo is not None or moment.microsecond:
        raise expected("minute", raw)
    return moment


def _day_or_minute(raw: object) -> date | datetime:
    """Read a day, or a local date and time; a time zone is refused, because the place has only one."""
    timed = isinstance(raw, datetime) or (isinstance(raw, str) and "T" in raw)
    return _minute(raw) if timed else _date(raw)


def _same(value: object) -> object:
    return value


def phrase(pattern: str, *examples: str) -> Schema:
    """Return the schema of a phrase: a string of this form."""
    return {"type": "string", "pattern": f"^({pattern})$", "examples": list(examples)}


_DATE_SCHEMA: Schema = {"type": "string", "format": "date", "pattern": f"^{_DATE}$"}
_MINUTE_SCHEMA: Schema = {"type": "string", "pattern": f"^{_MINUTE}$"}

_COUNT: Schema = {"anyOf": [{"type": "integer", "minimum": 0}, phrase(COUNT_PATTERN, "2..3", "2..", "unstated")]}
_CONDITION: Schema = {"type": "object", "minProperties": 1, "propertyNames": {"enum": list(CONDITION_KEYS)}}
_CROWD: Schema = {"anyOf": [*_COUNT["anyOf"], {"type": "array", "items": phrase(PERSON_PATTERN, "ada")}]}
_NEED: Schema = {
    "anyOf": [
        phrase(f"{QUOTA_PATTERN}|unstated", "at least 3", "more than 1/2 of voting seats"),
        {"type": "object", "minProperties": 1, "propertyNames": {"enum": list(NEED_KEYS)}},
    ]
}
_MANDATE: Schema = {
    "anyOf": [
        phrase(f"{MOST}|{LOT}|{QUOTA_PATTERN}|unstated", MOST, "more than 1/2 of votes"),
        {"type": "object", "minProperties": 1, "propertyNames": {"enum": list(NEED_KEYS)}},
    ]
}
_ACTOR: Schema = {
    "anyOf": [
        phrase(ACTOR_PATTERN, "at least 1/4 of voting members", "chair"),
        {"type": "object", "required": ["count", "is"], "propertyNames": {"enum": list(ACTOR_KEYS)}},
    ]
}
_BINDINGS = {"enum": [binding.value for binding in Binding]}
_BINDING: Schema = {"anyOf": [_BINDINGS, {"type": "object", "minProperties": 1, "additionalProperties": _BINDINGS}]}
_STEPS: Schema = {
    "type": "object",
    "properties": {
        "of": phrase(ID_PATTERN, "membership"),
        "whose": phrase(REF_PATTERN, "council"),
        "steps": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "integer", "minimum": 0}},
        "pooled_by": phrase(ID_PATTERN, "purpose"),
    },
    "required": ["of", "steps"],
    "additionalProperties": False,
}

LEAVES: Mapping[object, Leaf] = {
    str: Leaf(_text, _same, {"type": "string"}),
    int: Leaf(_whole_number, _same, {"type": "integer"}),
    bool: Leaf(_truth, _same, {"type": "boolean"}),
    date: Leaf(_date, _same, _DATE_SCHEMA),
    datetime: Leaf(_minute, _same, _MINUTE_SCHEMA),
    date | datetime: Leaf(_day_or_minute, _same, {"anyOf": [_DATE_SCHEMA, _MINUTE_SCHEMA]}),
    Action: Leaf(parse_action, str, phrase(ACTION_PATTERN, "demand:secret-ballot", "vote")),
    Actor: Leaf(parse_actor, print_actor, _ACTOR),
    Binding | Bindings: Leaf(parse_binding, print_binding, _BINDING),
    Crowd: Leaf(parse_crowd, print_crowd, _CROWD),
    Lead: Leaf(parse_lead, str, phrase(LEAD_PATTERN, "8 clear days before meeting", "21st day before meeting")),
    Need: Leaf(parse_need, print_need, _NEED),
    Mandate: Leaf(parse_mandate, print_mandate, _MANDATE),
    Citation: Leaf(parse_citation, str, phrase(rf"{ID_PATTERN}( \S(.*\S)?)?", "inclusion-page Steuerungsgruppe Inklusion")),
    Ahead: Leaf(parse_ahead, str, phrase(AHEAD_PATTERN, "6 months before general-election")),
    Condition: Leaf(parse_condition, print_condition, _CONDITION),
    Count: Leaf(parse_count, print_count, _COUNT),
    Count | Steps: Leaf(parse_number, print_number, {"anyOf": [*_COUNT["anyOf"], _STEPS]}),
    Day: Leaf(parse_day, print_day, phrase(DAY_PATTERN, "2023-08-15", "2021-09", "2023-08-15..unstated")),
    Deadline: Leaf(parse_deadline, str, phrase(DEADLINE_PATTERN, "30 days after term-start")),
    Fraction: Leaf(parse_share, print_share, phrase(SHARE_PATTERN, "1/3")),
    Gap: Leaf(parse_gap, str, phrase(GAP_PATTERN, "2 weeks..", "2 weeks..3 months")),
    Length: Leaf(parse_length, str, phrase(LENGTH_PATTERN, "5 years", "30 days")),
    Period: Leaf(parse_period, str, phrase(PERIOD_PATTERN, "year", "quarter", "2 years")),
    Quota: Leaf(parse_quota, str, phrase(QUOTA_PATTERN, "at least 2", "more than 1/2 of voting seats")),
    Reading: Leaf(parse_reading, str, phrase(READING_PATTERN, "leads:three,four")),
    Ref: Leaf(parse_ref, str, phrase(REF_PATTERN, "chair@social-committee", "speaker@*field-of-action")),
    Season: Leaf(parse_season, str, phrase(SEASON_PATTERN, "15 July..31 August")),
    Start: Leaf(parse_start, str, phrase(START_PATTERN, "1 December", "1 day after certification", "certification")),
    Tally: Leaf(parse_tally, str, phrase(TALLY_PATTERN, "voting seats", "partners + guests")),
}
