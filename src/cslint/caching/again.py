"""What the very same command line printed last time: found before anything is loaded that could check a case.

``recall`` remembers the reports of a run, with every path that they depended on. An entry here stands for a command
line with the whole environment and what its output goes to; it names the run that it told of, and holds what was
printed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, TextIO

from cslint import __version__
from cslint.caching.storage import FORM, head_of, is_ours, is_plain, place, today, unchanged
from cslint.util.digests import digest_of

_LONGEST = 4 * 2**20  # characters: what 500 cases print at the most; of more no second copy is made
_UNKEPT = frozenset(("--isolated", "--no-cache"))
_PASSING = {"_", "OLDPWD", "PWD", "SHLVL"}  # differs from call to call, and nothing is printed by it


class Said(NamedTuple):
    """What a run printed, and its exit status."""

    status: int
    output: str
    error: str

    def repeat(self) -> int:
        """Print it, and return the status."""
        sys.stdout.write(self.output)
        sys.stdout.flush()
        sys.stderr.write(self.error)
        return self.status


def said(arguments: Sequence[str]) -> Said | None:
    """What a command line printed, where nothing has changed since that it depended on.

    Args:
        arguments: all of them, beginning with the command.
    """
    try:
        folder = place() if _UNKEPT.isdisjoint(arguments) else None
        if folder is None or not is_ours(folder):
            return None
        path = _entry(folder, arguments)
        if not is_plain(path):
            return None
        with open(path, "rb") as entry:  # noqa: PTH123 - pathlib takes longer to load than all this
            head, body = entry.readline(), entry.read()
        if head != head_of([body]):
            return None
        run, state, status, output, error = json.loads(body)
        return Said(status, output, error) if _holds(os.path.join(folder, FORM, "runs", run), state) else None  # noqa: PTH118
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def keep(arguments: Sequence[str], run: str, state: str, told: Said) -> None:
    """Remember what a command line printed; what cannot be written is not remembered.

    Args:
        arguments: all of them, beginning with the command.
        run: the name of the entry of the run that was told of.
        state: that entry's first line.
        told: what was printed.
    """
    from pathlib import Path

    from cslint.caching.case_cache import write_last

    folder = place()
    if folder is None:
        return
    with suppress(OSError, ValueError):  # what output goes to, or where we are, cannot be told
        body = json.dumps([run, state, *told]).encode()
        write_last(Path(_entry(folder, arguments)), head_of([body]) + body)


def _holds(run: str, state: str) -> bool:
    """Whether a run is the one that was told of, and nothing has changed that it depended on."""
    with open(run, "rb") as entry:  # noqa: PTH123
        head, line, rest = entry.readline(), entry.readline(), entry.read()
    return head.decode() == state and head == head_of([line, rest]) and unchanged(json.loads(line)[0])


@contextmanager
def heard() -> Iterator[tuple[Ear, Ear]]:
    """Within, what is printed is also taken down: for standard output and for the error stream."""
    streams = sys.stdout, sys.stderr
    ears = Ear(sys.stdout), Ear(sys.stderr)
    sys.stdout, sys.stderr = ears
    try:
        yield ears
    finally:
        sys.stdout, sys.stderr = streams


class Ear:
    """A stream that takes down what is written to it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._parts: list[str] = []
        self._room = _LONGEST

    @property
    def heard(self) -> str | None:
        """All that was written; None when that is too long."""
        return "".join(self._parts) if self._room >= 0 else None

    def write(self, text: str) -> int:
        """Write a text, as a stream does."""
        self._room -= len(text)
        if self._room >= 0:
            self._parts.append(text)
        else:
            self._parts.clear()
        return self._stream.write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts, as a stream does."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _entry(folder: str, arguments: Sequence[str]) -> str:
    here = os.getcwd()  # noqa: PTH109
    about = sorted(pair for pair in os.environ.items() if pair[0] not in _PASSING)
    program = (__version__, sys.version, sys.path)
    name = digest_of((list(arguments), here, _repositories(here), about, _shown(), today(), program))
    return os.path.join(folder, FORM, "said", f"{name[:32]}.json")  # noqa: PTH118


def _repositories(here: str) -> list[str]:
    """The folders above this one, itself among them, that are git repositories: some formats name paths from there."""
    found = []
    while True:
        if os.path.exists(os.path.join(here, ".git")):  # noqa: PTH110, PTH118
            found.append(here)
        here, below = os.path.dirname(here), here  # noqa: PTH120
        if here == below:
            return found


def _shown() -> list[object]:
    """What output goes to: encodings, and terminals with their sizes."""
    found: list[object] = []
    for stream in (sys.stdout, sys.stderr):
        terminal = stream.isatty()
        form = getattr(stream, "encoding", None), getattr(stream, "errors", None)
        found += (terminal, form, terminal and os.get_terminal_size(stream.fileno()))
    return found
