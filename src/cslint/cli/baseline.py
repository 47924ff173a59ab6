"""``cslint baseline``: record today's findings, so that only new ones are reported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders, Markdown files, or any file of a case study; the current folder by default."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The configuration's, or cslint-baseline.json."),
    ] = None,
    stage: Annotated[
        str | None, typer.Option(help="Check as draft, review or complete, whatever the status says.")
    ] = None,
    profile: Annotated[str | None, typer.Option(help="A built-in profile, or a folder that contains one.")] = None,
    template: Annotated[Path | None, typer.Option(help="Your own template.")] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Run only these rules or families.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Skip these rules or families.")] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Show notes on style as well.")] = False,
    exclude: Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Paths to skip.")] = None,
    config: Annotated[Path | None, typer.Option(help="Use only this configuration file.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no configuration, cache or plugins.")] = False,
) -> None:
    """Write down what is found today; ``cslint check --baseline FILE`` then reports only what is new."""
    from cslint.linter import baseline
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session
    from cslint.reporters.totals import count

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
    cases = count(len(report.cases), "case study", "case studies")
    sys.stdout.write(f"{file} holds {count(number, 'finding')} of {cases}.\n")
