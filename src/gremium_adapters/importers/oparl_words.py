"""The words of real OParl trees: roles of members, types of organisations, states of meetings, results. Mostly German.

What is not known for certain stays a word: nothing is guessed of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from gremium.model.proposal import Did
from gremium.model.record import MeetingState
from gremium.values.phrases import ID, LONGEST_ID, PREDECLARED, RESERVED
from gremium.values.ref import STANDINS
from gremium.workbench.members import UMLAUTS

# ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def slug(text: str) -> str:
    """Return a text as far as an id can tell it: small letters, digits, and hyphens between them; perhaps nothing."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(UMLAUTS))
    return re.sub(r"[^a-z0-9]+", "-", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip("-")


def sound(near: str, prefix: str) -> str:
    """Return what is nearly an id as one: with a letter in front, not too long, and no word of the grammar."""
    near = near if ID.fullmatch(near) else f"{prefix}-{near}"
    near = near[: LONGEST_ID - 8].strip("-")
    return f"{near}-1" if near in RESERVED or near in STANDINS or near in PREDECLARED else near


# ── truths and order ─────────────────────────────────────────────────────────────────────────────────────────────────

TRUE, FALSE = frozenset({"true", "1", "ja", "yes"}), frozenset({"false", "0", "nein", "no"})


def truth_of(raw: Any) -> bool | None:
    """Return which truth a value means, also as a text or a number; None if it means none."""
    if isinstance(raw, bool):
        return raw
    word = raw.strip().lower() if isinstance(raw, str) else str(raw) if isinstance(raw, int) else ""
    return True if word in TRUE else False if word in FALSE else None


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts texts with numbers in them by the numbers."""
    parts = re.split(r"([0-9]{1,18})", text)
    return tuple((int(part), "") if index % 2 else (-1, part) for index, part in enumerate(parts))


# ── organisations ────────────────────────────────────────────────────────────────────────────────────────────────────

PARTIES = ("fraktion", "partei")
# Organisations of these types that nobody is a member of, and that never meet, are no bodies.
OUTSIDE = ("institution", "sonstiges", "externes-gremium")
JURISDICTIONS: Mapping[str, str] = {"landkreis": "county", "kreis": "county", "county": "county", "association": "association"}
PARLIAMENT = ("parlament", "rat", "council", "gemeinderat", "stadtrat", "kreistag", "stadtverordnetenversammlung")

# ── roles of members ─────────────────────────────────────────────────────────────────────────────────────────────────

MEMBER = "member"
_DEPUTY = re.compile(r"vertr|stellv|\bstv\b|deputy|vice", re.IGNORECASE)
# A deputy of an office is an officer; "Vertreter der Verwaltung" is no deputy, "persönlicher Vertreter" is one.
_SUBSTITUTE = re.compile(
    r"\b(?:stellv[\w/:*]*\.?|stv\.?|ersatz\w*|substitute|pers(?:\.|önl\w*\.?)\s+(?:stell)?vertret[\w/:*]*)"
    r"|^(?:\d\.\s*)?vertret(?:er|ung)[\w/:*]*$",
    re.IGNORECASE,
)
_CHAIR = re.compile(r"vorsitz\w*|\bchair(?:man|woman|person)?$", re.IGNORECASE)
_OFFICER = re.compile(
    r"vorsitz|chair|sprecher|leiter|bürgermeister|präsident|führer|vorsteher|director|speaker|mayor", re.IGNORECASE
)
_NUMBER = re.compile(r"\b(\d)\.")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_PLAIN_MEMBER = re.compile(r"mitglied(?:er)?|(?:ordentliches )?mitglied|members?", re.IGNORECASE)
OFFICES: Mapping[str, str] = {
    "schriftfuehrer": "minute-taker", "schriftfuehrerin": "minute-taker", "schriftfuehrung": "minute-taker",
    "minute-taker": "minute-taker", "geschaeftsfuehrung": "secretary", "secretary": "secretary",
}  # fmt: skip


@frozen
class Role:
    """What a role says: the id of the position, its name, and whether it is one of those who stand in for its members.

    An `office` is a position that a member may have beside the seat. A substitute of nobody in particular has no position.
    """

    position: str | None
    name: str | None
    substitute: bool = False
    office: bool = False


def role(said: str | None) -> Role:
    """Return what the role of a membership says."""
    words = " ".join((said or "").split())
    if not words:
        return Role(MEMBER, None)
    inner = _IN_BRACKETS.search(words)
    told = words[: inner.start()] if inner is not None else words
    if _SUBSTITUTE.search(told) and not _OFFICER.search(told):
        rest = re.sub(r"^(?:\s*\d\.)+", "", _SUBSTITUTE.sub(" ", told)).strip(" -,.")
        base = inner[1].strip() if inner is not None else rest
        position = _office(base) or _group(base) if slug(base) else None
        return Role(position, base if position is not None else None, substitute=True)
    office = _office(words)
    return Role(office or _group(words), words, office=office is not None)


def _office(words: str) -> str | None:
    """Return the position of an office that every body has, if these words mean one."""
    if _CHAIR.search(words) and not re.search("fraktion", words, re.IGNORECASE):
        number = _NUMBER.search(words)
        if not _DEPUTY.search(words):  # whether a "2. Vorsitzender" is a second chair or a deputy nobody says
            return "chair" if number is None else None
        return "deputy-chair" if number is None or number[1] == "1" else f"deputy-chair-{number[1]}"
    return OFFICES.get(slug(words))


def _group(words: str) -> str:
    """Return the id of the seat group of a role."""
    return MEMBER if _PLAIN_MEMBER.fullmatch(words) else sound(slug(words), "role")


# ── meetings and consultations ───────────────────────────────────────────────────────────────────────────────────────

STATES: Mapping[str, MeetingState] = {
    **dict.fromkeys(("terminiert", "geplant", "vorgesehen", "planned", "scheduled"), MeetingState.PLANNED),
    **dict.fromkeys(("eingeladen", "einberufen", "convened", "invited"), MeetingState.CONVENED),
    **dict.fromkeys(("durchgefuehrt", "stattgefunden", "beendet", "held"), MeetingState.HELD),
    **dict.fromkeys(("abgesagt", "ausgefallen", "entfaellt", "faellt-aus", "cancelled"), MeetingState.CANCELLED),
    **dict.fromkeys(("verschoben", "vertagt", "verlegt", "postponed"), MeetingState.POSTPONED),
}
_HOW = re.compile(r"^(einstimmig|mehrheitlich|mit-mehrheit|mit-stimmenmehrheit|unanimously)-")
OUTCOMES: Mapping[str, str] = {
    **dict.fromkeys(("angenommen", "beschlossen", "zugestimmt", "adopted", "carried"), "adopted"),
    **dict.fromkeys(("abgelehnt", "nicht-angenommen", "rejected"), "rejected"),
    **dict.fromkeys(("unwirksam", "void"), "void"),
}
# What a result says was done, whatever the role of the consultation.
RESULTS: Mapping[str, Did] = {
    **dict.fromkeys(("vertagt", "zurueckgestellt", "deferred", "put-off"), Did.DEFERRED),
    **dict.fromkeys(("verwiesen", "referred"), Did.REFERRED),
    **dict.fromkeys(("zurueckgezogen", "withdrawn"), Did.WITHDRAWN),
    **dict.fromkeys(("zur-kenntnis-genommen", "kenntnis-genommen", "took-note", "noted"), Did.TOOK_NOTE),
}
# What a vote means, by the role of the consultation.
VOTED: Mapping[str, Did] = {
    **dict.fromkeys(("entscheidung", "beschluss", "beschlussfassung", "decision"), Did.DECIDED),
    **dict.fromkeys(("vorberatung", "empfehlung", "beschlussempfehlung", "recommendation"), Did.RECOMMENDED),
}
HEARD, HEARINGS = frozenset({"angehoert", "heard"}), frozenset({"anhoerung", "hearing"})


def result(said: str | None) -> str:
    """Return the plain word of a result, without how large the majority was."""
    return _HOW.sub("", slug(said or ""))


def done(consulted: str, word: str) -> tuple[Did, str | None] | None:
    """Return what was done according to the role of a consultation and the word of the result, and what came of it.

    None where the two together say nothing for certain.
    """
    if word in RESULTS:
        return RESULTS[word], None
    if word in OUTCOMES and slug(consulted) in VOTED:
        return VOTED[slug(consulted)], OUTCOMES[word]
    if word in HEARD and slug(consulted) in HEARINGS:
        return Did.HEARD, None
    return None
