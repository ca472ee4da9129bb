"""Conditions: whether what a rule asks of a person or an organisation is true, as far as the record tells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import body, charter, group, holds, kind, organisation, person, scope, size
from gremium.evaluate.condition import Subject, for_unit, met, positions, years
from gremium.evaluate.scope import Scope
from gremium.model.charter import NamedDay
from gremium.model.record import DayNamed, Event
from gremium.testing.values import dates
from gremium.values.condition import parse_condition
from gremium.values.days import parse_day
from gremium.values.ref import parse_ref
from gremium.values.verdict import Outcome

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN
AT = date(2024, 6, 1)
BODIES = (body("x", group("m", seats=3)), body("council", group("member", seats=9), positions=("mayor",)))


def asked(
    condition: dict[str, object], *events: Event, name: str = "ada", since: object = None, at: date = AT, **more: object
) -> tuple[Outcome, list[str]]:
    """Return what the condition is for a party, and the codes of the reasons."""
    facts = more.pop("facts", events)
    where = scope(*more.pop("bodies", BODIES), events=facts, **more)
    outcome, reasons = met(where, parse_condition(condition), subject(where, name, since, at))
    return outcome, [reason.said.code for reason in reasons]


def subject(where: Scope, name: str = "ada", since: object = None, at: date = AT) -> Subject:
    return Subject(name=name, here=where.locate("x"), at=at, since=None if since is None else parse_day(since))


# ── attributes, and the logic of three values ────────────────────────────────────────────────────────────────────────


def test_an_attribute_that_nobody_recorded_is_open() -> None:
    """What the record tells decides; what it does not tell is open, with no record as without an entry."""
    condition = {"with": {"residence": "lahr"}}
    assert asked(condition, person("ada", residence="lahr")) == (HOLDS, ["reason.attribute"])
    assert asked(condition, person("ada", residence="ulm")) == (FAILS, ["reason.attribute"])
    assert asked(condition, person("ada")) == (OPEN, ["reason.attribute-unknown"])
    assert asked(condition, facts=None) == (OPEN, ["reason.attribute-unknown"])


def test_several_attributes_are_all_asked() -> None:
    """One wrong attribute is enough to fail, one unknown keeps it open."""
    condition = {"with": {"residence": "lahr", "sex": "female"}}
    assert asked(condition, person("ada", residence="lahr"))[0] is OPEN
    assert asked(condition, person("ada", residence="ulm"))[0] is FAILS
    assert asked(condition, person("ada", residence="lahr", sex="female"))[0] is HOLDS


T, F, U = ({"with": {name: "yes"}} for name in ("true", "false", "unknown"))


@pytest.mark.parametrize(
    ("parts", "every", "either", "neither"),
    [
        ([T], HOLDS, HOLDS, FAILS),
        ([F], FAILS, FAILS, HOLDS),
        ([U], OPEN, OPEN, OPEN),
        ([T, F], FAILS, HOLDS, FAILS),
        ([T, U], OPEN, HOLDS, FAILS),
        ([F, U], FAILS, OPEN, OPEN),
        ([T, T], HOLDS, HOLDS, FAILS),
        ([F, F], FAILS, FAILS, HOLDS),
    ],
)
def test_conditions_join_by_three_valued_logic(
    parts: list[dict[str, object]], every: Outcome, either: Outcome, neither: Outcome
) -> None:
    """`all`, `any` and `none` are decided as soon as what is known decides them, and open otherwise."""
    ada = person("ada", true="yes", false="no")
    found = [asked({key: parts}, ada) for key in ("all", "any", "none")]
    assert [outcome for outcome, _ in found] == [every, either, neither]
    assert all(reasons for _, reasons in found)


def test_only_the_parts_that_are_to_blame_give_reasons() -> None:
    """What is met is no reason why something else is not."""
    ada = person("ada", true="yes", false="no")
    assert asked({"all": [T, F, U]}, ada)[1] == ["reason.attribute", "reason.attribute-unknown"]
    assert asked({"any": [T, F]}, ada)[1] == asked({"none": [T, U]}, ada)[1][:1] == ["reason.attribute"]
    assert asked({"none": [{"holds": "member@council"}]}, holds("ada", "member@council", "2020"))[1] == ["reason.also-holds"]


# ── ages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ((2006, 6, 1), (2024, 5, 31), 17),
        ((2006, 6, 1), (2024, 6, 1), 18),
        ((2006, 6, 1), (2025, 5, 31), 18),
        ((2008, 2, 29), (2026, 2, 28), 17),
        ((2008, 2, 29), (2026, 3, 1), 18),
        ((2008, 2, 29), (2024, 2, 28), 15),
        ((2008, 2, 29), (2024, 2, 29), 16),
        ((2024, 6, 2), (2024, 6, 1), 0),
        ((2006, 12, 31), (2024, 1, 1), 17),
    ],
)
def test_the_birthday_is_the_first_day_of_the_new_age(
    born: tuple[int, int, int], day: tuple[int, int, int], age: int
) -> None:
    """Completed years change on the birthday; who is born on 29 February has it on 1 March in common years."""
    assert years(date(*born), date(*day)) == age


@given(dates(), dates(), st.integers(0, 400))
def test_nobody_gets_younger(birth: date, day: date, later: int) -> None:
    """The age of a person grows with the days, and by one in a year."""
    after = date.fromordinal(day.toordinal() + later)
    assert years(birth, day) <= years(birth, after) <= years(birth, day) + 2


@pytest.mark.parametrize(
    ("born", "since", "outcome"),
    [
        ("2006-06-01", "2024-06-01", HOLDS),
        ("2006-06-01", "2024-05-31", FAILS),
        ("2006-06-02..2006-06-30", "2024-06-01", FAILS),
        ("2006-05", "2024-06-01", HOLDS),
        ("2006-06", "2024-06-15", OPEN),
        ("2006-06-01", "2024-05", FAILS),
        ("2006-06-01", "2024", OPEN),
        ("2006-06-01", None, OPEN),
        ("2006-06-01", "2024-05-31..unstated", OPEN),
        (None, "2024-06-01", OPEN),
        ("unstated..2006-05-01", "2024-06-01", OPEN),
    ],
)
def test_an_age_is_asked_on_the_day_on_which_the_seat_is_taken(born: str | None, since: str | None, outcome: Outcome) -> None:
    """Every day of birth and every first day that are possible have to give the same answer, or it is open."""
    assert asked({"age": "18.."}, person("ada", born=born), since=since)[0] is outcome


def test_an_age_on_a_named_day_is_asked_on_that_day() -> None:
    """The day may be named by the charter or by the record; while nobody knows it, the age is open."""
    condition, ada = {"age": "13..18", "on": "election-day"}, person("ada", born="2006-06-01")
    told = DayNamed(id="election-day", on=parse_day("2025-05-31"))
    assert asked(condition, ada, since="2030") == (OPEN, ["reason.age-day-unknown"])
    assert asked(condition, ada, told)[0] is HOLDS
    assert asked(condition, ada, dates=(NamedDay(id="election-day", on=parse_day("2025-06-01")),))[0] is FAILS
    assert asked(condition, told) == (OPEN, ["reason.birth-unknown"])


# ── other positions ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_holds_another_position_is_told_by_what_is_recorded_of_it() -> None:
    """If the record knows holders of a position, others hold it not; if it knows none, it is open."""
    condition = {"holds": "member@council"}
    assert asked(condition, holds("ada", "member@council", "2020")) == (HOLDS, ["reason.also-holds"])
    assert asked(condition, holds("bea", "member@council", "2020")) == (FAILS, ["reason.holds-not"])
    assert asked(condition, holds("ada", "mayor@council", "2020")) == (OPEN, ["reason.holds-unknown"])
    assert asked(condition, facts=None) == (OPEN, ["reason.holds-unknown"])
    assert asked({"holds": "mayor@nowhere"}, holds("ada", "mayor@council", "2020"))[0] is OPEN


def test_a_position_that_was_given_up_is_held_no_longer_but_was_held() -> None:
    """`holds` asks for the day, `held` for the day and all before it; neither knows what comes later."""
    once = holds("ada", "member@council", "2020", "2022")
    assert [asked({key: "member@council"}, once)[0] for key in ("holds", "held")] == [FAILS, HOLDS]
    later = holds("ada", "member@council", "2025")
    assert [asked({key: "member@council"}, later)[0] for key in ("holds", "held")] == [OPEN, OPEN]
    rough = holds("ada", "member@council", "2024")
    assert [asked({key: "member@council"}, rough)[0] for key in ("holds", "held")] == [OPEN, OPEN]
    ending = holds("ada", "member@council", "2020", "2024")
    assert [asked({key: "member@council"}, ending)[0] for key in ("holds", "held")] == [OPEN, HOLDS]


def test_an_ending_that_was_recorded_later_ends_a_position_for_conditions_too() -> None:
    """An event with an end alone ends the holding before it."""
    events = holds("ada", "member@council", "2020"), holds("ada", "member@council", until="2022")
    assert [asked({key: "member@council"}, *events)[0] for key in ("holds", "held")] == [FAILS, HOLDS]


def test_whoever_comes_later_into_an_office_takes_the_place_of_the_one_before() -> None:
    """An office has one holder: who was followed by somebody holds it no longer, though no end was recorded."""
    events = holds("ada", "mayor@council", "2020"), holds("bea", "mayor@council", "2022")
    assert [asked({key: "mayor@council"}, *events)[0] for key in ("holds", "held")] == [FAILS, HOLDS]
    assert asked({"holds": "mayor@council"}, *events, name="bea")[0] is HOLDS
    vacant = holds("ada", "mayor@council", "2020"), holds(None, "mayor@council", "2022")
    assert asked({"holds": "mayor@council"}, *vacant)[0] is FAILS
    members = holds("ada", "member@council", "2020"), holds("bea", "member@council", "2022")
    assert asked({"holds": "member@council"}, *members)[0] is HOLDS
    unclear = holds("ada", "mayor@council", "2023"), holds("bea", "mayor@council", "2023")
    assert asked({"holds": "mayor@council"}, *unclear)[0] is OPEN


def test_a_position_in_any_body_of_a_kind() -> None:
    """`*kind` asks every body of the kind and of its sub-kinds; it fails only if all of them are known."""
    kinds = (kind("assembly"), kind("town-assembly", of="assembly"))
    bodies = (
        *BODIES,
        body("north", group("member", seats=5), kind="town-assembly"),
        body("south", group("member", seats=5), kind="assembly"),
        body("gone", group("member", seats=5), kind="assembly", until="2010"),
    )
    condition = {"holds": "member@*assembly"}
    north, south = (holds("bea", f"member@{name}", "2020") for name in ("north", "south"))
    asking = {"bodies": bodies, "kinds": kinds}
    assert asked(condition, holds("ada", "member@north", "2020"), **asking)[0] is HOLDS
    assert asked(condition, north, **asking)[0] is OPEN
    assert asked(condition, north, south, **asking)[0] is FAILS
    assert asked({"held": "member@*assembly"}, north, south, **asking)[0] is OPEN
    assert asked({"held": "member@*assembly"}, holds("ada", "member@gone", "2005", "2009"), **asking)[0] is HOLDS
    assert asked({"holds": "member@*lodge"}, north, south, **asking)[0] is OPEN


def test_a_body_alone_means_all_of_its_positions_and_a_bare_id_one_of_this_body() -> None:
    """`council` asks for any position there, `m` for the seat group here."""
    assert asked({"holds": "council"}, holds("ada", "mayor@council", "2020"))[0] is HOLDS
    assert asked({"holds": "council"}, holds("bea", "member@council", "2020"))[0] is FAILS
    assert asked({"holds": "m"}, holds("ada", "m@x", "2020"))[0] is HOLDS
    assert asked({"holds": "m"}, holds("ada", "m@council", "2020"))[0] is OPEN


# ── sizes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "quota", "outcome"),
    [
        (300, "at least 300", HOLDS),
        (299, "at least 300", FAILS),
        ("200..400", "at least 300", OPEN),
        ("300..", "at least 300", HOLDS),
        ("300..", "at most 400", OPEN),
        (300, "at least 1/2 of seats", OPEN),
        ("unstated", "at least 1", OPEN),
    ],
)
def test_a_size_is_held_against_a_number(number: object, quota: str, outcome: Outcome) -> None:
    """An organisation is as large as the record says; what is not known, and a share of what nobody names, is open."""
    condition = {"size": "membership", "is": quota}
    facts = (organisation("scouts"), size("scouts", number, measure="membership"))
    assert asked(condition, *facts, name="scouts")[0] is outcome


def test_a_size_that_nobody_recorded_is_open() -> None:
    """Neither another measure nor a later size tells it."""
    condition = {"size": "membership", "is": "at least 1"}
    facts = (size("scouts", 5), size("scouts", 5, "2025", measure="membership"))
    assert asked(condition, *facts, name="scouts") == (OPEN, ["reason.size-unknown"])


# ── each ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_word_each_stands_for_the_unit_wherever_it_is() -> None:
    """In attributes, in references and in all parts; what does not name it stays as it is."""
    parts = [{"with": {"school": "each", "sex": "female"}}, {"holds": "head@each"}, {"held": "head@council"}, {"age": "18.."}]
    meant = [
        {"with": {"school": "north", "sex": "female"}}, {"holds": "head@north"}, {"held": "head@council"}, {"age": "18.."},
    ]  # fmt: skip
    for key in ("all", "any", "none"):
        nested = {key: [{"all": parts}, {"size": "membership", "is": "at least 3"}]}
        wanted = {key: [{"all": meant}, {"size": "membership", "is": "at least 3"}]}
        assert for_unit(parse_condition(nested), "north") == parse_condition(wanted)
    abroad = for_unit(parse_condition({"holds": "head@each"}), "county/north")
    assert abroad == parse_condition({"holds": "head@county/north"})


def test_a_position_at_each_is_one_at_the_unit() -> None:
    """With the unit put in its place the condition is asked of that body."""
    where = scope(*BODIES, body("north", positions=("head",)), events=(holds("ada", "head@north", "2020"),))
    condition = parse_condition({"holds": "head@each"})
    assert met(where, for_unit(condition, "north"), subject(where))[0] is HOLDS
    assert met(where, condition, subject(where))[0] is OPEN


def test_positions_are_named_as_the_record_names_them() -> None:
    """Those of another jurisdiction with its id."""
    where = scope(body("x", group("m")), neighbours=(charter(body("board"), id_="county"),))
    found = positions(where, where.locate("x"), parse_ref("chair@county/board"))
    assert found == (parse_ref("chair@county/board"),)
    assert positions(where, where.locate("x"), parse_ref("m")) == (parse_ref("m@x"),)
