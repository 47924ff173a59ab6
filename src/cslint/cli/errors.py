"""Convert errors to a sentence and an exit status, so that users never see a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TextIO

USAGE = 2
INTERRUPTED = 130
TERMINATED = 143


def install(extra: str) -> str:
    """Return the command that installs cslint with an extra."""
    return f"pip install 'cslint[{extra}] @ git+https://github.com/cslint/cslint'"


def guarded(command: Callable[[], Any], stream: TextIO) -> int:
    """Run a command; turn what it raises into a sentence on ``stream`` and a status.

    Args:
        command: what to run; a number that it returns is its exit status.
        stream: where sentences go.
    """
    try:
        status = command()
    except KeyboardInterrupt:
        status = _stopped(stream, INTERRUPTED)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # how typer hands it on
            status = 0
        elif end.code == TERMINATED:
            status = _stopped(stream, TERMINATED)
        else:
            raise
    except BrokenPipeError:  # the reader has closed the pipe
        status = 0
    except Exception as error:
        status = _failed(error, stream)
    give_up(sys.stdout)
    give_up(sys.stderr)
    return status if isinstance(status, int) else 0


def _stopped(stream: TextIO, status: int) -> int:
    say(stream, "stopped.")
    return status


def give_up(stream: TextIO) -> None:
    """Give up what cannot be printed: Python would fail on it again when it ends."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _failed(error: Exception, stream: TextIO) -> int:
    show = getattr(error, "show", None)  # a usage error, formatted like typer's
    if callable(show):
        show(file=stream)
        return USAGE
    if type(error).__name__ == "Abort":
        return _stopped(stream, INTERRUPTED)
    if type(error).__name__ == "Exit":
        return int(getattr(error, "exit_code", 0))
    from cslint.errors import FULL, ConfigError, NoCaseError, ReporterError, RuleError, SelectionError, WriteError

    if isinstance(error, (NoCaseError, ConfigError, SelectionError, RuleError, ReporterError, WriteError)):
        say(stream, str(error))
    elif isinstance(error, OSError):
        place = error.filename or ("standard output" if error.errno in FULL else "a file")  # others are WriteErrors
        say(stream, f"{place}: {error.strerror or error}")
    else:
        from cslint.linter.engine import innermost

        where = innermost(error)
        say(
            stream,
            f"an error inside cslint ({type(error).__name__}: {error}; {where}). "
            "Please report it at https://github.com/cslint/cslint/issues.",
        )
    return USAGE


def say(stream: TextIO, text: str) -> None:
    """Write a message on one line, escaped for terminals and build logs, in the stream's encoding.

    Quoted text may have line breaks, and ``::error::`` at the start of a line is a command to GitHub.

    Args:
        stream: the stream to write to.
        text: the message.
    """
    from cslint.reporters.escape import one_line, quiet

    clean = "".join(char if char.isprintable() else "?" for char in quiet(one_line(text)))
    encoding = getattr(stream, "encoding", None) or "utf-8"
    with suppress(OSError):  # the error cannot be shown
        stream.write(f"cslint: {clean}\n".encode(encoding, "replace").decode(encoding))
