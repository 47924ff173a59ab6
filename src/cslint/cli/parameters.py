"""Options that several commands share, with their values, their group in the help and their completion."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cslint.cli import completion

CHECKED_AGAINST = "Check against"
FILES = "Files"
OUTPUT = "Output"
RULES = "Rules"

Stage = Annotated[
    str | None,
    typer.Option(
        metavar="STAGE",
        help="Check as draft, review or complete, whatever the status says.",
        autocompletion=completion.stages,
        rich_help_panel=CHECKED_AGAINST,
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        metavar="PROFILE",
        help="A built-in profile, or a folder that contains one.",
        autocompletion=completion.profiles,
        rich_help_panel=CHECKED_AGAINST,
    ),
]
Template = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Your own template.", rich_help_panel=CHECKED_AGAINST)
]
Exclude = Annotated[
    list[str] | None, typer.Option(metavar="PATTERN", help="Paths to skip; may be repeated.", rich_help_panel=FILES)
]
Config = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Use only this configuration file.", rich_help_panel=FILES)
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Use no configuration, cache or plugins.", rich_help_panel=FILES)
]
Color = Annotated[
    str,
    typer.Option(
        metavar="WHEN",
        help="auto (the default), always or never.",
        autocompletion=completion.when,
        rich_help_panel=OUTPUT,
    ),
]
Notes = Annotated[bool, typer.Option("--notes", help="Show notes on style as well.", rich_help_panel=RULES)]


def whole_number(text: str) -> int:
    """Return the number that an option is given.

    Raises:
        typer.BadParameter: it is not a whole number.
    """
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a whole number.') from None


def share(text: str) -> float:
    """Return the share that an option is given.

    Raises:
        typer.BadParameter: it is not a number.
    """
    try:
        return float(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a number, such as 0.8.') from None


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Folders, Markdown files, or any file of a case study; the current folder by default.",
    ),
]
