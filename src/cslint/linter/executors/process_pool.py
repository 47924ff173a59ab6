"""Many cases on several processors: the same reports in the same order as one after another.

Processes are forked where the system can do so safely, so that what the first one has read is not read again. A
process that dies (out of memory, a crash in a library) costs its case an internal-error finding, and nothing else.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cslint.diagnostics.findings import CaseReport
    from cslint.linter.task import Task

Check = Callable[["Task"], "CaseReport"]

_LARGEST, _SMALLEST = 32, 4  # cases sent at once
_check: Check
_tasks: Sequence[Task]


def reports(check: Check, lost: Check, tasks: Sequence[Task], processes: int) -> Generator[CaseReport, None, None]:
    """Yield the report of each task, in order, as they become known.

    Args:
        check: checks one; sent to the other processes, so without open files.
        lost: the report of a task whose process died.
        tasks: what to check.
        processes: how many share the work.
    """
    gc.freeze()  # loaded modules stay shared: the others' collectors pass it over, and their pages are not copied
    batches = list(_batches(len(tasks), processes))
    with _executor(check, tasks, min(processes, len(batches))) as executor:
        try:
            waiting = [_submit(executor, batch) for batch in batches]
            for batch, future in zip(batches, waiting, strict=True):
                done = _result(future)
                for at in batch:
                    yield done.pop(0) if done else _alone(check, lost, tasks[at])
        except BaseException:  # an interrupt, or nobody wants the rest
            for process in multiprocessing.active_children():
                process.terminate()
            raise  # and wait for the executor's thread, which would complain when the program ends before it


def _batches(count: int, processes: int) -> Iterator[range]:
    """Yield neighbours go to one process, for they are often about one place.

    The last are few, so that none waits long.
    """
    start = 0
    while start < count:
        left = count - start
        size = max(1, min(_LARGEST, max(_SMALLEST, left // (4 * processes)), left // processes))
        yield range(start, start + size)
        start += size


def _executor(check: Check, tasks: Sequence[Task], processes: int) -> ProcessPoolExecutor:
    # fork is safe here: no thread has been started yet; elsewhere than on Linux system libraries start some
    method = "fork" if sys.platform == "linux" else "spawn"
    if method == "spawn":
        os.environ["PYTHONSAFEPATH"] = "1"  # a new interpreter would look for modules in the current folder first
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(processes, context, _begin, (check, tasks))


def _begin(check: Check, tasks: Sequence[Task]) -> None:
    global _check, _tasks
    _check, _tasks = check, tasks
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # it ends at once; the first process says so
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """End this process when the one that began it is gone, were it killed: nobody else would."""
    first, number = multiprocessing.parent_process(), os.getppid()
    while first is not None and first.is_alive() and os.getppid() == number:  # a fork may not see that it is dead
        first.join(1)
    os._exit(1)


def _batch(places: range) -> list[CaseReport]:
    return [_check(_tasks[place]) for place in places]


def _submit(executor: ProcessPoolExecutor, batch: range) -> Future[list[CaseReport]] | None:
    try:
        return executor.submit(_batch, batch)
    except BrokenProcessPool:
        return None


def _result(future: Future[list[CaseReport]] | None) -> list[CaseReport]:
    """Return the result of a batch, or None if its process died."""
    try:
        return future.result() if future is not None else []
    except BrokenProcessPool:
        return []


def _alone(check: Check, lost: Check, task: Task) -> CaseReport:
    """Check one case in a process of its own: it may be the one that killed the others."""
    with _executor(check, [task], 1) as executor:
        try:
            return executor.submit(_batch, range(1)).result()[0]
        except BrokenProcessPool:
            return lost(task)
