"""``cslint check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cslint.cli.check_run import CheckOptions, run


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders, Markdown files, or any file of a case; the current folder by default."),
    ] = None,
    output_format: Annotated[
        list[str] | None,
        typer.Option("--output-format", "-o", metavar="FORMAT[=FILE]", help="full, concise, json, …; may be repeated."),
    ] = None,
    stage: Annotated[str | None, typer.Option(help="draft, review or complete, whatever the cases say.")] = None,
    profile: Annotated[str | None, typer.Option(help="A built-in profile, or a folder with one.")] = None,
    template: Annotated[
        Path | None, typer.Option(help="A course's own template: all that is asked comes from it.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Only these rules or families; 'all' is every one."),
    ] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="These rules or families as well.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these rules or families.")] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Show notes on style as well.")] = False,
    fail_on: Annotated[
        str | None,
        typer.Option(metavar="LEVEL", help="error, warning or note: from here on the status is 1."),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Status 0 whatever is found.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without guessing.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend also where it takes a guess; says which.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")] = False,
    exclude: Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Paths to leave out.")] = None,
    no_suppressions: Annotated[
        bool, typer.Option("--no-suppressions", help="Report also what comments ask to ignore.")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count findings by rule below them.")] = False,
    show_fixes: Annotated[bool, typer.Option("--show-fixes", help="Show what a fix would write.")] = False,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Hold back what this file, by cslint baseline, knows.")
    ] = None,
    template_only: Annotated[
        bool, typer.Option("--template-only", help="Ask what the template asks, whatever comments in a case say.")
    ] = False,
    skip_unowned: Annotated[
        bool, typer.Option("--skip-unowned", help="Pass over files of no case; none left is no failure. For hooks.")
    ] = False,
    config: Annotated[Path | None, typer.Option(help="This configuration and no other.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Neither configuration nor cache nor plugins.")] = False,
    stdin_filename: Annotated[
        Path | None, typer.Option(help="The name of what comes from standard input (path -).")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep what was found before.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="N", help="Processes to share the work; all there are.")
    ] = None,
    executor: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="dask://HOST:PORT: a dask scheduler whose workers check the cases."),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Look again at every save; Ctrl+C ends it.")] = False,
    color: Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
) -> int:
    """Say what is missing, short, still placeholder, malformed or in the wrong place."""
    return run(
        CheckOptions(
            paths=paths or (),
            output_format=output_format or (),
            stage=stage,
            profile=profile,
            template=template,
            select=select or (),
            extend_select=extend_select or (),
            ignore=ignore or (),
            notes=notes,
            fail_on=fail_on,
            exit_zero=exit_zero,
            fix=fix,
            unsafe_fixes=unsafe_fixes,
            diff=diff,
            exclude=exclude or (),
            no_suppressions=no_suppressions,
            statistics=statistics,
            show_fixes=show_fixes,
            baseline=baseline,
            template_only=template_only,
            skip_unowned=skip_unowned,
            config=config,
            isolated=isolated,
            stdin_filename=stdin_filename,
            no_cache=no_cache,
            jobs=jobs,
            executor=executor,
            watch=watch,
            color=color,
        )
    )
