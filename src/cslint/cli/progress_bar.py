"""How far a long run has come: one line on a terminal, gone when the run is over."""

from __future__ import annotations

import time
from typing import TextIO

_PATIENCE = 1.0  # seconds before anything is shown
_PAUSE = 0.1
_BAR = 24  # cells


class ProgressBar:
    """Counts cases, and shows them on a terminal once it takes longer than a second. Plain ASCII: no font lacks it."""

    def __init__(self, total: int, stream: TextIO | None) -> None:
        """Take down what to count.

        Args:
            total: how many cases there are.
            stream: where to show it; nothing is shown where that is no terminal.
        """
        self.total = total
        self.stream = stream if stream is not None and stream.isatty() else None
        self.done = 0
        self._next = time.monotonic() + _PATIENCE
        self._shown = 0

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown and self.stream is not None:
            self.stream.write(f"\r{' ' * self._shown}\r")
            self.stream.flush()

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        if self.stream is None or (now := time.monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        import shutil

        line = self.line(shutil.get_terminal_size().columns)
        self.stream.write(f"\r{line.ljust(self._shown)}")
        self.stream.flush()
        self._shown = len(line)

    def line(self, width: int) -> str:
        """The line, for a terminal of that many columns."""
        count = f"{self.done:,} of {self.total:,}"
        room = min(_BAR, width - len(count) - 4)  # two brackets, a blank, and the last column, which would wrap
        if room < 4:
            return count[: max(0, width - 1)]
        full = room * self.done // max(1, self.total)
        return f"[{'#' * full}{'.' * (room - full)}] {count}"
