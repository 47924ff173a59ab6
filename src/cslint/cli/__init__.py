"""The command line: one module per command; each loads its imports when it runs."""

from __future__ import annotations

import sys
from typing import Any


def run(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status: 0 without findings, 1 with findings, 2 for a usage error or a crash."""
    from cslint.cli.errors import guarded

    arguments = sys.argv[1:] if argv is None else argv
    return guarded(lambda: _command(arguments), sys.stderr)


def _command(arguments: list[str]) -> Any:
    if arguments[:1] == ["check"]:
        from cslint.cli.options import parse

        options = parse(arguments[1:])
        if options is not None:
            from cslint.cli.check_run import run

            return run(options)
    from cslint.cli.app import app
    from cslint.cli.errors import INTERRUPTED

    status = app(args=arguments, standalone_mode=False)
    if status == INTERRUPTED:  # typer makes a number of it
        raise KeyboardInterrupt
    return status
