"""Writes the parts of the pages that follow from the code: `python docs/generate.py`; with `--check` it only compares.

A generated part stands between two comments, `<!-- generated: name argument -->` and `<!-- end of generated part -->`;
`name` is a function of the table `PARTS`. What the keys of a document mean is not in the code: it stands in `keys.toml`,
and each key has to have its line there.
"""

from __future__ import annotations

import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, get_origin

import attrs
import click
from babel.messages.pofile import read_po

from gremium import cli
from gremium.codec.shape import SHORT, Slot, element, optional, slots, spelling
from gremium.explain.language import Language
from gremium.model import body, cases, charter, meeting, provision, record, source
from gremium.model.word import VOCABULARY
from gremium.norms import (
    apportionment,
    cadence,
    composition,
    decision,
    delegation,
    duty,
    election,
    notice,
    power,
    quorum,
    remit,
    route,
    seats,
    sitting,
    term,
)
from gremium.plugins import hookspecs, parts
from gremium.plugins.manager import assemble
from gremium.plugins.words import WORDS
from gremium.values import (
    actor,
    citation,
    condition,
    count,
    crowd,
    days,
    deadline,
    filling,
    finding,
    lead,
    mandate,
    need,
    quota,
    ref,
    steps,
    tally,
)
from gremium.values.errors import PhraseError
from gremium.values.text import Text
from gremium.workbench.losses import ASPECTS

DOCS = Path(__file__).parent
ROOT = DOCS.parent
MARKED = re.compile(
    r"(?P<begin><!-- generated: (?P<name>[a-z]+)(?: (?P<argument>[\w.-]+))? -->\n)(?P<body>.*?)"
    r"(?P<end><!-- end of generated part -->)",
    re.DOTALL,
)
with (ROOT / "src" / "gremium" / "locale" / "en" / "LC_MESSAGES" / "gremium.po").open("rb") as _catalogue:
    SENTENCES = {message.id: message.string for message in read_po(_catalogue) if message.id}
ENGLISH = Language(tag="en", translate=SENTENCES.__getitem__)  # not from the compiled catalogue: that may be older


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    titles = list(headings)
    lines = [titles, ["---"] * len(titles), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def code(text: object) -> str:
    """Return a text in code style."""
    return f"`{text}`"


def sentence(text: str) -> str:
    """Return the sentence of a message with its parameters in italics."""
    plain = text.replace("*", "\\*").replace("<", "&lt;")
    return re.sub(r"\{(\w+)\}", r"*\1*", plain).replace("{{", "{").replace("}}", "}")


def summary(thing: object) -> str:
    """Return the first sentence of a docstring, code style kept."""
    return " ".join((inspect.getdoc(thing) or "").partition("\n\n")[0].split())


# ── findings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def findings(_argument: str) -> str:
    """Return the tables of findings, under the headings that stand as comments in the code."""
    lines = inspect.getsource(finding).partition("FINDINGS")[2].partition("\n}")[0].splitlines()
    groups: dict[str, list[str]] = {}
    for line in lines:
        if line.strip().startswith("#"):
            groups[line.strip(" #").capitalize()] = []
        elif match := re.match(r' +"([a-z0-9-]+)":', line):
            groups[next(reversed(groups))].append(match[1])
    out = []
    for heading, codes in groups.items():
        rows = [(code(one), severity(one), sentence(ENGLISH.translate(f"finding.{one}"))) for one in codes]
        out += [f"## {heading}", table(("Code", "Severity", "Message"), rows)]
    if {one for codes in groups.values() for one in codes} != set(finding.FINDINGS):
        raise ValueError("the table of findings is not laid out as this script reads it")
    return "\n\n".join(out)


def severity(one: str) -> str:
    """Return the severity of a code, errors in bold."""
    value = finding.FINDINGS[one]
    return f"**{value.value}**" if value is finding.Severity.ERROR else value.value


# ── hooks ────────────────────────────────────────────────────────────────────────────────────────────────────────────

PART_OF_HOOK: Mapping[str, type] = {
    "gremium_jurisdictions": parts.Jurisdiction,
    "gremium_statutes": parts.Statute,
    "gremium_readers": parts.Reader,
    "gremium_writers": parts.Writer,
    "gremium_exporters": parts.Exporter,
    "gremium_importers": parts.Importer,
    "gremium_calendars": parts.Calendar,
}


def hooks(_argument: str) -> str:
    """Return one section for each hook: what it returns, and which built-in plugins use it."""
    out = []
    for name, hook in sorted(vars(hookspecs).items()):
        if not name.startswith("gremium_"):
            continue
        part = PART_OF_HOOK[name]
        users = [point for point in entry_points(group="gremium") if hasattr(point.load(), name)]
        rows = [(code(one.name), code(_plain_type(one.type))) for one in attrs.fields(part)]
        used = ", ".join(
            f"{code(point.name)} ({code(point.value)})" for point in sorted(users) if point.value.startswith("gremium_adapters.")
        )
        out += [
            f"## {name}",
            summary(hook),
            f"Each is a {code('gremium.plugins.parts.' + part.__name__)}. {paragraphs(part)}",
            table(("Field", "Type"), rows),
            f"Built-in plugins that use it: {used}.",
        ]
    return "\n\n".join(out)


def paragraphs(thing: object) -> str:
    """Return a whole docstring in one line."""
    return " ".join((inspect.getdoc(thing) or "").split())


def _plain_type(annotation: object) -> str:
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    return str(text)


# ── exports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def exports(_argument: str) -> str:
    """Return a table of what a jurisdiction may have to show, each with the formats that have a place for it."""
    exporters = assemble().exporters
    rows = []
    for aspect in ASPECTS:
        told = SENTENCES[f"loss.{aspect}"].partition(": ")[2].removesuffix(" ({n})")
        carrying = [code(one.format) for one in exporters if aspect in one.carries]
        rows.append((code(aspect), sentence(told), ", ".join(carrying) or "none"))
    return table(("Aspect", "What it is", "Formats that carry it"), rows)


# ── floors ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def floors(_argument: str) -> str:
    """Return the contracts of import-linter."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    out = []
    for contract in config["contracts"]:
        out.append(f"## {contract['name']}")
        if contract["type"] == "layers":
            out.append(
                "A room may import from the rooms below it, never from those above. Rooms in one row do not know each other."
            )
            rows = []
            for layer in contract["layers"]:
                rooms = [room.strip() for room in layer.split("|")]
                rows.append((", ".join(code(room) for room in rooms), "; ".join(filter(None, map(_first_line, rooms)))))
            out.append(table(("Rooms", "What they are"), rows))
        else:
            sources = ", ".join(code(one) for one in contract["source_modules"])
            forbidden = ", ".join(code(one) for one in contract["forbidden_modules"])
            out += [f"Modules: {sources}.", f"They must not import: {forbidden}."]
    return "\n\n".join(out)


def _first_line(module: str) -> str:
    """Return what the docstring of a module says first, without the number of its floor; empty without such a module."""
    try:
        said = summary(import_module(module))
    except ModuleNotFoundError:
        return ""
    return re.sub(r"^F\d · ", "", said.partition(". ")[0].rstrip("."))


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def words(_argument: str) -> str:
    """Return the vocabulary: which rule types each word covers, and whether this version can evaluate it."""
    known = {word.tag for word in WORDS}
    rows = [
        (
            f"[`{word}`]({word}.md)" if word in known else code(word),
            ", ".join(sorted(one.value for one in types)),
            "yes" if word in known else "not yet",
        )
        for word, types in VOCABULARY.items()
    ]
    return table(("Word", "Rule types (Ostrom)", "In this version"), rows)


# ── keys of documents ────────────────────────────────────────────────────────────────────────────────────────────────

# Classes that share their name with another one, and under which name their keys stand here.
RENAMED: Mapping[type[Any], str] = {meeting.Notice: "Sent", route.Stage: "RouteStage"}


def of_module(module: Any) -> Iterator[type[Any]]:
    """Yield the classes of data that a module declares: the norm of a word, and what stands in its tables."""
    yield from (one for one in vars(module).values() if attrs.has(one) and one.__module__ == module.__name__)


CLASSES: Mapping[str, type[Any]] = {
    RENAMED.get(cls, cls.__name__): cls
    for cls in (
        charter.Charter,
        charter.Subject,
        charter.NamedDay,
        charter.ClosedDay,
        charter.CalendarRules,
        charter.Organisation,
        source.Source,
        source.Ambiguity,
        source.Unmodelled,
        body.Kind,
        body.Body,
        provision.Provision,
        seats.Seats,
        seats.Substitutes,
        composition.Composition,
        term.Term,
        term.Renewal,
        term.Limit,
        term.Removal,
        term.Vacancy,
        term.Dormancy,
        delegation.Delegation,
        remit.Remit,
        cadence.Cadence,
        *(
            one
            for module in (notice, sitting, quorum, decision, power, election, apportionment, duty, route)
            for one in of_module(module)
        ),
        record.Record,
        *record.EVENTS,
        meeting.GroupVotes,
        cases.Cases,
        cases.Case,
        cases.Given,
        cases.When,
        cases.Then,
        cases.Golden,
    )
}
LEAVES: Mapping[object, str] = {
    str: "string",
    int: "whole number",
    bool: "`true` or `false`",
    Text: "text by language",
    date | datetime: "date, or local date and time",
    Fraction: "[share](grammar.md#share)",
    actor.Action: "[action](grammar.md#action)",
    actor.Actor: "[actor](grammar.md#actor)",
    citation.Citation: "[citation](grammar.md#citation)",
    condition.Condition: "[condition](grammar.md#condition)",
    count.Count: "[count](grammar.md#count)",
    crowd.Crowd: "[persons or their number](grammar.md#crowd)",
    lead.Lead: "[lead](grammar.md#lead)",
    need.Need: "[need](grammar.md#need)",
    mandate.Mandate: "[mandate](grammar.md#mandate)",
    provision.Binding | provision.Bindings: "[binding](grammar.md#binding)",
    count.Count | steps.Steps: "[count](grammar.md#count) or [steps](grammar.md#steps)",
    days.Day: "[day](grammar.md#day)",
    days.Gap: "[gap](grammar.md#gap)",
    days.Period: "[period](grammar.md#period)",
    days.Length: "[length](grammar.md#length)",
    days.Season: "[season](grammar.md#season)",
    deadline.Ahead: "[time ahead](grammar.md#time-ahead)",
    deadline.Deadline: "[deadline](grammar.md#deadline)",
    deadline.Start: "[start](grammar.md#start)",
    quota.Quota: "[quota](grammar.md#quota)",
    tally.Tally: "[tally](grammar.md#tally)",
    provision.Reading: "[reading](grammar.md#reading)",
    ref.Ref: "[reference](grammar.md#reference)",
}
BY_TEXT = {"datetime.date": "date", "datetime.datetime": "local date and time"}


def keys(argument: str) -> str:
    """Return the keys of one class of documents: what stands under each, whether it has to be there, and what it says."""
    cls = CLASSES[argument]
    said = dict(tomllib.loads((DOCS / "keys.toml").read_text(encoding="utf-8"))[argument])
    found = (row for slot in slots(cls) for row in _keys(slot, cls.__module__))
    rows = [(code(key), value, needed, said.pop(key)) for key, value, needed in found]
    if said:
        raise KeyError(f"keys.toml explains keys that {argument} does not have: {', '.join(said)}")
    return table(("Key", "Value", "Unless given", "Meaning"), rows)


def _keys(slot: Slot, home: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, kind of value and default of the keys of one field of a class that is defined in the module `home`."""
    needed = "**required**" if slot.required else _default(slot.default)
    match slot.form:
        case "span":
            yield from ((key, LEAVES[days.Day], "no bound") for key in ("since", "until"))
        case "filling":
            reference, ways = LEAVES[ref.Ref], _value(filling.How, home)
            values = (f"{reference} or list of them", reference, LEAVES[Text], LEAVES[Text], ways, f"{reference} or list of them")
            yield from zip(filling.FILLING_KEYS, values, ("—",) * len(values), strict=True)
        case "norm":
            return
        case "words":
            yield from ((word.tag, f"rows, see [{word.tag}]({word.tag}.md)", "—") for word in WORDS)
        case "keyed" | "pairs":
            yield slot.key, _many("by id", element(slot.type), home), needed
        case "one-or-many":
            inner = _value(element(slot.type), home)
            yield slot.key, f"{inner} or list of them", needed
        case _:
            yield slot.key, _value(slot.type, home), needed


def _default(default: Any) -> str:
    match default:
        case None | () | "":
            return "—"
        case Enum():
            return code(f'"{spelling(default)}"')
        case bool():
            return code(str(default).lower())
        case tuple():
            return code("[" + ", ".join(f'"{one}"' for one in default) + "]")
        case int() | str():
            return code(default)
        case _:
            return "—"


def _many(how: str, type_: Any, home: str) -> str:
    """Return what a list or a table by id holds."""
    said = _value(type_, home)
    return f"tables ({how}), see{said.partition('see')[2]}" if said.startswith("table, see") else f"{how}: {said}"


def _value(type_: Any, home: str) -> str:
    plain, _ = optional(type_)
    if plain in LEAVES:
        return LEAVES[plain]
    if get_origin(plain) is tuple:
        return _many("list", element(plain), home)
    if isinstance(plain, type) and issubclass(plain, Enum):
        return ", ".join(code(f'"{spelling(member)}"') for member in plain)
    if plain == record.Event:
        return "[event](record.md)"
    if attrs.has(plain):
        word = plain.__module__.removeprefix("gremium.norms.")  # what words share stands on the page of one of them
        page = f"{word}.md" if home.startswith("gremium.norms.") and plain.__module__ not in (home, word) else ""
        see = f"table, see [{plain.__name__}]({page}#{plain.__name__.lower()})" if plain.__name__ in CLASSES else "table"
        return f"{see}, or its `{SHORT[plain]}` alone" if plain in SHORT else see
    text = str(plain).removeprefix("<class '").removesuffix("'>")
    return BY_TEXT[text]


# ── phrases ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Inline(str):
    """A table in one line, as TOML writes it."""

    __slots__ = ()


def _inline(parse: Callable[[object], object]) -> Callable[[object], object]:
    """Return what reads a table from its text, and anything else as it is."""
    return lambda text: parse(tomllib.loads(f"table = {text}")["table"] if isinstance(text, Inline) else text)


PHRASES: Mapping[str, tuple[Callable[[object], object], dict[object, str], tuple[object, ...]]] = {
    "ref": (
        ref.parse_ref,
        {
            "council": "a body; or, where a seat follows an office, the position of this body with that name",
            "chair@council": "who chairs the council",
            "speaker@*working-group": "the speaker of every working group: of each body of this kind and of its sub-kinds",
            "chair@self": "the chair of this very body, in a rule that stands in a kind",
            "chair@parent": "the chair of the body that this one is `part_of`",
            "self/*working-group": "every working group that is `part_of` this body",
            "parent/*working-group": "every working group that is `part_of` the body to which this one belongs",
            "musterau/": "a jurisdiction itself, as the one that sends somebody",
            "chair@leonberg/council": "the chair of the council of another jurisdiction",
            "mediator@*/inclusion-office": "the mediator of the inclusion office of any jurisdiction that is loaded",
            "unstated": "the source does not say whose office it is",
        },
        ("Council", "chair@", "chair@members"),
    ),
    "count": (
        count.parse_count,
        {
            4: "four",
            "2..3": "two or three, both are right",
            "2..": "two or more",
            "0..": "any number",
            "unstated": "the source gives no number",
        },
        (0.5, "50 %", "two", "3..2", "2...3"),
    ),
    "day": (
        days.parse_day,
        {
            "2026-03-01": "this day (in TOML without quotes, too)",
            "2026-03": "a day in March 2026, which one is not known",
            "2026": "a day in 2026",
            "2023-08-15..unstated": "this day or later",
            "unstated..2023-12-31": "by the end of 2023",
            "2023-08-15..2023-12-31": "between these two days",
            "unstated": "on some day, nothing is known of it",
        },
        ("01.03.2026", "2026-02-30", "2026-05-01..2026-04-01", "spring 2026"),
    ),
    "period": (
        days.parse_period,
        {
            "week": "each calendar week, Monday to Sunday",
            "month": "each calendar month",
            "quarter": "each quarter, from January, April, July, October",
            "half-year": "each half-year, from January and July",
            "year": "each calendar year",
            "term": "the term from the day `term-start` to the day `term-end`",
            "2 years": "every run of two calendar years, wherever it begins",
        },
        ("anually", "two years", "semester"),
    ),
    "gap": (
        days.parse_gap,
        {
            "2 weeks..": "at least two weeks between two meetings",
            "..3 months": "at most three months between two meetings",
            "2 weeks..3 months": "both",
        },
        ("2 weeks", "3 months..2 weeks", "14 d.."),
    ),
    "season": (
        days.parse_season,
        {
            "15 July..31 August": "from 15 July to 31 August of every year, both included",
            "20 December..6 January": "over the turn of the year",
        },
        ("15.07...31.08.", "July..August", "31 June..31 August"),
    ),
    "deadline": (
        deadline.parse_deadline,
        {
            "30 days after term-start": "on the 30th day after the day named `term-start`, or before",
            "2 months after election-day": "at the latest two months later; in a month that is too short, on its last day",
        },
        ("30 days", "soon after term-start", "30 days before term-end"),
    ),
    "tally": (
        tally.parse_tally,
        {
            "seats": "all seats of the body, whether filled or not",
            "members": "those of them in which somebody sits",
            "voting seats": 'the seats with `standing = "voting"`',
            "votes": "the votes of the voting seats, by their `weight`",
            "residents": "the seats of the group `residents`",
            "filled residents + filled experts": "those of two groups in which somebody sits",
            "present voting members": "in a meeting: the members with a vote who are there",
            "present entitled voting members": "those of them whom no conflict of interest keeps from voting",
            "yes + no": "of a ballot: the votes for and against",
        },
        ("voting seats + advisors", "member seats", "seats, members"),
    ),
    "quota": (
        quota.parse_quota,
        {
            "at least 3": "three or more",
            "more than 1/2 of seats": "more than half of all seats",
            "at most 49/100 of votes": "no more than 49 of 100 parts of the votes",
            "exactly 22": "22, neither more nor fewer",
            "more than council-members": "more than the group `council-members` has seats",
            "all of members": "as many as there are members",
            "any number": "one is enough, and so is none",
        },
        ("at least 50 %", "more than 1/2", "at least 3 voting seats", "at lest 3", "3"),
    ),
    "share": (
        quota.parse_share,
        {"1/3": "a third", "1/1": "the whole"},
        ("0.5", "3/2"),
    ),
    "condition": (
        _inline(condition.parse_condition),
        {
            Inline('{ with = { residence = "musterau" } }'): "the attribute `residence` of the record has this value",
            Inline('{ age = "13..18" }'): "13 to 18 completed years on the day on which the seat is taken",
            Inline('{ age = "16..", on = "election-day" }'): "16 years or more on the day of this name",
            Inline('{ holds = "member@*committee" }'): "holds this position now, in one of these bodies",
            Inline('{ held = "member@*assembly" }'): "holds it now, or held it before",
            Inline('{ size = "membership", is = "at least 300" }'): "of an organisation: so many of what the record measures",
            Inline('{ any = [{ age = "18.." }, { holds = "parents@council" }] }'): "one of these; likewise `all` and `none`",
        },
        (Inline('{ age = "18..", holds = "chair@council" }'), Inline('{ older = "18" }'), Inline("{ any = [] }")),
    ),
    "need": (
        _inline(need.parse_need),
        {
            "more than 1/2 of voting seats": "a [quota](#quota) about what the word counts",
            Inline('{ count = "present staff", is = "at least 1" }'): "a quota about something else",
            Inline(
                '{ count = "present members", is = "at least 1", with = { sex = "female" } }'
            ): "only of those who have these attributes in the record",
            Inline('{ holds = "notice" }'): "another question about the same meeting and item: `notice`, `sitting` or `quorum`",
            Inline('{ found = "urgent" }'): "the record has a [finding](record.md#finding) of this name",
            Inline('{ raised = "notice" }'): "somebody has [objected](record.md#objection) against this",
            "unstated": "the source says that something is needed, but not what",
            Inline('{ all = ["at least 3", "at least 1/3 of voting seats"] }'): "both of these; likewise `any` and `none`",
        },
        (
            7,
            "more than 50 % of voting seats",
            "at least 3 voting members",
            Inline('["at least 3", { holds = "notice" }]'),
            Inline('{ count = "present staff" }'),
            Inline('{ holds = "decision" }'),
            Inline('{ hold = "notice" }'),
        ),
    ),
    "mandate": (
        _inline(mandate.parse_mandate),
        {
            "most": "whoever has the most votes, however many they are",
            "lot": "whoever a lot draws, without any votes",
            "more than 1/2 of votes": "a [need](#need) of any form; what is counted are the votes for a candidate",
            "more than 1/2 of present entitled voting members": "of those who may vote, and not only of the votes cast",
        },
        ("plurality", "more than 1/2", "moost"),
    ),
    "lead": (
        lead.parse_lead,
        {
            "8 days before meeting": "on the 8th day before the day of the meeting, or earlier",
            "21st day before meeting": "the same as `21 days before meeting`",
            "8 clear days before meeting": "eight whole days lie between: one day earlier than without `clear`",
            "3 working days before meeting": "only days that are open count",
            "1 week before meeting": "on the same day of the week before, or earlier",
            "1 month before meeting": "on the day with the same number, in a shorter month on its last day, or earlier",
            "24 hours before meeting": "counted from the minute at which the meeting begins",
            "about 2 weeks before meeting": "whoever keeps to it is in time; whether a little less is too late nobody knows",
            "8 clear days before meeting@council": "before the meeting of another body",
            "unstated": "the source says that there is a time, not which",
        },
        (
            "8 full days before meeting",
            "8 days",
            "8 days after meeting",
            "24 clear hours before meeting",
            "2 working weeks before meeting",
        ),
    ),
    "actor": (
        _inline(actor.parse_actor),
        {
            "chair": "whoever holds this position; likewise a body or an organisation",
            "at least 1/4 of voting members": "so many together; of a share those count of whom it is a share",
            "at least 2": "two members",
            Inline('{ count = "voting members", is = "at least 3" }'): "three members with a vote",
        },
        ("at least 25 % of voting members", "der Vorsitz", Inline('{ holds = "notice" }')),
    ),
    "action": (
        actor.parse_action,
        {
            "convene": "call the meeting",
            "demand:meeting": "demand that one is called",
            "demand:secret-ballot": "demand that a vote is secret; likewise `demand:roll-call` and `demand:quorum-check`",
            "object:decision": "object to a decision",
            "vote": "vote",
        },
        ("demnd:meeting", "demand:a meeting", "leave"),
    ),
    "crowd": (
        _inline(crowd.parse_crowd),
        {
            Inline('["ada", "bea"]'): "these two",
            22: "twenty-two",
            "20..22": "twenty to twenty-two: the number is not known better",
            Inline("[]"): "nobody",
        },
        ("ada", Inline('["Ada Example"]'), 2.5),
    ),
    "binding": (
        _inline(provision.parse_binding),
        {
            "floor": "a rule of lower rank may only be stricter",
            Inline('{ lead = "floor", otherwise = "default" }'): "so for one aspect, and otherwise for all others",
            Inline('{ need = "fixed" }'): "what is not named is `fixed`, too",
        },
        ("soft", Inline('{ lead = "flor" }')),
    ),
    "steps": (
        _inline(steps.parse_steps),
        {
            Inline(
                '{ of = "membership", steps = { "300..1500" = 1, "1501.." = 2 } }'
            ): "none below 300 members, one up to 1500, two above",
            Inline(
                '{ of = "inhabitants", steps = { "0..20000" = 20, "20001.." = 30 } }'
            ): "by the inhabitants, which the record tells of the jurisdiction",
            Inline(
                '{ of = "membership", steps = { "0..100" = 1, "101.." = 2 }, pooled_by = "purpose" }'
            ): "of a selection: those whose attribute `purpose` agrees are added together",
        },
        (Inline('{ steps = { "1.." = 1 } }'), Inline('{ of = "membership", steps = { "1..5" = 1, "5.." = 2 } }')),
    ),
    "start": (
        deadline.parse_start,
        {
            "1 December": "the next 1 December on or after the day on which the seat is taken",
            "certification": "the day of this name",
            "1 day after certification": "a length of time after it",
        },
        ("December", "next year"),
    ),
    "ahead": (
        deadline.parse_ahead,
        {"6 months before general-election": "from six months before the day of this name to the day before it"},
        ("6 months", "before general-election"),
    ),
    "reading": (
        provision.parse_reading,
        {
            "conference-cycle:biennial": "stands if the ambiguity `conference-cycle` is read as `biennial`",
            "leads:three,four": "stands under two of its readings",
        },
        ("conference-cycle", "leads: three"),
    ),
    "citation": (
        citation.parse_citation,
        {
            "by-laws § 5": "place `§ 5` of the source `by-laws`",
            "by-laws": "the source as a whole",
            "by-laws § 5: sentence 2": "inside of the place `§ 5`",
        },
        ("§ 5 by-laws", "By-laws § 5"),
    ),
    "length": (
        days.parse_length,
        {"30 days": "", "1 week": "", "2 months": "", "1 year": ""},
        ("a month", "1.5 years"),
    ),
}


def phrases(argument: str) -> str:
    """Return examples of one kind of phrase: what is read, with its meaning, and what is not, with the answer."""
    parse, right, wrong = PHRASES[argument]
    for one in right:
        parse(one)
    read = table(("Written", "Means"), [(code(_toml(one)), meaning) for one, meaning in right.items()])
    refused = table(("Refused", "Answer"), [(code(_toml(one)), _refusal(parse, one)) for one in wrong])
    return f"{read}\n\n{refused}"


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) and not isinstance(value, Inline) else str(value)


def _refusal(parse: Callable[[object], object], raw: object) -> str:
    try:
        parse(raw)
    except PhraseError as error:
        hint = f" *{ENGLISH.say(error.hint)}*" if error.hint else ""
        return f"{ENGLISH.say(error.said)}.{hint}".replace("<", "&lt;").replace("*working-group", "\\*working-group")
    raise AssertionError(f"{raw!r} is read")


# ── the command line ─────────────────────────────────────────────────────────────────────────────────────────────────


def commands(_argument: str) -> str:
    """Return one section for each command with its arguments and options."""
    out = []
    for name, command in _commands(cli.main):
        arguments = [one for one in command.params if isinstance(one, click.Argument)]
        options = [one for one in command.params if isinstance(one, click.Option)]
        usage = " ".join(["gremium", name, "[OPTIONS]", *(_argument_usage(one) for one in arguments)])
        paragraphs = (" ".join(said.split()) for said in (command.help or "").split("\n\n"))
        out += [f"## gremium {name}", f"```text\n{usage}\n```", *paragraphs]
        if options:
            out.append(table(("Option", "Value", "Meaning"), [(_flags(one), _choice(one), one.help or "") for one in options]))
    return "\n\n".join(out)


def _commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Yield the commands of a group with their names, those of groups in it by both names."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", found) for inner, found in _commands(command))
        else:
            yield name, command


def _argument_usage(argument: click.Argument) -> str:
    name = (argument.name or "").upper() + ("..." if argument.nargs < 0 else "")
    return name if argument.required else f"[{name}]"


def _flags(option: click.Option) -> str:
    return ", ".join(code(flag) for flag in option.opts) + (" (required)" if option.required else "")


def _choice(option: click.Option) -> str:
    if option.is_flag:
        return "—"
    if isinstance(option.type, click.Choice):
        default = option.default if isinstance(option.default, str) else ""
        return ", ".join(f"**`{one}`**" if one == default else code(one) for one in option.type.choices)
    return code(option.metavar or option.type.name)


# ── writing and comparing ────────────────────────────────────────────────────────────────────────────────────────────

PARTS: Mapping[str, Callable[[str], str]] = {
    "commands": commands,
    "exports": exports,
    "findings": findings,
    "floors": floors,
    "hooks": hooks,
    "keys": keys,
    "phrases": phrases,
    "words": words,
}


def pages() -> Iterator[Path]:
    """Yield the pages with generated parts."""
    for path in (ROOT / "README.md", *sorted(DOCS.rglob("*.md"))):
        if "_build" not in path.parts and MARKED.search(path.read_text(encoding="utf-8")):
            yield path


def renewed(text: str) -> str:
    """Return the text of a page with its generated parts as they have to be."""
    return MARKED.sub(lambda m: f"{m['begin']}\n{PARTS[m['name']](m['argument'] or '')}\n\n{m['end']}", text)


def main(arguments: list[str]) -> int:
    """Write or, with `--check`, compare; return the exit code."""
    stale = [path for path in pages() if renewed(path.read_text(encoding="utf-8")) != path.read_text(encoding="utf-8")]
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'is not as the code says' if '--check' in arguments else 'written'}")
        if "--check" not in arguments:
            path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
