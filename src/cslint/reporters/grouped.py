"""``grouped``: findings in columns below the name of their file."""

from __future__ import annotations

from itertools import groupby
from typing import TextIO

from cslint.diagnostics.findings import Finding, Report
from cslint.reporters import Options
from cslint.reporters.paths import shown
from cslint.reporters.styled_writer import Part, StyledWriter, closing


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print each file's name once with its findings below it, and a summary line.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    paper = StyledWriter(stream, options)
    for case in report.cases:
        for path, findings in groupby(case.findings, key=lambda finding: finding.location.path):
            paper.line(Part(shown(path, options.root), "strong"))
            _table(paper, list(findings))
            paper.line()
    closing(paper, report)


def _table(paper: StyledWriter, findings: list[Finding]) -> None:
    places = [f"{finding.location.line}:{finding.location.column}" for finding in findings]
    rules = [paper.say(finding.rule) for finding in findings]
    first, second = max(map(len, places)), max(map(len, rules))
    for finding, place, rule in zip(findings, places, rules, strict=True):
        paper.columns(
            Part(f"  {place:<{first}}  ", "dim"),
            Part(f"{finding.level:<7}", finding.level),
            Part(f"  {rule:<{second}}  ", "dim"),
            text=paper.say(finding.message),
        )
