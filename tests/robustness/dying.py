"""Runs a command of cslint again and again, and disturbs each run at another one of its writes.

Started as a script: ``dying.py HOW START OUT ARGUMENT…``. START is the folder to run in; OUT/N is what run N makes of a
copy of it. HOW is ``kill`` (the N-th write is the last thing that the run does; a write is torn in the middle) or the
name of an error such as ``ENOSPC`` (writes fail with it from the N-th on). Run 0 is undisturbed. After a killed run
OUT/N.dead is how it left the folder, and the command is run once more. Prints one JSON object a run.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "fchmod", "replace", "rename", "mkdir", "unlink", "truncate", "ftruncate")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
IN_PLACE = 99  # exit status of a run that opened a file for writing under its own name


class Disturbance:
    """Counts calls that change the disk and disturbs one of them."""

    def __init__(self, at: int, how: str) -> None:
        self.at = at
        self.how = how
        self.count = 0
        self.handles: set[int] = set()
        for name in CALLS:
            setattr(os, name, self.wrapped(name, getattr(os, name)))

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def disturbed(*arguments: Any, **more: Any) -> Any:
            if name == "open" and not arguments[1] & WRITING:
                return call(*arguments, **more)
            if name == "write" and arguments[0] not in self.handles:
                return call(*arguments, **more)
            self.count += 1
            if self.at and self.count >= self.at:
                if self.how != "kill":
                    if name in ("open", "write", "fsync", "replace", "rename", "mkdir"):
                        code = getattr(errno, self.how)
                        raise OSError(code, os.strerror(code))
                elif name == "write":
                    call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                    self.die()
                else:
                    self.die()
            result = call(*arguments, **more)
            if name == "open":
                self.handles.add(result)
            return result

        return disturbed

    @staticmethod
    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """End a run that writes over a file instead of replacing it."""
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        name = Path(os.fsdecode(arguments[0])).name if isinstance(arguments[0], str | bytes | os.PathLike) else ""
        if not name.endswith(".tmp") and name not in ("null", "full"):
            os._exit(IN_PLACE)


def one(folder: Path, at: int, how: str, arguments: list[str]) -> dict[str, Any]:
    """One run in a process of its own."""
    said = folder.with_name(f"{folder.name}.said")
    number = os.fork()
    if number == 0:
        os.chdir(folder)
        stream = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(stream, 1)
        os.dup2(stream, 2)
        status = 98
        try:
            from cslint.cli import run

            disturbance = Disturbance(at, how)
            sys.addaudithook(refuse)
            status = run(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
            status += 100 if disturbance.at > disturbance.count else 0  # it came through
        finally:
            os._exit(status)
    _, ended = os.waitpid(number, 0)
    code = os.waitstatus_to_exitcode(ended)
    return {"status": code % 100 if code > 0 else code, "through": code >= 100,
            "said": said.read_text(encoding="utf-8")}  # fmt: skip


def main(how: str, start: Path, out: Path, arguments: list[str]) -> None:
    from cslint.cli import run
    from cslint.linter import inputs

    sys.dont_write_bytecode = True
    inputs.RECENT = 0  # files made a moment ago are good enough to be kept
    scratch = out / "scratch"
    shutil.copytree(start, scratch, symlinks=True)
    os.chdir(scratch)
    keep = os.dup(1), os.dup(2)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    run(arguments)  # so that every module is loaded once, and not in every run
    sys.stdout.flush()
    os.dup2(keep[0], 1)
    os.dup2(keep[1], 2)
    at, place = 0, out / "now"  # a cache knows a case by where it is
    while True:
        folder = out / str(at)
        shutil.copytree(start, folder, symlinks=True)
        folder.rename(place)
        told = {"run": str(at), **one(place, at, how, arguments)}
        if told["through"]:
            break
        if how == "kill" and at:
            shutil.copytree(place, f"{folder}.dead", symlinks=True)
            one(place, 0, how, arguments)
        place.rename(folder)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        if told["status"] == IN_PLACE:
            break
        at += 1


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
