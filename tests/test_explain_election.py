"""Rules about elections in words, in both languages, and what came of one as the text shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum

import pytest
from attrs import evolve

from builders import ballot, body, election, group, item, meeting, nominated, person, row, scope
from gremium.evaluate.balloting import Elects
from gremium.explain.election import election_in_words
from gremium.languages import language
from gremium.model.record import Audience, Event
from gremium.norms.election import Against, Consent, Declined, Level, Several, Unopposed, Withdrawal
from gremium.plugins.parts import Context
from gremium.workbench.ask import asked
from gremium.workbench.audience import names
from gremium_adapters.writers.text_answers import answer

EN, DE = language("en"), language("de")
DAY = date(2026, 3, 10)
HALF = "more than 1/2 of votes"


def test_who_elects_and_who_stands_in_words() -> None:
    """What is needed beforehand, who votes, who is nominated by whom, and which posts go first to groups."""
    norm = election(
        of=["chair", "deputy-chair"], requires={"holds": "quorum"},
        voters={
            "who": {"en": "parents", "de": "Eltern"}, "by": ["seat", "chair"], "if": {"age": "16.."},
            "together": "child", "split": "void",
        },
        nomination={
            "by": "seat", "until": "3 days before meeting", "consent": "always", "only": True, "if": {"with": {"town": "here"}},
        },
        unopposed="elected", several="separately", votes_each=5,
        guaranteed={"per": "school", "among": ["north"], "each": "*school"},
    )  # fmt: skip
    assert election_in_words(norm, EN) == (
        "for: chair, deputy-chair; beforehand: quorum in order; those who elect: parents; those who elect: seat, "
        "chair; only those elect who meet: age: at least 16; those who share “child” have one vote together; the vote "
        "of a divided group is void; nominated by: seat; nominations have to be there: 3 days before the meeting; "
        "nominees have to agree beforehand; nobody can be elected who is not nominated; only those can be elected who "
        "meet: town = here; if no more stand than there are posts, they are elected without a ballot; each post is "
        "filled in a ballot of its own; posts that go first to each group by the attribute “school” (north, *school): "
        "1; votes of each voter: 5"
    )
    assert "es wählen: Eltern" in election_in_words(norm, DE)


def test_what_each_ballot_takes_in_words() -> None:
    """Who stands in the next, when it may be, what counts, and in which form votes are given."""
    norm = election(
        rounds=[
            {"number": 1, "need": HALF},
            {"number": 2, "need": "most", "best": 2, "more_than": 2, "entry": "lot", "crowded": "repeat", "not_before": "1 week"},
            {"number": 3, "need": "lot", "drops": 1, "should_wait": "2 days", "repeats": True},
        ],
        single=[{"number": 1, "need": {"any": [HALF, "at least 3"]}}],
        no_votes="invalid", abstentions="as-no", invalid="ignored", void_if={"count": "invalid", "is": "at least 3"},
        form="secret", on_demand=[{"form": "open", "by": "all"}, {"form": "roll-call"}],
        open_if={"none": [{"raised": "open-ballot"}]},
    )  # fmt: skip
    assert election_in_words(norm, EN) == (
        "ballot 1: more than 1/2 of votes; ballot 2: the most votes, only if more than 2 stand, among those with the "
        "most votes, 2 for each post, with equal votes for the last place: lot, with too many who share the most "
        "votes: the same ballot again, at the earliest 1 week later; ballot 3: a lot, without those with the fewest "
        "votes, 1 each time, as a rule 2 days later at the earliest, until somebody is elected; if only one person "
        "stands, ballot 1: more than 1/2 of votes or at least 3; votes against all are invalid; abstentions count as "
        "No; invalid votes are not counted; the ballot is void and taken again if: invalid votes: at least 3; form: "
        "secret ballot; open vote if demanded by: all; an open vote is allowed if: none of: objected to: open-ballot"
    )


def test_what_follows_in_words() -> None:
    """Equal votes, withdrawing and declining, those who come next, and voting somebody out."""
    norm = election(
        tie={"then": "run-off", "again": "lot", "by": "chair"}, withdrawal="next-best", declined="vacant", reserve=True,
        recall={"need": "at least 2/3 of voting seats", "by": "at least 2", "not_again": True},
    )  # fmt: skip
    assert election_in_words(norm, EN) == (
        "with equal votes: run-off among them, and if they are equal again: lot (chair); if somebody withdraws before "
        "the next ballot, the one with the next most votes stands instead; if somebody does not accept, the post stays "
        "empty; those who are not elected come next, in the order of their votes; voting out: at least 2/3 of seats "
        "(voting), on a motion of: at least 2, not again in the same term"
    )
    german = election_in_words(norm, DE)
    assert "bei gleicher Stimmenzahl: Stichwahl zwischen ihnen, und sind sie wieder gleich: Los (chair)" in german


def test_what_is_not_said_is_not_put_into_words() -> None:
    """A row of a post alone, an empty one, and tables that say little."""
    assert election_in_words(election(of="chair"), EN) == "for: chair"
    assert election_in_words(election(voters={"if": {"age": "16.."}}), EN) == "only those elect who meet: age: at least 16"
    assert election_in_words(election(nomination={"by": "all"}), EN) == "nominated by: all"
    assert election_in_words(election(), EN) == ""
    little = election(
        voters={"together": "home"}, nomination={"only": False}, guaranteed={"per": "school"}, reserve=False,
        recall={"need": "at least 2"},
    )  # fmt: skip
    assert election_in_words(little, EN) == (
        "those who share “home” have one vote together; also those can be elected who are not nominated; posts that go "
        "first to each group by the attribute “school”: 1; those who are not elected do not come next; voting out: at "
        "least 2"
    )


@pytest.mark.parametrize(
    ("begin", "words"),
    [
        ("election.against-", Against), ("election.consent-", Consent), ("election.declined-", Declined),
        ("election.level-", Level), ("election.several-", Several), ("election.unopposed-", Unopposed),
        ("election.withdrawal-", Withdrawal), ("reason.election-", Elects),
    ],
)  # fmt: skip
def test_every_word_has_its_sentence(begin: str, words: type[Enum]) -> None:
    """In both languages, none the same as another."""
    for say in (EN, DE):
        said = [say.term(f"{begin}{word.value}", body="Rat") for word in words]
        assert len(set(said)) == len(said)


# ── what came of an election ─────────────────────────────────────────────────────────────────────────────────────────

PEOPLE = tuple(evolve(person(name), disclosure=Audience.PUBLIC) for name in ("ada", "bea", "cyd"))
RULE = {
    "rounds": [{"number": 1, "need": HALF}, {"number": 2, "need": "most", "best": 2, "entry": "lot", "not_before": "1 week"}],
    "tie": "lot",
}


def shown(
    *events: Event, audience: Audience = Audience.PUBLIC, posts: int | None = 1, fills: str | None = "chair", seats: object = 9,
    **rule: object,
) -> list[str]:
    """Return the lines of the answer to the public, without its heading and the reasons, whose clauses stand in "
    "brackets."""
    ruled = row(election(**{**RULE, **rule}), "page")
    where = scope(
        body("council", group("seat", seats=seats, standing="voting"), ruled, positions=("chair",)),
        events=[*PEOPLE, meeting("m", "council", DAY), item("i", "m", fills=fills, posts=posts), *events],
    )
    context = Context(
        charter=where.charter, language=EN, stamp=datetime(2026, 1, 1, tzinfo=UTC), audience=audience,
        names=names(where.record, audience),
    )  # fmt: skip
    text = answer(asked(where, "council", "election", DAY, audience, meeting="m", item="i"), context).decode()
    lines = [line.strip() for line in text.splitlines()[1:-1]]
    end = next(n for n, line in enumerate(lines) if "council" in line)
    return [" ".join(line.split()) for line in lines[:end] if line and not line.startswith("─")]


def cast(votes: dict[str, object], round_: int = 1, no: object = 0, **more: object) -> Event:
    return ballot(item="i", votes=votes, round=round_, no=no, **more)


def test_the_text_says_who_is_elected_with_how_many_votes() -> None:
    """What is filled, the last ballot as a table, and who has the post."""
    assert shown(cast({"ada": 5, "bea": 2}, no=1)) == [
        "to be filled: chair (posts: 1)", "Ballot 1 Votes Elected", "Ada 5 yes", "Bea 2 no", "against all 1", "elected: Ada",
    ]  # fmt: skip


def test_the_text_says_who_stands_before_anybody_has_voted() -> None:
    """And of groups how many posts go first to them; nothing is filled yet."""
    assert shown(nominated(["ada", "bea"])) == ["to be filled: chair (posts: 1)", "standing: Ada, Bea", "next ballot: number 1"]
    schools = [evolve(one, attributes=(("school", one.id),)) for one in PEOPLE]
    first = shown(*schools, nominated(["ada", "bea"]), posts=3, guaranteed={"per": "school"})
    assert first[:2] == ["to be filled: chair (posts: 3)", "of these first to groups: 2, by votes: 1"]


def test_the_text_says_who_stands_in_the_next_ballot_and_when() -> None:
    """In the run-off, and between whom a lot is needed for it."""
    further = shown(cast({"ada": 4, "bea": 3, "cyd": 2}))
    assert further[-3:] == [
        "elected: nobody", "standing in the next ballot: Ada, Bea (places: 1)",
        "next ballot: number 2, on 2026-03-17 at the earliest",
    ]  # fmt: skip
    assert shown(cast({"ada": 4, "bea": 2, "cyd": 2}))[-2:] == ["lot between: Bea, Cyd (places: 1)", "next ballot: number 2"]


def test_the_text_says_what_is_open() -> None:
    """Equal votes without a rule, a casting vote, votes that are not known, seats that are not known."""
    level = cast({"ada": 4, "bea": 4})
    most = {"rounds": [{"number": 1, "need": "most"}]}
    assert shown(level, tie="unstated", **most)[-1] == "equal: Ada, Bea (places: 1)"
    assert shown(level, tie="casting-vote", **most)[-1] == "a casting vote decides between: Ada, Bea (places: 1)"
    assert shown(cast({"ada": "2..5", "bea": 4}), **most)[-2:] == ["Ada 2 to 5 open", "elected: nobody"]
    assert shown(nominated(["ada"]), cast({"ada": 2}, no=7))[-1] == "open between: Ada"


def test_the_text_says_who_comes_next_and_who_is_not_shown() -> None:
    """Somebody elected whom the public may not see is counted only."""
    rule = {"rounds": [{"number": 1, "need": "most"}], "reserve": True, "tie": "lot"}
    assert shown(cast({"ada": 5, "bea": 3}), **rule)[-2:] == ["elected: Ada", "next if a post falls vacant: Bea"]
    eve = person("eve")
    hidden = shown(eve, cast({"eve": 5, "bea": 3}), **rule)
    assert hidden[-2:] == ["elected: 1 more withheld (audience: public)", "next if a post falls vacant: Bea"]
    assert "Eve" not in " ".join(hidden)
    seen = shown(eve, cast({"eve": 5, "bea": 3}), audience=Audience.ADMINISTRATION, **rule)
    assert "elected: Eve" in seen


def test_the_text_of_a_vote_on_voting_somebody_out_names_nobody() -> None:
    """What came of it stands in the reasons."""
    recall = {"recall": {"need": "at least 2/3 of voting seats"}}
    voted = ballot(7, 1, item="i", about="recall")
    assert shown(voted, **recall) == ["to be filled: chair (posts: 1)"]
    many = shown(voted, fills="seat", posts=None, **recall)
    assert many == ["to be filled: seat (posts: 9)"]


def test_the_text_of_a_post_of_which_nobody_knows_the_number() -> None:
    """It is named without it; an item that names no post is told by what came of it."""
    assert shown(cast({"ada": 5}), fills=None) == ["Ballot 1 Votes Elected", "Ada 5 yes", "elected: Ada"]
    assert shown(cast({"ada": 5}), fills="seat", posts=None, seats="2..9") == ["to be filled: seat", "elected: nobody"]
