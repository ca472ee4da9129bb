"""The tests that every jurisdiction has to pass. A plugin's test class inherits them and names its jurisdiction.

    from gremium.testing.kit import JurisdictionKit

    class TestPaderborn(JurisdictionKit):
        jurisdiction = "paderborn"

pytest and `unittest.TestCase` both find the tests. A test that needs more than the charter (figures, names, days that its
sources give) stands in the same class, below the inherited ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar
from unittest import SkipTest

from attrs import evolve

from gremium.codec.schema import schema
from gremium.evaluate.scope import Scope
from gremium.evaluate.seats import Roster, roster
from gremium.explain.language import finding_lines
from gremium.languages import language
from gremium.lint.walk import days_of_change, provisions
from gremium.model.charter import Charter
from gremium.norms.seats import Seats
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Parts
from gremium.values.finding import Finding, Severity, dotted
from gremium.values.text import Text
from gremium.values.verdict import Verdict
from gremium.workbench.plan import plan_meetings
from gremium.workbench.project import Document, Opened, Project, installed, open_project, read

_installed_parts = cache(assemble)


class JurisdictionKit:
    """Inherit this in a test class and set `jurisdiction` to the id of the installed jurisdiction.

    `years` are planned twice by one of the tests. Override `parts` to test a plugin that is not installed:
    `return assemble([("toml", toml), ("mine", my_plugin)])`.
    """

    jurisdiction: ClassVar[str]
    years: ClassVar[tuple[int, ...]] = (2027, 2028)

    def parts(self) -> Parts:
        """Return the plugins to test with: all installed ones."""
        return _installed_parts()

    def opened(self) -> Opened:
        """Return the jurisdiction's charter as `gremium check` opens it, with its findings."""
        document = installed(self.parts(), self.jurisdiction)
        known = ", ".join(one.id for one in self.parts().jurisdictions)
        assert document is not None, f"no installed jurisdiction has the id {self.jurisdiction!r}; there are: {known}"
        return open_project(self.parts(), Project(name=self.jurisdiction, charter=document))

    def scope(self) -> Scope:
        """Return the scope in which the charter is asked: without a record, with the neighbours that it refers to."""
        return self.opened().scope

    def charter(self) -> Charter:
        """Return the charter."""
        return self.scope().charter

    # ── the document ─────────────────────────────────────────────────────────────────────────────────────────────────

    def test_charter_has_no_errors(self) -> None:
        """The charter can be read, its references lead somewhere and its rules do not contradict each other."""
        _nothing(found for found in self.opened().findings if found.severity is Severity.ERROR)

    def test_charter_has_the_id_of_its_jurisdiction(self) -> None:
        """The charter names itself as the plugin does: references from other charters use that id."""
        assert self.charter().id == self.jurisdiction, f"the charter calls itself {self.charter().id!r}"

    def test_every_provision_is_cited(self) -> None:
        """Every provision rests on a clause, of its own or of its body or kind."""
        _nothing(found for found in self.opened().findings if found.code == "uncited")

    def test_every_place_of_a_source_is_covered(self) -> None:
        """Every place that a source lists is cited or unmodelled; no citation names a place that is not there."""
        _nothing(found for found in self.opened().findings if found.code in ("uncovered-place", "unknown-place"))

    def test_writing_and_reading_changes_nothing(self) -> None:
        """The canonical form in every format that can be written says the same as the charter."""
        parts, charter = self.parts(), self.charter()
        for reader in parts.readers:
            text = reader.canonical("", parts.codec.write(charter, dates=reader.dates))
            again, found, _ = read(parts, Document(file=reader.name, suffix=reader.suffixes[0], text=text), Charter)
            _nothing(iter(found))
            assert again == evolve(charter, laws=()), f"{reader.name} does not give back the charter that was written"

    def test_charter_validates_against_the_schema(self) -> None:
        """The JSON view of the charter is valid under the JSON Schema that editors use."""
        try:
            from jsonschema import Draft202012Validator  # noqa: PLC0415  # one test needs it, and can be skipped
        except ImportError:
            raise SkipTest("jsonschema is not installed") from None
        codec = self.parts().codec
        invalid = Draft202012Validator(schema(Charter, codec.norms)).iter_errors(codec.write(self.charter(), dates=False))
        errors = [f"{error.json_path}: {error.message}" for error in invalid]
        assert not errors, "\n".join(errors)

    def test_names_are_given_in_every_language(self) -> None:
        """The jurisdiction and all its bodies have names, and every name is given in every language that any name has."""
        charter = self.charter()
        names = list(_names(charter))
        used = {tag for _, name in names if name is not None for tag, _ in name.pairs}
        lacking = [
            f"{where}: {tag}" for where, name in names for tag in sorted(used - {t for t, _ in (name.pairs if name else ())})
        ]
        assert used, "nothing in the charter has a name"
        assert not lacking, f"names are missing: {', '.join(lacking)}"

    # ── the answers ──────────────────────────────────────────────────────────────────────────────────────────────────

    def test_every_body_can_be_shown_on_every_day_of_change(self) -> None:
        """Every body can be shown on every day on which something changes, and every seat group in it has a clause."""
        scope = self.scope()
        for day in days_of_change(scope.charter):
            for body in scope.charter.bodies:
                for shown in _answers(roster(scope, body.id, day)):
                    groups = shown.value.groups if shown.value is not None else ()
                    uncited = [f"{group.id}@{body.id} on {day}" for group in groups if not group.cites or not group.provision]
                    assert not uncited, f"no clause gives these seats: {', '.join(uncited)}"

    def test_planning_a_year_twice_gives_the_same(self) -> None:
        """A plan depends on charter, calendars and year, on nothing else."""
        for year in self.years:
            first, second = (plan_meetings(self.parts(), self.scope(), year) for _ in range(2))
            assert first == second, f"two plans for {year} differ"


def _nothing(found: Iterator[Finding]) -> None:
    """Fail with the findings as `gremium check` prints them, if there are any."""
    lines = [line for one in found for line in finding_lines(one, language("en"))]
    assert not lines, "\n".join(lines)


def _names(charter: Charter) -> Iterator[tuple[str, Text | None]]:
    """Yield the names of the jurisdiction and its bodies, and those of kinds and seat groups that have one."""
    yield charter.id, charter.name
    yield from ((f"bodies.{body.id}", body.name) for body in charter.bodies)
    yield from ((f"kinds.{kind.id}", kind.name) for kind in charter.kinds if kind.name is not None)
    for provision, path, _ in provisions(charter):
        if isinstance(provision.norm, Seats) and provision.norm.name is not None:
            yield dotted(path), provision.norm.name


def _answers(verdict: Verdict[Roster]) -> Iterator[Verdict[Roster]]:
    """Yield an answer, and those under the single readings of an ambiguous source."""
    yield verdict
    for _, reading in verdict.readings:
        yield from _answers(reading)
