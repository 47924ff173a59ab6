"""Maps that nobody could draw end in findings too: within ten seconds and a gigabyte, and signals are answered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.course import environment
from tests.hostile.inputs import TANGLED, body, head

pytest.importorskip("resource", reason="no measure of memory here")
pytestmark = pytest.mark.slow
_MEMORY = 1 << 20  # kilobytes
_SECONDS = 10  # of processor time


def lay_out(folder: Path, content: str) -> list[str]:
    """Write a case with a map, and return the start of a command line in its folder."""
    (folder / "index.md").write_text(body(""), encoding="utf-8")
    (folder / "map.geojson").write_text(content, encoding="utf-8")
    return [sys.executable, "-m", "cslint"]


def cost(command: list[str], folder: Path) -> tuple[int, float, int]:
    """Run a command to its end: status, seconds of processor time, and kilobytes of memory at most."""
    with (folder / "out.txt").open("wb") as out:
        running = subprocess.Popen(command, cwd=folder, env=environment(), stdout=out, stderr=out)
        _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    return running.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


@pytest.mark.parametrize("command", ["check", "map"])
@pytest.mark.parametrize("name", TANGLED)
def test_within_ten_seconds_and_a_gigabyte(name: str, command: str, tmp_path: Path) -> None:
    program = lay_out(tmp_path, TANGLED[name])
    more = ["-o", "map.svg"] if command == "map" else []
    status, seconds, memory = cost([*program, command, "--isolated", "--profile", "atlas-2023", *more, "."], tmp_path)
    assert status in (0, 1), (tmp_path / "out.txt").read_text(encoding="utf-8")[-2_000:]
    assert seconds <= _SECONDS
    assert memory <= _MEMORY
    assert (tmp_path / "out.txt").stat().st_size < 100_000


@pytest.mark.parametrize("mark", ["- ", "* ", "_ ", "> ", "= "])
def test_a_line_of_five_megabytes_of_marks_takes_no_gigabyte(mark: str, tmp_path: Path) -> None:
    program = lay_out(tmp_path, "{}")
    (tmp_path / "index.md").write_text(body(mark * (5_000_000 // len(mark))), encoding="utf-8")
    status, seconds, memory = cost([*program, "check", "--isolated", "--profile", "atlas-2023", "."], tmp_path)
    assert status in (0, 1)
    assert seconds <= _SECONDS
    assert memory <= _MEMORY


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("name", ["20,000 teeth side by side", "100,000 features", "200,000 corners in order"])
@pytest.mark.parametrize("delay", [0.7, 1.5])
def test_a_signal_is_answered_within_a_second(name: str, stop: signal.Signals, delay: float, tmp_path: Path) -> None:
    program = lay_out(tmp_path, TANGLED[name])
    running = subprocess.Popen(
        [*program, "check", "--isolated", "--profile", "atlas-2023", "."],
        cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(delay)
    running.send_signal(stop)
    sent = time.monotonic()
    _, said = running.communicate(timeout=60)
    assert time.monotonic() - sent < 1.5  # a second, and what a busy machine takes
    assert b"Traceback" not in said


def test_thirty_thousand_unknown_keys_are_counted(tmp_path: Path) -> None:
    program = lay_out(tmp_path, "{}")
    keys = "".join(f"k{n}: 1\n" for n in range(30_000))
    (tmp_path / "index.md").write_text(head(f"title: x\n{keys}"), encoding="utf-8")
    status, seconds, _ = cost([*program, "check", "--isolated", "--profile", "atlas-2023", "-o", "json", "."], tmp_path)
    assert status == 0  # an unknown key is a warning
    assert seconds <= _SECONDS
    assert "29,900 more findings of this rule" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert (tmp_path / "out.txt").stat().st_size < 500_000
