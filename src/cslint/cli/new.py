"""``cslint new``: a case study ready to write in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

LATEST = "atlas-2024"


def command(
    city: Annotated[str, typer.Argument(help="The city, such as Pune.")],
    country: Annotated[str, typer.Argument(help="Its country: a code such as IND, or a name.")],
    profile: Annotated[str | None, typer.Option(help=f"A built-in profile, or a folder with one; {LATEST}.")] = None,
    template: Annotated[Path | None, typer.Option(help="A course's own template.")] = None,
    title: Annotated[str, typer.Option(help="The name of the plan or district.")] = "",
    parent: Annotated[Path, typer.Option("--in", metavar="FOLDER", help="Where its folder is to be made.")] = Path(),
    config: Annotated[Path | None, typer.Option(help="This configuration and no other.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="No configuration.")] = False,
) -> int:
    """Make the folder of a new case study, with the template and all that is known of the city."""
    from cslint.linter import discovery
    from cslint.linter.overrides import Request, settings
    from cslint.linter.overrides import profile as named
    from cslint.linter.session import Session
    from cslint.scaffold import new_case

    session = Session(Request(profile=profile, template=template, plugins=False), config=config, isolated=isolated)
    followed = settings(session.request, session.config_of(parent / new_case.INDEX)).profile
    begun = new_case.start(city, country, followed or named(LATEST, Path.cwd()), title)
    made = new_case.create(parent, begun)
    sys.stdout.write(f"{discovery.shown(made)}\n")
    for remark in begun.remarks:
        sys.stderr.write(f"{remark}\n")
    return 0
