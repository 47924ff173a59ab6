"""What goes wrong becomes a sentence and an exit status; no traceback reaches a user."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TextIO

USAGE = 2
INTERRUPTED = 130


def guarded(command: Callable[[], Any], stream: TextIO) -> int:
    """Run a command; turn what it raises into a sentence on ``stream`` and a status.

    Args:
        command: what to run; a number that it returns is its exit status.
        stream: where sentences go.
    """
    try:
        status = command()
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say(stream, "stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        # the reader went away: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _failed(error, stream)
    return status if isinstance(status, int) else 0


def _failed(error: Exception, stream: TextIO) -> int:
    show = getattr(error, "show", None)  # a wrong call, as typer's parser tells it
    if callable(show):
        show(file=stream)
        return USAGE
    if type(error).__name__ in ("Abort",):
        _say(stream, "stopped.")
        return INTERRUPTED
    if type(error).__name__ == "Exit":
        return int(getattr(error, "exit_code", 0))
    from cslint.cases import NoCaseError
    from cslint.config import ConfigError
    from cslint.registry import SelectionError
    from cslint.reporters import ReporterError
    from cslint.rules import RuleError

    if isinstance(error, (NoCaseError, ConfigError, SelectionError, RuleError, ReporterError)):
        _say(stream, str(error))
    elif isinstance(error, OSError):
        _say(stream, f"{error.filename or 'a file'}: {error.strerror or error}")
    else:
        from cslint.engine import innermost

        where = innermost(error)
        _say(
            stream,
            f"something inside cslint went wrong ({type(error).__name__}: {error}; {where}). Please report it.",
        )
    return USAGE


def _say(stream: TextIO, text: str) -> None:
    clean = "".join(char if char.isprintable() or char == "\n" else "?" for char in text)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(f"cslint: {clean}\n".encode(encoding, "replace").decode(encoding))
