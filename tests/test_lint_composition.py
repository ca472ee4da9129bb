"""Rules of composition: what can be asked of seats, and what no seats could satisfy."""

from __future__ import annotations

import pytest

from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.lint.charter import lint
from gremium.plugins.parts import Parts
from gremium.plugins.words import WORDS
from texts import linted, town

# A council with two seat groups, an office whose head has nothing to do with it, and schools with an organisation beside them.
TOWN = """
[parties.scouts]
kind = "association"
cites = ["s"]
[kinds.school]
cites = ["s"]
[bodies.north]
kind = "school"
[bodies.office]
kind = "office"
cites = ["s"]
positions = ["head"]
[bodies.council]
kind = "council"
cites = ["s"]
[[bodies.council.seats]]
id = "elected"
seats = 4
standing = "voting"
[[bodies.council.seats]]
id = "advisers"
seats = "2..3"
standing = "advisory"
how = "sent"
by = "scouts"
"""
PLACE = "bodies.council.composition[0]"


def rule(text: str) -> str:
    """Return the town with one rule of composition for its council."""
    return f"{TOWN}\n[[bodies.council.composition]]\n{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        'count = "elected"\nis = "exactly 4"',
        'count = "voting seats"\nis = ["at least 2", "at most 10"]',
        'count = "seats"\nodd = true\nsince = 2020-01-01',
        'count = "elected"\nis = "more than advisers"',
        'count = "elected + advisers"\nis = "at most 9"',
        'count = "votes"\nis = "at least 1/2 of voting seats"',
        'count = "filled voting members"\nwith = { sex = "female" }\nis = "at least 1/3 of members"',
        'per_group = true\nis = "at most 2/3 of seats"',
        'each = "*school"\nwith = { school = "each" }\nis = "at least 1"',
        'each = "*school"\nwho = { holds = "chair@each" }\nis = "at most 1"',
        'each = "*association"\nif = { size = "membership", is = "at least 300" }\nis = "at most 3"',
        'for_seat = "elected"\nneed = { holds = "chair" }',
        'for_seat = ["elected", "advisers"]\nneed = { all = [{ age = "18.." }, { none = [{ held = "head@office" }] }] }',
        'for_seat = "advisers"\nof = "proposer"\nneed = { size = "membership", is = "at least 300" }',
        'incompatible = "head@office"',
        'incompatible = ["office", "chair@north"]',
        'twice = "one"',
        'distinct = "school"\nis = "at least 2"',
    ],
)
def test_what_can_be_asked_of_seats_is_no_fault(parts: Parts, text: str) -> None:
    """Every form of a rule of composition passes, where its names lead somewhere and seats can satisfy it."""
    assert linted(parts, rule(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # rows that ask nothing: what selects or follows is no question yet
        ('effect = "void"', "says-nothing {}"),
        ('count = "elected"', "says-nothing {}"),
        ('for_seat = "elected"\nwhen = "start"', "says-nothing {}"),
        # what only a meeting has
        ('count = "present members"\nis = "at least 2"', "bad-tally {}.count"),
        ('count = "entitled seats"\nis = "at least 2"', "bad-tally {}.count"),
        ('count = "barred elected"\nis = "at most 2"', "bad-tally {}.count"),
        ('count = "yes"\nis = "at least 2"', "bad-tally {}.count"),
        ('count = "elected"\nis = "more than abstentions"', "bad-tally {}.is"),
        # numbers of values and sizes are no part of anything
        ('distinct = "school"\nis = ["at most 3", "at least 1/2 of seats"]', "bad-tally {}.is"),
        ('need = { size = "membership", is = "at least 1/2 of seats" }', "bad-tally {}.need"),
        ('need = { any = [{ size = "m", is = "at least 1/2 of seats" }, { holds = "chair" }] }', "bad-tally {}.need"),
        ('need = { all = [{ none = [{ size = "m", is = "all of seats" }] }] }', "bad-tally {}.need"),
        ('who = { size = "m", is = "all of seats" }\nis = "at least 1"', "bad-tally {}.who"),
        ('if = { size = "m", is = "all of seats" }\nis = "at least 1"', "bad-tally {}.if"),
        # names
        ('count = "electd"\nis = "exactly 4"', "dangling-reference {}.count: did you mean “elected”?"),
        ('count = "elected"\nis = "more than adviser"', "dangling-reference {}.is: did you mean “advisers”?"),
        ('for_seat = "adviser"\nneed = { age = "18.." }', "dangling-reference {}.for_seat: did you mean “advisers”?"),
        ('for_seat = "chair"\nneed = { age = "18.." }', "dangling-reference {}.for_seat"),
        ('need = { holds = "hed@office" }', "dangling-reference {}.need.holds: did you mean “head@office”?"),
        (
            'need = { all = [{ age = "18.." }, { any = [{ held = "chair@nroth" }] }] }',
            "dangling-reference {}.need.all[1].any[0].held: did you mean “chair@north”?",
        ),
        ('need = { none = [{ holds = "ofice" }] }', "dangling-reference {}.need.none[0].holds: did you mean “office”?"),
        ('each = "*shcool"\nis = "at least 1"', "dangling-reference {}.each: did you mean “*school”?"),
        ('incompatible = ["office", "scuots"]', "dangling-reference {}.incompatible[1]: did you mean “scouts”?"),
        ('incompatible = "head@ofice"', "dangling-reference {}.incompatible: did you mean “head@office”?"),
        ('need = { holds = "chair@each" }', "each-without-list {}.need.holds"),
        ('incompatible = "chair@county/board"', "unloaded-jurisdiction {}.incompatible"),
    ],
)
def test_what_cannot_be_asked_of_seats_is_told_at_its_key(parts: Parts, text: str, expected: str) -> None:
    """One finding, at the key that is wrong, with what was meant."""
    assert linted(parts, rule(text)) == [expected.format(PLACE)]


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ('count = "elected"\nis = "exactly 5"', True),
        ('count = "voting seats"\nis = "more than 4"', True),
        ('count = "advisers"\nis = "at least 3"', False),
        ('count = "advisers"\nis = "at least 4"', True),
        ('count = "seats"\nodd = true', False),
        ('count = "elected"\nodd = true', True),
        ('count = "elected"\nis = "fewer than advisers"', True),
        ('count = "elected"\nis = "at least 2/3 of advisers"', False),
        ('count = "members"\nis = "at least 3"', False),
        ('count = "members"\nis = "at least 8"', True),
        ('count = "elected"\nis = "exactly 5"\nuntil = 2019-12-31', True),
        ('per_group = true\nis = "at most 1/2 of seats"', True),
        ('with = { sex = "female" }\nis = "at least 5"', False),
        ('with = { sex = "female" }\nis = "at least 8"', True),
    ],
)
def test_a_rule_that_the_seats_break_whoever_has_them_is_told(parts: Parts, text: str, impossible: bool) -> None:
    """Only what no choice of persons could mend is impossible; what depends on them is a matter for the record."""
    assert linted(parts, rule(text)) == [f"composition-impossible {PLACE}"] * impossible


def test_an_impossible_rule_is_told_once_and_says_body_day_and_figures_in_both_languages(parts: Parts) -> None:
    """The finding names the first day on which the rule is broken, and what was compared; later days are not told again."""
    phases = """
    [[bodies.council.seats]]
    id = "elected"
    seats = 5
    standing = "voting"
    since = 2015-01-01
    until = 2019-12-31
    [[bodies.council.composition]]
    count = "elected"
    is = "exactly 4"
    """
    charter = town(parts, TOWN + phases)
    (found,) = lint(Scope(charter=charter), WORDS)
    assert (found.code, dict(found.params)["day"]) == ("composition-impossible", "2015-01-01")
    for name in ("de", "en"):
        said = language(name).say(found.said)
        assert all(word in said for word in ("council", "2015-01-01", "elected: 5", "exactly 4"))


def test_a_rule_that_one_reading_makes_impossible_is_told(parts: Parts) -> None:
    """Every reading is looked at, also where the readings give different answers."""
    readings = """
    [ambiguities.size]
    question.de = "?"
    cites = ["s"]
    readings.small.de = "klein"
    readings.large.de = "groß"
    """
    group = '[[bodies.board.seats]]\nid = "m"\nseats = {}\nreading = "size:{}"\n'
    board = '[bodies.board]\nkind = "board"\ncites = ["s"]\n' + group.format(2, "small") + group.format(3, "large")
    ask = '[[bodies.board.composition]]\ncount = "m"\nis = "exactly {}"\n'
    assert linted(parts, readings + board + ask.format(2)) == ["composition-impossible bodies.board.composition[0]"]
    assert linted(parts, readings + board + ask.format(3)) == ["composition-impossible bodies.board.composition[0]"]
    assert linted(parts, readings + board + ask.format(3) + 'reading = "size:large"\n') == []


def test_a_rule_of_a_kind_is_told_for_each_body_that_breaks_it(parts: Parts) -> None:
    """The rule stands in the kind, so the finding names the body whose seats cannot satisfy it."""
    kinds = """
    [kinds.board]
    cites = ["s"]
    seats = [{ id = "m", seats = "1..9" }]
    composition = [{ count = "m", is = "at least 3" }]
    [bodies.small]
    kind = "board"
    seats = [{ id = "m", seats = 2 }]
    [bodies.large]
    kind = "board"
    seats = [{ id = "m", seats = 4 }]
    [bodies.open]
    kind = "board"
    """
    (found,) = [one for one in lint(Scope(charter=town(parts, kinds)), WORDS) if one.code != "uncited"]
    assert (found.code, found.place.path, dict(found.params)["body"]) == (
        "composition-impossible", ("kinds", "board", "composition", 0), "small",
    )  # fmt: skip


def test_a_rule_of_a_kind_may_name_the_seats_of_the_kind_above(parts: Parts) -> None:
    """Kinds hand down their seat groups; those of an unrelated kind are not there."""
    kinds = """
    [kinds.board]
    cites = ["s"]
    seats = [{ id = "m", seats = 3 }]
    [kinds.youth-board]
    of = "board"
    cites = ["s"]
    composition = [{ for_seat = "m", need = { age = "13..18", on = "election-day" } }]
    [kinds.other]
    cites = ["s"]
    composition = [{ for_seat = "m", need = { age = "18.." } }]
    """
    assert linted(parts, kinds) == ["dangling-reference kinds.other.composition[0].for_seat"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('count = "elected"\nper_group = true\nis = "at most 2/3 of seats"', f"unused-key {PLACE}.count"),
        ('each = "*school"\nneed = { age = "18.." }', f"unused-key {PLACE}.each"),
        ('each = "*school"\nincompatible = "head@office"', f"unused-key {PLACE}.each"),
    ],
)
def test_a_key_without_effect_is_told(parts: Parts, text: str, expected: str) -> None:
    """Whoever writes a key that changes nothing learns beside which other key it does not."""
    assert linted(parts, rule(text)) == [expected]


@pytest.mark.parametrize(
    "condition",
    [
        'need = { age = "18..", on = "electon-day" }',
        'need = { any = [{ age = "18.." }, { none = [{ age = "0..17", on = "electon-day" }] }] }',
        'count = "elected"\nis = "at least 1"\nwho = { all = [{ age = "18..", on = "electon-day" }] }',
    ],
)
def test_a_day_that_looks_like_a_declared_one_is_misspelt(parts: Parts, condition: str) -> None:
    """A day that only records tell needs no declaration; one that is nearly a declared one is a slip of the pen."""
    dates = '[dates.election-day]\non = "unstated"\n'
    key = "who" if "who" in condition else "need"
    hint = "did you mean “election-day”?"
    assert linted(parts, dates + rule(condition)) == [f"unknown-date {PLACE}.{key}: {hint}"]
    assert linted(parts, dates + rule(condition.replace("electon-day", "hearing"))) == []
    assert linted(parts, dates + rule(condition.replace("electon-day", "election-day"))) == []


def test_two_rules_about_second_seats_contradict_each_other(parts: Parts) -> None:
    """Two rows of the same right that say different things of a second seat are told, on the days on which both hold."""
    one, other = 'twice = "vacant"', '[[bodies.council.composition]]\ntwice = "both"'
    assert linted(parts, rule(f"{one}\n{other}"))[0].startswith("contradiction bodies.council.composition[1]")
    assert linted(parts, rule(f"{one}\n{other.replace('both', 'vacant')}")) == []
    assert linted(parts, rule(f"{one}\nuntil = 2020-12-31\n{other}\nsince = 2021-01-01")) == []
