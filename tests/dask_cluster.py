"""A real dask scheduler with real workers on this machine, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.course import environment

_QUIET = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}


@dataclass(frozen=True)
class Dask:
    """A scheduler's address as ``--executor`` takes it, its process, and those of its workers."""

    executor: str
    scheduler: subprocess.Popen[bytes]
    workers: Sequence[subprocess.Popen[bytes]]


@contextmanager
def dask(folder: Path, workers: int = 2, *, odd: str = "", nanny: bool = False) -> Iterator[Dask]:
    """Start a scheduler and workers of one thread; all are ended afterwards.

    Args:
        folder: an empty one for their files; workers stand in it, away from the cases.
        workers: how many.
        odd: Python that every worker runs first.
        nanny: whether a worker that dies is started again.
    """
    folder.mkdir(exist_ok=True)
    about = folder / "scheduler.json"
    preload = folder / "odd.py"
    once = "import builtins\nif not hasattr(builtins, 'odd'):\n    builtins.odd = True\n"  # dask loads it twice
    preload.write_text(once + textwrap.indent(odd, "    "), encoding="utf-8")
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str | Path) -> subprocess.Popen[bytes]:
        with (folder / f"{name}.log").open("wb") as log:
            command = [sys.executable, "-m", f"distributed.cli.dask_{name.partition('-')[0]}", *map(str, words)]
            process = subprocess.Popen(command, cwd=folder, env=environment(**_QUIET), stdout=log, stderr=log)
        started.append(process)
        return process

    try:
        common = ("--host", "127.0.0.1", "--no-dashboard")
        scheduler = start("scheduler", *common, "--port", "0", "--scheduler-file", about)
        address = str(json.loads(_waited(about, '"address"'))["address"])
        more = ["--nanny" if nanny else "--no-nanny", "--nthreads", "1", "--preload", preload]
        hands = [
            start(f"worker-{at}", address, *common, *more, "--local-directory", folder / str(at))
            for at in range(workers)
        ]
        for at in range(workers):
            _waited(folder / f"worker-{at}.log", "Registered to")
        yield Dask(address.replace("tcp", "dask"), scheduler, hands)
    finally:
        for process in started[1:]:
            process.terminate() if nanny else process.kill()  # a nanny takes its worker along
        for process in started[1:]:
            process.wait()
        started[0].kill()
        started[0].wait()


def _waited(file: Path, word: str) -> str:
    """The text of a file, once a word is in it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        if word in text and (text.endswith("}") or file.suffix == ".log"):
            return text
        time.sleep(0.05)
    raise TimeoutError(f"{file.name} never said {word}")
