"""F8 · roof: the command line. Arguments in, exit codes out: 0 fine, 1 errors found, 2 misuse; never a traceback.

Everything it does can be done from Python: each command is a few lines around a function of the workbench.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click
from attrs import frozen

from gremium import files, folders, records
from gremium.codec.schema import schema as schema_of
from gremium.evaluate.scope import Scope
from gremium.explain.language import Language, finding_lines
from gremium.languages import LANGUAGES, language, languages
from gremium.lint.walk import owners
from gremium.model.cases import Cases
from gremium.model.charter import Charter
from gremium.model.record import Audience, Holding, Record
from gremium.plugins.manager import assemble
from gremium.plugins.parts import Context, Options, Parts
from gremium.targets import load, project_of
from gremium.values.errors import Misuse
from gremium.values.finding import Finding, Severity, at_file
from gremium.values.message import message
from gremium.workbench.apportion import ALL as ALL_METHODS
from gremium.workbench.apportion import apportion as apportion_seats
from gremium.workbench.apportion import methods, strengths, whole
from gremium.workbench.ask import PROPOSAL, asked
from gremium.workbench.audience import names
from gremium.workbench.bring import as_data as repairs_as_data
from gremium.workbench.bring import bring, grouped
from gremium.workbench.bring import done as imported
from gremium.workbench.bring import line as repair_line
from gremium.workbench.check import Checked, findings_json
from gremium.workbench.check import check as check_project
from gremium.workbench.diff import diff as diff_bodies
from gremium.workbench.export import as_data as losses_as_data
from gremium.workbench.export import export as export_to
from gremium.workbench.fmt import converted, written
from gremium.workbench.fmt import fmt as format_document
from gremium.workbench.members import import_members, record_name
from gremium.workbench.plan import plan_meetings
from gremium.workbench.plan import stamp as stamp_of
from gremium.workbench.project import Document, Opened, Project, installed
from gremium.workbench.project import read as read_document
from gremium.workbench.publish import publish
from gremium.workbench.published import Include
from gremium.workbench.route import routes as find_routes
from gremium.workbench.show import overview as overview_of
from gremium.workbench.show import show as show_body

Command = Callable[..., Any]
Option = Callable[[Command], Command]
STDOUT = 1
SHAPING = ("icalendar", "holidays", "rich")
# What stands in for a charter where none is asked.
NO_CHARTER = Charter(id="-", kind="-")
DOCUMENTS = {"charter": Charter, "record": Record, "cases": Cases}


class Commands(click.Group):
    """The group of commands; it turns misuse and broken pipes into exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; say in one line what was misused, and exit with 2."""
        _print_everything()
        try:
            return super().invoke(ctx)
        except Misuse as misuse:
            _complain(misuse, language(ctx.obj or "en"))
        except BrokenPipeError:
            _let_go()
            ctx.exit(0)
        except OSError as error:
            click.echo(f"gremium: {error}", err=True)
            ctx.exit(2)


def _print_everything() -> None:
    """Let no character stop the output: one that a terminal does not know is printed by its number."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _let_go() -> None:
    """Let what nobody reads any more go nowhere: Python writes the rest of its output once again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDOUT)
    os.close(nowhere)


def _complain(misuse: Misuse, say: Language) -> NoReturn:
    click.echo(f"gremium: {say.say(misuse.said)}", err=True)
    if misuse.hint is not None:
        click.echo(f"    {say.say(misuse.hint)}", err=True)
    sys.exit(2)


def _day(_ctx: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """Read a day from an option; click tells what is wrong with it and exits with 2."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"'{text}' is no day; write it as 2026-11-21", param=parameter) from None


def _lang(ctx: click.Context, _parameter: click.Parameter, tag: str) -> Language:
    ctx.find_root().obj = tag
    return language(tag)


def _options(*options: Option) -> Option:
    """Return a decorator that adds these options to a command, listed in this order."""

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


LANG: Option = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", callback=_lang, is_eager=True, help="Language of the answer."
)
RECORD: Option = click.option(
    "--record", type=click.Path(path_type=Path), help="A record that brings facts to the charter."
)
FORMAT: Option = click.option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text", help="For people or for programs."
)
AUDIENCE: Option = click.option(
    "--audience",
    type=click.Choice([audience.name.lower() for audience in Audience]),
    default="public",
    help="Who reads the answer; what they may not see is left out.",
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gremium")
def main() -> None:
    """Ask the rules of municipal bodies: who sits where, which meetings a year needs, and which clause says so.

    A TARGET is the id of an installed jurisdiction or statute (see `gremium plugins`), or a path: a charter or a project folder.

    Answers are no legal advice.
    """


# ── targets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class Target:
    """What a command works on: the parts, the project as it was opened, and its scope."""

    parts: Parts
    opened: Opened
    scope: Scope


def _open(target: str, record: Path | None, say: Language) -> Target:
    """Open a target; if it has errors, say them and exit with 1: a broken charter gives no answers."""
    parts = assemble()
    opened = load(target, record, parts)
    if opened.errors or opened.charter is None:
        _say(tuple(f for f in opened.findings if f.severity is Severity.ERROR), say)
        sys.exit(1)
    return Target(parts, opened, opened.scope)


def _say(found: tuple[Finding, ...], say: Language) -> None:
    for one in found:
        for line in finding_lines(one, say):
            click.echo(line, err=True)


def _context(target: Target, say: Language, audience: Audience, year: int, stamp: datetime | None) -> Context:
    return Context(
        charter=target.scope.charter,
        language=say,
        stamp=stamp or stamp_of(target.scope.charter, year),
        audience=audience,
        names=names(target.scope.record, audience),
        record_given=target.scope.record is not None,
        width=_width(),
    )


def _width() -> int:
    """Return the columns of the terminal; where the output goes elsewhere, they are always the same."""
    return shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 120


def _out(pieces: Iterable[bytes]) -> None:
    """Print what comes in pieces, each as soon as it is there."""
    for piece in pieces:
        click.echo(piece, nl=False)


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@main.command()
@click.argument("targets", nargs=-1, required=True)
@_options(RECORD, FORMAT, LANG)
def check(targets: tuple[str, ...], record: Path | None, format_: str, lang: Language) -> None:
    """Validate charters, records and cases: one line for each project, then what is wrong with it."""
    parts = assemble()
    versions = {package: _version(package) for package in SHAPING}
    checked = []
    for target in targets:
        single = installed(parts, target) is not None or record is not None or not target
        found = [project_of(parts, target, record)] if single else files.projects(Path(target))
        for project in found:
            result = check_project(parts, project, languages(), versions)
            _keep_new(project, result)
            checked.append(result)
            if format_ == "text":
                _report(result, lang)
    _say(parts.findings, lang)
    failed = sum(not result.passed for result in checked)
    if format_ == "json":
        click.echo(json.dumps([_as_data(result) for result in checked], ensure_ascii=False, indent=2))
    else:
        click.echo(lang.term("check.summary", projects=len(checked), failed=failed))
    sys.exit(1 if failed else 0)


def _report(result: Checked, say: Language) -> None:
    state = say.term("check.ok" if result.passed else "check.failed")
    by_severity = {s: sum(f.severity is s for f in result.findings) for s in Severity}
    click.echo(
        say.term("check.line", target=result.name, cases=result.cases, provisions=result.provisions,
                 findings=len(result.findings), errors=by_severity[Severity.ERROR],
                 warnings=by_severity[Severity.WARNING], state=state)
    )
    shown = result.failures if result.expected else (*result.findings, *result.failures)
    quiet = result.passed and result.expected
    for one in (*(() if quiet else shown), *result.notes):
        for line in finding_lines(one, say):
            click.echo(f"  {line}")


def _as_data(result: Checked) -> dict[str, Any]:
    return {
        "project": result.name,
        "passed": result.passed,
        "cases": result.cases,
        "provisions": result.provisions,
        "findings": json.loads(findings_json(result.findings)),
        "failures": json.loads(findings_json(result.failures)),
        "notes": json.loads(findings_json(result.notes)),
    }


def _keep_new(project: Project, result: Checked) -> None:
    """Lay every output that differs beside the stored one, as `.new`."""
    for name, content in result.outputs.items():
        files.keep_new(Path(project.name), name, content)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


@main.command()
@click.argument("target")
@click.argument("body", required=False)
@click.option("--at", metavar="DAY", callback=_day, help="The day of the question, as 2026-11-21; today unless given.")
@_options(RECORD, AUDIENCE, FORMAT, LANG)
def show(
    target: str, body: str | None, at: date | None, record: Path | None, audience: str, format_: str, lang: Language
) -> None:
    """Show who sits in BODY on a day and which clause says so; without BODY, the bodies of TARGET."""
    found = _open(target, record, lang)
    day = at or datetime.now(tz=UTC).date()  # the roof may look at the clock; everything below gets the day as an argument
    reader = Audience[audience.upper()]
    context = _context(found, lang, reader, day.year, None)
    if body is None:
        _out((found.parts.writer("overview", format_).write(overview_of(found.scope, day), context),))
    else:
        _out((found.parts.writer("roster", format_).write(show_body(found.scope, body, day, reader), context),))


@main.command()
@click.argument("target")
@click.argument("body")
@click.argument("question")
@click.option("--at", metavar="DAY", callback=_day, help="The day of the question, as 2026-11-21; today unless given.")
@click.option("--meeting", metavar="ID", help="A meeting of the record: whether it was duly called, quorate, carried a motion …")
@click.option("--item", metavar="ID", help="An item of that meeting.")
@click.option("--who", metavar="ACTOR", help='Who may do it, as a rule would name them: chair, "at least 1/5 of members", all …')
@click.option("--may", metavar="ACTION", help="What they may do: convene, demand:meeting, propose:motion …")
@_options(RECORD, AUDIENCE, FORMAT, LANG)
def ask(  # noqa: PLR0913, PLR0917  # click hands options over one by one
    target: str,
    body: str,
    question: str,
    at: date | None,
    meeting: str | None,
    item: str | None,
    who: str | None,
    may: str | None,
    record: Path | None,
    audience: str,
    format_: str,
    lang: Language,
) -> None:
    """Ask BODY a QUESTION: seats, composition, term, delegation, remit, cadence, or a position such as chair.

    Of a meeting (--meeting, --item) also notice, sitting, quorum, decision, election, apportionment and power; without one these
    tell the rules, and with one the other questions are asked of its day.

    `gremium ask TARGET BODY power --who chair --may convene` tells whether somebody may do something, and by which clause.

    `gremium ask TARGET proposal ID` tells where a proposal of the record stands.
    """
    found = _open(target, record, lang)
    day = at or datetime.now(tz=UTC).date()  # as in `show`
    reader = Audience[audience.upper()]
    if body == PROPOSAL and body not in found.scope.charter.body_by_id:
        answer = asked(found.scope, "", PROPOSAL, day, reader, who=who, may=may, proposal=question)
    else:
        answer = asked(found.scope, body, question, day, reader, who=who, may=may, meeting=meeting, item=item)
    _out((found.parts.writer("answer", format_).write(answer, _context(found, lang, reader, day.year, None)),))


@main.command()
@click.argument("target")
@click.option("--from", "start", metavar="BODY", required=True, help="The body in which the matter is born.")
@click.option("--kind", "subject", metavar="SUBJECT", help="What sort of matter it is, as the charter names it.")
@click.option("--to", metavar="BODY", help="Show only the way to this body.")
@click.option("--at", metavar="DAY", callback=_day, help="The day of the question, as 2026-11-21; today unless given.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json", "mermaid")),
    default="text",
    help="A table with a chart, data for programs, or the chart alone.",
)
@_options(RECORD, LANG)
def route(
    target: str,
    start: str,
    subject: str | None,
    to: str | None,
    at: date | None,
    format_: str,
    record: Path | None,
    lang: Language,
) -> None:
    """Show which way a matter goes from BODY: stage by stage as a table, and as a Mermaid chart."""
    found = _open(target, record, lang)
    day = at or datetime.now(tz=UTC).date()  # as in `show`
    answer = find_routes(found.scope, start, day, subject, to)
    _out((found.parts.writer("routes", format_).write(answer, _context(found, lang, Audience.PUBLIC, day.year, None)),))


@main.command()
@click.argument("target")
@click.argument("bodies", nargs=-1)
@click.option("--from", "earlier", metavar="DAY", callback=_day, required=True, help="The earlier day.")
@click.option("--to", "later", metavar="DAY", callback=_day, required=True, help="The later day.")
@_options(RECORD, AUDIENCE, FORMAT, LANG)
def diff(
    target: str,
    bodies: tuple[str, ...],
    earlier: date,
    later: date,
    record: Path | None,
    audience: str,
    format_: str,
    lang: Language,
) -> None:
    """Show what changes from one day to another: seats, holders, substitutes, and which clause or fact changes them."""
    found = _open(target, record, lang)
    reader = Audience[audience.upper()]
    changes = diff_bodies(found.scope, earlier, later, bodies or None, reader)
    _out((found.parts.writer("delta", format_).write(changes, _context(found, lang, reader, later.year, None)),))


@main.command()
@click.argument("target")
@click.option("--year", type=int, required=True, help="The year to plan.")
@click.option("--body", "bodies", multiple=True, help="Plan only this body; can be given several times.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file: .ics, .json or .txt.")
@click.option("--stamp", metavar="DAY", callback=_day, help="The day that counts as the day of writing.")
@_options(RECORD, FORMAT, LANG)
def plan(
    target: str,
    year: int,
    bodies: tuple[str, ...],
    output: Path | None,
    stamp: date | None,
    record: Path | None,
    format_: str,
    lang: Language,
) -> None:
    """Plan the meetings of a year: days that satisfy the rules, evenly spread, never on a closed day."""
    found = _open(target, record, lang)
    moment = datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC) if stamp else None
    made = plan_meetings(found.parts, found.scope, year, bodies or None)
    wanted = output.suffix.lower().removeprefix(".").replace("txt", "text") if output else format_
    written = found.parts.writer("plan", wanted).write(made, _context(found, lang, Audience.PUBLIC, year, moment))
    if output is None:
        _out((written,))
    else:
        files.write(output, (written,))
    sys.exit(1 if any(one.impossible for one in made.bodies) else 0)


@main.command()
@click.argument("target")
@click.option("--to", "format_", metavar="FORMAT", required=True, help="The format, such as csv.")
@click.option("--year", type=click.IntRange(date.min.year, date.max.year), help="Only the meetings of this year.")
@click.option("--at", metavar="DAY", callback=_day, help="The day on which it is shown who sits where; today unless given.")
@click.option("--body", "bodies", multiple=True, help="Only this body; can be given several times.")
@click.option("--person", metavar="ID", help="Only the meetings of bodies in which this person sits on their day.")
@click.option(
    "--with",
    "including",
    multiple=True,
    type=click.Choice([one.value for one in Include]),
    help="Also what is due before meetings, or what bodies owe; can be given several times.",
)
@click.option("--todo", is_flag=True, help="Write what is due as something to do.")
@click.option("--base", metavar="URL", help="The address below which it will stand.")
@click.option("--against", type=click.Path(path_type=Path), help="What was exported the time before: a file, or a folder.")
@click.option("--stamp", metavar="DAY", callback=_day, help="The day that counts as the day of writing.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file, or a folder where it is several.")
@click.option("--losses", type=click.Path(path_type=Path, dir_okay=False), help="A file for the loss report, as JSON.")
@click.option("--strict-loss", is_flag=True, help="Write no export, and exit with 1, if something is lost.")
@_options(AUDIENCE, RECORD, LANG)
def export(  # noqa: PLR0913, PLR0917  # click hands options over one by one
    target: str,
    format_: str,
    year: int | None,
    at: date | None,
    bodies: tuple[str, ...],
    person: str | None,
    including: tuple[str, ...],
    todo: bool,
    audience: str,
    base: str | None,
    against: Path | None,
    stamp: date | None,
    output: Path | None,
    losses: Path | None,
    strict_loss: bool,
    record: Path | None,
    lang: Language,
) -> None:
    """Write what a jurisdiction has to show, for other systems: bodies, who sits there, meetings, proposals.

    What the audience may not see is taken out before anything is written. How much that was, and what the format has no place
    for, is said on the standard error stream.
    """
    found = _open(target, record, lang)
    day = at or datetime.now(tz=UTC).date()  # as in `show`
    reader = Audience[audience.upper()]
    moment = datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC) if stamp else None
    if todo and not including:
        raise Misuse(message("misuse.todo-alone"), message("hint.todo-alone"))
    tells = found.opened if "findings" in found.parts.exporter(format_).carries else None
    shown = publish(found.scope, day, reader, year, bodies or None, person=person, including=map(Include, including), found=tells)
    earlier = folders.earlier(against, found.parts.exporter(format_).suffixes) if against is not None else None
    asked = Options(base=base, against=earlier, todo=todo)
    made = export_to(found.parts, shown, format_, _context(found, lang, reader, year or day.year, moment), asked)
    if output is None and set(made.files) != {""}:
        raise Misuse(message("misuse.export-folder", format=format_))
    for what, number in shown.withheld:
        click.echo(lang.term(f"withheld.{what}", n=number, audience=message(f"audience.{audience}")), err=True)
    for one in made.losses:
        click.echo(lang.say(one), err=True)
    if losses is not None:
        files.write(losses, ((json.dumps(losses_as_data(made), indent=1) + "\n").encode(),))
    if strict_loss and made.losses:
        sys.exit(1)
    if output is not None:
        folders.lay(made.files, output)
    else:
        _out(made.files[""])


@main.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "format_", metavar="FORMAT", required=True, help="The format, such as oparl.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A new folder for charter and record.")
@click.option("--repairs", type=click.Path(path_type=Path, dir_okay=False), help="A file for all repairs, as JSON.")
@_options(LANG)
def import_tree(folder: Path, format_: str, output: Path, repairs: Path | None, lang: Language) -> None:
    """Make a charter and a record of what another system exported into FOLDER.

    The charter is a skeleton: what the export does not say is marked as unstated. What had to be repaired, and what has no place
    in a charter or a record, is said on the standard error stream.
    """
    parts = assemble()
    suffixes = parts.importer(format_).suffixes
    folders.vacant(output)
    made = bring(parts, format_, folders.tree(folder, suffixes), files.MOST_BYTES)
    for repair, more in grouped(made.brought.repairs):
        click.echo(repair_line(repair, more, lang), err=True)
    for one in made.brought.untaken:
        click.echo(lang.say(one), err=True)
    if repairs is not None:
        files.write(repairs, ((json.dumps(repairs_as_data(made.brought), indent=1) + "\n").encode(),))
    folders.lay({name: (content,) for name, content in made.documents.items()}, output)
    click.echo(lang.say(imported(made.brought, str(folder))))
    sys.exit(0 if made.documents else 1)


@main.command()
@click.argument("parties", nargs=-1, metavar="NAME=NUMBER...")
@click.option("--seats", metavar="NUMBER", help="How many seats to share.")
@click.option("--method", metavar="NAME", default=ALL_METHODS, help="One method, or all of them side by side.", show_default=True)
@click.option("--minimum", metavar="NUMBER", default="0", help="So many seats each party gets at least.")
@click.option("--majority", is_flag=True, help="Whoever has more than half of the strength gets more than half of the seats.")
@click.option("--turns", is_flag=True, help="Share turns instead, such as who chooses a chair first: by the highest quotients.")
@_options(FORMAT, LANG)
def apportion(
    parties: tuple[str, ...],
    seats: str | None,
    method: str,
    minimum: str,
    majority: bool,
    turns: bool,
    format_: str,
    lang: Language,
) -> None:
    """Share seats by strength, as in `A=25 B=18 "Green List=7"`: between whom a lot is needed, and every step of it.

    Arithmetic alone: for what the rules of a body say, ask it for its apportionment.
    """
    made = apportion_seats(
        whole("--seats", seats, 1), strengths(parties), methods(method), minimum=whole("--minimum", minimum), majority=majority,
        turns=turns,
    )  # fmt: skip
    context = Context(charter=NO_CHARTER, language=lang, stamp=datetime(2000, 1, 1, tzinfo=UTC), width=_width())
    _out((assemble().writer("apportion", format_).write(made, context),))


@main.group()
def record() -> None:
    """Make records, add to them, and turn them into another format."""


@record.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--charter", "target", default=".", help="What has the bodies, as TARGET elsewhere; this folder unless given.")
@click.option("--name", help="The id of the record; after the name of the table unless given.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the record.")
@click.option(
    "--disclosure",
    type=click.Choice([audience.name.lower() for audience in Audience]),
    default="members",
    help="Who may see the persons of the table.",
)
@_options(LANG)
def import_(table: Path, target: str, name: str | None, output: Path | None, disclosure: str, lang: Language) -> None:
    """Make a record of a TABLE of members (CSV: name, body, position, since, until); unclear rows are reported."""
    found = _open(target, None, lang)
    if not files.is_file(table):
        raise Misuse(message("misuse.file", file=str(table)))
    document = files.document(table)
    if document.text is None:
        _say(document.findings, lang)
        sys.exit(1)
    made = import_members(found.scope, document.text, name or record_name(table.stem), Audience[disclosure.upper()])
    suffix = output.suffix if output is not None and found.parts.reader(output.suffix) is not None else ".toml"
    text = written(found.parts, made.record, suffix).encode() if made.record.events or not made.findings else b""
    if text and output is not None:
        files.write(output, (text,))
    elif text:
        _out((text,))
    _say(at_file(made.findings, str(table), {}), lang)
    unclear = len({one.place.line for one in made.findings})
    taken = sum(isinstance(event, Holding) for event in made.record.events)
    click.echo(lang.term("import.done", rows=made.rows, taken=taken, unclear=unclear), err=True)
    sys.exit(1 if made.findings else 0)


@record.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A file: .toml, .json or .jsonl."
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@_options(LANG)
def convert(source: Path, output: Path, force: bool, lang: Language) -> None:
    """Write the record SOURCE in another format: TOML, JSON, or JSON Lines, which `gremium record append` can add to."""
    if not files.is_file(source):
        raise Misuse(message("misuse.file", file=str(source)))
    if files.is_file(output) and not force:
        raise Misuse(message("misuse.exists", file=str(output)))
    made = converted(assemble(), files.document(source), output.suffix)
    _say(made.findings, lang)
    if made.text is None:
        sys.exit(1)
    files.write(output, (made.text.encode(),))


@record.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--event", "events", multiple=True, metavar="JSON", help="An event; can be given several times.")
@_options(LANG)
def append(file: Path, events: tuple[str, ...], lang: Language) -> None:
    """Add events to the record FILE in JSON Lines; without --event they come from standard input, as JSON or one in each line.

    All of them are on the disk when the command ends with 0. If one is wrong, everything that is wrong is said, and nothing is
    written.
    """
    parts = assemble()
    if events:
        text = "\n".join(event.replace("\n", " ") for event in events)
        read = records.told(parts, Document(file="--event", suffix=".json", text=text))
    else:
        with click.open_file("-", "rb") as stdin:
            read = records.told(parts, files.decoded(stdin.read(), "stdin", ".json"))
    if read.findings:
        _say(read.findings, lang)
        sys.exit(1)
    done = records.append(file, *read.events, parts=parts)
    _say(at_file(done.findings, "--event" if events else "stdin", read.lines), lang)
    if done.torn.strip():  # it is gone from the file: perhaps somebody wants it back
        click.echo("".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in done.torn), err=True)
    if done.refused:
        sys.exit(1)
    click.echo(lang.term("append.done", events=len(done.events)))


@main.command()
@click.argument("document", type=click.Choice(tuple(DOCUMENTS)), default="charter")
def schema(document: str) -> None:
    """Print the JSON Schema of a charter, a record or cases."""
    norms = assemble().codec.norms
    click.echo(json.dumps(schema_of(DOCUMENTS[document], norms), ensure_ascii=False, indent=2))


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if a file is not in canonical form.")
@_options(LANG)
def fmt(paths: tuple[Path, ...], only_check: bool, lang: Language) -> None:
    """Write documents in their canonical form, keeping comments. A file that cannot be read is left as it is."""
    parts = assemble()
    bad = 0
    for path in paths:
        document = files.document(path)
        formatted = format_document(parts, document)
        _say(formatted.findings, lang)
        if formatted.text is None:
            bad += 1
        elif formatted.text != document.text:
            click.echo(lang.term("fmt.would-change" if only_check else "fmt.changed", file=str(path)))
            bad += only_check
            if not only_check:
                files.write(path, (formatted.text.encode(),), was=document.text)
    sys.exit(1 if bad else 0)


@main.command()
@_options(FORMAT, LANG)
def plugins(format_: str, lang: Language) -> None:
    """List what is installed: jurisdictions, statutes (with sources, gaps), readers, writers, exporters, importers, calendars."""
    parts = assemble()
    rows = [_installed(parts, jurisdiction.id, "bodies") for jurisdiction in parts.jurisdictions]
    laws = [_installed(parts, statute.id, "kinds") for statute in parts.statutes]
    brought = {
        "readers": [reader.name for reader in parts.readers],
        "writers": [f"{writer.answer} → {writer.format}" for writer in parts.writers],
        "exporters": [exporter.format for exporter in parts.exporters],
        "importers": [importer.format for importer in parts.importers],
        "calendars": [calendar.name for calendar in parts.calendars],
    }
    if format_ == "json":
        click.echo(json.dumps({"jurisdictions": rows, "statutes": laws, **brought}, ensure_ascii=False, indent=2))
    else:
        for row in (*rows, *laws):
            said = {key: value for key, value in row.items() if key != "sources"}
            click.echo(lang.term("plugins.jurisdiction" if "bodies" in row else "plugins.statute", **said))
            for source in row["sources"]:
                click.echo(f"    {source['id']}: {source['title']} ({lang.term('verified.' + source['verified'])})")
        for kind, listed in brought.items():
            click.echo(f"{lang.term(f'plugins.{kind}')}: {', '.join(listed)}")
    _say(parts.findings, lang)


def _installed(parts: Parts, id_: str, counted: str) -> dict[str, Any]:
    """Return what is installed under an id, with how many bodies or kinds it has, as `counted` says."""
    document = installed(parts, id_)
    charter = read_document(parts, document, Charter)[0] if document else None
    owned = [owner for owner, _ in owners(charter)] if charter else []
    return {
        "id": id_,
        counted: len(getattr(charter, counted)) if charter else 0,
        "provisions": sum(len(owner.provisions) for owner in owned),
        "unstated": sum(len(owner.unstated) for owner in owned),
        "unmodelled": len(charter.unmodelled) if charter else 0,
        "sources": [
            {"id": source.id, "title": source.title, "verified": source.verified.value}
            for source in (charter.sources if charter else ())
        ],
    }
