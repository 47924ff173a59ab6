"""Cases shared out among processes: in order, and in good order when it ends."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cslint.linter.executors import process_pool

ROOT = Path(__file__).parents[2]


def name(task: Any) -> Any:
    """Stands for a check: a report that is the task's number."""
    time.sleep(0.002)
    return task.number


def lost(task: Any) -> Any:
    """Stands for the report of a case whose process died."""
    return -task.number


def tasks(count: int) -> Sequence[Any]:
    return [SimpleNamespace(number=number) for number in range(count)]


def begin(count: int) -> Any:
    return process_pool.reports(name, lost, tasks(count), 2)


def remains() -> list[str]:
    """Processes and threads besides this one."""
    here = [thread.name for thread in threading.enumerate() if "Executor" in thread.name or "Queue" in thread.name]
    return [*here, *(child.name for child in multiprocessing.active_children())]


@pytest.mark.parametrize("count", [2, 7, 100])
def test_reports_come_in_order(count: int) -> None:
    assert list(begin(count)) == list(range(count))
    assert remains() == []


@pytest.mark.parametrize("taken", [0, 1, 60])
def test_nothing_runs_on_when_nobody_wants_the_rest(taken: int) -> None:
    reports = begin(400)
    assert [next(reports) for _ in range(taken)] == list(range(taken))
    reports.close()
    assert remains() == []


def test_nothing_runs_on_after_an_interrupt() -> None:
    reports = begin(400)
    assert next(reports) == 0
    with pytest.raises(KeyboardInterrupt):
        reports.throw(KeyboardInterrupt())
    assert remains() == []


def test_a_run_on_two_processes_says_nothing_of_them(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"case-{number}").mkdir()
        (tmp_path / f"case-{number}" / "index.md").write_text("---\ntitle: Pune\n---\n", encoding="utf-8")
    command = [sys.executable, "-m", "cslint", "check", "--isolated", "--exit-zero", "-j2", "-o", "json", str(tmp_path)]
    for _ in range(5):
        assert subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stderr == b""
