"""Elections in a record: what cannot have been so, or decided nothing, is told at the fact."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from builders import (
    ambiguity,
    apportionment,
    ballot,
    body,
    charter,
    election,
    group,
    item,
    lot,
    meeting,
    nominated,
    organisation,
    person,
    row,
    scope,
    withdrawn,
)
from gremium.model.provision import parse_reading
from gremium.model.record import Event
from gremium.review.record import review
from gremium.values.finding import dotted

DAY = date(2026, 3, 10)
PEOPLE = tuple(person(name) for name in ("ada", "bea", "cyd", "dia"))
RULE = {
    "rounds": [{"number": 1, "need": "more than 1/2 of votes"}, {"number": 2, "need": "most", "best": 2, "entry": "lot"}],
    "tie": "lot", "nomination": {"only": True},
}  # fmt: skip
MOST = {"rounds": [{"number": 1, "need": "most"}], "tie": "lot"}
HEAD = len(PEOPLE) + 2


def found(*events: Event, posts: int | None = 1, more: tuple[object, ...] = (), **rule: object) -> list[tuple[str, str]]:
    """Return codes and places of what is found in a record of one election, events counted from the first of these."""
    rules = [row(election(**(rule or RULE)), "page")] if rule != {"none": True} else []
    where = scope(
        body("x", group("seat", "page", seats=30, standing="voting"), *rules, *more, positions=("chair",)),
        events=[*PEOPLE, meeting("m", "x", DAY), item("i", "m", fills="chair", posts=posts), *events],
    )
    return [(one.code, shifted(one.place.path)) for one in review(where)]


def shifted(path: tuple[str | int, ...]) -> str:
    return dotted((int(path[1]) - HEAD, *path[2:])).removeprefix("[").replace("].", ".").removesuffix("]")


def cast(votes: dict[str, object], round_: int = 1, no: object = 0, **more: object) -> Event:
    return ballot(item="i", votes=votes, round=round_, no=no, **more)


def test_an_election_that_went_as_it_should_is_no_fault() -> None:
    """A first ballot, a lot for the second place, a run-off, a lot between equals."""
    events = (
        nominated(["ada", "bea", "cyd"]), cast({"ada": 10, "bea": 8, "cyd": 8}), lot("bea", item="i", among=["bea", "cyd"]),
        cast({"ada": 13, "bea": 13}, 2), lot("bea", item="i", among=["ada", "bea"]),
    )  # fmt: skip
    assert found(*events) == []


def test_votes_for_somebody_who_does_not_stand() -> None:
    """Who was not nominated, who did not get into the run-off, or who had withdrawn; no vote is no fault."""
    assert found(nominated(["ada", "bea"]), cast({"ada": 20, "bea": 3, "cyd": 2})) == [("votes-not-standing", "1.votes.cyd")]
    assert found(nominated(["ada", "bea"]), cast({"ada": 20, "bea": 3, "cyd": 0})) == []
    second = cast({"ada": 10, "bea": 8, "cyd": 2}), cast({"ada": 12, "bea": 8, "cyd": 1}, 2)
    assert found(nominated(["ada", "bea", "cyd"]), *second) == [("votes-not-standing", "2.votes.cyd")]
    gone = nominated(["ada", "bea"]), withdrawn("bea"), cast({"ada": 20, "bea": 3})
    assert found(*gone) == [("votes-withdrawn", "2.votes.bea")]


def test_anybody_may_have_votes_where_the_rule_lets_them() -> None:
    """Where others than nominees can be elected, and where the source does not say whether they can."""
    events = nominated(["ada"]), cast({"ada": 20, "bea": 3})
    assert found(*events, **{**RULE, "nomination": {"only": False}}) == []
    assert found(*events, **{**RULE, "nomination": {"consent": "not"}}) == []


def test_a_lot_that_decides_nothing() -> None:
    """Between people who are not equal, a second one, or one that fell on somebody between whom it was not drawn."""
    clear = cast({"ada": 20, "bea": 3})
    assert found(clear, lot("ada", item="i")) == [("lot-without-tie", "1")]
    level = cast({"ada": 10, "bea": 10})
    assert found(level, lot("ada", item="i"), lot("bea", item="i"), **MOST) == [("lot-without-tie", "2")]
    outside = found(level, lot("cyd", item="i", among=["ada", "bea"]), **MOST)
    assert outside == [("lot-outside", "1.drawn")]
    third = cast({"ada": 10, "bea": 10, "cyd": 2}), lot("cyd", item="i", among=["ada", "bea"])
    assert found(*third, **MOST) == [("lot-outside", "1.drawn")]
    waiting = cast({"ada": 10, "bea": 10, "cyd": 5}), lot("cyd", item="i")
    assert found(*waiting, **MOST) == [("lot-without-tie", "1")]


def test_a_ballot_after_every_post_was_filled() -> None:
    """Somebody was elected in the first, a second was taken all the same."""
    assert found(cast({"ada": 20, "bea": 3}), cast({"ada": 10, "bea": 13}, 2)) == [("ballot-not-needed", "1")]


def test_more_votes_than_can_stand_on_the_papers() -> None:
    """Of one candidate, or of all together: as many on each paper as there are posts, or as a rule gives each voter."""
    assert found(cast({"ada": 11, "bea": 3}, papers=10), posts=2, **MOST) == [("more-votes-than-papers", "0.papers")]
    assert found(cast({"ada": 10, "bea": 10}, papers=10), posts=2, **MOST) == []
    assert found(cast({"ada": 10, "bea": 10, "cyd": 1}, papers=10), posts=2, **MOST) == [("more-votes-than-papers", "0.papers")]
    three = {**MOST, "votes_each": 3}
    assert found(cast({"ada": 10, "bea": 10, "cyd": 1}, papers=10), posts=2, **three) == []
    assert found(cast({"ada": 10, "bea": 10, "cyd": 1}, papers="10.."), posts=2, **MOST) == []


def read_in_two_ways(other: dict[str, object], *events: Event) -> list[str]:
    """Return what is found where the source may as well say something else than the rule of these tests."""
    read = [
        row(election(**{**RULE, **said}), "page", reading=(parse_reading(f"counting:{name}"),))
        for name, said in (("one", {}), ("two", other))
    ]
    where = scope(
        body("x", group("seat", "page", seats=30, standing="voting"), *read, positions=("chair",)),
        events=[*PEOPLE, meeting("m", "x", DAY), item("i", "m", fills="chair"), *events],
    )
    where = evolve(where, charter=evolve(where.charter, ambiguities=(ambiguity("counting", "one", "two"),)))
    return [one.code for one in review(where)]


def test_nothing_is_said_where_it_is_not_known_what_holds() -> None:
    """No rule, two rules of one rank, two readings that differ, a body that is not of this charter, or votes that are open."""
    extra = nominated(["ada"]), cast({"ada": 20, "bea": 3}), lot("ada", item="i")
    assert found(*extra, none=True) == []
    assert found(*extra, more=(row(election(tie="repeat"), "page"),), **MOST) == []
    assert read_in_two_ways({"rounds": [{"number": 1, "need": "at least 9/10 of voting seats"}]}, *extra) == []
    assert read_in_two_ways({"abstentions": "counted"}, *extra) == ["votes-not-standing", "lot-without-tie"]
    county = charter(body("board"), id_="county")
    elsewhere = scope(
        body("x"), neighbours=(county,),
        events=[*PEOPLE, meeting("m", "county/board", DAY), item("i", "m"), *extra],
    )  # fmt: skip
    assert review(elsewhere) == ()
    unloaded = review(evolve(elsewhere, neighbours=()))
    assert [one.code for one in unloaded] == ["unloaded-jurisdiction"]
    assert found(cast({"ada": "8..12", "bea": 10}), lot("ada", item="i"), **MOST) == []


def test_a_doubtful_candidate_makes_no_lot_superfluous() -> None:
    """It is not known whether they stand, so nor is who is equal."""
    rule = {**MOST, "nomination": {"if": {"with": {"town": "here"}}}}
    assert found(nominated(["ada", "bea"]), cast({"ada": 10, "bea": 3}), lot("ada", item="i"), **rule) == []


def test_ballots_on_lists_are_no_elections_of_persons() -> None:
    """Neither on lists that were handed in, nor on parties."""
    parties = organisation("red"), organisation("blue")
    share = row(apportionment(weights="ballot", method="dhondt", tie="lot"), "page")
    lists = (
        nominated(["ada"], list="first", by=["red"]), nominated(["bea"], list="second", by=["blue"]),
        ballot(item="i", votes={"first": 20, "second": 5}), ballot(item="i", votes={"first": 5, "second": 20}, round=2),
    )  # fmt: skip
    assert found(*parties, *lists, posts=2, more=(share,), **MOST) == []
    plain = ballot(item="i", votes={"red": 20, "blue": 5}), ballot(item="i", votes={"red": 5, "blue": 20}, round=2)
    assert found(*parties, *plain, posts=2, more=(share,), **MOST) == []
