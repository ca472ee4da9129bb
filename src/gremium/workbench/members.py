"""members: a record out of a list of members, as offices keep it in a table. Unclear rows are reported, none is guessed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, field, frozen

from gremium.evaluate.scope import Located, Scope, positions_of
from gremium.model.charter import Charter
from gremium.model.record import Audience, Event, Holding, Party, Record
from gremium.norms.seats import Seats
from gremium.values.days import Day, parse_day
from gremium.values.errors import PhraseError
from gremium.values.finding import Finding, finding
from gremium.values.message import Message, message
from gremium.values.phrases import ID, did_you_mean, one_of
from gremium.values.ref import Ref
from gremium.values.text import Text

# The columns, and the names under which tables have them.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "pseudonym", "person", "party", "mitglied", "member"),
    "body": ("body", "gremium", "organ"),
    "position": ("position", "sitz", "seat", "funktion", "function", "rolle", "role", "amt"),
    "since": ("since", "seit", "von", "from", "beginn", "start"),
    "until": ("until", "bis", "to", "ende", "end"),
    "substitute": ("substitute", "stellvertretung", "vertretung", "vertritt", "stands_in_for"),
}
REQUIRED = ("name", "body", "position", "since")
# Words that tables have for the positions that every body has.
OFFICES: Mapping[str, str] = {
    "vorsitz": "chair", "vorsitzende": "chair", "vorsitzender": "chair", "vorsitzende/r": "chair", "chairperson": "chair",
    "stellvertretender vorsitz": "deputy-chair", "stellv. vorsitz": "deputy-chair", "deputy chair": "deputy-chair",
    "stellvertretende vorsitzende": "deputy-chair", "stellvertretender vorsitzender": "deputy-chair",
    "vice-chair": "deputy-chair",
    "geschäftsführung": "secretary", "schriftführung": "minute-taker", "schriftführer": "minute-taker",
    "schriftführerin": "minute-taker",
}  # fmt: skip
_GERMAN = re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})[./](?P<year>\d{4})")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
DELIMITERS = (";", "\t", ",")


@frozen(kw_only=True)
class Imported:
    """A record made of a table: its events, how many rows there were, and what was wrong with those that are not in it."""

    record: Record
    rows: int
    findings: tuple[Finding, ...] = field(default=())


def import_members(scope: Scope, text: str, name: str, disclosure: Audience = Audience.MEMBERS) -> Imported:
    """Return the record of a table of members in CSV: name or pseudonym, body, position, since, until, substitute (of whom).

    The delimiter is a semicolon, a tab or a comma, the headings are English or German, days are written as 2026-11-21,
    21.11.2026, 11/2026, 11.2026 or 2026. Bodies and positions are named by their id or by their name. Equal names are the same
    party. A row that is not clear is left out and becomes a finding with its line; `name` is the id of the record. Parties are
    for `disclosure`.
    """
    base = Record(record=name, charter=scope.charter.id)
    try:
        table = list(_table(text.removeprefix("\ufeff")))
    except csv.Error as error:
        return Imported(record=base, rows=0, findings=(finding("syntax", said=str(error)),))
    if not table:
        return Imported(record=base, rows=0, findings=(finding("file-empty"),))
    (_, headings), *rows = table
    columns, wrong = _columns(headings)
    if wrong:
        return Imported(record=base, rows=len(rows), findings=tuple(wrong))
    reading = _Reading(scope, columns, _parties(rows, columns, disclosure))
    for number, row in rows:
        reading.take(number, row)
    named = {name for holding in reading.holdings for name in (holding.party, holding.stands_in_for)}
    parties = (party for party, _ in reading.parties.values() if party.id in named)
    events: tuple[Event, ...] = (*parties, *reading.holdings)
    return Imported(record=evolve(base, events=events), rows=len(rows), findings=tuple(reading.found))


def _table(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table in which something stands, each with its first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(DELIMITERS, key=first.count))
    line = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1


def _columns(headings: Sequence[str]) -> tuple[dict[str, int], list[Finding]]:
    """Return the number of each column, and what is wrong with the headings."""
    known = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
    columns: dict[str, int] = {}
    wrong: list[Finding] = []
    for number, heading in enumerate(headings):
        column = known.get(heading.strip().lower())
        if column is None:
            name = heading.strip() or str(number + 1)
            wrong.append(finding("unknown-key", (name,), key=name, hint=one_of(heading.strip().lower(), known)))
        elif column in columns:
            wrong.append(finding("duplicate-key", (heading.strip(),), key=heading.strip()))
        else:
            columns[column] = number
    wrong += [finding("missing-key", key=column) for column in REQUIRED if column not in columns and not wrong]
    return columns, wrong


def _parties(
    rows: Sequence[tuple[int, Sequence[str]]], columns: Mapping[str, int], disclosure: Audience
) -> dict[str, tuple[Party, int]]:
    """Return the parties by name, each with the line on which it first stands; ids are numbers, so that they tell nothing."""
    found: dict[str, tuple[Party, int]] = {}
    for number, row in rows:
        name = _cell(row, columns, "name")
        if name and name not in found:
            found[name] = (Party(id=f"p{len(found) + 1:03}", name=name, disclosure=disclosure), number)
    return found


def _cell(row: Sequence[str], columns: Mapping[str, int], column: str) -> str:
    place = columns.get(column)
    return " ".join(row[place].split()) if place is not None and place < len(row) else ""


class _Reading:
    """Reads the rows of a table one after another, and keeps the holdings and what is not clear."""

    def __init__(self, scope: Scope, columns: Mapping[str, int], parties: dict[str, tuple[Party, int]]) -> None:
        self.scope, self.columns, self.parties = scope, columns, parties
        self.holdings: list[Holding] = []
        self.found: list[Finding] = []
        self.seen: dict[tuple[str, Ref, str], int] = {}

    def take(self, number: int, row: Sequence[str]) -> None:
        """Read one row: a holding if everything in it is clear, else findings."""
        before = len(self.found)
        name = _cell(row, self.columns, "name")
        if not name:
            self._unclear(number, "name", message("import.empty"))
        where = self._body(number, _cell(row, self.columns, "body"))
        position = self._position(number, where, _cell(row, self.columns, "position")) if where is not None else None
        since, until = self._day(number, row, "since"), self._day(number, row, "until")
        if since is None and not _cell(row, self.columns, "since"):
            self._unclear(number, "since", message("import.empty"))
        if since and until and since.earliest and until.latest and until.latest < since.earliest:
            self._unclear(number, "until", message("import.reversed", since=str(since), until=str(until)))
        if len(row) > len(self.columns):
            self._unclear(number, "name", message("import.too-many", cells=len(row), columns=len(self.columns)))
        member = self._member(number, _cell(row, self.columns, "substitute"))
        if position is not None and self.seen.setdefault((name, position, str(since)), number) != number:
            first = self.seen[(name, position, str(since))]
            self._unclear(number, "name", message("import.twice", line=first))
        if len(self.found) == before and position is not None:
            party = self.parties[name][0].id
            holding = Holding(party=party, position=position, since=since, until=until, stands_in_for=member)
            self.holdings.append(evolve(holding, substitute=member is not None))

    def _unclear(self, number: int, column: str, said: Message, hint: Message | None = None) -> None:
        one = finding("row-unclear", (column,), hint=hint, row=number, said=said)
        self.found.append(evolve(one, place=evolve(one.place, line=number)))

    def _body(self, number: int, said: str) -> Located | None:
        """Return the body that a cell names: by its id, or by its name in any language."""
        charter = self.scope.charter
        named = [body for body in charter.bodies if said == body.id or _is_name(body.name, said)]
        if len(named) == 1:
            return Located(charter=charter, body=named[0])
        hint = did_you_mean(said, {*charter.body_by_id, *_names(charter)})
        code = "import.several" if named else "import.unknown-body" if said else "import.empty"
        self._unclear(number, "body", message(code, **({"read": said} if said else {})), hint)
        return None

    def _position(self, number: int, where: Located, said: str) -> Ref | None:
        """Return the position that a cell names: by its id, by the name of its seat group, or by a usual word for an office."""
        positions = positions_of(where)
        names = {str(p.slot): p.norm.name for owner in where.owners for p in owner.provisions if isinstance(p.norm, Seats)}
        named = {id_ for id_ in positions if said == id_} | {id_ for id_, text in names.items() if _is_name(text, said)}
        if not named and OFFICES.get(said.lower()) in positions:
            named = {OFFICES[said.lower()]}
        if len(named) == 1:
            return Ref(position=named.pop(), target=where.body.id)
        texts = {text for name in names.values() if name is not None for _, text in name.pairs}
        hint = one_of(said, sorted({*positions, *texts}))
        code = "import.several" if named else "import.unknown-position" if said else "import.empty"
        self._unclear(number, "position", message(code, **({"read": said} if said else {})), hint)
        return None

    def _day(self, number: int, row: Sequence[str], column: str) -> Day | None:
        said = _cell(row, self.columns, column)
        if not said:
            return None
        try:
            return parse_day(_iso(said))
        except PhraseError as error:
            self._unclear(number, column, message(error.said.code, read=said), error.hint)
            return None

    def _member(self, number: int, said: str) -> str | None:
        """Return the party for whom somebody stands in."""
        if not said:
            return None
        if said not in self.parties:
            self._unclear(number, "substitute", message("import.unknown-member", read=said), did_you_mean(said, self.parties))
            return None
        return self.parties[said][0].id


def _is_name(text: Text | None, said: str) -> bool:
    return text is not None and any(said.casefold() == words.casefold() for _, words in text.pairs)


def _names(charter: Charter) -> Iterator[str]:
    return (words for body in charter.bodies if body.name is not None for _, words in body.name.pairs)


def _iso(said: str) -> date | str:
    """Return a day as a phrase: 21.11.2026 and 11/2026 are turned around, everything else stays as it is."""
    match = _GERMAN.fullmatch(said)
    if match is None:
        try:
            return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said, re.ASCII) else said
        except ValueError:
            return said
    month = f"{match['year']}-{int(match['month']):02}"
    return _iso(f"{month}-{int(match['day']):02}") if match["day"] is not None else month


def record_name(file: str) -> str:
    """Return the id of a record after the name of the file that it is made of."""
    near = re.sub(r"[^a-z0-9]+", "-", file.lower().translate(UMLAUTS)).strip("-")
    return near if ID.fullmatch(near) else f"r-{near}".rstrip("-")
