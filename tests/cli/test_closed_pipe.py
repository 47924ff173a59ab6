"""A reader that goes away early: files are still written, and the exit status is that of the findings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.course import case, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")


def run_and_close(*arguments: str, cwd: Path) -> int:
    """Run the program with standard output going to a reader that has gone; return the exit status."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cslint", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd=cwd,
    )
    assert process.stdout is not None
    process.stdout.close()
    return process.wait(60)


@pytest.mark.parametrize("output", [["-o", "json=found.json"], ["-o", "concise", "-o", "json=found.json"]])
@pytest.mark.parametrize(("stage", "status"), [("draft", 0), ("review", 1)])
def test_the_file_is_written_and_the_status_is_right(
    output: list[str], stage: str, status: int, tmp_path: Path
) -> None:
    case(tmp_path)
    assert run_and_close("check", "--no-cache", "--stage", stage, *output, "pune-ind", cwd=tmp_path) == status
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["summary"]["cases"] == 1
