"""A folder of small case studies to run the whole program on, and the program in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cslint.cli import run
from tests.samples import COMPLETE, MAP, picture

BODY = "## Overview\n\nShort.\n\n## Goals and Aspirations\n\n## Key Characteristics\n\n## Stakeholders\n"
SOURCE = Path(__file__).parents[1] / "src"


def case(folder: Path, name: str = "pune-ind", body: str = BODY, front: str = COMPLETE) -> Path:
    """A small case study; its Overview is too short."""
    place = folder / name
    place.mkdir(parents=True)
    (place / "index.md").write_text(f"---\n{front}---\n\n{body}", encoding="utf-8")
    (place / "map.geojson").write_text(MAP, encoding="utf-8")
    (place / "photo.jpg").write_bytes(picture())
    return place


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Status, output and errors of ``cslint check`` in this process."""
    status = run(["check", *map(str, arguments)])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def environment(**more: str) -> dict[str, str]:
    """This process's environment with the source on the path and without what a terminal would add."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CSLINT_", "GITHUB_"))}
    return {**kept, "PYTHONPATH": str(SOURCE), **more}


def cslint(*arguments: str | Path, code: str | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program; ``code`` is Python that runs before it."""
    script = f"{code}\nfrom cslint.__main__ import main\nmain()"
    start = [sys.executable, "-c", script] if code else [sys.executable, "-m", "cslint"]
    more.setdefault("env", environment())
    return subprocess.run([*start, *map(str, arguments)], capture_output=True, timeout=120, check=False, **more)


def findings(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The findings of a run with ``-o json``."""
    found: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
    return found


def benchmark(name: str, *arguments: str, **more: str) -> str:
    """What a script of benchmarks/ prints."""
    words = [sys.executable, str(SOURCE.parent / "benchmarks" / name), *arguments]
    done = subprocess.run(words, env=environment(**more), capture_output=True, timeout=300, check=True)
    return done.stdout.decode()
