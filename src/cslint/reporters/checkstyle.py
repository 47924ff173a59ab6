"""``checkstyle``: the XML of Checkstyle, which many build servers and editors read."""

from __future__ import annotations

from itertools import groupby
from typing import TextIO

from cslint.diagnostics.findings import Level, Report
from cslint.reporters import Options
from cslint.reporters.escape import one_line, xml
from cslint.util.paths import relative

_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "info"}


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print a ``file`` element for every file with findings and for every case without any."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n')
    for case in report.cases:
        if not case.findings:
            stream.write(f'  <file name="{xml(relative(case.path, options.root))}"/>\n')
        for path, findings in groupby(case.findings, key=lambda finding: finding.location.path):
            stream.write(f'  <file name="{xml(relative(path, options.root))}">\n')
            for finding in findings:
                stream.write(
                    f'    <error line="{finding.location.line}" column="{finding.location.column}"'
                    f' severity="{_SEVERITIES[finding.level]}" message="{xml(one_line(finding.message))}"'
                    f' source="cslint.{xml(finding.rule)}"/>\n'
                )
            stream.write("  </file>\n")
    stream.write("</checkstyle>\n")
