"""Readings and scope: what is looked up where, and answers under every way in which the sources can be read."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from builders import ambiguity, body, cadence, charter, group, kind, person, record, row, scope
from gremium.evaluate.readings import MOST_READINGS, stands, under_readings, worlds
from gremium.evaluate.scope import Located, Scope, bodies_at, exists, label, part_of, position_ref, positions_of, topic, unstated
from gremium.evaluate.silence import silence
from gremium.model.body import Status
from gremium.model.charter import NamedDay
from gremium.model.provision import parse_reading
from gremium.model.record import DayNamed
from gremium.values.citation import parse_citation
from gremium.values.days import on, parse_day
from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.values.ref import parse_ref
from gremium.values.text import Text
from gremium.values.verdict import Outcome, Reason, Verdict

HOLDS, FAILS, OPEN = Outcome.HOLDS, Outcome.FAILS, Outcome.OPEN


def under(*readings: str) -> object:
    """Return a provision that stands under these readings."""
    return row(cadence(), reading=tuple(parse_reading(one) for one in readings))


def asked(where: Scope, *provisions: object) -> Verdict[tuple[bool, ...]]:
    """Ask which of the provisions stand, as an evaluator does."""
    return under_readings(
        where,
        lambda chosen: Verdict(
            outcome=HOLDS, reasons=(Reason(said=message("x")),), value=tuple(stands(chosen, where.charter, p) for p in provisions)
        ),
    )


def test_an_answer_that_touches_no_ambiguity_is_left_alone() -> None:
    """Where no ambiguity is touched the answer is given as it is."""
    town = scope(ambiguities=(ambiguity("leads", "one", "two"),))
    answer = asked(town, under())
    assert answer == Verdict(outcome=HOLDS, reasons=(Reason(said=message("x")),), value=(True,))


def test_answers_that_are_equal_under_all_readings_are_the_answer() -> None:
    """If all readings lead to the same answer, that is it; it says which ambiguities made no difference, and cites them."""
    town = scope(ambiguities=(ambiguity("leads", "one", "two"), ambiguity("other", "a", "b")))
    answer = asked(town, under("leads:one,two"), under("other:a,b"))
    assert (answer.outcome, answer.value, answer.readings) == (HOLDS, (True, True), ())
    (reason,) = answer.reasons
    assert reason.said == message("reason.readings-agree", ambiguities="leads, other")
    assert reason.cites == (parse_citation("page"), parse_citation("page"))
    assert reason.because == (Reason(said=message("x")),)


def test_answers_that_differ_are_open_with_their_table() -> None:
    """If readings lead to different answers, the answer is OPEN, without a value, with the table of answers by reading."""
    town = scope(ambiguities=(ambiguity("leads", "one", "two"),))
    answer = asked(town, under("leads:one"))
    assert (answer.outcome, answer.value, answer.missing) == (OPEN, None, ("ambiguities.leads",))
    assert [(name, one.value) for name, one in answer.readings] == [("leads:one", (True,)), ("leads:two", (False,))]
    assert answer.reasons[0].said == message("reason.readings-differ", ambiguities="leads")
    assert answer.reasons[0].cites == (parse_citation("page"),)
    assert answer.reasons[0].because == ()


def test_only_ambiguities_that_are_touched_are_forked() -> None:
    """An ambiguity that matters only under one reading of another is tried only there; one that nobody asks about never."""
    town = scope(ambiguities=(ambiguity("leads", "one", "two"), ambiguity("other", "a", "b"), ambiguity("never", "c", "d")))
    answer = asked(town, under("leads:one", "other:a"))
    assert [name for name, _ in answer.readings] == ["leads:one other:a", "leads:one other:b", "leads:two"]
    assert [one.value for _, one in answer.readings] == [(True,), (False,), (False,)]
    assert answer.missing == ("ambiguities.leads", "ambiguities.other")


def test_a_different_outcome_with_the_same_value_is_a_different_answer() -> None:
    """Answers are the same only if outcome and value are."""
    town = scope(ambiguities=(ambiguity("leads", "one", "two"),))

    def answer(chosen: Scope) -> Verdict[str]:
        outcome = HOLDS if stands(chosen, town.charter, under("leads:one")) else FAILS
        return Verdict(outcome=outcome, reasons=(Reason(said=message("x")),), value="same")

    assert under_readings(town, answer).outcome is OPEN


def test_what_makes_two_answers_the_same_can_be_given() -> None:
    """Values that differ only in what is left out of the comparison are the same answer: that of the first reading."""
    town = scope(ambiguities=(ambiguity("leads", "one", "two"),))

    def answer(chosen: Scope) -> Verdict[str]:
        value = "Clause 1" if stands(chosen, town.charter, under("leads:one")) else "clause 2"
        return Verdict(outcome=HOLDS, reasons=(Reason(said=message("x")),), value=value)

    same = under_readings(town, answer, lambda value: value and value.lower().split()[0])
    assert (same.outcome, same.value) == (HOLDS, "Clause 1")


def test_an_undeclared_ambiguity_makes_no_difference() -> None:
    """A reading of an ambiguity that the charter does not declare is passed over."""
    assert asked(scope(), under("nothing:one")).value == (True,)
    assert asked(scope(ambiguities=(ambiguity("leads"),)), under("leads:one")).value == (True,)


def test_an_ambiguity_with_one_reading_is_read_so() -> None:
    """An ambiguity that has a single reading is decided by it; the answer says so."""
    answer = asked(scope(ambiguities=(ambiguity("leads", "one"),)), under("leads:one"), under("leads:two"))
    assert (answer.outcome, answer.value, answer.reasons[0].said.code) == (HOLDS, (True, False), "reason.readings-agree")


def test_a_reading_belongs_to_its_jurisdiction() -> None:
    """A reading chosen for one jurisdiction decides nothing in another, even if the ambiguities have the same name."""
    here, there = (
        charter(ambiguities=(ambiguity("leads", "one", "two"),)),
        charter(id_="land", ambiguities=(ambiguity("leads", "one", "two"),)),
    )
    both = Scope(charter=here, neighbours=(there,), chosen=frozenset({("town", "leads", "one")}))
    assert stands(both, here, under("leads:one"))
    found = worlds(both, lambda chosen: stands(chosen, there, under("leads:one")))
    assert found == [("leads:one", True), ("leads:two", False)]
    answer = under_readings(
        both,
        lambda chosen: Verdict(
            outcome=HOLDS, reasons=(Reason(said=message("x")),), value=stands(chosen, there, under("leads:one"))
        ),
    )
    assert answer.reasons[0].cites == (parse_citation("page"), parse_citation("page"))


@pytest.mark.parametrize(("two_way", "table"), [(6, 64), (7, 0), (20, 0)])
def test_more_readings_than_anybody_reads_are_not_listed(two_way: int, table: int) -> None:
    """Up to 64 readings make a table; more are OPEN without one, even if their answers agree, and cost no more to find out."""
    town = scope(ambiguities=tuple(ambiguity(f"a{n:02}", "one", "two") for n in range(two_way)))
    differ = asked(town, *(under(f"a{n:02}:one") for n in range(two_way)))
    agree = asked(town, *(under(f"a{n:02}:one,two") for n in range(two_way)))
    assert MOST_READINGS == 64
    assert (differ.outcome, len(differ.readings)) == (OPEN, table)
    assert agree.outcome is (HOLDS if table else OPEN)
    assert differ.reasons[0].said.code == ("reason.readings-differ" if table else "reason.readings-too-many")
    assert len(differ.missing) == two_way
    if not table:
        assert agree.reasons[0].said.code == "reason.readings-too-many"
        assert agree.value is None


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.data())
def test_every_combination_of_readings_is_tried_once(ways: list[int], data: st.DataObject) -> None:
    """The worlds are all combinations of the readings that are touched, and in each of them a provision stands as it says."""
    names = [[f"w{n}" for n in range(count)] for count in ways]
    town = scope(ambiguities=tuple(ambiguity(f"a{n}", *listed) for n, listed in enumerate(names)))
    stood = [data.draw(st.lists(st.sampled_from(listed), min_size=1, unique=True)) for listed in names]
    found = worlds(
        town, lambda chosen: tuple(stands(chosen, town.charter, under(f"a{n}:{','.join(one)}")) for n, one in enumerate(stood))
    )
    assert len({name for name, _ in found}) == len(found) == min(len(found), MOST_READINGS + 1)
    for name, answers in found:
        chosen = dict(part.split(":") for part in name.split(" "))
        assert answers == tuple(chosen[f"a{n}"] in one for n, one in enumerate(stood))


# ── scope ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def two_towns() -> Scope:
    """Return a scope over two jurisdictions with a council and committees each."""
    home = charter(
        body("council", kind="organ"),
        body("z", part_of=parse_ref("council")),
        body("a", kind="audit"),
        kinds=(kind("committee", part_of=parse_ref("council")), kind("audit", of="committee", part_of=parse_ref("z"))),
    )
    other = charter(body("council", kind="organ"), body("b"), body("lonely", kind="team"), id_="land")
    return Scope(charter=home, neighbours=(other,))


def found_at(where: Scope, ref: str, here: str = "z") -> list[str]:
    """Return the bodies to which a reference leads, as jurisdiction/body."""
    return [f"{one.charter.id}/{one.body.id}" for one in bodies_at(where, where.locate(here), parse_ref(ref))]


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("chair@council", ["town/council"]),
        ("chair@nothing", []),
        ("chair@self", ["town/z"]),
        ("chair@parent", ["town/council"]),
        ("chair@*committee", ["town/a", "town/z"]),
        ("chair@*audit", ["town/a"]),
        ("chair@*nothing", []),
        ("chair@town/council", ["town/council"]),
        ("chair@land/council", ["land/council"]),
        ("chair@land/*committee", ["land/b"]),
        ("chair@far/council", []),
        ("chair@far/*committee", []),
        ("chair@*/council", ["land/council", "town/council"]),
        ("chair@*/*committee", ["land/b", "town/a", "town/z"]),
    ],
)
def test_bodies_to_which_a_reference_leads(ref: str, found: list[str]) -> None:
    """A reference leads to a body, this one, the one above, all of a kind; here, in another or in any jurisdiction, sorted."""
    assert found_at(two_towns(), ref) == found


def test_references_are_read_where_they_stand() -> None:
    """Seen from a body of another jurisdiction a reference without one leads to bodies of that jurisdiction."""
    both = two_towns()
    there = Located(charter=both.neighbours[0], body=both.neighbours[0].body_by_id["b"])
    assert [one.charter.id for one in bodies_at(both, there, parse_ref("chair@council"))] == ["land"]
    assert position_ref(both, there, "chair") == parse_ref("chair@land/b")
    assert position_ref(both, both.locate("z"), "chair") == parse_ref("chair@z")
    assert there.path == ("bodies", "b")


def test_the_body_above_comes_from_the_body_or_its_kinds() -> None:
    """A body belongs to the one that it names itself, else to the one that its nearest kind names, else to none."""
    both = two_towns()
    lonely = Located(charter=both.neighbours[0], body=both.neighbours[0].body_by_id["lonely"])
    assert part_of(both.locate("z")) == parse_ref("council")
    assert part_of(both.locate("a")) == parse_ref("z")
    assert part_of(lonely) is None
    assert bodies_at(both, lonely, parse_ref("chair@parent")) == ()
    loop = scope(body("x", part_of=parse_ref("parent")), body("y", part_of=parse_ref("self")))
    assert found_at(loop, "chair@parent", "x") == []
    assert found_at(loop, "chair@parent", "y") == ["town/y"]


def test_an_unknown_body_is_a_misuse() -> None:
    """To ask about a body that the charter does not have is an error of the caller, with the nearest id as a hint."""
    with pytest.raises(Misuse) as caught:
        scope(body("council")).locate("counsil")
    assert caught.value.said == message("misuse.body", body="counsil", charter="town")
    assert caught.value.hint == message("hint.did-you-mean", word="council")


def test_named_days_come_from_the_record_before_the_charter() -> None:
    """A named day is what the record says, else what the charter says, else unknown."""
    dates = (NamedDay(id="term-start", on=parse_day("2020")), NamedDay(id="budget", on=parse_day("2021")))
    with_facts = scope(events=[DayNamed(id="term-start", on=on(date(2020, 11, 1)))], dates=dates)
    assert with_facts.named_day("term-start") == on(date(2020, 11, 1))
    assert with_facts.named_day("budget") == parse_day("2021")
    assert with_facts.named_day("easter") is None
    assert evolve(with_facts, record=None).named_day("term-start") == parse_day("2020")


@pytest.mark.parametrize(
    ("made", "outcome"),
    [
        ({}, HOLDS),
        ({"since": "2024-06-01", "until": "2024-06-01"}, HOLDS),
        ({"since": "2024-06-02"}, FAILS),
        ({"until": "2024-05-31"}, FAILS),
        ({"since": "2024"}, OPEN),
        ({"status": Status.PLANNED}, FAILS),
        ({"status": Status.PLANNED, "since": "2024-01-01"}, HOLDS),
    ],
)
def test_whether_a_body_exists(made: dict[str, object], outcome: Outcome) -> None:
    """A body exists on the days of its span; an announced one without a first day on none."""
    assert exists(body("x", **made), date(2024, 6, 1)) is outcome


def test_an_announced_body_can_be_given_a_first_day() -> None:
    """With a first day set, an announced body exists from that day; other bodies and the charter itself stay as they are."""
    town = scope(body("x", status=Status.PLANNED), body("y"))
    later = town.existing_since("x", parse_day("2024-06-01"))
    assert exists(later.locate("x").body, date(2024, 6, 1)) is HOLDS
    assert exists(later.locate("x").body, date(2024, 5, 31)) is FAILS
    assert later.locate("y") == Located(charter=later.charter, body=town.charter.body_by_id["y"])
    assert exists(town.locate("x").body, date(2024, 6, 1)) is FAILS


def test_positions_and_silence_come_from_the_body_and_its_kinds() -> None:
    """Offices, seat groups and what was not found in the sources are those of the body and of its kinds, each once."""
    offices = kind("committee", group("members"), positions=("reeve",), unstated=("term", "quorum"))
    town = scope(
        body("x", group("guests"), row(cadence(), id="rhythm"), positions=("speaker",), unstated=("quorum",)), kinds=(offices,)
    )
    here = town.locate("x")
    assert positions_of(here) >= {"members", "guests", "reeve", "speaker", "chair", "deputy-chair", "public"}
    assert "rhythm" not in positions_of(here)
    assert unstated(here) == ("quorum", "term")


@pytest.mark.parametrize(
    ("word", "code", "missing"),
    [
        ("quorum", "reason.unstated", ("x.quorum", "x.quorum.need")),
        ("term", "reason.no-rule", ("x.term",)),
        ("quo", "reason.no-rule", ("x.quo",)),
    ],
)
def test_silence_says_whether_anybody_looked(word: str, code: str, missing: tuple[str, ...]) -> None:
    """A question about which nothing is said is OPEN, and tells whether the sources were searched, and for which aspects."""
    rat = body("x", unstated=("quorum", "quorum.need", "notice"), cites=(parse_citation("page"),))
    answer = silence(scope(rat), "x", word)
    assert (answer.outcome, answer.reasons[0].said.code, answer.missing) == (OPEN, code, missing)
    assert answer.reasons[0].cites == (parse_citation("page"),)
    assert dict(answer.reasons[0].said.params) == {"topic": topic(word), "body": label(rat)}


def test_a_body_is_called_by_its_name() -> None:
    """Messages call a body by its name, and by its id if it has none."""
    assert label(body("x")) == "x"
    assert label(body("x", name=Text.of({"de": "Rat"}))) == Text.of({"de": "Rat"})


def test_a_record_belongs_to_a_scope() -> None:
    """A jurisdiction is found by its id; without an id the one at home is meant."""
    home = Scope(charter=charter(), record=record(person("ada")), neighbours=(charter(id_="land"),))
    assert home.jurisdiction(None) is home.jurisdiction("town") is home.charter
    assert home.jurisdiction("land") is home.neighbours[0]
    assert home.jurisdiction("far") is None
