"""``cslint schema``: the front matter of a profile as JSON Schema, for the YAML support of editors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cslint.cli import completion


def command(
    profile: Annotated[
        str,
        typer.Argument(
            metavar="PROFILE",
            help="A built-in profile, a profile's folder, or a template; atlas-2023 by default.",
            autocompletion=completion.profiles,
        ),
    ] = "atlas-2023",
) -> None:
    """Print the JSON Schema of a profile's front matter, for editors that complete and check YAML."""
    from cslint.contract.schema_export import json_text
    from cslint.linter.overrides import profile as find

    found = find(profile, Path.cwd())
    sys.stdout.write(json_text(found.schema, found.name))
