"""Labels: the codes of the sentences that the templates use, by the part behind `html.`."""

from __future__ import annotations

LABELS = frozenset({
    "html.agenda", "html.all-meetings", "html.ambiguities", "html.as-of", "html.assumption", "html.assumptions",
    "html.bodies", "html.brought-up", "html.brought-up-by", "html.brought-up-of", "html.by-law", "html.carries",
    "html.clause", "html.clauses", "html.clock", "html.closed-days", "html.date", "html.day-hour", "html.earlier",
    "html.end-unknown", "html.ends-at", "html.excluded", "html.feed", "html.feed-all", "html.findings",
    "html.findings-elsewhere", "html.findings-facts", "html.findings-lead", "html.findings-link",
    "html.findings-no-more", "html.findings-none", "html.follows", "html.for-audience", "html.for-whom",
    "html.hidden-items", "html.inherited", "html.instead-of", "html.item-closed", "html.item-proposals",
    "html.item-subject", "html.joint", "html.kind", "html.lead", "html.left-out", "html.made-with", "html.meeting",
    "html.meetings", "html.meetings-next", "html.meetings-of", "html.meetings-past", "html.month-year", "html.name",
    "html.nav-findings", "html.nav-meetings", "html.nav-open", "html.nav-overview", "html.nav-page", "html.nav-people",
    "html.nav-proposals", "html.nav-site", "html.nav-sources", "html.next-meetings", "html.no-clause",
    "html.no-meetings", "html.no-next-meetings", "html.no-posts", "html.no-rules", "html.no-sources", "html.no-stages",
    "html.no-steps", "html.no-words", "html.nobody-known", "html.not-now", "html.not-said", "html.note",
    "html.nothing-open", "html.number", "html.office", "html.onward", "html.open-assumptions", "html.open-lead",
    "html.open-questions", "html.open-readings", "html.open-silences", "html.open-to", "html.open-unmodelled",
    "html.organisations", "html.other-bodies", "html.other-years", "html.part-of", "html.partial", "html.party-kind",
    "html.people", "html.people-title", "html.perhaps-in-force", "html.persons", "html.place", "html.post",
    "html.proposal-subject", "html.proposals", "html.publisher", "html.reading", "html.readings", "html.replaced-by",
    "html.resolution", "html.route", "html.route-begins", "html.route-ends", "html.route-of", "html.route-short",
    "html.route-strength", "html.route-subjects", "html.route-table", "html.routes", "html.rules", "html.rules-note",
    "html.rules-others", "html.seat-group", "html.silent", "html.silent-by-law", "html.silent-lead", "html.since",
    "html.since-day", "html.sits-in", "html.sits-nowhere", "html.skip", "html.source-date", "html.source-of",
    "html.source-rank", "html.source-seen", "html.source-url", "html.source-verified", "html.stage-who-unsaid",
    "html.standing", "html.standing-unsaid", "html.state", "html.step-body", "html.step-day", "html.step-did",
    "html.step-outcome", "html.steps", "html.subjects", "html.substitute", "html.substitute-of", "html.substitute-rank",
    "html.terms", "html.through", "html.title", "html.uncertain", "html.unknown", "html.unmodelled", "html.unnamed",
    "html.unread", "html.until", "html.until-day", "html.vacant", "html.version", "html.weekday-date", "html.who-sits",
    "html.withheld", "html.withheld-one",
})  # fmt: skip
