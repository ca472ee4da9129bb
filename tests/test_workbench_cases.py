"""Cases as their authors write them: every key of `then`, in a form that passes and in one that fails."""

from __future__ import annotations

import pytest

from gremium.evaluate.scope import Scope
from gremium.languages import languages
from gremium.model.cases import Cases
from gremium.plugins.parts import Parts
from gremium.values.finding import Finding, dotted
from gremium.workbench.cases import run
from gremium.workbench.check import check
from gremium.workbench.project import Document, Project, read
from texts import HEAD, facts, town

TOWN = """
[kinds.club]
cites = ["s"]
seats = [{ id = "lead", seats = 1 }]
[bodies.council]
kind = "council"
cites = ["s"]
[[bodies.council.seats]]
id = "m"
seats = 3
substitutes = "personal"
[[bodies.council.seats]]
id = "guests"
seats = 2
substitutes = "ordered"
[[bodies.council.composition]]
id = "enough"
count = "members"
is = "at least 2"
[[bodies.council.composition]]
count = "members"
is = "at most 2"
[[bodies.council.composition]]
with = { sex = "f" }
is = "at least 1"
[[bodies.council.cadence]]
times = "1.."
per = "year"
[[bodies.council.term]]
for_seat = "m"
length = "2 years"
vacancy = [{ fill = "naming" }]
removal = [{ lost_by = "absence", absences = 2 }]
[[bodies.council.term]]
renewal = { share = "1/2" }
[[bodies.council.delegation]]
to = "envoys@board"
sends = 2
[[bodies.council.delegation]]
to = "envoys@board"
who = "chair"
[bodies.board]
kind = "board"
cites = ["s"]
seats = [{ id = "envoys", how = "sent", by = "council", seats = 3 }]
remit = [{ includes.de = "Haushalt" }]
[bodies.clubs]
kind = "round"
cites = ["s"]
seats = [{ id = "leads", holder = "lead@*club" }]
"""
RECORD = """
{ what = "party", id = "ada", disclosure = "public" }
{ what = "party", id = "bea" }
{ what = "party", id = "cai" }
{ what = "holding", party = "ada", position = "m@council", since = 2025-12-01 }
{ what = "holding", party = "bea", position = "m@council", since = 2026-01-01 }
{ what = "holding", party = "cai", position = "m@council", substitute = true, stands_in_for = "ada", since = 2025-12-01 }
{ what = "holding", party = "cai", position = "guests@council", substitute = true, rank = 1, since = 2025-12-01 }
{ what = "absence", party = "bea", body = "council", at = 2026-02-01 }
{ what = "absence", party = "bea", body = "council", at = 2026-03-01 }
{ what = "meeting", id = "x", body = "council", at = 2026-02-01, state = "held" }
{ what = "body", id = "chess", kind = "club", since = 2026-01-01 }
"""


def failed(parts: Parts, ask: str, then: str, *, body: str = "council", given: str = "", at: str = "2026-06-01") -> list[str]:
    """Return what is wrong with a case, as "key: expected / got" or the code and path of another finding."""
    text = f'format = 1\ncharter = "town"\n[[cases]]\nname.de = "x"\nbody = "{body}"\nask = "{ask}"\nat = {at}\ncites = ["s"]\n'
    text += f"given = {{ {given} }}\n" * bool(given) + f"then = {{ {then} }}\n"
    cases, found, _ = read(parts, Document(file="x.toml", suffix=".toml", text=text), Cases)
    assert cases is not None, found
    assert not found
    here = Scope(charter=town(parts, TOWN), record=facts(parts, RECORD))
    return [_difference(one) for one in run(here, cases)]


def _difference(found: Finding) -> str:
    path, params = dotted(found.place.path), dict(found.params)
    if found.code != "case-failed":
        return f"{found.code} {path}"
    return f"{path.removeprefix('cases[0].then.')}: {params['expected']} / {params['got']}"


@pytest.mark.parametrize(
    ("ask", "then", "difference"),
    [
        # composition: by the id of a row, else by its number
        ("composition", 'rules = { enough = "HOLDS" }', None),
        ("composition", 'rules = { enough = "FAILS" }', "rules.enough: FAILS / HOLDS"),
        ("composition", 'rules = { 1 = "OPEN", 2 = "OPEN" }', None),
        ("composition", 'rules = { 2 = "HOLDS" }', "rules.2: HOLDS / OPEN"),
        ("composition", 'rules = { other = "HOLDS" }', "rules.other: HOLDS / -"),
        ("seats", 'rules = { enough = "HOLDS" }', "rules.enough: HOLDS / -"),
        ("composition", 'outcome = "OPEN"', None),
        ("composition", 'outcome = "HOLDS"', "outcome: HOLDS / OPEN"),
        # terms
        ("term", "ends = { ada = 2027-11-30, bea = 2027-12-31 }", None),
        ("term", "ends = { ada = 2027-12-01 }", "ends.ada: 2027-12-01 / 2027-11-30"),
        ("term", "ends = { cai = 2027-12-01 }", "ends.cai: 2027-12-01 / -"),
        ("composition", "ends = { ada = 2027-11-30 }", "ends.ada: 2027-11-30 / -"),
        ("term", 'filled = { m = "naming" }', None),
        ("term", 'filled = { m = "list" }', "filled.m: list / naming"),
        ("term", 'filled = { guests = "list" }', "filled.guests: list / -"),
        ("seats", 'filled = { m = "naming" }', "filled.m: naming / -"),
        ("term", 'lost = ["bea"]', None),
        ("term", "lost = []", "lost: - / bea"),
        ("term", 'lost = ["ada", "bea"]', "lost: ada, bea / bea"),
        ("seats", "lost = []", None),
        ("seats", 'lost = ["bea"]', "lost: bea / -"),
        ("term", 'renewed = "2..3"', None),
        ("term", "renewed = 2", "renewed: 2 / 2..3"),
        ("seats", "renewed = 2", "renewed: 2 / -"),
        # delegation: all that goes to a group together
        ("delegation", 'sends = { "envoys@board" = 3 }', None),
        ("delegation", 'sends = { "envoys@board" = 2 }', "sends.envoys@board: 2 / 3"),
        ("delegation", 'sends = { "others@board" = 2 }', "sends.others@board: 2 / -"),
        ("seats", 'sends = { "envoys@board" = 3 }', "sends.envoys@board: 3 / -"),
        # substitutes: of a member, or of a group
        ("seats", 'substitutes = { ada = "cai", guests = "cai" }', None),
        ("seats", 'substitutes = { ada = "bea" }', "substitutes.ada: bea / cai"),
        ("seats", 'substitutes = { bea = "cai" }', "substitutes.bea: cai / -"),
        ("term", 'substitutes = { ada = "cai" }', "substitutes.ada: cai / -"),
        # numbers of what a tally counts, whatever is asked, and whether the rhythm was kept
        ("seats", 'counts = { "m" = 3, "filled m" = 2 }', None),
        ("term", 'counts = { "m + guests" = 5 }', None),
        ("seats", 'counts = { "filled m" = 3 }', "counts.filled m: 3 / 2"),
        ("seats", 'counts = { "members" = 3 }', "counts.members: 3 / 2..4"),
        ("cadence", 'kept = "HOLDS"', None),
        ("seats", 'kept = "FAILS"', "kept: FAILS / HOLDS"),
        # the other keys
        ("seats", 'seats = 5, groups = { m = 3 }, vacant = ["m"], open = ["guests"]', None),
        ("seats", "groups = { m = 4 }", "groups.m: 4 / 3"),
        ("seats", 'holders = { m = "ada, bea" }', None),
        ("chair", 'outcome = "OPEN"', None),
        ("chair", 'outcome = "HOLDS"', "outcome: HOLDS / OPEN"),
    ],
)
def test_each_key_is_compared_with_the_answer(parts: Parts, ask: str, then: str, difference: str | None) -> None:
    """What is as the case says passes; what is not is told with both, at its key."""
    found = failed(parts, ask, then)
    assert [one.replace('"', "") for one in found] == ([] if difference is None else [difference])


RIGHTS = """
[[bodies.council.power]]
id = "minority"
who = "at least 2"
may = "demand:meeting"
[[bodies.council.power]]
who = "chair"
may = "convene"
"""


@pytest.mark.parametrize(
    ("keys", "then", "difference"),
    [
        ('who = "at least 2"', 'outcome = "HOLDS", rules = { minority = "HOLDS" }', None),
        ('who = "at least 1"', 'outcome = "HOLDS"', "outcome: HOLDS / FAILS"),
        ('who = "at least 2"', 'rules = { majority = "HOLDS" }', "rules.majority: HOLDS / -"),
        ('who = { count = "members", is = "exactly 2" }', 'outcome = "HOLDS"', None),
        ('who = "ada"', 'outcome = "FAILS"', None),
        ('who = "ada", may = "convene"', 'outcome = "OPEN", missing = ["council.chair"]', None),
        ('who = "chair", may = "convene"', 'outcome = "HOLDS", rules = { 0 = "HOLDS" }', None),
        ('who = "chiar"', 'outcome = "HOLDS"', "case-impossible cases[0].when[0]"),
        ("", 'outcome = "HOLDS"', "case-impossible cases[0].when[0]"),
    ],
)
def test_a_case_asks_whether_somebody_may_do_something(parts: Parts, keys: str, then: str, difference: str | None) -> None:
    """Who is asked about, and what they may do, may stand in the case or in a situation of it."""
    text = f"""format = 1
charter = "town"
[[cases]]
name.de = "x"
body = "council"
ask = "power"
may = "demand:meeting"
at = 2026-01-15
cites = ["s"]
when = [{{ {keys + ', ' if keys else ''}then = {{ {then} }} }}]
"""
    cases, found, _ = read(parts, Document(file="x.toml", suffix=".toml", text=text), Cases)
    assert cases is not None, found
    here = Scope(charter=town(parts, TOWN + RIGHTS), record=facts(parts, RECORD))
    told = [_difference(one).replace("cases[0].when[0].then.", "") for one in run(here, cases)]
    assert told == ([difference] if difference else [])


def test_a_case_that_counts_what_cannot_be_counted_is_told(parts: Parts) -> None:
    """A tally that nobody can read makes the case impossible; in a body that does not exist there is nothing to count."""
    assert failed(parts, "seats", 'counts = { "filed m" = 2 }') == ["case-impossible cases[0]"]
    assert failed(parts, "seats", 'counts = { "m" = 2 }', body="chess", at="2025-12-31") == ["counts.m: 2 / -"]


def test_a_term_without_a_rule_about_renewal_renews_nothing(parts: Parts) -> None:
    """There is no number to compare."""
    assert failed(parts, "term", "renewed = 2", body="board") == ["renewed: 2 / -"]


def test_a_task_can_be_asked_for(parts: Parts) -> None:
    """It holds where it is stated, and is open where nothing is said."""
    assert failed(parts, "remit", 'outcome = "HOLDS"', body="board") == []
    assert failed(parts, "remit", 'outcome = "HOLDS"') == ["outcome: HOLDS / OPEN"]


# ── given ────────────────────────────────────────────────────────────────────────────────────────────────────────────

CHESS = '{ what = "body", id = "go", kind = "club", since = 2026-01-01 }'


def test_facts_of_a_case_may_found_bodies(parts: Parts) -> None:
    """A club of the case counts beside that of the record, with the rules of its kind and from its first day."""
    assert failed(parts, "seats", "seats = 1", body="clubs") == []
    assert failed(parts, "seats", "seats = 2", body="clubs", given=f"events = [{CHESS}]") == []
    assert failed(parts, "seats", "seats = 1", body="clubs", given=f"events = [{CHESS}]", at="2025-12-31") == ["seats: 1 / 0"]
    assert failed(parts, "seats", "groups = { lead = 1 }", body="go", given=f"events = [{CHESS}]") == []
    assert failed(parts, "seats", "groups = { lead = 1 }", body="go") == ["case-impossible cases[0]"]


def test_a_case_without_the_record_knows_none_of_its_bodies(parts: Parts) -> None:
    """Neither holders nor bodies of the record are there; facts of the case are."""
    assert failed(parts, "seats", "seats = 0", body="clubs", given="record = false") == []
    assert failed(parts, "seats", "seats = 1", body="clubs", given=f"record = false, events = [{CHESS}]") == []
    assert failed(parts, "seats", "seats = 1", body="chess", given="record = false") == ["case-impossible cases[0]"]
    assert failed(parts, "seats", 'vacant = [], open = ["m", "guests"]', given="record = false") == []


def test_a_case_says_from_when_on_a_body_exists_whatever_the_record_tells(parts: Parts) -> None:
    """The day of the case goes before that of the record."""
    given = "exists = { chess = 2027-01-01 }"
    assert failed(parts, "seats", "seats = 0", body="clubs", given=given) == []
    assert failed(parts, "seats", "seats = 1", body="clubs", given=given, at="2027-01-01") == []


def test_cases_of_a_project_know_the_bodies_of_its_record(parts: Parts) -> None:
    """A whole project: what the record founds is there, unless a case leaves the record out."""
    text = 'format = 1\ncharter = "town"\n'
    text += '[[cases]]\nname.de = "x"\nbody = "clubs"\nask = "seats"\nat = 2026-06-01\ncites = ["s"]\nthen.seats = 1\n'
    text += "when = [{ given = { record = false }, then = { seats = 0 } }]\n"
    record = 'format = 1\nrecord = "r"\ncharter = "town"\nevents = [' + ",\n".join(RECORD.strip().splitlines()) + "]\n"
    documents = {"charter": HEAD.format("town") + TOWN, "record": record, "cases": text}
    files = {name: Document(file=f"{name}.toml", suffix=".toml", text=content) for name, content in documents.items()}
    result = check(parts, Project(name="p", **files), languages(), {})
    assert (result.failures, result.cases) == ((), 2)


ELECTING = """
[bodies.council]
kind = "council"
cites = ["s"]
positions = ["first", "second"]
seats = [{ id = "m", seats = 9 }]
[[bodies.council.election]]
rounds = [{ number = 1, need = "more than 1/2 of votes" }, { number = 2, need = "most", best = 2 }]
cites = ["s"]
[[bodies.council.election]]
of = "second"
guaranteed = "school"
cites = ["s"]
[[bodies.council.apportionment]]
weights = "members"
method = "hare-niemeyer"
tie = "lot"
cites = ["s"]
[[bodies.council.apportionment]]
of = ["first", "second"]
weights = "ballot"
method = "dhondt"
by_turns = "order"
cites = ["s"]
"""
ELECTED = """
{ what = "party", id = "ada", attributes = { school = "a" } }
{ what = "party", id = "bea", attributes = { school = "b" } }
{ what = "party", id = "cai", attributes = { school = "b" } }
{ what = "party", id = "red", kind = "faction" }
{ what = "party", id = "blue", kind = "faction" }
{ what = "party", id = "green", kind = "faction" }
{ what = "size", of = "red", number = 1, since = 2026-01-01 }
{ what = "size", of = "blue", number = 1, since = 2026-01-01 }
{ what = "size", of = "green", number = 3, since = 2026-01-01 }
{ what = "meeting", id = "x", body = "council", at = 2026-02-01, state = "held" }
{ what = "item", id = "won", meeting = "x", fills = "first" }
{ what = "nomination", meeting = "x", item = "won", candidates = ["ada", "bea"] }
{ what = "ballot", meeting = "x", item = "won", votes = { ada = 6, bea = 3 }, no = 0 }
{ what = "item", id = "schools", meeting = "x", fills = "second", posts = 3 }
{ what = "nomination", meeting = "x", item = "schools", candidates = ["ada", "bea", "cai"] }
{ what = "item", id = "again", meeting = "x", fills = "first" }
{ what = "nomination", meeting = "x", item = "again", candidates = ["ada", "bea", "cai"] }
{ what = "ballot", meeting = "x", item = "again", votes = { ada = 4, bea = 3, cai = 2 }, no = 0 }
{ what = "item", id = "share", meeting = "x", posts = 8 }
{ what = "nomination", meeting = "x", item = "share", by = "green", candidates = ["ada", "bea"] }
{ what = "item", id = "turns", meeting = "x", fills = ["first", "second"] }
{ what = "ballot", meeting = "x", item = "turns", votes = { red = 5, blue = 3 } }
{ what = "item", id = "level", meeting = "x", fills = ["first", "second"] }
{ what = "ballot", meeting = "x", item = "level", votes = { red = 4, blue = 4 } }
"""


@pytest.mark.parametrize(
    ("ask", "item", "then", "difference"),
    [
        ("election", "won", 'result = "elected", elected = ["ada"], between = [], posts = 1', None),
        ("election", "won", 'result = "lot"', "result: lot / elected"),
        ("election", "won", 'elected = ["bea"]', "elected: bea / ada"),
        ("election", "schools", "guaranteed = 2", None),
        ("election", "schools", "guaranteed = 3", "guaranteed: 3 / 2"),
        ("election", "won", "posts = 2", "posts: 2 / 1"),
        ("election", "won", "shares = { ada = 1 }", "shares.ada: 1 / -"),
        ("election", "won", "by_lot = 1", "by_lot: 1 / -"),
        ("election", "again", 'result = "further", elected = [], between = ["ada", "bea"]', None),
        ("election", "again", 'between = ["ada"]', "between: ada / ada, bea"),
        ("apportionment", "share", "shares = { red = 1, blue = 1, green = 5 }, by_lot = 1, posts = 8", None),
        ("apportionment", "share", 'tied = ["red", "blue"], result = "lot"', None),
        ("apportionment", "share", 'tied = ["red"]', "tied: red / blue, red"),
        ("apportionment", "share", "shares = { green = 4 }", "shares.green: 4 / 5"),
        ("apportionment", "share", "by_lot = 2", "by_lot: 2 / 1"),
        ("apportionment", "share", "posts = 9", "posts: 9 / 8"),
        ("apportionment", "share", 'members = { green = ["ada", "bea"] }', None),
        ("apportionment", "share", 'members = { green = ["bea", "ada"] }', "members.green: bea, ada / ada, bea"),
        ("apportionment", "share", 'members = { grey = ["bea"] }', "members.grey: bea / -"),
        ("apportionment", "share", 'elected = ["ada"]', "elected: ada / -"),
        ("apportionment", "share", 'between = ["ada"]', "between: ada / -"),
        ("apportionment", "share", "guaranteed = 1", "guaranteed: 1 / -"),
        ("apportionment", "turns", 'turns = ["red", "blue"]', None),
        ("apportionment", "turns", 'turns = ["blue", "red"]', "turns: blue, red / red, blue"),
        ("apportionment", "level", 'turns = ["?", "?"], result = "lot"', None),
        ("decision", "won", "posts = 1", "posts: 1 / -"),
        ("decision", "won", 'tied = ["ada"]', "tied: ada / -"),
        ("decision", "won", 'turns = ["ada"]', "turns: ada / -"),
    ],
)  # fmt: skip
def test_each_key_about_elections_and_shares_is_compared(
    parts: Parts, ask: str, item: str, then: str, difference: str | None
) -> None:
    """Who is elected, between whom something is needed, who gets how many seats, whose turn it is."""
    text = f'format = 1\ncharter = "town"\n[[cases]]\nname.de = "x"\nbody = "council"\nask = "{ask}"\nat = 2026-06-01\n'
    text += f'meeting = "x"\nitem = "{item}"\ncites = ["s"]\nthen = {{ {then} }}\n'
    cases, found, _ = read(parts, Document(file="x.toml", suffix=".toml", text=text), Cases)
    assert cases is not None, found
    here = Scope(charter=town(parts, ELECTING), record=facts(parts, ELECTED))
    differences = [_difference(one).replace('"', "") for one in run(here, cases)]
    assert differences == ([] if difference is None else [difference])
