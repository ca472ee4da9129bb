"""Statutes: how a charter gets the laws under which it stands, and what is said where it does not."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner

from gremium import assemble, cli, hookimpl
from gremium.model.charter import Charter
from gremium.plugins.parts import Jurisdiction, Parts, Statute
from gremium.targets import load, project_of
from gremium.testing.kit import JurisdictionKit
from gremium.values.errors import Misuse
from gremium.values.verdict import Outcome
from gremium.workbench.ask import ask
from gremium.workbench.check import check
from gremium.workbench.project import Document, Opened, Project, open_project

SOURCES = '[sources.law]\ntitle = "L"\nrank = "statute"\nverified = "read"\n[sources.s]\ntitle = "S"\nverified = "read"\n'
LAND = f"""format = 1
id = "land"
kind = "statute"
name.de = "Gesetz"
{SOURCES}
[kinds.council]
name.de = "Rat"
cites = ["law § 1"]
quorum = [{{ count = "present voting members", need = "at least 3" }}]
cadence = [{{ times = 4, per = "year" }}]
"""
BODY = '[bodies.council]\nkind = "council"\nname.de = "Rat"\ncites = ["s"]\n'
AT = date(2026, 1, 1)


def town(*statutes: str, more: str = "", id_: str = "town") -> str:
    """Return a town under these statutes, with a council."""
    named = f"statutes = {json.dumps(list(statutes))}\n" if statutes else ""
    return f'format = 1\nid = "{id_}"\nkind = "municipality"\nname.de = "Stadt"\n{named}{SOURCES}{BODY}{more}'


def part(cls: type[Any], id_: str, text: str) -> Any:
    """Return a jurisdiction or statute with this text."""
    return cls(id=id_, file=f"{id_}/charter.toml", text=lambda: text)


@pytest.fixture
def mine(parts: Parts) -> Parts:
    """Return the parts with one statute and two towns in place of the installed ones."""
    return evolve(
        parts,
        jurisdictions=(part(Jurisdiction, "other", town("land", id_="other")), part(Jurisdiction, "town", town("land"))),
        statutes=(part(Statute, "land", LAND),),
    )


def opened(parts: Parts, text: str) -> Opened:
    """Return what becomes of a charter with this text."""
    return open_project(parts, Project(name="p", charter=Document(file="c.toml", suffix=".toml", text=text)))


def told(found: Opened) -> list[str]:
    """Return code and place of all that was found, notes too."""
    return [f"{one.code} {one.place}" for one in found.findings]


def test_a_charter_has_the_statutes_that_it_names(mine: Parts) -> None:
    """They are loaded in the order in which they are named, before the charter is checked, and answer for it."""
    board = LAND.replace('"land"', '"aland"').replace("council", "board")
    more = evolve(mine, statutes=(*mine.statutes, part(Statute, "aland", board)))
    found = opened(more, town("land", "aland"))
    assert (told(found), [law.id for law in found.scope.charter.laws]) == ([], ["land", "aland"])
    assert [law.id for law in opened(more, town("aland", "land")).scope.charter.laws] == ["aland", "land"]
    answer = ask(found.scope, "council", "quorum", AT)
    assert (answer.outcome, answer.reasons[0].provision) == (Outcome.HOLDS, "land.kinds.council.quorum[0]")
    assert opened(more, town()).scope.charter.laws == ()


def test_closed_days_are_known_to_every_question(mine: Parts) -> None:
    """The scope of a project asks the calendars of the plugins."""
    holidays = opened(mine, town("land")).scope.holidays
    assert holidays is not None
    assert date(2026, 12, 25) in (holidays("DE-NW", 2026) or {})
    assert holidays("XX", 2026) is None


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("lnad", "unknown-statute", "hint.did-you-mean"),
        ("xyz", "unknown-statute", "hint.known"),
        ("other", "not-a-statute", "hint.statute"),
    ],
)
def test_a_statute_that_is_not_there(mine: Parts, name: str, code: str, hint: str) -> None:
    """An unknown statute is told with the installed ones, a jurisdiction as what it is; the others are loaded."""
    found = opened(mine, town("land", name))
    assert told(found) == [f"{code} c.toml:5: statutes[1]"]
    assert getattr(found.findings[0].hint, "code", None) == hint
    assert [law.id for law in (found.charter.laws if found.charter else ())] == ["land"]


def test_without_statutes_there_is_nothing_to_mean(mine: Parts) -> None:
    """If no statute is installed, the finding has no hint."""
    (finding,) = opened(evolve(mine, statutes=()), town("land")).findings
    assert (finding.code, finding.hint) == ("unknown-statute", None)


def test_a_statute_named_twice_is_loaded_once(mine: Parts) -> None:
    """The second one is told."""
    found = opened(mine, town("land", "land"))
    assert told(found) == ["duplicate-id c.toml:5: statutes[1]"]
    assert len(found.charter.laws if found.charter else ()) == 1


@pytest.mark.parametrize(
    ("text", "expected", "loaded"),
    [
        (LAND.replace("need", "ned"), ["unknown-key land/charter.toml:16: kinds.council.quorum[0].ned"], False),
        (LAND.replace("format = 1", "format ="), ["syntax land/charter.toml:1"], False),
        (LAND.replace('"statute"\nname', '"municipality"\nname'), ["not-a-statute land/charter.toml:3: kind"], False),
        # what is wrong with its rules, but no warnings: those are told where the statute is checked
        (LAND.replace('"law § 1"', '"lew § 1"'), ["unknown-source land/charter.toml:15: kinds.council.cites[0]"], True),
        (LAND.replace('cites = ["law § 1"]\n', ""), [], True),
    ],
)
def test_what_is_wrong_with_a_statute(mine: Parts, text: str, expected: list[str], loaded: bool) -> None:
    """Errors stand at the file of the statute; one that cannot be read is left out, and the town gives no answers."""
    parts = evolve(mine, statutes=(part(Statute, "land", text),))
    found = opened(parts, town("land"))
    assert told(found) == expected
    assert found.errors == len(expected)
    assert bool(found.charter.laws if found.charter else ()) == loaded
    assert told(opened(parts, town("land"))) == told(found)


def test_a_statute_whose_file_is_gone(mine: Parts) -> None:
    """What a plugin cannot get is a finding at the file of the statute."""

    def gone() -> str:
        raise OSError("gone")

    parts = evolve(mine, statutes=(Statute(id="land", file="land/charter.toml", text=gone),))
    assert told(opened(parts, town("land"))) == ["plugin-failed land/charter.toml"]


def test_a_local_rule_against_the_law(mine: Parts) -> None:
    """It is told at the rule, in the file of the town, with the law and both clauses."""
    (finding,) = opened(mine, town("land", more='quorum = [{ need = "at least 2" }]\n')).findings
    assert (finding.code, str(finding.place)) == ("binding-violated", "c.toml:17: bodies.council.quorum[0]")
    assert dict(finding.params) == {"law": "land.kinds.council.quorum[0]", "mine": "s", "theirs": "law § 1"}


def test_a_neighbour_stands_under_its_own_laws(mine: Parts) -> None:
    """A charter that another one refers to has its statutes, too; what is wrong with those is told where it is checked."""
    row = 'seats = [{ id = "m", holder = "chair@other/council" }]\n'
    found = opened(mine, town("land", more=row))
    assert told(found) == []
    assert [[law.id for law in neighbour.laws] for neighbour in found.scope.neighbours] == [["land"]]
    wrong = evolve(mine, jurisdictions=(part(Jurisdiction, "other", town("lnad", id_="other")),))
    assert told(opened(wrong, town("land", more=row))) == []


def test_cases_may_cite_the_law(mine: Parts) -> None:
    """The sources of the statutes under which a town stands are known to its cases."""
    cases = """format = 1
charter = "town"
[[cases]]
name.de = "Beschlussfähigkeit"
body = "council"
ask = "quorum"
at = 2026-01-01
cites = ["{} § 1"]
then = {{ outcome = "HOLDS" }}
"""
    land = evolve(mine, statutes=(part(Statute, "land", LAND.replace("law", "code")),))
    for source, code in (("code", []), ("cod", ["unknown-source"])):
        charter, told_ = (Document(file=f, suffix=".toml", text=t) for f, t in (("c.toml", town("land")), ("k.toml", cases)))
        project = Project(name="p", charter=charter, cases=evolve(told_, text=cases.format(source)))
        assert [one.code for one in check(land, project, {}, {}).failures] == code


# ── a statute as a target ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_statute_is_a_target(mine: Parts) -> None:
    """Its id opens it; its kinds are shown and asked as if they were bodies, and its own findings are all told."""
    found = load("land", parts=mine)
    assert told(found) == []
    assert [one.id for one in found.scope.charter.bodies] == ["council"]
    answer = ask(found.scope, "council", "quorum", AT)
    assert (answer.outcome, answer.reasons[0].provision) == (Outcome.HOLDS, "kinds.council.quorum[0]")
    assert found.charter is not None
    assert found.charter.bodies == ()
    with pytest.raises(Misuse) as caught:
        project_of(mine, "lnad")
    assert dict(getattr(caught.value.hint, "params", ())) == {"word": "land"}


def test_a_statute_under_a_statute(mine: Parts) -> None:
    """A statute names no others: whoever stands under both names both."""
    federal = LAND.replace('kind = "statute"', 'kind = "statute"\nstatutes = ["land"]')
    assert told(opened(mine, federal)) == ["statute-of-statute c.toml:4: statutes[0]"]


def test_jurisdictions_and_statutes_share_their_ids() -> None:
    """A statute with the id of a jurisdiction is told: both are targets."""
    both = SimpleNamespace(
        gremium_jurisdictions=hookimpl(lambda: [part(Jurisdiction, "land", "")]),
        gremium_statutes=hookimpl(lambda: [part(Statute, "land", ""), part(Statute, "other-land", "")]),
    )
    parts = assemble([("both", both)])
    assert [(one.code, str(one.place)) for one in parts.findings] == [("duplicate-id", "land")]
    assert (parts.statute("other-land"), parts.statute("nothing")) == (parts.statutes[1], None)


def run(mine: Parts, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """Run a command with these parts; it has to end well."""
    monkeypatch.setattr(cli, "assemble", lambda: mine)
    result = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("lang", ["de", "en"])
def test_commands_know_statutes(mine: Parts, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    """A statute can be checked, shown and asked, and is listed among what is installed, with its sources."""
    assert "council" in run(mine, monkeypatch, "show", "land", "--at", "2026-01-01", "--lang", lang)
    assert "law § 1" in run(mine, monkeypatch, "ask", "land", "council", "quorum", "--at", "2026-01-01", "--lang", lang)
    assert "land" in run(mine, monkeypatch, "check", "land", "--lang", lang)
    listed = run(mine, monkeypatch, "plugins", "--lang", lang)
    lines = listed[listed.index("\nland: ") :].splitlines()
    assert lines[1].startswith(("land: statute, kinds of bodies: 1,", "land: Gesetz, Arten von Gremien: 1,"))
    assert lines[2].startswith("    law: L")


def test_statutes_as_data(mine: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program gets them beside the jurisdictions."""
    listed = json.loads(run(mine, monkeypatch, "plugins", "--format", "json"))
    assert [(one["id"], one["kinds"], one["provisions"]) for one in listed["statutes"]] == [("land", 1, 2)]
    assert [one["id"] for one in listed["jurisdictions"]] == ["other", "town"]


class TestKit(JurisdictionKit):
    """A town under a statute passes the tests that every jurisdiction has to pass."""

    jurisdiction = "town"
    years = (2027,)
    mine: Parts

    @pytest.fixture(autouse=True)
    def _parts(self, mine: Parts) -> None:
        self.mine = mine

    def parts(self) -> Parts:
        """Return the parts with the town."""
        return self.mine

    def test_the_town_has_the_law(self) -> None:
        """What the kit looks at is the town with its law."""
        charter: Charter = self.charter()
        assert [law.id for law in charter.laws] == ["land"]


class TestKitOfStatute(TestKit):
    """A statute passes them, too."""

    jurisdiction = "land"

    def test_the_town_has_the_law(self) -> None:
        """A statute has no law above it."""
        assert self.charter().laws == ()
