"""publish: what a jurisdiction has to show, as each audience may see it, and how much of it was left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    ambiguity,
    barred,
    body,
    composition,
    duty,
    electoral,
    founded_body,
    group,
    holds,
    item,
    kind,
    meeting,
    missed,
    organisation,
    person,
    present,
    proposal,
    row,
    scope,
    sitting,
    size,
    step,
    term,
)
from gremium.evaluate.scope import Scope, founded
from gremium.model.body import Status
from gremium.model.charter import CalendarRules
from gremium.model.meeting import Item
from gremium.model.proposal import Did
from gremium.model.provision import Reading
from gremium.model.record import Audience, Event, Meeting, Party
from gremium.norms.seats import Standing
from gremium.testing.documents import charters, records
from gremium.testing.values import dates
from gremium.values.count import Count, exactly
from gremium.values.days import Day, on, parse_day
from gremium.values.errors import Misuse
from gremium.values.text import Text
from gremium.values.verdict import Outcome
from gremium.workbench.ask import asked
from gremium.workbench.audience import kept_back, listened, step_listened
from gremium.workbench.publish import publish
from gremium.workbench.published import ElectoralTerm, Membership, Named, Paper, Post, Published, Session

DAY = date(2026, 6, 1)
PUBLIC, MEMBERS, ADMINISTRATION = Audience
CHAIR = group("chair", "page", seats=1)
PEOPLE = group("people", "page", seats=3, standing="voting")


def known(*ids: str, to: Audience = PUBLIC) -> tuple[Party, ...]:
    """Return persons whom this audience may see."""
    return tuple(evolve(person(id_), disclosure=to) for id_ in ids)


HIDDEN = known("hidden", to=ADMINISTRATION)[0]
ADA, BEA = known("ada", "bea")


def shown(*events: Event, rows: Iterable[object] = (PEOPLE,), audience: Audience = PUBLIC, **more: object) -> Published:
    """Return what a town with one body x has to show."""
    return publish(scope(body("x", *rows), events=events, **more), DAY, audience)


def members(view: Published) -> list[tuple[str, str, str | None, str | None, bool, bool]]:
    """Return post, party, first and last day of each membership, whether it is so now, and whether that is certain."""
    return [(m.post, m.party, _day(m.since), _day(m.until), m.now, m.certain) for m in view.memberships]


def _day(day: Day | None) -> str | None:
    return str(day) if day is not None else None


def post(view: Published, id_: str) -> Post:
    """Return the post of this id of the first body."""
    return next(one for one in view.bodies[0].posts if one.id == id_)


def numbers(view: Published, id_: str = "people") -> tuple[int, int, int, int]:
    """Return on how many seats of a post somebody sits who is seen, who is withheld, who has no name, and how many are vacant."""
    one = post(view, id_)
    return one.taken, one.withheld, one.unnamed, one.vacant


# ── who is seen ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("audience", "seen", "withheld"),
    [(PUBLIC, ["ada"], 2), (MEMBERS, ["ada", "bea"], 1), (ADMINISTRATION, ["ada", "bea", "hidden"], 0)],
)
def test_each_audience_sees_those_disclosed_to_it(audience: Audience, seen: list[str], withheld: int) -> None:
    """A party is shown to the widest audience that it permits, and to narrower ones; of the others their number is told."""
    people = (ADA, evolve(BEA, disclosure=MEMBERS), HIDDEN)
    view = shown(*people, *(holds(one.id, "people@x", "2020-01-01") for one in people), audience=audience)
    assert [one.id for one in view.parties] == seen
    assert [one.party for one in view.memberships] == seen
    assert numbers(view) == (len(seen), withheld, 0, 0)
    assert dict(view.withheld) == ({"parties": withheld} if withheld else {})
    assert view.audience is audience


def test_unless_said_a_party_is_for_members() -> None:
    """A party that says nothing of its disclosure is not shown to the public."""
    assert shown(Party(id="nora", name="Nora"), holds("nora", "people@x", "2020-01-01")).parties == ()


def test_a_person_has_a_name_and_no_more() -> None:
    """Neither a day of birth nor an attribute is in the view, for no audience."""
    born = evolve(person("ada", "1987-08-29", origin="secretland"), disclosure=PUBLIC)
    for audience in Audience:
        view = shown(born, holds("ada", "people@x", "2020-01-01", note=Text.of({"de": "Notiz"})), audience=audience)
        assert view.parties == (Named(id="ada", name="Ada"),)
        assert view.parties[0].person
        assert not {"1987", "secretland", "Notiz"} & set(str(view).replace("'", " ").replace("-", " ").split())


def test_an_organisation_is_no_person() -> None:
    """A party says of what kind it is."""
    (club,) = shown(evolve(organisation("club"), disclosure=PUBLIC)).parties
    assert (club.kind, club.person) == ("association", False)


def test_the_administration_sees_ids_that_the_record_does_not_explain() -> None:
    """Somebody of whom the record tells nothing but an id is shown to the administration alone, and then has an entry."""
    events = (holds("who", "people@x", "2020-01-01"), proposal(by="whom", of=None))
    assert shown(*events, audience=MEMBERS).parties == ()
    view = shown(*events, audience=ADMINISTRATION)
    assert [one.id for one in view.parties] == ["who", "whom"]
    assert (view.memberships[0].party, view.papers[0].by) == ("who", "whom")


# ── seats ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_seats_are_counted_without_names() -> None:
    """A group tells how many seats it has, its standing, and how many of them are certainly empty."""
    view = shown(ADA, holds("ada", "people@x", "2020-01-01"))
    assert post(view, "people") == Post(id="people", number=exactly(3), standing=Standing.VOTING, taken=1, vacant=2)
    assert numbers(shown()) == (0, 0, 0, 0), "where the record tells nothing, nobody knows"
    counted = shown(ADA, size("people@x", 2), holds("ada", "people@x", "2020-01-01"), rows=(group("people", seats="1..5"),))
    assert numbers(counted) == (1, 0, 1, 0)


def test_an_open_group_tells_to_whom_it_is_open() -> None:
    """An open circle has no number, but a text."""
    one = post(shown(rows=(group("guests", open_to="Wer mag"),)), "guests")
    assert (one.open_to, one.number.exact) == (Text.of({"de": "Wer mag"}), False)


@pytest.mark.parametrize(
    ("party", "audience", "expected"),
    [("ada", PUBLIC, (1, 0, 0, 0)), ("hidden", PUBLIC, (0, 1, 0, 0)), ("hidden", ADMINISTRATION, (1, 0, 0, 0)),
     (None, PUBLIC, (0, 0, 0, 1))],
)  # fmt: skip
def test_offices_are_posts_that_add_no_seat(
    party: str | None, audience: Audience, expected: tuple[int, int, int, int]
) -> None:
    """An office of a body is a post with one holder, whoever that is; it is there also where no rule speaks of seats."""
    town = scope(body("x", positions=("speaker",)), events=(ADA, HIDDEN, holds(party, "speaker@x", "2020-01-01")))
    view = publish(town, DAY, audience)
    assert (post(view, "speaker").office, numbers(view, "speaker")) == (True, expected)


def test_offices_of_kinds_and_those_that_every_body_may_have() -> None:
    """An office may be one of the kind of the body; a chair is shown where one is recorded."""
    kinds = (kind("committee", positions=("speaker",)),)
    without = shown(ADA, kinds=kinds)
    assert [one.id for one in without.bodies[0].posts] == ["people", "speaker"]
    recorded = shown(ADA, holds("ada", "chair@x", "2020-01-01"), kinds=kinds)
    assert [(one.id, one.office) for one in recorded.bodies[0].posts] == [("people", False), ("speaker", True), ("chair", True)]
    assert members(recorded) == [("chair", "ada", "2020-01-01", None, True, True)]


def test_an_office_on_which_the_sources_are_silent() -> None:
    """An office that the body lists among what its sources do not state is a post of which nothing is known."""
    view = publish(scope(body("x", PEOPLE, positions=("speaker",), unstated=("speaker",)), events=()), DAY)
    assert numbers(view, "speaker") == (0, 0, 0, 0)


def test_bodies_say_when_they_are_there() -> None:
    """A body that is announced, not there yet or not any more has no posts."""
    bodies = (
        body("now", PEOPLE), body("later", PEOPLE, since="2027-01-01"), body("gone", PEOPLE, until="2025-12-31"),
        body("planned", PEOPLE, status=Status.PLANNED),
    )  # fmt: skip
    view = publish(scope(*bodies, kinds=(kind("committee", name=Text.of({"de": "Ausschuss"})),)), DAY)
    assert [(one.id, one.there, len(one.posts)) for one in view.bodies] == [
        ("now", Outcome.HOLDS, 1), ("later", Outcome.FAILS, 0), ("gone", Outcome.FAILS, 0), ("planned", Outcome.FAILS, 0),
    ]  # fmt: skip
    assert [one.planned for one in view.bodies] == [False, False, False, True]
    assert {one.kind_name for one in view.bodies} == {Text.of({"de": "Ausschuss"})}
    assert view.bodies[1].since == on(date(2027, 1, 1))
    assert view.bodies[2].until == on(date(2025, 12, 31))


def test_bodies_that_the_record_knows_of() -> None:
    """A body that was founded is shown as any other; its kind may have no name."""
    view = publish(founded(scope(body("x"), events=(founded_body("new", "2020-01-01", kind="board"),))), DAY)
    assert [(one.id, one.kind, one.kind_name) for one in view.bodies] == [("x", "committee", None), ("new", "board", None)]


def test_rules_of_which_nobody_knows_which_holds() -> None:
    """Where a source can be read in two ways, there is one post with the range of both, and nobody sits there twice."""
    rows = [
        evolve(group("people", "page", seats=number), reading=(Reading("leads", (name,)),))
        for number, name in ((2, "three"), (3, "four"))
    ]
    told = (ADA, holds("ada", "people@x", "2020-01-01"))
    view = shown(*told, rows=rows, ambiguities=(ambiguity("leads", "three", "four"),))
    assert [(one.id, one.number) for one in view.bodies[0].posts] == [("people", Count(0, 3))]
    assert numbers(view) == (1, 0, 0, 1), "one seat is empty by either reading"
    assert members(view) == [("people", "ada", "2020-01-01", None, True, False)]


# ── who sits there, by what, since when ──────────────────────────────────────────────────────────────────────────────


def test_a_seat_through_an_office_elsewhere() -> None:
    """Whoever sits in a body through an office elsewhere has the days of that office; the office is named."""
    town = scope(
        body("council", CHAIR), body("x", group("guest", "page", holder="chair@council", standing="advisory")),
        events=(ADA, holds("ada", "chair@council", "2020-01-01", "2026-12-31")),
    )  # fmt: skip
    (seat,) = (one for one in publish(town, DAY).memberships if one.body == "x")
    assert seat == Membership(
        body="x", post="guest", party="ada", standing=Standing.ADVISORY, since=on(date(2020, 1, 1)), until=on(date(2026, 12, 31)),
        office="chair@council",
    )  # fmt: skip


@pytest.mark.parametrize(("audience", "of"), [(PUBLIC, None), (MEMBERS, "club")])
def test_the_organisation_whose_seat_it_is(audience: Audience, of: str | None) -> None:
    """A delegate is shown with the organisation that sends it only to those who may see the organisation, now and afterwards."""
    club = evolve(organisation("club"), disclosure=MEMBERS)
    rows = (group("sent", "page", how="sent", by="each", each="*association", seats=1),)
    held = (holds("ada", "sent@x", "2020-01-01", "2024-12-31", of="club"), holds("bea", "sent@x", "2025", of="club"))
    told = (club, ADA, BEA, *held)
    view = shown(*told, rows=rows, audience=audience)
    assert {one.party: one.of for one in view.memberships} == {"ada": of, "bea": of}
    assert [one.id for one in view.parties] == (["ada", "bea"] if of is None else ["club", "ada", "bea"])


def test_a_body_whose_seat_it_is_may_always_be_named() -> None:
    """That a seat belongs to a body of the charter is no secret."""
    rows = (group("sent", "page", how="sent", by="each", each="*school", seats=1),)
    held = (holds("ada", "sent@x", "2020-01-01", of="s1"), holds("bea", "sent@x", "2024-01-01", of="s2"))
    town = scope(body("x", *rows), body("s1", kind="school"), body("s2", kind="school"), events=(ADA, BEA, *held))
    assert [(one.party, one.of, one.now, one.until) for one in publish(town, DAY).memberships] == [
        ("ada", "s1", True, None), ("bea", "s2", True, None),
    ]  # fmt: skip


def test_one_seat_each_has_successors_of_its_own() -> None:
    """In a group with one seat for each of several, whoever comes later takes the place of that one alone."""
    rows = (group("sent", "page", how="sent", by="each", each="*school", seats=1),)
    told = [("ada", "2020", "s1"), ("bea", "2021", "s2"), ("cai", "2025", "s1")]
    events = (*known("ada", "bea", "cai"), *(holds(who, "sent@x", f"{year}-01-01", of=of) for who, year, of in told))
    town = scope(body("x", *rows), body("s1", kind="school"), body("s2", kind="school"), events=events)
    assert members(publish(town, DAY)) == [
        ("sent", "cai", "2025-01-01", None, True, True),
        ("sent", "bea", "2021-01-01", None, True, True),
        ("sent", "ada", "2020-01-01", "2024-12-31", False, True),
    ]


def test_a_member_whose_membership_rests() -> None:
    """That a membership rests is told with it."""
    told = (ADA, holds("ada", "people@x", "2020-01-01"), holds("ada", "people@x", "2026-01-01", rests=True))
    assert [one.rests for one in shown(*told).memberships] == [True]
    assert [one.rests for one in shown(*told[:2]).memberships] == [False]


@pytest.mark.parametrize(
    ("bounds", "now", "certain"),
    [
        (("2020-01-01", None), True, True),
        (("2020-01-01", "2026-05-31"), False, True),
        (("2020-01-01", "2026-06-01"), True, True),
        (("2026-06-02", None), False, True),
        (("2026", None), True, False),
        (("2020", "2026"), True, False),
    ],
)
def test_before_now_and_later(bounds: tuple[str, str | None], *, now: bool, certain: bool) -> None:
    """Who sat there before and who will are shown, too; where days are known only roughly, it is open who sits there."""
    assert members(shown(ADA, holds("ada", "people@x", *bounds))) == [("people", "ada", *bounds, now, certain)]


def test_a_term_that_is_over() -> None:
    """Once a term is over and no successor is told, it is open whether somebody still sits there."""
    over = row(term(for_seat="people", length="3 years"), "page")
    assert members(shown(ADA, holds("ada", "people@x", "2020-01-01"), rows=(PEOPLE, over))) == [
        ("people", "ada", "2020-01-01", None, True, False)
    ]


def test_in_a_group_nobody_takes_the_place_of_another() -> None:
    """Of several seats alike each holding has its own end; only a second holding of the same party ends the first."""
    told = (*known("ada", "bea"), holds("ada", "people@x", "2020-01-01"), holds("bea", "people@x", "2021-01-01"),
            holds("ada", "people@x", "2025-01-01"))  # fmt: skip
    assert members(shown(*told)) == [
        ("people", "ada", "2025-01-01", None, True, True),
        ("people", "bea", "2021-01-01", None, True, True),
        ("people", "ada", "2020-01-01", "2024-12-31", False, True),
    ]


# The second holding of an office, and what it makes of the first: last day, now, certain; then the same of itself.
SUCCESSIONS = {
    "later": ("2024-05-01", None, ("2024-04-30", False, True), (True, True)),
    "on the next day": ("2026-06-02", None, (None, True, True), (False, True)),
    "roughly": ("2024", None, ("2023-12-31..2024-12-30", False, True), (True, True)),
    "roughly, about now": ("2026", None, ("2025-12-31..2026-12-30", True, False), (True, False)),
    "with an unknown end of the first day": ("2024-05-01..unstated", None, ("2024-04-30..unstated", True, False), (True, False)),
    "not certainly later": ("2019..2024", None, (None, True, False), (True, False)),
    "on the same day": ("2020-01-01", None, (None, True, False), (True, False)),
    "gone again": ("2024-05-01", "2024-06-30", ("2024-04-30", False, True), (False, True)),
}


@pytest.mark.parametrize("name", SUCCESSIONS)
@pytest.mark.parametrize("as_group", [False, True])
def test_an_office_has_one_holder(name: str, *, as_group: bool) -> None:
    """Whoever comes later takes the place: the last day of the one before is the day before, as far as that is known."""
    since, until, first, second = SUCCESSIONS[name]
    since = since.replace("2019..2024", "2019-01-01..2024-12-31")
    told = (ADA, BEA, holds("ada", "chair@x", "2020-01-01"), holds("bea", "chair@x", since, until))
    found = {one[1]: (one[3:], one[4:]) for one in members(shown(*told, rows=(CHAIR,) if as_group else (PEOPLE,)))}
    assert (found["ada"][0], found["bea"][1]) == (first, second)


def test_own_last_days_count() -> None:
    """A last day that is told counts, unless somebody else came before it."""
    def last(until: str, came: str) -> tuple[str | None, ...]:
        told = (ADA, BEA, holds("ada", "chair@x", "2020-01-01", until), holds("bea", "chair@x", came))
        return next(one[3:] for one in members(shown(*told)) if one[1] == "ada")

    assert last("2023-12-31", "2024-05-01") == ("2023-12-31", False, True)
    assert last("2025-12-31", "2024-05-01") == ("2024-04-30", False, True)
    assert last("2024..2025".replace("..", "-01-01..") + "-12-31", "2024-05-01") == ("2024-01-01..2025-12-31", False, True)


def test_a_vacancy_ends_an_office() -> None:
    """From the day on which nobody holds an office its last holder is a former one."""
    view = shown(ADA, holds("ada", "chair@x", "2020-01-01"), holds(None, "chair@x", "2024-05-01"))
    assert members(view) == [("chair", "ada", "2020-01-01", "2024-04-30", False, True)]
    assert numbers(view, "chair") == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ("2024-05-01", ("2020-01-01..2026-05-31", False, True)),
        ("2026-06-02", (None, True, True)),
        ("2026", (None, True, False)),
    ],
)
def test_a_hidden_successor_tells_no_day(came: str, expected: tuple[str | None, bool, bool]) -> None:
    """Where somebody took the place whom the audience may not see, it is told that the one before is gone, but not since when."""
    told = (ADA, HIDDEN, holds("ada", "chair@x", "2020-01-01"), holds("hidden", "chair@x", came))
    assert [one[3:] for one in members(shown(*told))] == [expected]
    assert "2024" not in str(members(shown(*told)))


def test_to_those_who_see_the_successor_the_day_is_told() -> None:
    """Who may see the one who came may see when the one before went."""
    told = (ADA, HIDDEN, holds("ada", "chair@x", "2020-01-01"), holds("hidden", "chair@x", "2024-05-01"))
    assert members(shown(*told, audience=ADMINISTRATION))[1] == ("chair", "ada", "2020-01-01", "2024-04-30", False, True)


def test_a_position_that_is_none_on_the_day() -> None:
    """Who sat in a group that is not there on the day sat there before."""
    view = shown(ADA, holds("ada", "people@x", "2020-01-01"), rows=(evolve(PEOPLE, span=row(None, until="2025-12-31").span),))
    assert members(view) == [("people", "ada", "2020-01-01", None, False, True)]


def test_with_the_body_all_seats_end() -> None:
    """Nobody sits in a body that is not there any more; where no last day is told, it is that of the body."""
    there = body("x", CHAIR, PEOPLE, until="2025-12-31")
    told = (
        *known("ada", "bea", "cai", "dan", "eva"), holds("ada", "chair@x", "2020-01-01"), holds("bea", "chair@x", "2022-01-01"),
        holds("cai", "people@x", "2020-01-01", "2021-12-31"), holds("dan", "people@x", "2026-02-01"),
        holds("eva", "people@x", "2020-01-01", substitute=True),
    )  # fmt: skip
    assert sorted(members(publish(scope(there, events=told), DAY))) == [
        ("chair", "ada", "2020-01-01", "2021-12-31", False, True),
        ("chair", "bea", "2022-01-01", "2025-12-31", False, True),
        ("people", "cai", "2020-01-01", "2021-12-31", False, True),
        ("people", "dan", "2026-02-01", None, False, True),
        ("people", "eva", "2020-01-01", "2025-12-31", False, True),
    ]
    roughly = publish(scope(evolve(there, span=row(None, until="2025").span), events=told), DAY)
    assert min(members(roughly)) == ("chair", "ada", "2020-01-01", "2025", False, True)


def test_where_the_body_comes_later_nobody_sits_yet() -> None:
    """Whoever will sit in a body that is not there yet is shown as one who will."""
    told = (ADA, holds("ada", "people@x", "2027-01-01"))
    assert members(publish(scope(body("x", PEOPLE, since="2027-01-01"), events=told), DAY)) == [
        ("people", "ada", "2027-01-01", None, False, True)
    ]


def test_a_second_seat_that_a_substitute_takes() -> None:
    """Who takes the second seat of another sits there through the office, since a day that nobody tells."""
    rows = (
        group("first", "page", holder="chair@council"),
        group("second", "page", holder="speaker@council", substitutes={"order": "personal", "by": "deputy-chair@council"}),
        row(composition(twice="substitute"), "page"),
    )
    told = [("ada", "chair"), ("ada", "speaker"), ("bea", "deputy-chair")]
    town = scope(
        body("council", positions=("chair", "deputy-chair", "speaker")), body("x", *rows),
        events=(ADA, BEA, *(holds(who, f"{what}@council", "2020-01-01") for who, what in told)),
    )  # fmt: skip
    found = [one for one in publish(town, DAY).memberships if one.body == "x"]
    assert [(one.post, one.party, one.since, one.office) for one in found] == [
        ("first", "ada", on(date(2020, 1, 1)), "chair@council"), ("second", "bea", None, "speaker@council"),
    ]  # fmt: skip


# ── substitutes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_substitutes_stand_beside_the_seats() -> None:
    """A substitute is shown with its rank and its member, before, now and later; it takes no seat."""
    told = (
        *known("ada", "bea", "cai"), holds("ada", "people@x", "2020-01-01"),
        holds("bea", "people@x", "2021-01-01", substitute=True, stands_in_for="ada"),
        holds("cai", "people@x", "2021-01-01", "2022-01-01", substitute=True, rank=2),
    )  # fmt: skip
    view = shown(*told, rows=(group("people", seats=3, substitutes="personal"),))
    found = {one.party: (one.substitute, one.stands_in_for, one.rank, one.now) for one in view.memberships}
    assert found == {"ada": (False, None, None, True), "bea": (True, "ada", None, True), "cai": (True, None, 2, False)}
    assert numbers(view)[0] == 1


def test_substitutes_and_those_who_are_hidden() -> None:
    """A hidden substitute is left out; of one who is seen it is not told for which hidden member it stands in."""
    told = (
        ADA, HIDDEN, holds("hidden", "people@x", "2020-01-01"), holds("ada", "people@x", "2021-01-01"),
        holds("ada", "people@x", "2021-01-01", substitute=True, stands_in_for="hidden"),
        holds("hidden", "people@x", "2021-01-01", substitute=True, stands_in_for="ada"),
    )  # fmt: skip
    rows = (group("people", seats=3, substitutes="personal"),)
    assert [(one.party, one.substitute, one.stands_in_for) for one in shown(*told, rows=rows).memberships] == [
        ("ada", False, None), ("ada", True, None),
    ]  # fmt: skip
    whole = [one for one in shown(*told, rows=rows, audience=ADMINISTRATION).memberships if one.substitute]
    assert [(one.party, one.stands_in_for) for one in whole] == [("ada", "hidden"), ("hidden", "ada")]


@pytest.mark.parametrize(("party", "seen"), [("bea", True), ("hidden", False)])
def test_substitutes_by_office(party: str, *, seen: bool) -> None:
    """Whoever is a substitute through an office elsewhere is shown with that office, if it may be seen."""
    town = scope(
        body("council", CHAIR, positions=("deputy-chair",)),
        body("x", group("guest", "page", holder="chair@council", substitutes={"order": "personal", "by": "deputy-chair@council"}),
             group("pool", "page", seats=2, substitutes={"order": "pool", "by": "deputy-chair@council"})),
        events=(ADA, BEA, HIDDEN, holds("ada", "chair@council", "2020"), holds(party, "deputy-chair@council", "2020")),
    )  # fmt: skip
    found = [one for one in publish(town, DAY).memberships if one.body == "x" and one.substitute]
    expected = [("guest", party, "deputy-chair@council", "ada"), ("pool", party, "deputy-chair@council", None)]
    assert [(one.post, one.party, one.office, one.stands_in_for) for one in found] == (expected if seen else [])


# ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def sessions(*events: Event, rows: Iterable[object] = (), audience: Audience = PUBLIC, **more: object) -> tuple[Session, ...]:
    """Return the meetings that a town has to show."""
    return shown(*events, rows=rows, audience=audience, **more).sessions


def test_meetings_stand_in_order() -> None:
    """Meetings are sorted by day and hour, those without an hour first; what is told of one is shown."""
    place = Text.of({"de": "Rathaus"})
    told = (
        meeting("c", at=datetime(2026, 3, 10, 19), ends=datetime(2026, 3, 10, 21), mode="hybrid", public=True, name={"de": "Rat"},
                place={"de": "Rathaus"}),
        meeting("b", at=datetime(2026, 3, 10, 17)), meeting("a", at=date(2026, 3, 10)), meeting("z", at=date(2025, 3, 10)),
    )  # fmt: skip
    found = sessions(*told)
    assert [one.id for one in found] == ["z", "a", "b", "c"]
    assert (found[3].ends, found[3].mode.value, found[3].place) == (datetime(2026, 3, 10, 21), "hybrid", place)
    assert {one.day for one in found} == {date(2025, 3, 10), date(2026, 3, 10)}


def test_meetings_of_one_year() -> None:
    """A year keeps its meetings, and nothing else is left out."""
    town = scope(body("x"), events=(meeting("a", at=date(2025, 3, 10)), meeting("b", at=date(2026, 3, 10)), proposal()))
    view = publish(town, DAY, year=2025)
    assert ([one.id for one in view.sessions], len(view.papers), view.year) == (["a"], 1, 2025)


@pytest.mark.parametrize(
    ("said", "rules", "public"),
    [
        (True, (), True), (False, (), False), (None, (), None), (None, ("closed",), False), (None, ("public",), None),
        (True, ("closed",), True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("audience", Audience)
def test_closed_meetings(*, said: bool | None, rules: tuple[str, ...], public: bool | None, audience: Audience) -> None:
    """A closed meeting is shown with its day; its name is for the members. Where a rule closes it, it counts as closed."""
    (one,) = sessions(
        meeting(public=said, name={"de": "Heikle Sache"}), item("i", name={"de": "Punkt"}),
        rows=[row(sitting(public=rule), "page") for rule in rules], audience=audience,
    )  # fmt: skip
    inside = audience is not PUBLIC or public is not False
    assert (one.public, one.name is not None, len(one.points), one.hidden) == (public, inside, int(inside), int(not inside))
    assert [point.public for point in one.points] == [public is not False] * inside


@pytest.mark.parametrize("audience", Audience)
def test_closed_items(audience: Audience) -> None:
    """An item behind closed doors is not shown to the public, and counted; members see that it is closed."""
    view = shown(
        meeting(public=True), item("open", name={"de": "Offen"}, subject="budget", at=datetime(2026, 3, 10, 19, 5)),
        item("shut", name={"de": "Geheim"}, public=False), meeting("n", public=False), item("told", at_meeting="n", public=True),
        item("else", at_meeting="nowhere"), audience=audience,
    )  # fmt: skip
    inside = audience is not PUBLIC
    assert [[point.id for point in one.points] for one in view.sessions] == [["open", *["shut"] * inside], ["told"]]
    assert [one.hidden for one in view.sessions] == [int(not inside), 0]
    assert dict(view.withheld).get("items", 0) == int(not inside)
    first = view.sessions[0].points[0]
    assert (first.subject, first.at, first.public) == ("budget", datetime(2026, 3, 10, 19, 5), True)


@pytest.mark.parametrize("first", ["x", "y"])
def test_a_joint_meeting_is_as_closed_as_the_most_closed_of_its_bodies(first: str) -> None:
    """Where the rules of one of those who meet shut the public out, it counts as shut out, whichever body is named first."""
    town = scope(
        body("x", row(sitting(public="public"), "page")), body("y", row(sitting(public="closed"), "page")),
        events=(meeting(body_=first, joint_with=["y" if first == "x" else "x"]), item("i")),
    )  # fmt: skip
    (one,) = publish(town, DAY).sessions
    assert (one.public, one.points, one.hidden) == (False, (), 1)


def test_some_bodies_with_what_is_theirs() -> None:
    """Of some bodies only their memberships, meetings, terms, proposals and people are shown, each body once."""
    town = scope(
        body("x", PEOPLE), body("y", PEOPLE),
        events=(
            *known("ada", "bea", "cai", "dan"), HIDDEN, evolve(HIDDEN, id="other"),
            electoral("x", "2020"), electoral("y", "2020"),
            holds("ada", "people@x", "2020-01-01"), holds("hidden", "people@x", "2020-01-01"),
            holds("cai", "people@x", "2020-01-01", substitute=True, stands_in_for="dan"),
            holds("bea", "people@y", "2020-01-01"), holds("other", "people@y", "2020-01-01"),
            holds("bea", "people@y", "2021-01-01", substitute=True), holds("bea", "people@z/y", "2021-01-01"),
            meeting("m", "x"), meeting("n", "y"), meeting("both", "y", joint_with=["x"]),
            proposal("born", of="x"), proposal("foreign", of="y"), proposal("had", of="y"), proposal("met", of="y"),
            step("heard", "x", proposal="had"), step("heard", "y", proposal="met", meeting="both"),
            step("heard", "y", proposal="foreign", meeting="n"), step("heard", "y", proposal="foreign"),
        ),
    )  # fmt: skip
    view = publish(town, DAY, bodies=("x", "x"))
    assert [one.id for one in view.bodies] == ["x"]
    assert [one.id for one in view.parties] == ["ada", "cai", "dan"]
    assert [(one.party, one.stands_in_for) for one in view.memberships] == [("ada", None), ("cai", "dan")]
    assert [one.id for one in view.sessions] == ["both", "m"]
    assert [one.id for one in view.papers] == ["born", "had", "met"]
    assert view.terms == (ElectoralTerm(body="x", since=parse_day("2020")),)
    assert view.withheld == (("parties", 1),)
    whole = publish(town, DAY, bodies=("y", "x"))
    assert [one.id for one in whole.parties] == ["ada", "bea", "cai", "dan"]
    assert whole.withheld == (("parties", 2),)


def test_unknown_body() -> None:
    """A body that there is not is misuse."""
    with pytest.raises(Misuse) as caught:
        publish(scope(body("council")), DAY, bodies=("counsil",))
    assert caught.value.said.code == "misuse.body"
    assert caught.value.hint is not None


def test_without_a_record_there_are_the_bodies() -> None:
    """A charter alone has bodies to show, and nothing is withheld."""
    view = publish(scope(body("x", PEOPLE)), DAY)
    assert [one.id for one in view.bodies] == ["x"]
    assert (view.parties, view.memberships, view.sessions, view.papers, view.withheld) == ((), (), (), (), ())


@pytest.mark.parametrize("year", [2026, 1, None])
def test_closed_days_of_the_year(year: int | None) -> None:
    """With a year the days are told on which nobody meets, of it and the one before, sorted; without a year none are."""
    town = scope(body("x"), calendars=(CalendarRules(id="town", region="R"), CalendarRules(id="moon", region="unknown")))

    def closed(region: str, asked: int) -> dict[date, str] | None:
        return {date(asked, 12, 25): "Weihnachten", date(asked, 1, 1): "Neujahr"} if region == "R" else None

    found = publish(Scope(charter=town.charter, holidays=closed), DAY, year=year).closed
    years = [asked for asked in (year - 1, year) if asked] if year is not None else []
    assert [(one.calendar, one.at) for one in found] == [
        ("town", date(asked, *day)) for asked in years for day in ((1, 1), (12, 25))
    ]  # fmt: skip
    assert publish(town, DAY, year=year).closed == ()


# ── proposals ────────────────────────────────────────────────────────────────────────────────────────────────────────


def papers(*events: Event, audience: Audience = PUBLIC) -> tuple[Paper, ...]:
    """Return the proposals that a town has to show."""
    return shown(*events, audience=audience).papers


@pytest.mark.parametrize("audience", Audience)
def test_proposals_that_are_not_public(audience: Audience) -> None:
    """A proposal that is not dealt with in public is for the members; the public is told how many there are."""
    view = shown(proposal("open"), proposal("shut", public=False), audience=audience)
    inside = audience is not PUBLIC
    assert [one.id for one in view.papers] == ["open", *["shut"] * inside]
    assert dict(view.withheld) == ({} if inside else {"proposals": 1})


def test_proposals_until_the_day() -> None:
    """What was brought up or done after the day is not shown, and what is shut then is not counted."""
    told = (
        proposal("p", at=datetime(2026, 5, 31, 9)), proposal("later", at=date(2026, 6, 2)),
        proposal("shut", at=date(2026, 6, 2), public=False), proposal("undated", at=None),
        step("heard", "x", date(2026, 6, 1)), step("decided", "x", date(2026, 6, 2)),
    )  # fmt: skip
    view = shown(*told)
    assert [(one.id, one.at, len(one.steps)) for one in view.papers] == [("p", date(2026, 5, 31), 1), ("undated", None, 0)]
    assert view.withheld == ()


def test_who_brought_it_up() -> None:
    """Whoever brought up a proposal is named to those only who may see them."""
    told = (ADA, HIDDEN, proposal("p", by="ada", of=None), proposal("q", by="hidden", of=None))
    assert [one.by for one in papers(*told)] == ["ada", None]
    assert [one.by for one in papers(*told, audience=ADMINISTRATION)] == ["ada", "hidden"]


# Whether a proposal is public, and at which items it comes up: whether the public may see it.
COMING_UP = {
    "nowhere": (None, (), True),
    "at an open item": (None, ("open",), True),
    "at a closed item": (None, ("shut",), False),
    "at a closed item and then an open one": (None, ("shut", "open"), True),
    "at a closed item and after the day at an open one": (None, ("shut", "late"), False),
    "in a meeting that nobody knows": (None, ("unknown",), True),
    "said to be public, at a closed item": (True, ("shut",), True),
    "said to be closed, at an open item": (False, ("open",), False),
}


@pytest.mark.parametrize("name", COMING_UP)
def test_where_a_proposal_comes_up(name: str) -> None:
    """A proposal that the record does not call public is not shown if it comes up behind closed doors and nowhere else."""
    public, items, seen = COMING_UP[name]
    told = (
        meeting("m", public=True), item("open"), item("shut", public=False), proposal(public=public),
        meeting("n", at=date(2026, 9, 1)), item("late", at_meeting="n"),
        *(step("heard", "x", date(2026, 9, 1) if one == "late" else date(2026, 3, 10), item=one,
               meeting={"late": "n", "unknown": "z"}.get(one, "m")) for one in items),
    )  # fmt: skip
    assert bool(papers(*told)) is seen
    assert papers(*told, audience=MEMBERS)
    if seen:
        (paper,) = papers(*told)
        assert [one.item for one in paper.steps] == [None if one == "shut" else one for one in items if one != "late"]


@pytest.mark.parametrize("name", COMING_UP)
def test_answers_tell_of_proposals_what_exports_tell(name: str) -> None:
    """Where a proposal stands, and what is owed for it, the public is told if the proposal itself is shown, and only then."""
    public, items, seen = COMING_UP[name]
    told = (
        meeting("m", public=True), item("open"), item("shut", public=False), proposal(public=public),
        meeting("n", at=date(2026, 9, 1)), item("late", at_meeting="n"),
        *(step("heard", "x", date(2026, 9, 1) if one == "late" else date(2026, 3, 10), item=one,
               meeting={"late": "n", "unknown": "z"}.get(one, "m")) for one in items),
    )  # fmt: skip
    rules = (PEOPLE, row(duty(owes="reply", after="submitted", within="10 days"), id="reply"))
    here = scope(body("x", *rules), events=told)
    for audience in Audience:
        may_see = seen or audience is not PUBLIC
        stands = asked(here, "", "proposal", DAY, audience, proposal="p").verdict
        assert ("reason.proposal-closed" not in [one.said.code for one in stands.reasons]) is may_see
        assert (stands.value is not None) is may_see
        owed = asked(here, "x", "duty", DAY, audience).verdict
        assert [one.for_ for one in owed.value] == ["p"] * may_see
        assert owed.withheld is not may_see


def test_of_a_meeting_elsewhere_the_record_tells_whether_it_was_open() -> None:
    """Of a meeting of none of the bodies of the charter no rule is known: what is recorded of it and of the item decides."""
    for said, of_item, open_ in ((True, None, True), (None, None, True), (False, None, False), (True, False, False)):
        met = meeting("m", "far/board", public=said)
        here = scope(body("x", PEOPLE), events=(met, item("i", public=of_item)))
        assert listened(here, met, "i") is open_
        assert listened(evolve(here, record=None), met, None) is (said is not False)


def test_without_a_record_no_proposal_is_kept_back() -> None:
    """Of a proposal of which nothing else is told nothing says that it came up behind closed doors."""
    here = scope(body("x", PEOPLE))
    assert not kept_back(here, proposal(), DAY)
    assert step_listened(here, step("heard", "x", meeting="m")) is None


def test_a_step_in_a_closed_meeting_without_an_item() -> None:
    """What was done in a closed meeting as a whole was done behind closed doors, too."""
    told = (meeting(public=False), proposal(), step("decided", "x", date(2026, 3, 10), meeting="m", outcome="adopted"))
    assert papers(*told) == ()
    (paper,) = papers(*told, audience=MEMBERS)
    assert [(one.did, one.body, one.at, one.meeting, one.item, one.outcome) for one in paper.steps] == [
        (Did.DECIDED, "x", date(2026, 3, 10), "m", None, "adopted")
    ]


def test_items_name_the_proposals_that_come_up_there() -> None:
    """An item names its proposals once each, those only that the audience may see, and none by what is done after the day."""
    told = (
        meeting(public=True), item("i"), proposal("p"), proposal("q", public=False), proposal("r"),
        *(step(did, "x", date(2026, 3, 10), proposal=one, meeting="m", item="i")
          for one in ("p", "q") for did in ("put-on-agenda", "heard")),
        step("decided", "x", date(2026, 7, 1), proposal="r", meeting="m", item="i"),
    )  # fmt: skip
    assert sessions(*told)[0].points[0].proposals == ("p",)
    assert sessions(*told, audience=MEMBERS)[0].points[0].proposals == ("p", "q")


def test_meetings_of_bodies_that_are_elsewhere() -> None:
    """Of a meeting of bodies that the charter does not have, only what is recorded tells whether it was closed."""
    met = Meeting(id="m", body="elsewhere", at=date(2026, 3, 10))
    did = step("heard", "elsewhere", date(2026, 3, 10), meeting="m", item="i")

    seen = {
        (public, inside): bool(papers(evolve(met, public=public), Item(id="i", meeting="m", public=inside), proposal(), did))
        for public in (None, True, False) for inside in (None, True, False)
    }  # fmt: skip
    assert {said for said, open_ in seen.items() if open_} == {(None, None), (None, True), (True, None), (True, True)}


# ── meetings that are off, and who was there ─────────────────────────────────────────────────────────────────────────


def test_what_replaces_what() -> None:
    """A meeting names the one that it replaces, also of another year; none that the record does not know, nor itself."""
    told = (
        meeting("a", at=date(2025, 12, 20), state="postponed"), meeting("b", at=date(2026, 1, 10), instead_of="a"),
        meeting("c", at=date(2026, 2, 10), instead_of="lost"), meeting("d", at=date(2026, 2, 11), instead_of="d"),
    )  # fmt: skip
    view = publish(scope(body("x"), events=told), DAY, year=2026)
    assert [(one.id, one.state.value, one.instead_of) for one in view.sessions] == [
        ("b", "held", "a"), ("c", "held", None), ("d", "held", None),
    ]  # fmt: skip


def came(*told: Event, audience: Audience = PUBLIC, **said: object) -> list[str]:
    """Return who was in a meeting in March and how, where these facts are told of it and of three persons who may be seen."""
    facts = (ADA, BEA, *known("cai"), HIDDEN, meeting(at=EVENING, **said), *told)
    (one,) = (one for one in shown(*facts, audience=audience).sessions if one.id == "m")
    return [f"{one.party} {one.how.value}" for one in one.present]


EVENING = datetime(2026, 3, 10, 19)
LATER = datetime(2026, 3, 10, 20)
LATEST = datetime(2026, 3, 10, 21)
MISSED = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((present(["ada", "bea"]),), ["ada room", "bea room"]),
        ((present(["bea"], remote=True), present(["ada"])), ["ada room", "bea remote"]),
        ((present(["ada"], remote=True), present(["ada"], at=LATER)), ["ada room"]),
        ((present(["ada"]), present(["ada"], at=LATER, remote=True)), ["ada room"]),
        ((present(["ada"]), present(["ada"], at=LATER, left=True)), ["ada room"]),
        ((present(["ada"], at=LATER, left=True),), []),
        ((present(["bea"], at=LATER),), ["bea room"]),
        ((present(7),), []),
        ((present(["ada"]), barred(["ada"], stays=False)), []),
        ((present(["ada"]), barred(["ada"], stays=True)), ["ada room"]),
        ((missed("ada", MISSED, excused=date(2026, 3, 9)), missed("bea", MISSED)), ["ada excused", "bea absent"]),
        ((missed("ada", MISSED, excused=date(2026, 6, 2)),), ["ada absent"]),
        ((missed("ada", MISSED), present(["ada"])), ["ada room"]),
        ((missed("ada", date(2026, 3, 11)), missed("bea", MISSED, "y")), []),
        ((missed("ada", MISSED), meeting("n", at=MISSED)), []),
        ((missed("ada", MISSED), meeting("n", at=MISSED, state="postponed")), ["ada absent"]),
    ],
)
def test_who_was_there(told: tuple[Event, ...], expected: list[str]) -> None:
    """Told is by name who was there, in the room or from afar, and who is recorded as absent; numbers tell of nobody."""
    assert came(*told) == expected


def test_of_a_day_without_an_hour() -> None:
    """Who was there is told also where nobody knows when the meeting began."""
    (one,) = sessions(ADA, BEA, meeting(at=MISSED), present(["ada"]), present(["bea"], at=LATER))
    assert [one.party for one in one.present] == ["ada", "bea"]


@pytest.mark.parametrize(
    ("state", "at", "told"),
    [
        ("held", MISSED, True), ("held", date(2026, 6, 2), False), ("convened", MISSED, False), ("planned", MISSED, False),
        ("cancelled", MISSED, False), ("postponed", MISSED, False),
    ],
)  # fmt: skip
def test_only_of_what_was_held(state: str, at: date, *, told: bool) -> None:
    """Who was there is told of meetings that were held, and not before they were."""
    (one,) = sessions(ADA, BEA, meeting(at=at, state=state), present(["ada"]), missed("bea", at), audience=ADMINISTRATION)
    assert bool(one.present) is told


@pytest.mark.parametrize(("audience", "expected"), [(PUBLIC, []), (MEMBERS, ["ada"]), (ADMINISTRATION, ["ada", "hidden", "odd"])])
def test_nobody_is_named_who_may_not_be_seen(audience: Audience, expected: list[str]) -> None:
    """Of a party that an audience may not see it is told neither that it was there nor that it was not."""
    people = (evolve(ADA, disclosure=MEMBERS), HIDDEN)
    met = meeting("n", at=date(2026, 3, 11))
    told = shown(*people, meeting(), present(["ada", "hidden", "odd"]), met, missed("hidden", met.day), audience=audience)
    assert [one.party for one in told.sessions[0].present] == expected
    assert [one.party for one in told.sessions[1].present] == (["hidden"] if audience is ADMINISTRATION else [])
    assert set(expected) <= {one.id for one in told.parties}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("said", [{"public": False}, {"public": None}])
def test_who_was_behind_closed_doors_is_not_for_the_public(said: dict[str, object], audience: Audience) -> None:
    """Of a closed meeting the public is told neither who was there nor who was absent; a rule closes it as well."""
    told = (ADA, BEA, meeting(**said), present(["ada"]), missed("bea", MISSED))
    (one,) = sessions(*told, rows=[row(sitting(public="closed"), "page")], audience=audience)
    assert [one.party for one in one.present] == ([] if audience is PUBLIC else ["ada", "bea"])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((item("shut", public=False, at=LATER), present(["cai"], at=LATER)), ["ada"]),
        ((item("shut", public=False, at=LATER), present(["cai"], at=datetime(2026, 3, 10, 19, 30))), ["ada", "cai"]),
        ((item("shut", public=False, at=LATER), item("open", at=LATEST), present(["cai"], at=LATER)), ["ada", "cai"]),
        (
            (
                item("shut", public=False, at=LATER), item("open", at=LATEST), present(["cai"], at=LATER),
                present(["cai"], at=datetime(2026, 3, 10, 20, 30), left=True),
            ),
            ["ada"],
        ),
        ((item("open", at=LATER), item("shut", public=False, at=LATER), present(["cai"], at=LATER)), ["ada"]),
        ((item("shut", public=False), present(["cai"], at=LATER)), ["ada"]),
        ((item("shut", public=False, at=EVENING), present(["cai"], at=LATER)), []),
    ],
)  # fmt: skip
def test_who_came_to_a_closed_item_is_not_for_the_public(told: tuple[Event, ...], expected: list[str]) -> None:
    """Of an open meeting the public is told who was there while anybody could listen, or from the beginning."""
    assert [one.split()[0] for one in came(present(["ada"]), *told, public=True)] == expected
    inside = came(present(["ada"]), *told, public=True, audience=MEMBERS)
    assert [one.split()[0] for one in inside] == ["ada", "cai"]


def test_who_was_there_is_known() -> None:
    """Of some bodies those are shown who were in a meeting of them, guests and members of the other body as well."""
    town = scope(
        body("x"), body("y"),
        events=(ADA, BEA, *known("cai"), meeting(joint_with=["y"]), present(["ada"]), missed("bea", MISSED, "y")),
    )  # fmt: skip
    view = publish(town, DAY, bodies=["x"])
    assert [one.party for one in view.sessions[0].present] == ["ada", "bea"]
    assert [one.id for one in view.parties] == ["ada", "bea"]


def test_the_same_twice() -> None:
    """The view is a value: the same question has the same answer."""
    town = scope(body("x", PEOPLE), events=(ADA, holds("ada", "people@x", "2020-01-01"), meeting(), item("i"), proposal()))
    assert publish(town, DAY) == publish(Scope(charter=town.charter, record=town.record), DAY)


@settings(settings.get_profile("brief"), max_examples=8)
@given(data=st.data())
def test_whatever_is_recorded(data: st.DataObject) -> None:
    """Of any charter and record: what the view refers to is in it, and a narrower audience sees no less."""
    charter = data.draw(charters())
    town = Scope(charter=charter, record=data.draw(records(charter)))
    day = data.draw(dates())
    views = [publish(town, day, audience) for audience in Audience]
    for view in views:
        people, papers_ = {one.id for one in view.parties}, {one.id for one in view.papers}
        assert {one.party for one in view.memberships} <= people
        assert {one.stands_in_for for one in view.memberships} - {None} <= people
        assert {one.party for session in view.sessions for one in session.present} <= people
        assert {one.by for one in view.papers} - {None} <= people
        assert {one.body for one in view.memberships} <= {one.id for one in view.bodies}
        assert {about for one in view.sessions for point in one.points for about in point.proposals} <= papers_
        points = {(one.id, point.id) for one in view.sessions for point in one.points}
        steps = {(step.meeting, step.item) for paper in view.papers for step in paper.steps if step.item is not None}
        told = {(known.meeting, known.id) for known in town.record.item_by_id.values()} if town.record is not None else set()
        assert steps & told <= points
        for one in view.bodies:
            assert len({post.id for post in one.posts}) == len(one.posts)
    public, inside, whole = views
    for less, more in ((public, inside), (inside, whole)):
        assert {one.id for one in less.parties} <= {one.id for one in more.parties}
        assert {one.id for one in less.papers} <= {one.id for one in more.papers}
        assert [one.id for one in less.sessions] == [one.id for one in more.sessions]
        present_ = [({one.party for one in few.present}, many) for few, many in zip(less.sessions, more.sessions, strict=True)]
        assert all(few <= {one.party for one in many.present} for few, many in present_)
        shown_ = [{point.id for point in one.points} for one in less.sessions]
        assert all(few <= {point.id for point in one.points} for few, one in zip(shown_, more.sessions, strict=True))
        assert dict(less.withheld).get("parties", 0) >= dict(more.withheld).get("parties", 0)
    assert whole.withheld == ()
