"""What the objects of OParl (1.0 and 1.1) refer to, and by what a type is known where it is not named."""

from __future__ import annotations

import re
from collections.abc import Mapping

# How a property refers: by the address of one object or of several, by one object itself or several, by the address of a list.
URL, URLS, THING, THINGS, LIST = "url", "urls", "thing", "things", "list"
PLACES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "System": {"body": (LIST, "Body")},
    "Body": {
        "organization": (LIST, "Organization"), "person": (LIST, "Person"), "meeting": (LIST, "Meeting"),
        "paper": (LIST, "Paper"), "agendaItem": (LIST, "AgendaItem"), "consultation": (LIST, "Consultation"),
        "membership": (LIST, "Membership"),
        "file": (LIST, "File"), "locationList": (LIST, "Location"), "legislativeTermList": (LIST, "LegislativeTerm"),
        "legislativeTerm": (THINGS, "LegislativeTerm"), "location": (THING, "Location"),
    },
    "LegislativeTerm": {"body": (URL, "Body"), "gremium:organization": (URL, "Organization")},
    "Organization": {
        "body": (URL, "Body"), "membership": (URLS, "Membership"), "meeting": (LIST, "Meeting"),
        "consultation": (LIST, "Consultation"), "subOrganizationOf": (URL, "Organization"), "location": (THING, "Location"),
    },
    "Person": {
        "body": (URL, "Body"), "membership": (THINGS, "Membership"), "location": (URL, "Location"),
        "locationObject": (THING, "Location"),
    },
    "Membership": {"person": (URL, "Person"), "organization": (URL, "Organization"), "onBehalfOf": (URL, "Organization")},
    "Meeting": {
        "location": (THING, "Location"), "organization": (URLS, "Organization"), "participant": (URLS, "Person"),
        "agendaItem": (THINGS, "AgendaItem"), "invitation": (THING, "File"), "resultsProtocol": (THING, "File"),
        "verbatimProtocol": (THING, "File"), "auxiliaryFile": (THINGS, "File"),
    },
    "AgendaItem": {
        "meeting": (URL, "Meeting"), "consultation": (URL, "Consultation"), "resolutionFile": (THING, "File"),
        "auxiliaryFile": (THINGS, "File"),
    },
    "Paper": {
        "body": (URL, "Body"), "consultation": (THINGS, "Consultation"), "originatorPerson": (URLS, "Person"),
        "originatorOrganization": (URLS, "Organization"), "underDirectionOf": (URLS, "Organization"),
        "relatedPaper": (URLS, "Paper"), "superordinatedPaper": (URLS, "Paper"), "subordinatedPaper": (URLS, "Paper"),
        "mainFile": (THING, "File"), "auxiliaryFile": (THINGS, "File"), "location": (THINGS, "Location"),
    },
    "Consultation": {
        "paper": (URL, "Paper"), "agendaItem": (URL, "AgendaItem"), "meeting": (URL, "Meeting"),
        "organization": (URLS, "Organization"),
    },
    "File": {},
    "Location": {},
}  # fmt: skip
KINDS = tuple(PLACES)
TYPE = re.compile(r"https://schema\.oparl\.org/1\.[01]/(\w+)", re.ASCII)
# Keys that only one type has, the surest first, where the type itself is missing.
MARKS: tuple[tuple[str, frozenset[str]], ...] = (
    ("System", frozenset({"oparlVersion"})),
    ("File", frozenset({"accessUrl", "downloadUrl", "mimeType"})),
    ("Body", frozenset({"legislativeTerm", "legislativeTermList", "locationList", "ags", "rgs"})),
    ("Person", frozenset({"familyName", "givenName", "formOfAddress"})),
    ("Membership", frozenset({"votingRight", "onBehalfOf"})),
    ("Organization", frozenset({"organizationType", "subOrganizationOf", "externalBody"})),
    ("Consultation", frozenset({"authoritative"})),
    ("Paper", frozenset({"paperType", "originatorOrganization", "originatorPerson", "underDirectionOf", "mainFile"})),
    ("AgendaItem", frozenset({"order", "resolutionText"})),
    ("Meeting", frozenset({"meetingState", "cancelled", "participant", "invitation"})),
    ("Location", frozenset({"geojson", "streetAddress", "room", "postalCode"})),
)
# The words of addresses that name a type: /organization/5, /people/7.
WORDS: Mapping[str, str] = {
    **{kind.lower(): kind for kind in KINDS},
    **{f"{kind.lower()}s": kind for kind in KINDS},
    "bodies": "Body", "people": "Person", "agenda-item": "AgendaItem", "agenda-items": "AgendaItem",
    "legislative-term": "LegislativeTerm", "legislative-terms": "LegislativeTerm",
}  # fmt: skip
# Which lists hold what, by the property that names them.
LISTS: Mapping[str, str] = {
    key: kind for places in PLACES.values() for key, (form, kind) in places.items() if form == LIST
}  # fmt: skip
REQUIRED_LISTS = frozenset({("Body", "legislativeTerm")})
STAMPS = frozenset({"created", "modified"})
# Objects that are parts of the one in which they stand.
OWNED = frozenset({"agendaItem", "consultation", "membership"})

# What a charter or a record takes of each type. Of persons that is their name alone.
TAKEN: Mapping[str, frozenset[str]] = {
    "Body": frozenset({
        "name", "shortName", "classification", "ags", "organization", "person", "meeting", "paper", "agendaItem", "consultation",
        "membership", "file", "locationList", "legislativeTermList", "legislativeTerm",
    }),
    "LegislativeTerm": frozenset({"startDate", "endDate", "body", "gremium:organization"}),
    "Organization": frozenset({
        "name", "organizationType", "classification", "startDate", "endDate", "body", "membership", "meeting", "consultation",
        "subOrganizationOf",
    }),
    "Person": frozenset({"name", "membership", "body"}),
    "Membership": frozenset({"role", "votingRight", "startDate", "endDate", "person", "organization", "onBehalfOf"}),
    "Meeting": frozenset({
        "name", "meetingState", "cancelled", "start", "end", "location", "organization", "agendaItem", "participant",
        "gremium:day",
    }),
    "AgendaItem": frozenset({"order", "name", "public", "start", "result", "meeting", "consultation"}),
    "Paper": frozenset({"name", "date", "paperType", "body", "consultation", "originatorPerson", "originatorOrganization"}),
    "Consultation": frozenset({"role", "paper", "agendaItem", "meeting", "organization"}),
    "Location": frozenset({
        "description", "room", "streetAddress", "postalCode", "locality", "bodies", "organizations", "persons", "meetings",
        "papers",
    }),
}  # fmt: skip
# What OParl has besides, which is told if it is left out; any other property is only counted.
LEFT: Mapping[str, frozenset[str]] = {
    "Body": frozenset({
        "location", "website", "licenseValidSince", "oparlSince", "rgs", "equivalent", "contactEmail", "contactName", "keyword",
    }),
    "LegislativeTerm": frozenset({"name", "keyword"}),
    "Organization": frozenset({"shortName", "post", "website", "location", "externalBody", "keyword"}),
    "Person": frozenset({
        "familyName", "givenName", "formOfAddress", "affix", "title", "gender", "phone", "email", "location", "locationObject",
        "status", "life", "lifeSource", "keyword",
    }),
    "Membership": frozenset({"keyword"}),
    "Meeting": frozenset({"invitation", "resultsProtocol", "verbatimProtocol", "auxiliaryFile", "keyword"}),
    "AgendaItem": frozenset({"number", "resolutionText", "resolutionFile", "auxiliaryFile", "end", "keyword"}),
    "Paper": frozenset({
        "reference", "relatedPaper", "superordinatedPaper", "subordinatedPaper", "mainFile", "auxiliaryFile", "location",
        "underDirectionOf", "keyword",
    }),
    "Consultation": frozenset({"authoritative", "keyword"}),
    "Location": frozenset({"geojson", "subLocality", "keyword"}),
}  # fmt: skip
TECHNICAL = frozenset({"created", "modified", "license", "web", "system"})
