"""check: validate a project. Its findings, cases and stored outputs have to be the expected ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve, field, frozen

from gremium.evaluate.scope import Scope
from gremium.explain.language import Language
from gremium.lint.walk import provisions as all_provisions
from gremium.model.cases import Command, Golden
from gremium.plugins.parts import Context, Parts
from gremium.values.errors import Misuse
from gremium.values.finding import Finding, Severity, at_file, dotted, finding, in_order
from gremium.values.message import Message, message
from gremium.workbench import cases as case_room
from gremium.workbench.ask import PROPOSAL, Asked, asked
from gremium.workbench.audience import names
from gremium.workbench.plan import plan_meetings, stamp
from gremium.workbench.project import Opened, Project, open_project, sorted_out
from gremium.workbench.route import Routes, routes
from gremium.workbench.show import overview, show

FINDINGS_FILE = "findings.json"
# Stored outputs lie in `expected/` and nowhere else.
PLAIN_NAME = re.compile(r"\w[\w.-]*\.\w+", re.ASCII)


@frozen(kw_only=True)
class Checked:
    """What a check found.

    `findings` are those of the documents, `failures` those that make the project fail although its documents may be as expected:
    failed cases, other outputs, other findings than the stored ones. `outputs` are the outputs that differ, by file name.
    """

    name: str
    cases: int
    provisions: int
    findings: tuple[Finding, ...]
    failures: tuple[Finding, ...]
    notes: tuple[Finding, ...] = ()
    expected: bool = False
    outputs: Mapping[str, bytes] = field(factory=dict)

    @property
    def passed(self) -> bool:
        """True if nothing failed, and the findings are the expected ones or none of them is an error."""
        errors = any(found.severity is Severity.ERROR for found in self.findings)
        return not self.failures and (self.expected or not errors)


def check(
    parts: Parts, project: Project, languages: Mapping[str, Language], versions: Mapping[str, str]
) -> Checked:
    """Check a project.

    `languages` are those in which stored outputs can be written; `versions` the versions of the installed packages by name: an
    output that was stored under others is not compared, and that is noted.
    """
    project = sorted_out(parts, project)
    opened = open_project(parts, project)
    failures: list[Finding] = []
    notes: list[Finding] = []
    outputs: dict[str, bytes] = {}
    if opened.charter is not None and opened.cases is not None and project.cases is not None and not opened.errors:
        told = list(case_room.run(opened.bare, opened.cases))
        for index, golden in enumerate(() if project.alone else opened.cases.goldens):
            told += _compare(parts, opened, project, golden, index, languages, versions, outputs)
        for found in at_file(told, project.cases.file, {}):
            (failures if found.severity is Severity.ERROR else notes).append(found)
    stored = project.expected.get(FINDINGS_FILE)
    if stored is not None:
        mine = findings_json(opened.findings)
        if mine != stored:
            failures.append(_differ(stored, opened.findings, project.name))
            outputs[FINDINGS_FILE] = mine
    return Checked(
        name=project.name,
        cases=case_room.count(opened.cases) if opened.cases else 0,
        provisions=sum(1 for _ in all_provisions(opened.charter)) if opened.charter else 0,
        findings=opened.findings,
        failures=in_order(failures),
        notes=in_order(notes),
        expected=stored is not None,
        outputs=outputs,
    )


def findings_json(found: tuple[Finding, ...]) -> bytes:
    """Return findings as they are stored: codes and places, without the words of any language."""
    rows = [
        {
            "code": one.code,
            "severity": one.severity.value,
            "file": one.place.file.rpartition("/")[2],
            "path": dotted(one.place.path),
            **({"line": one.place.line} if one.place.line else {}),
            "params": {name: _plain(value) for name, value in one.params},
        }
        for one in found
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return {"code": value.code, **{name: _plain(inner) for name, inner in value.params}}
    return value if isinstance(value, int) else str(value)


def _differ(stored: bytes, found: tuple[Finding, ...], name: str) -> Finding:
    try:
        expected = [f"{row['code']} at {row['path']}" for row in json.loads(stored)]
    except (ValueError, TypeError, KeyError):
        expected = ["?"]
    got = [f"{one.code} at {dotted(one.place.path)}" for one in found]
    lacking = [line for line in expected if line not in got]
    added = [line for line in got if line not in expected]
    return finding("findings-differ", (name,), expected="; ".join(lacking) or "-", got="; ".join(added) or "-")


def _compare(
    parts: Parts,
    opened: Opened,
    project: Project,
    golden: Golden,
    index: int,
    languages: Mapping[str, Language],
    versions: Mapping[str, str],
    outputs: dict[str, bytes],
) -> Iterator[Finding]:
    """Compare one stored output with what is written today, if the packages that shape it have the versions of then."""
    path = ("goldens", index)
    for package, made in golden.made_with:
        here = versions.get(package, "-")
        if here != made:
            yield finding("golden-not-compared", path, file=golden.file, package=package, made=made, here=here)
            return
    try:
        written = produce(parts, opened, golden, languages)
    except Misuse as misuse:
        yield finding("golden-impossible", path, hint=misuse.hint, file=golden.file, said=misuse.said)
        return
    stored = project.expected.get(golden.file)
    if stored != written:
        outputs[golden.file] = written
        yield finding("golden-missing" if stored is None else "golden-differs", path, file=golden.file)


def _language(languages: Mapping[str, Language], tag: str) -> Language:
    if tag not in languages:
        raise Misuse(message("misuse.language", language=tag), message("hint.known", known=", ".join(sorted(languages))))
    return languages[tag]


def _new_year(year: int) -> date:
    if not date.min.year <= year <= date.max.year:
        raise Misuse(message("misuse.year", year=year))
    return date(year, 1, 1)


def _asked(scope: Scope, golden: Golden, at: date) -> Asked:
    """Return the question of a stored output with its answer. Raises `Misuse` where it does not say whom or what to ask."""
    for key in ("question", "proposal" if golden.question == PROPOSAL else "body"):
        if getattr(golden, key) is None:
            raise Misuse(message("misuse.golden-key", key=key, file=golden.file))
    return asked(
        scope, str(golden.body), str(golden.question), at, golden.audience,
        who=golden.who, may=golden.may, meeting=golden.meeting, item=golden.item, proposal=golden.proposal,
    )  # fmt: skip


def _routes(scope: Scope, golden: Golden, at: date) -> Routes:
    """Return the routes of a stored output. Raises `Misuse` where it does not say where they begin."""
    if golden.body is None:
        raise Misuse(message("misuse.golden-key", key="body", file=golden.file))
    return routes(scope, golden.body, at, golden.subject, golden.to)


def produce(parts: Parts, opened: Opened, golden: Golden, languages: Mapping[str, Language]) -> bytes:
    """Return the bytes that a stored output describes. Raises `Misuse` for what cannot be written."""
    scope = opened.scope if golden.record else evolve(opened.bare, record=None)
    audience = golden.audience
    if not PLAIN_NAME.fullmatch(golden.file):
        raise Misuse(message("misuse.file-name", file=golden.file))
    year = golden.year if golden.year is not None else golden.at.year if golden.at else 2000
    at = golden.at or _new_year(year)
    context = Context(
        charter=scope.charter,
        language=_language(languages, golden.language),
        stamp=stamp(scope.charter, at.year),
        audience=audience,
        names=names(scope.record, audience),
        record_given=scope.record is not None,
    )
    format_ = golden.file.rpartition(".")[2].replace("txt", "text").replace("mmd", "mermaid")
    if golden.command is Command.PLAN:
        return parts.writer("plan", format_).write(plan_meetings(parts, scope, year), context)
    if golden.command is Command.ASK:
        return parts.writer("answer", format_).write(_asked(scope, golden, at), context)
    if golden.command is Command.ROUTE:
        return parts.writer("routes", format_).write(_routes(scope, golden, at), context)
    if golden.body is None:
        return parts.writer("overview", format_).write(overview(scope, at), context)
    return parts.writer("roster", format_).write(show(scope, golden.body, at, audience), context)
