"""Broken charters: every defect is reported with file, place, what was expected and a hint; never a traceback, never slowly.

The files in `broken/` have one class of defects each, named in their first line. What is too large or too hostile to lie
in a repository is made here.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from gremium.cli import main
from gremium.explain.language import finding_lines
from gremium.files import projects
from gremium.languages import language
from gremium.plugins.parts import Parts
from gremium.values.finding import Severity, dotted
from gremium.workbench.project import Opened, open_project

BROKEN = Path(__file__).parent / "broken"
# Twice what is promised, for machines that do other things at the same time.
MOST_SECONDS = 2.0

# For each file: code, line, path and the beginning of the hint of everything that is wrong with it.
EXPECTED: dict[str, list[tuple[str, int | None, str, str]]] = {
    "actor-in-percent.toml": [
        ("bad-phrase", 21, "bodies.council.power[0].who", "did you mean “at least 1/4 of voting members”?"),
    ],
    "attributes-as-numbers.toml": [
        ("wrong-type", 22, "bodies.council.composition[0].with.district", ""),
    ],
    "bad-citation.toml": [
        ("bad-phrase", 15, "bodies.council.cites[0]", "write the id of a source, a blank and the place in it,"),
    ],
    "bad-date.toml": [("wrong-type", 11, "sources.bylaw.date", "did you mean “2026-03-01”?")],
    "bad-language.toml": [("unknown-key", 5, "name.german", "write every text under its language, such as name.en =")],
    "bad-reading-name.toml": [("bad-phrase", 14, 'ambiguities.cycle.readings."every year"', "did you mean “every-year”?")],
    "bad-reference.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].holder", "write a body, a position in a body, or a position in"),
    ],
    "bad-share.toml": [
        ("bad-phrase", 21, "bodies.council.term[0].renewal.share", 'write an exact fraction: "1/3"'),
    ],
    "bare-name.toml": [("bad-phrase", 5, "name", "write every text under its language, such as name.en =")],
    "body-instead-of-office.toml": [
        ("dangling-reference", 20, "bodies.committee.seats[0].holder", "did you mean “chair@council”?"),
    ],
    "cadence-incomplete.toml": [
        ("cadence-incomplete", 17, "bodies.council.cadence[0]", 'write "week", "month", "quarter", "half-year", "year",'),
    ],
    "charter.yaml": [("unknown-format", None, "", "did you mean “.toml”?")],
    "colon.toml": [("syntax", 16, "", "each line has one statement, such as kind =")],
    "condition-as-text.toml": [
        ("bad-phrase", 21, "bodies.council.composition[0].need", "write a table with one of with, age, holds, held,"),
    ],
    "condition-misspelt.toml": [
        ("bad-phrase", 21, "bodies.council.composition[0].need", "did you mean “age”?"),
    ],
    "condition-not-in-a-list.toml": [
        ("bad-phrase", 21, "bodies.council.composition[0].need", "write several conditions as a list: all = [{ age ="),
    ],
    "condition-with-two-heads.toml": [
        ("bad-phrase", 21, "bodies.council.composition[0].need", "write several conditions as a list: all = [{ age ="),
    ],
    "control-character.toml": [("syntax", 5, "", "delete this control character; lines end with LF or CR LF")],
    "dangling-body.toml": [("dangling-reference", 19, "bodies.council.seats[0].holder", "did you mean “chair@council”?")],
    "dangling-calendar.toml": [("dangling-reference", 6, "calendar", "did you mean “city”?")],
    "dangling-carries.toml": [("dangling-reference", 23, "bodies.assembly.carries[0]", "did you mean “mayor”?")],
    "dangling-kind.toml": [("dangling-reference", 19, "bodies.council.seats[0].holder", "did you mean “chair@*council”?")],
    "dangling-part-of.toml": [("dangling-reference", 16, "bodies.council.part_of", "")],
    "dangling-position.toml": [
        ("dangling-reference", 21, "bodies.steering-group.seats[0].holder", "did you mean “mayor@council”?"),
    ],
    "dangling-seat-group.toml": [
        ("dangling-reference", 21, "bodies.council.term[0].for_seat", "did you mean “people”?"),
    ],
    "dangling-succeeds.toml": [("dangling-reference", 16, "bodies.council.succeeds", "")],
    "date-without-day.toml": [("syntax", 16, "", 'write a day such as 2026-03-01, a month "2026-03", a')],
    "decimal-count.toml": [
        ("bad-phrase", 18, "bodies.council.cadence[0].times", "a count is a number of whole things, so a decimal or a"),
    ],
    "decimal-day.toml": [("bad-phrase", 16, "bodies.council.since", 'write a day such as 2026-03-01, a month "2026-03",')],
    "delegation-to-a-body.toml": [
        ("delegation-unsent", 23, "bodies.board.seats[0].by", "write a row of delegation with to ="),
        ("dangling-reference", 26, "bodies.council.delegation[0].to", "did you mean “chair@board”?"),
    ],
    "delegation-to-nobody.toml": [
        ("missing-key", 20, "bodies.council.delegation[0]", ""),
    ],
    "dormancy-without-case.toml": [
        ("missing-key", 21, "bodies.council.term[0].dormancy[0]", ""),
    ],
    "duplicate-key-in-row.toml": [("duplicate-key", 16, "bodies.council.seats[0].seats", "")],
    "duplicate-key.json": [("duplicate-key", None, "id", "")],
    "duplicate-key.toml": [("duplicate-key", 16, "bodies.council.kind", "first written in line 13")],
    "duplicate-position.toml": [("duplicate-id", 16, "bodies.council.positions", "")],
    "duplicate-seat-group.toml": [("duplicate-id", 16, "bodies.council.seats[1].id", "")],
    "duplicate-table.toml": [("duplicate-key", 17, "bodies.council", "first written in line 12")],
    "each-without-list.toml": [("each-without-list", 19, "bodies.council.seats[0].holder", "")],
    "empty.json": [("file-empty", None, "", "")],
    "empty.toml": [("file-empty", None, "", "")],
    "escaped-control-character.toml": [("bad-phrase", 12, 'bodies."red\x1b[31m\ncouncil"', "did you mean “red-31m-council”?")],
    "ex-officio-cycle.toml": [("ex-officio-cycle", 21, "bodies.committee.seats[0]", "")],
    "excluded-reading-without-reason.toml": [
        ("bad-phrase", 23, "ambiguities.leads.excluded.five", "write every text under its language, such as"),
    ],
    "five-defects.toml": [
        ("unknown-value", 10, "sources.bylaw.verified", "did you mean “read”?"),
        ("unknown-key", 16, "bodies.council.postions", "did you mean “positions”?"),
        ("bad-phrase", 17, "bodies.council.since", 'write a day such as 2026-03-01, a month "2026-03", a'),
        ("bad-phrase", 20, "bodies.council.cadence[0].times", "a count is a number of whole things, so a decimal or a"),
        ("bad-phrase", 24, "bodies.council.seats[0].id", "choose another id, such as “members-1”"),
    ],
    "format-as-text.toml": [("wrong-type", 2, "format", "")],
    "german-date.toml": [("syntax", 16, "", "did you mean “2026-03-01”?")],
    "huge-count.toml": [("bad-phrase", 19, "bodies.council.seats[0].seats", "")],
    "id-without-quotes.toml": [("syntax", 4, "", 'texts stand in quotation marks, such as kind = "council"')],
    "inline-table-over-lines.toml": [("syntax", 17, "", "in TOML a table in braces stands on one")],
    "key-after-sub-table.toml": [
        ("misplaced-key", 19, "bodies.council.cadence[0].positions", "in TOML all that follows the header of a sub-table"),
    ],
    "kind-cycle.toml": [("part-of-cycle", 16, "kinds.board.of", "")],
    "lead-after-the-meeting.toml": [
        ("bad-phrase", 21, "bodies.council.notice[0].lead", 'write a time before the meeting, such as "8 clear days'),
    ],
    "lead-in-full-days.toml": [
        ("bad-phrase", 21, "bodies.council.notice[0].lead", 'write a time before the meeting, such as "8 clear days'),
    ],
    "lead-of-clear-hours.toml": [
        ("bad-phrase", 21, "bodies.council.notice[0].lead", 'write a time before the meeting, such as "8 clear days'),
    ],
    "list-expected.toml": [("wrong-type", 15, "bodies.council.cites", 'did you mean “["bylaw § 1"]”?')],
    "list-without-quotes.toml": [("syntax", 16, "", 'texts stand in quotation marks, such as kind = "council"')],
    "list.json": [("wrong-type", None, "", "")],
    "lone-carriage-return.toml": [("syntax", 1, "", "delete this control character; lines end with LF or CR LF")],
    "long-id.toml": [
        ("bad-phrase", 12, "bodies." + "a" * 100, ""),
    ],
    "long-key-twice.toml": [("duplicate-key", 21, "bodies.council.unread", "first written in line 16")],
    "missing-keys.toml": [
        ("missing-key", None, "", ""),
        ("missing-key", None, "", ""),
        ("missing-key", 10, "bodies.council", ""),
    ],
    "missing-seat-id.toml": [("missing-key", 17, "bodies.council.seats[0]", "")],
    "misspelt-action.toml": [("bad-phrase", 22, "bodies.council.power[0].may", "did you mean “demand”?")],
    "misspelt-aspect-in-a-binding.toml": [
        ("unknown-key", 22, "bodies.council.notice[0].binding.laed", "did you mean “lead”?"),
    ],
    "misspelt-basis.toml": [("unknown-value", 22, "bodies.council.notice[0].basis", "did you mean “receipt”?")],
    "misspelt-binding.toml": [("bad-phrase", 22, "bodies.council.notice[0].binding", "did you mean “floor”?")],
    "misspelt-cause-of-loss.toml": [
        ("unknown-value", 21, "bodies.council.term[0].removal[0].lost_by", "did you mean “resignation”?"),
    ],
    "misspelt-end-of-presumption.toml": [
        ("unknown-value", 21, "bodies.council.quorum[0].presumed", "did you mean “finding”?"),
    ],
    "misspelt-gap.toml": [
        ("bad-phrase", 18, "bodies.council.cadence[0].gap", 'write "2 weeks.." (at least), "..3 months" (at most) or'),
    ],
    "misspelt-id.toml": [("bad-phrase", 12, "bodies.Stadt-Rat", "did you mean “stadt-rat”?")],
    "misspelt-key-in-removal.toml": [
        ("unknown-key", 22, "bodies.council.term[0].removal[0].absenses", "did you mean “absences”?"),
    ],
    "misspelt-key-of-steps.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].seats", "did you mean “pooled_by”?"),
    ],
    "misspelt-key-of-substitutes.toml": [
        ("unknown-key", 19, "bodies.council.seats[0].substitutes.numbr", "did you mean “number”?"),
    ],
    "misspelt-key.toml": [("unknown-key", 16, "bodies.council.postions", "did you mean “positions”?")],
    "misspelt-phrase.toml": [("bad-phrase", 19, "bodies.council.cadence[0].per", "did you mean “year”?")],
    "misspelt-quota.toml": [("bad-phrase", 21, "bodies.council.decision[0].need", "did you mean “more than 1/2 of votes”?")],
    "misspelt-start.toml": [
        ("bad-phrase", 22, "bodies.council.term[0].starts", "write a day of the year, a named day, or a length"),
    ],
    "misspelt-state.toml": [
        ("bad-phrase", 21, "bodies.council.composition[0].count", "did you mean “voting”?"),
    ],
    "misspelt-strength.toml": [("unknown-value", 20, "bodies.council.cadence[0].strength", "did you mean “should”?")],
    "misspelt-substitutes.toml": [
        ("unknown-value", 19, "bodies.council.seats[0].substitutes", "did you mean “personal”?"),
    ],
    "misspelt-treatment.toml": [("unknown-value", 22, "bodies.council.decision[0].abstentions", "did you mean “ignored”?")],
    "misspelt-way-of-filling.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].how", "did you mean “elected”?"),
    ],
    "misspelt-weekday.toml": [("unknown-value", 20, "calendars.city.weekdays[1]", "did you mean “tue”?")],
    "need-misspelt.toml": [("bad-phrase", 21, "bodies.council.quorum[0].requires", "did you mean “holds”?")],
    "need-of-another-question.toml": [
        ("bad-phrase", 21, "bodies.council.quorum[0].requires", "known: notice, sitting, quorum"),
    ],
    "need-with-two-heads.toml": [
        ("bad-phrase", 21, "bodies.council.quorum[0].need", 'write several as a list: all = ["at least 3", { holds'),
    ],
    "need-without-number.toml": [
        ("bad-phrase", 21, "bodies.council.quorum[0].need", 'ask for a number, such as "at least 3", or write a'),
    ],
    "no-such-date.toml": [("syntax", 16, "", 'write a day such as 2026-03-01, a month "2026-03", a')],
    "no-such-day.toml": [("bad-phrase", 16, "bodies.council.until", 'write a day such as 2026-03-01, a month "2026-03", a')],
    "not-a-number.json": [("wrong-type", None, "format", "")],
    "null-byte.toml": [("syntax", 5, "", "delete this control character; lines end with LF or CR LF")],
    "number-as-id.toml": [("wrong-type", 3, "id", "")],
    "number-of-ex-officio-seats.toml": [("bad-filling", 20, "bodies.council.seats[0].seats", "")],
    "number.json": [("wrong-type", None, "", "")],
    "object-with-a-blank.toml": [
        ("bad-phrase", 22, "bodies.council.power[0].may[1]", "write an id after the colon, such as"),
    ],
    "only-comments.toml": [("file-empty", None, "", "")],
    "part-of-cycle.toml": [("part-of-cycle", 21, "bodies.committee.part_of", "")],
    "percentage-count.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].seats", "a count is a number of whole things, so a decimal or a"),
    ],
    "percentage-without-quotes.toml": [("syntax", 18, "", "a count is a number of whole things, so a decimal or a")],
    "person-among-the-parties.toml": [
        ("unknown-key", 22, "parties.ada.born", "known: name, kind, cites, attributes"),
    ],
    "position-and-seat-group.toml": [("duplicate-id", 16, "bodies.council.positions", "")],
    "public-as-truth.toml": [("unknown-value", 21, "bodies.council.sitting[0].public", "")],
    "quorum-as-a-list.toml": [
        ("bad-phrase", 21, "bodies.council.quorum[0].need", 'write several as a list: all = ["at least 3", { holds'),
    ],
    "quorum-as-a-number.toml": [("bad-phrase", 22, "bodies.council.quorum[0].need", "did you mean “at least 7”?")],
    "quorum-in-percent.toml": [
        ("bad-phrase", 22, "bodies.council.quorum[0].need", "did you mean “more than 1/2 of voting seats”?"),
    ],
    "quorum-with-a-noun.toml": [
        ("bad-phrase", 21, "bodies.council.quorum[0].need", 'write apart what is counted: count = "present people",'),
    ],
    "quota-in-percent.toml": [
        ("bad-phrase", 23, "bodies.council.composition[0].is", "did you mean “at least 1/2 of members”?"),
    ],
    "quota-with-a-noun.toml": [
        ("bad-phrase", 21, "bodies.council.composition[0].is", 'write apart what is counted: count = "voting'),
    ],
    "quota-without-comparison.toml": [
        ("bad-phrase", 22, "bodies.council.composition[0].is", "write at least, more than, at most, fewer than,"),
    ],
    "range-in-a-step.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].seats", "write one number for each size: { of ="),
    ],
    "remit-without-language.toml": [
        ("bad-phrase", 21, "bodies.council.remit[0].includes", "write every text under its language, such as"),
    ],
    "reserved-id.toml": [("bad-phrase", 12, "bodies.members", "choose another id, such as “members-1”")],
    "reserved-reference.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].holder", "write a body, a position in a body, or a position in"),
    ],
    "resting-by-nobody-known.toml": [
        ("unknown-value", 21, "bodies.council.term[0].dormancy[0].acts", ""),
    ],
    "reversed-count.toml": [("bad-phrase", 18, "bodies.council.cadence[0].times", "did you mean “2..4”?")],
    "reversed-day.toml": [("bad-phrase", 16, "bodies.council.since", "did you mean “2023-01-01..2024-01-01”?")],
    "reversed-span.toml": [("span-reversed", 17, "bodies.council.until", "")],
    "rows-expected.toml": [("wrong-type", 17, "bodies.council.seats", "each row gets a header in double brackets, such as")],
    "rows-twice.toml": [("duplicate-key", 18, "bodies.council.seats", "first written in line 16")],
    "second-call-without-need.toml": [("missing-key", 21, "bodies.council.quorum[0].second_call", "")],
    "start-on-no-day.toml": [
        ("bad-phrase", 22, "bodies.council.term[0].starts", "write a day of the year, a named day, or a length"),
    ],
    "state-of-one-summand.toml": [
        ("bad-phrase", 21, "bodies.council.composition[0].count", "did you mean “voting people + voting guests”?"),
    ],
    "statement-without-value.toml": [("syntax", 16, "", 'each line has one statement, such as kind = "council"; a')],
    "steps-that-overlap.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].seats", ""),
    ],
    "steps-without-measure.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].seats", "write one number for each size: { of ="),
    ],
    "substitutes-without-order.toml": [
        ("missing-key", 19, "bodies.council.seats[0].substitutes", ""),
    ],
    "syntax.json": [("syntax", 4, "", "JSON has no comma before a closing bracket")],
    "syntax.toml": [("syntax", 8, "", "a text ends with the quotation mark with which it")],
    "table-expected.toml": [("wrong-type", 13, "bodies.council", "")],
    "text-for-truth.toml": [("wrong-type", 16, "bodies.council.complete", "")],
    "tie-by-nobody.toml": [
        ("bad-phrase", 21, "bodies.council.decision[0].tie.by", "write a body, a position in a body, or a position in"),
    ],
    "time-after-instead-of-before.toml": [
        ("bad-phrase", 21, "bodies.council.term[0].vacancy[0].ahead", 'write a length before a named day: "6 months before'),
    ],
    "top-key-after-table.toml": [
        ("misplaced-key", 11, "sources.bylaw.calendar", "in TOML all that follows the header of a sub-table"),
    ],
    "two-fillings.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].holder", 'choose one of them: holder = "chair@council" (by virtue'),
    ],
    "unknown-effect.toml": [
        ("unknown-value", 23, "bodies.council.composition[0].effect", ""),
    ],
    "unknown-event.toml": [("unknown-date", 18, "bodies.council.cadence[0].first", "known: term-end, term-start")],
    "unknown-key.json": [("unknown-key", None, "note", "known: format, id, kind, name, calendar, statutes,")],
    "unknown-key.toml": [("unknown-key", 16, "bodies.council.budget", "known: kind, name, status, since, until, part_of,")],
    "unknown-mandate.toml": [
        ("unknown-value", 27, "bodies.council.delegation[0].mandate", ""),
    ],
    "unknown-reading.toml": [("unknown-reading", 25, "bodies.council.cadence[0].reading", "did you mean “cycle:annual”?")],
    "unknown-region.toml": [
        ("unknown-region", 19, "calendars.city.region", "write a country or a part of it by ISO 3166, such as"),
    ],
    "unknown-source.toml": [("unknown-source", 15, "bodies.council.cites[0]", "did you mean “bylaw”?")],
    "unknown-topic.toml": [("unknown-topic", 16, "bodies.council.unstated[0]", "did you mean “quorum”?")],
    "unknown-way-to-refill.toml": [
        ("unknown-value", 21, "bodies.council.term[0].vacancy[0].fill", ""),
    ],
    "unsupported-format.toml": [("unsupported-format", 2, "format", "")],
    "way-of-filling-beside-an-office.toml": [
        ("bad-phrase", 19, "bodies.council.seats[0].holder", 'choose one of them: holder = "chair@council" (by'),
    ],
    "word-for-truth.toml": [("syntax", 16, "", "did you mean “false”?")],
    "wrong-type.toml": [("wrong-type", 8, "sources.bylaw.title", "")],
}


def opened(parts: Parts, file: Path) -> Opened:
    (project,) = projects(file)
    return open_project(parts, project)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_defect_is_reported_at_its_place_with_a_hint(parts: Parts, name: str) -> None:
    """Code, line, path and hint are the expected ones, and nothing else is wrong."""
    say = language("en")
    found = [
        (one.code, one.place.line, dotted(one.place.path), say.say(one.hint) if one.hint else "")
        for one in opened(parts, BROKEN / name).findings
        if one.severity is not Severity.NOTE
    ]
    expected = EXPECTED[name]
    assert [one[:3] for one in found] == [one[:3] for one in expected]
    for (*_, hint), (*_, begins) in zip(found, expected, strict=True):
        assert hint.startswith(begins)
        assert bool(hint) == bool(begins)


def test_every_broken_file_is_tested() -> None:
    """No file lies here without its expectation."""
    assert {file.name for file in BROKEN.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
@pytest.mark.parametrize("tag", ["en", "de"])
def test_the_command_names_the_file_and_ends_with_one(name: str, tag: str) -> None:
    """Each finding is one line that begins with the file; the command fails without a traceback, quickly, in both languages."""
    file = BROKEN / name
    start = time.process_time()
    result = CliRunner().invoke(main, ["check", str(file), "--lang", tag], catch_exceptions=False)
    assert time.process_time() - start < MOST_SECONDS
    assert result.exit_code == 1
    assert f"  {file}" in result.output
    assert "Traceback" not in result.output
    assert all(character.isprintable() or character == "\n" for character in result.output)


@pytest.mark.parametrize("name", ["null-byte.toml", "syntax.toml", "list.json", "charter.yaml", "five-defects.toml"])
def test_a_fresh_process_reports_without_a_traceback(name: str) -> None:
    """What the runner shows is what a shell shows."""
    command = [sys.executable, "-m", "gremium", "check", str(BROKEN / name)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "Traceback" not in run.stdout + run.stderr


def test_all_problems_of_a_file_are_told_at_once(parts: Parts) -> None:
    """Five defects, five findings."""
    assert opened(parts, BROKEN / "five-defects.toml").errors == 5


# ── too large or too hostile for the repository ──────────────────────────────────────────────────────────────────────

HEAD = b'format = 1\nid = "x"\nkind = "municipality"\n'
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "100 MB": ("charter.toml", b"#" * 100_000_000, "file-too-large"),
    "10,000 brackets": ("charter.toml", HEAD + b"x = " + b"[" * 10_000 + b"]" * 10_000 + b"\n", "too-deep"),
    "10,000 braces in JSON": ("charter.json", b'{"x":' * 10_000 + b"1" + b"}" * 10_000, "too-deep"),
    "one key of 40,000 parts": ("charter.toml", HEAD + b".".join([b"a"] * 40_000) + b" = 1\n", "too-many-key-parts"),
    "headers of 40,000 parts in all": (
        "charter.toml",
        HEAD + b"".join(b"[" + b".".join(b"a%d" % (n * 20 + i) for i in range(20)) + b"]\n" for n in range(2_000)),
        "too-many-key-parts",
    ),
    "not UTF-8": ("charter.toml", HEAD.decode().encode("utf-16"), "not-utf-8"),
    "an integer of 5,000 digits": ("charter.toml", HEAD + b"x = " + b"9" * 5_000 + b"\n", "wrong-type"),
    "an integer of 5,000 digits in JSON": ("charter.json", b'{"x": ' + b"9" * 5_000 + b"}", "wrong-type"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_would_exhaust_a_parser_is_refused_quickly(tmp_path: Path, name: str) -> None:
    """Size, depth and endless keys are seen before anything is parsed."""
    file_name, content, code = HOSTILE[name]
    file = tmp_path / file_name
    file.write_bytes(content)
    start = time.process_time()
    result = CliRunner().invoke(main, ["check", str(file)], catch_exceptions=False)
    assert time.process_time() - start < MOST_SECONDS
    assert result.exit_code == 1
    assert f"[{code}]" in result.output


def test_a_number_that_python_cannot_print_is_refused(tmp_path: Path) -> None:
    """Hexadecimal numbers have no limit in Python; where any value is expected they are shown cut."""
    file = tmp_path / "charter.toml"
    file.write_bytes(HEAD + b"[bodies.a]\nkind = 0x" + b"f" * 5_000 + b"\n")
    result = CliRunner().invoke(main, ["check", str(file)], catch_exceptions=False)
    assert result.exit_code == 1
    told = "expected a whole number of at most 18 digits, read 0xffffffffffffffffff… [wrong-type]"
    assert f"{file}:5: bodies.a.kind: error: {told}" in result.output


def test_what_a_document_says_is_shown_cut(tmp_path: Path) -> None:
    """A phrase or an id of a million characters does not fill the screen."""
    file = tmp_path / "charter.toml"
    long = b"a" * 500_000
    seat = b"{ id = 'x', holder = '" + long + b"@@' }"
    file.write_bytes(HEAD + b"[bodies." + long + b"]\nkind = 1\n[bodies.b]\nkind = 'c'\nseats = [" + seat + b"]\n")
    result = CliRunner().invoke(main, ["check", str(file)], catch_exceptions=False)
    assert result.exit_code == 1
    assert result.output.count("error:") == 3
    assert len(result.output) < 2_000


def test_a_circle_of_hundreds_is_found_quickly(tmp_path: Path) -> None:
    """Chains of kinds and bodies are walked once, not once for each of their links."""
    file = tmp_path / "charter.toml"
    kinds = b"".join(b'[kinds.k%d]\nof = "k%d"\n' % (n, (n + 1) % 200) for n in range(200))
    bodies = b"".join(b'[bodies.b%d]\nkind = "x"\npart_of = "b%d"\n' % (n, (n + 1) % 200) for n in range(200))
    file.write_bytes(HEAD + kinds + bodies)
    start = time.process_time()
    result = CliRunner().invoke(main, ["check", str(file)], catch_exceptions=False)
    assert time.process_time() - start < MOST_SECONDS
    assert result.output.count("[part-of-cycle]") == 2


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("unit", ["week", "month", "year"])
def test_the_ends_of_the_calendar_do_no_harm(tmp_path: Path, day: str, unit: str) -> None:
    """Registers write 9999-12-31 for a rule without end; days are never counted beyond it."""
    file = tmp_path / "charter.toml"
    rule = f"[[bodies.a.cadence]]\ntimes = 1\nper = '{unit}'\ngap = '..2 years'\nsince = {day}\n"
    file.write_bytes(HEAD + f"[bodies.a]\nkind = 'council'\nsince = {day}\n{rule}".encode())
    result = CliRunner().invoke(main, ["check", str(file)], catch_exceptions=False)
    assert result.exit_code == 0


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
    """CR LF counts as one end of a line."""
    file = tmp_path / "misspelt-key.toml"
    file.write_bytes((BROKEN / "misspelt-key.toml").read_bytes().replace(b"\n", b"\r\n"))
    result = CliRunner().invoke(main, ["check", str(file)], catch_exceptions=False)
    assert f"{file}:16: bodies.council.postions: error: unknown key “postions” [unknown-key]" in result.output


def test_bytes_that_are_no_utf_8_have_a_line(tmp_path: Path) -> None:
    """An umlaut in Latin-1 is found by its line, and the hint says what to do."""
    file = tmp_path / "charter.toml"
    file.write_bytes(HEAD + "name.de = 'Köln'\n".encode("latin-1"))
    result = CliRunner().invoke(main, ["check", str(file), "--lang", "de"], catch_exceptions=False)
    assert f"{file}:4: " in result.output
    assert "die Datei mit der Kodierung UTF-8 speichern" in result.output


def test_a_misplaced_key_names_its_owner_and_the_table_it_fell_into() -> None:
    """The trap of TOML is explained with the headers as they stand in the file."""
    file = BROKEN / "key-after-sub-table.toml"
    result = CliRunner().invoke(main, ["check", str(file)], catch_exceptions=False)
    where = f"  {file}:19: bodies.council.cadence[0].positions"
    hint = "in TOML all that follows the header of a sub-table belongs to the sub-table; "
    hint += "move it up, above [[bodies.council.cadence]]"
    told = f"{where}: error: key “positions” does not belong here, but to [bodies.council] [misplaced-key]\n      {hint}\n"
    assert told in result.output


@pytest.mark.parametrize("written", ["knd = 'council'", "[[bodies.a.cadence]]\ntimes = 1\nper = 'year'\nkind = 'council'"])
def test_a_key_that_is_misspelt_or_misplaced_is_not_missing_as_well(parts: Parts, tmp_path: Path, written: str) -> None:
    """One slip of the pen is one finding."""
    file = tmp_path / "charter.toml"
    file.write_bytes(HEAD + f"[bodies.a]\n{written}\n".encode())
    assert len(opened(parts, file).findings) == 1


def test_all_repeated_keys_of_json_are_told_with_their_path(parts: Parts, tmp_path: Path) -> None:
    """JSON would silently keep the later of two values, wherever they stand."""
    file = tmp_path / "charter.json"
    kinds = '[{"of": NaN, "of": 1, "x": -Infinity}]'
    file.write_text('{"id": "x", "bodies": {"a": {"kind": "b", "kind": "c"}}, "kinds": ' + kinds + ', "id": 1}')
    found = [(one.code, dotted(one.place.path)) for one in opened(parts, file).findings]
    assert sorted(found) == [
        ("duplicate-key", "bodies.a.kind"),
        ("duplicate-key", "id"),
        ("duplicate-key", "kinds[0].of"),
        ("wrong-type", "kinds[0].x"),
    ]


def test_a_record_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    """A folder, or nothing, in the place of a record breaks the check with one line."""
    for record in (tmp_path, tmp_path / "nothing.toml"):
        result = CliRunner().invoke(main, ["check", "paderborn", "--record", str(record)], catch_exceptions=False)
        assert result.exit_code == 1
        assert f"{record}: error: no readable file: {record} [file-missing]" in result.output


def test_a_byte_order_mark_does_no_harm(parts: Parts, tmp_path: Path) -> None:
    """Windows editors write one; the charter is read all the same."""
    for name, content in (("a.toml", HEAD), ("b.json", b'{"id": "x", "kind": "municipality"}')):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + content)
        assert opened(parts, tmp_path / name).findings == ()


def test_a_path_that_does_not_exist_is_misuse(tmp_path: Path) -> None:
    """Nothing to check is no broken charter: exit code 2."""
    (tmp_path / "charter.toml").mkdir()
    for target in (tmp_path / "nothing.toml", tmp_path, tmp_path / "charter.toml", "a\0b", "/dev/null"):
        result = CliRunner().invoke(main, ["check", str(target)], catch_exceptions=False)
        assert result.exit_code == 2
        assert "Traceback" not in result.output


def test_every_finding_can_be_said_in_both_languages(parts: Parts) -> None:
    """No sentence lacks a parameter or a word."""
    for name in EXPECTED:
        for tag in ("de", "en"):
            for one in opened(parts, BROKEN / name).findings:
                assert not [line for line in finding_lines(one, language(tag)) if re.search(r"\{\w*\}", line)]
