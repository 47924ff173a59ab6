"""``cslint gate``: check a pull request by the rules of its target branch."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from cslint.cli import completion
from cslint.cli.parameters import CHECKED_AGAINST, OUTPUT
from cslint.diagnostics.findings import Report
from cslint.errors import ConfigError


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Folders with case studies; the current folder by default."),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="REVISION",
            envvar="CSLINT_GATE_BASE",
            help="The branch to compare with; by default the one in the CI event.",
            rich_help_panel=CHECKED_AGAINST,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Check every case study, not only the changed ones.")
    ] = False,
    stage: Annotated[
        str | None,
        typer.Option(
            metavar="STAGE",
            envvar="CSLINT_GATE_STAGE",
            help="Check as draft, review or complete, whatever the status says.",
            autocompletion=completion.stages,
            rich_help_panel=CHECKED_AGAINST,
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            envvar="CSLINT_GATE_FAIL_ON",
            help="Exit with status 1 from this level on: error (the default), warning or note.",
            autocompletion=completion.levels,
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="PROFILE",
            envvar="CSLINT_GATE_PROFILE",
            help="A built-in profile, or a folder that contains one.",
            autocompletion=completion.profiles,
            rich_help_panel=CHECKED_AGAINST,
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="CSLINT_GATE_TEMPLATE",
            help="Your own template.",
            rich_help_panel=CHECKED_AGAINST,
        ),
    ] = None,
    output_format: Annotated[
        list[str] | None,
        typer.Option(
            "--output-format",
            "-o",
            metavar="FORMAT[=FILE]",
            help="full (the default), concise, json, github, …; may be repeated.",
            autocompletion=completion.formats,
            rich_help_panel=OUTPUT,
        ),
    ] = None,
) -> int:
    """Check the case studies that a pull request changes, by the rules of its target branch.

    Configuration, templates, rule pages and baseline are read from that branch; plugins, ignore comments and
    instructions changed in a case study do not count.
    """
    from cslint.cli import targets as output
    from cslint.cli.check_run import level
    from cslint.gate.repair import is_repaired
    from cslint.gate.session import BrokenBaseError, Gate
    from cslint.gate.target import Target, base_of, target_of
    from cslint.linter.overrides import Request

    level(fail_on)
    targets = output.targets([*(output_format or ()), *_sarif()], plugins=False)
    named = Target(base) if base else target_of(os.environ)
    goes_by = base_of(Path.cwd(), named or Target("HEAD"))
    if named and not base and goes_by.revision.holds_head():
        raise ConfigError("The pull request is not checked out here. Run on pull_request, not on pull_request_target.")
    request = Request(profile=profile, template=template, stage=stage)
    some = _only_changed()
    paths = [*(paths or ()), *_paths()]
    with tempfile.TemporaryDirectory(prefix="cslint-") as folder:
        try:
            gate = Gate(request, goes_by, Path(folder), pages=output.wants_pages(targets))
            report = gate.report(paths, changed=bool(named), everything=not named or everything or not some)
        except BrokenBaseError as error:
            if not named or not is_repaired(request, goes_by):
                raise
            report = Report(remarks=(f"{error.reason} This pull request corrects it and changes nothing else.",))
    output.write(report, targets)
    return output.status(report, fail_on)


def _only_changed() -> bool:
    which = os.environ.get("CSLINT_GATE_CASES") or "changed"
    if which not in ("changed", "all"):
        raise ConfigError(f'"{which}" case studies cannot be checked. Choose from changed, all.')
    return which == "changed"


def _sarif() -> list[str]:
    file = os.environ.get("CSLINT_GATE_SARIF")
    return [f"sarif={file}"] if file else []


def _paths() -> list[Path]:
    """Return paths of the environment, one a line."""
    return [Path(line.strip()) for line in os.environ.get("CSLINT_GATE_PATHS", "").splitlines() if line.strip()]
