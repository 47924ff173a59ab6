"""``junit``: JUnit's XML, which build servers show as a list of failed tests."""

from __future__ import annotations

from collections import Counter
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from cslint.diagnostics.findings import CaseReport, Finding, Report
from cslint.reporters import Options
from cslint.reporters.escape import one_line, visible, write_xml
from cslint.util.paths import relative


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print a suite for every case: a failed test for each finding, or one passed test.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    failures = len(report.findings)
    tests = failures + sum(not case.findings for case in report.cases)
    counts = {"tests": str(tests), "failures": str(failures), "errors": "0", "time": "0"}
    root = Element("testsuites", {"name": "cslint", **counts})
    for case in report.cases:
        _add_suite(root, case, options)
    write_xml(root, stream)


def _add_suite(root: Element, case: CaseReport, options: Options) -> None:
    path = visible(relative(case.path, options.root))
    tests, failures = len(case.findings) or 1, len(case.findings)
    counts = {"tests": str(tests), "failures": str(failures), "errors": "0", "skipped": "0", "time": "0"}
    suite = SubElement(root, "testsuite", {"name": path, **counts, "package": "cslint"})
    if not case.findings:
        SubElement(suite, "testcase", {"name": "no problems", "classname": path, "time": "0"})
    names: Counter[str] = Counter()
    for finding in case.findings:
        # GitLab keeps only one of several tests of the same name
        name = f"{finding.location.line}:{finding.location.column} {finding.rule}"
        names[name] += 1
        _add_test(suite, finding, name if names[name] == 1 else f"{name} #{names[name]}", options)


def _add_test(suite: Element, finding: Finding, name: str, options: Options) -> None:
    at = finding.location
    path, message = visible(relative(at.path, options.root)), one_line(finding.message)
    place = {"name": visible(name), "classname": path, "file": path, "line": str(at.line), "time": "0"}
    failure = SubElement(SubElement(suite, "testcase", place), "failure", {"type": finding.level, "message": message})
    failure.text = f"{path}:{at.line}:{at.column}: {finding.level} {visible(finding.rule)}: {message}"
    if finding.help:
        failure.text += f"\nhelp: {one_line(finding.help)}"
