"""The pages say what the code says, and everything in them that can be run is run (conftest.py)."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import gremium
from gremium.cli import main
from gremium.plugins.words import WORDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *DOCS.rglob("*.md")) if "_build" not in path.parts)
RUN = {"python", "console", "toml", "csv"}
NOT_RUN = {"text", "sh", "{toctree}", "{eval-rst}"}
MOST_LINES = 300

COMMANDS = """\
python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/gremium check examples/     # README command 1: the main job
python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest           # README command 2: the tests
"""

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def test_generated_parts_are_those_that_the_code_gives() -> None:
    """`python docs/generate.py` would change nothing."""
    command = [sys.executable, str(DOCS / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nrun: python docs/generate.py"


def test_readme_has_both_commands() -> None:
    """The two commands that a newcomer copies stand in the README as they are meant."""
    assert f"```sh\n{COMMANDS}```" in text("README.md")


@every_page
def test_every_block_is_run_or_known_not_to_be(page: Path) -> None:
    """A block in an unknown language would silently not be run."""
    languages = set(re.findall(r"^```(\S+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert languages <= RUN | NOT_RUN
    if page.parent == ROOT and page.name != "README.md":
        assert not languages & RUN, "only README.md and docs/ are run"


@every_page
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that exists."""
    found = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in found if not (page.parent / link).exists()] == []


@every_page
def test_no_page_names_a_path_of_a_machine(page: Path) -> None:
    """What is printed does not depend on where it was written."""
    assert not re.search(r"(^|[\s\"'(])/(home|root|tmp|work|Users|usr)/", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("word", [word.tag for word in WORDS])
def test_every_word_has_a_page(word: str) -> None:
    """A word without a page does not exist for those who write charters."""
    assert text("docs", "reference", f"{word}.md").startswith(f"# {word}\n")


@pytest.mark.parametrize("name", [name for name in gremium.__all__ if name != "hookimpl"])
def test_every_public_name_is_documented(name: str) -> None:
    """What can be imported from `gremium` stands in the reference."""
    assert re.search(rf"^\.\. auto\w+:: gremium\.{name}$", text("docs", "reference", "api.md"), re.MULTILINE)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_readme_names_every_command(name: str) -> None:
    """The command line at a glance is complete."""
    assert f"`gremium {name}" in text("README.md")


def test_large_rooms_are_named_among_the_cracks() -> None:
    """A module over 300 lines explains itself in its docstring, or stands in the list that may only get shorter."""
    cracks = text("docs", "explanation", "house.md").partition("## Cracks in the wall")[2]
    assert cracks
    for path in sorted((ROOT / "src").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts[1:])
        explained = "lines" in (ast.get_docstring(ast.parse(source)) or "")
        if source.count("\n") > MOST_LINES and not explained:
            assert f"`{module}`" in cracks, f"{module} has {source.count(chr(10))} lines"
