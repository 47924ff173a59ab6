"""``concise``: a line a finding, ``path:line:column: level rule: message``, for pipes, logs and editors."""

from __future__ import annotations

from typing import TextIO

from cslint.diagnostics.findings import Report
from cslint.reporters import Options
from cslint.reporters.paths import shown
from cslint.reporters.styled_writer import Part, StyledWriter, print_statistics


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print a line a finding, never wrapped; nothing when there is none."""
    paper = StyledWriter(stream, options)
    for finding in report.findings:
        at = finding.location
        paper.line(
            f"{shown(at.path, options.root)}:{at.line}:{at.column}: ",
            Part(finding.level, finding.level),
            f" {paper.say(finding.rule)}: {paper.say(finding.message)}",
        )
    if options.statistics:
        print_statistics(paper, report)
