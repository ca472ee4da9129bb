"""Precedence: which rule wins, aspect by aspect, between local rules and the law, and what both say together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import ambiguity, body, charter, kind, notice, quorum, row, scope, term
from gremium.evaluate import aspects as module
from gremium.evaluate.aspects import Aspect, merged, ruled, ways
from gremium.evaluate.effective import effective, rules, stretches
from gremium.evaluate.readings import under_readings, worlds
from gremium.evaluate.scope import Located, Scope, bodies_at
from gremium.model.charter import Charter, NamedDay, Subject
from gremium.model.provision import Binding, Provision, Strength, parse_binding, parse_reading
from gremium.norms.notice import Basis, Notice
from gremium.norms.power import Power
from gremium.norms.quorum import Quorum
from gremium.norms.term import Term
from gremium.values.actor import parse_action
from gremium.values.days import on, parse_day
from gremium.values.lead import UNSTATED_LEAD, Lead, parse_lead
from gremium.values.need import AllOf, AnyOf, Need, Unsaid, parse_need, print_need
from gremium.values.quota import Quota
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome

AT = date(2024, 6, 1)


def law(*kinds: object, id_: str = "land", **more: object) -> Charter:
    """Return a statute with these kinds."""
    return charter(id_=id_, kind="statute", kinds=kinds, **more)


def under(*laws: Charter, local: Iterable[Provision] = (), **more: object) -> Scope:
    """Return the scope of a town under these laws, with a body "x" of the kind "committee" that has these rules."""
    return scope(body("x", *local), laws=laws, **more)


def needs(need: object, cites: str = "rules", **more: object) -> Provision:
    """Return a rule about what a quorum needs."""
    return row(quorum(need=need), cites, **more)


def leads(lead: str, cites: str = "rules", **more: object) -> Provision:
    """Return a rule about the time of a notice."""
    return row(notice(lead=lead), cites, **more)


def found(where: Scope, norm: type = Quorum, at: date = AT, subject: str | None = None) -> dict[str, Aspect]:
    """Return what the rules of a word say together of the body "x"."""
    return merged(where, where.locate("x"), norm, at, subject=subject)


def need(where: Scope, **asked: Any) -> Aspect:
    """Return the aspect `need` of the quorum of the body "x"."""
    return found(where, **asked)["need"]


def lead(where: Scope) -> Aspect:
    """Return the aspect `lead` of the notice of the body "x"."""
    return found(where, Notice)["lead"]


def codes(aspect: Aspect) -> list[str]:
    """Return the codes of what is wrong about an aspect."""
    return [one.code for one in aspect.row.findings]


def told(aspect: Aspect) -> tuple[object, bool, list[str]]:
    """Return what an aspect says, whether that is certain, and what is wrong."""
    value = aspect.value
    return (str(value) if isinstance(value, Lead) else print_need(value), aspect.certain, codes(aspect))


COMMITTEE = "committee"
FIXED, FLOOR, CEILING, DEFAULT, DELEGATED = Binding


# ── where a rule stands ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_law_holds_for_bodies_of_its_kinds() -> None:
    """A charter without any rule has those of the law; their paths begin with the law, and they rank by the law's own sources."""
    where = under(law(kind(COMMITTEE, needs("at least 3", "statute § 5"))))
    (rule,) = need(where).rules
    assert (rule.where, rule.rank.name, [str(cite) for cite in need(where).cites]) == (
        "land.kinds.committee.quorum[0]", "STATUTE", ["statute § 5"],
    )  # fmt: skip
    assert told(need(where)) == ("at least 3", True, [])
    other = scope(body("x", kind="office"), laws=(law(kind(COMMITTEE, needs("at least 3", "statute"))),))
    assert found(other) == {}


def test_a_chain_of_kinds_leads_from_the_charter_into_the_law() -> None:
    """A kind of the town is a sub-kind of one that only the law declares, and that of another one."""
    where = scope(
        body("x", kind="social-committee"),
        kinds=(kind("social-committee", row(quorum(count="present members"), "rules"), of=COMMITTEE),),
        laws=(
            law(
                kind(COMMITTEE, needs("at least 3", "statute"), of="organ"),
                kind("organ", leads("3 days before meeting", "statute")),
            ),
        ),
    )
    assert {name: aspect.rule.where for name, aspect in found(where).items()} == {
        "count": "kinds.social-committee.quorum[0]",
        "need": "land.kinds.committee.quorum[0]",
    }
    assert lead(where).rule.where == "land.kinds.organ.notice[0]"
    assert [one.id for one in where.charter.of_kind("organ")] == ["x"]


def test_charter_and_law_may_both_go_on_from_a_kind() -> None:
    """If both declare a kind, and each has it under another one, the rules of both of those hold."""
    where = scope(
        body("x"),
        kinds=(kind(COMMITTEE, of="town-organ"), kind("town-organ", row(quorum(count="present members"), "rules"))),
        laws=(law(kind(COMMITTEE, of="organ"), kind("organ", needs("at least 3", "statute"), of=COMMITTEE)),),
    )
    assert sorted(found(where)) == ["count", "need"]
    assert where.charter.kind_steps(COMMITTEE) == {COMMITTEE: 0, "town-organ": 1, "organ": 1}
    assert where.charter.kind_steps("unheard-of") == {"unheard-of": 0}


def test_the_own_kinds_are_nearer_than_those_of_a_law() -> None:
    """Of rules of one rank that of the body wins, then those of the charter's own kinds, however far above, then the law's."""
    own = (kind(COMMITTEE, of="organ"), kind("organ", needs("at least 2", "statute § 2")))
    near, far = needs("at least 3", "statute § 3"), needs("at least 4", "statute § 4")
    laws = (law(kind(COMMITTEE, near, of="organ"), kind("organ", far)),)
    assert told(need(scope(body("x"), kinds=own, laws=laws))) == ("at least 2", True, [])
    assert told(need(scope(body("x"), laws=laws))) == ("at least 3", True, [])
    assert told(need(scope(body("x", needs("at least 1", "statute § 1")), kinds=own, laws=laws))) == ("at least 1", True, [])


def test_two_laws_about_one_kind_may_contradict_each_other() -> None:
    """The order in which a charter names its statutes decides nothing."""
    one = law(kind(COMMITTEE, needs("at least 3", "statute § 3")), id_="one")
    other = law(kind(COMMITTEE, needs("at least 4", "statute § 4")), id_="other")
    for laws in ((one, other), (other, one)):
        aspect = need(under(*laws))
        assert not aspect.certain
        assert codes(aspect) == ["contradiction"]
        assert sorted(print_need(way.norm.need) for way in aspect.row.ways) == ["at least 3", "at least 4"]


def test_a_body_of_a_neighbour_stands_under_the_laws_of_the_neighbour() -> None:
    """Two towns under one statute have its rules, each beside its own."""
    land = law(kind(COMMITTEE, needs("at least 3", "statute", binding=DEFAULT)))
    other = charter(body("y", needs("at least 5", "bylaw")), id_="other-town", laws=(land,))
    where = under(land, neighbours=(other,))
    there = Located(charter=other, body=other.bodies[0])
    assert print_need(merged(where, there, Quorum, AT)["need"].value) == "at least 5"
    assert print_need(need(where).value) == "at least 3"


def test_versions_of_a_law() -> None:
    """The version in force on the day decides; where nobody knows the day of the change exactly, either may hold in between."""
    old = needs("at least 3", "statute § 5", until="2025-07-15")
    new = needs("at least 4", "statute § 5 new", since="2025-07-16")
    where = under(law(kind(COMMITTEE, old, new)))
    assert [told(need(where, at=date(2025, 7, day)))[0] for day in (15, 16)] == ["at least 3", "at least 4"]
    ending, beginning = needs("at least 3", "statute § 5", until="2025-07"), needs("at least 4", "statute", since="2025-07")
    rough = under(law(kind(COMMITTEE, ending, beginning)))
    aspect = need(rough, at=date(2025, 7, 10))
    assert not aspect.certain
    assert {way["need"] and print_need(way["need"]) for way in ways({"need": aspect})} == {"at least 3", "at least 4", None}
    assert need(rough, at=date(2025, 6, 30)).certain
    assert need(rough, at=date(2025, 8, 1)).certain
    assert len(stretches(where, where.locate("x"), Quorum, date(2025, 1, 1), date(2025, 12, 31))) == 2


def test_ambiguities_named_days_and_bodies_of_a_law() -> None:
    """A reading of the law forks the answer and is cited; its days are known, and its kinds lead to the bodies of the town."""
    doubt = ambiguity("counting", "every", "cast")
    rule = needs("at least 3", "statute", reading=(parse_reading("counting:every"),))
    where = under(law(kind(COMMITTEE, rule), ambiguities=(doubt,), dates=(NamedDay(id="polling", on=parse_day("2025-09-14")),)))
    there = where.locate("x")
    assert [(name, len(found)) for name, found in worlds(where, lambda chosen: rules(chosen, there, Quorum, AT))] == [
        ("counting:every", 1), ("counting:cast", 0),
    ]  # fmt: skip
    answer = under_readings(where, lambda chosen: ruled(chosen, there, Quorum, AT))
    (reason,) = answer.reasons
    assert (answer.outcome, answer.missing) == (Outcome.OPEN, ("ambiguities.counting",))
    assert [str(one) for one in reason.cites] == ["page"]
    assert str(where.named_day("polling")) == "2025-09-14"
    assert where.named_day("handover") is None
    assert [one.body.id for one in bodies_at(where, there, parse_ref(COMMITTEE))] == ["x"]
    assert bodies_at(where, there, parse_ref("council")) == ()
    lawless = under()
    assert bodies_at(lawless, lawless.locate("x"), parse_ref(COMMITTEE)) == ()


def test_an_answer_names_what_won_and_what_it_displaced() -> None:
    """Rules are told with their clauses, each with those before which it goes; an aspect knows who decides which value."""
    land = law(kind(COMMITTEE, needs("at least 3", "statute § 5")))
    where = under(land, local=[row(quorum(need="at least 2", checked="opening"), "bylaw § 1")])
    law_, bylaw = sorted(ruled(where, where.locate("x"), Quorum, AT).reasons, key=lambda one: one.provision, reverse=True)
    assert ([str(cite) for cite in law_.cites], law_.provision) == (["statute § 5"], "land.kinds.committee.quorum[0]")
    (before,) = law_.because
    assert (before.said.code, dict(before.said.params)) == ("reason.goes-before", {"rule": "bodies.x.quorum[0]"})
    assert [str(cite) for cite in before.cites] == ["bylaw § 1"]
    assert (bylaw.provision, bylaw.because) == ("bodies.x.quorum[0]", ())
    both = need(under(local=[needs("at least 1", "rules § 1"), needs("at least 2", "rules § 2")]))
    assert [str(both.deciding(parse_need(f"at least {n}"))[0].cites[0]) for n in (1, 2)] == ["rules § 1", "rules § 2"]
    assert len(both.deciding(None)) == 2


# ── what the binding of the law allows ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("binding", "local", "expected"),
    [
        (FIXED, "at least 5", ("at least 3", True, ["binding-violated"])),
        (FIXED, "at least 3", ("at least 3", True, [])),
        (DEFAULT, "at least 5", ("at least 5", True, [])),
        (DELEGATED, "at least 5", ("at least 5", True, [])),
        (FLOOR, "at least 5", ({"all": ["at least 3", "at least 5"]}, True, [])),
        (FLOOR, "at least 3", ("at least 3", True, [])),
        (CEILING, "at least 5", ({"any": ["at least 3", "at least 5"]}, True, [])),
        (FLOOR, "unstated", ({"all": ["at least 3", "unstated"]}, True, [])),
        # no table in a table of its kind, nothing twice; what the higher rank needs comes first
        (FLOOR, {"all": ["at least 5", "at least 3"]}, ({"all": ["at least 3", "at least 5"]}, True, [])),
        (FLOOR, {"any": ["exactly 5", "exactly 7"]}, ({"all": ["at least 3", {"any": ["exactly 5", "exactly 7"]}]}, True, [])),
        (CEILING, {"any": ["at least 5", "at least 3"]}, ({"any": ["at least 3", "at least 5"]}, True, [])),
    ],
)
def test_what_a_law_needs_and_what_the_town_needs(binding: Binding, local: object, expected: object) -> None:
    """A fixed law holds alone, a default gives way; under a floor all of it is needed, under a ceiling one of it is enough."""
    mine = needs(local, "bylaw § 1")
    aspect = need(under(law(kind(COMMITTEE, needs("at least 3", "statute § 5", binding=binding))), local=[mine]))
    assert told(aspect) == expected
    both = binding in (FLOOR, CEILING)
    assert [str(cite) for cite in aspect.cites] == (
        ["statute § 5", "bylaw § 1"] if both else ["statute § 5"] if binding is FIXED else ["bylaw § 1"]
    )
    assert [rule.where for rule in aspect.row.displaced] == (
        [] if both else ["bodies.x.quorum[0]"] if binding is FIXED else ["land.kinds.committee.quorum[0]"]
    )
    assert aspect.rule is aspect.rules[0]


def test_what_departs_from_a_law_is_told_with_both_clauses() -> None:
    """The finding stands at the local rule, names the law, and cites both."""
    aspect = need(under(law(kind(COMMITTEE, needs("at least 3", "statute § 5"))), local=[needs("at least 2", "bylaw § 1")]))
    (finding,) = aspect.row.findings
    assert finding.place.path == ("bodies", "x", "quorum", 0)
    assert dict(finding.params) == {"law": "land.kinds.committee.quorum[0]", "mine": "bylaw § 1", "theirs": "statute § 5"}


def test_three_ranks() -> None:
    """What a statute needs at least, a bylaw beside it and rules of procedure beside that: all of it is needed, highest first."""
    land = law(kind(COMMITTEE, needs("at least 3", "statute", binding=FLOOR)))
    low = needs("at least 2", "rules")
    assert told(need(under(land, local=[needs("at least 5", "bylaw", binding=FLOOR), low]))) == (
        {"all": ["at least 3", "at least 5", "at least 2"]}, True, [],
    )  # fmt: skip
    assert told(need(under(land, local=[needs("at least 5", "bylaw", binding=DEFAULT), low]))) == (
        {"all": ["at least 3", "at least 2"]}, True, [],
    )  # fmt: skip
    assert told(need(under(land, local=[needs("at least 5", "bylaw", binding=CEILING), low]))) == (
        {"all": ["at least 3", {"any": ["at least 5", "at least 2"]}]}, True, [],
    )  # fmt: skip
    assert told(need(under(land, local=[needs("at least 5", "bylaw"), low]))) == (
        {"all": ["at least 3", "at least 5"]}, True, ["binding-violated"],
    )  # fmt: skip
    fixed = law(kind(COMMITTEE, needs("at least 3", "statute")))
    assert told(need(under(fixed, local=[needs("at least 5", "bylaw", binding=FLOOR), low]))) == (
        "at least 3", True, ["binding-violated", "binding-violated"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("binding", "local", "value", "wrong"),
    [
        (FLOOR, "10 days before meeting", "10 days before meeting", None),
        (FLOOR, "7 days before meeting", "7 days before meeting", None),
        (FLOOR, "2 weeks before meeting", "2 weeks before meeting", None),
        (FLOOR, "3 days before meeting", "7 days before meeting", "binding-violated"),
        (FLOOR, "24 hours before meeting", "7 days before meeting", "binding-violated"),
        (CEILING, "3 days before meeting", "3 days before meeting", None),
        (CEILING, "10 days before meeting", "7 days before meeting", "binding-violated"),
    ],
)
def test_times_under_a_floor_or_a_ceiling(binding: Binding, local: str, value: str, wrong: str | None) -> None:
    """Under a floor a time stands that is certainly not shorter, under a ceiling one that is certainly not longer."""
    land = law(kind(COMMITTEE, leads("7 days before meeting", "statute", binding=binding)))
    assert told(lead(under(land, local=[leads(local)]))) == (value, True, [wrong] if wrong else [])


@pytest.mark.parametrize("local", ["5 working days before meeting", "about 7 days before meeting", "unstated"])
@pytest.mark.parametrize("binding", [FLOOR, CEILING])
def test_times_that_nobody_can_compare(binding: Binding, local: str) -> None:
    """Where nobody can tell which of two times is longer, either may stand, and that is said with both clauses."""
    land = law(kind(COMMITTEE, leads("7 days before meeting", "statute § 7", binding=binding)))
    aspect = lead(under(land, local=[leads(local, "rules § 1")]))
    assert told(aspect) == (local, False, ["binding-unclear"])
    assert [str(way["lead"]) for way in ways({"lead": aspect})] == [local, "7 days before meeting"]
    assert dict(aspect.row.findings[0].params) == {
        "law": "land.kinds.committee.notice[0]", "mine": "rules § 1", "theirs": "statute § 7",
    }  # fmt: skip


def test_a_time_that_nobody_can_compare_under_a_second_law() -> None:
    """What a higher law fixes holds, whatever was unclear below it; both that depart from it are told."""
    land = law(kind(COMMITTEE, leads("2 weeks before meeting", "statute")))
    local = [leads("7 days before meeting", "bylaw", binding=FLOOR), leads("5 working days before meeting")]
    aspect = lead(under(land, local=local))
    assert told(aspect) == ("2 weeks before meeting", True, ["binding-violated", "binding-violated"])
    default = law(kind(COMMITTEE, leads("2 weeks before meeting", "statute", binding=DEFAULT)))
    assert told(lead(under(default, local=local))) == ("5 working days before meeting", False, ["binding-unclear"])


def test_of_all_else_only_what_narrows_stands_under_a_floor() -> None:
    """Whether arrival or dispatch counts is no more or less: under a floor the local rule has to say the same."""
    land = law(kind(COMMITTEE, row(notice(basis="receipt"), "statute", binding=FLOOR)))
    for basis, wrong in (("dispatch", ["binding-violated"]), ("receipt", [])):
        aspect = found(under(land, local=[row(notice(basis=basis), "rules")]), Notice)["basis"]
        assert (aspect.value, aspect.certain, codes(aspect)) == (Basis.RECEIPT, True, wrong)
    limit = law(kind(COMMITTEE, row(term(length="5 years"), "statute", binding=CEILING)))
    assert str(found(under(limit, local=[row(term(length="6 years"), "rules")]), Term)["length"].value) == "6 years"


# ── bindings by aspect ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_aspect_has_its_own_binding() -> None:
    """A law leaves the time to the town and fixes the rest: the town's time holds, and its other basis departs."""
    rule = row(notice(lead="unstated", basis="receipt"), "statute § 7", binding=parse_binding({"lead": "delegated"}))
    land = law(kind(COMMITTEE, rule))
    parts = found(under(land, local=[row(notice(lead="7 days before meeting", basis="dispatch"), "rules")]), Notice)
    assert told(parts["lead"]) == ("7 days before meeting", True, [])
    assert (parts["basis"].value, codes(parts["basis"])) == (Basis.RECEIPT, ["binding-violated"])
    assert str(parts["basis"].rule.provision.binding) == "Binding.FIXED"
    assert [rule.provision.strength for rule in parts["lead"].rules] == [Strength.MUST]


@pytest.mark.parametrize("said", [{"lead": "unstated", "basis": "receipt"}, {"basis": "receipt"}])
def test_what_is_delegated_and_not_said_is_open(said: dict[str, object]) -> None:
    """Whether the law says "unstated" or nothing at all: the town has to say it, and silence is open and a finding."""
    land = law(kind(COMMITTEE, row(notice(**said), "statute § 7", binding=parse_binding({"lead": "delegated"}))))
    where = under(land)
    aspect = lead(where)
    value = UNSTATED_LEAD if "lead" in said else None
    assert (aspect.value, aspect.certain, codes(aspect)) == (value, False, ["delegated-unsaid"])
    assert dict(aspect.row.findings[0].params) == {"slot": "lead", "mine": "statute § 7"}
    answer = ruled(where, where.locate("x"), Notice, AT)
    assert (answer.outcome, answer.missing) == (Outcome.OPEN, ("x.notice.lead",))
    assert [way["lead"] for way in ways(found(where, Notice))] == [value]
    said_after_all = lead(under(land, local=[leads("7 days before meeting")]))
    assert told(said_after_all) == ("7 days before meeting", True, [])
    practice = lead(under(land, local=[leads("7 days before meeting", strength=Strength.DOES)]))
    assert (practice.certain, codes(practice)) == (False, ["practice-differs", "delegated-unsaid"])


@pytest.mark.parametrize("binding", [FIXED, FLOOR, CEILING])
def test_a_town_that_delegates_what_the_law_says_changes_nothing(binding: Binding) -> None:
    """A bylaw that leaves the time to lower rules, which do not say it, leaves the law as it is."""
    land = law(kind(COMMITTEE, leads("7 days before meeting", "statute", binding=binding)))
    pass_on = row(notice(basis="receipt"), "bylaw", binding=parse_binding({"lead": "delegated"}))
    assert told(lead(under(land, local=[pass_on]))) == ("7 days before meeting", True, [])


def test_a_floor_that_is_delegated_further() -> None:
    """A bylaw that needs more than the law, and leaves the rest to rules of procedure, is open until these say it."""
    land = law(kind(COMMITTEE, needs("at least 3", "statute", binding=FLOOR)))
    further = needs("unstated", "bylaw", binding=DELEGATED)
    assert told(need(under(land, local=[further]))) == ({"all": ["at least 3", "unstated"]}, False, ["delegated-unsaid"])
    assert told(need(under(land, local=[further, needs("at least 4")]))) == ({"all": ["at least 3", "at least 4"]}, True, [])


def test_lists_that_add_up_are_delegated_by_name() -> None:
    """Lists of which one rule adds to the other can be left to the town, too."""
    land = law(kind(COMMITTEE, row(term(length="5 years"), "statute", binding=parse_binding({"limits": "delegated"}))))
    aspect = found(under(land), Term)["limits"]
    assert (aspect.value, aspect.certain, codes(aspect)) == ((), False, ["delegated-unsaid"])
    local = found(under(land, local=[row(term(limits=[{"terms": 2}]), "rules")]), Term)["limits"]
    assert (len(local.value), local.certain, codes(local)) == (1, True, [])


# ── practice, replacement, subjects ──────────────────────────────────────────────────────────────────────────────────


def test_practice_beside_rules_that_hold_together() -> None:
    """What is done is held against what is needed; a practice that is one of the needs does not differ."""
    land = law(kind(COMMITTEE, needs("at least 3", "statute", binding=FLOOR)))

    def practice(done: object) -> tuple[object, bool, list[str]]:
        local = [needs("at least 5", "bylaw"), needs(done, "page", strength=Strength.DOES)]
        return told(need(under(land, local=local)))

    both = {"all": ["at least 3", "at least 5"]}
    assert practice("at least 5") == practice(both) == (both, True, [])
    assert practice("at least 9") == (both, True, ["practice-differs"])


def test_what_replaces_a_rule_goes_before_it_only() -> None:
    """`instead_of` decides between rules of one rank where the row that it names competes; for others it counts nothing."""
    named = needs("at least 2", "rules § 1", id="old", since="2022-01-01")
    later = needs("at least 3", "rules § 2", since="2023-01-01")
    stead = needs("at least 4", "rules § 3", instead_of="old", since="2020-01-01")
    assert told(need(under(local=[named, stead]))) == ("at least 4", True, [])
    assert told(need(under(local=[later, stead]))) == ("at least 3", True, [])


TOPICS = (Subject(id="money"), Subject(id="budget", of="money"))


def test_the_nearer_subject_goes_first() -> None:
    """A rule for a matter goes before one for that of which it is a part, and this before one for all matters."""
    mine = [needs("at least 1"), needs("at least 2", for_=("money",)), needs("at least 3", for_=("budget",))]
    for local in (mine, mine[::-1]):
        where = under(local=local, subjects=TOPICS)
        assert [print_need(need(where, subject=one).value) for one in (None, "budget", "money", "else")] == [
            "at least 1", "at least 3", "at least 2", "at least 1",
        ]  # fmt: skip
    general = kind(COMMITTEE, needs("at least 9", "rules", for_=("budget",)))
    assert print_need(need(under(local=mine[:1], kinds=(general,), subjects=TOPICS), subject="budget").value) == "at least 1"


def test_matters_of_a_law() -> None:
    """A charter knows the matters of the laws under which it stands; its own entry of the same name goes before."""
    land = law(kind(COMMITTEE, needs("at least 3", "statute", for_=("money",))), subjects=TOPICS)
    assert need(under(land), subject="budget").certain
    assert found(under(land)) == {}
    assert under(land, subjects=(Subject(id="budget"),)).charter.subject_path("budget") == ("budget",)


def test_a_general_local_rule_gives_way_to_a_special_law() -> None:
    """A law for one matter is no contradiction to a local rule for all; one to a local rule for this very matter."""
    land = law(kind(COMMITTEE, needs("at least 3", "statute", for_=("budget",))), subjects=TOPICS)
    general, special = needs("at least 2"), needs("at least 2", for_=("budget",))
    assert told(need(under(land, local=[general]), subject="budget")) == ("at least 3", True, [])
    assert told(need(under(land, local=[general]))) == ("at least 2", True, [])
    assert told(need(under(land, local=[special]), subject="budget")) == ("at least 3", True, ["binding-violated"])
    wide = under(law(kind(COMMITTEE, needs("at least 3", "statute"))), local=[special], subjects=TOPICS)
    assert told(need(wide, subject="budget")) == ("at least 3", True, ["binding-violated"])


def test_rows_for_different_matters_do_not_compete() -> None:
    """Without a matter all rows are listed, for a matter those that speak of it, and the more special one of a slot wins."""
    may = Power(may=(parse_action("vote"),)), Power(may=(parse_action("speak"),))
    where = under(local=[row(may[0], "rules § 1", id="a"), row(may[1], "rules § 2", id="a", for_=("money",))], subjects=TOPICS)

    def rows(subject: str | None) -> list[object]:
        return [(one.norm, one.certain) for one in effective(where, where.locate("x"), Power, AT, subject)]

    assert rows(None) == [(may[0], True), (may[1], True)]
    assert rows("budget") == [(may[1], True)]
    assert rows("else") == [(may[0], True)]


# ── several laws, several ways ───────────────────────────────────────────────────────────────────────────────────────


def test_laws_that_contradict_each_other_above_a_local_rule() -> None:
    """If two laws of one rank are at odds, what stands of a local rule under each of them may hold, and the laws contradict."""
    one, other = needs("at least 3", "statute § 3", binding=FLOOR), needs("at least 4", "statute § 4", binding=FLOOR)
    local = [needs("at least 5")]
    aspect = need(under(law(kind(COMMITTEE, one, other)), local=local))
    assert [print_need(way.norm.need) for way in aspect.row.ways] == [
        {"all": ["at least 3", "at least 5"]}, {"all": ["at least 4", "at least 5"]},
    ]  # fmt: skip
    assert (aspect.certain, codes(aspect)) == (False, ["contradiction"])
    params = dict(aspect.row.findings[0].params)
    assert (params["mine"], params["theirs"]) == ("statute § 4", "statute § 3")
    freely = evolve(other, binding=DEFAULT)
    loose = need(under(law(kind(COMMITTEE, one, freely)), local=local))
    assert ([len(way.rules) for way in loose.row.ways], codes(loose)) == ([2, 1], ["contradiction"])
    firm = evolve(other, binding=FIXED)
    bound = need(under(law(kind(COMMITTEE, one, firm)), local=local))
    assert (len(bound.row.ways), codes(bound)) == (2, ["binding-violated", "contradiction"])
    same = needs("at least 3", "statute § 9", binding=FLOOR)
    assert told(need(under(law(kind(COMMITTEE, one, same)), local=local))) == ({"all": ["at least 3", "at least 5"]}, True, [])


def test_a_contradiction_that_makes_no_difference_is_none() -> None:
    """If what a higher law makes of both ways is the same, nothing is left to decide."""
    one = needs("at least 1", "bylaw § 1", binding=FLOOR)
    other = needs("at least 3", "bylaw § 2", binding=CEILING)
    land = law(kind(COMMITTEE, needs("at least 3", "statute", binding=CEILING)))
    assert told(need(under(land, local=[one, other, needs("at least 1", "page")]))) == (
        {"any": ["at least 3", "at least 1"]}, True, [],
    )  # fmt: skip


def test_what_rests_on_one_rule_stands_and_falls_together() -> None:
    """Of a rule that may be in force all aspects hold, or none of them: there are no ways in between."""
    sure = row(quorum(need="at least 3", count="present members"), "rules § 1", since="2020-01-01")
    perhaps = row(quorum(need="at least 4", count="present voting members"), "rules § 2", since="2024")
    said = [(print_need(way["need"]), str(way["count"])) for way in ways(found(under(local=[sure, perhaps])))]
    assert said == [("at least 3", "present members"), ("at least 4", "present voting members")]


def test_ways_in_which_nothing_holds() -> None:
    """A rule that is perhaps not in force leaves nothing of what only it says, and what is said beside it."""
    local = [row(quorum(need="at least 3", count="present members"), "rules § 1", until="2024"), needs("at least 2", "page")]
    local[1] = evolve(local[1], span=row(None, since="2020-01-01").span)
    said = [(print_need(way["need"]), way["count"] and str(way["count"])) for way in ways(found(under(local=local)))]
    assert said == [("at least 2", None), ("at least 3", "present members")]


def test_rules_that_say_the_same_leave_no_doubt_about_what_holds() -> None:
    """Which of two versions is in force may be unknown: if both say the same, what holds is certain."""
    local = [needs("at least 3", "rules § 1"), needs("at least 3", "rules § 2", since="2024")]
    aspect = need(under(local=local))
    assert (told(aspect), {rule.where for rule in aspect.rules}) == (
        ("at least 3", True, []), {"bodies.x.quorum[0]", "bodies.x.quorum[1]"},
    )  # fmt: skip


def test_beyond_what_anybody_compares_what_is_not_certain_is_unstated() -> None:
    """With more ways than are tried, one is added in which everything uncertain is unstated: no answer seems surer than it is."""
    many = [needs(f"at least {n}", f"rules § {n}") for n in range(1, module.MOST_WAYS + 2)]
    many += [row(quorum(count="present members", checked=when), f"rules {when}") for when in ("opening", "each-vote")]
    parts = found(under(local=many))
    listed = list(ways(parts))
    assert len(listed) == module.MOST_WAYS + 1
    assert (listed[-1]["need"], str(listed[-1]["checked"]), str(listed[-1]["count"])) == (
        Unsaid(), "Checked.UNSTATED", "present members",
    )  # fmt: skip
    assert all(way["need"] != Unsaid() for way in listed[:-1])
    doubtful = [row(quorum(need=f"at least {n}", failure="close"), f"rules § {n}", until="2024") for n in range(1, 8)]
    listed = list(ways(found(under(local=doubtful))))
    assert {way["need"] and print_need(way["need"]) for way in listed} == {*(f"at least {n}" for n in range(1, 8)), None}
    alike = [leads("1 day before meeting", f"rules § {n}", until="2024") for n in range(1, 8)]
    assert [way["lead"] for way in ways(found(under(local=alike), Notice))] == [parse_lead("1 day before meeting"), None]


def test_unstated_stands_for_each_sort_of_value() -> None:
    """What the source does not say is spelt for needs, times and words; for all else it is nothing."""
    assert module.unstated_like(parse_need("at least 3")) == Unsaid()
    assert module.unstated_like(parse_lead("3 days before meeting")) == UNSTATED_LEAD
    assert module.unstated_like(Basis.RECEIPT) is Basis.UNSTATED
    assert module.unstated_like(Binding.FIXED) is None
    assert module.unstated_like(3) is None


def test_an_answer_is_remembered_for_its_body_only() -> None:
    """Two bodies asked one after the other have their own rules, and an answer that is changed stays as it was."""
    where = under(local=[needs("at least 3")])
    first = found(where)
    first.clear()
    assert sorted(found(where)) == ["need"]
    for number in range(50):  # bodies that are gone again must not be mistaken for one another
        there = Located(charter=where.charter, body=body("y", needs(f"at least {number}")))
        assert print_need(merged(where, there, Quorum, AT)["need"].value) in (f"at least {number}", "any number")


# ── for all rules ────────────────────────────────────────────────────────────────────────────────────────────────────

NEEDS = st.sampled_from(("at least 1", "at least 2", "at least 3", "at most 3", "exactly 2"))
RANKS = ("page", "rules", "bylaw", "statute")
SURE = st.sampled_from((None, "2020-01-01", "2022-01-01"))
ROUGH = st.sampled_from((None, "2020-01-01", "2024"))


def drawn(
    bindings: Iterable[Binding] = Binding, ranks: Iterable[str] = RANKS, since: st.SearchStrategy[str | None] = SURE
) -> st.SearchStrategy[Provision]:
    """Return provisions about what a quorum needs, of these ranks and bindings, each with a citation of its own."""
    return st.builds(
        lambda need, rank, place, since, binding, subject, stead: needs(
            need,
            f"{rank} {place}",
            since=since,
            binding=binding,
            for_=subject,
            id=None if stead else "old",
            instead_of="old" if stead else None,
        ),
        NEEDS,
        st.sampled_from(tuple(ranks)),
        st.integers(1, 999),
        since,
        st.sampled_from(tuple(bindings)),
        st.sampled_from(((), (), ("money",), ("budget",))),
        st.booleans(),
    )


def lists(provisions: st.SearchStrategy[Provision], least: int = 0, most: int = 4) -> st.SearchStrategy[list[Provision]]:
    """Return lists of provisions that cite different places."""
    return st.lists(provisions, min_size=least, max_size=most, unique_by=lambda provision: provision.cites)


def town(mine: Iterable[Provision], own: Iterable[Provision], *laws: Iterable[Provision]) -> Scope:
    """Return a town whose body has these rules, its kind those, and the kinds of each law the rest."""
    lands = tuple(law(kind(COMMITTEE, *provisions), id_=f"land-{number}") for number, provisions in enumerate(laws))
    return under(*lands, local=mine, kinds=(kind(COMMITTEE, *own),), subjects=TOPICS)


def answer(where: Scope, subject: str | None = "budget") -> object:
    """Return what is said of the need, apart from the places in the files."""
    aspect = found(where, subject=subject).get("need")
    if aspect is None:
        return None
    said = [(print_need(way.norm.need), {rule.cites for rule in way.rules}) for way in aspect.row.ways]
    wrong = {(one.code, str([pair for pair in one.params if pair[0] in ("mine", "theirs")])) for one in aspect.row.findings}
    return (said, aspect.certain, {rule.cites for rule in aspect.row.displaced}, wrong)


EVERY = lists(drawn())


@given(st.tuples(EVERY, EVERY, EVERY, EVERY))
def test_there_is_one_answer_or_a_finding(levels: tuple[list[Provision], ...]) -> None:
    """Between rules that are in force for certain there is exactly one answer, or it is told why there is none."""
    for subject in (None, "money", "budget"):
        aspect = found(town(*levels), subject=subject).get("need")
        if aspect is not None:
            reasons = {"contradiction", "delegated-unsaid"} & set(codes(aspect))
            assert aspect.certain == (not reasons)
            assert len(aspect.row.ways) == 1 or "contradiction" in reasons
            holding = {rule.where for rule in (*aspect.rules, *aspect.row.displaced)}
            speaking = [one for level in levels for one in level if not one.for_ or set(one.for_) & set(_path(subject))]
            assert len(holding) == len(speaking)


def _path(subject: str | None) -> tuple[str, ...]:
    return {None: (), "money": ("money",), "budget": ("budget", "money")}[subject]


@given(EVERY, EVERY, EVERY, EVERY, st.data())
def test_no_order_decides(
    mine: list[Provision], own: list[Provision], one: list[Provision], other: list[Provision], data: Any
) -> None:
    """Neither the order of rules in a file nor that of the statutes that a charter names changes anything."""
    mixed = [data.draw(st.permutations(level)) for level in (mine, own, one, other)]
    first, second = town(mine, own, one, other), town(*mixed)
    swapped = evolve(second, charter=evolve(second.charter, laws=second.charter.laws[::-1]))
    assert answer(first) == answer(second)
    said, turned = answer(first), answer(swapped)
    if said is None or turned is None:
        assert said is turned
    else:
        assert sorted(map(str, said[0])) == sorted(map(str, turned[0]))
        assert said[1:3] == turned[1:3]


@given(lists(drawn(ranks=("page", "rules", "bylaw"))), lists(drawn(ranks=("page", "rules", "bylaw"))), NEEDS)
def test_nothing_of_lower_rank_changes_what_is_fixed(mine: list[Provision], own: list[Provision], fixed: str) -> None:
    """Whatever is added below a fixed rule, the rule holds as it stands; all that says something else of all matters is told."""
    aspect = need(town(mine, own, [needs(fixed, "statute")]))
    assert (print_need(aspect.value), aspect.certain, len(aspect.rules)) == (fixed, True, 1)
    departing = {one.cites for one in (*mine, *own) if not one.for_ and print_need(one.norm.need) != fixed}
    params = [dict(one.params) for one in aspect.row.findings if one.code == "binding-violated"]
    told_of = {one["mine"] for one in params if str(one["law"]).startswith("land-0.")}
    assert told_of == {"; ".join(map(str, cites)) for cites in departing}


def true_of(need: Need, number: int) -> bool:
    """Return whether a need is met by a number; written anew, without the library's own evaluation."""
    match need:
        case AllOf(parts):
            return all(true_of(part, number) for part in parts)
        case AnyOf(parts):
            return any(true_of(part, number) for part in parts)
        case Quota():
            word, _, bound = str(need).rpartition(" ")
            compare: dict[str, Callable[[int, int], bool]] = {
                "at least": int.__ge__, "at most": int.__le__, "exactly": int.__eq__,
            }  # fmt: skip
            return compare[word](number, int(bound))
    raise AssertionError(need)


@given(lists(drawn(ranks=("page", "rules", "bylaw"))), lists(drawn(ranks=("page", "rules", "bylaw"))), NEEDS)
def test_a_floor_never_loosens_and_a_ceiling_never_tightens(mine: list[Provision], own: list[Provision], bound: str) -> None:
    """Whatever is said below it: what a floor needs is needed, and what suffices under a ceiling suffices."""
    for binding in (FLOOR, CEILING):
        aspect = need(town(mine, own, [needs(bound, "statute", binding=binding)]), subject="budget")
        for way, number in product(aspect.row.ways, range(6)):
            effective_, law_ = true_of(way.norm.need, number), true_of(parse_need(bound), number)
            assert (effective_ <= law_) if binding is FLOOR else (law_ <= effective_)


LEADS = st.sampled_from((
    "3 days before meeting", "7 days before meeting", "1 week before meeting", "7 clear days before meeting",
    "5 working days before meeting", "48 hours before meeting", "about 7 days before meeting",
))  # fmt: skip


@given(st.lists(st.tuples(LEADS, st.sampled_from(("page", "rules", "bylaw")), st.sampled_from(Binding)), max_size=4), LEADS)
def test_a_time_under_a_floor_is_never_shorter(local: list[tuple[str, str, Binding]], bound: str) -> None:
    """A certain time is never shorter than the floor; where nobody can tell, the floor itself is among what may hold."""
    mine = [leads(said, f"{rank} {number}", binding=binding) for number, (said, rank, binding) in enumerate(local)]
    aspect = lead(under(law(kind(COMMITTEE, leads(bound, "statute", binding=FLOOR))), local=mine))
    floor = parse_lead(bound)
    values = [way.norm.lead for way in aspect.row.ways]
    assert all(value.within(floor) for value in values) or floor in values
    assert aspect.certain or {"binding-unclear", "contradiction", "delegated-unsaid"} & set(codes(aspect))


def oracle(contenders: list[tuple[int, tuple[object, ...], Provision]]) -> list[str]:
    """Return what holds, from the top down: who is strongest at the highest rank, unless all of them let lower ranks speak."""
    if not contenders:
        return []
    top = max(rank for rank, _, _ in contenders)
    level = [(strength, one) for rank, strength, one in contenders if rank == top]
    leaders = [one for strength, one in level if strength == max(s for s, _ in level)]
    below = [entry for entry in contenders if entry[0] != top]
    if below and all(one.binding in (DEFAULT, DELEGATED) for one in leaders):
        return oracle(below)
    return sorted({str(one.norm.need) for one in leaders})


MOSTLY = lists(drawn(bindings=(FIXED, DEFAULT, DELEGATED)))


@given(st.tuples(MOSTLY, MOSTLY, MOSTLY))
def test_the_winner_is_that_of_the_order_as_it_is_written_down(levels: tuple[list[Provision], ...]) -> None:
    """Rank and binding, what replaces, the nearer, the nearer subject, the later: told again from the top down."""
    named = {one.id for level in levels for one in level if one.id is not None}
    contenders = [
        (
            RANKS.index(one.cites[0].source),
            (
                one.instead_of in named,
                -distance,
                {(): 0, ("money",): 1, ("budget",): 2}[one.for_],
                one.span.since.sort_key if one.span.since else (date.min, date.min),
            ),
            one,
        )
        for distance, level in enumerate(levels)
        for one in level
    ]
    aspect = found(town(*levels), subject="budget").get("need")
    said = sorted({str(way.norm.need) for way in aspect.row.ways}) if aspect is not None else []
    assert said == oracle(contenders)


DOUBTFUL = lists(drawn(since=ROUGH), most=3)


@given(st.tuples(DOUBTFUL, DOUBTFUL, DOUBTFUL))
def test_what_may_hold_is_what_holds_in_some_possible_file(levels: tuple[list[Provision], ...]) -> None:
    """However rough days turn out, what then holds is one of the ways; and each way holds in some file, or nothing is certain."""
    parts = found(town(*levels), subject="budget")
    listed = [way["need"] for way in ways(parts)] if parts else [None]
    rough = [(n, i) for n, level in enumerate(levels) for i, one in enumerate(level) if one.span.since == parse_day("2024")]
    holding = []
    for present in product((True, False), repeat=len(rough)):
        # A rule that begins on some day of the year is later than all others, and as late as any other of that sort.
        begun = dict(zip(rough, present, strict=True))
        exact = [
            [
                evolve(one, span=evolve(one.span, since=on(date(2024, 1, 1)))) if (n, i) in begun else one
                for i, one in enumerate(level)
                if begun.get((n, i), True)
            ]
            for n, level in enumerate(levels)
        ]
        decided = found(town(*exact), subject="budget").get("need")
        holding += [None] if decided is None else [way.norm.need for way in decided.row.ways]
    if len(rough) <= module.MOST_DOUBTFUL and len(listed) <= module.MOST_WAYS:
        assert all(one in listed for one in holding)
        assert all(one in holding for one in listed)
    for number in range(6):  # beyond what anybody compares: what all ways agree on is so in every file
        agreed = {None if way is None else true_of(way, number) for way in listed if way != Unsaid()}
        assert len(agreed) > 1 or agreed == {None if one is None else true_of(one, number) for one in holding}


@given(st.tuples(EVERY, EVERY, EVERY))
def test_the_day_decides(levels: tuple[list[Provision], ...]) -> None:
    """What holds on a day does not depend on rules that are not in force on it."""
    tomorrow = row(None, "statute 1000", since=AT + timedelta(days=1))
    later = [evolve(one, span=tomorrow.span, cites=tomorrow.cites) for one in levels[0]]
    assert answer(town(*levels)) == answer(town([*levels[0], *later], *levels[1:]))
