"""``cslint server``: what editors talk to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer

from cslint.errors import ConfigError


def command(
    stage: Annotated[
        str | None, typer.Option(help="Check as draft, review or complete, whatever the status says.")
    ] = None,
    profile: Annotated[str | None, typer.Option(help="A built-in profile, or a folder that contains one.")] = None,
    template: Annotated[Path | None, typer.Option(help="Your own template.")] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Show notes on style as well.")] = False,
    config: Annotated[Path | None, typer.Option(help="Use only this configuration file.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no configuration, cache or plugins.")] = False,
    delay: Annotated[int, typer.Option(help="Milliseconds without typing before a text is checked.")] = 200,
) -> None:
    """Serve an editor: it starts this and talks to it over standard input and output (LSP)."""
    try:
        from cslint.server.serve import HeaderReader, make
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in ("pygls", "lsprotocol"):
            raise ConfigError("the language server needs pygls; install it with: pip install 'cslint[lsp]'") from error
        raise
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session

    request = Request(profile=profile, template=template, stage=stage, notes=notes, plugins=not isolated)
    server = make(Session(request, config=config, isolated=isolated), max(0, delay) / 1000)
    # copies, for pygls closes what it is given; what anything else prints goes to the log, not between the messages
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    server.start_io(cast("BinaryIO", HeaderReader(stdin)), stdout)
