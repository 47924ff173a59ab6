"""``cslint baseline``: record today's findings, so that only new ones are reported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cslint.cli import completion
from cslint.cli.parameters import (
    OUTPUT,
    RULES,
    Config,
    Exclude,
    Isolated,
    Notes,
    Paths,
    Profile,
    Stage,
    Template,
)


def command(
    paths: Paths = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; by default the one in the configuration, or cslint-baseline.json.",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    stage: Stage = None,
    profile: Profile = None,
    template: Template = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE",
            help="Run only these rules or families.",
            autocompletion=completion.rules,
            rich_help_panel=RULES,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE", help="Skip these rules or families.", autocompletion=completion.rules, rich_help_panel=RULES
        ),
    ] = None,
    notes: Notes = False,
    exclude: Exclude = None,
    config: Config = None,
    isolated: Isolated = False,
) -> None:
    """Record today's findings in a file. cslint check --baseline FILE then reports only new ones."""
    from cslint.linter import baseline
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session
    from cslint.util.plural import plural

    request = Request(
        profile=profile,
        template=template,
        stage=stage,
        select=select or (),
        ignore=ignore or (),
        notes=notes,
        plugins=not isolated,
    )
    session = Session(request, config=config, isolated=isolated, exclude=exclude or ())
    work = session.work(paths or [Path()])
    file = output or next((task.config.baseline for task in work if task.config.baseline), Path(baseline.NAME))
    report = session.check(work, everything=True)
    number = baseline.save(file, report)
    cases = plural(len(report.cases), "case study", "case studies")
    sys.stdout.write(f"{file} holds {plural(number, 'finding')} of {cases}.\n")
