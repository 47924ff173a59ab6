"""``cslint status``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def command(
    paths: Annotated[list[Path] | None, typer.Argument(help="Folders, Markdown files, or any file of a case.")] = None,
    output_format: Annotated[str, typer.Option("--output-format", "-o", metavar="FORMAT")] = "text",
    stage: Annotated[str | None, typer.Option(help="draft, review or complete, whatever the cases say.")] = None,
    profile: Annotated[str | None, typer.Option(help="A built-in profile, or a folder with one.")] = None,
    template: Annotated[Path | None, typer.Option(help="A course's own template.")] = None,
    config: Annotated[Path | None, typer.Option(help="This configuration and no other.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Neither configuration nor cache nor plugins.")] = False,
) -> int:
    """Say how far along a case study is, section by section."""
    from cslint import cases, engine
    from cslint.progress import case_row
    from cslint.run import Request
    from cslint.session import Session

    request = Request(profile=profile, template=template, stage=stage, plugins=not isolated)
    session = Session(request, config=config, isolated=isolated)
    rows = []
    for task in session.work(paths or [Path()]):
        subject = engine.subject_of(task.case(), task.settings)
        rows.append(case_row(subject, cases.shown(task.path)))
    if output_format == "json":
        json.dump({"version": 1, "cases": rows}, sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        for row in rows:
            sys.stdout.write(f"{row['score']:.2f} {row['path']} ({row['profile']})\n")
    return 0
