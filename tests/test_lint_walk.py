"""Walking through rules: every reference and everything that is counted is found, with the path that an author can follow."""

from __future__ import annotations

from builders import composition, decision, notice, power, quorum, sitting
from gremium.lint.walk import refs_of, tallies_of
from gremium.values.finding import dotted


def references(norm: object) -> list[tuple[str, str]]:
    """Return the references of a rule, each with the path of its keys."""
    return [(str(ref), dotted(path)) for ref, path in refs_of(norm)]


def counted(norm: object) -> list[tuple[str, str]]:
    """Return what a rule counts, each with the path of its keys."""
    return [(str(tally), dotted(path)) for tally, path in tallies_of(norm)]


def test_references_in_tables_have_their_keys() -> None:
    """A reference in a table of a rule is found at its key."""
    rule = quorum(
        fallback=[{"after": "second-call", "decides": "c", "hears": "d"}],
        presumed={"until": "challenge", "by": "e"},
    )
    assert references(rule) == [
        ("e", "presumed.by"),
        ("c", "fallback[0].decides"),
        ("d", "fallback[0].hears"),
    ]


def test_references_in_rules_about_meetings() -> None:
    """Whoever presides, objects, gets a notice or may do something is found; one alone stands without its list."""
    assert references(sitting(presides=["chair", "deputy-chair"], agenda={"with": "a"})) == [
        ("chair", "presides[0]"),
        ("deputy-chair", "presides[1]"),
        ("a", "agenda.with"),
    ]
    assert references(notice(to="chair", urgent={"confirmed_by": "a"})) == [("a", "urgent.confirmed_by"), ("chair", "to")]
    veto = decision(veto=[{"by": ["chair", "at least 3"], "to": "a"}])
    assert references(veto) == [("chair", "veto[0].by[0]"), ("a", "veto[0].to")]
    assert references(power(who=["chair", "at least 1/4 of members"], may="convene")) == [("chair", "who[0]")]


def test_what_is_counted_has_its_keys() -> None:
    """The base of a quota has the path of the quota; a table says both what is counted and how many."""
    rule = quorum(
        count="present members",
        need={"all": ["at least 3", "at least 1/3 of seats", {"count": "present staff", "is": "more than present guests"}]},
        conflict={"when": {"any": ["more than 1/2 of voting members", {"found": "x"}]}, "need": "at least 1/4 of members"},
    )
    assert counted(rule) == [
        ("present members", "count"),
        ("seats", "need.all[1]"),
        ("present staff", "need.all[2].count"),
        ("present guests", "need.all[2].is"),
        ("voting members", "conflict.when.any[0]"),
        ("members", "conflict.need"),
    ]
    assert counted(decision(need={"none": ["at least 1/2 of no"]}, concurrence=[{"of": "a", "need": "all of yes"}])) == [
        ("no", "need.none[0]"),
        ("yes", "concurrence[0].need"),
    ]
    assert counted(power(who="at least 1/4 of voting members")) == [("voting members", "who")]
    assert counted(composition(count="voting seats", is_=["at most 1/2 of seats", "at least 3"])) == [
        ("voting seats", "count"),
        ("seats", "is[0]"),
    ]


def test_a_rule_that_counts_nothing() -> None:
    """Times and words count nothing."""
    assert counted(notice(lead="8 days before meeting", says="agenda", cures="waiver")) == []
