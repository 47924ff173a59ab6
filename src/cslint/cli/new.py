"""``cslint new``: a document ready to write in."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from cslint.cli.parameters import Config, Isolated, Profile, Template

LATEST = "atlas-2024"


def command(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The city, such as Pune; with a template of your own the file's name.")
    ],
    country: Annotated[
        str | None, typer.Argument(metavar="COUNTRY", help="The city's country: a code such as IND, or a name.")
    ] = None,
    profile: Profile = None,
    template: Template = None,
    title: Annotated[str, typer.Option(metavar="TITLE", help="The name of the plan or district.")] = "",
    parent: Annotated[Path, typer.Option("--in", metavar="FOLDER", help="The folder to create it in.")] = Path(),
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """Create a document: a case study on a city, or a copy of any template.

    A case study follows the profile atlas-2024 unless you name another one.
    """
    from cslint.linter import discovery
    from cslint.linter.overrides import Request, settings
    from cslint.linter.session import Session
    from cslint.scaffold import new_case

    session = Session(Request(profile=profile, template=template, plugins=False), config=config, isolated=isolated)
    followed = settings(session.request, session.config_of(parent / new_case.INDEX)).profile
    planned = new_case.plan(name, country, followed, title)
    made = new_case.create(parent, planned)
    sys.stdout.write(f"{discovery.shown(made)}\n")
    for remark in planned.remarks:
        sys.stderr.write(f"{remark}\n")
    following = f"--template {shlex.quote(str(template))} " if template else ""
    place = shlex.quote(discovery.shown(made))
    sys.stderr.write(f"Write in it, then check it: cslint check {following}{place}\n")
    return 0
