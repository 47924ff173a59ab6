"""The progress of a long run: a bar on the terminal, gone when the run is over."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

_T = TypeVar("_T")
_DELAY = 1.0  # seconds before anything is shown


def track(items: Sequence[_T]) -> Iterable[_T]:
    """Yield items, and show how many are done once that takes longer than a second and errors go to a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    start = time.monotonic()
    bar: Progress | None = None
    try:
        for number, item in enumerate(items):
            if bar is None and time.monotonic() - start > _DELAY:
                bar = _bar()
                bar.start()
                bar.add_task("", total=len(items))
            if bar is not None:
                bar.update(bar.task_ids[0], completed=number)
            yield item
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress

    return Progress(BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True)
