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
    from cslint.errors import ConfigError
    from cslint.linter import discovery
    from cslint.linter.overrides import Request, settings
    from cslint.linter.overrides import profile as named
    from cslint.linter.session import Session
    from cslint.scaffold import new_case

    session = Session(Request(profile=profile, template=template, plugins=False), config=config, isolated=isolated)
    followed = settings(session.request, session.config_of(parent / new_case.INDEX)).profile
    remarks: tuple[str, ...] = ()
    if country is not None:
        begun = new_case.start(name, country, followed or named(LATEST, Path.cwd()), title)
        made, remarks = new_case.create(parent, begun), begun.remarks
    elif followed is not None and "country_code" not in followed.schema.fields:
        made = new_case.copy_template(parent / name, followed.template)
    else:
        raise ConfigError(f"A case study needs a country as well, such as: cslint new {shlex.quote(name)} India")
    sys.stdout.write(f"{discovery.shown(made)}\n")
    for remark in remarks:
        sys.stderr.write(f"{remark}\n")
    following = f"--template {shlex.quote(str(template))} " if template else ""
    place = shlex.quote(discovery.shown(made))
    sys.stderr.write(f"Write in it, then check it: cslint check {following}{place}\n")
    return 0
