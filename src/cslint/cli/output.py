"""Where reports go, in which format, and what the exit status is."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from cslint.config import ConfigError
from cslint.findings import Level, Report


@dataclass(frozen=True, slots=True)
class Target:
    """A format and where it goes; ``path`` None is standard output."""

    format: str
    path: Path | None
    color: bool


def targets(formats: list[str] | None, color: str) -> list[Target]:
    """What --output-format asks for; by default full on a terminal and concise in a pipe."""
    if color not in ("auto", "always", "never"):
        raise ConfigError(f'--color "{color}" is unknown. Known are auto, always, never.')
    chosen = formats or ([os.environ["CSLINT_OUTPUT_FORMAT"]] if os.environ.get("CSLINT_OUTPUT_FORMAT") else None)
    if not chosen:
        chosen = ["full" if sys.stdout.isatty() else "concise"]
    found = []
    for text in chosen:
        name, _, path = text.partition("=")
        found.append(Target(name, Path(path) if path else None, not path and coloured(color, sys.stdout)))
    return found


def coloured(color: str, stream: TextIO) -> bool:
    """Whether to use colour: the flag, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def write(report: Report, chosen: list[Target], *, statistics: bool = False) -> None:
    """Write a report in every format asked for."""
    if statistics:
        _statistics(report, sys.stdout)
        return
    from cslint import reporters

    for target in chosen:
        report_as = reporters.find(target.format)
        options = reporters.Options(color=target.color, terminal=target.path is None and sys.stdout.isatty())
        if target.path is None:
            report_as(report, sys.stdout, options)
        else:
            from cslint.atomic import writing

            with writing(target.path) as stream:
                report_as(report, stream, options)


def _statistics(report: Report, stream: TextIO) -> None:
    counts = Counter((finding.rule, finding.level) for finding in report.findings)
    width = len(str(max(counts.values(), default=0)))
    for (rule, level), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        stream.write(f"{count:>{width}}  {level:<7}  {rule}\n")


def status(report: Report, fail_on: str, *, exit_zero: bool = False) -> int:
    """Exit status: 2 when something inside went wrong, 1 when a finding is grave enough, else 0."""
    rank = Level(fail_on).rank
    if any(finding.rule == "internal-error" for finding in report.findings):
        return 2
    if exit_zero:
        return 0
    return int(any(finding.level.rank <= rank for finding in report.findings))
