"""Seats shared from the command line, and shared seats in answers: the tables that people read, and what programs get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from effort import tries
from gremium.cli import main
from gremium.values.allotment import Method, allot
from gremium.values.errors import Misuse
from gremium.workbench.apportion import MOST_PARTIES, MOST_SEATS, MOST_STRENGTH, apportion, methods, strengths, whole

A_B_C = ("A=25", "B=18", "C=7")
ONE_OR_TWO, NOTHING = "1\N{EN DASH}2", "\N{EN DASH}"


def run(*arguments: str) -> str:
    """Return what the command prints; it ends well."""
    result = CliRunner().invoke(main, ["apportion", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def cells(output: str) -> dict[str, list[str]]:
    """Return the rows of the tables in an output by their first cell."""
    rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in output.splitlines()]
    return {row[0]: row[1:] for row in rows if row}


# ── side by side ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_methods_stand_side_by_side() -> None:
    """Eleven seats for 25, 18 and 7: what each method gives, and the exact share beside it."""
    rows = cells(run("--seats", "11", *A_B_C))
    assert (rows["A"], rows["B"], rows["C"]) == (
        ["25", "5.5", "5", "6", "5", "5", "6"], ["18", "3.96", "4", "4", "4", "4", "4"], ["7", "1.54", "2", "1", "2", "2", "1"],
    )  # fmt: skip
    assert rows["Seats by lot"] == ["0"] * 5
    assert rows["Keeps the quota"] == ["yes"] * 5
    assert rows["Keeps majorities"] == ["yes", "no: A", "yes", "yes", "no: A"]


def test_a_lot_is_a_range() -> None:
    """Where a lot decides, a party has one seat or one more, and a line says between whom."""
    output = run("--seats", "8", "A=1", "B=1", "C=3")
    rows = cells(output)
    assert [rows[party][2] for party in "ABC"] == [ONE_OR_TWO, ONE_OR_TWO, "5"]
    assert "Hare-Niemeyer: Equal claims, still open: A, B (places: 1)" in output
    assert rows["Keeps the quota"][1] == "by lot: C"


def test_names_may_be_any_text() -> None:
    """Blanks, letters with dots, and signs of equality within a name are kept; the last one parts name and number."""
    output = run("--seats", "7", "Bunte Liste=7", "Öko=Grün=3", " X = 1 ", "--lang", "de")
    rows = cells(output)
    assert rows["Bunte Liste"][0] == "7"
    assert rows["Öko=Grün"][:2] == ["3", "1,909"]
    assert rows["X"][0] == "1"
    assert "Sitze: 7; Stärke insgesamt: 11" in output
    assert "Brüche sind auf drei Stellen gerundet" in output


# ── one method ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_remainders_are_shown_with_their_sums() -> None:
    """Quota, whole seats, remainder, the seat for it, and all seats; equal claims are marked and explained."""
    output = run("--method", "hare-niemeyer", "--seats", "8", "A=1", "B=1", "C=3")
    rows = cells(output)
    assert rows["A"] == ["1", "1.6", "1", "0.6", "=", "1"]
    assert rows["C"] == ["3", "4.8", "4", "0.8", "1", "5"]
    assert rows["Sum"] == ["5", "8", "6", "2", "1", "7"]
    assert "“=”: equal claims" in output
    assert "Equal claims, still open: A, B (places: 1)" in output
    assert "rounded" not in output


def test_quotients_are_shown_with_their_places() -> None:
    """A column for each party, a row for each divisor, the place in brackets; fractions are rounded half up."""
    output = run("--method", "dhondt", "--seats", "5", *A_B_C)
    rows = cells(output)
    assert rows["Divisor"] == ["A", "B", "C"]
    assert rows["1"] == ["25 (1)", "18 (2)", "7"]
    assert rows["3"] == ["8.333 (5)", "6"]
    assert rows["4"] == ["6.25"]
    assert rows["Seats"] == ["3", "2", "0"]
    assert "rounded to three places" in output


def test_modified_divisors_are_shown_as_they_are_called() -> None:
    """Fourteen tenths, three, five: not the whole numbers by which the calculation goes."""
    rows = cells(run("--method", "sainte-lague-modified", "--seats", "3", "A=14", "B=3"))
    assert rows["1.4"] == ["10 (1)", "2.143"]
    assert rows["3"] == ["4.667 (2)"]


def test_what_is_given_anyway_is_marked() -> None:
    """A seat by the minimum, or by the majority clause, has no place, and a line says why."""
    output = run("--method", "dhondt", "--seats", "4", "A=11", "B=5", "C=5", "--majority")
    assert "(+)" in output
    assert "given by the minimum or by the majority clause" in output
    assert "A has more than half of the strength and so gets more than half of the seats" in output
    given = cells(run("--method", "hare-niemeyer", "--seats", "5", "A=97", "B=2", "C=1", "--minimum", "1"))
    assert given["B"][4] == "+"


def test_flaws_are_told_and_those_by_lot_as_such() -> None:
    """More than the share rounded up is told; where only a lot would bring it, that is said."""
    sure = run("--method", "imperiali", "--seats", "11", "A=25", "B=18", "C=4", "D=3")
    assert "A has with 7 seats more than its exact share rounded up (5 1/2)" in sure
    perhaps = run("--method", "dhondt", "--seats", "8", "A=1", "B=1", "C=3")
    assert "If the lot falls so: C has with 6 seats more than its exact share rounded up (4 4/5)" in perhaps


def test_many_parties_stand_in_several_tables() -> None:
    """Columns that do not fit into the width go on in another table, and none is cut."""
    names = [f"Wählergemeinschaft Nummer {number}" for number in range(12)]
    output = run("--method", "dhondt", "--seats", "12", *(f"{name}=7" for name in names))
    assert output.count("Divisor") == 4
    assert all(name in output for name in names)


# ── turns ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_turns_are_shown_place_by_place() -> None:
    """Equal quotients stand in each of their places; of one method the quotients stand beside it."""
    output = run("--turns", "--method", "dhondt", "--seats", "5", "A=13", "B=5", "C=5")
    rows = cells(output)
    shown = [["A", "13"], ["A", "6.5"], ["B = C", "5"], ["B = C", "5"], ["A", "4.333"]]
    assert [rows[str(place)] for place in range(1, 6)] == shown
    assert "“=”: equal claims" in output
    assert "rounded" in output
    plain = run("--turns", "--method", "dhondt", "--seats", "2", "A=13", "B=5")
    assert ("equal claims" in plain, "rounded" in plain) == (False, False)
    modified = cells(run("--turns", "--method", "sainte-lague-modified", "--seats", "1", "A=14"))
    assert modified["1"] == ["A", "10"]


def test_turns_by_all_methods_leave_out_the_one_without_an_order() -> None:
    """Remainders have no order."""
    rows = cells(run("--turns", "--seats", "3", *A_B_C))
    assert (rows["Turn"][0], rows["Turn"][4]) == ("Hare-Niemeyer", "Imperiali")
    assert rows["3"] == [NOTHING, "A", "A", "A", "A"]


# ── for programs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def as_data(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--format", "json"))
    return found


def test_programs_get_exact_fractions() -> None:
    """One method with its whole calculation, or all without; fractions as they are."""
    one = as_data("--method", "hare-niemeyer", "--seats", "11", *A_B_C)
    assert (one["seats"], one["weights"], one["minimum"], one["majority"]) == (11, {"A": 25, "B": 18, "C": 7}, 0, False)
    (made,) = one["methods"]
    assert made["shares"] == {"A": 5, "B": 4, "C": 2}
    assert made["trace"][1] == {"party": "B", "quota": "99/25", "whole": 3, "remainder": "24/25", "takes": "seat"}
    every = as_data("--seats", "11", *A_B_C)["methods"]
    assert [one["method"] for one in every] == [method.value for method in Method]
    assert "trace" not in every[0]
    assert every[1]["flaws"] == [{"flaw": "majority-made", "party": "A", "seats": 6, "ideal": "11/2", "sure": True}]


def test_programs_get_ties_and_turns() -> None:
    """Sure seats, tied parties, open seats; turns by rank, and nothing by a method without an order."""
    (tied,) = as_data("--method", "hare-niemeyer", "--seats", "8", "A=1", "B=1", "C=3")["methods"]
    assert (tied["shares"], tied["tied"], tied["open"]) == ({"A": 1, "B": 1, "C": 5}, ["A", "B"], 1)
    remainders, dhondt, *_ = as_data("--turns", "--seats", "2", "A=2", "B=2")["turns"]
    assert dhondt["order"] == [{"first": 1, "parties": ["A", "B"], "quotient": "2"}]
    assert remainders["order"] is None


# ── what somebody has typed ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*A_B_C,), "--seats is missing: a whole number from 1 to 9999 is expected"),
        (("--seats", "0", *A_B_C), "--seats “0”: a whole number from 1 to 9999 is expected"),
        (("--seats", "1.5", *A_B_C), "--seats “1.5”: a whole number"),
        (("--seats", "10000", *A_B_C), "--seats “10000”: a whole number"),
        (("--seats", "9" * 5000, *A_B_C), "--seats “" + "9" * 60 + "”: a whole number"),
        (("--seats", "٣", *A_B_C), "--seats “٣”: a whole number"),
        (("--seats", "5"), "1 to 999 strengths are expected, written like A=25"),
        (("--seats", "5", "A"), "“A” is no strength: NAME=NUMBER is expected, the number whole and from 0 to 999999999999999"),
        (("--seats", "5", "=5"), "“=5” is no strength"),
        (("--seats", "5", "A="), "“A=” is no strength"),
        (("--seats", "5", "A=-1"), "“A=-1” is no strength"),
        (("--seats", "5", "A=1.5"), "“A=1.5” is no strength"),
        (("--seats", "5", "A=1e3"), "“A=1e3” is no strength"),
        (("--seats", "5", f"A={10**15}"), f"“A={10**15}” is no strength"),
        (("--seats", "5", "A\nB=1"), "“A?B=1” is no strength"),
        (("--seats", "5", f"{'A' * 61}=1"), "is no strength"),
        (("--seats", "5", "A=1", "A =2"), "“A” comes twice: each name is expected once"),
        (("--seats", "5", "A=0", "B=0"), "nobody has any strength: at least one number above 0 is expected"),
        (("--seats", "5", *(f"p{n}=1" for n in range(1000))), "1 to 999 strengths are expected"),
        (("--seats", "5", "A=1", "--minimum", "-1"), "--minimum “-1”: a whole number from 0 to 9999 is expected"),
        (("--seats", "2", *A_B_C, "--minimum", "1"), "more seats are guaranteed than there are (2): a smaller"),
        (("--seats", "2", *A_B_C, "--turns", "--majority"), "--turns does not go with --minimum or --majority"),
        (("--seats", "2", *A_B_C, "--turns", "--minimum", "1"), "--turns does not go with --minimum or --majority"),
        (("--seats", "2", *A_B_C, "--turns", "--method", "hare-niemeyer"), "hare-niemeyer has no quotients, and so no order"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_line(arguments: tuple[str, ...], said: str) -> None:
    """The exit code is 2, and the line says what was expected."""
    result = CliRunner().invoke(main, ["apportion", *arguments], catch_exceptions=False)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_misspelt_method_is_named() -> None:
    """The nearest name is proposed."""
    result = CliRunner().invoke(main, ["apportion", "--seats", "3", "A=1", "--method", "dhont"], catch_exceptions=False)
    assert result.exit_code == 2
    assert "one of all, hare-niemeyer, dhondt, sainte-lague, sainte-lague-modified, imperiali is expected" in result.stderr
    assert "dhondt" in result.stderr.splitlines()[1]


def test_the_bounds_are_just_as_they_are_told() -> None:
    """The largest numbers that are allowed are read, and computed with."""
    assert whole("--seats", str(MOST_SEATS)) == MOST_SEATS
    assert strengths([f"A={MOST_STRENGTH}"]) == {"A": MOST_STRENGTH}
    assert len(strengths(f"p{number}=1" for number in range(MOST_PARTIES))) == MOST_PARTIES
    assert strengths([f"{'A' * 60}=0007"]) == {"A" * 60: 7}
    made = apportion(MOST_SEATS, {"A": MOST_STRENGTH, "B": 1})
    assert all(sum(dict(one.shared.sure).values()) == MOST_SEATS for one in made.results)


def test_misuse_is_an_error_for_programs() -> None:
    """From Python the same misuse is raised, with the same code."""
    with pytest.raises(Misuse) as raised:
        apportion(5, {"A": 0})
    assert raised.value.said.code == "misuse.apportion-nobody"
    with pytest.raises(Misuse) as raised:
        methods("all of them")
    assert raised.value.said.code == "misuse.apportion-method"
    assert methods("all") == tuple(Method)


@tries(50)
@given(st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 50), min_size=1), st.integers(1, 30))
def test_the_command_gives_what_the_arithmetic_gives(weights: dict[str, int], seats: int) -> None:
    """Each method side by side has the seats, the ties and the flaws of the calculation itself."""
    weights["A"] = weights.get("A", 0) + 1
    for made in apportion(seats, weights).results:
        assert made.shared == allot(made.method, weights, seats)


# ── shared seats in answers ──────────────────────────────────────────────────────────────────────────────────────────

CHARTER = """
format = 1
id = "musterau"
kind = "municipality"
[sources.rules]
title = "Rules (invented)"
verified = "read"
[bodies.council]
kind = "council"
cites = ["rules § 1"]
positions = ["first-deputy", "second-deputy"]
apportionment = [
  { of = "*committee", weights = "members", method = "hare-niemeyer", tie = "lot", cites = ["rules § 2"] },
  { of = "chair@*committee", weights = "members", method = "dhondt", by_turns = "choice", tie = "lot", cites = ["rules § 3"] },
  { of = ["first-deputy", "second-deputy"], weights = "ballot", method = "dhondt", by_turns = "order", tie = ["run-off", "lot"], cites = ["rules § 4"] },
  { of = "seat@council", weights = "ballot", method = "dhondt", tie = "lot", exhausted = "vacant", joint = true, path = [{ manner = "agreement" }, { manner = "lists" }], cites = ["rules § 5"] },
  { of = "board", weights = "members", method = "dhondt", tie = "lot", cites = ["rules § 7"] },
  { of = "guest@council", weights = "members", tie = "lot", cites = ["rules § 6"] },
]
seats = [{ id = "seat", seats = 5, standing = "voting" }, { id = "guest", seats = 11, standing = "guest" }]
[bodies.board]
kind = "board"
cites = ["rules § 1"]
[bodies.social-committee]
kind = "committee"
cites = ["rules § 1"]
seats = [{ id = "seat", seats = 17, standing = "voting" }]
[bodies.building-committee]
kind = "committee"
cites = ["rules § 1"]
seats = [{ id = "seat", seats = 21, standing = "voting" }]
"""  # noqa: E501  (rows of a charter)
PARTY = '{{ what = "party", id = "{0}", name = "{1}", kind = "faction", disclosure = "{2}" }},\n'
SIZE = '{{ what = "size", of = "{0}", number = {1}, since = 2025-11-01 }},\n'
FACTIONS = {"red": 18, "blue": 5, "green": 4, "white": 3, "grey": 3, "pink": 2}
RECORD = """
format = 1
record = "facts"
charter = "musterau"
events = [
{parties}{sizes}
  {{ what = "party", id = "ada", name = "Ada (invented)", disclosure = "public" }},
  {{ what = "party", id = "bea", name = "Bea (invented)", disclosure = "members" }},
  {{ what = "party", id = "cyd", name = "Cyd (invented)", disclosure = "public" }},
  {{ what = "meeting", id = "m", body = "council", at = 2025-11-05, public = {public} }},
  {{ what = "item", id = "share", meeting = "m", fills = "social-committee" }},
  {{ what = "item", id = "share-both", meeting = "m", fills = "*committee" }},
  {{ what = "item", id = "take-chairs", meeting = "m", fills = "chair@*committee" }},
  {{ what = "item", id = "find-deputies", meeting = "m", fills = ["first-deputy", "second-deputy"] }},
  {{ what = "item", id = "vote-lists", meeting = "m", fills = "seat" }},
  {{ what = "item", id = "share-guests", meeting = "m", fills = "guest" }},
  {{ what = "item", id = "agree", meeting = "m", fills = "seat", posts = 1 }},
  {{ what = "item", id = "nothing", meeting = "m", fills = "board" }},
{events}]
"""
LOTTED = '{ what = "lot", meeting = "m", item = "share", among = ["grey", "white"], drawn = "grey" },\n'
CHOSEN = """
{ what = "choice", meeting = "m", item = "take-chairs", party = "red", takes = "chair@social-committee", names = "ada" },
"""
LISTED = """
{{ what = "nomination", meeting = "m", item = "vote-lists", list = "{0}", by = {1}, candidates = {2}, substitutes = {3} }},
"""
RED = LISTED.format("reds", '["red", "grey"]', '["ada", "bea"]', "[]")
BLUE = f"""{LISTED.format("blues", '"blue"', '["cyd"]', '["bea"]')}
{{ what = "ballot", meeting = "m", item = "vote-lists", votes = {{ reds = 30, blues = 10 }} }},
"""
AGREED = """{ what = "finding", meeting = "m", item = "agree", found = "agreement" },
{ what = "nomination", meeting = "m", item = "agree", by = "red", candidates = ["ada"] },
"""
LEVEL = '{ what = "ballot", meeting = "m", item = "find-deputies", votes = { red = 9, blue = 9 } },\n'


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a project of which the record is still to be written."""
    (tmp_path / "charter.toml").write_text(CHARTER, encoding="utf-8")
    return tmp_path


def answer(town: Path, item: str, events: str = "", *options: str, public: bool = True, hidden: str = "") -> str:
    """Return the answer about an item of the meeting; `hidden` is a faction that only the administration may see."""
    parties = "".join(
        PARTY.format(name, f"{name.title()} List", "administration" if name == hidden else "public") for name in FACTIONS
    )
    sizes = "".join(SIZE.format(name, number) for name, number in FACTIONS.items())
    record = RECORD.format(parties=parties, sizes=sizes, events=events, public=str(public).lower())
    (town / "record.toml").write_text(record, encoding="utf-8")
    arguments = ["ask", str(town), "council", "apportionment", "--meeting", "m", "--item", item, "--at", "2025-11-05", *options]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_calculation_stands_in_the_answer(town: Path) -> None:
    """Names instead of ids, quotas, the tie, the lot and who drew the seat: what an office puts into its minutes."""
    needed = answer(town, "share", "", "--lang", "de")
    assert "Weg: Benennung nach Stärke; Verfahren: Hare/Niemeyer; Sitze: 17" in needed
    assert cells(needed)["Red List"] == ["18", "8,743", "8", "0,743", "1", "9"]
    assert "Gleicher Anspruch, noch offen: Grey List, White List (Plätze: 1)" in needed
    drawn = answer(town, "share", LOTTED, "--lang", "de")
    assert cells(drawn)["Grey List"] == ["3", "1,457", "1", "0,457", "=", "2"]
    assert cells(drawn)["Summe"] == ["35", "17", "13", "4", "4", "17"]
    assert "Gleicher Anspruch: Grey List, White List (Plätze: 1); entschieden durch Los: Grey List" in drawn
    told = answer(town, "share", LOTTED, "--lang", "de", "--audience", "administration")
    assert "Das Los fiel auf Grey List [rules § 2]" in told, "reasons that name somebody are for the administration"


def test_each_of_several_committees_has_its_own_tables(town: Path) -> None:
    """The parts stand one after another under their names."""
    output = answer(town, "share-both", LOTTED.replace('"share"', '"share-both"'))
    assert output.index("Seats in building-committee:") < output.index("Seats in social-committee:")
    assert output.count("Exact quota") == 2


def test_turns_stand_with_what_was_chosen(town: Path) -> None:
    """The quotients with their places, then whose turn it is, which post was chosen and who is to have it."""
    output = answer(town, "take-chairs", CHOSEN)
    assert cells(output)["Divisor"] == ["Red List", "Blue List", "Green List", "Grey List", "White List", "Pink List"]
    rows = [line.split() for line in output.splitlines() if "chair@social-committee" in line]
    assert rows[0] == ["1", "Red", "List", "18", "chair@social-committee", "Ada", "(invented)"]


def test_a_turn_that_is_open_names_those_who_are_level(town: Path) -> None:
    """Both names with a sign of equality between them."""
    output = answer(town, "find-deputies", LEVEL)
    assert output.count("Blue List = Red List") == 2
    assert "first-deputy" in output


def test_people_stand_in_a_table(town: Path) -> None:
    """Members, substitutes, those who follow, and how many seats stay vacant."""
    rows = cells(answer(town, "vote-lists", RED + BLUE, "--audience", "members"))
    assert rows["reds"][:2] == ["4", "Ada (invented), Bea (invented), vacant: 2"]
    assert rows["blues"][:3] == ["1", "Cyd (invented)", "Bea (invented)"]


def test_an_agreement_has_no_calculation(town: Path) -> None:
    """Who gets how many seats stands in a plain table."""
    output = answer(town, "agree", AGREED)
    assert "way: agreement; seats: 1" in output
    assert cells(output)["Red List"] == ["1", "Ada (invented)"]
    assert "Divisor" not in output


def test_nothing_to_share_is_an_answer_without_tables(town: Path) -> None:
    """Of an item that fills nothing it is open how many seats there are."""
    assert "seats: open" in answer(town, "nothing")


def test_readings_by_method_have_their_tables(town: Path) -> None:
    """Where no method is named, each of those in use shows its own calculation."""
    output = answer(town, "share-guests")
    assert output.count("Divisor") == 2
    assert "Hare-Niemeyer" in output


def test_programs_get_the_whole_answer(town: Path) -> None:
    """Every field, with fractions as they are."""
    value = json.loads(answer(town, "share", LOTTED, "--format", "json"))["value"]
    assert (value["result"], value["method"], value["manner"], value["seats"]) == ("shared", "hare-niemeyer", "naming", 17)
    assert value["portions"][0] == {
        "party": "red", "by": [], "weight": 18, "sure": 9, "members": [], "substitutes": [], "reserve": [], "vacant": 0,
    }  # fmt: skip
    assert value["claims"] == [{"between": ["grey", "white"], "places": 1, "by": "lot", "won": ["grey"]}]
    assert value["trace"][0]["quota"] == "306/35"
    turns = json.loads(answer(town, "take-chairs", CHOSEN, "--format", "json"))["value"]["turns"]
    assert turns[1] == {"place": 2, "party": "red", "tied": [], "quotient": "9", "takes": None, "names": None}


def test_a_party_that_nobody_may_see_is_left_out(town: Path) -> None:
    """Neither its line nor its name is shown to those who may not see it, and the answer says that something is withheld."""
    for form in ("text", "json"):
        output = answer(town, "share", LOTTED, "--format", form, hidden="grey")
        assert "grey" not in output.lower()
    assert json.loads(output)["withheld"]
    assert "Grey List" in answer(town, "share", LOTTED, "--audience", "administration", hidden="grey")


def test_behind_closed_doors_no_figures_are_told(town: Path) -> None:
    """The public learns the seats of each, but neither strengths nor the calculation."""
    output = answer(town, "vote-lists", RED + BLUE, public=False)
    assert "Divisor" not in output
    assert cells(output)["reds"][0] == "4"
    assert "30" not in output
    data = json.loads(answer(town, "vote-lists", RED + BLUE, "--format", "json", public=False))["value"]
    assert (data["trace"], data["portions"][0]["weight"], data["portions"][0]["sure"]) == ([], None, 4)
    turns = json.loads(answer(town, "take-chairs", CHOSEN, "--format", "json", public=False))["value"]["turns"]
    assert (turns[0]["quotient"], turns[0]["takes"]) == (None, "chair@social-committee")
    assert "chair@social-committee" in answer(town, "take-chairs", CHOSEN, public=False)
