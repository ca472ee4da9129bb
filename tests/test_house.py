"""The house: floors that import only downwards, a light entrance, no clock or dice below the roof, and complete public names."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

import gremium
from gremium.model.word import VOCABULARY, RuleType
from gremium.plugins.words import WORDS
from gremium.values.finding import FINDINGS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "gremium"
# What is below the roof: the rooms from `values` to `workbench`.
FLOORS = ("values", "norms", "model", "evaluate", "codec", "plan", "lint", "review", "explain", "plugins", "workbench")
BELOW = [file for floor in FLOORS for file in sorted((SOURCE / floor).rglob("*.py"))]
HEAVY = ("babel", "click", "holidays", "hypothesis", "icalendar", "jsonschema", "rich", "tomlkit", "yaml")

# Calls that look at a clock, roll dice, or reach for something outside.
FORBIDDEN = {
    "open", "input", "print", "exec", "eval", "date.today", "datetime.now", "datetime.today", "datetime.utcnow",
    "path.read_text", "path.write_text",
}  # fmt: skip
MODULES = {"io", "locale", "os", "pathlib", "random", "secrets", "socket", "subprocess", "tempfile", "time", "uuid", "zoneinfo"}


def name(node: ast.expr) -> str:
    """Return the last two parts of what is called: `date.today`, `open`."""
    match node:
        case ast.Name(id=one):
            return one
        case ast.Attribute(value=ast.Name(id=first), attr=second) | ast.Attribute(value=ast.Attribute(attr=first), attr=second):
            return f"{first}.{second}"
    return ""


def likenesses(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield how alike two words have to look: that decides about hints ("did you mean …"), never about an answer."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="cutoff", value=value) | ast.Assign(targets=[ast.Name(id="ALMOST")], value=value):
                yield value


def offences(tree: ast.Module) -> Iterator[str]:
    """Yield what does not belong below the roof."""
    likeness = {id(value) for value in likenesses(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name(node.func) in FORBIDDEN:
            yield f"{node.lineno}: calls {name(node.func)}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float) and id(node) not in likeness:
            yield f"{node.lineno}: the number {node.value} is not exact"
        elif isinstance(node, ast.Import):
            yield from (f"{node.lineno}: imports {one.name}" for one in node.names if one.name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            yield f"{node.lineno}: imports from {node.module}"


@pytest.mark.parametrize("file", BELOW, ids=lambda file: str(file.relative_to(SOURCE)))
def test_nothing_below_the_roof_looks_outside(file: Path) -> None:
    """Below the roof there is no clock, no dice, no file and no inexact number: the same input gives the same answer."""
    assert list(offences(ast.parse(file.read_text(encoding="utf-8")))) == []


def test_offences_are_seen() -> None:
    """The test above would see them."""
    source = "import random\nfrom time import time\nx = 0.5\nopen('f')\ndt.date.today()\ndatetime.now()\nimport os.path"
    assert len(list(offences(ast.parse(source)))) == 7
    assert BELOW


def test_imports_look_down_only() -> None:
    """The contracts about who may import whom are kept."""
    linter = Path(sysconfig.get_path("scripts"), "lint-imports")  # of this environment, whether or not it is activated
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_import_is_light() -> None:
    """`import gremium` loads none of the packages that only some commands need, and hardly anything of its own."""
    code = "import sys, gremium; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert loaded.isdisjoint({*HEAVY, "attrs", "cattrs", "pluggy"})
    assert {module for module in loaded if module.startswith("gremium")} == {"gremium"}


def test_plugins_are_listed_lightly() -> None:
    """Assembling the plugins loads none of the packages that their adapters use, except the one that reads TOML with comments."""
    code = "import sys, gremium; gremium.assemble(); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()).isdisjoint(set(HEAVY) - {"tomlkit"})


@pytest.mark.parametrize("public", gremium.__all__)
def test_public_names_are_there(public: str) -> None:
    """Every public name can be imported and is documented."""
    thing = getattr(gremium, public)
    assert (inspect.getdoc(thing) or "").strip(), public
    assert public in vars(gremium), "the second time it is not looked up again"


def test_public_names_have_homes() -> None:
    """The table of homes has exactly the public names, sorted; the version is one of three numbers."""
    assert sorted(gremium._HOMES) == sorted(gremium.__all__)
    assert len([part for part in gremium.__version__.split(".") if part.isdigit()]) == 3


def test_unknown_name() -> None:
    """A misspelt public name is an attribute error, as everywhere."""
    with pytest.raises(AttributeError, match="module 'gremium' has no attribute 'asssemble'"):
        gremium.asssemble  # noqa: B018


def test_words_cover_all_types_of_rules() -> None:
    """The vocabulary covers the seven types of rules of the Institutional Analysis and Development framework."""
    assert frozenset[RuleType]().union(*VOCABULARY.values()) == frozenset(RuleType)
    assert len(RuleType) == 7
    assert {word.tag for word in WORDS} <= set(VOCABULARY)


def test_words_are_one_staircase() -> None:
    """Each word has the same name on every floor: its key, its norm, its evaluator, its checks."""
    for word in WORDS:
        assert word.norm.word == word.tag
        assert word.norm.__module__ == f"gremium.norms.{word.tag}"
        assert word.evaluate.__module__ == f"gremium.evaluate.{word.tag}"
        assert word.checks
        assert {check.__module__ for check in word.checks} == {f"gremium.lint.{word.tag}"}


def test_no_room_is_too_large() -> None:
    """A room over 300 lines explains in its docstring why it is not split."""
    for file in sorted((ROOT / "src").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > 300:
            said = ast.get_docstring(ast.parse(text)) or ""
            assert "\n" in said, f"{file.name} has {text.count(chr(10))} lines and says nothing about it"


def test_every_module_and_function_is_explained() -> None:
    """Every module, every public class and every public function says what it is for."""
    for file in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), file
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{file}: {node.name}"


def test_every_finding_is_used() -> None:
    """Every code in the table of findings is said somewhere."""
    source = "\n".join(
        file.read_text(encoding="utf-8") for file in sorted((ROOT / "src").rglob("*.py")) if file.name != "finding.py"
    )
    assert [code for code in FINDINGS if f'"{code}"' not in source] == []
