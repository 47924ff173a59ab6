"""``cslint gate``: what a pull request changes, judged by the revision that it is to be merged into."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Where case studies lie; the current folder by default.")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(metavar="REVISION", envvar="CSLINT_GATE_BASE", help="What to go by; the event says it otherwise."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Check every case study, whatever has changed.")] = False,
    stage: Annotated[str | None, typer.Option(envvar="CSLINT_GATE_STAGE", help="draft, review or complete.")] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(metavar="LEVEL", envvar="CSLINT_GATE_FAIL_ON", help="error, warning or note."),
    ] = None,
    profile: Annotated[
        str | None, typer.Option(envvar="CSLINT_GATE_PROFILE", help="A built-in profile, or a folder with one.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(envvar="CSLINT_GATE_TEMPLATE", help="A course's own template.")
    ] = None,
    output_format: Annotated[
        list[str] | None,
        typer.Option("--output-format", "-o", metavar="FORMAT[=FILE]", help="full, concise, json, …; may be repeated."),
    ] = None,
) -> int:
    """Check the case studies that a pull request changes, by the rules of the revision it is to be merged into.

    Configuration, templates, rule pages and baseline are read from that revision; plugins, ignore comments and
    instructions changed in a case study do not count.
    """
    from cslint.cli import targets as output
    from cslint.cli.check_run import level
    from cslint.diagnostics.findings import Report
    from cslint.errors import ConfigError, NoCaseError
    from cslint.gate.git import revision
    from cslint.gate.session import Gate, base_of
    from cslint.linter.overrides import Request

    level(fail_on)
    files = [*(output_format or ()), *_sarif()]
    targets = output.targets(files, plugins=False)
    named = base or base_of(os.environ)
    goes_by = revision(Path.cwd(), named or "HEAD")
    if named and not base and goes_by.holds_head():
        raise ConfigError("Nothing of the pull request is checked out here. Run on pull_request, not its target.")
    roots = [*(paths or ()), *_paths()] or [Path()]
    with tempfile.TemporaryDirectory(prefix="cslint-") as store:
        request = Request(profile=profile, template=template, stage=stage)
        gate = Gate(request, goes_by, Path(store), pages=output.wants_pages(targets))
        short = goes_by.commit[:10]
        some = bool(named) and not everything and _only_changed()
        chosen, judges = gate.changed(roots) if named else ([], [])
        try:
            work = gate.work(chosen if some else roots)
        except NoCaseError:
            if not some:
                raise
            work = []  # nothing changed, or only what the base excludes
        report = gate.check(work) if work else Report(remarks=(f"None of those to be checked differs from {short}.",))
        threshold = fail_on or gate.fail_on(work)
    if judges:
        many = f"{judges[0]} and {len(judges) - 1} more are" if len(judges) > 1 else f"{judges[0]} is"
        told = f"{many} changed here; the check went by the version of {short}."
        report = report._replace(remarks=(*report.remarks, told))
    output.write(report, targets)
    return output.status(report, threshold)


def _only_changed() -> bool:
    from cslint.errors import ConfigError

    which = os.environ.get("CSLINT_GATE_CASES") or "changed"
    if which not in ("changed", "all"):
        raise ConfigError(f'"{which}" case studies cannot be checked. Known are changed, all.')
    return which == "changed"


def _sarif() -> list[str]:
    file = os.environ.get("CSLINT_GATE_SARIF")
    return [f"sarif={file}"] if file else []


def _paths() -> list[Path]:
    """Paths of the environment, one a line."""
    return [Path(line.strip()) for line in os.environ.get("CSLINT_GATE_PATHS", "").splitlines() if line.strip()]
