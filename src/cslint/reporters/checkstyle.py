"""``checkstyle``: Checkstyle's XML, which many build servers and editors read."""

from __future__ import annotations

from itertools import groupby
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from cslint.diagnostics.findings import Level, Report
from cslint.reporters import Options
from cslint.reporters.escape import one_line, visible, write_xml
from cslint.util.paths import relative

_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "info"}


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print a ``file`` element for every file with findings and for every case without findings.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    root = Element("checkstyle", {"version": "4.3"})
    for case in report.cases:
        if not case.findings:
            SubElement(root, "file", {"name": visible(relative(case.path, options.root))})
        for path, findings in groupby(case.findings, key=lambda finding: finding.location.path):
            file = SubElement(root, "file", {"name": visible(relative(path, options.root))})
            for finding in findings:
                place = {"line": str(finding.location.line), "column": str(finding.location.column)}
                said = {"severity": _SEVERITIES[finding.level], "message": one_line(finding.message)}
                SubElement(file, "error", {**place, **said, "source": f"cslint.{visible(finding.rule)}"})
    write_xml(root, stream)
