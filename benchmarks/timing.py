"""Programs run and measured, with all processes that they start."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

Seconds = tuple[float, float]  # by the clock, and of the processors


class FailedError(Exception):
    """A program did not do its work: its status and its last words."""


def once(
    words: Sequence[str], about: dict[str, str], folder: Path | None = None, good: Sequence[int] = (0, 1)
) -> Seconds:
    """Run a program in a folder and measure it with its children.

    Raises:
        FailedError: its status is none of the good ones.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=about,
        cwd=folder,
        check=False,
    )
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in good:
        raise FailedError(f"{words[0]}: status {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(times: Sequence[Seconds]) -> Seconds:
    """The median by the clock and that of the processors."""
    return statistics.median(wall for wall, _ in times), statistics.median(cpu for _, cpu in times)
