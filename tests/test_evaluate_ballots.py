"""Ballots: the votes of one ballot as cells, whoever cast them, and however the record tells it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from builders import ballot, barred, body, composition, group, holds, item, meeting, person, present, row, scope, size
from gremium.evaluate.attendance import attendance
from gremium.evaluate.ballots import Franchise, Votes, cells, told, voters, votes_of, word_of
from gremium.evaluate.occasion import occasion
from gremium.evaluate.scope import Scope
from gremium.evaluate.tally import counted
from gremium.model.meeting import Ballot
from gremium.model.provision import Provision
from gremium.model.record import Event
from gremium.norms.decision import Per, Split, Treatment, VotePer
from gremium.values.need import parse_need
from gremium.values.tally import parse_tally
from gremium.values.verdict import Outcome

DAY = date(2026, 3, 10)
IGNORED, COUNTED = Treatment.IGNORED, Treatment.COUNTED
MEMBER = group("member", "rules", seats=4, standing="voting")
SHARED = VotePer(who=Per.SHARED, attribute="home")


def members(*names: str, group_: str = "member") -> tuple[Event, ...]:
    """Return that these persons hold a seat of a group."""
    return tuple(event for name in names for event in (person(name), holds(name, f"{group_}@x", "2020-01-01")))


def met(*events: Event, rows: tuple[Provision, ...] = (MEMBER,)) -> Scope:
    """Return a body with these seats that met, and what happened."""
    return scope(body("x", *rows), events=[meeting("m", "x", DAY), item("i"), *events])


def cast(voted: Ballot, *events: Event, rows: tuple[Provision, ...] = (MEMBER,), **how: object) -> Votes:
    """Return the votes of a ballot."""
    where = met(*events, voted, rows=rows)
    here = occasion(where, where.locate("x"), "m", "i")
    asked = [parse_need(need) for need in ("at least 1/2 of present member",)]

    def there() -> object:
        named = frozenset() if how.get("written") else voters(voted)
        return attendance(where, here, None, asked, remote=Outcome.OPEN, also=named)

    return votes_of(where, here, voted, Franchise(**how), there)


def shown(votes: Votes, *kinds: str) -> dict[str, str]:
    """Return how many votes of each kind there are."""
    return {kind: told(votes.numbers[kind]) for kind in kinds or ("yes", "no")}


def tallied(votes: Votes, phrase: str, *treated: Treatment, group_: str | None = None) -> str:
    """Return the bounds of a tally over the votes."""
    low, high = counted(cells(votes, *(treated or (IGNORED, IGNORED)), group=group_), parse_tally(phrase))
    return f"{low}..{high}" if low != high else str(low)


def codes(votes: Votes) -> list[str]:
    """Return the codes of the reasons."""
    return [reason.said.code for reason in votes.reasons]


def test_numbers_of_a_group_without_a_vote_do_not_count() -> None:
    """Advisers may well have been asked; what they said is told, and counted for nobody. Of a group unsaid it may count."""
    told_of = [{"of": "member", "yes": 2, "no": 2}, {"of": "adviser", "yes": 1, "no": 0}]
    advisers = group("adviser", "rules", seats=1, standing="advisory")
    votes = cast(ballot(item="i", groups=told_of), rows=(MEMBER, advisers))
    assert shown(votes) == {"yes": "2", "no": "2"}
    assert codes(votes) == ["reason.votes-without-right"] * 2
    unsaid = cast(ballot(item="i", groups=told_of), rows=(MEMBER, group("adviser", "rules", seats=1)))
    assert shown(unsaid)["yes"] == "3"


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "treatment", "words"),
    [
        ("yes", IGNORED, {"yes", "votes"}),
        ("no", COUNTED, {"no", "votes"}),
        ("", COUNTED, set()),
        ("abstain", IGNORED, {"abstentions"}),
        ("abstain", COUNTED, {"abstentions", "votes"}),
        ("abstain", Treatment.AS_NO, {"no", "votes"}),
        ("invalid", IGNORED, {"invalid"}),
        ("invalid", COUNTED, {"invalid", "votes"}),
    ],
)
def test_what_a_vote_is_counted_as(kind: str, treatment: Treatment, words: set[str]) -> None:
    """An abstention is a vote cast, or none, or a No, as the rule has it."""
    assert word_of(kind, treatment, treatment) == words


def test_votes_cast_are_yes_and_no_and_what_a_rule_counts() -> None:
    """Three for, two against, one abstention and one invalid vote are five votes cast, six, or seven."""
    votes = cast(ballot(3, 2, 1, item="i", invalid=1))
    assert tallied(votes, "votes") == "5"
    assert (tallied(votes, "votes", COUNTED, IGNORED), tallied(votes, "votes", COUNTED, COUNTED)) == ("6", "7")
    assert (tallied(votes, "no", Treatment.AS_NO, IGNORED), tallied(votes, "abstentions")) == ("3", "1")


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_not_recorded_is_any_vote_of_those_who_could_have_cast_one() -> None:
    """Four were there, two voted for it: the two others may have voted against, or not at all; together at most four."""
    votes = cast(ballot(2, item="i"), present(4), rows=(MEMBER,))
    assert (votes.unknown, shown(votes)) == (("no", "abstain", "invalid"), {"yes": "2", "no": "0..2"})
    assert tallied(votes, "votes + abstentions") == "2..4"
    few = cast(ballot(2, item="i"), present(4), matters=frozenset({"yes"}))
    assert shown(few) == {"yes": "2", "no": "0"}
    everybody = cast(ballot(4, item="i"), present(4))
    assert shown(everybody) == {"yes": "4", "no": "0"}
    perhaps = cast(ballot(2, item="i"), present("3..4"))
    assert shown(perhaps) == {"yes": "2", "no": "0..2"}
    endless = cast(ballot(2, item="i"), rows=())
    assert shown(endless) == {"yes": "2", "no": "0.."}


def test_numbers_of_votes_are_votes_and_not_seats() -> None:
    """Where a seat has three votes, those who are not told may have three each."""
    votes = cast(ballot(6, item="i"), present(4), rows=(group("member", "rules", seats=4, standing="voting", weight=3),))
    assert shown(votes) == {"yes": "6", "no": "0..6"}


def test_numbers_may_be_told_group_by_group() -> None:
    """They are added up; of a whole that is told as well they are a part."""
    groups = [{"of": "member", "yes": 2, "no": 0}, {"of": "guest", "yes": 1, "no": 1}]
    rows = (MEMBER, group("guest", "rules", seats=3, standing="voting"))
    votes = cast(ballot(item="i", groups=groups), rows=rows)
    assert shown(votes) == {"yes": "3", "no": "1"}
    assert (tallied(votes, "yes", group_="member"), tallied(votes, "no", group_="member")) == ("2", "0")
    whole = cast(ballot(5, 2, item="i", groups=[groups[0]]), rows=rows)
    assert shown(whole) == {"yes": "5", "no": "2"}
    assert tallied(whole, "yes", group_="member") == "2"
    odd = cast(ballot("1..", 2, item="i", groups=[{**groups[0], "no": "0..1"}]), rows=rows)
    assert shown(odd) == {"yes": "1..", "no": "2"}
    half = cast(ballot(item="i", groups=[groups[0]]), present(7), rows=rows)
    assert shown(half) == {"yes": "2..7", "no": "0..5"}
    without = cast(ballot(item="i", groups=groups), rows=())
    assert shown(without) == {"yes": "3", "no": "1"}


def test_whoever_is_not_of_the_body_adds_nothing_to_its_votes() -> None:
    """The vote of a mayor who has to agree is told beside; so is that of another body of the meeting left to its own ballot."""
    outside = {"of": "mayor@town-hall", "yes": ["z"], "invalid": 0}
    votes = cast(ballot(3, 2, item="i", groups=[outside]))
    assert (shown(votes), tallied(votes, "yes", group_="mayor@town-hall")) == ({"yes": "3", "no": "2"}, "1")
    assert cast(ballot(3, 2, item="i", groups=[{"of": "x", "yes": 1}])).numbers["yes"] == (3, 3)


# ── persons ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_vote_stands_in_the_seat_on_which_it_was_cast() -> None:
    """Whoever voted was there, so both are counted in one seat."""
    votes = cast(ballot(["a", "b"], ["c"], [], item="i", invalid=[]), *members(*"abcd"), wide=True)
    assert (tallied(votes, "yes"), tallied(votes, "present member"), tallied(votes, "member")) == ("2", "3..4", "4")
    listed = cast(ballot(["a", "b"], [], [], item="i", invalid=[]), *members(*"abcd"), present(["a", "b", "c"]), wide=True)
    assert (tallied(listed, "present member"), tallied(listed, "present voting members")) == ("3", "3")


def test_whoever_voted_was_there_whenever_they_came() -> None:
    """Nobody knows when the item was called: somebody who came and left again was there when they voted."""
    came = (present(["a", "b"]), present(["a"], left=True, at=datetime(2026, 3, 10, 20)))
    votes = cast(ballot(["a"], [], [], item="i", invalid=[]), *members(*"abcd"), *came, wide=True)
    assert tallied(votes, "present member") == "2"
    away = cast(ballot(["b"], [], [], item="i", invalid=[]), *members(*"abcd"), *came, wide=True)
    assert tallied(away, "present member") == "1..2"
    gone = (present(["a"]), present(["c"], left=True))
    left = cast(ballot(["c"], [], [], item="i", invalid=[]), *members(*"abcd"), *gone, wide=True)
    assert (shown(left)["yes"], tallied(left, "present member")) == ("1", "2")


def test_of_those_who_are_on_no_list_of_votes_what_is_not_recorded_may_be_true() -> None:
    """Who voted against is not written down: it may be whoever was there and did not vote for it."""
    votes = cast(ballot(["a", "b"], item="i"), *members(*"abcd"), present(["a", "b", "c"]))
    assert shown(votes, "yes", "no", "abstain") == {"yes": "2", "no": "0..1", "abstain": "0..1"}
    mixed = cast(ballot(2, ["c"], [], item="i", invalid=[]), *members(*"abcd"))
    assert shown(mixed) == {"yes": "2", "no": "1"}


def test_a_seat_that_stays_empty_casts_no_vote() -> None:
    """Three of four seats are taken: their votes are all that there are, be it of two votes each."""
    votes = cast(ballot(["a", "b"], ["c"], [], item="i", invalid=[]), *members(*"abc"), wide=True)
    assert (shown(votes), tallied(votes, "member")) == ({"yes": "2", "no": "1"}, "4")
    weighed = (group("member", "rules", seats=4, standing="voting", weight=2),)
    assert shown(cast(ballot(["a", "b"], ["c"], [], item="i", invalid=[]), *members(*"abc"), rows=weighed)) == {
        "yes": "4",
        "no": "2",
    }


def test_a_person_on_two_lists_did_one_of_both() -> None:
    """A record that contradicts itself leaves it open which."""
    votes = cast(ballot(["a"], ["a", "b"], [], item="i", invalid=[]), *members(*"abcd"))
    assert shown(votes) == {"yes": "0..1", "no": "1..2"}


def test_whose_vote_does_not_count_is_told() -> None:
    """Of somebody without a seat, without a vote, or barred; of two seats the one with a vote counts."""
    adviser = group("adviser", "rules", seats=2, standing="advisory")
    both = row(composition(twice="both"), "rules")
    people = (*members(*"abcd"), *members("g", "a", group_="adviser"))
    rows = (adviser, MEMBER, both)
    votes = cast(ballot(["a", "g", "z"], ["b"], [], item="i", invalid=[]), *people, barred(["b"]), rows=rows)
    assert shown(votes) == {"yes": "1", "no": "0"}
    assert sorted(codes(votes)) == ["reason.vote-barred", "reason.vote-without-right", "reason.vote-without-seat"]
    for order in ((MEMBER, adviser, both), (adviser, MEMBER, both)):
        plain = cast(ballot(["a", "g"], ["c"], [], item="i", invalid=[]), *people, rows=order)
        assert (shown(plain), codes(plain)) == ({"yes": "1", "no": "1"}, ["reason.vote-without-right"])
    also = cast(ballot(["a"], ["b"], [], item="i", invalid=[]), *people, barred(["b"]), rows=(MEMBER,), barred=True)
    assert shown(also) == {"yes": "1", "no": "1"}


def test_a_vote_may_count_where_nobody_knows_whether_the_seat_is_theirs() -> None:
    """A seat whose holder is not recorded may be that of a stranger who voted; a barred number may be anybody."""
    rows = (MEMBER, group("other", "rules", standing="voting"))
    votes = cast(ballot(["a", "z"], ["b", "y"], [], item="i", invalid=[]), *members(*"abcd"), rows=rows)
    assert shown(votes) == {"yes": "1..2", "no": "1..2"}
    unsure = cast(ballot(["a"], [], [], item="i", invalid=[]), *members(*"abcd"), barred(1), wide=True)
    assert (shown(unsure)["yes"], tallied(unsure, "barred member")) == ("0..1", "0..4")


def test_a_vote_may_count_where_nobody_knows_since_when_the_seat_is_theirs() -> None:
    """The record tells the first day only roughly, and the meeting lies between."""
    people = (*members(*"bcd"), person("a"), holds("a", "member@x", "2026"))
    votes = cast(ballot(["a", "b"], ["c"], [], item="i", invalid=[]), *people, wide=True)
    assert (shown(votes), tallied(votes, "member")) == ({"yes": "1..2", "no": "1"}, "4")


def standing_in(order: str, *events: Event, **told_: object) -> Votes:
    """Return the votes of a group of two with substitutes of which one voted."""
    rows = (group("member", "rules", seats=2, standing="voting", substitutes=order),)
    substitute = {"substitute": True, **({"stands_in_for": "a"} if order == "personal" else {})}
    people = (*members("a", "b"), person("s"), holds("s", "member@x", "2020-01-01", **substitute))
    return cast(ballot(["s"], ["b"], [], item="i", invalid=[]), *people, *events, rows=rows, **told_)


def test_the_vote_of_a_substitute_is_that_of_the_seat() -> None:
    """Whether the record tells who was there or not; of numbers, too. If the member votes, the substitute only stands by."""
    for order in ("personal", "ordered", "pool"):
        assert shown(standing_in(order)) == {"yes": "1", "no": "1"}
        assert shown(standing_in(order, present(["s", "b"]))) == {"yes": "1", "no": "1"}
        assert shown(standing_in(order, present(2))) == {"yes": "1", "no": "1"}
    rows = (group("member", "rules", seats=1, standing="voting", substitutes="personal"),)
    people = (*members("a"), person("s"), holds("s", "member@x", "2020-01-01", substitute=True, stands_in_for="a"))
    both = cast(ballot(["a"], ["s"], [], item="i", invalid=[]), *people, rows=rows)
    assert (shown(both), codes(both)) == ({"yes": "1", "no": "0"}, ["reason.vote-without-seat"])


def test_two_substitutes_take_two_seats() -> None:
    """Neither of the members voted; a third substitute finds no seat that is free."""
    rows = (group("member", "rules", seats=2, standing="voting", substitutes="ordered"),)
    people = [*members("a", "b")]
    for name in ("s", "t", "u"):
        people += [person(name), holds(name, "member@x", "2020-01-01", substitute=True)]
    votes = cast(ballot(["s", "t", "u"], [], [], item="i", invalid=[]), *people, rows=rows)
    assert (shown(votes), codes(votes)) == ({"yes": "2", "no": "0"}, ["reason.vote-without-seat"])


def test_persons_may_have_voted_where_only_numbers_were_there() -> None:
    """Who was there is told by a number, who voted by names: those who did not may have voted against."""
    votes = cast(ballot(["a", "b"], item="i"), *members(*"abcd"), present(3), wide=True)
    assert (shown(votes), tallied(votes, "present member")) == ({"yes": "2", "no": "0..1"}, "3")
    weighed = (group("member", "rules", seats=2, standing="voting", weight=5),)
    assert shown(cast(ballot(["a"], ["b"], [], item="i", invalid=[]), *members("a", "b"), present(2), rows=weighed)) == {
        "yes": "5",
        "no": "5",
    }


# ── those who have one vote together ─────────────────────────────────────────────────────────────────────────────────

BLOCKS = (
    group("big", "rules", seats=3, standing="voting", block=60),
    group("small", "rules", seats=2, standing="voting", block=40),
    group("guest", "rules", standing="advisory"),
)


def block(*groups: dict[str, object], split: Split = Split.UNSTATED, **more: object) -> Votes:
    """Return the votes of two groups that vote together."""
    return cast(ballot(item="i", groups=list(groups), **more), rows=BLOCKS, split=split)


def of(name: str, yes: object = 0, no: object = 0, abstain: object = 0, invalid: object = 0) -> dict[str, object]:
    """Return how the members of a group voted."""
    return {"of": name, "yes": yes, "no": no, "abstain": abstain, "invalid": invalid}


def test_a_group_has_the_vote_of_those_who_vote_for_or_against() -> None:
    """Whoever abstains leaves it to the others; if all of them do, it is an abstention, else an invalid vote, else none."""
    small = of("small", 0, 2)
    assert shown(block(of("big", 2, 0, 1), small)) == {"yes": "60", "no": "40"}
    assert shown(block(of("big", 0, 0, 2, 1), small), "abstain", "no") == {"abstain": "60", "no": "40"}
    assert shown(block(of("big", 0, 0, 0, 3), small), "invalid", "abstain") == {"invalid": "60", "abstain": "0"}
    assert shown(block(of("big"), small), "yes", "no", "abstain") == {"yes": "0", "no": "40", "abstain": "0"}


def test_what_a_group_did_may_be_unknown() -> None:
    """A group that is not told may have voted either way; so may one of which only a range is known."""
    assert shown(block(of("big", 3))) == {"yes": "60..100", "no": "0..40"}
    assert shown(block(of("big", "0..3", 0, 0), of("small", 0, 2))) == {"yes": "0..60", "no": "40"}
    assert shown(block(of("big", 3), {"of": "small", "yes": 2})) == {"yes": "60..100", "no": "0..40"}
    assert shown(cast(ballot(item="i"), rows=BLOCKS)) == {"yes": "0..100", "no": "0..100"}


@pytest.mark.parametrize(
    ("split", "yes", "no", "bounds"),
    [
        (Split.VOID, 2, 1, {"yes": "0", "no": "40"}),
        (Split.MAJORITY, 2, 1, {"yes": "60", "no": "40"}),
        (Split.MAJORITY, 1, 2, {"yes": "0", "no": "100"}),
        (Split.MAJORITY, 1, 1, {"yes": "0..60", "no": "40..100"}),
        (Split.MAJORITY, "1..2", "1..2", {"yes": "0..60", "no": "40..100"}),
        (Split.PROPORTIONAL, 2, 1, {"yes": "40", "no": "60"}),
        (Split.PROPORTIONAL, "1..2", 1, {"yes": "0..60", "no": "40..100"}),
        (Split.UNSTATED, 2, 1, {"yes": "0..60", "no": "40..100"}),
    ],
)
def test_what_becomes_of_a_divided_group(split: Split, yes: object, no: object, bounds: dict[str, str]) -> None:
    """Its vote is void, that of its majority, shared out, or unknown; a majority that is none leaves it unknown, too."""
    assert shown(block(of("big", yes, no), of("small", 0, 2), split=split)) == bounds


def test_only_groups_that_surely_differ_are_told_as_divided() -> None:
    """Where it is only possible, nothing is wrong yet."""
    assert [block(of("big", 2, no), of("small", 0, 2)).divided for no in (1, "0..1", 0)] == [1, 0, 0]
    assert block(of("big", 2, 1), of("small", 1, 1), split=Split.VOID).divided == 0
    assert block(of("big", 1, 1), of("small", 0, 2), split=Split.MAJORITY).divided == 1


def test_the_vote_of_a_group_may_be_told_by_persons() -> None:
    """Each is counted in the group in which they sit; groups that vote seat by seat stand beside."""
    rows = (*BLOCKS, group("single", "rules", seats=2, standing="voting"))
    people = (*members("a", "b", "c", group_="big"), *members("d", "e", group_="small"), *members("f", "g", group_="single"))
    votes = cast(ballot(["a", "b", "f"], ["d", "g"], [], item="i", invalid=[]), *people, rows=rows, wide=True)
    assert shown(votes) == {"yes": "61", "no": "41"}
    assert tallied(votes, "voting votes") == "102"
    assert tallied(votes, "present votes") == "102"
    stranger = cast(ballot(["a", "z"], ["d"], [], item="i", invalid=[]), *members("a", group_="big"), *people[6:], rows=BLOCKS)
    assert shown(stranger) == {"yes": "60", "no": "40"}


def test_numbers_of_votes_stand_also_where_groups_vote_together() -> None:
    """Sixty against forty is told as such: nothing is asked of the groups."""
    votes = cast(ballot(60, 40, 0, item="i"), rows=BLOCKS)
    assert shown(votes) == {"yes": "60", "no": "40"}
    assert tallied(cast(ballot(60, 40, 0, item="i"), rows=BLOCKS, wide=True), "voting members") == "0..5"


def test_each_group_has_one_vote_where_no_number_is_given() -> None:
    """One for each group, however many sit in it."""
    rows = (MEMBER, group("guest", "rules", seats=1, standing="voting"))
    votes = cast(ballot(item="i", groups=[of("member", 4), of("guest", 0, 1)]), rows=rows, vote_per=VotePer(who=Per.GROUP))
    assert shown(votes) == {"yes": "1", "no": "1"}


def home(votes: tuple[list[str], list[str]], split: Split = Split.UNSTATED, **more: object) -> Votes:
    """Return the votes of persons who share homes: a and b, c alone, d without one."""
    people = [person("a", home="h1"), person("b", home="h1"), person("c", home="h2"), person("d")]
    sit = [holds(one.id, "member@x", "2020-01-01") for one in people]
    complete = more or {"abstain": [], "invalid": []}
    yes, no = votes
    voted = ballot(yes, no, complete.pop("abstain", None), item="i", **complete)
    return cast(voted, *people, *sit, present([one.id for one in people]), vote_per=SHARED, split=split, wide=True)


def test_those_who_share_a_home_have_one_vote() -> None:
    """Two who agree are one vote; if they differ it is what the rule makes of it, half of a vote each where it is shared out."""
    assert shown(home((["a", "b"], ["c"]))) == {"yes": "1", "no": "1"}
    assert shown(home((["a", "c"], ["b"]))) == {"yes": "1..2", "no": "0..1"}
    assert shown(home((["a", "c"], ["b"]), Split.VOID)) == {"yes": "1", "no": "0"}
    assert shown(home((["a", "c"], ["b"]), Split.PROPORTIONAL)) == {"yes": "3/2", "no": "1/2"}
    assert tallied(home((["a", "b"], ["c"])), "present member") == "4"


def test_somebody_without_the_attribute_may_share_any_vote() -> None:
    """Nobody knows whose home it is: the vote may be one of its own, join another one, or divide it."""
    assert shown(home((["a", "d"], ["c"]))) == {"yes": "1..3", "no": "0..1"}
    assert shown(home((["a"], ["d"]))) == {"yes": "0..1", "no": "0..2"}


def test_votes_of_homes_may_be_unknown() -> None:
    """Where nobody wrote down who voted against, any home may have, or may be divided."""
    assert shown(home((["a", "c"], None), abstain=[])) == {"yes": "0..2", "no": "0..4"}


def test_silence_is_what_the_rule_says() -> None:
    """In writing nobody has to be there; those who gave no answer are taken for what the rule has it."""
    people = members(*"abcd")
    votes = cast(ballot(["a"], ["b"], [], item="i", invalid=[]), *people, written=True, silence=("yes",))
    assert shown(votes) == {"yes": "3", "no": "1"}
    numbers = cast(ballot(1, 1, 0, item="i", invalid=0), *people, written=True, silence=("yes",))
    assert shown(numbers) == {"yes": "3", "no": "1"}
    ranges = cast(ballot("1..2", 1, 0, item="i", invalid=0), *people, size("x", 4), written=True, silence=("yes",))
    assert shown(ranges) == {"yes": "2..4", "no": "1"}
