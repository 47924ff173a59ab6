"""Keep Ctrl+C and SIGTERM working during long calls into C."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")


def interruptible(function: Callable[[], _Result]) -> _Result:
    """Return the result of a function that runs on another thread while this one waits for signals.

    This helps if the function spends its time in C code that releases the GIL, as shapely does.
    """
    import threading

    results: list[_Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    try:
        thread.start()
    except RuntimeError:  # threads are not available, as in a browser
        return function()
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
