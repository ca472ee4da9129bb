"""Facts that name what there is: bodies, organisations, positions and jurisdictions, founded bodies among them."""

from __future__ import annotations

import pytest

from gremium.evaluate.scope import Scope, founded
from gremium.plugins.parts import Parts
from gremium.review.record import review
from gremium.workbench.project import Document, Project, open_project
from texts import HEAD, facts, reviewed, told, town

PEOPLE = '{ what = "party", id = "ada" }\n{ what = "party", id = "choir", kind = "association" }\n'
TOWN = """
[parties.scouts]
kind = "association"
cites = ["s"]
[bodies.council]
kind = "council"
cites = ["s"]
[[bodies.council.seats]]
id = "m"
seats = "1..9"
[[bodies.council.seats]]
id = "envoy"
each = "*association"
"""
COUNTY = '[bodies.board]\nkind = "board"\nseats = [{ id = "m", seats = "1..4" }]\n'


def found(parts: Parts, event: str, *, county: bool = True) -> list[str]:
    """Return what is wrong with one event, events[2]; the county is loaded or not."""
    neighbours = (town(parts, COUNTY, "county"),) if county else ()
    return told(reviewed(parts, TOWN, f"{PEOPLE}{event}\n", *neighbours))


BODY_OF = (
    '{{ what = "meeting", id = "x", body = "{}", at = 2026-01-01 }}',
    '{{ what = "resolution", id = "x", body = "{}", at = 2026-01-01 }}',
    '{{ what = "term", body = "{}", since = 2026-01-01 }}',
    '{{ what = "absence", party = "ada", body = "{}", at = 2026-01-01 }}',
)


@pytest.mark.parametrize("event", BODY_OF)
def test_a_fact_about_a_body_names_one_that_there_is(parts: Parts, event: str) -> None:
    """The nearest id is offered; the hint lists bodies of the jurisdiction that was meant."""
    assert found(parts, event.format("council")) == []
    assert found(parts, event.format("coucil")) == ["unknown-body events[2].body: did you mean “council”?"]


@pytest.mark.parametrize("event", ['{{ what = "term", body = "{}", since = 2026-01-01 }}'])
def test_a_fact_about_a_body_elsewhere_names_it_with_its_jurisdiction(parts: Parts, event: str) -> None:
    """A body of a loaded neighbour is known; of a jurisdiction that is not loaded only that is told."""
    assert found(parts, event.format("county/board")) == []
    assert found(parts, event.format("county/bord")) == ["unknown-body events[2].body: did you mean “board”?"]
    assert found(parts, event.format("county/board"), county=False) == ["unloaded-jurisdiction events[2].body"]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("council", None),
        ("scouts", None),
        ("choir", None),
        ("town", None),
        ("county/", None),
        ("county/board", None),
        ("m@council", None),
        ("m@county/board", None),
        ("scuots", "dangling-reference events[2].of: did you mean “scouts”?"),
        ("county/bord", "dangling-reference events[2].of: did you mean “board”?"),
        ("m@coucil", "dangling-reference events[2].of: did you mean “m@council”?"),
        ("n@council", "dangling-reference events[2].of: did you mean “m@council”?"),
        ("village/board", "unloaded-jurisdiction events[2].of"),
        ("m@village/board", "unloaded-jurisdiction events[2].of"),
    ],
)
def test_a_size_is_one_of_something_that_there_is(parts: Parts, of: str, expected: str | None) -> None:
    """Of a body, an organisation, a jurisdiction, or those who hold a position; told at the key `of`."""
    event = f'{{ what = "size", of = "{of}", measure = "membership", number = 300, since = 2026-01-01 }}'
    assert found(parts, event) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("scouts", None),
        ("choir", None),
        ("scuots", "dangling-reference events[2].of: did you mean “scouts”?"),
        ("village/scouts", "unloaded-jurisdiction events[2].of"),
    ],
)
def test_a_seat_is_one_of_somebody_that_there_is(parts: Parts, of: str, expected: str | None) -> None:
    """The body or organisation whose seat is held is known to charter or record."""
    event = f'{{ what = "holding", party = "ada", position = "envoy@council", of = "{of}", since = 2026-01-01 }}'
    assert found(parts, event) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ('{ what = "holding", party = "eve", position = "m@council", since = 2026-01-01 }', "unknown-party events[2].party"),
        (
            '{ what = "holding", party = "ada", position = "m@council", stands_in_for = "adda", substitute = true }',
            "missing-key events[2] / unknown-party events[2].stands_in_for: did you mean “ada”?",
        ),
        (
            '{ what = "absence", party = "adda", body = "council", at = 2026-01-01 }',
            "unknown-party events[2].party: did you mean “ada”?",
        ),
        ('{ what = "term", body = "council", since = 2026-01-01, until = 2025-12-31 }', "span-reversed events[2].until"),
        ('{ what = "term", body = "council", since = 2026-01-01, until = 2026-01-01 }', None),
        ('{ what = "term", body = "council", since = 2026-01-01 }', None),
        ('{ what = "body", id = "new", kind = "club", since = 2026-01-01, until = 2025-12-31 }', "span-reversed events[2].until"),
    ],
)
def test_persons_are_known_and_nothing_ends_before_it_begins(parts: Parts, event: str, expected: str | None) -> None:
    """So for every sort of fact that names a person or has two ends."""
    rows = [one.removesuffix(": known: ada, choir") for one in found(parts, event)]
    assert " / ".join(rows) == (expected or "")


# ── founded bodies ───────────────────────────────────────────────────────────────────────────────────────────────────

KINDS = """
[kinds.club]
cites = ["s"]
seats = [{ id = "m", seats = 1 }, { id = "lead", holder = "chair@council" }]
positions = ["speaker"]
term = [{ for_seat = "speaker", length = "1 year" }]
[bodies.council]
kind = "council"
cites = ["s"]
[bodies.soon]
kind = "club"
status = "planned"
cites = ["s"]
"""
NEW = '{ what = "body", id = "new", kind = "club", since = 2026-01-01, until = 2026-12-31 }\n'


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ('{ what = "meeting", id = "x", body = "new", at = 2026-06-01 }', None),
        ('{ what = "meeting", id = "x", body = "new", at = 2027-06-01 }', "body-not-existing events[3].at"),
        ('{ what = "meeting", id = "x", body = "soon", at = 2026-06-01 }', "body-not-existing events[3].at"),
        ('{ what = "holding", party = "ada", position = "speaker@new", since = 2026-01-01, until = 2026-12-31 }', None),
        (
            '{ what = "holding", party = "ada", position = "speaker@new", since = 2026-01-01, until = 2027-06-30 }',
            "term-exceeded events[3].until",
        ),
        ('{ what = "holding", party = "ada", position = "lead@new", since = 2026-01-01 }', "derived-seat events[3].position"),
        (
            '{ what = "holding", party = "ada", position = "speker@new", since = 2026-01-01 }',
            "dangling-reference events[3].position: did you mean “speaker@new”?",
        ),
        ('{ what = "size", of = "new", number = 3, since = 2026-01-01 }', None),
    ],
)
def test_a_body_that_the_record_founds_has_the_rules_of_its_kind(parts: Parts, event: str, expected: str | None) -> None:
    """It is reviewed like a body that the charter names, on the days on which it exists."""
    assert told(reviewed(parts, KINDS, f"{PEOPLE}{NEW}{event}\n")) == ([] if expected is None else [expected])


def test_a_body_that_is_announced_comes_into_being_by_the_record(parts: Parts) -> None:
    """From the day that the record tells on it can meet."""
    event = '{ what = "meeting", id = "x", body = "soon", at = 2026-06-01 }\n'
    soon = '{ what = "body", id = "soon", since = 2026-05-01 }\n'
    assert told(reviewed(parts, KINDS, soon + event)) == []
    assert told(reviewed(parts, KINDS, soon.replace("05-01", "06-02") + event)) == ["body-not-existing events[1].at"]


def test_a_seat_in_a_body_elsewhere_is_reviewed_by_the_rules_there(parts: Parts) -> None:
    """More holders than a neighbour's rules allow are told; a position that it has not, too."""
    here = Scope(charter=town(parts, TOWN), neighbours=(town(parts, COUNTY.replace("1..4", "1..2"), "county"),))
    person, sits = '{{ what = "party", id = "p{0}" }}\n', ', position = "m@county/board", since = 2026-0{0}-01 }}\n'
    events = "".join(f'{person}{{{{ what = "holding", party = "p{{0}}"{sits}'.format(n) for n in (1, 2, 3))
    record = facts(parts, events)
    assert told(review(founded(Scope(charter=here.charter, record=record, neighbours=here.neighbours)))) == [
        "too-many-holders events[5]"
    ]


ELSEWHERE, BOARD = "kreis-paderborn", "kreis-paderborn/integration-board"


@pytest.mark.parametrize(
    "event",
    [
        f'{{ what = "holding", party = "ada", position = "chair@{BOARD}", since = 2026-01-01 }}',
        f'{{ what = "holding", party = "ada", position = "chair@{BOARD}", substitute = true, since = 2026-01-01 }}',
        f'{{ what = "holding", party = "ada", position = "m@council", of = "{BOARD}", since = 2026-01-01 }}',
        f'{{ what = "size", of = "{ELSEWHERE}/", measure = "inhabitants", number = 300, since = 2026-01-01 }}',
        f'{{ what = "term", body = "{BOARD}", since = 2026-01-01 }}',
    ],
)
def test_an_installed_jurisdiction_is_loaded_wherever_a_fact_names_it(parts: Parts, event: str) -> None:
    """In the record and in the facts of a case; so nothing is said of a jurisdiction that is not loaded."""
    record = 'format = 1\nrecord = "r"\ncharter = "town"\nevents = [' + PEOPLE.replace("}\n", "},\n") + event + "]\n"
    case = '[[cases]]\nname.de = "x"\nbody = "council"\nask = "seats"\nat = 2026-01-01\ncites = ["s"]\n'
    when = f"[{{ given = {{ events = [{event}] }}, then = {{}} }}, {{ then = {{}} }}]"
    given = f'format = 1\ncharter = "town"\n{case}then = {{}}\nwhen = {when}\n'
    charter = Document(file="c.toml", suffix=".toml", text=HEAD.format("town") + TOWN)
    told_ = open_project(parts, Project(name="p", charter=charter, record=Document(file="r", suffix=".toml", text=record)))
    asked = open_project(parts, Project(name="p", charter=charter, cases=Document(file="x", suffix=".toml", text=given)))
    assert [one.code for one in (*told_.findings, *asked.findings) if one.code == "unloaded-jurisdiction"] == []
    assert [[one.id for one in opened.neighbours] for opened in (told_, asked)] == [[ELSEWHERE], [ELSEWHERE]]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('since = 2024-01-01, disclosure = "public"', ["disclosure-wider events[2].disclosure"]),
        ('since = 2024-01-01, disclosure = "members"', []),
        ('since = 2024-01-01, disclosure = "administration"', []),
        ('since = 2024-01-01, until = 2025-01-01, disclosure = "members"', []),
        ('until = 2025-01-01, disclosure = "public"', ["disclosure-idle events[2].disclosure"]),
        ('since = 2024-01-01, rests = true, disclosure = "members"', ["disclosure-idle events[2].disclosure"]),
    ],
)
def test_who_may_be_told_of_a_holding(parts: Parts, said: str, wrong: list[str]) -> None:
    """Nothing is told to more than may see the party, and an end or a rest says nothing of who may be told; both is told."""
    event = f'{{ what = "holding", party = "ada", position = "m@council", {said} }}'
    assert [one for one in found(parts, event) if one.startswith("disclosure")] == wrong


def test_a_vacancy_is_for_everybody(parts: Parts) -> None:
    """Who may be told that nobody holds something need not be said; of somebody whom the record does not know nothing is."""
    vacant = '{ what = "holding", vacant = true, position = "m@council", since = 2024-01-01, disclosure = "members" }'
    assert found(parts, vacant) == ["disclosure-idle events[2].disclosure"]
    unknown = '{ what = "holding", party = "adda", position = "m@council", since = 2024-01-01, disclosure = "public" }'
    assert [one.partition(" ")[0] for one in found(parts, unknown)] == ["unknown-party"]
