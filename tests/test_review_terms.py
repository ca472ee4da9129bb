"""Terms in a record: who stays too long, comes too often, or has lost the seat; and facts about electoral terms and bodies."""

from __future__ import annotations

import pytest

from gremium.languages import language
from gremium.plugins.parts import Parts
from texts import reviewed, told, town

PEOPLE = """
{ what = "party", id = "ada" }
{ what = "party", id = "bea" }
"""
TOWN = """
[bodies.council]
kind = "council"
cites = ["s"]
seats = [{ id = "m", seats = "2..9" }, { id = "one", seats = 1 }]
"""


def holding(party: str, since: str, until: str = "", position: str = "m@council") -> str:
    """Return the line of a holding; days are written as in a record."""
    end = f", until = {until}" if until else ""
    return f'{{ what = "holding", party = "{party}", position = "{position}", since = {since}{end} }}\n'


def found(parts: Parts, term: str, events: str) -> list[str]:
    """Return what is wrong with these events under a rule about terms; the first of them is events[2]."""
    return told(reviewed(parts, f"{TOWN}[[bodies.council.term]]\n{term}\n", PEOPLE + events))


TWO_YEARS = 'length = "2 years"'
HELD = '{ what = "meeting", id = "x", body = "council", at = 2026-01-01, state = "held" }\n'


@pytest.mark.parametrize(
    ("term", "events", "expected"),
    [
        (TWO_YEARS, holding("ada", "2020-01-01", "2021-12-31"), []),
        (TWO_YEARS, holding("ada", "2020-01-01", "2021-06-30"), []),
        (TWO_YEARS, holding("ada", "2020-01-01", "2022-01-01"), ["term-exceeded events[2].until"]),
        (TWO_YEARS, holding("ada", "2020-01-01", '"2021-12-01..2022-02-01"'), []),  # perhaps in time
        (f'{TWO_YEARS}\nholdover = "until-successor"', holding("ada", "2020-01-01", "2022-01-01"), []),
        (f'{TWO_YEARS}\nholdover = "none"', holding("ada", "2020-01-01", "2022-01-01"), ["term-exceeded events[2].until"]),
        (f'{TWO_YEARS}\nfor_seat = "one"', holding("ada", "2020-01-01", "2022-01-01"), []),
        ('holdover = "none"', holding("ada", "2020-01-01", "2030-01-01"), []),
        # where the record goes on, it has to tell who sits there
        (TWO_YEARS, holding("ada", "2020-01-01"), []),
        (TWO_YEARS, holding("ada", "2020-01-01") + HELD, ["term-exceeded events[2].since"]),
        (TWO_YEARS, holding("ada", "2020-01-01") + HELD.replace("2026", "2021"), []),
        (f'{TWO_YEARS}\nholdover = "until-successor"', holding("ada", "2020-01-01") + HELD, []),
        # what the term ends with may not be known
        ('follows = "council"', holding("ada", "2020-01-01", "2030-01-01"), []),
        ('ends_with = "handover"', holding("ada", "2020-01-01", "2030-01-01"), []),
        (TWO_YEARS, holding("ada", '"2020"', "2030-01-01"), []),
    ],
)
def test_nobody_stays_beyond_the_term(parts: Parts, term: str, events: str, expected: list[str]) -> None:
    """A holding that certainly goes on after the last day is told at its end, or at its beginning where it has none."""
    assert found(parts, term, events) == expected


@pytest.mark.parametrize(
    ("fact", "goes_on"),
    [
        ('{ what = "meeting", id = "x", body = "council", at = 2026-01-01, state = "held" }', True),
        ('{ what = "meeting", id = "x", body = "council", at = 2026-01-01T19:00:00, state = "held" }', True),
        ('{ what = "meeting", id = "x", body = "council", at = 2026-01-01 }', False),
        ('{ what = "meeting", id = "x", body = "council", at = 2026-01-01, state = "cancelled" }', False),
        ('{ what = "date", id = "general-election", on = 2026-01-01 }', False),
        ('{ what = "term", body = "council", since = 2021-01-01, until = 2026-01-01 }', False),
        ('{ what = "term", body = "council", since = 2026-01-01 }', True),
        ('{ what = "resolution", id = "x", body = "council", at = 2026-01-01 }', True),
        ('{ what = "resolution", id = "x", body = "council", at = 2021-01-01, takes_effect = 2026-01-01 }', False),
        ('{ what = "size", of = "council", number = 3, since = 2026-01-01 }', True),
        ('{ what = "size", of = "council", number = 3, since = "2026" }', False),
        ('{ what = "absence", party = "ada", body = "council", at = 2026-01-01 }', True),
        ('{ what = "body", id = "new", kind = "club", since = 2026-01-01 }', True),
        ('{ what = "holding", party = "bea", position = "m@council", since = 2025-01-01, until = 2026-01-01 }', True),
        ('{ what = "holding", party = "bea", position = "m@council", since = 2021-01-01, until = 2022-12-31 }', False),
    ],
)
def test_a_record_goes_on_as_far_as_it_tells_what_happened(parts: Parts, fact: str, goes_on: bool) -> None:
    """What is foreseen, planned or cancelled does not make a record one that should know who left."""
    assert found(parts, TWO_YEARS, holding("ada", "2020-01-01") + f"{fact}\n") == ["term-exceeded events[2].since"] * goes_on


def test_who_takes_an_office_ends_the_time_of_the_one_before(parts: Parts) -> None:
    """The record of an office need not tell the end of each holder; nobody says that they stayed until the next one came."""
    follow = holding("ada", "2020-01-01", position="chair@council") + holding("bea", "{}", position="chair@council")
    assert found(parts, TWO_YEARS, follow.replace("{}", "2022-01-01")) == []
    assert found(parts, TWO_YEARS, follow.replace("{}", "2022-05-01")) == []
    assert found(parts, TWO_YEARS, follow.replace("{}", '"unstated"') + HELD) == ["term-exceeded events[2].since"]
    one = follow.replace("chair@", "one@").replace("{}", "2021-05-01")
    assert found(parts, TWO_YEARS, one) == []
    ended = holding("ada", "2020-01-01", "2021-01-01", "one@council") + holding("bea", "2025-01-01", position="one@council")
    assert found(parts, TWO_YEARS, ended) == []


def test_the_first_day_of_the_calendar_ends_nobody(parts: Parts) -> None:
    """There is no day before it."""
    events = holding("ada", "0001-01-01", position="chair@council") + holding("bea", "0001-01-01", position="chair@council")
    assert found(parts, TWO_YEARS, events) == ["two-holders events[2].since", "two-holders events[3].since"]


def test_the_finding_about_a_term_names_its_end_and_rule(parts: Parts) -> None:
    """So in both languages."""
    charter = f"{TOWN}[[bodies.council.term]]\n{TWO_YEARS}\n"
    (one,) = reviewed(parts, charter, PEOPLE + holding("ada", "2020-01-01", "2022-01-01"))
    assert all(word in language("en").say(one.said) for word in ("ada", "m@council", "2021-12-31", "bodies.council.term[0]"))
    assert all(word in language("de").say(one.said) for word in ("ada", "m@council", "2021-12-31"))


# ── so many terms ────────────────────────────────────────────────────────────────────────────────────────────────────


def terms(*spans: str, party: str = "ada") -> str:
    return "".join(holding(party, f"{span[:4]}-01-01", f"{span[5:]}-12-31") for span in spans)


@pytest.mark.parametrize(
    ("limit", "spans", "expected"),
    [
        ("terms = 2", ("2010-2011", "2012-2013"), []),
        ("terms = 2", ("2010-2011", "2012-2013", "2014-2015"), [4]),
        ("terms = 2", ("2014-2015", "2010-2011", "2012-2013"), [2]),  # in the order of days, not of the file
        ("terms = 2", ("2010-2011", "2012-2013", "2020-2021", "2022-2023"), [4, 5]),
        # only terms in a row count
        ("terms = 2, consecutive = true", ("2010-2011", "2012-2013", "2014-2015"), [4]),
        ("terms = 2, consecutive = true", ("2010-2011", "2012-2013", "2015-2016"), []),
        ("terms = 2, consecutive = true", ("2010-2011", "2012-2013", "2015-2016", "2017-2018", "2019-2020"), [6]),
        ('terms = 2, consecutive = true, pause = "2 years"', ("2010-2011", "2012-2013", "2015-2016"), [4]),
        ('terms = 2, consecutive = true, pause = "2 years"', ("2010-2011", "2012-2013", "2016-2017"), []),
        ('length = "8 years"', ("2010-2011", "2012-2013"), []),
        ('length = "8 years" }, { terms = 1', ("2010-2011", "2012-2013"), [3]),
    ],
)
def test_nobody_serves_more_terms_than_allowed(parts: Parts, limit: str, spans: tuple[str, ...], expected: list[int]) -> None:
    """Each term beyond the limit is told at its beginning; a break that is long enough begins anew where the rule says so."""
    assert found(parts, f"limits = [{{ {limit} }}]", terms(*spans)) == [f"term-limit events[{n}].since" for n in expected]


def test_terms_of_others_and_in_other_seats_do_not_count(parts: Parts) -> None:
    """The limit is one for each person, in the seat itself unless the rule names positions that count together."""
    rule = "limits = [{ terms = 1 }]"
    other = holding("ada", "2012-01-01", "2013-12-31", "one@council")
    assert found(parts, rule, terms("2010-2011") + terms("2012-2013", party="bea") + other) == []
    together = 'limits = [{ terms = 1, over = ["m", "one"] }]'
    assert found(parts, together, terms("2010-2011") + other) == ["term-limit events[3].since"]
    again = other.replace("2012", "2014").replace("2013", "2015")
    others = 'limits = [{ terms = 1, over = "one" }]'
    assert found(parts, others, other + again + terms("2016-2017")) == ["term-limit events[3].since"]


def test_a_break_in_an_office_is_the_time_of_those_in_between(parts: Parts) -> None:
    """Whoever comes back after somebody else has not served in a row, even if no end is recorded."""
    rule = "limits = [{ terms = 1, consecutive = true }]"
    held = (("ada", 2010), ("bea", 2012), ("ada", 2014))
    events = [holding(party, f"{year}-01-01", position="chair@council") for party, year in held]
    assert found(parts, rule, "".join(events)) == []
    assert found(parts, rule, events[0] + events[2]) == ["term-limit events[3].since"]
    assert found(parts, rule, (events[0] + events[2]).replace("chair@", "m@")) == ["term-limit events[3].since"]


def test_a_vacancy_serves_no_term(parts: Parts) -> None:
    """That nobody holds a seat is not a holding that could be too long or too many."""
    nobody = '{ what = "holding", vacant = true, position = "one@council", since = 2010-01-01 }\n'
    assert found(parts, f"{TWO_YEARS}\nlimits = [{{ terms = 0 }}]", nobody + HELD) == []


def test_the_finding_about_a_limit_names_how_many(parts: Parts) -> None:
    """So in both languages."""
    charter = f"{TOWN}[[bodies.council.term]]\nlimits = [{{ terms = 1 }}]\n"
    (one,) = reviewed(parts, charter, PEOPLE + terms("2010-2011", "2012-2013"))
    assert language("en").say(one.said) == "ada holds m@council for term number 2; at most 1 allowed (bodies.council.term[0])"
    assert all(word in language("de").say(one.said) for word in ("ada", "m@council", "2", "1"))


# ── absence ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def absent(*days: str, party: str = "ada", body: str = "council", more: str = "") -> str:
    return "".join(f'{{ what = "absence", party = "{party}", body = "{body}", at = {day}{more} }}\n' for day in days)


THREE = ("2026-02-01", "2026-03-01", "2026-04-01")


@pytest.mark.parametrize(
    ("removal", "events", "expected"),
    [
        ("absences = 3", absent(*THREE[:2]), []),
        ("absences = 3", absent(*THREE), ["seat-lost events[5]"]),
        ("absences = 2", absent(*THREE), ["seat-lost events[4]"]),
        ("absences = 2", absent(*THREE[:2]) + holding("ada", "2026-05-01", position="chair@council"), ["seat-lost events[4]"]),
        ("absences = 3", absent(*THREE, more=", excused = 2026-01-31"), []),
        ("absences = 3", absent(*THREE, party="bea"), []),
        ('notice = "1 week"', absent(*THREE), []),
    ],
)
def test_who_has_lost_a_seat_by_absence_is_told_at_the_absence_that_counted(
    parts: Parts, removal: str, events: str, expected: list[str]
) -> None:
    """The finding stands at the last absence that made it so, whatever else is recorded of the person later."""
    rule = f'removal = [{{ lost_by = "absence", {removal} }}]'
    assert found(parts, rule, holding("ada", "2026-01-01") + events) == expected


def test_absence_costs_nothing_where_no_rule_says_so(parts: Parts) -> None:
    """Neither in a body without rules about terms nor in one whose rules speak of other things."""
    assert found(parts, TWO_YEARS, holding("ada", "2026-01-01") + absent(*THREE)) == []
    assert told(reviewed(parts, TOWN, PEOPLE + holding("ada", "2026-01-01") + absent(*THREE))) == []


def test_the_finding_about_a_lost_seat_names_person_seat_and_day(parts: Parts) -> None:
    """So in both languages."""
    charter = f'{TOWN}[[bodies.council.term]]\nremoval = [{{ lost_by = "absence", absences = 2 }}]\n'
    (one,) = reviewed(parts, charter, PEOPLE + holding("ada", "2026-01-01") + absent(*THREE[:2]))
    assert all(word in language("en").say(one.said) for word in ("ada", "m@council", "2026-03-01", "bodies.council.term[0]"))
    assert all(word in language("de").say(one.said) for word in ("ada", "m@council", "2026-03-01"))


# ── other jurisdictions ──────────────────────────────────────────────────────────────────────────────────────────────


def test_terms_in_a_body_of_another_jurisdiction_are_kept_as_its_own_rules_say(parts: Parts) -> None:
    """A loaded neighbour's rules decide; of one that is not loaded only that is told."""
    board = f'[bodies.board]\nkind = "board"\nseats = [{{ id = "m", seats = 4 }}]\nterm = [{{ {TWO_YEARS} }}]\n'
    county = town(parts, board, "county")
    events = PEOPLE + holding("ada", "2020-01-01", "2022-01-01", "m@county/board")
    assert told(reviewed(parts, TOWN, events, county)) == ["term-exceeded events[2].until"]
    assert told(reviewed(parts, TOWN, events)) == ["unloaded-jurisdiction events[2].position"]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (holding("ada", "2010-01-01", "2013-12-31"), []),
        (holding("ada", "2010-01-01", "2014-01-31"), ["time-limit events[2].since"]),
        (holding("ada", "2010-01-01", "2011-12-31") + holding("ada", "2015-01-01", "2016-12-31"), []),
        (holding("ada", "2010-01-01", "2011-12-31") + holding("ada", "2015-01-01", "2018-12-31"), ["time-limit events[3].since"]),
        (holding("ada", '"2010"', "2013-12-31"), []),  # perhaps not so long
        (holding("ada", "2010-01-01") + HELD.replace("2026", "2012"), []),
        (holding("ada", "2010-01-01") + HELD, ["time-limit events[2].since"]),
    ],
)
def test_nobody_serves_longer_than_allowed(parts: Parts, events: str, expected: list[str]) -> None:
    """A limit of years counts the time that somebody has served for certain, in all terms together."""
    assert found(parts, 'limits = [{ length = "4 years" }]', events) == expected


def test_the_finding_about_a_limit_of_time_names_it(parts: Parts) -> None:
    """So in both languages."""
    charter = f'{TOWN}[[bodies.council.term]]\nlimits = [{{ length = "4 years" }}]\n'
    (one,) = reviewed(parts, charter, PEOPLE + holding("ada", "2010-01-01", "2016-12-31"))
    assert language("en").say(one.said) == "ada has held m@council for longer than 4 years (bodies.council.term[0])"
    assert "länger als 4 Jahre" in language("de").say(one.said)


def test_a_record_is_looked_at_when_somebody_leaves(parts: Parts) -> None:
    """Whoever leaves can break an invariant, too: it is told of the day after."""
    town = TOWN.replace('"2..9"', "2").replace(', { id = "one", seats = 1 }', "")
    charter = f'{town}[[bodies.council.composition]]\ncount = "members"\nis = "at least 2"\n'
    events = holding("ada", "2020-01-01", "2021-05-31") + holding("bea", "2020-01-01")
    (one,) = [found for found in reviewed(parts, charter, PEOPLE + events) if found.code == "composition-broken"]
    assert dict(one.params)["day"] == "2021-06-01"


def test_findings_about_lists_name_the_row_that_says_it(parts: Parts) -> None:
    """Rows of several clauses add up; what is broken is the row that has the limit, or the ground on which the seat is lost."""
    rows = (
        '[[bodies.council.term]]\nlimits = [{ length = "9 years" }]\n',
        '[[bodies.council.term]]\nlimits = [{ terms = 1 }]\nremoval = [{ lost_by = "recall" }]\n',
        '[[bodies.council.term]]\nremoval = [{ lost_by = "absence", absences = 1 }]\n',
    )
    missed = '{ what = "absence", party = "ada", body = "council", at = 2013-01-01 }\n'
    found = reviewed(parts, TOWN + "".join(rows), PEOPLE + terms("2010-2011", "2012-2014") + missed)
    told_at = {one.code: dict(one.params)["provision"] for one in found}
    assert told_at == {"term-limit": "bodies.council.term[1]", "seat-lost": "bodies.council.term[2]"}
