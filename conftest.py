"""Runs the examples in README.md and docs/: every `python`, `console` and `toml` block is a test.

- A block whose first line is a comment with a file name (`# musterau/charter.toml`) is written to that file.
- `python`: run; lines with `>>>` are compared with what follows them.
- `console`: each line after `$ ` is run, and what follows is compared with what it prints (`...` stands for
  anything, blanks for as many of them).
  A command must end with 0 unless the next one is `echo $?`.
- `csv`: only written to the file that its first line names, without that line.
- `toml`: parsed; a whole document must be read without any finding, a part of a charter without any that is not about
  what lies outside of the part. What is written to the folder `broken` is meant to be wrong.

The blocks of one page share a folder of their own, in which `examples/` lies, and one namespace.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from gremium.cli import main
from gremium.model.cases import Cases
from gremium.model.charter import Charter
from gremium.model.record import Record
from gremium.plugins.manager import assemble

ROOT = Path(__file__).parent
FILE = re.compile(r"# (?P<name>[\w.-]+(/[\w.-]+)*\.(toml|json|py|csv))\n")
FLAGS = doctest.ELLIPSIS | doctest.REPORT_NDIFF
# The widths of tables are compared byte for byte where outputs are stored (`examples/*/expected/`), not here.
LOOSE = FLAGS | doctest.NORMALIZE_WHITESPACE

# What a part of a charter cannot have, because it stands outside of the part.
OUTSIDE = ("missing-key",)


def prepare(namespace: dict[str, Any]) -> None:
    """Give a page its folder, with the examples of the repository in it, and go there."""
    folder = Path(tempfile.mkdtemp(prefix="gremium-docs-"))
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("*.new"))
    namespace |= {"_folder": folder, "_back": Path.cwd(), "_modules": set(sys.modules)}
    sys.path.insert(0, str(folder))
    os.chdir(folder)


def clear(namespace: dict[str, Any]) -> None:
    """Leave the folder of a page, remove it, and forget the modules that came from it."""
    os.chdir(namespace["_back"])
    sys.path.remove(str(namespace["_folder"]))
    for name in set(sys.modules) - namespace["_modules"]:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(namespace["_folder"])):
            del sys.modules[name]
    shutil.rmtree(namespace["_folder"])


def written(source: str) -> bool:
    """Write a block that names its file to that file, in the folder of the page; return whether it does name one."""
    named = FILE.match(source)
    if named is None:
        return False
    path = Path(named["name"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return True


def console(example: Example) -> str | None:
    """Run the commands of a block and compare what they print."""
    code = 0
    checker = doctest.OutputChecker()
    steps = re.split(r"(?m)^\$ ", example.parsed)
    assert not steps[0].strip(), "a console block begins with a command"
    asked = False
    for step, following in zip(steps[1:], [*steps[2:], ""], strict=True):
        command, _, want = step.partition("\n")
        asked = following.strip().startswith("echo $?")
        got, code = run(shlex.split(command), code)
        if code and not asked and command != "echo $?":
            return f"$ {command}\nended with {code} and printed:\n{got}"
        want, got = f"{want.strip()}\n", f"{got.strip()}\n"
        if not checker.check_output(want, got, LOOSE):
            expected = doctest.Example(command, want)
            return f"$ {command}\n{checker.output_difference(expected, got, LOOSE)}\nprinted was:\n{got}"
    return None


def run(words: list[str], before: int) -> tuple[str, int]:
    """Return what a command prints and with which code it ends. Pages may use `gremium`, `cat`, `ls` and `echo $?`."""
    match words:
        case ["gremium", *arguments]:
            result = CliRunner().invoke(main, arguments, prog_name="gremium", catch_exceptions=False)
            return result.output, result.exit_code
        case ["cat", name]:
            return Path(name).read_text(encoding="utf-8"), 0
        case ["ls", name]:
            return "\n".join(sorted(path.name for path in Path(name).iterdir())), 0
        case ["echo", "$?"]:
            return str(before), 0
    raise AssertionError(f"no page may run {words[0]}")


def table(example: Example) -> str | None:
    """Write a table to the file that its first line names."""
    if not written(example.parsed):
        return "a table begins with the name of its file"
    path = Path(FILE.match(example.parsed)["name"])  # type: ignore[index]  # it matched
    path.write_text(example.parsed.partition("\n")[2], encoding="utf-8")
    return None


def toml(example: Example) -> str | None:
    """Parse a block and read what it says into the model."""
    source = example.parsed
    if written(source) and source.startswith("# broken/"):
        return None
    data = tomllib.loads(source)
    if "project" in data:  # the pyproject.toml of a plugin
        return None
    if "format" in data:
        kind = Record if "record" in data else Cases if "cases" in data or "goldens" in data else Charter
        allowed: tuple[str, ...] = ()
    elif "events" in data:
        kind, data, allowed = Record, {"record": "example", "charter": "example", **data}, ()
    elif {"cases", "goldens"} & set(data):
        kind, data, allowed = Cases, {"charter": "example", **data}, ()
    else:
        if {"seats", "cadence"} & set(data):
            data = {"bodies": {"example": data}}
        kind, data, allowed = Charter, {"id": "example", "kind": "municipality", **data}, OUTSIDE
    codec = assemble().codec
    found = [one for one in codec.read(kind, data)[1] if one.code not in allowed]
    return "\n".join(f"{one.place}: {one.code} {one.params}" for one in found) or None


class Python(PythonCodeBlockParser):
    """Python blocks, of which those that name a file are written instead of run."""

    def __call__(self, document: Any) -> Any:
        """Yield the examples of a page."""
        for region in super().__call__(document):
            if isinstance(region.parsed, str) and FILE.match(region.parsed):
                region.evaluator = keep
            yield region


def keep(example: Example) -> None:
    """Write a block to the file that it names."""
    written(str(example.parsed))


pytest_collect_file = Sybil(
    parsers=[
        Python(doctest_optionflags=FLAGS),
        CodeBlockParser("console", console),
        CodeBlockParser("toml", toml),
        CodeBlockParser("csv", table),
    ],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    excludes=["_build/*"],
    setup=prepare,
    teardown=clear,
).pytest()
