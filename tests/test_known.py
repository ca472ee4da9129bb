"""Known: somebody may be seen, but it may not be told to everybody that they sit in a certain place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve

from builders import (
    ballot,
    body,
    charter,
    composition,
    election,
    group,
    holds,
    item,
    meeting,
    missed,
    nominated,
    organisation,
    person,
    present,
    proposal,
    row,
    scope,
    seats,
    term,
)
from gremium.evaluate.election import Elected
from gremium.evaluate.scope import Scope
from gremium.evaluate.term import Terms
from gremium.model.record import Audience, Event, Party
from gremium.values.ref import parse_ref
from gremium.workbench.ask import asked
from gremium.workbench.audience import disclose
from gremium.workbench.diff import diff
from gremium.workbench.known import known, may_know
from gremium.workbench.publish import publish
from gremium.workbench.published import Published
from gremium.workbench.show import show

DAY = date(2026, 6, 1)
PUBLIC, MEMBERS, ADMINISTRATION = Audience
KEPT = group("kept", "page", seats="1..3", substitutes="personal", reveals="disability")
OTHERS = group("others", "page", seats="0..9", substitutes="personal")


def who(*names: str, disclosure: Audience = PUBLIC) -> tuple[Party, ...]:
    """Return persons whom everybody may see, unless another audience is said."""
    return tuple(evolve(person(name), disclosure=disclosure) for name in names)


def board(*events: Event, rows: tuple[Any, ...] = (), **more: Any) -> Scope:
    """Return a board with seats that reveal something beside others; ada, ben and cem may be seen."""
    return scope(body("board", KEPT, OTHERS, *rows), events=(*who("ada", "ben", "cem"), *events), **more)


def seated(here: Scope, where: str, audience: Audience, at: date = DAY) -> dict[str, list[str | None]]:
    """Return who sits in each group, as an audience is told; None: somebody of whom it is not told."""
    value = show(here, where, at, audience).value
    assert value is not None
    taken = {one.id: [seat for seat in one.seats if seat.holder is not None or seat.withheld] for one in value.groups}
    return {name: [seat.holder for seat in seats] for name, seats in taken.items()}


def members(shown: Published) -> set[tuple[str, str]]:
    """Return who is told to sit where, or to have sat there."""
    return {(one.party, one.post) for one in shown.memberships}


# ── the question itself ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("reveals", [False, True])
@pytest.mark.parametrize("said", [None, *Audience])
@pytest.mark.parametrize("of_party", Audience)
def test_who_may_know(audience: Audience, reveals: bool, said: Audience | None, of_party: Audience) -> None:
    """What the holding says decides, else the members where it reveals something; never more than the party allows."""
    (party,) = who("ada", disclosure=of_party)
    widest = said if said is not None else MEMBERS if reveals else PUBLIC
    wanted = audience >= max(widest, of_party)
    assert may_know(audience, party, evolve(holds("ada", "kept@board"), disclosure=said), reveals=reveals) is wanted


def test_of_somebody_unknown_only_the_administration_may_know() -> None:
    """Of a party that the record does not introduce nothing is told."""
    assert [may_know(one, None) for one in Audience] == [False, False, True]


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_seat_that_reveals_is_withheld_and_others_of_the_same_person_are_not() -> None:
    """Whoever sits on such a seat is told to members; in another seat of the same body everybody may see them."""
    here = board(holds("ada", "kept@board", "2020"), holds("ben", "others@board", "2020"), holds("ada", "chair@board", "2021"))
    assert seated(here, "board", PUBLIC) == {"kept": [None], "others": ["ben"]}
    assert seated(here, "board", MEMBERS) == {"kept": ["ada"], "others": ["ben"]}
    (chair,) = asked(here, "board", "chair", DAY).verdict.value
    assert chair.holder == "ada"
    (kept, *_) = asked(here, "board", "kept", DAY).verdict.value
    assert (kept.holder, kept.holding, kept.withheld) == (None, None, True)


def test_what_a_holding_says_decides() -> None:
    """Somebody agreed, or made it public: it is told; somebody wants less than that: not even the members are told."""
    here = board(
        holds("ada", "kept@board", "2020", disclosure=PUBLIC), holds("ben", "kept@board", "2020", disclosure=ADMINISTRATION),
        holds("cem", "others@board", "2020", disclosure=MEMBERS),
    )  # fmt: skip
    assert [seated(here, "board", one) for one in Audience] == [
        {"kept": ["ada", None], "others": [None]}, {"kept": ["ada", None], "others": ["cem"]},
        {"kept": ["ada", "ben"], "others": ["cem"]},
    ]  # fmt: skip


def test_a_rule_of_another_time_counts() -> None:
    """Seats that are kept for somebody later, or were so before, reveal as much as if they were so today."""
    later = row(seats(seats=2, reveals=["origin", "belief"]), "page", since="2030-01-01", id="others")
    here = scope(body("board", OTHERS, later), events=(*who("ada"), holds("ada", "others@board", "2020")))
    assert seated(here, "board", PUBLIC) == {"others": [None]}


def test_a_seat_by_office_follows_the_office() -> None:
    """Whoever sits somewhere because of a seat that reveals something is not told there either; nor where the group does."""
    council = body(
        "council",
        group("delegates", "page", holder="kept@board"),
        group("advised", "page", holder="chair@board", reveals="health"),
    )
    board_ = body("board", KEPT)
    events = (*who("ada", "ben"), holds("ada", "kept@board", "2020"), holds("ben", "chair@board", "2020"))
    here = scope(council, board_, events=events)
    assert seated(here, "council", PUBLIC) == {"delegates": [None], "advised": [None]}
    assert seated(here, "council", MEMBERS) == {"delegates": ["ada"], "advised": ["ben"]}
    assert {one for one in members(publish(here, DAY)) if one[0] == "ada"} == set()
    assert members(publish(here, DAY)) == {("ben", "chair")}


def test_a_group_elsewhere_reveals_too() -> None:
    """Seats of another jurisdiction that is at hand reveal something as those at home do."""
    council = body("council", group("delegates", "page", holder="kept@district/board"))
    near = charter(body("board", KEPT), id_="district")
    events = (*who("ada"), holds("ada", "kept@district/board", "2020"))
    for neighbours, told in (((near,), [None]), ((), [])):
        assert seated(scope(council, events=events, neighbours=neighbours), "council", PUBLIC) == {"delegates": told}


def test_substitutes_of_such_seats() -> None:
    """For whom somebody stands in is not told where that one's seat reveals something; nor that they stand in there."""
    here = board(
        holds("ada", "kept@board", "2020"), holds("ben", "kept@board", "2021", substitute=True, stands_in_for="ada"),
        holds("cem", "others@board", "2020"), holds("ada", "others@board", "2020", substitute=True, stands_in_for="cem"),
    )  # fmt: skip
    value = show(here, "board", DAY).value
    assert value is not None
    kept, others = value.groups
    beside = [
        one for group_ in (kept, others) for one in (*group_.substitutes, *(s for t in group_.seats for s in t.substitutes))
    ]
    assert [(one.holder, one.stands_in_for, one.withheld) for one in beside] == [(None, None, True), ("ada", "cem", False)]
    shown = publish(here, DAY)
    told = {(one.party, one.post, one.stands_in_for) for one in shown.memberships}
    assert told == {("cem", "others", None), ("ada", "others", "cem")}


def test_for_whom_somebody_stands_in_who_agreed() -> None:
    """A substitute who agreed is told, but not for whom."""
    more = {"substitute": True, "stands_in_for": "ada", "disclosure": PUBLIC}
    here = board(holds("ada", "kept@board", "2020"), holds("ben", "kept@board", "2021", **more))
    assert [(one.party, one.stands_in_for) for one in publish(here, DAY).memberships] == [("ben", None)]
    value = show(here, "board", DAY).value
    assert value is not None
    (standin,) = value.groups[0].seats[0].substitutes
    assert (standin.holder, standin.stands_in_for) == ("ben", None)


def test_terms_of_such_seats() -> None:
    """When a term ends is told of the seats of a person that may be told, and not of the others; so is the loss of a seat."""
    rules = (
        row(term(length="10 years"), "page"), row(term(removal={"lost_by": "absence", "absences": 1}), "page"),
    )  # fmt: skip
    twice = row(composition(twice="both"), "page")
    events = (holds("ada", "kept@board", "2020"), holds("ada", "others@board", "2021"), missed("ada", date(2026, 3, 1), "board"))
    here = board(*events, rows=(*rules, twice))
    for audience, groups in ((PUBLIC, ["others"]), (MEMBERS, ["kept", "others"])):
        value = asked(here, "board", "term", DAY, audience).verdict.value
        assert isinstance(value, Terms)
        assert [one.group for one in value.endings] == groups
        assert [one.group for one in value.lost] == groups
        assert all(one.holding is None for one in (*value.endings, *value.lost))


def test_a_second_seat_is_not_hinted_at() -> None:
    """Where the rule says nothing of two seats, both are open: the other one would tell that there is one more."""
    events = (holds("ada", "kept@board", "2020"), holds("ada", "others@board", "2021"), holds("ben", "others@board", "2021"))
    assert seated(board(*events), "board", PUBLIC) == {"kept": [None], "others": ["ben", None]}
    assert seated(board(*events), "board", MEMBERS) == {"kept": ["ada"], "others": ["ada", "ben"]}


def test_a_seat_left_for_one_that_reveals() -> None:
    """That a seat is vacant because of another seat is told only to those who may know of that one."""
    kept = group("kept", "page", seats=1, standing="voting", reveals="health")
    here = scope(
        body("board", kept, group("others", "page", seats=1), row(composition(twice="vacant"), "page")),
        events=(*who("ada"), holds("ada", "kept@board", "2020"), holds("ada", "others@board", "2021")),
    )
    codes = {}
    for audience in (PUBLIC, MEMBERS):
        value = show(here, "board", DAY, audience).value
        assert value is not None
        codes[audience] = [reason.said.code for reason in value.groups[1].seats[0].reasons]
    assert codes == {PUBLIC: ["reason.vacant-seat"], MEMBERS: ["reason.holds", "reason.second-seat"]}


def test_a_seat_that_a_substitute_took() -> None:
    """A substitute who took a seat is told there only if that may be told."""
    taken = row(composition(twice="substitute"), "page")
    rows = (group("first", "page", seats=1, standing="voting"), KEPT, taken)
    events = (
        *who("ada", "ben"), holds("ada", "first@board", "2020"), holds("ada", "kept@board", "2020", disclosure=PUBLIC),
        holds("ben", "kept@board", "2020", substitute=True, stands_in_for="ada"),
    )  # fmt: skip
    here = scope(body("board", *rows), events=events)
    assert seated(here, "board", PUBLIC) == {"first": ["ada"], "kept": [None]}
    assert seated(here, "board", MEMBERS) == {"first": ["ada"], "kept": ["ben"]}


def test_without_a_place_nothing_is_told_of_those_who_have_one_to_hide() -> None:
    """A seat of which nobody says where it is, and by which fact, is told of those only of whom all may be told."""
    told = known(board(holds("ada", "kept@board", "2020"), holds("ben", "others@board", "2020")), PUBLIC)
    assert [told.knows(one, None) for one in ("ada", "ben", "eve", None)] == [False, True, False, True]


def test_a_change_of_such_seats_is_none() -> None:
    """One holder after another is no change for those who are told of neither."""
    here = board(holds("ada", "kept@board", "2020", "2025-12-31"), holds("ben", "kept@board", "2026-01-01"))
    for audience, changes in ((PUBLIC, 0), (MEMBERS, 1)):
        (change,) = diff(here, date(2025, 6, 1), DAY, ("board",), audience)
        assert change.value is not None
        assert len(change.value.changes) == changes


# ── who was elected ──────────────────────────────────────────────────────────────────────────────────────────────────

CHOOSING = row(election(rounds=[{"number": 1, "need": "most"}], tie="lot"), "page")


def chosen(fills: str, *, asked_item: str | None = "i", audience: Audience = PUBLIC, **agreed: Any) -> tuple[Elected, str]:
    """Return what came of an election in the council, and all that its answer says."""
    held = (holds("ada", "kept@board", "2026-03-10", **agreed),) if agreed else ()
    here = scope(
        body("council", group("people", "page", seats=9, standing="voting"), CHOOSING),
        body("board", KEPT, OTHERS),
        events=(
            *who("ada", "ben"), meeting("m", "council", datetime(2026, 3, 10, 19), public=True),
            item("i", "m", fills=fills, posts=1), nominated(["ada", "ben"]),
            ballot(no=0, item="i", votes={"ada": 5, "ben": 2}), *held,
        ),
    )  # fmt: skip
    verdict = asked(here, "council", "election", DAY, audience, meeting="m", item=asked_item).verdict
    return verdict.value, str(verdict)


@pytest.mark.parametrize("fills", ["kept@board", "board"])
def test_who_was_elected_into_such_a_seat(fills: str) -> None:
    """Neither who was elected, nor who stood, nor their votes are told to the public, also where a whole body is filled."""
    value, said = chosen(fills)
    assert (value.elected, "ada" in said, "ben" in said) == ((), False, False)
    assert chosen(fills, audience=MEMBERS)[0].elected == ("ada",)


def test_who_was_elected_is_told_where_nothing_forbids_it() -> None:
    """An election into another seat is told; of one into such a seat, whoever agreed, and no rival."""
    assert chosen("others@board")[0].elected == ("ada",)
    value, said = chosen("kept@board", disclosure=PUBLIC)
    assert (value.elected, "ben" in said) == (("ada",), False)
    assert chosen("others@board", disclosure=PUBLIC)[0].elected == ("ada",)


def test_a_whole_body_with_a_holder_who_wants_less() -> None:
    """Where a whole body is filled, somebody who wants not to be told there is not told to be elected."""
    here = scope(
        body("board", OTHERS), events=(*who("ada", "ben"), holds("ada", "others@board", "2020", disclosure=MEMBERS)),
    )  # fmt: skip
    assert known(here, PUBLIC).unfit([parse_ref("board")]) == {"ada"}
    assert known(here, PUBLIC).unfit([parse_ref("nowhere"), parse_ref("far/board")]) == frozenset()


# ── exports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_published_of_such_seats() -> None:
    """The membership is not told but counted, the person is there where something else is told of them."""
    here = board(
        holds("ada", "kept@board", "2020"), holds("ben", "kept@board", "2020"), holds("ben", "chair@board", "2020"),
        holds("cem", "kept@board", "2019", "2020", disclosure=PUBLIC), holds("cem", "kept@board", "2021", "2022"),
    )  # fmt: skip
    shown = publish(here, DAY)
    assert members(shown) == {("ben", "chair"), ("cem", "kept")}
    assert [one.id for one in shown.parties] == ["ben", "cem"]
    assert shown.withheld == (("memberships", 3),)
    (post,) = (one for one in shown.bodies[0].posts if one.id == "kept")
    assert (post.taken, post.withheld) == (0, 2)
    assert publish(here, DAY, MEMBERS).withheld == ()
    assert ("ada", "kept") in members(publish(here, DAY, MEMBERS))


def test_only_those_of_the_bodies_asked_for_are_counted() -> None:
    """Of some bodies only what is withheld there is counted."""
    here = scope(
        body("board", KEPT), body("council", KEPT),
        events=(*who("ada"), holds("ada", "kept@board", "2020"), holds("ada", "kept@council", "2020")),
    )  # fmt: skip
    assert publish(here, DAY).withheld == (("memberships", 2),)
    assert publish(here, DAY, bodies=["board"]).withheld == (("memberships", 1),)


def test_a_successor_who_is_not_told_of_tells_no_day() -> None:
    """The day on which somebody came who is not told of is not to be read off the last day of the one before."""
    here = scope(
        body("board", group("kept", "page", seats=1, reveals="disability")),
        events=(
            *who("ada", "ben"), holds("ada", "kept@board", "2020", disclosure=PUBLIC), holds("ben", "kept@board", "2024-04-04"),
        ),
    )  # fmt: skip
    (told,) = publish(here, DAY).memberships
    assert (told.party, "2024-04-03" in str(told.until)) == ("ada", False)
    assert [str(one.until) for one in publish(here, DAY, MEMBERS).memberships if one.party == "ada"] == ["2024-04-03"]


def test_what_happens_in_a_body_does_not_name_them() -> None:
    """Who was at a meeting, or brought something up there, sits there: such persons are left out."""
    here = board(
        holds("ada", "kept@board", "2020"), holds("ben", "others@board", "2020"),
        meeting("m", "board", datetime(2026, 3, 10, 19), public=True), present(["ada", "ben"], "m"),
        proposal("p", of="board", by="ada"), proposal("q", of="board", by="ben"), proposal("r", of=None, by="ada"),
    )  # fmt: skip
    shown = publish(here, DAY)
    assert [one.party for one in shown.sessions[0].present] == ["ben"]
    assert [one.by for one in shown.papers] == [None, "ben", "ada"]
    assert [one.party for one in publish(here, DAY, MEMBERS).sessions[0].present] == ["ada", "ben"]


def test_organisations_are_no_persons() -> None:
    """An election into such a seat does not hide the organisations that hand in lists."""
    here = board(evolve(organisation("club"), disclosure=PUBLIC))
    assert "club" not in known(here, PUBLIC).unfit([parse_ref("kept@board")])


def test_an_answer_about_nothing_in_particular() -> None:
    """An answer that is about no body and no meeting is read by whom the audience may see."""
    here = board(holds("ada", "kept@board", "2020"))
    whole = show(here, "board", DAY, ADMINISTRATION)
    told = disclose(whole, here, PUBLIC).value
    assert told is not None
    assert [seat.holder for seat in told.groups[0].seats if seat.withheld] == [None]
