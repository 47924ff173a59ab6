"""``cslint contract``: show requirements, with the words that state them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cslint.cli import completion
from cslint.cli.parameters import OUTPUT, Color
from cslint.errors import ConfigError


def command(
    subjects: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SUBJECT",
            help="A document, a template file, or the name of a profile; with --learn also finished copies.",
            show_default=False,
            autocompletion=completion.profiles,
        ),
    ] = None,
    template: Annotated[Path | None, typer.Option(metavar="FILE", help="The template of the document.")] = None,
    learn: Annotated[
        bool, typer.Option("--learn", help="Compare finished copies of the template and propose marks for it.")
    ] = False,
    output_format: Annotated[
        str,
        typer.Option(
            "--output-format",
            "-o",
            metavar="FORMAT",
            help="text (the default) or json.",
            autocompletion=completion.one_of("text", "json"),
            rich_help_panel=OUTPUT,
        ),
    ] = "text",
    color: Color = "auto",
) -> None:
    """Show the requirements of a template, section by section, with the words that state them."""
    if output_format not in ("text", "json"):
        raise ConfigError(f'"{output_format}" is not a format of the contract. Choose from text, json.')
    given = subjects or []
    if learn:
        from cslint.cli.contract_learning import proposals

        _print(proposals(given, template), output_format, color, learned=True)
        return
    if len(given) > 1:
        raise ConfigError("contract shows one template or case; --learn compares a template with several copies.")
    from cslint.cli.contract_report import outline

    _print(outline(given[0] if given else None, template), output_format, color)


def _print(rows: dict[str, Any], output_format: str, color: str, *, learned: bool = False) -> None:
    from cslint.reporters.escape import encodable

    if output_format == "json":
        sys.stdout.write(f"{encodable(json.dumps(rows, indent=2, ensure_ascii=False))}\n")
        return
    from cslint.cli import contract_learning, contract_text, targets
    from cslint.reporters import Options

    write = contract_learning.write if learned else contract_text.write
    write(rows, sys.stdout, targets.for_stream(Options(), color, sys.stdout))
