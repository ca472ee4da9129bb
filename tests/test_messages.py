"""The message catalogues say everything that the code can say, in both languages, and nothing else."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

import pytest
from attrs import define, field
from babel.messages.pofile import read_po

from gremium.codec.shape import spelling
from gremium.evaluate.apportionment import Shares
from gremium.evaluate.balloting import Elects
from gremium.evaluate.delta import Change
from gremium.evaluate.holdings import SeatState
from gremium.evaluate.poll import Result
from gremium.evaluate.replay import Amiss, Why
from gremium.evaluate.timing import What
from gremium.evaluate.turns import State
from gremium.model.proposal import Did
from gremium.model.provision import Strength
from gremium.model.record import Audience, MeetingState
from gremium.model.source import Rank, Verified
from gremium.model.word import VOCABULARY
from gremium.norms.apportionment import Adjusted, Draw, Exhausted, Formula, Manner, Successor, Turns, Weight
from gremium.norms.composition import Effect, Twice
from gremium.norms.decision import After, Breaks, Form, Per, Silence, Split, Stops, Treatment
from gremium.norms.delegation import Mandate
from gremium.norms.duty import Occasion, Owed
from gremium.norms.election import Against, Consent, Declined, Level, Several, Unopposed, Withdrawal
from gremium.norms.notice import Basis, Healing
from gremium.norms.power import Consequence
from gremium.norms.quorum import Cause, Checked, Ends, Failure, Lacking
from gremium.norms.route import Act
from gremium.norms.seats import Characteristic, Standing, SubstituteOrder
from gremium.norms.sitting import Publicity, Remoteness
from gremium.norms.term import Holdover, LostBy, Out, Refill, Resting
from gremium.values.allotment import Flaw
from gremium.values.filling import How
from gremium.values.finding import FINDINGS, Severity
from gremium.values.phrases import PREDECLARED
from gremium.values.verdict import Outcome
from gremium.workbench.losses import ASPECTS
from gremium.workbench.published import Came

SOURCES = Path(__file__).parents[1] / "src"
PACKAGES = ("gremium", "gremium_adapters")
LANGUAGES = ("de", "en")


def catalogue_file(language: str) -> Path:
    return SOURCES / "gremium" / "locale" / language / "LC_MESSAGES" / "gremium.po"


def catalogue(language: str) -> Mapping[str, str]:
    with catalogue_file(language).open("rb") as file:
        entries = read_po(file, locale=language)
    return {str(entry.id): str(entry.string) for entry in entries if entry.id}


FAMILIES = "|".join(sorted({code.partition(".")[0] for language in LANGUAGES for code in catalogue(language)}))
# A string in the code that looks like this is a code of the catalogue.
CODE = re.compile(rf"({FAMILIES})\.[a-zA-Z]+(-[a-zA-Z]+)*")
# What a code that is put together begins with: its last part is only known when it runs.
FAMILY = re.compile(rf"({FAMILIES})\.([a-zA-Z-]+-)?")

# Functions whose first argument is always a code, whatever it looks like.
SAYING = ("message", "term")
# Functions whose first argument is a code without its family.
SHORT = {"finding": "finding.", "note": "finding.", "expected": "type."}
# Keywords of these functions that are no parameters of the message.
NO_PARAMETERS = frozenset({"hint"})
# A misplaced key counts the steps `up` while it is on its way; the finding that comes out names the `owner` instead.
ON_THE_WAY = "up"

# Enumerations that have a word for each member, by the beginning of its codes.
ENUMERATIONS: tuple[tuple[str, type[Enum]], ...] = (
    ("act.", Act),
    ("amiss.", Amiss),
    ("apportionment.adjusted-", Adjusted),
    ("apportionment.exhausted-", Exhausted),
    ("apportionment.successor-", Successor),
    ("apportionment.turns-", Turns),
    ("apportionment.weights-", Weight),
    ("audience.", Audience),
    ("came.", Came),
    ("characteristic.", Characteristic),
    ("composition.effect-", Effect),
    ("composition.twice-", Twice),
    ("decision.abstentions-", Treatment),
    ("decision.form-", Form),
    ("decision.invalid-", Treatment),
    ("decision.per-", Per),
    ("decision.round-", After),
    ("decision.silence-", Silence),
    ("decision.split-", Split),
    ("decision.tie-", Breaks),
    ("decision.veto-", Stops),
    ("delegation.", Mandate),
    ("delta.", Change),
    ("did.", Did),
    ("draw.", Draw),
    ("duty.owes-", Owed),
    ("duty.state-", State),
    ("duty.upon-", Occasion),
    ("election.against-", Against),
    ("election.consent-", Consent),
    ("election.declined-", Declined),
    ("election.level-", Level),
    ("election.several-", Several),
    ("election.unopposed-", Unopposed),
    ("election.withdrawal-", Withdrawal),
    ("html.findings-", Severity),
    ("how.", How),
    ("manner.", Manner),
    ("meeting.", MeetingState),
    ("method.", Formula),
    ("needs.notice-", Healing),
    ("notice.basis-", Basis),
    ("notice.counts-", Basis),
    ("notice.cure-", Healing),
    ("notice.what-", What),
    ("outcome.", Outcome),
    ("power.effect-", Consequence),
    ("quorum.cause-", Cause),
    ("quorum.checked-", Checked),
    ("quorum.failure-", Failure),
    ("quorum.fallback-", Lacking),
    ("quorum.presumed-", Ends),
    ("rank.", Rank),
    ("reason.bar-effect-", Consequence),
    ("reason.blocked-", Why),
    ("reason.claim-", Draw),
    ("reason.decision-", Result),
    ("reason.duty-", State),
    ("reason.duty-strength-", Strength),
    ("reason.election-", Elects),
    ("reason.flaw-", Flaw),
    ("reason.notice-counts-", Basis),
    ("reason.notice-healed-", Healing),
    ("reason.notice-perhaps-healed-", Healing),
    ("reason.notice-unhealed-", Healing),
    ("reason.route-", Strength),
    ("reason.sharing-", Shares),
    ("reason.sharing-adjusted-", Adjusted),
    ("reason.step-", Amiss),
    ("severity.", Severity),
    ("show.substitutes-", SubstituteOrder),
    ("sitting.public-", Publicity),
    ("sitting.remote-", Remoteness),
    ("standing.", Standing),
    ("state.", SeatState),
    ("strength.", Strength),
    ("term.acts-", Resting),
    ("term.fill-", Refill),
    ("term.holdover-", Holdover),
    ("term.lost-by-", LostBy),
    ("term.out-", Out),
    ("verified.", Verified),
)


def parameters(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)


# ── what the code says ───────────────────────────────────────────────────────────────────────────────────────────────


@define
class Said:
    """The codes in the source with their places; the beginnings of codes that are put together when they run; and for each
    code that is passed together with its parameters, their names."""

    places: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    families: set[str] = field(factory=set)
    passed: dict[str, list[tuple[str, frozenset[str]]]] = field(factory=lambda: defaultdict(list))


def said_in_code() -> Said:
    said = Said()
    for package in PACKAGES:
        for file in sorted((SOURCES / package).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for scope in scopes(tree):
                collect(scope, str(file.relative_to(SOURCES)), said)
    return said


def scopes(tree: ast.Module) -> Iterator[list[ast.AST]]:
    """Yield the nodes of each outermost function, and those of everything else."""
    functions = [node for node in outermost(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    yield from (list(ast.walk(function)) for function in functions)
    yield [node for node in ast.walk(tree) if id(node) not in inside]


def outermost(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.FunctionDef):
            yield from outermost(child)


def collect(nodes: list[ast.AST], file: str, said: Said) -> None:
    assigned: dict[str, list[ast.expr]] = defaultdict(list)
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    assigned[target.id].append(node.value)
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            said.places[node.value].append(f"{file}:{node.lineno}")
        elif isinstance(node, ast.JoinedStr | ast.BinOp):
            begin = beginning(node)
            if FAMILY.fullmatch(begin) and begin not in SHORT.values():
                said.families.add(begin)
        elif isinstance(node, ast.Call) and node.args:
            collect_call(node, assigned, file, said)


def collect_call(call: ast.Call, assigned: Mapping[str, list[ast.expr]], file: str, said: Said) -> None:
    name: str = getattr(call.func, "id", getattr(call.func, "attr", ""))
    family = SHORT.get(name, "")
    codes = [f"{family}{literal}" for literal in literals(call.args[0], assigned)]
    keywords = {keyword.arg for keyword in call.keywords} - NO_PARAMETERS
    for code in codes:
        if not (CODE.fullmatch(code) or (name in SAYING and "." in code)):
            continue
        place = f"{file}:{call.lineno}"
        if family or not CODE.fullmatch(code):
            said.places[code].append(place)
        if None not in keywords and ON_THE_WAY not in keywords and name != "expected":
            said.passed[code].append((place, frozenset(str(keyword) for keyword in keywords)))


def beginning(node: ast.expr) -> str:
    """Return the literal with which a text that is put together begins, or nothing."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=[first, *_]) | ast.BinOp(left=first, op=ast.Add()):
            return beginning(first)
    return ""


def literals(node: ast.expr, assigned: Mapping[str, list[ast.expr]]) -> Iterator[str]:
    """Yield the strings that an expression can be: a literal, one of two, or what a name was given before."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=first, orelse=second):
            yield from literals(first, assigned)
            yield from literals(second, assigned)
        case ast.Name(id=name) if name in assigned:
            for value in assigned[name]:
                yield from literals(value, {other: values for other, values in assigned.items() if other != name})


@pytest.fixture(scope="module")
def said() -> Said:
    return said_in_code()


@pytest.fixture(scope="module")
def catalogues() -> Mapping[str, Mapping[str, str]]:
    return {language: catalogue(language) for language in LANGUAGES}


def listed(problems: Iterable[str]) -> str:
    return "\n".join(sorted(problems))


# ── the catalogues by themselves ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_names_language_and_encoding(language: str) -> None:
    """A catalogue says which language it is in, that it is UTF-8, and how its language counts."""
    with catalogue_file(language).open("rb") as file:
        entries = read_po(file)
    assert entries.locale_identifier == language
    assert entries.charset == "utf-8"
    assert entries.num_plurals == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_twice(language: str) -> None:
    """A code stands in a catalogue once."""
    ids = re.findall(r'^msgid "(.+)"$', catalogue_file(language).read_text(encoding="utf-8"), re.MULTILINE)
    assert listed(code for code, number in Counter(ids).items() if number > 1) == ""


def test_languages_know_the_same_codes(catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """Whatever can be said in one language can be said in the other."""
    german, english = (set(catalogues[language]) for language in LANGUAGES)
    assert listed(german ^ english) == ""


def test_languages_use_the_same_parameters(catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """A sentence tells the same facts in both languages."""
    german, english = (catalogues[language] for language in LANGUAGES)
    differing = (code for code in german.keys() & english.keys() if parameters(german[code]) != parameters(english[code]))
    assert listed(differing) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_rendered(language: str, catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """Every code has a sentence, and its parameters are plain names in braces."""
    broken = []
    for code, sentence in catalogues[language].items():
        try:
            names = parameters(sentence)
            rendered = sentence.format(**dict.fromkeys(names, "x"))
        except (ValueError, KeyError, IndexError, AttributeError) as error:
            broken.append(f"{code}: {error}")
            continue
        if not rendered.strip() or not all(name.isidentifier() for name in names):
            broken.append(code)
    assert listed(broken) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_name_their_parameters(language: str) -> None:
    """The comment above a sentence names its parameters, so that a translator need not read the code."""
    with catalogue_file(language).open("rb") as file:
        entries = read_po(file, locale=language)
    wrong = (
        str(entry.id)
        for entry in entries
        if entry.id
        and set(re.findall(r"^\{(\w+)\}:", "\n".join(entry.auto_comments), re.MULTILINE)) != parameters(str(entry.string))
    )
    assert listed(wrong) == ""


# ── the catalogues and the code ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_sentence(language: str, catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """Each finding in the table can be printed, and no sentence is kept for one that is gone."""
    mine = {code.removeprefix("finding.") for code in catalogues[language] if code.startswith("finding.")}
    assert listed(mine ^ set(FINDINGS)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: str, said: Said, catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """Each code in the source is in the catalogue; each family whose codes are put together has some."""
    known = catalogues[language]
    missing = [f"{code}  ({', '.join(places)})" for code, places in said.places.items() if code not in known]
    missing += [f"{family}…" for family in said.families if not any(code.startswith(family) for code in known)]
    assert listed(missing) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_and_every_predeclared_position_is_named(language: str, catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """What the sources can be silent about has a word in both languages."""
    codes = [f"word.{word}" for word in VOCABULARY] + [f"position.{position}" for position in PREDECLARED]
    assert listed(code for code in codes if code not in catalogues[language]) == ""


def test_every_loss_is_told(catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """Every aspect that an export may not carry has a sentence in both languages, and no sentence is kept for another."""
    for language in LANGUAGES:
        mine = {code.removeprefix("loss.") for code in catalogues[language] if code.startswith("loss.")}
        assert listed(mine ^ set(ASPECTS)) == ""


@pytest.mark.parametrize(("begin", "members"), ENUMERATIONS)
def test_every_member_has_a_word(begin: str, members: type[Enum], catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """Every member of an enumeration that is shown has a word in both languages."""
    codes = {f"{begin}{spelling(member)}" for member in members}
    assert listed(code for code in codes for language in LANGUAGES if code not in catalogues[language]) == ""


def test_every_parameter_is_passed(said: Said, catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """A sentence asks for no parameter that some caller does not pass: that would raise when it is rendered."""
    wrong = [
        f"{code}  ({place}): lacks {', '.join(sorted(lacking))}"
        for code, calls in said.passed.items()
        for place, passed in calls
        for sentence in (catalogues["en"].get(code, ""),)
        if (lacking := parameters(sentence) - passed)
    ]
    assert listed(wrong) == ""


def test_no_code_is_unused(said: Said, catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """No sentence is kept for a code that nothing says."""
    used = {*said.places, *(f"finding.{code}" for code in FINDINGS)}
    reached = (*said.families, *(begin for begin, _ in ENUMERATIONS))
    unused = (code for code in catalogues["en"] if code not in used and not code.startswith(reached))
    assert listed(unused) == ""
