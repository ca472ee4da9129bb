"""Delegations: what one body sends another one receives, in one charter or across two."""

from __future__ import annotations

import pytest

from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.lint.charter import lint
from gremium.plugins.parts import Parts
from gremium.plugins.words import WORDS
from texts import linted, town

SENDS = "bodies.council.delegation[0]"
TAKES = "bodies.board.seats[0]"


def two(delegation: str = "", seats: str = "", *, more: str = "") -> str:
    """Return a council that sends and a board that receives; a row that is empty is left out."""
    text = '[bodies.council]\nkind = "council"\ncites = ["s"]\n[bodies.board]\nkind = "board"\ncites = ["s"]\n'
    text += f"[[bodies.council.delegation]]\n{delegation}\n" if delegation else ""
    return text + (f"[[bodies.board.seats]]\n{seats}\n" if seats else "") + more


BY_COUNCIL = 'id = "envoys"\nhow = "sent"\nby = "council"\nseats = 3'
TO_BOARD = 'to = "envoys@board"\nsends = 3'
SCOUTS = '[parties.scouts]\ncites = ["s"]\n'
UNANSWERED = f'delegation-unanswered {SENDS}.to: write how = "sent", by = "council" at the receiver'
UNSENT = f'delegation-unsent {TAKES}.by: write a row of delegation with to = "envoys@board" at the sender'
NUMBER = f"delegation-number {SENDS}.sends"
PREDECLARED = "known: all, chair, deputy-chair, minute-taker, public, secretary"


@pytest.mark.parametrize(
    ("delegation", "seats"),
    [
        (TO_BOARD, BY_COUNCIL),
        ('to = "envoys@board"', 'id = "envoys"\nhow = "sent"\nby = "council"'),  # one is sent, one seat is there
        ('to = "envoys@board"\nsends = "2..4"', BY_COUNCIL),
        ('to = "envoys@board"\nsends = "unstated"', BY_COUNCIL),
        (TO_BOARD, 'id = "envoys"\nhow = "sent"\nby = "council"\nseats = "unstated"'),
        ('to = "envoys@board"\nsends = { of = "size", steps = { "1.." = 9 } }', BY_COUNCIL),
        ('to = "envoys@board"\nwho = "chair"', 'id = "envoys"\nholder = "chair@council"'),
        # where others send, too, none of them need fill all seats
        (TO_BOARD, 'id = "envoys"\nhow = "sent"\nby = ["council", "scouts"]\nseats = 5'),
        (TO_BOARD, 'id = "envoys"\nhow = "sent"\nby = "*council"\nseats = 5'),
        # where the receiver's source does not say who sends, nothing stands against the sender's
        (TO_BOARD, 'id = "envoys"\nhow = "sent"\nby = "unstated"\nseats = 9'),
        (TO_BOARD, 'id = "envoys"\nhow = "sent"\nseats = 3'),
        # seats for each of a selection are so many for each
        (TO_BOARD, 'id = "envoys"\neach = "*council"\nhow = "sent"\nby = "each"\nseats = 3'),
        # what parties send, and positions, no delegation of a body matches
        ("", 'id = "envoys"\nhow = "sent"\nby = ["scouts", "chair", "chair@council"]'),
        ("", 'id = "envoys"\nhow = "elected"\nby = "council"'),
        ('to = "envoys@unstated"', ""),
        ('to = "unstated"', ""),
    ],
)
def test_two_ends_that_meet_are_no_fault(parts: Parts, delegation: str, seats: str) -> None:
    """A delegation and the seat group that it fills pass, with numbers that can agree; so does what has only one end."""
    assert linted(parts, SCOUTS + two(delegation, seats)) == []


@pytest.mark.parametrize(
    ("delegation", "seats", "expected"),
    [
        (TO_BOARD, 'id = "envoys"\nseats = 3', [UNANSWERED]),
        (TO_BOARD, 'id = "envoys"\nhow = "elected"\nby = "council"\nseats = 3', [UNANSWERED]),
        (TO_BOARD, 'id = "envoys"\nhow = "sent"\nby = "scouts"\nseats = 3', [UNANSWERED]),
        ('to = "envoys@board"\nwho = "chair"', 'id = "envoys"\nholder = "chair"', [UNANSWERED]),
        ('to = "chair@board"', "", [UNANSWERED.replace("envoys@board", "chair@board")]),
        ("", BY_COUNCIL, [UNSENT]),
        ("", 'id = "envoys"\neach = "*council"\nhow = "sent"\nby = "each"', [UNSENT]),
        ('to = "others@board"', BY_COUNCIL + '\n[[bodies.board.seats]]\nid = "others"\nhow = "sent"\nby = "council"', [UNSENT]),
        # each end is told by itself where both are there, but never together
        (f"{TO_BOARD}\nsince = 2020-01-01", f"{BY_COUNCIL}\nuntil = 2019-12-31", [UNANSWERED, UNSENT]),
        (f"{TO_BOARD}\nuntil = 2019-12-31", f"{BY_COUNCIL}\nsince = 2020-01-01", [UNANSWERED, UNSENT]),
        (f"{TO_BOARD}\nuntil = 2020-01-01", f"{BY_COUNCIL}\nsince = 2020-01-01", []),
        # numbers
        ('to = "envoys@board"\nsends = 4', BY_COUNCIL, [NUMBER]),
        ('to = "envoys@board"\nsends = "4.."', BY_COUNCIL, [NUMBER]),
        ('to = "envoys@board"\nsends = "1..2"', BY_COUNCIL, [NUMBER]),
        ('to = "envoys@board"', BY_COUNCIL, [NUMBER]),
        ('to = "envoys@board"\nsends = 6', 'id = "envoys"\nhow = "sent"\nby = ["council", "scouts"]\nseats = 5', [NUMBER]),
        (TO_BOARD, 'id = "envoys"\neach = "*council"\nhow = "sent"\nby = "each"', [NUMBER]),
        # names
        ('to = "envoy@board"', "", [f"dangling-reference {SENDS}.to: {PREDECLARED}"]),
        ('to = "envoy@board"', BY_COUNCIL, [f"dangling-reference {SENDS}.to: did you mean “envoys@board”?", UNSENT]),
        ('to = "envoys@bord"', "", [f"dangling-reference {SENDS}.to: did you mean “envoys@board”?"]),
        ('to = "board"', "", [f"dangling-reference {SENDS}.to: did you mean “chair@board”?"]),
        (f'{TO_BOARD}\nwho = ["chair", "chiar"]', BY_COUNCIL, [f"dangling-reference {SENDS}.who[1]: did you mean “chair”?"]),
        (f'{TO_BOARD}\nout_of = "scuots"', BY_COUNCIL, [f"dangling-reference {SENDS}.out_of: did you mean “scouts”?"]),
    ],
)
def test_an_end_without_the_other_is_told_where_it_stands(
    parts: Parts, delegation: str, seats: str, expected: list[str]
) -> None:
    """The finding stands at the end that is there, and hints what to write at the other one."""
    assert sorted(linted(parts, SCOUTS + two(delegation, seats))) == sorted(expected)


@pytest.mark.parametrize(
    ("code", "delegation", "seats", "said"),
    [
        ("unanswered", TO_BOARD, 'id = "envoys"', "council sends to envoys@board, but these seats are not filled by council"),
        ("unsent", "", BY_COUNCIL, "envoys@board is filled by council, but council has no delegation to it"),
        ("number", f"{TO_BOARD[:-1]}'4..'", BY_COUNCIL, "sent to envoys@board: at least 4; seats there: 3"),
    ],
)
def test_findings_about_delegations_name_both_ends(parts: Parts, code: str, delegation: str, seats: str, said: str) -> None:
    """Who reads the finding at one end learns which body and which seats are at the other one."""
    here = Scope(charter=town(parts, two(delegation, seats)))
    (found,) = [one for one in lint(here, WORDS) if one.code == f"delegation-{code}"]
    assert language("en").say(found.said) == said
    assert "council" in language("de").say(found.said) or "envoys@board" in language("de").say(found.said)


# ── several rows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def delegations(*rows: str) -> str:
    return "".join(f"[[bodies.council.delegation]]\n{row}\n" for row in rows)


def groups(*rows: str) -> str:
    return "".join(f"[[bodies.board.seats]]\n{row}\n" for row in rows)


@pytest.mark.parametrize(("chosen", "wrong"), [(2, False), (1, True), (3, True)])
def test_what_several_delegations_send_into_one_group_is_added(parts: Parts, chosen: int, wrong: bool) -> None:
    """The chair goes by office and others are chosen: together they fill the seats."""
    rows = delegations('to = "envoys@board"\nwho = "chair"', f'to = "envoys@board"\nsends = {chosen}')
    found = linted(parts, two("", BY_COUNCIL, more=rows))
    assert found == [f"delegation-number bodies.council.delegation[{n}].sends" for n in (0, 1)] * wrong


def test_numbers_are_compared_phase_by_phase(parts: Parts) -> None:
    """A row with the same id and a later first day takes the place of the earlier one, at both ends."""
    seats = groups(BY_COUNCIL, BY_COUNCIL.replace("3", "4") + "\nsince = 2020-01-01")
    both = delegations('id = "d"\nto = "envoys@board"\nsends = 3', 'id = "d"\nto = "envoys@board"\nsends = 4\nsince = 2020-01-01')
    late = delegations('id = "d"\nto = "envoys@board"\nsends = 3', 'id = "d"\nto = "envoys@board"\nsends = 4\nsince = 2021-01-01')
    assert linted(parts, two(more=both + seats)) == []
    assert linted(parts, two(more=late + seats)) == ["delegation-number bodies.council.delegation[0].sends"]


def test_a_change_whose_day_is_known_roughly_is_no_disagreement(parts: Parts) -> None:
    """While it is open which of two phases holds at either end, their numbers are not compared."""
    day = {"until": 'until = "2010-01-01..2012-12-31"', "since": 'since = "2010-01-02..2013-01-01"'}
    seats = groups(f"{BY_COUNCIL}\n{day['until']}", BY_COUNCIL.replace("3", "4") + f"\n{day['since']}")
    rows = delegations(
        f'id = "d"\nto = "envoys@board"\nsends = 3\n{day["until"]}', f'id = "d"\nto = "envoys@board"\nsends = 4\n{day["since"]}'
    )
    assert linted(parts, two(more=rows + seats)) == []
    early = rows.replace(day["until"], "until = 2010-06-30").replace(day["since"], "since = 2010-07-01")
    assert linted(parts, two(more=early + seats)) == []
    late = early.replace("2010", "2013")
    assert linted(parts, two(more=late + seats)) == ["delegation-number bodies.council.delegation[0].sends"]


def test_numbers_are_compared_under_each_reading(parts: Parts) -> None:
    """Rows under the same reading belong together; a pair that does not agree under one reading is told."""
    question = '[ambiguities.q]\nquestion.de = "?"\ncites = ["s"]\nreadings.a.de = "a"\nreadings.b.de = "b"\n'
    seats = groups(f'{BY_COUNCIL}\nreading = "q:a"', BY_COUNCIL.replace("3", "4") + '\nreading = "q:b"')

    def sent(number: int) -> str:
        return delegations(f'{TO_BOARD}\nreading = "q:a"', f'to = "envoys@board"\nsends = {number}\nreading = "q:b"')

    assert linted(parts, question + two(more=sent(4) + seats)) == []
    assert linted(parts, question + two(more=sent(5) + seats)) == ["delegation-number bodies.council.delegation[1].sends"]


# ── kinds ────────────────────────────────────────────────────────────────────────────────────────────────────────────

KINDS = """
[kinds.school]
cites = ["s"]
delegation = [{ to = "envoys@*forum" }]
[kinds.forum]
cites = ["s"]
seats = [{ id = "envoys", each = "*school", how = "sent", by = "each" }]
"""


def bodies(**kinds: str) -> str:
    return "".join(f'[bodies.{name}]\ncites = ["s"]\nkind = {kind}\n' for name, kind in kinds.items())


def test_every_body_of_a_kind_sends_to_every_body_of_another(parts: Parts) -> None:
    """Rules of two kinds that answer each other answer for all of their bodies."""
    assert linted(parts, KINDS + bodies(a='"school"', b='"school"', x='"forum"', y='"forum"')) == []


def test_bodies_that_are_never_there_together_owe_each_other_nothing(parts: Parts) -> None:
    """A rule for a kind does not speak of bodies that were gone before, or are only announced."""
    gone = '"school"\nuntil = 2010-12-31'
    late = '"forum"\nsince = 2011-01-01\nseats = [{ id = "envoys", seats = 2 }]'
    assert linted(parts, KINDS + bodies(a=gone, y=late)) == []
    there = late.replace("2011", "2010")
    assert [one.partition(":")[0] for one in linted(parts, KINDS + bodies(a=gone, y=there))] == [
        "delegation-unanswered kinds.school.delegation[0].to"
    ]
    mute = bodies(a='"hut"\nuntil = 2010-12-31', y='"forum"\nsince = 2011-01-01', p='"hut"\nstatus = "planned"')
    assert linted(parts, KINDS.replace("*school", "*hut") + mute) == []
    assert [one.partition(":")[0] for one in linted(parts, KINDS.replace("*school", "*hut") + mute.replace("2010", "2012"))] == [
        "delegation-unsent kinds.forum.seats[0].by"
    ]


# ── two jurisdictions ────────────────────────────────────────────────────────────────────────────────────────────────

COUNTY = '[bodies.assembly]\nkind = "assembly"\ncites = ["s"]\n[[bodies.assembly.seats]]\nid = "envoys"\n'


@pytest.mark.parametrize(
    ("sender", "codes"),
    [("town/council", []), ("council", ["delegation-unanswered"]), ("town/board", ["delegation-unanswered"])],
)
def test_a_delegation_into_another_jurisdiction_is_answered_there(parts: Parts, sender: str, codes: list[str]) -> None:
    """The receiver names the sender with its jurisdiction; a body of the same name at home is somebody else."""
    here = two('to = "envoys@county/assembly"')
    there = COUNTY + f'how = "sent"\nby = "{sender}"\n[bodies.council]\nkind = "council"\n'
    found = linted(parts, here, town(parts, there, "county"))
    assert [one.partition(" ")[0] for one in found] == codes
    assert all(one.endswith('by = "town/council" at the receiver') for one in found)


def test_a_seat_that_a_body_of_another_jurisdiction_fills_is_sent_for_there(parts: Parts) -> None:
    """The sender writes the receiver with its jurisdiction."""
    here = two("", 'id = "envoys"\nhow = "sent"\nby = "county/assembly"')
    away = COUNTY + '[[bodies.assembly.delegation]]\nto = "envoys@{}"\n'
    assert linted(parts, here, town(parts, away.format("town/board"), "county")) == []
    for other in ("village/board", "town/council", "unstated"):
        (found,) = linted(parts, here, town(parts, away.format(other), "county"))
        assert found == UNSENT.replace("envoys@board", "envoys@town/board")


def test_of_a_jurisdiction_that_is_not_loaded_only_that_is_told(parts: Parts) -> None:
    """Nobody can say whether the other end is there."""
    here = two('to = "envoys@county/assembly"', 'id = "envoys"\nhow = "sent"\nby = "county/assembly"')
    assert linted(parts, here) == [f"unloaded-jurisdiction {TAKES}.by", f"unloaded-jurisdiction {SENDS}.to"]
