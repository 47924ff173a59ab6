"""Every command that README and docs/ show is run; where they show its output, that is what comes out.

In a ``console`` block a line ``$ command`` is followed by its exact output. A block without ``$`` holds commands alone:
they must be understood, whatever they find.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
_NOT_RUN = re.compile(r"pipx? install|uv tool|pytest|--watch|dask")  # what installs, tests, or runs until it is stopped
_OF_CLASS = re.compile(r"\b(?:cases|examples|decision)\b")  # the others are said to somebody in a case's folder


def commands() -> list[tuple[str, str, str | None]]:
    """Page, command and output of every command; the output is None where none is shown."""
    found: list[tuple[str, str, str | None]] = []
    for page in PAGES:
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            if block.startswith("$ "):
                for part in block[2:].split("\n$ "):
                    command, _, output = part.partition("\n")
                    found.append((page.name, command, output.rstrip("\n")))
            else:
                lines = (line.partition("  #")[0].strip() for line in block.splitlines())
                found.extend((page.name, line, None) for line in lines if line)
    return found


RUN = [entry for entry in commands() if not _NOT_RUN.search(entry[1])]


NIGHT_BUSES = """---
status: maybe
---

## Context

The last tram leaves at eleven, and the theatre closes at midnight.

## Options

**Option 1**. What it would mean.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the pages take it for granted: a class's cases, the README's template, the examples."""
    folder = tmp_path_factory.mktemp("place")
    examples = ROOT / "examples"
    shutil.copytree(examples, folder / "examples")
    shutil.copytree(examples / "pune-ind", folder / "cases" / "pune-ind")
    template = re.search(r"^```markdown\n(---\n.*?)^```$", PAGES[0].read_text(encoding="utf-8"), re.M | re.S)
    assert template
    for name in ("decision.md", "ada.md", "ravi.md"):
        (folder / name).write_text(template[1], encoding="utf-8")
    (folder / "night-buses.md").write_text(NIGHT_BUSES, encoding="utf-8")
    program = folder / "bin" / "cslint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cslint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def test_there_are_commands_to_run() -> None:
    assert len(RUN) > 8
    assert any(output for _, _, output in RUN)


@pytest.mark.skipif(sys.platform == "win32", reason="the pages show a POSIX shell")
@pytest.mark.parametrize(("page", "command", "output"), RUN, ids=[f"{page}: {command}" for page, command, _ in RUN])
def test_a_command_that_is_shown_does_what_is_shown(page: str, command: str, output: str | None, place: Path) -> None:
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    environment.pop("GITHUB_ACTIONS", None)
    folder = place if _OF_CLASS.search(command) else place / "cases" / "pune-ind"
    ran = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert ran.returncode in (0, 1), ran.stderr
    assert "went wrong" not in ran.stderr
    if output is not None:
        assert ran.stdout.rstrip("\n") == output
