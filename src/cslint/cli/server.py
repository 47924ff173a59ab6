"""``cslint server``: what editors talk to."""

from __future__ import annotations

import os
from typing import Annotated, BinaryIO, cast

import typer

from cslint.cli.errors import install
from cslint.cli.parameters import Config, Isolated, Notes, Profile, Stage, Template, whole_number
from cslint.errors import ConfigError


def command(
    stage: Stage = None,
    profile: Profile = None,
    template: Template = None,
    notes: Notes = False,
    config: Config = None,
    isolated: Isolated = False,
    delay: Annotated[
        int,
        typer.Option(
            metavar="MILLISECONDS",
            parser=whole_number,
            help="How long to wait after the last key before checking; 200.",
        ),
    ] = 200,
) -> None:
    """Run the language server for an editor, which starts it and talks to it over standard input and output."""
    try:
        from cslint.server.serve import HeaderReader, make
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in ("pygls", "lsprotocol"):
            raise ConfigError(f"The language server needs the package pygls: {install('lsp')}") from error
        raise
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session

    request = Request(profile=profile, template=template, stage=stage, notes=notes, plugins=not isolated)
    server = make(Session(request, config=config, isolated=isolated), max(0, delay) / 1000)
    # copies, for pygls closes what it is given; what anything else prints goes to the log, not between the messages
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    server.start_io(cast("BinaryIO", HeaderReader(stdin)), stdout)
