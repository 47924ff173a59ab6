"""``cslint init``: configuration, a hook before commits and a check of pull requests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cslint.cli import completion


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The top of the repository; the current folder by default.")
    ] = Path(),
    profile: Annotated[
        str,
        typer.Option(
            metavar="PROFILE",
            help="The profile of all case studies; by default, each names its own.",
            autocompletion=completion.profiles,
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace existing files.")] = False,
) -> int:
    """Set up a repository: a configuration, a hook before commits, and a check of pull requests."""
    from cslint._version import __version__
    from cslint.linter import discovery
    from cslint.linter import overrides as running
    from cslint.scaffold import repository

    if profile:
        running.profile(profile, folder)  # refuses an unknown one
    files = repository.plan(folder, __version__, profile)
    for file in files:
        kept = " (kept, because it exists; --force replaces it)" if file.there and not force else ""
        sys.stdout.write(f"--- {discovery.shown(file.path)}{kept}\n{file.text}\n")
    left = [file for file in files if force or not file.there]
    if not left:
        sys.stdout.write("Nothing to write.\n")
        return 0
    if not yes and not _agreed(len(left)):
        sys.stdout.write("Nothing was written; --yes writes without asking.\n")
        return 0
    for file in left:
        repository.write(file)
        sys.stdout.write(f"wrote {discovery.shown(file.path)}\n")
    return 0


def _agreed(count: int) -> bool:
    """Ask for confirmation at a terminal; elsewhere answer no for the user."""
    if not sys.stdin.isatty():
        return False
    from cslint.util.plural import plural

    sys.stdout.write(f"Write {plural(count, 'file')}? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
