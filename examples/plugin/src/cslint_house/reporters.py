"""``csv``: a row a finding, for a spreadsheet."""

from __future__ import annotations

import csv as rows
from typing import TextIO

from cslint.plugin import Options, Report, one_line, relative


def csv(report: Report, stream: TextIO, options: Options) -> None:
    """Print a heading and a row for every finding."""
    table = rows.writer(stream, lineterminator="\n")
    table.writerow(["path", "line", "column", "level", "rule", "message"])
    for finding in report.findings:
        at = finding.location
        texts = (str(finding.level), finding.rule, finding.message)
        table.writerow([_cell(relative(at.path, options.root)), at.line, at.column, *map(_cell, texts)])


def _cell(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula; it comes from the files that were checked."""
    text = one_line(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
