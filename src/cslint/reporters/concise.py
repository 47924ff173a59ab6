"""``concise``: one line per finding, ``path:line:column: level rule: message``, for pipes, logs and editors."""

from __future__ import annotations

from typing import TextIO

from cslint.diagnostics.findings import Report
from cslint.reporters import Options
from cslint.reporters.paths import shown
from cslint.reporters.styled_writer import Part, StyledWriter, print_statistics


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print one line per finding, never wrapped, and nothing without findings.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
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
