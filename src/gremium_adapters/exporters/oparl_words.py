"""The words of OParl for what gremium says in its own: types of organisations, states of meetings, roles of consultations.

OParl recommends these German words, whatever the language of the rest is: programmes compare them.
"""

from __future__ import annotations

from collections.abc import Mapping

from gremium.model.proposal import Did
from gremium.model.record import MeetingState

# Types of organisations, as far as the word for the kind leaves no doubt; also as the last word of it (`social-committee`).
GREMIUM, OFFICE, INSTITUTION, OTHER = "Gremium", "Verwaltungsbereich", "Institution", "Sonstiges"
TYPES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "council", "committee", "advisory-board", "steering-group", "working-group", "working-circle", "project-group",
            "commission", "jury", "assembly", "rat", "ausschuss", "beirat", "steuerungsgruppe", "arbeitsgruppe", "arbeitskreis",
            "kommission",
        ),
        GREMIUM,
    ),
    **dict.fromkeys(("administration", "department", "office", "verwaltung", "amt"), OFFICE),
    **dict.fromkeys(("faction", "parliamentary-group", "fraktion"), "Fraktion"),
    **dict.fromkeys(("party", "political-party", "partei"), "Partei"),
    **dict.fromkeys(("institution", "school", "university", "ministry", "company", "education-provider"), INSTITUTION),
    **dict.fromkeys(("organisation", "association", "club", "verein", "verband"), OTHER),
}  # fmt: skip
STATES: Mapping[MeetingState, str | None] = {
    MeetingState.PLANNED: "terminiert",
    MeetingState.CONVENED: "eingeladen",
    MeetingState.HELD: "durchgeführt",
    MeetingState.CANCELLED: None,  # how far it had come before nobody says
    MeetingState.POSTPONED: None,
}
# What was done in a consultation, the weightiest last: it names the role where several things were done.
ROLES: Mapping[Did, str] = {
    Did.EXAMINED: "Vorberatung",
    Did.DELIBERATED: "Beratung",
    Did.TOOK_NOTE: "Kenntnisnahme",
    Did.HEARD: "Anhörung",
    Did.RECOMMENDED: "Vorberatung",
    Did.RATIFIED: "Entscheidung",
    Did.DECIDED: "Entscheidung",
}
WEIGHTS = tuple(ROLES)
DECIDES = frozenset({Did.DECIDED, Did.RATIFIED})
# What a body can only do with a proposal by consulting on it, even if nobody recorded in which meeting.
CONSULTS = frozenset({
    *ROLES, Did.PUT_ON_AGENDA, Did.DEFERRED, Did.REFERRED, Did.RETURNED, Did.CONSENTED, Did.OBJECTED, Did.WAIVED,
})  # fmt: skip
# What came of an item, without a further word for it.
RESULTS = frozenset({
    Did.TOOK_NOTE, Did.DEFERRED, Did.REFERRED, Did.RETURNED, Did.CONSENTED, Did.OBJECTED, Did.WAIVED, Did.RATIFIED, Did.WITHDRAWN,
})  # fmt: skip
# Outcomes that have a word in the catalogue; all others are words of rule and record.
OUTCOMES: Mapping[str, str] = {"adopted": "result.adopted", "rejected": "result.rejected", "void": "result.void"}


def sort_of(kind: str) -> str | None:
    """Return the type of organisation that a word for a kind names, also as its last part; None where none is certain."""
    return next((sort for word, sort in TYPES.items() if kind == word or kind.endswith(f"-{word}")), None)
