"""Checks of charters that no example needs: references of every shape, and words that speak to each other."""

from __future__ import annotations

import pytest
from attrs import evolve

from builders import body, cadence, charter, group, kind, row
from gremium.evaluate.scope import Scope
from gremium.lint.charter import lint
from gremium.model.body import Body
from gremium.model.charter import Charter
from gremium.model.provision import parse_reading
from gremium.model.source import Ambiguity
from gremium.plugins.words import WORDS
from gremium.values.finding import dotted
from gremium.values.phrases import MOST_COMPARED, closest
from gremium.values.ref import parse_ref
from gremium.values.text import Text

CITED = "rules § 1"


def found(*bodies: Body, **more: object) -> list[tuple[str, str]]:
    """Return what is wrong with a charter of these bodies, as (code, path)."""
    neighbours = more.pop("neighbours", ())
    scope = Scope(charter=charter(*bodies, **more), neighbours=neighbours)  # type: ignore[arg-type]
    return [(one.code, dotted(one.place.path)) for one in lint(scope, WORDS)]


def seat(holder: str) -> Body:
    return body("group", group("one", CITED, holder=holder))


OTHER = Charter(id="other", kind="county", bodies=(body("council"),))


@pytest.mark.parametrize(
    ("holder", "code"),
    [
        ("chair@each", "each-without-list"),
        ("chair@self", None),
        ("chair@*/council", None),
        ("unstated@council", None),
        ("unstated", None),
        ("chair@other/council", None),
        ("chair@other/nobody", "dangling-reference"),
        ("chair@elsewhere/council", "unloaded-jurisdiction"),
        ("*committee", "dangling-reference"),
        ("council", "dangling-reference"),
        ("treasurer", "dangling-reference"),
        ("one", "ex-officio-cycle"),
        ("speaker@*field", None),
        ("lead@*field", None),
        ("nobody@*field", "dangling-reference"),
        ("chair@*nothing", "dangling-reference"),
        ("chair@other/*council", "dangling-reference"),
        ("mayor@council", "dangling-reference"),
    ],
)
def test_each_shape_of_reference_is_checked(holder: str, code: str | None) -> None:
    """A position has to be one that its body, or every body of its kind, has; what is open is no fault."""
    fields = kind("field", group("lead", CITED), positions=("speaker",))
    others = (body("council"), body("committee"), seat(holder))
    expected = [] if code is None else [code]
    assert [one for one, _ in found(*others, kinds=(fields,), neighbours=(OTHER,))] == expected


def test_a_kind_that_is_declared_nowhere_but_used_by_a_neighbour_has_the_predeclared_positions() -> None:
    """A kind without bodies and without an entry has a chair, too."""
    assert found(body("council"), seat("chair@*committee"), body("x", kind="committee")) == []


def test_a_whole_team_has_to_exist_and_may_not_contain_itself() -> None:
    """`whole` leads to a body; two teams that take part in each other are a circle."""
    assert found(body("a", group("all-of-b", CITED, whole="b"))) == [("dangling-reference", "bodies.a.seats[0].whole")]
    circle = (body("a", group("team", CITED, whole="b")), body("b", group("team", CITED, whole="a")))
    assert [code for code, _ in found(*circle)] == ["ex-officio-cycle"]


def test_a_whole_team_has_no_number_of_its_own() -> None:
    """How many sit in a team its own rules say."""
    assert found(body("a", group("team", CITED, whole="b", seats=3)), body("b")) == [("bad-filling", "bodies.a.seats[0].seats")]


def test_a_kind_is_part_of_something_that_exists_and_a_sub_kind_of_a_declared_one() -> None:
    """`part_of` and `of` of a kind are checked like those of a body."""
    kinds = (kind("a", part_of=parse_ref("nowhere")), kind("b", of="nothing"))
    assert found(kinds=kinds) == [("dangling-reference", "kinds.a.part_of"), ("dangling-reference", "kinds.b.of")]
    assert found(body("council"), kinds=(kind("a", part_of=parse_ref("council")), kind("b", of="a"))) == []


def test_a_body_carries_only_positions_that_its_predecessor_had() -> None:
    """What the body before it did not have cannot go on."""
    heir = body("new", succeeds="old", carries=("chair", "mayor"))
    assert found(body("old"), heir) == [("dangling-reference", "bodies.new.carries[1]")]


def test_a_rule_under_an_ambiguity_that_nobody_declared_is_told() -> None:
    """The reading names a question that the charter does not ask."""
    rule = row(cadence(times=2, per="year"), CITED, reading=(parse_reading("cycle:annual"),))
    assert found(body("club", rule)) == [("unknown-reading", "bodies.club.cadence[0].reading")]


def test_rules_under_readings_that_exclude_each_other_give_no_seat_twice() -> None:
    """Under each reading the office gives one seat."""
    ambiguity = Ambiguity(
        id="who", question=Text.of({"de": "Wer?"}), readings=(("a", Text.of({"de": "a"})), ("b", Text.of({"de": "b"})))
    )
    rows = [
        evolve(group(f"seat-{name}", CITED, holder="chair@council"), reading=(parse_reading(f"who:{name}"),))
        for name in ("a", "b")
    ]
    assert found(body("council"), body("group", *rows), ambiguities=(ambiguity,)) == []
    both = [evolve(rows[0], reading=(parse_reading("who:a,b"),)), rows[1]]
    assert [code for code, _ in found(body("council"), body("group", *both), ambiguities=(ambiguity,))] == ["seat-twice"]


def test_a_rhythm_that_says_nothing_is_incomplete() -> None:
    """A row with nothing but the sort of meeting sets no rule."""
    assert found(body("club", row(cadence(meetings="annual"), CITED))) == [("cadence-incomplete", "bodies.club.cadence[0]")]
    assert found(body("club", row(cadence(per="year"), CITED))) == [("cadence-incomplete", "bodies.club.cadence[0]")]


def test_of_very_many_words_the_near_one_is_found_among_those_that_begin_alike() -> None:
    """A misspelt id of a large jurisdiction gets its hint without comparing everything."""
    many = [f"body-{number}" for number in range(MOST_COMPARED)] + ["council"]
    assert closest("counsil", many) == "council"
    assert closest("xouncil", many) is None


def test_a_seat_that_also_follows_an_office_outside_the_circle_still_lies_in_it() -> None:
    """One way out does not open a circle: the other office leads back."""
    circle = (
        body("a", group("x", CITED, holder=["elected@b", "y@c"])),
        body("b", group("elected", CITED)),
        body("c", group("y", CITED, holder="x@a")),
    )
    assert [code for code, _ in found(*circle)] == ["ex-officio-cycle"]
