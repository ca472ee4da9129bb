"""Aspects: how the rules of a rule word merge, each field on its own."""

from __future__ import annotations

from datetime import date

from builders import body, election, kind, row, scope, term
from gremium.evaluate.aspects import aspects_of, merged, ruled_by_post
from gremium.evaluate.scope import Scope
from gremium.model.provision import Binding
from gremium.norms.election import Election
from gremium.norms.term import Holdover, Term
from gremium.values.days import parse_length

AT = date(2024, 6, 1)


def said(where: Scope, position: str | None = None) -> dict[str, str]:
    """Return what the rules about terms say together of the body "x", each aspect with the citation of its rule."""
    found = merged(where, where.locate("x"), Term, AT, position)
    return {name: f"{aspect.value} ({aspect.rule.cites[0]})" for name, aspect in found.items() if aspect.certain}


def test_a_local_rule_replaces_one_aspect_and_leaves_the_rest() -> None:
    """Every aspect keeps the rule and the citation of its own."""
    law = kind("committee", row(term(length="5 years", ends_with="handover"), "statute", binding=Binding.DEFAULT))
    where = scope(body("x", row(term(length="2 years"), "bylaw")), kinds=(law,))
    assert said(where) == {"length": "2 years (bylaw)", "ends_with": "handover (statute)"}


def test_what_nobody_says_is_no_aspect() -> None:
    """A rule that says nothing about an aspect does not compete for it; without rules there are none."""
    assert said(scope(body("x", row(term(length="2 years"), "bylaw"), row(term(holdover="none"), "page")))) == {
        "length": "2 years (bylaw)",
        "holdover": f"{Holdover.NONE} (page)",
    }
    assert said(scope(body("x"))) == {}
    assert "for_seat" not in aspects_of(Term)


def test_the_rule_that_names_the_seats_goes_before_one_that_names_none() -> None:
    """For a position those count that name it, then those that name none; those that name others are left out."""
    rules = (
        row(term(length="2 years", ends_with="handover"), "bylaw § 1"),
        row(term(length="1 year", for_seat=["m", "n"]), "bylaw § 2"),
        row(term(length="3 years", for_seat="o"), "bylaw § 3"),
    )
    for ordered in (rules, rules[::-1]):
        where = scope(body("x", *ordered))
        rest = {"ends_with": "handover (bylaw § 1)"}
        assert said(where) == said(where, "p") == {"length": "2 years (bylaw § 1)", **rest}
        assert said(where, "m") == said(where, "n") == {"length": "1 year (bylaw § 2)", **rest}
        assert said(where, "o") == {"length": "3 years (bylaw § 3)", **rest}


def test_the_body_goes_before_its_kind_even_where_the_kind_names_the_seats() -> None:
    """Nearness to the body decides first, then whether the seats are named."""
    law = kind("committee", row(term(length="5 years", for_seat="m"), "bylaw § 9"))
    where = scope(body("x", row(term(length="2 years"), "bylaw § 1")), kinds=(law,))
    assert said(where, "m") == {"length": "2 years (bylaw § 1)"}


def test_an_aspect_on_which_rules_contradict_each_other_is_open() -> None:
    """Two rules of one rank that say different things leave their aspect open, not the others."""
    rules = row(term(length="2 years", holdover="none"), "bylaw § 1"), row(term(length="3 years", holdover="none"), "bylaw § 2")
    where = scope(body("x", *rules))
    found = merged(where, where.locate("x"), Term, AT)
    assert not found["length"].certain
    assert {rule.norm.length for rule in found["length"].row.rules} == {parse_length("2 years"), parse_length("3 years")}
    assert found["holdover"].certain


def test_what_is_told_of_some_posts_has_the_rules_that_name_further_ones_too() -> None:
    """A rule about chair and deputy is told where a rule about the chair alone is, and not the other way round."""
    rules = (
        row(election(tie="lot"), "bylaw § 1"),
        row(election(of=["chair", "deputy-chair"], votes_each=1), "bylaw § 2"),
        row(election(of="chair", several="together"), "bylaw § 3"),
    )
    for ordered in (rules, rules[::-1]):
        where = scope(body("x", *ordered))
        told = ruled_by_post(where, where.locate("x"), Election, AT).value
        assert told is not None
        assert {one.of: [aspect.name for aspect in one.aspects] for one in told} == {
            (): ["tie"],
            ("chair",): ["votes_each", "tie", "several"],
            ("chair", "deputy-chair"): ["votes_each", "tie"],
        }
