"""The ``cslint`` command."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    for name in ("stdout", "stderr"):  # closed by the parent process
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - until the end
    status: str | int | None
    try:
        status = _run()
    except (KeyboardInterrupt, SystemExit) as end:  # before anything is loaded that would say so
        status = end.code if isinstance(end, SystemExit) else 130
        if status in (130, 143):
            sys.stderr.write("cslint: stopped.\n")
    _exit(status)


def _exit(status: str | int | None) -> None:
    """Leave without freeing every object first, which takes as long as checking several cases."""
    threads = sys.modules.get("threading")
    watched = sys.gettrace() or sys.getprofile()  # a profiler or a debugger has something to do at the end
    if not isinstance(status, int) or watched or (threads is not None and threads.active_count() > 1):
        sys.exit(status)
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(status)
    os._exit(status)


def _run() -> int:
    if sys.argv[1:] in (["--version"], ["-V"]):  # scripts use this, so that it avoids imports
        from cslint._version import __version__
        from cslint.cli.errors import guarded

        return guarded(lambda: sys.stdout.write(f"cslint {__version__}\n") and 0, sys.stderr)
    import signal

    signal.signal(signal.SIGTERM, _end)
    gc.set_threshold(
        200_000, 20, 20
    )  # objects that were read stay in use, and cases leave no cycles: there is little to collect
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads are for matrices, and do not survive a fork
    from cslint.cli import run

    return run()


def _end(number: int, _: object) -> None:
    """Leave in good order: other processes are ended, what is half written is deleted."""
    sys.exit(128 + number)


def _guard() -> None:
    """Take the current folder, which ``python -m`` searches first, from where modules come from.

    A stray yaml.py in what is checked must not be run. (A cslint.py is run before we can do anything about it: in a
    stranger's folder use the command ``cslint``, or ``python -P -m cslint``.)
    """
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib is not loaded, and would be searched for there
    except OSError:  # it is gone, and was not put there
        return
    if not sys.flags.safe_path and sys.path[:1] == [here]:
        del sys.path[0]


if __name__ == "__main__":
    _guard()
    main()
