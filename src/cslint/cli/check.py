"""``cslint check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


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
    color: Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
) -> int:
    """Say what is missing, short, still placeholder, malformed or in the wrong place."""
    from cslint.cli import output
    from cslint.run import Request
    from cslint.session import Session

    level(fail_on)
    request = Request(
        profile=profile,
        template=template,
        stage=stage,
        select=select or (),
        extend_select=extend_select or (),
        ignore=ignore or (),
        notes=notes,
        suppress=not no_suppressions,
        trust_comments=not template_only,
        plugins=not isolated,
    )
    targets = output.targets(output_format, color, statistics=statistics, show_fixes=show_fixes, plugins=not isolated)
    session = Session(
        request,
        config=config,
        isolated=isolated,
        exclude=exclude or (),
        pages=output.wants_pages(targets),
        progress=output.wants_progress(targets),
        baseline=baseline,
    )
    standard_input = sys.stdin.buffer.read() if paths == [Path("-")] else None
    work = session.work(paths or [Path()], standard_input, stdin_filename, skip_unowned=skip_unowned)
    threshold = fail_on or session.fail_on(work)
    if fix or unsafe_fixes or diff:
        from cslint.cli import mend

        return mend.run(
            session, work, unsafe=unsafe_fixes, diff=diff, targets=targets, fail_on=threshold, exit_zero=exit_zero
        )
    report = session.check(work)
    output.write(report, targets)
    return output.status(report, threshold, exit_zero=exit_zero)


def level(name: str | None) -> None:
    """Refuse what --fail-on does not know.

    Raises:
        ConfigError: it is no level.
    """
    from cslint.config import ConfigError
    from cslint.findings import Level

    if name is not None and name not in list(Level):
        raise ConfigError(f'--fail-on "{name}" is no level. Known are error, warning, note.')
