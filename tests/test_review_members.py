"""Who sits in a body: substitutes, delegates, requirements, incompatible offices, and the seats together."""

from __future__ import annotations

import pytest

from gremium.languages import language
from gremium.plugins.parts import Parts
from gremium.values.finding import Finding, dotted
from texts import reviewed, told, town

PEOPLE = """
{ what = "party", id = "ada" }
{ what = "party", id = "bea" }
{ what = "party", id = "cai" }
{ what = "party", id = "dan" }
"""
TOWN = """
[parties.scouts]
kind = "association"
cites = ["s"]
[parties.choir]
kind = "association"
cites = ["s"]
[bodies.office]
kind = "office"
cites = ["s"]
positions = ["mayor"]
[bodies.council]
kind = "council"
cites = ["s"]
"""


def holding(party: str, position: str, since: str = "2026-01-01", more: str = "") -> str:
    """Return the line of a holding."""
    return f'{{ what = "holding", party = "{party}", position = "{position}", since = {since}{more} }}\n'


def found(parts: Parts, charter: str, events: str) -> list[str]:
    """Return what is wrong with these events after those that introduce the four persons; the first of them is events[4]."""
    return told(reviewed(parts, TOWN + charter, PEOPLE + events))


def only(parts: Parts, charter: str, events: str) -> Finding:
    """Return the one finding."""
    (one,) = reviewed(parts, TOWN + charter, PEOPLE + events)
    return one


# ── substitutes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def seats(substitutes: str) -> str:
    return f'seats = [{{ id = "m", seats = 2, substitutes = {substitutes} }}]\n'


MEMBERS = holding("ada", "m@council") + holding("bea", "m@council")


def standin(party: str, more: str = "", since: str = "2026-01-01") -> str:
    """Return the line of a substitute in the council."""
    return holding(party, "m@council", since, f", substitute = true{more}")


OF_ADA, OF_BEA, OF_DAN = (f', stands_in_for = "{member}"' for member in ("ada", "bea", "dan"))
TOO_MANY, STRANGER = "too-many-substitutes events[7]", "substitute-without-member events[6]"


@pytest.mark.parametrize(
    ("rule", "events", "expected"),
    [
        ('"personal"', standin("cai", OF_ADA), []),
        ('{ order = "personal", number = 1 }', standin("cai", OF_ADA), []),
        ('{ order = "personal", number = 1 }', standin("cai", OF_ADA) + standin("dan", OF_ADA), [TOO_MANY]),
        ('{ order = "personal", number = 1 }', standin("cai", OF_ADA) + standin("dan", OF_BEA), []),
        ('{ order = "personal", number = "1.." }', standin("cai", OF_ADA) + standin("dan", OF_ADA), []),
        ('{ order = "pool", number = 1 }', standin("cai"), []),
        ('{ order = "pool", number = 1 }', standin("cai") + standin("dan", since="2026-02-01"), [TOO_MANY]),
        ('{ order = "ordered", number = 2 }', standin("cai", ", rank = 1") + standin("dan", ", rank = 2"), []),
        ('"unstated"', standin("cai"), []),
        ('"none"', standin("cai"), ["substitute-not-provided events[6]"]),
        ('"none"', standin("cai", OF_ADA), ["substitute-not-provided events[6]"]),
        # a personal substitute stands in for a member
        ('"personal"', standin("cai"), ["substitute-for-nobody events[6]"]),
        ('"personal"', standin("cai", OF_DAN), [STRANGER]),
        ('"pool"', standin("cai", OF_DAN), [STRANGER]),
    ],
)
def test_substitutes_are_as_the_rules_provide(parts: Parts, rule: str, events: str, expected: list[str]) -> None:
    """There are no more of them than the rule says, for a member or for the group, and each stands in for somebody."""
    assert found(parts, seats(rule), MEMBERS + events) == expected


def test_substitutes_of_a_group_without_a_rule_about_them_are_no_fault(parts: Parts) -> None:
    """Where the charter says nothing of substitutes, whoever is recorded may be one; a stranger cannot be represented."""
    rule = 'seats = [{ id = "m", seats = 2 }]\n'
    assert found(parts, rule, MEMBERS + standin("cai", OF_ADA)) == []
    assert found(parts, rule, MEMBERS + standin("cai")) == []
    assert found(parts, rule, MEMBERS + standin("cai", OF_DAN)) == [STRANGER]


def test_a_substitute_for_all_members_of_one_organisation_is_no_fault(parts: Parts) -> None:
    """Whose seats they are is enough, also where substitutes are personal and the organisation has several seats."""
    group = '[[bodies.council.seats]]\nid = "m"\neach = "*association"\nseats = 2\nsubstitutes = "personal"\n'
    members = MEMBERS.replace(" }", ', of = "scouts" }')
    assert found(parts, group, members + standin("cai", ', of = "scouts"')) == []
    assert found(parts, group, members + standin("cai")) == ["substitute-for-nobody events[6]"]
    assert found(parts, seats('"personal"'), MEMBERS + standin("cai", ', of = "scouts"')) == []


def test_a_substitute_is_told_from_the_day_on_which_the_member_is_gone(parts: Parts) -> None:
    """The finding names substitute, member, seat and day; it is told once."""
    leaves = holding("ada", "m@council").replace(" }", ", until = 2026-05-31 }")
    rest = holding("bea", "m@council") + standin("cai", OF_ADA)
    one = only(parts, seats('"personal"'), leaves + rest + holding("dan", "m@council", "2026-06-01"))
    assert (one.code, one.place.path) == ("substitute-without-member", ("events", 6))
    assert dict(one.params) == {"party": "cai", "member": "ada", "position": "m@council", "day": "2026-06-01"}


@pytest.mark.parametrize(
    ("rule", "events", "said"),
    [
        ('"none"', standin("cai", OF_ADA), ("no substitutes", "keine Stellvertretung")),
        ('"personal"', standin("cai", OF_DAN), ("dan", "dan")),
        ('"personal"', standin("cai"), ("not of which member", "von welchem Mitglied")),
    ],
)
def test_findings_about_substitutes_are_sentences(parts: Parts, rule: str, events: str, said: tuple[str, str]) -> None:
    """They say in both languages who is meant, also where no member is named."""
    one = only(parts, seats(rule), MEMBERS + events)
    for name, words in zip(("en", "de"), said, strict=True):
        sentence = language(name).say(one.said)
        assert words in sentence
        assert "  " not in sentence


# ── delegates ────────────────────────────────────────────────────────────────────────────────────────────────────────

BOARD = """
[bodies.board]
kind = "board"
cites = ["s"]
[[bodies.board.seats]]
id = "envoys"
how = "sent"
"""
SENT = '[[bodies.{}.delegation]]\nto = "envoys@board"\nsends = {}\n'
THREE = holding("ada", "envoys@board") + holding("bea", "envoys@board") + holding("cai", "envoys@board", "2026-02-01")


def test_no_body_has_more_delegates_than_it_sends(parts: Parts) -> None:
    """The third delegate of a body that sends two is one too many; the finding is told at that fact."""
    rule = BOARD + 'by = "council"\nseats = "2.."\n'
    assert found(parts, rule + SENT.format("council", '"2.."'), THREE) == []
    one = only(parts, rule + SENT.format("council", 2), THREE)
    assert (one.code, one.place.path) == ("too-many-delegates", ("events", 6))
    for name in ("de", "en"):
        said = language(name).say(one.said)
        assert all(word in said for word in ("council", "3", "envoys@board", "2026-02-01", "2", "bodies.council.delegation[0]"))


def test_delegates_are_counted_for_the_one_who_sends_them(parts: Parts) -> None:
    """In seats for each sender, each has its own; where several send into one group, nobody knows whose delegate is whose."""
    both = SENT.format("council", 2) + SENT.format("office", 1)
    common = BOARD + 'by = ["council", "office"]\nseats = 3\n' + both
    assert found(parts, common, THREE) == []
    each = BOARD + 'each = "*council"\nby = "each"\nseats = "1..3"\n' + SENT.format("council", "'1..2'")
    mine = THREE.replace(" }", ', of = "council" }')
    one = only(parts, each, mine)
    assert (one.code, dict(one.params)["held"]) == ("too-many-delegates", 3)


def test_several_delegations_into_one_group_send_together(parts: Parts) -> None:
    """One who goes by office and two who are chosen are three."""
    rule = BOARD + 'by = "council"\nseats = 3\n' + '[[bodies.council.delegation]]\nto = "envoys@board"\nwho = "chair"\n'
    assert found(parts, rule + SENT.format("council", 2), THREE) == []


def test_a_body_that_sends_elsewhere_has_no_delegates_here(parts: Parts) -> None:
    """Neither a delegation to other seats nor one that nobody receives is counted against these."""
    other = '[[bodies.board.seats]]\nid = "others"\nhow = "sent"\nby = "council"\n'
    rule = BOARD + 'by = "office"\nseats = 3\n' + SENT.format("office", 3) + other
    third = '[bodies.third]\nkind = "board"\ncites = ["s"]\nseats = [{ id = "envoys", how = "sent", by = "council" }]\n'
    sent = SENT.format("council", 1).replace("envoys", "others") + SENT.format("council", 1).replace("board", "third")
    assert found(parts, rule + third + sent, THREE) == []


def test_delegates_in_a_body_of_another_jurisdiction_are_counted_at_home(parts: Parts) -> None:
    """The record of the sender tells whom it sent; the seats are those of the loaded neighbour."""
    county = '[bodies.board]\nkind = "board"\ncites = ["s"]\n'
    county += 'seats = [{ id = "envoys", how = "sent", by = "town/council", seats = "1.." }]\n'
    here = TOWN + '[[bodies.council.delegation]]\nto = "envoys@county/board"\nsends = "1..2"\n'
    events = PEOPLE + THREE.replace("@board", "@county/board")
    neighbour = town(parts, county, "county")
    assert told(reviewed(parts, here, events, neighbour)) == ["too-many-delegates events[6]"]
    assert told(reviewed(parts, here.replace("1..2", "1..3"), events, neighbour)) == []


# ── requirements ─────────────────────────────────────────────────────────────────────────────────────────────────────

GROUP = 'seats = [{ id = "m", seats = "1..4" }, { id = "n", seats = "0..4" }]\n'


def rule(text: str) -> str:
    return f"{GROUP}[[bodies.council.composition]]\n{text}\n"


MAYOR_ADA, MAYOR_BEA = holding("ada", "mayor@office"), holding("bea", "mayor@office", "2026-03-01")
ADA_SITS, BEA_SITS = holding("ada", "m@council"), holding("bea", "m@council", "2026-04-01")
WAS_MAYOR = 'need = { holds = "mayor@office" }'
BORN = PEOPLE.replace('"ada" }', '"ada", born = 2010-05-05 }').replace('"bea" }', '"bea", born = 1990-05-05 }')


@pytest.mark.parametrize(
    ("asked", "events", "expected"),
    [
        ('need = { age = "13..18" }', holding("ada", "m@council"), []),
        ('need = { age = "13..18" }', holding("bea", "m@council"), ["not-eligible events[4]"]),
        ('need = { age = "13..18" }', holding("cai", "m@council"), []),  # nobody knows how old
        ('for_seat = "n"\nneed = { age = "13..18" }', holding("bea", "m@council"), []),
        ('for_seat = "n"\nneed = { age = "13..18" }', holding("bea", "n@council"), ["not-eligible events[4]"]),
        ('incompatible = "mayor@office"', ADA_SITS, []),
        ('incompatible = "mayor@office"', ADA_SITS + MAYOR_BEA, []),
        ('incompatible = "mayor@office"', ADA_SITS + MAYOR_ADA, ["not-eligible events[4]"]),
        ('incompatible = "office"', MAYOR_ADA + ADA_SITS, ["not-eligible events[5]"]),
        ('incompatible = "mayor@office"\nfor_seat = "n"', ADA_SITS + MAYOR_ADA, []),
        # what is asked at the start only is asked of newcomers
        (WAS_MAYOR, MAYOR_ADA + ADA_SITS + MAYOR_BEA + BEA_SITS, ["not-eligible events[5]"]),
        (f'{WAS_MAYOR}\nwhen = "start"', MAYOR_ADA + ADA_SITS + MAYOR_BEA + BEA_SITS, []),
        (f'{WAS_MAYOR}\nwhen = "start"', MAYOR_ADA + BEA_SITS, ["not-eligible events[5]"]),
    ],
)
def test_nobody_sits_who_may_not(parts: Parts, asked: str, events: str, expected: list[str]) -> None:
    """Who certainly does not meet what is asked is told at the fact that seats this person; what is unknown is no fault."""
    assert told(reviewed(parts, TOWN + rule(asked), BORN + events)) == expected


def test_a_requirement_of_those_who_propose_is_told_at_their_seat(parts: Parts) -> None:
    """An association that is too small has its seats; the fact is the one that seats somebody for it."""
    group = '[[bodies.council.seats]]\nid = "m"\neach = "*association"\n'
    need = '[[bodies.council.composition]]\nof = "proposer"\nneed = { size = "membership", is = "at least 300" }\n'
    size = '{ what = "size", of = "scouts", measure = "membership", number = 200, since = 2020-01-01 }\n'
    events = size + holding("ada", "m@council", more=', of = "scouts"')
    events += holding("bea", "m@council", "2026-02-01", ', of = "choir"')
    one = only(parts, group + need, events)
    assert (one.code, one.place.path, dict(one.params)["party"]) == ("not-eligible", ("events", 5), "scouts")
    assert found(parts, group + need, events.replace("200", "300")) == []
    shrinks = size.replace("200", "300") + size.replace("2020-01-01", "2026-01-15")
    assert found(parts, group + need, events.replace(size, shrinks)) == ["not-eligible events[6]"]
    assert found(parts, group + need.replace("need", 'when = "start"\nneed'), events) == ["not-eligible events[5]"]


def test_the_finding_about_a_requirement_names_person_body_day_and_rule(parts: Parts) -> None:
    """So in both languages."""
    (one,) = reviewed(parts, TOWN + rule('need = { age = "13..18" }'), BORN + holding("bea", "m@council"))
    assert dict(one.params) == {
        "party": "bea", "body": "council", "day": "2026-01-01", "provision": "bodies.council.composition[0]",
    }  # fmt: skip
    for name in ("de", "en"):
        assert all(word in language(name).say(one.said) for word in ("bea", "council", "2026-01-01"))


# ── the seats together ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asked", "broken"),
    [
        ('count = "members"\nis = "at most 2"', True),
        ('count = "members"\nis = "at most 3"', False),
        ('count = "members"\nodd = true', True),  # on the first day there are two
        ('count = "members"\nis = "at least 3"', True),
        ('with = { sex = "f" }\nis = "at most 1"', True),
        ('with = { sex = "f" }\nis = "at least 1/2 of members"', False),
        ('with = { school = "west" }\nis = "at least 1"', False),  # nobody knows of which school they are
    ],
)
def test_what_the_seats_together_have_to_be(parts: Parts, asked: str, broken: bool) -> None:
    """An invariant that is certainly broken is told once, at the latest fact by which it is."""
    woman = '", attributes = { sex = "f" } }'
    people = PEOPLE.replace('ada" }', f"ada{woman}").replace('bea" }', f"bea{woman}")
    group = 'seats = [{ id = "m", seats = 3 }]\n'
    events = holding("ada", "m@council") + holding("bea", "m@council") + holding("cai", "m@council", "2026-02-01")
    charter = f"{TOWN}{group}[[bodies.council.composition]]\n{asked}\n"
    codes = [one.code for one in reviewed(parts, charter, people + events)]
    assert codes == ["composition-broken"] * broken


def test_an_invariant_that_is_broken_says_what_was_compared(parts: Parts) -> None:
    """Body, day, rule and figures, in both languages, at the fact that made it so."""
    charter = 'seats = [{ id = "m", seats = 3 }]\n[[bodies.council.composition]]\ncount = "members"\nis = "at most 1"\n'
    events = holding("ada", "m@council") + holding("bea", "m@council", "2026-02-01") + holding("cai", "m@council", "2026-03-01")
    one = only(parts, charter, events)
    assert (one.place.path, dotted(one.place.path)) == (("events", 5), "events[5]")
    assert language("en").say(one.said) == (
        "council is not composed on 2026-02-01 as bodies.council.composition[0] requires (members: 2; at most 1)"
    )
    assert "members: 2; at most 1" in language("de").say(one.said)


# ── two seats ────────────────────────────────────────────────────────────────────────────────────────────────────────

DOUBLE = 'seats = [{ id = "m", seats = 3 }, { id = "head", holder = "mayor@office" }]\n'
TWICE = holding("ada", "m@council") + holding("ada", "mayor@office", "2026-02-01") + holding("bea", "m@council", "2026-03-01")


@pytest.mark.parametrize("what", ["one", "vacant", "substitute", "both"])
def test_a_second_seat_is_no_fault_where_a_rule_decides_about_it(parts: Parts, what: str) -> None:
    """Without a rule it is told; with one, whatever it says, it is not."""
    assert found(parts, DOUBLE, TWICE) == ["double-seat events[5]"]
    assert found(parts, f'{DOUBLE}composition = [{{ twice = "{what}" }}]\n', TWICE) == []


def test_a_rule_about_second_seats_that_came_later_does_not_excuse_the_time_before(parts: Parts) -> None:
    """The rule of the day decides."""
    later = DOUBLE + '[[bodies.council.composition]]\ntwice = "both"\nsince = 2026-02-15\n'
    assert found(parts, later, TWICE) == ["double-seat events[5]"]
    assert found(parts, later.replace("2026-02-15", "2026-01-15"), TWICE) == []
