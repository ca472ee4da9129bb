"""Where references of seats lead: positions, bodies, organisations, and every one of a kind."""

from __future__ import annotations

import pytest

from gremium.evaluate.scope import Scope
from gremium.languages import language
from gremium.lint.charter import lint
from gremium.lint.walk import refs_of
from gremium.norms.composition import Composition
from gremium.plugins.parts import Parts
from gremium.plugins.words import WORDS
from gremium.values.condition import parse_condition
from gremium.values.finding import dotted
from gremium.values.message import message
from texts import linted, town

TOWN = """
[parties.scouts]
kind = "association"
cites = ["s"]
[parties.twice]
cites = ["s"]
[kinds.school]
cites = ["s"]
[bodies.twice]
kind = "club"
cites = ["s"]
[bodies.council]
kind = "council"
cites = ["s"]
seats = [{ id = "elected", seats = 3 }]
[bodies.board]
kind = "board"
cites = ["s"]
positions = ["council", "treasurer"]
[[bodies.board.seats]]
id = "{id}"
"""
ROW = "bodies.board.seats[0]"


def board(text: str, id_: str = "m") -> str:
    """Return the town with one seat group in its board."""
    return TOWN.replace("{id}", id_) + text + "\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one of each sort
        ('by = "treasurer"', None),
        ('by = "chair"', None),
        ('by = "scouts"', None),
        ('by = "chair@council"', None),
        ('by = "town/council"', None),
        ('by = "self"', None),
        ('by = "unstated"', None),
        ('by = ["*association", "*school", "*council", "self/*school"]', None),
        ('by = "*/council"', None),
        ('each = "*association"\nhow = "sent"\nby = "each"\nproposed_by = "each"', None),
        ('each = "*school"\nseats = { of = "pupils", steps = { "1.." = 1 }, whose = "each" }', None),
        ('substitutes = { order = "personal", called_by = "self", by = "scouts" }', None),
        ('out_of = "council@self"', None),
        # none that is there
        ('by = "treasure"', "dangling-reference {}.by: did you mean “treasurer”?"),
        ('by = ["scouts", "scuots"]', "dangling-reference {}.by[1]: did you mean “scouts”?"),
        ('proposed_by = "counsil"', "dangling-reference {}.proposed_by: did you mean “council”?"),
        ('out_of = "elected@counsil"', "dangling-reference {}.out_of: did you mean “elected@council”?"),
        ('out_of = "electd@council"', "dangling-reference {}.out_of: did you mean “elected@council”?"),
        ('by = "*asociation"', "dangling-reference {}.by: did you mean “*association”?"),
        ('by = "town/counsil"', "dangling-reference {}.by: did you mean “town/council”?"),
        ('by = "county/council"', "unloaded-jurisdiction {}.by"),
        ('by = "each"', "each-without-list {}.by"),
        (
            'substitutes = { order = "pool", called_by = "chiar" }',
            "dangling-reference {}.substitutes.called_by: did you mean “chair”?",
        ),
        (
            'seats = { of = "pupils", steps = { "1.." = 1 }, whose = "counsil" }',
            "dangling-reference {}.seats.whose: did you mean “council”?",
        ),
        # two at once
        ('by = "council"', "two-meanings {}.by: choose another id, such as “council-1”"),
        ('by = ["scouts", "twice"]', "two-meanings {}.by[1]: choose another id, such as “twice-1”"),
    ],
)
def test_a_reference_leads_to_one_thing(parts: Parts, text: str, expected: str | None) -> None:
    """A position of this body, a body, or an organisation: exactly one of them, told at the key where it is not."""
    assert linted(parts, board(text)) == ([] if expected is None else [expected.format(ROW)])


def test_two_meanings_are_named(parts: Parts) -> None:
    """The finding says what the word may mean here, in the order in which it is looked for."""
    (found,) = lint(Scope(charter=town(parts, board('by = "council"'))), WORDS)
    assert dict(found.params) == {"reference": "council", "meanings": message("meaning.position-body")}
    (found,) = lint(Scope(charter=town(parts, board('by = "twice"'))), WORDS)
    assert dict(found.params) == {"reference": "twice", "meanings": message("meaning.body-party")}
    assert language("en").say(found.said) == "“twice” has several meanings here: a body and a party"
    assert language("de").say(found.said) == "„twice“ hat hier mehrere Bedeutungen: ein Gremium und eine Organisation"


@pytest.mark.parametrize("sender", ["scouts", "elders"])
def test_the_id_of_a_row_does_not_count_as_what_its_row_names(parts: Parts, sender: str) -> None:
    """A seat group is often called like the one that sends into it; only another row makes the word ambiguous."""
    text = '[bodies.elders]\nkind = "club"\ncites = ["s"]\n' + board(f'how = "elected"\nby = "{sender}"', sender)
    assert linted(parts, text) == []
    other = f'[[bodies.board.seats]]\nid = "n"\nout_of = "{sender}"\n'
    assert linted(parts, text + other) == [f"two-meanings bodies.board.seats[1].out_of: choose another id, such as “{sender}-1”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('holder = "chair@council"\nproposed_by = "scouts"', None),
        ('holder = "chair@council"\nproposed_by = "scuots"', "dangling-reference {}.proposed_by: did you mean “scouts”?"),
        ('holder = ["chair@council", "hcair@council"]', "dangling-reference {}.holder: did you mean “chair@council”?"),
        ('holder = "chair@council"\nseats = 2', "bad-filling {}.seats"),
        ('whole = "council"\neach = "*school"', "bad-filling {}.each"),
        ('whole = "counsil"\nout_of = "scouts"', "dangling-reference {}.whole: did you mean “council”?"),
        ('open_to.de = "alle"\nproposed_by = "scuots"', "dangling-reference {}.proposed_by: did you mean “scouts”?"),
        ('everyone.de = "alle"\nproposed_by = "scouts"', None),
    ],
)
def test_each_way_to_fill_a_seat_is_checked_once(parts: Parts, text: str, expected: str | None) -> None:
    """Who holds or fills a seat is told at that key; who proposes is checked whatever fills the seat."""
    assert linted(parts, board(text)) == ([] if expected is None else [expected.format(ROW)])


def test_references_are_told_at_the_keys_of_the_document() -> None:
    """A reference deep in a condition has the path that its author can follow."""
    need = {"all": [{"age": "18.."}, {"any": [{"holds": "a"}, {"none": [{"held": "b"}]}]}]}
    found = [(str(ref), dotted(path)) for ref, path in refs_of(Composition(need=parse_condition(need)))]
    assert found == [("a", "need.all[1].any[0].holds"), ("b", "need.all[1].any[1].none[0].held")]


def test_a_practice_beside_a_rule_about_the_same_aspect_is_no_fault_of_the_charter(parts: Parts) -> None:
    """What is only done says nothing against what must be; it is no contradiction of terms."""
    rows = 'term = [{ length = "2 years" }, { length = "3 years", strength = "does" }]\n'
    assert linted(parts, f'[bodies.a]\nkind = "a"\ncites = ["s"]\n{rows}') == []


# ── rhythms, sources, kinds: the checks that no other test of charters needs ─────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("times = 2", "cadence-incomplete {}: "),
        ('first = "2 weeks after term-start"', None),
        ('first = "2 weeks after handover"', None),
        ('first = "2 weeks after hand-over"', "unknown-date {}.first: known: handover, term-end, term-start"),
    ],
)
def test_a_rhythm_names_its_period_and_days_that_are_known(parts: Parts, text: str, expected: str | None) -> None:
    """A number of meetings needs a period; a first meeting is counted from a day of the charter or of the term."""
    head = '[dates.handover]\non = "unstated"\n'
    found = linted(parts, f'{head}[bodies.a]\nkind = "a"\ncites = ["s"]\n[[bodies.a.cadence]]\n{text}\n')
    assert len(found) == (expected is not None)
    assert all(one.startswith(str(expected).format("bodies.a.cadence[0]")) for one in found)


BODY = '[bodies.a]\nkind = "a"\ncites = ["s"]\n'
QUESTION = '[ambiguities.q]\nquestion.de = "?"\ncites = ["s"]\nreadings.x.de = "x"\n'
PLACES = "[sources.p]\ntitle = 'p'\nverified = 'read'\nplaces = ['§ 1', '§ 2']\n[bodies.a]\nkind = 'a'\n"
CALENDAR = "[calendars.here]\nregion = 'DE-NW'\nweekdays = "
HEIR = '[bodies.old]\nkind = "o"\nuntil = 2020-12-31\n[bodies.new]\nkind = "o"\nsucceeds = "old"\n{}\n'
FOLLOWS = f'{BODY}seats = [{{ id = "m", holder = "chair@old" }}]\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BODY}unstated = ['quorum', 'chair', 'term.length']", []),
        (f"{BODY}unstated = ['quorom']", ["unknown-topic bodies.a.unstated[0]: did you mean “quorum”?"]),
        (f"{BODY}unstated = ['seats']\nseats = [{{ id = 'm' }}]", ["stated-after-all bodies.a.unstated[0]"]),
        (f"{BODY}cadence = [{{ as_needed = true, cites = ['law § 1', 'lwa § 2'] }}]", [
            "unknown-source bodies.a.cadence[0].cites[1]: did you mean “law”?"
        ]),
        (f"{PLACES}cites = ['p § 1: Satz 2']", ["uncovered-place sources.p.places[1]"]),
        (f"{PLACES}cites = ['p § 1', 'p § 2', 'p § 3']", ["unknown-place bodies.a.cites[2]"]),
        (f"{BODY}positions = ['head', 'lead', 'head']", ["duplicate-id bodies.a.positions"]),
        (f"{BODY}positions = ['m']\nseats = [{{ id = 'm' }}]", ["duplicate-id bodies.a.positions"]),
        (f"{BODY}since = 2021-01-01\nuntil = 2020-12-31", ["span-reversed bodies.a.until"]),
        (f"{BODY}calendar = 'hre'\n{CALENDAR}['mon']", ["dangling-reference bodies.a.calendar: did you mean “here”?"]),
        (f"{BODY}calendar = 'here'\n{CALENDAR}['mon', 'Tuesday']", [
            "unknown-value calendars.here.weekdays[1]: did you mean “tue”?"
        ]),
        (f"{QUESTION}{BODY}", ["unused-ambiguity ambiguities.q"]),
        (f"{QUESTION}{BODY}seats = [{{ id = 'm', reading = 'q:y' }}]", [
            "unknown-reading bodies.a.seats[0].reading: did you mean “q:x”?"
        ]),
    ],
)  # fmt: skip
def test_sources_questions_and_gaps_are_accounted_for(parts: Parts, text: str, expected: list[str]) -> None:
    """What is cited, asked or left open is there, and nothing of it is left over."""
    found = linted(parts, text)
    assert [one for one in found if one not in expected and one.partition(": ")[0] not in expected] == []
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("heir", "code"),
    [
        ("since = 2021-01-01\ncarries = ['chair']", None),
        ("since = 2021-01-01", "office-ended"),
        ("since = 2021-01-01\nuntil = 2022-12-31\ncarries = ['chair']", "office-ended"),
        ("status = 'planned'\ncarries = ['chair']", "office-announced"),
    ],
)
def test_a_seat_that_follows_an_office_follows_it_into_its_heirs(parts: Parts, heir: str, code: str | None) -> None:
    """A note says so where the office ends with no heir, or with one that is only announced."""
    found = [one.code for one in lint(Scope(charter=town(parts, FOLLOWS + HEIR.format(heir))), WORDS)]
    assert found == ([] if code is None else [code])
