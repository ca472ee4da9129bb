"""What the objects of an OParl tree say: texts, truths, numbers, days and minutes, each as it should be, or repaired and told."""

from __future__ import annotations

import re
from datetime import date, datetime

from gremium.codec.leaves import shown
from gremium.values.days import Day, print_phrase
from gremium.values.message import message
from gremium.values.text import Text
from gremium_adapters.importers import oparl_dates
from gremium_adapters.importers.oparl_things import Thing, Things
from gremium_adapters.importers.oparl_words import truth_of

# Titles of papers fill a paragraph; what is longer is no name.
MOST_LETTERS = 2000
# OParl is a German standard, and does not say of a text in which language it is.
LANGUAGE = "de"


def text(things: Things, thing: Thing, key: str) -> str | None:
    """Return a text, whole and no longer than a name can be; None if there is none."""
    raw = thing.said.get(key)
    if isinstance(raw, list):
        things.say(thing, message("repair.list-for-one", key=key))
        raw = next((one for one in raw if isinstance(one, str) and one.strip()), None)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        things.say(thing, message("repair.text-number", key=key))
        raw = str(raw)
    if raw is None:
        return None
    if not isinstance(raw, str):
        things.say(thing, message("repair.text-none", key=key))
        return None
    whole = raw.encode("utf-8", "replace").decode()
    if whole != raw:
        things.say(thing, message("repair.text-half", key=key))
    if len(whole) > MOST_LETTERS:
        things.say(thing, message("repair.text-long", key=key, letters=len(whole), most=MOST_LETTERS))
        whole = f"{whole[: MOST_LETTERS - 1]}…"
    if not whole.strip():
        things.say(thing, message("repair.empty", key=key))
        return None
    return whole


def texts(things: Things, thing: Thing, key: str) -> Text | None:
    """Return a text as one of a charter or a record."""
    said = text(things, thing, key)
    return Text.of({LANGUAGE: said}) if said is not None else None


def truth(things: Things, thing: Thing, key: str) -> bool | None:
    """Return whether something is said to be so; None if nothing is said."""
    raw = thing.said.get(key)
    if raw is None or isinstance(raw, bool):
        return raw
    found = truth_of(raw)
    if found is None:
        things.say(thing, message("repair.truth-none", key=key, read=shown(raw)))
    else:
        things.say(thing, message("repair.truth", key=key, read=shown(raw)))
    return found


def number(things: Things, thing: Thing, key: str) -> int | None:
    """Return a whole number; None if there is none."""
    raw = thing.said.get(key)
    if raw is None or (isinstance(raw, int) and not isinstance(raw, bool)):
        return raw
    whole = str(raw).strip().removesuffix(".0")
    if isinstance(raw, str | float) and re.fullmatch(r"-?\d{1,9}", whole, re.ASCII):
        things.say(thing, message("repair.number", key=key, read=shown(raw)))
        return int(whole)
    things.say(thing, message("repair.number-none", key=key, read=shown(raw)))
    return None


def day(things: Things, thing: Thing, key: str) -> Day | None:
    """Return a day, exactly or roughly; None if there is none."""
    raw = thing.said.get(key)
    if raw is None:
        return None
    found = oparl_dates.day(raw) if isinstance(raw, str) else oparl_dates.Dated(None)
    if not isinstance(found.value, Day):
        things.say(thing, message("repair.day-none", key=key, read=shown(raw)))
        return None
    if not found.right:
        things.say(thing, message("repair.day", key=key, read=shown(raw), taken=print_phrase(found.value)))
    return found.value


def minute(things: Things, thing: Thing, key: str) -> date | datetime | None:
    """Return a minute of the place, or a day if no hour is named; None if there is neither."""
    raw = thing.said.get(key)
    if raw is None:
        return None
    found = oparl_dates.minute(raw) if isinstance(raw, str) else oparl_dates.Dated(None)
    value = found.value
    if not isinstance(value, date):
        things.say(thing, message("repair.minute-none", key=key, read=shown(raw)))
        return None
    if not found.right:
        taken = value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()
        things.say(thing, message("repair.minute", key=key, read=shown(raw), taken=taken))
    return value


def span(things: Things, thing: Thing) -> tuple[Day | None, Day | None]:
    """Return the first and the last day of something; an end before the beginning is none."""
    since, until = day(things, thing, "startDate"), day(things, thing, "endDate")
    if since and until and since.earliest and until.latest and until.latest < since.earliest:
        things.say(thing, message("repair.reversed", since=print_phrase(since), until=print_phrase(until)))
        return since, None
    return since, until


def midnight(at: date | datetime) -> bool:
    """Return whether a time is the first minute of a day."""
    return isinstance(at, datetime) and (at.hour, at.minute) == (0, 0)
